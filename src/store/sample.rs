//! A small store for tests, written by hand: records in which every line `Speaker: content` is a statement.

use super::Store;
use crate::model::*;
use crate::sorting;

/// Ids, names and spellings of those who act in the sample.
const ACTORS: [(&str, &str, ActorKind, &[&str]); 6] = [
    ("ana-silva", "Ana Silva", ActorKind::Person, &["Ana Silva", "Silva"]),
    ("bela-kovacs", "Béla Kovács", ActorKind::Person, &["Béla Kovács", "Kovács"]),
    ("carl-silva", "Carl Silva", ActorKind::Person, &["Carl Silva"]),
    ("harbour-union", "Harbour Union", ActorKind::Organisation, &["Harbour Union", "the union"]),
    ("norland", "Norland", ActorKind::Place, &["Norland"]),
    ("fishermen", "fishermen", ActorKind::Group, &["fishermen"]),
];

/// Ids, names and evidence of what the sample is about.
const THEMES: [(&str, &str, &[&str]); 2] =
    [("strikes", "Strikes", &["strike", "walk out"]), ("fishing-rights", "Fishing rights", &["quota", "trawlers"])];

/// Id, source, date, title and paragraphs of the articles.
const ARTICLES: [(&str, &str, &str, &str, &[&str]); 5] = [
    (
        "a",
        "Norland Herald",
        "2024-03-01",
        "Harbour Union calls a strike",
        &[
            "The Harbour Union met on 2024-02-28 in Norland.",
            "Ana Silva: “We will walk out until the guaranteed wages are paid”",
            "the union: the strike would last until 2024-03",
            "Béla Kovács: “The ministry won’t negotiate under pressure”",
        ],
    ),
    (
        "b",
        "Norland Herald",
        "2024-03-02T09:30",
        "Kovács rejects new quota",
        &[
            "Kovács: the quota for trawlers is “a disgrace”",
            "Silva: “Nobody asked the fishermen, and Norland pays the price”",
            "fishermen: they want to see every grievance settled before XXXX-09-04",
        ],
    ),
    (
        "c",
        "The Daily Gull",
        "2024-04",
        "Trawlers leave port",
        &["Carl Silva: “My sister Ana Silva speaks for herself”", "officials: a strike is unlikely in 2025"],
    ),
    ("d", "", "", "A letter to the editor", &["The sea was calm in 1998 and nobody said a word."]),
    (
        "e",
        "The Daily Gull",
        "2023-12-31",
        "A year of us and them",
        &["Kovács: “We used to negotiate, in the U.S. as in Norland”", "Kovács: the front is not the front line"],
    ),
];

/// The sample.
pub(crate) fn store() -> Store {
    let mut store = Store::default();
    for (id, source, date, title, paragraphs) in ARTICLES {
        store.add(article(id, source, date, title, paragraphs));
    }
    store
}

/// An article of the sample's sort.
pub(crate) fn article(id: &str, source: &str, date: &str, title: &str, paragraphs: &[&str]) -> Article {
    let mut one = Article { schema: SCHEMA.into(), id: id.into(), path: format!("{id}.txt"), ..Article::default() };
    one.text = format!("{title}\n");
    one.title = Some(Title { text: title.into(), span: Some(Span::new(0, title.len())) });
    one.source = (!source.is_empty()).then(|| Source { name: source.into(), span: None });
    one.published = date.parse().ok().map(|date| Published::new(date, None));
    for paragraph in paragraphs {
        let start = one.text.len() + 1;
        one.text = format!("{}\n{paragraph}\n", one.text);
        one.body.push(Span::new(start, start + paragraph.len()));
    }
    one.actors = ACTORS.iter().filter_map(|actor| found_actor(&one.text, *actor)).collect();
    one.themes = THEMES.iter().filter_map(|theme| found_theme(&one.text, *theme)).collect();
    one.statements = one.body.iter().filter_map(|span| statement(&one, *span)).collect();
    one.events = one.body.iter().flat_map(|span| events(&one, *span)).collect();
    one
}

/// Where the words stand, the ones that are listed first taking precedence.
fn places(text: &str, spellings: &[&str]) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for spelling in spellings {
        for (at, _) in text.match_indices(spelling) {
            let span = Span::new(at, at + spelling.len());
            if !found.iter().any(|other| other.overlaps(span)) {
                found.push(span);
            }
        }
    }
    sorting::plain(&mut found);
    found
}

fn found_actor(text: &str, (id, name, kind, spellings): (&str, &str, ActorKind, &[&str])) -> Option<Actor> {
    let others: Vec<Span> = ACTORS.iter().filter(|a| a.0 != id).flat_map(|a| places(text, &a.3[..1])).collect();
    let mut mentions = places(text, spellings);
    mentions.retain(|span| !others.iter().any(|other| other.overlaps(*span)));
    (!mentions.is_empty()).then(|| Actor { id: id.into(), name: name.into(), kind, mentions })
}

fn found_theme(text: &str, (id, name, evidence): (&str, &str, &[&str])) -> Option<Theme> {
    let mentions = places(text, evidence);
    (!mentions.is_empty()).then(|| Theme { id: id.into(), name: name.into(), score: 0.5, mentions })
}

fn statement(article: &Article, span: Span) -> Option<Statement> {
    let (speaker, content) = span.of(&article.text).split_once(": ")?;
    let at = Span { end: span.start + speaker.len() as u32, ..span };
    let content_span = Span { start: span.end - content.len() as u32, ..span };
    let actor = article.actors.iter().find(|actor| actor.mentions.contains(&at)).map(|actor| actor.id.clone());
    let about = |theme: &&Theme| theme.mentions.iter().any(|mention| content_span.contains(*mention));
    Some(Statement {
        kind: match content.find('“') {
            Some(0) => Kind::Direct,
            Some(_) => Kind::Mixed,
            None => Kind::Indirect,
        },
        speaker: Some(Speaker { text: speaker.into(), span: at, actor }),
        cue: None,
        content: vec![content_span],
        date: None,
        themes: article.themes.iter().filter(about).map(|theme| theme.id.clone()).collect(),
        within: None,
    })
}

fn events(article: &Article, sentence: Span) -> Vec<Event> {
    let mut found = Vec::new();
    for word in sentence.of(&article.text).split([' ', '.']) {
        if let Ok(date) = word.parse::<PartialDate>() {
            let start = word.as_ptr() as usize - article.text.as_ptr() as usize;
            let named = |actor: &&Actor| actor.mentions.iter().any(|mention| sentence.contains(*mention));
            found.push(Event {
                when: When::on(date),
                span: Span::new(start, start + word.len()),
                sentence,
                actors: article.actors.iter().filter(named).map(|actor| actor.id.clone()).collect(),
            });
        }
    }
    found
}
