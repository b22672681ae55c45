//! How SQLite writes a turn. The statements are prepared once and kept by the connection.

use rusqlite::{Connection, ErrorCode, params};

use super::rows::touched;
use super::{ChatEventRow, CommitError, DialogCommit, JournalRow, SessionCommit, TurnCommit};

/// Writes one turn within the transaction that is open. A turn that can't be written leaves no trace, so that it
/// does not spoil those it shares the transaction with.
pub(super) fn write_apart(connection: &Connection, turn: &TurnCommit) -> Result<(), CommitError> {
    run(connection, "SAVEPOINT turn")?;
    let outcome = write(connection, turn);
    if outcome.is_err() {
        run(connection, "ROLLBACK TO turn")?;
    }
    run(connection, "RELEASE turn")?;
    outcome
}

/// Runs a statement without arguments.
pub(super) fn run(connection: &Connection, sql: &str) -> Result<(), CommitError> {
    connection.prepare_cached(sql).and_then(|mut statement| statement.execute([])).map(drop).map_err(refused)
}

fn write(connection: &Connection, turn: &TurnCommit) -> Result<(), CommitError> {
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
