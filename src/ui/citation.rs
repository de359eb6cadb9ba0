//! A statement or an article as one would cite it: the words, who said them, where they stand. What goes to the clipboard
//! is pasted into a shell or an editor next, so it is as clean as what the screen shows.

use super::page;
use super::typeset::Clean;
use super::when;
use crate::export::brief::{UNDATED, first_words, told_per};
use crate::model::{Article, Statement};
use crate::store::{StatementId, Store};

/// A statement with its citation.
pub fn of_statement(store: &Store, id: StatementId) -> Option<String> {
    let (article, statement) = store.statement(id)?;
    let article = store.article(article)?;
    let mut parts: Vec<String> = Vec::new();
    parts.extend(page::speaker_name(&article, &statement).map(|name| name.words().to_owned()));
    parts.push(cited(&article));
    Some(format!("{}\n— {}", Clean::of(&told_per(&article, &statement)).words(), parts.join(", ")))
}

/// The words of a statement; `…` stands where cue or speaker interrupts them.
pub fn content(article: &Article, statement: &Statement) -> String {
    let words: Vec<_> = statement.content.iter().map(|span| span.of(&article.text).trim()).collect();
    words.join(" … ")
}

/// The citation of an article: of what has no title by its first words and its file, so that it can be found again.
pub fn cited(article: &Article) -> String {
    let mut parts: Vec<String> = article.authors.iter().map(|author| author.name.clone()).collect();
    let title = article.title.as_ref().map(|title| title.text.clone()).or_else(|| first_words(article));
    parts.extend(title.map(|title| format!("“{title}”")));
    parts.extend(article.title.is_none().then(|| article.path.clone()));
    parts.extend(article.source.as_ref().map(|source| source.name.clone()));
    let date = article.published.as_ref().map(|published| when::day(published.date));
    parts.push(date.unwrap_or_else(|| UNDATED.to_owned()));
    parts.extend(article.url.clone());
    Clean::of(&parts.join(", ")).words().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Source, Span};

    #[test]
    fn what_has_neither_title_nor_date_is_cited_by_its_words_and_outlet() {
        let text = "The ferry stays in the harbour until further notice, they say.".to_owned();
        let mut article =
            Article { body: vec![Span::new(0, text.len())], text, path: "a/17.txt".into(), ..Article::default() };
        assert_eq!(cited(&article), "“The ferry stays in the harbour until further…”, a/17.txt, undated");
        article.source = Some(Source { name: "The Gull".into(), span: None });
        article.body.clear();
        assert_eq!(cited(&article), "a/17.txt, The Gull, undated");
    }
}
