//! The public contract, checked on what the program itself prints for the dossier that is built into it.

#![allow(clippy::unwrap_used)] // a test that cannot go on has failed

use briefing::model::Span;
use serde_json::Value;
use std::collections::HashSet;
use std::process::Command;

const PRECISIONS: [&str; 9] = ["minute", "hour", "day", "week", "month", "season", "quarter", "year", "decade"];

fn records() -> Vec<Value> {
    let output = Command::new(env!("CARGO_BIN_EXE_briefing")).arg("extract").output().unwrap();
    assert!(output.status.success());
    let lines = String::from_utf8(output.stdout).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The list under a key; no list is a breach of contract.
fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("`{key}` is no list in {value}"))
}

fn word<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("`{key}` is no string in {value}"))
}

/// The words under a value's span, which must lie in the text and cover something.
fn words<'a>(text: &'a str, value: &Value) -> (Span, &'a str) {
    let at = |key: &str| value[key].as_u64().unwrap_or_else(|| panic!("no `{key}` in {value}")) as usize;
    let (start, end) = (at("start"), at("end"));
    assert!(start < end, "{value}");
    let words = text.get(start..end).unwrap_or_else(|| panic!("{value} is not in the text, or cuts a character"));
    (Span::new(start, end), words)
}

fn spans(text: &str, values: &[Value]) -> Vec<Span> {
    let spans: Vec<_> = values.iter().map(|value| words(text, value).0).collect();
    assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "out of order or overlapping: {spans:?}");
    spans
}

fn check_date(value: &Value) {
    let date: briefing::model::PartialDate = word(value, "date").parse().unwrap();
    let precision = serde_json::to_value(date.precision()).unwrap();
    assert_eq!(precision, value["precision"], "{value}");
    assert!(PRECISIONS.contains(&word(value, "precision")));
    if let Some(end) = value.get("end_date") {
        assert!(end.as_str().unwrap().parse::<briefing::model::PartialDate>().unwrap() >= date, "{value}");
    }
}

/// `null`, or an object whose span is left out or right.
fn check_optional(text: &str, value: &Value) {
    if value.get("start").is_some() || value.get("end").is_some() {
        words(text, value);
    }
}

fn check_head(text: &str, record: &Value) {
    for key in ["title", "source", "published"] {
        let value = record.get(key).unwrap_or_else(|| panic!("no `{key}`"));
        check_optional(text, value);
    }
    for author in list(record, "authors") {
        assert!(!word(author, "name").is_empty());
        check_optional(text, author);
    }
    if !record["published"].is_null() {
        check_date(&record["published"]);
    }
}

fn check_actors(text: &str, record: &Value) -> HashSet<String> {
    let mut ids = HashSet::new();
    for actor in list(record, "actors") {
        assert!(ids.insert(word(actor, "id").to_owned()), "{} twice", actor["id"]);
        assert!(!word(actor, "name").is_empty());
        assert!(["person", "organisation", "place", "group"].contains(&word(actor, "kind")));
        spans(text, list(actor, "mentions"));
    }
    ids
}

fn check_themes(text: &str, record: &Value) -> HashSet<String> {
    let mut last = 1.0;
    for theme in list(record, "themes") {
        let score = theme["score"].as_f64().unwrap();
        assert!((0.0..=1.0).contains(&score) && score <= last, "{theme}");
        last = score;
        assert!(!word(theme, "name").is_empty());
        spans(text, list(theme, "mentions"));
    }
    list(record, "themes").iter().map(|theme| word(theme, "id").to_owned()).collect()
}

fn check_statements(text: &str, record: &Value, actors: &HashSet<String>, themes: &HashSet<String>) {
    let statements = list(record, "statements");
    for (place, statement) in statements.iter().enumerate() {
        assert!(["direct", "indirect", "mixed"].contains(&word(statement, "kind")));
        assert!(!spans(text, list(statement, "content")).is_empty());
        for key in ["speaker", "cue"] {
            let value = statement.get(key).unwrap_or_else(|| panic!("no `{key}` in {statement}"));
            if !value.is_null() {
                assert_eq!(words(text, value).1, word(value, "text"));
            }
        }
        if let Some(actor) = statement["speaker"]["actor"].as_str() {
            assert!(actors.contains(actor), "{actor} is no actor of the article");
        }
        for theme in list(statement, "themes") {
            assert!(themes.contains(theme.as_str().unwrap()), "{theme} is no theme of the article");
        }
        if let Some(outer) = statement.get("within") {
            let outer = outer.as_u64().unwrap() as usize;
            assert!(outer < statements.len() && outer != place, "{statement}");
        }
        if let Some(date) = statement.get("date") {
            check_date(date);
        }
    }
}

fn check_events(text: &str, record: &Value, actors: &HashSet<String>) {
    for event in list(record, "events") {
        check_date(event);
        let (span, sentence) = (words(text, event).0, words(text, &event["sentence"]).0);
        assert!(sentence.contains(span), "{event}");
        for actor in list(event, "actors") {
            assert!(actors.contains(actor.as_str().unwrap()), "{actor} is no actor of the article");
        }
    }
    assert!(list(record, "events").iter().map(|event| words(text, event).0).is_sorted());
}

#[test]
fn every_record_of_the_dossier_keeps_the_contract() {
    let records = records();
    assert_eq!(records.len(), 5);
    for record in &records {
        assert_eq!(record["schema"], "briefing/article@1");
        let text = word(record, "text");
        check_head(text, record);
        assert!(!spans(text, list(record, "body")).is_empty());
        let (actors, themes) = (check_actors(text, record), check_themes(text, record));
        check_statements(text, record, &actors, &themes);
        check_events(text, record, &actors);
        assert!(list(record, "warnings").iter().all(Value::is_string));
    }
    let ids: HashSet<_> = records.iter().map(|record| word(record, "id")).collect();
    assert_eq!(ids.len(), records.len());
    assert!(records.iter().map(|record| word(record, "path")).is_sorted());
}

#[test]
fn the_text_of_a_plain_file_is_the_file() {
    for record in records() {
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(word(&record, "path"));
        assert_eq!(std::fs::read_to_string(file).unwrap(), word(&record, "text"));
    }
}

#[test]
fn records_are_loaded_as_they_are() {
    let briefing = env!("CARGO_BIN_EXE_briefing");
    let first = Command::new(briefing).arg("extract").output().unwrap().stdout;
    let file = tempfile::Builder::new().suffix(".jsonl").tempfile().unwrap();
    std::fs::write(&file, &first).unwrap();
    let again = Command::new(briefing).arg("extract").arg(file.path()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&again.stdout), String::from_utf8_lossy(&first));
    assert!(again.stderr.is_empty());
}
