//! What stands in the sheet of an actor or a theme.

use super::draft::Draft;
use super::{Lead, Subject};
use crate::model::{ActorKind, When};
use crate::store::Query;
use crate::store::facet::{Count, Facet};
use crate::store::profile::{Profile, Wording};
use crate::store::query::Attribute;
use crate::ui::chart::Chart;
use crate::ui::page::{counted, grouped};
use crate::ui::typeset::{self, Clean, Row};
use crate::ui::when;
use crate::ui::widgets::bar;

/// Cells of the longest bar.
const BAR: u16 = 8;

/// Rows of a section that goes on elsewhere.
const MOST_VALUES: usize = 12;
const MOST_STATEMENTS: usize = 200;

/// Columns of the word before spellings and roles.
const LABEL: u16 = 10;

/// Lays an actor or a theme out.
pub fn lay_out(profile: &Profile, chart: &Chart, draft: &mut Draft) {
    head(profile, draft);
    over_time(profile, chart, draft);
    if profile.facet == Facet::Actor {
        wordings("names", &profile.spellings, Lead::Articles(term(profile)), draft);
        let example = profile.roles.iter().find_map(|role| role.example);
        let lead = example.map_or_else(|| Lead::Statements(said_by(profile)), Lead::Statement);
        wordings("called", &profile.roles, lead, draft);
        // What one came for; what lies above it filters everything, and is a key away.
        draft.begin_here();
        themes(profile, draft);
        statements("SAID", &profile.said, false, Lead::Statements(said_by(profile)), draft);
        beside(profile, "APPEARS WITH", draft);
        let about = Query::Is(Attribute::About(profile.count.id.to_string()));
        statements("NAMED BY OTHERS", &profile.named_in, true, Lead::Statements(about), draft);
    } else {
        draft.begin_here();
        beside(profile, "WHO SPEAKS ABOUT IT", draft);
        statements("STATEMENTS", &profile.said, true, Lead::Statements(term(profile)), draft);
        themes(profile, draft);
    }
}

/// What narrows everything down to it.
fn term(profile: &Profile) -> Query {
    let id = profile.count.id.to_string();
    Query::Is(if profile.facet == Facet::Actor { Attribute::Actor(id) } else { Attribute::of_theme(&id) })
}

fn said_by(profile: &Profile) -> Query {
    Query::Is(Attribute::By(profile.count.id.to_string()))
}

/// What an actor is, in a word.
pub fn kind_word(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "person",
        ActorKind::Organisation => "organisation",
        ActorKind::Place => "place",
        ActorKind::Group => "group",
    }
}

fn head(profile: &Profile, draft: &mut Draft) {
    let palette = draft.palette;
    let style = if profile.facet == Facet::Actor { palette.name(&profile.count.id) } else { palette.strong };
    draft.say(Clean::of(&profile.count.name), style, 2);
    let kind = profile.kind.map(kind_word);
    let (articles, said) = (profile.count.articles as usize, profile.said.len());
    let mut facts: Vec<String> = kind.map(str::to_owned).into_iter().collect();
    facts.extend([counted(articles, "article"), counted(said, "statement")]);
    if !profile.named_in.is_empty() {
        facts.push(format!("named in {} of others", grouped(profile.named_in.len())));
    }
    for line in typeset::facts(&facts, draft.width, 2) {
        draft.line(Row::new().with(line, palette.muted));
    }
}

/// Statements over time, as a line of bars between the first and the last date.
fn over_time(profile: &Profile, chart: &Chart, draft: &mut Draft) {
    let Some([from, to]) = chart.ends else { return };
    let most = chart.counts.iter().copied().max().unwrap_or(0);
    let bars: String = chart.counts.iter().map(|count| bar::standing(*count, most, 1, 0)).collect();
    let palette = draft.palette;
    let style = if profile.facet == Facet::Actor { palette.actor(&profile.count.id) } else { palette.accent };
    let outside = |count: usize, word: &str| {
        if count == 0 { String::new() } else { format!(" · {} {word}", grouped(count)) }
    };
    let range = when::range(When::between(from, to));
    let span = format!("{range}{}{}", outside(chart.earlier, "earlier"), outside(chart.later, "later"));
    let bars = if chart.vague { String::new() } else { bars };
    let bars = Row::new().with(bars, style);
    let row = bars.clone().with("  ", palette.text).with(span.clone(), palette.muted);
    // Where both have no room beside each other, the dates stand below.
    let below = || vec![bars, Row::new().with(span, palette.muted)];
    let rows = if row.width() <= draft.width { vec![row] } else { below() };
    let said = if profile.facet == Facet::Actor { said_by(profile) } else { term(profile) };
    draft.row(rows, Lead::Timeline(said));
}

fn wordings(label: &'static str, all: &[Wording], lead: Lead, draft: &mut Draft) {
    if all.is_empty() {
        return;
    }
    let palette = draft.palette;
    let one = |wording: &Wording| format!("{} {}", wording.words, grouped(wording.places as usize));
    let words: Vec<_> = all.iter().take(8).map(one).collect();
    let lines = typeset::facts(&words, draft.width.saturating_sub(LABEL), 3);
    let lines = lines.into_iter().enumerate().map(|(i, line)| {
        let label = if i == 0 { label } else { "" };
        Row::new().with(label, palette.muted).pad(LABEL).with(line, palette.text)
    });
    draft.row(lines.collect::<Vec<_>>(), lead);
}

fn themes(profile: &Profile, draft: &mut Draft) {
    if profile.themes.is_empty() {
        return;
    }
    let actor = profile.facet == Facet::Actor;
    let title = if actor { "THEMES" } else { "ALONG WITH" };
    draft.heading(title, if actor { "statements" } else { "articles" });
    let number = |count: &Count| if actor { count.statements } else { count.articles };
    let most = profile.themes.iter().map(number).max().unwrap_or(0);
    for count in profile.themes.iter().filter(|count| number(count) > 0).take(MOST_VALUES) {
        let lead = if actor {
            Subject::Trail(profile.count.id.clone(), count.id.clone())
        } else {
            Subject::Value(Facet::Theme, count.id.clone())
        };
        value(count, number(count), most, false, Lead::Sheet(lead), draft);
    }
}

fn beside(profile: &Profile, title: &str, draft: &mut Draft) {
    if profile.beside.is_empty() {
        return;
    }
    let actor = profile.facet == Facet::Actor;
    draft.heading(title, if actor { "articles" } else { "statements" });
    let number = |count: &Count| if actor { count.articles } else { count.statements };
    let most = profile.beside.iter().map(number).max().unwrap_or(0);
    for count in profile.beside.iter().take(MOST_VALUES) {
        let lead = if actor {
            Subject::Value(Facet::Actor, count.id.clone())
        } else {
            Subject::Trail(count.id.clone(), profile.count.id.clone())
        };
        value(count, number(count), most, true, Lead::Sheet(lead), draft);
    }
}

/// A name with its bar and number.
fn value(count: &Count, number: u32, most: u32, is_actor: bool, lead: Lead, draft: &mut Draft) {
    let palette = draft.palette;
    let style = if is_actor { palette.actor(&count.id) } else { palette.text };
    let room = draft.width.saturating_sub(BAR + 8);
    let row = Row::new().with(Clean::of(&count.name).cut(room), style).pad(room + 1);
    let row = row.with(bar::lying(number as usize, most as usize, BAR), palette.faint).pad(room + 1 + BAR);
    draft.row([row.join(Row::number(number as usize, 7, palette.muted))], lead);
}

fn statements(title: &str, all: &[crate::store::StatementId], who: bool, more: Lead, draft: &mut Draft) {
    if all.is_empty() {
        return;
    }
    draft.heading(&format!("{title} · {}", grouped(all.len())), "");
    for id in all.iter().take(MOST_STATEMENTS) {
        draft.statement(*id, who, None);
    }
    if all.len() > MOST_STATEMENTS {
        let words = format!("… and {} more", grouped(all.len() - MOST_STATEMENTS));
        draft.row([Row::new().with(words, draft.palette.muted)], more);
    }
}
