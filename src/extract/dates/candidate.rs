//! Date expressions in their surroundings: tense, quotation, sentence. Leaves out what is no news: datelines and
//! paragraphs that are nothing but a date.

use super::absolute::Order;
use super::expression::{Expression, Reading};
use super::line::Line;
use super::scan;
use super::tense::{Tense, tense};
use crate::extract::prose::Zone;
use crate::model::{Precision, Span};
use crate::text::Paragraph;
use crate::text::token::TokenKind;
use std::ops::Range;

/// An expression in its surroundings, not placed yet.
pub(super) struct Candidate {
    /// Where it stands.
    pub(super) span: Span,
    /// What it means.
    pub(super) reading: Reading,
    /// The tense of its clause.
    pub(super) tense: Tense,
    /// Whether it stands inside a quotation.
    pub(super) quoted: bool,
    /// Place of its paragraph in the prose.
    pub(super) paragraph: usize,
    /// Place of its sentence in the paragraph.
    pub(super) sentence: usize,
    /// Whether it stands in the headline.
    pub(super) headline: bool,
    /// Whether it is only named beside what the sentence speaks of (`since 2014`, `than in 2023`, `the 2018 deal`).
    pub(super) aside: bool,
}

impl Candidate {
    /// Whether both stand in one sentence.
    pub(super) fn shares_sentence(&self, other: &Self) -> bool {
        (self.paragraph, self.sentence) == (other.paragraph, other.sentence)
    }
}

/// Adds the expressions of a paragraph, unless it is nothing but a date.
pub(super) fn read_paragraph(
    line: &Line,
    place: usize,
    zone: Zone,
    paragraph: &Paragraph,
    order: Order,
    candidates: &mut Vec<Candidate>,
) {
    let headline = zone == Zone::Title;
    let found = scan::scan(line, order);
    let dated: usize = found.iter().map(|e| e.tokens.len()).sum();
    if !headline && dated > 0 && is_furniture(line, dated) {
        return;
    }
    for expression in found {
        if opens_report(line, &expression.tokens) {
            continue;
        }
        let sentence = paragraph.sentence_of(expression.tokens.start);
        let clause = paragraph.sentences.get(sentence).cloned().unwrap_or_default();
        let at = expression.tokens.start;
        let tense = match tense(line, &clause, &expression.tokens, headline) {
            Tense::Open if line.was(at, &["by"]) => Tense::Future,
            tense => tense,
        };
        if expression.reading.ahead && tense != Tense::Future {
            continue;
        }
        let after = paragraph.quotations.partition_point(|q| q.tokens.start <= at);
        let quoted = after.checked_sub(1).is_some_and(|i| paragraph.quotations[i].tokens.contains(&at));
        let span = line.span(expression.tokens.start, expression.tokens.end);
        let aside = is_aside(line, &expression);
        let reading = expression.reading;
        candidates.push(Candidate { span, reading, tense, quoted, paragraph: place, sentence, headline, aside });
    }
}

/// Whether a paragraph with `dated` tokens of dates is a dateline and no prose: hardly a word besides.
fn is_furniture(line: &Line, dated: usize) -> bool {
    let words = line.tokens.iter().filter(|t| t.kind == TokenKind::Word).count();
    line.tokens.len() <= dated + 2 && words <= 4
}

/// Whether an agency's dateline stands here: `KYIV, Feb 23 (Reuters) -` at the head of a paragraph.
fn opens_report(line: &Line, tokens: &Range<usize>) -> bool {
    let place =
        tokens.start <= 5 && tokens.start > 0 && (0..tokens.start).all(|at| !line.is(at, &["on", "in", "by", "the"]));
    let behind = if line.is(tokens.end, &["("]) {
        (tokens.end + 1..tokens.end + 5).find(|at| line.is(*at, &[")"])).map_or(tokens.end, |at| at + 1)
    } else {
        tokens.end
    };
    place
        && line.str(0).starts_with(char::is_uppercase)
        && line.is(behind, &["-", "–", "—"])
        && !line.joined_before(behind + 1)
}

/// Whether an expression is only named beside what its sentence speaks of, so that nothing is counted from it.
fn is_aside(line: &Line, expression: &Expression) -> bool {
    let at = expression.tokens.start;
    let year = expression.reading.first.fixed().is_some_and(|date| date.precision() >= Precision::Year);
    line.was(at, &["since", "until", "till", "before", "than", "seit", "bis"])
        || year && line.was(at, &["the", "a", "its", "'s", "’s", "their", "to"])
        || line.was(at, &["in"]) && line.was(at - 1, &["than"])
}
