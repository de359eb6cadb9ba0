//! How large a network is, and where each of its parts lies among its numbers.

use std::ops::Range;

/// How large a network is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Rows of what words are.
    pub words: usize,
    /// Rows of what places are.
    pub places: usize,
    /// Numbers that a word is made of.
    pub width: usize,
    /// How many words on either side a token is made of.
    pub reach: usize,
    /// Numbers that a token is made of.
    pub token: usize,
    /// For each layer how much it remembers in each direction.
    pub layers: Vec<usize>,
    /// The number of tags.
    pub tags: usize,
    /// Gates of a layer: what is new, how much of the old is kept, and, where there are three, how much is told.
    pub gates: usize,
}

/// Where each part lies among a network's numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// A row of `width` for each row of what words are.
    pub words: Range<usize>,
    /// A row of `token` for each row of what places are.
    pub places: Range<usize>,
    /// For each word around and each of its numbers a row of `token`.
    pub window: Range<usize>,
    /// For each layer a row of what comes in at its gates for each number that comes in, and one more.
    pub layers: Vec<Range<usize>>,
    /// A row of `tags` for each number that comes out of the last layer, and one more.
    pub tags: Range<usize>,
    /// A row of `tags` for each tag to come from, then the start's.
    pub transitions: Range<usize>,
    /// How many numbers there are.
    pub size: usize,
}

impl Shape {
    /// Words that a token is made of.
    pub fn window(&self) -> usize {
        2 * self.reach + 1
    }

    /// Numbers that come into a layer.
    pub fn into_layer(&self, layer: usize) -> usize {
        layer.checked_sub(1).map_or(self.token, |before| 2 * self.layers[before])
    }

    /// Numbers that come out of the last layer.
    pub fn out(&self) -> usize {
        self.into_layer(self.layers.len())
    }

    /// Numbers that come in at the gates of a layer.
    fn gates_of(&self, layer: usize) -> usize {
        2 * self.gates * self.layers[layer]
    }

    /// The matrix of a layer and what its gates have without it.
    pub(super) fn layer<'a>(&self, n: usize, numbers: &'a [f32]) -> (&'a [f32], &'a [f32]) {
        numbers.split_at(self.into_layer(n) * self.gates_of(n))
    }

    /// The same, to be changed.
    pub(super) fn layer_mut<'a>(&self, n: usize, numbers: &'a mut [f32]) -> (&'a mut [f32], &'a mut [f32]) {
        numbers.split_at_mut(self.into_layer(n) * self.gates_of(n))
    }

    /// Where each part lies.
    pub fn layout(&self) -> Layout {
        let mut size = 0;
        let mut take = |count: usize| {
            size += count;
            size - count..size
        };
        let words = take(self.words * self.width);
        let places = take(self.places * self.token);
        let window = take(self.window() * self.width * self.token);
        let layer = |n: usize| take((self.into_layer(n) + 1) * self.gates_of(n));
        let layers = (0..self.layers.len()).map(layer).collect();
        let tags = take((self.out() + 1) * self.tags);
        let transitions = take((self.tags + 1) * self.tags);
        Layout { words, places, window, layers, tags, transitions, size }
    }
}
