//! A collection is recalled where nothing has changed, and never where something has.

use super::*;
use crate::cache::{MOST_BYTES, Version};
use crate::load;
use crate::model::Article;
use std::path::Path;
use tempfile::TempDir;

/// A folder with articles, and a cache.
struct Desk {
    folder: TempDir,
    cache: TempDir,
}

impl Desk {
    /// With so many articles, a file that is left out and one that is empty.
    fn with(articles: usize) -> Self {
        let desk = Self { folder: TempDir::new().unwrap(), cache: TempDir::new().unwrap() };
        for number in 0..articles {
            desk.write(&format!("{number}.txt"), &text(number));
        }
        desk.write("picture", "\0\u{1}\0");
        desk.write("z-empty.txt", "");
        desk
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.folder.path().join(name), text).unwrap();
    }

    fn ready(&self, version: &[u8]) -> Ready {
        let cache = Cache::open(self.cache.path().join("briefing"), Version::of(&[version]), MOST_BYTES);
        Ready { cache: Some(Arc::new(cache)), ..load::assets() }
    }

    /// The collection, as if its files had been left alone for long.
    fn collection(&self, ready: &Ready) -> Collection {
        let since = SystemTime::now() + Duration::from_secs(60);
        Collection { since, fewest: 1, ..Collection::of(&[self.folder.path().to_owned()], ready).unwrap() }
    }

    /// Loads everything, keeps it, and returns it.
    fn load(&self) -> (Vec<Article>, Vec<String>) {
        let (ready, mut told) = (self.ready(b"1"), Told::default());
        let collection = self.collection(&ready);
        let store = loaded(self.folder.path(), ready, &mut told);
        collection.keep(&store, &told);
        (articles(&store), said(&told.again()))
    }

    /// What a later opening recalls.
    fn recall(&self) -> Option<(Vec<Article>, Vec<String>)> {
        let recalled = self.collection(&self.ready(b"1")).recall()?;
        Some((articles(&recalled.store), said(&recalled.told)))
    }

    fn kept(&self) -> PathBuf {
        let entries = fs::read_dir(self.cache.path().join("briefing")).unwrap().map(|entry| entry.unwrap().path());
        entries.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "whole")).unwrap()
    }
}

fn text(number: usize) -> String {
    format!(
        "Harbour calls strike {number}\n\nMarch 3, 2024\n\nAna Silva said on Monday that pier {number} would close.\n"
    )
}

fn loaded(folder: &Path, ready: Ready, told: &mut Told) -> Store {
    let mut store = Store::default();
    for progress in &load::start::<Draft>(vec![folder.to_owned()], move || ready).progress {
        told.hear(&progress);
        if let Progress::Article(draft) = progress {
            store.add(*draft);
        }
    }
    store
}

fn articles(store: &Store) -> Vec<Article> {
    store.articles().map(|(_, article)| Article::clone(&article)).collect()
}

fn said(told: &[Progress<Draft>]) -> Vec<String> {
    told.iter().map(|progress| format!("{progress:?}")).collect()
}

#[test]
fn what_has_not_changed_is_as_it_was_with_all_that_was_told() {
    let desk = Desk::with(4);
    assert!(desk.recall().is_none());
    let first = desk.load();
    assert!(first.0.len() == 4 && first.1.len() == 3, "{:?}", first.1);
    assert_eq!(desk.recall(), Some(first));
}

#[test]
fn what_has_changed_is_not_recalled() {
    let change = |change: &dyn Fn(&Desk)| {
        let desk = Desk::with(2);
        desk.load();
        assert!(desk.recall().is_some());
        change(&desk);
        assert!(desk.recall().is_none());
        // And is kept anew.
        let again = desk.load();
        assert_eq!(desk.recall(), Some(again));
    };
    change(&|desk| desk.write("1.txt", "Something else.\n\nIt is shorter."));
    change(&|desk| desk.write("0a.txt", &text(7)));
    change(&|desk| fs::remove_file(desk.folder.path().join("0.txt")).unwrap());
    change(&|desk| fs::rename(desk.folder.path().join("0.txt"), desk.folder.path().join("5.txt")).unwrap());
}

#[cfg(unix)]
#[test]
fn a_text_of_the_same_length_with_the_old_time_of_writing_is_noticed() {
    let desk = Desk::with(2);
    desk.load();
    let path = desk.folder.path().join("1.txt");
    let written = fs::metadata(&path).unwrap().modified().unwrap();
    fs::write(&path, text(1).replace("Ana Silva", "Eva Silva")).unwrap();
    fs::File::options().append(true).open(&path).unwrap().set_modified(written).unwrap();
    assert!(desk.recall().is_none());
}

#[test]
fn half_written_damaged_and_foreign_ones_are_not_recalled() {
    let desk = Desk::with(2);
    desk.load();
    let (path, whole) = (desk.kept(), fs::read(desk.kept()).unwrap());
    for at in (0..whole.len()).step_by(97) {
        fs::write(&path, &whole[..at]).unwrap();
        assert!(desk.recall().is_none(), "cut to {at} bytes");
        let mut damaged = whole.clone();
        damaged[at] ^= 0x20;
        fs::write(&path, damaged).unwrap();
        assert!(desk.recall().is_none(), "byte {at}");
    }
    fs::write(&path, &whole).unwrap();
    assert!(desk.recall().is_some());
    assert!(desk.collection(&desk.ready(b"2")).recall().is_none(), "another version of the program");
    fs::remove_dir_all(desk.cache.path().join("briefing")).unwrap();
    assert!(desk.recall().is_none());
    desk.load();
    assert!(desk.recall().is_some());
}

#[test]
fn what_changed_while_it_was_loaded_is_not_kept() {
    let desk = Desk::with(2);
    let (ready, mut told) = (desk.ready(b"1"), Told::default());
    let just_begun = Collection { since: SystemTime::now(), ..desk.collection(&ready) };
    let store = loaded(desk.folder.path(), ready.clone(), &mut told);
    just_begun.keep(&store, &told);
    assert!(desk.recall().is_none(), "its files were written a moment ago");
    fs::remove_file(desk.folder.path().join("1.txt")).unwrap();
    desk.collection(&ready).keep(&store, &told);
    assert!(desk.recall().is_none(), "a file is gone that was read");
}

#[test]
fn nothing_is_kept_of_standard_input_or_without_a_cache() {
    let desk = Desk::with(0);
    let ready = desk.ready(b"1");
    assert!(Collection::of(&[STANDARD_INPUT.into()], &ready).is_none() && Collection::of(&[], &ready).is_none());
    assert!(Collection::of(&[desk.folder.path().to_owned()], &load::assets()).is_none());
}

#[test]
fn files_of_the_same_words_keep_each_the_day_in_its_name() {
    let desk = Desk::with(0);
    let text = "Harbour calls a strike\n\nAna Silva said yesterday that the port would close. \"We will walk out.\"\n";
    for name in ["a_2025-02-18.txt", "b.txt", "c_20250218.txt", "d_2025-02-20.txt"] {
        desk.write(name, text);
    }
    let days = |articles: Vec<Article>| {
        let told = |article: &Article| article.events.first().map(|event| event.when.date.to_string());
        let days =
            articles.iter().map(|article| (article.published.as_ref().map(|p| p.date.to_string()), told(article)));
        days.map(|(published, told)| format!("{} {}", published.unwrap_or_default(), told.unwrap_or_default()))
            .collect()
    };
    let first: Vec<String> = days(desk.load().0);
    assert_eq!(first, ["2025-02-18 2025-02-17", " ", "2025-02-18 2025-02-17", "2025-02-20 2025-02-19"]);
    assert_eq!(days(desk.load().0), first);
}
