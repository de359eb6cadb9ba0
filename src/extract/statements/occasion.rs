//! When something was said: the date in the sentence of the cue, outside of the content, and the same occasion carried on.

use super::draft::{Draft, Line};
use crate::extract::Prose;
use crate::extract::dates::Dated;
use crate::model::{Span, When};

/// Tokens that may stand between the cue and its date.
const NEAR: usize = 4;

/// What a source is said to do when it speaks, behind its name and a comma: `Weber, speaking on Monday, said`.
const SPEAKING: [&str; 8] =
    ["speaking", "talking", "addressing", "appearing", "testifying", "writing", "responding", "answering"];

/// Where one speaks: `In an interview on Monday, Weber said`.
const MEDIA: [&str; 15] = [
    "interview",
    "speech",
    "address",
    "statement",
    "briefing",
    "conference",
    "post",
    "tweet",
    "message",
    "letter",
    "video",
    "remarks",
    "testimony",
    "broadcast",
    "speaking",
];

/// The date that belongs to the cue: within it, right behind it, between it and the source, or opening its sentence.
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
    let line = Line { text: prose.text, paragraph };
    let opening = |d: &Dated| {
        d.span.end <= cue.start && (d.span.start <= sentence.start + 4 || in_medium(line, draft, d.span, sentence))
    };
    let mut free: Vec<_> = free.collect();
    free.sort_by_key(|d| (!behind(d), d.span));
    free.into_iter().find(|d| behind(d) || opening(d) || between(line, draft, d.span, cue)).map(|d| d.when)
}

/// Whether the date stands between source and cue and tells when the one spoke: `Weber on Monday said`, `Weber, speaking to
/// sailors on Monday, said`.
fn between(line: Line, draft: &Draft, date: Span, cue: Span) -> bool {
    let Some(source) = draft.source.filter(|source| source.end <= date.start && date.end <= cue.start) else {
        return false;
    };
    let [source, date, cue] = [source, date, cue].map(|span| line.paragraph.tokens_in(span));
    let speaks = line.word(source.end) == "," && SPEAKING.contains(&line.low(source.end + 1).as_ref());
    let closes = date.end + 1 == cue.start && line.word(date.end) == ",";
    let bare = date.start <= source.end + 1 && line.word(source.end) != ",";
    speaks && closes || bare && cue.start <= date.end + 1 && line.word(date.end) != ","
}

/// Whether the date ends what a sentence opens with before its source, and that tells where this spoke.
fn in_medium(line: Line, draft: &Draft, date: Span, sentence: Span) -> bool {
    let Some(source) = draft.source.filter(|source| date.end < source.start) else { return false };
    let [sentence, date, source] = [sentence, date, source].map(|span| line.paragraph.tokens_in(span));
    let joined = line.word(date.end) == "," && source.start == date.end + 1;
    let opening = sentence.start..date.start;
    let parted = opening.clone().any(|at| line.word(at) == ",");
    joined && !parted && opening.into_iter().any(|at| MEDIA.contains(&line.low(at).as_ref()))
}

/// Whether the date follows at once a content that itself follows the cue: `pledged support last month`.
fn pledged(draft: &Draft, date: Span, cue: Span) -> bool {
    draft.content.last().is_some_and(|c| c.start > cue.end && date.start >= c.end && date.start <= c.end + 5)
}
