//! A sheet under way: lines are added one by one, some with a lead.

use super::{Lead, Line};
use crate::export::brief::{first_words, per, told};
use crate::model::Article;
use crate::store::{ArticleId, StatementId, Store};
use crate::ui::page::{speaker_name, speaker_style};
use crate::ui::palette::Palette;
use crate::ui::panes::list::source;
use crate::ui::typeset::{Clean, Row};
use crate::ui::when;
use ratatui::style::Style;

/// Columns of a date.
pub const DATE: u16 = 13;

/// Sheets at least so wide name the source at the right of a statement.
const WITH_SOURCE: u16 = 70;
const SOURCE: u16 = 18;

/// Lines of a statement's words.
const WORD_LINES: usize = 2;

/// Lines and leads so far.
pub struct Draft<'a> {
    /// The articles.
    pub store: &'a Store,
    /// The colours.
    pub palette: &'a Palette,
    /// Columns of a line.
    pub width: u16,
    lines: Vec<Line>,
    leads: Vec<Lead>,
    /// The row that the cursor is put on, counting those that lead somewhere.
    first: usize,
}

impl<'a> Draft<'a> {
    /// An empty sheet.
    pub fn new(store: &'a Store, palette: &'a Palette, width: u16) -> Self {
        Self { store, palette, width, lines: Vec::new(), leads: Vec::new(), first: 0 }
    }

    /// The finished sheet.
    pub fn done(self) -> (Vec<Line>, Vec<Lead>) {
        (self.lines, self.leads)
    }

    /// Puts the cursor on the next row that leads somewhere.
    pub fn begin_here(&mut self) {
        self.first = self.leads.len();
    }

    /// The row that the cursor is put on; the first one where none follows the place that was meant.
    pub fn first(&self) -> usize {
        if self.first < self.leads.len() { self.first } else { 0 }
    }

    /// A line that leads nowhere.
    pub fn line(&mut self, row: Row) {
        self.lines.push(Line { row: row.cut(self.width), lead: None });
    }

    /// Words in as many lines as they take, at most `most`.
    pub fn say(&mut self, words: impl Into<Clean>, style: Style, most: usize) {
        for line in words.into().lines(self.width, most) {
            self.line(Row::new().with(line, style));
        }
    }

    /// A heading with a blank line above it, and what its numbers count at the right.
    pub fn heading(&mut self, title: &str, right: &str) {
        self.line(Row::new());
        let right = Clean::of(right);
        let gap = self.width.saturating_sub(right.width());
        let row = Row::new().with(Clean::of(title), self.palette.muted).pad(gap).with(right, self.palette.muted);
        self.line(row);
    }

    /// A row that leads somewhere, in one or more lines.
    pub fn row(&mut self, lines: impl IntoIterator<Item = Row>, lead: Lead) {
        let at = self.leads.len();
        let width = self.width;
        self.lines.extend(lines.into_iter().map(|row| Line { row: row.cut(width), lead: Some(at) }));
        self.leads.push(lead);
    }

    /// A statement: when, what, and in whose paper; with `who` also by whom.
    pub fn statement(&mut self, id: StatementId, who: bool, mark: Option<Row>) {
        let Some((at, statement)) = self.store.statement(id) else { return };
        let Some(article) = self.store.article(at) else { return };
        let source = if self.width >= WITH_SOURCE { SOURCE } else { 0 };
        let room = self.width.saturating_sub(DATE + source);
        let dates = when::said_in_lines(self.store, id, usize::from(DATE) - 1);
        let mut texts: Vec<Row> = Vec::new();
        if who {
            let name = speaker_name(&article, &statement).unwrap_or_else(|| "unnamed".into());
            texts.push(Row::new().with(name.cut(room), speaker_style(&statement, self.palette)));
        }
        let words = told(&article, &statement);
        let words = Clean::beginning(&words, usize::from(room) * WORD_LINES).lines(room, WORD_LINES);
        texts.extend(words.into_iter().map(|line| Row::new().with(line, self.palette.text)));
        let per = per(&article, &statement).map(|per| Row::new().with(Clean::from(per).cut(room), self.palette.muted));
        texts.extend(per);
        texts.extend(mark);
        texts.resize(texts.len().max(dates.len()), Row::new());
        let palette = self.palette;
        let lines = texts.into_iter().enumerate().map(|(i, words)| {
            let date = dates.get(i).map_or_else(Clean::default, |date| Clean::of(date).cut(DATE - 1));
            let row = Row::new().with(date, palette.muted).pad(DATE).join(words);
            let origin =
                if i == 0 && source > 0 { origin(self.store, at, &article).cut(source - 2) } else { Clean::default() };
            let gap = (DATE + room + source).saturating_sub(origin.width());
            row.pad(gap).with(origin, palette.muted)
        });
        self.row(lines.collect::<Vec<_>>(), Lead::Statement(id));
    }
}

/// Whose article it is: the publisher, else the author, else the headline or the first words, else the name of its file.
pub fn origin(store: &Store, id: ArticleId, article: &Article) -> Clean {
    let source = source(store, id);
    let author = || article.authors.first().map(|author| Clean::of(&author.name));
    let title = || article.title.as_ref().map(|title| Clean::of(&title.text));
    let begins = || first_words(article).map(|words| Clean::from(format!("“{words}”")));
    let file = || Clean::of(article.path.rsplit(['/', '\\']).next().unwrap_or_default());
    source.or_else(author).or_else(title).or_else(begins).unwrap_or_else(file)
}
