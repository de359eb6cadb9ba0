//! Small pages, read whole: `title | source | authors | published`, `-` where nothing may be found.

use super::*;
use crate::extract::furniture::{self, Knowledge, Page};

mod dates;

/// The document's head in one line, spans checked against the text.
fn headed(document: &Document) -> String {
    let knowledge = Knowledge::built_in();
    let page = Page::read(document, &knowledge.lexicon);
    let head = read(document, &page, &knowledge);
    let stands = |span: Option<Span>, words: &str| span.is_none_or(|span| span.of(&document.text) == words);
    assert!(head.title.as_ref().is_none_or(|t| stands(t.span, &t.text)));
    assert!(head.source.as_ref().is_none_or(|s| stands(s.span, &s.name)));
    assert!(head.authors.iter().all(|a| stands(a.span, &a.name)));
    let authors: Vec<String> = head.authors.into_iter().map(|a| a.name).collect();
    let or_none = |words: String| if words.is_empty() { "-".to_owned() } else { words };
    format!(
        "{} | {} | {} | {}",
        or_none(head.title.map(|t| t.text).unwrap_or_default()),
        or_none(head.source.map(|s| s.name).unwrap_or_default()),
        or_none(authors.join(", ")),
        or_none(head.published.map(|p| p.date.to_string()).unwrap_or_default()),
    )
}

/// Three paragraphs that any of the pages below may have.
const PROSE: &str = "The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring, after engineers had found cracks in two of its pillars.
Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had put aside for the whole year.
Shop owners on the other side of the river fear that fewer people will come, and have asked the council for help until the work is done.
";

/// Checks the head of a page in which `PROSE` stands for the body.
fn check(page: &str, expected: &str) {
    let text = page.replace("PROSE\n", PROSE);
    assert_eq!(headed(&furniture::document(&text)), expected, "{page}");
}

#[test]
fn a_live_report_is_headed_above_its_posts() {
    check(
        "Live: Eastport votes on the harbour bridge\nLive\nLive: Eastport votes on the harbour bridge\nPublished 18 June 2024\nSummary\nPosted at 16:20\nMayor: 'A hard choice is better than none'\nPROSE\n",
        "Live: Eastport votes on the harbour bridge | - | - | 2024-06-18",
    );
}

#[test]
fn the_card_of_a_list_is_no_headline() {
    check("* ### Ferry Owners Look for a Way Out of the Harbour Bridge\nPROSE\n", "- | - | - | -");
}

#[test]
fn the_headline_is_found_where_pages_put_it() {
    check(
        "Eastport closes harbour bridge to lorries\nPROSE\n",
        "Eastport closes harbour bridge to lorries | - | - | -",
    );
    check("# Eastport closes harbour bridge\n\nPROSE\n", "Eastport closes harbour bridge | - | - | -");
    check(
        "Home\nNews\nSport\nEastport closes harbour bridge to lorries\nShare\nPROSE\n",
        "Eastport closes harbour bridge to lorries | - | - | -",
    );
    check("Eastport closes its harbour bridge.\nPROSE\n", "Eastport closes its harbour bridge. | - | - | -");
}

#[test]
fn headlines_are_told_from_what_looks_like_them() {
    check(
        "# [Eastport closes harbour bridge](https://news.example/bridge \"Bridge\")\n\nPROSE\n",
        "Eastport closes harbour bridge | - | - | -",
    );
    check(
        "Eastport closes harbour bridge, says the E.H.C.\nPROSE\n",
        "Eastport closes harbour bridge, says the E.H.C. | - | - | -",
    );
    check(
        "Eastport council closes the harbour bridge\nLorries will have to take the ferry from spring\nMarch 4, 2021\nPROSE\n",
        "Eastport council closes the harbour bridge | - | - | 2021-03-04",
    );
    check(
        "#harbour #bridge of Eastport #lorries\nEastport closes harbour bridge to lorries\n#harbour #bridge of Eastport #lorries\nPROSE\n",
        "Eastport closes harbour bridge to lorries | - | - | -",
    );
}

#[test]
fn of_a_repeated_headline_the_first_counts() {
    let text = format!("Eastport closes harbour bridge\n\nNews\n\nEastport closes harbour bridge\n\n{PROSE}");
    let document = furniture::document(&text);
    let knowledge = Knowledge::built_in();
    let page = Page::read(&document, &knowledge.lexicon);
    assert_eq!(read(&document, &page, &knowledge).title.and_then(|t| t.span), Some(Span::new(0, 30)));
}

#[test]
fn the_site_behind_a_headline_is_cut_off_and_named() {
    check(
        "Eastport closes harbour bridge | Local | The Harbour Times\nPROSE\n",
        "Eastport closes harbour bridge | The Harbour Times | - | -",
    );
    check(
        "Eastport closes bridge - Harbour Times\nHarbour Times\nPROSE\n",
        "Eastport closes bridge | Harbour Times | - | -",
    );
    check("Eastport closes bridge – harbour.test\nPROSE\n", "Eastport closes bridge | harbour.test | - | -");
    check(
        "Bridge closed - what drivers should know now\nPROSE\n",
        "Bridge closed - what drivers should know now | - | - | -",
    );
}

#[test]
fn what_is_glued_around_a_headline_is_cut_off() {
    for line in [
        "# Port closes bridge -- Harbour Times",
        "Port closes bridge / Harbour Times",
        "Port closes bridge  - Harbour Times",
    ] {
        check(&format!("{line}\nPROSE\n"), "Port closes bridge | Harbour Times | - | -");
    }
    check("Bridge open / closed again\nPROSE\n", "Bridge open / closed again | - | - | -");
    check("* Port closes bridge to lorries\nBy Ana Ruiz\nPROSE\n", "Port closes bridge to lorries | - | Ana Ruiz | -");
    check(
        "Home WorldPorts Port closes bridge to lorries\nby Ana Ruiz\nPROSE\nhttps://harbour.test/port-closes-bridge-to-lorries/\n",
        "Port closes bridge to lorries | - | Ana Ruiz | -",
    );
}

#[test]
fn the_headline_the_page_shows_goes_before_the_title_of_the_window() {
    check(
        "Eastport bridge: lorries out from spring | Harbour Times\nMenu\nNews\nEastport closes bridge to lorries\n4 March 2021\nPROSE\n",
        "Eastport closes bridge to lorries | Harbour Times | - | 2021-03-04",
    );
    let text = format!("Port closes bridge | Harbour Times\nMenu\nPort closes bridge\n{PROSE}");
    let document = furniture::document(&text);
    let knowledge = Knowledge::built_in();
    let page = Page::read(&document, &knowledge.lexicon);
    assert_eq!(read(&document, &page, &knowledge).title.and_then(|t| t.span), Some(Span::new(40, 58)));
}

#[test]
fn a_page_without_headline_has_none() {
    check(
        "Bridge news and data for portsLearn more aboutHarbour Data\nEASTPORT, March 4 (Coastal) - PROSE\n",
        "- | Coastal | - | XXXX-03-04",
    );
    check("Share\nWhat the harbour bridge means.\nMenu\nWhat the harbour bridge means.\nPROSE\n", "- | - | - | -");
    check("PROSE\n", "- | - | - | -");
    check("Share\nPROSE\n", "- | - | - | -");
    check("News, Eastport, bridge, harbour, lorries\nPROSE\n", "- | - | - | -");
}

#[test]
fn bylines_name_the_authors() {
    check(
        "Eastport closes bridge to lorries\nBy Ana Ruiz and Li Wei\nPROSE\n",
        "Eastport closes bridge to lorries | - | Ana Ruiz, Li Wei | -",
    );
    check(
        "Eastport closes bridge to lorries\nBy\nJo van den Berg\nPROSE\n",
        "Eastport closes bridge to lorries | - | Jo van den Berg | -",
    );
    check(
        "Eastport closes bridge to lorries\nby Ana Ruiz March 4, 2021 9:15 AM 3 min read\nPROSE\n",
        "Eastport closes bridge to lorries | - | Ana Ruiz | 2021-03-04T09:15",
    );
    check(
        "Eastport closes bridge to lorries\n*By Ana Ruiz, Staff Writer*\nPROSE\n",
        "Eastport closes bridge to lorries | - | Ana Ruiz | -",
    );
    check(
        "Eastport closes bridge to lorries\nPROSE\nAuthor: Ana Ruiz\n",
        "Eastport closes bridge to lorries | - | Ana Ruiz | -",
    );
    check("Eastport closes bridge to lorries\nby admin\nPROSE\n", "Eastport closes bridge to lorries | - | - | -");
}

#[test]
fn the_publisher_is_taken_where_the_text_names_it() {
    let lead =
        "the council of the port has agreed that the bridge over the river would be closed for a year from the spring.";
    check(
        &format!("Port closes bridge\nEASTPORT, March 4 (Coastal) - {lead}\nPROSE\n"),
        "Port closes bridge | Coastal | - | XXXX-03-04",
    );
    check(
        &format!("Port closes bridge\nAccording to The Harbour Times: {lead}\nPROSE\n"),
        "Port closes bridge | The Harbour Times | - | -",
    );
    check(
        "Port closes bridge\nThe bridge over the river will be shut from the spring on, Harbour.Nw reports, citing the council of the port.\nPROSE\n",
        "Port closes bridge | Harbour.Nw | - | -",
    );
    check("Port closes bridge\nPROSE\nSource: Harbour Times\n", "Port closes bridge | Harbour Times | - | -");
    check(
        "Port closes bridge\nPROSE\nThe pillars are old, according to The Harbour Times, and the council has known it for years.\n",
        "Port closes bridge | - | - | -",
    );
}

#[test]
fn authors_sign_in_other_ways_too() {
    let title = "Eastport closes bridge to lorries";
    let signed = |page: &str, authors: &str, date: &str| {
        check(&format!("{title}\n{page}"), &format!("{title} | - | {authors} | {date}"));
    };
    signed("Ana Ruiz\n4 March 2021\nPROSE\n", "Ana Ruiz", "2021-03-04");
    signed("Ana Ruiz\nPort Office\n4 March 2021\nPROSE\n", "Ana Ruiz", "2021-03-04");
    signed("World Politics\n4 March 2021\nPROSE\n", "-", "2021-03-04");
    signed("Posted 4 March 2021 by Ana Ruiz\nPROSE\n", "Ana Ruiz", "2021-03-04");
    signed("Authors\nAna Ruiz\nNews Writer\nLi Wei\nNews Writer\nPROSE\n", "Ana Ruiz, Li Wei", "-");
    signed(
        "PROSE\n_Ana Ruiz is a freelance reporter who has written about ports for twenty years._\n",
        "Ana Ruiz",
        "-",
    );
}

#[test]
fn lines_that_are_no_headlines_are_passed_over() {
    for line in [
        "Harbour :: World :: Ports :: 2021 :: March ::",
        "* Share !Email share https://harbour.test/eastport-bridge Copied",
        "More than 300 lorries were expected to be stopped, officials said.",
        "Accept all cookies Accept only essential cookies",
    ] {
        check(&format!("{line}\nPROSE\n"), "- | - | - | -");
    }
}

#[test]
fn links_that_share_a_page_bear_its_headline_out() {
    check(
        "Eastport bridge: who may still cross it after 2021?\nMenu\nHelp with permits for the owners of lorries in Eastport\nPROSE\n[](https://share.test/post?text=Eastport+bridge%3A+who+may+still+cross+it+after+2021%3F)\n",
        "Eastport bridge: who may still cross it after 2021? | - | - | -",
    );
}

#[test]
fn the_title_of_a_window_loses_site_and_links() {
    let menus = "Menu\nNews\nSport\nPorts\nWeather\nShop\n";
    check(
        &format!("Eastport closes bridge to lorries - The Harbour Times\n{menus}PROSE\n"),
        "Eastport closes bridge to lorries | The Harbour Times | - | -",
    );
    check(
        &format!("Eastport closes bridge to lorries - Harbour and River Office Skip to main content\n{menus}PROSE\n"),
        "Eastport closes bridge to lorries | Harbour and River Office | - | -",
    );
    check(
        "Port bridge is closed to lorries\u{a0}— Coastal\nPROSE\n",
        "Port bridge is closed to lorries\u{a0}— Coastal | - | - | -",
    );
}

#[test]
fn a_page_of_teasers_has_no_headline() {
    let teaser =
        "The council of the port has agreed that the bridge over the river will be closed from the spring of...\n";
    check(&format!("Ports and bridges of the coast\n{}", teaser.repeat(9)), "- | - | - | -");
}

#[test]
fn what_comes_from_outside_counts_first() {
    let mut document =
        furniture::document(&format!("Home\nEastport closes bridge | Harbour Times\n4 March 2021\n{PROSE}"));
    document.metadata.title = Some("Eastport Closes Bridge".to_owned());
    document.metadata.source = Some("harbour times".to_owned());
    document.metadata.published = "2021-03-05".parse().ok();
    document.metadata.authors = vec!["Ana Ruiz".to_owned()];
    let knowledge = Knowledge::built_in();
    let page = Page::read(&document, &knowledge.lexicon);
    let head = read(&document, &page, &knowledge);
    assert_eq!(head.title, Some(Title { text: "Eastport Closes Bridge".to_owned(), span: Some(Span::new(5, 27)) }));
    assert_eq!(head.published.map(|p| (p.date.to_string(), p.span)), Some(("2021-03-05".to_owned(), None)));
    assert_eq!(head.authors.len(), 1);
}

#[test]
fn a_date_from_outside_may_be_in_words() {
    let head = |dated: &str| {
        let mut document = furniture::document(&format!("Eastport closes bridge\n4 March 2021\n{PROSE}"));
        document.metadata.dated = Some(dated.to_owned());
        let knowledge = Knowledge::built_in();
        read(&document, &Page::read(&document, &knowledge.lexicon), &knowledge)
    };
    let (understood, not) = (head("Mar 5, 2021"), head("soon"));
    assert_eq!(understood.published.map(|p| (p.date.to_string(), p.span)), Some(("2021-03-05".to_owned(), None)));
    assert_eq!(understood.warnings, ["publisher not named in the text"]);
    assert_eq!(not.published.map(|p| p.date.to_string()).as_deref(), Some("2021-03-04"));
    assert_eq!(not.warnings[0], "the date of publication given with the text is not understood: soon");
}

#[test]
fn the_day_in_the_name_of_the_file_counts_where_nothing_else_tells_one() {
    let published = |head: &str| {
        let mut document = furniture::document(&format!("{head}\n{PROSE}"));
        document.metadata.named = "2026-03-04".parse().ok();
        let knowledge = Knowledge::built_in();
        let found = read(&document, &Page::read(&document, &knowledge.lexicon), &knowledge).published.unwrap();
        (found.date.to_string(), found.span.is_some())
    };
    assert_eq!(published("Eastport closes bridge"), ("2026-03-04".to_owned(), false));
    assert_eq!(published("Eastport closes bridge\n5 March 2026"), ("2026-03-05".to_owned(), true));
    let report = |day| {
        published(&format!(
            "Eastport closes bridge\nEASTPORT, March {day} (Harbourwire) - The bridge will be closed from the spring of next year, as cracks were found, the council said."
        ))
    };
    assert_eq!(report("4"), ("2026-03-04".to_owned(), true));
    assert_eq!(report("5"), ("XXXX-03-05".to_owned(), true));
}

#[test]
fn the_host_that_links_are_glued_to_names_the_source() {
    check(
        "Eastport closes harbour bridge to lorries\nPROSE\n[](https://www.harbour.test/news/</ports>)\n[](https://www.harbour.test/news/<https:/other.test/a>)\n",
        "Eastport closes harbour bridge to lorries | harbour.test | - | -",
    );
}

#[test]
fn a_place_alone_is_the_headline_where_the_window_says_so() {
    check(
        "Eastport - Harbour and River Office\nMenu\nNews\nSport\nPorts\nHarbour and River Office\nEastport\nPROSE\n",
        "Eastport | Harbour and River Office | - | -",
    );
}

#[test]
fn authors_stand_in_a_list_of_their_own_or_above_their_column() {
    check(
        "Eastport closes harbour bridge to lorries\nAuthors\nAna Ruiz\nJo Berg\nLi Wei\nShare\nPROSE\n",
        "Eastport closes harbour bridge to lorries | - | Ana Ruiz, Jo Berg, Li Wei | -",
    );
    check(
        "The Harbour Times\nOpinion\nAna Ruiz\nWhy Eastport closes its bridge to lorries\nMarch 4, 2021\nPROSE\n",
        "Why Eastport closes its bridge to lorries | - | Ana Ruiz | 2021-03-04",
    );
}

#[test]
fn languages_below_the_title_of_the_window_are_no_part_of_its_site() {
    check(
        "Eastport closes harbour bridge to lorries — The Harbour Times\nes\nen\nMenu\nPorts\nNews\nEastport closes harbour bridge to lorries\nPROSE\n",
        "Eastport closes harbour bridge to lorries | The Harbour Times | - | -",
    );
}

#[test]
fn the_window_names_the_site_though_it_words_the_headline_otherwise() {
    check(
        "Eastport closes the harbour bridge to lorries from spring – Hafenblatt\nMenu\nNews\nSport\nPorts\nEastport closes the harbour bridge to lorries from March\nAna Ruiz\n4 March 2021\nPROSE\n",
        "Eastport closes the harbour bridge to lorries from March | Hafenblatt | Ana Ruiz | 2021-03-04",
    );
    check(
        "Eastport's harbour bridge is shut - Coastal\nSkip to content\nMenu\nNews\nPorts\nBridges and ferries of the coast\nInside Eastport, the harbour pays for its old piers\nFacebook\nLinkedIn\nEmail\n© 2021 Coastal\nPROSE\n",
        "Inside Eastport, the harbour pays for its old piers | Coastal | - | -",
    );
}

#[test]
fn the_notices_of_a_site_name_it() {
    let title = "Eastport closes harbour bridge to lorries";
    let named = |foot: &str, source: &str| {
        check(&format!("{title}\nPROSE\n{foot}\n"), &format!("{title} | {source} | - | -"));
    };
    named("Harbour Times © 2021", "Harbour Times");
    named("News © 2021", "-");
    named("Harbour Letters content is licensed under Creative Commons BY 4.0.", "Harbour Letters");
    named("Scan the QR code to download the HTV app on Google Play.", "HTV");
    named("Contact Us\nWeb links to Harbour Times material are allowed if they lead to the", "Harbour Times");
    named(
        "HTV is dedicated to what it says. If you believe you have found an error let us know.\nHTV accepts hints. We do our utmost to guarantee the confidentiality of our sources.",
        "HTV",
    );
    named("Unlock all our articles and newsletters\nUnlock all our films and newsletters", "-");
}

#[test]
fn who_issues_signs_or_links_names_the_source() {
    let title = "Eastport closes harbour bridge to lorries";
    check(
        &format!("{title}\nCouncil of Eastport\nPress release 4 March 2021\nPROSE\n"),
        &format!("{title} | Council of Eastport | - | 2021-03-04"),
    );
    check(
        &format!("{title}\n*By Hafenwelle*\nPROSE\nHafenwelle’s letter comes every day.\n"),
        &format!("{title} | Hafenwelle | - | -"),
    );
    check(&format!("{title}\nBy Staff\nPROSE\n"), &format!("{title} | - | - | -"));
    let menu = "[Ports](https://www.harbour.test/ports/) ".repeat(9);
    check(&format!("{menu}\n{title}\nPROSE\n"), &format!("{title} | harbour.test | - | -"));
}

#[test]
fn a_firm_is_named_only_where_nothing_else_is() {
    let title = "Eastport closes harbour bridge to lorries";
    let host = "[](https://www.harbour.test/news/</ports>)";
    let firm = "© 2021 Pier and Sons Ltd. All rights reserved";
    check(&format!("{title}\nPROSE\n{host}\n{firm}\n"), &format!("{title} | harbour.test | - | -"));
    check(&format!("{title}\nPROSE\n{firm}\n"), &format!("{title} | Pier and Sons Ltd | - | -"));
}

#[test]
fn authors_are_joined_by_commas_on_lines_of_their_own() {
    let title = "Eastport closes harbour bridge to lorries";
    check(
        &format!("{title}\nBy\nAna Ruiz\nAna Ruiz\n,\nJo Berg\nJo Berg\n, and\nLi Wei\nLi Wei\nIcon\nPROSE\n"),
        &format!("{title} | - | Ana Ruiz, Jo Berg, Li Wei | -"),
    );
    check(
        &format!("{title}\nPROSE\nReporting by Ana Ruiz Writing by Li Wei Editing by Jo Berg and Mo Lund\n"),
        &format!("{title} | - | Ana Ruiz, Li Wei | -"),
    );
}

#[test]
fn what_is_published_daily_and_where_to_write_name_the_source() {
    let title = "Eastport closes harbour bridge to lorries";
    check(
        &format!("Published daily by the **Harbour Institute**\n{title}\nPROSE\n"),
        &format!("{title} | Harbour Institute | - | -"),
    );
    check(
        &format!("{title}\nPROSE\n_Harbour TV’s Ana Ruiz and Jo Berg contributed to this report._\n"),
        &format!("{title} | Harbour TV | - | -"),
    );
    check(
        &format!("{title}\nPROSE\nIf the page does not load contact us at help@harbour.test.\n"),
        &format!("{title} | harbour.test | - | -"),
    );
    check(&format!("{title}\nPROSE\nWrite to ana@gmail.com or @harbour\n"), &format!("{title} | - | - | -"));
}

#[test]
fn names_in_a_column_above_the_day_are_authors() {
    check(
        "Eastport closes harbour bridge to lorries\nBy\nAna Ruiz\nJo Berg\nLi Wei\nPublished on\nMarch 4, 2021\nPROSE\n",
        "Eastport closes harbour bridge to lorries | - | Ana Ruiz, Jo Berg, Li Wei | 2021-03-04",
    );
}

#[test]
fn whom_the_author_writes_for_is_the_source_where_a_notice_says_so_too() {
    let title = "Eastport closes harbour bridge to lorries";
    let note = "Ana Ruiz is the weekend editor at _Harbour Letters_ , where she covers ports, ferries and bridges.";
    check(
        &format!("{title}\nPROSE\nSubscribe to our newsletter from Harbour Letters.\n{note}\n"),
        &format!("{title} | Harbour Letters | Ana Ruiz | -"),
    );
    check(&format!("{title}\nPROSE\n{note}\n"), &format!("{title} | - | Ana Ruiz | -"));
}

#[test]
fn the_kind_of_a_piece_its_owner_and_what_labels_ask_for_are_no_headlines() {
    check(
        "Harbour Center for Bridges\nWhat the Closure of the Harbour Bridge Can and Cannot Do\nPhoto: LI WEI/AFP via Getty Images\nCommentary by Ana Ruiz and Jo Berg\nPublished March 4, 2026\nPROSE\n© 2026 by the Harbour Center for Bridges. All rights reserved.\n",
        "What the Closure of the Harbour Bridge Can and Cannot Do | - | - | 2026-03-04",
    );
    check(
        "Press release\nCity asks engineers to mend the harbour bridge\nForty engineers of the state will help the city to mend its harbour bridge.\nFrom:\nMinistry of Ports and The Hon Jo Berg\nPublished\n4 March 2026\nPROSE\n",
        "City asks engineers to mend the harbour bridge | - | - | 2026-03-04",
    );
}

#[test]
fn a_headline_stands_above_buttons_a_picture_and_its_deck() {
    check(
        "Harbour Letters\nShare this post\nEastport closes its old harbour bridge\nCopy link\nFacebook\nEmail\nWhy nobody in the port can agree on who should pay for the repair\nJo Berg\nMar 4, 2026\n41\nPROSE\n",
        "Eastport closes its old harbour bridge | - | Jo Berg | 2026-03-04",
    );
    check(
        "World\nEastport to close its last harbour bridge this spring\nThe bridge has stood since 1911. Photograph: Li Wei/AP\nCouncil says lorries must take the ferry, as owners of shops warn of another dead port\nBy Jo Berg\nWed 4 Mar 2026 15.02 CET\nPROSE\n",
        "Eastport to close its last harbour bridge this spring | - | Jo Berg | 2026-03-04T15:02",
    );
}

#[test]
fn an_entry_of_a_feed_is_not_its_headline() {
    check(
        "Bridge live: Lorries stopped as cracks are found\nUpdated 4 March 2026\nKey events\n15:42\nKim Lee\nHarbour bridge would be closed to lorries\nPROSE\n",
        "Bridge live: Lorries stopped as cracks are found | - | - | 2026-03-04",
    );
}

#[test]
fn a_credit_behind_a_caption_names_no_publisher() {
    check(
        "Eastport closes harbour bridge\nBy Jo Berg\nMarch 4, 2026\nLorries wait in front of the bridge on March 3, 2026. © Kim Lee, AFP\nPROSE\n",
        "Eastport closes harbour bridge | - | Jo Berg | 2026-03-04",
    );
}
