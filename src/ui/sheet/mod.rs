//! A sheet: what is known of an actor or a theme, or a trail, as rows each of which leads somewhere. Sheets stand where the
//! text does; those that one came through lie below, and Esc goes back to them.
//!
//! The worker gathers the contents; rows are laid out once per width. `profile` and `trail` say what stands in them, `draft` how.

mod draft;
mod profile;
mod trail;

use super::chart::Chart;
use super::palette::Palette;
use super::typeset::Row;
use crate::store::facet::Facet;
use crate::store::profile::{Profile, name_of};
use crate::store::query::Attribute;
use crate::store::trail::{self as trails, Leg};
use crate::store::{Query, StatementId, Store};
use draft::Draft;
pub use draft::origin;
pub use profile::kind_word;
use std::sync::Arc;

/// Bars of the line that shows statements over time.
const BARS: usize = 40;

/// What a sheet is about, by ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An actor or a theme.
    Value(Facet, Arc<str>),
    /// What an actor said on a theme.
    Trail(Arc<str>, Arc<str>),
}

/// Where a row leads.
#[derive(Clone, Debug, PartialEq)]
pub enum Lead {
    /// To a statement in its text.
    Statement(StatementId),
    /// To another sheet.
    Sheet(Subject),
    /// To the articles that this term leaves when it is added to the filter.
    Articles(Query),
    /// To the statements that it leaves.
    Statements(Query),
    /// To the timeline of what it leaves.
    Timeline(Query),
}

impl Lead {
    /// What Enter does on such a row, in a word or two.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Statement(_) => "read",
            Self::Sheet(Subject::Trail(..)) => "trail",
            Self::Sheet(Subject::Value(..)) => "details",
            Self::Articles(_) => "filter articles",
            Self::Statements(_) => "filter statements",
            Self::Timeline(_) => "filter timeline",
        }
    }
}

/// What stands in a sheet.
#[derive(Clone, Debug)]
pub enum Content {
    /// An actor or a theme, and its statements over time.
    Value(Box<Profile>, Chart),
    /// The names of an actor and a theme, and the trail.
    Trail([Arc<str>; 2], Vec<Leg>),
}

impl Content {
    /// Gathers what a filter leaves of a subject; `None` where there is no such thing. For the worker.
    pub fn of(store: &Store, subject: &Subject, query: &Query) -> Option<Self> {
        match subject {
            Subject::Value(facet, id) => {
                let profile = Profile::of(store, &store.select(query), *facet, id)?;
                let chart = Chart::new(&trails::points(store, &profile.said), &[], BARS, None);
                Some(Self::Value(Box::new(profile), chart))
            }
            Subject::Trail(actor, theme) => {
                let query = query.clone().and(trails::query(actor, Attribute::of_theme(theme)));
                let names = [name_of(store, Facet::Actor, actor), name_of(store, Facet::Theme, theme)];
                Some(Self::Trail(names, trails::legs(store, &store.select(&query))))
            }
        }
    }
}

/// A line, and the lead of the row that it belongs to.
#[derive(Clone, Debug)]
struct Line {
    row: Row,
    lead: Option<usize>,
}

/// A sheet with its cursor.
#[derive(Debug)]
pub struct Sheet {
    /// What it is about.
    pub subject: Subject,
    content: Option<Content>,
    lines: Vec<Line>,
    leads: Vec<Lead>,
    /// The row with the cursor, counting those that lead somewhere.
    at: usize,
    /// Whether the cursor was moved from where the sheet puts it.
    moved: bool,
    /// The first visible line.
    pub top: usize,
    /// The width that the lines were made for.
    width: Option<u16>,
    height: u16,
    /// What was asked for: number of the request, filter, and how many articles there were.
    asked: Option<(u64, Query, usize)>,
}

impl Sheet {
    /// A sheet whose contents are still to be asked for.
    pub fn new(subject: Subject) -> Self {
        Self {
            subject,
            content: None,
            lines: Vec::new(),
            leads: Vec::new(),
            at: 0,
            moved: false,
            top: 0,
            width: None,
            height: 0,
            asked: None,
        }
    }

    /// Whether it has to be asked for anew under this filter and with so many articles.
    pub fn lacks(&self, query: &Query, articles: usize) -> bool {
        self.asked.as_ref().is_none_or(|(_, asked, of)| asked != query || *of != articles)
    }

    /// Notes what was asked for.
    pub fn ask(&mut self, number: u64, query: &Query, articles: usize) {
        self.asked = Some((number, query.clone(), articles));
    }

    /// Takes the contents, where they are the ones that were asked for last.
    pub fn take(&mut self, number: u64, content: Option<Content>) {
        if self.asked.as_ref().is_some_and(|(asked, ..)| *asked == number) {
            (self.content, self.width) = (content, None);
        }
    }

    /// Whether its contents are there.
    pub fn is_there(&self) -> bool {
        self.content.is_some()
    }

    /// Lays the rows out where the width is another one, and keeps the row with the cursor in sight.
    pub fn settle(&mut self, store: &Store, palette: &Palette, width: u16, height: u16) {
        if self.width != Some(width) {
            let mut draft = Draft::new(store, palette, width);
            match &self.content {
                Some(Content::Value(profile, chart)) => profile::lay_out(profile, chart, &mut draft),
                Some(Content::Trail(names, legs)) => trail::lay_out(names, legs, &mut draft),
                None => {}
            }
            let first = draft.first();
            (self.lines, self.leads) = draft.done();
            (self.at, self.width) = (if self.moved { self.at } else { first }, Some(width));
        }
        self.height = height;
        self.at = self.at.min(self.leads.len().saturating_sub(1));
        self.top = self.top_for(usize::from(height));
    }

    /// The top that shows the row with the cursor whole, moved no further than it must; the first row shows all above it,
    /// and the last one all below it, as far as there is room.
    fn top_for(&self, height: usize) -> usize {
        let own = |line: &Line| line.lead == Some(self.at);
        let Some(first) = self.lines.iter().position(own) else { return 0 };
        let last = self.lines.iter().rposition(own).unwrap_or(first);
        let first = if self.at == 0 { 0 } else { self.headed(first) };
        let last = if self.at + 1 == self.leads.len() { self.lines.len() - 1 } else { last };
        let lowest = (last + 1).saturating_sub(height);
        self.top.max(lowest).min(first.max(lowest.min(first)))
    }

    /// The line from which on a row is to be seen: its heading where it is the first one below it.
    fn headed(&self, first: usize) -> usize {
        let above = self.lines[..first].iter().rev().take_while(|line| line.lead.is_none()).count();
        first - above.min(2)
    }

    /// Moves the cursor: by one row, or by about so many lines.
    pub fn advance(&mut self, by: isize) {
        let Some(last) = self.leads.len().checked_sub(1) else { return };
        self.moved = true;
        if by.abs() <= 1 {
            self.at = self.at.saturating_add_signed(by).min(last);
            return;
        }
        let here = self.lines.iter().position(|line| line.lead == Some(self.at)).unwrap_or(0);
        let there = here.saturating_add_signed(by).min(self.lines.len().saturating_sub(1));
        let near = if by > 0 {
            self.lines[there..].iter().find_map(|line| line.lead).or(Some(last))
        } else {
            self.lines[..=there].iter().rev().find_map(|line| line.lead)
        };
        self.at = near.unwrap_or(0);
    }

    /// Where the row with the cursor leads.
    pub fn lead(&self) -> Option<&Lead> {
        self.leads.get(self.at)
    }

    /// Puts the cursor on the row at a line of the window; tells whether there is one.
    pub fn point_at(&mut self, line: u16) -> bool {
        let lead = self.lines.get(self.top + usize::from(line)).and_then(|line| line.lead);
        self.at = lead.unwrap_or(self.at);
        self.moved |= lead.is_some();
        lead.is_some()
    }

    /// The visible lines, and whether each belongs to the row with the cursor.
    pub fn visible(&self) -> impl Iterator<Item = (&Row, bool)> {
        let own = |line: &Line| line.lead == Some(self.at) && !self.leads.is_empty();
        self.lines.iter().skip(self.top).take(usize::from(self.height)).map(move |line| (&line.row, own(line)))
    }

    /// How much of it has been seen, in per cent; `None` where all of it is in sight.
    pub fn seen(&self) -> Option<usize> {
        let height = usize::from(self.height);
        (self.lines.len() > height).then(|| ((self.top + height) * 100 / self.lines.len()).min(100))
    }
}

/// The sheets that lie on each other.
#[derive(Debug, Default)]
pub struct Sheets {
    /// From the lowest to the one in front.
    pub stack: Vec<Sheet>,
    /// Whether the text lies over them.
    pub aside: bool,
    /// The actor that was chosen last in their list.
    pub actor: Option<Arc<str>>,
    /// The theme that was chosen last.
    pub theme: Option<Arc<str>>,
}

impl Sheets {
    /// Has all sheets laid out anew, in other colours.
    pub fn repaint(&mut self) {
        for sheet in &mut self.stack {
            sheet.width = None;
        }
    }

    /// The sheet in front, unless the text lies over it.
    pub fn front(&self) -> Option<&Sheet> {
        self.stack.last().filter(|_| !self.aside)
    }

    /// The same, to be changed.
    pub fn front_mut(&mut self) -> Option<&mut Sheet> {
        self.stack.last_mut().filter(|_| !self.aside)
    }

    /// Has what is about an actor that is merged be about the other one.
    pub fn merge(&mut self, actor: &str, into: &str) {
        let ids = self.stack.iter_mut().filter_map(|sheet| match &mut sheet.subject {
            Subject::Value(Facet::Actor, id) | Subject::Trail(id, _) => Some(id),
            Subject::Value(..) => None,
        });
        for id in ids.chain(&mut self.actor).filter(|id| &***id == actor) {
            *id = Arc::from(into);
        }
    }

    /// Has the contents of all asked for anew.
    pub fn forget(&mut self) {
        for sheet in &mut self.stack {
            sheet.asked = None;
        }
    }

    /// Takes the contents of one of them.
    pub fn take(&mut self, number: u64, content: Option<&Content>) {
        for sheet in &mut self.stack {
            sheet.take(number, content.cloned());
        }
    }
}
