//! Calendar arithmetic: feasts, shifts by units, the nearest weekday. Knows days and nothing of texts.

use crate::model::{PartialDate, Season};
use chrono::{Datelike, Duration, Months, NaiveDate, Weekday};

/// A feast or fixed day that is named without its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Feast {
    /// Wednesday, 46 days before Easter.
    AshWednesday,
    /// The Sunday before Easter.
    PalmSunday,
    /// The Friday before Easter.
    GoodFriday,
    /// Easter Sunday of the western churches.
    Easter,
    /// Easter Sunday of the eastern churches.
    OrthodoxEaster,
    /// The day after Easter.
    EasterMonday,
    /// The fiftieth day of Easter.
    Pentecost,
    /// The fourth Thursday of November.
    Thanksgiving,
    /// 31 October.
    Halloween,
    /// 24 December.
    ChristmasEve,
    /// 25 December.
    Christmas,
    /// 26 December.
    BoxingDay,
    /// 31 December.
    NewYearsEve,
    /// 1 January.
    NewYearsDay,
    /// 14 February.
    ValentinesDay,
    /// 17 March.
    StPatricksDay,
    /// The first Monday of September, in the United States.
    LaborDay,
    /// The last Monday of May, in the United States.
    MemorialDay,
}

impl Feast {
    /// Month and day, for the feasts that keep theirs.
    pub(super) fn fixed(self) -> Option<(u32, u32)> {
        Some(match self {
            Self::Halloween => (10, 31),
            Self::ChristmasEve => (12, 24),
            Self::Christmas => (12, 25),
            Self::BoxingDay => (12, 26),
            Self::NewYearsEve => (12, 31),
            Self::NewYearsDay => (1, 1),
            Self::ValentinesDay => (2, 14),
            Self::StPatricksDay => (3, 17),
            _ => return None,
        })
    }

    /// The month or season that a moveable feast falls in every year, for those that have one.
    pub(super) fn least_known(self) -> Option<PartialDate> {
        match self {
            Self::PalmSunday | Self::GoodFriday | Self::Easter | Self::OrthodoxEaster | Self::EasterMonday => {
                PartialDate::season(None, Season::Spring)
            }
            Self::Thanksgiving => PartialDate::month(None, 11),
            Self::LaborDay => PartialDate::month(None, 9),
            Self::MemorialDay => PartialDate::month(None, 5),
            _ => None,
        }
    }

    /// The day of the feast in a year.
    pub(super) fn in_year(self, year: i32) -> Option<NaiveDate> {
        let from_easter = |days| easter(year).map(|day| day + Duration::days(days));
        match self {
            Self::AshWednesday => from_easter(-46),
            Self::PalmSunday => from_easter(-7),
            Self::GoodFriday => from_easter(-2),
            Self::Easter => easter(year),
            Self::OrthodoxEaster => orthodox_easter(year),
            Self::EasterMonday => from_easter(1),
            Self::Pentecost => from_easter(49),
            Self::Thanksgiving => NaiveDate::from_weekday_of_month_opt(year, 11, Weekday::Thu, 4),
            Self::LaborDay => NaiveDate::from_weekday_of_month_opt(year, 9, Weekday::Mon, 1),
            Self::MemorialDay => {
                let last = NaiveDate::from_ymd_opt(year, 5, 31)?;
                Some(on_or_before(last, Weekday::Mon))
            }
            _ => self.fixed().and_then(|(month, day)| NaiveDate::from_ymd_opt(year, month, day)),
        }
    }
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm printed by Meeus, Jones and Butcher, 1876).
fn easter(year: i32) -> Option<NaiveDate> {
    let (century, of_century, golden) = (year / 100, year % 100, year % 19);
    let leap = century / 4;
    let proemptosis = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - leap - proemptosis + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let correction = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * correction + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(days / 31).ok()?, u32::try_from(days % 31 + 1).ok()?)
}

/// Easter Sunday of the Julian calendar (Meeus, 1991) as a Gregorian date.
fn orthodox_easter(year: i32) -> Option<NaiveDate> {
    let moon = (19 * (year % 19) + 15) % 30;
    let weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
    let days = moon + weekday + 114;
    let julian = NaiveDate::from_ymd_opt(year, u32::try_from(days / 31).ok()?, u32::try_from(days % 31 + 1).ok()?)?;
    julian.checked_add_signed(Duration::days((year / 100 - year / 400 - 2).into()))
}

/// The last such weekday up to and with `day`.
pub(super) fn on_or_before(day: NaiveDate, weekday: Weekday) -> NaiveDate {
    day - Duration::days(day.weekday().days_since(weekday).into())
}

/// The first such weekday from `day` on.
pub(super) fn on_or_after(day: NaiveDate, weekday: Weekday) -> NaiveDate {
    day + Duration::days(weekday.days_since(day.weekday()).into())
}

/// The day `months` calendar months away, brought to the month's end where it has no such day.
pub(super) fn add_months(day: NaiveDate, months: i32) -> Option<NaiveDate> {
    let by = Months::new(months.unsigned_abs());
    if months < 0 { day.checked_sub_months(by) } else { day.checked_add_months(by) }
}

/// The weekday with number `n`, 0 for Monday.
pub(super) fn weekday(n: u8) -> Weekday {
    Weekday::try_from(n % 7).unwrap_or(Weekday::Mon)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(feast: Feast, expected: &str) {
        let year = expected[..4].parse().unwrap();
        assert_eq!(feast.in_year(year).unwrap().to_string(), expected, "{feast:?}");
    }

    #[test]
    fn feasts_fall_where_the_churches_put_them() {
        check(Feast::Easter, "2024-03-31");
        check(Feast::Easter, "2025-04-20");
        check(Feast::Easter, "2026-04-05");
        check(Feast::Easter, "1818-03-22");
        check(Feast::Easter, "2038-04-25");
        check(Feast::OrthodoxEaster, "2024-05-05");
        check(Feast::OrthodoxEaster, "2025-04-20");
        check(Feast::OrthodoxEaster, "2026-04-12");
        check(Feast::GoodFriday, "2025-04-18");
        check(Feast::Pentecost, "2025-06-08");
        check(Feast::AshWednesday, "2025-03-05");
        check(Feast::Thanksgiving, "2016-11-24");
        check(Feast::LaborDay, "2016-09-05");
        check(Feast::MemorialDay, "2016-05-30");
        check(Feast::Christmas, "2016-12-25");
    }
}
