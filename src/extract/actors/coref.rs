//! Which names are of one actor: equal strings, transliterations, surname and full name, acronym and name, first words of
//! an organisation's name. Full names come first; a short one joins the best full one there is.

use super::lexicon::{Class, Entry, Lexicon, is_generation, is_initial};
use super::mention::Name;
use super::profile::Gender;
use super::reading::{Sentence, Word};
use crate::model::ActorKind;
use crate::tagger::hash::{exact, mix};
use crate::text::spelling;
use rustc_hash::{FxBuildHasher, FxHashMap};

/// How many actors that share a word are compared; more than any article has, and few enough for a page of capitals.
const COMPARED: usize = 24;

/// An actor: its names by their place in the list given.
#[derive(Clone, Debug, Default)]
pub struct Cluster {
    /// The names, in order.
    pub names: Vec<usize>,
    /// Its entry in the lexicon.
    pub entry: Option<usize>,
    /// The words of its fullest name, folded.
    pub words: Vec<String>,
    /// Keys of all words of the fullest name.
    keys: Vec<String>,
}

/// One spelling, with where it occurs.
struct Form {
    words: Vec<String>,
    keys: Vec<String>,
    kind: ActorKind,
    entry: Option<usize>,
    names: Vec<usize>,
}

impl Form {
    /// Whether it is only the head of organisations' names.
    fn is_bare_head(&self, lexicon: &Lexicon) -> bool {
        let head = |word: &String| lexicon.class(word) == Class::Organisation;
        let armed = self.words.len() == 2 && matches!(self.words[0].as_str(), "armed" | "defense" | "defence");
        let bare = self.words.iter().all(head) && self.words.len() == 1 || armed && self.words[1] == "forces";
        self.kind != ActorKind::Person && self.entry.is_none() && bare
    }
}

/// Groups names to actors, by first mention.
pub fn cluster(names: &[Name], sentences: &[Sentence], genders: &[Option<Gender>], lexicon: &Lexicon) -> Vec<Cluster> {
    let mut forms = forms(names, sentences, lexicon);
    // Known ones first, then long before short; the first mention decides among equals.
    forms.sort_by_key(|f| (std::cmp::Reverse(f.words.len()), f.entry.is_none(), f.names[0]));
    let by_name = FxHashMap::with_capacity_and_hasher(forms.len(), FxBuildHasher);
    let mut actors = Actors { lexicon, names, genders, by_name, ..Actors::default_for(lexicon) };
    for form in forms {
        actors.add(form);
    }
    let mut clusters = actors.clusters;
    for cluster in &mut clusters {
        cluster.names.sort_unstable();
    }
    clusters.retain(|c| !c.names.is_empty());
    clusters.sort_by_key(|c| c.names[0]);
    clusters
}

fn forms(names: &[Name], sentences: &[Sentence], lexicon: &Lexicon) -> Vec<Form> {
    let mut by_string: FxHashMap<(u64, bool, Option<usize>), Vec<usize>> =
        FxHashMap::with_capacity_and_hasher(names.len(), FxBuildHasher);
    for (at, name) in names.iter().enumerate() {
        let key = sentences[name.sentence].key(name.words.clone());
        by_string.entry((key, name.kind == ActorKind::Person, name.entry)).or_default().push(at);
    }
    let mut forms: Vec<_> = by_string
        .into_iter()
        .map(|((_, _, entry), at)| {
            let name = &names[at[0]];
            let phrase = sentences[name.sentence].phrase(name.words.clone());
            let mut words: Vec<String> = phrase.split(' ').filter(|w| *w != "the").map(str::to_owned).collect();
            let kind = names[at[0]].kind;
            if kind == ActorKind::Person && words.len() > 2 {
                let last = words.len() - 1;
                words = words
                    .into_iter()
                    .enumerate()
                    .filter(|(i, w)| *i == 0 || *i == last || !is_initial(w))
                    .map(|(_, w)| w)
                    .collect();
            }
            let keys: Vec<String> = words.iter().map(|w| spelling::key(w)).collect();
            let entry =
                entry.or_else(|| (kind == ActorKind::Person).then(|| known_person(&words, &keys, lexicon)).flatten());
            Form { words, keys, kind, entry, names: at }
        })
        .collect();
    forms.sort_by_key(|f| f.names[0]);
    forms
}

/// The person whom everybody knows by that surname, in any transliteration.
pub fn surname<'l>(word: &Word, lexicon: &'l Lexicon) -> Option<&'l Entry> {
    let words = [word.folded.to_string()];
    known_person(&words, &[spelling::key(&words[0])], lexicon).and_then(|number| lexicon.entry(number))
}

/// A known person under another transliteration, by the words of the name and their keys.
fn known_person(words: &[String], keys: &[String], lexicon: &Lexicon) -> Option<usize> {
    let people = lexicon.people_by_surname(keys.last()?);
    people.iter().copied().find(|number| {
        let Some(entry) = lexicon.entry(*number) else { return false };
        let full: Vec<_> = entry.name.split([' ', '-']).map(spelling::romanise).collect();
        let full_keys: Vec<_> = full.iter().map(|w| spelling::key(w)).collect();
        if keys.len() == 1 {
            return lexicon.named(full.last().map_or("", String::as_str)).is_some_and(|n| n.entry == *number);
        }
        full_keys.len() == keys.len() && same_person(&full_keys, keys, &full, words, lexicon)
    })
}

/// Whether two full names of equal length are spellings of one: the surname alike and the given names alike but for
/// vowels, or an initial for a given name.
fn same_person(a: &[String], b: &[String], a_words: &[String], b_words: &[String], lexicon: &Lexicon) -> bool {
    if a == b {
        return true;
    }
    let (Some((a_last, a_given)), Some((b_last, b_given))) = (a.split_last(), b.split_last()) else { return false };
    let given_alike =
        a_given.iter().zip(b_given).all(|(x, y)| x == y || initial_of(x, y) || initial_of(y, x) || vowels_apart(x, y));
    let given_same = a_given == b_given;
    let surname_alike = a_last == b_last || (given_same && vowels_apart(a_last, b_last));
    let gender = |words: &[String]| words.first().and_then(|w| lexicon.gender(w));
    let one_gender = gender(a_words).is_none() || gender(b_words).is_none() || gender(a_words) == gender(b_words);
    surname_alike && given_alike && one_gender
}

fn initial_of(initial: &str, name: &str) -> bool {
    initial.chars().count() == 1 && name.starts_with(initial)
}

/// Whether two keys have their consonants in common, enough of them to mean something.
fn vowels_apart(a: &str, b: &str) -> bool {
    let skeleton = spelling::skeleton(a);
    skeleton.len() > 2 && skeleton == spelling::skeleton(b)
}

struct Actors<'a> {
    lexicon: &'a Lexicon,
    names: &'a [Name],
    genders: &'a [Option<Gender>],
    clusters: Vec<Cluster>,
    by_entry: FxHashMap<usize, usize>,
    // By the hashes of keys, and whether they are people's.
    by_name: FxHashMap<(bool, u64), usize>,
    by_surname: FxHashMap<u64, Vec<usize>>,
    by_first: FxHashMap<(bool, u64), Vec<usize>>,
    by_acronym: FxHashMap<String, usize>,
    /// Organisations by their last word.
    by_end: FxHashMap<u64, usize>,
    /// Known halves of what was one country, such as South Korea, by the name of the whole.
    by_whole: FxHashMap<u64, Vec<usize>>,
}

impl<'a> Actors<'a> {
    fn default_for(lexicon: &'a Lexicon) -> Self {
        Self {
            lexicon,
            names: &[],
            genders: &[],
            clusters: Vec::new(),
            by_entry: FxHashMap::default(),
            by_name: FxHashMap::default(),
            by_surname: FxHashMap::default(),
            by_first: FxHashMap::default(),
            by_acronym: FxHashMap::default(),
            by_end: FxHashMap::default(),
            by_whole: FxHashMap::default(),
        }
    }

    fn add(&mut self, form: Form) {
        let person = form.kind == ActorKind::Person;
        if person && form.words.len() == 1 {
            return self.add_short(form);
        }
        let same = form.entry.and_then(|entry| self.by_entry.get(&entry).copied());
        let same = same.or_else(|| self.by_name.get(&(person, whole(&form.keys))).copied());
        let same = same.or_else(|| if person { self.spelt_otherwise(&form) } else { self.part_of(&form) });
        let same = same.filter(|at| self.agree(*at, form.entry));
        match same {
            Some(at) => self.join(at, form),
            // `the Ministry`, `the Church`: a back reference to nobody named.
            None if form.is_bare_head(self.lexicon) => {}
            None => self.open(form),
        }
    }

    /// Two different entries of the lexicon are never one actor.
    fn agree(&self, at: usize, entry: Option<usize>) -> bool {
        self.clusters[at].entry.is_none() || entry.is_none() || self.clusters[at].entry == entry
    }

    fn join(&mut self, at: usize, form: Form) {
        let person = form.kind == ActorKind::Person;
        self.by_name.entry((person, whole(&form.keys))).or_insert(at);
        // `Tom` is who is called `Tom Cruise` once, by whatever longer name elsewhere.
        if person && form.keys.len() > 1 && self.clusters[at].keys.first() != form.keys.first() {
            self.by_first.entry((true, exact(&form.keys[0]))).or_default().push(at);
        }
        let cluster = &mut self.clusters[at];
        cluster.entry = cluster.entry.or(form.entry);
        cluster.names.extend(form.names);
    }

    fn open(&mut self, form: Form) {
        let at = self.clusters.len();
        let person = form.kind == ActorKind::Person;
        self.by_name.insert((person, whole(&form.keys)), at);
        if let Some(entry) = form.entry {
            self.by_entry.insert(entry, at);
        }
        if let (true, Some(last)) = (person, surname_key(&form.keys, &form.words)) {
            self.by_surname.entry(exact(last)).or_default().push(at);
        }
        if let Some(first) = form.keys.first() {
            self.by_first.entry((person, exact(first))).or_default().push(at);
        }
        if form.kind == ActorKind::Organisation {
            let known = form.entry.and_then(|e| self.lexicon.entry(e)).into_iter().flat_map(|e| &e.heads);
            let own = form.keys.last().filter(|_| form.keys.len() > 1).map(|key| exact(key));
            for end in known.map(|w| exact(&spelling::key(w))).chain(own) {
                self.by_end.entry(end).or_insert(at);
            }
        }
        if let ([half, _], Some(_)) = (form.words.as_slice(), form.entry)
            && matches!(half.as_str(), "north" | "south" | "east" | "west")
        {
            self.by_whole.entry(exact(&form.keys[1])).or_default().push(at);
        }
        if !person {
            for acronym in acronyms(&form.words) {
                self.by_acronym.entry(acronym).or_insert(at);
            }
        }
        self.clusters.push(Cluster { names: form.names, entry: form.entry, words: form.words, keys: form.keys });
    }

    /// A person whose full name is a spelling or a longer form of this one.
    fn spelt_otherwise(&self, form: &Form) -> Option<usize> {
        let last = surname_key(&form.keys, &form.words)?;
        let alike = self.by_surname.get(&exact(last)).into_iter().flatten().rev().take(COMPARED).copied().find(|at| {
            let other = &self.clusters[*at];
            if other.keys.len() == form.keys.len() {
                return same_person(&other.keys, &form.keys, &other.words, &form.words, self.lexicon);
            }
            // `Recep Tayyip Erdogan` and `Tayyip Erdogan`, `von der Leyen` and the full name.
            other.keys.ends_with(&form.keys) || (form.keys.len() > 1 && other.keys.first() == form.keys.first())
        });
        let first = (true, exact(&form.keys[0]));
        alike.or_else(|| {
            self.by_first.get(&first).into_iter().flatten().rev().take(COMPARED).copied().find(|at| {
                let other = &self.clusters[*at];
                other.keys.len() == form.keys.len()
                    && same_person(&other.keys, &form.keys, &other.words, &form.words, self.lexicon)
            })
        })
    }

    /// An organisation or place of which this is the acronym or the first words.
    fn part_of(&self, form: &Form) -> Option<usize> {
        if let [word] = form.words.as_slice() {
            let letters: String = word.chars().filter(|c| *c != '.').collect();
            // `US` is no University of Sheffield.
            let land = form.entry.is_some() && form.kind == ActorKind::Place;
            if let Some(at) = self.by_acronym.get(&letters).filter(|_| letters.chars().count() > 1 && !land) {
                return Some(*at);
            }
        }
        if form.entry.is_some() {
            return None;
        }
        // `Korea` where only one of the two is named: it is that one.
        if let [key] = form.keys.as_slice()
            && let Some([only]) = self.by_whole.get(&exact(key)).map(Vec::as_slice)
        {
            return Some(*only);
        }
        if form.kind != ActorKind::Organisation {
            return None;
        }
        if let [key] = form.keys.as_slice() {
            let whole = self
                .by_end
                .get(&exact(key))
                .copied()
                .filter(|at| self.names[self.clusters[*at].names[0]].kind == form.kind);
            if whole.is_some() {
                return whole;
            }
        }
        let first = (false, exact(&form.keys[0]));
        let longer = self.by_first.get(&first).into_iter().flatten().rev().take(COMPARED).copied().find(|at| {
            let other = &self.clusters[*at];
            let of = other.words.get(form.keys.len()).is_some_and(|w| w == "of");
            (other.entry.is_none() || (of && form.keys.len() > 1))
                && other.keys.len() > form.keys.len()
                && other.keys.starts_with(&form.keys)
                && (of || !self.is_body_of(&form.words, &other.words))
                && self.names[other.names[0]].kind == ActorKind::Organisation
        });
        longer.or_else(|| self.owned(form))
    }

    /// Whether the second name is of a body within or beside the one that the first names: `Harvard University Press`.
    fn is_body_of(&self, whole: &[String], longer: &[String]) -> bool {
        let head = |word: &String| self.lexicon.class(word) == Class::Organisation;
        whole.len() > 1
            && whole.iter().any(head)
            && longer.last().is_some_and(|last| head(last) && !whole.contains(last))
    }

    /// `Home Office` where the document names a `United Kingdom Home Office`: the same words behind whose it is.
    fn owned(&self, form: &Form) -> Option<usize> {
        let last = form.keys.last().filter(|_| form.keys.len() > 1)?;
        let at = self.by_end.get(&exact(last)).copied()?;
        let other = &self.clusters[at];
        let owner = other.words.len().checked_sub(form.words.len()).filter(|n| *n > 0)?;
        let owner = other.words[..owner].join(" ");
        let place = self.lexicon.adjective(&owner).is_some() || self.lexicon.named(&owner).is_some();
        (place && other.keys.ends_with(&form.keys)).then_some(at)
    }

    /// A person's single name: each mention joins whom it fits best there, and what fits nobody stays together.
    fn add_short(&mut self, mut form: Form) {
        let key = exact(&form.keys[0]);
        let mut fits: Vec<usize> = self.by_surname.get(&key).into_iter().flatten().take(COMPARED).copied().collect();
        if fits.is_empty() {
            fits = self.by_first.get(&(true, key)).into_iter().flatten().take(COMPARED).copied().collect();
            fits.retain(|at| self.clusters[*at].keys.len() > 1);
            if fits.len() > 1 {
                fits.clear();
            }
        }
        if fits.is_empty() {
            let same = form.entry.and_then(|e| self.by_entry.get(&e).copied());
            let same = same.or_else(|| self.by_name.get(&(true, whole(&form.keys))).copied());
            return match same {
                Some(at) => self.join(at, form),
                None => self.open(form),
            };
        }
        let mut fits: Vec<Fit> = fits.into_iter().map(|at| self.fit(at)).collect();
        for name in std::mem::take(&mut form.names) {
            let gender = self.genders.get(name).copied().flatten();
            let best = nearest(&fits, name, gender);
            fits[best].joined = Some(name);
            self.clusters[fits[best].at].names.push(name);
        }
    }

    fn fit(&self, at: usize) -> Fit {
        let mut names = self.clusters[at].names.clone();
        names.sort_unstable();
        let gender = names.iter().find_map(|n| self.genders.get(*n).copied().flatten());
        Fit { at, names, gender, joined: None }
    }
}

/// A person whom a single name may stand for.
struct Fit {
    /// Its cluster.
    at: usize,
    /// Its names so far, in order.
    names: Vec<usize>,
    gender: Option<Gender>,
    /// The single name that joined last.
    joined: Option<usize>,
}

impl Fit {
    /// The last of its names before one; of those that come only later the first.
    fn last_before(&self, name: usize) -> (bool, usize) {
        let before = self.names.partition_point(|n| *n < name).checked_sub(1).map(|i| self.names[i]);
        before
            .max(self.joined)
            .map_or((false, usize::MAX - self.names.first().copied().unwrap_or_default()), |n| (true, n))
    }
}

/// Of several people with one surname the one whose gender fits and who was named last.
fn nearest(fits: &[Fit], name: usize, gender: Option<Gender>) -> usize {
    let fitting = |fit: &Fit| gender.is_none() || fit.gender.is_none() || fit.gender == gender;
    let best = |only: bool| {
        let fits = fits.iter().enumerate().filter(|(_, fit)| !only || fitting(fit));
        fits.max_by_key(|(_, fit)| fit.last_before(name)).map(|(at, _)| at)
    };
    best(true).or_else(|| best(false)).unwrap_or_default()
}

/// The hash of a name, by the keys of its words.
fn whole(keys: &[String]) -> u64 {
    keys.iter().fold(0, |hash, key| mix(hash, exact(key)))
}

/// The key of the surname: the last word that is no `Jr.`.
fn surname_key<'k>(keys: &'k [String], words: &[String]) -> Option<&'k str> {
    let at = words.iter().rposition(|w| !is_generation(w))?;
    keys.get(at).map(String::as_str)
}

/// The initials of a name with and without its small words; none for a single word.
fn acronyms(words: &[String]) -> Vec<String> {
    if words.len() < 2 {
        return Vec::new();
    }
    let initials =
        |words: &mut dyn Iterator<Item = &String>| words.filter_map(|w| w.chars().next()).collect::<String>();
    let small = |w: &&String| !matches!(w.as_str(), "of" | "the" | "and" | "for" | "in" | "on" | "de" | "la");
    let mut all = vec![initials(&mut words.iter()), initials(&mut words.iter().filter(small))];
    all.dedup();
    all
}
