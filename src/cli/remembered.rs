//! What the reader remembers, for filters of commands that ask for it: read articles, bookmarks, notes.

use super::gather;
use crate::export::selected::Notes;
use crate::store::query::Kept;
use crate::store::{ArticleId, Query, Selection, StatementId, Store};
use crate::user::recall::{Known, Recollection};
use crate::user::{Database, dossier_name};
use crate::{Error, ErrorKind, Result};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What was read, what is bookmarked and what is noted on.
#[derive(Debug, Default)]
struct Remembered {
    read: Selection,
    bookmarked: Selection,
    noted: Selection,
}

/// The filter with what is remembered of the articles in the store, which were read from `paths`.
pub fn filled(query: Query, store: &Store, paths: &[PathBuf], no_memory: bool) -> Result<Query> {
    if !query.asks_kept() {
        return Ok(query);
    }
    let folder = folder(&query, no_memory)?;
    // Who never opened the reader has read nothing.
    let all = if folder.join("memory.db").exists() {
        Remembered::recall(store, paths, &folder)?
    } else {
        Remembered::default()
    };
    let [read, bookmarked, noted] = [all.read, all.bookmarked, all.noted].map(Arc::new);
    Ok(query.with_kept(Some(&|kept| {
        Arc::clone(match kept {
            Kept::Read | Kept::Unread => &read,
            Kept::Bookmarked => &bookmarked,
            Kept::Noted => &noted,
        })
    })))
}

/// What is noted on the selected articles and their statements; nothing where nothing is to be recalled.
pub fn notes(store: &Store, selection: &Selection, paths: &[PathBuf], no_memory: bool) -> Result<Notes> {
    let mut notes = Notes::default();
    let folder = gather::memory_folder(no_memory).filter(|folder| folder.join("memory.db").exists());
    let Some(folder) = folder else { return Ok(notes) };
    let marks: Vec<_> = Database::open(&folder)?.marks()?.into_iter().filter(|mark| !mark.note.is_empty()).collect();
    if marks.is_empty() {
        return Ok(notes);
    }
    let known = Recollection::new(&dossier_name(paths), Vec::new(), marks);
    let of_statements = selection.statements.iter().filter_map(|id| store.holder(StatementId(id))).map(|at| at.0);
    let articles: BTreeSet<u32> = selection.articles.iter().chain(of_statements).collect();
    for id in articles.into_iter().map(ArticleId) {
        for (statement, mark) in known_of(store, id, &known).marks {
            match statement.and_then(|at| store.statements_of(id).nth(at)) {
                Some(statement) => drop(notes.statements.insert(statement, mark.note)),
                None => drop(notes.articles.insert(id, mark.note)),
            }
        }
    }
    Ok(notes)
}

/// What is known of the article at a place, which is unpacked only where something may be.
fn known_of(store: &Store, id: ArticleId, all: &Recollection) -> Known {
    let named = store.id(id).zip(store.text_length(id)).filter(|(id, length)| all.may_know(id, u64::from(*length)));
    named.and_then(|_| store.article(id)).map(|article| all.of(&article)).unwrap_or_default()
}

/// Where it is remembered; an error that says why a filter cannot ask for it.
fn folder(query: &Query, no_memory: bool) -> Result<PathBuf> {
    let why = if no_memory { "--no-memory is given" } else { "BRIEFING_NO_MEMORY is set" };
    gather::memory_folder(no_memory).ok_or_else(|| refused(query, why))
}

/// Why a filter that asks for what is remembered selects nothing here.
pub fn refused(query: &Query, why: &str) -> Error {
    let message = format!("the filter `{query}` asks for what the reader remembers (is:…), but {why}");
    Error::new(ErrorKind::Usage, message)
}

impl Remembered {
    fn recall(store: &Store, paths: &[PathBuf], folder: &Path) -> Result<Self> {
        let database = Database::open(folder)?;
        let known = Recollection::new(&dossier_name(paths), database.read()?, database.marks()?);
        let mut all = Self::default();
        for id in store.places() {
            let found = known_of(store, id, &known);
            if found.read {
                all.read.articles.insert(id.0);
            }
            for (statement, mark) in found.marks {
                let statement = statement.and_then(|at| store.statements_of(id).nth(at));
                let kept = [(mark.bookmarked, &mut all.bookmarked), (!mark.note.is_empty(), &mut all.noted)];
                for (_, selection) in kept.into_iter().filter(|(kept, _)| *kept) {
                    match statement {
                        Some(statement) => selection.statements.insert(statement.0),
                        None => selection.articles.insert(id.0),
                    };
                }
            }
        }
        Ok(all)
    }
}
