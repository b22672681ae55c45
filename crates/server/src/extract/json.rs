//! A JSON body: bounded in size and depth, with errors that say where it went wrong.

use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use super::body::read_bytes;
use crate::ApiError;

/// The most bytes a body may have: 8 MiB.
pub const BODY_LIMIT: usize = 8 * 1024 * 1024;
const DEPTH_LIMIT: usize = 64;

/// A body that is JSON of the right shape.
pub struct JsonBody<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        let body = read_body(request).await?;
        parse_json(&body).map(Self)
    }
}

/// A body that says it is JSON, not read yet.
pub struct JsonBytes(pub axum::body::Bytes);

impl<S: Send + Sync> FromRequest<S> for JsonBytes {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        read_body(request).await.map(Self)
    }
}

/// Reads a body that says it is JSON, within [`BODY_LIMIT`].
///
/// # Errors
/// 415 when it says it is something else, 413 when it is too large.
pub async fn read_body(request: Request) -> Result<axum::body::Bytes, ApiError> {
    if !content_type(request.headers()) {
        return Err(ApiError::detail(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "Unsupported media type in request. Send the body as application/json.",
        ));
    }
    read_bytes(request.into_body(), BODY_LIMIT).await
}

/// True for JSON, and where nothing is said.
fn content_type(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_TYPE).is_none_or(|value| {
        value.to_str().is_ok_and(|text| {
            let kind = text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
            kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
        })
    })
}

/// Reads JSON from somebody who may not mean well.
///
/// # Errors
/// 400 when it is not JSON, is nested deeper than 64 levels, or is not of the shape asked for.
pub fn parse_json<T: DeserializeOwned>(body: &[u8]) -> Result<T, ApiError> {
    if too_deep(body) {
        return Err(ApiError::bad_request(format!("The JSON is nested deeper than {DEPTH_LIMIT} levels.")));
    }
    let is_list = body.trim_ascii_start().first() == Some(&b'[');
    // A struct would be read from a list, too, field after field.
    if is_list && serde_json::from_slice::<T>(b"[]").is_err() {
        return Err(ApiError::bad_request("Invalid data. Expected a dictionary, but got list."));
    }
    let reader = &mut serde_json::Deserializer::from_slice(body);
    let read = serde_path_to_error::deserialize(&mut *reader).map_err(|error| misshapen(&error))?;
    reader.end().map_err(|error| ApiError::bad_request(format!("JSON parse error - {error}.")))?;
    Ok(read)
}

/// A field of the wrong type is named as every wrong field is.
fn misshapen(error: &serde_path_to_error::Error<serde_json::Error>) -> ApiError {
    let (path, cause) = (error.path().to_string(), error.inner());
    if cause.classify() != serde_json::error::Category::Data {
        return ApiError::bad_request(format!("JSON parse error - {cause}."));
    }
    let whole = cause.to_string();
    let said = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(said, _)| said);
    if let Some(missing) = named(said, "missing field `") {
        let path = if path == "." { missing.to_owned() } else { format!("{path}.{missing}") };
        return ApiError::field(&path, "This field is required.");
    }
    if let Some(unknown) = named(said, "unknown field `") {
        let unknown: String = unknown.chars().take(100).collect();
        let known = path == "." || path == unknown || path.ends_with(&format!(".{unknown}"));
        let path = if path == "." {
            unknown
        } else if known {
            path
        } else {
            format!("{path}.{unknown}")
        };
        return ApiError::field(&path, "There is no such field. Leave it out.");
    }
    if path != "." {
        return ApiError::field(&path, sentence(said));
    }
    let (got, expected) = said.split_once(", expected ").unwrap_or((said, ""));
    ApiError::bad_request(match is_object(expected) {
        true => format!("Invalid data. Expected a dictionary, but got {}.", kind(got)),
        false => format!("Invalid data. {}", sentence(said)),
    })
}

/// The name that an error gives between backticks.
fn named<'a>(said: &'a str, beginning: &str) -> Option<&'a str> {
    said.strip_prefix(beginning)?.split_once('`').map(|(name, _)| name)
}

/// What a reader of Rust's types says of a value, said to somebody who writes JSON.
fn sentence(said: &str) -> String {
    let (got, expected) = said.split_once(", expected ").unwrap_or((said, ""));
    let first = expected.split([' ', ',']).next().unwrap_or_default();
    match first {
        _ if got.starts_with("unknown variant") => {
            let words: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
            format!("It is not a valid choice. Choose one of: {}.", words.join(", "))
        }
        _ if expected == "a string" => "Not a valid string.".to_owned(),
        _ if expected == "a boolean" => "Must be a valid boolean.".to_owned(),
        _ if is_object(expected) => {
            format!("It is not of the expected shape: expected a dictionary, but got {}.", kind(got))
        }
        _ if expected.starts_with("a sequence") => {
            format!("Expected a list of items but got type \"{}\".", kind(got))
        }
        "u8" | "u16" | "u32" | "u64" | "usize" => "A whole number from 0 is required.".to_owned(),
        "i8" | "i16" | "i32" | "i64" | "isize" => "A whole number is required.".to_owned(),
        "f32" | "f64" => "A number is required.".to_owned(),
        // What a type of this program says of itself.
        _ if expected.is_empty() => format!("It is not of the expected shape: {got}."),
        _ => "It is not of the expected shape.".to_owned(),
    }
}

fn is_object(expected: &str) -> bool {
    expected == "a map" || expected.starts_with("struct ")
}

/// What was found instead, in the words of all refusals.
fn kind(got: &str) -> &'static str {
    let found = got.split_once(": ").map_or(got, |(_, found)| found);
    match found.split(' ').next().unwrap_or_default() {
        "null" | "unit" => "null",
        "boolean" => "bool",
        "integer" => "int",
        "floating" => "float",
        "string" => "str",
        "map" => "dict",
        // A list that is too short is met by its length.
        _ => "list",
    }
}

fn too_deep(body: &[u8]) -> bool {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for byte in body {
        if in_text {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_text = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_text = true,
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEPTH_LIMIT {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::{Value, json};

    use super::parse_json;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code, reason = "it is only read")]
    struct Question {
        ani: String,
        limit: Option<u32>,
        deep: Option<Deep>,
        list: Option<Vec<String>>,
        kind: Option<Kind>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code, reason = "it is only read")]
    struct Deep {
        name: String,
        on: bool,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Kind {
        App,
        Flow,
    }

    #[test]
    fn what_is_misshapen_is_said_without_the_types_of_the_program() {
        for (body, expected) in [
            (json!({}), json!({"ani": ["This field is required."]})),
            (json!([]), json!({"detail": "Invalid data. Expected a dictionary, but got list."})),
            (json!([1]), json!({"detail": "Invalid data. Expected a dictionary, but got list."})),
            (
                json!(["1", 2, null, [], null]),
                json!({"detail": "Invalid data. Expected a dictionary, but got list."}),
            ),
            (json!("x"), json!({"detail": "Invalid data. Expected a dictionary, but got str."})),
            (json!(null), json!({"detail": "Invalid data. Expected a dictionary, but got null."})),
            (json!(7), json!({"detail": "Invalid data. Expected a dictionary, but got int."})),
            (json!(1.5), json!({"detail": "Invalid data. Expected a dictionary, but got float."})),
            (json!(true), json!({"detail": "Invalid data. Expected a dictionary, but got bool."})),
            (json!({"ani": 1}), json!({"ani": ["Not a valid string."]})),
            (json!({"colour": 1}), json!({"colour": ["There is no such field. Leave it out."]})),
            (json!({"limit": "x"}), json!({"limit": ["A whole number from 0 is required."]})),
            (json!({"limit": -1}), json!({"limit": ["A whole number from 0 is required."]})),
            (json!({"list": {}}), json!({"list": ["Expected a list of items but got type \"dict\"."]})),
            (json!({"list": [1]}), json!({"list[0]": ["Not a valid string."]})),
            (json!({"kind": "x"}), json!({"kind": ["It is not a valid choice. Choose one of: app, flow."]})),
            (
                json!({"deep": []}),
                json!({"deep": ["It is not of the expected shape: expected a dictionary, but got list."]}),
            ),
            (json!({"deep": {}}), json!({"deep.name": ["This field is required."]})),
            (json!({"deep": {"on": "x"}}), json!({"deep.on": ["Must be a valid boolean."]})),
            (json!({"deep": {"x": 1}}), json!({"deep.x": ["There is no such field. Leave it out."]})),
        ] {
            let refused = parse_json::<Question>(body.to_string().as_bytes()).unwrap_err();
            assert_eq!(refused.body, expected, "{body}");
        }
    }

    #[test]
    fn json_that_is_too_deep_is_refused_before_it_is_read() {
        let deep = "[".repeat(100_000);
        let error = parse_json::<Value>(deep.as_bytes()).unwrap_err();
        assert_eq!(error.body["detail"], "The JSON is nested deeper than 64 levels.");
        let braces_in_text = format!("\"{}\"", "{".repeat(100));
        assert!(parse_json::<Value>(braces_in_text.as_bytes()).is_ok());
    }
}
