//! `GET /dialogs-api/insights/v2/dialogs/<dialog_id>`

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::DialogTo;
use super::shape::ShownDialog;
use crate::extract::Parameters;
use crate::services::orchestrator::resource::Read;
use crate::{ApiError, AppState};

/// How many dialogs of a tree are shown at most.
const MOST: u32 = 1_000;

/// A dialog with its tree.
#[derive(Serialize, ToSchema)]
pub struct DialogWithTree {
    /// The dialog.
    dialog: ShownDialog,
    /// The dialogs of its tree in the order in which they began, the root first.
    tree: Vec<ShownDialog>,
    /// How many there are in all.
    tree_count: i64,
}

/// A dialog, with all others of the same call or chat.
#[utoipa::path(
    get,
    path = "/dialogs-api/insights/v2/dialogs/{dialog_id}",
    tag = "insights",
    params(
        ("dialog_id" = String, Path, description = "The id of a dialog of an app, a flow or a miniApp."),
        ("offset" = Option<u32>, Query, description = "How many dialogs of the tree are passed over."),
        ("limit" = Option<u32>, Query, description = "At most so many dialogs of the tree: 1 to 1,000, 1,000 unless given."),
    ),
    responses(
        (status = 200, body = DialogWithTree),
        (status = 400, description = "`offset` or `limit` is no number within bounds."),
        (status = 404, description = "There is none that you see."),
    )
)]
pub async fn get(
    State(state): State<AppState>,
    dialog: DialogTo<Read>,
    parameters: Parameters,
) -> Result<Json<DialogWithTree>, ApiError> {
    let offset = parameters.number("offset", 0, &(0..=u32::MAX))?;
    let limit = parameters.number("limit", MOST, &(1..=MOST))?;
    let (records, group) = (state.store.records(), &dialog.row.group_id);
    let tree = records.tree(group, offset.into(), limit.into()).await?;
    let tree_count = records.tree_count(group).await?;
    let tree = tree.into_iter().map(ShownDialog::of).collect();
    Ok(Json(DialogWithTree { dialog: ShownDialog::of(dialog.row), tree, tree_count }))
}
