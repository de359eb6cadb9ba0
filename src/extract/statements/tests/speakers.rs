//! Whom a source stands for: names, titles, pronouns, descriptions.

use super::super::{Lexicon, find};
use super::{mentions, prose};

/// Checks whom each source stands for: `source=id`, `-` for nobody.
fn check_speakers(text: &str, actors: &[&str], expected: &[&str]) {
    let found = find(&prose(text), &mentions(text, actors), &[], &[], &Lexicon::built_in());
    let shown: Vec<_> = found
        .iter()
        .filter_map(|s| s.speaker.as_ref())
        .map(|s| format!("{}={}", s.text, s.actor.as_deref().unwrap_or("-")))
        .collect();
    assert_eq!(shown, expected, "{text}");
}

#[test]
fn names_are_found_in_the_whole_noun_phrase() {
    let actors =
        ["weber f Anna Weber", "novak m Peter Novak", "port o Port Authority", "norland p Norland", "lop o LOP"];
    for (text, source) in [
        ("Transport Minister Anna Weber said that the bridge would reopen.", "Transport Minister Anna Weber=weber"),
        ("Anna Weber, the minister, said that the bridge would reopen.", "Anna Weber, the minister,=weber"),
        ("The Port Authority said that the bridge would reopen.", "The Port Authority=port"),
        (
            "Peter Novak of the Port Authority said that the bridge would reopen.",
            "Peter Novak of the Port Authority=novak",
        ),
        ("Secretary of State Anna Weber said that the bridge would reopen.", "Secretary of State Anna Weber=weber"),
        ("The Port Authority news agency said that the bridge would reopen.", "The Port Authority news agency=port"),
        ("A friend of Anna Weber said that the bridge would reopen.", "A friend of Anna Weber=-"),
        ("The League of Ports (LOP) said that the bridge would reopen.", "The League of Ports (LOP)=lop"),
        (
            "A spokesman for the Port Authority said that the bridge would reopen.",
            "A spokesman for the Port Authority=port",
        ),
        (
            "The president of Norland, Peter Novak, said that the bridge would reopen.",
            "The president of Norland, Peter Novak,=novak",
        ),
    ] {
        let (words, actor) = source.split_once('=').unwrap();
        let expected = format!("{}={actor}", words.trim_end_matches(','));
        check_speakers(text, &actors, &[&expected]);
    }
}

#[test]
fn pronouns_stand_for_the_nearest_fitting_subject() {
    let actors = ["weber f Weber", "novak m Novak", "allies g Northern allies"];
    check_speakers("Weber met Novak in the harbour. She said that the talks went well.", &actors, &["She=weber"]);
    check_speakers("Weber met Novak in the harbour. He said that the talks went well.", &actors, &["He=novak"]);
    check_speakers("The Northern allies met Novak. They said that the talks went well.", &actors, &["They=allies"]);
    check_speakers("He said that the talks went well. Novak agreed.", &actors, &["He=-"]);
}

#[test]
fn a_body_may_name_itself_in_what_it_says_word_for_word() {
    let actors = ["lop o Port Union", "norland p Norland"];
    let text = "The Port Union said in a statement that all ships to Norland were insured.\nIt said: “The Port Union has been \
                present in Norland for over twenty years and sells its services in the region.”";
    check_speakers(text, &actors, &["The Port Union=lop", "It=lop"]);
}

#[test]
fn a_pronoun_behind_what_somebody_owns_stands_for_the_owner() {
    let actors = ["weber m Weber", "novak m Novak"];
    check_speakers(
        "Novak spoke first. In Weber’s speech of 1 May, he said that the port would be rebuilt.",
        &actors,
        &["he=weber"],
    );
    check_speakers("Novak spoke first. In May, he said that the port would be rebuilt.", &actors, &["he=novak"]);
}

#[test]
fn a_pronoun_behind_a_participle_stands_for_nobody_that_it_is_about() {
    let actors = ["weber m Weber", "novak m Novak"];
    let check = |opening: &str, who: &str| {
        let text = format!("Novak lost. Weber won. {opening}, he said that the port would be rebuilt.");
        check_speakers(&text, &actors, &[who]);
    };
    check("Running against Weber in May", "he=novak");
    check("Following talks with Weber in May", "he=weber");
}

#[test]
fn a_body_is_called_by_the_end_of_its_name() {
    let actors = ["forces o Norland air force", "norland p Norland", "weber f Anna Weber"];
    let text =
        |subject: &str| format!("The Norland air force met Anna Weber. {subject} said that the talks went well.");
    check_speakers(&text("The air force"), &actors, &["The air force=forces"]);
    check_speakers(&text("The Norland’s executive"), &actors, &["The Norland’s executive=-"]);
}

#[test]
fn it_stands_for_no_country_where_a_text_is_described() {
    let actors = ["norland p Norland"];
    let text =
        |subject: &str| format!("{subject} met the ferrymen of Norland. It said that the port would be rebuilt.");
    check_speakers(&text("Norland"), &actors, &["It=norland"]);
    check_speakers(
        "Norland has one port. This report covers its ferries. It says that the port would be rebuilt.",
        &actors,
        &["It=-"],
    );
}

#[test]
fn a_pronoun_is_nobody_whom_its_own_words_name() {
    let actors = ["weber m Weber", "novak m Novak"];
    check_speakers(
        "Novak met Weber in the harbour. He said that Weber would stay until the spring.",
        &actors,
        &["He=novak"],
    );
}

#[test]
fn they_are_no_town() {
    let actors = ["norland p Norland"];
    check_speakers("The ferrymen went to Norland. They said that the port was shut.", &actors, &["They=-"]);
}

#[test]
fn descriptions_stand_for_who_holds_the_office() {
    let actors = ["weber f Weber / norland president", "novak m Novak / port director"];
    check_speakers(
        "Weber met Novak on Monday. The president said that the talks went well.",
        &actors,
        &["The president=weber"],
    );
    check_speakers(
        "Weber met Novak. The port chief said that the talks went well.",
        &actors,
        &["The port chief=novak"],
    );
}

#[test]
fn a_spokesman_met_before_speaks_for_the_same_body_again() {
    let actors = ["port o Port Authority", "novak m Novak / port director"];
    check_speakers(
        "A Port Authority spokesperson said that the bridge was safe.\n“Nobody has to worry,” the spokesperson added.",
        &actors,
        &["A Port Authority spokesperson=port", "the spokesperson=port"],
    );
}

#[test]
fn an_official_whom_nobody_names_is_no_minister_named_later() {
    let actors = ["novak m Novak / secretary"];
    check_speakers(
        "A harbour official said that the bridge was safe.\nAny lorry may cross it, the official said.\nNovak was not asked.",
        &actors,
        &["A harbour official=-", "the official=-"],
    );
}

#[test]
fn what_a_report_says_is_said_by_no_place_in_it() {
    check_speakers(
        "The report said that the bridge in Norland was closed. “It has to be repaired this year,” it said.",
        &["norland p Norland"],
        &["The report=-", "it=-"],
    );
}

#[test]
fn they_who_go_on_are_the_unnamed_who_spoke_last() {
    check_speakers(
        "The researchers said that the traders of the Northern allies sold parts.\n“It is a hub,” they wrote.",
        &["allies g Northern allies"],
        &["The researchers=-", "they=-"],
    );
}

#[test]
fn a_person_described_by_a_calling_is_the_one_spoken_of() {
    check_speakers(
        "Novak said that the bridge was closed.\n“I have taken pictures of it,” the photographer said.",
        &["novak m Novak"],
        &["Novak=novak", "the photographer=novak"],
    );
}

#[test]
fn the_company_is_the_body_spoken_of() {
    check_speakers(
        "Harbour Lines said on Monday that the ferry would stop.\nThe company said that the council had forgotten it.",
        &["lines o Harbour Lines"],
        &["Harbour Lines=lines", "The company=lines"],
    );
}

#[test]
fn he_who_hoped_is_he_who_spoke_and_not_whom_he_spoke_of() {
    check_speakers(
        "Novak told the paper on Tuesday that it was not fair for Weber to have closed the bridge. He said he was sorry.",
        &["novak m Novak", "weber m Weber"],
        &["Novak=novak", "He=novak"],
    );
}

#[test]
fn the_owner_of_a_statement_is_its_speaker() {
    check_speakers(
        "Weber’s warning that the bridge could fall was printed on Monday.",
        &["weber f Weber"],
        &["Weber=weber"],
    );
}

#[test]
fn marks_set_speakers_apart() {
    let text = "“The river belongs to all of us” — Weber";
    check_speakers(text, &["weber f Weber"], &["Weber=weber"]);
    let text = "Weber: the bridge will open in spring after all";
    check_speakers(text, &["weber f Weber"], &["Weber=weber"]);
}

#[test]
fn a_source_begins_behind_what_leads_its_clause_in() {
    let actors = ["weber f Anna Weber"];
    check_speakers("But Anna Weber said that the bridge would reopen.", &actors, &["Anna Weber=weber"]);
    check_speakers("Even Anna Weber admitted that the bridge was unsafe.", &actors, &["Anna Weber=weber"]);
}

#[test]
fn a_source_ends_before_the_verb_of_its_clause_and_before_when_it_was_said() {
    let actors = ["weber f Anna Weber", "novak m Peter Novak", "norland p Norland"];
    check_speakers(
        "Anna Weber hosted Peter Novak in Norland and said that the bridge would reopen.",
        &actors,
        &["Anna Weber=weber"],
    );
    check_speakers(
        "“The bridge will reopen in May,” Anna Weber said in a video address.",
        &actors,
        &["Anna Weber=weber"],
    );
}

#[test]
fn a_description_goes_with_the_name_before_it() {
    check_speakers(
        "Anna Weber, a former sailor who also mends nets, said the bridge would reopen in May.",
        &["weber f Anna Weber"],
        &["Anna Weber, a former sailor who also mends nets=weber"],
    );
}

#[test]
fn who_was_called_is_not_who_speaks() {
    check_speakers(
        "After a call with President Anna Weber, Novak said the bridge would reopen in May.",
        &["weber f Anna Weber", "novak m Novak"],
        &["Novak=novak"],
    );
}

#[test]
fn whom_somebody_met_does_not_say_what_that_somebody_says() {
    check_speakers(
        "Anna Weber, who took part in earlier talks with harbour officials and Novak, said the bridge would reopen.",
        &["weber f Anna Weber", "novak m Novak"],
        &["Anna Weber, who took part in earlier talks with harbour officials and Novak=weber"],
    );
}

#[test]
fn nobody_is_known_by_the_office_of_something() {
    check_speakers(
        "President Anna Weber spoke in Norland. The head of the research centre of the port said that the bridge would reopen.",
        &["weber f Anna Weber / president, head", "norland p Norland"],
        &["The head of the research centre of the port=-"],
    );
    check_speakers(
        "Prime Minister Anna Weber spoke in Norland. The government denies that the bridge is unsafe.",
        &["weber f Anna Weber / head of government", "norland p Norland"],
        &["The government=-"],
    );
}

#[test]
fn who_cites_is_who_reports_and_not_whom_the_report_is_about() {
    check_speakers(
        "The first day of Norland talks has ended, Harbour News reports, citing an unnamed source.",
        &["news o Harbour News", "norland p Norland"],
        &["Harbour News=news", "Harbour News=news"],
    );
}

#[test]
fn what_only_looks_like_citing_is_left_out() {
    check_speakers("The talks have also included the ports of President Anna Weber.", &["weber f Anna Weber"], &[]);
    check_speakers("The repair is not going according to plan for President Anna Weber.", &["weber f Anna Weber"], &[]);
    check_speakers(
        "Ana Weber said: “Faith is the port’s source of hope.”",
        &["weber f Ana Weber"],
        &["Ana Weber=weber"],
    );
}

#[test]
fn the_name_of_a_site_is_taken_whole() {
    check_speakers(
        "According to Harbour.az, the bridge would reopen in May.",
        &["site o Harbour.az"],
        &["Harbour.az=site"],
    );
}

const TALK: &str = "Anna Weber:\nWhy did the ferries stay in port all through the winter?\nPeter Novak:\n\
                    The ice was thicker than in any year since the port was built.\nRead more\n\
                    I think that the ferries will leave again soon. Until then all have to go round by the old road, \
                    which takes them half a day.\nAnna Weber:\n\
                    And the bridge was closed in all that time as well?\nPeter Novak:\nNobody has crossed the bridge since the autumn.";

/// Checks what each speaker of a text says: `speaker=id: content`, indented where it stands in what somebody else says.
fn check_told(text: &str, expected: &[&str]) {
    let actors = ["weber f Anna Weber", "novak m Peter Novak"];
    let found = find(&prose(text), &mentions(text, &actors), &[], &[], &Lexicon::built_in());
    let shown = found.iter().map(|one| {
        let speaker = one.speaker.as_ref().map_or("-", |speaker| &speaker.text);
        let actor = one.speaker.as_ref().and_then(|speaker| speaker.actor.as_deref()).unwrap_or("-");
        let content: String = one.content[0].of(text).chars().take(16).collect();
        format!("{}{speaker}={actor}: {content}", if one.within.is_some() { "  " } else { "" })
    });
    assert_eq!(shown.collect::<Vec<_>>(), expected, "{text}");
}

#[test]
fn what_stands_below_a_name_in_a_conversation_is_said_by_it() {
    check_told(
        TALK,
        &[
            "Anna Weber=weber: Why did the ferr",
            "Peter Novak=novak: The ice was thic",
            "Peter Novak=novak: I think that the",
            "  I=novak: that the ferries",
            "Anna Weber=weber: And the bridge w",
            "Peter Novak=novak: Nobody has cross",
        ],
    );
}

#[test]
fn a_name_before_a_colon_alone_makes_no_conversation() {
    let once = "Anna Weber:\nThe harbour office is closed on the day after the fair, as in every year.";
    check_told(once, &[]);
    check_told(&[once, once, once].join("\n"), &[]);
    let profiles = TALK.replace("I think that the", "Peter Novak hopes, as I do, that the").replace("Nobody", "He");
    let told = find(
        &prose(&profiles),
        &mentions(&profiles, &["weber f Anna Weber", "novak m Peter Novak"]),
        &[],
        &[],
        &Lexicon::built_in(),
    );
    assert!(told.iter().all(|one| one.cue.as_ref().is_none_or(|cue| cue.text != ":")), "{told:?}");
}

#[test]
fn a_quotation_alone_is_by_whom_the_paragraph_before_it_brings_in() {
    let quote = "“The bridge has been closed for longer than anybody expected.”";
    for (before, speaker) in [
        ("The mood had turned, and Anna Weber then replied:", "Anna Weber=weber"),
        ("Peter Novak had left. Anna Weber said that she was tired of waiting.", "Anna Weber=weber"),
        ("I asked Minister Anna Weber whether the bridge would reopen.", "Anna Weber=weber"),
    ] {
        let text = format!("{before}\n{quote}");
        let found = find(
            &prose(&text),
            &mentions(&text, &["weber f Anna Weber", "novak m Peter Novak"]),
            &[],
            &[],
            &Lexicon::built_in(),
        );
        let of_quote = found.iter().find(|one| one.content[0].of(&text) == quote);
        let shown = of_quote.and_then(|one| one.speaker.as_ref());
        let shown = shown.map(|s| format!("{}={}", s.text, s.actor.as_deref().unwrap_or("-")));
        assert_eq!(shown.as_deref(), Some(speaker), "{text}");
    }
    for before in
        ["Anna Weber opened the bridge in the morning.", "The bridge is closed: nobody knows why.", "“It is late.”"]
    {
        let text = format!("{before}\n{quote}");
        let found = find(&prose(&text), &mentions(&text, &["weber f Anna Weber"]), &[], &[], &Lexicon::built_in());
        let of_quote = found.iter().filter(|one| one.content[0].of(&text) == quote);
        assert!(of_quote.into_iter().all(|one| one.speaker.is_none()), "{found:?}");
    }
}

#[test]
fn behind_an_interviewer_s_question_the_same_one_answers() {
    check_told(
        "I asked Anna Weber whether the bridge would reopen.\n“It will be open before anybody in the town expects it.”\n\
         But who is going to pay for all of the work?\n“Those who cross it will pay for it, as they always have.”",
        &["I=-: whether the brid", "Anna Weber=weber: “It will be open", "Anna Weber=weber: “Those who cross"],
    );
}

#[test]
fn in_an_interview_who_answered_twice_says_what_is_quoted_with_nobody_named() {
    let tale = "The harbour lies in the shadow of the old fortress.";
    check_told(
        &format!(
            "I asked Anna Weber whether the bridge would reopen.\n“It will be open before anybody in the town expects it.”\n\
             But who is going to pay for all of the work?\n“Those who cross it will pay for it, as they always have.”\n\
             {tale}\n“My father worked here for all of his life.”"
        ),
        &[
            "I=-: whether the brid",
            "Anna Weber=weber: “It will be open",
            "Anna Weber=weber: “Those who cross",
            "Anna Weber=weber: “My father worke",
        ],
    );
    check_told(
        &format!(
            "I asked Anna Weber whether the bridge would reopen.\n“It will be open before anybody in the town expects it.”\n{tale}\n“My father worked here for all of his life.”"
        ),
        &["I=-: whether the brid", "Anna Weber=weber: “It will be open", "-=-: “My father worke"],
    );
}

#[test]
fn who_fires_back_is_who_speaks_next() {
    let after = "One day after Peter Novak said that the port was his, harbour master Jon Weber fired back on Monday. ";
    check_speakers(
        &format!("{after}“The port belongs to those who work in it,” he declared."),
        &["weber m Jon Weber", "novak m Peter Novak"],
        &["Peter Novak=novak", "he=weber"],
    );
}

#[test]
fn the_subject_of_a_sentence_is_no_country_before_a_title() {
    let before = "Anna Weber said on Monday that Kestrel expected an exchange of sailors soon. ";
    check_speakers(
        &format!(
            "{before}Norland President Peter Novak’s envoy, Jon Berg, posted more details of the exchange, which he said would involve 314 sailors."
        ),
        &["weber m Anna Weber", "novak m Peter Novak", "berg m Jon Berg", "norland p Norland", "kestrel p Kestrel"],
        &["Anna Weber=weber", "Norland President Peter Novak’s envoy, Jon Berg=berg", "he=berg"],
    );
}

#[test]
fn a_participle_hangs_on_the_description_that_its_sentence_begins_with() {
    check_speakers(
        "The harbour master made the case for the port at the fair on Friday, saying: “The port will not be shut.”",
        &[],
        &["The harbour master=-"],
    );
}
