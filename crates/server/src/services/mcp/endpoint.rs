//! `POST /mcp`: the protocol's streamable HTTP, without sessions: each message is answered by itself, as JSON.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Extension, State};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use super::inside::Inside;
use super::protocol::{self, Reply};
use crate::extract::{Caller, JsonBytes, parse_json};
use crate::{ApiError, AppState};

/// The largest message.
const LARGEST: usize = 8 * 1024 * 1024;

/// A message of the Model Context Protocol, with which assistants use this server. A request is answered with a response, a notification
/// with 202. There are no sessions, and the server begins nothing by itself: GET and DELETE answer 405.
#[utoipa::path(
    post,
    path = "/mcp",
    tag = "mcp",
    request_body = serde_json::Value,
    responses(
        (status = 200, description = "The response: JSON-RPC 2.0.", body = serde_json::Value),
        (status = 202, description = "A notification was heard."),
        (status = 400, description = "It is no JSON, or no message."),
        (status = 401, description = "The token is missing or not valid."),
        (status = 403, description = "A page of another site sent it."),
    )
)]
pub async fn mcp(
    State(state): State<AppState>,
    Caller(_access): Caller,
    Extension(inside): Extension<Inside>,
    headers: HeaderMap,
    JsonBytes(body): JsonBytes,
) -> Result<Response, ApiError> {
    if !is_own_page(&headers, &state.config.public_url) {
        return Err(ApiError::forbidden("Pages of other sites can't use this."));
    }
    let message = read(&body)?;
    Ok(match protocol::answer(&inside.as_caller(&headers), message, said_of(&headers)).await {
        Reply::Response(response) => Json(response).into_response(),
        Reply::Nothing => StatusCode::ACCEPTED.into_response(),
        Reply::NoMessage(response) => (StatusCode::BAD_REQUEST, Json(response)).into_response(),
    })
}

fn read(body: &Bytes) -> Result<Value, ApiError> {
    if body.len() > LARGEST {
        return Err(ApiError::too_large(LARGEST));
    }
    parse_json(body)
}

/// What the newest clients repeat of a message in headers, so that proxies can tell messages apart.
fn said_of(headers: &HeaderMap) -> protocol::Headers<'_> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    protocol::Headers {
        version: text("mcp-protocol-version"),
        method: text("mcp-method"),
        name: text("mcp-name"),
    }
}

/// False for a page of another site: a browser that was led here by such a page says so.
fn is_own_page(headers: &HeaderMap, public_url: &str) -> bool {
    let Some(origin) = headers.get(ORIGIN) else { return true };
    let Ok(origin) = origin.to_str() else { return false };
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let of_origin = origin.split_once("://").map(|(_, host)| host);
    origin == public_url || (host.is_some() && host == of_origin)
}
