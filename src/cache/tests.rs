//! The cache as its users meet it: quick when all is well, and harmless when it is not.

use super::*;
use crate::extract::{Assets, extract};
use crate::input::plain;
use std::cell::Cell;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use tempfile::TempDir;

const TEXT: &str = "Harbour calls a strike\n\nMarch 3, 2024\n\nAna Silva said on Monday that the port would close. \
                    \"We will walk out,\" Silva told reporters.\n";

fn document(id: &str, text: &str) -> Document {
    plain::read(id.into(), format!("{id}.txt"), text.into(), Vec::new())
}

fn open(folder: &TempDir) -> Cache {
    Cache::open(folder.path().join("briefing"), Version::of(&[b"1"]), MOST_BYTES)
}

static ASSETS: LazyLock<Assets> = LazyLock::new(Assets::built_in);

/// The article of a document through a cache, and whether it had to be extracted.
fn read(cache: &Cache, id: &str, text: &str) -> (Article, bool) {
    let extracted = Cell::new(false);
    let articles = cache.articles(vec![document(id, text)], |documents| {
        extracted.set(true);
        documents.into_iter().map(|document| Some(extract(document, &ASSETS))).collect()
    });
    (articles.into_iter().flatten().next().unwrap().article, extracted.get())
}

/// Whether a later opening has to extract.
fn has_to_extract(folder: &TempDir) -> bool {
    let cache = open(folder);
    let (_, extracted) = read(&cache, "a", TEXT);
    cache.settle();
    extracted
}

fn segments(folder: &Path) -> Vec<std::path::PathBuf> {
    fs::read_dir(folder.join("briefing")).unwrap().map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn records_are_the_same_with_and_without_it() {
    let folder = TempDir::new().unwrap();
    for (path, bytes) in crate::input::dossier::DOSSIER {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let cache = open(&folder);
        let (first, extracted) = read(&cache, path, &text);
        assert!(extracted);
        cache.settle();
        let (again, extracted) = read(&open(&folder), path, &text);
        assert!(!extracted);
        assert_eq!(again, first);
        assert_eq!(again, extract(document(path, &text), &ASSETS));
        let (moved, extracted) = read(&open(&folder), "elsewhere", &text);
        assert!(!extracted);
        assert_eq!(moved, extract(document("elsewhere", &text), &ASSETS));
    }
}

#[test]
fn other_text_and_other_extractors_have_other_keys() {
    let (one, two) = (Version::of(&[b"a", b"b"]), Version::of(&[b"ab", b""]));
    let plain = document("a", TEXT);
    assert_eq!(Key::of(one, &plain), Key::of(one, &document("b", TEXT)));
    assert_ne!(Key::of(one, &plain), Key::of(two, &plain));
    assert_ne!(Key::of(one, &plain), Key::of(one, &document("a", "Other.")));
    let mut dated = plain.clone();
    dated.metadata.title = Some("Harbour".into());
    assert_ne!(Key::of(one, &plain), Key::of(one, &dated));
    let mut spaced = plain.clone();
    spaced.blocks[0].gap += 1;
    assert_ne!(Key::of(one, &plain), Key::of(one, &spaced));
    let mut shorter = plain.clone();
    shorter.blocks.pop();
    assert_ne!(Key::of(one, &plain), Key::of(one, &shorter));
}

#[test]
fn damage_costs_an_extraction_and_is_mended() {
    let folder = TempDir::new().unwrap();
    assert!(has_to_extract(&folder) && !has_to_extract(&folder));
    let whole = fs::read(&segments(folder.path())[0]).unwrap();
    let expected = extract(document("a", TEXT), &ASSETS);
    // The mark at the beginning is for people.
    for at in (4..whole.len()).step_by(7) {
        let path = &segments(folder.path())[0];
        let mut damaged = whole.clone();
        damaged[at] ^= 0x20;
        fs::write(path, &damaged).unwrap();
        assert_eq!(read(&open(&folder), "a", TEXT), (expected.clone(), true), "byte {at}");
        fs::write(path, &whole[..at]).unwrap();
        assert!(read(&open(&folder), "a", TEXT).1, "cut to {at} bytes");
        fs::write(path, &whole).unwrap();
    }
    fs::write(&segments(folder.path())[0], b"BRC1").unwrap();
    assert!(has_to_extract(&folder) && !has_to_extract(&folder));
}

#[test]
fn it_may_be_deleted_at_any_time() {
    let folder = TempDir::new().unwrap();
    assert!(has_to_extract(&folder));
    let cache = open(&folder);
    fs::remove_dir_all(folder.path().join("briefing")).unwrap();
    assert!(read(&cache, "a", TEXT).1);
    cache.settle();
    assert!(!has_to_extract(&folder));
}

#[test]
fn two_at_once_do_not_disturb_each_other() {
    let folder = TempDir::new().unwrap();
    let (one, two) = (open(&folder), open(&folder));
    assert!(read(&one, "a", TEXT).1 && read(&two, "a", TEXT).1);
    one.settle();
    two.settle();
    assert_eq!(segments(folder.path()).len(), 2);
    assert!(!has_to_extract(&folder));
}

#[test]
fn a_folder_that_cannot_be_made_is_no_error() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("briefing"), "a file is in the way").unwrap();
    assert!(has_to_extract(&folder) && has_to_extract(&folder));
}

#[test]
fn the_longest_unused_is_thrown_out_first() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("briefing");
    let write = |text: &str| {
        let cache = Cache::open(path.clone(), Version::of(&[b"1"]), 1 << 20);
        let extracted = read(&cache, "a", text).1;
        cache.settle();
        extracted
    };
    assert!(write(TEXT) && write("Second.\n\nNothing is said."));
    let size = |path: &std::path::PathBuf| fs::metadata(path).unwrap().len();
    let largest = segments(folder.path()).iter().map(size).max().unwrap();
    // The first one is used again, so that the second is now the oldest.
    let old = std::time::SystemTime::now() - Duration::from_secs(100);
    for segment in segments(folder.path()) {
        fs::File::options().append(true).open(segment).unwrap().set_modified(old).unwrap();
    }
    assert!(!write(TEXT));
    let cache = Cache::open(path.clone(), Version::of(&[b"1"]), largest + 1);
    assert!(read(&cache, "a", "Third.").1);
    cache.settle();
    assert!(segments(folder.path()).iter().map(size).sum::<u64>() <= largest + 1);
    assert!(write("Second.\n\nNothing is said."));
}

#[test]
fn many_small_segments_become_one() {
    let folder = TempDir::new().unwrap();
    for number in 0..=MOST_SMALL {
        let cache = open(&folder);
        assert!(read(&cache, "a", &format!("Number {number}.")).1);
        cache.settle();
    }
    assert_eq!(segments(folder.path()).len(), 1);
    let cache = open(&folder);
    assert!((0..=MOST_SMALL).all(|number| !read(&cache, "a", &format!("Number {number}.")).1));
}

#[cfg(unix)]
#[test]
fn nobody_else_may_look_in() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().unwrap();
    assert!(has_to_extract(&folder));
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&folder.path().join("briefing")), mode(&segments(folder.path())[0])), (0o700, 0o600));
}
