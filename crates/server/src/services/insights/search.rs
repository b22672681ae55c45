//! `POST /dialogs-api/insights/v2/dialogs/search`

use axum::Json;
use axum::extract::State;
use baton_model::Timestamp;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::filter::{DialogSearch, Search};
use super::page::{Page, page_saying};
use super::shape::ShownDialog;
use super::{cursor, newest};
use crate::extract::{Caller, JsonBody};
use crate::{ApiError, AppState};

/// A page of dialogs.
#[derive(Serialize, ToSchema)]
pub struct FoundDialogs {
    /// The dialogs, the newest first unless asked otherwise.
    dialogs: Vec<ShownDialog>,
    /// Sent with the same search, it gives the next page; `null` on the last.
    #[schema(required = true)]
    cursor: Option<String>,
    /// With `text`, and more to look through: when the last dialog began that was looked at, in milliseconds since 1970.
    /// The page may have few dialogs or none; `cursor` goes on from there.
    #[schema(required = true, example = 1_772_366_400_000_i64)]
    looked_to_ms: Option<i64>,
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
    let Search { filter, text, nothing } = Search::read(body, &access, state.now())?;
    if nothing {
        return Ok(Json(FoundDialogs { dialogs: Vec::new(), cursor: None, looked_to_ms: None }));
    }
    newest(&state).await?;
    let Page { rows, after, looked_to } = match text {
        Some(text) => {
            page_saying(state.store.records(), &filter, &text, state.config.limits.search_turns).await?
        }
        None => Page::of(state.store.records().dialogs(&filter).await?, &filter),
    };
    Ok(Json(FoundDialogs {
        dialogs: rows.into_iter().map(ShownDialog::of).collect(),
        cursor: after.as_ref().map(cursor::write),
        looked_to_ms: looked_to.map(Timestamp::as_millis),
    }))
}
