//! What was said: the edges of contents, quotations that go on, and the kind that follows from the quotation marks.

use super::draft::{Draft, Line};
use crate::extract::Prose;
use crate::model::{Kind, Span};
use std::ops::Range;

/// Words of a quotation that a draft must have to be given the rest.
const LEAST_SHARED: usize = 3;

/// Puts the contents of a draft right: no mark at their edges but quotation marks, quotations whole, pieces that nothing
/// stands between joined, pieces without a word left out.
pub fn mend(prose: &Prose, draft: &mut Draft) {
    let mut mended: Vec<Span> = Vec::with_capacity(draft.content.len());
    let taken = [draft.cue, draft.source];
    draft.content.sort_unstable();
    for span in &draft.content {
        let Some((_, paragraph)) = prose.paragraph_at(span.start).and_then(|at| prose.paragraphs.get(at)) else {
            continue;
        };
        let line = Line { text: prose.text, paragraph };
        let range = trimmed(line, behind_dateline(line, paragraph.tokens_in(*span)));
        let range = whole_quotation(line, range);
        if !line.any_word(range.clone()) {
            continue;
        }
        let span = paragraph.span_of(range.clone());
        match mended.last_mut() {
            Some(last) if last.overlaps(span) || joins(line, *last, &range, &taken) => *last = last.join(span),
            _ => mended.push(span),
        }
    }
    draft.content = mended;
}

/// The range without the dateline of an agency that opens the paragraph: `EASTPORT, Feb 3 (Agency) - The port is shut, …`.
pub fn behind_dateline(line: Line, range: Range<usize>) -> Range<usize> {
    const LONGEST: usize = 16;
    let place = line.word(0);
    let shouted = place.chars().count() > 2 && place.chars().all(char::is_uppercase);
    if !shouted || range.start >= LONGEST {
        return range;
    }
    let opening = |at: &usize| line.word(*at) == "(";
    let agency = (1..LONGEST).find(|at| line.word(*at) == ")" && (1..*at).any(|at| opening(&at)));
    let dashes =
        |from: usize| (from..from + 4).take_while(|at| matches!(line.word(*at), "-" | "--" | "—" | "–")).count();
    let Some(end) = agency.map(|close| close + 1).filter(|end| dashes(*end) > 0) else { return range };
    // A sentence that happens to begin so has words that are no names.
    let named = |at: usize| !line.is_word(at) || line.is_capital(at) || line.word(at).starts_with(char::is_numeric);
    if range.start < end && (0..end).all(named) { end + dashes(end)..range.end } else { range }
}

/// The range without marks at either end that belong to the sentence around it.
fn trimmed(line: Line, mut range: Range<usize>) -> Range<usize> {
    let loose = |at: usize| matches!(line.word(at), "," | ":" | ";" | "—" | "–" | "-" | ")" | "]");
    while range.start < range.end && (loose(range.start) || line.word(range.start) == ".") {
        range.start += 1;
    }
    while range.start < range.end {
        let last = range.end - 1;
        let closing_bracket =
            matches!(line.word(last), ")" | "]") && range.clone().any(|at| matches!(line.word(at), "(" | "["));
        let inside = line.quotation(last).is_some_and(|q| q.end > range.end && q.start >= range.start);
        let stop = matches!(line.word(last), "." | "(" | "[") && !inside;
        if closing_bracket || !(stop || (loose(last) && !inside)) {
            break;
        }
        range.end -= 1;
    }
    range
}

/// The range with the marks of a quotation that it holds to the first or last word.
fn whole_quotation(line: Line, mut range: Range<usize>) -> Range<usize> {
    if range.is_empty() {
        return range;
    }
    if let Some(quotation) = line.quotation(range.start)
        && quotation.start < range.start
        && !line.any_word(quotation.start..range.start)
        && range.end + 2 >= quotation.end
    {
        range.start = quotation.start;
    }
    if let Some(quotation) = line.quotation(range.end - 1)
        && quotation.end > range.end
        && range.start <= quotation.start + 1
        && !line.any_word(range.end..quotation.end)
    {
        range.end = quotation.end;
        range.start = range.start.min(quotation.start);
    }
    lone_mark(line, range)
}

/// The range without a quotation mark at one end whose other half lies outside.
fn lone_mark(line: Line, mut range: Range<usize>) -> Range<usize> {
    let first = line.quotation(range.start).filter(|q| q.end > range.end || q.end == range.start + 1);
    if first.is_some_and(|q| q.end == range.start + 1) {
        range.start += 1;
    }
    if range.end > range.start + 1
        && let Some(quotation) = line.quotation(range.end - 1)
        && quotation.start + 1 == range.end
    {
        range.end -= 1;
    }
    range
}

/// Whether the range goes on where `last` ended, with nothing but marks between.
fn joins(line: Line, last: Span, range: &Range<usize>, taken: &[Option<Span>]) -> bool {
    let before = line.paragraph.tokens_in(last);
    let Some(end) = Some(before.end).filter(|_| !before.is_empty() && before.end <= range.start) else { return false };
    let gap = line.paragraph.span_of(end..range.start);
    !line.any_word(end..range.start) && !taken.iter().flatten().any(|span| span.overlaps(gap))
}

/// Gives a draft the rest of a quotation of which it has a part: who is cited for its beginning is cited for all of it, as
/// long as cue and source stand outside and no other draft has anything of the rest.
pub fn complete_quotations(prose: &Prose, drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        for piece in 0..drafts[at].content.len() {
            if let Some(whole) = whole_of(prose, drafts, at, piece) {
                drafts[at].content[piece] = whole;
            }
        }
        let content = &mut drafts[at].content;
        content.sort_unstable();
        content.dedup_by(|later, kept| {
            let shared = kept.overlaps(*later);
            if shared {
                *kept = kept.join(*later);
            }
            shared
        });
    }
}

/// The piece of content with the rest of the quotation it overlaps.
fn whole_of(prose: &Prose, drafts: &[Draft], at: usize, piece: usize) -> Option<Span> {
    let draft = &drafts[at];
    let span = draft.content[piece];
    let (_, paragraph) = prose.paragraph_at(span.start).and_then(|at| prose.paragraphs.get(at))?;
    let range = paragraph.tokens_in(span);
    let first = paragraph.quotations.partition_point(|q| q.tokens.end <= range.start);
    let quotation = paragraph.quotations.get(first).filter(|q| q.tokens.start < range.end && !q.single)?;
    let shared = quotation.tokens.start.max(range.start)..quotation.tokens.end.min(range.end);
    let whole = paragraph.span_of(quotation.tokens.clone());
    let line = Line { text: prose.text, paragraph };
    let words = shared.filter(|at| line.is_word(*at)).count();
    let outside = |other: &Span| !other.overlaps(whole);
    let own = draft.cue.iter().chain(&draft.source).all(outside);
    let others = drafts.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, d)| d);
    let free = others.into_iter().all(|d| d.cue.iter().chain(&d.source).chain(&d.content).all(outside));
    (!draft.inner && draft.cue.is_some() && words >= LEAST_SHARED && own && free && !span.contains(whole))
        .then(|| span.join(whole))
}

/// Hands quotations that follow a cue's unquoted content to the quotation they go on with: in
/// `“…,” she said, adding that …. “…”` the second one is what she said.
pub fn continue_quotations(prose: &Prose, drafts: &mut [Draft]) {
    for at in 1..drafts.len() {
        let (earlier, later) = drafts.split_at_mut(at);
        let draft = &mut later[0];
        let home = draft.home;
        if draft.content.len() < 2 || is_quotation(prose, draft.content[0]) {
            continue;
        }
        let Some(cue) = draft.cue else { continue };
        let same =
            |d: &&mut Draft| d.home == home && d.content.iter().any(|c| c.start < cue.start && is_quotation(prose, *c));
        let Some(owner) = earlier.iter_mut().rev().take(3).find(same) else { continue };
        if draft.source.is_some() && draft.source != owner.source {
            continue;
        }
        let split = draft.content.partition_point(|c| !(c.start > cue.end && is_quotation(prose, *c)));
        owner.content.extend(draft.content.drain(split.max(1)..));
    }
}

/// Whether a span is one quotation from mark to mark.
fn is_quotation(prose: &Prose, span: Span) -> bool {
    let Some((_, paragraph)) = prose.paragraph_at(span.start).and_then(|at| prose.paragraphs.get(at)) else {
        return false;
    };
    let line = Line { text: prose.text, paragraph };
    let range = paragraph.tokens_in(span);
    !range.is_empty() && line.quotation(range.start).is_some_and(|q| q.start == range.start && q.end + 1 >= range.end)
}

/// How much of the content stands in quotation marks. Names and single words set in marks do not count beside unquoted
/// words.
pub fn kind(prose: &Prose, content: &[Span]) -> Kind {
    let (mut quoted, mut cited, mut words) = (0, 0, 0);
    for span in content {
        let Some((_, paragraph)) = prose.paragraph_at(span.start).and_then(|at| prose.paragraphs.get(at)) else {
            continue;
        };
        let line = Line { text: prose.text, paragraph };
        let range = paragraph.tokens_in(*span);
        words += range.clone().filter(|at| line.is_word(*at)).count();
        let first = paragraph.quotations.partition_point(|q| q.tokens.end <= range.start);
        for quotation in paragraph.quotations[first..].iter().take_while(|q| q.tokens.start < range.end) {
            let inside = quotation.tokens.start.max(range.start)..quotation.tokens.end.min(range.end);
            let count = inside.clone().filter(|at| line.is_word(*at)).count();
            quoted += count;
            if is_cited(line, inside, count, quotation.single) {
                cited += count;
            }
        }
        let that = line.word(range.start).eq_ignore_ascii_case("that") && line.quotation(range.start).is_none();
        words -= usize::from(that && words > 1);
    }
    match quoted {
        _ if quoted >= words && words > 0 => Kind::Direct,
        _ if cited > 0 => Kind::Mixed,
        _ => Kind::Indirect,
    }
}

/// Whether words in marks are cited: not a name (all longer words capitalised), not a single word set apart.
fn is_cited(line: Line, inside: Range<usize>, count: usize, single: bool) -> bool {
    let long = || inside.clone().filter(|at| line.word(*at).chars().count() > 3 && line.is_word(*at));
    let named = count <= 8 && long().count() > 0 && long().all(|at| line.is_capital(at));
    let least = if single { 4 } else { 2 };
    count >= least && !named
}
