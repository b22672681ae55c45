//! How PostgreSQL writes a turn: one statement, which is its own transaction, so that a turn costs one round trip.

use sqlx::postgres::PgArguments;
use sqlx::query::QueryScalar;
use sqlx::{AssertSqlSafe, PgPool, Postgres};

use super::rows::touched;
use super::{ChatEventRow, CommitError, JournalRow, TurnCommit};
use crate::error::said;

/// Writes one turn.
pub(super) async fn commit(pool: &PgPool, turn: TurnCommit) -> Result<(), CommitError> {
    let sql = statement(&turn);
    let query = bind_session(bind_dialog(sqlx::query_scalar(AssertSqlSafe(sql)), &turn), &turn);
    let query = bind_events(bind_entries(query, turn.entries), turn.chat_events);
    match query.fetch_one(pool).await {
        Ok(0) => Err(CommitError::Stale),
        Ok(_) => Ok(()),
        Err(error) => Err(refused(&error)),
    }
}

/// Every step reads from the one before, so that nothing is written when the dialog is stale. When the dialog is not
/// but the session is, dividing by the number of sessions fails, and with it the whole statement. All parameters are
/// always given, used or not: the dialog's are 1 to 13, the session's 14 to 23, the arrays 24 to 31.
fn statement(turn: &TurnCommit) -> String {
    let dialog = match turn.dialog.as_ref().map(|dialog| dialog.expected_version) {
        None => "SELECT 1",
        Some(None) => {
            "INSERT INTO dialogs (id, group_id, application_id, program_hash, version, status, channel, test_mode,
                                  started_at, updated_at, touched, state)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING RETURNING 1"
        }
        Some(Some(_)) => {
            "UPDATE dialogs SET version = $5, status = $6, updated_at = $10, touched = $11, state = $12
             WHERE id = $1 AND version = $13 RETURNING 1"
        }
    };
    let session = match turn.session.as_ref().map(|session| session.expected_sequence) {
        None => "SELECT 1 FROM dialog",
        Some(None) => {
            "INSERT INTO chat_sessions (id, application_id, token_kind, dialog_id, status, last_sequence, started_at,
                                        updated_at, touched)
             SELECT $14, $15, $16, $17, $18, $19, $20, $21, $22 FROM dialog ON CONFLICT DO NOTHING RETURNING 1"
        }
        Some(Some(_)) => {
            "UPDATE chat_sessions SET dialog_id = $17, status = $18, last_sequence = $19, updated_at = $21, touched = $22
             FROM dialog WHERE id = $14 AND last_sequence = $23 RETURNING 1"
        }
    };
    format!(
        "WITH dialog AS ({dialog}), session AS ({session}),
         entries AS (
             INSERT INTO journal (dialog_id, step, time, entry)
             SELECT e.* FROM dialog, unnest($24::text[], $25::bigint[], $26::bigint[], $27::bytea[]) AS e
         ),
         events AS (
             INSERT INTO chat_events (session_id, sequence_id, client_message_id, body)
             SELECT e.* FROM session, unnest($28::text[], $29::bigint[], $30::text[], $31::text[]) AS e
         )
         SELECT CASE WHEN EXISTS (SELECT 1 FROM dialog) THEN 1 / (SELECT count(*) FROM session) ELSE 0 END"
    )
}

type Query<'q> = QueryScalar<'q, Postgres, i64, PgArguments>;

fn bind_dialog<'q>(query: Query<'q>, turn: &TurnCommit) -> Query<'q> {
    let row = turn.dialog.as_ref().map(|dialog| &dialog.row);
    query
        .bind(row.map(|row| row.id.clone()))
        .bind(row.map(|row| row.group_id.clone()))
        .bind(row.map(|row| row.application_id.to_string()))
        .bind(row.map(|row| row.program_hash.clone()))
        .bind(row.map(|row| row.version))
        .bind(row.map(|row| row.status.as_str()))
        .bind(row.map(|row| row.channel.clone()))
        .bind(row.map(|row| row.test_mode))
        .bind(row.map(|row| row.started_at.0))
        .bind(row.map(|row| row.updated_at.0))
        .bind(row.map(|row| touched(row.updated_at)))
        .bind(row.map(|row| row.state.clone()))
        .bind(turn.dialog.as_ref().and_then(|dialog| dialog.expected_version))
}

fn bind_session<'q>(query: Query<'q>, turn: &TurnCommit) -> Query<'q> {
    let row = turn.session.as_ref().map(|session| &session.row);
    query
        .bind(row.map(|row| row.id.to_string()))
        .bind(row.map(|row| row.application_id.to_string()))
        .bind(row.map(|row| row.token_kind.clone()))
        .bind(row.and_then(|row| row.dialog_id.clone()))
        .bind(row.map(|row| row.status.as_str()))
        .bind(row.map(|row| row.last_sequence))
        .bind(row.map(|row| row.started_at.0))
        .bind(row.map(|row| row.updated_at.0))
        .bind(row.map(|row| touched(row.updated_at)))
        .bind(turn.session.as_ref().and_then(|session| session.expected_sequence))
}

fn bind_entries(query: Query<'_>, entries: Vec<JournalRow>) -> Query<'_> {
    let steps: Vec<i64> = entries.iter().map(|entry| entry.step).collect();
    let times: Vec<i64> = entries.iter().map(|entry| entry.time.0).collect();
    let (ids, bodies): (Vec<String>, Vec<Vec<u8>>) =
        entries.into_iter().map(|entry| (entry.dialog_id, entry.entry)).unzip();
    query.bind(ids).bind(steps).bind(times).bind(bodies)
}

fn bind_events(query: Query<'_>, events: Vec<ChatEventRow>) -> Query<'_> {
    let sessions: Vec<String> = events.iter().map(|event| event.session_id.to_string()).collect();
    let numbers: Vec<i64> = events.iter().map(|event| event.sequence_id).collect();
    let (messages, bodies): (Vec<Option<String>>, Vec<String>) =
        events.into_iter().map(|event| (event.client_message_id, event.body)).unzip();
    query.bind(sessions).bind(numbers).bind(messages).bind(bodies)
}

/// `division_by_zero`: see [`statement`].
const SESSION_STALE: &str = "22012";

fn refused(error: &sqlx::Error) -> CommitError {
    match error {
        sqlx::Error::Database(refusal) => {
            let stale = refusal.is_unique_violation() || refusal.code().as_deref() == Some(SESSION_STALE);
            if stale { CommitError::Stale } else { CommitError::Failed(refusal.message().to_owned()) }
        }
        sqlx::Error::PoolClosed => CommitError::Closed,
        sqlx::Error::PoolTimedOut => CommitError::Away(said(error)),
        _ => CommitError::Lost(error.to_string()),
    }
}
