//! `briefing --plain`: the reader as lines, for screen readers, braille and slow lines. No alternate screen, no colours and
//! nothing that moves: a line is typed, its answer is printed.

use super::args::Sources;
use super::gather::{self, Gathered};
use super::{Status, remembered, written};
use crate::Result;
use crate::export::brief::count;
use crate::export::citation;
use crate::export::safe::one_line;
use crate::model::{Article, Statement};
use crate::store::facet::{self, Facet};
use crate::store::fuzzy::{self, Within};
use crate::store::{ArticleId, Query, Selection, Store};
use crate::ui::when;
use std::io::{self, BufRead, Write};
use std::path::PathBuf;

/// Lines of a list that are printed at once.
const PAGE: usize = 20;

const HELP: &str = "\
l        list the articles; return goes on with a list
NUMBER   read the article or go to the statement with that number of the list
n, p     read the next article, the one before
s        list the statements of the article; S lists all
a, t     list the actors, the themes
f WORDS  look statements up by words you remember
/ FILTER keep only what it selects, such as by:rutte theme:ceasefire; / alone removes the filter
h        this help
q        leave";

/// Reads commands until the input ends.
pub fn run(sources: Sources) -> Result<Status> {
    let query = gather::query(&sources.filter, gather::today())?;
    let (paths, no_memory) = (sources.paths.clone(), sources.no_memory);
    let gathered = Gathered::load(sources)?;
    let status = gathered.complaints.status(!gathered.store.is_empty());
    gathered.tell_blame();
    let mut reader = Plain {
        store: &gathered.store,
        selection: gathered.selection.clone(),
        at: None,
        list: List::default(),
        paths,
        no_memory,
    };
    written(reader.work(&query, &mut io::stdin().lock(), &mut io::stdout().lock()))?;
    Ok(status)
}

/// What is listed, so that numbers lead to it.
#[derive(Default)]
struct List {
    lines: Vec<String>,
    places: Vec<(ArticleId, Option<usize>)>,
    shown: usize,
}

struct Plain<'a> {
    store: &'a Store,
    selection: Selection,
    at: Option<ArticleId>,
    list: List,
    /// What was opened, under which the reader remembers what it does.
    paths: Vec<PathBuf>,
    /// Whether it is not to be asked what that was.
    no_memory: bool,
}

impl Plain<'_> {
    fn work(&mut self, query: &Query, input: &mut impl BufRead, out: &mut impl Write) -> io::Result<()> {
        let filter = if *query == Query::All { String::new() } else { format!(" Filter: {query}.") };
        writeln!(
            out,
            "{}, {}.{filter} h lists the commands.",
            count(self.store.len(), "article"),
            count(self.store.statement_count(), "statement")
        )?;
        self.articles(out)?;
        let mut line = String::new();
        loop {
            write!(out, "> ")?;
            out.flush()?;
            line.clear();
            if input.read_line(&mut line)? == 0 || line.trim() == "q" {
                return Ok(());
            }
            self.answer(line.trim(), out)?;
        }
    }

    fn answer(&mut self, line: &str, out: &mut impl Write) -> io::Result<()> {
        let (command, words) = line.split_at(line.chars().next().map_or(0, char::len_utf8));
        match (command, words.trim()) {
            ("", _) => self.go_on(out),
            ("h" | "?", "") => writeln!(out, "{HELP}"),
            ("l", "") => self.articles(out),
            ("n", "") => self.step(1, out),
            ("p", "") => self.step(-1, out),
            ("s", "") => self.statements(self.at, out),
            ("S", "") => self.statements(None, out),
            ("a", "") => self.facet(Facet::Actor, out),
            ("t", "") => self.facet(Facet::Theme, out),
            ("f", "") => writeln!(out, "f needs words, as in: f step up."),
            ("f", words) => self.look_up(words, out),
            ("/", words) => self.filter(words, out),
            _ => match line.parse::<usize>() {
                Ok(number) => self.go(number, out),
                Err(_) => writeln!(out, "There is no command {}. h lists them.", one_line(line)),
            },
        }
    }

    fn show(
        &mut self,
        title: &str,
        rows: Vec<(String, (ArticleId, Option<usize>))>,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let (lines, places) = rows.into_iter().unzip();
        self.list = List { lines, places, shown: 0 };
        writeln!(out, "{title}: {}.", self.list.lines.len())?;
        self.go_on(out)
    }

    /// The next page of the list.
    fn go_on(&mut self, out: &mut impl Write) -> io::Result<()> {
        let List { lines, shown, .. } = &mut self.list;
        for line in lines.iter().skip(*shown).take(PAGE) {
            *shown += 1;
            writeln!(out, "{shown}. {line}")?;
        }
        let rest = lines.len() - *shown;
        if rest > 0 { writeln!(out, "{rest} more: return.") } else { Ok(()) }
    }

    fn articles(&mut self, out: &mut impl Write) -> io::Result<()> {
        let chosen = self.selection.articles.iter().map(ArticleId);
        let rows = chosen.filter_map(|id| Some((headline(&*self.store.article(id)?), (id, None)))).collect();
        self.show("Articles", rows, out)
    }

    fn statements(&mut self, of: Option<ArticleId>, out: &mut impl Write) -> io::Result<()> {
        let chosen = self.selection.statements.iter();
        let rows = chosen.filter_map(|id| {
            let (at, statement) = self.store.statement(crate::store::StatementId(id))?;
            let article = self.store.article(at).filter(|_| of.is_none_or(|of| of == at))?;
            let place = article.statements.iter().position(|other| *other == *statement);
            Some((said(&article, &statement), (at, place)))
        });
        let rows = rows.collect();
        self.show("Statements", rows, out)
    }

    fn facet(&mut self, facet: Facet, out: &mut impl Write) -> io::Result<()> {
        let all = facet::count(self.store, &self.selection, facet);
        let rest = all.len().saturating_sub(PAGE * 2);
        for found in all.into_iter().take(PAGE * 2) {
            let (articles, statements) = (found.articles as usize, found.statements as usize);
            let counts = format!("{}, {}", count(articles, "article"), count(statements, "statement"));
            writeln!(out, "{}: {counts}. {}", one_line(&found.name), found.id)?;
        }
        if rest > 0 { writeln!(out, "{rest} more; a filter leaves fewer.") } else { Ok(()) }
    }

    fn look_up(&mut self, words: &str, out: &mut impl Write) -> io::Result<()> {
        let hits = fuzzy::look_up(self.store, words, Within::Statements, Some(&self.selection), PAGE);
        let rows = hits.into_iter().filter_map(|hit| {
            let article = self.store.article(hit.article)?;
            let (_, statement) = self.store.statement(hit.statement?)?;
            let place = article.statements.iter().position(|other| *other == *statement);
            Some((said(&article, &statement), (hit.article, place)))
        });
        let rows: Vec<_> = rows.collect();
        if rows.is_empty() {
            return writeln!(out, "Nothing found for “{}”.", one_line(words));
        }
        self.show("Found", rows, out)
    }

    fn filter(&mut self, words: &str, out: &mut impl Write) -> io::Result<()> {
        match Query::parse_on(words, Some(gather::today())) {
            Ok(query) => match remembered::filled(query, self.store, &self.paths, self.no_memory) {
                Ok(query) => {
                    self.selection = self.store.select(&query);
                    for unknown in gather::unknown(&query, self.store) {
                        writeln!(out, "{}", one_line(&unknown))?;
                    }
                    match gather::blamed(self.store, &query, &self.selection) {
                        Some(words) if self.selection.articles.is_empty() => {
                            writeln!(out, "Articles: 0; {}.", one_line(&words))
                        }
                        _ => self.articles(out),
                    }
                }
                Err(error) => writeln!(out, "The filter is wrong: {}.", one_line(&error.to_string())),
            },
            Err(error) => writeln!(out, "The filter is wrong: {}.", one_line(&error.message)),
        }
    }

    fn step(&mut self, by: i64, out: &mut impl Write) -> io::Result<()> {
        let chosen: Vec<u32> = self.selection.articles.iter().collect();
        let at = self.at.and_then(|at| chosen.iter().position(|other| *other == at.0));
        let next = at.map_or(Some(0), |at| usize::try_from(at as i64 + by).ok());
        match next.and_then(|next| chosen.get(next)) {
            Some(id) => self.read(ArticleId(*id), None, out),
            None => writeln!(out, "There is no further article."),
        }
    }

    fn go(&mut self, number: usize, out: &mut impl Write) -> io::Result<()> {
        match number.checked_sub(1).and_then(|at| self.list.places.get(at)).copied() {
            Some((id, statement)) => self.read(id, statement, out),
            None => writeln!(out, "The list has no {number}."),
        }
    }

    /// An article, each paragraph followed by who is cited in it; from the paragraph of a statement on where one is meant.
    fn read(&mut self, id: ArticleId, statement: Option<usize>, out: &mut impl Write) -> io::Result<()> {
        let Some(article) = self.store.article(id) else { return Ok(()) };
        self.at = Some(id);
        writeln!(out, "{}", headline(&article))?;
        let start = |statement: &Statement| statement.content.first().map_or(0, |span| span.start);
        let from = statement.and_then(|at| article.statements.get(at)).map_or(0, start);
        for paragraph in article.body.iter().filter(|paragraph| paragraph.end > from) {
            writeln!(out, "\n{}", one_line(paragraph.of(&article.text)))?;
            let inside = |statement: &&Statement| (paragraph.start..paragraph.end).contains(&start(statement));
            for statement in article.statements.iter().filter(inside) {
                writeln!(out, "  Said: {}", said(&article, statement))?;
            }
        }
        writeln!(out, "\nEnd of the article.")
    }
}

fn headline(article: &Article) -> String {
    let mut parts = vec![crate::export::brief::title(article)];
    parts.extend(article.source.as_ref().map(|source| one_line(&source.name)));
    parts.push(article.published.as_ref().map_or("no date".to_owned(), |published| when::day(published.date)));
    format!("{}; {}", parts.join("; "), count(article.statements.len(), "statement"))
}

fn said(article: &Article, statement: &Statement) -> String {
    let who = citation::speaker(article, statement).unwrap_or_else(|| "no source named".to_owned());
    format!("{who}: {}", crate::export::brief::told_per(article, statement))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn reader(gathered: &Gathered) -> Plain<'_> {
        Plain {
            store: &gathered.store,
            selection: gathered.selection.clone(),
            at: None,
            list: List::default(),
            paths: Vec::new(),
            no_memory: true,
        }
    }

    #[test]
    fn lines_are_answered_by_lines() {
        let sources = Sources { no_cache: true, ..Sources::default() };
        let gathered = Gathered::load(sources).unwrap();
        let mut out = Vec::new();
        let typed = "1\n/ by:rutte\nS\n2\nn\nf rtte stp up\nf xqzwv\nf\n/ by:zelenskj\n/ by:rutte before:1950\n/ from:x\nnonsense\n99\nq\nnever";
        reader(&gathered).work(&Query::All, &mut Cursor::new(typed), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let statements = gathered.store.statement_count();
        let total = format!("5 articles, {statements} statements.");
        let by_rutte = |statement: &Statement| {
            let actor = statement.speaker.as_ref().and_then(|speaker| speaker.actor.as_deref());
            actor.is_some_and(|id| id.ends_with("rutte"))
        };
        let left = gathered.store.articles().filter(|(_, article)| article.statements.iter().any(by_rutte)).count();
        let blamed =
            format!("Articles: 0; the filter leaves no article; without `before:1950` it would leave {left} articles.");
        for expected in [
            total.as_str(),
            "2. 'Europe is ready and willing to step up'",
            "  Said: Mark Rutte: ",
            "End of the article.",
            "The filter is wrong: there is no field `from`",
            "Nothing found for “xqzwv”.",
            blamed.as_str(),
            "f needs words",
            "zelenskj: no speaker is called so; Volodymyr Zelensky?",
            "There is no command nonsense.",
            "The list has no 99.",
        ] {
            assert!(text.contains(expected), "{expected}\n{text}");
        }
        assert!(!text.contains('\u{1b}'));
    }

    #[test]
    fn of_what_there_is_one_it_says_so() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.txt"), "Of the garden\n\n\"It grows,\" Ana Silva said.\n").unwrap();
        let paths = vec![folder.path().to_owned()];
        let gathered =
            Gathered::load(Sources { paths, no_cache: true, no_memory: true, ..Sources::default() }).unwrap();
        let mut out = Vec::new();
        reader(&gathered).work(&Query::All, &mut Cursor::new("a\n"), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(
            text.starts_with("1 article, 1 statement.") && text.contains("1 article, 1 statement. ana-silva"),
            "{text}"
        );
        assert!(!text.contains("1 articles") && !text.contains("1 statements"), "{text}");
    }
}
