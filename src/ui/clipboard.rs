//! The clipboard of whoever sits at the terminal: through the terminal itself (OSC 52), which also works across ssh, and
//! through the platform's own tool, started by argument vector with the text on its standard input.

use std::io::Write;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The longest text that terminals take through OSC 52.
const MOST_COPIED: usize = 70_000;

/// How long a tool may take.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);

/// A program that puts its standard input on a clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tool {
    /// Its name, found on the search path.
    pub name: &'static str,
    /// Its arguments.
    pub arguments: &'static [&'static str],
}

const fn tool(name: &'static str, arguments: &'static [&'static str]) -> Tool {
    Tool { name, arguments }
}

/// The tools that may reach the clipboard, the likeliest first, as the environment tells. Across ssh those of the machine
/// at the other end are of no use, but tmux hands on to the terminal.
pub fn tools(variable: impl Fn(&str) -> Option<String>) -> Vec<Tool> {
    let set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    let mut found = Vec::new();
    if set("TMUX") {
        found.push(tool("tmux", &["load-buffer", "-w", "-"]));
    }
    if set("SSH_CONNECTION") || set("SSH_TTY") {
        return found;
    }
    if cfg!(target_os = "macos") {
        found.push(tool("pbcopy", &[]));
    }
    if set("WAYLAND_DISPLAY") {
        found.push(tool("wl-copy", &[]));
    }
    if set("DISPLAY") {
        found.push(tool("xclip", &["-selection", "clipboard"]));
        found.push(tool("xsel", &["--clipboard", "--input"]));
    }
    if set("WSL_DISTRO_NAME") || cfg!(windows) {
        found.push(tool("clip.exe", &[]));
    }
    found
}

/// Whether the program runs inside GNU screen, which hands a request on only in a wrapping of its own.
pub fn in_screen(variable: impl Fn(&str) -> Option<String>) -> bool {
    variable("STY").is_some_and(|value| !value.is_empty()) && variable("TMUX").is_none()
}

/// The first of the tools that takes the text.
pub fn hand_over(tools: &[Tool], text: &str) -> Option<&'static str> {
    tools.iter().find(|tool| takes(**tool, text)).map(|tool| tool.name)
}

fn takes(tool: Tool, text: &str) -> bool {
    let mut command = Command::new(tool.name);
    command.args(tool.arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut child) = command.spawn() else { return false };
    if let Some(mut input) = child.stdin.take() {
        let text = text.to_owned();
        thread::spawn(move || drop(input.write_all(text.as_bytes())));
    }
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => thread::sleep(Duration::from_millis(10)),
            Err(_) => return false,
        }
    }
    let _ = child.kill();
    let _ = child.wait();
    false
}

/// The request that puts `text` on the clipboard of whoever sits at the terminal: OSC 52 (xterm).
pub fn request(text: &str, in_screen: bool) -> Vec<u8> {
    let mut end = text.len().min(MOST_COPIED);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let coded = base64(&text.as_bytes()[..end]);
    if !in_screen {
        return format!("\x1b]52;c;{coded}\x07").into_bytes();
    }
    // GNU screen takes strings of at most 768 bytes; what is cut inside base64 is put together again by the terminal.
    let whole = format!("\x1b]52;c;{coded}\x07");
    let pieces = whole.as_bytes().chunks(700).map(|piece| [b"\x1bP", piece, b"\x1b\\"].concat());
    pieces.collect::<Vec<_>>().concat()
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
        let request = request(&"é".repeat(60_000), false);
        assert!(request.len() < 100_000 && request.ends_with(b"\x07"));
    }

    #[test]
    fn the_environment_tells_which_tools_may_do() {
        let names = |set: &[&str]| {
            let tools = tools(|name| set.contains(&name).then(|| "x".to_owned()));
            tools.iter().map(|tool| tool.name).filter(|name| !["pbcopy", "clip.exe"].contains(name)).collect::<Vec<_>>()
        };
        assert_eq!(names(&["DISPLAY"]), ["xclip", "xsel"]);
        assert_eq!(names(&["WAYLAND_DISPLAY", "TMUX"]), ["tmux", "wl-copy"]);
        assert_eq!(names(&["DISPLAY", "TMUX", "SSH_TTY"]), ["tmux"]);
        assert_eq!(names(&["DISPLAY", "SSH_CONNECTION"]), Vec::<&str>::new());
    }

    #[test]
    fn a_tool_that_is_not_there_or_fails_leaves_it_to_the_next() {
        let tools = [tool("no-such-tool-at-all", &[]), tool("false", &[]), tool("cat", &[])];
        assert_eq!(hand_over(&tools, "words"), if cfg!(unix) { Some("cat") } else { None });
    }
}
