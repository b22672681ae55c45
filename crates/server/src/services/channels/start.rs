//! `POST /DiaManT/api/internal/dialogs`

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use baton_runtime::Error;

use super::answer::DialogAnswer;
use super::request::StartDialogRequest;
use super::{reading, refused, token};
use crate::extract::JsonBody;
use crate::services::integrations::routing;
use crate::{ApiError, AppState};

/// Begin a dialog with the application that the token talks to; or, when the token is a user's, with the one that is
/// bound to the number in `context.semantics.Dnis`.
#[utoipa::path(
    post,
    path = "/DiaManT/api/internal/dialogs",
    tag = "channels",
    request_body = StartDialogRequest,
    responses(
        (status = 200, description = "The first turn.", body = DialogAnswer),
        (status = 400, description = "The request, or the canvas behind a live token, can't be understood; or nothing says which application answers."),
        (status = 401, description = "No application has this token, and it is no user's."),
        (status = 404, description = "No application answers the number."),
        (status = 409, description = "The application is stopped."),
    )
)]
pub async fn start(
    State(state): State<AppState>,
    headers: HeaderMap,
    JsonBody(request): JsonBody<StartDialogRequest>,
) -> Result<Json<DialogAnswer>, ApiError> {
    let mut opening = reading::opening(request)?;
    // A gateway that shows no application's token has its call answered by what is bound to the number.
    let application = match token(&headers) {
        Ok(token) => match state.runtime.bearer(token).await {
            Ok(_) => Some(token.to_owned()),
            Err(Error::UnknownToken) => None,
            Err(error) => return Err(refused(error)),
        },
        Err(error) if !headers.contains_key("x-ocp-personal-access-token") => return Err(error),
        _ => None,
    };
    let token = match application {
        Some(token) => token,
        None => {
            let gateway = routing::gateway(&state, &headers).await?;
            if opening.dnis.is_empty() {
                return Err(undialed(&headers));
            }
            let (token, locale) = routing::token_of(&state, &gateway, &opening.dnis).await?;
            if opening.locale.is_empty() {
                opening.locale = locale;
            }
            token
        }
    };
    let answered = state.runtime.start(&token, opening).await.map_err(refused)?;
    let bearer = state.runtime.bearer(&token).await.map_err(refused)?;
    let speech = state.runtime.speech(bearer.application).await.map_err(refused)?;
    Ok(Json(DialogAnswer::of(answered).spoken(&speech)))
}

/// Why the token of somebody who says no number begins nothing.
fn undialed(headers: &HeaderMap) -> ApiError {
    match token(headers) {
        // It stands where an application's belongs.
        Ok(_) => ApiError::detail(
            StatusCode::UNAUTHORIZED,
            "This is not an application's token. Send one, or say in context.semantics.Dnis which number was dialed.",
        ),
        Err(_) => ApiError::field(
            "context.semantics.Dnis",
            "This field is required: the number that was dialed says which application answers. Or send the application's token.",
        ),
    }
}
