//! Which articles tell the same story as one: its near-copies, and those that carry the same statements.

use super::Wording;
use crate::store::{ArticleId, Store};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Carriers of one statement that are looked at.
const MOST_CARRIERS: usize = 200;

/// What makes two articles tell the same story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kin {
    /// One is a near-copy of the other; whether in the very same words.
    Copy(Wording),
    /// Both carry so many statements.
    Statements(usize),
}

impl Store {
    /// The other articles that tell the story of one: near-copies in the order of the store, then those that carry the same
    /// statements, most of them first.
    pub fn kin(&self, article: ArticleId) -> Vec<(ArticleId, Kin)> {
        let stories = self.stories();
        let others = stories.copies(article).iter().filter(|(other, _)| *other != article.0);
        let own = stories.copies(article).iter().find(|(other, _)| *other == article.0).map(|(_, wording)| *wording);
        let wording = |other: Wording| if own == Some(Wording::Same) { other } else { Wording::Other };
        let mut found: Vec<_> =
            others.map(|(other, other_wording)| (ArticleId(*other), Kin::Copy(wording(*other_wording)))).collect();
        let mut shared: BTreeMap<ArticleId, usize> = BTreeMap::new();
        for statement in self.statements_of(article) {
            let mut holders: Vec<ArticleId> = stories
                .carriers(statement)
                .iter()
                .take(MOST_CARRIERS)
                .filter_map(|(other, _)| self.statement(super::StatementId(*other)).map(|(holder, _)| holder))
                .collect();
            holders.sort_unstable();
            holders.dedup();
            for holder in holders.into_iter().filter(|holder| *holder != article) {
                *shared.entry(holder).or_default() += 1;
            }
        }
        shared.retain(|other, _| !found.iter().any(|(known, _)| known == other));
        let mut shared: Vec<_> = shared.into_iter().collect();
        shared.sort_unstable_by_key(|(other, count)| (Reverse(*count), *other));
        found.extend(shared.into_iter().map(|(other, count)| (other, Kin::Statements(count))));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample::article;

    #[test]
    fn near_copies_come_first_then_those_with_most_statements_in_common() {
        let long = "The storm took the roof off the old harbour hall during the night and nobody was hurt, the harbour \
                    office reported, while the ferry stayed at its pier until the wind had died down in the morning.";
        let said = "Ana Silva: The old lighthouse will be torn down before the winter storms arrive";
        let more = "Ana Silva: Harbour workers will have their wages raised by a third before the spring comes";
        let mut store = Store::default();
        for paragraphs in [&[long, said, more][..], &[said], &[said, more], &[long, said, more], &["Nothing."]] {
            store.add(article("a", "Herald", "2024-03-01", "Headline", paragraphs));
        }
        let kin = |at| store.kin(ArticleId(at));
        let (copy, one, two) = (Kin::Copy(Wording::Same), Kin::Statements(1), Kin::Statements(2));
        assert_eq!(kin(0), [(ArticleId(3), copy), (ArticleId(2), two), (ArticleId(1), one)]);
        assert_eq!(kin(4), []);
    }
}
