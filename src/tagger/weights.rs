//! What training learned, and the writer of the model bytes that [`super::Model`] reads.

use super::model::{DENSE, MARK};

/// Features a bucket holds on average.
const BUCKET: usize = 4;

/// Weights of features and transitions, as training leaves them.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// The number of tags.
    pub tags: usize,
    /// Hash and weights by tag of every feature, in the order of the hashes.
    pub features: Vec<(u64, Box<[f32]>)>,
    /// A row of weights by tag for each tag to come from, then the start's row.
    pub transitions: Vec<f32>,
}

impl Weights {
    /// The mean of weights learned from the same data in different orders: steadier than any one of them.
    pub fn mean(all: &[Self]) -> Self {
        let mut mean = Self::default();
        let share = 1.0 / all.len().max(1) as f32;
        let mut rows: std::collections::BTreeMap<u64, Box<[f32]>> = std::collections::BTreeMap::new();
        for one in all {
            mean.tags = one.tags;
            mean.transitions.resize(one.transitions.len(), 0.0);
            add_share(&mut mean.transitions, &one.transitions, share);
            for (hash, row) in &one.features {
                let sum = rows.entry(*hash).or_insert_with(|| vec![0.0; one.tags].into());
                add_share(sum, row, share);
            }
        }
        mean.features = rows.into_iter().collect();
        mean
    }

    /// The model as bytes. Weights become 8-bit numbers; a weight smaller than `prune` times the largest is left out.
    pub fn to_bytes(&self, prune: f32) -> Vec<u8> {
        let largest = self.features.iter().flat_map(|(_, row)| row.iter()).fold(1e-9f32, |most, w| most.max(w.abs()));
        let scale = 127.0 / largest;
        let keep = |w: f32| if w.abs() < prune * largest { 0 } else { (w * scale).round() as i8 };
        let rows: Vec<(u64, Vec<i8>)> =
            self.features.iter().map(|(hash, row)| (*hash, row.iter().map(|w| keep(*w)).collect())).collect();
        let rows: Vec<_> = rows.into_iter().filter(|(_, row)| row.iter().any(|w| *w != 0)).collect();

        let bits = (rows.len() / BUCKET).max(2).next_power_of_two().trailing_zeros();
        let mut bytes = MARK.to_vec();
        bytes.extend((self.tags as u32).to_le_bytes());
        bytes.extend(bits.to_le_bytes());
        let transition = |w: &f32| ((w * scale).round().clamp(-30_000.0, 30_000.0) as i16).to_le_bytes();
        bytes.extend(self.transitions.iter().flat_map(transition));
        write_features(&rows, bits, &mut bytes);
        bytes
    }
}

fn add_share(sums: &mut [f32], row: &[f32], share: f32) {
    sums.iter_mut().zip(row).for_each(|(sum, w)| *sum += share * w);
}

/// Appends features, rows in the order of their hashes, with as many buckets as there are numbers of `bits`.
fn write_features(rows: &[(u64, Vec<i8>)], bits: u32, bytes: &mut Vec<u8>) {
    let (mut counts, mut kept) = (Vec::new(), Vec::new());
    let mut rest = rows;
    for number in 0..1u64 << bits {
        let count = rest.partition_point(|(hash, _)| hash >> (64 - bits) <= number);
        let (bucket, later) = rest.split_at(count);
        rest = later;
        let bucket = &bucket[..count.min(255)];
        counts.push(bucket.len() as u8);
        kept.extend(bucket);
    }
    let rows: Vec<_> = kept.iter().map(|(_, row)| write_row(row)).collect();
    let [tags, weights] = [rows.iter().map(|row| row.tags.len()).sum(), rows.iter().map(|row| row.weights.len()).sum()];
    bytes.extend(counts);
    bytes.extend(kept.iter().flat_map(|(hash, _)| (*hash as u16).to_le_bytes()));
    bytes.extend(rows.iter().map(|row| row.form));
    bytes.extend([tags, weights].iter().flat_map(|length: &usize| (*length as u32).to_le_bytes()));
    bytes.extend(rows.iter().flat_map(|row| &row.tags));
    bytes.extend(rows.iter().flat_map(|row| &row.weights));
}

/// A row of weights as it is written.
struct Written {
    form: u8,
    tags: Vec<u8>,
    weights: Vec<u8>,
}

fn write_row(row: &[i8]) -> Written {
    let used: Vec<_> = row.iter().enumerate().filter(|(_, weight)| **weight != 0).collect();
    if 2 * used.len() >= row.len() {
        let weights = row.iter().map(|weight| weight.cast_unsigned()).collect();
        return Written { form: DENSE, tags: Vec::new(), weights };
    }
    let (tags, weights) = used.iter().map(|(tag, weight)| (*tag as u8, weight.cast_unsigned())).unzip();
    Written { form: used.len() as u8, tags, weights }
}
