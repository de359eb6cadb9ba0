//! Clauses set off from their source by a comma, where word order alone tells who is cited: `…, the agency reported on
//! Monday.`, `…, said the minister.`, `According to the ministry, …`. The taggers find most of them; these are the rest.

use super::draft::{Draft, Line};
use super::vocabulary::{CIRCUMSTANCE, REPORTING, is_preposition, pronoun};
use crate::extract::Prose;
use crate::tagger::hash;
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// The hashes of the words of [`REPORTING`], to be asked for every word of a text in any case.
static REPORTS: LazyLock<FxHashSet<u64>> = LazyLock::new(|| REPORTING.into_iter().map(hash::word).collect());
/// Tokens a source may take.
const LONGEST: usize = 12;
/// Words a content must have.
const SHORTEST: usize = 4;

/// The reports of a paragraph whose cue no draft with a source has.
pub fn find(prose: &Prose, home: usize, drafts: &[Draft]) -> Vec<Draft> {
    let Some((_, paragraph)) = prose.paragraphs.get(home) else { return Vec::new() };
    let line = Line { text: prose.text, paragraph };
    let mut found = Vec::new();
    for sentence in &paragraph.sentences {
        let frame = Frame { line, sentence: sentence.clone() };
        let parts = frame.according().or_else(|| frame.reported());
        found.extend(parts.map(|parts| frame.draft(home, parts)));
    }
    found.extend(carried_over(prose, home, line));
    let known = |one: &Draft| drafts.iter().any(|d| d.source.is_some() && shares_cue(d, one));
    found.retain(|one| !known(one));
    found
}

/// Whether two drafts have a cue in common.
pub fn shares_cue(one: &Draft, other: &Draft) -> bool {
    one.cue.is_some_and(|cue| other.cue.is_some_and(|c| c.overlaps(cue)))
}

/// Source, cue and content in tokens.
type Parts = [Range<usize>; 3];

struct Frame<'a> {
    line: Line<'a>,
    sentence: Range<usize>,
}

impl Frame<'_> {
    /// `According to SOURCE, CONTENT.` and `CONTENT, according to SOURCE.`
    fn according(&self) -> Option<Parts> {
        let (line, sentence) = (self.line, &self.sentence);
        let is_cue = |at: &usize| line.is(*at, "according") && line.is(at + 1, "to") && line.quotation(*at).is_none();
        let cue = sentence.clone().find(is_cue)?;
        let end = self.mark_from(cue + 2);
        let source = cue + 2..end;
        if source.is_empty() || source.len() > LONGEST {
            return None;
        }
        let content = if cue == sentence.start { end..sentence.end } else { sentence.start..cue };
        self.worded(&content).then_some([source, cue..cue + 2, content])
    }

    /// `CONTENT, SOURCE reported.` and `CONTENT, reported SOURCE.`
    fn reported(&self) -> Option<Parts> {
        let (line, sentence) = (self.line, &self.sentence);
        let is_cue = |at: &usize| {
            line.is_word(*at) && REPORTS.contains(&hash::word(line.word(*at))) && line.quotation(*at).is_none()
        };
        let first = self.mark_from(sentence.start); // only behind one may a cue stand
        let cue = (first..sentence.end).rev().take(3 * LONGEST).find(is_cue)?;
        let comma = (sentence.start..cue).rev().take(LONGEST + 1).find(|at| !line.is_word(*at) && !self.joins(*at))?;
        let quoted = line.quotation(comma).is_some_and(|q| q.end == comma + 1);
        if line.word(comma) != "," && !quoted {
            return None;
        }
        let content = sentence.start..comma + usize::from(quoted);
        let end = self.mark_from(cue + 1);
        let rest = cue + 1..end;
        if comma + 1 == cue
            && let Some(subject) = self.before_aside(comma)
        {
            return (!rest.is_empty()).then_some([subject, cue..cue + 1, cue + 1..sentence.end]);
        }
        let source = if comma + 1 == cue { rest.clone() } else { comma + 1..cue };
        let placed = source == rest || rest.is_empty() || CIRCUMSTANCE.contains(&line.low(rest.start).as_ref());
        (placed && self.is_source(&source) && self.worded(&content)).then_some([source, cue..cue + 1, content])
    }

    /// The subject of a sentence from whose verb an aside parts it that ends with the comma: `Weber, for her part, confirmed …`.
    fn before_aside(&self, comma: usize) -> Option<Range<usize>> {
        let opens = (self.sentence.start..comma).rev().find(|at| !self.line.is_word(*at) && !self.joins(*at))?;
        let subject = self.sentence.start..opens;
        let aside = self.line.word(opens) == "," && is_preposition(self.line.word(opens + 1));
        (aside && self.is_source(&subject)).then_some(subject)
    }

    /// The first token from `at` on that is a mark and joins no words; the sentence's end where there is none.
    fn mark_from(&self, at: usize) -> usize {
        (at..self.sentence.end).find(|at| !self.line.is_word(*at) && !self.joins(*at)).unwrap_or(self.sentence.end)
    }

    fn joins(&self, at: usize) -> bool {
        matches!(self.line.word(at), "-" | "'s" | "’s" | "'" | "’" | "&" | "/")
    }

    /// Whether the range looks like someone: a name, a determiner with a noun, or a pronoun; no verb form in front.
    fn is_source(&self, range: &Range<usize>) -> bool {
        let line = self.line;
        let first = line.low(range.start);
        let opens =
            line.is_capital(range.start) || matches!(first.as_ref(), "the" | "a" | "an" | "his" | "her" | "their");
        let alone = range.len() == 1 && pronoun(&first).is_some_and(|p| p != super::vocabulary::Pronoun::Relative);
        !range.is_empty() && range.len() <= LONGEST && (opens || alone) && !CIRCUMSTANCE.contains(&first.as_ref())
    }

    fn worded(&self, range: &Range<usize>) -> bool {
        range.clone().filter(|at| self.line.is_word(*at)).count() >= SHORTEST
    }

    fn draft(&self, home: usize, [source, cue, content]: Parts) -> Draft {
        let span = |range| self.line.paragraph.span_of(range);
        Draft { home, content: vec![span(content)], source: Some(span(source)), cue: Some(span(cue)), inner: false }
    }
}

/// A paragraph `SOURCE reported on Monday.` behind one that a page broke off at a comma.
fn carried_over(prose: &Prose, home: usize, line: Line) -> Option<Draft> {
    let above = &prose.paragraphs.get(home.checked_sub(1)?)?.1;
    let broken = Line { text: prose.text, paragraph: above };
    if broken.word(above.tokens.len().checked_sub(1)?) != "," {
        return None;
    }
    let frame = Frame { line, sentence: line.paragraph.sentences.first()?.clone() };
    let is_cue = |at: &usize| REPORTS.contains(&hash::word(line.word(*at)));
    let cue = frame.sentence.clone().take(LONGEST).find(is_cue)?;
    let source = frame.sentence.start..cue;
    let rest = cue + 1..frame.mark_from(cue + 1);
    let placed = rest.is_empty() || CIRCUMSTANCE.contains(&line.low(rest.start).as_ref());
    if !placed || rest.end + 1 < frame.sentence.end || !frame.is_source(&source) {
        return None;
    }
    let content = above.span_of(above.sentences.last()?.clone());
    Some(Draft { content: vec![content], ..frame.draft(home, [source, cue..cue + 1, 0..0]) })
}
