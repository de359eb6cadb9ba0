//! The notation of phrases: from `(frozen|seized) [russian] asset*` to the sequences of words that it stands for.
//!
//! | written | finds |
//! | --- | --- |
//! | `peace talks` | the two words in a row, in any case, with or without accents |
//! | `ceasefire*` | words that begin so: `ceasefire`, `ceasefires`. The star stands at the end of a word only |
//! | `(frozen\|seized\|held back) assets` | one of the alternatives, each of one or more words |
//! | `frozen [russian] assets` | `russian` may be there or not; `[a\|b]` is one of them or none |
//! | `talks ~3 geneva` | up to three words between, in the same sentence |
//! | `{russia} ~2 reject*` | any word or name of the set `russia` of the `[words]` table |
//! | `Gaza`, `NATO` | a capital asks for a capital (`Gaza`, `GAZA`), two and more ask for nothing but capitals: `US` finds `U.S.`, never `us` |
//!
//! A hyphen counts as a space, quotation marks and a possessive `'s` as nothing, in the phrase as in the text:
//! `russia demand*` finds `Russia's demands`. Commas, brackets and other marks part words; a gap may reach over them.
//!
//! Leaves matching to `matcher` and weights to [`super::lexicon`].

use crate::text::fold::fold;
use std::collections::BTreeMap;

/// Sequences that one phrase may stand for, and steps that one may have. A phrase beyond them is refused.
const MOST: (usize, usize) = (400, 16);

/// What a word of the text must look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Case {
    /// Any case.
    Any,
    /// A capital first.
    Capital,
    /// No small letters.
    Capitals,
}

impl Case {
    /// Whether what has this case has the one that is asked for as well; the later ones include the earlier.
    #[inline]
    pub fn is(self, asked: Self) -> bool {
        asked as u8 <= self as u8
    }
}

/// One word as a phrase writes it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word {
    /// Folded, without full stops.
    pub letters: String,
    /// Whether further letters may follow.
    pub open: bool,
    /// Which case it asks for.
    pub case: Case,
}

/// One step of a sequence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// One word, which must be one of these; sorted.
    OneOf(Vec<Word>),
    /// Up to so many words, whatever they are.
    Gap(u8),
}

/// What a phrase or a set of words stands for: sequences of steps.
pub type Sequences = Vec<Vec<Step>>;

/// The named sets of words, `{name}` in a phrase.
pub type Sets = BTreeMap<String, Sequences>;

/// Reads a phrase. The error says in one sentence what is wrong and what to write instead.
pub fn phrase(written: &str, sets: &Sets) -> Result<Sequences, String> {
    let found = alternatives(written, sets)?;
    for steps in &found {
        match (steps.first(), steps.last()) {
            (Some(Step::OneOf(_)), Some(Step::OneOf(_))) => {}
            (None, _) => return Err("every word of the phrase may be left out; take one out of its [ ]".into()),
            _ => return Err("a gap needs a word before and behind it; take the ~ at the phrase's edge away".into()),
        }
    }
    Ok(found)
}

/// Reads alternatives parted by `|`, as in brackets or in the `[words]` table.
pub fn alternatives(written: &str, sets: &Sets) -> Result<Sequences, String> {
    let mut reader = Reader { rest: written, sets };
    let found = reader.alternatives()?;
    match reader.rest.chars().next() {
        None => Ok(found),
        Some(mark) => Err(format!("`{mark}` closes nothing that was opened; take it away or open it before")),
    }
}

struct Reader<'a> {
    rest: &'a str,
    sets: &'a Sets,
}

impl Reader<'_> {
    fn alternatives(&mut self) -> Result<Sequences, String> {
        let mut found = self.sequence()?;
        while self.take('|') {
            found.extend(self.sequence()?);
        }
        Ok(one_step(found))
    }

    fn sequence(&mut self) -> Result<Sequences, String> {
        let mut found: Sequences = vec![Vec::new()];
        loop {
            self.rest = self.rest.trim_start();
            let Some(first) = self.rest.chars().next() else { return Ok(found) };
            let next = match first {
                '|' | ')' | ']' | '}' => return Ok(found),
                '(' => self.bracket('(', ')')?,
                '[' => {
                    let mut inner = self.bracket('[', ']')?;
                    inner.push(Vec::new());
                    inner
                }
                '{' => self.set()?,
                '~' => self.gap()?,
                '-' | '\'' | '"' | ',' => {
                    self.take(first);
                    continue;
                }
                _ => vec![vec![Step::OneOf(vec![self.word()?])]],
            };
            found = joined(&found, &next)?;
        }
    }

    fn take(&mut self, mark: char) -> bool {
        self.rest.strip_prefix(mark).is_some_and(|rest| {
            self.rest = rest;
            true
        })
    }

    fn bracket(&mut self, open: char, close: char) -> Result<Sequences, String> {
        self.take(open);
        let inner = self.alternatives()?;
        if !self.take(close) {
            return Err(format!("`{open}` is not closed; add `{close}`"));
        }
        if inner.iter().any(Vec::is_empty) {
            return Err(format!("`{open}{close}` holds an empty alternative; write what may be left out in [ ]"));
        }
        Ok(inner)
    }

    fn set(&mut self) -> Result<Sequences, String> {
        let (name, rest) = self.rest[1..].split_once('}').ok_or("`{` is not closed; add `}`")?;
        self.rest = rest;
        let known = || self.sets.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
        let unknown = || format!("there is no set of words `{name}`; add it under [words], or use one of: {}", known());
        self.sets.get(name.trim()).cloned().ok_or_else(unknown)
    }

    fn gap(&mut self) -> Result<Sequences, String> {
        let end = self.rest[1..].find(|c: char| !c.is_ascii_digit()).map_or(self.rest.len(), |at| at + 1);
        let words = self.rest[1..end].parse().ok().filter(|n| (1..=9).contains(n));
        self.rest = &self.rest[end..];
        let words = words.ok_or("`~` needs a number from 1 to 9 behind it: how many words may stand between")?;
        Ok(vec![vec![Step::Gap(words)]])
    }

    fn word(&mut self) -> Result<Word, String> {
        let part = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '.' | '*');
        let end = self.rest.find(|c: char| !part(c)).unwrap_or(self.rest.len());
        let (written, rest) = self.rest.split_at(end);
        if written.is_empty() {
            let mark = rest.chars().next().unwrap_or(' ');
            return Err(format!("`{mark}` is no part of the notation; write words, ( | ), [ ], ~3, {{set}} and *"));
        }
        self.rest = rest;
        let (letters, open) = written.strip_suffix('*').map_or((written, false), |letters| (letters, true));
        if letters.contains('*') {
            return Err(format!("the star in `{written}` stands inside a word; it can stand at its end only"));
        }
        let letters = letters.strip_suffix("'s").unwrap_or(letters);
        let folded = fold(letters).replace('.', "");
        if folded.chars().count() < if open { 2 } else { 1 } {
            return Err(format!("`{written}` would find nearly every word; write at least two letters"));
        }
        Ok(Word { letters: folded, open, case: case_asked(letters) })
    }
}

fn case_asked(letters: &str) -> Case {
    let capitals = letters.chars().filter(|c| c.is_uppercase()).count();
    match capitals {
        0 => Case::Any,
        1 => Case::Capital,
        _ if letters.chars().any(char::is_lowercase) => Case::Capital,
        _ => Case::Capitals,
    }
}

/// All sequences of `heads`, each followed by each of `tails`.
fn joined(heads: &Sequences, tails: &Sequences) -> Result<Sequences, String> {
    let count = heads.len() * tails.len();
    let length = |all: &Sequences| all.iter().map(Vec::len).max().unwrap_or(0);
    if count > MOST.0 || length(heads) + length(tails) > MOST.1 {
        return Err("the phrase stands for too many sequences of words; split it into several".into());
    }
    Ok(heads.iter().flat_map(|head| tails.iter().map(move |tail| [head.as_slice(), tail].concat())).collect())
}

/// Alternatives of one word each are one step; so a set of forty names costs no more than one.
fn one_step(found: Sequences) -> Sequences {
    let mut words = Vec::new();
    let mut kept = Vec::new();
    for steps in found {
        match <[Step; 1]>::try_from(steps) {
            Ok([Step::OneOf(one)]) => words.extend(one),
            Ok([gap]) => kept.push(vec![gap]),
            Err(steps) => kept.push(steps),
        }
    }
    if !words.is_empty() {
        words.sort_unstable();
        words.dedup();
        kept.push(vec![Step::OneOf(words)]);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn show(steps: &[Step]) -> String {
        let word = |w: &Word| {
            let case = ["", "^", "^^"][w.case as usize];
            format!("{case}{}{}", w.letters, if w.open { "*" } else { "" })
        };
        let one = |step: &Step| match step {
            Step::Gap(n) => format!("~{n}"),
            Step::OneOf(words) => words.iter().map(word).collect::<Vec<_>>().join("/"),
        };
        steps.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    /// What a phrase stands for, its sequences parted by `; `; or the start of the complaint behind `!`.
    fn check(written: &str, expected: &str) {
        let sets = Sets::from([("big".to_owned(), alternatives("US|Russia|Old World", &Sets::new()).unwrap())]);
        match phrase(written, &sets) {
            Ok(found) => {
                assert_eq!(found.iter().map(|s| show(s)).collect::<Vec<_>>().join("; "), expected, "{written}");
            }
            Err(error) => {
                assert!(expected.strip_prefix('!').is_some_and(|e| error.starts_with(e)), "{written}: {error}");
            }
        }
    }

    #[test]
    fn words_cases_and_endings() {
        check("peace talks", "peace talks");
        check("ceasefire*", "ceasefire*");
        check("cease-fire*", "cease fire*");
        check("Gaza", "^gaza");
        check("NATO's", "^^nato");
        check("U.S. troops", "^^us troops");
        check("Erdoğan", "^erdogan");
        check("Article 5", "^article 5");
    }

    #[test]
    fn alternatives_optional_words_and_gaps() {
        check("(frozen|seized) asset*", "frozen/seized asset*");
        check("(frozen|held back) assets", "held back assets; frozen assets");
        check("frozen [russian] assets", "frozen russian assets; frozen assets");
        check("talks ~3 geneva", "talks ~3 geneva");
        check("{big} out", "^old ^world out; ^russia/^^us out");
        check("(a b|c) (d|e)", "a b d/e; c d/e");
    }

    #[test]
    fn mistakes_are_named() {
        check("(a|b", "!`(` is not closed");
        check("a)", "!`)` closes nothing");
        check("[a] [b]", "!every word of the phrase");
        check("~3 a", "!a gap needs");
        check("a ~12 b", "!`~` needs a number");
        check("a*b", "!the star in");
        check("a*", "!`a*` would find nearly");
        check("{small} x", "!there is no set of words `small`; add it under [words], or use one of: big");
        check("(a|) b", "!`()` holds an empty");
        check("a # b", "!`#` is no part");
        check("", "!every word");
        check(&"(a b|c d) ".repeat(12), "!the phrase stands for too many");
    }

    proptest! {
        #[test]
        fn any_phrase_is_read_without_panic(written in "[\\PC]{0,30}|[ab*|()\\[\\]{}~3 ']{0,30}") {
            let _ = phrase(&written, &Sets::new());
        }
    }
}
