//! Dated points: each date expression with its sentence and the actors named in it.

use super::Prose;
use super::actors::Mentions;
use super::dates::Dated;
use crate::model::{Event, Span};

/// The events of the prose, in the order of the text.
pub fn find(prose: &Prose, dates: &[Dated], mentions: &Mentions) -> Vec<Event> {
    dates.iter().map(|dated| event(prose, *dated, mentions)).collect()
}

/// How far from its date an actor is still taken for part of the event, in bytes. Sentences are shorter; what is longer
/// is a list or a text without stops.
const REACH: u32 = 2_000;

fn event(prose: &Prose, dated: Dated, mentions: &Mentions) -> Event {
    // In `20. Mai` a sentence seems to end.
    let last = Span { start: dated.span.end.saturating_sub(1), end: dated.span.end };
    let sentence = prose.sentence_around(dated.span).join(prose.sentence_around(last));
    let mut actors: Vec<String> = Vec::new();
    let near = Span {
        start: sentence.start.max(dated.span.start.saturating_sub(REACH)),
        end: sentence.end.min(dated.span.end.saturating_add(REACH)),
    };
    for (_, actor) in mentions.within(near) {
        let id = &mentions.actors[*actor].id;
        if !actors.contains(id) {
            actors.push(id.clone());
        }
    }
    Event { when: dated.when, span: dated.span, sentence, actors }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::dates;

    #[test]
    fn the_sentence_of_an_event_holds_its_date() {
        let text = "Es regnet. Update, 20. Mai 2025: Die EU hat das Paket beschlossen. Es regnet noch.";
        let prose = Prose::read(text, None, &[Span::new(0, text.len())]);
        let found = dates::find(&prose, None);
        let events = find(&prose, &found, &Mentions::default());
        let [event] = &events[..] else { panic!("{events:?}") };
        assert!(event.sentence.contains(event.span), "{}", event.sentence.of(text));
        assert_eq!((event.span.of(text), event.sentence.of(text).starts_with("Update")), ("20. Mai 2025", true));
    }
}
