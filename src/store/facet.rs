//! How often each actor, theme and source occurs under the current filter.

use super::forward::{Tally, runs};
use super::keyphrase::KeyPhrase;
use super::roster::{Entry, Roster};
use super::{Selection, Store};
use roaring::RoaringBitmap;
use std::ops::Range;
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

/// Which values come first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Most {
    /// Those with most articles, then with most statements.
    #[default]
    Articles,
    /// Those with most statements, then with most articles.
    Statements,
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
    first(store, selection, facet, Most::Articles, usize::MAX)
}

/// The first so many of [`count`], or of the same in another order, without putting the others in order.
pub fn first(store: &Store, selection: &Selection, facet: Facet, order: Most, most: usize) -> Vec<Count> {
    let (entries, tally) = (roster(store, facet).entries(), tally(store, selection, facet));
    let mut found: Vec<([u32; 2], u32)> =
        (0..).zip(&tally).filter(|(_, count)| **count != [0; 2]).map(|(at, count)| (*count, at)).collect();
    let turned = order == Most::Statements;
    if turned {
        for (count, _) in &mut found {
            count.reverse();
        }
    }
    let by_name = |a: &Entry, b: &Entry| (&a.name, &a.id).cmp(&(&b.name, &b.id));
    let order = |a: &([u32; 2], u32), b: &([u32; 2], u32)| {
        b.0.cmp(&a.0).then_with(|| by_name(&entries[a.1 as usize], &entries[b.1 as usize]))
    };
    if most < found.len() {
        // Names are compared among the last ones that still find room only, for reading them is what takes long.
        let least = found.select_nth_unstable_by(most, |a, b| b.0.cmp(&a.0)).1.0;
        found.retain(|(count, _)| *count >= least);
    }
    found.sort_unstable_by(order);
    found.truncate(most);
    let straight = |[first, then]: [u32; 2]| if turned { [then, first] } else { [first, then] };
    found.into_iter().map(|(count, at)| counted(&entries[at as usize], straight(count))).collect()
}

/// The first values of all facets, of each as many as `most` says: actors, themes and sources, counted side by side.
pub fn all(store: &Store, selection: &Selection, order: Most, most: impl Fn(Facet) -> usize + Sync) -> [Vec<Count>; 3] {
    let of = |facet| first(store, selection, facet, order, most(facet));
    // Actors, of which there are most, take as long as the other two.
    let (actors, (themes, sources)) = rayon::join(|| of(Facet::Actor), || (of(Facet::Theme), of(Facet::Source)));
    [actors, themes, sources]
}

/// One value of a facet under a selection, be it that nothing selected has it; `None` where there is no such value.
pub fn one(store: &Store, selection: &Selection, facet: Facet, id: &str) -> Option<Count> {
    let entry = roster(store, facet).get(id)?;
    let articles = entry.articles.count_among(&selection.articles) as u32;
    Some(counted(entry, [articles, entry.statements.count_among(&selection.statements) as u32]))
}

fn tally(store: &Store, selection: &Selection, facet: Facet) -> Tally {
    let Selection { articles, statements } = selection;
    match facet {
        Facet::Actor => store.index.actors_of.tally(articles, statements),
        Facet::Theme => store.index.themes_of.tally(articles, statements),
        Facet::Source => {
            let sources = &store.index.sources_of;
            let mut tally = sources.tally(articles, &RoaringBitmap::new());
            let mut held = |article, statements| {
                for source in sources.of_article(article) {
                    tally[*source as usize][1] += statements;
                }
            };
            runs(statements).for_each(|run| in_run(store, run.start as u32..run.end as u32, &mut held));
            tally
        }
    }
}

/// Calls `held` for every article with statements in a run, and how many of them it holds.
fn in_run(store: &Store, mut run: Range<u32>, mut held: impl FnMut(u32, u32)) {
    while !run.is_empty() {
        let article = store.article_of[run.start as usize];
        let end = store.span_of(article).end.min(run.end);
        held(article, end - run.start);
        run.start = end;
    }
}

fn counted(entry: &Entry, [articles, statements]: [u32; 2]) -> Count {
    let (id, name) = (Arc::clone(&entry.id), Arc::clone(&entry.name));
    Count { id, name, articles, statements, suggested: false }
}

/// All values of a facet.
pub fn roster(store: &Store, facet: Facet) -> &Roster {
    match facet {
        Facet::Actor => store.actors(),
        Facet::Theme => store.themes(),
        Facet::Source => store.sources(),
    }
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
    fn who_is_cited_most_may_come_first() {
        let store = sample::store();
        let found = first(&store, &store.everything(), Facet::Actor, Most::Statements, 2);
        let counts: Vec<_> = found.iter().map(|count| (&*count.id, count.articles, count.statements)).collect();
        assert_eq!(counts, [("bela-kovacs", 3, 4), ("ana-silva", 3, 2)]);
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
