//! How numbers, words and spans are written to bytes and read back.

use crate::model::Span;
use rustc_hash::FxHashMap;

/// Something that can be written to bytes and read back.
pub(super) trait Packs: Sized {
    /// Writes it.
    fn pack(&self, to: &mut Writer);
    /// Reads it back; `None` where the bytes say something else.
    fn unpack(from: &mut Reader) -> Option<Self>;
}

/// Bytes in the making.
pub(super) struct Writer<'a> {
    bytes: Vec<u8>,
    text: &'a str,
    /// Where the last span ended: the next one is mostly near.
    at: u32,
    /// Ids that can be named by their number, of actors and of themes.
    ids: [FxHashMap<String, u32>; 2],
    /// How many of each were written.
    written: [u32; 2],
}

/// Which ids are meant.
#[derive(Clone, Copy)]
pub(super) enum Ids {
    /// Those of actors.
    Actors,
    /// Those of themes.
    Themes,
}

impl<'a> Writer<'a> {
    /// Nothing yet; spans are of this text.
    pub(super) fn new(text: &'a str) -> Self {
        Self { bytes: Vec::new(), text, at: 0, ids: Default::default(), written: [0; 2] }
    }

    /// What was written.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// A number: the smaller the shorter.
    pub(super) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// Words as they are.
    pub(super) fn words(&mut self, words: &str) {
        self.number(words.len() as u64);
        self.bytes.extend(words.as_bytes());
    }

    /// Words that mostly are those under a span.
    pub(super) fn words_of(&mut self, words: &str, span: Span) {
        let same = words == span.of(self.text);
        self.number(u64::from(!same));
        if !same {
            self.words(words);
        }
    }

    /// A span, from the one before.
    pub(super) fn span(&mut self, span: Span) {
        self.signed(i64::from(span.start) - i64::from(self.at));
        self.signed(i64::from(span.end) - i64::from(span.start));
        self.at = span.end;
    }

    /// An id that others may name, mostly made of the name beside it.
    pub(super) fn new_id(&mut self, of: Ids, id: &str, name: &str) {
        let number = self.written[of as usize];
        self.ids[of as usize].entry(id.to_owned()).or_insert(number);
        self.written[of as usize] += 1;
        let usual = id == usual_id(name);
        self.number(u64::from(!usual));
        if !usual {
            self.words(id);
        }
    }

    /// An id that has mostly been named before.
    pub(super) fn id(&mut self, of: Ids, id: &str) {
        let known = self.ids[of as usize].get(id).map_or(0, |number| u64::from(*number) + 1);
        self.number(known);
        if known == 0 {
            self.words(id);
        }
    }

    /// Small numbers to either side of nought are short.
    fn signed(&mut self, number: i64) {
        self.number(((number << 1) ^ (number >> 63)).cast_unsigned());
    }
}

/// The id that most things of a name have: its words in lower case, with hyphens between.
fn usual_id(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// Bytes that are read.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
    text: &'a str,
    at: u32,
    ids: [Vec<String>; 2],
}

impl<'a> Reader<'a> {
    /// Before the first byte; spans are of this text.
    pub(super) fn new(bytes: &'a [u8], text: &'a str) -> Self {
        Self { rest: bytes, text, at: 0, ids: Default::default() }
    }

    /// Whether everything was read.
    pub(super) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// What was not read yet.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// See [`Writer::number`].
    pub(super) fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for place in 0..10 {
            let (byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            number |= u64::from(byte & 0x7F) << (7 * place);
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// How many of something follow, each at least a byte.
    pub(super) fn count(&mut self) -> Option<usize> {
        let count = usize::try_from(self.number()?).ok()?;
        (count <= self.rest.len()).then_some(count)
    }

    /// See [`Writer::words`].
    pub(super) fn words(&mut self) -> Option<&'a str> {
        let length = self.count()?;
        let (words, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        std::str::from_utf8(words).ok()
    }

    /// See [`Writer::words_of`].
    pub(super) fn words_of(&mut self, span: Span) -> Option<&'a str> {
        if self.number()? == 0 { Some(span.of(self.text)) } else { self.words() }
    }

    /// See [`Writer::span`].
    pub(super) fn span(&mut self) -> Option<Span> {
        let start = i64::from(self.at).checked_add(self.signed()?)?;
        let end = start.checked_add(self.signed()?)?;
        self.at = u32::try_from(end).ok()?;
        Some(Span { start: u32::try_from(start).ok()?, end: self.at })
    }

    /// See [`Writer::new_id`].
    pub(super) fn new_id(&mut self, of: Ids, name: &str) -> Option<String> {
        let id = if self.number()? == 0 { usual_id(name) } else { self.words()?.to_owned() };
        self.ids[of as usize].push(id.clone());
        Some(id)
    }

    /// See [`Writer::id`].
    pub(super) fn id(&mut self, of: Ids) -> Option<String> {
        match self.number()? {
            0 => self.words().map(str::to_owned),
            number => self.ids[of as usize].get(usize::try_from(number).ok()? - 1).cloned(),
        }
    }

    fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }
}
