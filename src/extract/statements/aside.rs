//! What stands in the clause of a content but was not said in it: on what occasion the source spoke, `…, the ministry said as
//! it warned of ice`, and what the source left out, `…, but gave no details`.

use super::draft::{Draft, Line};
use super::edges;

/// Words of a clause that was said, at least.
const CLAUSE: usize = 4;

/// Gives a draft whose content only tells on what occasion its source spoke the clause before the source, which was said.
pub fn before_occasion(line: Line, draft: &mut Draft) {
    const LEADS: [&str; 15] = [
        "as",
        "after",
        "while",
        "before",
        "when",
        "if",
        "according",
        "on",
        "in",
        "at",
        "during",
        "although",
        "though",
        "because",
        "since",
    ];
    let leads = |at: usize| LEADS.contains(&line.low(at).as_ref());
    let (Some(cue), Some(source), [content]) = (draft.cue, draft.source, &draft.content[..]) else { return };
    let [cue, source, content] = [cue, source, *content].map(|span| line.paragraph.tokens_in(span));
    let occasion = matches!(line.low(content.start).as_ref(), "as" | "after" | "while" | "before" | "when");
    let in_turn = source.end == cue.start && content.start == cue.end && occasion;
    let Some(sentence) = line.paragraph.sentence_with(cue.start).filter(|_| in_turn) else { return };
    let Some(comma) = source.start.checked_sub(1).filter(|at| line.word(*at) == ",") else { return };
    let said = sentence.start..comma;
    let words = said.clone().filter(|at| line.is_word(*at)).count();
    let quoted = said.clone().any(|at| line.quotation(at).is_some());
    if words >= CLAUSE && !quoted && !leads(said.start) && edges::holds_verb(line, said.clone()) {
        draft.content = vec![line.paragraph.span_of(said)];
    }
}

/// Ends what is only named, `what the mayor calls a “storm” has passed`, behind the name, and what stands in a clause that
/// leads in, `Since Weber ordered the closure, the port has been empty`, at the comma behind that.
pub fn before_main_clause(line: Line, draft: &mut Draft) {
    const NAMING: [&str; 8] = ["call", "calls", "called", "calling", "dubs", "dubbed", "terms", "termed"];
    const LEADS: [&str; 7] = ["after", "since", "when", "while", "before", "until", "once"];
    let (Some(cue), [content]) = (draft.cue, &draft.content[..]) else { return };
    let [cue, content] = [cue, *content].map(|span| line.paragraph.tokens_in(span));
    if content.start < cue.end || cue.is_empty() {
        return;
    }
    let named = || {
        let article = usize::from(matches!(line.low(content.start).as_ref(), "a" | "an" | "the" | "its" | "their"));
        let name = line.quotation(content.start + article).filter(|name| name.start == content.start + article)?;
        let goes_on = name.end < content.end && edges::is_finite(line, name.end);
        (NAMING.contains(&line.low(cue.end - 1).as_ref()) && goes_on).then_some(name.end)
    };
    let source = draft.source.map(|source| line.paragraph.tokens_in(source));
    let leads = source.and_then(|source| source.start.checked_sub(1));
    let leads = leads.is_some_and(|at| LEADS.contains(&line.low(at).as_ref()));
    let comma = || {
        let comma = content.clone().find(|at| line.word(*at) == "," && line.quotation(*at).is_none())?;
        let subject = ["the", "he", "she", "it", "they", "we", "his", "her", "their", "its", "there", "this"];
        let parted = line.is_capital(comma + 1) || subject.contains(&line.word(comma + 1));
        let that = line.is(content.start, "that") && !edges::holds_verb(line, content.start..comma);
        (leads && parted && !that && edges::holds_verb(line, comma + 1..content.end)).then_some(comma)
    };
    if let Some(end) = named().or_else(comma) {
        draft.content = vec![line.paragraph.span_of(content.start..end)];
    }
}

/// Ends a draft's content before what its source did not say.
pub fn before_silence(line: Line, draft: &mut Draft) {
    let (Some(cue), Some(last)) = (draft.cue, draft.content.last_mut()) else { return };
    let (cue, content) = (line.paragraph.tokens_in(cue), line.paragraph.tokens_in(*last));
    if content.start < cue.end {
        return;
    }
    let cut = (content.start + CLAUSE..content.end).find(|at| line.quotation(*at).is_none() && is_silence(line, *at));
    if let Some(cut) = cut {
        let comma = usize::from(line.word(cut - 1) == ",");
        *last = line.paragraph.span_of(content.start..cut - comma);
    }
}

/// Whether a clause begins that tells what somebody kept to themselves: `but did not elaborate`, `, without giving details`.
fn is_silence(line: Line, at: usize) -> bool {
    const LITTLE: [&str; 5] = ["no", "few", "little", "only", "scant"];
    const TELL: [&str; 14] = [
        "say",
        "give",
        "elaborate",
        "provide",
        "specify",
        "name",
        "comment",
        "identify",
        "mention",
        "explain",
        "disclose",
        "offer",
        "detail",
        "go",
    ];
    const TELLING: [&str; 10] = [
        "giving",
        "providing",
        "elaborating",
        "offering",
        "specifying",
        "naming",
        "identifying",
        "mentioning",
        "disclosing",
        "going",
    ];
    let is = |at: usize, words: &[&str]| words.contains(&line.low(at).as_ref());
    if line.word(at - 1) == "," && line.is(at, "without") {
        return is(at + 1, &TELLING);
    }
    let gave = is(at + 1, &["gave", "offered", "provided"]) && is(at + 2, &LITTLE);
    let declined = is(at + 1, &["declined", "refused"]) && line.is(at + 2, "to");
    let not = (at + 2..at + 4).find(|at| is(*at, &["not", "n't", "n’t"]));
    let did_not = line.is(at + 1, "did") && not.is_some_and(|not| is(not + 1, &TELL));
    let didnt = is(at + 1, &["didn't", "didn’t"]) && is(at + 2, &TELL);
    is(at, &["but", "and"]) && (gave || declined || did_not || didnt)
}
