//! Quotations that are a paragraph of their own, and name nobody: they are by whom the paragraph before them brings in.
//! `Then Weber replied:`, `Weber was upbeat, she said.`, `I asked Weber whether it would reopen.`; behind the question of an
//! interviewer they are by who answered before.

use super::draft::{Draft, Line};
use super::vocabulary::{self, Pronoun, pronoun};
use crate::extract::Prose;
use crate::extract::actors::Mentions;
use crate::extract::prose::Zone;
use crate::model::{ActorKind, Span};
use std::ops::Range;

/// Words between the verb that brings in a quotation and the colon behind it.
const FAR: usize = 8;
/// Words between a subject and its verb: `Weber then also replied:`.
const APART: usize = 3;
/// Words that a quotation has at least; shorter ones are shouts.
const SHORTEST: usize = 3;

/// Answers that make an interview, in which what is quoted with nobody named is an answer, too.
const ANSWERS: usize = 2;
/// Paragraphs for which an interview may be silent.
const LULL: usize = 12;

/// Verbs that bring in a quotation behind a colon, besides those of reporting.
const BRINGING_IN: [&str; 19] = [
    "responded",
    "responds",
    "replied",
    "replies",
    "continued",
    "continues",
    "declared",
    "declares",
    "answered",
    "answers",
    "echoed",
    "asked",
    "asks",
    "recalled",
    "concluded",
    "insisted",
    "countered",
    "released",
    "issued",
];

/// Names the sources of quotations that are a paragraph of their own. The drafts stand in the order of the text.
pub fn name_sources(prose: &Prose, mentions: &Mentions, drafts: &mut [Draft]) {
    // Who was brought in last, and who answers an interviewer, how often by now and where last.
    let (mut brought_in, mut interviewee) = (None, None);
    let (mut answers, mut last) = (0, 0);
    for at in 0..drafts.len() {
        let Some(home) = stands_alone(prose, &drafts[at]) else { continue };
        let Some(before) = home.checked_sub(1).and_then(|before| Before::of(prose, mentions, before)) else { continue };
        let going_on = answers >= ANSWERS && home - last <= LULL;
        let is_pronoun = |span: &Span| matches!(span.of(prose.text), "him" | "her");
        let asked = before.asked();
        let source = asked.filter(|whom| !(going_on && is_pronoun(whom))).or(interviewee.filter(|_| asked.is_some()));
        let source = source.or_else(|| before.introduced()).or_else(|| before.heard(&drafts[..at]));
        let source = source.or_else(|| brought_in.filter(|_| before.is_question()));
        if source.is_some() && (asked.is_some() || before.is_question()) {
            (interviewee, answers, last) = (source, answers + 1, home);
        }
        brought_in = source.or(brought_in);
        if source.is_none() && going_on {
            last = home;
        }
        drafts[at].source = source.or(interviewee.filter(|_| going_on));
    }
}

/// The paragraph that a draft without source and cue quotes from end to end.
fn stands_alone(prose: &Prose, draft: &Draft) -> Option<usize> {
    let [content] = draft.content[..] else { return None };
    if draft.source.is_some() || draft.cue.is_some() || draft.inner {
        return None;
    }
    let home = prose.paragraph_at(content.start)?;
    let (zone, paragraph) = prose.paragraphs.get(home)?;
    let line = Line { text: prose.text, paragraph };
    let words = |tokens: Range<usize>| tokens.filter(|at| line.is_word(*at)).count();
    let tokens = paragraph.tokens_in(content);
    let opens = line.quotation(tokens.start).is_some_and(|quotation| quotation.start == 0);
    let (said, all) = (words(tokens), words(0..line.tokens().len()));
    (*zone == Zone::Body && opens && said >= SHORTEST && 10 * said >= 9 * all).then_some(home)
}

/// The last sentence of the paragraph before a quotation.
struct Before<'a> {
    line: Line<'a>,
    mentions: &'a Mentions,
    sentence: Range<usize>,
}

impl<'a> Before<'a> {
    fn of(prose: &'a Prose, mentions: &'a Mentions, at: usize) -> Option<Self> {
        let (zone, paragraph) = prose.paragraphs.get(at)?;
        let line = Line { text: prose.text, paragraph };
        let sentence = paragraph.sentences.last()?.clone();
        let told = *zone == Zone::Body && line.quotation(sentence.end.checked_sub(1)?).is_none();
        told.then_some(Self { line, mentions, sentence })
    }

    /// Who is the subject of the verb before a colon: `Then Weber replied:`.
    fn introduced(&self) -> Option<Span> {
        let end = self.sentence.end.checked_sub(1).filter(|end| self.line.word(*end) == ":")?;
        let near = end.saturating_sub(FAR).max(self.sentence.start)..end;
        let verb = near.rev().find(|at| self.brings_in(*at))?;
        let subjects = (verb.saturating_sub(APART).max(self.sentence.start)..=verb).rev();
        subjects.into_iter().find_map(|end| self.somebody_before(end))
    }

    /// Whom an interviewer asked: `I asked Weber whether it would reopen.`
    fn asked(&self) -> Option<Span> {
        let asks = |at: &usize| self.line.is(*at, "asked") && at.checked_sub(1).is_some_and(|at| self.is_asking(at));
        let verb = self.sentence.clone().rev().find(asks)?;
        let whom = self.line.paragraph.span_of(verb + 1..(verb + 1 + FAR).min(self.sentence.end));
        let next = self.line.low(verb + 1);
        if matches!(next.as_ref(), "him" | "her") {
            return Some(self.line.tokens()[verb + 1].span);
        }
        let (name, _) = self.people(whom).next()?;
        // Nothing but a title stands before the name.
        let before = verb + 1..self.line.paragraph.tokens_in(name).start;
        before.into_iter().all(|at| self.line.is_capital(at) || self.line.is(at, "the")).then_some(name)
    }

    fn is_asking(&self, at: usize) -> bool {
        self.line.word(at) == "I" || self.line.is(at, "we")
    }

    /// Who is cited by a verb of reporting in the sentence, the last of several.
    fn heard(&self, drafts: &[Draft]) -> Option<Span> {
        let span = self.line.paragraph.span_of(self.sentence.clone());
        let near = drafts.iter().rev().take(6);
        let here = near.filter(|draft| draft.source.is_some_and(|source| span.contains(source)));
        let last = here.max_by_key(|draft| draft.cue.map(|cue| cue.start))?;
        let (source, cue) = (last.source?, last.cue.filter(|cue| span.contains(*cue))?);
        let reports = self.line.paragraph.tokens_in(cue).any(|at| self.reports(at));
        let tokens = self.line.paragraph.tokens_in(source);
        let alone =
            tokens.len() == 1 && matches!(pronoun(&self.line.low(tokens.start)), Some(Pronoun::He | Pronoun::She));
        (reports && (alone || self.people(source).next().is_some())).then_some(source)
    }

    /// Whether an interviewer asks in it.
    fn is_question(&self) -> bool {
        self.line.word(self.sentence.end.saturating_sub(1)) == "?"
    }

    fn reports(&self, at: usize) -> bool {
        vocabulary::REPORTING.contains(&self.line.low(at).as_ref())
    }

    fn brings_in(&self, at: usize) -> bool {
        self.reports(at) || BRINGING_IN.contains(&self.line.low(at).as_ref())
    }

    /// The person or body, or the pronoun for one, whose words end right before a token.
    fn somebody_before(&self, end: usize) -> Option<Span> {
        let last = self.line.tokens().get(end.checked_sub(1).filter(|at| *at >= self.sentence.start)?)?.span;
        if matches!(pronoun(&self.line.low(end - 1)), Some(Pronoun::He | Pronoun::She | Pronoun::They)) {
            return Some(last);
        }
        let span = self.line.paragraph.span_of(self.sentence.start..end);
        let acting = |at: usize| self.mentions.actors.get(at).is_some_and(|actor| actor.kind != ActorKind::Place);
        let named = self.mentions.within(span).iter().rev().find(|(name, _)| name.end == last.end);
        named.filter(|(_, actor)| acting(*actor)).map(|(name, _)| *name)
    }

    fn people(&self, span: Span) -> impl Iterator<Item = (Span, usize)> {
        let person = |at: usize| self.mentions.actors.get(at).is_some_and(|actor| actor.kind == ActorKind::Person);
        self.mentions.within(span).iter().filter(move |(_, actor)| person(*actor)).copied()
    }
}
