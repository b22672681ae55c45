//! `GET /canvases/<canvas_id>/available_fields/`

use axum::Json;
use axum::extract::State;
use baton_compiler::available_fields;
use serde::Serialize;
use utoipa::ToSchema;

use super::resource::CanvasTo;
use crate::services::orchestrator::apps::reached;
use crate::services::orchestrator::resource::Read;
use crate::{ApiError, AppState};

/// A field that can be used on a canvas.
#[derive(Serialize, ToSchema)]
pub struct AvailableField {
    /// Its name.
    #[schema(example = "Dnis")]
    name: String,
    /// It can be read but not set.
    #[schema(example = true)]
    readonly: bool,
}

/// The fields that can be used on a canvas: those of the platform first, then inputs, global fields and attached
/// data, then what its nodes give and set.
#[utoipa::path(
    get,
    path = "/orchestrator/api/canvases/{canvas_id}/available_fields/",
    tag = "canvases",
    params(("canvas_id" = uuid::Uuid, Path, description = "The canvas's id.")),
    responses(
        (status = 200, description = "The fields.", body = Vec<AvailableField>),
        (status = 404, description = "There is none."),
    )
)]
pub async fn get(
    State(state): State<AppState>,
    canvas: CanvasTo<Read>,
) -> Result<Json<Vec<AvailableField>>, ApiError> {
    let unit = canvas.row.component_id.clone();
    let fields =
        reached(&state, &canvas.row, move |source| available_fields(source, &unit)).await?.into_iter();
    Ok(Json(fields.map(|field| AvailableField { name: field.name, readonly: field.readonly }).collect()))
}
