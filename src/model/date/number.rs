//! Dates as numbers, for keeping many of them: the precision in four bits, then year, month, day, hour and minute; what
//! a date of its precision lacks is nought.

use super::{Part, PartialDate, Season};

/// Where each part begins.
const YEAR: u32 = 4;
const FIRST: u32 = 19;
const DAY: u32 = 25;
const HOUR: u32 = 30;
const MINUTE: u32 = 35;

impl PartialDate {
    /// The date as a number of 41 bits; no two dates have the same one.
    pub fn to_number(self) -> u64 {
        // Month, quarter, season or week, and what is below.
        let (tag, first, below) = match self.part {
            Part::Decade => (0, 0, [0; 3]),
            Part::Year => (1, 0, [0; 3]),
            Part::Quarter(quarter) => (2, quarter, [0; 3]),
            Part::Season(season) => (3, season as u8, [0; 3]),
            Part::Month(month) => (4, month, [0; 3]),
            Part::Week(week) => (5, week, [0; 3]),
            Part::Day { month, day } => (6, month, [day, 0, 0]),
            Part::Hour { month, day, hour } => (7, month, [day, hour, 0]),
            Part::Minute { month, day, hour, minute } => (8, month, [day, hour, minute]),
        };
        let year = self.year.map_or(0, |year| year.get().into());
        let [day, hour, minute] = below.map(u64::from);
        tag | year << YEAR | u64::from(first) << FIRST | day << DAY | hour << HOUR | minute << MINUTE
    }

    /// The date that has this number; `None` where none has it.
    pub fn from_number(number: u64) -> Option<Self> {
        let bits = |from: u32, to: u32| (number >> from & ((1 << (to - from)) - 1)) as u8;
        let (first, day, hour, minute) = (bits(FIRST, DAY), bits(DAY, HOUR), bits(HOUR, MINUTE), bits(MINUTE, 41));
        let seasons = [Season::Spring, Season::Summer, Season::Autumn, Season::Winter];
        let part = match number & 15 {
            0 => Part::Decade,
            1 => Part::Year,
            2 => Part::Quarter(first),
            3 => Part::Season(*seasons.get(usize::from(first))?),
            4 => Part::Month(first),
            5 => Part::Week(first),
            6 => Part::Day { month: first, day },
            7 => Part::Hour { month: first, day, hour },
            8 => Part::Minute { month: first, day, hour, minute },
            _ => return None,
        };
        let year = (number >> YEAR & ((1 << (FIRST - YEAR)) - 1)) as i32;
        let date = Self::checked((year > 0).then_some(year), part)?;
        (date.to_number() == number).then_some(date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_comes_back_from_its_number() {
        for written in [
            "2025-02-18T23:59",
            "2025-12-31T10",
            "XXXX-02-29",
            "2020-W53",
            "2025-12",
            "2025-SP",
            "2025-WI",
            "2025-Q4",
            "9999",
            "0001",
            "196X",
            "XXXX",
        ] {
            let date: PartialDate = written.parse().unwrap();
            assert_eq!(PartialDate::from_number(date.to_number()), Some(date), "{written}");
        }
        let first = PartialDate::decade(5).unwrap();
        assert_eq!(PartialDate::from_number(first.to_number()), Some(first));
        assert_eq!(PartialDate::from_number(9), None);
        assert_eq!(PartialDate::from_number(u64::MAX), None);
    }
}
