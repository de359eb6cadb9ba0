//! How the loss of an example changes with every number of a network (backpropagation: Rumelhart and others 1986).

use super::odds::Odds;
use super::pass::{Pass, apply};
use super::product::{add_outer, add_product, turned};
use super::shape::Shape;
use super::teacher::Thought;
use super::train::{Example, Options};
use super::{Layout, Weights};

/// The matrices of a network turned on their sides, for the way back.
pub(super) struct Turned {
    window: Vec<f32>,
    layers: Vec<Vec<f32>>,
    tags: Vec<f32>,
}

impl Turned {
    pub(super) fn of(weights: &Weights) -> Self {
        let Weights { shape, layout, numbers } = weights;
        let layer = |n: usize| {
            let (matrix, _) = shape.layer(n, &numbers[layout.layers[n].clone()]);
            turned(matrix, shape.into_layer(n))
        };
        Self {
            window: turned(&numbers[layout.window.clone()], shape.window() * shape.width),
            layers: (0..shape.layers.len()).map(layer).collect(),
            tags: turned(&numbers[layout.tags.clone()][..shape.out() * shape.tags], shape.out()),
        }
    }
}

/// What one part of a batch makes, and memory that it reuses.
#[derive(Default)]
pub(super) struct Worker {
    pub(super) gradient: Vec<f32>,
    pub(super) loss: f32,
    pass: Pass,
    odds: Odds,
    /// How the loss changes with the scores.
    changes: Vec<f32>,
    /// How the loss changes with what comes out of the layer at hand, and with what comes in at its gates.
    told: Vec<f32>,
    gates: Vec<f32>,
}

impl Worker {
    pub(super) fn new(size: usize) -> Self {
        Self { gradient: vec![0.0; size], ..Self::default() }
    }

    /// Forgets the last batch.
    pub(super) fn begin(&mut self) {
        self.gradient.fill(0.0);
        self.loss = 0.0;
    }

    /// Adds to the gradient what an example says.
    pub(super) fn learn(
        &mut self,
        weights: &Weights,
        turned: &Turned,
        example: &Example,
        options: &Options,
        state: &mut u64,
    ) {
        if example.words.is_empty() {
            return;
        }
        self.pass.forward(weights, &example.words, &example.places, [options.dropout, options.unknown], state);
        self.through_tags(weights, turned, example, options);
        for layer in (0..weights.shape.layers.len()).rev() {
            self.through_layer(&weights.shape, &weights.layout, turned, layer);
        }
        self.through_token(&weights.shape, &weights.layout, turned, example);
    }

    fn through_tags(&mut self, weights: &Weights, turned: &Turned, example: &Example, options: &Options) {
        let Weights { shape, layout, numbers } = weights;
        let k = shape.tags;
        self.odds.read(k, &self.pass.scores, &numbers[layout.transitions.clone()]);
        self.odds.expect(k, 1.0, &mut self.gradient[layout.transitions.clone()]);
        self.changes.clear();
        self.changes.extend_from_slice(self.odds.odds());
        let right = self.changes.chunks_exact(k).zip(&example.tags).map(|(row, tag)| row[usize::from(*tag)]);
        self.loss -= right.map(|odds| odds.max(1e-9).ln()).sum::<f32>();
        self.listen(weights, example, options.trust);
        let (matrix, bias) = self.gradient[layout.tags.clone()].split_at_mut(shape.out() * k);
        add_outer(self.pass.before(shape.layers.len()), shape.out(), &self.changes, matrix);
        add_rows(&self.changes, bias);
        fill(&mut self.told, example.words.len() * shape.out());
        add_product(&self.changes, k, &turned.tags, &mut self.told);
    }

    /// Takes away what is to be found: the right tags, and what teachers think of them, as both are expectations under a
    /// distribution of sequences.
    fn listen(&mut self, weights: &Weights, example: &Example, trust: f32) {
        let k = weights.shape.tags;
        let transitions = &mut self.gradient[weights.layout.transitions.clone()];
        let trust = if example.thought.is_none() {
            0.0
        } else if example.tags.is_empty() {
            1.0
        } else {
            trust
        };
        let gold = trust - 1.0;
        if let Some(first) = example.tags.first() {
            transitions[k * k + usize::from(*first)] += gold;
        }
        for tags in example.tags.windows(2) {
            transitions[usize::from(tags[0]) * k + usize::from(tags[1])] += gold;
        }
        for (row, tag) in self.changes.chunks_exact_mut(k).zip(&example.tags) {
            row[usize::from(*tag)] += gold;
        }
        if let Some(Thought { odds, transitions: steps }) = &example.thought {
            transitions.iter_mut().zip(steps).for_each(|(change, expected)| *change -= trust * expected);
            self.changes.iter_mut().zip(odds).for_each(|(change, odds)| *change -= trust * odds);
        }
    }

    fn through_layer(&mut self, shape: &Shape, layout: &Layout, turned: &Turned, n: usize) {
        let layer = &self.pass.layers[n];
        apply(&mut self.told, &layer.mask);
        layer.backward(&self.told, shape.layers[n], shape.gates, &mut self.gates);
        let inputs = shape.into_layer(n);
        let (matrix, bias) = shape.layer_mut(n, &mut self.gradient[layout.layers[n].clone()]);
        add_outer(self.pass.before(n), inputs, &self.gates, matrix);
        add_rows(&self.gates, bias);
        let tokens = self.gates.len() / bias.len();
        fill(&mut self.told, tokens * inputs);
        add_product(&self.gates, bias.len(), &turned.layers[n], &mut self.told);
    }

    fn through_token(&mut self, shape: &Shape, layout: &Layout, turned: &Turned, example: &Example) {
        let (width, token, window) = (shape.width, shape.token, shape.window() * shape.width);
        apply(&mut self.told, &self.pass.token_mask);
        self.told.iter_mut().zip(&self.pass.token).filter(|(_, x)| **x <= 0.0).for_each(|(change, _)| *change = 0.0);
        for (at, row) in self.told.chunks_exact(token).enumerate() {
            for place in example.places.token(at) {
                add_rows(row, &mut self.gradient[layout.places.start + *place as usize * token..][..token]);
            }
        }
        add_outer(&self.pass.around, window, &self.told, &mut self.gradient[layout.window.clone()]);
        let count = example.words.len();
        fill(&mut self.gates, count * window);
        add_product(&self.told, token, &turned.window, &mut self.gates);
        let mut words = vec![0.0; count * width];
        for (at, row) in self.gates.chunks_exact(window).enumerate() {
            for (place, part) in row.chunks_exact(width).enumerate() {
                if let Some(from) = (at + place).checked_sub(shape.reach).filter(|from| *from < count) {
                    add_rows(part, &mut words[from * width..][..width]);
                }
            }
        }
        apply(&mut words, &self.pass.words_mask);
        for (at, row) in words.chunks_exact(width).enumerate() {
            for word in self.pass.rows.token(at) {
                add_rows(row, &mut self.gradient[layout.words.start + *word as usize * width..][..width]);
            }
        }
    }
}

fn fill(numbers: &mut Vec<f32>, count: usize) {
    numbers.clear();
    numbers.resize(count, 0.0);
}

/// Adds rows to one.
fn add_rows(rows: &[f32], to: &mut [f32]) {
    for row in rows.chunks_exact(to.len()) {
        to.iter_mut().zip(row).for_each(|(sum, x)| *sum += x);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{example, shape};
    use super::*;

    /// The loss of an example.
    fn loss(weights: &Weights, example: &Example, options: &Options) -> f32 {
        let mut worker = Worker::new(weights.numbers.len());
        worker.learn(weights, &Turned::of(weights), example, options, &mut 5);
        worker.loss_of_path(weights, example)
    }

    impl Worker {
        /// The loss whose gradient is taken: how unlikely the right tags are as a whole.
        fn loss_of_path(&self, weights: &Weights, example: &Example) -> f32 {
            let (k, transitions) = (weights.shape.tags, &weights.numbers[weights.layout.transitions.clone()]);
            let scores: Vec<&[f32]> = self.pass.scores.chunks(k).collect();
            let mut sums: Vec<f64> = (0..k).map(|tag| f64::from(scores[0][tag] + transitions[k * k + tag])).collect();
            let mut right =
                f64::from(scores[0][example.tags[0] as usize] + transitions[k * k + example.tags[0] as usize]);
            for (row, tags) in scores[1..].iter().zip(example.tags.windows(2)) {
                let (from, to) = (tags[0] as usize, tags[1] as usize);
                right += f64::from(row[to] + transitions[from * k + to]);
                let step = |to: usize| {
                    let all = (0..k).map(|from| (sums[from] + f64::from(transitions[from * k + to])).exp());
                    all.sum::<f64>().ln() + f64::from(row[to])
                };
                sums = (0..k).map(step).collect();
            }
            (sums.iter().map(|sum| sum.exp()).sum::<f64>().ln() - right) as f32
        }
    }

    #[test]
    fn the_gradient_is_how_the_loss_changes() {
        for gates in [2, 3] {
            let mut weights = Weights::new(super::super::Shape { gates, ..shape() }, 3);
            let example = example(1, 6);
            let options = Options { epochs: 1, rate: 0.0, dropout: 0.25, unknown: 0.0, batch: 1, seed: 1, trust: 0.0 };
            let mut worker = Worker::new(weights.numbers.len());
            worker.learn(&weights, &Turned::of(&weights), &example, &options, &mut 5);
            let most = worker.gradient.iter().fold(0.0f32, |most, x| most.max(x.abs()));
            let mut told = 0;
            for at in (0..weights.numbers.len()).filter(|at| worker.gradient[*at].abs() > 0.02 * most) {
                let was = weights.numbers[at];
                let mut moved = |by: f32| {
                    weights.numbers[at] = was + by;
                    loss(&weights, &example, &options)
                };
                let slope = (moved(1e-2) - moved(-1e-2)) / 2e-2;
                weights.numbers[at] = was;
                let difference = (slope - worker.gradient[at]).abs();
                assert!(difference < 0.05 * most, "{at}: {slope} for {}", worker.gradient[at]);
                told += 1;
            }
            assert!(told > 50, "{told}");
        }
    }
}
