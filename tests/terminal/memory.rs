//! What the user did is there the next time, whatever happened to the program in between.

use crate::session::{ESC, Session};
use crate::walks;
use briefing::user::Database;
use portable_pty::CommandBuilder;
use std::path::Path;
use std::time::{Duration, Instant};

/// The reader on the built-in dossier, with its memory below `data`.
fn reader(data: &Path) -> Session {
    let command = CommandBuilder::new(env!("CARGO_BIN_EXE_briefing"));
    let mut session = Session::of(command, &[("XDG_DATA_HOME", data.to_str().unwrap())], 120, 40);
    session.until_shown("5 articles ");
    session
}

#[test]
fn bookmarks_notes_filter_and_place_come_back() {
    let data = tempfile::tempdir().unwrap();
    let mut session = reader(data.path());
    session.press("2jm");
    session.until_shown(" bookmarked");
    session.press("cask for the transcript\r");
    session.until_shown("the note is kept");
    session.press("F");
    session.until_shown("filter");
    session.press("by:rutte \r");
    session.until_shown("said by Mark Rutte");
    session.press("jj\r");
    session.until_shown("TEXT · statement");
    session.press("q");
    assert_eq!(session.end(), 0);

    let mut session = reader(data.path());
    session.until_shown("said by Mark Rutte");
    session.until_shown("TEXT · statement");
    session.press("X");
    session.until("the filter is gone", |s| !s.text().contains("said by"));
    session.press("'");
    session.until_shown("★✎");
    session.until_shown("ask for the transcript");
    session.press("\r");
    session.until_shown("✎ ask for the transcript");
    session.press("q");
    assert_eq!(session.end(), 0);
}

#[test]
fn the_command_line_remembers_what_was_typed() {
    let data = tempfile::tempdir().unwrap();
    let mut session = reader(data.path());
    session.press(":filter theme:ceasefire\r:bogus\r");
    session.until_shown("there is no action or command `bogus`");
    session.press(ESC);
    session.press(":quit\r");
    assert_eq!(session.end(), 0);
    let mut session = reader(data.path());
    session.press(":\x1b[A\x1b[A");
    session.until_shown(": filter theme:ceasefire");
    session.press(ESC);
    session.press("q");
    assert_eq!(session.end(), 0);
}

/// Goes to a row of the list of statements.
fn go_to(session: &mut Session, row: usize) {
    session.press(&format!("0{}gg", row + 1));
    // Left of the border: the text counts the statements of its article.
    let position = format!(" {} of ", row + 1);
    let is_there = |line: &str| line.split('│').next().is_some_and(|list| list.contains(&position));
    session.until("the row", |s| s.text().lines().any(|line| line.contains("STATEMENTS") && is_there(line)));
}

/// Bookmarks the statement of a row, or notes something on it, and waits for the word that it is on the disk.
fn keep(session: &mut Session, row: usize, note: Option<&str>) {
    go_to(session, row);
    match note {
        None => {
            session.press("m");
            session.until_shown("bookmarked");
        }
        Some(note) => {
            session.press(&format!("c\x15{note}\r"));
            session.until_shown("the note is kept");
        }
    }
}

/// How many statements of the dossier have the words of another one: a mark is known by the words that it is on.
fn shared_passages() -> usize {
    let articles = walks::records().split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let articles = articles.map(|line| serde_json::from_slice::<briefing::model::Article>(line).unwrap());
    let shared = |article: briefing::model::Article| {
        let mut contents: Vec<_> = article.statements.iter().map(|statement| statement.content.clone()).collect();
        let all = contents.len();
        contents.sort();
        contents.dedup();
        all - contents.len()
    };
    articles.map(shared).sum()
}

/// Marks and notes that are made while programs are killed.
const DEEDS: usize = 200;

/// Rows that are marked; the last row of the list is left for what is under way when a program dies.
const ROWS: usize = 50;

/// What is done as the so manieth deed: bookmarks and notes in turns down the list, then notes in place of those.
fn deed(number: usize) -> (usize, Option<String>) {
    match number.checked_sub(2 * ROWS) {
        Some(again) => (again % ROWS, Some(format!("note {number}"))),
        None => (number / 2, (!number.is_multiple_of(2)).then(|| format!("note {number}"))),
    }
}

#[test]
fn what_was_confirmed_is_there_after_a_kill_at_any_moment() {
    let data = tempfile::tempdir().unwrap();
    let (mut confirmed, mut chance, mut kills) = (0usize, 11u64, 0);
    let mut notes = std::collections::BTreeMap::new();
    while confirmed < DEEDS {
        let mut session = walks::reader(data.path(), 80, 24);
        session.press("2");
        session.until_shown("STATEMENTS");
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let (many, moment) = (16 + (chance >> 40) as usize % 16, (chance >> 33) % 4000);
        for _ in 0..many.min(DEEDS - confirmed) {
            let (row, note) = deed(confirmed);
            keep(&mut session, row, note.as_deref());
            notes.extend(note.map(|note| (row, note)));
            confirmed += 1;
        }
        // One more is under way when the program dies.
        go_to(&mut session, ROWS + 2);
        session.press("c\x15under way\r");
        let now = Instant::now();
        while now.elapsed() < Duration::from_micros(moment) {
            std::hint::spin_loop();
        }
        session.signal("KILL");
        session.end();
        kills += 1;
        let database = Database::open(&data.path().join("briefing")).unwrap();
        assert_eq!(database.check().unwrap(), "ok");
        let marks = database.marks().unwrap();
        let is_gone = |note: &&String| marks.iter().all(|mark| mark.note != **note);
        let gone: Vec<&String> = notes.values().filter(is_gone).collect();
        assert!(gone.len() <= shared_passages(), "{gone:?} of {confirmed} deeds are gone");
        let bookmarked = marks.iter().filter(|mark| mark.bookmarked).count();
        let wanted = confirmed.div_ceil(2).min(ROWS);
        assert!(bookmarked <= wanted && bookmarked + shared_passages() >= wanted, "{bookmarked} of {wanted}");
    }
    assert!(kills >= 6 && shared_passages() < 4);
}

#[test]
fn two_readers_at_once_keep_their_marks_and_notes() {
    let data = tempfile::tempdir().unwrap();
    let (mut one, mut two) = (walks::reader(data.path(), 80, 24), walks::reader(data.path(), 80, 24));
    for session in [&mut one, &mut two] {
        session.press("2");
        session.until_shown("STATEMENTS");
    }
    for number in 0..ROWS {
        for (session, first) in [(&mut one, 0), (&mut two, ROWS / 2)] {
            let (row, note) = deed(number);
            keep(session, first + row, note.map(|note| format!("{note} from {first}")).as_deref());
        }
    }
    one.press("q");
    two.press("q");
    assert_eq!((one.end(), two.end()), (0, 0));
    let database = Database::open(&data.path().join("briefing")).unwrap();
    let marks = database.marks().unwrap();
    assert_eq!(database.check().unwrap(), "ok");
    for first in [0, ROWS / 2] {
        let noted = marks.iter().filter(|mark| mark.note.ends_with(&format!(" from {first}"))).count();
        assert!(noted <= ROWS / 2 && noted + shared_passages() >= ROWS / 2, "{noted} notes from {first}");
    }
    let bookmarked = marks.iter().filter(|mark| mark.bookmarked).count();
    assert!(bookmarked + shared_passages() >= ROWS, "{bookmarked} bookmarks");
}

#[test]
fn two_readers_at_once_keep_their_corrections() {
    let data = tempfile::tempdir().unwrap();
    let (mut one, mut two) = (walks::reader(data.path(), 80, 24), walks::reader(data.path(), 80, 24));
    for (session, names) in [(&mut one, ["First", "Second", "Third"]), (&mut two, ["Fourth", "Fifth", "Sixth"])] {
        session.press("3");
        session.until_shown("ACTORS");
        for name in names {
            session.press(&format!("=r\x15{name} {name}\rj"));
        }
    }
    let corrections = || {
        let folder = data.path().join("briefing/corrections");
        let files = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|file| file.path());
        files.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect::<Vec<_>>()
    };
    one.press("q");
    two.press("q");
    assert_eq!((one.end(), two.end()), (0, 0));
    let [file] = &corrections()[..] else { panic!("one file, not {:?}", corrections()) };
    let text = std::fs::read_to_string(file).unwrap();
    for name in ["First", "Second", "Third", "Fourth", "Fifth", "Sixth"] {
        assert!(text.contains(&format!("\"{name} {name}\"")), "{name} is lost:\n{text}");
    }
    // What a person writes into the file stays, and what both have set right holds in a third reader.
    std::fs::write(file, format!("# ours\n{text}")).unwrap();
    let mut three = walks::reader(data.path(), 80, 24);
    three.press("3");
    three.until("the corrections of both", |s| {
        ["First First", "Fourth Fourth"].iter().any(|name| s.text().contains(name))
    });
    three.press("=u");
    three.until_shown("undone");
    three.press("q");
    three.end();
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.starts_with("# ours\n") && text.matches("[[correction]]").count() == 5, "{text}");
}

#[test]
fn two_readers_at_once_keep_their_saved_filters() {
    let data = tempfile::tempdir().unwrap();
    let (mut one, mut two) = (walks::reader(data.path(), 80, 24), walks::reader(data.path(), 80, 24));
    let path = data.path().join("briefing/filters.toml");
    let save = |session: &mut Session, name: &str| {
        session.press("B");
        session.until_shown("SAVED FILTERS");
        session.press(&format!("s{name}\r"));
        session.until_shown(&format!("the filter “{name}” is saved"));
    };
    for (session, filter) in [(&mut one, "by:rutte"), (&mut two, "theme:ceasefire")] {
        session.press(&format!("F{filter} \r"));
        session.until_shown("✕");
    }
    save(&mut one, "first");
    std::fs::write(&path, format!("# ours\n{}", std::fs::read_to_string(&path).unwrap())).unwrap();
    // The other reader was there before this one saved anything, and knows nothing of it.
    save(&mut two, "second");
    save(&mut one, "third");
    for session in [&mut one, &mut two] {
        session.press("B");
        // What the other one saved last as well, though nothing was changed here since.
        session
            .until("all that are saved", |s| ["first", "second", "third"].iter().all(|name| s.text().contains(name)));
    }
    // What one takes away is gone, and nothing else is.
    two.press("x");
    two.until("the first is gone", |s| s.text().contains("third  ") && !s.text().contains("first  "));
    two.until_shown("the filter “first” is removed");
    for session in [&mut one, &mut two] {
        session.press("\x03");
        session.end();
    }
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("# ours\n") && !text.contains("first"), "{text}");
    assert!(text.contains("second = \"theme:ceasefire\"") && text.contains("third = \"by:rutte\""), "{text}");
}

#[test]
fn a_memory_that_cannot_be_used_costs_one_message() {
    let data = tempfile::tempdir().unwrap();
    std::fs::create_dir(data.path().join("briefing")).unwrap();
    std::fs::write(data.path().join("briefing/memory.db"), "no database ".repeat(500)).unwrap();
    let mut session = reader(data.path());
    session.until_shown("nothing can be kept for now");
    session.press("jmjm");
    session.until_shown("★");
    session.press("w");
    session.until_shown("file is not a database");
    assert_eq!(session.text().matches("not a database").count(), 1);
    session.press(ESC);
    session.press("q");
    assert_eq!(session.end(), 0);
}

#[test]
fn a_full_disk_costs_one_message_and_what_was_there_stays() {
    let data = tempfile::tempdir().unwrap();
    let mut session = reader(data.path());
    session.press("m");
    session.until_shown(" bookmarked");
    session.press("q");
    session.end();
    // Files that may not grow are what a full disk looks like from inside.
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", "trap '' XFSZ; ulimit -f 72; exec \"$0\"", env!("CARGO_BIN_EXE_briefing")]);
    let mut session = Session::of(command, &[("XDG_DATA_HOME", data.path().to_str().unwrap())], 120, 40);
    session.until_shown("5 articles ");
    session.until_shown("★");
    session.press("2");
    for note in 0..40 {
        session.press(&format!("c\x15{}\r", format!("{note} ").repeat(40)));
        session.until("an answer", |s| s.text().contains("is kept") || s.text().contains("nothing can be kept"));
        if session.text().contains("nothing can be kept") {
            break;
        }
        session.press("j");
        session.until("the next row", |s| !s.text().contains("is kept"));
    }
    session.until_shown("nothing can be kept for now");
    session.press("k");
    session.until("reading goes on", |s| !s.text().contains("nothing can be kept"));
    session.press("q");
    assert_eq!(session.end(), 0);
    let database = Database::open(&data.path().join("briefing")).unwrap();
    assert_eq!(database.check().unwrap(), "ok");
    assert!(database.marks().unwrap().iter().any(|mark| mark.bookmarked));
}

/// A folder with a program called `name` that writes its standard input to the file `copied` beside it.
fn tool(name: &str) -> tempfile::TempDir {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, "#!/bin/sh\ncat > \"$(dirname \"$0\")/copied\"\n").unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

#[test]
fn a_copy_goes_by_the_terminal_and_by_the_platforms_tool_and_says_so() {
    let osc = b"\x1b]52;c;";
    for (variables, name, says) in [
        (
            &[("DISPLAY", ":9"), ("WAYLAND_DISPLAY", "")][..],
            "xclip",
            "copied, with xclip and through the terminal (OSC 52)",
        ),
        (&[("TMUX", "x"), ("SSH_TTY", "/dev/x")][..], "tmux", "copied, with tmux and through the terminal (OSC 52)"),
        (
            &[("SSH_TTY", "/dev/x"), ("DISPLAY", ":9")][..],
            "xclip",
            "copied through the terminal (OSC 52), which reaches",
        ),
    ] {
        let (data, tools) = (tempfile::tempdir().unwrap(), tool(name));
        let path = format!("{}:/usr/bin:/bin", tools.path().display());
        let mut all = vec![("XDG_DATA_HOME", data.path().to_str().unwrap()), ("PATH", path.as_str())];
        all.extend([("TMUX", ""), ("SSH_TTY", ""), ("SSH_CONNECTION", ""), ("STY", "")]);
        all.extend(variables);
        let command = CommandBuilder::new(env!("CARGO_BIN_EXE_briefing"));
        let mut session = Session::of(command, &all, 120, 40);
        session.until_shown("5 articles ");
        session.press("2y");
        session.until_shown(says);
        assert!(session.wrote(osc));
        let copied = std::fs::read_to_string(tools.path().join("copied"));
        assert_eq!(copied.is_ok_and(|text| text.contains("Rutte")), says.contains("with"), "{says}");
        session.press("q");
        assert_eq!(session.end(), 0);
    }
}

#[test]
fn an_address_is_shown_and_opened_as_one_word_without_a_shell() {
    let (data, tools) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let program = tools.path().join("opener");
    std::fs::write(&program, "#!/bin/sh\nprintf '%s\\n' \"$#\" \"$@\" > \"$(dirname \"$0\")/opened\"\n").unwrap();
    std::fs::set_permissions(&program, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let address = "https://example.org/report?a=$(touch%20x)&b=1;ls";
    let article =
        format!("Ferry sails again\n\nThe harbour office wrote {address} on Monday.\n\nSee javascript:alert(1).\n");
    std::fs::write(data.path().join("ferry.txt"), article).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_briefing"));
    command.arg(data.path());
    let variables = [("XDG_DATA_HOME", data.path().to_str().unwrap()), ("BROWSER", program.to_str().unwrap())];
    let mut session = Session::of(command, &variables, 100, 30);
    session.until_shown("1 article ");
    session.press("o");
    session.until_shown(&format!("▌{address}"));
    session.press("\r");
    session.until_shown("opened with ");
    session.press("q");
    assert_eq!(session.end(), 0);
    let opened = std::fs::read_to_string(tools.path().join("opened")).unwrap();
    assert_eq!(opened, format!("1\n{address}\n"));
}

#[test]
fn what_was_extracted_is_corrected_and_comes_back_by_undoing() {
    let data = tempfile::tempdir().unwrap();
    let mut session = reader(data.path());
    session.press("2=");
    session.until_shown("= …   = merge");
    session.press("r");
    session.until_shown("is called  Mark Rutte");
    session.press("\x15The Secretary\r");
    session.until_shown("corrected: Mark Rutte is called The Secretary; kept in");
    session.until_shown("▌The Secretary");
    session.press("==");
    session.until_shown("is the same as");
    session.press("zelen");
    session.until_shown("▌ Volodymyr Zelensky");
    session.press("\r");
    session.until_shown("▌Volodymyr Zelensky");
    session.press("q");
    assert_eq!(session.end(), 0);
    // It survives another extraction, and is undone one by one.
    let mut session = reader(data.path());
    session.press("2");
    session.until_shown("▌Volodymyr Zelensky");
    session.press("=u");
    session.until_shown("▌The Secretary");
    session.press("=u");
    session.until_shown("undone: Mark Rutte is called The Secretary; taken out of");
    session.until_shown("▌Mark Rutte");
    session.press("=u");
    session.until_shown("there is no correction to undo");
    session.press("=d");
    session.until_shown("published on");
    session.press("soon\r");
    session.until("what is wrong", |s| s.text().contains("soon") && s.text().contains("date"));
    session.press(&format!("{ESC}q"));
    assert_eq!(session.end(), 0);
}

#[test]
fn the_cursor_is_on_the_selected_row() {
    let data = tempfile::tempdir().unwrap();
    let mut session = reader(data.path());
    session.press("jj");
    session.until_shown(" 3 of 5");
    // The frame may come in pieces, and the cursor wanders while it is painted.
    session.until("the cursor is on the row", |s| {
        let (row, column) = s.screen.screen().cursor_position();
        column == 0 && s.text().lines().nth(usize::from(row)).is_some_and(|line| line.starts_with('▌'))
    });
    session.until("the cursor is seen", |s| !s.screen.screen().hide_cursor());
    session.press("q");
    assert_eq!(session.end(), 0);
}
