//! Places that are no actors where things only happen there: capitals, seats and platforms. What an article names again
//! and again it is about, and keeps.

use super::lexicon::{Lexicon, Venue};
use super::mention::Name;
use super::reading::Sentence;
use rustc_hash::FxHashMap;

/// A venue that is named as often as this is more than that.
const AGAIN: usize = 4;

/// Leaves out the names of venues where they are only that.
pub fn without(mut names: Vec<Name>, sentences: &[Sentence], lexicon: &Lexicon) -> Vec<Name> {
    let venue = |name: &Name| {
        let entry = name.entry.and_then(|number| lexicon.entry(number));
        entry.map_or(Venue::No, |entry| entry.venue)
    };
    let mut often: FxHashMap<usize, usize> = FxHashMap::default();
    for number in names.iter().filter(|name| venue(name) != Venue::No).filter_map(|name| name.entry) {
        *often.entry(number).or_default() += 1;
    }
    names.retain(|name| {
        let again = name.entry.is_some_and(|number| often.get(&number).is_some_and(|count| *count >= AGAIN));
        again
            || match venue(name) {
                Venue::No => true,
                Venue::Capital => false,
                Venue::Located => !is_located(name, &sentences[name.sentence]),
            }
    });
    names
}

/// Whether a name stands where a place or a medium does: behind a preposition, or before what is found there.
fn is_located(name: &Name, sentence: &Sentence) -> bool {
    let ahead = name.words.start.checked_sub(1).map(|at| &sentence.words[at]);
    let ahead = match ahead {
        Some(the) if the.folded == "the" => name.words.start.checked_sub(2).map(|at| &sentence.words[at]),
        other => other,
    };
    let located = ahead.is_some_and(|w| {
        matches!(
            w.folded.as_ref(),
            "in" | "at" | "on" | "via" | "through" | "using" | "inside" | "outside" | "into" | "near" | "across"
        )
    });
    let found_there = sentence.words.get(name.words.end).is_some_and(|w| {
        matches!(
            w.folded.trim_end_matches('s'),
            "account"
                | "post"
                | "page"
                | "feed"
                | "user"
                | "channel"
                | "message"
                | "video"
                | "handle"
                | "thread"
                | "group"
                | "app"
                | "follower"
                | "profile"
                | "lawn"
                | "meeting"
                | "ceremony"
                | "visit"
                | "reception"
        )
    });
    located || found_there
}
