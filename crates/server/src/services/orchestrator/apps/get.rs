//! `GET /apps/<app_id>/`

use axum::Json;

use crate::services::orchestrator::resource::{AppTo, Read};
use crate::services::orchestrator::shapes::App;

/// One app.
#[utoipa::path(
    get,
    path = "/orchestrator/api/apps/{app_id}/",
    tag = "apps",
    params(("app_id" = uuid::Uuid, Path, description = "The app's id.")),
    responses((status = 200, description = "The app.", body = App), (status = 404, description = "There is none."))
)]
pub async fn get(app: AppTo<Read>) -> Json<App> {
    Json(App::of(&app.row))
}
