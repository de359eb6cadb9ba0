//! Sentences: where one ends and the next begins.

use super::{Quotation, Token};
use std::ops::Range;

/// Words that, capitalised behind an abbreviation with a full stop, open a new sentence (`in the U.S. The talks…`).
const STARTERS: [&str; 28] = [
    "a", "after", "an", "and", "as", "at", "but", "for", "he", "her", "his", "how", "i", "if", "in", "it", "on", "she",
    "that", "the", "there", "they", "this", "we", "what", "when", "who", "you",
];

/// The sentences of a paragraph as ranges of tokens, in order, covering all tokens. Empty for no tokens.
pub fn sentences(text: &str, tokens: &[Token], quotations: &[Quotation]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < tokens.len() {
        if !ends(text, tokens, at) {
            at += 1;
            continue;
        }
        let next = past_closers(text, tokens, at + 1, quotations);
        if next < tokens.len() && opens(text, tokens, next) {
            found.push(start..next);
            start = next;
        }
        at = next;
    }
    if start < tokens.len() {
        found.push(start..tokens.len());
    }
    found
}

/// Whether the token may end a sentence: a stop, or an abbreviation's own stop before a word that opens sentences.
#[inline]
fn ends(text: &str, tokens: &[Token], at: usize) -> bool {
    let last = tokens[at].span.end.checked_sub(1).and_then(|last| text.as_bytes().get(last as usize));
    let may_end = last.is_none_or(|b| !b.is_ascii() || matches!(b, b'.' | b'!' | b'?'));
    may_end && is_end(text, tokens, at)
}

fn is_end(text: &str, tokens: &[Token], at: usize) -> bool {
    match tokens[at].of(text) {
        "." | "!" | "?" | "…" | "。" | "！" | "？" => true,
        word if word.ends_with('.') && word.len() > 2 => tokens.get(at + 1).is_some_and(|next| {
            let next = next.of(text);
            next.starts_with(char::is_uppercase) && STARTERS.contains(&next.to_lowercase().as_str())
        }),
        _ => false,
    }
}

/// Past the closing marks that belong to the sentence that ended before `at`.
fn past_closers(text: &str, tokens: &[Token], mut at: usize, quotations: &[Quotation]) -> usize {
    while at < tokens.len() && tokens[at].span.start == tokens[at - 1].span.end {
        let closing = match tokens[at].of(text) {
            "”" | "’" | "»" | ")" | "]" | "." | "!" | "?" => true,
            "\"" | "'" | "“" => quotations.iter().any(|q| q.tokens.contains(&at) && q.tokens.end == at + 1),
            _ => false,
        };
        if !closing {
            break;
        }
        at += 1;
    }
    at
}

/// Whether a sentence may begin with the token: apart from what stands before it, and a capital, digit or opening mark.
fn opens(text: &str, tokens: &[Token], at: usize) -> bool {
    let word = tokens[at].of(text);
    let apart = tokens[at - 1].span.end < tokens[at].span.start;
    let first = word.chars().next();
    let cased = first.is_some_and(|c| c.is_uppercase() || c.is_numeric() || (c.is_alphabetic() && !c.is_lowercase()));
    apart
        && (cased
            || matches!(
                word,
                "\"" | "“"
                    | "‘"
                    | "'"
                    | "«"
                    | "„"
                    | "("
                    | "["
                    | "—"
                    | "–"
                    | "-"
                    | "•"
                    | "@"
                    | "$"
                    | "€"
                    | "£"
                    | "#"
            ))
}

#[cfg(test)]
mod tests {
    use crate::model::Span;
    use crate::text::Paragraph;

    fn check(text: &str, expected: &[&str]) {
        let paragraph = Paragraph::read(text, Span::new(0, text.len()));
        let found: Vec<_> = paragraph.sentences.iter().map(|s| paragraph.span_of(s.clone()).of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn stops_end_sentences_and_abbreviations_do_not() {
        check("He left. She stayed.", &["He left.", "She stayed."]);
        check(
            "Sen. Smith of the U.S. Senate spoke. Then Mr. Lee did.",
            &["Sen. Smith of the U.S. Senate spoke.", "Then Mr. Lee did."],
        );
        check("They met in the U.S. The talks began.", &["They met in the U.S.", "The talks began."]);
        check("It rose 1.5 percent. caliber.Az wrote", &["It rose 1.5 percent. caliber.Az wrote"]);
    }

    #[test]
    fn closing_marks_stay_with_their_sentence() {
        check("“Go.” He went. (Really.) Yes", &["“Go.”", "He went.", "(Really.)", "Yes"]);
        check("\"Go.\" \"No.\"", &["\"Go.\"", "\"No.\""]);
        check("“Why?” he asked.", &["“Why?” he asked."]);
    }
}
