//! Corrections are read, printed and applied.

use super::*;
use crate::model::{ActorKind, Event, Kind, Published, Span, Speaker, Statement, When};

fn actor(id: &str, name: &str, at: u32) -> Actor {
    let mentions = vec![Span { start: at, end: at + 1 }];
    Actor { id: id.into(), name: name.into(), kind: ActorKind::Person, mentions }
}

fn article() -> Article {
    let speaker = Speaker { text: "R".into(), span: Span { start: 0, end: 1 }, actor: Some("m-rutte".into()) };
    let statement = Statement {
        kind: Kind::Direct,
        speaker: Some(speaker),
        cue: None,
        content: vec![Span { start: 2, end: 3 }],
        date: None,
        themes: Vec::new(),
        within: None,
    };
    let date: PartialDate = "2025-02-18".parse().unwrap();
    let actors = vec!["m-rutte".into(), "mark-rutte".into()];
    let event =
        Event { when: When::on(date), span: Span { start: 0, end: 1 }, sentence: Span { start: 0, end: 1 }, actors };
    Article {
        id: "a".into(),
        text: "R said x".into(),
        actors: vec![actor("m-rutte", "M. Rutte", 0), actor("mark-rutte", "Mark Rutte", 4), actor("kyiv", "Kyiv", 6)],
        statements: vec![statement],
        events: vec![event],
        ..Article::default()
    }
}

/// An article of another date, with nothing that hangs on it.
fn dated(article: &mut Article, date: PartialDate) {
    article.published = Some(Published::new(date, None));
}

/// Ids, names and mentions of the actors, and the speaker, after corrections; printing and reading changes nothing.
fn check(toml: &str, actors: &[(&str, &str, usize)], speaker: Option<&str>) -> Article {
    let corrections = Corrections::read(toml).unwrap();
    assert_eq!(Corrections::read(&corrections.print()).as_ref(), Ok(&corrections));
    let mut article = article();
    assert!(corrections.concern(&article));
    corrections.apply(&mut article, dated);
    let found: Vec<_> = article.actors.iter().map(|a| (a.id.as_str(), a.name.as_str(), a.mentions.len())).collect();
    assert_eq!(found, actors, "{toml}");
    assert_eq!(article.statements[0].speaker.as_ref().unwrap().actor.as_deref(), speaker, "{toml}");
    article
}

const KYIV: (&str, &str, usize) = ("kyiv", "Kyiv", 1);

#[test]
fn actors_are_merged_renamed_split_and_hidden() {
    let merged = "[[correction]]\nmerge = \"m-rutte\"\ninto = \"mark-rutte\"\n";
    let article = check(merged, &[("mark-rutte", "Mark Rutte", 2), KYIV], Some("mark-rutte"));
    assert_eq!(article.events[0].actors, ["mark-rutte"]);
    let renamed = format!("{merged}[[correction]]\nrename = \"mark-rutte\"\nname = \"NATO's Rutte\"\n");
    check(&renamed, &[("mark-rutte", "NATO's Rutte", 2), KYIV], Some("mark-rutte"));
    let both = [("mark-rutte", "Mark Rutte", 1), KYIV];
    check("[[correction]]\nhide = \"m-rutte\"", &both, None);
    let split =
        "[[correction]]\nsplit = \"m-rutte\"\ninto = \"maria-rutte\"\nname = \"Maria Rutte\"\narticles = [\"a\"]\n";
    check(split, &[("maria-rutte", "Maria Rutte", 1), both[0], KYIV], Some("maria-rutte"));
    let away = "[[correction]]\nmerge = \"m-rutte\"\ninto = \"x\"\nname = \"X\"\n[[correction]]\nhide = \"x\"\n";
    check(away, &both, None);
}

#[test]
fn date_and_source_of_an_article_are_set() {
    let unchanged = [("m-rutte", "M. Rutte", 1), ("mark-rutte", "Mark Rutte", 1), KYIV];
    let toml = "[[correction]]\narticle = \"a\"\npublished = \"2025-02\"\nsource = \"The \\\"Daily\\\"\"\n";
    let article = check(toml, &unchanged, Some("m-rutte"));
    assert_eq!(article.published.unwrap().date.to_string(), "2025-02");
    assert_eq!(article.source.unwrap().name, "The \"Daily\"");
}

#[test]
fn others_are_left_as_they_are() {
    let corrections =
        Corrections::read("[[correction]]\narticle = \"b\"\nsource = \"X\"\n[[correction]]\nhide = \"nobody\"")
            .unwrap();
    let mut article = article();
    assert!(!corrections.concern(&article));
    corrections.apply(&mut article, dated);
    assert_eq!(article, self::article());
}

#[test]
fn what_is_wrong_is_said() {
    for (toml, said) in [
        ("[[correction]]\nmerge = \"a\"", "correction 1: needs `into`"),
        (
            "[[correction]]\nhide = \"a\"\n[[correction]]\nmerge = \"a\"\nhide = \"b\"",
            "correction 2: needs exactly one",
        ),
        ("[[correction]]\narticle = \"a\"\npublished = \"soon\"", "correction 1: "),
        ("[[correction]]\nhyde = \"a\"", "unknown field `hyde`"),
        ("x", "TOML parse error"),
    ] {
        let error = Corrections::read(toml).unwrap_err();
        assert!(error.contains(said), "{error}");
    }
}

#[test]
fn the_file_beside_a_dossier_comes_before_the_one_in_the_users_folder() {
    let folder = tempfile::tempdir().unwrap();
    let dossier = [folder.path().to_path_buf()];
    let own = place(&dossier, Some(Path::new("/u"))).unwrap();
    assert!(own.starts_with("/u/corrections"), "{own:?}");
    assert_ne!(Some(own), place(&[folder.path().join("x")], Some(Path::new("/u"))));
    std::fs::write(folder.path().join(FILE), "").unwrap();
    assert_eq!(place(&dossier, None), Some(folder.path().join(FILE)));
    assert_eq!(place(&[], None), None);
}

#[test]
fn ids_are_made_of_names() {
    assert_eq!(id_of("Élise  O'Neill-Šimić"), "elise-o-neill-simic");
}

#[test]
fn a_correction_is_appended_and_undone_and_comments_stay() {
    let hide = |id: &str| Correction::Hide { actor: id.into() };
    let one = Corrections::appended("", hide("a"));
    let mine = format!("{one}# on purpose: see my mail\n");
    let two = Corrections::appended(&mine, hide("b"));
    assert_eq!(Corrections::read(&two).unwrap().list, [hide("a"), hide("b")]);
    assert!(two.contains("# on purpose"));
    let undone = Corrections::undone(&two).unwrap();
    assert_eq!(Corrections::read(&undone).unwrap().list, [hide("a")]);
    assert!(undone.contains("# on purpose"));
    let none = Corrections::undone(&undone).unwrap();
    assert!(Corrections::read(&none).unwrap().is_empty());
    assert_eq!((Corrections::undone(&none), Corrections::undone("x")), (None, None));
}

#[test]
fn the_speaker_of_one_statement_is_set_right_and_of_no_other() {
    let mut article = article();
    let twice = "R said x and again: x";
    article.text = twice.into();
    let again =
        Statement { content: vec![Span { start: 20, end: 21 }], speaker: None, ..article.statements[0].clone() };
    article.statements[0].content = vec![Span { start: 7, end: 8 }];
    article.statements.push(again);
    let corrections = |id: &str, at: u32| {
        let entry = format!("speaker = \"{id}\"\nname = \"Ada King\"\narticle = \"a\"\nat = {at}\nsaid = \"x\"");
        let read = Corrections::read(&format!("[[correction]]\n{entry}\n")).unwrap();
        assert_eq!(Corrections::read(&read.print()).as_ref(), Ok(&read));
        assert!(read.concern(&article));
        read
    };
    let speakers = |article: &Article| -> Vec<Option<String>> {
        article.statements.iter().map(|one| one.speaker.as_ref().and_then(|speaker| speaker.actor.clone())).collect()
    };
    let mut known = article.clone();
    corrections("kyiv", 20).apply(&mut known, dated);
    assert_eq!(speakers(&known), [Some("m-rutte".to_owned()), Some("kyiv".to_owned())]);
    assert_eq!(known.statements[1].speaker.as_ref().unwrap().span.of(&known.text), "", "nobody is worded there");
    assert_eq!(known.actors, article.actors, "who is named already is not named again");
    let mut new = article.clone();
    corrections("ada-king", 5).apply(&mut new, dated);
    assert_eq!(speakers(&new), [Some("ada-king".to_owned()), None], "the nearer of two with the same words");
    assert_eq!(new.statements[0].speaker.as_ref().unwrap().text, "R", "the wording stays");
    let last = new.actors.last().unwrap();
    assert_eq!((last.id.as_str(), last.name.as_str(), last.mentions.len()), ("ada-king", "Ada King", 0));
    assert!(Corrections::read("[[correction]]\nspeaker = \"a\"\nname = \"A\"").is_err(), "which one?");
}
