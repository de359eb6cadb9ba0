//! Where the site speaks or leads on in the middle of an article, and what of the article comes back behind that.

use super::{check, check_around};

#[test]
fn the_last_paragraph_comes_back_behind_a_list_of_headlines() {
    check_around(
        "",
        "x Related Stories
         x What to know about the ferries of the bay
         x Shop owners fear for the summer
         B “We have come to listen,” said the envoy of the state, Peter Holm. “But nobody should think we can pay for it all.”
         x ___
         B Officials of the city and of the state warned against expecting too much.
         x Topics",
    );
    check_around(
        "",
        "x Related
         x Why the old bridges of the coast are hard to mend
         x 'Ghost ferries' off the islands
         B The state parliament still has to agree to the plan, which officials of the port expect to happen in May.
         x Share this article",
    );
}

#[test]
fn the_last_paragraph_comes_back_behind_a_card_with_its_button() {
    check_around(
        "",
        "x Recommended
         x Who are the pirates of the bay?
         x Read more
         B Nobody was hurt. The men got away in a rubber boat, which was found empty in the morning.
         x More stories",
    );
}

#[test]
fn what_a_site_says_of_itself_behind_a_list_stays_away() {
    check_around(
        "",
        "x Related Stories
         x What to know about the ferries of the bay
         x Our reporters work for you and bring the news of the harbour to your door every day of the week, as they have since 1911.
         x Share this article",
    );
}

#[test]
fn the_label_of_an_advertisement_ends_nothing() {
    check_around(
        "x ADVERTISEMENT",
        "x ADVERTISEMENT
         B The port is against it, said one of the engineers, who was granted anonymity to speak candidly.
         x More from Ana Ruiz",
    );
}

#[test]
fn links_to_films_and_other_articles_are_furniture_however_they_are_set() {
    check_around(
        "x Watch: Moment freighter hits pier of bridge
         x Read more'They wanted us to wait': A year without the bridge
         x PORT SHUT TO LORRIES AFTER FREIGHTER HITS PIER",
        "",
    );
}

#[test]
fn pictures_are_named_for_those_who_cannot_see_them() {
    check_around(
        "x Image source, Harbour Press
         x Image caption, The bridge has carried lorries across the bay since 1962
         x Image caption The mayor is the only one who has a key
         x Image Copyright @anaruiz @anaruiz",
        "",
    );
}

#[test]
fn a_letter_to_the_readers_is_furniture_up_to_its_last_button() {
    check_around(
        "x A Message from The Harbour Times:
         x Dear readers,
         x We are facing hard days. The port's council has called The Harbour Times \"unwelcome\" and has closed its doors to our reporters.
         x Your support, no matter how small, makes a world of difference.
         x Continue
         x Remind me later.",
        "",
    );
}

#[test]
fn an_appeal_without_a_button_asks_twice() {
    check_around("x We are working hard so that you can read on. Support independent journalism with a donation.", "");
    check_around(
        "B \"We ask for your support, and for donations of the members of the council,\" she told the shop owners of the port.",
        "",
    );
}

#[test]
fn rules_for_other_sites_are_furniture() {
    check_around(
        "",
        "x While citing and using any materials on the Internet, links to the site harbour.test not lower than the first paragraph are mandatory.",
    );
}

#[test]
fn a_card_between_paragraphs_is_known_by_the_names_below_it() {
    check_around(
        "x Ferry fares rise as bridge stays shut
         x Fares on the ferries across the bay have gone up by a third since January, a survey of the council found.
         x The Harbour Times
         x Kim Lee",
        "",
    );
}

#[test]
fn who_an_author_is_stands_above_the_prose_too() {
    check(
        "T Eastport closes harbour bridge to lorries
         x By Jo Berg
         x Jo Berg is a reporter and producer of the Harbour Times in Eastport.
         x March 4, 2021
         B The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring.
         B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.
         B Shop owners on the other side of the river fear that fewer people will come until the work is done.",
    );
}

#[test]
fn notes_and_sums_are_furniture() {
    check_around("x $20", "x [1] https://harbour.test/one\n x [2] https://harbour.test/two");
}

#[test]
fn figures_go_on_with_the_words_before_them() {
    check_around(
        "B The closure has cost the shops of the north bank most of their trade,
         B according
         B Harbour Press
         B Nearly
         B 3.3 million
         B An estimated
         B 8 million people",
        "",
    );
}

#[test]
fn one_bullet_above_a_report_sums_it_up_below_a_picture() {
    check(
        "x Item 1 of 2 A lorry waits in front of the harbour bridge, which was closed after cracks had been found in it, in Eastport, March 4, 2021. HARBOURWIRE/Li Wei
         B * Survey finds that most of the shops are hurt by it
         B EASTPORT, March 4 (Harbourwire) - The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries.
         B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.
         B Shop owners on the other side of the river fear that fewer people will come until the work is done.",
    );
}

#[test]
fn a_paragraph_above_the_names_of_agencies_is_no_caption() {
    check_around(
        "",
        "B The repair had been held up by a quarrel over the cost of the new piers.\n x HARBOURWIRE/Reuters",
    );
}

#[test]
fn a_deck_may_stand_behind_buttons() {
    check(
        "T Eastport closes its harbour bridge
         x Copy link
         x Facebook
         x Email
         B Why nobody in the port can agree on who should pay for the repair
         x Jo Berg
         x Mar 4, 2021
         B The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring.
         B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.
         B Shop owners on the other side of the river fear that fewer people will come until the work is done.",
    );
}
