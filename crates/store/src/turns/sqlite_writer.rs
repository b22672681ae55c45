//! Group commit: one thread writes all turns that wait in one transaction, so that they share the wait for the disk. What is
//! made of earlier turns comes along.

use std::path::Path;
use std::sync::Arc;
use std::thread;

use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::{Mutex, mpsc, oneshot};

use super::checkpoint::Checkpointer;
use super::sqlite::{Way, refused, write_turn};
use super::sqlite_feed::FeedReader;
use super::sqlite_records::write_records;
use super::{CommitError, TurnCommit};
use crate::Error;
use crate::records::RecordBatch;
use crate::store::BUSY_TIMEOUT;

/// How many turns may wait; more make their senders wait.
const WAITING_AT_MOST: usize = 1_024;
/// How many turns one transaction holds at most, so that the first is not kept waiting by the last.
const TOGETHER_AT_MOST: usize = 256;
/// Room for all statements of the turn path.
const STATEMENTS_CACHED: usize = 32;

/// The thread that writes, seen from outside.
pub(crate) struct SqliteWriter {
    sender: mpsc::Sender<Message>,
    /// Reads what it wrote, for whoever follows the journal.
    pub(super) reader: FeedReader,
}

enum Message {
    Turn(Box<TurnCommit>, oneshot::Sender<Result<(), CommitError>>),
    Records(Box<RecordBatch>, oneshot::Sender<Result<bool, CommitError>>),
    Close(oneshot::Sender<()>),
}

impl SqliteWriter {
    /// Starts the thread. It ends when it is closed, or when nobody is left who could send.
    pub(super) fn start(file: &Path, gate: Arc<Mutex<()>>) -> Result<Self, Error> {
        let connection = open(file)?;
        let checkpointer = Checkpointer::start(file, Arc::clone(&gate))?;
        let reader = FeedReader::open(file)?;
        let (sender, receiver) = mpsc::channel(WAITING_AT_MOST);
        thread::Builder::new()
            .name("turn-writer".to_owned())
            .spawn(move || write_until_closed(connection, checkpointer, receiver, &gate))
            .map_err(|source| Error::Directory { path: file.to_owned(), source })?;
        Ok(Self { sender, reader })
    }

    pub(super) async fn commit(&self, turn: TurnCommit) -> Result<(), CommitError> {
        let (answer, outcome) = oneshot::channel();
        let message = Message::Turn(Box::new(turn), answer);
        self.sender.send(message).await.map_err(|_| CommitError::Closed)?;
        outcome.await.unwrap_or(Err(CommitError::Closed))
    }

    pub(super) async fn records(&self, batch: RecordBatch) -> Result<bool, CommitError> {
        let (answer, outcome) = oneshot::channel();
        let message = Message::Records(Box::new(batch), answer);
        self.sender.send(message).await.map_err(|_| CommitError::Closed)?;
        outcome.await.unwrap_or(Err(CommitError::Closed))
    }

    /// Waits until all that was sent is written and the thread has ended.
    pub(super) async fn close(&self) {
        let (answer, ended) = oneshot::channel();
        if self.sender.send(Message::Close(answer)).await.is_ok() {
            // An error means that the thread has ended, which is what is waited for.
            let _ = ended.await;
        }
        self.reader.close();
    }
}

/// A connection for the turns alone. `synchronous` and `journal_mode` are those of every connection of the store.
fn open(file: &Path) -> Result<Connection, Error> {
    let connection = Connection::open(file)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "wal_autocheckpoint", 0)?;
    connection.pragma_update(None, "temp_store", "memory")?;
    connection.pragma_update(None, "cache_size", -8_192)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_CACHED);
    Ok(connection)
}

fn write_until_closed(
    mut connection: Connection,
    mut checkpointer: Checkpointer,
    mut receiver: mpsc::Receiver<Message>,
    gate: &Mutex<()>,
) {
    let mut batch = Vec::with_capacity(TOGETHER_AT_MOST);
    let mut closing = Vec::new();
    while receiver.blocking_recv_many(&mut batch, TOGETHER_AT_MOST) > 0 {
        let held = gate.blocking_lock();
        // Whoever came while another writer held the gate comes along.
        while batch.len() < TOGETHER_AT_MOST
            && let Ok(message) = receiver.try_recv()
        {
            batch.push(message);
        }
        let mut turns = Vec::with_capacity(batch.len());
        let mut answers = Vec::with_capacity(batch.len());
        let (mut records, mut told) = (Vec::new(), Vec::new());
        for message in batch.drain(..) {
            match message {
                Message::Turn(turn, answer) => {
                    turns.push(turn);
                    answers.push(answer);
                }
                Message::Records(made, answer) => {
                    records.push(made);
                    told.push(answer);
                }
                Message::Close(answer) => {
                    receiver.close();
                    closing.push(answer);
                }
            }
        }
        let (outcomes, made) = write_together(&mut connection, &turns, &records);
        drop(held);
        let sizes = turns.iter().map(|turn| turn.size()).chain(records.iter().map(|made| made.size()));
        checkpointer.written(sizes.sum());
        for (answer, outcome) in answers.into_iter().zip(outcomes) {
            // Whoever no longer waits does not mind.
            let _ = answer.send(outcome);
        }
        for (answer, outcome) in told.into_iter().zip(made) {
            let _ = answer.send(outcome);
        }
    }
    drop((connection, checkpointer));
    for answer in closing {
        let _ = answer.send(());
    }
}

/// What became of each turn, and of each piece of records.
type Outcomes = (Vec<Result<(), CommitError>>, Vec<Result<bool, CommitError>>);

/// Writes turns and what was made of earlier ones in one transaction, each for itself, and answers for each after the commit.
fn write_together(
    connection: &mut Connection,
    turns: &[Box<TurnCommit>],
    records: &[Box<RecordBatch>],
) -> Outcomes {
    if turns.is_empty() && records.is_empty() {
        return Outcomes::default();
    }
    let written = match write_in(Way::Straight, connection, turns, records) {
        Ok(None) => write_in(Way::Undoable, connection, turns, records),
        other => other,
    };
    let undone =
        || CommitError::Failed("SQLite has undone the transaction; see whether the disk is full".to_owned());
    written.and_then(|outcomes| outcomes.ok_or_else(undone)).unwrap_or_else(|failure| {
        tracing::error!(error = %failure, turns = turns.len(), "turns could not be written");
        let made = records.iter().map(|_| Err(failure.clone())).collect();
        (turns.iter().map(|_| Err(failure.clone())).collect(), made)
    })
}

/// `None`, and nothing is written, when the transaction can't be kept because of one of them.
fn write_in(
    way: Way,
    connection: &mut Connection,
    turns: &[Box<TurnCommit>],
    records: &[Box<RecordBatch>],
) -> Result<Option<Outcomes>, CommitError> {
    let transaction =
        connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(refused)?;
    let written: Option<Vec<_>> =
        turns.iter().map(|turn| way.write(&transaction, |open| write_turn(open, turn))).collect();
    let Some(written) = written else { return Ok(None) };
    let made: Option<Vec<_>> = records
        .iter()
        .map(|made| way.write(&transaction, |open| write_records(open, made).map_err(refused)))
        .collect();
    let Some(made) = made else { return Ok(None) };
    transaction.commit().map_err(refused)?;
    Ok(Some((written, made)))
}
