//! `POST /exports-api/v1/subscriptions/<id>/replay`

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use baton_auth::Role;
use baton_model::Timestamp;
use baton_store::SubscriptionChanges;
use serde::Serialize;
use utoipa::ToSchema;

use super::create::past;
use super::find;
use crate::extract::{Caller, Fields, SHORT};
use crate::{ApiError, AppState};

/// What is to be sent again.
#[derive(ToSchema)]
#[allow(dead_code, reason = "it describes the body")]
pub struct Replay {
    /// This dialog, which is held back. Without it and `from`: all that are held back.
    group: Option<String>,
    /// Everything from this moment on, whether it was received or not.
    #[schema(example = "2026-03-01T12:00:00Z")]
    from: Option<String>,
}

/// How much is sent again.
#[derive(Serialize, ToSchema)]
pub struct Replayed {
    /// Dialogs that were held back.
    dialogs: u64,
    /// Everything from this moment on, when that was asked for.
    #[schema(value_type = Option<String>, format = DateTime)]
    from: Option<Timestamp>,
}

/// Send again, at once, what was set aside; or everything from a moment on.
#[utoipa::path(
    post,
    path = "/exports-api/v1/subscriptions/{subscription_id}/replay",
    tag = "exports",
    params(("subscription_id" = String, Path, description = "The subscription's id.")),
    request_body = Replay,
    responses(
        (status = 202, description = "It is being sent.", body = Replayed),
        (status = 400, description = "A field is wrong."),
        (status = 404, description = "There is none that you see, or the dialog is not held back."),
    )
)]
pub async fn replay(
    State(state): State<AppState>,
    Caller(access): Caller,
    Path(id): Path<String>,
    mut fields: Fields,
) -> Result<(StatusCode, Json<Replayed>), ApiError> {
    let row = find(&state, &access, &id, Role::Maintainer).await?;
    let group = fields.text("group", SHORT);
    let from = fields.parsed("from", |text| past(text, state.now()));
    if group.is_some() && from.is_some() {
        fields.wrong("from", "Either a dialog is sent again, or everything from a moment on.");
    }
    fields.refuse_unknown(&[]);
    fields.finish(Some(()))?;
    let streams = state.store.records().streams();
    let dialogs = streams.replay(row.id, group.as_deref(), state.now()).await?;
    if group.is_some() && dialogs == 0 {
        return Err(ApiError::not_found());
    }
    if let Some(from) = from {
        let position = streams.position_before(&row.group_name, from).await?;
        streams.rewind(row.id, position).await?;
    }
    // A receiver that fails is tried now, not when it would have been.
    let now = SubscriptionChanges { next_at: Some(Timestamp(0)), ..SubscriptionChanges::default() };
    state.store.subscriptions().change(row.id, &now).await?;
    Ok((StatusCode::ACCEPTED, Json(Replayed { dialogs, from })))
}
