//! A collection kept whole: the mark `BRW2`, the key of how it stood, a hash (BLAKE3) of what follows, and that.
//!
//! There is one file for a collection, over which the next one is renamed. What does not fit its hash, or stood otherwise,
//! is as good as not there.

use super::Cache;
use super::key::Key;
use std::fs::{File, Metadata};
use std::io::Read;
use std::time::SystemTime;

const MARK: &[u8; 4] = b"BRW2";
const CHECK: usize = 16;

/// Longer ones are not believed: nothing of that size is ever written.
const LONGEST: u64 = 1 << 30;

impl Cache {
    /// The key of a description, for this version of the extractor.
    pub fn key(&self, description: &[u8]) -> Key {
        Key::of_bytes(self.version, description)
    }

    /// Whether a collection is kept at all.
    pub fn has_whole(&self, name: Key) -> bool {
        self.folder.whole(self.version, name).is_file()
    }

    /// What was kept of a collection when it stood so; `None` where that is damaged, gone, or of another time.
    pub fn whole(&self, name: Key, stand: Key) -> Option<Vec<u8>> {
        let mut file = File::open(self.folder.whole(self.version, name)).ok()?;
        let length = file.metadata().as_ref().map(Metadata::len).ok().filter(|length| *length <= LONGEST)?;
        let mut head = [0; MARK.len() + size_of::<Key>() + CHECK];
        file.read_exact(&mut head).ok()?;
        let rest = head.strip_prefix(MARK)?.strip_prefix(&stand.0)?;
        let mut bytes = Vec::with_capacity(length as usize);
        file.read_to_end(&mut bytes).ok()?;
        (check(&bytes) == rest).then_some(())?;
        let _ = file.set_modified(SystemTime::now());
        Some(bytes)
    }

    /// Keeps a collection as it stands. Where that fails the next opening is slower, and that is all.
    pub fn keep_whole(&self, name: Key, stand: Key, bytes: &[u8]) {
        let _ = self.folder.write_whole(self.version, name, &[MARK, &stand.0, &check(bytes), bytes]);
    }
}

fn check(bytes: &[u8]) -> [u8; CHECK] {
    let mut check = [0; CHECK];
    check.copy_from_slice(&blake3::hash(bytes).as_bytes()[..CHECK]);
    check
}
