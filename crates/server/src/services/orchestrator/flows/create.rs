//! `POST /flows/`

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use baton_store::ApplicationKind;

use crate::extract::{Caller, Fields};
use crate::services::orchestrator::create::{self, NewApplication};
use crate::services::orchestrator::shapes::Flow;
use crate::{ApiError, AppState};

/// Create a flow, with an empty canvas.
#[utoipa::path(
    post,
    path = "/orchestrator/api/flows/",
    tag = "flows",
    request_body = NewApplication,
    responses(
        (status = 201, description = "The created flow.", body = Flow),
        (status = 400, description = "A field is wrong, or the group has a flow of this name."),
        (status = 404, description = "You do not see the group."),
    )
)]
pub async fn create(
    State(state): State<AppState>,
    Caller(access): Caller,
    fields: Fields,
) -> Result<(StatusCode, Json<Flow>), ApiError> {
    let new = NewApplication::read(fields, ApplicationKind::Flow)?;
    let row = create::create(&state, &access, ApplicationKind::Flow, new).await?;
    Ok((StatusCode::CREATED, Json(Flow::of(&row))))
}
