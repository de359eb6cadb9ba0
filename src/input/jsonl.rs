//! Raw articles, one JSON object a line; and records, which are told from them by their `schema`.

use super::{Document, Metadata, Reading, plain, record};
use crate::model::{Format, PartialDate};
use chrono::{Datelike, Timelike};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::borrow::Cow;

/// Under which names other programs write the text, the most certain first.
const TEXT: &[&str] = &["text", "body", "content", "maintext", "articleBody", "body_text", "full_text"];
const TITLE: &[&str] = &["title", "headline"];
const PUBLISHED: &[&str] = &[
    "published",
    "date",
    "date_publish",
    "versioncreated",
    "datePublished",
    "date_published",
    "published_at",
    "publishedAt",
    "pubDate",
    "pub_date",
];
const SOURCE: &[&str] = &["source", "publisher", "source_domain", "site_name", "sitename", "outlet"];
const AUTHORS: &[&str] = &["authors", "byline", "author"];
const URL: &[&str] = &["url", "link"];
const ID: &[&str] = &["id", "uid", "uuid"];

/// Reads line `number` of the file at `path`, or says in half a sentence why not. `id` is for articles without their own.
pub fn read(line: Vec<u8>, id: String, path: String) -> Result<Reading, String> {
    let mut warnings = Vec::new();
    let line = String::from_utf8(line).unwrap_or_else(|error| {
        warnings.push("bytes of the line that are not UTF-8 stand as �".to_owned());
        String::from_utf8_lossy(error.as_bytes()).into_owned()
    });
    if let Some(schema) = schema(&line) {
        return record::read(&line, &schema, id, path).map(|article| Reading::Record(Box::new(article)));
    }
    let Value::Object(mut fields) = serde_json::from_str(&line).map_err(|error| no_json(&error))? else {
        return Err("holds JSON that is no object; an article is written {\"text\": \"…\"}".to_owned());
    };
    let Some(text) = take(&mut fields, TEXT, text_of) else {
        return Err(format!("holds no text; name the article's field one of {}", TEXT[..4].join(", ")));
    };
    if text.len() as u64 >= super::decode::TOO_LONG {
        return Err("holds a text of 4 GiB or more; split it".to_owned());
    }
    let id = take(&mut fields, ID, word_of).unwrap_or(id);
    let metadata = metadata(&mut fields);
    let document = plain::read(id, path, text, warnings);
    Ok(Reading::Raw(Box::new(Document { format: Format::Jsonl, metadata, ..document })))
}

/// The schema that a line names, if it is a record.
fn schema(line: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Peek<'a> {
        #[serde(borrow)]
        schema: Option<Cow<'a, str>>,
    }
    let named = line.contains("\"schema\"").then(|| serde_json::from_str::<Peek>(line).ok()?.schema)??;
    named.starts_with("briefing/").then(|| named.into_owned())
}

fn no_json(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let what = message.split(" at line ").next().unwrap_or_default();
    let line = if error.line() > 1 { format!(" of its line {}", error.line()) } else { String::new() };
    format!("is not JSON at byte {}{line}: {what}", error.column())
}

fn metadata(fields: &mut Map<String, Value>) -> Metadata {
    let written = take(fields, PUBLISHED, moment_of);
    let published = written.as_deref().and_then(date_of);
    Metadata {
        title: take(fields, TITLE, word_of),
        published,
        dated: written.filter(|_| published.is_none()),
        named: None,
        source: take(fields, SOURCE, word_of),
        authors: take(fields, AUTHORS, |value| Some(names_of(value))).unwrap_or_default(),
        url: take(fields, URL, word_of),
    }
}

/// The first of the fields that holds something.
fn take<T>(fields: &mut Map<String, Value>, names: &[&str], read: impl Fn(Value) -> Option<T>) -> Option<T> {
    names.iter().find_map(|name| read(fields.remove(*name)?))
}

/// A text as it stands: a string, or paragraphs in a list.
fn text_of(value: Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text,
        Value::Array(parts) => parts
            .into_iter()
            .map(|part| if let Value::String(text) = part { Some(text) } else { None })
            .collect::<Option<Vec<_>>>()?
            .join("\n\n"),
        _ => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

/// A short value: a string, a number, or the name inside an object.
fn word_of(value: Value) -> Option<String> {
    let word = match value {
        Value::String(word) => word.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Object(mut fields) => return take(&mut fields, &["name", "title", "domain", "uri", "id"], word_of),
        Value::Array(mut values) if !values.is_empty() => return word_of(values.swap_remove(0)),
        _ => return None,
    };
    (!word.is_empty()).then_some(word)
}

/// A date as it is written, by itself or as records have it: `{"date": "2025-02-18", "precision": "day"}`.
fn moment_of(value: Value) -> Option<String> {
    match value {
        Value::Object(mut fields) => take(&mut fields, PUBLISHED, word_of),
        other => word_of(other),
    }
}

/// Names in a list, in objects, or in one byline.
fn names_of(value: Value) -> Vec<String> {
    match value {
        Value::Array(names) => names.into_iter().filter_map(word_of).collect(),
        Value::String(byline) => byline_names(&byline),
        other => word_of(other).into_iter().collect(),
    }
}

/// `By Ann Lee, Bo Chan and Cy Dee` as three names.
fn byline_names(byline: &str) -> Vec<String> {
    let byline = byline.trim();
    let names = match byline.get(..3) {
        Some(by) if by.eq_ignore_ascii_case("by ") => &byline[3..],
        _ => byline,
    };
    let names = names.split([',', ';', '&', '|']).flat_map(|part| part.split(" and "));
    names.map(|name| name.trim().trim_start_matches("and ").to_owned()).filter(|name| !name.is_empty()).collect()
}

/// A date as programs write it: ISO 8601 in either form, with slashes, or seconds or milliseconds since 1970.
fn date_of(written: &str) -> Option<PartialDate> {
    let written = written.trim();
    let digits = written.bytes().all(|b| b.is_ascii_digit());
    if digits && written.len() >= 9 {
        return since_1970(written.parse().ok()?);
    }
    if written.len() >= 8 && written.as_bytes()[..8].iter().all(u8::is_ascii_digit) {
        let (day, time) = written.split_at(8);
        let day: PartialDate = format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]).parse().ok()?;
        return Some(compact_time(day, time).unwrap_or(day));
    }
    written.parse().ok().or_else(|| written.replacen('/', "-", 2).parse().ok())
}

/// `T102500Z` after a day.
fn compact_time(day: PartialDate, time: &str) -> Option<PartialDate> {
    let time = time.strip_prefix('T')?;
    day.at_minute(time.get(..2)?.parse().ok()?, time.get(2..4)?.parse().ok()?)
}

fn since_1970(number: i64) -> Option<PartialDate> {
    let seconds = if number >= 100_000_000_000 { number / 1000 } else { number };
    let moment = chrono::DateTime::from_timestamp(seconds, 0)?.naive_utc();
    let moment = Some(moment).filter(|moment| moment.year() < 10_000)?;
    PartialDate::from(moment.date()).at_minute(moment.hour(), moment.minute())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn raw(line: &str) -> Document {
        match read(line.as_bytes().to_vec(), "fallback".into(), "x.jsonl:1".into()).unwrap() {
            Reading::Raw(document) => *document,
            Reading::Record(_) => panic!("a record"),
        }
    }

    #[test]
    fn the_text_stays_as_it_is_and_the_rest_is_metadata() {
        let found = raw(r#"{"id": 7, "headline": "Talks end", "maintext": "One.\r\n\nTwo.", "byline": "By Ann Lee and Bo Chan",
                 "date_publish": "2025-02-18 10:25:00", "source_domain": "example.org", "url": "https://example.org/a"}"#
            .replace('\n', " ")
            .as_str());
        assert_eq!((found.id.as_str(), found.text.as_str(), found.blocks.len()), ("7", "One.\r\n\nTwo.", 2));
        assert_eq!(found.format, Format::Jsonl);
        let metadata = found.metadata;
        assert_eq!(metadata.title.as_deref(), Some("Talks end"));
        assert_eq!(metadata.published.map(|d| d.to_string()).as_deref(), Some("2025-02-18T10:25"));
        assert_eq!(metadata.source.as_deref(), Some("example.org"));
        assert_eq!(metadata.authors, ["Ann Lee", "Bo Chan"]);
    }

    #[test]
    fn fields_may_be_empty_nested_or_lists() {
        let found = raw(
            r#"{"text": "", "body": ["One.", "Two."], "source": {"name": "The Herald"}, "authors": [{"name": "Ann"}, "Bo"], "title": null}"#,
        );
        assert_eq!(found.text, "One.\n\nTwo.");
        assert_eq!((found.id.as_str(), found.metadata.source.as_deref()), ("fallback", Some("The Herald")));
        assert_eq!(found.metadata.authors, ["Ann", "Bo"]);
    }

    #[test]
    fn dates_of_many_programs_are_read() {
        for (written, read) in [
            ("2025-02-18", "2025-02-18"),
            ("2025-02-18T10:25:31.123Z", "2025-02-18T10:25"),
            ("2025-02-18 10:25:31+02:00", "2025-02-18T10:25"),
            ("20250218", "2025-02-18"),
            ("20250218T102531Z", "2025-02-18T10:25"),
            ("2025/02/18", "2025-02-18"),
            ("1739874300", "2025-02-18T10:25"),
            ("1739874300000", "2025-02-18T10:25"),
            ("2025-02", "2025-02"),
        ] {
            assert_eq!(date_of(written).map(|d| d.to_string()).as_deref(), Some(read), "{written}");
        }
        assert_eq!((date_of("soon"), date_of("999999999999999")), (None, None));
        let recorded = raw(r#"{"text": "a", "published": {"date": "2025-02-18", "precision": "day"}}"#).metadata;
        assert_eq!(recorded.published.map(|d| d.to_string()).as_deref(), Some("2025-02-18"));
        assert_eq!(raw(r#"{"text": "a", "date": "Feb 18, 2025"}"#).metadata.dated.as_deref(), Some("Feb 18, 2025"));
    }

    #[test]
    fn bad_lines_say_what_is_wrong() {
        for (line, why) in [
            ("{\"text\": \"a", "not JSON"),
            ("[1]", "no object"),
            ("{}", "no text"),
            ("{\"text\": \"  \"}", "no text"),
            (r#"{"schema": "briefing/article@9"}"#, "newer"),
            (r#"{"schema": "briefing/article@1"}"#, "record"),
        ] {
            let said = read(line.as_bytes().to_vec(), String::new(), String::new()).unwrap_err();
            assert!(said.contains(why), "{line}: {said}");
        }
    }

    #[test]
    fn a_schema_of_another_program_is_no_record() {
        assert_eq!(raw(r#"{"schema": "iptc/ninjs", "body": "a"}"#).text, "a");
    }

    proptest! {
        #[test]
        fn any_line_is_read_or_refused(line in proptest::collection::vec(any::<u8>(), 0..80)) {
            let _ = read(line, String::new(), String::new());
        }

        #[test]
        fn any_date_is_read_or_not(written in "\\PC{0,20}|[0-9T:/-]{0,20}") {
            let _ = date_of(&written);
        }
    }
}
