//! What cites nobody though it looks as if it did: sources that cannot speak, cues that hold no word that cites.

use super::content;
use super::draft::{Draft, low};
use super::vocabulary;
use crate::extract::Prose;
use crate::extract::actors::Mentions;
use crate::model::{ActorKind, Kind, Span};

/// Whether the source of a draft is a word that cannot be one: `there`, or the owner of what a participle describes, `its
/// projected growth`; the letter of an answer, `B.`; or the beginning of a compound, `so-called`.
pub fn is_nobody(prose: &Prose, draft: &Draft) -> bool {
    let said = |words: &str| draft.cue.is_some_and(|cue| cue.of(prose.text).eq_ignore_ascii_case(words));
    let naming = ["known as", "also known as", "is known as", "are known as", "so-called"].into_iter().any(said);
    let Some(source) = draft.source else { return naming || is_expletive(prose, draft) };
    let words = source.of(prose.text);
    let one_of = |list: &[&str]| list.iter().any(|word| word.eq_ignore_ascii_case(words));
    let owner = one_of(&["its", "their", "his", "her"]);
    let described = draft.cue.is_some_and(|cue| {
        let behind = cue.start == source.end + 1;
        behind && cue.of(prose.text).ends_with("ed") && !cue.of(prose.text).contains(' ')
    });
    let compound = draft.cue.is_some_and(|cue| cue.start == source.end + 1)
        && prose.text.as_bytes().get(source.end as usize) == Some(&b'-');
    let letters = || words.trim_end_matches('.').chars().flat_map(char::to_lowercase);
    let letter = words.ends_with('.') && letters().take(2).count() == 1;
    let no_name = letter || one_of(&vocabulary::NO_SOURCE);
    no_name
        || naming
        || compound
        || owner && described
        || cites_nothing(prose, draft)
        || is_idiom(prose, draft)
        || is_link(prose, draft)
        || is_expletive(prose, draft)
        || is_thing(prose, draft)
}

/// Whether `according to` ties nobody to anything: `according to plan`.
fn is_idiom(prose: &Prose, draft: &Draft) -> bool {
    const NOUNS: [&str; 14] = [
        "plan",
        "plans",
        "schedule",
        "script",
        "custom",
        "tradition",
        "need",
        "needs",
        "form",
        "size",
        "type",
        "age",
        "law",
        "taste",
    ];
    let (Some(source), Some(cue)) = (draft.source, draft.cue) else { return false };
    let first = source.of(prose.text).split_whitespace().next().unwrap_or("");
    NOUNS.contains(&first) && low(cue.of(prose.text)).ends_with("according to")
}

/// Whether a source is an event or a thing that neither speaks nor is written, and the cue no word of speaking: `the talks
/// have included`, `the war has shown`.
fn is_thing(prose: &Prose, draft: &Draft) -> bool {
    const THINGS: [&str; 25] = [
        "talks",
        "negotiations",
        "war",
        "conflict",
        "fighting",
        "economy",
        "strike",
        "strikes",
        "prices",
        "price",
        "market",
        "markets",
        "losses",
        "weather",
        "winter",
        "ceasefire",
        "truce",
        "drones",
        "missiles",
        "revenues",
        "exports",
        "imports",
        "tariffs",
        "growth",
        "inflation",
    ];
    let (Some(source), Some(cue)) = (draft.source, draft.cue) else { return false };
    let words = source.of(prose.text);
    if !words.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(')).any(|word| THINGS.contains(&word)) {
        return false;
    }
    let head = words.split([',', '(']).next().unwrap_or(words);
    let head = [" of ", " in ", " by ", " on ", " at ", " with ", " between ", " for ", " from "]
        .iter()
        .filter_map(|joint| head.find(joint))
        .min()
        .map_or(head, |at| &head[..at]);
    let noun = head.split_whitespace().next_back().unwrap_or("");
    let cites = cue.of(prose.text).split_whitespace().any(|word| vocabulary::REPORTING.contains(&word));
    let short = head.split_whitespace().count() <= 4 && !cue.of(prose.text).ends_with(" to");
    short && THINGS.contains(&noun) && (!cites || content::kind(prose, &draft.content) == Kind::Indirect)
}

/// What is done and not said. A cue of nothing else cites nobody: `the port has reduced its fares`.
const DEEDS: [&str; 51] = [
    "reduce",
    "increase",
    "leverage",
    "gain",
    "experience",
    "ignite",
    "accompany",
    "host",
    "sentence",
    "arrest",
    "convict",
    "enter",
    "join",
    "create",
    "produce",
    "carry",
    "exchange",
    "evacuate",
    "intercept",
    "seize",
    "capture",
    "occupy",
    "destroy",
    "kill",
    "shell",
    "halt",
    "resume",
    "expand",
    "extend",
    "conduct",
    "protect",
    "finance",
    "fund",
    "prompt",
    "explore",
    "mark",
    "source",
    "analyze",
    "cover",
    "involve",
    "expose",
    "restrict",
    "implement",
    "deploy",
    "supply",
    "fail",
    "withdraw",
    "include",
    "respond",
    "impose",
    "visit",
];

/// Forms of such verbs that no ending gives.
const DEEDS_DONE: [&str; 9] =
    ["laid", "lays", "brought", "bringing", "held", "withdrew", "analyse", "analysed", "built"];

/// Blows, which only forces and countries deal; of somebody they may be words.
const BLOWS: [&str; 5] = ["attack", "strike", "hit", "bomb", "target"];

/// Whether the cue of what is not quoted tells of a deed and holds no word that may cite.
pub fn is_deed(prose: &Prose, mentions: &Mentions, draft: &Draft) -> bool {
    let Some(cue) = draft.cue else { return false };
    let told = content::kind(prose, &draft.content) == Kind::Indirect;
    let begins = draft.content.first().map_or("", |first| first.of(prose.text));
    let clause = ["that ", "whether ", "how ", "why "].iter().any(|word| begins.starts_with(word));
    if !told || clause {
        return false;
    }
    let cue = low(cue.of(prose.text));
    let bare = |word: &&str| {
        vocabulary::is_auxiliary(word)
            || vocabulary::is_preposition(word)
            || word.len() > 4 && word.ends_with("ly")
            || matches!(*word, "now" | "even" | "could" | "must" | "can" | "may" | "first")
    };
    let words: Vec<&str> = cue.split_whitespace().filter(|word| !bare(word)).collect();
    let deed = |word: &&str| DEEDS_DONE.contains(word) || DEEDS.iter().any(|verb| is_form(word, verb));
    let blow = |word: &&str| *word == "struck" || BLOWS.iter().any(|verb| is_form(word, verb));
    let dealt = || draft.source.is_some_and(|source| is_force(prose, mentions, source));
    let seized_on = cue.ends_with(" on") && words.iter().any(|word| is_form(word, "seize"));
    !words.is_empty() && !seized_on && (words.iter().all(deed) || words.iter().all(blow) && dealt())
}

/// Whether nothing tells that a draft cites anybody: it has neither source nor cue nor quotation marks.
pub fn is_bare(prose: &Prose, draft: &Draft) -> bool {
    let cited = draft.source.is_some() || draft.cue.is_some_and(|cue| !cue.is_empty());
    // A clause may go on with what was cited before.
    let clause = draft.content.first().is_some_and(|first| first.of(prose.text).starts_with("that "));
    !cited && !clause && content::kind(prose, &draft.content) == Kind::Indirect
}

/// Whether what is cited is a single word that says nothing: it only leads on, as before a line that was broken, `We also
/// know that`, or stands for what is not here, `refused something`.
pub fn only_leads_on(prose: &Prose, draft: &Draft) -> bool {
    const NOTHING: [&str; 21] = [
        "that",
        "which",
        "who",
        "whom",
        "as",
        "something",
        "anything",
        "nothing",
        "them",
        "they",
        "him",
        "her",
        "us",
        "me",
        "you",
        "himself",
        "herself",
        "itself",
        "themselves",
        "myself",
        "ourselves",
    ];
    let [content] = &draft.content[..] else { return false };
    NOTHING.contains(&low(content.of(prose.text).trim()).as_ref())
}

/// Whether a word is a form of a regular verb: `seizes`, `seized`, `seizing`.
fn is_form(word: &str, verb: &str) -> bool {
    if word.as_bytes().first() != verb.as_bytes().first() {
        return false;
    }
    let stem = verb.strip_suffix(['e', 'y']).unwrap_or(verb);
    word.strip_prefix(stem).is_some_and(|ending| {
        let regular = matches!(ending, "ed" | "ing" | "es" | "s" | "ies" | "ied" | "ying");
        word == verb || regular && word != stem || ending == "ys"
    })
}

/// Whether a source is a country, or forces of one.
fn is_force(prose: &Prose, mentions: &Mentions, source: Span) -> bool {
    const FORCES: [&str; 8] = ["forces", "troops", "army", "military", "drones", "invaders", "navy", "missiles"];
    let named = mentions.within(source).iter().find(|(span, _)| *span == source);
    let place = named.and_then(|(_, at)| mentions.actors.get(*at)).is_some_and(|actor| actor.kind == ActorKind::Place);
    place || source.of(prose.text).split_whitespace().any(|word| FORCES.contains(&word))
}

/// Whether a source is no noun phrase but begins with a verb, or is tied to its cue by `of`, as a noun to what it is of: `the
/// port’s source of hope`.
fn is_link(prose: &Prose, draft: &Draft) -> bool {
    let (Some(source), Some(cue)) = (draft.source, draft.cue) else { return false };
    let first = source.of(prose.text).split_whitespace().next().unwrap_or("");
    let verb = matches!(first, "is" | "are" | "was" | "were" | "has" | "had" | "have");
    let between = prose.text.get(source.end as usize..cue.start as usize).unwrap_or("");
    verb || between.trim() == "of"
}

/// Whether an author speaks for himself: the `it` of `it is clear` is nobody, a source or the beginning of the cue.
fn is_expletive(prose: &Prose, draft: &Draft) -> bool {
    const PLAIN: [&str; 16] = [
        "obvious",
        "clear",
        "likely",
        "unlikely",
        "evident",
        "easy",
        "hard",
        "important",
        "possible",
        "impossible",
        "difficult",
        "true",
        "unclear",
        "essential",
        "crucial",
        "worth",
    ];
    let Some(cue) = draft.cue.map(|cue| cue.of(prose.text)) else { return false };
    let first = draft.source.map_or(cue, |source| source.of(prose.text));
    let it = match draft.source {
        Some(_) => first.eq_ignore_ascii_case("it"),
        None => first.split_whitespace().next().is_some_and(|word| word.eq_ignore_ascii_case("it")),
    };
    it && cue.split_whitespace().any(|word| PLAIN.contains(&word))
}

/// Whether source and cue share a name between them, `the United` and `States`, which cites nobody.
pub fn parts_name(mentions: &Mentions, draft: &Draft) -> bool {
    let (Some(source), Some(cue)) = (draft.source, draft.cue) else { return false };
    let near = source.end <= cue.start && cue.start <= source.end + 2;
    let all = || mentions.within(source.join(cue));
    near && all().iter().any(|(name, _)| name.start < source.end && name.end > cue.start)
}

/// Whether the cue of a draft is a name and nothing else, which ties nobody to anything.
pub fn is_named_cue(mentions: &Mentions, draft: &Draft) -> bool {
    draft.cue.is_some_and(|cue| mentions.within(cue).iter().any(|(name, _)| *name == cue))
}

/// Whether the cue of what is not quoted holds no word that cites: only auxiliaries, adverbs and prepositions.
fn cites_nothing(prose: &Prose, draft: &Draft) -> bool {
    let Some(cue) = draft.cue else { return false };
    let kind = || content::kind(prose, &draft.content);
    let whole = || draft.content.first().is_none_or(|first| !first.of(prose.text).starts_with("that "));
    let goes_on = |word: &str| {
        matches!(word, "continue" | "continues" | "continued" | "continuing") && whole() && kind() == Kind::Indirect
    };
    let cue = low(cue.of(prose.text));
    let empty = |word: &str| {
        vocabulary::is_auxiliary(word)
            || vocabulary::is_preposition(word)
            || word.len() > 4 && word.ends_with("ly")
            || goes_on(word)
    };
    cue.split_whitespace().all(empty) && kind() != Kind::Direct
}

/// How many drafts before and behind one may hold all that it says.
const NEAR: usize = 6;

/// Drops what nobody is cited for and somebody already was: of `the talks are expected to go on, the mayor said` what is
/// expected. What is feared or hoped is a statement of its own.
pub fn drop_unsaid(prose: &Prose, drafts: &mut Vec<Draft>) {
    const FELT: [&str; 14] = [
        "fear",
        "fears",
        "concern",
        "concerns",
        "hope",
        "hopes",
        "doubt",
        "doubts",
        "worries",
        "suspicion",
        "suspicions",
        "belief",
        "expectations",
        "feared",
    ];
    let told = |at: usize| {
        let draft = &drafts[at];
        let near = drafts.iter().enumerate().skip(at.saturating_sub(NEAR)).take(2 * NEAR);
        let holds = |other: &Draft| draft.content.iter().all(|span| other.content.iter().any(|c| c.contains(*span)));
        let felt = draft.cue.is_some_and(|cue| cue.of(prose.text).split_whitespace().any(|word| FELT.contains(&word)));
        draft.source.is_none()
            && !felt
            && near.into_iter().any(|(n, other)| n != at && other.source.is_some() && holds(other))
    };
    let dropped: Vec<bool> = (0..drafts.len()).map(told).collect();
    let mut at = 0;
    drafts.retain(|_| {
        at += 1;
        !dropped[at - 1]
    });
}
