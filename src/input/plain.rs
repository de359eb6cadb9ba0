//! Plain text: its lines are the blocks.

use super::{Block, Document};
use crate::model::{Format, Span};
use memchr::{memchr2_iter, memchr3};

/// A document made of a decoded text. `warnings` is what decoding had to say.
pub fn read(id: String, path: String, text: String, warnings: Vec<String>) -> Document {
    let blocks = blocks(&text);
    Document { id, path, format: Format::Text, text, blocks, warnings, ..Document::default() }
}

/// The lines of `text` that hold something one can see, with the number of blank lines before each.
///
/// A line ends at LF, CR LF, a lone CR, a form feed, NEL (U+0085) and at U+2028 and U+2029.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let (mut start, mut gap) = (0, 0);
    while start < text.len() {
        let (end, next) = line_end(text.as_bytes(), start);
        let span = Span::new(start, end).trim(text);
        if is_blank(span.of(text)) {
            gap += 1;
        } else {
            blocks.push(Block { span, gap });
            gap = 0;
        }
        start = next;
    }
    blocks
}

/// Where the line that starts at `start` ends, and where the next one starts.
fn line_end(bytes: &[u8], start: usize) -> (usize, usize) {
    let rest = &bytes[start..];
    let plain = memchr3(b'\n', b'\r', 0x0C, rest).map_or((rest.len(), 0), |at| {
        let both = rest[at] == b'\r' && rest.get(at + 1) == Some(&b'\n');
        (at, 1 + usize::from(both))
    });
    let rare = memchr2_iter(0xC2, 0xE2, &rest[..plain.0]).find_map(|at| match rest[at..] {
        [0xC2, 0x85, ..] => Some((at, 2)),
        [0xE2, 0x80, 0xA8 | 0xA9, ..] => Some((at, 3)),
        _ => None,
    });
    let (at, width) = rare.unwrap_or(plain);
    (start + at, start + at + width)
}

/// Whether there is nothing to see: white space, controls, zero-width marks.
fn is_blank(line: &str) -> bool {
    let unseen = |c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
    };
    line.chars().all(unseen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Blocks as `gap:words`, joined by `|`.
    fn check(text: &str, expected: &str) {
        let found: Vec<_> = blocks(text).iter().map(|b| format!("{}:{}", b.gap, b.span.of(text))).collect();
        assert_eq!(found.join("|"), expected, "{text:?}");
    }

    #[test]
    fn lines_are_blocks_and_blank_lines_are_counted() {
        check("", "");
        check("\n \n", "");
        check("One.", "0:One.");
        check("One.\n\n\n  Two. \nThree.", "0:One.|2:Two.|0:Three.");
    }

    #[test]
    fn every_kind_of_line_end_ends_a_line() {
        check("a\r\nb\r\n\r\nc", "0:a|0:b|1:c");
        check("a\rb\r\rc", "0:a|0:b|1:c");
        check("a\u{2028}b\u{2029}c\u{85}d\u{c}e", "0:a|0:b|0:c|0:d|0:e");
        check("a–b…c", "0:a–b…c");
    }

    #[test]
    fn a_line_of_invisible_marks_is_blank() {
        check("a\n\u{feff}\u{200b} \u{ad}\nb", "0:a|1:b");
    }

    proptest! {
        #[test]
        fn blocks_are_trimmed_in_order_and_never_blank(text in "[a \\n\\r\\u{2028}\\u{85}é\\u{c}]{0,40}") {
            let found = blocks(&text);
            for block in &found {
                let words = block.span.of(&text);
                prop_assert!(!words.is_empty() && words.trim() == words);
                prop_assert_eq!(words.lines().count(), 1);
            }
            prop_assert!(found.windows(2).all(|w| w[0].span.end <= w[1].span.start));
        }
    }
}
