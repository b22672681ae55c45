//! A form, as OAuth clients send it.

use std::collections::BTreeMap;

use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::oauth_error::OAuthError;
use crate::extract::read_bytes;
use crate::{ApiError, AppState};

/// The most bytes a form may have.
const LIMIT: usize = 64 * 1024;
const KIND: &str = "application/x-www-form-urlencoded";

/// The fields of a form, each of which came at most once, and the client it speaks for.
pub struct Form {
    fields: BTreeMap<String, String>,
    /// The client named in `Authorization: Basic`.
    basic: Option<String>,
}

impl Form {
    /// A field that is there and not empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// Refuses a client that is not the one of this server.
    pub fn check_client(&self, state: &AppState) -> Result<(), OAuthError> {
        let named = self.get("client_id").or(self.basic.as_deref());
        let known = named == Some(state.auth.options().built_in.client.as_str());
        if known { Ok(()) } else { Err(OAuthError::invalid_client()) }
    }
}

impl FromRequest<AppState> for Form {
    type Rejection = OAuthError;

    async fn from_request(request: Request, _: &AppState) -> Result<Self, OAuthError> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let is_form = kind.is_some_and(|kind| kind.split(';').next().unwrap_or_default().trim() == KIND);
        if !is_form {
            let sentence = format!("Send a form: the content type must be {KIND}.");
            return Err(OAuthError::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "invalid_request", sentence));
        }
        let basic = basic_client(request.headers());
        let unread = |error: ApiError| {
            let sentence = error.body["detail"].as_str().unwrap_or_default().to_owned();
            OAuthError::new(error.status, "invalid_request", sentence)
        };
        let body = read_bytes(request.into_body(), LIMIT).await.map_err(unread)?;
        let mut fields = BTreeMap::new();
        let pairs: Vec<(String, String)> = serde_urlencoded::from_bytes(&body)
            .map_err(|_| OAuthError::invalid_request("The form can't be read."))?;
        for (name, value) in pairs {
            if fields.insert(name, value).is_some() {
                return Err(OAuthError::invalid_request("duplicated parameter"));
            }
        }
        Ok(Self { fields, basic })
    }
}

/// The client in `Authorization: Basic`, where some libraries put it. It is public: the secret says nothing.
fn basic_client(headers: &HeaderMap) -> Option<String> {
    let (scheme, text) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(text.trim()).ok()?).ok()?;
    Some(text.split_once(':')?.0.to_owned())
}
