//! Where an article ends before its page does: at the head of a list of other articles, at the clock of
//! a live feed.

use super::lexicon::{Class, Place};
use super::page::{Page, Passage};
use super::shape::{End, Opening, Shape};
use super::torn::is_unfinished;
use crate::text::fold::fold;
use crate::text::split;
use std::ops::Range;

/// Adds what cuts speak against the passages behind them: much at a list, which the model may overrule, all at
/// feeds, disclaimers and notes on authors.
pub fn weigh(text: &str, page: &Page, leanings: &mut [f32]) {
    let clean: Vec<bool> = page.passages.iter().map(|p| is_article_prose(&p.shape)).collect();
    let mut prose = 0;
    let mut at = 0;
    while at < clean.len() {
        prose += usize::from(clean[at]);
        if prose >= 2 && is_single(text, page, &clean, at) {
            leanings[at] -= 5.0;
            at += 1;
        } else if prose >= 2 && is_head_of_list(&page.passages[at].shape) {
            let end = resumes(text, page, &clean, at + 1);
            leanings[at..end].iter_mut().for_each(|l| *l -= 5.0);
            if page.passages.get(end).is_some_and(|p| is_long(&p.shape)) && page.core.contains(&end) {
                leanings[end] += 4.0;
            } else if end < clean.len() && is_last_word(text, page, &clean, at + 1..end) {
                leanings[end] += 2.5;
            }
            at = end;
        } else {
            at += 1;
        }
    }
    let ends = [
        live_feed(text, page, &clean),
        closing(text, page, &clean),
        biography(page),
        cards(page, &clean),
        boilerplate(text, page, &clean),
    ];
    if let Some(end) = ends.into_iter().flatten().min() {
        let noted = |at: &usize| page.passages[*at].shape.is_biography && page.passages[*at].shape.words < 130;
        let from = end - (0..end).rev().take_while(noted).count();
        leanings[from..].iter_mut().for_each(|l| *l -= 30.0);
    }
}

/// Prose long enough to be an article's, with nothing of the site in it.
pub fn is_article_prose(shape: &Shape) -> bool {
    shape.is_prose() && !shape.is_notice() && shape.words >= 15 && shape.linked * 3 <= shape.words
}

/// A paragraph of several sentences, as no list of links has.
fn is_long(shape: &Shape) -> bool {
    is_article_prose(shape) && shape.words >= 40 && shape.stops >= 3 && !shape.is_caption && !shape.signs.is_voiced()
}

/// A label that heads what is no more of the article: `Read also`, `Comments (3)`, `More from Europe`. The label of an
/// advertisement heads nothing.
fn is_head_of_list(shape: &Shape) -> bool {
    if shape.signs.has(Class::Notice, Place::Whole) && !shape.signs.has(Class::Related, Place::Whole) {
        return false;
    }
    let label = shape.signs.any(&[Class::Related, Class::Ending], &[Place::Whole]);
    let opened = shape.signs.any(&[Class::Related, Class::Ending], &[Place::Start]);
    shape.words <= 12 && (label || opened && shape.end != End::Stop)
}

/// Whether a line leads to one other article, and the next paragraph goes on with this one: `Related: Ferry fares rise`.
fn is_single(text: &str, page: &Page, clean: &[bool], at: usize) -> bool {
    let line = page.passages[at].span.of(text);
    let named = line.split_once(':').is_some_and(|(_, link)| link.split_whitespace().count() >= 3);
    let opened = page.passages[at].shape.signs.any(&[Class::Related], &[Place::Start]);
    named && opened && clean.get(at + 1) == Some(&true) && at < page.core.end + 4
}

/// Where the article goes on behind a list: at the next prose that is not alone or that nothing but the article can tell,
/// or the end of the page.
fn resumes(text: &str, page: &Page, clean: &[bool], from: usize) -> usize {
    let own = |at: usize| {
        let line = page.passages[at].span.of(text);
        !addresses(line) || line.contains(['"', '“', '”'])
    };
    let followed = |at: usize| {
        let goes_on = |next: usize| clean.get(next) == Some(&true) || goes_on(page, next);
        (at + 1..at + 4).any(|next| goes_on(next) || next == clean.len() && own(at))
    };
    let is_start = |at: &usize| {
        let goes_on = clean[*at] && followed(*at) || is_last_word(text, page, clean, from..*at);
        goes_on && !is_teaser(page, clean, *at)
    };
    (from..clean.len()).find(is_start).unwrap_or(clean.len())
}

/// Whether the paragraph behind a short list is the last of the article though it stands alone: it tells what somebody said,
/// no such paragraph follows, and of the list only headlines stand before it.
fn is_last_word(text: &str, page: &Page, clean: &[bool], list: Range<usize>) -> bool {
    const ITEMS: usize = 4;
    let (at, listed) = (list.end, list.len() <= ITEMS);
    let shape = |at: usize| &page.passages[at].shape;
    let own =
        |at: usize| clean[at] && !shape(at).signs.is_voiced() && !shape(at).signs.has(Class::Byline, Place::Inside);
    let plain = shape(at).opening != Opening::Bullet && !shape(at).is_notice() && !shape(at).signs.is_voiced();
    let sentence = shape(at).words >= 8 && shape(at).is_told() && !shape(at).is_caption && !shape(at).is_biography;
    let alone = || !list.clone().chain(at + 1..(at + 3).min(clean.len())).any(own);
    let line = page.passages[at].span.of(text);
    let is_headline = |at: usize| shape(at).end == End::Bare && (3..=20).contains(&shape(at).words);
    // A card with its button below is over: what follows is the article.
    let card = (2..=3).contains(&list.len()) && shape(at - 1).signs.has(Class::Related, Place::Whole);
    let row = list.len() >= 2 && list.clone().all(is_headline) && shape(at).words >= 12 && !addresses(line);
    listed && plain && sentence && alone() && (reports(line) || row || card && !addresses(line))
}

/// Whether a line speaks to the reader or for the site.
fn addresses(line: &str) -> bool {
    let own = ["you", "your", "we", "our", "us"];
    split::alphanumeric(line).any(|word| word.len() <= 4 && own.iter().any(|own| own.eq_ignore_ascii_case(word)))
}

/// Whether a paragraph tells what somebody said: a quotation with the verb that ties it to its speaker, or that verb.
pub fn reports(line: &str) -> bool {
    let cited =
        || ["ccording to ", "s reported by ", "ach Angaben ", "aut Angaben "].iter().any(|words| line.contains(words));
    let told = || split::alphanumeric(line).any(says);
    (told() || cited()) && (line.contains(['"', '“', '”']) || !addresses(line))
}

/// Whether a word ties what was said to who said it.
fn says(word: &str) -> bool {
    matches!(word, "said" | "says" | "say" | "told" | "added" | "noted" | "wrote" | "asked" | "warned" | "stressed")
        || matches!(word, "reported" | "announced" | "denied" | "insisted" | "argued" | "sagte")
}

/// Whether a short paragraph stands in a row of three headlines that each have one: `Ferry fares rise`, `The council …`, `Old
/// pier reopens`, `Visitors …`.
fn is_teaser(page: &Page, clean: &[bool], at: usize) -> bool {
    let is_headline = |at: usize| {
        page.passages.get(at).is_some_and(|p| {
            let worded = (3..=25).contains(&p.shape.words) && p.shape.digits * 3 < p.shape.words;
            worded && !p.shape.is_prose() && p.shape.end != End::Open && p.shape.opening != Opening::Small
        })
    };
    let is_short = |at: usize| page.passages[at].shape.words <= 40;
    let is_pair = |at: &usize| *at > 0 && is_headline(at - 1) && clean.get(*at) == Some(&true) && is_short(*at);
    let behind = (at..clean.len()).step_by(2).take(3).take_while(is_pair).count();
    let before = (0..at).rev().skip(1).step_by(2).take(3).take_while(is_pair).count();
    behind > 0 && behind + before >= 3
}

/// Whether a passage begins a sentence that a dump broke at a link.
fn goes_on(page: &Page, at: usize) -> bool {
    page.passages.get(at).is_some_and(|p| is_unfinished(&p.shape) && !p.shape.is_biography)
}

/// The first time of day that stands alone on a line behind the prose, unless the page is a feed from its start.
fn live_feed(text: &str, page: &Page, clean: &[bool]) -> Option<usize> {
    let clocks: Vec<usize> = (0..clean.len()).filter(|at| is_clock(page.passages[*at].span.of(text))).collect();
    let is_ruled = |at: usize| at > 0 && page.passages[at - 1].shape.words == 0; // `___`: the next item of one report
    let first =
        *clocks.iter().filter(|at| !is_ruled(**at)).find(|at| clean[..**at].iter().filter(|c| **c).count() >= 3)?;
    let before = clocks.iter().filter(|at| **at < first).count();
    let many = clocks.len() > 3;
    let words =
        |range: &[Passage]| range.iter().filter(|p| is_article_prose(&p.shape)).map(|p| p.shape.words).sum::<u32>();
    let rest_is_less = words(&page.passages[first..]) < words(&page.passages[..first]);
    (before == 0 && !many && rest_is_less).then_some(first)
}

/// What heads the works that an article cites.
const REFERENCES: [&str; 10] = [
    "references",
    "bibliography",
    "footnotes",
    "endnotes",
    "works cited",
    "literatur",
    "referencias",
    "referencias bibliograficas",
    "bibliographie",
    "список литературы",
];

/// The first disclaimer, rule for comments or list of references behind most of the prose.
fn closing(text: &str, page: &Page, clean: &[bool]) -> Option<usize> {
    let is_prose = |at: &usize| clean[*at] && page.passages[*at].shape.opening != Opening::Bullet;
    let count = |range: Range<usize>| range.filter(is_prose).count();
    let references = |at: &usize| {
        let words = page.folded[*at].trim_matches(|c: char| !c.is_alphanumeric());
        page.passages[*at].shape.words <= 3 && REFERENCES.contains(&words)
    };
    let listed =
        (page.core.start..clean.len()).filter(references).find(|at| count(*at + 1..clean.len()) <= count(0..*at) / 2);
    if listed.is_some_and(|at| count(0..at) >= 3) {
        return listed;
    }
    (0..clean.len())
        .filter(|at| page.passages[*at].shape.signs.closes() || is_legal(text, page, *at) || is_pager(page, *at))
        .find(|at| count(0..*at) >= 3 && count(at + 1..clean.len()) * 3 <= count(0..*at))
}

/// The heading under which a press release says at its end who sent it, each time in the same words: `About Harbour Bank`,
/// with `Harbour Bank is …` below.
fn boilerplate(text: &str, page: &Page, clean: &[bool]) -> Option<usize> {
    let count = |range: Range<usize>| range.filter(|at| clean[*at]).count();
    let is_heading = |at: &usize| {
        let shape = &page.passages[*at].shape;
        let heading = page.passages[*at].span.of(text);
        let Some(next) = page.passages[at + 1..].iter().find(|p| p.shape.words > 0) else { return false };
        let short = (2..=9).contains(&shape.words) && shape.end != End::Stop;
        short && next.shape.is_prose() && is_about(heading, next.span.of(text))
    };
    (page.core.start..clean.len().saturating_sub(1)).filter(is_heading).find(|at| {
        let behind = count((at + 2).min(clean.len())..clean.len());
        count(0..*at) >= 3 && behind * 3 <= count(0..*at)
    })
}

/// Whether a heading says `About` and a name, and the paragraph below tells in its first words what that is or does.
fn is_about(heading: &str, paragraph: &str) -> bool {
    const VERBS: [&str; 18] = [
        "is", "are", "provides", "offers", "helps", "operates", "works", "serves", "was", "delivers", "develops",
        "has", "supports", "enables", "leads", "brings", "ist", "bietet",
    ];
    let mut heading = split::alphanumeric(heading);
    let opened = heading.next().is_some_and(|word| matches!(fold(word).as_str(), "about" | "uber"));
    let name = if opened { heading.find(|word| fold(word) != "the") } else { None };
    let Some(name) = name.filter(|name| name.starts_with(char::is_uppercase)).map(fold) else { return false };
    let mut told = split::alphanumeric(paragraph);
    let named = told.by_ref().take(12).any(|word| word.starts_with(char::is_uppercase) && fold(word) == name);
    named && told.take(14).any(|word| VERBS.contains(&word)) && !paragraph.contains(['"', '“', '”'])
}

/// The way to the article before or after this one, by its headline: `Previous Article Ferry fares rise`.
fn is_pager(page: &Page, at: usize) -> bool {
    const OPENERS: [&str; 8] = [
        "previous article",
        "next article",
        "previous post",
        "next post",
        "previous story",
        "next story",
        "« previous",
        "next »",
    ];
    let shape = &page.passages[at].shape;
    let short = shape.words <= 25 && shape.end != End::Stop && at >= page.core.start;
    short && OPENERS.iter().any(|opener| page.folded[at].starts_with(opener))
}

/// The owner's line under a story: `Copyright 2021 Harbour Times. All rights reserved.`
fn is_legal(text: &str, page: &Page, at: usize) -> bool {
    let (line, shape) = (page.passages[at].span.of(text), &page.passages[at].shape);
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '©' | '('));
    let opened = ["Copyright", "©", "(C)", "(c)"].iter().any(|mark| line.starts_with(mark));
    opened && shape.words >= 5 && shape.signs.any(&[Class::Ending], &[Place::Inside])
}

/// The first note on an author behind which at most one paragraph stands that may be the article's.
pub fn biography(page: &Page) -> Option<usize> {
    let shape = |at: usize| &page.passages[at].shape;
    let count = page.passages.len();
    let clean = |at: usize| is_article_prose(shape(at));
    let is_prose = |at: &usize| clean(*at) && !shape(*at).is_biography && !shape(*at).signs.is_voiced();
    let last = (0..count).rev().filter(|at| is_prose(at) && !shape(*at).breaks_off).nth(1)?;
    let enough = (0..=last).filter(|at| clean(*at)).count() >= 2;
    (last + 1..count).find(|at| enough && shape(*at).is_biography && shape(*at).words < 130)
}

/// The first of several cards for other articles whose headline is said twice in a row, once with a label before it.
fn cards(page: &Page, clean: &[bool]) -> Option<usize> {
    let is_card = |at: &usize| {
        let (label, headline) = (&page.passages[*at], &page.passages[*at + 1]);
        let fits = (5..=40).contains(&headline.shape.words) && label.shape.words > headline.shape.words;
        fits && label.shape.words < headline.shape.words + 6 && page.plain[*at].ends_with(&page.plain[*at + 1])
    };
    let mut cards = (page.core.start..clean.len().saturating_sub(1)).filter(is_card);
    let first = cards.next()?;
    let count = |range: Range<usize>| range.filter(|at| clean[*at]).count();
    (cards.next().is_some() && count(first..clean.len()) * 2 <= count(0..first)).then_some(first)
}

/// `11:25 PM`, `23:25`, `9.40 a.m.`: a time of day and nothing else.
pub fn is_clock(line: &str) -> bool {
    let line = line.trim_matches(|c: char| !c.is_alphanumeric());
    if !(4..=11).contains(&line.len()) || !line.is_ascii() {
        return false;
    }
    let digits = line.bytes().filter(u8::is_ascii_digit).count();
    let letters: String = line.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase();
    (3..=4).contains(&digits)
        && line.contains([':', '.'])
        && line.starts_with(|c: char| c.is_ascii_digit())
        && matches!(letters.as_str(), "" | "am" | "pm" | "h" | "uhr" | "gmt" | "utc")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_stand_alone() {
        for clock in ["11:25 PM", "23:05", "9.40 a.m.", "07:00 GMT"] {
            assert!(is_clock(clock), "{clock}");
        }
        for other in ["1:0", "11:25 PM, Monday", "2025", "18.02.2025", "Room 1:20"] {
            assert!(!is_clock(other), "{other}");
        }
    }
}
