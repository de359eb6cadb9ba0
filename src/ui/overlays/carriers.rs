//! Which outlets carry the selected statement, or have the story of the selected article: who was first, and where the
//! others differ.

use crate::model::Article;
use crate::store::stories::{Differs, Kin, Reason, Wording};
use crate::store::{ArticleId, StatementId, Store};
use crate::ui::app::App;
use crate::ui::citation;
use crate::ui::page::{counted, grouped, speaker_name, speaker_style};
use crate::ui::panes::list::outlet;
use crate::ui::typeset::{Clean, Row};
use crate::ui::when;
use ratatui::style::Style;

/// Carriers that are listed, and lines of one wording.
const MOST: usize = 200;
const LINES: usize = 6;

/// What is told, in paragraphs.
#[derive(Clone, Debug)]
pub struct Told {
    /// The heading.
    pub title: &'static str,
    paragraphs: Vec<Paragraph>,
}

#[derive(Clone, Debug)]
struct Paragraph {
    words: Clean,
    style: Style,
    /// Columns that it is set in by.
    indent: u16,
    /// Whether a blank line stands before it.
    apart: bool,
}

/// What is to be told of what is selected.
pub fn told(app: &App, store: &Store) -> Told {
    let statement = app.cursor.statement.filter(|id| store.stories().is_carried(*id));
    let mut told = Told { title: " WHO CARRIES IT", paragraphs: Vec::new() };
    match (statement, app.cursor.article) {
        (Some(id), _) => told.statement(app, store, id),
        (None, Some(id)) => {
            told.story(app, store, id);
            told.kin(app, store, id);
        }
        (None, None) => {}
    }
    if let Some(id) = app.cursor.article {
        told.suggestion(app, store, id);
    }
    if told.paragraphs.is_empty() {
        told.say(
            "Nothing else here carries this statement, and the article has no near-copies.",
            app.palette.muted,
            0,
            true,
        );
    }
    told
}

impl Told {
    /// The rows in `width` columns.
    pub fn rows(&self, width: u16) -> Vec<Row> {
        let mut rows = Vec::new();
        for one in &self.paragraphs {
            rows.extend(one.apart.then(Row::new));
            let lines = one.words.lines(width.saturating_sub(one.indent + 2), LINES);
            rows.extend(lines.into_iter().map(|line| Row::new().pad(one.indent + 1).with(line, one.style)));
        }
        rows
    }

    fn say(&mut self, words: impl Into<Clean>, style: Style, indent: u16, apart: bool) {
        self.paragraphs.push(Paragraph { words: words.into(), style, indent, apart });
    }

    fn statement(&mut self, app: &App, store: &Store, id: StatementId) {
        let Some(carriage) = store.carriage(id) else { return };
        let palette = &app.palette;
        if let Some((at, statement)) = store.statement(carriage.first)
            && let Some(article) = store.article(at)
        {
            let name = speaker_name(&article, &statement).unwrap_or_else(|| "unnamed".into());
            self.say(name, speaker_style(&statement, palette), 0, true);
            self.say(Clean::of(&citation::content(&article, &statement)), palette.text, 0, false);
            self.say(cited("first", &article), palette.strong, 0, true);
        }
        for (other, differs) in carriage.others.iter().take(MOST) {
            let Some((at, statement)) = store.statement(*other) else { continue };
            let Some(article) = store.article(at) else { continue };
            self.say(cited("also", &article), palette.text, 0, true);
            self.say(in_words(*differs), palette.muted, 2, false);
            if differs.speaker {
                let name = speaker_name(&article, &statement).unwrap_or_else(|| "unnamed".into());
                self.say(name, speaker_style(&statement, palette), 2, false);
            }
            if differs.wording != Wording::Same {
                self.say(Clean::of(&citation::content(&article, &statement)), palette.text, 2, false);
            }
        }
        self.more(app, carriage.others.len());
    }

    fn story(&mut self, app: &App, store: &Store, id: ArticleId) {
        let (copies, first) = (store.stories().copies(id), store.first_copy(id));
        for (other, _) in copies.iter().take(MOST) {
            let Some(article) = store.article(ArticleId(*other)) else { continue };
            let word = if ArticleId(*other) == first { "first" } else { "also" };
            self.say(cited(word, &article), app.palette.text, 0, true);
            self.paragraphs.extend(article.title.as_ref().map(|title| Paragraph {
                words: Clean::of(&title.text),
                style: app.palette.muted,
                indent: 2,
                apart: false,
            }));
        }
        self.more(app, copies.len());
    }

    /// The articles that are no near-copies but carry some of the same statements.
    fn kin(&mut self, app: &App, store: &Store, id: ArticleId) {
        for (other, kin) in store.kin(id).into_iter().take(MOST) {
            if let (Kin::Statements(count), Some(article)) = (kin, store.article(other)) {
                let common = format!("{} in common", counted(count, "statement"));
                self.say(cited(&common, &article), app.palette.text, 0, true);
            }
        }
    }

    fn more(&mut self, app: &App, all: usize) {
        if all > MOST {
            self.say(Clean::from(format!("and {} more", grouped(all - MOST))), app.palette.muted, 0, true);
        }
    }

    /// What date the article may have, and why.
    fn suggestion(&mut self, app: &App, store: &Store, id: ArticleId) {
        let Some(found) = store.suggested_date(id) else { return };
        let Some(article) = store.article(found.article) else { return };
        let (why, how) = match found.reason {
            Reason::Copy => ("it is a near-copy of what", "published"),
            Reason::Statement(_) => ("it carries a statement that", "published"),
            Reason::Event(_) => ("it tells of an event that", "reported"),
        };
        let words = format!(
            "This article gives no date. Perhaps {}: {why} {} {how} then.",
            when::day(found.date),
            outlet(&article)
        );
        self.say(Clean::from(words), app.palette.muted, 0, true);
    }
}

fn cited(word: &str, article: &Article) -> Clean {
    let date =
        article.published.as_ref().map_or_else(|| "no date".to_owned(), |published| when::minute(published.date));
    Clean::from(format!("{word}  {} · {date}", outlet(article)))
}

fn in_words(differs: Differs) -> &'static str {
    match (differs.wording, differs.speaker) {
        (Wording::Same, false) => "in the same words",
        (Wording::Same, true) => "in the same words, as said by",
        (Wording::Other, false) => "in other words, or not all of it",
        (Wording::Other, true) => "in other words, as said by",
        (Wording::Contrary, false) => "DIFFERS in a number, or in whether it is so",
        (Wording::Contrary, true) => "DIFFERS in what is said, and by whom",
    }
}
