//! What nodes tell each other: in which chat sessions something was told. It is a hint and holds nothing: what was
//! told is on disk before. SQLite has one node, so there is nobody to tell.

use sqlx::postgres::PgListener;
use uuid::Uuid;

use crate::{Error, Store};

const CHANNEL: &str = "baton_sessions";

/// What was heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// A session was told everything up to this number.
    Told {
        /// Which.
        session: Uuid,
        /// The number of its last event.
        last_sequence: i64,
    },
    /// The connection was lost for a while, so anything may have been told meanwhile.
    Missed,
}

/// Hears what the nodes tell, one's own included.
pub struct Notices(PgListener);

impl Store {
    /// Begins to hear; `None` where there are no other nodes. It takes one connection.
    ///
    /// # Errors
    /// When the database can't be reached.
    pub async fn hear_nodes(&self) -> Result<Option<Notices>, Error> {
        let Some(pool) = self.postgres() else { return Ok(None) };
        let mut listener = PgListener::connect_with(pool).await?;
        listener.listen(CHANNEL).await?;
        Ok(Some(Notices(listener)))
    }

    /// Tells all nodes up to which event sessions were told. Not within the transactions of those turns: PostgreSQL
    /// commits transactions that notify one after the other.
    ///
    /// # Errors
    /// When the database can't be reached.
    pub async fn tell_nodes(&self, told: &[(Uuid, i64)]) -> Result<(), Error> {
        let Some(pool) = self.postgres() else { return Ok(()) };
        let told: Vec<String> = told.iter().map(|(session, last)| format!("{session} {last}")).collect();
        sqlx::query("SELECT pg_notify($1, told) FROM unnest($2::text[]) AS told")
            .bind(CHANNEL)
            .bind(told)
            .execute(pool)
            .await?;
        Ok(())
    }
}

impl Notices {
    /// The next one.
    ///
    /// # Errors
    /// When the database can't be reached any more, or the store is closed.
    pub async fn next(&mut self) -> Result<Notice, Error> {
        loop {
            let Some(heard) = self.0.try_recv().await? else { return Ok(Notice::Missed) };
            if let Some(notice) = read(heard.payload()) {
                return Ok(notice);
            }
        }
    }
}

fn read(payload: &str) -> Option<Notice> {
    let (session, last_sequence) = payload.split_once(' ')?;
    Some(Notice::Told { session: session.parse().ok()?, last_sequence: last_sequence.parse().ok()? })
}
