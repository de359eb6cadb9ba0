//! Every view and function, key by key, in a real terminal of every size: what must be on the screen after what was typed.

use crate::session::Session;
use portable_pty::CommandBuilder;
use std::path::Path;
use std::sync::OnceLock;

/// Keys, separated by blanks, and what the screen then shows. `!words` must not be there, `120:words` only where the
/// screen has so many columns, `clip:words` are on the clipboard (OSC 52); `click:words` and `wheel:words` among the keys
/// use the mouse there, with `_` for blanks.
type Step = (&'static str, &'static [&'static str]);

/// What a key of that name sends.
fn bytes(key: &str) -> String {
    let named = match key {
        "Enter" => "\r",
        "Tab" => "\t",
        "S-Tab" => "\x1b[Z",
        "Esc" => crate::session::ESC,
        "Space" => " ",
        "Backspace" => "\x7f",
        "Up" => "\x1b[A",
        "Down" => "\x1b[B",
        "Right" => "\x1b[C",
        "Left" => "\x1b[D",
        "Del" => "\x1b[3~",
        "PgUp" => "\x1b[5~",
        "PgDn" => "\x1b[6~",
        "F1" => "\x1bOP",
        "F2" => "\x1bOQ",
        _ => "",
    };
    match key.strip_prefix("C-").and_then(|letter| letter.bytes().next()) {
        Some(letter) if key.len() == 3 => char::from(letter.to_ascii_uppercase() ^ 64).to_string(),
        _ if named.is_empty() => key.to_owned(),
        _ => named.to_owned(),
    }
}

/// Column and row, from 1, of the first place where the words stand.
fn place(session: &Session, words: &str) -> (usize, usize) {
    let text = session.text();
    let found = text.lines().enumerate().find_map(|(row, line)| Some((line.split_once(words)?.0.chars().count(), row)));
    let (column, row) = found.unwrap_or_else(|| panic!("{words} is not on the screen:\n{text}"));
    (column + 1, row + 1)
}

fn press(session: &mut Session, keys: &str) {
    for key in keys.split_ascii_whitespace() {
        let sent = match key.split_once(':') {
            Some((verb @ ("click" | "wheel"), words)) if !words.is_empty() => {
                let (column, row) = place(session, &words.replace('_', " "));
                if verb == "wheel" {
                    format!("\x1b[<65;{column};{row}M")
                } else {
                    format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m")
                }
            }
            _ => bytes(key),
        };
        session.press(&sent);
    }
}

/// Whether what is asked for is to be seen on a screen so wide.
fn holds(session: &Session, columns: u16, words: &str) -> bool {
    if let Some((least, words)) = words.split_once(':').and_then(|(least, words)| Some((least.parse().ok()?, words))) {
        return columns < least || holds(session, columns, words);
    }
    match (words.strip_prefix('!'), words.strip_prefix("clip:")) {
        (Some(words), _) => !session.text().contains(words),
        (_, Some(words)) => session.clipboard().is_some_and(|copied| copied.contains(words)),
        _ => session.text().contains(words),
    }
}

/// Goes through all chapters in one session, each from the list of articles with nothing open and nothing filtered.
fn walk(columns: u16, rows: u16) {
    let data = tempfile::tempdir().unwrap();
    let mut session = reader(data.path(), columns, rows);
    for (chapter, steps) in CHAPTERS {
        press(&mut session, "Esc Esc Esc X 1 gg");
        session.until(chapter, |s| {
            s.text().contains("ARTICLES") && s.text().contains(" 1 of 5") && !s.text().contains('✕')
        });
        take(&mut session, chapter, steps, columns);
    }
    session.press("\x03");
    assert_eq!(session.end(), 0);
}

/// The mouse at a place: pressed, moved to another one, and let go.
fn drag(session: &mut Session, from: (usize, usize), to: (usize, usize)) {
    let event = |kind: u8, (column, row): (usize, usize), end: char| format!("\x1b[<{kind};{column};{row}{end}");
    session.press(&(event(0, from, 'M') + &event(32, to, 'M') + &event(0, to, 'm')));
}

/// Column and row, from 1, of the last sign of that kind on the screen.
fn last(session: &Session, sign: char) -> Option<(usize, usize)> {
    let text = session.text();
    let found = text
        .lines()
        .enumerate()
        .filter_map(|(row, line)| Some((line.chars().rev().position(|c| c == sign)?, row, line)));
    found.last().map(|(from_right, row, line)| (line.chars().count() - from_right, row + 1))
}

#[test]
fn borders_are_dragged_and_come_back() {
    for (columns, rows) in [(80, 24), (120, 40), (200, 60)] {
        let data = tempfile::tempdir().unwrap();
        let mut session = reader(data.path(), columns, rows);
        let (column, row) = last(&session, '┴').unwrap();
        session.press("jk\rz");
        session.until("the text has the screen", |s| last(s, '┴').is_none());
        session.press("zh");
        session.until("it shares the screen again", |s| last(s, '┴') == Some((column, row)));
        drag(&mut session, (column, row - 3), (column + 7, row - 3));
        session.until("the list is wider", |s| last(s, '┴') == Some((column + 7, row)));
        // The rule above the timeline, away from the other one.
        drag(&mut session, (3, row), (3, row - 4));
        session.until("the timeline is higher", |s| last(s, '┴') == Some((column + 7, row - 4)));
        // Neither goes over the edge of the screen.
        drag(&mut session, (column + 7, row - 6), (1, row - 6));
        session.until("the list is narrow", |s| last(s, '┴').is_some_and(|(now, _)| now < column));
        let (narrow, _) = last(&session, '┴').unwrap();
        drag(&mut session, (narrow, row - 6), (column + 7, row - 6));
        session.until("the list is wider again", |s| last(s, '┴') == Some((column + 7, row - 4)));
        session.press("q");
        assert_eq!(session.end(), 0);
        let mut session = again(data.path(), columns, rows);
        session.until("the borders are where they were", |s| last(s, '┴') == Some((column + 7, row - 4)));
        session.press("q");
        assert_eq!(session.end(), 0);
    }
}

/// How many statements the article of one of the built-in sources holds, as the reader says it.
fn said_by_caliber() -> String {
    let articles = briefing::load::all(Vec::new(), briefing::load::preparation(&[], false), |_| ());
    let of = |article: &&briefing::model::Article| {
        article.source.as_ref().is_some_and(|source| source.name.to_lowercase().contains("caliber"))
    };
    format!("{} statements", articles.iter().filter(of).map(|article| article.statements.len()).sum::<usize>())
}

#[test]
fn what_is_filtered_is_written_to_a_file() {
    for (columns, rows) in [(60, 16), (80, 24), (120, 40), (200, 60)] {
        let data = tempfile::tempdir().unwrap();
        let mut session = reader(data.path(), columns, rows);
        session.press("F");
        session.until_shown("filter ");
        session.press("source:caliber \r");
        session.until_shown("source");
        session.until_shown("1 of 1");
        let briefing = format!("{} of 1 article written to", said_by_caliber());
        let rows = format!("{} written to", said_by_caliber());
        for (name, told, holds) in [
            ("brief.md", briefing.as_str(), "## "),
            ("page.html", &briefing, "<html"),
            ("said.csv", &rows, "Mark Rutte,"),
            ("records.jsonl", "1 article written to", "\"schema\":\"briefing/article@1\""),
            ("sources.bib", "1 article written to", "@"),
        ] {
            let path = data.path().join(name);
            session.press("E");
            session.until_shown("EXPORT 1 article");
            session.press(&format!("\x15{}\r", path.display()));
            session.until_shown(told);
            let text = std::fs::read_to_string(&path).unwrap();
            assert!(text.contains(holds), "{name}: {text}");
            assert!(!text.contains("Kateryna Hodunova"), "{name} holds what the filter leaves out");
            session.press("\x0c");
            session.press("k");
            session.until("the word is gone", |s| !s.text().contains("written to"));
        }
        // What is there is written over only by who says so twice.
        let path = data.path().join("brief.md");
        std::fs::write(&path, "mine").unwrap();
        session.press(&format!("E\x15{}\r", path.display()));
        session.until_shown("Enter once more writes over it");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
        session.press("\r");
        session.until_shown(&briefing);
        assert_ne!(std::fs::read_to_string(&path).unwrap(), "mine");
        // The article gives no year to any of its dates.
        let path = data.path().join("dates.ics");
        session.press(&format!("E\x15{}\r", path.display()));
        session.until_shown("every event here");
        assert!(!path.exists(), "nothing is no calendar");
        session.press("X");
        session.until_shown("1 of 5");
        session.press(&format!("E\x15{}\r", path.display()));
        session.until_shown("3 events written to");
        let calendar = std::fs::read_to_string(&path).unwrap();
        assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 3, "{calendar}");
        session.press("\x03");
        assert_eq!(session.end(), 0);
    }
}

#[test]
fn everything_on_60_columns() {
    walk(60, 16);
}

#[test]
fn everything_on_80_columns() {
    walk(80, 24);
}

#[test]
fn everything_on_120_columns() {
    walk(120, 40);
}

#[test]
fn everything_on_200_columns() {
    walk(200, 60);
}

/// The records of the built-in dossier, read once: opening them takes no time even in a build for tests.
pub fn records() -> &'static [u8] {
    static RECORDS: OnceLock<Vec<u8>> = OnceLock::new();
    RECORDS.get_or_init(|| {
        let program = std::process::Command::new(env!("CARGO_BIN_EXE_briefing")).args(["extract", "seeds"]).output();
        program.unwrap().stdout
    })
}

/// The reader on the records of the built-in dossier, with all of its memory below `data`, as if for the first time.
pub fn reader(data: &Path, columns: u16, rows: u16) -> Session {
    let path = data.join("dossier.jsonl");
    std::fs::write(&path, records()).unwrap();
    opened(data, &["--anew"], columns, rows)
}

/// The same once more, with what it remembers.
fn again(data: &Path, columns: u16, rows: u16) -> Session {
    opened(data, &[], columns, rows)
}

fn opened(data: &Path, arguments: &[&str], columns: u16, rows: u16) -> Session {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_briefing"));
    command.args(arguments);
    command.arg(data.join("dossier.jsonl"));
    let folder = data.to_str().unwrap();
    let mut session = Session::of(command, &[("XDG_DATA_HOME", folder), ("XDG_CONFIG_HOME", folder)], columns, rows);
    session.until_shown("5 articles ");
    session.until_shown(" 1 of 5");
    session
}

fn take(session: &mut Session, chapter: &str, steps: &[Step], columns: u16) {
    for (keys, shown) in steps {
        let all = |session: &Session| shown.iter().all(|words| holds(session, columns, words));
        let what = format!("{chapter}, {keys} at {columns} columns: {shown:?}");
        assert!(!all(session), "{what} would prove nothing; the screen:\n{}", session.text());
        press(session, keys);
        session.until(&what, all);
    }
}

const CHAPTERS: [(&str, &[Step]); 8] = [
    ("reading jumping and finding", READING_JUMPING_AND_FINDING),
    ("lists of articles statements actors and themes", LISTS_OF_ARTICLES_STATEMENTS_ACTORS_AND_THEMES),
    ("the timeline", THE_TIMELINE),
    ("pickers filters and the help", PICKERS_FILTERS_AND_THE_HELP),
    ("looking up and copying with citation", LOOKING_UP_AND_COPYING_WITH_CITATION),
    ("comparing marking and addresses", COMPARING_MARKING_AND_ADDRESSES),
    ("the mouse", THE_MOUSE),
    ("corrections marks and notes", CORRECTIONS_MARKS_AND_NOTES),
];

const LISTS_OF_ARTICLES_STATEMENTS_ACTORS_AND_THEMES: &[Step] = &[
    ("2", &["STATEMENTS", "▌Mark Rutte"]),
    ("S", &["sorted: by day"]),
    ("gg", &["── 17 Feb 2025", "!sorted"]),
    ("S", &["sorted: by speaker"]),
    ("S", &["sorted: by source"]),
    ("S", &["sorted: by story"]),
    ("S", &["sorted: newest article first"]),
    ("O", &["listed as often as it occurs"]),
    ("O", &["the same listed once"]),
    ("1", &["ARTICLES", "'Europe is ready"]),
    ("S", &["sorted: oldest first"]),
    ("S S S", &["sorted: newest first"]),
    ("3", &["ACTORS", "▌Mark Rutte"]),
    ("/ z e l", &["▌Volodymyr Zelensky"]),
    ("Enter", &["ACTOR ", "Enter trail"]),
    ("j Enter", &["TRAIL", "Volodymyr Zelensky on"]),
    ("Esc", &["ACTOR ", "!TRAIL"]),
    ("4 gg", &["THEMES ", "▌Security guarantees"]),
    ("Enter", &["Enter trail"]),
    ("M", &["MATRIX", "Mark Rutte on Security guarantees"]),
    ("l", &["MATRIX", "!Mark Rutte on Security guarantees"]),
    ("h Enter", &["TRAIL", "Mark Rutte on Security guarantees"]),
    ("Esc Esc", &["!MATRIX", "!TRAIL"]),
];

const THE_TIMELINE: &[Step] = &[
    ("5 gg", &["TIMELINE", "days", "▲ 17 Feb 2025", "!TEXT "]),
    ("z", &["hours"]),
    ("Z Z", &["weeks"]),
    ("Z", &["months"]),
    ("z z", &["days"]),
    ("e", &["published", "WITHOUT A DATE"]),
    ("e", &["!published", "WITHOUT A YEAR"]),
    ("gg V", &["from 17 Feb 2025"]),
    ("l V", &["on 17–18 Feb 2025 ✕"]),
    ("gg V V", &["on 17 Feb 2025 ✕"]),
    ("X", &["!✕"]),
    ("G Enter", &["TEXT"]),
    ("5", &["!TEXT "]),
    ("Tab", &["ARTICLES"]),
];

const READING_JUMPING_AND_FINDING: &[Step] = &[
    ("U", &["✓"]),
    ("U", &["!✓", "counts as unread"]),
    ("Enter", &["TEXT ", "]s statement"]),
    ("]s", &["1 of 7"]),
    ("]s", &["2 of 7"]),
    ("[s", &["1 of 7"]),
    ("]a", &["2 of 7"]),
    ("v", &["RAW", "cue"]),
    ("]e", &["!2 of 7"]),
    ("v", &["TEXT ", "!RAW"]),
    ("gg / r e a d y", &["“ready” 1 of"]),
    ("Enter", &["!FIND IN THE TEXT"]),
    ("n", &["“ready” 2 of"]),
    ("N", &["“ready” 1 of"]),
    ("Esc gg", &["!“ready”", "Kateryna Hodunova"]),
    ("J", &["!Kateryna Hodunova"]),
    ("K", &["Kateryna Hodunova"]),
    ("2", &["STATEMENTS"]),
    ("H", &["!STATEMENTS"]),
    ("L", &["STATEMENTS"]),
    ("i", &["WHO CARRIES IT"]),
];

const PICKERS_FILTERS_AND_THE_HELP: &[Step] = &[
    ("a", &["C-s as speaker"]),
    ("m a c r", &["▌  Emmanuel Macron"]),
    ("C-s Enter", &["said by Emmanuel Macron ✕"]),
    ("t p e a c e", &["▌  Peace negotiations"]),
    ("Enter", &["!▌  Peace", "80:theme Peace negotiations ✕"]),
    ("x", &["the last one"]),
    ("x", &["!theme Peace", "said by Emmanuel Macron ✕"]),
    ("X F b y : r u t", &["by:rut", "Mark Rutte"]),
    ("Tab Enter", &["said by Mark Rutte ✕"]),
    ("F k i n d : x", &["kind:x"]),
    ("Esc", &["!kind:x"]),
    ("B", &["SAVED FILTERS"]),
    ("s f i r s t Enter", &["!SAVED"]),
    ("X", &["!✕"]),
    ("B", &["SAVED FILTERS", "▌ first"]),
    ("Enter", &["said by Mark Rutte ✕"]),
    ("X s c a l i b", &["▌  Caliber.Az"]),
    ("Enter", &["source Caliber.Az ✕"]),
    ("X 2 gg *", &["said by Mark Rutte ✕"]),
    ("X #", &["without said by Mark Rutte ✕"]),
    ("X 5 : a x i s Enter", &["published"]),
    ("e", &["!published"]),
    (": f i l t e r Space t h e m e : c e a s e f i r e Enter", &["theme Ceasefire ✕"]),
    ("X : b o g u s Enter", &["there is no action or command `bogus`"]),
    ("Esc ]", &["]", "s statement", "e event"]),
    ("Esc ?", &["KEYS"]),
    ("/ b o o k m a r k Enter", &["Bookmark the statement", "!Next row or line"]),
    ("Esc", &["Next row or line"]),
    ("Esc", &["!KEYS"]),
    ("ф", &["C-s as speaker"]),
    ("Esc 2 п п", &["STATEMENTS", " 1 of "]),
    ("ξ ξ", &[" 3 of "]),
];

const LOOKING_UP_AND_COPYING_WITH_CITATION: &[Step] = &[
    ("f r t t e Space s t p Space u p", &["LOOK UP", "step up"]),
    ("C-y", &["clip:step up", "clip:\n— Mark Rutte", "clip:18 Feb 2025"]),
    ("Enter", &["TEXT ", "!LOOK UP"]),
    ("2", &["STATEMENTS"]),
    ("Y", &["Y …", "m Markdown"]),
    ("m", &["clip:\n> "]),
    ("Y b", &["clip:@"]),
    ("Y c", &["clip:\"type\""]),
    ("Y p", &["clip:\n— "]),
    ("gg . j .", &["●"]),
    ("y", &["clip:\n\n"]),
    ("E", &["briefing.html"]),
    ("Esc i", &["WHO CARRIES IT"]),
];

const COMPARING_MARKING_AND_ADDRESSES: &[Step] = &[
    ("Enter T", &["lines by #", "#"]),
    ("D", &["dates, lines by @"]),
    ("T D", &["no longer marked"]),
    ("o", &["ADDRESSES IN THE SOURCE", "This article names no address.", "!Enter open"]),
    ("Esc C", &["COMPARED", " differ"]),
    ("gg ] d", &["place 1 of "]),
    ("] d", &["place 2 of "]),
    ("[ d", &["place 1 of "]),
    ("Enter", &["TEXT ", "!COMPARED"]),
    ("w", &["Every file could be read."]),
];

const THE_MOUSE: &[Step] = &[
    ("click:2_S", &["STATEMENTS"]),
    ("0 7 gg", &[" 7 of "]),
    ("wheel:STATEMENTS", &[" 8 of "]),
    ("click:1_A gg", &["ARTICLES", " 1 of 5"]),
    ("click:initiative", &[" 2 of 5"]),
    ("F2", &["the mouse is the terminal's"]),
    ("F2", &["the mouse is the reader's"]),
];

const CORRECTIONS_MARKS_AND_NOTES: &[Step] = &[
    ("2 m", &["bookmarked"]),
    ("c c a l l Space h e r Enter", &["the note is kept"]),
    ("'", &["BOOKMARKS AND NOTES", "call her"]),
    ("Esc =", &["= merge", "r rename"]),
    ("r", &["is called"]),
    ("C-u T h e Space C h i e f Enter", &["corrected: ", "▌The Chief"]),
    ("= =", &["is the same as"]),
    ("z e l e n", &["▌ Volodymyr Zelensky"]),
    ("Enter", &["▌Volodymyr"]),
    ("= u", &["▌The Chief"]),
    ("= u", &["▌Mark Rutte"]),
    ("= h", &["corrected: "]),
    ("= u j k", &["▌Mark Rutte"]),
    ("= s", &["just this statement is by"]),
    ("z e l e n", &["▌ Volodymyr Zelensky"]),
    ("Enter", &["▌Volodymyr", "this one statement is by"]),
    ("= u", &["▌Mark Rutte"]),
    ("= S", &["in all of this article is"]),
    ("C-u J a n e Space D o e Enter", &["▌Jane Doe"]),
    ("= u", &["▌Mark Rutte"]),
    ("1 = d", &["published on"]),
    ("C-u 2 0 2 5 - 0 2 - 1 9 Enter", &["19 Feb 2025"]),
    ("= o", &["published by"]),
    ("C-u T h e Space P o s t Enter", &["corrected"]),
];
