//! The headline above the line that scores best: that one may be its deck, a sentence on the same, or the head of an entry.

use super::{ENOUGH, Lines, content_words};
use crate::extract::furniture::shape::{End, Opening};
use rustc_hash::FxHashSet;

impl Lines<'_> {
    /// The headline above the best line, if it is no headline itself.
    pub(super) fn above(&self, at: usize, score: f32) -> Option<usize> {
        let above = self.above_sentence(at).or_else(|| self.above_deck(at, score));
        above.or_else(|| self.above_entry(at, score))
    }

    /// The line above the best one, where that is a sentence with its stop on what the line above says without one.
    fn above_sentence(&self, at: usize) -> Option<usize> {
        let above = at.checked_sub(1)?;
        let (shape, sentence) = (&self.page.passages[above].shape, &self.page.passages[at].shape);
        let headline = self.parts(above).headline;
        let words: FxHashSet<u64> = content_words(headline.of(self.text)).collect();
        let common = content_words(self.page.passages[at].span.of(self.text)).filter(|w| words.contains(w)).count();
        let told =
            sentence.is_told() && sentence.end == End::Stop && sentence.words >= 8 && !self.is_said_elsewhere(at);
        let count = shape.words as usize;
        let fits = shape.end == End::Bare && (4..=20).contains(&count) && !self.is_barred(above, count);
        (told && fits && common >= 2).then_some(above)
    }

    /// The line above the best one, where that is its deck: both read as headlines and stand above the same byline, no more
    /// than a picture and buttons between them.
    fn above_deck(&self, at: usize, score: f32) -> Option<usize> {
        const LESS: f32 = 2.5;
        let between = |at: usize| {
            let shape = &self.page.passages[at].shape;
            shape.is_caption || shape.signs.is_label() || shape.words == 0
        };
        let above = (0..at).rev().take(9).find(|at| !between(*at))?;
        let shape = &self.page.passages[above].shape;
        let marked = matches!(self.page.passages[at].shape.opening, Opening::Heading | Opening::Subheading);
        let again = self.page.passages[at].shape.repeated || self.is_said_elsewhere(at);
        let deck = &self.page.passages[at].shape;
        let apart = above + 1 < at && deck.capitals * 3 >= deck.words;
        let headline =
            shape.words >= 6 && shape.end == End::Bare && !marked && !again && !apart && self.is_followed(at);
        (headline && self.score(above) > (ENOUGH - 0.2).max(score - LESS)).then_some(above)
    }

    /// The line above the best one that has the date right below and hardly scores less, where the best one heads an entry of a
    /// feed, below its time of day.
    fn above_entry(&self, at: usize, score: f32) -> Option<usize> {
        const LESS: f32 = 0.8;
        let line = |at: usize| self.page.passages[at].span.of(self.text);
        let clock = |at: usize| {
            let line = line(at).strip_prefix("Posted at ").unwrap_or(line(at));
            line.len() <= 12 && line.contains(':') && line.contains(|c: char| c.is_ascii_digit())
        };
        let dated = |at: usize| {
            let below = self.page.passages.get(at + 1);
            below.is_some_and(|p| p.shape.words <= 12 && self.is_dated(at + 1))
        };
        let entry = (at.saturating_sub(2)..at).any(clock);
        let fits = |above: &usize| dated(*above) && self.score(*above) > ENOUGH.max(score - LESS);
        if entry { (0..at).find(fits) } else { None }
    }
}
