//! The Channels API: one request, one answer. What telephony and messaging gateways speak.

mod answer;
mod data_model;
mod metadata;
mod reading;
mod request;
mod send;
mod start;

use axum::http::{HeaderMap, StatusCode};
use baton_model::Problem;
use baton_runtime::Error;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::extract::bearer;
use crate::{ApiError, AppState};

pub(crate) use reading::{chosen, field_value, said};

/// The table of contents.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(start::start)).routes(routes!(send::send))
}

/// The application token of a request.
pub(super) fn token(headers: &HeaderMap) -> Result<&str, ApiError> {
    bearer(headers).filter(|token| !token.is_empty()).ok_or_else(ApiError::not_authenticated)
}

/// What went wrong, as the caller is told.
pub(crate) fn refused(error: Error) -> ApiError {
    match error {
        Error::UnknownToken => ApiError::token_not_valid(),
        Error::UnknownDialog | Error::NoApplication => ApiError::not_found(),
        Error::Stopped => {
            ApiError::conflict("The application is stopped. Start it, then it takes new dialogs.")
        }
        Error::NotDeployed => ApiError::conflict("The application is not deployed. Deploy it first."),
        Error::Problems(problems) => ApiError::bad_request(cannot_run(&problems)),
        Error::Busy => ApiError::detail(
            StatusCode::TOO_MANY_REQUESTS,
            "Too many messages wait for this dialog. Wait for their answers, then send the next.",
        ),
        Error::Contended => {
            ApiError::unavailable("The dialog is being written by another node. Send the message again.")
        }
        other => ApiError::internal(&other),
    }
}

/// The sentence that names what keeps a canvas from being talked to.
pub(crate) fn cannot_run(problems: &[Problem]) -> String {
    let stopping = problems.iter().filter(|problem| problem.severity.stops_deployment());
    let sentences: Vec<&str> = stopping.map(|problem| problem.message.as_str()).take(10).collect();
    format!("The App can not be talked to because it contains problems: {}", sentences.join(" "))
}
