//! Statements as one tag per token, and back.
//!
//! | tag | what it marks |
//! | --- | --- |
//! | `Cue` | a cue with a source of its own |
//! | `CueLeft` `CueRight` | a cue that shares the source of another cue, standing to its left, to its right |
//! | `CueAlone` | a cue without a source |
//! | `ContentLeft` `ContentRight` | content whose cue stands to its left; to its right or nowhere |
//! | `SourceLeft` `SourceRight` | a source whose cue stands to its left; to its right |
//!
//! Each begins or goes on with a token; all other tokens are outside. The side in the tag lets [`decode`] put the
//! pieces of several statements of a paragraph together.

use std::ops::Range;

/// What a run of tokens is to a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// A cue with a source of its own.
    Cue,
    /// A cue whose source is that of a cue to its left.
    CueLeft,
    /// A cue whose source is that of a cue to its right.
    CueRight,
    /// A cue without a source.
    CueAlone,
    /// Content with its cue to the left.
    ContentLeft,
    /// Content with its cue to the right, or without one.
    ContentRight,
    /// A source with its cue to the left.
    SourceLeft,
    /// A source with its cue to the right.
    SourceRight,
}

const PARTS: [Part; 8] = [
    Part::Cue,
    Part::CueLeft,
    Part::CueRight,
    Part::CueAlone,
    Part::ContentLeft,
    Part::ContentRight,
    Part::SourceLeft,
    Part::SourceRight,
];

/// The tag of a token outside of all statements.
pub const OUTSIDE: u8 = 0;

/// The number of tags.
pub const TAGS: usize = 2 * PARTS.len() + 1;

impl Part {
    /// The tag of the first token of a run.
    pub fn begin(self) -> u8 {
        2 * self as u8 + 1
    }

    /// The tag of the further tokens of a run.
    pub fn inside(self) -> u8 {
        2 * self as u8 + 2
    }

    /// The part a tag stands for.
    pub fn of(tag: u8) -> Option<Self> {
        tag.checked_sub(1).and_then(|t| PARTS.get(usize::from(t / 2))).copied()
    }

    /// Whether it is a cue of any kind.
    pub fn is_cue(self) -> bool {
        matches!(self, Self::Cue | Self::CueLeft | Self::CueRight | Self::CueAlone)
    }

    /// Whether it is content.
    pub fn is_content(self) -> bool {
        matches!(self, Self::ContentLeft | Self::ContentRight)
    }

    /// Whether it is a source.
    pub fn is_source(self) -> bool {
        matches!(self, Self::SourceLeft | Self::SourceRight)
    }

    fn cue_is_left(self) -> bool {
        matches!(self, Self::ContentLeft | Self::SourceLeft)
    }
}

/// A run of tokens of one part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// What it is.
    pub part: Part,
    /// Its tokens.
    pub tokens: Range<usize>,
}

/// The runs that tags mark, in order. A tag that goes on with nothing begins a run.
pub fn chunks(tags: &[u8]) -> Vec<Chunk> {
    let mut found: Vec<Chunk> = Vec::new();
    for (at, tag) in tags.iter().enumerate() {
        let Some(part) = Part::of(*tag) else { continue };
        match found.last_mut() {
            Some(last) if last.part == part && last.tokens.end == at && *tag == part.inside() => last.tokens.end += 1,
            _ => found.push(Chunk { part, tokens: at..at + 1 }),
        }
    }
    found
}

/// A statement in tokens of its paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Its content, in order; never empty.
    pub content: Vec<Range<usize>>,
    /// Its source.
    pub source: Option<Range<usize>>,
    /// Its cue.
    pub cue: Option<Range<usize>>,
}

/// The statements that tags mark: one for each cue with content, in order of the cues, then contents without any cue.
///
/// Content and source go to the next cue on the side their tag names, else to the next on the other side; of several
/// sources the nearest stays; a cue that shares a source takes the nearest on its side.
pub fn decode(tags: &[u8]) -> Vec<Found> {
    let chunks = chunks(tags);
    let (cues, rest): (Vec<_>, Vec<_>) = chunks.into_iter().partition(|c| c.part.is_cue());
    let mut found: Vec<_> = cues.iter().map(|c| Found { cue: Some(c.tokens.clone()), ..Found::default() }).collect();
    let mut loose = Vec::new();
    for chunk in &rest {
        match cue_of(chunk, &cues) {
            Some(at) if chunk.part.is_content() => found[at].content.push(chunk.tokens.clone()),
            Some(at) => {
                let near = found[at]
                    .source
                    .take()
                    .filter(|s| gap(s, &cues[at].tokens) <= gap(&chunk.tokens, &cues[at].tokens));
                found[at].source = near.or_else(|| Some(chunk.tokens.clone()));
            }
            None if chunk.part.is_content() => {
                loose.push(Found { content: vec![chunk.tokens.clone()], ..Found::default() });
            }
            None => {}
        }
    }
    let sources: Vec<_> = rest.iter().filter(|c| c.part.is_source()).map(|c| &c.tokens).collect();
    for (statement, cue) in found.iter_mut().zip(&cues).filter(|(s, _)| s.source.is_none()) {
        statement.source = shared_source(cue, &sources);
    }
    found.retain(|s| !s.content.is_empty());
    found.extend(loose);
    found
}

/// The place of the cue that a content or source belongs to.
fn cue_of(chunk: &Chunk, cues: &[Chunk]) -> Option<usize> {
    let left = cues.partition_point(|c| c.tokens.end <= chunk.tokens.start).checked_sub(1);
    let right = Some(cues.partition_point(|c| c.tokens.start < chunk.tokens.end)).filter(|at| *at < cues.len());
    if chunk.part.cue_is_left() { left.or(right) } else { right.or(left) }
}

/// The source that a cue without one of its own shares with another.
fn shared_source(cue: &Chunk, sources: &[&Range<usize>]) -> Option<Range<usize>> {
    let behind = sources.partition_point(|s| s.end <= cue.tokens.start);
    let at = match cue.part {
        Part::CueLeft => behind.checked_sub(1)?,
        Part::CueRight => behind,
        _ => return None,
    };
    sources.get(at).map(|s| (*s).clone())
}

fn gap(a: &Range<usize>, b: &Range<usize>) -> usize {
    if b.start >= a.end { b.start - a.end } else { a.start.saturating_sub(b.end) }
}
