//! `briefing statements`: who is cited for what.

use super::Status;
use super::args::Statements;
use super::gather::Gathered;
use super::list::{self, Row};
use crate::Result;
use crate::export::brief;
use crate::export::statements::Line;
use crate::export::table::{Column, left};
use crate::model::PartialDate;
use crate::store::stories::{Differs, Reason, Wording};
use crate::store::{ArticleId, StatementId, Store};
use crate::ui::when;
use rustc_hash::FxHashSet;
use serde::Serialize;

/// Lists the selected statements in the order of the articles; what several articles carry perhaps once, where it was
/// published first.
pub fn run(statements: Statements) -> Result<Status> {
    let Statements { list, once } = statements;
    list::run(list, |gathered: &Gathered, emit| {
        let listed = gathered.selection.statements.iter().map(StatementId);
        let mut told = FxHashSet::default();
        for id in listed {
            let shown = if once { gathered.store.first_carrier(id).unwrap_or(id) } else { id };
            if !once || told.insert(shown) {
                Told::new(&gathered.store, shown).map_or(Ok(()), |line| emit(&line))?;
            }
        }
        Ok(())
    })
}

/// A statement on one line, with who else carries it.
#[derive(Debug, Serialize)]
struct Told {
    #[serde(flatten)]
    line: Line,
    /// How it is told in a list for reading.
    #[serde(skip)]
    words: String,
    /// When it was said, or until when at the latest.
    #[serde(skip)]
    said: String,
    /// How many outlets carry it.
    carried: u32,
    /// Id of the article that carried it first, where several do and their dates tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<String>,
    /// The other articles that carry it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<Also>,
    /// Where its article gives no date.
    #[serde(skip_serializing_if = "Option::is_none")]
    suggested: Option<Suggested>,
}

/// Another article that carries a statement.
#[derive(Debug, Serialize)]
struct Also {
    article: String,
    source: Option<String>,
    published: Option<PartialDate>,
    start: u32,
    /// In what it differs from how it was carried first: `wording`, `speaker`, `contrary` (numbers, negation).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    differs: Vec<&'static str>,
}

/// The date that an undated article may have, and why.
#[derive(Debug, Serialize)]
struct Suggested {
    date: PartialDate,
    article: String,
    reason: &'static str,
}

impl Told {
    fn new(store: &Store, id: StatementId) -> Option<Self> {
        let (at, statement) = store.statement(id)?;
        let article = store.article(at)?;
        let (line, words) = (Line::new(&article, &statement), brief::told_per(&article, &statement));
        let said = when::said(store, id).unwrap_or_default();
        let (first, also) = carried(store, id);
        Some(Self {
            line,
            words,
            said,
            carried: store.stories().carried(id),
            first,
            also,
            suggested: suggested(store, at),
        })
    }

    /// The names of the line's fields, and of those behind them in CSV.
    const NAMES: [&'static str; Line::NAMES.len() + 2] = {
        let (mut names, mut at) = (["carried"; Line::NAMES.len() + 2], 0);
        while at < Line::NAMES.len() {
            names[at] = Line::NAMES[at];
            at += 1;
        }
        names[at + 1] = "first";
        names
    };
}

/// Where a statement was carried first, as far as dates tell, and where else.
fn carried(store: &Store, id: StatementId) -> (Option<String>, Vec<Also>) {
    let Some(carriage) = store.carriage(id) else { return (None, Vec::new()) };
    let holder =
        |id: StatementId| store.statement(id).and_then(|(at, statement)| Some((store.article(at)?, statement)));
    let also = carriage.others.iter().filter(|(other, _)| *other != id).filter_map(|(other, differs)| {
        let (article, statement) = holder(*other)?;
        Some(Also {
            article: article.id.clone(),
            source: article.source.as_ref().map(|source| source.name.clone()),
            published: article.published.as_ref().map(|published| published.date),
            start: statement.content.first().map_or(0, |span| span.start),
            differs: in_words(*differs),
        })
    });
    let first = store.known_first(id).and_then(holder);
    (first.map(|(article, _)| article.id.clone()), also.collect())
}

fn in_words(differs: Differs) -> Vec<&'static str> {
    let wording = match differs.wording {
        Wording::Same => None,
        Wording::Other => Some("wording"),
        Wording::Contrary => Some("contrary"),
    };
    wording.into_iter().chain(differs.speaker.then_some("speaker")).collect()
}

fn suggested(store: &Store, at: ArticleId) -> Option<Suggested> {
    let found = store.suggested_date(at)?;
    let reason = match found.reason {
        Reason::Copy => "near-copy",
        Reason::Statement(_) => "same statement",
        Reason::Event(_) => "same event",
    };
    Some(Suggested { date: found.date, article: store.article(found.article)?.id.clone(), reason })
}

impl Row for Told {
    const NOUN: &'static str = "statement";
    const COLUMNS: &'static [Column] = &[left(0), left(24), left(24), left(0), left(0)];
    const FIELDS: &'static [&'static str] = &Self::NAMES;

    fn cells(&self) -> Vec<String> {
        let line = &self.line;
        let speaker = line.name.clone().or_else(|| line.speaker.clone()).unwrap_or_default();
        let carried = if self.carried > 1 { format!("{} outlets", self.carried) } else { String::new() };
        vec![self.said.clone(), speaker, line.article.clone(), carried, self.words.clone()]
    }

    fn fields(&self) -> Vec<String> {
        let mut fields = self.line.values();
        fields.extend([self.carried.to_string(), self.first.clone().unwrap_or_default()]);
        fields
    }
}
