//! Sources that stand further off than a tagger looks: the subject of the clause that a participle hangs on. In
//! `Weber spoke to sailors, promising to reopen the port` it is Weber who promises.

use super::draft::{Draft, Line};
use super::edges;
use super::vocabulary::{Pronoun, is_preposition, pronoun};
use crate::extract::actors::Mentions;
use crate::model::Span;
use std::ops::Range;

/// Gives a draft whose cue is such a participle, and that has no source, the subject of its sentence: the first name or
/// pronoun that no preposition stands before and that owns nothing, or the description that it begins with.
pub fn find(line: Line, draft: &mut Draft, mentions: &Mentions) {
    let Some(cue) = draft.cue.filter(|_| draft.source.is_none()) else { return };
    let cue = line.paragraph.tokens_in(cue);
    let Some(sentence) = line.paragraph.sentence_with(cue.start) else { return };
    let hangs = cue.start > sentence.start && line.word(cue.start - 1) == "," && line.low(cue.start).ends_with("ing");
    if !hangs || line.quotation(cue.start).is_some() {
        return;
    }
    let before = sentence.start..cue.start;
    let subject = described(line, before.clone()).or_else(|| of(line, before, mentions));
    let subject = subject.map(|range| line.paragraph.span_of(range));
    // Nobody speaks of oneself by name: in `Weber left, echoing the charge that Weber had lied` somebody else is echoed.
    let actors = |span: Span| mentions.within(span).iter().map(|(_, actor)| *actor);
    let named: Vec<usize> = draft.content.iter().flat_map(|content| actors(*content)).collect();
    draft.source = subject.filter(|span| !actors(*span).any(|actor| named.contains(&actor)));
}

/// The description that a clause begins with and that its verb stands right behind: `The French leader made …`.
fn described(line: Line, clause: Range<usize>) -> Option<Range<usize>> {
    const LONGEST: usize = 5;
    let verb = (clause.start + 2..clause.end.min(clause.start + LONGEST)).find(|at| edges::is_finite(line, *at))?;
    let words = clause.start..verb;
    let plain = words.clone().all(|at| line.is_word(at) && !is_preposition(line.word(at)));
    (line.is(clause.start, "the") && plain).then_some(words)
}

/// Gives a draft whose source only ends the clause about somebody, `Weber, who met Baker and Novak, said`, the one whom that
/// clause is about.
pub fn before_clause(line: Line, draft: &mut Draft, mentions: &Mentions) {
    let (Some(cue), Some(source)) = (draft.cue, draft.source) else { return };
    let (cue, source) = (line.paragraph.tokens_in(cue), line.paragraph.tokens_in(source));
    let Some(sentence) = line.paragraph.sentence_with(cue.start) else { return };
    if source.end + 1 != cue.start || line.word(source.end) != "," || source.start <= sentence.start + 2 {
        return;
    }
    let mut back = (sentence.start + 1..source.start).rev().take_while(|at| line.word(*at) != ",");
    let Some(opens) = back.find(|at| matches!(line.low(*at).as_ref(), "who" | "whose" | "which")) else { return };
    if line.word(opens - 1) != "," || line.quotation(opens).is_some() {
        return;
    }
    let named = mentions.within(line.paragraph.span_of(sentence.start..opens - 1));
    let heads = named.iter().map(|(span, _)| line.paragraph.tokens_in(*span)).filter(|range| range.end + 1 == opens);
    if let Some(head) = heads.max_by_key(ExactSizeIterator::len) {
        draft.source = Some(line.paragraph.span_of(head));
    }
}

/// Turns a draft around whose source is the sentence and whose content who said it: `The port was shut, said the ministry.`
pub fn turn_around(line: Line, draft: &mut Draft, mentions: &Mentions) {
    const CLAUSE: usize = 6;
    const NAME: usize = 10;
    let (Some(cue), Some(source), [content]) = (draft.cue, draft.source, &draft.content[..]) else { return };
    let (cue, said, who) =
        (line.paragraph.tokens_in(cue), line.paragraph.tokens_in(source), line.paragraph.tokens_in(*content));
    let says = cue.len() == 1 && matches!(line.low(cue.start).as_ref(), "said" | "says");
    let beside = said.end + 1 >= cue.start && who.start == cue.end && who.len() <= NAME && said.len() >= CLAUSE;
    let closes = line.paragraph.sentence_with(cue.start).is_some_and(|s| who.end + 1 >= s.end);
    let named = mentions.within(*content);
    let whole = |name: Span| {
        let name = line.paragraph.tokens_in(name);
        name.start <= who.start + 1 && name.end + 1 >= who.end
    };
    let is_name = named.first().is_some_and(|(name, _)| whole(*name)) && !edges::holds_verb(line, who.clone());
    let told = edges::holds_verb(line, said.clone());
    if says && beside && closes && is_name && told && line.quotation(cue.start).is_none() {
        (draft.source, draft.content) = (Some(*content), vec![source]);
    }
}

/// The subject of a clause: its first name or pronoun that no preposition stands before and that owns nothing, and of these
/// the first whose verb cites: `the port is shut, Harbour News is reporting, citing …`.
pub fn of(line: Line, before: Range<usize>, mentions: &Mentions) -> Option<Range<usize>> {
    let names = mentions.within(line.paragraph.span_of(before.clone()));
    let names = names.iter().map(|(span, _)| line.paragraph.tokens_in(*span));
    let is_subject = |at: &usize| {
        let person = matches!(pronoun(&line.low(*at)), Some(Pronoun::He | Pronoun::She | Pronoun::They | Pronoun::It));
        person && matches!(line.low(*at).as_ref(), "he" | "she" | "they" | "it")
    };
    let pronouns = before.clone().filter(is_subject).map(|at| at..at + 1);
    let free = |range: &Range<usize>| {
        let owns = line.is_owner_mark(range.end);
        let hangs = range.start > before.start && is_preposition(line.word(range.start - 1));
        let compound = line.word(range.end) == "-";
        !owns && !hangs && !compound && line.quotation(range.start).is_none()
    };
    let mut subjects: Vec<Range<usize>> = names.chain(pronouns).filter(free).collect();
    subjects.sort_by_key(|range| range.start);
    let citing = subjects.iter().find(|range| edges::cites(line, range.end));
    citing.or(subjects.first()).cloned()
}
