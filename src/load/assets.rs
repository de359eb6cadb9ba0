//! What has to be ready before the first article: the built-in assets with the user's lexicons over them, and the cache.

use crate::cache::{Cache, MOST_BYTES, Version};
use crate::extract::Assets;
use crate::{Result, config};
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

/// Lexicons and models. Where the user has none of his own they are made when an article first needs them: a folder that
/// comes from the cache does without.
pub type Shared = Arc<LazyLock<Assets, Box<dyn FnOnce() -> Assets + Send>>>;

/// What workers share.
#[derive(Clone, Debug)]
pub struct Ready {
    /// Lexicons and models.
    pub assets: Shared,
    /// What was found before; `None` where everything is to be extracted.
    pub cache: Option<Arc<Cache>>,
    /// A sentence for each lexicon that could not be used.
    pub warnings: Vec<String>,
}

/// How to get ready for loading `paths`: with the cache, if it is `wanted`, of use for them, and the environment agrees.
pub fn preparation(paths: &[PathBuf], wanted: bool) -> fn() -> Ready {
    let of_use = wanted && !paths.is_empty() && !config::wants_no_cache();
    if of_use { assets_and_cache } else { assets }
}

/// The assets of this user, without a cache.
pub fn assets() -> Ready {
    read().0
}

/// The assets of this user, and the cache of what was found with exactly these.
pub fn assets_and_cache() -> Ready {
    let (mut ready, lexicons) = read();
    ready.cache = cache(&lexicons).map(Arc::new);
    ready
}

/// The extractor is known by a hash of what the program is made of, which the build takes, and by the user's lexicons.
fn cache(lexicons: &[u8]) -> Option<Cache> {
    let sources = env!("SOURCES").as_bytes();
    Some(Cache::open(config::cache_folder()?, Version::of(&[sources, lexicons]), MOST_BYTES))
}

/// The assets, and what the user's lexicons say.
fn read() -> (Ready, Vec<u8>) {
    if ["themes", "actors"].into_iter().all(|name| config::lexicon(name).is_none()) {
        return (Ready { assets: shared(Assets::built_in), cache: None, warnings: Vec::new() }, vec![0]);
    }
    let (mut assets, mut warnings, mut user) = (Assets::built_in(), Vec::new(), Vec::new());
    let extended = crate::extract::themes::lexicon::Lexicon::extended;
    user.extend(lay_over("themes", &mut assets.themes, extended, &mut warnings));
    user.push(0);
    user.extend(lay_over("actors", &mut assets.actors, |actors, toml| actors.clone().extended(toml), &mut warnings));
    (Ready { assets: shared(|| assets), cache: None, warnings }, user)
}

fn shared(make: impl FnOnce() -> Assets + Send + 'static) -> Shared {
    Arc::new(LazyLock::new(Box::new(make)))
}

/// Replaces a lexicon by its extension, if there is a file with one, and returns what the file says.
fn lay_over<L>(
    name: &str,
    lexicon: &mut L,
    extended: impl Fn(&L, &str) -> Result<L>,
    warnings: &mut Vec<String>,
) -> Vec<u8> {
    let (path, toml) = match config::lexicon(name) {
        None => return Vec::new(),
        Some(Err(error)) => {
            warnings.push(error.to_string());
            return Vec::new();
        }
        Some(Ok(file)) => file,
    };
    match extended(lexicon, &toml) {
        Ok(new) => *lexicon = new,
        Err(error) => warnings.push(format!("{}: is left out: {error}", path.display())),
    }
    toml.into_bytes()
}
