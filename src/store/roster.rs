//! Who and what occurs in the store: actors, themes and sources, each under one id with its postings.
//!
//! An entry is found by its id, by words of any spelling of its name, by other transliterations of these, or by how such
//! words begin.

use super::index::name_key;
use super::kept::{Bytes, Keeps, keeps};
use super::outlet::{self, joined};
use super::places::{self, Places};
use super::stream::Word;
use super::words::{self, Vocabulary};
use crate::model::{ActorKind, Span};
use crate::sorting;
use crate::text::spelling;
use roaring::RoaringBitmap;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// An actor, theme or source of the store.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What the filter language calls it (`mark-rutte`).
    pub id: Arc<str>,
    /// What a person calls it: the name that most articles give it, the earliest of equally frequent ones.
    pub name: Arc<str>,
    /// What kind of actor it is; `None` for themes and sources.
    pub kind: Option<ActorKind>,
    /// The articles that name it, are about it or come from it.
    pub articles: Places,
    /// The statements by it (actors), about it (themes) or in it (sources).
    pub statements: Places,
    /// The statements whose content names it; for actors only.
    pub named_in: Places,
    names: Vec<(Arc<str>, u32)>,
    /// The words of the name, once they were asked for.
    words: Option<Box<[u32]>>,
}

keeps!(Entry { id, name, kind, articles, statements, named_in, names, words });

impl Entry {
    /// All names and spellings that articles give it; the number is that of articles that take it as the name.
    pub fn names(&self) -> &[(Arc<str>, u32)] {
        &self.names
    }

    /// Whether some article spells it so.
    pub fn is_called(&self, name: &str) -> bool {
        self.names.iter().any(|(known, _)| **known == *name)
    }

    /// Notes how an article spells it, or takes that as the name; whether no article did before.
    fn spelled(&mut self, name: &str, is_name: bool) -> bool {
        let known = self.names.iter().position(|(known, _)| **known == *name);
        let at = known.unwrap_or(self.names.len());
        if known.is_none() {
            self.names.push((name.into(), 0));
        }
        if is_name {
            self.names[at].1 += 1;
            self.choose_name();
        }
        known.is_none()
    }

    /// Whether one of its names is no address.
    fn has_proper_name(&self) -> bool {
        self.names.iter().any(|(name, _)| !outlet::is_address(name))
    }

    fn choose_name(&mut self) {
        let is_address = |name: &str| self.kind.is_none() && outlet::is_address(name);
        let best = self.names.iter().rev().max_by_key(|(name, count)| (!is_address(name), *count));
        if let Some((best, _)) = best
            && *best != self.name
        {
            (self.name, self.words) = (Arc::clone(best), None);
        }
    }
}

/// All entries of one sort, in the order of their first occurrence.
#[derive(Debug, Default)]
pub struct Roster {
    entries: Vec<Entry>,
    places: FxHashMap<Arc<str>, u32>,
    /// Words of all spellings, to the places of the entries that bear them.
    words: FxHashMap<Box<str>, Places>,
    /// What transliterations of these words have in common, to the same places.
    keys: FxHashMap<Box<str>, Places>,
}

impl Roster {
    /// The entries, in the order of their first occurrence.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry with an id.
    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.entries.get(*self.places.get(id)? as usize)
    }

    /// The entries that `name` may mean: the one with that id, and those as well known by it; else those that are
    /// [called](Self::called) so.
    pub fn named(&self, name: &str) -> Vec<&Entry> {
        match self.get(name).or_else(|| self.get(&name.to_lowercase())) {
            Some(entry) => self.with_namesakes(entry),
            None => self.called(name),
        }
    }

    /// The entries with a spelling that holds all words of a name, be it in another transliteration or script (`Зеленський`
    /// is `Zelenskyy` and `Zelensky`); else those with words that begin with its words, or with all of them written as one
    /// (`cease-fire`).
    pub fn called(&self, name: &str) -> Vec<&Entry> {
        let words = words::of(name);
        let whole = bearing(&words, |word| self.spelled_like(word));
        let begun = || Some(bearing(&words, |word| self.beginning_with(word))).filter(|begun| !begun.is_empty());
        let joined = || if words.len() > 1 { self.beginning_with(&words.concat()) } else { RoaringBitmap::new() };
        let places = if whole.is_empty() { begun().unwrap_or_else(joined) } else { whole };
        places.iter().map(|place| &self.entries[place as usize]).collect()
    }

    /// The outlets that `name` may mean: those [named](Self::named) so and, unless it is an id, those whose address holds it,
    /// and those that it is the address of (`aljazeera` and `Al Jazeera`).
    pub fn outlets_named(&self, name: &str) -> Vec<&Entry> {
        let (mut found, asked) = (self.named(name), joined(name));
        if self.get(name).is_some() || asked.len() < ADDRESS_LETTERS {
            return found;
        }
        let held = |entry: &&Entry| {
            let holds = |name: &str| joined(name) == asked || outlet::is_address(name) && joined(name).contains(&asked);
            entry.names.iter().any(|(name, _)| holds(name))
        };
        for entry in self.entries.iter().filter(held) {
            if !found.iter().any(|other| std::ptr::eq(*other, entry)) {
                found.push(entry);
            }
        }
        found
    }

    /// At most so many entries with words that begin with these; where none does, with these in any transliteration, or that
    /// begin with them in Latin letters. Those that have them as whole words come first, then those that most articles have.
    pub fn beginning(&self, letters: &str, most: usize) -> Vec<&Entry> {
        let words = words::of(letters);
        let begun = bearing(&words, |word| self.beginning_with(word));
        let places = match (words.is_empty(), begun.is_empty()) {
            (true, _) => (0..self.entries.len() as u32).collect(),
            (_, true) => {
                let alike = bearing(&words, |word| self.spelled_like(word));
                let latin = |word: &str| self.beginning_with(&spelling::romanise(word));
                if alike.is_empty() { bearing(&words, latin) } else { alike }
            }
            _ => begun,
        };
        let whole = bearing(&words, |word| places::union(self.words.get(word)));
        let mut found: Vec<u32> = places.iter().collect();
        sorting::by_key(&mut found, |place| {
            (!whole.contains(*place), std::cmp::Reverse(self.entries[*place as usize].articles.len()))
        });
        found.into_iter().take(most).map(|place| &self.entries[place as usize]).collect()
    }

    /// An entry and, where its id is one word, whoever else is known by that word: people in as many articles, all others in
    /// more, and what is called so and nothing else (`US`). `clinton` is not only what somebody once took for a name of its
    /// own.
    fn with_namesakes<'a>(&'a self, entry: &'a Entry) -> Vec<&'a Entry> {
        if entry.id.contains('-') {
            return vec![entry];
        }
        let is_so = |name: &str| matches!(&words::of(name)[..], [word] if **word == *entry.id);
        let known = |other: &&Entry| {
            let least = entry.articles.len() + u64::from(other.kind != Some(ActorKind::Person));
            let better = other.kind.is_some() && other.articles.len() >= least;
            !std::ptr::eq(*other, entry) && (better || other.names.iter().any(|(name, _)| is_so(name)))
        };
        let bearers = self.spelled_like(&entry.id).into_iter().map(|place| &self.entries[place as usize]);
        std::iter::once(entry).chain(bearers.filter(known)).collect()
    }

    /// The places that bear the word in any transliteration.
    fn spelled_like(&self, word: &str) -> RoaringBitmap {
        let alike = name_key(word).and_then(|key| self.keys.get(key.as_str()));
        places::union(self.words.get(word).into_iter().chain(alike))
    }

    fn beginning_with(&self, prefix: &str) -> RoaringBitmap {
        places::union(self.words.iter().filter(|(word, _)| word.starts_with(prefix)).map(|(_, bearers)| bearers))
    }

    /// The place of the entry with an id, a new one where it is new; the occurrence bears `name`. Whether it never did.
    pub(super) fn occurs(&mut self, id: &str, name: &str, kind: Option<ActorKind>) -> (u32, bool) {
        let place = self.places.get(id).copied().unwrap_or_else(|| self.open(id, name, kind));
        (place, self.note_name(place, name, true))
    }

    /// The place of an outlet that publishes under a name or an address, a new one where it is new: `Al Jazeera` and
    /// `aljazeera.com` are one. Of two addresses neither is the other's.
    pub(super) fn publishes(&mut self, id: &str, name: &str) -> u32 {
        let (key, is_address) = (outlet::key(name), outlet::is_address(name));
        let is_named = |place: &u32| !is_address || self.entries[*place as usize].has_proper_name();
        let known = self.places.get(id).copied();
        let same = || key.as_deref().and_then(|key| self.places.get(key)).copied().filter(is_named);
        let place = known.or_else(same).unwrap_or_else(|| self.open(id, name, None));
        self.note_name(place, name, true);
        self.note_outlet(place, key);
        place
    }

    /// Has an outlet found by what its names and its address have in common.
    fn note_outlet(&mut self, place: u32, key: Option<String>) {
        if let Some(key) = key.filter(|key| !self.places.contains_key(key.as_str())) {
            self.places.insert(key.into(), place);
        }
    }

    /// The same for all outlets, as they were.
    pub(super) fn note_outlets(&mut self) {
        for place in 0..self.entries.len() {
            let keys: Vec<_> = self.entries[place].names.iter().map(|(name, _)| outlet::key(name)).collect();
            for key in keys {
                self.note_outlet(place as u32, key);
            }
        }
    }

    /// Notes a spelling of an entry; whether it is new.
    pub(super) fn spelled(&mut self, place: u32, spelling: &str) -> bool {
        self.note_name(place, spelling, false)
    }

    fn note_name(&mut self, place: u32, name: &str, is_name: bool) -> bool {
        let is_new = self.entries[place as usize].spelled(name, is_name);
        if is_new {
            self.note_words(place, name);
        }
        is_new
    }

    fn note_words(&mut self, place: u32, name: &str) {
        for word in words::of(name) {
            let new = match self.words.get_mut(word.as_str()) {
                Some(places) => places.insert(place),
                None => self.words.entry(word.as_str().into()).or_default().insert(place),
            };
            if new && let Some(key) = name_key(&word) {
                self.keys.entry(key.into()).or_default().insert(place);
            }
        }
    }

    /// The place of the entry with an id.
    pub(super) fn place(&self, id: &str) -> Option<u32> {
        self.places.get(id).copied()
    }

    /// The entry at a place that is there, to note more about it.
    pub(super) fn entry_mut(&mut self, place: u32) -> &mut Entry {
        &mut self.entries[place as usize]
    }

    /// The words of the name of the entry at a place.
    pub(super) fn words_of_name(&mut self, place: u32, all: &mut Vocabulary) -> impl Iterator<Item = Word> + '_ {
        let entry = &mut self.entries[place as usize];
        let name = &entry.name;
        let words = entry.words.get_or_insert_with(|| {
            let mut words = Vec::new();
            words::each(name, Span::new(0, name.len()), |_, word| words.push(all.intern(word)));
            words.into()
        });
        words.iter().map(|number| Word { number: *number, capital: false })
    }

    fn open(&mut self, id: &str, name: &str, kind: Option<ActorKind>) -> u32 {
        let (id, place) = (Arc::<str>::from(id), self.entries.len() as u32);
        self.places.insert(Arc::clone(&id), place);
        self.entries.push(Entry {
            id,
            name: name.into(),
            kind,
            articles: Places::default(),
            statements: Places::default(),
            named_in: Places::default(),
            names: Vec::new(),
            words: None,
        });
        place
    }
}

impl Keeps for Roster {
    fn keep(&self, to: &mut Vec<u8>) {
        let Self { entries, places: _, words, keys } = self;
        entries.keep(to);
        words.keep(to);
        keys.keep(to);
    }

    fn recall(from: &mut Bytes) -> Option<Self> {
        let (mut entries, words, keys) = (Vec::<Entry>::recall(from)?, Keeps::recall(from)?, Keeps::recall(from)?);
        for entry in &mut entries {
            // The same words in one place, as they were.
            if let Some((name, _)) = entry.names.iter().find(|(name, _)| **name == *entry.name) {
                entry.name = Arc::clone(name);
            }
        }
        let places = (0..).zip(&entries).map(|(place, entry)| (Arc::clone(&entry.id), place)).collect();
        Some(Self { entries, places, words, keys })
    }
}

/// Letters from which on part of an address is more than chance.
const ADDRESS_LETTERS: usize = 4;

/// The places that all the words have.
fn bearing(words: &[String], places: impl Fn(&str) -> RoaringBitmap) -> RoaringBitmap {
    words.iter().map(|word| places(word)).reduce(|all, one| all & one).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: &[&str]) {
        let mut roster = Roster::default();
        for (id, name) in [
            ("ana-silva", "Ana Silva"),
            ("silva", "Silva"),
            ("joao-silva", "João Silva"),
            ("ana-silva", "A. Silva"),
            ("ana-silva", "Ana Silva"),
        ] {
            roster.occurs(id, name, None);
        }
        let found: Vec<_> = roster.named(name).iter().map(|entry| &*entry.id).collect();
        assert_eq!(found, expected, "{name}");
    }

    #[test]
    fn ids_come_before_words_and_words_before_beginnings() {
        check("silva", &["silva"]);
        check("ana-silva", &["ana-silva"]);
        check("Ana", &["ana-silva"]);
        check("SILVA ana", &["ana-silva"]);
        check("joao", &["joao-silva"]);
        check("silv", &["ana-silva", "silva", "joao-silva"]);
        check("jo sil", &["joao-silva"]);
        check("jo-ao", &["joao-silva"]);
        check("pedro", &[]);
        check("", &[]);
    }

    #[test]
    fn whoever_is_better_known_by_a_name_is_meant_too() {
        let mut roster = Roster::default();
        let people = [("silva", 1), ("ana-silva", 3), ("joao-silva", 1)];
        for (at, (id, count)) in people.into_iter().enumerate() {
            for n in 0..count {
                let (place, _) = roster.occurs(id, &id.replace('-', " "), Some(ActorKind::Person));
                roster.entry_mut(place).articles.insert(10 * at as u32 + n);
            }
        }
        let found = |name: &str| roster.named(name).iter().map(|entry| &*entry.id).collect::<Vec<_>>().join(" ");
        assert_eq!(found("silva"), "silva ana-silva joao-silva");
        assert_eq!(found("joao-silva"), "joao-silva");
    }

    #[test]
    fn what_has_a_word_for_an_id_leaves_it_to_whom_all_call_so() {
        let mut roster = Roster::default();
        let actors = [
            ("us", "U.S", 1),
            ("united-states", "US", 1),
            ("us-treasury", "US Treasury", 1),
            ("us-post", "US Post", 2),
        ];
        for (at, (id, name, count)) in actors.into_iter().enumerate() {
            for n in 0..count {
                let (place, _) = roster.occurs(id, name, Some(ActorKind::Organisation));
                roster.entry_mut(place).articles.insert(10 * at as u32 + n);
            }
        }
        let found: Vec<_> = roster.named("us").iter().map(|entry| &*entry.id).collect();
        assert_eq!(found, ["us", "united-states", "us-post"]);
    }

    #[test]
    fn beginnings_are_completed_most_frequent_first() {
        let mut roster = Roster::default();
        for (at, name) in ["Ana Silva", "Silvan Peth", "Silvan Peth", "Oto"].into_iter().enumerate() {
            let id = name.to_lowercase().replace(' ', "-");
            let (place, _) = roster.occurs(&id, name, None);
            roster.entry_mut(place).articles.insert(at as u32);
        }
        let check = |letters: &str, most: usize, expected: &[&str]| {
            let found: Vec<_> = roster.beginning(letters, most).iter().map(|entry| &*entry.id).collect();
            assert_eq!(found, expected, "{letters}");
        };
        check("sil", 9, &["silvan-peth", "ana-silva"]);
        check("sil", 1, &["silvan-peth"]);
        check("silva", 9, &["ana-silva", "silvan-peth"]);
        check("Sil an", 9, &["ana-silva"]);
        check("Сильва", 9, &["ana-silva"]);
        check("", 1, &["silvan-peth"]);
        check("x", 9, &[]);
    }

    #[test]
    fn a_name_is_found_through_all_transliterations_and_scripts() {
        let mut roster = Roster::default();
        for (id, name) in [("ozhelenko", "Taras Ozhelenskyy"), ("мирний", "Панас Мирний"), ("erdal", "Erdoğal Tan")]
        {
            roster.occurs(id, name, None);
        }
        for (name, expected) in [
            ("Ozhelenskyy", "ozhelenko"),
            ("ozhelensky", "ozhelenko"),
            ("Ожеленський", "ozhelenko"),
            ("taras ozhelenskiy", "ozhelenko"),
            ("Myrnyi", "мирний"),
            ("erdogal", "erdal"),
        ] {
            let found: Vec<_> = roster.named(name).iter().map(|entry| &*entry.id).collect();
            assert_eq!(found, [expected], "{name}");
        }
        assert!(roster.named("ozhelenska").is_empty());
    }

    #[test]
    fn the_most_frequent_name_is_shown() {
        let mut roster = Roster::default();
        for name in ["A. Silva", "Ana Silva", "Ana Silva", "A. Silva"] {
            roster.occurs("ana-silva", name, None);
        }
        assert_eq!(&*roster.get("ana-silva").unwrap().name, "A. Silva");
        roster.occurs("ana-silva", "Ana Silva", None);
        assert_eq!(&*roster.get("ana-silva").unwrap().name, "Ana Silva");
    }
}
