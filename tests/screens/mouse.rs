//! What the mouse does: a click on words that are on the screen, the wheel over them.

use crate::bench::Bench;
use crate::dossier::dossier;
use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

impl Bench {
    /// The mouse over the first place on the screen where `words` stand.
    fn mouse(&mut self, kind: MouseEventKind, words: &str) -> &mut Self {
        let screen = self.screen();
        let found =
            screen.lines().enumerate().find_map(|(y, line)| Some((line.split_once(words)?.0.chars().count(), y)));
        let (x, y) = found.unwrap_or_else(|| panic!("{words} is not on the screen:\n{screen}"));
        let event = MouseEvent { kind, column: x as u16, row: y as u16, modifiers: KeyModifiers::NONE };
        let effects = self.app.mouse(event);
        self.carry_out(effects);
        self
    }

    fn click(&mut self, words: &str) -> &mut Self {
        self.mouse(MouseEventKind::Down(MouseButton::Left), words)
    }
}

/// The selected article's id after the keys and then clicks on the words.
fn check(size: (u16, u16), keys: &str, clicks: &[&str], article: &str) {
    let mut bench = Bench::new(dossier(), size.0, size.1);
    bench.press(keys);
    for words in clicks {
        bench.click(words);
    }
    let id = bench.app.cursor.article.expect("an article is selected");
    assert_eq!(bench.app.shared.glance().id(id), Some(article), "{clicks:?}");
}

#[test]
fn a_click_selects_what_it_hits() {
    check((120, 40), "", &["Storm closes"], "4-storm");
    check((120, 40), "", &["A storm closed the pier"], "4-storm");
    check((120, 40), "2", &["that the light would"], "3-letter");
    check((60, 16), "", &["5 Time", "A storm closed"], "4-storm");
    check((120, 40), "f engineer", &["We will not sail", "We will not sail"], "1-strike");
}

#[test]
fn filters_tabs_and_facets_are_clicked() {
    let mut bench = Bench::new(dossier(), 200, 60);
    bench.click("Ferries");
    assert_eq!(bench.app.wish.query.to_string(), "theme:ferries");
    bench.click("✕");
    assert_eq!(bench.app.wish.query.to_string(), "");
    bench.click("2 Statements");
    assert_eq!(bench.app.list_len(), 7);
    bench.click("SOURCES");
    assert!(bench.screen().contains("articles   said"), "{}", bench.screen());
}

#[test]
fn a_click_on_a_statement_points_it_out() {
    let mut bench = Bench::new(dossier(), 120, 40);
    bench.press("j").click("pier would stay open");
    assert!(bench.screen().contains("statement 2 of 3"), "{}", bench.screen());
}

#[test]
fn the_wheel_moves_what_is_under_it() {
    let mut bench = Bench::new(dossier(), 80, 24);
    bench.mouse(MouseEventKind::ScrollDown, "Westerby council");
    assert_eq!(bench.app.list.at, 1);
    bench.mouse(MouseEventKind::ScrollDown, "Ines Kovar");
    assert_eq!((bench.app.list.at, bench.app.reading.top), (1, 3));
    bench.mouse(MouseEventKind::ScrollUp, "TIMELINE");
    assert_eq!(bench.app.time.at, 1);
}

#[test]
fn borders_are_dragged_and_stay() {
    let mut bench = Bench::new(dossier(), 120, 40);
    let at = |bench: &mut Bench, kind, column, row| {
        let effects = bench.app.mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE });
        bench.carry_out(effects);
    };
    let before = bench.app.areas();
    let (x, y) = (before.rules[1].x, before.time_rule.y);
    at(&mut bench, MouseEventKind::Down(MouseButton::Left), x, 10);
    at(&mut bench, MouseEventKind::Drag(MouseButton::Left), x + 12, 12);
    at(&mut bench, MouseEventKind::Up(MouseButton::Left), x + 12, 12);
    at(&mut bench, MouseEventKind::Drag(MouseButton::Left), 5, 5);
    assert_eq!((bench.app.areas().list.width, bench.app.areas().time), (before.list.width + 12, before.time));
    at(&mut bench, MouseEventKind::Down(MouseButton::Left), 30, y);
    at(&mut bench, MouseEventKind::Drag(MouseButton::Left), 30, y - 4);
    at(&mut bench, MouseEventKind::Up(MouseButton::Left), 30, y - 4);
    assert_eq!(bench.app.areas().time.height, before.time.height + 4);
    assert!(bench.press("F2").screen().contains("the mouse is the terminal's"));
}

#[test]
fn a_click_with_the_right_button_in_the_facets_gives_a_lane() {
    let mut bench = Bench::new(dossier(), 200, 60);
    let right = MouseEventKind::Down(MouseButton::Right);
    let lanes = |bench: &Bench| bench.app.view.wish.lanes.len();
    bench.mouse(right, " Ferries     ");
    assert_eq!((lanes(&bench), bench.app.wish.query.to_string().as_str()), (1, ""));
    assert!(bench.screen().contains("≡ Ferries"), "{}", bench.screen());
    bench.mouse(right, "≡ Ferries");
    assert_eq!(lanes(&bench), 0);
}
