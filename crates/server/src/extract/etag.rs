//! Revisions as entity tags: whoever writes says which state they saw, so that nobody overwrites another in silence.

use axum::Json;
use axum::extract::FromRequestParts;
use axum::http::header::{ETAG, IF_MATCH};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::ApiError;

/// The `ETag` header of a thing at this revision: the number in quotes.
pub fn etag(revision: i64) -> [(HeaderName, HeaderValue); 1] {
    header(&revision.to_string())
}

/// The `ETag` header of something small that has no revision of its own: it is made of what it says.
pub fn etag_of(value: &impl Serialize) -> [(HeaderName, HeaderValue); 1] {
    header(&tag_of(value))
}

fn header(tag: &str) -> [(HeaderName, HeaderValue); 1] {
    let value = HeaderValue::from_str(&format!("\"{tag}\""));
    [(ETAG, value.unwrap_or(HeaderValue::from_static("\"0\"")))]
}

fn tag_of(value: &impl Serialize) -> String {
    let text = serde_json::to_vec(value).unwrap_or_default();
    hex::encode(Sha256::digest(text).get(..16).unwrap_or_default())
}

/// An answer whose `ETag` is made of what it says.
pub struct Tagged<T>(pub T);

impl<T: Serialize> IntoResponse for Tagged<T> {
    fn into_response(self) -> Response {
        (etag_of(&self.0), Json(self.0)).into_response()
    }
}

/// What a writer says they saw last: the header `If-Match`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IfMatch {
    /// Nothing was said (or `*`): the last write wins.
    Anything,
    /// One of these entity tags, without their quotes.
    OneOf(Vec<String>),
}

impl IfMatch {
    /// Reads a header. A tag that a proxy has marked as weak (`W/"3"`) is taken for the tag: a revision
    /// names one document whatever its encoding on the way.
    ///
    /// # Errors
    /// 400 when it is neither `*` nor a list of quoted tags.
    pub fn parse(header: &str) -> Result<Self, ApiError> {
        if header.trim() == "*" {
            return Ok(Self::Anything);
        }
        let mut tags = Vec::new();
        for tag in header.split(',') {
            let tag = tag.trim();
            let quoted = tag.strip_prefix("W/").unwrap_or(tag);
            let bare = quoted.strip_prefix('"').and_then(|tag| tag.strip_suffix('"'));
            let bare = bare.ok_or_else(|| {
                ApiError::bad_request(
                    "The header If-Match can't be read. Send the ETag as it came, with its quotes.",
                )
            })?;
            tags.push(bare.to_owned());
        }
        Ok(Self::OneOf(tags))
    }

    /// The revision that must still stand when the write happens; `None` when any will do.
    ///
    /// # Errors
    /// 412 when the thing has another revision by now.
    pub fn expects(&self, current: i64) -> Result<Option<i64>, ApiError> {
        match self {
            Self::Anything => Ok(None),
            Self::OneOf(tags) if tags.iter().any(|tag| *tag == current.to_string()) => Ok(Some(current)),
            Self::OneOf(_) => Err(ApiError::changed_meanwhile()),
        }
    }

    /// Lets a write pass while a thing without revisions says what the writer saw, that is what [`etag_of`] it was.
    ///
    /// # Errors
    /// 412 when it says something else by now.
    pub fn expects_same(&self, current: &impl Serialize) -> Result<(), ApiError> {
        match self {
            Self::Anything => Ok(()),
            Self::OneOf(tags) => {
                let current = tag_of(current);
                tags.contains(&current).then_some(()).ok_or_else(ApiError::changed_meanwhile)
            }
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        match parts.headers.get(IF_MATCH) {
            None => Ok(Self::Anything),
            Some(value) => Self::parse(value.to_str().unwrap_or_default()),
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;

    use super::{IfMatch, tag_of};

    #[test]
    fn a_tag_that_still_stands_lets_the_write_pass() {
        assert_eq!(IfMatch::parse("\"3\"").unwrap().expects(3), Ok(Some(3)));
        assert_eq!(IfMatch::parse("\"1\", W/\"3\"").unwrap().expects(3), Ok(Some(3)));
        assert_eq!(IfMatch::parse(" * ").unwrap().expects(3), Ok(None));
        assert_eq!(IfMatch::Anything.expects(3), Ok(None));
    }

    #[test]
    fn a_tag_of_another_state_is_412() {
        let refused = IfMatch::parse("\"2\"").unwrap().expects(3).unwrap_err();
        assert_eq!(refused.status, StatusCode::PRECONDITION_FAILED);
        assert!(IfMatch::parse("\"03\"").unwrap().expects(3).is_err());
    }

    #[test]
    fn what_has_no_revision_is_told_apart_by_what_it_says() {
        let seen = IfMatch::parse(&format!("\"{}\"", tag_of(&["a"]))).unwrap();
        assert_eq!(seen.expects_same(&["a"]), Ok(()));
        assert_eq!(seen.expects_same(&["b"]).unwrap_err().status, StatusCode::PRECONDITION_FAILED);
        assert_eq!(IfMatch::Anything.expects_same(&["b"]), Ok(()));
    }

    #[test]
    fn a_tag_without_quotes_is_400() {
        for header in ["3", "", "\"3", "\"3\",", "W/3"] {
            assert_eq!(IfMatch::parse(header).unwrap_err().status, StatusCode::BAD_REQUEST, "{header}");
        }
    }
}
