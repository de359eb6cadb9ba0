//! The filter language: `by:rutte about:nato theme:ceasefire after:2025-02 -source:tass "front line"`.
//!
//! One language for the line that is typed in the reader, for saved filters and for the command line. A filter is read
//! by [`Query::parse`], printed by `Display` (parsing what is printed gives the same query), and put together term by
//! term by the pickers of the reader. `ast` is the tree, `lex` and `parse` read it, `worded_dates` the dates in it; `slips` knows
//! what is often typed for something else. `eval` selects, `times` says which dated events it leaves, `blame` which term
//! leaves nothing, `complete` what may go on with what is being typed.
//!
//! ```text
//! expression = conjunction { "or" conjunction }
//! conjunction = term { [ "and" ] term }
//! term = ( "-" | "not" ) term | "(" [ expression ] ")" | [ field ":" ] value
//! value = word | "\"" anything "\""
//! ```
//!
//! Terms beside each other must all hold. Keywords and fields are read in any case.
//!
//! | term | selects statements | selects articles |
//! | --- | --- | --- |
//! | `by:NAME` | by that actor, or whose speaker is no known actor and is worded so | that hold such a statement |
//! | `about:NAME` | whose content names the actor or is about the theme | that name the actor or are about the theme |
//! | `actor:NAME` | by the actor, or whose content names it | that name it |
//! | `theme:NAME` | about the theme | about the theme |
//! | `source:NAME` | of its articles | of that publisher |
//! | `after:DATE`, `before:DATE` | of such articles | published then or later, before then |
//! | `on:DATE`, `on:DATE..DATE` | made then, or that tell of what happened then | that tell of something that happened then |
//! | `kind:direct`, `indirect`, `mixed` | quoted so | that hold such a statement |
//! | `carried:2` | that at least two outlets carry (see [`super::stories`]) | that hold such a statement |
//! | `is:named`, `is:unnamed` | whose speaker is a known actor, or is not | that hold such a statement |
//! | `is:read`, `is:unread` | of such articles | that the reader has read, or has not |
//! | `is:bookmarked`, `is:noted` | that are, or of such articles | that are, or hold such a statement |
//! | `word` | with the word in content or speaker | with the word in title or body |
//! | `"some words"` | with the words in a row in the content | with the words in a row in title or body |
//!
//! A bare word of three letters and more also stands for the words that begin with it (`sanction` finds `sanctions`);
//! words in quotation marks are whole words. `word:or` is for words that the language uses itself. A NAME is an id
//! (`mark-rutte`) or, where there is no such id, words of any spelling of the name in any script, or their beginnings;
//! what matches several actors selects them all. A DATE is one of ISO 8601 or as people say it (`feb`, `last week`,
//! `mid february`), reckoned from a day that the caller hands in; one that is less precise counts from its first minute;
//! what is undated is neither before nor after anything.
//!
//! What a reader keeps (`is:`) is no part of the store: whoever selects hands it in ([`Query::with_kept`]).
//!
//! An article answers a conjunction when it answers every term; but where a term can be said of statements only (`by:`,
//! `kind:`, `carried:`, `is:named`), the article must hold one statement that answers all terms together: `by:rutte kind:direct` wants an
//! article in which Rutte is quoted. A negated term takes away what it would select by itself: `-by:rutte` leaves what others
//! say, and the articles in which Rutte says nothing.

mod ast;
pub mod blame;
pub mod complete;
pub(super) mod eval;
mod lex;
mod parse;
mod print;
mod slips;
mod times;
mod worded_dates;

pub use ast::{Attribute, Kept, Query};
pub use parse::QueryError;
pub use print::kind_word;
pub use slips::begins_with_field;
pub use worded_dates::{EXAMPLES as DATES, Slip, date, slip, time, why_none};
