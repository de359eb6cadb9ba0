//! Spellings of one name: romanised, reduced to a key that common transliterations share, and brought to the one form
//! that ids use. By rules over letters, with no list of names; mixed-script look-alikes are left as they are.

use super::fold::fold;
use std::borrow::Cow;

/// A word folded, Cyrillic letters as Latin ones. A word that mixes the two scripts is folded only, so that it stays apart.
pub fn romanise(word: &str) -> String {
    let cyrillic = !word.is_ascii() && word.chars().any(is_cyrillic);
    if !cyrillic || word.chars().any(|c| c.is_ascii_alphabetic()) {
        return fold(word);
    }
    let low = word.to_lowercase();
    let ukrainian = low.contains(['і', 'ї', 'є', 'ґ']);
    let mut latin = String::with_capacity(low.len());
    for c in low.chars() {
        match letter(c, ukrainian) {
            Some(letters) => latin.push_str(letters),
            None => latin.push(c),
        }
    }
    fold(&latin)
}

/// What a Cyrillic word may be a case of, without the ending (`Трампа`, `Путиным`); none for a word in other letters, or so
/// short that nothing is left to tell names apart.
pub fn stem(word: &str) -> Option<&str> {
    /// Endings of nouns and adjectives in Russian and Ukrainian, the longer before those that they end in.
    const ENDINGS: [&str; 30] = [
        "ого", "ему", "ому", "ами", "ями", "ові", "еві", "ою", "ею", "ой", "ей", "ом", "ем", "ым", "им", "ах", "ях",
        "ів", "ов", "ия", "ию", "ии", "а", "я", "у", "ю", "е", "и", "і", "ы",
    ];
    const SHORTEST: usize = 4;
    let stem = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending))?;
    (stem.chars().count() >= SHORTEST && stem.chars().all(is_cyrillic)).then_some(stem)
}

/// How a Cyrillic word sounds, to tell the Latin names that it may write: letters that sound alike taken as one, these have
/// the same consonants and one other letter at most.
#[derive(Debug)]
pub struct Sound {
    letters: String,
    consonants: String,
}

impl Sound {
    /// The sound of a word; `None` where its letters are no Cyrillic ones, or too few.
    pub fn of(cyrillic: &str) -> Option<Self> {
        const SHORTEST: usize = 3;
        let latin = cyrillic.chars().any(is_cyrillic).then(|| romanise(cyrillic)).filter(|latin| latin.is_ascii())?;
        // As Western names are written, with `й` also where it has been folded to `и` (`Байден`, `Джонсон`).
        let heard = [("dzh", "j"), ("kh", "h"), ("ay", "i"), ("ai", "i"), ("ey", "e"), ("ei", "e")];
        let latin = heard.into_iter().fold(latin, |word, (from, to)| word.replace(from, to));
        let letters = Some(sound(&latin)).filter(|letters| letters.len() >= SHORTEST)?;
        Some(Self { consonants: consonants(&letters), letters })
    }

    /// Whether it may be that of a Latin name.
    pub fn may_be(&self, name: &str) -> bool {
        self.of_near(name).is_some_and(|found| {
            consonants(&found) == self.consonants && slips_once(self.letters.as_bytes(), found.as_bytes())
        })
    }

    /// A letter for each sound.
    pub fn letters(&self) -> &str {
        &self.letters
    }

    /// The same of a Latin name, where it begins alike and is about as long.
    pub fn of_near(&self, name: &str) -> Option<String> {
        // Letters that are written twice or not heard.
        const MORE: usize = 4;
        let first = |word: &str| word.bytes().next().map_or(0, sounds_among);
        let near = name.len() + 1 >= self.letters.len() && name.len() <= self.letters.len() + MORE;
        (near && name.is_ascii() && first(name) & first(&self.letters) != 0).then(|| sound(name))
    }
}

fn consonants(word: &str) -> String {
    word.replace(is_vowel, "")
}

/// A bit for each group of sounds that a word may begin with whose first letter this is.
fn sounds_among(letter: u8) -> u8 {
    match letter {
        b'c' | b'q' | b'k' | b's' | b'z' | b'x' => 1,
        b'w' | b'v' | b'u' | b'o' => 2,
        b'y' | b'i' | b'j' | b'e' | b'a' => 4,
        b'p' | b'f' => 8,
        b'd' | b't' => 16,
        b'h' => u8::MAX,
        _ => 32,
    }
}

/// A Latin word with one letter for each sound, roughly.
fn sound(word: &str) -> String {
    let mut word = word.to_ascii_lowercase();
    for (from, to) in [
        ("ce", "se"),
        ("ci", "si"),
        ("ph", "f"),
        ("ck", "k"),
        ("uo", "vo"),
        ("yu", "u"),
        ("ya", "a"),
        ("ts", "s"),
        ("tz", "s"),
        ("th", "t"),
        ("x", "ks"),
        ("q", "k"),
        ("c", "k"),
        ("z", "s"),
        ("w", "v"),
        ("y", "i"),
        ("h", ""),
    ] {
        word = word.replace(from, to);
    }
    let mut sound = String::with_capacity(word.len());
    for c in word.chars().filter(|c| *c != '\'') {
        if !sound.ends_with(c) {
            sound.push(c);
        }
    }
    match sound.strip_suffix('e') {
        Some(stem) if stem.len() > 2 => stem.to_owned(),
        _ => sound,
    }
}

/// Whether a letter is another one, or more or less, and the others are the same.
fn slips_once(a: &[u8], b: &[u8]) -> bool {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    let behind = |word: &[u8]| word.get(1..).unwrap_or_default().to_vec();
    a == b || behind(a) == behind(b) || behind(a) == b || a == behind(b)
}

fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c)
}

/// The usual English rendering of a Cyrillic letter.
fn letter(c: char, ukrainian: bool) -> Option<&'static str> {
    Some(match c {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => {
            if ukrainian {
                "h"
            } else {
                "g"
            }
        }
        'ґ' => "g",
        'д' => "d",
        'е' | 'э' => "e",
        'ё' => "yo",
        'є' => "ye",
        'ж' => "zh",
        'з' => "z",
        'и' => {
            if ukrainian {
                "y"
            } else {
                "i"
            }
        }
        'і' => "i",
        'ї' => "yi",
        'й' | 'ы' => "y",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ў' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ю' => "yu",
        'я' => "ya",
        'ъ' | 'ь' => "",
        'ђ' => "dj",
        'ј' => "j",
        'љ' => "lj",
        'њ' => "nj",
        'ћ' => "c",
        'џ' => "dz",
        _ => return None,
    })
}

/// Letters at the beginning of a word that transliterations disagree about, the most there are, and those that they share.
fn same(word: &str) -> Option<(&'static str, &'static str)> {
    Some(match word.as_bytes() {
        [b'a', b'e', b'v', ..] => ("aev", "aev"),
        [b's', b'h', b'c', b'h', ..] => ("shch", "sh"),
        [b't', b's', b'c', b'h', ..] => ("tsch", "ch"),
        [b't', b'c', b'h', ..] => ("tch", "ch"),
        [b's', b'c', b'h', ..] => ("sch", "sh"),
        [b'k', b'h', ..] => ("kh", "h"),
        [b'g', b'h', ..] => ("gh", "g"),
        [b'd', b'h', ..] => ("dh", "d"),
        [b'p', b'h', ..] => ("ph", "f"),
        [b'c', b'k', ..] => ("ck", "k"),
        [b't', b'z', ..] => ("tz", "ts"),
        [b'o', b'u', ..] => ("ou", "u"),
        [b'o', b'o', ..] => ("oo", "u"),
        [b'e', b'e', ..] => ("ee", "i"),
        [b'u', b'e', ..] => ("ue", "u"),
        [b'o', b'e', ..] => ("oe", "o"),
        [b'a', b'e', ..] => ("ae", "a"),
        [b'q', ..] => ("q", "k"),
        [b'x', ..] => ("x", "ks"),
        _ => return None,
    })
}

/// What transliterations of a romanised word have in common: `zelenskyy`, `zelenskiy` and `zelenskij` share one key.
pub fn key(romanised: &str) -> String {
    let mut letters = String::with_capacity(romanised.len());
    let mut rest = romanised.strip_suffix("ij").map_or(Cow::Borrowed(romanised), |stem| Cow::Owned(format!("{stem}i")));
    if !rest.bytes().all(|b| b.is_ascii_alphanumeric()) {
        rest.to_mut().retain(char::is_alphanumeric);
    }
    let mut at = 0;
    while at < rest.len() {
        if let Some((from, to)) = same(&rest[at..]) {
            letters.push_str(to);
            at += from.len();
        } else if let Some(c) = rest[at..].chars().next() {
            letters.push(if c == 'y' { 'i' } else { c });
            at += c.len_utf8();
        }
    }
    settle(&letters)
}

/// Doubled letters as one, no glide before `e`, no `h` at the end behind a vowel.
fn settle(letters: &str) -> String {
    let mut out = String::with_capacity(letters.len());
    let mut chars = letters.chars().peekable();
    while let Some(c) = chars.next() {
        let before = out.chars().next_back();
        let glide = c == 'i' && chars.peek() == Some(&'e') && before.is_none_or(is_vowel);
        let silent = c == 'h' && chars.peek().is_none() && before.is_some_and(is_vowel);
        if before != Some(c) && !glide && !silent {
            out.push(c);
        }
    }
    out
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// The consonants of a key, those that transliterations swap taken as one: `Mohammed` and `Muhammad` share it.
pub fn skeleton(key: &str) -> String {
    let consonants = key.chars().filter(|c| !is_vowel(*c));
    consonants.map(|c| if c == 'g' { 'k' } else { c }).fold(String::new(), |mut out, c| {
        if !out.ends_with(c) {
            out.push(c);
        }
        out
    })
}

/// The form of a romanised surname in ids: `-skyy`, `-skiy`, `-skyi` become `-sky`; `-aev` becomes `-ayev`.
pub fn surname(romanised: &str) -> String {
    let word = settle_ending(romanised);
    for (from, to) in [("aev", "ayev"), ("iev", "iyev"), ("eev", "eyev"), ("vych", "vich")] {
        if let Some(stem) = word.strip_suffix(from).filter(|stem| stem.len() > 1) {
            return format!("{stem}{to}");
        }
    }
    word
}

/// The form of a romanised given name in ids: `Sergei` becomes `sergey`, `Dmitriy` becomes `dmitry`.
pub fn given(romanised: &str) -> String {
    if romanised.len() > 4
        && let Some(stem) = romanised.strip_suffix("ei")
    {
        return format!("{stem}ey");
    }
    settle_ending(romanised)
}

/// `-yy`, `-iy`, `-ii`, `-yi`, `-ij` behind a consonant as `-y`.
fn settle_ending(word: &str) -> String {
    let endings = ["yy", "iy", "ii", "yi", "ij"];
    let stem = endings.iter().find_map(|e| word.strip_suffix(e));
    match stem.filter(|s| s.len() > 2 && !s.ends_with(is_vowel)) {
        Some(stem) => format!("{stem}y"),
        None => word.to_owned(),
    }
}

/// Words joined to a readable id: ASCII letters and digits and other scripts' letters, with hyphens between.
pub fn slug<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let mut id = String::new();
    for word in words {
        let mut plain = if word.contains('\'') { Cow::Owned(word.replace('\'', "")) } else { Cow::Borrowed(word) };
        if plain.contains('.') && plain.split('.').all(|part| part.chars().count() < 2) {
            plain = Cow::Owned(plain.replace('.', ""));
        }
        for part in plain.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()) {
            id.push_str(if id.is_empty() { "" } else { "-" });
            id.push_str(part);
        }
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn transliterations_of_one_name_share_a_key() {
        for group in [
            "Zelensky Zelenskyy Zelenskiy Zelenskyi Zelenskij Зеленський",
            "Sergey Sergei Сергей",
            "Yuri Yury Yuriy Iurii Юрий",
            "Khrushchev Хрущев Khruschev",
            "Tokayev Tokaev",
            "Yermak Ermak",
            "Müller Mueller Muller",
            "Abdullah Abdulla",
            "Shoigu Shoygu",
            "O'Brien O’Brien OBrien",
        ] {
            let keys: Vec<_> = group.split(' ').map(|w| key(&romanise(w))).collect();
            assert!(keys.iter().all(|k| *k == keys[0]), "{group}: {keys:?}");
        }
    }

    #[test]
    fn cases_of_cyrillic_names_lose_their_endings() {
        for (word, stems) in
            [("трампа", Some("трамп")), ("путиным", Some("путин")), ("байден", None), ("мира", None), ("trumpa", None)]
        {
            assert_eq!(stem(word), stems, "{word}");
        }
    }

    #[test]
    fn names_in_cyrillic_are_those_that_sound_so_and_no_others() {
        for (word, name) in [
            ("трамп", "trump"),
            ("макрон", "macron"),
            ("макрона", "macron"),
            ("мерц", "merz"),
            ("вэнс", "vance"),
            ("уоррен", "warren"),
            ("райан", "ryan"),
            ("раиан", "ryan"),
            ("баиден", "biden"),
            ("клинтон", "clinton"),
            ("джонсон", "johnson"),
            ("рютте", "rutte"),
            ("байден", "biden"),
            ("хиллари", "hillary"),
            ("мелони", "meloni"),
        ] {
            assert!(Sound::of(word).is_some_and(|sound| sound.may_be(name)), "{word} {name} {}", sound(name));
        }
        for (word, name) in [
            ("макрона", "marina"),
            ("мелони", "melania"),
            ("марин", "mario"),
            ("райан", "ariana"),
            ("трамп", "tramper"),
            ("ли", "lee"),
        ] {
            assert!(!Sound::of(word).is_some_and(|sound| sound.may_be(name)), "{word} {name}");
        }
        assert!(Sound::of("Biden").is_none() && Sound::of("Рutin中").is_none());
    }

    #[test]
    fn different_names_keep_different_keys() {
        for pair in
            ["Zelensky Zelenska", "Iran Iraq", "Putin Рutin", "Austria Australia", "Ivanov Ivanova", "Niger Nigeria"]
        {
            let keys: Vec<_> = pair.split(' ').map(|w| key(&romanise(w))).collect();
            assert_ne!(keys[0], keys[1], "{pair}");
        }
    }

    #[test]
    fn ids_have_one_spelling() {
        for (word, form) in
            [("zelenskyy", "zelensky"), ("syrskyi", "syrsky"), ("tokaev", "tokayev"), ("rutte", "rutte"), ("yi", "yi")]
        {
            assert_eq!(surname(word), form);
        }
        for (word, form) in [("sergei", "sergey"), ("dmitrii", "dmitry"), ("yuri", "yuri"), ("wei", "wei")] {
            assert_eq!(given(word), form);
        }
        assert_eq!(slug(["caliber.az"]), "caliber-az");
        assert_eq!(slug(["u.s.", "senate"]), "us-senate");
        assert_eq!(slug(["o'brien", "al-assad"]), "obrien-al-assad");
    }

    proptest! {
        #[test]
        fn any_word_has_a_key(word in "\\PC{0,12}") {
            let romanised = romanise(&word);
            skeleton(&key(&romanised));
            surname(&romanised);
            given(&romanised);
            slug([romanised.as_str()]);
        }
    }
}
