//! What is being typed at the end of an expression, and what may complete it.

use super::ast::{NAMED, UNDATED};
use super::lex::{Lexeme, LexemeKind, Value, lexemes, listed};
use super::{Attribute, Kept, Query, QueryError};
use crate::store::fuzzy::{self, Within};
use crate::store::{Facet, Roster, Store, outlet};
use std::ops::Range;
use std::sync::{Arc, LazyLock};

/// The fields, each with what it asks.
pub const FIELDS: [(&str, &str); 12] = [
    ("by", "who says it"),
    ("about", "who or what it is about"),
    ("theme", "what the article is about"),
    ("source", "who published it"),
    ("after", "published then or later"),
    ("before", "published before"),
    ("on", "what happened then, as in on:2025-02-17..2025-02-19"),
    ("kind", "quoted, reported or partly quoted"),
    ("carried", "by how many outlets at least"),
    ("is", "by somebody named, unnamed; undated; unread, read, bookmarked or noted"),
    ("actor", "who is named"),
    ("word", "a word of the text"),
];

/// Dates to choose from, as they are said.
const DATES: [&str; 6] = ["today", "yesterday", "last week", "last month", "last quarter", "last year"];

/// Numbers of outlets.
const OUTLETS: [&str; 3] = ["2", "3", "5"];

/// Ways to quote.
const KINDS: [&str; 3] = ["quoted", "reported", "partly quoted"];

/// What can be said of a statement or an article, each with what it means.
static IS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let named = NAMED.map(|(_, name)| name).into_iter().zip(["a known actor says it", "nobody who is known says it"]);
    let meaning = ["articles not opened yet", "articles opened before", "bookmarked with m", "with a note of yours"];
    let undated = (UNDATED, "articles that do not say when they were published");
    named.chain([undated]).chain(Kept::ALL.map(|(_, name)| name).into_iter().zip(meaning)).collect()
});

/// A term that is being typed, and what may stand in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stub {
    /// The bytes of the expression that a completion takes the place of.
    pub at: Range<usize>,
    /// The letters typed so far.
    pub letters: String,
    /// What it may become.
    pub choices: Choices,
}

/// What a stub may become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choices {
    /// One of these, each with an explanation.
    Words(Vec<(String, &'static str)>),
    /// The name of an actor, theme or source that begins so.
    Names(Vec<Facet>),
}

/// The term that ends at byte `cursor` of an expression, where it may be completed; one that is still to be typed may begin
/// with any field.
pub fn stub(expression: &str, cursor: usize) -> Option<Stub> {
    let typed = expression.get(..cursor)?;
    let last = lexemes(typed).pop().filter(|lexeme| lexeme.at.end == cursor);
    let (field, value, at) = match last.map(|lexeme| lexeme.kind) {
        None | Some(LexemeKind::Not | LexemeKind::Open) => return Some(fields(cursor..cursor, String::new())),
        Some(LexemeKind::Value { field, value, at }) => (field, value, at),
        Some(LexemeKind::Close | LexemeKind::Or | LexemeKind::And) => return None,
    };
    let letters = value.text().to_owned();
    // What is chosen takes the place of the word as a whole, though the cursor stands in it.
    let bare = matches!(value, Value::Bare(_));
    let rest = expression[cursor..].find(|c: char| !(c.is_alphanumeric() || "-'’._".contains(c)));
    let rest = rest.map_or(expression.len(), |rest| cursor + rest);
    let colon = usize::from(field.is_none() && expression[rest..].starts_with(':'));
    let at = if bare { at.start..rest + colon } else { at };
    let Some((field, _)) = field else {
        let typing_field = matches!(value, Value::Bare(_)) && !letters.is_empty();
        return typing_field.then(|| fields(at, letters)).filter(Stub::has_choices);
    };
    // What is closed is finished; and a name with blanks, in its quotation marks, is none of a list.
    if matches!(value, Value::Quoted(_)) || listed(&field, value, 0..0).len() > 1 {
        return None;
    }
    let choices = match field.to_ascii_lowercase().as_str() {
        "by" | "actor" => Choices::Names(vec![Facet::Actor]),
        "about" => Choices::Names(vec![Facet::Actor, Facet::Theme]),
        "theme" => Choices::Names(vec![Facet::Theme]),
        "source" => Choices::Names(vec![Facet::Source]),
        "after" | "before" | "on" => words(&DATES, &letters),
        "kind" => words(&KINDS, &letters),
        "is" => said(IS.iter().copied(), &letters),
        "carried" => words(&OUTLETS, &letters),
        _ => return None,
    };
    Some(Stub { at, letters, choices }).filter(Stub::has_choices)
}

/// The names in an expression: the bytes at which each stands, and what it asks for.
pub fn names(expression: &str) -> Vec<(Range<usize>, Attribute)> {
    let of_lexeme = |lexeme: Lexeme| {
        let LexemeKind::Value { field: Some((field, _)), value, at } = lexeme.kind else { return Vec::new() };
        let name = |(value, at): (Value, Range<usize>)| {
            let name = value.text().to_owned();
            let attribute = match field.to_ascii_lowercase().as_str() {
                _ if name.is_empty() => return None,
                "by" => Attribute::By(name),
                "actor" => Attribute::Actor(name),
                "about" => Attribute::About(name),
                "theme" => Attribute::Theme(name),
                "source" => Attribute::Source(name),
                _ => return None,
            };
            Some((at, attribute))
        };
        listed(&field, value, at).into_iter().filter_map(name).collect()
    };
    lexemes(expression).into_iter().flat_map(of_lexeme).collect()
}

/// What is wrong with the names of an expression that nobody and nothing here has.
pub fn unknown(store: &Store, expression: &str) -> Vec<QueryError> {
    let wrong = |(at, attribute): (Range<usize>, Attribute)| {
        let nobody = |name: &str| fuzzy::actors_named(store, name).is_empty();
        let message = match &attribute {
            Attribute::By(name) if nobody(name) => "no speaker is called so",
            Attribute::Actor(name) if nobody(name) => "no actor is called so",
            Attribute::About(name) if nobody(name) => "no actor and no theme is called so",
            Attribute::Theme(name) if store.themes().named(name).is_empty() => "no theme is called so",
            Attribute::Source(name) if store.sources().outlets_named(name).is_empty() => "no source is called so",
            _ => return None,
        };
        let found = store.select(&Query::Is(attribute.clone()));
        let nothing = found.articles.is_empty() && found.statements.is_empty();
        let meant = match &attribute {
            Attribute::By(name) => actor_meant(store, name, true),
            Attribute::Actor(name) | Attribute::About(name) => actor_meant(store, name, false),
            Attribute::Theme(name) => meant(store.themes(), name),
            Attribute::Source(name) => meant(store.sources(), name).or_else(|| outlet_meant(store, name)),
            _ => None,
        };
        let asked = meant.as_ref().map_or(String::new(), |name| format!("; {name}?"));
        let meant = meant.map(|name| Attribute::value(&name));
        nothing.then(|| QueryError { message: format!("{message}{asked}"), at, meant })
    };
    names(expression).into_iter().filter_map(wrong).collect()
}

/// The name of the actor who comes nearest to one that is misspelt, and says something where a speaker is sought.
fn actor_meant(store: &Store, name: &str, speaks: bool) -> Option<Arc<str>> {
    const MOST: usize = 8;
    let hits = fuzzy::look_up(store, name, Within::Actors, None, MOST).into_iter();
    let actors = hits.filter(|hit| !hit.is_far_fetched()).filter_map(|hit| store.actors().get(&hit.actor?));
    let heard = std::iter::once_with(|| fuzzy::actors_sounding_nearly(store, name)).flatten();
    actors.chain(heard).find(|actor| !speaks || !actor.statements.is_empty()).map(|actor| Arc::clone(&actor.name))
}

/// The name of the theme or publisher that may be meant by one that is misspelt.
fn meant(roster: &Roster, name: &str) -> Option<Arc<str>> {
    fuzzy::nearest(roster, name, 1).first().map(|entry| Arc::clone(&entry.name))
}

/// The outlet whose address may be meant by a misspelt name: `gardian` is `theguardian.com`.
fn outlet_meant(store: &Store, name: &str) -> Option<Arc<str>> {
    let joined = |name: &str| outlet::key(name).unwrap_or_else(|| outlet::joined(name));
    let entries = store.sources().entries();
    let keys: Vec<String> = entries.iter().map(|entry| joined(&entry.name)).collect();
    let found = fuzzy::nearest_word(&joined(name), keys.iter().map(String::as_str))?;
    let place = keys.iter().position(|key| key == found)?;
    Some(Arc::clone(&entries[place].name))
}

impl Stub {
    fn has_choices(&self) -> bool {
        !matches!(&self.choices, Choices::Words(words) if words.is_empty())
    }
}

fn fields(at: Range<usize>, letters: String) -> Stub {
    let low = letters.to_ascii_lowercase();
    let begun = FIELDS.iter().filter(|(field, _)| field.starts_with(&low));
    let choices = begun.map(|(field, asks)| (format!("{field}:"), *asks)).collect();
    Stub { at, letters, choices: Choices::Words(choices) }
}

fn words(all: &[&'static str], letters: &str) -> Choices {
    said(all.iter().map(|word| (*word, "")), letters)
}

fn said(all: impl Iterator<Item = (&'static str, &'static str)>, letters: &str) -> Choices {
    let low = letters.to_ascii_lowercase();
    let begun = all.filter(|(word, _)| word.starts_with(&low) && *word != low);
    Choices::Words(begun.map(|(word, about)| (word.to_owned(), about)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// An expression with `|` for the cursor, what would be replaced, and by what.
    fn check(expression: &str, replaced: &str, choices: &str) {
        let cursor = expression.find('|').unwrap();
        let expression = expression.replace('|', "");
        let found = stub(&expression, cursor);
        let shown = found.as_ref().map_or(String::new(), |stub| match &stub.choices {
            Choices::Words(words) => words.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(" "),
            Choices::Names(facets) => format!("{facets:?}"),
        });
        assert_eq!(shown, choices, "{expression}");
        assert_eq!(found.map_or("", |stub| &expression[stub.at]), replaced, "{expression}");
    }

    #[test]
    fn fields_and_their_values_are_completed() {
        check("b|", "b", "by: before:");
        check("x AB|", "AB", "about:");
        check("zebra|", "", "");
        let all = FIELDS.map(|(field, _)| format!("{field}:")).join(" ");
        for begun in ["|", "by:rutte |", "x or |", "x -(|", "by:rutte (|", "by:rutte | theme:x"] {
            check(begun, "", &all);
        }
        check("by:rutte or|", "", "");
        check("by:|", "", "[Actor]");
        check("(by:ru|) x", "ru", "[Actor]");
        check("-source:\"Daily G|", "\"Daily G", "[Source]");
        check("-source:\"Daily Gull\"|", "", "");
        check("about:fish|", "fish", "[Actor, Theme]");
        check("theme:f|", "f", "[Theme]");
        check("kind:|", "", "quoted reported partly quoted");
        check("kind:q|", "q", "quoted");
        check("kind:quoted|", "", "");
        check("carried:|", "", "2 3 5");
        check("is:n|", "n", "named noted");
        check("after:la|", "la", "last week last month last quarter last year");
        check("nofield:x|", "", "");
        check("by:a,b|", "", "");
    }

    #[test]
    fn names_that_nothing_has_are_pointed_out_and_beginnings_of_names_are_not() {
        let store = crate::store::sample::store();
        let wrong = |expression: &str| {
            let found =
                unknown(&store, expression).into_iter().map(|error| (expression[error.at].to_owned(), error.message));
            found.map(|(words, message)| format!("{words}: {message}")).collect::<Vec<_>>().join("; ")
        };
        let (actor, theme) = (&store.actors().entries()[0], &store.themes().entries()[0]);
        assert_eq!(wrong(&format!("by:{} about:{} theme:{}", actor.id, theme.id, &theme.id[..3])), "");
        assert_eq!(wrong("x -by:nobody"), "nobody: no speaker is called so");
        assert_eq!(wrong("x by:silva,nobody,kovacs"), "nobody: no speaker is called so");
        assert_eq!(wrong("by:kovcas"), "kovcas: no speaker is called so; Béla Kovács?");
        assert_eq!(wrong("by:Сильво by:Сивла"), "Сивла: no speaker is called so; Ana Silva?");
        assert_eq!(wrong("actor:Силдав"), "Силдав: no actor is called so");
        let misspelt: String = theme.name.char_indices().filter(|(at, _)| *at != 2).map(|(_, letter)| letter).collect();
        assert_eq!(
            wrong(&format!("theme:\"{misspelt}\"")),
            format!("\"{misspelt}\": no theme is called so; {}?", theme.name)
        );
        assert_eq!(
            wrong("(theme:nothing or source:\"No Paper\") about:nothing kind:direct"),
            "nothing: no theme is called so; \"No Paper\": no source is called so; nothing: no actor and no theme is called so"
        );
    }

    #[test]
    fn a_misspelt_outlet_may_be_one_that_is_known_by_its_address() {
        let mut store = Store::default();
        let said = &["someone: the port is open"][..];
        for (id, source) in [("a", "theguardian.com"), ("b", "Harbour Herald")] {
            store.add(crate::store::sample::article(id, source, "2024-03-01", "Notes", said));
        }
        let meant = |typed: &str| unknown(&store, typed).pop().and_then(|error| error.meant).unwrap_or_default();
        assert_eq!(meant("source:gardian"), "theguardian.com");
        assert_eq!(meant("source:harbor-herald"), "\"Harbour Herald\"");
        assert_eq!(meant("source:xyzzy"), "");
    }

    proptest! {
        #[test]
        fn any_expression_has_a_stub_or_none(expression in "[-a-c:()\"“” ]{0,20}|\\PC{0,20}", cursor in 0usize..30) {
            if let Some(stub) = stub(&expression, cursor) {
                prop_assert!(expression.get(stub.at).is_some());
            }
        }
    }
}
