//! The house rule behind invariant 9: under `src/ui`, only `typeset.rs` hands words to ratatui.

use std::fs;
use std::path::{Path, PathBuf};

const DOORS: [&str; 9] = [
    "ratatui::text",
    "ratatui::widgets",
    "set_string",
    "set_symbol",
    "set_char",
    "set_span",
    "set_line",
    "render_widget",
    "ratatui::prelude",
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}

#[test]
fn only_typesetting_hands_words_to_ratatui() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui");
    for path in sources(&folder).into_iter().filter(|path| !path.ends_with("typeset.rs")) {
        let source = fs::read_to_string(&path).unwrap();
        for door in DOORS {
            assert!(!source.contains(door), "{} names {door}", path.display());
        }
    }
}
