//! When what has failed is tried again.

use baton_model::Timestamp;

/// Seconds after the first, the second, … attempt that failed; the last stands for all that come after.
const WAITS: &[i64] = &[1, 2, 5, 10, 30, 60, 120, 300, 600];
/// The longest that a receiver may ask to be left alone, in seconds.
const LONGEST: i64 = 60 * 60;

/// When it is tried again after so many attempts; later when the receiver asks for it.
pub(crate) fn wait(now: Timestamp, attempts: i64, asked: Option<i64>) -> Timestamp {
    let index = usize::try_from(attempts.max(1) - 1).unwrap_or(usize::MAX).min(WAITS.len() - 1);
    let own = WAITS.get(index).copied().unwrap_or(LONGEST);
    now.plus_seconds(own.max(asked.unwrap_or_default().min(LONGEST)))
}

#[cfg(test)]
mod tests {
    use baton_model::Timestamp;

    use super::wait;

    #[test]
    fn each_wait_is_longer_up_to_ten_minutes_and_a_receiver_may_ask_for_more() {
        let now = Timestamp(0);
        assert_eq!(wait(now, 1, None), now.plus_seconds(1));
        assert_eq!(wait(now, 4, None), now.plus_seconds(10));
        assert_eq!(wait(now, 1_000_000, None), now.plus_seconds(600));
        assert_eq!(wait(now, 1, Some(30)), now.plus_seconds(30));
        assert_eq!(wait(now, 1, Some(i64::MAX)), now.plus_seconds(3_600));
        assert_eq!(wait(now, 1, Some(-5)), now.plus_seconds(1));
    }
}
