//! `briefing statements`: who is cited for what.

use super::Status;
use super::args::List;
use super::gather::Gathered;
use super::list::{self, Row};
use crate::Result;
use crate::export::csv;
use crate::export::table::{Column, left};
use crate::model::{Article, Kind, PartialDate, Statement};
use crate::store::StatementId;
use crate::ui::when;
use serde::Serialize;
use std::io;

/// Lists the selected statements in the order of the articles.
pub fn run(list: List) -> Result<Status> {
    list::run(list, |gathered: &Gathered, emit| lines(gathered).try_for_each(|line| emit(&line)))
}

/// Writes the same list as CSV.
pub fn csv(out: &mut Vec<u8>, gathered: &Gathered) -> io::Result<()> {
    csv::write(out, Line::FIELDS)?;
    lines(gathered).try_for_each(|line| csv::write(out, line.fields()))
}

fn lines(gathered: &Gathered) -> impl Iterator<Item = Line> {
    gathered.selection.statements.iter().filter_map(|id| {
        let (at, statement) = gathered.store.statement(StatementId(id))?;
        Some(Line::new(gathered.store.article(at)?, statement))
    })
}

/// A statement on one line.
#[derive(Debug, Serialize)]
struct Line {
    article: String,
    source: Option<String>,
    published: Option<PartialDate>,
    kind: Kind,
    /// The speaker as the text words it.
    speaker: Option<String>,
    /// Id of the actor that the speaker stands for.
    actor: Option<String>,
    name: Option<String>,
    cue: Option<String>,
    /// When it was said, where its sentence says so.
    date: Option<PartialDate>,
    start: u32,
    end: u32,
    /// The content; where it is interrupted, `…` stands between its parts.
    text: String,
    themes: Vec<String>,
}

impl Line {
    fn new(article: &Article, statement: &Statement) -> Self {
        let actor = statement.speaker.as_ref().and_then(|speaker| speaker.actor.clone());
        let known = article.actors.iter().find(|known| Some(&known.id) == actor.as_ref());
        let parts: Vec<_> = statement.content.iter().map(|span| span.of(&article.text)).collect();
        Self {
            article: article.id.clone(),
            source: article.source.as_ref().map(|source| source.name.clone()),
            published: article.published.as_ref().map(|published| published.date),
            kind: statement.kind,
            speaker: statement.speaker.as_ref().map(|speaker| speaker.text.clone()),
            name: known.map(|known| known.name.clone()),
            actor,
            cue: statement.cue.as_ref().map(|cue| cue.text.clone()),
            date: statement.date.map(|when| when.date),
            start: statement.content.first().map_or(0, |span| span.start),
            end: statement.content.last().map_or(0, |span| span.end),
            text: parts.join(" … "),
            themes: statement.themes.clone(),
        }
    }

    fn dated(&self) -> String {
        self.date.or(self.published).map(when::day).unwrap_or_default()
    }
}

impl Row for Line {
    const COLUMNS: &'static [Column] = &[left(0), left(24), left(24), left(0)];
    const FIELDS: &'static [&'static str] = &[
        "article",
        "source",
        "published",
        "kind",
        "speaker",
        "actor",
        "name",
        "cue",
        "date",
        "start",
        "end",
        "text",
        "themes",
    ];

    fn cells(&self) -> Vec<String> {
        let speaker = self.name.clone().or_else(|| self.speaker.clone()).unwrap_or_default();
        vec![self.dated(), speaker, self.article.clone(), self.text.clone()]
    }

    fn fields(&self) -> Vec<String> {
        let date = |date: Option<PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
        let word = |word: &Option<String>| word.clone().unwrap_or_default();
        let kind = match self.kind {
            Kind::Direct => "direct",
            Kind::Indirect => "indirect",
            Kind::Mixed => "mixed",
        };
        vec![
            self.article.clone(),
            word(&self.source),
            date(self.published),
            kind.to_owned(),
            word(&self.speaker),
            word(&self.actor),
            word(&self.name),
            word(&self.cue),
            date(self.date),
            self.start.to_string(),
            self.end.to_string(),
            self.text.clone(),
            self.themes.join(" "),
        ]
    }
}
