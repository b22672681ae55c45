//! `GET /exports-api/v1/subscriptions/<id>/held`

use axum::Json;
use axum::extract::{Path, State};
use baton_auth::Role;
use serde::Serialize;
use utoipa::ToSchema;

use super::find;
use super::shape::ShownHeld;
use crate::extract::{Caller, PAGE_SIZE, PageParameters, Parameters};
use crate::{ApiError, AppState};

/// A page of dialogs that are held back.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HeldPage {
    /// The dialogs, the oldest first.
    held: Vec<ShownHeld>,
    /// Which page this is; the first is 1.
    page: i64,
    /// How many a page has at most.
    page_size: i64,
}

/// The dialogs that the receiver did not take: those that are tried again, and those that are set aside. Later records of
/// such a dialog wait behind; records of others go on.
#[utoipa::path(
    get,
    path = "/exports-api/v1/subscriptions/{subscription_id}/held",
    tag = "exports",
    params(
        ("subscription_id" = String, Path, description = "The subscription's id."),
        PageParameters,
    ),
    responses((status = 200, body = HeldPage), (status = 404, description = "There is none that you see."))
)]
pub async fn held(
    State(state): State<AppState>,
    Caller(access): Caller,
    Path(id): Path<String>,
    parameters: Parameters,
) -> Result<Json<HeldPage>, ApiError> {
    let page = parameters.page(PAGE_SIZE)?;
    let row = find(&state, &access, &id, Role::Developer).await?;
    let held = state.store.records().streams().held(row.id, page.limit, page.offset).await?;
    Ok(Json(HeldPage {
        held: held.into_iter().map(ShownHeld::of).collect(),
        page: page.number(),
        page_size: page.limit,
    }))
}
