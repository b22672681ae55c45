//! How the journal is followed: how much at a time, and how long is waited in between.

use std::time::Duration;

/// How many entries are read and written together where records keep up: few, so that turns hardly wait for the store.
const TOGETHER: i64 = 64;
/// And at most, where they do not: what a piece costs by itself is shared by more.
pub(super) const MOST_TOGETHER: i64 = 512;
/// How long it waits when there is nothing new: short, so that pieces are small.
const PAUSE: Duration = Duration::from_millis(100);
/// Where there are more turns than can be followed, callers come first until records are so late.
const GRACE_MS: i64 = 200;

/// What became of a piece.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Done {
    /// Of how many entries records were made.
    pub(super) entries: usize,
    /// Whether it was as long as it might be: there is probably more.
    pub(super) is_full: bool,
    /// How long before the piece was begun its last entry was written, in milliseconds.
    pub(super) late_ms: i64,
}

/// How long pieces are, and how long is waited between them.
pub(super) struct Pace {
    pub(super) together: i64,
}

impl Default for Pace {
    fn default() -> Self {
        Self { together: TOGETHER }
    }
}

impl Pace {
    /// Pieces get longer.
    pub(super) fn hurry(&mut self) {
        self.together = (self.together * 2).min(MOST_TOGETHER);
    }

    /// How long to wait after a piece that took so long.
    pub(super) fn after(&mut self, done: Option<Done>, took: Duration) -> Duration {
        match done {
            Some(done) if done.is_full => {
                self.hurry();
                if done.late_ms < GRACE_MS { took.min(PAUSE) } else { Duration::ZERO }
            }
            _ => {
                self.together = TOGETHER;
                PAUSE
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOOK: Duration = Duration::from_millis(5);

    fn full(late_ms: i64) -> Option<Done> {
        Some(Done { entries: 64, is_full: true, late_ms })
    }

    #[test]
    fn pieces_get_longer_while_there_is_more_and_short_again_when_there_is_not() {
        let mut pace = Pace::default();
        let lengths: Vec<i64> = (0..5)
            .map(|_| {
                pace.after(full(0), TOOK);
                pace.together
            })
            .collect();
        assert_eq!(lengths, [128, 256, 512, 512, 512]);
        assert_eq!(pace.after(Some(Done::default()), TOOK), PAUSE);
        assert_eq!(pace.together, TOGETHER);
    }

    #[test]
    fn callers_come_first_until_records_are_late() {
        let mut pace = Pace::default();
        assert_eq!(pace.after(full(GRACE_MS - 1), TOOK), TOOK);
        assert_eq!(pace.after(full(GRACE_MS - 1), PAUSE * 9), PAUSE);
        assert_eq!(pace.after(full(GRACE_MS), TOOK), Duration::ZERO);
    }

    #[test]
    fn where_another_node_is_at_it_there_is_time() {
        assert_eq!(Pace::default().after(None, TOOK), PAUSE);
    }
}
