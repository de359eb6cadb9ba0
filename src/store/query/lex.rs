//! An expression cut to parentheses, signs, keywords and values, with their byte ranges.

use std::ops::Range;

/// One lexeme of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lexeme {
    pub(super) kind: LexemeKind,
    /// Byte range in the expression.
    pub(super) at: Range<usize>,
}

/// What a lexeme is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum LexemeKind {
    Open,
    Close,
    Or,
    And,
    /// `not`, or `-` or `!` right before a term.
    Not,
    Value {
        /// The field as typed, with its range.
        field: Option<(String, Range<usize>)>,
        value: Value,
        /// Byte range of the value alone.
        at: Range<usize>,
    },
}

/// What stands behind a field, or by itself.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Bare(String),
    Quoted(String),
    /// Quoted, and nothing closes it before the end.
    Unclosed(String),
}

impl Value {
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Bare(text) | Self::Quoted(text) | Self::Unclosed(text) => text,
        }
    }
}

fn asks_for_names(field: &str) -> bool {
    ["by", "about", "actor", "theme", "source"].iter().any(|one| field.eq_ignore_ascii_case(one))
}

/// Whether what stands behind a value is one more of the names that it lists: `by:trump, putin`.
pub(super) fn lists_more(field: &str, value: &Value) -> bool {
    matches!(value, Value::Bare(names) if asks_for_names(field) && names.ends_with(','))
}

/// Whether a value is one more of the names before it: `by:"mark rutte", putin`.
pub(super) fn begins_with_comma(field: &str, value: &Value) -> bool {
    matches!(value, Value::Bare(names) if asks_for_names(field) && names.starts_with(','))
}

/// The values that stand behind a field at `at`, each with its byte range: where it asks for names, several may be listed with
/// commas between them, as in `by:trump,putin`.
pub(super) fn listed(field: &str, value: Value, at: Range<usize>) -> Vec<(Value, Range<usize>)> {
    let Value::Bare(names) = &value else { return vec![(value, at)] };
    if !asks_for_names(field) || !names.contains(',') {
        return vec![(value, at)];
    }
    let mut next = at.start;
    let name = |name: &str| {
        let at = next..next + name.len();
        next = at.end + 1;
        (Value::Bare(name.to_owned()), at)
    };
    let found: Vec<_> = names.split(',').map(name).filter(|(_, at)| !at.is_empty()).collect();
    if found.is_empty() { vec![(Value::Bare(String::new()), at)] } else { found }
}

/// The lexemes of an expression, in order; they cover everything but white space.
pub(super) fn lexemes(expression: &str) -> Vec<Lexeme> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = expression[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let (kind, end) = match c {
            '(' => (LexemeKind::Open, at + 1),
            ')' => (LexemeKind::Close, at + 1),
            '-' | '!' if touches_term(&expression[at + 1..]) => (LexemeKind::Not, at + 1),
            _ => value(expression, at),
        };
        found.push(Lexeme { kind, at: at..end });
        at = end;
    }
    found
}

/// Whether something follows a sign at once; by itself it is a value, of which the parser complains.
fn touches_term(rest: &str) -> bool {
    rest.starts_with(|c: char| !c.is_whitespace())
}

/// The keyword or value at `at`, and where it ends.
fn value(expression: &str, at: usize) -> (LexemeKind, usize) {
    if let Some((value, end)) = quoted(expression, at) {
        return (LexemeKind::Value { field: None, value, at: at..end }, end);
    }
    let end = bare_end(expression, at);
    let word = &expression[at..end];
    match word.to_ascii_lowercase().as_str() {
        "or" => return (LexemeKind::Or, end),
        "and" => return (LexemeKind::And, end),
        "not" => return (LexemeKind::Not, end),
        _ => {}
    }
    match word.split_once(':').filter(|(field, _)| !field.is_empty() && field.chars().all(char::is_alphabetic)) {
        None => (LexemeKind::Value { field: None, value: Value::Bare(word.to_owned()), at: at..end }, end),
        Some((field, _)) => fielded(expression, field, at),
    }
}

fn fielded(expression: &str, field: &str, at: usize) -> (LexemeKind, usize) {
    let start = at + field.len() + 1;
    let (value, end) = quoted(expression, start).unwrap_or_else(|| {
        let end = bare_end(expression, start);
        (Value::Bare(expression[start..end].to_owned()), end)
    });
    let field = Some((field.to_owned(), at..start));
    (LexemeKind::Value { field, value, at: start..end }, end)
}

/// Where the bare word that starts at `start` ends.
fn bare_end(expression: &str, start: usize) -> usize {
    let ends = |c: char| c.is_whitespace() || matches!(c, '(' | ')') || closing(c).is_some();
    expression[start..].find(ends).map_or(expression.len(), |length| start + length)
}

/// The mark that closes what `opening` opens.
fn closing(opening: char) -> Option<char> {
    match opening {
        '"' => Some('"'),
        '“' => Some('”'),
        '«' => Some('»'),
        _ => None,
    }
}

/// The quoted text at `start`, and where it ends. `\` takes the next character as it is.
fn quoted(expression: &str, start: usize) -> Option<(Value, usize)> {
    let mut chars = expression[start..].char_indices();
    let close = closing(chars.next()?.1)?;
    let mut text = String::new();
    while let Some((at, c)) = chars.next() {
        if c == close {
            return Some((Value::Quoted(text), start + at + c.len_utf8()));
        }
        match c {
            '\\' => text.extend(chars.next().map(|(_, c)| c)),
            c => text.push(c),
        }
    }
    Some((Value::Unclosed(text), expression.len()))
}
