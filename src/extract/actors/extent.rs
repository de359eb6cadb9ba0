//! How far a name reaches: parts that the tagger left outside, and parts of one name that it took for two.

use super::clean;
use super::discover::Found;
use super::known;
use super::lexicon::{Class, Lexicon};
use super::mention::is_adjective;
use super::reading::{Sentence, Word};
use crate::model::ActorKind;
use std::ops::Range;

/// The names, in order, each with all that belongs to it.
pub fn whole(sentences: &[Sentence], found: Vec<Found>, lexicon: &Lexicon) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::with_capacity(found.len());
    let mut found = found.into_iter().peekable();
    while let Some(mut name) = found.next() {
        let words = &sentences[name.sentence].words;
        let free = all.last().filter(|f| f.sentence == name.sentence).map_or(0, |f| f.words.end);
        if let Some(start) = head_before(words, &name, free, lexicon) {
            name.words.start = start;
            if words[start].class == Class::Organisation {
                name.kind = ActorKind::Organisation;
            }
        }
        let next = found.peek().filter(|f| f.sentence == name.sentence).map_or(words.len(), |f| f.words.start);
        if name.kind == ActorKind::Person && !sentences[name.sentence].headline {
            name.words.start = given_before(&sentences[name.sentence], &name, free, lexicon);
        }
        article(words, &mut name, free);
        extend(words, &mut name, next, lexicon);
        domain(words, &mut name, free, next);
        if let Some(end) = behind_nickname(words, &name) {
            name.words.end = end;
            while let Some(inside) = found.next_if(|f| f.sentence == name.sentence && f.words.start < name.words.end) {
                name.words.end = name.words.end.max(inside.words.end);
            }
        }
        match all.last_mut() {
            Some(last) if is_one(last, &name, sentences, lexicon) || is_of(last, &name, words, lexicon) => {
                last.words.end = name.words.end;
            }
            _ => all.push(name),
        }
    }
    let named = sentences.iter().enumerate().flat_map(|(number, sentence)| sites(number, &sentence.words));
    let named: Vec<_> = named.filter(|site| !is_taken(&all, site)).collect();
    all.extend(named);
    all.sort_by_key(|name| (name.sentence, name.words.start));
    all
}

/// Whether one of the names, in order, shares a word with another.
fn is_taken(names: &[Found], other: &Found) -> bool {
    let at = names.partition_point(|name| (name.sentence, name.words.end) <= (other.sentence, other.words.start));
    names.get(at).is_some_and(|name| name.sentence == other.sentence && name.words.start < other.words.end)
}

/// Two people's names side by side are one: nobody names two without a mark or a word between.
fn is_one(one: &Found, two: &Found, sentences: &[Sentence], lexicon: &Lexicon) -> bool {
    let people = one.kind == ActorKind::Person && two.kind == ActorKind::Person;
    let sentence = &sentences[one.sentence];
    let full = |f: &Found| f.words.len() > 1 && known::look_up(&sentence.words, f.words.clone(), lexicon).is_some();
    people
        && one.sentence == two.sentence
        && one.words.end == two.words.start
        && !sentence.headline
        && !(full(one) || full(two))
        && two.words.end - one.words.start < 6
}

/// `Security Service of Ukraine`: a body that is named by its head and the place it belongs to.
fn is_of(one: &Found, two: &Found, words: &[Word], lexicon: &Lexicon) -> bool {
    let head = words.get(one.words.end.saturating_sub(1)).is_some_and(|w| w.class == Class::Organisation);
    one.kind == ActorKind::Organisation
        && two.kind == ActorKind::Place
        && one.sentence == two.sentence
        && one.words.end + 1 == two.words.start
        && words[one.words.end].folded == "of"
        && head
        && known::look_up(words, one.words.clone(), lexicon).is_none()
}

/// The end of a person's name that goes on behind a nickname: `Robert “Bob” Miller`.
fn behind_nickname(words: &[Word], name: &Found) -> Option<usize> {
    let mark = |at: usize, marks: &[&str]| words.get(at).is_some_and(|w| marks.contains(&w.text));
    let opening = name.words.end;
    if name.kind != ActorKind::Person || !mark(opening, &["\"", "“", "‘", "'"]) {
        return None;
    }
    let closing = (opening + 2..opening + 4).find(|at| mark(*at, &["\"", "”", "’", "'"]))?;
    let nickname = words[opening + 1..closing].iter().all(|w| w.name_like);
    let surname = words.get(closing + 1).is_some_and(|w| w.name_like && w.class == Class::Plain);
    (nickname && surname).then_some(closing + 2)
}

/// The Arabic article before a name belongs to it in lower case too: `al-Qaida`, `el-Sisi`.
fn article(words: &[Word], name: &mut Found, free: usize) {
    let Some(start) = name.words.start.checked_sub(2).filter(|start| *start >= free) else { return };
    let [article, hyphen, first] = &words[start..start + 3] else { return };
    let glued = article.span.end == hyphen.span.start && hyphen.span.end == first.span.start;
    if glued && hyphen.text == "-" && known::is_article(article.text) {
        name.words.start = start;
    }
}

/// The address of a site as a name, `Kyivpost.com`: the whole of it, and a body's.
fn domain(words: &[Word], name: &mut Found, free: usize, next: usize) {
    let glued = |at: usize| words.get(at).zip(words.get(at + 1)).is_some_and(|(a, b)| a.span.end == b.span.start);
    let dot = |at: usize| words.get(at).is_some_and(|w| w.text == ".") && glued(at);
    let ending = |at: usize| words.get(at).is_some_and(ends_address);
    let (start, end) = (name.words.start, name.words.end);
    if end + 1 < next && glued(end - 1) && dot(end) && ending(end + 1) {
        name.words.end = end + 2;
    } else if start >= free + 2 && end == start + 1 && ending(start) && dot(start - 1) && glued(start - 2) {
        name.words.start = start - 2;
    } else {
        return;
    }
    name.kind = ActorKind::Organisation;
}

/// Whether an address ends in a word.
fn ends_address(word: &Word) -> bool {
    matches!(word.folded.as_ref(), "com" | "org" | "net" | "info" | "news" | "az" | "ua" | "ru" | "eu" | "de" | "uk")
}

/// The sites that are named by their addresses with a capital, where no name was found: `Kyivpost.com`.
fn sites(number: usize, words: &[Word]) -> impl Iterator<Item = Found> {
    let glued = |parts: &[Word]| parts.windows(2).all(|two| two[0].span.end == two[1].span.start);
    let address = move |(at, parts): (usize, &[Word])| {
        let whole = parts[0].name_like && parts[1].text == "." && ends_address(&parts[2]) && glued(parts);
        let inside = at.checked_sub(1).is_some_and(|before| words[before].span.end == parts[0].span.start);
        (whole && !inside).then_some(Found { sentence: number, words: at..at + 3, kind: ActorKind::Organisation })
    };
    words.windows(3).enumerate().filter_map(address)
}

/// The words of a name without the word that says what the place is: `Virginia` in `State of Virginia`.
pub fn without_head(words: &[Word], name: &Found) -> Range<usize> {
    let range = name.words.clone();
    let of = range.len() > 2 && words[range.start + 1].folded == "of";
    if of && name.kind == ActorKind::Place && is_head_of_place(&words[range.start]) {
        range.start + 2..range.end
    } else {
        range
    }
}

fn is_head_of_place(word: &Word) -> bool {
    matches!(
        word.folded.as_ref(),
        "kingdom" | "republic" | "principality" | "province" | "duchy" | "city" | "county" | "state"
    )
}

/// Takes in what goes on behind a name, up to `next`.
fn extend(words: &[Word], name: &mut Found, next: usize, lexicon: &Lexicon) {
    let end = name.words.end;
    let behind = |at: usize| words.get(at).filter(|_| at < next);
    if name.kind == ActorKind::Person {
        // `Thutmose III`, `Amyntas I`
        let numeral = |w: &&Word| {
            let text = w.text;
            let roman = !text.is_empty() && text.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
            let first = text == "I" && name.words.len() == 1 && !w.quoted;
            roman && (text.len() > 1 || text == "V" || first)
        };
        if behind(end).as_ref().is_some_and(numeral) {
            name.words.end += 1;
        }
        return;
    }
    if known::look_up(words, name.words.clone(), lexicon).is_some() {
        return;
    }
    let mut end = end;
    let head = |at: usize| {
        behind(at).is_some_and(|w| w.name_like && w.class == Class::Organisation)
            && !clean::starts_title(words, at, lexicon)
    };
    while head(end) {
        end += 1;
    }
    if end == name.words.end && genitive(&words[end - 1]) && behind(end).is_some_and(|w| w.possessive) {
        // `Donetsk People's Republic`
        let republic =
            behind(end + 1).is_some_and(|w| w.name_like && matches!(w.class, Class::Organisation | Class::Place));
        end += if republic { 2 } else { 0 };
    }
    if end > name.words.end {
        name.words.end = end;
        name.kind = ActorKind::Organisation;
    }
}

fn genitive(word: &Word) -> bool {
    matches!(word.folded.as_ref(), "people" | "women" | "children" | "workers" | "farmers" | "veterans" | "lawyers")
}

/// Where a person's name begins that the tagger cut short: a capital that no rule of writing asks for and nothing else
/// explains.
fn given_before(sentence: &Sentence, name: &Found, free: usize, lexicon: &Lexicon) -> usize {
    let start = name.words.start;
    let fits = |at: &usize| {
        let word = &sentence.words[*at];
        let plain = word.name_like && word.class == Class::Plain && word.text.chars().skip(1).all(char::is_lowercase);
        let known = word.adjective || lexicon.named(&word.folded).is_some();
        plain && !known && word.text.chars().count() > 2 && !sentence.opens(*at)
    };
    start.checked_sub(1).filter(|at| *at >= free).filter(fits).unwrap_or(start)
}

/// Where a name begins whose head stands before `of`: `Kingdom of [France]`, `Union of [Atheists]`.
fn head_before(words: &[Word], name: &Found, free: usize, lexicon: &Lexicon) -> Option<usize> {
    let of = name.words.start.checked_sub(1)?;
    let the = words[of].folded == "the";
    let of = if the { of.checked_sub(1)? } else { of };
    if words[of].folded != "of" || name.kind == ActorKind::Person {
        return None;
    }
    let head = of.checked_sub(1).filter(|at| *at >= free)?;
    let word = &words[head];
    let body = word.class == Class::Organisation;
    let fits = match name.kind {
        ActorKind::Place => !the && (body || is_head_of_place(word)),
        _ => body && known::look_up(words, name.words.clone(), lexicon).is_none(),
    };
    // A longer name ends in the head: it is for the tagger to say where that begins.
    let ahead = head.checked_sub(1).map(|at| &words[at]).filter(|w| w.name_like && w.folded != "the");
    let longer = ahead.is_some_and(|w| !is_adjective(w, lexicon));
    let fits = fits && !(body && longer);
    (word.name_like && fits).then_some(head)
}
