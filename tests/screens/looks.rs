//! Every view whole, with its styles, in the dark and without colour, as they were looked at and found good.

use crate::bench::Bench;
use crate::dossier::dossier;
use crate::story::wire;
use briefing::model::Article;

/// What there is to be looked at: a name, and the keys that lead there from the list of articles.
const VIEWS: [(&str, &str); 39] = [
    ("articles", "j"),
    ("text", "j Enter ]s"),
    ("text-zoomed", "j Enter z"),
    ("text-marked", "j Enter T D"),
    ("raw-source", "j Enter ]s v"),
    ("find", "Enter / engineer"),
    ("statements", "2 j"),
    ("statements-by-day", "2 S j"),
    ("statements-by-speaker", "2 S S j"),
    ("statements-by-source", "2 S S S j"),
    ("statements-by-story", "2 S S S S j"),
    ("statements-marked", "2 . j . j m"),
    ("actors", "3"),
    ("actor", "3 / mara Enter j"),
    ("themes", "4"),
    ("theme", "4 Enter"),
    ("trail", "3 / mara Enter j j Enter"),
    ("matrix", "M l j"),
    ("timeline", "F by:mara Space or Space by:helga Enter 5 j"),
    ("timeline-published", "5 e"),
    ("timeline-range", "5 gg V l"),
    ("timeline-lanes", "a mara | Esc t labour | Esc 5"),
    ("timeline-undated", "5 G"),
    ("links", "Enter o"),
    ("picker", "a lind C-s"),
    ("picker-of-themes", "t"),
    ("picker-of-sources", "s"),
    ("look-up", "f engineer"),
    ("look-up-of-events", "f march C-t C-t C-t"),
    ("filter", "F theme:ferries Space by:li"),
    ("filter-error", "F after:soon"),
    ("nothing-left", "F by:nobody Enter"),
    ("help", "?"),
    ("help-searched", "? / bookmark Enter"),
    ("command", ": sta"),
    ("prefix", "="),
    ("note", "2 c call Space her"),
    ("marks", "m 2 j c call Space her Enter '"),
    ("saved-filters", "F theme:ferries Enter B s ferries Enter B"),
];

/// Views of the wire reports, two of which tell the same.
const OF_WIRE: [(&str, &str); 3] = [("compare", "j C ]d"), ("compare-with", "j C x"), ("carriers", "j i")];

/// Views that ask for more than keys.
const OF_PROGRAM: [(&str, &str); 2] = [("export", "E"), ("warnings", "w")];

fn check(dossier: fn() -> Vec<Article>, views: &[(&str, &str)]) {
    for (name, keys) in views {
        for (palette, called) in [("dark", "dark"), ("none", "no-colour")] {
            let mut bench = Bench::painted(dossier(), palette, 80, 24);
            bench.press(keys);
            insta::with_settings!({
                omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => "snapshots/looks",
            }, {
                insta::assert_snapshot!(format!("{name}-{called}"), bench.styled());
            });
        }
    }
}

#[test]
fn every_view_in_the_dark_and_without_colour() {
    check(dossier, &VIEWS);
    check(wire, &OF_WIRE);
    check(dossier, &OF_PROGRAM);
}
