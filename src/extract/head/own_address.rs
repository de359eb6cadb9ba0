//! A page's own address, and the date that it carries, where the page says when it appeared nowhere else.
//!
//! Many sites file their articles by day: `/2026/02/20/`, `/2026/feb/04/`, `-2026-02-09`. The links of a page tell its own
//! address: what it hands on to be shared, what a dump has glued its relative links to, and what speaks as the headline.
//! Whoever saves articles files them so too.

use super::title::is_domain;
use crate::extract::furniture::page::plain_words;
use crate::input::Document;
use crate::model::PartialDate;
use crate::text::fold::fold;
use crate::text::link;
use memchr::memmem;
use rustc_hash::{FxHashMap, FxHashSet};
use std::path::Path;

/// How many words of the headline an address must hold to be the article's own.
const SHARED_WORDS: usize = 3;

/// The address that came with a document, or the one that all links of the page agree on which hand it on to be shared.
pub fn own(document: &Document) -> Option<String> {
    let given = document.metadata.url.as_deref().and_then(link::web_address);
    given.or_else(|| single(addresses(&document.text).filter_map(to_share).filter_map(|shared| page_address(&shared))))
}

/// Shorter names below the front page are of sections and languages: `/en`, `/news`.
const NAMED: usize = 8;

/// What a link hands on to be shared, as it stands there; `None` for one that leads somewhere itself.
fn handed(address: &str) -> Option<&str> {
    let (_, asked) = address.split_once('?')?;
    let part = |key: &str| asked.split('&').find_map(|part| part.strip_prefix(key));
    ["u=", "url=", "text="].into_iter().find_map(part)
}

/// The address in what a link hands on.
fn to_share(address: &str) -> Option<String> {
    let shared = decoded(handed(address)?);
    let from = shared.find("http")?;
    let end = shared[from..].find(char::is_whitespace).map_or(shared.len(), |length| from + length);
    Some(shared[from..end].to_owned())
}

/// The address of a page below the front page, without the place on it and what counts who came from where.
fn page_address(address: &str) -> Option<String> {
    let whole = address.split('#').next()?;
    let (page, asked) = whole.split_once('?').unwrap_or((whole, ""));
    let (_, below) = page.split_once("://")?.1.trim_end_matches('/').split_once('/')?;
    let asked: Vec<&str> = asked.split('&').filter(|part| !part.is_empty() && !part.starts_with("utm_")).collect();
    let mark = if asked.is_empty() { "" } else { "?" };
    link::web_address(&format!("{page}{mark}{}", asked.join("&"))).filter(|_| below.len() >= NAMED)
}

/// The day on which all addresses of the article itself agree.
pub fn own_day(document: &Document, title: Option<&str>) -> Option<PartialDate> {
    let given = document.metadata.url.as_deref().and_then(day_in);
    if given.is_some() {
        return given;
    }
    let title: FxHashSet<String> = title.map(|t| slug_words(t).collect()).unwrap_or_default();
    let own = addresses(&document.text).filter_map(|address| own_part(address, &title));
    single(own.filter_map(|address| day_in(&address)))
}

/// The host on which all addresses of the article itself agree: those that a dump has glued relative links to, and those
/// that it hands on to be shared.
pub fn own_host(text: &str) -> Option<String> {
    let none = FxHashSet::default();
    let own = addresses(text).filter_map(|address| own_part(address, &none));
    single(own.filter_map(|address| host(&address)))
}

/// How many links of Markdown must lead somewhere for their host to tell the page's own.
const MANY_LINKS: usize = 8;

/// The host to which nearly all links of Markdown on a page lead, as its menus do.
pub fn common_host(text: &str) -> Option<String> {
    let links = memmem::find_iter(text.as_bytes(), "](http").filter_map(|at| host(&text[at + 2..]));
    let mut counts: FxHashMap<String, usize> = FxHashMap::default();
    links.for_each(|host| *counts.entry(host).or_default() += 1);
    let all: usize = counts.values().sum();
    let most = counts.into_iter().max_by(|left, right| (left.1, &right.0).cmp(&(right.1, &left.0)))?;
    (all >= MANY_LINKS && most.1 * 4 >= all * 3).then_some(most.0)
}

/// The host of the only domain to which a page's mail addresses belong, where readers may write to its makers.
pub fn mail_host(text: &str) -> Option<String> {
    const OPEN_TO_ALL: [&str; 8] =
        ["gmail.com", "yahoo.com", "outlook.com", "hotmail.com", "protonmail.com", "mail.ru", "gmx.de", "example.com"];
    let hosts = text.match_indices('@').filter_map(|(at, _)| {
        let named = text[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
        let behind = &text[at + 1..];
        let end = behind.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-')));
        let name = behind[..end.unwrap_or(behind.len())].trim_end_matches(['.', '-']);
        named.then(|| host(name))?
    });
    single(hosts.filter(|host| !OPEN_TO_ALL.contains(&host.as_str())))
}

/// The host of an address, without `www.`.
pub fn host(url: &str) -> Option<String> {
    let behind = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = behind.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    is_domain(host).then(|| host.to_lowercase())
}

/// Of two readings of a date in figures, the one that addresses of the page carry and the other not.
pub fn settle(text: &str, readings: [PartialDate; 2]) -> Option<PartialDate> {
    let days: Vec<PartialDate> = addresses(text).filter_map(day_in).collect();
    single(readings.into_iter().filter(|reading| days.contains(reading)))
}

/// The headline that links to share the page hand on, `?text=Ferry%20fares%20rise`, each as its letters and digits.
pub fn shared_titles(text: &str) -> Vec<String> {
    handed_on(text).map(|title| plain_words(&title)).filter(|title| title.len() > 15).collect()
}

/// What the first links to share a page hand on as its headline.
fn handed_on(text: &str) -> impl Iterator<Item = String> {
    const KEYS: [&str; 4] = ["text=", "title=", "subject=", "quote="];
    let parts = addresses(text).flat_map(|address| address.split(['?', '&']).skip(1));
    let titles = parts.filter_map(|part| KEYS.iter().find_map(|key| part.strip_prefix(key)));
    titles.take(20).map(decoded)
}

/// The text behind the escapes of an address.
fn decoded(words: &str) -> String {
    let mut bytes = Vec::with_capacity(words.len());
    let mut rest = words.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let escaped = behind.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let value = escaped.filter(|_| *first == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(value.unwrap_or(if *first == b'+' { b' ' } else { *first }));
        rest = if value.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The only value; `None` where there are two that differ.
fn single<T: PartialEq>(mut values: impl Iterator<Item = T>) -> Option<T> {
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}

/// All addresses of a text, with what is glued to them.
fn addresses(text: &str) -> impl Iterator<Item = &str> {
    memmem::find_iter(text.as_bytes(), "http").filter_map(|at| {
        let rest = &text[at..];
        let is_address = rest.starts_with("https://") || rest.starts_with("http://");
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ')' | '"' | '>' | ']')).unwrap_or(rest.len());
        is_address.then(|| &rest[..end])
    })
}

/// The article's own address in a link: before the target glued to it, as what is shared, or the link where its words are
/// those of the headline.
fn own_part(address: &str, title: &FxHashSet<String>) -> Option<String> {
    if let Some((base, _)) = address.split_once('<') {
        return base.ends_with('/').then(|| base.to_owned());
    }
    if handed(address).is_some() {
        return to_share(address);
    }
    if title.is_empty() {
        return None;
    }
    let words: FxHashSet<String> = slug_words(address).collect();
    (words.intersection(title).count() >= SHARED_WORDS.max(title.len() / 2)).then(|| address.to_owned())
}

/// The words of an address or headline that are long enough to tell something.
fn slug_words(words: &str) -> impl Iterator<Item = String> {
    words.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 3).map(fold)
}

/// The day in an address: year, month and day in a row, in figures or with the name of the month.
fn day_in(address: &str) -> Option<PartialDate> {
    let address = address.split(['?', '#']).next()?;
    let parts: Vec<&str> = address.split(['/', '-', '_', '.']).collect();
    parts.windows(3).find_map(|part| {
        let year = part[0].parse().ok().filter(|year| (1990..=2100).contains(year) && part[0].len() == 4)?;
        let day = part[2].parse().ok().filter(|_| part[2].len() <= 2)?;
        PartialDate::day(Some(year), month(part[1])?, day)
    })
}

fn month(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let named = || NAMES.iter().zip(1..).find(|(name, _)| word.eq_ignore_ascii_case(name)).map(|(_, month)| month);
    if word.len() <= 2 { word.parse().ok() } else { named() }
}

/// The day in the name of a file (`harbour_2025-02-18_bridge.txt`, `20250218-bridge.txt`), or else in those of the folders that
/// it lies in (`2025/02/18/bridge.txt`). A name with two days tells none, and one that was drawn at random (a UUID) neither.
pub fn day_in_name(path: &Path) -> Option<PartialDate> {
    let name = path.file_name()?.to_string_lossy();
    let parts: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).collect();
    let drawn = parts.iter().map(|part| part.len()).take(5).eq([8, 4, 4, 4, 12]);
    let days = parts.iter().filter_map(|part| day_of(part)).chain(parts.windows(3).filter_map(day_in_row));
    let folders: Vec<_> = path.ancestors().skip(1).take(3).filter_map(|folder| folder.file_name()?.to_str()).collect();
    let filed = || day_in_row(&folders.into_iter().rev().collect::<Vec<_>>());
    single(days.filter(|_| !drawn)).or_else(filed)
}

/// The day in three parts of four, two and two figures.
fn day_in_row(parts: &[&str]) -> Option<PartialDate> {
    parts.iter().map(|part| part.len()).eq([4, 2, 2]).then(|| day_of(&parts.concat()))?
}

/// The day that eight figures stand for.
fn day_of(figures: &str) -> Option<PartialDate> {
    let number: u32 = figures.parse().ok().filter(|_| figures.len() == 8)?;
    let year = i32::try_from(number / 10_000).ok().filter(|year| (1900..2100).contains(year));
    PartialDate::day(Some(year?), number / 100 % 100, number % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, expected: &str) {
        let day = day_in_name(Path::new(path)).map(|day| day.to_string());
        assert_eq!(day.unwrap_or_default(), expected, "{path}");
    }

    fn check_own(given: Option<&str>, text: &str, expected: Option<&str>) {
        let metadata = crate::input::Metadata { url: given.map(str::to_owned), ..crate::input::Metadata::default() };
        let document = Document { metadata, text: text.to_owned(), ..Document::default() };
        assert_eq!(own(&document).as_deref(), expected, "{text}");
    }

    #[test]
    fn an_article_has_the_address_that_came_with_it_or_is_handed_on() {
        let shared = "[f](https://face.test/sharer?u=https%3A%2F%2Fgull.test%2Fferry-fares%3Fid%3D7%26utm_source%3Df) \
                      [t](https://bird.test/intent?text=Ferry&url=https://gull.test/ferry-fares?id=7#top)";
        check_own(None, shared, Some("https://gull.test/ferry-fares?id=7"));
        check_own(Some("https://gull.test/a/b"), shared, Some("https://gull.test/a/b"));
        check_own(Some("gull.test"), "", None);
    }

    #[test]
    fn addresses_that_may_be_of_others_are_nobodys() {
        let two = "https://face.test/?u=https://gull.test/ferry-fares https://face.test/?u=https://gull.test/old-pier";
        check_own(None, two, None);
        check_own(None, "https://face.test/?u=https://gull.test/", None);
        check_own(None, "https://face.test/?u=https://gull.test/en", None);
        check_own(None, "https://gull.test/ferry-fares", None);
        check_own(None, "https://face.test/?u=javascript:alert(1)", None);
    }

    #[test]
    fn names_of_files_and_folders_tell_a_day() {
        check("a/reuters_2025-02-18_foo.txt", "2025-02-18");
        check("20250218-foo.txt", "2025-02-18");
        check("foo.2025.02.18", "2025-02-18");
        check("Größe 2025-02-18 10-25.txt", "2025-02-18");
        check("20250218_2025-02-18.txt", "2025-02-18");
        check("2025/02/18/foo.txt", "2025-02-18");
        check("/news/2025/02/18/20250217_foo.txt", "2025-02-17");
    }

    #[test]
    fn what_only_looks_like_a_day_tells_none() {
        for path in [
            "000_f1715926901b6b8f.txt",
            "p_034924d3ab2bcb88",
            "p_20250218ab2bcb88",
            "20250218102500.txt",
            "x20250218.txt",
            "20251318.txt",
            "18991231.txt",
            "21000101.txt",
            "2025-02-30.txt",
            "2025-2-18.txt",
            "1-2025-02.txt",
            "2025-02-18_2025-02-20.txt",
            "20250218-1a2b-4c3d-8e9f-0242ac120002.txt",
            "2025/02/18/politics/foo.txt",
            "02/18/foo.txt",
            "+202/50/21/foo.txt",
            "2025-02-18/foo.txt",
            "..",
            "",
        ] {
            check(path, "");
        }
    }
}
