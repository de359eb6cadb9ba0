//! Which palette is used: the one that the user names, else the one that suits the terminal.

use super::notation::{self, Depth};
use super::{BUILT_IN, Palette};
use crate::ui::ground::Ground;

/// A file of the user's, with what it is called in complaints.
pub type File = (String, String);

/// The palette for either ground; the same one where the user named it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choice {
    dark: Palette,
    light: Palette,
    /// What the environment says the ground is.
    said: Ground,
    asks: bool,
}

/// What one chooses by.
pub struct Wanted<'a> {
    /// The name on the command line; `auto` is none.
    pub name: Option<&'a str>,
    /// Variables of the environment.
    pub environment: &'a dyn Fn(&str) -> Option<String>,
    /// The user's own palettes by name.
    pub own: &'a dyn Fn(&str) -> Option<File>,
}

impl Choice {
    /// The palette of that name, from the command line or `BRIEFING_PALETTE`; else the one that `NO_COLOR`, `COLORTERM`,
    /// `TERM` and the ground call for. With it what is wrong in the user's file; `None` where nothing has that name.
    pub fn make(wanted: &Wanted) -> Option<(Self, Vec<String>)> {
        let said = |name: &str| (wanted.environment)(name).filter(|value| !value.is_empty());
        let term = said("TERM").unwrap_or_default();
        let true_colour = said("COLORTERM").is_some_and(|v| v.contains("truecolor") || v.contains("24bit"))
            || term.contains("direct");
        let depth = if true_colour { Depth::True } else { Depth::Indexed };
        let named = wanted.name.map(str::to_owned).or_else(|| said("BRIEFING_PALETTE")).filter(|name| name != "auto");
        let (dark, light) = match &named {
            Some(name) => (name.as_str(), name.as_str()),
            None if said("NO_COLOR").is_some() || term == "dumb" => ("none", "none"),
            None if !true_colour && !term.contains("256") => ("16", "16-light"),
            None => ("dark", "light"),
        };
        let (on_dark, mut wrong) = read(dark, wanted.own, depth)?;
        let on_light = if light == dark {
            on_dark.clone()
        } else {
            let (palette, more) = read(light, wanted.own, depth)?;
            wrong.extend(more);
            palette
        };
        // The console of Linux and dumb terminals would show the question instead of answering it.
        let asks = light != dark && term != "linux" && cfg!(unix);
        let said = said("COLORFGBG").map_or(Ground::Dark, |value| Ground::said(&value));
        Some((Self { dark: on_dark, light: on_light, said, asks }, wrong))
    }

    /// Takes the terminal's answer; returns the palette for it.
    pub fn answered(&mut self, ground: Ground) -> &Palette {
        self.asks = false;
        self.on(ground)
    }

    /// Whether it waits for an answer of the terminal.
    pub fn asks(&self) -> bool {
        self.asks
    }

    /// The palette to begin with.
    pub fn first(&self) -> &Palette {
        self.on(self.said)
    }

    /// The palette for a ground.
    pub fn on(&self, ground: Ground) -> &Palette {
        match ground {
            Ground::Dark => &self.dark,
            Ground::Light => &self.light,
        }
    }
}

/// The palette of a name: the user's over the built-in one that has the same name or that it says it is like, else over
/// the dark one.
fn read(name: &str, own: &dyn Fn(&str) -> Option<File>, depth: Depth) -> Option<(Palette, Vec<String>)> {
    let built_in = |name: &str| BUILT_IN.iter().find(|(other, _)| *other == name).map(|(_, written)| *written);
    let mut palette = Palette::default();
    let Some((path, written)) = own(name) else {
        notation::lay_over(&mut palette, built_in(name)?, depth);
        return Some((palette, Vec::new()));
    };
    let like = notation::likeness(&written);
    let base = like.as_deref().or(Some(name)).and_then(built_in);
    let mut wrong: Vec<String> = Vec::new();
    if let Some(like) = like.as_ref().filter(|_| base.is_none()) {
        wrong.push(format!("no built-in palette is called `{like}`"));
    }
    notation::lay_over(&mut palette, base.or_else(|| built_in("dark"))?, depth);
    wrong.extend(notation::lay_over(&mut palette, &written, depth));
    Some((palette, wrong.into_iter().map(|words| format!("{path}: {words}")).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::{Color, Style};

    /// What is chosen under these circumstances.
    fn made(name: Option<&str>, environment: &[(&str, &str)], own: &[(&str, &str)]) -> Option<(Choice, Vec<String>)> {
        let find =
            |all: &[(&str, &str)], name: &str| all.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
        Choice::make(&Wanted {
            name,
            environment: &|name| find(environment, name),
            own: &|name| Some((format!("{name}.toml"), find(own, name)?)),
        })
    }

    fn chosen(name: Option<&str>, environment: &[(&str, &str)]) -> Choice {
        made(name, environment, &[]).unwrap().0
    }

    #[test]
    fn the_environment_chooses_and_a_name_overrules_it() {
        let full = ("COLORTERM", "truecolor");
        let first = |name, environment: &[(&str, &str)]| chosen(name, environment).first().clone();
        let built_in = |name| Palette::built_in(name).unwrap();
        assert_eq!(first(None, &[full]), built_in("dark"));
        assert_eq!(first(Some("auto"), &[full, ("COLORFGBG", "0;15")]), built_in("light"));
        assert_eq!(first(None, &[("TERM", "linux")]).key, built_in("16").key);
        assert_eq!(first(None, &[("TERM", "xterm"), ("COLORFGBG", "0;15")]).key, built_in("16-light").key);
        assert_eq!(first(None, &[full, ("NO_COLOR", "1")]), built_in("none"));
        assert_eq!(first(None, &[full, ("NO_COLOR", "")]), built_in("dark"));
        assert_eq!(first(Some("light"), &[full, ("NO_COLOR", "1")]), built_in("light"));
        assert_eq!(first(None, &[full, ("BRIEFING_PALETTE", "high-contrast")]), built_in("high-contrast"));
        assert_eq!(first(None, &[("TERM", "xterm-256color")]).muted.fg, Some(Color::Indexed(247)));
        assert!(made(Some("mauve"), &[full], &[]).is_none());
    }

    #[test]
    fn the_terminal_is_asked_only_where_its_answer_counts() {
        let full = ("COLORTERM", "truecolor");
        let asks = |name, environment: &[(&str, &str)]| chosen(name, environment).asks();
        assert_eq!(asks(None, &[full]), cfg!(unix));
        for (name, variable) in [
            (Some("dark"), full),
            (Some("16"), full),
            (None, ("NO_COLOR", "1")),
            (None, ("TERM", "dumb")),
            (None, ("TERM", "linux")),
            (None, ("BRIEFING_PALETTE", "light")),
        ] {
            assert!(!asks(name, &[full, variable]), "{name:?} {variable:?}");
        }
        let choice = chosen(None, &[full]);
        assert_eq!(choice.on(Ground::Light), &Palette::built_in("light").unwrap());
        assert_eq!(chosen(Some("16"), &[full]).on(Ground::Light), &Palette::built_in("16").unwrap());
    }

    #[test]
    fn the_users_palettes_lie_over_the_built_in_ones() {
        let full = ("COLORTERM", "truecolor");
        let red = "[roles]\nmuted = \"red\"\n";
        let (choice, wrong) = made(None, &[full], &[("dark", red)]).unwrap();
        let expected = Palette { muted: Style::new().fg(Color::Red), ..Palette::built_in("dark").unwrap() };
        assert_eq!((choice.first(), wrong.len()), (&expected, 0));
        let like = format!("like = \"light\"\n{red}");
        let (choice, wrong) = made(Some("mine"), &[full], &[("mine", &like)]).unwrap();
        let expected = Palette { muted: Style::new().fg(Color::Red), ..Palette::built_in("light").unwrap() };
        assert_eq!((choice.first(), wrong.len()), (&expected, 0));
        let (_, wrong) = made(Some("mine"), &[full], &[("mine", "like = \"mauve\"\n[roles]\nkey = \"odd\"")]).unwrap();
        assert!(wrong.iter().all(|line| line.starts_with("mine.toml: ")) && wrong.len() == 2, "{wrong:?}");
    }
}
