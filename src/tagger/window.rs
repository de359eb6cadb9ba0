//! What single words say of the tokens around them, remembered word by word.
//!
//! Most features of a token look at one word: the token itself, the one before, the one after the next. What they weigh
//! depends on that word and its place alone. So it is summed up once for all the places that a word is looked at from;
//! when the word comes again, one read finds the sums of dozens of features.

use super::Sequence;
use super::pair::{Memo, Pair, Sums, add_sums};

/// Words that are remembered.
const REMEMBERED: usize = 1 << 12;

/// A row of words, each of which is looked at from `PLACES` tokens: itself, and as many before it as behind it. At place 0
/// it stands furthest in front of the token, at the last furthest behind.
pub trait Words<const PLACES: usize> {
    /// The number of words.
    fn count(&self) -> usize;

    /// What tells a word from all others that are described in another way; `None` is what stands outside the row.
    fn key(&self, at: Option<usize>) -> u64;

    /// Appends the features that a word is for the token that sees it at a place.
    fn describe(&self, at: Option<usize>, place: usize, out: &mut Vec<u64>);
}

/// The words read last, and what they say. It changes how fast a text is read, never what is found.
#[derive(Clone, Debug, Default)]
pub struct Window<const TAGS: usize, const PLACES: usize> {
    owner: u64,
    /// The words that are remembered, each at the place that its key's lower bits tell.
    keys: Vec<u64>,
    said: Vec<[Sums<TAGS>; PLACES]>,
    features: Vec<u64>,
}

impl<const TAGS: usize, const PLACES: usize> Window<TAGS, PLACES> {
    /// Adds to the sums of every token what the words around it weigh in a pair of models.
    pub fn read(
        &mut self,
        words: &impl Words<PLACES>,
        pair: &Pair<TAGS>,
        memo: &mut Memo<TAGS>,
        sums: &mut [Sums<TAGS>],
    ) {
        self.belong_to(pair.id());
        memo.belong_to(pair.id());
        let reach = PLACES / 2;
        for at in 0..words.count() + 2 * reach {
            let word = at.checked_sub(reach).filter(|at| *at < words.count());
            let said = self.said(words, word, pair, memo);
            for (place, said) in said.iter().enumerate() {
                if let Some(sums) = at.checked_sub(place).and_then(|token| sums.get_mut(token)) {
                    add_sums(sums, said);
                }
            }
        }
    }

    fn said(
        &mut self,
        words: &impl Words<PLACES>,
        word: Option<usize>,
        pair: &Pair<TAGS>,
        memo: &mut Memo<TAGS>,
    ) -> &[Sums<TAGS>; PLACES] {
        let key = words.key(word);
        let at = key as usize % REMEMBERED;
        if self.keys[at] != key {
            self.keys[at] = key;
            for place in 0..PLACES {
                self.features.clear();
                words.describe(word, place, &mut self.features);
                self.said[at][place] = pair.sum(&self.features, memo);
            }
        }
        &self.said[at]
    }

    /// Forgets what words weigh in another pair.
    fn belong_to(&mut self, id: u64) {
        if self.owner != id {
            self.owner = id;
            // No key is at the place of its opposite, so that an empty place is nobody's.
            self.keys = (0..REMEMBERED as u64).map(|at| !at).collect();
            self.said = vec![[[[0; TAGS]; 2]; PLACES]; REMEMBERED];
        }
    }
}

/// Appends to the features of every token of a sequence those that single words are: what a model is trained on.
pub fn spread<const PLACES: usize>(words: &impl Words<PLACES>, look: &Sequence) -> Sequence {
    let reach = PLACES / 2;
    let mut features = Vec::new();
    let mut alone = Sequence::default();
    for token in 0..words.count() {
        features.clear();
        for place in 0..PLACES {
            let word = (token + place).checked_sub(reach).filter(|at| *at < words.count());
            words.describe(word, place, &mut features);
        }
        for feature in &features {
            alone.push(*feature);
        }
        alone.end_token();
    }
    look.joined(&alone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tagger::Model;
    use crate::tagger::hash::mix;
    use crate::tagger::train::{self, Example, Options};

    /// Words that are their numbers.
    struct Numbers(Vec<u64>);

    impl Words<5> for Numbers {
        fn count(&self) -> usize {
            self.0.len()
        }

        fn key(&self, at: Option<usize>) -> u64 {
            at.map_or(u64::MAX, |at| self.0[at])
        }

        fn describe(&self, at: Option<usize>, place: usize, out: &mut Vec<u64>) {
            out.push(mix(place as u64, self.key(at)));
            if place == 2 {
                out.push(mix(9, self.key(at) % 7));
            }
        }
    }

    fn model() -> Vec<u8> {
        let words = Numbers((0..600).map(|at| at * at % 61).collect());
        let mut look = Sequence::default();
        (0..600).for_each(|_| look.end_token());
        let tags = (0..600usize).map(|at| (words.0[at.saturating_sub(2)] % 3) as u8).collect();
        let example = Example { features: spread(&words, &look), tags };
        let options = Options { tags: 3, min_count: 1, ..Options::default() };
        train::train(&[&example], &options, &mut |_| ()).to_bytes(0.0)
    }

    #[test]
    fn words_say_together_what_each_says_for_itself() {
        let file = model();
        let model = || Model::parse(&file).unwrap();
        let pair = Pair::<4>::new(&model(), &model()).unwrap();
        let (mut window, mut memo) = (Window::<4, 5>::default(), Memo::default());
        // The third row has words at the places of the first one's; the last has none.
        for row in [0..90, 0..90, 4096..4186, 0..1, 0..0] {
            let words = Numbers(row.collect());
            let mut look = Sequence::default();
            for at in 0..words.count() as u64 {
                look.push(mix(7, at));
                look.end_token();
            }
            let (mut sums, mut expected) = (Vec::new(), Vec::new());
            pair.read(&look, &mut memo, &mut sums);
            window.read(&words, &pair, &mut memo, &mut sums);
            pair.read(&spread(&words, &look), &mut memo, &mut expected);
            assert_eq!(sums, expected);
            assert!(words.count() < 2 || sums.iter().any(|sum| sum[0].iter().any(|weight| *weight != 0)));
        }
    }
}
