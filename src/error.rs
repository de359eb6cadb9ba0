//! The one public error: what kind of thing went wrong, with which file, and why.

use std::fmt;
use std::path::{Path, PathBuf};

/// What briefing can do and a caller may want to tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// A file or folder could not be read.
    Read,
    /// A file was read and does not hold what its format promises.
    Malformed,
    /// An expression, option or setting is wrong.
    Usage,
    /// A file or stream could not be written.
    Write,
    /// What the reader remembers of the user could not be reached or kept.
    Memory,
    /// The terminal refused.
    Terminal,
}

/// Why something could not be done. Prints as one lower-case sentence without a full stop.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    path: Option<PathBuf>,
    message: String,
}

/// The result of anything that can fail here.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error that concerns no file. `message` says what was being done and why it failed.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, path: None, message: message.into() }
    }

    /// An error about the file or folder at `path`.
    pub fn at(kind: ErrorKind, path: impl Into<PathBuf>, message: impl fmt::Display) -> Self {
        Self { kind, path: Some(path.into()), message: message.to_string() }
    }

    /// What kind of failure this is.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The file or folder it concerns, if any.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.path {
            Some(path) => write!(f, "{}: {}", path.display(), self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for Error {}
