//! An article in few bytes: what the store and the cache keep of it, unpacked in some ten microseconds when it is looked at.
//!
//! ```text
//! texts   path and text
//! finds   numbers as varints (LEB128), spans as distances from the one before, actors and themes by their places
//! ```
//!
//! Words that stand in the text under their span are not kept twice. What is unpacked is what was packed, to the byte.
//! `bytes` is how numbers and words are written and read back, `parts` what an article consists of. The cache keeps finds
//! alone, and the store what its texts have beside their words; [`Packed`] is an article by itself, for the few of them that
//! somebody else holds.

mod bytes;
mod parts;

use super::{Article, When};
use bytes::{Packs, Reader, Writer};

/// No stream becomes longer than by this factor.
const MOST: usize = 255;
/// Nothing longer is an article with what was found in it.
const LONGEST: usize = 1 << 30;

/// An article, and its [`finds`] where somebody has packed them already.
#[derive(Clone, Debug, Default)]
pub struct Extracted {
    /// The article.
    pub article: Article,
    /// What was found in it.
    pub finds: Option<Vec<u8>>,
}

impl From<Article> for Extracted {
    fn from(article: Article) -> Self {
        Self { article, finds: None }
    }
}

impl From<Extracted> for Article {
    fn from(found: Extracted) -> Self {
        found.article
    }
}

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
        Self(compress(&all).into())
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
    let all = decompress(packed).unwrap_or_default();
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

/// Compresses bytes (LZ4 block, its length in front): to more than others do, in next to no time.
pub fn compress(bytes: &[u8]) -> Vec<u8> {
    lz4_flex::block::compress_prepend_size(bytes)
}

/// What [`compress`] compressed; `None` for anything else.
pub fn decompress(packed: &[u8]) -> Option<Vec<u8>> {
    let length = u32::from_le_bytes(*packed.first_chunk()?) as usize;
    let likely = length <= LONGEST.min(packed.len().saturating_mul(MOST));
    likely.then(|| lz4_flex::block::decompress_size_prepended(packed).ok())?
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_compressed_comes_out(bytes in proptest::collection::vec(any::<u8>(), 0..300), times in 0usize..2000) {
            let bytes = bytes.repeat(times);
            prop_assert_eq!(decompress(&compress(&bytes)), Some(bytes));
        }

        #[test]
        fn any_bytes_can_be_offered(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            let _ = decompress(&bytes);
        }
    }
}
