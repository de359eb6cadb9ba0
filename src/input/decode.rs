//! Bytes to text: byte-order marks, UTF-8, UTF-16, legacy encodings; binary files refused.
//!
//! The text of a UTF-8 file is its bytes, unchanged but for the mark, so that offsets into the text are offsets into
//! the file. Legacy encodings are guessed by chardetng and decoded by `encoding_rs` (WHATWG Encoding Standard).

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Texts of this many bytes and more are refused, because spans are 32 bits wide.
pub const TOO_LONG: u64 = u32::MAX as u64;

/// How much of a file is looked at to tell what it is.
const SAMPLE: usize = 64 << 10;

/// A text and what the reader should know about how it was decoded, in sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte-order mark.
    pub text: String,
    /// What was guessed or lost.
    pub warnings: Vec<String>,
}

/// Decodes a whole file, or says in half a sentence why it is no text and what to do.
pub fn decode(bytes: Vec<u8>) -> Result<Decoded, String> {
    if let Some((encoding, width)) = Encoding::for_bom(&bytes) {
        return if encoding == UTF_8 { utf8(without(bytes, width)) } else { marked_utf16(&bytes, encoding) };
    }
    if let Some(name) = known_binary(&bytes) {
        return Err(name.to_owned());
    }
    if let Some(encoding) = unmarked_utf16(&bytes)
        && let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(&bytes)
    {
        return within_limit(text.into_owned(), vec![format!("read as {}, which nothing marks", encoding.name())]);
    }
    utf8(bytes)
}

/// Whether the first bytes of a file look like text in any encoding that [`decode`] reads.
pub fn looks_like_text(bytes: &[u8]) -> bool {
    Encoding::for_bom(bytes).is_some()
        || unmarked_utf16(bytes).is_some()
        || (known_binary(bytes).is_none() && !is_binary(bytes))
}

fn without(mut bytes: Vec<u8>, mark: usize) -> Vec<u8> {
    bytes.drain(..mark);
    bytes
}

fn marked_utf16(bytes: &[u8], encoding: &'static Encoding) -> Result<Decoded, String> {
    if bytes.starts_with(&[0xFF, 0xFE, 0, 0]) {
        return Err("is in UTF-32, which is not read; save it as UTF-8".to_owned());
    }
    let (text, replaced) = encoding.decode_with_bom_removal(bytes);
    let warnings = if replaced { vec![format!("bytes that are not {} stand as �", encoding.name())] } else { vec![] };
    within_limit(text.into_owned(), warnings)
}

/// UTF-8 if it is or nearly is that; else a legacy encoding.
fn utf8(bytes: Vec<u8>) -> Result<Decoded, String> {
    if is_binary(&bytes) {
        return Err("is not text (it is full of control bytes); name the text it was made from".to_owned());
    }
    match String::from_utf8(bytes) {
        Ok(text) => within_limit(text, vec![]),
        Err(error) => {
            let bytes = error.into_bytes();
            let (wide, broken) = utf8_census(&bytes);
            if wide > 2 * broken { mended(&bytes, broken) } else { legacy(&bytes) }
        }
    }
}

/// How many characters of more than a byte there are, and how many places that are not UTF-8.
fn utf8_census(bytes: &[u8]) -> (usize, usize) {
    bytes.utf8_chunks().fold((0, 0), |(wide, broken), chunk| {
        let starts = chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
        (wide + starts, broken + usize::from(!chunk.invalid().is_empty()))
    })
}

fn mended(bytes: &[u8], broken: usize) -> Result<Decoded, String> {
    let places = if broken == 1 { "one place".to_owned() } else { format!("{broken} places") };
    let warning =
        format!("{places} of the file not in UTF-8 stand as �: byte offsets differ from the file's after the first");
    within_limit(String::from_utf8_lossy(bytes).into_owned(), vec![warning])
}

fn legacy(bytes: &[u8]) -> Result<Decoded, String> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let (text, replaced) = encoding.decode_without_bom_handling(bytes);
    let mut warnings = vec![format!("read as {}: the file is not UTF-8 and does not say what it is", encoding.name())];
    if replaced {
        warnings.push(format!("bytes that are not {} stand as �", encoding.name()));
    }
    within_limit(text.into_owned(), warnings)
}

fn within_limit(text: String, warnings: Vec<String>) -> Result<Decoded, String> {
    if text.len() as u64 >= TOO_LONG {
        return Err("is too long (4 GiB or more); split it".to_owned());
    }
    Ok(Decoded { text, warnings })
}

/// UTF-16 without a mark: for alphabets, one byte of each pair is nearly always a small number, the other hardly ever.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(SAMPLE) & !1)?;
    if controls(sample) == 0 {
        return None; // as of most files
    }
    let pairs = sample.len() / 2;
    let count = |(even, odd): (usize, usize), pair: &[u8; 2]| {
        (even + usize::from(is_control(pair[0])), odd + usize::from(is_control(pair[1])))
    };
    let (even, odd) = sample.as_chunks::<2>().0.iter().fold((0, 0), count);
    let is_high = |high: usize, low: usize| pairs >= 4 && high * 10 >= pairs * 7 && low * 10 <= pairs * 4;
    if is_high(odd, even) {
        Some(UTF_16LE)
    } else if is_high(even, odd) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Control bytes that have no place in a text; escape and backspace are left out because terminal captures have them.
fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B | 0x08)
}

/// How many such bytes there are, counted many at a time.
#[inline(never)]
fn controls(bytes: &[u8]) -> usize {
    const MANY: usize = u8::MAX as usize;
    let count = |many: &[u8]| many.iter().map(|byte| u8::from(is_control(*byte))).sum::<u8>();
    bytes.chunks(MANY).map(|many| usize::from(count(many))).sum()
}

fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let nul = memchr::memchr_iter(0, sample).count();
    let control = controls(sample);
    nul * 100 > sample.len() || control * 20 > sample.len()
}

/// Half a sentence for files that are known by how they begin.
pub fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    const SIGNATURES: [(&[u8], &str); 11] = [
        (b"%PDF-", "is a PDF, which is not read yet; make text of it first (`pdftotext`)"),
        (b"PK\x03\x04", "is a zip archive or an office document, which is not read; save it as text or unpack it"),
        (b"\x1F\x8B", "is compressed with gzip; unpack it first (`gunzip`)"),
        (b"\x28\xB5\x2F\xFD", "is compressed with zstd; unpack it first (`zstd -d`)"),
        (b"BZh", "is compressed with bzip2; unpack it first (`bunzip2`)"),
        (b"\xFD7zXZ\0", "is compressed with xz; unpack it first (`unxz`)"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "is an office document, which is not read; save it as text"),
        (b"\x89PNG", "is a picture, not text"),
        (b"\xFF\xD8\xFF", "is a picture, not text"),
        (b"GIF8", "is a picture, not text"),
        (b"\x7FELF", "is a program, not text"),
    ];
    SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)).map(|(_, says)| *says)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The text and how many warnings came with it; `Err` as its words.
    fn check(bytes: &[u8], text: &str, warnings: usize) {
        let decoded = decode(bytes.to_vec()).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.warnings.len()), (text, warnings), "{:?}", decoded.warnings);
    }

    fn refused(bytes: &[u8], why: &str) {
        let said = decode(bytes.to_vec()).unwrap_err();
        assert!(said.contains(why), "{said}");
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn utf8_is_kept_byte_by_byte() {
        check("Größe\r\n–\u{1b}[31m".as_bytes(), "Größe\r\n–\u{1b}[31m", 0);
        check(b"\xEF\xBB\xBFmarked", "marked", 0);
        check(b"one stray \0 in a long enough text, which nobody would miss, so that it stays a text, and goes on a while", "one stray \0 in a long enough text, which nobody would miss, so that it stays a text, and goes on a while", 0);
    }

    #[test]
    fn utf16_is_read_with_and_without_a_mark() {
        let words = "Сьогодні, 4 травня, said the minister.";
        check(&utf16(&format!("\u{feff}{words}"), u16::to_le_bytes), words, 0);
        check(&utf16(&format!("\u{feff}{words}"), u16::to_be_bytes), words, 0);
        check(&utf16(words, u16::to_le_bytes), words, 1);
        check(&utf16(words, u16::to_be_bytes), words, 1);
        check(&utf16("Plain words.\r\n", u16::to_le_bytes), "Plain words.\r\n", 1);
    }

    #[test]
    fn legacy_encodings_are_guessed() {
        check(b"Le pr\xE9sident a d\xE9clar\xE9 \x93non\x94.", "Le président a déclaré “non”.", 1);
        let russian = "Президент заявил, что переговоры начнутся завтра в столице.";
        check(&encoding_rs::WINDOWS_1251.encode(russian).0, russian, 1);
    }

    #[test]
    fn a_few_bad_bytes_do_not_make_utf8_something_else() {
        check(b"\xC3\xA9t\xC3\xA9 \xE2\x80\x94 hiver \xFF", "été — hiver \u{fffd}", 1);
        check("so — und so … und ä\u{20ac}".as_bytes().split_last().unwrap().1, "so — und so … und ä\u{fffd}", 1);
    }

    #[test]
    fn binary_files_are_refused_with_advice() {
        refused(b"%PDF-1.7\n...", "pdftotext");
        refused(b"\x28\xB5\x2F\xFD....", "zstd");
        refused(&[0, 1, 2, 3, 255, 0, 0, 7, 9, 0, 0, 2, 200, 1], "not text");
        refused(b"\xFF\xFE\0\0a\0\0\0", "UTF-32");
    }

    proptest! {
        #[test]
        fn any_bytes_are_decoded_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = decode(bytes.clone());
            let _ = looks_like_text(&bytes);
        }

        #[test]
        fn text_comes_back(text in "[a-zA-Zäéж—\\n ]{0,60}") {
            prop_assert_eq!(decode(text.clone().into_bytes()).unwrap().text, text);
        }
    }
}
