//! Follows the journal: everything that was committed, once, in an order in which no turn comes before an earlier
//! one of its dialog.
//!
//! On SQLite one writer at a time gives rows rising numbers. On PostgreSQL transactions commit in another order than
//! they begin in, so each entry carries its transaction, and nothing is read of transactions that began after the
//! oldest one that is still under way.

use baton_model::Timestamp;
use uuid::Uuid;

use super::{RecordBatch, RecordedEnd, Records};
use crate::sql::{AnyRow, Arg, Dialect, FromRow, Handle, args};
use crate::{CommitError, Error};

/// What is built anew keeps its position, so that nobody is sent it twice.
pub(crate) const WRITTEN_AGAIN: &str = " ON CONFLICT (group_id, step) DO UPDATE SET time = excluded.time, \
     ocp_group = excluded.ocp_group, said = excluded.said";
/// What was counted before stays counted.
pub(crate) const MORE_COUNTED: &str = " ON CONFLICT (bucket, ocp_group, app, kind, of_component, item) \
     DO UPDATE SET number = record_counts.number + excluded.number";

/// How far the journal has been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeedHold {
    /// The transaction of the last entry; PostgreSQL only.
    pub tx: i64,
    /// The number of the last entry.
    pub seq: i64,
    /// The last position that a record was given.
    pub position: i64,
}

impl FromRow for FeedHold {
    fn from_row(row: &AnyRow) -> Result<Self, Error> {
        Ok(Self { tx: row.get("tx")?, seq: row.get("seq")?, position: row.get("position")? })
    }
}

/// Which entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedKey {
    /// Its transaction.
    pub tx: i64,
    /// Its number.
    pub seq: i64,
    /// The root dialog.
    pub dialog_id: String,
    /// The turn.
    pub step: i64,
}

impl FromRow for FeedKey {
    fn from_row(row: &AnyRow) -> Result<Self, Error> {
        Ok(Self {
            tx: row.get("tx")?,
            seq: row.get("seq")?,
            dialog_id: row.get("dialog_id")?,
            step: row.get("step")?,
        })
    }
}

/// An entry of the journal, with what is known of its dialog.
#[derive(Clone)]
pub struct FeedEntry {
    /// Its transaction.
    pub tx: i64,
    /// Its number.
    pub seq: i64,
    /// The root dialog.
    pub dialog_id: String,
    /// The turn.
    pub step: i64,
    /// When it was.
    pub time: Timestamp,
    /// All of it, as the engine writes it.
    pub entry: Vec<u8>,
    /// What the dialog was started with.
    pub application_id: Uuid,
    /// The program it runs on.
    pub program_hash: String,
}

impl FromRow for FeedEntry {
    fn from_row(row: &AnyRow) -> Result<Self, Error> {
        Ok(Self {
            tx: row.get("tx")?,
            seq: row.get("seq")?,
            dialog_id: row.get("dialog_id")?,
            step: row.get("step")?,
            time: row.get("time")?,
            entry: row.get("entry")?,
            application_id: row.get("application_id")?,
            program_hash: row.get("program_hash")?,
        })
    }
}

/// The journal, followed.
pub struct Feed<'a>(Records<'a>);

impl<'a> Records<'a> {
    /// The journal, followed.
    #[must_use]
    pub fn feed(self) -> Feed<'a> {
        Feed(self)
    }
}

impl Feed<'_> {
    /// Takes or keeps the lease for whoever follows the journal, and answers how far it has been read. `None` while
    /// somebody else has it. The lease only keeps two from doing the same work: what is written is guarded by itself.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold(
        &self,
        holder: &str,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<FeedHold>, Error> {
        self.0.lease("journal", holder, now, until).await
    }

    /// How far the journal has been read, whoever reads it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn place(&self) -> Result<Option<FeedHold>, Error> {
        let sql = "SELECT * FROM record_feed WHERE name = 'journal'";
        Ok(self.0.0.handle().one::<Held>(sql, args![]).await?.map(|held| held.at))
    }

    /// The transaction and the number of the last entry that was committed; `None` when there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn last(&self) -> Result<Option<(i64, i64)>, Error> {
        let mut handle = self.0.0.handle();
        let sql = match handle.dialect() {
            Dialect::Sqlite => {
                "SELECT feed.tx, journal.rowid AS seq FROM journal JOIN record_feed feed ON feed.name = 'journal'
                 ORDER BY journal.rowid DESC LIMIT 1"
            }
            Dialect::Postgres => "SELECT tx, seq FROM journal ORDER BY tx DESC, seq DESC LIMIT 1",
        };
        Ok(handle.one::<Last>(sql, args![]).await?.map(|last| (last.tx, last.seq)))
    }

    /// Which entries were committed after this, in order, at most so many: without what is in them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keys_after(&self, from: FeedHold, limit: i64) -> Result<Vec<FeedKey>, Error> {
        let store = self.0.0;
        if let Some(read) = store.turns().writer.journal_keys_after(from.tx, from.seq, limit).await {
            return read;
        }
        let sql = "SELECT tx, seq, dialog_id, step FROM journal
                   WHERE (tx, seq) > ($1, $2) AND tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
                   ORDER BY tx, seq LIMIT $3";
        store.handle().all(sql, args![from.tx, from.seq, limit]).await
    }

    /// What was committed after this, in order, at most so many entries.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn after(&self, from: FeedHold, limit: i64) -> Result<Vec<FeedEntry>, Error> {
        let store = self.0.0;
        if let Some(read) = store.turns().writer.journal_after(from.tx, from.seq, limit).await {
            return read;
        }
        let sql = "SELECT j.tx, j.seq, j.dialog_id, j.step, j.time, j.entry, d.application_id, d.program_hash
                   FROM journal j JOIN dialogs d ON d.id = j.dialog_id
                   WHERE (j.tx, j.seq) > ($1, $2) AND j.tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
                   ORDER BY j.tx, j.seq LIMIT $3";
        store.handle().all(sql, args![from.tx, from.seq, limit]).await
    }

    /// Writes what was made of a piece of the journal, and how far it was read, in one transaction. False, and nothing
    /// is written, when somebody else has gone on from there meanwhile.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn commit(&self, batch: RecordBatch) -> Result<bool, Error> {
        let batch = match self.0.0.turns().writer.records(batch).await {
            Ok(written) => {
                return written.map_err(|error| match error {
                    CommitError::Closed => Error::Closed,
                    other => Error::Records(other.to_string()),
                });
            }
            Err(batch) => batch,
        };
        let mut tx = self.0.0.begin().await?;
        let (from, to) = (batch.from, batch.to);
        let sql = "UPDATE record_feed SET tx = $1, seq = $2, position = $3
                   WHERE name = 'journal' AND tx = $4 AND seq = $5 AND position = $6";
        let mut handle = Handle::Tx(&mut tx);
        let numbers = args![to.tx, to.seq, to.position, from.tx, from.seq, from.position];
        if handle.execute(sql, numbers).await? == 0 {
            tx.rollback().await?;
            return Ok(false);
        }
        handle.insert_all(&batch.records, WRITTEN_AGAIN).await?;
        handle.insert_all(&batch.began, " ON CONFLICT (id) DO NOTHING").await?;
        let mut rest = batch.over.as_slice();
        for together in [32, 8, 1] {
            while rest.len() >= together {
                let (now, later) = rest.split_at(together);
                handle.execute(ending_of(together), now.iter().flat_map(values_of).collect()).await?;
                rest = later;
            }
        }
        handle.insert_all(&batch.counts, MORE_COUNTED).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Begins again at the first entry that is kept. Counts are taken anew; records keep their positions.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin_again(&self) -> Result<(), Error> {
        let mut tx = self.0.0.begin().await?;
        let mut handle = Handle::Tx(&mut tx);
        handle.execute("UPDATE record_feed SET tx = -1, seq = 0 WHERE name = 'journal'", args![]).await?;
        handle.execute("DELETE FROM record_counts", args![]).await?;
        tx.commit().await
    }
}

impl Records<'_> {
    /// Takes or keeps a lease, which one has at a time.
    pub(super) async fn lease(
        self,
        name: &'static str,
        holder: &str,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<FeedHold>, Error> {
        let mut handle = self.0.handle();
        let rows = handle.all::<Held>("SELECT * FROM record_feed WHERE name = $1", args![name]).await?;
        let Some(held) = rows.into_iter().next() else { return Ok(None) };
        let mine = held.holder == holder;
        if !mine && held.until > now.0 {
            return Ok(None);
        }
        // A lease that is young enough is not written again: an idle server writes next to nothing.
        let half = now.0 + (until.0 - now.0) / 2;
        if !mine || held.until < half {
            let sql = "UPDATE record_feed SET holder = $1, held_until = $2
                       WHERE name = $3 AND holder = $4 AND held_until = $5";
            let values = args![holder, until, name, held.holder.as_str(), held.until];
            if handle.execute(sql, values).await? == 0 {
                return Ok(None);
            }
        }
        Ok(Some(held.at))
    }
}

/// The columns of an end.
const ENDING: usize = 9;

/// Writes the ends of so many dialogs.
fn ending_of(dialogs: usize) -> String {
    let row = |row: usize| {
        let places: Vec<String> = (1..=ENDING).map(|place| format!("${}", row * ENDING + place)).collect();
        format!("({})", places.join(", "))
    };
    let rows: Vec<String> = (0..dialogs).map(row).collect();
    format!(
        "WITH ended(id, ended_at, duration_ms, end_type, result, reason, steps, no_inputs, no_matches) AS (VALUES {})
         UPDATE recorded_dialogs SET ended_at = ended.ended_at, duration_ms = ended.duration_ms,
                end_type = ended.end_type, result = ended.result, reason = ended.reason, steps = ended.steps,
                no_inputs = ended.no_inputs, no_matches = ended.no_matches
         FROM ended WHERE recorded_dialogs.id = ended.id",
        rows.join(", ")
    )
}

fn values_of(end: &RecordedEnd) -> Vec<Arg<'_>> {
    args![
        end.id.as_str(),
        end.ended_at,
        end.duration_ms,
        end.end_type.as_str(),
        end.result.as_str(),
        end.reason.as_str(),
        end.steps,
        end.no_inputs,
        end.no_matches,
    ]
}

/// SQLite gives the number of a removed newest row to the next one, so whoever removes entries of the journal sets the
/// mark back to what is left, in the same transaction.
pub(crate) async fn set_back(handle: &mut Handle<'_>) -> Result<(), Error> {
    if handle.dialect() == Dialect::Sqlite {
        let sql = "UPDATE record_feed SET seq = (SELECT COALESCE(MAX(rowid), 0) FROM journal)
                   WHERE name = 'journal' AND seq > (SELECT COALESCE(MAX(rowid), 0) FROM journal)";
        handle.execute(sql, args![]).await?;
    }
    Ok(())
}

struct Last {
    tx: i64,
    seq: i64,
}

impl FromRow for Last {
    fn from_row(row: &AnyRow) -> Result<Self, Error> {
        Ok(Self { tx: row.get("tx")?, seq: row.get("seq")? })
    }
}

struct Held {
    at: FeedHold,
    holder: String,
    until: i64,
}

impl FromRow for Held {
    fn from_row(row: &AnyRow) -> Result<Self, Error> {
        Ok(Self { at: FeedHold::from_row(row)?, holder: row.get("holder")?, until: row.get("held_until")? })
    }
}
