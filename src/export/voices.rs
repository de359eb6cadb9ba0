//! Who is cited in a briefing, each with everything said: in order of time, and where that is much, by what it is about.

use super::brief::{Said, said_on};
use super::safe::one_line;
use crate::model::{Article, Statement};
use crate::sorting;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Statements from which on a speaker's are parted by theme.
const MANY: usize = 8;
/// Statements on a theme for which it gets a heading of its own.
const FEWEST_OF_THEME: usize = 3;

/// One speaker, with everything said.
#[derive(Debug)]
pub struct Voice<'a> {
    /// The actor's name, else the speaker as worded, else nothing.
    pub name: String,
    /// What was said, by theme.
    pub parts: Vec<Part<'a>>,
}

/// What a speaker said on one theme.
#[derive(Debug)]
pub struct Part<'a> {
    /// The theme; `None` where it is little, or on no theme of which there is more.
    pub theme: Option<String>,
    /// In order of time, the undated last.
    pub statements: Vec<Said<'a>>,
}

impl<'a> Voice<'a> {
    /// Everything said.
    pub fn statements(&self) -> impl Iterator<Item = &Said<'a>> {
        self.parts.iter().flat_map(|part| &part.statements)
    }
}

/// What stands above the statements on no theme of which there is more.
const ELSE: &str = "Other themes";

impl Part<'_> {
    /// What stands above its statements, which are some of what this speaker said; nothing where they are all of it.
    pub fn heading(&self, voice: &Voice) -> Option<&str> {
        (voice.parts.len() > 1).then(|| self.theme.as_deref().unwrap_or(ELSE))
    }
}

/// The speakers of statements in `articles`, most statements first; those without a name last, and before them those of
/// whom only a pronoun is known.
pub(super) fn voices<'a>(articles: &[&'a Article], all: Vec<Said<'a>>) -> Vec<Voice<'a>> {
    let mut voices: Vec<(Known, String, Vec<Said>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for said in all {
        let (key, name) =
            articles.get(said.at).map_or_else(Default::default, |article| speaker(article, said.statement));
        let place = *places.entry(key).or_insert_with(|| {
            let (known, name) = match () {
                () if name.is_empty() => (Known::NotAtAll, name),
                () if is_pronoun(&name) => (Known::ByPronoun, format!("“{name}” in [{}]", said.at + 1)),
                () => (Known::ByName, name),
            };
            voices.push((known, name, Vec::new()));
            voices.len() - 1
        });
        voices[place].2.push(said);
    }
    sorting::by_key(&mut voices, |(known, _, said)| (*known, Reverse(said.len())));
    voices.into_iter().map(|(_, name, said)| Voice { name, parts: parts(articles, said) }).collect()
}

/// How a speaker is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Known {
    ByName,
    ByPronoun,
    NotAtAll,
}

/// Statements by theme, each under one: under that on which are most of those that are under none yet.
fn parts<'a>(articles: &[&'a Article], mut rest: Vec<Said<'a>>) -> Vec<Part<'a>> {
    sorting::by_key(&mut rest, |said| {
        let day = articles.get(said.at).and_then(|article| said_on(article, said.statement));
        (day.is_none(), day)
    });
    let (mut parts, all) = (Vec::new(), rest.len());
    while let Some(theme) = heading(&rest, all) {
        let (on_theme, others): (Vec<_>, Vec<_>) =
            rest.into_iter().partition(|said| said.statement.themes.contains(theme));
        parts.push(Part { theme: Some(name(articles, &on_theme, theme)), statements: on_theme });
        rest = others;
    }
    if !rest.is_empty() {
        parts.push(Part { theme: None, statements: rest });
    }
    parts
}

/// The theme that most statements are on; `None` where `all` are few. What nearly all that somebody says is on parts nothing.
fn heading<'a>(rest: &[Said<'a>], all: usize) -> Option<&'a String> {
    if all < MANY {
        return None;
    }
    let mut counts: Vec<(&String, usize)> = Vec::new();
    for theme in rest.iter().flat_map(|said| &said.statement.themes) {
        match counts.iter_mut().find(|(counted, _)| *counted == theme) {
            Some((_, count)) => *count += 1,
            None => counts.push((theme, 1)),
        }
    }
    let parting = counts.into_iter().filter(|(_, count)| *count >= FEWEST_OF_THEME && count * 4 <= all * 3);
    parting.max_by_key(|(theme, count)| (*count, Reverse(*theme))).map(|(theme, _)| theme)
}

/// What the articles call a theme.
fn name(articles: &[&Article], on_theme: &[Said], id: &str) -> String {
    let themes = on_theme.iter().filter_map(|said| articles.get(said.at)).flat_map(|article| &article.themes);
    themes.into_iter().find(|theme| theme.id == id).map_or_else(|| one_line(id), |theme| one_line(&theme.name))
}

/// Under which key a statement's speaker is collected, and its name: an actor by its id, others by how they are worded;
/// a pronoun is somebody else in each article.
pub(super) fn speaker(article: &Article, statement: &Statement) -> (String, String) {
    let Some(speaker) = &statement.speaker else { return Default::default() };
    let actor = speaker.actor.as_ref().and_then(|id| article.actors.iter().find(|actor| actor.id == *id));
    let worded = || speaker.text.to_lowercase();
    match actor {
        Some(actor) => (format!("id {}", actor.id), one_line(&actor.name)),
        None if is_pronoun(&speaker.text) => (format!("as {} in {}", worded(), article.id), one_line(&speaker.text)),
        None => (format!("as {}", worded()), one_line(&speaker.text)),
    }
}

/// Whether a speaker is named by a word that is somebody else's elsewhere.
pub(super) fn is_pronoun(speaker: &str) -> bool {
    const PRONOUNS: [&str; 21] = [
        "i", "we", "you", "he", "she", "they", "it", "one", "who", "which", "that", "this", "these", "those", "ich",
        "wir", "er", "sie", "es", "both", "others",
    ];
    PRONOUNS.iter().any(|pronoun| pronoun.eq_ignore_ascii_case(speaker))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::brief::tests::article;
    use crate::model::Theme;

    /// The speakers of statements, each `theme theme` or nothing, of one article: for each part its heading and how many
    /// statements are in it.
    fn check(themes: &[&str], expected: &[&str]) {
        let mut article = article();
        let one = article.statements[2].clone();
        let ids = |themes: &str| themes.split_whitespace().map(str::to_owned).collect();
        article.statements = themes.iter().map(|of| Statement { themes: ids(of), ..one.clone() }).collect();
        let theme = |id: &str| Theme { id: id.into(), name: id.to_uppercase(), score: 1.0, mentions: Vec::new() };
        article.themes = ["sea", "war"].map(theme).into();
        let said = article.statements.iter().map(|statement| Said::new(0, statement, ""));
        let voices = voices(&[&article], said.collect());
        let part = |part: &Part| format!("{} {}", part.theme.as_deref().unwrap_or("-"), part.statements.len());
        assert_eq!(voices[0].parts.iter().map(part).collect::<Vec<_>>(), expected, "{themes:?}");
        assert_eq!(voices[0].statements().count(), themes.len());
    }

    #[test]
    fn much_of_one_speaker_is_parted_by_theme() {
        check(&["sea"; 7], &["- 7"]);
        check(&["sea", "war", "sea", "war", "sea", "war", "sea", ""], &["SEA 4", "WAR 3", "- 1"]);
        check(&["sea war", "sea war", "sea", "sea", "war", "", "", ""], &["SEA 4", "- 4"]);
        check(&["sea", "sea", "ice", "ice", "ice", "war", "war", "war", "sea"], &["ice 3", "SEA 3", "WAR 3"]);
    }

    #[test]
    fn what_nearly_all_is_about_parts_nothing() {
        check(&["sea", "sea war", "sea war", "sea war", "sea", "sea", "sea", "sea"], &["WAR 3", "SEA 5"]);
        check(&["sea"; 12], &["- 12"]);
    }

    #[test]
    fn a_pronoun_is_somebody_else_in_each_article() {
        let mut one = article();
        let speaker = one.statements[2].speaker.as_mut().unwrap();
        (speaker.text, speaker.actor) = ("We".into(), None);
        let other = Article { id: "b".into(), ..one.clone() };
        let said = [&one, &other].into_iter().enumerate();
        let said =
            said.flat_map(|(at, article)| article.statements.iter().map(move |statement| Said::new(at, statement, "")));
        let voices = voices(&[&one, &other], said.collect());
        let names: Vec<_> = voices.iter().map(|voice| voice.name.as_str()).collect();
        assert_eq!(names, ["Ann Lee", "“We” in [1]", "“We” in [2]", ""]);
    }
}
