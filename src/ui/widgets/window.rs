//! A window over a long list whose rows differ in height: which row stands at the top so that the cursor is in sight.
//!
//! Only the rows around the cursor are measured, so the length of the list does not matter.

/// The row to stand at the top of a window of `height` lines over `rows` rows, given the one that stood there and the
/// one with the cursor. Moves no further than it must, and leaves no room at the end that rows could fill.
pub fn top(stood: usize, cursor: usize, rows: usize, height: u16, measure: impl Fn(usize) -> u16) -> usize {
    if rows == 0 || height == 0 {
        return 0;
    }
    let cursor = cursor.min(rows - 1);
    let lowest = first_fitting(cursor, height, &measure);
    let last = first_fitting(rows - 1, height, &measure);
    stood.min(cursor).max(lowest).min(last.max(lowest))
}

/// The first of the rows that fit into `height` lines when `last` is the last of them; `last` itself if it is higher.
fn first_fitting(last: usize, height: u16, measure: &impl Fn(usize) -> u16) -> usize {
    let mut used = 0u16;
    let mut first = last;
    for at in (0..=last).rev() {
        used = used.saturating_add(measure(at).max(1));
        if used > height {
            break;
        }
        first = at;
    }
    first
}

/// The row and the line within it at `line` lines below the window's top; `None` below the last row.
pub fn at_line(top: usize, line: u16, rows: usize, measure: impl Fn(usize) -> u16) -> Option<usize> {
    let mut below = 0u16;
    for at in top..rows {
        below = below.saturating_add(measure(at).max(1));
        if line < below {
            return Some(at);
        }
    }
    None
}

/// `cursor` moved by `by` rows, inside the list.
pub fn moved(cursor: usize, by: isize, rows: usize) -> usize {
    cursor.saturating_add_signed(by).min(rows.saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_moves_no_further_than_it_must() {
        let one = |_| 1;
        assert_eq!(top(0, 3, 100, 10, one), 0);
        assert_eq!(top(0, 10, 100, 10, one), 1);
        assert_eq!(top(50, 20, 100, 10, one), 20);
        assert_eq!(top(99, 99, 100, 10, one), 90);
        assert_eq!(top(7, 0, 0, 10, one), 0);
        assert_eq!(top(5, 2, 3, 10, one), 0);
    }

    #[test]
    fn high_rows_count_by_their_lines() {
        let three = |_| 3;
        assert_eq!(top(0, 3, 10, 9, three), 1);
        assert_eq!(top(0, 9, 10, 2, three), 9);
        assert_eq!(at_line(1, 5, 10, three), Some(2));
        assert_eq!(at_line(8, 6, 10, three), None);
    }
}
