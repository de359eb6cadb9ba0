//! What is said beside a person's name: offices, descriptions, `Mr` and `Mrs`.

use super::known;
use super::lexicon::{Entry, Lexicon};
use super::mention::Name;
use super::profile::Gender;
use super::reading::Sentence;

/// Words a title has at most.
const LONGEST: usize = 5;

/// What stands beside one mention of a person.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// From the title's word.
    pub gender: Option<Gender>,
    /// Offices, see [`super::Profile::roles`].
    pub roles: Vec<String>,
}

/// Reads what stands around a name.
pub fn beside(name: &Name, sentence: &Sentence, lexicon: &Lexicon) -> Beside {
    let mut beside = Beside::default();
    let bracket = |at: usize| sentence.words.get(at).is_some_and(|w| matches!(w.text, "," | "("));
    if let Some((start, title)) = title_before(sentence, name.words.start, lexicon) {
        beside.add(&title, &owners_before(sentence, start, lexicon), lexicon);
    } else if let Some(end) = name.words.start.checked_sub(1) {
        let end = if bracket(end) { end } else { name.words.start };
        // `the prosecutor, NAME,`
        let apposed = if bracket(end) { title_before(sentence, end, lexicon) } else { None };
        match apposed.filter(|_| bracket(name.words.end)) {
            Some((start, title)) => beside.add(&title, &owners_before(sentence, start, lexicon), lexicon),
            None => beside.office_of(sentence, end, lexicon),
        }
    }
    if bracket(name.words.end) {
        beside.apposition(sentence, name.words.end + 1, lexicon);
    }
    beside
}

impl Beside {
    fn add(&mut self, title: &str, owners: &[String], lexicon: &Lexicon) {
        let known = lexicon.title(title);
        self.gender = self.gender.or(known.and_then(|t| t.gender));
        let words = std::iter::once(title).chain(known.into_iter().flat_map(|t| t.also.iter().map(String::as_str)));
        for word in words {
            self.roles.push(word.to_owned());
            self.roles.extend(owners.iter().map(|owner| format!("{owner} {word}")));
        }
    }

    /// `president of France, NAME`: the office ends before `end`.
    fn office_of(&mut self, sentence: &Sentence, end: usize, lexicon: &Lexicon) {
        let nearest = end.saturating_sub(LONGEST)..end;
        let Some(of) = nearest.rev().find(|at| matches!(sentence.words[*at].folded.as_ref(), "of" | "for")) else {
            return;
        };
        let Some((_, title)) = title_before(sentence, of, lexicon) else { return };
        self.add(&title, &owners_in(sentence, of + 1, end, lexicon), lexicon);
    }

    /// `NAME, the French president,` and `NAME, president of France`.
    fn apposition(&mut self, sentence: &Sentence, start: usize, lexicon: &Lexicon) {
        for from in start..(start + LONGEST).min(sentence.words.len()) {
            if !(sentence.words[from].alphabetic || sentence.words[from].possessive) {
                return;
            }
            let longest = (from + LONGEST).min(sentence.words.len());
            let Some((end, title)) =
                (from + 1..=longest).rev().find_map(|end| Some((end, title_in(sentence, from, end, lexicon)?)))
            else {
                continue;
            };
            let mut owners = owners_before(sentence, from, lexicon);
            if sentence.folded(Some(end)) == "of" {
                owners.extend(owners_in(sentence, end + 1, (end + 6).min(sentence.words.len()), lexicon));
            }
            return self.add(&title, &owners, lexicon);
        }
    }
}

/// The longest title that ends before `end`, with its first word.
fn title_before(sentence: &Sentence, end: usize, lexicon: &Lexicon) -> Option<(usize, String)> {
    (end.saturating_sub(LONGEST)..end).find_map(|start| Some((start, title_in(sentence, start, end, lexicon)?)))
}

fn title_in(sentence: &Sentence, start: usize, end: usize, lexicon: &Lexicon) -> Option<String> {
    let words = &sentence.words[start..end];
    if !words.first()?.starts_title || !words.last()?.alphabetic {
        return None;
    }
    let phrase = sentence.phrase(start..end);
    let plain = phrase.trim_end_matches('.');
    lexicon.title(plain).map(|_| plain.to_owned())
}

/// The body or country right before a title: `NATO`, `French`, `Ukraine's`.
fn owners_before(sentence: &Sentence, end: usize, lexicon: &Lexicon) -> Vec<String> {
    let end = end.checked_sub(1).filter(|at| sentence.words[*at].possessive).unwrap_or(end);
    for start in end.saturating_sub(4)..end {
        let entry = known::look_up(&sentence.words, start..end, lexicon).and_then(|n| lexicon.entry(n.entry));
        let place = || lexicon.adjective(&sentence.phrase(start..end)).and_then(|n| lexicon.entry(n));
        if let Some(entry) = entry.or_else(|| if sentence.words[start].name_like { place() } else { None }) {
            return owners(entry);
        }
    }
    Vec::new()
}

/// The body or country named in a range of words.
fn owners_in(sentence: &Sentence, start: usize, end: usize, lexicon: &Lexicon) -> Vec<String> {
    for at in start..end {
        for to in (at + 1..=end).rev() {
            let entry = known::look_up(&sentence.words, at..to, lexicon).and_then(|n| lexicon.entry(n.entry));
            if let Some(entry) = entry {
                return owners(entry);
            }
        }
    }
    Vec::new()
}

/// How an entry is put before a title.
pub fn owners(entry: &Entry) -> Vec<String> {
    let name = super::lexicon::folded(&entry.name);
    entry.adjectives.iter().cloned().chain(std::iter::once(name)).collect()
}

/// The roles the lexicon knows of a person.
pub fn of_entry(entry: &Entry, lexicon: &Lexicon) -> Vec<String> {
    let mut beside = Beside::default();
    for role in &entry.roles {
        let (title, owner) = role.split_once(" of ").map_or((role.as_str(), None), |(t, o)| (t, Some(o)));
        let (title, owner) = match role.rsplit_once(" of ") {
            Some((title, owner)) if lexicon.title(title).is_some() => (title, Some(owner)),
            _ => (title, owner),
        };
        let entry = owner.and_then(|o| lexicon.named(&super::lexicon::folded(o))).and_then(|n| lexicon.entry(n.entry));
        beside.add(title, &entry.map(owners).unwrap_or_default(), lexicon);
    }
    beside.roles
}
