//! What is furniture though it is as long as prose: paragraphs in which the site speaks, teasers that break off, rows and
//! blobs of headlines, pictures with their credit; and what is body though it looks like furniture: announced lists, prose in a
//! table.

use super::cuts::is_clock;
use super::gallery;
use super::lexicon::{Class, Place};
use super::page::Page;
use super::shape::{End, Opening, Shape, breaks_off, shown};
use super::{links, plea, pulled};
use crate::text::fold::fold;
use crate::text::split;
use std::ops::Range;
use std::sync::LazyLock;

/// A leaning that only the rules for headlines outweigh.
const STRONG: f32 = 12.0;

/// How far behind the densest prose paragraphs of the article may stand.
const NEAR: usize = 8;

/// Adds what the build of each passage says about it.
pub fn weigh(text: &str, page: &Page, leanings: &mut [f32]) {
    let teasers = teasers(text, page);
    for (at, leaning) in leanings.iter_mut().enumerate() {
        *leaning += build(text, page, at, &teasers);
    }
    for at in pulled::find(text, page).into_iter().chain(plea::find(text, page)) {
        leanings[at] -= STRONG;
    }
    if let Some(tail) = links::tail_of_teasers(page) {
        leanings[tail].iter_mut().for_each(|l| *l -= STRONG);
    }
    for card in links::timed_cards(page) {
        leanings[card] -= 2.0 * STRONG;
    }
    for card in links::labelled_cards(page) {
        leanings[card] -= 2.0 * STRONG;
    }
    if let Some(list) = links::contents(text, page) {
        leanings[list].iter_mut().for_each(|l| *l -= STRONG);
    }
    for bullet in links::lead_bullets(text, page) {
        leanings[bullet] += STRONG;
    }
    if let Some(tail) = links::tail_of_titles(text, page) {
        leanings[tail].iter_mut().for_each(|l| *l -= STRONG);
    }
    for list in announced_lists(text, page) {
        leanings[list].iter_mut().for_each(|l| *l += 6.0);
    }
    for row in links::rows_of_headlines(text, page) {
        leanings[row].iter_mut().for_each(|l| *l -= STRONG);
    }
}

/// What the build of one passage says about it.
fn build(text: &str, page: &Page, at: usize, teasers: &[usize]) -> f32 {
    let mut leaning = 0.0;
    let (words, shape) = (page.passages[at].span.of(text), &page.passages[at].shape);
    let counted = at > 0 && is_counter(page.passages[at - 1].span.of(text), &page.passages[at - 1].shape);
    if counted && shape.words < 40 {
        leaning -= STRONG;
    }
    let is_site = shape.signs.is_voiced() && shape.words < 130 || is_widget(words, shape);
    if is_site || is_blob(words, shape) || is_linked_on(shape) || teasers.contains(&at) {
        leaning -= STRONG;
    }
    if links::is_signed_link(words, shape) || links::is_card(page, at) || links::is_lone_bullet(text, page, at) {
        leaning -= STRONG;
    }
    if is_pictured(text, page, at) || links::is_link_list(page, at) {
        leaning -= STRONG / 2.0;
    }
    let caption = gallery::is_titled_picture(words, shape)
        || gallery::is_bare_caption(text, page, at)
        || gallery::is_dated_caption(text, page, at);
    let caption = caption || gallery::is_scene(text, page, at) || gallery::is_short_caption(text, page, at);
    if gallery::is_labelled(page, at) || caption || is_film(text, page, at) {
        leaning -= STRONG;
    }
    if is_tag_row(page, at) || is_button(words, shape) || is_among_voices(page, at) {
        leaning -= STRONG;
    }
    if is_embedded(text, page, at) || is_invitation(words, shape) || is_revision(words, shape) {
        leaning -= STRONG;
    }
    if is_update_note(&page.folded[at], shape) {
        leaning -= STRONG;
    }
    if is_kicker(page, at, words) || is_more_items(words, shape) || is_contact(words, shape) || is_crew(words, shape) {
        leaning -= STRONG;
    }
    if is_clock(words) {
        leaning -= STRONG / 2.0;
    }
    if is_language_link(text, page, at) || is_last_update(words, shape) {
        leaning -= STRONG;
    }
    if is_shouted(text, page, at) {
        leaning -= STRONG;
    }
    if is_reuse_rule(words, &page.folded[at], shape)
        || is_amount(words, shape)
        || is_address_note(words, shape)
        || plea::is_appeal(text, page, at)
    {
        leaning -= STRONG;
    }
    if is_speaker(words, shape) && page.core.contains(&at) {
        leaning += STRONG;
    }
    if is_table_prose(words, shape) && page.core.contains(&at) {
        leaning += STRONG;
    }
    leaning
}

/// The passages that break off with an ellipsis and whose words begin a later one.
fn teasers(text: &str, page: &Page) -> Vec<usize> {
    let is_open = |at: &usize| page.passages[*at].shape.breaks_off && page.passages[*at].shape.words >= 5;
    let found = (0..page.passages.len()).filter(is_open).take(40); // a hub has many, and none with its article
    found
        .filter(|at| {
            let said = &page.plain[*at];
            let longer = |p: &super::Passage| p.shape.words >= page.passages[*at].shape.words;
            let later = page.passages[at + 1..].iter().zip(&page.plain[at + 1..]).take(200);
            later.filter(|(p, _)| longer(p)).any(|(p, next)| !breaks_off(p.span.of(text)) && next.starts_with(said))
        })
        .collect()
}

/// `list 1 of 4` alone: the item stands on the next line.
fn is_counter(line: &str, shape: &Shape) -> bool {
    shape.words <= 4 && is_widget(line, shape)
}

/// `list 1 of 4`: an item of a widget that counts its items.
fn is_widget(line: &str, shape: &Shape) -> bool {
    let bare = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let mut words = bare.split_whitespace();
    let number = |word: Option<&str>| word.is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    shape.words < 60
        && words.next().is_some_and(|w| ["list", "item", "slide"].iter().any(|item| item.eq_ignore_ascii_case(w)))
        && number(words.next())
        && words.next() == Some("of")
        && number(words.next())
}

/// A long line of headlines glued to each other: `Storm hits portFerry fares riseOld pier reopens`.
fn is_blob(line: &str, shape: &Shape) -> bool {
    if shape.words < 20 || shape.stops * 30 > shape.words {
        return false;
    }
    let mut last = ' ';
    let mut glued = 0;
    // An address has its own capitals.
    let shown = shown(line).text;
    let is_glued =
        |pair: &[u8]| pair[1].is_ascii_uppercase() && (pair[0].is_ascii_lowercase() || pair[0].is_ascii_digit());
    if shown.is_ascii() && shown.as_bytes().windows(2).filter(|pair| is_glued(pair)).count() < 5 {
        return false;
    }
    for c in shown.split_whitespace().filter(|word| !word.contains("://")).flat_map(|word| word.chars().chain([' '])) {
        glued += u32::from(c.is_uppercase() && (last.is_lowercase() || last.is_ascii_digit()));
        last = c;
    }
    glued >= 5 && glued * 14 >= shape.words
}

/// A headline with the tail of a link: `Why did the ferry stop?Read more`.
fn is_linked_on(shape: &Shape) -> bool {
    shape.words < 30 && !shape.is_prose() && shape.signs.any(&[Class::Related], &[Place::End])
}

/// What was changed on a page and when: `October 2025: Added the figures of the year`.
fn is_revision(line: &str, shape: &Shape) -> bool {
    const CHANGES: [&str; 6] = ["Added", "Updated", "Corrected", "Amended", "Revised", "Removed"];
    if shape.words > 25 || shape.stops > 1 {
        return false;
    }
    let Some((when, what)) = line.split_once(": ") else { return false };
    let year = |word: &str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let dated = when.split_whitespace().count() <= 3 && when.rsplit(' ').next().is_some_and(year);
    let changed = what.split_whitespace().next().is_some_and(|word| CHANGES.contains(&word));
    dated && changed
}

/// What the desk changed in the article after it had appeared: `This story has been updated with the council's answer.`,
/// `Correction: …`, `An earlier version of this article gave …`
fn is_update_note(folded: &str, shape: &Shape) -> bool {
    const PIECES: [&str; 10] =
        ["story", "article", "piece", "report", "post", "page", "headline", "artikel", "text", "beitrag"];
    const CHANGES: [&str; 12] = [
        "updated",
        "corrected",
        "amended",
        "revised",
        "edited",
        "clarified",
        "changed",
        "aktualisiert",
        "korrigiert",
        "geandert",
        "erganzt",
        "uberarbeitet",
    ];
    const VERSIONS: [&str; 5] =
        ["earlier version of", "previous version of", "original version of", "fruheren version", "fruhere version"];
    if shape.words > 70 || shape.opening == Opening::Quote {
        return false;
    }
    let words = || split::alphanumeric(folded);
    let opened = words().next().is_some_and(|word| matches!(word, "this" | "the" | "dieser"));
    let head: Vec<&str> = words().take(if opened { 9 } else { 0 }).collect();
    let auxiliary = |word: &str| matches!(word, "has" | "was" | "is" | "wurde");
    let told = head.len() >= 4
        && PIECES.contains(&head[1])
        && auxiliary(head[2])
        && head[3..].iter().any(|word| CHANGES.contains(word));
    let told = told && (head[0] != "the" || shape.words <= 12);
    let tried = if folded.contains("version") { &VERSIONS[..] } else { &[] };
    let versions: Vec<usize> = tried.iter().filter_map(|version| folded.find(version)).collect();
    let versioned = versions.iter().any(|at| folded[..*at].split_whitespace().count() <= 2);
    let label = folded.split_once(':').map_or("", |(label, _)| label);
    let label = label.trim_matches(|c: char| !c.is_alphanumeric());
    let short = label.split_whitespace().count() <= 4;
    let opens = |names: &[&str]| {
        let name = label.split(|c: char| !c.is_alphabetic() && !matches!(c, '\'' | '’')).next().unwrap_or("");
        names.contains(&name)
    };
    let corrected = short && opens(&["correction", "corrections", "clarification", "korrektur", "berichtigung"]);
    let noted =
        short && opens(&["editor's", "editor’s", "editors", "editors'", "update", "updated", "note", "anmerkung"]);
    let changed = || {
        let piece = || words().any(|word| PIECES.contains(&word));
        !versions.is_empty() || words().any(|word| CHANGES[..7].contains(&word)) && piece()
    };
    told || versioned || corrected || noted && changed()
}

/// A line set wholly in italics or bold in which the site leads on or calls out: `_How to cross the bridge — read here._`,
/// `**Book a guide today!**`.
pub(super) fn is_invitation(line: &str, shape: &Shape) -> bool {
    let set = line.starts_with(['_', '*']) && line.ends_with(['_', '*']) && shape.opening != Opening::Bullet;
    if !set || shape.words == 0 {
        return false;
    }
    let bare = line.trim_matches(|c| matches!(c, '_' | '*'));
    let quoted = bare.contains(['"', '“', '”', '«', '»']);
    let led = shape.words < 40 && shape.signs.any(&[Class::Related], &[Place::End]);
    let both = line.starts_with("_**") || line.starts_with("**_");
    let called = bare.ends_with('!') || both && (bare.ends_with('?') || bare.to_lowercase().contains(" your "));
    !quoted && (led || shape.words <= 15 && shape.stops <= 1 && called)
}

/// The section of the page and a catchword, above the prose: `Ports & rivers | Closed to lorries`.
fn is_kicker(page: &Page, at: usize, line: &str) -> bool {
    let shape = &page.passages[at].shape;
    at <= page.core.start && line.contains(" | ") && shape.words <= 9 && shape.stops == 0
}

/// A button for what a list does not show: `Show 24 more items`.
fn is_more_items(line: &str, shape: &Shape) -> bool {
    let mut words = line.split_whitespace();
    shape.words <= 6
        && words.next().is_some_and(|word| matches!(word, "Show" | "View" | "Load" | "See"))
        && words.next().is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit()))
        && words.next() == Some("more")
}

/// Where readers may write to or call: `Any questions? Write to us at desk@harbour.test.`
fn is_contact(line: &str, shape: &Shape) -> bool {
    const LABELS: [&str; 8] = ["tel. ", "tel.: ", "tel: ", "phone: ", "Tel. ", "Tel: ", "Phone: ", "mob. "];
    if shape.words > 30 {
        return false;
    }
    let phone = || LABELS.iter().any(|label| line.contains(label));
    let numbered = || line.bytes().filter(u8::is_ascii_digit).count() >= 6;
    let called = || [" us at ", "mail us ", "ontact us ", "rite to us "].iter().any(|call| line.contains(call));
    let reached = line.contains('@') && called() || numbered() && phone();
    reached && !line.contains(['"', '“', '”'])
}

/// A link to the same text in another language, `in English`, `українською мовою`, or the code of the language below it.
fn is_language_link(text: &str, page: &Page, at: usize) -> bool {
    const NAMES: [&str; 24] = [
        "in english",
        "in ukrainian",
        "in russian",
        "in french",
        "in spanish",
        "in arabic",
        "in chinese",
        "in german",
        "in italian",
        "in portuguese",
        "in polish",
        "in turkish",
        "in romanian",
        "in hungarian",
        "auf deutsch",
        "auf englisch",
        "en francais",
        "en anglais",
        "en espanol",
        "in italiano",
        "українською",
        "українською мовою",
        "на русском",
        "на русском языке",
    ];
    static FOLDED: LazyLock<Vec<String>> = LazyLock::new(|| NAMES.iter().map(|name| fold(name)).collect());
    let names = |at: usize| {
        let line = page.folded[at].trim_matches(|c: char| !c.is_alphanumeric());
        FOLDED.iter().any(|name| name == line)
    };
    let line = page.passages[at].span.of(text);
    let code = line.len() == 2 && line.bytes().all(|b| b.is_ascii_alphabetic());
    page.passages[at].shape.words <= 3 && (names(at) || code && at > 0 && names(at - 1))
}

/// When the page was changed last, on a line of its own: `*Last updated March 2021`.
fn is_last_update(line: &str, shape: &Shape) -> bool {
    let says = ["last updated", "last modified", "last reviewed", "last edited", "page updated"];
    let opens = |line: &str| says.iter().any(|words| line.starts_with(words));
    let bare = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    shape.words <= 8 && shape.digits > 0 && opens(&fold(bare))
}

/// A link to another article in the middle of the text, its headline set in capitals: `PORT SHUT AFTER FREIGHTER HITS PIER`.
fn is_shouted(text: &str, page: &Page, at: usize) -> bool {
    let (line, shape) = (page.passages[at].span.of(text), &page.passages[at].shape);
    let shouted = || line.chars().any(char::is_uppercase) && !line.chars().any(char::is_lowercase);
    let between = at > page.core.start && at < page.core.end + NEAR;
    between && (6..=20).contains(&shape.words) && shape.end != End::Open && shouted() && !line.contains(['"', '“', '”'])
}

/// On what terms others may use the site's texts: `Quoting of materials is permitted with a link to harbour.test.`
fn is_reuse_rule(line: &str, folded: &str, shape: &Shape) -> bool {
    const USES: [&str; 12] = [
        "reproduc",
        "republi",
        "reprint",
        "copying",
        "quoting",
        "citing",
        "quotation of",
        "use of material",
        "using material",
        "use of any material",
        "using any material",
        "redistribut",
    ];
    const TERMS: [&str; 9] = [
        "hyperlink",
        "link to ",
        "links to ",
        "permission",
        "permitted",
        "prohibited",
        "mandatory",
        "allowed only",
        "copyright",
    ];
    const OBJECTS: [&str; 5] = ["material", "text", "content", "article", "site"];
    let says = |line: &str, words: &[&str]| words.iter().any(|words| line.contains(words));
    if shape.words > 90 || !says(folded, &OBJECTS) || !says(folded, &USES) {
        return false;
    }
    let line = line.to_lowercase();
    says(&line, &USES) && says(&line, &TERMS) && says(&line, &OBJECTS)
}

/// A note with the address of what a passage draws on: `[3] https://harbour.test/3`.
fn is_address_note(line: &str, shape: &Shape) -> bool {
    let number = line.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let numbered = number.filter(|(number, _)| number.bytes().all(|b| b.is_ascii_digit()) && !number.is_empty());
    numbered.is_some_and(|(_, note)| note.contains("http") || note.contains("www.")) && shape.words <= 60
}

/// A sum to give, alone on its line, as on the buttons of an appeal: `$20`.
fn is_amount(line: &str, shape: &Shape) -> bool {
    let figures = line.trim_start_matches(['$', '€', '£']);
    let bare = figures.len() < line.len() && figures.bytes().all(|b| b.is_ascii_digit() || b == b',');
    shape.words == 1 && bare && !figures.is_empty()
}

/// Who made the page, by what they did: `Map: Ana Ruiz, Li Wei. Text: Jo Berg.`
fn is_crew(line: &str, shape: &Shape) -> bool {
    if shape.words < 8 || !line.starts_with(['*', '_']) {
        return false;
    }
    let labels = line.matches(": ").count() + line.matches(":** ").count();
    let listed = line.matches(", ").count() >= 3 && shape.capitals * 4 >= shape.words * 3;
    labels >= 2 && listed
}

/// The topics under the promotion of an event: names in a row, behind a line in which the site speaks.
fn is_tag_row(page: &Page, at: usize) -> bool {
    let shape = &page.passages[at].shape;
    let follows = at > 0 && page.passages[at - 1].shape.signs.is_voiced();
    follows && shape.words >= 2 && shape.capitals == shape.words && shape.function_words == 0 && shape.stops == 0
}

/// A button to have the site's news shown first, `Make us preferred on Google`, a label with nothing behind its colon,
/// `Editor:`, or a link to something else.
fn is_button(line: &str, shape: &Shape) -> bool {
    let preferred = shape.words <= 9 && shape.stops == 0 && shape.signs.has(Class::Sharing, Place::End);
    let label = shape.words <= 2 && line.ends_with(':') && shape.signs.has(Class::Byline, Place::Whole);
    preferred || label || is_thanks(line, shape) || is_running_time(line, shape) || is_pointer(line, shape)
}

/// What stands below the words of an embedded post: its picture, `pic.twitter.com/a1`, who posted it, `— Ana Ruiz
/// (@ruiz)`, and the day alone on the next line.
fn is_embedded(text: &str, page: &Page, at: usize) -> bool {
    let is_foot = |at: usize| {
        let Some(passage) = page.passages.get(at) else { return false };
        let (line, shape) = (passage.span.of(text), &passage.shape);
        let pictured = || line.contains("pic.twitter.com/") || line.contains("pic.x.com/");
        let signed = || line.starts_with(['—', '–']) && line.contains("(@");
        shape.words <= 3 && pictured() || shape.words <= 12 && signed()
    };
    let shape = &page.passages[at].shape;
    let day = (2..=4).contains(&shape.words) && shape.digits > 0 && shape.stops == 0 && shape.capitals <= 1;
    let head = (2..=14).contains(&shape.words) && shape.end == End::Bare && shape.opening == Opening::Mark;
    is_foot(at) || day && at > 0 && is_foot(at - 1) || head && is_foot(at + 1)
}

/// Who speaks next in an interview, on a line of its own again and again: `Ana Ruiz:`.
pub fn is_speaker(line: &str, shape: &Shape) -> bool {
    let named = (1..=4).contains(&shape.words) && shape.capitals == shape.words && line.ends_with(':');
    named && shape.repeated && !shape.signs.any(&Class::ALL, &[Place::Whole, Place::Start])
}

/// How long a film takes, alone on its line, `1:07`, or the film's headline below that.
fn is_film(text: &str, page: &Page, at: usize) -> bool {
    let is_time = |at: usize| {
        let line = page.passages[at].span.of(text);
        let digits = |n: &str| n.bytes().all(|b| b.is_ascii_digit());
        let times = |(m, s): (&str, &str)| (1..=2).contains(&m.len()) && s.len() == 2 && digits(m) && digits(s);
        line.len() <= 5 && page.core.contains(&at) && line.split_once(':').is_some_and(times)
    };
    let shape = &page.passages[at].shape;
    let headline = (3..=15).contains(&shape.words) && shape.end == End::Bare && shape.opening != Opening::Small;
    is_time(at) || headline && at > 0 && is_time(at - 1)
}

/// What names those who helped with an article.
const THANKS: [&str; 8] = [
    "created the graphic",
    "produced the graphic",
    "created the map",
    "contributed to this",
    "contributed reporting",
    "contributed to the report",
    "contributed research",
    "provided reporting",
];

/// Who helped with the article: `Ana Ruiz and Jo Berg contributed reporting.`
fn is_thanks(line: &str, shape: &Shape) -> bool {
    shape.words <= 25
        && shape.stops <= 1
        && shape.opening != Opening::Quote
        && line.contains("ed ") // as all of them
        && THANKS.iter().any(|words| line.contains(words))
}

/// How long a film takes and whose it is: `05:22 - Source: Harbour TV`.
fn is_running_time(line: &str, shape: &Shape) -> bool {
    let behind = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':');
    let timed = (4..=8).contains(&(line.len() - behind.len())) && line[..line.len() - behind.len()].contains(':');
    let behind = behind.trim_start_matches(|c: char| !c.is_alphabetic());
    timed && shape.words <= 8 && behind.starts_with("Source:")
}

/// A link to something else in the middle of the text: `(MORE: Ferry fares rise)`, `WATCH: How the bridge was closed`.
fn is_pointer(line: &str, shape: &Shape) -> bool {
    const LABELS: [&str; 19] = [
        "SEE MORE",
        "READ NEXT",
        "ALSO SEE",
        "MUST READ",
        "DON'T MISS",
        "MORE",
        "READ",
        "READ MORE",
        "READ ALSO",
        "ALSO READ",
        "WATCH",
        "VIDEO",
        "VIDEOS",
        "PHOTOS",
        "PHOTO GALLERY",
        "GALLERY",
        "LISTEN",
        "RELATED",
        "SEE ALSO",
    ];
    if shape.words > 25 || shape.stops > 0 && !line.ends_with(['?', '!', ')']) {
        return false;
    }
    let bare = line.trim_start_matches(['(', '[', '*', '_']);
    let labelled = bare.split_once(':').is_some_and(|(label, _)| {
        let label = label.trim_end_matches(['*', '_']);
        LABELS.contains(&label) || CALLS.iter().any(|call| label.eq_ignore_ascii_case(call))
    });
    let whole =
        shape.words <= 8 && ["Read the full ", "Download the ", "View the full "].iter().any(|w| bare.starts_with(w));
    labelled || whole && shape.stops == 0 || is_glued_call(bare)
}

/// What leads to something else before a colon, however it is set: `Watch: How the bridge was closed`.
const CALLS: [&str; 9] =
    ["watch", "listen", "watch live", "watch now", "read more", "read also", "read next", "see also", "also read"];

/// `Read more'They wanted us to wait'`: a headline glued to the words that lead to it.
fn is_glued_call(line: &str) -> bool {
    let behind = ["Read more", "Read also", "See also", "READ MORE", "READ ALSO", "SEE ALSO"];
    behind.iter().filter_map(|call| line.strip_prefix(call)).any(|headline| {
        let opened = headline.trim_start_matches([':', ' ', '\u{a0}']);
        opened.starts_with(|c: char| c.is_uppercase() || matches!(c, '‘' | '“' | '\'' | '"'))
    })
}

/// Whether a passage stands among lines in which the site speaks, as a line of a list of cookies that names none.
fn is_among_voices(page: &Page, at: usize) -> bool {
    let count = |range: Range<usize>| page.passages[range].iter().filter(|p| p.shape.signs.is_voiced()).count();
    count(at.saturating_sub(4)..at) >= 2 && count(at + 1..(at + 5).min(page.passages.len())) >= 2
}

/// The credit of a picture on a line of its own, `City Archive via Reuters`, or the caption above it.
fn is_pictured(text: &str, page: &Page, at: usize) -> bool {
    let is_credit = |at: usize| {
        page.passages.get(at).is_some_and(|p| {
            let credited = p.shape.signs.any(&[Class::Caption], &[Place::End, Place::Inside]) || p.shape.is_caption;
            credited && p.shape.words <= 9 && p.shape.stops == 0 && p.shape.opening != Opening::Bullet
        })
    };
    let is_name = |shape: &Shape| shape.function_words <= 1 && shape.capitals * 2 >= shape.words;
    let shape = &page.passages[at].shape;
    let sentence = shape.is_prose() && shape.end == End::Stop;
    // A whole sentence is a caption only where it tells what is seen, or when.
    let told = || sentence && shape.digits == 0 && !gallery::shows(page.passages[at].span.of(text));
    let described = (8..=if sentence { 28 } else { 44 }).contains(&shape.words)
        && shape.opening != Opening::Quote
        && shape.stops <= 2;
    let credited = is_credit(at + 1)
        && page.passages.get(at + 1).is_some_and(|p| {
            is_name(&p.shape)
                && p.shape.opening != Opening::Mark
                && !gallery::is_spoken(p.span.of(text))
                && (!p.shape.is_caption || p.shape.words <= 6 && p.shape.function_words == 0)
        });
    shape.is_caption && shape.words <= 5 || is_credit(at) || credited && described && !told()
}

/// Prose that a dump left within the bars of a table.
fn is_table_prose(line: &str, shape: &Shape) -> bool {
    line.starts_with('|') && shape.is_prose() && shape.words >= 60 && shape.stops >= 3
}

/// The lists within the densest prose that a line with a colon announces: `The main points are:`.
fn announced_lists(text: &str, page: &Page) -> Vec<Range<usize>> {
    let announces = |at: &usize| {
        let shape = &page.passages[*at].shape;
        let running = shape.function_words >= 1 && shape.words >= 4 && !shape.signs.is_voiced();
        let labelled = shape.signs.any(&[Class::Related, Class::Notice, Class::Sharing], &[Place::Whole, Place::Start]);
        page.passages[*at].span.of(text).trim_end_matches(['*', '_']).ends_with(':') && running && !labelled
    };
    let is_item = |at: &usize| {
        let shape = &page.passages[*at].shape;
        let marked = shape.opening == Opening::Bullet || is_numbered(page.passages[*at].span.of(text), shape);
        marked && shape.linked < shape.words.max(1) && !shape.signs.is_label()
    };
    let is_line = |at: &usize| {
        let shape = &page.passages[*at].shape;
        let plain = matches!(shape.opening, Opening::Capital | Opening::Quote | Opening::Digit) && shape.linked == 0;
        let worded = (3..=25).contains(&shape.words) && shape.function_words >= 1 && !shape.is_caption;
        plain && worded && !shape.is_prose() && !shape.signs.any(&Class::ALL, &[Place::Whole, Place::Start])
    };
    let lines = page.core.clone().filter(announces).map(|at| {
        let count = (at + 1..page.core.end).take_while(is_line).count();
        let ended = page.passages.get(at + 1 + count).is_some_and(|p| p.shape.is_prose());
        at + 1..at + 1 + if ended && (3..=12).contains(&count) { count } else { 0 }
    });
    let lists = page
        .core
        .clone()
        .filter(announces)
        .map(|at| at + 1..at + 1 + (at + 1..page.passages.len()).take_while(is_item).count());
    lists.chain(lines).filter(|list| !list.is_empty()).collect()
}

/// `3. The old pier`: an item with its number.
fn is_numbered(line: &str, shape: &Shape) -> bool {
    let behind = line.trim_start_matches(|c: char| c.is_ascii_digit());
    shape.opening == Opening::Digit && line.len() - behind.len() <= 2 && behind.starts_with(". ")
}
