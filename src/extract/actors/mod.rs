//! People, organisations, places and groups: found, and all spellings of one joined under one id.
//!
//! `reading` prepares the prose, with a `hint` at every word; `discover` finds names where `language` allows it, `known`
//! those of the `lexicon`, `groups` the unnamed ones; `clean`, `extent`, `kind` and `mention` put right what was found,
//! `venue` leaves out places that do not act, `roles` reads what is said beside a name; `coref` joins names with the help of
//! `text::spelling`, and `gather` makes actors of them, each with its `profile`.

use super::Prose;
use crate::model::{Actor, Span};

#[cfg(test)]
mod cases;
mod clean;
mod coref;
pub mod discover;
mod extent;
mod gather;
mod groups;
mod hint;
mod kind;
mod known;
mod language;
pub mod lexicon;
mod mention;
mod profile;
pub mod reading;
mod roles;
mod venue;

pub use lexicon::Lexicon;
pub use profile::{Gender, Profile};

/// The actors of an article and where each is named.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// The actors, by first mention.
    pub actors: Vec<Actor>,
    /// What speaks for a pronoun or a title standing for an actor; parallel to `actors`.
    pub profiles: Vec<Profile>,
    /// Every mention in the order of the text, with the place of its actor in `actors`. None overlaps another.
    pub places: Vec<(Span, usize)>,
}

impl Mentions {
    /// The mentions of actors that were found before; what speaks for pronouns is not known of these.
    pub fn of(actors: &[Actor]) -> Self {
        Self { actors: actors.to_vec(), profiles: Vec::new(), places: places(actors) }
    }

    /// The mentions that lie inside `span`, in order, with the place of their actor in `actors`.
    pub fn within(&self, span: Span) -> &[(Span, usize)] {
        let from = self.places.partition_point(|(s, _)| s.start < span.start);
        let places = &self.places[from..];
        let count = places.partition_point(|(s, _)| s.start < span.end);
        let cut = count > 0 && places[count - 1].0.end > span.end;
        &places[..count - usize::from(cut)]
    }
}

/// Finds the actors of the prose.
pub fn find(prose: &Prose, lexicon: &Lexicon) -> Mentions {
    let sentences = reading::read(prose, lexicon);
    let groups = groups::find(&sentences, lexicon);
    let mut names = mention::names(&sentences, lexicon);
    names.retain(|name| !inside_a_group(name, &groups));
    gather::gather(prose.text, &sentences, &names, &groups, lexicon)
}

/// All mentions of some actors in the order of the text, each with the place of its actor.
fn places(actors: &[Actor]) -> Vec<(Span, usize)> {
    let numbered = actors.iter().enumerate();
    let mut places: Vec<_> = numbered.flat_map(|(at, actor)| actor.mentions.iter().map(move |m| (*m, at))).collect();
    places.sort_unstable();
    places
}

/// The longest name wins: `NATO` in `NATO leaders` is no mention of NATO.
fn inside_a_group(name: &mention::Name, groups: &[groups::Group]) -> bool {
    let after = groups.partition_point(|g| (g.sentence, g.words.end) <= (name.sentence, name.words.start));
    groups.get(after).is_some_and(|g| g.sentence == name.sentence && g.words.start < name.words.end)
}
