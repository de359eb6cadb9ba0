//! What is said in turns: paragraphs below a line `Name:` of a conversation, up to the next such line.
//!
//! Names stand above paragraphs of profiles and lists too. A conversation is where those who are named say `I`, and where
//! what stands below a name is not about it.

use super::draft::{Draft, Line};
use super::labels;
use crate::extract::Prose;
use crate::extract::actors::Mentions;
use crate::extract::prose::Zone;
use crate::model::Span;
use crate::text::Paragraph;
use std::ops::Range;

/// Turns that make a conversation of two or more.
const FEWEST_TURNS: usize = 3;
/// Paragraphs of a turn, and of the last one, behind which nobody says that the conversation is over.
const LONGEST: usize = 8;
const LONGEST_LAST: usize = 2;
/// Words that a paragraph has at least; a line of fewer is one of the page.
const SHORTEST: usize = 6;

/// Somebody's turn.
struct Turn {
    /// The paragraph with the name, and those below it that are long enough.
    at: usize,
    told: Vec<usize>,
    source: Span,
    cue: Span,
    actor: usize,
}

/// A statement for every paragraph of a conversation.
pub fn find(prose: &Prose, mentions: &Mentions) -> Vec<Draft> {
    let mut turns: Vec<_> = (0..prose.paragraphs.len()).filter_map(|at| opened(prose, at, mentions)).collect();
    if turns.len() < FEWEST_TURNS {
        return Vec::new();
    }
    let ends: Vec<_> = turns.iter().skip(1).map(|next| next.at).collect();
    let ends = ends.into_iter().map(|end| (end, LONGEST)).chain([(prose.paragraphs.len(), LONGEST_LAST)]);
    for (turn, (end, longest)) in turns.iter_mut().zip(ends) {
        turn.told = long_ones(prose, turn.at + 1..end.min(turn.at + 1 + longest));
    }
    turns.retain(|turn| !turn.told.is_empty());
    if !is_conversation(prose, mentions, &turns) {
        return Vec::new();
    }
    let said = |turn: &Turn, at: usize| Draft {
        home: turn.at,
        content: vec![prose.paragraphs[at].1.span],
        source: Some(turn.source),
        cue: Some(turn.cue),
        inner: false,
    };
    turns.iter().flat_map(|turn| turn.told.iter().map(|at| said(turn, *at))).collect()
}

/// The turn that a paragraph opens which holds a name and a colon.
fn opened(prose: &Prose, at: usize, mentions: &Mentions) -> Option<Turn> {
    let (_, paragraph) = prose.paragraphs.get(at).filter(|(zone, _)| *zone != Zone::Title)?;
    let (name, colon) =
        labels::name_before_colon(prose, at, mentions).filter(|(_, c)| c + 1 == paragraph.tokens.len())?;
    let source = paragraph.span_of(name);
    let (_, actor) = mentions.within(source).last()?;
    Some(Turn { at, told: Vec::new(), source, cue: paragraph.span_of(colon..colon + 1), actor: *actor })
}

/// The paragraphs among some that are long enough to be said.
fn long_ones(prose: &Prose, among: Range<usize>) -> Vec<usize> {
    let long = |at: &usize| {
        let line = Line { text: prose.text, paragraph: &prose.paragraphs[*at].1 };
        (0..line.tokens().len()).filter(|at| line.is_word(*at)).nth(SHORTEST - 1).is_some()
    };
    among.filter(long).collect()
}

/// Whether those who are named speak, and for themselves: a quarter of the turns say `I`, and no more than a fifth name
/// whose they are.
fn is_conversation(prose: &Prose, mentions: &Mentions, turns: &[Turn]) -> bool {
    let several = turns.iter().any(|turn| turn.actor != turns[0].actor);
    let paragraphs = |turn: &Turn| turn.told.iter().map(|at| &prose.paragraphs[*at].1).collect::<Vec<_>>();
    let says_i = |paragraph: &&Paragraph| {
        let line = Line { text: prose.text, paragraph };
        (0..line.tokens().len()).any(|at| line.word(at) == "I" && line.quotation(at).is_none())
    };
    let names_itself =
        |turn: &Turn| paragraphs(turn).iter().any(|p| mentions.within(p.span).iter().any(|(_, of)| *of == turn.actor));
    let speaking = turns.iter().filter(|turn| paragraphs(turn).iter().any(says_i)).count();
    let described = turns.iter().filter(|turn| names_itself(turn)).count();
    several && 4 * speaking >= turns.len() && 5 * described <= turns.len()
}
