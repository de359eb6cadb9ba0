//! Date and time expressions, and what they stand for.
//!
//! `words` knows what single words can mean, `line` lays them over the tokens of a paragraph; `absolute`, `clock`,
//! `point` and `relative` are the grammar, `guard` says what only looks like a date, `scan` joins it all to
//! expressions. `tense` reads the clause around, `resolve` and `calendar` lead to the calendar. `dateline` reads an
//! article's own date and is what `head` asks for; which actors stand beside a date is the business of `events`.

mod absolute;
mod calendar;
mod clock;
mod dateline;
mod expression;
mod guard;
mod line;
mod point;
mod relative;
mod resolve;
mod scan;
mod tense;
#[cfg(test)]
mod tests;
mod words;

pub use dateline::dateline;

use super::Prose;
use super::prose::Zone;
use crate::model::{PartialDate, Precision, Published, Span, Statement, When};
use crate::text::Paragraph;
use absolute::Order;
use chrono::Duration;
use expression::{Meaning, Reading, Yearly};
use line::Line;
use resolve::{Reference, Setting, resolve};
use rustc_hash::FxHashMap;
use std::ops::Range;
use tense::{Tense, tense};

/// A date expression that can be placed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dated {
    /// The expression.
    pub span: Span,
    /// What it stands for.
    pub when: When,
    /// How to place it again from another day, where it is counted from the day of speaking.
    spoken: Option<(Reading, Tense)>,
}

/// An expression in its surroundings, not placed yet.
struct Candidate {
    span: Span,
    reading: Reading,
    tense: Tense,
    /// Whether it stands inside a quotation.
    quoted: bool,
    /// Place of its paragraph in the prose.
    paragraph: usize,
    headline: bool,
}

/// All date expressions of the prose that can be placed, in the order of the text. Relative ones are resolved against
/// `published`, or against dates the text gives; where nothing gives a year it stays unknown.
pub fn find(prose: &Prose, published: Option<&Published>) -> Vec<Dated> {
    let lines: Vec<Line> = prose.paragraphs.iter().map(|(_, p)| Line::new(prose.text, &p.tokens)).collect();
    let orders = lines.iter().map(absolute::order_of);
    let order = orders.fold(Order::Unknown, |known, found| if known == Order::Unknown { found } else { known });
    let place_of_publication = published.and_then(|p| p.span).unwrap_or_default();
    let mut candidates = Vec::new();
    for (place, ((zone, paragraph), line)) in prose.paragraphs.iter().zip(&lines).enumerate() {
        read_paragraph(line, place, *zone, paragraph, order, &mut candidates);
    }
    candidates.retain(|c| !c.span.overlaps(place_of_publication));
    let reference = match published {
        Some(published) => Reference::of(published.date),
        None => inferred(&candidates),
    };
    place(&candidates, reference)
}

/// Adds the expressions of a paragraph, unless it is nothing but a date.
fn read_paragraph(
    line: &Line,
    place: usize,
    zone: Zone,
    paragraph: &Paragraph,
    order: Order,
    candidates: &mut Vec<Candidate>,
) {
    let headline = zone == Zone::Title;
    let found = scan::scan(line, order);
    let dated: usize = found.iter().map(|e| e.tokens.len()).sum();
    if !headline && dated > 0 && is_furniture(line, dated) {
        return;
    }
    for expression in found {
        if opens_report(line, &expression.tokens) {
            continue;
        }
        let sentence = paragraph.sentences.get(paragraph.sentence_of(expression.tokens.start)).cloned();
        let tense = tense(line, &sentence.unwrap_or_default(), &expression.tokens, headline);
        let at = expression.tokens.start;
        let after = paragraph.quotations.partition_point(|q| q.tokens.start <= at);
        let quoted = after.checked_sub(1).is_some_and(|i| paragraph.quotations[i].tokens.contains(&at));
        let span = line.span(expression.tokens.start, expression.tokens.end);
        candidates.push(Candidate { span, reading: expression.reading, tense, quoted, paragraph: place, headline });
    }
}

/// Whether a paragraph with `dated` tokens of dates is a dateline and no prose: hardly a word besides.
fn is_furniture(line: &Line, dated: usize) -> bool {
    let words = line.tokens.iter().filter(|t| t.kind == crate::text::token::TokenKind::Word).count();
    line.tokens.len() <= dated + 2 && words <= 4
}

/// Whether an agency's dateline stands here: `KYIV, Feb 23 (Reuters) -` at the head of a paragraph.
fn opens_report(line: &Line, tokens: &Range<usize>) -> bool {
    let place =
        tokens.start <= 5 && tokens.start > 0 && (0..tokens.start).all(|at| !line.is(at, &["on", "in", "by", "the"]));
    let behind = if line.is(tokens.end, &["("]) {
        (tokens.end + 1..tokens.end + 5).find(|at| line.is(*at, &[")"])).map_or(tokens.end, |at| at + 1)
    } else {
        tokens.end
    };
    place
        && line.str(0).starts_with(char::is_uppercase)
        && line.is(behind, &["-", "–", "—"])
        && !line.joined_before(behind + 1)
}

/// Places the candidates in the order of the text, each with what was spoken of before it.
fn place(candidates: &[Candidate], reference: Option<Reference>) -> Vec<Dated> {
    let mut found: Vec<Dated> = Vec::with_capacity(candidates.len());
    let mut spoken_of: Option<(usize, PartialDate)> = None;
    let mut lead: Option<Reference> = None;
    for candidate in candidates {
        let near = spoken_of.filter(|(place, _)| place + 1 >= candidate.paragraph).map(|(_, date)| date);
        let reference = if candidate.quoted { lead.or(reference) } else { reference };
        let setting = Setting { reference, spoken_of: near, tense: candidate.tense };
        let Some(when) = resolve(&candidate.reading, &setting) else { continue };
        let counted = candidate.reading.first.needs_reference();
        let spoken = (counted && candidate.quoted).then_some((candidate.reading, candidate.tense));
        found.push(Dated { span: candidate.span, when, spoken });
        if !candidate.headline {
            spoken_of = Some((candidate.paragraph, when.date));
        }
        if lead.is_none() {
            lead = leads(candidate, when, reference);
        }
    }
    found
}

/// How many days before publication the news of an article may have happened.
const FRESH: i64 = 7;

/// The day of the news, if this is the expression that gives it: a past day in the first paragraph, shortly before
/// publication. What is quoted was most likely said on it.
fn leads(candidate: &Candidate, when: When, reference: Option<Reference>) -> Option<Reference> {
    let published = reference?.day()?;
    let opening = candidate.paragraph <= 1 && !candidate.headline && !candidate.quoted;
    let named = !matches!(candidate.reading.first, Meaning::Shift(words::Unit::Hour, ..) | Meaning::Clock);
    let day = when.date.to_day().filter(|_| when.end_date.is_none())?;
    let age = (published - day.first_day()?).num_days();
    let fresh = (0..=FRESH).contains(&age) && candidate.tense == Tense::Past;
    (opening && named && fresh).then(|| Reference::of(day))?
}

/// The day of writing where no date of publication is known, but the text calls the one day it announces `tomorrow`.
fn inferred(candidates: &[Candidate]) -> Option<Reference> {
    candidates.iter().find(|c| c.reading.first == Meaning::Shift(words::Unit::Day, 1, expression::Base::Reference))?;
    let mut announced = None;
    for candidate in candidates.iter().filter(|c| c.tense == Tense::Future) {
        let day = match candidate.reading.first {
            Meaning::Fixed(date) if date.known_day().is_some() => date.to_day()?,
            Meaning::Yearly(day @ Yearly::Day(..), None) => day.in_year(None)?,
            _ => continue,
        };
        if announced.is_some_and(|known| known != day) {
            return None;
        }
        announced = Some(day);
    }
    let day: PartialDate = announced?;
    match day.first_day() {
        Some(day) => Reference::of(PartialDate::from(day - Duration::days(1))),
        None => Reference::day_before(day.known_month()?, day.known_day()?),
    }
}

/// Resolves relative expressions inside dated quotations against the day they were said. A statement without a date of
/// its own was made when its speaker's last dated one was.
pub fn settle_quotations(dates: &mut [Dated], _prose: &Prose, statements: &[Statement]) {
    let mut said: FxHashMap<&str, PartialDate> = FxHashMap::default();
    for statement in statements {
        let speaker = statement.speaker.as_ref().and_then(|s| s.actor.as_deref());
        let own = statement.date.filter(|when| when.precision <= Precision::Day).and_then(|when| when.date.to_day());
        if let (Some(speaker), Some(day)) = (speaker, own) {
            said.insert(speaker, day);
        }
        let before = || speaker.and_then(|speaker| said.get(speaker)).copied();
        let Some(reference) = own.or_else(before).and_then(Reference::of) else { continue };
        for span in &statement.content {
            resettle(dates, *span, reference);
        }
    }
}

/// Places the relative expressions inside `content` again, from the day it was said.
fn resettle(dates: &mut [Dated], content: Span, reference: Reference) {
    let from = dates.partition_point(|d| d.span.start < content.start);
    for dated in dates[from..].iter_mut().take_while(|d| d.span.start < content.end) {
        let Some((reading, tense)) = dated.spoken else { continue };
        let setting = Setting { reference: Some(reference), spoken_of: None, tense };
        if let Some(when) = resolve(&reading, &setting) {
            dated.when = when;
        }
    }
}
