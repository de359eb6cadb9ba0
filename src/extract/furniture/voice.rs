//! What is furniture though it is as long as prose: paragraphs in which the site speaks, teasers that break off, rows and
//! blobs of headlines; and what is body though it looks like furniture: sentences torn at their links, prose in a table.

use super::cuts::is_article_prose;
use super::lexicon::{Class, Place};
use super::page::{Page, plain_words};
use super::shape::{End, Opening, Shape};
use std::ops::Range;

/// A leaning that only the rules for headlines outweigh.
const STRONG: f32 = 12.0;

/// Adds what the build of each passage says about it.
pub fn weigh(text: &str, page: &Page, leanings: &mut [f32]) {
    let teasers = teasers(text, page);
    for (at, passage) in page.passages.iter().enumerate() {
        let (words, shape) = (passage.span.of(text), &passage.shape);
        let is_site = shape.signs.is_voiced() && shape.words < 130 || is_widget(words, shape);
        if is_site || is_blob(words, shape) || is_linked_on(shape) || teasers.contains(&at) {
            leanings[at] -= STRONG;
        }
        if is_tag_row(page, at) {
            leanings[at] -= STRONG;
        }
        leanings[at] += torn(page, at);
        if is_table_prose(words, shape) && page.core.contains(&at) {
            leanings[at] += STRONG;
        }
    }
    for row in rows_of_headlines(text, page) {
        leanings[row].iter_mut().for_each(|l| *l -= STRONG);
    }
}

/// The passages that break off with an ellipsis and whose words begin a later one.
fn teasers(text: &str, page: &Page) -> Vec<usize> {
    let breaks_off = |at: &usize| ends_open(page.passages[*at].span.of(text)) && page.passages[*at].shape.words >= 5;
    let found = (0..page.passages.len()).filter(breaks_off).take(40); // a hub has many, and none with its article
    found
        .filter(|at| {
            let said = plain_words(page.passages[*at].span.of(text));
            let longer = |p: &&super::Passage| p.shape.words >= page.passages[*at].shape.words;
            page.passages[at + 1..].iter().take(200).filter(longer).any(|p| {
                let next = p.span.of(text);
                !ends_open(next) && plain_words(next).starts_with(&said)
            })
        })
        .collect()
}

fn ends_open(line: &str) -> bool {
    let line = line.trim_end();
    line.ends_with("...") || line.ends_with('…')
}

/// `list 1 of 4`: an item of a widget that counts its items.
fn is_widget(line: &str, shape: &Shape) -> bool {
    let bare = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let mut words = bare.split_whitespace();
    let number = |word: Option<&str>| word.is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    let counted = words.next().is_some_and(|w| matches!(w.to_lowercase().as_str(), "list" | "item" | "slide"))
        && number(words.next())
        && words.next() == Some("of")
        && number(words.next());
    counted && shape.words < 60
}

/// A long line of headlines glued to each other: `Storm hits portFerry fares riseOld pier reopens`.
fn is_blob(line: &str, shape: &Shape) -> bool {
    let mut last = ' ';
    let mut glued = 0;
    for c in line.chars() {
        glued += u32::from(c.is_uppercase() && (last.is_lowercase() || last.is_ascii_digit()));
        last = c;
    }
    shape.words >= 20 && glued >= 5 && glued * 14 >= shape.words && shape.stops * 30 <= shape.words
}

/// A headline with the tail of a link: `Why did the ferry stop?Read more`.
fn is_linked_on(shape: &Shape) -> bool {
    shape.words < 30 && !shape.is_prose() && shape.signs.any(&[Class::Related], &[Place::End])
}

/// The topics under the promotion of an event: names in a row, behind a line in which the site speaks.
fn is_tag_row(page: &Page, at: usize) -> bool {
    let shape = &page.passages[at].shape;
    let follows = at > 0 && page.passages[at - 1].shape.signs.is_voiced();
    follows && shape.words >= 2 && shape.capitals == shape.words && shape.function_words == 0 && shape.stops == 0
}

/// Prose that a dump left within the bars of a table.
fn is_table_prose(line: &str, shape: &Shape) -> bool {
    line.starts_with('|') && shape.is_prose() && shape.words >= 60 && shape.stops >= 3
}

/// What speaks for parts of sentences that a dump left on lines of their own, at least two near each other.
fn torn(page: &Page, at: usize) -> f32 {
    let near = at.saturating_sub(3)..(at + 4).min(page.passages.len());
    let fragments = near.clone().filter(|at| is_fragment(&page.passages[*at].shape)).count();
    let sentences = near.filter(|at| is_unfinished(&page.passages[*at].shape)).count();
    let shape = &page.passages[at].shape;
    let part = is_fragment(shape) || is_unfinished(shape);
    if part && fragments >= 1 && sentences >= 1 && at > page.core.start { 6.0 } else { 0.0 }
}

/// The words of a link out of the middle of a sentence.
fn is_fragment(shape: &Shape) -> bool {
    (2..=8).contains(&shape.words)
        && matches!(shape.opening, Opening::Small)
        && shape.end == End::Bare
        && !shape.signs.is_label()
}

/// The beginning of a sentence up to its link.
fn is_unfinished(shape: &Shape) -> bool {
    shape.words >= 12
        && shape.end != End::Stop
        && shape.function_words * 5 >= shape.words
        && shape.capitals * 2 < shape.words
        && matches!(shape.opening, Opening::Capital | Opening::Small)
        && !shape.is_caption
        && !shape.is_notice()
        && !shape.signs.is_voiced()
}

/// Three or more bulleted headlines in a row behind which no more prose of an article comes.
fn rows_of_headlines(text: &str, page: &Page) -> Vec<Range<usize>> {
    let shapes: Vec<&Shape> = page.passages.iter().map(|p| &p.shape).collect();
    let last = shapes.iter().rposition(|s| is_article_prose(s) && s.opening != Opening::Bullet && !s.signs.is_voiced());
    let mut rows = Vec::new();
    let mut at = last.map_or(shapes.len(), |last| last + 1);
    while at < shapes.len() {
        let is_headline = |at: &usize| is_headline(page.passages[*at].span.of(text), shapes[*at]);
        let length = (at..shapes.len()).take_while(is_headline).count();
        let announced = at > 0 && shapes[at - 1].end == End::Open;
        if length >= 3 && !announced {
            rows.push(at..at + length);
        }
        at += length.max(1);
    }
    rows
}

/// A bullet with a headline behind it: no sentence that comes to its stop.
fn is_headline(line: &str, shape: &Shape) -> bool {
    let open = shape.stops == 0 || ends_open(line) || line.ends_with(['!', '?', ')']) || shape.end != End::Stop;
    shape.opening == Opening::Bullet && open && (3..=40).contains(&shape.words)
}
