//! Moments, to the microsecond.

use std::fmt;

use jiff::civil::DateTime;
use jiff::tz::TimeZoneDatabase;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A moment: microseconds since 1970-01-01T00:00:00Z. Shown as `2024-11-13T09:24:40.849999Z`.
///
/// The core never asks the clock: whoever stands outside passes the moment in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Milliseconds since 1970, as the records of dialogs use them.
    #[must_use]
    pub fn as_millis(self) -> i64 {
        self.0.div_euclid(1000)
    }

    /// The moment `seconds` later.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// What clocks show at this moment in a time zone such as `Europe/Athens`; in UTC when there is no such zone.
    /// The rules of all zones are part of the program: the machine's are not looked at.
    #[must_use]
    pub fn in_zone(self, zone: &str) -> DateTime {
        let moment = jiff::Timestamp::from_microsecond(self.0).unwrap_or_default();
        let rules = match zone {
            "" | "UTC" => jiff::tz::TimeZone::UTC,
            zone => TimeZoneDatabase::bundled().get(zone).unwrap_or(jiff::tz::TimeZone::UTC),
        };
        rules.to_datetime(moment)
    }

    /// Reads the form that `Display` writes, and any other RFC 3339 form.
    ///
    /// # Errors
    /// When the text is not a moment.
    pub fn parse(text: &str) -> Result<Self, jiff::Error> {
        text.parse::<jiff::Timestamp>().map(|moment| Self(moment.as_microsecond()))
    }

    fn civil(self) -> jiff::Timestamp {
        jiff::Timestamp::from_microsecond(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.6}", self.civil())
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Timestamp;

    #[test]
    fn a_moment_is_shown_with_six_digits_and_a_z() {
        assert_eq!(Timestamp(1_731_489_880_849_999).to_string(), "2024-11-13T09:24:40.849999Z");
        assert_eq!(Timestamp(0).to_string(), "1970-01-01T00:00:00.000000Z");
    }

    #[test]
    fn a_moment_has_its_local_time_in_each_zone() {
        let moment = Timestamp::parse("2024-07-01T23:30:00Z").unwrap();
        assert_eq!(moment.in_zone("Europe/Athens").to_string(), "2024-07-02T02:30:00");
        assert_eq!(moment.in_zone("America/New_York").to_string(), "2024-07-01T19:30:00");
        assert_eq!(moment.in_zone("").to_string(), "2024-07-01T23:30:00");
        assert_eq!(moment.in_zone("Middle/Earth").to_string(), "2024-07-01T23:30:00");
    }

    #[test]
    fn what_is_shown_can_be_read_back() {
        let moment = Timestamp(1_731_489_880_000_000);
        assert_eq!(Timestamp::parse(&moment.to_string()).ok(), Some(moment));
    }
}
