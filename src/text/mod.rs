//! Language tools: tokens, sentences, quotations, folding, spellings of names, addresses. They know spans and nothing of articles.

pub mod fold;
pub mod link;
pub mod paragraph;
pub mod quote;
pub mod sentence;
pub mod spelling;
pub mod split;
pub mod token;

pub use paragraph::Paragraph;
pub use quote::Quotation;
pub use token::Token;
