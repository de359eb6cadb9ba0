//! Quotations: what stands between quotation marks, straight, curly, low or angled, within one paragraph. How one goes on in
//! the next is a matter of statements (`extract/statements/content.rs`).

use super::token::{Token, TokenKind};
use std::ops::Range;

/// One quotation of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Its tokens, the marks included.
    pub tokens: Range<usize>,
    /// Whether its closing mark stands in the paragraph; an unclosed one runs to the paragraph's end.
    pub closed: bool,
    /// Whether it is set in single marks.
    pub single: bool,
}

/// What a mark does to a quotation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Open,
    Close,
    Both,
    Neither,
}

/// Tokens at most from a single opening mark to its closing one; what does not close by then is an apostrophe.
const LONGEST_SINGLE: usize = 300;

/// The quotations of a paragraph, in order; of nested ones the outermost. Single marks count where they stand at a
/// word's outer edges and close in the paragraph, so that apostrophes do not.
pub fn quotations(text: &str, tokens: &[Token]) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let opened = opening(text, tokens, at);
        let Some(single) = opened else {
            at += 1;
            continue;
        };
        let end = if single { tokens.len().min(at + LONGEST_SINGLE) } else { tokens.len() };
        let close = curly_close(text, tokens, at).or_else(|| (at + 1..end).find(|&i| closes(text, tokens, at, i)));
        match close {
            Some(end) => {
                found.push(Quotation { tokens: at..end + 1, closed: true, single });
                at = end + 1;
            }
            None if single => at += 1,
            None => {
                found.push(Quotation { tokens: at..tokens.len(), closed: false, single });
                break;
            }
        }
    }
    found
}

/// The curly mark that closes a quotation which a curly mark opens, where one follows before the next opening one: straight
/// marks between the two are quotations inside.
fn curly_close(text: &str, tokens: &[Token], open: usize) -> Option<usize> {
    if tokens[open].of(text) != "“" {
        return None;
    }
    let next = (open + 1..tokens.len()).find(|at| matches!(tokens[*at].of(text), "“" | "”"))?;
    (tokens[next].of(text) == "”").then_some(next)
}

/// Whether the token opens a quotation, and if so whether in single marks.
fn opening(text: &str, tokens: &[Token], at: usize) -> Option<bool> {
    let token = tokens[at];
    if token.kind != TokenKind::Mark {
        return None;
    }
    let mark = token.of(text);
    match role(mark) {
        Role::Open | Role::Both => Some(false),
        _ => (matches!(mark, "'" | "‘" | "‹") && outer_left(text, tokens, at) && touches_right(tokens, at))
            .then_some(true),
    }
}

fn role(mark: &str) -> Role {
    match mark {
        "“" | "„" | "«" => Role::Open,
        "”" | "»" => Role::Close,
        "\"" => Role::Both,
        _ => Role::Neither,
    }
}

/// Whether the token at `at` closes the quotation that the token at `open` opened.
fn closes(text: &str, tokens: &[Token], open: usize, at: usize) -> bool {
    let (opening, mark) = (tokens[open].of(text), tokens[at].of(text));
    match opening {
        "\"" => mark == "\"" || mark == "”",
        "“" => mark == "”" || mark == "\"",
        "„" => mark == "“" || mark == "”" || mark == "\"",
        "«" => mark == "»",
        "‹" => mark == "›",
        "'" | "‘" => matches!(mark, "'" | "’") && tokens[at].kind == TokenKind::Mark && outer_right(text, tokens, at),
        _ => false,
    }
}

/// Nothing, white space or an opening mark stands before the token.
fn outer_left(text: &str, tokens: &[Token], at: usize) -> bool {
    at == 0
        || tokens[at - 1].span.end < tokens[at].span.start
        || matches!(tokens[at - 1].of(text), "(" | "[" | "—" | "–" | "“" | "\"")
}

fn touches_right(tokens: &[Token], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|next| next.span.start == tokens[at].span.end)
}

/// The closing mark touches what stands before it, and no word goes on behind it. A plural's apostrophe (`allies'`)
/// looks the same; it closes nothing when another closing mark follows before the next opening one.
fn outer_right(text: &str, tokens: &[Token], at: usize) -> bool {
    let touches_left = tokens[at - 1].span.end == tokens[at].span.start;
    let free = tokens.get(at + 1).is_none_or(|n| n.span.start > tokens[at].span.end || n.kind == TokenKind::Mark);
    if !(touches_left && free) {
        return false;
    }
    let plural =
        tokens[at - 1].of(text).ends_with(['s', 'S']) && tokens.get(at + 1).is_some_and(|n| n.kind == TokenKind::Word);
    !plural || !later_close(text, tokens, at)
}

/// Whether another single closing mark stands later, before any single opening one.
fn later_close(text: &str, tokens: &[Token], at: usize) -> bool {
    for i in at + 1..tokens.len().min(at + 80) {
        if tokens[i].kind != TokenKind::Mark {
            continue;
        }
        match tokens[i].of(text) {
            "‘" => return false,
            "'" if tokens[i - 1].span.end < tokens[i].span.start => return false,
            "'" | "’" if tokens[i - 1].span.end == tokens[i].span.start => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::text::token;

    /// Quotations between `[` and `]`, an unclosed one without its `]`.
    fn check(text: &str, expected: &[&str]) {
        let tokens = token::tokens(text, Span::new(0, text.len()));
        let found: Vec<_> = quotations(text, &tokens)
            .iter()
            .map(|q| &text[tokens[q.tokens.start].span.start as usize..tokens[q.tokens.end - 1].span.end as usize])
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn all_kinds_of_marks_are_quotations() {
        check("He said, \"Yes,\" and “No.”", &["\"Yes,\"", "“No.”"]);
        check("«Так», „Ja“", &["«Так»", "„Ja“"]);
        check("the 'Resolute' coalition of 'Coalition of Willing'", &["'Resolute'", "'Coalition of Willing'"]);
        check("'Europe is ready' — Rutte", &["'Europe is ready'"]);
    }

    #[test]
    fn apostrophes_are_not_quotations() {
        check("Kyiv's allies' plans don't change", &[]);
        check("'the allies' plans' he said", &["'the allies' plans'"]);
    }

    #[test]
    fn unclosed_runs_to_the_end() {
        check("“I will not", &["“I will not"]);
        check("“A ‘b’ c” d", &["“A ‘b’ c”"]);
    }
}
