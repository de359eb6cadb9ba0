//! The matrix of actors by themes: the cell with the cursor, and the part that is in sight.

use super::action::Action;
use super::app::App;
use super::effect::Effect;
use super::layout::{Areas, Pane, Whole};
use super::panes;
use super::selection::distance;
use super::sheet::Subject;
use super::worker::Request;
use crate::store::Query;
use crate::store::matrix::Matrix;

/// The matrix with its cursor.
#[derive(Debug, Default)]
pub struct Grid {
    /// What it shows, once that has come.
    pub matrix: Option<Matrix>,
    /// Row and column with the cursor.
    pub at: (usize, usize),
    /// The first row and the first column in sight.
    pub top: (usize, usize),
    /// What was asked for: number of the request, filter, and how many articles there were.
    asked: Option<(u64, Query, usize)>,
}

impl Grid {
    /// Takes the matrix, where it is the one that was asked for last.
    pub fn take(&mut self, number: u64, matrix: Matrix) {
        if self.asked.as_ref().is_some_and(|(asked, ..)| *asked == number) {
            let kept = self.subject();
            self.matrix = Some(matrix);
            self.find(kept.as_ref());
        }
    }

    /// The actor and theme under the cursor.
    pub fn subject(&self) -> Option<Subject> {
        let matrix = self.matrix.as_ref()?;
        let (actor, theme) = (matrix.actors.get(self.at.0)?, matrix.themes.get(self.at.1)?);
        Some(Subject::Trail(actor.id.clone(), theme.id.clone()))
    }

    /// Puts the cursor on what it stood on before, where that is still there.
    fn find(&mut self, kept: Option<&Subject>) {
        let (Some(Subject::Trail(actor, theme)), Some(matrix)) = (kept, &self.matrix) else { return };
        let row = matrix.actors.iter().position(|count| count.id == *actor);
        let column = matrix.themes.iter().position(|count| count.id == *theme);
        self.at = (row.unwrap_or(self.at.0), column.unwrap_or(self.at.1));
    }

    /// Moves the cursor by so many rows and columns.
    pub fn advance(&mut self, rows: isize, columns: isize) {
        let Some(matrix) = &self.matrix else { return };
        let inside = |at: usize, by: isize, len: usize| at.saturating_add_signed(by).min(len.saturating_sub(1));
        self.at = (inside(self.at.0, rows, matrix.actors.len()), inside(self.at.1, columns, matrix.themes.len()));
    }
}

impl Grid {
    /// Goes to the next cell that has a number, row by row, or to the one before; stays where there is none.
    fn step(&mut self, on: bool) {
        let Some(matrix) = &self.matrix else { return };
        let columns = matrix.themes.len();
        let (at, all) = (self.at.0 * columns + self.at.1, matrix.actors.len() * columns);
        let filled = |cell: &usize| matrix.cell(cell / columns, cell % columns) > 0;
        let next = if on { (at + 1..all).find(filled) } else { (0..at.min(all)).rfind(filled) };
        if let Some(cell) = next {
            self.at = (cell / columns, cell % columns);
        }
    }
}

impl App {
    /// Gives the matrix all the room.
    pub fn show_matrix(&mut self) {
        self.sheets.stack.clear();
        self.sheets.aside = false;
        (self.focus, self.whole) = (Pane::Text, Some(Whole::Matrix));
    }

    /// Whether the matrix is on the screen, with nothing that one came to through it in front.
    pub fn in_matrix(&self) -> bool {
        self.whole == Some(Whole::Matrix) && self.sheets.stack.is_empty()
    }

    /// Carries out a movement in the matrix.
    pub fn move_in_matrix(&mut self, action: Action) {
        let page = usize::from(panes::matrix::rows(&self.areas()));
        match action {
            Action::Left => self.grid.advance(0, -1),
            Action::Right => self.grid.advance(0, 1),
            Action::NextPane | Action::PreviousPane => self.grid.step(action == Action::NextPane),
            _ => self.grid.advance(distance(action, page).unwrap_or(0), 0),
        }
    }

    /// Opens the trail of the cell with the cursor.
    pub fn open_trail(&mut self) {
        if let Some(subject) = self.grid.subject() {
            self.touched = true;
            self.open_sheet(subject);
        }
    }

    /// Brings the window over the matrix in line with cursor and screen; returns the request for it, where it is to be
    /// asked for.
    pub fn settle_matrix(&mut self, areas: &Areas) -> Option<Effect> {
        if areas.matrix.is_empty() {
            return None;
        }
        self.grid.advance(0, 0);
        let seen =
            |at: usize, top: usize, count: u16| top.max((at + 1).saturating_sub(usize::from(count.max(1)))).min(at);
        let (rows, columns) = (panes::matrix::rows(areas), panes::matrix::columns(areas));
        self.grid.top = (seen(self.grid.at.0, self.grid.top.0, rows), seen(self.grid.at.1, self.grid.top.1, columns));
        let (query, articles) = (self.view.wish.query.clone(), self.view.all.0);
        if self.grid.asked.as_ref().is_some_and(|(_, asked, of)| *asked == query && *of == articles) {
            return None;
        }
        let number = self.number();
        self.grid.asked = Some((number, query.clone(), articles));
        Some(Effect::Ask(Request::Matrix(number, query)))
    }
}
