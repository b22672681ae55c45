//! `GET /apps/<app_id>/`

use axum::Json;
use axum::response::IntoResponse;

use crate::extract::etag_of;
use crate::services::orchestrator::resource::{AppTo, Read};
use crate::services::orchestrator::shapes::App;
use crate::services::orchestrator::update::Changeable;

/// One app.
#[utoipa::path(
    get,
    path = "/orchestrator/api/apps/{app_id}/",
    tag = "apps",
    params(("app_id" = uuid::Uuid, Path, description = "The app's id.")),
    responses(
        (status = 200, description = "The app.", body = App,
            headers(("ETag" = String, description = "Of what can be changed of it, for `If-Match`: another canvas does not change it."))),
        (status = 404, description = "There is none."),
    )
)]
pub async fn get(app: AppTo<Read>) -> impl IntoResponse {
    (etag_of(&Changeable::of(&app.row)), Json(App::of(&app.row)))
}
