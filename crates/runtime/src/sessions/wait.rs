//! A session whose dialog waits for a service: it goes on by itself, and is told meanwhile what is said meanwhile.

use std::sync::atomic::Ordering;

use baton_dialog::{Awaits, Input};
use baton_store::{ChatSessionRow, SessionStatus};

use super::Session;
use super::say::Write;
use crate::dialogs::ATTEMPTS;
use crate::{Error, Runtime};

impl Runtime {
    /// Goes on with the session's dialog for as long as it waits for a call. Whoever speaks in the session meanwhile
    /// takes turns with it. One does so at a time.
    pub(super) fn go_on_waiting(&self, session: &Session) {
        if session.0.waits.swap(true, Ordering::Relaxed) {
            return;
        }
        let (runtime, session) = (self.clone(), session.clone());
        tokio::spawn(async move {
            loop {
                match runtime.wait_on(&session).await {
                    Ok(true) => {}
                    Ok(false) => return,
                    Err(error) => {
                        // The next thing that is said in the session goes on with it.
                        let error = &error as &dyn std::error::Error;
                        tracing::warn!(error, "a session could not go on after a call");
                        session.0.waits.store(false, Ordering::Relaxed);
                        return;
                    }
                }
            }
        });
    }

    /// Waits until the call has ended or something is to be said. False when no call is under way any more.
    async fn wait_on(&self, session: &Session) -> Result<bool, Error> {
        let mut held = session.0.row.lock().await;
        for _ in 0..ATTEMPTS {
            let row = match held.take() {
                Some(row) => row,
                None => {
                    self.0.store.turns().load_session(session.id()).await?.ok_or(Error::UnknownSession)?
                }
            };
            let dialog = row.dialog_id.as_deref().filter(|_| row.status == SessionStatus::Open);
            let waits = match dialog {
                Some(dialog) => self.awaits_call(dialog).await?,
                None => false,
            };
            if !waits {
                *held = Some(row);
                session.0.waits.store(false, Ordering::Relaxed);
                return Ok(false);
            }
            let write = Write {
                session,
                input: &Input::Continue,
                client_message_id: None,
                status: SessionStatus::Open,
                expire: false,
            };
            match self.write(&row, write).await {
                Ok(Some((row, awaits))) => {
                    *held = Some(row);
                    let waits = awaits == Awaits::Call;
                    session.0.waits.store(waits, Ordering::Relaxed);
                    return Ok(waits);
                }
                Ok(None) => {}
                Err(error) => {
                    *held = Some(row);
                    return Err(error);
                }
            }
        }
        Err(Error::Contended)
    }

    /// Somebody listens again. Where the dialog was left waiting for a call by a node that went down, it goes on here.
    pub(super) fn go_on_where_left(&self, session: &Session, row: &ChatSessionRow) {
        let Some(dialog) = row.dialog_id.as_deref() else { return };
        if !session.0.waits.load(Ordering::Relaxed) {
            // What is in memory may be older than what another node has written.
            self.0.dialogs.forget(dialog);
            self.go_on_waiting(session);
        }
    }

    async fn awaits_call(&self, dialog_id: &str) -> Result<bool, Error> {
        let mut held = self.0.dialogs.hold(dialog_id).await?;
        if held.under_way.is_none() {
            match self.load_dialog(dialog_id).await {
                Ok(under_way) => *held.under_way = Some(under_way),
                Err(Error::UnknownDialog) => return Ok(false),
                Err(error) => return Err(error),
            }
        }
        Ok(held.under_way.as_ref().is_some_and(|under_way| under_way.dialog.awaits() == Awaits::Call))
    }
}
