//! The command line of the reader: actions by their names in the table, and commands that take words.

use super::action::{Action, TABLE};
use super::app::App;
use super::effect::{Effect, Exported};
use super::memory_thread::Task;
use super::overlays::prompt::Completion;
use super::typeset::Clean;
use super::widgets::window;
use crate::export::selected::Format;
use crate::sorting;
use crate::store::{Query, Store};
use std::path::PathBuf;

/// A command that takes words: its name, what stands behind it, what it does.
struct Verb {
    name: &'static str,
    takes: &'static str,
    sentence: &'static str,
    run: fn(&str, &mut App, &Store) -> Result<Vec<Effect>, String>,
}

const VERBS: &[Verb] = &[
    Verb { name: "filter", takes: "EXPRESSION", sentence: "Keep only what this selects", run: filter },
    Verb { name: "with", takes: "EXPRESSION", sentence: "Keep only what this selects as well", run: narrow },
    Verb {
        name: "save",
        takes: "NAME",
        sentence: "Save the filter in force",
        run: |name, app, _| app.save_filter(name),
    },
    Verb { name: "saved", takes: "NAME", sentence: "Filter by what was saved", run: saved },
    Verb {
        name: "export",
        takes: "FILE",
        sentence: "Write what is filtered: .md .html .csv .json .ics .bib …",
        run: |file, app, _| export(file, false, app.to_be_exported(), app),
    },
    Verb { name: "row", takes: "NUMBER", sentence: "Go to a row of the list", run: row },
];

/// Carries out what was typed: `NAME [WORDS]`, `NAME [TIMES]` for an action, or the number of a row.
pub fn run(line: &str, app: &mut App, store: &Store) -> Result<Vec<Effect>, String> {
    let line = line.trim();
    if line.is_empty() {
        return Ok(Vec::new());
    }
    let (name, words) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let words = words.trim();
    let mut effects = if let Some(verb) = VERBS.iter().find(|verb| verb.name == name && !words.is_empty()) {
        (verb.run)(words, app, store)?
    } else if let Some(action) = action(name) {
        let times = if words.is_empty() { 1 } else { number(words)? };
        app.times(store, action, times)
    } else if name.bytes().all(|byte| byte.is_ascii_digit()) {
        row(name, app, store)?
    } else if VERBS.iter().any(|verb| verb.name == name) {
        return Err(format!("{name} needs words behind it"));
    } else {
        return Err(format!("there is no action or command `{name}`; Tab completes"));
    };
    app.memory.typed.retain(|old| old != line);
    app.memory.typed.push(line.to_owned());
    effects.push(Effect::Keep(Task::Typed(line.to_owned())));
    Ok(effects)
}

/// Whether what is typed names an action, a command or a row.
pub fn is_name(typed: &str) -> bool {
    let is_verb = |typed: &str| VERBS.iter().any(|verb| verb.name == typed);
    is_verb(typed) || action(typed).is_some() || typed.bytes().all(|byte| byte.is_ascii_digit())
}

/// The action of a name, if it makes sense in a pane.
fn action(name: &str) -> Option<Action> {
    named().find(|(other, _, _)| *other == name).map(|(_, _, action)| action)
}

fn named() -> impl Iterator<Item = (&'static str, &'static str, Action)> {
    let entries = TABLE.iter().filter(|entry| entry.places.is_of_panes() && !entry.sentence.is_empty());
    entries.map(|entry| (entry.name, entry.sentence, entry.action))
}

/// What may go on with the words typed so far.
pub fn completions(line: &str, app: &App) -> Vec<Completion> {
    let Some((name, words)) = line.split_once(' ') else { return of_name(line) };
    let at = line.len() - words.len()..line.len();
    let completion =
        |text: &str, about: &str| Completion { at: at.clone(), text: text.to_owned(), about: about.to_owned() };
    match name {
        "filter" | "with" if words.is_empty() && app.wish.query != Query::All => {
            vec![completion(&app.wish.query.to_string(), "the filter in force")]
        }
        "saved" => {
            let named = app.saved.iter().filter(|(name, _)| name.starts_with(words));
            named.map(|(name, expression)| completion(name, expression)).collect()
        }
        _ => Vec::new(),
    }
}

/// Names that have the letters: those that begin with them first.
fn of_name(typed: &str) -> Vec<Completion> {
    let verbs = VERBS.iter().map(|verb| (format!("{} ", verb.name), format!("{} · {}", verb.takes, verb.sentence)));
    // What a verb does without words as well stands once.
    let actions = named().filter(|(name, _, _)| VERBS.iter().all(|verb| verb.name != *name));
    let all = verbs.chain(actions.map(|(name, sentence, _)| (name.to_owned(), sentence.to_owned())));
    let mut found: Vec<_> = all.filter(|(name, _)| name.contains(typed)).collect();
    sorting::by_key(&mut found, |(name, _)| !name.starts_with(typed));
    found.into_iter().map(|(text, about)| Completion { at: 0..typed.len(), text, about }).collect()
}

fn number(words: &str) -> Result<usize, String> {
    words.parse().map_err(|_| format!("`{words}` is no number"))
}

fn row(words: &str, app: &mut App, store: &Store) -> Result<Vec<Effect>, String> {
    let row = number(words)?;
    app.select_row(store, window::moved(row.saturating_sub(1), 0, app.list_len()));
    Ok(Vec::new())
}

fn parse(words: &str, app: &App) -> Result<Query, String> {
    Query::parse_on(words, app.today).map_err(|error| error.message)
}

fn filter(words: &str, app: &mut App, _: &Store) -> Result<Vec<Effect>, String> {
    let query = parse(words, app)?;
    Ok(app.filter_as_typed(words, query))
}

fn narrow(words: &str, app: &mut App, _: &Store) -> Result<Vec<Effect>, String> {
    let query = app.wish.query.clone().and(parse(words, app)?);
    app.message = Some(Clean::from(format!("filter: {query}")));
    Ok(app.filter(query))
}

fn saved(name: &str, app: &mut App, store: &Store) -> Result<Vec<Effect>, String> {
    let found = app.saved.iter().find(|(other, _)| other == name).map(|(_, expression)| expression.clone());
    filter(&found.ok_or(format!("no filter is saved as `{name}`"))?, app, store)
}

/// Writes something to a file; to one that is there only where the user is `sure`.
pub fn export(file: &str, sure: bool, what: Exported, app: &mut App) -> Result<Vec<Effect>, String> {
    let path = match (file.trim().strip_prefix("~/"), std::env::var_os("HOME")) {
        (Some(rest), Some(home)) => PathBuf::from(home).join(rest),
        _ => PathBuf::from(file.trim()),
    };
    let format =
        Format::of(&path).ok_or_else(|| format!("the ending of the file is to be one of {}", Format::ENDINGS))?;
    if path.exists() && !sure {
        return Err("the file is there; Enter once more writes over it".to_owned());
    }
    app.copying.settled |= matches!(what, Exported::Marked(_));
    app.message = Some("writing…".into());
    Ok(vec![Effect::Export(path, format, what, app.memory.to_be_exported())])
}

/// The file that is typed with every ending that it may have, one of which is what is written; none where another one is
/// typed.
pub fn endings(typed: &str) -> Vec<Completion> {
    const ENDINGS: [(&str, &str); 8] = [
        (".md", "Markdown"),
        (".html", "one page of HTML"),
        (".csv", "the statements, one a row"),
        (".json", "the records"),
        (".jsonl", "the records, one a line"),
        (".ics", "the dated events, for a calendar"),
        (".bib", "BibTeX"),
        (".csl.json", "CSL-JSON, for reference managers"),
    ];
    let known = ENDINGS.iter().filter_map(|(ending, _)| typed.strip_suffix(ending)).min_by_key(|name| name.len());
    let file = typed.rfind(['/', '\\']).map_or(0, |at| at + 1);
    let begun = typed[file..].rfind('.').map_or((typed, ""), |dot| typed.split_at(file + dot));
    let (name, begun) = known.map_or(begun, |name| (name, ""));
    let all = ENDINGS.iter().filter(|(ending, _)| ending.starts_with(begun));
    let one = |(ending, about): &(&str, &str)| Completion {
        at: 0..typed.len(),
        text: format!("{name}{ending}"),
        about: (*about).to_owned(),
    };
    all.map(one).collect()
}
