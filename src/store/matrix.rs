//! Who speaks about what: how many statements of a selection each actor makes on each theme.

use super::facet::{self, Count, Facet};
use super::{Selection, Store};
use crate::sorting;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// Most rows and columns; more cannot be taken in.
const MOST_ACTORS: usize = 300;
const MOST_THEMES: usize = 60;

/// Actors by themes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matrix {
    /// The rows: those who speak on any of the themes, most statements on them first.
    pub actors: Vec<Count>,
    /// The columns: themes of statements whose speakers are known, then suggested ones; most statements first.
    pub themes: Vec<Count>,
    cells: Vec<u32>,
}

impl Matrix {
    /// The matrix of a selection.
    pub fn of(store: &Store, selection: &Selection) -> Self {
        let cells = count(store, selection);
        let suggested = facet::suggested(store, selection);
        let known = store.themes().entries().len() as u32;
        let mut themes = ranked(&cells, |(_, theme)| theme);
        sorting::by_key(&mut themes, |(theme, count)| (*theme >= known, Reverse(*count)));
        themes.truncate(MOST_THEMES);
        let mut actors = ranked(&cells, |(actor, _)| actor);
        actors.truncate(MOST_ACTORS);
        let theme = |(theme, statements): &(u32, u32)| {
            let count = match theme.checked_sub(known) {
                None => facet::one(store, selection, Facet::Theme, &store.themes().entries()[*theme as usize].id)?,
                Some(at) => store
                    .suggested_themes()
                    .get(at as usize)
                    .and_then(|phrase| suggested.iter().find(|count| *count.id == *phrase.id()).cloned())?,
            };
            Some(Count { statements: *statements, ..count })
        };
        let actor = |(actor, statements): &(u32, u32)| {
            let count = facet::one(store, selection, Facet::Actor, &store.actors().entries()[*actor as usize].id)?;
            Some(Count { statements: *statements, ..count })
        };
        let cell =
            |(actor, _): &(u32, u32), (theme, _): &(u32, u32)| cells.get(&(*actor, *theme)).copied().unwrap_or(0);
        Self {
            cells: actors.iter().flat_map(|row| themes.iter().map(move |column| cell(row, column))).collect(),
            actors: actors.iter().filter_map(actor).collect(),
            themes: themes.iter().filter_map(theme).collect(),
        }
    }

    /// How many statements the actor of a row makes on the theme of a column.
    pub fn cell(&self, row: usize, column: usize) -> u32 {
        if column >= self.themes.len() {
            0
        } else {
            self.cells.get(row * self.themes.len() + column).copied().unwrap_or(0)
        }
    }

    /// The highest cell.
    pub fn most(&self) -> u32 {
        self.cells.iter().copied().max().unwrap_or(0)
    }
}

/// The statements of each actor, by its place in the roster, on each theme; suggested themes are numbered behind the
/// last one found.
fn count(store: &Store, selection: &Selection) -> FxHashMap<(u32, u32), u32> {
    let mut cells: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    let (actors_of, themes_of) = (&store.index.actors_of, &store.index.themes_of);
    for statement in &selection.statements {
        for actor in actors_of.of_statement(statement) {
            for theme in themes_of.of_statement(statement) {
                *cells.entry((*actor, *theme)).or_default() += 1;
            }
        }
    }
    let known = store.themes().entries().len() as u32;
    for (theme, phrase) in (known..).zip(store.suggested_themes().iter()) {
        for statement in &(&phrase.statements & &selection.statements) {
            for actor in actors_of.of_statement(statement) {
                *cells.entry((*actor, theme)).or_default() += 1;
            }
        }
    }
    cells
}

/// What one side of the cells adds up to, most first.
fn ranked(cells: &FxHashMap<(u32, u32), u32>, side: impl Fn((u32, u32)) -> u32) -> Vec<(u32, u32)> {
    let mut sums: FxHashMap<u32, u32> = FxHashMap::default();
    for (cell, count) in cells {
        *sums.entry(side(*cell)).or_default() += count;
    }
    let mut sums: Vec<(u32, u32)> = sums.into_iter().collect();
    sorting::by_key(&mut sums, |(place, count)| (Reverse(*count), *place));
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Query, sample};

    /// The matrix under a filter: the themes, then the rows.
    fn check(filter: &str, themes: &str, rows: &[&str]) {
        let store = sample::store();
        let matrix = Matrix::of(&store, &store.select(&Query::parse(filter).unwrap()));
        let columns: Vec<_> = matrix.themes.iter().filter(|theme| !theme.suggested).map(|theme| &*theme.id).collect();
        assert_eq!(columns.join(" "), themes);
        let row = |(at, actor): (usize, &Count)| {
            let cells: Vec<_> = (0..columns.len()).map(|column| matrix.cell(at, column).to_string()).collect();
            format!("{} {}", actor.id, cells.join(" "))
        };
        assert_eq!(matrix.actors.iter().enumerate().map(row).collect::<Vec<_>>(), rows);
    }

    #[test]
    fn cells_count_statements_under_the_filter() {
        check("", "strikes fishing-rights", &["ana-silva 1 0", "bela-kovacs 0 1", "harbour-union 1 0"]);
        check("by:kovacs", "fishing-rights", &["bela-kovacs 1"]);
        check("-()", "", &[]);
    }
}
