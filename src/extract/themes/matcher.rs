//! All phrases of a lexicon found in one pass over the words of a text.
//!
//! Two tries: one over letters tells for a word of the text which words of phrases it is (its *symbols*); one over
//! symbols holds the phrases. From each word at most the phrases that begin with it are followed, to the length of a
//! phrase, so that the time is linear in the text whatever stands there.

use super::laid::{Laid, Node, Symbol};
use super::pattern::{Case, Step, Word};
use crate::model::Span;
use crate::tagger::{hash, next_id};
use crate::text::fold::fold;
use crate::text::token::{Token, TokenKind};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// How many bytes a star stands for: endings and compounds, not the words that a scraper glued together.
const LONGEST_ENDING: usize = 16;

#[cfg(test)]
thread_local! {
    /// How many steps into phrases were taken on this thread: the work done, where time would tell of the machine.
    pub(super) static STEPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// A phrase found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its number, as given to [`Matcher::add`].
    pub phrase: u32,
    /// Where it stands.
    pub span: Span,
}

/// The phrases, ready to be found.
#[derive(Clone, Debug, Default)]
pub struct Matcher {
    letters: Vec<Letter>,
    stops: Vec<Stop>,
    /// For each byte the stop of the words that begin with it; 0 for none.
    initials: Vec<u32>,
    nodes: Vec<Node>,
    laid: Laid,
    /// Tells what a [`Memory`] knows from what another matcher put there.
    id: u64,
    symbols: FxHashMap<Vec<Word>, Symbol>,
    /// For each symbol the node that a phrase beginning with it leads to; 0 for none.
    first: Vec<u32>,
}

/// A node of the trie over letters.
#[derive(Clone, Debug, Default)]
struct Letter {
    next: Vec<(u8, u32)>,
    /// Symbols of words that end here.
    whole: Symbols,
    /// Symbols of words that may go on from here.
    open: Symbols,
}

/// Symbols with the case that each asks for.
#[derive(Clone, Debug, Default)]
struct Symbols {
    all: Vec<(Case, Symbol)>,
    /// The nodes that phrases beginning with them lead to.
    first: Vec<(Case, u32)>,
}

/// A node of the trie over letters as it is passed when a word is read: those behind one node stand side by side, so that
/// a word is read from few places in memory.
#[derive(Clone, Copy, Debug)]
struct Stop {
    byte: u8,
    /// Whether words that end here may go on.
    open: bool,
    /// How many stops stand behind this one, and where the first of them is.
    count: u16,
    behind: u32,
    /// The node with the symbols of this stop; past all nodes where it has none.
    letter: u32,
}

/// Words that are remembered at most, from one sentence to the next, and what they may lead to, all together.
const REMEMBERED: usize = 1 << 14;
const LEADS: usize = 1 << 16;
/// The bits of a word's number that its place in a [`Memory`] takes.
const PLACE: u64 = (1 << 24) - 1;

/// The words of a sentence, and what is known of the words read last. It changes how fast a text is read, never what is
/// found.
#[derive(Default)]
pub struct Memory {
    /// The matcher that knows them.
    owner: u64,
    /// The words known, each in the place that its number gives it: the upper bits of the number, and below these its place
    /// in `what`.
    known: Vec<u64>,
    /// What is known of words; nothing at the first place, which most words share.
    what: Vec<Known>,
    /// Where phrases lead that begin with a word, and the symbols of a word.
    leads: Vec<Lead>,
    symbols: Vec<Symbol>,
    words: Vec<(Span, Known)>,
    lists: Vec<List>,
}

/// Where in the lists of a [`Memory`] that is which belongs to a word, and a mark for each of its symbols.
#[derive(Clone, Copy, Default)]
struct Known {
    leads: (u32, u32),
    symbols: (u32, u32),
    marks: u64,
}

/// A node that a phrase leads to with its first word.
#[derive(Clone, Copy)]
struct Lead {
    node: u32,
    /// Whether more goes on from it than edges: it ends a phrase, or a gap follows.
    more: bool,
    /// A mark for each symbol that goes on from it.
    marks: u64,
}

/// The symbols of a node for a word that has this case.
#[derive(Clone, Copy)]
struct List {
    letter: u32,
    open: bool,
    case: Case,
}

impl Matcher {
    /// Adds a sequence of steps that stands for the phrase.
    pub fn add(&mut self, steps: &[Step], phrase: u32) {
        if self.nodes.is_empty() {
            self.nodes.push(Node::default());
            self.letters.push(Letter::default());
        }
        let mut at = 0;
        for step in steps {
            at = match step {
                Step::Gap(words) => self.over_gap(at, *words),
                Step::OneOf(words) => {
                    let symbol = self.symbol(words);
                    self.over_symbol(at, symbol)
                }
            };
        }
        let ends = &mut self.nodes[at as usize].ends;
        if at != 0 && !ends.contains(&phrase) {
            ends.push(phrase);
        }
    }

    fn node(&mut self) -> u32 {
        self.nodes.push(Node::default());
        self.nodes.len() as u32 - 1
    }

    fn over_gap(&mut self, at: u32, words: u8) -> u32 {
        if let Some((_, to)) = self.nodes[at as usize].gaps.iter().find(|(w, _)| *w == words) {
            return *to;
        }
        let to = self.node();
        self.nodes[at as usize].gaps.push((words, to));
        to
    }

    fn over_symbol(&mut self, at: u32, symbol: Symbol) -> u32 {
        if at == 0 {
            if self.first[symbol as usize] == 0 {
                self.first[symbol as usize] = self.node();
            }
            return self.first[symbol as usize];
        }
        match self.nodes[at as usize].edges.binary_search_by_key(&symbol, |e| e.0) {
            Ok(i) => self.nodes[at as usize].edges[i].1,
            Err(i) => {
                let to = self.node();
                self.nodes[at as usize].edges.insert(i, (symbol, to));
                to
            }
        }
    }

    fn symbol(&mut self, words: &[Word]) -> Symbol {
        if let Some(symbol) = self.symbols.get(words) {
            return *symbol;
        }
        let symbol = self.first.len() as Symbol;
        self.first.push(0);
        self.symbols.insert(words.to_vec(), symbol);
        for word in words {
            let at = self.letter(&word.letters);
            let list = if word.open { &mut self.letters[at].open } else { &mut self.letters[at].whole };
            list.all.push((word.case, symbol));
        }
        symbol
    }

    fn letter(&mut self, letters: &str) -> usize {
        letters.bytes().fold(0, |at, byte| {
            if let Some((_, next)) = self.letters[at].next.iter().find(|(b, _)| *b == byte) {
                return *next as usize;
            }
            self.letters.push(Letter::default());
            let new = self.letters.len() - 1;
            self.letters[at].next.push((byte, new as u32));
            new
        })
    }

    /// Lays letters and nodes out for reading; to be called when all phrases are added, as none can be added then.
    pub fn lay_out(&mut self) {
        let mut nodes = vec![0_usize];
        self.stops = vec![Stop { byte: 0, open: false, count: 0, behind: 0, letter: u32::MAX }];
        for at in 0..self.letters.len() {
            let letter = &self.letters[nodes[at]];
            self.stops[at].count = letter.next.len() as u16;
            self.stops[at].behind = self.stops.len() as u32;
            for (byte, node) in &letter.next {
                let Letter { whole, open, .. } = &self.letters[*node as usize];
                let letter = if whole.all.is_empty() && open.all.is_empty() { u32::MAX } else { *node };
                self.stops.push(Stop { byte: *byte, open: !open.all.is_empty(), count: 0, behind: 0, letter });
                nodes.push(*node as usize);
            }
        }
        for letter in &mut self.letters {
            letter.whole.lead(&self.first);
            letter.open.lead(&self.first);
        }
        self.initials = vec![0; 256];
        for (at, stop) in self.stops.iter().enumerate().skip(1).take(self.stops[0].count.into()) {
            self.initials[usize::from(stop.byte)] = at as u32;
        }
        self.laid = Laid::of(&std::mem::take(&mut self.nodes));
        self.id = next_id();
    }

    /// The stop behind another at a byte.
    fn after(&self, stop: Stop, byte: u8) -> Option<Stop> {
        let behind = &self.stops[stop.behind as usize..][..stop.count.into()];
        behind.iter().find(|next| next.byte == byte).copied()
    }

    /// The stop of the words that begin with a byte.
    fn initial(&self, byte: u8) -> Option<Stop> {
        let at = *self.initials.get(usize::from(byte))?;
        (at != 0).then(|| self.stops[at as usize])
    }

    /// Calls `emit` for every phrase found in the tokens of a sentence: by where it starts, then in no order.
    pub fn find(&self, text: &str, sentence: &[Token], memory: &mut Memory, emit: &mut impl FnMut(Found)) {
        if self.laid.ends.is_empty() {
            return;
        }
        if memory.owner != self.id || memory.leads.len().max(memory.symbols.len()) > LEADS {
            let (known, what) = (vec![0; REMEMBERED], vec![Known::default()]);
            *memory = Memory { owner: self.id, known, what, ..Memory::default() };
        }
        memory.words.clear();
        let mut address_until = 0;
        for (i, token) in sentence.iter().enumerate() {
            if i >= address_until && (i == 0 || sentence[i - 1].span.end < token.span.start) {
                address_until = address_from(text, sentence, i);
            }
            if !is_seen_through(text, sentence, i) {
                let known = if i >= address_until { self.know(text, *token, memory) } else { Known::default() };
                memory.words.push((token.span, known));
            }
        }
        for (at, (_, word)) in memory.words.iter().enumerate() {
            let next = memory.words.get(at + 1).map_or(0, |(_, next)| next.marks);
            for lead in &memory.leads[within(word.leads)] {
                if lead.more || lead.marks & next != 0 {
                    self.follow(lead.node, memory, at..at + 1, emit);
                }
            }
        }
    }

    /// What is known of a word of the text.
    fn know(&self, text: &str, token: Token, memory: &mut Memory) -> Known {
        if !matches!(token.kind, TokenKind::Word | TokenKind::Number) {
            return Known::default();
        }
        let word = token.of(text);
        let number = hash::exact(word);
        let place = number as usize % REMEMBERED;
        let known = memory.known[place];
        if known & !PLACE == number & !PLACE {
            return memory.what[(known & PLACE) as usize];
        }
        let Memory { leads, symbols, lists, what, .. } = memory;
        let (leads_from, symbols_from) = (leads.len(), symbols.len());
        lists.clear();
        self.read(word, lists);
        for list in lists {
            let Symbols { all, first } = self.of(*list);
            leads.extend(first.iter().filter(|(asked, _)| list.case.is(*asked)).map(|(_, node)| self.lead(*node)));
            symbols.extend(all.iter().filter(|(asked, _)| list.case.is(*asked)).map(|(_, symbol)| symbol));
        }
        let known = Known {
            leads: (leads_from as u32, leads.len() as u32),
            symbols: (symbols_from as u32, symbols.len() as u32),
            marks: symbols[symbols_from..].iter().fold(0, |marks, symbol| marks | mark(*symbol)),
        };
        let nothing = leads.len() == leads_from && symbols.len() == symbols_from;
        let at = if nothing { 0 } else { what.len() as u64 };
        if !nothing {
            what.push(known);
        }
        if at <= PLACE {
            memory.known[place] = number & !PLACE | at;
        }
        known
    }

    fn lead(&self, node: u32) -> Lead {
        let [edges, gaps, ends] = self.laid.at(node);
        let marks = self.laid.edges[edges].iter().fold(0, |marks, (symbol, _)| marks | mark(*symbol));
        Lead { node, more: !gaps.is_empty() || !ends.is_empty(), marks }
    }

    /// Follows the phrases from `node` on, `words` of which are read.
    fn follow(&self, node: u32, memory: &Memory, words: Range<usize>, emit: &mut impl FnMut(Found)) {
        #[cfg(test)]
        STEPS.with(|steps| steps.set(steps.get() + 1));
        let [edges, gaps, ends] = self.laid.at(node);
        for phrase in &self.laid.ends[ends] {
            let span = memory.words[words.start].0.join(memory.words[words.end - 1].0);
            emit(Found { phrase: *phrase, span });
        }
        if words.end == memory.words.len() {
            return;
        }
        if !edges.is_empty() {
            self.over_word(edges, memory, words.clone(), emit);
        }
        for (most, to) in &self.laid.gaps[gaps] {
            let [edges, ..] = self.laid.at(*to); // what stands behind a gap is always a word
            let furthest = (words.end + usize::from(*most)).min(memory.words.len() - 1);
            for end in words.end..=furthest {
                self.over_word(edges.clone(), memory, words.start..end, emit);
            }
        }
    }

    /// Follows what goes on over these edges with the next word.
    fn over_word(&self, edges: Range<usize>, memory: &Memory, words: Range<usize>, emit: &mut impl FnMut(Found)) {
        let edges = &self.laid.edges[edges];
        for symbol in &memory.symbols[within(memory.words[words.end].1.symbols)] {
            if let Ok(i) = edges.binary_search_by_key(symbol, |e| e.0) {
                self.follow(edges[i].1, memory, words.start..words.end + 1, emit);
            }
        }
    }

    fn of(&self, list: List) -> &Symbols {
        let letter = &self.letters[list.letter as usize];
        if list.open { &letter.open } else { &letter.whole }
    }

    /// The symbols of a word of the text.
    fn read(&self, word: &str, lists: &mut Vec<List>) {
        if word.is_ascii() {
            self.read_folded(word, word.bytes().map(|b| b.to_ascii_lowercase()), lists);
        } else {
            self.read_folded(word, fold(word).bytes(), lists);
        }
    }

    fn read_folded(&self, word: &str, folded: impl Iterator<Item = u8>, lists: &mut Vec<List>) {
        let mut case = None;
        let mut take = |letter: u32, open: bool| {
            let case = *case.get_or_insert_with(|| case_of(word));
            lists.push(List { letter, open, case });
        };
        let mut last: Option<Stop> = None;
        for (i, byte) in folded.filter(|b| *b != b'.').enumerate() {
            let Some(stop) = last.map_or_else(|| self.initial(byte), |stop| self.after(stop, byte)) else { return };
            if stop.open && word.len().saturating_sub(i) <= LONGEST_ENDING {
                take(stop.letter, true);
            }
            last = Some(stop);
        }
        if let Some(stop) = last.filter(|stop| stop.letter != u32::MAX) {
            take(stop.letter, false);
        }
    }
}

impl Symbols {
    /// Takes down where phrases lead that begin with them.
    fn lead(&mut self, first: &[u32]) {
        let nodes = self.all.iter().map(|(case, symbol)| (*case, first[*symbol as usize]));
        self.first = nodes.filter(|(_, node)| *node != 0).collect();
    }
}

/// One of 64 marks, to tell at a glance that no symbol of some is one of others.
fn mark(symbol: Symbol) -> u64 {
    1 << (symbol % 64)
}

fn within((from, to): (u32, u32)) -> Range<usize> {
    from as usize..to as usize
}

/// Which of the cases a word of the text satisfies; the later ones include the earlier.
fn case_of(word: &str) -> Case {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    match letters.next() {
        Some(first) if first.is_uppercase() => {
            if letters.any(char::is_lowercase) {
                Case::Capital
            } else {
                Case::Capitals
            }
        }
        _ => Case::Any,
    }
}

/// The end of the web address that begins with the token at `from`; `from` itself where none does. The words of an
/// address (`/world/peace-talks/`) repeat a headline or name a section; they say nothing.
fn address_from(text: &str, tokens: &[Token], from: usize) -> usize {
    let (mut slashes, mut at) = (0, from);
    loop {
        slashes += usize::from(tokens[at].kind == TokenKind::Mark && tokens[at].of(text) == "/");
        at += 1;
        if tokens.get(at).is_none_or(|next| next.span.start > tokens[at - 1].span.end) {
            return if slashes >= 2 { at } else { from };
        }
    }
}

/// Whether a phrase reads over the token as if it were not there: `'s`, quotation marks, a hyphen inside a word.
fn is_seen_through(text: &str, tokens: &[Token], at: usize) -> bool {
    let token = tokens[at];
    match token.kind {
        TokenKind::Possessive => true,
        TokenKind::Mark => match token.of(text) {
            "\"" | "'" | "“" | "”" | "‘" | "’" | "„" | "«" | "»" | "*" | "_" => true,
            "-" | "‐" | "‑" | "–" => {
                at > 0
                    && tokens[at - 1].span.end == token.span.start
                    && tokens.get(at + 1).is_some_and(|next| next.span.start == token.span.end)
            }
            _ => false,
        },
        TokenKind::Word | TokenKind::Number => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::pattern::{Sets, phrase};
    use super::*;
    use crate::text::Paragraph;
    use proptest::prelude::*;

    fn matcher(phrases: &[&str]) -> Matcher {
        let mut matcher = Matcher::default();
        for (i, written) in phrases.iter().enumerate() {
            for steps in phrase(written, &Sets::new()).unwrap() {
                matcher.add(&steps, i as u32);
            }
        }
        matcher.lay_out();
        matcher
    }

    fn find(matcher: &Matcher, text: &str) -> Vec<Found> {
        find_with(matcher, text, &mut Memory::default())
    }

    fn find_with(matcher: &Matcher, text: &str, memory: &mut Memory) -> Vec<Found> {
        let paragraph = Paragraph::read(text, Span::new(0, text.len()));
        let mut found = Vec::new();
        for sentence in &paragraph.sentences {
            matcher.find(text, &paragraph.tokens[sentence.clone()], memory, &mut |f| found.push(f));
        }
        found
    }

    fn check(written: &str, text: &str, expected: &[&str]) {
        let found: Vec<_> = find(&matcher(&[written]), text).iter().map(|f| f.span.of(text)).collect();
        assert_eq!(found, expected, "`{written}` in `{text}`");
    }

    #[test]
    fn words_are_found_folded_and_whole() {
        check("peace talks", "Peace talks, PEACE TALKS; peacetalks", &["Peace talks", "PEACE TALKS"]);
        check("ceasefire*", "a ceasefire, two ceasefires", &["ceasefire", "ceasefires"]);
        check("talk", "talks", &[]);
        check("Erdogan", "Erdoğan met erdogan", &["Erdoğan"]);
    }

    #[test]
    fn what_is_remembered_of_a_word_is_found_again_and_not_by_another_matcher() {
        let (talks, ships) = (matcher(&["peace talk*", "talks"]), matcher(&["talks at sea"]));
        let text = "Peace talks, talks at sea, Peace talks";
        let mut memory = Memory::default();
        for _ in 0..2 {
            assert_eq!(find_with(&talks, text, &mut memory), find(&talks, text));
            assert_eq!(find_with(&ships, text, &mut memory).len(), 1);
        }
        assert_eq!(find(&talks, text).len(), 5);
    }

    #[test]
    fn capitals_ask_for_capitals() {
        check("US troops", "U.S. troops help us troops; US TROOPS", &["U.S. troops", "US TROOPS"]);
        check("Nato", "Nato, NATO, nato", &["Nato", "NATO"]);
        check("NATO", "Nato, NATO", &["NATO"]);
    }

    #[test]
    fn hyphens_quotation_marks_and_possessives_are_seen_through() {
        check("cease fire*", "a cease-fire held", &["cease-fire"]);
        check("russia demand*", "Russia's demands. Russia’s “demands”", &["Russia's demands", "Russia’s “demands"]);
        check("coalition of the willing", "the coalition of the “willing”", &["coalition of the “willing"]);
        check("gas prices", "gas, prices. Gas. Prices", &[]);
    }

    #[test]
    fn alternatives_optional_words_and_gaps_are_found() {
        check(
            "(frozen|seized) [russian] asset*",
            "seized assets, frozen Russian assets",
            &["seized assets", "frozen Russian assets"],
        );
        check("talks ~3 geneva", "talks in Geneva", &["talks in Geneva"]);
        check("talks ~2 geneva", "talks, he said, in Geneva. Talks. Geneva", &[]);
        check("a ~1 b ~1 c", "a b c; a x b x c; a x x b c", &["a b c", "a x b x c"]);
    }

    #[test]
    fn addresses_and_glued_words_say_nothing() {
        check("peace talks", "see https://a.example/peace-talks-now/ and (/world/peace-talks)", &[]);
        check("talks", "peace/talks and talks", &["talks", "talks"]);
        check("arab*", "ArabiaSenegalSerbiaSeychelles, Arabian", &["Arabian"]);
    }

    #[test]
    fn one_repeated_first_word_takes_linear_time() {
        let matcher = matcher(&["go ~9 go ~9 gone", "go go go go stop", "(go|went) ~9 away"]);
        let text = "go ".repeat(50_000);
        assert_eq!(find(&matcher, &text).len(), 0);
    }

    proptest! {
        #[test]
        fn any_text_is_searched_without_panic_and_spans_fit(text in "\\PC{0,60}|[ab .'-]{0,60}") {
            for found in find(&matcher(&["a b", "ab* ~2 b", "b [a] b"]), &text) {
                prop_assert!(text.get(found.span.range()).is_some_and(|s| !s.is_empty()));
            }
        }
    }
}
