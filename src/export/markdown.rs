//! A briefing as Markdown (`CommonMark`).

use super::brief::{Brief, Said, sentence, title, told, when_said};
use super::carriers::{Carrier, Carriers};
use super::safe::one_line;
use super::voices::Part;
use std::io::{self, Write};

/// Writes the briefing, with what was asked for in its title, and the filter that asked for it below.
pub fn write(out: &mut impl Write, brief: &Brief, (asked, filter): (&str, &str)) -> io::Result<()> {
    let after = |sign: &str, words: &str| {
        if words.is_empty() { String::new() } else { format!("{sign}{}", escaped(&one_line(words))) }
    };
    let (title, filter) = (after(": ", asked), after("; filter: ", filter));
    writeln!(out, "# Briefing{title}\n\n{}{filter}\n", brief.extent())?;
    let coverage = brief.coverage();
    if !coverage.is_empty() {
        writeln!(out, "{coverage}\n")?;
    }
    voices(out, brief)?;
    events(out, brief)?;
    articles_read(out, brief)
}

fn voices(out: &mut impl Write, brief: &Brief) -> io::Result<()> {
    if !brief.voices.is_empty() {
        writeln!(out, "## Who said what\n")?;
    }
    for voice in &brief.voices {
        let name = if voice.name.is_empty() { "No source named" } else { &voice.name };
        writeln!(out, "### {}\n", escaped(name))?;
        for part in &voice.parts {
            if let Some(heading) = part.heading(voice) {
                writeln!(out, "#### {}\n", escaped(heading))?;
            }
            statements(out, brief, part)?;
        }
    }
    Ok(())
}

fn statements(out: &mut impl Write, brief: &Brief, part: &Part) -> io::Result<()> {
    for Said { at, statement, notes, also, .. } in &part.statements {
        let article = brief.articles[*at];
        let date = when_said(article, statement).map(|date| format!(" ({date})")).unwrap_or_default();
        writeln!(out, "- {}{date} [{}]", escaped(&told(article, statement)), at + 1)?;
        carried(out, also)?;
        notes.iter().try_for_each(|note| noted(out, "  ", note))?;
    }
    writeln!(out)
}

/// Who else carries a statement, below it.
fn carried(out: &mut impl Write, also: &[Carriers]) -> io::Result<()> {
    for Carriers { how, named, more } in also {
        let one = |carrier: &Carrier| {
            let place = carrier.at.map(|at| format!(" [{}]", at + 1)).unwrap_or_default();
            let words = carrier.words.as_ref().map(|words| format!(": {}", escaped(words))).unwrap_or_default();
            format!("{}{place}{words}", escaped(&carrier.who))
        };
        let more = (*more > 0).then(|| format!("{more} more"));
        let all: Vec<_> = named.iter().map(one).chain(more).collect();
        writeln!(out, "  - *{how}:* {}", all.join("; "))?;
    }
    Ok(())
}

fn events(out: &mut impl Write, brief: &Brief) -> io::Result<()> {
    if !brief.events.is_empty() {
        writeln!(out, "## What happened when\n")?;
        for (when, at, event) in brief.happenings() {
            let sentence = sentence(brief.articles[at], event);
            writeln!(out, "- **{when}** {} [{}]", escaped(&sentence), at + 1)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn articles_read(out: &mut impl Write, brief: &Brief) -> io::Result<()> {
    writeln!(out, "## Articles\n")?;
    for (at, article) in brief.articles.iter().enumerate() {
        let (title, byline, path) = (title(article), brief.byline(at), one_line(&article.path));
        let byline = if byline.is_empty() { byline } else { format!(" {}.", escaped(&byline)) };
        let url = article.url.as_ref().map(|url| format!(" <{url}>")).unwrap_or_default();
        writeln!(out, "{}. **{}**.{byline} {}{url}", at + 1, escaped(&title), escaped(&path))?;
        let under = " ".repeat((at + 1).to_string().len() + 2);
        noted(out, &under, brief.notes.get(&at).unwrap_or(&""))?;
    }
    Ok(())
}

/// What the user noted, below the item that it is on.
fn noted(out: &mut impl Write, under: &str, note: &str) -> io::Result<()> {
    if note.is_empty() { Ok(()) } else { writeln!(out, "{under}- *Note:* {}", escaped(&one_line(note))) }
}

/// Words that mean themselves: what Markdown or HTML would take for markup has a backslash before it.
pub(super) fn escaped(words: &str) -> String {
    let mut safe = String::with_capacity(words.len() + 8);
    for (at, c) in words.char_indices() {
        let starts_a_block = at == 0 && matches!(c, '#' | '+' | '-' | '=' | ':');
        if starts_a_block || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '$') {
            safe.push('\\');
        }
        safe.push(c);
    }
    let digits = safe.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && safe[digits..].starts_with(['.', ')']) {
        safe.insert(digits, '\\');
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::brief::tests::{article, brief};

    #[test]
    fn a_briefing_reads_like_one() {
        let article = article();
        let mut out = Vec::new();
        write(&mut out, &brief(&article), ("said by Ann Lee", "by:lee")).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r"
        # Briefing: said by Ann Lee

        1 article, 3 statements; filter: by:lee

        Published 2025-03-05.

        ## Who said what

        ### Ann Lee

        - “We \*will\* sign,” (published 2025-03-05) [1]
        - hoped for rain (published 2025-03-05) [1]

        ### No source named

        - It was late (published 2025-03-05) [1]

        ## What happened when

        - **2025-03-04** She hoped for rain on 4 March. [1]

        ## Articles

        1. **Talks \<end\>**. 2025-03-05T10:00. a.txt
        ");
    }

    #[test]
    fn a_note_stands_under_what_it_is_on() {
        let article = article();
        let mut brief = brief(&article);
        brief.voices[0].parts[0].statements[0].notes = vec!["ask *her*"];
        brief.notes.insert(0, "old\nnews");
        let mut out = Vec::new();
        write(&mut out, &brief, ("", "")).unwrap();
        let page = String::from_utf8(out).unwrap();
        assert!(page.contains("(published 2025-03-05) [1]\n  - *Note:* ask \\*her\\*\n- hoped for rain"), "{page}");
        assert!(page.ends_with("a.txt\n   - *Note:* old news\n"), "{page}");
    }

    #[test]
    fn words_mean_themselves() {
        assert_eq!(escaped("# a [b](c) <i> 1_2"), "\\# a \\[b\\](c) \\<i\\> 1\\_2");
        assert_eq!(escaped("12. January"), "12\\. January");
    }
}
