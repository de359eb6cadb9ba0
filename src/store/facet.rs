//! How often each actor, theme and source occurs under the current filter.

use super::keyphrase::KeyPhrase;
use super::roster::{Entry, Roster};
use super::{Selection, Store};
use std::sync::Arc;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Facet {
    /// Actors.
    Actor,
    /// Themes.
    Theme,
    /// Publishers.
    Source,
}

/// One value of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// What the filter language calls it (`mark-rutte`).
    pub id: Arc<str>,
    /// What a person calls it (`Mark Rutte`).
    pub name: Arc<str>,
    /// Selected articles that have it.
    pub articles: u32,
    /// Selected statements by it (actors), about it (themes), or in it (sources).
    pub statements: u32,
    /// Whether it is no theme that was found, but a phrase that the collection suggests as one; its id is then a filter
    /// by itself.
    pub suggested: bool,
}

/// The values of a facet under a selection, most articles first, then most statements, then by name; values that
/// neither a selected article nor a selected statement has are left out.
pub fn count(store: &Store, selection: &Selection, facet: Facet) -> Vec<Count> {
    let roster = roster(store, facet);
    let mut counts: Vec<Count> = roster.entries().iter().filter_map(|entry| count_one(entry, selection)).collect();
    counts.sort_unstable_by(|a, b| {
        (b.articles, b.statements)
            .cmp(&(a.articles, a.statements))
            .then_with(|| (&a.name, &a.id).cmp(&(&b.name, &b.id)))
    });
    counts
}

/// All values of a facet.
pub fn roster(store: &Store, facet: Facet) -> &Roster {
    match facet {
        Facet::Actor => store.actors(),
        Facet::Theme => store.themes(),
        Facet::Source => store.sources(),
    }
}

fn count_one(entry: &Entry, selection: &Selection) -> Option<Count> {
    let articles = entry.articles.intersection_len(&selection.articles) as u32;
    let statements = entry.statements.intersection_len(&selection.statements) as u32;
    (articles + statements > 0).then(|| Count {
        id: Arc::clone(&entry.id),
        name: Arc::clone(&entry.name),
        articles,
        statements,
        suggested: false,
    })
}

/// The phrases that the collection suggests as themes, with how much of the selection holds them, in the order in which
/// they suggest themselves. Takes a moment when the store has grown; see [`Store::suggested_themes`].
pub fn suggested(store: &Store, selection: &Selection) -> Vec<Count> {
    let phrases = store.suggested_themes();
    let count = |one: &KeyPhrase| {
        let articles = one.articles.intersection_len(&selection.articles) as u32;
        let statements = one.statements.intersection_len(&selection.statements) as u32;
        let (id, name) = (one.id().into(), one.words.as_str().into());
        (articles + statements > 0).then_some(Count { id, name, articles, statements, suggested: true })
    };
    phrases.iter().filter_map(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Query, sample};

    /// The counts under a filter as `id articles/statements`.
    fn check(expression: &str, facet: Facet, expected: &str) {
        let store = sample::store();
        let selection = store.select(&Query::parse(expression).unwrap());
        let found: Vec<_> = count(&store, &selection, facet)
            .iter()
            .map(|count| format!("{} {}/{}", count.id, count.articles, count.statements))
            .collect();
        assert_eq!(found.join(", "), expected, "{expression}");
    }

    #[test]
    fn counts_follow_the_filter() {
        check("", Facet::Source, "norland-herald 2/6, the-daily-gull 2/4");
        check("by:kovacs", Facet::Source, "norland-herald 2/2, the-daily-gull 1/2");
        check("", Facet::Theme, "strikes 2/3, fishing-rights 1/1");
        check("theme:strikes source:gull", Facet::Theme, "strikes 1/1");
        check("source:gull", Facet::Actor, "bela-kovacs 1/2, carl-silva 1/1, ana-silva 1/0, norland 1/0");
        check("kind:mixed", Facet::Actor, "bela-kovacs 1/1, ana-silva 1/0, norland 1/0, fishermen 1/0");
        check("-()", Facet::Actor, "");
    }
}
