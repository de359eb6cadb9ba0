//! Trains the model that tells the body of a page from its furniture, and writes `assets/models/furniture.toml`.
//!
//! ```text
//! cargo run --example train_furniture -- --pages PAGES --plain FOLDER --out assets/models/furniture.toml
//! ```
//!
//! PAGES holds `text/ID.txt` and `truth.json` with the `articleBody` of each, and with what may be taken for it or not
//! (`undecided`). `--plain` names a folder of articles that are a headline
//! and body without furniture. `--fold K/N` leaves the K-th of N parts of the pages out and scores on those. `--show FOLDER`
//! prints the passages of other articles as the current model marks them. The training is that of a conditional random
//! field: gradient ascent on the likelihood (forward-backward), with `AdaGrad` steps and an L2 prior.

use briefing::extract::furniture::features::{Surroundings, TEMPLATES, VALUES};
use briefing::extract::furniture::{self, Knowledge, Model, Page};
use briefing::extract::head;
use briefing::input::{Document, plain};
use std::collections::HashSet;
use std::error::Error;
use std::path::{Path, PathBuf};

const ROUNDS: usize = 60;
const RATE: f32 = 0.15;
const PRIOR: f32 = 0.2;

/// One page: the features of each passage, whether it is body (`None`: it does not count), and its weight.
struct Example {
    name: String,
    features: Vec<[usize; TEMPLATES.len()]>,
    gold: Vec<Option<bool>>,
    weight: Vec<f32>,
}

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let knowledge = Knowledge::built_in();
    let (mut examples, mut out, mut fold) = (Vec::new(), None, None);
    let mut rest = arguments.iter();
    while let Some(option) = rest.next() {
        let mut next = || rest.next().cloned().ok_or_else(|| format!("{option} needs a value"));
        match option.as_str() {
            "--pages" => examples.extend(pages(Path::new(&next()?), &knowledge)?),
            "--plain" => examples.extend(clean(Path::new(&next()?), &knowledge)?),
            "--show" => show(Path::new(&next()?), &knowledge)?,
            "--fold" => fold = next()?.split_once('/').and_then(|(k, n)| Some((k.parse().ok()?, n.parse().ok()?))),
            "--out" => out = Some(PathBuf::from(next()?)),
            other => return Err(format!("no option {other}").into()),
        }
    }
    let (train, test) = divide(examples, fold);
    let (weights, steps) = learn(&train);
    let model = Model::from_flat(&weights, steps);
    for (name, set) in [("train", &train), ("test", &test)] {
        report(name, set, &model, &weights);
    }
    if let Some(out) = out {
        std::fs::write(out, written(&model))?;
    }
    Ok(())
}

/// Prints the passages of a folder's articles as they are read now, one a line under the article's id.
fn show(folder: &Path, knowledge: &Knowledge) -> Outcome<()> {
    for path in texts(folder)? {
        let document = document(&path)?;
        let page = Page::read(&document, &knowledge.lexicon);
        let head = head::read(&document, &page, knowledge);
        let title = head.title_passage(&page);
        let body = furniture::body(&document, &page, &head, knowledge);
        println!(
            "= {} {:?} {:?} {:?}",
            stem(&path),
            head.published.map(|p| p.date),
            head.source.map(|s| s.name),
            head.authors
        );
        for (at, passage) in page.passages.iter().enumerate() {
            let kept = body.iter().any(|span| span.overlaps(passage.span));
            let mark = if kept {
                'B'
            } else if title == Some(at) {
                'T'
            } else {
                'x'
            };
            println!("{mark} {}", passage.span.of(&document.text).replace('\n', " "));
        }
    }
    Ok(())
}

fn divide(examples: Vec<Example>, fold: Option<(usize, usize)>) -> (Vec<Example>, Vec<Example>) {
    let Some((k, n)) = fold else { return (examples, Vec::new()) };
    let left_out = |name: &str| !name.starts_with("plain") && name.bytes().map(usize::from).sum::<usize>() % n == k;
    examples.into_iter().partition(|e| !left_out(&e.name))
}

fn document(path: &Path) -> Outcome<Document> {
    let text = String::from_utf8_lossy(&std::fs::read(path)?).into_owned();
    Ok(plain::read(stem(path), path.display().to_string(), text, Vec::new()))
}

/// An example from a document; `gold` judges a passage by its number and words.
fn example(
    name: String,
    document: &Document,
    knowledge: &Knowledge,
    gold: impl Fn(usize, &str) -> Option<bool>,
) -> Example {
    let page = Page::read(document, &knowledge.lexicon);
    let title = head::read(document, &page, knowledge).title_passage(&page);
    let surroundings = Surroundings::survey(&page, title);
    let features = (0..page.passages.len()).map(|at| surroundings.features(at)).collect();
    let judged = page.passages.iter().enumerate();
    let gold = judged
        .map(|(at, p)| if Some(at) == title { Some(false) } else { gold(at, p.span.of(&document.text)) })
        .collect();
    let weight = page.passages.iter().map(|p| 1.0 + (p.shape.words as f32 / 20.0).min(3.0)).collect();
    Example { name, features, gold, weight }
}

fn texts(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)?.flatten().map(|e| e.path()).collect();
    paths.sort();
    Ok(paths)
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default()
}

fn pages(folder: &Path, knowledge: &Knowledge) -> Outcome<Vec<Example>> {
    let truth: serde_json::Value = serde_json::from_slice(&std::fs::read(folder.join("truth.json"))?)?;
    let mut examples = Vec::new();
    for path in texts(&folder.join("text"))? {
        let told = |key: &str| Known::of(truth[stem(&path)][key].as_str().unwrap_or_default());
        let (body, undecided) = (told("articleBody"), told("undecided"));
        let judge = |_: usize, words: &str| (body.holds(words) || !undecided.holds(words)).then(|| body.holds(words));
        examples.push(example(stem(&path), &document(&path)?, knowledge, judge));
    }
    Ok(examples)
}

fn clean(folder: &Path, knowledge: &Knowledge) -> Outcome<Vec<Example>> {
    let mut examples = Vec::new();
    for path in texts(folder)?.iter().filter(|p| p.extension().is_some_and(|e| e == "txt")) {
        let name = format!("plain {}", stem(path));
        examples.push(example(name, &document(path)?, knowledge, |at, _| if at < 3 { None } else { Some(true) }));
    }
    Ok(examples)
}

/// The word runs and lines of a true body.
struct Known {
    runs: HashSet<Vec<String>>,
    lines: HashSet<String>,
}

impl Known {
    fn of(body: &str) -> Self {
        let all = words(body);
        Self {
            runs: all.windows(4).map(<[String]>::to_vec).collect(),
            lines: body.lines().map(|l| words(l).join(" ")).collect(),
        }
    }

    fn holds(&self, line: &str) -> bool {
        let line = words(line);
        if line.len() < 4 {
            return !line.is_empty() && self.lines.contains(&line.join(" "));
        }
        let runs = line.windows(4);
        let all = runs.len();
        runs.filter(|run| self.runs.contains(*run)).count() * 2 >= all
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// Sums of squared gradients, and the step they leave.
struct Ada {
    value: Vec<f32>,
    seen: Vec<f32>,
}

impl Ada {
    fn new(size: usize) -> Self {
        Self { value: vec![0.0; size], seen: vec![1e-6; size] }
    }

    fn step(&mut self, at: usize, gradient: f32) {
        let gradient = gradient - PRIOR * self.value[at];
        self.seen[at] += gradient * gradient;
        self.value[at] += RATE * gradient / self.seen[at].sqrt();
    }
}

fn learn(examples: &[Example]) -> (Vec<f32>, [f32; 4]) {
    let mut weights = Ada::new(TEMPLATES.len() * VALUES);
    let mut steps = Ada::new(4);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut dice: u64 = 1;
    for _ in 0..ROUNDS {
        for i in (1..order.len()).rev() {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(i, (dice >> 33) as usize % (i + 1));
        }
        for i in &order {
            climb(&examples[*i], &mut weights, &mut steps);
        }
    }
    let steps = [steps.value[0], steps.value[1], steps.value[2], steps.value[3]];
    (weights.value, steps)
}

/// One step up the gradient of an example's likelihood.
fn climb(example: &Example, weights: &mut Ada, steps: &mut Ada) {
    let leanings = leanings(example, &weights.value);
    let moves = [steps.value[0], steps.value[1], steps.value[2], steps.value[3]];
    let (single, pair) = marginals(&leanings, moves);
    let mut gradient = vec![0.0_f32; weights.value.len()];
    let mut step_gradient = [0.0_f32; 4];
    for (at, gold) in example.gold.iter().enumerate() {
        let Some(gold) = gold else { continue };
        let error = (f32::from(u8::from(*gold)) - single[at]) * example.weight[at];
        for (template, value) in example.features[at].iter().enumerate() {
            gradient[template * VALUES + value] += error;
        }
        if let Some(Some(before)) = at.checked_sub(1).map(|b| example.gold[b]) {
            for (i, p) in pair[at].iter().enumerate() {
                let is = i == usize::from(before) * 2 + usize::from(*gold);
                step_gradient[i] += f32::from(u8::from(is)) - p;
            }
        }
    }
    let size = (example.gold.len() as f32).sqrt();
    for (at, g) in gradient.iter().enumerate().filter(|(_, g)| **g != 0.0) {
        weights.step(at, g / size);
    }
    for (at, g) in step_gradient.iter().enumerate() {
        steps.step(at, g / size);
    }
}

fn leanings(example: &Example, weights: &[f32]) -> Vec<f32> {
    let sum = |values: &[usize; TEMPLATES.len()]| values.iter().enumerate().map(|(t, v)| weights[t * VALUES + v]).sum();
    example.features.iter().map(sum).collect()
}

/// Forward-backward: how likely each passage is body, and how likely each of the four steps into it.
fn marginals(leanings: &[f32], steps: [f32; 4]) -> (Vec<f32>, Vec<[f32; 4]>) {
    let n = leanings.len();
    let own = |at: usize, state: usize| if state == 1 { leanings[at] } else { 0.0 };
    let mut forward = vec![[0.0_f32; 2]; n];
    let mut backward = vec![[0.0_f32; 2]; n];
    for at in 0..n {
        for state in 0..2 {
            let into = if at == 0 {
                0.0
            } else {
                add(forward[at - 1][0] + steps[state], forward[at - 1][1] + steps[2 + state])
            };
            forward[at][state] = into + own(at, state);
        }
    }
    for at in (0..n.saturating_sub(1)).rev() {
        for state in 0..2 {
            backward[at][state] = add(
                steps[state * 2] + own(at + 1, 0) + backward[at + 1][0],
                steps[state * 2 + 1] + own(at + 1, 1) + backward[at + 1][1],
            );
        }
    }
    let total = forward.last().map_or(0.0, |last| add(last[0], last[1]));
    let single = (0..n).map(|at| (forward[at][1] + backward[at][1] - total).exp()).collect();
    let pair = (0..n)
        .map(|at| {
            let mut into = [0.0; 4];
            for (i, p) in into.iter_mut().enumerate().filter(|_| at > 0) {
                let (from, to) = (i / 2, i % 2);
                *p = (forward[at - 1][from] + steps[i] + own(at, to) + backward[at][to] - total).exp();
            }
            into
        })
        .collect();
    (single, pair)
}

/// The logarithm of the sum of two numbers given by their logarithms.
fn add(a: f32, b: f32) -> f32 {
    a.max(b) + (-(a - b).abs()).exp().ln_1p()
}

fn report(name: &str, examples: &[Example], model: &Model, weights: &[f32]) {
    let (mut hits, mut extra, mut missing) = (0.0, 0.0, 0.0);
    for example in examples {
        let found = model.decide(&leanings(example, weights));
        for ((gold, found), weight) in example.gold.iter().zip(found).zip(&example.weight) {
            match (gold, found) {
                (Some(true), true) => hits += weight,
                (Some(false), true) => extra += weight,
                (Some(true), false) => missing += weight,
                _ => {}
            }
        }
    }
    println!(
        "{name}: {} pages, precision {:.4}, recall {:.4}",
        examples.len(),
        hits / (hits + extra),
        hits / (hits + missing)
    );
}

/// The model as a file: one line a template.
fn written(model: &Model) -> String {
    let row = |row: &[f32]| row.iter().map(|w| format!("{w:.2}")).collect::<Vec<_>>().join(", ");
    let mut lines = vec![
        "# Made by examples/train_furniture.rs: what speaks for body (positive) and furniture (negative).".to_owned(),
        format!("steps = [{}]\n\n[weights]", row(&model.steps)),
    ];
    lines.extend(model.weights.iter().map(|(name, weights)| format!("{name} = [{}]", row(weights))));
    lines.join("\n") + "\n"
}
