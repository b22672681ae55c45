//! Moments of a question: where it is asked from, and how they are told apart and shown there.

use baton_model::Timestamp;
use baton_store::Measured;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{RoundMode, Unit, ZonedRound};

use super::question::wrong;
use crate::ApiError;

/// How moments are written here.
const FORM: &str = "%Y-%m-%d %H:%M:%S";
/// The most pieces that are summed up to hours and days of a zone.
pub const MOST_PIECES: i64 = 50_000;
const HOUR: i64 = 60 * 60;

/// A zone, and how long a moment is that is told apart.
#[derive(Debug, Clone)]
pub struct Clock {
    pub zone: TimeZone,
    /// 5, 60 or 1,440.
    pub minutes: i64,
}

/// The zone of this name.
///
/// # Errors
/// 400 when there is none.
pub fn zone(name: &str) -> Result<TimeZone, ApiError> {
    match name {
        "" | "UTC" | "Etc/UTC" | "GMT" | "Z" => Ok(TimeZone::UTC),
        name if name.len() <= 64 => TimeZone::get(name).map_err(|_| unknown()),
        _ => Err(unknown()),
    }
}

fn unknown() -> ApiError {
    wrong("There is no such timezone. Give a name such as UTC, Europe/Berlin or America/New_York.")
}

/// A moment as somebody in the zone writes it.
///
/// # Errors
/// 400 when it is none.
pub fn moment(name: &str, text: &str, zone: &TimeZone) -> Result<Timestamp, ApiError> {
    let read = DateTime::strptime(FORM, text).or_else(|_| text.parse::<DateTime>());
    let read = read.and_then(|civil| civil.to_zoned(zone.clone()));
    let moment = read.map_err(|_| wrong(format!("{name} is a moment such as 2026-03-01 00:00:00.")))?;
    Ok(Timestamp(moment.timestamp().as_microsecond()))
}

impl Clock {
    /// Whether hours or days of the zone are others than those of UTC between these moments.
    pub fn sums_up(&self, from: Timestamp, to: Timestamp) -> bool {
        self.asked_minutes(from, to) != self.minutes
    }

    /// How long the pieces are that the store tells apart.
    pub fn asked_minutes(&self, from: Timestamp, to: Timestamp) -> i64 {
        if self.minutes == 5 || self.zone == TimeZone::UTC {
            return self.minutes;
        }
        // Zones that are whole hours away, at both ends and so between them, have the hours of UTC.
        let whole_hours = [from, to].into_iter().all(|moment| {
            let at = jiff::Timestamp::from_microsecond(moment.0);
            at.is_ok_and(|at| i64::from(self.zone.to_offset(at).seconds()) % HOUR == 0)
        });
        if whole_hours { 60 } else { 5 }
    }

    /// When the hour or day of the zone begins that a moment lies in: seconds since 1970.
    fn begin(&self, seconds: i64) -> Option<i64> {
        let unit = match self.minutes {
            1_440 => Unit::Day,
            60 => Unit::Hour,
            _ => return Some(seconds),
        };
        let zoned = jiff::Timestamp::from_second(seconds).ok()?.to_zoned(self.zone.clone());
        let begin = zoned.round(ZonedRound::new().smallest(unit).mode(RoundMode::Trunc)).ok()?;
        Some(begin.timestamp().as_second())
    }

    /// Sums up pieces to hours or days of the zone.
    ///
    /// # Errors
    /// 400 when they are more than can be summed up.
    pub fn summed_up(&self, found: Vec<Measured>, moments: &[bool]) -> Result<Vec<Measured>, ApiError> {
        if i64::try_from(found.len()).is_ok_and(|found| found >= MOST_PIECES) {
            return Err(wrong("These are too many moments for this timezone. Ask for a shorter time."));
        }
        let mut sums: std::collections::BTreeMap<Vec<String>, Measured> = std::collections::BTreeMap::new();
        for mut piece in found {
            for (key, _) in piece.key.iter_mut().zip(moments).filter(|(_, is_moment)| **is_moment) {
                let begin = key.parse().ok().and_then(|seconds| self.begin(seconds));
                *key = begin.map_or_else(|| key.clone(), |begin| begin.to_string());
            }
            match sums.get_mut(&piece.key) {
                None => drop(sums.insert(piece.key.clone(), piece)),
                // Nothing of it is known: its least and its most are none.
                Some(_) if piece.count == 0 => {}
                Some(sum) if sum.count == 0 => *sum = piece,
                Some(sum) => {
                    sum.count += piece.count;
                    sum.sum += piece.sum;
                    sum.least = sum.least.min(piece.least);
                    sum.most = sum.most.max(piece.most);
                }
            }
        }
        let mut sums: Vec<Measured> = sums.into_values().collect();
        sums.sort_by_key(|one| std::cmp::Reverse(one.sum));
        Ok(sums)
    }

    /// Seconds since 1970 as moments are written here.
    pub fn shown(&self, seconds: &str) -> String {
        let moment = seconds.parse().ok().and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
        let shown = moment.map(|moment| moment.to_zoned(self.zone.clone()).strftime(FORM).to_string());
        shown.unwrap_or_else(|| seconds.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use baton_model::Timestamp;
    use baton_store::Measured;

    use super::{Clock, moment, zone};

    fn piece(seconds: i64, sum: i64) -> Measured {
        Measured { key: vec![seconds.to_string()], count: 1, sum, least: sum, most: sum }
    }

    #[test]
    fn days_and_hours_are_those_of_the_zone() {
        let berlin = zone("Europe/Berlin").unwrap();
        let midnight = moment("start", "2026-03-29 00:00:00", &berlin).unwrap();
        assert_eq!(midnight, Timestamp(1_774_738_800_000_000), "an hour before that of UTC");
        let days = Clock { zone: berlin, minutes: 1_440 };
        let begin = midnight.0 / 1_000_000;
        // The day has 23 hours: clocks go forward.
        let pieces = vec![piece(begin, 1), piece(begin + 22 * 3_600, 2), piece(begin + 23 * 3_600, 4)];
        let summed = days.summed_up(pieces, &[true]).unwrap();
        let shown: Vec<_> = summed.iter().map(|one| (days.shown(&one.key[0]), one.sum, one.count)).collect();
        assert_eq!(
            shown,
            [("2026-03-30 00:00:00".to_owned(), 4, 1), ("2026-03-29 00:00:00".to_owned(), 3, 2)]
        );
        let kolkata = Clock { zone: zone("Asia/Kolkata").unwrap(), minutes: 60 };
        assert_eq!(kolkata.asked_minutes(midnight, midnight), 5, "its hours begin at half past");
        assert_eq!(days.asked_minutes(midnight, midnight), 60);
        assert!(zone("Europe/Nowhere").is_err() && zone(&"x".repeat(100)).is_err());
    }
}
