//! A site's plea to its readers above a button: `We have no owner behind us. Please help.` and then `Donate now`.
//!
//! The words differ from site to site; the build does not: short paragraphs in which a we turns to a you or speaks of
//! support, and under them the button alone on its line.

use super::lexicon::{number, words_in, words_of};
use super::page::Page;
use std::sync::LazyLock;

/// What stands on the buttons under pleas.
const BUTTONS: [&str; 14] = [
    "donate",
    "donate now",
    "donate today",
    "donate here",
    "give now",
    "subscribe",
    "subscribe now",
    "sign up",
    "sign up now",
    "become a member",
    "become a supporter",
    "join us",
    "support us",
    "contribute",
];

/// Words by which a site speaks of itself or to its readers, each as its number.
static ADDRESS: LazyLock<[u64; 7]> =
    LazyLock::new(|| ["we", "us", "our", "you", "your", "we're", "you're"].map(number));

/// Beginnings of the words for what pleas ask for.
const ASKED: [&str; 13] = [
    "support",
    "subscri",
    "donat",
    "donor",
    "give",
    "gift",
    "member",
    "fund",
    "reader",
    "journalis",
    "newsletter",
    "contribut",
    "independent",
];

/// How many paragraphs a plea may have.
const LONGEST: usize = 4;

/// The passages of pleas, in order.
pub fn find(text: &str, page: &Page) -> Vec<usize> {
    let words = |at: usize| page.passages[at].span.of(text);
    let is_button = |at: &usize| {
        let shape = &page.passages[*at].shape;
        shape.words <= 4 && BUTTONS.contains(&words_of(&page.folded[*at]).join(" ").as_str())
    };
    let mut found = letters(page);
    for button in (0..page.passages.len()).filter(is_button) {
        // The sums to choose from stand between the plea and its button.
        let sums = (0..button).rev().take_while(|at| is_sum(words(*at))).count();
        let above = ((button - sums).saturating_sub(LONGEST)..button - sums).rev();
        let speaks = |at: &usize| {
            is_address(words(*at), &page.words[*at], page.passages[*at].shape.words) || calls_to_give(words(*at))
        };
        let block: Vec<usize> = above.take_while(speaks).collect();
        if block.iter().any(|at| asks(&page.folded[*at])) {
            found.extend(block);
        }
    }
    found.sort_unstable();
    found
}

/// A sum to give, alone on its line: `$20`.
fn is_sum(line: &str) -> bool {
    line.len() <= 8 && line.starts_with(['$', '€', '£']) && line[1..].trim_matches(|c: char| !c.is_ascii()).len() <= 7
}

/// Whether a passage tells its reader to give: `Give now to help the crew.`
fn calls_to_give(line: &str) -> bool {
    let calls = ["Give now", "Give today", "Donate now", "Donate today", "Please donate", "Please give"];
    line.len() <= 400 && !line.contains(['"', '“', '”']) && calls.iter().any(|call| line.contains(call))
}

/// The passages of letters to the readers, each from its address to its last button: `Dear readers,` … `Remind me later`.
fn letters(page: &Page) -> Vec<usize> {
    const PASSAGES: usize = 10;
    let addressed = |line: &str| {
        let openings = ["dear reader", "dear friend", "a message from ", "a note from ", "a letter from "];
        openings.iter().any(|words| line.starts_with(words))
    };
    let opens = |at: &usize| page.passages[*at].shape.words <= 10 && addressed(&page.folded[*at]);
    let goes_on = |at: &usize| {
        let shape = &page.passages[*at].shape;
        opens(at) || shape.words <= 6 || addresses(&page.words[*at]) || asks(&page.folded[*at])
    };
    let first = |from: usize| (from..page.passages.len()).find(opens);
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some(start) = first(from) {
        let count = (start..page.passages.len()).take(PASSAGES).take_while(goes_on).count();
        let letter = start..start + count;
        from = letter.end.max(start + 1);
        if letter.clone().any(|at| page.passages[at].shape.words > 6 && asks(&page.folded[at])) {
            found.extend(letter);
        }
    }
    found
}

/// Whether a passage asks its readers for their support, button or not.
pub fn is_appeal(text: &str, page: &Page, at: usize) -> bool {
    let (line, shape) = (page.passages[at].span.of(text), &page.passages[at].shape);
    if shape.words > 45 || !is_address(line, &page.words[at], shape.words) {
        return false;
    }
    let words = words_of(&page.folded[at]);
    let asked = ASKED.iter().filter(|asked| words.iter().any(|word| word.starts_with(*asked))).count();
    asked >= 2 && words.iter().any(|word| ["you", "your", "you're"].contains(word))
}

/// Whether the site speaks in a passage: it says we or you outside any quotation.
fn is_address(line: &str, said: &[u64], words: u32) -> bool {
    (3..=90).contains(&words) && addresses(said) && !line.contains(['"', '“', '”', '«', '„'])
}

/// Whether a passage says we or you.
fn addresses(said: &[u64]) -> bool {
    let address: &[u64; 7] = &ADDRESS;
    said.iter().any(|word| address.contains(word))
}

/// Whether a passage speaks of support.
fn asks(folded: &str) -> bool {
    words_in(folded).any(|word| ASKED.iter().any(|asked| word.starts_with(asked)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check_around;

    #[test]
    fn a_plea_above_its_button_is_furniture() {
        check_around(
            "",
            "x Harbour Letters lives by you
             x We are in a hard place: what came in last year is spent. Our goal is to have two thousand subscribers in May.
             x Donate now",
        );
    }

    #[test]
    fn what_somebody_said_above_a_button_stays() {
        check_around(
            "",
            "B \"We ask for your support, and for that of the members of the council,\" she told the shop owners of the port.
             x Subscribe",
        );
    }
}
