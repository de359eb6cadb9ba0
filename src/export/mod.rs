//! Results as they leave the program: records, CSV, aligned columns and briefings, all of them safe to look at.
//!
//! Whatever goes to standard output or standard error is written by one of these; which results there are is the
//! business of [`crate::cli`].

pub mod brief;
pub mod carriers;
pub mod citation;
pub mod csv;
pub mod html;
pub mod ics;
pub mod markdown;
pub mod record;
pub mod safe;
pub mod selected;
pub mod statements;
pub mod table;
pub mod voices;
