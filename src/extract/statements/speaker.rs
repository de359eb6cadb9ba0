//! Who is cited: the whole noun phrase, and the actor it stands for by name, title or pronoun. Where that is not clear no
//! actor is named.

use super::content;
use super::discourse::{Again, Discourse};
use super::draft::{Draft, Line};
use super::vocabulary::{LEADS_INFINITIVES, MOUTHPIECES, Pronoun, STANDINS, is_preposition, pronoun};
use crate::extract::actors::Mentions;
use crate::model::{ActorKind, Span};
use std::borrow::Cow;
use std::ops::Range;

/// Puts the edges of a source right: no marks at the ends, capitalised words and titles before it taken in.
pub fn mend(line: Line, draft: &mut Draft) {
    let Some(source) = draft.source.map(|source| within_marks(line.text, source)) else { return };
    let mut range = content::behind_dateline(line, line.paragraph.tokens_in(source));
    let loose = |at: usize| {
        !line.is_word(at) && !matches!(line.word(at), "\"" | "“" | "”" | ")" | "'" | "’" | "$" | "#" | "@" | "%")
    };
    while range.start < range.end && loose(range.start) {
        range.start += 1;
    }
    while range.start < range.end && loose(range.end - 1) {
        range.end -= 1;
    }
    let described = draft.cue.map(|cue| line.paragraph.tokens_in(cue).start).filter(|cue| *cue == range.end);
    let article = range.end > range.start && matches!(line.low(range.end - 1).as_ref(), "the" | "a" | "an");
    if article && described.is_some_and(|cue| line.low(cue).ends_with("ed")) {
        draft.content.clear(); // the participle describes who follows: `some of the released prisoners`
        return;
    }
    while range.len() > 1 && hangs(line, range.clone()) {
        range.end -= 1;
    }
    let taken = |at: usize| {
        let span = line.tokens()[at].span;
        draft.says(span) || draft.cue.is_some_and(|cue| cue.overlaps(span))
    };
    let starts =
        |at: usize| line.paragraph.sentences.get(line.paragraph.sentence_of(at)).is_some_and(|s| s.start == at);
    while line.is_capital(range.start)
        && range.start > 0
        && line.is_capital(range.start - 1)
        && !taken(range.start - 1)
        && (!starts(range.start - 1) || pronoun(&line.low(range.start - 1)).is_none())
        && !is_preposition(line.word(range.start - 1))
        && line.tokens()[range.start].span.start == line.tokens()[range.start - 1].span.end + 1
    {
        range.start -= 1;
    }
    let cited = draft.cue.is_some_and(|cue| line.paragraph.tokens_in(cue).start == range.end);
    let is_verb = cited && is_infinitive(line, &range);
    let is_year = range.len() == 1 && line.word(range.start).bytes().all(|byte| byte.is_ascii_digit());
    draft.source = Some(line.paragraph.span_of(range)).filter(|span| !span.is_empty() && !is_verb && !is_year);
    contract(line, draft);
}

/// The part of a source that stands between the marks of a dump: behind the bar of a label, `**Ports** | the mayor`, and
/// before a comma set apart by the mark of italics, `_Harbour Times_ , Weber went …`.
fn within_marks(text: &str, source: Span) -> Span {
    let words = source.of(text);
    let from = words.rfind(" | ").map_or(0, |bar| bar + 3);
    let to = words[from..].find("_ ,").map_or(words.len(), |mark| from + mark);
    Span::new(source.start as usize + from, source.start as usize + to)
}

/// Whether the last token of a source is none that a noun phrase ends with: a verb, a word that leads on, or a bracket that
/// closes what opens before it.
fn hangs(line: Line, range: Range<usize>) -> bool {
    const LAST: [&str; 19] = [
        "'s", "’s", "and", "or", "but", "has", "have", "had", "of", "the", "a", "an", "by", "with", "from", "who",
        "which", "than", ",",
    ];
    let last = range.end - 1;
    let closes = line.word(last) == ")" && !range.clone().any(|at| line.word(at) == "(");
    closes || LAST.contains(&line.low(last).as_ref())
}

/// Whether a source before its cue is a verb behind `to` or an auxiliary: of `to alleviate fears` nobody is named whose
/// fears these are.
fn is_infinitive(line: Line, source: &Range<usize>) -> bool {
    let before = source.start.checked_sub(1).filter(|_| source.len() == 1 && !line.is_capital(source.start));
    let led = before.is_some_and(|before| LEADS_INFINITIVES.contains(&line.low(before).as_ref()));
    led && pronoun(&line.low(source.start)).is_none() && line.is_word(source.start)
}

/// Takes the verb off a pronoun that has one hanging on it, `I’m`, `we’ve`, and gives an article without a noun the name
/// behind it.
fn contract(line: Line, draft: &mut Draft) {
    let Some(source) = draft.source else { return };
    let range = line.paragraph.tokens_in(source);
    if range.len() != 1 {
        return;
    }
    let word = line.word(range.start);
    let bare = word.split(['\'', '’']).next().unwrap_or(word);
    if bare.len() < word.len() && pronoun(&bare.to_lowercase()).is_some() {
        draft.source = Some(Span::new(source.start as usize, source.start as usize + bare.len()));
    }
    if !matches!(line.low(range.start).as_ref(), "a" | "an" | "the") {
        return;
    }
    let free = |at: &usize| {
        let taken = |span: Span| draft.says(span) || draft.cue.is_some_and(|cue| cue.overlaps(span));
        line.is_word(*at) && !taken(line.tokens()[*at].span) && !is_preposition(line.word(*at))
    };
    let end = (range.end..line.tokens().len()).take_while(free).count() + range.end;
    draft.source = Some(line.paragraph.span_of(range.start..end)).filter(|_| end > range.end);
}

/// Takes the source from a draft whose cue says what the source was accused of: `two men suspected of`, `firms accused of`.
pub fn release(line: Line, draft: &mut Draft) {
    let (Some(source), Some(cue)) = (draft.source, draft.cue) else { return };
    let range = line.paragraph.tokens_in(cue);
    let verb = line.low(range.start);
    let charged = matches!(verb.as_ref(), "accused" | "suspected" | "arrested" | "charged" | "convicted" | "acquitted");
    let of = matches!(line.low(range.start + 1).as_ref(), "of" | "for" | "with");
    if charged && of && line.paragraph.tokens_in(source).end == range.start {
        draft.source = None;
    }
}

/// The actor that the source of a draft stands for, as its place among the actors.
pub fn actor(line: Line, draft: &Draft, mentions: &Mentions, discourse: &Discourse) -> Option<usize> {
    let source = draft.source?;
    let range = line.paragraph.tokens_in(source);
    let word = line.low(range.start);
    if range.len() == 1
        && let Some(pronoun) = pronoun(&word)
    {
        return match pronoun {
            Pronoun::Relative => discourse.right_before(line, range.start),
            Pronoun::Speaking => None,
            _ => match told_by(line, range.start, mentions) {
                Some(Teller::Actor(actor)) => Some(actor),
                Some(Teller::Unnamed) => None,
                None => discourse.standing_for(pronoun, draft),
            },
        };
    }
    let phrase = Phrase { line, range, mentions };
    phrase.named().or_else(|| phrase.described(draft, discourse))
}

/// Whom a pronoun goes on with right behind `as` or the like: the subject of the verb that cites before it, `the agency said
/// on Monday as it warned …`, which may be nobody known. `None` where there is no such verb.
fn told_by(line: Line, at: usize, mentions: &Mentions) -> Option<Teller> {
    const VERBS: [&str; 9] = ["said", "says", "told", "wrote", "added", "noted", "announced", "warned", "explained"];
    let joint = at.checked_sub(1)?;
    if !matches!(line.low(joint).as_ref(), "as" | "while" | "when" | "after" | "before") {
        return None;
    }
    let sentence = line.paragraph.sentences.get(line.paragraph.sentence_of(at))?.clone();
    let verb = (sentence.start + 1..joint).rev().take(8).find(|at| VERBS.contains(&line.low(*at).as_ref()))?;
    if line.quotation(verb).is_some() {
        return None;
    }
    let before = line.tokens()[verb - 1].span;
    if !line.is_word(verb - 1) || pronoun(&line.low(verb - 1)).is_some() {
        return None;
    }
    let place = mentions.places.partition_point(|(name, _)| name.end < before.end);
    let named = mentions.places.get(place).filter(|(name, _)| name.end == before.end);
    Some(named.map_or(Teller::Unnamed, |(_, actor)| Teller::Actor(*actor)))
}

/// Who says what comes before a pronoun in its sentence.
enum Teller {
    /// A known actor.
    Actor(usize),
    /// Somebody who is described and not named.
    Unnamed,
}

/// The noun that the source of a draft describes somebody by, where it names nobody.
pub fn description(line: Line, draft: &Draft, mentions: &Mentions) -> Option<String> {
    let range = line.paragraph.tokens_in(draft.source?);
    Phrase { line, range, mentions }.described_by()
}

/// The noun phrase of a source.
struct Phrase<'a> {
    line: Line<'a>,
    range: Range<usize>,
    mentions: &'a Mentions,
}

impl Phrase<'_> {
    /// The actor named at the head of the phrase, in apposition to it, or by its mouthpiece.
    fn named(&self) -> Option<usize> {
        let parts = self.parts();
        let heads = parts.iter().map(|part| (part, self.head(part)));
        let (first, head) = heads.clone().next()?;
        if head.is_some() {
            return head;
        }
        let kind = |actor: &usize| self.mentions.actors[*actor].kind;
        let (person, is_body) =
            (|actor: &usize| kind(actor) == ActorKind::Person, |actor: &usize| kind(actor) == ActorKind::Organisation);
        let apposed = heads.skip(1).find_map(|(part, head)| {
            let fits = |actor: &usize| match self.line.word(part.start.wrapping_sub(1)) {
                "," => person(actor),
                // Its abbreviation.
                "(" => part.len() == 1 && part.end + 1 >= self.range.end && is_body(actor),
                _ => false,
            };
            head.filter(|actor| fits(actor) && self.line.is_capital(part.start))
        });
        apposed.or_else(|| self.office_holder(&parts)).or_else(|| self.mouthpiece(first))
    }

    /// The person whose office is worded in two parts before the name: `the secretary of state Anna Weber`.
    fn office_holder(&self, parts: &[Range<usize>]) -> Option<usize> {
        let [office, named, ..] = parts else { return None };
        let line = self.line;
        let holds = OFFICES.contains(&line.low(office.end - 1).as_ref());
        let tie = line.low(named.start - 1);
        let actor = self.head(named).filter(|actor| self.mentions.actors[*actor].kind == ActorKind::Person)?;
        let (name, _) = self.mentions.within(line.paragraph.span_of(named.clone())).last()?;
        let ahead = line.paragraph.tokens_in(*name).start > named.start;
        (holds && (tie == "of" && ahead || tie == "for")).then_some(actor)
    }

    /// The phrase cut at commas, brackets, dashes, prepositions, conjunctions and relative pronouns.
    fn parts(&self) -> Vec<Range<usize>> {
        let line = self.line;
        let mut parts = Vec::new();
        let mut start = self.range.start;
        let inside = |at: usize| {
            let span = line.tokens()[at].span;
            self.mentions
                .within(line.paragraph.span_of(self.range.clone()))
                .iter()
                .any(|(m, _)| m.start < span.start && m.end >= span.end)
        };
        for at in self.range.clone() {
            let word = line.word(at);
            let mark = !line.is_word(at) && matches!(word, "," | "(" | ")" | "—" | "–" | ";" | ":");
            let is_word = |other: &&str| other.eq_ignore_ascii_case(word);
            let joint = ["and", "who", "which", "that", "as", "whose"].iter().any(is_word) || is_preposition(word);
            if (mark || joint) && !inside(at) {
                if start < at {
                    parts.push(start..at);
                }
                start = at + 1;
            }
        }
        if start < self.range.end {
            parts.push(start..self.range.end);
        }
        parts
    }

    /// The actor whose name ends a part.
    fn head(&self, part: &Range<usize>) -> Option<usize> {
        let line = self.line;
        let span = line.paragraph.span_of(part.clone());
        let (name, actor) = self.mentions.within(span).last()?;
        let behind = line.paragraph.tokens_in(*name).end..part.end;
        // The mark of the owner counts inside the phrase: of `Weber’s friend` Weber is not the head, of `Weber’s hope` she is.
        let possessive = !behind.is_empty() && line.is_owner_mark(behind.start);
        let body = self.mentions.actors[*actor].kind == ActorKind::Organisation;
        let kind = |at: usize| body && KINDS.contains(&line.low(at).as_ref());
        (!possessive && !behind.into_iter().any(|at| line.is_word(at) && !kind(at))).then_some(*actor)
    }

    /// The body that someone unnamed speaks for: `a ministry spokesman`, `a statement by the ministry`.
    fn mouthpiece(&self, first: &Range<usize>) -> Option<usize> {
        let line = self.line;
        let speaks = |at: usize| MOUTHPIECES.contains(&line.low(at).as_ref());
        if !first.clone().rev().take(2).any(speaks) {
            return None;
        }
        let within = self.mentions.within(line.paragraph.span_of(self.range.clone()));
        let bodies = within.iter().map(|(_, actor)| *actor);
        let mut bodies =
            bodies.filter(|a| matches!(self.mentions.actors[*a].kind, ActorKind::Organisation | ActorKind::Place));
        bodies.next()
    }

    /// The actor that a description stands for: `the NATO chief`, `the American leader`, `the minister`.
    fn described(&self, draft: &Draft, discourse: &Discourse) -> Option<usize> {
        let line = self.line;
        let mut part = self.parts().into_iter().next()?;
        let determiner = |at: usize| {
            matches!(line.low(at).as_ref(), "the" | "a" | "an" | "this" | "that" | "his" | "her" | "their" | "its")
        };
        if determiner(part.start) {
            if matches!(line.low(part.start).as_ref(), "a" | "an") {
                return None;
            }
            part.start += 1;
        } else if !line.is_capital(part.start) {
            return None;
        }
        let words: Vec<_> = part.clone().filter(|at| line.is_word(*at)).map(|at| line.low(at)).collect();
        let (head, modifiers) = words.split_last()?;
        if COLLECTIVES.contains(&head.as_ref()) || self.is_complemented(&part) {
            return None;
        }
        let names = names_of(head);
        let holds = |role: &String| is_role(role, &names, modifiers);
        let actors = self.mentions.actors.iter().zip(&self.mentions.profiles);
        let fits: Vec<bool> =
            actors.map(|(actor, p)| actor.kind == ActorKind::Person && p.roles.iter().any(holds)).collect();
        let person = |actor: usize| fits.get(actor) == Some(&true);
        let found = if fits.contains(&true) { discourse.nearest(draft, person) } else { None };
        let the = part.start > self.range.start && line.low(part.start - 1) == "the";
        let again = if the && modifiers.is_empty() { discourse.described_before(draft, head, found) } else { None };
        match again {
            Some(Again::Actor(actor)) => return Some(actor),
            Some(Again::Nobody) => return None,
            None => {}
        }
        let owned = part.clone().skip(1).any(|at| line.is_owner_mark(at) && line.is_capital(at - 1));
        let anybody = || {
            HUMANS.contains(&head.as_ref()) || matches!(&words[..], [.., year, old] if year == "year" && old == "old")
        };
        let body = || BODIES.contains(&head.as_ref()) && modifiers.iter().all(|m| m == "think");
        if found.is_some() || !the || owned {
            return found;
        }
        let called = self.called(&words);
        match () {
            () if !called.is_empty() => discourse.nearest(draft, |actor| called.contains(&actor)),
            () if anybody() => discourse.spoken_of(draft, ActorKind::Person),
            () if body() => discourse.spoken_of(draft, ActorKind::Organisation),
            () => None,
        }
    }

    /// The bodies whose names end with these words: of `the defence ministry` the ministries of two states.
    fn called(&self, words: &[Cow<str>]) -> Vec<usize> {
        let ending = words.join(" ");
        let is_called = |name: &str| {
            let ends = name.len().checked_sub(ending.len()).and_then(|at| name.split_at_checked(at));
            ends.is_some_and(|(ahead, end)| ahead.ends_with(' ') && end.eq_ignore_ascii_case(&ending))
        };
        let actors = self.mentions.actors.iter().enumerate();
        let bodies = actors.filter(|(_, actor)| actor.kind == ActorKind::Organisation && is_called(&actor.name));
        bodies.map(|(at, _)| at).collect()
    }

    /// Whether a description goes on with what its office is of, `the head of the port's museum`: nobody is known by that.
    fn is_complemented(&self, part: &Range<usize>) -> bool {
        let line = self.line;
        let office = line.low(part.end - 1);
        let holds = OFFICES.contains(&office.as_ref());
        holds && part.end + 1 < self.range.end && matches!(line.low(part.end).as_ref(), "of" | "at" | "for")
    }

    /// The noun that a description ends with; none where it is a name or a single word.
    fn described_by(&self) -> Option<String> {
        let first = self.parts().into_iter().next().filter(|part| part.len() > 1)?;
        let last = first.clone().rev().find(|at| self.line.is_word(*at))?;
        (!self.line.is_capital(last) && self.head(&first).is_none()).then(|| self.line.low(last).into_owned())
    }
}

/// Nouns behind a body's name that say what it is: `the Harbour News agency`.
const KINDS: [&str; 14] = [
    "news",
    "agency",
    "newspaper",
    "magazine",
    "website",
    "channel",
    "broadcaster",
    "outlet",
    "group",
    "company",
    "think",
    "tank",
    "think-tank",
    "portal",
];

/// Offices that are worded with `of` or `for` before who holds them.
const OFFICES: [&str; 15] = [
    "secretary",
    "minister",
    "commissioner",
    "head",
    "director",
    "chief",
    "president",
    "chair",
    "chairman",
    "leader",
    "commander",
    "ambassador",
    "governor",
    "mayor",
    "envoy",
];

/// Nouns for a body that no name goes with: with the article they go on with the body spoken of.
const BODIES: [&str; 22] = [
    "company",
    "firm",
    "agency",
    "ministry",
    "organisation",
    "organization",
    "group",
    "think-tank",
    "tank",
    "institute",
    "newspaper",
    "paper",
    "outlet",
    "broadcaster",
    "bank",
    "party",
    "commission",
    "council",
    "charity",
    "ngo",
    "union",
    "watchdog",
];

/// Bodies that are no person though the title of one may end with them: `head of government`.
const COLLECTIVES: [&str; 9] =
    ["government", "administration", "cabinet", "parliament", "state", "police", "military", "army", "regime"];

/// Nouns for a person that no office goes with: with the article they go on with whoever is spoken of.
const HUMANS: [&str; 35] = [
    "prelate",
    "archbishop",
    "bishop",
    "cardinal",
    "priest",
    "lawmaker",
    "legislator",
    "photographer",
    "activist",
    "politician",
    "billionaire",
    "businessman",
    "businesswoman",
    "tycoon",
    "analyst",
    "expert",
    "economist",
    "historian",
    "professor",
    "academic",
    "scholar",
    "author",
    "writer",
    "journalist",
    "lawyer",
    "veteran",
    "candidate",
    "entrepreneur",
    "executive",
    "founder",
    "researcher",
    "scientist",
    "pontiff",
    "strongman",
    "prosecutor",
];

/// Adjectives of time and rank that a role does not have.
const LOOSE: [&str; 12] =
    ["former", "new", "current", "outgoing", "top", "senior", "then", "late", "longtime", "incoming", "acting", "ex"];

/// The head of a description as roles have it, and the offices that it stands in for.
fn names_of(head: &str) -> Vec<String> {
    let offices = STANDINS.iter().filter(|(h, _)| *h == head).flat_map(|(_, offices)| *offices);
    std::iter::once(head.replace('-', " ")).chain(offices.map(|office| (*office).to_owned())).collect()
}

/// Whether a role is what a head of these names with its modifiers describes.
fn is_role(role: &str, names: &[String], modifiers: &[Cow<str>]) -> bool {
    let ends = |tail: &str| role.strip_suffix(tail).is_some_and(|ahead| ahead.is_empty() || ahead.ends_with(' '));
    let fits = |m: &Cow<str>| LOOSE.contains(&m.as_ref()) || role.split(' ').any(|word| word == m);
    names.iter().any(|name| ends(name)) && modifiers.iter().all(fits)
}

/// The words of a source as a span without white space at its ends.
pub fn words(text: &str, source: Span) -> (String, Span) {
    let span = source.trim(text);
    (span.of(text).to_owned(), span)
}
