//! What a page's build settles by itself, whatever the model thinks: the headline and its repetitions, bylines, marks at
//! the ends of a passage, a notice glued to a paragraph, a page on which the model found nothing.

use super::Knowledge;
use super::cuts::{is_article_prose, reports};
use super::lexicon::{Class, Place};
use super::mend::is_mark;
use super::page::{Page, plain_words};
use super::shape::{End, Opening, Shape, is_closer, is_stop};
use super::voice::is_speaker;
use crate::extract::dates;
use crate::extract::head::Head;
use crate::input::Document;
use crate::model::Span;
use memchr::memmem::Finder;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// A leaning that nothing outweighs.
const CERTAIN: f32 = 40.0;

/// How far behind the densest prose an article may go on, in passages.
const TAIL: usize = 12;

/// A leaning below which a passage is no article's, though the page may hold nothing better.
const REFUSED: f32 = -10.0;

/// Takes headline, bylines, what was said before and passages without words out of the competition.
pub fn before(document: &Document, page: &Page, head: &Head, leanings: &mut [f32]) {
    let text = &document.text;
    let title = head.title.as_ref().map(|t| plain_words(&t.text)).unwrap_or_default();
    let title_at = head.title_passage(page);
    let copies = spare_copies(page);
    let begins = begins(page, &title);
    // What stands below the headline stands below its last copy above the prose.
    let shown = title_at.map(|title_at| title_at.max(begins));
    for (at, passage) in page.passages.iter().enumerate() {
        let again = copies.contains(&at);
        let close = !title.is_empty() && passage.span.len() < 4 * title.len() + 80;
        let is_title = title_at == Some(at) || close && page.plain[at] == title;
        let bylined = !passage.shape.is_prose() && head.bylines().any(|span| passage.span.contains(span));
        let bylined = bylined || is_byline(&page.plain[at], &passage.shape, head);
        // The author of an interview is named again and again in it, as who speaks next.
        let bylined = bylined && !is_speaker(passage.span.of(text), &passage.shape);
        let dated = at < page.core.start + 3 && is_dateline(text, passage.span, &passage.shape, head);
        let line = passage.span.of(text);
        let labelled = at < page.core.start
            && passage.shape.words <= 3
            && line.ends_with(':')
            && !is_speaker(line, &passage.shape);
        leanings[at] -= if labelled { 8.0 } else { 0.0 };
        leanings[at] -= if is_pictured_by_author(page, head, at) { CERTAIN } else { 0.0 };
        let introduced = is_introduction(passage.span.of(text), &passage.shape, head);
        let empty = passage.shape.words == 0 && !is_rule(passage.span.of(text));
        if is_title || again || bylined || dated || introduced || empty {
            leanings[at] = -CERTAIN;
        }
        leanings[at] -= if at < begins { 8.0 } else { 0.0 };
        if is_branded(page, head, at) {
            leanings[at.saturating_sub(2)..(at + 2).min(page.passages.len())].fill(-CERTAIN);
        }
        leanings[at] += bias(page, at, shown) + kept_copy(page, at) + inner_prose(text, page, at);
    }
}

/// Where the article begins at the earliest: at the last line above the densest prose that is its headline, given as its
/// letters and digits.
fn begins(page: &Page, title: &str) -> usize {
    let above = 0..(page.core.start + 1).min(page.passages.len());
    let is_title = |at: &usize| {
        let span = page.passages[*at].span;
        span.len() < 4 * title.len() + 80 && page.plain[*at] == title
    };
    if title.len() > 12 { above.rev().find(is_title).unwrap_or(0) } else { 0 }
}

/// Whether a short line says again when the article was published: `Press release 4 March 2021`.
fn is_dateline(text: &str, line: Span, shape: &Shape, head: &Head) -> bool {
    let short = shape.digits > 0 && shape.words <= 10 && !shape.is_prose();
    short
        && head.published.as_ref().is_some_and(|p| dates::dateline(text, line).is_some_and(|(_, date)| date == p.date))
}

/// Whether a line only sets parts of an article apart: `___`, `* * *`.
fn is_rule(line: &str) -> bool {
    line.chars().all(|c| c.is_whitespace() || matches!(c, '_' | '*' | '-' | '–' | '—' | '=' | '~' | '#' | '•' | '⁂'))
}

/// Whether a line, given as its letters and digits, names an author, alone or behind `by`, `author:` or the like, and says
/// nothing more.
fn is_byline(line: &str, shape: &Shape, head: &Head) -> bool {
    let short = shape.words <= if shape.digits > 0 { 12 } else { 8 } && shape.stops <= 2;
    let opened = shape.signs.any(&[Class::Byline], &[Place::Start]);
    let about = |line: &str, name: &str| line.strip_prefix("about").is_some_and(|rest| rest == name);
    let named = |line: &str, name: &str| line == name || about(line, name) || opened && line.contains(name);
    short && head.authors.iter().any(|author| named(line, &plain_words(&author.name)))
}

/// Whether a passage is the caption of a picture that its author took: beside it the name stands alone once more, with the
/// byline and the day right above, or with nothing but furniture below.
fn is_pictured_by_author(page: &Page, head: &Head, at: usize) -> bool {
    let is_author = |at: usize| {
        page.passages.get(at).is_some_and(|p| {
            let named = |line: &str| head.authors.iter().any(|author| plain_words(&author.name) == line);
            p.shape.words <= 5 && named(&page.plain[at])
        })
    };
    let is_signed = |at: usize| is_author(at) || is_byline(&page.plain[at], &page.passages[at].shape, head);
    let shape = &page.passages[at].shape;
    if !(5..=70).contains(&shape.words) || !shape.is_told() || at == 0 {
        return false;
    }
    let is_day = |at: usize| head.published.as_ref().and_then(|p| p.span).is_some_and(|s| page.index_at(s.start) == at);
    let undated = page.passages.get(at + 2).is_none_or(|p| p.shape.digits == 0);
    let above = is_day(at - 1) && undated && is_author(at + 1) && (at.saturating_sub(4)..at).any(is_signed);
    let is_furniture = |p: &super::Passage| p.shape.signs.is_label() || p.shape.is_biography;
    let last = page.passages.get(at + 1).is_none_or(is_furniture) && at >= page.core.start + 3;
    // Who asks in an interview is named before each question.
    let asks = || page.core.clone().filter(|at| is_author(*at)).count() > 3;
    above || last && is_author(at - 1) && (0..page.core.start).any(is_signed) && !asks()
}

/// Whether a line among the paragraphs is the site's name on the card of another article: its headline and what it is about
/// stand above, who wrote it below.
fn is_branded(page: &Page, head: &Head, at: usize) -> bool {
    if at < page.core.start + 2 || at >= page.core.end + TAIL {
        return false;
    }
    let shape = |at: usize| &page.passages[at].shape;
    let is_name = |shape: &Shape| {
        let worded = (2..=4).contains(&shape.words) && shape.capitals == shape.words && shape.stops == 0;
        worded && shape.end == End::Bare && shape.opening == Opening::Capital
    };
    let goes_on = page.passages.get(at + 2).is_some_and(|p| p.shape.is_prose());
    let is_site = || {
        let site = head.source.as_ref().map(|site| plain_words(&site.name));
        let named = goes_on && is_name(shape(at)) && shape(at).repeated == shape(at + 1).repeated;
        named || site.is_some_and(|site| page.plain[at] == site)
    };
    let signed = page.passages.get(at + 1).is_some_and(|p| is_name(&p.shape));
    let headed = shape(at - 2).end == End::Bare && (4..=20).contains(&shape(at - 2).words);
    signed && headed && shape(at - 1).is_told() && is_site()
}

/// Whether a line says what an author of the article is: `Ana Ruiz is a reporter based in Eastport.`
fn is_introduction(line: &str, shape: &Shape, head: &Head) -> bool {
    const VERBS: [&str; 6] = ["is", "covers", "reports", "writes", "joined", "has"];
    let said = |name: &str| {
        let behind = line.trim_start_matches(['_', '*', ' ']).strip_prefix(name);
        behind.and_then(|behind| behind.split_whitespace().next()).is_some_and(|word| VERBS.contains(&word))
    };
    let bare = || (5..=130).contains(&shape.words) && !line.contains(['"', '“', '”']);
    head.authors.iter().any(|author| author.name.contains(' ') && said(&author.name)) && bare()
}

/// All but one of the copies of each passage that stands more than once: the one nearest to the densest prose is kept. None
/// is of what a page says four times or more.
fn spare_copies(page: &Page) -> FxHashSet<usize> {
    let mut kept: FxHashMap<&str, usize> = FxHashMap::default();
    let mut spare = FxHashSet::default();
    let mut times: FxHashMap<&str, usize> = FxHashMap::default();
    let distance = |at: usize| page.core.start.saturating_sub(at) + (at + 1).saturating_sub(page.core.end);
    for (at, passage) in page.passages.iter().enumerate() {
        if !passage.shape.repeated || passage.shape.words <= 9 {
            continue;
        }
        let first = *kept.entry(&page.plain[at]).or_insert(at);
        if first == at {
            continue;
        }
        let said = times.entry(&page.plain[at]).or_insert(1);
        *said += 1;
        if *said >= 4 {
            spare.extend([first, at]);
            continue;
        }
        let nearer = distance(at) < distance(first);
        spare.insert(if nearer { first } else { at });
        if nearer {
            kept.insert(&page.plain[at], at);
        }
    }
    spare
}

/// What speaks for prose that stands twice, where it opens the densest prose or is within it: the article said it, and a
/// teaser repeated it.
fn kept_copy(page: &Page, at: usize) -> f32 {
    let shape = &page.passages[at].shape;
    let near = (page.core.start.saturating_sub(5)..page.core.end).contains(&at);
    let prose = is_article_prose(shape) && shape.words >= 25 && !shape.is_caption && !shape.signs.is_voiced();
    if shape.repeated && near && prose { 6.0 } else { 0.0 }
}

/// What speaks for prose within the densest stretch of it, and for what somebody said near it.
fn inner_prose(text: &str, page: &Page, at: usize) -> f32 {
    let shape = &page.passages[at].shape;
    let own = !shape.signs.is_voiced() && !shape.is_caption && !shape.is_biography && !shape.breaks_off;
    if !own || shape.end != End::Stop || shape.is_notice() {
        return 0.0;
    }
    let within = page.core.contains(&at) && shape.is_told() && shape.words >= 8 && shape.opening != Opening::Bullet;
    let near = page.core.start..page.core.end + TAIL;
    let told = near.contains(&at) && shape.opening != Opening::Bullet && shape.words >= 8 && shape.is_told();
    let told = told && reports(page.passages[at].span.of(text));
    f32::from(u8::from(within)) + if told { 2.0 } else { 0.0 }
}

/// What a passage's own words settle nearly alone: picture credits, the site's own voice, summary bullets.
fn bias(page: &Page, at: usize, title: Option<usize>) -> f32 {
    let passage = &page.passages[at];
    let shape = &passage.shape;
    if shape.signs.is_label() {
        return -4.0;
    }
    if shape.signs.has(Class::Byline, Place::Whole) {
        return -6.0;
    }
    let pictured =
        shape.signs.any(&[Class::Caption], &[Place::Inside]) && shape.signs.any(&[Class::Caption], &[Place::Start]);
    if shape.is_caption && shape.words < 110 && shape.stops <= 8 {
        return -10.0;
    }
    if title.is_none() && is_standfirst(page, at) {
        return 14.0;
    }
    if pictured && shape.words < 90 || shape.signs.notices() >= 2 && shape.words < 30 * u32::from(shape.signs.notices())
    {
        return -5.0;
    }
    let voiced = shape.signs.notices() > 0 || shape.signs.any(&[Class::Notice], &[Place::End]);
    let opened = shape.signs.any(&[Class::Notice], &[Place::Start, Place::End]);
    if voiced && shape.words < 40 && (opened || !shape.is_prose()) {
        return -3.0;
    }
    if is_deck(page, at, title) {
        return 5.0;
    }
    if is_bare_deck(page, at, title) {
        return 14.0;
    }
    if is_opening_sentence(page, at) {
        return 5.0;
    }
    if is_subheading(page, at) {
        return 3.0;
    }
    let listed = shape.opening == Opening::Bullet && shape.stops > 0 && shape.linked == 0 && shape.words >= 8;
    let under_title = title.is_some_and(|title| (title + 1..=page.core.start.max(title + 1)).contains(&at));
    let listed = listed && shape.signs.notices() == 0;
    match (listed, under_title) {
        (true, true) => 3.0,
        (true, false) if page.core.contains(&at) => 1.0,
        _ => 0.0,
    }
}

/// Whether a passage is a sentence between headline and prose: the deck that sums the article up.
fn is_deck(page: &Page, at: usize, title: Option<usize>) -> bool {
    let passage = &page.passages[at];
    let shape = &passage.shape;
    // The copy of a deck that is kept stands below the whole head that the page says twice.
    let reach = if shape.repeated { 14 } else { 7 };
    let between = title.is_some_and(|title| title < at && at < title + reach && at <= page.core.start);
    let sentence = shape.end == End::Stop && shape.words >= 6 && shape.function_words >= 1 && !shape.is_caption;
    between && sentence && (!shape.repeated || shape.words > 9) && !is_signed(shape) && shape.linked == 0
}

/// Whether a passage is the deck of an article whose headline the dump has lost: a long line without a stop between the
/// picture and the first sentences.
fn is_standfirst(page: &Page, at: usize) -> bool {
    let shape = &page.passages[at].shape;
    let pictured = at > 0 && page.passages[at - 1].shape.is_caption;
    let running = (12..=60).contains(&shape.words) && shape.function_words * 6 >= shape.words && shape.end == End::Bare;
    let plain = shape.opening == Opening::Capital && shape.linked == 0 && !shape.repeated && !shape.is_caption;
    let near = at < page.core.start + 1 && page.core.start <= at + 2;
    pictured && running && plain && near && shape.signs.notices() <= 1
}

/// Whether a passage is a short sentence right above the densest prose, in which the site does not speak.
fn is_opening_sentence(page: &Page, at: usize) -> bool {
    let shape = &page.passages[at].shape;
    let worded = (7..=40).contains(&shape.words) && shape.function_words >= 2 && shape.end == End::Stop;
    let plain = matches!(shape.opening, Opening::Capital | Opening::Quote) && shape.linked == 0 && !shape.repeated;
    let next = page.passages.get(at + 1).is_some_and(|p| is_article_prose(&p.shape));
    let label = |at: usize| page.passages[at].shape.signs.has(Class::Notice, Place::Whole);
    let behind_labels = at < page.core.start && page.core.start <= at + 4 && (at + 1..page.core.start).all(label);
    let opens = behind_labels || at == page.core.start && next;
    opens && worded && plain && !is_signed(shape) && !shape.is_caption && !shape.breaks_off
}

/// Whether a passage is a deck that comes to no stop: a line that runs like a sentence, right below the headline or its
/// copy and not far above the prose. What tells what is seen, in the present, is the caption of the picture there.
fn is_bare_deck(page: &Page, at: usize, title: Option<usize>) -> bool {
    let shape = &page.passages[at].shape;
    let copy = |at: usize| {
        let shape = &page.passages[at].shape;
        shape.repeated || shape.words == 0 || shape.is_caption
    };
    let button = |at: usize| copy(at) || page.passages[at].shape.signs.is_label();
    let signed = page.passages.get(at + 1).is_some_and(|p| p.shape.words <= 4 && p.shape.capitals == p.shape.words);
    let below = title.is_some_and(|title| {
        let close = at <= title + 3 && (title + 1..at).all(copy);
        title < at && (close || at <= title + 9 && signed && (title + 1..at).all(button))
    });
    let near = at < page.core.start && page.core.start <= at + 20;
    let long = shape.words >= 9 && shape.function_words >= 2;
    let short = shape.words >= 6 && shape.function_words >= 1 && title.is_some_and(|title| title + 1 == at);
    let running = (long || short) && shape.capitals * 3 < shape.words && shape.words <= 40;
    let adjacent = title.is_some_and(|title| title + 1 == at);
    let plain = matches!(shape.opening, Opening::Capital | Opening::Quote) && shape.linked == 0;
    let plain = plain && (adjacent || !shape.repeated);
    below && near && running && plain && shape.end == End::Bare && !is_signed(shape) && !shape.is_caption
}

/// Whether a passage is a short line between two paragraphs of the densest prose.
fn is_subheading(page: &Page, at: usize) -> bool {
    let shape = &page.passages[at].shape;
    let prose = |at: Option<usize>| at.and_then(|at| page.passages.get(at)).is_some_and(|p| p.shape.is_prose());
    let label = shape.words <= 10 && shape.linked == 0 && !shape.is_caption && !shape.repeated && !is_signed(shape);
    let worded = !matches!(shape.opening, Opening::Mark | Opening::Bullet | Opening::Small);
    page.core.contains(&at) && label && worded && prose(at.checked_sub(1)) && prose(Some(at + 1))
}

/// Whether a phrase of furniture stands in it at a place that tells.
fn is_signed(shape: &Shape) -> bool {
    shape.signs.any(&Class::ALL, &[Place::Whole, Place::Start, Place::End])
        || shape.signs.any(&[Class::Notice, Class::Caption, Class::Sharing, Class::Ending], &[Place::Inside])
}

/// The kept passages as the paragraphs of the body, trimmed; a page without any falls back on its prose, then on all but
/// its labels. What rules have refused is no fallback.
pub fn after(
    document: &Document,
    page: &Page,
    (kept, leanings): (&[bool], &[f32]),
    head: &Head,
    knowledge: &Knowledge,
) -> Vec<Span> {
    let text = &document.text;
    let spans = |keep: &dyn Fn(usize) -> bool| -> Vec<Span> {
        let kept = (0..page.passages.len()).filter(|at| keep(*at));
        kept.filter_map(|at| trimmed(text, page, at, knowledge)).collect()
    };
    let heading = heading_of_nothing(page, kept);
    let worded = |at: usize| page.passages[at].shape.words > 0 || is_mark(page.passages[at].span.of(text));
    let body = spans(&|at| kept[at] && Some(at) != heading && worded(at));
    if !body.is_empty() {
        return body;
    }
    let title = head.title_passage(page);
    let prose = spans(&|at| page.core.contains(&at) && Some(at) != title && leanings[at] > REFUSED);
    if !prose.is_empty() || page.core.clone().any(|at| leanings[at] <= REFUSED && page.passages[at].shape.is_prose()) {
        return prose;
    }
    spans(&|at| Some(at) != title && page.passages[at].shape.words > 0 && !page.passages[at].shape.signs.is_label())
}

/// The last passage kept, where it is a short line without a stop behind a whole paragraph: it heads what was left out.
fn heading_of_nothing(page: &Page, kept: &[bool]) -> Option<usize> {
    let shape = |at: usize| &page.passages[at].shape;
    let last = kept.iter().rposition(|kept| *kept)?;
    let before = kept[..last].iter().rposition(|kept| *kept)?;
    let line = shape(last);
    let bare = (2..=8).contains(&line.words) && line.end == End::Bare && line.capitals * 2 < line.words;
    let plain = matches!(line.opening, Opening::Capital | Opening::Small) && line.digits == 0;
    let whole = shape(before).end == End::Stop && is_article_prose(shape(before));
    let announces = line.words <= 6 && line.end == End::Open && plain;
    (announces || bare && plain && whole && last + 1 < page.passages.len()).then_some(last)
}

/// The passage without bullet, heading marks and glued notices; `None` if nothing is left.
fn trimmed(text: &str, page: &Page, at: usize, knowledge: &Knowledge) -> Option<Span> {
    let passage = &page.passages[at];
    let words = passage.span.of(text);
    let marks = match passage.shape.opening {
        Opening::Bullet => {
            words.len() - words.trim_start_matches(|c: char| !c.is_alphanumeric() && !is_opener(c)).len()
        }
        Opening::Heading | Opening::Subheading => words.len() - words.trim_start_matches(['#', ' ']).len(),
        _ => 0,
    };
    let span = Span::new(passage.span.start as usize + marks, passage.span.end as usize);
    let span = behind_advertisement(text, span);
    let span = without_notice(text, span, knowledge);
    (!span.is_empty()).then_some(span)
}

fn is_opener(c: char) -> bool {
    matches!(c, '"' | '“' | '„' | '«' | '‘' | '\'' | '(' | '[' | '$' | '€' | '£' | '@' | '*' | '_')
}

/// Cuts the label of an advertisement, and the hour before it, off the paragraph that it is glued to.
fn behind_advertisement(text: &str, span: Span) -> Span {
    const LABEL: &str = "ADVERTISEMENT ";
    const HOUR: usize = 60;
    let words = span.of(text);
    if !words.starts_with(|c: char| c.is_ascii_digit() || c == 'A') {
        return span;
    }
    let head = &words.as_bytes()[..words.len().min(HOUR + LABEL.len())];
    let label = memchr::memmem::find(head, LABEL.as_bytes()).filter(|at| {
        let dated = words[..*at].starts_with(|c: char| c.is_ascii_digit());
        *at == 0 || dated && words.is_char_boundary(*at)
    });
    label.map_or(span, |at| Span::new(span.start as usize + at + LABEL.len(), span.end as usize).trim(text))
}

/// Cuts the address of the author behind the last stop of a paragraph: `… until spring. ana.ruiz@harbour.test`.
fn without_address(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let Some((before, last)) = words.rsplit_once(char::is_whitespace) else { return span };
    let named = last.split_once('@').is_some_and(|(name, host)| name.len() > 1 && host.contains('.'));
    let ended = before.trim_end().ends_with(|c: char| is_stop(c) || is_closer(c));
    let whole = Span::new(span.start as usize, span.start as usize + before.len());
    if named && ended { whole.trim(text) } else { span }
}

/// Cuts what a paragraph says of a letter to subscribers in its last three sentences: `Harbour’s daily newsletter A digest …`.
fn without_newsletter(text: &str, span: Span) -> Span {
    static NEWSLETTER: LazyLock<Finder> = LazyLock::new(|| Finder::new("ly newsletter"));
    if NEWSLETTER.find(span.of(text).as_bytes()).is_none() {
        return span;
    }
    let mut from = span.len();
    for _ in 0..3 {
        let Some(cut) = last_sentence(&span.of(text)[..from]) else { break };
        let tail = &span.of(text)[cut..];
        let letter = ["’s daily newsletter", "'s daily newsletter", "’s weekly newsletter", "'s weekly newsletter"];
        let named = tail.split_whitespace().next().is_some_and(|word| word.starts_with(char::is_uppercase));
        if named
            && tail.contains("ly newsletter")
            && letter.iter().any(|words| tail.find(words).is_some_and(|at| at < 40))
        {
            return Span::new(span.start as usize, span.start as usize + cut).trim(text);
        }
        from = cut;
    }
    span
}

/// Cuts sentences at the end of a paragraph in which the site speaks: `…on Tuesday.Sign up for our newsletter`.
fn without_notice(text: &str, span: Span, knowledge: &Knowledge) -> Span {
    let mut kept = without_newsletter(text, without_address(text, span));
    for _ in 0..4 {
        let words = kept.of(text);
        let Some(cut) = last_sentence(words) else { break };
        let tail = &words[cut..];
        if tail.len() >= 300 || !knowledge.lexicon.may_open(tail, &[Class::Notice, Class::Related]) {
            break;
        }
        let signs = knowledge.lexicon.signs(tail);
        let says = signs.any(&[Class::Notice, Class::Related], &[Place::Whole, Place::Start]);
        let glued = !tail.starts_with(char::is_whitespace);
        let addressed = tail.contains(['@']) || tail.contains("www.");
        let strong = signs.any(&[Class::Notice], &[Place::Whole, Place::Inside]) || glued || signs.is_label();
        let strong = strong || addressed;
        if !(says && strong) {
            break;
        }
        kept = Span::new(kept.start as usize, kept.start as usize + cut).trim(text);
    }
    kept
}

/// Where the last sentence of a paragraph begins, if there is more than one.
fn last_sentence(words: &str) -> Option<usize> {
    let mut before = words.trim_end_matches(|c: char| c.is_whitespace() || is_stop(c) || is_closer(c));
    while let Some(at) = last_stop(before) {
        let stop_end = at + before[at..].chars().next()?.len_utf8();
        let behind = &words[stop_end..];
        let closed = behind.len() - behind.trim_start_matches(is_closer).len();
        let start = stop_end + closed;
        let next = words[start..].trim_start().chars().next();
        if next.is_some_and(|c| c.is_uppercase() || !c.is_alphanumeric()) {
            return Some(start);
        }
        before = &before[..at];
    }
    None
}

/// Where the last stop of a text stands.
fn last_stop(text: &str) -> Option<usize> {
    let mut before = text;
    loop {
        let at = before.bytes().rposition(|b| matches!(b, b'.' | b'!' | b'?') || !b.is_ascii())?;
        before = &before[..=at];
        let last = before.chars().next_back()?;
        before = &before[..before.len() - last.len_utf8()];
        if is_stop(last) {
            return Some(before.len());
        }
    }
}
