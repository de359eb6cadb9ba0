//! What a terminal may not see: controls, direction marks, invisible characters. Three ways to keep it from seeing them.

use std::fmt;

/// Whether a character moves the cursor, changes the direction of writing, or is not seen at all (Unicode 16, categories
/// Cc and Cf, line and paragraph separators, blank letters). White space that one sees as such is harmless.
pub fn is_unsafe(c: char) -> bool {
    match c {
        ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{34e}' => false,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' => true,
        _ => matches!(c,
            '\u{34f}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{115f}' | '\u{1160}'
            | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e00ff}'),
    }
}

/// Words on one line: white space as single spaces, invisible characters left out, controls as `�`.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')) {
        let start = line.len();
        if start > 0 {
            line.push(' ');
        }
        line.extend(word.chars().filter_map(|c| match c {
            _ if !is_unsafe(c) => Some(c),
            _ if c.is_control() => Some('\u{fffd}'),
            _ => None,
        }));
        if line[start..].trim().is_empty() {
            line.truncate(start);
        }
    }
    line
}

/// A message whose unsafe characters are written `\u{1b}`, so that one still knows which file is meant. Line feeds stay.
#[derive(Clone, Copy, Debug)]
pub struct Escaped<T>(pub T);

impl<T: AsRef<str>> fmt::Display for Escaped<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write;
        self.0.as_ref().chars().try_for_each(|c| match c {
            _ if c == '\n' || !is_unsafe(c) => f.write_char(c),
            _ => write!(f, "{}", c.escape_unicode()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_keep_the_words_and_nothing_else() {
        for (given, kept) in [
            ("", ""),
            (" a\r\n\tb  c\u{2028}d\u{a0}e ", "a b c d e"),
            ("co\u{ad}operate\u{200b}", "cooperate"),
            ("a \u{200b} b", "a b"),
            ("red \u{1b}[31m \u{9b}1m", "red �[31m �1m"),
            ("\u{202e}evil\u{202c}", "evil"),
            ("Größe – “так” 中文 👍", "Größe – “так” 中文 👍"),
        ] {
            assert_eq!(one_line(given), kept, "{given:?}");
        }
    }

    #[test]
    fn messages_show_what_they_do_not_write() {
        assert_eq!(Escaped("a\u{1b}[2J\u{202e}\nb").to_string(), "a\\u{1b}[2J\\u{202e}\nb");
    }

    proptest! {
        #[test]
        fn nothing_unsafe_gets_out(text in any::<String>()) {
            prop_assert!(!one_line(&text).contains(is_unsafe));
            prop_assert!(!Escaped(&text).to_string().replace('\n', "").contains(is_unsafe));
        }
    }
}
