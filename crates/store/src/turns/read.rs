//! What is read on the path of a turn, one text for both databases. A node that has a dialog in memory reads nothing.

use baton_model::Timestamp;
use uuid::Uuid;

use super::rows::touched;
use super::{ChatEventRow, ChatSessionRow, DialogRow, JournalRow, Turns};
use crate::Error;
use crate::sql::{Arg, Text, args};

impl Turns<'_> {
    /// The dialog with this id, also when it has ended.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load_dialog(self, id: &str) -> Result<Option<DialogRow>, Error> {
        self.handle().find(Arg::from(id)).await
    }

    /// The chat session with this id, also when it has ended.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load_session(self, id: Uuid) -> Result<Option<ChatSessionRow>, Error> {
        self.handle().find(Arg::from(id)).await
    }

    /// All that happened in a dialog, in order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn journal(self, dialog_id: &str) -> Result<Vec<JournalRow>, Error> {
        self.handle().all("SELECT * FROM journal WHERE dialog_id = $1 ORDER BY step", args![dialog_id]).await
    }

    /// What happened in a dialog after a step, in order, at most `limit` entries.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn journal_after(
        self,
        dialog_id: &str,
        step: i64,
        limit: i64,
    ) -> Result<Vec<JournalRow>, Error> {
        let sql = "SELECT * FROM journal WHERE dialog_id = $1 AND step > $2 ORDER BY step LIMIT $3";
        self.handle().all(sql, args![dialog_id, step, limit]).await
    }

    /// The dialogs held with an application, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn dialogs_of_application(
        self,
        application: Uuid,
        limit: i64,
    ) -> Result<Vec<DialogRow>, Error> {
        let sql = "SELECT * FROM dialogs WHERE application_id = $1 ORDER BY started_at DESC LIMIT $2";
        self.handle().all(sql, args![application, limit]).await
    }

    /// What a session was told after an event, in order, at most `limit` events.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn events_after(
        self,
        session: Uuid,
        sequence_id: i64,
        limit: i64,
    ) -> Result<Vec<ChatEventRow>, Error> {
        let sql = "SELECT * FROM chat_events WHERE session_id = $1 AND sequence_id > $2 ORDER BY sequence_id LIMIT $3";
        self.handle().all(sql, args![session, sequence_id, limit]).await
    }

    /// What a session was told in answer to one message, in order; nothing when that message never ran.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn events_of_message(
        self,
        session: Uuid,
        client_message_id: &str,
    ) -> Result<Vec<ChatEventRow>, Error> {
        let sql =
            "SELECT * FROM chat_events WHERE session_id = $1 AND client_message_id = $2 ORDER BY sequence_id";
        self.handle().all(sql, args![session, client_message_id]).await
    }

    /// Open dialogs whose last turn was before this moment: those that wait longest first, at most `limit` ids.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn idle_dialogs(self, before: Timestamp, limit: i64) -> Result<Vec<String>, Error> {
        let sql = "SELECT id AS text FROM dialogs WHERE status = 'open' AND touched <= $1 AND updated_at < $2
                   ORDER BY touched LIMIT $3";
        let rows = self.handle().all::<Text>(sql, args![touched(before), before, limit]).await?;
        Ok(rows.into_iter().map(|text| text.0).collect())
    }

    /// Dialogs that have ended and have handlers left to run, and of which nobody has written anything since this moment:
    /// at most `limit` ids.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn ending_dialogs(self, before: Timestamp, limit: i64) -> Result<Vec<String>, Error> {
        let sql =
            "SELECT id AS text FROM dialogs WHERE status = 'ending' AND touched <= $1 AND updated_at < $2
                   ORDER BY touched LIMIT $3";
        let rows = self.handle().all::<Text>(sql, args![touched(before), before, limit]).await?;
        Ok(rows.into_iter().map(|text| text.0).collect())
    }

    /// Takes up a dialog that was left so, unless somebody else has meanwhile: true for one of several who try.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_up_ending(self, id: &str, before: Timestamp, now: Timestamp) -> Result<bool, Error> {
        let sql = "UPDATE dialogs SET touched = $1, updated_at = $2
                   WHERE id = $3 AND status = 'ending' AND updated_at < $4";
        Ok(self.handle().execute(sql, args![touched(now), now, id, before]).await? > 0)
    }

    /// Open chat sessions in which nothing happened since this moment: the longest first, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn idle_sessions(self, before: Timestamp, limit: i64) -> Result<Vec<ChatSessionRow>, Error> {
        let sql = "SELECT * FROM chat_sessions WHERE status = 'open' AND touched <= $1 AND updated_at < $2
                   ORDER BY touched LIMIT $3";
        self.handle().all(sql, args![touched(before), before, limit]).await
    }
}
