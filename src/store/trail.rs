//! A trail: what one actor said on one theme in order of time, repeats folded, changes of wording marked.
//!
//! Two statements say the same where the shorter has nearly all of its words in the longer one; they are variants of one
//! where they share half of them. A variant knows which words are new in it and which were dropped.

use super::query::Attribute;
use super::timeline::{self, Point};
use super::words;
use super::{Query, Selection, StatementId, Store};
use crate::model::{Span, When};
use crate::sorting;
use rustc_hash::{FxHashMap, FxHashSet};

/// Share of the shorter one's words from which on two statements say the same, and from which on they are variants; with
/// fewer words than this in common they are neither.
const SAME: f32 = 0.9;
const VARIANT: f32 = 0.5;
const FEWEST: usize = 4;

/// Words by which a repeat may be shorter or longer than what it repeats, as a share of the longer one.
const SAME_LENGTH: f32 = 0.7;

/// Steps back in which a statement is looked for, and words of one that are compared.
const BACK: usize = 60;
const MOST_WORDS: usize = 120;

/// Statements inside each other that are looked through.
const DEEPEST: usize = 8;

/// Most statements of a trail.
const MOST: usize = 2_000;

/// Letters from which on a word counts when wordings are compared: endings and particles change without a change of mind.
const TELLING: usize = 4;

/// One step of a trail.
#[derive(Clone, Debug, PartialEq)]
pub struct Leg {
    /// When it was said; `None` where neither statement nor article has a date.
    pub when: Option<When>,
    /// The statement.
    pub id: StatementId,
    /// Later statements that say the same.
    pub again: Vec<StatementId>,
    /// Statements of the selection that stand inside its words, and are no step of their own.
    pub inside: usize,
    /// The step whose wording it changes.
    pub varies: Option<usize>,
    /// Words of it that are not in that one.
    pub fresh: Vec<Span>,
    /// Words of that one that are not in it.
    pub dropped: Vec<String>,
}

/// When a statement was said: on its own date, else when its article was published.
pub fn when(store: &Store, id: StatementId) -> Option<When> {
    let published = || Some(When::on(store.published(store.holder(id)?)?));
    store.said_on(id).or_else(published)
}

/// Statements from first to last said; those without a known year come at the end, in the order of the store.
pub fn in_order(store: &Store, statements: impl Iterator<Item = u32>) -> Vec<StatementId> {
    let mut found: Vec<StatementId> = statements.map(StatementId).collect();
    sorting::by_key(&mut found, |id| {
        let date = when(store, *id).map(|when| when.date).filter(|date| date.known_year().is_some());
        (date.is_none(), date, *id)
    });
    found
}

/// Statements as points in time, those without a known year left out.
pub fn points(store: &Store, statements: &[StatementId]) -> Vec<Point> {
    let point = |id: &StatementId| {
        let when = when(store, *id).filter(|when| when.date.known_year().is_some())?;
        Some(Point { when: Some(when), article: store.holder(*id)?, event: None })
    };
    timeline::sorted(statements.iter().filter_map(point).collect())
}

/// What selects the statements of an actor on a theme, or on a phrase that the collection suggests as one.
pub fn query(actor: &str, theme: Attribute) -> Query {
    Query::Is(Attribute::By(actor.to_owned())).and(Query::Is(theme))
}

/// The trail through the statements of a selection.
pub fn legs(store: &Store, selection: &Selection) -> Vec<Leg> {
    let mut legs: Vec<Leg> = Vec::new();
    let mut worded: Vec<Worded> = Vec::new();
    let all: Vec<u32> = selection.statements.iter().take(MOST).collect();
    let mut inside: FxHashMap<StatementId, usize> = FxHashMap::default();
    let outermost = |id: &u32| match outer(store, StatementId(*id), selection) {
        Some(outer) => {
            *inside.entry(outer).or_default() += 1;
            false
        }
        None => true,
    };
    let steps: Vec<u32> = all.into_iter().filter(outermost).collect();
    for id in in_order(store, steps.into_iter()) {
        let one = Worded::of(store, id);
        let back = legs.len().saturating_sub(BACK);
        let nearest =
            (back..legs.len()).rev().map(|at| (at, one.likeness(&worded[at]))).max_by(|a, b| a.1.total_cmp(&b.1));
        match nearest {
            Some((at, _)) if one.repeats(&worded[at]) => legs[at].again.push(id),
            nearest => {
                let varies = nearest.filter(|(_, likeness)| *likeness >= VARIANT).map(|(at, _)| at);
                let before = varies.map(|at| &worded[at]);
                legs.push(Leg {
                    when: when(store, id),
                    id,
                    again: Vec::new(),
                    inside: inside.get(&id).copied().unwrap_or(0),
                    varies,
                    fresh: before.map(|before| one.not_in(before).map(|(span, _)| *span).collect()).unwrap_or_default(),
                    dropped: before
                        .map(|before| before.not_in(&one).map(|(_, word)| word.clone()).collect())
                        .unwrap_or_default(),
                });
                worded.push(one);
            }
        }
    }
    legs
}

/// The outermost statement of a selection whose words hold those of another one; `None` where it is in none of them.
fn outer(store: &Store, id: StatementId, selection: &Selection) -> Option<StatementId> {
    let article = store.holder(id)?;
    let first = store.statements_of(article).next()?;
    let around = |id: StatementId| Some(StatementId(first.0 + store.statement(id)?.1.within?));
    // No statement is inside one that comes to be inside it: the chain is as long as it is deep.
    let chain = std::iter::successors(around(id), |id| around(*id)).take(DEEPEST);
    chain.filter(|id| selection.statements.contains(id.0)).last()
}

/// A statement as words.
struct Worded {
    /// The telling ones in order, with their places.
    words: Vec<(Span, String)>,
    set: FxHashSet<String>,
}

impl Worded {
    fn of(store: &Store, id: StatementId) -> Self {
        let mut found = Vec::new();
        if let Some((article, statement)) = store.statement(id)
            && let Some(article) = store.article(article)
        {
            for span in &statement.content {
                words::each(&article.text, *span, |span, word| {
                    if found.len() < MOST_WORDS && word.chars().count() >= TELLING {
                        found.push((span, word.to_owned()));
                    }
                });
            }
        }
        Self { set: found.iter().map(|(_, word)| word.clone()).collect(), words: found }
    }

    fn shared(&self, other: &Self) -> usize {
        self.set.intersection(&other.set).count()
    }

    /// The share of the shorter one's words that both have.
    fn likeness(&self, other: &Self) -> f32 {
        let shared = self.shared(other);
        if shared < FEWEST { 0.0 } else { shared as f32 / self.set.len().min(other.set.len()) as f32 }
    }

    fn repeats(&self, other: &Self) -> bool {
        let (short, long) = (self.set.len().min(other.set.len()), self.set.len().max(other.set.len()));
        self.set == other.set && short > 0 || self.likeness(other) >= SAME && short as f32 >= SAME_LENGTH * long as f32
    }

    fn not_in<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a (Span, String)> {
        self.words.iter().filter(|(_, word)| !other.set.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Kind, Published, Statement};

    /// Statements as `date: words`; the trail as `date words *again <varied +fresh -dropped`.
    fn check(statements: &[&str], expected: &[&str]) {
        let mut store = Store::default();
        for line in statements {
            let (date, words) = line.split_once(": ").unwrap();
            let content = Span::new(0, words.len());
            let statement = Statement {
                kind: Kind::Direct,
                speaker: None,
                cue: None,
                content: vec![content],
                date: None,
                themes: vec![],
                within: None,
            };
            let published = date.parse().ok().map(|date| Published::new(date, None));
            store.add(Article { text: words.into(), published, statements: vec![statement], ..Article::default() });
        }
        let legs = legs(&store, &store.everything());
        let show = |leg: &Leg| {
            let text = &store.article(store.statement(leg.id).unwrap().0).unwrap().text;
            let date = leg.when.map_or("-".to_owned(), |when| when.date.to_string());
            let fresh: Vec<_> = leg.fresh.iter().map(|span| span.of(text)).collect();
            let varies = |at| format!(" <{at} +{} -{}", fresh.join(","), leg.dropped.join(","));
            date + &"*".repeat(leg.again.len()) + &leg.varies.map(varies).unwrap_or_default()
        };
        assert_eq!(legs.iter().map(show).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn repeats_are_folded_and_changes_of_wording_marked() {
        check(
            &[
                "2025-03-02: The harbour will never be sold while this council stands.",
                "2025-03-01: Taxes rise.",
                "2025-03-05: the harbour will never be sold while this council stands",
                "2025-03-09: The harbour will perhaps be sold while this council stands.",
                "none: Fish is dear.",
            ],
            &["2025-03-01", "2025-03-02*", "2025-03-09 <1 +perhaps -never", "-"],
        );
    }

    #[test]
    fn what_stands_inside_of_another_statement_is_no_change_of_its_wording() {
        let text = "The harbour will never be sold while this council stands on its own feet.";
        let statement = |content: Span, within| Statement {
            kind: Kind::Indirect,
            speaker: None,
            cue: None,
            content: vec![content],
            date: None,
            themes: vec![],
            within,
        };
        let inner = text.find("never").map(|at| Span::new(at, text.len())).unwrap();
        let statements = vec![statement(Span::new(0, text.len()), None), statement(inner, Some(0))];
        let mut store = Store::default();
        store.add(Article { text: text.into(), statements, ..Article::default() });
        let found = legs(&store, &store.everything());
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].inside, found[0].varies, found[0].again.len()), (1, None, 0));
    }

    #[test]
    fn statements_that_share_little_stand_apart() {
        check(
            &[
                "2025-03-01: Nobody asked the fishermen about their harbour.",
                "2025-03-02: The council asked for more money.",
            ],
            &["2025-03-01", "2025-03-02"],
        );
    }
}
