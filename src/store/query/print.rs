//! Filters as text that parses to the same filter.

use super::ast::{NAMED, UNDATED};
use super::slips::misused;
use super::{Attribute, Query};
use crate::model::{Kind, When};
use std::fmt;

impl fmt::Display for Query {
    /// The shortest text that [`Query::parse`] reads as [`Query::simplified`] of this.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.clone().simplified() {
            Query::All => Ok(()),
            query => write(&query, f, Place::Alone),
        }
    }
}

/// What a part stands in, and so whether it needs parentheses.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Alone,
    Alternative,
    Conjunct,
    Negated,
}

fn write(query: &Query, f: &mut fmt::Formatter<'_>, place: Place) -> fmt::Result {
    let enclosed = match query {
        Query::All => true,
        Query::Or(_) => place != Place::Alone,
        Query::And(_) => matches!(place, Place::Conjunct | Place::Negated),
        Query::Is(_) | Query::Not(_) => false,
    };
    if enclosed {
        f.write_str("(")?;
    }
    match query {
        Query::All => Ok(()),
        Query::Is(attribute) => write!(f, "{attribute}"),
        Query::Not(inner) => f.write_str("-").and_then(|()| write(inner, f, Place::Negated)),
        Query::And(parts) => write_parts(parts, f, " ", Place::Conjunct),
        Query::Or(parts) => write_parts(parts, f, " or ", Place::Alternative),
    }?;
    if enclosed { f.write_str(")") } else { Ok(()) }
}

fn write_parts(parts: &[Query], f: &mut fmt::Formatter<'_>, between: &str, place: Place) -> fmt::Result {
    for (n, part) in parts.iter().enumerate() {
        if n > 0 {
            f.write_str(between)?;
        }
        write(part, f, place)?;
    }
    Ok(())
}

impl fmt::Display for Attribute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (field, value) = match self {
            Self::By(name) => ("by", name),
            Self::About(name) => ("about", name),
            Self::Actor(name) => ("actor", name),
            Self::Theme(name) => ("theme", name),
            Self::Source(name) => ("source", name),
            Self::After(date) => return write!(f, "after:{date}"),
            Self::Before(date) => return write!(f, "before:{date}"),
            Self::On(When { date, end_date: Some(end), .. }) => return write!(f, "on:{date}..{end}"),
            Self::On(When { date, .. }) => return write!(f, "on:{date}"),
            Self::Kind(kind) => return write!(f, "kind:{}", kind_name(*kind)),
            Self::Carried(outlets) => return write!(f, "carried:{outlets}"),
            Self::Kept(kept, _) => return write!(f, "is:{}", kept.name()),
            Self::Named(named) => return write!(f, "is:{}", NAMED[usize::from(!named)].1),
            Self::Undated => return write!(f, "is:{UNDATED}"),
            Self::Phrase(words) => return f.write_str(&quoted(words)),
            Self::Word(word) if stands_alone(word) => return f.write_str(word),
            Self::Word(word) => ("word", word),
        };
        write!(f, "{field}:{}", Self::value(value))
    }
}

impl Attribute {
    /// A name as it stands behind its field: in quotation marks where it needs them.
    pub fn value(name: &str) -> String {
        if is_bare(name) && !name.contains(',') { name.to_owned() } else { quoted(name) }
    }
}

/// What a reader calls a kind, which the language understands as well.
pub fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Direct => "quoted",
        Kind::Indirect => "reported",
        Kind::Mixed => "partly quoted",
    }
}

/// What the language calls a kind.
pub(super) fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Direct => "direct",
        Kind::Indirect => "indirect",
        Kind::Mixed => "mixed",
    }
}

/// Whether a value can stand behind its field without quotation marks.
fn is_bare(value: &str) -> bool {
    let special = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"' | '“' | '«');
    !value.is_empty() && !value.contains(special) && !is_signed(value)
}

/// Whether a value would be taken for one with a sign in front.
pub(super) fn is_signed(value: &str) -> bool {
    value.strip_prefix(['-', '!']).is_some_and(|rest| !rest.is_empty())
}

/// Whether a word is read as a word without its field.
fn stands_alone(word: &str) -> bool {
    let keyword = ["or", "and", "not"].iter().any(|keyword| word.eq_ignore_ascii_case(keyword));
    is_bare(word) && !keyword && misused(word).is_none() && !word.contains(':')
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out + "\""
}
