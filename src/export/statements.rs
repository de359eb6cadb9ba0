//! Statements as rows: one a line, with everything that a table of them needs.

use crate::model::{Article, Kind, PartialDate, Statement};
use serde::Serialize;

/// A statement on one line.
#[derive(Debug, Serialize)]
pub struct Line {
    /// Id of the article.
    pub article: String,
    /// Who published it.
    pub source: Option<String>,
    /// When.
    pub published: Option<PartialDate>,
    /// How much of it is quoted.
    pub kind: Kind,
    /// The speaker as the text words it.
    pub speaker: Option<String>,
    /// Id of the actor that the speaker stands for.
    pub actor: Option<String>,
    /// That actor's name.
    pub name: Option<String>,
    /// The words that tie speaker and content together.
    pub cue: Option<String>,
    /// When it was said, where its sentence says so.
    pub date: Option<PartialDate>,
    /// Where the content begins.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// The content; where it is interrupted, `…` stands between its parts.
    pub text: String,
    /// Ids of its themes.
    pub themes: Vec<String>,
}

impl Line {
    /// The names of its fields.
    pub const NAMES: &'static [&'static str] = &[
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

    /// A statement of an article.
    pub fn new(article: &Article, statement: &Statement) -> Self {
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

    /// Its fields, in the order of their names.
    pub fn values(&self) -> Vec<String> {
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
