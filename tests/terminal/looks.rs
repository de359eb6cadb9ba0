//! What only the eye of a terminal sees: its ground, its cursor, and columns that stay straight whatever is written in them.

use crate::session::Session;
use portable_pty::CommandBuilder;
use std::path::Path;

/// The reader on the built-in dossier in a terminal that shows every colour.
fn reader(arguments: &[&str], variables: &[(&str, &str)]) -> Session {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_briefing"));
    command.args(arguments);
    for name in ["NO_COLOR", "COLORFGBG", "BRIEFING_PALETTE"] {
        command.env_remove(name);
    }
    let mut all = vec![("BRIEFING_NO_MEMORY", "1"), ("COLORTERM", "truecolor"), ("XDG_CONFIG_HOME", "/nonexistent")];
    all.extend(variables);
    Session::of(command, &all, 100, 30)
}

const QUESTION: &[u8] = b"\x1b]11;?";
/// The accents of the dark and of the light palette.
const DARK: &[u8] = b"38;2;242;204;77";
const LIGHT: &[u8] = b"38;2;122;92;0";

#[test]
fn the_ground_is_asked_for_and_the_answer_is_no_typing() {
    for (answer, accent) in [
        ("\x1b]11;rgb:ffff/ffff/ffff\x1b\\", LIGHT),
        ("\x1b]11;rgb:fdfd/f6f6/e3e3\x07", LIGHT),
        ("\x1b]11;rgb:1e1e/1e1e/1e1e\x07", DARK),
    ] {
        let mut session = reader(&[], &[]);
        session.until("the question", |s| s.wrote(QUESTION));
        // Keys before it, between its bytes and behind it are keys.
        session.press(&format!("2{answer}j"));
        session.until_shown("STATEMENTS");
        session.until_shown(" 2 of ");
        session.until("the colours", |s| s.wrote(accent));
        session.press("q");
        assert_eq!(session.end(), 0);
        session.assert_given_back("q");
    }
}

#[test]
fn an_answer_in_two_pieces_is_no_typing_either_and_escape_is_still_a_key() {
    let mut session = reader(&[], &[]);
    session.until("the question", |s| s.wrote(QUESTION));
    session.press("\x1b");
    session.until_shown("step up");
    session.press("?");
    session.until_shown("KEYS");
    session.press("\x1b");
    session.until("the help is closed", |s| !s.text().contains("KEYS"));
    session.press("\x1b]11;rgb:ffff");
    session.press("/ffff/ffff\x07");
    session.until("the colours", |s| s.wrote(LIGHT));
    session.until_shown(" 1 of 5");
    session.press("q");
    assert_eq!(session.end(), 0);
}

#[test]
fn nothing_is_asked_where_the_colours_are_settled() {
    for (arguments, variables) in [
        (&["--palette", "dark"][..], &[][..]),
        (&["--palette", "high-contrast"], &[]),
        (&[], &[("NO_COLOR", "1")][..]),
        (&[], &[("BRIEFING_PALETTE", "16")]),
        (&[], &[("TERM", "linux")]),
    ] {
        let mut session = reader(arguments, variables);
        session.until_shown("step up");
        session.press("q");
        assert_eq!(session.end(), 0);
        assert!(!session.wrote(QUESTION), "{arguments:?} {variables:?}");
        let coloured = session.wrote(b"38;") || session.wrote(b"48;");
        assert_eq!(coloured, !variables.contains(&("NO_COLOR", "1")), "{arguments:?} {variables:?}");
    }
}

#[test]
fn high_contrast_paints_its_ground_and_a_palette_of_the_users_is_taken() {
    let mut session = reader(&["--palette", "high-contrast"], &[]);
    session.until_shown("step up");
    session.until("black under everything", |s| {
        let cell = |row, column| s.screen.screen().cell(row, column).map(vt100::Cell::bgcolor);
        [(0, 50), (5, 99), (29, 98)].iter().all(|at| cell(at.0, at.1) == Some(vt100::Color::Rgb(0, 0, 0)))
    });
    session.press("q");
    session.end();

    let folder = tempfile::tempdir().unwrap();
    let palettes = folder.path().join("briefing/palettes");
    std::fs::create_dir_all(&palettes).unwrap();
    let write = |name: &str, toml: &str| std::fs::write(palettes.join(name), toml).unwrap();
    write("harbour.toml", "like = \"light\"\n[roles]\naccent = \"#010203\"\nwarn = \"mauvish\"\n");
    let config = [("XDG_CONFIG_HOME", folder.path().to_str().unwrap())];
    let mut session = reader(&["--palette", "harbour"], &config);
    session.until("its accent", |s| s.wrote(b"38;2;1;2;3"));
    session.until_shown("mauvish");
    session.press("q");
    session.end();
    let mut session = reader(&["--palette", "harbor"], &config);
    assert_eq!(session.end(), 2);
    for words in [&b"there is no palette `harbor`"[..], b"high-contrast-light", b"harbour"] {
        assert!(session.wrote(words), "{}", String::from_utf8_lossy(&session.raw));
    }
}

/// Rows and columns.
fn size(screen: &vt100::Screen) -> (u16, u16) {
    let (rows, columns) = screen.size();
    (rows.get(), columns.get())
}

/// What stands in the row of the terminal's cursor, and the cursor's column; `None` while it is hidden.
fn at_cursor(session: &Session) -> Option<(String, usize)> {
    let screen = session.screen.screen();
    let (row, column) = screen.cursor_position();
    let line = screen.rows(0, size(screen).1).nth(usize::from(row))?;
    (!screen.hide_cursor()).then_some((line, usize::from(column)))
}

#[test]
fn the_cursor_is_on_the_selected_row_or_in_the_field_of_every_view() {
    let mut session = reader(&[], &[]);
    session.until_shown("5 articles ");
    // Keys, and what stands at the cursor, or right before it where something is typed.
    for (keys, before, behind) in [
        ("jj", "", "▌"),
        ("2jjj", "", "▌"),
        ("Sjj", "", "▌"),
        ("SG", "", "▌"),
        ("1gg\r]s", "", "'Europe is"),
        ("v", "", "'Europe is"),
        ("v3jj", "", "▌"),
        ("\rj", "", "▌"),
        ("4jj", "", "▌"),
        ("\r", "", "▌"),
        ("5jj", "", "▌"),
        ("G", "", "▌"),
        ("Mjl", "", "["),
        ("1", "", "▌"),
        ("azel", "zel", ""),
        ("\x1b\x1bfstep", "step", ""),
        ("\x1b\x1bFby:ma", "by:ma", ""),
        ("\x1b\x1b:next", "next", ""),
        ("\x1b\x1b/ready", "ready", ""),
        ("\x1b\x1b3/zel", "zel", ""),
        ("\x1b\x1b1m'", "", "▌"),
        ("\x1b\x1bchello", "hello", ""),
        ("\x1b\x1b?/jump", "jump", ""),
        ("\x1b\x1b\x1b\x1bEx", "x", ""),
        ("\x1b\x1bB", "", ""),
    ] {
        session.press(keys);
        session.until(&format!("{keys:?}: the cursor between {before:?} and {behind:?}"), |s| {
            at_cursor(s).is_some_and(|(line, column)| {
                let (left, right): (Vec<_>, Vec<_>) = line.chars().enumerate().partition(|(at, _)| *at < column);
                let words = |part: Vec<(usize, char)>| part.into_iter().map(|(_, c)| c).collect::<String>();
                words(left).ends_with(before) && words(right).starts_with(behind)
            })
        });
    }
    session.press("\x03");
    assert_eq!(session.end(), 0);
}

/// Names that terminals and programs disagree about: wide, with marks, joined, from right to left.
const NAMES: [&str; 6] = [
    "习近平 主席",
    "Ng\u{302}uye\u{302}\u{303}n Thi\u{323}",
    "👩‍👩‍👧 Ansel 🇳🇴",
    "בנימין נתניהו",
    "محمد بن سلمان",
    "안토니우 구테흐스",
];

/// A file of records in which people of these names speak.
fn records(folder: &Path) -> std::path::PathBuf {
    use briefing::model::{
        Actor, ActorKind, Article, Event, Kind, Published, SCHEMA, Source, Span, Speaker, Statement, Title, When,
    };
    let mut lines = String::new();
    for (number, name) in NAMES.into_iter().enumerate() {
        let title = format!("{name} visits the {name} harbour");
        let said = format!("\"We {name} shall rebuild the pier {name}\"");
        let text = format!("{title}\n\n{said}, {name} said on 3 March 2031 in the harbour of {name}.\n");
        let span = |words: &str, from: usize| {
            let at = from + text[from..].find(words).unwrap();
            Span::new(at, at + words.len())
        };
        let content = span(&said, 0);
        let speaker = span(name, content.end as usize);
        let body = Span::new(title.len() + 2, text.len() - 1);
        let id = format!("speaker-{number}");
        let article = Article {
            schema: SCHEMA.into(),
            id: format!("a{number}"),
            path: format!("a{number}.txt"),
            title: Some(Title { text: title.clone(), span: Some(Span::new(0, title.len())) }),
            source: Some(Source { name: name.into(), span: None }),
            published: Some(Published::new("2031-03-04".parse().unwrap(), None)),
            body: vec![body],
            actors: vec![Actor { id: id.clone(), name: name.into(), kind: ActorKind::Person, mentions: vec![speaker] }],
            statements: vec![Statement {
                kind: Kind::Direct,
                speaker: Some(Speaker { text: name.into(), span: speaker, actor: Some(id.clone()) }),
                cue: None,
                content: vec![content],
                date: None,
                themes: Vec::new(),
                within: None,
            }],
            events: vec![Event {
                when: When::on("2031-03-03".parse().unwrap()),
                span: span("3 March 2031", 0),
                sentence: body,
                actors: vec![id],
            }],
            text,
            ..Article::default()
        };
        lines.push_str(&serde_json::to_string(&article).unwrap());
        lines.push('\n');
    }
    let path = folder.join("names.jsonl");
    std::fs::write(&path, lines).unwrap();
    path
}

/// The columns in which the terminal shows a rule, in each row between the head and the timeline's rule.
fn crooked(session: &Session) -> Vec<String> {
    let screen = session.screen.screen();
    let (rows, columns) = size(screen);
    let cell = |row, column| screen.cell(row, column).map_or("", |cell| cell.contents());
    let rules: Vec<u16> = (0..columns).filter(|x| matches!(cell(1, *x), "┬")).collect();
    let foot = (2..rows).find(|y| rules.iter().any(|x| cell(*y, *x) == "┴")).unwrap_or(2);
    (2..foot)
        .filter(|y| rules.iter().any(|x| cell(*y, *x) != "│"))
        .filter_map(|y| screen.rows(0, columns).nth(usize::from(y)))
        .collect()
}

/// Rows of the list whose last cell before the rule is a digit.
fn numbers_beside_the_rule(session: &Session) -> usize {
    let screen = session.screen.screen();
    let (rows, columns) = size(screen);
    let cell = |row, column| screen.cell(row, column).map_or("", |cell| cell.contents());
    let Some(rule) = (0..columns).rev().find(|x| cell(1, *x) == "┬") else { return 0 };
    let is_number = |y: &u16| cell(*y, rule).contains('│') && cell(*y, rule - 2).parse::<u8>().is_ok();
    (3..rows).filter(is_number).count()
}

/// Rows of the whole timeline in which something stands in a column.
fn full_at(session: &Session, column: u16) -> usize {
    let screen = session.screen.screen();
    let full = |y: &u16| {
        screen.cell(*y, column).is_some_and(|cell| cell.is_wide_continuation() || !cell.contents().trim().is_empty())
    };
    (4..size(screen).0 - 1).filter(full).count()
}

#[test]
fn columns_stay_straight_beside_wide_joined_and_right_to_left_letters() {
    let folder = tempfile::tempdir().unwrap();
    let path = records(folder.path());
    for (columns, rows) in [(80, 24), (120, 40), (200, 60)] {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_briefing"));
        command.arg(&path);
        let mut session = Session::of(command, &[("BRIEFING_NO_MEMORY", "1")], columns, rows);
        session.until_shown("6 articles");
        for (keys, shown) in [
            ("j", "harbour"),
            ("2", "STATEMENTS"),
            ("SS", "by speaker"),
            ("\r", "TEXT"),
            ("v", "RAW"),
            ("v3", "ACTORS"),
            ("jjj\r", "ACTOR "),
            ("1a", "articles"),
        ] {
            session.press(keys);
            session.until_shown(shown);
            session
                .until(&format!("{keys:?} at {columns} columns: straight rules, not {:?}", crooked(&session)), |s| {
                    crooked(s).is_empty()
                });
        }
        // In the list of actors all numbers stand in one column.
        session.press("\x1b\x1b3");
        session.until_shown("ACTORS");
        session.until("six rows of numbers", |s| numbers_beside_the_rule(s) == NAMES.len());
        // On the timeline whose date it is ends in one column.
        if columns > 100 {
            session.press("5");
            session.until("six rows that end in one column", |s| full_at(s, columns - 2) == NAMES.len());
        }
        session.press("\x03");
        assert_eq!(session.end(), 0);
    }
}
