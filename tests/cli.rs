//! The program as its users meet it: what it prints, what it complains about, and its exit status.

#![allow(clippy::unwrap_used)] // a test that cannot go on has failed

use briefing::model::{Article, Kind, Span, Statement};
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// Everything that a terminal would obey or hide.
fn harmless(bytes: &[u8]) -> bool {
    let text = std::str::from_utf8(bytes).unwrap();
    !text.chars().any(|c| c != '\n' && briefing::export::safe::is_unsafe(c))
}

struct Run {
    status: i32,
    out: String,
    err: String,
}

impl Run {
    fn records(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn ids(&self) -> Vec<String> {
        self.records().iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect()
    }
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_briefing"));
    // No configuration and no cache of whoever runs the tests.
    command.args(arguments).env("XDG_CONFIG_HOME", "/nonexistent").env("BRIEFING_NO_CACHE", "1").stdin(Stdio::null());
    command
}

fn run_in(folder: &Path, arguments: &[&str]) -> Run {
    let output = command(arguments).current_dir(folder).output().unwrap();
    assert!(harmless(&output.stdout) && harmless(&output.stderr), "unsafe output of {arguments:?}");
    Run {
        status: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn run(arguments: &[&str]) -> Run {
    run_in(Path::new(env!("CARGO_MANIFEST_DIR")), arguments)
}

/// Runs with `input` on standard input.
fn fed(arguments: &[&str], input: &[u8]) -> Run {
    let mut child = piped(arguments);
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let feeder = std::thread::spawn(move || {
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    Run {
        status: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn piped(arguments: &[&str]) -> Child {
    let mut command = command(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path: PathBuf = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

const TALK: &[u8] = b"Ministers meet in Oslo\n\n\"We will sign it,\" Foreign Minister Ann Lee said on 4 March 2025.\n";

#[test]
fn the_dossier_is_five_articles_wherever_it_is_read_from() {
    let ids = [
        "000_f1715926901b6b8f",
        "001_607d013090928df1",
        "002_59b7ef7440517de5",
        "003_be83935de6debaff",
        "004_45ac7b19300c5ce3",
    ];
    let (built_in, read) = (run(&["extract"]), run(&["extract", "seeds"]));
    assert_eq!((built_in.status, read.status), (0, 0));
    assert_eq!(built_in.ids(), ids);
    assert_eq!(built_in.out, read.out);
    assert_eq!(run(&["extract", "seeds/"]).out, read.out);
}

#[test]
fn articles_come_in_path_order_with_ids_from_their_paths() {
    let folder =
        folder(&[("2025/b.txt", TALK), ("2025/a.txt", TALK), ("2025-1.txt", TALK), ("z", TALK), ("A.txt", TALK)]);
    let found = run_in(folder.path(), &["extract", "."]);
    assert_eq!(found.ids(), ["2025-1", "2025/a", "2025/b", "A", "z"]);
    let twice = run_in(folder.path(), &["extract", "2025", "A.txt", "2025/a.txt"]);
    assert_eq!(twice.ids(), ["a", "b", "A"]);
}

#[test]
fn equal_ids_are_numbered_in_order() {
    let folder =
        folder(&[("x/a.txt", TALK), ("y/a.txt", TALK), ("z.jsonl", b"{\"id\": \"a\", \"text\": \"Third.\"}\n")]);
    let found = run_in(folder.path(), &["extract", "x", "y", "z.jsonl"]);
    assert_eq!(found.ids(), ["a", "a~2", "a~3"]);
}

#[test]
fn bad_files_cost_a_warning_each_and_the_exit_status() {
    let folder = folder(&[
        ("a.txt", TALK),
        ("b.txt", b""),
        ("c.txt", &[0, 159, 146, 150, 0, 0, 1, 2, 3, 4, 5, 0, 0, 0]),
        ("d.txt", b"%PDF-1.4 and so on"),
        ("e.jsonl", b"{\"text\": \"Fine.\"}\nnot json\n{\"id\": 3}\n{\"text\": \"Fine too.\"}"),
        ("f.txt", TALK),
    ]);
    let found = run_in(folder.path(), &["extract", "."]);
    assert_eq!(found.status, 3, "{}", found.err);
    assert_eq!(found.ids(), ["a", "e:1", "e:4", "f"]);
    for named in ["./b.txt: ", "./c.txt: ", "./d.txt: ", "./e.jsonl:2: ", "./e.jsonl:3: "] {
        assert_eq!(found.err.matches(named).count(), 1, "{named} in {}", found.err);
    }
}

#[test]
fn a_file_of_json_is_read_as_lines_of_it_are() {
    let list = br#"[{"text": "One, \"two\" [3].", "date": "soon"},
        {"id": "b", "body": ["Two."]}, 5, {"headline": "none"}]"#;
    let folder = folder(&[
        ("a.json", list),
        ("c_2025-02-18.json", b"\xEF\xBB\xBF{\n  \"text\": \"Three.\"\n}\n"),
        ("d.json", b"{\"name\": \"package\"}"),
    ]);
    let found = run_in(folder.path(), &["extract", "."]);
    assert_eq!((found.status, found.ids()), (3, ["a:1", "b", "c_2025-02-18"].map(str::to_owned).to_vec()));
    let records = found.records();
    assert_eq!((&records[0]["path"], &records[2]["path"]), (&"./a.json:1".into(), &"./c_2025-02-18.json".into()));
    assert!(records[0]["warnings"][0].as_str().unwrap().ends_with("not understood: soon"));
    assert_eq!(records[2]["published"]["date"], "2025-02-18");
    for said in ["./a.json:3: holds JSON that is no object", "./a.json:4: holds no text", "./d.json: left out"] {
        assert_eq!(found.err.matches(said).count(), 1, "{said} in {}", found.err);
    }
    assert_eq!(found.err.lines().count(), 3, "{}", found.err);
}

#[test]
fn a_file_of_json_without_articles_costs_one_warning() {
    for (file, why) in [
        ("{\"a\": 1}", "holds no text"),
        ("[1, 2, 3]", "holds no article"),
        ("Words, words, words.", "holds no article"),
    ] {
        let folder = folder(&[("x.json", file.as_bytes())]);
        let found = run_in(folder.path(), &["extract", "x.json"]);
        assert_eq!((found.status, found.err.lines().count()), (2, 1), "{}", found.err);
        assert!(found.err.contains(why), "{}", found.err);
    }
}

#[test]
fn exported_json_is_read_back() {
    let folder = folder(&[("a.txt", TALK), ("b.txt", TALK)]);
    run_in(folder.path(), &["export", "a.txt", "b.txt", "-o", "x.json"]);
    let (extracted, read) =
        (run_in(folder.path(), &["extract", "a.txt", "b.txt"]), run_in(folder.path(), &["extract", "x.json"]));
    assert_eq!((read.status, read.out), (0, extracted.out));
    let beside = run_in(folder.path(), &["extract", "."]);
    assert_eq!((beside.status, beside.ids().len()), (0, 2));
    assert!(beside.err.contains("./x.json: left out"), "{}", beside.err);
}

#[test]
fn what_is_compressed_costs_one_warning_where_lines_are_read() {
    let packed = b"\x1F\x8B\x08\0\n\xFF\n\x01\n\x02\n\x03\n";
    let folder = folder(&[("gz.jsonl", packed), ("gz.json", packed)]);
    let read = run_in(folder.path(), &["extract", "gz.jsonl", "gz.json"]);
    for found in [read, fed(&["extract", "-"], packed), fed(&["extract", "-"], b"\x28\xB5\x2F\xFD\n\n.")] {
        assert_eq!((found.status, found.out.as_str()), (2, ""));
        assert!(found.err.lines().all(|line| line.contains("is compressed with")), "{}", found.err);
        assert!(found.err.lines().count() <= 2, "{}", found.err);
    }
}

#[test]
fn nothing_readable_is_a_failure() {
    let folder = folder(&[("b.png", b"\x89PNG")]);
    for arguments in [["extract", "."], ["extract", "gone.txt"], ["actors", "gone.txt"]] {
        let found = run_in(folder.path(), &arguments);
        assert_eq!((found.status, found.out.as_str()), (2, ""), "{arguments:?}");
        assert!(!found.err.is_empty());
    }
}

#[test]
fn text_is_decoded_whatever_its_encoding() {
    let words = "Die Minister trafen sich in Köln – „wir unterschreiben“, sagte Lee.\r\n";
    let wide = |bytes: fn(u16) -> [u8; 2]| words.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
    let folder = folder(&[
        ("a.txt", words.as_bytes()),
        ("b.txt", &marked(b"\xEF\xBB\xBF", words.into())),
        ("c.txt", &marked(b"\xFF\xFE", wide(u16::to_le_bytes))),
        ("d.txt", &marked(b"\xFE\xFF", wide(u16::to_be_bytes))),
        ("e.txt", &wide(u16::to_le_bytes)),
        (
            "f.txt",
            &words
                .chars()
                .map(|c| match c {
                    'ö' => 0xF6,
                    '–' => 0x96,
                    '„' => 0x84,
                    '“' => 0x93,
                    c => c as u8,
                })
                .collect::<Vec<u8>>(),
        ),
    ]);
    let found = run_in(folder.path(), &["extract", "."]);
    let texts: Vec<String> = found.records().iter().map(|r| r["text"].as_str().unwrap().to_owned()).collect();
    assert_eq!(texts, [words; 6]);
}

#[test]
fn hostile_text_reaches_no_terminal_and_keeps_its_offsets() {
    let text = "T\u{1b}]0;owned\u{7}itle \u{202e}dlrow\u{202c}\n\n\"We \u{9b}31m will\u{200b} sign\u{e0041} it,\" Foreign Minister Ann\u{ad} Lee said on 4 March 2025.\r\n\n\u{7f}\u{85}\u{2028}end\u{feff}\n";
    let folder = folder(&[
        ("a\u{1b}[31m\u{202e}.txt", text.as_bytes()),
        ("b.jsonl", b"\x1b[2J\n{\"text\": \"\\u001b[2J words\", \"title\": \"\\u009b2J\"}\n"),
    ]);
    let found = run_in(folder.path(), &["extract", "."]);
    let record = &found.records()[0];
    assert_eq!(record["text"].as_str().unwrap(), text);
    for block in record["body"].as_array().unwrap() {
        assert!(text.get(block["start"].as_u64().unwrap() as usize..block["end"].as_u64().unwrap() as usize).is_some());
    }
    for arguments in [
        &["statements", "."][..],
        &["timeline", "."],
        &["actors", ".", "--format", "csv"],
        &["themes", "."],
        &["export", "."],
        &["export", ".", "--format", "html"],
        &["export", ".", "--format", "json"],
        &["timeline", ".", "--format", "csv"],
        &["statements", ".", "--format", "csv"],
        &["statements", ".", "--format", "jsonl"],
        &["find", "sign", "."],
        &["find", "sign \u{1b}[31m", ".", "--format", "jsonl"],
        &["find", "--in", "articles", "title", "."],
        &["extract", "no\u{1b}[31m\u{202e}such"],
        &["actors", "--filter", "by:\u{1b}[2J ("],
        &["--\u{1b}[31m"],
        &["timeline", "--after", "\u{1b}[2J"],
    ] {
        run_in(folder.path(), arguments); // run_in looks at what comes out
    }
}

#[cfg(unix)]
#[test]
fn pipes_devices_and_loops_do_not_hold_up_a_run() {
    let folder = folder(&[("a.txt", TALK), ("deep/b.txt", TALK)]);
    assert!(Command::new("mkfifo").arg(folder.path().join("pipe.txt")).status().unwrap().success());
    std::os::unix::fs::symlink(folder.path(), folder.path().join("deep/loop")).unwrap();
    std::os::unix::fs::symlink("self.txt", folder.path().join("self.txt")).unwrap();
    let found = run_in(folder.path(), &["extract", "."]);
    assert_eq!((found.status, found.ids()), (3, vec!["a".to_owned(), "deep/b".to_owned()]), "{}", found.err);
    assert!(found.err.contains("self.txt"));
    assert_eq!(run_in(folder.path(), &["extract", "pipe.txt"]).status, 2);
    assert_eq!(run_in(folder.path(), &["extract", "/dev/zero"]).status, 2);
}

#[test]
fn a_deep_folder_is_walked_to_its_end() {
    let deep = "d/".repeat(200) + "a.txt";
    let folder = folder(&[(&deep, TALK)]);
    assert_eq!(run_in(folder.path(), &["extract", "."]).ids(), [deep.trim_end_matches(".txt")]);
}

#[test]
fn a_closed_pipe_is_success() {
    let folder = tempfile::tempdir().unwrap();
    let line = format!("{{\"text\": \"{}\"}}\n", "Words and more words. ".repeat(40));
    fs::write(folder.path().join("many.jsonl"), line.repeat(2000)).unwrap();
    let mut child = command(&["extract", "many.jsonl"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert!(serde_json::from_str::<Value>(&first).is_ok());
    let mut complaints = String::new();
    child.stderr.take().unwrap().read_to_string(&mut complaints).unwrap();
    assert_eq!((child.wait().unwrap().code(), complaints.as_str()), (Some(0), ""));
}

#[test]
fn a_stream_is_answered_line_by_line() {
    let mut child = piped(&["extract", "-"]);
    let (mut input, mut output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    for number in 1..=3 {
        writeln!(input, "{{\"id\": \"n{number}\", \"title\": \"A title\", \"body\": \"Words, Lee said.\"}}").unwrap();
        let mut line = String::new();
        output.read_line(&mut line).unwrap(); // comes although the stream goes on
        let record: Value = serde_json::from_str(&line).unwrap();
        assert_eq!((&record["id"], &record["text"]), (&format!("n{number}").into(), &"Words, Lee said.".into()));
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_stream_goes_on_after_a_bad_line() {
    let found = fed(&["extract", "-"], b"{\"text\": \"One.\"}\n{\n\n{\"text\": \"Two.\"}");
    assert_eq!((found.status, found.ids()), (3, vec!["stdin:1".to_owned(), "stdin:4".to_owned()]));
    assert!(found.err.contains("-:2: "), "{}", found.err);
    assert_eq!(fed(&["extract", "-"], b"").status, 0);
}

#[test]
fn of_a_text_that_is_piped_in_only_the_first_lines_are_complained_of() {
    let found = fed(&["find", "tide", "-"], "The tide is in.\n".repeat(57).as_bytes());
    let told: Vec<&str> = found.err.lines().filter(|line| line.contains("-:")).collect();
    assert_eq!((found.status, told.len()), (2, 22), "{}", found.err);
    assert!(told[21].contains("is read as JSON Lines") && !found.err.contains("nothing found"), "{}", found.err);
    assert!(told[0].contains("-:1: is not JSON") && told[20].contains("-: 37 more lines"), "{}", found.err);
}

#[test]
fn a_misspelt_field_is_set_right_and_a_name_in_another_script_found() {
    let wrong = run(&["statements", "--filter", "aftr:2025"]);
    assert!(wrong.status == 2 && wrong.err.contains("there is no field `aftr`; after?"), "{}", wrong.err);
    let [latin, cyrillic] = ["by:macron", "by:Макроном"].map(|filter| run(&["statements", "--filter", filter]));
    assert!(!latin.out.is_empty() && latin.out == cyrillic.out, "{}", cyrillic.err);
}

#[test]
fn hostile_records_are_made_harmless() {
    let record = r#"{"schema": "briefing/article@1", "id": "x", "path": "p", "text": "Größe", "title": {"text": "T", "start": 3, "end": 900},
        "source": null, "published": null, "body": [{"start": 5, "end": 1}], "statements": [
        {"kind": "direct", "speaker": {"text": "A", "start": 3, "end": 4, "actor": "a"}, "cue": null, "content": [{"start": 0, "end": 2}], "within": 0}],
        "events": [{"date": "2025", "precision": "day", "start": 0, "end": 1, "sentence": {"start": 4, "end": 5}}]}"#
        .replace('\n', " ");
    let folder = folder(&[("r.jsonl", record.as_bytes())]);
    for list in ["statements", "timeline", "actors", "themes"] {
        run_in(folder.path(), &[list, "r.jsonl"]);
    }
    let kept = &run_in(folder.path(), &["extract", "r.jsonl"]).records()[0];
    assert!(kept["statements"][0].get("within").is_none() && kept["statements"][0]["speaker"].is_null());
    assert_eq!(kept["warnings"].as_array().unwrap().len(), 1);
}

#[test]
fn a_line_of_any_length_is_read() {
    let sentence = "\"We will sign it,\" Ann Lee said on 4 March 2025. ";
    let folder =
        folder(&[("long.txt", sentence.repeat(2_000).as_bytes()), ("nothing.txt", "a".repeat(5_000_000).as_bytes())]);
    let records = run_in(folder.path(), &["extract", "."]).records();
    let said = |record: &serde_json::Value| record["statements"].as_array().map_or(0, Vec::len);
    assert_eq!(records.iter().map(said).collect::<Vec<_>>(), [2_000, 0]);
}

#[test]
fn wrong_usage_is_told_with_the_place() {
    let wrong = run(&["statements", "--filter", "source:tass by:"]);
    assert_eq!((wrong.status, wrong.out.as_str()), (2, ""));
    let lines: Vec<_> = wrong.err.lines().collect();
    assert_eq!(lines[1], "  source:tass by:");
    assert!(lines[2].starts_with("              ") && lines[2].trim_start().starts_with('^'), "{}", wrong.err);
    for arguments in [
        &["find"][..],
        &["timeline", "--after", "soon"],
        &["timeline", "--from", "soon"],
        &["timeline", "--from", "2026-03", "--to", "2026-02"],
        &["--nonsense"],
        &["find", "--queries", "-", "-"],
    ] {
        assert_eq!(run(arguments).status, 2, "{arguments:?}");
    }
    assert_eq!(run(&["timeline", "--from", "feb 2025", "--to", "last week"]).status, 0);
}

#[test]
fn without_a_terminal_the_reader_says_what_to_do() {
    let told = run(&["seeds"]);
    assert_eq!((told.status, told.out.as_str()), (2, ""));
    assert!(told.err.contains("briefing extract"));
}

#[test]
fn help_and_version_are_results() {
    for command in ["", "extract", "find", "statements", "timeline", "actors", "themes", "export"] {
        let arguments: Vec<_> = [command, "--help"].into_iter().filter(|a| !a.is_empty()).collect();
        let told = run(&arguments);
        assert_eq!(told.status, 0);
        assert!(told.out.contains("Examples:"), "{command}");
    }
    assert!(run(&["--version"]).out.starts_with("briefing "));
}

#[test]
fn every_query_is_answered_by_one_line() {
    let answered = fed(&["find", "--queries", "-", "--limit", "3", "seeds"], "rutte\n\nzzzqqq\u{202e}\n".as_bytes());
    let answers = answered.records();
    assert_eq!(answers.len(), 3);
    assert_eq!(answers[0]["query"], "rutte");
    assert!(answers.iter().all(|answer| answer["micros"].is_u64() && answer["results"].as_array().unwrap().len() <= 3));
    assert!(harmless(answered.out.as_bytes()));
}

#[test]
fn a_briefing_is_written_to_a_file_or_to_standard_output() {
    let folder = folder(&[("a.txt", TALK)]);
    let printed = run_in(folder.path(), &["export", "a.txt"]);
    assert!(printed.out.starts_with("# Briefing\n\n1 article, "), "{}", printed.out);
    let filed = run_in(folder.path(), &["export", "a.txt", "-o", "briefing.md"]);
    assert_eq!((filed.status, filed.out.as_str()), (0, ""));
    assert_eq!(fs::read_to_string(folder.path().join("briefing.md")).unwrap(), printed.out);
    let array: Vec<Value> =
        serde_json::from_str(&run_in(folder.path(), &["export", "a.txt", "--format", "json"]).out).unwrap();
    assert_eq!(array[0]["id"], "a");
    assert_eq!(run_in(folder.path(), &["export", "a.txt", "-o", "no/such/folder.md"]).status, 2);
}

#[test]
fn a_calendar_holds_the_events_of_the_timeline_and_none_is_written_of_nothing() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("said.ics");
    let rows = run(&["timeline", "seeds", "--filter", "by:rutte", "--format", "jsonl"]).records();
    let out_of_it = |row: &&Value| row["precision"] == "year" || row["date"].as_str().unwrap().starts_with("XXXX");
    let left_out = rows.iter().filter(out_of_it).count();
    let exported = run(&["export", "seeds", "--filter", "by:rutte", "-o", file.to_str().unwrap()]);
    let calendar = fs::read_to_string(&file).unwrap();
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), rows.len() - left_out, "{calendar}");
    assert!(left_out > 0 && exported.err.contains(&format!("{left_out} events of no known year")), "{}", exported.err);
    let run = |arguments: &[&str]| run_in(folder.path(), arguments);
    fs::write(folder.path().join("calm.txt"), "The sea is calm\n\nThe sea was calm. Nobody said a word.\n").unwrap();
    let nothing = run(&["export", "calm.txt", "-o", "calm.ics"]);
    assert_eq!((nothing.status, folder.path().join("calm.ics").exists()), (1, false));
    assert!(nothing.err.contains("no dated event here; nothing written"), "{}", nothing.err);
    let piped = command(&["export", "calm.txt", "--format", "ics"]).current_dir(folder.path()).output().unwrap();
    assert!(piped.status.code() == Some(1) && piped.stdout.ends_with(b"END:VCALENDAR\r\n"), "a pipe gets the form");
    assert_eq!(String::from_utf8(piped.stderr).unwrap(), "briefing: no dated event here\n");
    let none = run(&["export", "calm.txt", "--filter", "storm", "-o", "none.md"]);
    assert!(none.err.contains("leaves no article") && none.err.contains("no article here; nothing written"));
}

#[test]
fn a_briefing_of_statements_holds_the_events_that_they_tell_and_no_others() {
    let export = |more: &[&str]| run(&[&["export", "seeds"], more].concat()).out;
    let (told, not_told) = ("Rutte wrote on Feb. 17 on X", "The talks between Russia and the U.S. began on Feb");
    let dated = |briefing: &str| {
        let behind = briefing.split("## What happened when").nth(1).unwrap_or_default();
        behind.split("## Articles").next().unwrap_or_default().replace('\\', "")
    };
    let (all, said) = (dated(&export(&[])), dated(&export(&["--filter", "by:rutte"])));
    assert!(all.contains(told) && all.contains(not_told), "{all}");
    assert!(said.contains(told) && !said.contains(not_told), "{said}");
    assert!(dated(&export(&["--filter", "actor:rutte"])).contains(not_told), "who is named is asked of articles");
}

#[test]
fn columns_of_numbers_have_headings_and_finds_have_dates() {
    let first = |arguments: &[&str]| run(arguments).out.lines().next().unwrap_or_default().to_owned();
    let words = |line: String| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>().join(" ");
    assert_eq!(words(first(&["actors", "seeds"])), "articles said name kind id");
    assert_eq!(words(first(&["themes", "seeds"])), "articles said theme id");
    let found = run(&["find", "step up", "seeds"]).out;
    assert_eq!(words(found.lines().next().unwrap().to_owned()), "fit date speaker article words");
    assert!(found.lines().nth(1).unwrap().starts_with("100 %  ≤18 Feb 2025"), "{found}");
    assert_eq!(run(&["actors", "seeds", "--filter", "by:nobody-at-all"]).out, "", "no heading over nothing");
}

#[test]
fn a_file_that_is_there_or_has_an_unknown_ending_is_not_written() {
    let folder = folder(&[("a.txt", TALK), ("notes.md", b"mine"), ("empty.md", b"")]);
    let export = |more: &[&str]| run_in(folder.path(), &[&["export", "a.txt", "-o"], more].concat());
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let refused = export(&["notes.md"]);
    assert_eq!((refused.status, read("notes.md").as_str()), (2, "mine"));
    assert!(refused.err.contains("notes.md") && refused.err.contains("--force"), "{}", refused.err);
    assert_eq!(export(&["notes.md", "--force"]).status, 0);
    assert!(read("notes.md").starts_with("# Briefing"));
    assert_eq!(export(&["empty.md"]).status, 0, "what holds nothing may be written over");
    let unknown = export(&["talk.docx"]);
    assert!(unknown.err.contains(".md .html .csv") && unknown.err.contains("--format"), "{}", unknown.err);
    assert_eq!((unknown.status, folder.path().join("talk.docx").exists()), (2, false));
    assert_eq!(export(&["talk.text", "--format", "md"]).status, 0);
    assert!(export(&["-"]).out.starts_with("# Briefing"));
    let titled = run(&["export", "seeds", "--filter", "by:european"]).out;
    let heading = "# Briefing: said by European leaders and 7 more\n\n5 articles, 9 statements; filter: by:european\n";
    assert!(titled.starts_with(heading), "{titled}");
}

#[test]
fn a_look_up_says_where_it_looks_and_what_it_does_not_find() {
    let nowhere = run(&["find", "step up"]);
    assert_eq!((nowhere.status, nowhere.err.lines().count()), (0, 1), "{}", nowhere.err);
    assert!(nowhere.err.contains("built-in dossier"), "{}", nowhere.err);
    assert!(!run(&["find", "step up", "seeds"]).err.contains("built-in"));
    let nothing = run(&["find", "qqqqzzzzxxxx", "seeds"]);
    assert!(nothing.err.contains("nothing found for `qqqqzzzzxxxx`"), "{}", nothing.err);
    // No statement has it, but texts do.
    let elsewhere = run(&["find", "hosted", "seeds"]);
    let told = "nothing found for `hosted`, but the text of 3 articles has it: --filter 'hosted'";
    assert!(elsewhere.status == 1 && elsewhere.err.contains(told), "{}", elsewhere.err);
    assert!(!run(&["find", "!hosted", "seeds"]).err.contains("has it"));
    let long = run(&["find", &"qqqqzzzzxxxx".repeat(50), "seeds"]);
    assert!(long.err.contains("zzzzxxxx…`") && long.err.len() < 300, "{}", long.err);
    let nearest = run(&["find", "putin peace", "seeds"]);
    // The words that cite a statement stand in its row, and are looked through.
    let noted = run(&["find", "noted significantly increase investment", "seeds"]);
    assert!(noted.err.is_empty() || !noted.err.contains("without"), "{}", noted.err);
    assert!(noted.out.lines().nth(1).unwrap().contains("noted that Europe is ready to significantly"), "{}", noted.out);
    let said = "nothing fits all of `putin peace`: the best is without `putin`";
    assert!(nearest.err.contains(said) && !nearest.out.is_empty(), "{}", nearest.err);
}

#[test]
fn a_filter_that_is_given_like_a_path_is_pointed_out() {
    let given = run(&["statements", "by:rutte,strand", "seeds"]);
    assert!(given.err.contains("given with --filter 'by:rutte,strand'"), "{}", given.err);
    for path in ["rutte", "no:field", "seeds"] {
        assert!(!run(&["statements", path, "seeds"]).err.contains("--filter"), "{path}");
    }
}

#[test]
fn an_empty_list_names_the_term_that_is_to_blame() {
    let left = run(&["extract", "seeds", "--filter", "by:rutte"]).out.lines().count();
    let blamed = format!("without `before:1950` it would leave {left} articles");
    for command in [&["statements"][..], &["actors"], &["export"], &["find", "step"]] {
        let run = run(&[command, &["seeds", "--filter", "by:rutte before:1950"]].concat());
        assert!(left > 1 && run.err.contains(&blamed), "{command:?} {}", run.err);
    }
    assert!(!run(&["statements", "seeds", "--filter", "by:rutte"]).err.contains("leaves no"));
}

#[test]
fn nothing_found_is_status_one() {
    assert_eq!(run(&["find", "qqqqzzzzxxxx", "seeds"]).status, 1);
    assert_eq!(run(&["statements", "seeds", "--filter", "by:nobody-at-all"]).status, 1);
    assert_eq!(run(&["extract", "seeds", "--source", "nobody-at-all"]).out, "");
}

#[test]
fn a_users_lexicon_extends_and_overrules_the_built_in_names() {
    let toml = "[organisations]\n\"Bureau of Quiet Seas\" = { also = [\"BQS\"] }\n\
                [people]\n\"Ann Other\" = { id = \"the-other\", gender = \"female\" }\n";
    let text = b"A short note\n\nThe BQS said on Monday that nothing was known. Ann Other of the Bureau of Quiet Seas agreed.\n";
    let folder = folder(&[("in/a.txt", text), ("briefing/lexicon/actors.toml", toml.as_bytes())]);
    let output = command(&["actors", "in"])
        .args(["--format", "jsonl"])
        .env("XDG_CONFIG_HOME", folder.path())
        .current_dir(folder.path())
        .output()
        .unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(out.contains("\"bureau-of-quiet-seas\"") && out.contains("\"the-other\""), "{out}");
    assert!(!out.contains("\"bqs\"") && !out.contains("\"ann-other\""), "{out}");
}

#[test]
fn a_lexicon_that_cannot_be_used_is_left_out_and_told() {
    let folder = folder(&[("a.txt", TALK), ("briefing/lexicon/themes.toml", b"[[theme]\n")]);
    let output = command(&["extract", "a.txt"])
        .current_dir(folder.path())
        .env("XDG_CONFIG_HOME", folder.path())
        .output()
        .unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(err.contains("themes.toml: is left out: ") && err.contains("line 1"), "{err}");
    assert_eq!((output.status.code(), output.stdout.is_empty()), (Some(3), false));
}

/// Two articles about fishing, one of them with a headline that its opening repeats.
const FISHING: [&[u8]; 2] = [
    b"Cod quota cut in half\n\n12 March 2024\n\nThe fisheries council cut the cod quota in half on Monday. Trawlers will \
      stay in port until the autumn, the harbour master of Vardby said. The cod quota had been cut twice before, in 2019 \
      and in 2021, and the trawler owners have asked for help.\n\nThe council cut the cod quota in half on Monday, 11 \
      March, after a long debate about the herring stocks, a spokesman said in the evening.\n",
    b"Herring stocks recover\n\n14 May 2024\n\nThe herring stocks in the northern sound have recovered, researchers of \
      the institute said on Tuesday. The herring stocks had fallen for years, and the cod quota with them. Trawlers \
      may go out again in June, the fisheries council said.\n\nA decision on the cod quota is due in the autumn of 2025, \
      when the council meets again in Vardby for its yearly session.\n",
];

fn fishing() -> TempDir {
    let toml = "[[theme]]\nid = \"fishing-rights\"\nname = \"Fishing rights\"\nstrong = [\"(cod|herring) quota*\"]\n\
                weak = [\"trawler*\"]\n";
    let [cod, herring] = FISHING;
    folder(&[("cod.txt", cod), ("herring.txt", herring), ("briefing/lexicon/themes.toml", toml.as_bytes())])
}

fn run_at_home(folder: &Path, arguments: &[&str]) -> Run {
    let output = command(arguments).current_dir(folder).env("XDG_CONFIG_HOME", folder).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { status: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

#[test]
fn a_theme_of_ones_own_is_found_and_explained() {
    let folder = fishing();
    let files = ["cod.txt", "herring.txt"];
    let with = |more: &[&str]| run_at_home(folder.path(), &[&["themes"], more, &files].concat());
    let listed = with(&["--format", "jsonl"]);
    let first = &listed.records()[0];
    assert_eq!((first["id"].as_str(), first["articles"].as_u64()), (Some("fishing-rights"), Some(2)), "{}", listed.err);
    let explained = with(&["--explain", "cod"]);
    assert!(explained.out.contains("Fishing rights") && explained.out.contains("headline"), "{}", explained.out);
    assert!(explained.out.contains("(cod|herring) quota*") && explained.out.contains("generic"), "{}", explained.out);
    assert_eq!((with(&["--explain", "nowhere"]).status, with(&["--explain", "r"]).status), (2, 0));
}

#[test]
fn suggested_themes_are_marked_and_can_be_filtered_by() {
    let folder = fishing();
    let files = ["cod.txt", "herring.txt"];
    let listed = run_in(folder.path(), &[&["themes", "--format", "jsonl"][..], &files].concat()).records();
    let suggested: Vec<&Value> = listed.iter().filter(|row| row["suggested"] == true).collect();
    let quota = suggested.iter().find(|row| row["name"] == "cod quota").unwrap();
    let id = quota["id"].as_str().unwrap();
    assert_eq!((id, quota["articles"].as_u64()), ("\"cod quota\"", Some(2)));
    let filtered = run_in(folder.path(), &[&["extract", "--filter", id][..], &files].concat());
    assert_eq!(filtered.ids(), ["cod", "herring"]);
    assert!(filtered.records().iter().all(|record| record["themes"].as_array().unwrap().is_empty()));
}

#[test]
fn phrases_are_suggested_as_toml_that_is_a_theme_file() {
    let folder = fishing();
    let suggest = ["themes", "--suggest", "herring", "--filter", "recover*", "cod.txt", "herring.txt"];
    let suggest: Vec<&str> = suggest.iter().map(|word| word.trim_end_matches('*')).collect();
    let found = run_in(folder.path(), &suggest);
    assert!(found.out.contains("id = \"herring\"\nname = \"Herring\""), "{}{}", found.out, found.err);
    fs::write(folder.path().join("briefing/lexicon/themes.toml"), &found.out).unwrap();
    let used = run_at_home(folder.path(), &["themes", "cod.txt", "herring.txt"]);
    assert!(used.err.is_empty(), "{}", used.err);
    assert_eq!(run(&["themes", "--suggest", "No Id", "seeds"]).status, 2);
}

#[test]
fn phrases_that_a_theme_has_are_not_suggested_for_it() {
    let folder = fishing();
    let suggest = |id: &str| run_at_home(folder.path(), &["themes", "--suggest", id, "cod.txt", "herring.txt"]);
    let (new, known) = (suggest("trawling"), suggest("fishing-rights"));
    assert!(new.out.contains("\"cod quota*\"") && new.out.contains("\"herring stocks*\""), "{}", new.out);
    assert!(!known.out.contains("\"cod quota*\"") && known.out.contains("\"herring stocks*\""), "{}", known.out);
    assert!(new.err.contains("nothing says which articles are about `trawling`"), "{}", new.err);
}

#[test]
fn the_timeline_tells_an_event_once_and_goes_by_its_date() {
    let folder = fishing();
    let timeline = |more: &[&str]| run_in(folder.path(), &[&["timeline", "cod.txt", "herring.txt"], more].concat());
    let records = timeline(&["--format", "jsonl"]).records();
    let monday: Vec<&Value> = records.iter().filter(|row| row["date"] == "2024-03-11").collect();
    assert_eq!((monday.len(), monday[0]["again"].as_array().unwrap().len()), (1, 1), "{records:?}");
    let dates = |more: &[&str]| {
        let rows = timeline(&[&["--format", "jsonl"], more].concat()).records();
        rows.iter().map(|row| row["date"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(dates(&["--from", "2024-03", "--to", "2024-03-11"]), ["2024-03-11"]);
    assert_eq!(dates(&["--to", "2021"]), ["2019", "2021"]);
    assert_eq!(dates(&["--from", "2025"]), ["2025-AU"]);
    assert_eq!(dates(&["--filter", "on:2024-03-11"]), ["2024-03-11"]);
    let export = ["export", "cod.txt", "--format", "ics", "--filter", "on:2024-03-11"];
    let calendar = String::from_utf8(command(&export).current_dir(folder.path()).output().unwrap().stdout).unwrap();
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 1, "{calendar}");
    let text = timeline(&[]).out;
    assert!(text.contains("11 Mar 2024") && text.contains("Monday (2×)") && text.contains("autumn 2025"), "{text}");
}

#[test]
fn a_day_of_publication_is_listed_as_the_latest_on_which_something_was_said() {
    let folder = TempDir::new().unwrap();
    let text = "Harbour to close\n\n18 February 2025\n\n\"The harbour will close,\" Mayor Anna Holt said.\n\n\"It will not,\" skipper Ben Roe said on Monday.\n";
    fs::write(folder.path().join("harbour.txt"), text).unwrap();
    let listed = run_in(folder.path(), &["statements", "harbour.txt"]).out;
    let lines: Vec<&str> = listed.lines().collect();
    assert!(lines[0].starts_with("≤18 Feb 2025  Anna Holt"), "{listed}");
    assert!(lines[1].starts_with("17 Feb 2025   Ben Roe"), "{listed}");
}

#[test]
fn keys_are_the_users_and_what_is_wrong_with_them_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("briefing");
    std::fs::create_dir(&config).unwrap();
    std::fs::write(config.join("keys.toml"), "next-article = \"D\"\nfly = \"y\"\nquit = \"Z\"\n").unwrap();
    let run = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_briefing"));
        let output = command.args(arguments).env("XDG_CONFIG_HOME", folder.path()).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let (status, table, said) = run(&["keys"]);
    assert_eq!(status, Some(2));
    let line = table.lines().find(|line| line.contains("next-article")).unwrap();
    assert!(line.contains(" D ") && !line.contains(" J "), "{line}");
    assert!(said.contains("keys.toml: no action is called `fly`") && said.contains("`q` cannot be taken"), "{said}");
    let (status, file, said) = run(&["keys", "--toml", "--default"]);
    assert_eq!((status, said.as_str()), (Some(0), ""));
    std::fs::write(config.join("keys.toml"), &file).unwrap();
    assert_eq!(run(&["keys", "--toml"]), (Some(0), file, String::new()));
}

#[test]
fn exports_for_calendars_and_bibliographies() {
    let run = |arguments: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_briefing")).args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8(output.stdout).unwrap()
    };
    let calendar = run(&["export", "--format", "ics"]);
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.contains("DTSTART;VALUE=DATE:20250217\r\n"));
    let bibliography = run(&["export", "--format", "bib", "--actor", "rutte"]);
    assert!(
        bibliography.contains("@misc{001-607d013090928df1,") && bibliography.contains("% Mark Rutte"),
        "{bibliography}"
    );
    let items: serde_json::Value = serde_json::from_str(&run(&["export", "--format", "csl"])).unwrap();
    assert_eq!((items.as_array().unwrap().len(), &items[1]["author"][0]["literal"]), (5, &"Kateryna Hodunova".into()));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("said.csv");
    run(&["export", "-o", file.to_str().unwrap()]);
    assert!(std::fs::read_to_string(file).unwrap().starts_with("article,source,"));
}

#[test]
fn corrections_beside_a_dossier_lie_over_lists_and_not_over_records() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Harbour opens\n\nThe harbour is open, Mara Lindqvist said on Monday.\n";
    std::fs::write(folder.path().join("a.txt"), text).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_briefing"));
        let output = command.args(arguments).arg(folder.path()).env("BRIEFING_NO_CACHE", "1").output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let (_, before, _) = run(&["statements"]);
    assert!(before.contains("Mara Lindqvist"), "{before}");
    let file = folder.path().join("briefing-corrections.toml");
    std::fs::write(&file, "[[correction]]\nrename = \"mara-lindqvist\"\nname = \"M. L.\"\n").unwrap();
    let (_, after, said) = run(&["statements"]);
    assert!(after.contains("M. L.") && said.is_empty(), "{after}{said}");
    assert_eq!(run(&["statements", "--no-corrections"]).1, before);
    assert!(run(&["extract"]).1.contains("\"name\":\"Mara Lindqvist\""));
    std::fs::write(&file, "[[correction]]\nhyde = \"x\"\n").unwrap();
    let (status, _, said) = run(&["statements"]);
    assert!(status == Some(2) && said.contains("unknown field `hyde`") && said.contains("--no-corrections"), "{said}");
}

#[test]
fn a_corrected_date_gives_what_hangs_on_it_its_year() {
    let text =
        "Harbour opens\n\nThe harbour of Eastport is open today. It was shut on 14 January, Mara Lindqvist said.\n";
    let folder = folder(&[("a.txt", text.as_bytes())]);
    let run = |command: &str| {
        let run = run_in(folder.path(), &[command, ".", "--no-memory"]);
        assert!(run.status == 0 && run.err.is_empty(), "{}", run.err);
        run.out
    };
    let (before, record) = (run("timeline"), run("extract"));
    assert!(before.contains("14 Jan ····") && !before.contains("today"), "{before}");
    let correction = "[[correction]]\narticle = \"a\"\npublished = \"2025-01-20\"\n";
    let file = folder.path().join("briefing-corrections.toml");
    fs::write(&file, correction).unwrap();
    let after = run("timeline");
    assert!(
        after.contains("14 Jan 2025") && after.contains("20 Jan 2025  today") && !after.contains("····"),
        "{after}"
    );
    assert_eq!(run("extract"), record, "records are what was extracted");
    fs::remove_file(&file).unwrap();
    assert_eq!(run("timeline"), before);
}

#[test]
fn what_the_reader_remembers_can_be_filtered_by_where_something_is_remembered() {
    use briefing::user::{Database, Deed, Fingerprint, dossier_name, recall};
    let folder = tempfile::tempdir().unwrap();
    let texts = ["Alpha\n\nAda Lovelace said the engine works.\n", "Beta\n\nCharles Babbage said the bill is paid.\n"];
    for (name, text) in ["a.txt", "b.txt"].into_iter().zip(texts) {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let data = tempfile::tempdir().unwrap();
    let listed = |filter: &str| {
        let mut command = command(&["extract", "."]);
        command.args(["--filter", filter]).current_dir(folder.path()).env("XDG_DATA_HOME", data.path());
        let output = command.output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let statements = |filter: &str| {
        let mut command = command(&["statements", ".", "--format", "jsonl"]);
        command.args(["--filter", filter]).current_dir(folder.path()).env("XDG_DATA_HOME", data.path());
        let output = command.output().unwrap();
        let both = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        (output.status.code().unwrap(), both.concat())
    };
    // Before the reader was ever opened, nothing is read.
    let (status, said) = statements("is:unread");
    assert!(status == 0 && said.contains("engine") && said.contains("bill"), "{said}");
    assert_eq!(statements("is:read").0, 1, "nothing found");
    let (status, said) = listed("carried:2");
    assert!(status == 2 && said.contains("`carried:`"), "{said}");
    let (status, said) = listed("by:nobody");
    assert!(status == 0 && said.contains("the filter leaves no article; 2 were there"), "{said}");
    let (status, said) = listed("is:unread");
    assert!(status == 2 && said.contains("records are the same for every reader"), "{said}");

    let mut database = Database::open(&data.path().join("briefing")).unwrap();
    let dossier = dossier_name(&[folder.path().join(".")]);
    let noted = Article { id: "b".into(), text: texts[1].into(), ..Article::default() };
    let deeds = [
        Deed::Read(Fingerprint::of(texts[0]), true),
        Deed::Note(recall::anchor(&dossier, &noted, None), "check the bill".into()),
    ];
    database.keep(&deeds).unwrap();
    for (filter, has, lacks) in [
        ("is:read", "engine", "bill"),
        ("is:unread", "bill", "engine"),
        ("is:noted", "bill", "engine"),
        ("not is:noted", "engine", "bill"),
    ] {
        let (status, said) = statements(filter);
        assert!(status == 0 && said.contains(has) && !said.contains(lacks), "{filter}: {said}");
    }
    assert_eq!(statements("is:bookmarked").0, 1, "nothing found");
    let said = &noted_statement(&texts);
    database
        .keep(&[Deed::Note(recall::anchor(&dossier, said, said.statements.first()), "ask Babbage".into())])
        .unwrap();
    let exported = |options: &[&str]| {
        let mut command = command(&["export", ".", "--filter", "bill"]);
        command.args(options).current_dir(folder.path()).env("XDG_DATA_HOME", data.path());
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    for (format, notes) in [
        ("md", ["\n  - *Note:* ask Babbage\n", "\n   - *Note:* check the bill\n"]),
        ("html", ["<em>Note: ask Babbage</em></li>", "<em>Note: check the bill</em></li>"]),
        ("csv", ["themes,title,url,per,note\n", ",ask Babbage\n"]),
    ] {
        let page = exported(&["--format", format]);
        assert!(notes.iter().all(|note| page.contains(note)), "{page}");
        assert!(!exported(&["--format", format, "--no-memory"]).contains("ask Babbage"), "{format}");
    }
}

/// The second of two articles with what is said in it.
fn noted_statement(texts: &[&str; 2]) -> Article {
    let words = "the bill is paid";
    let start = texts[1].find(words).unwrap();
    let content = vec![Span::new(start, start + words.len())];
    let statement =
        Statement { kind: Kind::Indirect, speaker: None, cue: None, content, date: None, themes: vec![], within: None };
    Article { id: "b".into(), text: texts[1].into(), statements: vec![statement], ..Article::default() }
}

#[test]
fn a_filter_by_date_tells_of_the_undated_that_it_leaves_out() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "Alpha\n\nAda Lovelace said the engine works.\n").unwrap();
    for command in ["statements", "actors", "themes", "timeline", "export"] {
        let told = |filter: &str| run(&[command, folder.path().to_str().unwrap(), "--filter", filter]).err;
        let words = "1 article gives no date of publication; a filter by date leaves such articles out";
        assert_eq!(told("by:lovelace after:2026-01").matches(words).count(), 1, "{command}");
        assert!(!told("by:lovelace").contains(words), "{command}");
    }
}

#[test]
fn options_of_a_command_stand_before_filters_and_a_misspelt_command_is_named() {
    for (command, own) in
        [("export", "--output"), ("statements", "--once"), ("timeline", "--from"), ("themes", "--suggest")]
    {
        let help = run(&[command, "--help"]).out;
        let at = |words: &str| help.find(words).unwrap_or_else(|| panic!("{command}: {words}"));
        for option in [own, "--format", "--no-cache", "--no-memory", "--help"] {
            assert!(at(option) < at("\nFilter:"), "{command} {option}");
        }
        assert!(at("Filter:") < at("is (named, unnamed") && at("is (named, unnamed") < at("Corrections:"));
    }
    assert!(run(&["findd", "x"]).err.contains("or is it the command `find`?"));
    assert!(run(&["statments", "x"]).err.contains("or is it the command `statements`?"));
    assert!(run(&["statments", "seeds"]).err.contains("or is it the command `statements`?"));
    assert!(!run(&["no-such-folder"]).err.contains("command"));
}

#[test]
fn statements_of_people_who_are_known_are_listed_apart_from_all_others() {
    let lines =
        |filter: &str| run(&["statements", "seeds", "--filter", filter, "--format", "jsonl"]).out.lines().count();
    let (named, unnamed, all) = (lines("is:named"), lines("is:unnamed"), lines(""));
    assert!(named > 0 && unnamed > 0 && named + unnamed == all, "{named} + {unnamed} = {all}");
}

#[test]
fn who_was_first_is_told_where_dates_tell_it() {
    let said = "\"The harbour will open to every ship again in spring,\" Minister Ann Lee said.";
    let text = |date: &str, more: &str| format!("Harbour opens\n\n{date}\n\n{said}\n\n{more}\n");
    let (gulls, tides) = ("Gulls had gathered on the old pier by noon.", "The tide was high and the sea was calm.");
    let first = |dates: [&str; 2]| {
        let [one, two] = [text(dates[0], gulls), text(dates[1], tides)];
        let folder = folder(&[("a.txt", one.as_bytes()), ("b.txt", two.as_bytes())]);
        let run = run(&["statements", "--once", "--format", "jsonl", folder.path().to_str().unwrap()]);
        assert_eq!(run.records().len(), 1, "{}", run.out);
        (run.records()[0]["carried"].clone(), run.records()[0]["first"].clone())
    };
    assert_eq!(first(["", ""]), (2.into(), Value::Null));
    assert_eq!(first(["4 March 2025", "3 March 2025"]), (2.into(), "b".into()));
}

#[test]
fn what_a_bibliography_quotes_begins_no_entry() {
    let text = "Harbour\n\n\"Write to @harbour_news or to me,\" Minister Ann Lee said.\n";
    let folder = folder(&[("a.txt", text.as_bytes())]);
    let run = run(&["export", "--format", "bib", folder.path().to_str().unwrap()]);
    let between = run.out.lines().find(|line| line.starts_with('%')).unwrap();
    assert!(!between.contains('@') && between.contains("(at)harbour_news"), "{}", run.out);
}

#[test]
fn corrections_that_are_named_must_be_there() {
    let run = run(&["statements", "seeds", "--corrections", "nowhere.toml"]);
    assert!(run.status == 2 && run.err.contains("nowhere.toml") && run.err.contains("no such file"), "{}", run.err);
}

#[test]
fn an_outlet_is_found_by_part_of_its_address() {
    let text = |address: &str| format!("Harbour\n\n\"It opens,\" Minister Ann Lee said.\n\n© 2024 {address}\n");
    let line = |id: &str, source: &str| serde_json::json!({ "id": id, "text": text(id), "source": source }).to_string();
    let lines = [line("a", "theharbour.example"), line("b", "The Harbour"), line("c", "Gull Times")].join("\n");
    let ids = |filter: &str| fed(&["statements", "-", "--format", "jsonl", "--filter", filter], lines.as_bytes()).out;
    for filter in ["source:harbour", "source:\"the harbour\"", "source:theharbour"] {
        let found = ids(filter);
        assert!(found.contains("\"a\"") && found.contains("\"b\"") && !found.contains("\"c\""), "{filter}: {found}");
    }
    assert!(!ids("source:gull").contains("\"a\""));
}

#[test]
fn why_a_negation_leaves_statements_and_no_article_is_told() {
    let why = "`-by:rutte` leaves out every article that holds such a statement, and keeps its other statements";
    let run = |command: &[&str]| run(&[command, &["seeds", "--filter", "not by:rutte"]].concat());
    let statements = run(&["statements", "--format", "csv"]).out.lines().count() - 1;
    for command in [&["export"][..], &["export", "--format", "jsonl"], &["timeline"]] {
        let told = run(command).err;
        let all = format!("briefing: the filter leaves no article, but {statements} statements; {why}\n");
        assert!(told.contains(&all), "{command:?} {told}");
    }
    assert!(run(&["extract"]).err.contains(&format!("the filter leaves no article; 5 were there; {why}")));
    assert!(!run(&["statements"]).err.contains("leaves"));
}

#[test]
fn statements_of_articles_that_a_negation_leaves_out_are_counted_beside_records() {
    let text = |who: &str| {
        format!("Harbour\n\n\"It opens,\" Minister {who} said.\n\n\"It is late,\" Minister Ann Lee said.\n")
    };
    let files = [text("Ben Holt"), text("Ann Lee")];
    let folder = folder(&[("a.txt", files[0].as_bytes()), ("b.txt", files[1].as_bytes())]);
    let run = |format: &str| run_in(folder.path(), &["export", ".", "--filter", "-by:holt", "--format", format]);
    for format in ["json", "jsonl", "csl"] {
        let told = run(format).err;
        assert!(told.contains("1 statement stands in an article left out here: `-by:holt` leaves out every"), "{told}");
    }
    assert_eq!(run("jsonl").ids(), ["b"]);
    assert_eq!((run("md").err.as_str(), run("csv").err.as_str()), ("", ""));
}

#[test]
fn the_timeline_of_statements_is_that_of_their_articles() {
    let rows = |more: &[&str]| run(&[&["timeline", "seeds", "--format", "jsonl"], more].concat()).records();
    let (said, all) = (rows(&["--filter", "by:rutte"]), rows(&[]));
    let ids = run(&["extract", "seeds", "--filter", "by:rutte"]).ids();
    let of_them: Vec<_> =
        all.into_iter().filter(|row| ids.contains(&row["article"].as_str().unwrap().to_owned())).collect();
    assert_eq!(said, of_them);
    let help = run(&["timeline", "--help"]).out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(help.contains("under by:rutte everything dated in articles that cite him"), "{help}");
}

#[test]
fn what_is_empty_says_so() {
    let folder = folder(&[("calm.txt", b"The sea is calm\n\nThe sea was calm. Gulls flew over it.\n")]);
    fs::create_dir(folder.path().join("none")).unwrap();
    let run = |arguments: &[&str]| {
        let run = run_in(folder.path(), arguments);
        (run.status, run.err)
    };
    for command in [&["statements"][..], &["timeline"], &["actors"], &["export"], &["find", "x"]] {
        let (status, told) = run(&[command, &["none"]].concat());
        assert!((status, told.as_str()) == (1, "briefing: no article was found\n"), "{command:?} {told}");
    }
    assert_eq!(run(&["statements", "calm.txt"]), (1, "briefing: no statement here\n".to_owned()));
    assert_eq!(run(&["timeline", "calm.txt", "--from", "2030"]), (1, "briefing: no dated event here\n".to_owned()));
    let (status, told) = run(&["themes", "calm.txt", "--explain", "calm"]);
    assert_eq!((status, told.as_str()), (1, "briefing: nothing in `calm` speaks for any theme\n"));
    let (status, told) = run(&["find", "sea", "calm.txt", "--limit", "0"]);
    assert_eq!((status, told.as_str()), (1, "briefing: --limit 0 leaves nothing to list\n"));
}

#[test]
fn what_is_no_query_or_name_or_number_is_told() {
    for (arguments, told) in [
        (&["find", ""][..], "nothing to look up"),
        (&["find", " ", "seeds"], "nothing to look up"),
        (&["statements", "--actor", ""], "--actor needs a name"),
        (&["find", "x", "seeds", "--limit", "-3"], "'-3' for '--limit <N>': not a number such as 20"),
        (&["statements", "--filter", "by:rutte | by:macron"], "`|` is written `or`"),
        (&["statements", "--filter", "by=rutte"], "a field ends with a colon: by:rutte"),
        (&["statements", "--filter", "speaker:rutte"], "there is no field `speaker`; by?"),
    ] {
        let run = run(arguments);
        assert!(run.status == 2 && run.err.contains(told), "{arguments:?} {}", run.err);
    }
    let loose = run(&["find", "step", "up", "seeds"]);
    assert!(loose.status == 3 && loose.err.contains("are one QUERY: 'step up'"), "{}", loose.err);
    assert!(!run(&["find", "step up", "seats"]).err.contains("one QUERY"));
    for (arguments, told) in [
        (&["find", "by:rutte step", "seeds"][..], "as a filter it is --filter 'by:rutte'"),
        (&["find", "!rutte -europe", "seeds"], "it only leaves out; name a word to look for, too"),
        (&["statements", "--filter", "by:rutte by:macron"], "any of several are `by:rutte or by:macron`"),
    ] {
        let run = run(arguments);
        assert!(run.err.contains(told), "{arguments:?} {}", run.err);
    }
    assert!(!run(&["find", "at 10:25", "seeds"]).err.contains("--filter"));
}
