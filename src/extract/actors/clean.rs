//! What the tagger found, put right: two names taken for one, titles taken along, things that are no actors, and lines
//! set in capitals.

use super::discover::Found;
use super::discover::candidates::is_joint;
use super::lexicon::{Class, Lexicon};
use super::mention::is_adjective;
use super::reading::{Sentence, Word};
use super::{coref, known};
use crate::model::ActorKind;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Words a title has at most.
const TITLE: usize = 4;

/// The full names of people, by the keys of sentences.
pub fn full_names(sentences: &[Sentence], found: &[Found]) -> FxHashSet<u64> {
    let people = found.iter().filter(|f| f.kind == ActorKind::Person && f.words.len() > 1);
    people.map(|f| sentences[f.sentence].key(f.words.clone())).collect()
}

/// Two names that stand side by side: a state or body before a person's full name, two parties with a hyphen between.
/// `people` are the full names that the document holds elsewhere.
pub fn split(sentences: &[Sentence], found: Found, people: &FxHashSet<u64>, lexicon: &Lexicon) -> Vec<Found> {
    let words = &sentences[found.sentence].words;
    let range = found.words.clone();
    let entry = |range: Range<usize>| known::look_up(words, range, lexicon).and_then(|n| lexicon.entry(n.entry));
    if entry(range.clone()).is_some() {
        return vec![found];
    }
    for at in range.start + 1..range.end {
        let part = |words: Range<usize>, kind| Found { sentence: found.sentence, words, kind };
        let party = |range: Range<usize>| {
            let surname = || coref::surname(words.get(range.start).filter(|_| range.len() == 1)?, lexicon);
            entry(range.clone()).or_else(surname)
        };
        if words[at].text == "-"
            && let (Some(one), Some(two)) = (party(range.start..at), party(at + 1..range.end))
        {
            return vec![part(range.start..at, one.kind), part(at + 1..range.end, two.kind)];
        }
        // `the Harbour Institute and Reuters`: a known body stands on its own.
        if words[at].folded == "and"
            && let Some(two) = entry(at + 1..range.end)
            && (entry(range.start..at).is_some() || ends_body(words, range.start..at))
            && two.kind == ActorKind::Organisation
        {
            let one = entry(range.start..at).map_or(ActorKind::Organisation, |e| e.kind);
            return vec![part(range.start..at, one), part(at + 1..range.end, two.kind)];
        }
        let given = || words[at].given && words[range.end - 1].class == Class::Plain;
        let named = || people.contains(&sentences[found.sentence].key(at..range.end));
        if range.end - at < 2 || words[at].class == Class::Organisation || !(given() || named()) {
            continue;
        }
        let known = entry(range.start..at).filter(|e| e.kind != ActorKind::Person);
        if let Some(kind) =
            known.map(|e| e.kind).or(ends_body(words, range.start..at).then_some(ActorKind::Organisation))
        {
            return vec![part(range.start..at, kind), part(at..range.end, ActorKind::Person)];
        }
    }
    vec![found]
}

fn ends_body(words: &[Word], range: Range<usize>) -> bool {
    range.len() > 1 && words[range.end - 1].class == Class::Organisation
}

/// A name without what the tagger took along: titles at its ends, marks. None for what is no actor: a nationality, an
/// event, a product, a word that never is one.
pub fn trimmed(sentences: &[Sentence], mut found: Found, lexicon: &Lexicon) -> Option<Found> {
    let words = &sentences[found.sentence].words;
    let part = |w: &Word| w.alphabetic || w.text.starts_with(char::is_numeric);
    // No name ends with a word that only joins: `State University of` the United States.
    let joins = |w: &Word| w.alphabetic && !w.name_like && is_joint(&w.folded);
    let ends = |w: &Word| (part(w) || w.text == "+") && !joins(w);
    while found.words.len() > 1 && !ends(&words[found.words.end - 1]) {
        found.words.end -= 1;
    }
    while found.words.len() > 1 && !words[found.words.start].name_like {
        found.words.start += 1;
    }
    let body = words[found.words.end - 1].class == Class::Organisation;
    if found.words.len() > 1 && !body && is_courtesy(&words[found.words.start].folded) {
        found.kind = ActorKind::Person;
    }
    if found.kind == ActorKind::Person {
        let ahead = |w: &Word| w.folded == "the" || is_title(&w.folded, lexicon);
        while found.words.len() > 1 && ahead(&words[found.words.start]) {
            found.words.start += 1;
        }
        found.words.end = with_syllable(words, &found.words);
    } else {
        titles_behind(words, &mut found.words, lexicon);
    }
    is_actor(words, &found, lexicon).then_some(found)
}

fn is_actor(words: &[Word], found: &Found, lexicon: &Lexicon) -> bool {
    let range = &found.words;
    let (first, last) = (&words[range.start], &words[range.end - 1]);
    if let Some(named) = known::look_up(words, range.clone(), lexicon) {
        let state = lexicon.entry(named.entry).is_some_and(|entry| entry.state);
        let region = !state && found.kind == ActorKind::Place && before_office(words, range.end, lexicon);
        let part = region || part_of_more(words, range.end, lexicon) || place_of_event(words, found, state);
        return found.kind == ActorKind::Person || !part;
    }
    let alone = range.len() == 1;
    // `the Romans`: a people, where a person is never one of several.
    let before = range.start.checked_sub(1).map_or("", |at| words[at].folded.as_ref());
    let people = alone && before == "the" && first.folded.ends_with("ans") && found.kind == ActorKind::Person;
    let never = alone && (first.class == Class::Never || first.text.chars().count() < 2 || is_model_number(first.text));
    let nationality = alone && (found.kind != ActorKind::Person || !first.given) && is_adjective(first, lexicon);
    let person = found.kind == ActorKind::Person;
    let office = first.starts_title && lexicon.title(&phrase_of(&words[range.clone()])).is_some();
    let part = !person && (part_of_more(words, range.end, lexicon) || place_of_event(words, found, false));
    let thing =
        !person && (last.class == Class::Event || last.class == Class::Product || first.class == Class::Product);
    // `Haiku 3.5`: nobody is called by a number.
    let thing = thing || person && words[range.clone()].iter().any(|w| w.text.contains(|c: char| c.is_ascii_digit()));
    let thing = thing || is_half_of_word(words, found) || is_party_and_state(words, range);
    let numbered = range.len() == 2 && first.folded.trim_end_matches('.') == "no" && !last.alphabetic;
    first.name_like && !never && !nationality && !office && !part && !thing && !numbered && !people
}

/// Whether an office written like a name stands at a word: of the `Middle East Envoy` the envoy acts, not the region.
pub fn before_office(words: &[Word], at: usize, lexicon: &Lexicon) -> bool {
    words.get(at).is_some_and(|w| w.name_like) && starts_title(words, at, lexicon)
}

/// Whether what goes on behind a name makes it part of an adjective (`U.S.-Russian`), of an event's or text's name or of
/// a sum (`US$20`).
pub fn part_of_more(words: &[Word], end: usize, lexicon: &Lexicon) -> bool {
    let next = |at: usize| words.get(at).filter(|w| w.name_like);
    let compound =
        words.get(end).is_some_and(|w| w.text == "-") && next(end + 1).is_some_and(|w| is_adjective(w, lexicon));
    let money =
        words.get(end).is_some_and(|w| w.text.starts_with(['$', '£', '€']) && w.span.start == words[end - 1].span.end);
    compound || money || next(end).is_some_and(|w| w.class == Class::Event)
}

/// A place after which an event or a text is named: `Munich Security Conference`, `Treaty of London`.
fn place_of_event(words: &[Word], found: &Found, state: bool) -> bool {
    let behind = words.get(found.words.end..).unwrap_or_default();
    let lower = !state
        && behind.first().is_some_and(|w| {
            matches!(
                w.folded.trim_end_matches('s'),
                "agreement" | "accord" | "treaty" | "conference" | "summit" | "protocol" | "convention" | "declaration"
            )
        });
    let mut run = behind.iter().take(3).take_while(|w| w.name_like);
    let of = found.words.start.checked_sub(1).filter(|at| words[*at].folded == "of");
    let text = of.and_then(|at| at.checked_sub(1)).map(|at| &words[at]);
    found.kind == ActorKind::Place
        && (lower
            || run.any(|w| w.class == Class::Event)
            || text.is_some_and(|w| w.name_like && w.class == Class::Event))
}

fn phrase_of(words: &[Word]) -> String {
    words.iter().map(|w| w.folded.as_ref()).collect::<Vec<_>>().join(" ")
}

/// Capitals and digits as of products and weapons: `IE6`, `T72`, `MC3450`.
fn is_model_number(text: &str) -> bool {
    let capitals = text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    capitals && (text.len() < 6 && digits > 0 || digits > 2)
}

/// Whether what looks like a name is part of something longer that is none: an address, the name of a model.
pub fn is_part_of_word(words: &[Word], range: &Range<usize>) -> bool {
    is_in_address(words, range) || is_numbered_model(words, range)
}

/// A name out of an address: `Ana.Ruiz@harbour.test`.
fn is_in_address(words: &[Word], range: &Range<usize>) -> bool {
    words.get(range.end).is_some_and(|w| w.text == "@" && w.span.start == words[range.end - 1].span.end)
}

/// A word that a hyphen ties to a number: `Orlan-10`, a thing of which there are several.
fn is_numbered_model(words: &[Word], range: &Range<usize>) -> bool {
    let (Some(hyphen), Some(number)) = (words.get(range.end), words.get(range.end + 1)) else { return false };
    let glued = words[range.end - 1].span.end == hyphen.span.start && hyphen.span.end == number.span.start;
    let digits = number.text.len() <= 4 && number.text.starts_with(|c: char| c.is_ascii_digit());
    range.len() == 1 && glued && digits && matches!(hyphen.text, "-" | "‑" | "–")
}

/// A syllable taken for a person that a hyphen ties to another one: `Wi-Fi`.
fn is_half_of_word(words: &[Word], found: &Found) -> bool {
    let range = &found.words;
    let short = range.len() == 1 && words[range.start].text.chars().count() < 3;
    let hyphen = |at: Option<usize>| at.and_then(|at| words.get(at)).is_some_and(|w| w.text == "-");
    found.kind == ActorKind::Person && short && (hyphen(Some(range.end)) || hyphen(range.start.checked_sub(1)))
}

/// Party and state behind a member's name: `(R-Ky.)`.
fn is_party_and_state(words: &[Word], range: &Range<usize>) -> bool {
    let ahead = range.start.checked_sub(1).is_some_and(|at| matches!(words[at].text, "(" | ","));
    let letter = words[range.start].text.chars().count() == 1;
    ahead && letter && words.get(range.start + 1).is_some_and(|w| matches!(w.text, "-" | "–"))
}

fn is_title(word: &str, lexicon: &Lexicon) -> bool {
    let word = word.trim_end_matches('.');
    (lexicon.title(word).is_some() && !lexicon.is_given(word)) || is_courtesy(word)
}

fn is_courtesy(word: &str) -> bool {
    matches!(word.trim_end_matches('.'), "mr" | "mrs" | "ms" | "dr" | "sir" | "lord" | "dame" | "tsar")
}

/// Whether a title starts at a word.
pub fn starts_title(words: &[Word], start: usize, lexicon: &Lexicon) -> bool {
    let ends = start + 1..=(start + TITLE).min(words.len());
    words.get(start).is_some_and(|w| w.starts_title)
        && ends.rev().any(|end| lexicon.title(phrase_of(&words[start..end]).trim_end_matches('.')).is_some())
}

/// Whether a title ends before a word.
pub fn ends_title(words: &[Word], end: usize, lexicon: &Lexicon) -> bool {
    (end.saturating_sub(TITLE)..end)
        .filter(|start| words[*start].starts_title)
        .any(|start| lexicon.title(phrase_of(&words[start..end]).trim_end_matches('.')).is_some())
}

/// Cuts titles behind a known name: `LA Sheriff`.
fn titles_behind(words: &[Word], range: &mut Range<usize>, lexicon: &Lexicon) {
    let titles = (range.start + 1..range.end).filter(|at| words[*at].starts_title);
    let title = titles.into_iter().find(|at| lexicon.title(&phrase_of(&words[*at..range.end])).is_some());
    if let Some(at) = title
        && known::look_up(words, range.start..at, lexicon).is_some()
    {
        range.end = at;
    }
}

/// The end of a person's name with a syllable that hangs on it: `Ban Ki-moon`.
fn with_syllable(words: &[Word], range: &Range<usize>) -> usize {
    let end = range.end;
    let (Some(last), Some(hyphen), Some(next)) = (words.get(end - 1), words.get(end), words.get(end + 1)) else {
        return end;
    };
    let glued = hyphen.text == "-" && last.span.end == hyphen.span.start && hyphen.span.end == next.span.start;
    let short = |w: &Word| w.alphabetic && w.text.chars().count() < 7;
    // `Kim Min-Woo` has short syllables; what else has a capital behind a hyphen is a second name.
    let syllable = short(last) && short(next) && (!next.name_like || last.text.chars().count() < 5);
    let adjective = next.folded.ends_with("ed")
        || matches!(next.folded.as_ref(), "era" | "style" | "led" | "like" | "born" | "run");
    if glued && syllable && !adjective && range.len() > 1 { end + 2 } else { end }
}

/// In a line set like a headline, and at the start of a sentence, capitals say nothing: an unknown name there has to hold
/// words that are nowhere lower-cased.
pub fn without_headlines(sentences: &[Sentence], found: Vec<Found>, lexicon: &Lexicon) -> Vec<Found> {
    let mut elsewhere = FxHashSet::default();
    let lower = lower_cased(sentences, &found);
    let mut middle = FxHashSet::default();
    for name in found.iter().filter(|f| f.words.len() == 1) {
        let sentence = &sentences[name.sentence];
        if !sentence.headline && !sentence.opens(name.words.start) {
            middle.insert(sentence.words[name.words.start].hash);
        }
    }
    for name in found.iter().filter(|f| !sentences[f.sentence].headline) {
        elsewhere.insert(sentences[name.sentence].key(name.words.clone()));
    }
    let mut found = found;
    found.retain(|name| {
        let sentence = &sentences[name.sentence];
        let words = &sentence.words[name.words.clone()];
        let listed = || known::look_up(&sentence.words, name.words.clone(), lexicon).is_some();
        let clean = || words.iter().all(|w| w.name_like && !lower.contains(&w.hash) || w.text == "-");
        let person = || name.kind == ActorKind::Person && words.len() > 1;
        let opening = words.len() == 1 && sentence.opens(name.words.start) && !middle.contains(&words[0].hash);
        !(sentence.headline || opening && lower.contains(&words[0].hash))
            || (!opening && elsewhere.contains(&sentence.key(name.words.clone())))
            || listed()
            || (clean() && (person() || !is_set_in_capitals(sentence)))
    });
    found
}

/// The words of names whose capitals say nothing that stand somewhere without one.
fn lower_cased(sentences: &[Sentence], found: &[Found]) -> FxHashSet<u64> {
    let opens = |f: &Found| f.words.len() == 1 && sentences[f.sentence].opens(f.words.start);
    let doubtful = found.iter().filter(|f| sentences[f.sentence].headline || opens(f));
    let words = |f: &Found| &sentences[f.sentence].words[f.words.clone()];
    let named: FxHashSet<u64> = doubtful.flat_map(words).map(|w| w.hash).collect();
    if named.is_empty() {
        return named;
    }
    let small = sentences.iter().flat_map(|s| &s.words).filter(|w| w.alphabetic && !w.name_like).map(|w| w.hash);
    small.filter(|word| named.contains(word)).collect()
}

/// What only ever fills quotation marks is the title of a work or a nickname, unless the lexicon knows better.
pub fn without_titles_of_works(sentences: &[Sentence], mut found: Vec<Found>, lexicon: &Lexicon) -> Vec<Found> {
    let fills = |f: &Found| {
        let words = &sentences[f.sentence].words;
        let mark = |at: Option<usize>, marks: &[&str]| {
            at.and_then(|at| words.get(at)).is_some_and(|w| marks.contains(&w.text))
        };
        let end = f.words.end + usize::from(mark(Some(f.words.end), &[",", ".", "!", "?"]));
        let start = if mark(f.words.start.checked_sub(1), &["The"]) { f.words.start - 1 } else { f.words.start };
        mark(start.checked_sub(1), &["\"", "“", "‘", "'", "«", "„"])
            && mark(Some(end), &["\"", "”", "’", "'", "»", "“"])
    };
    let phrase = |f: &Found| sentences[f.sentence].key(f.words.clone());
    let quoted: Vec<bool> = found.iter().map(fills).collect();
    let outside: FxHashSet<u64> =
        found.iter().zip(&quoted).filter(|(_, quoted)| !**quoted).map(|(f, _)| phrase(f)).collect();
    let mut quoted = quoted.into_iter();
    found.retain(|f| {
        let known = || known::look_up(&sentences[f.sentence].words, f.words.clone(), lexicon).is_some();
        !quoted.next().unwrap_or_default() || outside.contains(&phrase(f)) || known()
    });
    found
}

fn is_set_in_capitals(sentence: &Sentence) -> bool {
    sentence.words.iter().filter(|w| w.alphabetic).all(|w| w.text.chars().all(|c| !c.is_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Prose;
    use crate::extract::actors::reading;
    use crate::model::{ActorKind, Span};

    /// What is left of the words `range` of a text when the tagger takes them for an organisation's name.
    fn check(text: &str, range: Range<usize>, left: Option<&str>) {
        let lexicon = Lexicon::built_in();
        let prose = Prose::read(text, None, &[Span::new(0, text.len())]);
        let sentences = reading::read(&prose, &lexicon);
        let found = Found { sentence: 0, words: range, kind: ActorKind::Organisation };
        let trimmed = trimmed(&sentences, found, &lexicon);
        assert_eq!(trimmed.map(|found| sentences[0].span(found.words).of(text)), left, "{text}");
    }

    #[test]
    fn no_name_ends_with_a_word_that_only_joins() {
        check("Kestrel State University of the coast wrote it.", 0..4, Some("Kestrel State University"));
        check("Kestrel State University of the coast wrote it.", 0..5, Some("Kestrel State University"));
        check("Channel 4 reported it.", 0..2, Some("Channel 4"));
    }
}
