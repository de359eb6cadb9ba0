//! What is known about names before reading: places, organisations, people, titles, given names, and the words that
//! tell what a name is. Parsed from the TOML files of `assets/lexicon/actors/` and of the user; found by words.

use super::discover::Learned;
use super::hint::{Hint, Hints};
use super::profile::Gender;
use crate::error::{Error, ErrorKind, Result};
use crate::extract::assets::{asset, lexicon};
use crate::model::ActorKind;
use crate::tagger::{WhileUsed, hash};
use crate::text::fold::fold;
use crate::text::spelling;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// The lexicons that come with the program.
fn built_in() -> [String; 6] {
    [
        lexicon!("actors/places"),
        lexicon!("actors/organisations"),
        lexicon!("actors/people"),
        lexicon!("actors/titles"),
        lexicon!("actors/given_names"),
        lexicon!("actors/words"),
    ]
}

static MODEL: LazyLock<Vec<u8>> = LazyLock::new(|| asset!("models/names"));

/// What the model makes of words, laid out once for all that use it at a time.
static LEARNED: WhileUsed<Learned<'static>> = WhileUsed::new();

/// The most words a known name or title is looked up with.
pub const LONGEST: usize = 8;

/// What is known about names before reading.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    entries: Vec<Entry>,
    /// By the hash of the words.
    names: FxHashMap<u64, Named>,
    adjectives: FxHashMap<String, usize>,
    surnames: FxHashMap<String, Vec<usize>>,
    titles: FxHashMap<String, Title>,
    given: FxHashMap<String, (bool, bool)>,
    spellings: FxHashMap<String, String>,
    classes: FxHashMap<String, Class>,
    executive: Vec<String>,
    groups: FxHashMap<String, String>,
    bodies: FxHashMap<String, String>,
    scopes: FxHashMap<String, String>,
    hints: Hints,
    learned: Option<Arc<Learned<'static>>>,
}

/// A known actor.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its id in every article.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Of a person.
    pub gender: Option<Gender>,
    /// Offices held at some time, `president of France`.
    pub roles: Vec<String>,
    /// Adjectives, folded: the first is the usual one.
    pub adjectives: Vec<String>,
    /// Last words of an organisation's long names, by which it is referred back to: `the Alliance`.
    pub heads: Vec<String>,
    /// Whether it is a state, so that the names of its capital may stand for it.
    pub state: bool,
    /// Whether things also only happen there.
    pub venue: Venue,
}

/// Whether an actor is a place for others as well, and no actor where it is only that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Venue {
    /// It acts wherever it is named.
    #[default]
    No,
    /// A building or platform: `at the White House`, `on Twitter`.
    Located,
    /// A capital: where its name does not stand for the state, it is a venue.
    Capital,
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// The entry, see [`Lexicon::entry`].
    pub entry: usize,
    /// For the names of a capital: the entry of its state.
    pub state: Option<usize>,
    /// Whether it is an everyday word or the initials of many things.
    pub ordinary: bool,
    /// Whether it is written in capitals only.
    pub capitals: bool,
}

/// A title or office.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Title {
    /// Where the word itself has one.
    pub gender: Option<Gender>,
    /// Words that refer back to who holds it.
    pub also: Vec<String>,
}

/// What a word says about the name it is part of or stands beside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Class {
    /// Nothing.
    #[default]
    Plain,
    /// A title's word.
    Title,
    /// A verb of saying, or one that people are the subject of.
    Say,
    /// A preposition of place.
    Locative,
    /// The head of an organisation's name.
    Organisation,
    /// Part of a place's name.
    Place,
    /// No actor however it is written.
    Never,
    /// The head of a name of an event, a text or a prize.
    Event,
    /// A product or weapon.
    Product,
    /// A noun for those who belong to a body: `members`, `officials`.
    Member,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    states: BTreeMap<String, Row>,
    places: BTreeMap<String, Row>,
    organisations: BTreeMap<String, Row>,
    people: BTreeMap<String, Row>,
    titles: BTreeMap<String, TitleRow>,
    given: Given,
    spellings: BTreeMap<String, String>,
    words: BTreeMap<String, String>,
    groups: BTreeMap<String, String>,
    bodies: BTreeMap<String, Vec<String>>,
    scopes: BTreeMap<String, String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Row {
    id: Option<String>,
    also: Vec<String>,
    capital: Vec<String>,
    seat: Vec<String>,
    demonym: Vec<String>,
    ordinary: Vec<String>,
    kind: Option<ActorKind>,
    gender: Option<Gender>,
    roles: Vec<String>,
    surname: Option<bool>,
    venue: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct TitleRow {
    gender: Option<Gender>,
    also: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Given {
    female: String,
    male: String,
}

impl Lexicon {
    /// What is built into the program.
    pub fn built_in() -> Self {
        Self { learned: LEARNED.get(|| Learned::parse(&MODEL).ok()), ..Self::known_only() }
    }

    /// The built-in lists without the trained tagger, as training needs them.
    pub fn known_only() -> Self {
        // A test reads every file, so that none is left out here.
        built_in().iter().fold(Self::default(), |lexicon, toml| match parse(toml) {
            Ok(file) => lexicon.with(file),
            Err(_) => lexicon,
        })
    }

    /// With what a file in the form of `assets/lexicon/actors/*.toml` says besides; where both name an actor the file wins.
    /// Fails where it is no such file.
    pub fn extended(self, toml: &str) -> Result<Self> {
        Ok(self.with(parse(toml)?))
    }

    /// A known actor by the number that [`Named`] holds.
    pub fn entry(&self, number: usize) -> Option<&Entry> {
        self.entries.get(number)
    }

    /// What finds names that nobody listed.
    pub fn learned(&self) -> Option<&Learned<'static>> {
        self.learned.as_deref()
    }

    /// What a name stands for: its words folded, one space between.
    pub fn named(&self, words: &str) -> Option<Named> {
        self.names.get(&hash::exact(words)).copied()
    }

    /// What single words say, in one place.
    pub fn hint(&self, folded: &str, hash: u64) -> Hint {
        self.hints.of(folded, hash)
    }

    /// The place whose adjective it is, folded: `french`.
    pub fn adjective(&self, word: &str) -> Option<usize> {
        self.adjectives.get(word).copied()
    }

    /// Known people with that surname, by its key; the flag of those whose surname alone will do is in the entry's names.
    pub fn people_by_surname(&self, key: &str) -> &[usize] {
        self.surnames.get(key).map_or(&[], Vec::as_slice)
    }

    /// A title or office, folded.
    pub fn title(&self, words: &str) -> Option<&Title> {
        self.titles.get(words)
    }

    /// Whether a word is a given name, folded.
    pub fn is_given(&self, word: &str) -> bool {
        self.given.contains_key(word)
    }

    /// The gender of those who bear a given name, folded; none where both do.
    pub fn gender(&self, given: &str) -> Option<Gender> {
        match self.given.get(given)? {
            (true, false) => Some(Gender::Female),
            (false, true) => Some(Gender::Male),
            _ => None,
        }
    }

    /// The form of a romanised given name in ids.
    pub fn given_form(&self, romanised: &str) -> String {
        self.spellings.get(romanised).cloned().unwrap_or_else(|| spelling::given(romanised))
    }

    /// What a word says about a name, folded.
    pub fn class(&self, word: &str) -> Class {
        self.classes.get(word).copied().unwrap_or_default()
    }

    /// Whether a body named after a person ends in this word: `administration`.
    pub fn is_executive(&self, word: &str) -> bool {
        self.executive.iter().any(|w| w == word)
    }

    /// The word that stands in a group's id for a plural head: `nations` gives `countries`.
    pub fn group_head(&self, word: &str) -> Option<&str> {
        self.groups.get(word).map(String::as_str)
    }

    /// The words that stand in the id of a state's body for what it is called: `defense ministry` gives `defence-ministry`.
    pub fn body(&self, words: &str) -> Option<&str> {
        self.bodies.get(words).map(String::as_str)
    }

    /// The word that stands in a group's id for what is before its head: `global` gives `world`.
    pub fn scope(&self, word: &str) -> Option<&str> {
        self.scopes.get(word).map(String::as_str)
    }

    fn with(mut self, file: File) -> Self {
        for (name, row) in file.states {
            self.add_state(&name, &row);
        }
        for (rows, kind) in [
            (file.places, ActorKind::Place),
            (file.organisations, ActorKind::Organisation),
            (file.people, ActorKind::Person),
        ] {
            for (name, row) in rows {
                self.add(&name, &row, kind, false);
            }
        }
        self.add_titles(file.titles);
        self.add_given(&file.given);
        for (form, variants) in &file.spellings {
            self.spellings.extend(variants.split_whitespace().map(|v| (v.to_owned(), form.clone())));
        }
        self.add_words(&file.words);
        self.groups.extend(inverted(&file.groups));
        for (id, names) in file.bodies {
            self.bodies.extend(names.into_iter().map(|name| (name, id.clone())));
        }
        self.scopes.extend(inverted(&file.scopes));
        self.hint_at_lists();
        self
    }

    /// Takes down which words it is worth to ask the lists about.
    fn hint_at_lists(&mut self) {
        for (word, class) in &self.classes {
            self.hints.entry(word).class = *class;
        }
        for title in self.titles.keys() {
            self.hints.entry(title.split(' ').next().unwrap_or_default()).starts_title = true;
        }
        let last = |name: &'_ String| name.rsplit(' ').next().map(str::to_owned);
        let bodies: Vec<_> = self.bodies.keys().filter_map(last).collect();
        for word in self.groups.keys().chain(&self.executive).chain(&bodies) {
            self.hints.entry(word).ends_group = true;
        }
        self.given.keys().for_each(|name| self.hints.entry(name).given = true);
        self.adjectives.keys().for_each(|adjective| self.hints.entry(adjective).adjective = true);
    }

    fn add_state(&mut self, name: &str, row: &Row) {
        let state = self.add(name, row, ActorKind::Place, true);
        for seat in &row.seat {
            self.name(seat, Named { entry: state, state: None, ordinary: false, capitals: false });
        }
        if let Some(capital) = row.capital.first() {
            let other = Row { also: row.capital[1..].to_vec(), ..Row::default() };
            let city = self.add(capital, &other, ActorKind::Place, false);
            self.entries[city].venue = Venue::Capital;
            for name in &row.capital {
                self.name(name, Named { entry: city, state: Some(state), ordinary: false, capitals: false });
            }
        }
    }

    fn add(&mut self, name: &str, row: &Row, kind: ActorKind, state: bool) -> usize {
        let kind = row.kind.unwrap_or(kind);
        let number = self.entries.len();
        let id = row.id.clone().unwrap_or_else(|| self.id(name, kind));
        let adjectives: Vec<_> = row.demonym.iter().map(|d| fold(d)).collect();
        for adjective in &adjectives {
            self.adjectives.entry(adjective.clone()).or_insert(number);
        }
        self.entries.push(Entry {
            id,
            name: name.to_owned(),
            kind,
            gender: row.gender,
            roles: row.roles.clone(),
            adjectives,
            heads: heads(name, row).filter(|_| kind == ActorKind::Organisation).collect(),
            state,
            venue: if row.venue { Venue::Located } else { Venue::No },
        });
        for also in std::iter::once(name).chain(row.also.iter().map(String::as_str)) {
            let ordinary = row.ordinary.iter().any(|o| o == also);
            self.name(also, Named { entry: number, state: None, ordinary, capitals: in_capitals(also) });
        }
        if kind == ActorKind::Person {
            self.add_surname(name, number, row.surname.unwrap_or(true));
        }
        number
    }

    fn name(&mut self, name: &str, named: Named) {
        let name = folded(name);
        let ends = name.match_indices([' ', '/', '+', ',', '.']).map(|(at, _)| at);
        // Marks are words of the text as well.
        let further = name.bytes().map(|b| if b == b'/' { 2 } else { u8::from(b" +,.".contains(&b)) });
        let words = further.fold(1, u8::saturating_add);
        for end in ends.chain([name.len()]) {
            let longest = &mut self.hints.entry(&name[..end]).starts_known;
            *longest = words.max(*longest);
        }
        self.names.insert(hash::exact(&name), named);
    }

    /// A surname stands for a known person; where it may be anyone's it only helps to join spellings.
    fn add_surname(&mut self, name: &str, number: usize, alone: bool) {
        let words: Vec<&str> = name.split(' ').collect();
        let Some((last, ahead)) = words.split_last().filter(|(_, ahead)| !ahead.is_empty()) else { return };
        self.surnames.entry(spelling::key(&spelling::romanise(last))).or_default().push(number);
        if alone && self.named(&folded(last)).is_none() {
            self.name(last, Named { entry: number, state: None, ordinary: false, capitals: false });
        }
        let particles = ahead.iter().rposition(|w| w.starts_with(char::is_uppercase)).map_or(0, |at| at + 1);
        if alone && particles < ahead.len() {
            self.name(
                &words[particles..].join(" "),
                Named { entry: number, state: None, ordinary: false, capitals: false },
            );
        }
    }

    fn add_titles(&mut self, titles: BTreeMap<String, TitleRow>) {
        for (title, row) in titles {
            for word in title.split([' ', '-']) {
                if !matches!(word, "of" | "for" | "in" | "the") {
                    self.classes.entry(word.to_owned()).or_insert(Class::Title);
                }
            }
            self.titles.insert(title, Title { gender: row.gender, also: row.also });
        }
    }

    fn add_given(&mut self, given: &Given) {
        for name in given.female.split_whitespace() {
            self.given.entry(name.to_owned()).or_default().0 = true;
        }
        for name in given.male.split_whitespace() {
            self.given.entry(name.to_owned()).or_default().1 = true;
        }
    }

    fn add_words(&mut self, words: &BTreeMap<String, String>) {
        for (class, list) in words {
            let class = match class.as_str() {
                "organisation" => Class::Organisation,
                "place" => Class::Place,
                "say" => Class::Say,
                "locative" => Class::Locative,
                "never" => Class::Never,
                "event" => Class::Event,
                "product" => Class::Product,
                "member" => Class::Member,
                _ => {
                    self.executive.extend(list.split_whitespace().map(str::to_owned));
                    continue;
                }
            };
            self.classes.extend(list.split_whitespace().map(|w| (w.to_owned(), class)));
        }
    }

    /// The id of an actor by its full name.
    pub fn id(&self, name: &str, kind: ActorKind) -> String {
        let words: Vec<String> = name.split_whitespace().map(spelling::romanise).collect();
        if kind != ActorKind::Person {
            return spelling::slug(words.iter().map(String::as_str));
        }
        let last = words.iter().rposition(|w| !is_generation(w)).unwrap_or_default();
        let forms = words.iter().enumerate().filter(|(at, word)| *at == 0 || *at >= last || !is_initial(word));
        let forms: Vec<_> = forms
            .map(|(at, word)| match at {
                _ if at == last => spelling::surname(word),
                0 => self.given_form(word),
                _ => word.clone(),
            })
            .collect();
        spelling::slug(forms.iter().map(String::as_str))
    }
}

/// The last words of names of several words.
fn heads<'a>(name: &'a str, row: &'a Row) -> impl Iterator<Item = String> + 'a {
    let names = std::iter::once(name).chain(row.also.iter().map(String::as_str));
    names.filter_map(|name| name.rsplit_once(' ')).map(|(_, last)| spelling::romanise(last))
}

/// `J.` or `J`.
pub fn is_initial(word: &str) -> bool {
    word.trim_end_matches('.').chars().count() == 1
}

/// `Jr.`, `III`.
pub fn is_generation(word: &str) -> bool {
    matches!(word.trim_end_matches('.'), "jr" | "sr" | "ii" | "iii" | "iv" | "xiv" | "xvi")
}

fn parse(toml: &str) -> Result<File> {
    // By way of a table, as code that reads every kind of file from the text itself would be a hundred kilobytes.
    let table = toml.parse::<toml::Table>();
    let file = table.and_then(toml::Table::try_into);
    file.map_err(|e| Error::new(ErrorKind::Malformed, format!("not an actor lexicon: {e}")))
}

fn inverted(lists: &BTreeMap<String, String>) -> impl Iterator<Item = (String, String)> {
    lists.iter().flat_map(|(id, words)| words.split_whitespace().map(|w| (w.to_owned(), id.clone())))
}

fn in_capitals(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

/// A name as it is looked up: folded words, `the` left out, one space between.
pub fn folded(name: &str) -> String {
    let words: Vec<String> = name.split([' ', '-']).filter(|w| !w.is_empty()).map(spelling::romanise).collect();
    let from = usize::from(words.len() > 1 && words[0] == "the");
    words[from..].join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_file_is_read() {
        for toml in &built_in() {
            parse(toml).unwrap();
        }
    }

    #[test]
    fn names_lead_to_entries() {
        let lexicon = Lexicon::built_in();
        for (name, id) in [
            ("NATO", "nato"),
            ("the Guardian", "the-guardian"),
            ("ТСН", "tsn"),
            ("Kremlin", "russia"),
            ("U.S.", "united-states"),
            ("Volodymyr Zelensky", "volodymyr-zelensky"),
            ("Rutte", "mark-rutte"),
            ("von der Leyen", "ursula-von-der-leyen"),
        ] {
            let named = lexicon.named(&folded(name)).unwrap_or_else(|| panic!("{name}"));
            assert_eq!(lexicon.entry(named.entry).unwrap().id, id);
        }
        let kyiv = lexicon.named("kyiv").unwrap();
        assert_eq!(lexicon.entry(kyiv.state.unwrap()).unwrap().id, "ukraine");
    }

    #[test]
    fn a_users_file_extends_and_overrules() {
        let toml = "[organisations]\n\"Ministry of Silly Walks\" = { also = [\"MSW\"] }\n[people]\n\"Ann Other\" = { gender = \"female\" }";
        let lexicon = Lexicon::built_in().extended(toml).unwrap();
        let named = lexicon.named("msw").unwrap();
        assert_eq!(lexicon.entry(named.entry).unwrap().id, "ministry-of-silly-walks");
        assert!(Lexicon::default().extended("[people]\nx = 3").is_err());
    }

    #[test]
    fn ids_are_canonical() {
        let lexicon = Lexicon::built_in();
        for (name, id) in [
            ("Volodymyr Zelenskyy", "volodymyr-zelensky"),
            ("Sergei Lavrov", "sergey-lavrov"),
            ("Donald J. Trump", "donald-trump"),
            ("Yury Ushakov", "yuri-ushakov"),
            ("Kim Jong-un", "kim-jong-un"),
        ] {
            assert_eq!(lexicon.id(name, ActorKind::Person), id);
        }
    }
}
