//! Where a text has what the filter asks for: its words, and the words by which its themes were found. They stand out while
//! one reads, and `n` goes from one to the next.

use crate::model::{Article, Span};
use crate::sorting;
use crate::store::query::Attribute;
use crate::store::{Query, words};

/// In longer texts words are not looked for, because the interface has no time for it; what has a span anyway is found.
const MOST: usize = 128 << 10;

/// Words in a row that are looked for; the last one may go on where they were typed as the beginning of a word.
struct Wanted {
    words: Vec<String>,
    goes_on: bool,
}

/// The places in headline and body, or in the whole raw text, in order.
pub fn places(article: &Article, raw: bool, query: &Query) -> Vec<Span> {
    let (mut found, mut wanted) = (Vec::new(), Vec::new());
    gather(article, query, &mut found, &mut wanted);
    if !wanted.is_empty() && article.text.len() <= MOST {
        let title = article.title.as_ref().and_then(|title| title.span);
        let whole = Span::new(0, article.text.len());
        let zones: Vec<Span> =
            if raw { vec![whole] } else { title.into_iter().chain(article.body.iter().copied()).collect() };
        for zone in zones {
            look_through(&article.text, zone, &wanted, &mut found);
        }
    }
    sorting::by_key(&mut found, |span| (span.start, std::cmp::Reverse(span.end)));
    found.dedup_by(|inner, outer| outer.contains(*inner));
    found
}

/// What a filter asks for, without what it excludes.
fn gather(article: &Article, query: &Query, found: &mut Vec<Span>, wanted: &mut Vec<Wanted>) {
    match query {
        Query::And(parts) | Query::Or(parts) => {
            for part in parts {
                gather(article, part, found, wanted);
            }
        }
        Query::Is(Attribute::Theme(id)) => {
            let themes = article.themes.iter().filter(|theme| theme.id == *id);
            found.extend(themes.flat_map(|theme| theme.mentions.iter().copied()));
        }
        Query::Is(Attribute::Word(word)) => wanted.push(Wanted { words: words::of(word), goes_on: true }),
        Query::Is(Attribute::Phrase(phrase)) => wanted.push(Wanted { words: words::of(phrase), goes_on: false }),
        Query::All | Query::Is(_) | Query::Not(_) => {}
    }
}

fn look_through(text: &str, zone: Span, wanted: &[Wanted], found: &mut Vec<Span>) {
    let mut row: Vec<(Span, String)> = Vec::new();
    words::each(text, zone, |span, word| row.push((span, word.to_owned())));
    for wanted in wanted.iter().filter(|wanted| !wanted.words.is_empty()) {
        for here in row.windows(wanted.words.len()) {
            let last = wanted.words.len() - 1;
            let fits = here.iter().zip(&wanted.words).enumerate().all(|(at, ((_, word), want))| {
                if at == last && wanted.goes_on { word.starts_with(want.as_str()) } else { word == want }
            });
            if fits {
                found.push(here[0].0.join(here[last].0));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Theme;

    #[test]
    fn words_phrases_and_themes_of_a_filter_are_found_and_what_it_excludes_is_not() {
        let text =
            "Pier closed\n\nThe old pier is closed. Piers were closed before; the pier closed at noon.".to_owned();
        let place = |words: &str| text.rfind(words).map(|at| Span::new(at, at + words.len())).unwrap();
        let body = vec![Span::new(13, text.len())];
        let theme = Theme { id: "time".into(), name: "Time".into(), score: 1.0, mentions: vec![place("noon")] };
        let article = Article { text: text.clone(), body, themes: vec![theme], ..Article::default() };
        for (query, wanted) in [
            ("pier", "pier Piers pier"),
            ("\"pier closed\"", "pier closed"),
            ("theme:time", "noon"),
            ("old or theme:time", "old noon"),
            ("closed -pier", "closed closed closed"),
            ("by:somebody", ""),
            ("", ""),
        ] {
            let found = places(&article, false, &Query::parse(query).unwrap());
            let words: Vec<_> = found.iter().map(|span| span.of(&text)).collect();
            assert_eq!(words.join(" "), wanted, "{query}");
        }
        assert_eq!(places(&article, true, &Query::parse("pier").unwrap()).len(), 4);
    }
}
