//! What looks like a date and is none: quantities, names, verbs, model numbers, habits. Each question is answered from
//! the few words around, and where they leave it open the answer is no.

use super::absolute::Written;
use super::line::Line;
use super::words::{Word, small};
use crate::text::token::TokenKind;

/// Words before a year.
const BEFORE_YEAR: [&str; 20] = [
    "in",
    "since",
    "until",
    "till",
    "by",
    "during",
    "through",
    "throughout",
    "before",
    "after",
    "from",
    "year",
    "years",
    "circa",
    "seit",
    "jahr",
    "mid",
    "late",
    "early",
    "pre",
];

/// Words before a number that make it a quantity.
const BEFORE_QUANTITY: [&str; 22] = [
    "about",
    "around",
    "over",
    "nearly",
    "almost",
    "approximately",
    "some",
    "than",
    "least",
    "most",
    "roughly",
    "only",
    "up",
    "another",
    "additional",
    "extra",
    "every",
    "exactly",
    "under",
    "up",
    "total",
    "number",
];

/// Words before a number that make it a name.
const BEFORE_LABEL: [&str; 45] = [
    "copyright",
    "©",
    "resolution",
    "article",
    "flight",
    "boeing",
    "airbus",
    "section",
    "route",
    "highway",
    "room",
    "directive",
    "regulation",
    "page",
    "pages",
    "windows",
    "order",
    "no",
    "no.",
    "number",
    "mark",
    "model",
    "paragraph",
    "channel",
    "studio",
    "unit",
    "chapter",
    "line",
    "file",
    "case",
    "bus",
    "tesla",
    "gate",
    "decree",
    "vol.",
    "volume",
    "law",
    "iso",
    "din",
    "level",
    "falcon",
    "bill",
    "brigade",
    "division",
    "platform",
];

/// Words behind a number that make it a quantity.
const BEHIND_QUANTITY: [&str; 84] = [
    "people",
    "troops",
    "soldiers",
    "percent",
    "dollars",
    "euros",
    "pounds",
    "km",
    "miles",
    "meters",
    "metres",
    "tons",
    "tonnes",
    "kilometers",
    "kilometres",
    "men",
    "women",
    "children",
    "members",
    "others",
    "cases",
    "deaths",
    "units",
    "words",
    "times",
    "days",
    "hours",
    "years",
    "feet",
    "ft",
    "kg",
    "mw",
    "megawatts",
    "votes",
    "police",
    "officers",
    "civilians",
    "residents",
    "homes",
    "houses",
    "refugees",
    "migrants",
    "prisoners",
    "fighters",
    "personnel",
    "employees",
    "workers",
    "jobs",
    "students",
    "demonstrators",
    "protesters",
    "delegates",
    "guests",
    "fans",
    "spectators",
    "participants",
    "patients",
    "victims",
    "missiles",
    "drones",
    "tanks",
    "vehicles",
    "aircraft",
    "shells",
    "rounds",
    "bottles",
    "copies",
    "companies",
    "hectares",
    "acres",
    "barrels",
    "liters",
    "litres",
    "more",
    "million",
    "billion",
    "or",
    "weeks",
    "months",
    "minutes",
    "seconds",
    "points",
    "inmates",
    "schoolchildren",
];

/// Plural nouns that a year stands before without an article.
const YEARLY_PLURALS: [&str; 12] = [
    "elections",
    "olympics",
    "games",
    "levels",
    "protests",
    "championships",
    "finals",
    "primaries",
    "accords",
    "talks",
    "sanctions",
    "figures",
];

/// Words that go on with a clause behind a noun.
const FUNCTION_WORDS: [&str; 40] = [
    "and", "or", "but", "when", "as", "to", "with", "in", "that", "at", "if", "the", "a", "an", "for", "on", "of",
    "by", "from", "after", "before", "because", "unless", "while", "although", "though", "so", "is", "was", "are",
    "were", "will", "would", "has", "had", "have", "it", "he", "they", "without",
];

/// What an age is said to have, so that its `today` is no day.
const OF_AN_AGE: [&str; 16] = [
    "world",
    "society",
    "challenges",
    "standards",
    "generation",
    "children",
    "youth",
    "economy",
    "terms",
    "money",
    "wars",
    "warfare",
    "technology",
    "threats",
    "reality",
    "environment",
];

fn one_of(word: &str, list: &[&str]) -> bool {
    small(word, |word| list.contains(&word).then_some(())).is_some()
}

/// Whether a clock time from `at` to `end` is one: `2:1` and `Luke 10:25` are not.
pub(super) fn clock_stands(line: &Line, at: usize, end: usize) -> bool {
    let marked = end > at + 1 || line.number(at).is_some_and(|n| !n.suffix.is_empty());
    let led = line.was(at, &["at", "by", "until", "till", "from", "around", "about", "since", "before", "after", "um"]);
    let words = line.word(at) != Word::Number;
    let clock = line.str(at).contains(':') || marked;
    !line.joined_before(at) && (if words { led } else { clock && (led || marked) })
}

/// Whether a written date is meant as one, and not `may 5` or a part of something longer.
pub(super) fn written_stands(line: &Line, at: usize, date: &Written) -> bool {
    let numbers = line.word(at) == Word::Number;
    let part_of_longer = line.joined_before(at) && line.was(at, &["-", "/", ".", "_", "=", "&", "$", "€", "£", "#"])
        || numbers && line.joined(date.end - 1) && line.is(date.end, &["-", "/", "_", "=", "%"]);
    let foreign = matches!(line.word(at), Word::ForeignMonth(_)) && date.day.is_none() && !is_capital(line, at);
    let habit = line.was(at, &["every", "each"]);
    let shown_by_year = date.year.is_some() && date.day.is_none() && numbers;
    !(part_of_longer || foreign || habit || shown_by_year && line.was(at, &["no", "no.", "nr", "nr."]))
}

/// The date without a day that is a count: `in May 20 people died`.
pub(super) fn without_count(line: &Line, at: usize, date: Written) -> Written {
    let month_first = matches!(line.word(at), Word::Month(_));
    let counted = month_first && date.year.is_none() && date.day.is_some() && line.was(at, &["in"]);
    if counted { Written { day: None, end: at + 1, ..date } } else { date }
}

/// Whether a month's name alone is meant as the month: not `May` who says so, `March` on Washington, `April` Smith.
pub(super) fn month_stands(line: &Line, at: usize) -> bool {
    let name = line.str(at);
    if matches!(line.word(at), Word::ForeignMonth(_)) {
        return is_capital(line, at) && line.was(at, &["im", "seit", "bis", "anfang", "ende", "mitte", "ab"]);
    }
    let short = name.len() == 3 && name != "May";
    let led = line.was(
        at,
        &[
            "in",
            "since",
            "until",
            "till",
            "by",
            "during",
            "through",
            "throughout",
            "before",
            "after",
            "from",
            "for",
            "last",
            "this",
            "next",
        ],
    );
    let listed = line.was(at, &["and", "or", "/", "-", "–", "to", ","]) && month_near(line, at);
    let cue = led || listed || determined(line, at);
    let doubtful = matches!(line.word(at), Word::Month(3..=6 | 8));
    let name_goes_on = is_capital(line, at + 1) && line.word(at + 1) == Word::Other && !line.breaks(at + 1);
    if short || line.was(at, &["every", "each", "black", "theresa", "mrs", "mrs.", "ms", "ms."]) {
        return false;
    }
    if name == "May" {
        let person = line.is(at + 1, &["'s", "’s"]) || line.was(at, &["by", "for", "from", "after", "before"]);
        return cue && !person && !name_goes_on;
    }
    if cue {
        return !(doubtful && name_goes_on);
    }
    let name_before = is_capital(line, at.wrapping_sub(1)) && line.word_before(at) == Word::Other && at > 1;
    let shouted = name.len() > 1 && name.chars().all(char::is_uppercase);
    !(doubtful || name_goes_on || name_before || shouted)
}

/// Between an article or possessive and a noun: `the June sanctions`, `an April deadline`. `May` is too often a person.
fn determined(line: &Line, at: usize) -> bool {
    let article = line.was(at, &["the", "a", "an", "its", "his", "her", "their", "our", "this", "that"]);
    article && line.str(at) != "May" && small_noun(line, at + 1)
}

/// Whether a word stands here that is written small and may be a noun.
fn small_noun(line: &Line, at: usize) -> bool {
    let word = line.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word);
    word && line.str(at).starts_with(char::is_lowercase) && !line.is(at, &FUNCTION_WORDS)
}

fn month_near(line: &Line, at: usize) -> bool {
    (at.saturating_sub(2)..at).any(|i| matches!(line.word(i), Word::Month(_)))
}

fn is_capital(line: &Line, at: usize) -> bool {
    line.str(at).starts_with(char::is_uppercase)
}

/// Whether a season is meant as a time: `by the summer`, but not `the fall of Kabul` or `spring water`.
pub(super) fn season_stands(line: &Line, at: usize) -> bool {
    let start = if line.was(at, &["the"]) { at - 1 } else { at };
    let led = line.was(
        start,
        &["in", "by", "until", "till", "since", "during", "through", "before", "after", "for", "over", "throughout"],
    );
    let noun_behind = line.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Word)
        && !line.is(at + 1, &["and", "or", "when", "as", "to", "with", "but", "after", "before", "if", "the", "a"]);
    led && !noun_behind && !is_capital(line, at)
}

/// Whether `the third quarter` is one of a year: `fell in the third quarter`, not `the third quarter of an hour`.
pub(super) fn quarter_stands(line: &Line, at: usize) -> bool {
    let led =
        line.was(at, &["the"]) && line.was(at - 1, &["in", "for", "during", "by", "from", "since", "until", "of"]);
    led && !line.is(at + 2, &["of", "-"])
}

/// Whether a counted stretch ends before `at`: with a mark, or before a word that goes on with the clause.
pub(super) fn stretch_ends(line: &Line, at: usize) -> bool {
    let Some(next) = line.tokens.get(at) else { return true };
    match next.kind {
        TokenKind::Mark => !line.is(at, &["-", "'", "’"]),
        TokenKind::Word => line.is(at, &FUNCTION_WORDS) && !line.is(at, &["of"]),
        _ => false,
    }
}

/// How far back the word stands that makes a stretch one of comparison, in tokens.
const RECORD: usize = 12;

/// Whether the stretch at `at` says how long something had not been: `the first visit in two years`.
pub(super) fn is_record(line: &Line, at: usize) -> bool {
    (at.saturating_sub(RECORD)..at).any(|i| {
        let word = line.str(i);
        line.is(i, &["first", "once", "twice", "only", "third", "second", "most", "best", "worst", "time", "times"])
            || word.len() > 5 && word.ends_with("est") && word.starts_with(char::is_lowercase)
    })
}

/// Whether a weekday's name means one day: not `every Friday`, `on a Tuesday`, `Black Friday`, `the Sunday Times`.
pub(super) fn weekday_stands(line: &Line, at: usize) -> bool {
    if line.str(at).len() < 6
        || line.was(at, &["every", "each", "any", "most", "black", "bloody", "super", "cyber", "good", "man"])
    {
        return false;
    }
    let foreign = matches!(line.word(at), Word::ForeignWeekday(_));
    if foreign && !line.was(at, &["am", "vom", "bis", "seit", "zum"]) {
        return false;
    }
    let indefinite = line.was(at, &["a", "one"]);
    let noun_behind = line.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Word);
    if indefinite
        && (!noun_behind
            || line.was(at - 1, &["on", "was", "is"])
            || line.is(
                at + 1,
                &["and", "in", "with", "when", "that", "who", "which", "after", "before", "as", "at", "to", "or"],
            ))
    {
        return false;
    }
    let title = is_capital(line, at + 1) && line.word(at + 1) == Word::Other && line.was(at, &["the"]);
    let paper = line.was(at, &["on"]) && line.was(at.saturating_sub(1), &["mail", "scotland", "independent"]);
    !(title || paper)
}

/// Whether a feast's name means the day: `by Easter`, not `Easter eggs` or `Christmas tree`.
pub(super) fn feast_stands(line: &Line, at: usize, end: usize) -> bool {
    let led = line.was(
        at,
        &["by", "before", "after", "at", "on", "until", "till", "since", "over", "around", "for", "zu", "bis", "vor"],
    );
    let whole = end > at + 1;
    let noun_behind = line.tokens.get(end).is_some_and(|t| t.kind == TokenKind::Word)
        && !line.is(
            end,
            &[
                "and", "or", "when", "as", "to", "with", "but", "in", "that", "at", "if", "the", "a", "this", "of",
                "for",
            ],
        );
    (led || whole) && !noun_behind
}

/// Whether what is spoken of at `at` is somebody's age: `in her early 20s`.
pub(super) fn is_age(line: &Line, at: usize) -> bool {
    let start = if line.was(at, &["-"]) { at - 1 } else { at };
    let start = if matches!(line.word_before(start), Word::Part(_)) { start - 1 } else { start };
    line.was(start, &["my", "your", "his", "her", "their", "our", "its"])
}

/// Whether `yesterday`, `today`, `tomorrow` mean a day: not `USA Today`, `today's youth` is let pass.
pub(super) fn day_word_stands(line: &Line, at: usize) -> bool {
    let named = is_capital(line, at) && at > 0 && is_capital(line, at - 1) && line.word(at - 1) == Word::Other;
    let shouted = named && line.str(at).chars().all(char::is_uppercase);
    let of = line.was(at, &["of"]) && !line.was(at - 1, &["as"]) && !line.is(at, &["yesterday"]);
    let age = line.is(at + 1, &["'s", "’s"]) && line.is(at + 2, &OF_AN_AGE);
    if of || age {
        return false; // `the leaders of tomorrow`, `today's world`
    }
    !named || shouted && !line.was(at, &["usa"])
}

/// Whether a counted stretch ends with its `later`, `earlier`, `before`: not `two days before the vote`.
pub(super) fn way_ends(line: &Line, at: usize) -> bool {
    let word = line.is(at, &["later", "earlier"]);
    let next = line.tokens.get(at + 1);
    match next {
        None => true,
        Some(_) if line.is(at + 1, &["than", "this", "that", "last", "next"]) => false,
        Some(next) => word || next.kind == TokenKind::Mark && !line.is(at + 1, &["-", "$", "\"", "“"]),
    }
}

/// Whether a number of four digits may be a year for all that stands beside it: no price, no share, no part of a name.
pub(super) fn year_is_free(line: &Line, at: usize) -> bool {
    let joined_before = line.joined_before(at) && !line.was(at, &["(", "[", "\"", "“", "'", "‘", "-", "–", "—", "/"]);
    let hyphened = line.joined_before(at)
        && line.was(at, &["-", "/"])
        && !year_like(line, at.wrapping_sub(2))
        && !part_before(line, at);
    let behind = line.joined(at)
        && line.is(at + 1, &["%", "/", "_", "=", "&", "@", "°", "+", "€", "$"])
        && !line.is(at + 1, &["/"])
        || line.joined(at)
            && line.is(at + 1, &["-"])
            && !line.is(at + 2, &["era"])
            && line.word(at + 2) != Word::Number;
    let money = line.was(at, &["$", "€", "£", "¥", "#", "₴", "©", "copyright", "usd", "eur", "us$"]);
    let share = line.is(at + 1, &["%", "€"]);
    let rights = at >= 2 && line.was(at, &["-", "–"]) && line.was(at - 2, &["©", "copyright"]);
    !(joined_before || hyphened || behind || money || share || rights)
}

fn part_before(line: &Line, at: usize) -> bool {
    at >= 2 && matches!(line.word(at - 2), Word::Part(_)) || line.was(at - 1, &["pre", "post"])
}

fn year_like(line: &Line, at: usize) -> bool {
    super::absolute::year(line, at).is_some_and(|year| (1500..2150).contains(&year))
}

/// Whether a number of four digits is a year by the words around it.
pub(super) fn year_stands(line: &Line, at: usize) -> bool {
    let modern = super::absolute::year(line, at).is_some_and(|year| (1900..=2100).contains(&year));
    let (before, behind) = (line.before(at), line.str(at + 1));
    // `Panzerhaubitze 2000`: a model.
    let name = at > 0 && is_capital(line, at - 1) && line.word_before(at) == Word::Other && at > 1;
    if name && line.str(at) == "2000" && !one_of(before, &BEFORE_YEAR) {
        return false;
    }
    let at_least =
        line.was(at, &["least"]) && line.was(at.wrapping_sub(2), &["since", "until", "till", "from", "by", "to", "in"]);
    let as_early = line.was(at, &["as"]) && line.was(at - 1, &["early", "late", "recently", "soon"]);
    let part = line.was(at, &["-"]) && part_before(line, at);
    if at_least || as_early || part {
        return modern;
    }
    if one_of(behind, &BEHIND_QUANTITY) || one_of(before, &BEFORE_QUANTITY) || one_of(before, &BEFORE_LABEL) {
        return false;
    }
    if one_of(before, &BEFORE_YEAR) || reaches_back(line, at) {
        return modern || !plural_behind(line, at);
    }
    let verb = line.was(at, &["entered", "entering", "began", "started", "ended", "closed", "finished"]);
    modern
        && (verb && !plural_behind(line, at)
            || in_brackets(line, at)
            || listed(line, at)
            || attributive(line, at)
            || behind_name(line, at))
}

/// `compared to 2019`, `back to 1988`.
fn reaches_back(line: &Line, at: usize) -> bool {
    line.was(at, &["to", "with"]) && line.was(at - 1, &["compared", "back", "relative", "prior", "dates", "dating"])
}

fn plural_behind(line: &Line, at: usize) -> bool {
    let next = line.str(at + 1);
    next.ends_with('s') && next.starts_with(char::is_lowercase) && !line.is(at + 1, &["was", "is", "has", "as"])
}

fn in_brackets(line: &Line, at: usize) -> bool {
    let opened = line.was(at, &["(", "["]) && line.is(at + 1, &[")", "]", ",", ";", "-", "–"]);
    let word = line.before(at).starts_with(char::is_lowercase) && !line.was(at, &["al", "al."]); // no citation
    let closes = word && line.is(at + 1, &[")", "]"]) && (at.saturating_sub(6)..at).any(|i| line.is(i, &["(", "["]));
    opened || closes
}

/// One of several years: `2014, 2016 and 2022`.
fn listed(line: &Line, at: usize) -> bool {
    let tie = |at: usize| line.is(at, &["and", "or", ",", "&", "/"]);
    let before = at >= 2 && tie(at - 1) && year_like(line, at - 2);
    let behind = tie(at + 1) && year_like(line, at + 2) && line.was(at, &["of", "for", "between", "both", "in"]);
    before || behind
}

/// Before a noun (`the 2018 World Cup`, `a 2019 interview`) or behind `of` and `for` (`the summer of 2019`).
fn attributive(line: &Line, at: usize) -> bool {
    let next = line.tokens.get(at + 1).filter(|t| t.kind == TokenKind::Word);
    let plural = plural_behind(line, at) && !one_of(line.str(at + 1), &YEARLY_PLURALS);
    let determined = line
        .was(at, &["the", "a", "its", "his", "her", "their", "our", "this", "that", "'s", "’s", "these", "those", "s"]);
    let of = line.was(at, &["of", "for", "to", "and"]);
    match next {
        Some(_) if determined || starts(line, at) => true,
        Some(_) if of => !plural && !line.was(at, &["to", "and"]),
        None if of => !line.was(at, &["to", "and"]),
        Some(_) => {
            !plural && line.str(at + 1).starts_with(char::is_lowercase) && !line.is(at + 1, &["and", "to", "in", "at"])
        }
        None => false,
    }
}

/// Whether the token opens a sentence or headline.
fn starts(line: &Line, at: usize) -> bool {
    at == 0 || line.was(at, &[".", ":", "—", "|", "\"", "“", "‘"])
}

/// Behind a capitalised name: `World Cup 2018`.
fn behind_name(line: &Line, at: usize) -> bool {
    let name = is_capital(line, at.wrapping_sub(1)) && line.word_before(at) == Word::Other && at > 0;
    let near = super::absolute::year(line, at).is_some_and(|year| (1950..=2050).contains(&year));
    let model = line.str(at) == "2000"; // more often a model than a year
    let before = at.wrapping_sub(1);
    let cited = line.was(before, &["(", ";", "and"]) && line.is(at + 1, &[",", ";", ")"]);
    let letters = !model && !cited && line.before(at).len() > 1 && line.before(at).chars().all(char::is_alphabetic);
    name && near && letters && !line.is(at + 1, &[")"]) && !plural_behind(line, at)
}
