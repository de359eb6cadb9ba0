//! Statements that several articles carry.
//!
//! A new statement is compared with few: those that share a fingerprint with it, and those by the same actor around the
//! same day with many of the same telling words. What it is joined to has to be long enough to be no coincidence, the
//! longer the less the speakers and days agree; short ones (“Yes.”) are never joined.

use super::alike::{self, Alike, Wording};
use super::group::{Groups, Occurrence};
use super::lexis::{self, Lexis, Role, hashed};
use super::shingles;
use crate::model::Span;
use crate::store::index::Postings;
use crate::store::kept::keeps;
use crate::store::stream::{Word, is_content};
use crate::store::{ArticleId, StatementId, Store};
use rustc_hash::FxHashMap;

/// Statements that a new one is compared with: by fingerprint, by actor and day, and by rare words.
const MOST_BY_PRINT: usize = 4;
const MOST_BY_DAY: usize = 32;
const MOST_BY_WORD: usize = 32;

/// Shared words from which on a statement is the same, by how sure it is who speaks, and how many must tell something where
/// they are not word for word what one actor says on one occasion.
const FEWEST_SAME_ACTOR: usize = 5;
const FEWEST_UNRESOLVED: usize = 8;
const FEWEST_OTHER_ACTOR: usize = 12;
const FEWEST_TELLING: usize = 3;
/// Words that are the same from which on this is no coincidence, though an article gives no date.
const FEWEST_UNDATED: usize = 7;

/// Rare words by which the same is looked for where no day tells: in another translation some are others.
const RAREST: usize = 4;

/// Words of a statement for which there is room at once.
const USUAL: usize = 64;

/// How many more where the wordings differ.
const MORE_IN_OTHER_WORDS: usize = 3;

/// Days that lie between articles about one occasion. What is shared at length is the same whenever it is told.
const OCCASION: i64 = 3;
const AT_LENGTH: usize = 12;

/// How a statement differs from the one that came first into the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Differs {
    /// In its words.
    pub wording: Wording,
    /// In who is said to have made it.
    pub speaker: bool,
}

impl Differs {
    /// Not at all.
    pub const NOT: Self = Self { wording: Wording::Same, speaker: false };
}

/// What leads from statements to those they may be the same as.
#[derive(Debug, Default)]
pub(super) struct Carried {
    /// From fingerprints to the first statement that has one.
    prints: FxHashMap<u32, u32>,
    /// From actor and days to the last statement by it, each with the one before and what it tells.
    days: FxHashMap<u32, u32>,
    chain: Vec<Link>,
    pub(super) groups: Groups<Differs>,
}

#[derive(Debug)]
struct Link {
    statement: u32,
    /// Place in the chain of the one before; its own for the first.
    before: u32,
    telling: u64,
    figures: u64,
}

keeps!(Carried { prints, days, chain, groups });
keeps!(Link { statement, before, telling, figures });
keeps!(Differs { wording, speaker });

impl Carried {
    /// Takes a statement that is in the store.
    pub(super) fn add(&mut self, store: &Store, lexis: &Lexis, statement: u32) {
        let Some(one) = Side::of(store, statement) else { return };
        if one.words.len() < FEWEST_SAME_ACTOR {
            return;
        }
        let prints = shingles::fingerprints(&one.words);
        let same = self
            .by_print(&prints)
            .into_iter()
            .find_map(|other| Some((other, judged(lexis, &one, &Side::of(store, other)?)?)))
            .or_else(|| self.by_actor(store, lexis, &one));
        match same {
            Some((other, differs)) => {
                let leader = self.groups.leader(other);
                let counts = differs.wording != Wording::Contrary;
                if let Some(article) = store.holder(StatementId(leader)) {
                    let first = super::occurrence(store, leader, article);
                    self.groups.join((first, Differs::NOT), one.occurrence(), differs, counts);
                }
            }
            None => self.note_day(lexis, &one),
        }
        for print in prints {
            self.prints.entry(print).or_insert(statement);
        }
    }

    /// The statements that share a fingerprint, those that share most first.
    fn by_print(&self, prints: &[u32]) -> Vec<u32> {
        let mut owners: Vec<(usize, u32)> = Vec::new();
        for owner in prints.iter().filter_map(|print| self.prints.get(print)) {
            match owners.iter_mut().find(|(_, known)| known == owner) {
                Some((count, _)) => *count += 1,
                None => owners.push((1, *owner)),
            }
        }
        owners.sort_unstable_by_key(|(count, owner)| (std::cmp::Reverse(*count), *owner));
        owners.into_iter().take(MOST_BY_PRINT).map(|(_, owner)| owner).collect()
    }

    /// A statement by the same actor around the same day that has many of the same words.
    fn by_actor(&self, store: &Store, lexis: &Lexis, one: &Side) -> Option<(u32, Differs)> {
        let (telling, figures) = signature(lexis, &one.words);
        let by_day = cells(one)?.into_iter().flat_map(|cell| self.links(cell)).filter(|link| {
            let shared = (link.telling & telling).count_ones();
            shared * 2 >= link.telling.count_ones().min(telling.count_ones()) || link.figures & figures != 0
        });
        let by_word = if one.day.is_none() { by_rare_words(store, lexis, one) } else { Vec::new() };
        by_day
            .map(|link| link.statement)
            .chain(by_word)
            .find_map(|other| Some((other, judged(lexis, one, &Side::of(store, other)?)?)))
    }

    fn links(&self, cell: u32) -> impl Iterator<Item = &Link> {
        let mut next = self.days.get(&cell).copied();
        let walk = std::iter::from_fn(move || {
            let at = next?;
            let link = self.chain.get(at as usize)?;
            next = (link.before != at).then_some(link.before);
            Some(link)
        });
        walk.take(MOST_BY_DAY)
    }

    fn note_day(&mut self, lexis: &Lexis, one: &Side) {
        let Some(actor) = one.actor else { return };
        let (at, cell) = (self.chain.len() as u32, cell(actor, one.day));
        let before = self.days.insert(cell, at).unwrap_or(at);
        let (telling, figures) = signature(lexis, &one.words);
        self.chain.push(Link { statement: one.statement.0, before, telling, figures });
    }
}

/// A statement in its article.
pub(super) struct Side<'a> {
    store: &'a Store,
    statement: StatementId,
    article: ArticleId,
    words: Vec<u32>,
    actor: Option<u32>,
    /// The day its article was published, counted from the first one of year 1.
    day: Option<i64>,
}

impl<'a> Side<'a> {
    pub(super) fn of(store: &'a Store, statement: u32) -> Option<Self> {
        let article = store.holder(StatementId(statement))?;
        Some(Self {
            store,
            statement: StatementId(statement),
            article,
            words: content_of(store, statement),
            actor: store.index.actors_of.of_statement(statement).first().copied(),
            day: store.index.published.get(article.0 as usize).copied().flatten().map(|minute| minute / (24 * 60)),
        })
    }

    fn occurrence(&self) -> Occurrence {
        super::occurrence(self.store, self.statement.0, self.article)
    }

    fn extent(&self) -> Span {
        self.store.columns.extent(self.statement.0)
    }

    /// The stems of capitalised words that tell something, sorted.
    fn names(&self, lexis: &Lexis) -> Vec<u32> {
        let capitals = content(self.store, self.statement.0).filter(|word| word.capital);
        lexis.stems(&capitals.map(|word| word.number).collect::<Vec<_>>(), Role::Telling)
    }
}

/// The numbers of the words of a statement's content.
fn content_of(store: &Store, statement: u32) -> Vec<u32> {
    let mut words = Vec::with_capacity(USUAL);
    words.extend(content(store, statement).map(|word| word.number));
    words
}

/// The words of a statement's content.
fn content(store: &Store, statement: u32) -> impl Iterator<Item = Word> + '_ {
    store.words_of_statement(statement).take_while(|word| is_content(word.number))
}

/// How a statement differs from another where the two are one.
pub(super) fn judged(lexis: &Lexis, one: &Side, other: &Side) -> Option<Differs> {
    if overlap(one, other) {
        return None;
    }
    let Some(Alike { wording, words, telling, holds }) = alike::aligned(lexis, &one.words, &other.words) else {
        let same_actor = one.actor.is_some() && one.actor == other.actor && near(one, other);
        let same = same_actor
            && (alike::reworded(lexis, &one.words, &other.words)
                || alike::of_one_figure(lexis, &one.words, &other.words));
        let same = same && !others_named(lexis, one, other);
        return same.then_some(Differs { wording: Wording::Other, speaker: false });
    };
    let speaker = matches!((one.actor, other.actor), (Some(a), Some(b)) if a != b);
    let same_actor = one.actor.is_some() && one.actor == other.actor;
    let fewest = match (one.actor, other.actor) {
        (Some(a), Some(b)) if a == b => FEWEST_SAME_ACTOR,
        (Some(_), Some(_)) => FEWEST_OTHER_ACTOR,
        _ => FEWEST_UNRESOLVED,
    };
    let fewest = match wording {
        Wording::Same => fewest,
        // One quotes a part of what the other quotes.
        _ if same_actor && holds => fewest.max(FEWEST_UNDATED),
        _ => fewest + MORE_IN_OTHER_WORDS,
    };
    let enough_alone = one.words.len() >= FEWEST_UNDATED;
    let word_for_word =
        same_actor && one.words == other.words && near(one, other) && (enough_alone || are_dated_near(one, other));
    let telling = word_for_word || telling >= FEWEST_TELLING;
    let enough = words >= fewest && telling && (near(one, other) || words >= AT_LENGTH);
    let about_others = wording != Wording::Same && others_named(lexis, one, other);
    let daily = wording == Wording::Contrary && !(same_actor && near(one, other));
    (enough && !about_others && !daily).then_some(Differs { wording, speaker })
}

/// Whether one is a part of the other in one article.
fn overlap(one: &Side, other: &Side) -> bool {
    one.article == other.article && one.extent().overlaps(other.extent())
}

/// Whether the two may have been published about one occasion.
fn near(one: &Side, other: &Side) -> bool {
    one.day.zip(other.day).is_none_or(|(a, b)| (a - b).abs() <= OCCASION)
}

/// Whether the two are known to have been published about one occasion.
fn are_dated_near(one: &Side, other: &Side) -> bool {
    one.day.zip(other.day).is_some() && near(one, other)
}

/// Whether each of the two names somebody or something that the other does not.
fn others_named(lexis: &Lexis, one: &Side, other: &Side) -> bool {
    let (a, b) = (one.names(lexis), other.names(lexis));
    let stems = |side: &Side| lexis.stems(&side.words, Role::Telling);
    let lacks = |names: &[u32], stems: Vec<u32>| names.iter().any(|name| stems.binary_search(name).is_err());
    lacks(&a, stems(other)) && lacks(&b, stems(one))
}

/// The statements by the same actor that have one of the rarest telling words or figures.
fn by_rare_words(store: &Store, lexis: &Lexis, one: &Side) -> Vec<u32> {
    let Some(by_actor) = one.actor.and_then(|actor| store.actors().entries().get(actor as usize)) else {
        return Vec::new();
    };
    let postings: &Postings = &store.index.in_contents;
    let is_telling = |word: lexis::Word| word.role == Role::Telling || word.particular;
    let telling = one.words.iter().filter(|word| is_telling(lexis.word(**word)));
    let mut rare: Vec<_> = telling.filter_map(|word| postings.of(*word)).collect();
    rare.sort_by_key(|places| places.len());
    let found =
        rare.into_iter().take(RAREST).flat_map(|places| by_actor.statements.among(&places.bitmap()).into_iter());
    found.filter(|other| *other != one.statement.0).take(MOST_BY_WORD).collect()
}

/// Where statements around the same day by the same actor are noted; `None` where it is not known who speaks.
fn cells(one: &Side) -> Option<Vec<u32>> {
    let actor = one.actor?;
    let mut cells = vec![cell(actor, None)];
    if let Some(day) = one.day {
        cells.extend([cell(actor, Some(day - OCCASION)), cell(actor, Some(day + OCCASION))]);
        cells.dedup();
    }
    Some(cells)
}

/// Two cells hold all days of an occasion to either side of any day.
fn cell(actor: u32, day: Option<i64>) -> u32 {
    hashed((actor, day.map(|day| day.div_euclid(2 * OCCASION + 1))))
}

/// A bit for every telling word, and one for every figure.
fn signature(lexis: &Lexis, words: &[u32]) -> (u64, u64) {
    let bit = |bits: u64, stem: u32| bits | 1 << (stem & 63);
    let telling = words.iter().map(|word| lexis.word(*word)).filter(|word| word.role == Role::Telling);
    let figures = lexis.figures(words).map(|(_, figure)| figure);
    (telling.map(|word| word.stem).fold(0, bit), figures.fold(0, bit))
}
