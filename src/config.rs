//! The user's own files: where they are, and what they add to what is built in.
//!
//! `lexicon/actors.toml` and `lexicon/themes.toml` in the configuration folder are laid over the built-in lexicons; how is
//! the lexicons' business. `keys.toml` names other keys for actions, `palettes/NAME.toml` colours for the reader, `filters.toml` holds saved
//! filters.

use crate::{Error, ErrorKind, Result};
use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs, io, thread};

/// Where the user's files are: `$XDG_CONFIG_HOME/briefing` or `~/.config/briefing`, on macOS
/// `~/Library/Application Support/briefing` if that exists, on Windows `%APPDATA%\briefing`.
pub fn folder() -> Option<PathBuf> {
    if let Some(base) = set("XDG_CONFIG_HOME").filter(|path| path.is_absolute()) {
        return Some(base.join("briefing"));
    }
    if cfg!(windows) {
        return set("APPDATA").map(|base| base.join("briefing"));
    }
    let home = set("HOME")?;
    let library = home.join("Library/Application Support/briefing");
    if cfg!(target_os = "macos") && library.is_dir() {
        return Some(library);
    }
    Some(home.join(".config/briefing"))
}

/// Where what can be found again is kept: `$XDG_CACHE_HOME/briefing` or `~/.cache/briefing`, on macOS
/// `~/Library/Caches/briefing`, on Windows `%LOCALAPPDATA%\briefing\cache`.
pub fn cache_folder() -> Option<PathBuf> {
    if let Some(base) = set("XDG_CACHE_HOME").filter(|path| path.is_absolute()) {
        return Some(base.join("briefing"));
    }
    if cfg!(windows) {
        return set("LOCALAPPDATA").map(|base| base.join("briefing").join("cache"));
    }
    let below = if cfg!(target_os = "macos") { "Library/Caches/briefing" } else { ".cache/briefing" };
    Some(set("HOME").filter(|home| home.is_absolute())?.join(below))
}

/// Where marks, notes and places are kept: `$XDG_DATA_HOME/briefing` or `~/.local/share/briefing`, on macOS
/// `~/Library/Application Support/briefing`, on Windows `%LOCALAPPDATA%\briefing\data`.
pub fn data_folder() -> Option<PathBuf> {
    if let Some(base) = set("XDG_DATA_HOME").filter(|path| path.is_absolute()) {
        return Some(base.join("briefing"));
    }
    if cfg!(windows) {
        return set("LOCALAPPDATA").map(|base| base.join("briefing").join("data"));
    }
    let below =
        if cfg!(target_os = "macos") { "Library/Application Support/briefing" } else { ".local/share/briefing" };
    Some(set("HOME").filter(|home| home.is_absolute())?.join(below))
}

/// Whether the user wants nothing to be kept in the cache folder: `BRIEFING_NO_CACHE` is set.
pub fn wants_no_cache() -> bool {
    set("BRIEFING_NO_CACHE").is_some()
}

/// Whether the user wants the reader neither to recall nor to keep anything: `BRIEFING_NO_MEMORY` is set.
pub fn wants_no_memory() -> bool {
    set("BRIEFING_NO_MEMORY").is_some()
}

/// A variable of the environment as a path, if it is set to something.
fn set(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// The user's lexicon of that name, with where it is; `None` where there is none.
pub fn lexicon(name: &str) -> Option<Result<(PathBuf, String)>> {
    read(folder()?.join("lexicon").join(name).with_extension("toml"), "the lexicon")
}

/// The user's file of keys, with where it is; `None` where there is none.
pub fn keys() -> Option<Result<(PathBuf, String)>> {
    read(folder()?.join("keys.toml"), "the file of keys")
}

/// The user's palette of that name, with where it is; `None` where there is none.
pub fn palette(name: &str) -> Option<Result<(PathBuf, String)>> {
    // A name, not a way to some other file.
    let is_name = Path::new(name).file_name().is_some_and(|file| file == name);
    read(folder()?.join("palettes").join(format!("{name}.toml")), "the palette").filter(|_| is_name)
}

/// The names of the user's palettes.
pub fn palettes() -> Vec<String> {
    let folder = folder().map(|folder| folder.join("palettes"));
    let files = folder.and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten().flatten();
    let toml = files.map(|file| file.path()).filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    let mut names: Vec<_> = toml.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
    names.sort_unstable();
    names
}

/// Where saved filters are.
pub fn filters_path() -> Option<PathBuf> {
    Some(folder()?.join("filters.toml"))
}

/// The user's saved filters as a file, with where it is; `None` where there is none.
pub fn filters() -> Option<Result<(PathBuf, String)>> {
    read(filters_path()?, "the file of saved filters")
}

/// Writes a file whole or not at all: beside its place first, then onto the disk, then into its place.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut beside = OsString::from(path);
    beside.push(format!(".{}.part", std::process::id()));
    let beside = PathBuf::from(beside);
    let write = || {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder)?;
        }
        let mut file = fs::File::create(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, path)
    };
    write().map_err(|error| {
        let _ = fs::remove_file(&beside);
        Error::at(ErrorKind::Write, path, format!("cannot be written: {error}"))
    })
}

/// Reads a file, has it changed and writes it whole, while nobody else does the same: what two programs add at the same
/// time is both there. Returns whether there was anything to change.
pub fn change_whole(path: &Path, change: impl FnOnce(&str) -> Result<Option<String>>) -> Result<bool> {
    let refused = |error: io::Error| Error::at(ErrorKind::Write, path, format!("cannot be written: {error}"));
    let _held = Held::take(path).map_err(refused)?;
    let text = match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        read => read.map_err(|error| Error::at(ErrorKind::Read, path, format!("cannot be read: {error}")))?,
    };
    let changed = change(&text)?;
    changed.map_or(Ok(false), |changed| write_whole(path, changed.as_bytes()).map(|()| true))
}

/// A file beside another one that says that this one is being changed. It goes when it is dropped; one that a killed
/// program has left is taken over.
struct Held(PathBuf);

impl Held {
    /// A change takes no longer than this unless the program that makes it is gone.
    const ABANDONED: Duration = Duration::from_secs(3);
    /// How long others are waited for, and how often they are looked for.
    const PATIENCE: Duration = Duration::from_secs(6);
    const PAUSE: Duration = Duration::from_millis(5);

    fn take(path: &Path) -> io::Result<Self> {
        let mut beside = OsString::from(path);
        beside.push(".lock");
        let beside = PathBuf::from(beside);
        if let Some(folder) = beside.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder)?;
        }
        let began = Instant::now();
        loop {
            match fs::OpenOptions::new().write(true).create_new(true).open(&beside) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && began.elapsed() < Self::PATIENCE => {
                    Self::clear(&beside);
                    thread::sleep(Self::PAUSE);
                }
                made => return made.map(|_| Self(beside)),
            }
        }
    }

    /// Takes an abandoned one away: by renaming it, which only one of those who find it can.
    fn clear(beside: &Path) {
        let age = fs::metadata(beside).and_then(|data| data.modified()).ok().and_then(|when| when.elapsed().ok());
        let aside = beside.with_extension(format!("lock.{}", std::process::id()));
        if age.is_some_and(|age| age > Self::ABANDONED) && fs::rename(beside, &aside).is_ok() {
            let _ = fs::remove_file(aside);
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// The text of a file; `None` where there is none.
fn read(path: PathBuf, what: &str) -> Option<Result<(PathBuf, String)>> {
    match fs::read_to_string(&path) {
        Ok(toml) => Some(Ok((path, toml))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => Some(Err(Error::at(ErrorKind::Read, path, format!("{what} cannot be read: {error}")))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_several_add_to_a_file_at_once_is_all_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/list.toml");
        thread::scope(|scope| {
            for who in 0..4 {
                let path = &path;
                scope.spawn(move || {
                    for number in 0..25 {
                        let line = |text: &str| Ok(Some(format!("{text}{who} {number}\n")));
                        assert!(change_whole(path, line).unwrap());
                    }
                });
            }
        });
        let text = fs::read_to_string(&path).unwrap();
        let mut lines: Vec<_> = text.lines().collect();
        lines.sort_unstable();
        lines.dedup();
        assert_eq!(lines.len(), 100);
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn what_a_killed_program_holds_is_taken_over_and_what_is_held_is_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.toml");
        let beside = folder.path().join("list.toml.lock");
        let left = fs::File::create(&beside).unwrap();
        left.set_modified(std::time::SystemTime::now() - 2 * Held::ABANDONED).unwrap();
        assert!(change_whole(&path, |_| Ok(Some("mine".to_owned()))).unwrap());
        assert!(!beside.exists());
        assert!(!change_whole(&path, |text| Ok((text != "mine").then(String::new))).unwrap());
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    }
}
