//! A briefing: what is handed to somebody who has no time for the articles. Put in order here, written by [`super::markdown`]
//! and [`super::html`].

use super::carriers::Carriers;
use super::citation;
use super::safe::one_line;
use super::voices::{Voice, is_pronoun, voices};
use crate::model::{Article, Cue, Event, Kind, PartialDate, Precision, Span, Statement};
use crate::sorting;
use chrono::Month;
use std::collections::BTreeMap;

/// Articles, who said what in them, and what happened when.
#[derive(Debug, Default)]
pub struct Brief<'a> {
    /// The articles; the others refer to them by their place here.
    pub articles: Vec<&'a Article>,
    /// Who is cited, most statements first; those without a name last.
    pub voices: Vec<Voice<'a>>,
    /// The dated events, in order of time.
    pub events: Vec<(usize, &'a Event)>,
    /// What the user noted on articles as a whole, by their place here.
    pub notes: BTreeMap<usize, &'a str>,
    /// When articles without a date may have been published, and why; in the order of the articles.
    pub perhaps: Vec<Option<String>>,
}

/// A statement, as a briefing has it.
#[derive(Debug)]
pub struct Said<'a> {
    /// The place of its article.
    pub at: usize,
    /// The statement itself.
    pub statement: &'a Statement,
    /// What the user noted on it.
    pub notes: Vec<&'a str>,
    /// How many statements it stands for, with itself.
    pub stands_for: usize,
    /// Who else carries it.
    pub also: Vec<Carriers>,
}

impl<'a> Said<'a> {
    /// A statement by itself, with what the user noted on it; empty where that is nothing.
    pub fn new(at: usize, statement: &'a Statement, note: &'a str) -> Self {
        let notes = Some(note).filter(|note| !note.is_empty()).into_iter().collect();
        Self { at, statement, notes, stands_for: 1, also: Vec::new() }
    }
}

impl<'a> Brief<'a> {
    /// A briefing of `articles`, of what is said in them, and of `events`, given with the places of their articles and in
    /// order of time.
    pub fn new(
        articles: Vec<&'a Article>,
        said: impl IntoIterator<Item = Said<'a>>,
        events: Vec<(usize, &'a Event)>,
    ) -> Self {
        let voices = voices(&articles, said.into_iter().collect());
        Self { articles, voices, events, ..Self::default() }
    }

    /// When the articles were published, and how many do not tell; empty where there is nothing to tell.
    pub fn coverage(&self) -> String {
        let day = |article: &&Article| article.published.as_ref().map(|published| published.date);
        let days = self.articles.iter().filter_map(day).filter(|date| date.known_year().is_some());
        let mut days: Vec<PartialDate> = days.map(|date| date.to_day().unwrap_or(date)).collect();
        sorting::by_key(&mut days, |day| *day);
        let published = match &days[..] {
            [] => return String::new(),
            [first, .., last] if first != last => format!("Published {} to {}", dated(*first), dated(*last)),
            [first, ..] => format!("Published {}", dated(*first)),
        };
        match self.articles.len() - days.len() {
            0 => format!("{published}."),
            undated => format!("{published}; {} without a date.", count(undated, "article")),
        }
    }

    /// How many articles and statements there are, and whether fewer of these are listed, as what repeats is told once.
    pub fn extent(&self) -> String {
        let (all, listed) = (self.statement_count(), self.voices.iter().flat_map(Voice::statements).count());
        let once = if listed < all { format!(", {} of them repeats", all - listed) } else { String::new() };
        format!("{}, {}{once}", count(self.articles.len(), "article"), count(all, "statement"))
    }

    /// How many statements there are in all, those that are the same among them.
    pub fn statement_count(&self) -> usize {
        self.voices.iter().flat_map(Voice::statements).map(|said| said.stands_for).sum()
    }

    /// The events with the places of their articles and when they were. What one sentence tells of several days stands at the
    /// first of them; `last year` beside a day of that year says nothing more.
    pub fn happenings(&self) -> Vec<(String, usize, &'a Event)> {
        let sentence = |place: &usize| self.events[*place].1.sentence;
        let key = |place: &usize| (self.events[*place].0, sentence(place).start, sentence(place).end);
        let mut places: Vec<usize> = (0..self.events.len()).collect();
        sorting::by_key(&mut places, key);
        let mut told: Vec<(usize, String)> = Vec::new();
        for of_sentence in places.chunk_by(|a, b| key(a) == key(b)) {
            let places = without_enclosing(&self.events, of_sentence);
            let when: Vec<String> = places.iter().map(|place| when(self.events[*place].1)).collect();
            told.extend(places.first().map(|first| (*first, when.join("; "))));
        }
        sorting::by_key(&mut told, |(place, _)| *place);
        told.into_iter().map(|(place, when)| (when, self.events[place].0, self.events[place].1)).collect()
    }

    /// Publisher and authors of an article, and when it was published or may have been.
    pub fn byline(&self, at: usize) -> String {
        let byline = self.articles.get(at).map(|article| byline(article)).unwrap_or_default();
        let perhaps = self.perhaps.get(at).and_then(Option::as_ref);
        byline + &perhaps.map_or_else(String::new, |perhaps| format!(", {perhaps}"))
    }
}

/// What stands where a citation has its date.
pub const UNDATED: &str = "undated";

/// Marks of quotation.
const MARKS: [char; 8] = ['"', '“', '”', '„', '«', '»', '‘', '\''];

/// What was said, on one line: parts joined by `…`, in quotation marks where all of it is a quotation.
pub fn said(article: &Article, statement: &Statement) -> String {
    let parts: Vec<_> = statement.content.iter().map(|span| one_line(span.of(&article.text))).collect();
    let words = parts.join(" … ");
    if statement.kind == Kind::Direct { in_marks(&words) } else { words }
}

/// A quotation in its own marks, or in marks where it has none; `that` before it is none of its words.
fn in_marks(words: &str) -> String {
    let behind_that = words.strip_prefix("that").map(|rest| rest.trim_start_matches([',', ' ']));
    let words = behind_that.filter(|rest| rest.starts_with(MARKS)).unwrap_or(words);
    let opening = if words.starts_with(MARKS) { "" } else { "“" };
    let closing = if opening.is_empty() || words.ends_with(MARKS) { "" } else { "”" };
    format!("{opening}{words}{closing}")
}

/// What was said behind the words that cite it, and whom it was said to, without which a denial would read as what is
/// denied. A quotation speaks for itself, and `according to` says no more than the name it goes with.
pub fn told(article: &Article, statement: &Statement) -> String {
    let words = said(article, statement);
    let Some(cue) = telling_cue(statement) else { return words };
    let leads = statement.content.first().filter(|content| cue.span.end <= content.start);
    match leads {
        Some(content) => {
            let lead = one_line(lead(article, statement, cue, *content));
            let lead = ["’s ", "'s "].iter().find_map(|owner| lead.strip_prefix(owner)).unwrap_or(&lead);
            format!("{lead} {words}")
        }
        None => format!("{} {words}", before_colon(cue)),
    }
}

/// The same, and behind it who tells so, where that is somebody else: `agreed to wait (per Donald Trump)`.
pub fn told_per(article: &Article, statement: &Statement) -> String {
    let per = per(article, statement).map(|per| format!(" ({per})")).unwrap_or_default();
    format!("{}{per}", told(article, statement))
}

/// The words that cite a statement, with those between them and its content: `told` Reuters, `asked` the allies.
fn lead<'a>(article: &'a Article, statement: &Statement, cue: &'a Cue, content: Span) -> &'a str {
    const LONGEST: usize = 60;
    let between = Span::new(cue.span.end as usize, content.start as usize).of(&article.text);
    let foreign =
        |c: char| MARKS[..6].contains(&c) || matches!(c, '\n' | '\r' | '.' | ':' | ';' | '(' | ')' | '[' | ']');
    let speaks = statement.speaker.as_ref().is_some_and(|speaker| cue.span.end <= speaker.span.start);
    let begins = between.chars().next().is_some_and(char::is_whitespace);
    if between.len() > LONGEST || between.contains(foreign) || speaks || !begins {
        return &cue.text;
    }
    Span::new(cue.span.start as usize, content.start as usize).of(&article.text).trim_end()
}

/// The words that cite a statement, with a colon in place of the marks they end with.
pub fn before_colon(cue: &Cue) -> String {
    let words = one_line(&cue.text);
    format!("{}:", words.trim_end_matches([',', ';', ':', '.', '–', '—', '-', ' ']))
}

/// The words that cite a statement, where they tell more than that it was said.
pub fn telling_cue(statement: &Statement) -> Option<&Cue> {
    let names = |cue: &Cue| cue.text.to_lowercase().starts_with("according");
    let tells = |cue: &&Cue| statement.kind != Kind::Direct && cue.text.contains(char::is_alphabetic) && !names(cue);
    statement.cue.as_ref().filter(tells)
}

/// When it was said, or else published, cut to the day.
pub fn said_on(article: &Article, statement: &Statement) -> Option<PartialDate> {
    let date = statement.date.map(|when| when.date).or_else(|| article.published.as_ref().map(|p| p.date))?;
    Some(date.to_day().unwrap_or(date))
}

/// When it was said, and who tells so, as a briefing has it: a day on which something was only published is not that on
/// which it was said.
pub fn when_said(article: &Article, statement: &Statement) -> Option<String> {
    let day = said_on(article, statement).map(dated);
    let day = day.map(|day| if statement.date.is_some() { day } else { format!("published {day}") });
    let parts: Vec<String> = day.into_iter().chain(per(article, statement)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Who tells that a statement was made, where that is another speaker and not the article itself: `per Donald Trump`.
pub fn per(article: &Article, statement: &Statement) -> Option<String> {
    teller(article, statement).map(|name| format!("per {name}"))
}

/// The name of who tells so.
pub fn teller(article: &Article, statement: &Statement) -> Option<String> {
    let teller = article.statements.get(statement.within? as usize)?;
    let is_known = teller.speaker.as_ref().is_some_and(|by| by.actor.is_some() || !is_pronoun(&by.text));
    let name = citation::speaker(article, teller).filter(|_| is_known)?;
    (citation::speaker(article, statement).as_ref() != Some(&name)).then_some(name)
}

/// Title, or else the first words in quotation marks, or else id.
pub fn title(article: &Article) -> String {
    let begins = || first_words(article).map(|words| format!("“{words}”"));
    let title = article.title.as_ref().map(|title| one_line(&title.text));
    title.or_else(begins).unwrap_or_else(|| one_line(&article.id))
}

/// How an article without a title is told from others: the first words of its body, `…` behind them where it goes on.
pub fn first_words(article: &Article) -> Option<String> {
    const WORDS: usize = 8;
    let paragraph = without_marks(&one_line(article.body.first()?.of(&article.text)));
    let mut words = paragraph.split_whitespace();
    let begun = words.by_ref().take(WORDS).collect::<Vec<_>>().join(" ");
    let begun = begun.trim_matches(|c: char| MARKS.contains(&c)).trim_end_matches([',', ';', ':', '–', '—', '-', ' ']);
    let on = if words.next().is_some() { "…" } else { "" };
    (!begun.is_empty()).then(|| format!("{begun}{on}"))
}

/// Words without the marks by which Markdown sets some of them apart at their beginning or end.
pub fn without_marks(words: &str) -> String {
    let bare = |word: &str| word.trim_matches(|c| matches!(c, '*' | '_')).to_owned();
    words.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Publisher and authors, as far as they are known, and the date.
pub fn byline(article: &Article) -> String {
    let source = article.source.iter().map(|source| one_line(&source.name));
    let authors = article.authors.iter().map(|author| one_line(&author.name));
    let published = article.published.as_ref().map_or(UNDATED.to_owned(), |published| dated(published.date));
    source.chain(authors).chain([published]).collect::<Vec<_>>().join(", ")
}

/// What stands behind a date whose year nobody knows.
const YEAR_UNKNOWN: &str = ", year unknown";

/// A date in a document: as ISO 8601 writes days, months and years, which everybody reads; all else in words, for the signs
/// that stand there for an unknown year, a season or a decade are known to programs only.
pub fn dated(date: PartialDate) -> String {
    let below = below_year(date);
    match (date.known_year(), date.precision()) {
        (None, Precision::Year) => YEAR_UNKNOWN.trim_start_matches([',', ' ']).to_owned(),
        (None, _) => format!("{below}{YEAR_UNKNOWN}"),
        (Some(year), Precision::Decade) => format!("{year}s"),
        (Some(year), Precision::Season) => date.known_season().map_or(below, |season| season.of_year(year)),
        (Some(year), Precision::Quarter) => format!("{below} {year}"),
        (Some(_), Precision::Week) => date.first_day().map_or(below, |monday| format!("week of {monday}")),
        (Some(_), _) => date.to_string(),
    }
}

/// What is known of a date besides its year.
fn below_year(date: PartialDate) -> String {
    let month = date.known_month().and_then(|month| Month::try_from(month as u8).ok());
    let time = match date.known_time() {
        Some((hour, Some(minute))) => format!(", {hour:02}:{minute:02}"),
        Some((hour, None)) => format!(", {hour:02} h"),
        None => String::new(),
    };
    match (date.known_season(), date.known_quarter(), date.known_week(), month, date.known_day()) {
        (Some(season), ..) => season.name().to_owned(),
        (_, Some(quarter), ..) => format!("Q{quarter}"),
        (_, _, Some(week), ..) => format!("week {week}"),
        (.., Some(month), Some(day)) => format!("{day} {}{time}", month.name()),
        (.., Some(month), None) => month.name().to_owned(),
        _ => String::new(),
    }
}

/// An event's date, or both ends of its range; that the year is unknown is said once.
pub fn when(event: &Event) -> String {
    let from = dated(event.when.date);
    let Some(end) = event.when.end_date.map(dated) else { return from };
    let once = from.strip_suffix(YEAR_UNKNOWN).filter(|_| end.ends_with(YEAR_UNKNOWN));
    format!("{} – {end}", once.unwrap_or(&from))
}

/// What a sentence lacks that was cut out of a quotation: its beginning, or its end.
pub fn torn_quotation(sentence: &str) -> (&'static str, &'static str) {
    let (opening, closing) = (sentence.find('“'), sentence.find('”'));
    if closing.is_some_and(|closing| opening.is_none_or(|opening| closing < opening)) {
        return ("“… ", "");
    }
    if sentence.rfind('“') > sentence.rfind('”') {
        return ("", " …”");
    }
    let straight: Vec<usize> = sentence.match_indices('"').map(|(at, _)| at).collect();
    if straight.len().is_multiple_of(2) {
        return ("", "");
    }
    let closes = |at: &usize| {
        let (before, behind) = (sentence[..*at].chars().next_back(), sentence[at + 1..].chars().next());
        before.is_some_and(|c| !c.is_whitespace()) && behind.is_none_or(|c| !c.is_alphanumeric())
    };
    if straight.first().is_some_and(closes) { ("\"… ", "") } else { ("", " …\"") }
}

/// The places of events but for those that last longer than another one, within their days.
fn without_enclosing(events: &[(usize, &Event)], places: &[usize]) -> Vec<usize> {
    const MOST: usize = 32; // a hostile sentence has more
    let days: Vec<_> = places.iter().map(|place| events[*place].1.when.days()).collect();
    let others = days.iter().take(MOST).flatten();
    let encloses = |at: usize| days[at].is_some_and(|own| others.clone().any(|other| own.enclose(*other)));
    (0..places.len()).filter(|at| !encloses(*at)).map(|at| places[at]).collect()
}

/// The sentence of an event on one line, with the marks of a quotation out of which it is.
pub fn sentence(article: &Article, event: &Event) -> String {
    let sentence = one_line(event.sentence.of(&article.text));
    let (before, behind) = torn_quotation(&sentence);
    format!("{before}{sentence}{behind}")
}

/// `1 article`, `2 articles`.
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::model::{Actor, ActorKind, Published, Span, Speaker, Title, When};

    /// One article in which Ann Lee speaks twice and an unnamed source once.
    pub fn article() -> Article {
        let text = "Talks <end>\n\"We *will* sign,\" Lee said. She hoped for rain on 4 March. It was late.".to_owned();
        let find = |words: &str| text.find(words).map(|at| Span::new(at, at + words.len())).unwrap();
        let speaker = |words: &str, actor: Option<&str>| {
            Some(Speaker { text: words.into(), span: find(words), actor: actor.map(str::to_owned) })
        };
        let statement = |kind, speaker, cue: &str, content: &str| Statement {
            kind,
            speaker,
            cue: (!cue.is_empty()).then(|| Cue { text: cue.into(), span: find(cue) }),
            content: vec![find(content)],
            date: None,
            themes: vec![],
            within: None,
        };
        let statements = vec![
            statement(Kind::Indirect, None, "", "It was late"),
            statement(Kind::Direct, speaker("Lee", Some("ann-lee")), "said", "We *will* sign,"),
            statement(Kind::Indirect, speaker("She", Some("ann-lee")), "hoped", "for rain"),
        ];
        let date: PartialDate = "2025-03-04".parse().unwrap();
        let event = Event {
            when: When::on(date),
            span: find("4 March"),
            sentence: find("She hoped for rain on 4 March."),
            actors: vec![],
        };
        Article {
            id: "a".into(),
            path: "a.txt".into(),
            title: Some(Title { text: "Talks <end>".into(), span: Some(find("Talks <end>")) }),
            published: Some(Published::new("2025-03-05T10:00".parse().unwrap(), None)),
            actors: vec![Actor {
                id: "ann-lee".into(),
                name: "Ann Lee".into(),
                kind: ActorKind::Person,
                mentions: vec![find("Lee")],
            }],
            statements,
            events: vec![event],
            text,
            ..Article::default()
        }
    }

    /// The briefing of that article.
    pub fn brief(article: &Article) -> Brief<'_> {
        let events = article.events.iter().map(|event| (0, event)).collect();
        let said = article.statements.iter().map(|statement| Said::new(0, statement, ""));
        Brief::new(vec![article], said, events)
    }

    #[test]
    fn the_marks_at_the_end_of_a_cue_give_way_to_its_colon() {
        let cue = |text: &str| before_colon(&Cue { text: text.into(), span: Span::default() });
        assert_eq!([cue("affirmed,"), cue("denied that:"), cue("warned")], ["affirmed:", "denied that:", "warned:"]);
    }

    #[test]
    fn statements_are_collected_by_who_made_them() {
        let article = article();
        let brief = brief(&article);
        let voices: Vec<_> = brief.voices.iter().map(|v| (v.name.as_str(), v.statements().count())).collect();
        assert_eq!(voices, [("Ann Lee", 2), ("", 1)]);
        assert_eq!(brief.statement_count(), 3);
    }

    #[test]
    fn a_speaker_s_statements_stand_in_order_of_time_and_weeks_by_their_monday() {
        let on = |date: Option<&str>| {
            let published = date.map(|date| Published::new(date.parse().unwrap(), None));
            Article { published, ..article() }
        };
        let articles = [on(None), on(Some("2025-03-05")), on(Some("2025-02"))];
        let statements = articles.iter().enumerate();
        let said = statements.map(|(at, article)| Said::new(at, &article.statements[1], ""));
        let brief = Brief::new(articles.iter().collect(), said, vec![]);
        assert_eq!(brief.voices[0].statements().map(|said| said.at).collect::<Vec<_>>(), [2, 1, 0]);
        let mut event = articles[0].events[0].clone();
        event.when = When::on("2026-W04".parse().unwrap());
        assert_eq!(when(&event), "week of 2026-01-19");
    }

    #[test]
    fn a_sentence_is_told_once_however_many_days_it_tells_of() {
        let check = |dates: &[&str], expected: &[&str]| {
            let mut article = article();
            let one = article.events[0].clone();
            let on = |date: &&str| Event { when: When::on(date.parse().unwrap()), ..one.clone() };
            article.events = dates.iter().map(on).collect();
            let told: Vec<_> = brief(&article).happenings().into_iter().map(|(when, ..)| when).collect();
            assert_eq!(told, expected, "{dates:?}");
        };
        check(&["2025-03-04", "2025-03-06"], &["2025-03-04; 2025-03-06"]);
        check(&["2025", "2025-12-14", "2026-W01"], &["2025-12-14; week of 2025-12-29"]);
        check(&["2025-03-04", "XXXX-03-06"], &["2025-03-04; 6 March, year unknown"]);
        let mut article = article();
        let second = Event { sentence: article.statements[1].content[0], ..article.events[0].clone() };
        article.events.push(second);
        assert_eq!(brief(&article).happenings().len(), 2, "two sentences of one day are two");
    }

    #[test]
    fn a_quotation_stands_in_one_pair_of_marks() {
        let check = |words: &str, expected: &str| assert_eq!(in_marks(words), expected);
        check("We will sign", "“We will sign”");
        check("\"We will sign,\"", "\"We will sign,\"");
        check("that “we will sign”", "“we will sign”");
        check("that, “we will sign”", "“we will sign”");
        check("that we will sign", "“that we will sign”");
        check("to sign and to stay,”", "“to sign and to stay,”");
    }

    #[test]
    fn dates_are_in_words_where_only_programs_know_their_signs() {
        for (date, written) in [
            ("2025-03-05T10:00", "2025-03-05T10:00"),
            ("2025-02", "2025-02"),
            ("2025", "2025"),
            ("2026-W04", "week of 2026-01-19"),
            ("2025-SU", "summer 2025"),
            ("2025-WI", "winter 2024/25"),
            ("2000-WI", "winter 1999/00"),
            ("2025-Q1", "Q1 2025"),
            ("196X", "1960s"),
            ("XXXX-02-10", "10 February, year unknown"),
            ("XXXX-02-10T14:30", "10 February, 14:30, year unknown"),
            ("XXXX-02", "February, year unknown"),
            ("XXXX-WI", "winter, year unknown"),
            ("XXXX", "year unknown"),
        ] {
            assert_eq!(dated(date.parse().unwrap()), written, "{date}");
        }
        let mut event = article().events[0].clone();
        event.when = When::between("XXXX-02-17".parse().unwrap(), "XXXX-02-18".parse().unwrap());
        assert_eq!(when(&event), "17 February – 18 February, year unknown");
    }

    #[test]
    fn a_sentence_out_of_a_quotation_says_so() {
        for (sentence, torn) in [
            ("That is all,\" she wrote.", ("\"… ", "")),
            ("She wrote: \"That is all.", ("", " …\"")),
            ("\"That is all,\" she wrote.", ("", "")),
            ("That is all,” she wrote.", ("“… ", "")),
            ("She wrote: “That is all.", ("", " …”")),
            ("“That” and “all”", ("", "")),
            ("nothing said", ("", "")),
        ] {
            assert_eq!(torn_quotation(sentence), torn, "{sentence}");
        }
    }

    #[test]
    fn an_event_out_of_a_quotation_is_told_with_its_mark() {
        let text = "\"It is done. That's my take from today's meeting,\" Rutte wrote.".to_owned();
        let span = |words: &str| text.find(words).map(|at| Span::new(at, at + words.len())).unwrap();
        let mut event = article().events[0].clone();
        (event.span, event.sentence) = (span("today"), span("That's my take from today's meeting,\" Rutte wrote."));
        let article = Article { text, ..Article::default() };
        assert_eq!(sentence(&article, &event), "\"… That's my take from today's meeting,\" Rutte wrote.");
    }

    #[test]
    fn what_has_no_title_is_known_by_its_first_words() {
        let text = "“We will not sign,” Ann Lee told the crowd at the old harbour on Monday.".to_owned();
        let body = vec![crate::model::Span::new(0, text.len())];
        let mut article = Article { id: "feeds/0017".into(), text, body, ..Article::default() };
        assert_eq!(title(&article), "“We will not sign,” Ann Lee told the…”");
        assert_eq!(byline(&article), "undated");
        assert_eq!(without_marks("**Kyiv —** _No * one_ was_hurt"), "Kyiv — No one was_hurt");
        article.body.clear();
        assert_eq!(title(&article), "feeds/0017");
    }

    #[test]
    fn whom_it_was_said_to_is_told() {
        let check = |text: &str, expected: &str| {
            let find = |words: &str| text.find(words).map(|at| Span::new(at, at + words.len())).unwrap();
            let mut statement = article().statements[2].clone();
            statement.cue = Some(Cue { text: "told".into(), span: find("told") });
            (statement.content, statement.speaker) = (vec![find("that they would sign")], None);
            let article = Article { text: text.to_owned(), ..Article::default() };
            assert_eq!(told(&article, &statement), expected);
        };
        check("Lee told the Herald that they would sign.", "told the Herald that they would sign");
        check("Lee told that they would sign.", "told that they would sign");
        check("Lee told “Herald” that they would sign.", "told that they would sign");
        check("Lee told it. The Herald said that they would sign.", "told that they would sign");
        let owned = |text: &str| {
            let find = |words: &str| text.find(words).map(|at| Span::new(at, at + words.len())).unwrap();
            let mut statement = article().statements[2].clone();
            statement.cue = Some(Cue { text: "’s demand for".into(), span: find("’s demand for") });
            (statement.content, statement.speaker) = (vec![find("more rain")], None);
            told(&Article { text: text.to_owned(), ..Article::default() }, &statement)
        };
        assert_eq!(owned("Lee’s demand for more rain"), "demand for more rain");
        let far = "Lee told all who had come to the old harbour in the morning to hear what she thought that they would sign.";
        check(far, "told that they would sign");
    }

    #[test]
    fn quotations_get_their_marks_and_dates_their_day() {
        let article = article();
        assert_eq!(said(&article, &article.statements[1]), "“We *will* sign,”");
        assert_eq!(said(&article, &article.statements[2]), "for rain");
        assert_eq!(told(&article, &article.statements[1]), "“We *will* sign,”", "a quotation speaks for itself");
        let mut hope = article.statements[2].clone();
        assert_eq!(told(&article, &hope), "hoped for rain");
        hope.cue.as_mut().unwrap().span = Span { start: u32::MAX - 5, end: u32::MAX };
        assert_eq!(told(&article, &hope), "hoped: for rain", "the cue stands behind it");
        hope.cue.as_mut().unwrap().text = ":".into();
        assert_eq!(told(&article, &hope), "for rain", "a colon says nothing");
        assert_eq!(said_on(&article, &article.statements[1]).unwrap().to_string(), "2025-03-05");
    }

    #[test]
    fn what_somebody_is_told_to_have_said_has_its_teller() {
        let mut article = article();
        let by = |text: &str| Some(Speaker { text: text.into(), span: Span::new(0, 1), actor: None });
        article.statements[2].within = Some(1);
        let mut check = |teller: &str, said_by: &str, expected: Option<&str>| {
            (article.statements[1].speaker, article.statements[2].speaker) = (by(teller), by(said_by));
            assert_eq!(per(&article, &article.statements[2]).as_deref(), expected, "{teller}, {said_by}");
        };
        check("the harbour master", "the crews", Some("per the harbour master"));
        check("the crews", "the crews", None);
        check("they", "the crews", None);
        article.statements[2].within = Some(17);
        assert_eq!(per(&article, &article.statements[2]), None, "a record may point nowhere");
    }
}
