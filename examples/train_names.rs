//! Makes `assets/models/names.bin`, the tagger that finds names nobody listed.
//!
//! ```text
//! cargo run --release --example train_names -- OUT --first TEXTS:NAMES… --second TEXTS:NAMES…
//! ```
//!
//! A corpus is a folder of `NAME.txt` and a folder of `NAME.tsv` (first byte, byte past the end, type). The first pass is
//! trained on `--first`, labelled automatically: sentences set as headlines are left out, for automatic labels are poor
//! there. The second pass is trained on `--second`, labelled by hand, with the first pass's tags in view. How names are
//! used is counted on `--second`, which words stand without a capital on both. Each pass is learned several times in
//! different orders, and the mean kept. The same data gives the same bytes.

use briefing::extract::Prose;
use briefing::extract::actors::Lexicon;
use briefing::extract::actors::discover::candidates::{Run, runs};
use briefing::extract::actors::discover::evidence::Evidence;
use briefing::extract::actors::discover::features::{Room, View, Votes, describe, second_look};
use briefing::extract::actors::discover::roles::{Counted, of_document, without_capital};
use briefing::extract::actors::discover::{Found, TAGS, decode_all, each, encode};
use briefing::extract::actors::reading::{self, Sentence};
use briefing::model::{ActorKind, Span};
use briefing::tagger::train::{Example, Options, train};
use briefing::tagger::{Model, Scratch, Sequence, Weights, packed, sections};
use rustc_hash::FxHashSet;
use std::error::Error;
use std::path::{Path, PathBuf};

/// Orders in which the examples are learned; one unlucky order decides less.
const ORDERS: u64 = 12;
/// Weights smaller than this share of the largest are left out.
const PRUNE: f32 = 0.012;

struct Labelled {
    name: String,
    text: String,
    names: Vec<(Span, ActorKind)>,
}

type Outcome<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let place = |flag: &str| arguments.iter().position(|a| a == flag).unwrap_or(arguments.len());
    let (first, second) = (place("--first"), place("--second"));
    let out = arguments.first().ok_or("OUT --first TEXTS:NAMES... --second TEXTS:NAMES...")?;
    let first = corpora(arguments.get(first + 1..second).unwrap_or_default())?;
    let second = corpora(arguments.get(second + 1..).unwrap_or_default())?;
    std::fs::write(out, packed::pack(&learn(&first, &second)?))?;
    Ok(())
}

fn learn(first: &[Labelled], second: &[Labelled]) -> Outcome<Vec<u8>> {
    let lexicon = Lexicon::known_only();
    let mut counted = Counted::default();
    let own: Vec<_> = second.iter().map(|text| roles(text, &lexicon)).collect();
    let lower: Vec<_> =
        first.iter().map(|text| without_capital(&reading::read(&prose(&text.text), &lexicon))).collect();
    for roles in own.iter().chain(&lower) {
        counted.add(roles);
    }

    let mut examples = Vec::new();
    for (text, own) in first.iter().zip(&lower) {
        with_looks(text, &lexicon, &counted, own, |sentences, runs, gold, looks| {
            let told = runs.iter().zip(gold).zip(looks).filter(|((run, _), _)| !sentences[run.sentence].headline);
            examples.extend(told.map(|((_, tags), features)| Example { features, tags }));
        });
    }
    let pass = weights("first pass", &examples);
    drop(examples);
    let model = Model::parse(&pass)?;
    let mut scratch = Scratch::default();
    let mut examples = Vec::new();
    for (text, own) in second.iter().zip(&own) {
        with_looks(text, &lexicon, &counted, own, |sentences, runs, gold, looks| {
            let tags: Vec<u8> = looks.iter().flat_map(|look| model.tag(&[look], &mut scratch).to_vec()).collect();
            let votes = Votes::count(sentences, runs, &tags, &decode_all(runs, &tags));
            for (((run, tags), gold), look) in each(runs, &tags).zip(gold).zip(looks) {
                let mut more = Sequence::default();
                second_look(sentences, run, tags, &votes, &mut more);
                examples.push(Example { features: look.joined(&more), tags: gold });
            }
        });
    }
    let last = weights("second pass", &examples);
    let [names, roles] = counted.to_bytes();
    eprintln!("bytes: names {}, roles {}, passes {} and {}", names.len(), roles.len(), pass.len(), last.len());
    Ok(sections::join(&[names, roles, pass, last]))
}

fn weights(what: &str, examples: &[Example]) -> Vec<u8> {
    let all: Vec<&Example> = examples.iter().collect();
    let learned: Vec<Weights> = (1..=ORDERS)
        .map(|seed| {
            let options = Options { tags: TAGS, seed, ..Options::default() };
            train(&all, &options, &mut |line| eprintln!("{what}, order {seed}: {line}"))
        })
        .collect();
    Weights::mean(&learned).to_bytes(PRUNE)
}

fn roles(text: &Labelled, lexicon: &Lexicon) -> FxHashSet<(u64, usize)> {
    let prose = prose(&text.text);
    let sentences = reading::read(&prose, lexicon);
    of_document(&sentences, &found(&sentences, &text.names))
}

/// Hands the sentences of a text, its runs of candidates, their right tags and their features to `take`.
fn with_looks(
    text: &Labelled,
    lexicon: &Lexicon,
    counted: &Counted,
    own: &FxHashSet<(u64, usize)>,
    mut take: impl FnMut(&[Sentence], &[Run], Vec<Vec<u8>>, Vec<Sequence>),
) {
    let prose = prose(&text.text);
    let sentences = reading::read(&prose, lexicon);
    let runs = runs(&sentences);
    let found = found(&sentences, &text.names);
    let evidence = Evidence::of(&sentences);
    let roles = counted.without(own);
    let view = View { evidence: &evidence, lexicon, roles: &roles };
    let looks = runs.iter().map(|run| {
        let mut look = Sequence::default();
        describe(&sentences, run, &view, &mut Room::default(), &mut look);
        look
    });
    let looks = looks.collect();
    let gold = runs.iter().map(|run| {
        let start = found.partition_point(|f| f.sentence < run.sentence);
        let end = found.partition_point(|f| f.sentence <= run.sentence);
        encode(run, &found[start..end])
    });
    take(&sentences, &runs, gold.collect(), looks);
}

/// The paragraphs of a training text are its lines, the first one the headline.
fn prose(text: &str) -> Prose<'_> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        lines.push(Span::new(at, at + line.len()).trim(text));
        at += line.len();
    }
    lines.retain(|line| !line.is_empty());
    let (title, body) = lines.split_first().map_or((None, &[][..]), |(title, body)| (Some(*title), body));
    Prose::read(text, title, body)
}

/// Names as words: those that share a byte with the name.
fn found(sentences: &[Sentence], names: &[(Span, ActorKind)]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for (number, sentence) in sentences.iter().enumerate() {
        let (Some(first), Some(last)) = (sentence.words.first(), sentence.words.last()) else { continue };
        let all = first.span.join(last.span);
        for (span, kind) in names.iter().filter(|(span, _)| span.overlaps(all)) {
            let mut inside = (0..sentence.words.len()).filter(|at| sentence.words[*at].span.overlaps(*span));
            let Some(start) = inside.next() else { continue };
            let end = inside.next_back().unwrap_or(start) + 1;
            let clash = found.last().is_some_and(|f| f.sentence == number && f.words.end > start);
            if !clash {
                found.push(Found { sentence: number, words: start..end, kind: *kind });
            }
        }
    }
    found
}

fn corpora(folders: &[String]) -> Outcome<Vec<Labelled>> {
    let mut texts = Vec::new();
    for pair in folders {
        let (text, names) = pair.split_once(':').ok_or_else(|| format!("{pair} is no TEXTS:NAMES"))?;
        let mut files: Vec<PathBuf> = std::fs::read_dir(names)?.filter_map(|e| e.ok().map(|e| e.path())).collect();
        files.sort();
        for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "tsv")) {
            texts.push(read(Path::new(text), file)?);
        }
    }
    texts.dedup_by(|a, b| a.name == b.name);
    Ok(texts)
}

fn read(texts: &Path, names: &Path) -> Outcome<Labelled> {
    let name = names.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let text = std::fs::read_to_string(texts.join(format!("{name}.txt")))?;
    let mut found = Vec::new();
    for line in std::fs::read_to_string(names)?.lines() {
        let mut fields = line.split('\t');
        let (Some(start), Some(end), Some(kind)) = (fields.next(), fields.next(), fields.next()) else { continue };
        let kind = match kind {
            "person" => ActorKind::Person,
            "organisation" => ActorKind::Organisation,
            "place" => ActorKind::Place,
            _ => continue,
        };
        found.push((Span::new(start.parse()?, end.parse()?), kind));
    }
    Ok(Labelled { name, text, names: found })
}
