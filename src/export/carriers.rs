//! What several articles carry, told once: in the wording that was published first of those selected, with who else
//! carries it below.

use super::brief::{Said, dated, said_on, title, told};
use super::safe::one_line;
use super::voices::speaker;
use crate::model::{Article, Statement};
use crate::sorting;
use crate::store::stories::{Differs, Wording};
use crate::store::{StatementId, Store};

/// How many carriers of a statement are named; of more there is a number.
const MOST_NAMED: usize = 12;

/// Others that carry a statement in one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carriers {
    /// In which way: `Also`, `In other words`, ….
    pub how: &'static str,
    /// Which they are.
    pub named: Vec<Carrier>,
    /// How many more there are.
    pub more: usize,
}

/// An article that carries a statement as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carrier {
    /// Publisher or else title, the day, and whom it has say it, where that is somebody else.
    pub who: String,
    /// The place of the article in the briefing; `None` where that is about other articles.
    pub at: Option<usize>,
    /// Its own words, where they are others; of several with the same words the last one has them.
    pub words: Option<String>,
}

/// In which way an article carries a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    First,
    Same,
    Other,
    Contrary,
}

impl How {
    /// In the order in which they are listed.
    const ALL: [Self; 4] = [Self::First, Self::Same, Self::Other, Self::Contrary];

    fn label(self) -> &'static str {
        match self {
            Self::First => "First",
            Self::Same => "Also",
            Self::Other => "In other words",
            Self::Contrary => "To the contrary",
        }
    }
}

/// Statements of `articles`, which have these numbers in the store, each statement with its own. Of those that are the same,
/// and by the same speaker, there is one left. What says the contrary stays.
pub(super) fn told_once<'a>(
    store: &Store,
    numbers: &[u32],
    articles: &[&Article],
    all: Vec<(StatementId, Said<'a>)>,
) -> Vec<Said<'a>> {
    let (listing, stories) = (Listing { store, numbers }, store.stories());
    let (ids, mut all): (Vec<StatementId>, Vec<Option<Said>>) =
        all.into_iter().map(|(id, said)| (id, Some(said))).unzip();
    let carried = (0..).zip(&ids).filter(|(_, id)| stories.is_carried(**id));
    let mut carried: Vec<(u32, u32)> = carried.map(|(at, id)| (stories.same(*id).0, at)).collect();
    sorting::plain(&mut carried);
    for same in carried.chunk_by(|a, b| a.0 == b.0) {
        let mut same: Vec<usize> = same.iter().map(|(_, at)| *at as usize).collect();
        while let Some(one) = same.first().copied() {
            let by = |at: usize| all[at].as_ref().map(|said| speaker(articles[said.at], said.statement).0);
            let (alike, others): (Vec<_>, Vec<_>) = same.into_iter().partition(|at| by(*at) == by(one));
            fold(&listing, &ids, &mut all, &alike);
            same = others;
        }
    }
    all.into_iter().flatten().collect()
}

/// Leaves, of statements that are alike, one of the article that was published first: the longest, as a headline says less
/// than the sentence below it.
fn fold(listing: &Listing, ids: &[StatementId], all: &mut [Option<Said>], alike: &[usize]) {
    let store = listing.store;
    let order = store.carriers_by_day(ids[alike[0]]);
    let place = |id: &StatementId| alike.iter().copied().find(|at| ids[*at] == *id);
    let holder = order.iter().find_map(place).and_then(|at| store.holder(ids[at]));
    let length =
        |at: &usize| all[*at].as_ref().map_or(0, |said| said.statement.content.iter().map(|span| span.len()).sum());
    let here = alike.iter().copied().filter(|at| store.holder(ids[*at]) == holder).rev();
    let first: usize = here.max_by_key(length).unwrap_or(alike[0]);
    let Some(mut told) = all[first].take() else { return };
    for other in alike.iter().filter_map(|at| all[*at].take()) {
        told.notes.extend(other.notes);
        told.stands_for += 1;
    }
    all[first] = Some(Said { also: listing.of(ids[first], &order), ..told });
}

/// What it takes to list the carriers of statements.
struct Listing<'a> {
    store: &'a Store,
    /// The articles of the briefing.
    numbers: &'a [u32],
}

impl Listing<'_> {
    /// The others of the carriers, which are in order of time.
    fn of(&self, id: StatementId, order: &[StatementId]) -> Vec<Carriers> {
        // What an article says twice it carries once.
        let (mut seen, mut others) = (vec![self.store.holder(id)], Vec::new());
        for other in order {
            let holder = self.store.holder(*other);
            if !seen.contains(&holder) {
                seen.push(holder);
                others.push(*other);
            }
        }
        let more = others.len().saturating_sub(MOST_NAMED);
        others.truncate(MOST_NAMED);
        let first = self.store.known_first(id);
        let named: Vec<_> =
            others.into_iter().filter_map(|other| self.carrier(id, other, first == Some(other))).collect();
        let mut listed: Vec<Carriers> = Vec::new();
        for how in How::ALL {
            for (_, carrier) in named.iter().filter(|(of, _)| *of == how) {
                let same_words = |last: &&mut Carriers| {
                    last.how == how.label() && last.named.last().is_some_and(|one| one.words == carrier.words)
                };
                match listed.last_mut().filter(same_words) {
                    Some(last) => {
                        // The words that they have in common stand behind them all.
                        last.named.iter_mut().for_each(|one| one.words = None);
                        last.named.push(carrier.clone());
                    }
                    None => listed.push(Carriers { how: how.label(), named: vec![carrier.clone()], more: 0 }),
                }
            }
        }
        if more > 0 {
            listed.push(Carriers { how: How::Same.label(), named: Vec::new(), more });
        }
        listed
    }

    /// How another statement carries this one.
    fn carrier(&self, id: StatementId, other: StatementId, is_first: bool) -> Option<(How, Carrier)> {
        let (at, statement) = self.store.statement(other)?;
        let Differs { wording, speaker } = self.store.differs(id, other);
        let how = match wording {
            Wording::Contrary => How::Contrary,
            _ if is_first => How::First,
            Wording::Same => How::Same,
            Wording::Other => How::Other,
        };
        let article = self.store.article(at)?;
        let words = (wording != Wording::Same).then(|| told(&article, &statement));
        let at = self.numbers.binary_search(&at.0).ok();
        Some((how, Carrier { who: who(&article, &statement, speaker), at, words }))
    }
}

/// Who carries a statement, when, and by whom it is said there, where that is another than elsewhere.
fn who(article: &Article, statement: &Statement, other_speaker: bool) -> String {
    let name = article.source.as_ref().map_or_else(|| title(article), |source| one_line(&source.name));
    let day = said_on(article, statement).map(|day| format!(", {}", dated(day))).unwrap_or_default();
    let (_, speaker) = speaker(article, statement);
    let said = match (other_speaker, speaker.is_empty()) {
        (false, _) => String::new(),
        (true, true) => ", nobody named".to_owned(),
        (true, false) => format!(", from {speaker}"),
    };
    format!("{name}{day}{said}")
}

#[cfg(test)]
mod tests {
    use crate::export::selected::{Format, Notes, Written, write};
    use crate::store::{Query, StatementId, Store, sample_article};

    const SAID: &str = "Ana Silva: “The harbour belongs to those who work in it”";
    const LONGER: &str = "Silva: “The harbour belongs to those who work in it, and to nobody else”";

    fn store() -> Store {
        let mut store = Store::default();
        for (id, outlet, date, said) in [
            ("a", "Gull", "2024-03-02", SAID),
            ("b", "Herald", "2024-03-01", SAID),
            ("c", "", "", SAID),
            ("d", "Courier", "2024-03-03", LONGER),
        ] {
            store.add(sample_article(id, outlet, date, "To whom?", &[said]));
        }
        store
    }

    fn briefing(filter: &str, format: Format, notes: &Notes) -> (Written, String) {
        let (store, mut out) = (store(), Vec::new());
        let query = Query::parse(filter).unwrap();
        let written = write(&mut out, &store, &store.select(&query), format, (&query, ""), notes).unwrap();
        (written, String::from_utf8(out).unwrap())
    }

    #[test]
    fn what_several_carry_is_told_once_as_it_was_published_first() {
        let notes = Notes { statements: [(StatementId(2), "who?".to_owned())].into(), ..Notes::default() };
        let (written, page) = briefing("", Format::Md, &notes);
        assert_eq!(written, Written::Briefing(4, 4));
        let said = page.split("## Articles").next().unwrap();
        insta::assert_snapshot!(said.trim_end(), @r"
        # Briefing

        4 articles, 4 statements, 3 of them repeats

        Published 2024-03-01 to 2024-03-03; 1 article without a date.

        ## Who said what

        ### Ana Silva

        - “The harbour belongs to those who work in it” (published 2024-03-01) [2]
          - *Also:* Gull, 2024-03-02 [1]; To whom? [3]
          - *In other words:* Courier, 2024-03-03 [4]: “The harbour belongs to those who work in it, and to nobody else”
          - *Note:* who?
        ");
    }

    #[test]
    fn an_article_without_a_date_says_when_it_may_have_been_published_and_why() {
        let (_, page) = briefing("", Format::Md, &Notes::default());
        assert!(page.contains("undated, perhaps 2024-03-01 (it carries a statement of \\[2\\])"), "{page}");
        let (_, page) = briefing("-source:herald", Format::Html, &Notes::default());
        assert!(page.contains("undated, perhaps 2024-03-01 (it carries a statement of To whom?)"), "{page}");
    }

    #[test]
    fn who_carries_it_outside_the_briefing_is_named_without_a_number() {
        let (_, page) = briefing("source:gull", Format::Md, &Notes::default());
        assert!(page.contains("  - *First:* Herald, 2024-03-01\n  - *Also:* To whom?\n"), "{page}");
        let (_, page) = briefing("source:gull", Format::Html, &Notes::default());
        assert!(page.contains("<br><span class=\"also\"><i>First:</i> Herald, 2024-03-01</span>"), "{page}");
    }

    #[test]
    fn what_an_article_says_twice_it_carries_once_in_its_longest_words() {
        let mut store = store();
        store.add(sample_article("e", "Post", "2024-02-28", "To whom?", &[SAID, LONGER]));
        let query = Query::parse("source:post").unwrap();
        let mut out = Vec::new();
        let notes = Notes::default();
        let written = write(&mut out, &store, &store.select(&query), Format::Md, (&query, ""), &notes).unwrap();
        let page = String::from_utf8(out).unwrap();
        assert_eq!(written, Written::Briefing(1, 2), "both are counted");
        assert!(page.contains("and to nobody else” (published 2024-02-28) [1]\n  - *Also:* Courier"), "{page}");
        assert!(page.contains("words:* Herald, 2024-03-01; Gull, 2024-03-02; To whom?: “The harbour"), "{page}");
        assert_eq!((page.matches("[1]").count(), page.matches("*In other").count()), (1, 1), "{page}");
    }
}
