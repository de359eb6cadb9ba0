//! Records: what an earlier run printed is loaded as it is, once it is sure that no place in it leads astray.
//!
//! Everybody downstream slices texts by the spans of a record and follows its ids, so everything that does not fit the
//! text is left out here, and the article says so.

use crate::model::{Actor, Article, Author, Event, SCHEMA, Span, Statement};
use crate::text::link;
use std::collections::HashSet;

/// Reads a line that names `schema`, or says in half a sentence why not. `id` and `path` are for records without.
pub fn read(line: &str, schema: &str, id: String, path: String) -> Result<Article, String> {
    if schema != SCHEMA {
        return Err(format!("holds a record of a newer or older schema ({schema}); this program reads {SCHEMA}"));
    }
    let mut article: Article = serde_json::from_str(line).map_err(|error| format!("holds a broken record: {error}"))?;
    if article.id.trim().is_empty() {
        article.id = id;
    }
    if article.path.is_empty() {
        article.path = path;
    }
    Ok(checked(article))
}

/// The article without what does not fit its text, with a warning where something was left out.
pub fn checked(mut article: Article) -> Article {
    let text = std::mem::take(&mut article.text);
    let mut check = Check { text: &text, astray: 0 };
    check.head(&mut article);
    check.spans(&mut article.body);
    check.actors(&mut article.actors);
    for theme in &mut article.themes {
        check.spans(&mut theme.mentions);
        theme.score = theme.score.clamp(0.0, 1.0);
    }
    let actors: HashSet<&str> = article.actors.iter().map(|a| a.id.as_str()).collect();
    let themes: HashSet<&str> = article.themes.iter().map(|t| t.id.as_str()).collect();
    article.statements = check.statements(std::mem::take(&mut article.statements), &actors, &themes);
    check.events(&mut article.events, &actors);
    if check.astray > 0 {
        let (places, were) = if check.astray == 1 { ("one place", "was") } else { ("some places", "were") };
        article.warnings.push(format!("{places} of the record did not fit its text and {were} left out"));
    }
    article.text = text;
    article
}

/// Tells which spans fit a text, and counts those that do not.
struct Check<'a> {
    text: &'a str,
    astray: usize,
}

impl Check<'_> {
    fn fits(&mut self, span: Span) -> bool {
        let fits = !span.is_empty() && self.text.get(span.range()).is_some();
        self.astray += usize::from(!fits);
        fits
    }

    fn optional(&mut self, span: &mut Option<Span>) {
        *span = span.filter(|span| self.fits(*span));
    }

    /// Keeps what fits, in the order of the text, none overlapping the one before.
    fn spans(&mut self, spans: &mut Vec<Span>) {
        spans.sort_unstable();
        let mut end = 0;
        spans.retain(|span| {
            let fits = self.fits(*span) && span.start >= end;
            if fits {
                end = span.end;
            }
            fits
        });
    }

    fn head(&mut self, article: &mut Article) {
        if let Some(title) = &mut article.title {
            self.optional(&mut title.span);
        }
        if let Some(source) = &mut article.source {
            self.optional(&mut source.span);
        }
        for Author { span, .. } in &mut article.authors {
            self.optional(span);
        }
        article.url = article.url.as_deref().and_then(link::web_address);
        if let Some(published) = &mut article.published {
            self.optional(&mut published.span);
            published.precision = published.date.precision();
        }
    }

    fn actors(&mut self, actors: &mut Vec<Actor>) {
        let mut known = HashSet::new();
        actors.retain(|actor| !actor.id.is_empty() && known.insert(actor.id.clone()));
        for actor in actors {
            self.spans(&mut actor.mentions);
        }
    }

    /// Statements that still have a content, with `within` pointing at the outer one's new place.
    fn statements(&mut self, given: Vec<Statement>, actors: &HashSet<&str>, themes: &HashSet<&str>) -> Vec<Statement> {
        let mut places = Vec::with_capacity(given.len());
        let mut kept: Vec<Statement> = Vec::with_capacity(given.len());
        for mut statement in given {
            self.statement(&mut statement, actors, themes);
            let stays = !statement.content.is_empty();
            places.push(stays.then_some(kept.len() as u32));
            if stays {
                kept.push(statement);
            }
        }
        for statement in &mut kept {
            statement.within = statement.within.and_then(|outer| places.get(outer as usize).copied().flatten());
        }
        break_circles(&mut kept);
        kept
    }

    fn statement(&mut self, statement: &mut Statement, actors: &HashSet<&str>, themes: &HashSet<&str>) {
        self.spans(&mut statement.content);
        statement.speaker = statement.speaker.take().filter(|speaker| self.fits(speaker.span));
        statement.cue = statement.cue.take().filter(|cue| self.fits(cue.span));
        statement.themes.retain(|theme| themes.contains(theme.as_str()));
        if let Some(speaker) = &mut statement.speaker {
            speaker.span.of(self.text).clone_into(&mut speaker.text);
            speaker.actor = speaker.actor.take().filter(|actor| actors.contains(actor.as_str()));
        }
        if let Some(cue) = &mut statement.cue {
            cue.span.of(self.text).clone_into(&mut cue.text);
        }
        if let Some(date) = &mut statement.date {
            date.precision = date.date.precision();
        }
    }

    fn events(&mut self, events: &mut Vec<Event>, actors: &HashSet<&str>) {
        events.retain(|event| self.fits(event.span));
        for event in events.iter_mut() {
            if !self.fits(event.sentence) || !event.sentence.contains(event.span) {
                event.sentence = event.span;
            }
            event.when.precision = event.when.date.precision();
            event.actors.retain(|actor| actors.contains(actor.as_str()));
        }
        events.sort_by_key(|event| event.span);
    }
}

/// Cuts `within` where following it would never end.
fn break_circles(statements: &mut [Statement]) {
    // For each statement the walk that first came by: meeting one's own trace again is a circle.
    let mut trace = vec![usize::MAX; statements.len()];
    for first in 0..statements.len() {
        let mut at = first;
        while trace[at] == usize::MAX {
            trace[at] = first;
            let Some(outer) = statements[at].within.map(|outer| outer as usize) else { break };
            if trace[outer] == first {
                statements[at].within = None;
                break;
            }
            at = outer;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn record(rest: &str) -> Article {
        let line = format!(
            r#"{{"schema": "{SCHEMA}", "id": "a", "path": "p", "text": "Größe, said Ann.", "title": null,
            "source": null, "published": null, "body": [] {rest}}}"#
        );
        read(&line, SCHEMA, "fallback".into(), "x:1".into()).unwrap()
    }

    #[test]
    fn what_fits_is_kept() {
        let article = record(
            r#", "statements": [{"kind": "indirect", "speaker": {"text": "Ann", "start": 14, "end": 17, "actor": "ann"},
                "cue": {"text": "?", "start": 9, "end": 13}, "content": [{"start": 0, "end": 7}]}],
                "actors": [{"id": "ann", "name": "Ann", "kind": "person", "mentions": [{"start": 14, "end": 17}]}]"#,
        );
        let statement = &article.statements[0];
        assert_eq!(statement.speaker.as_ref().unwrap().actor.as_deref(), Some("ann"));
        assert_eq!(statement.cue.as_ref().unwrap().text, "said");
        assert!(article.warnings.is_empty());
    }

    #[test]
    fn what_leads_astray_is_left_out_and_told() {
        let article = record(
            r#", "authors": [{"name": "X", "start": 99, "end": 100}],
               "actors": [{"id": "x", "name": "X", "kind": "person", "mentions":
                [{"start": 3, "end": 7}, {"start": 0, "end": 400}, {"start": 7, "end": 2}, {"start": 0, "end": 2}]}]"#,
        );
        assert_eq!(article.actors[0].mentions, [Span::new(0, 2)]);
        assert_eq!(article.authors[0].span, None);
        assert_eq!(article.warnings.len(), 1);
    }

    #[test]
    fn within_follows_its_statement_and_never_runs_in_circles() {
        let one = |content: &str, within: &str| {
            format!(r#"{{"kind": "direct", "speaker": null, "cue": null, "content": [{content}] {within}}}"#)
        };
        let statements = [
            one("", ""),
            one(r#"{"start": 0, "end": 7}"#, r#", "within": 2"#),
            one(r#"{"start": 0, "end": 7}"#, r#", "within": 1"#),
            one(r#"{"start": 9, "end": 13}"#, r#", "within": 2"#),
            one(r#"{"start": 9, "end": 13}"#, r#", "within": 77"#),
        ];
        let article = record(&format!(r#", "statements": [{}]"#, statements.join(",")));
        let within: Vec<_> = article.statements.iter().map(|s| s.within).collect();
        assert_eq!(within, [Some(1), None, Some(1), None]);
    }

    proptest! {
        #[test]
        fn every_span_that_stays_can_be_followed(ends in proptest::collection::vec((0_u32..30, 0_u32..30), 0..12)) {
            let spans: Vec<_> = ends.iter().map(|(start, end)| Span { start: *start, end: *end }).collect();
            let statements = spans.iter().enumerate().map(|(i, span)| Statement {
                kind: crate::model::Kind::Direct,
                speaker: None,
                cue: None,
                content: vec![*span],
                date: None,
                themes: vec![],
                within: Some(spans[(i + 3) % spans.len()].start),
            });
            let article = checked(Article {
                text: "Größe – said Ann.".into(),
                body: spans.clone(),
                statements: statements.collect(),
                ..Article::default()
            });
            prop_assert!(article.body.iter().all(|s| !s.of(&article.text).is_empty()));
            for statement in &article.statements {
                let mut steps = 0;
                let mut at = statement;
                while let Some(outer) = at.within {
                    at = &article.statements[outer as usize];
                    steps += 1;
                    prop_assert!(steps <= article.statements.len());
                }
            }
        }
    }
}
