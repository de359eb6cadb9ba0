//! What leads from a word, actor, theme, source or kind to the articles and statements that have it.
//!
//! Filled article by article in `Index::add`; the filter language and the look-up only read it.

use super::forward::Forward;
use super::roster::Roster;
use super::stream::{Streams, mark};
use super::words::{self, Vocabulary};
use crate::model::{Article, Kind, PartialDate, Span, Speaker, Statement};
use crate::text::{fold, spelling};
use chrono::Datelike;
use roaring::{MultiOps, RoaringBitmap};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

/// From the number of a word to the places where it occurs.
#[derive(Debug, Default)]
pub struct Postings(Vec<RoaringBitmap>);

impl Postings {
    /// Where a word occurs; `None` where it never does.
    pub fn of(&self, word: u32) -> Option<&RoaringBitmap> {
        self.0.get(word as usize).filter(|places| !places.is_empty())
    }

    fn add(&mut self, word: u32, place: u32) {
        if self.0.len() <= word as usize {
            self.0.resize_with(word as usize + 1, RoaringBitmap::new);
        }
        // Places mostly come in ascending order, and then nothing has to be searched.
        let places = &mut self.0[word as usize];
        if places.try_push(place).is_err() {
            places.insert(place);
        }
    }
}

/// The postings of a store.
#[derive(Debug, Default)]
pub struct Index {
    /// All words.
    pub vocabulary: Vocabulary,
    /// Words of title and body, to articles.
    pub in_articles: Postings,
    /// Words of title and body of every article.
    pub article_words: Streams,
    /// Words of content, speaker, source and themes of every statement.
    pub statement_words: Streams,
    /// Words of title and source, to articles.
    pub in_titles: Postings,
    /// Words of the content, to statements.
    pub in_contents: Postings,
    /// Words of the speaker as worded and of the actor's name, to statements.
    pub in_speakers: Postings,
    /// Words of the article's source and of the statement's themes, to statements.
    pub beside: Postings,
    /// Words of the sentence, to events.
    pub in_events: Postings,
    /// Words of names and spellings, to places in [`Index::actors`].
    pub in_names: Postings,
    /// What transliterations of a word of a name have in common, to these words.
    names: FxHashMap<Box<str>, Vec<u32>>,
    /// Words with accents, in lower case, to articles.
    accented: BTreeMap<Box<str>, RoaringBitmap>,
    /// All actors.
    pub actors: Roster,
    /// All themes.
    pub themes: Roster,
    /// All publishers.
    pub sources: Roster,
    /// The actors that articles name and whose statements these are.
    pub actors_of: Forward,
    /// The themes of articles and statements.
    pub themes_of: Forward,
    /// The publisher of every article; statements have that of theirs.
    pub sources_of: Forward,
    /// Statements by how they are quoted, and the articles that hold such.
    kinds: [(RoaringBitmap, RoaringBitmap); 3],
    /// For every article the minute from which it counts as published; see [`minute_of`].
    pub published: Vec<Option<i64>>,
    /// The same minutes in order, with the articles.
    by_date: BTreeSet<(Option<i64>, u32)>,
}

impl Index {
    /// The statements of a kind, and the articles that hold such.
    pub fn of_kind(&self, kind: Kind) -> (&RoaringBitmap, &RoaringBitmap) {
        let (statements, articles) = &self.kinds[kind as usize];
        (statements, articles)
    }

    /// The words of names that may be another transliteration of `word`, itself included.
    pub fn names_like(&self, word: &str) -> &[u32] {
        name_key(word).and_then(|key| self.names.get(key.as_str())).map_or(&[], Vec::as_slice)
    }

    /// All articles, the last published first, the undated at the end.
    pub fn newest_first(&self) -> impl Iterator<Item = u32> + '_ {
        self.by_date.iter().rev().map(|(_, article)| *article)
    }

    /// The articles with a word that begins so, accents included.
    pub fn bearing_accents(&self, lower: &str) -> RoaringBitmap {
        let from = self.accented.range::<str, _>((Bound::Included(lower), Bound::Unbounded));
        from.take_while(|(word, _)| word.starts_with(lower)).map(|(_, articles)| articles).union()
    }

    /// Notes an article whose place is `at` and whose statements and events are numbered from the given ones.
    pub(super) fn add(&mut self, article: &Article, at: u32, statement: u32, event: u32) {
        let published = article.published.as_ref().and_then(|published| minute_of(published.date));
        self.published.push(published);
        self.by_date.insert((published, at));
        self.add_words(article, at);
        self.add_actors(article, at, statement);
        self.add_themes(article, at);
        for (number, one) in (statement..).zip(&article.statements) {
            self.kinds[one.kind as usize].1.insert(at);
            self.add_statement(article, one, number);
        }
        self.add_source(article, at, statement);
        for (number, one) in (event..).zip(&article.events) {
            let (vocabulary, postings) = (&mut self.vocabulary, &mut self.in_events);
            words::each(&article.text, one.sentence, |_, word| {
                postings.add(vocabulary.intern(word), number);
            });
        }
    }

    fn add_words(&mut self, article: &Article, at: u32) {
        let Self { vocabulary, in_articles, in_titles, article_words, accented, .. } = self;
        let mut note_accents = |word: &str| {
            if fold::has_accents(word) {
                accented.entry(fold::lower_with_accents(word).into()).or_default().insert(at);
            }
        };
        if let Some(title) = &article.title {
            words::each(&title.text, Span::new(0, title.text.len()), |span, word| {
                note_accents(span.of(&title.text));
                let word = vocabulary.intern(word);
                article_words.push(word);
                in_titles.add(word, at);
            });
        }
        for span in &article.body {
            article_words.push(mark::BREAK);
            words::each(&article.text, *span, |span, word| {
                note_accents(span.of(&article.text));
                article_words.push(vocabulary.intern(word));
            });
        }
        let mut words = article_words.end().to_vec();
        words.sort_unstable();
        words.dedup();
        for word in words.into_iter().filter(|word| *word != mark::BREAK) {
            in_articles.add(word, at);
        }
    }

    fn add_actors(&mut self, article: &Article, at: u32, statement: u32) {
        let contents = Contents::of(article);
        let mut places = Vec::with_capacity(article.actors.len());
        for actor in &article.actors {
            let is_new = self.actors.get(&actor.id).is_none_or(|entry| !entry.is_called(&actor.name));
            let (place, entry) = self.actors.occurs(&actor.id, &actor.name, Some(actor.kind));
            entry.articles.insert(at);
            places.push(place);
            let mut spellings: Vec<&str> = Vec::new();
            for mention in &actor.mentions {
                contents.around(*mention, |one| {
                    entry.named_in.insert(statement + one);
                });
                spellings.push(mention.of(&article.text));
            }
            spellings.sort_unstable();
            spellings.dedup();
            spellings.retain(|spelling| !self.actors.knows(place, spelling));
            for spelling in spellings {
                self.actors.spelled(place, spelling);
                self.add_name(spelling, place);
            }
            if is_new {
                self.add_name(&actor.name, place);
            }
        }
        self.actors_of.add_article(places);
    }

    fn add_name(&mut self, name: &str, place: u32) {
        let Self { vocabulary, in_names, names, .. } = self;
        words::each(name, Span::new(0, name.len()), |_, word| {
            let number = vocabulary.intern(word);
            if in_names.of(number).is_none()
                && let Some(key) = name_key(word)
            {
                names.entry(key.into()).or_default().push(number);
            }
            in_names.add(number, place);
        });
    }

    fn add_themes(&mut self, article: &Article, at: u32) {
        let Self { themes, themes_of, .. } = self;
        themes_of.add_article(article.themes.iter().map(|theme| {
            let (place, entry) = themes.occurs(&theme.id, &theme.name, None);
            entry.articles.insert(at);
            place
        }));
    }

    fn add_statement(&mut self, article: &Article, statement: &Statement, number: u32) {
        self.kinds[statement.kind as usize].0.insert(number);
        for span in &statement.content {
            let Self { vocabulary, in_contents, statement_words, .. } = self;
            note(&article.text, *span, number, (vocabulary, in_contents, statement_words));
        }
        let actor = statement.speaker.as_ref().and_then(|speaker| self.add_speaker(speaker, number));
        self.actors_of.add_statement(actor);
        self.statement_words.push(mark::BESIDE);
        let mut places = Vec::new();
        for theme in statement.themes.iter().filter_map(|id| article.themes.iter().find(|theme| theme.id == *id)) {
            if let Some((place, entry)) = self.themes.get_mut(&theme.id) {
                entry.statements.insert(number);
                places.push(place);
            }
            self.add_beside(&theme.name, number);
        }
        self.themes_of.add_statement(places);
        if let Some(source) = &article.source {
            self.add_beside(&source.name, number);
        }
        self.statement_words.end();
    }

    /// Notes who speaks, and returns the place of the actor.
    fn add_speaker(&mut self, speaker: &Speaker, number: u32) -> Option<u32> {
        let Self { vocabulary, in_speakers, statement_words, actors, .. } = self;
        let actor = speaker.actor.as_deref().and_then(|id| actors.get_mut(id));
        // Where nobody is known by it, capitals alone tell a name from a description.
        let is_name =
            actor.is_none() && speaker.text.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
        statement_words.push(if is_name { mark::NAME } else { mark::SPEAKER });
        note_all(&speaker.text, number, (vocabulary, in_speakers, statement_words));
        let (place, actor) = actor?;
        actor.statements.insert(number);
        statement_words.push(mark::NAME);
        note_all(&actor.name, number, (vocabulary, in_speakers, statement_words));
        Some(place)
    }

    fn add_beside(&mut self, name: &str, number: u32) {
        let Self { vocabulary, beside, statement_words, .. } = self;
        note_all(name, number, (vocabulary, beside, statement_words));
    }

    fn add_source(&mut self, article: &Article, at: u32, statement: u32) {
        let Some(source) = &article.source else { return self.sources_of.add_article(None) };
        let statements = statement..statement + article.statements.len() as u32;
        let words = words::of(&source.name);
        let (place, entry) = self.sources.occurs(&words.join("-"), &source.name, None);
        self.sources_of.add_article([place]);
        entry.articles.insert(at);
        entry.statements.insert_range(statements);
        for word in words {
            self.in_titles.add(self.vocabulary.intern(&word), at);
        }
    }
}

/// What is left of a folded word when its transliterations are to agree; `None` where too little is left to tell names
/// apart.
pub(super) fn name_key(word: &str) -> Option<String> {
    const SHORTEST: usize = 4;
    let key = spelling::key(&spelling::romanise(word));
    (key.len() >= SHORTEST && key.chars().any(char::is_alphabetic)).then_some(key)
}

/// Notes the words of `text` under `span` in postings and stream.
fn note(text: &str, span: Span, place: u32, to: (&mut Vocabulary, &mut Postings, &mut Streams)) {
    let (vocabulary, postings, stream) = to;
    words::each(text, span, |_, word| {
        let word = vocabulary.intern(word);
        postings.add(word, place);
        stream.push(word);
    });
}

fn note_all(text: &str, place: u32, to: (&mut Vocabulary, &mut Postings, &mut Streams)) {
    note(text, Span::new(0, text.len()), place, to);
}

/// The minute at which a date begins, counted from the first day of year 1; `None` where its year is unknown. What is
/// less precise counts from its first minute, so that every date has one place in time.
pub fn minute_of(date: PartialDate) -> Option<i64> {
    let days = i64::from(date.first_day()?.num_days_from_ce()) - 1;
    let (hour, minute) = date.known_time().unwrap_or((0, None));
    Some((days * 24 + i64::from(hour)) * 60 + i64::from(minute.unwrap_or(0)))
}

/// The contents of an article's statements, by where they start.
struct Contents {
    /// Span and place of the statement in the article.
    spans: Vec<(Span, u32)>,
    /// For every span how far it or an earlier one reaches.
    reach: Vec<u32>,
}

impl Contents {
    fn of(article: &Article) -> Self {
        let mut spans: Vec<_> =
            (0..).zip(&article.statements).flat_map(|(n, s)| s.content.iter().map(move |span| (*span, n))).collect();
        spans.sort_unstable();
        let reach = spans
            .iter()
            .scan(0, |reach, (span, _)| {
                *reach = span.end.max(*reach);
                Some(*reach)
            })
            .collect();
        Self { spans, reach }
    }

    /// Calls `found` for every statement whose content holds `inner`.
    fn around(&self, inner: Span, mut found: impl FnMut(u32)) {
        let behind = self.spans.partition_point(|(span, _)| span.start <= inner.start);
        for at in (0..behind).rev().take_while(|at| self.reach[*at] >= inner.end) {
            if self.spans[at].0.contains(inner) {
                found(self.spans[at].1);
            }
        }
    }
}
