//! What a filter says of time, for what is dated in the articles that it selects: who asks for February is not to be shown
//! the revolution of 1917 because an article of February mentions it.

use super::{Attribute, Query};
use crate::model::When;

impl Query {
    /// Whether it asks for a time: `on:`, `after:`, `before:`.
    pub fn asks_when(&self) -> bool {
        match self {
            Self::Is(attribute) => {
                matches!(attribute, Attribute::On(_) | Attribute::After(_) | Attribute::Before(_))
            }
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::asks_when),
            Self::All | Self::Not(_) => false,
        }
    }

    /// The same without what it asks of the day of publication; `None` where it asks nothing of it.
    pub(in crate::store) fn at_any_time(&self) -> Option<Self> {
        let all =
            |parts: &[Self]| parts.iter().map(|part| part.at_any_time().unwrap_or_else(|| part.clone())).collect();
        let asks = |parts: &[Self]| parts.iter().any(|part| part.at_any_time().is_some());
        match self {
            Self::Is(Attribute::After(_) | Attribute::Before(_)) => Some(Self::All),
            Self::And(parts) if asks(parts) => Some(Self::And(all(parts)).simplified()),
            Self::Or(parts) if asks(parts) => Some(Self::Or(all(parts)).simplified()),
            _ => None,
        }
    }

    /// Whether what happened then is of the time that it asks for. What says nothing of time, or leaves a time out, leaves
    /// everything; what has no year is of no time that is asked for.
    pub fn admits(&self, when: When) -> bool {
        let (first, last) = (when.date.first_day(), when.end_date.unwrap_or(when.date).last_day());
        match self {
            Self::Is(Attribute::On(then)) => when.is_of(*then),
            Self::Is(Attribute::After(date)) => last.zip(date.first_day()).is_some_and(|(last, from)| last >= from),
            Self::Is(Attribute::Before(date)) => first.zip(date.first_day()).is_some_and(|(first, to)| first < to),
            Self::And(parts) => parts.iter().all(|part| part.admits(when)),
            Self::Or(parts) => parts.iter().any(|part| part.admits(when)),
            Self::All | Self::Is(_) | Self::Not(_) => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_without_its_days_asks_for_all_else() {
        let of = |filter: &str| Query::parse(filter).unwrap().at_any_time().map(|query| query.to_string());
        assert_eq!(of("by:ana after:2025 before:2026 strike").as_deref(), Some("by:ana strike"));
        assert_eq!(
            of("by:ana (after:2025 theme:ports or theme:strikes)").as_deref(),
            Some("by:ana (theme:ports or theme:strikes)")
        );
        assert_eq!(of("after:2025"), Some(String::new()));
        assert_eq!(of("by:ana on:2025 -after:2025"), None);
    }

    #[test]
    fn a_filter_by_date_is_one_for_what_happened() {
        let of = |filter: &str, dates: &str| {
            let query = Query::parse(filter).unwrap();
            let admitted = dates.split(' ').filter(|date| query.admits(When::on(date.parse().unwrap())));
            admitted.collect::<Vec<_>>().join(" ")
        };
        let dates = "1917 2024-12-31 2025 2025-02-18 2026-01 XXXX-09-04";
        assert_eq!(of("after:2025-02", dates), "2025 2025-02-18 2026-01");
        assert_eq!(of("before:2025-02", dates), "1917 2024-12-31 2025");
        assert_eq!(of("after:2025-02 before:2026 by:ana", dates), "2025 2025-02-18");
        assert_eq!(of("on:2025-02-18", dates), "2025-02-18");
        assert_eq!(of("before:1918 or after:2026", dates), "1917 2026-01");
        assert_eq!(of("by:ana -after:2025", dates), dates);
        assert!(!Query::parse("by:ana -on:2025").unwrap().asks_when());
        assert!(Query::parse("by:ana (on:2025 or strike)").unwrap().asks_when());
    }
}
