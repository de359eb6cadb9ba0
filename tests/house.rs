//! The rules of the house, held against the tree: who may import whom, what must not be named where, headers, the code
//! map, sizes. Reads the source as text; what a rule is and why stands in the crate documentation (`src/lib.rs`).
#![allow(clippy::unwrap_used, clippy::expect_used)] // helpers of tests

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Lines a file may have without its tests, and a function with its braces.
const MOST_LINES: usize = 600;
const MOST_FUNCTION_LINES: usize = 80;
/// Files that are nothing but a table and may be longer.
const TABLES: [&str; 0] = [];
/// Names that say nothing about what is inside.
const EMPTY_NAMES: [&str; 9] =
    ["util", "utils", "common", "helper", "helpers", "misc", "types", "constants", "manager"];

/// A source file.
struct Source {
    /// Below `src`, with `/`.
    path: String,
    text: String,
    /// The text with comments, string contents and test code blanked, line for line.
    code: String,
}

impl Source {
    /// The path as module names: `extract/themes/score.rs` is `extract`, `themes`, `score`.
    fn modules(&self) -> Vec<&str> {
        let parts: Vec<_> = self.path.trim_end_matches(".rs").split('/').collect();
        if parts.last() == Some(&"mod") { parts[..parts.len() - 1].to_vec() } else { parts }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files under `src` that are no test modules and stand below none.
fn sources() -> Vec<Source> {
    let mut paths = Vec::new();
    collect(&root().join("src"), &mut paths);
    paths.sort();
    let src = root().join("src");
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path).unwrap().replace("\r\n", "\n");
        let code = without_tests(&blank(&text));
        let path = path.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
        Source { path, text, code }
    };
    let all: Vec<_> = paths.iter().map(read).collect();
    let tests: BTreeSet<String> = all.iter().flat_map(test_files).collect();
    let below = |path: &str, test: &String| path.starts_with(&format!("{}/", test.trim_end_matches(".rs")));
    all.into_iter().filter(|s| !tests.iter().any(|test| s.path == *test || below(&s.path, test))).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|e| e == "rs") {
            paths.push(path);
        }
    }
}

/// The files that a source declares with `#[cfg(test)] mod name;`.
fn test_files(source: &Source) -> Vec<String> {
    let blanked = blank(&source.text);
    let folder = match source.path.rsplit_once('/') {
        Some((folder, "mod.rs")) => format!("{folder}/"),
        _ if source.path == "lib.rs" || source.path == "main.rs" => String::new(),
        _ => format!("{}/", source.path.trim_end_matches(".rs")),
    };
    let declared = |at: usize| {
        let rest = blanked[at + TEST.len()..].trim_start().strip_prefix("mod ")?;
        let name = &rest[..rest.find(|c: char| !c.is_alphanumeric() && c != '_')?];
        rest[name.len()..].trim_start().starts_with(';').then_some(name)
    };
    let names: Vec<_> = blanked.match_indices(TEST).filter_map(|(at, _)| declared(at)).collect();
    names.iter().flat_map(|name| [format!("{folder}{name}.rs"), format!("{folder}{name}/mod.rs")]).collect()
}

const TEST: &str = "#[cfg(test)]";

/// The text with the inside of comments, strings and character literals as spaces.
fn blank(text: &str) -> String {
    let mut blanked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let before = blanked.chars().next_back();
        let (length, hidden) = literal(rest, before).map_or((c.len_utf8(), false), |length| (length, true));
        let taken = &rest[..length];
        if hidden {
            blanked.extend(taken.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        } else {
            blanked.push(c);
        }
        rest = &rest[length..];
    }
    blanked
}

/// Length of the comment, string or character that `rest` starts with.
fn literal(rest: &str, before: Option<char>) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return Some(rest.find("*/").map_or(rest.len(), |at| at + 2));
    }
    if rest.starts_with('"') {
        return Some(closed(rest, '"'));
    }
    let in_word = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    if !in_word && (rest.starts_with('r') || rest.starts_with("br")) {
        let raw = rest.trim_start_matches('b').strip_prefix('r')?;
        let marks = raw.len() - raw.trim_start_matches('#').len();
        if raw[marks..].starts_with('"') {
            let end = format!("\"{}", "#".repeat(marks));
            let open = rest.len() - raw.len() + marks + 1;
            return Some(rest[open..].find(&end).map_or(rest.len(), |at| open + at + end.len()));
        }
    }
    let inside = rest.strip_prefix('\'')?;
    let first = inside.chars().next()?;
    let is_character = first == '\\' || inside[first.len_utf8()..].starts_with('\'');
    is_character.then(|| closed(rest, '\''))
}

/// Length of what begins and ends with `mark`, backslashes skipped.
fn closed(rest: &str, mark: char) -> usize {
    let mut chars = rest.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        if c == '\\' {
            chars.next();
        } else if c == mark {
            return at + mark.len_utf8();
        }
    }
    rest.len()
}

/// Blanked code with every item behind `#[cfg(test)]` blanked as well.
fn without_tests(code: &str) -> String {
    let mut kept = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(at) = rest.find(TEST) {
        kept.push_str(&rest[..at]);
        let length = item(&rest[at..]);
        kept.extend(rest[at..at + length].chars().filter(|c| *c == '\n'));
        rest = &rest[at + length..];
    }
    kept + rest
}

/// Length of the item that blanked code starts with: to its `;`, or to the brace that closes its first one.
fn item(code: &str) -> usize {
    let mut depth = 0usize;
    for (at, c) in code.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            ';' if depth == 0 => return at + 1,
            _ => {}
        }
    }
    code.len()
}

/// Whether `name` stands in the code as a word of its own.
fn names(code: &str, name: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(name).any(|(at, _)| {
        !code[..at].chars().next_back().is_some_and(part) && !code[at + name.len()..].chars().next().is_some_and(part)
    })
}

fn all_good(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// The crate documentation under a headline, without its comment marks.
fn chapter(headline: &str) -> String {
    let text = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let docs: Vec<_> =
        text.lines().filter_map(|l| l.strip_prefix("//!")).map(|l| l.strip_prefix(' ').unwrap_or(l)).collect();
    let body = docs.iter().skip_while(|l| **l != format!("# {headline}")).skip(1).take_while(|l| !l.starts_with("# "));
    body.copied().collect::<Vec<_>>().join("\n")
}

/// What each top module may import, as `module` or `module::part`, from the table in the crate documentation. A chain
/// `a -> b -> c` lets each import all to its right.
fn table() -> BTreeMap<String, BTreeSet<String>> {
    let mut table: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let chapter = chapter("Who may import whom");
    let inside = chapter.split("```").nth(1).expect("a table between ``` in `Who may import whom`");
    for line in inside.lines().filter(|l| l.contains("->")) {
        for rule in line.split(';') {
            let stages: Vec<Vec<&str>> =
                rule.split("->").map(|stage| stage.split(',').map(str::trim).collect()).collect();
            for (at, stage) in stages.iter().enumerate() {
                let below = stages[at + 1..].iter().flatten().map(ToString::to_string);
                let below: Vec<_> = below.filter(|t| !t.starts_with("nothing")).collect();
                if at + 1 < stages.len() {
                    for from in stage {
                        table.entry((*from).to_owned()).or_default().extend(below.clone());
                    }
                }
            }
        }
    }
    table
}

/// The modules of this crate that code names, as `module` or `module::part`.
fn imports(source: &Source) -> Vec<String> {
    let depth = source.modules().len();
    let starts = ["crate::".to_owned(), "briefing::".to_owned(), "super::".repeat(depth)];
    let mut found = Vec::new();
    for start in &starts {
        for (at, _) in source.code.match_indices(start.as_str()) {
            let deeper =
                source.code[..at].ends_with("super::") || source.code[at + start.len()..].starts_with("super::");
            if !deeper {
                found.extend(paths(&source.code[at + start.len()..]));
            }
        }
    }
    found
}

/// The first two parts of the paths that the code starts with: one, or a group of them in braces.
fn paths(code: &str) -> Vec<String> {
    let word = |s: &str| s.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let group = |s: &str| s[..s.find('}').unwrap_or(0)].split(',').map(|p| p.trim().to_owned()).collect::<Vec<_>>();
    if let Some(inside) = code.strip_prefix('{') {
        return group(inside).iter().flat_map(|path| paths(path)).collect();
    }
    let first = word(code);
    let Some(behind) = code[first.len()..].strip_prefix("::") else { return vec![first] };
    match behind.strip_prefix('{') {
        Some(inside) => group(inside).iter().map(|path| format!("{first}::{}", word(path))).collect(),
        None => vec![format!("{first}::{}", word(behind))],
    }
}

#[test]
fn modules_import_downwards_only() {
    let table = table();
    let known: BTreeSet<_> = sources().iter().map(|s| s.modules()[0].to_owned()).collect();
    let mut complaints = Vec::new();
    for source in sources().iter().filter(|s| s.path != "lib.rs") {
        let from = source.modules()[0];
        let Some(allowed) = table.get(from) else {
            if from != "error" {
                complaints.push(format!("`{from}` has no line in `Who may import whom` (src/lib.rs)"));
            }
            continue;
        };
        for import in imports(source) {
            let top = import.split("::").next().unwrap_or_default().to_owned();
            let fits = |a: &String| *a == top || a.eq_ignore_ascii_case(&import);
            if known.contains(&top) && top != from && top != "error" && !allowed.iter().any(fits) {
                complaints.push(format!("src/{} imports {import}; {from} may import {allowed:?}", source.path));
            }
        }
    }
    all_good(&complaints);
}

#[test]
fn the_screen_and_the_fuzzy_matcher_stay_in_their_places() {
    let mut complaints = Vec::new();
    for source in sources() {
        for (name, place) in [("ratatui", "ui/"), ("crossterm", "ui/"), ("fuzzy_matcher", "store/fuzzy.rs")] {
            if names(&source.code, name) && !source.path.starts_with(place) {
                complaints.push(format!("src/{} names {name}, which belongs to src/{place}", source.path));
            }
        }
    }
    all_good(&complaints);
}

#[test]
fn reading_opens_no_file_and_asks_no_clock() {
    let forbidden = [
        "std::fs",
        "std::env",
        "std::time",
        "std::net",
        "std::process",
        "SystemTime",
        "Instant",
        "Local::now",
        "Utc::now",
        "File::open",
        "File::create",
    ];
    let mut complaints = Vec::new();
    for source in sources() {
        if ["extract", "text", "model", "tagger"].contains(&source.modules()[0]) {
            let named = forbidden.iter().filter(|name| names(&source.code, name));
            complaints.extend(named.map(|name| format!("src/{} names {name}", source.path)));
        }
    }
    all_good(&complaints);
}

#[test]
fn every_file_has_a_header_and_a_telling_name() {
    let mut complaints = Vec::new();
    for source in sources() {
        if !source.text.starts_with("//! ") {
            complaints.push(format!("src/{} does not start with `//!`: what is it for?", source.path));
        }
        if let Some(name) = source.modules().iter().find(|m| EMPTY_NAMES.contains(m)) {
            complaints.push(format!("src/{}: `{name}` does not say what is inside", source.path));
        }
    }
    all_good(&complaints);
}

#[test]
fn the_code_map_names_every_module() {
    let map = chapter("Code map");
    let headers = |s: &Source| s.text.lines().take_while(|l| l.starts_with("//!")).collect::<String>();
    let sources = sources();
    let folders: BTreeMap<Vec<&str>, String> = sources.iter().map(|s| (s.modules(), headers(s))).collect();
    let mut complaints = Vec::new();
    for source in sources.iter().filter(|s| s.path != "lib.rs" && s.path != "main.rs") {
        let modules = source.modules();
        let (name, above) = modules.split_last().unwrap();
        let in_folder = folders.get(above).is_some_and(|header| names(header, name));
        if !names(&map, name) && !in_folder {
            let advice = "name it in the code map of src/lib.rs, or in the header of its folder's module";
            complaints.push(format!("`{}`: {advice}", modules.join("::")));
        }
    }
    all_good(&complaints);
}

#[test]
fn files_and_functions_are_of_a_readable_size() {
    let mut complaints = Vec::new();
    let mut lengths = Vec::new();
    for source in sources() {
        let lines = source.text.lines().count() - test_lines(&source);
        if lines > MOST_LINES && !TABLES.contains(&source.path.as_str()) {
            complaints.push(format!("src/{} has {lines} lines without its tests (at most {MOST_LINES})", source.path));
        }
        for (name, length) in functions(&source.code) {
            lengths.push(length);
            if length > MOST_FUNCTION_LINES {
                complaints
                    .push(format!("src/{}: fn {name} has {length} lines (at most {MOST_FUNCTION_LINES})", source.path));
            }
        }
    }
    lengths.sort_unstable();
    if lengths[lengths.len() / 2] >= 12 || lengths[lengths.len() * 9 / 10] >= 40 {
        let (median, tenth) = (lengths[lengths.len() / 2], lengths[lengths.len() * 9 / 10]);
        complaints.push(format!("functions have a median of {median} lines and one in ten has {tenth} or more"));
    }
    all_good(&complaints);
}

/// Lines of items behind `#[cfg(test)]`.
fn test_lines(source: &Source) -> usize {
    let blanked = blank(&source.text);
    let mut rest = blanked.as_str();
    let mut lines = 0;
    while let Some(at) = rest.find(TEST) {
        let length = item(&rest[at..]);
        lines += rest[at..at + length].lines().count();
        rest = &rest[at + length..];
    }
    lines
}

/// The functions with a body, and how many lines they have from `fn` to the closing brace.
fn functions(code: &str) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("fn ") {
        let apart = !code[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_');
        let name: String = code[at + 3..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let body = &code[at..at + item(&code[at..])];
        if apart && !name.is_empty() && body.ends_with('}') {
            found.push((name, body.lines().count()));
        }
    }
    found
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut section = "";
    let mut complaints = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        } else if section.ends_with("dependencies]") && line.contains('=') && !line.contains('#') {
            complaints.push(format!("Cargo.toml: `{line}` needs a comment that says what it is for"));
        }
    }
    all_good(&complaints);
}

#[test]
fn the_reader_of_sources_is_right_about_rust() {
    let text = "fn a<'a>(x: &'a str) { let c = '\"'; let s = \"} // {\"; } // fn b() {\nfn d() {}\n#[cfg(test)]\nmod tests { fn e() { \"}\" } }\nfn f() { r#\"}\"# }";
    let code = without_tests(&blank(text));
    let found: Vec<_> = functions(&code).into_iter().map(|f| f.0).collect();
    assert_eq!(found, ["a", "d", "f"]);
    assert_eq!(code.lines().count(), text.lines().count());
    assert!(names("use ratatui::x", "ratatui") && !names("ratatui_x", "ratatui"));
    assert_eq!(paths("model::{A, B::C}"), ["model::A", "model::B"]);
    assert_eq!(paths("{model::span, text}"), ["model::span", "text"]);
}
