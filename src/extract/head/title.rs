//! The headline: which line it is, and which part of that line.
//!
//! Lines before and at the start of the densest prose compete. A headline is a line of four to twenty words without a
//! full stop, near the prose and sharing its words; it is often the first line, said twice, marked as a heading, or
//! followed by byline and date. Where the best line is only the deck of one above, `above` finds that.

mod above;
mod words;

use super::affix::{self, bare};
use super::own_address;
use crate::extract::dates;
use crate::extract::furniture::lexicon::{Class, Place, words_in};
use crate::extract::furniture::page::{Page, plain_words};
use crate::extract::furniture::shape::{End, Opening, Shape};
use crate::input::Document;
use crate::model::{Span, Title};
use crate::text::fold::fold;
use crate::text::split;
use rustc_hash::FxHashSet;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Bound;
use words::{content_words, head_of, heads_of, legal_lines, vocabulary};

/// The headline and the name of the site that its line ended with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Headline {
    /// The headline.
    pub title: Option<Title>,
    /// The tail behind it: `… | The Harbour Times`.
    pub site: Option<Span>,
}

/// How many lines at the top of a page and before its prose compete.
const REACH: usize = 120;

/// How many lines above the prose may hold a headline that the title of the window words otherwise.
const FAR: usize = 40;

/// What such a line must score.
const RELATED: f32 = -1.5;

/// What a line must score to be a headline.
const ENOUGH: f32 = 2.2;

/// Finds the headline. One given from outside counts; its place is looked up in the text.
pub fn find(document: &Document, page: &Page) -> Headline {
    let lines = Lines::read(&document.text, page);
    if let Some(given) = document.metadata.title.as_deref().map(str::trim).filter(|t| !t.is_empty()) {
        let found = lines.first_saying(&plain_words(given));
        let span = found.map(|at| lines.parts(at).headline);
        let site = found.and_then(|at| lines.parts(at).site);
        return Headline { title: Some(Title { text: given.to_owned(), span }), site };
    }
    let best = lines.best().filter(|_| !page.is_hub());
    let Some(best) = best else { return Headline::default() };
    let shown = lines.shown_below(best).unwrap_or(best);
    let said = plain_words(lines.parts(shown).headline.of(lines.text));
    let first = lines.clean_saying(&said).or_else(|| lines.first_saying(&said)).unwrap_or(shown);
    let parts = lines.parts(first);
    let window = lines.parts(best).site.or_else(|| lines.site_of_window(parts.headline));
    let site = if shown == best { parts.site.or(window) } else { window };
    let text = parts.headline.of(lines.text).to_owned();
    Headline { title: Some(Title { text, span: Some(parts.headline) }), site }
}

/// The lines of a page, and what its prose speaks of.
struct Lines<'a> {
    text: &'a str,
    page: &'a Page,
    /// The words of each line, folded to letters and digits.
    plain: Vec<&'a str>,
    /// The first lines that say the same, by their words.
    said: BTreeMap<&'a str, Vec<usize>>,
    /// The content words of the prose, once somebody asked.
    vocabulary: OnceCell<Option<FxHashSet<u64>>>,
    /// The words of the last lines that say who holds the rights of the page.
    legal: Vec<&'a str>,
    /// What the page's links hand on as its headline.
    shared: Vec<String>,
    /// Each line cut, once somebody asked.
    parts: Vec<OnceCell<Parts>>,
    /// Of each line whether it says when and little else, once somebody asked.
    dated: Vec<OnceCell<bool>>,
}

/// A line cut into headline and site.
#[derive(Clone, Copy)]
struct Parts {
    headline: Span,
    site: Option<Span>,
}

impl<'a> Lines<'a> {
    fn read(text: &'a str, page: &'a Page) -> Self {
        let lines = page.passages.iter().zip(&page.plain);
        let plain: Vec<&str> = lines.map(|(passage, plain)| head_of(plain, passage.span.of(text))).collect();
        let mut said: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, line) in plain.iter().enumerate() {
            let lines = said.entry(line).or_default();
            if lines.len() < 2 {
                lines.push(at);
            }
        }
        let (parts, dated) = (vec![OnceCell::new(); plain.len()], vec![OnceCell::new(); plain.len()]);
        let (vocabulary, legal, shared) = (OnceCell::new(), legal_lines(text, page), own_address::shared_titles(text));
        Self { text, page, plain, said, vocabulary, legal, shared, parts, dated }
    }

    /// The line with the highest score, if any is high enough; the first of equals.
    fn best(&self) -> Option<usize> {
        let end = heads_of(self.page);
        let mut best = (ENOUGH, None);
        for at in (0..end).filter(|at| *at < REACH || at + REACH > end) {
            let score = self.score(at);
            if score > best.0 {
                best = (score, Some(at));
            }
        }
        let at = best.1?;
        self.above(at, best.0).or(Some(at))
    }

    fn score(&self, at: usize) -> f32 {
        let passage = &self.page.passages[at];
        let shape = &passage.shape;
        if !shape.may_head() {
            return 0.0;
        }
        let headline = self.parts(at).headline.of(self.text);
        let folded = fold(headline);
        let words = words_in(&folded).count().max(shape.words as usize / 4);
        if self.is_barred(at, words) {
            return 0.0;
        }
        length(words) + looks(shape, headline, &folded, words) - call(&folded)
            + self.place(at, words)
            + 2.0 * self.shared(headline)
    }

    /// Whether a line of so many words can be no headline.
    fn is_barred(&self, at: usize, words: usize) -> bool {
        let passage = &self.page.passages[at];
        let shape = &passage.shape;
        let headline = self.parts(at).headline;
        let barred = !shape.may_head()
            || is_address(passage.span.of(self.text))
            || is_trail(passage.span.of(self.text))
            || is_list_card(passage.span.of(self.text))
            || affix::is_tags(headline.of(self.text))
            || affix::is_signed(headline.of(self.text))
            || self.is_value(at)
            || self.is_holder(headline.of(self.text))
            || self.is_widget(at);
        let fewest = if self.is_window(at) { 1 } else { 2 };
        barred || !(fewest..=32).contains(&words) || shape.digits > 0 && is_dateline(self.text, headline)
    }

    /// Whether a line is a name that the page gives as who holds its rights: `© 2021 by the Harbour Institute`.
    fn is_holder(&self, name: &str) -> bool {
        if self.legal.is_empty() || !affix::is_name(name) {
            return false;
        }
        let plain = plain_words(name);
        plain.len() > 8 && self.legal.iter().any(|line| line.contains(&plain))
    }

    /// Whether a line tells what the label above it asks for: `From:`, `Ministry of Ports`.
    fn is_value(&self, at: usize) -> bool {
        const LABELS: [&str; 6] = ["from", "author", "source", "published by", "issued by", "organisation"];
        let above = at.checked_sub(1).map(|above| self.page.passages[above].span.of(self.text));
        above
            .and_then(|line| line.trim_end().strip_suffix(':'))
            .is_some_and(|label| LABELS.contains(&fold(label).as_str()))
    }

    /// What the line's place on the page says for it.
    fn place(&self, at: usize, words: usize) -> f32 {
        let core = self.page.core.start;
        let near = match core.checked_sub(at) {
            _ if self.page.core.is_empty() => 0.0,
            None => -1.0,
            Some(0) => 0.2,
            Some(1..=6) => 1.0,
            Some(7..=14) => 0.5,
            Some(_) if at == 0 => 0.0,
            Some(away) => -0.01 * away.min(100) as f32,
        };
        let named = self.parts(at).site.is_some();
        let first = match (at, named) {
            (0, true) => 3.0,
            (0, false) => 1.5,
            _ => 0.0,
        };
        let again = self.page.passages[at].shape.repeated || self.is_said_elsewhere(at);
        let again = match again && words > 4 && !self.is_card(at) {
            true if at > 0 && !named && self.is_slogan(at) => -1.0,
            true => 1.5,
            false => 0.0,
        };
        let followed = match self.is_followed(at) {
            true if self.is_card(at) => -1.0,
            true => 1.0 + if self.is_just_above(at) { 0.6 } else { 0.0 },
            false => 0.0,
        };
        let handed_on = if self.is_handed_on(at) { 3.0 } else { 0.0 };
        let borne_out = again > 0.0 || followed > 0.0 || handed_on > 0.0 || self.page.passages[at].shape.words <= 9;
        let near = if !borne_out && self.is_below_picture(at) { near - 3.0 } else { near };
        let window = if words <= 3 && self.is_window(at) { 2.5 } else { 0.0 };
        near + first + again + followed + window + handed_on + if self.is_lone_bullet(at) { 2.5 } else { 0.0 }
    }

    /// Whether the line is the title of the window and the page says its headline on a line of its own too.
    fn is_window(&self, at: usize) -> bool {
        at == 0 && self.parts(at).site.is_some() && self.says_exactly(self.parts(at).headline)
    }

    /// Whether the page's links hand the line on as its headline.
    fn is_handed_on(&self, at: usize) -> bool {
        let line = self.plain[at];
        line.len() > 15 && self.shared.iter().any(|title| title.starts_with(line))
    }

    /// Whether the page says a short line again and again, as it says its buttons.
    fn is_widget(&self, at: usize) -> bool {
        let times = || self.plain.iter().filter(|line| **line == self.plain[at]).take(4).count();
        let shape = &self.page.passages[at].shape;
        shape.repeated && shape.words <= 8 && times() >= 4
    }

    /// Whether byline or date stand on the very next line.
    fn is_just_above(&self, at: usize) -> bool {
        let next = self.page.passages.get(at + 1);
        next.is_some_and(|p| is_byline(&p.shape) || p.shape.words <= 12 && self.is_dated(at + 1))
    }

    /// Whether a line is one of several cards, each a headline with nothing but its date below.
    fn is_card(&self, at: usize) -> bool {
        let around = at.saturating_sub(9)..(at + 10).min(self.page.passages.len());
        around.filter(|at| self.page.passages[*at].shape.words <= 4 && self.is_dated(*at)).count() >= 3
    }

    /// Whether byline or date stand closely below.
    fn is_followed(&self, at: usize) -> bool {
        let mut below = self.page.passages.iter().enumerate().skip(at + 1).take(3);
        below.any(|(at, p)| is_byline(&p.shape) || p.shape.words <= 8 && self.is_dated(at))
    }

    /// Whether a line says when and little else.
    fn is_dated(&self, at: usize) -> bool {
        let passage = &self.page.passages[at];
        let read = || passage.shape.digits > 0 && is_dateline(self.text, passage.span);
        *self.dated[at].get_or_init(read)
    }

    /// A plain sentence with its stop: said twice on a page, it is a promo.
    fn is_slogan(&self, at: usize) -> bool {
        let shape = &self.page.passages[at].shape;
        let marked = matches!(shape.opening, Opening::Heading | Opening::Subheading);
        !marked && bare(self.text, self.page.passages[at].span).of(self.text).ends_with('.')
    }

    /// Whether a line has the bullet of a list that is none: it opens the page or stands above byline or date.
    fn is_lone_bullet(&self, at: usize) -> bool {
        let bullet = |at: usize| self.page.passages.get(at).is_some_and(|p| p.shape.opening == Opening::Bullet);
        let alone = bullet(at) && !bullet(at + 1) && !at.checked_sub(1).is_some_and(bullet);
        alone && at <= self.page.core.start && (at == 0 || self.is_followed(at))
    }

    /// The headline that the page shows where its first line, the title of the window, words it otherwise: a line below
    /// menus, above byline, date or the buttons to share it, of which half the content words are those of the first; fewer
    /// will do where the page says that one nowhere.
    fn shown_below(&self, best: usize) -> Option<usize> {
        self.parts(best).site.filter(|_| best == 0)?;
        let window = self.parts(best).headline;
        let known: FxHashSet<u64> = content_words(window.of(self.text)).collect();
        let core = self.page.core.start;
        let unsaid = !self.is_said_elsewhere(best);
        let near = core.saturating_sub(if unsaid { FAR } else { 0 }).max(2);
        (2..core).filter(|at| *at < 15 || *at >= near).find(|at| {
            let line = self.parts(*at).headline.of(self.text);
            let words: FxHashSet<u64> = content_words(line).collect();
            let common = words.intersection(&known).count();
            let alike = common >= 2 && common * 2 >= words.len().min(known.len());
            let related = common >= 2 && unsaid && !self.is_card(*at) && line.split_whitespace().count() >= 5;
            let bare = self.page.passages[*at].shape.end == End::Bare;
            let above = self.is_followed(*at) || self.is_above_figures(*at);
            let above = above || related && self.is_above_buttons(*at);
            let count = line.split_whitespace().count();
            let related = related && !self.is_barred(*at, count) && self.score(*at) > RELATED;
            let enough = related || alike && self.score(*at) > ENOUGH;
            enough && bare && above && count <= 20
        })
    }

    /// The site that the title of the window names, where that words the headline otherwise: `Bridge shut - Harbour Times`.
    fn site_of_window(&self, headline: Span) -> Option<Span> {
        let line = bare(self.text, self.page.passages.first()?.span);
        let cut = affix::cuts(line.of(self.text), &["|", "-", "–", "—"]).pop()?;
        let start = line.start as usize;
        let (head, tail) = (Span::new(start, start + cut.start), Span::new(start + cut.end, line.end as usize));
        let known: FxHashSet<u64> = content_words(headline.of(self.text)).collect();
        let words: FxHashSet<u64> = content_words(head.of(self.text)).collect();
        let alike = words.intersection(&known).count() * 2 > words.len().max(known.len());
        let named = affix::is_name(tail.of(self.text)) && tail.of(self.text).split_whitespace().count() <= 6;
        (alike && named && self.page.core.start > 4 && headline.start > line.end).then_some(tail)
    }

    /// Whether a line stands right below the caption of a picture, as the deck does where a dump has lost the headline.
    fn is_below_picture(&self, at: usize) -> bool {
        let above = at.checked_sub(1).and_then(|above| self.page.passages.get(above));
        let marked = matches!(self.page.passages[at].shape.opening, Opening::Heading | Opening::Subheading);
        !marked && above.is_some_and(|p| p.shape.is_caption && p.shape.words >= 8)
    }

    /// Whether the next lines are buttons to share the page.
    fn is_above_buttons(&self, at: usize) -> bool {
        let below = self.page.passages.iter().skip(at + 1).take(3);
        below.filter(|p| p.shape.words <= 4 && p.shape.signs.has(Class::Sharing, Place::Whole)).count() >= 2
    }

    /// Whether a short line with figures, as a day or an hour, stands closely below.
    fn is_above_figures(&self, at: usize) -> bool {
        let below = self.page.passages.iter().skip(at + 1).take(2);
        below.into_iter().any(|p| p.shape.digits > 0 && p.shape.words <= 8)
    }

    /// The first line above the prose that is the words and nothing else.
    fn clean_saying(&self, plain: &str) -> Option<usize> {
        let lines = self.said.get(plain)?;
        lines.iter().copied().find(|at| *at <= self.page.core.start && self.parts(*at).site.is_none())
    }

    /// Which share of the line's content words the prose uses too.
    fn shared(&self, line: &str) -> f32 {
        let words: Vec<u64> = content_words(line).collect();
        let vocabulary = self.vocabulary.get_or_init(|| vocabulary(self.text, self.page));
        let uses = |word: &&u64| vocabulary.as_ref().is_some_and(|vocabulary| vocabulary.contains(*word));
        let known = words.iter().filter(uses).count();
        match known {
            _ if words.is_empty() => 0.0,
            0 if vocabulary.is_some() => -0.8,
            _ => known as f32 / words.len() as f32,
        }
    }

    /// Whether another line of the page begins with this one or is how this one begins (a page's own title names the site behind it).
    fn is_said_elsewhere(&self, at: usize) -> bool {
        let headline = plain_words(self.parts(at).headline.of(self.text));
        let alike = self.said.range::<str, _>((Bound::Included(headline.as_str()), Bound::Unbounded));
        let alike = alike.take_while(|(line, _)| says(line, &headline)).take(3);
        headline.len() > 15 && alike.flat_map(|(_, lines)| lines).any(|line| *line != at)
    }

    /// The first line that says the words and nothing but a site's name behind them.
    fn first_saying(&self, plain: &str) -> Option<usize> {
        let close = |at: &usize| says(self.plain[*at], plain) && self.page.passages[*at].shape.words <= 60;
        if plain.is_empty() {
            return None;
        }
        (0..self.plain.len()).find(|at| close(at) && plain_words(self.parts(*at).headline.of(self.text)) == plain)
    }

    /// Cuts a line into headline and site.
    fn parts(&self, at: usize) -> Parts {
        *self.parts[at].get_or_init(|| self.cut(at))
    }

    fn cut(&self, at: usize) -> Parts {
        let line = without_skip(self.text, bare(self.text, self.page.passages[at].span));
        let line = Span::new(line.start as usize, line.start as usize + affix::before_size(line.of(self.text)));
        let label = ["Title: ", "Headline: "].into_iter().find(|label| line.of(self.text).starts_with(label));
        let line = Span::new(line.start as usize + label.map_or(0, str::len), line.end as usize).trim(self.text);
        let line = self.behind_trail(line).unwrap_or(line);
        let parts = self.barred(line).unwrap_or(Parts { headline: line, site: None });
        if parts.site.is_some() { parts } else { self.dashed(parts.headline).unwrap_or(parts) }
    }

    /// `Headline | Section | Site`: the part with the most words is the headline, the last one the site.
    fn barred(&self, line: Span) -> Option<Parts> {
        let words = line.of(self.text);
        let cuts = ["|", "::", "»", "·", "•"].iter().map(|mark| affix::cuts(words, std::slice::from_ref(mark)));
        let mut parts = Vec::new();
        let mut from = 0;
        for cut in cuts.into_iter().find(|cuts| !cuts.is_empty())? {
            parts.push((from, cut.start));
            from = cut.end;
        }
        parts.push((from, words.len()));
        let start = line.start as usize;
        let parts: Vec<Span> = parts.into_iter().map(|(from, to)| Span::new(start + from, start + to)).collect();
        let count = |part: &Span| part.of(self.text).split_whitespace().count();
        let most = parts.iter().map(count).max()?;
        let headline = *parts.iter().find(|part| count(part) == most)?;
        let fits = |last: &Span| count(last) <= 6 || affix::is_name(last.of(self.text));
        let site = parts.last().copied().filter(|last| *last != headline && fits(last));
        Some(Parts { headline, site })
    }

    /// `Headline - Site`, where the page or the way it is set bears out that the tail is its name.
    fn dashed(&self, line: Span) -> Option<Parts> {
        let words = line.of(self.text);
        let cut = affix::cuts(words, &["--", "-", "–", "—", "/"]).pop()?;
        let start = line.start as usize;
        let headline = Span::new(start, start + cut.start);
        let tail = Span::new(start + cut.end, line.end as usize);
        let named = tail.of(self.text);
        let window = line.start < self.page.passages[0].span.end && self.page.core.start > 4;
        let short = named.split_whitespace().count() <= if window { 8 } else { 6 }
            && headline.of(self.text).split_whitespace().count() >= 3;
        let brief = window && !short && self.says_exactly(headline) && self.is_site(named) && affix::is_name(named);
        let short = short || brief;
        let padded = words[cut.start..cut.end].chars().count() > cut.mark.chars().count() + 2;
        let set_off = matches!(cut.mark, "--" | "/") || padded;
        let is_name = set_off && affix::is_name(named);
        let is_name = is_name || window && affix::is_name(named) && (named.contains(' ') || self.is_owner(named));
        let shorter = self.said_before_dash(headline);
        if let Some(headline) = shorter.filter(|_| window && short) {
            return Some(Parts { headline, site: Some(tail) });
        }
        (short && (is_name || is_domain(named) || self.is_site(named) || self.says_exactly(headline)))
            .then_some(Parts { headline, site: Some(tail) })
    }

    /// The beginning of a headline up to a dash, where the page says it so on a line of its own.
    fn said_before_dash(&self, headline: Span) -> Option<Span> {
        let words = headline.of(self.text);
        let start = headline.start as usize;
        let cuts = affix::cuts(words, &["--", "-", "–", "—"]);
        let parts = cuts.iter().map(|cut| Span::new(start, start + cut.start));
        parts.filter(|part| part.of(self.text).split_whitespace().count() >= 3).find(|part| self.says_exactly(*part))
    }

    /// Whether the page's last lines speak of the name, as they do of the site: `© 2021 Harbour Times`.
    fn is_owner(&self, name: &str) -> bool {
        let last = self.page.passages.iter().rev().take(40);
        let mut lines = last.filter(|p| !p.shape.is_prose() || p.shape.signs.is_voiced()).map(|p| p.span.of(self.text));
        name.len() > 2 && lines.any(|line| split::alphanumeric(line).any(|word| word == name))
    }

    /// What stands behind a trail glued in front (`Home World Headline`), where a line or an address of the page says where
    /// the headline begins.
    fn behind_trail(&self, line: Span) -> Option<Span> {
        let words = line.of(self.text);
        affix::trail_ends(words).find_map(|at| {
            let rest = &words[at..];
            let slug = affix::slug(rest).is_some_and(|slug| self.text.contains(&slug));
            let span = Span::new(line.start as usize + at, line.end as usize);
            (slug || rest.contains(' ') && self.says_exactly(span)).then_some(span)
        })
    }

    /// Whether the name stands on a line of its own.
    fn is_site(&self, name: &str) -> bool {
        let name = plain_words(name);
        name.len() > 2 && self.said.contains_key(name.as_str())
    }

    fn says_exactly(&self, headline: Span) -> bool {
        let headline = plain_words(headline.of(self.text));
        self.said.contains_key(headline.as_str())
    }
}

/// Whether a line begins with the words; the rest may be no longer than a site's name.
fn says(line: &str, words: &str) -> bool {
    line.strip_prefix(words).is_some_and(|rest| rest.len() <= 60)
}

fn length(words: usize) -> f32 {
    match words {
        2 => -1.5,
        3 => -0.5,
        4..=16 => 1.0,
        17..=22 => 0.4,
        _ => -0.6,
    }
}

fn looks(shape: &Shape, line: &str, folded: &str, words: usize) -> f32 {
    use Class::{Byline, Caption, Dating, Ending, Navigation, Notice, Related, Sharing};
    let mut score = 0.0;
    if shape.end == End::Stop && !line.ends_with(['?', '!']) && !affix::ends_in_initials(line) {
        let cut_short = line.ends_with("...") || line.ends_with('…');
        score -= if words > 15 && !cut_short { 3.0 } else { 1.0 };
    }
    if words <= 12 && folded.contains("cookies") {
        score -= 3.0;
    }
    if ["said.", "says.", "reported.", "told reporters."].iter().any(|end| line.ends_with(end)) {
        score -= 1.5;
    }
    if shape.digits > 0 && words <= 4 && line.starts_with(|c: char| c.is_ascii_digit()) {
        score -= 2.0;
    }
    if shape.end == End::Open || shape.stops > 2 {
        score -= 1.5;
    }
    score += match shape.opening {
        Opening::Heading => 3.0,
        Opening::Subheading => 0.5,
        Opening::Bullet => -2.5,
        Opening::Small => -1.5,
        _ => 0.0,
    };
    let skips = without_skip_glued(shape, folded);
    if !skips
        && shape.signs.any(&[Navigation, Sharing, Related, Ending, Notice], &[Place::Start, Place::End, Place::Inside])
    {
        score -= 3.0;
    }
    let credited = shape.signs.any(&[Caption], &[Place::Start, Place::Inside, Place::End]);
    if credited || shape.signs.any(&[Dating, Byline], &[Place::Start]) && words < 10 {
        score -= 3.0;
    }
    let listed = line.matches(", ").count() >= 3 && shape.function_words < 3;
    if listed {
        score -= 3.0;
    }
    if shape.linked * 2 > shape.words {
        score -= 1.5;
    }
    score
}

/// The line without a link past the menus glued to its end: `… - The Harbour Times Skip to main content`.
fn without_skip(text: &str, line: Span) -> Span {
    let words = line.of(text);
    let skip = words.find("Skip to ").filter(|at| *at > 20);
    skip.map_or(line, |at| Span::new(line.start as usize, line.start as usize + words[..at].trim_end().len()))
}

/// Whether a line holds an address that is no link of Markdown.
fn is_address(line: &str) -> bool {
    line.contains("://") && !line.contains("](")
}

/// Whether a line is a heading within an item of a list, as the cards of other articles are: `* ### Ferry fares rise`.
fn is_list_card(line: &str) -> bool {
    line.strip_prefix(['*', '-', '+']).is_some_and(|item| item.trim_start().starts_with('#'))
}

/// Whether a line is the way to a page, `Home :: World :: Europe ::`, or a menu, `Log in | Register | Help | Shop`.
fn is_trail(line: &str) -> bool {
    if !line.contains([':', '>', '»', '›', '/', '|']) {
        return false;
    }
    let is_trail = |mark: &str| {
        let mut parts = line.split(mark).map(str::trim).filter(|part| !part.is_empty());
        parts.clone().count() >= 4 && parts.all(|part| part.split_whitespace().count() <= 5)
    };
    ["::", " > ", " » ", " › ", " / ", " | "].into_iter().any(is_trail)
}

/// Whether all that speaks against a line is the link past the menus behind its words, folded.
fn without_skip_glued(shape: &Shape, folded: &str) -> bool {
    shape.signs.has(Class::Navigation, Place::Inside) && !folded.contains("skip to")
}

/// What a line, folded, loses that asks the reader to do something.
fn call(folded: &str) -> f32 {
    if affix::is_call(folded) { 3.0 } else { 0.0 }
}

/// Whether a line is one that follows a headline: byline or date.
fn is_byline(shape: &Shape) -> bool {
    shape.words <= 25 && shape.signs.any(&[Class::Byline, Class::Dating], &[Place::Start, Place::End])
}

/// Whether a line says when and little else.
fn is_dateline(text: &str, line: Span) -> bool {
    dates::dateline(text, line).is_some_and(|(date, _)| date.len() * 3 > line.len() && !is_dated_name(text, line, date))
}

/// Whether the date stands behind the name of a series: `Northern Sea Update, February 12, 2026`.
fn is_dated_name(text: &str, line: Span, date: Span) -> bool {
    let name = text[line.start as usize..date.start as usize].trim();
    let words = || name.trim_end_matches(',').split_whitespace();
    let named = |word: &str| word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase);
    name.ends_with(',') && words().count() >= 3 && words().all(named) && date.end + 2 > line.end
}

/// Whether the words are the address of a site: `example.org`.
pub fn is_domain(words: &str) -> bool {
    let parts = words.rsplit_once('.');
    parts.is_some_and(|(name, end)| {
        !name.is_empty()
            && (2..=6).contains(&end.len())
            && end.chars().all(char::is_alphabetic)
            && !words.contains(char::is_whitespace)
    })
}
