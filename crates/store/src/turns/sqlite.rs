//! How SQLite writes a turn. The statements are prepared once and kept by the connection.

use rusqlite::{Connection, ErrorCode, params};

use super::rows::touched;
use super::{ChatEventRow, CommitError, DialogCommit, JournalRow, SessionCommit, TurnCommit};

/// How what can't be written leaves no part of itself, so that it does not spoil those it shares the transaction with.
#[derive(Clone, Copy)]
pub(super) enum Way {
    /// Nothing is prepared for it. What is stale is nearly always found before anything was written.
    Straight,
    /// It can be undone: SQLite copies each page before it changes.
    Undoable,
}

impl Way {
    /// Writes something; `None` when it failed and the transaction can't be kept: a part of it stands there, or SQLite has
    /// undone all of it, as it does when the disk is full.
    pub(super) fn write<T>(
        self,
        connection: &Connection,
        write: impl FnOnce(&Connection) -> Result<T, CommitError>,
    ) -> Option<Result<T, CommitError>> {
        let outcome = match self {
            Self::Straight => {
                let before = connection.total_changes();
                let outcome = write(connection);
                (outcome.is_ok() || connection.total_changes() == before).then_some(outcome)
            }
            Self::Undoable => Some(undoable(connection, write)),
        };
        outcome.filter(|_| !connection.is_autocommit())
    }
}

fn undoable<T>(
    connection: &Connection,
    write: impl FnOnce(&Connection) -> Result<T, CommitError>,
) -> Result<T, CommitError> {
    run(connection, "SAVEPOINT one")?;
    let outcome = write(connection);
    if outcome.is_err() {
        run(connection, "ROLLBACK TO one")?;
    }
    run(connection, "RELEASE one")?;
    outcome
}

/// Runs a statement without arguments.
fn run(connection: &Connection, sql: &str) -> Result<(), CommitError> {
    connection.prepare_cached(sql).and_then(|mut statement| statement.execute([])).map(drop).map_err(refused)
}

/// Writes one turn within the transaction that is open.
pub(super) fn write_turn(connection: &Connection, turn: &TurnCommit) -> Result<(), CommitError> {
    if let Some(dialog) = &turn.dialog {
        one_row(write_dialog(connection, dialog))?;
    }
    for entry in &turn.entries {
        one_row(write_entry(connection, entry))?;
    }
    if let Some(session) = &turn.session {
        one_row(write_session(connection, session))?;
    }
    for event in &turn.chat_events {
        one_row(write_event(connection, event))?;
    }
    Ok(())
}

/// A statement that touched no row met another version; one that broke a key met another turn's rows.
fn one_row(written: rusqlite::Result<usize>) -> Result<(), CommitError> {
    match written {
        Ok(0) => Err(CommitError::Stale),
        Ok(_) => Ok(()),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
            Err(CommitError::Stale)
        }
        Err(error) => Err(refused(error)),
    }
}

/// What SQLite said, as an error of the commit.
#[allow(clippy::needless_pass_by_value, reason = "it is what `map_err` hands over")]
pub(super) fn refused(error: rusqlite::Error) -> CommitError {
    CommitError::Failed(error.to_string())
}

fn write_dialog(connection: &Connection, dialog: &DialogCommit) -> rusqlite::Result<usize> {
    let row = &dialog.row;
    match dialog.expected_version {
        Some(expected) => connection
            .prepare_cached(
                "UPDATE dialogs SET version = ?2, status = ?3, updated_at = ?4, touched = ?5, state = ?6
                 WHERE id = ?1 AND version = ?7",
            )?
            .execute(params![
                row.id,
                row.version,
                row.status.as_str(),
                row.updated_at.0,
                touched(row.updated_at),
                row.state,
                expected,
            ]),
        None => connection
            .prepare_cached(
                "INSERT INTO dialogs (id, group_id, application_id, program_hash, version, status, channel, test_mode,
                                      started_at, updated_at, touched, state)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT DO NOTHING",
            )?
            .execute(params![
                row.id,
                row.group_id,
                row.application_id.to_string(),
                row.program_hash,
                row.version,
                row.status.as_str(),
                row.channel,
                row.test_mode,
                row.started_at.0,
                row.updated_at.0,
                touched(row.updated_at),
                row.state,
            ]),
    }
}

fn write_entry(connection: &Connection, row: &JournalRow) -> rusqlite::Result<usize> {
    connection
        .prepare_cached("INSERT INTO journal (dialog_id, step, time, entry) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![row.dialog_id, row.step, row.time.0, row.entry])
}

fn write_session(connection: &Connection, session: &SessionCommit) -> rusqlite::Result<usize> {
    let row = &session.row;
    match session.expected_sequence {
        Some(expected) => connection
            .prepare_cached(
                "UPDATE chat_sessions SET dialog_id = ?2, status = ?3, last_sequence = ?4, updated_at = ?5, touched = ?6
                 WHERE id = ?1 AND last_sequence = ?7",
            )?
            .execute(params![
                row.id.to_string(),
                row.dialog_id,
                row.status.as_str(),
                row.last_sequence,
                row.updated_at.0,
                touched(row.updated_at),
                expected,
            ]),
        None => connection
            .prepare_cached(
                "INSERT INTO chat_sessions (id, application_id, token_kind, dialog_id, status, last_sequence,
                                            started_at, updated_at, touched)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING",
            )?
            .execute(params![
                row.id.to_string(),
                row.application_id.to_string(),
                row.token_kind,
                row.dialog_id,
                row.status.as_str(),
                row.last_sequence,
                row.started_at.0,
                row.updated_at.0,
                touched(row.updated_at),
            ]),
    }
}

fn write_event(connection: &Connection, row: &ChatEventRow) -> rusqlite::Result<usize> {
    connection
        .prepare_cached(
            "INSERT INTO chat_events (session_id, sequence_id, client_message_id, body) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![row.session_id.to_string(), row.sequence_id, row.client_message_id, row.body])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open() -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE kept (id INTEGER PRIMARY KEY); BEGIN IMMEDIATE").unwrap();
        connection
    }

    fn insert(connection: &Connection, id: i64) -> Result<(), CommitError> {
        one_row(connection.execute("INSERT INTO kept (id) VALUES (?1)", [id]))
    }

    fn kept(connection: &Connection) -> i64 {
        connection.query_row("SELECT COUNT(*) FROM kept", [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn what_fails_before_it_wrote_anything_leaves_the_transaction_as_it_was() {
        for way in [Way::Straight, Way::Undoable] {
            let connection = open();
            assert_eq!(way.write(&connection, |open| insert(open, 1)), Some(Ok(())));
            assert_eq!(way.write(&connection, |open| insert(open, 1)), Some(Err(CommitError::Stale)));
            assert_eq!(kept(&connection), 1);
        }
    }

    #[test]
    fn what_fails_in_the_middle_is_undone_by_itself_or_with_all() {
        let half = |open: &Connection| insert(open, 2).and_then(|()| insert(open, 1));
        let connection = open();
        insert(&connection, 1).unwrap();
        assert_eq!(Way::Undoable.write(&connection, half), Some(Err(CommitError::Stale)));
        assert_eq!(kept(&connection), 1);
        assert_eq!(Way::Straight.write(&connection, half), None);
    }

    #[test]
    fn a_transaction_that_sqlite_has_undone_is_not_gone_on_with() {
        let undone = |open: &Connection| {
            open.execute_batch("ROLLBACK").unwrap();
            Err::<(), _>(CommitError::Stale)
        };
        for way in [Way::Straight, Way::Undoable] {
            assert_eq!(way.write(&open(), undone), None);
        }
    }
}
