//! Bars out of eighths of a cell, lying and standing.

/// Eighths of a lying bar's last cell, from none to seven.
const LYING: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// Heights of a standing bar's cell, from none to full.
const STANDING: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// A lying bar for `part` of `whole` in at most `width` cells; what is more than nothing shows at least an eighth.
pub fn lying(part: usize, whole: usize, width: u16) -> String {
    if whole == 0 || part == 0 || width == 0 {
        return String::new();
    }
    let eighths = (part.min(whole) * usize::from(width) * 8 / whole).max(1);
    "█".repeat(eighths / 8) + LYING[eighths % 8]
}

/// The cell at `level` (0 is the lowest) of a standing bar for `part` of `whole`, `height` cells high.
pub fn standing(part: usize, whole: usize, height: u16, level: u16) -> &'static str {
    if whole == 0 || part == 0 {
        return STANDING[0];
    }
    let eighths = (part.min(whole) * usize::from(height) * 8).div_ceil(whole);
    STANDING[eighths.saturating_sub(usize::from(level) * 8).min(8)]
}

/// How far something is, as a thin line of `width` cells: the done part and the rest.
pub fn progress(done: usize, total: usize, width: u16) -> (String, String) {
    let width = usize::from(width);
    let full = (done.min(total) * width).checked_div(total).unwrap_or(0);
    ("━".repeat(full), "─".repeat(width - full))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_show_their_part() {
        assert_eq!(lying(1, 2, 3), "█▌");
        assert_eq!(lying(1, 1000, 3), "▏");
        assert_eq!(lying(0, 10, 3), "");
        assert_eq!((standing(10, 10, 2, 1), standing(5, 10, 2, 1), standing(5, 10, 2, 0)), ("█", " ", "█"));
        assert_eq!(standing(1, 1000, 1, 0), "▁");
        assert_eq!(progress(1, 2, 4), ("━━".to_owned(), "──".to_owned()));
    }
}
