//! From what is wanted to the best finds: postings are intersected, and the few places that are left are read and ranked.

use super::Hit;
use super::ask::{Ask, Form, Wanted};
use super::shelf::{Role, Shelf};
use super::spelling::{Spelling, spellings};
use crate::model::Span;
use crate::store::Selection;
use crate::store::phrase::Phrase;
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

/// What a match counts by its role.
fn role_weight(role: Role) -> f32 {
    match role {
        Role::Speaker => 1.1,
        Role::Content => 1.0,
        Role::Beside => 0.8,
    }
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
    let mut ranked: Vec<(Reverse<i64>, Reverse<i64>, u32)> = first_few(&terms, &places)
        .into_iter()
        .filter_map(|place| {
            let fine = (reader.read(place, None)? * 500.0).round() as i64;
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
        None => (0..shelf.len() as u32).collect(),
    };
    for term in terms.iter().filter(|term| term.demanded) {
        all &= &term.tiers[TIERS.len() - 1];
    }
    for unwanted in &ask.unwanted {
        all -= match unwanted {
            Form::Phrase(words) => reading(shelf, &holding_all(shelf, words), &Phrase { words, begun: false }),
            form => Term::find(shelf, std::slice::from_ref(form)).tiers.swap_remove(0),
        };
    }
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
            Form::Phrase(words) => Some(reading(shelf, &holding_all(shelf, words), &Phrase { words, begun: false })),
            _ => None,
        });
        let phrases = phrases.fold(RoaringBitmap::new(), |all, one| all | one);
        let places = |least: f32, role: Option<Role>| {
            let words = found.iter().take_while(|spelling| spelling.fit >= least);
            let of = |spelling: &Spelling| {
                let postings = postings.iter().filter(|(of, _)| role.is_none_or(|role| role == *of));
                postings.filter_map(|(_, postings)| postings.of(spelling.word)).collect::<Vec<_>>()
            };
            words.flat_map(of).union()
        };
        let tiers: Vec<_> = TIERS.iter().map(|least| places(*least, None) | &phrases).collect();
        let spoken = places(TIERS[2], Some(Role::Speaker));
        let share = tiers.iter().map(RoaringBitmap::len).find(|len| *len > 0).unwrap_or(0) as f32 / shelf.len() as f32;
        let demanded = !wanted.iter().any(|form| matches!(form, Form::Like(_)));
        Self { spellings: found, tiers, spoken, demanded, weight: 0.3 - share.max(1e-6).ln() / 10.0 }
    }
}

/// The places that hold every word of a phrase in their content.
fn holding_all(shelf: &Shelf, words: &[String]) -> RoaringBitmap {
    let index = &shelf.store.index;
    let content = shelf.postings().into_iter().find(|(role, _)| *role == Role::Content);
    let of = |word: &String| content.and_then(|(_, postings)| postings.of(index.vocabulary.number(word)?));
    words.iter().map(|word| of(word).cloned().unwrap_or_default()).reduce(|all, one| all & one).unwrap_or_default()
}

/// Those of the places in whose content the phrase stands.
fn reading(shelf: &Shelf, places: &RoaringBitmap, phrase: &Phrase) -> RoaringBitmap {
    let stands = |place: u32| {
        let (mut text, mut spans, mut found) = ("", Vec::new(), false);
        shelf.passages(place, |passage| {
            if passage.role == Role::Content && passage.shown {
                text = passage.text;
                spans.push(passage.span);
            } else if passage.role == Role::Content {
                found |= phrase.runs_in(passage.text, &[passage.span]);
            }
        });
        found || phrase.runs_in(text, &spans)
    };
    places.iter().filter(|place| stands(*place)).collect()
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
    let mut having = vec![allowed.clone()];
    for term in terms {
        having.push(RoaringBitmap::new());
        for count in (1..having.len()).rev() {
            let more = &having[count - 1] & &term.tiers[TIERS.len() - 2];
            having[count] |= more;
        }
    }
    for count in (1..having.len()).rev() {
        places |= &having[count];
        if places.len() >= enough as u64 {
            break;
        }
    }
    places
}

/// As many places as are read: those whose speaker is named first, then in the order of the store.
fn first_few(terms: &[Term], places: &RoaringBitmap) -> Vec<u32> {
    if places.len() <= MOST_RANKED as u64 {
        return places.iter().collect();
    }
    let spoken = terms.iter().map(|term| &term.spoken & places).union();
    spoken.iter().chain((places - &spoken).iter()).take(MOST_RANKED).collect()
}

/// The best match of a term at a place.
#[derive(Clone, Copy, Default)]
struct Best {
    value: f32,
    /// Place among the words of the content, from 1; 0 elsewhere.
    at: usize,
}

/// Reads places and says how well they fit.
struct Reader<'a> {
    shelf: &'a Shelf<'a>,
    terms: &'a [Term],
    phrases: Vec<(usize, &'a [String])>,
    /// For every word that may be meant, the terms it may stand for.
    meant: FxHashMap<&'a str, Vec<(usize, f32)>>,
}

impl<'a> Reader<'a> {
    fn new(shelf: &'a Shelf<'a>, terms: &'a [Term], ask: &'a Ask) -> Self {
        let words = shelf.store.index.vocabulary.words();
        let mut meant: FxHashMap<&str, Vec<(usize, f32)>> = FxHashMap::default();
        for (at, term) in terms.iter().enumerate() {
            for spelling in &term.spellings {
                meant.entry(&words[spelling.word as usize]).or_default().push((at, spelling.fit));
            }
        }
        let phrases = ask.wanted.iter().enumerate().flat_map(|(at, forms): (usize, &Wanted)| {
            forms.iter().filter_map(move |form| match form {
                Form::Phrase(words) => Some((at, words.as_slice())),
                _ => None,
            })
        });
        Self { shelf, terms, phrases: phrases.collect(), meant }
    }

    /// How well a place fits, from 0 to about 1; `None` where nothing does. With `matched`, every word that may be meant
    /// is noted with its term and value.
    fn read(&self, place: u32, mut matched: Option<&mut Vec<(usize, f32, Span)>>) -> Option<f32> {
        let mut best = vec![Best::default(); self.terms.len()];
        for (at, _) in &self.phrases {
            if self.terms[*at].tiers[0].contains(place) {
                best[*at].value = 1.0;
            }
        }
        let mut length = 0;
        self.shelf.passages(place, |passage| {
            words::each(passage.text, passage.span, |span, word| {
                length += usize::from(passage.role == Role::Content);
                for (term, fit) in self.meant.get(word).into_iter().flatten() {
                    let value = fit * role_weight(passage.role);
                    if value > best[*term].value {
                        best[*term] = Best { value, at: if passage.role == Role::Content { length } else { 0 } };
                    }
                    if let Some(matched) = matched.as_mut().filter(|_| passage.shown) {
                        matched.push((*term, value, span));
                    }
                }
            });
        });
        let total: f32 = self.terms.iter().map(|term| term.weight).sum();
        let reached: f32 = self.terms.iter().zip(&best).map(|(term, best)| term.weight * best.value).sum();
        (reached > 0.0).then(|| reached / total + nearness(&best) - 0.0004 * length.min(60) as f32)
    }

    /// The find at a place with its score and matched words.
    fn hit(&self, place: u32) -> Option<Hit> {
        let mut matched = Vec::new();
        let fit = self.read(place, Some(&mut matched))?;
        #[allow(clippy::cast_sign_loss)] // between 1 and 100
        let score = (100.0 * fit).round().clamp(1.0, 100.0) as u32;
        let mut best = vec![0.0f32; self.terms.len()];
        for (term, value, _) in &matched {
            best[*term] = best[*term].max(*value);
        }
        let clear = matched.iter().filter(|(term, value, _)| *value >= 0.9 * best[*term]);
        let mut spans: Vec<Span> = clear.map(|(_, _, span)| *span).collect();
        self.phrase_spans(place, &mut spans);
        spans.sort_unstable();
        spans.dedup();
        Some(Hit { score, matched: spans, ..self.shelf.hit(place) })
    }

    /// The words of phrases, wherever they stand in a row.
    fn phrase_spans(&self, place: u32, spans: &mut Vec<Span>) {
        for (_, phrase) in &self.phrases {
            let mut read: Vec<(Span, bool, String)> = Vec::new();
            self.shelf.passages(place, |passage| {
                if passage.role == Role::Content {
                    words::each(passage.text, passage.span, |span, word| {
                        read.push((span, passage.shown, word.to_owned()));
                    });
                }
            });
            for row in read.windows(phrase.len()) {
                if row.iter().zip(*phrase).all(|((_, shown, word), wanted)| *shown && word == wanted) {
                    spans.extend(row.iter().map(|(span, _, _)| *span));
                }
            }
        }
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
