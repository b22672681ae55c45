//! `GET /exports-api/v1/exports` and `GET /exports-api/v1/exports/<export_id>`

use axum::Json;
use axum::extract::{Path, State};
use baton_auth::{Access, Role};
use baton_store::Export;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::settle;
use super::shape::ShownExport;
use crate::extract::{Caller, PAGE_SIZE, PageParameters, Parameters};
use crate::services::insights::seen;
use crate::{ApiError, AppState};

/// A page of exports.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ExportPage {
    /// The exports, the newest first.
    exports: Vec<ShownExport>,
    /// Which page this is; the first is 1.
    page: i64,
    /// How many a page has at most.
    page_size: i64,
}

/// The exports of the groups that you see.
#[utoipa::path(
    get,
    path = "/exports-api/v1/exports",
    tag = "exports",
    params(
        ("ocp_group_name" = Option<String>, Query, description = "Of this group alone."),
        PageParameters,
    ),
    responses((status = 200, body = ExportPage), (status = 400, description = "A parameter is wrong."))
)]
pub async fn list(
    State(state): State<AppState>,
    Caller(access): Caller,
    parameters: Parameters,
) -> Result<Json<ExportPage>, ApiError> {
    let page = parameters.page(PAGE_SIZE)?;
    settle(&state).await?;
    let mut groups = seen(&access, &[]);
    groups.retain(|group| parameters.get("ocp_group_name").is_none_or(|named| named == group));
    let rows = state.store.exports().of_groups(&groups, page).await?;
    Ok(Json(ExportPage {
        exports: rows.into_iter().map(ShownExport::of).collect(),
        page: page.number(),
        page_size: page.limit,
    }))
}

/// An export.
#[utoipa::path(
    get,
    path = "/exports-api/v1/exports/{export_id}",
    tag = "exports",
    params(("export_id" = String, Path, description = "The export's id.")),
    responses((status = 200, body = ShownExport), (status = 404, description = "There is none that you see."))
)]
pub async fn get(
    State(state): State<AppState>,
    Caller(access): Caller,
    Path(id): Path<String>,
) -> Result<Json<ShownExport>, ApiError> {
    Ok(Json(ShownExport::of(find(&state, &access, &id, Role::Viewer).await?)))
}

/// The export with this id, for somebody who has this role in its group.
pub async fn find(state: &AppState, access: &Access, id: &str, role: Role) -> Result<Export, ApiError> {
    let id = Uuid::try_parse(id).map_err(|_| ApiError::not_found())?;
    settle(state).await?;
    let row = state.store.exports().get(id).await?.ok_or_else(ApiError::not_found)?;
    access.require(&row.group_name, role)?;
    Ok(row)
}
