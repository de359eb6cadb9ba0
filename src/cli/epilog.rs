//! What stands behind the options in `--help`, set to the width of the terminal: examples, and paragraphs about them.
//!
//! In [`super::args`] an example is a line that begins with two blanks, and what it does stands behind two more; lines that
//! follow each other are one paragraph otherwise.

use clap::Command;

/// Wider lines are hard to read.
const WIDEST: usize = 100;

/// Blanks before a command, before what it goes on with on a further line, and before what it does where that stands below.
const COMMAND: usize = 2;
const FURTHER: usize = 4;
const BELOW: usize = 6;

/// Blanks between the longest command and what it does.
const BETWEEN: usize = 3;

/// The width of help: that of the terminal or of `COLUMNS`, but not more than is easy to read.
pub fn width() -> usize {
    let columns = || std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    terminal.or_else(columns).filter(|width| *width > 0).map_or(WIDEST, |width| width.min(WIDEST))
}

/// A command, and those below it, with help of a width.
pub fn set(command: Command, width: usize) -> Command {
    let told = command.get_after_help().map(|told| lay_out(&told.to_string(), width));
    let command = match told {
        Some(told) => command.after_help(told),
        None => command,
    };
    command.term_width(width).mut_subcommands(|below| set(below, width))
}

/// Lines of at most `width`, as far as words allow.
fn lay_out(told: &str, width: usize) -> String {
    let kind = |line: &str| (line.starts_with("  "), line.is_empty());
    let all: Vec<&str> = told.lines().collect();
    let lines = all.chunk_by(|one, next| kind(one) == kind(next)).flat_map(|lines| match kind(lines[0]) {
        (true, _) => laid_out(&lines.iter().map(|line| Example::of(line)).collect::<Vec<_>>(), width),
        _ => filled(words(&lines.join(" "), &['"']), [0, 0], width, ""),
    });
    lines.collect::<Vec<_>>().join("\n")
}

struct Example<'a> {
    command: &'a str,
    does: &'a str,
}

impl<'a> Example<'a> {
    fn of(line: &'a str) -> Self {
        let line = line.trim();
        let (command, does) = line.split_once("  ").unwrap_or((line, ""));
        Self { command, does: does.trim() }
    }
}

/// In two columns where all of them have room, else what each does below it.
fn laid_out(examples: &[Example], width: usize) -> Vec<String> {
    let length = |words: &str| words.chars().count();
    let longest = examples.iter().map(|one| length(one.command)).max().unwrap_or_default();
    let column = COMMAND + longest + BETWEEN;
    if examples.iter().all(|one| column + length(one.does) <= width) {
        let blanks = |one: &Example| column - COMMAND - length(one.command);
        let line = |one: &Example| format!("  {}{}{}", one.command, " ".repeat(blanks(one)), one.does);
        return examples.iter().map(|one| line(one).trim_end().to_owned()).collect();
    }
    let lines = |one: &Example| {
        let mut lines = filled(parts(one.command).iter().map(String::as_str), [COMMAND, FURTHER], width, " \\");
        lines
            .extend(filled(one.does.split(' '), [BELOW, BELOW], width, "").into_iter().filter(|line| !line.is_empty()));
        lines
    };
    examples.iter().flat_map(lines).collect()
}

/// The parts of a command that stand on one line: words, options with what they are given, and files with their `>`.
fn parts(command: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let takes =
        |part: &str| part == ">" || part == "|" || part.len() > 1 && part.starts_with('-') && !part.contains(' ');
    for word in words(command, &['\'', '"']) {
        match parts.last_mut().filter(|last| takes(last) && !takes(word)) {
            Some(last) => *last = format!("{last} {word}"),
            None => parts.push(word.to_owned()),
        }
    }
    parts
}

/// Words between blanks; what stands between two marks is one.
fn words<'a>(told: &'a str, marks: &'static [char]) -> impl Iterator<Item = &'a str> {
    let mut open = None;
    told.split(move |c: char| {
        match open {
            Some(mark) if mark == c => open = None,
            None if marks.contains(&c) => open = Some(c),
            _ => {}
        }
        c == ' ' && open.is_none()
    })
}

/// Words set to lines, the first one and the others with so many blanks before them, and with something behind each that
/// goes on.
fn filled<'a>(words: impl Iterator<Item = &'a str>, indents: [usize; 2], width: usize, behind: &str) -> Vec<String> {
    let mut words = words.peekable();
    let mut lines = Vec::new();
    let mut line = " ".repeat(indents[0]);
    let mut begun = false;
    while let Some(word) = words.next() {
        let goes_on = if words.peek().is_some() { behind.chars().count() } else { 0 };
        let length = line.chars().count() + usize::from(begun) + word.chars().count() + goes_on;
        if begun && length > width {
            line.push_str(behind);
            lines.push(std::mem::replace(&mut line, " ".repeat(indents[1])));
            begun = false;
        }
        if begun {
            line.push(' ');
        }
        line.push_str(word);
        begun = true;
    }
    lines.push(line.trim_end().to_owned());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Arguments;
    use clap::CommandFactory;

    const TOLD: &str = "\
Examples:
  briefing a/                              all of it
  briefing a/ --filter 'by:rutte' > x.md   what he says

One line
of two.";

    #[test]
    fn examples_stand_in_columns_where_there_is_room() {
        let wide = "Examples:\n  briefing a/                              all of it\n  \
                    briefing a/ --filter 'by:rutte' > x.md   what he says\n\nOne line of two.";
        assert_eq!(lay_out(TOLD, 60), wide);
        let narrow = "Examples:\n  briefing a/\n      all of it\n  briefing a/ \\\n    --filter 'by:rutte' \\\n    > x.md\n      \
                      what he says\n\nOne line of two.";
        assert_eq!(lay_out(TOLD, 26), narrow);
        assert_eq!(lay_out(TOLD, 8).lines().last(), Some("of two."));
    }

    #[test]
    fn no_line_of_any_help_is_too_long_or_broken_twice() {
        for width in 60..=200 {
            let mut all = set(Arguments::command(), width);
            all.build();
            for command in std::iter::once(&all).chain(all.get_subcommands()) {
                let told = command.get_after_help().map(ToString::to_string).unwrap_or_default();
                let help = command.clone().render_long_help().to_string();
                assert!(help.contains(&told), "{width} {}\n{help}", command.get_name());
                let long = help.lines().find(|line| line.chars().count() > width);
                assert_eq!(long, None, "{width} {}", command.get_name());
            }
        }
    }
}
