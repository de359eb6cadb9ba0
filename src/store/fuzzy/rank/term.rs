//! What is wanted of a place, with the words of the store that it may stand for and the places that have them.

use super::rarity;
use crate::store::fuzzy::ask::Form;
use crate::store::fuzzy::compound;
use crate::store::fuzzy::shelf::{Role, Shelf};
use crate::store::fuzzy::spelling::{Spelling, fit, spellings};
use crate::store::phrase::Phrase;
use crate::store::stream::content as content_of;
use crate::store::{Places, places};
use roaring::RoaringBitmap;
use std::borrow::Cow;
use std::cell::OnceCell;

/// Fits from which on a spelling belongs to a tier: the word itself, words that begin so, words that contain it, slips,
/// skeletons, the rest.
pub(super) const TIERS: [f32; 6] = [fit::WORD, fit::PREFIX, fit::INFIX, fit::SLIP, fit::SKELETON, 0.0];

/// The last tier.
pub(super) const REST: usize = TIERS.len() - 1;

/// The tier of the least sure spellings that a place may still be found for when it lacks another term.
pub(super) const SURE: usize = REST - 1;

/// Spellings followed for one half-remembered word.
const MOST_SPELLINGS: usize = 400;

/// The same for a letter or two, with which many common words begin.
const MOST_BEGUN: usize = 10 * MOST_SPELLINGS;

/// Letters up to which what is typed is hardly a word by itself.
const SHORTEST: usize = 2;

/// Places that are read to see whether two words stand there in a row as a compound: what is more common is none.
pub(super) const MOST_COMPOUNDS: u64 = 4000;

/// What is wanted, with what it may stand for.
pub(super) struct Term<'a> {
    pub(super) shelf: &'a Shelf<'a>,
    pub(super) spellings: Vec<Spelling>,
    /// The places with one of its phrases or compounds.
    pub(super) phrases: RoaringBitmap,
    /// The pairs of words in a row that it is written as somewhere.
    pub(super) compounds: Vec<Phrase>,
    /// The places with a spelling of that tier or a better one, once they were asked for.
    pub(super) tiers: [OnceCell<RoaringBitmap>; TIERS.len()],
    /// Whether a find must have it.
    pub(super) demanded: bool,
    /// What it counts beside the others: the rarer the more.
    pub(super) weight: f32,
    /// Its words, as they are said to be missing.
    pub(super) words: String,
}

impl<'a> Term<'a> {
    pub(super) fn find(shelf: &'a Shelf<'a>, wanted: &[Form]) -> Self {
        let postings = shelf.postings();
        let occurs = |word: u32| postings.iter().any(|(_, postings)| postings.of(word).is_some());
        let demanded = !wanted.iter().any(|form| matches!(form, Form::Like(_) | Form::Begun(_)));
        // A letter or two are seldom a word by themselves, but may begin nearly any.
        let short = wanted.iter().all(|form| matches!(form, Form::Like(word) if word.chars().count() <= SHORTEST));
        let most = match (demanded, short) {
            (true, _) => usize::MAX,
            (_, true) => MOST_BEGUN,
            _ => MOST_SPELLINGS,
        };
        let mut spellings: Vec<Spelling> =
            wanted.iter().flat_map(|form| spellings(&shelf.store.index, form, occurs, most)).collect();
        spellings.sort_unstable_by(|a, b| b.fit.total_cmp(&a.fit).then(a.word.cmp(&b.word)));
        let vocabulary = &shelf.store.index.vocabulary;
        let rows = wanted.iter().flat_map(|form| match form {
            Form::Phrase(words) => vec![(words.clone(), u64::MAX)],
            Form::Like(word) => {
                compound::parts(vocabulary, word).into_iter().map(|row| (row, MOST_COMPOUNDS)).collect()
            }
            _ => Vec::new(),
        });
        let (mut phrases, mut compounds) = (RoaringBitmap::new(), Vec::new());
        for (row, most) in rows {
            let found = in_a_row(shelf, &row, most);
            if most == MOST_COMPOUNDS && !found.is_empty() {
                compounds.extend(Phrase::of(vocabulary, &row, false));
            }
            phrases |= found;
        }
        let words = wanted.iter().map(Form::words).collect::<Vec<_>>().join(" | ");
        let (tiers, weight) = (Default::default(), 0.0);
        let mut term = Self { shelf, spellings, phrases, compounds, tiers, demanded, weight, words };
        let found = (usize::from(short)..TIERS.len()).map(|tier| term.tier(tier).len());
        let found = found.into_iter().find(|len| *len > 0).unwrap_or(0);
        term.weight = 0.4 + rarity(found as f32 / shelf.len() as f32);
        term
    }

    /// The places with a spelling of a tier or a better one.
    pub(super) fn tier(&self, tier: usize) -> &RoaringBitmap {
        self.tiers[tier].get_or_init(|| {
            let (least, better) = (TIERS[tier], if tier == 0 { f32::INFINITY } else { TIERS[tier - 1] });
            let words = self.spellings.iter().filter(|spelling| (least..better).contains(&spelling.fit));
            let postings = self.shelf.postings();
            let of_words = words.flat_map(|one| postings.iter().filter_map(|(_, postings)| postings.of(one.word)));
            let places = places::union(of_words);
            places | if tier == 0 { &self.phrases } else { self.tier(tier - 1) }
        })
    }

    /// The places where it is said by the speaker.
    pub(super) fn spoken(&self) -> RoaringBitmap {
        let sure = self.spellings.iter().take_while(|spelling| spelling.fit >= TIERS[SURE]);
        let postings = self.shelf.postings();
        let speakers = || postings.iter().filter(|(role, _)| *role == Role::Speaker);
        places::union(sure.flat_map(|one| speakers().filter_map(|(_, postings)| postings.of(one.word))))
    }
}

/// The places in whose content the words stand in a row; none where more than `most` have all of them.
pub(super) fn in_a_row(shelf: &Shelf, words: &[String], most: u64) -> RoaringBitmap {
    let Some(phrase) = Phrase::of(&shelf.store.index.vocabulary, words, false) else { return RoaringBitmap::new() };
    let content = shelf.postings().into_iter().find(|(role, _)| *role == Role::Content);
    let of = |word: &u32| content.and_then(|(_, postings)| postings.of(*word)).map(Places::bitmap).unwrap_or_default();
    let all = phrase.firsts.iter().chain(&phrase.lasts).map(of);
    let places = all.reduce(|all, one| Cow::Owned(&*all & &*one)).unwrap_or_default();
    if places.len() > most {
        return RoaringBitmap::new();
    }
    let mut words = Vec::new();
    let runs = |place: &u32| {
        shelf.words(*place, &mut words);
        phrase.runs_in(content_of(&words))
    };
    places.iter().filter(runs).collect()
}
