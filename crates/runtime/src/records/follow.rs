//! Follows the journal, a piece at a time.

use std::sync::Arc;
use std::time::Duration;

use baton_dialog::Entry;
use baton_model::Timestamp;
use baton_records::Indexed;
use baton_store::{Feed, FeedEntry, FeedHold, FeedKey, JournalRow};
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::AT_A_STRETCH;
use super::fresh::Fresh;
use super::pace::{Done, MOST_TOGETHER, Pace};
use super::piece::Piece;
use crate::programs::Runnable;
use crate::{Error, Runtime};

/// How long it waits after a failure.
const LONG_PAUSE: Duration = Duration::from_secs(2);
/// How long the lease lasts, in seconds: so long records wait when the node that makes them dies.
const LEASE_SECONDS: i64 = 5;
/// How long before what was recorded last turns are kept that were not recorded yet: some take long.
const KEPT_FOR_SECONDS: i64 = 5;
/// How many pieces somebody who wants the newest records makes at most: a thousand turns.
const CATCH_UP: usize = 4;
/// How long they wait for another node that makes them, and at first between two looks: longer than the lease of one that died.
const PATIENCE: Duration = Duration::from_secs(LEASE_SECONDS.unsigned_abs() + 1);
const FIRST_LOOK: Duration = Duration::from_millis(10);

/// How often it is looked whether all is recorded, and how long is waited in between: half a minute.
const LOOKS: usize = 300;
const LOOK: Duration = Duration::from_millis(100);

/// A turn that is being recorded.
pub(super) struct Recorded {
    pub(super) dialog_id: String,
    pub(super) step: i64,
    pub(super) time: Timestamp,
    pub(super) runnable: Arc<Runnable>,
    pub(super) application: Uuid,
}

/// What is known of it.
enum What {
    /// By what it is found: it was written here.
    Indexed(Indexed),
    /// What the journal says.
    Read(Box<Entry>),
}

impl Runtime {
    /// Makes records of what happens until the handle is aborted. Any number of nodes may do so: one works.
    #[must_use]
    pub fn keep_recording(&self) -> JoinHandle<()> {
        let runtime = self.clone();
        tokio::spawn(async move {
            let mut pace = Pace::default();
            loop {
                let began = tokio::time::Instant::now();
                let pause = match runtime.record_some(pace.together).await {
                    Ok(done) => pace.after(done, began.elapsed()),
                    Err(error) => {
                        let error = &error as &dyn std::error::Error;
                        tracing::warn!(error, "records could not be made; it is tried again");
                        LONG_PAUSE
                    }
                };
                tokio::time::sleep(pause).await;
            }
        })
    }

    /// Makes the records of what has happened up to now, or waits for the node that makes them. False when that is very much, or
    /// takes too long.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn record_all(&self) -> Result<bool, Error> {
        match self.record_here().await? {
            Some(all) => Ok(all),
            None => self.recorded_elsewhere().await,
        }
    }

    /// The same, without waiting: `None` when another node makes them.
    async fn record_here(&self) -> Result<Option<bool>, Error> {
        let mut pace = Pace::default();
        for _ in 0..CATCH_UP {
            match self.record_some(pace.together).await? {
                Some(done) if done.is_full => pace.hurry(),
                other => return Ok(other.map(|_| true)),
            }
        }
        Ok(Some(false))
    }

    /// Waits until the node that makes records has come to what is there now, or does it in its place once its lease is over.
    async fn recorded_elsewhere(&self) -> Result<bool, Error> {
        let feed = self.0.store.records().feed();
        let Some(last) = feed.last().await? else { return Ok(true) };
        let give_up = tokio::time::Instant::now() + PATIENCE;
        let mut pause = FIRST_LOOK;
        while tokio::time::Instant::now() < give_up {
            if feed.place().await?.is_none_or(|place| (place.tx, place.seq) >= last) {
                return Ok(true);
            }
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(LOOK);
            self.record_some(MOST_TOGETHER).await?;
        }
        Ok(false)
    }

    /// Waits until all that happened before a moment is recorded, here or by another node; false when that takes too long.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn recorded_before(&self, moment: Timestamp) -> Result<bool, Error> {
        let feed = self.0.store.records().feed();
        for _ in 0..LOOKS {
            self.record_here().await?;
            let Some(place) = feed.place().await? else { return Ok(true) };
            let next = feed.after(place, 1).await?;
            if next.first().is_none_or(|next| next.time >= moment) {
                return Ok(true);
            }
            tokio::time::sleep(LOOK).await;
        }
        Ok(false)
    }

    /// Begins again at the first entry that is kept, and answers of how many entries records were made. Records keep
    /// their positions, so whoever received them is not sent them again.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn rebuild_records(&self) -> Result<usize, Error> {
        self.0.following.known.lock().await.forget();
        self.0.store.records().feed().begin_again().await?;
        let mut all = 0;
        let mut waited = 0;
        loop {
            match self.record_some(MOST_TOGETHER).await? {
                Some(Done { entries: 0, .. }) => return Ok(all),
                Some(done) => all += done.entries,
                // A server that runs beside holds the lease, and does the same work.
                None if waited < LEASE_SECONDS * 2 => {
                    waited += 1;
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
                None => return Ok(all),
            }
        }
    }

    /// Makes the records of a piece of at most so many entries; `None` when another node is at it.
    async fn record_some(&self, together: i64) -> Result<Option<Done>, Error> {
        let following = &self.0.following;
        let mut known = following.known.lock().await;
        let feed = self.0.store.records().feed();
        let now = self.now();
        let Some(from) = feed.hold(&following.holder, now, now.plus_seconds(LEASE_SECONDS)).await? else {
            known.forget();
            following.fresh.want(false);
            return Ok(None);
        };
        following.fresh.want(true);
        let keys = feed.keys_after(from, together).await?;
        let Some(last) = keys.last() else { return Ok(Some(Done::default())) };
        let to = (last.tx, last.seq);
        let mut piece = Piece::after(from);
        let all = keys.len();
        let turns = self.turns_of(&feed, from, keys).await?;
        let last_time = turns.last().map_or(now, |(turn, _)| turn.time);
        for (index, (turn, what)) in turns.into_iter().enumerate() {
            let indexed = match what {
                What::Indexed(indexed) => Ok(indexed),
                What::Read(entry) => self.indexed(&mut known, &turn, &entry).await,
            };
            match indexed {
                Ok(indexed) => piece.add(turn, indexed),
                Err(error) => {
                    known.forget();
                    unreadable(&turn.dialog_id, turn.step, error)?;
                }
            }
            // Turns that wait go first, but not before each entry: with many of them that would take for ever.
            if index % AT_A_STRETCH == AT_A_STRETCH - 1 {
                tokio::task::yield_now().await;
            }
        }
        let (made, made_to) = (piece.position - from.position, piece.position);
        match feed.commit(piece.batch(from, to)).await {
            Ok(true) => {
                metrics::counter!("baton_recorded_turns_total").increment(made.unsigned_abs());
                following.made.send_replace(made_to);
                following.fresh.forget_before(last_time.plus_seconds(-KEPT_FOR_SECONDS));
                let is_full = i64::try_from(all).unwrap_or(i64::MAX) >= together;
                let late_ms = now.as_millis() - last_time.as_millis();
                Ok(Some(Done { entries: all, is_full, late_ms }))
            }
            Ok(false) => {
                known.forget();
                Ok(None)
            }
            Err(error) => {
                known.forget();
                Err(error.into())
            }
        }
    }

    /// The turns of these keys, which are those after a place: from memory, and those that are not there from the journal.
    async fn turns_of(
        &self,
        feed: &Feed<'_>,
        from: FeedHold,
        keys: Vec<FeedKey>,
    ) -> Result<Vec<(Recorded, What)>, Error> {
        let fresh = self.0.following.fresh.take(&keys);
        let mut rows = Vec::new();
        if fresh.iter().any(Option::is_none) {
            rows = feed.after(from, i64::try_from(keys.len()).unwrap_or(MOST_TOGETHER)).await?;
        }
        // What was erased in between is not among the rows, and what comes after the keys is none of this piece.
        let mut rows = rows.into_iter().peekable();
        let mut turns = Vec::with_capacity(keys.len());
        for (key, fresh) in keys.into_iter().zip(fresh) {
            let row = rows.next_if(|row| (row.tx, row.seq) == (key.tx, key.seq));
            if let Some(fresh) = fresh {
                turns.push(indexed_before(key, fresh));
            } else if let Some(row) = row {
                match self.read_turn(row).await {
                    Ok(turn) => turns.push(turn),
                    Err(error) => unreadable(&key.dialog_id, key.step, error)?,
                }
            }
        }
        Ok(turns)
    }

    async fn read_turn(&self, row: FeedEntry) -> Result<(Recorded, What), Error> {
        let runnable = self.0.programs.get(&row.program_hash).await?;
        let FeedEntry { dialog_id, step, time, entry, application_id: application, .. } = row;
        let row = JournalRow { dialog_id: dialog_id.clone(), step, time, entry };
        let entry = self.read_entry(&row).await?;
        Ok((
            Recorded { dialog_id, step, time: entry.time, runnable, application },
            What::Read(Box::new(entry)),
        ))
    }
}

fn indexed_before(key: FeedKey, fresh: Fresh) -> (Recorded, What) {
    let FeedKey { dialog_id, step, .. } = key;
    let Fresh { time, indexed, runnable, application, .. } = fresh;
    (Recorded { dialog_id, step, time, runnable, application }, What::Indexed(indexed))
}

/// What can't be read now can't be read later: it must not hold up all that comes after it.
fn unreadable(dialog: &str, step: i64, error: Error) -> Result<(), Error> {
    if matches!(error, Error::Store(_)) {
        return Err(error);
    }
    let error = &error as &dyn std::error::Error;
    tracing::error!(dialog, step, error, "a turn is not in the records: it can't be read");
    Ok(())
}
