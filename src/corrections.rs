//! The reader's own corrections: actors merged, renamed, split and hidden, the speaker of a statement, the date or source of
//! an article set right.
//!
//! They are a small text file that lies over what was extracted and is never written into it: beside the dossier, or in
//! the user's folder, to be handed to a colleague. Each is an entry of its own and applies in the order of the file, so
//! taking the last one away undoes it.
//!
//! ```toml
//! [[correction]]
//! merge = "m-rutte"
//! into = "mark-rutte"
//! name = "Mark Rutte"
//!
//! [[correction]]
//! article = "2025/02/a17"
//! published = "2025-02-18"
//!
//! [[correction]]
//! speaker = "mark-rutte"
//! name = "Mark Rutte"
//! article = "2025/02/a17"
//! at = 1204
//! said = "Europe is ready and willing to step up"
//! ```

use crate::model::{Actor, ActorKind, Article, PartialDate, Source, Span, Speaker, Statement};
use crate::{Error, ErrorKind};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// What the file beside a folder is called.
pub const FILE: &str = "briefing-corrections.toml";

/// One correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Correction {
    /// One actor is another one.
    Merge {
        /// Id of the one that goes.
        actor: String,
        /// Id of the one that stays.
        into: String,
        /// Its name, for articles in which it is not named otherwise.
        name: Option<String>,
    },
    /// An actor is called otherwise.
    Rename {
        /// Its id, which stays.
        actor: String,
        /// Its name.
        to: String,
    },
    /// In some articles an actor is somebody else.
    Split {
        /// Id of the one that was found.
        actor: String,
        /// Id of the one that is meant.
        into: String,
        /// Its name.
        name: String,
        /// Ids of the articles.
        articles: Vec<String>,
    },
    /// One statement is by another actor than was found.
    Speaker {
        /// Id of who said it.
        speaker: String,
        /// Its name, for an article that does not name it.
        name: String,
        /// What it is; a person where nothing is said.
        kind: ActorKind,
        /// Id of the article.
        article: String,
        /// The byte of the article's text at which the statement's content begins.
        at: u32,
        /// Its first words, by which it is known again where it is read otherwise.
        said: String,
    },
    /// Something is no actor.
    Hide {
        /// Its id.
        actor: String,
    },
    /// An article was published then, or there.
    Article {
        /// Its id.
        id: String,
        /// When it was published.
        published: Option<PartialDate>,
        /// Who published it.
        source: Option<String>,
    },
}

/// An entry as it stands in the file: which correction it is, is told by its first field.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Entry {
    merge: Option<String>,
    rename: Option<String>,
    split: Option<String>,
    hide: Option<String>,
    article: Option<String>,
    into: Option<String>,
    name: Option<String>,
    articles: Vec<String>,
    published: Option<String>,
    source: Option<String>,
    speaker: Option<String>,
    kind: Option<ActorKind>,
    at: Option<u32>,
    said: Option<String>,
}

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    correction: Vec<Entry>,
}

/// Corrections in the order in which they apply.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    /// All of them.
    pub list: Vec<Correction>,
}

impl Corrections {
    /// Reads a file; an error says which entry is wrong, and why.
    pub fn read(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string().trim().to_owned())?;
        let numbered = file.correction.into_iter().zip(1..);
        let read = |(entry, number)| correction(entry).map_err(|wrong| format!("correction {number}: {wrong}"));
        Ok(Self { list: numbered.map(read).collect::<Result<_, _>>()? })
    }

    /// Reads the file at a path; none where there is no file.
    pub fn load(path: &Path) -> crate::Result<Self> {
        let wrong =
            |kind, why: String| Error::at(kind, path, format!("corrections {why}; --no-corrections leaves them out"));
        match std::fs::read_to_string(path) {
            Ok(text) => Self::read(&text).map_err(|why| wrong(ErrorKind::Malformed, format!("are wrong: {why}"))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(wrong(ErrorKind::Read, format!("cannot be read: {error}"))),
        }
    }

    /// A file with one more correction at its end; what a person wrote into it stays.
    pub fn appended(text: &str, correction: Correction) -> String {
        let one = Self { list: vec![correction] };
        let between = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        if text.is_empty() { one.print() } else { format!("{text}{between}\n{}", one.table()) }
    }

    /// A file without its last correction; `None` where it has none, or is wrong.
    pub fn undone(text: &str) -> Option<String> {
        let mut rest = Self::read(text).ok()?;
        rest.list.pop()?;
        let cut = text.rfind("[[correction]]").map(|at| format!("{}\n", text[..at].trim_end()));
        cut.filter(|cut| Self::read(cut).is_ok_and(|read| read == rest)).or_else(|| Some(rest.print()))
    }

    /// The file of these corrections.
    pub fn print(&self) -> String {
        format!(
            "# Corrections of briefing, applied in this order; the last one is undone by taking it away.\n\n{}",
            self.table()
        )
    }

    fn table(&self) -> Table {
        let list = self.list.iter().map(|one| Value::Table(entry(one))).collect();
        if self.list.is_empty() {
            Table::new()
        } else {
            Table::from_iter([("correction".to_owned(), Value::Array(list))])
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether any of them changes something of an article.
    pub fn concern(&self, article: &Article) -> bool {
        let named = |id: &String| article.actors.iter().any(|actor| actor.id == *id);
        self.list.iter().any(|one| match one {
            Correction::Article { id, .. } | Correction::Speaker { article: id, .. } => article.id == *id,
            Correction::Split { actor, articles, .. } => articles.contains(&article.id) && named(actor),
            Correction::Merge { actor, .. } | Correction::Rename { actor, .. } | Correction::Hide { actor } => {
                named(actor) || self.leads_to(actor)
            }
        })
    }

    /// Whether an earlier correction makes an actor of that id.
    fn leads_to(&self, id: &str) -> bool {
        self.list.iter().any(|one| match one {
            Correction::Merge { into, .. } | Correction::Split { into, .. } => into == id,
            Correction::Speaker { speaker, .. } => speaker == id,
            _ => false,
        })
    }

    /// Whether the speaker of a statement, as the article has it now, is one of these corrections.
    pub fn speaks_by(&self, article: &Article, statement: &Statement) -> bool {
        let actor = statement.speaker.as_ref().and_then(|speaker| speaker.actor.as_ref());
        let last = self.list.iter().rfind(|one| match one {
            Correction::Speaker { article: id, said, .. } if *id == article.id => {
                let (_, words) = known_by(article, statement);
                !words.is_empty() && (words.starts_with(said) || said.starts_with(&*words))
            }
            _ => false,
        });
        matches!(last, Some(Correction::Speaker { speaker, .. }) if Some(speaker) == actor)
    }

    /// When an article was published, as the last correction of that has it.
    fn published(&self, article: &str) -> Option<PartialDate> {
        self.list.iter().rev().find_map(|one| match one {
            Correction::Article { id, published, .. } if id == article => *published,
            _ => None,
        })
    }

    /// Sets an article right. `date_anew` gives it another date of publication, and first of all, as whoever finds what else
    /// hangs on that date finds it in the article as it was extracted.
    pub fn apply(&self, article: &mut Article, date_anew: impl Fn(&mut Article, PartialDate)) {
        if let Some(date) = self.published(&article.id) {
            date_anew(article, date);
        }
        for one in &self.list {
            match one {
                Correction::Merge { actor, into, name } => replace(article, actor, into, name.as_deref()),
                Correction::Rename { actor, to } => {
                    article.actors.iter_mut().filter(|one| one.id == *actor).for_each(|one| one.name.clone_from(to));
                }
                Correction::Split { actor, into, name, articles } if articles.contains(&article.id) => {
                    replace(article, actor, into, Some(name));
                }
                Correction::Speaker { speaker, name, kind, article: id, at, said } if article.id == *id => {
                    attribute(article, (*at, said), (speaker, name, *kind));
                }
                Correction::Hide { actor } => hide(article, actor),
                Correction::Article { id, source: Some(name), .. } if article.id == *id => {
                    article.source = Some(Source { name: name.clone(), span: None });
                }
                Correction::Split { .. } | Correction::Speaker { .. } | Correction::Article { .. } => {}
            }
        }
    }
}

/// Puts one actor in the place of another, wherever an article refers to it.
fn replace(article: &mut Article, actor: &str, into: &str, name: Option<&str>) {
    let Some(at) = article.actors.iter().position(|one| one.id == actor).filter(|_| actor != into) else { return };
    if let Some(other) = article.actors.iter().position(|one| one.id == into) {
        let Actor { mentions, .. } = article.actors.remove(at);
        let kept = &mut article.actors[if other > at { other - 1 } else { other }];
        kept.mentions.extend(mentions);
        kept.mentions.sort_unstable();
        kept.mentions.dedup();
    } else {
        let one = &mut article.actors[at];
        into.clone_into(&mut one.id);
        if let Some(name) = name {
            name.clone_into(&mut one.name);
        }
    }
    let speakers = article.statements.iter_mut().filter_map(|statement| statement.speaker.as_mut());
    for id in speakers.filter_map(|speaker| speaker.actor.as_mut()).filter(|id| *id == actor) {
        into.clone_into(id);
    }
    for event in &mut article.events {
        if let Some(at) = event.actors.iter().position(|id| id == actor) {
            if event.actors.iter().any(|id| id == into) {
                event.actors.remove(at);
            } else {
                into.clone_into(&mut event.actors[at]);
            }
        }
    }
}

/// Most letters by which a statement is known again.
const SAID: usize = 60;

/// Where a statement's content begins, and its first words.
pub fn known_by(article: &Article, statement: &Statement) -> (u32, String) {
    let words = |span: &Span| span.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let said: String = statement.content.iter().map(words).collect::<Vec<_>>().join(" ");
    let at = statement.content.first().map_or(0, |span| span.start);
    (at, said.chars().take(SAID).collect::<String>().trim_end().to_owned())
}

/// Makes another actor the speaker of one statement: of those that begin with the words the one nearest to the place.
fn attribute(article: &mut Article, (at, said): (u32, &str), (speaker, name, kind): (&str, &str, ActorKind)) {
    let known = article.statements.iter().map(|statement| known_by(article, statement)).enumerate();
    let same =
        known.filter(|(_, (_, words))| !words.is_empty() && (words.starts_with(said) || said.starts_with(&**words)));
    let Some((place, (begins, _))) = same.min_by_key(|(_, (begins, _))| begins.abs_diff(at)) else { return };
    if article.actors.iter().all(|actor| actor.id != speaker) {
        let actor = Actor { id: speaker.to_owned(), name: name.to_owned(), kind, mentions: Vec::new() };
        article.actors.push(actor);
    }
    // Who is not worded stands nowhere in the text.
    let unworded = Speaker { text: String::new(), span: Span::new(begins as usize, begins as usize), actor: None };
    let worded = article.statements[place].speaker.get_or_insert(unworded);
    worded.actor = Some(speaker.to_owned());
}

/// Takes an actor out of an article; what it said stays, by a speaker as worded.
fn hide(article: &mut Article, actor: &str) {
    article.actors.retain(|one| one.id != actor);
    for speaker in article.statements.iter_mut().filter_map(|statement| statement.speaker.as_mut()) {
        speaker.actor.take_if(|id| id == actor);
    }
    article.events.iter_mut().for_each(|event| event.actors.retain(|id| id != actor));
}

fn correction(entry: Entry) -> Result<Correction, String> {
    let Entry { merge, rename, split, hide, article, into, name, articles, published, source, .. } = entry;
    let needs = |what: &str| format!("needs `{what}`");
    if let Some(speaker) = entry.speaker {
        return Ok(Correction::Speaker {
            speaker,
            name: name.ok_or_else(|| needs("name"))?,
            kind: entry.kind.unwrap_or(ActorKind::Person),
            article: article.ok_or_else(|| needs("article"))?,
            at: entry.at.unwrap_or(0),
            said: entry.said.ok_or_else(|| needs("said"))?,
        });
    }
    match (merge, rename, split, hide, article) {
        (Some(actor), None, None, None, None) => {
            Ok(Correction::Merge { actor, into: into.ok_or_else(|| needs("into"))?, name })
        }
        (None, Some(actor), None, None, None) => {
            Ok(Correction::Rename { actor, to: name.ok_or_else(|| needs("name"))? })
        }
        (None, None, Some(actor), None, None) => Ok(Correction::Split {
            actor,
            into: into.ok_or_else(|| needs("into"))?,
            name: name.ok_or_else(|| needs("name"))?,
            articles,
        }),
        (None, None, None, Some(actor), None) => Ok(Correction::Hide { actor }),
        (None, None, None, None, Some(id)) => {
            let published = published.map(|date| date.parse::<PartialDate>()).transpose()?;
            Ok(Correction::Article { id, published, source })
        }
        _ => Err("needs exactly one of `merge`, `rename`, `split`, `speaker`, `hide` and `article`".to_owned()),
    }
}

fn entry(correction: &Correction) -> Table {
    let mut table = Table::new();
    let mut set = |name: &str, value: &str| table.insert(name.to_owned(), Value::String(value.to_owned()));
    match correction {
        Correction::Merge { actor, into, name } => {
            set("merge", actor);
            set("into", into);
            name.as_ref().map(|name| set("name", name));
        }
        Correction::Rename { actor, to } => {
            set("rename", actor);
            set("name", to);
        }
        Correction::Split { actor, into, name, articles } => {
            set("split", actor);
            set("into", into);
            set("name", name);
            let articles = articles.iter().cloned().map(Value::String).collect();
            table.insert("articles".to_owned(), Value::Array(articles));
        }
        Correction::Speaker { speaker, name, kind, article, at, said } => {
            set("speaker", speaker);
            set("name", name);
            if let Ok(Value::String(kind)) = Value::try_from(*kind) {
                set("kind", &kind);
            }
            set("article", article);
            set("said", said);
            table.insert("at".to_owned(), Value::Integer(i64::from(*at)));
        }
        Correction::Hide { actor } => {
            set("hide", actor);
        }
        Correction::Article { id, published, source } => {
            set("article", id);
            published.map(|date| set("published", &date.to_string()));
            source.as_ref().map(|source| set("source", source));
        }
    }
    table
}

/// Where the corrections of what is at `paths` are: in the file beside it if there is one, else in `folder`.
pub fn place(paths: &[PathBuf], folder: Option<&Path>) -> Option<PathBuf> {
    if let [one] = paths {
        let beside = if one.is_dir() { one.join(FILE) } else { with_ending(one) };
        if beside.is_file() {
            return Some(beside);
        }
    }
    let name = crate::user::dossier_name(paths);
    let words: String =
        name.rsplit('/').next().unwrap_or("").chars().filter(|c| c.is_alphanumeric() || *c == '-').collect();
    let hash = blake3::hash(name.as_bytes()).to_hex();
    let words: String = words.chars().take(40).collect();
    Some(folder?.join("corrections").join(format!("{words}-{}.toml", &hash[..12])))
}

/// The file of corrections of a file: `all.jsonl.corrections.toml`.
fn with_ending(path: &Path) -> PathBuf {
    let mut whole = path.as_os_str().to_owned();
    whole.push(".corrections.toml");
    whole.into()
}

/// An id for a name, as the extractor makes them: lower case letters and digits, joined by hyphens.
pub fn id_of(name: &str) -> String {
    let words: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(crate::text::fold::fold)
        .collect();
    words.join("-")
}

#[cfg(test)]
mod tests;
