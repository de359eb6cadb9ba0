//! Articles that are near-copies of one: a wire report as several outlets print it, perhaps edited a little or cut at the
//! end, and what was posted again.
//!
//! A new article is compared with those whose sketch shares much with its own. An article that quotes another at length is
//! no copy of it, nor is one that has other numbers or names in the same frame (the weather, lottery, daily losses).

use super::alike::Wording;
use super::group::Groups;
use super::lexis::{Lexis, Role};
use super::shingles::{self, common};
use crate::store::stream::mark;
use crate::store::{ArticleId, Store};
use rustc_hash::FxHashMap;
use std::cell::OnceCell;

/// Hashes that two sketches share at least, and how many articles are looked at more closely.
const SHARED_OF_SKETCH: usize = 4;
const MOST: usize = 3;

/// Words of the body that an article needs for being told apart from others.
const SHORTEST: usize = 30;

/// What share of the shorter article a copy has, and of the longer one; and of the latter's beginning, where it is longer
/// because the other was cut at the end; the beginning may be longer than the other by the given part of it.
const OF_SHORTER: f32 = 0.6;
const OF_LONGER: f32 = 0.6;
const OF_BEGINNING: f32 = 0.75;
const LEEWAY: usize = 7;

/// What share of its numbers and names an article may have for itself, where the other has such too.
const OWN: f32 = 0.3;

#[derive(Debug, Default)]
pub(super) struct Copies {
    /// From hashes of sketches to the first article that has one.
    owners: FxHashMap<u32, u32>,
    pub(super) groups: Groups<Wording>,
}

crate::store::kept::keeps!(Copies { owners, groups });

impl Copies {
    /// Takes an article that is in the store.
    pub(super) fn add(&mut self, store: &Store, lexis: &Lexis, article: u32) {
        let one = Body::of(store, article);
        if one.words.len() < SHORTEST {
            return;
        }
        let sketch = shingles::sketch(&one.words);
        let same = self
            .rivals(&sketch)
            .into_iter()
            .find_map(|other| Some((other, copied(lexis, &one, &Body::of(store, other))?)));
        if let Some((other, differs)) = same {
            let first = super::occurrence(store, other, ArticleId(other));
            let one = super::occurrence(store, article, ArticleId(article));
            return self.groups.join((first, Wording::Same), one, differs, true);
        }
        for hash in sketch {
            self.owners.entry(hash).or_insert(article);
        }
    }

    /// The articles whose sketches share enough, those that share most first.
    fn rivals(&self, sketch: &[u32]) -> Vec<u32> {
        let mut found: Vec<(usize, u32)> = Vec::new();
        for owner in sketch.iter().filter_map(|hash| self.owners.get(hash)) {
            match found.iter_mut().find(|(_, known)| known == owner) {
                Some((count, _)) => *count += 1,
                None => found.push((1, *owner)),
            }
        }
        found.retain(|(count, _)| *count >= SHARED_OF_SKETCH.min(sketch.len()));
        found.sort_unstable_by_key(|(count, owner)| (std::cmp::Reverse(*count), *owner));
        found.into_iter().take(MOST).map(|(_, owner)| owner).collect()
    }
}

/// The body of an article as it is compared; what takes a while is found when it is asked for.
struct Body {
    words: Vec<u32>,
    /// Those of the words that are capitalised.
    capitals: Vec<u32>,
    shingles: OnceCell<Vec<u32>>,
}

impl Body {
    /// What stands behind the headline, paragraphs in a row; the headline's words where there is nothing else.
    fn of(store: &Store, article: u32) -> Self {
        let stream = &store.index.article_words;
        let (mut words, mut capitals) = (Vec::with_capacity(stream.most_words(article)), Vec::new());
        let mut in_title = true;
        for word in stream.of(article) {
            if word.number == mark::BREAK {
                if in_title {
                    words.clear();
                }
                in_title = false;
                continue;
            }
            words.push(word.number);
            if word.capital && !in_title {
                capitals.push(word.number);
            }
        }
        Self { words, capitals, shingles: OnceCell::new() }
    }

    fn shingles(&self) -> &[u32] {
        self.shingles.get_or_init(|| shingles::shingles(&self.words))
    }
}

/// How two articles differ of which one is a copy of the other.
fn copied(lexis: &Lexis, one: &Body, other: &Body) -> Option<Wording> {
    let same = one.words == other.words;
    if same && one.capitals == other.capitals {
        return Some(Wording::Same);
    }
    let (short, long) = if one.words.len() <= other.words.len() { (one, other) } else { (other, one) };
    let shared = common(short.shingles(), long.shingles()) as f32;
    let enough = shared >= OF_SHORTER * short.shingles().len() as f32;
    let copy = enough && (shared >= OF_LONGER * long.shingles().len() as f32 || is_beginning(short, long));
    let stems = |of: fn(&Body) -> &[u32], role| [one, other].map(|body| lexis.stems(of(body), role));
    let are_apart = |[one, other]: [Vec<u32>; 2]| own_on_both_sides(&one, &other);
    if !copy
        || are_apart(stems(|body| &body.words, Role::Number))
        || are_apart(stems(|body| &body.capitals, Role::Telling))
    {
        return None;
    }
    Some(if same { Wording::Same } else { Wording::Other })
}

/// Whether the longer article begins with the shorter one.
fn is_beginning(short: &Body, long: &Body) -> bool {
    let end = short.words.len() + short.words.len() / LEEWAY;
    let beginning = shingles::shingles(&long.words[..end.min(long.words.len())]);
    common(short.shingles(), &beginning) as f32 >= OF_BEGINNING * short.shingles().len() as f32
}

fn own_on_both_sides(one: &[u32], other: &[u32]) -> bool {
    let shared = common(one, other);
    let own = |all: &[u32]| (all.len() - shared) as f32 > OWN * all.len() as f32;
    own(one) && own(other)
}
