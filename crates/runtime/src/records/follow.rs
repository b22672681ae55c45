//! Follows the journal, a piece at a time.

use std::sync::Arc;
use std::time::Duration;

use baton_dialog::Entry;
use baton_store::{Feed, FeedEntry, FeedHold, FeedKey, JournalRow};
use tokio::task::JoinHandle;

use super::fresh::Fresh;
use super::pace::{Done, MOST_TOGETHER, Pace};
use super::piece::Piece;
use crate::programs::Runnable;
use crate::{Error, Runtime};

/// After so many entries others get their turn to run: some tenths of a millisecond.
const AT_A_STRETCH: usize = 16;
/// How long it waits after a failure.
const LONG_PAUSE: Duration = Duration::from_secs(2);
/// How long the lease lasts, in seconds: so long records wait when the node that makes them dies.
const LEASE_SECONDS: i64 = 5;
/// How many pieces somebody who wants the newest records makes at most: a thousand turns.
const CATCH_UP: usize = 4;

/// A turn that is being recorded.
pub(super) struct Recorded {
    pub(super) dialog_id: String,
    pub(super) entry: Entry,
    pub(super) runnable: Arc<Runnable>,
    pub(super) application_id: String,
}

impl Recorded {
    fn fresh(dialog_id: String, turn: Fresh) -> Self {
        let Fresh { entry, runnable, application } = turn;
        Self { dialog_id, entry, runnable, application_id: application.to_string() }
    }
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

    /// Makes the records of what has happened up to now, unless that is very much, or another node is at it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn record_all(&self) -> Result<(), Error> {
        let mut pace = Pace::default();
        for _ in 0..CATCH_UP {
            match self.record_some(pace.together).await? {
                Some(done) if done.is_full => pace.hurry(),
                _ => break,
            }
        }
        Ok(())
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
        let turns = self.turns_of(&feed, from, &keys).await?;
        let late_ms = turns.last().map_or(0, |turn| now.as_millis() - turn.entry.time.as_millis());
        for (index, turn) in turns.iter().enumerate() {
            match self.indexed(&mut known, turn).await {
                Ok(told) => piece.add(turn, told),
                Err(error) => {
                    known.forget();
                    unreadable(&turn.dialog_id, i64::from(turn.entry.step), error)?;
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
                let is_full = i64::try_from(keys.len()).unwrap_or(i64::MAX) >= together;
                Ok(Some(Done { entries: keys.len(), is_full, late_ms }))
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

    /// The turns of these keys, which are those after a place: from memory, or from the journal.
    async fn turns_of(
        &self,
        feed: &Feed<'_>,
        from: FeedHold,
        keys: &[FeedKey],
    ) -> Result<Vec<Recorded>, Error> {
        if let Some(turns) = self.0.following.fresh.take(keys) {
            let turns = keys.iter().zip(turns);
            return Ok(turns.map(|(key, turn)| Recorded::fresh(key.dialog_id.clone(), turn)).collect());
        }
        let mut turns = Vec::with_capacity(keys.len());
        for row in feed.after(from, i64::try_from(keys.len()).unwrap_or(MOST_TOGETHER)).await? {
            let (dialog_id, step) = (row.dialog_id.clone(), row.step);
            match self.read_turn(row).await {
                Ok(turn) => turns.push(turn),
                Err(error) => unreadable(&dialog_id, step, error)?,
            }
        }
        Ok(turns)
    }

    async fn read_turn(&self, row: FeedEntry) -> Result<Recorded, Error> {
        let runnable = self.0.programs.get(&row.program_hash).await?;
        let entry = JournalRow { dialog_id: row.dialog_id, step: row.step, time: row.time, entry: row.entry };
        let dialog_id = entry.dialog_id.clone();
        let entry = self.read_entry(&entry).await?;
        Ok(Recorded { dialog_id, entry, runnable, application_id: row.application_id })
    }
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
