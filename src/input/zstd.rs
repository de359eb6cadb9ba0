//! Records packed with zstd (RFC 8878), unpacked while they are read.
//!
//! A file may hold several frames one after the other, as parallel packers write it and as `cat` makes it of shards.

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::io::{self, BufRead, Read};

/// The unpacked bytes of all frames of a packed stream.
pub struct Unpacked<R> {
    packed: R,
    frame: FrameDecoder,
    /// Whether a frame has begun and not ended.
    inside: bool,
}

impl<R: BufRead> Unpacked<R> {
    /// The bytes that are packed in `packed`.
    pub fn new(packed: R) -> Self {
        Self { packed, frame: FrameDecoder::new(), inside: false }
    }

    /// Begins the next frame; `false` where there is none.
    fn begin(&mut self) -> io::Result<bool> {
        while !self.packed.fill_buf()?.is_empty() {
            match self.frame.reset(&mut self.packed) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    io::copy(&mut self.packed.by_ref().take(length.into()), &mut io::sink())?;
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
        Ok(false)
    }
}

impl<R: BufRead> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.inside || self.begin()? {
            self.inside = true;
            while self.frame.can_collect() == 0 && !self.frame.is_finished() {
                let one = BlockDecodingStrategy::UptoBlocks(1);
                self.frame.decode_blocks(&mut self.packed, one).map_err(io::Error::other)?;
            }
            let read = self.frame.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            self.inside = false;
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    fn packed(text: &str) -> Vec<u8> {
        compress_to_vec(text.as_bytes(), CompressionLevel::Fastest)
    }

    fn unpacked(bytes: &[u8]) -> io::Result<String> {
        let mut text = String::new();
        Unpacked::new(bytes).read_to_string(&mut text).map(|_| text)
    }

    #[test]
    fn frames_follow_each_other() {
        let skippable = b"\x50\x2A\x4D\x18\x03\0\0\0abc";
        let stream = [&packed("one\n")[..], &packed(""), skippable, &packed(&"two\n".repeat(50_000))].concat();
        assert_eq!(unpacked(&stream).unwrap(), format!("one\n{}", "two\n".repeat(50_000)));
        assert_eq!(unpacked(b"").unwrap(), "");
    }

    #[test]
    fn broken_streams_are_errors() {
        let whole = packed(&"words and more words ".repeat(5000));
        assert!(unpacked(&whole[..whole.len() / 2]).is_err());
        assert!(unpacked(b"no zstd at all").is_err());
    }
}
