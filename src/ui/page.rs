//! An article typeset in lines of a given width: clean, with its statements and actors marked, or as raw source.
//!
//! A page holds spans and styles, no words: drawing puts the visible lines together from the article. It is made once
//! per article and width, by update.

use super::palette::Palette;
use super::panes::list::untitled;
use super::typeset::{Clean, Row, facts, wrap};
use super::when;
use crate::model::{Article, PartialDate, Span, Statement};
use crate::sorting;
use crate::store::{ArticleId, Store};
use ratatui::style::Style;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// What a page is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// The article.
    pub article: ArticleId,
    /// Columns of a line.
    pub width: u16,
    /// Whether it shows the raw source.
    pub raw: bool,
    /// What is marked beside statements and names.
    pub detail: Detail,
    /// The date that it may have, where it gives none.
    pub suggested: Option<PartialDate>,
}

impl Kind {
    /// An article of the store, clean.
    pub fn of(store: &Store, article: ArticleId, width: u16, detail: Detail) -> Self {
        let suggested = store.suggested_date(article).map(|found| found.date);
        Self { article, width, raw: false, detail, suggested }
    }
}

/// What is marked in a text where the user wants it: how it was read shows, and reading is not disturbed. Words stand out
/// by the palette, and their lines by a sign, so that it is seen in any terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Detail {
    /// The words by which the themes were found.
    pub themes: bool,
    /// The dates of what happened.
    pub dates: bool,
}

/// The signs of lines in which something is marked: of themes at their left, of dates at their right.
pub const THEME_SIGN: &str = "#";
/// The sign of a date.
pub const DATE_SIGN: &str = "@";

impl Detail {
    /// What is marked, as the reader says it.
    pub fn in_words(self) -> &'static str {
        match (self.themes, self.dates) {
            (true, true) => "marked: words of themes, lines by #; dates, lines by @",
            (true, false) => "marked: words of themes, their lines by #",
            (false, true) => "marked: dates, their lines by @",
            (false, false) => "themes and dates are no longer marked",
        }
    }

    /// Where words of themes are marked.
    fn themes(self, article: &Article) -> impl Iterator<Item = Span> {
        let themes = article.themes.iter().filter(move |_| self.themes).flat_map(|theme| &theme.mentions);
        themes.copied()
    }

    /// Where dates are.
    fn dates(self, article: &Article) -> impl Iterator<Item = Span> {
        article.events.iter().filter(move |_| self.dates).map(|event| event.span)
    }
}

/// An article in lines.
#[derive(Clone, Debug)]
pub struct Page {
    /// What it was made of.
    pub kind: Kind,
    lines: Vec<Line>,
    /// Names and cues, by their start.
    marks: Vec<(Span, Style)>,
    longest_mark: u32,
    /// Where words of themes and where dates are marked, in the order of the text.
    signed: [Vec<Span>; 2],
    /// For every statement of the article all that belongs to it, and its bar.
    statements: Vec<(Span, Bar)>,
    /// Columns of a line of words: those of the page without the numbers at its left, and without a blank before the signs of
    /// dates.
    width: u16,
    /// Columns at the left for the numbers that lines have in the source, and how they look; 0 where they are not shown.
    gutter: (u16, Style),
    /// For every line the number of that of the source which begins there.
    numbers: Vec<Option<u32>>,
}

/// The bar along a statement: its form, and its speaker's colour.
pub type Bar = (&'static str, Style);

#[derive(Clone, Debug)]
enum Line {
    /// Words of the article.
    Words { span: Span, base: Style, statement: Option<u32> },
    /// Words of the program, standing behind that byte of the text.
    Made(Row, u32),
}

/// Blanks between the number of a line and what stands at its left.
const BEHIND_NUMBER: u16 = 1;

/// A statement with more lines is none; its bar ends there.
const MOST_LINES: usize = 500;

/// Everything that belongs to a statement: content, cue and speaker, as far as it stands in the paragraphs of the content.
pub fn extent(statement: &Statement) -> Span {
    let content = statement.content.iter().copied().reduce(Span::join).unwrap_or_default();
    let near = |span: &Span| span.start.abs_diff(content.start).min(span.end.abs_diff(content.end)) < 400;
    let ends = [statement.speaker.as_ref().map(|s| s.span), statement.cue.as_ref().map(|c| c.span)];
    ends.into_iter().flatten().filter(near).fold(content, Span::join)
}

/// The name that an article gives the actor of a statement: that of the actor where it is resolved, else as it is worded.
pub fn speaker_name(article: &Article, statement: &Statement) -> Option<Clean> {
    let speaker = statement.speaker.as_ref()?;
    let actor = speaker.actor.as_deref().and_then(|id| article.actors.iter().find(|actor| actor.id == id));
    Some(Clean::of(actor.map_or(&speaker.text, |actor| &actor.name)))
}

/// The bar along a statement, by its speaker.
fn bar(statement: &Statement, palette: &Palette) -> Bar {
    let actor = statement.speaker.as_ref().and_then(|speaker| speaker.actor.as_deref());
    (palette.bar(actor), actor.map_or(palette.muted, |id| palette.actor(id)))
}

/// How the name of a statement's speaker stands in lists.
pub fn speaker_style(statement: &Statement, palette: &Palette) -> Style {
    let actor = statement.speaker.as_ref().and_then(|speaker| speaker.actor.as_deref());
    actor.map_or(palette.muted, |id| palette.mention(id))
}

impl Page {
    /// Typesets an article.
    pub fn new(article: &Article, kind: Kind, palette: &Palette) -> Self {
        let statements = article.statements.iter().map(|s| (extent(s), bar(s, palette))).collect();
        let marks = marks(article, kind.detail, palette);
        let longest_mark = marks.iter().map(|(span, _)| span.len() as u32).max().unwrap_or(0);
        let signed = [kind.detail.themes(article).collect(), kind.detail.dates(article).collect()].map(in_order);
        let lines = || memchr::memchr_iter(b'\n', article.text.as_bytes()).count().max(1);
        let gutter = if kind.raw { lines().ilog10() as u16 + 1 + BEHIND_NUMBER } else { 0 };
        let width = kind.width.saturating_sub(gutter + u16::from(kind.detail.dates)).max(1);
        let gutter = (gutter, palette.faint);
        let mut page = Self {
            kind,
            lines: Vec::new(),
            marks,
            longest_mark,
            signed,
            statements,
            width,
            gutter,
            numbers: Vec::new(),
        };
        if kind.raw {
            page.raw(article, palette);
        } else {
            page.clean(article, palette);
        }
        page.bars();
        page
    }

    fn clean(&mut self, article: &Article, palette: &Palette) {
        self.blank();
        self.title(article, palette);
        for row in head_rows(article, self.kind.suggested, self.width, palette) {
            self.made(row);
        }
        for paragraph in &article.body {
            self.blank();
            self.words(&article.text, *paragraph, palette.text);
        }
        if article.body.is_empty() {
            self.blank();
            self.say("Nothing in this file reads as an article. The raw source may tell more: v", palette.muted);
        }
        self.tail(article, palette);
    }

    fn title(&mut self, article: &Article, palette: &Palette) {
        match &article.title {
            Some(title) => match title.span {
                Some(span) => self.words(&article.text, span, palette.strong),
                None => self.say(Clean::of(&title.text), palette.strong),
            },
            None => self.say(untitled(article, self.width), palette.muted),
        }
    }

    /// Behind the text: what should be known about how it was read.
    fn tail(&mut self, article: &Article, palette: &Palette) {
        self.blank();
        for warning in &article.warnings {
            self.say(Clean::from(format!("· {warning}")), palette.muted);
        }
        if !article.warnings.is_empty() {
            self.blank();
        }
    }

    fn raw(&mut self, article: &Article, palette: &Palette) {
        let mut at = 0;
        let mut body = article.body.iter().copied().peekable();
        for (number, line) in (1..).zip(article.text.split_inclusive('\n')) {
            self.numbers.resize(self.lines.len(), None);
            self.numbers.push(Some(number));
            let span = Span::new(at, at + line.len()).trim(&article.text);
            at += line.len();
            if span.is_empty() {
                self.lines.push(Line::Words { span: Span::new(at, at), base: palette.text, statement: None });
                continue;
            }
            while body.next_if(|paragraph| paragraph.end <= span.start).is_some() {}
            let of_article = body.peek().is_some_and(|paragraph| paragraph.overlaps(span));
            self.words(&article.text, span, if of_article { palette.text } else { palette.muted });
        }
    }

    fn made(&mut self, row: Row) {
        let behind = self.lines.last().map_or(0, Line::end);
        self.lines.push(Line::Made(row, behind));
    }

    fn blank(&mut self) {
        self.made(Row::new());
    }

    fn words(&mut self, text: &str, span: Span, base: Style) {
        let lines = wrap(text, span, self.width).into_iter();
        self.lines.extend(lines.map(|span| Line::Words { span, base, statement: None }));
    }

    fn say(&mut self, words: impl Into<Clean>, style: Style) {
        for line in words.into().lines(self.width, 8) {
            self.made(Row::new().with(line, style));
        }
    }

    /// Gives every line the statement that has most of it, the outer one of two that have the same.
    fn bars(&mut self) {
        let mut order: Vec<usize> = (0..self.statements.len()).collect();
        sorting::by_key(&mut order, |i| (self.statements[*i].0.start, std::cmp::Reverse(self.statements[*i].0.end)));
        let mut share = vec![0; self.lines.len()];
        for at in order {
            let extent = self.statements[at].0;
            let first = self.lines.partition_point(|line| line.end() <= extent.start);
            for (line, share) in self.lines[first..].iter_mut().zip(&mut share[first..]).take(MOST_LINES) {
                let Line::Words { span, statement, .. } = line else { continue };
                if span.start >= extent.end {
                    break;
                }
                let common = extent.end.min(span.end).saturating_sub(extent.start.max(span.start));
                if common > *share {
                    (*share, *statement) = (common, Some(at as u32));
                }
            }
        }
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The statement that a line belongs to, and its bar.
    pub fn statement_at(&self, line: usize) -> Option<(usize, Bar)> {
        match self.lines.get(line)? {
            Line::Words { statement, .. } => {
                let at = (*statement)? as usize;
                Some((at, self.statements.get(at)?.1))
            }
            Line::Made(..) => None,
        }
    }

    /// The colour of a statement, where the line holds some of it.
    pub fn style_along(&self, line: usize, statement: usize) -> Option<Style> {
        let (extent, (_, style)) = self.statements.get(statement)?;
        match self.lines.get(line)? {
            Line::Words { span, .. } if span.overlaps(*extent) => Some(*style),
            _ => None,
        }
    }

    /// Columns at the left of the lines that their numbers take.
    pub fn gutter(&self) -> u16 {
        self.gutter.0
    }

    /// The number that a line has in the source, where it is shown: one that goes over several lines has it at the first.
    pub fn number(&self, line: usize) -> Row {
        let number = self.numbers.get(line).copied().flatten();
        number.map_or_else(Row::new, |number| {
            Row::number(number as usize, self.gutter.0.saturating_sub(BEHIND_NUMBER), self.gutter.1)
        })
    }

    /// The signs of what is marked in a line, for its left and its right.
    pub fn signs(&self, line: usize) -> [Option<&'static str>; 2] {
        let Some(Line::Words { span, .. }) = self.lines.get(line) else { return [None; 2] };
        let marked = |spans: &[Span]| {
            let next = spans.partition_point(|one| one.end <= span.start);
            spans.get(next).is_some_and(|one| one.overlaps(*span))
        };
        let [themes, dates] = &self.signed;
        [(themes, THEME_SIGN), (dates, DATE_SIGN)].map(|(spans, sign)| marked(spans).then_some(sign))
    }

    /// A line, with `over` laid over it.
    pub fn row(&self, text: &str, line: usize, over: &[(Span, Style)]) -> Row {
        match self.lines.get(line) {
            Some(Line::Words { span, base, .. }) => {
                let first = self.marks.partition_point(|(mark, _)| mark.start + self.longest_mark <= span.start);
                let end = self.marks.partition_point(|(mark, _)| mark.start < span.end);
                let marks: Vec<_> = self.marks[first..end.max(first)].iter().chain(over).copied().collect();
                Row::marked(text, *span, *base, &marks)
            }
            Some(Line::Made(row, _)) => row.clone(),
            None => Row::new(),
        }
    }

    /// The byte of the text at which the first line of words from `line` on begins; `None` behind the last one.
    pub fn byte_at(&self, line: usize) -> Option<u32> {
        self.lines.get(line..)?.iter().find_map(Line::start)
    }

    /// The line that holds the byte `at`, or the first line behind it; the first one for the beginning.
    pub fn line_of(&self, at: u32) -> usize {
        let mut found = 0;
        let mut distance = u32::MAX;
        for (i, line) in self.lines.iter().enumerate() {
            let Line::Words { span, .. } = line else { continue };
            let away =
                if at < span.start { span.start - at } else { at.saturating_sub(span.end.max(span.start + 1) - 1) };
            if away < distance {
                (found, distance) = (i, away);
            }
        }
        found
    }

    /// From the first to the last byte of the text that stands in so many lines from one on.
    pub fn seen(&self, top: usize, height: usize) -> Range<u32> {
        let lines = || self.lines.iter().skip(top).take(height);
        let start = lines().filter_map(Line::start).min().unwrap_or_default();
        start..lines().map(Line::end).max().unwrap_or_default()
    }

    /// What belongs to the statement with that place in the article.
    pub fn extent_of(&self, statement: usize) -> Option<Span> {
        self.statements.get(statement).map(|(span, _)| *span)
    }
}

impl Line {
    /// Where it ends, or what it stands behind.
    fn end(&self) -> u32 {
        match self {
            Self::Words { span, .. } => span.end,
            Self::Made(_, behind) => *behind,
        }
    }

    fn start(&self) -> Option<u32> {
        match self {
            Self::Words { span, .. } => Some(span.start),
            Self::Made(..) => None,
        }
    }
}

/// Byline and date, a suggested one as such; counts and themes.
fn head_rows(article: &Article, suggested: Option<PartialDate>, width: u16, palette: &Palette) -> Vec<Row> {
    let undated = || suggested.map_or("no date".to_owned(), |date| format!("no date, perhaps {}", when::day(date)));
    let mut origin: Vec<String> = article.authors.iter().map(|author| author.name.clone()).collect();
    origin.extend(article.source.as_ref().map(|source| source.name.clone()));
    origin.push(article.published.as_ref().map_or_else(undated, |published| when::minute(published.date)));
    let mut counts = vec![counted(article.statements.len(), "statement"), counted(article.actors.len(), "actor")];
    counts.extend(article.themes.iter().take(4).map(|theme| theme.name.clone()));
    [origin, counts]
        .into_iter()
        .flat_map(|parts| facts(&parts, width, 2))
        .map(|line| Row::new().with(line, palette.muted))
        .collect()
}

/// A number with its noun: `1 statement`, `2 statements`.
pub fn counted(count: usize, noun: &str) -> String {
    format!("{} {noun}{}", grouped(count), if count == 1 { "" } else { "s" })
}

/// A number with its thousands set apart.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Spans in the order of the text, those inside others left out.
fn in_order(mut spans: Vec<Span>) -> Vec<Span> {
    sorting::by_key(&mut spans, |span| (span.start, std::cmp::Reverse(span.end)));
    spans.dedup_by(|inner, outer| outer.contains(*inner));
    spans
}

/// Those who speak in their colours, where they are cited in bold; others who are named underlined; cues muted; what else
/// is wanted. In the order of the text.
fn marks(article: &Article, detail: Detail, palette: &Palette) -> Vec<(Span, Style)> {
    let mut marks: Vec<(Span, Style)> = Vec::new();
    for statement in &article.statements {
        marks.extend(statement.cue.as_ref().map(|cue| (cue.span, palette.muted)));
        if let Some(speaker) = &statement.speaker {
            let style = speaker.actor.as_deref().map_or(palette.strong, |id| palette.name(id));
            marks.push((speaker.span, style));
        }
    }
    let speaking: FxHashSet<&str> =
        article.statements.iter().filter_map(|s| s.speaker.as_ref()?.actor.as_deref()).collect();
    for actor in &article.actors {
        let style = if speaking.contains(&*actor.id) { palette.mention(&actor.id) } else { palette.named };
        marks.extend(actor.mentions.iter().map(|mention| (*mention, style)));
    }
    marks.extend(detail.themes(article).map(|span| (span, palette.theme)));
    marks.extend(detail.dates(article).map(|span| (span, palette.date)));
    sorting::by_key(&mut marks, |(span, _)| (span.start, span.end));
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Kind as Quoted, Speaker};

    const TEXT: &str = "Head line\n\nAda spoke of \"many things\" today.\n\nNothing was said here, at some length.\n";

    fn article() -> Article {
        let span = |words: &str| {
            let at = TEXT.find(words).unwrap();
            Span::new(at, at + words.len())
        };
        let speaker = Speaker { text: "Ada".into(), span: span("Ada"), actor: Some("ada".into()) };
        Article {
            text: TEXT.into(),
            title: Some(crate::model::Title { text: "Head line".into(), span: Some(span("Head line")) }),
            body: vec![span("Ada spoke of \"many things\" today."), span("Nothing was said here, at some length.")],
            statements: vec![Statement {
                kind: Quoted::Direct,
                speaker: Some(speaker),
                cue: None,
                content: vec![span("\"many things\"")],
                date: None,
                themes: vec![],
                within: None,
            }],
            ..Article::default()
        }
    }

    fn page(width: u16, raw: bool) -> Page {
        let kind = Kind { article: ArticleId(0), width, raw, detail: Detail::default(), suggested: None };
        Page::new(&article(), kind, &Palette::built_in("none").unwrap())
    }

    /// Lines with `|` before those of a statement.
    fn shown(page: &Page) -> Vec<String> {
        let bar = |i| if page.statement_at(i).is_some() { "|" } else { "" };
        (0..page.len()).map(|i| format!("{}{}", bar(i), page.row(TEXT, i, &[]).words())).collect()
    }

    #[test]
    fn a_statement_has_a_bar_along_its_lines() {
        let lines = shown(&page(14, false));
        assert_eq!(lines[1], "Head line");
        let body = lines.iter().position(|line| line.contains("Ada")).unwrap();
        assert_eq!(lines[body..body + 5], ["|Ada spoke of", "|\"many things\"", "today.", "", "Nothing was"]);
    }

    #[test]
    fn the_head_of_an_undated_article_says_which_date_it_may_have() {
        let suggested = "2025-02-18".parse().ok();
        let kind = Kind { article: ArticleId(0), width: 60, raw: false, detail: Detail::default(), suggested };
        let lines = shown(&Page::new(&article(), kind, &Palette::built_in("none").unwrap()));
        assert!(lines.iter().any(|line| line.contains("no date, perhaps 18 Feb 2025")), "{lines:?}");
        assert!(shown(&page(60, false)).iter().any(|line| line.ends_with("no date")));
    }

    #[test]
    fn the_raw_source_shows_every_line() {
        let lines = shown(&page(60, true));
        assert_eq!(lines.len(), 5);
        assert_eq!(lines[2], "|Ada spoke of \"many things\" today.");
    }

    #[test]
    fn the_raw_source_has_the_numbers_that_reasons_cite() {
        let page = page(16, true);
        let numbers: Vec<_> = (0..page.len()).map(|line| page.number(line).words()).collect();
        assert_eq!(page.gutter(), 2);
        assert_eq!(numbers[..5], ["1", "2", "3", "", ""], "a line that is broken has its number once");
    }

    #[test]
    fn places_survive_another_width() {
        let (narrow, wide) = (page(12, false), page(40, false));
        let here = TEXT.find("length").unwrap() as u32;
        let line = narrow.line_of(here);
        assert!(narrow.row(TEXT, line, &[]).words().contains("length"));
        assert!(wide.row(TEXT, wide.line_of(here), &[]).words().contains("length"));
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(
            (grouped(999), grouped(1000), grouped(1_234_567)),
            ("999".into(), "1,000".into(), "1,234,567".into())
        );
        assert_eq!(counted(1, "statement"), "1 statement");
    }
}
