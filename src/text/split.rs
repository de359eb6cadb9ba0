//! Texts cut where their characters change: stretches of letters and digits, the first characters. Most of what is read
//! is ASCII, of which no character need be decoded.

/// Whether a character is one of the typeset marks, which stand together: dashes, quotation marks, an ellipsis. Most of
/// what an English text has outside ASCII is one, and tables of letters take long to say that it is none of theirs.
pub fn is_typeset_mark(c: char) -> bool {
    matches!(c, '\u{2000}'..='\u{206f}')
}

/// [`char::is_alphanumeric`], with little to do for what texts hold most.
pub fn is_alphanumeric(c: char) -> bool {
    !is_typeset_mark(c) && c.is_alphanumeric()
}

/// The stretches of letters and digits of a text.
pub fn alphanumeric(text: &str) -> impl Iterator<Item = &str> + Clone {
    stretches(text, |byte| byte.is_ascii_alphanumeric(), is_alphanumeric)
}

/// The letters and digits of a text without what is between them.
pub fn only_alphanumeric(mut text: String) -> String {
    /// One for each byte that is a letter or digit of ASCII, nought for all others.
    const KEPT: [u8; 256] = {
        let mut kept = [0; 256];
        let mut byte = 0;
        while byte < 128 {
            kept[byte] = (byte as u8).is_ascii_alphanumeric() as u8;
            byte += 1;
        }
        kept
    };
    if !text.is_ascii() {
        text.retain(is_alphanumeric);
        return text;
    }
    let mut bytes = text.into_bytes();
    let mut kept = 0;
    for at in 0..bytes.len() {
        let byte = bytes[at];
        bytes[kept] = byte;
        kept += usize::from(KEPT[usize::from(byte)]);
    }
    bytes.truncate(kept);
    String::from_utf8(bytes).unwrap_or_default()
}

/// The stretches of a text of bytes of ASCII that are letters and, outside ASCII, of characters that are `wide` ones.
pub fn stretches(
    text: &str,
    is_letter: impl Fn(u8) -> bool + Clone,
    wide: impl Fn(char) -> bool + Clone,
) -> impl Iterator<Item = &str> + Clone {
    let mut cut = Cut { text, from: 0, to: 0, letters: 0 };
    std::iter::from_fn(move || cut.next(&is_letter, &wide))
}

/// Bytes that are looked at together: the processor guesses wrong at the end of most words where it looks at each.
const BLOCK: usize = 64;

/// A text being cut.
#[derive(Clone)]
struct Cut<'t> {
    text: &'t str,
    /// The block at hand: whole characters.
    from: usize,
    to: usize,
    /// A bit for each of its bytes that is part of a letter and not yet taken, the lowest for the first.
    letters: u64,
}

impl<'t> Cut<'t> {
    /// The next stretch.
    #[inline(never)] // many ask for it
    fn next(&mut self, is_letter: impl Fn(u8) -> bool, wide: impl Fn(char) -> bool) -> Option<&'t str> {
        while self.letters == 0 {
            if !self.read(&is_letter, &wide) {
                return None;
            }
        }
        let start = self.from + self.letters.trailing_zeros() as usize;
        let mut end = self.take();
        while end == self.to && self.read(&is_letter, &wide) && self.letters & 1 == 1 {
            end = self.take();
        }
        Some(&self.text[start..end])
    }

    /// Takes the first letters in a row that are left of the block, and says where they end.
    #[inline]
    fn take(&mut self) -> usize {
        let first = self.letters & self.letters.wrapping_neg();
        let behind = self.letters.wrapping_add(first);
        self.letters &= behind;
        self.from + behind.trailing_zeros() as usize
    }

    /// Goes on to the next block, if there is one.
    fn read(&mut self, is_letter: &impl Fn(u8) -> bool, wide: &impl Fn(char) -> bool) -> bool {
        let rest = &self.text.as_bytes()[self.to..];
        if rest.is_empty() {
            return false;
        }
        let mut last = [0; BLOCK];
        let bytes = rest.first_chunk().unwrap_or_else(|| {
            last[..rest.len()].copy_from_slice(rest);
            &last
        });
        (self.from, self.to) = (self.to, self.to + rest.len().min(BLOCK));
        self.letters = bits(bytes, is_letter);
        if !bytes.is_ascii() {
            self.read_wide(bits(bytes, |byte| !byte.is_ascii()), wide);
        }
        true
    }

    /// Adds the letters outside ASCII, to which the bytes of these bits belong. A character that goes on behind the block
    /// is the next one's.
    #[cold]
    fn read_wide(&mut self, mut bytes: u64, wide: &impl Fn(char) -> bool) {
        while bytes != 0 {
            let at = bytes.trailing_zeros();
            let Some(c) = self.text[self.from + at as usize..].chars().next() else { return };
            if self.from + at as usize + c.len_utf8() > self.to {
                self.to = self.from + at as usize;
                return;
            }
            let own = ((1 << c.len_utf8()) - 1) << at;
            self.letters |= if wide(c) { own } else { 0 };
            bytes &= !own;
        }
    }
}

/// A bit for each byte, the lowest for the first.
#[inline]
fn bits(bytes: &[u8; BLOCK], are: impl Fn(u8) -> bool) -> u64 {
    /// Brings the lowest bits of eight bytes together in the highest byte.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let ones = bytes.map(|byte| u8::from(are(byte)));
    let eights = ones.as_chunks::<8>().0.iter().rev();
    eights.fold(0, |bits, eight| bits << 8 | u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56)
}

/// The first `count` characters of a text; all of a shorter one.
pub fn head(text: &str, count: usize) -> &str {
    if text.len() <= count {
        return text;
    }
    let plain = text.as_bytes().get(..=count).is_some_and(<[u8]>::is_ascii);
    let mut starts = (0..text.len()).filter(|at| text.is_char_boundary(*at));
    let end = if plain { Some(count) } else { starts.nth(count) };
    end.map_or(text, |end| &text[..end])
}

/// The last `count` characters of a text; all of a shorter one.
pub fn tail(text: &str, count: usize) -> &str {
    let Some(start) = text.len().checked_sub(count) else { return text };
    if text.as_bytes()[start..].is_ascii() {
        return &text[start..];
    }
    text.char_indices().rev().take(count).last().map_or("", |(at, _)| &text[at..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_typeset_mark_is_a_letter_or_digit() {
        let marks: Vec<char> = ('\u{1}'..=char::MAX).filter(|c| is_typeset_mark(*c)).collect();
        assert!(marks.contains(&'’') && marks.contains(&'—'));
        let is_letter = |c: char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
        assert!(!marks.into_iter().any(is_letter));
    }

    proptest! {
        #[test]
        fn stretches_are_what_splitting_leaves(text in "[a-c '.’é \u{a0}0-2]{0,150}") {
            let split: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
            prop_assert_eq!(only_alphanumeric(text.clone()), split.concat());
            prop_assert_eq!(alphanumeric(&text).collect::<Vec<_>>(), split);
        }

        #[test]
        fn letters_of_ascii_are_told_from_all_others(text in "[\\x00-\\x7f]{0,150}|[A-Za-z0-9'@`\\[{/:]{0,150}") {
            let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'\'';
            let split: Vec<&str> = text.split(|c| !is_letter(c as u8)).filter(|word| !word.is_empty()).collect();
            prop_assert_eq!(stretches(&text, is_letter, char::is_alphanumeric).collect::<Vec<_>>(), split);
        }

        #[test]
        fn a_head_has_as_many_characters_as_asked_for(text in "[a-c’é]{0,12}", count in 0_usize..14) {
            prop_assert_eq!(head(&text, count), text.chars().take(count).collect::<String>());
        }

        #[test]
        fn a_tail_has_as_many_characters_as_asked_for(text in "[a-c’é]{0,12}", count in 0_usize..14) {
            let skipped = text.chars().count().saturating_sub(count);
            prop_assert_eq!(tail(&text, count), text.chars().skip(skipped).collect::<String>());
        }
    }
}
