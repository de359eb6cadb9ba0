//! An article that was published on another day than was found: what is counted from that day is placed anew.

use super::actors::Mentions;
use super::{Prose, dates, events, head, statements};
use crate::model::{Article, PartialDate, Published};

/// Gives an article another date of publication. Its events and the dates of its statements are then what they would be had
/// the document said so; everything else stays as it was found, so that what somebody has marked stays where it is.
pub fn date_anew(article: &mut Article, date: PartialDate) {
    // Where the page says when it appeared is no news, however it was misread.
    let place = article.published.as_ref().and_then(|published| published.span);
    let published = Published::new(date, place);
    let prose = Prose::read(&article.text, article.title.as_ref().and_then(|title| title.span), &article.body);
    let mut dates = dates::find(&prose, Some(&published));
    statements::date_anew(&prose, &mut article.statements, &dates);
    dates::settle_quotations(&mut dates, &prose, &article.statements);
    article.events = events::find(&prose, &dates, &Mentions::of(&article.actors));
    article.published = Some(Published::new(date, None));
    article.warnings.retain(|warning| warning != head::UNDATED);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Assets, extract};
    use crate::input::dossier::DOSSIER;
    use crate::input::{Document, plain};

    fn document(text: &str) -> Document {
        plain::read("a".into(), "a.txt".into(), text.into(), Vec::new())
    }

    #[test]
    fn an_article_that_is_dated_is_what_it_were_had_it_said_so() {
        let assets = Assets::built_in();
        let text = "Harbour opens\n\nThe harbour of Eastport is open today. Mara Lindqvist said on 14 January that it \
                    opened.\n\n\u{201c}We close it tomorrow,\u{201d} she said on Friday.\n";
        let date: PartialDate = "2025-01-20".parse().unwrap();
        let mut found = extract(document(text), &assets);
        let undated = found.clone();
        let mut said = document(text);
        said.metadata.published = Some(date);
        date_anew(&mut found, date);
        assert_eq!(found, extract(said, &assets));
        assert!(found.events.len() > undated.events.len(), "{:?}", found.events);
        let days: Vec<_> = found.statements.iter().filter_map(|one| Some(one.date?.date.to_string())).collect();
        assert_eq!(days, ["2025-01-14", "2025-01-17"]);
        assert!(found.events.iter().any(|event| event.when.date.to_string() == "2025-01-18"), "tomorrow, as was said");
    }

    #[test]
    fn an_article_that_is_dated_as_it_was_stays_as_it_was() {
        let assets = Assets::built_in();
        for (_, bytes) in DOSSIER {
            let found = extract(document(&String::from_utf8_lossy(bytes)), &assets);
            let Some(published) = &found.published else { continue };
            let mut again = found.clone();
            date_anew(&mut again, published.date);
            again.published.clone_from(&found.published);
            assert_eq!(again, found);
        }
    }
}
