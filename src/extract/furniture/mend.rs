//! What the fate of its neighbours settles once body is told from furniture: pieces of a sentence whose other pieces are the
//! article's, headings of its paragraphs, figures that it sets large with what they count below, titles of a list whose
//! other titles are kept.

use super::cuts::{is_article_prose, is_clock};
use super::lexicon::{Class, Place};
use super::page::{Page, is_closing_mark, is_drop_cap, starts_inside};
use super::shape::{End, Opening, Shape};
use super::torn::{dangles, is_quantity};
use crate::extract::dates;
use std::ops::Range;

/// A leaning below which a rule has spoken against a passage, which its neighbours do not outweigh.
const DOUBTED: f32 = -9.0;

/// A leaning below which not even a place within a kept sentence or list saves a line.
const LABELLED: f32 = -30.0;

/// How many words pieces of a sentence must have together where none of them is kept.
const SENTENCE: u32 = 12;

/// Adds to the kept passages what belongs to them, and takes out numbers that stand alone.
pub fn weigh(text: &str, page: &Page, leanings: &[f32], kept: &mut [bool]) {
    let Some(mut body) = extent(kept) else { return };
    for chain in chains(text, page) {
        let held = chain.clone().any(|at| kept[at]);
        let between = chain.start > 0 && kept[chain.start - 1] && kept.get(chain.end) == Some(&true);
        let least = if between { SENTENCE / 2 } else { SENTENCE };
        if held || is_within(&chain, &body) && is_sentence(text, page, leanings, chain.clone(), least) {
            chain.filter(|at| may_join(text, page, leanings, *at)).for_each(|at| kept[at] = true);
        }
    }
    for block in figures(text, page) {
        let held = block.clone().any(|at| kept[at]) || is_within(&block, &body);
        if held && block.clone().all(|at| leanings[at] > DOUBTED) {
            kept[block].fill(true);
        }
    }
    reach_on(text, page, leanings, kept, body.end);
    body = extent(kept).unwrap_or(body);
    for at in body.clone() {
        kept[at] |= is_doubtful_sentence(text, page, leanings, at);
    }
    for at in body.clone().rev().chain(body.clone()) {
        kept[at] |= heads(text, page, leanings, kept, at) || is_among_titles(page, leanings, kept, at);
    }
    if body.end < kept.len() && is_last_heading(page, leanings, kept, body.end) {
        kept[body.end] = true;
    }
    for at in body {
        kept[at] &= !is_lone_number(text, page, kept, at);
    }
}

/// From the first to the last kept passage.
fn extent(kept: &[bool]) -> Option<Range<usize>> {
    Some(kept.iter().position(|kept| *kept)?..kept.iter().rposition(|kept| *kept)? + 1)
}

fn is_within(part: &Range<usize>, whole: &Range<usize>) -> bool {
    whole.start <= part.start && part.end <= whole.end
}

/// The stretches of two and more lines that a dump tore out of one sentence, or out of several in a row.
fn chains(text: &str, page: &Page) -> Vec<Range<usize>> {
    let mut chains = Vec::new();
    let mut start = 0;
    for at in 1..=page.passages.len() {
        if at < page.passages.len() && goes_on(text, page, at - 1) {
            continue;
        }
        if at - start >= 2 {
            chains.push(start..at);
        }
        start = at;
    }
    chains
}

/// Whether the line behind a passage goes on with its sentence.
fn goes_on(text: &str, page: &Page, at: usize) -> bool {
    let (left, right) = (&page.passages[at], &page.passages[at + 1]);
    let (before, after) = (left.span.of(text), right.span.of(text));
    if is_foreign(&left.shape) || is_foreign(&right.shape) {
        return false;
    }
    // The name of a section of the site may be the name of a country in the middle of a sentence.
    let label = |shape: &Shape| shape.signs.is_label();
    if label(&right.shape) && !dangles(before) || label(&left.shape) && !after.starts_with([',', ';', ')']) {
        return false;
    }
    // A mark before a whole sentence stands beside a quotation set large.
    let set_large = right.shape.end == End::Stop && right.shape.words >= 8;
    if is_opening_mark(before) && !set_large || is_closing_mark(before, after) || is_drop_cap(before, after) {
        return true;
    }
    let ended = matches!(left.shape.end, End::Stop) || before.ends_with(':');
    let counted = || (is_figure(before) || is_count(before)) && is_figure(after);
    let dashed = || is_dash(before) || is_dash(after);
    let dated = || after.starts_with(|c: char| c.is_ascii_digit()) && ends_in_month(before);
    !ended
        && (dashed()
            || dated()
            || starts_inside(after)
            || dangles(before)
            || is_quantity(before)
            || before.ends_with(',')
            || counted())
}

/// Whether a passage is no part of any sentence of the article, whatever stands beside it.
fn is_foreign(shape: &Shape) -> bool {
    let listed = matches!(shape.opening, Opening::Bullet | Opening::Heading | Opening::Subheading);
    let own = shape.is_notice() && !shape.signs.is_label() || shape.signs.is_voiced();
    let signed = shape.words <= 3 && shape.signs.any(&[Class::Byline, Class::Caption], &[Place::Whole]);
    listed || own || signed || shape.is_caption || shape.breaks_off || shape.is_biography
}

/// Whether the passages of a chain are sentences that nothing speaks against.
fn is_sentence(text: &str, page: &Page, leanings: &[f32], chain: Range<usize>, least: u32) -> bool {
    let shapes = || page.passages[chain.clone()].iter().map(|p| &p.shape);
    let words: u32 = shapes().map(|s| s.words).sum();
    let small: u32 = shapes().map(|s| s.function_words).sum();
    let stops: u32 = shapes().map(|s| s.stops).sum();
    let quiet = chain.clone().all(|at| leanings[at] > DOUBTED || is_opening_mark(page.passages[at].span.of(text)));
    let opened = page.passages[chain.start].shape.opening != Opening::Small;
    quiet
        && opened
        && words >= SENTENCE
        && small * 7 >= words
        && small >= 2
        && (stops >= 1 || page.core.contains(&chain.start) || least < SENTENCE)
}

/// Whether a piece of a kept sentence may be kept with it.
fn may_join(text: &str, page: &Page, leanings: &[f32], at: usize) -> bool {
    let passage = &page.passages[at];
    let line = passage.span.of(text);
    let bare = passage.shape.words == 0;
    let least = if passage.shape.signs.is_label() { LABELLED } else { DOUBTED };
    bare && (is_quotation_mark(line) || is_dash(line)) || leanings[at] > least && !bare
}

/// A dash alone, in the middle of a sentence.
fn is_dash(line: &str) -> bool {
    matches!(line.trim(), "—" | "–")
}

/// Whether a line ends with the name of a month, which its year goes on with.
fn ends_in_month(line: &str) -> bool {
    let last = line.rsplit(char::is_whitespace).next().unwrap_or("");
    line.len() > last.len() && last.starts_with(char::is_uppercase) && dates::names_day_or_month(last)
}

/// A line that is nothing but the mark which opens a quotation or a bracket.
fn is_opening_mark(line: &str) -> bool {
    line.chars().count() <= 2 && line.chars().all(|c| matches!(c, '“' | '‘' | '«' | '„' | '(' | '"'))
}

/// A line that is nothing but quotation marks, which are part of the quotation beside them.
pub fn is_mark(line: &str) -> bool {
    is_quotation_mark(line) || is_dash(line)
}

fn is_quotation_mark(line: &str) -> bool {
    line.chars().count() <= 2 && line.chars().all(|c| matches!(c, '“' | '”' | '‘' | '’' | '«' | '»' | '„' | '"'))
}

/// Keeps sentences closely behind the last kept passage that speak for themselves, up to what heads something else.
fn reach_on(text: &str, page: &Page, leanings: &[f32], kept: &mut [bool], end: usize) {
    const LINES: usize = 4;
    let mut last = end;
    for at in end..page.passages.len() {
        let shape = &page.passages[at].shape;
        let headed = shape.signs.any(&[Class::Related, Class::Ending, Class::Sharing], &[Place::Whole, Place::Start]);
        if at >= last + LINES || headed || shape.signs.closes() || shape.is_biography {
            break;
        }
        let ruled = |at: usize| page.passages[at].shape.words == 0;
        // What has a line of its own above is more likely a card.
        let goes_on =
            kept[at - 1] || ruled(at - 1) || ruled(at.saturating_sub(2)) && page.passages[at - 1].shape.words <= 6;
        if goes_on && leanings[at] > 0.0 && is_doubtful_sentence(text, page, leanings, at) {
            kept[at] = true;
            last = at + 1;
        }
    }
}

/// Whether a passage between kept ones is a whole sentence against which hardly anything speaks.
fn is_doubtful_sentence(text: &str, page: &Page, leanings: &[f32], at: usize) -> bool {
    let shape = &page.passages[at].shape;
    let plain = matches!(shape.opening, Opening::Capital | Opening::Quote | Opening::Digit) && shape.linked == 0;
    let own = plain && !is_foreign(shape) && !shape.repeated && !shape.signs.any(&Class::ALL, &[Place::Start]);
    own && !is_credit(text, page, at + 1)
        && shape.words >= 10
        && shape.function_words >= 3
        && shape.is_told()
        && leanings[at] > -2.0
}

/// Whether a line ends what stands between two paragraphs: a button, the credit of a picture, the day on a card.
fn is_apart(text: &str, page: &Page, at: usize) -> bool {
    let shape = &page.passages[at].shape;
    let day = (1..=4).contains(&shape.words) && shape.digits > 0 && shape.stops == 0 && shape.end == End::Bare;
    shape.signs.is_label() || day || is_credit(text, page, at)
}

/// Whether a short line says whose picture it is: `Li Wei/Coastal Pictures`, `© Harbour Archive`.
fn is_credit(text: &str, page: &Page, at: usize) -> bool {
    page.passages.get(at).is_some_and(|p| {
        let line = p.span.of(text);
        let marked = line.starts_with('©') || line.contains('/') || p.shape.is_caption;
        p.shape.words <= 9
            && (marked || p.shape.signs.any(&[Class::Caption], &[Place::Start, Place::Inside, Place::End]))
    })
}

/// Whether a line that is left out heads the paragraph below it: a question, or a few words that run like a sentence.
fn heads(text: &str, page: &Page, leanings: &[f32], kept: &[bool], at: usize) -> bool {
    let (line, shape) = (page.passages[at].span.of(text), &page.passages[at].shape);
    let asks = line.ends_with('?') && shape.stops == 1 && shape.words >= 3;
    // Between two paragraphs the model has had its say: a caption runs like a sentence too.
    let hidden = at > 0 && !kept[at - 1] && is_apart(text, page, at - 1);
    let lettered = line.contains(char::is_lowercase);
    let runs =
        hidden && lettered && shape.end == End::Bare && shape.function_words >= 1 && shape.capitals * 2 <= shape.words;
    let plain = matches!(shape.opening, Opening::Capital | Opening::Quote) && shape.linked == 0 && !shape.repeated;
    let worded = (2..=14).contains(&shape.words) && (asks || runs && shape.words <= 10) && !is_clock(line);
    let signed = shape.signs.any(&Class::ALL, &[Place::Whole, Place::Start, Place::End]) || is_foreign(shape);
    let paragraph = |at: usize| {
        page.passages.get(at).is_some_and(|p| kept[at] && (is_article_prose(&p.shape) || p.shape.is_told()))
    };
    let below = paragraph(at + 1) || asks && paragraph(at + 2) && page.passages[at + 1].shape.words <= 3;
    let led = line.starts_with("More ")
        || at > 0 && page.passages[at - 1].shape.signs.any(&[Class::Related], &[Place::Whole, Place::Start]);
    worded && plain && below && !signed && !led && leanings[at] > DOUBTED
}

/// Whether a line that is left out is a title of a list in which each has its sentence below, and another title of it is
/// kept.
fn is_among_titles(page: &Page, leanings: &[f32], kept: &[bool], at: usize) -> bool {
    let is_title = |at: usize| {
        page.passages.get(at).is_some_and(|p| {
            let plain = p.shape.opening == Opening::Capital && p.shape.linked == 0 && !is_foreign(&p.shape);
            plain
                && (4..=22).contains(&p.shape.words)
                && p.shape.end == End::Bare
                && p.shape.capitals * 2 > p.shape.words
        })
    };
    let told = |at: usize| kept.get(at) == Some(&true) && page.passages[at].shape.is_told();
    let other = |at: Option<usize>| at.is_some_and(|at| is_title(at) && kept[at]);
    let beside = at > 0 && told(at - 1) && told(at + 1);
    beside && is_title(at) && (other(at.checked_sub(2)) || other(Some(at + 2))) && leanings[at] > LABELLED
}

/// Whether a line behind the last kept one is one more heading in a row, the paragraphs of which the dump has lost.
fn is_last_heading(page: &Page, leanings: &[f32], kept: &[bool], at: usize) -> bool {
    let is_heading = |at: usize| {
        let shape = &page.passages[at].shape;
        let plain = shape.opening == Opening::Capital && shape.linked == 0 && !is_foreign(shape) && !shape.repeated;
        plain && (4..=14).contains(&shape.words) && shape.function_words >= 1 && shape.capitals * 2 > shape.words
    };
    at >= 3 && (at - 2..=at).all(is_heading) && kept[at - 1] && kept[at - 2] && leanings[at] > -3.0
}

/// A number set large, with its unit: `3.7 million`, `Over €1.4 billion`, `90%`.
fn is_figure(line: &str) -> bool {
    const UNITS: [&str; 9] = ["million", "billion", "trillion", "thousand", "percent", "m", "bn", "k", "%"];
    const BEFORE: [&str; 6] = ["over", "about", "nearly", "around", "almost", "than"];
    let leads = |word: &&str| BEFORE.iter().any(|before| before.eq_ignore_ascii_case(word)) || *word == "More";
    let mut words = line.split_whitespace().skip_while(leads);
    let Some(first) = words.next() else { return false };
    let bare = first.trim_start_matches(['$', '€', '£']);
    let number = bare.trim_end_matches(|c: char| c.is_alphabetic() || c == '%');
    let counts = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    if !counts {
        return false;
    }
    let behind: Vec<&str> = words.take(4).collect();
    let unit = if number.len() < bare.len() { &bare[number.len()..] } else { behind.first().copied().unwrap_or("") };
    behind.len() <= 3 && UNITS.contains(&unit.to_lowercase().as_str())
}

/// A number of more than three figures and what it counts: `12,000 people`.
fn is_count(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let number = words.next().unwrap_or("");
    number.contains(',') && number.chars().all(|c| c.is_ascii_digit() || c == ',') && words.count() <= 2
}

/// The blocks of two and more figures, each with what it counts on the line below.
fn figures(text: &str, page: &Page) -> Vec<Range<usize>> {
    let is_number = |at: usize| page.passages.get(at).is_some_and(|p| is_figure(p.span.of(text)));
    let is_legend = |at: usize| {
        page.passages.get(at).is_some_and(|p| {
            (2..=18).contains(&p.shape.words) && p.shape.stops <= 1 && p.shape.linked == 0 && !is_foreign(&p.shape)
        }) && !is_number(at)
    };
    let is_pair = |at: usize| is_number(at) && is_legend(at + 1);
    let mut blocks: Vec<Range<usize>> = Vec::new();
    for at in (0..page.passages.len()).filter(|at| is_pair(*at)) {
        // Between two of them may stand where the number is from, or what the next ones are about.
        match blocks.last_mut() {
            Some(block) if at <= block.end + 1 => block.end = at + 2,
            _ => blocks.push(at..at + 2),
        }
    }
    blocks.retain(|block| block.len() >= 4);
    blocks
}

/// Whether a kept line is a number alone that no sentence beside it goes on with: the count of something, a page.
fn is_lone_number(text: &str, page: &Page, kept: &[bool], at: usize) -> bool {
    let line = page.passages[at].span.of(text);
    let number = !line.is_empty() && line.len() <= 4 && line.bytes().all(|b| b.is_ascii_digit());
    let beside = |at: usize| at + 1 < kept.len() && goes_on(text, page, at) && kept[at] && kept[at + 1];
    number && !(at > 0 && beside(at - 1)) && !beside(at)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check_around;
    use super::*;

    #[test]
    fn figures_have_a_unit() {
        for figure in ["3.7 million", "Over €1.4 billion", "90%", "10.8m", "3.3 million people", "More than 2 thousand"]
        {
            assert!(is_figure(figure), "{figure}");
        }
        for other in ["2021", "$20", "4 March", "million", "+0.5%", "3 comments", "12:40", "The 3 million who left"] {
            assert!(!is_figure(other), "{other}");
        }
    }

    #[test]
    fn pieces_of_a_kept_sentence_are_kept() {
        check_around(
            "B Excerpts from what the engineers told the council in their
             B conversation
             B , which was held in the town hall and lasted for three hours, are printed below.",
            "",
        );
        check_around(
            "B To
             B answer quickly and
             B reach the villages that lie far from the road in
             B Westport
             B , the city works with more than twenty owners of boats and with the council of the islands.",
            "",
        );
    }

    #[test]
    fn figures_set_large_are_kept_with_what_they_count() {
        check_around(
            "B 3.7 million
             B tons of goods that came over the bridge last year
             B Over €1.4 billion
             B what the state has paid for roads and bridges
             B 90%
             B of the lorries belong to owners from the region",
            "",
        );
    }

    #[test]
    fn the_sums_of_an_appeal_are_no_figures() {
        check_around("", "x $20\nx $30\nx $40");
    }

    #[test]
    fn questions_and_running_lines_head_their_paragraph() {
        check_around(
            "x Lorries wait in front of the bridge in the first days of the spring. Photo by: Li Wei
             B What can the owners of the shops do?
             B The owners of the shops can ask the council for help until the work on the pillars is done, which may take until the autumn.",
            "",
        );
    }

    #[test]
    fn a_name_of_a_section_within_a_sentence_is_kept() {
        check_around(
            "B The bridge is one of three that lead to
             B Europe
             B , as the sailors of the island call the other side of the water, and the only one for lorries.",
            "",
        );
    }

    #[test]
    fn titles_of_a_list_with_sentences_are_kept_alike() {
        check_around(
            "B Harbour Board Report on the State of the Bridge
             B This report tells what the engineers found when they looked at the pillars in the winter, and what can be done.
             B Letter to Council and Harbour Board on Needs of Shop Owners, Lorry Drivers and Ferry Crews of Eastport
             B The owners wrote to the council and asked for a ferry that takes lorries until the work on the pillars is done.",
            "",
        );
    }

    #[test]
    fn a_caption_between_kept_sentences_is_no_sentence_of_them() {
        check_around(
            "x A group of drivers crosses the bridge on foot as they leave the town of Eastport, amid the strike of the ferries.
             x Li Wei/AFP/Getty Images",
            "",
        );
    }

    #[test]
    fn the_last_section_behind_a_rule_is_kept() {
        check_around(
            "",
            "x ___
             B DELAYED WORK
             B The work had been due in October. Under the law it cannot begin while the bridge is open to lorries at night.
             x ___
             x Harbourwire writer Jim Hale in Westport contributed to this report.",
        );
    }

    #[test]
    fn a_number_alone_is_furniture() {
        check_around("x 2", "");
    }
}
