//! Key phrases that a collection itself suggests as themes, for articles about something the lexicon knows nothing of.
//!
//! A candidate is two or three words in a row that begin and end with a telling word. It counts by how many articles
//! have it, how often those repeat it (what an article is about it says more than once: Church and Gale, 1995), and how
//! firmly its words belong together. What an actor or a known theme is called is no theme, nor is what names no thing or the text
//! itself (`phrase`). Everything is counted in a sample of bounded
//! size that depends on the articles and their order alone (`tally`); which articles and statements have a phrase is then looked
//! up in all of them.

mod phrase;
mod tally;

use super::query::Attribute;
use super::{Entry, Query, Store};
use crate::model::ActorKind;
use crate::sorting;
use roaring::RoaringBitmap;
use rustc_hash::FxHashSet;
use std::sync::{Arc, Mutex, PoisonError};
use tally::{Counted, Key, Tally};

/// How many phrases are suggested.
const MOST: usize = 20;

/// How many candidates are looked at more closely for every phrase that is wanted.
const CLOSER: usize = 12;

/// In how many articles of a sample a phrase must stand at least, by the size of the sample, and in what share at most:
/// what everything is about tells nothing apart.
const RARE: [(usize, u32); 3] = [(500, 5), (15, 3), (0, 2)];
const COMMON: f32 = 0.5;
/// Collections up to this size are too small for anything to be too common.
const SMALL: usize = 8;

/// A phrase that the collection suggests.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyPhrase {
    /// Its words, folded, as a filter takes them.
    pub words: String,
    /// The articles that hold it.
    pub articles: RoaringBitmap,
    /// The statements whose content holds it.
    pub statements: RoaringBitmap,
}

impl KeyPhrase {
    /// The filter term that selects what holds the phrase.
    pub fn term(&self) -> Query {
        Query::Is(Attribute::Phrase(self.words.clone()))
    }

    /// How the filter language writes the phrase, which serves as its id.
    pub fn id(&self) -> String {
        self.term().to_string()
    }
}

/// A phrase that stands out among some articles.
#[derive(Clone, Debug, PartialEq)]
pub struct Outstanding {
    /// Its words, folded.
    pub words: String,
    /// How many of the articles have it.
    pub articles: u32,
}

/// The phrases found last, and among how many articles.
#[derive(Debug, Default)]
pub struct Cache(Mutex<Option<(usize, Arc<[KeyPhrase]>)>>);

impl Cache {
    /// The phrases of the store as it is now.
    pub(super) fn of(&self, store: &Store) -> Arc<[KeyPhrase]> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &*known {
            Some((articles, phrases)) if *articles == store.len() => Arc::clone(phrases),
            _ => {
                let found: Arc<[KeyPhrase]> = discover(store).into();
                *known = Some((store.len(), Arc::clone(&found)));
                found
            }
        }
    }
}

/// The phrases that the collection suggests, best first.
fn discover(store: &Store) -> Vec<KeyPhrase> {
    let tally = Tally::of(store, 0..store.len() as u32);
    let common = if tally.articles <= SMALL { f32::INFINITY } else { COMMON * tally.articles as f32 };
    let fits = |key: &Key, counted: &Counted| {
        key.len() > 1 && counted.articles >= rare(tally.articles) && (counted.articles as f32) <= common
    };
    let scored = tally.phrases().filter(|(key, counted)| fits(key, counted)).map(|(key, counted)| {
        let apart = tally.without_longer(key, counted);
        let weight = (1.0 + apart as f32).ln() * repetition(counted) * tally.cohesion(key, counted).sqrt();
        (weight, *key, counted.articles)
    });
    let unknown = best(scored.collect()).into_iter().filter(|(key, _)| !is_theme(store, &key.words(store)));
    let chosen = distinct(store, unknown, MOST);
    chosen.into_iter().map(|(words, _)| looked_up(store, words)).collect()
}

fn rare(articles: usize) -> u32 {
    RARE.iter().find(|(from, _)| articles >= *from).map_or(2, |(_, least)| *least)
}

/// How often an article repeats the phrase, up to three times.
fn repetition(counted: &Counted) -> f32 {
    (counted.times as f32 / counted.articles as f32).min(3.0)
}

/// The phrases that stand out among the articles of `selection` against the others, best first: single words too.
/// Where all articles are selected, those that the collection suggests.
pub fn outstanding(store: &Store, selection: &RoaringBitmap, most: usize) -> Vec<Outstanding> {
    let chosen = Tally::of(store, selection.iter());
    let others = Tally::of(store, (0..store.len() as u32).filter(|at| !selection.contains(*at)));
    if others.articles == 0 {
        let all = discover(store).into_iter();
        return all
            .map(|one| Outstanding { words: one.words, articles: one.articles.len() as u32 })
            .take(most)
            .collect();
    }
    let share = |count: u32, tally: &Tally| (count as f32 + 0.5) / (tally.articles as f32 + 1.0);
    let scored = chosen
        .phrases()
        .filter(|(_, counted)| counted.articles >= rare(chosen.articles).min(2).min(chosen.articles as u32))
        .filter_map(|(key, counted)| {
            let lift = (share(counted.articles, &chosen) / share(others.articles_with(key), &others)).ln();
            let length = (key.len() as f32).sqrt(); // of two phrases in the same articles the longer one says more
            let weight = lift * length * chosen.without_longer(key, counted) as f32 * repetition(counted).sqrt();
            (lift > 0.7 && weight > 0.0).then_some((weight, *key, counted.articles))
        });
    let found = distinct(store, best(scored.collect()), most);
    found.into_iter().map(|(words, articles)| Outstanding { words, articles }).collect()
}

/// The candidates by weight; equal ones by their words' numbers, which depend on the articles alone.
fn best(mut scored: Vec<(f32, Key, u32)>) -> Vec<(Key, u32)> {
    sorting::by(&mut scored, |a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    scored.into_iter().map(|(_, key, articles)| (key, articles)).collect()
}

/// The first `most` phrases that are nobody's name and no variation of one before.
fn distinct(store: &Store, candidates: impl IntoIterator<Item = (Key, u32)>, most: usize) -> Vec<(String, u32)> {
    let mut used: FxHashSet<String> = FxHashSet::default();
    let mut kept = Vec::new();
    for (key, articles) in candidates.into_iter().take(most * CLOSER) {
        if kept.len() == most {
            break;
        }
        let words = key.words(store);
        let pairs = pairs_of(&words);
        if pairs.iter().any(|pair| used.contains(pair)) || is_name(store, &words) || !phrase::is_thing(&words) {
            continue;
        }
        used.extend(pairs);
        kept.push((words.join(" "), articles));
    }
    kept
}

/// Whether a theme that some article has is called so, or so among more words.
fn is_theme(store: &Store, words: &[&str]) -> bool {
    store.themes().entries().iter().any(|theme| bears(theme, words))
}

/// What two phrases have in common when they are one: two words in a row, or the only word, without endings.
fn pairs_of(words: &[&str]) -> Vec<String> {
    let stem = |word: &str| word.trim_end_matches('s').trim_end_matches('e').to_owned();
    match words {
        [one] => vec![stem(one)],
        _ => words.windows(2).map(|pair| unordered(&stem(pair[0]), &stem(pair[1]))).collect(),
    }
}

/// Two words in one order, so that `mesh sizes, mesh` is no second phrase.
fn unordered(first: &str, second: &str) -> String {
    if first <= second { format!("{first} {second}") } else { format!("{second} {first}") }
}

/// Whether somebody is called so, or so among more words, or like two words of it, or whether a person bears one of
/// the words: `silva campaign`.
fn is_name(store: &Store, words: &[&str]) -> bool {
    let person = words.iter().any(|word| {
        let named = store.actors().named(word);
        named.iter().any(|actor| actor.kind == Some(ActorKind::Person) && bears(actor, &[word]))
    });
    let pair = || words.windows(words.len().min(2)).any(|pair| is_called(store, pair));
    person || words.len() > 1 && pair()
}

fn is_called(store: &Store, words: &[&str]) -> bool {
    store.actors().named(&words.join(" ")).iter().any(|actor| bears(actor, words))
}

/// Whether the words stand in a row in a name of the actor.
fn bears(actor: &Entry, words: &[&str]) -> bool {
    actor.names().iter().any(|(name, _)| {
        let name = super::words::of(name);
        name.windows(words.len()).any(|row| row.iter().zip(words).all(|(a, b)| a == b))
    })
}

fn looked_up(store: &Store, words: String) -> KeyPhrase {
    let selection = store.select(&Query::Is(Attribute::Phrase(words.clone())));
    KeyPhrase { words, articles: selection.articles, statements: selection.statements }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample;

    /// A store of articles with one paragraph each.
    fn store(texts: &[&str]) -> Store {
        let mut store = Store::default();
        for (number, text) in texts.iter().enumerate() {
            store.add(sample::article(&number.to_string(), "", "", "Of the garden", &[text]));
        }
        store
    }

    const GARDEN: [&str; 4] = [
        "The soil acidity was high. He measured the soil acidity again and sowed clover.",
        "She lowered the soil acidity with lime. The soil acidity fell, and the apple trees bore fruit.",
        "Apple trees stood by the wall. He pruned the apple trees and watered the old apple trees.",
        "The fence was painted green. Nothing else was done on that day by the gardener and his aunt.",
    ];

    fn found(store: &Store) -> Vec<String> {
        store.suggested_themes().iter().map(|one| format!("{} {}", one.id(), one.articles.len())).collect()
    }

    #[test]
    fn what_several_articles_repeat_is_suggested() {
        assert_eq!(found(&store(&GARDEN)), ["\"soil acidity\" 2", "\"apple trees\" 2"]);
    }

    #[test]
    fn suggestions_follow_the_store_and_nothing_else() {
        let mut growing = store(&GARDEN[..1]);
        assert_eq!(found(&growing), [""; 0]);
        growing.add(sample::article("x", "", "", "Of the garden", &[GARDEN[1]]));
        assert_eq!(found(&growing), ["\"soil acidity\" 2"]);
        assert_eq!(found(&store(&GARDEN)), found(&store(&GARDEN)));
        assert_eq!(found(&Store::default()), [""; 0]);
    }

    #[test]
    fn what_somebody_is_called_is_no_theme() {
        let text = "Ana Silva met the Harbour Union. Ana Silva and the Harbour Union agreed on mesh sizes; mesh sizes!";
        assert_eq!(found(&store(&[text, text])), ["\"mesh sizes\" 2"]);
    }

    #[test]
    fn what_names_no_thing_or_the_text_itself_is_no_theme() {
        let text = "It was substantive and productive. The talks were substantive and productive. Here is the full text; \
                    for the full text see there. They agreed on mesh sizes; mesh sizes!";
        assert_eq!(found(&store(&[text, text])), ["\"mesh sizes\" 2"]);
    }

    #[test]
    fn some_articles_stand_out_against_the_others() {
        let selection: RoaringBitmap = [0_u32, 1].into_iter().collect();
        let found = outstanding(&store(&GARDEN), &selection, 3);
        assert_eq!((found[0].words.as_str(), found[0].articles), ("soil acidity", 2), "{found:?}");
    }
}
