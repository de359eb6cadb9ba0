//! What a filter selects, from the postings; the text itself is read for phrases only.

use super::{Attribute, Kept, Query};
use crate::model::{PartialDate, When};
use crate::store::bits::Bits;
use crate::store::forward::runs;
use crate::store::fuzzy;
use crate::store::index::{Postings, minute_of};
use crate::store::phrase::Phrase;
use crate::store::stream::{content, speaker};
use crate::store::words;
use crate::store::{Entry, EventId, Places, Roster, Selection, StatementId, Store, places};
use roaring::RoaringBitmap;

/// Letters from which on a single bare word also stands for the words that begin with it.
const PREFIX_LETTERS: usize = 3;

/// What `query` selects; see the table of the parent module.
pub(in crate::store) fn select(store: &Store, query: &Query) -> Selection {
    match query {
        Query::All => store.everything(),
        Query::Is(attribute) => Eval { store }.attribute(attribute),
        Query::Not(inner) => minus(store.everything(), &select(store, inner)),
        Query::And(parts) => conjunction(store, parts),
        Query::Or(parts) => parts.iter().fold(Selection::default(), |mut all, part| {
            let one = select(store, part);
            all.articles |= one.articles;
            all.statements |= one.statements;
            all
        }),
    }
}

fn minus(mut all: Selection, less: &Selection) -> Selection {
    all.articles -= &less.articles;
    all.statements -= &less.statements;
    all
}

/// Articles must hold one statement that answers all positive terms, where one of these is of statements only.
fn conjunction(store: &Store, parts: &[Query]) -> Selection {
    let (negated, positive): (Vec<&Query>, Vec<&Query>) = parts.iter().partition(|p| matches!(p, Query::Not(_)));
    let mut all = match published(store, &positive) {
        Some(articles) => with_statements(store, articles),
        None => store.everything(),
    };
    for part in positive.iter().filter(|part| !is_of_day(part)) {
        let one = select(store, part);
        all.articles &= one.articles;
        all.statements &= one.statements;
    }
    if positive.iter().any(|part| is_of_statements(part)) {
        all.articles &= articles_of(store, &all.statements);
    }
    for part in negated {
        let one = select(store, part);
        all.articles &= one.articles;
        all.statements &= one.statements;
    }
    all
}

pub(super) fn is_of_statements(query: &Query) -> bool {
    match query {
        Query::Is(attribute) => attribute.is_of_statements(),
        Query::And(parts) | Query::Or(parts) => parts.iter().any(is_of_statements),
        Query::All | Query::Not(_) => false,
    }
}

/// Whether the day of publication is all that it asks for.
fn is_of_day(query: &Query) -> bool {
    matches!(query, Query::Is(Attribute::After(_) | Attribute::Before(_)))
}

/// The articles published when all those of the parts that ask for a day want them to be; `None` where none does.
fn published(store: &Store, parts: &[&Query]) -> Option<RoaringBitmap> {
    let of_day = parts.iter().filter_map(|part| match part {
        Query::Is(Attribute::After(day)) => Some(published_after(store, *day)),
        Query::Is(Attribute::Before(day)) => Some(published_before(store, *day)),
        _ => None,
    });
    of_day.reduce(|all, one| all & one)
}

fn published_after(store: &Store, day: PartialDate) -> RoaringBitmap {
    published_when(store, day, |published, from| published >= from)
}

fn published_before(store: &Store, day: PartialDate) -> RoaringBitmap {
    published_when(store, day, |published, from| published < from)
}

fn published_when(store: &Store, day: PartialDate, holds: fn(i64, i64) -> bool) -> RoaringBitmap {
    let Some(bound) = minute_of(day) else { return RoaringBitmap::new() };
    let mut selected = Bits::none_of(store.len());
    for (article, minute) in (0..).zip(&store.index.published) {
        if minute.is_some_and(|minute| holds(minute, bound)) {
            selected.insert(article);
        }
    }
    selected.into_bitmap()
}

/// The articles that hold the statements.
fn articles_of(store: &Store, statements: &RoaringBitmap) -> RoaringBitmap {
    let mut articles = Bits::none_of(store.len());
    for run in runs(statements) {
        let held = store.article_of[run.start]..=store.article_of[run.end - 1];
        held.filter(|article| !store.span_of(*article).is_empty()).for_each(|article| articles.insert(article));
    }
    articles.into_bitmap()
}

/// The statements of the articles.
fn statements_of(store: &Store, articles: &RoaringBitmap) -> RoaringBitmap {
    let mut statements = Bits::none_of(store.statement_count());
    for run in runs(articles) {
        statements.insert_range(store.span_of(run.start as u32).start..store.span_of(run.end as u32 - 1).end);
    }
    statements.into_bitmap()
}

/// Both halves of a selection, from the articles or from the statements.
pub(in crate::store) fn with_statements(store: &Store, articles: RoaringBitmap) -> Selection {
    let statements = statements_of(store, &articles);
    Selection { articles, statements }
}

fn with_articles(store: &Store, statements: RoaringBitmap) -> Selection {
    let articles = articles_of(store, &statements);
    Selection { articles, statements }
}

fn union<'a>(entries: &[&'a Entry], of: impl Fn(&'a Entry) -> &'a Places) -> RoaringBitmap {
    places::union(entries.iter().map(|entry| of(entry)))
}

struct Eval<'a> {
    store: &'a Store,
}

impl Eval<'_> {
    fn attribute(&self, attribute: &Attribute) -> Selection {
        let store = self.store;
        match attribute {
            Attribute::By(name) => with_articles(store, self.spoken_by(name)),
            Attribute::About(name) => self.about(name),
            Attribute::Actor(name) => self.actor(name),
            Attribute::Theme(name) => both(store.themes(), name),
            Attribute::Source(name) => all_of(&store.sources().outlets_named(name)),
            Attribute::After(day) => with_statements(store, published_after(store, *day)),
            Attribute::Before(day) => with_statements(store, published_before(store, *day)),
            Attribute::On(when) => self.happened(*when),
            Attribute::Kind(kind) => {
                let (statements, articles) = store.index.of_kind(*kind);
                Selection { articles: articles.clone(), statements: statements.clone() }
            }
            Attribute::Carried(outlets) => with_articles(store, self.carried_by(*outlets)),
            Attribute::Kept(kept, which) => self.kept(*kept, which.as_deref()),
            Attribute::Named(named) => with_articles(store, self.said_by_somebody(*named)),
            Attribute::Undated => with_statements(store, self.undated()),
            Attribute::Word(word) => self.words(word, true),
            Attribute::Phrase(words) => self.words(words, false),
        }
    }

    /// The statements by the actors that `name` may mean and, unless it is an id, those of speakers who are no known actor
    /// and worded so: with other words beside the name only where it means nobody, since whoever is "a plan for Putin", or
    /// "he and Putin", is not Putin.
    fn spoken_by(&self, name: &str) -> RoaringBitmap {
        let actors = self.store.actors();
        let meant = fuzzy::actors_named(self.store, name);
        let mut statements = union(&meant, |actor| &actor.statements);
        // Nobody who asks what `amazon` says means the one who says nothing.
        if statements.is_empty() && !name.contains('-') {
            statements = union(&actors.called(name), |actor| &actor.statements);
        }
        if actors.get(name).is_none() {
            statements |= verified(&self.worded(name), |at| self.is_worded_only(at, name, meant.is_empty()));
        }
        statements
    }

    /// The statements in the wording of whose speaker the words of `name` stand.
    fn worded(&self, name: &str) -> RoaringBitmap {
        let index = &self.store.index;
        let of = |word: &String| postings(&index.in_speakers, index.vocabulary.number(word));
        words::of(name).iter().map(of).reduce(|all, one| all & one).unwrap_or_default()
    }

    /// Whether the speaker of a statement is no known actor and, unless `more` words may stand beside it, worded with that
    /// name alone.
    fn is_worded_only(&self, statement: u32, name: &str, more: bool) -> bool {
        let alone = || {
            let stream: Vec<u32> = self.store.words_of_statement(statement).map(|word| word.number).collect();
            let number = |word: String| self.store.index.vocabulary.number(&word);
            speaker(&stream).iter().copied().map(Some).eq(words::of(name).into_iter().map(number))
        };
        self.store.speaker(StatementId(statement)).is_none() && (more || alone())
    }

    /// The statements that a known actor says, or all others.
    fn said_by_somebody(&self, named: bool) -> RoaringBitmap {
        let said = places::union(self.store.actors().entries().iter().map(|entry| &entry.statements));
        if named { said } else { self.store.everything().statements - said }
    }

    /// The articles that do not say in full when they were published.
    fn undated(&self) -> RoaringBitmap {
        let published = (0..).zip(&self.store.index.published);
        published.filter(|(_, day)| day.is_none()).map(|(article, _): (u32, _)| article).collect()
    }

    /// What the reader keeps that of, as it was handed in; nothing where it was not.
    fn kept(&self, kept: Kept, which: Option<&Selection>) -> Selection {
        let Some(which) = which else { return Selection::default() };
        let of_articles = with_statements(self.store, which.articles.clone());
        match kept {
            Kept::Unread => minus(self.store.everything(), &of_articles),
            Kept::Read => of_articles,
            Kept::Bookmarked | Kept::Noted => {
                let mut found = with_articles(self.store, which.statements.clone());
                found.articles |= of_articles.articles;
                found.statements |= of_articles.statements;
                found
            }
        }
    }

    fn carried_by(&self, outlets: u32) -> RoaringBitmap {
        if outlets < 2 { self.store.everything().statements } else { self.store.stories().carried_by(outlets) }
    }

    fn about(&self, name: &str) -> Selection {
        let named = fuzzy::actors_named(self.store, name);
        let themes = both(self.store.themes(), name);
        Selection {
            articles: union(&named, |actor| &actor.articles) | themes.articles,
            statements: union(&named, |actor| &actor.named_in) | themes.statements,
        }
    }

    fn actor(&self, name: &str) -> Selection {
        let named = fuzzy::actors_named(self.store, name);
        Selection {
            articles: union(&named, |actor| &actor.articles),
            statements: union(&named, |actor| &actor.named_in) | union(&named, |actor| &actor.statements),
        }
    }

    /// Articles that tell of something at that time, and statements that were made then or in whose sentence it is told.
    fn happened(&self, then: When) -> Selection {
        let Some(then) = then.days() else { return Selection::default() };
        let store = self.store;
        let mut articles = Bits::none_of(store.len());
        let mut statements = Bits::none_of(store.statement_count());
        for event in store.columns.events_of(then) {
            articles.insert(store.teller(EventId(event)).map_or(u32::MAX, |article| article.0));
            store.told_within.at(event).iter().for_each(|statement| statements.insert(*statement));
        }
        for statement in store.columns.said_at(then) {
            articles.insert(store.article_of[statement as usize]);
            statements.insert(statement);
        }
        Selection { articles: articles.into_bitmap(), statements: statements.into_bitmap() }
    }

    /// Articles and statements with the words of `text` in a row, the last one perhaps only begun.
    fn words(&self, text: &str, begun: bool) -> Selection {
        let words = words::of(text);
        let Some(last) = words.last() else { return self.store.everything() };
        let begun = begun && (words.len() > 1 || last.chars().count() >= PREFIX_LETTERS);
        let index = &self.store.index;
        let Some(phrase) = Phrase::of(&index.vocabulary, &words, begun) else { return Selection::default() };
        let holding = |postings: &Postings| {
            let last = places::union(phrase.lasts.iter().filter_map(|word| postings.of(*word)));
            let firsts = phrase.firsts.iter().map(|word| postings.of(*word));
            firsts.fold(last, |all, of| of.map(|of| of.among(&all)).unwrap_or_default())
        };
        let mut found = Selection { articles: holding(&index.in_articles), statements: holding(&index.in_contents) };
        if phrase.firsts.is_empty() {
            found.statements |= holding(&index.in_speakers);
        } else {
            found.articles = verified(&found.articles, |at| phrase.runs_in(&index.article_words.numbers(at)));
            let said = |at: u32| {
                let words: Vec<u32> = self.store.words_of_statement(at).map(|word| word.number).collect();
                phrase.runs_in(content(&words))
            };
            found.statements = verified(&found.statements, said);
        }
        found
    }
}

/// Those of the places in whose words a phrase stands.
fn verified(places: &RoaringBitmap, holds: impl Fn(u32) -> bool) -> RoaringBitmap {
    places.iter().filter(|place| holds(*place)).collect()
}

fn both(roster: &Roster, name: &str) -> Selection {
    all_of(&roster.named(name))
}

fn all_of(named: &[&Entry]) -> Selection {
    Selection { articles: union(named, |entry| &entry.articles), statements: union(named, |entry| &entry.statements) }
}

fn postings(postings: &Postings, word: Option<u32>) -> RoaringBitmap {
    word.and_then(|word| postings.of(word)).map(|places| places.bitmap().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::store::{ArticleId, Query, StatementId, sample};

    /// The ids of the selected articles, and the selected statements as article and place.
    fn check(expression: &str, articles: &str, statements: &str) {
        let store = sample::store();
        let selection = store.select(&Query::parse(expression).unwrap());
        let id = |at: ArticleId| store.article(at).unwrap().id.clone();
        let found: Vec<_> = selection.articles.iter().map(|at| id(ArticleId(at))).collect();
        assert_eq!(found.join(" "), articles, "articles of {expression}");
        let place = |n: u32| {
            let (at, _) = store.statement(StatementId(n)).unwrap();
            format!("{}{}", id(at), store.statements_of(at).position(|s| s.0 == n).unwrap())
        };
        let found: Vec<_> = selection.statements.iter().map(place).collect();
        assert_eq!(found.join(" "), statements, "statements of {expression}");
    }

    const ALL: &str = "a0 a1 a2 b0 b1 b2 c0 c1 e0 e1";

    #[test]
    fn actors_speak_and_are_spoken_of() {
        check("by:bela-kovacs", "a b e", "a2 b0 e0 e1");
        check("by:kovacs", "a b e", "a2 b0 e0 e1");
        check("BY:\"BÉLA kovács\"", "a b e", "a2 b0 e0 e1");
        check("by:silva", "a b c", "a0 b1 c0");
        check("by:ana-silva", "a b", "a0 b1");
        check("by:officials", "c", "c1");
        check("by:nobody", "", "");
        check("is:named", "a b c e", "a0 a1 a2 b0 b1 b2 c0 e0 e1");
        check("is:unnamed", "c", "c1");
        check("is:unnamed kind:indirect", "c", "c1");
        check("-is:unnamed source:gull", "e", "c0 e0 e1");
        check("is:undated", "d", "");
        check("-is:undated source:gull", "c e", "c0 c1 e0 e1");
        check("about:ana", "a b c", "c0");
        check("about:norland", "a b e", "b1 e0");
        check("about:fishing", "b", "b0");
        check("actor:ana-silva", "a b c", "a0 b1 c0");
        check("actor:uni", "a", "a1");
    }

    #[test]
    fn who_is_worded_with_the_name_of_another_speaks_for_itself() {
        let said = [
            "Ana Silva: “We will walk out”",
            "Béla Kovács, an aide to Ana Silva: the talks are over",
            "the plan of Silva and Kovács: wages will rise",
            "plan: nothing will change",
        ];
        let mut store = sample::store();
        let at = store.add(sample::article("f", "", "", "Two camps", &said));
        let by = |name: &str| {
            let found = store.select(&Query::parse(&format!("by:{name}")).unwrap()).statements;
            let places = store.statements_of(at).enumerate().filter(|(_, id)| found.contains(id.0));
            places.map(|(place, _)| place).collect::<Vec<_>>()
        };
        assert_eq!((by("ana"), by("kovacs"), by("plan")), (vec![0], vec![], vec![2, 3]));
        assert_eq!(by("\"aide silva\""), [1]);
    }

    #[test]
    fn articles_give_their_attributes_to_their_statements() {
        check("source:gull", "c e", "c0 c1 e0 e1");
        check("source:norland-herald", "a b", "a0 a1 a2 b0 b1 b2");
        check("theme:strikes", "a c", "a0 a1 c1");
        check("after:2024-03-02", "b c", "b0 b1 b2 c0 c1");
        check("after:2024-03-02T09:31", "c", "c0 c1");
        check("before:2024", "e", "e0 e1");
        check("after:2024 before:2024-04", "a b", "a0 a1 a2 b0 b1 b2");
        check("after:1998", "a b c e", ALL);
    }

    #[test]
    fn what_happened_then_is_told_there() {
        check("on:1998", "d", "");
        check("on:2024-02-28", "a", "");
        check("on:2024-03-15", "", "");
        check("on:2024-03", "a", "a1");
        check("on:2024..2026", "a c", "a1 c1");
    }

    #[test]
    fn words_stand_for_what_begins_with_them() {
        check("quota", "b", "b0");
        check("trawl", "b c", "b0");
        check("us", "e", "e0");
        check("use", "e", "e0");
        check("GUARANTEED", "a", "a0");
        check("wont", "a", "a2");
        check("\"guarantee\"", "", "");
        check("officials", "c", "c1");
        check("word:not", "e", "e1");
        check("—", "a b c d e", ALL);
    }

    #[test]
    fn phrases_are_words_in_a_row() {
        check("\"front line\"", "e", "e1");
        check("\"line front\"", "", "");
        check("\"the front is not the front line\"", "e", "e1");
        check("\"the front is not the line\"", "", "");
        check("\"price fishermen\"", "", "");
        check("front-li", "e", "e1");
        check("“Trawlers leave”", "c", "");
    }

    #[test]
    fn terms_combine() {
        check("", "a b c d e", ALL);
        check("-()", "", "");
        check("by:kovacs kind:direct", "a e", "a2 e0");
        check("by:silva about:norland", "b", "b1");
        check("negotiate -by:kovacs", "", "");
        check("-by:kovacs", "c d", "a0 a1 b1 b2 c0 c1");
        check("not (by:kovacs or by:silva)", "d", "a1 b2 c1");
        check("quota or strike", "a b c", "a1 b0 c1");
        check("source:herald (quota or strike)", "a b", "a1 b0");
        check("kind:indirect", "a b c e", "a1 b2 c1 e1");
        check("kind:mixed or by:officials", "b c", "b0 c1");
        check("source:gull -by:kovacs", "c", "c0 c1");
        check("Silva AND NOT source:gull", "a b", "a0 b1");
    }
}
