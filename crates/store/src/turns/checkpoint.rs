//! Brings what the write-ahead log holds into the file, beside the writing of turns: a commit waits for its own
//! bytes to reach the disk, and never for everybody's.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rusqlite::Connection;
use tokio::sync::Mutex;

use crate::Error;

/// After so many bytes of turns the log is brought into the file.
const EVERY_BYTES: usize = 16 * 1024 * 1024;
/// A log of so many pages (128 MiB) begins anew. Left alone, it does so by itself as soon as nobody reads from it;
/// when there is always somebody, it would grow without end.
const LONGEST_LOG: i64 = 32_768;
/// How long beginning anew waits for those who read; then it is tried again later.
const PATIENCE: Duration = Duration::from_millis(500);

/// The thread that does so, seen by the writer.
pub(super) struct Checkpointer {
    wake: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
    bytes: usize,
}

impl Checkpointer {
    /// Starts the thread. It has ended when this is dropped.
    pub(super) fn start(file: &Path, gate: Arc<Mutex<()>>) -> Result<Self, Error> {
        let connection = Connection::open(file)?;
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "synchronous", "full")?;
        let (wake, woken) = sync_channel(1);
        let thread = thread::Builder::new()
            .name("checkpointer".to_owned())
            .spawn(move || run(&connection, &woken, &gate))
            .map_err(|source| Error::Directory { path: file.to_owned(), source })?;
        Ok(Self { wake: Some(wake), thread: Some(thread), bytes: 0 })
    }

    /// Says that so many bytes were written.
    pub(super) fn written(&mut self, bytes: usize) {
        self.bytes += bytes;
        if self.bytes >= EVERY_BYTES {
            self.bytes = 0;
            // It is at work already, or will be: either way it need not be told twice.
            let _ = self.wake.as_ref().map(|wake| wake.try_send(()));
        }
    }
}

impl Drop for Checkpointer {
    fn drop(&mut self) {
        self.wake = None;
        if let Some(thread) = self.thread.take() {
            // It does not panic; if it did, there is nothing left to do here.
            let _ = thread.join();
        }
    }
}

fn run(connection: &Connection, woken: &Receiver<()>, gate: &Mutex<()>) {
    while woken.recv().is_ok() {
        if let Err(error) = tidy(connection, gate, LONGEST_LOG) {
            tracing::warn!(%error, "the write-ahead log could not be brought into the file; it is tried again");
        }
    }
}

/// Brings the log into the file, and begins it anew when it is longer than this.
fn tidy(connection: &Connection, gate: &Mutex<()>, longest: i64) -> rusqlite::Result<()> {
    if checkpoint(connection, "PASSIVE")? >= longest {
        // Without writers nothing is added, so those who begin to read now read from the file.
        let _held = gate.blocking_lock();
        checkpoint(connection, "RESTART")?;
    }
    Ok(())
}

/// How many pages the log holds.
fn checkpoint(connection: &Connection, mode: &str) -> rusqlite::Result<i64> {
    connection.query_row(&format!("PRAGMA wal_checkpoint({mode})"), [], |row| row.get(1))
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;
    use tokio::sync::Mutex;

    use super::{Duration, checkpoint, tidy};

    fn open(file: &std::path::Path) -> Connection {
        let connection = Connection::open(file).unwrap();
        connection.busy_timeout(Duration::from_secs(60)).unwrap();
        connection.execute_batch("PRAGMA journal_mode = wal; PRAGMA wal_autocheckpoint = 0").unwrap();
        connection
    }

    fn write(connection: &Connection, bytes: i64) {
        connection.execute("INSERT INTO pages VALUES (zeroblob(?1))", [bytes]).unwrap();
    }

    #[test]
    fn the_log_begins_anew_although_somebody_always_reads() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("log.sqlite");
        let writer = open(&file);
        writer.execute_batch("CREATE TABLE pages (bytes BLOB)").unwrap();
        let read = "BEGIN; SELECT count(*) FROM pages";
        let (first, second) = (open(&file), open(&file));
        first.execute_batch(read).unwrap();
        write(&writer, 400_000);
        second.execute_batch(read).unwrap();
        let gate = Mutex::new(());
        std::thread::scope(|scope| {
            let tidying = scope.spawn(|| tidy(&open(&file), &gate, 10).unwrap());
            while !tidying.is_finished() && gate.try_lock().is_ok() {
                std::thread::yield_now();
            }
            // It holds the writers back and waits for those who read.
            first.execute_batch("COMMIT").unwrap();
            second.execute_batch("COMMIT").unwrap();
        });
        first.execute_batch(read).unwrap();
        write(&writer, 10);
        assert!(checkpoint(&writer, "PASSIVE").unwrap() < 10, "the log holds what was written last alone");
    }
}
