//! Trains the statement model.
//!
//! ```sh
//! cargo run --release --example train_statements -- CORPUS assets/models/statements.bin --dev CORPUS
//! ```
//!
//! CORPUS holds `text/` and `attributions/` in the form of `PolNeAR` (Newell, Margolin, Ruths 2018). The second tagger
//! learns from tags that the first gives to articles it was not trained on. The result depends on corpus and options
//! alone, bit for bit. No word of the corpus enters the model, only hashes.

mod corpus;
mod score;

use briefing::extract::statements::features::{first_look, second_look};
use briefing::extract::statements::learned::{Learned, Memory};
use briefing::extract::statements::reading::{self, Reading};
use briefing::extract::statements::tags::{self, Part, TAGS};
use briefing::extract::statements::vocabulary;
use briefing::tagger::train::{Example, Options, Update, train};
use briefing::tagger::{Model, Scratch, Sequence, Table, Weights, hash, sections};
use clap::Parser;
use corpus::{Article, Attribution};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;

/// Trains the statement model.
#[derive(Parser)]
struct Arguments {
    /// Folder with `text/` and `attributions/` to learn from.
    corpus: PathBuf,
    /// The model file to write.
    model: PathBuf,
    /// Folder with `text/` and `attributions/` to report the score of.
    #[arg(long)]
    dev: Option<PathBuf>,
    /// How often to go through the articles.
    #[arg(long, default_value_t = 10)]
    iterations: usize,
    /// How often to go through them for the tags that the second tagger learns from.
    #[arg(long, default_value_t = 6)]
    fold_iterations: usize,
    /// Parts of the corpus, each tagged by a tagger that learned from the others.
    #[arg(long, default_value_t = 4)]
    folds: usize,
    /// The largest step of an update.
    #[arg(long, default_value_t = 0.1)]
    aggressiveness: f32,
    /// Runs in different order, of which the model is the mean.
    #[arg(long, default_value_t = 1)]
    runs: u64,
    /// Share of the largest weight below which weights are left out.
    #[arg(long, default_value_t = 0.0)]
    prune: f32,
    /// Train the first tagger alone.
    #[arg(long)]
    one_stage: bool,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments = Arguments::parse();
    let start = Instant::now();
    let say = |text: &str| eprintln!("{:5.0} s  {text}", start.elapsed().as_secs_f32());
    let articles = corpus::read(&arguments.corpus)?;
    let gold: Vec<_> = articles.iter().map(Article::tags).collect();
    let classes = classes(&articles, &gold);
    let table = Table::parse(&classes)?;
    let readings: Vec<_> = articles.iter().map(|a| readings(a, &table)).collect();
    say(&format!("{} articles read", articles.len()));

    let examples: Vec<Vec<Example>> = readings.iter().zip(&gold).map(|(r, g)| first_examples(r, g)).collect();
    let first = learn(&examples, |_| true, arguments.iterations, &arguments);
    let first = first.to_bytes(arguments.prune);
    say(&format!("first tagger, {} bytes", first.len()));
    evaluate(&arguments, &[&classes, &first], say)?;
    if arguments.one_stage {
        std::fs::write(&arguments.model, sections::join(&[classes, first]))?;
        return Ok(());
    }

    let seen = seen_by_others(&examples, &arguments)?;
    say("tags for the second tagger");
    let examples = second_examples(examples, &readings, &seen);
    let second = learn(&examples, |_| true, arguments.iterations, &arguments).to_bytes(arguments.prune);
    say(&format!("second tagger, {} bytes", second.len()));
    evaluate(&arguments, &[&classes, &first, &second], say)?;
    std::fs::write(&arguments.model, sections::join(&[classes, first, second]))?;
    Ok(())
}

/// The table of word classes: how often a word is part of a cue, and the group it belongs to.
fn classes(articles: &[Article], gold: &[Vec<Vec<u8>>]) -> Vec<u8> {
    let mut counts: BTreeMap<u64, (u32, u32)> = BTreeMap::new();
    for (article, gold) in articles.iter().zip(gold) {
        for ((paragraph, range), tags) in article.stretches.iter().zip(gold) {
            for (token, tag) in article.paragraphs[*paragraph].tokens[range.clone()].iter().zip(tags) {
                let word = token.of(&article.text);
                if !word.chars().all(char::is_alphabetic) {
                    continue;
                }
                for key in [hash::word(word), reading::stem(word)] {
                    let count = counts.entry(key).or_default();
                    count.0 += 1;
                    count.1 += u32::from(Part::of(*tag).is_some_and(Part::is_cue));
                }
            }
        }
    }
    let mut classes: BTreeMap<u64, u8> = BTreeMap::new();
    for (key, (seen, cue)) in counts.into_iter().filter(|(_, (_, cue))| *cue >= 3) {
        let share = f64::from(cue) / f64::from(seen);
        classes.insert(key, 1 + [0.05, 0.2, 0.5].iter().filter(|least| share >= **least).count() as u8);
    }
    for (group, words) in vocabulary::GROUPS {
        for word in words.split_whitespace() {
            *classes.entry(hash::word(word)).or_default() |= group << 3;
        }
    }
    Table::to_bytes(&classes)
}

fn readings(article: &Article, classes: &Table) -> Vec<Reading> {
    let mut all: Vec<Reading> = Vec::new();
    for (paragraph, range) in &article.stretches {
        let paragraph = &article.paragraphs[*paragraph];
        all.push(Reading::read(&article.text, paragraph, range.clone(), classes, all.last()));
    }
    all
}

fn first_examples(readings: &[Reading], gold: &[Vec<u8>]) -> Vec<Example> {
    let example = |(reading, tags): (&Reading, &Vec<u8>)| {
        let mut features = Sequence::default();
        first_look(reading, &mut features);
        Example { features, tags: tags.clone() }
    };
    readings.iter().zip(gold).map(example).collect()
}

/// The mean of as many runs as asked for, over the articles chosen by their number.
fn learn(examples: &[Vec<Example>], chosen: impl Fn(usize) -> bool, iterations: usize, with: &Arguments) -> Weights {
    let chosen: Vec<_> = (0..examples.len()).filter(|n| chosen(*n)).flat_map(|n| &examples[n]).collect();
    let run = |seed| {
        let update = Update::PassiveAggressive(with.aggressiveness);
        let options = Options { tags: TAGS, iterations, update, min_count: 2, seed };
        train(&chosen, &options, &mut |line| eprintln!("         run {seed}, {line}"))
    };
    Weights::mean(&(1..=with.runs).into_par_iter().map(run).collect::<Vec<_>>())
}

/// The tags of every stretch as a tagger gives them that did not learn from its article.
fn seen_by_others(examples: &[Vec<Example>], with: &Arguments) -> Result<Vec<Vec<Vec<u8>>>, briefing::Error> {
    let mut seen: Vec<Vec<Vec<u8>>> = vec![Vec::new(); examples.len()];
    let one_run = Arguments { runs: 1, model: PathBuf::new(), corpus: PathBuf::new(), dev: None, ..*with };
    let models: Vec<_> = (0..with.folds)
        .into_par_iter()
        .map(|fold| learn(examples, |n| n % with.folds != fold, with.fold_iterations, &one_run).to_bytes(with.prune))
        .collect();
    for (number, article) in examples.iter().enumerate() {
        let model = Model::parse(&models[number % with.folds])?;
        let mut scratch = Scratch::default();
        seen[number] = article.iter().map(|e| model.tag(&[&e.features], &mut scratch).to_vec()).collect();
    }
    Ok(seen)
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
fn evaluate(arguments: &Arguments, model: &[&[u8]], say: impl Fn(&str)) -> Result<(), Box<dyn std::error::Error>> {
    let Some(folder) = &arguments.dev else { return Ok(()) };
    let file = sections::join(&model.iter().map(|s| s.to_vec()).collect::<Vec<_>>());
    let learned = Learned::parse(&file)?;
    let mut score = score::Score::default();
    let mut memory = Memory::default();
    for article in corpus::read(folder)? {
        let mut found = Vec::new();
        for (reading, (paragraph, range)) in readings(&article, &learned.classes).iter().zip(&article.stretches) {
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
