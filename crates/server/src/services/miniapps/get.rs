//! `GET /miniapps/api/apps/<version>/<miniapp_id>`

use axum::Json;
use axum::response::IntoResponse;

use super::resource::MiniAppTo;
use super::shape::MiniApp;
use crate::extract::etag;
use crate::services::orchestrator::resource::Read;

/// One miniApp, with its model.
#[utoipa::path(
    get,
    path = "/miniapps/api/apps/{version}/{miniapp_id}",
    tag = "miniApps",
    params(
        ("version" = String, Path, description = "The active version.", example = "v1"),
        ("miniapp_id" = String, Path, description = "The miniApp's id."),
    ),
    responses(
        (status = 200, description = "The miniApp.", body = MiniApp,
            headers(("ETag" = String, description = "The revision, for `If-Match`."))),
        (status = 404, description = "There is none of this id and version."),
    )
)]
pub async fn get(mini_app: MiniAppTo<Read>) -> impl IntoResponse {
    (etag(mini_app.row.revision), Json(MiniApp::of(&mini_app.row)))
}
