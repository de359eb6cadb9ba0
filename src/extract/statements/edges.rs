//! Where a source begins and ends: without the conjunction that leads its clause in, without the verb of another clause,
//! with the name that it describes, and with the whole of a name that marks part.

use super::draft::{Draft, Line};
use super::vocabulary::{REPORTING, is_auxiliary, is_preposition, pronoun};
use crate::extract::actors::Mentions;
use crate::extract::dates;
use crate::model::{ActorKind, Span};
use std::ops::Range;

/// Puts the edges of a draft's source right where names tell them.
pub fn mend(line: Line, draft: &mut Draft, mentions: &Mentions) {
    let Some(source) = draft.source else { return };
    let whole = line.paragraph.tokens_in(whole_name(line.text, source));
    let mut range = whole.clone();
    while range.len() > 1 && leads_in(line, range.start) {
        range.start += 1;
    }
    range = before_verb(line, range, draft, mentions);
    range = behind_preposition(line, range, draft, mentions);
    range = before_occasion(line, range, draft, mentions);
    range = with_name(line, range, draft, mentions);
    let grown = whole_name(line.text, source) != source;
    if !range.is_empty() && (grown || range != whole) {
        draft.source = Some(if range == whole { whole_name(line.text, source) } else { line.paragraph.span_of(range) });
    }
}

/// A source with the rest of the word that a stop parts, as in the name of a site: `Harbour.test`.
fn whole_name(text: &str, source: Span) -> Span {
    let (start, end) = (source.start as usize, source.end as usize);
    let part = |c: char| c.is_alphanumeric();
    let before = text[..start].strip_suffix('.').filter(|rest| rest.ends_with(part));
    let before = before.map_or(0, |rest| rest.len() - rest.trim_end_matches(part).len() + 1);
    let behind = text[end..].strip_prefix('.').filter(|rest| rest.starts_with(char::is_lowercase));
    let behind = behind.map_or(0, |rest| rest.len() - rest.trim_start_matches(part).len() + 1);
    let word = source.of(text);
    let single = !word.contains(char::is_whitespace) && word.len() <= 4 && pronoun(&word.to_lowercase()).is_none();
    Span::new(start - if single { before } else { 0 }, end + behind)
}

/// Whether a word leads a clause in and is no part of its subject: `But Weber`, `when I`, `which the mayor`.
fn leads_in(line: Line, at: usize) -> bool {
    const WORDS: [&str; 20] = [
        "but", "and", "when", "while", "though", "although", "because", "since", "if", "so", "yet", "as", "after",
        "before", "until", "whereas", "unless", "even", "or", "that",
    ];
    let relative = matches!(line.low(at).as_ref(), "who" | "which" | "what") && line.is_word(at + 1);
    let followed = line.is_capital(at + 1) || matches!(line.low(at + 1).as_ref(), "the" | "i" | "he" | "she" | "they");
    (WORDS.contains(&line.low(at).as_ref()) || relative) && followed
}

/// A source up to the verb of its clause, where a name stands right before that: `Weber met sailors in Eastport and`, of
/// which `said` is the second verb.
fn before_verb(line: Line, range: Range<usize>, draft: &Draft, mentions: &Mentions) -> Range<usize> {
    let ahead = draft.cue.is_none_or(|cue| line.paragraph.tokens_in(cue).start >= range.end);
    if !ahead {
        return range;
    }
    let names = mentions.within(line.paragraph.span_of(range.clone()));
    let verb = names.iter().map(|(name, _)| line.paragraph.tokens_in(*name).end).find(|at| {
        let by = (at + 1..at + 3).any(|next| line.low(next) == "by");
        let last = *at + 1 == range.end && line.word(*at + 1) == "," && REPORTING.contains(&line.word(*at));
        (*at + 1 < range.end && is_finite(line, *at) || last) && !by
    });
    let verb = verb.or_else(|| names.iter().find_map(|(name, _)| behind_apposition(line, *name, range.end)));
    range.start..verb.unwrap_or(range.end)
}

/// Where the apposition ends that goes on with a name, before a verb: `Weber, chair of the port, met sailors and …`.
fn behind_apposition(line: Line, name: Span, end: usize) -> Option<usize> {
    let opens = line.paragraph.tokens_in(name).end;
    let closes = (opens + 1..end).find(|at| line.word(*at) == ",")?;
    let by = line.low(closes + 2) == "by";
    (line.word(opens) == "," && closes + 2 < end && is_finite(line, closes + 1) && !by).then_some(closes)
}

/// Whether a word is the verb of a clause whose subject ends right before it.
pub fn is_finite(line: Line, at: usize) -> bool {
    const VERBS: [&str; 24] = [
        "met", "held", "went", "came", "made", "took", "gave", "sent", "led", "won", "lost", "left", "saw", "has",
        "have", "had", "is", "was", "were", "are", "told", "said", "spoke", "wrote",
    ];
    let word = line.word(at);
    let past = word.len() > 4 && word.ends_with("ed") && word.starts_with(char::is_lowercase);
    past || VERBS.contains(&word)
}

/// Whether a stretch holds the verb of a clause.
pub fn holds_verb(line: Line, range: Range<usize>) -> bool {
    const OTHERS: [&str; 10] = ["will", "would", "could", "can", "may", "must", "died", "fell", "rose", "began"];
    range.into_iter().any(|at| is_finite(line, at) || OTHERS.contains(&line.word(at)))
}

/// The last of two names parted by a comma, where the first hangs on a preposition: `after a call with Anna Weber, Berg said`.
fn behind_preposition(line: Line, range: Range<usize>, draft: &Draft, mentions: &Mentions) -> Range<usize> {
    let cited = draft.cue.is_some_and(|cue| line.paragraph.tokens_in(cue).start == range.end);
    let hangs = range.start.checked_sub(1).is_some_and(|before| is_preposition(line.word(before)));
    let comma = range.clone().rev().find(|at| line.word(*at) == ",").filter(|_| cited && hangs);
    let Some(comma) = comma else { return range };
    let names = mentions.within(line.paragraph.span_of(range.clone()));
    let whole = |(name, _): &&(Span, usize)| line.paragraph.tokens_in(*name) == (comma + 1..range.end);
    let Some((_, last)) = names.iter().find(whole) else { return range };
    let other = names.iter().any(|(name, actor)| actor != last && line.paragraph.tokens_in(*name).end <= comma);
    if other { comma + 1..range.end } else { range }
}

/// A source without when and where its person said it: `Weber in a video address`, `the minister Jo Berg on Monday`.
fn before_occasion(line: Line, range: Range<usize>, draft: &Draft, mentions: &Mentions) -> Range<usize> {
    let names = mentions.within(line.paragraph.span_of(range.clone()));
    let person = |actor: usize| mentions.actors[actor].kind == ActorKind::Person;
    let end = names.iter().filter(|(_, actor)| person(*actor)).map(|(name, _)| line.paragraph.tokens_in(*name).end);
    let cut = end.into_iter().find(|at| *at < range.end && opens_occasion(line, *at));
    let told = draft.cue.is_some_and(|cue| line.paragraph.tokens_in(cue).start == range.end);
    range.start..cut.or_else(|| before_day(line, range.clone()).filter(|_| told)).unwrap_or(range.end)
}

/// Where a source ends that has the day behind it: `The port authority on Thursday`.
fn before_day(line: Line, range: Range<usize>) -> Option<usize> {
    let named = |at: usize| dates::names_day_or_month(line.word(at));
    let number = |at: usize| line.word(at).len() <= 2 && line.word(at).bytes().all(|b| b.is_ascii_digit());
    let mut ends = (range.start + 1..range.end).rev().take(3);
    let cut = ends.find(|at| line.is(*at, "on") && named(at + 1) && (at + 2..range.end).all(number))?;
    // In `Weber, who came on Thursday` and `sailors leaving on Thursday` it is the day of something else.
    let other = |at: usize| line.word(at) == "," || line.word(at).ends_with("ing");
    (!(range.start..cut).any(other)).then_some(cut)
}

/// Whether a preposition leads to a day, a month or a medium.
fn opens_occasion(line: Line, at: usize) -> bool {
    const MEDIA: [&str; 14] = [
        "video",
        "speech",
        "address",
        "interview",
        "post",
        "statement",
        "tweet",
        "message",
        "briefing",
        "letter",
        "televised",
        "nightly",
        "evening",
        "phone",
    ];
    let article = usize::from(matches!(line.low(at + 1).as_ref(), "a" | "an" | "his" | "her" | "the"));
    let next = line.low(at + 1 + article);
    let day = line.low(at) == "on" && dates::names_day_or_month(line.word(at + 1 + article));
    let medium = article == 1 && line.low(at) == "in" && MEDIA.contains(&next.as_ref());
    day || medium
}

/// A description with the person before it that it is in apposition to: `Weber, a former sailor who fishes, said`.
fn with_name(line: Line, range: Range<usize>, draft: &Draft, mentions: &Mentions) -> Range<usize> {
    let article = matches!(line.low(range.start).as_ref(), "a" | "an" | "the");
    let apart = range.start >= 2 && line.word(range.start - 1) == ",";
    let cue = draft.cue.map(|cue| line.paragraph.tokens_in(cue));
    let closed = cue.is_some_and(|cue| cue.start == range.end + 1 && line.word(range.end) == ",");
    let named = !mentions.within(line.paragraph.span_of(range.clone())).is_empty();
    if named || !(article && apart && closed) {
        return range;
    }
    let before = line.tokens()[range.start - 2].span;
    let place = mentions.places.partition_point(|(name, _)| name.end < before.end);
    let named = mentions
        .places
        .get(place)
        .filter(|(name, actor)| name.end == before.end && mentions.actors[*actor].kind == ActorKind::Person);
    let owned = |name: Span| draft.says(name) || draft.cue.is_some_and(|cue| cue.overlaps(name));
    named
        .filter(|(name, _)| !owned(*name))
        .map_or(range.clone(), |(name, _)| line.paragraph.tokens_in(*name).start..range.end)
}

/// The verb that cites, at or right behind the auxiliaries and adverbs at `at`.
pub fn cites(line: Line, at: usize) -> bool {
    let skipped = (at..at + 3).take_while(|at| {
        let low = line.low(*at);
        is_auxiliary(&low) || low.len() > 4 && low.ends_with("ly")
    });
    let auxiliaries = skipped.count();
    let verb = line.low(at + auxiliaries);
    let going_on = auxiliaries > 0 && verb.ends_with("ing");
    let stem = verb.strip_suffix("ing").unwrap_or("");
    REPORTING.contains(&verb.as_ref()) || going_on && REPORTING.contains(&stem)
}
