//! What features weigh that always go together, remembered as one.
//!
//! Most features of a token depend on very little: on one word alone, on two tags. What they weigh is summed up once; when
//! the word comes again at the same place, one read finds the sums of dozens of features, and nobody need describe them.

use super::Sequence;
use super::pair::{Memo, Pair, Sums, add_sums};

/// Bundles that are remembered.
const REMEMBERED: usize = 1 << 14;
/// Features that are looked up together: enough for slow memory to be asked for many at a time.
const TOGETHER: usize = 512;

/// Takes down the features of one token after the other.
pub trait Describe {
    /// Adds a feature to the token being described.
    fn push(&mut self, feature: u64);

    /// Adds the features that `describe` pushes. They depend on nothing but the `key`, which no other bundle has.
    fn bundle(&mut self, key: u64, describe: impl FnOnce(&mut Sequence));

    /// Ends the description of a token; the next feature is the next token's.
    fn end_token(&mut self);
}

/// Bundle by bundle, as training wants it.
impl Describe for Sequence {
    fn push(&mut self, feature: u64) {
        self.push(feature);
    }

    fn bundle(&mut self, _: u64, describe: impl FnOnce(&mut Sequence)) {
        describe(self);
    }

    fn end_token(&mut self) {
        self.end_token();
    }
}

/// The bundles met last, each at the place that its key's lower bits tell. They change how fast a text is read, never what
/// is found.
#[derive(Clone, Debug, Default)]
pub(super) struct Bundles<const TAGS: usize>(Vec<Bundle<TAGS>>);

/// A bundle and what it weighs, in one line of the processor's memory where there are few tags.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Bundle<const TAGS: usize> {
    key: u64,
    sums: Sums<TAGS>,
}

impl<const TAGS: usize> Bundles<TAGS> {
    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        // No key is at the place of its opposite, so that an empty place is nobody's.
        self.0 = (0..REMEMBERED as u64).map(|at| Bundle { key: !at, sums: [[0; TAGS]; 2] }).collect();
    }

    /// What a bundle weighs, where it is remembered.
    #[inline]
    fn get(&self, key: u64) -> Option<&Sums<TAGS>> {
        let bundle = &self.0[key as usize % REMEMBERED];
        (bundle.key == key).then_some(&bundle.sums)
    }

    fn remember(&mut self, key: u64, sums: Sums<TAGS>) {
        self.0[key as usize % REMEMBERED] = Bundle { key, sums };
    }
}

/// What waits to be looked up.
#[derive(Clone, Debug, Default)]
pub(super) struct Waiting<const TAGS: usize> {
    /// The features of tokens that are in no bundle.
    single: Sequence,
    /// The features of bundles that are not remembered.
    bundled: Sequence,
    /// The key of each of these bundles, and the number of its token.
    bundles: Vec<(u64, usize)>,
    /// What they weigh.
    sums: Vec<Sums<TAGS>>,
}

/// Sums up what the features of tokens weigh in two models while they are described.
#[derive(Debug)]
pub struct Reader<'a, const TAGS: usize> {
    pair: &'a Pair<TAGS>,
    memo: &'a mut Memo<TAGS>,
    /// Of the bundles of the token at hand that are remembered.
    sums: Sums<TAGS>,
    out: &'a mut Vec<Sums<TAGS>>,
}

impl<'a, const TAGS: usize> Reader<'a, TAGS> {
    /// Appends to `out` the sums of every token that is described. The memory belongs to the pair.
    pub(super) fn new(pair: &'a Pair<TAGS>, memo: &'a mut Memo<TAGS>, out: &'a mut Vec<Sums<TAGS>>) -> Self {
        Self { pair, memo, sums: [[0; TAGS]; 2], out }
    }

    /// Adds what waits to the sums of its tokens.
    fn look_up(&mut self) {
        let mut waiting = std::mem::take(&mut self.memo.waiting);
        let Waiting { single, bundled, bundles, sums } = &mut waiting;
        let from = self.out.len() - single.len();
        let tokens = &mut self.out[from..];
        self.pair.add_up(single, self.memo, tokens);
        sums.resize(bundled.len(), [[0; TAGS]; 2]);
        self.pair.add_up(bundled, self.memo, sums);
        for ((key, token), sums) in bundles.iter().zip(&*sums) {
            self.memo.bundles.remember(*key, *sums);
            tokens.get_mut(*token).into_iter().for_each(|token| add_sums(token, sums));
        }
        single.clear();
        bundled.clear();
        bundles.clear();
        sums.clear();
        self.memo.waiting = waiting;
    }
}

impl<const TAGS: usize> Describe for Reader<'_, TAGS> {
    #[inline]
    fn push(&mut self, feature: u64) {
        self.memo.waiting.single.push(feature);
    }

    #[inline]
    fn bundle(&mut self, key: u64, describe: impl FnOnce(&mut Sequence)) {
        if let Some(sums) = self.memo.bundles.get(key) {
            add_sums(&mut self.sums, sums);
        } else {
            let waiting = &mut self.memo.waiting;
            describe(&mut waiting.bundled);
            waiting.bundled.end_token();
            waiting.bundles.push((key, waiting.single.len()));
        }
    }

    fn end_token(&mut self) {
        let waiting = &mut self.memo.waiting;
        waiting.single.end_token();
        self.out.push(std::mem::replace(&mut self.sums, [[0; TAGS]; 2]));
        if waiting.single.count() + waiting.bundled.count() > TOGETHER {
            self.look_up();
        }
    }
}

impl<const TAGS: usize> Drop for Reader<'_, TAGS> {
    fn drop(&mut self) {
        self.look_up();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tagger::Model;
    use crate::tagger::hash::mix;
    use crate::tagger::train::{self, Example, Options};

    /// Words that are their numbers: each looks at itself and the one before.
    fn describe(words: &[u64], out: &mut impl Describe) {
        for (at, word) in words.iter().enumerate() {
            out.push(mix(7, word % 5));
            out.bundle(mix(1, *word), |out| {
                out.push(mix(2, *word));
                out.push(mix(3, word % 7));
            });
            let before = at.checked_sub(1).map_or(u64::MAX, |at| words[at]);
            out.bundle(mix(4, before), |out| out.push(mix(5, before)));
            out.end_token();
        }
    }

    fn described(words: &[u64]) -> Sequence {
        let mut look = Sequence::default();
        describe(words, &mut look);
        look
    }

    fn model() -> Vec<u8> {
        let words: Vec<u64> = (0..600).map(|at| at * at % 61).collect();
        let tags = (0..600usize).map(|at| (words[at.saturating_sub(1)] % 3) as u8).collect();
        let example = Example { features: described(&words), tags };
        let options = Options { tags: 3, min_count: 1, ..Options::default() };
        train::train(&[&example], &options, &mut |_| ()).to_bytes(0.0)
    }

    #[test]
    fn bundles_weigh_together_what_their_features_weigh() {
        let file = model();
        let model = || Model::parse(&file).unwrap();
        let pair = Pair::<4>::new(&model(), &model()).unwrap();
        let mut memo = Memo::default();
        for words in [0..90, 0..90, 0..30_000, 40..90, 0..1, 0..0] {
            let words: Vec<u64> = words.collect();
            let (mut sums, mut expected) = (Vec::new(), Vec::new());
            describe(&words, &mut pair.reader(&mut memo, &mut sums));
            pair.read(&described(&words), &mut memo, &mut expected);
            assert_eq!(sums, expected);
            assert!(words.len() < 2 || sums.iter().any(|sum| sum[0].iter().any(|weight| *weight != 0)));
        }
    }
}
