//! How palettes are written: TOML, a style a role. What is wrong in one is told, and the rest of it holds.
//!
//! A style is words: a colour (`#rrggbb`, one of the sixteen by name, a number), `on` and the colour of its ground, and
//! `bold`, `dim`, `italic`, `underlined`, `reversed`. `assets/palettes/dark.toml` is the example.

use super::{ACTOR_COLOURS, Palette};
use ratatui::style::{Color, Modifier, Style};
use toml::{Table, Value};

/// How many colours the terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Any.
    True,
    /// xterm's 256, to which others are brought.
    Indexed,
}

/// Lays what is written over a palette; returns what is wrong with it, in sentences.
pub fn lay_over(palette: &mut Palette, written: &str, depth: Depth) -> Vec<String> {
    let table: Table = match written.parse() {
        Ok(table) => table,
        Err(error) => return vec![format!("this is no TOML: {error}").trim().replace('\n', " ")],
    };
    let mut wrong = Vec::new();
    for (key, value) in &table {
        let laid = match (key.as_str(), value) {
            ("like", Value::String(_)) => Ok(()),
            ("ground", Value::String(word)) => colour(word, depth).map(|found| palette.ground.colour = found),
            ("letters", Value::String(word)) => colour(word, depth).map(|found| palette.ground.letters = found),
            ("paint", Value::Boolean(paint)) => {
                palette.ground.painted = *paint;
                Ok(())
            }
            ("roles", Value::Table(roles)) => {
                wrong.extend(roles.iter().filter_map(|(role, style)| lay_role(palette, role, style, depth).err()));
                Ok(())
            }
            ("actors", Value::Table(actors)) => colours(actors, depth).map(|found| palette.actors = found),
            _ => Err(format!("`{key}` means nothing in a palette, or has a value that it cannot have")),
        };
        wrong.extend(laid.err());
    }
    wrong
}

/// The name of the palette that this one says it is like.
pub fn likeness(written: &str) -> Option<String> {
    written.parse::<Table>().ok()?.get("like")?.as_str().map(str::to_owned)
}

fn lay_role(palette: &mut Palette, role: &str, written: &Value, depth: Depth) -> Result<(), String> {
    let words = written.as_str().ok_or_else(|| format!("the style of `{role}` is to stand in quotation marks"))?;
    let style = style(words, depth)?;
    let place = palette.role(role).ok_or_else(|| format!("there is no role `{role}`"))?;
    *place = style;
    Ok(())
}

fn colours(actors: &Table, depth: Depth) -> Result<Vec<Style>, String> {
    let list = actors.get("colours").and_then(Value::as_array).ok_or("`actors` is to have a list `colours`")?;
    if list.len() > ACTOR_COLOURS {
        return Err(format!("actors share {ACTOR_COLOURS} colours at most"));
    }
    let words = list.iter().map(|word| word.as_str().unwrap_or_default());
    words.map(|word| colour(word, depth).map(|colour| Style::new().fg(colour))).collect()
}

/// A style in words.
fn style(words: &str, depth: Depth) -> Result<Style, String> {
    let mut style = Style::new();
    let mut words = words.split_whitespace();
    while let Some(word) = words.next() {
        style = match word {
            "bold" => style.add_modifier(Modifier::BOLD),
            "dim" => style.add_modifier(Modifier::DIM),
            "italic" => style.add_modifier(Modifier::ITALIC),
            "underlined" => style.add_modifier(Modifier::UNDERLINED),
            "reversed" => style.add_modifier(Modifier::REVERSED),
            "on" => style.bg(colour(words.next().unwrap_or_default(), depth)?),
            _ => style.fg(colour(word, depth)?),
        };
    }
    Ok(style)
}

fn colour(word: &str, depth: Depth) -> Result<Color, String> {
    match word.parse() {
        Ok(Color::Rgb(r, g, b)) if depth == Depth::Indexed => Ok(Color::Indexed(nearest(r, g, b))),
        Ok(colour) => Ok(colour),
        Err(_) => Err(format!("`{word}` is neither a colour nor bold, dim, italic, underlined, reversed")),
    }
}

/// The nearest colour of xterm's cube of 6 × 6 × 6 (from index 16) or of its 24 greys (from 232).
fn nearest(r: u8, g: u8, b: u8) -> u8 {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let step = |v: u8| (0..6u8).min_by_key(|i| STEPS[usize::from(*i)].abs_diff(v)).unwrap_or(0);
    let square = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
    let distance = |x: u8, y: u8, z: u8| square(x, r) + square(y, g) + square(z, b);
    let (ri, gi, bi) = (step(r), step(g), step(b));
    let cube = distance(STEPS[usize::from(ri)], STEPS[usize::from(gi)], STEPS[usize::from(bi)]);
    let grey = (0..24u8).min_by_key(|i| distance(8 + 10 * i, 8 + 10 * i, 8 + 10 * i)).unwrap_or(0);
    let level = 8 + 10 * grey;
    if distance(level, level, level) < cube { 232 + grey } else { 16 + 36 * ri + 6 * gi + bi }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_words() {
        let check = |words: &str, expected: Style| assert_eq!(style(words, Depth::True), Ok(expected), "{words}");
        check("", Style::new());
        check("bold #f0b95b", Style::new().fg(Color::Rgb(0xf0, 0xb9, 0x5b)).add_modifier(Modifier::BOLD));
        check("lightblue on black", Style::new().fg(Color::LightBlue).bg(Color::Black));
        check("dim reversed", Style::new().add_modifier(Modifier::DIM | Modifier::REVERSED));
        assert_eq!(style("#949aa5", Depth::Indexed), Ok(Style::new().fg(Color::Indexed(247))));
        assert!(style("blod red", Depth::True).unwrap_err().contains("`blod`"));
        assert!(style("red on", Depth::True).is_err());
    }

    #[test]
    fn what_is_wrong_is_told_and_the_rest_holds() {
        let mut palette = Palette::built_in("dark").unwrap();
        let before = palette.clone();
        let written = "size = 3\npaint = \"yes\"\n[roles]\nmuted = \"gray\"\nwarn = \"purplish\"\nhead = \"bold\"\n\
                       key = 7\n[actors]\ncolours = [\"red\", \"reddish\"]\n";
        let wrong = lay_over(&mut palette, written, Depth::True);
        for words in ["`size`", "`paint`", "`purplish`", "`head`", "`key`", "`reddish`"] {
            assert!(wrong.iter().any(|line| line.contains(words)), "{words}: {wrong:?}");
        }
        assert_eq!(wrong.len(), 6, "{wrong:?}");
        assert_eq!(palette.muted, Style::new().fg(Color::Gray));
        assert_eq!((palette.warn, palette.actors), (before.warn, before.actors));
        assert_eq!(lay_over(&mut Palette::default(), "[roles", Depth::True).len(), 1);
    }
}
