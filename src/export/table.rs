//! Aligned columns for the eye: as wide as they must be, cut to the width of the terminal.

use super::safe::one_line;
use std::io::{self, Write};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns between two cells.
const GAP: usize = 2;

/// A table that is put together row by row and then written.
#[derive(Debug)]
pub struct Table {
    columns: Vec<Column>,
    /// What stands above the columns; none for columns that speak for themselves.
    heads: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// How the cells of a column are set.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Numbers stand at the right.
    pub right: bool,
    /// Cells are cut to so many columns, whatever the width of the terminal; 0 for no limit.
    pub widest: usize,
}

/// A column of words.
pub const fn left(widest: usize) -> Column {
    Column { right: false, widest }
}

/// A column of numbers.
pub const fn right() -> Column {
    Column { right: true, widest: 0 }
}

impl Table {
    /// An empty table.
    pub fn new(columns: &[Column]) -> Self {
        Self { columns: columns.to_vec(), heads: Vec::new(), rows: Vec::new() }
    }

    /// The same with a heading above each column, which is written where there is a row.
    #[must_use]
    pub fn headed(self, heads: &[&str]) -> Self {
        Self { heads: heads.iter().map(|&head| head.to_owned()).collect(), ..self }
    }

    /// Adds a row; cells are brought to one safe line.
    pub fn row<S: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = S>) {
        let cells = cells.into_iter().zip(&self.columns).map(|(cell, column)| {
            let cell = one_line(cell.as_ref());
            if column.widest > 0 { cut(&cell, column.widest) } else { cell }
        });
        self.rows.push(cells.collect());
    }

    /// Writes all rows, each cut to `width` columns where one is given.
    pub fn write(&self, out: &mut impl Write, width: Option<usize>) -> io::Result<()> {
        let widths: Vec<usize> = (0..self.columns.len())
            .map(|column| {
                let widest = self.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max();
                // A column without a word has no heading either.
                let head = self.heads.get(column).map_or(0, |head| head.width());
                widest.filter(|widest| *widest > 0).map_or(0, |widest| widest.max(head))
            })
            .collect();
        let head = Some(&self.heads).filter(|heads| !heads.is_empty() && !self.rows.is_empty());
        for row in head.into_iter().chain(&self.rows) {
            let line = self.line(row, &widths);
            let line = width.map_or(line.clone(), |width| cut(&line, width));
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    fn line(&self, row: &[String], widths: &[usize]) -> String {
        let mut line = String::new();
        for ((cell, column), width) in row.iter().zip(&self.columns).zip(widths).filter(|(_, width)| **width > 0) {
            if !line.is_empty() {
                line.push_str(&" ".repeat(GAP));
            }
            let room = " ".repeat(width.saturating_sub(cell.width()));
            line.extend(if column.right { [&room, cell] } else { [cell, &room] }.map(String::as_str));
        }
        line
    }
}

/// The words cut to `width` columns, with `…` where something is missing.
fn cut(words: &str, width: usize) -> String {
    if words.width() <= width {
        return words.to_owned();
    }
    let (mut kept, mut used) = (String::new(), 0);
    for grapheme in words.graphemes(true) {
        used += grapheme.width();
        if used >= width {
            break;
        }
        kept.push_str(grapheme);
    }
    kept.truncate(kept.trim_end().len());
    if width > 0 {
        kept.push('…');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(rows: &[[&str; 3]], width: Option<usize>, expected: &str) {
        let mut table = Table::new(&[right(), left(8), left(0)]);
        for row in rows {
            table.row(row);
        }
        let mut out = Vec::new();
        table.write(&mut out, width).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn cells_are_aligned_by_what_one_sees() {
        check(&[["1", "Ann", "yes"], ["12", "Bo 中", "no"]], None, " 1  Ann    yes\n12  Bo 中  no\n");
        check(&[["1", "Ann and Bo", ""]], None, "1  Ann and…\n");
    }

    #[test]
    fn headings_stand_above_columns_that_have_words() {
        let mut table = Table::new(&[right(), left(8), left(0)]).headed(&["articles", "name", "kind"]);
        let written = |table: &Table| {
            let mut out = Vec::new();
            table.write(&mut out, None).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(written(&table), "");
        table.row(["12", "Ann", ""]);
        assert_eq!(written(&table), "articles  name\n      12  Ann\n");
    }

    #[test]
    fn lines_are_cut_to_the_terminal() {
        check(&[["1", "Ann", "a long sentence"]], Some(14), "1  Ann  a lon…\n");
    }

    proptest! {
        #[test]
        fn a_cut_never_exceeds_the_width(words in "\\PC{0,30}", width in 0_usize..20) {
            prop_assert!(cut(&words, width).width() <= width);
        }
    }
}
