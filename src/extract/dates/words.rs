//! The vocabulary of time: what a single word can mean in a date expression. A word that means nothing here is
//! [`Word::Other`], and almost every word of a text is; how words combine is the business of the grammar files.

use super::calendar::Feast;
use crate::model::Season;
use crate::tagger::hash;
use crate::text::token::{Token, TokenKind};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What one token can contribute to a date expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// Nothing.
    Other,
    /// Begins with digits.
    Number,
    /// An English month name, 1 to 12.
    Month(u8),
    /// A month name of another language: a date only beside a day or a year.
    ForeignMonth(u8),
    /// A weekday, 0 for Monday.
    Weekday(u8),
    /// A weekday of another language.
    ForeignWeekday(u8),
    /// A season.
    Season(Season),
    /// A stretch of time that can be counted.
    Unit(Unit),
    /// A number word.
    Count(u16),
    /// `first` to `thirty-first`.
    Ordinal(u8),
    /// `yesterday`, `today`, `tomorrow`: days from the day of reference.
    Day(i8),
    /// Which of several.
    Which(Which),
    /// `ago`, `later`, `earlier`: which way a counted stretch is measured.
    Way(Way),
    /// `early`, `mid`, `late`, `end`: which part of a stretch.
    Part(Part),
    /// A fixed or moveable feast that one word names.
    Feast(Feast),
    /// `sixties`: the decade of a century.
    Tens(u8),
    /// `Q3`.
    Quarter(u8),
    /// Opens the name of a feast of several words: `Good` Friday, `New` Year's Eve.
    Herald,
}

/// A stretch of time that can be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Sixty minutes.
    Hour,
    /// A calendar day.
    Day,
    /// A part of a day: morning, afternoon, evening, night.
    PartOfDay,
    /// An ISO week.
    Week,
    /// Saturday and Sunday.
    Weekend,
    /// A calendar month.
    Month,
    /// Three months.
    Quarter,
    /// A calendar year.
    Year,
    /// Ten years.
    Decade,
}

/// Which of several, seen from the reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// `last`, `past`.
    Last,
    /// `this`, `current`.
    This,
    /// `next`, `coming`.
    Next,
    /// `previous`, `preceding`: before what the text spoke of.
    Previous,
    /// `following`: after what the text spoke of.
    Following,
    /// `that`, `same`: what the text spoke of.
    That,
}

/// Which way a counted stretch is measured, and from where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Back from the reference.
    Ago,
    /// Back from what the text spoke of.
    Earlier,
    /// On from what the text spoke of.
    Later,
}

/// Which part of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its last part.
    Late,
    /// Its end.
    End,
}

/// What a token of `text` means.
pub(super) fn meaning(text: &str, token: &Token) -> Word {
    let may_mean = match token.kind {
        TokenKind::Word => text.as_bytes().get(token.span.range()).is_some_and(may_be_known),
        kind => kind == TokenKind::Number,
    };
    if may_mean { classify(token.of(text), token.kind) } else { Word::Other }
}

/// What the token `word` means. Names of days and months want their capital where the small letter is another word.
pub(super) fn classify(word: &str, kind: TokenKind) -> Word {
    match kind {
        TokenKind::Number if word.starts_with(|c: char| c.is_ascii_digit()) => Word::Number,
        TokenKind::Word if (2..=26).contains(&word.len()) || word == "a" || word == "A" => look_up(word),
        _ => Word::Other,
    }
}

fn look_up(word: &str) -> Word {
    if !may_be_known(word.as_bytes()) {
        return Word::Other;
    }
    let Some(found) = VOCABULARY.get(word) else { return Word::Other };
    let capital = word.starts_with(char::is_uppercase);
    match found {
        Word::Month(_) | Word::Weekday(_) if !capital && !CLEAR_WHEN_SMALL.contains(&word) => Word::Other,
        Word::Feast(_) | Word::Herald | Word::Quarter(_) if !capital => Word::Other,
        _ => found,
    }
}

/// What words mean, to be asked for in any case: kept by the hashes of the words in small letters.
pub(super) struct Meanings<T>(FxHashMap<u64, T>);

impl<T: Copy> Meanings<T> {
    /// Takes words in small letters; of several meanings the last one stays.
    pub(super) fn of(words: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        Self(words.into_iter().map(|(word, meaning)| (hash::exact(word), meaning)).collect())
    }

    /// What a word means.
    pub(super) fn get(&self, word: &str) -> Option<T> {
        if word.is_ascii() {
            return self.0.get(&hash::word(word)).copied(); // no letter has to be made small for that
        }
        small(word, |small| self.0.get(&hash::exact(small)).copied())
    }
}

/// Hands `word` in small letters to `use_it`, without allocating for the usual words; `None` for long ones.
pub(super) fn small<R>(word: &str, use_it: impl FnOnce(&str) -> Option<R>) -> Option<R> {
    let mut buffer = [0u8; 26];
    if !word.is_ascii() {
        return (word.len() <= 80).then(|| use_it(word.to_lowercase().as_str()))?;
    }
    let buffer = buffer.get_mut(..word.len())?;
    buffer.copy_from_slice(word.as_bytes());
    buffer.make_ascii_lowercase();
    std::str::from_utf8(buffer).ok().and_then(use_it)
}

/// Names that mean nothing else when written small.
const CLEAR_WHEN_SMALL: [&str; 14] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "july",
    "september",
    "october",
    "november",
    "december",
];

const MONTHS: [&[&str]; 12] = [
    &["january", "jan.", "jan"],
    &["february", "feb.", "feb"],
    &["march", "mar.", "mar"],
    &["april", "apr.", "apr"],
    &["may"],
    &["june", "jun.", "jun"],
    &["july", "jul.", "jul"],
    &["august", "aug.", "aug"],
    &["september", "sept.", "sept", "sep.", "sep"],
    &["october", "oct.", "oct"],
    &["november", "nov.", "nov"],
    &["december", "dec.", "dec"],
];

/// German, French, Spanish, Italian, Portuguese, Dutch, Polish, Ukrainian and Russian, where a spelling is not English.
const FOREIGN_MONTHS: [&[&str]; 12] = [
    &["januar", "jänner", "janvier", "enero", "gennaio", "janeiro", "januari", "stycznia", "січня", "января"],
    &["februar", "feber", "février", "febrero", "febbraio", "fevereiro", "februari", "lutego", "лютого", "февраля"],
    &["märz", "mars", "marzo", "março", "maart", "marca", "березня", "марта"],
    &["avril", "abril", "aprile", "kwietnia", "квітня", "апреля"],
    &["mai", "mayo", "maggio", "maio", "mei", "maja", "травня", "мая"],
    &["juni", "juin", "junio", "giugno", "junho", "czerwca", "червня", "июня"],
    &["juli", "juillet", "julio", "luglio", "julho", "lipca", "липня", "июля"],
    &["août", "agosto", "augustus", "sierpnia", "серпня", "августа"],
    &["septembre", "septiembre", "settembre", "setembro", "września", "вересня", "сентября"],
    &["oktober", "octobre", "octubre", "ottobre", "outubro", "października", "жовтня", "октября"],
    &["novembre", "noviembre", "novembro", "listopada", "листопада", "ноября"],
    &["dezember", "décembre", "diciembre", "dicembre", "dezembro", "grudnia", "грудня", "декабря"],
];

const WEEKDAYS: [&[&str]; 7] = [
    &["monday", "mon.", "mon"],
    &["tuesday", "tues.", "tues", "tue"],
    &["wednesday", "weds", "wed"],
    &["thursday", "thurs.", "thurs", "thur", "thu"],
    &["friday", "fri"],
    &["saturday", "sat"],
    &["sunday", "sun"],
];

const FOREIGN_WEEKDAYS: [&[&str]; 7] = [
    &["montag", "lundi", "lunes", "lunedì"],
    &["dienstag", "mardi", "martes", "martedì"],
    &["mittwoch", "mercredi", "miércoles", "mercoledì"],
    &["donnerstag", "jeudi", "jueves", "giovedì"],
    &["freitag", "vendredi", "viernes", "venerdì"],
    &["samstag", "sonnabend", "samedi", "sábado", "sabato"],
    &["sonntag", "dimanche", "domingo", "domenica"],
];

const COUNTS: [(&str, u16); 38] = [
    ("einem", 1),
    ("einer", 1),
    ("zwei", 2),
    ("drei", 3),
    ("vier", 4),
    ("fünf", 5),
    ("sechs", 6),
    ("zehn", 10),
    ("a", 1),
    ("an", 1),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("hundred", 100),
];

const ORDINALS: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

const TENS: [(&str, u8); 8] = [
    ("twenties", 2),
    ("thirties", 3),
    ("forties", 4),
    ("fifties", 5),
    ("sixties", 6),
    ("seventies", 7),
    ("eighties", 8),
    ("nineties", 9),
];

const REST: [(&str, Word); 86] = [
    ("q1", Word::Quarter(1)),
    ("q2", Word::Quarter(2)),
    ("q3", Word::Quarter(3)),
    ("q4", Word::Quarter(4)),
    ("good", Word::Herald),
    ("palm", Word::Herald),
    ("ash", Word::Herald),
    ("new", Word::Herald),
    ("boxing", Word::Herald),
    ("valentine", Word::Herald),
    ("patrick", Word::Herald),
    ("labor", Word::Herald),
    ("memorial", Word::Herald),
    ("orthodox", Word::Herald),
    ("tagen", Word::Unit(Unit::Day)),
    ("wochen", Word::Unit(Unit::Week)),
    ("monaten", Word::Unit(Unit::Month)),
    ("jahren", Word::Unit(Unit::Year)),
    ("spring", Word::Season(Season::Spring)),
    ("springtime", Word::Season(Season::Spring)),
    ("summer", Word::Season(Season::Summer)),
    ("summertime", Word::Season(Season::Summer)),
    ("autumn", Word::Season(Season::Autumn)),
    ("fall", Word::Season(Season::Autumn)),
    ("winter", Word::Season(Season::Winter)),
    ("frühjahr", Word::Season(Season::Spring)),
    ("herbst", Word::Season(Season::Autumn)),
    ("hour", Word::Unit(Unit::Hour)),
    ("hours", Word::Unit(Unit::Hour)),
    ("day", Word::Unit(Unit::Day)),
    ("days", Word::Unit(Unit::Day)),
    ("morning", Word::Unit(Unit::PartOfDay)),
    ("afternoon", Word::Unit(Unit::PartOfDay)),
    ("evening", Word::Unit(Unit::PartOfDay)),
    ("night", Word::Unit(Unit::PartOfDay)),
    ("week", Word::Unit(Unit::Week)),
    ("weeks", Word::Unit(Unit::Week)),
    ("woche", Word::Unit(Unit::Week)),
    ("weekend", Word::Unit(Unit::Weekend)),
    ("month", Word::Unit(Unit::Month)),
    ("months", Word::Unit(Unit::Month)),
    ("monat", Word::Unit(Unit::Month)),
    ("quarter", Word::Unit(Unit::Quarter)),
    ("quarters", Word::Unit(Unit::Quarter)),
    ("year", Word::Unit(Unit::Year)),
    ("years", Word::Unit(Unit::Year)),
    ("jahr", Word::Unit(Unit::Year)),
    ("jahres", Word::Unit(Unit::Year)),
    ("decade", Word::Unit(Unit::Decade)),
    ("decades", Word::Unit(Unit::Decade)),
    ("yesterday", Word::Day(-1)),
    ("today", Word::Day(0)),
    ("tonight", Word::Day(0)),
    ("tomorrow", Word::Day(1)),
    ("vorgestern", Word::Day(-2)),
    ("gestern", Word::Day(-1)),
    ("heute", Word::Day(0)),
    ("übermorgen", Word::Day(2)),
    ("last", Word::Which(Which::Last)),
    ("past", Word::Which(Which::Last)),
    ("vergangenen", Word::Which(Which::Last)),
    ("vergangene", Word::Which(Which::Last)),
    ("letzten", Word::Which(Which::Last)),
    ("letzte", Word::Which(Which::Last)),
    ("this", Word::Which(Which::This)),
    ("current", Word::Which(Which::This)),
    ("diese", Word::Which(Which::This)),
    ("diesen", Word::Which(Which::This)),
    ("diesem", Word::Which(Which::This)),
    ("next", Word::Which(Which::Next)),
    ("coming", Word::Which(Which::Next)),
    ("upcoming", Word::Which(Which::Next)),
    ("nächste", Word::Which(Which::Next)),
    ("nächsten", Word::Which(Which::Next)),
    ("kommenden", Word::Which(Which::Next)),
    ("previous", Word::Which(Which::Previous)),
    ("preceding", Word::Which(Which::Previous)),
    ("following", Word::Which(Which::Following)),
    ("same", Word::Which(Which::That)),
    ("that", Word::Which(Which::That)),
    ("ago", Word::Way(Way::Ago)),
    ("earlier", Word::Way(Way::Earlier)),
    ("before", Word::Way(Way::Earlier)),
    ("later", Word::Way(Way::Later)),
    ("after", Word::Way(Way::Later)),
    ("prior", Word::Way(Way::Earlier)),
];

const PARTS: [(&str, Part); 10] = [
    ("early", Part::Start),
    ("beginning", Part::Start),
    ("start", Part::Start),
    ("anfang", Part::Start),
    ("mid", Part::Middle),
    ("middle", Part::Middle),
    ("mitte", Part::Middle),
    ("late", Part::Late),
    ("end", Part::End),
    ("ende", Part::End),
];

const FEASTS: [(&str, Feast); 11] = [
    ("easter", Feast::Easter),
    ("ostern", Feast::Easter),
    ("pentecost", Feast::Pentecost),
    ("whitsun", Feast::Pentecost),
    ("christmas", Feast::Christmas),
    ("xmas", Feast::Christmas),
    ("weihnachten", Feast::Christmas),
    ("thanksgiving", Feast::Thanksgiving),
    ("halloween", Feast::Halloween),
    ("silvester", Feast::NewYearsEve),
    ("hogmanay", Feast::NewYearsEve),
];

static VOCABULARY: LazyLock<Meanings<Word>> = LazyLock::new(|| Meanings::of(vocabulary()));

/// All words and what each means; of several meanings the last one counts.
fn vocabulary() -> Vec<(&'static str, Word)> {
    let mut all = Vec::new();
    add_names(&mut all, &FOREIGN_MONTHS, Word::ForeignMonth);
    add_names(&mut all, &FOREIGN_WEEKDAYS, Word::ForeignWeekday);
    all.extend(ORDINALS.iter().zip(1..).map(|(name, n)| (*name, Word::Ordinal(n))));
    all.extend(COUNTS.map(|(name, n)| (name, Word::Count(n))));
    all.extend(TENS.map(|(name, n)| (name, Word::Tens(n))));
    all.extend(PARTS.map(|(name, part)| (name, Word::Part(part))));
    all.extend(FEASTS.map(|(name, feast)| (name, Word::Feast(feast))));
    all.extend(REST);
    add_names(&mut all, &MONTHS, Word::Month);
    all.extend(WEEKDAYS.iter().zip(0..).flat_map(|(names, n)| names.iter().map(move |name| (*name, Word::Weekday(n)))));
    all
}

/// For the first and last letters of words the lengths of the words of the vocabulary that have them, a bit for each.
static LENGTHS: LazyLock<[u32; 1024]> = LazyLock::new(|| {
    let mut lengths = [0; 1024];
    for (word, _) in vocabulary().iter().filter(|(word, _)| word.is_ascii()) {
        lengths[ends(word.as_bytes())] |= 1 << word.len();
    }
    lengths
});

/// A number for the first and last letters of a word, whatever their case.
fn ends(word: &[u8]) -> usize {
    let (Some(first), Some(last)) = (word.first(), word.last()) else { return 0 };
    usize::from(first & 31) << 5 | usize::from(last & 31)
}

/// Whether the vocabulary has a word with the ends and the length of `word`, or may have as it is no plain one.
#[inline]
fn may_be_known(word: &[u8]) -> bool {
    word.len() < 32 && LENGTHS[ends(word)] & 1 << word.len() != 0 || word.iter().any(|b| !b.is_ascii())
}

/// Adds lists of names, the first one numbered as its kind counts.
fn add_names(all: &mut Vec<(&'static str, Word)>, lists: &'static [&'static [&'static str]], make: fn(u8) -> Word) {
    let first = u8::from(matches!(make(1), Word::Month(_) | Word::ForeignMonth(_)));
    for (names, n) in lists.iter().zip(first..) {
        all.extend(names.iter().map(|name| (*name, make(n))));
    }
}
