//! One list of handlers, read and replaced as a whole.

use baton_model::canvas::Content;
use baton_model::handlers;
use baton_store::Application;
use serde_json::Value;

use super::kind::Kind;
use super::validation;
use crate::extract::IfMatch;
use crate::services::orchestrator::changed;
use crate::services::orchestrator::uses;
use crate::{ApiError, AppState};

/// Replaces the list, unless something is wrong with it; answers it as it was saved.
///
/// # Errors
/// 400 that names every place that is not well formed, or every problem; 412 when somebody else was quicker. Nothing is
/// saved then.
pub async fn put(
    state: &AppState,
    row: &Application,
    if_match: &IfMatch,
    kind: Kind,
    document: Value,
) -> Result<Value, ApiError> {
    let read =
        handlers::parse(&document).map_err(|places| ApiError::malformed("list of handlers", &places))?;
    let proposed = kind.replaced(row.clone(), document.clone());
    validation::check(state, row, kind, &proposed, read).await?;
    let mut tx = state.store.begin().await?;
    let row = changed::hold(&mut tx, row.id).await?;
    if_match.expects_same(kind.of(&row))?;
    changed::save(&mut tx, &row, &kind.change(document.clone()), state.now()).await?;
    let canvas = tx.canvases().get(row.canvas_id).await?.ok_or_else(ApiError::not_found)?;
    // What is kept is well formed.
    let canvas =
        serde_json::from_str(&canvas.document).ok().and_then(|document| Content::parse(&document).ok());
    let row = kind.replaced(row, document.clone());
    tx.component_uses().replace(row.id, &uses::components(&row, &canvas.unwrap_or_default())).await?;
    tx.commit().await?;
    Ok(document)
}
