//! `POST /exports-api/v1/subscriptions`

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use baton_auth::Role;
use baton_model::Timestamp;
use baton_store::{Error, Subscription};
use utoipa::ToSchema;
use uuid::Uuid;

use super::authentication::{self, NewAuthentication};
use super::shape::ShownSubscription;
use crate::extract::{Caller, Fields, SHORT};
use crate::services::exports::create::kind_of_record;
use crate::services::insights::newest;
use crate::{ApiError, AppState};

/// How many records are posted together.
pub const BATCH: std::ops::RangeInclusive<i64> = 1..=500;
const BATCH_UNLESS_GIVEN: i64 = 100;

/// Where records are to be sent.
#[derive(ToSchema)]
#[allow(dead_code, reason = "it describes the body")]
pub struct NewSubscription {
    /// The group.
    #[schema(example = "demo")]
    ocp_group_name: String,
    /// The kind of record: `dialog_start`, `dialog_step` or `dialog_end`; one subscription of each for a group.
    #[schema(example = "dialog_step")]
    r#type: String,
    /// Where they are posted.
    #[schema(example = "https://receiver.example/records")]
    url: String,
    /// How the receiver knows who sends; a signature with a made-up secret unless given.
    authentication: Option<NewAuthentication>,
    /// How many records are posted together: 1 to 500, 100 unless given. 1: each by itself, not in a list.
    batch_size: Option<u16>,
    /// From this moment on; from now on unless given.
    #[schema(example = "2026-03-01T12:00:00Z")]
    from: Option<String>,
}

/// Have the records of a group sent to a receiver as they are made.
#[utoipa::path(
    post,
    path = "/exports-api/v1/subscriptions",
    tag = "exports",
    request_body = NewSubscription,
    responses(
        (status = 201, description = "They are being sent.", body = ShownSubscription),
        (status = 400, description = "A field is wrong."),
        (status = 403, description = "You need the role Maintainer in the group."),
        (status = 409, description = "The group has one for this kind of record."),
    )
)]
pub async fn create(
    State(state): State<AppState>,
    Caller(access): Caller,
    mut fields: Fields,
) -> Result<(StatusCode, Json<ShownSubscription>), ApiError> {
    let now = state.now();
    let group = fields.required("ocp_group_name", |fields, name| fields.text(name, SHORT));
    let kind = fields.required("type", |fields, name| fields.parsed(name, kind_of_record));
    let url = fields.required("url", |fields, name| fields.parsed(name, authentication::address));
    let authentication = authentication::read(&mut fields);
    let batch_size = fields.number("batch_size", &BATCH).unwrap_or(BATCH_UNLESS_GIVEN);
    let from = fields.parsed("from", |text| past(text, now));
    fields.refuse_unknown(&[]);
    let (((group, kind), url), (authentication, made_up)) =
        fields.finish(group.zip(kind).zip(url).zip(authentication))?;
    access.require(&group, Role::Maintainer)?;
    newest(&state).await?;
    let position = match from {
        Some(from) => state.store.records().streams().position_before(&group, from).await?,
        None => state.store.records().last_position().await?,
    };
    let id = Uuid::new_v4();
    let authentication = state.runtime.seal_stream_authentication(id, authentication).await;
    let row = Subscription {
        id,
        group_name: group,
        kind,
        url,
        authentication: authentication.map_err(|error| ApiError::internal(&error))?,
        status: "active".to_owned(),
        batch_size,
        position,
        trying_to: 0,
        attempts: 0,
        failing_since: None,
        next_at: Timestamp(0),
        failure: String::new(),
        delivered: 0,
        delivered_at: None,
        created_at: now,
        updated_at: now,
    };
    match state.store.subscriptions().insert(&row).await {
        Ok(()) => {}
        Err(Error::Taken(_)) => {
            return Err(ApiError::conflict(
                "The group has a subscription for this kind of record. Change that one, or delete it first.",
            ));
        }
        Err(error) => return Err(error.into()),
    }
    let shown = ShownSubscription::of(&state, row).await?.with_secret(made_up);
    Ok((StatusCode::CREATED, Json(shown)))
}

/// A moment up to now, as people write it.
pub fn past(text: &str, now: Timestamp) -> Result<Timestamp, &'static str> {
    let moment = Timestamp::parse(text).map_err(|_| "A moment such as 2026-03-01T12:00:00Z is expected.")?;
    match moment > now {
        true => Err("It lies ahead. Give a moment up to now."),
        false => Ok(moment),
    }
}
