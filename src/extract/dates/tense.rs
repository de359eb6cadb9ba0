//! Whether the words around an expression speak of what has been or of what will be.

use super::line::Line;
use super::words::Meanings;
use crate::text::token::TokenKind;
use std::ops::Range;
use std::sync::LazyLock;

/// The time that a clause speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// What has been.
    Past,
    /// What is to come.
    Future,
    /// The words do not tell.
    Open,
}

/// What one word tells of the tense.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cue {
    Past,
    Future,
    /// `is`, `are`: the future before `to` and before an `-ing`.
    Present,
    /// `agreed`, `plans`: the future where `to` follows, else as the tense given.
    Intends(Tense),
    /// `meets`, `arrives`: the future beside a date, but not in a headline, where everything stands in the present.
    Timetable,
    /// Ends in `-ed` and is no past.
    None,
    /// `may`, `might`: the future, unless they speak of what may have been.
    Modal,
}

/// How far from the expression a cue is looked for, in tokens.
const REACH: usize = 25;

/// The distance of a verb with its preposition.
const RULING: usize = 2;

/// How many words further away a cue counts for each mark or opening of a clause between.
const CLAUSE: usize = 4;

/// Words that open a clause of their own.
const CLAUSE_OPENERS: [&str; 14] =
    ["he", "she", "it", "they", "we", "i", "that", "who", "which", "because", "while", "although", "dass", "but"];

const PAST: &str = "was were had did said told met held took came went began left made gave wrote spoke saw won lost fell \
    rose led ran sent got found became broke brought bought built caught chose drew drove ate fought flew forgot grew \
    heard hit kept knew laid meant paid rang sat sold shot showed stood struck swore taught thought threw understood \
    woke wore withdrew been hat hatte war waren wurde wurden sagte teilte erklärte ago";

const FUTURE: &str = "be if will 'll shall won't would could can should must scheduled slated upcoming forthcoming begins \
    starts opens kicks takes until deadline soon wird werden soll sollen expected due ahead";

const INTENDS: &str = "plans plan planning hopes hope aims aim intends wants want expects expect vows promises pledges \
    prepares preparing ready likely going about set unlikely poised needs";

const TIMETABLE: &str = "meets meet arrives leaves visits travels hosts votes convenes resumes expires ends";

const INTENDED: &str = "postponed rescheduled adjourned deferred agreed planned vowed promised pledged invited hoped wanted decided intended";

const NO_PAST: &str = "need speed indeed hundred proceed exceed succeed feed seed bleed breed creed greed red bed shed \
    embed sacred naked unprecedented so-called unlimited indebted continued increased limited alleged";

/// Words in `-ing` that nobody does.
const NO_DOING: [&str; 7] = ["during", "morning", "evening", "nothing", "something", "anything", "according"];

/// Words whose `'s` is an `is`.
const CONTRACTED: [&str; 9] = ["he", "she", "it", "that", "there", "what", "who", "here", "where"];

static CUES: LazyLock<Meanings<Cue>> = LazyLock::new(|| {
    let lists = [
        (PAST, Cue::Past),
        (FUTURE, Cue::Future),
        ("is are am 's ’s", Cue::Present),
        ("may might", Cue::Modal),
        (TIMETABLE, Cue::Timetable),
        (INTENDS, Cue::Intends(Tense::Open)),
        (INTENDED, Cue::Intends(Tense::Past)),
        (NO_PAST, Cue::None),
    ];
    let cues = lists.into_iter().flat_map(|(words, cue)| words.split_whitespace().map(move |word| (word, cue)));
    Meanings::of(cues)
});

/// The tense of the clause around `expression`, looked for inside `sentence`. In a headline `to` before a verb is the
/// future: `envoy to visit capital`.
pub(super) fn tense(line: &Line, sentence: &Range<usize>, expression: &Range<usize>, headline: bool) -> Tense {
    let start = sentence.start.max(expression.start.saturating_sub(REACH));
    let end = sentence.end.min(expression.end + REACH).min(line.tokens.len());
    let left = nearest(line, (start..expression.start).rev(), REACH, headline);
    // What somebody came for tells nothing of when: `visited Moscow on Tuesday to meet officials`.
    let aim = !headline && line.is(expression.end, &["to"]);
    let reach = match left {
        // What stands right before rules the date: `a vote planned for Friday was called off`.
        Some((distance, tense)) if distance <= RULING => return tense,
        Some((distance, _)) => distance - 1,
        None => REACH,
    };
    let nearer = nearest(line, expression.end + if aim { 2 } else { 0 }..end, reach, headline);
    nearer.or(left).map_or(Tense::Open, |(_, tense)| tense)
}

/// The nearest cue in the direction of `tokens` and within `reach`, with its distance.
fn nearest(line: &Line, tokens: impl Iterator<Item = usize>, reach: usize, headline: bool) -> Option<(usize, Tense)> {
    let mut distance = 0;
    for at in tokens {
        distance += 1;
        if line.tokens[at].kind == TokenKind::Mark {
            distance += if matches!(line.str(at), "-" | "'" | "’" | "." | "/" | "$") { 0 } else { CLAUSE };
            continue;
        }
        if distance > reach {
            return None;
        }
        if let Some(tense) = cue(line, at, headline) {
            return Some((distance, tense));
        }
        distance += if line.is(at, &CLAUSE_OPENERS) { CLAUSE } else { 0 };
    }
    None
}

/// What the token at `at` tells.
fn cue(line: &Line, at: usize, headline: bool) -> Option<Tense> {
    let word = line.str(at);
    let passive = || line.was(at, &["be"]); // `will be held` is not past
    match CUES.get(word) {
        Some(Cue::Past) => (!passive()).then_some(Tense::Past),
        Some(Cue::Future) => Some(Tense::Future),
        Some(Cue::Present) => {
            let coming = line.is(at + 1, &["to"]) || line.str(at + 1).ends_with("ing") && !line.is(at + 1, &NO_DOING);
            let owner = line.tokens[at].kind == TokenKind::Possessive && !line.was(at, &CONTRACTED); // `Oslo's shelling`
            (coming && !owner).then_some(Tense::Future)
        }
        Some(Cue::Intends(otherwise)) => {
            let coming = line.is(at + 1, &["to", "on", "for", "until"]);
            if coming { Some(Tense::Future) } else { Some(otherwise).filter(|t| *t != Tense::Open) }
        }
        Some(Cue::Timetable) => (!headline).then_some(Tense::Future),
        Some(Cue::Modal) => {
            (word.starts_with(char::is_lowercase) && !line.is(at + 1, &["have"])).then_some(Tense::Future)
        }
        Some(Cue::None) => None,
        None if headline && word == "to" && line.str(at + 1).starts_with(char::is_lowercase) => Some(Tense::Future),
        None => (word.len() > 4 && word.ends_with("ed") && word.starts_with(char::is_lowercase) && !passive())
            .then_some(Tense::Past),
    }
}
