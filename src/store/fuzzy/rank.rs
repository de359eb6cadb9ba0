//! From what is wanted to the best finds: postings are intersected, and the few places that are left are read and ranked.

use super::Hit;
use super::ask::{Ask, Form};
use super::shelf::{Role, Shelf};
use super::spelling::{Spelling, spellings};
use crate::model::Span;
use crate::store::Selection;
use crate::store::phrase::Phrase;
use crate::store::stream::{content as content_of, mark};
use crate::store::words;
use roaring::{MultiOps, RoaringBitmap};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// Fits from which on a spelling belongs to a tier: the word itself, words that begin so, slips and skeletons, the rest.
const TIERS: [f32; 4] = [0.9, 0.8, 0.6, 0.0];

/// Spellings followed for one word.
const MOST_SPELLINGS: usize = 400;

/// Places read and ranked for one look-up.
const MOST_RANKED: usize = 1000;

/// What a common word loses beside a rare one that fits as well.
const RARITY: f32 = 0.3;

/// What a find loses with each word of its content, so that of two with the same words the shorter comes first.
const LENGTH: f32 = 0.0015;

/// Words from which on a longer content loses no more.
const LONG: usize = 40;

/// What a match counts by its role: a speaker's name more where it is written out, since it is what people remember, and
/// less where it is one of many words that the letters may stand for.
fn role_weight(role: Role, fit: f32) -> f32 {
    match role {
        Role::Speaker if fit >= TIERS[0] => 1.05,
        Role::Speaker => 0.95,
        Role::Content => 1.0,
        Role::Beside => 0.8,
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
    let allowed = allowed(shelf, &terms, ask, selection);
    let places = candidates(&terms, &allowed, 3 * limit);
    let reader = Reader::new(shelf, &terms, ask);
    let mut ranked: Vec<(Reverse<i64>, Reverse<i64>, u32)> = first_few(&terms, places)
        .into_iter()
        .filter_map(|place| {
            let fine = (reader.read(place)? * 500.0).round() as i64;
            Some((Reverse(fine), Reverse(shelf.published(place)), place))
        })
        .collect();
    ranked.sort_unstable();
    ranked.truncate(limit);
    ranked.into_iter().filter_map(|(_, _, place)| reader.hit(place)).collect()
}

/// The places that may be found at all: selected, with everything that is demanded, without what is unwanted.
fn allowed(shelf: &Shelf, terms: &[Term], ask: &Ask, selection: Option<&Selection>) -> RoaringBitmap {
    let mut all = match selection {
        Some(selection) => shelf.held_by(selection),
        None => everything(shelf.len() as u32),
    };
    for term in terms.iter().filter(|term| term.demanded) {
        all &= &term.tiers[TIERS.len() - 1];
    }
    for unwanted in &ask.unwanted {
        all -= match unwanted {
            Form::Phrase(words) => in_a_row(shelf, words),
            form => Term::find(shelf, std::slice::from_ref(form)).tiers.swap_remove(0),
        };
    }
    all
}

fn everything(places: u32) -> RoaringBitmap {
    let mut all = RoaringBitmap::new();
    all.insert_range(0..places);
    all
}

/// What is wanted, with what it may stand for.
struct Term {
    spellings: Vec<Spelling>,
    /// The places with a spelling of that tier or a better one.
    tiers: Vec<RoaringBitmap>,
    /// The places where it is said by the speaker.
    spoken: RoaringBitmap,
    /// Whether a find must have it.
    demanded: bool,
    /// What it counts beside the others: the rarer the more.
    weight: f32,
}

impl Term {
    fn find(shelf: &Shelf, wanted: &[Form]) -> Self {
        let vocabulary = &shelf.store.index.vocabulary;
        let postings = shelf.postings();
        let occurs = |word: u32| postings.iter().any(|(_, postings)| postings.of(word).is_some());
        let mut found: Vec<Spelling> =
            wanted.iter().flat_map(|form| spellings(vocabulary, form, occurs, MOST_SPELLINGS)).collect();
        found.sort_unstable_by(|a, b| b.fit.total_cmp(&a.fit).then(a.word.cmp(&b.word)));
        let phrases = wanted.iter().filter_map(|form| match form {
            Form::Phrase(words) => Some(in_a_row(shelf, words)),
            _ => None,
        });
        let phrases = phrases.fold(RoaringBitmap::new(), |all, one| all | one);
        let mut tiers: Vec<RoaringBitmap> = Vec::with_capacity(TIERS.len());
        for (at, least) in TIERS.iter().enumerate() {
            let better = if at == 0 { f32::INFINITY } else { TIERS[at - 1] };
            let of_tier = found.iter().filter(|spelling| (*least..better).contains(&spelling.fit));
            let places =
                of_tier.flat_map(|one| postings.iter().filter_map(|(_, postings)| postings.of(one.word))).union();
            tiers.push(places | tiers.last().unwrap_or(&phrases));
        }
        let spoken = postings.iter().filter(|(role, _)| *role == Role::Speaker).flat_map(|(_, postings)| {
            found.iter().take_while(|spelling| spelling.fit >= TIERS[2]).filter_map(|one| postings.of(one.word))
        });
        let spoken = spoken.union();
        let share = tiers.iter().map(RoaringBitmap::len).find(|len| *len > 0).unwrap_or(0) as f32 / shelf.len() as f32;
        let demanded = !wanted.iter().any(|form| matches!(form, Form::Like(_)));
        Self { spellings: found, tiers, spoken, demanded, weight: 0.4 + rarity(share) }
    }
}

/// The places in whose content the words stand in a row.
fn in_a_row(shelf: &Shelf, words: &[String]) -> RoaringBitmap {
    let Some(phrase) = Phrase::of(&shelf.store.index.vocabulary, words, false) else { return RoaringBitmap::new() };
    let content = shelf.postings().into_iter().find(|(role, _)| *role == Role::Content);
    let of = |word: &u32| content.and_then(|(_, postings)| postings.of(*word)).cloned().unwrap_or_default();
    let places = phrase.firsts.iter().chain(&phrase.lasts).map(of).reduce(|all, one| all & one).unwrap_or_default();
    places.iter().filter(|place| phrase.runs_in(content_of(&shelf.words(*place)))).collect()
}

/// Places with all terms, in the best tier that gives `enough`; where all tiers do not, also those with most terms.
fn candidates(terms: &[Term], allowed: &RoaringBitmap, enough: usize) -> RoaringBitmap {
    let mut places = RoaringBitmap::new();
    for tier in 0..TIERS.len() {
        places = terms.iter().fold(allowed.clone(), |all, term| all & &term.tiers[tier]);
        if places.len() >= enough as u64 {
            return places;
        }
    }
    let having = having(terms, TIERS.len() - 2, allowed);
    for count in (1..having.len()).rev() {
        places |= &having[count];
        if places.len() >= enough as u64 {
            break;
        }
    }
    places
}

/// For every number of terms, the places that have at least so many of them in a tier.
fn having(terms: &[Term], tier: usize, places: &RoaringBitmap) -> Vec<RoaringBitmap> {
    let mut having = vec![places.clone()];
    for term in terms {
        having.push(RoaringBitmap::new());
        for count in (1..having.len()).rev() {
            let more = &having[count - 1] & &term.tiers[tier];
            having[count] |= more;
        }
    }
    having
}

/// As many places as are read: those that have most terms in the best tiers, then those whose speaker is named, then in
/// the order of the store.
fn first_few(terms: &[Term], places: RoaringBitmap) -> Vec<u32> {
    let (mut few, mut left) = (Vec::new(), places);
    let spoken = terms.iter().map(|term| &term.spoken & &left).union();
    for tier in 0..TIERS.len() {
        for have in having(terms, tier, &left).iter().skip(1).rev() {
            let room = MOST_RANKED.saturating_sub(few.len());
            if left.len() <= room as u64 {
                few.extend(&left);
                return few;
            }
            let now = have & &left;
            few.extend((&now & &spoken).iter().chain((&now - &spoken).iter()).take(room));
            left -= now;
        }
    }
    few
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
    terms: &'a [Term],
    /// Phrases with their terms.
    phrases: Vec<(usize, Phrase)>,
    /// For every word that may be meant, the terms it may stand for.
    meant: FxHashMap<u32, Vec<Meaning>>,
    /// What a place reaches that has the best spelling of every term.
    full: f32,
}

/// A term that a word may stand for.
#[derive(Clone, Copy)]
struct Meaning {
    term: usize,
    fit: f32,
    /// What is left of the fit for a word as common as this.
    rarity: f32,
}

impl Meaning {
    fn value(&self, role: Role) -> f32 {
        self.fit * self.rarity * role_weight(role, self.fit)
    }
}

impl<'a> Reader<'a> {
    fn new(shelf: &'a Shelf<'a>, terms: &'a [Term], ask: &'a Ask) -> Self {
        let (postings, mut full) = (shelf.postings(), 0.0);
        let mut meant: FxHashMap<u32, Vec<Meaning>> = FxHashMap::default();
        for (at, term) in terms.iter().enumerate() {
            let mut best = None;
            for Spelling { word, fit } in &term.spellings {
                let places: u64 = postings.iter().filter_map(|(_, of)| of.of(*word)).map(RoaringBitmap::len).sum();
                let rarity = 1.0 - RARITY * (1.0 - rarity(places as f32 / shelf.len() as f32));
                best.get_or_insert(rarity);
                meant.entry(*word).or_default().push(Meaning { term: at, fit: *fit, rarity });
            }
            full += term.weight * best.unwrap_or(1.0);
        }
        let vocabulary = &shelf.store.index.vocabulary;
        let phrases = ask.wanted.iter().enumerate().flat_map(|(at, forms)| {
            let phrase = move |form: &Form| match form {
                Form::Phrase(words) => Some((at, Phrase::of(vocabulary, words, false)?)),
                _ => None,
            };
            forms.iter().filter_map(phrase)
        });
        Self { shelf, terms, phrases: phrases.collect(), meant, full }
    }

    /// How well a place fits, from 0 to about 1; `None` where nothing does.
    fn read(&self, place: u32) -> Option<f32> {
        let (mut best, mut role, mut length) = (vec![Best::default(); self.terms.len()], Role::Content, 0);
        for word in self.shelf.words(place).iter() {
            match *word {
                mark::BREAK => {}
                mark::SPEAKER => role = Role::Speaker,
                mark::BESIDE => role = Role::Beside,
                word => {
                    length += usize::from(role == Role::Content);
                    let at = if role == Role::Content { length } else { 0 };
                    for meaning in self.meant.get(&word).into_iter().flatten() {
                        best[meaning.term].improve(meaning.value(role), at);
                    }
                }
            }
        }
        for (term, _) in self.phrases.iter().filter(|(term, _)| self.terms[*term].tiers[0].contains(place)) {
            best[*term].improve(1.0, 0);
        }
        let reached: f32 = self.terms.iter().zip(&best).map(|(term, best)| term.weight * best.value).sum();
        (reached > 0.0).then(|| reached / self.full + nearness(&best) - LENGTH * length.min(LONG) as f32)
    }

    /// The find at a place with its score and matched words.
    fn hit(&self, place: u32) -> Option<Hit> {
        #[allow(clippy::cast_sign_loss)] // between 1 and 100
        let score = (100.0 * self.read(place)?).round().clamp(1.0, 100.0) as u32;
        Some(Hit { score, matched: self.matched(place), ..self.shelf.hit(place) })
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
        for (_, phrase) in &self.phrases {
            let is = |row: &&[(Span, u32, Role)]| phrase.is(&row.iter().map(|(_, word, _)| *word).collect::<Vec<_>>());
            let rows = read.windows(phrase.len()).filter(is);
            spans.extend(rows.flatten().filter(|(.., role)| *role == Role::Content).map(|(span, ..)| *span));
        }
        spans.sort_unstable();
        spans.dedup();
        spans
    }
}

/// A little more for terms that stand beside each other in the content, most in the order of the query.
fn nearness(best: &[Best]) -> f32 {
    let near = |pair: &[Best]| match (pair[0].at, pair[1].at) {
        (0, _) | (_, 0) => 0.0,
        (a, b) if b == a + 1 => 0.02,
        (a, b) if a.abs_diff(b) <= 3 => 0.01,
        _ => 0.0,
    };
    best.windows(2).map(near).sum()
}
