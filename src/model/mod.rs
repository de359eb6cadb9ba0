//! The record: plain data in the words of the public contract (`briefing/article@1`).
//!
//! Knows how a record is written and read (serde); how one is found in a text is the business of [`crate::extract`].

pub mod actor;
pub mod article;
pub mod date;
pub mod event;
pub mod packed;
pub mod span;
pub mod statement;
pub mod theme;

pub use actor::{Actor, ActorKind};
pub use article::{Article, Author, Format, Published, SCHEMA, Source, Title};
pub use date::{Days, PartialDate, Precision, Season, When};
pub use event::Event;
pub use span::Span;
pub use statement::{Cue, Kind, Speaker, Statement};
pub use theme::Theme;
