//! The terminal is given back however the program ends, and nothing of a hostile article reaches it.

use crate::session::{ESC, LEAVES_SCREEN, PATIENCE, Session};
use std::path::Path;
use std::time::{Duration, Instant};

#[test]
fn quitting_gives_the_terminal_back() {
    let mut session = Session::start(&[], 100, 30);
    session.until_shown("step up");
    session.press("q");
    assert_eq!(session.end(), 0);
    session.assert_given_back("q");
}

#[test]
fn a_path_that_leads_nowhere_is_said_without_taking_the_screen() {
    let mut session = Session::start(&[Path::new("no-such-folder")], 100, 30);
    assert_eq!(session.end(), 2);
    assert!(!session.wrote(b"\x1b[?1049h"));
    assert!(session.wrote(b"no-such-folder"));
}

#[test]
fn signals_give_the_terminal_back() {
    for name in ["TERM", "HUP"] {
        let mut session = Session::start(&[], 100, 30);
        session.until_shown("step up");
        session.signal(name);
        session.end();
        session.assert_given_back(name);
    }
}

#[test]
fn suspending_leaves_and_continuing_draws_again() {
    let mut session = Session::start(&[], 100, 30);
    session.until_shown("step up");
    session.press("\x1a");
    session.until("the screen is left", |s| s.wrote(LEAVES_SCREEN));
    session.raw.clear();
    // A stop that comes before the continue is lost on a slow machine, so the continue is sent until it is answered.
    let deadline = Instant::now() + PATIENCE;
    while !session.wrote(b"\x1b[?1049h") && Instant::now() < deadline {
        session.signal("CONT");
        if let Ok(chunk) = session.output.recv_timeout(Duration::from_millis(200)) {
            session.screen.process(&chunk);
            session.raw.extend(chunk);
        }
    }
    session.until_shown("step up");
    session.press("q");
    assert_eq!(session.end(), 0);
}

/// Every way we know in which text takes a terminal over, or hides.
const HOSTILE: &str = "Minister\u{202e}gnissim\u{202c} \u{1b}]52;c;aGk=\u{7}visits\u{200b} \u{1b}]0;owned\u{7}capital \u{9b}31mred\u{9d}0;x\u{9c}\n\n\
     The minister\u{2066} said on Monday that \u{1b}[2Jthe \u{1b}Pq#0\u{1b}\\ bridge\u{200d}\u{feff} would be \u{8}\u{8}\u{7f}rebuilt, \
     \u{1b}[?1049l\u{1b}[6n and “nobody\u{2069} will\u{e0041} be left\u{ad} behind\u{85},” she added.\n";

#[test]
fn nothing_of_a_hostile_article_reaches_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("hostile.txt"), HOSTILE).unwrap();
    let mut session = Session::start(&[folder.path()], 120, 40);
    session.until_shown("bridge");
    for keys in ["2", "1", "\r", "v", "v", "?", ESC, "a", ESC, "t", ESC, "fbridge", ESC, "/bridge\r", "\t", "\t"] {
        session.press(keys);
    }
    session.press("q");
    session.press("q");
    session.end();
    let text = String::from_utf8(session.raw.clone()).expect("the screen is UTF-8");
    for (what, mark) in [
        ("clipboard", "\x1b]52"),
        ("window title", "\x1b]0;"),
        ("device control", "\x1bP"),
        ("clear screen by the article", "\x1b[2Jthe"),
        ("position report", "\x1b[6n"),
    ] {
        assert!(!text.contains(mark), "{what} got out");
    }
    let invisible = |c: char| matches!(c, '\u{80}'..='\u{9f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}' | '\u{7f}' | '\u{8}');
    assert_eq!(text.chars().find(|c| invisible(*c)), None);
}

#[test]
fn a_walk_through_everything_survives_any_size() {
    let mut session = Session::start(&[], 120, 40);
    session.until_shown("step up");
    let walk = [
        "j",
        "j",
        "k",
        "G",
        "gg",
        "2",
        "j",
        "\r",
        "1",
        "\t",
        "\x1b[6~",
        "\x1b[5~",
        "\t",
        "j",
        "j",
        "arutte \r",
        "tsec \r",
        "fstep up",
        "\x1b[B",
        "\r",
        "/europe\r",
        "n",
        "N",
        "v",
        "v",
        "?",
        ESC,
    ];
    for (columns, rows) in [(120, 40), (80, 24), (20, 5), (60, 16), (1, 1), (200, 60), (29, 7), (120, 40)] {
        session.resize(columns, rows);
        for keys in walk {
            session.press(keys);
        }
        session.press(ESC);
    }
    session.until_shown("briefing");
    session.press(ESC);
    session.press("q");
    assert_eq!(session.end(), 0);
    session.assert_given_back("after the walk");
}

#[test]
fn a_change_of_size_that_comes_together_with_a_key_is_seen() {
    let mut session = Session::start(&[], 120, 40);
    session.until_shown("step up");
    for (columns, rows) in [(80, 24), (120, 40)].repeat(10) {
        session.resize(columns, rows);
        session.press("j");
        session.until("hints in the last row", |s| {
            let text = s.screen.screen().rows(0, columns).nth(usize::from(rows) - 1);
            text.is_some_and(|line| line.contains("help"))
        });
    }
    session.press("q");
    assert_eq!(session.end(), 0);
}

#[test]
fn a_key_that_comes_together_with_a_change_of_size_is_heard() {
    let mut session = Session::start(&[], 120, 40);
    session.until_shown("step up");
    for ((columns, rows), (key, heading)) in
        [((80, 24), ("2", " STATEMENTS")), ((120, 40), ("1", " ARTICLES"))].into_iter().cycle().take(60)
    {
        session.resize(columns, rows);
        session.press(key);
        session.until_shown(heading);
    }
    session.press("q");
    assert_eq!(session.end(), 0);
}
