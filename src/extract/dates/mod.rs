//! Date and time expressions, and what they stand for.

mod absolute;
#[allow(dead_code)] // the resolution of expressions, which needs them, comes next
mod calendar;
mod clock;
mod dateline;
#[allow(dead_code)]
mod line;
mod words;

pub use dateline::dateline;

use super::Prose;
use crate::model::{Published, Span, Statement, When};

/// A date expression that can be placed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dated {
    /// The expression.
    pub span: Span,
    /// What it stands for.
    pub when: When,
}

/// All date expressions of the prose that can be placed, in the order of the text. Relative ones are resolved against
/// `published`, or against dates the text gives; where nothing gives a year it stays unknown.
pub fn find(_prose: &Prose, _published: Option<&Published>) -> Vec<Dated> {
    Vec::new()
}

/// Resolves relative expressions inside dated quotations against the day they were said.
pub fn settle_quotations(_dates: &mut [Dated], _prose: &Prose, _statements: &[Statement]) {}
