//! A briefing as one HTML page that needs nothing else.

use super::brief::{Brief, Said, sentence, title, told, when_said};
use super::carriers::{Carrier, Carriers};
use super::safe::one_line;
use super::voices::Part;
use std::io::{self, Write};

const HEAD: &str = r#"<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Briefing</title>
<style>
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 Georgia, serif; color-scheme: light dark; }
h1, h2, h3, h4, small, time { font-family: system-ui, sans-serif; }
h2 { margin-top: 2.5rem; } h3, h4 { margin-bottom: 0; } h4 { font-weight: normal; opacity: .8; } li { margin: .4rem 0; } small, time { opacity: .7; font-size: .85em; }
.also { font-size: .9em; opacity: .85; }
</style>
"#;

/// Writes the page, with what was asked for in its title, and the filter that asked for it below.
pub fn write(out: &mut impl Write, brief: &Brief, (asked, filter): (&str, &str)) -> io::Result<()> {
    let after = |sign: &str, words: &str| {
        if words.is_empty() { String::new() } else { format!("{sign}{}", escaped(&one_line(words))) }
    };
    let (title, filter) = (after(": ", asked), after("; filter: ", filter));
    writeln!(out, "{HEAD}<h1>Briefing{title}</h1>\n<p>{}{filter}</p>", brief.extent())?;
    let coverage = brief.coverage();
    if !coverage.is_empty() {
        writeln!(out, "<p><small>{coverage}</small></p>")?;
    }
    voices(out, brief)?;
    events(out, brief)?;
    articles_read(out, brief)
}

fn voices(out: &mut impl Write, brief: &Brief) -> io::Result<()> {
    if !brief.voices.is_empty() {
        writeln!(out, "<h2>Who said what</h2>")?;
    }
    for voice in &brief.voices {
        let name = if voice.name.is_empty() { "No source named" } else { &voice.name };
        writeln!(out, "<h3>{}</h3>", escaped(name))?;
        for part in &voice.parts {
            if let Some(heading) = part.heading(voice) {
                writeln!(out, "<h4>{}</h4>", escaped(heading))?;
            }
            statements(out, brief, part)?;
        }
    }
    Ok(())
}

fn statements(out: &mut impl Write, brief: &Brief, part: &Part) -> io::Result<()> {
    writeln!(out, "<ul>")?;
    for Said { at, statement, notes, also, .. } in &part.statements {
        let article = brief.articles[*at];
        let date = when_said(article, statement).map(|date| format!(" <time>{date}</time>")).unwrap_or_default();
        let notes: String = notes.iter().map(|note| noted(note)).collect();
        let (told, also) = (escaped(&told(article, statement)), carried(also));
        writeln!(out, "<li>{told}{date} {}{also}{notes}</li>", reference(*at))?;
    }
    writeln!(out, "</ul>")
}

/// Who else carries a statement, below it.
fn carried(also: &[Carriers]) -> String {
    let one = |carrier: &Carrier| {
        let place = carrier.at.map(|at| format!(" {}", reference(at))).unwrap_or_default();
        let words = carrier.words.as_ref().map(|words| format!(": {}", escaped(words))).unwrap_or_default();
        format!("{}{place}{words}", escaped(&carrier.who))
    };
    let line = |Carriers { how, named, more }: &Carriers| {
        let more = (*more > 0).then(|| format!("{more} more"));
        let all: Vec<_> = named.iter().map(one).chain(more).collect();
        format!("<br><span class=\"also\"><i>{how}:</i> {}</span>", all.join("; "))
    };
    also.iter().map(line).collect()
}

fn events(out: &mut impl Write, brief: &Brief) -> io::Result<()> {
    if !brief.events.is_empty() {
        writeln!(out, "<h2>What happened when</h2>\n<ul>")?;
        for (when, at, event) in brief.happenings() {
            let sentence = sentence(brief.articles[at], event);
            writeln!(out, "<li><time>{when}</time> {} {}</li>", escaped(&sentence), reference(at))?;
        }
        writeln!(out, "</ul>")?;
    }
    Ok(())
}

fn articles_read(out: &mut impl Write, brief: &Brief) -> io::Result<()> {
    writeln!(out, "<h2>Articles</h2>\n<ol>")?;
    for (at, article) in brief.articles.iter().enumerate() {
        let note = brief.notes.get(&at).unwrap_or(&"");
        let [title, byline, path] =
            [title(article), brief.byline(at), one_line(&article.path)].map(|words| escaped(&words));
        let title = match &article.url {
            Some(url) => format!("<a href=\"{}\" rel=\"noreferrer\">{title}</a>", escaped(url)),
            None => title,
        };
        writeln!(out, "<li id=\"a{}\"><b>{title}</b> {byline} <small>{path}</small>{}</li>", at + 1, noted(note))?;
    }
    writeln!(out, "</ol>\n</html>")
}

/// What the user noted, below the words of the item that it is on.
fn noted(note: &str) -> String {
    if note.is_empty() { String::new() } else { format!("<br><em>Note: {}</em>", escaped(&one_line(note))) }
}

fn reference(at: usize) -> String {
    format!("<small><a href=\"#a{0}\">[{0}]</a></small>", at + 1)
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::brief::tests::{article, brief};
    use crate::export::markdown;
    use crate::model::{Published, When};

    #[test]
    fn a_page_holds_what_was_said_and_no_foreign_markup() {
        let article = article();
        let mut out = Vec::new();
        write(&mut out, &brief(&article), ("<script>", "<script>")).unwrap();
        let page = String::from_utf8(out).unwrap();
        assert!(page.contains(
            "<li>“We *will* sign,” <time>published 2025-03-05</time> <small><a href=\"#a1\">[1]</a></small></li>"
        ));
        assert!(
            page.contains("<b>Talks &lt;end&gt;</b>") && page.contains("&lt;script&gt;") && !page.contains("<script")
        );
    }

    #[test]
    fn a_title_leads_to_the_article() {
        let mut article = article();
        article.url = Some("https://daily.test/a?b=1&c=2".into());
        let (mut page, mut plain) = (Vec::new(), Vec::new());
        write(&mut page, &brief(&article), ("", "")).unwrap();
        markdown::write(&mut plain, &brief(&article), ("", "")).unwrap();
        let [page, plain] = [page, plain].map(|written| String::from_utf8(written).unwrap());
        let link = "<b><a href=\"https://daily.test/a?b=1&amp;c=2\" rel=\"noreferrer\">Talks &lt;end&gt;</a></b>";
        assert!(page.contains(link), "{page}");
        assert!(plain.contains("a.txt <https://daily.test/a?b=1&c=2>\n"), "{plain}");
    }

    #[test]
    fn who_reads_a_page_is_told_that_a_year_is_unknown() {
        let mut article = article();
        article.published = Some(Published::new("XXXX-02-10".parse().unwrap(), None));
        article.events[0].when = When::on("XXXX-03-04".parse().unwrap());
        let (mut page, mut plain) = (Vec::new(), Vec::new());
        write(&mut page, &brief(&article), ("", "")).unwrap();
        markdown::write(&mut plain, &brief(&article), ("", "")).unwrap();
        for written in [page, plain].map(|written| String::from_utf8(written).unwrap()) {
            assert!(!written.contains("XXXX"), "{written}");
            assert_eq!(written.matches("10 February, year unknown").count(), 4, "{written}");
            assert_eq!(written.matches("4 March, year unknown").count(), 1, "{written}");
        }
    }

    #[test]
    fn a_note_stands_under_what_it_is_on() {
        let article = article();
        let mut brief = brief(&article);
        brief.voices[0].parts[0].statements[1].notes = vec!["<why>?"];
        brief.notes.insert(0, "old news");
        let mut out = Vec::new();
        write(&mut out, &brief, ("", "")).unwrap();
        let page = String::from_utf8(out).unwrap();
        assert!(page.contains("[1]</a></small><br><em>Note: &lt;why&gt;?</em></li>\n</ul>"), "{page}");
        assert!(page.contains("<small>a.txt</small><br><em>Note: old news</em></li>"), "{page}");
    }
}
