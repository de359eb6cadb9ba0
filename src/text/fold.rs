//! Case and accents folded away, so that `Erdoğan`, `ERDOGAN` and `erdogan` are one; with the way back to offsets.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// `text` in lower case, without accents, with typeset apostrophes, quotation marks and dashes made plain.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase(); // as most is
    }
    let mut folded = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let (plain, behind) = rest.split_at(ascii_length(rest));
        let from = folded.len();
        folded.push_str(plain);
        folded[from..].make_ascii_lowercase();
        let Some(c) = behind.chars().next() else { return folded };
        fold_char(c, |c| folded.push(c));
        rest = &behind[c.len_utf8()..];
    }
}

/// How many bytes of ASCII a text begins with.
fn ascii_length(text: &str) -> usize {
    let (chunks, _) = text.as_bytes().as_chunks::<16>();
    let whole = 16 * chunks.iter().take_while(|chunk| chunk.is_ascii()).count();
    whole + text.as_bytes()[whole..].iter().take_while(|byte| byte.is_ascii()).count()
}

/// Whether a Latin letter of `text` has an accent or stands for one that a keyboard without it lacks: whoever types one
/// means it.
pub fn has_accents(text: &str) -> bool {
    let accented = |c: char| {
        let mut parts = std::iter::once(c).nfd();
        let base = parts.next().is_some_and(|base| base.is_ascii_alphabetic());
        base && parts.next().is_some() || c.is_alphabetic() && plain(c).is_some()
    };
    !text.is_ascii()
        && text
            .chars()
            .zip(text.chars().skip(1).chain([' ']))
            .any(|(c, next)| accented(c) || c.is_ascii_alphabetic() && is_combining_mark(next))
}

/// `text` in lower case with its accents, composed, so that both ways of writing one agree.
pub fn lower_with_accents(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).nfc().collect()
}

/// [`fold`], with for every byte of the folded text the byte of `text` at which its character starts; one more entry
/// than bytes, the last one the length of `text`.
pub fn fold_with_offsets(text: &str) -> (String, Vec<u32>) {
    let (mut folded, mut offsets) = (String::with_capacity(text.len()), Vec::with_capacity(text.len() + 1));
    for (at, c) in text.char_indices() {
        fold_char(c, |c| {
            folded.push(c);
            offsets.extend(std::iter::repeat_n(at as u32, c.len_utf8()));
        });
    }
    offsets.push(text.len() as u32);
    (folded, offsets)
}

fn fold_char(c: char, mut emit: impl FnMut(char)) {
    if c.is_ascii() {
        return emit(c.to_ascii_lowercase());
    }
    if let Some(plain) = plain(c) {
        return plain.chars().for_each(emit);
    }
    std::iter::once(c)
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .filter(|c| !is_combining_mark(*c))
        .for_each(&mut emit);
}

/// Letters and marks whose plain form is no matter of decomposition.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        '‘' | '’' | 'ʼ' | '`' | '´' | '‛' => "'",
        '“' | '”' | '„' | '«' | '»' => "\"",
        '‐' | '‑' | '‒' | '–' | '—' | '−' => "-",
        'ł' | 'Ł' => "l",
        'ø' | 'Ø' => "o",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ı' | 'İ' => "i",
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'þ' | 'Þ' => "th",
        '\u{a0}' | '\u{202f}' | '\u{2009}' => " ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accents_case_and_typesetting_are_folded() {
        for (given, folded) in [
            ("Erdoğan", "erdogan"),
            ("ŁÓDŹ", "lodz"),
            ("Kyiv’s – “x”", "kyiv's - \"x\""),
            ("Straße", "strasse"),
            ("Зеленський", "зеленськии"),
        ] {
            assert_eq!(fold(given), folded);
        }
    }

    #[test]
    fn accents_are_told_from_other_scripts() {
        for accented in ["Erdoğan", "café", "cafe\u{301}", "Łódź", "Straße", "Ørsted"] {
            assert!(has_accents(accented), "{accented}");
        }
        for plain in ["Erdogan", "Зеленський", "O’Brien", "北京", "Αθήνα", "“x”", ""] {
            assert!(!has_accents(plain), "{plain}");
        }
        assert_eq!(lower_with_accents("CAFE\u{301}"), lower_with_accents("Café"));
    }

    proptest! {
        #[test]
        fn offsets_lead_back_to_characters(text in "\\PC{0,40}") {
            let (folded, offsets) = fold_with_offsets(&text);
            prop_assert_eq!(&folded, &fold(&text));
            prop_assert_eq!(offsets.len(), folded.len() + 1);
            prop_assert!(offsets.iter().all(|o| text.is_char_boundary(*o as usize)));
            prop_assert!(offsets.is_sorted());
        }
    }
}
