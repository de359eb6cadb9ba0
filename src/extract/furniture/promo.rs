//! What a site sells in the middle of its articles: lists of services that bear its own name, and what it says between
//! two calls to its readers.

use super::lexicon::{Class, Place};
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
    for (at, leaning) in leanings.iter_mut().enumerate() {
        if is_between_calls(text, page, at) || leads_on(text, page, at) || offers(text, page, at) {
            *leaning -= STRONG;
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
            let own = (at + 1..at + 1 + count).filter(|at| page.plain[*at].starts_with(name)).count();
            (own >= 2).then_some(at..at + 1 + count)
        })
        .collect()
}

/// Whether a paragraph in italics stands between two lines in which the site calls on its readers.
fn is_between_calls(text: &str, page: &Page, at: usize) -> bool {
    let calls = |at: Option<usize>| {
        at.and_then(|at| page.passages.get(at)).is_some_and(|p| is_invitation(p.span.of(text), &p.shape))
    };
    is_set(page.passages[at].span.of(text)) && calls(at.checked_sub(1)) && calls(at.checked_add(1))
}

/// Whether a line in italics asks its reader something and answers with the way there: `_Want more? Read the news._`
fn leads_on(text: &str, page: &Page, at: usize) -> bool {
    const CALLS: [&str; 8] = ["Read ", "Subscribe ", "Follow ", "See ", "Visit ", "Watch ", "Listen ", "Check "];
    let (line, shape) = (page.passages[at].span.of(text), &page.passages[at].shape);
    let answered = || line.split_once("? ").is_some_and(|(_, way)| CALLS.iter().any(|call| way.starts_with(call)));
    is_set(line) && shape.words <= 40 && shape.end == End::Stop && answered() && !line.contains(['"', '“', '”'])
}

/// Whether a short line offers its reader what the site sends or where it is found: `Want more? Get our morning email.`,
/// `Read more local news here.`
fn offers(text: &str, page: &Page, at: usize) -> bool {
    const CALLS: [&str; 10] =
        ["Get ", "Sign up", "Subscribe", "Join ", "Follow ", "Click ", "Download ", "Read ", "Try ", "Register"];
    const OFFERED: [&str; 12] = [
        "newsletter",
        "email",
        "e-mail",
        "inbox",
        "app",
        "here",
        "facebook",
        "whatsapp",
        "telegram",
        "channel",
        "alerts",
        "podcast",
    ];
    let (line, shape) = (page.passages[at].span.of(text), &page.passages[at].shape);
    let fits = (4..=30).contains(&shape.words) && shape.stops <= 3 && !line.contains(['"', '“', '”', '„']);
    if !fits || shape.signs.has(Class::Byline, Place::Start) {
        return false;
    }
    let way = line.split_once("? ").map_or(line, |(_, way)| way);
    let called =
        CALLS.iter().any(|call| way.starts_with(call)) && (way.len() < line.len() || way.starts_with("Read more"));
    let says = |word: &str| OFFERED.contains(&word.to_lowercase().as_str());
    called && way.split(|c: char| !c.is_alphanumeric() && c != '-').any(says)
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
