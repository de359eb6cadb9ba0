//! A range of time that is marked in the timeline and becomes the filter, and the window of time that follows the cursor.

use super::app::App;
use super::effect::Effect;
use super::typeset::Clean;
use super::when;
use crate::model::{PartialDate, When};
use crate::store::Query;
use crate::store::query::Attribute;
use crate::store::timeline::Axis;

impl App {
    /// The step of the timeline in which the cursor stands; the date itself where no step of it is known.
    fn step_here(&self) -> Option<PartialDate> {
        let (step, when) = (self.view.chart.step?, self.point(self.time.at)?.when?);
        let of_step = step.date_of(step.number_of(when.date)?)?;
        Some(if when.precision > step.precision() { when.date } else { of_step })
    }

    /// Marks where a range begins; the second time the range becomes the filter.
    pub fn mark_range(&mut self) -> Vec<Effect> {
        let Some(here) = self.step_here() else {
            self.message = Some("what has no year is in no range".into());
            return Vec::new();
        };
        let Some(from) = self.range_from.take() else {
            let words = format!("from {} – go on and mark the end the same way; Esc forgets it", when::day(here));
            (self.range_from, self.message) = (Some(here), Some(Clean::from(words)));
            return Vec::new();
        };
        let query = self.wish.query.terms().iter().filter(|term| !is_of_time(term, self.view.wish.axis)).cloned();
        let query = query.fold(Query::All, Query::and);
        let (from, to) = (from.min(here), from.max(here));
        self.filter(match self.view.wish.axis {
            Axis::Events if from == to => query.and(Query::Is(Attribute::On(When::on(from)))),
            Axis::Events => query.and(Query::Is(Attribute::On(When::between(from, to)))),
            Axis::Published => {
                let behind = to.last_day().and_then(|day| day.succ_opt()).map(PartialDate::from);
                let query = query.and(Query::Is(Attribute::After(from)));
                behind.map_or(query.clone(), |day| query.and(Query::Is(Attribute::Before(day))))
            }
        })
    }

    /// The steps of the chart that a range being marked covers so far.
    pub fn marked_steps(&self) -> Option<(i64, i64)> {
        let step = self.view.chart.step?;
        let (from, here) = (step.number_of(self.range_from?)?, step.number_of(self.step_here()?)?);
        Some((from.min(here), from.max(here)))
    }

    /// The range that is being marked, in words.
    pub fn marked_range(&self) -> Option<String> {
        let (from, here) = (self.range_from?, self.step_here()?);
        let (from, to) = (from.min(here), from.max(here));
        Some(when::range(if from == to { When::on(from) } else { When::between(from, to) }))
    }

    /// After the cursor was moved in the timeline to where the chart does not reach: asks for one that does.
    pub fn follow_in_time(&mut self) -> Option<Effect> {
        let row = self.time_moved.take()?;
        let point = self.point(row)?;
        let date = point.when.map(|when| when.date).filter(|date| date.known_year().is_some())?;
        if self.view.chart.places_of(point).is_some() || self.wish.around == Some(date) {
            return None;
        }
        self.wish.around = Some(date);
        self.ask_view().pop()
    }
}

/// Whether a term is one that marking a range on that axis sets.
fn is_of_time(term: &Query, axis: Axis) -> bool {
    match term {
        Query::Is(Attribute::On(_)) => axis == Axis::Events,
        Query::Is(Attribute::After(_) | Attribute::Before(_)) => axis == Axis::Published,
        _ => false,
    }
}
