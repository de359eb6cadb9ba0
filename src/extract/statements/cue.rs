//! The cue: its verb group, with time, place or medium that follows at once.

use super::draft::{Draft, Line};
use super::vocabulary::{self, CIRCUMSTANCE};
use crate::extract::dates::Dated;
use crate::model::Span;

/// Tokens that auxiliaries, or time, place and medium, may take.
const LONGEST: usize = 12;

/// Takes into the cue of a draft the auxiliaries before it, and what follows up to the content or the next mark where that
/// is a time, a place or a medium (`wrote on Feb. 17 on X`).
pub fn extend(line: Line, draft: &mut Draft, dates: &[Dated]) {
    let Some(cue) = draft.cue.filter(|cue| !cue.is_empty()) else { return };
    let mut range = line.paragraph.tokens_in(cue);
    if range.is_empty() {
        return;
    }
    let taken = |at: usize| line.tokens().get(at).is_none_or(|t| takes(draft, t.span));
    let least = range.start.saturating_sub(LONGEST);
    while range.start > least && is_auxiliary(line, range.start - 1) && !taken(range.start - 1) {
        range.start -= 1;
    }
    let mut end = range.end;
    while end - range.end <= LONGEST && !taken(end) && !is_boundary(line, end) {
        end += 1;
    }
    let tail = line.paragraph.span_of(range.end..end);
    if end > range.end && end - range.end <= LONGEST && is_circumstance(line, range.end, tail, dates) {
        range.end = end;
    }
    draft.cue = Some(line.paragraph.span_of(range));
}

fn takes(draft: &Draft, span: Span) -> bool {
    draft.says(span) || draft.source.is_some_and(|s| s.overlaps(span))
}

fn is_auxiliary(line: Line, at: usize) -> bool {
    vocabulary::is_auxiliary(line.word(at))
}

fn is_boundary(line: Line, at: usize) -> bool {
    !line.is_word(at) && !matches!(line.word(at), "-" | "'" | "’" | "'s" | "’s" | "#" | "@")
        || matches!(
            line.word(at),
            "and" | "but" | "that" | "as" | "while" | "after" | "before" | "to" | "who" | "which"
        )
}

/// Whether the tokens from `at` on are a time, a place or a medium.
fn is_circumstance(line: Line, at: usize, tail: Span, dates: &[Dated]) -> bool {
    let first = dates.partition_point(|d| d.span.end <= tail.start);
    let opens_with_date = dates.get(first).is_some_and(|d| d.span.start == tail.start);
    opens_with_date || CIRCUMSTANCE.contains(&line.low(at).as_ref())
}
