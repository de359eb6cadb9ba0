//! What networks that know a task already think of a sequence, for a smaller one to learn from (distillation: Hinton and
//! others 2015).

use super::Weights;
use super::odds::Odds;
use super::pass::Pass;
use super::train::Example;
use rayon::prelude::*;

/// What teachers think of a sequence, in the mean.
#[derive(Clone, Debug)]
pub struct Thought {
    /// The probability of each tag of each token, in rows.
    pub(super) odds: Vec<f32>,
    /// How often each transition is expected, a row for each tag to come from, then the start's.
    pub(super) transitions: Vec<f32>,
}

/// Tells each example what the teachers think of it.
pub fn teach(teachers: &[Weights], examples: &mut [Example]) {
    if !teachers.is_empty() {
        examples.par_iter_mut().filter(|e| !e.words.is_empty()).for_each_init(Default::default, |memory, example| {
            example.thought = Some(Thought::of(teachers, example, memory));
        });
    }
}

impl Thought {
    fn of(teachers: &[Weights], example: &Example, (pass, sums): &mut (Pass, Odds)) -> Self {
        let k = teachers[0].shape.tags;
        let share = 1.0 / teachers.len() as f32;
        let mut thought = Self { odds: vec![0.0; example.words.len() * k], transitions: vec![0.0; (k + 1) * k] };
        for teacher in teachers {
            pass.forward(teacher, &example.words, &example.places, [0.0; 2], &mut 1);
            sums.read(k, &pass.scores, &teacher.numbers[teacher.layout.transitions.clone()]);
            sums.expect(k, share, &mut thought.transitions);
            thought.odds.iter_mut().zip(sums.odds()).for_each(|(mean, odds)| *mean += share * odds);
        }
        thought
    }
}
