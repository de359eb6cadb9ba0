//! Tests of the whole search for actors, from prose to ids.

use super::{Lexicon, Mentions, find};
use crate::extract::Prose;
use crate::model::{ActorKind, Span};
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::built_in);

fn actors(text: &str) -> Mentions {
    let lines = text.split_inclusive('\n').scan(0, |at, line| {
        *at += line.len();
        Some(Span::new(*at - line.len(), *at).trim(text))
    });
    let body: Vec<_> = lines.filter(|line| !line.is_empty()).collect();
    find(&Prose::read(text, None, &body), &LEXICON)
}

/// `id: mention, mention; id: mention` in the order of the text.
fn check(text: &str, expected: &str) {
    let found = actors(text);
    let one = |actor: &crate::model::Actor| {
        let mentions: Vec<_> = actor.mentions.iter().map(|m| m.of(text)).collect();
        format!("{}: {}", actor.id, mentions.join(", "))
    };
    assert_eq!(found.actors.iter().map(one).collect::<Vec<_>>().join("; "), expected, "{text}");
}

#[test]
fn titles_are_no_part_of_names() {
    check(
        "NATO Secretary General Mark Rutte met Estonian President Alar Karis on Monday.",
        "nato: NATO; mark-rutte: Mark Rutte; alar-karis: Alar Karis",
    );
    check("Mrs. Anna Petrova thanked Dr. John Fields.", "anna-petrova: Anna Petrova; john-fields: John Fields");
}

#[test]
fn a_surname_or_first_name_is_the_full_name() {
    check(
        "Clara Hoffmann runs the office. Hoffmann said she was tired, and Clara left.",
        "clara-hoffmann: Clara Hoffmann, Hoffmann, Clara",
    );
    check(
        "Peter Vale and his wife Susan Vale arrived. Mr. Vale said nothing. Mrs. Vale smiled.",
        "peter-vale: Peter Vale, Vale; susan-vale: Susan Vale, Vale",
    );
}

#[test]
fn an_acronym_is_its_name() {
    check(
        "The Baltic Fisheries Protection Agency (BFPA) said on Friday that it was ready. The BFPA has two boats.",
        "baltic-fisheries-protection-agency: Baltic Fisheries Protection Agency, BFPA, BFPA",
    );
    check("NATO said the Alliance would answer.", "nato: NATO, Alliance");
}

#[test]
fn capitals_stand_for_states_where_they_act() {
    check("Moscow said it would answer, and Kyiv’s reply was short.", "russia: Moscow; ukraine: Kyiv");
    check("They met in Moscow. A train to Kyiv was late.", "");
    check("Oslo swiftly answered. Lima controls a third of it.", "norway: Oslo; peru: Lima");
    check("Oslo doesn’t mind.", "norway: Oslo");
    check("The Oslo talks ended. Lima streets were empty.", "");
    check("The Kremlin denied it.", "russia: Kremlin");
}

#[test]
fn nationalities_are_no_mentions() {
    check("The French and the Ukrainian side agreed.", "");
    check("U.S.-Russian contacts went on while U.S.-China trade fell.", "united-states: U.S.; china: China");
}

#[test]
fn groups_that_act_are_actors() {
    check(
        "European leaders and Western officials met NATO allies.",
        "european-leaders: European leaders; western-officials: Western officials; nato-members: NATO allies",
    );
    check(
        "Leaders of six European countries and eastern European NATO members objected.",
        "european-leaders: Leaders of six European countries; eastern-nato-members: eastern European NATO members",
    );
    check("Members of the coalition of the willing waited.", "coalition-of-the-willing: coalition of the willing");
    check("The Biden administration agreed.", "biden-administration: Biden administration");
    check("President Joe Biden’s administration agreed.", "biden-administration: Joe Biden’s administration");
    check("Mr. Trelawney’s office agreed.", "trelawney-office: Trelawney’s office");
    check("The Prosecutor General’s office is closed, and so is Germany’s.", "germany: Germany");
}

#[test]
fn a_surname_that_everybody_knows_is_no_place() {
    check("The Zelenskyy-Putin talks went on.", "volodymyr-zelensky: Zelenskyy; vladimir-putin: Putin");
}

#[test]
fn bodies_of_states_are_named_by_whose_they_are() {
    check(
        "Norway's air force agreed, and the Norwegian defense ministry too. Oslo's allies waited.",
        "norwegian-air-force: Norway's air force; norwegian-defence-ministry: Norwegian defense ministry; \
         norwegian-allies: Oslo's allies",
    );
    check(
        "The Norwegian government and Chile’s government agreed.",
        "norway: Norwegian government; chile: Chile’s government",
    );
    check("The air force of a small state waited, and Chile's companies grew.", "chile: Chile");
}

#[test]
fn things_are_no_actors() {
    check("She used Windows XP and read the North Atlantic Treaty on Monday in April.", "");
    check("The Munich Security Conference opened.", "");
}

#[test]
fn every_kind_is_told() {
    let found = actors("Spain and the European Commission heard Maria Lopez, and European leaders agreed.");
    let kinds: Vec<_> = found.actors.iter().map(|a| a.kind).collect();
    assert_eq!(kinds, [ActorKind::Place, ActorKind::Organisation, ActorKind::Person, ActorKind::Group]);
}

#[test]
fn profiles_tell_gender_roles_and_number() {
    use super::Gender::{Female, Male};
    let text = "French Foreign Minister Claire Dubois met Tom Berg, the mayor of Vienna. Western officials listened.";
    let found = actors(text);
    let profile = |id: &str| {
        let at = found.actors.iter().position(|a| a.id == id).unwrap_or_else(|| panic!("{id}"));
        &found.profiles[at]
    };
    assert_eq!(profile("claire-dubois").gender, Some(Female));
    assert!(profile("claire-dubois").holds("french foreign minister"));
    assert!(profile("claire-dubois").holds("top diplomat"));
    assert_eq!(profile("tom-berg").gender, Some(Male));
    assert!(profile("tom-berg").holds("mayor"));
    assert!(profile("western-officials").plural);
    assert!(actors("Rutte agreed.").profiles[0].holds("nato chief"));
    assert!(actors("Mr. Trump agreed.").profiles[0].holds("american leader"));
}

/// What a template makes of the names of a line; each name stands in a sentence of its own.
fn ids(names: &[&str]) -> Vec<Option<String>> {
    let text = names
        .iter()
        .map(|name| format!("On Tuesday they spoke about {name} for an hour.\n"))
        .collect::<Vec<_>>()
        .concat();
    let found = actors(&text);
    let mut at = 0;
    let mut ids = Vec::new();
    for name in names {
        let start = at + text[at..].find(name).unwrap_or_default();
        let span = Span::new(start, start + name.len());
        at = span.end as usize;
        let hit = found.places.iter().find(|(place, _)| place.overlaps(span));
        ids.push(hit.map(|(_, actor)| found.actors[*actor].id.clone()));
    }
    ids
}

#[test]
fn spellings_join_and_different_names_stay_apart() {
    let mut wrong = Vec::new();
    let file = include_str!("../../../tests/cases/actors/spellings.txt");
    for line in file.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let apart = line.contains(" / ");
        let names: Vec<_> = line
            .split([' '])
            .collect::<Vec<_>>()
            .join(" ")
            .split(if apart { " / " } else { " = " })
            .map(str::to_owned)
            .collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let ids = ids(&names);
        let right = if apart { ids[0] != ids[1] } else { ids.iter().all(|id| *id == ids[0]) };
        if !right || ids.contains(&None) {
            wrong.push(format!("{line}: {ids:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_same_actor_has_one_id_in_all_articles() {
    for (one, other, id) in [
        ("Volodymyr Zelenskyy spoke.", "Zelensky spoke.", "volodymyr-zelensky"),
        ("Sergei Lavrov spoke.", "Sergey Lavrov spoke.", "sergey-lavrov"),
        ("The U.N. spoke.", "The United Nations spoke.", "united-nations"),
        ("Dmitriy Orlovskiy spoke.", "Dmitry Orlovsky spoke.", "dmitry-orlovsky"),
    ] {
        for text in [one, other] {
            let found = actors(text);
            assert_eq!(found.actors.first().map(|a| a.id.as_str()), Some(id), "{text}");
        }
    }
}

#[test]
fn a_venue_is_no_actor_where_things_only_happen_there() {
    check("The leaders of both parties met in Geneva, and Canada agreed.", "canada: Canada");
    check("He wrote on Twitter that Canada would wait.", "canada: Canada");
    check("Twitter said it would wait.", "twitter: Twitter");
    check("They spoke at the White House. The White House said no.", "white-house: White House");
}

#[test]
fn a_name_reaches_as_far_as_it_goes() {
    check("The Security Service of Ukraine said so.", "security-service-of-ukraine: Security Service of Ukraine");
    check("Reporters of Kyivpost.com said so.", "kyivpost-com: Kyivpost.com");
}

#[test]
fn in_other_languages_only_known_names_are_found() {
    let text = "Der Kanzler sagte am Dienstag in einer Rede vor der Versammlung, dass die Regierung auch weiterhin an der \
        Seite der Ukraine steht und dass die Lieferung von weiteren Waffen in den kommenden Wochen noch einmal geprüft \
        wird, weil die Lage an der Front nach wie vor schwierig ist und weil die NATO das so beschlossen hat.";
    check(text, "ukraine: Ukraine; nato: NATO");
}

#[test]
fn a_page_of_capitals_takes_linear_time() {
    let text = (0..4_000).map(|n| format!("Ab{} Smith of The ", n % 997)).collect::<Vec<_>>().concat();
    actors(&text);
    actors(&"A".repeat(50_000));
    actors(&"The Of And ".repeat(3_000));
    actors(&"- ' “ ".repeat(3_000));
    // Each of many single names is weighed against the people named before, not against all their names.
    let one = actors(&format!("John Smith left. {}", "Smith said that it is not so. ".repeat(8_000)));
    assert_eq!((one.actors.len(), one.places.len()), (1, 8_001));
}

proptest::proptest! {
    #[test]
    fn any_text_can_be_searched(text in "(\\PC{0,10}|NATO|Mark Rutte|Kyiv|'s|, | leaders| of |U.S.|-|Jr. |\n){0,30}") {
        let found = actors(&text);
        for actor in &found.actors {
            proptest::prop_assert!(!actor.id.is_empty() && !actor.mentions.is_empty());
            proptest::prop_assert!(actor.mentions.iter().all(|m| !m.is_empty() && text.get(m.range()).is_some()));
        }
        proptest::prop_assert!(found.places.windows(2).all(|w| w[0].0.end <= w[1].0.start));
        proptest::prop_assert_eq!(found.actors.len(), found.profiles.len());
    }
}

#[test]
fn a_name_that_is_lengthened_swallows_the_next_one() {
    let text = "\u{1daa1}Jra Mark RutteU\u{b}S1-Kyiv\n";
    let found = actors(text);
    assert!(found.places.windows(2).all(|w| w[0].0.end <= w[1].0.start), "{:?}", found.places);
}

#[test]
fn a_whole_country_is_the_one_half_that_is_named() {
    check("South Korea won. Its coach said Korea was ready.", "south-korea: South Korea, Korea");
    check(
        "North Korea fired a missile and South Korea protested, while Korea was once one.",
        "north-korea: North Korea; south-korea: South Korea; korea: Korea",
    );
    check("South Sudan borders Sudan.", "south-sudan: South Sudan; sudan: Sudan");
}

#[test]
fn a_first_name_alone_was_nobody_where_the_fullest_name_began_otherwise() {
    check(
        "Actor Jan Erik Tom Hoffmann spoke. Tom Hoffmann left early, and Tom was seen again.",
        "jan-erik-tom-hoffmann: Jan Erik Tom Hoffmann, Tom Hoffmann, Tom",
    );
}

#[test]
fn a_state_was_the_university_that_has_its_initials() {
    check(
        "The University of Sheffield said so. Scientists in the U.S. agreed, and the US paid.",
        "university-of-sheffield: University of Sheffield; united-states: U.S., US",
    );
}

#[test]
fn a_body_was_the_one_whose_name_begins_likewise() {
    check(
        "Harvard University paid. Harvard University Press printed it for Harvard University.",
        "harvard-university: Harvard University, Harvard University; harvard-university-press: Harvard University Press",
    );
}

#[test]
fn a_nickname_cut_a_name_in_two() {
    check("On Monday Robert “Bob” Miller spoke. Miller said it again.", "robert-miller: Robert “Bob” Miller, Miller");
}

#[test]
fn marks_of_markdown_stood_in_a_name() {
    let found = actors("The report by Zebra** **Technologies Corporation was read by Anna Petrova in Berlin.");
    assert!(found.actors.iter().all(|actor| !actor.name.contains('*')), "{:?}", found.actors);
}

#[test]
fn numbers_and_parties_were_people() {
    let found = actors("Senator Anna Petrova (R-Ky.) said so. Her office uses the MC3450 over Wi-Fi.");
    let people = found.actors.iter().filter(|actor| actor.kind == ActorKind::Person).map(|actor| actor.id.as_str());
    assert_eq!(people.collect::<Vec<_>>(), ["anna-petrova"]);
}

#[test]
fn a_site_named_by_its_address_was_missed() {
    check("Nothing was known of it, Quibber.Az reports.", "quibber-az: Quibber.Az");
}

#[test]
fn models_and_addresses_are_no_actors() {
    check("They fired an Orlan-10 and a Shahed-136, Kyiv said.", "ukraine: Kyiv");
    check("Anna Petrova wrote it. Anna.Petrova@harbour.test", "anna-petrova: Anna Petrova");
}

#[test]
fn a_known_body_behind_and_is_an_actor_of_its_own() {
    check(
        "A study by the Eastport Harbour Institute and Reuters named the owner.",
        "eastport-harbour-institute: Eastport Harbour Institute; reuters: Reuters",
    );
}
