//! A file of kept entries: the mark `BRC1`, the entries, their index, and a tail that vouches for the index.
//!
//! Little-endian. An entry is 8 bytes of its hash (BLAKE3) and the packed bytes (LZ4 block with its length in front). The
//! index has for every entry the key (16 bytes), where it starts and how long it is (`u32` each). The tail is the number of
//! entries (`u32`), 8 bytes of the index's hash, and the mark again. What does not fit its hash is as good as not there.

use super::key::Key;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

const MARK: &[u8; 4] = b"BRC1";
const CHECK: usize = 8;
const INDEX_ROW: usize = 24;
const TAIL: usize = 4 + CHECK + MARK.len();

/// Longer entries are not believed: nothing of that size is ever written.
const LONGEST: usize = 256 << 20;

/// Where an entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    start: u32,
    length: u32,
}

/// A segment in the making.
#[derive(Debug, Default)]
pub(super) struct Draft {
    entries: Vec<u8>,
    index: Vec<u8>,
}

impl Draft {
    /// Adds an entry; one that would not fit is left out.
    pub(super) fn add(&mut self, key: Key, packed: &[u8]) {
        let (start, length) = (MARK.len() + self.entries.len(), CHECK + packed.len());
        let (Ok(start), Ok(length)) = (u32::try_from(start), u32::try_from(length)) else { return };
        self.entries.extend(check(packed));
        self.entries.extend(packed);
        self.index.extend(key.0);
        self.index.extend(start.to_le_bytes().into_iter().chain(length.to_le_bytes()));
    }

    /// How many bytes the entries have.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// The bytes of the file.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        let count = (self.index.len() / INDEX_ROW) as u32;
        let mut bytes = MARK.to_vec();
        bytes.extend(self.entries);
        let check = check(&self.index);
        bytes.extend(self.index);
        bytes.extend(count.to_le_bytes().into_iter().chain(check));
        bytes.extend(MARK);
        bytes
    }
}

/// A written segment.
#[derive(Debug)]
pub(super) struct Segment {
    path: PathBuf,
    bytes: u64,
    /// The file, once something was read from it.
    file: Mutex<Option<File>>,
}

impl Segment {
    /// The segment at a path, of so many bytes.
    pub(super) fn new(path: PathBuf, bytes: u64) -> Self {
        Self { path, bytes, file: Mutex::new(None) }
    }

    /// How large the file is.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Deletes the file.
    pub(super) fn remove(&self) {
        let _ = std::fs::remove_file(&self.path);
    }

    /// Keys and places of the entries; none where the file is damaged.
    pub(super) fn index(&self) -> Vec<(Key, Place)> {
        self.read_index().unwrap_or_default()
    }

    fn read_index(&self) -> Option<Vec<(Key, Place)>> {
        let mut file = File::open(&self.path).ok()?;
        let tail: [u8; TAIL] = read(&mut file, self.bytes.checked_sub(TAIL as u64)?, TAIL)?.try_into().ok()?;
        let count = u32::from_le_bytes(*tail.first_chunk()?) as usize;
        let before = self.bytes - TAIL as u64;
        let start = before.checked_sub((count * INDEX_ROW) as u64).filter(|_| tail.ends_with(MARK))?;
        let index = read(&mut file, start, count * INDEX_ROW)?;
        (check(&index) == tail[4..4 + CHECK]).then(|| index.chunks_exact(INDEX_ROW).filter_map(row).collect())
    }

    /// The packed bytes of an entry; `None` where they are damaged or gone.
    pub(super) fn entry(&self, place: Place) -> Option<Vec<u8>> {
        let mut bytes = self.read(place)?;
        let vouched: [u8; CHECK] = *bytes.first_chunk()?;
        if check(&bytes[CHECK..]) != vouched {
            return None;
        }
        bytes.drain(..CHECK);
        Some(bytes)
    }

    /// Reads from the file, which is opened and noted as used the first time.
    fn read(&self, place: Place) -> Option<Vec<u8>> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        if file.is_none() {
            let opened = File::open(&self.path).ok()?;
            let _ = opened.set_modified(SystemTime::now());
            *file = Some(opened);
        }
        read(file.as_mut()?, place.start.into(), place.length as usize)
    }
}

fn read(file: &mut File, start: u64, length: usize) -> Option<Vec<u8>> {
    if length > LONGEST {
        return None;
    }
    file.seek(SeekFrom::Start(start)).ok()?;
    let mut bytes = vec![0; length];
    file.read_exact(&mut bytes).ok()?;
    Some(bytes)
}

fn row(row: &[u8]) -> Option<(Key, Place)> {
    let (key, place) = row.split_first_chunk::<16>()?;
    let (start, length) = place.split_first_chunk::<4>()?;
    let length = length.first_chunk::<4>()?;
    Some((Key(*key), Place { start: u32::from_le_bytes(*start), length: u32::from_le_bytes(*length) }))
}

fn check(bytes: &[u8]) -> [u8; CHECK] {
    let mut check = [0; CHECK];
    check.copy_from_slice(&blake3::hash(bytes).as_bytes()[..CHECK]);
    check
}
