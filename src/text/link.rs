//! Addresses in a text: `http:`, `https:` and `mailto:`, as RFC 3986 writes them, each without the marks of the sentence
//! around it.

use crate::model::Span;

/// The schemes that are looked for.
const SCHEMES: [&str; 3] = ["https", "http", "mailto"];

/// The addresses of `text` in order, each place of one that occurs several times. Characters that nobody sees, controls and
/// direction marks among them, are taken for part of an address, so that what is hidden in one is not cut off but noticed.
pub fn links(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for (colon, _) in text.match_indices(':') {
        if found.last().is_some_and(|last| (last.end as usize) > colon) {
            continue;
        }
        let Some(start) = scheme_before(text, colon) else { continue };
        let end = end_of(text, colon + 1);
        let span = Span::new(start, start + trimmed(&text[start..end]));
        if is_address(span.of(text), colon - start) {
            found.push(span);
        }
    }
    found
}

/// A longer address is none that anybody could follow or check.
const LONGEST: usize = 2048;

/// An address of the web, `http:` or `https:`, in ASCII alone, letters of other scripts and whatever is hidden in it written
/// with escapes; `None` for words that are none, or hold more than one.
pub fn web_address(words: &str) -> Option<String> {
    let words = words.trim();
    let whole = words.len() <= LONGEST && links(words) == [Span::new(0, words.len())];
    // Somebody before the host misleads: `https://google.com@example.org`.
    let authority = words.split_once("://").and_then(|(_, rest)| rest.split(['/', '?', '#']).next());
    let whole = whole && authority.is_some_and(|authority| !authority.contains('@'));
    let web = words.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http"));
    if !whole || !web || words.contains(|c: char| c.is_ascii_control()) {
        return None;
    }
    let mut address = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            _ if c.is_ascii() => address.push(c),
            _ => address.extend(c.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("%{byte:02X}"))),
        }
    }
    Some(address)
}

/// Where the scheme begins that ends before a colon; `None` where none of those looked for stands there.
fn scheme_before(text: &str, colon: usize) -> Option<usize> {
    let fits = |scheme: &&&str| {
        let start = colon.checked_sub(scheme.len());
        start.and_then(|start| text.get(start..colon)).is_some_and(|word| word.eq_ignore_ascii_case(scheme))
    };
    let start = colon - SCHEMES.iter().find(fits)?.len();
    let before = text[..start].chars().next_back();
    (!before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '+' | '-' | '.'))).then_some(start)
}

/// Where an address ends that goes on at `from`: at white space, or at a mark that no address has.
fn end_of(text: &str, from: usize) -> usize {
    let ends = |c: char| {
        c.is_whitespace()
            || matches!(c, '<' | '>' | '"' | '\\' | '^' | '`' | '{' | '|' | '}' | '“' | '”' | '‘' | '’' | '«' | '»')
    };
    text[from..].find(ends).map_or(text.len(), |length| from + length)
}

/// The length of an address without the marks of the sentence that it stands in: stops and commas, a bracket that was
/// opened before it.
fn trimmed(address: &str) -> usize {
    let mut rest = address;
    while let Some(last) = rest.chars().next_back() {
        let count = |c: char| rest.matches(c).count();
        let of_sentence = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '…' | '—' => true,
            ')' => count(')') > count('('),
            ']' => count(']') > count('['),
            _ => false,
        };
        if !of_sentence {
            break;
        }
        rest = &rest[..rest.len() - last.len_utf8()];
    }
    rest.len()
}

/// Whether it names something: a host behind `//`, or somebody at a host. `colon` is the place of the colon.
fn is_address(address: &str, colon: usize) -> bool {
    let Some(rest) = address.get(colon + 1..) else { return false };
    let names = |host: &str| host.chars().any(char::is_alphanumeric);
    if colon == "mailto".len() {
        return rest.split_once('@').is_some_and(|(name, host)| !name.is_empty() && names(host));
    }
    rest.strip_prefix("//").is_some_and(|rest| names(rest.split(['/', '?', '#']).next().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(links(text).iter().map(|span| span.of(text)).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn addresses_are_found_without_the_marks_around_them() {
        check(
            "See https://example.org/a?b=c#d, and http://example.org.",
            &["https://example.org/a?b=c#d", "http://example.org"],
        );
        check(
            "(HTTPS://Example.org/wiki/Ferry_(ship)) “http://a.b/c”",
            &["HTTPS://Example.org/wiki/Ferry_(ship)", "http://a.b/c"],
        );
        check(
            "[more](https://example.org/x) <a href=\"http://a.b/?x=1\">",
            &["https://example.org/x", "http://a.b/?x=1"],
        );
        check("Write to mailto:desk@example.org?subject=Ferry!", &["mailto:desk@example.org?subject=Ferry"]);
        check(
            "http://[2001:db8::1]:8080/x and https://пример.рф/ж.",
            &["http://[2001:db8::1]:8080/x", "https://пример.рф/ж"],
        );
    }

    #[test]
    fn what_only_looks_like_one_is_none() {
        for text in
            ["http://", "https:example.org", "xhttp://a.b", "mailto:nobody", "javascript:alert(1)", "file:///etc", ":"]
        {
            check(text, &[]);
        }
    }

    #[test]
    fn an_address_of_the_web_is_whole_and_in_ascii() {
        let check =
            |words: &str, expected: Option<&str>| assert_eq!(web_address(words).as_deref(), expected, "{words}");
        check(" https://a.b/c?d=e#f\n", Some("https://a.b/c?d=e#f"));
        check("HTTP://a.b", Some("HTTP://a.b"));
        check("https://a.b/ж", Some("https://a.b/%D0%B6"));
        check("https://a.b/\u{202e}gpj", Some("https://a.b/%E2%80%AEgpj"));
        for none in [
            "",
            "a.b/c",
            "mailto:a@b.c",
            "javascript:alert(1)",
            "https://a.b c",
            "https://a.b@c.d/e",
            "https://a.b/<x>",
            "https://a.b/\u{1b}[2J",
        ] {
            check(none, None);
        }
        check(&format!("https://a.b/{}", "x".repeat(LONGEST)), None);
    }

    #[test]
    fn what_is_hidden_in_an_address_stays_in_it() {
        check("https://a.b/\u{202e}gpj.exe x", &["https://a.b/\u{202e}gpj.exe"]);
        check("https://a.b/\u{1b}]8;;x y", &["https://a.b/\u{1b}]8;;x"]);
    }

    proptest! {
        #[test]
        fn addresses_lie_in_the_text_in_order(text in "(https?://|mailto:|[a-z.:/@é\u{200b} ()]){0,40}") {
            let found = links(&text);
            prop_assert!(found.iter().all(|span| text.get(span.range()).is_some_and(|words| !words.is_empty())));
            prop_assert!(found.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }
}
