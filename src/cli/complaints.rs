//! Standard error, and what it means for the exit status.

use super::Status;
use crate::export::safe::Escaped;
use crate::load::Progress;
use std::io::Write;

/// What went wrong while articles were loaded. Every complaint is told at once.
#[derive(Debug, Default)]
pub struct Complaints {
    articles: usize,
    unreadable: usize,
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
                say(&warning);
            }
            Progress::Note(note) => say(&note),
            Progress::Total { .. } | Progress::Finished => (),
        }
        None
    }

    /// Tells everything that was told when so many articles were loaded.
    pub fn recall<A>(&mut self, articles: usize, told: Vec<Progress<A>>) {
        self.articles += articles;
        for progress in told {
            self.hear(progress);
        }
    }

    /// The exit status of a run that showed something, or nothing.
    pub fn status(&self, shown: bool) -> Status {
        match self {
            Self { articles: 0, unreadable: 1.. } => Status::Failed,
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

/// One line on standard error, in the name of the program. Nobody to tell it to is no fault.
pub fn say(message: &str) {
    let _ = writeln!(std::io::stderr().lock(), "briefing: {}", Escaped(message));
}
