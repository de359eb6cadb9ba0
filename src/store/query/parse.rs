//! Expressions read to filters, with two doors: strict for the command line and saved filters, lenient for the line
//! that is being typed. `dates` reads what may go on over several words.

mod dates;

use super::ast::{NAMED, UNDATED};
use super::kind_word;
use super::lex::{Lexeme, LexemeKind, Value, begins_with_comma, lexemes, listed, lists_more};
use super::print::{is_signed, kind_name};
use super::{Attribute, Kept, Query, slips};
use crate::model::Kind;
use crate::sorting;
use chrono::NaiveDate;
use std::ops::Range;

/// How deep parentheses and negations may be nested.
const DEPTH: usize = 64;

/// What is wrong with an expression, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// What is wrong and what to do: one lower-case sentence without a full stop.
    pub message: String,
    /// Byte range in the expression; empty where something is missing.
    pub at: Range<usize>,
    /// What was meant, perhaps: a name as it is typed, to be put there instead.
    pub meant: Option<String>,
}

impl std::fmt::Display for QueryError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} (at byte {})", self.message, self.at.start)
    }
}

impl std::error::Error for QueryError {}

impl Query {
    /// Reads an expression that names no date relative to today; the first error ends it.
    ///
    /// ```
    /// use briefing::store::Query;
    /// let query = Query::parse("by:rutte -source:tass \"front line\"").unwrap();
    /// assert_eq!(query.to_string(), "by:rutte -source:tass \"front line\"");
    /// assert_eq!(Query::parse("by:rutte from:tass").unwrap_err().at, 9..14);
    /// ```
    pub fn parse(expression: &str) -> Result<Self, QueryError> {
        Self::parse_on(expression, None)
    }

    /// Reads an expression on a day from which `last week` is reckoned; the first error ends it.
    ///
    /// ```
    /// use briefing::store::Query;
    /// let today = chrono::NaiveDate::from_ymd_opt(2025, 2, 19);
    /// assert_eq!(Query::parse_on("after:last week", today).unwrap().to_string(), "after:2025-W07");
    /// ```
    pub fn parse_on(expression: &str, today: Option<NaiveDate>) -> Result<Self, QueryError> {
        let (query, errors) = Self::parse_lenient(expression, today);
        errors.into_iter().next().map_or(Ok(query), Err)
    }

    /// Reads as much of an expression as makes sense, and says what does not, by place. What is half typed closes at
    /// the end; what cannot be understood is left out.
    pub fn parse_lenient(expression: &str, today: Option<NaiveDate>) -> (Self, Vec<QueryError>) {
        let (lexemes, end) = (lexemes(expression), expression.len());
        let mut parser = Parser { lexemes, next: 0, end, today, errors: Vec::new(), gave_up: false };
        let mut parts = vec![parser.expression(0)];
        while let Some(stray) = parser.take() {
            parser.complain("nothing is open that `)` could close; take it away", stray.at);
            parts.push(parser.expression(0));
        }
        let mut errors = parser.errors;
        sorting::by_key(&mut errors, |error| (error.at.start, error.at.end));
        (Self::And(parts).simplified(), errors)
    }
}

struct Parser {
    lexemes: Vec<Lexeme>,
    next: usize,
    end: usize,
    /// The day from which relative dates are reckoned.
    today: Option<NaiveDate>,
    errors: Vec<QueryError>,
    /// Whether the rest was left out as nested too deep.
    gave_up: bool,
}

impl Parser {
    fn peek(&self) -> Option<&LexemeKind> {
        self.lexemes.get(self.next).map(|lexeme| &lexeme.kind)
    }

    fn take(&mut self) -> Option<Lexeme> {
        self.next += 1;
        self.lexemes.get(self.next - 1).cloned()
    }

    fn complain(&mut self, message: impl Into<String>, at: Range<usize>) {
        self.errors.push(QueryError { message: message.into(), at, meant: None });
    }

    /// Everything up to a `)` or the end.
    fn expression(&mut self, depth: usize) -> Query {
        let mut alternatives = Vec::new();
        loop {
            let first = alternatives.is_empty();
            let part = self.conjunction(depth);
            match self.peek() {
                Some(LexemeKind::Or) => {
                    let or = self.take().map_or(self.end..self.end, |lexeme| lexeme.at);
                    let missing = part.is_none() || matches!(self.peek(), None | Some(LexemeKind::Close));
                    if missing {
                        self.complain("`or` needs a term at both sides", or);
                    }
                    alternatives.extend(part);
                }
                _ if first => return part.unwrap_or_default(),
                _ => {
                    alternatives.extend(part);
                    return Query::Or(alternatives);
                }
            }
        }
    }

    /// Terms up to `or`, `)` or the end; `None` where there is none.
    fn conjunction(&mut self, depth: usize) -> Option<Query> {
        let mut parts = Vec::new();
        loop {
            match self.peek() {
                None | Some(LexemeKind::Or | LexemeKind::Close) => break,
                Some(LexemeKind::And) => self.and(parts.is_empty()),
                Some(_) => parts.extend(self.term(depth)),
            }
        }
        if parts.len() > 1 { Some(Query::And(parts)) } else { parts.pop() }
    }

    /// `and` says nothing, but must stand between two terms.
    fn and(&mut self, first: bool) {
        let Some(and) = self.take() else { return };
        if first || matches!(self.peek(), None | Some(LexemeKind::Or | LexemeKind::And | LexemeKind::Close)) {
            self.complain("`and` needs a term at both sides", and.at);
        }
    }

    fn term(&mut self, depth: usize) -> Option<Query> {
        let lexeme = self.take()?;
        match lexeme.kind {
            LexemeKind::Not | LexemeKind::Open if depth >= DEPTH => self.too_deep(lexeme.at),
            LexemeKind::Not => self.negated(lexeme.at, depth + 1),
            LexemeKind::Open => Some(self.enclosed(lexeme.at, depth + 1)),
            LexemeKind::Value { field: Some(field), value, at } => {
                let mut ends_in_comma = lists_more(&field.0, &value);
                let mut values = listed(&field.0, value, at);
                while let Some(LexemeKind::Value { field: None, value, at }) = self.peek().cloned()
                    && (ends_in_comma || begins_with_comma(&field.0, &value))
                {
                    self.next += 1;
                    ends_in_comma = lists_more(&field.0, &value);
                    values.extend(listed(&field.0, value, at).into_iter().filter(|(name, _)| !name.text().is_empty()));
                }
                let values = values.into_iter();
                let named =
                    values.filter_map(|(value, at)| self.attribute(Some(field.clone()), value, at).map(Query::Is));
                named.reduce(|any, one| match any {
                    Query::Or(mut some) => {
                        some.push(one);
                        Query::Or(some)
                    }
                    first => Query::Or(vec![first, one]),
                })
            }
            LexemeKind::Value { field, value, at } => self.attribute(field, value, at).map(Query::Is),
            LexemeKind::Close | LexemeKind::Or | LexemeKind::And => None,
        }
    }

    /// Gives up on the rest of the expression.
    fn too_deep(&mut self, at: Range<usize>) -> Option<Query> {
        self.complain(format!("nested more than {DEPTH} deep; write it with fewer parentheses"), at);
        self.next = self.lexemes.len();
        self.gave_up = true;
        None
    }

    fn negated(&mut self, at: Range<usize>, depth: usize) -> Option<Query> {
        if matches!(self.peek(), None | Some(LexemeKind::Or | LexemeKind::And | LexemeKind::Close)) {
            self.complain("nothing stands behind the negation; name what to leave out, as in -by:putin", at);
            return None;
        }
        self.term(depth).map(|term| Query::Not(Box::new(term)))
    }

    fn enclosed(&mut self, at: Range<usize>, depth: usize) -> Query {
        let inner = self.expression(depth);
        if self.take().is_none() && !self.gave_up {
            self.complain("`(` is never closed; add `)`", at);
        }
        inner
    }

    fn attribute(
        &mut self,
        field: Option<(String, Range<usize>)>,
        value: Value,
        at: Range<usize>,
    ) -> Option<Attribute> {
        if let Value::Unclosed(_) = value {
            self.complain("the quotation mark is never closed; add one", at.clone());
        }
        let Some((field, field_at)) = field else {
            return self.plain(value, at);
        };
        if matches!(&value, Value::Bare(name) if is_signed(name)) {
            self.complain(format!("the sign stands in front, as in -{field}:{}", &value.text()[1..]), at);
            return None;
        }
        let field_name = field.to_ascii_lowercase();
        if field_name == "on" {
            return self.span_of_time(&value, at).map(Attribute::On);
        }
        if let Some(make) = dates::of_date(&field_name) {
            return self.time(&field_name, &value, at).map(|when| make(when.date));
        }
        match of_field(&field_name, value.text()) {
            Ok(attribute) => Some(attribute),
            Err(Wrong::Field) => {
                let meant = slips::field_meant(&field_name);
                let message = match meant {
                    Some(meant) => format!("there is no field `{field}`; {meant}?"),
                    None => format!("there is no field `{field}`; fields are {FIELDS}"),
                };
                self.errors.push(QueryError { message, at: field_at, meant: meant.map(|field| format!("{field}:")) });
                None
            }
            Err(Wrong::Value(message)) => {
                self.complain(message, at);
                None
            }
        }
    }

    /// A word or phrase without a field; `None` for empty quotation marks, and for a word that is none.
    fn plain(&mut self, value: Value, at: Range<usize>) -> Option<Attribute> {
        match value {
            Value::Bare(word) => match slips::misused(&word) {
                Some(slips::Misused { message, meant }) => {
                    self.errors.push(QueryError { message, at, meant });
                    None
                }
                None => Some(Attribute::Word(word)),
            },
            Value::Quoted(words) | Value::Unclosed(words) => (!words.is_empty()).then_some(Attribute::Phrase(words)),
        }
    }
}

const FIELDS: &str = "by, about, actor, theme, source, after, before, on, kind, carried, is and word";

/// Why a field and its value make no attribute.
enum Wrong {
    Field,
    Value(String),
}

fn of_field(field: &str, value: &str) -> Result<Attribute, Wrong> {
    let name = |make: fn(String) -> Attribute, example: &str| {
        if value.is_empty() {
            return Err(Wrong::Value(format!("`{field}:` needs a name, as in {field}:{example}")));
        }
        Ok(make(value.to_owned()))
    };
    match field {
        "by" => name(Attribute::By, "rutte"),
        "about" => name(Attribute::About, "nato"),
        "actor" => name(Attribute::Actor, "nato"),
        "theme" => name(Attribute::Theme, "ceasefire"),
        "source" => name(Attribute::Source, "reuters"),
        "word" => name(Attribute::Word, "or"),
        "kind" => kind(value).map(Attribute::Kind),
        "carried" => outlets(value).map(Attribute::Carried),
        "is" => is(value),
        _ => Err(Wrong::Field),
    }
}

fn kind(value: &str) -> Result<Kind, Wrong> {
    let kinds = [Kind::Direct, Kind::Indirect, Kind::Mixed];
    let is_called =
        |kind: &Kind| [kind_name(*kind), kind_word(*kind)].iter().any(|name| name.eq_ignore_ascii_case(value));
    let found = kinds.into_iter().find(is_called);
    found.ok_or_else(|| Wrong::Value("`kind:` is quoted, reported or \"partly quoted\"".to_owned()))
}

/// What is kept about it, or whether a known actor says it.
fn is(value: &str) -> Result<Attribute, Wrong> {
    let called = |name: &str| name.eq_ignore_ascii_case(value);
    let kept = Kept::ALL.into_iter().find(|(_, name)| called(name)).map(|(kept, _)| Attribute::Kept(kept, None));
    let named = || NAMED.into_iter().find(|(_, name)| called(name)).map(|(named, _)| Attribute::Named(named));
    let undated = || called(UNDATED).then_some(Attribute::Undated);
    let wrong = "`is:` is unread, read, bookmarked, noted, named, unnamed or undated";
    kept.or_else(named).or_else(undated).ok_or_else(|| Wrong::Value(wrong.to_owned()))
}

fn outlets(value: &str) -> Result<u32, Wrong> {
    let outlets = value.parse::<u32>().ok().filter(|outlets| *outlets > 0);
    outlets.ok_or_else(|| Wrong::Value("`carried:` is how many outlets carry it at least, as in carried:2".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::When;
    use proptest::prelude::*;

    /// Expression and how it is printed again.
    fn check(expression: &str, printed: &str) {
        match Query::parse(expression) {
            Ok(query) => {
                assert_eq!(query.to_string(), printed, "{expression}");
                assert_eq!(Query::parse(printed), Ok(query), "{printed}");
            }
            Err(error) => panic!("{expression}: {error}"),
        }
    }

    /// Expression, what the strict door says of which words, and what the lenient door makes of it.
    fn check_error(expression: &str, message: &str, at: &str, lenient: &str) {
        let error = Query::parse(expression).unwrap_err();
        assert!(error.message.contains(message), "{expression}: {error}");
        assert_eq!(&expression[error.at], at, "{expression}");
        assert_eq!(Query::parse_lenient(expression, None).0.to_string(), lenient, "{expression}");
    }

    #[test]
    fn expressions_are_read() {
        check("", "");
        check("  front   line ", "front line");
        check("By:rutte ABOUT:\"Nato\"", "by:rutte about:Nato");
        check("by:\"Mark Rutte\" -source:tass", "by:\"Mark Rutte\" -source:tass");
        check("after:2025-02 before:2025-02-18T10:25", "after:2025-02 before:2025-02-18T10:25");
        check("on:2025-02-17", "on:2025-02-17");
        check("on:2025-02-19..2025-02-17", "on:2025-02-17..2025-02-19");
        check("kind:DIRECT actor:x theme:y", "kind:direct actor:x theme:y");
        check("kind:Reported kind:\"partly quoted\" kind:quoted", "kind:indirect kind:mixed kind:direct");
        check("Carried:02 a", "carried:2 a");
        check("IS:Unread -is:noted", "is:unread -is:noted");
        check("is:Named or not is:unnamed", "is:named or -is:unnamed");
        check("is:undated -is:UNDATED", "is:undated -is:undated");
        check("a b or c d or e", "a b or c d or e");
        check("(a or b) c", "(a or b) c");
        check("((a)) and ((b c))", "a b c");
        check("NOT a and not(b or c)", "-a -(b or c)");
        check("--a", "--a");
        check("word:or \"or\" word:\"-x\"", "word:or \"or\" word:\"-x\"");
        check("!a by:b !(c d)", "-a by:b -(c d)");
        check("a! a a", "a! a");
        check("\"say \\\"no\\\" \\\\\"", "\"say \\\"no\\\" \\\\\"");
        check("“front line” «a b»", "\"front line\" \"a b\"");
        check("10:25 well-known", "word:10:25 well-known");
        check("Kyiv word:- word:! word:|| word:by=x Moscow", "Kyiv word:- word:! word:|| word:by=x Moscow");
        check("()", "");
        check("-()", "-()");
        check("\"\" a", "a");
        check("by:x(a)\"b\"", "by:x a \"b\"");
        check("by:trump,putin a", "(by:trump or by:putin) a");
        check("-Source:tass,,ria 55,000", "-(source:tass or source:ria) 55,000");
        check("by:trump, putin x", "(by:trump or by:putin) x");
        check("by:a,\"b c\", d", "by:a or by:\"b c\" or by:d");
        check("by:\"b c\",d", "by:\"b c\" or by:d");
        check("by:a, theme:b, c word:x, y", "by:a (theme:b or theme:c) x, y");
        check("by:\"Smith, John\" actor:\"a,b\"", "by:\"Smith, John\" actor:\"a,b\"");
        check("word:a,b", "a,b");
    }

    #[test]
    fn errors_name_the_place_and_the_way_out() {
        check_error("by:rutte from:tass a", "fields are by, about", "from:", "by:rutte a");
        check_error("by: a", "as in by:rutte", "", "a");
        check_error("by:, a", "as in by:rutte", ",", "by:a");
        check_error("by:a,-b,c", "the sign stands in front", "-b", "by:a or by:c");
        check_error("a after:soon", "such as 2025", "soon", "a");
        check_error("after:last week a", "such as 2025", "last week", "a");
        check_error("on:2025..soon", "two with `..`", "2025..soon", "");
        check_error("before:XXXX-09", "such as 2025", "XXXX-09", "");
        check_error("after:2025..2026 a", "takes one date, as in after:2025 before:2026", "2025..2026", "a");
        check_error("–by:a b", "plain hyphen: -by:a", "–by:a", "b");
        check_error("carried:many", "as in carried:2", "many", "");
        check_error("carried:0 a", "as in carried:2", "0", "a");
        check_error("is:nice a", "unread, read, bookmarked, noted, named, unnamed or undated", "nice", "a");
        check_error("kind:loud", "quoted, reported or \"partly quoted\"", "loud", "");
        check_error("a (b or c", "never closed", "(", "a (b or c)");
        check_error("a) b", "take it away", ")", "a b");
        check_error("a \"front li", "never closed", "\"front li", "a \"front li\"");
        check_error("or a", "both sides", "or", "a");
        check_error("a or", "both sides", "or", "a");
        check_error("a or or b", "both sides", "or", "a or b");
        check_error("by:a | by:b", "is written `or`", "|", "by:a by:b");
        check_error("a && b", "is written `and`", "&&", "a b");
        check_error("by=a b", "ends with a colon: by:a", "by=a", "b");
        check_error("speaker:a b", "no field `speaker`; by?", "speaker:", "b");
        check_error("(a or) b", "both sides", "or", "a b");
        check_error("and a", "both sides", "and", "a");
        check_error("a and", "both sides", "and", "a");
        check_error("a not", "negation", "not", "a");
        check_error("a source:-reuters", "as in -source:reuters", "-reuters", "a");
        check_error("a -(", "never closed", "(", "a -()");
        check_error("-", "as in -by:putin", "-", "");
        check_error("a ! ", "as in !by:putin", "!", "a");
        check_error("Kyiv - Moscow", "right before", "-", "Kyiv Moscow");
        check_error("a --", "right before", "-", "a");
    }

    #[test]
    fn all_errors_are_told_to_who_is_typing() {
        let (query, errors) = Query::parse_lenient("from:x by:y kind:z )", None);
        assert_eq!(query.to_string(), "by:y");
        assert_eq!(errors.iter().map(|error| error.at.clone()).collect::<Vec<_>>(), [0..5, 17..18, 19..20]);
    }

    #[test]
    fn deep_nesting_is_refused() {
        for hostile in ["(".repeat(10_000), "-".repeat(10_000) + "a", "not ".repeat(10_000), "(-".repeat(10_000)] {
            let error = Query::parse(&hostile).unwrap_err();
            assert!(error.message.contains("deep"), "{error}");
        }
        let many = format!("{}a{}", "(".repeat(60), ")".repeat(60));
        assert_eq!(Query::parse(&many), Ok(Query::Is(Attribute::Word("a".into()))));
        assert!(Query::parse(&")".repeat(10_000)).is_err());
        assert!(Query::parse(&"a or ".repeat(10_000)).is_err());
    }

    fn value() -> impl Strategy<Value = String> {
        prop_oneof!["[a-z]{1,6}", "[-a-zA-Z:\"“”«»()\\\\ .é']{1,8}", Just("or".to_owned()), Just("NOT".to_owned())]
    }

    fn attribute() -> impl Strategy<Value = Attribute> {
        let dates = prop_oneof![Just("2025"), Just("2025-02"), Just("2025-02-18T10:25"), Just("196X"), Just("2025-Q1")];
        let kinds = prop_oneof![Just(Kind::Direct), Just(Kind::Indirect), Just(Kind::Mixed)];
        prop_oneof![
            value().prop_map(Attribute::By),
            value().prop_map(Attribute::About),
            value().prop_map(Attribute::Source),
            value().prop_map(Attribute::Word),
            value().prop_map(Attribute::Phrase),
            dates.prop_map(|date| Attribute::After(date.parse().unwrap())),
            Just(Attribute::On(When::on("2025-02".parse().unwrap()))),
            kinds.prop_map(Attribute::Kind),
            (1u32..).prop_map(Attribute::Carried),
            (0usize..4).prop_map(|at| Attribute::Kept(Kept::ALL[at].0, None)),
            proptest::bool::ANY.prop_map(Attribute::Named),
            Just(Attribute::Undated),
        ]
    }

    fn query() -> impl Strategy<Value = Query> {
        let leaf = prop_oneof![9 => attribute().prop_map(Query::Is), 1 => Just(Query::All)];
        leaf.prop_recursive(5, 40, 4, |inner| {
            prop_oneof![
                inner.clone().prop_map(|query| Query::Not(Box::new(query))),
                prop::collection::vec(inner.clone(), 0..4).prop_map(Query::And),
                prop::collection::vec(inner, 0..4).prop_map(Query::Or),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_as_the_same(query in query()) {
            prop_assert_eq!(Query::parse(&query.to_string()), Ok(query.simplified()));
        }

        #[test]
        fn any_expression_is_read_without_panic(expression in "[-a-c:()\"“”or not\\\\ ]{0,40}|\\PC{0,30}") {
            let (query, errors) = Query::parse_lenient(&expression, None);
            for error in &errors {
                prop_assert!(expression.get(error.at.clone()).is_some());
            }
            prop_assert_eq!(Query::parse(&query.to_string()), Ok(query));
            prop_assert_eq!(Query::parse(&expression).is_err(), !errors.is_empty());
        }
    }
}
