//! A collection as a whole: the store as it was when it had last been loaded, taken from the cache where nothing has
//! changed since. Where anything has, everything is loaded file by file, most of it from the cache as well.
//!
//! It is trusted when the same version of the program with the same lexicons, asked for the same paths, finds the same
//! files in the same order, each with the length, time of writing, time of change, device and number (inode) that it had:
//! texts are not read again. The time of change is set by the system whenever a file is written, renamed or given another
//! time of writing; where there is none (Windows), length and time of writing have to do. Nothing is kept of a collection
//! that was changing: every file must have been left alone for a while before the loading began that read it.

use super::assets::Ready;
use super::reading::{Outcome, Task};
use super::{Progress, STANDARD_INPUT, tasks};
use crate::cache::{Cache, Key};
use crate::store::{Draft, MOST_PACKED, Store};
use std::fs::{self, Metadata};
use std::ops::Deref;
use std::path::{self, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// Fewer articles are read from the cache one by one, as quickly as anybody could tell.
const FEWEST: usize = 200;

/// How long a file must have been left alone, so that no later change can bear the same time: some systems count in two
/// seconds.
const QUIET: Duration = Duration::from_secs(3);

/// The files and folders of a loading, which may have been loaded before.
#[derive(Debug)]
pub struct Collection {
    cache: Arc<Cache>,
    paths: Vec<PathBuf>,
    /// When its loading began.
    since: SystemTime,
    fewest: usize,
}

/// A collection that was loaded before.
#[derive(Debug)]
pub struct Recalled {
    /// All its articles.
    pub store: Store,
    /// What was told while they were loaded, but for the articles and the end.
    pub told: Vec<Progress<Draft>>,
}

/// What is told while a collection is loaded, but for the articles and the end.
#[derive(Debug, Default)]
pub struct Told {
    files: Option<usize>,
    /// Each with whether it is a warning.
    said: Vec<(bool, String)>,
}

impl Told {
    /// Listens to what happens.
    pub fn hear<A>(&mut self, progress: &Progress<A>) {
        match progress {
            Progress::Total { files } => self.files = Some(*files),
            Progress::Warning(warning) => self.said.push((true, warning.clone())),
            Progress::Note(note) => self.said.push((false, note.clone())),
            Progress::Article(_) | Progress::Finished => {}
        }
    }

    fn again(self) -> Vec<Progress<Draft>> {
        let total = self.files.map(|files| Progress::Total { files });
        let said = |(warns, words)| if warns { Progress::Warning(words) } else { Progress::Note(words) };
        total.into_iter().chain(self.said.into_iter().map(said)).collect()
    }
}

impl Collection {
    /// What is about to be loaded from `paths`; `None` where there is no cache, or the articles come from elsewhere.
    pub fn of(paths: &[PathBuf], ready: &Ready) -> Option<Self> {
        let cache = Arc::clone(ready.cache.as_ref()?);
        let elsewhere = paths.is_empty() || paths.iter().any(|path| path.as_os_str() == STANDARD_INPUT);
        let paths = paths.to_vec();
        (!elsewhere).then(|| Self { cache, paths, since: SystemTime::now(), fewest: FEWEST })
    }

    /// The store as it was, where the files are what they were.
    pub fn recall(&self) -> Option<Recalled> {
        let name = self.name();
        // Finding all files takes a moment that those who have never been here are spared.
        self.cache.has_whole(name).then_some(())?;
        let stand = Stand::of(&self.paths)?;
        let bytes = self.cache.whole(name, self.cache.key(&stand.described))?;
        let (length, rest) = bytes.split_first_chunk()?;
        let (said, store) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        let (files, said) = serde_json::from_slice(said).ok()?;
        Some(Recalled { store: Store::recalled(store)?, told: Told { files, said }.again() })
    }

    /// Keeps the store of everything that was loaded, as it was loaded. It is let go before anything is written.
    pub fn keep(&self, store: impl Deref<Target = Store>, told: &Told) {
        if store.len() < self.fewest || store.packed_bytes() > MOST_PACKED {
            return;
        }
        let Some(stand) = Stand::of(&self.paths) else { return };
        let quiet = stand.changed + QUIET < self.since && told.files == Some(stand.files);
        let Ok(said) = serde_json::to_vec(&(told.files, &told.said)) else { return };
        if quiet {
            let bytes = [&(said.len() as u32).to_le_bytes()[..], &said, &store.kept()].concat();
            drop(store);
            self.cache.keep_whole(self.name(), self.cache.key(&stand.described), &bytes);
        }
    }

    /// What it is kept under: the paths as they were named, and where they lead from here.
    fn name(&self) -> Key {
        let absolute: Vec<_> = self.paths.iter().map(path::absolute).collect();
        self.cache.key(format!("{:?} {absolute:?}", self.paths).as_bytes())
    }
}

/// How the files of a collection stand.
struct Stand {
    /// Everything that tells whether they are the same, in the order in which they are read.
    described: Vec<u8>,
    files: usize,
    /// When the last of them was changed.
    changed: SystemTime,
}

impl Stand {
    /// How they stand now; `None` where that cannot be told.
    fn of(paths: &[PathBuf]) -> Option<Self> {
        let mut stand = Self { described: Vec::new(), files: 0, changed: SystemTime::UNIX_EPOCH };
        for task in tasks(paths.to_vec()) {
            stand.files += usize::from(task.is_work());
            let line = match task {
                Task::File(source) => {
                    let data = fs::metadata(&source.path).ok()?;
                    let (changed, marks) = marks(&data)?;
                    stand.changed = stand.changed.max(changed);
                    format!("{source:?} {} {marks:?}\n", data.len())
                }
                Task::Say(Outcome::Unreadable(words) | Outcome::Note(words)) => format!("{words:?}\n"),
                _ => return None,
            };
            stand.described.extend(line.into_bytes());
        }
        Some(stand)
    }
}

/// When a file was changed last, and what changes with it.
#[cfg(unix)]
fn marks(data: &Metadata) -> Option<(SystemTime, [i128; 5])> {
    use std::os::unix::fs::MetadataExt;
    let written = data.modified().ok()?;
    let nanoseconds = u32::try_from(data.ctime_nsec()).ok()?;
    let changed = SystemTime::UNIX_EPOCH + Duration::new(u64::try_from(data.ctime()).ok()?, nanoseconds);
    let times = [data.mtime(), data.mtime_nsec(), data.ctime(), data.ctime_nsec()].map(i128::from);
    let [mtime, mtime_nsec, ctime, ctime_nsec] = times;
    let place = (i128::from(data.dev()) << 64) | i128::from(data.ino());
    Some((changed.max(written), [mtime, mtime_nsec, ctime, ctime_nsec, place]))
}

/// When a file was written last, and what changes with it.
#[cfg(not(unix))]
fn marks(data: &Metadata) -> Option<(SystemTime, SystemTime)> {
    let written = data.modified().ok()?;
    Some((written, written))
}

#[cfg(test)]
mod tests;
