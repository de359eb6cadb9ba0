//! Clusters and groups to actors: id, name, kind, mentions, and a profile beside each.

use super::Mentions;
use super::coref::{self, Cluster};
use super::groups::Group;
use super::lexicon::Lexicon;
use super::mention::Name;
use super::profile::{Gender, Profile};
use super::reading::Sentence;
use super::roles::{self, Beside};
use crate::model::{Actor, ActorKind, Span};
use crate::text::spelling;
use rustc_hash::FxHashMap;

/// Roles kept of one actor.
const ROLES: usize = 48;

/// Joins names and groups to the actors of an article.
pub fn gather(text: &str, sentences: &[Sentence], names: &[Name], groups: &[Group], lexicon: &Lexicon) -> Mentions {
    let beside: Vec<Beside> = names.iter().map(|name| read_beside(name, &sentences[name.sentence], lexicon)).collect();
    let genders: Vec<Option<Gender>> = beside.iter().map(|b| b.gender).collect();
    let clusters = coref::cluster(names, sentences, &genders, lexicon);
    let mut gathered = Gathered::default();
    for cluster in &clusters {
        gathered.add_cluster(cluster, &Sources { text, sentences, names, beside: &beside, lexicon });
    }
    for group in groups {
        gathered.add_group(group, text, &sentences[group.sentence], lexicon);
    }
    gathered.finish()
}

fn read_beside(name: &Name, sentence: &Sentence, lexicon: &Lexicon) -> Beside {
    if name.kind != ActorKind::Person {
        return Beside::default();
    }
    let mut beside = roles::beside(name, sentence, lexicon);
    let given = sentence.words[name.words.start].folded.as_ref();
    let given = if name.words.len() > 1 { lexicon.gender(given) } else { None };
    beside.gender = beside.gender.or(given);
    beside
}

struct Sources<'a> {
    text: &'a str,
    sentences: &'a [Sentence<'a>],
    names: &'a [Name],
    beside: &'a [Beside],
    lexicon: &'a Lexicon,
}

#[derive(Default)]
struct Gathered {
    actors: Vec<Actor>,
    profiles: Vec<Profile>,
    by_id: FxHashMap<String, usize>,
}

impl Gathered {
    fn add_cluster(&mut self, cluster: &Cluster, from: &Sources) {
        let entry = cluster.entry.and_then(|number| from.lexicon.entry(number));
        let kind = entry.map_or_else(|| kind(cluster, from.names), |e| e.kind);
        let name = entry.map_or_else(|| fullest(cluster, from), |e| e.name.clone());
        let id = entry.map_or_else(|| id(&without_nickname(&name), kind, from.lexicon), |e| e.id.clone());
        let mut profile = Profile { plural: kind == ActorKind::Group, ..Profile::default() };
        let known = entry.map(|e| roles::of_entry(e, from.lexicon)).unwrap_or_default();
        let seen = cluster.names.iter().flat_map(|n| &from.beside[*n].roles);
        for role in seen.chain(&known) {
            if profile.roles.len() < ROLES && !profile.roles.contains(role) {
                profile.roles.push(role.clone());
            }
        }
        profile.gender =
            entry.and_then(|e| e.gender).or_else(|| cluster.names.iter().find_map(|n| from.beside[*n].gender));
        let mentions = cluster.names.iter().map(|n| span(&from.names[*n], from.sentences));
        self.put(Actor { id, name, kind, mentions: mentions.collect() }, profile);
    }

    fn add_group(&mut self, group: &Group, text: &str, sentence: &Sentence, lexicon: &Lexicon) {
        let span = sentence.span(group.words.clone());
        let known = lexicon.named(&group.id.replace('-', " ")).and_then(|n| lexicon.entry(n.entry));
        let name = known.map_or_else(|| capitalised(&plain(span.of(text))), |e| e.name.clone());
        let profile = Profile { plural: group.kind == ActorKind::Group, ..Profile::default() };
        self.put(Actor { id: group.id.clone(), name, kind: group.kind, mentions: vec![span] }, profile);
    }

    /// Adds an actor, or its mentions to the one that has its id.
    fn put(&mut self, actor: Actor, profile: Profile) {
        if let Some(at) = self.by_id.get(&actor.id) {
            self.actors[*at].mentions.extend(actor.mentions);
            let known = &mut self.profiles[*at];
            known.gender = known.gender.or(profile.gender);
            known.roles.extend(profile.roles);
        } else {
            self.by_id.insert(actor.id.clone(), self.actors.len());
            self.actors.push(actor);
            self.profiles.push(profile);
        }
    }

    /// Actors by first mention, mentions in order.
    fn finish(self) -> Mentions {
        let mut all: Vec<(Actor, Profile)> = self.actors.into_iter().zip(self.profiles).collect();
        for (actor, _) in &mut all {
            actor.mentions.sort_unstable();
        }
        all.sort_by_key(|(actor, _)| actor.mentions.first().copied());
        let (actors, profiles): (Vec<Actor>, Vec<Profile>) = all.into_iter().unzip();
        let places = super::places(&actors);
        Mentions { actors, profiles, places }
    }
}

fn id(name: &str, kind: ActorKind, lexicon: &Lexicon) -> String {
    let id = lexicon.id(name, kind);
    if id.is_empty() { spelling::slug([name.to_lowercase().as_str()]) } else { id }
}

fn span(name: &Name, sentences: &[Sentence]) -> Span {
    sentences[name.sentence].span(name.words.clone())
}

/// The kind most of its names have; of equals the first one's.
fn kind(cluster: &Cluster, names: &[Name]) -> ActorKind {
    let mut counts = [0u32; 4];
    cluster.names.iter().for_each(|n| counts[names[*n].kind as usize] += 1);
    let top = counts.iter().copied().max().unwrap_or_default();
    let best = cluster.names.iter().map(|n| names[*n].kind).find(|kind| counts[*kind as usize] == top);
    best.unwrap_or(ActorKind::Organisation)
}

/// The form with most words, rather not in capitals; of equals the first.
fn fullest(cluster: &Cluster, from: &Sources) -> String {
    let longest = cluster.names.iter().max_by_key(|n| {
        let name = &from.names[**n];
        let mixed = span(name, from.sentences).of(from.text).chars().any(char::is_lowercase);
        (name.words.len(), mixed, std::cmp::Reverse(**n))
    });
    longest.map_or_else(String::new, |n| plain(span(&from.names[*n], from.sentences).of(from.text)))
}

/// White space as single spaces, the marks of Markdown and the brackets of what was put into a quotation left out.
fn plain(name: &str) -> String {
    let lone = |c: char| c == ']' && !name.contains('[') || c == '[' && !name.contains(']');
    let mark = |c: char| matches!(c, '*' | '_') || lone(c);
    let words = name.split_whitespace().map(|word| word.trim_matches(mark)).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// A name without what stands in quotation marks inside it, which is not always told.
fn without_nickname(name: &str) -> String {
    let opens = |word: &&str| !word.starts_with(['"', '“', '‘', '\'']);
    let ahead = name.split(' ').take_while(opens);
    let behind = name.rsplit(' ').take_while(|word| !word.ends_with(['"', '”', '’', '\'']));
    let (ahead, mut behind) = (ahead.collect::<Vec<_>>(), behind.collect::<Vec<_>>());
    behind.reverse();
    let inside = ahead.len() + behind.len() < name.split(' ').count();
    if inside && !ahead.is_empty() && !behind.is_empty() { [ahead, behind].concat().join(" ") } else { name.to_owned() }
}

fn capitalised(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
