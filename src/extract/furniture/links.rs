//! Links to other articles, told by their build: cards with a button or a day below, lists and rows of headlines, teasers
//! and titles behind the last paragraph. And the bullets above the first paragraph that are no links.

use super::cuts::is_article_prose;
use super::lexicon::{Class, Place, Signs};
use super::page::Page;
use super::shape::{End, Opening, Shape, breaks_off};
use crate::text::fold::fold;
use crate::text::split;
use std::ops::Range;

/// A line that leads on with an arrow, `» Read more about the pier here.`, or the headline of another article with who wrote
/// it, in a list: `* **The pier that nobody wanted** _by Ana Ruiz_`.
pub fn is_signed_link(line: &str, shape: &Shape) -> bool {
    let name = || line.strip_suffix('_').and_then(|line| line.rsplit_once("_by ")).map_or("", |(_, name)| name);
    let short = shape.opening == Opening::Bullet && shape.words <= 30 && shape.stops <= 1;
    let listed = short && name().starts_with(char::is_uppercase);
    let led = line.starts_with(['»', '›', '→', '►', '▶']) && fold(line).contains("read more");
    listed || led && shape.words <= 60
}

/// A few lines on something else with their button below, or the button: `Learn more`.
pub fn is_card(page: &Page, at: usize) -> bool {
    const BUTTONS: [&str; 5] = ["learn more", "find out more", "listen now", "watch now", "listen to the podcast"];
    let button = |at: usize| {
        page.passages.get(at).is_some_and(|p| p.shape.words <= 4 && BUTTONS.contains(&page.folded[at].trim()))
    };
    button(at) || button(at + 1) && page.passages[at].shape.words <= 70
}

/// The passages of cards among the paragraphs for other pieces, each with its kind above its title and one sentence below:
/// `Commentary`, `What the Bridge Is Worth`, `It was dear to build.`
pub fn labelled_cards(page: &Page) -> Vec<usize> {
    const KINDS: [&str; 12] = [
        "article",
        "commentary",
        "podcast",
        "podcast episode",
        "video",
        "report",
        "paper",
        "research",
        "blog",
        "q a",
        "event",
        "newsletter",
    ];
    let shape = |at: usize| &page.passages[at].shape;
    let is_kind = |at: &usize| {
        let named = |line: &str| {
            let words = line.replace('&', " ");
            KINDS.contains(&words.split_whitespace().collect::<Vec<_>>().join(" ").as_str())
        };
        shape(*at).words <= 2 && named(&page.folded[*at])
    };
    let is_title = |at: &usize| {
        let shape = shape(*at);
        (4..=18).contains(&shape.words) && shape.end != End::Open && shape.capitals * 2 > shape.words
    };
    let end = page.core.end.min(page.passages.len().saturating_sub(3));
    let kinds = (page.core.start + 1..end.max(page.core.start + 1)).filter(is_kind);
    let cards = kinds.filter_map(|at| {
        let title = (at + 1..at + 3).find(is_title)?;
        let told = shape(title + 1).end == End::Stop && (6..=45).contains(&shape(title + 1).words);
        told.then_some(at..title + 2)
    });
    cards.flatten().collect()
}

/// The only item of a list between two paragraphs: a link to another article.
pub fn is_lone_bullet(text: &str, page: &Page, at: usize) -> bool {
    let is_paragraph = |at: Option<usize>| {
        at.and_then(|at| page.passages.get(at)).is_some_and(|p| {
            let plain = p.shape.opening != Opening::Bullet && p.shape.end == End::Stop;
            plain && (is_article_prose(&p.shape) || p.shape.words >= 7 && p.shape.function_words >= 1)
        })
    };
    if page.passages[at].span.of(text).trim_end_matches(['*', '_']).ends_with(['.', ':']) {
        return false;
    }
    let shape = &page.passages[at].shape;
    let alone = shape.opening == Opening::Bullet && (5..=20).contains(&shape.words) && at > page.core.start;
    alone && page.core.contains(&at) && is_paragraph(at.checked_sub(1)) && is_paragraph(at.checked_add(1))
}

/// Items of a short list.
const MOST_ITEMS: usize = 3;

/// An item of a short list of headlines between paragraphs that nothing announces: links to other articles.
pub fn is_link_list(page: &Page, at: usize) -> bool {
    let is_item = |at: usize| {
        page.passages.get(at).is_some_and(|p| {
            p.shape.opening == Opening::Bullet
                && p.shape.stops == 0
                && (5..=25).contains(&p.shape.words)
                && p.shape.end == End::Bare
        })
    };
    if !is_item(at) || !page.core.contains(&at) {
        return false;
    }
    let first = (0..at).rev().take(MOST_ITEMS + 1).find(|at| !is_item(*at));
    let last = (at..page.passages.len()).take(MOST_ITEMS + 1).find(|at| !is_item(*at));
    let (Some(first), Some(last)) = (first, last) else { return false };
    let prose = |at: usize| page.passages[at].shape.is_prose();
    last - first <= MOST_ITEMS + 1
        && prose(first)
        && prose(last)
        && page.passages[first].shape.end == End::Stop
        && first > page.core.start
}

/// What follows the last paragraph where it begins, after at most a few lines, with three teasers that break off.
pub fn tail_of_teasers(page: &Page) -> Option<Range<usize>> {
    let shape = |at: usize| &page.passages[at].shape;
    let last = (0..page.passages.len()).rev().find(|at| is_article_prose(shape(*at)) && !shape(*at).breaks_off)?;
    let teasers = |at: &usize| shape(*at).breaks_off && shape(*at).words >= 6;
    let first = (last + 1..page.passages.len()).find(teasers)?;
    let count = (first..page.passages.len()).filter(teasers).count();
    let before = (0..=last).filter(|at| is_article_prose(shape(*at))).count();
    (count >= 3 && before >= 3).then_some(first..page.passages.len())
}

/// The passages of cards for other articles, each with its day and how long it takes to read below: `March 4`, `2 min read`.
pub fn timed_cards(page: &Page) -> Vec<usize> {
    let shape = |at: usize| &page.passages[at].shape;
    let is_day = |at: usize| shape(at).digits > 0 && shape(at).words <= 3 && shape(at).stops == 0;
    let is_time = |at: usize| shape(at).words <= 4 && shape(at).signs.has(Class::Dating, Place::End);
    let is_card = |at: &usize| (5..=45).contains(&shape(*at).words) && is_day(at + 1) && is_time(at + 2);
    let cards: Vec<usize> = (0..page.passages.len().saturating_sub(2)).filter(is_card).collect();
    if cards.len() >= 2 { cards } else { Vec::new() }
}

/// Three or more titles in a row behind the last paragraph, with nothing but such lines after them up to the end of the
/// page: links to what the article draws on, too long for headlines.
pub fn tail_of_titles(text: &str, page: &Page) -> Option<Range<usize>> {
    let shape = |at: usize| &page.passages[at].shape;
    let last = (0..page.passages.len()).rev().find(|at| is_article_prose(shape(*at)) && shape(*at).end == End::Stop)?;
    let line = |at: usize| page.passages[at].span.of(text);
    let is_title = |at: &usize| {
        let (words, shape) = (line(*at), shape(*at));
        let worded = shape.words >= 5 && shape.stops == 0 && shape.end == End::Bare;
        let quoted =
            shape.opening == Opening::Quote && ["' - ", "’ - ", "’ – ", "': ", "’: "].iter().any(|m| words.contains(m));
        worded && (shape.opening == Opening::Capital || quoted) && !words.contains(['"', '“', '”'])
    };
    let count = (last + 1..page.passages.len()).take_while(is_title).count();
    let announced = line(last).trim_end().ends_with(':');
    let before = (0..=last).filter(|at| is_article_prose(shape(*at))).count();
    let whole = (last + 1..page.passages.len()).all(|at| shape(at).opening != Opening::Small);
    // One line may be the last of the article, unless no other one of the page lacks its stop.
    let goes_on = |at: usize| shape(at).end == End::Bare && shape(at + 1).opening == Opening::Small;
    let torn = || page.core.clone().any(|at| at < last && !shape(at).is_prose() && goes_on(at));
    let single = count >= 1 && before >= 8 && last + 1 + count == page.passages.len() && !torn();
    ((count >= 3 && before >= 3 || single) && whole && !announced).then_some(last + 1..last + 1 + count)
}

/// Three or more bulleted headlines in a row behind which no more prose of an article comes.
pub fn rows_of_headlines(text: &str, page: &Page) -> Vec<Range<usize>> {
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
    let open = shape.stops == 0 || breaks_off(line) || line.ends_with(['!', '?', ')']) || shape.end != End::Stop;
    shape.opening == Opening::Bullet && open && (3..=40).contains(&shape.words)
}

/// The bullets that sum an article up, right above its first paragraph, on a page that has no others near its top.
/// One alone counts where the dateline of a report follows.
pub fn lead_bullets(text: &str, page: &Page) -> Vec<usize> {
    let is_bullet = |at: &usize| {
        let shape = &page.passages[*at].shape;
        let plain = shape.linked == 0 && shape.signs == Signs::default() && !shape.breaks_off;
        shape.opening == Opening::Bullet && (5..=25).contains(&shape.words) && shape.function_words >= 1 && plain
    };
    let opens = |at: &usize| {
        let shape = &page.passages[*at].shape;
        let pictured = shape.is_caption || shape.signs.any(&[Class::Caption], &[Place::Start, Place::Inside]);
        is_article_prose(shape) && !pictured && shape.opening != Opening::Bullet
    };
    let start = page.core.clone().find(opens).unwrap_or(page.core.start);
    let above: Vec<usize> = (0..start).rev().take_while(is_bullet).collect();
    let others = (0..start).filter(|at| page.passages[*at].shape.opening == Opening::Bullet).count();
    let dateline = || page.passages.get(start).is_some_and(|p| is_dateline(p.span.of(text)));
    let enough = (2..=5).contains(&above.len()) || above.len() == 1 && dateline();
    let enough = enough && contents(text, page).is_none();
    if enough && others == above.len() { above } else { Vec::new() }
}

/// The bullets above the prose that say what the article has in it, as some of them are questions.
pub fn contents(text: &str, page: &Page) -> Option<Range<usize>> {
    let is_bullet = |at: &usize| page.passages[*at].shape.opening == Opening::Bullet;
    let is_paragraph = |at: &usize| is_article_prose(&page.passages[*at].shape) && !is_bullet(at);
    let start = page.core.clone().find(is_paragraph).unwrap_or(page.core.start);
    let first = (0..start.min(page.passages.len())).find(is_bullet)?;
    let list = first..first + (first..start).take_while(is_bullet).count();
    let is_entry = |at: &usize| page.passages[*at].shape.words <= 16 && page.passages[*at].shape.linked == 0;
    let asks = |at: &usize| page.passages[*at].span.of(text).ends_with('?');
    let all = list.clone().all(|at| is_entry(&at)) && list.clone().filter(asks).count() * 2 >= list.len();
    (list.len() >= 2 && all).then_some(list)
}

/// Whether a paragraph opens with place, day and agency: `EASTPORT, March 4 (Harbourwire) - …`.
fn is_dateline(line: &str) -> bool {
    let head = split::head(line, 70);
    let closed = head.split_once(')').is_some_and(|(_, rest)| rest.trim_start().starts_with(['-', '—', '–']));
    let place = head.split([',', ' ']).next().unwrap_or("");
    closed && head.contains('(') && place.len() > 2 && place.chars().all(char::is_uppercase)
}
