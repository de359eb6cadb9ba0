//! Readers' comments: a stretch of a page that others wrote, with prose of its own, which is no part of the article and
//! nothing to measure the page by.
//!
//! Whatever software prints them, each comment has buttons, and a dump keeps their words: `Reply`, `Report`, `Permalink`
//! alone on a line, again and again; or a line that names who speaks: `Jo says:`.

use super::lexicon::{Class, Place, words_in};
use super::page::Passage;
use super::shape::Shape;
use std::ops::Range;

/// How often the buttons or heads of a comment must come for a thread.
const OFTEN: usize = 3;

/// How far above the first button of a thread its head may stand, in passages.
const REACH: usize = 60;

/// How far a comment may reach without a button, in passages.
const LONGEST: usize = 25;

/// The words of buttons that only comments have.
const BUTTONS: [&str; 13] = [
    "reply",
    "respond",
    "report abuse",
    "report comment",
    "report this comment",
    "flag comment",
    "flag as offensive",
    "flag as inappropriate",
    "flag as abusive",
    "permalink",
    "upvote",
    "antworten",
    "responder",
];

/// How weblogs head a reader's comment.
const SAYS: [&str; 8] = [" says:", " said:", " disse:", " sagt:", " dit :", " dice:", " dijo:", " говорит:"];

/// The passages of the thread of comments on a page, given folded too, if there is one with an article above it.
pub fn find(text: &str, passages: &[Passage], folded: &[String]) -> Option<Range<usize>> {
    let above = |at: usize| passages[..at].iter().any(|p| p.shape.is_prose() && !p.shape.is_notice());
    let is_headed = |at: usize| is_head(&passages[at].shape, &folded[at]) && above(at);
    let head = (0..passages.len()).find(|at| is_headed(*at)).unwrap_or(passages.len());
    let marks: Vec<usize> = (0..passages.len())
        .filter(|at| {
            let (passage, folded) = (&passages[*at], &folded[*at]);
            is_mark(text, passage, folded) || *at > head && is_stamp(&passage.shape, folded)
        })
        .collect();
    let first = marks.iter().position(|at| above(*at))?;
    let marks = &marks[first..];
    let count = 1 + marks.windows(2).take_while(|pair| pair[1] - pair[0] <= LONGEST).count();
    let start = start(passages, folded, marks[0]);
    let spoken = marks[..count].iter().filter(|at| is_spoken(text, &passages[**at])).count();
    ((count >= OFTEN || spoken >= 2) && above(start)).then(|| start..end(passages, marks[count - 1]))
}

/// Where the thread ends whose last mark stands at `mark`: the last comment may have no button of its own, and reaches to
/// the next label.
fn end(passages: &[Passage], mark: usize) -> usize {
    let is_label = |at: &usize| {
        let signs = passages[*at].shape.signs;
        signs.is_label() || signs.any(&[Class::Ending, Class::Notice, Class::Related], &[Place::Start, Place::Inside])
    };
    let behind = mark + 1..(mark + LONGEST / 2).min(passages.len());
    let label = behind.clone().find(is_label);
    let voiced = |at: usize| passages[mark + 1..at].iter().any(|p| p.shape.is_prose());
    let label = label.or_else(|| (behind.end == passages.len()).then_some(behind.end));
    label.filter(|at| voiced(*at)).unwrap_or(mark + 1)
}

/// Whether a passage is the button of a comment or names its author.
fn is_mark(text: &str, passage: &Passage, folded: &str) -> bool {
    if passage.shape.words > 6 || passage.span.len() > 120 {
        return false;
    }
    let bare = words_in(folded).filter(|w| !w.chars().all(char::is_numeric)).collect::<Vec<_>>();
    BUTTONS.contains(&bare.join(" ").as_str()) || bare.contains(&"permalink") || is_spoken(text, passage)
}

/// Whether a line says by whom and when a comment was written, as under the head of a thread: `Jo, 3 May 2021 | 10:15`,
/// `Posted by: Jo`, `Jo 5 minutes ago`.
fn is_stamp(shape: &Shape, folded: &str) -> bool {
    if shape.words > 10 || shape.stops > 0 || shape.is_prose() {
        return false;
    }
    let folded = folded.trim_matches(|c: char| !c.is_alphanumeric());
    folded.starts_with("posted by") || folded.ends_with(" ago") && shape.words >= 3
}

/// Whether a line names the author of the comment under it: `Jo says:`.
fn is_spoken(text: &str, passage: &Passage) -> bool {
    passage.shape.words <= 5 && SAYS.iter().any(|says| passage.span.of(text).ends_with(says))
}

/// Where the thread begins whose first mark stands at `mark`: at the line that heads it, else with the first comment, behind
/// the last line with a date above the mark.
fn start(passages: &[Passage], folded: &[String], mark: usize) -> usize {
    let above = mark.saturating_sub(REACH)..mark;
    if let Some(head) = above.rev().find(|at| is_head(&passages[*at].shape, &folded[*at])) {
        return head;
    }
    let close = mark.saturating_sub(LONGEST / 3)..mark;
    let short = |shape: &Shape| shape.words <= 8 && !shape.is_prose();
    close.rev().find(|at| short(&passages[*at].shape) && passages[*at].shape.digits > 0).unwrap_or(mark)
}

/// Whether a line heads comments: `Comments (12)`, `There are 13 comments`, `Readers' comments`.
fn is_head(shape: &Shape, folded: &str) -> bool {
    let says = |word: &str| matches!(word, "comments" | "comment" | "responses" | "kommentare" | "comentarios");
    shape.words <= 6 && words_in(folded).any(says)
}
