//! Closed classes of words, as the taggers and the rules know them.

use crate::tagger::hash;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Groups of words that behave alike towards statements, each with its number (1 to 31) in the model's table of words.
pub const GROUPS: [(u8, &str); 3] = [
    (1, "i you he she it we they who his her their its my our him them"),
    (2, "the a an this that these those some many most several one two three no any all both few other another"),
    (
        3,
        "mr. mrs. ms. dr. sen. gov. rep. gen. prof. president senator general governor secretary minister ambassador \
         chancellor premier envoy king pope mayor commissioner judge justice spokesman spokeswoman spokesperson \
         spokespeople director professor chief head leader leaders official officials campaign adviser advisers aide \
         aides chairman chairwoman chair strategist manager critics supporters opponents voters democrats republicans \
         source sources people candidate nominee former analyst analysts expert experts economist economists poll \
         report reports statement study survey court attorney lawyer lawyers administration government ministry \
         department agency council commission army military police authorities white house parliament party witness \
         witnesses resident residents diplomat diplomats commander researcher researchers scientists agency",
    ),
];

/// Verbs and adverbs that belong to the cue they stand before.
const AUXILIARIES: &str = "has have had is are was were be been will would did does do not also later then earlier repeatedly \
    again previously reportedly publicly further once recently";

/// Whether a word belongs to the cue it stands before, in any case.
pub fn is_auxiliary(word: &str) -> bool {
    static HASHES: LazyLock<FxHashSet<u64>> = LazyLock::new(|| hashes(AUXILIARIES));
    HASHES.contains(&hash::word(word))
}

/// Words that open a time, a place or a medium.
pub const CIRCUMSTANCE: [&str; 22] = [
    "on",
    "in",
    "at",
    "during",
    "via",
    "through",
    "over",
    "from",
    "yesterday",
    "today",
    "earlier",
    "later",
    "late",
    "early",
    "last",
    "this",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "when",
];

/// Pronouns that can be a source, with whom they stand for.
pub fn pronoun(word: &str) -> Option<Pronoun> {
    Some(match word {
        "he" | "his" | "him" | "himself" => Pronoun::He,
        "she" | "her" | "herself" => Pronoun::She,
        "they" | "their" | "them" | "themselves" | "both" => Pronoun::They,
        "it" | "its" | "itself" => Pronoun::It,
        "who" | "which" | "whom" => Pronoun::Relative,
        "i" | "we" | "you" | "me" | "us" | "my" | "our" | "your" => Pronoun::Speaking,
        _ => return None,
    })
}

/// Whether a source is whoever speaks, and nobody else.
pub fn is_speaking_alone(source: &str) -> bool {
    matches!(source, "I" | "me" | "my" | "My" | "Me" | "myself")
}

/// Whom a pronoun stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pronoun {
    /// A man.
    He,
    /// A woman.
    She,
    /// Several, or a body of people.
    They,
    /// A body or a place.
    It,
    /// What stands right before it.
    Relative,
    /// Whoever speaks or is spoken to.
    Speaking,
}

/// Words that end the head of a noun phrase: what follows hangs on them.
const PREPOSITIONS: &str = "of for to from in at with by on about against among around before behind between during inside \
    into like near outside over through under within without across close including";

/// Whether a word is a preposition, in any case.
pub fn is_preposition(word: &str) -> bool {
    static HASHES: LazyLock<FxHashSet<u64>> = LazyLock::new(|| hashes(PREPOSITIONS));
    HASHES.contains(&hash::word(word))
}

/// The hashes of words.
fn hashes(words: &str) -> FxHashSet<u64> {
    words.split_whitespace().map(hash::word).collect()
}

/// People who speak for a body that is named beside them, and its words.
pub const MOUTHPIECES: [&str; 16] = [
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "spokespeople",
    "spokesmen",
    "statement",
    "report",
    "representative",
    "representatives",
    "communique",
    "readout",
    "website",
    "press",
    "service",
    "office",
    "release",
];

/// Heads of descriptions that stand for other offices.
pub const STANDINS: [(&str, &[&str]); 13] = [
    ("lawmaker", &["senator", "representative", "congressman", "congresswoman", "deputy", "mp", "chair", "chairman"]),
    ("leader", &["president", "prime minister", "chancellor", "premier", "king", "leader", "supreme leader", "chief"]),
    (
        "chief",
        &["secretary general", "director", "head", "chairman", "commander", "president", "director general", "chief"],
    ),
    ("head", &["secretary general", "director", "chief", "chairman", "commander", "president", "head"]),
    ("boss", &["secretary general", "director", "chief", "chairman", "president"]),
    ("premier", &["prime minister"]),
    ("pm", &["prime minister"]),
    ("diplomat", &["foreign minister", "high representative", "secretary of state", "foreign secretary", "ambassador"]),
    ("politician", &["president", "prime minister", "minister", "senator", "leader"]),
    ("official", &["secretary general", "minister", "secretary", "envoy", "commissioner", "spokesman"]),
    ("minister", &["foreign minister", "defense minister", "defence minister", "prime minister", "interior minister"]),
    ("secretary-general", &["secretary general"]),
    ("envoy", &["special envoy", "envoy", "ambassador"]),
];

/// Verbs that cite a whole clause before them.
pub const REPORTING: [&str; 36] = [
    "said",
    "says",
    "say",
    "wrote",
    "writes",
    "reported",
    "reports",
    "report",
    "told",
    "tells",
    "added",
    "adds",
    "noted",
    "notes",
    "stated",
    "states",
    "announced",
    "announces",
    "explained",
    "explains",
    "warned",
    "warns",
    "argued",
    "argues",
    "tweeted",
    "posted",
    "confirmed",
    "confirms",
    "claimed",
    "claims",
    "stressed",
    "emphasized",
    "emphasised",
    "insisted",
    "concluded",
    "continued",
];

/// Words behind which a bare verb stands.
pub const LEADS_INFINITIVES: [&str; 10] =
    ["to", "will", "would", "can", "could", "may", "might", "must", "should", "shall"];

/// Words that are no source when they stand alone.
pub const NO_SOURCE: [&str; 15] = [
    "today",
    "yesterday",
    "tomorrow",
    "this",
    "that",
    "these",
    "those",
    "if",
    "there",
    "what",
    "which",
    "when",
    "where",
    "how",
    "here",
];
