//! Addresses that an article names, handed to the program that shows them: by argument vector and never through a shell,
//! and only where nothing is hidden in them.

use super::clipboard;
use crate::export::safe::is_unsafe;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Instant;

/// The longest address that is opened, in bytes; browsers take no longer ones from each other.
const LONGEST: usize = 2_048;

/// What a letter may say beforehand; anything else, such as a file to enclose, is not for an article to choose.
const HEADERS: [&str; 4] = ["subject", "body", "cc", "bcc"];

/// Why an address is not opened; `None` where nothing speaks against it.
pub fn fault(address: &str) -> Option<&'static str> {
    let (scheme, rest) = address.split_once(':').unwrap_or_default();
    let scheme = scheme.to_ascii_lowercase();
    if !matches!(scheme.as_str(), "http" | "https" | "mailto") {
        return Some("only http, https and mailto are opened");
    }
    if address.chars().any(|c| is_unsafe(c) || c.is_whitespace()) {
        return Some("it holds characters that are not seen");
    }
    if address.len() > LONGEST {
        return Some("it is too long");
    }
    if scheme == "mailto" {
        let headers = rest.split_once('?').map_or("", |(_, headers)| headers);
        let is_known = |header: &str| {
            let name = header.split('=').next().unwrap_or_default();
            HEADERS.iter().any(|known| name.eq_ignore_ascii_case(known))
        };
        return headers
            .split('&')
            .any(|header| !header.is_empty() && !is_known(header))
            .then_some("it asks for more than a letter");
    }
    match host(address) {
        None => Some("it names no host"),
        Some((before, _)) if !before.is_empty() => Some("it names somebody before the host, as one does to mislead"),
        Some(_) => None,
    }
}

/// What of an address is its host, as what stands before it in its place (`user@`) and itself; for a letter the host of
/// whom it goes to.
pub fn host(address: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = address.split_once(':')?;
    if scheme.eq_ignore_ascii_case("mailto") {
        let to = rest.split('?').next()?;
        return to.rsplit_once('@').map(|(_, host)| ("", host));
    }
    let authority = rest.strip_prefix("//")?.split(['/', '?', '#']).next().filter(|authority| !authority.is_empty())?;
    Some(authority.rsplit_once('@').unwrap_or(("", authority)))
}

/// The programs that may open an address, the likeliest first, each with its arguments before the address; none across ssh,
/// where they would open it at the other end.
pub fn openers(variable: impl Fn(&str) -> Option<String>) -> Vec<Vec<String>> {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<String>>();
    let mut found = Vec::new();
    if set("SSH_CONNECTION").is_some() || set("SSH_TTY").is_some() {
        return found;
    }
    // Several programs, or one with arguments, would have to be taken apart as a shell does.
    let is_single = |browser: &String| {
        let path = browser.get(2..).filter(|_| cfg!(windows)).unwrap_or(browser);
        !browser.contains(|c: char| c.is_whitespace() || c == '%') && !path.contains(':')
    };
    found.extend(set("BROWSER").filter(is_single).map(|browser| vec![browser]));
    if cfg!(target_os = "macos") {
        found.push(owned(&["open"]));
    } else if cfg!(windows) {
        found.push(owned(&["explorer"]));
    } else if set("WSL_DISTRO_NAME").is_some() {
        found.push(owned(&["explorer.exe"]));
    } else if set("DISPLAY").is_some() || set("WAYLAND_DISPLAY").is_some() {
        found.push(owned(&["xdg-open"]));
    }
    found
}

/// Hands an address without fault to the first of the programs that takes it; returns its name.
pub fn open(openers: &[Vec<String>], address: &str) -> Option<String> {
    if fault(address).is_some() {
        return None;
    }
    let taken = openers.iter().find(|opener| takes(opener, address))?;
    taken.first().cloned()
}

fn takes(opener: &[String], address: &str) -> bool {
    let Some((program, arguments)) = opener.split_first() else { return false };
    let mut command = Command::new(program);
    command.args(arguments).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // A group of its own, so that what ends the reader does not end the browser.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.spawn().is_ok_and(goes_on)
}

/// Whether the program is still there after a while, or has ended well. `explorer` says nothing by its exit status.
fn goes_on(mut child: Child) -> bool {
    let start = Instant::now();
    while start.elapsed() < clipboard::PATIENCE {
        match child.try_wait() {
            Ok(Some(status)) => return status.success() || cfg!(windows),
            Ok(None) => thread::sleep(std::time::Duration::from_millis(20)),
            Err(_) => return false,
        }
    }
    thread::spawn(move || child.wait());
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_addresses_have_a_fault() {
        for (address, fine) in [
            ("https://example.org/a?b=c", true),
            ("HTTP://example.org", true),
            ("https://пример.рф/ж", true),
            ("mailto:desk@example.org?subject=Ferry&Body=Hello", true),
            ("mailto:desk@example.org?attach=/etc/passwd", false),
            ("javascript:alert(1)", false),
            ("file:///etc/passwd", false),
            ("-https://example.org", false),
            ("https://example.org/\u{202e}gpj.exe", false),
            ("https://example.org/\u{200b}", false),
            ("https://example.org/\u{1b}]52;c;\u{7}", false),
            ("https://example.org/a b", false),
            ("https://example.org/\n--flag", false),
            ("https://bank.example@evil.example/", false),
            ("https:///path", false),
            ("", false),
        ] {
            assert_eq!(fault(address).is_none(), fine, "{address:?}");
        }
        let long = format!("https://example.org/{}", "a".repeat(LONGEST));
        assert_eq!(fault(&long), Some("it is too long"));
    }

    #[test]
    fn the_host_is_told_from_what_is_put_before_it() {
        assert_eq!(host("https://a.b:80/c@d"), Some(("", "a.b:80")));
        assert_eq!(host("https://a.b@c.d/"), Some(("a.b", "c.d")));
        assert_eq!(host("mailto:x@a.b?subject=y@z"), Some(("", "a.b")));
        assert_eq!(host("https://"), None);
    }

    #[test]
    fn the_environment_tells_what_may_open_an_address() {
        let found = |set: &[(&str, &str)]| {
            let value = |name: &str| set.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned());
            openers(value).into_iter().map(|words| words.join(" ")).collect::<Vec<_>>()
        };
        let own = |set: &[(&str, &str)]| found(set).first().cloned();
        assert_eq!(own(&[("BROWSER", "firefox"), ("DISPLAY", ":0")]), Some("firefox".into()));
        assert_ne!(own(&[("BROWSER", "firefox --new-tab"), ("DISPLAY", ":0")]), Some("firefox --new-tab".into()));
        for browser in ["sh -c %s", "a:b", "x%s"] {
            assert!(!found(&[("BROWSER", browser)]).iter().any(|words| words == browser), "{browser}");
        }
        assert_eq!(found(&[("BROWSER", "firefox"), ("DISPLAY", ":0"), ("SSH_TTY", "x")]), Vec::<String>::new());
        if cfg!(target_os = "linux") {
            assert_eq!(found(&[("WAYLAND_DISPLAY", "w")]), ["xdg-open"]);
            assert_eq!(found(&[]), Vec::<String>::new());
        }
    }

    #[test]
    #[cfg(unix)]
    fn a_program_that_is_not_there_or_fails_leaves_it_to_the_next_and_a_hostile_address_to_none() {
        let openers = ["no-such-program-at-all", "false", "true"].map(|name| vec![name.to_owned()]);
        assert_eq!(open(&openers, "https://example.org"), Some("true".into()));
        assert_eq!(open(&openers, "https://example.org/\u{202e}x"), None);
        assert_eq!(open(&openers[..2], "https://example.org"), None);
    }
}
