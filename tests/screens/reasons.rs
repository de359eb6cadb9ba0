//! Why something was read out of a text, and whom corrections and `*` are about where actors are listed.

use crate::bench::Bench;
use crate::dossier::dossier;
use briefing::corrections::Correction;
use briefing::ui::memory_thread::{Task, Told};
use briefing::user::Session;

fn bench(width: u16, height: u16, keys: &str) -> Bench {
    let mut bench = Bench::new(dossier(), width, height);
    bench.press(keys);
    bench
}

/// The screen with single blanks and without rules, so that a sentence may go over several lines.
fn words(bench: &Bench) -> String {
    bench.screen().replace(['│', '▌', '█', '▎', '┃'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shows(size: (u16, u16), keys: &str, expected: &[&str]) {
    let screen = words(&bench(size.0, size.1, keys));
    for words in expected {
        assert!(screen.contains(words), "{keys} at {size:?}: {words} is not on the screen:\n{screen}");
    }
}

#[test]
fn the_heading_of_the_text_says_who_the_speaker_is_and_by_what_known() {
    shows((120, 40), "j Enter ]s", &["statement 1 of 3 · quoted · Mara Lindqvist by full name"]);
    shows((120, 40), "j Enter ]s ]s ]s", &["statement 3 of 3 · reported · Tomas Okello by pronoun"]);
    shows((80, 24), "j Enter ]s ]s ]s", &["3 of 3 · reported · Okello by pronoun"]);
    for size in [(120, 40), (80, 24), (60, 16)] {
        shows(size, "j Enter ]s", &["quoted · ", "full name"]);
        shows(size, "j Enter ]s ]s", &["reported · ", "name and role"]);
        shows(size, "j Enter ]s ]s ]s", &["reported · ", "pronoun"]);
    }
}

#[test]
fn the_raw_source_says_why_speaker_date_and_head_were_read_so() {
    let keys = "j Enter ]s ]s ]s v";
    let he = "Tomas Okello: “He” is a pronoun, last named “Tomas Okello” in the same line; cue “added”";
    for size in [(200, 60), (120, 40), (80, 24), (60, 16)] {
        shows(size, keys, &["RAW", "3 of 3 · reported", he]);
        shows(size, "j Enter v ]e", &["“3 March” → 3 Mar 2031: reckoned"]);
        shows(size, "j Enter v", &["headline line 1 · published 4 Mar 2031, 08:15: not in the text, given"]);
    }
    shows((120, 40), "j Enter v ]e ]e ]e", &["“1998” → 1998: as the words have it"]);
}

#[test]
fn what_is_said_about_the_source_covers_none_of_it() {
    for size in [(120, 40), (80, 24), (60, 16)] {
        let mut bench = bench(size.0, size.1, "j Enter v G");
        shows(size, "j Enter v G", &["Read also: more from the islands"]);
        bench.press("v G");
        assert!(!words(&bench).contains("headline line 1"), "the clean text has nothing below it");
    }
    assert!(words(&bench(60, 10, "j Enter v")).contains("Crews"), "a low screen keeps its rows for the text");
}

#[test]
fn filters_take_the_actor_or_theme_of_the_row() {
    let query = |keys: &str| bench(120, 40, keys).app.wish.query.to_string();
    let actor = query("3 *");
    assert!(actor.starts_with("actor:"), "{actor}");
    assert_ne!(query("3 j *"), actor, "another row is another actor");
    assert_eq!(query("3 #"), format!("-{actor}"));
    assert!(query("4 *").starts_with("theme:"));
    assert_eq!(query("3 / mara Enter *"), "actor:mara-lindqvist", "in the sheet");
    assert_eq!(query("j Enter ]s ]s *"), "by:tomas-okello", "in the text");
}

#[test]
fn corrections_take_the_actor_of_the_row() {
    let hidden = |keys: &str| match bench(120, 40, keys).kept.pop() {
        Some(Task::Correct(Correction::Hide { actor })) => actor,
        other => panic!("{keys}: {other:?}"),
    };
    assert_ne!(hidden("3 =h"), hidden("3 j =h"));
    assert_eq!(hidden("3 / mara Enter =h"), "mara-lindqvist");
    assert_eq!(hidden("j Enter ]s ]s =h"), "tomas-okello");
    shows((80, 24), "3 / mara Enter =r", &["is called Mara Lindqvist"]);
    shows((120, 40), "4 =r", &["select an actor first"]);
    shows((120, 40), "3 =S", &["this is about one article"]);
}

#[test]
fn actors_themes_and_the_timeline_come_back_as_they_were_left() {
    let kept = |keys: &str| -> Session {
        let mut bench = Bench::new(dossier(), 120, 40);
        let effects = bench.app.learn(Told::Recalled(None, Vec::new()));
        bench.carry_out(effects);
        bench.press(keys);
        let place = bench.kept.into_iter().rev().find_map(|task| match task {
            Task::Place(session) => Some(*session),
            _ => None,
        });
        place.expect("a place is kept")
    };
    assert_eq!(kept("F theme:peace Enter").filter, "theme:peace");
    for keys in ["3 j j", "4 j", "3 / mara Enter", "j 5 j"] {
        let left = bench(120, 40, keys);
        let mut back = Bench::new(dossier(), 120, 40);
        back.app.memory.returns = true;
        let effects = back.app.learn(Told::Recalled(Some(Box::new(kept(keys))), Vec::new()));
        back.carry_out(effects);
        let here = |bench: &Bench| (bench.app.listing, bench.app.focus, bench.app.whole, bench.app.chosen().cloned());
        assert_eq!(here(&back), here(&left), "{keys}");
    }
}
