//! Dates as the timeline shows them: what was published or happened when, in order and in buckets.
//!
//! What is dated comes in order of time; what has no year, or no date at all, has a lane of its own. A date that is less
//! precise than a bucket (`2025` among days) stands in the bucket in which it begins, and the bucket says so. What an
//! article tells twice is one point.

use super::forward::runs;
use super::index::minute_of;
use super::{ArticleId, EventId, Query, Selection, Store};
use crate::model::{PartialDate, Precision, When};
use chrono::{Datelike, Duration, NaiveDate};
use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

/// Which dates are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Axis {
    /// The dated points in the articles.
    #[default]
    Events,
    /// When the articles were published.
    Published,
}

/// How long a bucket is, from short to long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// ISO weeks.
    Week,
    /// Months.
    Month,
    /// Quarters.
    Quarter,
    /// Years.
    Year,
    /// Decades.
    Decade,
}

/// One date on an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// When it was; `None` for an article that gives no date of publication.
    pub when: Option<When>,
    /// The article it stands in.
    pub article: ArticleId,
    /// The event; `None` on the axis of publication.
    pub event: Option<EventId>,
}

/// The points under a selection; copies share them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Points {
    /// Those with a known year, by their beginning, then in the order of the store.
    pub dated: Arc<[Point]>,
    /// Those without a year, by month and day, then those without a date.
    pub undated: Arc<[Point]>,
}

/// Points that fall into one step of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// Its place on the axis: neighbours in time have neighbouring numbers, so that gaps can be drawn.
    pub number: i64,
    /// What it covers, in the precision of the step.
    pub date: PartialDate,
    /// Its points, as places in the list that was counted.
    pub points: Range<usize>,
    /// How many of them are less precise than the step.
    pub coarse: usize,
}

/// The points of an axis under a selection; with `actor`, only those of [`Points::among`] it.
pub fn points(store: &Store, selection: &Selection, axis: Axis, actor: Option<&str>) -> Points {
    all(store, axis).among(store, selection, actor)
}

/// All points of an axis. Sorting is what takes long, so who asks often keeps these and takes [`Points::among`] them.
pub fn all(store: &Store, axis: Axis) -> Points {
    let mut points = Vec::new();
    for at in store.places() {
        match axis {
            Axis::Events => add_events(store, at, &mut points),
            Axis::Published => {
                let when = store.published(at).map(When::on);
                points.push(Point { when, article: at, event: None });
            }
        }
    }
    // Gathered in their order, for there may be a million of them, and one copy is enough.
    let mut dated: Vec<(i64, Reverse<Precision>, u32)> = Vec::with_capacity(points.len());
    for (place, point) in (0..).zip(&points) {
        let year = point.when.filter(|when| when.date.known_year().is_some());
        dated.extend(year.and_then(|when| Some((minute_of(when.date)?, Reverse(when.date.precision()), place))));
    }
    dated.sort_unstable();
    let dated = dated.iter().map(|(.., place)| points[*place as usize]).collect();
    points.retain(|point| point.when.is_none_or(|when| when.date.known_year().is_none()));
    points.sort_by_cached_key(|point| (point.when.is_none(), point.when.map(|when| when.date)));
    Points { dated, undated: points.into() }
}

/// Points in order of time, the less precise of two that begin together first.
pub(super) fn sorted(mut dated: Vec<Point>) -> Vec<Point> {
    dated.sort_by_cached_key(|point| {
        let when = point.when.map(|when| when.date);
        (when.and_then(minute_of), when.map(|date| Reverse(date.precision())))
    });
    dated
}

/// The events of an article, once each however often it tells them.
fn add_events(store: &Store, at: ArticleId, points: &mut Vec<Point>) {
    let firsts = store.events_of(at).filter(|id| store.first_telling(*id) == *id);
    points.extend(firsts.map(|id| Point { when: store.when(id), article: at, event: Some(id) }));
}

fn names(store: &Store, id: EventId, actor: u32) -> bool {
    store.index.named_in_events.at(id.0).contains(&actor)
}

impl Points {
    /// All of them, the dated ones first.
    pub fn iter(&self) -> impl Iterator<Item = &Point> + Clone {
        self.dated.iter().chain(&*self.undated)
    }

    /// Those of a selection; with `actor`, only the events that name this actor (by id) in their sentence, and the articles
    /// that name it.
    #[must_use]
    pub fn among(&self, store: &Store, selection: &Selection, actor: Option<&str>) -> Self {
        let mut articles = selection.articles.clone();
        if let Some(actor) = actor {
            // Whoever an event names, its article names.
            articles = store.actors().get(actor).map(|actor| actor.articles.among(&articles)).unwrap_or_default();
        } else if articles.len() == store.len() as u64 {
            return self.clone();
        }
        let mut selected = vec![false; store.len()];
        runs(&articles).for_each(|run| selected[run].fill(true));
        let actor = actor.and_then(|actor| store.actors().place(actor));
        let named = |point: &Point| match (actor, point.event) {
            (Some(actor), Some(id)) => store.tellings(id).any(|told| names(store, told, actor)),
            _ => true,
        };
        let wanted = |point: &&Point| selected[point.article.0 as usize] && named(point);
        let of = |points: &[Point]| points.iter().filter(wanted).copied().collect();
        Self { dated: of(&self.dated), undated: of(&self.undated) }
    }
}

impl Points {
    /// Those that are of the time which a filter asks for, if it asks for one: of the articles that it selects not everything
    /// they tell of. When they were published it has judged itself.
    #[must_use]
    pub fn of_time(self, query: &Query) -> Self {
        if !query.asks_when() {
            return self;
        }
        let of_time = |point: &&Point| point.event.is_none() || point.when.is_some_and(|when| query.admits(when));
        let of = |points: &[Point]| points.iter().filter(of_time).copied().collect();
        Self { dated: of(&self.dated), undated: of(&self.undated) }
    }

    /// The first of the dated ones that begins after a day.
    pub fn first_after(&self, day: NaiveDate) -> usize {
        self.dated
            .partition_point(|point| point.when.and_then(|when| when.date.first_day()).is_none_or(|first| first <= day))
    }
}

/// The last day on which one of the selected articles was published; `None` where most of them do not say when they were.
pub fn newest(store: &Store, selection: &Selection) -> Option<NaiveDate> {
    let dated = |article: &u32| store.index.published.get(*article as usize).is_some_and(Option::is_some);
    let count = selection.articles.iter().filter(dated).count() as u64;
    if 2 * count < selection.articles.len() {
        return None;
    }
    let article = store.index.newest_first().find(|article| selection.articles.contains(*article))?;
    store.published(ArticleId(article))?.last_day()
}

/// The buckets of points that stand in order of time ([`Points::dated`]); empty ones are left out.
pub fn histogram(dated: &[Point], step: Step) -> Vec<Bucket> {
    let mut buckets: Vec<Bucket> = Vec::new();
    for (at, point) in dated.iter().enumerate() {
        let Some(when) = point.when else { continue };
        let Some(number) = step.number_of(when.date) else { continue };
        if buckets.last().is_none_or(|bucket| bucket.number != number) {
            let date = step.date_of(number).unwrap_or(when.date);
            buckets.push(Bucket { number, date, points: at..at, coarse: 0 });
        }
        if let Some(bucket) = buckets.last_mut() {
            bucket.points.end = at + 1;
            bucket.coarse += usize::from(when.precision > step.precision());
        }
    }
    buckets
}

/// How many points fall into each step of time, by its number, in order; as [`histogram`] without looking at every
/// point.
pub fn counts(dated: &[Point], step: Step) -> Vec<(i64, usize)> {
    let number = |point: &Point| point.when.and_then(|when| step.number_of(when.date));
    let (mut counts, mut from) = (Vec::new(), 0);
    while let Some(first) = dated.get(from) {
        let here = number(first);
        // Steps are short as against the whole, so that the next one is looked for nearby first.
        let mut reach = 1;
        while dated.get(from + reach).is_some_and(|point| number(point) == here) {
            reach *= 2;
        }
        let near = &dated[from..dated.len().min(from + reach)];
        let count = near.partition_point(|point| number(point) == here);
        counts.extend(here.map(|number| (number, count)));
        from += count;
    }
    counts
}

impl Step {
    /// All steps, from short to long.
    pub const ALL: [Self; 7] =
        [Self::Hour, Self::Day, Self::Week, Self::Month, Self::Quarter, Self::Year, Self::Decade];

    /// The shortest step with which all points fit into `most` buckets, gaps included; decades if none does.
    pub fn fitting(dated: &[Point], most: usize) -> Self {
        let number = |point: Option<&Point>, step: Self| step.number_of(point?.when?.date);
        let fits = |step: &Self| match (number(dated.first(), *step), number(dated.last(), *step)) {
            (Some(first), Some(last)) => usize::try_from(last - first).is_ok_and(|steps| steps < most),
            _ => true,
        };
        Self::ALL.into_iter().find(fits).unwrap_or(Self::Decade)
    }

    /// The next longer step; decades stay decades.
    #[must_use]
    pub fn longer(self) -> Self {
        Self::ALL[(self as usize + 1).min(Self::ALL.len() - 1)]
    }

    /// The next shorter step; hours stay hours.
    #[must_use]
    pub fn shorter(self) -> Self {
        Self::ALL[(self as usize).saturating_sub(1)]
    }

    /// The precision of a date that covers exactly one step.
    pub fn precision(self) -> Precision {
        match self {
            Self::Hour => Precision::Hour,
            Self::Day => Precision::Day,
            Self::Week => Precision::Week,
            Self::Month => Precision::Month,
            Self::Quarter => Precision::Quarter,
            Self::Year => Precision::Year,
            Self::Decade => Precision::Decade,
        }
    }

    /// The number of the step in which a date begins; `None` where its year is unknown.
    pub fn number_of(self, date: PartialDate) -> Option<i64> {
        let day = date.first_day()?;
        let months = i64::from(day.year()) * 12 + i64::from(day.month0());
        Some(match self {
            Self::Hour => minute_of(date)?.div_euclid(60),
            Self::Day => days(day),
            Self::Week => days(day).div_euclid(7),
            Self::Month => months,
            Self::Quarter => months.div_euclid(3),
            Self::Year => i64::from(day.year()),
            Self::Decade => i64::from(day.year()).div_euclid(10),
        })
    }

    /// What the step with a number covers; `None` outside the years 1 to 9999.
    pub fn date_of(self, number: i64) -> Option<PartialDate> {
        let year = |years: i64| i32::try_from(years).ok();
        match self {
            Self::Hour => day_of(number.div_euclid(24))?.at_hour(number.rem_euclid(24) as u32),
            Self::Day => day_of(number),
            Self::Week => {
                let week = calendar_day(number.checked_mul(7)?)?.iso_week();
                PartialDate::week(Some(week.year()), week.week())
            }
            Self::Month => PartialDate::month(Some(year(number.div_euclid(12))?), number.rem_euclid(12) as u32 + 1),
            Self::Quarter => PartialDate::quarter(Some(year(number.div_euclid(4))?), number.rem_euclid(4) as u32 + 1),
            Self::Year => PartialDate::year(Some(year(number)?)),
            Self::Decade => PartialDate::decade(year(number.checked_mul(10)?)?),
        }
    }
}

/// Days since 1 January of year 1, which is a Monday.
fn days(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce()) - 1
}

fn calendar_day(days: i64) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(1, 1, 1)?.checked_add_signed(Duration::try_days(days)?)
}

fn day_of(days: i64) -> Option<PartialDate> {
    calendar_day(days).filter(|day| (1..=9999).contains(&day.year())).map(PartialDate::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample;
    use proptest::prelude::*;

    /// The dates on an axis in order, those without a year behind a bar.
    fn check(expression: &str, axis: Axis, actor: Option<&str>, expected: &str) {
        let store = sample::store();
        let query = Query::parse(expression).unwrap();
        let points = points(&store, &store.select(&query), axis, actor).of_time(&query);
        let show = |points: &[Point]| {
            let date = |point: &Point| point.when.map_or("-".to_owned(), |when| when.date.to_string());
            points.iter().map(date).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(format!("{} | {}", show(&points.dated), show(&points.undated)), expected);
    }

    #[test]
    fn points_stand_in_order_of_time() {
        check("", Axis::Events, None, "1998 2024-02-28 2024-03 2025 | XXXX-09-04");
        check("", Axis::Events, Some("harbour-union"), "2024-02-28 2024-03 | ");
        check("source:gull", Axis::Events, None, "2025 | ");
        check("", Axis::Published, None, "2023-12-31 2024-03-01 2024-03-02T09:30 2024-04 | -");
        check("after:2024-03-02", Axis::Events, None, "2025 | ");
        check("after:2024 before:2024-03", Axis::Events, None, " | ");
        check("before:2024-03-02", Axis::Events, None, "2024-02-28 2024-03 | ");
        check("on:2024-03", Axis::Events, None, "2024-03 | ");
        check("on:2024-03", Axis::Published, None, "2024-03-01 | ");
        check("", Axis::Published, Some("ana-silva"), "2024-03-01 2024-03-02T09:30 2024-04 | ");
    }

    /// Buckets as `date count`, a `~` before the number of those that are less precise.
    fn check_buckets(dates: &str, step: Step, expected: &str) {
        let point =
            |date: &str| Point { when: Some(When::on(date.parse().unwrap())), article: ArticleId(0), event: None };
        let points: Vec<_> = dates.split(' ').map(point).collect();
        let show = |bucket: &Bucket| match bucket.coarse {
            0 => format!("{} {}", bucket.date, bucket.points.len()),
            coarse => format!("{} {}~{coarse}", bucket.date, bucket.points.len()),
        };
        assert_eq!(histogram(&points, step).iter().map(show).collect::<Vec<_>>().join(", "), expected, "{step:?}");
    }

    #[test]
    fn buckets_hold_what_begins_in_them() {
        let dates = "1998 2024 2024-02-28 2024-02-28T10:25 2024-02-28T10:40 2024-03 2025-W01";
        check_buckets(
            dates,
            Step::Hour,
            "1998-01-01T00 1~1, 2024-01-01T00 1~1, 2024-02-28T00 1~1, 2024-02-28T10 2, 2024-03-01T00 1~1, 2024-12-30T00 1~1",
        );
        check_buckets(dates, Step::Day, "1998-01-01 1~1, 2024-01-01 1~1, 2024-02-28 3, 2024-03-01 1~1, 2024-12-30 1~1");
        check_buckets(dates, Step::Week, "1998-W01 1~1, 2024-W01 1~1, 2024-W09 4~1, 2025-W01 1");
        check_buckets(dates, Step::Month, "1998-01 1~1, 2024-01 1~1, 2024-02 3, 2024-03 1, 2024-12 1");
        check_buckets(dates, Step::Quarter, "1998-Q1 1~1, 2024-Q1 5~1, 2024-Q4 1");
        check_buckets(dates, Step::Year, "1998 1, 2024 6");
        check_buckets(dates, Step::Decade, "199X 1, 202X 6");
    }

    #[test]
    fn the_step_fits_the_room() {
        let point =
            |date: &str| Point { when: Some(When::on(date.parse().unwrap())), article: ArticleId(0), event: None };
        let dated = [point("2024-02-28"), point("2024-03-28")];
        for (most, step) in [(1, Step::Quarter), (2, Step::Month), (5, Step::Week), (30, Step::Day), (3000, Step::Hour)]
        {
            assert_eq!(Step::fitting(&dated, most), step, "{most}");
        }
        assert_eq!(Step::fitting(&[], 1), Step::Hour);
        assert_eq!(Step::fitting(&dated, 0), Step::Decade);
    }

    proptest! {
        #[test]
        fn numbers_lead_back_to_the_steps(n in 0i64..3_600_000) {
            for step in Step::ALL {
                if let Some(date) = step.date_of(n) {
                    prop_assert_eq!(step.number_of(date), Some(n));
                    prop_assert_eq!(date.precision(), step.precision());
                }
            }
        }

        #[test]
        fn any_number_is_taken(n: i64) {
            for step in Step::ALL {
                let _ = step.date_of(n);
            }
        }
    }
}
