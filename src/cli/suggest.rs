//! `briefing themes --suggest`: phrases for a theme of one's own, or further ones for one there is, as TOML to start from.

use super::args::{List, ListFormat};
use super::gather::Gathered;
use super::output::Output;
use super::{Status, complaints, written};
use crate::export::brief::count;
use crate::export::safe::one_line;
use crate::extract::themes::{self, Lexicon};
use crate::store::keyphrase::{Outstanding, outstanding};
use crate::{Error, ErrorKind, Result, load};
use std::io::{self, Write};

/// How many phrases are proposed.
const MOST: usize = 24;

/// Prints phrases that stand out in the selected articles against all others: without a filter in those that have the
/// theme `id`, if there is such a theme.
pub fn run(list: List, id: &str) -> Result<Status> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if id.is_empty() || !id.chars().all(plain) {
        let message = format!("`{id}` is no id for a theme; write small letters, digits and hyphens: cod-war");
        return Err(Error::new(ErrorKind::Usage, message));
    }
    if list.format != ListFormat::Text {
        return Err(Error::new(ErrorKind::Usage, "what is suggested is TOML; leave --format out".to_owned()));
    }
    let assets = load::assets().assets;
    let gathered = Gathered::load(list.sources)?;
    let everything = gathered.selection == gathered.store.everything();
    let known = gathered.store.themes().get(id).filter(|_| everything);
    let known = known.map(|theme| theme.articles.bitmap());
    let selected = known.as_deref().unwrap_or(&gathered.selection.articles);
    if selected.len() == gathered.store.len() as u64 && known.is_none() && !gathered.store.is_empty() {
        complaints::say(&format!("nothing says which articles are about `{id}`; what all of them repeat is proposed"));
    }
    let mut found = outstanding(&gathered.store, selected, MOST * 2);
    found.retain(|one| !has(&assets.themes, id, &one.words));
    found.truncate(MOST);
    let mut output = Output::new();
    if found.is_empty() && !selected.is_empty() {
        complaints::say(&format!("nothing stands out that `{id}` does not have"));
    } else if found.is_empty() {
        gathered.tell_blame();
    } else {
        let counts = (selected.len(), gathered.store.len());
        written(
            output.line(|line| write_theme(line, id, &assets.themes, counts, &found)).and_then(|()| output.flush()),
        )?;
    }
    Ok(gathered.complaints.status(!found.is_empty()))
}

/// Whether the theme has a phrase for the words, in the singular or the plural.
fn has(lexicon: &Lexicon, id: &str, words: &str) -> bool {
    let has = |words: &str| themes::has(lexicon, id, words);
    has(words) || has(&format!("{words}s")) || words.strip_suffix('s').is_some_and(has)
}

fn write_theme(
    out: &mut impl Write,
    id: &str,
    lexicon: &Lexicon,
    (selected, all): (u64, usize),
    found: &[Outstanding],
) -> io::Result<()> {
    writeln!(
        out,
        "# What stands out in {selected} of {}. Keep what fits, move what is telling to `strong`.",
        count(all, "article")
    )?;
    writeln!(out, "[[theme]]\nid = \"{id}\"")?;
    if lexicon.themes.iter().all(|theme| theme.id != id) {
        let name = id.replace('-', " ");
        let (first, rest) = name.split_at(name.chars().next().map_or(0, char::len_utf8));
        writeln!(out, "name = \"{}{rest}\"", first.to_uppercase())?;
    }
    writeln!(out, "strong = [\n]\nfair = [")?;
    for Outstanding { words, articles } in found {
        let quoted = format!("\"{}*\",", one_line(words).replace(['"', '\\'], ""));
        writeln!(out, "    {quoted:40} # {}", count(*articles as usize, "article"))?;
    }
    writeln!(out, "]")
}
