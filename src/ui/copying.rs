//! What `y` copies: the statement under the cursor or all that are marked, as one cites them, in one of several forms.

use super::app::App;
use super::citation;
use super::effect::{Effect, Exported};
use super::page::counted;
use super::typeset::Clean;
use crate::export;
use crate::export::safe::is_unsafe;
use crate::model::{Article, Statement};
use crate::store::{Held, Selection, StatementId, Store};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What is copied: an article, perhaps one of its statements.
type Thing = (Arc<Article>, Option<Held<Statement>>, Option<StatementId>);

/// A form in which something is copied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Form {
    /// The words and, below them, who said them and where they stand.
    #[default]
    Plain,
    /// A quotation in Markdown.
    Markdown,
    /// An entry for a bibliography.
    Bibtex,
    /// An item for a reference manager.
    Csl,
}

impl Form {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain text",
            Self::Markdown => "Markdown",
            Self::Bibtex => "BibTeX",
            Self::Csl => "CSL-JSON",
        }
    }
}

/// Statements marked for copying, and the form that was chosen last.
#[derive(Debug, Default)]
pub struct Copying {
    /// Marked statements, in the order of the articles.
    pub marked: BTreeSet<StatementId>,
    /// Whether what is marked was copied or exported since, or it was said that it was not, so that nothing is lost unasked.
    pub settled: bool,
    /// The form.
    pub form: Form,
}

impl App {
    /// What is written to a file: what is marked, else what is filtered.
    pub fn to_be_exported(&self) -> Exported {
        let marked = &self.copying.marked;
        if marked.is_empty() {
            return Exported::Filtered(self.wish.query.clone());
        }
        Exported::Marked(marked.iter().copied().collect())
    }

    /// The same in words.
    pub fn exported_in_words(&self) -> String {
        let Selection { articles, statements } = &self.view.selection;
        let articles = counted(articles.len() as usize, "article");
        match (self.copying.marked.len(), statements.len() as usize) {
            (0, 0) => articles,
            (0, statements) => format!("{articles} · {}", counted(statements, "statement")),
            (marked, _) => counted(marked, "marked statement"),
        }
    }

    /// Copies what is marked, else what is selected, in a form that is used from now on.
    pub fn copy(&mut self, store: &Store, form: Option<Form>) -> Vec<Effect> {
        self.copying.form = form.unwrap_or(self.copying.form);
        let things = self.to_be_copied(store);
        if things.is_empty() {
            return Vec::new();
        }
        self.copying.settled = true;
        let text = self.written(store, &things);
        let marked = !self.copying.marked.is_empty();
        let what = if marked { format!("{} ", counted(things.len(), "marked statement")) } else { String::new() };
        self.message = Some(Clean::from(format!("{what}copied as {}", self.copying.form.name())));
        vec![Effect::Copy(text, what)]
    }

    fn to_be_copied(&self, store: &Store) -> Vec<Thing> {
        let of_statement = |id: StatementId| {
            let (article, statement) = store.statement(id)?;
            Some((store.article(article)?, Some(statement), Some(id)))
        };
        if !self.copying.marked.is_empty() {
            return self.copying.marked.iter().filter_map(|id| of_statement(*id)).collect();
        }
        let article = || Some((store.article(self.cursor.article?)?, None, None));
        let one = self.cursor.statement.map_or_else(article, of_statement);
        one.into_iter().collect()
    }

    fn written(&self, store: &Store, things: &[Thing]) -> String {
        let plain = |id: &Option<StatementId>, article: &Article| match id {
            Some(id) => citation::of_statement(store, *id).unwrap_or_default(),
            None => citation::cited(article),
        };
        let pieces: Vec<String> = match self.copying.form {
            Form::Plain => things.iter().map(|(article, _, id)| plain(id, article)).collect(),
            Form::Markdown => {
                things.iter().map(|(a, statement, _)| export::citation::markdown(a, statement.as_deref())).collect()
            }
            Form::Bibtex => {
                things.iter().map(|(a, statement, _)| export::citation::bibtex(a, statement.as_deref())).collect()
            }
            Form::Csl => {
                let items =
                    things.iter().map(|(a, statement, _)| export::citation::csl(a, statement.as_deref())).collect();
                vec![serde_json::to_string_pretty(&serde_json::Value::Array(items)).unwrap_or_default()]
            }
        };
        // What is pasted into a shell is obeyed there: nothing that is not seen goes out, whatever the form.
        pieces.join("\n\n").chars().filter(|c| *c == '\n' || !is_unsafe(*c)).collect()
    }
}
