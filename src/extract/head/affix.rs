//! What pages put around a headline on its line: marks of lists and headings before it, section and site behind it.

use crate::model::Span;
use crate::text::fold::fold;

/// A line cut at one kind of separator.
pub struct Cut<'a> {
    /// The mark that separates.
    pub mark: &'a str,
    /// Where the separator with its blanks starts.
    pub start: usize,
    /// Where what follows it starts.
    pub end: usize,
}

/// The separators in a line: marks that stand between blanks, however many.
pub fn cuts<'a>(words: &str, marks: &'a [&'a str]) -> Vec<Cut<'a>> {
    let mut found = Vec::new();
    if !marks.iter().any(|mark| words.contains(mark)) {
        return found;
    }
    for (at, _) in words.char_indices().filter(|(_, c)| !c.is_alphanumeric() && !c.is_whitespace()) {
        let before = words[..at].trim_end();
        let mark = marks.iter().find(|mark| {
            words[at..].strip_prefix(**mark).is_some_and(|behind| behind.starts_with(char::is_whitespace))
        });
        if let Some(mark) = mark.filter(|_| before.len() < at && !before.is_empty()) {
            let behind = &words[at + mark.len()..];
            let end = words.len() - behind.trim_start().len();
            found.push(Cut { mark, start: before.len(), end });
        }
    }
    found
}

/// Whether the words are written as names of sites are: few, all but the small ones with a capital.
pub fn is_name(words: &str) -> bool {
    let count = words.split_whitespace().count();
    let small =
        |w: &str| matches!(w, "of" | "and" | "the" | "for" | "in" | "de" | "la" | "du" | "der" | "die" | "das" | "&");
    let capital = |w: &str| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    (1..=8).contains(&count)
        && words.starts_with(char::is_uppercase)
        && words.split_whitespace().all(|w| capital(w) || small(w))
        && !words.ends_with(['.', '?', '!', ':', ',', '"', '”', '’'])
}

/// Where a trail that leads to the page may end in a line that opens with one: `Home World Europe …`.
pub fn trail_ends(words: &str) -> impl Iterator<Item = usize> {
    const HOMES: [&str; 7] = ["Home", "Start", "Startseite", "Accueil", "Inicio", "Главная", "Головна"];
    let opens = words.split_whitespace().next().is_some_and(|first| HOMES.contains(&first));
    let starts = words.match_indices(' ').map(|(at, blank)| at + blank.len());
    starts.take(if opens { 6 } else { 0 })
}

/// The first four words as an address has them: `harbour-bridge-closed-to`.
pub fn slug(words: &str) -> Option<String> {
    let letters = |word: &str| fold(word).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let first: Vec<String> = words.split_whitespace().map(letters).filter(|w| !w.is_empty()).take(4).collect();
    (first.len() == 4).then(|| first.join("-"))
}

/// Whether the line asks the reader to do something with the site, as promos do.
pub fn is_call(folded: &str) -> bool {
    const CALLS: [&str; 11] = [
        "learn more",
        "find out more",
        "sign up",
        "subscribe",
        "click here",
        "download the app",
        "download our",
        "try it free",
        "start your free",
        "join now",
        "register now",
    ];
    CALLS.iter().any(|call| folded.contains(call))
}

/// The words of a line that is one link of Markdown and nothing else: `[Headline](address)`.
pub fn link_words(text: &str, span: Span) -> Option<Span> {
    let words = span.of(text);
    let inner = words.strip_prefix('[')?;
    let (label, address) = inner.split_once("](")?;
    let whole = address.strip_suffix(')')?;
    (!label.trim().is_empty() && !label.contains('[') && !whole.contains("](")).then(|| {
        let start = span.start as usize + 1;
        Span::new(start, start + label.len()).trim(text)
    })
}

/// Bytes of a line before the size of the file that it leads to: `Harbour report 2026 (347 KB, PDF)`.
pub fn before_size(words: &str) -> usize {
    let inside = words.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let Some((before, size)) = inside.filter(|(before, _)| !before.trim().is_empty()) else { return words.len() };
    let parts: Vec<&str> = size.split([' ', ',', '\u{a0}']).filter(|part| !part.is_empty()).collect();
    let unit = |part: &str| {
        let unit = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        matches!(unit.to_ascii_lowercase().as_str(), "kb" | "mb" | "kib" | "mib")
    };
    let sized = size.starts_with(|c: char| c.is_ascii_digit()) || size.to_ascii_lowercase().starts_with("pdf");
    if parts.len() <= 4 && sized && parts.iter().any(|part| unit(part)) { before.trim_end().len() } else { words.len() }
}

/// Whether a line is a row of hash tags: `#harbour #Eastport fair`.
pub fn is_tags(line: &str) -> bool {
    let tag = |word: &&str| word.strip_prefix('#').is_some_and(|tag| tag.starts_with(char::is_alphabetic));
    line.contains('#') && (line.split_whitespace().filter(tag).count() >= 2 || line.matches(" #").count() >= 2)
}

/// Whether a line names the kind of a piece and who wrote it: `Commentary by Ana Ruiz and Jo Berg`.
pub fn is_signed(line: &str) -> bool {
    let Some((kind, names)) = line.split_once(" by ") else { return false };
    let capital = |word: &str| word.starts_with(char::is_uppercase) || matches!(word, "and" | "&");
    let count = names.split_whitespace().count();
    kind.split_whitespace().count() <= 2 && (2..=14).contains(&count) && names.split_whitespace().all(capital)
}

/// Whether a line ends with the stop of initials (`N.Y.`), which ends no sentence.
pub fn ends_in_initials(line: &str) -> bool {
    let last = line.rsplit(char::is_whitespace).next().unwrap_or("");
    let last = last.trim_start_matches(|c: char| !c.is_alphanumeric());
    let mut letters = last.chars();
    last.len() >= 4
        && std::iter::from_fn(|| Some((letters.next()?, letters.next()?)))
            .all(|(c, stop)| c.is_uppercase() && stop == '.')
}

/// The line without the marks of Markdown around it and without the bullet of a list before it; of a link its words.
pub fn bare(text: &str, span: Span) -> Span {
    let line = without_marks(text, span);
    link_words(text, line).unwrap_or(line)
}

fn without_marks(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let marks = ['#', '*', '_', ' ', '\u{a0}'];
    let inner = words.trim_start_matches(marks);
    let unlisted = ["- ", "• ", "– ", "> "].iter().find_map(|bullet| inner.strip_prefix(bullet)).unwrap_or(inner);
    let inner = unlisted.trim_start_matches(marks);
    let start = words.len() - inner.len();
    let end = start + inner.trim_end_matches(marks).len();
    Span::new(span.start as usize + start, span.start as usize + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_a_file_is_no_part_of_its_headline() {
        for line in
            ["Harbour report 2026 (347 KB , PDF)", "Harbour report 2026 (PDF, 1.2MB)", "Harbour report 2026 (2 MB)"]
        {
            assert_eq!(&line[..before_size(line)], "Harbour report 2026");
        }
        for line in ["Harbour report (2026)", "(12 KB)", "Harbour report (12 people, 3 boats)", "Harbour report"] {
            assert_eq!(before_size(line), line.len(), "{line}");
        }
    }
}
