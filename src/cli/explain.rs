//! `briefing themes --explain`: why an article has the themes it has.

use super::args::List;
use super::gather::Gathered;
use super::list::{self, Row};
use super::{Status, complaints};
use crate::export::table::{Column, left, right};
use crate::extract::themes::{Evidence, Lexicon, Place, Weighed, explain_article};
use crate::model::Article;
use crate::sorting;
use crate::{Error, ErrorKind, Result, load};
use serde::Serialize;
use std::sync::Arc;

/// Lists the evidence for every theme of the article that `wanted` names, most central theme first, heaviest evidence
/// first; also for those that were found too light.
pub fn run(list: List, wanted: &str) -> Result<Status> {
    let assets = load::assets().assets;
    let mut missing = None;
    let status = list::run(list, |gathered: &Gathered, emit| {
        let article = match find(gathered, wanted) {
            Ok(article) => article,
            Err(error) => {
                missing = Some(error);
                return Ok(());
            }
        };
        for theme in explain_article(&article, &assets.themes) {
            for line in lines(&article, &theme, &assets.themes) {
                emit(&line)?;
            }
        }
        Ok(())
    })?;
    if missing.is_none() && status == Status::NothingFound {
        complaints::say(&format!("nothing in `{wanted}` speaks for any theme"));
    }
    missing.map_or(Ok(status), Err)
}

/// The article with that id, or the only one whose id holds those letters.
fn find(gathered: &Gathered, wanted: &str) -> Result<Arc<Article>> {
    let store = &gathered.store;
    if let Some(article) = store.find(wanted).and_then(|id| store.article(id)) {
        return Ok(article);
    }
    let holding = store.places().filter(|at| store.id(*at).is_some_and(|id| id.contains(wanted)));
    let mut holding = holding.filter_map(|at| store.article(at));
    match (holding.next(), holding.next()) {
        (Some(only), None) => Ok(only),
        (Some(_), Some(_)) => Err(usage(format!("several articles have `{wanted}` in their id; write one in full"))),
        (None, _) => Err(usage(format!("no article has the id `{wanted}`; `briefing extract PATH` prints all ids"))),
    }
}

fn usage(message: String) -> Error {
    Error::new(ErrorKind::Usage, message)
}

/// The evidence of a theme, heaviest first, then what speaks against it.
fn lines(article: &Article, theme: &Weighed, lexicon: &Lexicon) -> Vec<Line> {
    let mut evidence: Vec<&Evidence> = theme.evidence.iter().collect();
    sorting::by(&mut evidence, |a, b| b.weight.total_cmp(&a.weight));
    let speaking = evidence.into_iter().map(|one| (one, true));
    let all = speaking.chain(theme.against.iter().map(|one| (one, false)));
    let entry = &lexicon.themes[theme.theme];
    all.enumerate()
        .map(|(place, (one, speaks_for))| Line {
            theme: entry.id.clone(),
            name: entry.name.clone(),
            score: (theme.score * 1000.0).round() / 1000.0,
            reported: theme.reported,
            weight: (if speaks_for { one.weight } else { -one.weight } * 100.0).round() / 100.0,
            place: match one.place {
                Place::Headline => "headline",
                Place::Beginning => "beginning",
                Place::Body => "body",
            },
            generic: one.generic,
            start: one.span.start,
            end: one.span.end,
            text: one.span.of(&article.text).to_owned(),
            phrase: one.phrase.to_owned(),
            first: place == 0,
        })
        .collect()
}

/// A piece of evidence on one line.
#[derive(Debug, Serialize)]
struct Line {
    theme: String,
    name: String,
    score: f32,
    /// Whether the article is about the theme.
    reported: bool,
    /// What the phrase weighs here; below zero where it speaks against the theme.
    weight: f32,
    place: &'static str,
    /// Whether the phrase is a generic one, which alone makes no theme.
    generic: bool,
    start: u32,
    end: u32,
    /// The words of the article.
    text: String,
    /// The phrase of the lexicon.
    phrase: String,
    /// Whether it is the theme's first line, which names it.
    #[serde(skip)]
    first: bool,
}

impl Row for Line {
    const NOUN: &'static str = "";
    const COLUMNS: &'static [Column] = &[right(), left(36), right(), left(0), left(48), left(60)];
    const HEADS: &'static [&'static str] = &["score", "theme", "weight", "place", "words", "phrase"];
    const FIELDS: &'static [&'static str] =
        &["theme", "name", "score", "reported", "weight", "place", "generic", "start", "end", "text", "phrase"];

    fn cells(&self) -> Vec<String> {
        let (score, name) = match (self.first, self.reported) {
            (false, _) => (String::new(), String::new()),
            (true, true) => (format!("{:.2}", self.score), self.name.clone()),
            (true, false) => (format!("({:.2})", self.score), format!("({}: too light)", self.name)),
        };
        let place = if self.generic { format!("{}, generic", self.place) } else { self.place.to_owned() };
        vec![score, name, format!("{:+.2}", self.weight), place, self.text.clone(), self.phrase.clone()]
    }

    fn fields(&self) -> Vec<String> {
        vec![
            self.theme.clone(),
            self.name.clone(),
            self.score.to_string(),
            self.reported.to_string(),
            self.weight.to_string(),
            self.place.to_owned(),
            self.generic.to_string(),
            self.start.to_string(),
            self.end.to_string(),
            self.text.clone(),
            self.phrase.clone(),
        ]
    }
}
