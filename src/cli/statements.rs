//! `briefing statements`: who is cited for what.

use super::Status;
use super::args::List;
use super::gather::Gathered;
use super::list::{self, Row};
use crate::Result;
use crate::export::selected;
use crate::export::statements::Line;
use crate::export::table::{Column, left};
use crate::ui::when;

/// Lists the selected statements in the order of the articles.
pub fn run(list: List) -> Result<Status> {
    list::run(list, |gathered: &Gathered, emit| {
        let mut all = selected::statements(&gathered.store, &gathered.selection);
        all.try_for_each(|(article, statement)| emit(&Line::new(article, statement)))
    })
}

impl Row for Line {
    const COLUMNS: &'static [Column] = &[left(0), left(24), left(24), left(0)];
    const FIELDS: &'static [&'static str] = Line::NAMES;

    fn cells(&self) -> Vec<String> {
        let speaker = self.name.clone().or_else(|| self.speaker.clone()).unwrap_or_default();
        let date = self.date.or(self.published).map(when::day).unwrap_or_default();
        vec![date, speaker, self.article.clone(), self.text.clone()]
    }

    fn fields(&self) -> Vec<String> {
        self.values()
    }
}
