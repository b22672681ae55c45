//! `GET /apps/<app_id>/web_chat/`, and `POST /apps/<app_id>/tokens/<kind>/rotate/`

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use baton_runtime::new_token;
use baton_store::{Application, ApplicationChanges};
use serde::Serialize;
use utoipa::ToSchema;

use crate::services::orchestrator::resource::{AppTo, Read, Rotate};
use crate::{ApiError, AppState};

/// What a chat with an app needs.
#[derive(Serialize, ToSchema)]
pub struct WebChat {
    /// The address of the chat's WebSocket.
    #[schema(example = "wss://baton.example/chat/ws/dialogs")]
    chat_url: String,
    /// Talks to what was deployed last; `null` until something was.
    #[schema(
        required = true,
        example = "435f6ea2f72df13732c29414a0446a9e11d7fd46412bfe1c3fc1961736d8ff71467623cb64532352"
    )]
    deployed_token: Option<String>,
    /// Talks to the canvas as it is saved now.
    #[schema(example = "1c58b47ae31fb9e8a8b89b4e201f821d3ac5983492619fe8f740dd2404010c6134673c6869fe64ae")]
    live_token: String,
}

impl WebChat {
    fn of(state: &AppState, row: &Application) -> Self {
        Self {
            chat_url: chat_url(&state.config.public_url),
            deployed_token: row.deployed_token.clone(),
            live_token: row.live_token.clone(),
        }
    }
}

/// The address of the chat's WebSocket at the address where people reach this server.
fn chat_url(public_url: &str) -> String {
    let socket = match public_url.split_once("://") {
        Some(("https", host)) => format!("wss://{host}"),
        Some((_, host)) => format!("ws://{host}"),
        None => format!("ws://{public_url}"),
    };
    format!("{}/chat/ws/dialogs", socket.trim_end_matches('/'))
}

/// What a chat with the app needs.
#[utoipa::path(
    get,
    path = "/orchestrator/api/apps/{app_id}/web_chat/",
    tag = "apps",
    params(("app_id" = uuid::Uuid, Path, description = "The app's id.")),
    responses((status = 200, description = "Address and tokens.", body = WebChat))
)]
pub async fn get(State(state): State<AppState>, app: AppTo<Read>) -> Json<WebChat> {
    Json(WebChat::of(&state, &app.row))
}

/// Give the app another token. The one it had stops working; dialogs under way go on.
#[utoipa::path(
    post,
    path = "/orchestrator/api/apps/{app_id}/tokens/{kind}/rotate/",
    tag = "apps",
    params(
        ("app_id" = uuid::Uuid, Path, description = "The app's id."),
        ("kind" = String, Path, description = "`live` or `deployed`.", example = "live"),
    ),
    responses(
        (status = 200, description = "Address and tokens as they are now.", body = WebChat),
        (status = 400, description = "It was never deployed, so it has no deployed token."),
    )
)]
pub async fn rotate(
    State(state): State<AppState>,
    app: AppTo<Rotate>,
    path: Result<Path<(String, String)>, PathRejection>,
) -> Result<Json<WebChat>, ApiError> {
    let Path((_, kind)) = path.map_err(|_| ApiError::not_found())?;
    let mut row = app.row;
    let mut changes = ApplicationChanges::default();
    match kind.as_str() {
        "live" => {
            row.live_token = new_token();
            changes.live_token = Some(row.live_token.clone());
        }
        "deployed" if row.deployed_token.is_some() => {
            row.deployed_token = Some(new_token());
            changes.deployed_token = Some(row.deployed_token.clone());
        }
        "deployed" => {
            return Err(ApiError::bad_request(
                "The application was never deployed, so it has no deployed token. Deploy it first.",
            ));
        }
        _ => return Err(ApiError::not_found()),
    }
    if !state.store.applications().change(row.id, &changes).await? {
        return Err(ApiError::not_found());
    }
    state.runtime.forget_tokens();
    tracing::info!(user = app.access.username, app = row.name, group = row.group_name, kind, "token rotated");
    Ok(Json(WebChat::of(&state, &row)))
}

#[cfg(test)]
mod tests {
    use super::chat_url;

    #[test]
    fn the_chat_s_address_is_a_socket_at_the_public_address() {
        assert_eq!(chat_url("https://baton.example"), "wss://baton.example/chat/ws/dialogs");
        assert_eq!(chat_url("http://127.0.0.1:8080/"), "ws://127.0.0.1:8080/chat/ws/dialogs");
    }
}
