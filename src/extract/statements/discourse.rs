//! Who is being talked about at a place of the text, and so may be meant by a pronoun or a description.

use super::draft::{Draft, Line};
use super::vocabulary::{Pronoun, is_preposition};
use crate::extract::Prose;
use crate::extract::actors::{Gender, Mentions};
use crate::model::{ActorKind, Span};
use std::ops::Range;

/// Descriptions that are gone through for an earlier one, the latest of them.
const RECENT: usize = 64;
/// Mentions looked at from one place back.
const MOST: usize = 60;
/// Statements before a mention that may hold it.
const LOOKED_AT: usize = 6;
/// Paragraphs back that a pronoun may reach.
const PARAGRAPHS: u32 = 3;
/// Tokens of a time or place that a sentence opens with, at most.
const LONGEST_OPENING: usize = 24;
/// Words that end as participles do and are none at the beginning of a sentence.
const NO_PARTICIPLES: [&str; 8] =
    ["according", "regarding", "concerning", "following", "nothing", "something", "everything", "anything"];
/// How far a candidate has to be ahead of the next one.
const LEAD: f32 = 0.2;

/// What a source is that stands for no actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Nobody {
    /// A person who is not named.
    Somebody,
    /// Several people.
    Several,
    /// A text or a body.
    Thing,
}

/// Whom a description stands for that was used before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// The same actor.
    Actor(usize),
    /// The same one whom nobody names.
    Nobody,
}

/// Words for things that say something.
const THINGS: [&str; 20] = [
    "report",
    "statement",
    "study",
    "survey",
    "poll",
    "document",
    "documents",
    "article",
    "newspaper",
    "paper",
    "letter",
    "memo",
    "filing",
    "lawsuit",
    "indictment",
    "website",
    "records",
    "investigation",
    "analysis",
    "agreement",
];

/// Words for texts that say what they hold.
const PAPERS: [&str; 14] = [
    "plan",
    "proposal",
    "draft",
    "brief",
    "briefing",
    "backgrounder",
    "factsheet",
    "book",
    "resolution",
    "deal",
    "treaty",
    "bill",
    "petition",
    "declaration",
];

/// A mention, or a source that was resolved, as a candidate for what comes later.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    actor: usize,
    span: Span,
    /// Number of its sentence in the text.
    sentence: u32,
    paragraph: u32,
    /// How prominent it is where it stands.
    weight: f32,
}

/// A source that is described and not named, `a ministry official`, with whom it stood for if anybody.
#[derive(Clone, Debug)]
struct Described {
    span: Span,
    paragraph: u32,
    /// The noun that it ends with.
    head: String,
    actor: Option<usize>,
}

/// The mentions of a text with how prominent each is, and the speakers so far.
pub struct Discourse<'a> {
    mentions: &'a Mentions,
    candidates: Vec<Candidate>,
    /// Sources resolved so far, in order.
    speakers: Vec<Candidate>,
    /// Sources that describe, in order.
    described: Vec<Described>,
    /// The last source that stood for nobody, with its paragraph, and whether it is somebody or something.
    unheard: Option<(Span, u32, Nobody)>,
    /// For each paragraph the number of its first sentence.
    sentences: Vec<u32>,
    prose: &'a Prose<'a>,
}

impl<'a> Discourse<'a> {
    /// Weighs every mention of the prose.
    pub fn new(prose: &'a Prose<'a>, mentions: &'a Mentions, drafts: &[Draft]) -> Self {
        let mut count = 0;
        let sentences = prose.paragraphs.iter().map(|(_, p)| {
            count += p.sentences.len() as u32;
            count - p.sentences.len() as u32
        });
        let sentences = sentences.collect();
        let mut discourse = Self {
            mentions,
            candidates: Vec::new(),
            speakers: Vec::new(),
            described: Vec::new(),
            unheard: None,
            sentences,
            prose,
        };
        let mut subject_of = None;
        for (span, actor) in &mentions.places {
            let Some(mut candidate) = discourse.candidate(*span, *actor) else { continue };
            // Who is only spoken of in what somebody says is less to be expected than who says it.
            let from = drafts.partition_point(|d| d.start() < span.start).saturating_sub(LOOKED_AT);
            let near = drafts[from..].iter().take_while(|d| d.start() <= span.start);
            let told = near.into_iter().any(|d| d.cue.is_some() && d.says(*span));
            candidate.weight -= if told { 0.5 } else { 0.0 };
            let prominent = candidate.weight >= 0.0;
            if prominent && subject_of != Some(candidate.sentence) {
                candidate.weight += 1.5;
                subject_of = Some(candidate.sentence);
            }
            discourse.candidates.push(candidate);
        }
        discourse
    }

    fn candidate(&self, span: Span, actor: usize) -> Option<Candidate> {
        let number = self.prose.paragraph_at(span.start)?;
        let paragraph = &self.prose.paragraphs[number].1;
        let line = Line { text: self.prose.text, paragraph };
        let tokens = paragraph.tokens_in(span);
        let sentence = self.sentences[number] + paragraph.sentence_of(tokens.start) as u32;
        let mut weight = 0.0;
        if line.quotation(tokens.start).is_some_and(|q| q.len() > tokens.len() + 4) {
            weight -= 2.0;
        }
        if line.is_owner_mark(tokens.end) {
            weight -= 1.0;
        }
        let ahead = (tokens.start.saturating_sub(3)..tokens.start).any(|at| is_preposition(line.word(at)));
        if ahead {
            weight -= 0.7;
        }
        // A name that is a paragraph of its own is a link that a dump has torn out of its sentence, or a label.
        if tokens.len() == paragraph.tokens.len() {
            weight -= 1.5;
        }
        // `the U.S. President` is no subject, but whoever is named behind it.
        let place = self.mentions.actors.get(actor).is_some_and(|actor| actor.kind == ActorKind::Place);
        if place && line.is_capital(tokens.end) {
            weight -= 0.5;
        }
        if takes_the_word(line, tokens.end) {
            weight += 3.0;
        }
        Some(Candidate { actor, span, sentence, paragraph: number as u32, weight })
    }

    /// Takes note that a source stood for an actor. One who only speaks in what another one says counts less.
    pub fn heard(&mut self, source: Span, actor: usize, told: bool) {
        if let Some(candidate) = self.candidate(source, actor) {
            self.speakers.push(Candidate { weight: if told { 1.0 } else { 2.0 }, ..candidate });
        }
    }

    /// Takes note of a source that stood for no actor.
    pub fn unheard(&mut self, source: Span, line: Line, draft: &Draft) {
        let tokens = line.paragraph.tokens_in(source);
        let kind = match line.low(tokens.start).as_ref() {
            _ if tokens.clone().any(|at| THINGS.contains(&line.low(at).as_ref())) => Nobody::Thing,
            "a" | "an" | "one" | "another" if !draft.inner => Nobody::Somebody,
            _ if is_several(line, tokens.clone()) => Nobody::Several,
            _ => return,
        };
        if let Some(paragraph) = self.prose.paragraph_at(source.start) {
            self.unheard = Some((source, paragraph as u32, kind));
        }
    }

    /// Takes note of how a source described whom it stood for.
    pub fn described(&mut self, source: Span, head: Option<String>, actor: Option<usize>) {
        if let (Some(head), Some(paragraph)) = (head, self.prose.paragraph_at(source.start)) {
            self.described.push(Described { span: source, paragraph: paragraph as u32, head, actor });
        }
    }

    /// Whom `the spokesman` stands for where another source was `a spokesman` before: who that was, which may be nobody
    /// known. `None` where there was none, or somebody who fits was named since.
    pub fn described_before(&self, draft: &Draft, head: &str, named: Option<usize>) -> Option<Again> {
        let here = draft.source?;
        let paragraph = self.prose.paragraph_at(here.start)? as u32;
        let near = |d: &&Described| d.span.end <= here.start && paragraph - d.paragraph <= 2 * PARAGRAPHS;
        let recent = self.described.iter().rev().take(RECENT);
        let earlier = recent.filter(near).find(|d| d.head == head)?;
        let since = named.is_some_and(|actor| {
            let between = Span::new(earlier.span.end as usize, here.start as usize);
            self.mentions.within(between).iter().any(|(_, other)| *other == actor)
        });
        (!since).then_some(earlier.actor.map_or(Again::Nobody, Again::Actor))
    }

    /// The person or body that a description of any may stand for, `the photographer`, `the company`: who is clearly spoken
    /// of.
    pub fn spoken_of(&self, draft: &Draft, kind: ActorKind) -> Option<usize> {
        let fits = |actor: usize| self.mentions.actors.get(actor).is_some_and(|a| a.kind == kind);
        match self.ranked(draft, |actor| fits(actor).then_some(0.0))[..] {
            [(_, actor)] => Some(actor),
            [(best, actor), (next, _), ..] if best >= next + 2.0 * LEAD => Some(actor),
            _ => None,
        }
    }

    /// Whether a pronoun may go on with a source that stood for nobody, right before it.
    fn goes_on_with_nobody(&self, pronoun: Pronoun, draft: &Draft) -> bool {
        let Some((last, paragraph, kind)) = self.unheard else { return false };
        let Some(here) = draft.source else { return false };
        let near = self.prose.paragraph_at(here.start).is_some_and(|at| at as u32 <= paragraph + 1);
        // They are heard in the order of the text.
        let mut since = self.speakers.iter().rev().take_while(|c| c.span.start >= last.start);
        let newest = since.all(|c| c.span.start >= here.start);
        let fits = match pronoun {
            Pronoun::It => kind == Nobody::Thing,
            Pronoun::He | Pronoun::She => kind == Nobody::Somebody,
            Pronoun::They => kind == Nobody::Several,
            _ => false,
        };
        near && newest && fits && last.end <= here.start
    }

    /// The actor named right before a relative pronoun.
    pub fn right_before(&self, line: Line, at: usize) -> Option<usize> {
        let before = (at.saturating_sub(2)..at).rev().find(|i| line.is_word(*i))?;
        let span = line.tokens().get(before)?.span;
        let place = self.mentions.places.partition_point(|(s, _)| s.end < span.end);
        self.mentions.places.get(place).filter(|(s, _)| s.end == span.end).map(|(_, actor)| *actor)
    }

    /// The actor a pronoun stands for, where one is clearly ahead of all others that fit.
    pub fn standing_for(&self, pronoun: Pronoun, draft: &Draft) -> Option<usize> {
        if self.goes_on_with_nobody(pronoun, draft) || pronoun == Pronoun::It && self.goes_on_with_text(draft) {
            return None;
        }
        if let Some(owner) = self.owner_ahead(draft).filter(|owner| self.fit(pronoun, *owner).is_some()) {
            return Some(owner);
        }
        let met = self.met_in_opening(draft);
        // What a body says word for word may name it; who speaks for himself says `I`.
        let names_itself = pronoun == Pronoun::It && self.quotes(draft);
        let other = |actor: usize| met.contains(&actor) || !names_itself && self.is_named_in(actor, draft);
        let ranked = self.ranked(draft, |actor| self.fit(pronoun, actor).filter(|_| !other(actor)));
        match ranked[..] {
            [(_, actor)] => Some(actor),
            [(best, actor), (next, _), ..] if best >= next + LEAD => Some(actor),
            _ => None,
        }
    }

    /// What a sentence opens with right before the comma and the source that is its subject.
    fn opening(&self, draft: &Draft) -> Option<(Line<'a>, Range<usize>)> {
        let here = draft.source?;
        let paragraph = &self.prose.paragraphs[self.prose.paragraph_at(here.start)?].1;
        let line = Line { text: self.prose.text, paragraph };
        let at = paragraph.tokens_in(here).start;
        let sentence = paragraph.sentences.get(paragraph.sentence_of(at)).filter(|s| at < s.start + LONGEST_OPENING)?;
        let opening = sentence.start..at.checked_sub(1)?;
        (!opening.is_empty() && line.word(opening.end) == ",").then_some((line, opening))
    }

    /// Whose the time or place is that a sentence opens with, right before its subject: `In Weber's speech of 1 May, she …`.
    fn owner_ahead(&self, draft: &Draft) -> Option<usize> {
        let (line, opening) = self.opening(draft)?;
        let one = is_preposition(line.word(opening.start)) && opening.clone().all(|at| line.word(at) != ",");
        let inside = line.paragraph.span_of(opening.start + 1..opening.end);
        let (owner, actor) = *self.mentions.within(inside).first().filter(|_| one)?;
        line.is_owner_mark(line.paragraph.tokens_in(owner).end).then_some(actor)
    }

    /// Whom the participle with which a sentence opens has about it, right before its subject: whoever is meant by `he` in
    /// `Running against Weber, he …` runs against somebody else.
    fn met_in_opening(&self, draft: &Draft) -> Vec<usize> {
        let participle = |(line, opening): &(Line, Range<usize>)| {
            let word = line.low(opening.start);
            word.ends_with("ing") && !NO_PARTICIPLES.contains(&word.as_ref()) && !is_preposition(&word)
        };
        let Some((line, opening)) = self.opening(draft).filter(participle) else { return Vec::new() };
        let owns = |name: Span| line.is_owner_mark(line.paragraph.tokens_in(name).end);
        let met = self.mentions.within(line.paragraph.span_of(opening.start + 1..opening.end)).iter();
        met.filter(|(name, _)| !owns(*name)).map(|(_, actor)| *actor).collect()
    }

    /// Whether what is said behind the source in its own sentence names an actor: in `he said that Weber would stay`, `he` is
    /// not Weber (Chomsky 1981, principle C).
    fn is_named_in(&self, actor: usize, draft: &Draft) -> bool {
        let Some(source) = draft.source else { return false };
        let sentence = self.prose.sentence_around(source);
        let behind = draft.content.iter().filter(|content| content.start > source.end && sentence.overlaps(**content));
        behind.into_iter().any(|content| self.mentions.within(*content).iter().any(|(_, named)| *named == actor))
    }

    /// Whether all that a draft holds stands in quotation marks, word for word.
    fn quotes(&self, draft: &Draft) -> bool {
        let begins = |content: &Span| content.of(self.prose.text).starts_with(['"', '“', '«', '„']);
        draft.content.iter().all(begins)
    }

    /// Whether an `it` that begins a sentence goes on with a text: `This report covers the port. It describes …`.
    fn goes_on_with_text(&self, draft: &Draft) -> bool {
        const WORDS: usize = 8;
        let Some(here) = draft.source else { return false };
        let Some(home) = self.prose.paragraph_at(here.start) else { return false };
        let paragraph = &self.prose.paragraphs[home].1;
        let at = paragraph.tokens_in(here).start;
        let sentence = paragraph.sentence_of(at);
        let opens = paragraph.sentences.get(sentence).is_some_and(|s| s.start == at);
        let Some(before) = sentence.checked_sub(1).and_then(|at| paragraph.sentences.get(at)) else { return false };
        let line = Line { text: self.prose.text, paragraph };
        let subject = before.start..before.end.min(before.start + WORDS);
        let article = matches!(line.low(subject.start).as_ref(), "this" | "the" | "a" | "an" | "its" | "their");
        let noun = |at: &usize| {
            let word = line.low(*at);
            THINGS.contains(&word.as_ref()) || PAPERS.contains(&word.as_ref())
        };
        let Some(noun) = subject.clone().find(noun) else { return false };
        let named = self.mentions.within(paragraph.span_of(subject.start..noun + 1));
        opens && article && named.is_empty()
    }

    /// The actor nearest before (failing that, behind) the source of a draft that fits.
    pub fn nearest(&self, draft: &Draft, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let ranked = self.ranked(draft, |actor| fits(actor).then_some(0.0));
        let all = || self.mentions.places.iter().map(|(_, actor)| *actor).find(|actor| fits(*actor));
        ranked.first().map(|(_, actor)| *actor).or_else(all)
    }

    /// How well a pronoun fits an actor; `None` where it cannot stand for it.
    fn fit(&self, pronoun: Pronoun, actor: usize) -> Option<f32> {
        let kind = self.mentions.actors.get(actor)?.kind;
        let profile = self.mentions.profiles.get(actor);
        let gender = profile.and_then(|p| p.gender);
        let plural = profile.is_some_and(|p| p.plural);
        match (pronoun, kind) {
            (Pronoun::He, ActorKind::Person) if gender != Some(Gender::Female) => {
                Some(if gender.is_none() { -0.6 } else { 0.0 })
            }
            (Pronoun::She, ActorKind::Person) if gender != Some(Gender::Male) => {
                Some(if gender.is_none() { -0.6 } else { 0.0 })
            }
            (Pronoun::They, ActorKind::Group) => Some(0.0),
            (Pronoun::They, ActorKind::Organisation) => Some(if plural { 0.0 } else { -1.5 }),
            (Pronoun::They, ActorKind::Place) if plural => Some(0.0),
            (Pronoun::It, ActorKind::Organisation | ActorKind::Place) if !plural => Some(0.0),
            _ => None,
        }
    }

    /// The actors before a draft's source that fit, best first: near, prominent, not named in its own content.
    fn ranked(&self, draft: &Draft, fit: impl Fn(usize) -> Option<f32>) -> Vec<(f32, usize)> {
        let Some(here) = draft.source.and_then(|s| self.candidate(s, 0)) else { return Vec::new() };
        let before = |all: &'_ [Candidate]| all.partition_point(|c| c.span.end <= here.span.start);
        let named = self.candidates[..before(&self.candidates)].iter().rev().take(MOST);
        let spoken = self.speakers[..before(&self.speakers)].iter().rev().take(MOST);
        let near = |c: &&Candidate| here.paragraph - c.paragraph <= PARAGRAPHS;
        let mut ranked: Vec<(f32, usize)> = Vec::new();
        for candidate in named.take_while(near).chain(spoken.take_while(near)) {
            let own = draft.content.iter().any(|c| c.contains(candidate.span));
            let Some(fit) = fit(candidate.actor).filter(|_| !own) else { continue };
            let back =
                (here.sentence - candidate.sentence) as f32 + 0.5 * (here.paragraph - candidate.paragraph) as f32;
            let score = fit + candidate.weight - 0.9 * back;
            match ranked.iter_mut().find(|(_, actor)| *actor == candidate.actor) {
                Some((best, _)) => *best = best.max(score),
                None => ranked.push((score, candidate.actor)),
            }
        }
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        ranked
    }
}

/// Whether the words at a token say that somebody begins to speak, and not yet what: `fired back on Thursday`, `replied`.
fn takes_the_word(line: Line, at: usize) -> bool {
    match line.low(at).as_ref() {
        "fired" | "hit" | "shot" | "pushed" | "struck" | "clapped" | "snapped" => line.is(at + 1, "back"),
        "responded" | "replied" | "retorted" | "countered" | "rebutted" => true,
        _ => false,
    }
}

/// Whether a description is of several people whom nobody names: `the researchers`, `analysts`.
fn is_several(line: Line, tokens: Range<usize>) -> bool {
    let last = tokens.clone().rev().find(|at| line.is_word(*at));
    let named = tokens.clone().skip(1).any(|at| line.is_capital(at));
    last.is_some_and(|at| line.word(at).ends_with('s')) && tokens.len() <= 3 && !named
}
