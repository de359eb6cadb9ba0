//! When a page says that its article was published.

use super::{PROSE, check};

#[test]
fn an_agency_dates_its_reports_without_a_year() {
    check(
        "EASTPORT, March 4 (Harbourwire) - The council of Eastport agreed on Tuesday that the bridge would be closed to lorries.\nPROSE\n",
        "- | Harbourwire | - | XXXX-03-04",
    );
    check(
        "March 4 (Harbourwire) - The council of Eastport agreed on Tuesday that the bridge would be closed to lorries.\nPROSE\n",
        "- | Harbourwire | - | XXXX-03-04",
    );
    check(
        "EASTPORT (Harbourwire) - On March 4 the council of Eastport agreed that the bridge would be closed to lorries.\nPROSE\n",
        "- | Harbourwire | - | -",
    );
}

#[test]
fn dates_are_read_where_they_run_into_their_neighbours() {
    let title = "Eastport closes harbour bridge to lorries";
    check(&format!("{title}\nThe Harbour TimesMarch 4, 2021\nPROSE\n"), &format!("{title} | - | - | 2021-03-04"));
    check(&format!("{title}\nANA RUIZ | 3/4/21 7:15 AM EDT\nPROSE\n"), &format!("{title} | - | - | 2021-03-04T07:15"));
    check(&format!("{title}\nThe pillars were cast on March 4, 1921\nPROSE\n"), &format!("{title} | - | - | -"));
}

#[test]
fn an_address_of_the_page_dates_it_where_no_line_does() {
    let page = |tail: &str, source_and_date: &str| {
        let title = "Eastport closes harbour bridge";
        let (source, date) = source_and_date.split_once(' ').unwrap_or(("-", source_and_date));
        check(&format!("{title}\nPROSE\n{tail}\n"), &format!("{title} | {source} | - | {date}"));
    };
    page("[](https://harbour.test/news/2021/3/4/</ports>)", "harbour.test 2021-03-04");
    page("[](https://share.test/?u=https%3A%2F%2Fharbour.test%2F2021%2Fmar%2F04%2Fbridge)", "harbour.test 2021-03-04");
    page("[](https://harbour.test/eastport-closes-harbour-bridge-2021-03-04/)", "2021-03-04");
    page("[](https://harbour.test/2021/3/4/</a>)\n[](https://harbour.test/2021/3/5/</b>)", "harbour.test -");
    page("https://harbour.test/2021/03/04/another-story", "-");
}

#[test]
fn figures_in_either_order_are_settled_by_an_address_only() {
    check("Eastport closes bridge to lorries\n03/04/2021\nPROSE\n", "Eastport closes bridge to lorries | - | - | -");
    check(
        "Eastport closes bridge to lorries\n03/04/2021\nPROSE\nhttps://harbour.test/2021/03/04/pictures/1.jpg\n",
        "Eastport closes bridge to lorries | - | - | 2021-03-04",
    );
}

#[test]
fn the_date_line_by_the_headline_counts() {
    check(
        "Eastport closes bridge to lorries\nPublished on 4 March 2021\nUpdated 5 March 2021\nPROSE\n",
        "Eastport closes bridge to lorries | - | - | 2021-03-04",
    );
    check(
        "Monday, 8 March 2021\nHome\nEastport closes bridge to lorries\n4 March 2021\nPROSE\n",
        "Eastport closes bridge to lorries | - | - | 2021-03-04",
    );
    check(
        "Eastport closes bridge to lorries\nPROSE\n© 2021 Harbour Times\n",
        "Eastport closes bridge to lorries | Harbour Times | - | -",
    );
    check(
        "Eastport closes bridge to lorries\nThe bridge on 3 May 2019. (Ana Ruiz/Getty Images)\nPROSE\n",
        "Eastport closes bridge to lorries | - | - | -",
    );
}

#[test]
fn two_dates_beside_each_other_settle_which_figure_is_the_day() {
    check(
        "Eastport closes bridge to lorries\nIssued on: 03/04/2021 Modified: 05/04/2021\nPROSE\n",
        "Eastport closes bridge to lorries | - | - | 2021-04-03",
    );
    check(
        "Eastport closes bridge to lorries\nPosted: 03/04/2021 Changed: 03/06/2021\nPROSE\n",
        "Eastport closes bridge to lorries | - | - | 2021-03-04",
    );
    check(
        "Eastport closes bridge to lorries\nPosted: 03/04/2021 Changed: 09/11/2021\nPROSE\n",
        "Eastport closes bridge to lorries | - | - | -",
    );
}

#[test]
fn dates_of_other_things_are_not_the_articles() {
    check(
        "Eastport closes bridge to lorries\nHelp for the port (since 4 March 2020)\nPROSE\n",
        "Eastport closes bridge to lorries | - | - | -",
    );
    check(
        "Eastport closes bridge to lorries\nThe bridge on 3 May 2019. (Source: Port5/X)\nPROSE\n",
        "Eastport closes bridge to lorries | - | - | -",
    );
}

#[test]
fn a_day_without_a_year_takes_that_of_the_prose() {
    let told = "On Feb. 24, 2021, the bridge was closed for a day, and nobody knew then for how long it would be.\n";
    check(
        &format!("Eastport closes harbour bridge to lorries\nPorts\n27 February, 02:20 PM\nPROSE\n{told}"),
        "Eastport closes harbour bridge to lorries | - | - | 2021-02-27T14:20",
    );
    let old = "On March 3, 2014, the bridge was closed for a day, and nobody knew then for how long it would be.\n";
    check(
        &format!("Eastport closes harbour bridge to lorries\nPorts\n27 February, 02:20 PM\nPROSE\n{old}"),
        "Eastport closes harbour bridge to lorries | - | - | -",
    );
}

#[test]
fn a_day_between_brackets_is_no_agency() {
    let report = PROSE.replacen("The council", "EASTPORT (Aug. 13) -- The council", 1);
    check(
        &format!("Eastport closes harbour bridge to lorries\n{report}\n"),
        "Eastport closes harbour bridge to lorries | - | - | -",
    );
}

#[test]
fn the_day_of_a_teaser_is_not_the_articles() {
    check(
        "PROSE\n7 March 2021 — The council of Eastport has said again that the bridge over the river will be closed to lorries from...\n",
        "- | - | - | -",
    );
}

#[test]
fn figures_are_settled_by_the_rest_of_the_page() {
    let head = "Eastport closes harbour bridge\nBy Jo Berg\n";
    // a second date below, a date spelled out, the clock, the other dates of the page
    let wanted = "Eastport closes harbour bridge | - | Jo Berg | 2026-03-12T10:21";
    check(&format!("{head}Issued on: 12/03/2026 - 10:21\nModified: 13/03/2026 - 11:40\nPROSE\n"), wanted);
    check(&format!("{head}Issued on: 12/03/2026 - 10:21\nThe bridge on March 11, 2026. © Li Wei\nPROSE\n"), wanted);
    let wanted = "Eastport closes harbour bridge | - | Jo Berg | 2026-03-12T14:32";
    check(&format!("{head}Published on 12/03/2026 - 14:32 GMT+1\nPROSE\n"), wanted);
    check(
        &format!("{head}12/03/2026\nPROSE\nFerry fares rise\n27/02/2026 10:39\n"),
        "Eastport closes harbour bridge | - | Jo Berg | 2026-03-12",
    );
}

#[test]
fn the_day_under_a_signature_dates_what_nothing_else_does() {
    let title = "Eastport closes harbour bridge to lorries";
    let prose = "PROSE
They will be told in the summer how long the work on the pillars will take and which of the two ferries they may use until then.
The state has promised to pay for half of the work, if the council shows in the autumn that the bridge can be kept for another century.
I have crossed this bridge on every day of my life, and I am sure that those who live on the other side will be patient with us.
We owe it to them to be quick, and to tell them in good time when the road to the harbour is closed and when it is open.
";
    let signed = format!("{prose}Li Wei\nHarbour Master of Eastport\n4 March 2021\nWhat we do\nBridges\n");
    check(&format!("{title}\n{signed}"), &format!("{title} | - | - | 2021-03-04"));
    check(&format!("{title}\n{prose}4 March 2021\n"), &format!("{title} | - | - | 2021-03-04"));
    check(&format!("{title}\n8 March 2021\n{signed}"), &format!("{title} | - | - | 2021-03-08"));
    let card = "Ferry fares to rise in the spring\n4 March 2021\n";
    check(&format!("{title}\n{prose}{card}"), &format!("{title} | - | - | -"));
    let cards = "4 March 2021\nFerry fares to rise in the spring\n2 March 2021\nOld pier reopens after years\n";
    check(&format!("{title}\n{prose}{cards}"), &format!("{title} | - | - | -"));
}
