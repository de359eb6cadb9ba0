//! Texts cut where their characters change: stretches of letters and digits, the first characters. Most of what is read
//! is ASCII, of which no character need be decoded.

/// Of each byte whether it is a letter of those that are looked for, no such letter, or part of no ASCII character.
pub struct Letters([u8; 256]);

const NONE: u8 = 0;
const LETTER: u8 = 1;
const WIDE: u8 = 2;

impl Letters {
    /// Letters, digits and some other characters of ASCII.
    pub const fn and(others: &[u8]) -> Self {
        let mut kinds = [NONE; 256];
        let mut byte = 0;
        while byte < 256 {
            let is_letter = (byte as u8).is_ascii_alphanumeric();
            kinds[byte] = if byte >= 128 { WIDE } else { is_letter as u8 };
            byte += 1;
        }
        let mut at = 0;
        while at < others.len() {
            kinds[others[at] as usize] = LETTER;
            at += 1;
        }
        Self(kinds)
    }
}

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
        kept += usize::from(ALPHANUMERIC.0[usize::from(byte)]);
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
        while let Some(byte) = text.as_bytes().get(at) {
            let kind = letters.0[usize::from(*byte)];
            if kind == LETTER {
                at += 1; // as most are
                continue;
            }
            let c = if kind == WIDE { text[at..].chars().next() } else { None };
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
