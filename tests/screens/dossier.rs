//! A small made-up dossier: four articles about a ferry that two islands quarrel over.

use briefing::model::{
    Actor, ActorKind, Article, Author, Cue, Event, Kind, Published, SCHEMA, Source, Span, Speaker, Statement, Theme,
    Title, When,
};

/// An article under construction; every span is found by its words.
struct Draft {
    article: Article,
}

impl Draft {
    fn new(id: &str, title: &str, byline: Option<&str>, published: Option<&str>, paragraphs: &[&str]) -> Self {
        let mut text = format!("{title}\n\nSign in · Subscribe\n\n");
        let mut body = Vec::new();
        for paragraph in paragraphs {
            let start = text.len();
            text.push_str(paragraph);
            body.push(Span::new(start, text.len()));
            text.push_str("\n\n");
        }
        text.push_str("Read also: more from the islands\n");
        let article = Article {
            schema: SCHEMA.into(),
            id: id.into(),
            path: format!("dossier/{id}.txt"),
            title: Some(Title { text: title.into(), span: Some(Span::new(0, title.len())) }),
            authors: byline.map(|name| Author { name: name.into(), span: None }).into_iter().collect(),
            published: published.map(|date| Published::new(date.parse().unwrap(), None)),
            text,
            body,
            ..Article::default()
        };
        Self { article }
    }

    fn span(&self, words: &str) -> Span {
        let at = self.article.text.find(words).unwrap_or_else(|| panic!("{words}"));
        Span::new(at, at + words.len())
    }

    fn source(mut self, name: &str) -> Self {
        self.article.source = Some(Source { name: name.into(), span: None });
        self
    }

    fn actor(mut self, id: &str, name: &str, spellings: &[&str]) -> Self {
        let text = &self.article.text;
        let mut mentions: Vec<Span> = spellings
            .iter()
            .flat_map(|s| text.match_indices(s).map(|(at, s)| Span::new(at, at + s.len())).collect::<Vec<_>>())
            .collect();
        mentions.sort();
        mentions.dedup_by(|b, a| a.overlaps(*b));
        self.article.actors.push(Actor { id: id.into(), name: name.into(), kind: ActorKind::Person, mentions });
        self
    }

    fn says(mut self, speaker: (&str, &str), cue: &str, content: &str, kind: Kind) -> Self {
        let speaker_span = self.span(speaker.0);
        let cue_span = self.span(cue);
        let statement = Statement {
            kind,
            speaker: Some(Speaker { text: speaker.0.into(), span: speaker_span, actor: Some(speaker.1.into()) }),
            cue: Some(Cue { text: cue.into(), span: cue_span }),
            content: vec![self.span(content)],
            date: None,
            themes: if speaker.1 == "mara-lindqvist" { vec!["labour".into()] } else { vec![] },
            within: None,
        };
        self.article.statements.push(statement);
        self
    }

    fn theme(mut self, id: &str, name: &str, score: f32) -> Self {
        self.article.themes.push(Theme { id: id.into(), name: name.into(), score, mentions: vec![] });
        self
    }

    fn event(mut self, date: &str, words: &str, actors: &[&str]) -> Self {
        let span = self.span(words);
        let sentence = self.article.body.iter().copied().find(|p| p.contains(span)).unwrap_or(span);
        let when = When::on(date.parse().unwrap());
        let actors = actors.iter().map(|a| (*a).to_owned()).collect();
        self.article.events.push(Event { when, span, sentence, actors });
        self
    }
}

/// The dossier, in path order.
pub fn dossier() -> Vec<Article> {
    vec![strike(), council(), letter(), storm()]
}

fn strike() -> Article {
    Draft::new(
        "1-strike",
        "Ferry crews walk out as islands argue over winter timetable",
        Some("Ines Kovar"),
        Some("2031-03-04T08:15"),
        &[
            "Crews of the Norholm ferry walked out on 3 March after talks about the winter timetable broke down.",
            "\"We will not sail at night without a second engineer,\" Mara Lindqvist, who leads the crews' union, said.",
            "Harbour master Tomas Okello told reporters that the pier would stay open for fishing boats. He added that \
             nobody had asked him about the timetable.",
            "The two councils are to meet on 9 March in Westerby. A first agreement dates from 1998.",
        ],
    )
    .source("Norholm Courier")
    .actor("mara-lindqvist", "Mara Lindqvist", &["Mara Lindqvist"])
    .actor("tomas-okello", "Tomas Okello", &["Tomas Okello"])
    .actor("norholm", "Norholm", &["Norholm"])
    .says(("Mara Lindqvist", "mara-lindqvist"), "said", "\"We will not sail at night without a second engineer,\"", Kind::Direct)
    .says(
        ("Harbour master Tomas Okello", "tomas-okello"),
        "told reporters",
        "that the pier would stay open for fishing boats",
        Kind::Indirect,
    )
    .says(("He", "tomas-okello"), "added", "that nobody had asked him about the timetable", Kind::Indirect)
    .theme("labour", "Labour disputes", 0.8)
    .theme("ferries", "Ferries", 0.6)
    .event("2031-03-03", "3 March", &["norholm"])
    .event("2031-03-09", "9 March", &[])
    .event("1998", "1998", &[])
    .article
}

fn council() -> Article {
    Draft::new(
        "2-council",
        "Westerby council offers to pay for a second engineer",
        Some("Jonas Bahr"),
        Some("2031-03-06"),
        &[
            "Westerby will pay half the wage of a second engineer, mayor Helga Strand announced on 5 March.",
            "\"An island without a ferry is a rock,\" Strand said after the vote.",
            "Mara Lindqvist called the offer \"a beginning, and late\".",
        ],
    )
    .actor("helga-strand", "Helga Strand", &["Helga Strand", "Strand"])
    .actor("mara-lindqvist", "Mara Lindqvist", &["Mara Lindqvist"])
    .actor("westerby", "Westerby", &["Westerby"])
    .says(
        ("mayor Helga Strand", "helga-strand"),
        "announced",
        "Westerby will pay half the wage of a second engineer",
        Kind::Indirect,
    )
    .says(
        ("Strand said", "helga-strand"),
        "said after the vote",
        "\"An island without a ferry is a rock,\"",
        Kind::Direct,
    )
    .says(("Mara Lindqvist", "mara-lindqvist"), "called", "the offer \"a beginning, and late\"", Kind::Mixed)
    .theme("labour", "Labour disputes", 0.7)
    .theme("public-money", "Public money", 0.5)
    .event("2031-03-05", "5 March", &["helga-strand"])
    .article
}

fn letter() -> Article {
    Draft::new(
        "3-letter",
        "A letter from the lighthouse",
        None,
        None,
        &["The keeper wrote that the light would be dark on 4 September if no oil came.", "Nobody answered."],
    )
    .actor("keeper", "The keeper", &["The keeper"])
    .says(
        ("The keeper", "keeper"),
        "wrote",
        "that the light would be dark on 4 September if no oil came",
        Kind::Indirect,
    )
    .theme("ferries", "Ferries", 0.3)
    .event("XXXX-09-04", "4 September", &["keeper"])
    .article
}

fn storm() -> Article {
    let mut article = Draft::new(
        "4-storm",
        "Storm closes pier for a day",
        Some("Ines Kovar"),
        Some("2031-02-27"),
        &["A storm closed the pier on 26 February, and the ferry stayed in Norholm."],
    )
    .source("Norholm Courier")
    .actor("norholm", "Norholm", &["Norholm"])
    .theme("ferries", "Ferries", 0.4)
    .event("2031-02-26", "26 February", &["norholm"])
    .article;
    article.warnings.push("the byline was taken from the file's name".into());
    article
}
