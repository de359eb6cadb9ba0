//! Why something was read out of a text, in words: by what a speaker was known, what a date was reckoned from, where
//! headline, source and author stand. Everything is derived from the record and the text that it is of.

use super::page::counted;
use super::typeset::Clean;
use super::when;
use crate::extract::statements::vocabulary::pronoun;
use crate::model::{Actor, ActorKind, Article, Event, Span, Speaker, Statement};
use crate::text::fold::fold;

/// Longest piece of an article that is cited, in columns.
const CITED: u16 = 48;

/// By what the speaker of a statement was known as an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The words hold the actor's name as a whole.
    Name,
    /// They hold a part of it.
    Part,
    /// They hold another spelling that the article has for the actor.
    Spelling,
    /// They are a pronoun.
    Pronoun,
    /// Nothing in the article: the reader has set it right.
    Corrected,
    /// They are anything else that stands for the actor: a title, a role, a description.
    Role,
}

/// What speaks for the speaker of a statement.
#[derive(Clone, Copy, Debug)]
pub struct Reason<'a> {
    actor: &'a Actor,
    speaker: &'a Speaker,
    ground: Ground,
    /// Whether there are more words than the name.
    more: bool,
    /// Whether a colon stands right behind them, so that they are a label.
    label: bool,
}

impl<'a> Reason<'a> {
    /// What speaks for the speaker; `None` where none is worded, or no actor known for it.
    pub fn of(article: &'a Article, statement: &'a Statement) -> Option<Self> {
        let speaker = statement.speaker.as_ref()?;
        let actor = article.actors.iter().find(|actor| Some(&actor.id) == speaker.actor.as_ref())?;
        let inside = actor.mentions.iter().filter(|mention| mention.overlaps(speaker.span));
        let name = inside.max_by_key(|mention| mention.len()).map(|mention| mention.of(&article.text));
        let ground = match name {
            _ if actor.mentions.is_empty() || speaker.text.is_empty() => Ground::Corrected,
            Some(name) => named(name, &actor.name),
            None if is_name(&speaker.text, &actor.name) => named(&speaker.text, &actor.name),
            None if pronoun(&fold(speaker.text.trim())).is_some() => Ground::Pronoun,
            None => Ground::Role,
        };
        let more = name.is_some_and(|name| words(&speaker.text).count() > words(name).count());
        Some(Self { actor, speaker, ground, more, label: is_label(article, statement, speaker) })
    }

    /// The same, where the reader's own correction has made it the speaker of this one statement.
    #[must_use]
    pub fn set_right(self, corrected: bool) -> Self {
        if corrected { Self { ground: Ground::Corrected, ..self } } else { self }
    }

    /// In one to three words, for a heading: known by which part or kind of words.
    pub fn brief(&self) -> &'static str {
        match (self.label, self.ground, self.more) {
            (_, Ground::Corrected, _) => "your correction",
            (true, ..) => "label",
            (_, Ground::Name, false) => "full name",
            (_, Ground::Name, true) if self.has_role() => "name and role",
            (_, Ground::Name, true) => "name in a phrase",
            (_, Ground::Part, _) => "part of name",
            (_, Ground::Spelling, _) => "other name",
            (_, Ground::Pronoun, _) => "pronoun",
            (_, Ground::Role, _) => "role",
        }
    }

    /// Who it is, and by what known; where there is little room without what stands in the text.
    pub fn named(&self, roomy: bool) -> String {
        let (name, known_by) = (&self.actor.name, self.brief());
        let is_read = matches!(self.ground, Ground::Name | Ground::Part) && !self.label;
        match name.split_whitespace().next_back() {
            _ if roomy => format!("{name} by {known_by}"),
            Some(last) if !is_read => format!("{last} by {known_by}"),
            _ => known_by.to_owned(),
        }
    }

    /// Whether the words besides the name can tell what a human being is.
    fn has_role(&self) -> bool {
        self.actor.kind == ActorKind::Person && !words(&self.speaker.text).any(|word| word == "and")
    }

    /// In a sentence that cites the words.
    fn sentence(&self, article: &Article) -> String {
        if self.ground == Ground::Corrected {
            let read = if self.speaker.text.is_empty() {
                "no speaker is worded".to_owned()
            } else {
                format!("the text has {}", cited(&self.speaker.text))
            };
            return format!("{}: your own correction, not read out of the text; {read}", self.actor.name);
        }
        let is = if self.more { "holds" } else { "is" };
        let what = match self.ground {
            Ground::Name => format!("{is} the full name"),
            Ground::Part => format!("{is} part of the name"),
            Ground::Spelling => format!("{is} another name or spelling"),
            Ground::Pronoun => "is a pronoun".to_owned(),
            Ground::Role | Ground::Corrected => "stands for the actor without a name".to_owned(),
        };
        let label = if self.label { ", as a label before a colon" } else { "" };
        let named = match self.ground {
            Ground::Pronoun | Ground::Role => self.named_before(article),
            Ground::Name | Ground::Part | Ground::Spelling | Ground::Corrected => String::new(),
        };
        format!("{}: {} {what}{label}{named}", self.actor.name, cited(&self.speaker.text))
    }

    /// Where the actor was named last before words that do not name it.
    fn named_before(&self, article: &Article) -> String {
        let before = self.actor.mentions.iter().rfind(|mention| mention.end <= self.speaker.span.start);
        match before {
            Some(mention) => {
                let lines = line(article, self.speaker.span) - line(article, *mention);
                let place = if lines == 0 { "in the same line".to_owned() } else { counted(lines, "line") + " above" };
                format!(", last named {} {place}", cited(mention.of(&article.text)))
            }
            None => ", who is not named before".to_owned(),
        }
    }
}

/// Whether nothing but a colon ties the words to what is said.
fn is_label(article: &Article, statement: &Statement, speaker: &Speaker) -> bool {
    let behind = article.text.get(speaker.span.end as usize..).unwrap_or("");
    let says = statement.cue.as_ref().is_some_and(|cue| cue.text.contains(char::is_alphanumeric));
    !says && behind.trim_start().starts_with(':')
}

/// How words that name an actor compare with its name.
fn named(name: &str, full: &str) -> Ground {
    match (fold(name.trim()) == fold(full.trim()), is_name(name, full)) {
        (true, _) => Ground::Name,
        (false, true) => Ground::Part,
        (false, false) => Ground::Spelling,
    }
}

/// Whether all the words occur in the name.
fn is_name(words_of: &str, full: &str) -> bool {
    let full: Vec<String> = words(full).collect();
    words(words_of).count() > 0 && words(words_of).all(|word| full.contains(&word))
}

/// The words of a name, folded, without article, marks and the ending of a possessive.
fn words(text: &str) -> impl Iterator<Item = String> {
    let word = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        fold(word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word))
    };
    text.split_whitespace().map(word).filter(|word| !word.is_empty() && word != "the")
}

/// What speaks for what is selected, in sentences: the statement's speaker, the event's date, else the head of the article.
/// `corrected` tells whether the reader has set the statement's speaker right.
pub fn sentences(
    article: &Article,
    statement: Option<&Statement>,
    event: Option<&Event>,
    corrected: bool,
) -> Vec<Clean> {
    let mut all: Vec<String> = statement.map(|statement| speaker(article, statement, corrected)).into_iter().collect();
    all.extend(event.map(|event| date(article, event)));
    if all.is_empty() {
        all = head(article);
    }
    all.into_iter().map(Clean::from).collect()
}

fn speaker(article: &Article, statement: &Statement, corrected: bool) -> String {
    let reason = Reason::of(article, statement).map(|reason| reason.set_right(corrected));
    let said = match (&statement.speaker, reason) {
        (_, Some(reason)) => reason.sentence(article),
        (Some(speaker), None) => format!("{}: no actor is known for these words", cited(&speaker.text)),
        (None, None) => "no speaker is worded".to_owned(),
    };
    match &statement.cue {
        Some(cue) => format!("{said}; cue {}", cited(&cue.text)),
        None => format!("{said}; no cue"),
    }
}

/// The expression, what it was resolved to, and whether the words themselves have the year.
fn date(article: &Article, event: &Event) -> String {
    let words = event.span.of(&article.text);
    let year = event.when.date.known_year();
    let published = article.published.as_ref().map(|published| when::day(published.date));
    let why = match (year, published) {
        (Some(year), _) if words.contains(&year.to_string()) => "as the words have it".to_owned(),
        (Some(_), Some(day)) => format!("reckoned, as the words have no year: published {day}"),
        (Some(_), None) => "reckoned from another date of the text, as the words have no year".to_owned(),
        (None, Some(day)) => format!("no year in the words, and none that is clear from {day}, when it was published"),
        (None, None) => "no year in the words, and the article has no date".to_owned(),
    };
    format!("{} → {}: {why}", cited(words), when::range(event.when))
}

/// Where headline, source, authors and date of publication were read.
fn head(article: &Article) -> Vec<String> {
    let at = |span: Option<Span>, otherwise: &str| match span {
        Some(span) => format!("line {}", line(article, span) + 1),
        None => otherwise.to_owned(),
    };
    let title =
        article.title.as_ref().map_or("no headline".to_owned(), |t| format!("headline {}", at(t.span, "given")));
    let published = article.published.as_ref().map_or("no date of publication".to_owned(), |published| {
        let words = published.span.map_or(String::new(), |span| format!(" {}", cited(span.of(&article.text))));
        format!("published {}: {}{words}", when::minute(published.date), at(published.span, "not in the text, given"))
    });
    let source = article.source.as_ref().map_or("no source".to_owned(), |source| {
        format!("source {}: {}", source.name, at(source.span, "not in the text, inferred"))
    });
    let author =
        |author: &crate::model::Author| format!("by {}: {}", author.name, at(author.span, "not in the text, given"));
    let authors = article.authors.iter().map(author);
    let url = article.url.iter().map(|url| format!("address {url}"));
    vec![[title, published, source].into_iter().chain(authors).chain(url).collect::<Vec<_>>().join(" · ")]
}

/// The line of the text that a span begins in, counted from nought.
fn line(article: &Article, span: Span) -> usize {
    let before = article.text.as_bytes().get(..span.start as usize).unwrap_or_default();
    memchr::memchr_iter(b'\n', before).count()
}

/// Words of an article in quotation marks, cut where they are long.
fn cited(words: &str) -> String {
    format!("“{}”", Clean::of(words).cut(CITED).words())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Kind, PartialDate, When};

    const TEXT: &str = "Ada King, the engineer, arrived on Monday. King and Lady King spoke. She left. Sir: no.";

    fn span(words: &str) -> Span {
        let at = TEXT.find(words).unwrap();
        Span::new(at, at + words.len())
    }

    fn article() -> Article {
        let mentions = vec![span("Ada King")];
        let actor = Actor { id: "ada".into(), name: "Ada King".into(), kind: ActorKind::Person, mentions };
        Article { text: TEXT.into(), actors: vec![actor], ..Article::default() }
    }

    fn brief(words: &str, mention: Option<&str>) -> &'static str {
        let mut article = article();
        article.actors[0].mentions = mention.map(span).into_iter().collect();
        let speaker = Speaker { text: words.into(), span: span(words), actor: Some("ada".into()) };
        let content = vec![span("spoke")];
        let (speaker, cue, date) = (Some(speaker), None, None);
        let statement = Statement { kind: Kind::Direct, speaker, cue, content, date, themes: vec![], within: None };
        Reason::of(&article, &statement).map_or("none", |reason| reason.brief())
    }

    #[test]
    fn a_speaker_is_known_by_name_role_spelling_or_pronoun() {
        assert_eq!(brief("Ada King", Some("Ada King")), "full name");
        assert_eq!(brief("Ada King, the engineer", Some("Ada King")), "name and role");
        assert_eq!(brief("King", Some("King")), "part of name");
        assert_eq!(brief("Lady King", Some("Lady King")), "other name");
        assert_eq!(brief("She", Some("Ada King")), "pronoun");
        assert_eq!(brief("the engineer", Some("Ada King")), "role");
        assert_eq!(brief("Sir", Some("Ada King")), "label");
        assert_eq!(brief("She", None), "your correction", "what an article never names was not read out of it");
    }

    #[test]
    fn a_colon_behind_words_that_have_a_verb_makes_no_label() {
        let (article, words) = (article(), "Sir");
        let speaker = Speaker { text: words.into(), span: span(words), actor: Some("ada".into()) };
        let cue = crate::model::Cue { text: "according to".into(), span: span("spoke") };
        let (speaker, cue, content) = (Some(speaker), Some(cue), vec![span("no.")]);
        let statement =
            Statement { kind: Kind::Direct, speaker, cue, content, date: None, themes: vec![], within: None };
        assert_eq!(Reason::of(&article, &statement).map(|reason| reason.brief()), Some("role"));
    }

    #[test]
    fn a_date_says_what_it_was_reckoned_from() {
        let mut article = article();
        let on = |day: &str| {
            let when = When::on(day.parse::<PartialDate>().unwrap());
            Event { when, span: span("on Monday"), sentence: span("on Monday"), actors: vec![] }
        };
        let said = |article: &Article, day| date(article, &on(day));
        assert!(said(&article, "XXXX-03-09").ends_with("no year in the words, and the article has no date"));
        assert!(said(&article, "2031-03-09").contains("→ 9 Mar 2031: reckoned from another date of the text"));
        article.published = Some(crate::model::Published::new("2031-03-10".parse().unwrap(), None));
        assert!(said(&article, "2031-03-09").ends_with("published 10 Mar 2031"));
    }
}
