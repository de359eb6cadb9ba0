//! What keys do, without looking: lists of keys and what is selected after them.

use crate::bench::Bench;
use crate::dossier::dossier;
use briefing::model::{Article, Kind, Span, Statement};
use briefing::ui::action::TABLE;
use briefing::ui::app::Listing;
use briefing::ui::layout::Pane;

/// After the keys: the selected article's id, the place of the selected statement in it, and the focus.
fn check(keys: &str, article: &str, statement: Option<usize>, focus: Pane) {
    let mut bench = Bench::new(dossier(), 120, 40);
    bench.press(keys);
    let app = &bench.app;
    let store = app.shared.glance();
    let id = app.cursor.article.expect("an article is selected");
    let at = app.cursor.statement.and_then(|s| store.statements_of(id).position(|other| other == s));
    let found = store.article(id).map(|article| article.id.clone()).unwrap_or_default();
    assert_eq!((found.as_str(), at, app.focus), (article, statement, focus), "{keys}");
}

#[test]
fn the_newest_comes_first_and_the_undated_last() {
    check("", "2-council", None, Pane::List);
    check("j", "1-strike", None, Pane::List);
    check("G", "3-letter", None, Pane::List);
    check("G k k", "1-strike", None, Pane::List);
}

#[test]
fn one_selection_moves_all_panes() {
    check("j Enter ]s", "1-strike", Some(0), Pane::Text);
    check("j Enter ]s ]s ]s [s", "1-strike", Some(1), Pane::Text);
    check("2 j", "2-council", Some(1), Pane::List);
    check("2 G", "3-letter", Some(0), Pane::List);
    check("5 gg", "1-strike", None, Pane::Time);
    check("5 G", "3-letter", Some(0), Pane::Time);
    check("J J", "4-storm", None, Pane::List);
}

#[test]
fn the_list_of_statements_opens_with_one_selected() {
    check("2", "2-council", Some(0), Pane::List);
    check("2 j k", "2-council", Some(0), Pane::List);
}

#[test]
fn the_selection_stays_through_sorting_filtering_and_resizing() {
    check("j o", "1-strike", None, Pane::List);
    check("j a lind Enter", "1-strike", None, Pane::List);
    check("j a lind Enter x", "1-strike", None, Pane::List);
    let mut bench = Bench::new(dossier(), 120, 40);
    bench.press("j Enter ]s ]s");
    let before = bench.app.cursor;
    for size in [(20, 5), (60, 16), (200, 60), (1, 1), (0, 0), (80, 24)] {
        bench.resize(size.0, size.1).screen();
        assert_eq!(bench.app.cursor, before);
    }
    assert!(bench.screen().contains("pier would stay open"), "{}", bench.screen());
}

#[test]
fn a_filter_that_hides_the_selection_moves_it() {
    check("G s norholm Enter", "4-storm", None, Pane::List);
}

/// Whether the text pane shows the article of the selected row.
fn text_is_of_the_row(keys: &str) {
    let mut bench = Bench::new(dossier(), 120, 40);
    bench.press(keys);
    let app = &bench.app;
    let row = match app.listing {
        Listing::Articles => app.view.articles.get(app.list.at).copied(),
        Listing::Statements => {
            let row = app.view.statements.get(app.list.at);
            row.and_then(|id| Some(app.shared.glance().statement(*id)?.0))
        }
        Listing::Actors | Listing::Themes => None,
    };
    assert_eq!(app.reading.page.as_ref().map(|page| page.kind.article), row, "{keys}");
}

#[test]
fn after_a_filter_the_text_is_not_of_another_row() {
    for start in ["", "j", "j j", "j j j", "2", "j j j 2", "2 j j", "2 G", "j j 2 G k"] {
        for filter in ["", "a Enter", "a lind Enter", "a lind C-s Enter", "s norholm Enter", "F after:2090 Enter"] {
            for end in ["", "1", "2", "x"] {
                text_is_of_the_row(&format!("{start} {filter} {end}"));
            }
        }
    }
}

#[test]
fn when_nothing_answers_no_article_is_shown() {
    let mut bench = Bench::new(dossier(), 120, 40);
    bench.press("j F after:2090 Enter");
    assert!(bench.app.reading.page.is_none());
    assert!(bench.screen().contains("Nothing is selected."), "{}", bench.screen());
}

#[test]
fn a_second_pick_from_a_picker_is_not_ignored() {
    let mut bench = Bench::new(dossier(), 120, 40);
    bench.press("a lind Enter a keeper Enter");
    assert_eq!((bench.app.wish.query.terms().len(), bench.app.view.articles.len()), (1, 3));
}

#[test]
fn several_that_are_picked_are_said_to_be_any_of_them() {
    let mut bench = Bench::new(dossier(), 80, 24);
    let screen = bench.press("a lind Tab C-u keeper Tab").screen();
    let above = screen.lines().find(|line| line.contains("articles   said")).unwrap_or_default();
    assert!(above.contains(" any of 2 "), "{screen}");
    let chips = |bench: &Bench| bench.screen().lines().nth(1).unwrap_or_default().to_owned();
    assert!(chips(&bench).contains(" or ") && chips(&bench).matches('✕').count() == 1, "{}", chips(&bench));
    let mut bench = Bench::new(dossier(), 80, 24);
    let screen = bench.press("a lind C-x C-u keeper C-x C-u").screen();
    assert!(screen.contains(" none of 2 "), "{screen}");
}

#[test]
fn what_was_selected_still_is_after_filters_were_tried_out() {
    for keys in ["a keeper Tab Esc", "a keeper Tab Tab Enter", "a lind Tab Enter", "F theme:labour Enter", "F zz Esc"] {
        let mut bench = Bench::new(dossier(), 120, 40);
        bench.press("j Enter ]s ]s");
        let selected = bench.app.cursor;
        bench.press(keys);
        assert!(selected.statement.is_some() && bench.app.cursor == selected, "{keys}: {}", bench.screen());
        assert!(bench.screen().contains("▎Ferry crews"), "{keys}: {}", bench.screen());
    }
}

#[test]
fn what_must_hold_together_still_does_after_another_pick() {
    let mut bench = Bench::new(dossier(), 120, 40);
    bench.press("F actor:mara-lindqvist Space actor:tomas-okello Enter a Down Tab Tab Enter");
    let query = bench.app.wish.query.to_string();
    assert!(query.starts_with("actor:mara-lindqvist "), "{query}");
}

#[test]
fn the_raw_source_is_hinted_at_and_the_top_has_no_percentage() {
    let mut bench = Bench::new(dossier(), 120, 11);
    let screen = bench.press("Enter").screen();
    assert!(screen.contains("v raw") && screen.contains("top") && !screen.contains(" %"), "{screen}");
}

#[test]
fn filters_are_made_and_removed() {
    let count = |keys: &str| {
        let mut bench = Bench::new(dossier(), 120, 40);
        bench.press(keys);
        (bench.app.wish.query.to_string(), bench.app.view.articles.len())
    };
    assert_eq!(count("a lind Enter"), ("actor:mara-lindqvist".into(), 2));
    assert_eq!(count("a lind C-s Enter t labour Enter"), ("by:mara-lindqvist theme:labour".into(), 2));
    assert_eq!(count("a lind C-x Enter"), ("-actor:mara-lindqvist".into(), 2));
    // Letters that were swapped are forgiven in themes and publishers too.
    assert_eq!(count("t labuor Enter"), ("theme:labour".into(), 2));
    assert_eq!(count("F theme:labuor Tab Enter"), ("theme:\"Labour disputes\"".into(), 2));
    assert_eq!(count("s norhlom Enter").1, count("s norholm Enter").1);
    // A blank belongs to the name where letters stand before it, and marks a row where none do.
    assert_eq!(count("a mara Space lind Enter"), ("actor:mara-lindqvist".into(), 2));
    assert_eq!(count("a Space Enter"), count("a Tab Enter"));
    // What Tab marked is meant by the key behind it, not the row that the cursor went on to; letters then begin another name.
    let both = count("a lind C-s Enter F (by:mara-lindqvist Space or Space by:tomas-okello) Enter");
    assert_eq!(count("a lind Tab C-s Enter"), count("a lind C-s Enter"));
    assert_eq!(count("a lind Tab okello Tab C-s Enter").1, both.1);
    assert_eq!(count("a lind Tab C-x Enter"), count("a lind C-x Enter"));
    assert_eq!(count("a Tab Down C-s Enter").0.matches("by:").count(), 1);
    // Tab takes any mark away, and what is marked stands first when one comes back.
    assert_eq!(count("a lind C-s Enter a lind Tab Enter").0, "");
    let reopened = Bench::new(dossier(), 120, 40).press("a okello C-s Enter a").screen();
    let rows: Vec<&str> = reopened.lines().filter(|line| line.contains("▌")).collect();
    assert!(rows.iter().any(|row| row.contains("Tomas Okello")), "{reopened}");
    assert_eq!(count("a lind Tab C-u keeper Tab Enter").1, 3);
    assert_eq!(count("a lind Tab Esc"), (String::new(), 4));
    assert_eq!(count("a lind Enter t labour Enter x 1"), ("theme:labour".into(), 2));
    assert_eq!(count("a lind Enter t labour Enter x x"), ("actor:mara-lindqvist".into(), 2));
    assert_eq!(count("a lind Enter t labour Enter X").1, 4);
    assert_eq!(count("F theme:ferries Enter").1, 3);
    assert_eq!(count("F theme:ferries Esc").1, 4);
}

#[test]
fn what_is_typed_in_a_filter_is_completed_and_underlined() {
    let mut bench = Bench::new(dossier(), 120, 40);
    let screen = bench.press("F by:li").screen();
    assert!(screen.contains("▌ Mara Lindqvist") && screen.contains("2 articles"), "{screen}");
    bench.press("Tab Enter");
    assert_eq!((bench.app.wish.query.to_string().as_str(), bench.app.overlay.is_none()), ("by:mara-lindqvist", true));

    let mut bench = Bench::new(dossier(), 120, 40);
    let screen = bench.press("F th").screen();
    assert!(screen.contains("▌ theme:"), "{screen}");
    bench.press("Tab fer Tab");
    assert_eq!(bench.app.wish.query.to_string(), "theme:ferries");
    bench.press("kind: Down Down Tab Enter");
    assert_eq!(bench.app.wish.query.to_string(), "theme:ferries kind:mixed");

    // What is wrong keeps the line open; what is right is in force all the same.
    let mut bench = Bench::new(dossier(), 120, 40);
    let screen = bench.press("F theme:ferries Space from:x Enter").screen();
    assert!(screen.contains("there is no field `from`"), "{screen}");
    assert_eq!((bench.app.wish.query.to_string().as_str(), bench.app.overlay.is_some()), ("theme:ferries", true));
    bench.press("Esc");
    assert_eq!(bench.app.wish.query.to_string(), "");
}

#[test]
fn a_name_that_nobody_has_is_pointed_out_while_it_is_typed() {
    let screen = |keys: &str| Bench::new(dossier(), 120, 40).press(keys).screen();
    assert!(screen("F by:nobody Space kind:direct").contains("no speaker is called so"));
    assert!(screen("F theme:nothing").contains("no theme is called so"));
    // A key that would be typed is not offered.
    assert!(!screen("F theme:nothing").contains("x removes"));
    assert!(screen("F theme:nothing Enter").contains("x removes"));
    // What is still being typed and may become a name is not wrong, and an unknown name is taken all the same.
    assert!(!screen("F by:lin").contains("is called so"));
    let mut bench = Bench::new(dossier(), 120, 40);
    bench.press("F by:nobody Enter");
    assert!(bench.app.overlay.is_none() && bench.app.view.articles.is_empty());
}

#[test]
fn tab_takes_the_name_that_a_misspelt_one_may_mean_and_each_fault_is_explained() {
    let mut bench = Bench::new(dossier(), 120, 40);
    let screen = bench.press("F by:lndqvist").screen();
    assert!(screen.contains("no speaker is called so; Mara Lindqvist? (Tab)"), "{screen}");
    // Behind a blank as well, where any field could follow.
    let screen = bench.press("Space theme:nothing Space").screen();
    assert!(screen.contains("Lindqvist? (Tab)") && screen.contains("no theme is called so"), "{screen}");
    let screen = bench.press("Tab").screen();
    assert!(screen.contains("by:\"Mara Lindqvist\" theme:nothing"), "{screen}");
    let screen = Bench::new(dossier(), 80, 24).press("F by:lndqvist Space theme:nothing Space aftr:2031").screen();
    for told in ["no field `aftr`", "no speaker is called so", "no theme is called so"] {
        assert!(screen.contains(told), "{told}: {screen}");
    }
}

#[test]
fn tab_takes_the_place_of_a_whole_name_and_goes_on_behind_what_it_mends() {
    let mut bench = Bench::new(dossier(), 120, 40);
    let screen = bench.press("F by:lndq Space theme:ferries Home Right Right Right Right Tab").screen();
    assert!(screen.contains("by:mara-lindqvist theme:ferries"), "{screen}");
    let screen = Bench::new(dossier(), 120, 40).press("F thme:ferries Tab Space harbour").screen();
    assert!(screen.contains("theme:ferries harbour"), "{screen}");
}

#[test]
fn dates_in_a_filter_are_reckoned_from_the_day_handed_in() {
    let mut bench = Bench::new(dossier(), 120, 40);
    bench.app.today = chrono::NaiveDate::from_ymd_opt(2031, 3, 12);
    bench.press("F after:last Space week Enter");
    assert_eq!(bench.app.wish.query.to_string(), "after:2031-W10");
}

#[test]
fn the_look_up_lands_on_the_statement() {
    check("f rock Enter", "2-council", Some(1), Pane::Text);
    check("f rock Esc", "2-council", None, Pane::List);
}

#[test]
fn words_are_found_and_stepped_through() {
    let mut bench = Bench::new(dossier(), 120, 40);
    bench.press("j / timetable Enter");
    let find = bench.app.reading.find.clone().expect("something is looked for");
    assert_eq!((find.places.len(), find.at), (3, Some(0)));
    bench.press("n n n");
    assert_eq!(bench.app.reading.find.as_ref().and_then(|find| find.at), Some(0));
    bench.press("N");
    assert_eq!(bench.app.reading.find.as_ref().and_then(|find| find.at), Some(2));
    bench.press("Esc");
    assert_eq!(bench.app.reading.find, None);
}

#[test]
fn a_statement_is_copied_with_its_citation() {
    let mut bench = Bench::new(dossier(), 120, 40);
    bench.press("Enter ]s ]s y");
    let expected = "\"An island without a ferry is a rock,\"\n— Helga Strand, Jonas Bahr, “Westerby council offers to pay \
                    for a second engineer”, 6 Mar 2031";
    assert_eq!(bench.copied, [expected]);
}

#[test]
fn every_key_of_the_table_in_every_place_at_every_size_breaks_nothing() {
    let keys: Vec<&str> = TABLE.iter().flat_map(|entry| entry.keys.split_ascii_whitespace()).collect();
    let openers = [
        "",
        "a",
        "F",
        "/ pier",
        "?",
        "w",
        "2",
        "3",
        "3 Enter",
        "4 Enter",
        "3 /",
        "4 Enter C",
        "o",
        "i",
        "5",
        "a Tab Enter t Tab Enter x",
        "f pier",
    ];
    for size in [(80, 24), (30, 8), (200, 60), (1, 1), (0, 0), (20, 5)] {
        for opener in openers {
            let mut bench = Bench::new(dossier(), size.0, size.1);
            bench.press(opener);
            for key in &keys {
                bench.press(key).screen();
            }
        }
    }
}

#[test]
fn an_empty_collection_is_no_trouble() {
    let mut bench = Bench::new(Vec::new(), 80, 24);
    assert!(bench.screen().contains("There is no article here"));
    for entry in TABLE {
        bench.press(entry.keys).screen();
    }
}

#[test]
fn hostile_text_stays_off_the_screen_and_the_clipboard() {
    let text = "Head\u{1b}]0;owned\u{7}\u{202e}line\n\nBody \u{1b}[2Jwith\u{200b} \u{9b}31m tricks \u{2066}here.\n";
    let end = text.find('\n').unwrap();
    let article = Article {
        id: "evil\u{1b}[0m".into(),
        path: "evil\u{1b}[0m.txt".into(),
        title: Some(briefing::model::Title { text: text[..end].into(), span: Some(Span::new(0, end)) }),
        body: vec![Span::new(end + 2, text.len() - 1)],
        statements: vec![Statement {
            kind: Kind::Indirect,
            speaker: None,
            cue: None,
            content: vec![Span::new(end + 2, text.len() - 1)],
            date: None,
            themes: Vec::new(),
            within: None,
        }],
        text: text.into(),
        warnings: vec!["odd \u{1b}[31mthing".into()],
        ..Article::default()
    };
    let bad = |c: char| {
        (c.is_control() && c != '\n')
            || ('\u{200b}'..='\u{200f}').contains(&c)
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
    };
    let mut bench = Bench::new(vec![article], 100, 30);
    for keys in ["", "Enter", "v", "f tricks", "Esc", "?", "Esc", "w"] {
        let screen = bench.press(keys).screen();
        assert!(!screen.contains(bad), "{keys}: {screen:?}");
    }
    bench.press("Esc y ]s y f tricks C-y");
    assert_eq!(bench.copied.len(), 3);
    assert!(bench.copied[1].starts_with("Body "), "{:?}", bench.copied);
    assert!(!bench.copied.concat().contains(bad), "{:?}", bench.copied);
}

#[test]
fn headings_and_their_counts_never_touch() {
    for width in 72..=100 {
        for (keys, count) in [("", " 1 of 4 "), ("2", " 1 of 7 "), ("2 Enter ]s", " 2 of 3 ")] {
            let mut bench = Bench::new(dossier(), width, 24);
            let screen = bench.press(keys).screen();
            let heading = screen.lines().nth(2).unwrap_or_default();
            assert!(heading.contains(count), "{keys} at {width}: {heading}");
        }
        let mut bench = Bench::new(dossier(), width, 24);
        let screen = bench.press("2 Enter ]s / ferry").screen();
        assert!(screen.contains(" “ferry” "), "{width}: {screen}");
    }
}

#[test]
fn the_number_of_articles_is_whole_or_left_out() {
    for width in 30..=120 {
        let screen = Bench::new(dossier(), width, 16).screen();
        let top = screen.lines().next().unwrap_or_default();
        assert!(!top.contains("4 a") || top.contains("4 articles"), "{width}: {top}");
    }
}

#[test]
fn the_arrow_under_a_wrong_filter_points_to_what_is_wrong() {
    for width in [60, 80, 120, 200] {
        let mut bench = Bench::new(dossier(), width, 24);
        let screen = bench.press("F kind:direct Space from:x").screen();
        let column = |line: usize, sign: &str| {
            let line = screen.lines().nth(line).unwrap_or_default();
            line.split_once(sign).map(|(before, _)| before.chars().count())
        };
        assert!(screen.contains("there is no field"), "{width}: {screen}");
        assert!(column(2, "↑").is_none_or(|at| Some(at) == column(1, "from:x")), "{width}: {screen}");
        assert_eq!(column(2, "↑").is_some(), width == 200, "{screen}");
    }
}

#[test]
fn help_is_whole_on_the_first_class_size() {
    let mut bench = Bench::new(dossier(), 80, 24);
    for keys in ["?", "Space", "Space", "Space", "Space"] {
        let screen = bench.press(keys).screen();
        assert!(!screen.contains('…'), "{screen}");
    }
}

#[test]
fn words_that_are_nowhere_leave_the_text_where_it_was() {
    let mut bench = Bench::new(dossier(), 80, 24);
    bench.press("j Enter / 1998");
    assert!(bench.app.reading.top > 0);
    let screen = bench.press("x").screen();
    assert!(bench.app.reading.top == 0 && screen.contains("“1998x” nowhere"), "{screen}");
    bench.press("Backspace Esc");
    assert_eq!(bench.app.reading.top, 0);
}
