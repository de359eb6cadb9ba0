//! Filters by what the reader keeps: articles read, bookmarks, notes.

use crate::bench::Bench;
use crate::dossier::dossier;
use briefing::store::ArticleId;
use briefing::store::query::Kept;
use briefing::ui::memory_thread::Told;
use briefing::user::recall::Known;

fn bench(keys: &str) -> Bench {
    let mut bench = Bench::new(dossier(), 120, 40);
    bench.press(keys);
    bench
}

/// Articles and statements that are left after the keys.
fn left(keys: &str) -> (usize, usize) {
    let bench = bench(keys);
    (bench.app.view.articles.len(), bench.app.view.statements.len())
}

#[test]
fn what_is_read_bookmarked_and_noted_on_can_be_filtered_by() {
    assert_eq!(left("F is:unread Enter"), (4, 7));
    // Opening the text of an article reads it.
    assert_eq!(left("Enter h F is:unread Enter").0, 3);
    assert_eq!(left("Enter h F is:read Enter").0, 1);
    assert_eq!(left("Enter h F -is:read Enter"), left("Enter h F is:unread Enter"));
    assert_eq!(left("m F is:bookmarked Enter").0, 1);
    assert_eq!(left("2 m j j m F is:bookmarked Enter").1, 2);
    assert_eq!(left("2 j c call Enter F is:noted Enter"), (1, 1));
    assert_eq!(left("F is:noted Enter"), (0, 0));
    let screen = bench("F is:unread Enter").screen();
    assert!(screen.contains(" unread ✕"), "{screen}");
}

#[test]
fn what_one_reads_stays_listed_until_the_filter_is_set_anew() {
    let mut bench = bench("F is:unread Enter Enter h");
    assert_eq!(bench.app.view.articles.len(), 4);
    bench.press("S");
    assert_eq!(bench.app.view.articles.len(), 4, "another order is no other filter");
    bench.press("F Enter");
    assert_eq!(bench.app.view.articles.len(), 3);
}

#[test]
fn what_one_marks_takes_effect_at_once() {
    let mut bench = bench("m F is:bookmarked Enter");
    assert_eq!(bench.app.view.articles.len(), 1);
    bench.press("m");
    assert_eq!(bench.app.view.articles.len(), 0);
    let mut bench = self::bench("F is:read Enter");
    assert_eq!(bench.app.view.articles.len(), 0);
    // What is known from before comes after the first screen.
    let known = vec![(ArticleId(0), Known { read: true, ..Known::default() })];
    let effects = bench.app.learn(Told::Known(known));
    bench.carry_out(effects);
    assert_eq!(bench.app.view.articles, [ArticleId(0)]);
}

#[test]
fn the_words_are_completed_and_kept_as_words() {
    let screen = bench("F is:").screen();
    for (_, name) in Kept::ALL {
        assert!(screen.contains(name), "{name}: {screen}");
    }
    let bench = bench("Enter h F is:unread Enter");
    assert_eq!(bench.app.wish.query.to_string(), "is:unread");
}
