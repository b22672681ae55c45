//! How far each receiver of records has come, and which dialogs are held back from it.
//!
//! What is received is written only from where it was read: who sends twice, sends twice, and nothing is left out.

use baton_model::Timestamp;
use uuid::Uuid;

use super::find::BY_POSITION;
use super::{RecordRow, Records};
use crate::sql::{Handle, Number, Text, args, json_list, table};
use crate::{Error, Subscription};

table! {
    /// A dialog that a receiver has refused: it gets no record of it out of order.
    HeldDialog in "held_dialogs" {
        /// Which receiver.
        subscription_id: Uuid,
        /// The root dialog.
        group_id: String,
        /// The first of its records that was not received.
        position: i64,
        /// `retrying` or `set_aside`.
        status: String,
        /// Since when.
        since: Timestamp,
        /// How often it was tried.
        attempts: i64,
        /// Not to be tried before this.
        next_at: Timestamp,
        /// Why the last attempt failed.
        failure: String,
    }
}

/// How a receiver fails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failing {
    /// Where the batch ends that has failed.
    pub trying_to: i64,
    /// How often it was tried since something was received.
    pub attempts: i64,
    /// Since when nothing is received.
    pub since: Timestamp,
    /// When it is tried again.
    pub next_at: Timestamp,
    /// Why.
    pub failure: String,
}

/// What came of an attempt.
#[derive(Debug, Clone)]
pub struct Progress {
    /// From where.
    pub from: i64,
    /// Everything up to here was received, or is held back with its dialog.
    pub to: i64,
    /// How many records were received.
    pub delivered: i64,
    /// When.
    pub now: Timestamp,
    /// Dialogs that were refused.
    pub held: Vec<HeldDialog>,
    /// How it failed after that, if it did.
    pub failing: Option<Failing>,
}

/// What is sent to receivers.
#[derive(Clone, Copy)]
pub struct Streams<'a>(Records<'a>);

impl<'a> Records<'a> {
    /// What is sent to receivers.
    #[must_use]
    pub fn streams(self) -> Streams<'a> {
        Streams(self)
    }
}

impl Streams<'_> {
    fn handle(&self) -> Handle<'_> {
        self.0.0.handle()
    }

    /// Takes or keeps the lease for whoever sends. False while somebody else has it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold(&self, holder: &str, now: Timestamp, until: Timestamp) -> Result<bool, Error> {
        Ok(self.0.lease("streams", holder, now, until).await?.is_some())
    }

    /// The turns of a group between two positions, the second included: at most so many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn between(
        &self,
        ocp_group: &str,
        after: i64,
        to: i64,
        limit: i64,
    ) -> Result<Vec<RecordRow>, Error> {
        let sql = format!(
            "SELECT * FROM recorded_turns WHERE position > $2 AND position <= $3 AND {BY_POSITION} = $1
             ORDER BY position LIMIT $4"
        );
        self.handle().all(sql, args![ocp_group, after, to, limit]).await
    }

    /// The last position before this moment that a turn of the group has; the last of all when all are before it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn position_before(&self, ocp_group: &str, moment: Timestamp) -> Result<i64, Error> {
        let sql = "SELECT MIN(position) - 1 AS number FROM recorded_turns WHERE ocp_group = $1 AND time >= $2
                   HAVING MIN(position) IS NOT NULL";
        match self.handle().one::<Number>(sql, args![ocp_group, moment]).await? {
            Some(number) => Ok(number.0),
            None => self.0.last_position().await,
        }
    }

    /// When the first turn of the group was that comes after a position.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn waiting_since(&self, ocp_group: &str, after: i64) -> Result<Option<Timestamp>, Error> {
        // A group that is up to date has nothing after it, and others may have much: so the look is bounded.
        let rows = self.between(ocp_group, after, after.saturating_add(20_000), 1).await?;
        Ok(rows.first().map(|row| row.time))
    }

    /// Writes what came of an attempt. False, and nothing is written, when somebody has gone on from there, or back,
    /// meanwhile.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn commit(&self, id: Uuid, progress: &Progress) -> Result<bool, Error> {
        let mut tx = self.0.0.begin().await?;
        let mut handle = Handle::Tx(&mut tx);
        let failing = progress.failing.as_ref();
        let none = Failing {
            trying_to: 0,
            attempts: 0,
            since: Timestamp(0),
            next_at: Timestamp(0),
            failure: String::new(),
        };
        let state = failing.unwrap_or(&none);
        let sql = "UPDATE subscriptions SET position = $3, trying_to = $4, attempts = $5, failing_since = $6,
                          next_at = $7, failure = $8, delivered = delivered + $9,
                          delivered_at = CASE WHEN $9 > 0 THEN $10 ELSE delivered_at END
                   WHERE id = $1 AND position = $2";
        let values = args![
            id,
            progress.from,
            progress.to,
            state.trying_to,
            state.attempts,
            &failing.map(|failing| failing.since),
            state.next_at,
            state.failure.as_str(),
            progress.delivered,
            progress.now,
        ];
        if handle.execute(sql, values).await? == 0 {
            tx.rollback().await?;
            return Ok(false);
        }
        handle.insert_all(&progress.held, " ON CONFLICT (subscription_id, group_id) DO NOTHING").await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Goes back to a position, so that everything after it is sent again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rewind(&self, id: Uuid, position: i64) -> Result<(), Error> {
        let mut tx = self.0.0.begin().await?;
        let mut handle = Handle::Tx(&mut tx);
        let sql = "UPDATE subscriptions SET position = $2, trying_to = 0, next_at = 0 WHERE id = $1 AND position > $2";
        handle.execute(sql, args![id, position]).await?;
        let sql =
            "UPDATE held_dialogs SET position = $2 + 1 WHERE subscription_id = $1 AND position > $2 + 1";
        handle.execute(sql, args![id, position]).await?;
        tx.commit().await
    }

    /// Which of these dialogs are held back.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn held_of(&self, id: Uuid, groups: &[&str]) -> Result<Vec<String>, Error> {
        if groups.is_empty() {
            return Ok(Vec::new());
        }
        let mut handle = self.handle();
        let within = handle.dialect().in_list("$2");
        let sql = format!(
            "SELECT group_id AS text FROM held_dialogs WHERE subscription_id = $1 AND group_id {within}"
        );
        let rows = handle.all::<Text>(sql, args![id, json_list(groups)]).await?;
        Ok(rows.into_iter().map(|text| text.0).collect())
    }

    /// The dialog that is to be tried again first, if one is by now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn held_due(&self, id: Uuid, now: Timestamp) -> Result<Option<HeldDialog>, Error> {
        let sql = "SELECT * FROM held_dialogs WHERE subscription_id = $1 AND status = 'retrying'
                   AND next_at <= $2 ORDER BY next_at, position LIMIT 1";
        self.handle().one(sql, args![id, now]).await
    }

    /// Dialogs that are held back, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn held(&self, id: Uuid, limit: i64, offset: i64) -> Result<Vec<HeldDialog>, Error> {
        let sql = "SELECT * FROM held_dialogs WHERE subscription_id = $1
                   ORDER BY position, group_id LIMIT $2 OFFSET $3";
        self.handle().all(sql, args![id, limit, offset]).await
    }

    /// How many dialogs are held back in this state.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_held(&self, id: Uuid, status: &str) -> Result<i64, Error> {
        let sql = "SELECT COUNT(*) AS number FROM held_dialogs WHERE subscription_id = $1 AND status = $2";
        let found = self.handle().one::<Number>(sql, args![id, status]).await?;
        Ok(found.map_or(0, |number| number.0))
    }

    /// Writes what came of another attempt at a dialog.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_held(&self, held: &HeldDialog) -> Result<(), Error> {
        self.handle().put(held, &["subscription_id", "group_id"]).await
    }

    /// A dialog was received up to where the receiver is: it is held back no more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn release(&self, held: &HeldDialog, delivered: i64, now: Timestamp) -> Result<(), Error> {
        let mut tx = self.0.0.begin().await?;
        let mut handle = Handle::Tx(&mut tx);
        let id = held.subscription_id;
        // The subscription first, as everywhere: who took the two in another order would wait for this one, and this for it.
        let sql = "UPDATE subscriptions SET delivered = delivered + $2, delivered_at = $3 WHERE id = $1";
        if delivered > 0 {
            handle.execute(sql, args![id, delivered, now]).await?;
        }
        let sql = "DELETE FROM held_dialogs WHERE subscription_id = $1 AND group_id = $2";
        handle.execute(sql, args![id, held.group_id.as_str()]).await?;
        tx.commit().await
    }

    /// The last position of what is older than a moment and was not received; where the receiver is when there is nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn last_older(&self, row: &Subscription, older: Timestamp) -> Result<i64, Error> {
        let last = self.0.last_position().await?;
        let sql = "SELECT COALESCE(MIN(position) - 1, $4) AS number FROM recorded_turns
                   WHERE ocp_group = $1 AND position > $2 AND time >= $3";
        let group = row.group_name.as_str();
        let to = self.handle().one::<Number>(sql, args![group, row.position, older, last]).await?;
        Ok(to.map_or(row.position, |number| number.0.max(row.position)))
    }

    /// Goes on from where a receiver is to a position, and sets aside the dialogs that had records for it between. False,
    /// and nothing is written, when it is somewhere else by now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_aside(
        &self,
        row: &Subscription,
        to: i64,
        dialogs: &[HeldDialog],
    ) -> Result<bool, Error> {
        let mut tx = self.0.0.begin().await?;
        let mut handle = Handle::Tx(&mut tx);
        let sql = "UPDATE subscriptions SET position = $3, trying_to = 0 WHERE id = $1 AND position = $2";
        if handle.execute(sql, args![row.id, row.position, to]).await? == 0 {
            tx.rollback().await?;
            return Ok(false);
        }
        handle.insert_all(dialogs, " ON CONFLICT (subscription_id, group_id) DO NOTHING").await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Has dialogs that are held back tried again at once: the one that is named, or all. Answers how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn replay(&self, id: Uuid, group_id: Option<&str>, now: Timestamp) -> Result<u64, Error> {
        let sql = "UPDATE held_dialogs SET status = 'retrying', attempts = 0, next_at = 0, since = $2
                   WHERE subscription_id = $1 AND ($3 = '' OR group_id = $3)";
        self.handle().execute(sql, args![id, now, group_id.unwrap_or_default()]).await
    }
}
