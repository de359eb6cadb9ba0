//! Features and words as 64-bit hashes, made without building a string.
//!
//! The hash is part of the model file format: a change here makes every model file worthless.

/// Joins two hashes or numbers to one hash; the order matters. The usual form of a feature is `mix(template, value)`,
/// with a number for each template, and `mix(template, mix(a, b))` for two values.
#[inline]
pub const fn mix(a: u64, b: u64) -> u64 {
    let product = ((a ^ 0x9e37_79b9_7f4a_7c15) as u128) * ((b ^ 0xe703_7ed1_a0b4_28db) as u128);
    (product as u64) ^ ((product >> 64) as u64)
}

/// The hash of a word whatever its case. Typeset quotation marks, apostrophes and dashes count as typed ones.
#[inline]
pub fn word(word: &str) -> u64 {
    if word.len() < 8 {
        let number = number(word.as_bytes());
        if number & HIGHEST == 0 {
            return mix(mix(0, lower_case(number)), word.len() as u64); // as most words are
        }
    }
    word_of_any(word)
}

/// The same of a word of any length and script.
fn word_of_any(word: &str) -> u64 {
    if word.is_ascii() {
        return ascii(word.as_bytes());
    }
    let mut hash = Bytes::default();
    for c in word.chars() {
        if c.is_ascii() {
            hash.push(c.to_ascii_lowercase() as u8);
        } else {
            match c {
                '“' | '”' | '„' | '«' | '»' => hash.push(b'"'),
                '‘' | '’' | 'ʼ' => hash.push(b'\''),
                '–' => hash.push_char('—'),
                _ => c.to_lowercase().for_each(|c| hash.push_char(c)),
            }
        }
    }
    hash.finish()
}

/// The hash of a word, letter for letter.
#[inline]
pub fn exact(word: &str) -> u64 {
    if word.len() < 8 {
        return mix(mix(0, number(word.as_bytes())), word.len() as u64); // as most words are
    }
    exact_of_any(word)
}

/// The same of a word of any length.
fn exact_of_any(word: &str) -> u64 {
    bytes(word.as_bytes(), |bytes| bytes)
}

/// A one in each byte, and the highest bit of each.
const EACH: u64 = 0x0101_0101_0101_0101;
const HIGHEST: u64 = 0x80 * EACH;

/// What [`word`] gives for ASCII.
fn ascii(word: &[u8]) -> u64 {
    bytes(word, lower_case)
}

/// Eight bytes at a time, what [`u8::to_ascii_lowercase`] gives for each.
fn lower_case(bytes: u64) -> u64 {
    let low = bytes & !HIGHEST;
    let from_a = low + (0x80 - u64::from(b'A')) * EACH;
    let beyond_z = low + (0x7f - u64::from(b'Z')) * EACH;
    bytes | (from_a & !beyond_z & !bytes & HIGHEST) >> 2
}

/// The hash of bytes, eight at a time, each taken as `as_seen` gives it.
#[inline]
fn bytes(word: &[u8], as_seen: impl Fn(u64) -> u64) -> u64 {
    let (whole, rest) = word.as_chunks::<8>();
    let hash = whole.iter().fold(0, |hash, bytes| mix(hash, as_seen(u64::from_be_bytes(*bytes))));
    mix(mix(hash, as_seen(number(rest))), word.len() as u64)
}

/// Fewer than eight bytes as one number, the first as its highest digit. Where the two parts overlap they are the same.
#[inline]
fn number(bytes: &[u8]) -> u64 {
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk()) {
        u64::from(u32::from_be_bytes(*first)) << (8 * (bytes.len() - 4)) | u64::from(u32::from_be_bytes(*last))
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<2>(), bytes.last_chunk()) {
        u64::from(u16::from_be_bytes(*first)) << (8 * (bytes.len() - 2)) | u64::from(u16::from_be_bytes(*last))
    } else {
        bytes.first().copied().unwrap_or_default().into()
    }
}

/// The hash of the last `n` characters of a word; of the whole word where it is shorter.
pub fn suffix(of: &str, n: usize) -> u64 {
    if of.is_ascii() {
        return ascii(&of.as_bytes()[of.len().saturating_sub(n)..]);
    }
    let start = of.char_indices().rev().nth(n.saturating_sub(1)).map_or(0, |(at, _)| at);
    word(&of[start..])
}

/// The hash of the first `n` characters of a word; of the whole word where it is shorter.
pub fn prefix(of: &str, n: usize) -> u64 {
    if of.is_ascii() {
        return ascii(&of.as_bytes()[..of.len().min(n)]);
    }
    let end = of.char_indices().nth(n).map_or(of.len(), |(at, _)| at);
    word(&of[..end])
}

/// Bytes taken in eight at a time.
#[derive(Default)]
struct Bytes {
    hash: u64,
    pending: u64,
    length: u64,
}

impl Bytes {
    fn push(&mut self, byte: u8) {
        self.pending = self.pending << 8 | u64::from(byte);
        self.length += 1;
        if self.length.is_multiple_of(8) {
            self.hash = mix(self.hash, self.pending);
            self.pending = 0;
        }
    }

    fn push_char(&mut self, c: char) {
        c.encode_utf8(&mut [0; 4]).bytes().for_each(|b| self.push(b));
    }

    fn finish(self) -> u64 {
        mix(mix(self.hash, self.pending), self.length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_and_typesetting_do_not_matter() {
        assert_eq!(word("Said"), word("said"));
        assert_eq!(word("İstanbul"), word("i̇stanbul"));
        assert_eq!(word("don’t"), word("don't"));
        assert_eq!(word("“"), word("\""));
        assert_ne!(word("said"), word("says"));
        assert_ne!(word(""), word("\0"));
    }

    #[test]
    fn affixes_are_whole_characters() {
        assert_eq!(suffix("warned", 2), word("ed"));
        assert_eq!(prefix("Überall", 2), word("üb"));
        assert_eq!(prefix("a", 4), word("a"));
        assert_eq!(suffix("", 3), word(""));
    }

    proptest! {
        #[test]
        fn bytes_are_taken_in_eight_at_a_time(text in "\\PC{0,20}") {
            let mut one_by_one = Bytes::default();
            text.bytes().for_each(|byte| one_by_one.push(byte.to_ascii_lowercase()));
            prop_assert_eq!(ascii(text.as_bytes()), one_by_one.finish());
            prop_assert_eq!(word(&text), word_of_any(&text));
            prop_assert_eq!(exact(&text), exact_of_any(&text));
        }

        #[test]
        fn order_matters(a: u64, b: u64) {
            prop_assume!(a != b);
            prop_assert_ne!(mix(a, b), mix(b, a));
        }

        #[test]
        fn affixes_take_any_text(text in "\\PC{0,12}", n in 0usize..6) {
            suffix(&text, n);
            prefix(&text, n);
        }
    }
}
