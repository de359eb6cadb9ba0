//! What an article consists of, each part written and read back side by side.

use super::bytes::{Ids, Packs, Reader, Writer};
use crate::model::{
    Actor, ActorKind, Article, Author, Cue, Event, Format, Kind, PartialDate, Precision, Published, SCHEMA, Source,
    Span, Speaker, Statement, Theme, Title, When,
};

/// Writes everything but id, path and text.
pub(super) fn write(article: &Article, to: &mut Writer) {
    let usual = article.schema == SCHEMA;
    to.number(u64::from(!usual));
    if !usual {
        to.words(&article.schema);
    }
    FORMATS.write(article.format, to);
    article.title.pack(to);
    article.source.pack(to);
    article.authors.pack(to);
    article.published.pack(to);
    article.url.pack(to);
    article.body.pack(to);
    // Before all that names them.
    article.actors.pack(to);
    article.themes.pack(to);
    article.statements.pack(to);
    article.events.pack(to);
    article.warnings.pack(to);
}

/// Reads what [`write`] wrote, in the same order.
pub(super) fn read(from: &mut Reader) -> Option<Article> {
    let schema = if from.number()? == 0 { SCHEMA } else { from.words()? }.to_owned();
    let format = FORMATS.read(from)?;
    let (title, source, authors) = (Packs::unpack(from)?, Packs::unpack(from)?, Packs::unpack(from)?);
    let (published, url, body) = (Packs::unpack(from)?, Packs::unpack(from)?, Packs::unpack(from)?);
    let (actors, themes): (Vec<Actor>, Vec<Theme>) = (Packs::unpack(from)?, Packs::unpack(from)?);
    let (statements, events) = (Packs::unpack(from)?, Packs::unpack(from)?);
    let warnings = Packs::unpack(from)?;
    let whole = Article { schema, format, title, source, authors, published, url, body, ..Article::default() };
    Some(Article { statements, actors, themes, events, warnings, ..whole })
}

/// Values without fields, by their places.
struct Choices<T: 'static>(&'static [T]);

const FORMATS: Choices<Format> = Choices(&[Format::Text, Format::Jsonl]);
const ACTOR_KINDS: Choices<ActorKind> =
    Choices(&[ActorKind::Person, ActorKind::Organisation, ActorKind::Place, ActorKind::Group]);
const KINDS: Choices<Kind> = Choices(&[Kind::Direct, Kind::Indirect, Kind::Mixed]);
const PRECISIONS: Choices<Precision> = Choices(&[
    Precision::Minute,
    Precision::Hour,
    Precision::Day,
    Precision::Week,
    Precision::Month,
    Precision::Season,
    Precision::Quarter,
    Precision::Year,
    Precision::Decade,
]);

impl<T: Copy + PartialEq> Choices<T> {
    fn write(&self, value: T, to: &mut Writer) {
        let place = self.0.iter().position(|one| *one == value).unwrap_or(self.0.len());
        to.number(place as u64);
    }

    fn read(&self, from: &mut Reader) -> Option<T> {
        self.0.get(usize::try_from(from.number()?).ok()?).copied()
    }
}

impl<T: Packs> Packs for Vec<T> {
    fn pack(&self, to: &mut Writer) {
        to.number(self.len() as u64);
        for one in self {
            one.pack(to);
        }
    }

    fn unpack(from: &mut Reader) -> Option<Self> {
        let count = from.count()?;
        (0..count).map(|_| T::unpack(from)).collect()
    }
}

impl<T: Packs> Packs for Option<T> {
    fn pack(&self, to: &mut Writer) {
        to.number(u64::from(self.is_some()));
        if let Some(one) = self {
            one.pack(to);
        }
    }

    fn unpack(from: &mut Reader) -> Option<Self> {
        Some(if from.number()? == 0 { None } else { Some(T::unpack(from)?) })
    }
}

impl Packs for String {
    fn pack(&self, to: &mut Writer) {
        to.words(self);
    }

    fn unpack(from: &mut Reader) -> Option<Self> {
        from.words().map(str::to_owned)
    }
}

impl Packs for Span {
    fn pack(&self, to: &mut Writer) {
        to.span(*self);
    }

    fn unpack(from: &mut Reader) -> Option<Self> {
        from.span()
    }
}

impl Packs for u32 {
    fn pack(&self, to: &mut Writer) {
        to.number(u64::from(*self));
    }

    fn unpack(from: &mut Reader) -> Option<Self> {
        u32::try_from(from.number()?).ok()
    }
}

/// Words, and where they stand if they stand in the text.
fn write_worded(words: &str, span: Option<Span>, to: &mut Writer) {
    span.pack(to);
    match span {
        Some(span) => to.words_of(words, span),
        None => to.words(words),
    }
}

fn read_worded(from: &mut Reader) -> Option<(String, Option<Span>)> {
    let span: Option<Span> = Packs::unpack(from)?;
    let words = match span {
        Some(span) => from.words_of(span),
        None => from.words(),
    };
    Some((words?.to_owned(), span))
}

impl Packs for Title {
    fn pack(&self, to: &mut Writer) {
        write_worded(&self.text, self.span, to);
    }

    fn unpack(from: &mut Reader) -> Option<Self> {
        read_worded(from).map(|(text, span)| Self { text, span })
    }
}

impl Packs for Source {
    fn pack(&self, to: &mut Writer) {
        write_worded(&self.name, self.span, to);
    }

    fn unpack(from: &mut Reader) -> Option<Self> {
        read_worded(from).map(|(name, span)| Self { name, span })
    }
}

impl Packs for Author {
    fn pack(&self, to: &mut Writer) {
        write_worded(&self.name, self.span, to);
    }

    fn unpack(from: &mut Reader) -> Option<Self> {
        read_worded(from).map(|(name, span)| Self { name, span })
    }
}

impl Packs for PartialDate {
    fn pack(&self, to: &mut Writer) {
        to.number(self.to_number());
    }

    fn unpack(from: &mut Reader) -> Option<Self> {
        PartialDate::from_number(from.number()?)
    }
}

impl Packs for Published {
    fn pack(&self, to: &mut Writer) {
        self.date.pack(to);
        PRECISIONS.write(self.precision, to);
        self.span.pack(to);
    }

    fn unpack(from: &mut Reader) -> Option<Self> {
        Some(Self { date: Packs::unpack(from)?, precision: PRECISIONS.read(from)?, span: Packs::unpack(from)? })
    }
}

impl Packs for When {
    fn pack(&self, to: &mut Writer) {
        self.date.pack(to);
        PRECISIONS.write(self.precision, to);
        self.end_date.pack(to);
    }

    fn unpack(from: &mut Reader) -> Option<Self> {
        Some(Self { date: Packs::unpack(from)?, precision: PRECISIONS.read(from)?, end_date: Packs::unpack(from)? })
    }
}

impl Packs for Actor {
    fn pack(&self, to: &mut Writer) {
        ACTOR_KINDS.write(self.kind, to);
        self.mentions.pack(to);
        to.words_of(&self.name, self.mentions.first().copied().unwrap_or_default());
        to.new_id(Ids::Actors, &self.id, &self.name);
    }

    fn unpack(from: &mut Reader) -> Option<Self> {
        let kind = ACTOR_KINDS.read(from)?;
        let mentions: Vec<Span> = Packs::unpack(from)?;
        let name = from.words_of(mentions.first().copied().unwrap_or_default())?.to_owned();
        Some(Self { id: from.new_id(Ids::Actors, &name)?, name, kind, mentions })
    }
}

impl Packs for Theme {
    fn pack(&self, to: &mut Writer) {
        to.words(&self.name);
        to.new_id(Ids::Themes, &self.id, &self.name);
        write_score(self.score, to);
        self.mentions.pack(to);
    }

    fn unpack(from: &mut Reader) -> Option<Self> {
        let name = from.words()?.to_owned();
        let id = from.new_id(Ids::Themes, &name)?;
        Some(Self { id, name, score: read_score(from)?, mentions: Packs::unpack(from)? })
    }
}

/// Thousandths in a score; most scores are some of them and no more.
const THOUSANDTHS: f32 = 1000.0;

fn write_score(score: f32, to: &mut Writer) {
    let thousandths = u16::try_from((score * THOUSANDTHS).round() as i32).ok();
    let thousandths = thousandths.filter(|number| (f32::from(*number) / THOUSANDTHS).to_bits() == score.to_bits());
    to.number(thousandths.map_or(0, |number| u64::from(number) + 1));
    if thousandths.is_none() {
        to.number(u64::from(score.to_bits()));
    }
}

fn read_score(from: &mut Reader) -> Option<f32> {
    match from.number()? {
        0 => u32::unpack(from).map(f32::from_bits),
        number => u16::try_from(number - 1).ok().map(|number| f32::from(number) / THOUSANDTHS),
    }
}

impl Packs for Cue {
    fn pack(&self, to: &mut Writer) {
        self.span.pack(to);
        to.words_of(&self.text, self.span);
    }

    fn unpack(from: &mut Reader) -> Option<Self> {
        let span = Span::unpack(from)?;
        Some(Self { text: from.words_of(span)?.to_owned(), span })
    }
}

/// Ids, each mostly named before.
fn write_ids(of: Ids, ids: &[String], to: &mut Writer) {
    to.number(ids.len() as u64);
    for id in ids {
        to.id(of, id);
    }
}

fn read_ids(of: Ids, from: &mut Reader) -> Option<Vec<String>> {
    let count = from.count()?;
    (0..count).map(|_| from.id(of)).collect()
}

impl Packs for Speaker {
    fn pack(&self, to: &mut Writer) {
        self.span.pack(to);
        to.words_of(&self.text, self.span);
        write_ids(Ids::Actors, self.actor.as_slice(), to);
    }

    fn unpack(from: &mut Reader) -> Option<Self> {
        let span = Span::unpack(from)?;
        let text = from.words_of(span)?.to_owned();
        Some(Self { text, span, actor: read_ids(Ids::Actors, from)?.pop() })
    }
}

impl Packs for Statement {
    fn pack(&self, to: &mut Writer) {
        KINDS.write(self.kind, to);
        self.content.pack(to);
        self.speaker.pack(to);
        self.cue.pack(to);
        self.date.pack(to);
        write_ids(Ids::Themes, &self.themes, to);
        self.within.pack(to);
    }

    fn unpack(from: &mut Reader) -> Option<Self> {
        let (kind, content) = (KINDS.read(from)?, Packs::unpack(from)?);
        let (speaker, cue, date) = (Packs::unpack(from)?, Packs::unpack(from)?, Packs::unpack(from)?);
        let (themes, within) = (read_ids(Ids::Themes, from)?, Packs::unpack(from)?);
        Some(Self { kind, speaker, cue, content, date, themes, within })
    }
}

impl Packs for Event {
    fn pack(&self, to: &mut Writer) {
        self.when.pack(to);
        self.span.pack(to);
        self.sentence.pack(to);
        write_ids(Ids::Actors, &self.actors, to);
    }

    fn unpack(from: &mut Reader) -> Option<Self> {
        let (when, span, sentence) = (Packs::unpack(from)?, Packs::unpack(from)?, Packs::unpack(from)?);
        Some(Self { when, span, sentence, actors: read_ids(Ids::Actors, from)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::packed::{Packed, finds, unpacked};

    /// An article in which everything occurs, told plainly and against the grain.
    fn full() -> Article {
        let text = "Ana Silva: “The ferry leaves at 10:25.” – on 3 March, she said.";
        let at = |words: &str| text.find(words).map_or(Span::default(), |at| Span::new(at, at + words.len()));
        let on = |date: &str| When::on(date.parse().unwrap());
        let actor = |id: &str, name: &str, kind| Actor {
            id: id.into(),
            name: name.into(),
            kind,
            mentions: vec![at("Ana Silva"), at("she")],
        };
        let speaker =
            |text: &str, span, actor: Option<&str>| Speaker { text: text.into(), span, actor: actor.map(Into::into) };
        let statement = |speaker, within| Statement {
            kind: Kind::Mixed,
            speaker,
            cue: Some(Cue { text: "said".into(), span: at("said") }),
            content: vec![at("The ferry leaves"), Span { start: 9, end: 3 }],
            date: Some(When::between("2031-03-03".parse().unwrap(), "2031-03".parse().unwrap())),
            themes: vec!["ferries".into(), "unheard-of".into()],
            within,
        };
        Article {
            schema: SCHEMA.into(),
            id: "a".into(),
            path: "folder/a.txt".into(),
            format: Format::Jsonl,
            text: text.into(),
            title: Some(Title { text: "Ana Silva".into(), span: Some(at("Ana Silva")) }),
            source: Some(Source { name: "The Gull".into(), span: None }),
            authors: vec![Author { name: "Another".into(), span: Some(at("Ana")) }],
            published: Some(Published::new("2031-03-04T10:25".parse().unwrap(), None)),
            url: Some("https://gull.test/a?b=1".into()),
            body: vec![Span::new(0, 12), Span::new(12, text.len())],
            statements: vec![
                statement(Some(speaker("she", at("she"), Some("ana-silva"))), Some(1)),
                statement(Some(speaker("They", at("she"), Some("nobody"))), None),
                statement(None, None),
            ],
            actors: vec![
                actor("ana-silva", "Ana Silva", ActorKind::Person),
                actor("ana-silva", "A. Silva", ActorKind::Group),
                actor("gull", "Gull", ActorKind::Place),
            ],
            themes: vec![
                Theme { id: "ferries".into(), name: "Ferries".into(), score: 0.37, mentions: vec![at("ferry")] },
                Theme { id: "other-boats".into(), name: "Boats".into(), score: 1.0 / 3.0, mentions: vec![] },
            ],
            events: vec![
                Event {
                    when: on("XXXX-03-03"),
                    span: at("3 March"),
                    sentence: Span::new(0, 20),
                    actors: vec!["gull".into()],
                },
                Event { when: on("196X"), span: at("10:25"), sentence: Span::default(), actors: vec!["nobody".into()] },
            ],
            warnings: vec!["something is odd".into()],
        }
    }

    #[test]
    fn an_article_comes_back_as_it_was_packed() {
        let plain = Article { text: "Nothing but text.".into(), schema: "other@2".into(), ..Article::default() };
        for article in [full(), plain, Article::default()] {
            let packed = Packed::of(&article);
            assert_eq!(Article { id: article.id.clone(), ..packed.article() }, article);
        }
    }

    #[test]
    fn damaged_finds_are_none_or_some_article_and_never_a_panic() {
        let article = full();
        let whole = finds(&article);
        for at in 0..whole.len() {
            assert!(unpacked(&whole[..at], article.text.clone()).is_err(), "cut at {at}");
            for bit in 0..8 {
                let mut damaged = whole.clone();
                damaged[at] ^= 1 << bit;
                let _ = unpacked(&damaged, article.text.clone());
            }
        }
    }
}
