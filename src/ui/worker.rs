//! The thread that selects, counts, sorts and looks up, so that the interface never has to.
//!
//! A request bears a number; of several that wait, only the newest of a kind is answered. An answer bears the number of
//! its request, so that the interface can tell an old one.

use super::chart::Chart;
use super::facing::{Columns, Facing};
use super::naming::{Choice, Named, beginning, choices, nearest};
use super::ordering::{self, Order, SaidOrder};
use super::page::{Kind as PageKind, Page};
use super::palette::Palette;
use super::row_index::RowIndex;
use super::shared_store::SharedStore;
use super::sheet::{Content, Subject};
use super::signal::Signal;
use crate::model::{Article, PartialDate, Span};
use crate::store::facet::{self, Count, Facet, Most};
use crate::store::fuzzy::{self, Hit, Within};
use crate::store::matrix::Matrix;
use crate::store::query::blame::{Blame, blame};
use crate::store::query::{Attribute, QueryError, complete};
use crate::store::timeline::{self, Axis, Point, Points, Step};
use crate::store::{ArticleId, Query, Selection, StatementId, Store};
use crate::text::link;
use chrono::NaiveDate;
use crossbeam_channel::{Receiver, Sender};
use roaring::RoaringBitmap;
use rustc_hash::FxHashSet;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

/// Most finds of one look-up.
pub const MOST_HITS: usize = 200;

/// Most values of a facet that the panes have room for.
const MOST_VALUES: usize = 400;

/// Most values of a facet that are listed; nobody scrolls further.
const MOST_LISTED: usize = 50_000;

/// What the panes are to show.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wish {
    /// What is selected.
    pub query: Query,
    /// In which order.
    pub order: Order,
    /// In which order statements are listed.
    pub said: SaidOrder,
    /// Whether themes that the articles suggest stand behind those that were found.
    pub suggest: bool,
    /// Which dates the timeline shows.
    pub axis: Axis,
    /// Actors and themes that get a lane of their own in the timeline, by id.
    pub lanes: Vec<(Facet, String)>,
    /// How many bars the histogram has room for.
    pub columns: u16,
    /// Whether all actors or themes are listed, and not only as many as stand beside other lists.
    pub values: Option<Facet>,
    /// Which actors and themes come first.
    pub most: Most,
    /// A date that the histogram is to show.
    pub around: Option<PartialDate>,
    /// How long a step of the histogram is; `None` for whatever suits the dates.
    pub step: Option<Step>,
    /// Whether the lists tell the same thing as often as it occurs.
    pub unfolded: bool,
}

/// What is asked of the worker.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Everything that the panes show.
    View(u64, Wish),
    /// The values of a facet under a query whose names have these letters, for a picker.
    Count(u64, Facet, Query, String),
    /// A look-up among what a query selects.
    LookUp(u64, String, Within, Query),
    /// Values of facets whose names begin with these letters, for a name that is being typed.
    Complete(u64, Vec<Facet>, String),
    /// Names in a filter that is being typed which nothing has.
    Unknown(u64, String),
    /// Everything that was kept at hand is out of date.
    Anew,
    /// A long article in lines; short ones are typeset where they are shown.
    Page(PageKind, Box<Palette>),
    /// What a sheet about this holds under a query.
    Sheet(u64, Subject, Query),
    /// The matrix under a query.
    Matrix(u64, Query),
    /// Two articles sentence by sentence, in columns.
    Compare(u64, [ArticleId; 2], Columns),
    /// The addresses in an article's source.
    Links(u64, ArticleId),
}

/// What the panes show.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// What was wished.
    pub wish: Wish,
    /// Articles in order.
    pub articles: Vec<ArticleId>,
    /// Statements, by article in order, then by place in the text.
    pub statements: Vec<StatementId>,
    /// The rows of statements with which a group begins, where they are grouped.
    pub groups: Vec<usize>,
    /// The same as bitmaps.
    pub selection: Selection,
    /// The dates of the timeline.
    pub points: Points,
    /// Which row each of these has.
    pub rows: RowIndex,
    /// Their histogram.
    pub chart: Chart,
    /// The first of the dates that lie ahead of the last publication, and the day of that.
    pub ahead: Option<(usize, NaiveDate)>,
    /// Actors under the query, as many as may be in sight, and those with a lane.
    pub actors: Vec<Count>,
    /// Themes under the query.
    pub themes: Vec<Count>,
    /// Publishers under the query.
    pub sources: Vec<Count>,
    /// Articles and statements there are in all.
    pub all: (usize, usize),
    /// Where the filter leaves no article, or none of the statements: the term without which it would leave some.
    pub blame: Option<Blame>,
    /// How many articles and statements the filter leaves out only because nobody knows when they were published.
    pub undated: (u64, u64),
}

/// What the worker found.
#[derive(Debug)]
pub enum Answer {
    /// What the panes show, and how long it took.
    View(u64, Box<View>, Duration),
    /// The values of a facet, best first.
    Count(u64, Vec<Choice>),
    /// The finds of a look-up, best first, among how many statements or articles they were looked for, and where there are
    /// none how many articles have the words in their text.
    LookUp(u64, Vec<Hit>, usize, u64),
    /// Names that begin so, those that most articles have first.
    Complete(u64, Vec<Named>),
    /// Names that nothing has, and where they stand.
    Unknown(u64, Vec<QueryError>),
    /// A long article in lines; `None` where it is not there.
    Page(Option<Box<Page>>),
    /// What a sheet holds; `None` where there is no such thing.
    Sheet(u64, Option<Box<Content>>),
    /// The matrix.
    Matrix(u64, Box<Matrix>),
    /// Two articles in lines; `None` where one is not there.
    Compare(u64, Option<Box<Facing>>),
    /// Where addresses stand, each of them once.
    Links(u64, Vec<Address>),
}

/// Starts the worker; it ends when nobody asks or listens any more.
pub fn start(shared: Arc<SharedStore>, signals: Sender<Signal>) -> Sender<Request> {
    let (ask, requests) = crossbeam_channel::unbounded();
    thread::spawn(move || work(&shared, &requests, &signals));
    ask
}

fn work(shared: &SharedStore, requests: &Receiver<Request>, signals: &Sender<Signal>) {
    let (waiting, mut desk): (RefCell<VecDeque<Request>>, _) = (RefCell::default(), Desk::default());
    loop {
        if waiting.borrow().is_empty() {
            let Ok(request) = requests.recv() else { return };
            waiting.borrow_mut().push_back(request);
        }
        waiting.borrow_mut().extend(requests.try_iter());
        let Some(request) = newest(&mut waiting.borrow_mut()) else { continue };
        let overtaken = || {
            let mut waiting = waiting.borrow_mut();
            waiting.extend(requests.try_iter());
            waiting.iter().any(|later| matches!(later, Request::View(..)))
        };
        // Should an answer ever panic, the question stays open and the next one is answered.
        let answered = catch_unwind(AssertUnwindSafe(|| desk.answer(&shared.study(), request, &overtaken)));
        if let Ok(Some(answer)) = answered
            && signals.send(Signal::Answer(answer)).is_err()
        {
            return;
        }
    }
}

/// Takes the first request whose kind no later one asks for; drops those that were overtaken. Every page is of use.
fn newest(waiting: &mut VecDeque<Request>) -> Option<Request> {
    while let Some(request) = waiting.pop_front() {
        let kind = std::mem::discriminant(&request);
        if matches!(request, Request::Page(..)) || !waiting.iter().any(|later| std::mem::discriminant(later) == kind) {
            return Some(request);
        }
    }
    None
}

/// Answers a request.
pub fn answer(store: &Store, request: Request) -> Option<Answer> {
    Desk::default().answer(store, request, &|| false)
}

/// Frees something large without keeping the interface waiting.
pub fn discard(large: impl Send + 'static) {
    thread::spawn(move || drop(large));
}

/// What the worker keeps at hand: everything in order, so that a filter has to leave out and not to sort.
#[derive(Debug, Default)]
pub struct Desk {
    /// All articles in an order, as of a number of articles.
    articles: Option<(usize, Order, Vec<ArticleId>)>,
    /// All points of an axis, as of a number of articles.
    points: Option<(usize, Axis, Points)>,
}

impl Desk {
    /// Answers a request; `None` where it was a view and `overtaken` said on the way that a newer one is asked for.
    pub fn answer(&mut self, store: &Store, request: Request, overtaken: &dyn Fn() -> bool) -> Option<Answer> {
        Some(match request {
            Request::Anew => {
                *self = Self::default();
                return None;
            }
            Request::View(number, wish) => {
                let start = Instant::now();
                let view = Box::new(self.view(store, wish, overtaken)?);
                Answer::View(number, view, start.elapsed())
            }
            Request::Count(number, facet, query, letters) => {
                let misspelt = || nearest(store, facet, &letters);
                let counts = count(store, facet, &query);
                Answer::Count(number, choices(counts, &letters, facet::roster(store, facet), misspelt))
            }
            Request::LookUp(number, text, within, query) => look_up(store, number, &text, within, &query),
            Request::Unknown(number, filter) => Answer::Unknown(number, complete::unknown(store, &filter)),
            Request::Complete(number, facets, letters) => Answer::Complete(number, beginning(store, &facets, &letters)),
            Request::Matrix(number, query) => {
                Answer::Matrix(number, Box::new(Matrix::of(store, &store.select(&query))))
            }
            Request::Compare(number, articles, columns) => {
                Answer::Compare(number, Facing::of(store, articles, columns).map(Box::new))
            }
            Request::Links(number, article) => Answer::Links(number, links_of(store, article)),
            Request::Sheet(number, subject, query) => {
                Answer::Sheet(number, Content::of(store, &subject, &query).map(Box::new))
            }
            Request::Page(kind, palette) => {
                Answer::Page(store.article(kind.article).map(|article| Box::new(Page::new(&article, kind, &palette))))
            }
        })
    }

    fn view(&mut self, store: &Store, mut wish: Wish, overtaken: &dyn Fn() -> bool) -> Option<View> {
        let go_on = || (!overtaken()).then_some(());
        let selection = store.select(&wish.query);
        go_on()?;
        let (mut articles, mut statements) = self.lists(store, &selection, wish.order);
        if wish.said == SaidOrder::Relevance && wish.query.words().is_empty() {
            wish.said = SaidOrder::Articles;
        }
        statements = ordering::statements(store, statements, wish.said, &wish.query);
        if !wish.unfolded {
            fold(store, &mut articles, &mut statements);
        }
        let groups = ordering::groups(store, &statements, wish.said);
        go_on()?;
        let all = self.points(store, wish.axis);
        let points = all.among(store, &selection, None).of_time(&wish.query);
        wish.lanes = known_lanes(store, wish.lanes);
        go_on()?;
        let lane = |lane| lane_of(store, all, &selection, lane).of_time(&wish.query).dated;
        let lanes: Vec<_> = wish.lanes.iter().map(lane).collect();
        let chart = Chart::around(&points.dated, &lanes, usize::from(wish.columns), wish.step, wish.around);
        let ahead = timeline::newest(store, &selection).filter(|_| wish.axis == Axis::Events);
        let ahead = ahead.map(|day| (points.first_after(day), day));
        go_on()?;
        let rows = RowIndex::of(store, &articles, &statements, &points);
        go_on()?;
        let most = |facet: Facet| if wish.values == Some(facet) { MOST_LISTED } else { MOST_VALUES };
        let [actors, mut themes, sources] = facet::all(store, &selection, wish.most, most);
        if wish.suggest {
            themes.extend(facet::suggested(store, &selection));
        }
        Some(View {
            actors: with_lanes(store, &selection, actors, &wish.lanes),
            themes,
            sources,
            chart,
            ahead,
            rows,
            points,
            statements,
            groups,
            all: (store.len(), store.statement_count()),
            blame: blame_of(store, &selection, &wish.query),
            undated: store.undated_left_out(&wish.query, &selection).counts(),
            articles,
            selection,
            wish,
        })
    }

    fn points(&mut self, store: &Store, axis: Axis) -> &Points {
        let fresh = self.points.take().filter(|(len, of, _)| (*len, *of) == (store.len(), axis));
        &self.points.insert(fresh.unwrap_or_else(|| (store.len(), axis, timeline::all(store, axis)))).2
    }

    /// The chosen articles and statements in an order. Statements stand under their articles, also those whose article
    /// as a whole the query leaves out.
    fn lists(&mut self, store: &Store, selection: &Selection, order: Order) -> (Vec<ArticleId>, Vec<StatementId>) {
        let articles = flags(&selection.articles, store.len());
        let statements = flags(&selection.statements, store.statement_count());
        let fresh = self.articles.take().filter(|(len, of, _)| (*len, *of) == (store.len(), order));
        // Only the order by statements depends on what is selected.
        let fresh = fresh.filter(|_| order != Order::Statements);
        let all = &self
            .articles
            .insert(fresh.unwrap_or_else(|| (store.len(), order, ordering::articles(store, &statements, order))))
            .2;
        let listed = all.iter().copied().filter(|id| articles[id.0 as usize]).collect();
        let mut rows = Vec::with_capacity(selection.statements.len() as usize);
        for article in all {
            rows.extend(store.statements_of(*article).filter(|statement| statements[statement.0 as usize]));
        }
        (listed, rows)
    }
}

/// Which term of a filter is to blame that it leaves no article, else that it leaves no statement.
fn blame_of(store: &Store, selection: &Selection, query: &Query) -> Option<Blame> {
    match (selection.articles.is_empty(), selection.statements.is_empty()) {
        (true, _) => blame(store, query, |left| left.articles.len()),
        (false, true) => blame(store, query, |left| left.statements.len()),
        (false, false) => None,
    }
}

/// Leaves the first row of each story, and of each statement that several articles carry.
fn fold(store: &Store, articles: &mut Vec<ArticleId>, statements: &mut Vec<StatementId>) {
    let (stories, mut told) = (store.stories(), vec![false; store.len()]);
    let mut first = |of: u32| !std::mem::replace(&mut told[of as usize], true);
    articles.retain(|article| first(stories.story(*article).0));
    let mut told = vec![false; store.statement_count()];
    let mut first = |of: u32| !std::mem::replace(&mut told[of as usize], true);
    statements.retain(|statement| first(stories.same(*statement).0));
}

/// For each of `count` things whether a selection holds it: asked for everything in another order than that of the
/// places, a bitmap would have to search each time.
fn flags(chosen: &RoaringBitmap, count: usize) -> Vec<bool> {
    let (mut flags, mut runs) = (vec![false; count], chosen.iter());
    while let Some(run) = runs.next_range() {
        if let Some(flags) = flags.get_mut(*run.start() as usize..=*run.end() as usize) {
            flags.fill(true);
        }
    }
    flags
}

/// The points of an actor's or a theme's lane.
fn lane_of(store: &Store, all: &Points, selection: &Selection, (facet, id): &(Facet, String)) -> Points {
    if *facet == Facet::Actor {
        // A name that was typed may mean several; what names two of them is one point.
        let key = |point: &Point| (point.article, point.event);
        let mut named = FxHashSet::default();
        for actor in fuzzy::actors_named(store, id) {
            named.extend(all.among(store, selection, Some(&actor.id)).dated.iter().map(key));
        }
        let dated = all.dated.iter().filter(|point| named.contains(&key(point))).copied().collect();
        return Points { dated, undated: [].into() };
    }
    let about = store.select(&Query::Is(Attribute::of_theme(id)));
    let articles = &about.articles & &selection.articles;
    all.among(store, &Selection { articles, statements: RoaringBitmap::new() }, None)
}

/// The lanes with the ids of whom a typed name means, where it means one actor, so that it is named and painted as such.
fn known_lanes(store: &Store, lanes: Vec<(Facet, String)>) -> Vec<(Facet, String)> {
    let mut known = Vec::with_capacity(lanes.len());
    for (facet, name) in lanes {
        let lane = match &fuzzy::actors_named(store, &name)[..] {
            [one] if facet == Facet::Actor => (facet, one.id.to_string()),
            _ => (facet, name),
        };
        if !known.contains(&lane) {
            known.push(lane);
        }
    }
    known
}

/// The counts with, behind them, the actors of the lanes that are not among them.
fn with_lanes(store: &Store, selection: &Selection, mut counts: Vec<Count>, lanes: &[(Facet, String)]) -> Vec<Count> {
    for (_, id) in lanes.iter().filter(|(facet, _)| *facet == Facet::Actor) {
        if !counts.iter().any(|count| *count.id == **id) {
            counts.extend(facet::one(store, selection, Facet::Actor, id));
        }
    }
    counts
}

/// The values of a facet with their counts; behind the themes those that the articles suggest.
pub(super) fn count(store: &Store, facet: Facet, query: &Query) -> Vec<Count> {
    let selection = store.select(query);
    let mut counts = facet::count(store, &selection, facet);
    if facet == Facet::Theme {
        counts.extend(facet::suggested(store, &selection));
    }
    counts
}

/// An address that an article has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Address {
    /// Its own.
    Own,
    /// One in its source.
    At(Span),
}

impl Address {
    /// How it is written.
    pub fn of(self, article: &Article) -> Option<&str> {
        match self {
            Self::Own => article.url.as_deref(),
            Self::At(span) => article.text.get(span.range()),
        }
    }
}

/// The addresses of an article: its own, and those in its source in order, each where it stands first.
fn links_of(store: &Store, article: ArticleId) -> Vec<Address> {
    let Some(article) = store.article(article) else { return Vec::new() };
    let mut known = FxHashSet::default();
    let own = article.url.iter().map(|_| Address::Own);
    let mut found: Vec<_> = own.chain(link::links(&article.text).into_iter().map(Address::At)).collect();
    found.retain(|address| address.of(&article).is_some_and(|words| known.insert(words)));
    found
}

fn look_up(store: &Store, number: u64, text: &str, within: Within, query: &Query) -> Answer {
    let selection = (*query != Query::All).then(|| store.select(query));
    let among = match (within, &selection) {
        (Within::Statements, None) => store.statement_count(),
        (Within::Statements, Some(selection)) => selection.statements.len() as usize,
        (_, None) => store.len(),
        (_, Some(selection)) => selection.articles.len() as usize,
    };
    let hits = fuzzy::look_up(store, text, within, selection.as_ref(), MOST_HITS);
    let words = if hits.is_empty() { Query::of_words(text) } else { None };
    let elsewhere = words.map_or(0, |words| store.select(&query.clone().and(words)).articles.len());
    Answer::LookUp(number, hits, among, elsewhere)
}

/// How many of an article's statements are selected.
pub fn chosen_statements(store: &Store, selection: &Selection, id: ArticleId) -> usize {
    store.statements_of(id).filter(|statement| selection.statements.contains(statement.0)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_waiting_requests_the_newest_of_each_kind_is_answered() {
        let look = |n, text: &str| Request::LookUp(n, text.to_owned(), Within::Statements, Query::All);
        let mut waiting =
            VecDeque::from([look(1, "a"), Request::View(2, Wish::default()), look(3, "ab"), look(4, "abc")]);
        assert_eq!(newest(&mut waiting), Some(Request::View(2, Wish::default())));
        assert_eq!(newest(&mut waiting), Some(look(4, "abc")));
        assert_eq!(newest(&mut waiting), None);
    }
}
