//! Standard error, and what it means for the exit status.

use super::Status;
use crate::export::brief;
use crate::export::safe::Escaped;
use crate::load::Progress;
use std::io::Write;

/// Lines of one file that are complained of one by one.
const MOST_LINES: usize = 20;

/// What went wrong while articles were loaded. Every complaint is told at once, but of a file of many wrong lines only the
/// first are told, and at the end how many there were besides.
#[derive(Debug, Default)]
pub struct Complaints {
    articles: usize,
    unreadable: usize,
    /// The file of whose lines the last complaints were, and how many these were.
    lines: (String, usize),
}

impl Complaints {
    /// Passes an article on and tells everything else.
    pub fn hear<A>(&mut self, progress: Progress<A>) -> Option<A> {
        match progress {
            Progress::Article(article) => {
                self.articles += 1;
                return Some(*article);
            }
            Progress::Warning(warning) => {
                self.unreadable += 1;
                let file = file_of_line(&warning).unwrap_or_default();
                if file != self.lines.0 {
                    self.sum_up();
                    file.clone_into(&mut self.lines.0);
                }
                self.lines.1 += usize::from(!file.is_empty());
                if self.lines.1 <= MOST_LINES {
                    say(&warning);
                }
            }
            Progress::Note(note) => say(&note),
            Progress::Finished => self.sum_up(),
            Progress::Total { .. } => (),
        }
        None
    }

    /// Says how many lines of a file were wrong besides those that were told, and what a file of such lines may be.
    fn sum_up(&mut self) {
        let (file, count) = std::mem::take(&mut self.lines);
        if count > MOST_LINES {
            say(&format!("{file}: {} cannot be read", brief::count(count - MOST_LINES, "more line")));
        }
        if count > 0 && self.articles == 0 {
            say(&format!("{file}: is read as JSON Lines, one article a line; texts are files of their own"));
        }
    }

    /// Tells everything that was told when so many articles were loaded.
    pub fn recall<A>(&mut self, articles: usize, told: Vec<Progress<A>>) {
        self.articles += articles;
        for progress in told {
            self.hear(progress);
        }
        self.sum_up();
    }

    /// The exit status of a run that showed something, or nothing.
    pub fn status(&self, shown: bool) -> Status {
        match self {
            Self { articles: 0, unreadable: 1.., .. } => Status::Failed,
            Self { unreadable: 1.., .. } => Status::Incomplete,
            _ if shown => Status::Done,
            _ => Status::NothingFound,
        }
    }

    /// How many articles were read.
    pub fn articles(&self) -> usize {
        self.articles
    }
}

/// The file in whose line a warning finds something wrong: `FILE:7: is not JSON`.
fn file_of_line(warning: &str) -> Option<&str> {
    let (place, _) = warning.split_once(": ")?;
    let (file, line) = place.rsplit_once(':')?;
    (!line.is_empty() && line.bytes().all(|digit| digit.is_ascii_digit())).then_some(file)
}

/// One line on standard error, in the name of the program. Nobody to tell it to is no fault.
pub fn say(message: &str) {
    let _ = writeln!(std::io::stderr().lock(), "briefing: {}", Escaped(message));
}
