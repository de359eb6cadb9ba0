//! Two models that look at the same features, as two passes over a text do: each feature is looked up once for both, and
//! what was found is remembered.
//!
//! Few features make up most of what is asked for, and finding their weights in the two models costs several reads of
//! slow memory. A small table of the features asked for last ([`Memo`]) answers most of it with one read.

use super::Sequence;
use super::bundles::{Bundles, Reader, Waiting};
use super::joint::{Joint, Places, Weights};
use super::model::{Chain, Model, Scratch};
use super::used::next_id;
use crate::error::{Error, ErrorKind, Result};
use std::sync::Arc;

/// Features that are remembered.
const REMEMBERED: usize = 1 << 12;

/// For every tag the sum of some weights.
type Row<const TAGS: usize> = [i16; TAGS];

/// The sums of a token's weights in the two models.
pub type Sums<const TAGS: usize> = [Row<TAGS>; 2];

/// Two models, for the first pass and for the second. Neither has more than `TAGS` tags; a multiple of four is fastest, as
/// the weights of both are then read eight at a time.
#[derive(Clone, Debug)]
pub struct Pair<const TAGS: usize> {
    chains: [Chain; 2],
    weights: Arc<Joint<TAGS>>,
    /// Tells what a [`Memo`] holds from what another pair put there.
    id: u64,
}

/// Memory that reading reuses, and the features read last. It changes how fast a text is read, never what is found.
#[derive(Clone, Debug, Default)]
pub struct Memo<const TAGS: usize> {
    owner: u64,
    /// The features that are remembered, each at the place that its lower bits tell.
    remembered: Vec<Remembered<TAGS>>,
    /// Of the tokens at hand: the places of the features that are remembered, and the features that are not, each with the
    /// number of its token.
    held: Vec<(u16, u32)>,
    missing: Vec<(u64, u32)>,
    places: Places,
    pub(super) bundles: Bundles<TAGS>,
    pub(super) waiting: Waiting<TAGS>,
    rows: Vec<Row<TAGS>>,
    scratch: Scratch,
}

/// A feature and what it weighs, in one line of the processor's memory where there are few tags.
#[derive(Clone, Copy, Debug)]
#[repr(align(32))]
struct Remembered<const TAGS: usize> {
    feature: u64,
    weights: Weights<TAGS>,
}

impl<const TAGS: usize> Pair<TAGS> {
    /// Joins two models. Fails where one has too many tags.
    pub fn new(first: &Model, second: &Model) -> Result<Self> {
        let models = [first, second];
        if models.iter().any(|model| model.tags() > TAGS) {
            return Err(Error::new(ErrorKind::Malformed, "a model with too many tags for one of two passes"));
        }
        let weights = Arc::new(Joint::of(models));
        Ok(Self { chains: models.map(Model::chain), weights, id: next_id() })
    }

    /// Sums up features while they are described, and appends the sums of every token to `out`.
    pub fn reader<'a>(&'a self, memo: &'a mut Memo<TAGS>, out: &'a mut Vec<Sums<TAGS>>) -> Reader<'a, TAGS> {
        memo.belong_to(self.id);
        Reader::new(self, memo, out)
    }

    /// Appends the sums of every token of a sequence.
    pub fn read(&self, look: &Sequence, memo: &mut Memo<TAGS>, out: &mut Vec<Sums<TAGS>>) {
        memo.belong_to(self.id);
        let from = out.len();
        out.resize(from + look.len(), [[0; TAGS]; 2]);
        self.add_up(look, memo, &mut out[from..]);
    }

    /// The best tags of the first pass.
    pub fn first<'m>(&self, tokens: &[Sums<TAGS>], memo: &'m mut Memo<TAGS>) -> &'m [u8] {
        self.chains[0].decode(tokens.iter().map(|sums| &sums[0][..]), &mut memo.scratch)
    }

    /// The best tags of the second pass, with the sums in `more` besides.
    pub fn second<'m>(&self, tokens: &[Sums<TAGS>], more: &[Sums<TAGS>], memo: &'m mut Memo<TAGS>) -> &'m [u8] {
        memo.rows.clear();
        memo.rows.extend(tokens.iter().zip(more).map(|(sums, more)| {
            let mut sums = *sums;
            add_sums(&mut sums, more);
            sums[1]
        }));
        self.chains[1].decode(memo.rows.iter().map(|row| &row[..]), &mut memo.scratch)
    }

    /// Adds to the sums of every token what its features weigh. The memory belongs to this pair.
    pub(super) fn add_up(&self, look: &Sequence, memo: &mut Memo<TAGS>, sums: &mut [Sums<TAGS>]) {
        let (known, unknown) = memo.part(look);
        let Memo { remembered, held, missing, places, .. } = memo;
        for (at, token) in &held[..known] {
            add(&mut sums[*token as usize], &remembered[usize::from(*at)].weights);
        }
        self.weights.look_up(&missing[..unknown], places, |feature, token, found| {
            remembered[feature as usize % REMEMBERED] = Remembered { feature, weights: *found };
            add(&mut sums[token as usize], found);
        });
    }
}

impl<const TAGS: usize> Memo<TAGS> {
    /// Parts what is remembered from what is missing, and says how many there are of either. As nobody can foretell which
    /// is which, both are written down each time and one is written over by the next, which is quicker than guessing wrong.
    fn part(&mut self, look: &Sequence) -> (usize, usize) {
        if self.held.len() < look.count() {
            self.held.resize(look.count(), (0, 0));
            self.missing.resize(look.count(), (0, 0));
        }
        let (mut held, mut missing) = (0, 0);
        for token in 0..look.len() {
            for feature in look.token(token) {
                let at = *feature as usize % REMEMBERED;
                self.held[held] = (at as u16, token as u32);
                self.missing[missing] = (*feature, token as u32);
                let known = usize::from(self.remembered[at].feature == *feature);
                held += known;
                missing += 1 - known;
            }
        }
        (held, missing)
    }

    /// Forgets what another pair's features weigh.
    fn belong_to(&mut self, id: u64) {
        if self.owner != id {
            self.owner = id;
            // No feature is at the place of its opposite, so that an empty place is nobody's.
            let empty = |at: u64| Remembered { feature: !at, weights: [[0; TAGS]; 2] };
            self.remembered = (0..REMEMBERED as u64).map(empty).collect();
            self.bundles.clear();
        }
    }
}

/// How many sums are added to at a time.
const LANES: usize = 8;

/// Adds weights to sums, eight at a time; the compiler makes one instruction of eight such additions.
#[inline]
fn add<const TAGS: usize>(sums: &mut Sums<TAGS>, weights: &Weights<TAGS>) {
    let (sums, last_sums) = sums.as_flattened_mut().as_chunks_mut::<LANES>();
    let (weights, last_weights) = weights.as_flattened().as_chunks::<LANES>();
    for (sums, weights) in sums.iter_mut().zip(weights) {
        for lane in 0..LANES {
            sums[lane] = sums[lane].wrapping_add(i16::from(weights[lane]));
        }
    }
    for (sum, weight) in last_sums.iter_mut().zip(last_weights) {
        *sum = sum.wrapping_add(i16::from(*weight));
    }
}

/// Adds sums to others.
#[inline]
pub(super) fn add_sums<const TAGS: usize>(sums: &mut Sums<TAGS>, more: &Sums<TAGS>) {
    for (sums, more) in sums.iter_mut().zip(more) {
        sums.iter_mut().zip(more).for_each(|(sum, more)| *sum = sum.wrapping_add(*more));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tagger::hash::mix;
    use crate::tagger::train::{self, Example, Options};

    fn model(shift: u64) -> Vec<u8> {
        let mut look = Sequence::default();
        let tags = (0..400u64).map(|at| ((at / 3 + shift) % 3) as u8).collect();
        for at in 0..400 {
            look.push(mix(1, at / 3 % 90));
            look.push(mix(2, at % 7));
            look.end_token();
        }
        let example = Example { features: look, tags };
        let options = Options { tags: 3, min_count: 1, ..Options::default() };
        train::train(&[&example], &options, &mut |_| ()).to_bytes(0.0)
    }

    #[test]
    fn both_passes_tag_as_their_models_do() {
        let files = [model(0), model(1)];
        let [one, two] = files.each_ref().map(|file| Model::parse(file).unwrap());
        let pair = Pair::<8>::new(&one, &two).unwrap();
        let (mut memo, mut scratch) = (Memo::default(), Scratch::default());
        for round in 0..3 {
            let (mut look, mut more) = (Sequence::default(), Sequence::default());
            for at in 0..9000u64 {
                look.push(mix(1, at % 97 + round));
                look.push(mix(3, at));
                look.end_token();
                more.push(mix(2, at % 11));
                more.end_token();
            }
            let mut sums = Vec::new();
            pair.read(&look, &mut memo, &mut sums);
            assert_eq!(pair.first(&sums, &mut memo), one.tag(&[&look], &mut scratch));
            let mut more_sums = Vec::new();
            pair.read(&more, &mut memo, &mut more_sums);
            assert_eq!(pair.second(&sums, &more_sums, &mut memo), two.tag(&[&look, &more], &mut scratch));
        }
    }
}
