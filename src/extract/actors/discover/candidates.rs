//! Which words can be part of a name at all. Most words of a running text are in lower case and join no name; to decide
//! that takes one look at how they are written, and all that costs time is left for the rest (a cascade from coarse to
//! fine: Weiss and Taskar 2010).

use crate::extract::actors::reading::{Sentence, Word};
use std::ops::Range;

/// Words in a row that a name can have between two of its capitals: `Ministry of the Interior`.
const JOINING: usize = 3;

/// A run of words each of which can be part of a name; what stands around it cannot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The sentence's place in the document.
    pub sentence: usize,
    /// Its words there.
    pub words: Range<usize>,
}

/// The runs of a document, in order.
pub fn runs(sentences: &[Sentence]) -> Vec<Run> {
    let mut runs = Vec::new();
    for (sentence, Sentence { words, .. }) in sentences.iter().enumerate() {
        let mut at = 0;
        while at < words.len() {
            let end = candidates_from(words, at);
            if end == at {
                at += 1;
                continue;
            }
            runs.push(Run { sentence, words: at..end });
            at = end;
        }
    }
    runs
}

/// The end of the run that begins with the word at `start`; `start` where none does.
fn candidates_from(words: &[Word], start: usize) -> usize {
    let capital = |at: usize| words.get(at).is_some_and(|w| w.name_like);
    let ahead = |at: usize| words.get(at).is_some_and(|w| is_number(w) || is_particle(&w.folded));
    let mut end = if !capital(start) && capital(start + 1) && ahead(start) { start + 1 } else { start };
    while capital(end) {
        end += 1;
        let joining = words[end..].iter().take(JOINING).take_while(|w| joins(w)).count();
        end += (1..=joining).find(|n| capital(end + n)).unwrap_or_else(|| closing(&words[end..]));
    }
    end
}

/// How many of the words behind a capital close its name, though they have none: `Channel 4`, `Disney+`, `Sun Hae-jin`.
fn closing(behind: &[Word]) -> usize {
    match behind {
        [hyphen, syllable, ..]
            if hyphen.text == "-" && syllable.alphabetic && hyphen.span.end == syllable.span.start =>
        {
            2
        }
        [word, ..] => usize::from(is_number(word) || word.text == "+"),
        [] => 0,
    }
}

/// Whether a word or mark stands between the capitals of names.
fn joins(word: &Word) -> bool {
    if word.alphabetic {
        return is_joint(&word.folded) || is_particle(&word.folded);
    }
    word.possessive || is_number(word) || matches!(word.text, "-" | "–" | "&" | "'" | "’" | "/" | "." | "," | "+")
}

fn is_number(word: &Word) -> bool {
    word.text.starts_with(char::is_numeric)
}

/// A small word that joins the words of a name.
pub fn is_joint(word: &str) -> bool {
    matches!(word, "of" | "for" | "and" | "the" | "on" | "in" | "at" | "to" | "without" | "against" | "sans" | "pour")
}

/// A small word of another language that a name can begin with as well.
pub fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "la"
            | "le"
            | "les"
            | "al"
            | "el"
            | "bin"
            | "bint"
            | "ibn"
            | "von"
            | "van"
            | "der"
            | "den"
            | "du"
            | "des"
            | "del"
            | "della"
            | "di"
            | "da"
            | "do"
            | "dos"
            | "das"
            | "ul"
            | "ur"
            | "y"
            | "e"
            | "et"
            | "und"
            | "zu"
            | "ter"
            | "ten"
            | "af"
            | "av"
    )
}
