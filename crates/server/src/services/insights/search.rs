//! `POST /dialogs-api/insights/v2/dialogs/search`

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::filter::{DialogSearch, Search};
use super::shape::ShownDialog;
use super::{cursor, newest};
use crate::extract::{Caller, JsonBody};
use crate::{ApiError, AppState};

/// How many dialogs a search in what was said finds at most.
const SAYING: i64 = 1_000;

/// A page of dialogs.
#[derive(Serialize, ToSchema)]
pub struct FoundDialogs {
    /// The dialogs, the newest first unless asked otherwise.
    dialogs: Vec<ShownDialog>,
    /// Sent with the same search, it gives the next page; `null` on the last.
    #[schema(required = true)]
    cursor: Option<String>,
}

/// Find dialogs.
#[utoipa::path(
    post,
    path = "/dialogs-api/insights/v2/dialogs/search",
    tag = "insights",
    request_body = DialogSearch,
    responses(
        (status = 200, body = FoundDialogs),
        (status = 400, description = "A filter is wrong; it is named."),
    )
)]
pub async fn search(
    State(state): State<AppState>,
    Caller(access): Caller,
    JsonBody(body): JsonBody<Value>,
) -> Result<Json<FoundDialogs>, ApiError> {
    let Search { mut filter, text, nothing } = Search::read(body, &access, state.now())?;
    if nothing {
        return Ok(Json(FoundDialogs { dialogs: Vec::new(), cursor: None }));
    }
    newest(&state).await?;
    if let Some(text) = text {
        let looked_for = baton_store::DialogFilter { limit: SAYING, ..filter.clone() };
        let roots = state.store.records().saying(&looked_for, &text).await?;
        filter.equal.push(("group_id", roots));
    }
    let rows = state.store.records().dialogs(&filter).await?;
    let full = rows.len() == usize::try_from(filter.limit).unwrap_or_default();
    let cursor = rows.last().filter(|_| full).map(cursor::after);
    Ok(Json(FoundDialogs { dialogs: rows.into_iter().map(ShownDialog::of).collect(), cursor }))
}
