//! A session ends: nobody spoke for a long time, or its client stopped it between two dialogs.

use baton_dialog::Input;
use baton_model::Timestamp;
use baton_store::{ChatEventRow, ChatSessionRow, CommitError, SessionCommit, SessionStatus, TurnCommit};
use uuid::Uuid;

use super::event::{Head, Writer};
use super::say::Write;
use super::{DialogState, Session};
use crate::dialogs::commit_failed;
use crate::{Bearer, Error, Runtime};

impl Runtime {
    /// Ends a session in which nothing happened since this moment, with its dialog. True when it was ended.
    pub(crate) async fn expire_session(&self, id: Uuid, before: Timestamp) -> Result<bool, Error> {
        let session = self.0.sessions.slot(id);
        let mut held = session.0.row.lock().await;
        // What is in memory may be older than what another node has written.
        let Some(row) = self.0.store.turns().load_session(id).await? else { return Ok(false) };
        if row.status != SessionStatus::Open || row.updated_at >= before {
            return Ok(false);
        }
        let write = Write {
            session: &session,
            input: &Input::Idle,
            client_message_id: None,
            status: SessionStatus::Expired,
            expire: true,
        };
        let after = match self.write(&row, write).await {
            Err(Error::UnknownDialog) => self.close(&session, &row, SessionStatus::Expired, None).await?,
            other => other?.map(|(row, _)| row),
        };
        let ended = after.is_some();
        *held = after;
        Ok(ended)
    }

    /// Stops a session that has no dialog under way.
    pub(super) async fn stop_row(
        &self,
        session: &Session,
        bearer: Bearer,
        client_message_id: Option<&str>,
    ) -> Result<(), Error> {
        let mut held = session.0.row.lock().await;
        let row = self.open_row(&mut held, session.id(), bearer).await?;
        *held = self.close(session, &row, SessionStatus::Stopped, client_message_id).await?;
        if held.is_some() { Ok(()) } else { Err(Error::Contended) }
    }

    async fn close(
        &self,
        session: &Session,
        row: &ChatSessionRow,
        status: SessionStatus,
        client_message_id: Option<&str>,
    ) -> Result<Option<ChatSessionRow>, Error> {
        let head = Head { session_id: row.id, client_message_id, dialog_id: row.dialog_id.as_deref() };
        let mut writer = Writer::after(row.last_sequence, head);
        writer.state(DialogState::SessionExpired, None);
        let after =
            ChatSessionRow { status, last_sequence: writer.last(), updated_at: self.now(), ..row.clone() };
        let event = |event: &super::ChatEvent| ChatEventRow {
            session_id: row.id,
            sequence_id: event.sequence_id,
            client_message_id: client_message_id.map(str::to_owned),
            body: event.body.clone(),
        };
        let commit = TurnCommit {
            session: Some(SessionCommit { row: after.clone(), expected_sequence: Some(row.last_sequence) }),
            chat_events: writer.events.iter().map(event).collect(),
            ..TurnCommit::default()
        };
        match self.0.store.turns().commit(commit).await {
            Ok(()) => {
                self.tell(session, writer.events).await;
                Ok(Some(after))
            }
            Err(CommitError::Stale) => Ok(None),
            Err(error) => Err(commit_failed(error)),
        }
    }
}
