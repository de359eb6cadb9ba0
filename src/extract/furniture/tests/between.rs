//! What stands between and behind the paragraphs of newer pages: buttons, captions, films, posts, notes on authors.

use super::{check, check_around};

#[test]
fn what_has_a_button_or_label_of_its_own_is_furniture() {
    check_around(
        "x Add the Harbour Times on Google
         x Make us preferred on Google",
        "x Editor:
         x Ana Ruiz",
    );
    check_around(
        "x 05:22   - Source: Harbour TV
         x (MORE: Ten things to know about the bridge)
         x WATCH: How the bridge was closed",
        "x Ana Ruiz can be reached at ruiz@harbour.test.",
    );
}

#[test]
fn a_note_on_the_author_above_the_disclaimer_is_cut_off_with_it() {
    check_around(
        "",
        "x _Dr Li Wei is a senior lecturer at the School of Harbours of the University of Eastport and writes on bridges._
         x _The views expressed in Harbour Letters are solely those of the authors and not of the institute or of its staff._
         x The Harbour Center’s mission is to bring together those who build bridges and those who have to cross them.",
    );
}

#[test]
fn a_line_of_a_list_of_cookies_that_names_none_is_furniture() {
    check_around(
        "x **a1** This cookie is used to tell people from programs and to count them.
         x **b1** Registers a unique ID that is used to count the visits of the user to the site.
         x **CD** Used by the harbour's partner to report what somebody does after viewing or clicking one of the notices with the purpose of measuring how well a notice works.
         x **c1** Sets a unique ID for the session. This allows the site to count what is seen.
         x **d1** This cookie is used to find errors on the site.",
        "",
    );
}

#[test]
fn a_caption_without_credit_tells_what_is_seen_and_when() {
    check_around(
        "x A driver sleeps beside her lorry in front of the bridge, amid a strike of the ferries, in Eastport, March 4, 2021.",
        "",
    );
    check_around(
        "B The driver slept beside her lorry in front of the bridge and was found by the ferrymen on March 4, 2021.",
        "",
    );
}

#[test]
fn films_and_thanks_between_paragraphs_are_furniture() {
    check_around(
        "x 1:07
         x At least 12 lorries turned back at the bridge",
        "x _Jo Berg and Li Wei contributed reporting to this article._",
    );
    check_around("", "x _Jo Berg writes for Harbour Letters from Westport, on the other side._");
}

#[test]
fn the_way_to_the_next_article_ends_this_one() {
    check_around(
        "",
        "x Previous Article The ruling of the harbour court means that we need more courts than ever before
         x Next Article Ferries are a sign of the crisis of the bridge
         x A bridge in the old style may be the best that we can have – and that does not promise much for us.",
    );
}

#[test]
fn the_day_of_publication_said_again_is_no_body() {
    check(
        "T Eastport closes harbour bridge to lorries
         x Council of Eastport
         x Press release 4 March 2021 13:15
         x Press release 4 March 2021 13:15
         B The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring.
         B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.
         B Shop owners on the other side of the river fear that fewer people will come until the work is done.",
    );
}

#[test]
fn a_page_that_points_to_others_again_and_again_has_no_body() {
    let teaser = |name: &str| {
        format!(
            "x The council has agreed on Tuesday that the {name} will be closed from the spring until the work is done.
             x More about the {name}\n"
        )
    };
    check(&["bridge", "old pier", "ferry", "market", "tower"].map(teaser).concat());
}

#[test]
fn a_sentence_that_breaks_off_before_its_link_stays() {
    check_around(
        "B Earlier in the year the owners of the ferries from the other side, who had lost their permits, had
         B sued",
        "",
    );
}

#[test]
fn a_deck_that_a_preview_repeats_stays_once() {
    check(
        "T # Eastport closes harbour bridge to lorries
         x The closing of the bridge threatens the trade of the port and its owners.
         x Ports and Bridges
         B The closing of the bridge threatens the trade of the port and its owners.
         B The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring.
         B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.
         B Shop owners on the other side of the river fear that fewer people will come until the work is done.",
    );
}

#[test]
fn the_foot_of_an_embedded_post_is_furniture() {
    check_around(
        "x pic.twitter.com/a1b2c3d4
         x — Ana Ruiz (@ruiz_eastport)
         x March 4, 2021",
        "",
    );
}

#[test]
fn the_speakers_of_an_interview_stay() {
    check_around(
        "B Ana Ruiz:
         B We had no choice, and the repair of the bridge costs more than we have put aside for the whole of the year.
         B Jo Berg:
         B And the shop owners, who fear that fewer people will come until the work is done, what do they get from you?
         B Ana Ruiz:
         B We have promised to look into what we can do for them, and we will do that before the spring has come.
         B Jo Berg:",
        "",
    );
}
