//! What can be typed, and the help that tells of it.

use crate::export::selected::Format;
use crate::model::{PartialDate, When};
use crate::store::query;
use clap::builder::{OsStringValueParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// A terminal reader for briefings: who said what, when, about what, in a folder of saved articles.
///
/// Without a command it opens the reader on the files and folders named; with no PATH, on the dossier built into the
/// program.
#[derive(Debug, Parser)]
#[command(name = "briefing", version, args_conflicts_with_subcommands = true)]
#[command(after_help = "\
Examples:
  briefing                                   read the built-in dossier
  briefing articles/                         read a folder of saved articles
  briefing articles/ --actor rutte           … with only what concerns one actor
  briefing extract articles/ > all.jsonl     print everything found, one article a line
  briefing all.jsonl                         read what was printed, without extracting again
  briefing find 'step up' articles/          look up half-remembered words

A folder that is called like a command is opened with its path: briefing ./find

Marks, notes and places are kept in ~/.local/share/briefing, keys, palettes, lexicons and saved
filters in ~/.config/briefing, what was found in ~/.cache/briefing; the README says where they are
on macOS and Windows.

Exit status: 0 done; 1 nothing found; 2 wrong usage or nothing readable; 3 finished, but some inputs could not be read.")]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// What to open.
    #[command(flatten)]
    pub open: Sources,
    /// How the reader looks.
    #[command(flatten)]
    pub look: Look,
}

/// How the reader looks and what it takes from the terminal.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Reader")]
#[allow(clippy::struct_excessive_bools)] // they are switches of the command line
pub struct Look {
    /// Colours: dark, light, high-contrast, high-contrast-light, 16, 16-light, none, or a palette of your own; auto goes by
    /// `NO_COLOR`, `COLORTERM`, `TERM` and the terminal's background (also: `BRIEFING_PALETTE`)
    #[arg(long, value_name = "NAME")]
    pub palette: Option<String>,
    /// Leave the mouse to the terminal, for selecting text
    #[arg(long)]
    pub no_mouse: bool,
    /// Lines instead of a screen, for screen readers and braille: commands are typed, answers are printed
    #[arg(long)]
    pub plain: bool,
    /// Begin without the filter and the place of last time; marks and notes are there
    #[arg(long)]
    pub anew: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print article records as JSON Lines
    #[command(after_help = "\
Examples:
  briefing extract articles/ > all.jsonl                     one record an article, in path order
  briefing extract articles/ | jq -r '.title.text'           its titles
  zcat raw.jsonl.gz | briefing extract - > records.jsonl     raw articles, one JSON object a line, as they come

A raw article has its text in `text` (or `body`, `content`, `maintext`) and may have `id`, `title`, `published`, `source`,
`authors` and `url`. Every position in a record is a byte range into its `text`.")]
    Extract(Sources),
    /// Look up statements, articles, actors or events by half-remembered words
    #[command(
        override_usage = "briefing find [OPTIONS] QUERY [PATH]...\n       briefing find [OPTIONS] --queries FILE [PATH]...",
        after_help = "\
Examples:
  briefing find 'rutte step up' articles/             the best twenty statements
  briefing find 'paris summit' --in events all.jsonl  dated events
  briefing find --queries - all.jsonl                 a JSON line for every line typed

A word may be cut short or misspelt or lack its vowels; the words may come in any order. 'letters asks for exactly these,
^beginning, ending$, \"a phrase\", !not (or -not) and a | b as in fzf. Exit status 1: nothing found."
    )]
    Find(Question),
    /// List who is cited for what
    #[command(after_help = "\
Examples:
  briefing statements articles/ --filter by:rutte                 what he says
  briefing statements articles/ --actor rutte                     also what others say of him
  briefing statements articles/ --filter 'kind:direct theme:ceasefire' --format csv > quotes.csv
  briefing statements articles/ --filter carried:2 --once           what several outlets carry")]
    Statements(Statements),
    /// List what happened when, in the articles that the filter selects
    #[command(after_help = "\
Examples:
  briefing timeline articles/
  briefing timeline articles/ --from 2025-02 --to 2025-02-20      what happened then, whenever it was published
  briefing timeline articles/ --after 2025-02 --actor macron --format csv > timeline.csv

Listed is all that the articles tell which the filter selects, as on the timeline of the reader:
under by:rutte everything dated in articles that cite him. What the statements themselves tell is
in a briefing: briefing export --filter by:rutte.

--after and --before leave out what was published at another time, or gives no date, and of the
rest what happened at another time; --from and --to go by the date of the event alone. What an
article tells twice is one event, with both places in JSON.")]
    Timeline(Timeline),
    /// List who acts or speaks, most articles first
    #[command(after_help = "\
Examples:
  briefing actors articles/
  briefing actors articles/ --theme ceasefire --format jsonl
  briefing actors articles/ --most-cited                            who says most")]
    Actors(Actors),
    /// List what it is about, most articles first
    #[command(after_help = "\
Examples:
  briefing themes articles/
  briefing themes articles/ --source reuters
  briefing themes articles/ --explain 2025/02/a17                   why an article has the themes it has
  briefing themes articles/ --suggest cod-war --filter '\"cod war\"'  phrases for a theme of your own, as TOML
  briefing themes articles/ --suggest ceasefire                     further phrases for a theme there is

Phrases in quotation marks at the end of the list are no themes of the lexicon: the articles themselves suggest them.
A theme of your own is a few lines in the file lexicon/themes.toml of the configuration folder.")]
    Themes(Themes),
    /// Write the briefing of what the filter selects
    #[command(after_help = "\
Examples:
  briefing export articles/ > briefing.md
  briefing export articles/ --theme ceasefire --after 2025-02 -o ceasefire.html

md and html hold who said what, what happened when, and the articles; json and jsonl the records; csv the statements; ics the
dated events for a calendar; bib and csl the articles for BibTeX and for reference managers (CSL-JSON).")]
    Export(Export),
    /// List the keys of the reader, with the names of its actions
    #[command(after_help = "\
Examples:
  briefing keys                                          every action with its keys
  briefing keys --toml > ~/.config/briefing/keys.toml    a file of keys to change

keys.toml in the configuration folder gives actions other keys, by their names: next-article = \"J n\". Letters that are
pressed one after the other are written together (gg), Ctrl and Alt as C-x and M-x. q and C-c always leave.")]
    Keys(Keys),
}

/// How keys are listed.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct Keys {
    /// Print them as a file of keys
    #[arg(long)]
    pub toml: bool,
    /// Print those that are built in, without keys.toml
    #[arg(long)]
    pub default: bool,
}

/// Files and a filter over them.
#[derive(Debug, Default, Args)]
pub struct Sources {
    /// Files and folders; `-` for JSON Lines on standard input; none for the built-in dossier
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Extract anew, and keep nothing for the next time (also: `BRIEFING_NO_CACHE=1`); `extract` always does
    #[arg(long)]
    pub no_cache: bool,
    /// Neither recall nor keep what was read, bookmarks, notes, places and corrections (also: `BRIEFING_NO_MEMORY=1`);
    /// `extract` never does
    #[arg(long)]
    pub no_memory: bool,
    /// Which of them.
    #[command(flatten)]
    pub filter: Filter,
    /// How what was extracted is set right.
    #[command(flatten)]
    pub amend: Amend,
}

/// How what was extracted is set right; records that `extract` prints never are.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Corrections")]
pub struct Amend {
    /// Apply the corrections of this file, not those beside the dossier or in the user's folder
    #[arg(long, value_name = "FILE")]
    pub corrections: Option<PathBuf>,
    /// Apply no corrections (`extract` never does)
    #[arg(long, conflicts_with = "corrections")]
    pub no_corrections: bool,
}

/// Which articles and statements are meant. Everything given must hold; of names given repeatedly, any.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Filter")]
pub struct Filter {
    /// Only what this expression selects, as it is typed in the reader: 'by:rutte theme:ceasefire -source:tass'; fields are
    /// by, about, actor, theme, source, after, before, on, kind, carried, is (named, unnamed, read …) and word
    #[arg(long = "filter", value_name = "EXPRESSION", allow_hyphen_values = true)]
    pub expressions: Vec<String>,
    /// Only what names this actor; repeat for any of several
    #[arg(long = "actor", value_name = "NAME")]
    pub actors: Vec<String>,
    /// Only what is about this theme; repeat for any of several
    #[arg(long = "theme", value_name = "NAME")]
    pub themes: Vec<String>,
    /// Only what this publisher published; repeat for any of several
    #[arg(long = "source", value_name = "NAME")]
    pub sources: Vec<String>,
    /// Only what was published on this date or later: 2025, 2025-02-18, feb, 'last week'
    #[arg(long, value_name = "DATE")]
    pub after: Vec<String>,
    /// Only what was published before this date
    #[arg(long, value_name = "DATE")]
    pub before: Vec<String>,
}

/// What is listed, and how.
#[derive(Debug, Args)]
pub struct List {
    /// How the list is written
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: ListFormat,
    /// Of what.
    #[command(flatten)]
    pub sources: Sources,
}

/// Which actors are listed first, and how.
#[derive(Debug, Args)]
pub struct Actors {
    /// Those with most statements first, not those that most articles name
    #[arg(long)]
    pub most_cited: bool,
    /// Of what, and how.
    #[command(flatten)]
    pub list: List,
}

/// Which statements are listed, and how.
#[derive(Debug, Args)]
pub struct Statements {
    /// What several articles carry once, in the wording of the one that was published first
    #[arg(long)]
    pub once: bool,
    /// Of what, and how.
    #[command(flatten)]
    pub list: List,
}

/// Which events are listed.
#[derive(Debug, Args)]
pub struct Timeline {
    /// Only what happened on this date or later: 2025, 2025-02-18, feb, 'last week'
    #[arg(long, value_name = "DATE", value_parser = from)]
    pub from: Option<PartialDate>,
    /// Only what happened on this date or before
    #[arg(long, value_name = "DATE", value_parser = to)]
    pub to: Option<PartialDate>,
    /// Of what, and how.
    #[command(flatten)]
    pub list: List,
}

/// What is told of themes.
#[derive(Debug, Args)]
pub struct Themes {
    /// Show why the article with this id has its themes: what stands where and weighs how much
    #[arg(long, value_name = "ARTICLE")]
    pub explain: Option<String>,
    /// Propose phrases for the theme with this id, from the articles that the filter selects; as TOML for a theme file
    #[arg(long, value_name = "THEME", conflicts_with = "explain")]
    pub suggest: Option<String>,
    /// Of what, and how.
    #[command(flatten)]
    pub list: List,
}

/// How a list is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// Aligned columns for the eye
    #[default]
    Text,
    /// One JSON object a line
    Jsonl,
    /// Comma-separated values with a row of names
    Csv,
}

/// What is exported, how and where to.
#[derive(Debug, Args)]
pub struct Export {
    /// How the briefing is written; without it, as the ending of FILE says, else as md
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// Write to this file, not to standard output (`-`)
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long)]
    pub force: bool,
    /// Of what.
    #[command(flatten)]
    pub sources: Sources,
}

/// What is looked up.
#[derive(Debug, Args)]
pub struct Question {
    /// The words to look up (unless --queries is given), then files and folders, or `-`
    #[arg(value_name = "QUERY|PATH", value_parser = OsStringValueParser::new().map(PathBuf::from))]
    pub words: Vec<PathBuf>,
    /// Answer every line of this file (`-`: of standard input, as they come) with one JSON line
    #[arg(long, value_name = "FILE")]
    pub queries: Option<PathBuf>,
    /// What to look through
    #[arg(long = "in", value_enum, default_value_t, value_name = "WHAT")]
    pub within: Within,
    /// The most results to a query
    #[arg(long, default_value_t = 20, value_name = "N", value_parser = number, allow_negative_numbers = true)]
    pub limit: usize,
    /// How results are written; lines of queries are always answered in JSON
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: FindFormat,
    /// Extract anew, and keep nothing for the next time (also: `BRIEFING_NO_CACHE=1`); `extract` always does
    #[arg(long)]
    pub no_cache: bool,
    /// Neither recall nor keep what was read, bookmarks, notes, places and corrections (also: `BRIEFING_NO_MEMORY=1`);
    /// `extract` never does
    #[arg(long)]
    pub no_memory: bool,
    /// In which articles.
    #[command(flatten)]
    pub filter: Filter,
    /// How what was extracted is set right.
    #[command(flatten)]
    pub amend: Amend,
}

/// What a look-up looks through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Within {
    /// Statements, with their speaker
    #[default]
    Statements,
    /// Articles by title and source
    Articles,
    /// Actors by name
    Actors,
    /// Dated events by their sentence
    Events,
}

/// How the results of one query are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum FindFormat {
    /// Aligned columns for the eye
    #[default]
    Text,
    /// One JSON line
    Jsonl,
}

fn number(written: &str) -> Result<usize, String> {
    written.parse().map_err(|_| "not a number such as 20".to_owned())
}

/// The first date of what is written.
fn from(written: &str) -> Result<PartialDate, String> {
    time(written).map(|when| when.date)
}

/// The last date of what is written.
fn to(written: &str) -> Result<PartialDate, String> {
    time(written).map(|when| when.end_date.unwrap_or(when.date))
}

fn time(written: &str) -> Result<When, String> {
    let today = Some(super::gather::today());
    let meant = || query::slip(written, today).map(|slip| format!("did you mean \"{}\"?", slip.meant));
    let none = || format!("not a date such as {}", query::DATES);
    query::time(written, today).ok_or_else(|| query::why_none(written).or_else(meant).unwrap_or_else(none))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_path_is_opened_and_a_command_carried_out() {
        let parse = |line: &str| Arguments::try_parse_from(line.split(' '));
        assert_eq!(parse("briefing seeds ./find").unwrap().open.paths, [PathBuf::from("seeds"), "./find".into()]);
        assert_eq!(parse("briefing --actor rutte").unwrap().open.filter.actors, ["rutte"]);
        assert!(matches!(parse("briefing extract -").unwrap().command, Some(Command::Extract(_))));
        assert!(parse("briefing timeline --from 2025 --to soon").is_err());
        assert!(parse("briefing themes --explain a --suggest b").is_err());
    }

    #[test]
    fn a_part_of_a_month_begins_and_ends_what_happened() {
        let day = |date: &str| date.parse::<PartialDate>().unwrap();
        assert_eq!(from("mid february 2025"), Ok(day("2025-02-11")));
        assert_eq!(to("mid february 2025"), Ok(day("2025-02-20")));
        assert_eq!(to("30 feb"), Err("there is no 30 feb".to_owned()));
        assert_eq!(to("febuary 2025"), Err("did you mean \"february\"?".to_owned()));
    }

    #[test]
    fn whoever_wants_no_memory_may_say_so_to_every_command_that_reads_articles() {
        for command in ["", " extract", " find word", " statements", " timeline", " actors", " themes", " export"] {
            let line = format!("briefing{command} --no-memory");
            assert!(Arguments::try_parse_from(line.split(' ')).is_ok(), "{line}");
        }
    }
}
