//! `POST /apps/`

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use baton_store::ApplicationKind;

use crate::extract::{Caller, Fields};
use crate::services::orchestrator::create::{self, NewApplication};
use crate::services::orchestrator::shapes::App;
use crate::{ApiError, AppState};

/// Create an app.
#[utoipa::path(
    post,
    path = "/orchestrator/api/apps/",
    tag = "apps",
    request_body = NewApplication,
    responses(
        (status = 201, description = "The created app.", body = App),
        (status = 400, description = "A field is wrong, or the group has an app of this name."),
        (status = 404, description = "You do not see the group."),
    )
)]
pub async fn create(
    State(state): State<AppState>,
    Caller(access): Caller,
    fields: Fields,
) -> Result<(StatusCode, Json<App>), ApiError> {
    let new = NewApplication::read(fields, ApplicationKind::App)?;
    let row = create::create(&state, &access, ApplicationKind::App, new).await?;
    Ok((StatusCode::CREATED, Json(App::of(&row))))
}
