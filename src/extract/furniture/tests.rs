//! Small pages with the role of each line: `T` headline, `B` body, `x` furniture.
//!
//! `between` holds the pages whose furniture stands between paragraphs of the article, `promos` those on which the site speaks
//! or leads on in the middle of it.

use super::*;
use crate::extract::head;
use proptest::prelude::*;
use std::sync::LazyLock;

mod between;
mod promos;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::built_in);

/// Reads a page back with the role of each line in front.
fn roles(text: &str) -> String {
    let document = document(text);
    let knowledge = &*KNOWLEDGE;
    let page = Page::read(&document, &knowledge.lexicon);
    let head = head::read(&document, &page, knowledge);
    let body = body(&document, &page, &head, knowledge);
    let title = head.title.and_then(|t| t.span).unwrap_or_default();
    let role = |span: Span| match () {
        () if title.overlaps(span) => 'T',
        () if body.iter().any(|part| part.overlaps(span)) => 'B',
        () => 'x',
    };
    document.blocks.iter().map(|b| format!("{} {}\n", role(b.span), b.span.of(text))).collect::<Vec<_>>().concat()
}

/// The last paragraph of a page's body.
pub(super) fn last_paragraph(text: &str) -> &str {
    let document = document(text);
    let page = Page::read(&document, &KNOWLEDGE.lexicon);
    let head = head::read(&document, &page, &KNOWLEDGE);
    body(&document, &page, &head, &KNOWLEDGE).last().map_or("", |span| span.of(text))
}

/// Checks a page whose lines carry the roles expected of them.
pub(super) fn check(expected: &str) {
    let lines: Vec<&str> = expected.lines().map(str::trim).collect();
    let page: Vec<&str> = lines.iter().map(|line| line.get(2..).unwrap_or("")).collect();
    let wanted =
        lines.iter().filter(|line| line.len() > 2).map(|line| format!("{line}\n")).collect::<Vec<_>>().concat();
    assert_eq!(roles(&page.join("\n")), wanted);
}

#[test]
fn an_article_alone_is_all_body() {
    check(
        "T Eastport closes harbour bridge to lorries
         B The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring.
         B \"We had no choice,\" mayor Ana Ruiz said.
         B Shop owners on the other side of the river fear that fewer people will come until the work is done.",
    );
}

#[test]
fn what_stands_between_headline_and_prose_is_furniture() {
    check(
        "x Skip to content
         x Home
         x News
         T Eastport closes harbour bridge to lorries
         x By Ana Ruiz
         x March 4, 2021
         x 3 min read
         x Share
         x The harbour bridge in May. (Li Wei/NurPhoto via Getty Images)
         B The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring.
         B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.
         B Shop owners on the other side of the river fear that fewer people will come until the work is done.
         x Read also
         x - Ferry fares to rise in the spring
         x - Old pier reopens after three years of work
         x © 2021 Harbour Times. All rights reserved.",
    );
}

#[test]
fn summary_bullets_and_decks_belong_to_the_body() {
    check(
        "T Eastport closes harbour bridge to lorries
         B - The council has agreed to close the bridge to lorries from the spring.
         B - Engineers had found cracks in two of its pillars during the winter.
         B The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring.
         B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.",
    );
    check(
        "T Eastport closes harbour bridge to lorries
         B Engineers have found cracks in two of the pillars.
         x By Ana Ruiz
         B The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring.
         B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.",
    );
}

#[test]
fn a_list_inside_the_article_does_not_end_it() {
    check(
        "T Eastport closes harbour bridge to lorries
         B The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring.
         B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.
         x Read more: Ferry fares to rise in the spring
         B Shop owners on the other side of the river fear that fewer people will come until the work is done.
         B They have asked the council for help, and the council has promised to look into what it can do for them.",
    );
}

#[test]
fn a_list_ends_at_the_next_long_paragraph() {
    check(
        "T Eastport closes harbour bridge to lorries
         B The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring.
         B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.
         x Trending Now
         x Ferry fares rise again as the harbour waits for its new pier
         x ‘We are tired of waiting,’ says the owner of the oldest boat
         B The bridge was built by a firm from Westport in the years after the flood. It has carried the road to the harbour ever since, and the city has painted it twice. Engineers who looked at its pillars in the winter wrote to the council that two of them were cracked from top to foot.",
    );
}

#[test]
fn a_teaser_gives_way_to_the_paragraph_it_begins() {
    check(
        "T Eastport closes harbour bridge to lorries
         x The council of Eastport agreed on Tuesday that the harbour bridge would...
         x March 4, 2021
         B The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring.
         B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.",
    );
}

#[test]
fn of_a_paragraph_that_stands_twice_one_is_kept() {
    check(
        "T Eastport closes harbour bridge to lorries
         x The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring, and that buses may cross it until a new one has been built by the state.
         x Sign up for our newsletter
         B The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring, and that buses may cross it until a new one has been built by the state.
         B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.
         B Shop owners on the other side of the river fear that fewer people will come until the work is done.",
    );
}

#[test]
fn sentences_torn_at_their_links_go_on() {
    check(
        "T Eastport closes harbour bridge to lorries
         B The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring.
         B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.
         B The repair of the bridge has been paid for by the state and by the firms of the harbour, which have
         B promised forty million
         B passed two plans
         B In the same year the council asked for help from the towns on the other side, and those have
         B sent three letters",
    );
}

#[test]
fn what_only_sites_say_is_furniture() {
    check(
        "x We and our partners process data for the following purposes: measurement of content, research into audiences and more.
         T Eastport closes harbour bridge to lorries
         B The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring.
         x Online Event Fri, May 3, 2021 • 9:00 am ET How bridges age
         x Harbours & Bridges Transport
         B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.
         B Shop owners on the other side of the river fear that fewer people will come until the work is done.
         x Scan the QR code to download the app of the harbour.
         x The views expressed in Harbour Letters are solely those of the authors and not of the institute or of its staff.
         x The Harbour Center’s mission is to bring together those who build bridges and those who have to cross them.",
    );
    check(
        "T Eastport closes harbour bridge to lorries
         B The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring.
         x - list 1 of 2Ferry fares to rise
         x - list 2 of 2Old pier reopens
         B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.
         B Shop owners on the other side of the river fear that fewer people will come until the work is done.",
    );
}

#[test]
fn rows_and_blobs_of_headlines_are_furniture() {
    check(
        "T Eastport closes harbour bridge to lorries
         B The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring.
         B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.
         B Shop owners on the other side of the river fear that fewer people will come until the work is done.
         x - Ferry fares to rise in the spring, say three people at the port
         x - Why did nobody look at the pillars of the old pier ...
         x - Westport asks for a bridge of its own, and Eastport laughs
         x Ferry Fares RiseOld Pier ReopensWestport Bridge CaseHarbour Cup ScoreAna Ruiz InterviewLorry Ban DatesMarket HoursTide Tables TodayStorm News",
    );
}

#[test]
fn an_article_in_a_table_beats_a_list_of_cookies() {
    check(
        "x **sess_a** This cookie is used to tell people from programs. This helps the site to count its visitors, and to show them what they like.
         x **sess_b** Registers a unique ID that is used to count the visits of the user to the site. It is kept for as long as the browser is open.
         B | The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring. Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had. Shop owners on the other side of the river fear that fewer people will come until the work is done. They have asked the council for help.
         x | Legal notice",
    );
}

#[test]
fn a_live_feed_behind_the_article_is_cut_off() {
    check(
        "T Eastport closes harbour bridge to lorries
         B The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring.
         B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.
         B Shop owners on the other side of the river fear that fewer people will come until the work is done, they told the council.
         x 10:45 AM
         x Old pier reopens after three years of work.
         x The old pier of Westport was opened again on Monday by the mayor of the town and a crowd of several hundred people.",
    );
}

#[test]
fn comments_of_readers_are_cut_off() {
    check(
        "T Eastport closes harbour bridge to lorries
         B The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring.
         B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.
         x gull77 says:
         x I have driven over that bridge for twenty years and nobody ever told me that there was anything wrong with it.
         x oldsalt says:
         x The council should have thought of that before they let all of the lorries of the new port use it every day.",
    );
}

/// A page of three paragraphs with lines put between the second and the third, and behind it.
pub(super) fn check_around(inner: &str, tail: &str) {
    let page = [
        "T Eastport closes harbour bridge to lorries",
        "B The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring.",
        "B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.",
        inner,
        "B Shop owners on the other side of the river fear that fewer people will come until the work is done.",
        "B They have asked the council for help, and the council has promised to look into what it can do for them.",
        tail,
    ];
    check(&page.join("\n"));
}

#[test]
fn captions_give_themselves_away_by_their_credit() {
    check_around("x Lorries wait in front of the bridge in the first days of the spring. Photo by: Li Wei", "");
    check_around("x Lorries wait in front of the bridge—Coastal Pictures/Getty Images", "");
    check_around("x Lorries wait in front of the bridge, which the council has closed. [Coastal Press]", "");
    check_around("x [Coastal Press]", "");
    check_around(
        "x Drivers stand beside their lorries in front of the bridge at Eastport, March 4, 2021.
         x Harbour Press Office Of Eastport via Reuters",
        "",
    );
    check_around(
        "x Mayor Ana Ruiz stands in front of the bridge at Eastport with the engineers on Tuesday, March 4, 2021.
         x Li Wei/Pool/Getty Images",
        "",
    );
    check_around(
        "x In this photo provided by the port, lorries wait in front of the bridge at Eastport on Monday.",
        "",
    );
}

#[test]
fn a_note_on_the_author_ends_the_article() {
    check_around(
        "",
        "x Jo Berg is the weekend editor of the paper, where she writes about ports, bridges and the sea.
         x Ferry fares rise again as the harbour waits for the new pier that the town was promised in 2019
         x Westport wants a bridge of its own. The council there says it might not even need the money",
    );
    check_around(
        "B Jo Berg is a professor of bridges at the school in Westport, and she told the council in May what would happen.",
        "",
    );
}

#[test]
fn lists_that_a_colon_announces_are_body_and_others_links() {
    check_around(
        "B The council has three plans for the time until then:
         B - Buses that run every ten minutes from the market
         B - A ferry for people and their bicycles
         B - Cheaper tickets for those who live beyond the river",
        "",
    );
    check_around(
        "x - Ferry fares to rise in the spring, port office warns
         x - Old pier reopens after three years of work",
        "",
    );
}

#[test]
fn teasers_cards_and_references_behind_an_article_are_cut_off() {
    check_around(
        "",
        "x Ferries ran late on Monday. According to first reports, two of them had lost their way in the fog, and the...
         x The old pier of Westport was opened again. A crowd of several hundred people had come to see it, and they...
         x Fishermen met in the town hall. They want the port office to give back what they paid in the winter, as...",
    );
    check_around(
        "",
        "x For drivers Ferry fares to rise in the spring: what you need to know
         x Ferry fares to rise in the spring: what you need to know
         x A ticket for the ferry is going to cost more. Read what changes, and how to prepare for it as a driver
         x For drivers Old pier reopens after three years: what has changed there
         x Old pier reopens after three years: what has changed there
         x The old pier is open again. Find out who may use it, and what has become of the shops that stood on it",
    );
    check_around(
        "",
        "x References
         x Berg, J, and L Wei (2020), “The price of a bridge: what ports lose and who pays for it in the end”, mimeo.",
    );
}

#[test]
fn a_widget_that_counts_its_items_on_lines_of_their_own_is_furniture() {
    check_around(
        "x list of 2 items
         x list 1 of 2
         x Ferry fares to rise in the spring, says the port office
         x list 2 of 2
         x Old pier reopens after three years of work
         x end of list",
        "",
    );
}

#[test]
fn what_a_page_says_again_and_again_is_furniture() {
    let plea =
        "x At Harbour Letters we think that everybody who lives by the sea should know what happens to it and why.";
    check_around("", &[plea; 4].join("\nx Give ten\n"));
}

#[test]
fn parts_of_sentences_around_a_short_core_belong_to_it() {
    check(
        "T Eastport closes harbour bridge to lorries
         x March 4, 2021
         B The council of Eastport, which has been led by Ana Ruiz since the autumn, had already in the winter
         B announced
         B The bridge has been the only way over the river for lorries since they lost what was called the
         B Old Road
         B Engineers found cracks in two of the pillars of the bridge, and told the council to close it at once.
         B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.
         x Read more
         x Category
         x Ports
         x Ferry Fares to Rise in the Spring, Port Office Warns
         x Feb 10, 2021 13:43
         B Shop owners on the other side of the river fear that fewer people will come until the work is done.
         B They have asked the council for help, and the council has promised to look into what it can do for them.
         x Related articles
         x Old Pier Reopens After Three Years of Work on It",
    );
}

#[test]
fn first_letters_and_closing_marks_are_put_back() {
    let text = "Eastport closes bridge to lorries\nThe council of Eastport agreed on Tuesday that the bridge would be closed to lorries from the spring.\n“W\ne have driven over that bridge for twenty years, and nobody ever told us that there was anything wrong with it,\n”\nsaid Li Wei, who owns four lorries.\nMayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.";
    let body: Vec<&str> = roles_of(text).iter().map(|span| span.of(text)).collect();
    assert!(
        body.iter().any(|part| part.starts_with("“W\ne have driven") && part.contains("wrong with it,\n”")),
        "{body:?}"
    );
}

#[test]
fn a_page_that_only_leads_to_articles_has_no_body() {
    let teaser =
        "The council of the port has agreed that the bridge over the river will be closed from the spring of...\n";
    assert!(roles_of(&teaser.repeat(9)).is_empty());
    let numbered = |n| format!("Ferry number {n} runs late in the fog again\n");
    let headlines = (1..60).map(numbered).collect::<Vec<_>>().concat();
    assert!(roles_of(&headlines).is_empty());
    let article = format!(
        "{headlines}The council of Eastport agreed on Tuesday that the bridge would be closed. Mayor Ana Ruiz said the city had no choice, and that she was sorry for the shops beyond the river."
    );
    assert!(!roles_of(&article).is_empty());
}

#[test]
fn a_front_page_that_calls_on_its_readers_has_no_body() {
    check(
        "x * ### Ferry Owners Look for a Way Out of the Harbour Bridge
         x The treaty on the straits has run out, and those who know the ships fear that nobody will count them any more.
         x Use the guides of the institute to find out more about the questions that every sailor has to answer.
         x The port of Westport has grown for thirty years, and the people of the town ask what it will do to their beach.
         x The lighthouse is one of the oldest buildings on the coast and was built to keep the fishermen off the rocks.
         x The costs of a new bridge have risen again, while what the lorries bring to the town is far from clear.
         x Join our host Ana Ruiz as she goes below deck and speaks with the people who keep the ferries running.
         x The islands cannot out-build the coast. Instead, they should look for what the coast cannot do without them.
         x The world of the ports continues to grow. In this report, owners of ships rank what may happen in a year.",
    );
}

#[test]
fn links_to_the_text_in_another_language_are_furniture() {
    check_around(
        "",
        "x in English
         x EN
         x українською мовою
         x UK
         x *Last updated March 2021
         x Read the full press release",
    );
}

#[test]
fn what_lists_the_parts_of_an_article_is_furniture() {
    check(
        "T What can the owners of shops do until the bridge is open?
         x * What does the closing of the bridge mean for the shops?
         x * Will there be a ferry for lorries in the spring?
         B The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring.
         B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.
         B Shop owners on the other side of the river fear that fewer people will come until the work is done.",
    );
}

#[test]
fn an_article_goes_on_in_a_link_broken_over_two_lines() {
    check_around(
        "B [17th\\
         B Study of the Harbour](https://harbour.test/study), in which eight of ten drivers said that they would rather wait for the ferry than take the road.",
        "",
    );
}

#[test]
fn whom_to_call_about_a_text_is_furniture() {
    check_around(
        "",
        "x Inquiries:
         x Tom Aalto, Special Adviser to the Minister, tel. +358 555 123
         x Kaisa Berg, Director of the Unit for the Harbour, tel. +358 555 124",
    );
}

#[test]
fn an_appeal_with_its_sums_is_furniture() {
    check_around(
        "",
        "x As a monthly donor, you will become one of our most valued partners and help the crews of the ferries.
         x $20
         x $30
         x Donate now",
    );
    check_around(
        "",
        "x The harbour mission is at work in all towns of the coast. Give now to help the families of the sailors.
         x Donate now",
    );
}

#[test]
fn a_thread_of_comments_is_told_by_its_buttons() {
    check(
        "T Eastport closes harbour bridge to lorries
         B The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring.
         B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.
         x 3 comments
         x gull77
         x I have driven over that bridge for twenty years and nobody ever told me that there was anything wrong with it.
         x Reply
         x oldsalt
         x The council should have thought of that before they let all of the lorries of the new port use it every day.
         x Reply
         x quay9
         x My shop will not live through a year without the lorries, and I know of nobody at the port who thinks otherwise.
         x Reply
         x Privacy",
    );
}

#[test]
fn counted_pictures_and_bare_captions_are_furniture() {
    check(
        "T Eastport closes harbour bridge to lorries
         B The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring.
         x 1/3 The pier
         x The old pier has been shut since the storm of last winter, and it will not be opened again before the summer.
         x 2/3 The tower
         x The tower of the harbour master is to be painted in the colours of the city once the bridge is open again.
         x 3/3 The ferry
         x The ferry runs every hour from the old town to the shops on the other side of the river, also at night.
         B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.
         x Lorries on the harbour bridge in the last week before it was closed to them by the council
         B Shop owners on the other side of the river fear that fewer people will come until the work is done.
         B They have asked the council for help, and it has promised to talk about that at its meeting in the spring.",
    );
}

#[test]
fn an_article_goes_on_behind_a_link_to_one_other() {
    check(
        "T Eastport closes harbour bridge to lorries
         B The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring.
         B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.
         x Read also: Ferry fares rise in the old town
         B Shop owners on the other side of the river fear that fewer people will come until the work is done.",
    );
}

#[test]
fn a_notice_glued_to_a_paragraph_is_cut_off() {
    let text = "Eastport closes harbour bridge to lorries\nThe council of Eastport agreed on Tuesday that the harbour bridge would be closed from the spring.\nMayor Ana Ruiz said the city had no choice but to close it.Thank you for signing up for this newsletter.";
    let document = document(text);
    let knowledge = &*KNOWLEDGE;
    let page = Page::read(&document, &knowledge.lexicon);
    let head = head::read(&document, &page, knowledge);
    let body = body(&document, &page, &head, knowledge);
    assert_eq!(
        body.last().map(|span| span.of(text)),
        Some("Mayor Ana Ruiz said the city had no choice but to close it.")
    );
}

#[test]
fn bullets_and_heading_marks_are_left_out() {
    let text = "# Eastport closes bridge\n\n- The council of Eastport has agreed to close the bridge to lorries from the spring.\n\nThe council of Eastport agreed on Tuesday that the harbour bridge would be closed from the spring.";
    let document = document(text);
    let knowledge = &*KNOWLEDGE;
    let page = Page::read(&document, &knowledge.lexicon);
    let head = head::read(&document, &page, knowledge);
    let body = body(&document, &page, &head, knowledge);
    assert_eq!(head.title.map(|t| t.text).as_deref(), Some("Eastport closes bridge"));
    assert!(body.first().is_some_and(|span| span.of(text).starts_with("The council")));
}

#[test]
fn long_pages_of_short_lines_are_judged_as_short_ones() {
    let page = "Home\nby Ana Ruiz\n4 March 2021\n| a - b\n[x](\nthe and\n, of\n";
    let kept = |times: usize| roles_of(&page.repeat(times)).len();
    assert!(kept(1500) <= 10 * kept(150).max(1), "{} of {} kept", kept(1500), kept(150));
}

/// The body of any text, for what must only hold.
fn roles_of(text: &str) -> Vec<Span> {
    let document = document(text);
    let knowledge = &*KNOWLEDGE;
    let page = Page::read(&document, &knowledge.lexicon);
    let head = head::read(&document, &page, knowledge);
    body(&document, &page, &head, knowledge)
}

proptest! {
    #[test]
    fn bodies_are_ordered_ranges_of_any_text(text in "(\\PC{0,40}[.!:]?\n{0,3}|By |\\]\\(|# |- |© 2020 |\"){0,12}") {
        let body = roles_of(&text);
        prop_assert!(body.iter().all(|span| !span.is_empty() && text.get(span.range()).is_some()));
        prop_assert!(body.windows(2).all(|pair| pair[0].end <= pair[1].start));
    }
}
