//! `GET /miniapps/api/apps/<version>/<miniapp_id>/export`

use axum::extract::State;
use axum::response::Response;

use super::resource::MiniAppTo;
use crate::services::orchestrator::resource::Read;
use crate::services::orchestrator::transfer::export;
use crate::{ApiError, AppState};

/// The miniApp with the variables that it reads, as one ZIP. The same miniApp gives the same bytes. Sensitive variables
/// have no value in it; for a `Maintainer` it is in it sealed, for an import within the organization. It comes back by
/// `POST /orchestrator/api/apps/import/`.
#[utoipa::path(
    get,
    path = "/miniapps/api/apps/{version}/{miniapp_id}/export",
    tag = "miniApps",
    params(
        ("version" = String, Path, description = "The active version.", example = "v1"),
        ("miniapp_id" = String, Path, description = "The miniApp's id."),
    ),
    responses(
        (status = 200, description = "The ZIP.", body = Vec<u8>, content_type = "application/zip"),
        (status = 404, description = "There is none of this id and version."),
        (status = 409, description = "It is too large to be exported."),
    )
)]
pub async fn export(State(state): State<AppState>, mini_app: MiniAppTo<Read>) -> Result<Response, ApiError> {
    export::mini_app(&state, &mini_app.access, mini_app.row).await
}
