//! Corrections as they are made in the reader: which actor or article is meant, and what is to be asked about it.

use super::action::Action;
use super::app::App;
use super::effect::Effect;
use super::memory_thread::Task;
use super::overlays::prompt::{Prompt, Purpose};
use crate::corrections::{Correction, id_of};
use crate::model::PartialDate;
use crate::store::{Facet, Store};

/// What a correction is about that needs words to be typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Another actor that this one is.
    Merge(String),
    /// A name for this actor.
    Rename(String),
    /// The name of who is meant by this actor in this article.
    Split(String, String),
    /// When this article was published.
    Date(String),
    /// Who published this article.
    Source(String),
}

impl Subject {
    /// What stands before the line that is typed.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Merge(_) => " is the same as  ",
            Self::Rename(_) => " is called  ",
            Self::Split(..) => " here it is  ",
            Self::Date(_) => " published on  ",
            Self::Source(_) => " published by  ",
        }
    }

    /// What is to be typed.
    pub fn advice(&self) -> &'static str {
        match self {
            Self::Merge(_) => "begin to type the other name ",
            Self::Rename(_) | Self::Split(..) => "a name ",
            Self::Date(_) => "2025, 2025-02, 2025-02-18 ",
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
        let actor = self.pointed(store).and_then(|pointed| pointed.actor().map(str::to_owned));
        let name = actor.as_deref().and_then(|id| store.actors().get(id)).map(|entry| entry.name.to_string());
        let (subject, text) = match (action, actor, article) {
            (Action::Undo, ..) => return vec![Effect::Keep(Task::Undo)],
            (Action::Hide, Some(actor), _) => return vec![Effect::Keep(Task::Correct(Correction::Hide { actor }))],
            (Action::Merge, Some(actor), _) => (Subject::Merge(actor), None),
            (Action::Rename, Some(actor), _) => (Subject::Rename(actor), name.clone()),
            (Action::Split, Some(actor), Some(article)) => (Subject::Split(actor, article), None),
            (Action::SetDate, _, Some(article)) => (Subject::Date(article), None),
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
        let (overlay, effects) = Prompt::open(Purpose::Correct(subject, who), &text.unwrap_or_default(), self);
        self.overlay = Some(overlay);
        effects
    }
}

impl App {
    /// Has a correction made. A filter and a lane that ask for an actor that is merged ask for the other one from now on.
    pub fn correct(&mut self, correction: Correction) -> Vec<Effect> {
        let mut effects = Vec::new();
        if let Correction::Merge { actor, into, .. } = &correction {
            for (_, id) in self.lanes.iter_mut().filter(|(facet, id)| *facet == Facet::Actor && id == actor) {
                id.clone_from(into);
            }
            effects = self.filter(self.wish.query.clone().renamed(actor, into));
        }
        effects.push(Effect::Keep(Task::Correct(correction)));
        effects
    }
}

/// The correction that the words typed amount to.
pub fn correction(subject: &Subject, words: &str, store: &Store) -> Result<Correction, String> {
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
        Subject::Split(actor, article) => {
            let into = id_of(words);
            if into.is_empty() || into == actor {
                return Err("another name is needed".to_owned());
            }
            Correction::Split { actor, into, name: owned, articles: vec![article] }
        }
        Subject::Date(id) => {
            let date: PartialDate = words.parse()?;
            Correction::Article { id, published: Some(date), source: None }
        }
        Subject::Source(id) => Correction::Article { id, published: None, source: Some(owned) },
    })
}
