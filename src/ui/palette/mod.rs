//! Styles by role, never by colour. Palettes are files (`assets/palettes`, and the user's own): [`notation`] reads them,
//! [`choice`] says which one is used.
//!
//! The terminal's own letters and ground are kept, unless a palette paints them; only what stands out gets a colour. An
//! actor has one of eight colours, by a hash of its id that never changes, so it looks the same on every screen and in
//! every session.

pub mod choice;
pub mod notation;

use notation::Depth;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

/// Colours that actors share, at most.
pub const ACTOR_COLOURS: usize = 8;

/// The forms of bars, the first one where colour tells whose they are.
const BARS: [&str; 4] = ["▎", "║", "┇", "┃"];

/// The palettes that are built in, by name.
pub const BUILT_IN: [(&str, &str); 7] = [
    ("dark", include_str!("../../../assets/palettes/dark.toml")),
    ("light", include_str!("../../../assets/palettes/light.toml")),
    ("high-contrast", include_str!("../../../assets/palettes/high-contrast.toml")),
    ("high-contrast-light", include_str!("../../../assets/palettes/high-contrast-light.toml")),
    ("16", include_str!("../../../assets/palettes/16.toml")),
    ("16-light", include_str!("../../../assets/palettes/16-light.toml")),
    ("none", include_str!("../../../assets/palettes/none.toml")),
];

/// The styles of all roles; by default without colour or emphasis.
#[derive(Clone, Debug, Default, PartialEq)]
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
    /// Words by which a theme was found, where these are marked.
    pub theme: Style,
    /// Dates, where these are marked.
    pub date: Style,
    /// Errors and warnings.
    pub warn: Style,
    /// The colours of actors, at most [`ACTOR_COLOURS`].
    actors: Vec<Style>,
    /// What stands on what where nothing else is said.
    ground: Ground,
}

/// Letters and ground as the palette takes them to be, or paints them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Ground {
    letters: Color,
    colour: Color,
    painted: bool,
}

impl Palette {
    /// A built-in palette at full colour depth; `None` where there is none of that name.
    pub fn built_in(name: &str) -> Option<Self> {
        let (_, written) = BUILT_IN.iter().find(|(other, _)| *other == name)?;
        let mut palette = Self::default();
        notation::lay_over(&mut palette, written, Depth::True);
        Some(palette)
    }

    /// The colour of an actor, by its id.
    pub fn actor(&self, id: &str) -> Style {
        if self.actors.is_empty() { Style::new() } else { self.actors[slot(id) % self.actors.len()] }
    }

    /// The name of an actor who is cited: its colour in bold. Without colours it is underlined as all names are, for what is
    /// said may be bold beside it.
    pub fn name(&self, id: &str) -> Style {
        self.mention(id).add_modifier(Modifier::BOLD)
    }

    /// An actor who speaks in a text, where the text names it: its colour, else as others who are named.
    pub fn mention(&self, id: &str) -> Style {
        if self.actors.is_empty() { self.named } else { self.actor(id) }
    }

    /// A hit beside the one with the cursor: where no colour tells them apart, only that one is reversed.
    pub fn other_hit(&self) -> Style {
        let plain = self.hit.fg.is_none() && self.hit.bg.is_none();
        if plain && self.hit != self.here { Style::new().add_modifier(Modifier::UNDERLINED) } else { self.hit }
    }

    /// The bar along what an actor says: of a form of its own where there is no colour to tell it by.
    pub fn bar(&self, id: Option<&str>) -> &'static str {
        let form = id.filter(|_| self.actors.is_empty()).map_or(0, slot);
        BARS[form % BARS.len()]
    }

    /// Paints the ground below everything that was drawn, where the palette has one of its own.
    pub fn paint_ground(&self, buffer: &mut Buffer) {
        if !self.ground.painted {
            return;
        }
        for cell in &mut buffer.content {
            if cell.fg == Color::Reset {
                cell.fg = self.ground.letters;
            }
            if cell.bg == Color::Reset {
                cell.bg = self.ground.colour;
            }
        }
    }

    /// The style of a role, by the name that palettes are written with.
    fn role(&mut self, name: &str) -> Option<&mut Style> {
        Some(match name {
            "text" => &mut self.text,
            "strong" => &mut self.strong,
            "muted" => &mut self.muted,
            "faint" => &mut self.faint,
            "accent" => &mut self.accent,
            "named" => &mut self.named,
            "hit" => &mut self.hit,
            "fresh" => &mut self.fresh,
            "here" => &mut self.here,
            "key" => &mut self.key,
            "theme" => &mut self.theme,
            "date" => &mut self.date,
            "warn" => &mut self.warn,
            _ => return None,
        })
    }
}

/// Which of the eight colours an id has: FNV-1a (Fowler, Noll and Vo, 1991), the same on every machine.
fn slot(id: &str) -> usize {
    let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    (hash >> 32) as usize % ACTOR_COLOURS
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names of all roles that are words on the screen.
    const WORDS: [&str; 12] =
        ["text", "strong", "muted", "accent", "named", "hit", "fresh", "here", "key", "theme", "date", "warn"];

    fn read(name: &str, depth: Depth) -> Palette {
        let (_, written) = BUILT_IN.iter().find(|(other, _)| *other == name).unwrap();
        let mut palette = Palette::default();
        assert_eq!(notation::lay_over(&mut palette, written, depth), Vec::<String>::new(), "{name}");
        palette
    }

    /// Red, green and blue of a colour; the sixteen as xterm has them.
    fn rgb(colour: Color) -> [u8; 3] {
        match colour {
            Color::Rgb(r, g, b) => [r, g, b],
            Color::Indexed(grey @ 232..) => [8 + 10 * (grey - 232); 3],
            Color::Indexed(at @ 16..) => [(at - 16) / 36, (at - 16) / 6 % 6, (at - 16) % 6]
                .map(|step| [0, 95, 135, 175, 215, 255][usize::from(step)]),
            Color::Black => [0, 0, 0],
            Color::Red => [0xcd, 0, 0],
            Color::Green => [0, 0xcd, 0],
            Color::Yellow => [0xcd, 0xcd, 0],
            Color::Blue => [0, 0, 0xee],
            Color::Magenta => [0xcd, 0, 0xcd],
            Color::Cyan => [0, 0xcd, 0xcd],
            Color::Gray => [0xe5; 3],
            Color::DarkGray => [0x7f; 3],
            Color::LightRed => [0xff, 0, 0],
            Color::LightGreen => [0, 0xff, 0],
            Color::LightYellow => [0xff, 0xff, 0],
            Color::LightBlue => [0x5c, 0x5c, 0xff],
            Color::LightMagenta => [0xff, 0, 0xff],
            Color::LightCyan => [0, 0xff, 0xff],
            Color::White => [0xff; 3],
            other => panic!("{other:?} has no fixed colour"),
        }
    }

    /// Contrast of two colours after WCAG 2.1 (W3C 2018).
    fn contrast(a: Color, b: Color) -> f64 {
        let luminance = |colour: Color| {
            let [r, g, b] = rgb(colour).map(|v| {
                let v = f64::from(v) / 255.0;
                if v <= 0.03928 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
            });
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The contrast of letters in a style on the palette's ground.
    fn of_style(palette: &Palette, style: Style) -> f64 {
        let letters = style.fg.unwrap_or(palette.ground.letters);
        contrast(letters, style.bg.unwrap_or(palette.ground.colour))
    }

    #[test]
    fn every_word_can_be_read_on_its_ground() {
        for (name, least, least_of_lines) in [
            ("dark", 4.5, 3.0),
            ("light", 4.5, 3.0),
            ("high-contrast", 7.0, 4.5),
            ("high-contrast-light", 7.0, 4.5),
            ("16", 4.5, 3.0),
            ("16-light", 4.5, 3.0),
        ] {
            for depth in [Depth::True, Depth::Indexed] {
                let mut palette = read(name, depth);
                let roles = WORDS.map(|role| (role.to_owned(), *palette.role(role).unwrap()));
                let actors = palette.actors.iter().enumerate().map(|(at, style)| (format!("actor {at}"), *style));
                for (role, style) in roles.into_iter().chain(actors.collect::<Vec<_>>()) {
                    let ratio = of_style(&palette, style);
                    assert!(ratio >= least, "{name} at {depth:?}: {role} has {ratio:.2}");
                    assert!(
                        !style.add_modifier.contains(Modifier::DIM),
                        "{name}: {role} is dimmed by nobody knows how much"
                    );
                }
                let ratio = of_style(&palette, palette.faint);
                assert!(ratio >= least_of_lines, "{name} at {depth:?}: lines have {ratio:.2}");
            }
        }
    }

    /// How far two colours lie apart to the eye: ΔE*ab of CIE 1976 L*a*b*, for daylight (D65).
    fn distance(one: Color, other: Color) -> f64 {
        let lab = |colour: Color| {
            let [red, green, blue] = rgb(colour).map(|part| {
                let part = f64::from(part) / 255.0;
                if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            });
            let root = |t: f64| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
            let x = root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047);
            let y = root(0.2126 * red + 0.7152 * green + 0.0722 * blue);
            let z = root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883);
            [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
        };
        lab(one).into_iter().zip(lab(other)).map(|(one, other)| (one - other).powi(2)).sum::<f64>().sqrt()
    }

    #[test]
    fn no_actor_looks_like_the_focus() {
        for name in ["dark", "light"] {
            let palette = read(name, Depth::True);
            let accent = palette.accent.fg.unwrap();
            for (at, style) in palette.actors.iter().enumerate() {
                let apart = distance(accent, style.fg.unwrap());
                assert!(apart >= 35.0, "{name}: actor {at} lies {apart:.1} from the accent");
            }
        }
    }

    #[test]
    fn without_colour_bars_have_several_forms_and_with_colour_one() {
        let forms = |name: &str| {
            let palette = read(name, Depth::True);
            let named = "mark-rutte emmanuel-macron keir-starmer nato european-union kyiv mara-lindqvist béla-kovács";
            let forms = named.split(' ').map(|id| palette.bar(Some(id)));
            forms.collect::<std::collections::BTreeSet<_>>().len()
        };
        assert!(forms("none") > 2 && forms("dark") == 1);
        assert_eq!(read("none", Depth::True).bar(None), BARS[0]);
    }

    #[test]
    fn no_palette_without_colour_has_a_colour() {
        let mut plain = read("none", Depth::True);
        assert!(plain.actors.is_empty());
        let roles = WORDS.map(|role| *plain.role(role).unwrap());
        for style in roles.iter().chain([&plain.faint, &plain.actor("a")]) {
            assert_eq!((style.fg, style.bg), (None, None));
        }
        assert!(plain.hit != plain.named && plain.hit != plain.here);
        assert!(
            plain.hit.add_modifier.contains(Modifier::REVERSED) && plain.muted.add_modifier.contains(Modifier::DIM)
        );
    }

    #[test]
    fn without_colour_only_the_current_match_is_reversed() {
        let plain = read("none", Depth::True);
        assert!(!plain.other_hit().add_modifier.contains(Modifier::REVERSED));
        assert!(plain.here.add_modifier.contains(Modifier::REVERSED));
        let dark = read("dark", Depth::True);
        assert_eq!(dark.other_hit(), dark.hit);
    }

    #[test]
    fn what_differs_in_colour_differs_without_it_too() {
        for (name, _) in BUILT_IN {
            let palette = read(name, Depth::True);
            let bare = |style: Style| style.add_modifier;
            for (a, b) in [
                (palette.hit, palette.text),
                (palette.here, palette.hit),
                (palette.other_hit(), palette.text),
                (palette.here, palette.other_hit().patch(palette.strong)),
                (palette.fresh, palette.text),
                (palette.accent, palette.text),
                (palette.name("a"), palette.text),
                (palette.named, palette.name("a")),
            ] {
                assert_ne!(bare(a), bare(b), "{name}");
            }
        }
    }

    #[test]
    fn what_is_marked_in_a_text_stands_out_where_a_terminal_has_no_italics() {
        for (name, _) in BUILT_IN {
            let palette = read(name, Depth::True);
            let seen = |style: Style| style.remove_modifier(Modifier::ITALIC);
            for marked in [palette.theme, palette.date] {
                assert_ne!(seen(marked), seen(palette.text), "{name}");
                assert!(marked.add_modifier != Modifier::empty(), "{name} marks by hue alone");
            }
            assert_ne!(seen(palette.theme), seen(palette.date), "{name}");
        }
    }

    #[test]
    fn a_palette_that_paints_leaves_no_cell_to_the_terminal() {
        let mut buffer = Buffer::empty(ratatui::layout::Rect::new(0, 0, 3, 1));
        Palette::built_in("dark").unwrap().paint_ground(&mut buffer);
        assert_eq!(buffer, Buffer::empty(buffer.area));
        Palette::built_in("high-contrast").unwrap().paint_ground(&mut buffer);
        assert!(buffer.content.iter().all(|cell| cell.fg != Color::Reset && cell.bg == Color::Rgb(0, 0, 0)));
    }
}
