//! Body or furniture, passage by passage: a linear chain over the features, read with Viterbi (Lafferty, `McCallum` and
//! Pereira 2001), so that what stands between body passages needs strong reasons to be furniture, and the reverse.

use super::features::{Surroundings, TEMPLATES, VALUES};
use super::page::Page;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The weights: positive ones speak for body.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// What a change from one kind to the other costs, and what staying earns: furniture to furniture, furniture to body,
    /// body to furniture, body to body.
    pub steps: [f32; 4],
    /// For each template the weights of its values.
    pub weights: BTreeMap<String, Vec<f32>>,
}

impl Model {
    /// The model built into the program.
    pub fn built_in() -> Self {
        Self::parse(include_str!("../../../assets/models/furniture.toml")).unwrap_or_default()
    }

    /// Reads a model file.
    pub fn parse(file: &str) -> Result<Self, toml::de::Error> {
        file.parse::<toml::Table>()?.try_into()
    }

    /// The model with weights from one list, template by template.
    pub fn from_flat(weights: &[f32], steps: [f32; 4]) -> Self {
        let rounded = |w: &f32| (w * 100.0).round() / 100.0;
        let named = TEMPLATES.iter().zip(weights.chunks(VALUES));
        let weights = named.map(|(name, row)| ((*name).to_owned(), row.iter().map(rounded).collect())).collect();
        Self { steps: steps.map(|s| rounded(&s)), weights }
    }

    /// For every passage how much speaks for body (positive) or furniture (negative), neighbours' fates left aside.
    pub fn leanings(&self, page: &Page, title: Option<usize>) -> Vec<f32> {
        let rows: Vec<Option<&Vec<f32>>> = TEMPLATES.iter().map(|name| self.weights.get(*name)).collect();
        let surroundings = Surroundings::survey(page, title);
        (0..page.passages.len())
            .map(|at| {
                let values = surroundings.features(at);
                rows.iter().zip(values).filter_map(|(row, value)| row.and_then(|row| row.get(value))).sum()
            })
            .collect()
    }

    /// Which passages are body, given their leanings.
    pub fn decide(&self, leanings: &[f32]) -> Vec<bool> {
        let [stay_out, enter, leave, stay_in] = self.steps;
        let (mut outside, mut inside) = (0.0_f32, 0.0_f32);
        let mut came_from: Vec<[bool; 2]> = Vec::with_capacity(leanings.len());
        for leaning in leanings {
            let (out_from_in, in_from_in) = (inside + leave > outside + stay_out, inside + stay_in >= outside + enter);
            let next_outside = if out_from_in { inside + leave } else { outside + stay_out };
            let next_inside = if in_from_in { inside + stay_in } else { outside + enter };
            (outside, inside) = (next_outside, next_inside + leaning);
            came_from.push([out_from_in, in_from_in]);
        }
        let mut body = vec![false; leanings.len()];
        let mut state = inside > outside;
        for at in (0..leanings.len()).rev() {
            body[at] = state;
            state = came_from[at][usize::from(state)];
        }
        body
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weak_doubt_between_body_passages_is_overruled() {
        let model = Model { steps: [0.5, -0.5, -0.5, 0.5], ..Model::default() };
        assert_eq!(model.decide(&[3.0, -1.0, 3.0]), [true; 3]);
        assert_eq!(model.decide(&[3.0, -3.0, 3.0]), [true, false, true]);
        assert_eq!(model.decide(&[-3.0, 1.0, -3.0]), [false; 3]);
        assert!(model.decide(&[]).is_empty());
    }

    #[test]
    fn the_built_in_model_has_a_weight_for_every_feature() {
        let model = Model::built_in();
        assert!(TEMPLATES.iter().all(|name| model.weights.get(*name).is_some_and(|row| row.len() == VALUES)));
    }
}
