//! What the README shows of the program is what the program says of itself.
#![allow(clippy::unwrap_used)] // helpers of tests

use briefing::ui::keymap::Keymap;
use std::fmt::Write as _;
use std::path::Path;

/// The keys as the README lists them: a table a section, in which the same keys stand once.
fn keys() -> String {
    let mut rows: Vec<[String; 3]> = Vec::new();
    for [group, keys, _, sentence] in Keymap::default().print() {
        match rows.iter_mut().find(|row| row[0] == group && row[1] == keys) {
            Some(row) => row[2] = format!("{} · {sentence}", row[2]),
            None => rows.push([group, keys, sentence]),
        }
    }
    let (mut tables, mut section) = (String::new(), String::new());
    for [group, keys, sentence] in rows {
        if group != section {
            let _ = write!(tables, "\n| {group} | |\n| --- | --- |\n");
            section.clone_from(&group);
        }
        let keys: Vec<_> = keys.split_whitespace().map(|key| format!("`{}`", key.replace('|', "\\|"))).collect();
        let _ = writeln!(tables, "| {} | {} |", keys.join(" "), sentence.replace('|', "\\|"));
    }
    tables
}

#[test]
fn the_readme_lists_the_keys_of_the_action_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let (open, close) = ("<!-- keys: printed from the action table -->\n", "\n<!-- end of keys -->");
    let (before, rest) = readme.split_once(open).unwrap();
    let (listed, after) = rest.split_once(close).unwrap();
    if std::env::var_os("WRITE_README").is_some() {
        std::fs::write(&path, format!("{before}{open}{}{close}{after}", keys())).unwrap();
        return;
    }
    assert!(listed == keys(), "the keys have changed: `WRITE_README=1 cargo test --test readme` writes them anew");
}
