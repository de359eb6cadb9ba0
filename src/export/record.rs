//! JSON Lines: one value a line, in the words of the contract, with everything a terminal may not see written as `\uXXXX`.
//!
//! ```
//! let mut line = Vec::new();
//! briefing::export::record::write(&mut line, "b\u{f6}se \u{202e}\u{7f}").unwrap();
//! assert_eq!(String::from_utf8(line).unwrap(), "\"b\u{f6}se \\u202e\\u007f\"\n");
//! ```

use super::safe::is_unsafe;
use serde::Serialize;
use serde_json::ser::Formatter;
use std::io::{self, Write};

/// Writes `value` as one line. What is read back is what was given, to the byte.
pub fn write(out: &mut Vec<u8>, value: &(impl Serialize + ?Sized)) -> io::Result<()> {
    value.serialize(&mut serde_json::Serializer::with_formatter(Line(out), Escaping))?;
    out.push(b'\n');
    Ok(())
}

/// A line that most is added to mark by mark.
struct Line<'a>(&'a mut Vec<u8>);

impl Write for Line<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match bytes {
            [mark] => self.0.push(*mark),
            _ => self.add(bytes),
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Line<'_> {
    #[inline(never)] // many ask for it
    fn add(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }
}

/// JSON without white space, and with unsafe characters escaped.
struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let (mut written, mut at) = (0, plain(fragment.as_bytes()));
        if at == fragment.len() {
            return writer.write_all(fragment.as_bytes()); // as most are
        }
        while let Some(c) = fragment[at..].chars().next() {
            if is_unsafe(c) {
                writer.write_all(&fragment.as_bytes()[written..at])?;
                c.encode_utf16(&mut [0; 2]).iter().try_for_each(|unit| write!(writer, "\\u{unit:04x}"))?;
                written = at + c.len_utf8();
            }
            at += c.len_utf8();
            at += plain(&fragment.as_bytes()[at..]);
        }
        writer.write_all(&fragment.as_bytes()[written..])
    }
}

/// How many bytes at the start are visible ASCII, counted many at a time.
fn plain(bytes: &[u8]) -> usize {
    const MANY: usize = 32;
    let is_plain = |b: &u8| matches!(b, b' '..=b'~');
    let all = |many: &&[u8; MANY]| many.iter().fold(true, |all, b| all & is_plain(b));
    let whole = bytes.as_chunks::<MANY>().0.iter().take_while(all).count() * MANY;
    whole + bytes[whole..].iter().take_while(|b| is_plain(b)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(text: &str) -> String {
        let mut line = Vec::new();
        write(&mut line, text).unwrap();
        String::from_utf8(line).unwrap()
    }

    #[test]
    fn unsafe_characters_are_escaped_and_the_rest_is_not() {
        assert_eq!(written("a\"b\\\n\u{1b}é\u{85}"), "\"a\\\"b\\\\\\n\\u001bé\\u0085\"\n");
        assert_eq!(written("\u{e0041}👍"), "\"\\udb40\\udc41👍\"\n");
    }

    proptest! {
        #[test]
        fn text_comes_back_and_nothing_unsafe_goes_out(text in any::<String>()) {
            let line = written(&text);
            prop_assert!(!line.trim_end_matches('\n').contains(is_unsafe));
            prop_assert_eq!(serde_json::from_str::<String>(&line).unwrap(), text);
        }
    }
}
