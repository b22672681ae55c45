//! A session begins, with its first dialog; or goes on with another.

use baton_dialog::Awaits;
use baton_store::{ChatSessionRow, SessionCommit, SessionStatus, TurnCommit};
use uuid::Uuid;

use super::event::{Head, Writer};
use super::say::Said;
use super::{ChatEvent, Listener, Session};
use crate::dialogs::{Begun, commit_failed};
use crate::{Bearer, Error, Opening, Runtime};

/// A session that has just begun.
pub struct Opened {
    /// The session.
    pub session: Session,
    /// Its first dialog.
    pub dialog_id: String,
    /// Hears what comes next; what has been told so far is in `events`.
    pub listener: Listener,
    /// What its first dialog said.
    pub events: Vec<ChatEvent>,
}

impl Runtime {
    /// Opens a session with the application that the token talks to, and begins a dialog in it. The session's id
    /// is the dialog's connection id.
    ///
    /// # Errors
    /// As [`Runtime::start`].
    pub async fn open_session(
        &self,
        token: &str,
        mut opening: Opening,
        client_message_id: Option<&str>,
    ) -> Result<Opened, Error> {
        let bearer = self.bearer(token).await?;
        let id = uuid::Builder::from_random_bytes(crate::outside::random()).into_uuid();
        opening.connection_id = id.to_string();
        let begun = self.begin(token, opening, self.0.sessions.announcements).await?;
        let now = self.now();
        let row = ChatSessionRow {
            id,
            application_id: bearer.application,
            token_kind: match bearer.kind {
                baton_store::TokenKind::Live => "live",
                baton_store::TokenKind::Deployed => "deployed",
            }
            .to_owned(),
            dialog_id: Some(begun.under_way.id().to_owned()),
            status: SessionStatus::Open,
            last_sequence: 0,
            started_at: now,
            updated_at: now,
        };
        let session = self.0.sessions.slot(id);
        let mut held = session.0.row.lock().await;
        let listener = session.listen();
        let dialog_id = begun.under_way.id().to_owned();
        let awaits = begun.under_way.dialog.awaits();
        let (row, events) = self.commit_begun(row, None, begun, client_message_id).await?;
        self.bring_to(&session, row.last_sequence).await?;
        *held = Some(row);
        drop(held);
        if awaits == Awaits::Call {
            self.go_on_waiting(&session);
        }
        Ok(Opened { session, dialog_id, listener, events })
    }

    /// Begins another dialog in a session whose dialog is over. Those who listen hear what it says.
    ///
    /// # Errors
    /// [`Error::DialogUnderWay`] when it is not over; as [`Runtime::start`].
    pub async fn start_dialog(
        &self,
        session: &Session,
        token: &str,
        mut opening: Opening,
        client_message_id: Option<&str>,
    ) -> Result<Said, Error> {
        let bearer = self.bearer(token).await?;
        let mut held = session.0.row.lock().await;
        let row = self.open_row(&mut held, session.id(), bearer).await?;
        if let Some(told) = self.told_already(session.id(), client_message_id).await? {
            *held = Some(row);
            return Ok(Said::Before(told));
        }
        if let Some(dialog) = &row.dialog_id
            && self.is_under_way(dialog).await?
        {
            *held = Some(row);
            return Err(Error::DialogUnderWay);
        }
        opening.connection_id = session.id().to_string();
        let begun = self.begin(token, opening, self.0.sessions.announcements).await?;
        let expected = row.last_sequence;
        let row = ChatSessionRow {
            dialog_id: Some(begun.under_way.id().to_owned()),
            updated_at: self.now(),
            ..row
        };
        let awaits = begun.under_way.dialog.awaits();
        let (row, events) = self.commit_begun(row, Some(expected), begun, client_message_id).await?;
        *held = Some(row);
        self.tell(session, events).await;
        if awaits == Awaits::Call {
            self.go_on_waiting(session);
        }
        Ok(Said::Now)
    }

    /// Whether a dialog is under way in a session.
    ///
    /// # Errors
    /// [`Error::SessionOver`], [`Error::UnknownSession`].
    pub async fn in_dialog(&self, session: &Session, bearer: Bearer) -> Result<bool, Error> {
        let mut held = session.0.row.lock().await;
        let row = self.open_row(&mut held, session.id(), bearer).await?;
        let dialog = row.dialog_id.clone();
        *held = Some(row);
        drop(held);
        match dialog {
            Some(dialog) if self.0.dialogs.is_in_memory(&dialog) => Ok(true),
            Some(dialog) => self.is_under_way(&dialog).await,
            None => Ok(false),
        }
    }

    async fn is_under_way(&self, dialog_id: &str) -> Result<bool, Error> {
        let row = self.0.store.turns().load_dialog(dialog_id).await?;
        Ok(row.is_some_and(|row| row.status == baton_store::DialogStatus::Open))
    }

    /// Writes the first turns of a dialog together with the session and what it is told.
    async fn commit_begun(
        &self,
        row: ChatSessionRow,
        expected_sequence: Option<i64>,
        begun: Begun,
        client_message_id: Option<&str>,
    ) -> Result<(ChatSessionRow, Vec<ChatEvent>), Error> {
        let key = self.0.sealer.key().await?;
        let Begun { under_way, entries } = begun;
        let head = Head { session_id: row.id, client_message_id, dialog_id: Some(under_way.id()) };
        let mut writer = Writer::after(row.last_sequence, head);
        entries.iter().for_each(|entry| writer.turn(&entry.turn));
        let row = ChatSessionRow { last_sequence: writer.last(), ..row };
        let events = writer.events;
        let commit = TurnCommit {
            dialog: Some(under_way.commit(None, key)?),
            entries: under_way.journal(&entries, key)?,
            session: Some(SessionCommit { row: row.clone(), expected_sequence }),
            chat_events: super::writing::rows(&row, &events, client_message_id, &under_way, key)?,
        };
        self.0.store.turns().commit(commit).await.map_err(commit_failed)?;
        self.begun(under_way, entries);
        Ok((row, events))
    }
}

impl Runtime {
    /// The session's row, which must be open and the bearer's. It is taken out until the caller puts it back.
    pub(super) async fn open_row(
        &self,
        held: &mut Option<ChatSessionRow>,
        id: Uuid,
        bearer: Bearer,
    ) -> Result<ChatSessionRow, Error> {
        let row = match held.take() {
            Some(row) => row,
            None => self.0.store.turns().load_session(id).await?.ok_or(Error::UnknownSession)?,
        };
        let refused = match row.status {
            _ if row.application_id != bearer.application => Some(Error::UnknownSession),
            SessionStatus::Open => None,
            SessionStatus::Stopped => Some(Error::UnknownSession),
            SessionStatus::Expired => Some(Error::SessionOver),
        };
        match refused {
            None => Ok(row),
            Some(error) => {
                *held = Some(row);
                Err(error)
            }
        }
    }
}
