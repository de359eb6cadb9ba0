//! Articles and statements as one cites them: Markdown, `BibTeX` (as Biber and BibTeX read it), and CSL-JSON (Citation Style
//! Language 1.0.2), which reference managers import.

use super::brief::{UNDATED, dated, first_words, per, said_on, told, told_per};
use super::markdown;
use super::safe::one_line;
use crate::model::{Article, PartialDate, Statement};
use serde_json::{Value, json};

/// A statement as a Markdown quotation with its citation, or the citation of the article.
pub fn markdown(article: &Article, statement: Option<&Statement>) -> String {
    let cited = markdown_citation(article);
    let Some(statement) = statement else { return cited };
    let who = speaker(article, statement).into_iter().chain(per(article, statement));
    let cited: Vec<String> = who.map(|name| markdown::escaped(&name)).chain([cited]).collect();
    format!("> {}\n>\n> — {}", markdown::escaped(&told(article, statement)), cited.join(", "))
}

fn markdown_citation(article: &Article) -> String {
    let mut parts: Vec<String> = authors(article).iter().map(|name| markdown::escaped(name)).collect();
    parts.push(format!("“{}”", markdown::escaped(&title(article))));
    parts.extend(article.source.as_ref().map(|source| format!("*{}*", markdown::escaped(&one_line(&source.name)))));
    parts.push(published(article).map_or(UNDATED.to_owned(), dated));
    parts.extend(article.url.as_ref().map(|url| format!("<{url}>")));
    parts.join(", ")
}

/// An entry for a bibliography; the words of a statement stand in its note. Where there is no date, styles write `n.d.` by
/// themselves.
pub fn bibtex(article: &Article, statement: Option<&Statement>) -> String {
    let mut fields = vec![("title", format!("{{{}}}", tex(&title(article))))];
    let authors: Vec<String> = authors(article).iter().map(|name| format!("{{{}}}", tex(name))).collect();
    if !authors.is_empty() {
        fields.push(("author", authors.join(" and ")));
    }
    fields.extend(article.source.as_ref().map(|source| ("howpublished", tex(&one_line(&source.name)))));
    if let Some(date) = published(article) {
        fields.push(("date", date.to_string()));
        fields.extend(date.known_year().map(|year| ("year", year.to_string())));
        fields.extend(date.known_month().map(|month| ("month", month.to_string())));
    }
    fields.extend(article.url.as_ref().map(|url| ("url", url.clone())));
    fields.extend(statement.map(|statement| ("note", tex(&quotation(article, statement)))));
    let fields: Vec<String> = fields.into_iter().map(|(name, value)| format!("  {name} = {{{value}}},\n")).collect();
    format!("@misc{{{},\n{}}}", key(article), fields.concat())
}

/// An item of a CSL-JSON bibliography; the words of a statement stand in its note.
pub fn csl(article: &Article, statement: Option<&Statement>) -> Value {
    let mut item = json!({ "id": key(article), "type": "article-newspaper", "title": title(article) });
    let authors: Vec<Value> = authors(article).into_iter().map(|name| json!({ "literal": name })).collect();
    if !authors.is_empty() {
        item["author"] = Value::Array(authors);
    }
    if let Some(source) = &article.source {
        item["container-title"] = json!(one_line(&source.name));
    }
    if let Some(url) = &article.url {
        item["URL"] = json!(url);
    }
    let parts = |date: PartialDate| {
        let month = date.known_month().filter(|_| date.known_year().is_some());
        let day = date.known_day().filter(|_| month.is_some());
        let year = date.known_year().map(i64::from);
        year.into_iter().chain(month.map(i64::from)).chain(day.map(i64::from)).collect::<Vec<i64>>()
    };
    let date = published(article).map(parts).filter(|parts| !parts.is_empty());
    if let Some(parts) = date {
        item["issued"] = json!({ "date-parts": [parts] });
    }
    if let Some(statement) = statement {
        item["note"] = json!(quotation(article, statement));
    }
    item
}

/// Who said it, when, where its own words tell, and what, on one line.
pub fn quotation(article: &Article, statement: &Statement) -> String {
    let who = speaker(article, statement).unwrap_or_default();
    let when = statement.date.and_then(|_| said_on(article, statement));
    let when = when.map(|date| format!(" ({})", dated(date))).unwrap_or_default();
    let who = if who.is_empty() { who } else { format!("{who}{when}: ") };
    format!("{who}{}", told_per(article, statement))
}

/// The name of a statement's speaker: of the actor, else as worded.
pub fn speaker(article: &Article, statement: &Statement) -> Option<String> {
    let speaker = statement.speaker.as_ref()?;
    let actor = speaker.actor.as_ref().and_then(|id| article.actors.iter().find(|actor| actor.id == *id));
    Some(one_line(actor.map_or(&speaker.text, |actor| &actor.name)))
}

/// The title, else the first words; both stand in the marks that a citation gives them.
fn title(article: &Article) -> String {
    let title = article.title.as_ref().map(|title| one_line(&title.text));
    title.or_else(|| first_words(article)).unwrap_or_else(|| one_line(&article.id))
}

fn authors(article: &Article) -> Vec<String> {
    article.authors.iter().map(|author| one_line(&author.name)).collect()
}

fn published(article: &Article) -> Option<PartialDate> {
    let date = article.published.as_ref()?.date;
    Some(date.to_day().unwrap_or(date))
}

/// The article's id in letters that every program takes for a key.
fn key(article: &Article) -> String {
    let key: String = article.id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let key = key.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    if key.is_empty() { "article".to_owned() } else { key }
}

/// Words whose every sign is printed by TeX as it is.
fn tex(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '\\' => safe.push_str("\\textbackslash{}"),
            '{' | '}' | '$' | '&' | '#' | '_' | '%' => safe.extend(['\\', c]),
            '~' => safe.push_str("\\textasciitilde{}"),
            '^' => safe.push_str("\\textasciicircum{}"),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::brief::tests::article;
    use crate::model::Span;

    #[test]
    fn a_statement_is_cited_in_every_form() {
        let mut article = article();
        article.source = Some(crate::model::Source { name: "R&D {Daily}".into(), span: None });
        article.url = Some("https://daily.test/a_b?c=1&d=%20".into());
        let lee = &article.statements[1];
        insta::assert_snapshot!(markdown(&article, Some(lee)), @r"
        > “We \*will\* sign,”
        >
        > — Ann Lee, “Talks \<end\>”, *R\&D {Daily}*, 2025-03-05, <https://daily.test/a_b?c=1&d=%20>
        ");
        insta::assert_snapshot!(bibtex(&article, Some(lee)), @r"
        @misc{a,
          title = {{Talks <end>}},
          howpublished = {R\&D \{Daily\}},
          date = {2025-03-05},
          year = {2025},
          month = {3},
          url = {https://daily.test/a_b?c=1&d=%20},
          note = {Ann Lee: “We *will* sign,”},
        }
        ");
        let item = csl(&article, None);
        assert_eq!(item["issued"]["date-parts"], json!([[2025, 3, 5]]));
        assert_eq!((&item["title"], &item["note"]), (&json!("Talks <end>"), &Value::Null));
        assert_eq!(item["URL"], json!("https://daily.test/a_b?c=1&d=%20"));
    }

    #[test]
    fn what_has_neither_title_nor_date_is_cited_by_outlet_and_first_words() {
        let mut article = article();
        (article.title, article.published) = (None, None);
        article.source = Some(crate::model::Source { name: "The Gull".into(), span: None });
        article.body = vec![Span::new(0, article.text.len())];
        let cited = markdown(&article, None);
        assert!(cited.starts_with("“Talks") && cited.ends_with("…”, *The Gull*, undated"), "{cited}");
        assert!(!bibtex(&article, None).contains("date ="));
    }

    #[test]
    fn keys_and_words_are_harmless() {
        let article = Article { id: "2025/02/ä b%~2".into(), ..Article::default() };
        assert_eq!(key(&article), "2025-02-b-2");
        assert_eq!(tex("50% {a} \\end~^"), "50\\% \\{a\\} \\textbackslash{}end\\textasciitilde{}\\textasciicircum{}");
    }
}
