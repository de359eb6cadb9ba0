//! How fast the engines read: actors, dates, themes, these three together with the cutting into words and sentences that
//! they share, and statements. Megabytes of text a second on one core; of statements also words.
//!
//! ```sh
//! cargo bench --bench engines                                        # the built-in articles, again and again
//! BRIEFING_BENCH_TEXTS=some/folder cargo bench --bench engines       # the .txt files of a folder
//! benches/compare some/folder                                        # the same, and peers on the same texts
//! ```

use briefing::extract::{Assets, Prose, actors, dates, statements, themes};
use briefing::model::{PartialDate, Published, Span};
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::{env, fs};

/// How much text the built-in articles are repeated to, in bytes.
const GENERATED: usize = 1 << 20;

static ASSETS: LazyLock<Assets> = LazyLock::new(Assets::built_in);
static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| match env::var_os("BRIEFING_BENCH_TEXTS") {
    Some(folder) => texts(Path::new(&folder)),
    None => generated(&texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds"))),
});

fn main() {
    let bytes: usize = TEXTS.iter().map(String::len).sum();
    assert!(bytes > 0, "there is no .txt file in the folder that BRIEFING_BENCH_TEXTS names");
    println!("{} texts, {:.2} MB", TEXTS.len(), bytes as f64 / 1e6);
    divan::main();
}

/// The text files of a folder, in order.
fn texts(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut paths: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    paths.sort();
    paths
        .iter()
        .filter_map(|path| fs::read(path).ok())
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .collect()
}

/// Articles put together from the paragraphs of some, each time beginning elsewhere.
fn generated(articles: &[String]) -> Vec<String> {
    let paragraphs: Vec<&str> = articles.iter().flat_map(|text| text.split("\n\n")).collect();
    let mut found = Vec::new();
    let mut length = 0;
    while length < GENERATED && !paragraphs.is_empty() {
        let begin = found.len() * 7 % paragraphs.len();
        let text = paragraphs.iter().cycle().skip(begin).step_by(3).take(24).copied().collect::<Vec<_>>().join("\n\n");
        length += text.len().max(1);
        found.push(text);
    }
    found
}

fn bytes() -> BytesCount {
    BytesCount::new(TEXTS.iter().map(String::len).sum::<usize>())
}

fn prose(text: &str) -> Prose<'_> {
    let mut at = 0;
    let mut body = Vec::new();
    for paragraph in text.split_inclusive('\n') {
        let span = Span::new(at, at + paragraph.len()).trim(text);
        at += paragraph.len();
        if !span.is_empty() {
            body.push(span);
        }
    }
    Prose::read(text, None, &body)
}

fn published() -> Option<Published> {
    PartialDate::day(Some(2025), 2, 18).map(|day| Published::new(day, None))
}

fn on_prose(bencher: Bencher, read: impl Fn(&Prose) -> usize + Sync) {
    let all: Vec<Prose> = TEXTS.iter().map(|text| prose(text)).collect();
    bencher.counter(bytes()).bench(|| all.iter().map(&read).sum::<usize>());
}

#[divan::bench(sample_count = 10)]
fn a_words_and_sentences(bencher: Bencher) {
    bencher.counter(bytes()).bench(|| TEXTS.iter().map(|text| prose(black_box(text)).paragraphs.len()).sum::<usize>());
}

#[divan::bench(sample_count = 10)]
fn b_actors(bencher: Bencher) {
    on_prose(bencher, |prose| actors::find(prose, &ASSETS.actors).actors.len());
}

#[divan::bench(sample_count = 10)]
fn c_dates(bencher: Bencher) {
    let published = published();
    on_prose(bencher, |prose| dates::find(prose, published.as_ref()).len());
}

#[divan::bench(sample_count = 10)]
fn d_themes(bencher: Bencher) {
    on_prose(bencher, |prose| themes::find(prose, &ASSETS.themes).len());
}

#[divan::bench(sample_count = 10)]
fn e_all_together(bencher: Bencher) {
    let published = published();
    bencher.counter(bytes()).bench(|| {
        TEXTS
            .iter()
            .map(|text| {
                let prose = prose(black_box(text));
                actors::find(&prose, &ASSETS.actors).actors.len()
                    + dates::find(&prose, published.as_ref()).len()
                    + themes::find(&prose, &ASSETS.themes).len()
            })
            .sum::<usize>()
    });
}

/// With what the other engines found; the items are words.
#[divan::bench(sample_count = 10)]
fn f_statements(bencher: Bencher) {
    let published = published();
    let read = |text| {
        let prose = prose(text);
        let mentions = actors::find(&prose, &ASSETS.actors);
        let dates = dates::find(&prose, published.as_ref());
        let themes = themes::find(&prose, &ASSETS.themes);
        (prose, mentions, dates, themes)
    };
    let all: Vec<_> = TEXTS.iter().map(|text| read(text)).collect();
    let words: usize = TEXTS.iter().map(|text| text.split_whitespace().count()).sum();
    bencher.counter(bytes()).counter(ItemsCount::new(words)).bench(|| {
        let find = |(prose, mentions, dates, themes): &(_, _, Vec<_>, Vec<_>)| {
            statements::find(prose, mentions, dates, themes, &ASSETS.statements).len()
        };
        all.iter().map(find).sum::<usize>()
    });
}
