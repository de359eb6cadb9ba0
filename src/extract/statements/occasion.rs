//! When something was said: the date in the sentence of the cue, outside of the content, and the same occasion carried on.

use super::draft::Draft;
use crate::extract::Prose;
use crate::extract::dates::Dated;
use crate::model::{Span, When};

/// Tokens that may stand between the cue and its date.
const NEAR: usize = 4;

/// The date that belongs to the cue: within it, right behind it, or opening its sentence before anything else.
pub fn date(prose: &Prose, draft: &Draft, dates: &[Dated]) -> Option<When> {
    let cue = draft.cue?;
    let (_, paragraph) = prose.paragraphs.get(draft.home)?;
    let tokens = paragraph.tokens_in(cue);
    let sentence = paragraph.span_of(paragraph.sentences.get(paragraph.sentence_of(tokens.start))?.clone());
    let first = dates.partition_point(|d| d.span.end <= sentence.start);
    let near = dates[first..].iter().take_while(|d| d.span.start < sentence.end);
    let free = near.filter(|d| !draft.says(d.span) && !draft.source.is_some_and(|s| s.overlaps(d.span)));
    let behind = |d: &Dated| {
        let at = paragraph.tokens_in(d.span).start;
        cue.overlaps(d.span) || (at >= tokens.end && at <= tokens.end + NEAR) || pledged(draft, d.span, cue)
    };
    let opening = |d: &Dated| d.span.start <= sentence.start + 4 && d.span.end <= cue.start;
    let mut free: Vec<_> = free.collect();
    free.sort_by_key(|d| (!behind(d), d.span));
    free.into_iter().find(|d| behind(d) || opening(d)).map(|d| d.when)
}

/// Whether the date follows at once a content that itself follows the cue: `pledged support last month`.
fn pledged(draft: &Draft, date: Span, cue: Span) -> bool {
    draft.content.last().is_some_and(|c| c.start > cue.end && date.start >= c.end && date.start <= c.end + 5)
}
