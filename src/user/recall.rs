//! Finds out which article or statement of a session a mark belongs to.

use super::{Anchor, Fingerprint, Mark, Passage};
use crate::model::{Article, Statement};
use rustc_hash::{FxHashMap, FxHashSet};

/// Everything that was kept, ready to be found for the articles of a dossier.
#[derive(Debug, Default)]
pub struct Recollection {
    dossier: String,
    read: FxHashSet<Fingerprint>,
    marks: FxHashMap<Fingerprint, Vec<Mark>>,
    /// Fingerprints of the texts that marks of this dossier are about, by the ids of the articles.
    texts: FxHashMap<String, Vec<Fingerprint>>,
    /// Lengths of all texts that something is known about: others need not be hashed.
    lengths: FxHashSet<u64>,
}

/// What is known about an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Whether it was read.
    pub read: bool,
    /// Bookmarks and notes, with the place of the statement in the article; `None` for the article as a whole.
    pub marks: Vec<(Option<usize>, Mark)>,
}

impl Recollection {
    /// What was kept, for use in a dossier.
    pub fn new(dossier: &str, read: Vec<Fingerprint>, marks: Vec<Mark>) -> Self {
        let mut all = Self { dossier: dossier.to_owned(), ..Self::default() };
        all.lengths = read.iter().map(|text| text.length).collect();
        all.read = read.into_iter().collect();
        for mark in marks {
            all.lengths.insert(mark.anchor.text.length);
            if mark.anchor.dossier == dossier {
                all.texts.entry(mark.anchor.article.clone()).or_default().push(mark.anchor.text);
            }
            all.marks.entry(mark.anchor.text).or_default().push(mark);
        }
        all
    }

    /// Whether anything may be known about an article, by its id and the bytes of its text: most need not be looked at.
    pub fn may_know(&self, id: &str, length: u64) -> bool {
        self.lengths.contains(&length) || self.texts.contains_key(id)
    }

    /// What is known about an article. Its text is hashed only where something is known about one of the same length.
    pub fn of(&self, article: &Article) -> Known {
        let text = self.lengths.contains(&(article.text.len() as u64)).then(|| Fingerprint::of(&article.text));
        let marks = text.and_then(|text| self.marks.get(&text));
        let marks = marks.map_or_else(|| self.of_older(article), |marks| marks.iter().collect());
        let placed = |mark: &Mark| Some((place(article, &mark.anchor.passage)?, mark.clone()));
        Known {
            read: text.is_some_and(|text| self.read.contains(&text)),
            marks: marks.into_iter().filter_map(placed).collect(),
        }
    }

    /// Marks of the article with that id in this dossier as it was before its text was edited.
    fn of_older(&self, article: &Article) -> Vec<&Mark> {
        let texts = self.texts.get(&article.id).into_iter().flatten().collect::<FxHashSet<_>>();
        let marks = texts.into_iter().filter_map(|text| self.marks.get(text)).flatten();
        marks.filter(|mark| mark.anchor.dossier == self.dossier && mark.anchor.article == article.id).collect()
    }
}

/// What a mark on an article, or on one of its statements, is anchored to.
pub fn anchor(dossier: &str, article: &Article, statement: Option<&Statement>) -> Anchor {
    let passage = statement.map(|statement| passage(article, statement)).unwrap_or_default();
    let (dossier, id) = (dossier.to_owned(), article.id.clone());
    Anchor { text: Fingerprint::of(&article.text), dossier, article: id, passage }
}

/// A statement by its bytes and its words.
pub fn passage(article: &Article, statement: &Statement) -> Passage {
    let words: Vec<_> = statement.content.iter().map(|span| span.of(&article.text).trim()).collect();
    Passage {
        start: statement.content.first().map_or(0, |span| span.start),
        end: statement.content.last().map_or(0, |span| span.end),
        words: words.join(" … "),
    }
}

/// The place of a passage's statement in an article, `Some(None)` for the article as a whole: by its bytes, where they
/// still say that, else by its words, else by where most of its bytes are.
pub fn place(article: &Article, wanted: &Passage) -> Option<Option<usize>> {
    if wanted.end == 0 {
        return Some(None);
    }
    let passages: Vec<Passage> = article.statements.iter().map(|statement| passage(article, statement)).collect();
    let exact = passages.iter().position(|passage| passage == wanted);
    let by_words = || passages.iter().position(|passage| passage.words == wanted.words);
    let same_text = || article.text.get(wanted.start as usize..wanted.end as usize);
    let near = || {
        same_text().filter(|text| wanted.words.starts_with(text.trim().get(..8).unwrap_or(text)))?;
        let shared = |passage: &Passage| passage.end.min(wanted.end).saturating_sub(passage.start.max(wanted.start));
        let (at, best) = passages.iter().enumerate().max_by_key(|(_, passage)| shared(passage))?;
        (shared(best) > 0).then_some(at)
    };
    exact.or_else(by_words).or_else(near).map(Some)
}
