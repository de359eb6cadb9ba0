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
    fn what_is_printed_is_read_again() {
        let filters: Vec<Saved> =
            vec![("On \"ice\" = [x]".into(), "by:rutte \"step up\"\\".into()), ("Зеленський".into(), "by:a".into())];
        assert_eq!(read(&print(&filters)), Ok(filters));
        assert_eq!(read(""), Ok(Vec::new()));
        assert!(read("[filters]\na = 1").is_err_and(|error| error.contains("`a`")));
        assert!(read("[filters").is_err());
    }
}
