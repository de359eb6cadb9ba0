//! What a site sells in the middle of its articles: lists of services that bear its own name, and what it says between
//! two calls to its readers.

use super::page::{Page, plain_words};
use super::shape::{End, Opening};
use super::voice::is_invitation;
use crate::extract::head::Head;
use std::ops::Range;

/// A leaning that only the rules for headlines outweigh.
const STRONG: f32 = 12.0;

/// Adds what speaks against the site's own offers.
pub fn weigh(text: &str, page: &Page, head: &Head, leanings: &mut [f32]) {
    let name = head.source.as_ref().map(|site| plain_words(&site.name)).filter(|name| name.len() >= 4);
    if let Some(name) = name {
        for list in own_lists(text, page, &name) {
            leanings[list].iter_mut().for_each(|l| *l -= STRONG);
        }
    }
    for at in 1..page.passages.len().saturating_sub(1) {
        if is_between_calls(text, page, at) || leads_on(text, page, at) {
            leanings[at] -= STRONG;
        }
    }
}

/// The lists, each with the line that announces it, of which two and more items begin with the name of the site.
fn own_lists(text: &str, page: &Page, name: &str) -> Vec<Range<usize>> {
    let words = |at: usize| page.passages[at].span.of(text);
    let is_item = |at: &usize| {
        let shape = &page.passages[*at].shape;
        (2..=30).contains(&shape.words) && shape.stops <= 1 && shape.opening != Opening::Small
    };
    let announces = |at: &usize| page.passages[*at].shape.words >= 3 && words(*at).ends_with(':');
    let heads = (0..page.passages.len()).filter(announces);
    heads
        .filter_map(|at| {
            let count = (at + 1..page.passages.len()).take(12).take_while(is_item).count();
            let own = (at + 1..at + 1 + count).filter(|at| plain_words(words(*at)).starts_with(name)).count();
            (own >= 2).then_some(at..at + 1 + count)
        })
        .collect()
}

/// Whether a paragraph in italics stands between two lines in which the site calls on its readers.
fn is_between_calls(text: &str, page: &Page, at: usize) -> bool {
    let calls = |at: usize| is_invitation(page.passages[at].span.of(text), &page.passages[at].shape);
    is_set(page.passages[at].span.of(text)) && calls(at - 1) && calls(at + 1)
}

/// Whether a line in italics asks its reader something and answers with the way there: `_Want more? Read the news._`
fn leads_on(text: &str, page: &Page, at: usize) -> bool {
    const CALLS: [&str; 8] = ["Read ", "Subscribe ", "Follow ", "See ", "Visit ", "Watch ", "Listen ", "Check "];
    let (line, shape) = (page.passages[at].span.of(text), &page.passages[at].shape);
    let answered = line.split_once("? ").is_some_and(|(_, way)| CALLS.iter().any(|call| way.starts_with(call)));
    is_set(line) && shape.words <= 40 && shape.end == End::Stop && answered && !line.contains(['"', '“', '”'])
}

/// Whether a line is set wholly in italics or bold.
fn is_set(line: &str) -> bool {
    line.starts_with('_') && line.ends_with('_') || line.starts_with("**") && line.ends_with("**")
}

#[cfg(test)]
mod tests {
    use super::super::tests::check_around;

    #[test]
    fn services_in_the_name_of_the_site_are_furniture() {
        check_around(
            "",
            "x Our advice for a safe trip:
             x Harbour Times Tickets - seats on all ferries between the islands;
             x Green pass - for those who take their car on board;
             x Harbour Times Shop - maps and clothes with delivery to every port.
             x © 2021 Harbour Times. All rights reserved.",
        );
    }

    #[test]
    fn what_stands_between_two_calls_is_furniture() {
        check_around(
            "x **_Need help with your papers at the port?_**
             x _If you are in Eastport or on the islands and do not know which of the papers you need, our lawyers will tell you._
             x _Book a seat with us and get a clear plan today!_",
            "",
        );
        check_around(
            "x _Want to know more? Read the latest news about the bridge and the port in the section for news._",
            "",
        );
    }
}
