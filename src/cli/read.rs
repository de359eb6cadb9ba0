//! `briefing`: the reader.

use super::args::{Arguments, Look, Sources};
use super::{Status, gather, plain, remembered};
use crate::store::fuzzy;
use crate::ui::palette::BUILT_IN;
use crate::ui::palette::choice::{Choice, Wanted};
use crate::ui::{self, Options};
use crate::{Error, ErrorKind, Result, config};
use clap::CommandFactory;
use std::cell::RefCell;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// Opens the reader, if there is a terminal to open it on.
pub fn run(sources: Sources, look: Look) -> Result<Status> {
    let today = gather::today();
    let query = gather::query(&sources.filter, today)?;
    if look.plain {
        return plain::run(sources);
    }
    somewhere(&sources.paths)?;
    if !std::io::stdout().is_terminal() {
        return Err(Error::new(
            ErrorKind::Terminal,
            "standard output is not a terminal, so the reader does not start; `briefing extract` prints records, \
             `briefing export` a briefing, `briefing statements`, `timeline`, `actors` and `themes` print lists",
        ));
    }
    if sources.no_memory && query.asks_kept() {
        return Err(remembered::refused(&query, "--no-memory is given"));
    }
    let cache = !sources.no_cache;
    let memory = gather::memory_folder(sources.no_memory);
    let corrections = gather::corrections_path(&sources.paths, &sources.amend, memory.as_deref());
    let (keymap, in_keys) = super::keys::of_user();
    let (palette, in_palette) = palette(look.palette)?;
    let in_keys = in_keys.into_iter().map(|words| ("keys.toml", words));
    let faults = in_keys.chain(in_palette.into_iter().map(|words| ("the palette", words))).collect();
    let options = Options {
        keymap,
        faults,
        palette,
        mouse: !look.no_mouse,
        query,
        today: Some(today),
        cache,
        memory,
        corrections,
        anew: look.anew,
    };
    ui::run(sources.paths, options)?;
    Ok(Status::Done)
}

/// The palette of that name, or the one that suits the terminal; with what is wrong in a palette of the user's.
fn palette(name: Option<String>) -> Result<(Choice, Vec<String>)> {
    let unread = RefCell::new(Vec::new());
    let own = |name: &str| match config::palette(name)? {
        Ok((path, written)) => Some((path.display().to_string(), written)),
        Err(error) => {
            unread.borrow_mut().push(error.to_string());
            None
        }
    };
    let environment = |name: &str| std::env::var(name).ok();
    let Some((choice, mut wrong)) =
        Choice::make(&Wanted { name: name.as_deref(), environment: &environment, own: &own })
    else {
        let asked = name.or_else(|| environment("BRIEFING_PALETTE")).unwrap_or_default();
        let mut names: Vec<_> = BUILT_IN.iter().map(|(name, _)| (*name).to_owned()).collect();
        names.extend(config::palettes());
        let wrong = format!("there is no palette `{asked}`; there are auto, {}", names.join(", "));
        return Err(Error::new(ErrorKind::Usage, wrong));
    };
    wrong.extend(unread.take());
    Ok((choice, wrong))
}

/// An error where none of the paths leads anywhere, or the first one seems to be a command: said before the screen is
/// taken, not on it.
fn somewhere(paths: &[PathBuf]) -> Result<()> {
    let missing = |path: &PathBuf| path.as_os_str() != "-" && !path.exists();
    let Some(first) = paths.first().filter(|path| missing(path)) else { return Ok(()) };
    let meant = command_like(first).map(|name| format!(", or is it the command `{name}`?"));
    if meant.is_none() && !paths.iter().all(missing) {
        return Ok(());
    }
    let meant = meant.unwrap_or_default();
    Err(Error::at(ErrorKind::Read, first, format!("there is no such file or folder; check the spelling{meant}")))
}

/// The command that was meant by a word that is nearly its name: some letters are missing, or too many.
fn command_like(word: &Path) -> Option<String> {
    let word = word.to_str()?;
    let names: Vec<String> = Arguments::command().get_subcommands().map(|one| one.get_name().to_owned()).collect();
    let is_near = |name: &String| {
        let within = |letters: &str, name: &str| fuzzy::match_name(letters, name).is_some();
        name.len().abs_diff(word.len()) <= 2 && (within(word, name) || within(name, word))
    };
    names.into_iter().find(is_near)
}
