//! Sends what is told of a dialog as it is told.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use baton_runtime::{Steps, Teller};
use futures_util::stream::{self, StreamExt};

use crate::ApiError;
use crate::extract::Parameters;

/// Of which turns it is told.
pub(super) fn steps(parameters: &Parameters) -> Result<Steps, ApiError> {
    let after = parameters.number("after", Steps::ALL.after, &(0..=u32::MAX))?;
    let limit = parameters.number("limit", Steps::ALL.limit, &(1..=u32::MAX))?;
    Ok(Steps { after, limit })
}

/// A failure at the beginning is answered as one; later the answer breaks off, so that half of it does not look whole.
pub(super) async fn as_it_is_told(
    mut teller: impl Teller,
    content_type: &'static str,
) -> Result<Response, ApiError> {
    let first = teller.next().await.map_err(|error| ApiError::internal(&error))?;
    let rest = stream::try_unfold(teller, |mut teller| async move {
        let text = teller.next().await?;
        Ok::<_, baton_runtime::Error>(text.map(|text| (text, teller)))
    });
    let pieces = stream::iter(first.map(Ok)).chain(rest);
    Ok(([(CONTENT_TYPE, content_type)], Body::from_stream(pieces)).into_response())
}
