//! Two articles beside each other: which sentence of one is a near-copy of which of the other, and what only one says.
//!
//! A sentence is compared with those of the other article that have its rarest words. The near-copies that follow each other
//! in the same order in both (the heaviest increasing subsequence of them) stand beside each other; what has its
//! near-copy in another place says so, and what has none is the article's own.

use super::alike::{LONGEST, alignment};
use super::lexis::{Lexis, Role};
use super::shingles::common;
use crate::model::{Article, Span};
use crate::sorting;
use crate::store::stream::mark;
use crate::store::{ArticleId, Store, words};
use crate::text::Paragraph;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// Share of the words of both that two sentences have in common, in the same order, when they are near-copies.
const ALIKE: f32 = 0.6;

/// Share of its words that the shorter one has in common with a part of the longer one, how many words it needs for that,
/// and by how much the part may be longer.
const CONTAINED: f32 = 0.8;
const FEWEST: usize = 5;
const LOOSE: f32 = 1.3;

/// How much of what two sentences tell they have in common, by the weight of their telling words, when one says in other words
/// what the other one says, and in how many words at least; less where the other one has nearly all that it tells, and more
/// words. A word weighs the more the fewer sentences of the two articles have it.
const SAME_SAID: (f32, usize) = (0.38, 2);
const PART_SAID: (f32, usize) = (0.28, 4);
const OF_POORER: f32 = 0.85;

/// How much more alike two headlines are than the same words in the body would be: they belong beside each other.
const BOTH_HEADLINES: f32 = 0.5;

/// Words of a sentence by which near-copies are looked for, the rarest first, and how many of their places are looked at.
const MOST_WORDS: usize = 6;
const MOST_PLACES: usize = 24;

/// Two articles, sentence by sentence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// What stands beside each other, in an order that is that of both articles.
    pub passages: Vec<Passage>,
}

/// A sentence, or two of which one is a near-copy of the other; the sides are those of the articles as they were named.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// The sentence of the first and of the second article.
    pub sides: [Option<Side>; 2],
}

/// A sentence as it stands in one of the articles.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// Where it stands.
    pub span: Span,
    /// Whether a paragraph begins with it.
    pub opens: bool,
    /// Where the other article has it.
    pub found: Found,
    /// Words that the near-copy in the other article does not have; none where there is no near-copy.
    pub own: Vec<Span>,
}

/// Where the other article has a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Beside it.
    Beside,
    /// In another place of its order, or as a part of another sentence.
    Elsewhere,
    /// Nowhere: it has no near-copy there.
    Nowhere,
}

impl Comparison {
    /// Compares headline and body of two articles; `None` where one is not there. Takes a moment for long ones.
    pub fn of(store: &Store, articles: [ArticleId; 2]) -> Option<Self> {
        let [one, other] = articles.map(|id| store.article(id).map(|article| sentences(store, &article)));
        let (one, other) = (one?, other?);
        let lexis = &store.stories.lexis;
        let weights = Weights::of([&one, &other]);
        let partners = [Partner::of_all(lexis, &weights, &one, &other), Partner::of_all(lexis, &weights, &other, &one)];
        let row = in_both_orders(&partners);
        let sides = [
            sides(&one, &partners[0], &partners[1], &|at| row.iter().any(|pair| pair.0 == at)),
            sides(&other, &partners[1], &partners[0], &|at| row.iter().any(|pair| pair.1 == at)),
        ];
        Some(Self { passages: facing(sides, &row) })
    }
}

impl Passage {
    /// Whether only one article says it, or says it in other words.
    pub fn differs(&self) -> bool {
        self.sides.iter().flatten().any(|side| side.found == Found::Nowhere || !side.own.is_empty())
    }

    /// The side of the article that alone says it; `None` where both do.
    pub fn alone(&self) -> Option<usize> {
        self.sides.iter().position(|side| side.as_ref().is_some_and(|side| side.found == Found::Nowhere))
    }
}

/// A sentence as it is compared.
struct Sentence {
    span: Span,
    opens: bool,
    /// Whether it is of the headline.
    heads: bool,
    words: Vec<u32>,
    places: Vec<Span>,
    /// Stems of its words, sorted, each once.
    stems: Vec<u32>,
    /// Those of words that tell something, and of numbers.
    telling: Vec<u32>,
}

/// The sentences of an article's headline and body.
fn sentences(store: &Store, article: &Article) -> Vec<Sentence> {
    let title = article.title.as_ref().and_then(|title| title.span);
    let title = title.filter(|title| !article.body.iter().any(|paragraph| paragraph.overlaps(*title)));
    let mut found = Vec::new();
    for zone in title.into_iter().chain(article.body.iter().copied()) {
        let paragraph = Paragraph::read(&article.text, zone);
        for (at, sentence) in paragraph.sentences.iter().enumerate() {
            let mut sentence = sentence_of(store, &article.text, paragraph.span_of(sentence.clone()), at == 0);
            sentence.heads = title == Some(zone);
            found.push(sentence);
        }
    }
    found
}

fn sentence_of(store: &Store, text: &str, span: Span, opens: bool) -> Sentence {
    let (mut words, mut places) = (Vec::new(), Vec::new());
    words::each(text, span, |place, word| {
        words.push(store.index.vocabulary.number(word).unwrap_or(mark::BREAK));
        places.push(place);
    });
    let mut stems: Vec<u32> = words.iter().map(|word| store.stories.lexis.word(*word).stem).collect();
    stems.sort_unstable();
    stems.dedup();
    let lexis = &store.stories.lexis;
    let mut telling = lexis.stems(&words, Role::Telling);
    telling.extend(lexis.stems(&words, Role::Number));
    telling.sort_unstable();
    telling.dedup();
    Sentence { span, opens, heads: false, words, places, stems, telling }
}

/// How much a telling word weighs, by its stem: the more the fewer sentences of the two articles have it.
struct Weights {
    having: FxHashMap<u32, u32>,
    sentences: usize,
}

impl Weights {
    fn of(articles: [&[Sentence]; 2]) -> Self {
        let mut having: FxHashMap<u32, u32> = FxHashMap::default();
        for stem in articles.into_iter().flatten().flat_map(|sentence| &sentence.telling) {
            *having.entry(*stem).or_default() += 1;
        }
        Self { having, sentences: articles.iter().map(|sentences| sentences.len()).sum() }
    }

    fn weight<'a>(&self, stems: impl Iterator<Item = &'a u32>) -> f32 {
        let one = |stem: &u32| (1.0 + self.sentences as f32 / self.having.get(stem).copied().unwrap_or(1) as f32).ln();
        stems.map(one).sum()
    }

    /// How much of what they tell two sentences have in common, from 0 to 1, where one says in other words what the other says.
    fn same_said(&self, one: &[u32], other: &[u32]) -> Option<f32> {
        let shared: Vec<u32> = one.iter().copied().filter(|stem| other.binary_search(stem).is_ok()).collect();
        let telling = shared.len();
        let [one, other, shared] = [one, other, &shared].map(|stems| self.weight(stems.iter()));
        let (likeness, of_poorer) = (2.0 * shared / (one + other), shared / one.min(other));
        let reaches = |(least, fewest): (f32, usize)| likeness >= least && telling >= fewest;
        (reaches(SAME_SAID) || (reaches(PART_SAID) && of_poorer >= OF_POORER)).then_some(likeness)
    }
}

/// The near-copy of a sentence in the other article.
struct Partner {
    /// Which sentence it is.
    at: usize,
    /// The places of the words that both have: in the sentence itself, and in the near-copy.
    pairs: Vec<(usize, usize)>,
    /// How alike they are, from 0 to 1, and headlines more.
    likeness: f32,
}

impl Partner {
    /// For each sentence its near-copy among others.
    fn of_all(lexis: &Lexis, weights: &Weights, sentences: &[Sentence], others: &[Sentence]) -> Vec<Option<Self>> {
        let mut places: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        for (at, other) in others.iter().enumerate() {
            for stem in &other.stems {
                places.entry(*stem).or_default().push(at);
            }
        }
        let near = |(at, sentence): (usize, &Sentence)| {
            let even = at * others.len() / sentences.len().max(1);
            let candidates = candidates(sentence, &places);
            let found = candidates.into_iter().filter_map(|other| {
                let them = &others[other];
                let found = Self::of(lexis, sentence, other, them);
                let mut found = found.or_else(|| Self::in_other_words(lexis, weights, sentence, other, them))?;
                found.likeness += if sentence.heads && them.heads { BOTH_HEADLINES } else { 0.0 };
                Some(found)
            });
            found.max_by(|a, b| a.likeness.total_cmp(&b.likeness).then(even.abs_diff(b.at).cmp(&even.abs_diff(a.at))))
        };
        sentences.iter().enumerate().map(near).collect()
    }

    fn of(lexis: &Lexis, one: &Sentence, at: usize, other: &Sentence) -> Option<Self> {
        let (mine, theirs) = (cut(&one.words), cut(&other.words));
        let (both, short) = ((mine.len() + theirs.len()) as f32, mine.len().min(theirs.len()));
        // No more words can be in a row than there are in common.
        let most = common(&one.stems, &other.stems) as f32;
        if 2.0 * most < ALIKE * both * LEAST_OF_STEMS && most < CONTAINED * short as f32 * LEAST_OF_STEMS {
            return None;
        }
        let mut pairs = alignment(lexis, mine, theirs);
        let shared = pairs.len() as f32;
        let (first, last) = (pairs.first()?, pairs.last()?);
        let row = if mine.len() > theirs.len() { last.0 - first.0 } else { last.1 - first.1 } + 1;
        let contained = short >= FEWEST && shared >= CONTAINED * short as f32 && row as f32 <= LOOSE * short as f32;
        let likeness = 2.0 * shared / both;
        // Another form of a word is the same word for finding a near-copy, but one of the words that differ.
        pairs.retain(|(own, their)| mine[*own] == theirs[*their]);
        (likeness >= ALIKE || contained).then_some(Self { at, pairs, likeness })
    }

    /// What says the same in other words is less alike than any near-copy.
    fn in_other_words(lexis: &Lexis, weights: &Weights, one: &Sentence, at: usize, other: &Sentence) -> Option<Self> {
        let likeness = weights.same_said(&one.telling, &other.telling)? * ALIKE;
        let (mine, theirs) = (cut(&one.words), cut(&other.words));
        let mut pairs = alignment(lexis, mine, theirs);
        pairs.retain(|(own, their)| mine[*own] == theirs[*their]);
        Some(Self { at, pairs, likeness })
    }
}

/// A sentence that repeats words has fewer stems than words; by how much at the most is allowed for.
const LEAST_OF_STEMS: f32 = 0.7;

fn cut(words: &[u32]) -> &[u32] {
    &words[..words.len().min(LONGEST)]
}

/// The sentences that have the rarest words of this one, each once.
fn candidates(sentence: &Sentence, places: &FxHashMap<u32, Vec<usize>>) -> Vec<usize> {
    let mut known: Vec<&Vec<usize>> = sentence.stems.iter().filter_map(|stem| places.get(stem)).collect();
    sorting::by_key(&mut known, |places| places.len());
    let rarest = known.into_iter().take(MOST_WORDS).flat_map(|places| places.iter().take(MOST_PLACES));
    let mut found: Vec<usize> = rarest.copied().collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The pairs of sentences, each the other's near-copy, that have the same order in both articles and most words in common.
fn in_both_orders(partners: &[Vec<Option<Partner>>; 2]) -> Vec<(usize, usize)> {
    let mutual = |(at, partner): (usize, &Option<Partner>)| {
        let partner = partner.as_ref()?;
        let back = partners[1][partner.at].as_ref()?;
        (back.at == at).then_some((at, partner.at, partner.pairs.len()))
    };
    let pairs: Vec<(usize, usize, usize)> = partners[0].iter().enumerate().filter_map(mutual).collect();
    // For each pair the most words that a row which ends with it has, and the pair before it in that row.
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(pairs.len());
    for (k, pair) in pairs.iter().enumerate() {
        let before = (0..k).filter(|i| pairs[*i].1 < pair.1).max_by_key(|i| (best[*i].0, Reverse(*i)));
        best.push((pair.2 + before.map_or(0, |i| best[i].0), before));
    }
    let mut at = (0..pairs.len()).max_by_key(|i| best[*i].0);
    let mut row = Vec::new();
    while let Some(i) = at {
        row.push((pairs[i].0, pairs[i].1));
        at = best[i].1;
    }
    row.reverse();
    row
}

/// The sentences of one article as they are shown; `beside` tells which of them have their near-copy beside them.
fn sides(
    sentences: &[Sentence],
    partners: &[Option<Partner>],
    of_others: &[Option<Partner>],
    beside: &dyn Fn(usize) -> bool,
) -> Vec<Side> {
    let mut taken: Vec<Vec<bool>> = sentences.iter().map(|sentence| vec![false; sentence.words.len()]).collect();
    for (taken, partner) in taken.iter_mut().zip(partners) {
        for (own, _) in partner.iter().flat_map(|partner| &partner.pairs) {
            taken[*own] = true;
        }
    }
    // A sentence that the other article cuts in two has its words in both parts.
    for partner in of_others.iter().flatten() {
        for (_, own) in &partner.pairs {
            taken[partner.at][*own] = true;
        }
    }
    let side = |(at, sentence): (usize, &Sentence)| {
        let found = match &partners[at] {
            _ if beside(at) => Found::Beside,
            None if !sentence.words.is_empty() => Found::Nowhere,
            _ => Found::Elsewhere,
        };
        let own = if found == Found::Nowhere { Vec::new() } else { own_words(sentence, &taken[at]) };
        Side { span: sentence.span, opens: sentence.opens, found, own }
    };
    sentences.iter().enumerate().map(side).collect()
}

/// The words of a sentence that are not taken, those in a row as one; what is too long to be compared is taken on trust.
fn own_words(sentence: &Sentence, taken: &[bool]) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut before = None;
    for at in (0..sentence.places.len().min(LONGEST)).filter(|at| !taken[*at]) {
        match found.last_mut() {
            Some(last) if before == Some(at.wrapping_sub(1)) => *last = last.join(sentence.places[at]),
            _ => found.push(sentence.places[at]),
        }
        before = Some(at);
    }
    found
}

/// Puts the sentences of a row beside each other, and what stands between them one side after the other.
fn facing([one, other]: [Vec<Side>; 2], row: &[(usize, usize)]) -> Vec<Passage> {
    let mut passages = Vec::with_capacity(one.len().max(other.len()));
    let ends = (one.len(), other.len());
    let (mut left, mut right) = (one.into_iter().enumerate().peekable(), other.into_iter().enumerate().peekable());
    for (left_end, right_end) in row.iter().copied().chain([ends]) {
        while let Some((_, side)) = left.next_if(|(at, _)| *at < left_end) {
            passages.push(Passage { sides: [Some(side), None] });
        }
        while let Some((_, side)) = right.next_if(|(at, _)| *at < right_end) {
            passages.push(Passage { sides: [None, Some(side)] });
        }
        if let (Some((_, left)), Some((_, right))) = (left.next(), right.next()) {
            passages.push(Passage { sides: [Some(left), Some(right)] });
        }
    }
    passages
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample::article;

    /// Two articles in paragraphs; what stands beside each other, a line a passage: `=` in both, `~` in other words, which
    /// stand in brackets, `<` and `>` in the first or second alone, `^` what stands elsewhere in the other.
    fn check(one: &[&str], other: &[&str], expected: &[&str]) {
        let mut store = Store::default();
        for paragraphs in [one, other] {
            store.add(article("a", "Herald", "2024-03-01", "", paragraphs));
        }
        let texts = [0, 1].map(|at| store.article(ArticleId(at)).unwrap().text.clone());
        let comparison = Comparison::of(&store, [ArticleId(0), ArticleId(1)]).unwrap();
        let shown: Vec<String> = comparison.passages.iter().map(|passage| line(passage, &texts)).collect();
        assert_eq!(shown, expected);
    }

    fn line(passage: &Passage, texts: &[String; 2]) -> String {
        let words = |side: &Side, text: &str| {
            let mut words = side.span.of(text).to_owned();
            for own in side.own.iter().rev() {
                words.insert((own.end - side.span.start) as usize, ']');
                words.insert((own.start - side.span.start) as usize, '[');
            }
            words
        };
        match &passage.sides {
            [Some(left), Some(right)] if passage.differs() => {
                format!("~ {} | {}", words(left, &texts[0]), words(right, &texts[1]))
            }
            [Some(left), Some(_)] => format!("= {}", words(left, &texts[0])),
            [left, right] => {
                let (at, side) = if let Some(left) = left { (0, left) } else { (1, right.as_ref().unwrap()) };
                let sign = match side.found {
                    Found::Elsewhere => "^",
                    _ if at == 0 => "<",
                    _ => ">",
                };
                format!("{sign} {}", words(side, &texts[at]))
            }
        }
    }

    #[test]
    fn what_only_one_article_says_stands_alone() {
        check(
            &["The ferry leaves the old harbour at dawn. Nobody will be left behind.", "The mayor welcomed the plan."],
            &[
                "The ferry leaves the old harbour at dawn!",
                "Fishermen fear for their moorings.",
                "The mayor welcomed the plan.",
            ],
            &[
                "= The ferry leaves the old harbour at dawn.",
                "< Nobody will be left behind.",
                "> Fishermen fear for their moorings.",
                "= The mayor welcomed the plan.",
            ],
        );
    }

    #[test]
    fn in_a_near_copy_the_words_that_differ_are_marked() {
        check(
            &["The ferry leaves the old harbour at dawn on Monday with twelve sailors."],
            &["The ferry left the old harbour at dawn on Tuesday with twelve sailors."],
            &["~ The ferry [leaves] the old harbour at dawn on [Monday] with twelve sailors. | \
                 The ferry [left] the old harbour at dawn on [Tuesday] with twelve sailors."],
        );
        check(
            &["The company sells its three ferries to the islands."],
            &["The company sells its ferry to the islands."],
            &[
                "~ The company sells its [three ferries] to the islands. | The company sells its [ferry] to the islands.",
            ],
        );
    }

    #[test]
    fn what_was_moved_or_cut_in_two_is_said_by_both() {
        check(
            &[
                "The mayor welcomed the plan.",
                "The ferry leaves the old harbour at dawn.",
                "Wages will rise in spring.",
            ],
            &[
                "The ferry leaves the old harbour at dawn.",
                "Wages will rise in spring.",
                "The mayor welcomed the plan.",
            ],
            &[
                "^ The mayor welcomed the plan.",
                "= The ferry leaves the old harbour at dawn.",
                "= Wages will rise in spring.",
                "^ The mayor welcomed the plan.",
            ],
        );
        check(
            &["The ferry leaves the old harbour at dawn and the captain expects a very calm crossing."],
            &["The ferry leaves the old harbour at dawn.", "The captain expects a very calm crossing."],
            &[
                "~ The ferry leaves the old harbour at dawn [and the] captain expects a very calm crossing. | \
                 The ferry leaves the old harbour at dawn.",
                "^ The captain expects a very calm crossing.",
            ],
        );
    }

    #[test]
    fn the_same_said_in_other_words_stands_beside_it_and_not_alone() {
        check(
            &[
                "The remarks came after President Laurent hosted an Avelon summit of island powers.",
                "The union plans a strike in May.",
            ],
            &[
                "The statement came after a summit on ferries in Avelon, hosted by Laurent, the president.",
                "Fares rise in June.",
            ],
            &[
                "~ The [remarks] came after President [Laurent hosted an Avelon] summit [of island powers]. | \
                 The [statement] came after [a] summit [on ferries in Avelon, hosted by Laurent, the] president.",
                "< The union plans a strike in May.",
                "> Fares rise in June.",
            ],
        );
    }

    #[test]
    fn an_article_is_its_own_copy_and_nothing_is_none_of_anything() {
        let text = &["He left. She stayed. He left again.", "Yes.", "* * *"];
        check(text, text, &["= He left.", "= She stayed.", "= He left again.", "= Yes.", "^ * * *", "^ * * *"]);
        check(&[], &["She stayed."], &["> She stayed."]);
        assert_eq!(Comparison::of(&Store::default(), [ArticleId(0), ArticleId(1)]), None);
    }
}
