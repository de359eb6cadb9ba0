//! Packs the lexicons before the crate is compiled, so that they take a third of their room in the program.

use std::path::Path;
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

/// How hard to look for repetitions, from 0 to 10.
const EFFORT: u8 = 10;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=assets/pack.rs");
    for lexicon in LEXICONS {
        let path = format!("assets/lexicon/{lexicon}.toml");
        println!("cargo::rerun-if-changed={path}");
        let packed = Path::new(&env::var("OUT_DIR")?).join(lexicon);
        fs::create_dir_all(packed.parent().unwrap_or(&packed))?;
        fs::write(packed, miniz_oxide::deflate::compress_to_vec(&fs::read(path)?, EFFORT))?;
    }
    Ok(())
}
