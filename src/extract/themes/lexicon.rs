//! The themes with their phrases, read from TOML that people write by hand, and compiled for `matcher`.
//!
//! The file format is described at the top of `assets/lexicon/themes.toml`, the notation of phrases in
//! [`super::pattern`]. What the weights amount to is the business of [`super::score`].

use super::matcher::Matcher;
use super::pattern::{self, Sequences, Sets};
use crate::error::{Error, ErrorKind, Result};
use crate::extract::assets::lexicon;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// The themes, each with its phrases.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// The themes in the order of the files.
    pub themes: Vec<Entry>,
    /// Every phrase; what [`Matcher`] finds are places in this list.
    pub(super) phrases: Vec<Phrase>,
    pub(super) matcher: Matcher,
    sets: Sets,
}

/// What a theme is called.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its id in records.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// One sentence about what belongs to it; empty where a user's file gives none.
    pub definition: String,
    /// How much its evidence bears on what an article is about, from 0 to 3, as a rule 1.
    pub bearing: f32,
}

/// What a phrase speaks for or against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// For the theme at this place in the list.
    For(usize),
    /// Against it: what overlaps it is no evidence, and its weight is taken off.
    Against(usize),
    /// That the article is about none of the themes.
    OffTopic,
}

/// One phrase with its weight.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub(super) written: String,
    pub(super) role: Role,
    pub(super) weight: f32,
    sequences: Sequences,
}

/// A theme file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    #[serde(default)]
    words: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    theme: Vec<Spanned<Theme>>,
    #[serde(default)]
    off_topic: Levels,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Theme {
    id: String,
    name: Option<String>,
    definition: Option<String>,
    bearing: Option<f32>,
    #[serde(default)]
    replace: bool,
    #[serde(default)]
    against: Vec<Spanned<String>>,
    #[serde(default)]
    strong: Vec<Spanned<String>>,
    #[serde(default)]
    fair: Vec<Spanned<String>>,
    #[serde(default)]
    weak: Vec<Spanned<String>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Levels {
    #[serde(default)]
    strong: Vec<Spanned<String>>,
    #[serde(default)]
    fair: Vec<Spanned<String>>,
    #[serde(default)]
    weak: Vec<Spanned<String>>,
}

impl Lexicon {
    /// The themes that come with the program.
    pub fn built_in() -> Self {
        match Self::default().extended(&lexicon!("themes")) {
            Ok(lexicon) => lexicon,
            Err(error) => unreachable!("a test reads the built-in themes: {error}"),
        }
    }

    /// These themes with those of a TOML file over them: phrases are added to a theme with the same id (or put in
    /// their place with `replace = true`), a new id is a new theme. The error names the line and what to write.
    pub fn extended(&self, toml: &str) -> Result<Self> {
        let file: File = toml::from_str(toml).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            complaint(toml, at, error.message())
        })?;
        let mut new = self.clone();
        new.add_sets(toml, &file.words)?;
        for theme in file.theme {
            new.add_theme(toml, theme)?;
        }
        let Levels { strong, fair, weak } = file.off_topic;
        new.add_levels(toml, Role::OffTopic, [&strong, &fair, &weak])?;
        new.compile();
        Ok(new)
    }

    /// Sets may name one another, whatever their order; each pass reads those whose parts are known.
    fn add_sets(&mut self, toml: &str, words: &BTreeMap<String, Spanned<String>>) -> Result<()> {
        let mut open: Vec<_> = words.iter().collect();
        while !open.is_empty() {
            let before = open.len();
            let mut failed = None;
            open.retain(|(name, written)| match pattern::alternatives(written.get_ref(), &self.sets) {
                Ok(found) => {
                    self.sets.insert((*name).clone(), found);
                    false
                }
                Err(error) => {
                    failed.get_or_insert_with(|| complaint(toml, written.span().start, &error));
                    true
                }
            });
            if let Some(error) = failed
                && open.len() == before
            {
                return Err(error);
            }
        }
        Ok(())
    }

    fn add_theme(&mut self, toml: &str, theme: Spanned<Theme>) -> Result<()> {
        let at = theme.span().start;
        let theme = theme.into_inner();
        let known = self.themes.iter().position(|t| t.id == theme.id);
        let place = known.unwrap_or(self.themes.len());
        match known {
            Some(_) => self.themes[place].change(&theme),
            None => self.themes.push(Entry::new(&theme).map_err(|error| complaint(toml, at, &error))?),
        }
        if !(0.0..=3.0).contains(&self.themes[place].bearing) {
            return Err(complaint(toml, at, "`bearing` is a number from 0 to 3; leave it out for 1"));
        }
        if theme.replace {
            self.phrases.retain(|p| p.role != Role::For(place) && p.role != Role::Against(place));
        }
        self.add_levels(toml, Role::For(place), [&theme.strong, &theme.fair, &theme.weak])?;
        self.add_phrases(toml, Role::Against(place), 0.0, &theme.against)
    }

    fn add_levels(&mut self, toml: &str, role: Role, levels: [&[Spanned<String>]; 3]) -> Result<()> {
        for (written, weight) in levels.into_iter().zip([1.0, 0.5, 0.2]) {
            self.add_phrases(toml, role, weight, written)?;
        }
        Ok(())
    }

    fn add_phrases(&mut self, toml: &str, role: Role, weight: f32, all: &[Spanned<String>]) -> Result<()> {
        for spanned in all {
            let at = |error: String| complaint(toml, spanned.span().start, &error);
            let (written, weight) = weighed(spanned.get_ref(), weight).map_err(at)?;
            let sequences = pattern::phrase(written, &self.sets).map_err(at)?;
            self.phrases.push(Phrase { written: written.to_owned(), role, weight, sequences });
        }
        Ok(())
    }

    fn compile(&mut self) {
        self.matcher = Matcher::default();
        for (number, phrase) in self.phrases.iter().enumerate() {
            for steps in &phrase.sequences {
                self.matcher.add(steps, number as u32);
            }
        }
        self.matcher.lay_out();
    }
}

impl Entry {
    fn new(theme: &Theme) -> std::result::Result<Self, String> {
        let id = theme.id.as_str();
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.is_empty() || !id.chars().all(plain) {
            return Err(format!("the theme id `{id}` may hold small letters, digits and hyphens only: `arms-trade`"));
        }
        let Some(name) = &theme.name else {
            return Err(format!("`{id}` is a new theme and needs a `name`; or is its id misspelt?"));
        };
        let definition = theme.definition.clone().unwrap_or_default();
        let bearing = theme.bearing.unwrap_or(1.0);
        Ok(Self { id: id.to_owned(), name: name.clone(), definition, bearing })
    }

    fn change(&mut self, theme: &Theme) {
        self.name.clone_from(theme.name.as_ref().unwrap_or(&self.name.clone()));
        self.definition.clone_from(theme.definition.as_ref().unwrap_or(&self.definition.clone()));
        self.bearing = theme.bearing.unwrap_or(self.bearing);
    }
}

/// A phrase and its weight, that of its list or its own behind ` = `.
fn weighed(written: &str, weight: f32) -> std::result::Result<(&str, f32), String> {
    let Some((phrase, own)) = written.rsplit_once('=') else { return Ok((written.trim(), weight)) };
    match own.trim().parse::<f32>() {
        Ok(own) if (0.0..=3.0).contains(&own) => Ok((phrase.trim(), own)),
        _ => Err(format!("`{}` is no weight; write a number from 0 to 3, as in `truce* = 0.7`", own.trim())),
    }
}

fn complaint(toml: &str, at: usize, error: &str) -> Error {
    let line = toml.bytes().take(at).filter(|b| *b == b'\n').count() + 1;
    Error::new(ErrorKind::Malformed, format!("themes, line {line}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The error of a theme file over the built-in ones: its line and the start of its message.
    fn check(toml: &str, line: usize, expected: &str) {
        let error = Lexicon::built_in().extended(toml).unwrap_err().to_string();
        let begin = format!("themes, line {line}: {expected}");
        assert!(error.starts_with(&begin), "{error}");
    }

    #[test]
    fn mistakes_are_named_with_their_line() {
        check("[[theme]]\nid = 'ceasefire'\nstrong = [\n  'truce',\n  '(a|b',\n]", 5, "`(` is not closed");
        check("[[theme]]\nid = 'fishing'\nstrong = ['cod war*']", 1, "`fishing` is a new theme and needs");
        check("[[theme]]\nid = 'Cod War'\nname = 'x'\ndefinition = 'y'", 1, "the theme id `Cod War` may hold");
        check("[[theme]]\nid = 'ceasefire'\nstrnog = ['x']", 3, "unknown field `strnog`, expected one of `id`");
        check("[[theme]]\nid = 'ceasefire'\nstrong = ['lull = high']", 3, "`high` is no weight; write a number");
        check("[words]\na = '{b}'\nb = '{a}'", 2, "there is no set of words `b`");
        check("[[theme]\n", 1, "");
    }

    #[test]
    fn a_user_adds_phrases_themes_and_sets() {
        let base = Lexicon::built_in();
        let count = |l: &Lexicon, id: &str| {
            let place = l.themes.iter().position(|t| t.id == id).unwrap();
            l.phrases.iter().filter(|p| p.role == Role::For(place)).count()
        };
        let more = base.extended("[[theme]]\nid = 'ceasefire'\nfair = ['lull in the shelling']").unwrap();
        assert_eq!(count(&more, "ceasefire"), count(&base, "ceasefire") + 1);
        let less = base.extended("[[theme]]\nid = 'ceasefire'\nreplace = true\nfair = ['lull']").unwrap();
        assert_eq!(count(&less, "ceasefire"), 1);
        let new = "words.fish = 'cod|herring'\n[[theme]]\nid = 'fishing'\nname = 'Fishing rights'\nstrong = ['{fish} \
                   quota* = 1.5']";
        let new = base.extended(new).unwrap();
        assert_eq!((new.themes.len(), count(&new, "fishing")), (base.themes.len() + 1, 1));
    }

    #[test]
    fn the_built_in_themes_are_complete() {
        let lexicon = Lexicon::default().extended(&lexicon!("themes")).unwrap();
        for (place, theme) in lexicon.themes.iter().enumerate() {
            let count = lexicon.phrases.iter().filter(|p| p.role == Role::For(place)).count();
            assert!(count >= 20, "{} has {count} phrases", theme.id);
            assert!(theme.definition.ends_with('.') && !theme.name.is_empty());
        }
    }
}
