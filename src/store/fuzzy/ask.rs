//! A look-up as typed, cut to what is wanted and what is not.
//!
//! Words stand by themselves, in any order. For those who know `fzf`: `'word` has exactly these letters in a row (and
//! `'word'` is that word), `^word` begins and `word$` ends so, `"some words"` stand in a row, `!` in front of any of them
//! takes away what has it, and of `a | b` one is enough. Where letters have accents, the accents are meant. A number in
//! several words is its figure too.

use crate::model::Span;
use crate::store::words;
use crate::text::fold;

/// Words that are looked at; those of a pasted page behind them are not.
const MOST_WORDS: usize = 10;

/// Signs that stand for an apostrophe.
const APOSTROPHES: [char; 3] = ['\'', '’', 'ʼ'];

/// How a word is to be understood.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Form {
    /// Half remembered.
    Like(String),
    /// Half remembered, and cut off at an apostrophe.
    Begun(String),
    /// Has these letters in a row.
    Holds(String),
    /// Spelled exactly so.
    Exact(String),
    /// Begins so.
    Begins(String),
    /// Ends so.
    Ends(String),
    /// Words in a row.
    Phrase(Vec<String>),
}

impl Form {
    /// Its words, without signs.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Like(word)
            | Self::Begun(word)
            | Self::Holds(word)
            | Self::Exact(word)
            | Self::Begins(word)
            | Self::Ends(word) => word.clone(),
            Self::Phrase(words) => words.join(" "),
        }
    }
}

/// One thing that is wanted: any of the forms.
pub(super) type Wanted = Vec<Form>;

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Ask {
    /// What the best finds have all of.
    pub(super) wanted: Vec<Wanted>,
    /// What no find has.
    pub(super) unwanted: Vec<Form>,
    /// Words that were typed with accents and have no alternative, in lower case, with the place from which on they are
    /// wanted.
    pub(super) accented: Vec<(usize, String)>,
    /// Words that were typed with an apostrophe, folded: which possessive or contraction is meant.
    pub(super) apostrophes: Vec<String>,
    /// Places of what is wanted that was typed as one word with what is wanted next, as in `cease-fire`.
    pub(super) joined: Vec<usize>,
}

impl Ask {
    pub(super) fn read(query: &str) -> Self {
        let mut ask = Self::default();
        let mut joins = false;
        for piece in pieces(query) {
            if piece == "|" {
                joins = true;
                let last = ask.wanted.len().saturating_sub(1);
                ask.accented.retain(|(at, _)| *at < last);
                continue;
            }
            match without(piece) {
                Some(unwanted) => ask.unwanted.extend(alternatives(unwanted, Form::Holds)),
                None => ask.add(piece, joins),
            }
            joins = false;
        }
        ask.wanted.truncate(MOST_WORDS);
        ask.joined.retain(|at| at + 1 < MOST_WORDS);
        ask.take_figures();
        ask
    }

    /// Adds what a piece wants, as one more alternative of the last one where `joins`.
    fn add(&mut self, piece: &str, joins: bool) {
        let mut forms = alternatives(piece, Form::Like);
        let bears =
            !piece.contains(['"', '|', '^', '$']) && !piece.starts_with(APOSTROPHES) && piece.contains(APOSTROPHES);
        if bears {
            self.apostrophes.push(fold::fold(piece));
            if piece.ends_with(APOSTROPHES)
                && let Some(Form::Like(word)) = forms.last_mut()
            {
                let word = std::mem::take(word);
                forms.pop();
                forms.push(Form::Begun(word));
            }
        }
        let alone = !piece.contains('|') && !piece.starts_with('"') && !joins;
        if !joins && !piece.contains('|') {
            let at = self.wanted.len();
            words::each(piece, Span::new(0, piece.len()), |span, _| {
                let typed = span.of(piece);
                self.accented.extend(fold::has_accents(typed).then(|| (at, fold::lower_with_accents(typed))));
            });
        }
        match self.wanted.last_mut().filter(|_| joins) {
            Some(last) => last.extend(forms),
            None if alone => {
                let at = self.wanted.len();
                self.wanted.extend(forms.into_iter().map(|form| vec![form]));
                self.joined.extend(at..self.wanted.len().saturating_sub(1));
            }
            None if forms.is_empty() => {}
            None => self.wanted.push(forms),
        }
    }
}

/// What a piece does not want: behind `!` as fzf has it, or behind `-`, as in a filter, where that is no part of a number.
fn without(piece: &str) -> Option<&str> {
    let behind = piece.strip_prefix('-').filter(|word| word.starts_with(|c: char| c == '"' || c.is_alphabetic()));
    piece.strip_prefix('!').or(behind)
}

/// The query cut at white space; quotation marks keep together what is between them.
fn pieces(query: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = query.trim_start();
    while !rest.is_empty() {
        let quote = rest.find('"').filter(|at| matches!(&rest[..*at], "" | "!" | "-"));
        let end = match quote {
            Some(at) => rest[at + 1..].find('"').map_or(rest.len(), |length| at + length + 2),
            None => rest.find(char::is_whitespace).unwrap_or(rest.len()),
        };
        found.push(&rest[..end]);
        rest = rest[end..].trim_start();
    }
    found
}

fn alternatives(piece: &str, plain: fn(String) -> Form) -> Vec<Form> {
    if let Some(quoted) = piece.strip_prefix('"') {
        return some(words::of(quoted.trim_end_matches('"')), Form::Exact);
    }
    if piece.contains('|') {
        return piece.split('|').flat_map(|one| some(words::of(one), form_of(one, plain).1)).collect();
    }
    match form_of(piece, plain) {
        (inner, form) if inner.len() == piece.len() => words::of(inner).into_iter().map(form).collect(),
        (inner, form) => some(words::of(inner), form),
    }
}

/// One word in its form, several as a phrase.
fn some(mut words: Vec<String>, form: impl Fn(String) -> Form) -> Vec<Form> {
    match words.len() {
        0 => Vec::new(),
        1 => vec![form(words.remove(0))],
        _ => vec![Form::Phrase(words)],
    }
}

/// What a piece asks, without the sign that says so.
fn form_of(piece: &str, plain: fn(String) -> Form) -> (&str, fn(String) -> Form) {
    if let Some(exact) = piece.strip_prefix('\'') {
        exact.strip_suffix('\'').map_or((exact, Form::Holds as _), |whole| (whole, Form::Exact as _))
    } else if let Some(begins) = piece.strip_prefix('^') {
        (begins, Form::Begins)
    } else if let Some(ends) = piece.strip_suffix('$') {
        (ends, Form::Ends)
    } else {
        (piece, plain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `~` half remembered, `'` holds, `=` exact, `^` begins, `$` ends, `"` in a row; alternatives with `|`, unwanted behind `!`.
    fn check(query: &str, expected: &str) {
        let show = |form: &Form| match form {
            Form::Like(word) => format!("~{word}"),
            Form::Begun(word) => format!("~{word}…"),
            Form::Holds(word) => format!("'{word}"),
            Form::Exact(word) => format!("={word}"),
            Form::Begins(word) => format!("^{word}"),
            Form::Ends(word) => format!("${word}"),
            Form::Phrase(words) => format!("\"{}\"", words.join("_")),
        };
        let ask = Ask::read(query);
        let mut shown: Vec<_> =
            ask.wanted.iter().map(|forms| forms.iter().map(show).collect::<Vec<_>>().join("|")).collect();
        shown.extend(ask.unwanted.iter().map(|form| format!("!{}", show(form))));
        assert_eq!(shown.join(" "), expected, "{query}");
    }

    #[test]
    fn words_and_signs_are_told_apart() {
        check("  Rutté stp  UP ", "~rutte ~stp ~up");
        check("long-time ally's", "~long ~time ~ally");
        check("don't 'don't", "~dont 'dont");
        check("who’ workers' party's", "~who… ~workers… ~party");
        check("'exact ^pre suf$ !not", "'exact ^pre $suf !'not");
        check("a -not -\"no go\" covid -19 -", "~a ~covid ~19 !'not !\"no_go\"");
        check("'word' !^pre !suf$ !'word'", "=word !^pre !$suf !=word");
        check("\"front line\" !\"no go\" \"x\"", "\"front_line\" =x !\"no_go\"");
        check("a|b|'c d | e | f", "~a|~b|'c ~d|~e|~f");
        check("'well-known \"open end", "\"well_known\" \"open_end\"");
        check("fifty-five thousand sailors", "\"fifty_five_thousand\"|=55000|=55,000|\"55_thousand\" ~sailors");
        check("twelve trillion é deal", "~twelve|=12 ~trillion ~e ~deal");
        check("two three one 'six seven", "~two ~three ~one 'six ~seven");
        check("", "");
        check("| ! ' \" ^ $ —", "");
        check("a b c d e f g h i j k l", "~a ~b ~c ~d ~e ~f ~g ~h ~i ~j");
    }

    #[test]
    fn typed_apostrophes_are_kept() {
        assert_eq!(Ask::read("party’s 'exact' Who' plain it's|a").apostrophes, ["party's", "who'"]);
    }

    #[test]
    fn words_typed_as_one_are_kept_together() {
        assert_eq!(Ask::read("a long-time-ally 'b-c d|e").joined, [1, 2]);
        assert_eq!(Ask::read("front-line fifty-five sailors cease-fire").joined, [0, 4]);
        assert!(Ask::read("front line").joined.is_empty());
        assert_eq!(Ask::read(&"a-".repeat(40)).joined, (0..MOST_WORDS - 1).collect::<Vec<_>>());
    }

    #[test]
    fn typed_accents_are_kept() {
        let accented = |query: &str| Ask::read(query).accented.into_iter().map(|(_, word)| word).collect::<Vec<_>>();
        assert_eq!(accented("Erdogan 'MÜLLER cafe\u{301} Зеленський"), ["müller", "café"]);
        assert_eq!(accented("ñandú | rhea façade é|e"), ["façade"]);
        assert_eq!(Ask::read("one hundred façade").accented, [(1, "façade".to_owned())]);
    }

    proptest! {
        #[test]
        fn any_query_is_read(query in "[a-c'^$!|\" ]{0,20}|\\PC{0,20}") {
            let ask = Ask::read(&query);
            prop_assert!(ask.wanted.iter().all(|forms| !forms.is_empty()));
        }
    }
}
