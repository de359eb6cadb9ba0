//! What leads back from articles and statements to the values of a facet, so that counting walks what is selected once
//! instead of asking every value for what it has in common with the selection.
//!
//! Costs fourteen bytes or so for each statement, and as much again for each value that an article or a statement has.

use super::kept::keeps;
use roaring::RoaringBitmap;
use std::ops::Range;

/// The values of articles and statements for one facet.
#[derive(Debug, Default)]
pub struct Forward {
    articles: Lists,
    statements: Lists,
    /// For every article the number of its first statement.
    firsts: Vec<u32>,
    /// The values that the statements of an article have, and how many of them have each: most filters select all of them.
    sums: Lists,
    sizes: Vec<u32>,
    /// How many articles, and how many statements, have each value.
    totals: Vec<[u32; 2]>,
}

keeps!(Forward { articles, statements, firsts, sums, sizes, totals });

/// How many of the selected articles, and how many of the selected statements, have each value.
pub type Tally = Vec<[u32; 2]>;

impl Forward {
    /// Notes the values of the next article; one that comes twice counts once.
    pub(super) fn add_article(&mut self, values: impl IntoIterator<Item = u32>) {
        self.firsts.push(self.statements.len() as u32);
        self.articles.add(values);
        note(&mut self.totals, self.articles.last(), 0);
    }

    /// Notes the values of the next statement; one that comes twice counts once.
    pub(super) fn add_statement(&mut self, values: impl IntoIterator<Item = u32>) {
        self.statements.add(values);
        note(&mut self.totals, self.statements.last(), 1);
    }

    /// Sums up the statements of the last article, after which no more of them come.
    pub(super) fn close_article(&mut self) {
        let Self { statements, firsts, sums, sizes, .. } = self;
        let first = firsts.last().map_or(0, |first| *first as usize);
        // In order, so that many values of one article take no time that grows with their square.
        let mut values = statements.of(first, statements.len()).to_vec();
        values.sort_unstable();
        for same in values.chunk_by(|a, b| a == b) {
            sums.values.push(same[0]);
            sizes.push(same.len() as u32);
        }
        sums.ends.push(sums.values.len() as u32);
    }

    /// The values of an article.
    pub(super) fn of_article(&self, article: u32) -> &[u32] {
        self.articles.of(article as usize, article as usize + 1)
    }

    /// The values of a statement.
    pub(super) fn of_statement(&self, statement: u32) -> &[u32] {
        self.statements.of(statement as usize, statement as usize + 1)
    }

    /// How often each value occurs among these.
    pub fn tally(&self, articles: &RoaringBitmap, statements: &RoaringBitmap) -> Tally {
        // Counted apart, so that what is written to in no order at all stays small enough for the processor's cache.
        let (mut of_articles, mut of_statements) = (vec![0; self.totals.len()], vec![0; self.totals.len()]);
        self.articles.chosen_runs(articles, |run| {
            self.articles.of(run.start, run.end).iter().for_each(|value| of_articles[*value as usize] += 1);
        });
        let mut article = 0;
        self.statements.chosen_runs(statements, |run| {
            self.sum(&mut article, run, |value, count| of_statements[value as usize] += count);
        });
        let mut tally: Tally = of_articles.into_iter().zip(of_statements).map(|(a, s): (u32, u32)| [a, s]).collect();
        for (side, chosen, lists) in [(0, articles, &self.articles), (1, statements, &self.statements)] {
            if lists.is_rather_what_is_left_out(chosen) {
                for (count, total) in tally.iter_mut().zip(&self.totals) {
                    count[side] = total[side] - count[side];
                }
            }
        }
        tally
    }
}

impl Forward {
    /// Calls `summed` with values of a run of statements and how many of them have each; a value may come several times.
    /// `article` is at most the one with the first of them, and is the one behind the last afterwards.
    fn sum(&self, article: &mut usize, mut run: Range<usize>, mut summed: impl FnMut(u32, u32)) {
        let first = |article: usize| self.firsts.get(article).map_or(self.statements.len(), |first| *first as usize);
        while !run.is_empty() {
            while first(*article + 1) <= run.start {
                *article += 1;
            }
            let (start, end) = (first(*article), first(*article + 1).min(run.end));
            if start == run.start && end == first(*article + 1) {
                let places = self.sums.places(*article, *article + 1);
                let sizes = self.sizes[places.clone()].iter();
                self.sums.values[places].iter().zip(sizes).for_each(|(value, size)| summed(*value, *size));
            } else {
                self.statements.of(run.start, end).iter().for_each(|value| summed(*value, 1));
            }
            run.start = end;
        }
    }
}

fn note(totals: &mut Vec<[u32; 2]>, values: &[u32], side: usize) {
    let end = values.iter().max().map_or(0, |most| *most as usize + 1);
    totals.resize(totals.len().max(end), [0; 2]);
    for value in values {
        totals[*value as usize][side] += 1;
    }
}

/// Short lists, one after the other.
#[derive(Debug, Default)]
pub struct Lists {
    values: Vec<u32>,
    ends: Vec<u32>,
}

keeps!(Lists { values, ends });

impl Lists {
    /// Notes the values of the next place; one that comes twice counts once.
    pub(super) fn add(&mut self, values: impl IntoIterator<Item = u32>) {
        let start = self.values.len();
        for value in values {
            if !self.values[start..].contains(&value) {
                self.values.push(value);
            }
        }
        self.ends.push(self.values.len() as u32);
    }

    /// The values of a place.
    pub(super) fn at(&self, place: u32) -> &[u32] {
        self.of(place as usize, place as usize + 1)
    }

    fn last(&self) -> &[u32] {
        self.ends.len().checked_sub(1).map_or(&[], |at| self.of(at, at + 1))
    }

    /// How many places there are.
    fn len(&self) -> usize {
        self.ends.len()
    }

    /// The values of a run of places.
    fn of(&self, from: usize, behind: usize) -> &[u32] {
        &self.values[self.places(from, behind)]
    }

    /// Where the values of a run of places stand.
    fn places(&self, from: usize, behind: usize) -> Range<usize> {
        let end = |places: usize| {
            places.min(self.ends.len()).checked_sub(1).and_then(|at| self.ends.get(at)).map_or(0, |end| *end as usize)
        };
        end(from)..end(behind)
    }

    /// Whether fewer places are left out than chosen, so that these are counted and taken from the whole.
    fn is_rather_what_is_left_out(&self, chosen: &RoaringBitmap) -> bool {
        chosen.len() * 2 > self.len() as u64
    }

    /// Calls `run` with the runs of the chosen places or, where these are fewer, of those left out, in order.
    fn chosen_runs(&self, chosen: &RoaringBitmap, mut each: impl FnMut(Range<usize>)) {
        let of_rest = self.is_rather_what_is_left_out(chosen);
        let (end, mut left) = (self.len()..self.len(), 0);
        for run in runs(chosen).chain(of_rest.then_some(end)) {
            let gap = std::mem::replace(&mut left, run.end)..run.start;
            each(if of_rest { gap } else { run });
        }
    }
}

/// A run shorter than this is taken to stand among scattered places, which are read many at a time.
const SHORT: usize = 8;

/// The runs of places that a bitmap holds, in order, each as long as it can be.
///
/// Asking a bitmap for its next run takes long beside reading a place, and little beside reading a long run.
pub(super) struct Runs<'a> {
    places: roaring::bitmap::Iter<'a>,
    scattered: [u32; 128],
    /// Which of these are still to come.
    waiting: Range<usize>,
    /// A run that may go on.
    open: Range<u32>,
}

/// See [`Runs`].
pub(super) fn runs(chosen: &RoaringBitmap) -> Runs<'_> {
    Runs { places: chosen.iter(), scattered: [0; 128], waiting: 0..0, open: 0..0 }
}

impl Runs<'_> {
    /// Places that follow on one another, perhaps not all of them.
    fn some(&mut self) -> Option<Range<u32>> {
        if let Some(at) = self.waiting.next() {
            return Some(self.scattered[at]..self.scattered[at] + 1);
        }
        let run = self.places.next_range()?;
        let run = *run.start()..*run.end() + 1;
        if run.len() < SHORT {
            self.waiting = 0..self.places.next_many(&mut self.scattered).len();
        }
        Some(run)
    }
}

impl Iterator for Runs<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Self::Item> {
        let usizes = |run: Range<u32>| run.start as usize..run.end as usize;
        let mut open = std::mem::take(&mut self.open);
        while let Some(run) = self.some() {
            if run.start == open.end {
                open.end = run.end;
                continue;
            }
            let whole = std::mem::replace(&mut open, run);
            if !whole.is_empty() {
                self.open = open;
                return Some(usizes(whole));
            }
        }
        (!open.is_empty()).then(|| usizes(open))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn runs_are_as_long_as_they_can_be(ranges in prop::collection::vec((0u32..900, 0u32..30), 0..90)) {
            let mut chosen = RoaringBitmap::new();
            for (start, length) in ranges {
                chosen.insert_range(start..start + length);
            }
            let (mut found, mut last) = (RoaringBitmap::new(), None);
            for run in runs(&chosen) {
                assert!(!run.is_empty() && last.is_none_or(|last| last < run.start), "{last:?} {run:?}");
                found.insert_range(run.start as u32..run.end as u32);
                last = Some(run.end);
            }
            prop_assert_eq!(found, chosen);
        }

        #[test]
        fn counting_agrees_with_asking_every_place(
            articles in prop::collection::vec(
                (prop::collection::vec((prop::collection::vec(0u32..9, 0..4), any::<bool>()), 0..6), any::<bool>()), 0..20
            )
        ) {
            let mut forward = Forward::default();
            let (mut chosen, mut said, mut statement) = (RoaringBitmap::new(), RoaringBitmap::new(), 0);
            let mut expected = [[0u32; 2]; 9];
            let mut expect = |values: &[u32], side: usize| {
                (0..9u32).filter(|value| values.contains(value)).for_each(|value| expected[value as usize][side] += 1);
            };
            for (at, (statements, is_chosen)) in (0..).zip(&articles) {
                let values: Vec<u32> = statements.iter().flat_map(|(values, _)| values.iter().copied()).collect();
                forward.add_article(values.iter().copied());
                if *is_chosen {
                    chosen.insert(at);
                    expect(&values, 0);
                }
                for (values, is_said) in statements {
                    forward.add_statement(values.iter().copied());
                    if *is_chosen || *is_said {
                        said.insert(statement);
                        expect(values, 1);
                    }
                    statement += 1;
                }
                forward.close_article();
            }
            let found = forward.tally(&chosen, &said);
            for (value, expected) in expected.into_iter().enumerate() {
                prop_assert_eq!(found.get(value).copied().unwrap_or_default(), expected);
            }
        }
    }
}
