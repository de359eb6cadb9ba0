//! Where in an article its statements stand.

use crate::model::{Article, Span};

/// The contents of an article's statements, by where they start.
pub(super) struct Contents {
    /// Span and place of the statement in the article.
    spans: Vec<(Span, u32)>,
    /// For every span how far it or an earlier one reaches.
    reach: Vec<u32>,
}

impl Contents {
    pub(super) fn of(article: &Article) -> Self {
        let mut spans: Vec<_> =
            (0..).zip(&article.statements).flat_map(|(n, s)| s.content.iter().map(move |span| (*span, n))).collect();
        spans.sort_unstable();
        let reach = spans
            .iter()
            .scan(0, |reach, (span, _)| {
                *reach = span.end.max(*reach);
                Some(*reach)
            })
            .collect();
        Self { spans, reach }
    }

    /// Calls `found` for every statement whose content holds `inner`.
    pub(super) fn around(&self, inner: Span, mut found: impl FnMut(u32)) {
        let behind = self.spans.partition_point(|(span, _)| span.start <= inner.start);
        for at in (0..behind).rev().take_while(|at| self.reach[*at] >= inner.end) {
            if self.spans[at].0.contains(inner) {
                found(self.spans[at].1);
            }
        }
    }

    /// Calls `found` for every statement whose content has something in common with `other`.
    pub(super) fn touching(&self, other: Span, mut found: impl FnMut(u32)) {
        let behind = self.spans.partition_point(|(span, _)| span.start < other.end);
        for at in (0..behind).rev().take_while(|at| self.reach[*at] > other.start) {
            if self.spans[at].0.overlaps(other) {
                found(self.spans[at].1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Kind, Statement};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_found_is_what_asking_every_statement_finds(
            statements in prop::collection::vec(prop::collection::vec((0u32..60, 0u32..20), 1..3), 0..12),
            other in (0u32..60, 0u32..20),
        ) {
            let span = |(start, length): &(u32, u32)| Span { start: *start, end: start + length };
            let statement = |content: &Vec<(u32, u32)>| Statement {
                kind: Kind::Direct,
                speaker: None,
                cue: None,
                content: content.iter().map(span).collect(),
                date: None,
                themes: Vec::new(),
                within: None,
            };
            let article = Article { statements: statements.iter().map(statement).collect(), ..Article::default() };
            let (contents, other) = (Contents::of(&article), span(&other));
            let check = |found: &mut Vec<u32>, holds: &dyn Fn(Span) -> bool| {
                found.sort_unstable();
                found.dedup();
                let holding = (0..).zip(&article.statements).filter(|(_, one)| one.content.iter().any(|span| holds(*span)));
                assert_eq!(*found, holding.map(|(at, _)| at).collect::<Vec<u32>>());
            };
            let (mut around, mut touching) = (Vec::new(), Vec::new());
            contents.around(other, |at| around.push(at));
            contents.touching(other, |at| touching.push(at));
            check(&mut around, &|span| span.contains(other));
            check(&mut touching, &|span| span.overlaps(other));
        }
    }
}
