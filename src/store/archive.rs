//! The packed articles, one behind the other in large blocks: many small pieces that stay, between many that go, would keep
//! far more memory from others than they take.

use super::kept::keeps;
use crate::model::Article;
use crate::model::packed::{self, Packed};

/// How long a block is; a longer article has one of its own.
const BLOCK: usize = 1 << 20;

/// Packed articles.
#[derive(Debug, Default)]
pub(super) struct Archive {
    blocks: Vec<Vec<u8>>,
    /// For every article its block, where it starts there and where it ends.
    places: Vec<(u32, u32, u32)>,
}

keeps!(Archive { blocks, places });

impl Archive {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// How many bytes they have.
    pub(super) fn bytes(&self) -> usize {
        self.blocks.iter().map(Vec::len).sum()
    }

    /// Takes the next one.
    pub(super) fn add(&mut self, packed: &Packed) {
        let bytes = packed.bytes();
        if self.blocks.last().is_none_or(|block| block.len() + bytes.len() > block.capacity()) {
            self.blocks.push(Vec::with_capacity(BLOCK.max(bytes.len())));
        }
        if let Some(block) = self.blocks.last_mut() {
            let start = block.len();
            block.extend(bytes);
            self.places.push((self.blocks.len() as u32 - 1, start as u32, (start + bytes.len()) as u32));
        }
    }

    /// The article at a place, without its id; an empty one where there is none.
    pub(super) fn article(&self, place: u32) -> Article {
        let bytes = self
            .places
            .get(place as usize)
            .and_then(|(block, start, end)| self.blocks.get(*block as usize)?.get(*start as usize..*end as usize));
        bytes.map(packed::article).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_of_all_lengths_come_back() {
        let mut archive = Archive::default();
        // Noise is not packed to nothing, so that blocks fill up.
        let noise = |seed: u32| {
            (0..seed * 40_000).map(move |n| char::from(b'a' + (n.wrapping_mul(2_654_435_761 + seed) >> 27) as u8 % 26))
        };
        let texts: Vec<String> = [1, 30, 2, 0, 60, 1].into_iter().map(|seed| noise(seed).collect()).collect();
        for text in &texts {
            archive.add(&Packed::of(&Article { text: text.clone(), ..Article::default() }));
        }
        assert_eq!(archive.len(), texts.len());
        for (place, text) in (0..).zip(&texts) {
            assert_eq!(archive.article(place).text, *text);
        }
        assert_eq!(archive.article(99), Article::default());
    }
}
