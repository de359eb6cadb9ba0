//! What a passage looks like: its length, its stops, its words and capitals, its links, its signs.
//!
//! A text dump has lost the tags of its page. What stays is that prose comes in long lines with stops and function words,
//! and that everything else comes in short runs of names and labels.

use super::lexicon::{Class, Lexicon, Place, Signs, numbers, words_in};
use crate::text::fold::fold;
use crate::text::split;
use std::borrow::Cow;

/// How a passage ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum End {
    /// Without any mark, as labels and headlines do.
    #[default]
    Bare,
    /// With a colon or comma: something follows.
    Open,
    /// With the stop of a sentence.
    Stop,
}

/// How a passage begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Opening {
    /// With a capital, or a letter of a script without case.
    #[default]
    Capital,
    /// With a small letter.
    Small,
    /// With a digit.
    Digit,
    /// With a quotation mark.
    Quote,
    /// With the bullet of a list.
    Bullet,
    /// With the `#` of a Markdown heading.
    Heading,
    /// With the `##` or more of a lower one.
    Subheading,
    /// With any other mark.
    Mark,
}

/// What a passage looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // independent observations, not states
pub struct Shape {
    /// Number of words; two letters of a script without spaces count as one.
    pub words: u32,
    /// How many of them are function words.
    pub function_words: u32,
    /// How many of them begin with a capital.
    pub capitals: u32,
    /// How many of them hold a digit.
    pub digits: u32,
    /// How many of them are the text of a link.
    pub linked: u32,
    /// Sentence stops.
    pub stops: u32,
    /// How it begins.
    pub opening: Opening,
    /// How it ends.
    pub end: End,
    /// The phrases of furniture in it.
    pub signs: Signs,
    /// Whether it ends with a picture credit.
    pub is_caption: bool,
    /// Whether it breaks off with an ellipsis, as teasers do.
    pub breaks_off: bool,
    /// Whether it says what a person does for a living, as the notes on authors do.
    pub is_biography: bool,
    /// Whether it leads to another page by name: `More about the bridge`.
    pub points: bool,
    /// Whether the same words stand in another passage too.
    pub repeated: bool,
}

/// A text as a browser shows it: Markdown links reduced to their words, images dropped.
pub struct Shown<'a> {
    /// The words.
    pub text: Cow<'a, str>,
    /// How many of them are links.
    pub linked: u32,
}

impl Shape {
    /// Measures a passage.
    pub fn of(text: &str, lexicon: &Lexicon) -> Self {
        let folded = fold(text);
        Self::of_folded(text, &folded, &numbers(&folded), lexicon)
    }

    /// The same, given the text folded too, and the numbers of the words of that.
    pub fn of_folded(text: &str, folded: &str, words: &[u64], lexicon: &Lexicon) -> Self {
        let shown = shown(text);
        let (folded, (signs, function_words)) = match shown.text {
            Cow::Borrowed(_) => (Cow::Borrowed(folded), lexicon.read(folded, words)),
            Cow::Owned(ref shown) => {
                let folded = fold(shown);
                let read = lexicon.read(&folded, &numbers(&folded));
                (Cow::Owned(folded), read)
            }
        };
        let mut shape = Self {
            linked: shown.linked,
            signs,
            function_words,
            opening: opening(text),
            end: end(&shown.text),
            is_caption: is_credited(&shown.text),
            breaks_off: breaks_off(&shown.text),
            points: points(&folded),
            is_biography: lexicon.is_biography(&shown.text),
            ..Self::default()
        };
        shape.count(&shown.text);
        shape
    }

    /// Counts the words and stops of a text.
    fn count(&mut self, text: &str) {
        let mut word = Word::default();
        let mut stopped = false;
        let mut at = 0;
        while let Some(byte) = text.as_bytes().get(at) {
            if byte.is_ascii_alphabetic() {
                stopped = false; // as most characters are
                word.go_on(byte.is_ascii_uppercase());
                at += text.as_bytes()[at..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
                continue;
            }
            if *byte == b' ' {
                at += 1;
                self.stops += u32::from(std::mem::take(&mut stopped));
                self.count_word(std::mem::take(&mut word));
                continue;
            }
            let Some(c) = text[at..].chars().next() else { break };
            at += c.len_utf8();
            let blank = c.is_whitespace();
            self.stops += u32::from(stopped && (blank || is_closer(c)));
            let whole = matches!(c, '。' | '！' | '？');
            self.stops += u32::from(whole);
            stopped = !whole && is_stop(c);
            if blank {
                self.count_word(std::mem::take(&mut word));
            } else {
                word.take(c);
            }
        }
        self.stops += u32::from(stopped);
        self.count_word(word);
    }

    fn count_word(&mut self, word: Word) {
        self.words += if word.begun { 1.max(word.unspaced / 2) } else { 0 };
        self.capitals += u32::from(word.is_capital);
        self.digits += u32::from(word.has_digit);
        self.function_words += word.unspaced / 6; // about as often as other scripts have them
    }

    /// Whether it reads as running text: a sentence with its stop, long enough and held together by function words.
    pub fn is_prose(&self) -> bool {
        self.words >= 12
            && self.stops > 0
            && (self.end == End::Stop || self.stops > 1 || self.words > 40)
            && self.function_words * 7 >= self.words
            && self.linked * 2 <= self.words
            && !matches!(self.opening, Opening::Heading | Opening::Subheading)
    }

    /// Whether it reads as a sentence of a report, which may be short: held together by function words, and no label.
    pub fn is_told(&self) -> bool {
        self.end == End::Stop && self.function_words * 7 >= self.words && self.linked * 2 <= self.words
    }

    /// Whether it is the beginning of a sentence: small words at work, no stop, no label or caption.
    pub fn is_unfinished(&self) -> bool {
        self.words >= 6
            && self.end != End::Stop
            && self.function_words * 5 >= self.words
            && self.capitals * 2 < self.words
            && !self.signs.is_label()
            && !self.is_caption
    }

    /// Whether it may be a part of running text that a dump set on a line of its own: an item of a list, the words of a
    /// link out of the middle of a sentence.
    pub fn may_go_on(&self) -> bool {
        self.opening == Opening::Bullet && self.words >= 4 || self.opening == Opening::Small && self.words <= 10
    }

    /// Whether it may be a headline: not too long, and nothing in it that only furniture has.
    pub fn may_head(&self) -> bool {
        let furniture = self.signs.notices() > 0 || self.is_caption || self.signs.is_label();
        (1..=45).contains(&self.words) && !furniture
    }

    /// Whether the site speaks in it and not the article.
    pub fn is_notice(&self) -> bool {
        self.signs.any(&[Class::Notice], &[Place::Whole, Place::Start, Place::Inside])
            || self.signs.any(&[Class::Ending], &[Place::Whole, Place::Inside])
    }
}

/// What is counted of a word, from its first letter or digit to its last.
#[derive(Clone, Copy, Default)]
struct Word {
    begun: bool,
    is_capital: bool,
    has_digit: bool,
    /// Letters of scripts without spaces, and those that are counted only if the word goes on.
    unspaced: u32,
    pending: u32,
}

impl Word {
    fn take(&mut self, c: char) {
        self.has_digit |= c.is_ascii_digit();
        let inner = split::is_alphanumeric(c);
        self.pending += u32::from((self.begun || inner) && is_unspaced(c));
        if inner {
            self.go_on(c.is_uppercase());
        }
    }

    /// Takes a letter or digit.
    #[inline]
    fn go_on(&mut self, is_uppercase: bool) {
        self.is_capital |= is_uppercase && !self.begun;
        self.begun = true;
        self.unspaced += std::mem::take(&mut self.pending);
    }
}

/// Letters of scripts that put no spaces between words.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{0e00}'..='\u{0e7f}' | '\u{f900}'..='\u{faff}')
}

fn opening(text: &str) -> Opening {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return Opening::Mark };
    let spaced = chars.next().is_some_and(char::is_whitespace);
    match first {
        '#' if text.starts_with("##") => Opening::Subheading,
        '#' => Opening::Heading,
        '•' | '·' | '▪' | '●' | '◦' | '‣' => Opening::Bullet,
        '-' | '*' | '+' | '–' if spaced => Opening::Bullet,
        '"' | '“' | '„' | '«' | '‘' | '\'' | '「' => Opening::Quote,
        c if c.is_numeric() => Opening::Digit,
        c if c.is_lowercase() => Opening::Small,
        c if c.is_alphabetic() => Opening::Capital,
        _ => Opening::Mark,
    }
}

fn end(text: &str) -> End {
    let bare = text.trim_end_matches(|c: char| c.is_whitespace() || is_closer(c));
    let bare = signed_off(bare).unwrap_or(bare);
    match bare.chars().next_back() {
        Some(c) if is_stop(c) => End::Stop,
        Some(':' | ',' | ';' | '：' | '、') => End::Open,
        _ => End::Bare,
    }
}

/// What stands before the sign of an agency behind the last stop: `… in the spring. (dpa)`, given without the bracket's end.
fn signed_off(bare: &str) -> Option<&str> {
    let (before, sign) = bare.rsplit_once('(')?;
    let short =
        !sign.is_empty() && sign.len() <= 12 && sign.chars().all(|c| c.is_alphabetic() || matches!(c, '/' | ' '));
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || is_closer(c));
    (short && sign.starts_with(char::is_lowercase) && before.ends_with(is_stop)).then_some(before)
}

/// Whether `c` may end a sentence.
pub fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '।' | '؟')
}

/// Whether `c` may follow a stop within its sentence.
pub fn is_closer(c: char) -> bool {
    matches!(c, '"' | '”' | '“' | '’' | '\'' | '»' | ')' | ']' | '*' | '_' | '」')
}

/// The text as it is shown, links and images of Markdown taken out. Whatever is no complete link stays as it is.
pub fn shown(text: &str) -> Shown<'_> {
    if !text.contains("](") {
        return Shown { text: Cow::Borrowed(text), linked: 0 };
    }
    let (mut plain, mut linked, mut rest) = (String::with_capacity(text.len()), 0, text);
    while let Some(middle) = rest.find("](") {
        let Some(open) = rest[..middle].rfind('[') else {
            plain.push_str(&rest[..middle + 2]);
            rest = &rest[middle + 2..];
            continue;
        };
        let words = &rest[open + 1..middle];
        let image = rest[..open].ends_with('!');
        plain.push_str(&rest[..open - usize::from(image)]);
        if !image {
            linked += words_in(words).count() as u32;
            plain.push_str(words);
        }
        let address = &rest[middle + 2..];
        rest = address.find(')').map_or(address, |close| &address[close + 1..]);
    }
    plain.push_str(rest);
    Shown { text: Cow::Owned(plain), linked }
}

/// Whether a line ends with an ellipsis.
pub fn breaks_off(line: &str) -> bool {
    let line = line.trim_end();
    line.ends_with("...") || line.ends_with('…')
}

/// Whether a folded line leads to another page by name.
fn points(folded: &str) -> bool {
    const OPENERS: [&str; 6] =
        ["more about ", "read more about ", "read moreabout ", "learn more about ", "mehr uber ", "plus sur "];
    OPENERS.iter().any(|opener| folded.starts_with(opener)) && !folded.ends_with('.')
}

/// What a picture credit may begin with, before its colon.
const CREDITS: [&str; 14] = [
    "Source",
    "Photo",
    "Image",
    "Credit",
    "Illustration",
    "Screenshot",
    "Collage",
    "Foto",
    "Bild",
    "Quelle",
    "Grafik",
    "Fuente",
    "Фото",
    "Zdjęcie",
];

/// Agencies that a caption names alone behind its sentence: `The bridge in May. (AP)`.
const AGENCIES: [&str; 9] = [
    "AP",
    "The Associated Press",
    "Associated Press",
    "Reuters",
    "REUTERS",
    "AFP",
    "EPA",
    "Getty Images",
    "Courtesy photo",
];

/// Whether a line ends with a picture credit: `(Ana Ruiz/NurPhoto via Getty Images)`, `[Ana Ruiz/Reuters]`, `| Ana Ruiz/AFP`.
fn is_credited(line: &str) -> bool {
    let line = line.trim_end_matches(['*', '_', ' ', '.']);
    if line.ends_with("Getty Images") && line.contains(['—', '|', '/']) {
        return true;
    }
    let tail = split::tail(line, 61);
    let labels = ["Photo by: ", "Photo: ", "Foto: ", "Photograph: ", "Credit: "];
    if tail.contains("Credit...") || tail.contains(": ") && labels.iter().any(|label| tail.contains(label)) {
        return true;
    }
    let opener = match line.chars().next_back() {
        Some(')') => '(',
        Some(']') => '[',
        _ => '|',
    };
    let Some(at) = line.rfind(opener) else { return false };
    let credit = line[at..].trim_matches(|c: char| !c.is_alphanumeric());
    let labelled = CREDITS.iter().any(|label| credit.starts_with(label));
    let handed_on = credit.contains(" via ") || credit.contains("hoto");
    let longest = match (labelled && credit.contains(':'), handed_on) {
        (true, _) => 14,
        (false, true) => 12,
        _ => 8,
    };
    let named = credit.starts_with(char::is_uppercase) && credit.split_whitespace().count() <= longest;
    let agency_alone = opener == '(' && AGENCIES.contains(&credit) && line[..at].trim_end().ends_with(is_stop);
    let bracketed = opener == '[' && credit.split_whitespace().count() <= 4;
    let whole_name = credit.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    // `(Ana Ruiz for The Harbour Times)`: who took the picture and for whom.
    let (who, whom) = credit.split_once(" for ").unwrap_or_default();
    let capitals = |words: &str| words.split_whitespace().all(|w| w.starts_with(char::is_uppercase));
    let ordered = opener == '(' && (2..=4).contains(&who.split_whitespace().count()) && capitals(who) && capitals(whom);
    let agency = credit.split_once('/').is_some_and(|(_, agency)| agency.trim().starts_with(char::is_uppercase));
    named
        && (agency
            || ordered
            || agency_alone
            || bracketed && whole_name && credit.len() > 2
            || labelled && credit.contains(':')
            || credit.contains(" via ")
            || credit.ends_with("Getty Images")
            || credit.ends_with("Photo"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, words: u32, stops: u32, opening: Opening, end: End) {
        let shape = Shape::of(text, &Lexicon::built_in());
        assert_eq!((shape.words, shape.stops, shape.opening, shape.end), (words, stops, opening, end), "{text}");
    }

    #[test]
    fn lines_are_measured() {
        check("Latest News", 2, 0, Opening::Capital, End::Bare);
        check("He left. “She stayed.”", 4, 2, Opening::Capital, End::Stop);
        check("- The summit failed", 3, 0, Opening::Bullet, End::Bare);
        check("## What comes next?", 3, 1, Opening::Subheading, End::Stop);
        check("会談は火曜日に終わった。", 5, 1, Opening::Capital, End::Stop);
        check("talks in the U.S., they said:", 6, 0, Opening::Small, End::Open);
    }

    #[test]
    fn links_count_by_their_words() {
        let seen = shown("See [the full text](https://a.example/b) and ![a chart](c.png) here [x");
        assert_eq!((seen.text.as_ref(), seen.linked), ("See the full text and  here [x", 3));
        assert_eq!(shown("](](").text, "](](");
    }

    #[test]
    fn picture_credits_are_seen() {
        for line in [
            "The bridge. (Ana Ruiz/NurPhoto via Getty Images)",
            "The port [Li Wei/Reuters]",
            "A tram. | Jo Berg/AFP",
            "(Source: City Archive)",
            "The harbor bridge in January. (Kim Lee for The Harbour Times)",
            "Der Hafen. (Quelle: Kanal von Ana Ruiz; Fotos und Collage: HAFENBLATT)",
        ] {
            assert!(is_credited(line), "{line}");
        }
        for line in ["They met in Rome (Italy)", "He left (see above).", "Headline | The Harbour Times"] {
            assert!(!is_credited(line), "{line}");
        }
    }

    #[test]
    fn prose_is_told_from_labels() {
        let lexicon = Lexicon::built_in();
        let prose = "The minister said on Monday that the talks would go on until the end of the week.";
        assert!(Shape::of(prose, &lexicon).is_prose());
        assert!(
            !Shape::of("Minister: Talks Will Go On Until Week's End, Sources Close To Delegation Say", &lexicon)
                .is_prose()
        );
    }
}
