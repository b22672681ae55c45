//! `DELETE /dialogs-api/insights/v2/dialogs/<dialog_id>` and `POST /dialogs-api/insights/v2/dialogs/erase`

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use baton_auth::Role;
use baton_model::Timestamp;
use baton_store::DialogFilter;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{DialogTo, all};
use crate::extract::{Caller, JsonBody};
use crate::services::orchestrator::resource::Delete;
use crate::{ApiError, AppState};

/// The most dialogs that one request erases.
const MOST: i64 = 500;

/// Erase a dialog with its whole call or chat: journal, records, and what was told in a chat.
#[utoipa::path(
    delete,
    path = "/dialogs-api/insights/v2/dialogs/{dialog_id}",
    tag = "insights",
    params(("dialog_id" = String, Path, description = "The id of a dialog of an app, a flow or a miniApp.")),
    responses(
        (status = 204, description = "It is gone."),
        (status = 403, description = "Only an Owner of the group may."),
        (status = 409, description = "It is under way."),
    )
)]
pub async fn dialog(State(state): State<AppState>, dialog: DialogTo<Delete>) -> Result<StatusCode, ApiError> {
    let row = dialog.row;
    let root = state.store.records().dialog(&row.group_id).await?;
    let connection = root.map(|root| root.connection_id).unwrap_or_default();
    let erased = state.runtime.erase_dialog(&row.group_id, &connection).await;
    match erased.map_err(|error| ApiError::internal(&error))? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(ApiError::conflict("The dialog is under way. Erase it when it has ended.")),
    }
}

/// Whose dialogs are to be erased.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EraseCaller {
    /// The caller's number, exactly as it stands in `origin_uri`.
    #[schema(example = "+49301234567")]
    ani: String,
    /// In this group; in all that you own unless given.
    ocp_group_name: Option<String>,
}

/// What was erased.
#[derive(Serialize, ToSchema)]
pub struct ErasedCaller {
    /// How many calls and chats.
    erased: usize,
    /// How many were left because they are under way.
    under_way: usize,
    /// True when there may be more: send the request again.
    more: bool,
}

/// Erase all calls and chats of a caller, at most 500 at a time.
#[utoipa::path(
    post,
    path = "/dialogs-api/insights/v2/dialogs/erase",
    tag = "insights",
    request_body = EraseCaller,
    responses(
        (status = 200, body = ErasedCaller),
        (status = 400, description = "No caller is named."),
        (status = 403, description = "Only an Owner of the group may."),
        (status = 503, description = "The records of the last turns are not made yet; nothing was erased."),
    )
)]
pub async fn of_caller(
    State(state): State<AppState>,
    Caller(access): Caller,
    JsonBody(body): JsonBody<EraseCaller>,
) -> Result<Json<ErasedCaller>, ApiError> {
    if body.ani.is_empty() || body.ani.len() > 300 || body.ani.contains(['\0', '*']) {
        return Err(ApiError::field(
            "ani",
            "Name the caller exactly, in 1 to 300 bytes; a mask names nobody.",
        ));
    }
    let ocp_groups: Vec<String> = match body.ocp_group_name {
        Some(group) => {
            access.require(&group, Role::Owner)?;
            vec![group]
        }
        None => {
            let owned = access.groups().filter(|group| access.require(group, Role::Owner).is_ok());
            owned.map(str::to_owned).collect()
        }
    };
    all(&state).await?;
    let filter = DialogFilter {
        ocp_groups,
        from: Timestamp(0),
        to: Timestamp(i64::MAX),
        kinds: vec!["app".to_owned()],
        equal: vec![("ani", vec![body.ani])],
        limit: MOST,
        ..DialogFilter::default()
    };
    let rows = state.store.records().dialogs(&filter).await?;
    let more = rows.len() == usize::try_from(MOST).unwrap_or_default();
    let (mut erased, mut under_way) = (0, 0);
    for row in rows {
        let gone = state.runtime.erase_dialog(&row.group_id, &row.connection_id).await;
        match gone.map_err(|error| ApiError::internal(&error))? {
            true => erased += 1,
            false => under_way += 1,
        }
    }
    Ok(Json(ErasedCaller { erased, under_way, more }))
}
