//! From what is wanted to the best finds: postings are intersected, and the few places that are left are read and ranked.
//! `term` is one thing that is wanted, with the words it may stand for.

mod term;

use super::Hit;
use super::ask::{Ask, Form};
use super::shelf::{Role, Shelf};
use super::spelling::{Spelling, fit};
use crate::model::Span;
use crate::store::phrase::Phrase;
use crate::store::stream::mark;
use crate::store::words;
use crate::store::{Places, Selection};
use crate::text::fold;
use roaring::{MultiOps, RoaringBitmap};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use term::{REST, SURE, Term, in_a_row};

/// The tier of the least sure spellings that are the word itself or begin with it.
const CERTAIN: usize = 1;

/// Places read and ranked for one look-up.
const MOST_RANKED: usize = 1000;

/// What a common word loses beside a rare one that fits as well: less than what lies between two ways to fit.
const RARITY: f32 = 0.06;

/// What a find loses with each word of its content, so that of two with the same words the shorter comes first.
const LENGTH: f32 = 0.003;

/// What is added to a word that begins as was typed: who typed letters that are a word by accident may as well have cut a
/// longer one short, so that it counts little less than the word itself. The tiers, in which places are looked for, are
/// apart all the same.
const BEGUN: f32 = 0.12;

/// What a find gains with each word that stands there with the apostrophe with which it was typed.
const APOSTROPHE: f32 = 0.03;

/// Places whose articles are looked into at once.
const LOOKED_INTO: usize = 120;

/// Places that fit nearly alike are told apart by date: as near as this part of a whole fit.
const FINE: f32 = 500.0;

/// What a compound counts that a text writes as two words, beside one written as it was typed.
const COMPOUND: f32 = 0.93;

/// What a find gains where two words that were typed as one, as in `cease-fire`, stand there one after the other.
const JOINED: f32 = 0.06;

/// What an actor gains that every article names: less than what lies between two ways to fit.
const RENOWN: f32 = 0.08;

/// What a match is worth at least that has what was asked for: one slip, or its letters without vowels, beside a statement.
const HAVING: f32 = 0.8 * (fit::SKELETON - RARITY);

/// Words up to which a content that has all that is asked for counts in full.
const SHORT: f32 = 10.0;

/// Words from which on a longer content loses no more.
const LONG: usize = 40;

/// What a match counts by its role: a speaker's name a little less than what is said, since it stands beside everything that
/// the speaker says, and so tells less of which of it is meant; but a little more where the query begins with it, as one
/// does who remembers who said it, and more yet where nothing else is asked for, however it is spelled.
fn role_weight(role: Role, asked: Asked, fit: f32) -> f32 {
    match role {
        Role::Name | Role::Speaker if asked == Asked::Alone => 1.05,
        Role::Name if asked == Asked::First && fit >= fit::WORD => 1.01,
        Role::Name | Role::Speaker => 0.96,
        Role::Content => 1.0,
        Role::Beside => 0.8,
    }
}

/// Where among the terms one is asked for.
#[derive(Clone, Copy, PartialEq)]
enum Asked {
    /// There is no other.
    Alone,
    /// Before all others.
    First,
    /// Behind another.
    Later,
}

impl Asked {
    fn of(at: usize, terms: usize) -> Self {
        match (at, terms) {
            (_, 1) => Self::Alone,
            (0, _) => Self::First,
            _ => Self::Later,
        }
    }
}

/// From 0 for a word that every place has to 1 for one that one in a million has.
fn rarity(share: f32) -> f32 {
    (-share.clamp(1e-6, 1.0).ln() / 13.8).min(1.0)
}

/// The best `limit` finds on a shelf, best first.
pub(super) fn best(shelf: &Shelf, ask: &Ask, selection: Option<&Selection>, limit: usize) -> Vec<Hit> {
    let terms: Vec<Term> = ask.wanted.iter().map(|wanted| Term::find(shelf, wanted)).collect();
    if terms.is_empty() || limit == 0 {
        return Vec::new();
    }
    let accented = Accented::of(shelf, ask);
    let allowed = allowed(shelf, &terms, ask, &accented, selection);
    let candidates = Candidates { shelf, terms: &terms, allowed: allowed.as_ref() };
    let mut reader = Reader::new(shelf, &terms, ask);
    let mut ranked: Vec<Ranked> = candidates
        .few(3 * limit)
        .into_iter()
        .filter_map(|place| {
            let fine = ((reader.read(place)? + RENOWN * shelf.renown(place)) * FINE).round() as i64;
            Some((Reverse(fine), Reverse(shelf.published(place)), place))
        })
        .collect();
    ranked.sort_unstable();
    if !accented.0.is_empty() || !ask.apostrophes.is_empty() {
        ranked = looked_into(shelf, ask, &accented, &ranked, limit);
    }
    ranked.truncate(limit);
    ranked.into_iter().filter_map(|(_, _, place)| reader.hit(place)).collect()
}

/// How well a place fits, in steps of a [`FINE`] part; when it was published; and which it is: the best one first.
type Ranked = (Reverse<i64>, Reverse<i64>, u32);

/// The best places, of which those that do not bear the accents that were typed are left out, and those with the apostrophes
/// that were typed come sooner. For that their articles are unpacked; so only as many are looked into as it takes.
fn looked_into(shelf: &Shelf, ask: &Ask, accented: &Accented, ranked: &[Ranked], limit: usize) -> Vec<Ranked> {
    let mut best: Vec<Ranked> = Vec::new();
    for some in ranked.chunks(LOOKED_INTO) {
        let bearing = some.iter().filter(|(.., place)| accented.hold(shelf, *place));
        best.extend(bearing.map(|(Reverse(fine), published, place)| {
            let typed = (APOSTROPHE * FINE * as_typed(shelf, ask, *place)).round() as i64;
            (Reverse(fine + typed), *published, *place)
        }));
        if best.len() >= limit {
            break;
        }
    }
    best.sort_unstable();
    best
}

/// The places that may be found at all: selected, with everything that is demanded, without what is unwanted; `None` for
/// all of them.
fn allowed(
    shelf: &Shelf,
    terms: &[Term],
    ask: &Ask,
    accented: &Accented,
    selection: Option<&Selection>,
) -> Option<RoaringBitmap> {
    let mut sets: Vec<RoaringBitmap> = selection.map(|selection| shelf.held_by(selection)).into_iter().collect();
    sets.extend(terms.iter().filter(|term| term.demanded).map(|term| term.tier(REST).clone()));
    sets.extend(accented.places(shelf));
    let all = sets.into_iter().reduce(|all, one| all & one);
    if ask.unwanted.is_empty() {
        return all;
    }
    let without = ask.unwanted.iter().map(|unwanted| match unwanted {
        Form::Phrase(words) => in_a_row(shelf, words, u64::MAX),
        form => Term::find(shelf, std::slice::from_ref(form)).tier(REST).clone(),
    });
    Some(without.fold(all.unwrap_or_else(|| everything(shelf.len() as u32)), |all, unwanted| all - unwanted))
}

/// How many of the words that were typed with an apostrophe stand so at a place, whole or begun.
fn as_typed(shelf: &Shelf, ask: &Ask, place: u32) -> f32 {
    if ask.apostrophes.is_empty() {
        return 0.0;
    }
    let mut stands = vec![false; ask.apostrophes.len()];
    shelf.passages(place, |passage| {
        let text = fold::fold(passage.span.of(passage.text));
        for (stands, word) in stands.iter_mut().zip(&ask.apostrophes) {
            let is_begun = |(at, _): (usize, &str)| !text[..at].ends_with(char::is_alphanumeric);
            *stands |= text.match_indices(word.as_str()).any(is_begun);
        }
    });
    stands.into_iter().map(|stands| f32::from(u8::from(stands))).sum()
}

/// Words that were typed with accents, and that some article bears so: then these accents are meant.
struct Accented<'a>(Vec<(&'a str, RoaringBitmap)>);

impl<'a> Accented<'a> {
    fn of(shelf: &Shelf, ask: &'a Ask) -> Self {
        let bearing = ask.accented.iter().map(|(_, word)| (word.as_str(), shelf.store.index.bearing_accents(word)));
        Self(bearing.filter(|(_, articles)| !articles.is_empty()).collect())
    }

    /// The places whose articles bear all of them; `None` where there are none to bear.
    fn places(&self, through: &Shelf) -> Option<RoaringBitmap> {
        let articles = self.0.iter().map(|(_, articles)| articles.clone()).reduce(|all, one| all & one)?;
        Some(through.held_by_articles(articles))
    }

    /// Whether a place itself bears all of them.
    fn hold(&self, through: &Shelf, place: u32) -> bool {
        self.0.iter().all(|(word, _)| {
            let mut found = false;
            through.passages(place, |passage| {
                words::each(passage.text, passage.span, |span, _| {
                    found |= !found && fold::lower_with_accents(span.of(passage.text)).starts_with(word);
                });
            });
            found
        })
    }
}

fn everything(places: u32) -> RoaringBitmap {
    let mut all = RoaringBitmap::new();
    all.insert_range(0..places);
    all
}

/// The places that are read.
struct Candidates<'a> {
    shelf: &'a Shelf<'a>,
    terms: &'a [Term<'a>],
    allowed: Option<&'a RoaringBitmap>,
}

impl Candidates<'_> {
    /// Places with all terms, those in better tiers first, then with all but one, and so on until there are `enough`;
    /// never more than [`MOST_RANKED`].
    fn few(&self, enough: usize) -> Vec<u32> {
        let (mut few, mut seen) = (Vec::new(), RoaringBitmap::new());
        let all = self.terms.len();
        let certain = (0..=CERTAIN).map(|tier| (all, tier, tier));
        let guessed = (CERTAIN + 1..=SURE).map(|tier| (all, CERTAIN, tier));
        let unsure = (CERTAIN + 1..=REST).map(|tier| (all, tier, tier));
        // What lacks a term should not also be a guess.
        let lacking = (1..all).rev().flat_map(|count| (0..=SURE).map(move |tier| (count, tier, tier)));
        for (count, tier, guess) in certain.chain(guessed).chain(unsure).chain(lacking) {
            let places = if tier < guess { self.but_for_one(tier, guess) } else { self.having(count, tier) };
            let places = places - &seen;
            self.take(&places, &mut few);
            if few.len() >= enough {
                return few;
            }
            seen |= places;
        }
        few
    }

    /// The places with all terms in a tier, but for one in a worse one: a wild guess beside what is certain may still be
    /// better than two slips.
    fn but_for_one(&self, tier: usize, guess: usize) -> RoaringBitmap {
        let several = self.terms.len() > 1;
        let found = (0..self.terms.len()).filter(|_| several).map(|guessed| {
            let tier = |at: usize| if at == guessed { guess } else { tier };
            let sets = self.terms.iter().enumerate().map(|(at, term)| term.tier(tier(at)));
            let mut sets: Vec<&RoaringBitmap> = sets.chain(self.allowed).collect();
            sets.sort_by_key(|set| set.len());
            sets.intersection()
        });
        found.collect::<Vec<_>>().union()
    }

    /// The places that have at least so many of the terms in a tier.
    fn having(&self, count: usize, tier: usize) -> RoaringBitmap {
        let mut sets: Vec<&RoaringBitmap> = self.terms.iter().map(|term| term.tier(tier)).collect();
        if count == sets.len() {
            sets.extend(self.allowed);
            sets.sort_by_key(|set| set.len());
            return sets.into_iter().intersection();
        }
        let mut having = vec![RoaringBitmap::new(); count + 1];
        for set in sets {
            let set = self.allowed.map_or_else(|| set.clone(), |allowed| set & allowed);
            for have in (2..=count).rev() {
                let more = &having[have - 1] & &set;
                having[have] |= more;
            }
            having[1] |= set;
        }
        having.swap_remove(count)
    }

    /// Adds places as long as there is room: first those whose speaker is named, then the newest.
    fn take(&self, places: &RoaringBitmap, few: &mut Vec<u32>) {
        let room = MOST_RANKED.saturating_sub(few.len());
        if places.len() <= room as u64 {
            few.extend(places);
            return;
        }
        let named = self.terms.iter().map(|term| term.spoken() & places).union();
        few.extend(newest(self.shelf, &named, room));
        few.extend(newest(self.shelf, &(places - named), MOST_RANKED.saturating_sub(few.len())));
    }
}

/// So many of the places as were published last.
fn newest(shelf: &Shelf, places: &RoaringBitmap, room: usize) -> Vec<u32> {
    // Of many places a few articles hold enough.
    if places.len() > 8 * room as u64
        && let Some(newest) = shelf.newest(places, room)
    {
        return newest;
    }
    let mut dated: Vec<(Reverse<i64>, u32)> =
        places.iter().map(|place| (Reverse(shelf.published(place)), place)).collect();
    if dated.len() > room {
        dated.select_nth_unstable(room);
        dated.truncate(room);
    }
    dated.into_iter().map(|(_, place)| place).collect()
}

/// The best match of a term at a place.
#[derive(Clone, Copy, Default)]
struct Best {
    value: f32,
    /// Place among the words of the content, from 1; 0 elsewhere.
    at: usize,
}

impl Best {
    fn improve(&mut self, value: f32, at: usize) {
        if value > self.value {
            *self = Self { value, at };
        }
    }
}

/// Reads places and says how well they fit.
struct Reader<'a> {
    shelf: &'a Shelf<'a>,
    terms: &'a [Term<'a>],
    /// Phrases and compounds with their terms, and what they count.
    phrases: Vec<(usize, Phrase, f32)>,
    /// Terms, as bits, that were typed as one word with the term before.
    joined: u32,
    /// For every word that may be meant, the terms it may stand for.
    meant: FxHashMap<u32, Vec<Meaning>>,
    /// What a place reaches that has the best spelling of every term.
    full: f32,
    /// Memory that reading reuses: the words of a place, and the best match of every term there.
    words: Vec<u32>,
    best: Vec<Best>,
}

/// A term that a word may stand for.
#[derive(Clone, Copy)]
struct Meaning {
    term: usize,
    asked: Asked,
    fit: f32,
    /// What a word as common as this loses.
    common: f32,
}

impl Meaning {
    fn value(&self, role: Role) -> f32 {
        let begun = if (fit::PREFIX..fit::WORD).contains(&self.fit) { BEGUN } else { 0.0 };
        (self.fit + begun - self.common) * role_weight(role, self.asked, self.fit)
    }
}

impl<'a> Reader<'a> {
    fn new(shelf: &'a Shelf<'a>, terms: &'a [Term<'a>], ask: &'a Ask) -> Self {
        let (postings, mut full) = (shelf.postings(), 0.0);
        let mut meant: FxHashMap<u32, Vec<Meaning>> = FxHashMap::default();
        for (at, term) in terms.iter().enumerate() {
            let (asked, mut best) = (Asked::of(at, terms.len()), None);
            for Spelling { word, fit } in &term.spellings {
                let places: u64 = postings.iter().filter_map(|(_, of)| of.of(*word)).map(Places::len).sum();
                let common = RARITY * (1.0 - rarity(places as f32 / shelf.len() as f32));
                best.get_or_insert(1.0 - common);
                meant.entry(*word).or_default().push(Meaning { term: at, asked, fit: *fit, common });
            }
            full += term.weight * best.unwrap_or(1.0);
        }
        let vocabulary = &shelf.store.index.vocabulary;
        let phrases = ask.wanted.iter().enumerate().flat_map(|(at, forms)| {
            let phrase = move |form: &Form| match form {
                Form::Phrase(words) => Some((at, Phrase::of(vocabulary, words, false)?, 1.0)),
                _ => None,
            };
            forms.iter().filter_map(phrase)
        });
        let compounds =
            (0..).zip(terms).flat_map(|(at, term)| term.compounds.iter().map(move |row| (at, row.clone(), COMPOUND)));
        let phrases = phrases.chain(compounds).collect();
        let joined = ask.joined.iter().fold(0, |joined, at| joined | 2 << at);
        Self { shelf, terms, phrases, joined, meant, full, words: Vec::new(), best: Vec::new() }
    }

    /// How well a place fits, from 0 to about 1; `None` where nothing does.
    fn read(&mut self, place: u32) -> Option<f32> {
        let Self { words, best, .. } = self;
        best.clear();
        best.resize(self.terms.len(), Best::default());
        self.shelf.words(place, words);
        let (mut role, mut length) = (Role::Content, 0);
        // Terms as bits: what the word before may stand for, and what stands joined to what it was typed with.
        let (mut before, mut joined) = (0u32, 0u32);
        for word in &*words {
            match *word {
                mark::BREAK => {}
                mark::SPEAKER => role = Role::Speaker,
                mark::NAME => role = Role::Name,
                mark::BESIDE => role = Role::Beside,
                word => {
                    length += usize::from(role == Role::Content);
                    let at = if role == Role::Content { length } else { 0 };
                    let mut here = 0;
                    for meaning in self.meant.get(&word).into_iter().flatten() {
                        best[meaning.term].improve(meaning.value(role), at);
                        here |= 1 << meaning.term;
                    }
                    joined |= before << 1 & here & self.joined;
                    before = here;
                }
            }
        }
        let mut said = false;
        for (term, _, value) in self.phrases.iter().filter(|(term, ..)| self.terms[*term].phrases.contains(place)) {
            best[*term].improve(*value, 0);
            said = true;
        }
        let reached: f32 = self.terms.iter().zip(&*best).map(|(term, best)| term.weight * best.value).sum();
        // Where only names were found, what is said is as likely long as short.
        let said = said || best.iter().any(|best| best.at > 0);
        let length = if said { LENGTH * (length.min(LONG) as f32 - SHORT) } else { 0.0 };
        (reached > 0.0).then(|| reached / self.full + nearness(best) + JOINED * joined.count_ones() as f32 - length)
    }

    /// The find at a place with its score and matched words.
    fn hit(&mut self, place: u32) -> Option<Hit> {
        #[allow(clippy::cast_sign_loss)] // between 1 and 100
        let score = (100.0 * self.read(place)?).round().clamp(1.0, 100.0) as u32;
        let lacks = |(term, best): (&Term, &Best)| (best.value < HAVING).then(|| term.words.clone());
        let lacking: Vec<String> = self.terms.iter().zip(&self.best).filter_map(lacks).collect();
        let has_some = lacking.len() < self.terms.len();
        Some(Hit { score, matched: self.matched(place), lacking, has_some, ..self.shelf.hit(place) })
    }

    /// The words of the article's text that match a term best or nearly so, and those of phrases.
    fn matched(&self, place: u32) -> Vec<Span> {
        let mut read: Vec<(Span, u32, Role)> = Vec::new();
        self.shelf.passages(place, |passage| {
            let vocabulary = &self.shelf.store.index.vocabulary;
            words::each(passage.text, passage.span, |span, word| {
                let number = vocabulary.number(word).filter(|_| passage.shown);
                read.extend(number.map(|number| (span, number, passage.role)));
            });
        });
        let values = |(_, word, role): &(Span, u32, Role)| {
            let role = *role;
            self.meant.get(word).into_iter().flatten().map(move |meaning| (meaning.term, meaning.value(role)))
        };
        let mut best = vec![0.0f32; self.terms.len()];
        for (term, value) in read.iter().flat_map(values) {
            best[term] = best[term].max(value);
        }
        let clear = |one: &&(Span, u32, Role)| values(one).any(|(term, value)| value >= 0.9 * best[term]);
        let mut spans: Vec<Span> = read.iter().filter(clear).map(|(span, ..)| *span).collect();
        for (_, phrase, _) in &self.phrases {
            let is = |row: &&[(Span, u32, Role)]| phrase.is(&row.iter().map(|(_, word, _)| *word).collect::<Vec<_>>());
            let rows = read.windows(phrase.len()).filter(is);
            spans.extend(rows.flatten().filter(|(.., role)| *role == Role::Content).map(|(span, ..)| *span));
        }
        spans.sort_unstable();
        spans.dedup();
        spans
    }
}

/// A little more for terms that stand near each other in the content, most beside each other in the order of the query.
fn nearness(best: &[Best]) -> f32 {
    let near = |pair: &[Best]| match (pair[0].at, pair[1].at) {
        (0, _) | (_, 0) => 0.0,
        (a, b) if b == a + 1 => 0.007,
        (a, b) => match a.abs_diff(b) {
            1 => 0.006,
            0 | 2 | 3 => 0.004,
            4..=8 => 0.002,
            _ => 0.0,
        },
    };
    best.windows(2).map(near).sum()
}

#[cfg(test)]
mod tests;
