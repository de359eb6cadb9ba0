//! The database itself: `SQLite` with a write-ahead log, which a kill at any moment leaves whole, which several instances may
//! write to at once, and in which what was committed is on the disk.
//!
//! Marks of several instances add up, because each deed is one row of its own and changes no other column.

use super::{Anchor, Deed, Fingerprint, Mark, Passage, Session};
use crate::{Error, ErrorKind, Result};
use rusqlite::{Connection, ErrorCode, OptionalExtension, Row, Transaction, params};
use std::fs::DirBuilder;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The form of the tables, as `user_version`.
const VERSION: i64 = 1;

/// How long another instance may hold the database before a deed is given back.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long is waited before a database that another instance is making is tried again.
const PAUSE: Duration = Duration::from_millis(5);

/// Most lines of the command line that are remembered.
const MOST_TYPED: u32 = 500;

const TABLES: &str = "
    CREATE TABLE read (
        hash BLOB NOT NULL, length INTEGER NOT NULL, at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
        PRIMARY KEY (hash, length)) WITHOUT ROWID;
    CREATE TABLE mark (
        hash BLOB NOT NULL, length INTEGER NOT NULL, first INTEGER NOT NULL, behind INTEGER NOT NULL,
        words TEXT NOT NULL, dossier TEXT NOT NULL, article TEXT NOT NULL,
        bookmarked INTEGER NOT NULL DEFAULT 0, note TEXT NOT NULL DEFAULT '',
        at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
        PRIMARY KEY (hash, length, first, behind));
    CREATE TABLE place (dossier TEXT PRIMARY KEY, session TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE typed (number INTEGER PRIMARY KEY AUTOINCREMENT, line TEXT NOT NULL UNIQUE);
";

/// The user's memory on the disk.
#[derive(Debug)]
pub struct Database {
    connection: Connection,
    path: PathBuf,
}

impl Database {
    /// Opens the database in `folder`, or makes it, for its owner alone.
    pub fn open(folder: &Path) -> Result<Self> {
        let path = folder.join("memory.db");
        make_folder(folder)
            .map_err(|error| Error::at(ErrorKind::Memory, folder, format!("cannot be made: {error}")))?;
        let connection = connect(&path).map_err(|error| refused(&path, &error))?;
        Ok(Self { connection, path })
    }

    /// Keeps all of the deeds or none. When this returns without an error they are on the disk.
    pub fn keep(&mut self, deeds: &[Deed]) -> Result<()> {
        let kept = (|| {
            let change = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            deeds.iter().try_for_each(|deed| carry_out(&change, deed))?;
            change.commit()
        })();
        kept.map_err(|error| refused(&self.path, &error))
    }

    /// All articles read.
    pub fn read(&self) -> Result<Vec<Fingerprint>> {
        self.rows("SELECT hash, length FROM read", fingerprint)
    }

    /// All bookmarks and notes, in the order in which they were made.
    pub fn marks(&self) -> Result<Vec<Mark>> {
        let all = "SELECT hash, length, first, behind, words, dossier, article, bookmarked, note FROM mark
                   WHERE bookmarked OR note <> '' ORDER BY rowid";
        self.rows(all, mark)
    }

    /// Where the user was in a dossier.
    pub fn place(&self, dossier: &str) -> Result<Option<Session>> {
        let asked = "SELECT session FROM place WHERE dossier = ?1";
        let found = self.connection.query_row(asked, [dossier], |row| row.get::<_, String>(0)).optional();
        let found = found.map_err(|error| refused(&self.path, &error))?;
        Ok(found.and_then(|json| serde_json::from_str(&json).ok()))
    }

    /// What was typed at the command line, oldest first.
    pub fn typed(&self) -> Result<Vec<String>> {
        self.rows("SELECT line FROM typed ORDER BY number", |row| row.get(0))
    }

    /// What `SQLite` finds when it looks through all of the file: `ok`, or what is wrong.
    pub fn check(&self) -> Result<String> {
        let found = self.connection.query_row("PRAGMA integrity_check", [], |row| row.get(0));
        found.map_err(|error| refused(&self.path, &error))
    }

    fn rows<T>(&self, asked: &str, read: impl FnMut(&Row) -> rusqlite::Result<T>) -> Result<Vec<T>> {
        let found: rusqlite::Result<_> = (|| self.connection.prepare(asked)?.query_map([], read)?.collect())();
        found.map_err(|error| refused(&self.path, &error))
    }
}

fn make_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Opens the file anew while another instance is making it. `SQLite` does not wait itself when the log is switched on:
/// of two instances that do so at once, one is refused on the spot, whatever its patience.
fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let start = Instant::now();
    loop {
        match connect_once(path) {
            Err(error) if is_busy(&error) && start.elapsed() < PATIENCE => std::thread::sleep(PAUSE),
            done => return done,
        }
    }
}

fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}

fn connect_once(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // With FULL a commit waits until the log is on the disk, so that also a loss of power takes nothing confirmed.
    connection.pragma_update(None, "synchronous", "FULL")?;
    prepare(&connection)?;
    Ok(connection)
}

/// Makes the tables where there are none; of two instances that try at once, one does.
fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    let version = || connection.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0));
    if version()? >= VERSION {
        return Ok(());
    }
    connection.execute_batch("BEGIN IMMEDIATE")?;
    if version()? < VERSION {
        connection.execute_batch(TABLES)?;
        connection.pragma_update(None, "user_version", VERSION)?;
    }
    connection.execute_batch("COMMIT")
}

fn carry_out(change: &Transaction, deed: &Deed) -> rusqlite::Result<()> {
    match deed {
        Deed::Read(text, true) => run(
            change,
            "INSERT INTO read (hash, length) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            params![text.hash, text.length.cast_signed()],
        ),
        Deed::Read(text, false) => run(
            change,
            "DELETE FROM read WHERE hash = ?1 AND length = ?2",
            params![text.hash, text.length.cast_signed()],
        ),
        Deed::Bookmark(anchor, kept) => set(change, anchor, "bookmarked", kept),
        Deed::Note(anchor, words) => set(change, anchor, "note", words),
        Deed::Place(dossier, session) => {
            let json = serde_json::to_string(session).unwrap_or_default();
            run(change, "INSERT OR REPLACE INTO place (dossier, session) VALUES (?1, ?2)", params![dossier, json])
        }
        Deed::Typed(line) => {
            run(change, "INSERT OR REPLACE INTO typed (line) VALUES (?1)", params![line])?;
            let old = "DELETE FROM typed WHERE number <= (SELECT max(number) FROM typed) - ?1";
            run(change, old, params![MOST_TYPED])
        }
    }
}

/// Sets one column of the row about an anchor and leaves the others to whoever set them.
fn set(change: &Transaction, anchor: &Anchor, column: &str, value: &dyn rusqlite::ToSql) -> rusqlite::Result<()> {
    let Anchor { text, dossier, article, passage } = anchor;
    let sentence = format!(
        "INSERT INTO mark (hash, length, first, behind, words, dossier, article, {column})
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (hash, length, first, behind) DO UPDATE SET {column} = excluded.{column}, at = CURRENT_TIMESTAMP"
    );
    let Passage { start, end, words } = passage;
    let length = text.length.cast_signed();
    run(change, &sentence, params![text.hash, length, start, end, words, dossier, article, value])
}

fn run(change: &Transaction, sentence: &str, values: impl rusqlite::Params) -> rusqlite::Result<()> {
    change.prepare(sentence)?.execute(values).map(drop)
}

fn fingerprint(row: &Row) -> rusqlite::Result<Fingerprint> {
    Ok(Fingerprint { hash: row.get(0)?, length: row.get::<_, i64>(1)?.cast_unsigned() })
}

fn mark(row: &Row) -> rusqlite::Result<Mark> {
    let passage = Passage { start: row.get(2)?, end: row.get(3)?, words: row.get(4)? };
    let anchor = Anchor { text: fingerprint(row)?, dossier: row.get(5)?, article: row.get(6)?, passage };
    Ok(Mark { anchor, bookmarked: row.get(7)?, note: row.get(8)? })
}

/// What `SQLite` says, as a sentence that names the file.
fn refused(path: &Path, error: &rusqlite::Error) -> Error {
    Error::at(ErrorKind::Memory, path, error.to_string().to_lowercase())
}
