//! Styles by role, never by colour: dark, light, sixteen colours, none.
//!
//! The terminal's own foreground and background are kept; only what stands out gets a colour. An actor has one of eight
//! colours, by a hash of its id that never changes, so it looks the same on every screen and in every session.

use ratatui::style::{Color, Modifier, Style};

/// Colours that actors share.
pub const ACTOR_COLOURS: usize = 8;

/// Which set of colours is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Light letters on a dark ground.
    Dark,
    /// Dark letters on a light ground.
    Light,
    /// The sixteen colours of the terminal itself, which suit either ground.
    Sixteen,
    /// No colour: bold, dim, underlined and reversed letters only.
    Plain,
}

impl Scheme {
    /// The scheme called `dark`, `light`, `16` or `none`.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "dark" => Self::Dark,
            "light" => Self::Light,
            "16" => Self::Sixteen,
            "none" => Self::Plain,
            _ => return None,
        })
    }
}

/// How many colours the terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Depth {
    True,
    Indexed,
}

/// The styles of all roles.
#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    /// Running text.
    pub text: Style,
    /// Headlines and the selected row.
    pub strong: Style,
    /// Metadata, cues, hints.
    pub muted: Style,
    /// Rules, empty tracks.
    pub faint: Style,
    /// Focus: the title of the focused pane, the bar at the selected row.
    pub accent: Style,
    /// Names of actors who do not speak.
    pub named: Style,
    /// Letters that matched.
    pub hit: Style,
    /// Words that are new in a wording: many on a screen, so quieter than a hit where there is no colour.
    pub fresh: Style,
    /// The match that the reader stands on.
    pub here: Style,
    /// Keys in hints and help.
    pub key: Style,
    /// Errors and warnings.
    pub warn: Style,
    actors: [Style; ACTOR_COLOURS],
}

impl Palette {
    /// The palette for a scheme at full colour depth.
    pub fn of(scheme: Scheme) -> Self {
        Self::at_depth(scheme, Depth::True)
    }

    /// The palette that `wanted` (a name, or `None` and `auto` for a choice) and the environment call for: `NO_COLOR`,
    /// `COLORTERM`, `TERM` and `COLORFGBG`. Nothing is asked of the terminal.
    pub fn choose(wanted: Option<&str>, environment: impl Fn(&str) -> Option<String>) -> Self {
        let said = |name: &str| environment(name).filter(|value| !value.is_empty());
        let term = said("TERM").unwrap_or_default();
        let true_colour = said("COLORTERM").is_some_and(|v| v.contains("truecolor") || v.contains("24bit"));
        let depth = if true_colour || term.contains("direct") { Depth::True } else { Depth::Indexed };
        if let Some(scheme) = wanted.and_then(Scheme::named) {
            return Self::at_depth(scheme, depth);
        }
        let scheme = if said("NO_COLOR").is_some() || term == "dumb" {
            Scheme::Plain
        } else if !true_colour && !term.contains("256") && !term.contains("direct") {
            Scheme::Sixteen
        } else if said("COLORFGBG").is_some_and(|v| light_ground(&v)) {
            Scheme::Light
        } else {
            Scheme::Dark
        };
        Self::at_depth(scheme, depth)
    }

    fn at_depth(scheme: Scheme, depth: Depth) -> Self {
        let rgb = |hex: u32| Style::new().fg(colour(hex, depth));
        let (muted, faint, accent, warn, actors) = match scheme {
            Scheme::Dark => (rgb(0x94_9a_a5), rgb(0x50_56_60), rgb(0xf0_b9_5b), rgb(0xf2_7a_7a), DARK.map(rgb)),
            Scheme::Light => (rgb(0x62_69_75), rgb(0xb4_ba_c4), rgb(0xa1_4a_07), rgb(0xb9_1c_1c), LIGHT.map(rgb)),
            Scheme::Sixteen => {
                let named = |c| Style::new().fg(c);
                (
                    named(Color::DarkGray),
                    named(Color::DarkGray),
                    named(Color::Yellow),
                    named(Color::LightRed),
                    SIXTEEN.map(named),
                )
            }
            Scheme::Plain => {
                let dim = Style::new().add_modifier(Modifier::DIM);
                let bold = Style::new().add_modifier(Modifier::BOLD);
                (dim, dim, bold, bold, [Style::new(); ACTOR_COLOURS])
            }
        };
        let underlined = Modifier::UNDERLINED;
        let (hit, here) = match scheme {
            Scheme::Plain => (Style::new().add_modifier(Modifier::REVERSED), accent.add_modifier(underlined)),
            _ => (accent.add_modifier(underlined), accent),
        };
        Self {
            text: Style::new(),
            strong: Style::new().add_modifier(Modifier::BOLD),
            muted,
            faint,
            accent: accent.add_modifier(Modifier::BOLD),
            named: Style::new().add_modifier(Modifier::UNDERLINED),
            hit,
            fresh: accent.add_modifier(underlined),
            here: here.add_modifier(Modifier::REVERSED),
            key: accent,
            warn,
            actors,
        }
    }

    /// The colour of an actor, by its id.
    pub fn actor(&self, id: &str) -> Style {
        self.actors[slot(id)]
    }

    /// The name of an actor: its colour, and bold where there is no colour to tell it by.
    pub fn name(&self, id: &str) -> Style {
        self.actor(id).add_modifier(Modifier::BOLD)
    }
}

/// Which of the eight colours an id has: FNV-1a (Fowler, Noll and Vo, 1991), the same on every machine.
fn slot(id: &str) -> usize {
    let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    (hash >> 32) as usize % ACTOR_COLOURS
}

const DARK: [u32; ACTOR_COLOURS] =
    [0x7a_a2_f7, 0x9e_ce_6a, 0xbb_9a_f7, 0x7d_cf_ff, 0xf7_8a_9e, 0xe5_9a_70, 0x5f_d0_b8, 0xe0_93_d8];

const LIGHT: [u32; ACTOR_COLOURS] =
    [0x1d_4e_d8, 0x3a_74_1c, 0x7c_3a_ed, 0x03_69_a1, 0xbe_12_3c, 0xb4_3c_0a, 0x0f_76_6e, 0xa2_1c_af];

const SIXTEEN: [Color; ACTOR_COLOURS] = [
    Color::LightBlue,
    Color::LightGreen,
    Color::LightMagenta,
    Color::LightCyan,
    Color::LightRed,
    Color::Green,
    Color::Cyan,
    Color::LightYellow,
];

fn colour(hex: u32, depth: Depth) -> Color {
    let [_, r, g, b] = hex.to_be_bytes();
    match depth {
        Depth::True => Color::Rgb(r, g, b),
        Depth::Indexed => Color::Indexed(nearest(r, g, b)),
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

/// `COLORFGBG` is `foreground;background` in the terminal's sixteen colours: 7 and 9 to 15 are light.
fn light_ground(value: &str) -> bool {
    value.rsplit(';').next().and_then(|v| v.parse::<u8>().ok()).is_some_and(|v| v == 7 || (9..16).contains(&v))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(wanted: Option<&str>, environment: &[(&str, &str)]) -> Palette {
        let find = |name: &str| environment.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
        Palette::choose(wanted, find)
    }

    #[test]
    fn the_environment_chooses_and_a_name_overrules_it() {
        let full = ("COLORTERM", "truecolor");
        assert_eq!(chosen(None, &[full]), Palette::of(Scheme::Dark));
        assert_eq!(chosen(None, &[full, ("COLORFGBG", "0;15")]), Palette::of(Scheme::Light));
        assert_eq!(chosen(None, &[("TERM", "linux")]), Palette::of(Scheme::Sixteen));
        assert_eq!(chosen(None, &[full, ("NO_COLOR", "1")]), Palette::of(Scheme::Plain));
        assert_eq!(chosen(None, &[full, ("NO_COLOR", "")]), Palette::of(Scheme::Dark));
        assert_eq!(chosen(Some("light"), &[full, ("NO_COLOR", "1")]), Palette::of(Scheme::Light));
        assert_eq!(chosen(None, &[("TERM", "xterm-256color")]).muted.fg, Some(Color::Indexed(247)));
    }

    #[test]
    fn no_palette_without_colour_has_a_colour() {
        let plain = Palette::of(Scheme::Plain);
        let actors = ["a", "b", "c"].map(|id| plain.actor(id));
        for style in [plain.text, plain.muted, plain.accent, plain.hit, plain.here, plain.warn].iter().chain(&actors) {
            assert_eq!((style.fg, style.bg), (None, None));
        }
    }

    #[test]
    fn speakers_in_sixteen_colours_are_never_dark_and_matches_without_colour_are_no_names() {
        assert!(!SIXTEEN.iter().any(|c| matches!(c, Color::Blue | Color::Red | Color::Magenta | Color::Black)));
        let plain = Palette::of(Scheme::Plain);
        assert!(plain.hit != plain.named && plain.hit != plain.here);
        assert!(
            plain.hit.add_modifier.contains(Modifier::REVERSED) && plain.muted.add_modifier.contains(Modifier::DIM)
        );
    }

    /// Contrast of two colours after WCAG 2.1 (W3C 2018).
    fn contrast(a: u32, b: u32) -> f64 {
        let luminance = |hex: u32| {
            let [_, r, g, b] = hex.to_be_bytes().map(|v| {
                let v = f64::from(v) / 255.0;
                if v <= 0.03928 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
            });
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn actors_can_be_read_on_their_ground() {
        for (colours, ground) in [(DARK, 0x1e_1e_1e), (LIGHT, 0xff_ff_ff)] {
            for colour in colours {
                assert!(contrast(colour, ground) >= 4.5, "{colour:06x}");
            }
        }
    }
}
