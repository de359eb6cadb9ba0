//! The publisher, where the text names it: behind the headline, in the agency's dateline, in a legal line, as the one
//! that the piece is taken from or that reports it.

use super::address;
use super::title::is_domain;
use crate::extract::furniture::lexicon::Lexicon;
use crate::extract::furniture::page::Page;
use crate::input::Document;
use crate::model::{Source, Span};
use crate::text::fold::fold;

/// Finds the publisher. One given from outside counts; failing all, the host of the article's
/// address, given or as the page's own links have it.
pub fn find(document: &Document, page: &Page, site: Option<Span>, _lexicon: &Lexicon) -> Option<Source> {
    let text = &document.text;
    if let Some(given) = document.metadata.source.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
        let span = site.filter(|span| fold(span.of(text)) == fold(given));
        return Some(Source { name: given.to_owned(), span });
    }
    let named = site
        .or_else(|| credited(text, page))
        .or_else(|| agency(text, page))
        .or_else(|| attributed(text, page))
        .or_else(|| reporting(text, page))
        .or_else(|| copyright(text, page))
        .or_else(|| domain(text, page));
    if let Some(span) = named {
        return Some(Source { name: span.of(text).to_owned(), span: Some(span) });
    }
    let given = document.metadata.url.as_deref().and_then(address::host);
    let name = given.or_else(|| address::own_host(text))?;
    Some(Source { name, span: None })
}

/// `Source: The Harbour Times`, on a line of its own near the prose.
fn credited(text: &str, page: &Page) -> Option<Span> {
    let (from, to) = (page.core.start.saturating_sub(12), (page.core.end + 6).min(page.passages.len()));
    page.passages[from..to].iter().filter(|p| p.shape.words <= 10).find_map(|passage| {
        let words = passage.span.of(text);
        let (label, name) = words.split_once(':')?;
        let label = fold(label.trim_start_matches(['*', '_', ' ']));
        let named =
            matches!(label.as_str(), "source" | "quelle" | "fuente" | "fonte" | "источник" | "джерело" | "zrodlo");
        let start = passage.span.end as usize - name.len();
        (named && !name.contains(',')).then(|| clean(text, Span::new(start, passage.span.end as usize)))?
    })
}

/// The first passages of prose.
fn lead(page: &Page, count: usize) -> impl Iterator<Item = Span> {
    page.passages[page.core.clone()].iter().map(|p| p.span).take(count)
}

/// `KYIV, Feb. 18 (Reuters) —` or `(AP) —`: an agency between brackets just before the dash that opens the report.
fn agency(text: &str, page: &Page) -> Option<Span> {
    lead(page, 3).find_map(|span| {
        let words = span.of(text);
        let head = words.char_indices().nth(90).map_or(words, |(at, _)| &words[..at]);
        let open = head.find('(')?;
        let close = open + head[open..].find(')')?;
        let behind = head[close + 1..].trim_start();
        let name = &head[open + 1..close];
        let dashed = behind.starts_with(['-', '—', '–']);
        let dated = name.split_whitespace().any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
        let is_name = name.starts_with(char::is_alphabetic) && !dated && name.split_whitespace().count() <= 3;
        let start = span.start as usize + open + 1;
        (dashed && is_name).then(|| Span::new(start, start + name.len()))
    })
}

/// `According to The Harbour Times:` opening the piece: what follows is taken from there as a whole.
fn attributed(text: &str, page: &Page) -> Option<Span> {
    lead(page, 2).find_map(|span| opening_source(text, span))
}

fn opening_source(text: &str, span: Span) -> Option<Span> {
    let words = span.of(text);
    let opener = ["According to ", "As reported by ", "За даними ", "По данным ", "Nach Angaben von ", "Selon "];
    let behind = opener.iter().find_map(|opener| words.strip_prefix(opener))?;
    let colon = behind.find(':')?;
    let name = &behind[..colon];
    let start = span.end as usize - behind.len();
    is_outlet(name).then(|| Span::new(start, start + name.len()))
}

/// `…, The Harbour Times reports, citing …` in the lead: the house names itself.
fn reporting(text: &str, page: &Page) -> Option<Span> {
    lead(page, 2).find_map(|span| {
        let words = span.of(text);
        [" reports", " writes", " informs"].iter().find_map(|verb| {
            let at = words.find(verb)?;
            let behind = words[at + verb.len()..].trim_start_matches([',', ' ']);
            let cites =
                ["citing ", "with reference to ", "referring to ", "quoting "].iter().any(|c| behind.starts_with(c));
            let start = words[..at].rfind([',', '.', '—', '–', ';']).map_or(0, |comma| inner_comma(words, comma));
            let name = words[start..at].trim();
            let name = name.strip_prefix("as ").unwrap_or(name);
            let from = span.start as usize + (name.as_ptr() as usize - words.as_ptr() as usize);
            (cites && is_outlet(name)).then(|| Span::new(from, from + name.len()))
        })
    })
}

/// Behind the mark at `mark`; a stop inside a name (`Caliber.Az`) is no end, so the search goes on before it.
fn inner_comma(words: &str, mark: usize) -> usize {
    let behind = words[mark..].chars().next().map_or(mark, |c| mark + c.len_utf8());
    if words[behind..].starts_with(char::is_whitespace) {
        return behind;
    }
    words[..mark].rfind([',', '—', ';']).map_or(0, |at| words[at..].chars().next().map_or(at, |c| at + c.len_utf8()))
}

/// A capitalised name of one to five words.
fn is_outlet(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let small = |w: &&str| w.starts_with(char::is_lowercase) && !matches!(*w, "the" | "of" | "and" | "de" | "la");
    (1..=5).contains(&words.len())
        && !name.contains(['"', '“', '('])
        && words.iter().any(|w| w.starts_with(char::is_uppercase))
        && !words.iter().any(small)
}

/// `© 2021 The Harbour Times. All rights reserved.`
fn copyright(text: &str, page: &Page) -> Option<Span> {
    page.passages.iter().rev().take(60).filter(|p| p.shape.words <= 40).find_map(|passage| {
        let words = passage.span.of(text);
        let at = words.find('©').map(|at| at + '©'.len_utf8()).or_else(|| Some(words.find("Copyright")? + 9))?;
        if passage.shape.is_caption || !(words.contains("20") || words.contains("ights")) {
            return None;
        }
        let behind = words[at..].trim_start_matches(|c: char| !c.is_alphabetic());
        let behind = behind.strip_prefix("Copyright").unwrap_or(behind);
        let behind = behind.trim_start_matches(|c: char| !c.is_alphabetic());
        let behind = behind.strip_prefix("by ").unwrap_or(behind);
        let start = passage.span.end as usize - behind.len();
        let end = name_end(behind);
        clean(text, Span::new(start, start + end)).filter(|span| is_outlet(span.of(text)))
    })
}

/// Where the name of the owner ends: before a stop that is followed by white space, a mark, or the words of the law.
fn name_end(words: &str) -> usize {
    let marks = [
        "All ",
        "all ",
        "Alle ",
        "Tous ",
        "Todos ",
        "Tutti ",
        " - ",
        " – ",
        " | ",
        ". ",
        ", all",
        ", Inc",
        ", LLC",
        ", a ",
        ", part of ",
        ", 2",
        "  ",
        " ©",
        " 19",
        " 20",
        " (",
    ];
    let end = marks.iter().filter_map(|mark| words.find(mark)).min().unwrap_or(words.len());
    words[..end].trim_end_matches(|c: char| c == '.' || c.is_whitespace()).len()
}

/// A line above the prose that is the address of the site and nothing else.
fn domain(text: &str, page: &Page) -> Option<Span> {
    let above = page.passages[..page.core.start].iter().map(|p| p.span);
    above
        .filter(|span| is_domain(span.of(text)))
        .find(|span| span.of(text).chars().all(|c| c.is_alphanumeric() || c == '.' || c == '-'))
}

/// The span without marks at its ends; `None` if nothing is left.
fn clean(text: &str, span: Span) -> Option<Span> {
    let words = span.of(text);
    let lead = words.len() - words.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let bare = words[lead..].trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
    let start = span.start as usize + lead;
    (!bare.is_empty()).then(|| Span::new(start, start + bare.len()))
}
