//! The authors: names behind `by`, `author:` and their like, above the prose or below it.

use super::affix::bare;
use super::published::Dateline;
use crate::extract::furniture::cuts;
use crate::extract::furniture::lexicon::{Class, Place};
use crate::extract::furniture::page::{Page, plain_words};
use crate::input::Document;
use crate::model::{Author, Span};
use crate::text::fold::fold;

/// Words that a byline begins with.
const OPENERS: [&str; 26] = [
    "by",
    "author",
    "authors",
    "written by",
    "story by",
    "reported by",
    "report by",
    "words by",
    "text by",
    "posted by",
    "analysis by",
    "opinion by",
    "reporting by",
    "von",
    "autor",
    "autorin",
    "autoren",
    "par",
    "por",
    "автор",
    "автори",
    "авторы",
    "autore",
    "yazan",
    "di",
    "article by",
];

/// Small words inside names.
const PARTICLES: [&str; 19] = [
    "de", "van", "von", "der", "den", "la", "le", "di", "da", "du", "del", "al", "el", "bin", "ibn", "ter", "dos",
    "do", "zu",
];

/// Words that say what someone is, or that go on after the name; no part of a name.
const NO_NAMES: [&str; 61] = [
    "writing",
    "editing",
    "additional",
    "staff",
    "writer",
    "reporter",
    "editor",
    "correspondent",
    "senior",
    "chief",
    "news",
    "desk",
    "bureau",
    "contributor",
    "columnist",
    "published",
    "updated",
    "posted",
    "last",
    "min",
    "minute",
    "minutes",
    "read",
    "on",
    "in",
    "at",
    "for",
    "from",
    "the",
    "special",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
    "share",
];

/// Words of sections and places that stand where names do.
const SECTIONS: [&str; 32] = [
    "world",
    "politics",
    "business",
    "opinion",
    "analysis",
    "europe",
    "european",
    "war",
    "united",
    "states",
    "middle",
    "east",
    "russia",
    "russian",
    "ukraine",
    "ukrainian",
    "security",
    "breaking",
    "exclusive",
    "live",
    "press",
    "release",
    "international",
    "latest",
    "economy",
    "defence",
    "defense",
    "foreign",
    "policy",
    "north",
    "south",
    "asia",
];

/// How many passages above the prose may hold a byline.
const REACH: usize = 150;

/// Finds the authors. Those given from outside count; their places are looked up in the bylines.
pub fn find(document: &Document, page: &Page, title: Option<usize>, datelines: &[Dateline]) -> Vec<Author> {
    let text = &document.text;
    let found = bylines(text, page, title, datelines);
    if document.metadata.authors.is_empty() {
        return found;
    }
    let place = |name: &str| found.iter().find(|a| plain_words(&a.name) == plain_words(name)).and_then(|a| a.span);
    let given = document.metadata.authors.iter();
    given.map(|name| Author { name: name.clone(), span: place(name) }).collect()
}

/// The names of the first passages that read as bylines, each name once: those before the prose, else those after it.
fn bylines(text: &str, page: &Page, title: Option<usize>, datelines: &[Dateline]) -> Vec<Author> {
    let core = page.core.clone();
    let from = title.map_or(core.start.saturating_sub(20), |at| at.min(core.start)).saturating_sub(4);
    let above = from..(core.start + 2).max(title.map_or(0, |at| at + 8)).min(page.passages.len());
    let above = above.end.saturating_sub(REACH).max(above.start)..above.end;
    let below = core.end.saturating_sub(2).max(above.end)..(core.end + 8).min(page.passages.len());
    let mut authors = Vec::new();
    for zone in [above, below] {
        for at in zone {
            for author in byline(text, page, at, datelines) {
                if !authors.iter().any(|a: &Author| plain_words(&a.name) == plain_words(&author.name)) {
                    authors.push(author);
                }
            }
        }
        if !authors.is_empty() {
            return authors;
        }
    }
    let agency = core.filter(|at| page.passages[*at].span.of(text).starts_with("Reporting by "));
    let reporters: Vec<Author> = agency.flat_map(|at| byline(text, page, at, datelines)).collect();
    if !reporters.is_empty() {
        return reporters;
    }
    title
        .and_then(|title| signed(text, page, title, datelines))
        .map_or_else(|| biography(text, page), |author| vec![author])
}

/// The name that stands alone on a line between headline and date.
fn signed(text: &str, page: &Page, title: usize, datelines: &[Dateline]) -> Option<Author> {
    let dated = |at: usize| (at + 1..at + 3).any(|next| datelines.iter().any(|line| line.passage == next));
    let said = |at: usize| &page.plain[at];
    let title = (title..=page.core.start.max(title)).rev().find(|at| said(*at) == said(title)).unwrap_or(title);
    let below = title + 1..(title + 6).min(page.passages.len());
    below.filter(|at| dated(*at)).find_map(|at| lone_name(text, page, at)).or_else(|| columnist(text, page, title))
}

/// The name on the line above the headline and below the label of what columnists write: `Opinion`, `Ana Ruiz`.
fn columnist(text: &str, page: &Page, title: usize) -> Option<Author> {
    const LABELS: [&str; 7] = ["opinion", "analysis", "column", "comment", "perspective", "commentary", "columnist"];
    let label = fold(page.passages[title.checked_sub(2)?].span.of(text));
    LABELS.contains(&label.trim()).then(|| lone_name(text, page, title - 1))?
}

/// The name that a line consists of.
fn lone_name(text: &str, page: &Page, at: usize) -> Option<Author> {
    let passage = page.passages.get(at).filter(|p| (2..=4).contains(&p.shape.words) && p.shape.digits == 0)?;
    let line = bare(text, passage.span).of(text).trim_end_matches([' ', '|', ',', '\n', '\u{a0}']);
    let (name, whole) = name(line)?;
    let sectional = |word: &str| SECTIONS.contains(&fold(word).as_str());
    let is_name = whole && name.len() == line.trim_start().len() && !passage.shape.signs.is_label();
    let start = passage.span.start as usize + (name.as_ptr() as usize - passage.span.of(text).as_ptr() as usize);
    (is_name && !name.split_whitespace().any(sectional))
        .then(|| Author { name: name.to_owned(), span: Some(Span::new(start, start + name.len())) })
}

/// The author whom a note behind the last paragraph presents: `Ana Ruiz is a reporter …`.
fn biography(text: &str, page: &Page) -> Vec<Author> {
    cuts::biography(page).map_or_else(Vec::new, |at| names(text, bare(text, page.passages[at].span)))
}

/// The names in one passage, if it is a byline.
fn byline(text: &str, page: &Page, at: usize, datelines: &[Dateline]) -> Vec<Author> {
    let passage = &page.passages[at];
    if passage.shape.words > 40 || passage.shape.is_prose() || passage.shape.is_caption {
        return Vec::new();
    }
    let date = datelines.iter().find(|line| line.passage == at).map(|line| line.span.start);
    let mut span = bare(text, passage.span);
    span.end = date.filter(|start| *start > span.start).unwrap_or(span.end).min(span.end);
    let Some(after) = behind_opener(text, span) else { return behind_date(text, passage.span, date) };
    if !after.trim(text).is_empty() {
        let mut found = names(text, after);
        found.extend(writers(text, after));
        return found;
    }
    let joined = joined(text, page, at);
    if joined.len() >= 2 {
        return joined;
    }
    let column: Vec<Author> = (at + 1..at + 10).map_while(|line| lone_name(text, page, line)).collect();
    let below = page.passages.get(at + 1 + column.len()).map(|p| &p.shape);
    let dated = below.is_some_and(|shape| shape.signs.any(&[Class::Dating], &[Place::Whole, Place::Start]));
    if column.len() >= 2 && dated {
        return column;
    }
    let next = page.passages.get(at + 1).filter(|next| next.shape.words <= 12);
    let mut found = next.map_or_else(Vec::new, |next| names(text, bare(text, next.span)));
    found.extend(further(text, page, at, !found.is_empty()));
    found
}

/// Who wrote down what others reported: `Reporting by Ana Ruiz Writing by Li Wei`.
fn writers(text: &str, line: Span) -> Vec<Author> {
    let label = ["Writing by ", "writing by "].iter().find_map(|label| Some(line.of(text).find(label)? + label.len()));
    label.map_or_else(Vec::new, |at| names(text, Span { start: line.start + at as u32, ..line }))
}

/// The names below `By` that a comma or `and` joins, each perhaps said twice.
fn joined(text: &str, page: &Page, by: usize) -> Vec<Author> {
    let line = |at: usize| page.passages.get(at).map_or("", |p| p.span.of(text).trim());
    let mut found: Vec<Author> = Vec::new();
    let mut at = by + 1;
    while let Some(author) = lone_name(text, page, at) {
        let again = lone_name(text, page, at + 1).is_some_and(|next| next.name == author.name);
        let last = at + usize::from(again);
        found.push(author);
        let joint = matches!(line(last + 1), "," | "and" | ", and" | "&");
        if !joint && !line(last).ends_with(',') {
            break;
        }
        at = last + if joint { 2 } else { 1 };
    }
    found
}

/// The names alone on the lines below the first one: each on the next line where the label speaks of several, `Authors`, else
/// each below the role of the one before.
fn further(text: &str, page: &Page, at: usize, named: bool) -> Vec<Author> {
    let label = fold(page.passages[at].span.of(text));
    let several =
        ["authors", "autoren", "auteurs", "autores", "авторы", "автори"].iter().any(|word| label.starts_with(word));
    let name = |line: usize| lone_name(text, page, line).filter(|_| named);
    let together: Vec<Author> = (at + 2..at + 9).map_while(name).collect();
    if several && !together.is_empty() {
        return together;
    }
    let role = |at: usize| page.passages.get(at).is_none_or(|p| names(text, bare(text, p.span)).is_empty());
    (at + 3..at + 9).step_by(2).map_while(|line| name(line).filter(|_| role(line - 1))).collect()
}

/// The names behind `by` where a date stands before it: `Posted 4 March 2021 by Ana Ruiz`.
fn behind_date(text: &str, line: Span, date: Option<u32>) -> Vec<Author> {
    let Some(rest) = date.filter(|date| *date >= line.start).map(|date| Span { start: date, ..line }) else {
        return Vec::new();
    };
    let by = rest.of(text).find(" by ").filter(|_| rest.len() < 90);
    by.map_or_else(Vec::new, |at| names(text, Span { start: rest.start + at as u32 + 4, ..rest }))
}

/// What follows the opener of a byline.
fn behind_opener(text: &str, span: Span) -> Option<Span> {
    let words = span.of(text);
    let head = words.char_indices().nth(24).map_or(words, |(at, _)| &words[..at]);
    let folded = fold(head);
    let openers = OPENERS.iter().filter(|opener| folded.starts_with(**opener));
    let longest = openers.filter_map(|opener| opener_length(head, opener)).max()?;
    let behind = Span::new(span.start as usize + longest, span.end as usize);
    let twice = head[longest..].to_lowercase().starts_with("by ");
    Some(if twice { Span { start: behind.start + 3, ..behind } } else { behind })
}

/// Length of the opener at the start of `head`, with its colon; `None` if another word stands there.
fn opener_length(head: &str, opener: &str) -> Option<usize> {
    let end = head.char_indices().nth(opener.chars().count()).map_or(head.len(), |(at, _)| at);
    let behind = &head[end..];
    let apart = behind.is_empty() || behind.starts_with(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '—'));
    (fold(&head[..end]) == *opener && apart).then(|| {
        let marks = behind.len() - behind.trim_start_matches([':', ' ', '\u{a0}', '-', '—', '*', '_']).len();
        end + marks
    })
}

/// The names at the start of the span, up to the first words that are none.
fn names(text: &str, span: Span) -> Vec<Author> {
    let words = span.of(text);
    let mut authors = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let (length, separator) = next_separator(&words[at..]);
        let Some((name, whole)) = name(&words[at..at + length]) else { break };
        let start = span.start as usize + at + (name.as_ptr() as usize - words[at..].as_ptr() as usize);
        authors.push(Author { name: name.to_owned(), span: Some(Span::new(start, start + name.len())) });
        if !whole {
            break;
        }
        at += length + separator;
    }
    authors
}

/// Bytes up to the next separator between names, and the length of the separator.
fn next_separator(words: &str) -> (usize, usize) {
    [",", ";", " and ", " & ", " und ", " et ", " y ", " e ", " та ", " и ", " | ", " / ", "|"]
        .iter()
        .filter_map(|separator| Some((words.find(separator)?, separator.len())))
        .min()
        .unwrap_or((words.len(), 0))
}

/// The name that `part` begins with, and whether nothing follows it. Two to five capitalised words, particles between them.
fn name(part: &str) -> Option<(&str, bool)> {
    let part = part.trim_start().trim_start_matches("and ");
    let (mut end, mut capitalised) = (0, 0);
    let mut whole = true;
    let mut at = 0;
    for word in part.split_inclusive(char::is_whitespace) {
        let lettered = word.find(|c: char| c.is_ascii_digit()).map_or(word, |digit| &word[..digit]);
        let bare = lettered.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '*' | '_' | '(' | ')'));
        let folded = fold(bare);
        let in_name = bare.starts_with(char::is_uppercase) && !NO_NAMES.contains(&folded.as_str()) && is_nameful(bare);
        if in_name {
            capitalised += 1;
            end = at + lettered.trim_end().len();
        } else if !(bare.is_empty() || capitalised > 0 && PARTICLES.contains(&folded.as_str())) {
            whole = false;
            break;
        }
        if lettered.len() < word.len() {
            whole = false;
            break;
        }
        at += word.len();
    }
    let name = part[..end].trim_end_matches(['.', '*', '_', ')']);
    (2..=5).contains(&capitalised).then_some((name, whole))
}

/// Letters, inner apostrophes, hyphens and the stop of an initial.
fn is_nameful(word: &str) -> bool {
    word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.' | '‑'))
}
