//! `PUT` and `PATCH /apps/<app_id>/`

use axum::Json;
use axum::extract::State;

use crate::extract::Fields;
use crate::services::orchestrator::resource::{AppTo, Edit};
use crate::services::orchestrator::shapes::App;
use crate::services::orchestrator::update::{self, Extent, Update};
use crate::{ApiError, AppState};

/// Change an app. What is not given stays; the name must be given.
#[utoipa::path(
    put,
    path = "/orchestrator/api/apps/{app_id}/",
    tag = "apps",
    params(("app_id" = uuid::Uuid, Path, description = "The app's id.")),
    request_body = Update,
    responses(
        (status = 200, description = "The app as it is now.", body = App),
        (status = 400, description = "A field is wrong, or the group has an app of this name."),
    )
)]
pub async fn put(
    State(state): State<AppState>,
    app: AppTo<Edit>,
    fields: Fields,
) -> Result<Json<App>, ApiError> {
    let update = Update::read(fields, &app.row, Extent::Whole)?;
    Ok(Json(App::of(&update::update(&state, &app.access, &app.row, update).await?)))
}

/// Change a part of an app. What is not given stays.
#[utoipa::path(
    patch,
    path = "/orchestrator/api/apps/{app_id}/",
    tag = "apps",
    params(("app_id" = uuid::Uuid, Path, description = "The app's id.")),
    request_body = Update,
    responses(
        (status = 200, description = "The app as it is now.", body = App),
        (status = 400, description = "A field is wrong, or the group has an app of this name."),
    )
)]
pub async fn patch(
    State(state): State<AppState>,
    app: AppTo<Edit>,
    fields: Fields,
) -> Result<Json<App>, ApiError> {
    let update = Update::read(fields, &app.row, Extent::Part)?;
    Ok(Json(App::of(&update::update(&state, &app.access, &app.row, update).await?)))
}
