//! Dated points: each date expression with its sentence and the actors named in it.

use super::Prose;
use super::actors::Mentions;
use super::dates::Dated;
use crate::model::Event;

/// The events of the prose, in the order of the text.
pub fn find(prose: &Prose, dates: &[Dated], mentions: &Mentions) -> Vec<Event> {
    dates.iter().map(|dated| event(prose, *dated, mentions)).collect()
}

fn event(prose: &Prose, dated: Dated, mentions: &Mentions) -> Event {
    let sentence = prose.sentence_around(dated.span);
    let mut actors: Vec<String> = Vec::new();
    for (_, actor) in mentions.within(sentence) {
        let id = &mentions.actors[*actor].id;
        if !actors.contains(id) {
            actors.push(id.clone());
        }
    }
    Event { when: dated.when, span: dated.span, sentence, actors }
}
