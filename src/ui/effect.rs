//! What [`super::app::App`] asks for beyond its own state, and how the clipboard is reached.

use super::keeper::Task;
use super::worker::Request;

/// Something that the run loop carries out.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask the worker.
    Ask(Request),
    /// Keep something on the disk.
    Keep(Task),
    /// Put text on the clipboard.
    Copy(String),
    /// Take the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Paint the screen anew.
    Redraw,
    /// Back to the shell for a while.
    Suspend,
    /// Leave.
    Quit,
}

/// The longest text that terminals take this way.
const MOST_COPIED: usize = 70_000;

/// The request that puts `text` on the clipboard of whoever sits at the terminal, also across ssh: OSC 52 (xterm).
pub fn clipboard_request(text: &str) -> Vec<u8> {
    let mut end = text.len().min(MOST_COPIED);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    format!("\x1b]52;c;{}\x07", base64(&text.as_bytes()[..end])).into_bytes()
}

/// Base64 with padding (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |i: usize| u32::from(group.get(i).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for i in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * i) & 63) as usize];
            out.push(if i <= group.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_rfc() {
        for (plain, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn long_texts_are_cut_between_letters() {
        let request = clipboard_request(&"é".repeat(60_000));
        assert!(request.len() < 100_000 && request.ends_with(b"\x07"));
    }
}
