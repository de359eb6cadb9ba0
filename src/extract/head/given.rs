//! The date of publication that came beside a text in words: as heads of articles write it, as mail does, and as C does.

use crate::extract::dates;
use crate::input::Document;
use crate::model::{PartialDate, Span};

/// Longer words tell more than a date.
const LONGEST: usize = 100;

/// When an article was published, as far as what came beside it is understood.
pub fn date(document: &Document) -> Option<PartialDate> {
    let metadata = &document.metadata;
    metadata.published.or_else(|| worded(metadata.dated.as_deref()?))
}

/// What is to be said of words that are not understood.
pub fn complaint(document: &Document) -> Option<String> {
    let words = document.metadata.dated.as_deref().filter(|_| date(document).is_none())?;
    let shown: String = words.chars().take(40).collect();
    Some(format!("the date of publication given with the text is not understood: {shown}"))
}

fn worded(words: &str) -> Option<PartialDate> {
    let read = |words: &str| dates::dateline(words, Span::new(0, words.len())).map(|(_, date)| date);
    if words.len() > LONGEST { None } else { read(words).or_else(|| read(&year_before_clock(words)?)) }
}

/// The words with the year before the clock, as C has it behind (`Feb 18 10:25:00 2025`), and in full, as old mail has
/// half of it (`18 Feb 25 10:25:00`).
fn year_before_clock(written: &str) -> Option<String> {
    let figures = |word: &str| if word.bytes().all(|byte| byte.is_ascii_digit()) { word.len() } else { 0 };
    let mut words: Vec<&str> = written.split_whitespace().collect();
    let clock = words.iter().position(|word| word.contains(':')).filter(|clock| *clock > 1)?;
    let full = format!("{}{}", if words[clock - 1] < "50" { "20" } else { "19" }, words[clock - 1]);
    if figures(words.last()?) == 4 {
        words[clock..].rotate_right(1);
    } else if figures(&full) == 4 {
        words[clock - 1] = &full;
    }
    Some(words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dates_are_read_as_people_and_programs_write_them() {
        for (written, read) in [
            ("Feb 18, 2025", "2025-02-18"),
            ("February 18, 2025", "2025-02-18"),
            ("18 February 2025", "2025-02-18"),
            ("18.02.2025", "2025-02-18"),
            ("18/02/2025", "2025-02-18"),
            ("02/18/2025 3:05 PM", "2025-02-18T15:05"),
            ("Last updated: 18 Feb 2025", "2025-02-18"),
            ("Tue Feb 18 10:25:00 2025", "2025-02-18T10:25"),
            ("Tue Feb  8 10:25:00 EST 2025", "2025-02-08T10:25"),
            ("Tue Feb 18 10:25:00 +0000 2025", "2025-02-18T10:25"),
            ("Tue, 18 Feb 2025 10:25:00 GMT", "2025-02-18T10:25"),
            ("Tue, 18 Feb 2025 10:25:00 -0500", "2025-02-18T10:25"),
            ("18 Feb 25 10:25 +0000", "2025-02-18T10:25"),
            ("Sat, 18 Feb 95 10:25:00 GMT", "1995-02-18T10:25"),
        ] {
            assert_eq!(worded(written).map(|d| d.to_string()).as_deref(), Some(read), "{written}");
        }
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_not_understood() {
        for written in ["soon", "03/04/2025", "18 Feb", "10:25", "a b 10:25:00", "30 February 2025", "18 Feb 2 10:25"] {
            assert_eq!(worded(written), None, "{written}");
        }
    }

    proptest! {
        #[test]
        fn any_words_are_read_or_not(written in "\\PC{0,20}|[0-9a-zé: ]{0,20}") {
            let _ = worded(&written);
        }
    }
}
