//! Two articles of one story in lines: beside each other, or where that is too narrow one below the other, sentence by
//! sentence. Made by the worker; holds spans and no words, as a page does.

use super::layout::TEXT_WIDTH;
use super::typeset::wrap;
use crate::model::{Article, Span};
use crate::store::stories::{Comparison, Found, Passage};
use crate::store::{ArticleId, Store};
use std::ops::Range;

/// Columns at the left of a text for sign and bar, and at its right.
pub const GUTTER: u16 = 5;
const MARGIN: u16 = 1;

/// Narrower than this, the articles stand one below the other.
const BESIDE: u16 = 72;

/// How the texts are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns {
    /// Columns of a line of either text.
    pub width: u16,
    /// Whether they stand beside each other.
    pub beside: bool,
}

impl Columns {
    /// The columns for an area so wide.
    pub fn of(width: u16) -> Self {
        let beside = width >= BESIDE;
        let half = if beside { width.saturating_sub(1) / 2 } else { width };
        Self { width: half.saturating_sub(GUTTER + MARGIN).clamp(1, TEXT_WIDTH), beside }
    }

    /// Columns that a text takes with what stands at its sides.
    pub fn whole(self) -> u16 {
        self.width + GUTTER + MARGIN
    }
}

/// A line; both sides are empty between paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// What of the texts stands there.
    pub spans: [Option<Span>; 2],
    /// The passages that it belongs to, by their places: two where different ones of both articles stand beside each other.
    pub passages: [usize; 2],
    /// Whether it is the first line of the sentence of either side.
    pub first: [bool; 2],
}

impl Line {
    /// A line without words before or in a passage.
    fn blank(passage: usize) -> Self {
        Self { spans: [None; 2], passages: [passage; 2], first: [false; 2] }
    }

    /// Whether it holds words of a passage.
    fn shows(&self, passage: usize) -> bool {
        (0..2).any(|side| self.passages[side] == passage && self.spans[side].is_some())
    }

    /// The first passage of which it holds words.
    pub fn passage(&self) -> usize {
        let own = self.passages.into_iter().zip(self.spans).filter(|(_, span)| span.is_some());
        own.map(|(passage, _)| passage).min().unwrap_or(self.passages[0])
    }
}

/// How many sentences differ, by side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Sentences that only this article has.
    pub alone: usize,
    /// Sentences that both have, in other words.
    pub reworded: usize,
}

/// Lines in which a column is empty while the other one goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Which column.
    pub side: usize,
    /// Which lines.
    pub lines: Range<usize>,
    /// Whether nothing of the article comes behind it.
    pub last: bool,
}

/// Fewer lines are air between paragraphs, or the end of a shorter sentence.
const LEAST_GAP: usize = 5;

/// Two articles in lines.
#[derive(Clone, Debug)]
pub struct Facing {
    /// The articles.
    pub articles: [ArticleId; 2],
    /// How they are set.
    pub columns: Columns,
    /// What stands beside each other.
    pub passages: Vec<Passage>,
    /// The lines.
    pub lines: Vec<Line>,
    /// The passages with which a difference begins: a sentence in other words, or sentences in a row that only one has.
    pub differences: Vec<usize>,
    /// What differs in either.
    pub tally: [Tally; 2],
    /// Where a column stands empty for long beside the other one.
    pub gaps: Vec<Gap>,
    /// Sentences that differ in all: those of either alone, and those in other words once for both.
    pub differing: usize,
}

impl Facing {
    /// Compares two articles and sets them in lines; `None` where one is not there. For the worker.
    pub fn of(store: &Store, articles: [ArticleId; 2], columns: Columns) -> Option<Self> {
        let passages = Comparison::of(store, articles)?.passages;
        let [one, other] = [store.article(articles[0])?, store.article(articles[1])?];
        let texts = [&*one, &*other];
        let lines = lines(&passages, texts, columns);
        let (differences, tally) = (differences(&passages), [0, 1].map(|side| tally(&passages, side)));
        let gaps =
            if columns.beside { [0, 1].into_iter().flat_map(|side| gaps(&lines, side)).collect() } else { Vec::new() };
        let differing = passages.iter().filter(|passage| passage.differs()).count();
        Some(Self { articles, columns, passages, lines, differences, tally, gaps, differing })
    }

    /// The difference that a passage belongs to, by its place among them; of others the last one before it.
    pub fn difference_at(&self, passage: usize) -> Option<usize> {
        self.differences.partition_point(|first| *first <= passage).checked_sub(1)
    }

    /// The passages of a difference.
    pub fn passages_of(&self, difference: usize) -> Range<usize> {
        let Some(first) = self.differences.get(difference).copied() else { return 0..0 };
        let alone = self.passages[first].alone();
        let more = self.passages[first..].iter().take_while(|one| alone.is_some() && one.alone() == alone).count();
        first..first + more.max(1)
    }

    /// The first line of a passage.
    pub fn line_of(&self, passage: usize) -> usize {
        self.lines.iter().position(|line| line.shows(passage)).unwrap_or(0)
    }

    /// The last line of a passage.
    pub fn last_line_of(&self, passage: usize) -> usize {
        self.lines.iter().rposition(|line| line.shows(passage)).unwrap_or(0)
    }
}

/// Sentences that both have stand beside each other only where that leaves a column empty for no more than so many times
/// the lines that they have themselves: one sentence in other words is not worth a screen of nothing.
const WORTH: usize = 3;

fn lines(passages: &[Passage], texts: [&Article; 2], columns: Columns) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut at = 0;
    while at < passages.len() {
        let flowing = if columns.beside { at..end_of_flow(passages, at, texts, columns) } else { at..at };
        at = flowing.end.max(at + usize::from(flowing.is_empty()));
        let block = flowing.start..at;
        if block.start > 0 && passages[block.clone()].iter().any(opens) {
            lines.push(Line::blank(block.start));
        }
        lines.extend(match flowing.is_empty() {
            _ if !columns.beside => below(&passages[block.start], block.start, texts, columns),
            true => beside(&passages[block.start], block.start, texts, columns),
            false => apart(passages, block, texts, columns),
        });
    }
    lines
}

/// Where the passages end, from `at` on, that fill each column for itself: what one article has alone, and what both have
/// where it is not worth standing beside each other.
fn end_of_flow(passages: &[Passage], at: usize, texts: [&Article; 2], columns: Columns) -> usize {
    let count = |from: usize, alone: bool| {
        passages[from..].iter().take_while(|passage| passage.alone().is_some() == alone).count()
    };
    let mut heights = [0; 2];
    let mut end = at;
    loop {
        let alone = count(end, true);
        grow(&mut heights, &passages[end..end + alone], texts, columns);
        end += alone;
        let (mut own, common) = ([0; 2], count(end, false));
        grow(&mut own, &passages[end..end + common], texts, columns);
        if heights[0].abs_diff(heights[1]) <= WORTH * own[0].max(own[1]) {
            return end;
        }
        heights = [heights[0] + own[0], heights[1] + own[1]];
        end += common;
        if end == passages.len() {
            return end;
        }
    }
}

/// Adds the lines of passages to those of their columns.
fn grow(heights: &mut [usize; 2], passages: &[Passage], texts: [&Article; 2], columns: Columns) {
    for passage in passages {
        for (side, one) in passage.sides.iter().enumerate().filter_map(|(side, one)| Some((side, one.as_ref()?))) {
            heights[side] += wrap(&texts[side].text, one.span, columns.width).len() + usize::from(one.opens);
        }
    }
}

/// Whether a paragraph of either article begins with a passage.
fn opens(passage: &Passage) -> bool {
    passage.sides.iter().flatten().any(|side| side.opens)
}

/// Both sides in the same lines.
fn beside(passage: &Passage, at: usize, texts: [&Article; 2], columns: Columns) -> Vec<Line> {
    let wrapped = |side: usize| {
        passage.sides[side].as_ref().map_or_else(Vec::new, |one| wrap(&texts[side].text, one.span, columns.width))
    };
    let both = [wrapped(0), wrapped(1)];
    let line = |i: usize| Line {
        spans: [both[0].get(i).copied(), both[1].get(i).copied()],
        passages: [at; 2],
        first: [i == 0, i == 0],
    };
    (0..both[0].len().max(both[1].len())).map(line).collect()
}

/// What each article has alone between two passages of both: each in its column, so that neither leaves the other one
/// empty.
fn apart(passages: &[Passage], block: Range<usize>, texts: [&Article; 2], columns: Columns) -> Vec<Line> {
    let column = |side: usize| {
        let mut rows: Vec<(Option<Span>, usize, bool)> = Vec::new();
        for at in block.clone() {
            let Some(one) = &passages[at].sides[side] else { continue };
            if one.opens && !rows.is_empty() {
                rows.push((None, at, false));
            }
            let spans = wrap(&texts[side].text, one.span, columns.width).into_iter().enumerate();
            rows.extend(spans.map(|(i, span)| (Some(span), at, i == 0)));
        }
        rows
    };
    let both = [column(0), column(1)];
    let line = |i: usize| {
        let rows = [0, 1].map(|side| both[side].get(i).copied().unwrap_or((None, block.start, false)));
        Line { spans: rows.map(|row| row.0), passages: rows.map(|row| row.1), first: rows.map(|row| row.2) }
    };
    (0..both[0].len().max(both[1].len())).map(line).collect()
}

/// One side below the other; only the first where both have the same words.
fn below(passage: &Passage, at: usize, texts: [&Article; 2], columns: Columns) -> Vec<Line> {
    let mut lines = Vec::new();
    for (side, one) in passage.sides.iter().enumerate() {
        let again = side == 1 && passage.sides[0].is_some() && !passage.differs();
        let Some(one) = one.as_ref().filter(|_| !again) else { continue };
        for (i, span) in wrap(&texts[side].text, one.span, columns.width).into_iter().enumerate() {
            let mut line = Line::blank(at);
            (line.spans[side], line.first[side]) = (Some(span), i == 0);
            lines.push(line);
        }
    }
    lines
}

/// Where a column is empty for more than a few lines.
fn gaps(lines: &[Line], side: usize) -> Vec<Gap> {
    let mut found = Vec::new();
    let mut from = 0;
    for at in 0..=lines.len() {
        if lines.get(at).is_none_or(|line| line.spans[side].is_some()) {
            if at - from >= LEAST_GAP {
                found.push(Gap { side, lines: from..at, last: at == lines.len() });
            }
            from = at + 1;
        }
    }
    found
}

fn differences(passages: &[Passage]) -> Vec<usize> {
    let begins = |at: &usize| {
        let passage = &passages[*at];
        let alone = passage.alone();
        let goes_on = || alone.is_some() && at.checked_sub(1).is_some_and(|before| passages[before].alone() == alone);
        passage.differs() && !goes_on()
    };
    (0..passages.len()).filter(begins).collect()
}

fn tally(passages: &[Passage], side: usize) -> Tally {
    let sides = passages.iter().filter_map(|passage| passage.sides[side].as_ref().map(|one| (passage, one)));
    sides.fold(Tally::default(), |mut tally, (passage, one)| {
        tally.alone += usize::from(one.found == Found::Nowhere);
        tally.reworded += usize::from(one.found != Found::Nowhere && passage.differs());
        tally
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store() -> Store {
        let mut store = Store::default();
        for paragraphs in [
            ["The ferry leaves the old harbour at dawn on Monday.", "Nobody will be left behind. So they say."],
            ["The ferry leaves the old harbour at dawn on Tuesday.", "Fishermen fear for their moorings."],
        ] {
            let text = paragraphs.join("\n\n");
            let second = Span::new(paragraphs[0].len() + 2, text.len());
            let body = vec![Span::new(0, paragraphs[0].len()), second];
            store.add(Article { text, body, ..Article::default() });
        }
        store
    }

    fn facing(width: u16) -> Facing {
        Facing::of(&store(), [ArticleId(0), ArticleId(1)], Columns::of(width)).unwrap()
    }

    fn shown(facing: &Facing) -> Vec<String> {
        let store = store();
        let words = |line: &Line, side: usize| {
            let text = &store.article(facing.articles[side]).unwrap().text;
            line.spans[side].map_or_else(String::new, |span| span.of(text).to_owned())
        };
        facing.lines.iter().map(|line| format!("{}|{}", words(line, 0), words(line, 1))).collect()
    }

    #[test]
    fn near_copies_stand_beside_each_other_and_between_them_what_each_has_alone() {
        let lines = shown(&facing(120));
        assert_eq!(
            lines,
            [
                "The ferry leaves the old harbour at dawn on Monday.|The ferry leaves the old harbour at dawn on Tuesday.",
                "|",
                "Nobody will be left behind.|Fishermen fear for their moorings.",
                "So they say.|",
            ]
        );
    }

    #[test]
    fn a_column_that_is_empty_for_long_is_known_for_one() {
        let line = |left: bool, right: bool| Line {
            spans: [left, right].map(|is| is.then(|| Span::new(0, 1))),
            ..Line::blank(0)
        };
        let mut lines = vec![line(true, true); 2];
        lines.extend(vec![line(true, false); 6]);
        lines.extend(vec![line(true, true), line(true, false), line(true, true)]);
        lines.extend(vec![line(false, true); 5]);
        assert_eq!(gaps(&lines, 1), [Gap { side: 1, lines: 2..8, last: false }]);
        assert_eq!(gaps(&lines, 0), [Gap { side: 0, lines: 11..16, last: true }]);
    }

    #[test]
    fn where_it_is_narrow_they_stand_one_below_the_other() {
        let lines = shown(&facing(40));
        assert_eq!(lines[..2], ["The ferry leaves the old harbour|", "at dawn on Monday.|"]);
        assert_eq!(lines[2..4], ["|The ferry leaves the old harbour", "|at dawn on Tuesday."]);
    }

    #[test]
    fn sentences_in_a_row_that_one_has_alone_are_one_difference() {
        let facing = facing(120);
        assert_eq!(facing.differences, [0, 1, 3]);
        assert_eq!((facing.passages_of(1), facing.passages_of(2)), (1..3, 3..4));
        assert_eq!((facing.difference_at(2), facing.line_of(3)), (Some(1), 2));
        assert_eq!(facing.tally, [Tally { alone: 2, reworded: 1 }, Tally { alone: 1, reworded: 1 }]);
        assert_eq!(facing.differing, 4, "the three of one article alone, and the one in other words");
    }
}
