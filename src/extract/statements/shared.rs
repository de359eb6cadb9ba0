//! Sources that a statement shares with another one of its sentence: whose second verb its cue is, `Weber praised the pier
//! and called for a second one`, and who speaks behind a colon, `Weber was glad: “It is open.”`. And the one who only asked:
//! what follows `when asked by reporters` is not theirs.

use super::draft::{Draft, Line};
use super::subject;
use crate::extract::Prose;
use crate::extract::actors::Mentions;
use crate::model::Span;

/// How far apart the drafts of a sentence stand in their list at most; what is further off belongs to a paragraph that nobody
/// wrote.
const NEAR: usize = 40;

/// Gives drafts without a source, or with that of who asked, the one of their sentence. The drafts of a paragraph stand
/// together.
pub fn find(prose: &Prose, drafts: &mut [Draft], mentions: &Mentions) {
    for at in 0..drafts.len() {
        let Some((_, paragraph)) = prose.paragraphs.get(drafts[at].home) else { continue };
        let line = Line { text: prose.text, paragraph };
        if drafts[at].inner {
            continue;
        }
        let found = match drafts[at].source {
            None => coordinated(line, drafts, at).or_else(|| announced(line, drafts, at, mentions)),
            Some(source) => answered(line, drafts, at, source),
        };
        if found.is_some() {
            drafts[at].source = found;
        }
    }
}

/// The source of the clause whose second verb the cue is: it stands right behind `and` or `but`.
fn coordinated(line: Line, drafts: &[Draft], at: usize) -> Option<Span> {
    let cue = line.paragraph.tokens_in(drafts[at].cue?);
    let before = (1..=cue.start).rev().map(|at| at - 1).find(|at| !is_adverb(&line.low(*at)))?;
    let joined = matches!(line.low(before).as_ref(), "and" | "but" | "or");
    if !joined || cue.start - before > 3 || line.low(cue.start).ends_with("ing") || line.quotation(cue.start).is_some()
    {
        return None;
    }
    let here = line.paragraph.span_of(cue);
    let earlier = same_sentence(line, drafts, at, here);
    let spoken = |draft: &&Draft| {
        let ahead = draft.cue.zip(draft.source).is_some_and(|(cue, source)| source < cue && cue.end < here.start);
        ahead && !draft.says(here)
    };
    let first = earlier.filter(spoken).max_by_key(|draft| draft.cue)?;
    let told = line.paragraph.tokens_in(first.cue?);
    // `Weber said that Berg is open to talks and insists …`: who insists is who is open.
    let verb = line.low(line.paragraph.tokens_in(here).start);
    if is_past(&line.low(told.start)) && is_present(&verb) {
        return inner_subject(line, drafts, first);
    }
    // `Weber said that Berg has asked for talks and has offered …`: one verb is in the form of the other.
    let form = |draft: &Draft| draft.cue.is_some_and(|cue| line.low(line.paragraph.tokens_in(cue).start) == verb);
    if matches!(verb.as_ref(), "has" | "have") && !form(first) && inner(drafts, first).is_some_and(form) {
        return inner_subject(line, drafts, first);
    }
    first.source
}

/// The source of the first statement inside the content of another.
fn inner_subject(line: Line, drafts: &[Draft], outer: &Draft) -> Option<Span> {
    inner(drafts, outer).and_then(|draft| draft.source).filter(|span| !span.of(line.text).is_empty())
}

/// The first statement inside the content of another.
fn inner<'d>(drafts: &'d [Draft], outer: &Draft) -> Option<&'d Draft> {
    let home = drafts.iter().filter(|draft| draft.home == outer.home && draft.inner);
    let inside = home.filter(|draft| draft.source.is_some_and(|source| outer.says(source)));
    inside.min_by_key(|draft| draft.source)
}

fn is_past(verb: &str) -> bool {
    verb.ends_with("ed") || matches!(verb, "said" | "told" | "wrote")
}

fn is_present(verb: &str) -> bool {
    verb.len() > 3 && verb.ends_with('s') && !verb.ends_with("ss")
}

fn is_adverb(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ly") || matches!(word, "also" | "then" | "later" | "even" | "again" | "instead")
}

/// The source of a quotation that a colon announces: that of another statement before it in the sentence, or the subject.
fn announced(line: Line, drafts: &[Draft], at: usize, mentions: &Mentions) -> Option<Span> {
    let first = *drafts[at].content.first()?;
    let tokens = line.paragraph.tokens_in(first);
    let opens = line.quotation(tokens.start).is_some_and(|q| q.start == tokens.start);
    if !opens || tokens.start == 0 || line.word(tokens.start - 1) != ":" {
        return None;
    }
    let colon = line.tokens()[tokens.start - 1].span;
    let earlier =
        same_sentence(line, drafts, at, colon).filter(|draft| draft.cue.is_some_and(|cue| cue.end <= colon.end));
    let shared = earlier.filter(|draft| draft.source.is_some()).max_by_key(|draft| draft.cue);
    let sentence = line.paragraph.sentence_with(tokens.start - 1)?;
    let subject = || subject::of(line, sentence.start..tokens.start - 1, mentions);
    shared.and_then(|draft| draft.source).or_else(|| subject().map(|range| line.paragraph.span_of(range)))
}

/// Who answers where the source found only asked, `…, when asked by the paper`: who was quoted before in the paragraph.
fn answered(line: Line, drafts: &[Draft], at: usize, source: Span) -> Option<Span> {
    let draft = &drafts[at];
    let cue = line.paragraph.tokens_in(draft.cue?);
    let tokens = line.paragraph.tokens_in(source);
    let by = tokens.start.checked_sub(1).is_some_and(|at| line.low(at) == "by");
    let quoted = draft.content.first().is_some_and(|first| {
        first.start > source.end && line.quotation(line.paragraph.tokens_in(*first).start).is_some()
    });
    if !by || !quoted || line.low(cue.start) != "asked" {
        return None;
    }
    let before = drafts[..at].iter().rev().take_while(|other| other.home == draft.home);
    before.filter_map(|other| other.source).find(|other| other.end < source.start)
}

/// The other drafts of the paragraph whose cue stands in the sentence of `here`.
fn same_sentence<'d>(line: Line, drafts: &'d [Draft], at: usize, here: Span) -> impl Iterator<Item = &'d Draft> {
    let home = drafts[at].home;
    let sentence = line.paragraph.sentence_of(line.paragraph.tokens_in(here).start);
    let bounds = line.paragraph.sentences.get(sentence).map(|range| line.paragraph.span_of(range.clone()));
    let near = drafts.iter().enumerate().skip(at.saturating_sub(NEAR)).take(2 * NEAR);
    near.filter(move |(n, draft)| {
        let inside = draft.cue.zip(bounds).is_some_and(|(cue, bounds)| bounds.contains(cue));
        *n != at && draft.home == home && !draft.inner && inside
    })
    .map(|(_, draft)| draft)
}
