//! Sessions that several nodes hold: what is told at one of them is heard at the others, too.
//!
//! What was told is on disk before others are told of it, and they read it there. A notice that is lost loses
//! nothing: the next one, or the next that resumes, brings all that was missed.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use baton_store::{Notice, Notices};
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::say::PAGE;
use super::{ChatEvent, Session, writing};
use crate::{Error, Runtime};

/// How long to wait before a lost connection is tried anew.
const PAUSE: Duration = Duration::from_secs(1);

/// Up to which event sessions were told, for the other nodes. Those who wait are told of together.
#[derive(Default)]
pub(crate) struct ToTell {
    waiting: Mutex<BTreeMap<Uuid, i64>>,
    some: Notify,
}

impl ToTell {
    fn add(&self, session: Uuid, last_sequence: i64) {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).insert(session, last_sequence);
        self.some.notify_one();
    }

    async fn next(&self) -> Vec<(Uuid, i64)> {
        loop {
            self.some.notified().await;
            let waiting = std::mem::take(&mut *self.waiting.lock().unwrap_or_else(PoisonError::into_inner));
            if !waiting.is_empty() {
                return waiting.into_iter().collect();
            }
        }
    }
}

impl Runtime {
    /// Tells other nodes what sessions were told here, and lets those who listen here hear what was told there, until
    /// the handle is aborted.
    #[must_use]
    pub fn keep_in_touch(&self) -> JoinHandle<()> {
        let runtime = self.clone();
        tokio::spawn(async move {
            tokio::join!(runtime.tell_nodes(), runtime.hear_nodes());
        })
    }

    async fn tell_nodes(&self) {
        loop {
            let told = self.0.sessions.to_tell.next().await;
            if let Err(error) = self.0.store.tell_nodes(&told).await {
                warn(&error.into(), "other nodes could not be told of chats");
            }
        }
    }

    async fn hear_nodes(&self) {
        loop {
            match self.0.store.hear_nodes().await {
                Ok(None) => return,
                Ok(Some(notices)) => {
                    if let Err(error) = self.hear_until_lost(notices).await {
                        warn(&error, "other nodes are not heard for a moment");
                    }
                }
                Err(error) => warn(&error.into(), "other nodes are not heard"),
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    async fn hear_until_lost(&self, mut notices: Notices) -> Result<(), Error> {
        self.hear_what_was_missed().await?;
        loop {
            match notices.next().await? {
                Notice::Told { session, last_sequence } => {
                    if let Some(session) = self.0.sessions.held(session) {
                        self.hear_from_another(&session, last_sequence).await?;
                    }
                }
                Notice::Missed => self.hear_what_was_missed().await?,
            }
        }
    }

    async fn hear_what_was_missed(&self) -> Result<(), Error> {
        for session in self.0.sessions.all_held() {
            if let Some(row) = self.0.store.turns().load_session(session.id()).await? {
                self.hear_from_another(&session, row.last_sequence).await?;
            }
        }
        Ok(())
    }

    async fn hear_from_another(&self, session: &Session, last_sequence: i64) -> Result<(), Error> {
        if !session.is_behind(last_sequence) {
            return Ok(());
        }
        let mut held = session.0.row.lock().await;
        if session.is_behind(last_sequence) {
            // What is in memory is older than what another node has written.
            *held = None;
            self.bring_to(session, last_sequence).await?;
        }
        Ok(())
    }

    /// Lets those who listen hear everything up to an event. Whoever calls holds the session.
    pub(super) async fn bring_to(&self, session: &Session, last_sequence: i64) -> Result<(), Error> {
        let key = self.0.sealer.key().await?;
        while let Some(after) = session.behind(last_sequence) {
            let page = self.0.store.turns().events_after(session.id(), after, PAGE).await?;
            if page.is_empty() {
                break;
            }
            session.pass_on(page.iter().map(|row| writing::read(row, key)).collect::<Result<_, _>>()?);
        }
        Ok(())
    }

    /// Hands events that are on disk to those who listen, here and at other nodes. Whoever calls holds the session.
    pub(super) async fn tell(&self, session: &Session, events: Vec<ChatEvent>) {
        let (Some(first), Some(last)) = (events.first(), events.last()) else { return };
        self.0.sessions.to_tell.add(session.id(), last.sequence_id);
        // Another node may have told something just before.
        if let Err(error) = self.bring_to(session, first.sequence_id - 1).await {
            warn(&error, "what another node told in a chat could not be read");
        }
        session.pass_on(events);
    }
}

fn warn(error: &Error, what: &str) {
    tracing::warn!(error = error as &dyn std::error::Error, "{what}");
}
