//! `GET /apps/<app_id>/deployed_canvases/`

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::extract::{Parameters, PartParameters};
use crate::services::orchestrator::resource::{AppTo, Read};
use crate::{ApiError, AppState};

/// A canvas as it was deployed.
#[derive(Serialize, ToSchema)]
#[schema(title = "DeployedCanvas")]
pub struct ShownDeployedCanvas {
    /// The component id of the app, or of a flow that it reaches.
    #[schema(example = "88ed36b3-4e0c-4b5b-b9be-c733b3c5f21f.my_flow.Flows.orc.demo")]
    component_id: String,
    /// Its name.
    #[schema(example = "my_flow")]
    name: String,
    /// The canvas's id.
    canvas_id: String,
    /// The document as it was then.
    #[schema(value_type = Object)]
    document: Value,
}

/// The canvases that the app was deployed with last, its own and those of the flows it reaches: to see what has changed
/// since. Empty when it never was.
#[utoipa::path(
    get,
    path = "/orchestrator/api/apps/{app_id}/deployed_canvases/",
    tag = "apps",
    params(
        ("app_id" = uuid::Uuid, Path, description = "The app's id."),
        ("search_term" = Option<String>, Query, description = "Only canvases of apps and flows with this in their name, in any letter case."),
        PartParameters,
    ),
    responses(
        (status = 200, description = "The canvases, by component id.", body = Vec<ShownDeployedCanvas>),
        (status = 400, description = "`limit`, `offset` or `page` is no number within bounds."),
    )
)]
pub async fn get(
    State(state): State<AppState>,
    app: AppTo<Read>,
    parameters: Parameters,
) -> Result<Json<Vec<ShownDeployedCanvas>>, ApiError> {
    let (mut canvases, finds) = (state.store.deployed_canvases().of(app.row.id).await?, parameters.finds());
    canvases.retain(|canvas| finds(&canvas.name));
    let shown = canvases.into_iter().map(|canvas| ShownDeployedCanvas {
        component_id: canvas.component_id,
        name: canvas.name,
        canvas_id: canvas.canvas_id,
        document: serde_json::from_str(&canvas.document).unwrap_or_default(),
    });
    Ok(Json(parameters.part_of(shown)?))
}
