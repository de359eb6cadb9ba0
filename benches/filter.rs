//! How long a filter takes with everything that the reader shows of it, and how long a look-up takes, in the process.
//!
//! ```text
//! cargo bench --bench filter -- RECORDS.jsonl [ROUNDS]
//! ```
//!
//! RECORDS.jsonl is what `briefing extract` or `benches/grow.py` printed. Filters by actor, theme and date range are drawn
//! from what the records hold, by a generator with a fixed seed. Printed are median, 99th percentile and worst: of the
//! selection, of the selection with the counts of all three facets, and of the worker's whole answer, which also sorts the
//! list and draws the timeline.

use briefing::load;
use briefing::store::facet::{self, Facet, Most};
use briefing::store::{Draft, Query, Store};
use briefing::ui::worker::{Desk, Request, Wish};
use std::path::PathBuf;
use std::time::{Duration, Instant};

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let Some(records) = arguments.next() else {
        println!("name the records: cargo bench --bench filter -- RECORDS.jsonl [ROUNDS]");
        return;
    };
    let rounds = arguments.next().and_then(|rounds| rounds.parse().ok()).unwrap_or(400);
    let store = &stored(records.into());
    println!(
        "{} articles, {} statements, {} actors, {} words",
        store.len(),
        store.statement_count(),
        store.actors().entries().len(),
        store.vocabulary().words().len(),
    );
    let filters = filters(store, rounds);
    let time = |what: &str, mut work: Box<dyn FnMut(&Query)>| {
        let mut times: Vec<(Duration, &Query)> = Vec::with_capacity(filters.len());
        for filter in &filters {
            let start = Instant::now();
            work(filter);
            times.push((start.elapsed(), filter));
        }
        times.sort_by_key(|(time, _)| *time);
        let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)].0;
        let (worst, slowest) = times[times.len() - 1];
        println!("{what:28} median {:8.2?}  p99 {:8.2?}  worst {worst:8.2?}  {slowest}", at(50), at(99));
    };
    time("selection", Box::new(|filter| drop(store.select(filter))));
    time("selection and facet counts", Box::new(|filter| counted(store, filter)));
    // As the worker does, with everything in order at hand from the first answer on.
    let mut desk = Desk::default();
    drop(desk.answer(store, Request::View(0, Wish::default()), &|| false));
    time(
        "the worker's whole answer",
        Box::new(move |filter| {
            let wish = Wish { query: filter.clone(), columns: 80, ..Wish::default() };
            drop(desk.answer(store, Request::View(0, wish), &|| false));
        }),
    );
}

fn counted(store: &Store, filter: &Query) {
    let selection = store.select(filter);
    std::hint::black_box(facet::all(store, &selection, Most::Articles, |_| 400));
}

fn stored(records: PathBuf) -> Store {
    let mut store = Store::default();
    for progress in &load::start::<Draft>(vec![records], load::assets).progress {
        if let load::Progress::Article(draft) = progress {
            store.add(*draft);
        }
    }
    store
}

/// Filters as a reader makes them: an actor, a theme and a range of dates, in all combinations.
fn filters(store: &Store, count: usize) -> Vec<Query> {
    let mut draw = Draw(0x2545_f491_4f6c_dd1d);
    let (actors, themes) = (facet::count(store, &store.everything(), Facet::Actor), store.themes().entries());
    let expression = |number: usize, draw: &mut Draw| {
        // Half of the actors are among the hundred that most articles name.
        let actor = &actors[draw.below(if number.is_multiple_of(2) { actors.len().min(100) } else { actors.len() })].id;
        let theme = &themes[draw.below(themes.len())].id;
        let (year, month) = (2015 + draw.below(10), 1 + draw.below(12));
        let by = ["by", "about", "actor"][number % 3];
        match number % 5 {
            0 => format!("{by}:\"{actor}\" theme:\"{theme}\" after:{year}-{month:02} before:{}-{month:02}", year + 1),
            1 => format!("{by}:\"{actor}\" after:{year}-{month:02}"),
            2 => format!("theme:\"{theme}\" after:{year} before:{}", year + 2),
            3 => format!("after:{year}-{month:02} before:{}-{month:02}", year + 3),
            _ => format!("{by}:\"{actor}\" theme:\"{theme}\" after:{year} -kind:indirect"),
        }
    };
    let parsed = (0..count).map(|number| Query::parse(&expression(number, &mut draw)));
    parsed.map(Result::unwrap_or_default).collect()
}

/// Numbers that are the same in every run (Marsaglia 2003, xorshift).
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}
