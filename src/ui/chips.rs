//! Active filters as words at the top, each of which can be taken away.

use super::page::grouped;
use super::typeset::Clean;
use super::when;
use crate::store::query::{Attribute, kind_word};
use crate::store::{Entry, Facet, Query, Roster, Store};
use ratatui::layout::Rect;

/// Blanks between two chips.
const BETWEEN: u16 = 3;

/// What a term of the filter says, in words.
pub fn words(term: &Query, store: &Store) -> Clean {
    Clean::from(term_words(term, store))
}

/// What a filter asks for, on one line: `said by Mark Rutte, theme Ceasefire`; nothing for everything.
pub fn sentence(query: &Query, store: &Store) -> String {
    query.terms().iter().map(|term| term_words(term, store)).collect::<Vec<_>>().join(", ")
}

fn term_words(term: &Query, store: &Store) -> String {
    match term {
        Query::All => "everything".to_owned(),
        Query::Is(attribute) => attribute_words(attribute, store),
        Query::Not(inner) => format!("without {}", grouped_words(inner, store)),
        Query::And(parts) => joined(parts, " and ", store),
        Query::Or(parts) => alternatives(parts, store).join(" or "),
    }
}

/// What each of several alternatives says; the word before names of the same kind stands before the first one alone.
fn alternatives(parts: &[Query], store: &Store) -> Vec<String> {
    let field = |part: &Query| if let Query::Is(attribute) = part { field(attribute) } else { "" };
    let first = parts.first().map_or("", field);
    let once = if parts.iter().all(|part| field(part) == first) { first } else { "" };
    let names = |part: &Query| matches!(part, Query::Is(Attribute::Actor(_)));
    // Beside those who are to speak themselves, one whose name alone is enough is told from them.
    let names_some = parts.iter().any(names) && !parts.iter().all(names);
    let words = parts.iter().map(|part| {
        let words = grouped_words(part, store);
        if names_some && names(part) { format!("naming {words}") } else { words }
    });
    words.enumerate().map(|(at, words)| if at == 0 { words } else { words[once.len()..].to_owned() }).collect()
}

/// The words of a term in so many columns: of several alternatives those that there is room for, and how many more there
/// are, so that a chip which is cut still says that it is one of several that is wanted.
fn in_columns(term: &Query, store: &Store, width: u16) -> Clean {
    let whole = words(term, store);
    let names = match term {
        Query::Or(parts) if whole.width() > width => alternatives(parts, store),
        _ => return whole.cut(width),
    };
    let more = |shown: usize| Clean::from(format!(" or {} more", grouped(names.len() - shown)));
    let first = |shown: usize| Clean::from(names[..shown].join(" or "));
    let fits = |shown: &usize| first(*shown).width() + more(*shown).width() <= width;
    let shown = (1..names.len()).rev().find(fits).unwrap_or(1);
    let first = first(shown).cut(width.saturating_sub(more(shown).width()));
    Clean::from(format!("{}{}", first.words(), more(shown).words())).cut(width)
}

fn joined(parts: &[Query], between: &str, store: &Store) -> String {
    parts.iter().map(|part| grouped_words(part, store)).collect::<Vec<_>>().join(between)
}

fn grouped_words(term: &Query, store: &Store) -> String {
    let words = term_words(term, store);
    if matches!(term, Query::And(_) | Query::Or(_)) { format!("({words})") } else { words }
}

/// The word before the name that an attribute asks for.
fn field(attribute: &Attribute) -> &'static str {
    match attribute {
        Attribute::By(_) => "said by ",
        Attribute::About(_) => "about ",
        Attribute::Theme(_) => "theme ",
        Attribute::Source(_) => "source ",
        _ => "",
    }
}

fn attribute_words(attribute: &Attribute, store: &Store) -> String {
    let named = |name: String| format!("{}{name}", field(attribute));
    match attribute {
        Attribute::By(id) => named(name(store.actors(), id)),
        Attribute::About(id) => {
            let themes = || Some(store.themes()).filter(|themes| !meant(themes, id).is_empty());
            let actors = meant(store.actors(), id).is_empty();
            let roster = if actors { themes().unwrap_or(store.actors()) } else { store.actors() };
            named(name(roster, id))
        }
        Attribute::Actor(id) => name(store.actors(), id),
        Attribute::Theme(id) => named(name(store.themes(), id)),
        Attribute::Source(id) => named(name(store.sources(), id)),
        Attribute::After(date) => format!("since {}", when::minute(*date)),
        Attribute::Before(date) => format!("before {}", when::minute(*date)),
        Attribute::On(when) => format!("on {}", when::range(*when)),
        Attribute::Kind(kind) => kind_word(*kind).to_owned(),
        Attribute::Carried(outlets) => format!("carried by {outlets} or more"),
        Attribute::Kept(kept, _) => kept.name().to_owned(),
        Attribute::Named(true) => "by somebody named".to_owned(),
        Attribute::Named(false) => "by nobody named".to_owned(),
        Attribute::Undated => "undated".to_owned(),
        Attribute::Word(word) => format!("“{word}…”"),
        Attribute::Phrase(words) => format!("“{words}”"),
    }
}

/// What may be meant by a name. Of very many, which a frame has no time to look through, only the one with that id.
fn meant<'a>(roster: &'a Roster, name: &str) -> Vec<&'a Entry> {
    const FAR: usize = 20_000;
    if roster.entries().len() <= FAR { roster.named(name) } else { roster.get(name).into_iter().collect() }
}

/// The name of who is meant by an id or by letters: of several the one in most articles, and how many others; the letters
/// where it is nobody.
fn name(roster: &Roster, typed: &str) -> String {
    match meant(roster, typed)[..] {
        [one] => one.name.to_string(),
        [] => typed.to_owned(),
        ref several => {
            let most = several.iter().max_by_key(|entry| (entry.articles.len(), std::cmp::Reverse(&entry.name)));
            format!("{} and {} more", most.map_or(typed, |entry| &entry.name), several.len() - 1)
        }
    }
}

/// The actors and themes that a filter asks for, in order: those whose lanes are of interest.
pub fn lanes(query: &Query) -> Vec<(Facet, String)> {
    let mut found: Vec<(Facet, String)> = Vec::new();
    for term in query.terms() {
        let named = match term {
            Query::Is(Attribute::By(id) | Attribute::Actor(id)) => vec![(Facet::Actor, id.clone())],
            Query::Is(Attribute::Theme(id)) => vec![(Facet::Theme, id.clone())],
            Query::Or(_) => parts(term).iter().flat_map(lanes).collect(),
            _ => Vec::new(),
        };
        for lane in named {
            if !found.contains(&lane) {
                found.push(lane);
            }
        }
    }
    found
}

fn parts(term: &Query) -> &[Query] {
    if let Query::Or(parts) = term { parts } else { &[] }
}

/// A chip on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Chip {
    /// Place of its term in the filter.
    pub term: usize,
    /// What it says.
    pub words: Clean,
    /// Where it stands, its ✕ in the last column.
    pub area: Rect,
}

/// Columns that a chip has at least when it is cut.
const LEAST: u16 = 14;

/// The chips of a filter in the row of filters, `room` columns being kept free at its right, and more where the chips that
/// find no room are to be counted.
pub fn arrange(query: &Query, store: &Store, row: Rect, room: u16) -> Vec<Chip> {
    let terms = query.terms().len();
    let all = in_row(query, store, Rect { width: row.width.saturating_sub(room), ..row });
    if all.len() == terms {
        return all;
    }
    let room = room.saturating_add(hidden(terms).width() + BETWEEN);
    in_row(query, store, Rect { width: row.width.saturating_sub(room), ..row })
}

/// How many chips find no room, in words.
pub fn hidden(count: usize) -> Clean {
    Clean::from(format!("+{}", grouped(count)))
}

/// Whether the chips are all there, each as a whole.
pub fn are_whole(chips: &[Chip], query: &Query, store: &Store) -> bool {
    let terms = query.terms();
    let is_whole = |(chip, term): (&Chip, &Query)| chip.words.width() >= words(term, store).width();
    chips.len() == terms.len() && chips.iter().zip(terms).all(is_whole)
}

/// Columns that a chip before others has at most where not all have as many as they need.
const MOST: u16 = 48;

/// As many chips as a row holds, the last one cut to what is left.
fn in_row(query: &Query, store: &Store, row: Rect) -> Vec<Chip> {
    let mut x = row.x + 1;
    let mut chips = Vec::new();
    let needed = |term| words(term, store).width().saturating_add(2 + BETWEEN);
    let needed = query.terms().iter().map(needed).fold(0, u16::saturating_add);
    let terms = query.terms();
    for (term, query) in terms.iter().enumerate() {
        let most = if needed <= row.width || term + 1 == terms.len() { u16::MAX } else { MOST };
        let free = row.right().saturating_sub(x + 1);
        let needed = in_columns(query, store, most).width() + 2;
        if needed > free && free < LEAST && !(chips.is_empty() && free > 2) {
            break;
        }
        let words = in_columns(query, store, most.min(free.saturating_sub(2)));
        let width = words.width() + 2;
        chips.push(Chip { term, words, area: Rect { x, y: row.y, width, height: 1 } });
        x += width + BETWEEN;
    }
    chips
}

/// All chips, in as many rows as they need from `row` on.
pub fn in_rows(query: &Query, store: &Store, row: Rect) -> Vec<Chip> {
    let (mut x, mut y) = (row.x + 1, row.y);
    let mut chips = Vec::new();
    for (term, query) in query.terms().iter().enumerate() {
        let words = in_columns(query, store, row.width.saturating_sub(4));
        let width = words.width() + 2;
        if x > row.x + 1 && x + width >= row.right() {
            (x, y) = (row.x + 1, y.saturating_add(1));
        }
        chips.push(Chip { term, words, area: Rect { x, y, width, height: 1 } });
        x += width + BETWEEN;
    }
    chips
}

#[cfg(test)]
mod tests {
    use super::*;

    fn many() -> Query {
        let words = ["harbour", "peace", "ferries", "islands", "customs"];
        words.iter().fold(Query::All, |query, word| query.and(Query::Is(Attribute::Word((*word).to_owned()))))
    }

    #[test]
    fn chips_that_find_no_room_leave_room_for_their_number() {
        let (query, store) = (many(), Store::default());
        for width in 24..120 {
            let row = Rect { width, height: 1, ..Rect::default() };
            let chips = arrange(&query, &store, row, 10);
            let end = chips.last().unwrap().area.right();
            let hidden_width = if chips.len() < 5 { BETWEEN + hidden(5 - chips.len()).width() } else { 0 };
            assert!(end + hidden_width + 10 < width + 1, "{width}: {chips:?}");
        }
    }

    #[test]
    fn a_chip_has_the_room_that_is_there() {
        let word = "harbour".repeat(12);
        let (query, store) = (Query::Is(Attribute::Word(word.clone())), Store::default());
        let cut =
            |width: u16| arrange(&query, &store, Rect { width, height: 1, ..Rect::default() }, 10)[0].words.width();
        assert_eq!((cut(60), cut(90), cut(120)), (46, 76, word.len() as u16 + 3));
    }

    #[test]
    fn a_chip_says_that_any_of_several_is_enough() {
        let parts = ["rutte", "zelenskyy", "kallas", "starmer"];
        let any = |attribute: fn(String) -> Attribute, count: usize| {
            Query::Or(parts[..count].iter().map(|id| Query::Is(attribute((*id).to_owned()))).collect())
        };
        let store = Store::default();
        let said = |query: &Query, width: u16| in_columns(query, &store, width).words().to_owned();
        assert_eq!(said(&any(Attribute::Actor, 2), 40), "rutte or zelenskyy");
        assert_eq!(said(&any(Attribute::By, 2), 40), "said by rutte or zelenskyy");
        let four = any(Attribute::By, 4);
        assert_eq!(said(&four, 80), "said by rutte or zelenskyy or kallas or starmer");
        assert_eq!(said(&four, 40), "said by rutte or zelenskyy or 2 more");
        assert_eq!(said(&four, 30), "said by rutte or 3 more");
        assert_eq!(said(&four, 20), "said by r… or 3 more");
        let one_speaks =
            Query::Or(vec![any(Attribute::By, 1).simplified(), Query::Is(Attribute::Actor("kallas".into()))]);
        assert_eq!(said(&one_speaks, 80), "said by rutte or naming kallas");
        let mixed = Query::Or(vec![any(Attribute::By, 1).simplified(), Query::Is(Attribute::Theme("peace".into()))]);
        assert_eq!(said(&mixed, 80), "said by rutte or theme peace");
        for width in 0..60 {
            assert!(in_columns(&four, &store, width).width() <= width, "{width}");
        }
    }

    #[test]
    fn all_chips_can_be_seen_in_rows() {
        let (query, store) = (many(), Store::default());
        let chips = in_rows(&query, &store, Rect { y: 1, width: 40, height: 1, ..Rect::default() });
        assert_eq!(chips.iter().map(|chip| chip.area.y).collect::<Vec<_>>(), [1, 1, 2, 2, 3]);
        assert!(chips.iter().all(|chip| chip.area.right() < 40), "{chips:?}");
    }
}
