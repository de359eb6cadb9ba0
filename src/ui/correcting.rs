//! Corrections as they are made in the reader: which actor or article is meant, and what is to be asked about it.

use super::action::Action;
use super::app::App;
use super::effect::Effect;
use super::layout::Pane;
use super::memory_thread::Task;
use super::overlays::prompt::{Prompt, Purpose};
use super::selection::Cursor;
use super::sheet;
use super::typeset::Clean;
use super::when;
use crate::corrections::{Correction, id_of, known_by};
use crate::model::{ActorKind, PartialDate};
use crate::sorting;
use crate::store::{EventId, Facet, StatementId, Store, query};
use chrono::NaiveDate;

/// What a correction is about that needs words to be typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Another actor that this one is.
    Merge(String),
    /// A name for this actor.
    Rename(String),
    /// The name of who is meant by this actor in all of this article.
    Split(String, String),
    /// Who said this one statement.
    Speaker(Said),
    /// When this article was published.
    Date(String),
    /// Who published this article.
    Source(String),
}

/// A statement whose speaker is to be set right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    article: String,
    at: u32,
    words: String,
    /// Id of who is taken for its speaker.
    speaker: Option<String>,
    /// Id and name of the actors of its article, those with most statements first.
    pub near: Vec<(String, String)>,
}

impl Said {
    fn of(store: &Store, id: StatementId) -> Option<Self> {
        let (place, statement) = store.statement(id)?;
        let article = store.article(place)?;
        let (at, words) = known_by(&article, &statement);
        let speaker = statement.speaker.as_ref().and_then(|speaker| speaker.actor.clone());
        let by = |id: &str| {
            let speakers = article.statements.iter().filter_map(|one| one.speaker.as_ref()?.actor.as_deref());
            speakers.filter(|speaker| *speaker == id).count()
        };
        let others = article.actors.iter().filter(|actor| Some(&actor.id) != speaker.as_ref());
        let mut near: Vec<_> = others.map(|actor| (actor.id.clone(), actor.name.clone())).collect();
        sorting::by_key(&mut near, |(id, _)| std::cmp::Reverse(by(id)));
        Some(Self { article: article.id.clone(), at, words, speaker, near })
    }
}

impl Subject {
    /// Whether it is known actors that are chosen from.
    pub fn chooses(&self) -> bool {
        matches!(self, Self::Merge(_) | Self::Speaker(_))
    }

    /// Whether an actor is left out of those that are chosen from: nobody is merged with himself.
    pub fn leaves_out(&self, id: &str) -> bool {
        match self {
            Self::Merge(actor) => actor == id,
            Self::Speaker(said) => said.speaker.as_deref() == Some(id),
            _ => false,
        }
    }

    /// What stands before the line that is typed.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Merge(_) => " is the same as  ",
            Self::Rename(_) => " is called  ",
            Self::Split(..) => " in all of this article is  ",
            Self::Speaker(_) => " just this statement is by  ",
            Self::Date(_) => " published on  ",
            Self::Source(_) => " published by  ",
        }
    }

    /// What is to be typed.
    pub fn advice(&self) -> &'static str {
        match self {
            Self::Merge(_) => "begin to type the other name ",
            Self::Speaker(_) => "begin to type a name, or choose one ",
            Self::Rename(_) | Self::Split(..) => "a name ",
            Self::Date(_) => "2025, feb 2025, 18 feb 2025, last tuesday ",
            Self::Source(_) => "the name of the publisher ",
        }
    }
}

impl App {
    /// Begins a correction: asks for what it needs, or makes it. What concerns an article is about the one that the cursor is
    /// in, and about none where it is on an actor or a theme.
    pub fn begin_correction(&mut self, store: &Store, action: Action) -> Vec<Effect> {
        let article = self.cursor.article.filter(|_| self.points_into_articles());
        let article = article.and_then(|id| store.article(id)).map(|article| article.id.clone());
        let actor = self.actor_to_correct(store);
        let name = actor.as_deref().and_then(|id| store.actors().get(id)).map(|entry| entry.name.to_string());
        if action == Action::SetSpeaker {
            return self.begin_speaker(store);
        }
        let (subject, text) = match (action, actor, article) {
            (Action::Undo, ..) => return vec![self.set_right(store, Task::Undo)],
            (Action::Hide, Some(actor), _) => return self.correct(store, Correction::Hide { actor }),
            (Action::Merge, Some(actor), _) => (Subject::Merge(actor), None),
            (Action::Rename, Some(actor), _) => (Subject::Rename(actor), name.clone()),
            (Action::Split, Some(actor), Some(article)) => (Subject::Split(actor, article), None),
            (Action::SetDate, _, Some(article)) => (Subject::Date(article), self.suggested_day(store)),
            (Action::SetSource, _, Some(article)) => (Subject::Source(article), None),
            _ => {
                let concerns_article = matches!(action, Action::Split | Action::SetDate | Action::SetSource);
                self.message = Some(if concerns_article && !self.points_into_articles() {
                    "this is about one article: select it, or a statement in it, first".into()
                } else {
                    "select an actor first, or a statement whose speaker is a known one".into()
                });
                return Vec::new();
            }
        };
        let who = name.filter(|_| !matches!(subject, Subject::Date(_) | Subject::Source(_))).unwrap_or_default();
        self.ask(subject, who, text)
    }

    /// The date that the article with the cursor may have, as the line for it proposes it.
    fn suggested_day(&self, store: &Store) -> Option<String> {
        let id = self.cursor.article.filter(|id| store.published(*id).is_none())?;
        store.suggested_date(id).map(|suggested| when::day(suggested.date))
    }

    /// Whom a correction is about: the actor whose profile or trail is in front, whomever its rows name; else the one under
    /// the cursor.
    fn actor_to_correct(&self, store: &Store) -> Option<String> {
        let sheet = self.sheets.front().filter(|_| self.focus == Pane::Text && !self.in_matrix());
        match sheet.map(|sheet| &sheet.subject) {
            Some(sheet::Subject::Value(Facet::Actor, id) | sheet::Subject::Trail(id, _)) => Some(id.to_string()),
            _ => self.pointed(store)?.actor().map(str::to_owned),
        }
    }

    /// Begins to set right who said the one statement under the cursor, and leaves all others as they are.
    fn begin_speaker(&mut self, store: &Store) -> Vec<Effect> {
        let statement = self.cursor.statement.filter(|_| self.points_into_articles());
        let Some(said) = statement.and_then(|id| Said::of(store, id)) else {
            self.message = Some("this is about one statement: select it first; 2 lists them".into());
            return Vec::new();
        };
        self.ask(Subject::Speaker(said), String::new(), None)
    }

    /// Asks for what a correction needs.
    fn ask(&mut self, subject: Subject, who: String, text: Option<String>) -> Vec<Effect> {
        let (overlay, effects) = Prompt::open(Purpose::Correct(subject, who), &text.unwrap_or_default(), self);
        self.overlay = Some(overlay);
        effects
    }
}

impl App {
    /// Has a correction made. A filter and a lane that ask for an actor that is merged ask for the other one from now on, and
    /// the cursor and the profile that were on the one are on the other.
    pub fn correct(&mut self, store: &Store, correction: Correction) -> Vec<Effect> {
        let mut effects = Vec::new();
        if let Correction::Merge { actor, into, .. } = &correction {
            for (_, id) in self.lanes.iter_mut().filter(|(facet, id)| *facet == Facet::Actor && id == actor) {
                id.clone_from(into);
            }
            self.sheets.merge(actor, into);
            effects = self.filter(self.wish.query.clone().renamed(actor, into));
        }
        effects.push(self.set_right(store, Task::Correct(correction)));
        effects
    }

    /// Has articles set right, which may tell of more or fewer events afterwards: the one under the cursor is found again by
    /// its place in the text.
    fn set_right(&mut self, store: &Store, task: Task) -> Effect {
        self.event_stands = self.cursor.event.and_then(|id| Some((id, store.event(id)?.1.span)));
        Effect::Keep(task)
    }

    /// Leaves the cursor on its event after articles were set right.
    pub fn find_event(&mut self, store: &Store) {
        // Events are counted anew: the one of that number is another one now.
        self.time_stands = None;
        let stood = self.event_stands.take();
        let Cursor { article: Some(article), event: Some(id), .. } = self.cursor else { return };
        let is_it = |event: &EventId| match stood {
            Some((was, span)) if was == id => store.event(*event).is_some_and(|(_, event)| event.span == span),
            _ => *event == id,
        };
        self.cursor.event = store.events_of(article).find(is_it);
    }
}

/// The correction that the words typed amount to; dates are reckoned from `today` where they are relative.
pub fn correction(
    subject: &Subject,
    words: &str,
    store: &Store,
    today: Option<NaiveDate>,
) -> Result<Correction, String> {
    let words = words.trim();
    if words.is_empty() {
        return Err("nothing is typed".to_owned());
    }
    let owned = words.to_owned();
    Ok(match subject.clone() {
        Subject::Merge(actor) => {
            let other = store.actors().get(words).ok_or(format!("no actor has the id `{words}`; Tab completes"))?;
            if *other.id == *actor {
                return Err("that is the same actor".to_owned());
            }
            Correction::Merge { actor, into: other.id.to_string(), name: Some(other.name.to_string()) }
        }
        Subject::Rename(actor) => Correction::Rename { actor, to: owned },
        Subject::Speaker(said) => {
            let other = store.actors().get(words).ok_or("no actor here is called so; Tab completes")?;
            let (speaker, name) = (other.id.to_string(), other.name.to_string());
            let kind = other.kind.unwrap_or(ActorKind::Person);
            Correction::Speaker { speaker, name, kind, article: said.article, at: said.at, said: said.words }
        }
        Subject::Split(actor, article) => {
            // Who is known by that name is meant, and nobody new.
            let known = store.actors().entries().iter().find(|entry| &*entry.name == words);
            let into = known.map_or_else(|| id_of(words), |entry| entry.id.to_string());
            if into.is_empty() || into == actor {
                return Err("another name is needed".to_owned());
            }
            Correction::Split { actor, into, name: owned, articles: vec![article] }
        }
        Subject::Date(id) => {
            let exact = words.parse::<PartialDate>().ok();
            let date = exact.or_else(|| query::date(words, today));
            let none = || format!("`{words}` is no date such as {}", query::DATES);
            let slip = || query::slip(words, today).map(|slip| format!("`{}` is no date; {}?", slip.word, slip.meant));
            let date = date.ok_or_else(|| query::why_none(words).or_else(slip).unwrap_or_else(none))?;
            Correction::Article { id, published: Some(date), source: None }
        }
        Subject::Source(id) => Correction::Article { id, published: None, source: Some(owned) },
    })
}

/// Columns that a headline takes in a message, so that there is room for what comes behind it.
const HEADLINE: u16 = 40;

/// What a correction does, with the names that the store has without it: who is merged or hidden is in it no more afterwards.
pub fn told(correction: &Correction, store: &Store) -> String {
    let actor = |id: &str| store.actors().get(id).map_or(id.to_owned(), |entry| entry.name.to_string());
    let article = |id: &str| {
        let title = store.find(id).and_then(|at| store.title(at)).unwrap_or(id);
        format!("“{}”", Clean::of(title).cut(HEADLINE).words())
    };
    match correction {
        Correction::Merge { actor: one, into, name } => {
            let (one, other) = (actor(one), name.clone().unwrap_or_else(|| actor(into)));
            if one == other { format!("two called {one} are one") } else { format!("{one} is the same as {other}") }
        }
        Correction::Rename { actor: one, to } => format!("{} is called {to}", actor(one)),
        Correction::Split { actor: one, name, articles, .. } => match &articles[..] {
            [only] => format!("{} is {name} in all of {}", actor(one), article(only)),
            all => format!("{} is {name} in {} articles", actor(one), all.len()),
        },
        Correction::Speaker { name, said, .. } => format!("this one statement is by {name}: “{said}…”"),
        Correction::Hide { actor: one } => format!("{} is no actor", actor(one)),
        Correction::Article { id, published, source } => {
            let date = published.map_or(String::new(), |date| format!(" {}", when::minute(date)));
            let source = source.as_ref().map_or(String::new(), |source| format!(" by {source}"));
            format!("{} was published{date}{source}", article(id))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, Article, Title};

    #[test]
    fn a_correction_is_told_by_names_and_not_by_ids() {
        let mut store = Store::default();
        let actor = |id: &str, name: &str| Actor {
            id: id.into(),
            name: name.into(),
            kind: ActorKind::Person,
            mentions: Vec::new(),
        };
        let actors =
            vec![actor("m-rutte", "M. Rutte"), actor("mark-rutte", "Mark Rutte"), actor("rutte", "Mark Rutte")];
        let title = Some(Title { text: "A harbour that was shut all winter is open again at last".into(), span: None });
        store.add(Article { id: "2025/a".into(), title, actors, ..Article::default() });
        let check = |toml: &str, words: &str| {
            let read = crate::corrections::Corrections::read(&format!("[[correction]]\n{toml}\n")).unwrap();
            assert_eq!(told(&read.list[0], &store), words);
        };
        check("merge = \"m-rutte\"\ninto = \"mark-rutte\"", "M. Rutte is the same as Mark Rutte");
        check("merge = \"rutte\"\ninto = \"mark-rutte\"", "two called Mark Rutte are one");
        check("rename = \"m-rutte\"\nname = \"Mr R.\"", "M. Rutte is called Mr R.");
        check("hide = \"m-rutte\"", "M. Rutte is no actor");
        check("hide = \"gone\"", "gone is no actor");
        let headline = "“A harbour that was shut all winter is o…”";
        let split = "split = \"m-rutte\"\ninto = \"b\"\nname = \"B\"\narticles = [\"2025/a\"]";
        check(split, &format!("M. Rutte is B in all of {headline}"));
        check("article = \"2025/a\"\npublished = \"2025-02\"", &format!("{headline} was published Feb 2025"));
        check("article = \"b\"\nsource = \"The Daily\"", "“b” was published by The Daily");
    }

    #[test]
    fn a_date_is_set_as_people_say_it() {
        let today = NaiveDate::from_ymd_opt(2025, 2, 20);
        let set = |words: &str| correction(&Subject::Date("a".into()), words, &Store::default(), today);
        for (words, date) in [
            ("19 feb 2025", "2025-02-19"),
            ("last tuesday", "2025-02-18"),
            ("18 Feb 2025", "2025-02-18"),
            ("2025-02-18T10:00", "2025-02-18T10:00"),
            ("feb 2025", "2025-02"),
        ] {
            let published = Some(date.parse().unwrap());
            assert_eq!(set(words), Ok(Correction::Article { id: "a".into(), published, source: None }), "{words}");
        }
        assert!(set("some day").unwrap_err().contains("no date such as 2025-02-18"));
    }
}
