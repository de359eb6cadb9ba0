//! What people type in a filter who know other languages: its words for what the fields here are called, and its signs.

use super::complete::FIELDS;
use crate::store::fuzzy;

/// A bare word that is none, since it says something here or elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Misused {
    /// What is wrong with it.
    pub(super) message: String,
    /// What is meant, as it is typed.
    pub(super) meant: Option<String>,
}

/// Why a word can stand in a filter only behind `word:`: signs mean something right before a term, and a field ends with a
/// colon.
pub(super) fn misused(word: &str) -> Option<Misused> {
    let with = |message: String, meant: Option<String>| Some(Misused { message, meant });
    match word {
        "-" | "!" => with(format!("`{word}` stands right before what it leaves out, as in {word}by:putin"), None),
        "|" | "||" => with(format!("`{word}` is written `or`"), Some("or".to_owned())),
        "&&" => with("`&&` is written `and`, or left out".to_owned(), Some("and".to_owned())),
        _ => {
            if let Some(term) = word.strip_prefix(['–', '—', '−']).filter(|term| begins_with_field(term, ':')) {
                let meant = format!("-{term}");
                return with(format!("the sign is a plain hyphen: {meant}"), Some(meant));
            }
            let meant = Some(word).filter(|word| begins_with_field(word, '='))?.replacen('=', ":", 1);
            with(format!("a field ends with a colon: {meant}"), Some(meant))
        }
    }
}

/// Whether a field stands before a sign in a word, and something behind it.
pub fn begins_with_field(word: &str, sign: char) -> bool {
    let parts = word.split_once(sign).filter(|(_, value)| !value.is_empty());
    parts.is_some_and(|(field, _)| FIELDS.iter().any(|(known, _)| known.eq_ignore_ascii_case(field)))
}

/// The field that is meant by another word for what it asks, or by a misspelt one.
pub(super) fn field_meant(field: &str) -> Option<&'static str> {
    /// What others call it.
    const OTHERS: [(&str, &[&str]); 9] = [
        ("by", &["speaker", "says", "said", "who"]),
        ("actor", &["name", "person", "people", "organisation", "organization"]),
        ("theme", &["topic", "subject", "tag", "category"]),
        ("source", &["publisher", "outlet", "site", "paper"]),
        ("after", &["since"]),
        ("before", &["until", "till"]),
        ("on", &["date", "day", "when", "time"]),
        ("kind", &["type", "quote"]),
        ("word", &["text", "title", "body"]),
    ];
    let other = OTHERS.iter().find(|(_, others)| others.contains(&field)).map(|(known, _)| *known);
    let fields = || FIELDS.iter().map(|(field, _)| *field);
    let begun = || fields().find(|known| field.len() == known.len() + 1 && field.starts_with(known));
    other.or_else(|| fuzzy::nearest_word(field, fields())).or_else(begun)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_equations_are_told_with_what_is_meant() {
        let meant = |word: &str| misused(word).map(|found| found.meant.unwrap_or_default());
        assert_eq!(meant("-").as_deref(), Some(""));
        assert_eq!(meant("||").as_deref(), Some("or"));
        assert_eq!(meant("By=rutte").as_deref(), Some("By:rutte"));
        assert_eq!(meant("–by:rutte").as_deref(), Some("-by:rutte"));
        for word in ["&", "–", "–x:y", "–by", "a|b", "x=y", "by=", "=", "e=mc2", "—", "and"] {
            assert_eq!(misused(word), None, "{word}");
        }
    }

    #[test]
    fn fields_are_known_by_other_words() {
        let meant = |field: &str| field_meant(field).unwrap_or("-");
        assert_eq!(
            ["speaker", "topic", "since", "aftr", "byy", "from", "zebra"].map(meant).join(" "),
            "by theme after after by - -"
        );
        let known = |field: &str| FIELDS.iter().any(|(known, _)| *known == field);
        assert!(
            ["speaker", "name", "tag", "site", "since", "till", "day", "type", "body"]
                .iter()
                .all(|one| known(meant(one)))
        );
    }
}
