//! Few screens, whole, as they were looked at and found good.

use crate::bench::Bench;
use crate::dossier::dossier;

fn check(name: &str, size: (u16, u16), keys: &str) {
    let mut bench = Bench::new(dossier(), size.0, size.1);
    bench.press(keys);
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, bench.screen());
    });
}

#[test]
fn articles_at_every_size() {
    check("60x16", (60, 16), "");
    check("80x24", (80, 24), "");
    check("120x40", (120, 40), "");
    check("200x60", (200, 60), "");
}

#[test]
fn statements_and_a_filter() {
    check("statements-filtered-120x40", (120, 40), "2 a lind C-s Enter j");
}

#[test]
fn overlays() {
    check("look-up-80x24", (80, 24), "f engineer");
    check("actors-80x24", (80, 24), "a");
    check("filter-error-80x24", (80, 24), "F after:soon");
}

#[test]
fn too_small_a_screen_says_so() {
    check("20x5", (20, 5), "");
}
