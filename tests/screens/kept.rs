//! Filters by what the reader keeps: articles read, bookmarks, notes.

use crate::bench::Bench;
use crate::dossier::dossier;
use crate::tasks::seeds;
use briefing::export::selected::{self, Format, Notes};
use briefing::store::query::Kept;
use briefing::store::{ArticleId, Query, StatementId};
use briefing::ui::effect::{Effect, Exported};
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

/// The filter whose selection is written to a file after the keys, or nothing.
fn exported(keys: &str) -> Option<Query> {
    match bench(keys).asked.pop()? {
        Effect::Export(_, _, Exported::Filtered(query), _) => Some(query),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_list_of_bookmarks_is_exported_from_there() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("out.md").display().to_string();
    let screen = bench("2 m j j c call Enter ' E").screen();
    assert!(screen.contains("EXPORT what is bookmarked or noted"), "{screen}");
    // What is filtered or marked meanwhile is of no matter.
    let bench = bench("2 m j j c call Enter");
    let query = exported(&format!("2 m j j c call Enter . F ferry Enter ' E C-u {file} Enter")).unwrap();
    let selection = bench.app.shared.study().select(&query);
    assert_eq!((query.to_string().as_str(), selection.statements.len()), ("is:bookmarked or is:noted", 2));
    assert_eq!(exported(&format!("' E C-u {file} Enter")), None, "nothing is listed");
    assert_eq!(exported(&format!("m B E C-u {file} Enter")), None, "saved filters are no bookmarks");
}

#[test]
fn what_is_bookmarked_is_exported_like_what_is_marked() {
    let seeds = || Bench::new(seeds(), 120, 40);
    let written = |query: &Query, marked: &[StatementId]| {
        let bench = seeds();
        let (store, notes, mut pages) = (bench.app.shared.study(), Notes::default(), [Vec::new(), Vec::new()]);
        let selection = store.select(query);
        let by_filter = selected::write(&mut pages[0], &store, &selection, Format::Md, (query, ""), &notes).unwrap();
        let by_hand = selected::write_picked(&mut pages[1], &store, marked, Format::Md, &notes).unwrap();
        assert_eq!(by_filter, by_hand);
        // Only what is said of the filter differs.
        pages.map(|page| String::from_utf8(page).unwrap().replace(": is:bookmarked", ""))
    };
    let mut bench = seeds();
    bench.press("2 m . j m . F is:bookmarked Enter");
    let marked: Vec<_> = bench.app.copying.marked.iter().copied().collect();
    assert_eq!(marked.len(), 2);
    let [by_filter, by_hand] = written(&bench.app.wish.query, &marked);
    assert_eq!(by_filter, by_hand);
    let screen = bench.press("Esc E").screen();
    assert!(screen.contains(" · 2 statements"), "{screen}");
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
