//! What stands in a trail: every step in order of time, how often it was repeated, and how its wording differs from the
//! step that it changes.

use super::Lead;
use super::draft::{DATE, Draft, origin};
use crate::export::brief::{before_colon, telling_cue};
use crate::model::{Article, Span, Statement};
use crate::store::trail::Leg;
use crate::ui::page::{counted, grouped};
use crate::ui::typeset::{Clean, Row, wrap};
use crate::ui::when;
use std::sync::Arc;

/// Lines of a step's own words, and words that are named as dropped.
const WORD_LINES: usize = 6;
const MOST_DROPPED: usize = 10;

/// Lays a trail out.
pub fn lay_out(names: &[Arc<str>; 2], legs: &[Leg], draft: &mut Draft) {
    let palette = draft.palette;
    draft.say(Clean::from(format!("{} on {}", names[0], names[1])), palette.strong, 2);
    let all = legs.len() + legs.iter().map(|leg| leg.again.len()).sum::<usize>();
    let folded = all - legs.len();
    let inside: usize = legs.iter().map(|leg| leg.inside).sum();
    let mut facts = vec![counted(all + inside, "statement")];
    if inside > 0 {
        facts.push(format!("{} inside of others", grouped(inside)));
    }
    if folded > 0 {
        facts.push(format!("{} repeated", grouped(folded)));
    }
    if legs.iter().any(|leg| leg.varies.is_some()) {
        facts.push("what is new in a wording is marked".to_owned());
    }
    draft.say(Clean::from(facts.join(" · ")), palette.muted, 2);
    if legs.is_empty() {
        draft.line(Row::new());
        draft.say(
            "Nothing that the filters leave was said by this actor on this theme.  Esc goes back.",
            palette.muted,
            3,
        );
    }
    for leg in legs {
        draft.line(Row::new());
        step(leg, draft);
    }
}

fn step(leg: &Leg, draft: &mut Draft) {
    let Some((at, statement)) = draft.store.statement(leg.id) else { return };
    let Some(article) = draft.store.article(at) else { return };
    let palette = draft.palette;
    let room = draft.width.saturating_sub(DATE);
    let mut texts = words(&article, &statement, &leg.fresh, room, draft);
    if !leg.dropped.is_empty() {
        let dropped = leg.dropped.iter().take(MOST_DROPPED).cloned().collect::<Vec<_>>().join(", ");
        let rest = if leg.dropped.len() > MOST_DROPPED { " …" } else { "" };
        let lines = Clean::from(format!("no longer: {dropped}{rest}")).lines(room, 2);
        texts.extend(lines.into_iter().map(|line| Row::new().with(line, palette.muted)));
    }
    texts.push(whose(&origin(draft.store, at, &article), again(leg, draft), room, draft));
    let room = usize::from(DATE - 1);
    let said = draft.store.said_on(leg.id).map(|when| when::in_column(when, room));
    let date = said.or_else(|| when::said(draft.store, leg.id)).unwrap_or_else(|| when::UNDATED.to_owned());
    let date = Clean::from(date);
    let lines = texts.into_iter().enumerate().map(|(i, row)| {
        let date = if i == 0 { date.cut(DATE - 1) } else { Clean::default() };
        Row::new().with(date, palette.muted).pad(DATE).join(row)
    });
    draft.row(lines.collect::<Vec<_>>(), Lead::Statement(leg.id));
}

/// How often a step was repeated, and when it was last.
fn again(leg: &Leg, draft: &Draft) -> Clean {
    let Some(last) = leg.again.last() else { return Clean::default() };
    let date = when::said(draft.store, *last).map(|when| format!(", last {when}"));
    Clean::from(format!(" · again {}×{}", leg.again.len(), date.unwrap_or_default()))
}

/// Whose article it is and how often it was repeated, which is not cut for a long headline.
fn whose(origin: &Clean, again: Clean, room: u16, draft: &Draft) -> Row {
    let origin = origin.cut(room.saturating_sub(again.width()));
    Row::new().with(origin, draft.palette.muted).with(again, draft.palette.accent).cut(room)
}

/// The words of a statement in lines, behind those that cite it; those that are new in it marked.
fn words(article: &Article, statement: &Statement, fresh: &[Span], room: u16, draft: &Draft) -> Vec<Row> {
    let (text, palette) = (&article.text, draft.palette);
    let cue = telling_cue(statement);
    let before = |span: &Span| cue.filter(|cue| cue.span.end <= span.start && is_blank(text, cue.span.end, span.start));
    let begun = |span: &Span| Span { start: before(span).map_or(span.start, |cue| cue.span.start), end: span.end };
    let apart = cue.filter(|_| !statement.content.iter().any(|span| before(span).is_some()));
    let mut marks: Vec<_> = fresh.iter().map(|span| (*span, palette.fresh)).collect();
    marks.extend(cue.map(|cue| (cue.span, palette.muted)));
    let lines = statement.content.iter().flat_map(|span| wrap(text, begun(span), room));
    let apart = apart.map(|cue| Row::new().with(Clean::of(&before_colon(cue)).cut(room), palette.muted));
    let lines = lines.map(|line| Row::marked(text, line, palette.text, &marks));
    let mut rows: Vec<Row> = apart.into_iter().chain(lines).take(WORD_LINES + 1).collect();
    if rows.len() > WORD_LINES {
        rows.truncate(WORD_LINES);
        if let Some(last) = rows.pop() {
            rows.push(last.cut(room.saturating_sub(1)).with("…", palette.muted));
        }
    }
    rows
}

/// Whether there are but blanks between two places.
fn is_blank(text: &str, from: u32, to: u32) -> bool {
    Span { start: from, end: to }.of(text).trim().is_empty()
}
