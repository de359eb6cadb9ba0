//! The annotated corpus (brat standoff: `text/NAME.txt`, `attributions/NAME_ANNOTATOR.ann`) as tokens with tags.

use briefing::extract::statements::reading;
use briefing::extract::statements::tags::{OUTSIDE, Part};
use briefing::model::Span;
use briefing::text::Paragraph;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::ops::Range;
use std::path::Path;

/// An annotated article.
pub struct Article {
    pub text: String,
    /// The lines that are not blank.
    pub paragraphs: Vec<Paragraph>,
    /// What the taggers read as one sequence: a paragraph's number and tokens.
    pub stretches: Vec<(usize, Range<usize>)>,
    pub attributions: Vec<Attribution>,
}

/// One attribution, in bytes of the text.
#[derive(Clone, Default)]
pub struct Attribution {
    pub content: Vec<Span>,
    pub source: Vec<Span>,
    pub cue: Vec<Span>,
}

/// The articles of a folder in order of name. Of several annotations of one the first in order of name counts.
pub fn read(folder: &Path) -> Result<Vec<Article>, Box<dyn std::error::Error>> {
    let mut annotations = BTreeMap::new();
    for path in sorted(&folder.join("attributions"))? {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let name = stem.rsplit_once('_').map_or(stem.clone(), |(name, _)| name.to_owned());
        annotations.entry(name).or_insert(path);
    }
    let mut articles = Vec::new();
    for path in sorted(&folder.join("text"))? {
        let text = fs::read_to_string(&path)?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let lines = annotations.get(&name).map(fs::read_to_string).transpose()?.unwrap_or_default();
        articles.push(Article::new(text, &lines));
    }
    Ok(articles)
}

/// The texts of a folder in order of name, not annotated.
pub fn read_texts(folder: &Path) -> Result<Vec<Article>, Box<dyn std::error::Error>> {
    let texts = sorted(folder)?.into_iter().filter(|path| path.extension().is_some_and(|end| end == "txt"));
    texts.map(|path| Ok(Article::new(fs::read_to_string(path)?, ""))).collect()
}

fn sorted(folder: &Path) -> std::io::Result<Vec<std::path::PathBuf>> {
    let mut paths = fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<Vec<_>, _>>()?;
    paths.sort();
    Ok(paths)
}

impl Article {
    fn new(text: String, annotations: &str) -> Self {
        let mut paragraphs = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(at, at + line.len()).trim(&text);
            at += line.len();
            if !span.is_empty() {
                paragraphs.push(Paragraph::read(&text, span));
            }
        }
        let numbered = paragraphs.iter().enumerate();
        let stretches = numbered.flat_map(|(n, p)| reading::stretches(p).into_iter().map(move |r| (n, r))).collect();
        let attributions = attributions(&text, annotations);
        Self { text, paragraphs, stretches, attributions }
    }

    /// The right tags of each stretch.
    pub fn tags(&self) -> Vec<Vec<u8>> {
        let of_paragraphs: Vec<_> = self.paragraphs.iter().map(|p| encode(p, &self.attributions)).collect();
        self.stretches.iter().map(|(n, range)| of_paragraphs[*n][range.clone()].to_vec()).collect()
    }
}

/// Lines that do not parse are skipped: a few are damaged in the original.
fn attributions(text: &str, annotations: &str) -> Vec<Attribution> {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let byte = |c: &str| c.parse::<usize>().ok().and_then(|c| bytes.get(c).copied());
    let mut spans: HashMap<&str, Vec<Span>> = HashMap::new();
    let mut found = Vec::new();
    for line in annotations.lines() {
        let mut fields = line.split('\t');
        let (Some(name), Some(value)) = (fields.next(), fields.next()) else { continue };
        if name.starts_with('T') {
            let pieces = value.split_once(' ').map_or("", |(_, pieces)| pieces).split(';');
            let read = |piece: &str| piece.split_once(' ').and_then(|(a, b)| Some(Span::new(byte(a)?, byte(b)?)));
            spans.insert(name, pieces.filter_map(read).collect());
        } else if name.starts_with('E') && value.starts_with("Attribution") {
            found.push(attribution(value, &spans));
        }
    }
    found
}

fn attribution(arguments: &str, spans: &HashMap<&str, Vec<Span>>) -> Attribution {
    let mut one = Attribution::default();
    for (role, name) in arguments.split(' ').filter_map(|a| a.split_once(':')) {
        let to = match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
            "Content" => &mut one.content,
            "Source" => &mut one.source,
            "Cue" => &mut one.cue,
            _ => continue,
        };
        to.extend(spans.get(name).into_iter().flatten());
        to.sort();
    }
    one
}

/// The right tags of a paragraph.
fn encode(paragraph: &Paragraph, attributions: &[Attribution]) -> Vec<u8> {
    let mut tags = vec![OUTSIDE; paragraph.tokens.len()];
    let mut owners: HashMap<Span, (u32, Span)> = HashMap::new();
    for one in attributions {
        if let ([source, ..], [cue, ..], [_, ..]) = (&one.source[..], &one.cue[..], &one.content[..]) {
            let near = (gap(*source, *cue), *cue);
            let owner = owners.entry(*source).or_insert(near);
            if near.0 < owner.0 {
                *owner = near;
            }
        }
    }
    for one in attributions.iter().filter(|one| !one.content.is_empty()) {
        let cue = one.cue.first();
        let is_left = |span: &Span| cue.is_some_and(|cue| span.end > cue.start);
        for span in &one.content {
            mark(&mut tags, paragraph, *span, if is_left(span) { Part::ContentLeft } else { Part::ContentRight });
        }
        let owned = match (cue, one.source.first()) {
            (Some(cue), Some(source)) => owners.get(source).is_none_or(|owner| owner.1 == *cue),
            _ => true,
        };
        for span in one.source.iter().filter(|_| owned) {
            mark(&mut tags, paragraph, *span, if is_left(span) { Part::SourceLeft } else { Part::SourceRight });
        }
        let part = match (cue, one.source.first()) {
            (Some(_), None) => Part::CueAlone,
            (Some(cue), Some(source)) if !owned && source < cue => Part::CueLeft,
            (Some(_), Some(_)) if !owned => Part::CueRight,
            _ => Part::Cue,
        };
        for span in &one.cue {
            mark(&mut tags, paragraph, *span, part);
        }
    }
    tags
}

fn mark(tags: &mut [u8], paragraph: &Paragraph, span: Span, part: Part) {
    let tokens = paragraph.tokens_in(span);
    for at in tokens.clone() {
        tags[at] = if at == tokens.start { part.begin() } else { part.inside() };
    }
}

fn gap(a: Span, b: Span) -> u32 {
    if b.start >= a.end { b.start - a.end } else { a.start.saturating_sub(b.end) }
}
