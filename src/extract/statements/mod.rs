//! Who is cited for what: statements with speaker, cue and content.
//!
//! A network, learned from annotated news, finds sources, cues and contents; rules put their edges right, add what
//! marks alone tell, and resolve the sources.
//!
//! | module | what it does |
//! | --- | --- |
//! | [`reading`] | a paragraph as it is read |
//! | [`features`] | what the network looks at |
//! | [`tags`] | statements as one tag per token, and back |
//! | `draft` | a statement in the making |
//! | [`vocabulary`] [`word_tables`] | closed classes of words; what is known of all others |
//! | [`learned`] | the network and what is known of words |
//! | `labels` | speakers set apart by a mark: headlines, transcripts, signatures |
//! | `turns` | paragraphs of a conversation below the name of who speaks |
//! | `frames` | clauses set off from their source by a comma |
//! | `nested` | statements inside the content of others |
//! | `content` `cue` `edges` | their edges, and the kind; those of sources |
//! | `aside` | what stands in a content but was not said in it |
//! | `continued` | quotations that go on, with nobody named for them again |
//! | `alone` | quotations that are a paragraph of their own, and who is brought in before them |
//! | `void` | what cites nobody |
//! | `subject` | sources further off: whose participle a cue is |
//! | `shared` | sources of one sentence: a second verb of the same subject, a quotation behind a colon |
//! | `speaker` `discourse` | whom a source stands for |
//! | `occasion` | when it was said |

use super::Prose;
use super::actors::Mentions;
use super::dates::Dated;
use crate::extract::assets::asset;
use crate::model::{Cue, Speaker, Statement, Theme};
use crate::tagger::WhileUsed;
use crate::tagger::network::Memory;
use draft::{Draft, Line};
use learned::Learned;
use reading::Reading;
use std::cell::RefCell;
use std::sync::{Arc, LazyLock};

mod alone;
mod aside;
mod content;
mod continued;
mod cue;
mod discourse;
mod draft;
mod edges;
pub mod features;
mod frames;
mod labels;
pub mod learned;
mod nested;
mod occasion;
pub mod reading;
mod shared;
mod speaker;
mod subject;
pub mod tags;
#[cfg(test)]
mod tests;
mod turns;
pub mod vocabulary;
mod void;
pub mod word_tables;

thread_local! {
    /// What the network remembers from one text to the next of a thread.
    static MEMORY: RefCell<Memory> = RefCell::default();
}

/// The statement model; `examples/train_statements` makes it.
static MODEL: LazyLock<Vec<u8>> = LazyLock::new(|| asset!("models/statements"));

/// What the model makes of words, laid out once for all that use it at a time.
static LEARNED: WhileUsed<Learned<'static>> = WhileUsed::new();

/// What is known about citing before reading.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// The network; without it only what marks tell is found.
    learned: Option<Arc<Learned<'static>>>,
}

impl Lexicon {
    /// The model built into the program.
    pub fn built_in() -> Self {
        Self { learned: LEARNED.get(|| Learned::parse(&MODEL).ok()) }
    }
}

/// Finds the statements of the prose, in the order of the text.
pub fn find(
    prose: &Prose,
    mentions: &Mentions,
    dates: &[Dated],
    themes: &[Theme],
    lexicon: &Lexicon,
) -> Vec<Statement> {
    let mut drafts = MEMORY.with_borrow_mut(|memory| drafts(prose, mentions, lexicon, memory));
    for draft in &mut drafts {
        let Some((_, paragraph)) = prose.paragraphs.get(draft.home) else { continue };
        let line = Line { text: prose.text, paragraph };
        content::mend(prose, draft);
        cue::extend(line, draft, dates);
        subject::find(line, draft, mentions);
        subject::before_clause(line, draft, mentions);
        speaker::mend(line, draft);
        edges::mend(line, draft, mentions);
        subject::turn_around(line, draft, mentions);
        aside::before_occasion(line, draft);
        aside::before_silence(line, draft);
        aside::before_main_clause(line, draft);
        speaker::release(line, draft);
    }
    shared::find(prose, &mut drafts, mentions);
    content::complete_quotations(prose, &mut drafts);
    drafts.retain(|d| {
        !d.content.is_empty()
            && !void::is_nobody(prose, d)
            && !void::parts_name(mentions, d)
            && !void::is_named_cue(mentions, d)
            && !void::is_deed(prose, mentions, d)
            && !void::is_bare(prose, d)
            && !void::only_leads_on(prose, d)
    });
    drafts.sort_by_key(|d| (d.start(), usize::MAX - d.size()));
    drafts.dedup_by(|later, kept| later.content == kept.content && later.source == kept.source);
    void::drop_unsaid(prose, &mut drafts);
    continued::join(prose, &mut drafts);
    alone::name_sources(prose, mentions, &mut drafts);
    continued::join(prose, &mut drafts);
    let speakers = speakers(prose, mentions, &drafts);
    let statement = |(at, (draft, speaker)): (usize, (&Draft, Option<Speaker>))| Statement {
        kind: content::kind(prose, &draft.content),
        speaker,
        cue: draft.cue.filter(|c| !c.is_empty()).map(|span| Cue { text: span.of(prose.text).to_owned(), span }),
        content: draft.content.clone(),
        date: occasion::date(prose, draft, dates),
        themes: themes.iter().filter(|t| draft.says_any(&t.mentions)).map(|t| t.id.clone()).collect(),
        within: outer(&drafts, at),
    };
    drafts.iter().zip(speakers).enumerate().map(statement).collect()
}

/// Sets when statements that were found before were made, by dates that were placed anew.
pub fn date_anew(prose: &Prose, statements: &mut [Statement], dates: &[Dated]) {
    for statement in statements {
        statement.date = occasion::date(prose, &Draft::of(prose, statement), dates);
    }
}

/// The statements as the network and labels find them.
fn drafts(prose: &Prose, mentions: &Mentions, lexicon: &Lexicon, memory: &mut Memory) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut last: Option<Reading> = None;
    for home in 0..prose.paragraphs.len() {
        let mut found = Vec::new();
        if let Some(learned) = &lexicon.learned {
            tagged(prose, home, learned, &mut last, memory, &mut found);
            content::continue_quotations(prose, &mut found);
            found.retain(|draft| !void::is_nobody(prose, draft));
        }
        let framed = frames::find(prose, home, &found);
        found.retain(|draft| !framed.iter().any(|frame| frames::shares_cue(draft, frame)));
        found.extend(framed);
        if let Some(learned) = &lexicon.learned {
            found.extend(nested::find(prose, &found, learned, memory));
        }
        if let Some(label) = labels::find(prose, home, mentions) {
            found.retain(|draft| !is_replaced(draft, &label));
            found.push(label);
        }
        drafts.append(&mut found);
    }
    let turns = turns::find(prose, mentions);
    let turn_at = |start: u32| turns.get(turns.partition_point(|turn| turn.content.iter().all(|c| c.end <= start)));
    drafts.retain(|draft| !turn_at(draft.start()).is_some_and(|turn| is_replaced(draft, turn)));
    drafts.extend(turns);
    drafts
}

/// What the network finds in a paragraph.
fn tagged<'p>(
    prose: &'p Prose,
    home: usize,
    learned: &Learned<'static>,
    last: &mut Option<Reading<'p>>,
    memory: &mut Memory,
    found: &mut Vec<Draft>,
) {
    let paragraph = &prose.paragraphs[home].1;
    for range in reading::stretches(paragraph) {
        let reading = Reading::read(prose.text, paragraph, range.clone(), last.as_ref());
        let span = |r: &std::ops::Range<usize>| paragraph.span_of(r.start + range.start..r.end + range.start);
        found.extend(tags::decode(learned.tag(&reading, memory)).iter().map(|one| Draft {
            home,
            content: one.content.iter().map(span).collect(),
            source: one.source.as_ref().map(span),
            cue: one.cue.as_ref().map(span),
            inner: false,
        }));
        *last = Some(reading);
    }
}

/// Whether a label says the same as a draft, better.
fn is_replaced(draft: &Draft, label: &Draft) -> bool {
    let same_source = draft.source.is_none_or(|s| label.source.is_some_and(|l| l.overlaps(s)));
    let same_cue = draft.cue.is_some_and(|c| label.cue.is_some_and(|l| l.overlaps(c)));
    let shared = draft.content.iter().any(|c| label.says(*c));
    shared && (same_source || same_cue || 5 * draft.size() > 4 * label.size())
}

/// How many statements before and behind one may be around it.
const NEAR: usize = 40;

/// The speakers of the drafts, resolved in the order of the text.
fn speakers(prose: &Prose, mentions: &Mentions, drafts: &[Draft]) -> Vec<Option<Speaker>> {
    let mut discourse = discourse::Discourse::new(prose, mentions, drafts);
    let mut order: Vec<_> = (0..drafts.len()).collect();
    order.sort_by_key(|at| drafts[*at].source);
    let mut speakers = vec![None; drafts.len()];
    for at in order {
        let draft = &drafts[at];
        let Some(source) = draft.source else { continue };
        let Some(home) = prose.paragraph_at(source.start) else { continue };
        let line = Line { text: prose.text, paragraph: &prose.paragraphs[home].1 };
        let actor = speaker::actor(line, draft, mentions, &discourse);
        match actor {
            Some(actor) => {
                let near = &drafts[at.saturating_sub(NEAR)..(at + NEAR).min(drafts.len())];
                discourse.heard(source, actor, near.iter().any(|d| d.cue.is_some() && d.says(source)));
            }
            None => discourse.unheard(source, line, draft),
        }
        discourse.described(source, speaker::description(line, draft, mentions), actor);
        let (text, span) = speaker::words(prose.text, source);
        let actor = actor.and_then(|a| mentions.actors.get(a)).map(|a| a.id.clone());
        speakers[at] = Some(Speaker { text, span, actor });
    }
    let own: Vec<_> = (0..drafts.len()).filter_map(|at| Some((at, own_speaker(&speakers, drafts, at)?))).collect();
    for (at, actor) in own {
        speakers[at].iter_mut().for_each(|speaker| speaker.actor = Some(actor.clone()));
    }
    speakers
}

/// Whom `I` stands for as the source of a draft: who says what it stands in.
fn own_speaker(speakers: &[Option<Speaker>], drafts: &[Draft], at: usize) -> Option<String> {
    const DEEPEST: usize = 4;
    speakers[at].as_ref().filter(|speaker| speaker.actor.is_none() && vocabulary::is_speaking_alone(&speaker.text))?;
    let around = std::iter::successors(Some(at), |at| outer(drafts, *at).map(|outer| outer as usize));
    around.skip(1).take(DEEPEST).find_map(|outer| speakers[outer].as_ref()?.actor.clone())
}

/// The place of the smallest draft around another: one whose content holds all of it.
fn outer(drafts: &[Draft], at: usize) -> Option<u32> {
    let inner = &drafts[at];
    let (Some(source), Some(cue)) = (inner.source, inner.cue) else { return None };
    let holds = |outer: &Draft| {
        let all = inner.content.iter().chain([&source, &cue]);
        all.into_iter().all(|span| outer.content.iter().any(|c| c.contains(*span)))
    };
    let near = drafts.iter().enumerate().skip(at.saturating_sub(NEAR)).take(2 * NEAR);
    let outers = near.filter(|(n, outer)| *n != at && holds(outer));
    outers.min_by_key(|(_, outer)| outer.size()).map(|(n, _)| n as u32)
}
