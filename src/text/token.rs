//! Words, numbers and marks, with exact byte offsets in any script.
//!
//! A word is a run of letters with its inner apostrophes (`don't`); `'s` is a token of its own, so that a name never
//! carries its possessive. Initials (`U.S.`, `J.K.`) and abbreviations (`Sen.`, `Feb.`) keep their full stop.

use super::split::is_typeset_mark;
use crate::model::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, perhaps with digits behind them or apostrophes inside.
    Word,
    /// The possessive `'s`.
    Possessive,
    /// Digits, perhaps with inner points, commas and colons and letters behind them (`10:25`, `1.5`, `19th`).
    Number,
    /// One mark.
    Mark,
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
}

impl Token {
    /// The token's words in `text`.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        self.span.of(text)
    }
}

/// Abbreviations that keep their full stop wherever they stand. Without it, lower-cased.
const ABBREVIATED: [&str; 58] = [
    "adm", "apr", "aug", "ave", "blvd", "bros", "capt", "cf", "cmdr", "co", "col", "corp", "dec", "dept", "dr", "etc",
    "feb", "fr", "gen", "gov", "govs", "hon", "inc", "jan", "jr", "jul", "jun", "lt", "ltd", "maj", "messrs", "mgr",
    "mr", "mrs", "ms", "mt", "no", "nov", "oct", "pres", "prof", "rep", "reps", "rev", "sen", "sens", "sep", "sept",
    "sgt", "spc", "sr", "st", "supt", "univ", "vol", "vs", "approx", "est",
];

/// Abbreviations that are words as well (`no`, `co`, `est`): they keep the stop only when capitalised or before a digit.
const ALSO_WORDS: [&str; 7] = ["no", "co", "est", "apr", "dec", "mt", "col"];

/// The tokens of `text` under `span`, in order. White space is between them, marks without width, which scrapers leave
/// behind, and the marks by which Markdown sets words apart; nothing else is left out.
pub fn tokens(text: &str, span: Span) -> Vec<Token> {
    let mut all = Vec::with_capacity(span.len() / 4);
    each(text, span, |token| all.push(token));
    all
}

/// Calls `found` with each of the [`tokens`].
pub fn each(text: &str, span: Span, mut found: impl FnMut(Token)) {
    let base = span.start as usize;
    let words = span.of(text);
    let mut at = 0;
    while let Some(byte) = words.as_bytes().get(at) {
        if byte.is_ascii_alphabetic() {
            let length = word(&words[at..]); // as most tokens begin
            found(Token { span: Span::new(base + at, base + at + length), kind: TokenKind::Word });
            at += length;
            continue;
        }
        if *byte == b' ' {
            at += 1;
            continue;
        }
        let Some(c) = words[at..].chars().next() else { break };
        if c.is_whitespace() || is_invisible(c) {
            at += c.len_utf8();
            continue;
        }
        if let Some(length) = emphasis(&words[at..], c, words[..at].chars().next_back()) {
            at += length;
            continue;
        }
        let (length, kind) = one(&words[at..], c, words[..at].chars().next_back());
        found(Token { span: Span::new(base + at, base + at + length), kind });
        at += length;
    }
}

/// Length in bytes and kind of the token that `rest` starts with; `c` is its first character, `before` what stands ahead.
fn one(rest: &str, c: char, before: Option<char>) -> (usize, TokenKind) {
    if is_apostrophe(c)
        && !before.is_none_or(char::is_whitespace)
        && let Some(length) = possessive(rest)
    {
        return (length, TokenKind::Possessive);
    }
    if is_typeset_mark(c) {
        return (c.len_utf8(), TokenKind::Mark);
    }
    if c.is_numeric() {
        return (number(rest), TokenKind::Number);
    }
    if is_letter(c) {
        return (word(rest), TokenKind::Word);
    }
    (c.len_utf8(), TokenKind::Mark)
}

/// Length of the marks of Markdown that `rest` starts with where they set a word apart: `_Reuters_`, `**Note**`. One that
/// stands alone, or has letters on both sides, is a mark of the text.
fn emphasis(rest: &str, c: char, before: Option<char>) -> Option<usize> {
    if !matches!(c, '*' | '_') || matches!(before, Some('*' | '_')) {
        return None;
    }
    let length = rest.len() - rest.trim_start_matches(['*', '_']).len();
    let apart = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let (before, behind) = (before, rest[length..].chars().next());
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let one_sided = apart(before) != apart(behind) || letter(before) != letter(behind);
    (length <= 3 && one_sided).then_some(length)
}

/// Whether `c` takes no room where it stands between words: zero-width spaces and joiners, a byte-order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Whether `c` is an apostrophe as typed or as typeset.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Letters and the marks that combine with them.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || !c.is_ascii() && !is_typeset_mark(c) && unicode_normalization::char::is_combining_mark(c)
}

/// Length of `'s` at the start of `rest`, where no letter or digit follows.
fn possessive(rest: &str) -> Option<usize> {
    let mut chars = rest.char_indices().skip(1);
    let (_, s) = chars.next()?;
    let end = chars.next();
    let ends = end.is_none_or(|(_, c)| !c.is_alphanumeric());
    (matches!(s, 's' | 'S') && ends).then(|| end.map_or(rest.len(), |(at, _)| at))
}

fn number(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inner = matches!(c, '.' | ',' | ':') && chars.peek().is_some_and(|(_, n)| n.is_numeric());
        if !(c.is_numeric() || inner) {
            break;
        }
        end = at + c.len_utf8();
    }
    end + rest[end..].chars().take_while(|c| is_letter(*c)).map(char::len_utf8).sum::<usize>()
}

fn word(rest: &str) -> usize {
    let plain = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let behind = rest.as_bytes().get(plain);
    if behind.is_none_or(|b| b.is_ascii() && !b.is_ascii_digit() && !matches!(b, b'.' | b'\'')) {
        return plain; // as most words are
    }
    if plain > 1 && behind == Some(&b'.') {
        let abbreviated = is_abbreviation(&rest[..plain], &rest[plain + 1..]);
        return plain + usize::from(abbreviated); // as at the end of most sentences
    }
    if let Some(length) = initials(rest) {
        return length;
    }
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inner =
            is_apostrophe(c) && chars.peek().is_some_and(|(_, n)| is_letter(*n)) && possessive(&rest[at..]).is_none();
        if !(is_letter(c) || inner || (end > 0 && c.is_numeric())) {
            break;
        }
        end = at + c.len_utf8();
    }
    if rest[end..].starts_with('.') && is_abbreviation(&rest[..end], &rest[end + 1..]) {
        return end + 1;
    }
    end
}

/// Length of `U.S.` or `J.` (a capital, a stop and another capital's word behind it).
fn initials(rest: &str) -> Option<usize> {
    let mut end = 0;
    let mut count = 0;
    let mut chars = rest.char_indices();
    while let (Some((_, letter)), Some((at, '.'))) = (chars.next(), chars.next()) {
        if !letter.is_alphabetic() {
            break;
        }
        count += 1;
        end = at + 1;
    }
    let single = count == 1 && rest.starts_with(char::is_uppercase) && {
        let behind = rest[end..].trim_start_matches([' ', '\u{a0}']);
        behind.starts_with(char::is_uppercase)
    };
    (count >= 2 || single).then_some(end)
}

fn is_abbreviation(word: &str, behind: &str) -> bool {
    if word.len() > 6 || !word.is_ascii() {
        return false;
    }
    let is = |abbreviation: &&str| abbreviation.len() == word.len() && abbreviation.eq_ignore_ascii_case(word);
    if !ABBREVIATED.iter().any(is) {
        return false;
    }
    let next = behind.trim_start_matches([' ', '\u{a0}']).chars().next();
    let continues = next.is_some_and(|c| c.is_numeric() || c.is_alphabetic() || c == ',' || c == ')');
    if ALSO_WORDS.iter().any(is) {
        return word.starts_with(char::is_uppercase) && next.is_some_and(char::is_numeric);
    }
    continues
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        let found: Vec<_> = tokens(text, Span::new(0, text.len())).iter().map(|t| t.of(text)).collect();
        assert_eq!(found.join("|"), expected);
    }

    #[test]
    fn words_and_marks_are_told_apart() {
        check("Rutte’s \"take\", he said.", "Rutte|’s|\"|take|\"|,|he|said|.");
        check("don't o'clock allies' l’Europe", "don't|o'clock|allies|'|l’Europe");
        check("U.S.-Russia talks in the U.S. today", "U.S.|-|Russia|talks|in|the|U.S.|today");
        check("Sen. John J. Smith Jr. said no. Then", "Sen.|John|J.|Smith|Jr.|said|no|.|Then");
        check("on Feb. 17, 10:25 AM, $1.5bn, 19th", "on|Feb.|17|,|10:25|AM|,|$|1.5bn|,|19th");
        check("Зеленський сказав: «Так»", "Зеленський|сказав|:|«|Так|»");
        check("B2B G7 COVID-19", "B2B|G7|COVID|-|19");
    }

    #[test]
    fn marks_that_set_words_apart_are_no_tokens() {
        check("as _Reuters_ and **AFP** report", "as|Reuters|and|AFP|report");
        check("_It is closed,_ he said. **“No.”**", "It|is|closed|,|he|said|.|“|No|.|”");
        check("5*3 a_b f**k * one", "5|*|3|a|_|b|f|*|*|k|*|one");
    }

    fn is_left_out(c: char) -> bool {
        c.is_whitespace() || matches!(c, '*' | '_')
    }

    proptest! {
        #[test]
        fn tokens_cover_everything_but_white_space_and_emphasis(text in "\\PC{0,80}") {
            let found = tokens(&text, Span::new(0, text.len()));
            let mut last = 0;
            for token in &found {
                prop_assert!(text.get(token.span.range()).is_some());
                prop_assert!(text[last..token.span.start as usize].chars().all(is_left_out));
                prop_assert!(!token.span.is_empty());
                last = token.span.end as usize;
            }
            prop_assert!(text[last..].chars().all(is_left_out));
        }
    }
}
