//! Every text comes back to the byte, whatever it is and whatever is called its title and body.

use super::*;
use crate::model::packed::Extracted;
use crate::model::{Actor, ActorKind, Article, Source, Title};
use crate::store::{ArticleId, Draft, Store};
use proptest::prelude::*;
use proptest::sample::select;

/// What is spelled in some way that asks for care.
const WORDS: &str = "the The THE port Port w U.S. J.K. Sen. don't o’clock 's O’Brien McKay café cafe\u{301} CAFÉ Łódź \
                     Straße ŉ ǅ ǆ ﬁ İ ı ß Σας ΣΑΣ Зеленський 한국 北京 مرحبا 10:25 1.5bn 19th ² ½ 𝔘 👩‍🚒 a\u{301}\u{302}";
/// And what may stand between.
const MARKS: &str = "   -'’.,“”_*\n\t\u{a0}\u{feff}\u{200b}\0\u{1}\u{301}\u{2028}";

fn text() -> impl Strategy<Value = String> {
    let words: Vec<&str> = WORDS.split(' ').collect();
    let mark =
        prop_oneof![6 => select(MARKS.chars().collect::<Vec<_>>()).prop_map(String::from), 1 => Just("\r\n".into())];
    let part =
        prop_oneof![3 => select(words).prop_map(str::to_owned), 3 => mark, 1 => any::<String>(), 1 => "[a-z]{1,90}"];
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

/// A span of which both ends are moved to where a letter begins, or, rarely, one that fits no text.
fn span(text: &str, (from, to, odd): (u32, u32, u8)) -> Span {
    let at = |place: u32| (0..=place as usize % (text.len() + 1)).rev().find(|at| text.is_char_boundary(*at));
    let (from, to) = (at(from).unwrap_or(0), at(to).unwrap_or(0));
    match odd {
        0 => Span::new(to.max(from), from.min(to)),
        1 => Span::new(from, text.len() + 7),
        _ => Span::new(from.min(to), from.max(to)),
    }
}

prop_compose! {
    fn article()(
        text in text(),
        spans in prop::collection::vec((any::<u32>(), any::<u32>(), 0u8..20), 0..6),
        title in prop::option::of((any::<u32>(), any::<u32>(), 0u8..20)),
        other in text(),
        kind in 0u8..6,
    ) -> Article {
        let mut body: Vec<Span> = spans.into_iter().map(|at| span(&text, at)).collect();
        if kind > 2 {
            // As they mostly are.
            body.sort_unstable();
            body = body.windows(2).map(|two| Span { start: two[0].start, end: two[0].end.min(two[1].start) }).collect();
        }
        let title = title.map(|at| {
            let span = span(&text, at);
            let text = if kind == 1 { other.clone() } else { span.of(&text).to_owned() };
            Title { text, span: (kind != 2).then_some(span) }
        });
        let path = format!("{other}/{kind}");
        let source = Some(Source { name: other, span: None });
        Article { id: "a".into(), path, text, title, source, body, ..Article::default() }
    }
}

fn with_id(article: &Article, id: &str) -> Article {
    Article { id: id.into(), ..article.clone() }
}

proptest! {
    #[test]
    fn any_article_comes_back(articles in prop::collection::vec(article(), 1..4)) {
        let mut store = Store::default();
        for (at, article) in articles.iter().enumerate() {
            let draft = Draft::from(with_id(article, &at.to_string()));
            prop_assert_eq!(draft.article(), with_id(article, &at.to_string()));
            store.add(draft);
        }
        let mut recalled = Store::recalled(&store.kept()).unwrap();
        for (at, article) in (0..).zip(&articles) {
            let expected = with_id(article, &at.to_string());
            prop_assert_eq!(&*store.article(ArticleId(at)).unwrap(), &expected);
            prop_assert_eq!(&*recalled.article(ArticleId(at)).unwrap(), &expected);
        }
        let again = recalled.add(with_id(&articles[0], "again"));
        prop_assert_eq!(&recalled.article(again).unwrap().text, &articles[0].text);
    }
}

/// The steps of a text that is all body.
fn steps(text: &str) -> Vec<String> {
    let body = vec![Span::new(0, text.len())];
    let draft = Draft::from(Article { text: text.into(), body, ..Article::default() });
    assert_eq!(draft.article().text, text);
    let told = |step: &Step<u32>| match step.then {
        Then::Piece(piece) => format!("{} {:?}", step.usual, draft.wording.pieces.word(piece)),
        Then::Elsewhere(count) => format!("{} without {count}", step.usual),
    };
    draft.wording.steps.iter().map(told).collect()
}

#[test]
fn what_is_usual_takes_no_room() {
    let plain = ["The old", "harbour of Gull"].into_iter().cycle().take(200).collect::<Vec<_>>().join(" ");
    assert_eq!(steps(&plain), ["500 without 0"]);
    assert_eq!(
        steps("The U.S. left, said Ana, NATO's envoy; don't"),
        [r#"1 "wU.S.""#, r#"1 "-, ""#, r#"2 "-, ""#, r#"0 "wNATO""#, r#"0 "-'s ""#, r#"1 "-; ""#, r#"0 "wdon't""#],
    );
    assert_eq!(steps(""), [""; 0]);
}

#[test]
fn headlines_and_paragraphs_that_stand_elsewhere_are_left_out() {
    let text = "Home News\nFerry sinks\nThe ferry sank. Share";
    let at = |words: &str| text.find(words).map_or(Span::default(), |at| Span::new(at, at + words.len()));
    let article = |title: &str, span, body: Vec<Span>| Article {
        text: text.into(),
        title: Some(Title { text: title.into(), span }),
        body,
        ..Article::default()
    };
    let left_out = |article: Article| {
        let draft = Draft::from(article.clone());
        assert_eq!(draft.article(), article);
        let count = |step: &Step<u32>| if let Then::Elsewhere(count) = step.then { count } else { 0 };
        draft.wording.steps.iter().map(count).sum::<u32>()
    };
    let (title, body) = (Some(at("Ferry sinks")), at("The ferry sank."));
    assert_eq!(left_out(article("Ferry sinks", title, vec![body])), 0);
    assert_eq!(left_out(article("Ferry sinks", None, vec![body])), 2);
    assert_eq!(left_out(article("Ferry sinks", title, vec![at("Home News"), body])), 2);
    assert_eq!(left_out(article("Ferry sinks", title, vec![body, at("sank"), at("Share")])), 1);
}

#[test]
fn pieces_of_any_length_come_back() {
    let noise: String = (0..3000u32).map(|n| char::from_u32(0x2190 + n % 400).unwrap_or(' ')).collect();
    let text = format!("Read {noise} and {} and {}", "x".repeat(5000), "É".repeat(5000));
    let body = vec![Span::new(0, text.len())];
    let article = Article { id: "a".into(), text, body, ..Article::default() };
    let mut store = Store::default();
    let place = store.add(article.clone());
    assert_eq!(*store.article(place).unwrap(), article);
}

#[test]
fn finds_that_are_packed_already_are_taken_as_they_are() {
    let (id, name) = ("silva".to_owned(), "Silva".to_owned());
    let actors = vec![Actor { id, name, kind: ActorKind::Person, mentions: vec![Span::new(4, 9)] }];
    let article = Article { text: "Ana Silva said so.".into(), actors, ..Article::default() };
    let finds = Some(crate::model::packed::finds(&article));
    let draft = Draft::from(Extracted { article: article.clone(), finds: finds.clone() });
    assert_eq!((draft.article(), Some(draft.finds)), (article, finds));
}
