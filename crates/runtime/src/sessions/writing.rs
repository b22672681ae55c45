//! Events as rows, and back.

use baton_store::{ChatEventRow, ChatSessionRow};

use super::ChatEvent;
use crate::Error;
use crate::dialogs::UnderWay;
use crate::seal::Key;

/// Events as they are kept. What a sensitive application said is sealed.
pub(super) fn rows(
    session: &ChatSessionRow,
    events: &[ChatEvent],
    client_message_id: Option<&str>,
    under_way: &UnderWay,
    key: &Key,
) -> Result<Vec<ChatEventRow>, Error> {
    let row = |event: &ChatEvent| {
        let body = match under_way.runnable.is_sensitive() {
            true => key.seal_text(&event.body, &owner(session.id, event.sequence_id))?,
            false => event.body.clone(),
        };
        Ok(ChatEventRow {
            session_id: session.id,
            sequence_id: event.sequence_id,
            client_message_id: client_message_id.map(str::to_owned),
            body,
        })
    };
    events.iter().map(row).collect()
}

/// An event that was kept.
pub(super) fn read(row: &ChatEventRow, key: &Key) -> Result<ChatEvent, Error> {
    let body = key.open_text(&row.body, &owner(row.session_id, row.sequence_id))?.into_owned();
    Ok(ChatEvent { sequence_id: row.sequence_id, body })
}

fn owner(session: uuid::Uuid, sequence_id: i64) -> String {
    format!("{session}/{sequence_id}")
}
