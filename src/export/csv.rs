//! Comma-separated values (RFC 4180, with LF), safe to open in a spreadsheet.

use super::safe::one_line;
use std::io::{self, Write};

/// Writes one row. Fields that a spreadsheet would take for a formula get an apostrophe in front.
pub fn write<S: AsRef<str>>(out: &mut impl Write, fields: impl IntoIterator<Item = S>) -> io::Result<()> {
    for (place, field) in fields.into_iter().enumerate() {
        if place > 0 {
            out.write_all(b",")?;
        }
        out.write_all(quoted(&one_line(field.as_ref())).as_bytes())?;
    }
    out.write_all(b"\n")
}

fn quoted(field: &str) -> String {
    let is_number = field.parse::<f64>().is_ok();
    let guard = if field.starts_with(['=', '+', '-', '@']) && !is_number { "'" } else { "" };
    if field.contains([',', '"', ';']) || !guard.is_empty() {
        format!("\"{guard}{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(fields: &[&str], row: &str) {
        let mut out = Vec::new();
        write(&mut out, fields).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), format!("{row}\n"));
    }

    #[test]
    fn rows_are_quoted_where_they_must_be() {
        check(&["a", "b c", ""], "a,b c,");
        check(&["a,b", "say \"no\"", "two\nlines"], "\"a,b\",\"say \"\"no\"\"\",two lines");
    }

    #[test]
    fn formulas_are_defused() {
        check(&["=1+1", "@SUM(A1)", "-2", "+x", "-x"], "\"'=1+1\",\"'@SUM(A1)\",-2,\"'+x\",\"'-x\"");
    }
}
