//! How well statements answer the words of a filter, for lists that put the best first.
//!
//! A word counts the more the rarer it is among all statements and the shorter the statement it stands in, and counts little
//! more when it stands there again: Okapi BM25 (Robertson and Zaragoza, *The probabilistic relevance framework*, 2009).

use super::phrase::Phrase;
use super::places::Places;
use super::stream::content;
use super::{Query, StatementId, Store, words};

/// How soon more occurrences stop counting, and how far length counts: the usual values.
const SATURATION: f32 = 1.2;
const LENGTH: f32 = 0.75;

/// A word of the filter: what it may stand for, sorted, and how much it counts.
struct Term {
    numbers: Vec<u32>,
    weight: f32,
}

/// The statements, those that answer the words of the filter best first, and as they came where they do so equally. Without
/// words in the filter, as they came.
pub fn ranked(store: &Store, mut statements: Vec<StatementId>, query: &Query) -> Vec<StatementId> {
    let terms = terms(store, query);
    if terms.is_empty() {
        return statements;
    }
    let numbers = |id: StatementId| store.words_of_statement(id.0).map(|word| word.number).collect::<Vec<_>>();
    let length = |id: StatementId| content(&numbers(id)).len() as f32;
    let mean = statements.iter().map(|id| length(*id)).sum::<f32>() / statements.len().max(1) as f32;
    statements.sort_by_cached_key(|id| {
        let numbers = numbers(*id);
        let words = content(&numbers);
        let length = 1.0 - LENGTH + LENGTH * words.len() as f32 / mean.max(1.0);
        let part = |term: &Term| {
            let count = words.iter().filter(|word| term.numbers.binary_search(word).is_ok()).count() as f32;
            term.weight * count * (SATURATION + 1.0) / (count + SATURATION * length)
        };
        let sum: f32 = terms.iter().map(part).sum();
        // Of numbers that are not negative the bits have the order of the numbers.
        std::cmp::Reverse(sum.to_bits())
    });
    statements
}

fn terms(store: &Store, query: &Query) -> Vec<Term> {
    let index = &store.index;
    let all = store.statement_count() as f32;
    let term = |numbers: Vec<u32>| {
        let with = |word: &u32| index.in_contents.of(*word).map_or(0, Places::len);
        let with = numbers.iter().map(with).sum::<u64>() as f32;
        let weight = (1.0 + (all - with + 0.5).max(0.5) / (with + 0.5)).ln();
        Term { numbers, weight }
    };
    let of_text = |(text, begun): (&str, bool)| {
        let phrase = Phrase::of(&index.vocabulary, &words::of(text), begun);
        let numbers = phrase.map(|phrase| {
            let firsts = phrase.firsts.iter().map(|word| vec![*word]);
            firsts.chain([phrase.lasts.clone()]).collect::<Vec<_>>()
        });
        numbers.unwrap_or_default()
    };
    query.words().into_iter().flat_map(of_text).map(term).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample::article;

    #[test]
    fn rare_words_often_in_short_statements_come_first() {
        let mut store = Store::default();
        let said = [
            "Ana Silva: The harbour is open and the ferry leaves for the island when the weather and the crew allow it",
            "Ana Silva: The ferry leaves the harbour",
            "Ana Silva: The harbour is the harbour",
            "Ana Silva: Nothing is open",
        ];
        store.add(article("a", "Herald", "2024-03-01", "Headline", &said));
        let order = |expression: &str| {
            let query = Query::parse(expression).unwrap();
            let all = store.statements_of(crate::store::ArticleId(0)).collect();
            ranked(&store, all, &query).into_iter().map(|id| id.0).collect::<Vec<_>>()
        };
        assert_eq!(order("harbour"), [2, 1, 0, 3]);
        assert_eq!(order("ferry or harbour")[..2], [1, 0]);
        assert_eq!(order("\"open\""), [3, 0, 1, 2]);
        assert_eq!(
            (order("by:silva"), order("-harbour"), order("nowhere")),
            (vec![0, 1, 2, 3], vec![0, 1, 2, 3], vec![0, 1, 2, 3])
        );
    }
}
