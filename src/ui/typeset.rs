//! The door from text to cells: the only file that hands words to ratatui.
//!
//! Article text is hostile: it may hold escape sequences, marks that turn the direction of writing, and characters that
//! nobody sees. [`Clean`] is text without them, and only this file makes it. Everything that is drawn is a [`Row`] of
//! clean runs. Widths are columns: wide letters take two, combining marks none.

use crate::model::Span;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// Combining marks kept on one letter; more are a prank that would paint over the lines above.
const MARKS_KEPT: usize = 3;

/// More bytes than any honest text needs for a column.
const BYTES_PER_COLUMN: usize = 8;

/// One line of text that may be drawn: no control, bidi or invisible characters, white space as single blanks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clean(Cow<'static, str>);

impl Clean {
    /// Cleans text from anywhere.
    pub fn of(raw: &str) -> Self {
        let mut clean = String::with_capacity(raw.len());
        let (mut blank, mut marks) = (false, 0);
        for c in raw.chars() {
            let Some(c) = safe(c) else { continue };
            if c == ' ' {
                if !blank {
                    clean.push(' ');
                }
                blank = true;
                continue;
            }
            blank = false;
            marks = if c.width() == Some(0) { marks + 1 } else { 0 };
            if marks <= MARKS_KEPT {
                clean.push(c);
            }
        }
        Self(Cow::Owned(clean))
    }

    /// Cleans the beginning of a text that may be long, as much as `columns` columns can show.
    pub fn beginning(raw: &str, columns: usize) -> Self {
        let span = beginning(raw, Span::new(0, raw.len()), columns);
        let whole = span.len() == raw.len();
        let mut clean = Self::of(span.of(raw));
        if !whole {
            clean.0.to_mut().push('…');
        }
        clean
    }

    /// So many blanks.
    pub fn blanks(count: u16) -> Self {
        Self(Cow::Owned(" ".repeat(usize::from(count))))
    }

    /// Columns it takes.
    pub fn width(&self) -> u16 {
        columns(&self.0)
    }

    /// Whether there is nothing to see.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// At most `width` columns of it; `…` at the end stands for what was cut.
    #[must_use]
    pub fn cut(&self, width: u16) -> Self {
        if self.width() <= width {
            return self.clone();
        }
        let Some(room) = width.checked_sub(1) else { return Self::default() };
        let kept = prefix(&self.0, room).trim_end();
        Self(Cow::Owned(format!("{kept}…")))
    }

    /// At most `width` columns of it; `…` in the middle stands for what was cut, as suits a path.
    #[must_use]
    pub fn cut_middle(&self, width: u16) -> Self {
        if self.width() <= width {
            return self.clone();
        }
        let Some(room) = width.checked_sub(1) else { return Self::default() };
        let head = prefix(&self.0, room / 3);
        let tail_width = room - columns(head);
        let mut tail = self.0.len();
        let mut used = 0;
        for (at, cluster) in self.0.grapheme_indices(true).rev() {
            used += columns(cluster);
            if used > tail_width {
                break;
            }
            tail = at;
        }
        Self(Cow::Owned(format!("{head}…{}", &self.0[tail..])))
    }

    /// Its lines in `width` columns, at most `most` of them, the last one cut where there would be more.
    pub fn lines(&self, width: u16, most: usize) -> Vec<Self> {
        let spans = wrap(&self.0, Span::new(0, self.0.len()), width);
        let mut lines: Vec<_> = spans.iter().take(most).map(|s| Self::of(s.of(&self.0))).collect();
        if spans.len() > most
            && let (Some(last), Some(span)) = (lines.last_mut(), spans.get(most.saturating_sub(1)))
        {
            let rest = self.0.get(span.start as usize..).unwrap_or("");
            *last = Self(Cow::Owned(rest.to_owned())).cut(width);
        }
        lines
    }

    /// The words themselves, for comparing, copying and searching; never for drawing past this file.
    pub fn words(&self) -> &str {
        &self.0
    }
}

/// Facts in lines of `width` columns, with `·` between two of a line and none where a line begins or ends; at most `most`
/// lines, the last one cut where there would be more. Facts are broken only where they would else take more lines.
pub fn facts(facts: &[String], width: u16, most: usize) -> Vec<Clean> {
    let mut lines: Vec<String> = Vec::new();
    for fact in facts.iter().map(|fact| Clean::of(fact)).filter(|fact| !fact.is_empty()) {
        match lines.last_mut() {
            Some(line) if columns(line) + 3 + fact.width() <= width => line.extend([" · ", fact.words()]),
            _ => lines.push(fact.words().to_owned()),
        }
    }
    if lines.len() <= most && lines.iter().all(|line| columns(line) <= width) {
        return lines.into_iter().map(Clean::from).collect();
    }
    let broken = Clean::from(lines.join(" · ")).lines(width, most).into_iter();
    broken.map(|line| Clean::of(line.words().trim_start_matches("· ").trim_end_matches(" ·"))).collect()
}

impl From<&'static str> for Clean {
    /// The program's own words. No article lives for `'static`, so none can take this way.
    fn from(own: &'static str) -> Self {
        Self(Cow::Borrowed(own))
    }
}

impl From<String> for Clean {
    fn from(made: String) -> Self {
        Self::of(&made)
    }
}

/// What a character is drawn as; `None` where it is left out. Controls become visible pictures of themselves.
fn safe(c: char) -> Option<char> {
    Some(match c {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2800}' => ' ',
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '␡',
        '\u{80}'..='\u{9f}' => '\u{fffd}',
        c if c.is_ascii() => c,
        c if c.is_whitespace() => ' ',
        c if invisible(c) => return None,
        // Two of them are a flag in some terminals and two letters of another width in others.
        '\u{1f1e6}'..='\u{1f1ff}' => char::from(b'A' + (u32::from(c) - 0x1_f1e6) as u8),
        c => c,
    })
}

/// Characters that steer direction, join or hide, or that leave no trace: Unicode's `Default_Ignorable_Code_Point` and
/// bidi controls (Unicode 16), with the variation selectors and the tones of skin, whose width terminals disagree about.
fn invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0000}'..='\u{e0fff}')
}

/// The beginning of `span`, as much as `columns` columns can show: what is behind need not be typeset to be cut off.
pub fn beginning(text: &str, span: Span, columns: usize) -> Span {
    let words = span.of(text);
    let most = columns.saturating_mul(BYTES_PER_COLUMN);
    if words.len() <= most {
        return span;
    }
    let end = (0..=most).rev().find(|at| words.is_char_boundary(*at)).unwrap_or(0);
    Span::new(span.start as usize, span.start as usize + end)
}

/// Columns of clean text, letter by letter, which is how cells are filled.
fn columns(clean: &str) -> u16 {
    if clean.is_ascii() {
        return u16::try_from(clean.len()).unwrap_or(u16::MAX);
    }
    clean.graphemes(true).fold(0, |sum: u16, cluster| sum.saturating_add(cluster.cell_width()))
}

/// The longest beginning of `clean` that takes at most `width` columns.
fn prefix(clean: &str, width: u16) -> &str {
    let mut used = 0;
    for (at, cluster) in clean.grapheme_indices(true) {
        used += columns(cluster);
        if used > width {
            return &clean[..at];
        }
    }
    clean
}

/// A letter of raw text as wrapping sees it.
struct Letter {
    at: usize,
    end: usize,
    columns: u16,
    blank: bool,
}

/// The letters of the raw text under a span. Plain ASCII takes the short way.
fn letters(text: &str, span: Span) -> impl Iterator<Item = Letter> {
    let words = span.of(text);
    let base = span.start as usize;
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = words.get(at..).filter(|r| !r.is_empty())?;
        let bytes = rest.as_bytes();
        let length = match (bytes.first(), bytes.get(1)) {
            (Some(b' '..=b'~'), None | Some(b' '..=b'~')) => 1,
            _ => rest.graphemes(true).next().map_or(1, str::len),
        };
        let cluster = &rest[..length];
        let (columns, blank) = match cluster.as_bytes() {
            [b' '] => (1, true),
            [b'!'..=b'~'] => (1, false),
            _ => {
                let clean = Clean::of(cluster);
                (clean.width(), clean.words() == " ")
            }
        };
        let letter = Letter { at: base + at, end: base + at + length, columns, blank };
        at += length;
        Some(letter)
    })
}

/// Cuts the raw text under `span` into lines of at most `width` columns, at blanks and behind hyphens where it can, else
/// between letters. Lines neither begin nor end with blanks. A width of 0 counts as 1, and a letter wider than the width has
/// a line of its own, which drawing cuts: an emoji with a vowel sign takes three columns.
pub fn wrap(text: &str, span: Span, width: u16) -> Vec<Span> {
    let width = width.max(1);
    let mut lines = Vec::new();
    let mut line = LineSoFar::default();
    for letter in letters(text, span) {
        if letter.blank {
            line.blank(&letter);
            continue;
        }
        while line.started && line.columns + letter.columns > width {
            lines.push(line.break_line());
        }
        line.letter(&letter, text);
    }
    if line.started {
        lines.push(Span::new(line.start, line.end));
    }
    lines
}

/// The line that wrapping is filling, and the last place where it may break.
#[derive(Default)]
struct LineSoFar {
    started: bool,
    start: usize,
    end: usize,
    columns: u16,
    pending_blank: bool,
    /// End of the line if broken here, start of the next one, and columns used up to there.
    chance: Option<(usize, usize, u16)>,
}

impl LineSoFar {
    fn blank(&mut self, letter: &Letter) {
        if self.started && !self.pending_blank {
            self.pending_blank = true;
            self.columns += 1;
            self.chance = Some((self.end, letter.end, self.columns));
        } else if let (true, Some(chance)) = (self.pending_blank, self.chance.as_mut()) {
            chance.1 = letter.end;
        }
    }

    fn letter(&mut self, letter: &Letter, text: &str) {
        if !self.started {
            (self.started, self.start, self.columns, self.chance) = (true, letter.at, 0, None);
        } else if letter.columns > 1 && !self.pending_blank {
            self.chance = Some((self.end, letter.at, self.columns));
        }
        self.pending_blank = false;
        self.end = letter.end;
        self.columns += letter.columns;
        let breaks_behind = matches!(text.get(letter.at..letter.end), Some("-" | "‐" | "–" | "—" | "/"));
        if letter.columns > 1 || (breaks_behind && self.columns > 3) {
            self.chance = Some((self.end, self.end, self.columns));
        }
    }

    /// Ends the line at its last chance, or right here, and starts the next one with what is left over.
    fn break_line(&mut self) -> Span {
        let chance = self.chance.take().filter(|(end, ..)| *end > self.start);
        let (end, next, used) = chance.unwrap_or((self.end, self.end, self.columns));
        let line = Span::new(self.start, end);
        self.started = next < self.end;
        self.start = next;
        self.columns = if self.started { self.columns - used } else { 0 };
        self.pending_blank = false;
        line
    }
}

/// A line of clean runs, each in its style: what a pane draws.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    runs: Vec<(Clean, Style)>,
}

impl Row {
    /// An empty row.
    pub fn new() -> Self {
        Self::default()
    }

    /// The raw text under `line`, in `base`, with the styles of `marks` laid over it, later ones on top.
    pub fn marked(text: &str, line: Span, base: Style, marks: &[(Span, Style)]) -> Self {
        let mut edges = vec![line.start, line.end];
        for (span, _) in marks.iter().filter(|(span, _)| span.overlaps(line)) {
            edges.extend([span.start.max(line.start), span.end.min(line.end)]);
        }
        edges.sort_unstable();
        edges.dedup();
        let mut row = Self::new();
        for pair in edges.windows(2) {
            let piece = Span { start: pair[0], end: pair[1] };
            let covering = marks.iter().filter(|(span, _)| span.contains(piece));
            let style = covering.fold(base, |style, (_, over)| style.patch(*over));
            row.push(Clean::of(piece.of(text)), style);
        }
        row
    }

    /// Adds a run.
    pub fn push(&mut self, text: impl Into<Clean>, style: Style) {
        let text = text.into();
        if !text.is_empty() {
            self.runs.push((text, style));
        }
    }

    /// The row with one more run.
    #[must_use]
    pub fn with(mut self, text: impl Into<Clean>, style: Style) -> Self {
        self.push(text, style);
        self
    }

    /// The row with the runs of another behind it.
    #[must_use]
    pub fn join(mut self, other: Self) -> Self {
        self.runs.extend(other.runs);
        self
    }

    /// The row with blanks behind it up to `width` columns.
    #[must_use]
    pub fn pad(self, width: u16) -> Self {
        let missing = width.saturating_sub(self.width());
        self.with(Clean::blanks(missing), Style::default())
    }

    /// The row without the runs of blanks at its beginning.
    #[must_use]
    pub fn unindented(mut self) -> Self {
        let blank = self.runs.iter().take_while(|(text, _)| text.words().trim().is_empty()).count();
        self.runs.drain(..blank);
        self
    }

    /// A number at the right of a column of `width`.
    pub fn number(number: usize, width: u16, style: Style) -> Self {
        let words = Clean::from(super::page::grouped(number));
        Self::new().with(Clean::blanks(width.saturating_sub(words.width())), style).with(words, style)
    }

    /// Columns it takes.
    pub fn width(&self) -> u16 {
        self.runs.iter().fold(0, |sum, (text, _)| sum.saturating_add(text.width()))
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// The row in at most `width` columns, with `…` where it was cut.
    #[must_use]
    pub fn cut(self, width: u16) -> Self {
        if self.width() <= width {
            return self;
        }
        let mut room = width;
        let mut runs = Vec::new();
        for (text, style) in self.runs {
            let wide = text.width();
            if wide < room {
                room -= wide;
                runs.push((text, style));
                continue;
            }
            let mut cut = text.0.into_owned();
            cut.push('…');
            runs.push((Clean(Cow::Owned(cut)).cut(room), style));
            break;
        }
        Self { runs }
    }

    /// The row with `style` laid over every run.
    #[must_use]
    pub fn patch(mut self, style: Style) -> Self {
        for run in &mut self.runs {
            run.1 = run.1.patch(style);
        }
        self
    }

    /// Its words without styles.
    pub fn words(&self) -> String {
        self.runs.iter().map(|(text, _)| text.words()).collect()
    }

    /// Draws it at the left of `area`'s first line, inside the area; returns the column behind it.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect) -> u16 {
        let area = area.intersection(buffer.area);
        let mut x = area.x;
        if area.is_empty() {
            return x;
        }
        for (text, style) in &self.runs {
            let room = usize::from(area.right().saturating_sub(x));
            x = buffer.set_stringn(x, area.y, &text.0, room, *style).0;
        }
        x
    }

    /// Draws it at the right of `area`'s first line, cut where it is wider.
    pub fn draw_right(self, buffer: &mut Buffer, area: Rect) {
        let row = self.cut(area.width);
        let left = area.right().saturating_sub(row.width()).max(area.x);
        row.draw(buffer, Rect { x: left, width: area.right().saturating_sub(left), ..area });
    }
}

/// Fills `area` with one own character, whatever stood there: rules, bars, gutters, the ground of an overlay.
pub fn fill(buffer: &mut Buffer, area: Rect, glyph: &'static str, style: Style) {
    let area = area.intersection(buffer.area);
    for position in area.positions() {
        if let Some(cell) = buffer.cell_mut(position) {
            cell.reset();
            cell.set_symbol(glyph).set_style(style);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(text: &str, width: u16) -> Vec<&str> {
        wrap(text, Span::new(0, text.len()), width).into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn nothing_unseen_gets_through() {
        for (raw, clean) in [
            ("a\u{1b}[31mb", "a␛[31mb"),
            ("a\u{9b}31mb", "a\u{fffd}31mb"),
            ("left\u{202e}right\u{2066}x", "leftrightx"),
            ("zero\u{200b}width\u{feff}\u{ad}", "zerowidth"),
            ("tab\t\tline\r\nend\u{2028}x", "tab line end x"),
            ("tag\u{e0041}s", "tags"),
            ("\u{1f1f3}\u{1f1f4} \u{1f44d}\u{1f3fd} \u{1f469}\u{200d}\u{1f467}", "NO \u{1f44d} \u{1f469}\u{1f467}"),
            ("z\u{300}\u{301}\u{302}\u{303}\u{304}", "z\u{300}\u{301}\u{302}"),
        ] {
            assert_eq!(Clean::of(raw).words(), clean);
        }
    }

    #[test]
    fn lines_break_at_blanks_and_hyphens_else_anywhere() {
        assert_eq!(lines("the quick brown fox", 9), ["the quick", "brown fox"]);
        assert_eq!(lines("a well-known word", 8), ["a well-", "known", "word"]);
        assert_eq!(lines("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(lines("  a \n  b  ", 10), ["a \n  b"]);
        assert_eq!(lines("漢字仮名", 5), ["漢字", "仮名"]);
        assert_eq!(lines("", 5), Vec::<&str>::new());
        assert_eq!(lines("one two", 3), ["one", "two"]);
    }

    #[test]
    fn cuts_say_so() {
        let clean = |s: &str| Clean::of(s);
        assert_eq!(clean("a long sentence").cut(7).words(), "a long…");
        assert_eq!(clean("short").cut(7).words(), "short");
        assert_eq!(clean("seeds/2025/article.txt").cut_middle(13).words(), "seed…icle.txt");
        assert_eq!(clean("x").cut(0).words(), "");
        assert_eq!(clean("one two three four").lines(8, 2).last().map(Clean::words), Some("three f…"));
        assert_eq!(Row::new().with("abc", Style::new()).with("def", Style::new()).cut(5).words(), "abcd…");
    }

    #[test]
    fn a_letter_wider_than_the_line_stands_alone() {
        assert_eq!(lines("a🟰\u{d46}b", 2), ["a", "🟰\u{d46}", "b"]);
        assert_eq!(lines("a🟰\u{d46}b", 4), ["a🟰\u{d46}", "b"]);
    }

    #[test]
    fn no_line_of_facts_ends_or_begins_with_what_parts_them() {
        let lines = |width: u16, most: usize| {
            let all = ["person", "33 articles", "60 statements", "named in 29"].map(str::to_owned);
            facts(&all, width, most).iter().map(|line| line.words().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(lines(60, 2), ["person · 33 articles · 60 statements · named in 29"]);
        assert_eq!(lines(40, 2), ["person · 33 articles · 60 statements", "named in 29"]);
        assert_eq!(lines(26, 2), ["person · 33 articles · 60", "statements · named in 29"]);
        assert_eq!(lines(24, 2), ["person · 33 articles", "60 statements · named i…"]);
        assert_eq!(lines(9, 3), ["person", "33", "articles…"]);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked(text in "(\\PC|[ \\-\n\u{200b}\u{301}漢🇩]){0,60}", width in 2u16..20) {
            let mut last = 0;
            for span in wrap(&text, Span::new(0, text.len()), width) {
                prop_assert!(text.get(span.range()).is_some());
                prop_assert!(span.start >= last && !span.is_empty());
                let clean = Clean::of(span.of(&text));
                let alone = clean.words().graphemes(true).count() == 1;
                prop_assert!(clean.width() <= width || alone, "{:?} {}", clean, clean.width());
                last = span.end;
            }
        }

        #[test]
        fn wrapping_loses_no_word(words in proptest::collection::vec("[a-z漢-]{1,12}", 0..12), width in 2u16..20) {
            let text = words.join(" ");
            let shown: String = lines(&text, width).concat();
            prop_assert_eq!(shown.replace(' ', ""), text.replace(' ', ""));
        }

        #[test]
        fn any_text_becomes_drawable(text in proptest::collection::vec(any::<char>(), 0..60), width in 0u16..30) {
            let clean = Clean::of(&text.iter().collect::<String>());
            prop_assert!(!clean.words().chars().any(|c| c.is_control() || invisible(c)));
            prop_assert!(clean.cut(width).width() <= width);
            prop_assert!(clean.cut_middle(width).width() <= width);
        }
    }
}
