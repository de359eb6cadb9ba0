//! From phrases found to scores: what stands where, how often, how varied, in how long a text.
//!
//! A phrase weighs what the lexicon says, more in the headline and at the beginning. Its second and later occurrences
//! weigh less and less, so that three different phrases say more than one said three times. The sum is set against the
//! length of the text: what a long article touches once is not its theme.

use super::lexicon::{Lexicon, Role};
use super::matcher::{Found, Memory};
use crate::extract::Prose;
use crate::extract::prose::Zone;
use crate::model::Span;
use crate::text::token::TokenKind;
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// How many themes an article has at most, and how central the last one is at least, as a share of the first one's
/// score: a long article touches everything, and is not about all of it.
const MOST: usize = 10;
const SHARE: f32 = 0.26;
/// How many words of the body are its beginning.
const LEAD_WORDS: usize = 70;
/// Words up to which a text is short: its evidence is not thinned.
const SHORT: f32 = 450.0;
/// How evidence is thinned by length: with this power of the length in multiples of [`SHORT`].
const THINNING: f32 = 0.5;
/// The thinned sum that makes a theme, and the one that scores one half.
const ENOUGH: f32 = 0.9;
const HALF: f32 = 4.0;
/// The weight from which a phrase is telling, and how much generic ones count: alone, and in shares of the telling ones.
const TELLING: f32 = 0.5;
const GENERIC: f32 = 0.5;

thread_local! {
    /// What is known of words from one text to the next of a thread.
    static MEMORY: RefCell<Memory> = RefCell::default();
}

/// Where a phrase stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the headline.
    Headline,
    /// Among the first words of the body.
    Beginning,
    /// Further down.
    Body,
}

impl Place {
    /// How much more a phrase weighs here.
    fn factor(self) -> f32 {
        match self {
            Self::Headline => 2.5,
            Self::Beginning => 1.5,
            Self::Body => 1.0,
        }
    }
}

/// One phrase that speaks for a theme, or against it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence<'l> {
    /// The phrase as the lexicon writes it.
    pub phrase: &'l str,
    /// Where it stands.
    pub span: Span,
    /// What it weighs here: the phrase's weight, by place and repetition.
    pub weight: f32,
    /// Whether the phrase is a generic one, which alone makes no theme.
    pub generic: bool,
    /// In which part of the article it stands.
    pub place: Place,
}

/// A theme for which something speaks, and how much.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed<'l> {
    /// Place in [`Lexicon::themes`].
    pub theme: usize,
    /// From 0 to 1.
    pub score: f32,
    /// Whether it is enough for the article to be about it.
    pub reported: bool,
    /// What speaks for it, in the order of the text, none overlapping another.
    pub evidence: Vec<Evidence<'l>>,
    /// What speaks against it, in the order of the text: it takes away what it overlaps, and its weight.
    pub against: Vec<Evidence<'l>>,
}

/// A phrase found and how much its place counts.
#[derive(Clone, Copy)]
struct Hit {
    found: Found,
    place: Place,
}

/// All themes for which the prose holds any evidence, the most central first, and how each came to its score.
pub fn explain<'l>(prose: &Prose, lexicon: &'l Lexicon) -> Vec<Weighed<'l>> {
    let (hits, words) = hits(prose, lexicon);
    let thinner = (words as f32 / SHORT).max(1.0).powf(THINNING);
    let off_topic = sum(&weigh(hits.off_topic, lexicon)) / thinner;
    let mut found: Vec<_> = hits
        .for_theme
        .into_iter()
        .zip(hits.against)
        .enumerate()
        .filter(|(_, (speaking, _))| !speaking.is_empty())
        .map(|(theme, (speaking, against))| {
            let less: f32 = against.iter().map(|hit| lexicon.phrases[hit.found.phrase as usize].weight).sum();
            let evidence = weigh(unopposed(speaking, &against), lexicon);
            let amount = lexicon.themes[theme].bearing * (sum(&evidence) - less) / thinner - off_topic;
            let score = (amount / (amount + HALF)).max(0.0);
            let against = against.iter().map(|hit| evidence_of(hit, 1.0, lexicon)).collect();
            Weighed { theme, score, reported: amount >= ENOUGH, evidence, against }
        })
        .collect();
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    let least = found.first().map_or(0.0, |first| first.score * SHARE);
    for (rank, theme) in found.iter_mut().enumerate() {
        theme.reported &= rank < MOST && theme.score >= least;
    }
    found
}

/// Whether a phrase of the theme with this id finds all of these words, be they written with capitals or without.
pub fn has(lexicon: &Lexicon, id: &str, words: &str) -> bool {
    let Some(theme) = lexicon.themes.iter().position(|theme| theme.id == id) else { return false };
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
    };
    let capitals = words.split(' ').map(capital).collect::<Vec<String>>().join(" ");
    [words.to_owned(), capitals, words.to_uppercase()].iter().any(|words| {
        let whole = Span::new(0, words.len());
        let (hits, _) = hits(&Prose::read(words, None, &[whole]), lexicon);
        hits.for_theme[theme].iter().any(|hit| hit.found.span == whole)
    })
}

/// What was found, for and against each theme, in the order of the text.
struct Hits {
    for_theme: Vec<Vec<Hit>>,
    against: Vec<Vec<Hit>>,
    off_topic: Vec<Hit>,
}

/// All phrases found, and how many words were read.
fn hits(prose: &Prose, lexicon: &Lexicon) -> (Hits, usize) {
    let none = || vec![Vec::new(); lexicon.themes.len()];
    let mut hits = Hits { for_theme: none(), against: none(), off_topic: Vec::new() };
    let words = MEMORY.with_borrow_mut(|memory| find(prose, lexicon, memory, &mut hits));
    (hits, words)
}

/// Takes down all phrases found, and gives how many words were read.
fn find(prose: &Prose, lexicon: &Lexicon, memory: &mut Memory, hits: &mut Hits) -> usize {
    let (mut words, mut body) = (0, 0);
    for (zone, paragraph) in &prose.paragraphs {
        for sentence in &paragraph.sentences {
            let tokens = &paragraph.tokens[sentence.clone()];
            let place = match zone {
                Zone::Title => Place::Headline,
                Zone::Body if body < LEAD_WORDS => Place::Beginning,
                Zone::Body => Place::Body,
            };
            lexicon.matcher.find(prose.text, tokens, memory, &mut |found| {
                let hit = Hit { found, place };
                match lexicon.phrases[found.phrase as usize].role {
                    Role::For(theme) => hits.for_theme[theme].push(hit),
                    Role::Against(theme) => hits.against[theme].push(hit),
                    Role::OffTopic => hits.off_topic.push(hit),
                }
            });
            let count = tokens.iter().filter(|t| t.kind == TokenKind::Word).count();
            words += count;
            body += if *zone == Zone::Body { count } else { 0 };
        }
    }
    words
}

/// The hits that no opposing one overlaps. Both are in the order of their starts.
fn unopposed(mut speaking: Vec<Hit>, against: &[Hit]) -> Vec<Hit> {
    if !against.is_empty() {
        let mut reach = 0;
        let mut ends = Vec::with_capacity(against.len());
        for hit in against {
            reach = reach.max(hit.found.span.end);
            ends.push(reach);
        }
        speaking.retain(|hit| {
            let before = against.partition_point(|other| other.found.span.start < hit.found.span.end);
            before == 0 || ends[before - 1] <= hit.found.span.start
        });
    }
    speaking
}

/// The hits as evidence: of overlapping ones the weightiest, then the longest; repetitions weighing less.
fn weigh(mut hits: Vec<Hit>, lexicon: &Lexicon) -> Vec<Evidence<'_>> {
    let weight = |hit: &Hit| lexicon.phrases[hit.found.phrase as usize].weight;
    let better = |a: &Hit, b: &Hit| (weight(a), a.found.span.len()) > (weight(b), b.found.span.len());
    hits.sort_by_key(|hit| (hit.found.span.start, std::cmp::Reverse(hit.found.span.end)));
    let mut kept: Vec<Hit> = Vec::with_capacity(hits.len());
    for hit in hits {
        match kept.last_mut() {
            Some(last) if last.found.span.overlaps(hit.found.span) => {
                if better(&hit, last) {
                    *last = hit;
                }
            }
            _ => kept.push(hit),
        }
    }
    let mut times: FxHashMap<u32, f32> = FxHashMap::default();
    kept.iter()
        .map(|hit| {
            let time = times.entry(hit.found.phrase).or_default();
            *time += 1.0;
            evidence_of(hit, *time, lexicon)
        })
        .collect()
}

/// A hit as evidence, the n-th one of its phrase.
fn evidence_of<'l>(hit: &Hit, time: f32, lexicon: &'l Lexicon) -> Evidence<'l> {
    let phrase = &lexicon.phrases[hit.found.phrase as usize];
    Evidence {
        phrase: &phrase.written,
        span: hit.found.span,
        weight: repeated(phrase.weight, time) * hit.place.factor(),
        generic: phrase.weight < TELLING,
        place: hit.place,
    }
}

/// The weight of the evidence. What is generic adds to what is telling, and alone makes no theme.
fn sum(evidence: &[Evidence]) -> f32 {
    let (mut telling, mut generic) = (0.0, 0.0);
    for one in evidence {
        *(if one.generic { &mut generic } else { &mut telling }) += one.weight;
    }
    telling + f32::min(generic, GENERIC + telling * GENERIC)
}

/// What is left of a phrase's weight at its n-th occurrence: much of a telling one's, little of a generic one's.
fn repeated(weight: f32, time: f32) -> f32 {
    weight * time.powf((1.0 - 0.6 * weight).clamp(0.3, 1.0)).recip()
}
