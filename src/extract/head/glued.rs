//! Dates in lines whose parts a dump has glued together (`The Harbour TimesMarch 3, 2026`, `3 March 2026timer2 min`), and
//! dates with a year of two digits beside a time of day (`3/14/26 7:15 AM`), as mastheads write them.

use crate::extract::dates;
use crate::model::{PartialDate, Span};

/// The first complete date in a line that shows none as it stands.
pub fn date(text: &str, line: Span) -> Option<(Span, PartialDate)> {
    let line = before_address(text, line);
    if !line.of(text).bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    split(text, line).or_else(|| short_year(text, line))
}

/// A line without the address that it ends with, which holds no date of the page.
fn before_address(text: &str, line: Span) -> Span {
    let words = line.of(text);
    let address = words.find("://").filter(|at| !words[*at..].contains(char::is_whitespace));
    address.map_or(line, |at| Span::new(line.start as usize, line.start as usize + at))
}

/// The date that shows where the line is cut before a capital or digit glued to a small letter, or behind the digits of
/// a year.
fn split(text: &str, line: Span) -> Option<(Span, PartialDate)> {
    let words = line.of(text);
    let starts = joints(words, |left, right| left.is_lowercase() && (right.is_uppercase() || right.is_ascii_digit()));
    let doubled = joints(words, |left, right| left.is_ascii_digit() && right.is_uppercase());
    let starts = std::iter::once(0).chain(starts).chain(doubled);
    let mut ends: Vec<usize> = joints(words, |left, right| left.is_ascii_digit() && right.is_alphabetic()).collect();
    ends.push(words.len());
    let base = line.start as usize;
    starts.take(8).find_map(|start| {
        let after = ends.iter().filter(|end| **end > start).rev().take(8);
        let mut parts = after.map(|end| Span::new(base + start, base + end)).filter(|part| *part != line);
        parts.find_map(|part| dates::dateline(text, part))
    })
}

/// Where two letters or digits stand side by side that belong to different words.
fn joints(words: &str, apart: impl Fn(char, char) -> bool) -> impl Iterator<Item = usize> {
    let right = words.char_indices().skip(1);
    words.chars().zip(right).filter(move |(left, (_, right))| apart(*left, *right)).map(|(_, (at, _))| at)
}

/// `3/14/26 7:15 AM`: figures that are a date only where a time of day stands behind them. Where both could be the month,
/// it stands first, as it does wherever clocks count to twelve.
fn short_year(text: &str, line: Span) -> Option<(Span, PartialDate)> {
    let words = line.of(text);
    let at = words.find(|c: char| c.is_ascii_digit())?;
    let tries = words.char_indices().skip_while(|(i, _)| *i < at).filter(|(i, c)| {
        c.is_ascii_digit() && !words[..*i].ends_with(|c: char| c.is_ascii_digit() || matches!(c, '/' | '.'))
    });
    tries.take(6).find_map(|(at, _)| {
        let (year, figures) = figures(&words[at..])?;
        let behind = &words[at + figures..];
        let clock = behind.trim_start().chars().next().is_some_and(|c| c.is_ascii_digit());
        let day_first = words[at..].split('/').next()?.parse::<u32>().is_ok_and(|first| first > 12);
        let whole: String = words[at..at + year].chars().filter(|c| !c.is_whitespace()).collect();
        let written = format!("{whole}20{}{}", &words[at + year..at + figures], behind);
        let (span, date) = dates::dateline_ordered(&written, Span::new(0, written.len()), day_first)?;
        let timed = span.end as usize > whole.len() + 4;
        let length = (span.end as usize + year).checked_sub(whole.len() + 2)?;
        let found = Span::new(line.start as usize + at, line.start as usize + at + length);
        (clock && timed && span.start == 0).then_some((found, date))
    })
}

/// Where in `3/14/26` the year starts and where it ends; blanks may pad the figures.
fn figures(words: &str) -> Option<(usize, usize)> {
    let mut end = 0;
    for _ in 0..2 {
        let rest = &words[end..];
        let padding = rest.len() - rest.trim_start_matches(' ').len();
        let digits = rest[padding..].bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=2).contains(&digits) || padding > 1 || !rest[padding + digits..].starts_with('/') {
            return None;
        }
        end += padding + digits + 1;
    }
    let digits = words[end..].bytes().take_while(u8::is_ascii_digit).count();
    (digits == 2 && !words[end + 2..].starts_with('/')).then_some((end, end + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Option<(&str, &str)>) {
        let found = date(line, Span::new(0, line.len()));
        let found = found.map(|(span, date)| (span.of(line).to_owned(), date.to_string()));
        assert_eq!(found, expected.map(|(words, date)| (words.to_owned(), date.to_owned())), "{line}");
    }

    #[test]
    fn dates_glued_to_names_and_icons_are_read() {
        check("The Harbour TimesMarch 3, 2026", Some(("March 3, 2026", "2026-03-03")));
        check("By Ana Ruiz2026-03-03 21:32:46 UTC", Some(("2026-03-03 21:32:46 UTC", "2026-03-03T21:32")));
        check("Tue., March 3, 2026timer2 min. read", Some(("March 3, 2026", "2026-03-03")));
        check("03/04/2026March 4, 2026", Some(("March 4, 2026", "2026-03-04")));
        check("The Harbour Times", None);
    }

    #[test]
    fn an_address_at_the_end_of_a_line_holds_no_date() {
        check("[Ferry fares](https://harbour.test/x2026-03-04Fares?id=1234)", None);
        check("The Harbour TimesMarch 3, 2026 https://harbour.test/a1", Some(("March 3, 2026", "2026-03-03")));
    }

    #[test]
    fn years_of_two_digits_need_a_time_of_day() {
        check("By ANA RUIZ | 3/4/26 7:15 AM EDT", Some(("3/4/26 7:15 AM EDT", "2026-03-04T07:15")));
        check("By Ana Ruiz  13/ 5/26 09:19 PM ET", Some(("13/ 5/26 09:19 PM ET", "2026-05-13T21:19")));
        check("Ana Ruiz 3/14/26 11:04am Yesterday 11:04am", Some(("3/14/26 11:04am", "2026-03-14T11:04")));
        check("Scores: 3/4/26", None);
        check("3/4/2", None);
    }
}
