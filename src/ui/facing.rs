//! Two articles of one story in lines: beside each other, or where that is too narrow one below the other, sentence by
//! sentence. Made by the worker; holds spans and no words, as a page does.

use super::layout::TEXT_WIDTH;
use super::typeset::wrap;
use crate::model::Article;
use crate::store::stories::{Comparison, Found, Passage};
use crate::store::{ArticleId, Store};

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
    pub spans: [Option<crate::model::Span>; 2],
    /// The passage that it belongs to, by its place.
    pub passage: usize,
    /// Whether it is the first line of the sentence of either side.
    pub first: [bool; 2],
}

/// How many sentences differ, by side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Sentences that only this article has.
    pub alone: usize,
    /// Sentences that both have, in other words.
    pub reworded: usize,
}

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
}

impl Facing {
    /// Compares two articles and sets them in lines; `None` where one is not there. For the worker.
    pub fn of(store: &Store, articles: [ArticleId; 2], columns: Columns) -> Option<Self> {
        let passages = Comparison::of(store, articles)?.passages;
        let [one, other] = [store.article(articles[0])?, store.article(articles[1])?];
        let texts = [&*one, &*other];
        let mut lines = Vec::new();
        for (at, passage) in passages.iter().enumerate() {
            if at > 0 && passage.sides.iter().flatten().any(|side| side.opens) {
                lines.push(Line { spans: [None; 2], passage: at, first: [false; 2] });
            }
            let both = if columns.beside { beside(passage, texts, columns) } else { below(passage, texts, columns) };
            lines.extend(both.into_iter().map(|line| Line { passage: at, ..line }));
        }
        let (differences, tally) = (differences(&passages), [0, 1].map(|side| tally(&passages, side)));
        Some(Self { articles, columns, passages, lines, differences, tally })
    }

    /// The difference that a passage belongs to, by its place among them; of others the last one before it.
    pub fn difference_at(&self, passage: usize) -> Option<usize> {
        self.differences.partition_point(|first| *first <= passage).checked_sub(1)
    }

    /// The passages of a difference.
    pub fn passages_of(&self, difference: usize) -> std::ops::Range<usize> {
        let Some(first) = self.differences.get(difference).copied() else { return 0..0 };
        let alone = self.passages[first].alone();
        let more = self.passages[first..].iter().take_while(|one| alone.is_some() && one.alone() == alone).count();
        first..first + more.max(1)
    }

    /// The first line of a passage.
    pub fn line_of(&self, passage: usize) -> usize {
        let own = |line: &Line| line.passage == passage && line.spans.iter().any(Option::is_some);
        self.lines.iter().position(own).unwrap_or(0)
    }
}

/// Both sides in the same lines.
fn beside(passage: &Passage, texts: [&Article; 2], columns: Columns) -> Vec<Line> {
    let wrapped = |side: usize| {
        passage.sides[side].as_ref().map_or_else(Vec::new, |one| wrap(&texts[side].text, one.span, columns.width))
    };
    let both = [wrapped(0), wrapped(1)];
    let line = |i: usize| Line {
        spans: [both[0].get(i).copied(), both[1].get(i).copied()],
        passage: 0,
        first: [i == 0, i == 0],
    };
    (0..both[0].len().max(both[1].len())).map(line).collect()
}

/// One side below the other; only the first where both have the same words.
fn below(passage: &Passage, texts: [&Article; 2], columns: Columns) -> Vec<Line> {
    let mut lines = Vec::new();
    for (side, one) in passage.sides.iter().enumerate() {
        let again = side == 1 && passage.sides[0].is_some() && !passage.differs();
        let Some(one) = one.as_ref().filter(|_| !again) else { continue };
        for (i, span) in wrap(&texts[side].text, one.span, columns.width).into_iter().enumerate() {
            let mut line = Line { spans: [None; 2], passage: 0, first: [false; 2] };
            (line.spans[side], line.first[side]) = (Some(span), i == 0);
            lines.push(line);
        }
    }
    lines
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
    use crate::model::Span;

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
    fn near_copies_stand_beside_each_other_and_what_one_has_alone_stands_alone() {
        let lines = shown(&facing(120));
        assert_eq!(
            lines,
            [
                "The ferry leaves the old harbour at dawn on Monday.|The ferry leaves the old harbour at dawn on Tuesday.",
                "|",
                "Nobody will be left behind.|",
                "So they say.|",
                "|",
                "|Fishermen fear for their moorings.",
            ]
        );
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
        assert_eq!((facing.difference_at(2), facing.line_of(3)), (Some(1), 5));
        assert_eq!(facing.tally, [Tally { alone: 2, reworded: 1 }, Tally { alone: 1, reworded: 1 }]);
    }
}
