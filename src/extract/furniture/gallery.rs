//! Pictures among the paragraphs: the captions of a gallery that counts them (`3/50 The old pier`), what stands under a label
//! such as `Image`, and sentences without a stop that only describe a picture.

use super::lexicon::{Class, Place};
use super::page::{Page, Passage};
use super::shape::{End, Opening, Shape};
use crate::text::split;
use std::ops::Range;

/// How many pictures a gallery must count to be one.
const OFTEN: usize = 3;

/// How many passages a picture of a gallery may take: its number, its caption, its credit.
const PICTURE: usize = 3;

/// The passages of the pictures of a gallery, each from its number to the next; in order, none twice.
pub fn pictures(text: &str, passages: &[Passage]) -> Vec<Range<usize>> {
    let numbered = passages.iter().enumerate();
    let counted: Vec<(usize, u32, u32)> =
        numbered.filter_map(|(at, p)| counter(p.span.of(text)).map(|(number, of)| (at, number, of))).collect();
    let in_row = |(left, right): (&(usize, u32, u32), &(usize, u32, u32))| left.2 == right.2 && left.1 + 1 == right.1;
    let rows = counted.iter().zip(counted.iter().skip(1)).filter(|pair| in_row(*pair)).count();
    if rows + 1 < OFTEN {
        return Vec::new();
    }
    let reach = |n: usize| {
        let at = counted[n].0;
        let next = counted.get(n + 1).map_or(at + PICTURE, |next| next.0.min(at + PICTURE + 1));
        let alone = |at: &usize| passages[*at].shape.words <= 8 || *at <= counted[n].0 + 1;
        at..at + (at..next.min(passages.len())).take_while(alone).count()
    };
    (0..counted.len()).map(reach).collect()
}

/// The number of a picture and of how many: `3/50 The old pier`, `3 of 50`.
fn counter(line: &str) -> Option<(u32, u32)> {
    let digits = |words: &str| words.bytes().take_while(u8::is_ascii_digit).count();
    let first = digits(line);
    let rest = &line[first..];
    let rest = rest.strip_prefix('/').or_else(|| rest.strip_prefix(" / ")).or_else(|| rest.strip_prefix(" of "))?;
    let second = digits(rest);
    let ends = rest[second..].chars().next().is_none_or(char::is_whitespace);
    let number: u32 = line[..first].parse().ok()?;
    let of = rest[..second].parse().ok()?;
    (ends && (2..=500).contains(&of) && (1..=of).contains(&number)).then_some((number, of))
}

/// Whether a passage is the label of a picture, `Image`, or the caption under one.
pub fn is_labelled(page: &Page, at: usize) -> bool {
    let label = |at: usize| {
        let shape = &page.passages[at].shape;
        shape.words <= 2 && shape.signs.has(Class::Caption, Place::Whole)
    };
    label(at) || at > 0 && label(at - 1) && page.passages[at].shape.words <= 60
}

/// Whether a line says what a picture shows behind the word for it: `Image: The old bridge, left, is closed`.
pub fn is_titled_picture(line: &str, shape: &Shape) -> bool {
    const WORDS: [&str; 8] = ["Image", "Photo", "Picture", "Pic", "Foto", "Bild", "Caption", "Graphic"];
    let shown = WORDS.iter().find_map(|word| line.strip_prefix(word)?.strip_prefix(':'));
    let labelled = shown.is_some_and(|shown| !shown.trim().is_empty());
    (labelled || is_spoken(line)) && shape.words <= 40 && shape.stops <= 2
}

/// Whether a line begins with what a page says to those who cannot see its pictures: `Image caption The old bridge`.
pub fn is_spoken(line: &str) -> bool {
    const WORDS: [&str; 6] =
        ["image caption", "image source", "image copyright", "media caption", "video caption", "figure caption"];
    let says = |head: String| WORDS.iter().any(|words| head.starts_with(words));
    line.starts_with(['I', 'M', 'V', 'F']) && says(split::head(line, 16).to_lowercase())
}

/// Whether a passage between two whole paragraphs describes a picture: a long line that comes to no stop, of which the
/// next line is no continuation.
pub fn is_bare_caption(text: &str, page: &Page, at: usize) -> bool {
    let shape = &page.passages[at].shape;
    let prose = |at: usize| page.passages.get(at).is_some_and(|p| p.shape.is_prose() && p.shape.end == End::Stop);
    let fresh =
        |at: usize| page.passages.get(at).is_some_and(|p| matches!(p.shape.opening, Opening::Capital | Opening::Quote));
    let long = (12..=65).contains(&shape.words) && shape.function_words * 7 >= shape.words;
    let line = page.passages[at].span.of(text);
    let last = line.chars().next_back();
    let worded = shape.opening == Opening::Capital && shape.linked == 0 && last.is_some_and(char::is_alphanumeric);
    let between = at > page.core.start && page.core.contains(&at) && prose(at - 1) && prose(at + 1) && fresh(at + 1);
    between && long && worded && shape.end == End::Bare && shape.stops <= 1 && !line.contains('\n')
}

/// Whether a line of seven to eleven words between two whole paragraphs is a caption: on a page without subheadings, where
/// it tells something in a sentence that comes to no stop.
pub fn is_short_caption(text: &str, page: &Page, at: usize) -> bool {
    let is_between = |at: usize| {
        let prose = |at: usize| page.passages.get(at).is_some_and(|p| p.shape.stops > 0 && p.shape.end == End::Stop);
        let shape = &page.passages[at].shape;
        let plain = shape.opening == Opening::Capital && shape.end == End::Bare && shape.stops == 0;
        at > page.core.start && plain && shape.linked == 0 && prose(at - 1) && prose(at + 1)
    };
    let shape = &page.passages[at].shape;
    let line = page.passages[at].span.of(text);
    let worded = (7..=11).contains(&shape.words) && shape.function_words >= 2 && shape.capitals * 2 < shape.words + 2;
    if !page.core.contains(&at) || !worded || line.contains([':', '"', '“', '‘']) || !is_between(at) {
        return false;
    }
    let paragraphs = page.core.clone().filter(|at| page.passages[*at].shape.is_prose()).count();
    let lines: Vec<usize> = page.core.clone().filter(|at| is_between(*at)).collect();
    let headed = lines.iter().any(|at| page.passages[*at].shape.words < 7);
    paragraphs >= 12 && lines.len() <= 4 && !headed && is_declared(line)
}

/// Whether a line has the verb of a sentence: a form of `be` or `have`, or one in the past behind its first words.
fn is_declared(line: &str) -> bool {
    const VERBS: [&str; 10] = ["is", "are", "was", "were", "has", "have", "had", "met", "said", "took"];
    let past = |word: &str| word.ends_with("ed") && word.len() > 4;
    line.split_whitespace().skip(1).any(|word| VERBS.contains(&word) || past(word))
}

/// What people and things do in captions, which tell it in the present.
const SHOWN: [&str; 64] = [
    "sleeps",
    "sleep",
    "walks",
    "walk",
    "stands",
    "stand",
    "attends",
    "attend",
    "arrives",
    "arrive",
    "meets",
    "meet",
    "speaks",
    "speak",
    "looks",
    "look",
    "holds",
    "hold",
    "waits",
    "wait",
    "poses",
    "pose",
    "sits",
    "sit",
    "shakes",
    "shake",
    "gestures",
    "listens",
    "listen",
    "passes",
    "rides",
    "ride",
    "carries",
    "carry",
    "inspects",
    "inspect",
    "reacts",
    "gathers",
    "gather",
    "takes",
    "take",
    "leaves",
    "greets",
    "addresses",
    "delivers",
    "burns",
    "rises",
    "prepares",
    "prepare",
    "visits",
    "visit",
    "mourns",
    "mourn",
    "embraces",
    "embrace",
    "crosses",
    "cross",
    "watches",
    "watch",
    "lays",
    "lay",
    "seen",
    "pictured",
    "shown",
];

/// Whether a line tells in the present what somebody does in a picture.
pub fn shows(line: &str) -> bool {
    line.split_whitespace().skip(1).any(|word| SHOWN.contains(&word))
}

/// Whether a passage tells in one sentence what is seen, and ends with the day of the picture: `Lorries wait in front of
/// the bridge in Eastport on March 4, 2021.`
pub fn is_dated_caption(text: &str, page: &Page, at: usize) -> bool {
    let shape = &page.passages[at].shape;
    let fits = (8..=60).contains(&shape.words) && shape.opening == Opening::Capital && shape.digits > 0;
    if !fits || shape.stops > 2 {
        return false;
    }
    let line = page.passages[at].span.of(text);
    let is_year = |word: &str| word.len() == 4 && word.starts_with("20") && word.bytes().all(|b| b.is_ascii_digit());
    let is_day = |word: &str| (1..=2).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    let mut last = line.split_whitespace().rev().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let dated = last.next().is_some_and(is_year) && last.take(2).any(is_day);
    let shown = || line.split_whitespace().take(24).skip(1).any(|word| SHOWN.contains(&word));
    dated && shown() && !line.contains(['"', '“', '”'])
}

/// Whether a passage between paragraphs tells in one sentence and in the present what somebody unnamed does: `A woman waits
/// as she looks for a ferry during the storm.`
pub fn is_scene(text: &str, page: &Page, at: usize) -> bool {
    let shape = &page.passages[at].shape;
    let inside = page.core.contains(&at) && at > page.core.start && (9..=50).contains(&shape.words);
    if !inside || shape.stops > 1 || shape.opening != Opening::Capital {
        return false;
    }
    let line = page.passages[at].span.of(text);
    let first = line.split_whitespace().next().unwrap_or_default();
    let unnamed = matches!(first, "A" | "An" | "People" | "Residents" | "Soldiers" | "Firefighters" | "Rescuers")
        || matches!(first, "Protesters" | "Demonstrators" | "Police" | "Two" | "Three" | "Children" | "Women" | "Men");
    let verb = || line.split_whitespace().take(6).position(|word| SHOWN.contains(&word));
    let placed =
        || line.split_whitespace().any(|word| matches!(word, "in" | "at" | "during" | "near" | "inside" | "outside"));
    let while_ = || [" as ", " amid ", " during ", " following ", " after "].iter().any(|joint| line.contains(joint));
    unnamed && verb().is_some_and(|at| at > 0) && placed() && while_() && !line.contains(['"', '“', '”', ':', ';'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_counted() {
        assert_eq!(counter("3/50 The old pier"), Some((3, 50)));
        assert_eq!(counter("3 of 12"), Some((3, 12)));
        for line in ["24/7 news", "3/50th of it", "18/02/2025", "of 12", "5 of 3 days", ""] {
            assert_eq!(counter(line).filter(|(number, of)| number <= of), None, "{line}");
        }
    }
}
