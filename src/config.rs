//! The user's own files: where they are, and what they add to what is built in.
//!
//! `lexicon/actors.toml` and `lexicon/themes.toml` in the configuration folder are laid over the built-in lexicons; how is
//! the lexicons' business. `keys.toml` names other keys for actions, `filters.toml` holds saved filters.

use crate::{Error, ErrorKind, Result};
use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

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

/// The text of a file; `None` where there is none.
fn read(path: PathBuf, what: &str) -> Option<Result<(PathBuf, String)>> {
    match fs::read_to_string(&path) {
        Ok(toml) => Some(Ok((path, toml))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => Some(Err(Error::at(ErrorKind::Read, path, format!("{what} cannot be read: {error}")))),
    }
}
