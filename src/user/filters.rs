//! Saved filters as a file that people read and write: names and the expressions that are typed.
//!
//! ```toml
//! [filters]
//! "Rutte on security" = "by:mark-rutte theme:security-guarantees"
//! ```

use toml::{Table, Value};

/// A filter under a name.
pub type Saved = (String, String);

/// The filters of a file, in alphabetical order; an error says what is wrong.
pub fn read(text: &str) -> Result<Vec<Saved>, String> {
    let table: Table = text.parse().map_err(|error: toml::de::Error| error.message().to_owned())?;
    let Some(filters) = table.get("filters") else { return Ok(Vec::new()) };
    let filters = filters.as_table().ok_or("`filters` is to be a table")?;
    let saved = |(name, expression): (&String, &Value)| match expression.as_str() {
        Some(expression) => Ok((name.clone(), expression.to_owned())),
        None => Err(format!("the filter `{name}` needs an expression in quotation marks")),
    };
    filters.iter().map(saved).collect()
}

/// A file with a filter under a name, in place of what was saved under it, or without that one; what else stands there
/// stays, comments too. An error says what is wrong with the file.
pub fn changed(text: &str, name: &str, expression: Option<&str>) -> Result<String, String> {
    let mut wanted = read(text)?;
    wanted.retain(|(other, _)| other != name);
    wanted.extend(expression.map(|expression| (name.to_owned(), expression.to_owned())));
    wanted.sort_unstable();
    // A filter on several lines is not found by its line: then the file is written anew.
    let edited = edited(text, name, expression);
    Ok(if read(&edited).is_ok_and(|saved| saved == wanted) { edited } else { print(&wanted) })
}

/// The same with one line taken away and one added.
fn edited(text: &str, name: &str, expression: Option<&str>) -> String {
    let is_it = |line: &&str| {
        let entry = line.parse::<Table>().unwrap_or_default();
        entry.len() == 1 && entry.get(name).is_some_and(Value::is_str)
    };
    let mut lines: Vec<&str> = text.lines().filter(|line| !is_it(line)).collect();
    let entry = expression
        .map(|expression| Table::from_iter([(name.to_owned(), Value::String(expression.to_owned()))]).to_string());
    if let Some(entry) = &entry {
        let heading = lines.iter().position(|line| line.trim() == "[filters]").unwrap_or_else(|| {
            lines.push("[filters]");
            lines.len() - 1
        });
        let others = lines[heading + 1..].iter().take_while(|line| !line.trim_start().starts_with('['));
        let last = others.enumerate().filter(|(_, line)| !line.trim().is_empty()).map(|(at, _)| at + 1).last();
        lines.insert(heading + 1 + last.unwrap_or(0), entry.trim_end());
    }
    lines.join("\n") + "\n"
}

/// The file of some filters.
pub fn print(filters: &[Saved]) -> String {
    let inside: Table = filters.iter().map(|(name, text)| (name.clone(), Value::String(text.clone()))).collect();
    format!(
        "# Saved filters of briefing; B in the reader lists them.\n\n{}",
        Table::from_iter([("filters".to_owned(), Value::Table(inside))])
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_filter_is_changed_and_what_a_person_wrote_stays() {
        let text = "# ours\n[filters]\n# the mayor\n\"mayor\" = \"by:strand\"\n\n[other]\na = 1\n";
        let added = changed(text, "on \"ice\"", Some("ice \"thin ice\"")).unwrap();
        assert!(added.starts_with("# ours\n[filters]\n# the mayor\n\"mayor\" = "), "{added}");
        assert!(added.ends_with("\n\n[other]\na = 1\n"), "{added}");
        let both =
            [("mayor", "by:strand"), ("on \"ice\"", "ice \"thin ice\"")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(read(&added).unwrap(), both);
        let other = changed(&added, "mayor", Some("by:helga")).unwrap();
        assert!(other.contains("# the mayor") && other.contains("by:helga") && !other.contains("by:strand"), "{other}");
        assert_eq!(changed(&added, "on \"ice\"", None).unwrap(), text);
    }

    #[test]
    fn a_filter_is_saved_in_whatever_file_there_is() {
        for text in
            ["", "# nothing yet", "[filters]", "filters = { old = \"a\" }", "[filters]\nold = \"\"\"\na\"\"\"\n"]
        {
            let mut wanted = read(text).unwrap();
            wanted.push(("old".into(), "b".into()));
            wanted.retain(|saved| saved.1 == "b");
            assert_eq!(read(&changed(text, "old", Some("b")).unwrap()), Ok(wanted), "{text}");
        }
        assert!(changed("[filters", "a", Some("b")).is_err());
    }

    #[test]
    fn what_is_printed_is_read_again() {
        let filters: Vec<Saved> =
            vec![("On \"ice\" = [x]".into(), "by:rutte \"step up\"\\".into()), ("Зеленський".into(), "by:a".into())];
        assert_eq!(read(&print(&filters)), Ok(filters));
        assert_eq!(read(""), Ok(Vec::new()));
        assert!(read("[filters]\na = 1").is_err_and(|error| error.contains("`a`")));
        assert!(read("[filters").is_err());
    }
}
