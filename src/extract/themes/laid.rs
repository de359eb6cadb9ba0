//! The trie over symbols: phrases as they are added, and as they are followed.

use std::ops::Range;

/// A word of phrases, or a set of alternatives: what an edge of the phrase trie asks for.
pub(super) type Symbol = u32;

/// A node of the trie over symbols.
#[derive(Clone, Debug, Default)]
pub(super) struct Node {
    pub(super) edges: Vec<(Symbol, u32)>,
    pub(super) gaps: Vec<(u8, u32)>,
    /// Phrases that end here.
    pub(super) ends: Vec<u32>,
}

/// The nodes of the trie over symbols as they are followed: what all of them hold in a few lists, so that a phrase is
/// followed from few places in memory.
#[derive(Clone, Debug, Default)]
pub(super) struct Laid {
    /// For each node where its edges, gaps and ends begin in the lists; where those of the next one begin, they end.
    from: Vec<[u32; 3]>,
    pub(super) edges: Vec<(Symbol, u32)>,
    pub(super) gaps: Vec<(u8, u32)>,
    pub(super) ends: Vec<u32>,
}

impl Laid {
    pub(super) fn of(nodes: &[Node]) -> Self {
        let mut laid = Self::default();
        for node in nodes {
            laid.from.push(laid.lengths());
            laid.edges.extend(&node.edges);
            laid.gaps.extend(&node.gaps);
            laid.ends.extend(&node.ends);
        }
        laid.from.push(laid.lengths());
        laid
    }

    fn lengths(&self) -> [u32; 3] {
        [self.edges.len(), self.gaps.len(), self.ends.len()].map(|length| length as u32)
    }

    /// Where the edges, gaps and ends of a node are.
    #[inline]
    pub(super) fn at(&self, node: u32) -> [Range<usize>; 3] {
        let (from, to) = (self.from[node as usize], self.from[node as usize + 1]);
        std::array::from_fn(|i| from[i] as usize..to[i] as usize)
    }
}
