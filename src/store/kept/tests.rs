//! A store that was recalled is the one that was kept: it tells the same, finds the same, and grows the same way.

use super::*;
use crate::store::fuzzy::{self, Within};
use crate::store::{Facet, Query, facet, sample};

const COPIED: &str = "The storm took the roof off the old harbour hall during the night and nobody was hurt, the harbour \
                      office reported, while the ferry stayed at its pier until the wind had died down in the morning.";
const SAID: &str = "Ana Silva: The old lighthouse will be torn down before the winter storms arrive";

/// Articles with near-copies, carried statements, accents, equal ids and one that is very long.
fn articles() -> Vec<Article> {
    let mut articles: Vec<Article> = sample::store().articles().map(|(_, article)| Article::clone(&article)).collect();
    for (id, source) in [("a", "Herald"), ("b", "The Daily Gull"), ("a", ""), ("c", "Herald")] {
        articles.push(sample::article(id, source, "2024-03-01", "Łódź and the harbour", &[COPIED, SAID]));
    }
    let long: String = ('a'..='z').cycle().take(400_000).collect();
    articles.push(Article { id: "long".into(), text: long.repeat(3), ..Article::default() });
    articles.push(sample::article("a", "Herald", "2024-03", "What Bela Kovacs said", &[COPIED, "Bela Kovacs: No."]));
    articles
}

fn filled(articles: &[Article]) -> Store {
    let mut store = Store::default();
    for article in articles {
        store.add(article.clone());
    }
    store
}

/// Everything that can be asked of a store, as far as an answer depends on its parts.
fn asked(store: &Store) -> Vec<String> {
    let mut answers = Vec::new();
    for (at, article) in store.articles() {
        answers.push(format!("{article:?} {:?} {:?}", store.title(at), store.published(at)));
        answers.push(format!("{:?} {:?} {:?}", store.find(&article.id), store.kin(at), store.first_copy(at)));
        for id in store.statements_of(at) {
            let told = (store.kind(id), store.said_on(id), store.theme_count(id), store.carriage(id));
            answers.push(format!("{told:?} {:?}", store.stories().differs(id)));
        }
        for id in store.events_of(at) {
            answers.push(format!("{:?} {:?}", store.when(id), store.tellings(id).collect::<Vec<_>>()));
        }
    }
    for filter in [
        "",
        "kovacs",
        "by:kovacs",
        "about:silva",
        "theme:strikes",
        "source:gull",
        "after:2024-03",
        "Łódź",
        "\"old harbour hall\"",
        "kind:mixed",
        "carried:2",
        "-by:silva",
        "on:2024-03",
    ] {
        let Ok(query) = Query::parse(filter) else { continue };
        let selection = store.select(&query);
        answers.push(format!("{filter} {selection:?}"));
        for facet in [Facet::Actor, Facet::Theme, Facet::Source] {
            answers.push(format!("{:?}", facet::count(store, &selection, facet)));
        }
        for within in [Within::Statements, Within::Articles, Within::Actors, Within::Events] {
            for words in ["kovcs", "harb", "storm roof", "lodz", "silva lighthouse"] {
                answers.push(format!("{:?}", fuzzy::look_up(store, words, within, Some(&selection), 9)));
            }
        }
    }
    for at in store.places() {
        answers.push(format!("{:?}", store.suggested_date(at)));
    }
    answers.push(format!("{:?}", store.suggested_themes()));
    answers.push(format!("{:?}", store.index.newest_first().collect::<Vec<_>>()));
    answers
}

#[test]
fn a_recalled_store_answers_as_the_one_that_was_kept() {
    let store = filled(&articles());
    let recalled = Store::recalled(&store.kept()).unwrap();
    assert_eq!(asked(&recalled), asked(&store));
    assert!(store.stories().counts().0 > 0 && store.stories().counts().1 > 0, "the sample has what occurs twice");
    assert_eq!(Store::recalled(&Store::default().kept()).unwrap().len(), 0);
}

#[test]
fn a_recalled_store_grows_as_the_one_that_was_kept() {
    let all = articles();
    let whole = filled(&all);
    for cut in 0..all.len() {
        let mut grown = Store::recalled(&filled(&all[..cut]).kept()).unwrap();
        for article in &all[cut..] {
            grown.add(article.clone());
        }
        assert_eq!(asked(&grown), asked(&whole), "recalled after {cut}");
    }
}

#[test]
fn bytes_of_something_else_are_no_store() {
    let bytes = filled(&articles()[..3]).kept();
    for at in (0..bytes.len()).step_by(17) {
        assert!(Store::recalled(&bytes[..at]).is_none(), "cut to {at}");
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x41;
        // Whatever comes of it, reading ends.
        let _ = Store::recalled(&damaged);
    }
    assert!(Store::recalled(&[bytes, vec![0]].concat()).is_none());
}
