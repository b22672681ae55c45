//! `POST /DiaManT/api/internal/dialogs/{dialogId}`

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use baton_runtime::Error;

use super::answer::DialogAnswer;
use super::request::SendMessageRequest;
use super::{reading, refused, token};
use crate::extract::JsonBody;
use crate::services::integrations::routing;
use crate::{ApiError, AppState};

/// Say something in a dialog. After an announcement, `[noinput]` goes on.
#[utoipa::path(
    post,
    path = "/DiaManT/api/internal/dialogs/{dialog_id}",
    tag = "channels",
    params(("dialog_id" = String, Path, description = "The dialog's id.")),
    request_body = SendMessageRequest,
    responses(
        (status = 200, description = "The next turn.", body = DialogAnswer),
        (status = 400, description = "The request can't be understood."),
        (status = 401, description = "No application has this token."),
        (status = 404, description = "There is no such dialog, it is over, or it is another application's."),
        (status = 429, description = "Too many messages wait for this dialog."),
    )
)]
pub async fn send(
    State(state): State<AppState>,
    path: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
    JsonBody(request): JsonBody<SendMessageRequest>,
) -> Result<Json<DialogAnswer>, ApiError> {
    let Path(dialog_id) = path.map_err(|_| ApiError::not_found())?;
    let bearer = match token(&headers) {
        Err(error) if !headers.contains_key("x-ocp-personal-access-token") => return Err(error),
        Ok(token) => state.runtime.bearer(token).await,
        Err(_) => Err(Error::UnknownToken),
    };
    let bearer = match bearer {
        // Whoever began it by a number goes on with the same token.
        Err(Error::UnknownToken) => {
            let gateway = routing::gateway(&state, &headers).await?;
            routing::bearer_of(&state, &gateway, &dialog_id).await?
        }
        known => known.map_err(refused)?,
    };
    let input = reading::input(request)?;
    let answered = state.runtime.turn(bearer, &dialog_id, input).await.map_err(refused)?;
    let speech = state.runtime.speech(bearer.application).await.map_err(refused)?;
    Ok(Json(DialogAnswer::of(answered).spoken(&speech)))
}
