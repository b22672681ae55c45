//! Something is said in a session; and what was said before is told again.

use std::time::Instant;

use baton_dialog::{Awaits, Input};
use baton_store::{ChatSessionRow, CommitError, SessionCommit, SessionStatus, TurnCommit};
use uuid::Uuid;

use super::event::{Head, Writer};
use super::{ChatEvent, Listener, Session, writing};
use crate::dialogs::{ATTEMPTS, commit_failed};
use crate::{Bearer, Error, Runtime, measure};

/// How many events are read at once when a session is resumed.
pub(super) const PAGE: i64 = 500;
/// How many events are told again at once.
const TOLD_AGAIN: i64 = 10_000;

/// What became of a message.
#[derive(Debug)]
pub enum Said {
    /// It ran. Those who listen hear the events.
    Now,
    /// It had run before; these are the events it was answered with.
    Before(Vec<ChatEvent>),
}

impl Runtime {
    /// The session of this id, if it is open and the bearer's.
    ///
    /// # Errors
    /// [`Error::UnknownSession`], [`Error::SessionOver`].
    pub async fn session(&self, bearer: Bearer, id: Uuid) -> Result<Session, Error> {
        let session = self.0.sessions.slot(id);
        let mut held = session.0.row.lock().await;
        let row = self.open_row(&mut held, id, bearer).await?;
        let last_sequence = row.last_sequence;
        *held = Some(row);
        if !session.is_behind(last_sequence) {
            self.bring_to(&session, last_sequence).await?;
        }
        drop(held);
        Ok(session)
    }

    /// Says something in the session's dialog. After announcements the dialog goes on by itself.
    ///
    /// # Errors
    /// [`Error::UnknownDialog`] when no dialog is under way; [`Error::SessionOver`], [`Error::UnknownSession`].
    pub async fn say(
        &self,
        session: &Session,
        bearer: Bearer,
        input: Input,
        client_message_id: Option<&str>,
    ) -> Result<Said, Error> {
        self.hear(session, bearer, input, client_message_id, SessionStatus::Open).await
    }

    /// Ends a session, and its dialog as if the caller had hung up. Those who listen hear the end of the dialog or,
    /// between two dialogs, that the session is over.
    ///
    /// # Errors
    /// [`Error::SessionOver`], [`Error::UnknownSession`].
    pub async fn stop_session(
        &self,
        session: &Session,
        bearer: Bearer,
        client_message_id: Option<&str>,
    ) -> Result<(), Error> {
        let stopped =
            self.hear(session, bearer, Input::HangUp, client_message_id, SessionStatus::Stopped).await;
        match stopped {
            Err(Error::UnknownDialog) => self.stop_row(session, bearer, client_message_id).await,
            other => other.map(drop),
        }
    }

    /// Everything that was told after an event, and a listener for what comes next.
    ///
    /// # Errors
    /// [`Error::SessionOver`], [`Error::UnknownSession`]; [`Error::TooFarBack`] when that is more than is told again.
    pub async fn resume(
        &self,
        session: &Session,
        bearer: Bearer,
        after: i64,
    ) -> Result<(Vec<ChatEvent>, Listener), Error> {
        // Nobody speaks while it is held, so nothing falls between what is read and what is heard. What is in memory
        // may be older than what another node has written.
        let mut held = session.0.row.lock().await;
        *held = None;
        let row = self.open_row(&mut held, session.id(), bearer).await?;
        let last = row.last_sequence;
        let missed = last.saturating_sub(after);
        self.go_on_where_left(session, &row);
        *held = Some(row);
        if missed > TOLD_AGAIN {
            return Err(Error::TooFarBack(TOLD_AGAIN));
        }
        let key = self.0.sealer.key().await?;
        let (mut told, mut after) = (Vec::new(), after);
        loop {
            let page = self.0.store.turns().events_after(session.id(), after, PAGE).await?;
            for row in &page {
                told.push(writing::read(row, key)?);
                after = row.sequence_id;
            }
            if i64::try_from(page.len()).unwrap_or(PAGE) < PAGE {
                let last = told.last().map_or(last, |event: &ChatEvent| event.sequence_id.max(last));
                self.bring_to(session, last).await?;
                return Ok((told, session.listen()));
            }
        }
    }

    pub(super) async fn told_already(
        &self,
        session: Uuid,
        client_message_id: Option<&str>,
    ) -> Result<Option<Vec<ChatEvent>>, Error> {
        let Some(message) = client_message_id else { return Ok(None) };
        let told = self.0.store.turns().events_of_message(session, message).await?;
        if told.is_empty() {
            return Ok(None);
        }
        let key = self.0.sealer.key().await?;
        told.iter().map(|row| writing::read(row, key)).collect::<Result<_, _>>().map(Some)
    }

    async fn hear(
        &self,
        session: &Session,
        bearer: Bearer,
        input: Input,
        client_message_id: Option<&str>,
        status: SessionStatus,
    ) -> Result<Said, Error> {
        let began = Instant::now();
        let mut held = session.0.row.lock().await;
        for _ in 0..ATTEMPTS {
            let row = self.open_row(&mut held, session.id(), bearer).await?;
            if let Some(told) = self.told_already(session.id(), client_message_id).await? {
                *held = Some(row);
                return Ok(Said::Before(told));
            }
            let write = Write { session, input: &input, client_message_id, status, expire: false };
            match self.write(&row, write).await {
                Ok(Some((row, awaits))) => {
                    *held = Some(row);
                    if awaits == Awaits::Call {
                        self.go_on_waiting(session);
                    }
                    measure::turn(began);
                    return Ok(Said::Now);
                }
                // Another node was quicker: the row, left out, is read again.
                Ok(None) => {}
                Err(error) => {
                    *held = Some(row);
                    return Err(error);
                }
            }
        }
        Err(Error::Contended)
    }

    /// Runs an input on the session's dialog, and writes turns, session and events in one piece. Gives the session and
    /// what the dialog waits for; `None`: another node was quicker, and nothing was written.
    pub(super) async fn write(
        &self,
        row: &ChatSessionRow,
        write: Write<'_>,
    ) -> Result<Option<(ChatSessionRow, Awaits)>, Error> {
        let Write { session, input, client_message_id, status, expire } = write;
        let dialog_id = row.dialog_id.as_deref().ok_or(Error::UnknownDialog)?;
        let mut dialog = self.0.dialogs.hold(dialog_id).await?;
        let limit = self.0.sessions.announcements;
        let advanced = self.advance(&mut dialog, row.application_id, dialog_id, input, limit).await?;
        let key = self.0.sealer.key().await?;
        let under_way = &advanced.under_way;
        let head = Head { session_id: row.id, client_message_id, dialog_id: Some(dialog_id) };
        let mut writer = Writer::after(row.last_sequence, head);
        advanced.entries.iter().for_each(|entry| writer.turn(&entry.turn));
        if expire {
            writer.state(super::DialogState::SessionExpired, None);
        }
        let after = ChatSessionRow {
            status,
            last_sequence: writer.last(),
            updated_at: under_way.updated_at,
            ..row.clone()
        };
        let events = writer.events;
        let commit = TurnCommit {
            dialog: Some(under_way.commit(Some(advanced.expected), key)?),
            entries: under_way.journal(&advanced.entries, key)?,
            session: Some(SessionCommit { row: after.clone(), expected_sequence: Some(row.last_sequence) }),
            chat_events: writing::rows(row, &events, client_message_id, under_way, key)?,
        };
        match self.0.store.turns().commit(commit).await {
            Ok(()) => {
                let awaits = advanced.under_way.dialog.awaits();
                self.advanced(&mut dialog, advanced);
                self.tell(session, events).await;
                Ok(Some((after, awaits)))
            }
            Err(CommitError::Stale) => Ok(None),
            Err(error) => Err(commit_failed(error)),
        }
    }
}

/// What [`Runtime::write`] is to do.
pub(super) struct Write<'a> {
    pub(super) session: &'a Session,
    pub(super) input: &'a Input,
    pub(super) client_message_id: Option<&'a str>,
    /// What the session is afterwards.
    pub(super) status: SessionStatus,
    /// Whether the session is told that it has expired.
    pub(super) expire: bool,
}
