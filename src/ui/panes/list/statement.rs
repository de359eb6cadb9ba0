//! A statement as a row of the list: when, who, what; who tells that it was said, and who else carries it.

use super::{READABLE, SOURCE, WHEN, WHO, WORD_LINES, outlet, source};
use crate::export::brief::{self, told};
use crate::model::{Article, Statement};
use crate::store::{StatementId, Store};
use crate::ui::app::App;
use crate::ui::memory_thread::Target;
use crate::ui::page::{grouped, speaker_name, speaker_style};
use crate::ui::typeset::{Clean, Row};
use crate::ui::when;

/// A statement in lines, one below the other.
pub(super) fn lines(app: &App, store: &Store, id: StatementId, width: u16) -> Option<Vec<Row>> {
    let (at, statement) = store.statement(id)?;
    let article = store.article(at)?;
    let palette = &app.palette;
    let name = speaker_name(&article, &statement).unwrap_or_else(|| "unnamed".into());
    let said = when::said(store, id).unwrap_or_else(|| when::UNDATED.to_owned());
    let marked = if app.copying.marked.contains(&id) { "●" } else { "" };
    let signs = format!("{marked}{}", app.memory.signs(Target::Statement(id)));
    let date = Clean::from(if signs.is_empty() { said } else { format!("{signs} {said}") });
    let room = width.saturating_sub(date.width() + 2);
    let source = source(store, at).unwrap_or_default();
    let with_source = !source.is_empty() && name.width() + 12 <= room;
    let head = Row::new().with(name.cut(room), speaker_style(&statement, palette));
    let head = if with_source { head.with(" · ", palette.muted).with(source, palette.muted).cut(room) } else { head };
    let head = head.pad(width.saturating_sub(date.width())).with(date, palette.muted);
    let words = told(&article, &statement);
    let room = width.min(READABLE);
    let words = Clean::beginning(&words, usize::from(room) * WORD_LINES).lines(room, WORD_LINES);
    let words = words.into_iter().map(|line| Row::new().with(line, palette.text));
    let below = below(store, id, &article, &statement).map(|line| Row::new().with(line.cut(room), palette.muted));
    Some(std::iter::once(head).chain(words).chain(below).collect())
}

/// A statement in columns: when, who, what, and in whose paper.
pub(super) fn columns(app: &App, store: &Store, id: StatementId, width: u16) -> Option<Vec<Row>> {
    let (at, statement) = store.statement(id)?;
    let article = store.article(at)?;
    let palette = &app.palette;
    let room = width.saturating_sub(WHEN + WHO + SOURCE).min(READABLE);
    let dates = when::said_in_lines(store, id, usize::from(WHEN) - 2);
    let name = speaker_name(&article, &statement).unwrap_or_else(|| "unnamed".into()).cut(WHO - 2);
    let source = source(store, at).map(|source| source.cut(SOURCE - 2)).unwrap_or_default();
    let marked = if app.copying.marked.contains(&id) { "●" } else { "" };
    let signs = Clean::from(format!("  {marked}{}", app.memory.signs(Target::Statement(id))));
    let words = Clean::beginning(&told(&article, &statement), usize::from(room) * WORD_LINES).lines(room, WORD_LINES);
    let words = words.into_iter().map(|line| Row::new().with(line, palette.text));
    let below = below(store, id, &article, &statement).map(|line| Row::new().with(line.cut(room), palette.muted));
    let mut words: Vec<Row> = words.chain(below).collect();
    words.resize(words.len().max(dates.len()), Row::new());
    let rows = words.into_iter().enumerate().map(|(at, words)| {
        let row = Row::new().with(dates.get(at).map_or_else(Clean::default, |date| Clean::of(date)), palette.muted);
        let who = if at == 0 { name.clone() } else { Clean::default() };
        let row = row.pad(WHEN).with(who, speaker_style(&statement, palette)).pad(WHEN + WHO).join(words);
        if at > 0 {
            return row;
        }
        let row = row.pad(WHEN + WHO + room + 2).with(source.clone(), palette.muted);
        row.with(signs.clone(), palette.accent)
    });
    Some(rows.collect())
}

/// What stands below the words of a statement: who tells that somebody else said so, and who carries it.
fn below(store: &Store, id: StatementId, article: &Article, statement: &Statement) -> Option<Clean> {
    let per = brief::per(article, statement).map(Clean::from);
    let parts: Vec<String> =
        per.into_iter().chain(carried_line(store, id)).map(|part| part.words().to_owned()).collect();
    (!parts.is_empty()).then(|| Clean::from(parts.join(" · ")))
}

/// By how many outlets a statement is carried, and who was first; `None` where only one carries it.
fn carried_line(store: &Store, id: StatementId) -> Option<Clean> {
    let outlets = store.stories().carried(id) as usize;
    let holders = store.stories().carriers(id).iter().map(|(other, _)| store.holder(StatementId(*other)));
    if holders.len() == 0 {
        return None;
    }
    if holders.clone().all(|holder| holder == store.holder(id)) {
        return Some(Clean::from(format!("said {} times in this article", grouped(holders.count()))));
    }
    let by = if outlets > 1 { format!("carried by {}", grouped(outlets)) } else { "said again".to_owned() };
    let Some(first) = store.known_first(id) else { return Some(Clean::from(by)) };
    let holder = store.holder(first)?;
    let name = outlet(store, holder, &*store.article(holder)?);
    let first = if first == id { "first here".to_owned() } else { format!("first {name}") };
    Some(Clean::from(format!("{by}, {first}")))
}
