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

#[test]
fn a_deck_that_comes_to_no_stop_belongs_to_the_body() {
    check(
        "T Eastport closes harbour bridge to lorries
         B Council gives up on a repair that the city has put off for years to keep its ferries running
         x Photo: Coastal Press
         x J.B.
         x 4.3.2021. 06:20h
         B The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring.
         B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.",
    );
}

#[test]
fn a_deck_said_twice_below_a_long_head_stays_once() {
    check(
        "T # Eastport closes harbour bridge to lorries
         x *By Ana Ruiz*
         x News
         x Ports and Bridges
         x The coming closure of the bridge threatens the shops on the far side and helps the ferry, the mayor warns.
         x The council of Eastport agreed on Tuesday that the harbour bridge would be...
         x News
         x Ports and Bridges
         B The coming closure of the bridge threatens the shops on the far side and helps the ferry, the mayor warns.
         x The council of Eastport agreed on Tuesday that the bridge would be closed. | Li Wei/Coastal Press via Getty Images
         B The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring.
         B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.",
    );
}

#[test]
fn a_page_of_which_only_cards_for_other_articles_are_left_has_no_body() {
    check(
        "T # Eastport mayor hints that the bridge may never open again
         x *By Ana Ruiz*
         x Our readers read next
         x More from Ana Ruiz
         x Ferry fares to rise in the spring
         x The owners of the ferry say that they have no choice and ask the council for help.
         x May 23
         x 2 mins read
         x Court rejects the port owner’s challenge
         x The owner of the port denounced the ruling and called on his workers to go home.
         x May 22
         x 1 min read
         x Anger grows after a shot at the lighthouse
         x Three towns have condemned the shot and demanded that the council explain it.
         x May 21
         x 3 mins read",
    );
}

#[test]
fn a_scene_told_in_the_present_between_paragraphs_is_the_caption_of_a_picture() {
    check_around(
        "x A woman sleeps as she takes shelter inside a ferry hall during the storm, as overnight wind and rain continue along the coast.",
        "",
    );
}

#[test]
fn lines_in_italics_that_lead_on_or_call_out_are_furniture() {
    check_around(
        "x _How to get from Eastport to the islands_ _— we discussed this here._
         x _When the drivers of lorries need a pass for the bridge and how to get_ _one — we explain at the link._
         x **_Book a guide and get a clear plan of action!_**",
        "",
    );
}

#[test]
fn titles_of_documents_behind_the_last_paragraph_are_links() {
    check_around(
        "",
        "x Council Decision 2021/931 of 4 March 2021 amending Decision 2014/512 concerning the bridges of the port
         x Council Order 2021/932 of 4 March 2021 concerning lorries on the bridges of the port and the road to them
         x Council conclusions on the future of the harbour
         x Timeline of the closures of the bridge
         x Visit the page of the meeting",
    );
}

#[test]
fn the_note_on_a_desk_ends_the_article() {
    check_around(
        "",
        "x The Harbour Desk is a dedicated team of journalists who follow everything that floats and bring it to readers.
         x Ana Ruiz and Jo Berg Net Worth
         x * Ferry line delays its crossing, owner says: ‘It is only possible to sail when …’
         x * Why the port decided to close the pier that thousands of visitors used",
    );
}

#[test]
fn an_invitation_to_comment_is_cut_off_its_paragraph() {
    let said = "The harbour fair is part of a network of fairs that take place in seven ports along the coast, and the \
                owners of the shops have asked the council for help, which it has promised to give them as soon as the \
                work on the two pillars of the bridge is done.";
    let tail = "Comment on this article via X:  @harbour_  and visit our homepage  Harbour";
    let page = format!(
        "Eastport closes harbour bridge to lorries\nThe council of Eastport agreed on Tuesday that the bridge would be \
         closed to lorries.\nMayor Ana Ruiz said the city had no choice and that it would cost more than it had.\n{said} {tail}"
    );
    assert_eq!(super::last_paragraph(&page), said);
}

#[test]
fn a_deck_below_the_shown_headline_belongs_to_the_body_however_far_down_the_page_shows_it() {
    check(
        "T Eastport closes harbour bridge to lorries
         x Home
         x Ports
         x Ferries
         x Sports
         x Opinion
         x Photo
         x Video
         x Asia - Pacific
         x Eastport closes harbour bridge to lorries
         B Despite efforts to keep the bridge open, with two repairs in a year, traffic is expected to end in May
         x Ana Ruiz  |
         x 27.02.2021 - Update : 27.02.2021
         x EASTPORT
         B The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring.
         B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.",
    );
}

#[test]
fn the_head_of_an_embedded_post_is_furniture() {
    check_around(
        "x ⚓ A Powerful Sign From The Port
         x pic.twitter.com/foSbty7nDd
         x March 4, 2021",
        "",
    );
}

#[test]
fn what_was_changed_on_a_page_is_furniture() {
    check_around(
        "",
        "x October 2020: Added the costs of the repair for 2019 and the plans for 2020/21
         x February 2021: Updated the state of the pillars and some of the costs",
    );
}

#[test]
fn headlines_with_their_authors_between_paragraphs_are_links() {
    check_around(
        "x * **The Grand Plan Behind the New Pier** _by A. Wess Berg_
         x * **The Mayor’s Golden Bridge Is No Silver Bullet** _by Alexandra Ruiz and Jo Berg_",
        "",
    );
}

#[test]
fn bullets_right_above_the_first_paragraph_sum_it_up() {
    check(
        "x News and data for people who know portsLearn more
         B * City pushes for a repair, but the costs remain unresolved
         B * Port demands that the city give up the pier; the mayor refuses
         B EASTPORT, March 5 - The council of Eastport agreed on Tuesday that the bridge would be closed to lorries.
         B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.
         B Shop owners on the other side of the river fear that fewer people will come until the work is done.",
    );
}

#[test]
fn a_line_that_leads_on_with_an_arrow_is_a_link() {
    check_around("x » Read more about when and why we publish pictures of ships here.", "");
}

#[test]
fn a_card_with_its_button_and_a_lone_bullet_are_links() {
    check_around("x * Ferry fares are surging. Is the closed bridge hitting the islands?", "");
    check_around(
        "x The Harbour Program develops and advances ideas for a more disciplined use of the coast and its ports.
         x Learn More",
        "",
    );
}

#[test]
fn a_kicker_a_contact_and_the_crew_are_furniture() {
    check_around(
        "x Show 24 more items",
        "x **Do you have any questions about our map?** Write to us at desk@harbour.test.
         x **Map:** Ana Ruiz, Jo Berg, Li Wei and Mo Lund. **Data:** Ida Holm, Max Stern, Eva Brandt.",
    );
    check(
        "T Eastport closes harbour bridge to lorries
         x Ports & rivers | Closed to lorries
         B The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring.
         B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.",
    );
    check_around("x _**Harbour Awards: Vote for your ferry**_", "");
}

#[test]
fn a_caption_that_comes_to_no_stop_is_told_from_subheadings() {
    let paragraph = |at: usize| {
        format!(
            "B The council of port {at} agreed on Tuesday that its bridge would be closed to lorries from the spring."
        )
    };
    let page = |line: &str, more: &str| {
        let prose = |range: std::ops::Range<usize>| range.map(paragraph).collect::<Vec<_>>().join("\n");
        format!(
            "T Ports of the coast close their bridges to lorries\n{}\n{line}\n{}\n{more}\n{}",
            prose(1..8),
            prose(8..12),
            prose(12..16)
        )
    };
    check(&page("x The old bridge of the port was closed in May", "x Ana Ruiz is the mayor of the port of Eastport"));
    check(&page("B The old bridge of the port was closed in May", "B Ferries and fares"));
}

#[test]
fn the_mail_address_of_the_author_is_cut_off_his_last_paragraph() {
    let text = "Eastport closes harbour bridge to lorries\n\nThe council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries.\n\nMayor Ana Ruiz said the city had no choice and that the repair would cost more than it had. jo.berg@harbour.test";
    assert_eq!(
        super::last_paragraph(text),
        "Mayor Ana Ruiz said the city had no choice and that the repair would cost more than it had."
    );
    let text = text.replace(
        "jo.berg@harbour.test",
        "Harbour’s daily newsletter A digest of ports and piers. If it floats, we say so.",
    );
    assert_eq!(
        super::last_paragraph(&text),
        "Mayor Ana Ruiz said the city had no choice and that the repair would cost more than it had."
    );
}

#[test]
fn one_bullet_above_a_dateline_sums_the_report_up() {
    check(
        "T Eastport closes harbour bridge to lorries
         x Ana Ruiz
         B * Survey says that four in five lorries cross it
         B EASTPORT, March 4 (Harbourwire) - The council of Eastport agreed on Tuesday that the bridge would be closed to lorries.
         B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.",
    );
}

#[test]
fn pieces_of_torn_sentences_belong_to_the_article() {
    check(
        "T Eastport closes harbour bridge to lorries
         x March 4, 2021
         x Lorries in front of the bridge. (Ana Ruiz/Harbourwire)
         B Last week, the mayor of Eastport continued to
         B ask for help
         x Sign up here
         B The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring.
         B Mayor Ana Ruiz said the city had no choice, and that the repair of the bridge was described on the
         B Harbourwire
         B Old Pier,
         B The ferry owners on the other side of the river fear that fewer people will come until the work is done.
         B Lorries wait in
         B West Bay
         x Read also",
    );
}

#[test]
fn a_short_sentence_above_the_first_paragraph_opens_the_article() {
    check(
        "x Skip to content
         B More than 300 lorries were expected to be stopped, officials said.
         B EASTPORT -- The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries.
         B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.",
    );
}

#[test]
fn a_card_with_its_kind_above_is_furniture() {
    check_around(
        "x Commentary
         x Harbour Letters
         x What If the Bridge Is Never Opened Again?
         x It would be dear to do without what the port has built.",
        "",
    );
}

#[test]
fn the_label_of_an_advertisement_is_cut_off_the_paragraph_behind_it() {
    let text = "Eastport closes harbour bridge to lorries\n\nThe council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries.\n\n28/05/2021 - 10:48 GMT+2 ADVERTISEMENT Mayor Ana Ruiz said the city had no choice and that the repair would cost more than it had.";
    assert_eq!(
        super::last_paragraph(text),
        "Mayor Ana Ruiz said the city had no choice and that the repair would cost more than it had."
    );
}

#[test]
fn pictures_pointers_and_commissions_are_named_as_what_they_are() {
    check_around(
        "x Image: Mayor Ana Ruiz, left, has opened the bridge at Eastport
         x SEE MORE: Ten lorries under siege at the bridge
         x Sometimes we include links to shops. If you buy from them we may receive a small commission. For more, go here.",
        "x Opinions expressed by Harbour Contributors are their own.",
    );
}

#[test]
fn a_heading_with_nothing_below_is_furniture() {
    check_around(
        "",
        "x Free bridges for all
         x Donate now",
    );
}

#[test]
fn the_deck_below_the_picture_belongs_to_an_article_without_a_headline() {
    check(
        "x Lorries in front of the bridge at Eastport. Photograph: Ana Ruiz/Harbourwire
         B Major obstacles to the repair remain after the mayor of Eastport accuses the state of holding the money back
         B The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring.
         B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.",
    );
}

#[test]
fn what_the_desk_changed_later_is_no_part_of_the_article() {
    for note in [
        "This story has been updated with an answer of the harbour board.",
        "_This article was corrected on March 5 to give the length of the bridge in metres._",
        "Correction: The bridge was built in the year 1921, and not in 1912, as the paper said at first.",
        "An earlier version of this article gave the wrong year for the bridge of Eastport.",
        "Editor’s note: The headline of this article was changed to make clear which of the bridges is meant.",
        "In einer früheren Version dieses Artikels hieß es, die Brücke sei im Jahr 1912 gebaut worden.",
    ] {
        check_around("", &format!("x {note}"));
    }
    check_around("B This story has been told in the harbour ever since the bridge was built by the sailors.", "");
    check_around(
        "B Correction of the pillars would cost more than the city has, and an update of the plan is due in May.",
        "",
    );
}

#[test]
fn who_sent_a_press_release_is_said_behind_it() {
    check_around(
        "",
        "x **ABOUT HARBOUR** **BANK**
         x Harbour (NYSE: HRB) provides the means to help towns build bridges and piers. The bank works in more than 20 towns, and our customers include most of the ports of the coast. Follow Harbour on our
         x [blog](https://harbour.test/blog)
         x and
         x [film channel](https://harbour.test/films).",
    );
    check_around(
        "",
        "B About the Bridge
         B The harbour bridge is one of three that lead over the river, and it has carried the road to the port since 1921.",
    );
}

#[test]
fn the_address_of_a_link_broken_over_lines_makes_no_blob_of_its_paragraph() {
    check_around(
        "B In the council's [20th\\
         B Report on the Bridges](https://harbour.test/CT?id=a1B2%2Fc3D4%2Fe5F6%2Fg7H8%2FaBcDeFgHiJ&anchor=20th+Report+on+The+Bridges), most of the drivers said that they would take the ferry if it left more often. That is why the council has asked for several other ways to cross the water in the winter, including:
         B The old ferry from Westport, which the council would like to see again from the spring.",
        "",
    );
}

#[test]
fn pieces_of_a_sentence_reach_to_the_card_that_took_its_end() {
    check_around(
        "B The board of the harbour has told the council of this again and again in its


         B Harbour Report


         B that the council had asked for, and the board said so once more to the paper in the


         B spring


         B of the year when the bridge was closed.
         B The council says that the bridge has become dear. In the winter there were no repairs at all, and by the autumn there were
         B eleven closures of the bridge per month
         B 85 lorries
         B FERRYPASS
         x Commentary
         x What the Bridge Is Worth to the Council of Eastport
         x It was dear to build, and it is dear to keep.
         B The talks about the work on the pillars will go on until the end of the summer, and the council hopes that the state will pay.",
        "",
    );
}

#[test]
fn a_picture_by_the_author_has_its_caption_beside_the_name() {
    check(
        "T Eastport closes harbour bridge to lorries
         x By Jo Berg
         x March 4, 2021
         x The bridge of Eastport has carried the road to the port for a hundred years. It stands empty in the evening.
         x Jo Berg
         B The council of Eastport agreed on Tuesday that the harbour bridge would be closed to lorries from the spring.
         B Mayor Ana Ruiz said the city had no choice and that the repair of the bridge would cost more than it had.
         B Shop owners on the other side of the river fear that fewer people will come until the work is done.
         B They have asked the council for help, and the council has promised to look into what it can do for them.
         x Jo Berg
         x Fog drifts over the water below the bridge. The pillars were cracked from top to foot during the winter.
         x View Story Comments
         x Share on Facebook",
    );
}
