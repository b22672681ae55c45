//! `GET /chat/ws/dialogs`, `/chat/ws/session` and `/ws/session`: the way in.

use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::{State, WebSocketUpgrade};
use axum::http::StatusCode;
use axum::response::Response;

use super::connection;
use crate::{ApiError, AppState};

/// The most bytes of a message.
pub const FRAME_LIMIT: usize = 64 * 1024;

type Upgrade = Result<WebSocketUpgrade, WebSocketUpgradeRejection>;

/// Open a chat.
#[utoipa::path(
    get,
    path = "/chat/ws/dialogs",
    tag = "chat",
    responses((status = 101, description = "A WebSocket."), (status = 400, description = "Not a WebSocket."))
)]
pub async fn dialogs(State(state): State<AppState>, upgrade: Upgrade) -> Result<Response, ApiError> {
    open(state, upgrade)
}

/// Open a chat.
#[utoipa::path(
    get,
    path = "/chat/ws/session",
    tag = "chat",
    responses((status = 101, description = "A WebSocket."), (status = 400, description = "Not a WebSocket."))
)]
pub async fn session(State(state): State<AppState>, upgrade: Upgrade) -> Result<Response, ApiError> {
    open(state, upgrade)
}

/// Open a chat.
#[utoipa::path(
    get,
    path = "/ws/session",
    tag = "chat",
    responses((status = 101, description = "A WebSocket."), (status = 400, description = "Not a WebSocket."))
)]
pub async fn bare_session(State(state): State<AppState>, upgrade: Upgrade) -> Result<Response, ApiError> {
    open(state, upgrade)
}

fn open(state: AppState, upgrade: Upgrade) -> Result<Response, ApiError> {
    let upgrade = upgrade.map_err(|rejection| {
        let status = match rejection {
            WebSocketUpgradeRejection::MethodNotGet(_) => StatusCode::METHOD_NOT_ALLOWED,
            _ => StatusCode::BAD_REQUEST,
        };
        ApiError::detail(status, "This address speaks WebSocket. Open it with a WebSocket client.")
    })?;
    let upgrade = upgrade
        .max_message_size(FRAME_LIMIT)
        .max_frame_size(FRAME_LIMIT)
        .write_buffer_size(0)
        .max_write_buffer_size(4 * 1024 * 1024);
    Ok(upgrade.on_upgrade(move |socket| connection::serve(state, socket)))
}
