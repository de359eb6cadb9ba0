use super::*;
use crate::store::sample::article;

/// Articles as `outlet date` and paragraphs, in which `Speaker: content` is a statement.
fn store(articles: &[(&str, &str, &[&str])]) -> Store {
    let mut store = Store::default();
    for (outlet, date, paragraphs) in articles {
        store.add(article("a", outlet, date, "Headline", paragraphs));
    }
    store
}

/// How the statements of two articles of other outlets relate: `apart`, `same`, `other`, `contrary`, with `~` where the
/// speakers differ.
fn check_on(days: [&str; 2], one: &str, other: &str, expected: &str) {
    let store = store(&[("Herald", days[0], &[one]), ("Gull", days[1], &[other])]);
    let found = store.stories().carriers(StatementId(1)).iter().find(|(statement, _)| *statement == 1);
    let found = found.map_or("apart".to_owned(), |(_, differs)| {
        let wording = match differs.wording {
            Wording::Same => "same",
            Wording::Other => "other",
            Wording::Contrary => "contrary",
        };
        format!("{}{wording}", if differs.speaker { "~" } else { "" })
    });
    assert_eq!(found, expected, "{one} | {other}");
    let carried = if matches!(expected, "apart" | "contrary") { 1 } else { 2 };
    assert_eq!(store.stories().carried(StatementId(1)), carried, "{one} | {other}");
}

fn check(one: &str, other: &str, expected: &str) {
    check_on(["2024-03-01", "2024-03-02"], one, other, expected);
}

#[test]
fn what_is_the_same_word_for_word_needs_no_date_from_some_length_on() {
    let undated = ["2024-03-01", ""];
    check_on(undated, "Silva: “I hope it is just his tactics”", "Silva: “I hope it is just his tactics”", "same");
    check_on(undated, "Silva: “There is nothing to sign”", "Silva: “There is nothing to sign”", "apart");
    check_on(undated, "Silva: “I hope it is just his tactics”", "Kovács: “I hope it is just his tactics”", "apart");
}

#[test]
fn what_one_outlet_quotes_in_part_is_what_the_other_quotes_at_length() {
    let whole = "Silva: “The harbour better come to terms, fast. That is all I will say. We are where we want to be.”";
    let undated = ["", "2024-03-01"];
    check_on(undated, whole, "Silva: “The harbour better come to terms fast”", "other");
    check_on(undated, whole, "Kovács: “The harbour better come to terms fast”", "apart");
    check_on(undated, whole, "Silva: “all I will say”", "apart");
}

#[test]
fn another_translation_is_found_by_rare_words_that_are_the_same() {
    check_on(
        ["", "2024-03-01"],
        "Silva: Tuesday's “repairs were thorough and lasting, with a focus on particular piers and workable ramps.”",
        "Silva: “The repairs were thorough and lasting, focused on concrete piers and workable ramps,”",
        "other",
    );
}

#[test]
fn an_outlet_is_one_under_its_name_and_its_address() {
    let told: &[&str] = &["Silva: “The old harbour will be opened again in the spring of next year.”"];
    let addresses = ["dailygull.com", "The Daily Gull", "dailygull.com", "thedailygull.co.uk", "Herald"];
    let store = store(&addresses.map(|outlet| (outlet, "2024-03-01", told)));
    let known: Vec<_> = store.sources().entries().iter().map(|outlet| (&*outlet.name, outlet.articles.len())).collect();
    assert_eq!(known, [("The Daily Gull", 4), ("Herald", 1)]);
    assert_eq!(store.stories().carried(StatementId(0)), 2);
    let apart = self::store(&["news.az", "news.com", "a.blogs.net", "b.blogs.net"].map(|outlet| (outlet, "", told)));
    assert_eq!(apart.sources().entries().len(), 4);
}

#[test]
fn what_carries_two_statements_is_no_older_than_the_later_one() {
    let (early, late) = (
        "Silva: “The old harbour will be opened again in the spring.”",
        "Kovács: “No ferry leaves the island before the storm has gone.”",
    );
    let store =
        store(&[("Herald", "2024-03-01", &[early]), ("Gull", "2024-03-02", &[late]), ("Post", "", &[early, late])]);
    let suggested = store.suggested_date(ArticleId(2)).map(|found| found.date.to_string());
    assert_eq!(suggested.as_deref(), Some("2024-03-02"));
}

#[test]
fn the_same_figure_of_much_the_same_is_one_statement_in_whatever_words() {
    let lost = "Silva: about 55,000 sailors have been lost since the storms began in spring";
    check(lost, "Silva: the number of sailors who were lost to the sea was put at 55,000", "other");
    check(
        lost,
        "Silva: the storms took some 55,000 lives, sailors above all, but the office gave no details on ships or ports",
        "other",
    );
    check(
        "Silva: her office had been told of a $12 trillion deal that Kovács had offered the shipyards in secret",
        "Silva: offered to the shipyards was a deal worth 12 trillion",
        "other",
    );
    for other in [
        "Silva: not 55,000 sailors have been lost but a handful",
        "Silva: the number of sailors who were lost to the sea was put at 56,000",
        "Silva: 55,000 lamps will be lit along the quay on the first evening of the fair",
        "Kovács: the number of sailors who were lost to the sea was put at 55,000",
    ] {
        check(lost, other, "apart");
    }
    // Years and round numbers are common to many things.
    check(
        "Silva: some 500 sailors have been lost since the storms began in 2023",
        "Silva: the office counted 500 sailors on the quay and many more in 2023",
        "apart",
    );
    let days = ["2024-03-01", "2024-05-02"];
    check_on(days, lost, "Silva: the number of sailors who were lost to the sea was put at 55,000", "apart");
}

#[test]
fn one_statement_in_several_outlets_is_one() {
    check(
        "Ana Silva: “The harbour belongs to those who work in it”",
        "Silva: “The harbour belongs to those who work in it”",
        "same",
    );
    check("Ana Silva: “There is nothing to sign”", "Silva: “There is nothing to sign”", "same");
    check(
        "Ana Silva: “The harbour belongs to those who work in it, and to nobody else”",
        "Silva: “The harbour belongs to those who work in it”",
        "other",
    );
    check(
        "Kovács: the ministry is ready to raise wages of harbour workers and to reopen the negotiations",
        "Béla Kovács: reopening the negotiations and raising harbour workers’ wages is what the ministry is ready for",
        "other",
    );
    check(
        "officials: the old lighthouse will be torn down before the winter storms arrive",
        "Kovács: the old lighthouse will be torn down before the winter storms arrive",
        "same",
    );
}

#[test]
fn who_says_it_may_differ_where_the_words_are_many() {
    check(
        "Ana Silva: “Our fishermen have paid for this harbour with forty years of work and with many lives”",
        "Kovács: “Our fishermen have paid for this harbour with forty years of work and with many lives”",
        "~same",
    );
    check(
        "Ana Silva: “We will keep working in this harbour”",
        "Kovács: “We will keep working in this harbour”",
        "apart",
    );
}

#[test]
fn other_numbers_and_negations_say_the_contrary() {
    check(
        "Silva: “The ministry owes each of the workers 300 crowns”",
        "Ana Silva: “The ministry owes each of the workers 500 crowns”",
        "contrary",
    );
    check(
        "Silva: “We will sign the harbour agreement with the ministry tomorrow”",
        "Ana Silva: “We will not sign the harbour agreement with the ministry tomorrow”",
        "contrary",
    );
    // What is said every week with other numbers is another statement each time.
    check_on(
        ["2024-03-01", "2024-03-22"],
        "officials: the port handled 300 ships over the past week",
        "officials: the port handled 280 ships over the past week",
        "apart",
    );
}

#[test]
fn what_is_short_or_about_others_stays_apart() {
    check("Silva: “Yes, of course”", "Silva: “Yes, of course”", "apart");
    check_on(["2024-03-01", ""], "Ana Silva: “There is nothing to sign”", "Silva: “There is nothing to sign”", "apart");
    check("Silva: “I do not know what you mean by that”", "Kovács: “I do not know what you mean by that”", "apart");
    check(
        "Silva: the union expects Ostrava to win the regional sailing cup in the autumn",
        "Silva: the union expects Brno to win the regional sailing cup in the autumn",
        "apart",
    );
    check_on(
        ["2024-03-01", "2021-03-02"],
        "Silva: “We stand with the harbour workers”",
        "Ana Silva: “We stand with the harbour workers”",
        "apart",
    );
}

const WIRE: [&str; 6] = [
    "The ferry between Norland and the outer islands was cancelled on Monday after a storm had damaged the quay.",
    "Some 240 passengers spent the night in the school of the village, where neighbours brought blankets and soup.",
    "Ana Silva: “Nobody was hurt, and everybody has a bed for tonight, which is more than we could hope for”",
    "The ministry sent engineers, who want to see the quay at low tide before they say when the ferry may sail again.",
    "Fishermen took urgent mail and medicines across in their own boats until the wind grew too strong for them.",
    "Forecasters expect the wind to drop on Wednesday, when a first crossing will be tried without any passengers.",
];

fn edited(paragraphs: &[&str], from: &str, to: &str) -> Vec<String> {
    paragraphs.iter().map(|paragraph| paragraph.replace(from, to)).collect()
}

/// Whether an article with these paragraphs is one story with the wire report.
fn is_copy(paragraphs: &[&str]) -> bool {
    let store = store(&[("Wire", "2024-03-04", &WIRE), ("Gull", "2024-03-05", paragraphs)]);
    store.stories().copies(ArticleId(1)).len() == 2
}

#[test]
fn near_copies_are_one_story() {
    assert!(is_copy(&WIRE), "as it is");
    assert!(is_copy(&WIRE[..4]), "cut at the end");
    let edited = edited(&WIRE, "spent the night in the school", "slept in the school");
    assert!(is_copy(&edited.iter().map(String::as_str).collect::<Vec<_>>()), "edited");
    let framed: Vec<&str> = WIRE.into_iter().chain(["Reporting by our correspondent on the islands."]).collect();
    assert!(is_copy(&framed), "with a line of its own");
}

#[test]
fn what_quotes_a_report_or_has_its_frame_only_is_no_copy() {
    let mut quoting = vec![
        "Winter storms have become more frequent around the outer islands, and the old quay was never built for them.",
        "The council has discussed a new one for years without ever agreeing who should pay for the work and the loans.",
        "As the news agency wrote about this week’s events, there was more luck than planning in how the night ended.",
    ];
    quoting.extend(&WIRE[1..4]);
    quoting.extend([
        "A study of the university shows what a floating quay would cost, and that it would pay for itself in ten years.",
        "Its authors warn that waiting makes it dearer, since steel and wages rise faster than what the council saves.",
        "The vote is in June; until then the ferry will depend on the weather, as it has done for a hundred years.",
    ]);
    assert!(!is_copy(&quoting), "quotes it");
    let daily = |day: &str, ships: &str, tons: &str, wind: &str, berth: &str| {
        format!(
            "The harbour office reports for {day} that {ships} ships have called at the port of Norland and that {tons} \
             tons of freight were landed. The wind blew with {wind} knots. Of all berths {berth} are free for visitors \
             who arrive under sail before sunset and have papers."
        )
    };
    let (one, other) = (daily("Monday", "12", "3400", "7", "5"), daily("Tuesday", "17", "2950", "21", "3"));
    let store = store(&[("Herald", "2024-03-04", &[&one]), ("Herald", "2024-03-05", &[&other])]);
    assert!(store.stories().copies(ArticleId(1)).is_empty(), "the same frame every day");
    assert!(!is_copy(&["The ferry sails again."]), "too short");
}

#[test]
fn undated_articles_get_the_date_of_what_they_repeat() {
    let quote = "Ana Silva: “The harbour belongs to those who work in it”";
    let contrary = "Ana Silva: “The harbour does not belong to those who work in it”";
    let store = store(&[
        ("Herald", "2024-03-02", &[quote]),
        ("Gull", "2024-03-01", &[quote]),
        ("", "", &["The sea was calm.", quote]),
        ("", "", &[contrary]),
        ("Wire", "2024-03-04T10:00", &WIRE),
        ("", "", &WIRE),
    ]);
    let suggested = |article: u32| {
        store.suggested_date(ArticleId(article)).map(|found| (found.date.to_string(), found.article.0, found.reason))
    };
    let reason = Reason::Statement(StatementId(2));
    assert_eq!(suggested(2), Some(("2024-03-01".to_owned(), 1, reason)));
    assert_eq!(suggested(3), None, "says the contrary");
    assert_eq!(suggested(5), Some(("2024-03-04".to_owned(), 4, Reason::Copy)));
    assert_eq!(suggested(0), None, "has a date");
    assert!(store.article(ArticleId(2)).unwrap().published.is_none(), "the record stays as it is");
}

#[test]
fn undated_articles_get_the_date_of_who_tells_of_the_same_event() {
    let told = "On 2024-02-28 the Harbour Union and Norland signed an agreement on wages in the old customs house.";
    let again = "The Harbour Union and Norland signed their agreement on wages in the customs house on XXXX-02-28.";
    let other_thing = "On XXXX-02-28 the Harbour Union told Norland that its trawlers would stay away.";
    let store = store(&[
        ("Herald", "2024-02-29", &[told]),
        ("", "", &[again]),
        ("", "", &[other_thing]),
        ("", "", &[&again.replace("02-28", "02-27")]),
        ("Gull", "2025-02-28", &[told]),
        ("Chronicle", "2024-03-01", &[told]),
    ]);
    let suggested = |article: u32| {
        store.suggested_date(ArticleId(article)).map(|found| (found.date.to_string(), found.article.0, found.reason))
    };
    let event = store.events_of(ArticleId(1)).next().unwrap();
    assert_eq!(suggested(1), Some(("2024-02-29".to_owned(), 0, Reason::Event(event))), "the first who told of it");
    assert_eq!(suggested(2), None, "another event of the day");
    assert_eq!(suggested(3), None, "another day");
}

#[test]
fn an_event_of_several_years_dates_nothing() {
    let of =
        |year: &str| format!("On {year}-02-28 the Harbour Union and Norland opened the regatta in the old harbour.");
    let store = store(&[
        ("Herald", "2023-02-28", &[&of("2023")]),
        ("Herald", "2024-02-28", &[&of("2024")]),
        ("", "", &[&of("XXXX")]),
    ]);
    assert_eq!(store.suggested_date(ArticleId(2)), None);
}

#[test]
fn common_phrases_and_many_copies_take_no_longer() {
    let mut store = Store::default();
    for number in 0..3000 {
        let quote = "Ana Silva: “The harbour belongs to those who work in it, and to nobody else”";
        store.add(article("a", &format!("Outlet {}", number % 40), "2024-03-01", "Headline", &[quote]));
    }
    assert_eq!(store.stories().carried(StatementId(2999)), 40);
    assert_eq!(store.stories().carried_by(40).len(), 3000);
    assert_eq!(store.stories().carried_by(41).len(), 0);
}

#[test]
fn who_was_first_is_told_where_days_or_clocks_tell() {
    let said: &[&str] = &["Ana Silva: “There is nothing to sign”"];
    let check = |days: &[&str], expected: Option<u32>| {
        let articles: Vec<_> = days.iter().map(|day| ("Herald", *day, said)).collect();
        let first = store(&articles).known_first(StatementId(0));
        assert_eq!(first, expected.map(StatementId), "{days:?}");
    };
    check(&["2024-03-02", "2024-03-01"], Some(1));
    check(&["2024-03-02", "2024-03-01", ""], Some(1));
    check(&["2024-03-02", "2024-03-02"], None);
    check(&["2024-03-02T09:30", "2024-03-02T08:15"], Some(1));
    check(&["2024-03-02T09:30", "2024-03-02"], None);
    check(&["2024-03-02", "2024-03"], None);
    check(&["", ""], None);
}
