//! `GET /envs-manager/api/v1/apps/<app_id>/export`

use axum::extract::State;
use axum::response::Response;

use crate::extract::Parameters;
use crate::services::orchestrator::resource::{AppTo, Read};
use crate::services::orchestrator::transfer::export;
use crate::{ApiError, AppState};

/// The app with all its flows, miniApps and variables, as one ZIP. What intents are trained on lies in the miniApps, so
/// it always comes along.
#[utoipa::path(
    get,
    path = "/envs-manager/api/v1/apps/{app_id}/export",
    tag = "environments",
    operation_id = "environments_export",
    params(
        ("app_id" = uuid::Uuid, Path, description = "The app's id."),
        ("include_nlus" = Option<bool>, Query, description = "Taken, and changes nothing: there are no models outside the miniApps."),
    ),
    responses(
        (status = 200, description = "The ZIP.", body = Vec<u8>, content_type = "application/zip"),
        (status = 404, description = "There is none."),
        (status = 409, description = "It is too large to be exported."),
    )
)]
pub async fn get(
    state: State<AppState>,
    app: AppTo<Read>,
    parameters: Parameters,
) -> Result<Response, ApiError> {
    parameters.flag("include_nlus")?;
    export::export(state, app).await
}
