//! A part of an app or flow is saved: its version and its moment say so, but only when something is another.

use baton_model::Timestamp;
use baton_store::{Application, ApplicationChanges, Error, Tx};
use uuid::Uuid;

use super::update::next_version;
use crate::ApiError;

/// What an app or flow is now, held until the transaction ends: who saves another part at the same time waits here, and
/// then sees this one.
///
/// # Errors
/// 404 when it is not there any more.
pub async fn hold(tx: &mut Tx, id: Uuid) -> Result<Application, ApiError> {
    tx.applications().hold(id).await?.ok_or_else(ApiError::not_found)
}

/// Saves what is to change of one that is held, with its next version. What changes nothing leaves the version, too.
///
/// # Errors
/// [`Error::Taken`] when the new name exists.
pub async fn save(
    tx: &mut Tx,
    held: &Application,
    changes: &ApplicationChanges,
    now: Timestamp,
) -> Result<(), Error> {
    if !changes.would_change(held) {
        return Ok(());
    }
    let changes = ApplicationChanges {
        version: Some(next_version(&held.version)),
        updated_at: Some(now),
        ..changes.clone()
    };
    tx.applications().change(held.id, &changes).await.map(drop)
}

/// Says of one that is held that something changed which is kept beside it, such as its canvas.
///
/// # Errors
/// When the store fails.
pub async fn rise(tx: &mut Tx, held: &Application, now: Timestamp) -> Result<(), Error> {
    let changes = ApplicationChanges {
        version: Some(next_version(&held.version)),
        updated_at: Some(now),
        ..ApplicationChanges::default()
    };
    tx.applications().change(held.id, &changes).await.map(drop)
}
