//! Numbers that are typed in words, as the figures that texts have for them: `fifty-five thousand` finds `55,000`, and
//! `twelve trillion` `12 trillion`. A number of one word is left alone: `one` and `two` are in every text.

use super::ask::{Ask, Form};
use std::ops::Range;

impl Ask {
    /// Takes a row of number words for one thing that is wanted: the words, or the figure.
    pub(super) fn take_figures(&mut self) {
        let mut at = 0;
        while at < self.wanted.len() {
            if let Some((row, forms)) = self.figure(at) {
                let fewer = row.len() - 1;
                self.joined.retain(|of| !(row.start..row.end - 1).contains(of));
                let (accented, joined) = (self.accented.iter_mut().map(|(of, _)| of), self.joined.iter_mut());
                accented.chain(joined).filter(|of| **of + 1 >= row.end).for_each(|of| *of -= fewer);
                self.wanted.splice(row, [forms]);
            }
            at += 1;
        }
    }

    /// The row of number words that begins at a place, as what is wanted instead.
    fn figure(&self, start: usize) -> Option<(Range<usize>, Vec<Form>)> {
        let words: Vec<&str> = self.wanted[start..].iter().map_while(|forms| number_word(forms)).collect();
        let scaled = words.iter().position(|word| SCALES.contains(word));
        let counted = &words[..scaled.unwrap_or(words.len())];
        if words.len() < 2 || counted.is_empty() {
            return None;
        }
        let value = value(counted)?;
        let own: Vec<String> = counted.iter().map(|word| (*word).to_owned()).collect();
        let mut forms = match &own[..] {
            [word] => vec![Form::Like(word.clone())],
            _ => vec![Form::Phrase(own)],
        };
        forms.push(Form::Exact(value.to_string()));
        if value >= 1000 {
            forms.push(Form::Exact(format!("{},{:03}", value / 1000, value % 1000)));
        }
        if value >= 1000 && value % 1000 == 0 {
            forms.push(Form::Phrase(vec![(value / 1000).to_string(), "thousand".to_owned()]));
        }
        Some((start..start + counted.len(), forms))
    }
}

/// The word that is wanted, if it is one that counts.
fn number_word(forms: &[Form]) -> Option<&str> {
    match forms {
        [Form::Like(word)] if part(word).is_some() || SCALES.contains(&word.as_str()) => Some(word),
        _ => None,
    }
}

/// What texts write out behind a figure.
const SCALES: [&str; 3] = ["million", "billion", "trillion"];

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// What a word adds to a number, or multiplies it by.
#[derive(Clone, Copy)]
enum Part {
    Small(u32),
    Tens(u32),
    Times(u32),
}

fn part(word: &str) -> Option<Part> {
    let place = |words: &[&str]| words.iter().position(|one| *one == word).map(|at| at as u32);
    let times = match word {
        "hundred" => Some(100),
        "thousand" => Some(1000),
        _ => None,
    };
    let tens = || place(&TENS).map(|at| Part::Tens(10 * at + 20));
    times.map(Part::Times).or_else(|| place(&SMALL).map(Part::Small)).or_else(tens)
}

/// The number that words make, below a million; `None` where they make none, as in a list: `two three`.
fn value(words: &[&str]) -> Option<u32> {
    let (mut thousands, mut hundreds, mut rest) = (0, 0, None);
    for word in words {
        match part(word)? {
            Part::Small(more) if rest.is_none_or(|rest| rest >= 20 && rest % 10 == 0 && more < 10) => {
                rest = Some(rest.unwrap_or(0) + more);
            }
            Part::Tens(more) if rest.is_none() => rest = Some(more),
            Part::Times(100) if hundreds == 0 => hundreds = 100 * rest.take().unwrap_or(1),
            Part::Times(1000) if thousands == 0 => {
                thousands = 1000 * (hundreds + rest.take().unwrap_or(u32::from(hundreds == 0)));
                hundreds = 0;
            }
            _ => return None,
        }
    }
    let value = thousands + hundreds + rest.unwrap_or(0);
    (value < 1_000_000).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_words_make_a_number_or_none() {
        for (words, expected) in [
            ("fifty five thousand", Some(55_000)),
            ("five hundred", Some(500)),
            ("hundred thousand", Some(100_000)),
            ("two hundred thousand", Some(200_000)),
            ("one thousand two hundred thirty four", Some(1234)),
            ("twelve", Some(12)),
            ("nineteen", Some(19)),
            ("two three", None),
            ("twenty twenty", None),
            ("thousand thousand", None),
            ("ten five", None),
        ] {
            assert_eq!(value(&words.split(' ').collect::<Vec<_>>()), expected, "{words}");
        }
    }
}
