//! Where one reads: the typeset page, the line at its top, the words being looked for, and the places left in other
//! articles.

use super::action::Action;
use super::asked;
use super::page::{Detail, Kind, Page};
use super::palette::Palette;
use crate::model::{Article, Span};
use crate::sorting;
use crate::store::{ArticleId, Query};
use crate::text::fold::{fold, fold_with_offsets};
use rustc_hash::FxHashMap;

/// More places than anybody steps through; finding stops there.
const MOST_FOUND: usize = 10_000;

/// The text pane's state.
#[derive(Debug, Default)]
pub struct Reading {
    /// The page shown.
    pub page: Option<Page>,
    /// Its first visible line.
    pub top: usize,
    /// Whether the raw source is shown.
    pub raw: bool,
    /// What is marked in the text beside statements and names.
    pub detail: Detail,
    /// What is being looked for.
    pub find: Option<Find>,
    /// Where the text has what the filter asks for, while nothing else is looked for.
    pub asked: Asked,
    /// What to bring into sight once the page is there.
    aim: Option<Span>,
    /// What was last brought into sight and has not been scrolled away from: it stays in sight on another screen.
    kept: Option<Span>,
    /// Height of the page when it was last looked at.
    height: u16,
    /// The byte that the reader has put at the top; stays while the screen changes its size.
    anchor: u32,
    /// The byte at which the article begins in its source, behind what a site puts before it.
    head: u32,
    /// Whether the reader moved since the anchor was set.
    moved: bool,
    places: FxHashMap<ArticleId, u32>,
    /// The article that `anchor` is in.
    of: Option<ArticleId>,
    /// The page that was asked for and has not come.
    awaited: Option<Kind>,
}

/// Longer texts are typeset by the worker: this many bytes still fit into a part of a frame.
const MOST_AT_ONCE: usize = 128 << 10;

/// Words looked for in the text, and where they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Find {
    /// The words as typed.
    pub words: String,
    /// Where they are, in order.
    pub places: Vec<Span>,
    /// Which of the places the reader stands on.
    pub at: Option<usize>,
    /// Whether the places are those of a look-up, which finds the words with slips: another article has none.
    looked_up: bool,
    /// The article and the form (raw or not) that `places` are of.
    of: Option<(ArticleId, bool)>,
}

impl Find {
    /// Whether nothing was typed, and what the filter asks for is stepped through.
    pub fn is_of_filter(&self) -> bool {
        self.words.is_empty()
    }
}

/// Where an article has what the filter asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The places, in order.
    pub places: Vec<Span>,
    /// The article, its form (raw or not) and the filter that they are of.
    of: Option<(ArticleId, bool, Query)>,
}

impl Reading {
    /// Finds anew where the text has what the filter asks for, where it is another text or another filter.
    pub fn settle_asked(&mut self, article: &Article, kind: Kind, query: &Query) {
        let of = |(article, raw, asked): &(ArticleId, bool, Query)| {
            (*article, *raw) == (kind.article, kind.raw) && asked == query
        };
        if self.asked.of.as_ref().is_some_and(of) {
            return;
        }
        let places = asked::places(article, kind.raw, query);
        self.asked = Asked { places, of: Some((kind.article, kind.raw, query.clone())) };
        // Steps through an older filter are over.
        if let Some(find) = self.find.as_mut().filter(|find| find.is_of_filter()) {
            find.of = None;
        }
    }

    /// Makes the page fit the article, width and form, keeping the place, and keeps the top inside `height` lines. Returns
    /// the page that is to be asked for, where it is a long one.
    pub fn settle(&mut self, article: &Article, kind: Kind, height: u16, palette: &Palette) -> Option<Kind> {
        let turned = self.page.as_ref().is_none_or(|page| page.kind != kind);
        self.head = head(article);
        if turned && article.text.len() > MOST_AT_ONCE {
            self.leave_for(kind.article);
            self.page = None;
            return (self.awaited.replace(kind) != Some(kind)).then_some(kind);
        }
        if turned {
            self.turn_to(Page::new(article, kind, palette));
        }
        if turned || height != self.height {
            self.aim = self.aim.or(self.kept);
            self.height = height;
        }
        self.search(article, kind);
        let page = self.page.as_ref()?;
        if let Some(span) = self.aim.take() {
            self.top = in_sight(page, span, self.top, height);
            self.moved = true;
        }
        self.top = self.top.min(page.len().saturating_sub(usize::from(height)));
        if std::mem::take(&mut self.moved) {
            self.anchor = if self.top == 0 { 0 } else { page.byte_at(self.top).unwrap_or(0) };
        }
        None
    }

    /// Takes a page that was asked for, unless another one is wanted by now; returns it then.
    pub fn take_page(&mut self, page: Box<Page>) -> Option<Box<Page>> {
        if self.awaited != Some(page.kind) {
            return Some(page);
        }
        self.turn_to(*page);
        self.height = 0; // so that what was aimed at is brought into sight
        None
    }

    /// Whether a page was asked for that has not come.
    pub fn is_awaited(&self) -> bool {
        self.page.is_none() && self.awaited.is_some()
    }

    /// Takes another page: at the anchor where it is the same article, else at the place where that one was left.
    fn turn_to(&mut self, page: Page) {
        self.leave_for(page.kind.article);
        self.awaited = None;
        self.top = match self.anchor {
            0 if page.kind.raw => page.line_of(self.head),
            0 => 0,
            byte => page.line_of(byte),
        };
        self.page = Some(page);
    }

    /// Has the page typeset anew, in other colours, at the same place.
    pub fn repaint(&mut self) {
        (self.page, self.awaited) = (None, None);
    }

    /// Remembers the place in the article that is left for another one, and goes to where that was left.
    fn leave_for(&mut self, article: ArticleId) {
        if let Some(old) = self.of.replace(article).filter(|old| *old != article) {
            self.places.insert(old, self.anchor);
            self.kept = self.aim;
            self.anchor = self.places.get(&article).copied().unwrap_or(0);
        }
    }

    /// Brings a span into sight at the next occasion.
    pub fn aim(&mut self, span: Span) {
        (self.aim, self.kept) = (Some(span), Some(span));
    }

    /// The byte at the top of the page.
    pub fn anchor(&self) -> u32 {
        self.anchor
    }

    /// Goes to a byte of an article as soon as that is shown.
    pub fn return_to(&mut self, article: ArticleId, byte: u32) {
        self.places.insert(article, byte);
        if self.of == Some(article) {
            (self.anchor, self.page, self.aim, self.kept) = (byte, None, None, None);
        }
    }

    /// Marks themes or dates in the text, or no longer; returns what is told of it.
    pub fn change_detail(&mut self, action: Action) -> &'static str {
        match action {
            Action::ShowThemes => self.detail.themes = !self.detail.themes,
            _ => self.detail.dates = !self.detail.dates,
        }
        self.detail.in_words()
    }

    /// Moves by so many lines.
    pub fn scroll(&mut self, by: isize) {
        self.top = self.top.saturating_add_signed(by);
        self.moved = true;
        self.kept = None;
    }

    /// How much of the page has been seen when `height` lines are visible, in per cent.
    pub fn seen(&self, height: u16) -> usize {
        let lines = self.page.as_ref().map_or(0, Page::len);
        ((self.top + usize::from(height)) * 100).checked_div(lines).unwrap_or(100).min(100)
    }

    /// Looks for the words again where the page is another one.
    fn search(&mut self, article: &Article, kind: Kind) {
        let of = Some((kind.article, kind.raw));
        self.find = self.find.take().filter(|find| !find.looked_up || find.of == of);
        let Some(find) = self.find.as_mut().filter(|find| find.of != of) else { return };
        find.of = of;
        find.places =
            if find.is_of_filter() { self.asked.places.clone() } else { places(article, kind.raw, &find.words) };
        find.at = None;
    }

    /// Starts looking for words, from the place at the top of the page on.
    pub fn look_for(&mut self, words: &str, article: &Article, kind: Kind) {
        self.find = (!words.trim().is_empty()).then(|| Find { words: words.to_owned(), ..Find::default() });
        self.search(article, kind);
        let from = self.page.as_ref().and_then(|page| page.byte_at(self.top)).unwrap_or(0);
        if let Some(find) = &mut self.find {
            find.at = (!find.places.is_empty()).then(|| {
                let next = find.places.partition_point(|span| span.start < from);
                if next < find.places.len() { next } else { 0 }
            });
        }
        self.aim_at_found();
    }

    /// Takes what a look-up found in an article, so that it is marked and stepped through there.
    pub fn take_found(&mut self, words: &str, article: ArticleId, places: Vec<Span>) {
        let at = (!places.is_empty()).then_some(0);
        self.find =
            at.map(|_| Find { words: words.to_owned(), places, at, looked_up: true, of: Some((article, false)) });
    }

    /// To the next place found (`by` 1) or the one before (-1), around the end.
    pub fn step(&mut self, by: isize) {
        if self.find.is_none() && !self.asked.places.is_empty() {
            let top = self.page.as_ref().and_then(|page| page.byte_at(self.top)).unwrap_or(0);
            let places = self.asked.places.clone();
            // From the line at the top on, as when words are typed.
            let next = places.partition_point(|span| span.start < top);
            let at = if by > 0 { next.checked_sub(1) } else { Some(next % places.len()) };
            let of = self.asked.of.as_ref().map(|(article, raw, _)| (*article, *raw));
            self.find = Some(Find { places, at, of, ..Find::default() });
        }
        if let Some(find) = self.find.as_mut().filter(|find| !find.places.is_empty()) {
            let count = find.places.len().cast_signed();
            let at = match find.at {
                Some(at) => (at.cast_signed() + by).rem_euclid(count),
                None if by > 0 => 0,
                None => count - 1,
            };
            find.at = usize::try_from(at).ok();
            self.aim_at_found();
        }
    }

    fn aim_at_found(&mut self) {
        if let Some(span) = self.find.as_ref().and_then(|find| find.places.get(find.at?)) {
            (self.aim, self.kept) = (Some(*span), Some(*span));
        }
    }
}

/// Where an article begins in its source: with its headline, or its body where that stands first or alone.
fn head(article: &Article) -> u32 {
    let title = article.title.as_ref().and_then(|title| title.span);
    title.into_iter().chain(article.body.first().copied()).map(|span| span.start).min().unwrap_or(0)
}

/// The top that brings a span into sight: the one there is if it does, else with a third of the height above the span.
fn in_sight(page: &Page, span: Span, top: usize, height: u16) -> usize {
    let (first, last) = (page.line_of(span.start), page.line_of(span.end.saturating_sub(1)));
    let height = usize::from(height);
    if first >= top && last < top + height.saturating_sub(1) {
        return top;
    }
    first.saturating_sub(height / 3)
}

/// Where the words stand in headline and body, or in the whole raw text, whatever their case and accents.
fn places(article: &Article, raw: bool, words: &str) -> Vec<Span> {
    let needle = fold(words.trim());
    if needle.is_empty() {
        return Vec::new();
    }
    let title = article.title.as_ref().and_then(|title| title.span);
    let whole = [Span::new(0, article.text.len())];
    let mut zones: Vec<Span> =
        if raw { whole.to_vec() } else { title.into_iter().chain(article.body.iter().copied()).collect() };
    sorting::plain(&mut zones);
    let mut found = Vec::new();
    for zone in zones {
        let (folded, offsets) = fold_with_offsets(zone.of(&article.text));
        let base = zone.start as usize;
        let byte = |at: usize| base + offsets.get(at).copied().unwrap_or(0) as usize;
        for at in memchr::memmem::find_iter(folded.as_bytes(), needle.as_bytes()).take(MOST_FOUND) {
            let span = Span::new(byte(at), byte(at + needle.len()));
            if !span.is_empty() && article.text.get(span.range()).is_some() {
                found.push(span);
            }
        }
    }
    found.truncate(MOST_FOUND);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article() -> Article {
        let text = "Übung\n\nEine übung macht noch keinen Meister; UBUNG schon.".to_owned();
        let body = vec![Span::new(8, text.len())];
        Article {
            title: Some(crate::model::Title { text: "Übung".into(), span: Some(Span::new(0, 6)) }),
            body,
            text,
            ..Article::default()
        }
    }

    #[test]
    fn words_are_found_in_any_case_and_accent() {
        let article = article();
        let found: Vec<_> = places(&article, false, "ubung").iter().map(|s| s.of(&article.text)).collect();
        assert_eq!(found, ["Übung", "übung", "UBUNG"]);
        assert!(places(&article, true, " ").is_empty());
    }

    #[test]
    fn the_source_of_an_article_opens_where_the_article_begins() {
        let menu = "Home\nNews\nSport\nWeather\n\n".repeat(20);
        let text = format!("{menu}Harbour closed\n\n{}", "The ferry stays. ".repeat(200));
        let title = Span::new(menu.len(), menu.len() + "Harbour closed".len());
        let article = Article {
            title: Some(crate::model::Title { text: "Harbour closed".into(), span: Some(title) }),
            body: vec![Span::new(menu.len() + 16, text.len())],
            text,
            ..Article::default()
        };
        let kind = |raw| Kind { article: ArticleId(0), width: 40, raw, detail: Detail::default(), suggested: None };
        let palette = Palette::built_in("none").unwrap();
        let mut reading = Reading::default();
        reading.settle(&article, kind(false), 10, &palette);
        assert_eq!(reading.top, 0);
        reading.settle(&article, kind(true), 10, &palette);
        let top = |reading: &Reading| reading.page.as_ref().and_then(|page| page.byte_at(reading.top));
        assert_eq!(top(&reading), Some(title.start));
        reading.settle(&article, kind(false), 10, &palette);
        assert_eq!(reading.top, 0, "and back at its beginning");
    }

    #[test]
    fn the_place_in_the_text_survives_another_width() {
        let mut article = article();
        article.text = "word ".repeat(400);
        article.body = vec![Span::new(0, article.text.len())];
        let kind =
            |width| Kind { article: ArticleId(0), width, raw: false, detail: Detail::default(), suggested: None };
        let palette = Palette::built_in("none").unwrap();
        let mut reading = Reading::default();
        reading.settle(&article, kind(20), 10, &palette);
        reading.scroll(50);
        reading.settle(&article, kind(20), 10, &palette);
        let byte = reading.page.as_ref().and_then(|page| page.byte_at(reading.top));
        reading.settle(&article, kind(50), 10, &palette);
        reading.settle(&article, kind(20), 10, &palette);
        let later = reading.page.as_ref().and_then(|page| page.byte_at(reading.top));
        assert!(later.unwrap().abs_diff(byte.unwrap()) < 60, "{byte:?} {later:?}");
    }
}
