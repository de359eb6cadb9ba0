//! Tests of the whole pass in a compact notation: expected expressions stand in brackets with their value behind `=`,
//! ranges as `first/last`; what is not in brackets must not be found.

use super::*;
use crate::model::{Cue, Kind, Speaker};
use proptest::prelude::*;

/// Text without its brackets, and the expressions that stood in them.
fn unmark(marked: &str) -> (String, Vec<(Span, String)>) {
    let (mut text, mut expected) = (String::new(), Vec::new());
    for (i, piece) in marked.split('[').enumerate() {
        let Some((inside, behind)) = piece.split_once(']').filter(|_| i > 0) else {
            text.push_str(piece);
            continue;
        };
        let (words, value) = inside.rsplit_once('=').unwrap();
        expected.push((Span::new(text.len(), text.len() + words.len()), value.to_owned()));
        text.push_str(words);
        text.push_str(behind);
    }
    (text, expected)
}

/// Headline is what stands before ` # `; paragraphs end with `\n`.
fn prose(text: &str) -> Prose<'_> {
    let title = text.find(" # ").map(|end| Span::new(0, end));
    let mut at = title.map_or(0, |t| t.len() + 3);
    let mut body = Vec::new();
    for line in text[at..].split_inclusive('\n') {
        body.push(Span::new(at, at + line.len()).trim(text));
        at += line.len();
    }
    Prose::read(text, title, &body)
}

fn published(head: &str) -> Option<Published> {
    let date = head.strip_prefix("published ")?.split(' ').next()?;
    let date: PartialDate = date.parse().unwrap();
    if let Some(weekday) = head.split(' ').nth(2) {
        assert_eq!(date.first_day().unwrap().format("%a").to_string(), weekday, "{head}");
    }
    Some(Published::new(date, None))
}

fn shown(text: &str, dates: &[Dated]) -> Vec<String> {
    let value = |when: When| match when.end_date {
        Some(end) => format!("{}/{end}", when.date),
        None => when.date.to_string(),
    };
    dates.iter().map(|d| format!("{}..{} {}={}", d.span.start, d.span.end, d.span.of(text), value(d.when))).collect()
}

fn check(head: &str, marked: &str) {
    let (text, expected) = unmark(marked);
    let found = find(&prose(&text), published(head).as_ref());
    let expected: Vec<String> =
        expected.iter().map(|(s, v)| format!("{}..{} {}={v}", s.start, s.end, s.of(&text))).collect();
    assert_eq!(shown(&text, &found), expected, "{head}: {text}");
}

const TUE: &str = "published 2025-02-18 Tue";

#[test]
fn written_dates_with_a_year() {
    check(TUE, "They signed on [18 February 2024=2024-02-18] in Rome.");
    check(TUE, "They signed on [February 18, 2024=2024-02-18], in Rome.");
    check(TUE, "They signed on [Feb. 18, 2024=2024-02-18].");
    check(TUE, "They signed on [2024-02-18=2024-02-18].");
    check(TUE, "They signed on [18/02/2024=2024-02-18].");
    check(TUE, "They signed on [Tuesday, 18 February 2025=2025-02-18].");
    check(TUE, "They met in [February 2024=2024-02] and in [May 2023=2023-05].");
    check(TUE, "Das Treffen am [18. Februar 2024=2024-02-18] war kurz.");
    check(TUE, "The [9/11=2001-09-11] inquiry and the [September 11=2001-09-11] attacks.");
}

#[test]
fn numeric_dates_follow_the_order_of_the_text() {
    check(TUE, "Filed 03/04/2024 by hand.");
    check(TUE, "Filed [03/04/2024=2024-04-03] and [25/04/2024=2024-04-25].");
    check(TUE, "Filed [03/04/2024=2024-03-04] and [04/25/2024=2024-04-25].");
    check(TUE, "Filed [03.04.2024=2024-04-03] by hand.");
}

#[test]
fn days_without_a_year_take_it_from_publication_and_tense() {
    check(TUE, "He wrote on [Feb. 17=2025-02-17] that it was over.");
    check(TUE, "She was in Warsaw on [Nov. 13=2024-11-13].");
    check(TUE, "The vote was held on [13 November=2024-11-13].");
    check(TUE, "The summit will be held on [July 4=2025-07-04].");
    check(TUE, "The summit was held on [July 4=2024-07-04].");
    check(TUE, "Talks scheduled for [March 3=2025-03-03] were called off.");
    check("published 2025-12-30 Tue", "The law takes effect on [January 1=2026-01-01].");
    check("published 2025-01-02 Thu", "The law was passed on [December 30=2024-12-30].");
    check("published 2018-06-19 Tue", "They won on [Friday, June 15=2018-06-15].");
    check(TUE, "It ended on [Sunday=2025-02-16] night ([February 16=2025-02-16]).");
}

#[test]
fn without_any_year_the_year_stays_unknown() {
    check("", "The summit is scheduled for [September 4=XXXX-09-04] in Paris.");
    check("", "Starting in [January=XXXX-01] they will meet.");
    check("", "They want a deal by [Easter=XXXX-SP], or by [Christmas=XXXX-12-25].");
    check("", "They met last year, on Tuesday, and will meet tomorrow and next week.");
    check("", "The war began in [2022=2022]; they met on [3 May=XXXX-05-03].");
}

#[test]
fn weekdays_look_back_or_forward_with_the_tense() {
    check(TUE, "He arrived on [Monday=2025-02-17].");
    check(TUE, "He spoke on [Tuesday=2025-02-18].");
    check(TUE, "He will arrive on [Wednesday=2025-02-19].");
    check(TUE, "He said on [Friday=2025-02-14] that they would meet on [Thursday=2025-02-20].");
    check(TUE, "He is to meet them [Friday=2025-02-21].");
    check(TUE, "She visited Oslo on [Friday=2025-02-14] to meet officials, an aide said.");
    check(TUE, "She plans on [Friday=2025-02-21] to meet officials.");
    check(
        TUE,
        "They met [last week=2025-W07], but not on [Thursday=2025-02-13]."
            .replace("last week", "[last week=2025-W07]")
            .as_str(),
    );
    check(TUE, "They met [last Tuesday=2025-02-11] and meet again [next Tuesday=2025-02-25].");
    check(TUE, "They will meet [this Friday=2025-02-21].");
    check(TUE, "They met [this past Friday=2025-02-14].");
    check(TUE, "They met on [Tuesday of last week=2025-02-11].");
    check(TUE, "They will meet [Monday next week=2025-02-24].");
    check(TUE, "In a [Monday=2025-02-17] statement he said so.");
    check(TUE, "He told them [last weekend=2025-02-15/2025-02-16] he would come on a Friday.");
    check(TUE, "She told them on [Monday=2025-02-17] she would come.");
    check(TUE, "If they win in [November=2025-11], all will change.");
    check(TUE, "Posted on [Nov. 20, 2024=2024-11-20], a Monday when all slept.");
    check(TUE, "Envoy to visit Kyiv on [Thursday=2025-02-20] # He said so.");
    check(TUE, "Er sagte am [Montag=2025-02-17], dass er kommt.");
}

#[test]
fn counted_from_the_day_of_writing() {
    check(TUE, "He left [yesterday=2025-02-17] and returns [tomorrow=2025-02-19].");
    check(TUE, "They speak [today=2025-02-18] or [tonight=2025-02-18].");
    check(TUE, "They spoke [last night=2025-02-17] and [this morning=2025-02-18].");
    check(TUE, "It fell [last month=2025-01], [last year=2024] and [this week=2025-W08].");
    check(TUE, "It comes [next month=2025-03], [next week=2025-W09] or [next year=2026].");
    check(TUE, "[This year=2025]'s budget and [next year=2026]'s plan.");
    check(TUE, "It began [three years ago=2022], not [two weeks ago=2025-W06].");
    check(TUE, "It began [three days ago=2025-02-15] or [24 hours ago=2025-02-17].");
    check(TUE, "It began [six months ago=2024-08], [twenty-one years ago=2004].");
    check(TUE, "It was posted the [day before yesterday=2025-02-16].");
    check(TUE, "It will end [two months from now=2025-04] or in [three weeks' time=2025-W11].");
    check(TUE, "He left [earlier in the week=2025-W08] and returns [later in the year=2025].");
    // A tale has its own month.
    check(
        TUE,
        "On [March 10, 2022=2022-03-10], they met. A second round towards the [end of the month=2022-03] failed. It will \
         end by the [end of the month=2025-02].",
    );
    check(
        TUE,
        "They met on [December 14=2024-12-14] [last year=2024].\nThey spoke.\nThen, [later in the month=2024-12], they met again.",
    );
    check(TUE, "Trade fell in [2022=2022]. [Later in the month=2025-02] it rose.");
    check(TUE, "They met on [Feb. 3=2025-02-03]. [Later in the month=2025-02] they met again.");
    check(TUE, "He left [early this morning=2025-02-18], late [Thursday=2025-02-13] or late [yesterday=2025-02-17].");
    check(TUE, "Er kam [gestern=2025-02-17] und geht [nächste Woche=2025-W09].");
    check(TUE, "Das war vor langen Jahren, in den vergangenen Jahren.");
    check(TUE, "It was built [200 years ago=182X], in the [1960s=196X] and [70s=197X].");
    check(TUE, "Das war vor [zwei Jahren=2023].");
    check("published 2025-02-18T10:25", "It was posted [three hours ago=2025-02-18T07].");
    check(TUE, "It was posted three hours ago.");
    check("published 2025-02", "It fell [last month=2025-01] and rose yesterday.");
}

#[test]
fn weekends_are_ranges() {
    check("published 2025-02-20 Thu", "They will meet [this weekend=2025-02-22/2025-02-23].");
    check("published 2025-02-17 Mon", "They met [this weekend=2025-02-15/2025-02-16].");
    check(TUE, "They met [last weekend=2025-02-15/2025-02-16].");
}

#[test]
fn seasons_quarters_and_feasts() {
    check(TUE, "It ended [last summer=2024-SU] and starts [this spring=2025-SP].");
    check(TUE, "It ended in the [fall of 2024=2024-AU], not in [spring 2023=2023-SP].");
    check(TUE, "Elections are expected by the [summer=2025-SU].");
    check(TUE, "It has snowed [this winter=2025-WI].");
    check(TUE, "Profit rose in [Q3 2024=2024-Q3] and the [fourth quarter of 2024=2024-Q4].");
    check(TUE, "Profit rose in the [first quarter of this year=2025-Q1].");
    check(TUE, "Profit rose in the [first half of 2024=2024-Q1/2024-Q2].");
    check(TUE, "They want a truce by [Easter=2025-04-20].");
    check(TUE, "They will meet before [Good Friday=2025-04-18].");
    check(TUE, "They met at [Christmas 2023=2023-12-25] and on [New Year's Eve=2024-12-31].");
    check(TUE, "It fell in the [1990s=199X] and in the [sixties=196X].");
    check(TUE, "The price of spring water and of Easter eggs after the fall of the city.");
}

#[test]
fn parts_of_stretches() {
    check(TUE, "It ends in [mid-March=2025-03], [late 2025=2025] or [early next year=2026].");
    check(TUE, "It will end by the [end of the year=2025-12] or by [year-end=2025-12].");
    check(TUE, "It ended at the [end of last year=2024-12], the [end of 2023=2023-12].");
    check(TUE, "They met in the [week of Feb. 10=2025-W07].");
    check(TUE, "Es begann [Ende 2023=2023-12] und endet [Mitte März=2025-03].");
    check(TUE, "It began in [March of last year=2024-03] and in [early 2022=2022].");
}

#[test]
fn counted_from_what_the_text_spoke_of() {
    check(TUE, "It began on [3 May 2022=2022-05-03]. [Two days later=2022-05-05] he left.");
    check(TUE, "It began on [3 May 2022=2022-05-03]; the [following day=2022-05-04] he left.");
    check(
        TUE,
        "It began in [March 2022=2022-03]. A month later he left."
            .replace("A month later", "[A month later=2022-04]")
            .as_str(),
    );
    check(TUE, "[2024=2024] was the worst since [2022=2022] and above the [previous year=2023].");
    check(TUE, "Before following [June 2023=2023-06]'s rules, in [August=2025-08] [this year=2025].");
    check(TUE, "It has gone on since [2014=2014]. In [that year=2014] they met, and in [June of that year=2014-06].");
    check(TUE, "It began on [3 May 2022=2022-05-03], but he had left the [day before=2022-05-02].");
    check(TUE, "It began in [2014=2014] and ended [a year later=2015].");
    check(TUE, "I came on [Saturday=2025-02-15] and again the [next Monday=2025-02-17].");
    check(TUE, "Two days later he left. It took two years longer than before.");
    check(TUE, "On [Friday=2025-02-14] he said two days before the vote that he won.");
}

#[test]
fn ranges() {
    check(TUE, "from [3 to 5 March=2025-03-03/2025-03-05] they will meet.");
    check(TUE, "They will meet from [March 3 to 5=2025-03-03/2025-03-05].");
    check(TUE, "They met on [March 3-5, 2024=2024-03-03/2024-03-05].");
    check(TUE, "They fought between [2014 and 2022=2014/2022], or [2014-2022=2014/2022].");
    check(TUE, "They fought from [2014 to 2022=2014/2022].");
    check(TUE, "Between [July and December 2004=2004-07/2004-12] it rained.");
    check(TUE, "Between [July 2003 and December 2004=2003-07/2004-12] it rained.");
    check(TUE, "In the [2023-24=2023/2024] season they lost.");
    check(TUE, "They met on [28 and 29 January=2025-01-28/2025-01-29] and [May 3 and 4, 2024=2024-05-03/2024-05-04].");
    check("", "They met on [December 14 and 15=XXXX-12-14/XXXX-12-15] last year.");
    check(TUE, "They fought between [February 11 and 15=2025-02-11/2025-02-15].");
    check(TUE, "They met on [December 14 and 15=2024-12-14/2024-12-15] [last year=2024].");
    check(TUE, "Aid for the [winter of 2024/25=2025-WI] and the [2024/25=2024/2025] season.");
    check(TUE, "They met on [March 3=2014-03-03] and [April 5, 2014=2014-04-05].");
}

#[test]
fn clock_times_where_the_day_is_known() {
    check(TUE, "He spoke on [Feb. 17 at 10:25 a.m. EST=2025-02-17T10:25].");
    check(TUE, "He spoke at [3 p.m. on Monday=2025-02-17T15].");
    check(TUE, "He spoke [Monday morning at 10:25=2025-02-17T10:25].");
    check(TUE, "On [Monday=2025-02-17] he left at [3 p.m.=2025-02-17T15]");
    check(TUE, "It opens on [March 3, 2025 at 0300 UTC=2025-03-03T03:00].");
    check(TUE, "They met on [Monday=2025-02-17]. He left at 3 p.m.");
    check(TUE, "They open on [Monday, March 3=2025-03-03] – 1:30-2 pm.");
    check(TUE, "He left at 3 p.m. and won 2:1; see Luke 10:25.");
}

#[test]
fn years_among_numbers() {
    check(TUE, "In [2014=2014] and since [1989=1989], the [2018=2018] World Cup.");
    check(TUE, "World Cup [2018=2018] in Russia, the disputed [2020=2020] election.");
    check(TUE, "[2012=2012] London Games open # It was fewer compared to [2019=2019] (first published [2004=2004]).");
    check(TUE, "It distorts trade (Doe et al. 2024) and more (Doe 2023).");
    check(TUE, "The treaty ([1994=1994]) and Russia's [2022=2022] invasion.");
    check(TUE, "Some 2000 soldiers, $2022, 2014 people, Resolution 1973, Boeing 2020, 2024% and No. 1999.");
    check(TUE, "© 2018-2024 by us; © 2020; made from the start in [1945=1945].");
    check(TUE, "Article 5 was cited 2014 times, by 1500 prisoners.");
    check(TUE, "See example.org/2024/05/17 or T-1999, a 2020-strong force.");
}

#[test]
fn days_and_weekdays_in_ranges() {
    check(
        TUE,
        "The talks of [17-18 February=2025-02-17/2025-02-18] ended. The fair ([21-23 May=2025-05-21/2025-05-23]) will be bigger.",
    );
    check(TUE, "Between [Monday and Thursday=2025-02-10/2025-02-13] the mills stood still.");
    check(TUE, "They will march from [Thursday to Saturday=2025-02-20/2025-02-22].");
}

#[test]
fn stretches_ahead_only_in_the_future() {
    check(TUE, "The lease will end [two weeks=2025-W10].".replace("end [", "end in [").as_str());
    check(TUE, "The lease expires in [three days=2025-02-21], she said.");
    check(TUE, "The minister may resign in [two months=2025-04] if they lose.");
    check(TUE, "They built it in two years. It was the first visit in five months.");
    check(TUE, "It will be the worst drought in ten years, in two days of heat.");
}

#[test]
fn a_week_that_was_named_holds_the_weekdays_behind_it() {
    check(TUE, "They will speak [next week=2025-W09], likely on [Wednesday=2025-02-26].");
    check(TUE, "They will speak [next week=2025-W09]. He arrived on [Monday=2025-02-17].");
}

#[test]
fn an_owner_is_no_verb() {
    check(TUE, "[Monday=2025-02-17]'s meeting was short, and Oslo's warning on [Friday=2025-02-14] clear.");
    check(TUE, "It's leaving on [Friday=2025-02-21].");
}

#[test]
fn marks_without_width_do_not_part_words_from_dates() {
    check(TUE, "They met on\u{200b} [Monday=2025-02-17], at the [start \u{200d}of \u{200b}2024=2024].");
}

#[test]
fn quarters_seasons_and_weekends_by_the_words_around() {
    check(TUE, "Exports fell in the [third quarter=2024-Q3], not for the third quarter of an hour.");
    check(TUE, "It will open in the [third quarter of the year=2025-Q3].");
    check(TUE, "It is planned for the [autumn=2025-AU].");
    check(TUE, "Over the [weekend=2025-02-15/2025-02-16] nine boats sank, on the weekend of the regatta.");
    check("", "They met on [Labor Day=XXXX-09].");
}

#[test]
fn months_between_article_and_noun() {
    check(TUE, "The [August=2024-08] raids failed; an [April=2025-04] deadline will pass.");
    check(TUE, "The May government and the March of the clerks, an august gentleman.");
}

#[test]
fn years_behind_verbs_and_bounds() {
    check(TUE, "The yard entered [2024=2024] in debt and has been idle since at least [2016=2016].");
    check(TUE, "It may come as early as [2027=2027], or in the years [2028=2028] and [2029=2029].");
    check(TUE, "They began 2000 dives at least 2016 times inside the pre-[1967=1967] line.");
}

#[test]
fn a_persons_age_a_model_and_a_citation_are_no_years() {
    check(
        TUE,
        "In her early 20s she left, a man in his 30s stayed, as in the [early '80s=198X] and the [early 20s=192X].",
    );
    check(TUE, "The Nimbus 2000 and the findings (Doe 2009, Roe and Poe 2011; Foo 2012).");
}

#[test]
fn what_rules_the_date_stands_before_it() {
    check(
        TUE,
        "A vote planned for [Friday=2025-02-21] was called off; the other was postponed until [Sunday=2025-02-23].",
    );
    check(TUE, "The council meets on [Thursday=2025-02-20].");
    check(TUE, "The council meets on [Thursday=2025-02-13] # He said so.");
}

#[test]
fn an_age_is_no_day() {
    check(TUE, "The workforce of tomorrow and the leaders of today live in today's world.");
    check(TUE, "As of [today=2025-02-18], nothing is known of the events of [yesterday=2025-02-17].");
}

#[test]
fn a_tale_of_earlier_years_stays_in_them() {
    let winter = "published 2026-02-18 Wed";
    check(winter, "In [February 2022=2022-02] the army came. On [March 10=2022-03-10] the envoys met in Antalya.");
    check(winter, "In [February 2022=2022-02] the army came. On [January 10=2026-01-10] the envoys met in Oslo.");
}

#[test]
fn the_moment_of_publication_is_no_news() {
    check("published 2025-02-18T10:48", "18/02/2025 - 10:48 GMT+2 ADVERTISEMENT He left [yesterday=2025-02-17].");
}

/// How often the grammar looks at a token of a text of so many bytes made of `piece`.
fn looks(piece: &str, bytes: usize) -> u64 {
    let text = piece.repeat(bytes / piece.len());
    let prose = prose(&text);
    line::LOOKS.with(|looks| looks.set(0));
    let _ = find(&prose, published(TUE).as_ref());
    line::LOOKS.with(std::cell::Cell::get)
}

#[test]
fn monotony_takes_linear_work() {
    let pieces = [
        "1",
        "1 ",
        "12.",
        "2025-",
        "May ",
        "March 3 ",
        "March 3-",
        "Monday ",
        "the ",
        "in ",
        "early ",
        "two days ",
        "10:25 ",
        "A",
    ];
    for piece in pieces {
        let (short, long) = (looks(piece, 20_000), looks(piece, 40_000));
        assert!(long <= 2 * short + 20_000, "{piece:?}: {short} looks, then {long}");
    }
}

#[test]
fn what_is_no_date() {
    check(TUE, "Theresa May may march on; March for Our Lives, April Smith, May's deal.");
    check(TUE, "It took two days, ten years and a second; he is 44, a two-year-old.");
    check(TUE, "He comes every Tuesday, on a Friday, on Mondays; Black Friday sales.");
    check(TUE, "The Sunday Times and USA Today reported it in the last year of the war.");
    check(TUE, "He sat in the sun and wed in an august hall, for the first time.");
    check(TUE, "Over the past year and in recent weeks the end of the war was near.");
}

#[test]
fn a_paragraph_that_is_a_date_is_none_of_the_news() {
    check(TUE, "KYIV, Feb 17 (Reuters) - He left [yesterday=2025-02-17].");
    check(TUE, "Updated Feb 17, 2025 11:35\nHe left [yesterday=2025-02-17].");
}

#[test]
fn quotations_are_spoken_on_the_day_of_the_news() {
    check(TUE, "He met them on [Monday=2025-02-17].\n\"That is my take from [today=2025-02-17],\" he said.");
    check(TUE, "He met them in Rome.\n\"That is my take from [today=2025-02-18],\" he said.");
}

#[test]
fn the_day_of_writing_is_inferred_from_an_announced_tomorrow() {
    check(
        "",
        "He spoke before a summit scheduled for [September 4=XXXX-09-04].\n\"I expect [tomorrow=XXXX-09-04] to be clear,\" he said, as pledged [last month=XXXX-08].",
    );
    check(
        "",
        "The vote will be held on [May 3, 2024=2024-05-03], as [yesterday=2024-05-01] was agreed for [tomorrow=2024-05-03].",
    );
    check("", "It will be on [September 4=XXXX-09-04] and then on [September 9=XXXX-09-09]. Come tomorrow.");
}

fn said(text: &str, content: &str, when: Option<&str>) -> Statement {
    let start = text.find(content).unwrap();
    Statement {
        kind: Kind::Direct,
        speaker: Some(Speaker { text: "Rutte".into(), span: Span::new(0, 5), actor: Some("rutte".into()) }),
        cue: Some(Cue { text: "said".into(), span: Span::default() }),
        content: vec![Span::new(start, start + content.len())],
        date: when.map(|d| When::on(d.parse().unwrap())),
        themes: Vec::new(),
        within: None,
    }
}

#[test]
fn dated_statements_settle_what_they_quote() {
    let text = "\"We meet tomorrow,\" he wrote on Feb. 10. \"Like yesterday,\" he added. Others met yesterday.";
    let prose = prose(text);
    let mut dates = find(&prose, published(TUE).as_ref());
    let statements = [said(text, "We meet tomorrow", Some("2025-02-10")), said(text, "Like yesterday", None)];
    settle_quotations(&mut dates, &prose, &statements);
    let values: Vec<_> = dates.iter().map(|d| d.when.date.to_string()).collect();
    assert_eq!(values, ["2025-02-11", "2025-02-10", "2025-02-09", "2025-02-17"]);
}

const PIECES: &str = "(\\PC|[0-9]{1,4}|[.:/, \"-]| in | the | of |Feb\\. |May |March | last | week | year|years ago| two |end of | to |Monday |tomorrow|2024|1990s| a\\.m\\.|\n){0,40}";

proptest! {
    #[test]
    fn any_text_gives_sorted_spans_inside_it(text in PIECES, day in 1u32..28, known: bool) {
        let date = PartialDate::day(Some(2025), 2, day).unwrap();
        let published = known.then(|| Published::new(date, None));
        let dates = find(&prose(&text), published.as_ref());
        let mut last = 0;
        for dated in dates {
            prop_assert!(dated.span.start >= last && !dated.span.is_empty());
            prop_assert!(text.get(dated.span.range()).is_some());
            prop_assert!(dated.when.end_date.is_none_or(|end| end > dated.when.date));
            last = dated.span.end;
        }
    }
}

#[test]
fn what_is_counted_on_in_a_tale_of_the_past_lies_not_behind_the_day_of_writing() {
    check(
        TUE,
        "The next round is held [next week=2025-W09]. He had promised to end it at once. But more than 12 months later, \
         no end is in sight.",
    );
}

#[test]
fn a_day_without_a_year_is_of_the_year_that_the_text_named_beside_it() {
    check("", "On [January 26, 2026=2026-01-26], they met. On [January 29=2026-01-29], they met again.");
    check("", "On [January 6, 2026=2026-01-06], they met, as on [December 29=2025-12-29].");
    check("", "The pier was built on [May 3, 1932=1932-05-03]. It burned on [October 9=XXXX-10-09].");
}

#[test]
fn the_number_of_a_model_is_no_year() {
    check(TUE, "They sent four Panzerhaubitze 2000 self-propelled howitzers and more.");
}

#[test]
fn a_chronicle_tells_days_in_the_year_it_has_come_to() {
    check(
        TUE,
        "The first talks began in [February 2022=2022-02]. Then the two sides held three rounds, ending on \
         [March 7=2022-03-07]. On [March 10=2022-03-10], the ministers met. In [July 2022=2022-07], they signed. In \
         [June 2023=2023-06], they met again. The summit of [June 2024=2024-06] failed. On [August 6=2024-08-06], the envoy \
         travelled to meet them. They met on [December 14, 2024=2024-12-14]. Another round was held on \
         [February 4=2025-02-04].",
    );
}
