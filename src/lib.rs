//! A terminal reader for briefings: who said what, when, about what, in a folder of saved articles.

pub mod error;
pub mod extract;
pub mod input;
pub mod model;
pub mod store;
pub mod text;

pub use error::{Error, ErrorKind, Result};
