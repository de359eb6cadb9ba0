//! An article in few bytes: what the store and the cache keep of it, unpacked in some ten microseconds when it is looked at.
//!
//! ```text
//! texts   path and text
//! finds   numbers as varints (LEB128), spans as distances from the one before, actors and themes by their places
//! ```
//!
//! Compressed together, since finds repeat words of the text and of each other.
//! Words that stand in the text under their span are not kept twice. What is unpacked is what was packed, to the byte.
//! `bytes` is how numbers and words are written and read back, `parts` what an article consists of, `primed` how it is
//! compressed.

mod bytes;
mod parts;
mod primed;

use super::{Article, When};
use bytes::{Packs, Reader, Writer};

/// An article in few bytes.
#[derive(Clone, Debug, Default)]
pub struct Packed(Box<[u8]>);

impl Packed {
    /// Packs an article, without its id.
    pub fn of(article: &Article) -> Self {
        let mut texts = Writer::new("");
        for one in [&article.path, &article.text] {
            texts.words(one);
        }
        let all = [texts.into_bytes(), finds(article)].concat();
        Self(primed::compress(&all))
    }

    /// The bytes, for keeping many of them in a row.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The article as it was packed.
    pub fn article(&self) -> Article {
        article(&self.0)
    }
}

/// The article of which these are the [`Packed::bytes`], without its id.
pub fn article(packed: &[u8]) -> Article {
    let all = primed::decompress_all(packed).unwrap_or_default();
    let mut all = Reader::new(&all, "");
    let [path, text] = std::array::from_fn(|_| String::unpack(&mut all).unwrap_or_default());
    let found = unpacked(all.rest(), text);
    debug_assert!(found.is_ok(), "what was packed can be unpacked");
    Article { path, ..found.unwrap_or_default() }
}

/// What was found in an article, without its id, path and text.
pub fn finds(article: &Article) -> Vec<u8> {
    let mut writer = Writer::new(&article.text);
    parts::write(article, &mut writer);
    writer.into_bytes()
}

/// The article of which `finds` were found in `text`, without id and path.
///
/// # Errors
/// Gives the text back where the finds are not what [`finds`] makes.
pub fn unpacked(finds: &[u8], text: String) -> Result<Article, String> {
    let mut reader = Reader::new(finds, &text);
    match parts::read(&mut reader).filter(|_| reader.is_at_end()) {
        Some(found) => Ok(Article { text, ..found }),
        None => Err(text),
    }
}

/// Dates in few bytes.
pub fn dates(dates: &[When]) -> Vec<u8> {
    let mut writer = Writer::new("");
    writer.number(dates.len() as u64);
    for date in dates {
        date.pack(&mut writer);
    }
    writer.into_bytes()
}

/// The dates of which these are the [`dates`].
pub fn unpacked_dates(bytes: &[u8]) -> Option<Vec<When>> {
    let mut reader = Reader::new(bytes, "");
    Packs::unpack(&mut reader).filter(|_| reader.is_at_end())
}
