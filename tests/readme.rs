//! What the README shows of the program is what the program says of itself.
#![allow(clippy::unwrap_used)] // helpers of tests

use briefing::ui::action::Section;
use briefing::ui::keymap::Keymap;
use std::fmt::Write as _;
use std::path::Path;

/// The keys as the README lists them: a table a section, in which every key stands once.
fn keys() -> String {
    let keymap = Keymap::default();
    let escaped = |text: &str| text.replace('|', "\\|");
    let mut tables = String::new();
    for section in Section::ALL {
        let _ = write!(tables, "\n| {} | |\n| --- | --- |\n", section.title());
        for (keys, entries) in keymap.rows(section) {
            let keys: Vec<_> = keys.into_iter().map(|key| format!("`{}`", escaped(key))).collect();
            let meant: Vec<_> = entries.into_iter().map(|entry| escaped(entry.sentence)).collect();
            let _ = writeln!(tables, "| {} | {} |", keys.join(" "), meant.join(" · "));
        }
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
