//! What ranks before what, one rule a test, on statements that differ in nothing else.

use crate::store::fuzzy::{Within, look_up};
use crate::store::{Store, sample};

/// A store of articles of one statement each: date, and speaker with content.
fn store(statements: &[(&str, &str)]) -> Store {
    let mut store = Store::default();
    for (number, (date, statement)) in statements.iter().enumerate() {
        store.add(sample::article(&number.to_string(), "The Daily Gull", date, "Notes", &[statement]));
    }
    store
}

/// The finds for a query must be these statements in this order, whatever the order in which they are stored.
fn check_dated(query: &str, expected: &[(&str, &str)]) {
    let turned: Vec<_> = expected.iter().rev().copied().collect();
    for stored in [expected, turned.as_slice()] {
        let store = store(stored);
        let hits = look_up(&store, query, Within::Statements, None, 20);
        let found: Vec<_> = hits.iter().map(|hit| stored[hit.article.0 as usize]).collect();
        assert_eq!(found, expected, "{query}");
    }
}

fn check(query: &str, expected: &[&str]) {
    let dated: Vec<_> = expected.iter().map(|statement| ("2024-03-01", *statement)).collect();
    check_dated(query, &dated);
}

#[test]
fn exact_words_come_before_prefixes_infixes_slips_and_skeletons() {
    check(
        "mnstr",
        &[
            "someone: they met a mnstr there",
            "someone: they met a mnstrel there",
            "someone: they met a premnstr there",
            "someone: they met a mnstv there",
            "someone: they met a minister there",
        ],
    );
}

#[test]
fn what_is_typed_as_one_word_stands_together() {
    let (apart, together) =
        ("someone: the fire will cease", "someone: the fire there is over, and the cease-fire has not held");
    check("cease-fire", &[together, apart]);
    check("fire-cease", &[apart, together]);
    check("ceasefire", &["someone: the ceasefire has held", "someone: the cease-fire has held"]);
    check("cease-fire", &["someone: the cease-fire has held", "someone: the ceasefire has held"]);
}

#[test]
fn a_common_exact_word_comes_before_a_rare_prefix() {
    let mut store =
        store(&[("", "someone: they fixed the porticos there"), ("", "someone: they fixed the port there")]);
    for number in 0..40 {
        store.add(sample::article(&format!("x{number}"), "", "", "Notes", &["someone: it is a port of call"]));
    }
    let hits = look_up(&store, "port fixed", Within::Statements, None, 2);
    assert_eq!(hits.iter().map(|hit| hit.article.0).collect::<Vec<_>>(), [1, 0]);
}

#[test]
fn a_name_alone_asks_for_who_bears_it_however_it_is_spelled() {
    for query in ["zolotov", "zlotov", "zltv", "zol"] {
        check(query, &["Zolotov: they signed a paper there", "someone: they met Zolotov there again"]);
    }
    check_dated(
        "zolotov",
        &[
            ("2024-03-02", "Zolotov: they signed a paper there and went home by the last ferry"),
            ("2024-03-01", "Zolotov: no"),
        ],
    );
    check("zlotov met", &["someone: they met Zolotov there again", "Zolotov: they signed a paper there"]);
}

#[test]
fn rarer_words_count_more() {
    let common = "someone: they lost the wages there";
    let store = store(&[("", common), ("", "someone: they sold a quillon there"), ("", common), ("", common)]);
    let hits = look_up(&store, "quillon wages", Within::Statements, None, 4);
    assert_eq!((hits.len(), hits[0].article.0), (4, 1));
}

#[test]
fn words_beside_each_other_count_more() {
    check(
        "salt tax",
        &[
            "someone: again the salt tax rose there",
            "someone: again the tax on salt rose",
            "someone: the tax rose there on our salt",
        ],
    );
}

#[test]
fn a_speakers_own_name_counts_more_than_a_mention() {
    check("silva strike", &["Ana Silva: there will be a strike today", "someone: today Ana Silva calls a strike here"]);
}

#[test]
fn words_that_describe_a_speaker_do_not_count_as_its_name() {
    check(
        "foreign policy",
        &["someone: our foreign policy is a riddle", "a group of foreign policy experts: all of it is a riddle"],
    );
}

#[test]
fn all_words_come_before_most_words() {
    check("storm shut piers", &["someone: a strom has shut peirs", "someone: a storm has shut everything here"]);
}

#[test]
fn a_word_without_its_vowels_beside_a_sure_one_is_not_lost_among_slips() {
    let mut store = store(&[("", "someone: his speech is full of hate there")]);
    for number in 0..50 {
        store.add(sample::article(&format!("x{number}"), "", "", "Notes", &["someone: such are the rules they have"]));
    }
    let hits = look_up(&store, "spch hate", Within::Statements, None, 10);
    assert_eq!((hits.len(), hits[0].article.0), (10, 0));
}

#[test]
fn of_equal_ones_the_newer_comes_first_and_the_undated_last() {
    let said = "someone: the bridge will reopen";
    check_dated("bridge", &[("2025", said), ("2024-05-02", said), ("2024-05-01T10:00", said), ("", said)]);
}

#[test]
fn of_very_many_equal_ones_the_newest_are_read() {
    let mut store = Store::default();
    let newest = 9_100;
    for number in 0..10_000u32 {
        let date = if number == newest { "2025-01-01" } else { "2024-01-01" };
        store.add(sample::article(&number.to_string(), "", date, "Notes", &["someone: the bridge will reopen"]));
    }
    let hits = look_up(&store, "bridge", Within::Statements, None, 1);
    assert_eq!(hits[0].article.0, newest);
}

#[test]
fn a_query_without_accents_finds_all_and_one_with_accents_only_its_like() {
    let [plain, accented] = ["someone: the old cafe has closed", "someone: the new café has closed"];
    check("new cafe", &[accented, plain]);
    check("old cafe", &[plain, accented]);
    let found = |query: &str| {
        let store = store(&[("", plain), ("", accented)]);
        let hits = look_up(&store, query, Within::Statements, None, 9);
        hits.iter().map(|hit| hit.article.0).collect::<Vec<_>>()
    };
    assert_eq!(found("café"), [1]);
    assert_eq!(found("CAFÉ closed"), [1]);
    assert_eq!(found("CAFE\u{301}"), [1]);
    assert_eq!(found("café | old"), [0, 1]);
    assert_eq!(found("cafè"), [0, 1], "accents that nothing bears are a slip");
}

#[test]
fn names_are_found_through_other_transliterations_and_scripts() {
    for query in ["Сильва guaranteed", "Sylva guaranteed", "silva guaranteed"] {
        check(query, &["Ana Silva: wages are guaranteed", "someone: wages are guaranteed"]);
    }
}

#[test]
fn an_apostrophe_that_is_typed_tells_which_word_is_meant() {
    check(
        "party's promise",
        &["someone: today it was the party's old promise there", "someone: it was the party with a promise there"],
    );
    check(
        "you’ part",
        &["someone: you’ve been talking for both parties there", "someone: they saw young parties there"],
    );
}

#[test]
fn a_single_letter_weighs_little() {
    check(
        "once happ so-c",
        &["someone: it once happened to a so-called firm", "someone: a contest so long c was the first contest"],
    );
}
