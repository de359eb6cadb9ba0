//! Texts as numbers: the words of every article and statement in order, so that phrases are verified and finds ranked
//! without reading the texts again. Four bytes for each word.

/// Numbers that are no words: what follows is another part.
pub mod mark {
    /// Another paragraph.
    pub const BREAK: u32 = u32::MAX;
    /// The speaker of the statement.
    pub const SPEAKER: u32 = u32::MAX - 1;
    /// The name of the actor who speaks.
    pub const NAME: u32 = u32::MAX - 3;
    /// What stands beside the statement or title: source and themes.
    pub const BESIDE: u32 = u32::MAX - 2;
}

/// The words of a stream up to the first other role: content, title, name, sentence.
pub(super) fn content(stream: &[u32]) -> &[u32] {
    let end = stream.iter().position(|word| matches!(*word, mark::SPEAKER | mark::NAME | mark::BESIDE));
    &stream[..end.unwrap_or(stream.len())]
}

/// The streams of many places, one after the other.
#[derive(Debug, Default)]
pub struct Streams {
    words: Vec<u32>,
    ends: Vec<usize>,
}

impl Streams {
    /// The words of a place; none for a place that is not there.
    pub fn of(&self, place: u32) -> &[u32] {
        let place = place as usize;
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(place).and_then(|end| self.words.get(start..*end)).unwrap_or(&[])
    }

    /// Adds a word to the place that is being written.
    pub(super) fn push(&mut self, word: u32) {
        self.words.push(word);
    }

    /// Ends the place that is being written, and returns its words.
    pub(super) fn end(&mut self) -> &[u32] {
        self.ends.push(self.words.len());
        self.of(self.ends.len() as u32 - 1)
    }
}
