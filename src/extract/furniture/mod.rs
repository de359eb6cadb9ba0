//! Which blocks are not the article: navigation, captions, bylines, notices, 'read also' lists. The rest is the body.
//!
//! A page is measured passage by passage ([`page`], [`shape`], [`lexicon`]; [`thread`]: without its readers' comments), a small trained model tells body from
//! furniture ([`features`], [`model`]), and what a page's build settles by itself is settled by rule ([`settle`]; [`cuts`]: where
//! the article ends before its page; [`voice`]: what only sites say; `links`: cards, lists and rows of headlines; `plea`: calls for support; `promo`: what the site sells; `pulled`: sentences set twice; `gallery`: pictures; [`torn`]: sentences broken
//! at their links; `mend`: what the fate of its neighbours settles).

pub mod cuts;
pub mod features;
mod gallery;
pub mod lexicon;
mod links;
mod mend;
pub mod model;
pub mod page;
mod plea;
mod promo;
mod pulled;
pub mod settle;
pub mod shape;
pub mod thread;
pub mod torn;
pub mod voice;

pub use lexicon::Lexicon;
pub use model::Model;
pub use page::{Page, Passage};

use super::head::Head;
use crate::input::Document;
use crate::model::Span;

/// What is known of furniture before a page is read.
#[derive(Clone, Debug, Default)]
pub struct Knowledge {
    /// Its phrases.
    pub lexicon: Lexicon,
    /// The weights of its features.
    pub model: Model,
}

impl Knowledge {
    /// What is built into the program.
    pub fn built_in() -> Self {
        Self { lexicon: Lexicon::built_in(), model: Model::built_in() }
    }
}

/// The paragraphs of the article proper, in order; headline and furniture left out. None on a page that only leads to
/// articles.
pub fn body(document: &Document, page: &Page, head: &Head, knowledge: &Knowledge) -> Vec<Span> {
    if page.is_hub() || head.title.is_none() && page.is_front(&document.text) {
        return Vec::new();
    }
    let title = head.title_passage(page);
    let mut leanings = knowledge.model.leanings(page, title);
    cuts::weigh(&document.text, page, &mut leanings);
    voice::weigh(&document.text, page, &mut leanings);
    torn::weigh(&document.text, page, title, &mut leanings);
    promo::weigh(&document.text, page, head, &mut leanings);
    settle::before(document, page, head, &mut leanings);
    let mut kept = knowledge.model.decide(&leanings);
    mend::weigh(&document.text, page, &leanings, &mut kept);
    settle::after(document, page, (&kept, &leanings), head, knowledge)
}

/// A document of lines, for tests.
#[cfg(test)]
pub(crate) fn document(text: &str) -> Document {
    crate::input::plain::read("a".to_owned(), "a.txt".to_owned(), text.to_owned(), Vec::new())
}

#[cfg(test)]
mod tests;
