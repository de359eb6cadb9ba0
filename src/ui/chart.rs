//! The histogram of the timeline as numbers: how many dates fall into each step of time, and what lies outside.
//!
//! A few dates far from the rest (a treaty of 1994 in this week's news) would flatten everything else. So the chart
//! shows the window of time that holds the most dates, in the shortest steps in which it holds nearly all of them, and
//! says how many are earlier or later.

use super::when;
use crate::model::{PartialDate, Precision, When};
use crate::sorting;
use crate::store::timeline::{Point, Step, counts};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Which part of the dates the window has to hold, in per cent.
const MOST: usize = 85;

/// A histogram over a window of time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chart {
    /// How long a step is; `None` where there are no dates.
    pub step: Option<Step>,
    /// Number of the first step in the window.
    pub first: i64,
    /// How many dates fall into each step of the window.
    pub counts: Vec<usize>,
    /// Whether all dates of the window are less precise than a step, so that there are no bars, only what lasts longer.
    pub vague: bool,
    /// The first and the last date that have bars in the window, as precise as they are known.
    pub ends: Option<[PartialDate; 2]>,
    /// How many lie before it.
    pub earlier: usize,
    /// How many lie behind it.
    pub later: usize,
    /// The lanes.
    pub lanes: Vec<Lane>,
    /// What lasts longer than a step, that of which most dates tell first.
    pub spans: Vec<Stretch>,
    /// Letters of the longest range of time among all dates; 0 where there is none.
    pub longest: usize,
}

/// The dates of one actor or theme.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lane {
    /// How many fall into each step of the window.
    pub counts: Vec<usize>,
    /// Where they may be of, for a lane without a date that is as precise as a step.
    pub reaches: Vec<bool>,
}

/// What lasts longer than a step, or is not known as well: first and last step, which may lie outside of the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// Number of its first step.
    pub from: i64,
    /// Number of its last step.
    pub to: i64,
    /// How many dates are of it.
    pub count: usize,
    /// The first of them.
    pub when: When,
}

/// From the first to the last hour of a day.
const LAST_HOUR: i64 = 23;

/// Most spans that are drawn.
const MOST_SPANS: usize = 12;

impl Chart {
    /// The chart of dates in order, at most `columns` steps wide, in `step`s or in what suits them.
    pub fn new(dated: &[Point], lanes: &[Arc<[Point]>], columns: usize, step: Option<Step>) -> Self {
        Self::around(dated, lanes, columns, step, None)
    }

    /// The chart whose window holds a date.
    pub fn around(
        dated: &[Point],
        lanes: &[Arc<[Point]>],
        columns: usize,
        step: Option<Step>,
        date: Option<PartialDate>,
    ) -> Self {
        let columns = columns.max(1);
        if dated.is_empty() {
            return Self::default();
        }
        let step = step.unwrap_or_else(|| suiting(dated, columns));
        let buckets = counts(dated, step);
        let here = date.and_then(|date| step.number_of(date));
        let (from, to) = densest(&buckets, columns, here);
        let [Some(first), Some(last)] = [buckets.get(from), to.checked_sub(1).and_then(|at| buckets.get(at))] else {
            return Self::default();
        };
        let (earlier, later) = (held(&buckets[..from]), held(&buckets[to..]));
        let inside = dated.get(earlier..dated.len().saturating_sub(later)).unwrap_or_default();
        // A year has no bar in its first step; the window does not begin with what it leaves empty there.
        let is_shorter = |when: &When| when.precision < Precision::Year || when.precision <= step.precision();
        let known = whens(inside).find(is_shorter);
        let begins = [known.and_then(|when| step.number_of(when.date)), here].into_iter().flatten().min();
        let first = begins.unwrap_or(first.0).clamp(first.0, last.0);
        let vague = !has_bars(inside, step);
        // What is known to the day is a span among hours: of the last day all hours are in sight, as far as there is room.
        let longest = if vague { Precision::Decade } else { Precision::Day };
        let reached = if vague || step == Step::Hour { last_reach(inside, step, longest, last.0) } else { last.0 };
        let last = reached.min(first + columns as i64 - 1).max(last.0);
        let width = usize::try_from(last - first + 1).unwrap_or(1);
        Self {
            step: Some(step),
            first,
            vague,
            counts: bars(dated, step, first, width),
            ends: ends(inside, step),
            earlier,
            later,
            lanes: lanes.iter().map(|lane| Lane::of(lane, step, first, width)).collect(),
            spans: spans(dated, step, (first, last), vague),
            longest: whens(dated).filter(|when| when.end_date.is_some()).map(letters).max().unwrap_or(0),
        }
    }

    /// Which steps of the window a point falls into: several where its date is less precise than a step, or a range.
    pub fn places_of(&self, point: &Point) -> Option<RangeInclusive<usize>> {
        let (from, to) = reach(point.when?, self.step?)?;
        let last = i64::try_from(self.counts.len()).ok()? - 1;
        let [from, to] = [from, to].map(|number| number - self.first);
        let in_window = from <= last && to >= 0;
        let place = |at: i64| usize::try_from(at.clamp(0, last)).ok();
        in_window.then_some(place(from)?..=place(to)?)
    }
}

/// The numbers of the first and the last step that a date, or a range, reaches over.
fn reach(when: When, step: Step) -> Option<(i64, i64)> {
    let from = step.number_of(when.date)?;
    if when.end_date.is_none() && when.precision <= step.precision() {
        return Some((from, from));
    }
    let end = when.end_date.unwrap_or(when.date);
    let to = match (step, end.known_time()) {
        (Step::Hour, Some(_)) => step.number_of(end),
        (Step::Hour, None) => end.last_day().and_then(|day| Some(step.number_of(day.into())? + LAST_HOUR)),
        _ => end.last_day().and_then(|day| step.number_of(day.into())),
    };
    Some((from, to.unwrap_or(from).max(from)))
}

impl Lane {
    fn of(points: &[Point], step: Step, first: i64, width: usize) -> Self {
        let counts = bars(points, step, first, width);
        let is_vague = counts.iter().all(|count| *count == 0);
        let reaches = if is_vague { covered(points, step, first, width) } else { vec![false; width] };
        Self { counts, reaches }
    }
}

fn whens(points: &[Point]) -> impl Iterator<Item = When> {
    points.iter().filter_map(|point| point.when)
}

fn letters(when: When) -> usize {
    when::range(when).chars().count()
}

/// The shortest step in which a window holds nearly all dates, and some that have a bar there.
fn suiting(dated: &[Point], columns: usize) -> Step {
    // Of years no day is known: no steps are shorter than the most precise of the dates.
    let finest = whens(dated).map(|when| when.precision).min();
    let is_known = |step: &Step| finest.is_none_or(|finest| step.precision() >= finest);
    let fits = |step: &Step| {
        let buckets = counts(dated, *step);
        let (from, to) = densest(&buckets, columns, None);
        let (earlier, inside) = (held(&buckets[..from]), held(&buckets[from..to]));
        let outside = dated.len() - inside;
        let holds = outside * 100 <= dated.len() * (100 - MOST) || (outside == 1 && dated.len() > 3);
        holds && dated.get(earlier..earlier + inside).is_some_and(|inside| has_bars(inside, *step))
    };
    Step::ALL.into_iter().skip(1).filter(is_known).find(fits).unwrap_or(Step::Decade)
}

/// Whether one of the dates is as precise as a step.
fn has_bars(points: &[Point], step: Step) -> bool {
    whens(points).any(|when| when.precision <= step.precision())
}

/// The last step that one of the dates reaches which are at least as precise as `longest`, at least `last`.
fn last_reach(points: &[Point], step: Step, longest: Precision, last: i64) -> i64 {
    let precise = whens(points).filter(|when| when.precision <= longest);
    precise.filter_map(|when| reach(when, step)).map(|(_, to)| to).fold(last, i64::max)
}

/// How many dates begin in each of `width` steps. What is less precise than a step is drawn as a span and makes no bar
/// where it begins, lest every January looks busy.
fn bars(points: &[Point], step: Step, first: i64, width: usize) -> Vec<usize> {
    let mut bars = vec![0; width];
    for when in whens(points).filter(|when| when.precision <= step.precision()) {
        let place = step.number_of(when.date).and_then(|number| usize::try_from(number - first).ok());
        if let Some(bar) = place.and_then(|at| bars.get_mut(at)) {
            *bar += 1;
        }
    }
    bars
}

/// Which of `width` steps dates may be of.
fn covered(points: &[Point], step: Step, first: i64, width: usize) -> Vec<bool> {
    // What begins at a step less what has ended before it.
    let mut turns = vec![0_isize; width + 1];
    let place = |number: i64| usize::try_from((number - first).max(0)).unwrap_or(0).min(width);
    for (from, to) in whens(points).filter_map(|when| reach(when, step)).filter(|(_, to)| *to >= first) {
        turns[place(from)] += 1;
        turns[place(to + 1)] -= 1;
    }
    let running = turns.iter().scan(0, |sum: &mut isize, turn| {
        *sum += turn;
        Some(*sum > 0)
    });
    running.take(width).collect()
}

/// The first and the last date of those that have bars.
fn ends(points: &[Point], step: Step) -> Option<[PartialDate; 2]> {
    let all: Vec<When> = points.iter().filter_map(|point| point.when).collect();
    let precise: Vec<When> = all.iter().filter(|when| when.precision <= step.precision()).copied().collect();
    let with_bars = if precise.is_empty() { all } else { precise };
    Some([with_bars.first()?.date, with_bars.last()?.date])
}

/// How many dates some buckets hold.
fn held(buckets: &[(i64, usize)]) -> usize {
    buckets.iter().map(|(_, points)| points).sum()
}

/// The spans of time that reach over several steps of a window, those that most dates have first; where there are no bars
/// (`vague`) those that the window holds as a whole before the others.
fn spans(dated: &[Point], step: Step, window: (i64, i64), vague: bool) -> Vec<Stretch> {
    let mut found: FxHashMap<(i64, i64), Stretch> = FxHashMap::default();
    for when in whens(dated) {
        let ends = reach(when, step);
        if let Some((from, to)) = ends.filter(|(from, to)| from < to && *from <= window.1 && *to >= window.0) {
            found.entry((from, to)).or_insert(Stretch { from, to, count: 0, when }).count += 1;
        }
    }
    let mut found: Vec<_> = found.into_values().collect();
    let sticks_out = |span: &Stretch| vague && (span.from < window.0 || span.to > window.1);
    sorting::by_key(&mut found, |span| (sticks_out(span), Reverse(span.count), span.from, span.to));
    found.truncate(MOST_SPANS);
    found
}

/// The run of buckets that holds the most dates within `columns` steps, the latest of equals; with `here` one that holds
/// that step.
fn densest(buckets: &[(i64, usize)], columns: usize, here: Option<i64>) -> (usize, usize) {
    let (mut best, mut most) = ((0, 0), 0);
    let (mut from, mut inside) = (0, 0);
    for (to, bucket) in buckets.iter().enumerate() {
        inside += bucket.1;
        while bucket.0 - buckets[from].0 >= i64::try_from(columns).unwrap_or(i64::MAX) {
            inside -= buckets[from].1;
            from += 1;
        }
        let holds = here.is_none_or(|here| (buckets[from].0..=bucket.0).contains(&here));
        if inside >= most && holds {
            (best, most) = ((from, to + 1), inside);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::store::ArticleId;

    fn check(dates: &[&str], columns: usize, expected: (Step, &[usize], usize, usize)) {
        let point =
            |date: &&str| Point { when: Some(When::on(date.parse().unwrap())), article: ArticleId(0), event: None };
        let chart = Chart::new(&dates.iter().map(point).collect::<Vec<_>>(), &[], columns, None);
        assert_eq!(
            (chart.step, &chart.counts[..], chart.earlier, chart.later),
            (Some(expected.0), expected.1, expected.2, expected.3)
        );
    }

    #[test]
    fn the_window_holds_nearly_all_and_tells_of_the_rest() {
        check(&["2025-02-17", "2025-02-17", "2025-02-19"], 10, (Step::Day, &[2, 0, 1], 0, 0));
        check(&["2025-01-05", "2025-03-05", "2025-06-05"], 10, (Step::Month, &[1, 0, 1, 0, 0, 1], 0, 0));
        let mut dates = vec!["1994-12-05"];
        dates.extend(["2025-02-17"; 9]);
        check(&dates, 20, (Step::Day, &[9], 1, 0));
    }

    #[test]
    fn its_ends_are_no_more_precise_than_the_dates() {
        let point =
            |date: &str| Point { when: Some(When::on(date.parse().unwrap())), article: ArticleId(0), event: None };
        let chart = |dates: &[&str]| {
            let points: Vec<_> = dates.iter().map(|date| point(date)).collect();
            let chart = Chart::new(&points, &[], 60, Some(Step::Day));
            (chart.counts, chart.ends.map(|ends| ends.map(|date| date.to_string()).join(" ")))
        };
        let (bars, ends) = chart(&["2020", "2020-01-20", "2020-01-22", "2020-02"]);
        assert_eq!((&bars[..3], ends.as_deref()), (&[1, 0, 1][..], Some("2020-01-20 2020-01-22")));
        assert_eq!(chart(&["2020", "2020-02"]).1.as_deref(), Some("2020 2020-02"));
    }

    #[test]
    fn a_date_of_which_only_the_year_is_known_makes_no_bar_on_its_first_day() {
        let point =
            |date: &&str| Point { when: Some(When::on(date.parse().unwrap())), article: ArticleId(0), event: None };
        check(&["2025", "2025"], 20, (Step::Year, &[2], 0, 0));
        check(&["2024", "2025-03"], 20, (Step::Month, &[1], 0, 0));
        let years: Vec<Point> = ["2025", "2025"].iter().map(point).collect();
        let chart = Chart::new(&years, &[], 20, Some(Step::Quarter));
        assert_eq!(chart.places_of(&years[0]), Some(0..=3), "the window holds all of it");
        assert_eq!((chart.vague, &chart.counts[..]), (true, &[0, 0, 0, 0][..]), "no quarter is known");
        assert_eq!(covered(&years, Step::Quarter, 8099, 6), [false, true, true, true, true, false]);
        let dated: Vec<Point> = ["2025", "2025-01-03", "2025-02-17"].iter().map(point).collect();
        let chart = Chart::new(&dated, &[], 60, Some(Step::Month));
        assert_eq!(
            (&chart.counts[..], chart.places_of(&dated[0])),
            (&[1, 1][..], Some(0..=1)),
            "a year is all its months"
        );
    }

    #[test]
    fn what_lasts_longer_than_a_step_is_a_span() {
        let point = |when| Point { when: Some(when), article: ArticleId(0), event: None };
        let on = |date: &str| point(When::on(date.parse().unwrap()));
        let dated = [
            on("2025-02"),
            on("2025-02-17"),
            point(When::between("2025-02-17".parse().unwrap(), "2025-02-19".parse().unwrap())),
        ];
        let chart = Chart::new(&dated, &[], 40, Some(Step::Day));
        let spans: Vec<_> =
            chart.spans.iter().map(|span| (span.from - chart.first, span.to - chart.first, span.count)).collect();
        assert_eq!(spans, [(0, 27, 1), (16, 18, 1)]);
    }

    #[test]
    fn days_among_hours_are_spans_and_no_wall_of_bars() {
        let point =
            |date: &&str| Point { when: Some(When::on(date.parse().unwrap())), article: ArticleId(0), event: None };
        let chart = |dates: &[&str]| {
            let points: Vec<_> = dates.iter().map(point).collect();
            Chart::new(&points, &[points.clone().into()], 60, Some(Step::Hour))
        };
        let days = chart(&["2025-02-17", "2025-02-17", "2025-02-18"]);
        assert!(days.vague && days.counts.iter().all(|count| *count == 0) && days.counts.len() == 48);
        let spans: Vec<_> = days.spans.iter().map(|span| (span.from - days.first, span.to - days.first)).collect();
        assert_eq!(spans, [(0, 23), (24, 47)]);
        assert!(days.lanes[0].reaches.iter().all(|reached| *reached) && days.lanes[0].counts == days.counts);
        let hours = chart(&["2025-02-17", "2025-02-17T10:25", "2025-02-18"]);
        assert_eq!((hours.vague, hours.counts.iter().sum::<usize>(), hours.counts.len()), (false, 1, 48));
    }

    #[test]
    fn no_dates_make_no_chart() {
        assert_eq!(Chart::new(&[], &[], 10, None), Chart::default());
    }
}
