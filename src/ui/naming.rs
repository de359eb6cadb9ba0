//! Whom and what one may mean who types letters of a name: to complete it, or to pick one of a list.

use crate::sorting;
use crate::store::facet::{self, Count, Facet};
use crate::store::fuzzy::{self, Hit, Within};
use crate::store::{Roster, Store};
use crate::text::fold;
use rustc_hash::FxHashSet;
use std::cmp::Reverse;
use std::sync::Arc;

/// Most names to complete one with.
const MOST_NAMES: usize = 8;

/// A value of a facet, and the bytes of its name at which the letters typed begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The value.
    pub count: Count,
    /// Where its name matched.
    pub matched: Vec<usize>,
    /// The spelling that begins with the letters, where the name does not.
    pub through: Option<Arc<str>>,
}

/// Something that a filter can name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// What it is.
    pub facet: Facet,
    /// What the filter language calls it.
    pub id: Arc<str>,
    /// What a person calls it.
    pub name: Arc<str>,
    /// Articles that have it.
    pub articles: u32,
}

/// What names that begin with the letters a filter may be completed with, those in most articles first.
pub(super) fn beginning(store: &Store, facets: &[Facet], letters: &str) -> Vec<Named> {
    let named = |facet: Facet| {
        let found = facet::roster(store, facet).beginning(letters, MOST_NAMES);
        found.into_iter().map(move |entry| Named {
            facet,
            id: Arc::clone(&entry.id),
            name: Arc::clone(&entry.name),
            articles: entry.articles.len() as u32,
        })
    };
    let mut found: Vec<Named> = facets.iter().flat_map(|facet| named(*facet)).collect();
    sorting::by_key(&mut found, |named| Reverse(named.articles));
    found.truncate(MOST_NAMES);
    found
}

/// The values whose names have the letters, best first; all as they come where there are no letters. Among those of which
/// words begin with them, be it in another spelling or script than the one shown, whoever has most articles is most likely
/// meant, and what the articles suggest is last. Where nobody's begin with them, those come first of whom they are `misspelt`.
pub(super) fn choices(
    counts: Vec<Count>,
    letters: &str,
    roster: &Roster,
    misspelt: impl FnOnce() -> Vec<Arc<str>>,
) -> Vec<Choice> {
    if letters.trim().is_empty() {
        return counts.into_iter().map(|count| Choice { count, matched: Vec::new(), through: None }).collect();
    }
    let typed = fold::fold(letters);
    let worded = typed.contains(char::is_alphanumeric);
    let most = if worded { usize::MAX } else { 0 }; // marks alone are no beginning of a name
    let begun: FxHashSet<Arc<str>> =
        roster.beginning(letters, most).into_iter().map(|entry| Arc::clone(&entry.id)).collect();
    let nobody = begun.is_empty() && !counts.iter().any(|count| begin_words(&typed, &count.name));
    let near = if worded && nobody { misspelt() } else { Vec::new() };
    let matching = |count: Count| {
        let shown = fuzzy::match_name(letters, &count.name);
        let named = worded && begin_words(&typed, &count.name);
        let begins = named || begun.contains(&count.id);
        let near = near.iter().rev().position(|id| *id == count.id);
        let (score, matched) = shown.or_else(|| (begins || near.is_some()).then(Default::default))?;
        let often = i64::from((count.articles + 1).ilog2());
        let likely = if begins { (!count.suggested, count.articles) } else { (false, 0) };
        let through = if begins && !named { spelling_begun(roster, &count.id, &typed) } else { None };
        Some((Reverse((begins, near, likely, score + OFTEN * often)), Choice { count, matched, through }))
    };
    let mut found: Vec<_> = counts.into_iter().filter_map(matching).collect();
    sorting::by_key(&mut found, |(rank, _)| *rank);
    found.into_iter().map(|(_, choice)| choice).collect()
}

/// What a name is worth whose letters match, for each time it is named twice as often: a third of a letter.
const OFTEN: i64 = 6;

/// The values of a facet of whose names these letters may be a misspelling, the most likely first.
pub(super) fn nearest(store: &Store, facet: Facet, letters: &str) -> Vec<Arc<str>> {
    const MOST: usize = 3;
    if facet == Facet::Actor {
        let hits = fuzzy::look_up(store, letters, Within::Actors, None, MOST).into_iter();
        return hits.filter(Hit::has_all).filter_map(|hit| hit.actor).collect();
    }
    let found = fuzzy::nearest(facet::roster(store, facet), letters, MOST).into_iter();
    found.map(|entry| Arc::clone(&entry.id)).collect()
}

/// The first spelling of a value that begins with what was typed.
fn spelling_begun(roster: &Roster, id: &str, typed: &str) -> Option<Arc<str>> {
    let spellings = roster.get(id)?.names().iter().map(|(spelling, _)| spelling);
    spellings.into_iter().find(|spelling| begin_words(typed, spelling)).cloned()
}

/// Whether each of the words that were typed, folded, is the beginning of a word of the name.
pub(super) fn begin_words(typed: &str, name: &str) -> bool {
    let name = fold::fold(name);
    let begins = |word: &str| name.split(|c: char| !c.is_alphanumeric()).any(|of| of.starts_with(word));
    typed.split_whitespace().all(begins)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, ActorKind, Article};
    use crate::store::Query;
    use crate::ui::worker::count;

    #[test]
    fn of_names_that_begin_so_the_one_in_most_articles_comes_first() {
        let count = |name: &str, articles: u32, suggested: bool| Count {
            id: name.into(),
            name: name.into(),
            articles,
            statements: 0,
            suggested,
        };
        let counts = [("Silva", 1, false), ("Ana Silva", 9, false), ("silver coins", 20, true), ("Insilva", 30, false)];
        let roster = Roster::default();
        let picked = |letters: &str| {
            let counts = counts.iter().map(|(name, articles, suggested)| count(name, *articles, *suggested)).collect();
            let names =
                choices(counts, letters, &roster, Vec::new).into_iter().map(|choice| choice.count.name.to_string());
            names.collect::<Vec<_>>().join(" | ")
        };
        assert_eq!(picked("silv"), "Ana Silva | Silva | silver coins | Insilva");
        assert_eq!(picked("sil an"), "Ana Silva");
        assert_eq!(picked("silver"), "silver coins");
    }

    #[test]
    fn names_are_picked_by_spellings_that_are_not_shown() {
        let named = |id: &str, name: &str, kind| Actor { id: id.into(), name: name.into(), kind, mentions: Vec::new() };
        let actors = vec![
            named("ana-silva", "Ana Silva", ActorKind::Person),
            named("ana-silva", "A. Sylva", ActorKind::Person),
            named("norland", "Norland", ActorKind::Place),
        ];
        let mut store = Store::default();
        store.add(Article { actors, ..Article::default() });
        for (letters, through) in [("Сильва", None), ("Сил", None), ("Sylva", Some("A. Sylva")), ("sil", None)]
        {
            let picked = choices(count(&store, Facet::Actor, &Query::All), letters, store.actors(), Vec::new);
            let found = picked.iter().find(|choice| *choice.count.name == *"Ana Silva").expect(letters);
            assert_eq!(found.through.as_deref(), through, "{letters}");
        }
        assert!(choices(count(&store, Facet::Actor, &Query::All), "”", store.actors(), Vec::new).is_empty());
        let misspelt = || nearest(&store, Facet::Actor, "nurland");
        let picked = choices(count(&store, Facet::Actor, &Query::All), "nurland", store.actors(), misspelt);
        assert_eq!(&*picked[0].count.name, "Norland");
    }

    #[test]
    fn of_names_that_have_the_letters_those_named_often_come_first() {
        let count = |name: &str, articles| Count {
            id: name.into(),
            name: name.into(),
            articles,
            statements: 0,
            suggested: false,
        };
        let picked = choices(
            vec![count("Zelenskyy", 1), count("Volodymyr Zelensky", 149)],
            "zlnsk",
            &Roster::default(),
            Vec::new,
        );
        assert_eq!(&*picked[0].count.name, "Volodymyr Zelensky");
    }
}
