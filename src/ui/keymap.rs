//! Which keys stand for which action where: those of the table, with the user's in their place.
//!
//! A binding is a sequence of keys, of one mostly. What is wrong with a user's keys is told in sentences, and the rest of
//! them is used; `q` and `C-c` always leave.

pub use super::key::Key;

use super::action::{Action, Entry, Place, Section, TABLE};

/// Rows of the table and keys that they never lose, so that one can always leave.
const KEPT: [(&str, &str); 2] = [("quit", "q"), ("quit-now", "C-c")];

/// Which keys stand for which action where.
#[derive(Clone, Debug)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

#[derive(Clone, Debug)]
struct Binding {
    keys: Vec<Key>,
    written: String,
    /// Place of the row in the table.
    entry: usize,
    /// Whether the user chose it.
    users: bool,
}

/// What keys mean that were pressed one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// An action.
    Action(Action),
    /// Something that begins so.
    Beginning,
    /// Nothing.
    Nothing,
}

impl Default for Keymap {
    /// The keys of the table.
    fn default() -> Self {
        let mut map = Self { bindings: Vec::new() };
        for (at, entry) in TABLE.iter().enumerate() {
            map.bind(at, entry.keys.split_ascii_whitespace(), false);
        }
        map
    }
}

impl Keymap {
    /// The keys of the table with the user's in place of them: names of actions, each with its keys. Complains, in
    /// sentences, about unknown names, unknown keys, keys that are taken in the same place, and keys that must stay.
    pub fn with<'a>(changes: impl IntoIterator<Item = (&'a str, Vec<&'a str>)>) -> (Self, Vec<String>) {
        let mut map = Self::default();
        let mut complaints = Vec::new();
        for (name, keys) in changes {
            let Some(at) = TABLE.iter().position(|entry| entry.name == name) else {
                complaints.push(format!("no action is called `{name}`; `briefing keys` lists the names"));
                continue;
            };
            map.bindings.retain(|binding| binding.entry != at);
            let (known, unknown): (Vec<_>, Vec<_>) = keys.into_iter().partition(|key| Key::sequence(key).is_some());
            complaints.extend(unknown.iter().map(|key| format!("`{key}`, meant for {name}, is no key")));
            map.bind(at, known.into_iter(), true);
        }
        complaints.extend(map.keep_the_way_out());
        complaints.extend(map.settle_clashes());
        (map, complaints)
    }

    /// The keys that a user's file names: `name = "keys separated by blanks"`, or a list of keys.
    pub fn read(toml: &str) -> (Self, Vec<String>) {
        let table: toml::Table = match toml.parse() {
            Ok(table) => table,
            Err(error) => return (Self::default(), vec![format!("is left out: {}", error.to_string().trim())]),
        };
        let mut wrong = Vec::new();
        let mut changes: Vec<(&str, Vec<&str>)> = Vec::new();
        for (name, value) in &table {
            let keys = match value {
                toml::Value::String(keys) => Some(keys.split_ascii_whitespace().collect()),
                toml::Value::Array(keys) => keys.iter().map(toml::Value::as_str).collect(),
                _ => None,
            };
            match keys {
                Some(keys) => changes.push((name, keys)),
                None => wrong.push(format!("{name} needs its keys in quotation marks, such as \"j Down\"")),
            }
        }
        let (map, complaints) = Self::with(changes);
        wrong.extend(complaints);
        (map, wrong)
    }

    fn bind<'a>(&mut self, entry: usize, keys: impl Iterator<Item = &'a str>, users: bool) {
        let found = keys.filter_map(|written| Key::sequence(written).map(|keys| (keys, written.to_owned())));
        self.bindings.extend(found.map(|(keys, written)| Binding { keys, written, entry, users }));
    }

    /// Gives the ways out their keys back where the user took them away.
    fn keep_the_way_out(&mut self) -> Vec<String> {
        let mut complaints = Vec::new();
        for (name, key) in KEPT {
            let Some(at) = TABLE.iter().position(|entry| entry.name == name) else { continue };
            let keys = Key::sequence(key).unwrap_or_default();
            let others = |b: &Binding| {
                b.users && b.entry != at && b.keys.starts_with(&keys) && TABLE[b.entry].places.meets(TABLE[at].places)
            };
            for binding in self.bindings.iter().filter(|binding| others(binding)) {
                complaints.push(format!("`{key}` leaves the reader, and cannot be {}", TABLE[binding.entry].name));
            }
            self.bindings.retain(|binding| !others(binding));
            if !self.bindings.iter().any(|binding| binding.entry == at && binding.keys == keys) {
                complaints.push(format!("`{key}` cannot be taken from {name}"));
                self.bind(at, std::iter::once(key), false);
            }
        }
        complaints
    }

    /// Takes keys of the table away that the user chose for something else in the same place, and complains about those
    /// that mean two things then.
    fn settle_clashes(&mut self) -> Vec<String> {
        let mut complaints = Vec::new();
        for (one, other) in self.clashing() {
            let names = [one, other].map(|at| TABLE[self.bindings[at].entry].name);
            let keys = [one, other].map(|at| format!("`{}`", self.bindings[at].written));
            complaints.push(if keys[0] == keys[1] {
                format!("{} means {} now, no longer {}", keys[0], names[0], names[1])
            } else {
                format!("{} is {} and hides {} for {}", keys[0], names[0], keys[1], names[1])
            });
        }
        let losers: Vec<usize> = self.clashing().into_iter().map(|(_, loser)| loser).collect();
        let mut at = 0;
        self.bindings.retain(|_| {
            at += 1;
            !losers.contains(&(at - 1))
        });
        complaints
    }

    /// Pairs of bindings of which one begins with the other in a place that they share, the one that counts first: the
    /// user's, the shorter, the earlier.
    fn clashing(&self) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for (i, one) in self.bindings.iter().enumerate() {
            for (j, other) in self.bindings.iter().enumerate().skip(i + 1) {
                let meet = TABLE[one.entry].places.meets(TABLE[other.entry].places);
                if meet && (one.keys.starts_with(&other.keys) || other.keys.starts_with(&one.keys)) {
                    let rank = |b: &Binding| (!b.users, b.keys.len());
                    found.push(if rank(one) <= rank(other) { (i, j) } else { (j, i) });
                }
            }
        }
        found
    }

    fn here(&self, place: Place) -> impl Iterator<Item = &Binding> {
        self.bindings.iter().filter(move |binding| TABLE[binding.entry].places.meets(place))
    }

    /// What keys mean in a place.
    pub fn meaning(&self, place: Place, keys: &[Key]) -> Meaning {
        if let Some(binding) = self.here(place).find(|binding| binding.keys == keys) {
            return Meaning::Action(TABLE[binding.entry].action);
        }
        let begins = self.here(place).any(|binding| binding.keys.starts_with(keys));
        if begins { Meaning::Beginning } else { Meaning::Nothing }
    }

    /// What a single key means in a place.
    pub fn action(&self, place: Place, key: Key) -> Option<Action> {
        match self.meaning(place, &[key]) {
            Meaning::Action(action) => Some(action),
            _ => None,
        }
    }

    /// How the bindings go on that begin with these keys in a place: what is still to be pressed, and the row of the
    /// table.
    pub fn following(&self, place: Place, keys: &[Key]) -> Vec<(&str, &'static Entry)> {
        let begin =
            self.here(place).filter(|binding| binding.keys.len() > keys.len() && binding.keys.starts_with(keys));
        let rest = |binding: &Binding| binding.written.char_indices().nth(keys.len()).map_or(0, |(at, _)| at);
        begin.map(|binding| (&binding.written[rest(binding)..], &TABLE[binding.entry])).collect()
    }

    /// The keys of a row of the table as they are written, the first one being the one to show.
    pub fn keys(&self, entry: &Entry) -> Vec<&str> {
        let named = |binding: &&Binding| TABLE[binding.entry].name == entry.name;
        self.bindings.iter().filter(named).map(|binding| binding.written.as_str()).collect()
    }

    /// The whole table in lines for print: section, keys, name of the action, what it does.
    pub fn print(&self) -> Vec<[String; 4]> {
        let printed = TABLE.iter().filter(|entry| !entry.sentence.is_empty());
        printed
            .map(|entry| {
                let keys = self.keys(entry).join("  ");
                [entry.section.title().to_owned(), keys, entry.name.to_owned(), entry.sentence.to_owned()]
            })
            .collect()
    }

    /// A section of the table with every key once: the keys that mean the same, and what they do, one thing for each place.
    pub fn rows(&self, section: Section) -> Vec<(Vec<&str>, Vec<&'static Entry>)> {
        let printed = TABLE.iter().filter(|entry| entry.section == section && !entry.sentence.is_empty());
        let mut meanings: Vec<(&str, Vec<&'static Entry>)> = Vec::new();
        for (entry, key) in printed.flat_map(|entry| self.keys(entry).into_iter().map(move |key| (entry, key))) {
            match meanings.iter_mut().find(|(known, _)| *known == key) {
                Some((_, entries)) => entries.push(entry),
                None => meanings.push((key, vec![entry])),
            }
        }
        let names = |entries: &[&Entry]| entries.iter().map(|entry| entry.name).collect::<Vec<_>>();
        let mut rows: Vec<(Vec<&str>, Vec<&'static Entry>)> = Vec::new();
        for (key, entries) in meanings {
            match rows.iter_mut().find(|(_, others)| names(others) == names(&entries)) {
                Some((keys, _)) => keys.push(key),
                None => rows.push((vec![key], entries)),
            }
        }
        rows
    }

    /// The whole table as a file of keys: every action by its name, with its keys and, behind `#`, what it does.
    pub fn toml(&self) -> String {
        let mut section = "";
        let mut lines = String::new();
        for entry in TABLE {
            if entry.section.title() != section {
                section = entry.section.title();
                lines.extend(["\n# ", section, "\n"]);
            }
            let keys = self.keys(entry).join(" ").replace('\\', "\\\\").replace('"', "\\\"");
            let named = format!("{} = \"{keys}\"", entry.name);
            lines.extend([format!("{named:<32} # {}\n", entry.sentence)]);
        }
        lines
    }

    /// The first key that does `action` in a place, as it is written; for sentences that name it.
    pub fn key_for(&self, place: Place, action: Action) -> &str {
        self.here(place).find(|binding| TABLE[binding.entry].action == action).map_or("", |binding| &binding.written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_table_is_a_key_and_none_means_two_things() {
        for entry in TABLE {
            for key in entry.keys.split_ascii_whitespace() {
                assert!(Key::sequence(key).is_some(), "{key}");
            }
        }
        let map = Keymap::default();
        let written = |(one, other): (usize, usize)| (&map.bindings[one].written, &map.bindings[other].written);
        assert_eq!(map.clashing().into_iter().map(written).collect::<Vec<_>>(), []);
    }

    /// What is complained of when a file says so, and the file of keys that the map then is.
    fn check(toml: &str, complaints: &[&str]) -> Keymap {
        let (map, said) = Keymap::read(toml);
        assert_eq!(said, complaints, "{toml}");
        map
    }

    fn means(map: &Keymap, keys: &str) -> Meaning {
        map.meaning(Place::LIST, &Key::sequence(keys).unwrap())
    }

    #[test]
    fn users_keys_replace_those_of_the_table() {
        let map = check("down = \"Q J2\"\nup = [\"é\", \"C-k\"]\nnext-article = \"\"\n", &[]);
        assert_eq!(
            (means(&map, "Q"), means(&map, "J2")),
            (Meaning::Action(Action::Down), Meaning::Action(Action::Down))
        );
        assert_eq!((means(&map, "j"), means(&map, "J")), (Meaning::Nothing, Meaning::Beginning));
        assert_eq!(means(&map, "é"), Meaning::Action(Action::Up));
    }

    #[test]
    fn what_is_wrong_with_users_keys_is_said_and_the_rest_is_used() {
        let unknown = "no action is called `fly`; `briefing keys` lists the names";
        let map = check("fly = \"y\"\ndown = \"Q Bogus\"", &["`Bogus`, meant for down, is no key", unknown]);
        assert_eq!(means(&map, "Q"), Meaning::Action(Action::Down));
        check("down = 7", &["down needs its keys in quotation marks, such as \"j Down\""]);
        let map = check("down = \"o\"", &["`o` means down now, no longer links"]);
        assert_eq!(means(&map, "o"), Meaning::Action(Action::Down));
        check("down = \"o\"\nlinks = \"A\"", &[]);
        check(
            "down = \"]\"\nnext-statement = \"Q\"\nnext-event = \"W\"\nnext-of-actor = \"R\"\nnext-difference = \"P\"",
            &[],
        );
        let (_, said) = Keymap::read("down = \"j\nup=");
        assert!(said.len() == 1 && said[0].starts_with("is left out: "), "{said:?}");
    }

    #[test]
    fn the_way_out_cannot_be_unbound() {
        let map = check(
            "quit = \"A\"\nquit-now = \"\"",
            &["`q` cannot be taken from quit", "`C-c` cannot be taken from quit-now"],
        );
        assert_eq!(
            (means(&map, "q"), means(&map, "A")),
            (Meaning::Action(Action::Quit), Meaning::Action(Action::Quit))
        );
        let map = check(
            "down = \"q C-c\"",
            &["`q` leaves the reader, and cannot be down", "`C-c` leaves the reader, and cannot be down"],
        );
        assert_eq!(
            (means(&map, "q"), means(&map, "C-c")),
            (Meaning::Action(Action::Quit), Meaning::Action(Action::Quit))
        );
    }

    #[test]
    fn the_table_printed_as_a_file_of_keys_is_the_table() {
        let (map, complaints) = Keymap::read(&Keymap::default().toml());
        assert_eq!((complaints, map.toml()), (Vec::new(), Keymap::default().toml()));
    }

    #[test]
    fn a_beginning_tells_how_it_goes_on() {
        let map = Keymap::default();
        let next = map.following(Place::TEXT, &Key::sequence("]").unwrap());
        let names: Vec<_> = next.iter().map(|(rest, entry)| (*rest, entry.name)).collect();
        assert_eq!(names, [("s", "next-statement"), ("e", "next-event"), ("a", "next-of-actor")]);
    }
}
