//! Packs lexicons and models before the crate is compiled, so that they take less room in the program.

use miniz_oxide::inflate::decompress_to_vec_zlib;
use std::path::{Path, PathBuf};
use std::{env, error::Error, fs};

const LEXICONS: [&str; 8] = [
    "actors/places",
    "actors/organisations",
    "actors/people",
    "actors/titles",
    "actors/given_names",
    "actors/words",
    "furniture",
    "themes",
];

const MODELS: [&str; 2] = ["names", "statements"];

/// Bytes before the zlib stream of a model file (`src/tagger/packed.rs`).
const HEAD: usize = 8;

/// How hard to look for repetitions: the most that there is.
const EFFORT: i32 = 22;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=assets/pack.rs");
    for lexicon in LEXICONS {
        let text = read(&format!("assets/lexicon/{lexicon}.toml"))?;
        pack(&text, &format!("lexicon/{lexicon}"))?;
    }
    for model in MODELS {
        let file = read(&format!("assets/models/{model}.bin"))?;
        let file = decompress_to_vec_zlib(file.get(HEAD..).unwrap_or_default()).map_err(|error| error.to_string())?;
        pack(&file, &format!("models/{model}"))?;
    }
    Ok(())
}

fn read(path: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    println!("cargo::rerun-if-changed={path}");
    Ok(fs::read(path)?)
}

/// Writes bytes, packed, for the crate to include.
fn pack(bytes: &[u8], name: &str) -> Result<(), Box<dyn Error>> {
    let packed = PathBuf::from(env::var("OUT_DIR")?).join(name);
    fs::create_dir_all(packed.parent().unwrap_or(Path::new(".")))?;
    Ok(fs::write(packed, zstd::bulk::compress(bytes, EFFORT)?)?)
}
