//! How SQLite writes what was made of a piece of the journal: by the thread that writes turns, in one of their transactions. So
//! records cost no wait for the disk of their own, and turns do not wait for another writer.

use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{CachedStatement, Connection, ToSql, params};

use crate::records::{MORE_COUNTED, RecordBatch, WRITTEN_AGAIN};
use crate::sql::{Arg, Table, insertion};

/// Writes it within the transaction that is open: false, and nothing is written, when somebody else has gone on from there
/// meanwhile.
pub(super) fn write_records(connection: &Connection, batch: &RecordBatch) -> rusqlite::Result<bool> {
    let (from, to) = (batch.from, batch.to);
    let moved = connection
        .prepare_cached(
            "UPDATE record_feed SET tx = ?1, seq = ?2, position = ?3
             WHERE name = 'journal' AND tx = ?4 AND seq = ?5 AND position = ?6",
        )?
        .execute(params![to.tx, to.seq, to.position, from.tx, from.seq, from.position])?;
    if moved == 0 {
        return Ok(false);
    }
    insert_each(connection, &batch.records, WRITTEN_AGAIN)?;
    insert_each(connection, &batch.began, " ON CONFLICT (id) DO NOTHING")?;
    let mut ended = connection.prepare_cached(
        "UPDATE recorded_dialogs SET ended_at = ?2, duration_ms = ?3, end_type = ?4, result = ?5, reason = ?6,
                                     steps = ?7, no_inputs = ?8, no_matches = ?9 WHERE id = ?1",
    )?;
    for end in &batch.over {
        ended.execute(params![
            end.id,
            end.ended_at.0,
            end.duration_ms,
            end.end_type,
            end.result,
            end.reason,
            end.steps,
            end.no_inputs,
            end.no_matches,
        ])?;
    }
    insert_each(connection, &batch.counts, MORE_COUNTED)?;
    Ok(true)
}

fn insert_each<T: Table>(connection: &Connection, rows: &[T], tail: &str) -> rusqlite::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut statement = connection.prepare_cached(&(insertion::<T>() + tail))?;
    rows.iter().try_for_each(|row| insert(&mut statement, row))
}

fn insert<T: Table>(statement: &mut CachedStatement<'_>, row: &T) -> rusqlite::Result<()> {
    for (index, value) in (1..).zip(row.values()) {
        statement.raw_bind_parameter(index, Bound(value))?;
    }
    statement.raw_execute().map(drop)
}

/// An argument, as this driver takes it.
struct Bound<'a>(Arg<'a>);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match &self.0 {
            Arg::Text(Some(text)) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Arg::Text(None) | Arg::Int(None) => ToSqlOutput::Owned(Value::Null),
            Arg::Int(Some(number)) => ToSqlOutput::Owned(Value::Integer(*number)),
            Arg::Flag(flag) => ToSqlOutput::Owned(Value::Integer(i64::from(*flag))),
            Arg::Bytes(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
        })
    }
}
