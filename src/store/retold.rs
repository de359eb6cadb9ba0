//! Events that an article tells more than once, as one: the headline and the opening, the opening and a summary.
//!
//! Two dated points are one event where they have the same date and stand in the same sentence, or in sentences of which
//! the shorter says little that the longer does not. Sentences that name nobody in common are never joined.

use super::words;
use crate::model::{Article, Event};
use crate::sorting;
use rustc_hash::FxHashMap;
use std::cell::OnceCell;

/// Share of its words that the poorer sentence must have in common with the richer one, and the fewest of them.
const SHARED: f32 = 0.6;
const FEWEST: usize = 3;

/// Letters from which a word tells something of what happened.
const TELLING: usize = 4;

/// Sentences with one date that a further one is compared with, and words of a sentence that are looked at; hostile
/// articles have more.
const MOST_RIVALS: usize = 32;
const MOST_WORDS: usize = 80;

/// For every event of an article the place of the one that tells it first, which may be its own.
pub(super) fn first_tellings(article: &Article) -> Vec<u32> {
    let mut told: FxHashMap<_, Vec<Telling>> = FxHashMap::default();
    let tellings = (0..).zip(&article.events).map(|(place, event)| {
        let rivals = told.entry((event.when.date, event.when.end_date)).or_default();
        let one = Telling { place, event, words: OnceCell::new() };
        if let Some(same) = rivals.iter().find(|rival| rival.event.sentence == event.sentence) {
            return same.place;
        }
        if let Some(same) = rivals.iter().find(|rival| same_event(article, rival, &one)) {
            return same.place;
        }
        if rivals.len() < MOST_RIVALS {
            rivals.push(one);
        }
        place
    });
    tellings.collect()
}

/// An event that is told first at its place.
struct Telling<'a> {
    place: u32,
    event: &'a Event,
    /// Found when they are asked for: most dates are told of once.
    words: OnceCell<Vec<String>>,
}

impl Telling<'_> {
    fn words(&self, article: &Article) -> &[String] {
        self.words.get_or_init(|| telling_words(article, self.event))
    }
}

fn same_event(article: &Article, first: &Telling, other: &Telling) -> bool {
    let (actors, others) = (&first.event.actors, &other.event.actors);
    if !actors.is_empty() && !others.is_empty() && !others.iter().any(|actor| actors.contains(actor)) {
        return false;
    }
    let (first, other) = (first.words(article), other.words(article));
    let shared = other.iter().filter(|word| first.binary_search(word).is_ok()).count();
    shared >= FEWEST && shared as f32 >= SHARED * first.len().min(other.len()) as f32
}

/// The words of the event's sentence that tell what happened, without those of the date; sorted, each once. Endings
/// are cut off roughly, so that `signs` and `signed` are one.
fn telling_words(article: &Article, event: &Event) -> Vec<String> {
    let mut found = Vec::new();
    words::each(&article.text, event.sentence, |span, word| {
        if found.len() < MOST_WORDS && word.chars().count() >= TELLING && !event.span.overlaps(span) {
            found.push(words::without_ending(word).to_owned());
        }
    });
    sorting::plain(&mut found);
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{PartialDate, Span, When};

    /// Sentences as `date actor: sentence`, one a line, and the first tellings of their events.
    fn check(lines: &[&str], expected: &[u32]) {
        let mut article = Article::default();
        for line in lines {
            let (date, rest) = line.split_once(' ').unwrap();
            let (actor, sentence) = rest.split_once(": ").unwrap();
            let start = article.text.find(sentence).unwrap_or(article.text.len());
            if start == article.text.len() {
                article.text.push_str(sentence);
                article.text.push('\n');
            }
            let sentence = Span::new(start, start + sentence.len());
            let when = When::on(date.parse::<PartialDate>().unwrap());
            let span = Span::new(start, start + 1);
            let actors = if actor == "-" { Vec::new() } else { vec![actor.to_owned()] };
            article.events.push(Event { when, span, sentence, actors });
        }
        assert_eq!(first_tellings(&article), expected, "{lines:?}");
    }

    #[test]
    fn one_sentence_with_two_words_for_its_date_is_one_event() {
        check(
            &[
                "2025-02-18 -: Today, Tuesday, they met by the sea.",
                "2025-02-18 -: Today, Tuesday, they met by the sea.",
            ],
            &[0, 0],
        );
    }

    #[test]
    fn a_headline_and_its_opening_are_one_event() {
        check(
            &[
                "2025-02-18 norland: Norland signs harbour treaty on Tuesday",
                "2025-02-18 norland: On Tuesday Norland signed the long awaited treaty on its harbour, officials said.",
                "2025-02-18 norland: On Tuesday Norland's parliament dismissed the treasurer over missing accounts.",
            ],
            &[0, 0, 2],
        );
    }

    #[test]
    fn other_dates_and_other_people_are_other_events() {
        check(
            &[
                "2025-02-18 norland: The delegation signed the harbour treaty.",
                "2025-02-19 norland: The delegation signed a harbour treaty.",
                "2025-02-18 sudland: A delegation signed the harbour treaty.",
            ],
            &[0, 1, 2],
        );
    }
}
