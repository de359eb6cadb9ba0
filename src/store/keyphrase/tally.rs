//! How often words in a row occur in a sample of articles, within bounded time and memory.

use crate::store::Store;
use crate::store::stream::mark;
use crate::store::words::{self, Vocabulary};
use rustc_hash::FxHashMap;

/// Articles of a sample, and words of an article that are read.
const ARTICLES: usize = 2_000;
const WORDS: usize = 1_000;

/// Different phrases that are counted at the same time; when there are more, those seen once are forgotten.
const MOST: usize = 1_000_000;

/// Letters that a telling word has at least.
const SHORTEST: usize = 3;

/// Endings of words that seldom end a phrase.
const ENDINGS: [&str; 2] = ["ed", "ly"];

/// Words that stand inside a phrase of three: `rule of law`.
const INSIDE: [&str; 3] = ["of", "and", "for"];

/// One to three words of a store's vocabulary in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key([u32; 3]);

/// What stands in a key that is shorter.
const NONE: u32 = mark::BREAK;

impl Key {
    fn of(words: &[u32]) -> Self {
        let mut key = [NONE; 3];
        key[..words.len()].copy_from_slice(words);
        Self(key)
    }

    /// How many words it has.
    pub(super) fn len(&self) -> usize {
        self.numbers().len()
    }

    fn numbers(&self) -> &[u32] {
        let end = self.0.iter().position(|word| *word == NONE).unwrap_or(self.0.len());
        &self.0[..end]
    }

    /// Its words as they are folded.
    pub(super) fn words<'a>(&self, store: &'a Store) -> Vec<&'a str> {
        let all = store.index.vocabulary.words();
        self.numbers().iter().filter_map(|number| all.get(*number as usize)).map(|word| &**word).collect()
    }
}

/// How often a phrase occurs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counted {
    /// Articles that have it.
    pub(super) articles: u32,
    /// Times that they have it.
    pub(super) times: u32,
    last: u32,
}

/// What was counted.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// How many articles were read.
    pub(super) articles: usize,
    counts: FxHashMap<Key, Counted>,
    /// For every phrase how many articles have it in the phrase, one word longer, that has it most often.
    inside_longer: FxHashMap<Key, u32>,
    telling: Vec<Option<bool>>,
}

impl Tally {
    /// Counts in a sample of the articles at `places`, evenly taken from all of them.
    pub(super) fn of(store: &Store, places: impl Iterator<Item = u32>) -> Self {
        let places: Vec<u32> = places.collect();
        let step = places.len().div_ceil(ARTICLES).max(1);
        let mut tally = Self { telling: vec![None; store.index.vocabulary.words().len()], ..Self::default() };
        for place in places.into_iter().step_by(step) {
            tally.articles += 1;
            tally.read(store, place);
            if tally.counts.len() > MOST {
                tally.counts.retain(|_, counted| counted.times > 1);
            }
        }
        tally.note_longer();
        tally
    }

    fn read(&mut self, store: &Store, place: u32) {
        let vocabulary = &store.index.vocabulary;
        let words = store.index.article_words.numbers(place);
        let words = &words[..words.len().min(WORDS)];
        for at in 0..words.len() {
            if !self.tells(vocabulary, words[at]) {
                continue;
            }
            self.count(&words[at..=at]);
            for length in 2..=3 {
                let Some(row) = words.get(at..at + length) else { break };
                let middle = row[1];
                let inner = length == 2 || self.tells(vocabulary, middle) || stands_inside(vocabulary, middle);
                if inner && self.ends(vocabulary, row[length - 1]) && row[0] != row[length - 1] {
                    self.count(row);
                }
            }
        }
    }

    fn count(&mut self, row: &[u32]) {
        let article = self.articles as u32;
        let counted = self.counts.entry(Key::of(row)).or_default();
        counted.times += 1;
        if counted.last != article {
            counted.last = article;
            counted.articles += 1;
        }
    }

    /// Whether a word may begin or end a phrase.
    fn tells(&mut self, vocabulary: &Vocabulary, word: u32) -> bool {
        let Some(known) = self.telling.get_mut(word as usize) else { return false };
        *known.get_or_insert_with(|| {
            let word = &*vocabulary.words()[word as usize];
            word.chars().count() >= SHORTEST && word.chars().all(char::is_alphabetic) && !words::is_plain(word)
        })
    }

    /// Whether a word may end a phrase: a telling one that is no participle or adverb.
    fn ends(&mut self, vocabulary: &Vocabulary, word: u32) -> bool {
        let verbal = |word: &str| ENDINGS.iter().any(|ending| word.ends_with(ending));
        self.tells(vocabulary, word) && vocabulary.words().get(word as usize).is_some_and(|word| !verbal(word))
    }

    fn note_longer(&mut self) {
        for (key, counted) in &self.counts {
            let words = key.numbers();
            if words.len() > 1 {
                for part in words.windows(words.len() - 1) {
                    let most = self.inside_longer.entry(Key::of(part)).or_default();
                    *most = counted.articles.max(*most);
                }
            }
        }
    }

    /// Everything counted.
    pub(super) fn phrases(&self) -> impl Iterator<Item = (&Key, &Counted)> {
        self.counts.iter()
    }

    /// How many articles have a phrase.
    pub(super) fn articles_with(&self, key: &Key) -> u32 {
        self.counts.get(key).map_or(0, |counted| counted.articles)
    }

    /// How many articles have the phrase by itself and not only as part of one longer phrase.
    pub(super) fn without_longer(&self, key: &Key, counted: &Counted) -> u32 {
        counted.articles - self.inside_longer.get(key).copied().unwrap_or(0).min(counted.articles)
    }

    /// How firmly the words of a phrase belong together: of the articles that have its first and last word, the share
    /// that has the phrase, from 0 to 1.
    pub(super) fn cohesion(&self, key: &Key, counted: &Counted) -> f32 {
        let (Some(first), Some(last)) = (key.numbers().first(), key.numbers().last()) else { return 0.0 };
        let single = |word: u32| self.articles_with(&Key::of(&[word])).max(1) as f32;
        (counted.articles as f32 / (single(*first) * single(*last)).sqrt()).min(1.0)
    }
}

fn stands_inside(vocabulary: &Vocabulary, word: u32) -> bool {
    vocabulary.words().get(word as usize).is_some_and(|word| INSIDE.contains(&&**word))
}
