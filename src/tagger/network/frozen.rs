//! A network as texts are read with it: in small whole numbers, read from the bytes of a model file.
//!
//! What a word gives to the tokens around it depends on the word alone. It is worked out once and remembered, so that the
//! widest product is of words that are new ([`Memory`]).

#![expect(clippy::inline_always, reason = "only what is part of a function gets the instructions it is dispatched to")]

use super::layer::Layer;
use super::shape::Shape;
use super::whole::{MOST, Product, ROWS};
use super::{Rows, viterbi};
use crate::tagger::{LEVEL, next_id};
use fearless_simd::prelude::*;
use fearless_simd::{Simd, dispatch, i8x64, i16x32};
use rustc_hash::FxHashMap;

/// A network in whole numbers.
#[derive(Clone, Debug)]
pub struct Network {
    pub(super) shape: Shape,
    pub(super) words: Vec<i8>,
    pub(super) word_step: f32,
    /// What places give, in steps of [`FINE`].
    pub(super) places: Vec<Part>,
    pub(super) window: Product,
    pub(super) layers: Vec<Layer>,
    pub(super) tags: Product,
    pub(super) chain: viterbi::Transitions,
    /// Tells what a [`Memory`] holds from what another network put there.
    id: u64,
}

/// Numbers of a token that are summed up at once.
pub(super) const PART: usize = 64;
/// What a place gives, in steps of [`FINE`].
pub(super) type Part = [i16; PART];
/// What a word gives, in steps of [`GIVEN`].
type Given = [i8; PART];

/// The largest of a token's numbers; a step of what comes into the first layer; a step of the sums that it comes from.
const TOKEN_MOST: f32 = 4.0;
pub(super) const COARSE: f32 = TOKEN_MOST / MOST;
pub(super) const FINE: f32 = COARSE / (1 << FINER) as f32;
const FINER: u32 = 4;
/// A step of what a word gives: coarser, so that it fits a byte.
const GIVEN: f32 = FINE * (1 << GIVES) as f32;
const GIVES: u32 = 4;
/// The largest of a word's numbers, and what stands for 0.
pub(super) const WORD_MOST: f32 = 4.0;
pub(super) const MIDDLE: f32 = 64.0;

/// Words that are remembered at most.
const REMEMBERED: usize = 1 << 15;

/// Memory that reading reuses, and the words read last. It changes how fast a text is read, never what is found.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    owner: u64,
    known: FxHashMap<u64, u32>,
    /// For each word that is known what it gives to each of the tokens around it; for 0, which is no word, nothing.
    gives: Vec<Given>,
    /// For each token the number of its word, with 0 for those around that are none.
    numbers: Vec<u32>,
    new: Rows,
    /// For each token the rows of where it stands.
    places: Rows,
    /// What comes into a product, and what comes out.
    inputs: Vec<u8>,
    sums: Vec<i32>,
    /// What a layer tells.
    told: Vec<u8>,
    scores: Vec<f32>,
    lattice: viterbi::Lattice,
    tags: Vec<u8>,
}

/// A row of words in their places.
pub trait Words {
    /// The number of words.
    fn count(&self) -> usize;
    /// What tells a word from all others that are described in another way.
    fn key(&self, at: usize) -> u64;
    /// Writes the rows of what a word is, and ends the token.
    fn describe(&self, at: usize, out: &mut Rows);
    /// Calls `add` with the rows of where a word stands.
    fn place(&self, at: usize, add: impl FnMut(u32));
}

/// The nearest whole number, its lower bits: beside so large a number there is no room for a fraction.
#[inline(always)]
pub(super) fn whole(x: f32) -> u32 {
    (x + 12_582_912.0).to_bits()
}

impl Network {
    /// Puts a network together.
    pub(super) fn new(
        shape: Shape,
        (words, word_step): (Vec<i8>, f32),
        places: Vec<Part>,
        (window, layers, tags): (Product, Vec<Layer>, Product),
        chain: viterbi::Transitions,
    ) -> Self {
        Self { shape, words, word_step, places, window, layers, tags, chain, id: next_id() }
    }

    /// How large it is.
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// Looks up several rows of places as one from now on: for each new row those that it is the sum of.
    #[must_use]
    pub fn with_places(mut self, rows: &[Vec<u32>]) -> Self {
        let parts = self.shape.token / PART;
        let mut places = vec![[0i16; PART]; rows.len() * parts];
        for (sum, rows) in places.chunks_exact_mut(parts).zip(rows) {
            for row in rows.iter().filter_map(|row| self.places.chunks_exact(parts).nth(*row as usize)) {
                sum.iter_mut().flatten().zip(row.iter().flatten()).for_each(|(sum, x)| *sum = sum.wrapping_add(*x));
            }
        }
        self.places = places;
        self
    }

    /// The best tags of words.
    pub fn tag<'m>(&self, words: &impl Words, memory: &'m mut Memory) -> &'m [u8] {
        let count = words.count();
        self.know(words, memory);
        place(words, &mut memory.places);
        dispatch!(*LEVEL, simd => self.add_up(simd, count, memory));
        let Memory { inputs, told, sums, scores, lattice, tags, .. } = memory;
        for layer in &self.layers {
            layer.go_over(count, inputs, told, sums);
            std::mem::swap(inputs, told);
        }
        self.tags.times(count, inputs, sums);
        self.tags.scores(count, sums, scores);
        lattice.decode(scores, self.tags.outputs(), &self.chain, tags);
        tags
    }

    /// Finds the number of every word, and what new ones give.
    fn know(&self, words: &impl Words, memory: &mut Memory) {
        let count = words.count();
        if memory.owner != self.id || memory.known.len() + count > REMEMBERED {
            memory.owner = self.id;
            memory.known.clear();
            memory.gives.clear();
            // Room for all of them, which the system gives where it is used: growing would move what is there.
            let parts = self.window.outputs() / PART;
            memory.gives.reserve_exact((REMEMBERED + 1) * parts);
            memory.gives.resize(parts, [0; PART]);
        }
        memory.new.clear();
        memory.numbers.clear();
        memory.numbers.resize(self.shape.reach, 0);
        for at in 0..count {
            let key = words.key(at);
            let number = memory.known.get(&key).copied().unwrap_or_else(|| {
                let next = memory.known.len() as u32 + 1;
                memory.known.insert(key, next);
                words.describe(at, &mut memory.new);
                next
            });
            memory.numbers.push(number);
        }
        memory.numbers.resize(count + 2 * self.shape.reach, 0);
        if !memory.new.is_empty() {
            self.learn_words(memory);
        }
    }

    /// Works out what new words give.
    fn learn_words(&self, memory: &mut Memory) {
        let Memory { new, inputs, sums, gives, .. } = memory;
        let scale = self.word_step * MIDDLE / WORD_MOST;
        inputs.clear();
        let mut numbers = vec![0; self.shape.width];
        for at in 0..new.len() {
            numbers.fill(0);
            for row in new.token(at) {
                let from = *row as usize * self.shape.width;
                let row = self.words.get(from..from + self.shape.width).unwrap_or_default();
                numbers.iter_mut().zip(row).for_each(|(sum, x)| *sum += i32::from(*x));
            }
            inputs.extend(numbers.iter().map(|x| whole((*x as f32 * scale + MIDDLE).clamp(0.0, MOST)) as u8));
        }
        self.window.times(new.len(), inputs, sums);
        dispatch!(*LEVEL, simd => give(simd, &self.window, &sums[..new.len() * self.window.outputs()], gives));
    }

    /// Adds up what is given to each token by its place and by the words around it, and writes what comes into the first
    /// layer: what is above 0.
    #[inline(always)]
    fn add_up<S: Simd>(&self, simd: S, count: usize, memory: &mut Memory) {
        let Memory { gives, numbers, places, inputs, .. } = memory;
        let (parts, window) = (self.shape.token / PART, self.shape.window());
        inputs.resize(count.next_multiple_of(ROWS) * self.shape.token, 0);
        touch(gives, numbers, window * parts);
        let tokens = inputs.as_chunks_mut::<PART>().0.chunks_exact_mut(parts);
        for (at, (token, numbers)) in tokens.zip(numbers.windows(window)).enumerate() {
            for (part, out) in token.iter_mut().enumerate() {
                let mut words = [i16x32::splat(simd, 0); 2];
                for (place, number) in numbers.iter().enumerate() {
                    if let Some(row) = gives.get((*number as usize * window + place) * parts + part) {
                        let (front, back) = simd.widen_i8x64(i8x64::from_slice(simd, row));
                        words = [words[0] + front, words[1] + back];
                    }
                }
                let mut sums = words.map(|sum| (sum << GIVES) + i16x32::splat(simd, 1 << (FINER - 1)));
                for row in places.token(at) {
                    if let Some(row) = self.places.get(*row as usize * parts + part) {
                        let (front, back) = row.split_at(PART / 2);
                        sums = [sums[0] + i16x32::from_slice(simd, front), sums[1] + i16x32::from_slice(simd, back)];
                    }
                }
                for (out, sum) in out.as_chunks_mut().0.iter_mut().zip(sums) {
                    write(sum, out);
                }
            }
        }
    }
}

/// Reads something of all that is going to be read: slow memory answers many at a time sooner than one after the other.
#[inline(always)]
fn touch(gives: &[Given], numbers: &[u32], each: usize) {
    let all = numbers.iter().filter_map(|number| gives.get(*number as usize * each..(*number as usize + 1) * each));
    std::hint::black_box(all.flatten().fold(0, |sum, given| sum ^ given[0]));
}

/// Writes what of a sum is above 0.
#[inline(always)]
fn write<S: Simd>(sum: i16x32<S>, out: &mut [u8; PART / 2]) {
    let mut whole = [0; PART / 2];
    sum.store_slice(&mut whole);
    for (out, sum) in out.iter_mut().zip(whole) {
        *out = (sum >> FINER).clamp(0, MOST as i16).cast_unsigned() as u8;
    }
}

/// Finds the rows of where each word stands.
fn place(words: &impl Words, places: &mut Rows) {
    places.clear();
    for at in 0..words.count() {
        words.place(at, |row| places.push(row));
        places.end_token();
    }
}

/// Appends what new words give.
#[inline(always)]
fn give<S: Simd>(_: S, window: &Product, sums: &[i32], gives: &mut Vec<Given>) {
    for row in sums.chunks_exact(window.outputs()) {
        let scales = window.steps.as_chunks::<PART>().0.iter().zip(window.biases.as_chunks::<PART>().0);
        for (sums, (steps, biases)) in row.as_chunks::<PART>().0.iter().zip(scales) {
            let mut part = [0; PART];
            for i in 0..PART {
                let x = (sums[i] as f32 * steps[i] + biases[i]) * (1.0 / GIVEN);
                part[i] = whole(x.clamp(-127.0, 127.0)) as i8;
            }
            gives.push(part);
        }
    }
}
