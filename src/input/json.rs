//! A file of JSON: one article, a list of them, or one behind the other. It is only cut here; each article is then read as
//! if it stood on a line.

use super::{Reading, jsonl};

/// How many are tried before it is said that a file holds none: data of another kind may be long.
const TRIED: usize = 1000;

/// The articles as they stand in a file, if any of them can be read, and is no record where `records` are not wanted; else
/// half a sentence that says why not.
pub fn articles(file: &[u8], records: bool) -> Result<Vec<&[u8]>, String> {
    let found = cut(file);
    let mut why = "holds no article in JSON; one is written {\"text\": \"…\"}, several stand in a list".to_owned();
    for article in found.iter().rev().take(TRIED) {
        match jsonl::read(article.to_vec(), String::new(), String::new()) {
            Ok(reading) if records || matches!(reading, Reading::Raw(_)) => return Ok(found),
            Err(fault) if article.starts_with(b"{") => why = fault,
            _ => {}
        }
    }
    Err(why)
}

/// What ends with a brace or before a comma that stands in no other brackets than those of the list. Broken JSON so costs
/// what is broken and no more.
fn cut(file: &[u8]) -> Vec<&[u8]> {
    let file = file.trim_ascii();
    let list = file.strip_prefix(b"[");
    let text = list.unwrap_or(file);
    let (mut found, mut start, mut depth, mut quoted, mut escaped) = (Vec::new(), 0, 0_usize, false, false);
    for (at, byte) in text.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = quoted,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && !quoted && matches!(byte, b'}' | b',') {
            let end = at + usize::from(*byte == b'}');
            found.push(text[start..end].trim_ascii());
            start = at + 1;
        }
    }
    found.retain(|article| !article.is_empty());
    let rest = text[start..].trim_ascii();
    // A list that is not closed was cut short.
    let closed = if list.is_some() { rest.strip_suffix(b"]") } else { Some(rest) };
    found.extend(closed.map_or(Some(rest), |rest| (!rest.is_empty()).then_some(rest.trim_ascii())));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(file: &str, expected: &str) {
        let found = cut(file.as_bytes()).into_iter().map(|article| String::from_utf8_lossy(article).into_owned());
        assert_eq!(found.collect::<Vec<_>>().join("|"), expected, "{file}");
    }

    #[test]
    fn files_are_cut_into_articles() {
        check("", "");
        check("[ ]", "");
        check(" {\"a\": [1, 2]}\n", "{\"a\": [1, 2]}");
        check("[{\"a\": {\"b\": 1}}\n, {}]\n", "{\"a\": {\"b\": 1}}|{}");
        check("{}\n{}\n", "{}|{}");
        check(r#"[{"a": "}, \"] {"}, 5, {}]"#, r#"{"a": "}, \"] {"}|5|{}"#);
    }

    #[test]
    fn what_is_broken_is_an_article_that_cannot_be_read() {
        check("[{}, {\"a\": ", "{}|{\"a\":");
        check("[{}, {}", "{}|{}|");
        check("[{}][{}]", "{}|][{}");
        check("{} and more", "{}|and more");
    }

    #[test]
    fn of_a_file_without_articles_one_thing_is_said() {
        let said = |file: &str| articles(file.as_bytes(), true).unwrap_err();
        for file in ["", "[]", "[1, 2]", "\"words\"", "Words, and more.", "[[{\"text\": \"a\"}]]"] {
            assert!(said(file).starts_with("holds no article"), "{file}");
        }
        assert!(said("[{\"a\": 1}, {\"text\": 5}]").starts_with("holds no text"));
        assert!(said("{\n\"text\": oh}").starts_with("is not JSON at byte 9 of its line 2"));
        assert_eq!(articles(b"[{\"a\": 1}, {\"text\": \"b\"}]", false).unwrap().len(), 2);
    }

    proptest! {
        #[test]
        fn any_file_is_cut_in_order_and_without_loss(file in "[\\[\\]{},\"a\\\\ ]{0,40}") {
            let found: Vec<u8> = cut(file.as_bytes()).concat();
            let plain = |bytes: &[u8]| bytes.iter().filter(|b| !b", []".contains(b)).copied().collect::<Vec<_>>();
            prop_assert_eq!(plain(&found), plain(file.as_bytes()));
        }
    }
}
