//! Look-up by half-remembered letters: statements, articles, actors and events by a few words, each perhaps cut short,
//! misspelt or without vowels, in any order. The only file that names fuzzy-matcher.
//! `ask` reads the query (`figures`: numbers in words; `compound`: words written as one or as two), `shelf` says what is
//! looked through.
//!
//! The words of the query are compared with the words of the store, not with its texts (`spelling`); what they may
//! stand for leads through the postings to the few places that have all or most of them, and these are ranked
//! (`rank`).

mod ask;
mod compound;
mod figures;
mod rank;
mod shelf;
mod spelling;

use super::{ArticleId, Entry, EventId, Roster, Selection, StatementId, Store, places, words};
use crate::model::Span;
use crate::sorting;
use crate::text::fold;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use std::sync::{Arc, LazyLock};

/// What a look-up looks through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Within {
    /// Statements by their content, speaker, source and themes.
    #[default]
    Statements,
    /// Articles by title and source.
    Articles,
    /// Actors by any spelling of their names.
    Actors,
    /// Dated events by their sentence.
    Events,
}

/// One find.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hit {
    /// The article it stands in; for an actor the first one that names it.
    pub article: ArticleId,
    /// The statement, where statements were asked for.
    pub statement: Option<StatementId>,
    /// The id of the actor, where actors were asked for.
    pub actor: Option<Arc<str>>,
    /// The event, where events were asked for.
    pub event: Option<EventId>,
    /// The words it shows: content of the statement from its first to its last word, title, first mention of the actor,
    /// sentence. Empty for a title that does not stand in the text.
    pub span: Span,
    /// How well it fits, from 0 to 100.
    pub score: u32,
    /// Which words of the article's text matched, in order.
    pub matched: Vec<Span>,
    /// The words of the query, folded, that it does not have, or only something hardly like them.
    pub lacking: Vec<String>,
    /// Whether it has at least one of them.
    pub has_some: bool,
}

impl Hit {
    /// Whether it has nothing that was asked for, and is only the nearest there is.
    pub fn is_far_fetched(&self) -> bool {
        !self.has_some
    }

    /// The words of the query that it does not have, as they were typed.
    pub fn lacking_of(&self, query: &str) -> Vec<String> {
        let typed = |word: &String| query.split_whitespace().find(|typed| words::of(typed).join(" ") == *word);
        let bare = |typed: &str| typed.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        self.lacking.iter().map(|word| typed(word).map_or_else(|| word.clone(), bare)).collect()
    }

    /// Whether it has all that was asked for.
    pub fn has_all(&self) -> bool {
        self.lacking.is_empty()
    }
}

/// The best `limit` finds for `query` among what `selection` holds (`None`: everything), best first; of equally good ones
/// the newer first. None for a query without words.
pub fn look_up(store: &Store, query: &str, within: Within, selection: Option<&Selection>, limit: usize) -> Vec<Hit> {
    rank::best(&shelf::Shelf { store, within }, &ask::Ask::read(query), selection, limit)
}

/// The actors that a name may mean, as [`Roster::named`] finds them; where nobody is called so, those whose names Cyrillic
/// letters write so, by their sound and in any case.
pub fn actors_named<'a>(store: &'a Store, name: &str) -> Vec<&'a Entry> {
    let named = store.actors().named(name);
    if !named.is_empty() || name.is_ascii() {
        return named;
    }
    bearing(store, name, |word| spelling::in_cyrillic(&store.index, word).iter().map(|found| found.word).collect())
}

/// The actors whose names may be meant by a misspelt one in Cyrillic letters, which sounds nearly as they do; those whom most
/// articles name first.
pub fn actors_sounding_nearly<'a>(store: &'a Store, misspelt: &str) -> Vec<&'a Entry> {
    let mut found = bearing(store, misspelt, |word| spelling::sounding_nearly(&store.index, word));
    sorting::by_key(&mut found, |actor| std::cmp::Reverse(actor.articles.len()));
    found
}

/// The actors in whose names each word of a name stands as one of those that it may mean.
fn bearing<'a>(store: &'a Store, name: &str, meant: impl Fn(&str) -> Vec<u32>) -> Vec<&'a Entry> {
    let bearers =
        |word: &String| places::union(meant(word).into_iter().filter_map(|word| store.index.in_names.of(word)));
    let places = words::of(name).iter().map(bearers).reduce(|all, one| all & one).unwrap_or_default();
    places.iter().map(|place| &store.actors().entries()[place as usize]).collect()
}

/// At most so many entries whose names may be meant by a misspelt one, those that fit best first; of those that fit as well
/// the ones that most articles have.
pub fn nearest<'a>(roster: &'a Roster, misspelt: &str, most: usize) -> Vec<&'a Entry> {
    let typed = words::of(misspelt);
    let fit = |entry: &'a Entry| Some((spelling::fit_of_name(&typed, &entry.name)?, entry));
    let mut found: Vec<_> = roster.entries().iter().filter(|_| !typed.is_empty()).filter_map(fit).collect();
    sorting::by(&mut found, |(a, one), (b, other)| b.total_cmp(a).then(other.articles.len().cmp(&one.articles.len())));
    found.into_iter().take(most).map(|(_, entry)| entry).collect()
}

/// The one of some words that is meant by a misspelt one.
pub fn nearest_word<'a>(misspelt: &str, all: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let typed = words::of(misspelt);
    let fits = all.filter_map(|word| Some((spelling::fit_of_name(&typed, word)?, word)));
    fits.filter(|_| !typed.is_empty()).max_by(|(a, _), (b, _)| a.total_cmp(b)).map(|(_, word)| word)
}

static MATCHER: LazyLock<SkimMatcherV2> = LazyLock::new(|| SkimMatcherV2::default().ignore_case());

/// Longer names and letters are cut for the matcher, whose time is the product of both.
const LONGEST_NAME: usize = 256;

/// Whether every letter of `letters` occurs in `name`, in order, and how well they fit (higher is better), with the
/// byte offsets in `name` that matched; for pickers, where names are short. Words apart may stand in any order; case and
/// accents do not matter.
pub fn match_name(letters: &str, name: &str) -> Option<(i64, Vec<usize>)> {
    let name: String = name.chars().take(LONGEST_NAME).collect();
    let (folded, offsets) = fold::fold_with_offsets(&name);
    let places: Vec<usize> = folded.char_indices().map(|(at, _)| offsets[at] as usize).collect();
    let (mut score, mut matched) = (0, Vec::new());
    for word in fold::fold(letters).split_whitespace() {
        let word: String = word.chars().take(LONGEST_NAME).collect();
        let (one, at) = MATCHER.fuzzy_indices(&folded, &word)?;
        score += one;
        matched.extend(at.into_iter().filter_map(|at| places.get(at)));
    }
    matched.sort_unstable();
    matched.dedup();
    Some((score, matched))
}

/// How well `letters` fit in order into `word`, as a share of what the word itself would score.
fn letters_in_order(letters: &str, word: &str) -> Option<f32> {
    let (score, best) = (MATCHER.fuzzy_match(word, letters)?, MATCHER.fuzzy_match(word, word)?);
    Some((score as f32 / best.max(1) as f32).clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Query, sample};
    use proptest::prelude::*;

    /// The finds as article and place of the statement or event, or as actor, best first; `…` for any more.
    fn check(query: &str, within: Within, expected: &str) {
        check_filtered("", query, within, expected);
    }

    fn check_filtered(filter: &str, query: &str, within: Within, expected: &str) {
        let store = sample::store();
        let selection = store.select(&Query::parse(filter).unwrap());
        let hits = look_up(&store, query, within, Some(&selection), 20);
        let id = |at: ArticleId| store.id(at).unwrap();
        let show = |hit: &Hit| match (hit.statement, hit.event, &hit.actor) {
            (Some(one), ..) => {
                format!("{}{}", id(hit.article), one.0 - store.statements_of(hit.article).next().unwrap().0)
            }
            (_, Some(one), _) => {
                format!("{}{}", id(hit.article), one.0 - store.events_of(hit.article).next().unwrap().0)
            }
            (.., Some(actor)) => actor.to_string(),
            _ => id(hit.article).to_owned(),
        };
        let found = hits.iter().map(show).collect::<Vec<_>>().join(" ");
        match expected.strip_suffix('…') {
            Some(first) => assert!(found.starts_with(first.trim_end()), "{query}: {found}"),
            None => assert_eq!(found, expected, "{query}"),
        }
    }

    #[test]
    fn a_statement_is_found_by_what_is_half_remembered() {
        for query in [
            "guaranteed wages",
            "wages guaranteed",
            "guar wag",
            "garanteed wages",
            "guarnateed",
            "grntd wgs",
            "silva guarant",
        ] {
            check(query, Within::Statements, "a0 …");
        }
        check("wont negotiate", Within::Statements, "a2 …");
        check("won't negotiate presure", Within::Statements, "a2 …");
        check("kovacs disgrase", Within::Statements, "b0 …");
        check("KOVÁCS front", Within::Statements, "e1 …");
        check("grievances settld", Within::Statements, "b2 …");
        check("zzzzzz", Within::Statements, "");
        check("", Within::Statements, "");
    }

    #[test]
    fn what_is_typed_as_one_word_is_found_as_two() {
        check("frontline", Within::Statements, "e1 …");
        check("frontline kovacs", Within::Statements, "e1 …");
        let store = sample::store();
        let hit = look_up(&store, "frontline", Within::Statements, None, 1).remove(0);
        let text = &store.article(hit.article).unwrap().text;
        assert_eq!(hit.matched.iter().map(|span| span.of(text)).collect::<Vec<_>>(), ["front", "line"]);
        assert!(hit.has_all());
    }

    #[test]
    fn speaker_source_and_theme_are_among_the_words() {
        check("ana price", Within::Statements, "b1 …");
        check("gull sister", Within::Statements, "c0 …");
        check("fishing quota", Within::Statements, "b0 …");
        check("officials", Within::Statements, "c1 …");
    }

    #[test]
    fn signs_demand_and_exclude() {
        check("'strike", Within::Statements, "c1 a1 a0");
        check("'strik", Within::Statements, "c1 a1 a0");
        check("'trike", Within::Statements, "c1 a1 a0");
        check("'stirke", Within::Statements, "");
        check("'strike'", Within::Statements, "c1 a1");
        check("'strik'", Within::Statements, "");
        check("strike !unlike", Within::Statements, "a1 a0 …");
        check("strike !^unl", Within::Statements, "a1 a0 …");
        check("sister | disgrace", Within::Statements, "c0 b0");
        check("'sister | \"a disgrace\" !kovacs", Within::Statements, "c0");
        check("^strik", Within::Statements, "c1 a1 a0");
        check("negotiate !ministry", Within::Statements, "e0");
        check("\"front line\"", Within::Statements, "e1");
        check("\"line front\"", Within::Statements, "");
        check("front !\"front line\"", Within::Statements, "");
        check("'sister|'disgrace", Within::Statements, "c0 b0");
        check("tiate$", Within::Statements, "a2 e0");
    }

    #[test]
    fn names_in_other_scripts_and_spellings_are_found_everywhere() {
        check("Сильва", Within::Actors, "ana-silva carl-silva");
        check("Сильва price", Within::Statements, "b1 …");
        check("KOVÁCS disgrace", Within::Statements, "b0 …");
    }

    #[test]
    fn a_look_up_stays_within_the_filter() {
        check_filtered("source:gull", "strike", Within::Statements, "c1");
        check_filtered("by:kovacs", "negotiate", Within::Statements, "a2 e0");
        check_filtered("source:gull", "norland", Within::Actors, "norland");
        check_filtered("source:gull", "union", Within::Actors, "");
        check_filtered("source:gull", "2025", Within::Events, "c0");
    }

    #[test]
    fn articles_actors_and_events_are_found_too() {
        check("trwlers prt", Within::Articles, "c …");
        check("herald quota", Within::Articles, "b …");
        check("kovac", Within::Actors, "bela-kovacs");
        check("slva ana", Within::Actors, "ana-silva …");
        check("union met", Within::Events, "a0 …");
        check("calm sea", Within::Events, "d0");
    }

    #[test]
    fn matched_words_are_shown() {
        let store = sample::store();
        let hit = look_up(&store, "silva wages grnteed", Within::Statements, None, 1).remove(0);
        let text = &store.article(hit.article).unwrap().text;
        assert_eq!(hit.matched.iter().map(|span| span.of(text)).collect::<Vec<_>>(), ["Silva", "guaranteed", "wages"]);
        assert!(hit.score > 80, "{}", hit.score);
        let exact = look_up(&store, "\"guaranteed wages\"", Within::Statements, None, 1).remove(0);
        assert_eq!(exact.matched.len(), 2);
    }

    #[test]
    fn names_are_picked_by_letters() {
        assert_eq!(match_name("bk", "Béla Kovács").map(|(_, at)| at), Some(vec![0, 6]));
        assert_eq!(match_name("kov BELA", "Béla Kovács").map(|(_, at)| at.len()), Some(7));
        assert_eq!(match_name("kx", "Béla Kovács"), None);
        assert!(match_name("silv", "Ana Silva") > match_name("silv", "A similar vale"));
        assert_eq!(match_name("", "Ana"), Some((0, vec![])));
    }

    proptest! {
        #[test]
        fn any_query_is_answered(query in "[a-fs'^$!|\" ]{0,20}|\\PC{0,20}") {
            let store = sample::store();
            for within in [Within::Statements, Within::Articles, Within::Actors, Within::Events] {
                for hit in look_up(&store, &query, within, None, 3) {
                    let article = store.article(hit.article).unwrap();
                    prop_assert!(hit.score <= 100 && hit.matched.is_sorted());
                    prop_assert!(hit.matched.iter().all(|span| article.text.get(span.range()).is_some()));
                }
            }
        }

        #[test]
        fn any_name_is_picked_from(letters in "\\PC{0,6}", name in "\\PC{0,12}") {
            if let Some((_, at)) = match_name(&letters, &name) {
                prop_assert!(at.iter().all(|at| name.is_char_boundary(*at)));
            }
        }
    }
}
