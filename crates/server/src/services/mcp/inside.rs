//! Requests to the endpoints of this very server, as whoever called.

use axum::Router;
use axum::body::Body;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, ETAG, IF_MATCH};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request};
use serde_json::Value;
use tower::ServiceExt;

/// The most bytes of an answer.
const LARGEST: usize = 64 * 1024 * 1024;
const PERSONAL: HeaderName = HeaderName::from_static("x-ocp-personal-access-token");
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// All other services.
#[derive(Clone)]
pub struct Inside(Router);

impl Inside {
    pub fn of(router: Router) -> Self {
        Self(router)
    }

    /// The same, for whoever sent these headers.
    pub fn as_caller(&self, headers: &HeaderMap) -> AsCaller {
        let taken = [AUTHORIZATION, PERSONAL, REQUEST_ID].into_iter().filter_map(|name| {
            let value = headers.get(&name)?.clone();
            Some((name, value))
        });
        AsCaller { router: self.0.clone(), headers: taken.collect() }
    }
}

/// The services, for one caller.
pub struct AsCaller {
    router: Router,
    headers: HeaderMap,
}

/// What an endpoint answered.
pub struct Answer {
    /// JSON, or the text that it is.
    pub body: Value,
    /// The revision of what was read.
    etag: Option<HeaderValue>,
}

impl AsCaller {
    /// Reads.
    pub async fn get(&self, path: &str) -> Result<Value, String> {
        Ok(self.send(Method::GET, path, None, self.headers.clone()).await?.body)
    }

    /// Reads what is to be written back.
    pub async fn get_to_change(&self, path: &str) -> Result<Answer, String> {
        self.send(Method::GET, path, None, self.headers.clone()).await
    }

    /// Writes back what was read, unless somebody else has written meanwhile.
    pub async fn put(&self, path: &str, read: &Answer, body: &Value) -> Result<Value, String> {
        let mut headers = self.headers.clone();
        if let Some(etag) = &read.etag {
            headers.insert(IF_MATCH, etag.clone());
        }
        Ok(self.send(Method::PUT, path, Some(body), headers).await?.body)
    }

    /// Does something.
    pub async fn post(&self, path: &str, body: &Value) -> Result<Value, String> {
        Ok(self.send(Method::POST, path, Some(body), self.headers.clone()).await?.body)
    }

    /// Does something with the token of an application.
    pub async fn post_as_channel(&self, token: &str, path: &str, body: &Value) -> Result<Value, String> {
        let bearer = HeaderValue::from_str(&format!("Bearer {token}"));
        let bearer = bearer.map_err(|_| "The application's token can't be sent.".to_owned())?;
        let headers = HeaderMap::from_iter([(AUTHORIZATION, bearer)]);
        Ok(self.send(Method::POST, path, Some(body), headers).await?.body)
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        headers: HeaderMap,
    ) -> Result<Answer, String> {
        let content = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        let mut request = Request::new(content);
        *request.method_mut() = method;
        *request.uri_mut() = path.parse().map_err(|_| "An id can't be part of an address.".to_owned())?;
        *request.headers_mut() = headers;
        request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let response = match self.router.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, LARGEST).await;
        let bytes = bytes.map_err(|_| "The answer is too large. Ask for less.".to_owned())?;
        let body = match serde_json::from_slice(&bytes) {
            Ok(body) => body,
            Err(_) => Value::String(String::from_utf8_lossy(&bytes).into_owned()),
        };
        match parts.status.is_success() {
            true => Ok(Answer { body, etag: parts.headers.get(ETAG).cloned() }),
            false => Err(sentence(parts.status.as_u16(), &body)),
        }
    }
}

/// What an endpoint says of a failure: its sentence, and all else that is in it.
fn sentence(status: u16, body: &Value) -> String {
    match body.as_object() {
        Some(fields) if fields.len() == 1 && body["detail"].is_string() => {
            format!("{status}: {}", body["detail"].as_str().unwrap_or_default())
        }
        _ => format!("{status}: {}", serde_json::to_string_pretty(body).unwrap_or_default()),
    }
}

/// A text as a part of a path or a value of a query.
pub fn escaped(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~@".contains(&byte);
    let escape = |byte: u8| match plain(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    // A part that is `.` or `..` would be another path.
    if text.bytes().all(|byte| byte == b'.') { "%20".to_owned() } else { text.bytes().map(escape).collect() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{escaped, sentence};

    #[test]
    fn an_id_never_becomes_another_path() {
        assert_eq!(escaped("a.b@c-1_~"), "a.b@c-1_~");
        assert_eq!(escaped("../a?b#c d%"), "..%2Fa%3Fb%23c%20d%25");
        assert_eq!((escaped(".."), escaped("")), ("%20".to_owned(), "%20".to_owned()));
    }

    #[test]
    fn a_failure_is_told_with_all_that_is_known_of_it() {
        assert_eq!(sentence(404, &json!({"detail": "Not found."})), "404: Not found.");
        assert!(sentence(400, &json!({"detail": "Problems.", "errors": [1]})).contains("errors"));
    }
}
