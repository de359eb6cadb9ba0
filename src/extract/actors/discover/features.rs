//! What the tagger sees of a word: itself and its neighbours, the document, the lexicon, how names were used in training;
//! and in the second pass how the first one tagged the document.
//!
//! The numbers of the templates are part of the model file's format.

use super::candidates::{Run, is_joint, is_particle};
use super::evidence::{Evidence, FLAGS};
use super::roles::{ROLES, Roles, WHOLE, name_hash};
use super::{Found, each, kind_of};
use crate::extract::actors::known;
use crate::extract::actors::lexicon::{LONGEST, Lexicon};
use crate::extract::actors::reading::{Sentence, Word};
use crate::model::ActorKind;
use crate::tagger::Describe;
use crate::tagger::hash::{exact, mix, prefix, suffix};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::ops::Range;

/// What is said of what stands outside a sentence.
const NOTHING: u64 = 1;
/// How far around a word is looked.
const AROUND: isize = 2;
/// Words of a whole name that roles are looked up for.
const WHOLE_WORDS: usize = 5;

/// What all sentences of a document are described with.
pub struct View<'a, R: Roles> {
    /// What the document says of words.
    pub evidence: &'a Evidence,
    /// What is known of names.
    pub lexicon: &'a Lexicon,
    /// How names were used in training.
    pub roles: &'a R,
}

/// Memory that describing reuses.
#[derive(Debug, Default)]
pub struct Room {
    /// The words of a run, and two on either side.
    words: Vec<Written>,
    /// What is known of names of several words, for each of their words; behind the run's last one there is what was said
    /// of an earlier run.
    known: Vec<Vec<u64>>,
}

/// A word as it is seen from anywhere.
#[derive(Clone, Copy, Debug)]
struct Written {
    hash: u64,
    class: u64,
    shape: u64,
    /// Tells it from words that are written or listed in another way.
    key: u64,
}

/// What stands outside a sentence.
const OUTSIDE: Written = Written { hash: NOTHING, class: NOTHING, shape: NOTHING, key: NOTHING };

impl Written {
    fn of(word: &Word) -> Self {
        let shape = shape(word);
        // The shape of a mark is told by its hash.
        let told = shape.min(31) << 16 | u64::from(word.name_like) << 10;
        let listed = u64::from(word.given) << 9 | u64::from(word.adjective) << 8 | word.class as u64;
        let text = if word.text.is_ascii() { word.hash } else { exact(word.text) };
        Self { hash: word.hash, class: 2 + word.class as u64, shape, key: mix(text, told | listed) }
    }
}

/// One sentence being described.
struct Look<'a, 'w, R: Roles> {
    view: &'a View<'a, R>,
    words: &'a [Word<'w>],
    room: &'a Room,
    run: Range<usize>,
    zone: u64,
    first: usize,
}

/// Describes the words of a run.
pub fn describe<R: Roles>(sentences: &[Sentence], run: &Run, view: &View<R>, room: &mut Room, out: &mut impl Describe) {
    let sentence = &sentences[run.sentence];
    let words = &sentence.words;
    room.around(words, run.words.clone());
    room.know(words, run.words.clone(), view);
    let look = Look {
        view,
        words,
        room,
        run: run.words.clone(),
        zone: if sentence.headline { 2 } else { u64::from(sentence.title) },
        first: sentence.first,
    };
    for at in run.words.clone() {
        let start = look.start(at);
        look.alone(at, start, out);
        for distance in [-2, -1, 1, 2] {
            look.neighbour(at, distance, out);
        }
        look.together(at, out);
        look.of_the_lexicon(at, start, out);
        if words[at].name_like {
            look.of_the_run(at, out);
            look.of_the_document(at, start, out);
        }
        out.end_token();
    }
}

impl Room {
    /// Takes down how the words of a run are written, and two on either side.
    fn around(&mut self, words: &[Word], run: Range<usize>) {
        self.words.clear();
        let (from, to) = (run.start as isize - AROUND, run.end as isize + AROUND);
        let word = |at: isize| usize::try_from(at).ok().and_then(|at| words.get(at));
        self.words.extend((from..to).map(|at| word(at).map_or(OUTSIDE, Written::of)));
    }

    /// Takes down what is known of names of several words.
    fn know<R: Roles>(&mut self, words: &[Word], run: Range<usize>, view: &View<R>) {
        self.known.iter_mut().take(run.len() + 1).for_each(Vec::clear);
        self.known.resize_with(self.known.len().max(run.len() + 1), Vec::new);
        known_spans(words, run, view, &mut self.known);
    }
}

impl<R: Roles> Look<'_, '_, R> {
    fn at(&self, at: isize) -> Option<&Word<'_>> {
        usize::try_from(at).ok().and_then(|at| self.words.get(at))
    }

    fn written(&self, at: isize) -> Written {
        let at = at + AROUND - self.run.start as isize;
        usize::try_from(at).ok().and_then(|at| self.room.words.get(at)).copied().unwrap_or(OUTSIDE)
    }

    fn hash(&self, at: isize) -> u64 {
        self.at(at).map_or(NOTHING, |w| w.hash)
    }

    fn shape(&self, at: isize) -> u64 {
        self.written(at).shape
    }

    fn class(&self, at: isize) -> u64 {
        self.at(at).map_or(NOTHING, |w| 2 + w.class as u64)
    }

    /// Whether a capital is due at the place: at the start, or behind an opening mark.
    fn start(&self, at: usize) -> u64 {
        let behind_mark = at > 0 && matches!(self.words[at - 1].text, "\"" | "“" | "‘" | "'" | "(" | ":");
        if at == self.first { 2 } else { u64::from(behind_mark) * 3 }
    }

    /// The word without its neighbours.
    fn alone(&self, at: usize, start: u64, out: &mut impl Describe) {
        let (word, written) = (&self.words[at], self.written(at as isize));
        let place = start | self.zone << 2 | u64::from(word.quoted) << 4;
        out.bundle(mix(310 + place, written.key), |out| {
            let position = mix(start, written.shape);
            out.push(mix(1, 0));
            written.push(2, out);
            out.push(mix(2, mix(position, self.zone)));
            for n in 1..=4 {
                if word.text.chars().nth(n).is_some() {
                    out.push(mix(50 + n as u64, prefix(word.text, n)));
                    out.push(mix(55 + n as u64, suffix(word.text, n)));
                }
            }
            out.push(mix(62, mix(word.text.chars().take(8).count() as u64, written.shape)));
            out.push(mix(63, mix(word.quoted.into(), written.shape)));
            known(word, self.view, |known| {
                out.push(mix(70, known));
                out.push(mix(71, mix(known, position)));
            });
        });
    }

    /// The word at a distance.
    fn neighbour(&self, at: usize, distance: isize, out: &mut impl Describe) {
        let place = at as isize + distance;
        let (word, written) = (self.at(place), self.written(place));
        let beside = word.filter(|_| distance.abs() == 1);
        let inside = beside.filter(|word| word.name_like && self.run.contains(&place.cast_unsigned()));
        let template = (distance + 2).unsigned_abs() as u64;
        out.bundle(mix(300 + 5 * u64::from(inside.is_some()) + template, written.key), |out| {
            written.push(template, out);
            if distance.abs() == 1 {
                out.push(mix(if distance < 0 { 60 } else { 61 }, word.map_or(NOTHING, |w| suffix(w.text, 3))));
            }
            if let Some(word) = inside {
                known(word, self.view, |known| out.push(mix(if distance < 0 { 72 } else { 73 }, known)));
            }
        });
    }

    /// The word and its neighbours.
    fn together(&self, at: usize, out: &mut impl Describe) {
        let Some([far, before, here, behind, beyond]) = self.room.words[at - self.run.start..].first_chunk() else {
            return;
        };
        let near = mix(mix(before.shape, here.shape), behind.shape);
        out.push(mix(3, near));
        out.push(mix(4, mix(mix(near, far.shape), beyond.shape)));
        out.push(mix(40, mix(before.hash, here.hash)));
        out.push(mix(41, mix(here.hash, behind.hash)));
        out.push(mix(42, mix(before.hash, behind.hash)));
        out.push(mix(43, mix(far.hash, before.hash)));
        out.push(mix(44, mix(behind.hash, beyond.hash)));
        out.push(mix(45, mix(mix(before.hash, here.shape), behind.shape)));
        out.push(mix(46, mix(mix(behind.hash, before.shape), here.shape)));
    }

    /// The known names of several words that the word is part of, or that stand beside it.
    fn of_the_lexicon(&self, at: usize, start: u64, out: &mut impl Describe) {
        let here = at - self.run.start;
        for known in &self.room.known[here] {
            out.push(mix(70, *known));
            out.push(mix(71, mix(*known, mix(start, self.shape(at as isize)))));
        }
        for (template, neighbour) in [(72, here.checked_sub(1)), (73, Some(here + 1))] {
            for known in neighbour.and_then(|n| self.room.known.get(n)).into_iter().flatten() {
                out.push(mix(template, *known));
            }
        }
    }

    /// The run of capitalised words the word stands in: its place, the run's ends and surroundings.
    fn of_the_run(&self, at: usize, out: &mut impl Describe) {
        let run = run(self.words, at);
        let (start, last) = (run.start as isize, run.end as isize - 1);
        let (ahead, behind) = (at - run.start, run.end - 1 - at);
        out.push(mix(80, mix(ahead.min(3) as u64, behind.min(3) as u64)));
        out.push(mix(81, mix(self.hash(start - 1), ahead.min(2) as u64)));
        out.push(mix(82, mix(self.hash(last + 1), behind.min(2) as u64)));
        out.push(mix(83, mix(mix(self.class(start - 1), self.class(last + 1)), (run.len() - 1).min(3) as u64)));
        out.push(mix(84, self.hash(last)));
        out.push(mix(85, self.hash(start)));
    }

    fn of_the_document(&self, at: usize, start: u64, out: &mut impl Describe) {
        let (fact, shape) = (self.view.evidence.fact(self.words[at].hash), self.shape(at as isize));
        let counts = [fact.lower, fact.middle, fact.upper].map(bucket);
        let place = counts.iter().fold(start | self.zone << 2, |place, count| place << 3 | count);
        out.bundle(mix(mix(86, place), shape), |out| {
            out.push(mix(90, mix(mix(mix(counts[0], counts[1]), counts[2]), start)));
            let seen = u64::from(fact.lower > 0) * 2 + u64::from(fact.middle > 0);
            out.push(mix(91, mix(mix(seen, start), mix(shape, self.zone))));
        });
        out.bundle(mix(87, u64::from(fact.flags) << 2 | start), |out| {
            out.push(mix(92, fact.flags.into()));
            for bit in (0..FLAGS).filter(|bit| fact.flags & (1 << bit) != 0) {
                out.push(mix(93, mix(bit, start)));
            }
        });
        for (template, neighbour) in [(94, fact.previous), (97, fact.following)] {
            let Some((hash, class)) = neighbour else { continue };
            out.bundle(mix(mix(88, template << 8 | class as u64), hash), |out| {
                out.push(mix(template, hash));
                out.push(mix(template + 1, class as u64));
                for (role, code) in self.view.roles.look(hash).into_iter().enumerate().filter(|(_, code)| *code > 0) {
                    out.push(mix(template + 2, mix(role as u64, u64::from(code > 6))));
                }
            });
        }
    }
}

impl Written {
    /// Adds what the word at a place is.
    fn push(&self, place: u64, out: &mut impl Describe) {
        out.push(mix(10 + place, self.hash));
        out.push(mix(20 + place, self.shape));
        out.push(mix(30 + place, self.class));
    }
}

/// What roles and lexicon say of a word with a capital, as feature values.
fn known<R: Roles>(word: &Word, view: &View<R>, mut say: impl FnMut(u64)) {
    if !word.name_like {
        return;
    }
    let roles = view.roles.look(word.hash);
    for (role, code) in roles.into_iter().enumerate().filter(|(_, code)| *code > 0) {
        say(mix(role as u64, code.into()));
    }
    if roles == [0; ROLES] {
        say(mix(100, 0));
    }
    if word.given {
        say(mix(101, 0));
    }
    if word.adjective {
        say(mix(102, 0));
    }
}

/// The longest names of the lexicon and of training that start at each capital.
fn known_spans<R: Roles>(words: &[Word], run: Range<usize>, view: &View<R>, known: &mut [Vec<u64>]) {
    for start in run.clone().filter(|at| words[*at].name_like) {
        let here = start - run.start;
        let longest = (start + LONGEST).min(run.end);
        if let Some((end, named)) = known::longest(words, start, longest, view.lexicon)
            && let Some(entry) = view.lexicon.entry(named.entry)
        {
            mark(known, here..end - run.start, mix(110, mix(entry.kind as u64, u64::from(named.ordinary))));
        }
        for end in (start + 2..=longest.min(start + WHOLE_WORDS)).rev() {
            let roles = view.roles.look(name_hash(words[start..end].iter().map(|w| w.hash)));
            let mut hits = WHOLE.into_iter().filter(|role| roles[*role] > 0).peekable();
            if hits.peek().is_some() {
                hits.for_each(|role| mark(known, here..end - run.start, mix(111, role as u64)));
                break;
            }
        }
    }
}

fn mark(known: &mut [Vec<u64>], range: Range<usize>, value: u64) {
    let length = range.len().min(3) as u64;
    for (at, known) in known[range].iter_mut().enumerate() {
        known.push(mix(mix(value, u64::from(at == 0)), length));
    }
}

/// The capitalised words around one, with the small words that join them.
fn run(words: &[Word], at: usize) -> Range<usize> {
    /// Runs are cut here: a page of capitals is no name, and looking at all of it from each word takes too long.
    const FAR: usize = 8;
    let like = |i: usize| words.get(i).is_some_and(|w| w.name_like);
    let joins = |i: usize| {
        words.get(i).is_some_and(|w| is_joint(&w.folded) || is_particle(&w.folded) || w.text == "-" || w.text == "&")
    };
    let (mut start, mut end) = (at, at + 1);
    while start > 0 && at - start < FAR && (like(start - 1) || (start > 1 && like(start - 2) && joins(start - 1))) {
        start -= 1;
    }
    while end - at < FAR && (like(end) || (like(end + 1) && joins(end))) {
        end += 1;
    }
    start..end
}

/// How a word is written.
fn shape(word: &Word) -> u64 {
    let text = word.text;
    if text.len() > 1 && text.bytes().all(|b| b.is_ascii_lowercase()) {
        return 21;
    }
    if !word.alphabetic {
        return if text.starts_with(char::is_numeric) {
            4 + u64::from(text.chars().any(|c| !c.is_numeric()))
        } else {
            mix(6, word.hash)
        };
    }
    let count = text.chars().take(7).count();
    let upper = |c: char| c.is_uppercase();
    let first = text.starts_with(upper);
    let rest = text.chars().skip(1);
    let all_upper = text.chars().all(|c| !c.is_lowercase()) && first;
    match () {
        () if text.ends_with('.') => 10 + u64::from(first) + 2 * u64::from(text.matches('.').count() > 1),
        () if count == 1 => 14 + u64::from(first),
        () if all_upper => 16 + u64::from(count > 5),
        () if first && rest.clone().all(char::is_lowercase) => 18,
        () if first && text.contains(['\'', '’']) => 19,
        () if first => 20,
        () if text.chars().all(|c| !c.is_uppercase()) => 21,
        () => 22,
    }
}

fn bucket(count: u32) -> u64 {
    match count {
        0 | 1 => count.into(),
        2 | 3 => 2,
        _ => 4,
    }
}

/// How the first pass tagged the words of a document: for each word how often as which kind, and in which long names.
#[derive(Debug, Default)]
pub struct Votes {
    words: FxHashMap<u64, Vote>,
}

/// How often a word was tagged as which kind, and in long names of which.
#[derive(Clone, Copy, Debug, Default)]
struct Vote {
    kinds: [u32; 4],
    in_long: [bool; 4],
}

impl Votes {
    /// Counts the tags of a document.
    pub fn count(sentences: &[Sentence], runs: &[Run], tags: &[u8], found: &[Found]) -> Self {
        let mut votes = Self { words: FxHashMap::with_capacity_and_hasher(runs.len(), FxBuildHasher) };
        for (run, tags) in each(runs, tags) {
            let words = &sentences[run.sentence].words[run.words.clone()];
            for (word, tag) in words.iter().zip(tags).filter(|(word, _)| word.name_like) {
                votes.words.entry(word.hash).or_default().kinds[usize::from(kind_of(*tag))] += 1;
            }
        }
        for name in found.iter().filter(|name| name.words.len() > 1) {
            for word in &sentences[name.sentence].words[name.words.clone()] {
                votes.words.entry(word.hash).or_default().in_long[kind_number(name.kind)] = true;
            }
        }
        votes
    }
}

fn kind_number(kind: ActorKind) -> usize {
    match kind {
        ActorKind::Person => 1,
        ActorKind::Organisation | ActorKind::Group => 2,
        ActorKind::Place => 3,
    }
}

/// Describes the words of a run by what the first pass made of the document.
pub fn second_look(sentences: &[Sentence], run: &Run, tags: &[u8], votes: &Votes, out: &mut impl Describe) {
    let get = |at: Option<usize>| at.and_then(|at| tags.get(at)).map_or(99, |t| u64::from(*t));
    for (at, word) in sentences[run.sentence].words[run.words.clone()].iter().enumerate() {
        let (before, tag, behind) = (get(at.checked_sub(1)), get(Some(at)), get(Some(at + 1)));
        out.bundle(mix(204, before << 16 | tag << 8 | behind), |out| {
            out.push(mix(200, tag));
            out.push(mix(201, mix(before, tag)));
            out.push(mix(202, mix(tag, behind)));
            out.push(mix(203, mix(mix(before, tag), behind)));
        });
        if word.name_like {
            vote(word, tags[at], votes, out);
        }
        out.end_token();
    }
}

/// What the other occurrences of the word were tagged as.
fn vote(word: &Word, tag: u8, votes: &Votes, out: &mut impl Describe) {
    let Vote { mut kinds, in_long } = votes.words.get(&word.hash).copied().unwrap_or_default();
    let own = &mut kinds[usize::from(kind_of(tag))];
    *own = own.saturating_sub(1);
    let total: u32 = kinds.iter().sum();
    let tag = u64::from(tag);
    let top = (0..4).max_by_key(|k| kinds[*k]).unwrap_or_default();
    let sure = u64::from(10 * kinds[top] > 8 * total);
    let several = u64::from(total > 3);
    let seen = |facts, kind: usize| facts << 2 | u64::from(kinds[kind] > 0) << 1 | u64::from(in_long[kind]);
    let facts = (0..4).fold((top as u64) << 2 | sure << 1 | several, seen);
    out.bundle(mix(215, facts << 8 | tag), |out| {
        if total == 0 {
            out.push(mix(210, tag));
        } else {
            out.push(mix(211, mix(mix(top as u64, sure), several)));
            out.push(mix(212, mix(mix(top as u64, sure), tag)));
            for kind in (0..4).filter(|k| kinds[*k] > 0) {
                out.push(mix(213, kind as u64));
            }
        }
        for kind in (0..4).filter(|k| in_long[*k]) {
            out.push(mix(214, mix(kind as u64, tag)));
        }
    });
}
