//! What the built-in themes find and leave alone, as sentences with the themes expected of them.

use super::{Lexicon, explain, find, has};
use crate::extract::Prose;
use crate::model::{Span, Theme};
use proptest::prelude::*;
use std::sync::LazyLock;

static BUILT_IN: LazyLock<Lexicon> = LazyLock::new(Lexicon::built_in);

/// The themes of a text whose first line is the headline if it starts with `# `.
fn themes(text: &str) -> Vec<Theme> {
    let title = text.starts_with("# ").then(|| Span::new(2, text.find('\n').unwrap_or(text.len())));
    let start = title.map_or(0, |t| t.end as usize);
    find(&Prose::read(text, title, &[Span::new(start, text.len())]), &BUILT_IN)
}

/// `expected` lists ids that must be found and, with `!`, ids that must not; `-` asks for none at all.
fn check(text: &str, expected: &str) {
    let found: Vec<_> = themes(text).into_iter().map(|t| t.id).collect();
    for id in expected.split(", ") {
        match id.strip_prefix('!') {
            Some(id) => assert!(!found.iter().any(|f| f == id), "{id} in `{text}`: {found:?}"),
            None if id == "-" => assert!(found.is_empty(), "`{text}`: {found:?}"),
            None => assert!(found.iter().any(|f| f == id), "no {id} in `{text}`: {found:?}"),
        }
    }
}

fn check_first(text: &str, expected: &str) {
    let found: Vec<_> = themes(text).into_iter().map(|t| t.id).collect();
    assert_eq!(found.first().map(String::as_str), Some(expected), "`{text}`: {found:?}");
}

#[test]
fn words_that_a_theme_finds_are_its_own() {
    for (words, known) in [
        ("ceasefire", true),
        ("cease fire", true),
        ("ceasefire deal", true),
        ("buffer zones", true),
        ("ceasefire in paris", false),
        ("paris", false),
        ("", false),
    ] {
        assert_eq!(has(&BUILT_IN, "ceasefire", words), known, "{words}");
    }
    assert!(!has(&BUILT_IN, "no-such-theme", "ceasefire"));
}

#[test]
fn guarantees_and_talks_are_found() {
    check("The minister asked for binding security guarantees before any vote.", "security-guarantees");
    check("Two states offered to act as guarantors of security after the war.", "security-guarantees");
    check("The pact should deter a renewed attack, with Article 5-like commitments.", "security-guarantees");
    check("Peace talks resumed in the old palace.", "peace-negotiations");
    check("She hoped to negotiate an end to the war by spring.", "peace-negotiations");
    check("The envoys would not speak of territorial concessions.", "peace-negotiations");
    check("A cease-fire took hold at midnight.", "ceasefire");
    check("Both sides accused each other of breaking the truce.", "ceasefire");
    check("The rebels agreed to a cessation of hostilities.", "ceasefire");
}

#[test]
fn aid_and_spending_are_found() {
    check("Oslo promised more military aid.", "military-aid");
    check("They will deliver forty howitzers to Kyiv.", "military-aid");
    check("The cabinet suspended arms deliveries.", "military-aid");
    check("Defence spending must rise, the treasurer said.", "defence-spending");
    check("The country will spend more on defense, up to 3 percent of GDP.", "defence-spending");
    check("A new shell factory and joint arms production were announced.", "defence-spending");
}

#[test]
fn forces_and_alliances_are_found() {
    check("Peacekeepers will patrol the road.", "peacekeeping-force");
    check("London is ready to send troops to Ukraine as part of a multinational force.", "peacekeeping-force");
    check("Georgia still wants NATO membership.", "nato-membership");
    check("The door is open for the country to join Nato.", "nato-membership");
    check("Allies invoked Article 5 for the first time.", "collective-defence");
    check("Jets were moved to the eastern flank.", "collective-defence");
    check("The quarrel has strained transatlantic relations.", "alliance-unity");
    check("Diplomats spoke of cracks in Western unity.", "alliance-unity");
    check("Conscription was brought back after fifteen years.", "armed-forces");
    check("The navy's joint drills with 9,000 troops strong units show how the army is being rebuilt.", "armed-forces");
}

#[test]
fn who_acts_is_found() {
    check(
        "Europe must take responsibility for its own defence, the president of the commission said.",
        "european-role",
    );
    check("Strategic autonomy is the aim, and European leaders now say so.", "european-role");
    check("Washington demanded that allies pay; US support is no longer a given.", "us-role");
    check("The White House threatened to withhold intelligence, and Trump's envoy pressed for a deal.", "us-role");
    check("The Kremlin rejected the plan, and Moscow insists on its terms.", "russia-position");
    check("Lavrov said Russia would never accept foreign troops there.", "russia-position");
    check("Beijing warned against interference; China's position is unchanged.", "china-position");
    check("The Chinese foreign ministry denounced the visit to the island across the Taiwan Strait.", "china-position");
}

#[test]
fn diplomacy_and_zones_are_found() {
    check("The summit opened on Monday.", "diplomacy-and-summits");
    check("The prime minister met his Turkish counterpart, and talks in Geneva follow.", "diplomacy-and-summits");
    check("The island chose neutrality.", "neutrality-and-spheres-of-influence");
    check("Great powers carving out spheres of influence", "neutrality-and-spheres-of-influence");
}

#[test]
fn war_and_threat_are_found() {
    check("The exercise is meant to deter an invasion.", "aggression-and-deterrence");
    check("Sabotage of undersea cables is part of the hybrid war.", "aggression-and-deterrence");
    check("A missile strike killed four and shelling went on along the front line.", "warfare");
    check("Troops captured a village after heavy fighting.", "warfare");
    check("The annexation was never recognised.", "territory-and-sovereignty");
    check("They will not cede the region: its territorial integrity is not for sale.", "territory-and-sovereignty");
    check("Uranium enrichment goes on, inspectors say.", "nuclear-and-arms-control");
    check("The last arms control treaty between the two powers ran out.", "nuclear-and-arms-control");
}

#[test]
fn levers_people_and_politics_are_found() {
    check("New sanctions hit two banks.", "sanctions-and-assets");
    check("What to do with the immobilised Russian assets?", "sanctions-and-assets");
    check("Tariffs of 25% begin in May.", "energy-and-trade");
    check("The pipeline carries no oil since March.", "energy-and-trade");
    check("Refugees slept in the station.", "humanitarian-and-reconstruction");
    check("Both sides exchanged 300 prisoners of war.", "humanitarian-and-reconstruction");
    check("Voters elect a new parliament on Sunday.", "domestic-politics");
    check("The opposition party called the election a farce.", "domestic-politics");
    check("Aid lorries waited outside Gaza.", "middle-east");
    check("Iran answered Israel with a warning.", "middle-east");
}

#[test]
fn look_alikes_are_left_alone() {
    check("The bank asked for a loan guarantee and the shop gives a money-back guarantee.", "-");
    check("She won the Nobel Peace Prize.", "!peace-negotiations");
    check("A truce in the trade war calmed markets.", "!ceasefire");
    check("The unions called a general strike; a hunger strike followed.", "!warfare");
    check("He died of a heart attack after a long battle with cancer.", "-");
    check("The town aims to be carbon neutral; carbon neutrality is popular.", "-");
    check("The Middle East envoy was in the room.", "!middle-east");
    check("Envoys met in Abu Dhabi.", "!middle-east");
    check("The defence lawyer objected, the defense attorney too.", "-");
    check("Most of us think that america's cup is dull.", "!us-role");
    check("It is part of the importance of portions.", "-");
    check("Software for frontline workers and retail frontline operations", "-");
    check("The project was held hostage by negotiations with the fundamental reasons in Ukraine.", "!military-aid");
    check("Sovereign wealth funds and sovereign debt", "!territory-and-sovereignty");
    check("EU membership was promised; accession to the EU takes years.", "!nato-membership");
}

#[test]
fn kitchen_and_stadium_hold_no_theme() {
    check("# Lentil soup\nChop the onion and two cloves of garlic. Simmer for an hour with a tablespoon of oil.", "-");
    let match_report = "# Late goal sinks the visitors\nThe striker scored in injury time; the goalkeeper had no chance. \
                        The home side's attack was strong, its defence stronger, and the coach spoke of a battle. In the \
                        league they now lead the table, with a game against their rivals from the capital on Sunday.";
    check(match_report, "-");
    check("The film's star won a Grammy for the album; the box office was a record.", "-");
}

#[test]
fn the_headline_leads() {
    check_first(
        "# Parliament election set for May\nThe summit was held in Rome. Sanctions remain.",
        "domestic-politics",
    );
    check_first("# Ceasefire holds\nThe summit was held in Rome. A new round of sanctions follows.", "ceasefire");
    check_first(
        "# Sanctions on shipping\nA ceasefire was discussed. Tariffs may rise. Sanctions stay.",
        "sanctions-and-assets",
    );
}

#[test]
fn one_mention_makes_no_theme_of_a_long_text() {
    let long = format!("{}The ceasefire held.", "The gardener watered the roses and went home again. ".repeat(400));
    check(&long, "-");
}

#[test]
fn explanations_add_up_to_what_is_reported() {
    let text = "Peace talks on Monday; peace talks on Friday.";
    let prose = Prose::read(text, None, &[Span::new(0, text.len())]);
    let explained = explain(&prose, &BUILT_IN);
    let first = &explained[0];
    assert_eq!(BUILT_IN.themes[first.theme].id, "peace-negotiations");
    assert!(first.reported && first.evidence.len() == 2);
    assert!(first.evidence[0].weight > first.evidence[1].weight);
}

/// How many steps into phrases are taken in a text of so many bytes made of `piece`.
fn steps(piece: &str, bytes: usize) -> u64 {
    super::matcher::STEPS.with(|steps| steps.set(0));
    let _ = themes(&piece.repeat(bytes / piece.len()));
    super::matcher::STEPS.with(std::cell::Cell::get)
}

#[test]
fn a_long_text_of_one_word_takes_linear_work() {
    for piece in ["Russia ", "US ", "talks between ", "Ukraine-", "guarantee ", "missile strike ", "7 ", "May ", "A"] {
        let (short, long) = (steps(piece, 4_000), steps(piece, 8_000));
        assert!(long <= 2 * short + 1_000, "{piece:?}: {short} steps, then {long}");
    }
}

#[test]
fn a_long_article_is_about_ten_themes_at_most() {
    let all = "Peace talks, a ceasefire, security guarantees, military aid, defence spending, peacekeepers, NATO membership, \
               Article 5, sanctions, tariffs, refugees, an election, Gaza, uranium enrichment and a missile strike. ";
    let found = themes(&format!("# Ceasefire holds\n{}", all.repeat(3)));
    assert_eq!((found.len(), found[0].id.as_str()), (10, "ceasefire"));
}

proptest! {
    #[test]
    fn mentions_fit_the_text_in_order(text in "(\\PC{0,8}|[Tt]ruce|peace talks|US|sanctions|['s .,-]){0,30}") {
        for theme in themes(&text) {
            prop_assert!((0.0..=1.0).contains(&theme.score));
            prop_assert!(theme.mentions.iter().all(|m| text.get(m.range()).is_some_and(|s| !s.is_empty())));
            prop_assert!(theme.mentions.windows(2).all(|m| m[0].end <= m[1].start));
        }
    }
}
