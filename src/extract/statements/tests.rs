//! Statements in compact notation: `[S:who] [Q:cue] [N:what]`, with a number where a text holds several (`[S2:…]`). A
//! source or cue that several share bears all their numbers (`[S12:…]`).

use super::*;
use crate::extract::actors::{Gender, Profile};
use crate::model::{Actor, ActorKind, Kind, Span};
use proptest::prelude::*;

mod speakers;

/// A text without its marks, and for each statement its source, cue and contents.
fn parse(marked: &str) -> (String, Vec<[Vec<String>; 3]>) {
    let mut text = String::new();
    let mut open: Vec<(usize, Vec<usize>, usize)> = Vec::new();
    let mut statements: Vec<[Vec<String>; 3]> = Vec::new();
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        let label: String = rest.chars().skip(1).take_while(|c| *c != ':').take(6).collect();
        let part = "SQN".find(label.chars().next().unwrap_or(' '));
        let digits = label.get(1..).is_some_and(|d| d.chars().all(|c| c.is_ascii_digit()));
        if let (true, Some(part), true) = (c == '[', part, digits) {
            let numbers: Vec<_> = label[1..].bytes().map(|b| usize::from(b - b'1')).collect();
            open.push((part, if numbers.is_empty() { vec![0] } else { numbers }, text.len()));
            rest = &rest[label.len() + 2..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        if c == ']'
            && let Some((part, numbers, start)) = open.pop()
        {
            for number in numbers {
                statements.resize(statements.len().max(number + 1), Default::default());
                statements[number][part].push(text[start..].to_owned());
            }
        } else {
            text.push(c);
        }
    }
    (text, statements)
}

fn prose(text: &str) -> Prose<'_> {
    let mut at = 0;
    let lines = text.split('\n').map(|line| {
        at += line.len() + 1;
        Span::new(at - line.len() - 1, at - 1)
    });
    Prose::read(text, None, &lines.filter(|s| !s.is_empty()).collect::<Vec<_>>())
}

/// The statements of a body, one paragraph a line, with nothing known of names.
fn statements(text: &str) -> Vec<Statement> {
    find(&prose(text), &Mentions::default(), &[], &[], &Lexicon::built_in())
}

fn check(marked: &str) {
    let (text, expected) = parse(marked);
    let words = |spans: Vec<Span>| spans.iter().map(|s| s.of(&text).to_owned()).collect::<Vec<_>>();
    let mut found: Vec<_> = statements(&text)
        .iter()
        .map(|s| {
            let source = s.speaker.iter().map(|s| s.span).collect();
            [words(source), words(s.cue.iter().map(|c| c.span).collect()), words(s.content.clone())]
        })
        .collect();
    let mut expected = expected;
    found.sort();
    expected.sort();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn what_is_done_is_not_said() {
    let text =
        "The state has reduced the fares for ferries. The army shelled the port. The union is known as “the crew”.";
    assert!(statements(text).is_empty(), "{:?}", statements(text));
}

#[test]
fn indirect_speech_has_source_cue_and_content() {
    check("[S:The minister] [Q:said] [N:that the bridge would reopen in May].");
    check("[S:Anna Weber] [Q:warned] [N:that the harbour could freeze].");
    check("[N:The harbour is closed], [S:the agency] [Q:reported on Monday].");
    check("[Q:According to] [S:the ministry], [N:two ships left the port].");
    check("[N:Two ships left the port on Sunday], [Q:according to] [S:the ministry].");
}

#[test]
fn the_occasion_and_what_was_left_out_are_no_part_of_what_was_said() {
    check(
        "[N1:The harbour has been losing far more ships than it has reported], [S1:the coast guard] [Q1:said Friday] as [S2:it] [Q2:warned of] [N2:a hard winter].",
    );
    check(
        "[S:The minister] [Q:said on Monday] [N:that forty ships had been lost in the storm], but gave no details of their crews.",
    );
    check("[S:The minister] [Q:said] [N:that forty ships had been lost in the storm], without naming the ports.");
    check("[S:The minister] [Q:said] [N:that the crews had left the port without giving a reason].");
    check("[S:The ministry], for its part, [Q:confirmed] [N:the arrangement].");
}

#[test]
fn what_leads_a_clause_in_ends_before_that() {
    check(
        "Two years after [S2:Anna Weber] [Q2:ordered] [N2:the closure], [N1:the port’s trade has entered a “death zone,”] [Q1:said] [S1:Peter Novak, a trader].",
    );
    check(
        "[N1:What [S2:the ministry] [Q2:calls] [N2:a “special measure”] has become the longest closure of the harbour], [S1:experts] [Q1:said].",
    );
}

#[test]
fn a_question_in_between_ends_a_quotation() {
    let text = "The towns that Weber calls “the old guard” are to be given up. Is that not, I asked, a reasonable price?\n“I see this differently. I do not look at it as land.”";
    assert!(statements(text).iter().all(|said| said.content.len() == 1), "{:?}", statements(text));
}

#[test]
fn an_agencys_dateline_is_no_part_of_what_was_said() {
    check("EASTPORT, Feb 3 (Agency) - [N:The harbour is closed], [S:the minister] [Q:said on Monday].");
    check("EASTPORT (AX) — [N:The harbour is closed], [S:the minister] [Q:said on Monday].");
    check("EASTPORT, Feb 3 (Agency) - [S:The mayor] [Q:said] [N:that the harbour is closed].");
    check("[N:OPEC (the oil producers) - will cut its output], [S:the minister] [Q:said on Monday].");
}

#[test]
fn quotations_keep_their_marks_and_go_on_behind_the_cue() {
    check("[N:“We will rebuild the bridge,”] [S:Weber] [Q:said].");
    check("[N:“We will rebuild it,”] [S:Weber] [Q:said]. [N:“Nobody will stop us.”]");
    check("[N:\"We are tired,\"] [Q:said] [S:Peter Novak, a farmer].");
}

#[test]
fn a_paragraph_that_is_a_quotation_goes_on_with_the_one_before() {
    check(
        "[N:“The harbour will open in May,”] [S:Weber] [Q:told] reporters on the quay.\n\
         [N:“It has cost us more than we thought, and nobody is going to pay it back.”]",
    );
    check(
        "[N1:“The harbour will open in May,”] [S1:Weber] [Q1:said].\n\
         [N2:“Nobody has asked the fishermen,”] [S2:Peter Novak] [Q2:said].",
    );
}

#[test]
fn two_cues_are_two_statements() {
    check("[S12:The minister] [Q1:said] [N1:the harbour was safe], [Q2:adding] [N2:that the navy would stay].");
}

#[test]
fn cues_take_in_auxiliaries_time_and_medium() {
    check("[S:Weber] [Q:has said] [N:that the bridge is safe].");
    check("[N:The bridge is safe], [S:Weber] [Q:wrote in a letter].");
}

#[test]
fn plain_reports_cite_nobody() {
    check("The bridge was built in 1932. It crosses the river at its narrowest place.");
}

#[test]
fn kinds_follow_from_the_quotation_marks() {
    for (text, kind) in [
        ("“We will rebuild the bridge,” Weber said.", Kind::Direct),
        ("Weber said that the plan was “a gift to the other side of the river” and would fail.", Kind::Mixed),
        ("Weber said that the 'Blue River' plan would fail.", Kind::Indirect),
        ("Weber said that the plan would fail.", Kind::Indirect),
    ] {
        assert_eq!(statements(text).iter().map(|s| s.kind).collect::<Vec<_>>(), [kind], "{text}");
    }
}

/// Actors written as `id kind name`, kinds `m`, `f` (people), `o`, `p`, `g`, with roles behind a `/`; every occurrence
/// of the name is a mention.
fn mentions(text: &str, actors: &[&str]) -> Mentions {
    let mut found = Mentions::default();
    for (at, actor) in actors.iter().enumerate() {
        let (actor, roles) = actor.split_once(" / ").unwrap_or((actor, ""));
        let mut fields = actor.splitn(3, ' ');
        let (id, kind, name) = (fields.next().unwrap(), fields.next().unwrap(), fields.next().unwrap());
        let spans: Vec<_> = text.match_indices(name).map(|(start, _)| Span::new(start, start + name.len())).collect();
        found.places.extend(spans.iter().map(|s| (*s, at)));
        let (gender, kind) = match kind {
            "m" => (Some(Gender::Male), ActorKind::Person),
            "f" => (Some(Gender::Female), ActorKind::Person),
            "o" => (None, ActorKind::Organisation),
            "p" => (None, ActorKind::Place),
            _ => (None, ActorKind::Group),
        };
        let roles = roles.split(", ").filter(|r| !r.is_empty()).map(str::to_owned).collect();
        found.profiles.push(Profile { gender, roles, plural: kind == ActorKind::Group });
        found.actors.push(Actor { id: id.to_owned(), name: name.to_owned(), kind, mentions: spans });
    }
    found.places.sort();
    found
}

#[test]
fn a_number_is_nobody_and_what_only_leads_on_is_nothing() {
    let text = "On 3 May 2026, reports of losses emerged.";
    let at = |words: &str| Span::new(text.find(words).unwrap(), text.find(words).unwrap() + words.len());
    let prose = prose(text);
    let line = Line { text, paragraph: &prose.paragraphs[0].1 };
    let draft = |source: &str, content: &str| Draft {
        home: 0,
        content: vec![at(content)],
        source: Some(at(source)),
        cue: Some(at("reports of")),
        inner: false,
    };
    let mut reported = draft("2026", "losses");
    speaker::mend(line, &mut reported);
    assert_eq!(reported.source, None);
    assert!(!void::only_leads_on(&prose, &reported));

    let text = "We also know that";
    let at = |words: &str| Span::new(text.find(words).unwrap(), text.find(words).unwrap() + words.len());
    let known =
        Draft { home: 0, content: vec![at("that")], source: Some(at("We")), cue: Some(at("also know")), inner: false };
    assert!(void::only_leads_on(&self::prose(text), &known));
}

#[test]
fn a_source_ends_behind_an_apposition() {
    for (source, mended) in [
        ("Anna Weber, chair of the port council, travelled to Eastport", "Anna Weber, chair of the port council"),
        ("Anna Weber travelled to Eastport", "Anna Weber"),
        ("Anna Weber, chair of the port council", "Anna Weber, chair of the port council"),
    ] {
        let text = format!("{source} urging that the harbour be closed.");
        let (prose, mentions) = (prose(&text), mentions(&text, &["weber f Anna Weber"]));
        let cue = source.len() + 1..source.len() + 7;
        let content = vec![Span::new(cue.end + 1, text.len() - 1)];
        let (source, cue) = (Some(Span::new(0, source.len())), Some(Span::new(cue.start, cue.end)));
        let mut draft = Draft { home: 0, content, source, cue, inner: false };
        edges::mend(Line { text: &text, paragraph: &prose.paragraphs[0].1 }, &mut draft, &mentions);
        assert_eq!(draft.source.map(|source| source.of(&text)), Some(mended));
    }
}

#[test]
fn who_said_it_stands_behind_the_verb_and_is_not_what_was_said() {
    let text = "The port was shut for the whole winter, said Peter Novak.";
    let prose = prose(text);
    let paragraph = &prose.paragraphs[0].1;
    let span = |words: &str| text.find(words).map(|at| Span::new(at, at + words.len()));
    let mut draft = Draft {
        source: span("The port was shut for the whole winter"),
        cue: span("said"),
        content: span("Peter Novak").into_iter().collect(),
        ..Draft::default()
    };
    subject::turn_around(Line { text, paragraph }, &mut draft, &mentions(text, &["novak m Peter Novak"]));
    assert_eq!(
        (draft.source, draft.content.first().copied()),
        (span("Peter Novak"), span("The port was shut for the whole winter"))
    );
}

#[test]
fn what_has_neither_source_nor_cue_nor_marks_cites_nobody() {
    let text = "The port was “shut for good” in May.";
    let prose = prose(text);
    let is_bare = |words: &str, cue: Option<&str>| {
        let span = |words: &str| text.find(words).map(|at| Span::new(at, at + words.len()));
        let draft = Draft { content: span(words).into_iter().collect(), cue: cue.and_then(span), ..Draft::default() };
        void::is_bare(&prose, &draft)
    };
    assert!(is_bare("The port", None));
    assert!(!is_bare("The port", Some("was")));
    assert!(!is_bare("“shut for good”", None));
}

#[test]
fn a_second_verb_has_the_source_of_the_first() {
    let drafts = |text: &str| {
        let found = statements(text);
        found.iter().map(|s| s.speaker.as_ref().map_or("-", |s| s.text.as_str()).to_owned()).collect::<Vec<_>>()
    };
    let text = "Harbour officials say talks have barely begun, and accuse the council of dragging its feet.";
    assert!(drafts(text).iter().all(|source| source == "Harbour officials"), "{:?}", drafts(text));
    let text = "Weber expressed optimism on the radio: “We are glad that the bridge will be open again in May.”";
    assert!(drafts(text).iter().all(|source| source == "Weber"), "{:?}", drafts(text));
}

#[test]
fn the_owner_of_what_a_participle_describes_is_no_source() {
    let found = statements("A closure would cut its projected growth from two percent to one, according to the port.");
    assert!(found.iter().all(|s| s.speaker.as_ref().is_none_or(|s| s.text != "its")), "{found:?}");
}

#[test]
fn the_date_of_a_statement_stands_outside_of_its_content() {
    let dates = |text: &str| {
        let prose = prose(text);
        let dates = crate::extract::dates::find(&prose, None);
        let found = find(&prose, &Mentions::default(), &dates, &[], &Lexicon::built_in());
        found.iter().map(|s| s.date.map(|when| (when.date.known_month(), when.date.known_day()))).collect::<Vec<_>>()
    };
    let said = Some((Some(5), Some(3)));
    for text in [
        "Weber said on May 3, 2024, that the bridge would open on June 9, 2024.",
        "President Weber on May 3 told reporters that the bridge would open on June 9, 2024.",
        "The port authority on May 3 said that the bridge would open on June 9, 2024.",
        "Weber, speaking to sailors on May 3, 2024, said that the bridge would open on June 9, 2024.",
        "In an interview with a newspaper on May 3, 2024, Weber said that the bridge would open on June 9, 2024.",
    ] {
        assert_eq!(dates(text), [said], "{text}");
    }
    for text in [
        "Weber, elected on May 3, 2024, said that the bridge would open on June 9, 2024.",
        "After the storm of May 3, 2024, Weber said that the bridge would open on June 9, 2024.",
    ] {
        assert_eq!(dates(text), [None], "{text}");
    }
}

fn hold(text: &str) {
    let found = statements(text);
    let fits = |span: Span| !span.is_empty() && text.get(span.range()).is_some();
    for (at, statement) in found.iter().enumerate() {
        assert!(!statement.content.is_empty() && statement.content.iter().all(|s| fits(*s)));
        assert!(statement.content.is_sorted_by(|a, b| a.end <= b.start));
        assert!(statement.speaker.iter().all(|s| fits(s.span) && s.span.of(text) == s.text));
        assert!(statement.cue.iter().all(|c| fits(c.span) && c.span.of(text) == c.text));
        assert!(statement.within.is_none_or(|outer| outer as usize != at && (outer as usize) < found.len()));
    }
    assert!(found.is_sorted_by_key(|s| s.content[0].start));
}

proptest! {
    #[test]
    fn spans_fit_whatever_the_text(text in "(said|that|“|”|\"|'|,|\\.|:|—|He|according to|Ω|é|\n| ){0,60}") {
        hold(&text);
    }

    #[test]
    fn spans_fit_whatever_the_characters(text in "\\PC{0,120}") {
        hold(&text);
    }
}

#[test]
fn pieces_that_grow_into_each_other_are_one() {
    hold(",“',He,Ω:. “:”Ω“according tosaid");
}

#[test]
fn long_monotony_takes_linear_time() {
    for unit in ["\"", "“", "'a ", "said ", "Weber ", "said, ", "Weber said: ", "” ", "’ "] {
        hold(&unit.repeat(10_000 / unit.len()));
    }
}

#[test]
fn a_verb_behind_to_or_an_auxiliary_is_nobody() {
    let source = |text: &str, source: &str, cue: &str| {
        let prose = prose(text);
        let find = |words: &str| text.find(words).map(|at| Span::new(at, at + words.len()));
        let mut draft = Draft { source: find(source), cue: find(cue), ..Draft::default() };
        speaker::mend(Line { text, paragraph: &prose.paragraphs[0].1 }, &mut draft);
        draft.source.map(|span| span.of(text).to_owned())
    };
    assert_eq!(source("The grant is meant to calm fears that the mill will close.", "calm", "fears"), None);
    assert_eq!(source("That would calm fears that the mill will close.", "calm", "fears"), None);
    let officials = source("The mill will close, according to officials.", "officials", "according to");
    assert_eq!(officials.as_deref(), Some("officials"));
    assert_eq!(source("It is up to them said Miller.", "them", "said").as_deref(), Some("them"));
}

#[test]
fn who_is_accused_or_half_a_name_says_nothing() {
    let speakers = |text: &str| -> Vec<String> {
        statements(text).into_iter().filter_map(|s| s.speaker).map(|s| s.text).collect()
    };
    let found = speakers("The council punished the owners of lorries accused of crossing the bridge at night.");
    assert!(!found.iter().any(|who| who.contains("lorries")), "{found:?}");
    let found =
        speakers("The mayor said some of the released drivers had been held at the bridge for nearly four years.");
    assert!(!found.iter().any(|who| who.starts_with("some")), "{found:?}");
    let found = speakers("The so-called harbour truce fits the pattern, the mayor said.");
    assert!(!found.iter().any(|who| who == "The so"), "{found:?}");
}

#[test]
fn what_it_is_worth_to_an_author_is_said_by_nobody() {
    let found = |text: &str| find(&prose(text), &mentions(text, &[]), &[], &[], &Lexicon::built_in()).len();
    assert_eq!(found("It is worth noting that the bridge was built by the port."), 0);
    assert_eq!(found("After the storm, it is clear that the bridge will stay closed."), 0);
    assert_eq!(found("The mayor said that it is clear that the bridge will stay closed."), 1);
}

#[test]
fn a_pronoun_behind_as_goes_on_with_who_said_it() {
    let text = "Norland has spent more on its ports, the harbour agency said on Monday as it warned of ice in the bay.";
    let found = find(&prose(text), &mentions(text, &["norland p Norland"]), &[], &[], &Lexicon::built_in());
    assert!(found.iter().filter_map(|s| s.speaker.as_ref()).all(|s| s.actor.is_none()), "{found:?}");
}
