//! The `briefing` program: everything it does is in the library.

use briefing::extract::{Assets, extract};
use briefing::input::{Block, Document};
use briefing::model::{Format, Span};
use std::io::Write;
use std::path::PathBuf;

// First light: `briefing extract FILE|FOLDER...` for UTF-8 files. cli/, input/ and load.rs take its place.
fn main() {
    let assets = Assets::built_in();
    let mut files: Vec<PathBuf> = Vec::new();
    for path in std::env::args().skip(2).map(PathBuf::from) {
        match std::fs::read_dir(&path) {
            Ok(entries) => files.extend(entries.flatten().map(|e| e.path())),
            Err(_) => files.push(path),
        }
    }
    files.sort();
    let mut out = std::io::stdout().lock();
    for file in files {
        let Ok(bytes) = std::fs::read(&file) else { continue };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let mut blocks: Vec<Block> = Vec::new();
        let (mut at, mut gap) = (0, 0);
        for line in text.split_inclusive('\n') {
            let span = Span::new(at, at + line.len()).trim(&text);
            at += line.len();
            if span.is_empty() {
                gap += 1;
            } else {
                blocks.push(Block { span, gap });
                gap = 0;
            }
        }
        let id = file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let path = file.display().to_string();
        let document = Document { id, path, format: Format::Text, text, blocks, ..Document::default() };
        if let Ok(line) = serde_json::to_string(&extract(document, &assets)) {
            let _ = writeln!(out, "{line}");
        }
    }
}
