//! Which outlets carry the selected statement, or have the story of the selected article: who was first, and where the
//! others differ.

use crate::model::{Article, PartialDate};
use crate::sorting;
use crate::store::stories::{Differs, Kin, Reason, Wording};
use crate::store::{ArticleId, StatementId, Store};
use crate::ui::action::{Action, Place};
use crate::ui::app::App;
use crate::ui::citation;
use crate::ui::page::{counted, grouped, speaker_name, speaker_style};
use crate::ui::panes::list::{self, outlet};
use crate::ui::typeset::{Clean, Row};
use crate::ui::when;
use ratatui::style::Style;

/// Carriers that are listed, and lines of one wording.
const MOST: usize = 200;
const LINES: usize = 6;

/// Statements that are named of those that two articles have in common.
const COMMON: usize = 3;

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
    /// Where it leads.
    lead: Option<Lead>,
}

/// An article, and the statement in it that is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lead {
    /// The article.
    pub article: ArticleId,
    /// The statement; `None` for a near-copy as a whole.
    pub statement: Option<StatementId>,
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
            if app.cursor.statement.is_some() && !told.paragraphs.is_empty() {
                let words: Clean = "No other article here carries the selected statement.".into();
                told.paragraphs.insert(0, Paragraph { words, style: muted(app), indent: 0, apart: true, lead: None });
            }
        }
        (None, None) => {}
    }
    let nothing = told.paragraphs.is_empty();
    if let Some(id) = app.cursor.article {
        told.suggestion(app, store, id);
    }
    if nothing {
        let words = if app.cursor.statement.is_some() {
            "No other article here carries this statement, and none is a near-copy of its article."
        } else {
            "No other article here is a near-copy of this one, or carries any of its statements."
        };
        told.say(words, muted(app), 0, true);
        told.say("f looks for similar words; Esc goes back.", muted(app), 0, false);
    }
    told
}

fn muted(app: &App) -> Style {
    app.palette.muted
}

impl Told {
    /// The rows in `width` columns, and which of them each lead begins with; the one at a place is marked with a bar.
    pub fn rows(&self, width: u16, at: usize, bar: Style) -> (Vec<Row>, Vec<usize>) {
        let (mut rows, mut leads) = (Vec::new(), Vec::new());
        for one in &self.paragraphs {
            rows.extend(one.apart.then(Row::new));
            let here = one.lead.is_some() && leads.len() == at;
            leads.extend(one.lead.map(|_| rows.len()));
            let lines = one.words.lines(width.saturating_sub(one.indent + 2), LINES);
            let before = || Row::new().with(if here { "▌" } else { " " }, bar).pad(one.indent + 1);
            rows.extend(lines.into_iter().map(|line| before().with(line, one.style)));
        }
        (rows, leads)
    }

    /// Where it leads, in the order in which it is told.
    pub fn leads(&self) -> impl Iterator<Item = Lead> + '_ {
        self.paragraphs.iter().filter_map(|paragraph| paragraph.lead)
    }

    fn say(&mut self, words: impl Into<Clean>, style: Style, indent: u16, apart: bool) {
        self.paragraphs.push(Paragraph { words: words.into(), style, indent, apart, lead: None });
    }

    /// Says that what was said last leads somewhere.
    fn lead(&mut self, article: ArticleId, statement: Option<StatementId>) {
        if let Some(last) = self.paragraphs.last_mut() {
            last.lead = Some(Lead { article, statement });
        }
    }

    fn statement(&mut self, app: &App, store: &Store, id: StatementId) {
        let Some(carriage) = store.carriage(id) else { return };
        let palette = &app.palette;
        let holder = |id: StatementId| store.holder(id);
        let own = holder(id);
        self.speaker(app, store, id, 0, true);
        self.wording(app, store, id, 0);
        // What an article says twice it carries once; of the selected one it is what is selected.
        let (mut seen, mut again) = (vec![own], 0);
        let mut others: Vec<StatementId> = Vec::new();
        for other in std::iter::once(carriage.first).chain(carriage.others.iter().map(|(other, _)| *other)) {
            let of = holder(other);
            again += usize::from(of == own && other != id);
            if !seen.contains(&of) {
                seen.push(of);
                others.push(other);
            }
        }
        let first = store.known_first(id);
        let is_first = first.is_some_and(|first| holder(first) == own);
        self.carrier(app, store, id, if is_first { "first" } else { "here" });
        if again > 0 {
            let words = format!("said {} times in this article", grouped(again + 1));
            self.say(Clean::from(words), palette.muted, 2, false);
        }
        if others.is_empty() {
            self.say(
                "No other article here carries it.  f looks for similar words; Esc goes back.",
                palette.muted,
                0,
                true,
            );
        }
        for other in others.iter().take(MOST) {
            let differs = store.differs(id, *other);
            self.carrier(app, store, *other, if Some(*other) == first { "first" } else { "also" });
            self.say(in_words(differs), palette.muted, 2, false);
            if differs.speaker {
                self.speaker(app, store, *other, 2, false);
            }
            if differs.wording != Wording::Same {
                self.wording(app, store, *other, 2);
            }
        }
        self.more(app, others.len());
    }

    /// Who says a statement.
    fn speaker(&mut self, app: &App, store: &Store, id: StatementId, indent: u16, apart: bool) {
        let Some((at, statement)) = store.statement(id) else { return };
        let Some(article) = store.article(at) else { return };
        let name = speaker_name(&article, &statement).unwrap_or_else(|| "unnamed".into());
        self.say(name, speaker_style(&statement, &app.palette), indent, apart);
    }

    /// What it says.
    fn wording(&mut self, app: &App, store: &Store, id: StatementId, indent: u16) {
        let Some((at, statement)) = store.statement(id) else { return };
        let Some(article) = store.article(at) else { return };
        self.say(Clean::of(&citation::content(&article, &statement)), app.palette.text, indent, false);
    }

    /// In whose paper it stands, and when that was: in bold where one came from.
    fn carrier(&mut self, app: &App, store: &Store, id: StatementId, word: &str) {
        let Some(at) = store.holder(id) else { return };
        let Some(article) = store.article(at) else { return };
        let style = if app.cursor.statement == Some(id) { app.palette.strong } else { app.palette.text };
        self.say(cited(store, word, at, &article), style, 0, true);
        self.lead(at, Some(id));
    }

    /// The near-copies of an article: who had it first, when the others had it, and under which headline.
    fn story(&mut self, app: &App, store: &Store, id: ArticleId) {
        let (copies, first) = (store.stories().copies(id), store.first_copy(id));
        if copies.is_empty() {
            return;
        }
        let outlets = counted(store.stories().outlets(id) as usize, "outlet");
        let words =
            format!("{} of {outlets} tell this story in nearly the same words:", counted(copies.len(), "article"));
        self.say(Clean::from(words), muted(app), 0, true);
        let key = app.keymap.key_for(Place::OVERVIEW, Action::Compare);
        let began = store.published(first).and_then(PartialDate::first_day);
        let mut copies: Vec<ArticleId> = copies.iter().map(|(other, _)| ArticleId(*other)).collect();
        sorting::by_key(&mut copies, |other| {
            (*other != first, store.published(*other).is_none(), store.published(*other), *other)
        });
        for other in copies.iter().take(MOST) {
            let Some(article) = store.article(*other) else { continue };
            let word = if began.is_some() && *other == first { "first" } else { "also" };
            let late = began.zip(store.published(*other).and_then(PartialDate::first_day));
            let late = late.and_then(|(began, day)| usize::try_from((day - began).num_days()).ok()).unwrap_or(0);
            let late = if late > 0 { format!(", {} later", counted(late, "day")) } else { String::new() };
            let here = if *other == id { "  (the selected one)" } else { "" };
            let line = format!("{}{late}{here}", cited(store, word, *other, &article).words());
            self.say(Clean::from(line), app.palette.text, 0, true);
            self.lead(*other, None);
            for title in list::title(&article, u16::MAX / 4).into_iter().take(1) {
                self.say(title, muted(app), 2, false);
            }
            let said = counted(article.statements.len(), "statement");
            self.say(Clean::from(said), muted(app), 2, false);
        }
        self.more(app, copies.len());
        self.say(Clean::from(format!("{key} shows two of them sentence by sentence.")), muted(app), 0, true);
    }

    /// The articles that are no near-copies but carry some of the same statements.
    fn kin(&mut self, app: &App, store: &Store, id: ArticleId) {
        let kin = store.kin(id);
        if kin.iter().any(|(_, kin)| matches!(kin, Kin::Statements(_))) {
            self.say("Articles with some of the same statements:", muted(app), 0, true);
        }
        for (other, kin) in kin.into_iter().take(MOST) {
            if let (Kin::Statements(count), Some(article)) = (kin, store.article(other)) {
                let common = format!("{} in common", counted(count, "statement"));
                self.say(cited(store, &common, other, &article), app.palette.text, 0, true);
                self.lead(other, None);
                // Without a publisher it is cited by its headline already.
                let title = article.source.as_ref().and(list::title(&article, u16::MAX / 4).into_iter().next());
                if let Some(title) = title {
                    self.say(title, muted(app), 2, false);
                }
                self.common(app, store, [id, other]);
            }
        }
    }

    /// Some of the statements that two articles carry, and how the other one words them.
    fn common(&mut self, app: &App, store: &Store, [one, other]: [ArticleId; 2]) {
        let both = store.statements_of(one).filter_map(|id| {
            let carriers = store.stories().carriers(id).iter().map(|(carrier, _)| StatementId(*carrier));
            let theirs = carriers.into_iter().find(|carrier| store.holder(*carrier) == Some(other))?;
            Some((id, theirs, store.differs(id, theirs)))
        });
        for (id, theirs, differs) in both.take(COMMON) {
            let Some((at, statement)) = store.statement(id) else { continue };
            let Some(article) = store.article(at) else { continue };
            let name = speaker_name(&article, &statement).unwrap_or_else(|| "unnamed".into());
            let words = citation::content(&article, &statement);
            self.say(Clean::from(format!("{}: {words}", name.words())), app.palette.text, 2, false);
            self.lead(other, Some(theirs));
            let named = |id: StatementId| {
                let (at, statement) = store.statement(id).filter(|_| differs.speaker)?;
                Some(format!(" {}", speaker_name(&*store.article(at)?, &statement)?.words()))
            };
            let words = format!("{}{}", in_words(differs), named(theirs).unwrap_or_default());
            self.say(Clean::from(words), muted(app), 4, false);
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
            outlet(store, found.article, &article)
        );
        self.say(Clean::from(words), app.palette.muted, 0, true);
    }
}

/// An article with its date to the minute, where it gives one.
fn cited(store: &Store, word: &str, id: ArticleId, article: &Article) -> Clean {
    let published = article.published.as_ref().map(|published| when::minute(published.date));
    let date = published.unwrap_or_else(|| list::date(store, id));
    Clean::from(format!("{word}  {} · {date}", outlet(store, id, article)))
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
