//! Lines of a stream, one at a time and numbered, in memory that does not grow with the stream.

use std::io::{self, BufRead, Read};

/// Longer lines are refused: an article is no gigabyte, and a stream without line ends must not fill the memory.
pub const LONGEST: u64 = 1 << 30;

/// A line of a stream, or why it was passed over.
#[derive(Debug)]
pub struct Line {
    /// Its number, from 1.
    pub number: u64,
    /// Its bytes without the line end; `None` where it is longer than [`LONGEST`].
    pub bytes: Option<Vec<u8>>,
}

/// The lines of a stream. Ends at the first error of the stream, which it hands out.
#[derive(Debug)]
pub struct Lines<R> {
    stream: R,
    blank_ones: bool,
    number: u64,
    ended: bool,
}

impl<R: BufRead> Lines<R> {
    /// The lines of `stream` that hold something; a byte-order mark before the first one is left out.
    pub fn new(stream: R) -> Self {
        Self { stream, blank_ones: false, number: 0, ended: false }
    }

    /// All lines of `stream`, those without anything too.
    pub fn with_blank_ones(stream: R) -> Self {
        Self { blank_ones: true, ..Self::new(stream) }
    }

    fn read(&mut self) -> io::Result<Option<Line>> {
        loop {
            let mut bytes = Vec::new();
            if self.stream.by_ref().take(LONGEST).read_until(b'\n', &mut bytes)? == 0 {
                return Ok(None);
            }
            self.number += 1;
            if bytes.len() as u64 == LONGEST && bytes.last() != Some(&b'\n') {
                self.stream.skip_until(b'\n')?;
                return Ok(Some(Line { number: self.number, bytes: None }));
            }
            if self.number == 1 && bytes.starts_with(b"\xEF\xBB\xBF") {
                bytes.drain(..3);
            }
            let end = bytes.trim_ascii_end().len();
            bytes.truncate(end);
            if self.blank_ones || !bytes.trim_ascii_start().is_empty() {
                return Ok(Some(Line { number: self.number, bytes: Some(bytes) }));
            }
        }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<Line>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let line = self.read().transpose();
        self.ended = !matches!(line, Some(Ok(_)));
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(stream: &[u8], expected: &str) {
        let lines = Lines::new(stream).map(|line| {
            let line = line.unwrap();
            format!("{}:{}", line.number, String::from_utf8_lossy(&line.bytes.unwrap()))
        });
        assert_eq!(lines.collect::<Vec<_>>().join("|"), expected);
    }

    #[test]
    fn lines_are_numbered_and_blank_ones_passed_over() {
        check(b"", "");
        check(b"a\n\n  \r\nb\r\nc", "1:a|4:b|5:c");
        check(b"\xEF\xBB\xBF{}\n", "1:{}");
    }
}
