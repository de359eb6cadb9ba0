//! Packs lexicons and models before the crate is compiled, so that they take less room in the program.

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_zlib;
use std::path::{Path, PathBuf};
use std::{env, error::Error, fs};
use zstd::bulk::Compressor;
use zstd::zstd_safe::CParameter;

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

/// Hashes and weights repeat so many bytes by chance, and to point to them makes the rest longer.
const BY_CHANCE: u32 = 5;

/// How hard to look for repetitions: the most that there is.
const EFFORT: i32 = 22;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=assets/pack.rs");
    for lexicon in LEXICONS {
        let text = read(&format!("assets/lexicon/{lexicon}.toml"))?;
        pack(&text, 3, &format!("lexicon/{lexicon}"))?;
    }
    for model in MODELS {
        let file = read(&format!("assets/models/{model}.bin"))?;
        let file = decompress_to_vec_zlib(file.get(HEAD..).unwrap_or_default()).map_err(|error| error.to_string())?;
        pack(&file, BY_CHANCE + 1, &format!("models/{model}"))?;
    }
    // Unpacked where articles are packed, with what packs them.
    let words = compress_to_vec(&read("assets/models/words.txt")?, 10);
    Ok(fs::write(packed("models/words")?, words)?)
}

fn read(path: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    println!("cargo::rerun-if-changed={path}");
    Ok(fs::read(path)?)
}

/// Writes bytes, packed, for the crate to include. Repetitions of fewer bytes than `least` are left as they are.
fn pack(bytes: &[u8], least: u32, name: &str) -> Result<(), Box<dyn Error>> {
    let mut compressor = Compressor::new(EFFORT)?;
    compressor.set_parameter(CParameter::MinMatch(least))?;
    Ok(fs::write(packed(name)?, compressor.compress(bytes)?)?)
}

/// Where what was packed lies.
fn packed(name: &str) -> Result<PathBuf, Box<dyn Error>> {
    let packed = PathBuf::from(env::var("OUT_DIR")?).join(name);
    fs::create_dir_all(packed.parent().unwrap_or(Path::new(".")))?;
    Ok(packed)
}
