//! Date and time expressions, and what they stand for.
//!
//! `words` knows what single words can mean, `line` lays them over the tokens of a paragraph; `absolute`, `clock`,
//! `point` and `relative` are the grammar, `guard` says what only looks like a date, `scan` joins it all to
//! `expression`s. `candidate` sees them in their sentence, `tense` reads the clause around, `resolve` and `calendar` lead
//! to the calendar, `chronicle` where years are told in order. `dateline` reads an article's own date and is what `head` asks for; which actors stand beside a
//! date is the business of `events`.

mod absolute;
mod calendar;
mod candidate;
mod chronicle;
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

pub use dateline::{dateline, dateline_in, dateline_ordered, dateline_yearless};

use super::Prose;
use crate::model::{PartialDate, Precision, Published, Span, Statement, When};
use crate::text::token::TokenKind;
use absolute::Order;
use candidate::{Candidate, read_paragraph};
use chronicle::Chronicle;
use chrono::{Duration, NaiveDate};
use expression::{Base, Meaning, Reading, Yearly};
use line::Line;
use resolve::{Reference, Setting, resolve};
use rustc_hash::FxHashMap;
use tense::Tense;
use words::Word;

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

/// Whether a word is the English name of a weekday or month, in full or cut short, as it is written in a sentence.
pub fn names_day_or_month(word: &str) -> bool {
    let meaning = words::classify(word.trim_end_matches('.'), TokenKind::Word);
    matches!(meaning, Word::Weekday(_) | Word::Month(_))
}

/// All date expressions of the prose that can be placed, in the order of the text. Relative ones are resolved against
/// `published`, or against dates the text gives; where nothing gives a year it stays unknown.
pub fn find(prose: &Prose, published: Option<&Published>) -> Vec<Dated> {
    let lines: Vec<Line> = prose.paragraphs.iter().map(|(_, p)| Line::new(prose.text, &p.tokens)).collect();
    let order = lines.iter().map(absolute::order_of).find(|order| *order != Order::Unknown).unwrap_or_default();
    let place_of_publication = published.and_then(|p| p.span).unwrap_or_default();
    let mut candidates = Vec::new();
    for (place, ((zone, paragraph), line)) in prose.paragraphs.iter().zip(&lines).enumerate() {
        read_paragraph(line, place, *zone, paragraph, order, &mut candidates);
    }
    candidates.retain(|c| !c.span.overlaps(place_of_publication) && !repeats(c, published));
    let reference = match published {
        Some(published) => Reference::of(published.date).or_else(|| inferred(&candidates)),
        None => inferred(&candidates),
    };
    place(&candidates, reference)
}

/// Whether a candidate is the moment of publication once more, to the minute: part of the page, not of the news.
fn repeats(candidate: &Candidate, published: Option<&Published>) -> bool {
    let Meaning::Fixed(day) = candidate.reading.first else { return false };
    let Some((hour, Some(minute))) = candidate.reading.clock else { return false };
    published.is_some_and(|published| day.at_minute(hour, minute) == Some(published.date))
}

/// Places the candidates in the order of the text, each with what was spoken of before it.
fn place(candidates: &[Candidate], reference: Option<Reference>) -> Vec<Dated> {
    let mut found: Vec<Dated> = Vec::with_capacity(candidates.len());
    let mut spoken_of: Option<(&Candidate, PartialDate)> = None;
    let mut named: Option<(&Candidate, PartialDate)> = None;
    let mut lead: Option<Option<Reference>> = None;
    let mut coming_week: Option<(&Candidate, PartialDate)> = None;
    let chronicle = Chronicle::read(candidates);
    let today = reference.and_then(Reference::day);
    let mut last_told = None;
    for (at, candidate) in candidates.iter().enumerate() {
        let near = |last: Option<(&Candidate, PartialDate)>| {
            last.filter(|(last, _)| reaches(last, candidate)).map(|(_, date)| date)
        };
        let reference = if candidate.quoted { lead.flatten().or(reference) } else { reference };
        let week = coming_week.filter(|(last, _)| last.shares_sentence(candidate)).map(|(_, week)| week);
        let (spoken_of_here, named_here) = (near(spoken_of), near(named));
        let setting = Setting { reference, spoken_of: spoken_of_here, named: named_here, week, tense: candidate.tense };
        let told = today.and_then(|today| chronicle.told(at, candidate, today, last_told)).map(When::on);
        last_told = told.map(|when: When| when.date).or(last_told);
        let Some(when) = told.or_else(|| resolve(&candidate.reading, &setting)) else { continue };
        if matches!(candidate.reading.first, Meaning::Shift(words::Unit::Week, 1.., _)) {
            coming_week = Some((candidate, when.date));
        }
        let counted = candidate.reading.first.needs_reference();
        let spoken = (counted && candidate.quoted).then_some((candidate.reading, candidate.tense));
        found.push(Dated { span: candidate.span, when, spoken });
        if !candidate.headline {
            // In `December 14 last year` the year says nothing new.
            let closer = named.filter(|(last, date)| last.shares_sentence(candidate) && lies_within(*date, when.date));
            named = closer.or(Some((candidate, when.date)));
            spoken_of = if candidate.aside { spoken_of } else { Some((candidate, when.date)) };
        }
        if lead.is_none() && !candidate.headline && !candidate.quoted && when.precision <= Precision::Day {
            lead = Some(leads(candidate, when, reference));
        }
    }
    found
}

/// Whether a date is part of a longer one.
fn lies_within(date: PartialDate, longer: PartialDate) -> bool {
    let both = |ends: fn(&PartialDate) -> Option<NaiveDate>| ends(&date).zip(ends(&longer));
    let begins = both(|date| date.first_day()).is_some_and(|(date, longer)| date >= longer);
    begins && both(|date| date.last_day()).is_some_and(|(date, longer)| date <= longer) && date != longer
}

/// Whether what was spoken of at `last` still is at `next`: in the same or the next paragraph, for a bare clock time in
/// the same sentence; the month of a tale lasts for some more.
fn reaches(last: &Candidate, next: &Candidate) -> bool {
    if next.reading.first == Meaning::Clock {
        return last.shares_sentence(next);
    }
    let goes_on = matches!(next.reading.first, Meaning::Shift(.., Base::Told) | Meaning::InYear(.., Base::Told));
    last.paragraph + if goes_on { 3 } else { 1 } >= next.paragraph
}

/// How many days before publication the news of an article may have happened.
const FRESH: i64 = 7;

/// How many paragraphs the news may take to say when it happened.
const OPENING: usize = 4;

/// The day of the news, if the first day that is told gives it: a past one, told at the opening, shortly before
/// publication. What is quoted was most likely said on it.
fn leads(first: &Candidate, when: When, reference: Option<Reference>) -> Option<Reference> {
    let published = reference?.day()?;
    let named = !matches!(first.reading.first, Meaning::Shift(words::Unit::Hour, ..) | Meaning::Clock);
    let day = when.date.to_day().filter(|_| when.end_date.is_none())?;
    let age = (published - day.first_day()?).num_days();
    let fresh = (0..=FRESH).contains(&age) && first.tense == Tense::Past && first.paragraph < OPENING;
    (named && fresh).then(|| Reference::of(day))?
}

/// The day of writing where no date of publication is known, but the text calls the one day it announces `tomorrow`.
fn inferred(candidates: &[Candidate]) -> Option<Reference> {
    candidates.iter().find(|c| c.reading.first == Meaning::Shift(words::Unit::Day, 1, Base::Reference))?;
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
        let setting = Setting { reference: Some(reference), spoken_of: None, named: None, week: None, tense };
        if let Some(when) = resolve(&reading, &setting) {
            dated.when = when;
        }
    }
}
