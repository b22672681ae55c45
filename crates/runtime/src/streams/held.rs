//! Dialogs that a receiver has refused: each is tried again by itself.

use baton_store::{HeldDialog, Subscription};

use super::batch::{Line, lines_of, pieces};
use super::deliver::Remembered;
use super::post::Posted;
use super::{StreamAuthentication, wait};
use crate::{Error, Runtime};

impl Runtime {
    /// Sends what is held back of a dialog, up to where the receiver is. Answers why when the receiver takes nothing
    /// at all.
    pub(super) async fn deliver_held(
        &self,
        row: &Subscription,
        authentication: &StreamAuthentication,
        remembered: &mut Remembered,
        mut held: HeldDialog,
    ) -> Result<Option<(String, Option<i64>)>, Error> {
        let records = self.0.store.records();
        let mut turns = records.of_tree(&held.group_id).await?;
        turns.retain(|turn| (held.position..=row.position).contains(&turn.position));
        let turns = self.told(None, turns).await?;
        let due = turns.iter();
        let due =
            due.map(|turn| (turn.row.position, lines_of(turn, &row.kind).collect::<Vec<Line>>())).collect();
        let together = usize::try_from(row.batch_size).unwrap_or(1);
        let now = self.now();
        self.take_client(row, remembered).await?;
        let mut received = 0;
        for piece in pieces(due, together) {
            match self.post_lines(row, authentication, remembered, &piece.lines).await {
                Posted::Received => {
                    received += i64::try_from(piece.lines.len()).unwrap_or_default();
                    held.position = piece.end.map_or(held.position, |end| end + 1);
                }
                Posted::Refused(why) => {
                    held.attempts += 1;
                    held.failure = why;
                    held.next_at = wait(now, held.attempts, None);
                    let persist =
                        i64::try_from(self.0.streaming.options.persist.as_secs()).unwrap_or(i64::MAX);
                    if held.since <= now.plus_seconds(persist.saturating_neg()) {
                        held.status = "set_aside".to_owned();
                        let (group, kind) = (row.group_name.as_str(), row.kind.as_str());
                        tracing::warn!(
                            group,
                            kind,
                            dialog = held.group_id,
                            "a dialog's records are set aside"
                        );
                    }
                    records.streams().put_held(&held).await?;
                    return Ok(None);
                }
                Posted::Unavailable(why, after) => {
                    records.streams().put_held(&held).await?;
                    return Ok(Some((why, after)));
                }
            }
        }
        records.streams().release(&held, received, now).await?;
        Ok(None)
    }
}
