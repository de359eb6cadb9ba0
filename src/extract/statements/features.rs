//! What the network looks at, as numbers of rows: what a word is, and where it stands. The order of the kinds is part of the
//! model.

use super::reading::Reading;
use super::word_tables::{FINE, WordTables};
use crate::tagger::hash;
use crate::tagger::network::{Rows, Words};

/// Rows for endings, and for beginnings of words; several share one.
const AFFIXES: u64 = 3000;
/// Rows for shapes of words, and for marks, of which several share one.
const SHAPES: u64 = 48;

/// How many rows each kind of what a word is has, behind the words that have one of their own: its ending, its beginning,
/// its shape, how often it and its stem are cues, its group, how much it looks like a cue and like a source, its parts of
/// speech, its cluster.
const KINDS: [u32; 10] = [AFFIXES as u32, AFFIXES as u32, SHAPES as u32, 8, 8, 4, 10, 10, 256, FINE as u32 + 1];

/// How many rows each kind of where a word stands has: one that all have; whether it is quoted, how deep in the quotation,
/// and how long that is; its place in the sentence, from the front and from the end; the sentence's place in the stretch;
/// how the stretch before ended, and the place of the stretch in the text; what it does as a mark.
const PLACES: [u32; 10] = [1, 2, 24, 10, 8, 8, 4, 8, 3, 8];

/// Kinds of where a word stands that are looked up as one when texts are read: what the stretch is like, the quotation, the
/// place in the sentence, the rest.
const STRETCH: [usize; 3] = [0, 7, 8];
const QUOTATION: [usize; 3] = [1, 2, 3];
const SENTENCE: [usize; 2] = [4, 5];
const REST: [usize; 2] = [6, 9];

/// How many rows there are of what words are, of which `owned` have one of their own.
pub fn words(owned: usize) -> usize {
    1 + owned + KINDS.iter().sum::<u32>() as usize
}

/// How many rows there are of where words stand.
pub fn places() -> usize {
    PLACES.iter().sum::<u32>() as usize
}

/// For each row of kinds together the rows that it stands for.
pub fn places_together() -> Vec<Vec<u32>> {
    let first = |kind: usize| PLACES[..kind].iter().sum::<u32>();
    let rows = |kinds: &[usize]| {
        kinds.iter().fold(vec![Vec::new()], |rows, kind| {
            let with = |row: &Vec<u32>, value: u32| [&row[..], &[first(*kind) + value]].concat();
            rows.iter().flat_map(|row| (0..PLACES[*kind]).map(move |value| with(row, value))).collect()
        })
    };
    [&STRETCH[..], &QUOTATION, &SENTENCE, &REST].into_iter().flat_map(rows).collect()
}

/// A stretch as the network sees it.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// The stretch.
    pub reading: &'a Reading<'a>,
    /// What is known of words.
    pub tables: &'a WordTables<'a>,
}

impl Words for Look<'_> {
    fn count(&self) -> usize {
        self.reading.words.len()
    }

    fn key(&self, at: usize) -> u64 {
        self.reading.words[at].exact
    }

    fn describe(&self, at: usize, out: &mut Rows) {
        let token = self.reading.token(at);
        let low = hash::word(token);
        let known = self.tables.known(low, token);
        out.push(known.own);
        let values = [
            (hash::suffix(token, 3) % AFFIXES) as u32,
            (hash::prefix(token, 3) % AFFIXES) as u32,
            shape(token),
            known.class,
            known.stem_class,
            known.group,
            known.cue,
            known.source,
            known.parts,
            known.fine,
        ];
        each(self.tables.owned + 1, values, KINDS, |row| out.push(row));
        out.end_token();
    }

    fn place(&self, at: usize, mut add: impl FnMut(u32)) {
        let values = self.values(at);
        let kinds = [row(&values, STRETCH), row(&values, QUOTATION), row(&values, SENTENCE), row(&values, REST)];
        let mut from = 0;
        for (row, rows) in kinds {
            add(from + row);
            from += rows;
        }
    }
}

impl Look<'_> {
    /// Calls `add` with the rows of where a word stands, one of each kind.
    pub fn place_apart(&self, at: usize, add: impl FnMut(u32)) {
        each(0, self.values(at), PLACES, add);
    }

    #[inline]
    fn values(&self, at: usize) -> [u32; 10] {
        let Reading { words, number, before, .. } = self.reading;
        let word = &words[at];
        let quoted = u32::from(word.quoted);
        [
            0,
            quoted,
            quoted * (1 + distance(word.quote_place)),
            quoted * (1 + distance(word.quote_length)),
            distance(word.place),
            distance(word.to_end()),
            word.sentence,
            *before as u32,
            [0, 1, 1].get(*number).copied().unwrap_or(2),
            word.mark as u32,
        ]
    }
}

/// The row of some kinds together, and how many rows these have.
#[inline]
fn row<const N: usize>(values: &[u32; 10], kinds: [usize; N]) -> (u32, u32) {
    kinds.into_iter().fold((0, 1), |(row, rows), kind| {
        let most = PLACES[kind];
        (row * most + values[kind].min(most - 1), rows * most)
    })
}

/// Calls `add` with the row of each value, the kinds of which follow each other from a row on.
fn each<const N: usize>(mut from: u32, values: [u32; N], kinds: [u32; N], mut add: impl FnMut(u32)) {
    for (value, rows) in values.into_iter().zip(kinds) {
        add(from + value.min(rows - 1));
        from += rows;
    }
}

/// A distance in tokens, coarser as it grows.
fn distance(n: u32) -> u32 {
    match n {
        0..4 => n,
        4..7 => 4,
        7..13 => 5,
        13..25 => 6,
        _ => 7,
    }
}

/// A number for words of digits, capitalised, in capitals, in lower case, mixed; others for marks.
fn shape(token: &str) -> u32 {
    let Some(first) = token.chars().next() else { return 0 };
    if !first.is_alphanumeric() {
        return 6 + (hash::word(token) % (SHAPES - 6)) as u32;
    }
    if token.chars().all(char::is_numeric) {
        1
    } else if first.is_uppercase() {
        let capitals = token.len() > 1 && !token.chars().any(char::is_lowercase);
        if capitals { 3 } else { 2 }
    } else if token.chars().all(char::is_alphabetic) {
        4
    } else {
        5
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_tell_words_and_marks_apart() {
        let shapes: Vec<_> = ["2025", "Minister", "NATO", "said", "mid-2025", "A"].map(shape).to_vec();
        assert_eq!(shapes, [1, 2, 3, 4, 5, 2]);
        assert!(["\"", ",", "—"].into_iter().all(|mark| (6..SHAPES as u32).contains(&shape(mark))));
        assert_eq!(shape("“"), shape("\""));
    }

    #[test]
    fn kinds_together_stand_for_each_apart() {
        let text = "\"We will not wait,\" she said; the rest is silence. And \"so on\".";
        let paragraph = crate::text::Paragraph::read(text, crate::model::Span::new(0, text.len()));
        let reading = Reading::read(text, &paragraph, 0..paragraph.tokens.len(), None);
        let (tables, together) = (WordTables::default(), places_together());
        let look = Look { reading: &reading, tables: &tables };
        for at in 0..look.count() {
            let (mut apart, mut joined) = (Vec::new(), Vec::<u32>::new());
            look.place_apart(at, |row| apart.push(row));
            look.place(at, |row| joined.extend(&together[row as usize]));
            joined.sort_unstable();
            assert_eq!(joined, apart);
        }
    }

    #[test]
    fn every_value_has_a_row_of_its_kind() {
        let mut rows = Vec::new();
        each(10, [0, 7, 99], [2, 8, 3], |row| rows.push(row));
        assert_eq!(rows, [10, 19, 22]);
    }
}
