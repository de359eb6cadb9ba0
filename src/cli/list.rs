//! Lists: the same rows as aligned columns, JSON Lines or CSV.

use super::args::{List, ListFormat};
use super::gather::Gathered;
use super::output::{self, Output};
use super::{Status, complaints, written};
use crate::Result;
use crate::export::table::{Column, Table};
use crate::export::{csv, record};
use serde::Serialize;
use std::io;

/// A row of a list. As JSON it is what it serialises to.
pub trait Row: Serialize {
    /// What a row is of, to be said where there is none; nothing where somebody else says it.
    const NOUN: &'static str;
    /// How its cells are set for the eye.
    const COLUMNS: &'static [Column];
    /// What stands above these cells for the eye; nothing where they speak for themselves.
    const HEADS: &'static [&'static str] = &[];
    /// The names of its fields in CSV.
    const FIELDS: &'static [&'static str];
    /// For the eye.
    fn cells(&self) -> Vec<String>;
    /// For CSV.
    fn fields(&self) -> Vec<String>;
}

/// Loads what is named, and prints the rows that `rows` makes of it.
pub fn run<R: Row, F>(list: List, rows: F) -> Result<Status>
where
    F: for<'a> FnOnce(&'a Gathered, &mut dyn FnMut(&R) -> io::Result<()>) -> io::Result<()>,
{
    let gathered = Gathered::load(list.sources)?;
    let table = Table::new(R::COLUMNS).headed(R::HEADS);
    let mut printer = Printer { format: list.format, output: Output::new(), table, rows: 0 };
    let outcome = rows(&gathered, &mut |row| printer.row(row)).and_then(|()| printer.end());
    written(outcome)?;
    if printer.rows == 0 && !gathered.tell_blame() && !R::NOUN.is_empty() {
        complaints::say(&format!("no {} here", R::NOUN));
    }
    Ok(gathered.complaints.status(printer.rows > 0))
}

struct Printer {
    format: ListFormat,
    output: Output,
    table: Table,
    rows: usize,
}

impl Printer {
    fn row<R: Row>(&mut self, row: &R) -> io::Result<()> {
        self.rows += 1;
        match self.format {
            ListFormat::Text => {
                self.table.row(row.cells());
                Ok(())
            }
            ListFormat::Jsonl => self.output.line(|line| record::write(line, row)),
            ListFormat::Csv => {
                if self.rows == 1 {
                    self.output.line(|line| csv::write(line, R::FIELDS))?;
                }
                self.output.line(|line| csv::write(line, row.fields()))
            }
        }
    }

    fn end(&mut self) -> io::Result<()> {
        self.output.line(|lines| self.table.write(lines, output::width()))?;
        self.output.flush()
    }
}
