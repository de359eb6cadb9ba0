//! Everything that a selection holds about one actor or one theme: spellings, roles, statements, and who and what goes
//! with it. Takes a moment for those whom everybody names: not for the interface thread.

use super::facet::{self, Count, Facet, Most};
use super::roster::Entry;
use super::trail::in_order;
use super::{ArticleId, Selection, StatementId, Store};
use crate::model::{ActorKind, Article, Span};
use crate::sorting;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::sync::Arc;

/// Articles and statements that are looked through for spellings and roles; the newest are enough to know them all.
const LOOKED_THROUGH: usize = 2_000;

/// Companions and themes that a profile names.
const MOST_BESIDE: usize = 40;

/// Letters from which on a word tells something: a speaker worded in shorter ones is a pronoun.
const TELLING: usize = 5;

/// How an article calls somebody, how often, and a place where it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The words.
    pub words: String,
    /// In how many places.
    pub places: u32,
    /// A statement that words it so; none for a spelling that cites nobody.
    pub example: Option<StatementId>,
}

/// An actor or a theme under a selection.
#[derive(Clone, Debug)]
pub struct Profile {
    /// What it is.
    pub facet: Facet,
    /// Its id, name and numbers.
    pub count: Count,
    /// What kind of actor it is.
    pub kind: Option<ActorKind>,
    /// The spellings of an actor's name, most frequent first.
    pub spellings: Vec<Wording>,
    /// What speakers are called beside their names: offices, titles, descriptions.
    pub roles: Vec<Wording>,
    /// Statements by an actor or about a theme, first to last, undated ones at the end.
    pub said: Vec<StatementId>,
    /// Statements of others that name an actor, in the same order.
    pub named_in: Vec<StatementId>,
    /// Actors in the same articles; for a theme those who speak about it, most statements first.
    pub beside: Vec<Count>,
    /// Themes of an actor's statements, most statements first; for a theme those in the same articles.
    pub themes: Vec<Count>,
}

impl Profile {
    /// The profile of the value of a facet with that id; `None` where there is none.
    pub fn of(store: &Store, selection: &Selection, facet: Facet, id: &str) -> Option<Self> {
        let (entry, count) = (facet::roster(store, facet).get(id)?, facet::one(store, selection, facet, id)?);
        let said = entry.statements.among(&selection.statements);
        let named_in = entry.named_in.among(&selection.statements) - &said;
        let with = Selection { articles: entry.articles.among(&selection.articles), statements: said.clone() };
        let named = Selection { articles: with.articles.clone(), statements: &said | &named_in };
        let is_actor = facet == Facet::Actor;
        let mut beside =
            facet::first(store, if is_actor { &named } else { &with }, Facet::Actor, Most::Articles, MOST_BESIDE);
        let mut themes = facet::first(store, &with, Facet::Theme, Most::Articles, MOST_BESIDE);
        let by_statements = |count: &Count| (Reverse(count.statements), Reverse(count.articles));
        if is_actor {
            sorting::by_key(&mut themes, by_statements);
        } else {
            beside.retain(|count| count.statements > 0);
            sorting::by_key(&mut beside, by_statements);
        }
        beside.retain(|count| *count.id != *id);
        themes.retain(|count| *count.id != *id);
        let said = in_order(store, said.iter());
        Some(Self {
            facet,
            kind: entry.kind,
            spellings: if is_actor { spellings(store, &with, entry) } else { Vec::new() },
            roles: if is_actor { roles(store, &said, id) } else { Vec::new() },
            named_in: in_order(store, named_in.iter()),
            said,
            beside,
            themes,
            count,
        })
    }
}

/// How often the articles of a selection write each spelling of an actor's name.
fn spellings(store: &Store, with: &Selection, entry: &Entry) -> Vec<Wording> {
    let mut found: FxHashMap<String, Wording> = FxHashMap::default();
    for article in with.articles.iter().rev().take(LOOKED_THROUGH).filter_map(|id| store.article(ArticleId(id))) {
        for mention in mentions(&article, &entry.id) {
            count(&mut found, mention.of(&article.text), None);
        }
    }
    in_rank(found.into_values().collect())
}

/// Counts a wording: in one line, and together with those that differ in capitals alone.
fn count(found: &mut FxHashMap<String, Wording>, words: &str, example: Option<StatementId>) {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let new = || Wording { words: words.clone(), places: 0, example };
    let known = found.entry(words.to_lowercase()).or_insert_with(new);
    known.places += 1;
    let shouted = |words: &str| !words.contains(char::is_lowercase);
    if shouted(&known.words) && !shouted(&words) {
        known.words = words;
    }
}

fn mentions<'a>(article: &'a Article, id: &str) -> &'a [Span] {
    article.actors.iter().find(|actor| actor.id == id).map_or(&[], |actor| &actor.mentions)
}

/// What is said of a speaker beside the name: the words around it, or those in its place.
fn roles(store: &Store, said: &[StatementId], id: &str) -> Vec<Wording> {
    let mut found: FxHashMap<String, Wording> = FxHashMap::default();
    for statement in said.iter().rev().take(LOOKED_THROUGH) {
        let Some((article, one)) = store.statement(*statement) else { continue };
        let (Some(article), Some(speaker)) = (store.article(article), &one.speaker) else { continue };
        let is_place = article.actors.iter().any(|actor| actor.id == id && actor.kind == ActorKind::Place);
        if is_place || names_others(&article, speaker.span, id) {
            continue;
        }
        let beside = beside_the_name(&article, speaker.span, mentions(&article, id));
        for words in beside.filter(|words| !goes_on(words)) {
            count(&mut found, words, Some(*statement));
        }
    }
    in_rank(found.into_values().collect())
}

/// Whether the words of a speaker name a person who is not meant.
fn names_others(article: &Article, speaker: Span, id: &str) -> bool {
    let others = article.actors.iter().filter(|actor| actor.id != id && actor.kind == ActorKind::Person);
    others.flat_map(|actor| &actor.mentions).any(|mention| speaker.contains(*mention))
}

/// Whether words join somebody else to the name instead of saying who bears it.
fn goes_on(words: &str) -> bool {
    let first = words.split(' ').next().unwrap_or_default().to_lowercase();
    matches!(first.as_str(), "and" | "or" | "but" | "as" | "while" | "when" | "with")
}

/// The words of a speaker that are no mention of the name, without article, comma and brackets.
fn beside_the_name<'a>(article: &'a Article, speaker: Span, mentions: &[Span]) -> impl Iterator<Item = &'a str> {
    let name = mentions.iter().copied().find(|mention| speaker.contains(*mention));
    let parts = match name {
        Some(name) => [Span { start: speaker.start, end: name.start }, Span { start: name.end, end: speaker.end }],
        None => [speaker, Span::default()],
    };
    let trim = |part: Span| {
        let words = part.of(&article.text).trim_matches(|c: char| !c.is_alphanumeric());
        ["the ", "The ", "a ", "A ", "an ", "s "]
            .iter()
            .find_map(|article| words.strip_prefix(article))
            .unwrap_or(words)
    };
    let tells = |words: &str| words.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() >= TELLING);
    parts.into_iter().map(trim).filter(move |words| tells(words))
}

fn in_rank(mut found: Vec<Wording>) -> Vec<Wording> {
    sorting::by(&mut found, |a, b| b.places.cmp(&a.places).then_with(|| a.words.cmp(&b.words)));
    found
}

/// The name under which a profile is shown: that of the roster, else the id itself.
pub fn name_of(store: &Store, facet: Facet, id: &str) -> Arc<str> {
    facet::roster(store, facet).get(id).map_or_else(|| id.trim_matches('"').into(), |entry| Arc::clone(&entry.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Query, sample};

    /// A profile under a filter in lines.
    fn check(filter: &str, facet: Facet, id: &str, expected: &[&str]) {
        let store = sample::store();
        let profile = Profile::of(&store, &store.select(&Query::parse(filter).unwrap()), facet, id).unwrap();
        let words =
            |all: &[Wording]| all.iter().map(|w| format!("{} {}", w.words, w.places)).collect::<Vec<_>>().join(", ");
        let ids = |all: &[Count]| {
            all.iter().map(|c| format!("{} {}/{}", c.id, c.articles, c.statements)).collect::<Vec<_>>().join(", ")
        };
        let found = [
            words(&profile.spellings),
            format!("{} by, {} about", profile.said.len(), profile.named_in.len()),
            ids(&profile.beside),
            ids(&profile.themes),
        ];
        assert_eq!(found, expected, "{filter} {id}");
    }

    #[test]
    fn an_actor_has_spellings_statements_companions_and_themes() {
        check(
            "",
            Facet::Actor,
            "ana-silva",
            &[
                "Ana Silva 2, Silva 1",
                "2 by, 1 about",
                "bela-kovacs 2/0, norland 2/0, carl-silva 1/1, harbour-union 1/0, fishermen 1/0",
                "strikes 2/1, fishing-rights 1/0",
            ],
        );
        check(
            "source:gull",
            Facet::Actor,
            "ana-silva",
            &["Ana Silva 1", "0 by, 1 about", "carl-silva 1/1", "strikes 1/0"],
        );
    }

    #[test]
    fn a_theme_has_those_who_speak_about_it() {
        check("", Facet::Theme, "strikes", &["", "3 by, 0 about", "ana-silva 2/1, harbour-union 1/1", ""]);
    }

    #[test]
    fn wordings_that_differ_in_capitals_and_breaks_are_one() {
        let mut found = FxHashMap::default();
        for words in ["ANA SILVA", "Ana\n  Silva", "ana silva", "Silva"] {
            count(&mut found, words, None);
        }
        let found = in_rank(found.into_values().collect());
        let found: Vec<_> = found.iter().map(|wording| (&*wording.words, wording.places)).collect();
        assert_eq!(found, [("Ana Silva", 3), ("Silva", 1)]);
    }

    #[test]
    fn roles_stand_beside_the_name_or_in_its_place() {
        let text = "NATO chief Ada Berg, the former premier of Norland said. The secretary general wrote. She added.";
        let article = Article { text: text.into(), ..Article::default() };
        let span = |words: &str| Span::new(text.find(words).unwrap(), text.find(words).unwrap() + words.len());
        let roles = |speaker: &str| {
            beside_the_name(&article, span(speaker), &[span("Ada Berg")]).collect::<Vec<_>>().join(" | ")
        };
        assert_eq!(
            roles("NATO chief Ada Berg, the former premier of Norland"),
            "NATO chief | former premier of Norland"
        );
        assert_eq!(roles("The secretary general"), "secretary general");
        assert_eq!(roles("She"), "");
        assert!(goes_on("and Norland") && goes_on("But the premier") && !goes_on("Andorran envoy"));
    }
}
