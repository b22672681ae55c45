//! `POST /DiaManT/api/internal/dialogs`

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;

use super::answer::DialogAnswer;
use super::request::StartDialogRequest;
use super::{reading, refused, token};
use crate::extract::JsonBody;
use crate::{ApiError, AppState};

/// Begin a dialog with the application that the token talks to.
#[utoipa::path(
    post,
    path = "/DiaManT/api/internal/dialogs",
    tag = "channels",
    request_body = StartDialogRequest,
    responses(
        (status = 200, description = "The first turn.", body = DialogAnswer),
        (status = 400, description = "The request, or the canvas behind a live token, can't be understood."),
        (status = 401, description = "No application has this token."),
        (status = 409, description = "The application is stopped."),
    )
)]
pub async fn start(
    State(state): State<AppState>,
    headers: HeaderMap,
    JsonBody(request): JsonBody<StartDialogRequest>,
) -> Result<Json<DialogAnswer>, ApiError> {
    let token = token(&headers)?;
    let opening = reading::opening(request)?;
    let answered = state.runtime.start(token, opening).await.map_err(refused)?;
    Ok(Json(DialogAnswer::of(answered)))
}
