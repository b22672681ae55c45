//! Makes records of the journal, a piece at a time.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use baton_records::{BeganDialog, Count, OverDialog};
use baton_store::{CountRow, FeedEntry, FeedHold, RecordBatch, RecordRow, RecordedDialog, RecordedEnd};
use tokio::task::JoinHandle;

use crate::{Error, Runtime};

/// How many entries are read and written together: few, so that turns hardly wait for the store.
const TOGETHER: i64 = 128;
/// How long it waits when there is nothing new. Records are less than a second late.
const PAUSE: Duration = Duration::from_millis(250);
/// How long it waits after a failure.
const LONG_PAUSE: Duration = Duration::from_secs(2);
/// How long the lease lasts, in seconds: so long records wait when the node that makes them dies.
const LEASE_SECONDS: i64 = 5;
/// How many pieces somebody who wants the newest records makes at most.
const CATCH_UP: usize = 16;

impl Runtime {
    /// Makes records of what happens until the handle is aborted. Any number of nodes may do so: one works.
    #[must_use]
    pub fn keep_recording(&self) -> JoinHandle<()> {
        let runtime = self.clone();
        tokio::spawn(async move {
            loop {
                let began = tokio::time::Instant::now();
                let pause = match runtime.record_some().await {
                    // Where there is more than can be followed, callers come first: half of the time is theirs alone.
                    Ok(Some(entries)) if entries >= TOGETHER.unsigned_abs() as usize => {
                        began.elapsed().min(PAUSE)
                    }
                    Ok(_) => PAUSE,
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
        for _ in 0..CATCH_UP {
            match self.record_some().await? {
                Some(entries) if entries >= TOGETHER.unsigned_abs() as usize => {}
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
            match self.record_some().await? {
                Some(0) => return Ok(all),
                Some(entries) => all += entries,
                // A server that runs beside holds the lease, and does the same work.
                None if waited < LEASE_SECONDS * 2 => {
                    waited += 1;
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
                None => return Ok(all),
            }
        }
    }

    /// Makes the records of a piece, and answers of how many entries; `None` when another node is at it.
    async fn record_some(&self) -> Result<Option<usize>, Error> {
        let following = &self.0.following;
        let mut known = following.known.lock().await;
        let feed = self.0.store.records().feed();
        let now = self.now();
        let Some(from) = feed.hold(&following.holder, now, now.plus_seconds(LEASE_SECONDS)).await? else {
            known.forget();
            return Ok(None);
        };
        let entries = feed.after(from, TOGETHER).await?;
        let Some(last) = entries.last() else { return Ok(Some(0)) };
        let mut piece = Piece::after(from);
        let to = (last.tx, last.seq);
        for row in &entries {
            let runnable = self.0.programs.get(&row.program_hash).await;
            let told = match runnable {
                Ok(runnable) => {
                    self.told(&mut known, row, &runnable).await.map(|told| (runnable.program.clone(), told))
                }
                Err(error) => Err(error),
            };
            match told {
                Ok((program, told)) => piece.add(row, &program.group, &program.flow_app_id, told),
                Err(Error::Store(error)) => {
                    known.forget();
                    return Err(error.into());
                }
                // What can't be read now can't be read later: it must not hold up all that comes after it.
                Err(error) => {
                    let (dialog, step) = (row.dialog_id.as_str(), row.step);
                    let error = &error as &dyn std::error::Error;
                    tracing::error!(dialog, step, error, "a turn is not in the records: it can't be read");
                }
            }
            tokio::task::consume_budget().await;
        }
        let made = piece.position - from.position;
        let batch = piece.batch(from, to);
        match feed.commit(&batch).await {
            Ok(true) => {
                metrics::counter!("baton_recorded_turns_total").increment(made.unsigned_abs());
                following.made.send_replace(batch.to.position);
                Ok(Some(entries.len()))
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
}

/// What was made so far of a piece.
struct Piece {
    position: i64,
    records: Vec<RecordRow>,
    began: Vec<RecordedDialog>,
    /// Where in `began` a dialog is.
    began_at: HashMap<String, usize>,
    over: Vec<RecordedEnd>,
    counts: BTreeMap<(i64, String, String, Count), i64>,
}

impl Piece {
    fn after(from: FeedHold) -> Self {
        Self {
            position: from.position,
            records: Vec::new(),
            began: Vec::new(),
            began_at: HashMap::new(),
            over: Vec::new(),
            counts: BTreeMap::new(),
        }
    }

    fn add(&mut self, row: &FeedEntry, group: &str, app: &str, told: baton_records::Told) {
        self.position += 1;
        self.records.push(RecordRow {
            position: self.position,
            group_id: row.dialog_id.clone(),
            step: row.step,
            time: row.time,
            ocp_group: group.to_owned(),
            said: without_nul(told.said),
            body: without_nul(told.records.join("\n")),
        });
        for dialog in told.began {
            self.began_at.insert(dialog.id.clone(), self.began.len());
            self.began.push(dialog_row(row, group, dialog));
        }
        for over in told.over {
            self.end(over);
        }
        let bucket = row.time.0.div_euclid(5 * 60 * 1_000_000);
        for count in told.counts {
            *self.counts.entry((bucket, group.to_owned(), app.to_owned(), count)).or_default() += 1;
        }
    }

    fn end(&mut self, over: OverDialog) {
        let began = self.began_at.get(&over.id).and_then(|at| self.began.get_mut(*at));
        let OverDialog { id, ended_at, duration_ms, end_type, result, reason, steps, no_inputs, no_matches } =
            over;
        let reason = without_nul(reason);
        if let Some(row) = began {
            row.ended_at = Some(ended_at);
            row.duration_ms = duration_ms;
            (row.end_type, row.result, row.reason) = (end_type, result, reason);
            (row.steps, row.no_inputs, row.no_matches) = (steps, no_inputs, no_matches);
            return;
        }
        self.over.push(RecordedEnd {
            id,
            ended_at,
            duration_ms,
            end_type,
            result,
            reason,
            steps,
            no_inputs,
            no_matches,
        });
    }

    fn batch(self, from: FeedHold, (tx, seq): (i64, i64)) -> RecordBatch {
        let counts = self.counts.into_iter().map(|((bucket, ocp_group, app, count), number)| CountRow {
            bucket,
            ocp_group,
            app,
            kind: if count.test { format!("{}/test", count.kind) } else { count.kind.to_owned() },
            of_component: count.of,
            item: without_nul(count.key),
            number,
        });
        RecordBatch {
            from,
            to: FeedHold { tx, seq, position: self.position },
            records: self.records,
            began: self.began,
            over: self.over,
            counts: counts.collect(),
        }
    }
}

fn dialog_row(row: &FeedEntry, group: &str, dialog: BeganDialog) -> RecordedDialog {
    RecordedDialog {
        id: dialog.id,
        group_id: row.dialog_id.clone(),
        kind: dialog.kind.as_str().to_owned(),
        application_id: row.application_id.clone(),
        ocp_group: group.to_owned(),
        app: dialog.app,
        name: dialog.name,
        started_at: dialog.started_at,
        ended_at: None,
        duration_ms: 0,
        end_type: String::new(),
        result: String::new(),
        reason: String::new(),
        channel: dialog.channel.to_owned(),
        locale: without_nul(dialog.locale),
        ani: without_nul(dialog.ani),
        dnis: without_nul(dialog.dnis),
        connection_id: dialog.connection_id,
        test_mode: dialog.test_mode,
        steps: 0,
        no_inputs: 0,
        no_matches: 0,
    }
}

/// PostgreSQL can't keep the character NUL in a text.
fn without_nul(text: String) -> String {
    if text.contains('\0') { text.replace('\0', "") } else { text }
}
