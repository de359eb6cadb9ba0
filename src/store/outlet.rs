//! Which names and addresses of outlets are one outlet's: `Al Jazeera` is `aljazeera.com`.

use super::words;

/// Labels that stand between a domain and its country: `bbc.co.uk`.
const BETWEEN: [&str; 6] = ["co", "com", "org", "net", "gov", "ac"];

/// Letters that a key has at least.
const SHORTEST: usize = 3;

/// Whether the name of an outlet is the address of its site.
pub(super) fn is_address(name: &str) -> bool {
    let labels = || name.split('.');
    let is_label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let country = labels().next_back().unwrap_or_default();
    labels().count() > 1 && labels().all(is_label) && country.len() > 1 && country.chars().all(char::is_alphabetic)
}

/// What the names and the address of an outlet have in common; `None` for an address below somebody's domain, which may be
/// anybody's.
pub(super) fn key(name: &str) -> Option<String> {
    let joined = if is_address(name) {
        let mut labels: Vec<&str> = name.split('.').filter(|label| *label != "www").collect();
        labels.pop();
        if labels.len() > 1 && labels.last().is_some_and(|label| BETWEEN.contains(label)) {
            labels.pop();
        }
        let [label] = labels[..] else { return None };
        joined(label)
    } else {
        joined(name)
    };
    let bare = joined.strip_prefix("the").filter(|bare| bare.len() >= SHORTEST).map(str::to_owned);
    Some(bare.unwrap_or(joined)).filter(|key| key.len() >= SHORTEST)
}

/// A name as it stands in an address: without blanks and marks.
pub(super) fn joined(name: &str) -> String {
    words::of(name).concat().chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_addresses_have_a_key_in_common() {
        let check = |name: &str, expected: &str| assert_eq!(key(name).as_deref().unwrap_or("-"), expected, "{name}");
        check("Al Jazeera", "aljazeera");
        check("aljazeera.com", "aljazeera");
        check("The Guardian", "guardian");
        check("www.theguardian.com", "guardian");
        check("bbc.co.uk", "bbc");
        check("Kyiv-Post", "kyivpost");
        check("somebody.blogspot.com", "-");
        check("The A", "thea");
        check("NV", "-");
    }

    #[test]
    fn addresses_are_told_from_names() {
        assert!(["oilprice.com", "eda.admin.ch", "a-b.org"].into_iter().all(is_address));
        assert!(!["U.S.", "Al Jazeera", "Dr. No", "example.", "v2.0", "x"].into_iter().any(is_address));
    }
}
