//! The views of actors and themes, trails and matrix: what keys lead to, and how it looks.

use crate::bench::Bench;
use crate::dossier::dossier;
use briefing::model::{Article, Event, Published, Span, When};

fn screen(size: (u16, u16), keys: &str) -> String {
    let mut bench = Bench::new(dossier(), size.0, size.1);
    bench.press(keys).screen()
}

fn check(name: &str, size: (u16, u16), keys: &str) {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, screen(size, keys));
    });
}

/// The screen without the timeline, which follows the selected statement.
fn panes(bench: &Bench) -> String {
    bench.screen().split("TIMELINE").next().unwrap_or_default().to_owned()
}

/// After the keys the screen shows all of these words.
fn shows(keys: &str, words: &[&str]) {
    let screen = screen((120, 40), keys);
    for words in words {
        assert!(screen.contains(words), "{keys}: {words} is not on the screen:\n{screen}");
    }
}

#[test]
fn actors_and_themes_have_sheets() {
    check("actors-view-80x24", (80, 24), "3");
    check("actor-sheet-120x40", (120, 40), "3 / mara Enter");
    check("themes-view-80x24", (80, 24), "4");
    check("theme-sheet-120x40", (120, 40), "4 Enter");
}

#[test]
fn what_is_read_and_asked_for_without_colour() {
    check("text-80x24", (80, 24), "j Enter ]s");
    check("raw-source-80x24", (80, 24), "j Enter ]s v");
    check("help-80x24", (80, 24), "?");
    check("help-200x60", (200, 60), "?");
    check("bookmarks-80x24", (80, 24), "m 2 j c call Space her Enter '");
    check("carriers-80x24", (80, 24), "i");
    check("statements-200x60", (200, 60), "2 j");
}

#[test]
fn every_row_of_a_sheet_leads_somewhere_and_escape_comes_back() {
    shows("3 / mara Enter", &["Mara Lindqvist", "2 articles · 2 statements", "APPEARS WITH"]);
    for rows in 0..12 {
        let mut bench = Bench::new(dossier(), 120, 40);
        bench.press("3 / mara Enter");
        bench.press(&"j ".repeat(rows));
        let before = panes(&bench);
        bench.press("Enter");
        assert_ne!(panes(&bench), before, "row {rows} leads nowhere");
        if bench.app.wish.query.to_string().is_empty() {
            bench.press("Esc");
            assert_eq!(panes(&bench), before, "row {rows}");
        }
    }
}

#[test]
fn a_trail_tells_what_an_actor_said_on_a_theme() {
    check("trail-80x24", (80, 24), "3 / mara Enter Enter");
    shows("3 / mara Enter Enter", &["TRAIL", "Mara Lindqvist on Labour disputes", "4 Mar 2031", "6 Mar 2031"]);
    shows("3 / mara Enter Enter j Enter", &["TEXT · statement 3 of 3"]);
}

#[test]
fn names_are_sought_by_their_beginnings() {
    let selected = |keys: &str| {
        let mut bench = Bench::new(dossier(), 80, 24);
        bench.press(keys);
        bench.app.values().get(bench.app.list.at).map(|count| count.id.to_string())
    };
    assert_eq!(selected("3 / okel").as_deref(), Some("tomas-okello"));
    assert_eq!(selected("3 j j / okel Esc"), selected("3 j j"));
    assert_eq!(selected("4 / pub mon").as_deref(), Some("public-money"));
    shows("3 / nobody", &["no name begins so"]);
}

#[test]
fn the_chosen_actor_stays_through_filter_resize_and_other_views() {
    let mut bench = Bench::new(dossier(), 120, 40);
    bench.press("3 / okel Enter t labour Enter 1 3");
    assert_eq!(bench.app.values().get(bench.app.list.at).map(|count| &*count.id), Some("tomas-okello"));
    for size in [(60, 16), (20, 5), (200, 60)] {
        let screen = bench.resize(size.0, size.1).screen();
        assert!(size.0 < 60 || screen.contains("Tomas Okello"), "{screen}");
    }
}

#[test]
fn the_matrix_leads_to_trails_and_escape_comes_back() {
    check("matrix-80x24", (80, 24), "M");
    check("matrix-120x40", (120, 40), "M l j");
    shows("M", &["MATRIX", "Mara Lindqvist on Labour disputes · 2 statements"]);
    shows("M Enter", &["TRAIL", "Mara Lindqvist on Labour disputes"]);
    shows("M Enter Enter", &["TEXT · statement 1 of 3"]);
    shows("M Enter Enter Esc", &["TRAIL"]);
    shows("M Enter Enter Esc Esc", &["MATRIX"]);
    shows("M Enter Enter Esc Esc Esc", &["ARTICLES", "TIMELINE"]);
    shows("3 M Esc", &["ACTORS", "ACTOR\n"]);
    shows("M F theme:nothing Enter", &["Nobody who is known by name"]);
}

#[test]
fn tab_stays_in_the_matrix_and_goes_from_number_to_number() {
    let mut articles = dossier();
    let statements = articles.iter_mut().flat_map(|article| &mut article.statements);
    for statement in statements.filter(|statement| statement.themes.is_empty()) {
        statement.themes.push("public-money".into());
    }
    let mut bench = Bench::new(articles, 120, 40);
    bench.press("M");
    let mut found = vec![bench.app.grid.at];
    for key in ["Tab", "Tab", "S-Tab", "S-Tab"] {
        assert!(bench.press(key).screen().contains("MATRIX"), "{}", bench.screen());
        found.push(bench.app.grid.at);
    }
    let (first, last) = (found[0], found[1]);
    assert!(last.0 > first.0 && last.1 > first.1, "the cells between have none: {found:?}");
    assert_eq!(found[2..], [last, first, first]);
}

#[test]
fn the_timeline_has_a_view_of_its_own() {
    check("timeline-80x24", (80, 24), "5");
    check("timeline-120x40", (120, 40), "F by:mara Space or Space by:helga Enter 5 j j j");
    shows("5", &["TIMELINE · what happened · days", "AHEAD OF THE NEWS OF 6 MAR 2031 · 1", "WITHOUT A YEAR · 1"]);
    shows("5 e", &["what was published", "WITHOUT A DATE · 1"]);
    shows("5 j j Enter", &["TEXT", "ARTICLES"]);
    shows("5 Tab", &["ARTICLES"]);
}

#[test]
fn steps_go_from_hours_to_decades_around_the_cursor() {
    for (keys, step) in [("z", "hours"), ("z z", "hours"), ("Z", "weeks"), ("Z Z Z Z Z Z", "decades"), ("Z z", "days")]
    {
        shows(&format!("5 {keys}"), &[&format!("what happened · {step}")]);
    }
    // The bar of the cursor is in sight, though most dates are far from it.
    shows("5 gg", &["▲ 1998"]);
    shows("5 G k z", &["▲ 9 Mar 2031"]);
}

#[test]
fn a_marked_range_becomes_the_filter() {
    let filter = |keys: &str| {
        let mut bench = Bench::new(dossier(), 120, 40);
        bench.press(keys);
        (bench.app.wish.query.to_string(), bench.app.view.points.dated.len())
    };
    assert_eq!(filter("5 gg j V l V"), ("on:2031-02-26..2031-03-03".into(), 2));
    assert_eq!(filter("5 gg j l V h V"), ("on:2031-02-26..2031-03-03".into(), 2));
    assert_eq!(filter("5 gg j V V"), ("on:2031-02-26".into(), 1));
    assert_eq!(filter("5 gg j V Esc l V"), (String::new(), 5));
    assert_eq!(filter("5 gg j V l V G V V"), ("on:2031-03-03".into(), 1));
    assert_eq!(filter("5 e gg V j V"), ("after:2031-02-27 before:2031-03-05".into(), 2));
    shows("5 gg j V", &["from 26 Feb 2031"]);
}

#[test]
fn statements_are_sorted_and_grouped() {
    check("statements-by-day-80x24", (80, 24), "2 S");
    check("statements-by-speaker-120x40", (120, 40), "2 S S");
    shows("2 S", &["STATEMENTS · by day", "── 4 Mar 2031 · 3"]);
    shows("2 S G", &["── no date · "]);
    shows("2 S S", &["by speaker", "── Helga Strand", "── Tomas Okello"]);
    shows("2 S S S", &["by source", "── Norholm Courier", "── no source"]);
    shows("2 S S S S", &["by story", "── Westerby council offers to pay… · 3"]);
    shows("2 S S S S S", &["newest article first"]);
    // The selected statement stays through every order.
    for keys in ["2 j j j", "2 j j j S", "2 j j j S S", "2 j j j S S S", "2 j j j S S S S", "2 j j j S S S S S"] {
        let mut bench = Bench::new(dossier(), 120, 40);
        bench.press(keys);
        let app = &bench.app;
        assert_eq!(app.view.statements.get(app.list.at).copied(), app.cursor.statement, "{keys}");
        assert_eq!(app.cursor.article, bench.app.shared.glance().find("1-strike"), "{keys}");
    }
}

#[test]
fn relevance_is_an_order_only_where_words_are_looked_for() {
    shows("F ferry Enter 2 S S S S S", &["by relevance"]);
    // Without the word the list is in the order of the articles, and says so.
    shows("F ferry Enter 2 S S S S S X", &["STATEMENTS · newest"]);
    shows("F theme:ferries Enter 2 S S S S S", &["newest article first"]);
}

#[test]
fn actors_and_themes_get_lanes_without_a_filter() {
    let lanes = |keys: &str| {
        let mut bench = Bench::new(dossier(), 120, 40);
        bench.press(keys);
        let lanes = bench.app.view.wish.lanes.iter().map(|(_, id)| id.clone()).collect::<Vec<_>>();
        (lanes.join(" "), bench.app.view.chart.lanes.len(), bench.app.wish.query.to_string())
    };
    assert_eq!(lanes("3 / mara Enter |"), ("mara-lindqvist".into(), 1, String::new()));
    assert_eq!(lanes("3 / mara Enter | 4 |").0, "mara-lindqvist ferries");
    assert_eq!(lanes("3 / mara Enter | |").0, "");
    assert_eq!(lanes("j Enter ]s ]s |").0, "tomas-okello", "the speaker of the selected statement");
    assert_eq!(lanes("a okel | Esc").0, "tomas-okello", "in the picker");
    assert_eq!(lanes("3 / mara Enter | F by:helga-strand Enter").0, "mara-lindqvist helga-strand");
    shows("3 / mara Enter | 5", &["TIMELINE · what happened", "\n Mara Lindqvist\n"]);
    shows("3 / mara Enter | 3", &["≡ Mara Lindqvist"]);
    shows("a okel |", &["Tomas Okello ≡"]);
}

#[test]
fn numbers_beside_actors_and_themes_say_what_they_count_and_facets_repeat_no_list() {
    for (keys, name) in [("3", "name"), ("4", "theme")] {
        for (width, height) in [(80, 24), (120, 40), (200, 60)] {
            let screen = screen((width, height), keys);
            let named =
                screen.lines().any(|line| line.contains(&format!(" {name} ")) && line.contains("articles  said"));
            assert!(named, "{keys} at {width}x{height}: {screen}");
        }
    }
    let count = |keys: &str, words: &str| screen((200, 60), keys).matches(words).count();
    assert_eq!((count("3", "ACTORS"), count("3", "THEMES t"), count("3", "SOURCES s")), (1, 1, 1));
    assert_eq!((count("4", "ACTORS a"), count("4", "THEMES"), count("1", "ACTORS a")), (1, 1, 1));
}

#[test]
fn under_a_filter_the_brackets_walk_to_what_it_leaves() {
    let mut bench = Bench::new(dossier(), 120, 40);
    bench.press("F by:okello Enter 1 Enter ]s");
    assert!(bench.screen().contains("statement 2 of 3"), "{}", bench.screen());
    bench.press("]s ]s");
    assert!(bench.screen().contains("statement 3 of 3"), "{}", bench.screen());
    bench.press("[s [s [s");
    assert!(bench.screen().contains("statement 2 of 3"), "{}", bench.screen());
}

#[test]
fn headings_are_whole_and_completions_have_their_own_lines() {
    for keys in ["", "S", "S S", "S S S", "2", "2 S S S S"] {
        let screen = screen((80, 24), keys);
        let heading = screen.lines().nth(2).unwrap_or_default().split('│').next().unwrap_or_default();
        assert!(!heading.contains('…'), "{keys}: {heading}");
    }
    let screen = screen((80, 24), "F by:");
    assert!(screen.contains("4 of 4 articles") && screen.contains("▌ Mara Lindqvist"), "{screen}");
}

/// An article of a day that tells of a year long past before it comes to the news.
fn with_an_aside() -> Vec<Article> {
    let text = "The pier burnt down in 2020. It was closed on 3 March 2020, and on 5 March 2020 again.".to_owned();
    let span = |words: &str| {
        let at = text.find(words).unwrap();
        Span::new(at, at + words.len())
    };
    let event = |words: &str, date: &str| Event {
        when: When::on(date.parse().unwrap()),
        span: span(words),
        sentence: span("The pier burnt down in 2020."),
        actors: Vec::new(),
    };
    let events = vec![event("2020", "2020"), event("3 March 2020", "2020-03-03"), event("5 March 2020", "2020-03-05")];
    let published = Some(Published::new("2020-03-06".parse().unwrap(), None));
    vec![Article {
        id: "a".into(),
        body: vec![Span::new(0, text.len())],
        text,
        events,
        published,
        ..Article::default()
    }]
}

#[test]
fn the_timeline_opens_near_the_news_and_a_year_stays_a_year() {
    let mut bench = Bench::new(with_an_aside(), 120, 40);
    let screen = bench.press("5").screen();
    assert!(screen.contains("▲ 5 Mar 2020") && screen.contains("▌5 Mar 2020"), "{screen}");
    let screen = bench.press("g g z z z z z").screen();
    assert!(screen.contains("▲ 2020 ") || screen.contains("▲ 2020\n"), "{screen}");
    assert!(!screen.contains("▲ 1 Jan 2020"), "{screen}");
}
