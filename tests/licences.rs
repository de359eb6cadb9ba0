//! The licences of everything the program is built from.

use std::collections::BTreeSet;
use std::process::Command;

/// Licences that may be linked in.
const ALLOWED: [&str; 11] = [
    "MIT",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "MPL-2.0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Zlib",
    "CC0-1.0",
    "0BSD",
];

/// Whether an SPDX expression can be met with allowed licences alone.
fn is_met(expression: &str) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<_> = spaced.split_whitespace().collect();
    any_of(&words, &mut 0)
}

fn any_of(words: &[&str], at: &mut usize) -> bool {
    let mut met = all_of(words, at);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        met |= all_of(words, at);
    }
    met
}

fn all_of(words: &[&str], at: &mut usize) -> bool {
    let mut met = one(words, at);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        met &= one(words, at);
    }
    met
}

/// One licence or one in brackets; an exception (`WITH …`) only adds permissions.
fn one(words: &[&str], at: &mut usize) -> bool {
    let word = words.get(*at).copied().unwrap_or_default();
    *at += 1;
    let met = if word == "(" {
        let met = any_of(words, at);
        *at += 1;
        met
    } else {
        ALLOWED.contains(&word)
    };
    if words.get(*at) == Some(&"WITH") {
        *at += 2;
    }
    met
}

#[test]
fn expressions_are_read() {
    for (expression, met) in [
        ("MIT", true),
        ("GPL-3.0-only", false),
        ("MIT OR GPL-3.0-only", true),
        ("MIT AND GPL-3.0-only", false),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
        ("MIT/Apache-2.0", true),
        ("Apache-2.0 WITH LLVM-exception OR X", true),
        ("", false),
    ] {
        assert_eq!(is_met(expression), met, "{expression}");
    }
}

#[test]
fn every_dependency_may_be_linked_in() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let tree = Command::new(cargo)
        .args(["tree", "--locked", "--offline", "--prefix", "none", "--format", "{l}|{p}"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let tree = String::from_utf8_lossy(&tree.stdout);
    let packages: BTreeSet<_> = tree.lines().filter_map(|line| line.trim_end_matches(" (*)").split_once('|')).collect();
    let refused: Vec<_> = packages.iter().filter(|(licence, _)| !is_met(licence)).collect();
    assert!(packages.len() > 20 && refused.is_empty(), "not allowed: {refused:#?}");
}
