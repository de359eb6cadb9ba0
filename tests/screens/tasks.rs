//! What somebody new to the reader wants to know, in keys from a fresh start on the built-in dossier.

use crate::bench::Bench;
use crate::dossier::dossier;
use briefing::load;
use briefing::model::{Article, Event, When};
use std::sync::OnceLock;

/// The built-in dossier as the program reads it, read once.
pub fn seeds() -> Vec<Article> {
    static READ: OnceLock<Vec<Article>> = OnceLock::new();
    let read = || load::all(Vec::new(), load::preparation(&[], false), |_| ()).into();
    READ.get_or_init(read).clone()
}

/// The statements of the built-in dossier.
fn statements() -> usize {
    seeds().iter().map(|article| article.statements.len()).sum()
}

/// The name of the theme that most of an actor's statements are about.
fn most_spoken_of(actor: &str) -> String {
    let articles = seeds();
    let mut counts = std::collections::BTreeMap::<&str, usize>::new();
    for article in &articles {
        let by =
            |s: &&briefing::model::Statement| s.speaker.as_ref().is_some_and(|s| s.actor.as_deref() == Some(actor));
        for id in article.statements.iter().filter(by).flat_map(|statement| &statement.themes) {
            *counts.entry(id).or_default() += 1;
        }
    }
    let (most, _) = counts.into_iter().max_by_key(|(_, count)| *count).unwrap();
    articles.iter().flat_map(|article| &article.themes).find(|theme| theme.id == most).unwrap().name.clone()
}

/// After these keys, at most so many, the screen shows what was asked for.
fn task(most: usize, keys: &str, shown: &[&str]) {
    let count: usize = keys.split(' ').filter(|key| !key.is_empty()).count();
    assert!(count <= most, "{keys} are {count} keys, more than {most}");
    for size in [(80, 24), (120, 40)] {
        let mut bench = Bench::new(seeds(), size.0, size.1);
        let screen = bench.press(keys).screen();
        for words in shown {
            assert!(screen.contains(words), "{keys} at {size:?}: {words} is not on the screen:\n{screen}");
        }
    }
}

#[test]
fn every_statement_by_zelensky() {
    task(6, "3 / z e l Enter", &["Volodymyr Zelensky", "ACTOR"]);
}

#[test]
fn what_rutte_said_on_a_theme_in_order() {
    task(7, "4 / s p e Enter Enter", &["TRAIL", "Mark Rutte on Defence spending"]);
    task(8, "M Enter", &["TRAIL", "Mark Rutte on Security guarantees", "17 Feb 2025"]);
}

/// After these keys, at most so many, the clipboard holds what was asked for.
fn copied(most: usize, keys: &str, words: &[&str]) {
    let count = keys.split(' ').count();
    assert!(count <= most, "{keys} are {count} keys, more than {most}");
    for size in [(60, 16), (80, 24), (120, 40)] {
        let mut bench = Bench::new(seeds(), size.0, size.1);
        bench.press(keys);
        let [copied] = &bench.copied[..] else { panic!("{keys} at {size:?}: {:?}", bench.copied) };
        for words in words {
            assert!(copied.contains(words), "{keys} at {size:?}: {words} is not in {copied}");
        }
    }
}

#[test]
fn a_half_remembered_sentence_with_its_citation() {
    let sentence = "\"Europe is ready and willing to step up. To lead in providing security guarantees for Ukraine.";
    let citation = ["\n— Mark Rutte, Kateryna Hodunova, “", "”, 18 Feb 2025"];
    copied(10, "f s t e p Space u p C-y", &["step up", citation[0], citation[1]]);
    copied(10, "f s t e p Space u p Down C-y", &[sentence, citation[0], citation[1]]);
}

#[test]
fn all_that_happened_around_a_day() {
    task(6, "5 k V V", &["on 17 Feb 2025", "TIMELINE", "wrot"]);
}

#[test]
fn where_a_text_says_what_it_was_chosen_for() {
    task(7, "t m e m Enter Enter n", &["theme NATO membership", "filter 1 of"]);
    // Words of a filter stand out as well, and what is typed behind `/` goes before them.
    task(10, "F s u m m i t Enter Enter n", &["filter 1 of"]);
    task(14, "F s u m m i t Enter Enter / r u t Enter", &["“rut” 1 of"]);
}

#[test]
fn what_one_publisher_reports() {
    task(5, "s c a l Enter", &["source Caliber.Az", "1 of 5 articles", "NATO chief anticipates clarity"]);
}

#[test]
fn who_speaks_about_a_theme() {
    task(6, "4 / c e a Enter", &["Ceasefire", "WHO SPEAKS ABOUT IT"]);
}

#[test]
fn what_only_one_of_two_articles_says() {
    task(4, "j C ] d", &["COMPARED", "only here", "place 1 of"]);
}

#[test]
fn two_statements_in_one_copy() {
    copied(5, "2 . j . y", &["— Mark Rutte", "\n\n"]);
}

#[test]
fn a_filter_kept_for_another_day() {
    task(9, "2 * B s r Enter X B Enter", &["said by Mark Rutte ✕", "STATEMENTS"]);
}

#[test]
fn the_list_says_how_many_repeats_it_folds() {
    let all = statements();
    let screen = Bench::new(seeds(), 120, 40).press("2").screen();
    assert!(screen.contains(&format!("{all} statements")), "{screen}");
    assert!(screen.contains(&format!("1 of {}, 3 folded", all - 3)), "{screen}");
    let screen = Bench::new(seeds(), 120, 40).press("2 O").screen();
    assert!(screen.contains(&format!("1 of {all} │")), "{screen}");
    let narrow = Bench::new(seeds(), 72, 24).press("2").screen();
    assert!(narrow.contains("STATEMENTS · newest") || narrow.contains("SAID · newest"), "{narrow}");
}

#[test]
fn enter_on_an_actor_and_enter_again_is_what_it_said_on_a_theme() {
    let theme = most_spoken_of("mark-rutte");
    task(2, "3 Enter", &["ACTOR", &format!("▌ {theme}"), "Enter trail"]);
    task(3, "3 Enter Enter", &["TRAIL", &format!("Mark Rutte on {theme}")]);
    task(2, "4 Enter", &["THEME", "Enter trail"]);
    task(4, "3 Enter k k", &["Enter filter articles"]);
}

#[test]
fn a_list_of_actors_or_themes_opens_at_its_first_one() {
    task(5, "j j j 3", &["▌Mark Rutte"]);
    task(5, "G 3 j 4", &["▌Security guarantees"]);
    let ids: std::collections::BTreeSet<String> =
        seeds().into_iter().flat_map(|article| article.actors).map(|actor| actor.id).collect();
    task(3, "3 j 3", &["ACTORS", &format!("2 of {}", ids.len())]);
}

#[test]
fn what_a_look_up_does_not_find_it_says() {
    task(20, "f x y z z y", &["Nothing found for “xyzzy”"]);
    let elsewhere = "Nothing found for “hosted” in statements; the text of 3 articles has it.";
    task(20, "f h o s t e d", &[elsewhere, "Enter filter by it"]);
    task(20, "f h o s t e d Enter", &["“hosted…” ✕", "3 of 5 articles"]);
    task(20, "f p u t i n Space p e a c e", &["best without “putin” · "]);
    task(20, "f s t e p Space u p", &[&format!(" of {} statements", statements())]);
}

#[test]
fn a_filter_that_is_given_up_leaves_one_where_one_was() {
    let place = |keys: &str| {
        let screen = Bench::new(seeds(), 80, 24).press(keys).screen();
        screen.lines().find(|line| line.contains("ARTICLES")).unwrap_or_default().to_owned()
    };
    assert!(place("j").contains("2 of 5"), "{}", place("j"));
    assert_eq!(place("j F k i n d : x Esc"), place("j"));
    assert_eq!(place("j F s o u r c e : c a l i b Esc"), place("j"));
}

#[test]
fn a_filter_by_time_says_how_many_articles_have_no_date() {
    let screen = Bench::new(seeds(), 80, 24).press("F a f t e r : 2 0 2 5 Enter").screen();
    assert!(screen.contains("without 4 undated · 1 of 5 articles"), "{screen}");
    let screen =
        Bench::new(seeds(), 80, 24).press("F s o u r c e : c a l i b e r Space a f t e r : 2 0 3 0 Enter").screen();
    // Those that would not be there either if they had a date are not meant.
    assert!(screen.contains("without 1 undated · 0 of 5 articles"), "{screen}");
    let screen = Bench::new(seeds(), 120, 40).press("2 F a f t e r : 2 0 3 0 Enter").screen();
    assert!(screen.contains("have no date and may be meant") && screen.contains(" statements "), "{screen}");
    // However many filters there are.
    let many =
        "F b y : r u t t e Space a b o u t : u k r a i n e Space a f t e r : 2 0 2 4 Space b e f o r e : 2 0 2 6 Enter";
    let screen = Bench::new(seeds(), 80, 24).press(many).screen();
    assert!(screen.contains("+1   3 undated · 1 of 5"), "{screen}");
    let screen = Bench::new(seeds(), 80, 24).press("F b y : r u t t e Enter").screen();
    assert!(!screen.contains("undated"), "{screen}");
}

#[test]
fn a_filter_that_leaves_nothing_names_the_term_to_blame() {
    let typed = |words: &str| {
        let keys: Vec<String> = words.chars().map(|c| if c == ' ' { "Space".into() } else { c.to_string() }).collect();
        let mut bench = Bench::new(seeds(), 120, 40);
        let screen = bench.press(&format!("F {} Enter", keys.join(" "))).screen();
        screen.split('\n').map(|line| line.split('│').next().unwrap_or_default().trim()).collect::<Vec<_>>().join(" ")
    };
    let screen = typed("by:rutte before:1950");
    let by_rutte = |statement: &briefing::model::Statement| {
        let actor = statement.speaker.as_ref().and_then(|speaker| speaker.actor.as_deref());
        actor.is_some_and(|id| id.ends_with("rutte"))
    };
    let left = seeds().into_iter().filter(|article| article.statements.iter().any(by_rutte)).count();
    assert!(screen.contains(&format!("Without “before 1950” there are {left} articles.")), "{screen}");
    let screen = typed("before:1950");
    assert!(
        screen.contains("No article answers “before 1950”. 4 have no date and may be meant. x removes it."),
        "{screen}"
    );
    let mut bench = Bench::new(seeds(), 120, 40);
    let screen = bench.press("2 F b y : r u t t e Space b e f o r e : 1 9 5 0 Enter").screen();
    assert!(screen.contains("Without “before 1950” there are") && screen.contains("statements."), "{screen}");
    let screen = typed("by:rutte by:zelensky");
    assert!(
        screen.contains("A statement has one speaker: by:rutte or by:zelensky is for any of them. x removes one."),
        "{screen}"
    );
    let screen = typed("before:1950 source:caliber on:1917");
    assert!(screen.contains("No article answers all filters, or all but one of them."), "{screen}");
}

#[test]
fn a_name_that_was_typed_has_a_lane_with_its_events() {
    let lane = |keys: &str| {
        let screen = Bench::new(seeds(), 120, 40).press(keys).screen();
        let line = screen.split('\n').find(|line| line.starts_with(" Mark Rutte")).map(str::to_owned);
        line.unwrap_or_else(|| panic!("{keys} give no lane:\n{screen}"))
    };
    let typed = lane("F by:rutte Enter 5");
    assert!(typed.contains('▆') || typed.contains('█'), "{typed}");
    assert_eq!(typed, lane("F by:mark-rutte Enter 5"));
}

#[test]
fn what_a_look_up_found_is_marked_where_one_lands() {
    let heading = |keys: &str| {
        let screen = Bench::new(seeds(), 120, 40).press(keys).screen();
        screen.lines().find(|line| line.contains("TEXT")).unwrap_or_default().to_owned()
    };
    let landed = "f secrity Space garantees Enter";
    assert!(heading(landed).contains("“secrity garantees” 1 of 2"), "{}", heading(landed));
    assert!(heading(&format!("{landed} n")).contains("2 of 2"), "{}", heading(&format!("{landed} n")));
    // In another article the words are not looked for, which have slips.
    assert!(!heading(&format!("{landed} Esc 1 j")).contains("secrity"));
}

#[test]
fn what_a_look_up_found_is_selected_in_a_list_that_has_a_row_for_it() {
    for opener in ["3 j", "4 j", "1 j"] {
        let mut bench = Bench::new(seeds(), 120, 40);
        let screen = bench.press(&format!("{opener} f secrity Space garantees Enter")).screen();
        let landed = bench.app.cursor.statement.expect("a statement was found");
        match opener {
            "1 j" => assert!(screen.contains("ARTICLES"), "{screen}"),
            _ => assert_eq!(bench.app.view.statements.get(bench.app.list.at), Some(&landed), "{opener}: {screen}"),
        }
    }
}

#[test]
fn the_timeline_shows_when_it_was_said_and_not_the_year_that_it_speaks_of() {
    let mut article = dossier().remove(0);
    let statement = article.statements.iter().find(|one| one.date.is_some());
    let mut statement = statement.or(article.statements.first()).cloned().expect("somebody says something");
    let (place, said) = (statement.content[0], "2031-03-03".parse().unwrap());
    let event = |date, span| Event { when: When::on(date), span, sentence: place, actors: Vec::new() };
    statement.date = Some(When::on(said));
    article.events = vec![event("2022".parse().unwrap(), place), event(said, place)];
    article.statements = vec![statement];
    let mut bench = Bench::new(vec![article], 120, 40);
    bench.press("2 j").screen();
    let shared = bench.app.shared.glance();
    let when = bench.app.cursor.event.and_then(|id| shared.when(id)).map(|when| when.date);
    assert_eq!(when, Some(said));
}

#[test]
fn who_is_cited_most_is_what_the_list_of_actors_is_sorted_by() {
    let cited = |keys: &str| {
        let mut bench = Bench::new(seeds(), 120, 40);
        let screen = bench.press(keys).screen();
        let said: Vec<u32> = bench.app.view.actors.iter().map(|actor| actor.statements).collect();
        (said.is_sorted_by(|a, b| a >= b), screen)
    };
    let (sorted, screen) = cited("3 S");
    assert!(sorted && screen.contains("ACTORS · most cited") && screen.contains("sorted: most cited"), "{screen}");
    let (sorted, screen) = cited("3 S S");
    assert!(!sorted && screen.contains("ACTORS · most articles"), "{screen}");
    assert!(cited("4 S").1.contains("THEMES · most statements"));
}
