//! Marks are kept, found again, and survive what may happen to a program.

use super::recall::{Known, Recollection, anchor};
use super::*;
use crate::model::{Article, Kind, Span, Statement};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

fn article(id: &str, text: &str, contents: &[&str]) -> Article {
    let statement = |words: &&str| {
        let at = text.find(*words).unwrap();
        Statement {
            kind: Kind::Indirect,
            speaker: None,
            cue: None,
            content: vec![Span::new(at, at + words.len())],
            date: None,
            themes: Vec::new(),
            within: None,
        }
    };
    let statements = contents.iter().map(statement).collect();
    Article { id: id.into(), text: text.into(), statements, ..Article::default() }
}

fn bookmark(article: &Article, statement: usize) -> Deed {
    Deed::Bookmark(anchor("d", article, article.statements.get(statement)), true)
}

/// What is known of an article after deeds were kept, as places of bookmarks.
fn bookmarks(deeds: &[Deed], later: &Article) -> Vec<Option<usize>> {
    let folder = tempfile::tempdir().unwrap();
    Database::open(folder.path()).unwrap().keep(deeds).unwrap();
    let database = Database::open(folder.path()).unwrap();
    let all = Recollection::new("d", database.read().unwrap(), database.marks().unwrap());
    let known = all.of(later);
    assert!(all.may_know(&later.id, later.text.len() as u64) || known == Known::default());
    known.marks.into_iter().map(|(place, _)| place).collect()
}

#[test]
fn marks_follow_a_renamed_article_and_one_that_is_extracted_or_worded_differently() {
    let text = "The pier stays open, she said. The mill will close, he said.";
    let (pier, mill) = ("The pier stays open", "The mill will close");
    let marked = [bookmark(&article("a", text, &[pier, mill]), 1)];
    assert_eq!(bookmarks(&marked, &article("a", text, &[pier, mill])), [Some(1)]);
    assert_eq!(bookmarks(&marked, &article("renamed", text, &[pier, mill])), [Some(1)]);
    assert_eq!(bookmarks(&marked, &article("a", text, &[mill])), [Some(0)]);
    assert_eq!(bookmarks(&marked, &article("a", text, &[pier, "The mill will close, he"])), [Some(1)]);
    assert_eq!(bookmarks(&marked, &article("a", &format!("Updated. {text}"), &[pier, mill])), [Some(1)]);
    assert_eq!(bookmarks(&marked, &article("other", &format!("Updated. {text}"), &[pier, mill])), []);
    assert_eq!(bookmarks(&marked, &article("a", text, &[pier])), []);
}

#[test]
fn bookmarks_and_notes_of_two_instances_do_not_undo_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let (mut one, mut two) = (Database::open(folder.path()).unwrap(), Database::open(folder.path()).unwrap());
    let article = article("a", "The pier stays open.", &["The pier stays open"]);
    let at = anchor("d", &article, article.statements.first());
    one.keep(&[Deed::Bookmark(at.clone(), true)]).unwrap();
    two.keep(&[Deed::Note(at.clone(), "ask her".into()), Deed::Read(at.text, true)]).unwrap();
    one.keep(&[Deed::Typed("help".into())]).unwrap();
    let kept = Mark { anchor: at.clone(), bookmarked: true, note: "ask her".into() };
    assert_eq!(two.marks().unwrap(), [kept]);
    assert_eq!((one.read().unwrap(), two.typed().unwrap()), (vec![at.text], vec!["help".to_owned()]));
    two.keep(&[Deed::Read(at.text, false), Deed::Bookmark(at.clone(), false), Deed::Note(at, String::new())]).unwrap();
    assert_eq!((one.read().unwrap(), one.marks().unwrap()), (vec![], vec![]));
}

#[test]
fn the_place_in_a_dossier_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let session = Session { filter: "by:x".into(), article: Some("a".into()), top: 7, ..Session::default() };
    let mut database = Database::open(folder.path()).unwrap();
    database.keep(&[Deed::Place("d".into(), session.clone())]).unwrap();
    assert_eq!((database.place("d").unwrap(), database.place("e").unwrap()), (Some(session), None));
}

#[test]
fn a_file_that_is_no_database_is_said_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("memory.db");
    std::fs::write(&path, "my shopping list, which is longer than a header of a database would be\n".repeat(20))
        .unwrap();
    let error = Database::open(folder.path()).unwrap_err().to_string();
    assert!(error.contains("memory.db") && error.contains("not a database"), "{error}");
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("my shopping list"));
}

/// Names the folder that the test below, started again as a program of its own, fills until it is killed.
const FILLS: &str = "BRIEFING_TEST_FILLS_MEMORY_IN";

/// The `number`th of many marks and notes.
fn deed(number: usize) -> Deed {
    let article = article(&format!("a{}", number / 2), &format!("Article {} says that.", number / 2), &["says that"]);
    let at = anchor("d", &article, article.statements.first());
    if number.is_multiple_of(2) { Deed::Bookmark(at, true) } else { Deed::Note(at, format!("note {number}")) }
}

fn fill(folder: &Path, from: usize) {
    let mut database = Database::open(folder).unwrap();
    for number in from..from + 200 {
        database.keep(&[deed(number)]).unwrap();
        println!("kept {number}");
    }
}

/// Starts this test as a program that keeps deeds from `from` on.
fn filler(folder: &Path, from: usize) -> std::process::Child {
    let name = "user::tests::what_was_confirmed_survives_a_kill_at_any_moment";
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", name, "--nocapture"]).env(FILLS, format!("{from} {}", folder.display()));
    command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
}

/// Reads what a filler confirms until it has confirmed `count` deeds or ends, as numbers.
fn confirmed(lines: impl Iterator<Item = String>, count: usize) -> Vec<usize> {
    lines.filter_map(|line| line.strip_prefix("kept ")?.parse().ok()).take(count).collect()
}

fn assert_kept(folder: &Path, numbers: &[usize]) {
    let database = Database::open(folder).unwrap();
    let marks = database.marks().unwrap();
    for number in numbers {
        let kept = match deed(*number) {
            Deed::Bookmark(at, _) => marks.iter().any(|mark| mark.anchor == at && mark.bookmarked),
            Deed::Note(at, words) => marks.iter().any(|mark| mark.anchor == at && mark.note == words),
            _ => false,
        };
        assert!(kept, "deed {number} was confirmed and is lost");
    }
    assert_eq!(database.check().unwrap(), "ok");
}

#[test]
fn what_was_confirmed_survives_a_kill_at_any_moment() {
    if let Ok(job) = std::env::var(FILLS) {
        let (from, folder) = job.split_once(' ').unwrap();
        return fill(Path::new(folder), from.parse().unwrap());
    }
    // Kills fall after so many confirmations, and somewhere within the next one: the pipe tells of it a little later.
    for stop in [0, 1, 2, 7, 23, 64, 111, 150, 188, 199] {
        let folder = tempfile::tempdir().unwrap();
        let mut child = filler(folder.path(), 0);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut seen = confirmed(lines.by_ref(), stop);
        child.kill().unwrap();
        seen.extend(confirmed(lines, usize::MAX));
        child.wait().unwrap();
        assert!(seen.len() >= stop, "{stop}");
        assert_kept(folder.path(), &seen);
    }
}

#[test]
fn instances_that_make_the_memory_at_once_all_get_it() {
    for _ in 0..20 {
        let folder = tempfile::tempdir().unwrap();
        let together = std::sync::Barrier::new(6);
        std::thread::scope(|scope| {
            for _ in 0..6 {
                scope.spawn(|| {
                    together.wait();
                    Database::open(folder.path()).unwrap();
                });
            }
        });
    }
}

#[test]
fn two_programs_at_once_keep_the_marks_of_both() {
    let folder = tempfile::tempdir().unwrap();
    let children = [filler(folder.path(), 0), filler(folder.path(), 1000)];
    for mut child in children {
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        assert_eq!(confirmed(lines, usize::MAX).len(), 200);
        assert!(child.wait().unwrap().success());
    }
    assert_kept(folder.path(), &(0..200).chain(1000..1200).collect::<Vec<_>>());
}
