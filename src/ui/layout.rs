//! Screen size and mode to rectangles: pure, and the one truth about heights for update, mouse and draw.

use ratatui::layout::Rect;

/// Narrower or lower than this, the screen shows a notice only.
pub const LEAST: (u16, u16) = (30, 8);

/// Narrower or lower than this, one pane is shown at a time.
const SEVERAL: (u16, u16) = (72, 20);

/// From this size on, facets stand at the left.
const FACETS: (u16, u16) = (150, 36);

/// Narrower or lower than this no pane is made by moving a border.
const LEAST_COLUMNS: u16 = 20;
const LEAST_ROWS: u16 = 5;

/// Lower than this no timeline is left above a line that is being typed.
const LEAST_TIME: u16 = 3;

/// Rows at the foot of a text, the first of which stays blank, and the least height of a pane that has them.
const FOOT: u16 = 4;
const FOOTED: u16 = 9;

/// Widest column of running text; longer lines are hard to follow.
pub const TEXT_WIDTH: u16 = 80;

/// The panes that can have the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// Articles or statements.
    #[default]
    List,
    /// The text of the selected article.
    Text,
    /// The histogram and the dated events.
    Time,
}

/// The views that have all the room between head and hints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// The timeline.
    Timeline,
    /// Actors by themes.
    Matrix,
}

/// What the arrangement depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Columns and rows of the screen.
    pub size: (u16, u16),
    /// The pane with the focus.
    pub focus: Pane,
    /// Whether that pane has the screen for itself.
    pub zoom: bool,
    /// The view that has all the room.
    pub whole: Option<Whole>,
    /// Whether the row of filters is shown.
    pub filters: bool,
    /// Chosen actors, each of which gets a lane in a high timeline.
    pub lanes: u16,
    /// Rows for what may go on with a line that is being typed: below that of the filter, above one at the foot.
    pub typed: [u16; 2],
    /// Whether rows at the foot of the text are kept free for what speaks for it.
    pub foot: bool,
    /// Columns of the list and rows of the timeline, where the user has moved their borders.
    pub borders: [Option<u16>; 2],
}

/// Where everything is. An empty rectangle is not shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    /// The whole screen.
    pub screen: Rect,
    /// Whether it is too small for anything but a notice.
    pub too_small: bool,
    /// Whether one pane is shown at a time.
    pub single: bool,
    /// Name, counts, tabs.
    pub top: Rect,
    /// Active filters, or the filter being typed.
    pub filters: Rect,
    /// What may go on with the line that is being typed: below that of the filter, or above one at the foot.
    pub typed: Rect,
    /// The rule above that of a line at the foot.
    pub foot_rule: Rect,
    /// The rule under the head of the screen.
    pub head_rule: Rect,
    /// Everything between head and hints, for what covers all panes.
    pub middle: Rect,
    /// Counts of actors, themes and sources.
    pub facets: Rect,
    /// The list pane.
    pub list: Rect,
    /// The text pane.
    pub text: Rect,
    /// Below the text: what speaks for it.
    pub foot: Rect,
    /// The timeline pane.
    pub time: Rect,
    /// The matrix.
    pub matrix: Rect,
    /// Vertical rules.
    pub rules: [Rect; 2],
    /// The rule above the timeline.
    pub time_rule: Rect,
    /// The keys that make sense now.
    pub hints: Rect,
}

/// Arranges the screen.
pub fn arrange(shape: Shape) -> Areas {
    let (width, height) = shape.size;
    let screen = Rect::new(0, 0, width, height);
    if width < LEAST.0 || height < LEAST.1 {
        return Areas { screen, too_small: true, ..Areas::default() };
    }
    let row = |y| Rect::new(0, y, width, 1);
    let filters = if shape.filters { row(1) } else { Rect::default() };
    let typed_at = 1 + u16::from(shape.filters);
    let [above, below] = shape.typed.map(|rows| rows.min(height - typed_at - 4));
    let head = typed_at + above;
    let middle = Rect::new(0, head + 1, width, height - head - 2 - below);
    let completions = below.saturating_sub(1);
    let typed = if above > 0 { (typed_at, above) } else { (height - 1 - completions, completions) };
    let mut areas = Areas {
        typed: Rect::new(0, typed.0, width, typed.1),
        foot_rule: if below > 0 { row(middle.bottom()) } else { Rect::default() },
        screen,
        top: row(0),
        filters,
        head_rule: row(head),
        middle,
        hints: row(height - 1),
        single: shape.zoom || shape.whole.is_some() || width < SEVERAL.0 || height < SEVERAL.1,
        ..Areas::default()
    };
    if areas.single {
        *match shape.focus {
            _ if shape.whole == Some(Whole::Matrix) => &mut areas.matrix,
            Pane::List => &mut areas.list,
            Pane::Text => &mut areas.text,
            Pane::Time => &mut areas.time,
        } = middle;
    } else {
        side_by_side(&mut areas, shape);
    }
    if shape.foot && areas.text.height >= FOOTED {
        let above = areas.text.height - FOOT;
        areas.foot = Rect { y: areas.text.y + above, height: FOOT, ..areas.text };
        areas.text.height = above;
    }
    areas
}

/// Facets, list and text side by side, the timeline below them.
fn side_by_side(areas: &mut Areas, shape: Shape) {
    let (width, height) = shape.size;
    let time_height = match height {
        0..=23 => 5,
        24..=29 => 6,
        30..=43 => 9,
        _ => 12,
    };
    let lanes = if height >= FACETS.1 { shape.lanes.min(4) } else { 0 };
    let most = areas.middle.height.saturating_sub(LEAST_ROWS + 1).max(2);
    let time_height = shape.borders[1].map_or(time_height + lanes, |rows| rows.clamp(2, most));
    let time_height = beside_typing(time_height, shape);
    let above = if time_height == 0 {
        areas.middle
    } else {
        let [above, rule, below] = split_rows(areas.middle, time_height);
        (areas.time_rule, areas.time) = (rule, below);
        above
    };
    let facets = match width {
        _ if height < FACETS.1 => 0,
        _ if width < FACETS.0 => 0,
        0..180 => 34,
        _ => 40,
    };
    let list = match width {
        0..=99 => width * 2 / 5,
        100..=139 => width / 3,
        _ => 46,
    };
    let most = width.saturating_sub(facets + LEAST_COLUMNS + 2).max(LEAST_COLUMNS);
    let list = shape.borders[0].map_or(list, |columns| columns.clamp(LEAST_COLUMNS, most));
    let mut x = above.x;
    if facets > 0 {
        areas.facets = Rect { width: facets, ..above };
        areas.rules[0] = Rect { x: facets, width: 1, ..above };
        x += facets + 1;
    }
    areas.list = Rect { x, width: list, ..above };
    areas.rules[1] = Rect { x: x + list, width: 1, ..above };
    areas.text = Rect { x: x + list + 1, width: width - (x + list + 1), ..above };
}

/// What is left of the timeline above a line that is typed at the foot: that takes its rows, so that list and text stay where
/// they are, unless one is looking at it.
fn beside_typing(time_height: u16, shape: Shape) -> u16 {
    let left = time_height.saturating_sub(shape.typed[1]);
    match shape.focus {
        Pane::Time => time_height,
        _ if left < LEAST_TIME && left < time_height => 0,
        _ => left,
    }
}

/// An upper part, one row, and `below` rows.
fn split_rows(area: Rect, below: u16) -> [Rect; 3] {
    let upper = area.height.saturating_sub(below + 1);
    [
        Rect { height: upper, ..area },
        Rect { y: area.y + upper, height: area.height.min(1), ..area },
        Rect { y: area.y + upper + 1, height: area.height.saturating_sub(upper + 1), ..area },
    ]
}

impl Areas {
    /// The area of a pane.
    pub fn pane(&self, pane: Pane) -> Rect {
        match pane {
            Pane::List => self.list,
            Pane::Text => self.text,
            Pane::Time => self.time,
        }
    }

    /// Where a picker opens: beside the list, so that the selected row stays in sight.
    pub fn drawer(&self) -> Rect {
        if self.single { self.middle } else { self.text }
    }
}

/// A pane without its heading: where its rows are.
pub fn inside(pane: Rect) -> Rect {
    Rect { y: pane.y + pane.height.min(1), height: pane.height.saturating_sub(1), ..pane }
}

/// The column of running text in a text pane: at most [`TEXT_WIDTH`] wide, centred, with room for the gutter.
pub fn text_column(pane: Rect) -> Rect {
    let inner = inside(pane);
    let margin = if inner.width >= 50 { 4 } else { 3 };
    let width = inner.width.saturating_sub(margin + 1).min(TEXT_WIDTH);
    let left = margin.max(inner.width.saturating_sub(width) / 2).min(inner.width);
    Rect { x: inner.x + left, width, ..inner }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(width: u16, height: u16) -> Shape {
        Shape {
            size: (width, height),
            focus: Pane::Text,
            zoom: false,
            whole: None,
            filters: true,
            lanes: 0,
            typed: [0; 2],
            foot: true,
            borders: [None; 2],
        }
    }

    #[test]
    fn nothing_reaches_over_the_screen_or_over_another_pane() {
        for width in 0..220 {
            for height in 0..70 {
                let areas = arrange(shape(width, height));
                let panes = [areas.top, areas.filters, areas.head_rule, areas.hints, areas.facets, areas.list];
                let more = [areas.text, areas.foot, areas.time, areas.rules[0], areas.rules[1], areas.time_rule];
                let all: Vec<_> = panes.into_iter().chain(more).filter(|r| !r.is_empty()).collect();
                for (i, area) in all.iter().enumerate() {
                    assert_eq!(area.intersection(areas.screen), *area, "{width}x{height}");
                    assert!(all[i + 1..].iter().all(|other| !area.intersects(*other)), "{width}x{height}");
                }
            }
        }
    }

    #[test]
    fn a_line_that_is_typed_takes_rows_and_covers_none() {
        for height in 8..70 {
            for typed in [[8, 0], [1, 0], [0, 1], [0, 9]] {
                for focus in [Pane::List, Pane::Time] {
                    let areas = arrange(Shape { focus, typed, ..shape(80, height) });
                    let before = arrange(Shape { focus, ..shape(80, height) });
                    let shown =
                        [areas.typed, areas.foot_rule, areas.middle, areas.head_rule, areas.hints, areas.filters];
                    let shown: Vec<_> = shown.into_iter().filter(|area| !area.is_empty()).collect();
                    for (i, area) in shown.iter().enumerate() {
                        assert!(shown[i + 1..].iter().all(|other| !area.intersects(*other)), "{height}: {areas:?}");
                    }
                    assert_eq!(shown.iter().map(|area| area.height).sum::<u16>(), height - 1, "{height}: {areas:?}");
                    assert!(!areas.pane(focus).is_empty() && areas.single == before.single);
                    let stays = typed[0] == 0 && !before.single && focus == Pane::List && height > 24;
                    assert!(!stays || areas.list.y == before.list.y && areas.list.height + 3 >= before.list.height);
                }
            }
        }
    }

    #[test]
    fn moved_borders_stay_on_the_screen() {
        for borders in [[Some(0), Some(0)], [Some(500), Some(500)], [Some(60), Some(3)]] {
            for (width, height) in [(72, 20), (80, 24), (200, 60)] {
                let areas = arrange(Shape { borders, ..shape(width, height) });
                let all = [areas.list, areas.text, areas.time];
                assert!(all.iter().all(|area| area.width >= 20 && area.height >= 2), "{areas:?}");
                assert!(all.iter().all(|area| area.intersection(areas.screen) == *area), "{areas:?}");
            }
        }
    }

    #[test]
    fn the_number_of_panes_follows_the_size() {
        let kind = |w, h| {
            let areas = arrange(shape(w, h));
            (areas.too_small, areas.single, !areas.facets.is_empty())
        };
        assert_eq!(kind(29, 40), (true, false, false));
        assert_eq!(kind(60, 16), (false, true, false));
        assert_eq!(kind(80, 24), (false, false, false));
        assert_eq!(kind(200, 60), (false, false, true));
    }

    #[test]
    fn running_text_stays_readable() {
        assert_eq!(text_column(Rect::new(0, 0, 49, 20)).width, 45);
        let wide = text_column(Rect::new(78, 0, 122, 40));
        assert_eq!((wide.x, wide.width), (78 + 21, 80));
        assert!(text_column(Rect::new(0, 0, 1, 1)).is_empty());
    }
}
