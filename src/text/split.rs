//! Texts cut where their characters change: stretches of letters and digits, the first characters. Most of what is read
//! is ASCII, of which no character need be decoded.

/// The letters of ASCII that are looked for.
pub struct Letters {
    /// One for each byte that is such a letter, nought for all others.
    are: [u8; 256],
    /// Those besides letters of the alphabet and digits.
    others: &'static [u8],
}

impl Letters {
    /// Letters, digits and some other characters of ASCII.
    pub const fn and(others: &'static [u8]) -> Self {
        let mut are = [0; 256];
        let mut byte = 0;
        while byte < 128 {
            are[byte] = (byte as u8).is_ascii_alphanumeric() as u8;
            byte += 1;
        }
        let mut at = 0;
        while at < others.len() {
            are[others[at] as usize] = 1;
            at += 1;
        }
        Self { are, others }
    }

    /// How many letters bytes begin with. Eight are looked at together: the processor guesses wrong at the end of most words
    /// where it looks at each.
    #[inline]
    fn ahead_in(&self, bytes: &[u8]) -> usize {
        let mut at = 0;
        while let Some(eight) = bytes[at..].first_chunk() {
            let other = !self.among(u64::from_le_bytes(*eight)) & HIGHEST;
            if other != 0 {
                return at + other.trailing_zeros() as usize / 8;
            }
            at += 8;
        }
        at + bytes[at..].iter().take_while(|byte| self.are[usize::from(**byte)] == 1).count()
    }

    /// The highest bit of each byte that is a letter.
    #[inline]
    fn among(&self, bytes: u64) -> u64 {
        let low = bytes & !HIGHEST;
        let from = |low: u64, first: u8| low + (0x80 - u64::from(first)) * EACH;
        let small = low | (0x20 * EACH);
        let letter = from(small, b'a') & !from(small, b'z' + 1) | from(low, b'0') & !from(low, b'9' + 1);
        let same = |other: u8| !((low ^ (u64::from(other) * EACH)) + !HIGHEST);
        self.others.iter().fold(letter, |letter, other| letter | same(*other)) & !bytes & HIGHEST
    }
}

/// A one in each byte, and the highest bit of each.
const EACH: u64 = 0x0101_0101_0101_0101;
const HIGHEST: u64 = 0x80 * EACH;

const ALPHANUMERIC: &Letters = &Letters::and(b"");

/// The stretches of letters and digits of a text.
pub fn alphanumeric(text: &str) -> impl Iterator<Item = &str> + Clone {
    stretches(text, ALPHANUMERIC, char::is_alphanumeric)
}

/// The letters and digits of a text without what is between them.
pub fn only_alphanumeric(mut text: String) -> String {
    if !text.is_ascii() {
        text.retain(char::is_alphanumeric);
        return text;
    }
    let mut bytes = text.into_bytes();
    let mut kept = 0;
    for at in 0..bytes.len() {
        let byte = bytes[at];
        bytes[kept] = byte;
        kept += usize::from(ALPHANUMERIC.are[usize::from(byte)]);
    }
    bytes.truncate(kept);
    String::from_utf8(bytes).unwrap_or_default()
}

/// The stretches of a text of these letters and, outside ASCII, of characters that are `wide` ones.
pub fn stretches<'t>(
    text: &'t str,
    letters: &'static Letters,
    wide: impl Fn(char) -> bool + Clone,
) -> impl Iterator<Item = &'t str> + Clone {
    let mut from = 0;
    std::iter::from_fn(move || {
        let (mut start, mut at) = (from, from);
        loop {
            at += letters.ahead_in(&text.as_bytes()[at..]);
            let Some(byte) = text.as_bytes().get(at) else { break };
            let c = if byte.is_ascii() { None } else { text[at..].chars().next() };
            if let Some(c) = c.filter(|c| wide(*c)) {
                at += c.len_utf8();
                continue;
            }
            let stretch = &text[start..at];
            at += c.map_or(1, char::len_utf8);
            start = at;
            if !stretch.is_empty() {
                from = at;
                return Some(stretch);
            }
        }
        let last = &text[start..];
        from = text.len();
        (!last.is_empty()).then_some(last)
    })
}

/// The first `count` characters of a text; all of a shorter one.
pub fn head(text: &str, count: usize) -> &str {
    if text.len() <= count {
        return text;
    }
    let plain = text.as_bytes().get(..=count).is_some_and(<[u8]>::is_ascii);
    let end = if plain { Some(count) } else { text.char_indices().nth(count).map(|(at, _)| at) };
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

    proptest! {
        #[test]
        fn stretches_are_what_splitting_leaves(text in "[a-c '.’é \u{a0}0-2]{0,30}") {
            let split: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
            prop_assert_eq!(only_alphanumeric(text.clone()), split.concat());
            prop_assert_eq!(alphanumeric(&text).collect::<Vec<_>>(), split);
        }

        #[test]
        fn letters_of_ascii_are_told_from_all_others(text in "[\\x00-\\x7f]{0,60}|[A-Za-z0-9'@`\\[{/:]{0,60}") {
            const LETTERS: &Letters = &Letters::and(b"'");
            let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '\'';
            let split: Vec<&str> = text.split(|c| !is_letter(c)).filter(|word| !word.is_empty()).collect();
            prop_assert_eq!(stretches(&text, LETTERS, char::is_alphanumeric).collect::<Vec<_>>(), split);
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
