//! An article made ready for the store by whoever has time for it: its words cut and numbered, what it has noted, and
//! what else it takes to have it back.
//!
//! Everything in it depends on the article alone, so that many are made side by side, and the store, which numbers through
//! what all of them have, only joins them. Words have numbers of the draft's own, in the order in which they come.

mod contents;
mod standing;
mod wordbook;

use super::retold;
use super::stream::{Word, mark};
use super::wording::{Wording, Writer};
use super::words;
use crate::model::packed::{self, Extracted};
use crate::model::{ActorKind, Article, Kind, PartialDate, Span, Statement, When};
use crate::text::fold;
use contents::Contents;
use rustc_hash::{FxHashMap, FxHashSet};
use standing::Standing;
use std::ops::Range;
use std::sync::Arc;
pub(super) use wordbook::Wordbook;

/// An article that is ready for [`Store::add`](super::Store::add).
#[derive(Debug, Default)]
pub struct Draft {
    /// What it is called; the store makes it unique.
    pub id: String,
    pub(super) path: String,
    /// Bytes of its text.
    pub(super) length: u32,
    /// The article itself where its text is too long to be made anew whenever it is looked at.
    pub(super) whole: Option<Arc<Article>>,
    /// What was found in it.
    pub(super) finds: Vec<u8>,
    /// What its text has beside its words.
    pub(super) wording: Wording,
    pub(super) title: Option<Box<str>>,
    pub(super) published: Option<PartialDate>,
    pub(super) words: Wordbook,
    /// Words with accents, in lower case, each once.
    pub(super) accented: FxHashSet<Box<str>>,
    /// The title, and behind a mark each the paragraphs of the body.
    pub(super) text: Vec<Word>,
    /// The words of the body in the article.
    body: Standing,
    /// How many of these are the title.
    pub(super) in_title: usize,
    pub(super) actors: Vec<Named>,
    /// Ids that speakers and events name and that no actor of the article has.
    pub(super) strangers: Vec<String>,
    /// Id and name of each theme.
    pub(super) themes: Vec<(String, String)>,
    pub(super) source: Option<Publisher>,
    pub(super) statements: Vec<Said>,
    /// The words of all statements.
    pub(super) said: Vec<Word>,
    pub(super) events: Vec<Told>,
    /// The words of all events.
    pub(super) told: Vec<Word>,
}

/// An actor.
#[derive(Debug)]
pub(super) struct Named {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) kind: ActorKind,
    /// How the text spells it, sorted, each once.
    pub(super) spellings: Vec<String>,
    /// The places of the statements that name it.
    pub(super) within: Vec<u32>,
}

/// Who published it.
#[derive(Debug)]
pub(super) struct Publisher {
    pub(super) id: String,
    pub(super) name: String,
    /// The words of the name.
    pub(super) words: Vec<Word>,
}

/// A statement.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) kind: Kind,
    /// From the first to the last byte of its content.
    pub(super) extent: Span,
    pub(super) date: Option<When>,
    /// Its words, span by span.
    pub(super) content: Vec<Cut>,
    pub(super) speaker: Option<Voice>,
    /// The words of its themes, of the publisher and of its cue.
    pub(super) beside: Range<usize>,
    /// The places of its themes.
    pub(super) themes: Vec<u32>,
}

/// Words that stand under a span.
#[derive(Debug)]
pub(super) struct Cut {
    /// Which they are among those of all statements or events.
    pub(super) words: Range<usize>,
    /// From which word on they stand in the text just so.
    pub(super) in_text: Option<u32>,
}

/// Bytes of text behind which an article is kept as it is.
const LONG: usize = 1 << 20;

/// Fewer words are as short as the place where they stand.
const FEWEST_QUOTED: usize = 4;

/// Who makes a statement.
#[derive(Debug)]
pub(super) struct Voice {
    /// Place among the actors and, behind these, the strangers.
    pub(super) actor: Option<u32>,
    /// How the text words it.
    pub(super) words: Range<usize>,
    /// Whether all these words begin with a capital.
    pub(super) capitals: bool,
}

/// An event.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) when: When,
    /// The words of its sentence.
    pub(super) words: Cut,
    /// Place of the event that tells the same first.
    pub(super) first: u32,
    /// Places among the actors and, behind these, the strangers.
    pub(super) actors: Vec<u32>,
    /// The places of the statements in whose sentence it is told.
    pub(super) within: Vec<u32>,
}

impl Draft {
    fn of(article: &Article) -> Self {
        let mut draft = Self {
            id: article.id.clone(),
            path: article.path.clone(),
            length: article.text.len() as u32,
            title: article.title.as_ref().map(|title| title.text.as_str().into()),
            published: article.published.as_ref().map(|published| published.date),
            themes: article.themes.iter().map(|theme| (theme.id.clone(), theme.name.clone())).collect(),
            ..Self::default()
        };
        // In this order words are numbered.
        draft.take_text(article);
        draft.take_actors(article);
        let mut places = Places::of(article);
        draft.take_statements(article, &mut places);
        draft.take_events(article, &mut places);
        draft.strangers = places.strangers.into_iter().map(str::to_owned).collect();
        draft
    }

    /// The article that it was made of.
    pub fn article(&self) -> Article {
        let (id, path) = (self.id.clone(), self.path.clone());
        if let Some(whole) = &self.whole {
            return Article { id, ..Article::clone(whole) };
        }
        let text = self.wording.text(&self.text, |number| self.words.word(number));
        let found = packed::unpacked(&self.finds, text);
        debug_assert!(found.is_ok(), "what was packed can be unpacked");
        Article { id, path, ..found.unwrap_or_default() }
    }

    fn take_text(&mut self, article: &Article) {
        let Self { words, text, accented, body, .. } = self;
        let mut wording = (article.text.len() <= LONG).then(|| Writer::new(&article.text));
        let mut take = |of: &str, span: Span, text: &mut Vec<Word>, body: &mut Standing, from: Option<u32>| {
            words.read(of, span, |at, word, folded| {
                body.add(at);
                text.push(word);
                if let Some(wording) = &mut wording {
                    let in_text = from.map(|from| Span { start: from + at.start, end: from + at.end });
                    wording.word(in_text, folded, word.capital);
                }
                let written = at.of(of);
                if fold::has_accents(written) {
                    accented.insert(fold::lower_with_accents(written).into());
                }
            });
        };
        if let Some(title) = &article.title {
            // A headline has offsets of its own.
            let from = title_in_text(article);
            take(&title.text, Span::new(0, title.text.len()), text, &mut Standing::default(), from);
        }
        self.in_title = text.len();
        for span in &article.body {
            text.push(Word::mark(mark::BREAK));
            body.begin(*span, text.len());
            take(&article.text, *span, text, body, Some(0));
        }
        self.wording = wording.map(Writer::finish).unwrap_or_default();
    }

    fn take_actors(&mut self, article: &Article) {
        let contents = Contents::of(article);
        for actor in &article.actors {
            let (mut spellings, mut within): (Vec<&str>, Vec<u32>) = Default::default();
            for mention in &actor.mentions {
                contents.around(*mention, |one| within.push(one));
                spellings.push(mention.of(&article.text));
            }
            spellings.sort_unstable();
            spellings.dedup();
            let others = spellings.iter().copied().filter(|spelling| *spelling != actor.name);
            for name in others.chain([actor.name.as_str()]) {
                self.words.read(name, Span::new(0, name.len()), |_, _, _| ());
            }
            let spellings = spellings.into_iter().map(str::to_owned).collect();
            let (id, name) = (actor.id.clone(), actor.name.clone());
            self.actors.push(Named { id, name, kind: actor.kind, spellings, within });
        }
    }

    fn take_statements<'a>(&mut self, article: &'a Article, places: &mut Places<'a>) {
        let source = article.source.as_ref().map(|source| source.name.as_str());
        for statement in &article.statements {
            let said = self.statement(article, statement, source, places);
            self.statements.push(said);
        }
        self.source = source.map(|name| Publisher {
            id: words::of(name).join("-"),
            name: name.to_owned(),
            words: self.words.all(name),
        });
    }

    fn statement<'a>(
        &mut self,
        article: &Article,
        one: &'a Statement,
        source: Option<&str>,
        places: &mut Places<'a>,
    ) -> Said {
        let content = one.content.iter().map(|span| self.cut(&article.text, *span, |draft| &mut draft.said));
        let content = content.collect();
        let speaker = one.speaker.as_ref().map(|speaker| Voice {
            actor: speaker.actor.as_ref().map(|id| places.of_actor(id)),
            words: self.cut_all(&speaker.text),
            capitals: speaker.text.split_whitespace().all(|word| word.starts_with(char::is_uppercase)),
        });
        let themes: Vec<u32> = one.themes.iter().filter_map(|id| places.themes.get(id.as_str()).copied()).collect();
        let from = self.said.len();
        let names = themes.iter().map(|place| article.themes[*place as usize].name.as_str());
        let cue = one.cue.as_ref().map(|cue| cue.text.as_str());
        for name in names.chain(source).chain(cue) {
            self.cut_all(name);
        }
        let extent = one.content.iter().copied().reduce(Span::join).unwrap_or_default();
        Said { kind: one.kind, extent, date: one.date, content, speaker, beside: from..self.said.len(), themes }
    }

    /// Notes words of the text under a span.
    fn cut(&mut self, of: &str, span: Span, noted: fn(&mut Self) -> &mut Vec<Word>) -> Cut {
        let found = self.body.under(span);
        let in_text = found.as_ref().filter(|words| words.len() >= FEWEST_QUOTED).map(|words| words.start as u32);
        let mut all = std::mem::take(noted(self));
        let from = all.len();
        match found {
            Some(words) => all.extend_from_slice(&self.text[words]),
            None => self.words.read(of, span, |_, word, _| all.push(word)),
        }
        let words = from..all.len();
        *noted(self) = all;
        Cut { words, in_text }
    }

    fn cut_all(&mut self, text: &str) -> Range<usize> {
        let from = self.said.len();
        let Self { words, said, .. } = self;
        words.read(text, Span::new(0, text.len()), |_, word, _| said.push(word));
        from..said.len()
    }

    fn take_events<'a>(&mut self, article: &'a Article, places: &mut Places<'a>) {
        let contents = Contents::of(article);
        for (event, first) in article.events.iter().zip(retold::first_tellings(article)) {
            let words = self.cut(&article.text, event.sentence, |draft| &mut draft.told);
            let mut within = Vec::new();
            contents.touching(event.sentence, |one| within.push(one));
            let actors = event.actors.iter().map(|id| places.of_actor(id)).collect();
            self.events.push(Told { when: event.when, words, first, actors, within });
        }
    }
}

impl From<Article> for Draft {
    fn from(article: Article) -> Self {
        Extracted { article, finds: None }.into()
    }
}

impl From<Extracted> for Draft {
    fn from(found: Extracted) -> Self {
        let Extracted { article, finds } = found;
        let draft = Self::of(&article);
        if article.text.len() > LONG {
            return Self { whole: Some(Arc::new(article)), ..draft };
        }
        Self { finds: finds.unwrap_or_else(|| packed::finds(&article)), ..draft }
    }
}

/// Where the title stands in the text, if it stands there just so and before the body, as its words come first.
fn title_in_text(article: &Article) -> Option<u32> {
    let title = article.title.as_ref()?;
    let span = title.span.filter(|span| span.of(&article.text) == title.text)?;
    article.body.iter().all(|paragraph| span.end <= paragraph.start).then_some(span.start)
}

/// Where actors and themes stand in their article, by id.
struct Places<'a> {
    actors: FxHashMap<&'a str, u32>,
    themes: FxHashMap<&'a str, u32>,
    /// How many actors the article has.
    count: usize,
    strangers: Vec<&'a str>,
}

impl<'a> Places<'a> {
    fn of(article: &'a Article) -> Self {
        // Of equal ids the first one counts.
        let places = |ids: &mut dyn Iterator<Item = &'a str>| {
            let mut places = FxHashMap::default();
            for (place, id) in (0..).zip(ids) {
                places.entry(id).or_insert(place);
            }
            places
        };
        let actors = places(&mut article.actors.iter().map(|actor| actor.id.as_str()));
        let themes = places(&mut article.themes.iter().map(|theme| theme.id.as_str()));
        Self { actors, themes, count: article.actors.len(), strangers: Vec::new() }
    }

    fn of_actor(&mut self, id: &'a str) -> u32 {
        let next = (self.count + self.strangers.len()) as u32;
        *self.actors.entry(id).or_insert_with(|| {
            self.strangers.push(id);
            next
        })
    }
}
