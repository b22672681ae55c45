//! What a turn reads and writes.

use baton_model::Timestamp;
use uuid::Uuid;

use super::CommitError;
use crate::sql::{table, words};

words! {
    /// Whether a dialog goes on.
    DialogStatus {
        /// It waits for its next turn.
        Open = "open",
        /// It has ended for its caller, and handlers of its end are left to run.
        Ending = "ending",
        /// It has ended.
        Ended = "ended",
    }
}

words! {
    /// Whether a chat session goes on.
    SessionStatus {
        /// It takes messages, also between dialogs.
        Open = "open",
        /// The client stopped it.
        Stopped = "stopped",
        /// Nothing came for too long.
        Expired = "expired",
    }
}

table! {
    /// A dialog, as it stands between two turns.
    DialogRow in "dialogs" {
        /// Its id.
        id: String,
        /// The id of the root of the tree it belongs to; its own, when it is the root.
        group_id: String,
        /// What it was started with.
        application_id: Uuid,
        /// The hash of the program it runs on, from its beginning to its end.
        program_hash: String,
        /// Rises with each turn.
        version: i64,
        /// Whether it goes on.
        status: DialogStatus,
        /// The channel it came by.
        channel: String,
        /// Whether it is a simulation.
        test_mode: bool,
        /// When it began.
        started_at: Timestamp,
        /// When its last turn was.
        updated_at: Timestamp,
        /// Its state, as the engine writes it.
        state: Vec<u8>,
    }
}

table! {
    /// What happened in one turn of a dialog.
    JournalRow in "journal" {
        /// Of which dialog.
        dialog_id: String,
        /// Which turn, rising.
        step: i64,
        /// When.
        time: Timestamp,
        /// All of it, as the engine writes it.
        entry: Vec<u8>,
    }
}

table! {
    /// A chat session: one visitor, one dialog at a time.
    ChatSessionRow in "chat_sessions" {
        /// Its id.
        id: Uuid,
        /// What it talks to.
        application_id: Uuid,
        /// With which of the application's tokens it was opened.
        token_kind: String,
        /// The dialog it is in.
        dialog_id: Option<String>,
        /// Whether it goes on.
        status: SessionStatus,
        /// The number of its last event; 0 when there was none.
        last_sequence: i64,
        /// When it began.
        started_at: Timestamp,
        /// When something last happened in it.
        updated_at: Timestamp,
    }
}

table! {
    /// What a chat session was told.
    ChatEventRow in "chat_events" {
        /// Which session.
        session_id: Uuid,
        /// Its number in the session, rising by one.
        sequence_id: i64,
        /// The message that it answers.
        client_message_id: Option<String>,
        /// The event, as it is sent.
        body: String,
    }
}

/// What a turn makes of its dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DialogCommit {
    /// The dialog after the turn, with its new version. Of a dialog that is there, `version`, `status`,
    /// `updated_at` and `state` are written; the rest never changes.
    pub row: DialogRow,
    /// The version it was loaded with; `None`: it is new.
    pub expected_version: Option<i64>,
}

/// What a turn makes of its chat session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionCommit {
    /// The session after the turn. Of a session that is there, `dialog_id`, `status`, `last_sequence` and
    /// `updated_at` are written.
    pub row: ChatSessionRow,
    /// The `last_sequence` it was loaded with; `None`: it is new.
    pub expected_sequence: Option<i64>,
}

/// All that a turn writes, in one piece.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TurnCommit {
    /// The dialog; `None` when only a chat session changes, as when it expires between dialogs.
    pub dialog: Option<DialogCommit>,
    /// What is added to the journal.
    pub entries: Vec<JournalRow>,
    /// The chat session, when there is one.
    pub session: Option<SessionCommit>,
    /// What it is told.
    pub chat_events: Vec<ChatEventRow>,
}

/// What a row takes in the file beside what is in it: its places in the indexes.
const BESIDE_A_ROW: usize = 4 * 1_024;

impl TurnCommit {
    /// About how many bytes writing it takes.
    pub(super) fn size(&self) -> usize {
        let dialog = self.dialog.iter().map(|dialog| dialog.row.state.len());
        let entries = self.entries.iter().map(|entry| entry.entry.len());
        let session = self.session.iter().map(|_| 0);
        let events = self.chat_events.iter().map(|event| event.body.len());
        dialog.chain(entries).chain(session).chain(events).map(|bytes| bytes + BESIDE_A_ROW).sum()
    }

    /// PostgreSQL can't keep the character NUL in a text, so neither database is given one.
    pub(super) fn check(&self) -> Result<(), CommitError> {
        let dialog =
            self.dialog.iter().flat_map(|dialog| [&dialog.row.id, &dialog.row.group_id, &dialog.row.channel]);
        let ids = self.chat_events.iter().filter_map(|event| event.client_message_id.as_ref());
        let bodies = self.chat_events.iter().map(|event| &event.body);
        match dialog.chain(ids).chain(bodies).any(|text| text.contains('\0')) {
            true => Err(CommitError::Failed("a text holds the character NUL".to_owned())),
            false => Ok(()),
        }
    }
}

/// `dialogs.touched` and `chat_sessions.touched`: the moment in steps of five minutes.
pub(crate) fn touched(moment: Timestamp) -> i64 {
    moment.0.div_euclid(5 * 60 * 1_000_000)
}
