//! The phrases that give furniture away, and the function words that give prose away: `assets/lexicon/furniture.toml`.

use crate::extract::assets::lexicon;
use crate::tagger::hash;
use crate::text::fold::fold;
use crate::text::split;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

/// What a phrase is typical of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Menus and links past them.
    Navigation,
    /// Share buttons.
    Sharing,
    /// Lists of other articles.
    Related,
    /// What follows an article: comments, tags, biographies, legal lines.
    Ending,
    /// What the site says to its reader: cookies, newsletters, subscriptions, advertising.
    Notice,
    /// Captions and picture credits.
    Caption,
    /// Bylines.
    Byline,
    /// Lines with the date of publication.
    Dating,
}

impl Class {
    /// All classes, in the order of their numbers.
    pub const ALL: [Class; 8] = [
        Class::Navigation,
        Class::Sharing,
        Class::Related,
        Class::Ending,
        Class::Notice,
        Class::Caption,
        Class::Byline,
        Class::Dating,
    ];
}

/// Where in a line a phrase stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It is the whole line, numbers apart.
    Whole,
    /// The line begins with it.
    Start,
    /// Anywhere.
    Inside,
    /// The line ends with it.
    End,
}

/// The signs found in one line: a set of class and place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs {
    set: u32,
    notices: u8,
    voiced: bool,
    closes: bool,
}

impl Signs {
    fn add(&mut self, class: Class, place: Place) {
        self.set |= 1 << (class as u32 * 4 + place as u32);
    }

    /// Whether a phrase of the class stands at the place.
    pub fn has(self, class: Class, place: Place) -> bool {
        self.set & (1 << (class as u32 * 4 + place as u32)) != 0
    }

    /// The most telling place at which a phrase of the class stands.
    pub fn place(self, class: Class) -> Option<Place> {
        [Place::Whole, Place::Start, Place::End, Place::Inside].into_iter().find(|place| self.has(class, *place))
    }

    /// Whether any of the classes has a phrase at one of the places.
    pub fn any(self, classes: &[Class], places: &[Place]) -> bool {
        classes.iter().any(|class| places.iter().any(|place| self.has(*class, *place)))
    }

    /// Notes that a phrase was met, and counts it where it is one of the site's own.
    fn meet(&mut self, phrase: &Running) {
        match phrase.sign {
            Sign::Voice => self.voiced = true,
            Sign::Closing => self.closes = true,
            Sign::Of(class) => {
                self.add(class, phrase.place);
                self.notices = self.notices.saturating_add(u8::from(class == Class::Notice));
            }
        }
    }

    /// How many of the site's own phrases stand in the line.
    pub fn notices(self) -> u8 {
        self.notices
    }

    /// Whether only a site's own texts speak so: consent, cookie lists, promotions, disclaimers.
    pub fn is_voiced(self) -> bool {
        self.voiced || self.closes
    }

    /// Whether such a text stands behind an article: disclaimers, the rules for comments.
    pub fn closes(self) -> bool {
        self.closes
    }

    /// Whether the line is a label of furniture and nothing else.
    pub fn is_label(self) -> bool {
        use Class::{Ending, Navigation, Notice, Related, Sharing};
        self.any(&[Navigation, Sharing, Related, Ending, Notice], &[Place::Whole])
    }
}

/// The phrases, ready to be matched.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    whole: FxHashMap<String, Signs>,
    /// The words, each as its [`number`].
    words: FxHashMap<u64, Known>,
    /// The phrases at the end of a line, by their last byte.
    ends: FxHashMap<u8, Vec<(String, Class)>>,
    callings: FxHashSet<String>,
}

/// What is known of a word.
#[derive(Clone, Debug, Default)]
struct Known {
    /// Whether it holds sentences together.
    joins: bool,
    /// Whether it begins a label, which is a whole line or stands in a row of others.
    labels: bool,
    /// The phrases that it begins.
    phrases: Vec<Running>,
}

/// A phrase at the start of a line or inside it, kept under its first word.
#[derive(Clone, Debug)]
struct Running {
    /// The other words, each as its [`number`].
    rest: Vec<u64>,
    sign: Sign,
    place: Place,
}

/// What a phrase at the start of a line or inside it is a sign of.
#[derive(Clone, Copy, Debug)]
enum Sign {
    /// Furniture of a class.
    Of(Class),
    /// The site speaking.
    Voice,
    /// The site speaking behind an article.
    Closing,
}

impl Running {
    /// Whether the phrase stands at `at`, where its first word is known to stand.
    fn stands(&self, words: &[u64], at: usize) -> bool {
        let behind = || words.get(at + 1..at + 1 + self.rest.len());
        (self.place == Place::Inside || at == 0) && behind().is_some_and(|behind| behind.iter().eq(&self.rest))
    }
}

/// Adds the phrases for the start of a line and for its inside.
fn add_running(known: &mut FxHashMap<u64, Known>, sign: Sign, phrases: &Phrases) {
    for (place, list) in [(Place::Start, &phrases.start), (Place::Inside, &phrases.inside)] {
        for phrase in list {
            let mut rest = numbers(&fold(phrase)).into_iter();
            if let Some(first) = rest.next() {
                known.entry(first).or_default().phrases.push(Running { rest: rest.collect(), sign, place });
            }
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Phrases {
    whole: Vec<String>,
    start: Vec<String>,
    inside: Vec<String>,
    end: Vec<String>,
}

#[derive(Default, Deserialize)]
struct Words {
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    navigation: Phrases,
    sharing: Phrases,
    related: Phrases,
    ending: Phrases,
    notice: Phrases,
    caption: Phrases,
    byline: Phrases,
    dating: Phrases,
    #[serde(default)]
    voice: Phrases,
    #[serde(default)]
    closing: Phrases,
    function_words: Words,
    #[serde(default)]
    callings: Words,
}

impl Lexicon {
    /// The lexicon built into the program.
    pub fn built_in() -> Self {
        Self::parse(&lexicon!("furniture")).unwrap_or_default()
    }

    /// Reads a lexicon file.
    pub fn parse(file: &str) -> Result<Self, toml::de::Error> {
        let file: File = file.parse::<toml::Table>()?.try_into()?;
        let callings = file.callings.words.iter().map(|word| fold(word)).collect();
        let mut lexicon = Self { callings, ..Self::default() };
        for word in &file.function_words.words {
            lexicon.words.entry(number(&fold(word))).or_default().joins = true;
        }
        let lists = [
            file.navigation,
            file.sharing,
            file.related,
            file.ending,
            file.notice,
            file.caption,
            file.byline,
            file.dating,
        ];
        for (class, phrases) in Class::ALL.into_iter().zip(&lists) {
            lexicon.take(class, phrases);
        }
        add_running(&mut lexicon.words, Sign::Voice, &file.voice);
        add_running(&mut lexicon.words, Sign::Closing, &file.closing);
        Ok(lexicon)
    }

    fn take(&mut self, class: Class, phrases: &Phrases) {
        for phrase in &phrases.whole {
            let folded = fold(phrase);
            let words = words_of(&folded);
            self.whole.entry(words.join(" ")).or_default().add(class, Place::Whole);
            if let Some(first) = words.first() {
                self.words.entry(number(first)).or_default().labels = true;
            }
        }
        add_running(&mut self.words, Sign::Of(class), phrases);
        for phrase in phrases.end.iter().map(|phrase| fold(phrase)) {
            let last = phrase.bytes().next_back().unwrap_or_default();
            self.ends.entry(last).or_default().push((phrase, class));
        }
    }

    /// The signs in a line of text.
    pub fn signs(&self, text: &str) -> Signs {
        let folded = fold(text);
        self.read(&folded, &numbers(&folded)).0
    }

    /// Whether a line may begin with a phrase of one of the classes, or be one: a quick look at its first word.
    pub fn may_open(&self, text: &str, classes: &[Class]) -> bool {
        let folded = fold(text);
        let known = |word: &str| self.words.get(&number(word));
        let labels = words_in(&folded).find(|w| !is_number(w)).and_then(known).is_some_and(|first| first.labels);
        let starts = |phrase: &Running| {
            phrase.place == Place::Start && matches!(phrase.sign, Sign::Of(class) if classes.contains(&class))
        };
        labels || words_in(&folded).next().and_then(known).is_some_and(|first| first.phrases.iter().any(starts))
    }

    /// The signs in a folded line, given the numbers of its words too, and how many of the words hold sentences together.
    pub fn read(&self, folded: &str, numbers: &[u64]) -> (Signs, u32) {
        let (mut signs, mut joining) = (self.whole(folded, numbers), 0);
        for (at, word) in numbers.iter().enumerate() {
            let Some(known) = self.words.get(word) else { continue };
            joining += u32::from(known.joins);
            known.phrases.iter().filter(|phrase| phrase.stands(numbers, at)).for_each(|phrase| signs.meet(phrase));
        }
        let tail = folded.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
        let ends = tail.bytes().next_back().and_then(|last| self.ends.get(&last));
        for (end, class) in ends.into_iter().flatten() {
            if tail.len() > end.len() && tail.ends_with(end.as_str()) {
                signs.add(*class, Place::End);
            }
        }
        (signs, joining)
    }

    fn whole(&self, folded: &str, numbers: &[u64]) -> Signs {
        let labels = |word: Option<&u64>| word.and_then(|word| self.words.get(word)).is_some_and(|word| word.labels);
        if folded.starts_with(|c: char| c.is_ascii_lowercase()) && !labels(numbers.first()) {
            return Signs::default(); // as of most lines
        }
        let mut named = words_in(folded).filter(|w| !is_number(w)).take(12).peekable();
        if !labels(named.peek().map(|first| number(first)).as_ref()) {
            return Signs::default();
        }
        let named: Vec<_> = named.collect();
        self.whole.get(&named.join(" ")).copied().or_else(|| self.row(&named)).unwrap_or_default()
    }

    /// The signs of a row of labels: `Mail Facebook Twitter LinkedIn`.
    fn row(&self, words: &[&str]) -> Option<Signs> {
        let mut signs = None;
        let mut at = 0;
        while at < words.len() {
            let label = |length: &usize| self.whole.get(&words.get(at..at + length)?.join(" ")).copied();
            let (length, found) = (1..=3).rev().find_map(|length| Some((length, label(&length)?)))?;
            signs = signs.or(Some(found));
            at += length;
        }
        signs
    }

    /// Whether a text opens as a note on its author does: a name, `is`, and within a few words what the person is.
    pub fn is_biography(&self, text: &str) -> bool {
        let bare = text.trim_start_matches(|c: char| !c.is_alphabetic());
        let mut words =
            split::head(bare, 260).split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
        let mut named = 0;
        let mut writes = false;
        for word in words.by_ref().filter(|word| !word.is_empty()).take(14) {
            if COPULAS.contains(&word) {
                writes = matches!(word, "writes" | "reports" | "covers");
                break;
            }
            let in_name = word.starts_with(char::is_uppercase) || NAME_LINKS.contains(&word);
            if !in_name {
                return false;
            }
            named += 1;
        }
        let is = |word: &str| self.callings.contains(&fold(word));
        let employed =
            writes && words.clone().find(|word| !word.is_empty()).is_some_and(|word| word == "for" || word == "from");
        named >= 2 && (employed || words.take(12).any(|word| word.split(['-', '/', '’', '\'']).any(is)))
    }

    /// Whether the folded word holds sentences together in one of the languages of the lexicon.
    pub fn is_function_word(&self, folded: &str) -> bool {
        self.words.get(&number(folded)).is_some_and(|known| known.joins)
    }
}

fn is_number(word: &str) -> bool {
    word.chars().all(char::is_numeric)
}

/// The verbs of a note on an author.
const COPULAS: [&str; 10] = ["is", "are", "was", "writes", "covers", "reports", "ist", "sind", "est", "es"];

/// Small words within and between names.
const NAME_LINKS: [&str; 8] = ["and", "und", "et", "y", "de", "van", "von", "der"];

/// The words of a folded text, each as its [`number`].
pub fn numbers(folded: &str) -> Vec<u64> {
    let mut numbers = Vec::with_capacity(folded.len() / 5);
    numbers.extend(words_in(folded).map(number));
    numbers
}

/// A number that stands for a word, to look it up and compare it by.
pub fn number(word: &str) -> u64 {
    hash::exact(word)
}

/// The words of a folded text; `©` counts as one, apostrophes belong to theirs.
pub fn words_of(folded: &str) -> Vec<&str> {
    words_in(folded).collect()
}

/// The same, one after the other.
pub fn words_in(folded: &str) -> impl Iterator<Item = &str> + Clone {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'\'';
    let quoted = |word: &str| word.starts_with('\'') || word.ends_with('\'');
    let bare = move |word| if quoted(word) { word.trim_matches('\'') } else { word };
    let words = split::stretches(folded, is_letter, |c| split::is_alphanumeric(c) || c == '©').map(bare);
    words.filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, class: Class, place: Option<Place>) {
        assert_eq!(Lexicon::built_in().signs(line).place(class), place, "{line}");
    }

    #[test]
    fn phrases_are_found_where_they_may_stand() {
        check("Read more", Class::Related, Some(Place::Whole));
        check("Mail  Facebook  Copy link", Class::Sharing, Some(Place::Whole));
        check("Comments (12)", Class::Ending, Some(Place::Whole));
        check("READ ALSO: Talks resume in Vienna", Class::Related, Some(Place::Start));
        check("Talks resume in ViennaRead more", Class::Related, Some(Place::End));
        check("The bridge in May. (Ana Ruiz/Getty Images)", Class::Caption, Some(Place::Inside));
        check("© 2021 Harbour Times", Class::Ending, Some(Place::Start));
        check("The ministers read more letters than they wrote.", Class::Related, None);
        check("Подпишитесь на наш канал", Class::Notice, Some(Place::Start));
    }

    #[test]
    fn a_quick_look_misses_no_phrase_that_opens_a_line() {
        let lexicon = Lexicon::built_in();
        let classes = [Class::Notice, Class::Related];
        for line in ["Read more", "12 Read more", "Sign up for our newsletter", "READ ALSO: Talks resume in Vienna"] {
            assert!(lexicon.signs(line).any(&classes, &[Place::Whole, Place::Start]), "{line}");
            assert!(lexicon.may_open(line, &classes), "{line}");
        }
        assert!(!lexicon.may_open("He left for Vienna.", &classes));
    }

    #[test]
    fn the_built_in_lexicon_is_read() {
        let lexicon = Lexicon::built_in();
        assert!(lexicon.is_function_word("the") && lexicon.whole.len() > 100);
    }
}
