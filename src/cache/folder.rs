//! The folder of the cache: segments found, written whole or not at all, and the oldest thrown out.

use super::key::{Key, Version};
use super::segment::Segment;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

/// How names end: of segments, of collections kept whole, and of what is being written.
const ENDING: &str = "pack";
const WHOLE: &str = "whole";
const UNFINISHED: &str = "part";

/// An unfinished file of this age was left by a program that was ended.
const FORGOTTEN: Duration = Duration::from_secs(3600);

/// A folder of segments that is kept below a size.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    most: u64,
    /// How many segments were written to it.
    written: AtomicU32,
}

impl Folder {
    /// The folder at `path`, which need not be there, kept below `most` bytes.
    pub(super) fn new(path: PathBuf, most: u64) -> Self {
        Self { path, most, written: AtomicU32::new(0) }
    }

    /// The segments of a version, oldest use first.
    pub(super) fn segments(&self, version: Version) -> Vec<Segment> {
        let prefix = version.letters();
        let own = |path: &Path| path.file_stem().is_some_and(|name| name.to_string_lossy().starts_with(&prefix));
        let found = self.files(&[ENDING]).into_iter().filter(|file| own(&file.path));
        found.map(|file| Segment::new(file.path, file.bytes)).collect()
    }

    /// Where a collection is that is kept whole.
    pub(super) fn whole(&self, version: Version, name: Key) -> PathBuf {
        self.path.join(format!("{}-{}", version.letters(), name.letters())).with_extension(WHOLE)
    }

    /// Writes a segment under a name of its own.
    pub(super) fn write(&self, version: Version, bytes: &[u8]) -> io::Result<()> {
        let name = self.new_name(version);
        self.place(&name, &self.path.join(&name).with_extension(ENDING), &[bytes])
    }

    /// Writes a collection over the one that was kept under the name.
    pub(super) fn write_whole(&self, version: Version, name: Key, parts: &[&[u8]]) -> io::Result<()> {
        self.place(&self.new_name(version), &self.whole(version, name), parts)
    }

    /// A name that no other file of the folder has.
    fn new_name(&self, version: Version) -> String {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_nanos();
        let number = self.written.fetch_add(1, Ordering::Relaxed);
        format!("{}-{:x}-{since:x}-{number:x}", version.letters(), std::process::id())
    }

    /// Writes a file, and throws out the oldest where the folder is then too large. It is renamed into place when it is
    /// whole and on the disk, so nobody ever meets half of one.
    fn place(&self, name: &str, at: &Path, parts: &[&[u8]]) -> io::Result<()> {
        self.create()?;
        let unfinished = self.path.join(name).with_extension(UNFINISHED);
        let whole = write_whole(&unfinished, parts).and_then(|()| fs::rename(&unfinished, at));
        if whole.is_err() {
            let _ = fs::remove_file(&unfinished);
        }
        self.tidy();
        whole
    }

    /// Makes the folder for its owner alone; one that is there is taken as it is.
    fn create(&self) -> io::Result<()> {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.path)
    }

    /// Deletes what was forgotten, and the files whose last use is longest ago until the rest is small enough.
    fn tidy(&self) {
        for file in self.files(&[UNFINISHED]) {
            if file.used.elapsed().is_ok_and(|age| age > FORGOTTEN) {
                let _ = fs::remove_file(file.path);
            }
        }
        let files = self.files(&[ENDING, WHOLE]);
        let mut bytes: u64 = files.iter().map(|file| file.bytes).sum();
        for file in files {
            if bytes <= self.most {
                break;
            }
            bytes -= file.bytes;
            let _ = fs::remove_file(file.path);
        }
    }

    /// The files with one of these endings, oldest use first.
    fn files(&self, endings: &[&str]) -> Vec<Kept> {
        let entries = fs::read_dir(&self.path).into_iter().flatten().flatten();
        let kept = |entry: fs::DirEntry| {
            let (path, data) = (entry.path(), entry.metadata().ok()?);
            let counts = data.is_file() && path.extension().is_some_and(|e| endings.iter().any(|ending| e == *ending));
            counts.then(|| Some(Kept { used: data.modified().ok()?, bytes: data.len(), path }))?
        };
        let mut files: Vec<Kept> = entries.filter_map(kept).collect();
        files.sort_unstable();
        files
    }
}

/// A file of the folder.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Kept {
    used: SystemTime,
    path: PathBuf,
    bytes: u64,
}

/// A new file for its owner alone, with these bytes in a row, on the disk.
fn write_whole(path: &Path, parts: &[&[u8]]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file: File = options.open(path)?;
    parts.iter().try_for_each(|part| file.write_all(part))?;
    file.sync_data()
}
