//! `GET /dialogs-api/insights/v2/dialogs/<dialog_id>`

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::DialogTo;
use super::shape::ShownDialog;
use crate::services::orchestrator::resource::Read;
use crate::{ApiError, AppState};

/// A dialog with its tree.
#[derive(Serialize, ToSchema)]
pub struct DialogWithTree {
    /// The dialog.
    dialog: ShownDialog,
    /// All dialogs of its tree in the order in which they began, the root first.
    tree: Vec<ShownDialog>,
}

/// A dialog, with all others of the same call or chat.
#[utoipa::path(
    get,
    path = "/dialogs-api/insights/v2/dialogs/{dialog_id}",
    tag = "insights",
    params(("dialog_id" = String, Path, description = "The id of a dialog of an app, a flow or a miniApp.")),
    responses((status = 200, body = DialogWithTree), (status = 404, description = "There is none that you see."))
)]
pub async fn get(
    State(state): State<AppState>,
    dialog: DialogTo<Read>,
) -> Result<Json<DialogWithTree>, ApiError> {
    let tree = state.store.records().tree(&dialog.row.group_id).await?;
    let tree = tree.into_iter().map(ShownDialog::of).collect();
    Ok(Json(DialogWithTree { dialog: ShownDialog::of(dialog.row), tree }))
}
