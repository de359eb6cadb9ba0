//! The tables of words that a model begins with.

use crate::corpus::Article;
use briefing::extract::statements::tags::Part;
use briefing::extract::statements::vocabulary;
use briefing::extract::statements::word_tables;
use briefing::tagger::{Table, hash};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// For the hash of a word or stem: how often it was seen, as part of a cue, as part of a source.
pub type Counts = HashMap<u64, (u32, u32, u32)>;

/// Classes of parts of speech at most.
const CLASSES: usize = 200;

/// Counts the words of an article with its right tags.
pub fn count(article: &Article, tags: &[Vec<u8>]) -> Counts {
    let mut counts = Counts::new();
    for ((paragraph, range), tags) in article.stretches.iter().zip(tags) {
        for (token, tag) in article.paragraphs[*paragraph].tokens[range.clone()].iter().zip(tags) {
            let word = token.of(&article.text);
            if !word.chars().all(char::is_alphabetic) {
                continue;
            }
            let part = Part::of(*tag);
            for key in [hash::word(word), word_tables::stem(word)] {
                let count = counts.entry(key).or_default();
                count.0 += 1;
                count.1 += u32::from(part.is_some_and(Part::is_cue));
                count.2 += u32::from(part.is_some_and(Part::is_source));
            }
        }
    }
    counts
}

/// The counts of all articles together.
pub fn total(each: &[Counts]) -> Counts {
    let mut total = Counts::new();
    for (key, count) in each.iter().flatten() {
        let sum = total.entry(*key).or_default();
        *sum = (sum.0 + count.0, sum.1 + count.1, sum.2 + count.2);
    }
    total
}

/// The table of cue classes and groups. `own` is left out of the counts: an article that a tagger learns from must not
/// see itself in the table, or the tagger trusts it too much.
pub fn cues(total: &Counts, own: Option<&Counts>) -> Vec<u8> {
    let mut classes: BTreeMap<u64, u8> = BTreeMap::new();
    for (key, (seen, cue, _)) in total {
        let own = own.and_then(|own| own.get(key)).copied().unwrap_or_default();
        let (seen, cue) = (seen - own.0, cue - own.1);
        if cue >= 3 {
            let share = f64::from(cue) / f64::from(seen);
            classes.insert(*key, 1 + [0.05, 0.2, 0.5].iter().filter(|least| share >= **least).count() as u8);
        }
    }
    for (group, words) in vocabulary::GROUPS {
        for word in words.split_whitespace() {
            *classes.entry(hash::word(word)).or_default() |= group << 3;
        }
    }
    Table::to_bytes(&classes)
}

/// The table of parts of speech, from a file of tagged texts: `# NAME` opens the text `NAME`, each further line is the
/// first byte of a token, its end, its Penn tag. A word's class is the set of the tags it often has.
pub fn parts(file: &Path, texts: &Path) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut counts: BTreeMap<String, BTreeMap<String, u32>> = BTreeMap::new();
    let mut text = String::new();
    for line in std::fs::read_to_string(file)?.lines() {
        if let Some(name) = line.strip_prefix("# ") {
            text = std::fs::read_to_string(texts.join(format!("{name}.txt")))?;
            continue;
        }
        let fields: Vec<_> = line.split('\t').collect();
        let [start, end, tag] = fields[..] else { continue };
        let Some(word) = text.get(start.parse()?..end.parse()?) else { continue };
        if word.chars().any(char::is_alphabetic) {
            *counts.entry(word.to_lowercase()).or_default().entry(plain(tag).to_owned()).or_default() += 1;
        }
    }
    let classes: BTreeMap<String, String> =
        counts.into_iter().filter_map(|(word, tags)| Some((word, class(&tags)?))).collect();
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for class in classes.values() {
        *sizes.entry(class).or_default() += 1;
    }
    let mut order: Vec<_> = sizes.into_iter().collect();
    order.sort_by_key(|(class, size)| (usize::MAX - size, *class));
    let numbers: HashMap<&str, u8> =
        order.iter().take(CLASSES).enumerate().map(|(at, (class, _))| (*class, at as u8 + 1)).collect();
    let number = |class: &str| {
        let first = class.split('|').next().unwrap_or_default();
        numbers.get(class).or_else(|| numbers.get(first)).copied().unwrap_or_default()
    };
    Ok(Table::to_bytes(&classes.iter().map(|(word, class)| (hash::word(word), number(class))).collect()))
}

/// The tags a word has at least every eighth time, the most frequent first, three at most; none for a rare word.
fn class(tags: &BTreeMap<String, u32>) -> Option<String> {
    let seen: u32 = tags.values().sum();
    let mut order: Vec<_> = tags.iter().filter(|(_, count)| 8 * **count >= seen).collect();
    order.sort_by_key(|(tag, count)| (u32::MAX - **count, *tag));
    let names: Vec<_> = order.into_iter().take(3).map(|(tag, _)| tag.as_str()).collect();
    (seen >= 3).then(|| names.join("|"))
}

/// A Penn tag without what does not matter here.
fn plain(tag: &str) -> &str {
    match tag {
        "NNPS" => "NNP",
        "JJR" | "JJS" => "JJ",
        "RBR" | "RBS" => "RB",
        "PRP$" | "WP$" => tag.trim_end_matches('$'),
        _ => tag,
    }
}
