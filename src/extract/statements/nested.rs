//! Statements inside the content of others: `The Courier reports that the minister promised …`.

use super::Learned;
use super::draft::{Draft, Line};
use super::reading::Reading;
use super::tags;
use crate::extract::Prose;
use crate::tagger::network::Memory;

/// Words a content must have to be read again.
const SHORTEST: usize = 7;
/// Words of an inner content at least.
const SHORTEST_INNER: usize = 3;

/// Reads the unquoted contents of the drafts as if they stood alone, and adds what they cite with a speaker of their own.
pub fn find(prose: &Prose, drafts: &[Draft], learned: &Learned, memory: &mut Memory) -> Vec<Draft> {
    let mut found = Vec::new();
    for draft in drafts.iter().filter(|d| d.source.is_some()) {
        let Some((_, paragraph)) = prose.paragraphs.get(draft.home) else { continue };
        let line = Line { text: prose.text, paragraph };
        for span in draft.content.iter().filter(|span| paragraph.span.contains(**span)) {
            let mut range = paragraph.tokens_in(*span);
            if line.low(range.start) == "that" {
                range.start += 1;
            }
            let words = range.clone().filter(|at| line.is_word(*at)).count();
            let cue_like = |at: &usize| learned.words.is_often_cue(line.word(*at));
            if words < SHORTEST || line.quotation(range.start).is_some() || !range.clone().any(|at| cue_like(&at)) {
                continue;
            }
            let reading = Reading::read(prose.text, paragraph, range.clone(), None);
            for one in tags::decode(learned.tag(&reading, memory)) {
                let (Some(source), Some(cue)) = (one.source, one.cue) else { continue };
                let shift = |r: &std::ops::Range<usize>| paragraph.span_of(r.start + range.start..r.end + range.start);
                let said: usize =
                    one.content.iter().cloned().flatten().filter(|at| line.is_word(at + range.start)).count();
                let strong = cue.clone().any(|at| cue_like(&(at + range.start)));
                if !strong || said < SHORTEST_INNER || said + 2 > words {
                    continue;
                }
                found.push(Draft {
                    home: draft.home,
                    content: one.content.iter().map(shift).collect(),
                    source: Some(shift(&source)),
                    cue: Some(shift(&cue)),
                    inner: true,
                });
            }
        }
    }
    found
}
