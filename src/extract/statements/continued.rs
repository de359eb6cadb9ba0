//! Quotations that go on: one that nobody is named for, behind one that somebody is, is that one's as well. In
//! `“It is open,” Weber said. “Come in.”` and where the next paragraph is a quotation from end to end.

use super::content;
use super::draft::{Draft, Line};
use crate::extract::Prose;
use crate::model::{Kind, Span};
use std::ops::Range;

/// How far back in the list of drafts the quotation stands that another goes on with.
const NEAR: usize = 40;

/// Words that a quotation must have to go on with another.
const LEAST: usize = 3;

/// Joins quotations that nobody is named for with those they go on with. The drafts stand in the order of the text.
pub fn join(prose: &Prose, drafts: &mut Vec<Draft>) {
    let mut kept: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts.drain(..) {
        match begun(prose, &kept, &draft) {
            Some(at) => kept[at].content.extend(draft.content),
            None => kept.push(draft),
        }
    }
    *drafts = kept;
}

/// The place of the draft whose quotation another one goes on with.
fn begun(prose: &Prose, drafts: &[Draft], draft: &Draft) -> Option<usize> {
    let first = *draft.content.first().filter(|_| draft.source.is_none() && draft.cue.is_none() && !draft.inner)?;
    let home = prose.paragraph_at(first.start)?;
    let line = Line { text: prose.text, paragraph: &prose.paragraphs.get(home)?.1 };
    let tokens = line.paragraph.tokens_in(first);
    let opens = line.quotation(tokens.start).is_some_and(|q| q.start == tokens.start);
    if !opens || words(line, tokens.clone()) < LEAST {
        return None;
    }
    let (at, end) = last_quoted(prose, drafts, first)?;
    let before = prose.paragraph_at(end.end.saturating_sub(1))?;
    let same = before == home && line.paragraph.sentence_with(tokens.start).is_some_and(|s| s.start == tokens.start);
    let next = before + 1 == home && 5 * words(line, tokens) >= 4 * words(line, 0..line.tokens().len());
    let next = next && !asks(Line { text: prose.text, paragraph: &prose.paragraphs.get(before)?.1 });
    (same || next).then_some(at)
}

/// Whether a paragraph ends with a question that nobody is cited for: what is quoted behind it answers.
fn asks(line: Line) -> bool {
    let last = line.tokens().len().checked_sub(1);
    last.is_some_and(|last| line.word(last) == "?" && line.quotation(last).is_none())
}

/// The last draft before a span that has a quotation and somebody who is cited, and the end of its content.
fn last_quoted(prose: &Prose, drafts: &[Draft], before: Span) -> Option<(usize, Span)> {
    let near = drafts.iter().enumerate().skip(drafts.len().saturating_sub(NEAR));
    let ends = near.filter_map(|(at, draft)| Some((at, draft, *draft.content.last()?)));
    let (at, draft, end) = ends
        .filter(|(_, draft, end)| end.end <= before.start && content::kind(prose, &draft.content) != Kind::Indirect)
        .max_by_key(|(_, _, end)| end.end)?;
    draft.source.is_some().then_some((at, end))
}

fn words(line: Line, tokens: Range<usize>) -> usize {
    tokens.filter(|at| line.is_word(*at)).count()
}
