//! The publisher, where the text names it: behind the headline, in the agency's dateline, in a legal line, as the one
//! that the piece is taken from or that reports it, or by the name that the site's notices call it.

use super::title::is_domain;
use super::{affix, own_address};
use crate::extract::furniture::lexicon::Lexicon;
use crate::extract::furniture::page::{Page, Passage};
use crate::input::Document;
use crate::model::{Source, Span};
use crate::text::fold::fold;
use crate::text::split;

/// Finds the publisher. One given from outside counts; failing all, the host of the article's
/// address, given or as the page's own links have it.
pub fn find(document: &Document, page: &Page, site: Option<Span>, lexicon: &Lexicon) -> Option<Source> {
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
        .or_else(|| copyright(text, page, lexicon).filter(|span| !is_company(text, *span)))
        .or_else(|| spoken(text, page))
        .or_else(|| issuer(text, page))
        .or_else(|| signing(text, page))
        .or_else(|| thanking(text, page))
        .or_else(|| employer(text, page))
        .or_else(|| publishing(text, page))
        .or_else(|| domain(text, page));
    let read = |span: Span| Source { name: span.of(text).to_owned(), span: Some(span) };
    if let Some(span) = named {
        return Some(read(span));
    }
    let given = document.metadata.url.as_deref().and_then(own_address::host);
    let linked = given.or_else(|| own_address::own_host(text)).or_else(|| own_address::common_host(text));
    let hosted = |name: String| Source { name, span: None };
    linked
        .map(hosted)
        .or_else(|| copyright(text, page, lexicon).map(read))
        .or_else(|| own_address::mail_host(text).map(hosted))
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
    lead(page, 6).find_map(|span| {
        let words = span.of(text);
        let head = split::head(words, 90);
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

/// `© 2021 The Harbour Times. All rights reserved.`, or the name before the mark: `The Harbour Times © 2021`.
fn copyright(text: &str, page: &Page, lexicon: &Lexicon) -> Option<Span> {
    page.passages.iter().rev().take(60).filter(|p| p.shape.words <= 40).find_map(|passage| {
        let words = passage.span.of(text);
        let mark = words.find('©');
        let at = mark.map(|at| at + '©'.len_utf8()).or_else(|| Some(words.find("Copyright")? + 9))?;
        // Behind a sentence the mark credits a picture.
        let told = |mark: usize| words[..mark].split_whitespace().count() >= 6 && !words.contains("rademark");
        let credit = mark.is_some_and(told);
        if credit || passage.shape.is_caption || !(words.contains("20") || words.contains("ights")) {
            return None;
        }
        let behind = words[at..].trim_start_matches(|c: char| !c.is_alphabetic());
        if behind.is_empty() {
            return mark.and_then(|mark| owner_before(text, passage.span, mark, lexicon));
        }
        let behind = behind.strip_prefix("Copyright").unwrap_or(behind);
        let behind = behind.trim_start_matches(|c: char| !c.is_alphabetic());
        let behind = behind.strip_prefix("by ").unwrap_or(behind);
        let start = passage.span.end as usize - behind.len();
        let end = name_end(behind);
        clean(text, Span::new(start, start + end)).filter(|span| is_outlet(span.of(text)))
    })
}

/// The name before the mark of a legal line that names nobody behind it; no label such as `News © 2021`.
fn owner_before(text: &str, line: Span, mark: usize, lexicon: &Lexicon) -> Option<Span> {
    let start = line.start as usize;
    let name = clean(text, Span::new(start, start + mark))?;
    (is_outlet(name.of(text)) && !lexicon.signs(name.of(text)).is_label()).then_some(name)
}

/// Whether a name, or the words right behind it, have the form of a firm, which owns a site and need not be called as it is.
fn is_company(text: &str, name: Span) -> bool {
    const FORMS: [&str; 11] = ["LLC", "Ltd", "Limited", "Inc", "Corp", "Co", "GmbH", "AG", "SA", "SRL", "BV"];
    let last = name.of(text).rsplit([' ', '.']).find(|word| !word.is_empty());
    last.is_some_and(|word| FORMS.contains(&word))
}

/// What a site says of itself by its name: before the name and behind it.
const SPOKEN: [(&str, &str); 14] = [
    ("download the ", " app"),
    ("ontent from ", " on Google"),
    ("Add ", " on Google"),
    ("Follow ", " on Google"),
    ("Set ", " as your preferred"),
    ("", " content is licensed under"),
    ("", " website contains"),
    ("inks to ", " material"),
    ("", " won’t survive without"),
    ("", " won't survive without"),
    ("", " needs your support"),
    ("", " relies on readers"),
    ("he work of ", " is supported by"),
    ("views of the ", ", its staff"),
];

/// The name by which the site speaks of itself: in a phrase that such notices have, or at the start of two of them.
fn spoken(text: &str, page: &Page) -> Option<Span> {
    let notices = || page.passages.iter().filter(|p| p.shape.words <= 90 && is_own_voice(p)).map(|p| p.span);
    let outside = |at: &usize| !page.core.contains(at) && page.passages[*at].shape.words <= 60;
    let foot = || (page.core.end..page.passages.len()).filter(outside).map(|at| page.passages[at].span);
    notices().chain(foot()).find_map(|span| slotted(text, span)).or_else(|| {
        let openings: Vec<Span> = notices().filter_map(|span| opening_name(text, span)).collect();
        let rest = |at: usize| -> Option<&str> { text[openings[at].end as usize..].lines().next() };
        let same = |at: usize, other: usize| openings[at].of(text) == openings[other].of(text);
        let again = |at: usize| (at + 1..openings.len()).any(|other| same(at, other) && rest(at) != rest(other));
        (0..openings.len()).find(|at| again(*at)).map(|at| openings[at])
    })
}

/// Whether the site speaks in a passage, to its reader or of itself.
fn is_own_voice(passage: &Passage) -> bool {
    passage.shape.is_notice() || passage.shape.signs.is_voiced()
}

/// The name in a phrase of a notice.
fn slotted(text: &str, line: Span) -> Option<Span> {
    let words = line.of(text);
    SPOKEN.iter().filter(|(_, behind)| words.contains(behind)).find_map(|(before, behind)| {
        let end = words.find(behind)?;
        let start = if before.is_empty() { 0 } else { words[..end].rfind(before)? + before.len() };
        let base = line.start as usize;
        clean(text, Span::new(base + start, base + end)).filter(|name| is_outlet(name.of(text)))
    })
}

/// The name that a sentence opens with: `The Harbour Times accepts …`.
fn opening_name(text: &str, line: Span) -> Option<Span> {
    let words = line.of(text);
    let capital = |word: &&str| word.starts_with(char::is_uppercase) && !word.ends_with([',', ':', '.', '’']);
    let count = words.split_whitespace().take_while(capital).count();
    let next = words.split_whitespace().nth(count)?;
    let last = words.split_whitespace().nth(count.checked_sub(1)?)?;
    let first = words.split_whitespace().next()?;
    let end = last.as_ptr() as usize - words.as_ptr() as usize + last.len();
    let shouted = first.chars().count() >= 2 && first.chars().all(char::is_uppercase);
    let named = shouted || count >= 2 || first.chars().skip(1).any(char::is_uppercase);
    let acts = next.starts_with(char::is_lowercase) && (next.ends_with('s') || matches!(next, "will" | "can" | "has"));
    let name = Span::new(line.start as usize, line.start as usize + end);
    (count <= 4 && named && acts && !matches!(first, "The" | "This" | "Our" | "Your" | "These" | "Some"))
        .then_some(name)
}

/// `Harbour TV’s Ana Ruiz and Jo Berg contributed to this report.`
fn thanking(text: &str, page: &Page) -> Option<Span> {
    let behind = page.passages.iter().skip(page.core.start + 1).filter(|p| p.shape.words <= 40);
    behind.map(|p| affix::bare(text, p.span)).find_map(|span| {
        let words = span.of(text);
        if !words.contains(" contributed to this ") && !words.contains(" contributed reporting") {
            return None;
        }
        let end = ["’s ", "'s ", "’ ", "' "].iter().filter_map(|mark| words.find(mark)).min()?;
        let name = Span::new(span.start as usize, span.start as usize + end);
        let named = is_outlet(name.of(text))
            && words[end..].trim_start_matches(['’', '\'', 's', ' ']).starts_with(char::is_uppercase);
        named.then_some(name)
    })
}

/// Whom the author writes for, `Ana Ruiz is an editor at _Harbour Letters_`, where a notice of the site has that name too.
fn employer(text: &str, page: &Page) -> Option<Span> {
    let notes = page.passages.iter().filter(|p| p.shape.is_biography && p.shape.words <= 90).map(|p| p.span);
    notes.take(8).find_map(|span| {
        let words = span.of(text);
        let start = [" at ", " for "].iter().filter_map(|tie| words.find(tie).map(|at| at + tie.len())).min()?;
        let rest = words[start..].trim_start_matches(['_', '*', ' ']);
        let rest = rest.strip_prefix("the ").unwrap_or(rest);
        let rest = rest.trim_start_matches(['_', '*']);
        let end = rest.find(['_', '*', ',', '.', ';', '(']).unwrap_or(rest.len());
        let from = span.end as usize - rest.len();
        let name = clean(text, Span::new(from, from + end)).filter(|name| is_outlet(name.of(text)))?;
        let noticed = |p: &Passage| p.span != span && is_own_voice(p) && p.span.of(text).contains(name.of(text));
        page.passages.iter().any(noticed).then_some(name)
    })
}

/// `Published daily by the Harbour Institute`, above the prose.
fn publishing(text: &str, page: &Page) -> Option<Span> {
    let above = page.passages.iter().take(page.core.start + 1).filter(|p| p.shape.words <= 12);
    above.map(|p| p.span).find_map(|span| {
        let words = span.of(text);
        let behind = words.strip_prefix("Published ")?;
        let name = ["daily by ", "weekly by ", "monthly by "].iter().find_map(|how| behind.strip_prefix(how))?;
        let name = name.strip_prefix("the ").unwrap_or(name);
        let start = span.end as usize - name.len();
        clean(text, Span::new(start, span.end as usize)).filter(|span| is_outlet(span.of(text)))
    })
}

/// The outlet that signs as one, `By Harbourwire`, where the page names it again.
fn signing(text: &str, page: &Page) -> Option<Span> {
    let above = page.passages.iter().take(page.core.start + 1);
    above.filter(|p| (2..=3).contains(&p.shape.words)).find_map(|passage| {
        let line = affix::bare(text, passage.span);
        let name = line.of(text).strip_prefix("By ").map(str::trim).filter(|name| name.len() >= 4)?;
        let single = is_outlet(name) && !name.contains([' ', '.', ',']);
        let start = line.end as usize - name.len();
        let again = text
            .match_indices(name)
            .any(|(at, _)| at > line.end as usize && text[at + name.len()..].starts_with(['’', '\'', '.']));
        (single && again).then(|| Span::new(start, start + name.len()))
    })
}

/// The name right above a line that says that it issued this: `Harbour Office`, `Press release 4 March 2021`.
fn issuer(text: &str, page: &Page) -> Option<Span> {
    let above = page.core.start.saturating_sub(12)..page.core.start;
    above.skip(1).filter(|at| page.passages[*at].shape.words <= 8).find_map(|at| {
        let line = fold(page.passages[at].span.of(text));
        let issued = ["press release", "news release", "media release", "pressemitteilung"];
        let name = page.passages[at - 1].span;
        let named = (2..=6).contains(&page.passages[at - 1].shape.words) && is_outlet(name.of(text));
        (named && issued.iter().any(|label| line.starts_with(label))).then_some(name)
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
