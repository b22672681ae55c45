//! What identity refuses, as answers.

use axum::http::StatusCode;
use baton_auth::Error;

use crate::ApiError;

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        match error {
            Error::Store(cause) => cause.into(),
            Error::Refused(refused) => refused.into(),
            Error::Unknown { .. } => Self::not_found(),
            Error::Name(sentence) => Self::field("name", sentence.to_string()),
            Error::Username => Self::field("username", error.to_string()),
            Error::Taken(_) => Self::field("name", error.to_string()),
            Error::Password | Error::PresentPassword => Self::field("password", error.to_string()),
            Error::InUse(sentence) => Self::conflict(sentence),
            Error::Rule(sentence) => Self::bad_request(sentence),
            Error::SlowDown { .. } => Self::detail(StatusCode::TOO_MANY_REQUESTS, error.to_string()),
            Error::Crypto(_) | Error::Issuer(_) => Self::internal(&error),
        }
    }
}

/// The same, where the name that is taken is of this field.
pub fn on_field(field: &'static str) -> impl Fn(Error) -> ApiError {
    move |error| match error {
        Error::Taken(_) => ApiError::field(field, error.to_string()),
        other => other.into(),
    }
}
