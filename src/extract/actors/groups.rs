//! Groups and bodies without a name of their own: `European leaders`, `NATO members`, `leaders of eight European countries`,
//! `the Trump administration`, `Ukraine's air force`. What they are called is normalised to an id.

use super::known;
use super::lexicon::{Class, Entry, Lexicon, Named};
use super::reading::{Sentence, Word};
use crate::model::ActorKind;
use crate::text::spelling;
use std::ops::Range;

/// A group in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The sentence's place in the document.
    pub sentence: usize,
    /// Its words there.
    pub words: Range<usize>,
    /// The id its words give.
    pub id: String,
    /// A body is an organisation, everything else a group.
    pub kind: ActorKind,
}

/// The groups of a document, in order.
pub fn find(sentences: &[Sentence], lexicon: &Lexicon) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (number, sentence) in sentences.iter().enumerate() {
        for head in 0..sentence.words.len() {
            let word = &sentence.words[head];
            let ending = || {
                let plural = plural(sentence, head, lexicon);
                plural.or_else(|| led(sentence, head, lexicon)).or_else(|| body(sentence, head, lexicon))
            };
            let group = (if word.ends_group { ending() } else { None })
                .or_else(|| people(sentence, head, lexicon))
                .or_else(|| lower_case(sentence, head, lexicon));
            let Some((words, id, kind)) = group else { continue };
            // A later head takes the earlier one in: `leaders of European countries`.
            while groups.last().is_some_and(|g| g.sentence == number && g.words.end > words.start) {
                groups.pop();
            }
            groups.push(Group { sentence: number, words, id, kind });
        }
    }
    groups
}

type Hit = (Range<usize>, String, ActorKind);

/// A plural head behind one who it belongs to: `Western officials`, `NATO allies`.
fn plural(sentence: &Sentence, head: usize, lexicon: &Lexicon) -> Option<Hit> {
    let word = &sentence.words[head];
    let mut what = lexicon.group_head(&word.folded)?.to_owned();
    let mut start = head;
    let armed = what == "armed-forces" && start > 0 && sentence.words[start - 1].folded == "armed";
    let narrower = |w: &Word| {
        matches!(w.folded.as_ref(), "military" | "intelligence" | "government" | "defense" | "defence" | "security")
    };
    if armed || (start > 1 && !word.name_like && narrower(&sentence.words[start - 1])) {
        start -= 1;
    }
    let scope = match owner(sentence, start, lexicon) {
        Some(owner) if SPEAKING.contains(&what.as_str()) => owner,
        Some(_) => return None,
        None => scope(sentence, start, lexicon)?,
    };
    if scope.body {
        if !matches!(
            what.as_str(),
            "leaders" | "officials" | "allies" | "countries" | "members" | "ministers" | "diplomats" | "partners"
        ) {
            return None;
        }
        if matches!(what.as_str(), "countries" | "allies") {
            "members".clone_into(&mut what);
        }
    }
    let id = format!("{}-{what}", scope.id);
    let whole = of_many(sentence, scope.words.start, head, &scope.id, lexicon);
    let (words, id) = whole.unwrap_or((scope.words.start..head + 1, id));
    Some((words, id, ActorKind::Group))
}

/// Whom a group belongs to.
struct Scope {
    words: Range<usize>,
    id: String,
    /// Whether it is an organisation, so that its countries are its members.
    body: bool,
}

/// Groups that are named by whose they are: `Kyiv's allies`.
const SPEAKING: [&str; 13] = [
    "leaders",
    "officials",
    "allies",
    "members",
    "diplomats",
    "ministers",
    "lawmakers",
    "authorities",
    "armed-forces",
    "intelligence",
    "partners",
    "negotiators",
    "commanders",
];

/// The state, quarter or organisation whose mark of the owner ends before `end`: `Kyiv's`.
fn owner(sentence: &Sentence, end: usize, lexicon: &Lexicon) -> Option<Scope> {
    let (start, entry) = owning(sentence, end, lexicon)?;
    let body = entry.kind == ActorKind::Organisation;
    let id = if body { entry.id.clone() } else { adjective_id(entry) };
    (body || entry.state || !entry.adjectives.is_empty()).then_some(Scope { words: start..end, id, body })
}

fn owning<'l>(sentence: &Sentence, end: usize, lexicon: &'l Lexicon) -> Option<(usize, &'l Entry)> {
    let mark = end.checked_sub(1).filter(|at| sentence.words[*at].possessive)?;
    let (start, named) = named_before(sentence, mark, lexicon)?;
    Some((start, lexicon.entry(named.state.unwrap_or(named.entry))?))
}

/// A body of a state: `Ukraine's air force`, `the German foreign ministry`. Its government stands for the state itself.
fn body(sentence: &Sentence, head: usize, lexicon: &Lexicon) -> Option<Hit> {
    const LONGEST: usize = 4;
    if sentence.words[head].folded == "government" {
        let state = owning(sentence, head, lexicon).or_else(|| place_before(sentence, head, lexicon));
        let (start, state) = state.filter(|(_, entry)| entry.state)?;
        return Some((start..head + 1, state.id.clone(), state.kind));
    }
    let capital = |at: usize| sentence.words.get(at).is_some_and(|w| w.name_like);
    let goes_on = capital(head) && sentence.words.get(head + 1).is_some_and(|w| w.folded == "of") && capital(head + 2);
    if goes_on {
        return None; // `the Italian Supreme Court of Cassation`
    }
    let from = (0..=head).rev().take(LONGEST).take_while(|at| sentence.words[*at].alphabetic);
    let (start, what) =
        from.filter_map(|start| Some((start, lexicon.body(&sentence.phrase(start..head + 1))?))).last()?;
    let stated = || {
        let (start, id) = adjective_before(sentence, start, lexicon)?;
        Some(Scope { words: start..head, id, body: false })
    };
    let scope = owner(sentence, start, lexicon).filter(|owner| !owner.body).or_else(stated)?;
    Some((scope.words.start..head + 1, format!("{}-{what}", scope.id), ActorKind::Organisation))
}

/// The scope that ends before `end`.
fn scope(sentence: &Sentence, end: usize, lexicon: &Lexicon) -> Option<Scope> {
    let last = end.checked_sub(1)?;
    let word = &sentence.words[last];
    if let Some(id) = lexicon.scope(&word.folded) {
        return Some(Scope { words: last..end, id: id.to_owned(), body: false });
    }
    if let Some((start, id)) = adjective_before(sentence, end, lexicon) {
        return Some(Scope { words: widened(sentence, start)..end, id, body: false });
    }
    let (start, named) = named_before(sentence, end, lexicon)?;
    let entry = lexicon.entry(named.entry).filter(|e| e.kind == ActorKind::Organisation || e.state)?;
    let body = entry.kind == ActorKind::Organisation;
    let id = if body { entry.id.clone() } else { adjective_id(entry) };
    let scope = match adjective_before(sentence, start, lexicon).filter(|_| body) {
        // `eastern European NATO members`: the quarter says which; `European NATO members`.
        Some((adjective, which)) => {
            let wide = widened(sentence, adjective);
            let which = if wide < adjective { spelling::slug([sentence.words[wide].folded.as_ref()]) } else { which };
            Scope { words: wide..end, id: format!("{which}-{id}"), body }
        }
        None => Scope { words: widened(sentence, start)..end, id, body },
    };
    Some(scope)
}

fn adjective_id(entry: &Entry) -> String {
    entry.adjectives.first().map_or_else(|| entry.id.clone(), |adjective| spelling::slug(adjective.split(' ')))
}

/// An adjective of a place that ends before `end`, up to two words long.
fn adjective_before(sentence: &Sentence, end: usize, lexicon: &Lexicon) -> Option<(usize, String)> {
    place_before(sentence, end, lexicon).map(|(start, entry)| (start, adjective_id(entry)))
}

/// The place whose adjective ends before `end`, and where that starts.
fn place_before<'l>(sentence: &Sentence, end: usize, lexicon: &'l Lexicon) -> Option<(usize, &'l Entry)> {
    for length in [2, 1] {
        let Some(start) = end.checked_sub(length) else { continue };
        if !sentence.words[start].name_like {
            continue;
        }
        let compound = start > 0 && matches!(sentence.words[start - 1].text, "-" | "–");
        let place = lexicon.adjective(&sentence.phrase(start..end)).and_then(|n| lexicon.entry(n));
        if let Some(entry) = place.filter(|_| !compound && sentence.words[start].text != "Us") {
            return Some((start, entry));
        }
    }
    None
}

/// A known name that ends before `end`, up to four words long.
fn named_before(sentence: &Sentence, end: usize, lexicon: &Lexicon) -> Option<(usize, Named)> {
    (1..=4.min(end)).rev().find_map(|length| {
        let named = known::look_up(&sentence.words, end - length..end, lexicon)?;
        Some((end - length, named))
    })
}

/// Takes in a quarter of the compass ahead: `eastern`.
fn widened(sentence: &Sentence, start: usize) -> usize {
    let quarter = start.checked_sub(1).filter(|at| {
        matches!(sentence.words[*at].folded.as_ref(), "eastern" | "western" | "northern" | "southern" | "central")
    });
    quarter.unwrap_or(start)
}

/// `leaders of eight European countries`: the leaders are meant.
fn of_many(
    sentence: &Sentence,
    start: usize,
    head: usize,
    scope: &str,
    lexicon: &Lexicon,
) -> Option<(Range<usize>, String)> {
    if lexicon.group_head(&sentence.words[head].folded) != Some("countries") {
        return None;
    }
    let of = (start.saturating_sub(4)..start).rev().find(|at| sentence.words[*at].folded == "of")?;
    let leaders = of.checked_sub(1)?;
    let between = &sentence.words[of + 1..start];
    let plain = between.iter().all(|w| !w.name_like && (w.alphabetic || w.text.starts_with(char::is_numeric)));
    let who = lexicon.group_head(&sentence.words[leaders].folded).filter(|who| plain && *who != "countries")?;
    Some((leaders..head + 1, format!("{scope}-{who}")))
}

/// A body named after who leads it: `the Trump administration`, `Trump's office`.
fn led(sentence: &Sentence, head: usize, lexicon: &Lexicon) -> Option<Hit> {
    let owned = usize::from(head > 0 && sentence.words[head - 1].possessive);
    let leads = |word: &&Word| lexicon.is_executive(&word.folded) || owned == 1 && word.folded == "office";
    let word = sentence.words.get(head).filter(leads)?;
    let end = head - owned;
    let leader = end.checked_sub(1)?;
    let name = &sentence.words[leader];
    let (start, surname) = match named_before(sentence, end, lexicon) {
        Some((start, named)) => {
            let person = lexicon.entry(named.entry).filter(|e| e.kind == ActorKind::Person)?;
            (start, if start == leader { name.folded.as_ref() } else { person.id.rsplit('-').next()? })
        }
        None if owned == 1 && is_surname(sentence, leader) => (leader, name.folded.as_ref()),
        None => return None,
    };
    let id = spelling::slug([surname, word.folded.as_ref()]);
    Some((start..head + 1, id, ActorKind::Organisation))
}

/// Whether a word that nobody knows may well be somebody's name: it stands alone behind small letters, or behind a title.
fn is_surname(sentence: &Sentence, at: usize) -> bool {
    let word = &sentence.words[at];
    let ahead = at.checked_sub(1).map(|ahead| &sentence.words[ahead]);
    let alone = ahead.is_none_or(|ahead| !ahead.name_like || ahead.starts_title || ahead.given);
    word.name_like && word.class == Class::default() && !word.starts_title && !word.adjective && alone
}

/// A people: `Ukrainians`.
fn people(sentence: &Sentence, at: usize, lexicon: &Lexicon) -> Option<Hit> {
    let word = sentence.words.get(at).filter(|w| w.name_like)?;
    let adjective = word.folded.strip_suffix('s').filter(|w| w.len() > 3)?;
    lexicon.adjective(adjective)?;
    Some((at..at + 1, spelling::slug([word.folded.as_ref()]), ActorKind::Group))
}

/// A known group written without capitals: `coalition of the willing`.
fn lower_case(sentence: &Sentence, start: usize, lexicon: &Lexicon) -> Option<Hit> {
    if sentence.words[start].name_like || sentence.words[start].starts_known < 3 {
        return None;
    }
    (start + 3..=(start + 5).min(sentence.words.len())).rev().find_map(|end| {
        let named = lexicon.named(&sentence.phrase(start..end)).filter(|_| sentence.words[end - 1].alphabetic)?;
        let entry = lexicon.entry(named.entry).filter(|e| e.kind == ActorKind::Group)?;
        Some((start..end, entry.id.clone(), ActorKind::Group))
    })
}
