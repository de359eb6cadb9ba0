//! Sentences that a dump broke at their links: the words of each link stand on a line of their own, what was between them
//! may be lost. On such a page whatever reads as part of a sentence near the article belongs to it.

use super::cuts::is_article_prose;
use super::lexicon::{Class, Place};
use super::links::labelled_cards;
use super::page::Page;
use super::shape::{End, Opening, Shape};
use crate::text::fold::fold;
use std::ops::Range;

/// How many lines that are no part of a sentence may stand between two that are.
const GAP: usize = 7;

/// Adds what speaks for parts of sentences.
pub fn weigh(text: &str, page: &Page, title: Option<usize>, leanings: &mut [f32]) {
    for (at, leaning) in leanings.iter_mut().enumerate() {
        *leaning += near_others(page, at);
        *leaning += if breaks_within(text, page, at) { 5.0 } else { 0.0 };
        *leaning -= if is_orphan(page, at) { 5.0 } else { 0.0 };
    }
    let stretch = stretch(text, page, title);
    for at in torn_off(text, page, title.map_or(page.core.start, |at| at + 1).min(page.core.start)..stretch.end) {
        leanings[at] += 9.0;
    }
    let is_torn = is_torn(text, page, title);
    let lead = torn_lead(text, page, title);
    let line = |at: &usize| page.passages[*at].span.of(text);
    if is_torn || lead.iter().any(|at| dangles(line(at)) || line(at).contains('\n')) {
        for at in lead {
            leanings[at] += 12.0;
        }
    }
    if !is_torn {
        return;
    }
    for at in before_cards(page) {
        leanings[at] += 4.0;
    }
    for at in stretch.clone() {
        let shape = &page.passages[at].shape;
        if is_sentence(shape) || is_broken(text, page, at) {
            leanings[at] += 3.0;
        } else if is_link(shape) && stretch.contains(&(at + 1)) && near_sentences(page, at) {
            leanings[at] += 1.2;
        }
    }
}

/// All places of a phrase.
const ANYWHERE: [Place; 4] = [Place::Whole, Place::Start, Place::End, Place::Inside];

/// How many lines a sentence may be torn into behind its beginning.
const PIECES: usize = 4;

/// The pieces of a sentence behind its beginning in the prose, which breaks off at a small word or a comma: the few short
/// lines up to the next sentence, or the first of them, and the last beginning of all.
fn torn_off(text: &str, page: &Page, stretch: Range<usize>) -> Vec<usize> {
    let mut found = Vec::new();
    let line = |at: usize| page.passages[at].span.of(text);
    let last = (stretch.end + 3).min(page.passages.len());
    for at in stretch.start..last {
        let shape = &page.passages[at].shape;
        let called = shape.signs.any(&[Class::Notice, Class::Related, Class::Sharing, Class::Ending], &ANYWHERE);
        let called = called || shape.words <= 3 && shape.signs.any(&[Class::Byline, Class::Dating], &ANYWHERE);
        let counts = shape.words <= 2 && page.passages.get(at + 1).is_some_and(|p| p.shape.opening == Opening::Digit);
        let begun = (shape.words >= 2 || counts && is_quantity(line(at)))
            && !called
            && !shape.is_caption
            && shape.opening != Opening::Bullet;
        let open = dangles(line(at))
            || counts && is_quantity(line(at))
            || line(at).ends_with(',') && shape.words >= 8 && shape.function_words >= 1;
        if !begun || !open || shape.signs.is_voiced() || shape.signs.is_label() {
            continue;
        }
        let pieces = (at + 1..page.passages.len()).take(PIECES).take_while(|at| is_piece(&page.passages[*at].shape));
        let count = pieces.count();
        let next = page.passages.get(at + 1 + count).map(|p| &p.shape);
        let closed = next.is_none_or(|n| n.end == End::Stop || n.words > 8);
        found.extend(at + 1..at + 1 + if closed { count } else { count.min(1) });
        found.extend((shape.words <= 8 && count > 0).then_some(at));
    }
    found
}

/// The pieces of a sentence within the densest prose of which a card for something else has taken the rest: the few short
/// lines between its beginning and the card.
fn before_cards(page: &Page) -> Vec<usize> {
    let cards = labelled_cards(page);
    let shape = |at: usize| &page.passages[at].shape;
    let is_own = |at: &usize| is_piece(shape(*at)) && is_link(shape(*at)) && !cards.contains(at);
    let rows = cards.iter().filter(|at| **at > 0 && !cards.contains(&(**at - 1))).map(|card| {
        let count = (page.core.start + 1..*card).rev().take(PIECES).take_while(is_own).count();
        let begun = shape(card - count - 1);
        let open = begun.end == End::Bare && begun.words >= 12 && begun.function_words >= 3 && !begun.is_caption;
        if open && count > 0 { card - count..*card } else { 0..0 }
    });
    rows.flatten().collect()
}

/// A few words that may be a piece of a sentence, whatever they say.
fn is_piece(shape: &Shape) -> bool {
    let notice = shape.is_notice() || shape.signs.is_voiced() || shape.signs.any(&[Class::Related], &[Place::Whole]);
    (1..=6).contains(&shape.words)
        && shape.end != End::Stop
        && !shape.is_caption
        && !notice
        && shape.digits < shape.words
}

/// The pieces of the first sentence above the densest prose: a line that a small word goes on with, and the names before it,
/// up to the picture, day or byline above them.
fn torn_lead(text: &str, page: &Page, title: Option<usize>) -> Vec<usize> {
    let from = title.map_or(page.core.start.saturating_sub(12), |title| title + 1);
    let to = (page.core.start + 8).min(page.passages.len().saturating_sub(1));
    let shape = |at: usize| &page.passages[at].shape;
    let signed = |at: usize| shape(at).signs.any(&Class::ALL, &ANYWHERE);
    let plain = |at: usize| is_piece(shape(at)) || (7..=14).contains(&shape(at).words) && shape(at).end == End::Bare;
    let opens = |at: &usize| {
        let next = shape(at + 1);
        let goes_on = next.opening == Opening::Small && next.words <= 6 && next.end != End::Stop && !signed(at + 1);
        let begun = shape(*at).opening == Opening::Capital && shape(*at).words >= 3 && shape(*at).end != End::Stop;
        let worded =
            shape(*at).function_words >= 1 || shape(*at).words >= 6 || dangles(page.passages[*at].span.of(text));
        let mended = page.passages[*at].span.of(text).contains('\n');
        let own = plain(*at) && !signed(*at) && !shape(*at).is_caption && !shape(*at).repeated;
        begun && own && (mended || goes_on && worded)
    };
    let Some(first) = (from..to.max(from)).find(opens) else { return Vec::new() };
    let name = |at: &usize| {
        let shape = shape(*at);
        is_piece(shape) && shape.opening == Opening::Capital && !signed(*at) && !shape.repeated && shape.digits == 0
    };
    let above: Vec<usize> = (from..first).rev().take(PIECES).take_while(name).collect();
    let pictured = first.checked_sub(above.len() + 1).is_some_and(|at| shape(at).is_caption || shape(at).digits > 0);
    let behind = (first + 1..page.passages.len()).take(PIECES).take_while(|at| {
        is_piece(shape(*at)) && !signed(*at) && !page.core.contains(at) && (shape(*at).opening == Opening::Small)
    });
    let mut found: Vec<usize> = if pictured { above } else { Vec::new() };
    found.extend(std::iter::once(first).chain(behind));
    if pictured { found } else { Vec::new() }
}

/// The beginning of a sentence up to its link, long enough to stand for prose.
pub fn is_unfinished(shape: &Shape) -> bool {
    shape.is_unfinished()
        && shape.words >= 12
        && matches!(shape.opening, Opening::Capital | Opening::Small | Opening::Quote)
        && !shape.is_notice()
        && !shape.signs.is_voiced()
}

/// What speaks for parts of sentences that stand near each other, on any page.
fn near_others(page: &Page, at: usize) -> f32 {
    let near = at.saturating_sub(3)..(at + 4).min(page.passages.len());
    let fragments = near.clone().filter(|at| is_fragment(&page.passages[*at].shape)).count();
    let sentences = near.filter(|at| is_unfinished(&page.passages[*at].shape)).count();
    let shape = &page.passages[at].shape;
    let part = is_fragment(shape) || is_unfinished(shape);
    if part && fragments >= 1 && sentences >= 1 && at > page.core.start { 6.0 } else { 0.0 }
}

/// Whether a sentence within the densest prose breaks off at a small word, before its link.
fn breaks_within(text: &str, page: &Page, at: usize) -> bool {
    let passage = &page.passages[at];
    page.core.contains(&at) && is_unfinished(&passage.shape) && dangles(passage.span.of(text))
}

/// A word or two that go on with a sentence which the line before has ended.
fn is_orphan(page: &Page, at: usize) -> bool {
    let shape = &page.passages[at].shape;
    let before = page.passages[..at].iter().rev().find(|p| p.shape.words > 0);
    let ended = before.is_some_and(|p| p.shape.end == End::Stop && p.shape.words >= 5);
    ended && shape.opening == Opening::Small && shape.words <= 2 && shape.end == End::Bare
}

/// The words of a link out of the middle of a sentence.
fn is_fragment(shape: &Shape) -> bool {
    (2..=8).contains(&shape.words)
        && matches!(shape.opening, Opening::Small)
        && shape.end == End::Bare
        && !shape.signs.is_label()
}

/// Whether a page breaks sentences again and again: they end in a small word, or the next line begins with one.
fn is_torn(text: &str, page: &Page, title: Option<usize>) -> bool {
    let from = title.unwrap_or(page.core.start).min(page.core.start);
    let to = (page.core.end + 20).min(page.passages.len().saturating_sub(1));
    (from..to.max(from)).filter(|at| is_broken(text, page, *at)).count() >= 2
}

/// Whether a passage begins a sentence that the next one goes on with, or breaks off at a small word.
fn is_broken(text: &str, page: &Page, at: usize) -> bool {
    let (this, shape) = (page.passages[at].span.of(text), &page.passages[at].shape);
    let next = page.passages.get(at + 1).map(|p| &p.shape);
    let goes_on = next.is_some_and(|n| n.opening == Opening::Small && n.words <= 12 && !n.signs.is_label());
    let worded = shape.words >= 3 && shape.end != End::Stop && (shape.function_words >= 1 || shape.words >= 6);
    worded && !shape.signs.is_label() && !shape.is_caption && goes_on || shape.is_unfinished() && dangles(this)
}

/// Whether a line ends with a word that no sentence ends with.
pub(super) fn dangles(line: &str) -> bool {
    const LAST: [&str; 32] = [
        "the", "a", "an", "of", "to", "in", "on", "at", "for", "with", "by", "from", "and", "or", "that", "than", "as",
        "has", "have", "been", "had", "is", "was", "about", "after", "before", "under", "into", "its", "their",
        "which", "when",
    ];
    ends_with(line, &LAST)
}

/// Whether a line ends with a word that a figure goes on with: `Nearly`, `An estimated`.
pub(super) fn is_quantity(line: &str) -> bool {
    const LAST: [&str; 12] = [
        "about",
        "over",
        "nearly",
        "almost",
        "around",
        "some",
        "estimated",
        "approximately",
        "roughly",
        "least",
        "than",
        "another",
    ];
    ends_with(line, &LAST)
}

/// Whether the last word of a line is one of `words`, whatever its case.
fn ends_with(line: &str, words: &[&str]) -> bool {
    !line.ends_with('.') // as most do
        && line.rsplit(char::is_whitespace).next().is_some_and(|word| words.contains(&fold(word).as_str()))
}

/// From the headline to where no more parts of sentences follow the densest prose.
fn stretch(text: &str, page: &Page, title: Option<usize>) -> Range<usize> {
    let from = title.filter(|title| *title < page.core.start).map_or(page.core.start, |title| title + 1);
    let mut end = page.core.end;
    let mut gap = 0;
    for at in page.core.end..page.passages.len() {
        let shape = &page.passages[at].shape;
        if gap > GAP || ends(page.passages[at].span.of(text), shape) {
            break;
        }
        let is_part = is_sentence(shape);
        gap = if is_part { 0 } else { gap + 1 };
        if is_part {
            end = at + 1;
        }
    }
    from..end
}

/// Whether a passage heads what stands behind an article; `Read more` alone may head one card between paragraphs.
fn ends(line: &str, shape: &Shape) -> bool {
    let single = matches!(fold(line.trim()).as_str(), "read more" | "previous" | "next" | "more" | "learn more");
    let head = shape.signs.any(&[Class::Related, Class::Ending], &[Place::Whole]);
    let section = shape.signs.has(Class::Navigation, Place::Whole);
    head && !single && !section || shape.signs.closes() || shape.is_biography
}

/// A sentence or the beginning of one, in which the site does not speak.
fn is_sentence(shape: &Shape) -> bool {
    let whole = shape.end == End::Stop && shape.words >= 8 && shape.function_words * 6 >= shape.words;
    let own = !shape.is_notice() && !shape.signs.is_voiced() && !shape.is_caption && !shape.repeated;
    let called = shape.signs.any(&[Class::Notice, Class::Related, Class::Sharing], &[Place::Whole, Place::Start]);
    let caption = shape.signs.any(&[Class::Caption], &[Place::Start]);
    own && !called && !caption && !shape.breaks_off && (whole || is_article_prose(shape) || shape.is_unfinished())
}

/// A few words that may be those of a link.
fn is_link(shape: &Shape) -> bool {
    (1..=8).contains(&shape.words) && !shape.signs.is_label() && shape.digits * 2 <= shape.words && !shape.is_caption
}

/// Whether parts of sentences stand within two lines on both sides.
fn near_sentences(page: &Page, at: usize) -> bool {
    let is = |at: Option<usize>| at.and_then(|at| page.passages.get(at)).is_some_and(|p| is_sentence(&p.shape));
    (1..=2).any(|back| is(at.checked_sub(back))) && (1..=2).any(|on| is(at.checked_add(on)))
}
