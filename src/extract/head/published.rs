//! The date of publication: the date line that stands best, near the headline and named as what it is. How a date line is
//! read is a matter of `extract/dates/dateline.rs`.

use super::{given, glued, own_address};
use crate::extract::dates;
use crate::extract::furniture::lexicon::{Class, Place};
use crate::extract::furniture::page::{Page, Passage};
use crate::extract::furniture::shape::{End, Opening, Shape};
use crate::input::Document;
use crate::model::{PartialDate, Precision, Published, Span, Title};
use crate::text::fold::fold;
use crate::text::split;
use chrono::Datelike;

/// A passage with a complete date in it that may be the page's own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dateline {
    /// The passage.
    pub passage: usize,
    /// The date expression.
    pub span: Span,
    /// What it stands for.
    pub date: PartialDate,
}

/// What a date line must score to be the page's own.
const ENOUGH: f32 = 0.5;

/// How far above the headline and below the last paragraph a date is looked for, in passages.
const REACH: usize = 12;

/// How long before its publication an article may place what gives the year, in days.
const MONTH: i64 = 31;

/// The dates that stand around the headline, before the prose, at its start and after its end.
pub fn datelines(text: &str, page: &Page, title: Option<usize>) -> Vec<Dateline> {
    let core = &page.core;
    let from = title.map_or(core.start.saturating_sub(4 * REACH), |at| at.min(core.start).saturating_sub(REACH));
    let near = from..title.map_or(core.start, |at| at + 5 * REACH);
    let before = core.start.saturating_sub(5 * REACH)..core.start + 4;
    let after = core.end..core.end + REACH;
    let rest = page.passages.len().saturating_sub(REACH)..page.passages.len();
    (0..page.passages.len())
        .filter(|at| *at == 0 || near.contains(at) || before.contains(at) || after.contains(at) || rest.contains(at))
        .filter_map(|at| dateline(text, page, at, title.is_some()))
        .collect()
}

/// The date of one passage; dates that run into their neighbours count only where there is an article for them to date.
fn dateline(text: &str, page: &Page, at: usize, titled: bool) -> Option<Dateline> {
    let passage = &page.passages[at];
    let span = if passage.shape.is_prose() { opening(text, passage.span)? } else { passage.span };
    if passage.shape.words > 60 && span == passage.span || passage.shape.breaks_off && passage.shape.words > 12 {
        return None;
    }
    let short = titled && passage.shape.words <= 25 && span == passage.span;
    let glued = || if short { glued::date(text, span) } else { None };
    let (span, date) = dates::dateline(text, span).or_else(glued)?;
    (!in_address(text, span)).then_some(Dateline { passage: at, span, date })
}

/// Whether the date is part of a link, which may lead to another article.
fn in_address(text: &str, date: Span) -> bool {
    let before = &text[..date.start as usize];
    before.rsplit(char::is_whitespace).next().is_some_and(|word| word.contains("://"))
}

/// What stands before the dash that opens a report: `KYIV, 18 February 2025 (Reuters) —`, `Feb. 18, 2025 --`.
fn opening(text: &str, span: Span) -> Option<Span> {
    let words = span.of(text);
    let head = split::head(words, 90);
    if !head.bytes().any(|byte| matches!(byte, b'-' | 0xe2)) {
        return None; // as most paragraphs have no dash so early
    }
    let is_dash =
        |at: &usize| ["—", "–", " - ", "--"].iter().any(|dash| head.as_bytes()[*at..].starts_with(dash.as_bytes()));
    let end = (0..head.len()).filter(|at| matches!(head.as_bytes()[*at], b' ' | b'-' | 0xe2)).find(is_dash)?;
    let place = head[..end].trim_start_matches(|c: char| !c.is_alphabetic()).chars();
    let before = Span::new(span.start as usize, span.start as usize + end);
    let dated = dates::dateline(text, before).is_some_and(|(date, _)| date.len() + 3 > before.trim(text).len());
    let shouted = dated || place.take(3).all(char::is_uppercase) || head[..end].trim_end().ends_with(')');
    shouted.then_some(before)
}

/// Chooses the date of publication. One given from outside counts; its place is looked up among the date lines.
pub fn find(document: &Document, page: &Page, title: Option<usize>, datelines: &[Dateline]) -> Option<Published> {
    if let Some(given) = given::date(document) {
        let same = datelines.iter().find(|line| line.date == given);
        return Some(Published::new(given, same.map(|line| line.span)));
    }
    let mut best: Option<(f32, &Dateline)> = None;
    for line in datelines {
        let score = score(&document.text, page, title, line);
        if score > ENOUGH && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, line));
        }
    }
    best.map(|(_, line)| Published::new(line.date, Some(line.span)))
}

/// A date in figures near the headline that may be read two ways (`03/04/2021`), where an address of the page settles which,
/// a second date beside or below it, as a page is changed days after it appeared, not months, a date near the prose that is
/// spelled out, or the other dates of the page.
pub fn settled(document: &Document, page: &Page, title: Option<usize>) -> Option<Published> {
    let text = &document.text;
    let from = title.unwrap_or(page.core.start).saturating_sub(REACH);
    let near = page.passages.iter().take(page.core.start + 1).skip(from).filter(|p| p.shape.words <= 25);
    let lines: Vec<_> = near.map(|passage| (passage.span, in_figures(text, passage.span))).collect();
    lines.iter().enumerate().find_map(|(at, (line, dates))| {
        let (line, first) = (*line, dates.first()?);
        let told = dates.iter().find_map(|(_, readings)| {
            let day = own_address::settle(text, *readings)?;
            Some(day == readings[1])
        });
        let below = lines.get(at + 1).into_iter().flat_map(|(_, dates)| dates.iter().copied());
        let both: Vec<_> = dates.iter().copied().chain(below).collect();
        let told = told.or_else(|| nearer_reading(&both)).or_else(|| spelled_out(text, page, first.1));
        let told = told.or_else(|| order_of_page(text, page));
        let day_first = told.or_else(|| order_of_clock(text, line, first.0))?;
        let (span, date) = dates::dateline_ordered(text, line, day_first)?;
        Some(Published::new(date, Some(span)))
    })
}

/// Whether two dates of one line lie within days of each other only if the day stands first, or only if the month does.
fn nearer_reading(dates: &[(Span, [PartialDate; 2])]) -> Option<bool> {
    let [(_, one), (_, other), ..] = dates else { return None };
    let apart = |reading: usize| Some((one[reading].first_day()? - other[reading].first_day()?).num_days().abs());
    let (month_first, day_first) = (apart(0)?, apart(1)?);
    match (month_first <= 7, day_first <= 7) {
        (false, true) => Some(true),
        (true, false) => Some(false),
        _ => None,
    }
}

/// Whether the day of a date stands first, by the only reading that lies within days of one that the page spells out.
fn spelled_out(text: &str, page: &Page, readings: [PartialDate; 2]) -> Option<bool> {
    const DAYS: i64 = 4;
    let near = page.core.start.saturating_sub(REACH)..(page.core.start + REACH).min(page.passages.len());
    let spelled = |at: usize| {
        let (span, date) = dates::dateline(text, page.passages[at].span)?;
        span.of(text).contains(char::is_alphabetic).then(|| date.first_day()).flatten()
    };
    let close =
        |reading: PartialDate, day: chrono::NaiveDate| Some((reading.first_day()? - day).num_days().abs() <= DAYS);
    near.filter_map(spelled).find_map(|day| {
        let (month_first, day_first) = (close(readings[0], day)?, close(readings[1], day)?);
        (month_first != day_first).then_some(day_first)
    })
}

/// Whether the page writes the day of its dates before the month, by those that can be read one way only.
fn order_of_page(text: &str, page: &Page) -> Option<bool> {
    let lines = page.passages.iter().filter(|p| p.shape.words <= 12 && p.shape.digits > 0).take(400);
    let orders: Vec<bool> = lines
        .flat_map(|p| figures(text, p.span))
        .filter_map(|[first, second, _]| {
            ((first > 12) != (second > 12) && first <= 31 && second <= 31).then_some(first > 12)
        })
        .collect();
    let first = *orders.first()?;
    orders.iter().all(|order| *order == first).then_some(first)
}

/// Whether the day of a date stands first, by the clock behind it: one that counts to 24 stands on pages that write the day
/// first, one with `AM` or `PM` and the hour of America on those that write the month first.
fn order_of_clock(text: &str, line: Span, date: Span) -> Option<bool> {
    const AMERICAN: [&str; 9] = ["ET", "EST", "EDT", "CST", "CDT", "PST", "PDT", "PT", "MST"];
    let behind = &text[date.end as usize..line.end as usize];
    let (hour, rest) = behind.split_once(':')?;
    let hour: u32 = hour.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().ok()?;
    let mut words = rest.split(|c: char| !c.is_alphanumeric()).skip(1).take(2);
    let half = rest.to_lowercase();
    let halved = half.get(2..).is_some_and(|rest| rest.trim_start().starts_with(['a', 'p']));
    match hour {
        13..=23 if !halved => Some(true),
        1..=12 if halved && words.any(|word| AMERICAN.contains(&word)) => Some(false),
        _ => None,
    }
}

/// The figures of the dates in a line of the form `03/04/2021`.
fn figures(text: &str, span: Span) -> Vec<[u32; 3]> {
    let words = span.of(text).split(|c: char| !c.is_ascii_digit() && c != '/');
    words
        .filter_map(|word| {
            let numbers: Vec<u32> = word.split('/').map(str::parse).collect::<Result<_, _>>().ok()?;
            <[u32; 3]>::try_from(numbers).ok().filter(|[_, _, year]| (1990..=2100).contains(year))
        })
        .collect()
}

/// The dates in a line of the form `03/04/2021`, read month first and day first.
fn in_figures(text: &str, span: Span) -> Vec<(Span, [PartialDate; 2])> {
    let words = span.of(text);
    let part = |c: char| c.is_ascii_digit() || c == '/';
    let starts = words.char_indices().filter(|(at, c)| part(*c) && !words[..*at].ends_with(part));
    let dates = starts.filter_map(|(at, _)| {
        let figures = words[at..].split(|c| !part(c)).next()?;
        let numbers: Vec<u32> = figures.split('/').map(str::parse).collect::<Result<_, _>>().ok()?;
        let &[first, second, year] = numbers.as_slice() else { return None };
        let year = i32::try_from(year).ok().filter(|year| (1990..=2100).contains(year))?;
        let readings = [PartialDate::day(Some(year), first, second)?, PartialDate::day(Some(year), second, first)?];
        let start = span.start as usize + at;
        Some((Span::new(start, start + figures.len()), readings))
    });
    dates.collect()
}

/// A day without a year on a short line between headline and prose, `27 February, 02:20 PM`, where the prose tells of a
/// complete date shortly before it: that one's year is its year too.
pub fn in_year_of_prose(document: &Document, page: &Page, title: Option<usize>) -> Option<Published> {
    let text = &document.text;
    let head = title? + 1..(page.core.start + 1).min(title? + REACH);
    let lines = head.map(|at| &page.passages[at]).filter(|p| p.shape.words <= 8 && p.shape.digits > 0);
    let mut lines = lines.map(|passage| passage.span).peekable();
    lines.peek()?;
    let told: Vec<_> = (page.core.clone().take(5 * REACH))
        .filter_map(|at| dates::dateline(text, page.passages[at].span)?.1.first_day())
        .collect();
    lines.find_map(|line| {
        told.iter().find_map(|day| {
            let (span, date) = dates::dateline_in(text, line, day.year())?;
            let apart = (date.first_day()? - *day).num_days();
            (-1..=MONTH).contains(&apart).then(|| Published::new(date, Some(span)))
        })
    })
}

/// The day in the head of an agency's report, `EASTPORT, March 4 (Harbourwire) -`, where nothing in it says of which year it is;
/// the name of its file may.
pub fn of_report(document: &Document, page: &Page) -> Option<Published> {
    let text = &document.text;
    let first = page.core.start.saturating_sub(1)..(page.core.start + REACH).min(page.passages.len());
    let heads = first.filter(|at| page.passages[*at].shape.is_prose());
    heads.filter_map(|at| opening(text, page.passages[at].span)).find_map(|head| {
        let (span, date) = dates::dateline_yearless(text, head)?;
        // The agency stands behind the day.
        let behind = text[span.end as usize..head.end as usize].trim();
        let named = behind.strip_prefix('(').is_some_and(|name| name.ends_with(')') && name.len() > 2);
        let full = document.metadata.named.filter(|day| day.without_year() == Some(date));
        named.then(|| Published::new(full.unwrap_or(date), Some(span)))
    })
}

/// The day under a text that its author has signed, alone on its line behind the last paragraph or the name and office below
/// that, where no other line there holds a day.
pub fn at_signature(document: &Document, page: &Page) -> Option<Published> {
    const SIGNATURE: usize = 3;
    let text = &document.text;
    let shape = |at: usize| &page.passages[at].shape;
    let last = page.core.clone().rev().find(|at| shape(*at).is_prose())? + 1;
    let alone = |at: usize| {
        let passage = page.passages.get(at).filter(|p| p.shape.words <= 4 && p.shape.digits > 0)?;
        let (span, date) = dates::dateline(text, passage.span)?;
        (span.len() + 3 > passage.span.len() && date.precision() <= Precision::Day).then_some((span, date))
    };
    let (at, (span, date)) = (last..=last + SIGNATURE).find_map(|at| Some((at, alone(at)?)))?;
    let is_line = |at: usize| {
        let shape = shape(at);
        let signed = shape.signs.any(&Class::ALL, &[Place::Whole, Place::Start]);
        let plain = shape.opening == Opening::Capital && shape.end != End::Stop && !shape.repeated;
        plain && (1..=9).contains(&shape.words) && shape.digits == 0 && !signed
    };
    let is_name = |shape: &Shape| (2..=5).contains(&shape.words) && shape.capitals == shape.words;
    let signed = at == last || (last..at).all(is_line) && is_name(shape(last));
    // The day on the card of another article has its headline beside it.
    let is_headline = |p: &Passage| p.shape.words > 3 && !p.shape.signs.is_label() && p.shape.end != End::Stop;
    let carded = page.passages.get(at + 1).is_some_and(is_headline);
    let others = (at + 1..at + 1 + REACH).any(|at| alone(at).is_some());
    (signed && !carded && !others).then(|| Published::new(date, Some(span)))
}

/// The day in the page's own address, where the text names none; it stands nowhere as a date.
pub fn from_address(document: &Document, title: Option<&Title>) -> Option<Published> {
    let day = own_address::own_day(document, title.map(|title| title.text.as_str()))?;
    Some(Published::new(day, None))
}

fn score(text: &str, page: &Page, title: Option<usize>, line: &Dateline) -> f32 {
    let passage = &page.passages[line.passage];
    let place = place(page, title, line.passage);
    let named = named(&passage.shape, before(text, passage.span, line.span));
    let precise = if line.date.precision() == Precision::Minute { 0.6 } else { 0.0 };
    let share = line.span.len() as f32 / passage.span.len().max(1) as f32;
    let caption = passage.shape.is_caption
        || passage.shape.signs.any(&[Class::Caption], &[Place::Start, Place::Inside, Place::End]);
    let foreign = if caption || passage.shape.signs.any(&[Class::Related], &[Place::Start]) { -4.0 } else { 0.0 };
    let legal = if passage.shape.signs.any(&[Class::Ending], &[Place::Inside]) { -1.0 } else { 0.0 };
    let since = fold(before(text, passage.span, line.span)).trim_end().ends_with("since");
    let foreign = if since { -4.0 } else { foreign };
    let signed = passage.shape.signs.any(&[Class::Byline], &[Place::Start]);
    let posted = if !signed && before(text, passage.span, line.span).contains('@') { -4.0 } else { 0.0 };
    let carded = if share > 0.9 && place < 2.0 && is_carded(text, page, line) { -2.0 } else { 0.0 };
    let told = if named < 1.0 && is_told(before(text, passage.span, line.span)) { -4.0 } else { 0.0 };
    place + named + precise + share + foreign + legal + posted + told + carded
}

/// Whether a date alone on its line is one of several that stand so around it, under the headlines of other articles.
fn is_carded(text: &str, page: &Page, line: &Dateline) -> bool {
    let around = line.passage.saturating_sub(9)..(line.passage + 10).min(page.passages.len());
    let alone = |at: &usize| {
        let passage = &page.passages[*at];
        let dated = (1..=4).contains(&passage.shape.words) && passage.shape.digits > 0;
        dated && dates::dateline(text, passage.span).is_some_and(|(date, _)| date.len() + 3 > passage.span.len())
    };
    around.filter(alone).count() >= 4
}

/// Whether the words before a date tell of something that happened then: `The bridge was opened on …`.
fn is_told(before: &str) -> bool {
    const VERBS: [&str; 11] = ["was", "were", "is", "are", "has", "had", "will", "would", "since", "until", "after"];
    let words: Vec<&str> = before.split_whitespace().collect();
    let small = |word: &&&str| word.starts_with(char::is_lowercase);
    words.len() >= 5 && words.iter().filter(small).count() * 3 >= words.len() && words.iter().any(|w| VERBS.contains(w))
}

/// What the words before the date say for it.
fn named(shape: &Shape, before: &str) -> f32 {
    let before = fold(before);
    let says = |words: &[&str]| words.iter().any(|w| before.contains(w));
    if says(&[
        "updat",
        "modif",
        "aktualis",
        "mis a jour",
        "actualiz",
        "atualiz",
        "обновл",
        "оновл",
        "review",
        "accessed",
        "retrieved",
    ]) {
        return 0.3;
    }
    let byline = shape.signs.any(&[Class::Byline], &[Place::Start]);
    let dated = shape.signs.any(&[Class::Dating], &[Place::Start, Place::End]);
    if says(&["publi", "posted", "issued", "released", "veroffentlicht", "stand", "опубл", "erstellt"])
        || byline
        || dated
    {
        return 2.0;
    }
    0.0
}

fn before(text: &str, passage: Span, date: Span) -> &str {
    text.get(passage.start as usize..date.start as usize).unwrap_or("")
}

/// Date lines between headline and prose stand best; in the tail they belong to other articles unless named.
fn place(page: &Page, title: Option<usize>, at: usize) -> f32 {
    let core = &page.core;
    let title = title.unwrap_or(core.start);
    if at > title && at <= (core.start + 3).max(title + 6) {
        return 2.5 - 0.05 * (at - title).min(20) as f32;
    }
    if at <= title {
        return 1.6 - 0.05 * (title - at).min(20) as f32;
    }
    if at >= core.end { -0.6 - 0.05 * (at - core.end).min(20) as f32 } else { -1.0 }
}
