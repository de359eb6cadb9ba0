//! What leads from a word, actor, theme, source or kind to the articles and statements that have it.
//!
//! Filled article by article in `Index::add`; the filter language and the look-up only read it.

use super::draft::{Cut, Draft, Said, Voice};
use super::forward::{Forward, Lists};
use super::kept::{Bytes, Keeps};
use super::places::Places;
use super::roster::Roster;
use super::stream::{Piece, Streams, Word, mark};
use super::words::{self, Vocabulary};
use super::{EventId, Store};
use crate::model::{Kind, PartialDate, Span};
use crate::text::spelling;
use chrono::Datelike;
use roaring::{MultiOps, RoaringBitmap};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Bound, Range};

/// From the number of a word to the places where it occurs.
#[derive(Debug, Default)]
pub struct Postings {
    all: Vec<Places>,
    /// Words and places of theirs that are still to be added, in ascending order of places: many together, since most of
    /// the time goes into finding where a word has its places. Nobody who reads knows of them.
    waiting: Vec<(u32, u32)>,
}

/// How many may wait.
const MOST_WAITING: usize = 1 << 14;

impl Postings {
    /// Where a word occurs; `None` where it never does.
    pub fn of(&self, word: u32) -> Option<&Places> {
        self.all.get(word as usize).filter(|places| !places.is_empty())
    }

    /// Adds a place that is none before the last one that was added so; what is read knows it after [`Postings::settle`].
    fn await_place(&mut self, word: u32, place: u32) {
        if self.waiting.len() == MOST_WAITING {
            self.settle();
        }
        self.waiting.push((word, place));
    }

    /// Adds what waits.
    fn settle(&mut self) {
        let mut waiting = std::mem::take(&mut self.waiting);
        sort_by_word(&mut waiting);
        // Slow memory is asked for the ends of all of them at once.
        let ends = waiting.chunk_by(|a, b| a.0 == b.0).filter_map(|same| self.all.get(same[0].0 as usize)?.last());
        std::hint::black_box(ends.fold(0, |all, end| all ^ end));
        each_word(&waiting, |word, places| self.places_of(word).extend(places));
        waiting.clear();
        self.waiting = waiting;
    }

    /// Adds a place at once.
    fn add(&mut self, word: u32, place: u32) {
        self.places_of(word).insert(place);
    }

    fn places_of(&mut self, word: u32) -> &mut Places {
        if self.all.len() <= word as usize {
            self.all.resize_with(word as usize + 1, Places::default);
        }
        &mut self.all[word as usize]
    }
}

/// Calls `found` with every word of some pairs, in order, and its places as they came; what comes twice in a row counts once.
fn by_word(mut pairs: Vec<(u32, u32)>, found: impl FnMut(u32, &[u32])) {
    sort_by_word(&mut pairs);
    each_word(&pairs, found);
}

/// The same of pairs in order.
fn each_word(pairs: &[(u32, u32)], mut found: impl FnMut(u32, &[u32])) {
    let mut places = Vec::new();
    for same in pairs.chunk_by(|a, b| a.0 == b.0) {
        places.clear();
        places.extend(same.iter().map(|(_, place)| *place));
        places.dedup();
        found(same[0].0, &places);
    }
}

/// Puts pairs in the order of their words, those of one word as they came (Knuth, *The Art of Computer Programming* 3,
/// 1973, 5.2.5, radix list sort).
fn sort_by_word(pairs: &mut Vec<(u32, u32)>) {
    const BITS: u32 = 8;
    let highest = pairs.iter().fold(0, |bits, (word, _)| bits | word);
    let mut sorted = vec![(0, 0); pairs.len()];
    for shift in (0..u32::BITS - highest.leading_zeros()).step_by(BITS as usize) {
        let digit = |word: u32| (word >> shift) as usize & ((1 << BITS) - 1);
        let mut places = [0; 1 << BITS];
        for (word, _) in pairs.iter() {
            places[digit(*word)] += 1;
        }
        let mut behind = 0;
        for place in &mut places {
            (*place, behind) = (behind, behind + *place);
        }
        for pair in pairs.iter() {
            let place: &mut usize = &mut places[digit(pair.0)];
            sorted[*place] = *pair;
            *place += 1;
        }
        std::mem::swap(pairs, &mut sorted);
    }
}

impl Keeps for Postings {
    fn keep(&self, to: &mut Vec<u8>) {
        self.all.keep(to);
    }

    fn recall(from: &mut Bytes) -> Option<Self> {
        Some(Self { all: Vec::recall(from)?, waiting: Vec::new() })
    }
}

/// The postings of a store.
#[derive(Debug, Default)]
pub struct Index {
    /// All words.
    pub vocabulary: Vocabulary,
    /// Words of title and body, to articles.
    pub in_articles: Postings,
    /// Words of title and body of every article, of which its text is made.
    pub article_words: Streams,
    /// Words of content, speaker, source and themes of every statement, which quote their article.
    statement_words: Streams,
    /// Words of the sentence of every event, which quote their article.
    event_words: Streams,
    /// The actors that every event names.
    pub named_in_events: Lists,
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

    /// Makes what was added ready to be read.
    pub(super) fn settle(&mut self) {
        while self.settle_some() {}
    }

    /// Makes some of it ready, in a few milliseconds; false where all of it is.
    pub(super) fn settle_some(&mut self) -> bool {
        let Self { in_articles, in_titles, in_contents, in_speakers, beside, in_events, .. } = self;
        let all = [in_articles, in_titles, in_contents, in_speakers, beside, in_events];
        let some = all.into_iter().find(|postings| !postings.waiting.is_empty());
        some.map(Postings::settle).is_some()
    }

    /// Whether everything that was added can be read.
    pub(super) fn is_settled(&self) -> bool {
        let Self { in_articles, in_titles, in_contents, in_speakers, beside, in_events, .. } = self;
        let all = [in_articles, in_titles, in_contents, in_speakers, beside, in_events];
        all.iter().all(|postings| postings.waiting.is_empty())
    }

    /// Notes an article whose place is `at` and whose statements and events are numbered from the given ones.
    pub(super) fn add(&mut self, draft: &Draft, at: u32, statement: u32, event: u32) {
        let numbers = self.vocabulary.intern_all(draft.words.iter());
        let mut newcomer = Newcomer { draft, at, statement, numbers: &numbers, bounds: Vec::new() };
        let published = draft.published.and_then(minute_of);
        self.published.push(published);
        self.by_date.insert((published, at));
        newcomer.bounds = self.add_text(&newcomer);
        let actors = self.add_actors(&newcomer);
        let themes = self.add_themes(&newcomer);
        let source = self.add_source(&newcomer);
        for (number, one) in (statement..).zip(&draft.statements) {
            self.add_statement(&newcomer, one, number, (&actors, &themes));
        }
        for facet in [&mut self.actors_of, &mut self.themes_of] {
            facet.close_article();
        }
        self.add_to_themes(draft, &themes, statement);
        if let Some((source, _)) = source.zip(draft.source.as_ref()) {
            self.sources
                .entry_mut(source)
                .statements
                .insert_range(statement..statement + draft.statements.len() as u32);
        }
        for (number, one) in (event..).zip(&draft.events) {
            self.event_words.open();
            newcomer.pieces(&one.words, &draft.told).for_each(|piece| self.event_words.add_piece(piece));
            self.event_words.close();
            let words = newcomer.words(&draft.told[one.words.words.clone()]);
            words.for_each(|word| self.in_events.await_place(word.number, number));
            self.named_in_events.add(one.actors.iter().filter_map(|place| actors[*place as usize]));
        }
    }

    /// Notes title and body, and returns where their words start in the stream.
    fn add_text(&mut self, new: &Newcomer) -> Vec<u32> {
        let Self { in_articles, in_titles, article_words, accented, .. } = self;
        for word in &new.draft.accented {
            accented.entry(word.clone()).or_default().insert(new.at);
        }
        new.words(&new.draft.text[..new.draft.in_title]).for_each(|word| in_titles.await_place(word.number, new.at));
        // Each word once: those of the text have the first numbers of the draft.
        let last = new.draft.text.iter().filter(|word| !word.is_mark()).map(|word| word.number as usize + 1).max();
        for word in &new.numbers[..last.unwrap_or(0)] {
            in_articles.await_place(*word, new.at);
        }
        article_words.add(new.words(&new.draft.text))
    }

    /// Notes the actors, and returns which they are among all; `None` for a stranger that no article has named.
    fn add_actors(&mut self, new: &Newcomer) -> Vec<Option<u32>> {
        let mut places = Vec::with_capacity(new.draft.actors.len() + new.draft.strangers.len());
        for actor in &new.draft.actors {
            let (place, is_new) = self.actors.occurs(&actor.id, &actor.name, Some(actor.kind));
            let entry = self.actors.entry_mut(place);
            entry.articles.insert(new.at);
            for one in &actor.within {
                entry.named_in.insert(new.statement + one);
            }
            for spelling in &actor.spellings {
                if self.actors.spelled(place, spelling) {
                    self.add_name(spelling, place);
                }
            }
            if is_new {
                self.add_name(&actor.name, place);
            }
            places.push(Some(place));
        }
        self.actors_of.add_article(places.iter().copied().flatten());
        places.extend(new.draft.strangers.iter().map(|id| self.actors.place(id)));
        places
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

    fn add_themes(&mut self, new: &Newcomer) -> Vec<u32> {
        let mut places = Vec::with_capacity(new.draft.themes.len());
        for (id, name) in &new.draft.themes {
            let (place, _) = self.themes.occurs(id, name, None);
            self.themes.entry_mut(place).articles.insert(new.at);
            places.push(place);
        }
        self.themes_of.add_article(places.iter().copied());
        places
    }

    /// Notes the statements of each theme, which are numbered from `statement` on.
    fn add_to_themes(&mut self, draft: &Draft, themes: &[u32], statement: u32) {
        let said = (statement..).zip(&draft.statements);
        let pairs =
            said.flat_map(|(number, one)| one.themes.iter().map(move |place| (themes[*place as usize], number)));
        by_word(pairs.collect(), |theme, statements| self.themes.entry_mut(theme).statements.extend(statements));
    }

    fn add_source(&mut self, new: &Newcomer) -> Option<u32> {
        let Some(source) = &new.draft.source else {
            self.sources_of.add_article(None);
            return None;
        };
        let place = self.sources.publishes(&source.id, &source.name);
        self.sources.entry_mut(place).articles.insert(new.at);
        self.sources_of.add_article([place]);
        new.words(&source.words).for_each(|word| self.in_titles.await_place(word.number, new.at));
        Some(place)
    }

    fn add_statement(&mut self, new: &Newcomer, one: &Said, number: u32, places: (&[Option<u32>], &[u32])) {
        let (actors, themes) = places;
        let said = |range: &Range<usize>| new.words(&new.draft.said[range.clone()]);
        let (statements, articles) = &mut self.kinds[one.kind as usize];
        statements.insert(number);
        articles.insert(new.at);
        self.statement_words.open();
        for cut in &one.content {
            new.pieces(cut, &new.draft.said).for_each(|piece| self.statement_words.add_piece(piece));
            said(&cut.words).for_each(|word| self.in_contents.await_place(word.number, number));
        }
        let speaker = one.speaker.as_ref();
        let actor = speaker.and_then(|speaker| speaker.actor).and_then(|place| actors[place as usize]);
        if let Some(speaker) = speaker {
            self.add_speaker(speaker, said(&speaker.words), actor, number);
        }
        self.actors_of.add_statement(actor);
        self.themes_of.add_statement(one.themes.iter().map(|place| themes[*place as usize]));
        self.statement_words.add_piece(Piece::Word(Word::mark(mark::BESIDE)));
        for word in said(&one.beside) {
            self.statement_words.add_piece(Piece::Word(word));
            self.beside.await_place(word.number, number);
        }
        self.statement_words.close();
    }

    /// Notes the words of the speaker of a statement and, behind them, those of the actor's name.
    fn add_speaker(&mut self, speaker: &Voice, said: impl Iterator<Item = Word>, actor: Option<u32>, number: u32) {
        let Self { statement_words, in_speakers, actors, vocabulary, .. } = self;
        let mut add = |word: Word| {
            statement_words.add_piece(Piece::Word(word));
            if !word.is_mark() {
                in_speakers.await_place(word.number, number);
            }
        };
        // Where nobody is known by it, capitals alone tell a name from a description.
        let is_name = actor.is_none() && speaker.capitals;
        add(Word::mark(if is_name { mark::NAME } else { mark::SPEAKER }));
        said.for_each(&mut add);
        if let Some(actor) = actor {
            actors.entry_mut(actor).statements.insert(number);
            add(Word::mark(mark::NAME));
            actors.words_of_name(actor, vocabulary).for_each(&mut add);
        }
    }
}

impl Keeps for Index {
    fn keep(&self, to: &mut Vec<u8>) {
        let Self { vocabulary, in_articles, in_titles, in_contents, in_speakers, beside, in_events, in_names, .. } =
            self;
        vocabulary.keep(to);
        for postings in [in_articles, in_titles, in_contents, in_speakers, beside, in_events, in_names] {
            postings.keep(to);
        }
        let Self { article_words, statement_words, event_words, named_in_events, names, accented, .. } = self;
        for streams in [article_words, statement_words, event_words] {
            streams.keep(to);
        }
        named_in_events.keep(to);
        names.keep(to);
        accented.keep(to);
        let Self { actors, themes, sources, actors_of, themes_of, sources_of, kinds, published, by_date: _, .. } = self;
        for roster in [actors, themes, sources] {
            roster.keep(to);
        }
        for forward in [actors_of, themes_of, sources_of] {
            forward.keep(to);
        }
        kinds.keep(to);
        published.keep(to);
    }

    fn recall(from: &mut Bytes) -> Option<Self> {
        let vocabulary = Keeps::recall(from)?;
        let postings: [Postings; 7] = Keeps::recall(from)?;
        let [in_articles, in_titles, in_contents, in_speakers, beside, in_events, in_names] = postings;
        let [article_words, statement_words, event_words]: [Streams; 3] = Keeps::recall(from)?;
        let (named_in_events, names, accented) = (Keeps::recall(from)?, Keeps::recall(from)?, Keeps::recall(from)?);
        let [actors, themes, mut sources]: [Roster; 3] = Keeps::recall(from)?;
        sources.note_outlets();
        let [actors_of, themes_of, sources_of]: [Forward; 3] = Keeps::recall(from)?;
        let (kinds, published): (_, Vec<Option<i64>>) = (Keeps::recall(from)?, Keeps::recall(from)?);
        let by_date = published.iter().copied().zip(0..).collect();
        Some(Self {
            vocabulary,
            in_articles,
            article_words,
            statement_words,
            event_words,
            named_in_events,
            in_titles,
            in_contents,
            in_speakers,
            beside,
            in_events,
            in_names,
            names,
            accented,
            actors,
            themes,
            sources,
            actors_of,
            themes_of,
            sources_of,
            kinds,
            published,
            by_date,
        })
    }
}

/// An article on its way into the index.
struct Newcomer<'a> {
    draft: &'a Draft,
    /// Its place.
    at: u32,
    /// The number of its first statement.
    statement: u32,
    /// Which words those of the draft are among all.
    numbers: &'a [u32],
    /// Where the words of its text start in their stream.
    bounds: Vec<u32>,
}

impl<'a> Newcomer<'a> {
    /// Words under a span, quoted from the text where they stand there.
    fn pieces(&self, cut: &Cut, of: &'a [Word]) -> impl Iterator<Item = Piece> + use<'a> {
        let bound = |word: usize| self.bounds.get(word).copied();
        let quote = cut.in_text.and_then(|at| {
            let at = at as usize;
            Some(Piece::Quote(bound(at)?, bound(at + cut.words.len())?))
        });
        let words = if quote.is_some() { &[][..] } else { &of[cut.words.clone()] };
        quote.into_iter().chain(self.words(words).map(Piece::Word))
    }

    /// Words of the draft as they are numbered among all.
    fn words(&self, of: &'a [Word]) -> impl ExactSizeIterator<Item = Word> + use<'a> {
        let numbers = self.numbers;
        of.iter().map(
            move |word| if word.is_mark() { *word } else { Word { number: numbers[word.number as usize], ..*word } },
        )
    }
}

impl Store {
    /// Words of content, speaker, source and themes of a statement; none where there is no such statement.
    pub fn words_of_statement(&self, statement: u32) -> impl Iterator<Item = Word> + '_ {
        let article = self.article_of.get(statement as usize).copied().unwrap_or(u32::MAX);
        self.index.statement_words.quoting(statement, &self.index.article_words, article)
    }

    /// Words of the sentence of an event; none where there is no such event.
    pub fn words_of_event(&self, event: u32) -> impl Iterator<Item = Word> + '_ {
        let article = self.teller(EventId(event)).map_or(u32::MAX, |article| article.0);
        self.index.event_words.quoting(event, &self.index.article_words, article)
    }
}

/// What is left of a folded word when its transliterations are to agree; `None` where too little is left to tell names
/// apart.
pub(super) fn name_key(word: &str) -> Option<String> {
    const SHORTEST: usize = 4;
    let key = spelling::key(&spelling::romanise(word));
    (key.len() >= SHORTEST && key.chars().any(char::is_alphabetic)).then_some(key)
}

/// The minute at which a date begins, counted from the first day of year 1; `None` where its year is unknown. What is
/// less precise counts from its first minute, so that every date has one place in time.
pub fn minute_of(date: PartialDate) -> Option<i64> {
    let days = i64::from(date.first_day()?.num_days_from_ce()) - 1;
    let (hour, minute) = date.known_time().unwrap_or((0, None));
    Some((days * 24 + i64::from(hour)) * 60 + i64::from(minute.unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_are_sorted_and_keep_the_order_of_their_places(
            words in prop::collection::vec((any::<u32>(), 0u32..32), 0..200),
        ) {
            let mut found: Vec<(u32, u32)> = words.iter().map(|(word, shift)| word >> shift).zip(0..).collect();
            let mut expected = found.clone();
            sort_by_word(&mut found);
            expected.sort_unstable();
            prop_assert_eq!(found, expected);
        }
    }
}
