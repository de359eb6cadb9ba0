//! How keys are pressed and what is typed: sequences, numbers, other keyboards, the command line, the way back.

use crate::bench::Bench;
use crate::dossier::dossier;
use briefing::ui::app::Listing;
use briefing::ui::effect::{Effect, Exported};
use briefing::ui::keymap::Key;
use briefing::ui::layout::Pane;
use briefing::ui::memory_thread::{Target, Task, Told};
use briefing::user::Session;

fn bench() -> Bench {
    Bench::new(dossier(), 120, 40)
}

/// The row with the cursor after the keys.
fn row(keys: &str) -> usize {
    let mut bench = bench();
    bench.press(keys);
    bench.app.list.at
}

#[test]
fn numbers_come_before_actions() {
    assert_eq!((row("2 6 j"), row("2 05 j"), row("2 M-5 j"), row("2 02 j 01 k")), (6, 5, 5, 1));
    assert_eq!((row("2 03 G"), row("2 G 02 gg"), row("2 999999999 j")), (2, 1, 6));
    assert_eq!((row("2 07 Esc j"), row("2 j")), (1, 1));
}

#[test]
fn sequences_wait_and_show_how_they_go_on() {
    let mut bench = bench();
    let screen = bench.press("2 G ]").screen();
    assert!(screen.lines().last().is_some_and(|line| line.starts_with(" ] …   s statement   e event   a same actor")));
    let screen = bench.press("x").screen();
    assert!(screen.contains("]x means nothing here") && !bench.app.view.statements.is_empty(), "{screen}");
    assert_eq!((row("2 G g g"), row("2 G g Esc")), (0, 6));
    assert!(bench.press("08").screen().ends_with(" 8 …"));
}

#[test]
fn keyboards_of_other_scripts_have_the_same_keys() {
    assert_eq!((row("2 о о л"), row("2 ξ ξ κ"), row("2 П пп")), (1, 1, 0));
    let mut bench = bench();
    bench.press("ф кеер Esc");
    assert!(bench.app.overlay.is_none());
    assert!(bench.press("й").quit);
}

#[test]
fn events_and_statements_by_the_same_actor_are_stepped_through() {
    let mut bench = bench();
    bench.press("Enter ]e");
    let first = bench.app.cursor.event;
    bench.press("]e [e");
    assert!(first.is_some() && bench.app.cursor.event == first && bench.app.cursor.statement.is_none());
    let mut bench = self::bench();
    bench.press("2 ]a");
    let speaker = |bench: &Bench| {
        let store = bench.app.shared.glance();
        let (_, statement) = store.statement(bench.app.cursor.statement?)?;
        statement.speaker.as_ref()?.actor.clone()
    };
    let before = speaker(&bench);
    bench.press("]a");
    assert!(before.is_some() && speaker(&bench) == before);
    assert!(bench.press("99 ]a").screen().contains("no further statement by the same actor"));
}

#[test]
fn what_is_under_the_cursor_becomes_a_filter() {
    let query = |keys: &str| {
        let mut bench = bench();
        bench.press(keys);
        bench.app.wish.query.to_string()
    };
    assert!(query("2 *").starts_with("by:"), "{}", query("2 *"));
    assert_eq!(query("2 #"), format!("-{}", query("2 *")));
    assert_eq!(query("s norholm Enter Enter X *"), query("s norholm Enter"));
}

#[test]
fn one_comes_back_to_where_one_was() {
    let mut bench = bench();
    bench.press("j j 2 G Enter F theme:ferries Enter");
    let query = bench.app.wish.query.clone();
    bench.press("H");
    assert_eq!((bench.app.wish.query.to_string().as_str(), bench.app.focus), ("", Pane::Text));
    bench.press("H");
    assert_eq!((bench.app.listing, bench.app.focus, bench.app.list.at), (Listing::Statements, Pane::List, 6));
    bench.press("H H");
    assert_eq!((bench.app.listing, bench.app.list.at), (Listing::Articles, 2));
    assert!(bench.press("H H").screen().contains("there is no place before"));
    bench.press("L L L L L");
    assert_eq!(bench.app.wish.query, query);
}

#[test]
fn commands_are_completed_and_carried_out() {
    let mut bench = bench();
    let screen = bench.press(": next-a").screen();
    assert!(screen.contains("▌ next-article") && screen.contains("To the next article"), "{screen}");
    bench.press("Tab Space 2 Enter");
    assert_eq!(bench.app.list.at, 2);
    bench.press(": filter Space theme:ferries Enter");
    assert_eq!(bench.app.wish.query.to_string(), "theme:ferries");
    let screen = bench.press(": filter Space from:x Enter").screen();
    assert!(screen.contains("there is no field `from`"), "{screen}");
    bench.press("Esc : Up Enter");
    assert!(bench.app.overlay.is_none());
    assert_eq!(bench.press(": 1 Enter").app.list.at, 0);
    assert!(bench.press(": quit Enter").quit);
    assert!(bench.kept.contains(&Task::Typed("filter theme:ferries".into())));
}

#[test]
fn every_action_has_a_name_that_can_be_typed() {
    for entry in briefing::ui::action::TABLE.iter().filter(|entry| entry.places.is_of_panes()) {
        let screen = bench().press(&format!(": {} Enter", entry.name)).screen();
        assert!(!screen.contains("there is no action"), "{}", entry.name);
    }
}

#[test]
fn a_filter_is_saved_as_it_was_typed_so_that_last_week_is_another_one_next_week() {
    let mut bench = bench();
    bench.app.today = chrono::NaiveDate::from_ymd_opt(2025, 2, 20);
    bench.press("F after:2024-01 Enter B s One Enter");
    assert_eq!(bench.kept.last(), Some(&Task::SaveFilter(("One".to_owned(), "after:2024-01".to_owned()))));
    bench.press("F C-u after:last Space week Enter B s Two Enter");
    assert_eq!(bench.kept.last(), Some(&Task::SaveFilter(("Two".to_owned(), "after:last week".to_owned()))));
    bench.press("X F C-u theme:ferries Enter X B s Three Enter");
    assert_ne!(bench.kept.last(), Some(&Task::SaveFilter(("Three".to_owned(), "theme:ferries".to_owned()))));
}

#[test]
fn filters_are_saved_taken_and_taken_away() {
    let mut bench = bench();
    bench.press("F theme:ferries Enter B s On Space ferries Enter");
    let saved = ("On ferries".to_owned(), "theme:ferries".to_owned());
    assert_eq!(bench.kept.last(), Some(&Task::SaveFilter(saved)));
    let screen = bench.press("X B").screen();
    assert!(screen.contains("▌ On ferries"), "{screen}");
    bench.press("Enter");
    assert_eq!(bench.app.wish.query.to_string(), "theme:ferries");
    bench.press("B x");
    assert_eq!(bench.kept.last(), Some(&Task::ForgetFilter("On ferries".to_owned())));
    assert!(bench.screen().contains("No filter is saved."));
    // Nothing can be taken from an empty list, and the hints know it.
    let hints = bench.screen().lines().last().unwrap_or_default().to_owned();
    assert!(hints.contains("Esc close") && !hints.contains("take") && !hints.contains("remove"), "{hints}");
}

#[test]
fn what_is_wrong_with_a_line_is_read_whole_on_a_narrow_screen() {
    let mut bench = Bench::new(dossier(), 60, 16);
    let screen = bench.press(": no-such-action-at-all-that-anybody-could-have-meant Enter").screen();
    let words = "there is no action or command `no-such-action-at-all-that";
    assert!(screen.lines().rev().nth(1).is_some_and(|line| line.contains(words)), "{screen}");
}

#[test]
fn the_help_is_searched() {
    let mut bench = bench();
    let screen = bench.press("? / bookmark Enter").screen();
    assert!(screen.contains("Bookmark the statement") && !screen.contains("Next row or line"), "{screen}");
    assert!(bench.press("Esc").screen().contains("Next row or line"));
    assert!(!bench.press("Esc").screen().contains("KEYS"));
}

#[test]
fn bookmarks_notes_and_read_articles_are_shown_and_handed_to_the_keeper() {
    let mut bench = bench();
    bench.press("m 2 j c call Space her Enter");
    let statement = bench.app.cursor.statement.map(Target::Statement).expect("a statement is selected");
    assert!(bench.kept.contains(&Task::Note(statement, "call her".into())), "{:?}", bench.kept);
    let screen = bench.screen();
    assert!(screen.contains("✎ call her") && screen.contains("✎ ≤6 Mar 2031"), "{screen}");
    let screen = bench.press("1").screen();
    assert!(screen.contains("★"), "{screen}");
    bench.press("Enter Esc h");
    assert!(bench.screen().contains("✓") && bench.kept.iter().any(|task| matches!(task, Task::Read(_, true))));
    bench.press("U");
    assert!(!bench.screen().contains("✓"));
    let screen = bench.press("'").screen();
    assert!(screen.contains("call her") && screen.contains(" 1 of 2"), "{screen}");
    bench.press("j x x");
    assert!(bench.screen().contains("Nothing is bookmarked."), "{}", bench.screen());
}

#[test]
fn the_place_of_last_time_comes_back_unless_one_has_moved() {
    let session = Session {
        filter: "theme:ferries".into(),
        listing: "articles".into(),
        focus: "text".into(),
        article: Some("1-strike".into()),
        ..Session::default()
    };
    let told = || Told::Recalled(Some(Box::new(session.clone())), Vec::new());
    let id = |bench: &Bench| {
        let store = bench.app.shared.glance();
        bench.app.cursor.article.and_then(|id| Some(store.article(id)?.id.clone()))
    };
    let mut bench = self::bench();
    bench.app.memory.returns = true;
    let effects = bench.app.learn(told());
    bench.carry_out(effects);
    assert_eq!((id(&bench).as_deref(), bench.app.focus), (Some("1-strike"), Pane::Text));
    assert_eq!(bench.app.wish.query.to_string(), "theme:ferries");

    let mut bench = self::bench();
    bench.app.memory.returns = true;
    bench.press("G");
    let effects: Vec<Effect> = bench.app.learn(told());
    assert!(effects.is_empty() && id(&bench).as_deref() == Some("3-letter"));
}

#[test]
fn statements_are_copied_in_every_form_one_or_all_that_are_marked() {
    let mut bench = bench();
    bench.press("Enter ]s ]s Ym y Yb Yc Yp");
    let [markdown, again, bibtex, csl, plain] = &bench.copied[..] else { panic!("{:?}", bench.copied) };
    assert!(markdown.starts_with("> \"An island") && markdown == again, "{markdown}");
    assert!(bibtex.starts_with("@misc{2-council,\n") && bibtex.contains("An island without a ferry"), "{bibtex}");
    let items: serde_json::Value = serde_json::from_str(csl).unwrap();
    assert_eq!(items[0]["issued"]["date-parts"], serde_json::json!([[2031, 3, 6]]));
    assert!(plain.starts_with("\"An island without a ferry is a rock,\"\n— Helga Strand"), "{plain}");

    let mut bench = self::bench();
    let screen = bench.press("2 . j . j j . .").screen();
    assert!(screen.contains("2 statements marked") && screen.contains('●'), "{screen}");
    bench.press("y");
    assert_eq!(bench.copied[0].matches("\n— ").count(), 2, "{:?}", bench.copied);
    bench.press("Esc y");
    assert_eq!(bench.copied[1].matches("\n— ").count(), 1, "{:?}", bench.copied);
}

#[test]
fn marks_that_went_nowhere_are_not_left_unasked() {
    let mut bench = bench();
    let screen = bench.press("2 . q").screen();
    assert!(!bench.quit && screen.contains("1 mark not yet exported"), "{screen}");
    assert!(bench.press("q").quit);
    for enough in ["2 . y q", "2 . . q", "2 . Esc q", "q"] {
        assert!(self::bench().press(enough).quit, "{enough}");
    }
    assert!(!self::bench().press("2 . y j . q").quit);
    // A file that was not written settles nothing.
    for (told, quits) in [(Told::Done("written".into()), true), (Told::Unwritten("the disk is full".into()), false)] {
        let mut bench = self::bench();
        bench.press("2 . E Enter");
        bench.app.learn(told);
        assert_eq!(bench.press("q").quit, quits);
    }
}

#[test]
fn what_is_filtered_is_exported_and_nothing_is_written_over_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("on ferries.csv");
    let mut bench = bench();
    let typed = path.display().to_string().replace(' ', " Space ");
    let screen = bench.press("F theme:ferries Enter E").screen();
    assert!(screen.contains("briefing.html"), "{screen}");
    bench.press(&format!("C-u {typed} Enter"));
    let query = bench.app.wish.query.clone();
    let (format, what) = (briefing::export::selected::Format::Csv, Exported::Filtered(query));
    let wanted = Effect::Export(path.clone(), format, what, briefing::export::selected::Notes::default());
    assert_eq!(bench.asked.last(), Some(&wanted));
    std::fs::write(&path, "mine").unwrap();
    bench.press(&format!("E C-u {typed} Enter"));
    assert!(bench.screen().contains("Enter once more writes over it"));
    assert_eq!(bench.asked.len(), 1);
    bench.press("Enter");
    assert_eq!(bench.asked.len(), 2);
    let screen = bench.press("E x . y Enter").screen();
    assert!(screen.contains("the ending of the file is to be one of"), "{screen}");
}

#[test]
fn a_merge_says_who_is_merged_and_offers_nobody_himself() {
    let mut bench = bench();
    let screen = bench.press("3 ==").screen();
    let name = bench.app.view.actors[0].name.to_string();
    let asked = screen.lines().last().unwrap_or_default().to_owned();
    assert!(asked.contains(&format!("{name} is the same as")), "{asked}");
    let own = bench.app.view.actors[0].id.to_string();
    let letters = name.chars().take(3).flat_map(char::to_lowercase).map(String::from).collect::<Vec<_>>().join(" ");
    let screen = bench.press(&letters).screen();
    assert!(!screen.lines().any(|line| line.contains(&format!("{own} "))), "{screen}");
}

#[test]
fn the_way_back_leads_out_of_a_view_that_has_the_whole_screen() {
    let mut bench = bench();
    let before = bench.press("3 Enter").screen();
    let timeline = bench.press("gg Enter").screen();
    assert_ne!(before, timeline);
    assert_eq!(bench.app.whole, Some(briefing::ui::layout::Whole::Timeline), "{timeline}");
    bench.press("H");
    assert_eq!(bench.app.whole, None);
}

#[test]
fn the_file_that_is_marked_is_the_one_that_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let written = |keys: &str| {
        let mut bench = bench();
        bench.press("E C-u");
        let path = folder.path().join("report").display().to_string();
        bench.app.type_text(&path);
        bench.press(keys);
        bench.asked.iter().find_map(|effect| match effect {
            Effect::Export(path, ..) => path.file_name().map(|name| name.to_string_lossy().into_owned()),
            _ => None,
        })
    };
    assert_eq!(written(".csv Enter").as_deref(), Some("report.csv"));
    assert_eq!(written("Down Down Enter").as_deref(), Some("report.csv"));
    assert_eq!(written("Enter").as_deref(), Some("report.md"));
    assert_eq!(written(".c Enter").as_deref(), Some("report.csv"));
    assert_eq!(written(".2031 Enter"), None);
    let mut bench = bench();
    let marked = |bench: &Bench| bench.screen().lines().any(|line| line.contains("▌ briefing.md"));
    bench.press("E");
    assert!(marked(&bench), "{}", bench.screen());
}

#[test]
fn a_filter_by_an_actor_that_is_merged_asks_for_the_other_one() {
    let mut bench = bench();
    bench.press("3 / okel Enter * == lind Enter");
    assert_eq!(bench.app.wish.query.to_string(), "actor:mara-lindqvist");
}

#[test]
fn who_types_faster_than_names_are_found_chooses_what_was_meant() {
    let faster = |begun: &str, last: [&str; 3]| {
        let mut bench = bench();
        bench.press(begun);
        let keys = last.map(|key| Key::parse(key).unwrap());
        let effects = keys.into_iter().flat_map(|key| bench.app.press(key)).collect();
        assert!(bench.app.overlay.is_some(), "{begun}");
        bench.carry_out(effects);
        bench
    };
    let screen = faster("F b y : l i n", ["d", "Tab", "Enter"]).screen();
    assert!(screen.contains("said by Mara Lindqvist ✕"), "{screen}");
    let screen = faster("a l i n", ["d", "Space", "Enter"]).screen();
    assert!(screen.contains("Mara Lindqvist ✕"), "{screen}");
}

#[test]
fn closing_does_not_wait_and_forgets_what_waited() {
    let mut bench = bench();
    bench.press("F b y : l i n");
    let keys = ["d", "Tab", "Esc"].map(|key| Key::parse(key).unwrap());
    let effects = keys.into_iter().flat_map(|key| bench.app.press(key)).collect();
    assert!(bench.app.overlay.is_none() && bench.app.kept.is_empty());
    bench.carry_out(effects);
    assert!(!bench.screen().contains('✕'), "{}", bench.screen());
}
