//! What extraction found, kept in the user's cache folder, so that a second opening is quick.
//!
//! An article is kept under its [`Key`]: a hash of everything extraction reads, and of the extractor itself. So nothing
//! ever has to be declared stale: what has changed has another key. Kept are finds, not texts; the text is read from
//! where it stands, and finds come back only for exactly that text.
//!
//! ```text
//! briefing/                                 only its owner may look in
//!   3f…-1a2b-17….pack                       segments of some megabytes, each written once and renamed into place
//!   3f…-9c….whole                           collections as they stood, in one piece
//! ```
//!
//! `segment` is the format of the former, `whole` that of the latter: damage is noticed, and what is damaged counts as
//! none. What a collection is trusted by says [`load::unchanged`](crate::load::Collection). `folder` keeps the whole below a size, oldest
//! use first. Whatever fails, only costs the next opening its speed: a full disk, a folder that cannot be written to, or
//! that somebody deletes under the running program, which may run twice.

mod folder;
mod key;
mod segment;
mod whole;

pub use key::{Key, Version};

use crate::input::Document;
use crate::model::Article;
use crate::model::packed::{self, Extracted};
use folder::Folder;
use rustc_hash::FxHashMap;
use segment::{Draft, Place, Segment};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How large the folder may become.
pub const MOST_BYTES: u64 = 1 << 30;

/// A segment is written when it has so many bytes, or is so old: more would be lost if the program were ended.
const SEGMENT_BYTES: usize = 8 << 20;
const SEGMENT_AGE: Duration = Duration::from_secs(15);

/// Segments below this size count as small; when there are so many of them, they are joined.
const SMALL_BYTES: u64 = 256 << 10;
const MOST_SMALL: usize = 24;

/// The finds that were kept by one version of the extractor.
#[derive(Debug)]
pub struct Cache {
    folder: Folder,
    segments: Vec<Segment>,
    /// Number of the segment and place in it.
    kept: FxHashMap<Key, (u32, Place)>,
    version: Version,
    fresh: Mutex<Fresh>,
}

/// What was found since the last segment was written.
#[derive(Debug)]
struct Fresh {
    draft: Draft,
    since: Instant,
    /// Whether a segment could not be written: then nothing more is kept.
    failed: bool,
}

impl Cache {
    /// The cache in `folder`, which need not be there yet, kept below `most` bytes.
    pub fn open(folder: PathBuf, version: Version, most: u64) -> Self {
        let folder = Folder::new(folder, most);
        let segments = folder.segments(version);
        let mut kept = FxHashMap::default();
        for (number, segment) in (0..).zip(&segments) {
            kept.extend(segment.index().into_iter().map(|(key, place)| (key, (number, place))));
        }
        let fresh = Fresh { draft: Draft::default(), since: Instant::now(), failed: false };
        Self { folder, segments, kept, version, fresh: Mutex::new(fresh) }
    }

    /// The article in each of some documents: what was kept of it, else what `extract` finds in it, which is kept then.
    /// `extract` is called once, with all documents of which nothing was kept; what it finds nothing in has no article.
    pub fn articles(
        &self,
        documents: Vec<Document>,
        extract: impl FnOnce(Vec<Document>) -> Vec<Option<Article>>,
    ) -> Vec<Option<Extracted>> {
        let (mut articles, mut new, mut keys) = (Vec::with_capacity(documents.len()), Vec::new(), Vec::new());
        for mut document in documents {
            let key = Key::of(self.version, &document);
            let article = self.kept(key, &mut document);
            if article.is_none() {
                keys.push((articles.len(), key));
                new.push(document);
            }
            articles.push(article);
        }
        let found = if new.is_empty() { Vec::new() } else { extract(new) };
        for ((at, key), article) in keys.into_iter().zip(found) {
            let finds = article.as_ref().and_then(finds);
            if let Some(finds) = &finds {
                self.keep(key, &packed::compress(finds));
            }
            articles[at] = article.map(|article| Extracted { article, finds });
        }
        articles
    }

    /// The article that was kept of a document, with its text; a document of which nothing was kept stays as it is.
    fn kept(&self, key: Key, document: &mut Document) -> Option<Extracted> {
        let finds = self.finds(key)?;
        match packed::unpacked(&finds, std::mem::take(&mut document.text)) {
            Ok(article) => {
                let (id, path) = (std::mem::take(&mut document.id), std::mem::take(&mut document.path));
                Some(Extracted { article: Article { id, path, ..article }, finds: Some(finds) })
            }
            Err(text) => {
                document.text = text;
                None
            }
        }
    }

    /// Writes what is not written yet. Call before the program may end.
    pub fn settle(&self) {
        let mut draft = std::mem::take(&mut self.fresh().draft);
        let joined = if draft.is_empty() { Vec::new() } else { self.join_small(&mut draft) };
        self.write(draft);
        for segment in joined {
            segment.remove();
        }
    }

    fn finds(&self, key: Key) -> Option<Vec<u8>> {
        let (number, place) = self.kept.get(&key)?;
        packed::decompress(&self.segments[*number as usize].entry(*place)?)
    }

    fn keep(&self, key: Key, packed: &[u8]) {
        let mut fresh = self.fresh();
        if fresh.failed {
            return;
        }
        if fresh.draft.is_empty() {
            fresh.since = Instant::now();
        }
        fresh.draft.add(key, packed);
        if fresh.draft.len() >= SEGMENT_BYTES || fresh.since.elapsed() >= SEGMENT_AGE {
            let draft = std::mem::take(&mut fresh.draft);
            drop(fresh);
            self.write(draft);
        }
    }

    /// Adds what stands in small segments, where there are many of them, and says which these were.
    fn join_small(&self, draft: &mut Draft) -> Vec<&Segment> {
        let small: Vec<bool> = self.segments.iter().map(|segment| segment.bytes() < SMALL_BYTES).collect();
        if small.iter().filter(|small| **small).count() < MOST_SMALL {
            return Vec::new();
        }
        let of_small = self.kept.iter().filter(|(_, (number, _))| small[*number as usize]);
        for (key, (number, place)) in of_small {
            if let Some(packed) = self.segments[*number as usize].entry(*place) {
                draft.add(*key, &packed);
            }
        }
        self.segments.iter().zip(small).filter_map(|(segment, small)| small.then_some(segment)).collect()
    }

    fn write(&self, draft: Draft) {
        if !draft.is_empty() && self.folder.write(self.version, &draft.into_bytes()).is_err() {
            self.fresh().failed = true;
        }
    }

    fn fresh(&self) -> std::sync::MutexGuard<'_, Fresh> {
        self.fresh.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The finds of an article; `None` if they would not come back exactly as they are.
fn finds(article: &Article) -> Option<Vec<u8>> {
    let finds = packed::finds(article);
    let back = packed::unpacked(&finds, article.text.clone()).ok()?;
    let back = Article { id: article.id.clone(), path: article.path.clone(), ..back };
    (back == *article).then_some(finds)
}

#[cfg(test)]
mod tests;
