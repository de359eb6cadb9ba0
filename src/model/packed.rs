//! An article in few bytes: what the store and the cache keep of it, unpacked in some microseconds when it is looked at.
//!
//! ```text
//! finds   numbers as varints (LEB128), spans as distances from the one before, actors and themes by their places
//! texts   path and text, compressed (LZ4 block with its length in front)
//! ```
//!
//! Words that stand in the text under their span are not kept twice. What is unpacked is what was packed, to the byte.
//! `bytes` is how numbers and words are written and read back, `parts` what an article consists of.

mod bytes;
mod parts;

use super::Article;
use bytes::{Packs, Reader, Writer};

/// An article in few bytes: how long the finds are, the finds, the texts.
#[derive(Clone, Debug, Default)]
pub struct Packed(Box<[u8]>);

impl Packed {
    /// Packs an article, without its id.
    pub fn of(article: &Article) -> Self {
        let mut texts = Writer::new("");
        for one in [&article.path, &article.text] {
            texts.words(one);
        }
        let (finds, mut all) = (finds(article), Writer::new(""));
        all.number(finds.len() as u64);
        let bytes = [all.into_bytes(), finds, lz4_flex::block::compress_prepend_size(&texts.into_bytes())].concat();
        Self(bytes.into())
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
    let mut finds = Reader::new(packed, "");
    let length = finds.count().unwrap_or(0);
    let (finds, texts) = finds.rest().split_at_checked(length).unwrap_or_default();
    let texts = lz4_flex::block::decompress_size_prepended(texts).unwrap_or_default();
    let mut texts = Reader::new(&texts, "");
    let [path, text] = std::array::from_fn(|_| String::unpack(&mut texts).unwrap_or_default());
    let found = unpacked(finds, text);
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
