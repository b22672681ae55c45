//! An app or flow has changed: its version and its moment say so.

use baton_model::Timestamp;
use baton_store::{Application, ApplicationChanges, Tx};
use uuid::Uuid;

use super::update::next_version;
use crate::ApiError;

/// Says in a transaction that an app or flow has changed, and answers what it is then.
///
/// It comes first in a transaction that saves a part of it: who saves another part at the same time waits here, and
/// then sees this one.
///
/// # Errors
/// 404 when it is not there any more.
pub async fn changed(tx: &mut Tx, id: Uuid, now: Timestamp) -> Result<Application, ApiError> {
    let moment = ApplicationChanges { updated_at: Some(now), ..ApplicationChanges::default() };
    tx.applications().change(id, &moment).await?;
    let mut row = tx.applications().get(id).await?.ok_or_else(ApiError::not_found)?;
    row.version = next_version(&row.version);
    let version = ApplicationChanges { version: Some(row.version.clone()), ..ApplicationChanges::default() };
    tx.applications().change(id, &version).await?;
    Ok(row)
}
