//! A passage and its surroundings as the features that the model weighs.
//!
//! A feature is a template with a value from 0 to [`VALUES`] - 1; all templates fire on every passage, each with one value.

use super::lexicon::{Class, Place};
use super::page::Page;
use super::shape::{End, Opening, Shape};
use std::ops::Range;

/// How many values a template can take.
pub const VALUES: usize = 16;

/// The names of the templates, in the order of `features`.
pub const TEMPLATES: [&str; 35] = [
    "words",
    "end",
    "stops",
    "function-words",
    "capitals",
    "digits",
    "links",
    "opening",
    "repeated",
    "navigation",
    "sharing",
    "related",
    "ending",
    "notice",
    "caption",
    "byline",
    "dating",
    "two-before",
    "before",
    "after",
    "two-after",
    "prose-near",
    "prose-around",
    "prose-before",
    "prose-after",
    "core",
    "cuts",
    "title",
    "gap-in-core",
    "credited",
    "breaks-off",
    "biography",
    "share-of-prose",
    "row-of-headlines",
    "torn",
];

/// What the features need to know of the whole page, computed once.
pub struct Surroundings<'a> {
    page: &'a Page,
    title: Option<usize>,
    /// Words of prose in the passages before each one.
    prose: Vec<u32>,
    /// Labels that end an article, counted before each passage from the start of the core.
    cuts: Vec<u32>,
    last_prose: Vec<Option<usize>>,
    next_prose: Vec<Option<usize>>,
    /// How many lines without a stop, long enough for headlines, stand in a row around each passage.
    rows: Vec<u32>,
}

impl<'a> Surroundings<'a> {
    /// Surveys a page whose headline is the passage `title`.
    pub fn survey(page: &'a Page, title: Option<usize>) -> Self {
        let passages = &page.passages;
        let (mut prose, mut cuts) = (vec![0], vec![0]);
        for (at, passage) in passages.iter().enumerate() {
            let shape = &passage.shape;
            let worth = if is_clean_prose(shape) { shape.words.min(100) } else { 0 };
            prose.push(prose[at] + worth);
            cuts.push(cuts[at] + u32::from(at >= page.core.start && is_cut(shape)));
        }
        let mut last_prose = vec![None; passages.len()];
        let mut next_prose = vec![None; passages.len()];
        let mut seen = None;
        for at in 0..passages.len() {
            last_prose[at] = seen;
            seen = if is_clean_prose(&passages[at].shape) { Some(at) } else { seen };
        }
        seen = None;
        for at in (0..passages.len()).rev() {
            next_prose[at] = seen;
            seen = if is_clean_prose(&passages[at].shape) { Some(at) } else { seen };
        }
        Self { page, title, prose, cuts, last_prose, next_prose, rows: rows(page) }
    }

    /// The value of every template for the passage `at`.
    pub fn features(&self, at: usize) -> [usize; TEMPLATES.len()] {
        let shape = &self.page.passages[at].shape;
        let size = size(shape);
        let mut values = [0; TEMPLATES.len()];
        values[..9].copy_from_slice(&own(shape, size));
        for (value, class) in values[9..17].iter_mut().zip(Class::ALL) {
            *value = sign(shape, class, size);
        }
        values[17..29].copy_from_slice(&self.context(at, size));
        values[29..].copy_from_slice(&self.build(at, size));
        values
    }

    /// What the way texts are set says: credits, teasers, notes on authors, rows of headlines, sentences torn at links.
    fn build(&self, at: usize, size: usize) -> [usize; 6] {
        let shape = &self.page.passages[at].shape;
        let behind = self.next_prose[at].is_some();
        let all = self.prose.last().copied().unwrap_or(0).max(1);
        let passed = (self.prose[at] * 100 / all).min(100);
        [
            usize::from(shape.is_caption) + 2 * size,
            usize::from(shape.breaks_off) + 2 * size,
            usize::from(shape.is_biography) + 2 * usize::from(passed >= 70),
            bucket(passed, &[1, 15, 40, 70, 90, 99, 100]) + 8 * usize::from(size == 2),
            bucket(self.rows[at], &[1, 2, 3, 5, 9]) + 6 * usize::from(behind),
            self.torn(at),
        ]
    }

    /// How the passage and those near it look like parts of sentences that a dump broke at their links.
    fn torn(&self, at: usize) -> usize {
        let passages = &self.page.passages;
        let unfinished = |at: usize| passages.get(at).is_some_and(|p| p.shape.is_unfinished());
        let goes_on = |at: usize| passages.get(at).is_some_and(|p| is_rest(&p.shape));
        let before = (1..=3).any(|back| at.checked_sub(back).is_some_and(|at| unfinished(at) || goes_on(at)));
        let after = (1..=3).any(|on| goes_on(at + on) || unfinished(at + on));
        let own = match &passages[at].shape {
            shape if shape.is_unfinished() => 1,
            shape if is_rest(shape) => 2,
            shape if shape.words <= 8 && !shape.signs.is_label() => 3,
            _ => 0,
        };
        own + 4 * usize::from(before) + 8 * usize::from(after)
    }

    fn context(&self, at: usize, size: usize) -> [usize; 12] {
        let long = usize::from(size == 2);
        let neighbour = |offset: isize| {
            let kind =
                at.checked_add_signed(offset).and_then(|i| self.page.passages.get(i)).map_or(0, |p| kind(&p.shape));
            kind + 8 * long
        };
        let away =
            |other: Option<usize>| other.map_or(7, |other| bucket(at.abs_diff(other) as u32, &[2, 3, 4, 6, 9, 15]));
        [
            neighbour(-2),
            neighbour(-1),
            neighbour(1),
            neighbour(2),
            bucket(self.prose_within(at, 2), &[1, 20, 40, 70, 110, 160, 220]) + 8 * long,
            bucket(self.prose_within(at, 7), &[1, 30, 80, 150, 250, 400, 550]) + 8 * long,
            away(self.last_prose[at]) + 8 * long,
            away(self.next_prose[at]) + 8 * long,
            self.zone(at) + 8 * long,
            bucket(self.cuts[at], &[1, 2, 4, 8]) + 5 * size,
            self.title.map_or(0, |title| 1 + place_to(at, title)) + 8 * long,
            self.gap_in_core(at, size),
        ]
    }

    fn prose_within(&self, at: usize, reach: usize) -> u32 {
        let (from, to) = (at.saturating_sub(reach), (at + reach + 1).min(self.page.passages.len()));
        let own = self.prose[at + 1] - self.prose[at];
        self.prose[to] - self.prose[from] - own
    }

    /// Where the passage stands to the densest stretch: far before, before, in, after, far after.
    fn zone(&self, at: usize) -> usize {
        let Range { start, end } = self.page.core;
        match at {
            _ if start == end => 7,
            _ if at + 6 < start => 0,
            _ if at < start => 1,
            _ if at < end => 2,
            _ if at == end => 3,
            _ if at < end + 3 => 4,
            _ if at < end + 10 => 5,
            _ => 6,
        }
    }

    /// How many passages without prose stand together around this one, inside the densest stretch.
    fn gap_in_core(&self, at: usize, size: usize) -> usize {
        if !self.page.core.contains(&at) {
            return 0;
        }
        let from = self.last_prose[at].map_or(0, |i| i + 1);
        let to = self.next_prose[at].unwrap_or(self.page.passages.len());
        1 + bucket((to - from) as u32, &[2, 3, 5, 8]) + 5 * size.min(2)
    }
}

/// For each passage the length of the row of headlines it stands in.
fn rows(page: &Page) -> Vec<u32> {
    let mut rows = vec![0; page.passages.len()];
    let mut from = 0;
    for at in 0..=rows.len() {
        if page.passages.get(at).is_some_and(|p| is_headline(&p.shape)) {
            continue;
        }
        let length = (at - from) as u32;
        rows[from..at].iter_mut().for_each(|row| *row = length);
        from = at + 1;
    }
    rows
}

/// Whether a passage has the length of a headline and no stop.
fn is_headline(shape: &Shape) -> bool {
    (5..=40).contains(&shape.words) && shape.end == End::Bare && !shape.is_prose() && !shape.signs.is_label()
}

/// A line that begins within a sentence.
fn is_rest(shape: &Shape) -> bool {
    shape.opening == Opening::Small && !shape.signs.is_label() || shape.opening == Opening::Mark && shape.words <= 2
}

/// Prose that is not the site's own.
fn is_clean_prose(shape: &Shape) -> bool {
    shape.is_prose() && !shape.is_notice()
}

/// Whether the passage heads what follows an article.
fn is_cut(shape: &Shape) -> bool {
    shape.words <= 12 && shape.signs.any(&[Class::Related, Class::Ending], &[Place::Whole, Place::Start])
}

fn own(shape: &Shape, size: usize) -> [usize; 9] {
    let part_of = |part: u32| bucket(part * 100 / shape.words.max(1), &[1, 20, 40, 70]) + 5 * size;
    let end = match shape.end {
        End::Bare => 0,
        End::Open => 1,
        End::Stop => 2,
    };
    [
        bucket(shape.words, &[2, 3, 4, 6, 9, 13, 18, 25, 35, 50, 80, 130, 250]),
        end + 3 * bucket(shape.words, &[4, 10, 25, 60]),
        bucket(shape.stops, &[1, 2, 3, 5, 9]) + 6 * usize::from(shape.words > 8),
        bucket(shape.function_words * 100 / shape.words.max(1), &[1, 12, 22, 35]) + 5 * size,
        bucket(shape.capitals * 100 / shape.words.max(1), &[10, 25, 50, 80]) + 5 * size,
        part_of(shape.digits),
        part_of(shape.linked),
        opening(shape) + 7 * usize::from(size == 2),
        usize::from(shape.repeated) + 2 * size,
    ]
}

fn opening(shape: &Shape) -> usize {
    match shape.opening {
        Opening::Capital => 0,
        Opening::Small => 1,
        Opening::Digit => 2,
        Opening::Quote => 3,
        Opening::Bullet => 4,
        Opening::Heading | Opening::Subheading => 5,
        Opening::Mark => 6,
    }
}

/// 0 for up to six words, 1 for up to twenty, 2 for more.
fn size(shape: &Shape) -> usize {
    bucket(shape.words, &[7, 21])
}

fn sign(shape: &Shape, class: Class, size: usize) -> usize {
    match shape.signs.place(class) {
        None => 0,
        Some(Place::Whole) => 1,
        Some(Place::Start) => 2 + size,
        Some(Place::End) => 5 + size,
        Some(Place::Inside) => 8 + size,
    }
}

/// A neighbour in one word: 0 is no neighbour.
fn kind(shape: &Shape) -> usize {
    let ended = shape.end == End::Stop;
    match shape.words {
        _ if shape.signs.is_label() => 1,
        0..=3 => 2,
        4..=14 if !ended => 3,
        4..=14 => 4,
        _ if shape.is_notice() => 5,
        _ if !shape.is_prose() => 6,
        _ => 7,
    }
}

/// Where `at` stands to the headline: far before, before, on it, next to it, soon after, later.
fn place_to(at: usize, title: usize) -> usize {
    match (at.checked_sub(title), title.saturating_sub(at)) {
        (None, 4..) => 0,
        (None, _) => 1,
        (Some(0), _) => 2,
        (Some(1), _) => 3,
        (Some(2..=3), _) => 4,
        (Some(4..=8), _) => 5,
        _ => 6,
    }
}

/// How many of the limits `value` reaches.
fn bucket(value: u32, limits: &[u32]) -> usize {
    limits.partition_point(|limit| *limit <= value)
}
