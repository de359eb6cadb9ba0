//! Sentences that a page sets twice: pulled out of their paragraph and shown large between others, or handed to a picture
//! as its caption. The paragraph is the article's; what was pulled out of it is not.

use super::page::Page;
use super::shape::End;
use rustc_hash::FxHashMap;

/// How many words in a row must be the same at both ends.
const RUN: usize = 5;

/// How much longer the paragraph must be, in words.
const SHORTER: u32 = 4;

/// How many quotations with a name below are looked up, letter by letter, on a page.
const MOST: usize = 20;

/// The passages that were pulled out of a longer one, and the lines that name who said them.
pub fn find(text: &str, page: &Page) -> Vec<usize> {
    let mut found = from_paragraphs(page);
    found.extend(signed(text, page));
    found.sort_unstable();
    found.dedup();
    found
}

/// Passages whose first and last words stand in one longer passage of the prose, as far apart as in the passage.
fn from_paragraphs(page: &Page) -> Vec<usize> {
    let near = page.core.start.saturating_sub(3)..(page.core.end + 3).min(page.passages.len());
    let words = |at: usize| &page.words[at][..];
    let short: Vec<usize> = near.clone().filter(|at| (RUN + 3..=70).contains(&words(*at).len())).collect();
    let ends = short.iter().map(|at| words(*at)).flat_map(|own| [&own[..RUN], &own[own.len() - RUN..]]);
    let mut runs: FxHashMap<&[u64], Vec<(usize, usize)>> = ends.map(|run| (run, Vec::new())).collect();
    let begins = Beginnings::of(runs.keys().map(|run| run[0]));
    let is_paragraph = |at: &usize| page.passages[*at].shape.is_prose() && !page.passages[*at].shape.is_caption;
    for at in page.core.clone().filter(is_paragraph) {
        for (start, run) in words(at).windows(RUN).enumerate().filter(|(_, run)| begins.may_have(run[0])) {
            if let Some(places) = runs.get_mut(run).filter(|places| places.len() < 3) {
                places.push((at, start));
            }
        }
    }
    let is_pulled = |at: &usize| {
        let own = words(*at);
        let heads = |other: usize| other == *at + 1 && page.passages[*at].shape.end != End::Stop;
        let last = &runs[&own[own.len() - RUN..]];
        runs[&own[..RUN]].iter().any(|(other, start)| {
            let longer = page.passages[*other].shape.words >= page.passages[*at].shape.words + SHORTER;
            other != at && longer && !heads(*other) && last.contains(&(*other, start + own.len() - RUN))
        })
    };
    short.into_iter().filter(is_pulled).collect()
}

/// The words that runs begin with: of nearly all others it is told at once that none does.
struct Beginnings([u64; 16]);

impl Beginnings {
    fn of(words: impl Iterator<Item = u64>) -> Self {
        let mut bits = [0; 16];
        words.for_each(|word| bits[word as usize / 64 % 16] |= 1 << (word % 64));
        Self(bits)
    }

    fn may_have(&self, word: u64) -> bool {
        self.0[word as usize / 64 % 16] & 1 << (word % 64) != 0
    }
}

/// Quotations with a name below, `— Ana Ruiz`, whose letters stand elsewhere on the page too, and the names.
fn signed(text: &str, page: &Page) -> Vec<usize> {
    let is_signature = |at: &usize| {
        let (line, shape) = (page.passages[*at].span.of(text), &page.passages[*at].shape);
        let line = line.trim_start_matches(['>', ' ', '_', '*']);
        line.starts_with(['—', '–', '―']) && (1..=12).contains(&shape.words) && shape.capitals * 2 >= shape.words
    };
    let signatures: Vec<usize> = (1..page.passages.len()).filter(is_signature).take(MOST).collect();
    if signatures.is_empty() {
        return Vec::new();
    }
    let lines = &page.plain;
    let again = |at: usize| {
        let (before, after) = (lines[..at].concat(), lines[at + 1..].concat());
        lines[at].len() > 30 && (before.contains(&lines[at]) || after.contains(&lines[at]))
    };
    signatures.into_iter().filter(|at| again(at - 1)).flat_map(|at| [at - 1, at]).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::check_around;

    #[test]
    fn a_sentence_pulled_out_of_its_paragraph_is_furniture() {
        check_around(
            "x The city had no choice and that the repair of the bridge would cost more than it had.
             B The mayor, who was asked twice, said on Friday that the lorries would have to take the road through the hills.",
            "",
        );
    }

    #[test]
    fn a_subheading_in_the_words_of_its_paragraph_stays() {
        check_around(
            "B The port pays four million for the repair of the bridge
             B After long talks with the state the port pays four million for the repair of the bridge and the road to it.",
            "",
        );
    }

    #[test]
    fn a_sentence_that_a_caption_says_again_stays() {
        check_around(
            "B “This bridge has been used like a toy by everybody,” he said. “You close it when you want the votes.”
             B The mayor, who was asked twice, said on Friday that the lorries would have to take the road through the hills.
             x “This bridge has been used like a toy by everybody,” Berg said. “You close it when you want the votes.” | Li Wei/EFE via EPA",
            "",
        );
    }

    #[test]
    fn a_quotation_set_again_with_its_speaker_below_is_furniture() {
        check_around(
            "B “We have waited for this bridge
             B for
             B twenty years and can wait for one more spring,” Berg said.
             x We have waited for this bridge for twenty years and can wait for one more spring
             x — Jo Berg",
            "",
        );
    }

    #[test]
    fn a_quotation_that_stands_once_keeps_its_speaker() {
        check_around(
            "B “We have waited for this bridge for twenty years and can wait for one more spring.”
             B — Jo Berg, owner of the ferry",
            "",
        );
    }
}
