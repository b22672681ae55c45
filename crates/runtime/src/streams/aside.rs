//! What a receiver has not taken for so long that it is not waited for any more.

use baton_model::Timestamp;
use baton_store::{HeldDialog, Subscription};

use super::batch::lines_of;
use crate::{Error, Runtime};

/// How many turns are looked at and set aside together.
const TURNS: i64 = 500;

impl Runtime {
    /// Sets aside what is older than a moment and was not received: each dialog that has records of the kind, with all
    /// of it that comes after. A piece at a time, so that it may be much.
    pub(super) async fn set_aside(&self, mut row: Subscription, older: Timestamp) -> Result<(), Error> {
        let streams = self.0.store.records().streams();
        let last = streams.last_older(&row, older).await?;
        let mut dialogs = 0;
        while row.position < last {
            let turns = streams.between(&row.group_name, row.position, last, TURNS).await?;
            let is_last = i64::try_from(turns.len()).is_ok_and(|number| number < TURNS);
            let to = turns.last().filter(|_| !is_last).map_or(last, |turn| turn.position);
            let mut aside: Vec<HeldDialog> = Vec::new();
            for turn in self.told(Some(row.id), turns).await? {
                let group_id = turn.row.group_id.clone();
                let is_new = aside.iter().all(|dialog| dialog.group_id != group_id);
                if is_new && lines_of(&turn, &row.kind).next().is_some() {
                    aside.push(HeldDialog {
                        subscription_id: row.id,
                        group_id,
                        position: turn.row.position,
                        status: "set_aside".to_owned(),
                        since: self.now(),
                        attempts: row.attempts,
                        next_at: Timestamp(0),
                        failure: row.failure.clone(),
                    });
                }
            }
            if !streams.set_aside(&row, to, &aside).await? {
                break;
            }
            dialogs += aside.len();
            row.position = to;
        }
        if dialogs > 0 {
            let (group, kind) = (row.group_name.as_str(), row.kind.as_str());
            tracing::warn!(group, kind, dialogs, "a receiver takes nothing: records are set aside");
        }
        Ok(())
    }
}
