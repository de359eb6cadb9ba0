//! What was found wrong when every view was looked at in pictures, each by its symptom.

use crate::bench::Bench;
use crate::dossier::dossier;
use crate::story::wire;
use briefing::corrections::{Correction, Corrections};
use briefing::model::{ActorKind, Article, Event, Source, Span, When};
use briefing::ui::app::Progress;
use briefing::ui::effect::{Effect, Exported};
use briefing::ui::memory_thread::{Task, Told};
use briefing::ui::shared_store::Arrival;
use briefing::ui::typeset::Clean;

fn of(articles: Vec<Article>, size: (u16, u16), keys: &str) -> Bench {
    let mut bench = Bench::new(articles, size.0, size.1);
    bench.press(keys);
    bench
}

fn bench(size: (u16, u16), keys: &str) -> Bench {
    of(dossier(), size, keys)
}

fn lines(size: (u16, u16), keys: &str) -> Vec<String> {
    bench(size, keys).screen().lines().map(str::to_owned).collect()
}

/// The line of hints, which is the last one.
fn hints(size: (u16, u16), keys: &str) -> String {
    lines(size, keys).pop().unwrap_or_default()
}

#[test]
fn an_outlet_has_one_name_in_lists_also_where_a_page_gives_only_its_address() {
    let mut articles = dossier();
    let named = |name: &str| Some(Source { name: name.into(), span: None });
    (articles[0].source, articles[1].source) = (named("Norholm Courier"), named("norholmcourier.test"));
    for keys in ["", "2"] {
        let screen = of(articles.clone(), (120, 40), keys).screen();
        let rows: String = screen.lines().filter_map(|line| line.split('│').next()).collect();
        assert!(rows.matches("Norholm Courier").count() > 1 && !rows.contains("norholmcourier"), "{screen}");
    }
}

#[test]
fn completions_of_a_filter_stand_between_the_line_and_the_rule() {
    for size in [(60, 16), (80, 24), (120, 40)] {
        let lines = lines(size, "F by:");
        assert!(lines[1].contains("by:") && lines[1].ends_with("articles"), "what is left is counted: {}", lines[1]);
        let rule = lines.iter().position(|line| line.starts_with("──")).unwrap();
        assert!(lines[2..rule].iter().any(|line| line.contains("▌ Mara Lindqvist")), "{lines:#?}");
        let in_between = lines[2..rule].iter().filter(|line| !line.is_empty());
        assert!(in_between.clone().all(|line| line.starts_with("     ")), "no row of a list in between: {lines:#?}");
    }
}

#[test]
fn a_filter_that_is_typed_covers_neither_headings_nor_the_selected_row_and_moves_nothing() {
    for size in [(40, 10), (60, 16), (72, 20), (80, 24), (120, 40), (200, 60)] {
        let mut rules = Vec::new();

        assert!(lines(size, "F")[2].contains("by:"), "the fields are listed at once");
        for typed in ["F", "F by:", "F by:m", "F ferry", "F colour:red"] {
            let lines = lines(size, &format!("j {typed}"));
            let rule = lines.iter().position(|line| line.starts_with("──")).unwrap();
            assert!(lines[rule + 1].contains("ARTICLES"), "{typed}: {lines:#?}");
            assert!(lines[rule + 2..].iter().any(|line| line.contains('▌')), "{typed}: {lines:#?}");
            rules.push(rule);
        }
        rules.dedup();
        assert_eq!(rules.len(), 1, "at {size:?} the panes stay where they are");
    }
}

#[test]
fn a_line_at_the_foot_says_what_it_is_for_and_what_its_keys_do() {
    for size in [(60, 16), (80, 24), (120, 40)] {
        for (keys, title, enter, cancel) in [
            ("j c", "NOTE Ferry crews walk", "Enter keep", true),
            ("j E", "EXPORT 4 articles", "Enter write", true),
            ("j :", "COMMAND", "Enter run", true),
            ("F ferry Enter B s", "SAVE THE FILTER ferry", "Enter save", true),
            ("j =d", "CORRECTION", "Enter correct", true),
            ("j /", "FIND IN THE TEXT", "Enter take", true),
        ] {
            let lines = lines(size, keys);
            let titled =
                lines.iter().rev().find(|line| line.contains(title)).unwrap_or_else(|| panic!("{keys}: {lines:#?}"));
            assert!(titled.contains(enter) && titled.contains("Esc cancel") == cancel, "{keys}: {titled}");
            let selected = lines.iter().any(|line| line.contains('▌') && line.contains("Ferry crews"));
            assert!(selected || keys.starts_with('F') || keys.ends_with('/'), "{keys}: {lines:#?}");
        }
    }
}

#[test]
fn a_command_is_chosen_from_a_list_before_anything_is_typed() {
    let mut bench = bench((80, 24), ":");
    assert!(bench.screen().contains("EXPRESSION · Keep only what this selects"), "{}", bench.screen());
    assert!(!bench.press("Enter").screen().contains("COMMAND"), "nothing is chosen, nothing is done");
    let screen = bench.press(": statem Enter").screen();
    assert!(screen.contains("STATEMENTS"), "what is begun is meant: {screen}");
    let screen = bench.press(": Down Enter").screen();
    assert!(screen.contains(" : filter") && screen.contains("COMMAND"), "goes on with its words: {screen}");
}

#[test]
fn a_look_up_shows_what_is_typed_and_says_what_the_best_find_lacks() {
    let head = |size: (u16, u16), keys: &str| lines(size, keys)[1].clone();
    let long = "ferry Space crews Space second Space engineer Space winter";
    for (size, keys, said) in [
        ((60, 16), "f ferry", "statements"),
        ((60, 16), &*format!("f {long}"), "LOOK UP  ferry crews second engineer winter"),
        ((80, 24), &*format!("f {long}"), "LOOK UP  ferry crews second engineer winter"),
        ((80, 24), "f ferry Space banana", " best without “banana” · 1 statement"),
        ((60, 16), "f ferry Space banana", "best without “banana”"),
        ((40, 12), "f ferry Space banana", "LOOK UP  ferry banana"),
        ((80, 24), "f scnd Space engnr", " of 7 statements"),
    ] {
        let head = head(size, keys);
        assert!(head.contains(said), "{keys} at {size:?}: {head}");
        assert!(!head.contains("nothing fits"), "{keys}: {head}");
    }
}

#[test]
fn a_picker_cuts_no_name_that_has_room_and_a_filter_is_called_by_who_is_meant() {
    let mut articles = dossier();
    let long = "The International Association of Lighthouse Keepers and Ferry Crews of the North";
    for actor in
        articles.iter_mut().flat_map(|article| &mut article.actors).filter(|actor| actor.id == "mara-lindqvist")
    {
        actor.name = long.to_owned();
    }
    let screen = of(articles, (200, 60), "a").screen();
    assert!(screen.lines().any(|line| line.contains("▌") && line.contains(long)), "{screen}");
    let mut articles = dossier();
    let name = "Keepers of Lights and Crews";
    for actor in
        articles.iter_mut().flat_map(|article| &mut article.actors).filter(|actor| actor.id == "mara-lindqvist")
    {
        actor.name = name.to_owned();
    }
    let screen = of(articles, (80, 24), "a").screen();
    assert!(screen.contains(name), "as far as the numbers: {screen}");
    assert!(lines((80, 24), "F by:mara Enter")[1].contains("said by Mara Lindqvist ✕"));
    assert!(lines((80, 24), "F by:nobody Enter")[1].contains("said by nobody ✕"));
}

#[test]
fn a_wide_screen_has_few_hints_that_stand_together_and_a_help_of_one_page() {
    let line = hints((200, 60), "");
    let keys = line.split("   ").filter(|hint| !hint.trim().is_empty() && hint.trim() != "│").count();
    assert!(keys <= 10 && line.matches('│').count() == 2 && line.contains("? help"), "{line}");
    assert!(!hints((80, 24), "").contains('│'));
    let help = lines((200, 60), "?");
    assert!(help[1..].iter().any(|line| line.contains("Leave, from anywhere")), "{help:#?}");
    assert!(help.iter().any(|line| line.contains("Next row or line")) && !help[2].ends_with("top"), "{help:#?}");
}

#[test]
fn what_is_wrong_with_a_filter_is_said_as_a_whole_and_the_rule_stays() {
    for size in [(60, 16), (80, 24)] {
        let lines = lines(size, "F colour:red");
        let rule = lines.iter().position(|line| line.starts_with("──")).unwrap();
        let said = lines[2..rule].iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
        let said = said.trim_end();
        assert!(said.starts_with("there is no field `colour`") && said.ends_with("is and word"), "{said}");
    }
}

#[test]
fn no_key_is_offered_that_has_nothing_to_act_on() {
    let nothing = hints((80, 24), "F by:nobody Enter");
    assert_eq!(nothing.trim(), "x remove filter   F filter   ? help   : command   q quit");
    assert!(!hints((60, 16), "").contains("zoom"), "a pane that has the screen has no zoom");
    assert!(!hints((200, 60), "F by:nobody Enter").contains("export"));
    assert_eq!(hints((80, 24), "a zzzz").trim(), "Esc cancel   C-u clear", "nobody to mark");
    assert_eq!(hints((80, 24), "f zzzz").trim(), "C-t articles   Esc close   C-u clear", "nothing to go to");
    assert!(hints((60, 16), "a").contains("Esc cancel"), "the way out is never left out");
}

#[test]
fn hints_begin_with_what_the_pane_is_for() {
    for (keys, first) in [
        ("", &["Enter read", "f look up", "a actors", "F filter"][..]),
        ("2", &["Enter read", "y copy", "F filter", ". mark"]),
        ("j Enter ]s", &["]s statement", "y copy", "v raw"]),
        ("3", &["Enter details", "* only this", "| lane"]),
        ("5", &["Enter read", "V range", "z shorter", "e other dates"]),
    ] {
        let hints = hints((80, 24), keys);
        assert!(first.iter().all(|hint| hints.contains(hint)) && hints.contains("? help"), "{keys}: {hints}");
    }
    assert!(of(wire(), (80, 24), "j").screen().contains("C compare"), "where there is something to compare with");
    assert!(!of(wire(), (80, 24), "2").screen().contains("Enter read"), "nobody is cited there");
    assert!(hints((120, 40), "").contains("E export"), "more room, more keys");
}

#[test]
fn a_key_whose_effect_is_out_of_sight_shows_it_or_says_so() {
    let small = |keys: &str| bench((60, 16), keys).screen();
    assert!(small("j v").contains("RAW SOURCE"));
    assert!(small("5 v").contains("RAW SOURCE"));
    assert!(small("j T").contains("in the text, marked: words of themes"));
    assert!(small("j D").contains("in the text, marked: dates"));
    let told = small("z").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.ends_with("each pane has the whole of so small a screen already; Tab shows the next one"), "{told}");
    assert!(!bench((60, 16), "z").app.zoom);
    assert!(bench((120, 40), "3 Enter v").screen().contains("RAW SOURCE"), "from a sheet that stands before the text");
}

#[test]
fn the_order_of_a_list_is_seen_beside_its_numbers() {
    for (keys, order) in [
        ("", "ARTICLES · newest"),
        ("S S", "ARTICLES · by title"),
        ("2", "STATEMENTS · newest"),
        ("2 S", "STATEMENTS · by day"),
        ("3", "ACTORS · most articles"),
    ] {
        let heading = &lines((80, 24), keys)[2];
        assert!(heading.contains(order), "{keys}: {heading}");
    }
    let many = of(wire(), (80, 24), "2").screen();
    assert!(many.lines().nth(2).unwrap_or_default().contains("STATEMENTS · newest"), "{many}");
}

#[test]
fn a_range_of_days_is_shown_to_its_end() {
    let mut articles = dossier();
    articles[0].events[0].when = When::between("2031-02-27".parse().unwrap(), "2031-03-02".parse().unwrap());
    for size in [(60, 16), (80, 24), (120, 40)] {
        let screen = of(articles.clone(), size, "5").screen();
        assert!(screen.contains("27 Feb – 2 Mar 2031  Crews"), "{screen}");
    }
}

#[test]
fn a_look_up_of_actors_says_what_they_are() {
    let screen = bench((80, 24), "f mara C-t C-t").screen();
    assert!(screen.contains("person · 2 articles · 2 statements"), "{screen}");
    let events = bench((80, 24), "f ferry C-t C-t C-t").screen();
    assert!(events.contains("26 Feb 2031"), "the day it happened: {events}");
}

#[test]
fn help_opens_at_its_beginning_and_a_list_says_where_its_rows_lead() {
    assert!(lines((80, 24), "?")[2].ends_with("top"));
    assert!(hints((80, 24), "m '").contains("Enter go there"));
    assert!(hints((80, 24), "F by:mara Enter B s one Enter B").contains("Enter filter by it"));
}

#[test]
fn a_long_message_is_read_to_its_end() {
    let mut bench = bench((60, 16), "");
    let path = format!("/home/ada/{}/corrections.toml", "folder/".repeat(8));
    bench.app.message = Some(Clean::of(&format!("corrected: this is so; kept in {path}")));
    let said = bench.screen().replace(['\n', ' '], "");
    assert!(said.contains(&path), "{said}");
    assert!(bench.press("j").screen().contains("Enter read"), "and is gone with the next key");
}

#[test]
fn a_zoomed_list_has_lines_that_can_be_read() {
    for keys in ["z", "2 z", "3 z", "4 z"] {
        let lines = lines((200, 60), keys);
        let longest = lines[4..58].iter().map(|line| line.chars().count()).max().unwrap();
        assert!(longest < 180, "{keys}: {longest}");
    }
    let row = lines((200, 60), "2 z").into_iter().find(|line| line.contains("night")).unwrap();
    let column = |words: &str| row.find(words).unwrap_or_else(|| panic!("{words}: {row}"));
    assert!(
        column("4 Mar 2031") < column("Mara") && column("Mara") < column("sail") && column("sail") < column("Courier")
    );
}

#[test]
fn what_is_marked_is_what_is_exported() {
    let marked = bench((80, 24), "2 . j . E");
    assert!(marked.screen().contains("EXPORT 2 marked statements"), "{}", marked.screen());
    let exported = |keys: &str| match bench((80, 24), keys).asked.pop() {
        Some(Effect::Export(_, _, what, _)) => what,
        other => panic!("{other:?}"),
    };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("out.md").display().to_string();
    assert!(matches!(exported(&format!("2 . j . E C-u {file} Enter")), Exported::Marked(ids) if ids.len() == 2));
    assert!(matches!(exported(&format!("2 . . E C-u {file} Enter")), Exported::Filtered(_)), "marked no longer");
}

#[test]
fn an_article_without_a_headline_is_not_headed_by_a_path() {
    let mut articles = dossier();
    articles[3].title = None;
    let screen = of(articles, (120, 40), "G k").screen();
    assert!(!screen.contains("dossier/4-storm.txt"), "{screen}");
    assert!(screen.contains("no headline · 4-storm.txt"), "{screen}");
}

#[test]
fn the_speaker_of_just_one_statement_is_chosen_among_known_names() {
    let mut bench = bench((80, 24), "j Enter ]s =s");
    let screen = bench.screen();
    assert!(screen.contains("just this statement is by"), "{screen}");
    assert!(screen.contains("Tomas Okello") && !screen.contains("▌ Mara"), "offered, without who it is now: {screen}");
    bench.press("Enter");
    let Some(Task::Correct(Correction::Speaker { speaker, article, said, .. })) = bench.kept.last() else {
        panic!("{:?}", bench.kept);
    };
    assert_eq!((speaker.as_str(), article.as_str()), ("tomas-okello", "1-strike"));
    assert!(said.contains("We will not sail"), "{said}");
    let mut other = self::bench((80, 24), "j Enter ]s =s hel");
    assert!(other.screen().contains("Helga Strand"), "who is known from another article");
    other.press("Enter");
    assert!(
        matches!(other.kept.last(), Some(Task::Correct(Correction::Speaker { speaker, .. })) if speaker == "helga-strand")
    );
    let mut nobody = self::bench((80, 24), "j Enter ]s =s");
    let before = nobody.kept.len();
    nobody.press("zzz Enter");
    assert!(nobody.screen().contains("no actor here is called so"), "nobody is invented");
    assert_eq!(nobody.kept.len(), before);
    assert!(self::bench((80, 24), "3 =s").screen().contains("this is about one statement"));
}

/// The articles with no other dates than these, which all stand in the first one.
fn with_dates(dates: &[(&str, Option<&str>)]) -> Vec<Article> {
    let mut articles = dossier();
    let event = articles[0].events[0].clone();
    for article in &mut articles {
        article.events.clear();
    }
    articles[0].events = dates
        .iter()
        .map(|(from, to)| {
            let from = from.parse().unwrap();
            let when = to.map_or(When::on(from), |to| When::between(from, to.parse().unwrap()));
            briefing::model::Event { when, ..event.clone() }
        })
        .collect();
    articles
}

#[test]
fn a_day_is_no_wall_of_hours() {
    let articles = with_dates(&[("2031-02-27", None), ("2031-02-28", None), ("2031-02-28", None)]);
    for size in [(80, 24), (120, 40), (200, 60)] {
        let screen = of(articles.clone(), size, "5 z z z z").screen();
        assert!(screen.contains("TIMELINE · what happened · hours"), "{screen}");
        let chart: Vec<&str> = screen.lines().skip(3).take_while(|line| !line.contains('▲')).collect();
        assert!(chart.iter().all(|line| !line.contains(['█', '▂', '▄'])), "{screen}");
        assert!(screen.contains("No hour is known of these dates") && screen.contains("─ 27 Feb 2031"), "{screen}");
    }
}

#[test]
fn a_range_that_is_being_marked_is_seen_without_colour() {
    let articles =
        with_dates(&[("2031-02-20", None), ("2031-02-22", None), ("2031-02-24", None), ("2031-02-27", None)]);
    for size in [(60, 16), (80, 24), (120, 40)] {
        let mut bench = of(articles.clone(), size, "5 g g");
        let axis = |screen: &str| screen.lines().skip(3).find(|line| line.contains(" Feb")).map(str::to_owned);
        let before = axis(&bench.screen());
        bench.press("V j j");
        let screen = bench.screen();
        assert!(screen.contains("marking 20–24 Feb 2031"), "{screen}");
        assert!(screen.contains('┣') && screen.contains("━▲ 24 Feb 2031"), "{screen}");
        assert_eq!(screen.lines().filter(|line| line.starts_with('┃')).count(), 2, "{screen}");
        // Where there is a row for it alone, the pointer moves and the dates under the bars stay.
        if size.1 >= 24 {
            assert!(before.is_some() && screen.contains("20 Feb"), "{screen}");
        }
    }
}

#[test]
fn a_range_of_dates_shifts_no_row() {
    let articles =
        with_dates(&[("2031-02-27", None), ("2030-12-27", Some("2031-03-02")), ("2031-02-28", Some("2031-04-01"))]);
    for size in [(60, 16), (80, 24), (120, 40)] {
        let screen = of(articles.clone(), size, "5 g g").screen();
        let rows: Vec<&str> = screen.lines().filter(|line| line.contains("Crews")).take(3).collect();
        let columns: Vec<usize> = rows.iter().map(|row| row[..row.find("Crews").unwrap()].chars().count()).collect();
        assert!(columns.len() == 3 && columns.iter().all(|column| *column == columns[0]), "{screen}");
        assert!(screen.contains(" Dec 2030 – Mar 2031 ") || screen.contains("▌Dec 2030 – Mar 2031 "), "{screen}");
    }
}

#[test]
fn the_heading_of_a_group_stays_in_sight() {
    for size in [(80, 24), (120, 40)] {
        let mut bench = of(crate::tasks::seeds(), size, "2 S S");
        let top = |bench: &mut Bench| bench.screen().lines().find(|line| line.starts_with(" ── ")).map(str::to_owned);
        assert!(top(&mut bench).is_some());
        bench.press("G");
        let screen = bench.screen();
        let heading = screen.lines().nth(3).unwrap_or_default();
        assert!(heading.starts_with(" ── "), "{screen}");
        assert!(!screen.contains("── THEY") && !screen.contains("── MARK"), "{screen}");
    }
}

#[test]
fn the_raw_source_has_numbers_of_lines() {
    let screen = bench((80, 24), "j Enter v").screen();
    let numbered =
        screen.lines().any(|line| line.split('│').next_back().is_some_and(|text| text.trim().starts_with("1 ")));
    assert!(numbered && screen.contains("headline line 1"), "{screen}");
}

#[test]
fn all_dates_of_a_text_are_marked_when_one_is_selected() {
    let styled = of(dossier(), (120, 40), "j Enter ] e").styled();
    let marked = |style: &str| styled.lines().filter(|line| line.contains("..") && line.contains(style)).count();
    assert!(marked("dim underlined reversed") > 0, "{styled}");
    assert!(marked("bold underlined reversed") > 0, "{styled}");
}

#[test]
fn a_filter_that_leaves_no_statement_says_so() {
    assert!(bench((120, 40), "2 F by:nobody Enter").screen().contains("No statement answers"));
    assert!(bench((120, 40), "3 F by:nobody Enter").screen().contains("No actor answers"));
    assert!(bench((120, 40), "4 F by:nobody Enter").screen().contains("No theme answers"));
}

#[test]
fn a_speaker_who_was_set_right_is_the_readers_own_correction() {
    let mut bench = bench((120, 40), "");
    let said = "nobody had asked him";
    let article = dossier().remove(0);
    let statement = article.statements.iter().find(|one| one.content[0].of(&article.text).contains(said)).unwrap();
    let words = statement.content[0].of(&article.text).to_owned();
    let correction = Correction::Speaker {
        speaker: "mara-lindqvist".into(),
        name: "Mara Lindqvist".into(),
        kind: ActorKind::Person,
        article: article.id.clone(),
        at: statement.content[0].start,
        said: words,
    };
    bench.app.shared.correct(Corrections { list: vec![correction] });
    let arrival = Arrival { total: Some(4), articles: 4, finished: true, ..Arrival::default() };
    let effects = bench.app.arrive(&arrival);
    bench.carry_out(effects);
    let screen = bench.press("j Enter ]s ]s ]s v").screen().replace(['│', '\n'], " ");
    let screen = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(screen.contains("Mara Lindqvist by your correction"), "{screen}");
    assert!(screen.contains("Mara Lindqvist: your own correction, not read out of the text"), "{screen}");
    assert!(!screen.contains("is a pronoun"), "{screen}");
}

#[test]
fn what_an_article_says_twice_it_carries_once() {
    let seeds = of(crate::tasks::seeds(), (120, 40), "2").screen();
    assert!(seeds.contains("said 2 times in this article"), "{seeds}");
    let carried = of(crate::tasks::seeds(), (120, 40), "2 i").screen();
    assert!(carried.contains("said 2 times in this article") && carried.contains("No other article here"), "{carried}");
    assert!(!carried.contains("also  "), "{carried}");
}

#[test]
fn dates_before_the_selected_one_stay_in_sight_on_the_other_axis() {
    let days: Vec<String> = (1..=24).map(|day| format!("2031-02-{day:02}")).collect();
    let mut articles = with_dates(&days.iter().map(|day| (day.as_str(), None)).collect::<Vec<_>>());
    let events = std::mem::take(&mut articles[0].events);
    let later =
        articles.iter_mut().find(|one| one.title.as_ref().is_some_and(|title| title.text.starts_with("Westerby")));
    later.unwrap().events = events;
    // Many without a date, behind those that have one.
    let letter = articles.pop().unwrap();
    articles.extend((0..30).map(|at| Article { id: format!("letter-{at}"), published: None, ..letter.clone() }));
    for size in [(80, 24), (120, 40)] {
        let screen = of(articles.clone(), size, "5 G e").screen();
        let timeline: Vec<&str> = screen.lines().skip_while(|line| !line.contains("what was published")).collect();
        assert!(timeline.iter().any(|line| line.starts_with("▌6 Mar 2031")), "{screen}");
        assert!(timeline.iter().any(|line| line.starts_with(" 4 Mar 2031") && line.contains("Ferry")), "{screen}");
    }
}

#[test]
fn corrections_in_a_profile_are_about_whose_profile_it_is_and_the_cursor_follows_a_merge() {
    let mut bench = bench((120, 40), "3 / mara Enter");
    for row in 0..8 {
        let screen = bench.press("==").screen();
        let asked = screen.lines().last().unwrap_or_default();
        assert!(asked.contains("Mara Lindqvist is the same as"), "row {row}: {asked}");
        bench.press("Esc j");
    }
    for (keys, from, into) in
        [("== helga Enter", "mara-lindqvist", "helga-strand"), ("/ tomas Enter == keeper Enter", "tomas-okello", "")]
    {
        bench.press(keys);
        let correction = bench.kept.iter().rev().find_map(|task| match task {
            Task::Correct(correction) => Some(correction.clone()),
            _ => None,
        });
        let Some(Correction::Merge { actor, into: other, .. }) = &correction else { panic!("{correction:?}") };
        assert!(actor == from && (other == into || into.is_empty()), "{correction:?}");
        let other = other.clone();
        bench.app.shared.correct(Corrections { list: correction.into_iter().collect() });
        let effects = bench.app.learn(Told::Corrected("merged".into()));
        bench.carry_out(effects);
        assert_eq!(*bench.app.values()[bench.app.list.at].id, *other, "{}", bench.screen());
    }
    assert!(bench.screen().lines().any(|line| line.starts_with("▎The keeper")), "{}", bench.screen());
}

#[test]
fn the_cursor_stays_on_its_event_where_a_date_is_set_right_and_more_are_told() {
    let text = "The bridge opened today. It closes on 14 January.";
    let (sentence, span) = (Span::new(25, text.len()), Span::new(38, text.len() - 1));
    let event = Event { when: When::on("XXXX-01-14".parse().unwrap()), span, sentence, actors: Vec::new() };
    let body = vec![Span::new(0, text.len())];
    let article = Article { id: "a".into(), text: text.into(), body, events: vec![event], ..Article::default() };
    let mut bench = of(vec![article], (120, 40), "Enter ] e =d 2025-01-10 Enter");
    let Some(Task::Correct(correction)) = bench.kept.pop() else { panic!("{}", bench.screen()) };
    let sets_right = |bench: &mut Bench, list: Vec<Correction>| {
        bench.app.shared.correct(Corrections { list });
        let effects = bench.app.learn(Told::Corrected("set right".into()));
        bench.carry_out(effects);
        let day = bench.app.cursor.event.and_then(|id| bench.app.shared.glance().when(id));
        day.map(|when| when.date.to_string())
    };
    assert_eq!(sets_right(&mut bench, vec![correction]).as_deref(), Some("2025-01-14"));
    bench.press("=u");
    assert_eq!(sets_right(&mut bench, Vec::new()).as_deref(), Some("XXXX-01-14"));
}

#[test]
fn one_comes_back_to_the_same_event_after_a_date_was_set_right_and_more_are_told() {
    let text = "The bridge opened today. It closes on 14 January.";
    let (sentence, span) = (Span::new(25, text.len()), Span::new(38, text.len() - 1));
    let event = Event { when: When::on("XXXX-01-14".parse().unwrap()), span, sentence, actors: Vec::new() };
    let body = vec![Span::new(0, text.len())];
    let article = Article { id: "a".into(), text: text.into(), body, events: vec![event], ..Article::default() };
    let mut bench = of(vec![article], (120, 40), "Enter ] e F bridge Enter =d 2025-01-10 Enter");
    let Some(Task::Correct(correction)) = bench.kept.pop() else { panic!("{}", bench.screen()) };
    bench.app.shared.correct(Corrections { list: vec![correction] });
    let effects = bench.app.learn(Told::Corrected("set right".into()));
    bench.carry_out(effects);
    bench.press("H");
    let pointed = bench.app.cursor.event.and_then(|id| Some(bench.app.shared.glance().event(id)?.1.span));
    assert_eq!((pointed, bench.app.shared.glance().event_count()), (Some(span), 2));
}

#[test]
fn the_cursor_of_the_timeline_stays_while_one_walks_through_statements_that_tell_no_date() {
    let mut bench = bench((120, 40), "j Enter ]e ]e");
    let day = |bench: &Bench| {
        bench.app.point(bench.app.time.at).and_then(|point| point.when).map(|when| when.date.to_string())
    };
    assert_eq!(day(&bench).as_deref(), Some("2031-03-09"));
    for keys in ["]s", "]s", "]s", "[s", "t labour Enter"] {
        bench.press(keys);
        assert!(bench.app.cursor.statement.is_some(), "{keys}");
        assert_eq!(day(&bench).as_deref(), Some("2031-03-09"), "{keys}");
    }
    // A statement that tells a date leads there, and so does another article.
    bench.press("K ]s");
    assert_eq!(day(&bench).as_deref(), Some("2031-03-05"));
    assert_eq!(day(bench.press("J")).as_deref(), Some("2031-03-03"));
}

#[test]
fn what_is_no_list_is_not_sorted_behind_ones_back() {
    for keys in ["1", "3", "4", "3 / mara Enter"] {
        let mut bench = bench((120, 40), keys);
        let order = bench.app.wish.order;
        let sorts = bench.app.listing.facet().is_none();
        bench.press("S");
        assert_eq!(bench.app.wish.order != order, sorts, "{keys}");
    }
    let screen = bench((120, 40), "3 / mara Enter S").screen();
    assert!(screen.contains("only lists are sorted") && !screen.contains("sorted: "), "{screen}");
}

#[test]
fn faults_in_a_file_of_keys_are_not_counted_as_articles() {
    let mut bench = bench((120, 40), "");
    let faults = ["no action is called `x`", "no action is called `y`", "`Ctrl`, meant for down, is no key"];
    bench.app.progress.faults = faults.iter().map(|words| ("keys.toml", Clean::of(words))).collect();
    let screen = bench.screen();
    assert!(screen.contains("3 faults in keys.toml w") && !screen.contains("unreadable"), "{screen}");
    let screen = bench.press("w").screen();
    assert!(screen.contains("no action is called `x`") && screen.contains("is no key"), "{screen}");
}

#[test]
fn what_could_not_be_read_is_counted_at_the_top_in_any_width() {
    for width in [60, 80, 100, 120, 200] {
        let mut bench = bench((width, 30), "");
        bench.app.progress.warnings = vec![Clean::of("broken.jsonl: line 3 is no JSON"); 4];
        let top = bench.screen().lines().next().unwrap().to_owned();
        assert!(top.contains("4 unreadable w"), "at {width}: {top}");
    }
}

#[test]
fn how_many_marked_statements_are_copied_is_said() {
    let screen = bench((120, 40), "2 . j . y").screen();
    assert!(screen.contains("2 marked statements copied as plain text"), "{screen}");
    let screen = bench((120, 40), "2 y").screen();
    assert!(screen.contains("copied as plain text") && !screen.contains("marked statement"), "{screen}");
}

#[test]
fn the_date_that_an_undated_article_may_have_is_what_the_line_proposes() {
    let mut articles = dossier();
    let undated = Article { id: "copy".into(), path: "copy.txt".into(), published: None, ..articles[0].clone() };
    articles.push(undated);
    let mut bench = of(articles, (120, 40), "");
    let copy = bench.app.shared.glance().find("copy").unwrap();
    let suggested = bench.app.shared.glance().suggested_date(copy).unwrap().date.to_day().unwrap();
    let store = std::sync::Arc::clone(&bench.app.shared);
    bench.app.select_article(&store.glance(), copy);
    bench.press("=d");
    assert!(bench.screen().contains("published on"), "{}", bench.screen());
    bench.press("Enter");
    let Some(Task::Correct(Correction::Article { id, published, .. })) = bench.kept.pop() else {
        panic!("{}", bench.screen())
    };
    assert_eq!((id.as_str(), published), ("copy", Some(suggested)));
}

/// A reader to which the first of the articles come before the others.
fn loading(keys: &str) -> Bench {
    let mut all = dossier();
    // What comes last is listed first.
    all.sort_by_key(|article| article.published.as_ref().map(|published| published.date));
    let (last, total) = (all.pop().unwrap(), all.len() + 1);
    let mut bench = of(Vec::new(), (120, 40), "");
    bench.app.progress = Progress::default();
    let arrive = |bench: &mut Bench, articles: Vec<Article>, finished: bool| {
        let arrival = Arrival { total: Some(total), articles: articles.len(), finished, ..Arrival::default() };
        bench.app.shared.add(articles);
        let effects = bench.app.arrive(&arrival);
        bench.carry_out(effects);
    };
    assert!(!bench.screen().contains("0 of 0"), "{}", bench.screen());
    arrive(&mut bench, all, false);
    // Another width asks for a view at once, however little time has passed since the last one.
    bench.resize(119, 40).resize(120, 40).press(keys);
    arrive(&mut bench, vec![last], true);
    bench
}

#[test]
fn a_selection_that_nobody_moved_stays_on_the_first_row_while_articles_come() {
    let bench = loading("2");
    assert_eq!((bench.app.list.at, bench.app.touched), (0, false), "{}", bench.screen());
    let moved = loading("2 j");
    assert!(moved.app.list.at > 0 && moved.app.touched, "{}", moved.screen());
}

#[test]
fn filters_that_find_no_room_are_counted_and_can_be_removed() {
    for width in [44, 60, 80, 100, 120] {
        let mut bench =
            bench((width, 40), "F by:mara Space after:2020 Space -theme:energy Space harbour Space peace Enter");
        let row = bench.screen().lines().nth(1).unwrap().to_owned();
        let shown = row.matches('✕').count();
        assert!(shown == 5 || row.contains(&format!("  +{}  ", 5 - shown)), "{width}: {row}");
        let asked = bench.press("x").screen();
        let head = asked.lines().skip(1).take(5).collect::<Vec<_>>().join(" ");
        assert!(head.contains("peace…” 5"), "{width}: {asked}");
        assert!(!bench.press("5").screen().contains("peace…"), "the hidden one is removed by its number");
    }
}

#[test]
fn what_is_kept_of_a_statement_is_seen_in_the_text_too() {
    let sign = |keys: &str| {
        let screen = bench((80, 24), &format!("j Enter ]s {keys}")).screen();
        let line = screen.lines().find(|line| line.contains("\"We will not sail")).unwrap_or_default().to_owned();
        line.split('│').nth(1).and_then(|text| text.chars().next()).unwrap_or_default()
    };
    assert_eq!((sign(""), sign("m"), sign("m c call Enter"), sign("m .")), (' ', '★', '✎', '●'));
    let screen = bench((80, 24), "j Enter m").screen();
    assert!(
        screen.lines().any(|line| line.contains("│★▎ Ferry crews") || line.contains("│★  Ferry crews")),
        "{screen}"
    );
}

#[test]
fn a_list_whose_rows_are_all_in_sight_offers_no_page_and_one_row_no_other() {
    let offers = |keys: &str| {
        let hints = hints((80, 24), keys);
        (hints.contains("j move"), hints.contains("Space page"))
    };
    assert_eq!((offers("w"), offers("?")), ((false, false), (true, true)));
    assert_eq!((offers("m '"), offers("m j m '")), ((false, false), (true, false)));
    assert_eq!(offers("F ferry Enter B s One Enter B"), (false, false));
}

#[test]
fn a_filter_is_told_as_a_whole_before_how_many_have_no_date() {
    let typed = "F by:mara Space or Space by:helga Space or Space by:tomas Space after:2031-01-01 Enter";
    let chips = lines((120, 40), typed)[1].clone();
    assert!(chips.contains("or (said by Tomas Okello and since 1 Jan 2031) ✕"), "{chips}");
}

#[test]
fn the_steps_of_a_timeline_are_named_on_a_narrow_screen() {
    let many = (0..12).flat_map(|_| dossier()).enumerate();
    let many =
        many.map(|(at, article)| Article { id: format!("{at}"), text: format!("{}{at}", article.text), ..article });
    let screen = of(many.collect(), (52, 16), "F -storm Enter 5").screen();
    let heading = screen.lines().find(|line| line.contains("TIMELINE")).unwrap_or_default().to_owned();
    assert!(heading.contains(" · decades ") && heading.contains(" dates"), "{heading}");
}

#[test]
fn what_is_bookmarked_is_gone_to_from_every_view() {
    for view in ["1", "2", "3", "3 Enter", "4 Enter", "5", "M", "M Enter", "z"] {
        let mut bench = bench((80, 24), &format!("j m {view}"));
        let screen = bench.press("' Enter").screen();
        assert!(screen.contains(" TEXT") && screen.contains("timetable broke down"), "{view}: {screen}");
        assert_eq!(screen.contains(" TIMELINE "), view != "z", "{view}: {screen}");
    }
}

#[test]
fn a_note_stands_before_the_keys_where_one_is_on_what_it_is_on() {
    let noted = |keys: &str| hints((80, 24), &format!("j c call Space her Enter {keys}"));
    assert!(
        noted("k j").starts_with(" ✎ call her   Enter read") && noted("k j").ends_with("? help"),
        "{}",
        noted("k j")
    );
    for keys in ["M", "3", "4 Enter"] {
        assert!(noted(keys).starts_with(" Enter"), "{}", noted(keys));
    }
}
