//! From names found to mentions: known names where the tagger was silent, one decision per string over the document,
//! capitals that stand for their state, titles cut off.

use super::discover::Found;
use super::kind::Kinds;
use super::lexicon::{Class, Lexicon, Named};
use super::reading::{Sentence, Word};
use super::{clean, coref, extent, known, language, venue};
use crate::model::ActorKind;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The most words a name that is looked for again has.
const LONGEST: usize = 8;

/// A name in the text.
#[derive(Clone, Debug)]
pub struct Name {
    /// The sentence's place in the document.
    pub sentence: usize,
    /// Its words there.
    pub words: Range<usize>,
    /// What it names.
    pub kind: ActorKind,
    /// The lexicon's entry it stands for.
    pub entry: Option<usize>,
}

/// All names of a document, in order, none overlapping another.
pub fn names(sentences: &[Sentence], lexicon: &Lexicon) -> Vec<Name> {
    let learned = lexicon.learned().filter(|_| language::is_english(sentences));
    let found = learned.map_or_else(Vec::new, |learned| learned.names(sentences, lexicon));
    let people = clean::full_names(sentences, &found);
    let found: Vec<_> = found
        .into_iter()
        .flat_map(|f| clean::split(sentences, f, &people, lexicon))
        .filter_map(|f| clean::trimmed(sentences, f, lexicon))
        .collect();
    let found = with_known(sentences, extent::whole(sentences, found, lexicon), lexicon);
    let found = clean::without_headlines(sentences, consistent(sentences, found, lexicon), lexicon);
    let mut found = clean::without_titles_of_works(sentences, found, lexicon);
    found.retain(|f| !clean::is_part_of_word(&sentences[f.sentence].words, &f.words));
    let names = found.into_iter().filter_map(|f| resolved(sentences, f, lexicon)).collect();
    venue::without(apart(names), sentences, lexicon)
}

/// The names without those that one before them has taken in when it was lengthened.
fn apart(mut names: Vec<Name>) -> Vec<Name> {
    names.sort_by_key(|name| (name.sentence, name.words.start));
    let mut taken = (0, 0);
    names.retain(|name| {
        let free = name.sentence != taken.0 || name.words.start >= taken.1;
        if free {
            taken = (name.sentence, name.words.end);
        }
        free
    });
    names
}

/// Whether a word is a nationality and no name as well (`US` is both).
pub fn is_adjective(word: &Word, lexicon: &Lexicon) -> bool {
    word.adjective && lexicon.named(&word.folded).is_none()
}

/// The names found, and the known ones that overlap none of them. Ordinary words and what stands in a line of capitals
/// need the tagger.
fn with_known(sentences: &[Sentence], found: Vec<Found>, lexicon: &Lexicon) -> Vec<Found> {
    let mut all = Vec::with_capacity(found.len());
    let mut found = found.into_iter().peekable();
    for (number, sentence) in sentences.iter().enumerate() {
        let mut here = Vec::new();
        while let Some(name) = found.next_if(|f| f.sentence == number) {
            here.push(name);
        }
        let shouted = sentence.words.iter().filter(|w| w.alphabetic).all(|w| w.text.chars().all(|c| !c.is_lowercase()));
        let mut more = Vec::new();
        for (words, named) in known::names(sentence, lexicon) {
            let clashes = overlapping(&here, &words);
            let parts = here[clashes.clone()].iter().all(|f| f.words.start >= words.start && f.words.end <= words.end);
            if !clashes.is_empty() && parts && here[clashes.start].words != words && !named.ordinary {
                // The tagger cut a known name short.
                here.drain(clashes.clone());
            }
            let clash = !overlapping(&here, &words).is_empty();
            let paper = named.ordinary && is_a_paper(sentence, &words, named, lexicon);
            let Some(entry) = lexicon.entry(named.entry).filter(|_| (!named.ordinary || paper) && !clash && !shouted)
            else {
                continue;
            };
            let region = entry.kind == ActorKind::Place
                && !entry.state
                && clean::before_office(&sentence.words, words.end, lexicon);
            let part = region || clean::part_of_more(&sentence.words, words.end, lexicon);
            if !part && stands_alone(sentence, &words, entry.kind, lexicon) {
                more.push(Found { sentence: number, words, kind: entry.kind });
            }
        }
        here.extend(more);
        here.sort_unstable_by_key(|f| f.words.start);
        all.extend(here);
    }
    all
}

/// Whether an everyday word is a newspaper's name: `The Guardian cited`, `told The Times`.
fn is_a_paper(sentence: &Sentence, words: &Range<usize>, named: Named, lexicon: &Lexicon) -> bool {
    let entry = lexicon.entry(named.entry).filter(|entry| entry.name.starts_with("The "));
    let the = words.start.checked_sub(1).map_or(words.start, |at| at);
    let capital = sentence.words[the].text == "The";
    let says = sentence.words.get(words.end).is_some_and(|w| w.class == Class::Say);
    entry.is_some() && capital && !sentence.headline && (says || !sentence.opens(the))
}

/// Which of the names, in order, share a word with a range.
fn overlapping(names: &[Found], words: &Range<usize>) -> Range<usize> {
    let start = names.partition_point(|f| f.words.end <= words.start);
    let end = names.partition_point(|f| f.words.start < words.end);
    start..end.max(start)
}

/// Whether a known name is no part of a longer one: no capital goes on around it but titles, adjectives and known names.
fn stands_alone(sentence: &Sentence, words: &Range<usize>, kind: ActorKind, lexicon: &Lexicon) -> bool {
    let other = |word: &&Word| word.name_like && word.folded != "the" && !sentence.headline && !word.adjective;
    let before = words.start.checked_sub(1).and_then(|at| sentence.words.get(at)).filter(other);
    let before = before.filter(|_| !clean::ends_title(&sentence.words, words.start, lexicon));
    let behind = sentence.words.get(words.end).filter(other);
    let behind = behind.filter(|_| !clean::starts_title(&sentence.words, words.end, lexicon));
    let hyphen = |at: Option<usize>| at.and_then(|at| sentence.words.get(at)).is_some_and(|w| w.text == "-");
    if hyphen(Some(words.end)) {
        // `U.S.-Russian` is an adjective, `NATO-led` one as well; `U.S.-Russia talks` names two parties.
        let next = sentence.words.get(words.end + 1);
        return next.is_some_and(|w| w.name_like && !is_adjective(w, lexicon));
    }
    let opening = words.start > 0 && sentence.opens(words.start - 1);
    let before = before.filter(|_| !opening);
    match kind {
        ActorKind::Person => words.len() > 1 || (before.is_none() && behind.is_none()),
        _ => before.is_none() && behind.is_none(),
    }
}

/// A name found with certainty somewhere is found everywhere; one string has one kind, a surname the full name's.
fn consistent(sentences: &[Sentence], found: Vec<Found>, lexicon: &Lexicon) -> Vec<Found> {
    let kinds = Kinds::of(sentences, &found);
    let seen = capitalised(sentences);
    let mut found = again(sentences, found, &kinds, &seen, lexicon);
    for name in &mut found {
        name.kind = kinds.decide(&sentences[name.sentence], name.words.clone(), lexicon).unwrap_or(name.kind);
    }
    found
}

/// How often each word stands with a capital.
fn capitalised(sentences: &[Sentence]) -> FxHashMap<u64, u32> {
    let mut seen = FxHashMap::default();
    for word in sentences.iter().flat_map(|s| &s.words).filter(|w| w.name_like) {
        *seen.entry(word.folded_hash).or_default() += 1;
    }
    seen
}

/// The names found, and their further occurrences: of single words only where most occurrences were found.
fn again(
    sentences: &[Sentence],
    found: Vec<Found>,
    kinds: &Kinds,
    seen: &FxHashMap<u64, u32>,
    lexicon: &Lexicon,
) -> Vec<Found> {
    let mut taken: Vec<Vec<bool>> = sentences.iter().map(|s| vec![false; s.words.len()]).collect();
    for name in &found {
        taken[name.sentence][name.words.clone()].fill(true);
    }
    let mut all = found;
    for (number, sentence) in sentences.iter().enumerate() {
        let mut at = 0;
        while at < sentence.words.len() {
            let free = |i: usize| sentence.words.get(i).is_some_and(|w| w.name_like) && !taken[number][i];
            if !free(at) {
                at += 1;
                continue;
            }
            // Nothing that was found begins with the word.
            let starts = kinds.begins(sentence.words[at].folded_hash);
            let longest = if starts { (at + LONGEST).min(sentence.words.len()) } else { at };
            let hit = (at + 1..=longest).rev().find_map(|end| {
                let open = free(end - 1)
                    && !taken[number][at..end].contains(&true)
                    && !clean::part_of_more(&sentence.words, end, lexicon);
                let (found, kind) = open.then(|| kinds.most(sentence.key(at..end)))??;
                let often = 2 * found >= seen.get(&sentence.words[at].folded_hash).copied().unwrap_or_default();
                let alone = (at == 0 || !free(at - 1)) && !free(end) && !sentence.headline;
                (end - at > 1 || (often && alone)).then_some((end, kind))
            });
            if let Some((end, kind)) = hit {
                all.push(Found { sentence: number, words: at..end, kind });
                at = end;
            } else {
                at += 1;
            }
        }
    }
    all.sort_unstable_by_key(|f| (f.sentence, f.words.start));
    all
}

/// With the lexicon's entry, a capital resolved to city or state, `The` taken along where it belongs to the name.
fn resolved(sentences: &[Sentence], found: Found, lexicon: &Lexicon) -> Option<Name> {
    let sentence = &sentences[found.sentence];
    let inner = extent::without_head(&sentence.words, &found);
    let several = inner.len() > 1;
    let articled = several && sentence.words[inner.start].folded == "the";
    let named = known::look_up(&sentence.words, inner.start + usize::from(articled)..inner.end, lexicon);
    let Some(named) = named else {
        let kind = if is_known_surname(&sentence.words, &found, lexicon) { ActorKind::Person } else { found.kind };
        return Some(Name { sentence: found.sentence, words: found.words, kind, entry: None });
    };
    let number = match named.state.filter(|_| stands_for_state(sentence, &found.words)) {
        Some(state) => state,
        None => named.entry,
    };
    let entry = lexicon.entry(number)?;
    let a_body = several && entry.kind == ActorKind::Organisation;
    if !a_body && !agrees(&named, found.kind, entry.kind) {
        return Some(Name { sentence: found.sentence, words: found.words, kind: found.kind, entry: None });
    }
    let mut words = found.words;
    words.start += usize::from(articled);
    let the =
        words.start.checked_sub(1).filter(|at| entry.name.starts_with("The ") && sentence.words[*at].text == "The");
    words.start = the.unwrap_or(words.start);
    Some(Name { sentence: found.sentence, words, kind: entry.kind, entry: Some(number) })
}

/// Whether what was taken for a place is the surname of somebody known: `the Zelenskyy-Putin talks`.
fn is_known_surname(words: &[Word], found: &Found, lexicon: &Lexicon) -> bool {
    let [word] = &words[found.words.clone()] else { return false };
    found.kind == ActorKind::Place && coref::surname(word, lexicon).is_some()
}

/// Whether the tagger's kind allows the entry: a person is no country (`Jordan`), a country may be taken for a team.
fn agrees(named: &Named, found: ActorKind, known: ActorKind) -> bool {
    found == known || (found != ActorKind::Person && known != ActorKind::Person) || named.capitals
}

/// Whether a capital's name stands for its state: not behind a preposition of place, not before `, Country` and not
/// before a common noun (`the Paris summit`).
fn stands_for_state(sentence: &Sentence, words: &Range<usize>) -> bool {
    let before = words.start.checked_sub(1).map(|at| &sentence.words[at]);
    let behind = sentence.words.get(words.end);
    let located = before.is_some_and(|w| {
        (w.class == Class::Locative && !matches!(w.folded.as_ref(), "to" | "from" | "toward" | "towards"))
            || matches!(
                w.folded.as_ref(),
                "visit" | "visited" | "visiting" | "central" | "downtown" | "leave" | "left" | "reach" | "reached"
            )
            || w.text == "("
    });
    let travelled = before.is_some_and(|w| w.class == Class::Locative)
        && sentence.words[words.start.saturating_sub(6)..words.start].iter().any(|w| {
            matches!(
                w.folded.as_ref(),
                "train"
                    | "flight"
                    | "flew"
                    | "fly"
                    | "flying"
                    | "travel"
                    | "travelled"
                    | "traveled"
                    | "travelling"
                    | "traveling"
                    | "trip"
                    | "visit"
                    | "arrived"
                    | "arrive"
                    | "returned"
                    | "return"
                    | "drove"
                    | "moved"
                    | "head"
                    | "headed"
                    | "came"
                    | "come"
                    | "went"
                    | "go"
                    | "going"
                    | "km"
                    | "kilometers"
                    | "miles"
                    | "road"
            )
        });
    let attacked = before.is_some_and(|w| w.folded == "on")
        && sentence.words[words.start.saturating_sub(4)..words.start].iter().any(|w| {
            ["attack", "strike", "assault", "raid", "march", "advance", "bomb", "missile", "drone"]
                .iter()
                .any(|a| w.folded.starts_with(a))
        });
    let noun = behind.is_some_and(|w| {
        w.alphabetic
            && !w.name_like
            && w.class != Class::Say
            && !is_function_word(&w.folded)
            && !w.folded.ends_with("ed")
            && !w.folded.ends_with("es")
            && !w.folded.ends_with("ly")
            && !w.folded.ends_with("n't")
            && !(w.folded.ends_with('s') && sentence.words.get(words.end + 1).is_some_and(opens_object))
    });
    let listed =
        behind.is_some_and(|w| w.text == ",") && sentence.words.get(words.end + 1).is_some_and(|w| w.name_like);
    !(located || travelled || attacked || noun || listed)
}

/// Whether a word opens what a verb before it is about, so that `Moscow controls about a fifth` has a verb and `Moscow talks
/// ended` a noun.
fn opens_object(word: &Word) -> bool {
    const WORDS: [&str; 15] =
        ["a", "an", "the", "its", "his", "her", "their", "this", "that", "it", "them", "about", "no", "any", "all"];
    WORDS.contains(&word.folded.as_ref()) || word.text.starts_with(char::is_numeric)
}

/// Words that show that a sentence goes on behind a name.
const FUNCTION_WORDS: [&str; 90] = [
    "and", "or", "but", "to", "on", "in", "for", "with", "over", "that", "which", "who", "as", "at", "by", "from",
    "after", "before", "while", "when", "if", "because", "not", "also", "to-day", "into", "about", "against", "amid",
    "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "could", "should", "may", "might",
    "must", "can", "does", "did", "do", "than", "then", "so", "of", "wants", "hopes", "seeks", "sees", "fears",
    "plans", "says", "said", "told", "never", "still", "now", "just", "since", "yet", "itself", "alone", "again",
    "only", "until", "during", "under", "between", "without", "through", "where", "once", "agree", "agreed", "wrote",
    "gave", "took", "made", "saw", "knows", "needs", "keeps",
];

fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.contains(&word)
}
