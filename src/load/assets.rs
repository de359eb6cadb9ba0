//! The built-in assets with the user's lexicons over them.

use crate::extract::Assets;
use crate::{Result, config};
use std::sync::Arc;

/// The assets of this user, and a sentence for each lexicon that could not be used.
pub fn assets() -> (Arc<Assets>, Vec<String>) {
    let (mut assets, mut warnings) = (Assets::built_in(), Vec::new());
    lay_over("themes", &mut assets.themes, super::super::extract::themes::lexicon::Lexicon::extended, &mut warnings);
    lay_over("actors", &mut assets.actors, |actors, toml| actors.clone().extended(toml), &mut warnings);
    (Arc::new(assets), warnings)
}

/// Replaces a lexicon by its extension, if there is a file with one.
fn lay_over<L>(name: &str, lexicon: &mut L, extended: impl Fn(&L, &str) -> Result<L>, warnings: &mut Vec<String>) {
    match config::lexicon(name) {
        None => (),
        Some(Err(error)) => warnings.push(error.to_string()),
        Some(Ok((path, toml))) => match extended(lexicon, &toml) {
            Ok(new) => *lexicon = new,
            Err(error) => warnings.push(format!("{}: is left out: {error}", path.display())),
        },
    }
}
