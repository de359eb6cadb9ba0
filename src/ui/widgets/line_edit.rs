//! A line to type in. Knows letters and the cursor; what is typed means nothing here.

use crate::ui::action::Action;
use crate::ui::palette::Palette;
use crate::ui::typeset::{Clean, Row, fill};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// More than anybody types; the rest of a paste is dropped.
const LONGEST: usize = 2000;

/// The line and the byte at which the cursor stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineEdit {
    text: String,
    cursor: usize,
    /// Whether the text is a proposal, which goes when something else is typed.
    proposed: bool,
}

impl LineEdit {
    /// A line that holds `text`, with the cursor behind it.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { cursor: text.len(), text, proposed: false }
    }

    /// A line that holds a proposal: what is typed takes its place, what changes it keeps the rest.
    pub fn proposing(text: impl Into<String>) -> Self {
        Self { proposed: true, ..Self::new(text) }
    }

    /// What has been typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Puts text in at the cursor, line ends as blanks, other controls left out.
    pub fn insert(&mut self, text: &str) {
        if std::mem::take(&mut self.proposed) {
            (self.text, self.cursor) = (String::new(), 0);
        }
        for c in text.chars().map(|c| if c == '\n' || c == '\t' { ' ' } else { c }).filter(|c| !c.is_control()) {
            if self.text.len() + c.len_utf8() <= LONGEST {
                self.text.insert(self.cursor, c);
                self.cursor += c.len_utf8();
            }
        }
    }

    /// Carries out an action of typing; tells whether the text changed.
    pub fn apply(&mut self, action: Action) -> bool {
        self.proposed = false;
        let (before, after) = self.text.split_at(self.cursor);
        let back = before.graphemes(true).next_back().map_or(0, str::len);
        let on = after.graphemes(true).next().map_or(0, str::len);
        let (from, to) = match action {
            Action::Back => (self.cursor - back, self.cursor),
            Action::Delete => (self.cursor, self.cursor + on),
            Action::DeleteWord => (before.trim_end().rfind(char::is_whitespace).map_or(0, |at| at + 1), self.cursor),
            Action::Clear => (0, self.cursor),
            _ => {
                self.cursor = match action {
                    Action::CursorLeft => self.cursor - back,
                    Action::CursorRight => self.cursor + on,
                    Action::CursorHome => 0,
                    Action::CursorEnd => self.text.len(),
                    _ => self.cursor,
                };
                return false;
            }
        };
        let from = (from..=to).find(|at| self.text.is_char_boundary(*at)).unwrap_or(to);
        self.text.replace_range(from..to, "");
        self.cursor = from;
        from < to
    }

    /// The byte at which the cursor stands.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Puts text in the place of what stands at `range`, the cursor behind it.
    pub fn replace(&mut self, range: Range<usize>, text: &str) {
        if self.text.get(range.clone()).is_some() && self.text.len() + text.len() <= LONGEST {
            self.cursor = range.start + text.len();
            self.text.replace_range(range, text);
        }
    }

    /// Draws the line, scrolled so that the cursor is in sight; returns where the cursor is.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, palette: &Palette) -> Option<Position> {
        self.draw_marked(buffer, area, palette, &[])
    }

    /// [`Self::draw`], with what stands at `wrong` underlined.
    pub fn draw_marked(
        &self,
        buffer: &mut Buffer,
        area: Rect,
        palette: &Palette,
        wrong: &[Range<usize>],
    ) -> Option<Position> {
        if area.is_empty() {
            return None;
        }
        let before = &self.text[..self.cursor];
        let mut from = 0;
        let shown = |from: usize| Clean::of(before.get(from..).unwrap_or(""));
        for (at, cluster) in before.grapheme_indices(true) {
            if shown_width(before, from) < area.width {
                break;
            }
            from = at + cluster.len();
        }
        let x = area.x + shown(from).width().min(area.width - 1);
        let row = self.styled(from, palette, wrong);
        row.cut(area.width).draw(buffer, area);
        if from > 0 && x > area.x {
            // What is scrolled out of sight is not forgotten.
            let first = Rect { width: 1, height: 1, ..area };
            fill(buffer, first, "…", palette.muted);
        }
        Some(Position::new(x, area.y))
    }

    /// The line from a byte on, in pieces: right and wrong.
    fn styled(&self, from: usize, palette: &Palette, wrong: &[Range<usize>]) -> Row {
        let mut row = Row::new();
        for (at, cluster) in self.text[from..].grapheme_indices(true) {
            let is_wrong = wrong.iter().any(|range| range.contains(&(from + at)));
            let style = if is_wrong { palette.warn.add_modifier(Modifier::UNDERLINED) } else { palette.text };
            row.push(Clean::of(cluster), style);
        }
        row
    }
}

fn shown_width(before: &str, from: usize) -> u16 {
    Clean::of(before.get(from..).unwrap_or("")).width()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Text with `|` where the cursor is.
    fn check(given: &str, actions: &[Action], expected: &str) {
        let cursor = given.find('|').unwrap();
        let mut line = LineEdit { text: given.replace('|', ""), cursor, proposed: false };
        for action in actions {
            line.apply(*action);
        }
        let mut shown = line.text.clone();
        shown.insert(line.cursor, '|');
        assert_eq!(shown, expected);
    }

    #[test]
    fn what_is_typed_takes_the_place_of_a_proposal_and_what_is_changed_does_not() {
        let mut line = LineEdit::proposing("briefing.md");
        line.insert("o");
        line.insert("ut.md");
        assert_eq!(line.text(), "out.md");
        let mut line = LineEdit::proposing("briefing.md");
        line.apply(Action::Back);
        line.insert("arkdown");
        assert_eq!(line.text(), "briefing.markdown");
    }

    #[test]
    fn letters_and_words_are_deleted_whole() {
        check("ab|c", &[Action::Back], "a|c");
        check("ab|c", &[Action::Delete], "ab|");
        check("e\u{301}|x", &[Action::Back], "|x");
        check("one two |x", &[Action::DeleteWord], "one |x");
        check("one two |x", &[Action::Clear], "|x");
        check("|", &[Action::Back, Action::Delete, Action::DeleteWord], "|");
        check("日本|", &[Action::CursorLeft, Action::Delete], "日|");
    }

    #[test]
    fn a_line_that_is_longer_than_its_room_says_where_it_goes_on() {
        let shown = |line: &LineEdit| {
            let area = Rect::new(0, 0, 8, 1);
            let mut buffer = Buffer::empty(area);
            let cursor = line.draw(&mut buffer, area, &Palette::built_in("none").unwrap());
            ((0..8).map(|x| buffer[(x, 0)].symbol()).collect::<String>(), cursor.map(|at| at.x))
        };
        let mut line = LineEdit::new("security");
        assert_eq!(shown(&line), ("…curity ".to_owned(), Some(7)));
        line.apply(Action::CursorHome);
        assert_eq!(shown(&line), ("security".to_owned(), Some(0)));
        line.insert("the ");
        line.apply(Action::CursorHome);
        assert_eq!(shown(&line), ("the sec…".to_owned(), Some(0)));
    }

    proptest! {
        #[test]
        fn the_cursor_stays_between_letters(text in "\\PC{0,20}", steps in proptest::collection::vec(0usize..8, 0..20)) {
            let all = [Action::Back, Action::Delete, Action::DeleteWord, Action::Clear, Action::CursorLeft,
                Action::CursorRight, Action::CursorHome, Action::CursorEnd];
            let mut line = LineEdit::new(text);
            for step in steps {
                line.apply(all[step]);
                line.insert("é\n");
                prop_assert!(line.text.is_char_boundary(line.cursor));
            }
        }
    }
}
