//! A document as a page: its blocks put together to passages, each measured, and the stretch where the prose is densest.

use super::gallery;
use super::lexicon::{Class, Lexicon, Place, numbers};
use super::shape::{End, Opening, Shape};
use super::thread;
use crate::input::{Block, Document};
use crate::model::Span;
use crate::text::fold::fold;
use crate::text::split;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A stretch of text that is kept or left out as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands.
    pub span: Span,
    /// What it looks like.
    pub shape: Shape,
}

/// The passages of a document, in order; readers' comments and counted pictures are no part of it.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The passages.
    pub passages: Vec<Passage>,
    /// The passages from the first to the last of the densest stretch of prose; empty where there is no prose.
    pub core: Range<usize>,
    /// For each passage its text folded.
    pub folded: Vec<String>,
    /// For each passage its letters and digits, see [`plain_words`].
    pub plain: Vec<String>,
    /// For each passage its folded words, each as a number.
    pub words: Vec<Vec<u64>>,
}

/// Passages shorter than this weigh against a stretch of prose, by as much as so many words.
const BREAK: i64 = 12;

impl Page {
    /// Measures a document.
    pub fn read(document: &Document, lexicon: &Lexicon) -> Self {
        let text = &document.text;
        let spans = join(text, &document.blocks, lexicon);
        let mut folded: Vec<String> = spans.iter().map(|span| fold(span.of(text))).collect();
        let mut words = Vec::with_capacity(spans.len());
        let read = |(span, folded): (&Span, &String)| {
            let numbers = numbers(folded);
            let shape = Shape::of_folded(span.of(text), folded, &numbers, lexicon);
            words.push(numbers);
            Passage { span: *span, shape }
        };
        let mut passages: Vec<Passage> = spans.iter().zip(&folded).map(read).collect();
        let comments = thread::find(text, &passages, &folded);
        let mut leave_out = |passages: &mut Vec<Passage>, range: Range<usize>| {
            passages.drain(range.clone());
            folded.drain(range.clone());
            words.drain(range);
        };
        if let Some(comments) = comments {
            leave_out(&mut passages, comments);
        }
        for picture in gallery::pictures(text, &passages).into_iter().rev() {
            leave_out(&mut passages, picture);
        }
        let plain: Vec<String> = folded.iter().map(|line| split::only_alphanumeric(line.clone())).collect();
        mark_repeats(&plain, &mut passages);
        let core = densest(&passages);
        Self { passages, core, folded, plain, words }
    }

    /// Whether the page leads to articles and holds none: teasers that break off or have each
    /// its `More about …`, or headlines without a paragraph.
    pub fn is_hub(&self) -> bool {
        let shapes = || self.passages.iter().map(|p| &p.shape);
        let own = |s: &&Shape| !s.is_notice() && !s.signs.is_voiced() && !s.is_caption;
        let prose = || shapes().filter(own).filter(|s| s.is_prose() && !s.breaks_off && s.words >= 15);
        let teasers = shapes().filter(|s| s.breaks_off && s.words >= 12).count();
        let headlines =
            shapes().filter(|s| (4..=25).contains(&s.words) && !s.is_prose() && !s.signs.is_label()).count();
        let paragraph = shapes().any(|s| s.words >= 30 && s.stops >= 2 && !s.breaks_off);
        let only_headlines = headlines >= 40 && prose().count() * 12 <= headlines && !paragraph;
        let pointers = shapes().filter(|s| s.points).count();
        teasers >= 8 && prose().count() * 4 <= teasers
            || only_headlines
            || pointers >= 4 && prose().count() <= 3 * pointers
    }

    /// Whether a page without a headline is one that leads to others by their first sentences: some break off, are printed
    /// twice for a carousel and have a `More about …`, or it calls on its readers to use it and cites nobody.
    pub fn is_front(&self, text: &str) -> bool {
        let prose = || self.passages.iter().filter(|p| p.shape.is_prose());
        let count = |holds: &dyn Fn(&Shape) -> bool| self.passages.iter().filter(|p| holds(&p.shape)).count();
        let teasers = count(&|s| s.breaks_off && s.words >= 12);
        let repeated = count(&|s| s.repeated && s.is_prose());
        let pointers = count(&|s| s.points);
        let calls = prose().filter(|p| calls_on(p.span.of(text))).count();
        let cites = || prose().any(|p| cites(p.span.of(text)));
        let short = prose().filter(|p| p.shape.stops <= 2).count() * 10 >= prose().count() * 7;
        teasers >= 3 && repeated >= 4 && pointers >= 2 || calls >= 2 && prose().count() >= 8 && short && !cites()
    }

    /// Index of the passage that holds or follows the byte `at`.
    pub fn index_at(&self, at: u32) -> usize {
        self.passages.partition_point(|p| p.span.end <= at)
    }
}

/// Whether a line calls on its reader to use what the site offers: `Join our host as he talks to sailors.`
fn calls_on(line: &str) -> bool {
    const CALLS: [&str; 14] = [
        "Use", "Join", "Explore", "Discover", "Browse", "Find", "Learn", "Watch", "Listen", "Read", "See", "Get",
        "Follow", "Meet",
    ];
    line.split_whitespace().next().is_some_and(|word| CALLS.contains(&word))
}

/// Whether a paragraph tells what somebody said.
fn cites(line: &str) -> bool {
    const VERBS: [&str; 6] = ["said", "told", "added", "wrote", "warned", "announced"];
    let says = |word: &str| VERBS.contains(&word);
    line.contains(['“', '"', '«']) || split::alphanumeric(line).any(says) || line.contains("ccording to ")
}

/// Whether a line ends within the words of a link that the next one goes on with: `[17th\\`, `Study](https://…)`.
fn is_broken_link(before: &str, after: &str) -> bool {
    let open = memchr::memrchr(b'[', before.as_bytes()).map(|at| &before[at..]);
    let open = open.filter(|open| open.len() <= 120 && !open.contains(']'));
    open.is_some() && after.find("](").is_some_and(|at| !after[..at].contains('['))
}

/// Blocks of hard-wrapped text, and lines torn apart at a link, become one passage; all others stay as they are.
fn join(text: &str, blocks: &[Block], lexicon: &Lexicon) -> Vec<Span> {
    let wrap = wrap_width(text, blocks);
    let mut spans: Vec<Span> = Vec::with_capacity(blocks.len());
    let mut last = Span::default();
    for (at, block) in blocks.iter().enumerate() {
        let next = blocks.get(at + 1).map(|b| b.span);
        let goes_on = spans.last().is_some_and(|open| {
            let filled = wrap.is_some_and(|width| block.gap == 0 && fills(text, last, block.span, width));
            let words = block.span.of(text);
            let cut_off = is_drop_cap(last.of(text), words) || is_closing_mark(last.of(text), words);
            let window = at == 1 && [" | ", " - ", " — ", " – "].iter().any(|mark| open.of(text).contains(mark));
            let link = block.gap <= 1 && is_broken_link(last.of(text), words);
            filled || cut_off || link || (block.gap <= 1 && !window && is_torn(text, *open, block.span, next, lexicon))
        });
        match spans.last_mut() {
            Some(open) if goes_on => *open = open.join(block.span),
            _ => spans.push(block.span),
        }
        last = block.span;
    }
    spans
}

/// The width, in characters, at which a text is wrapped: nine lines in ten are no longer, and many break inside a
/// sentence.
fn wrap_width(text: &str, blocks: &[Block]) -> Option<usize> {
    let mut widths: Vec<usize> = blocks.iter().map(|b| b.span.of(text).chars().count()).collect();
    let breaks_inside = |at: &usize| {
        let (left, right) = (blocks[at - 1].span.of(text), blocks[*at].span.of(text));
        blocks[*at].gap == 0
            && widths[at - 1] >= 45
            && right.starts_with(char::is_lowercase)
            && !left.ends_with(['.', '!', '?', '"', '”'])
    };
    let inside = (1..blocks.len()).filter(breaks_inside);
    let often = inside.count() * 4 >= blocks.len();
    widths.sort_unstable();
    let width = *widths.get(widths.len() * 9 / 10)?;
    (often && blocks.len() > 3 && (50..=140).contains(&width)).then_some(width)
}

/// Whether the line `left` is full: the first word of `right` would not have fitted.
fn fills(text: &str, left: Span, right: Span, width: usize) -> bool {
    let right = right.of(text);
    let listed = right.starts_with(['-', '*', '•', '#', '>']);
    let word = right.split_whitespace().next().map_or(0, |w| w.chars().count());
    let left = left.of(text);
    let needed = if left.ends_with(['.', '!', '?', '"', '”']) { width } else { width * 9 / 10 };
    !listed && left.chars().count() + word + 1 > needed
}

/// Whether `right` goes on with the sentence that `left` began, as where a dump broke the line at a link: it starts in the
/// middle of a sentence, or is a few words and `next` does.
fn is_torn(text: &str, left: Span, right: Span, next: Option<Span>, lexicon: &Lexicon) -> bool {
    let (before, after) = (left.of(text), right.of(text));
    let address = |line: &str| line.starts_with("http") || line.starts_with("www.") || line.starts_with("pic.");
    if address(after) || next.is_some_and(|next| address(next.of(text))) && !starts_inside(after) {
        return false;
    }
    if before.ends_with(['.', '!', '?', '…', ':', '"', '”', '|']) || after.starts_with('#') {
        return false;
    }
    let goes_on = starts_inside(after);
    let followed = next.is_some_and(|next| starts_inside(next.of(text)));
    if !(goes_on || followed && after.len() < 60) {
        return false;
    }
    let tail = split::tail(before, 201);
    let unfinished = Shape::of(tail, lexicon);
    let begun = unfinished.words >= 5 && unfinished.function_words >= 1 && unfinished.end == End::Bare;
    if !begun || !is_running(&unfinished) {
        return false;
    }
    let last = tail.rsplit(char::is_whitespace).next().unwrap_or("");
    let dangling = lexicon.is_function_word(&fold(last));
    let rest = Shape::of(split::head(after, 200), lexicon);
    (dangling || goes_on && (rest.words >= 4 || rest.end == End::Stop || followed)) && is_running(&rest)
}

/// Whether `before` is the large first letter of a sentence, set apart from what `after` goes on with: `“T`, `he ferry`.
pub(super) fn is_drop_cap(before: &str, after: &str) -> bool {
    let mut letters = before.chars().skip_while(|c| !c.is_alphanumeric());
    letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_none()
        && before.len() <= 6
        && after.starts_with(char::is_lowercase)
}

/// Whether `after` is nothing but the marks that close the sentence of `before`.
pub(super) fn is_closing_mark(before: &str, after: &str) -> bool {
    let Some(last) = before.chars().next_back() else { return false };
    let quoted = after.starts_with(['”', '"', '’', '»']);
    let open = last.is_alphanumeric() || last == ',' || quoted && matches!(last, '.' | '!' | '?');
    let closes = |c: char| matches!(c, '”' | '"' | '’' | '»' | '.' | ',' | ';' | '?' | '!' | ')');
    open && after.chars().count() <= 3 && after.chars().all(closes)
}

/// Whether a line starts as the middle of a sentence does.
pub(super) fn starts_inside(line: &str) -> bool {
    let mark = line.starts_with([',', ';', ')', '.', '’']) && !line.starts_with("...");
    mark || line.starts_with(char::is_lowercase)
}

/// Whether a line may be part of a sentence: no heading, label, byline or date.
fn is_running(shape: &Shape) -> bool {
    !matches!(shape.opening, Opening::Heading | Opening::Subheading)
        && !shape.signs.is_label()
        && !shape.signs.any(&[Class::Byline, Class::Dating], &[Place::Start])
}

/// Marks the passages whose words stand in more than one passage.
fn mark_repeats(plain: &[String], passages: &mut [Passage]) {
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    for (at, words) in plain.iter().enumerate() {
        let first = *seen.entry(words).or_insert(at);
        if first < at {
            passages[first].shape.repeated = true;
            passages[at].shape.repeated = true;
        }
    }
}

/// The letters and digits of a text, folded: two lines with the same ones say the same.
pub fn plain_words(text: &str) -> String {
    split::only_alphanumeric(fold(text))
}

/// What a passage adds to a stretch of prose: its words where it is prose, less where it may be part of it, a loss where it
/// is none.
fn gain(shape: &Shape) -> i64 {
    let worth = i64::from(shape.words.min(150));
    let foreign = shape.is_notice() || shape.signs.is_voiced() || shape.repeated || shape.is_caption;
    let labelled = shape.signs.is_label() || shape.linked * 2 > shape.words;
    match shape.is_prose() {
        true if !foreign => worth,
        false if shape.words >= 8 && shape.end == End::Stop => worth / 3,
        false if !foreign && shape.is_unfinished() && shape.words >= 10 => worth / 3,
        false if !foreign && !labelled && shape.may_go_on() => -BREAK / 4,
        _ => -BREAK,
    }
}

/// The stretch with the most words of prose, where passages between prose weigh against it.
fn densest(passages: &[Passage]) -> Range<usize> {
    let (mut best, mut best_sum) = (0..0, 0);
    let (mut start, mut sum) = (0, 0);
    for (at, passage) in passages.iter().enumerate() {
        let gain = gain(&passage.shape);
        if sum <= 0 {
            (start, sum) = (at, 0);
        }
        sum += gain;
        if sum > best_sum {
            (best, best_sum) = (start..at + 1, sum);
        }
    }
    let sentence = |at: &usize| passages[*at].shape.is_prose() || passages[*at].shape.end == End::Stop;
    best.start = best.clone().find(sentence).unwrap_or(best.start);
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The passages of a text, one a line; those of the core between brackets.
    fn check(text: &str, expected: &str) {
        let page = Page::read(&super::super::document(text), &Lexicon::built_in());
        let seen: Vec<String> = (page.passages.iter().enumerate())
            .map(|(at, p)| {
                let words = p.span.of(text).replace('\n', " ");
                if page.core.contains(&at) { format!("[{words}]") } else { words }
            })
            .collect();
        assert_eq!(seen.join("\n"), expected);
    }

    #[test]
    fn lines_torn_at_a_link_are_one_passage() {
        check(
            "The talks were led by the envoy of the\nforeign ministry, who left early.\nHome",
            "[The talks were led by the envoy of the foreign ministry, who left early.]\nHome",
        );
    }

    #[test]
    fn wrapped_lines_are_one_passage() {
        check(
            "The two governments agreed on Monday that their border\nwould be opened in the spring, after a year of talks\nthat had nearly failed.\n\nThe crossing has been shut since the flood of 2019 and\nfarmers on both sides of the river have asked for a way\nto bring their goods to market before the summer.\nShort line.",
            "[The two governments agreed on Monday that their border would be opened in the spring, after a year of talks that had nearly failed.]\n[The crossing has been shut since the flood of 2019 and farmers on both sides of the river have asked for a way to bring their goods to market before the summer.]\nShort line.",
        );
    }
}
