//! Speakers set apart by a mark: `Name: …` headlines and transcripts, `'…' — Name` headlines, `"…" — Name` signatures.

use super::draft::{Draft, Line};
use crate::extract::Prose;
use crate::extract::actors::Mentions;
use crate::extract::prose::Zone;
use crate::model::{ActorKind, Span};
use std::ops::Range;

/// Tokens a name with its titles may take.
const LONGEST: usize = 10;
/// Words a content must have.
const SHORTEST: usize = 3;

impl Line<'_> {
    /// The colon behind a label, if the line has one.
    fn first_colon(&self) -> Option<usize> {
        (1..self.tokens().len().min(LONGEST)).find(|at| self.word(*at) == ":")
    }
}

/// The statement that the marks of a paragraph make of it, if they do.
pub fn find(prose: &Prose, at: usize, mentions: &Mentions) -> Option<Draft> {
    let (zone, paragraph) = prose.paragraphs.get(at)?;
    let line = Line { text: prose.text, paragraph };
    let label = Label { prose, at, line, title: *zone == Zone::Title, mentions };
    label.before_colon().or_else(|| label.behind_dash()).or_else(|| label.below())
}

/// The tokens of somebody's name before a colon with which a paragraph of the body opens, and the colon's.
pub fn name_before_colon(prose: &Prose, at: usize, mentions: &Mentions) -> Option<(Range<usize>, usize)> {
    let (_, paragraph) = prose.paragraphs.get(at)?;
    let line = Line { text: prose.text, paragraph };
    let colon = line.first_colon()?;
    let label = Label { prose, at, line, title: false, mentions };
    let unquoted = (0..colon).all(|at| line.quotation(at).is_none());
    (unquoted && label.is_named(&(0..colon))).then_some((0..colon, colon))
}

struct Label<'a> {
    prose: &'a Prose<'a>,
    at: usize,
    line: Line<'a>,
    title: bool,
    mentions: &'a Mentions,
}

impl Label<'_> {
    /// `Name: content`. A transcript may be quoted line by line: `"NAME: content`.
    fn before_colon(&self) -> Option<Draft> {
        let line = self.line;
        let colon = line.first_colon()?;
        let start = usize::from(line.quotation(0).is_some_and(|q| q.end > colon));
        let (name, content) = (start..colon, colon + 1..line.tokens().len());
        let unquoted = start == 0 && name.clone().all(|at| line.quotation(at).is_none());
        if self.words(content.clone()) < SHORTEST || name.is_empty() {
            return None;
        }
        let shouted = |at: usize| !line.word(at).contains(char::is_lowercase);
        let transcript =
            !self.title && name.clone().all(shouted) && self.labels_often(line.paragraph.span_of(name.clone()));
        (transcript || (unquoted && self.is_named(&name))).then(|| self.draft(name, colon..colon + 1, content))
    }

    /// Whether a name with its titles fills the range. Outside of headlines only a person's; the bare name of a place
    /// names the topic.
    fn is_named(&self, range: &Range<usize>) -> bool {
        let line = self.line;
        let span = line.paragraph.span_of(range.clone());
        let Some((last, actor)) = self.mentions.within(span).last() else { return false };
        let titled = range.clone().take_while(|at| line.tokens()[*at].span.start < last.start);
        if last.end != span.end || !titled.into_iter().all(|at| line.is_capital(at) || line.low(at) == "of") {
            return false;
        }
        let actor = &self.mentions.actors[*actor];
        match actor.kind {
            ActorKind::Person => true,
            ActorKind::Place => self.title && !actor.name.eq_ignore_ascii_case(last.of(self.prose.text)),
            _ => self.title,
        }
    }

    /// Whether another paragraph opens with the same label, as in a transcript.
    fn labels_often(&self, name: Span) -> bool {
        let label = name.of(self.prose.text);
        let near = self.at.saturating_sub(12)..self.prose.paragraphs.len().min(self.at + 12);
        let opens = |n: usize| {
            let words = self.prose.paragraphs[n].1.span.of(self.prose.text);
            let words = words.trim_start_matches(['"', '“']);
            words.strip_prefix(label).is_some_and(|rest| rest.starts_with(':'))
        };
        near.filter(|n| opens(*n)).count() > 1
    }

    /// `content — Name`, with the content quoted or the name alone behind the dash.
    fn behind_dash(&self) -> Option<Draft> {
        let line = self.line;
        let end = line.tokens().len();
        let from = end.saturating_sub(2 * LONGEST);
        let opening = line.quotation(0).filter(|q| q.start == 0);
        if opening.is_none() && !self.title {
            return None;
        }
        let mark = (from.max(1)..end).rev().find(|at| self.is_dash(*at))?;
        let quoted = opening.is_some_and(|q| q.end + 1 >= mark && q.end <= mark);
        if (!quoted && (line.word(mark) == ":" || !self.title)) || self.words(0..mark) < SHORTEST {
            return None;
        }
        let name = self.name_at(mark + 1)?;
        let alone = name.end == end;
        let signed = quoted && (self.title || !line.paragraph.sentences.iter().any(|s| s.start > name.end));
        let reported = alone && line.word(mark) != "-";
        (signed || reported).then(|| self.draft(name, mark..mark + 1, 0..mark))
    }

    /// A line `— Name, office` below a quotation that is a paragraph of its own.
    fn below(&self) -> Option<Draft> {
        let line = self.line;
        let above = &self.prose.paragraphs.get(self.at.checked_sub(1)?)?.1;
        if !self.is_dash(0) || line.tokens().len() > 2 * LONGEST || line.word(0) == ":" {
            return None;
        }
        let [quotation] = &above.quotations[..] else { return None };
        if quotation.tokens != (0..above.tokens.len()) {
            return None;
        }
        let name = self.name_at(1)?;
        let mut draft = self.draft(name, 0..1, 0..1);
        draft.content = vec![above.span];
        Some(draft)
    }

    fn is_dash(&self, at: usize) -> bool {
        let (tokens, word) = (self.line.tokens(), self.line.word(at));
        let apart = || at == 0 || tokens[at - 1].span.end < tokens[at].span.start || word == ":";
        matches!(word, "—" | "–" | "-" | ":" | "―") && apart() && self.line.quotation(at).is_none()
    }

    /// The name with its titles that starts at a token.
    fn name_at(&self, start: usize) -> Option<Range<usize>> {
        let line = self.line;
        let rest = line.paragraph.span_of(start..line.tokens().len().min(start + LONGEST));
        let mut end = start;
        while line.is_capital(end) || line.low(end) == "of" || line.word(end) == "-" {
            end += 1;
        }
        let named = line.paragraph.span_of(start..end);
        let (name, actor) = self.mentions.within(rest).iter().rev().find(|(span, _)| named.contains(*span))?;
        let tokens = line.paragraph.tokens_in(*name);
        (self.mentions.actors[*actor].kind != ActorKind::Place || tokens.end == line.tokens().len())
            .then_some(start..tokens.end)
    }

    fn words(&self, range: Range<usize>) -> usize {
        range.filter(|at| self.line.is_word(*at)).count()
    }

    fn draft(&self, source: Range<usize>, cue: Range<usize>, content: Range<usize>) -> Draft {
        let span = |range| self.line.paragraph.span_of(range);
        Draft {
            home: self.at,
            content: vec![span(content)],
            source: Some(span(source)),
            cue: Some(span(cue)),
            inner: false,
        }
    }
}
