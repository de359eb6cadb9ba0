//! How well statements agree with the annotated ones: content F1 by words, and statements matched one to one, best pairs
//! first, where their content words agree by half (F1).

use super::corpus::{Article, Attribution};
use briefing::model::Span;
use briefing::text::token::TokenKind;
use std::collections::BTreeSet;
use std::fmt;

/// Counts over articles.
#[derive(Default)]
pub struct Score {
    content: Counts,
    source: Counts,
    statements: Counts,
    speaker: (usize, usize),
}

/// How many are right, found and wanted.
#[derive(Default)]
struct Counts(usize, usize, usize);

type Words = BTreeSet<u32>;

impl Score {
    /// Counts in what was found in an article.
    pub fn add(&mut self, article: &Article, found: &[Attribution]) {
        let words = |of: fn(&Attribution) -> &Vec<Span>, all: &[Attribution]| -> Vec<Words> {
            all.iter().map(|one| words_in(article, of(one))).collect()
        };
        let wanted: Vec<_> = article.attributions.iter().filter(|one| !one.content.is_empty()).cloned().collect();
        let (want, have) = (words(|one| &one.content, &wanted), words(|one| &one.content, found));
        let (want_source, have_source) = (words(|one| &one.source, &wanted), words(|one| &one.source, found));
        self.content.add_words(&want, &have);
        self.source.add_words(&want_source, &have_source);
        let matched = pairs(&want, &have);
        self.statements.0 += matched.len();
        self.statements.1 += have.len();
        self.statements.2 += want.len();
        self.speaker.0 += matched.iter().filter(|(w, h)| agreement(&want_source[*w], &have_source[*h]) >= 0.5).count();
        self.speaker.1 += matched.len();
    }
}

fn words_in(article: &Article, spans: &[Span]) -> Words {
    let tokens = |span: &Span| {
        let span = *span;
        article.paragraphs.iter().filter(move |p| p.span.overlaps(span)).flat_map(move |p| &p.tokens[p.tokens_in(span)])
    };
    let is_word = |kind| matches!(kind, TokenKind::Word | TokenKind::Number);
    spans.iter().flat_map(tokens).filter(|t| is_word(t.kind)).map(|t| t.span.start).collect()
}

fn agreement(a: &Words, b: &Words) -> f64 {
    let all = a.len() + b.len();
    if all == 0 { 1.0 } else { 2.0 * a.intersection(b).count() as f64 / all as f64 }
}

fn pairs(want: &[Words], have: &[Words]) -> Vec<(usize, usize)> {
    let mut all: Vec<_> = (0..want.len()).flat_map(|w| (0..have.len()).map(move |h| (w, h))).collect();
    all.retain(|(w, h)| agreement(&want[*w], &have[*h]) >= 0.5);
    all.sort_by(|a, b| agreement(&want[b.0], &have[b.1]).total_cmp(&agreement(&want[a.0], &have[a.1])));
    let (mut used_want, mut used_have) = (BTreeSet::new(), BTreeSet::new());
    all.retain(|(w, h)| {
        let free = !used_want.contains(w) && !used_have.contains(h);
        if free {
            used_want.insert(*w);
            used_have.insert(*h);
        }
        free
    });
    all
}

impl Counts {
    fn add_words(&mut self, want: &[Words], have: &[Words]) {
        let union = |all: &[Words]| all.iter().flatten().copied().collect::<Words>();
        let (want, have) = (union(want), union(have));
        self.0 += want.intersection(&have).count();
        self.1 += have.len();
        self.2 += want.len();
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |of: usize| if of == 0 { 0.0 } else { 100.0 * self.0 as f64 / of as f64 };
        let f1 = if self.0 == 0 { 0.0 } else { 200.0 * self.0 as f64 / (self.1 + self.2) as f64 };
        write!(f, "{f1:.1} ({:.1}/{:.1})", share(self.1), share(self.2))
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let speaker = 100.0 * self.speaker.0 as f64 / self.speaker.1.max(1) as f64;
        let Self { content, source, statements, .. } = self;
        write!(f, "content {content}  source {source}  statements {statements}  speaker {speaker:.1}")
    }
}
