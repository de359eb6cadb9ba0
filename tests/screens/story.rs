//! Two articles of one story beside each other, the addresses in a source, and what is marked in a text.

use crate::bench::Bench;
use briefing::model::{Article, Event, Kind, Published, Source, Span, Statement, Theme, Title, When};
use briefing::ui::effect::Effect;
use briefing::ui::layout::Pane;
use briefing::ui::memory_thread::Told;

const STORM: &str = "A storm took the roof off the old harbour hall of Westerby during the night, the harbour office \
                     reported on Monday. Nobody was hurt, because the hall had been locked since the autumn.";
const FERRY: &str = "The ferry stayed at its pier until the wind had died down in the morning and left with a delay of \
                     three hours. Passengers slept in the waiting room, where volunteers served soup.";

/// A wire report, its near-copy with another word, a sentence more and a sentence less, and one that is neither.
pub fn wire() -> Vec<Article> {
    let edited = [STORM, &FERRY.replace("stayed", "remained")].map(ToString::to_string);
    let [storm, ferry] = edited;
    let ferry = ferry.replace(" Passengers slept in the waiting room, where volunteers served soup.", "");
    let copy = [&*storm, &ferry, "The council will meet on Tuesday to talk about repairs."];
    vec![
        article("1-wire", "Sound Wire", "2031-02-27", "Storm takes roof off harbour hall", &[STORM, FERRY]),
        article("2-copy", "Westerby Mail", "2031-02-28", "Storm unroofs harbour hall", &copy),
        article(
            "3-other",
            "Norholm Courier",
            "2031-03-01",
            "Mussels are back",
            &["Mussels have come back to the sound."],
        ),
    ]
}

fn article(id: &str, source: &str, date: &str, title: &str, paragraphs: &[&str]) -> Article {
    let mut text = format!("{title}\n");
    let title = Some(Title { text: title.into(), span: Some(Span::new(0, title.len())) });
    let mut body = Vec::new();
    for paragraph in paragraphs {
        let start = text.len() + 1;
        text = format!("{text}\n{paragraph}\n");
        body.push(Span::new(start, start + paragraph.len()));
    }
    let published = date.parse().ok().map(|date| Published::new(date, None));
    let source = Some(Source { name: source.into(), span: None });
    Article { id: id.into(), path: format!("{id}.txt"), text, title, body, published, source, ..Article::default() }
}

fn check(name: &str, size: (u16, u16), keys: &str) {
    let mut bench = Bench::new(wire(), size.0, size.1);
    bench.press(keys);
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, bench.screen());
    });
}

/// The keys that lead to the near-copy, from which the wire report is the other one.
const COMPARED: &str = "j C";

#[test]
fn near_copies_stand_side_by_side_or_below_each_other() {
    check("compare-80x24", (80, 24), COMPARED);
    check("compare-120x40", (120, 40), &format!("{COMPARED} ]d"));
    check("compare-60x16", (60, 16), &format!("{COMPARED} ]d ]d"));
}

#[test]
fn differences_are_stepped_through_and_read_where_they_stand() {
    let mut bench = Bench::new(wire(), 120, 40);
    let heading = |bench: &Bench, words: &str| {
        assert!(bench.screen().contains(words), "{words}: {}", bench.screen());
    };
    bench.press(COMPARED);
    heading(&bench, "4 sentences differ, in 4 places");
    for (keys, words) in
        [("]d", "1 of 4"), ("n", "2 of 4"), ("}", "3 of 4"), ("]d ]d ]d", "4 of 4"), ("[d N", "2 of 4")]
    {
        bench.press(keys);
        heading(&bench, &format!("place {words}"));
    }
    bench.press("n n Enter");
    let text = |bench: &Bench| {
        let store = bench.app.shared.glance();
        bench.app.cursor.article.and_then(|id| store.article(id)).map(|article| article.id.clone())
    };
    assert_eq!((text(&bench).as_deref(), bench.app.focus), (Some("1-wire"), Pane::Text));
    assert!(bench.screen().contains("volunteers served soup"));
    bench.press("C Esc");
    assert!(bench.app.overlay.is_none());
}

#[test]
fn sides_are_changed_and_what_has_no_kin_says_so() {
    let mut bench = Bench::new(wire(), 120, 40);
    let order = |bench: &Bench| {
        let screen = bench.screen();
        screen.find("Westerby Mail").unwrap() < screen.find("Sound Wire").unwrap()
    };
    bench.press(COMPARED);
    let before = order(&bench);
    bench.press("x");
    assert_ne!(order(&bench), before);
    let screen = bench.press("Esc gg C").screen();
    assert!(screen.contains("nothing else here tells the same story"), "{screen}");
    let screen = bench.press("j i C").screen();
    assert!(screen.contains("COMPARED"), "{screen}");
}

#[test]
fn of_several_articles_one_is_chosen() {
    let mut articles = wire();
    articles.push(article("4-again", "Island Post", "2031-03-02", "Roof gone", &[STORM, FERRY]));
    let mut bench = Bench::new(articles, 80, 24);
    let hints = |bench: &Bench| bench.screen().lines().last().unwrap_or_default().to_owned();
    let screen = bench.press("C").screen();
    assert!(screen.contains("COMPARE WITH") && screen.contains(" 1 of 2"), "{screen}");
    let screen = bench.press("j Enter").screen();
    assert!(screen.contains("COMPARED"), "{screen}");
    let other = |bench: &Bench| bench.screen().lines().nth(3).unwrap_or_default().to_owned();
    let before = other(&bench);
    assert!(hints(&bench).contains("Tab other article"), "{}", hints(&bench));
    bench.press("Tab");
    assert_ne!(other(&bench), before);
}

#[test]
fn a_comparison_offers_only_what_does_something_there() {
    let hints = |bench: &Bench| bench.screen().lines().last().unwrap_or_default().to_owned();
    let mut bench = Bench::new(wire(), 120, 40);
    let two = hints(bench.press(COMPARED));
    assert!(two.contains("]d next") && !two.contains("other article") && !two.contains("j move"), "{two}");
    let mut articles = wire();
    articles[1] = Article { id: "2-copy".into(), ..articles[0].clone() };
    let mut bench = Bench::new(articles, 120, 40);
    let same = hints(bench.press(COMPARED));
    assert!(bench.screen().contains("no sentence differs") && !same.contains("next"), "{}", bench.screen());
}

#[test]
fn the_list_shows_the_copy_that_is_read_and_nothing_where_that_is_left_out() {
    let list = |bench: &Bench| -> Vec<String> {
        let screen = bench.screen();
        let lines = screen.lines().skip_while(|line| !line.contains(" ARTICLES"));
        let left = |line: &str| line.split('│').next().unwrap_or_default().trim_end().to_owned();
        lines.take_while(|line| !line.contains('┴')).map(left).collect()
    };
    let row = |bench: &Bench| list(bench).into_iter().find(|line| line.starts_with(['▌', '▎'])).unwrap_or_default();
    let mut bench = Bench::new(wire(), 120, 40);
    bench.press("j");
    assert!(row(&bench).contains("Storm unroofs"), "{}", bench.screen());
    bench.press("i Enter");
    assert!(row(&bench).contains("Storm takes roof off"), "{}", bench.screen());
    assert!(
        list(bench.press("H"))[0].contains(" 2 of 2") && row(&bench).contains("Storm unroofs"),
        "{}",
        bench.screen()
    );
    assert!(row(bench.press("L")).contains("Storm takes roof off"), "{}", bench.screen());

    // Read through a filter that leaves it out, it is selected in no row, until one comes back to the list.
    let mut bench = Bench::new(wire(), 120, 40);
    bench.press("F source:westerby Enter i Enter");
    assert!(bench.screen().contains("Sound Wire · 27 Feb 2031"), "{}", bench.screen());
    assert!(row(&bench).is_empty() && list(&bench)[0].trim_end().ends_with(" 1"), "{}", bench.screen());
    bench.press("h");
    assert!(row(&bench).contains("Storm unroofs") && bench.screen().contains("Westerby Mail · 28 Feb 2031"));
    assert!(bench.press("H").screen().contains("Sound Wire · 27 Feb 2031"), "{}", bench.screen());
}

/// The reports, the storm's paragraph in either as a statement.
fn told() -> Vec<Article> {
    let mut articles = wire();
    for article in articles.iter_mut().filter(|article| article.text.contains(STORM)) {
        article.statements.push(Statement {
            kind: Kind::Indirect,
            speaker: None,
            cue: None,
            content: vec![article.body[0]],
            date: None,
            themes: Vec::new(),
            within: None,
        });
    }
    articles
}

#[test]
fn what_is_compared_begins_with_the_selected_statement() {
    let lead =
        |n: usize| format!("In paragraph {n} of the long report the council spoke of piers, ropes, gulls and fog.");
    let leads: Vec<String> = (0..30).map(lead).collect();
    let paragraphs: Vec<&str> = leads.iter().map(String::as_str).chain([STORM, FERRY]).collect();
    let mut articles = vec![
        article("1-wire", "Sound Wire", "2031-02-27", "Storm takes roof off", &paragraphs),
        article("2-copy", "Westerby Mail", "2031-02-28", "Storm unroofs hall", &paragraphs[1..]),
    ];
    let said = articles[1].body[29];
    articles[1].statements.push(Statement { content: vec![said], ..told()[1].statements[0].clone() });
    let mut bench = Bench::new(articles, 80, 24);
    let seen = |bench: &Bench| bench.screen().contains("A storm took the roof");
    assert!(!seen(bench.press("gg C")), "{}", bench.screen());
    assert!(seen(bench.press("Esc 2 C")), "{}", bench.screen());
    assert!(seen(bench.press("x")), "{}", bench.screen());
    let screen = bench.press("Tab").screen();
    assert!(screen.contains("no other article tells this story") && seen(&bench), "{screen}");
}

#[test]
fn from_a_carrier_one_goes_to_where_it_says_so() {
    let mut bench = Bench::new(told(), 120, 40);
    let selected = |bench: &Bench| {
        let store = bench.app.shared.glance();
        let article = bench.app.cursor.article.and_then(|id| store.id(id).map(str::to_owned));
        (article.unwrap(), bench.app.cursor.statement.and_then(|id| store.holder(id)) == bench.app.cursor.article)
    };
    bench.press("2");
    let (first, _) = selected(&bench);
    let screen = bench.press("i").screen();
    assert!(screen.contains("▌first Sound Wire"), "{screen}");
    bench.press("Enter");
    let (second, points_out) = selected(&bench);
    assert!(bench.app.overlay.is_none() && bench.app.focus == Pane::Text && points_out);
    assert_ne!(first, second);
    // Up to the selected one itself, and back by way of the other.
    bench.press("i k k k Enter");
    assert_eq!(selected(&bench), (second.clone(), true));
    bench.press("i j j j Enter");
    assert_eq!(selected(&bench), (first, true));
    // The article by its near-copy as well, and with what both say the statement.
    bench.press("C Enter");
    assert!(selected(&bench).1);
}

/// An article whose source names addresses, harmless and hostile ones.
fn linked() -> Vec<Article> {
    let long = format!("https://example.org/{}", "long/".repeat(600));
    let addresses = format!(
        "See https://example.org/report?id=7#top, mailto:desk@example.org and https://example.org/report?id=7#top again, \
         not javascript:alert(1). Nor https://example.org/\u{202e}gpj.exe nor https://bank.example@evil.example/login nor \
         https://example.org/\u{1b}]52;c;x\u{7} or {long}"
    );
    vec![article("1-links", "Sound Wire", "2031-02-27", "Addresses", &[&addresses])]
}

#[test]
fn addresses_are_listed_whole_and_opened() {
    let mut bench = Bench::new(linked(), 80, 24);
    let screen = bench.press("o").screen();
    assert!(screen.contains("ADDRESSES IN THE SOURCE") && screen.contains(" 1 of 6"), "{screen}");
    assert!(screen.contains("▌https://example.org/report?id=7#top\n"), "{screen}");
    assert!(!screen.contains("javascript"), "{screen}");
    bench.press("y");
    assert_eq!(bench.copied, ["https://example.org/report?id=7#top"]);
    bench.press("j Enter");
    assert_eq!(bench.asked, [Effect::Browse("mailto:desk@example.org".into())]);
    assert!(bench.app.overlay.is_none() && bench.screen().contains("opening mailto:desk@example.org"));
}

#[test]
fn hostile_addresses_are_shown_harmless_and_never_opened_or_copied() {
    let mut bench = Bench::new(linked(), 80, 24);
    bench.press("o j j");
    for fault in ["are not seen", "somebody before the host", "are not seen", "too long"] {
        let screen = bench.press("Enter y").screen();
        assert!(!screen.contains(|c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c)));
        assert!(screen.contains(fault), "{fault}: {screen}");
        bench.press("j");
    }
    assert!(bench.asked.is_empty() && bench.copied.is_empty(), "{:?} {:?}", bench.asked, bench.copied);
    let screen = Bench::new(linked(), 120, 40).press("o").screen();
    assert!(screen.contains("https://example.org/\\u{202e}gpj.exe"), "{screen}");
}

#[test]
fn an_address_that_nothing_opens_is_copied() {
    let mut bench = Bench::new(linked(), 80, 24);
    let effects = bench.app.learn(Told::Unopened("https://example.org/".into()));
    assert_eq!(effects, [Effect::CopyInstead("https://example.org/".into())]);
    let screen = Bench::new(wire(), 80, 24).press("o").screen();
    assert!(screen.contains("This article names no address."), "{screen}");
}

#[test]
fn themes_and_dates_are_marked_in_the_text_and_stay_so() {
    let styled = |keys: &str| {
        let mut article = wire().remove(0);
        let place = |words: &str| {
            let at = article.text.find(words).unwrap();
            Span::new(at, at + words.len())
        };
        let (theme, date, sentence) = (place("ferry"), place("Monday"), place("A storm"));
        article.themes =
            vec![Theme { id: "ferries".into(), name: "Ferries".into(), score: 0.5, mentions: vec![theme] }];
        let when = When::on("2031-02-24".parse().unwrap());
        article.events = vec![Event { when, span: date, sentence, actors: Vec::new() }];
        let mut bench = Bench::new(vec![article], 120, 40);
        bench.press(keys);
        bench.styled()
    };
    let (none, themes) = (styled("Enter"), styled("Enter T"));
    let (dates, both) = (styled("Enter D"), styled("Enter T D"));
    // Signs of lines, each with the one that says what it stands for, for terminals without italics.
    let signs = |screen: &str| (screen.matches('#').count(), screen.matches('@').count());
    assert_eq!([&none, &themes, &dates, &both].map(|screen| signs(screen)), [(0, 0), (2, 0), (0, 2), (2, 2)], "{both}");
    let in_style = |screen: &str, style: &str| {
        screen.lines().filter(|line| line.starts_with("  ") && line.contains("..") && line.contains(style)).count()
    };
    // Reversed, as no name of an actor or a speaker is.
    let marked = |screen: &str| in_style(screen, "reversed");
    assert_eq!((marked(&none), marked(&themes), marked(&dates), marked(&both)), (0, 1, 1, 2), "{both}");
    let underlined = |screen: &str| in_style(screen, "dim underlined reversed");
    assert_eq!((underlined(&themes), underlined(&dates)), (0, 1), "{dates}");
    assert_eq!(marked(&styled("Enter T D T D")), 0);
}
