//! Packs lexicons and models before the crate is compiled, so that they take less room in the program; and tells the
//! program what it is made of, so that it knows its own finds from those of another version.

use miniz_oxide::inflate::decompress_to_vec_zlib;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
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

/// What the finds of the program depend on, besides the compiler.
const SOURCES: [&str; 4] = ["Cargo.lock", "assets/lexicon", "assets/models", "src"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=assets/pack.rs");
    for lexicon in LEXICONS {
        make(&format!("lexicon/{lexicon}"), "toml", |text| pack(&text, 3))?;
    }
    for model in MODELS {
        make(&format!("models/{model}"), "bin", |file| {
            let file = decompress_to_vec_zlib(file.get(HEAD..).unwrap_or_default());
            pack(&file.map_err(|error| error.to_string())?, BY_CHANCE + 1)
        })?;
    }
    let mut hasher = DefaultHasher::new();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        take_in(Path::new(source), &mut hasher)?;
    }
    println!("cargo::rustc-env=SOURCES={:016x}", hasher.finish());
    Ok(())
}

/// Writes what becomes of an asset for the crate to include, unless that is there already.
fn make(
    name: &str,
    ending: &str,
    become_of: impl FnOnce(Vec<u8>) -> Result<Vec<u8>, Box<dyn Error>>,
) -> Result<(), Box<dyn Error>> {
    let (source, packed) = (format!("assets/{name}.{ending}"), packed(name)?);
    let changed = modified(Path::new(&source))?.max(modified(&env::current_exe()?)?);
    if modified(&packed).is_ok_and(|made| made > changed) {
        return Ok(());
    }
    Ok(fs::write(packed, become_of(fs::read(source)?)?)?)
}

fn modified(path: &Path) -> std::io::Result<SystemTime> {
    fs::metadata(path)?.modified()
}

/// Bytes, packed. Repetitions of fewer bytes than `least` are left as they are.
fn pack(bytes: &[u8], least: u32) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut compressor = Compressor::new(EFFORT)?;
    compressor.set_parameter(CParameter::MinMatch(least))?;
    Ok(compressor.compress(bytes)?)
}

/// Takes in a file, or all files of a folder by name; nothing where there is none, as a library has no `Cargo.lock`.
fn take_in(path: &Path, hasher: &mut DefaultHasher) -> Result<(), Box<dyn Error>> {
    if path.is_dir() {
        let mut inside = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
        inside.sort();
        return inside.iter().try_for_each(|path| take_in(path, hasher));
    }
    if path.exists() {
        (path.to_string_lossy().replace('\\', "/"), fs::read(path)?).hash(hasher);
    }
    Ok(())
}

/// Where what was packed lies.
fn packed(name: &str) -> Result<PathBuf, Box<dyn Error>> {
    let packed = PathBuf::from(env::var("OUT_DIR")?).join(name);
    fs::create_dir_all(packed.parent().unwrap_or(Path::new(".")))?;
    Ok(packed)
}
