//! `PATCH` and `DELETE /exports-api/v1/subscriptions/<id>`

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use baton_auth::Role;
use baton_model::Timestamp;
use baton_store::SubscriptionChanges;
use utoipa::ToSchema;

use super::authentication::{self, NewAuthentication};
use super::create::BATCH;
use super::find;
use super::shape::ShownSubscription;
use crate::extract::{Caller, Fields, SHORT};
use crate::{ApiError, AppState};

/// What is to be different.
#[derive(ToSchema)]
#[allow(dead_code, reason = "it describes the body")]
pub struct ChangedSubscription {
    /// Where records are posted.
    url: Option<String>,
    /// How the receiver knows who sends; replaces all of it.
    authentication: Option<NewAuthentication>,
    /// How many records are posted together: 1 to 500.
    batch_size: Option<u16>,
    /// `paused`: nothing is sent, and what happens meanwhile is sent afterwards. `active`: it goes on.
    status: Option<String>,
}

/// Change a subscription. What is not given stays; so do group and type. It is tried at once.
#[utoipa::path(
    patch,
    path = "/exports-api/v1/subscriptions/{subscription_id}",
    tag = "exports",
    params(("subscription_id" = String, Path, description = "The subscription's id.")),
    request_body = ChangedSubscription,
    responses(
        (status = 200, body = ShownSubscription),
        (status = 400, description = "A field is wrong."),
        (status = 404, description = "There is none that you see."),
    )
)]
pub async fn update(
    State(state): State<AppState>,
    Caller(access): Caller,
    Path(id): Path<String>,
    mut fields: Fields,
) -> Result<Json<ShownSubscription>, ApiError> {
    let row = find(&state, &access, &id, Role::Maintainer).await?;
    for (name, kept) in [("ocp_group_name", &row.group_name), ("type", &row.kind)] {
        if fields.text(name, SHORT).is_some_and(|given| given != *kept) {
            fields.wrong(name, "It stays as it is. Delete the subscription, and make another.");
        }
    }
    let authentication = match fields.has("authentication") {
        true => authentication::read(&mut fields),
        false => None,
    };
    let (given, made_up) = authentication.unzip();
    let mut changes = SubscriptionChanges {
        url: fields.parsed("url", authentication::address),
        batch_size: fields.number("batch_size", &BATCH),
        status: fields.choice("status", &["active", "paused"]),
        next_at: Some(Timestamp(0)),
        updated_at: Some(state.now()),
        ..SubscriptionChanges::default()
    };
    fields.refuse_unknown(&[]);
    fields.finish(Some(()))?;
    if let Some(given) = given {
        let sealed = state.runtime.seal_stream_authentication(row.id, given).await;
        changes.authentication = Some(sealed.map_err(|error| ApiError::internal(&error))?);
    }
    state.store.subscriptions().change(row.id, &changes).await?;
    let row = state.store.subscriptions().get(row.id).await?.ok_or_else(ApiError::not_found)?;
    Ok(Json(ShownSubscription::of(&state, row).await?.with_secret(made_up.flatten())))
}

/// Delete a subscription: nothing more is sent, and what is set aside is forgotten.
#[utoipa::path(
    delete,
    path = "/exports-api/v1/subscriptions/{subscription_id}",
    tag = "exports",
    params(("subscription_id" = String, Path, description = "The subscription's id.")),
    responses((status = 204, description = "It is gone."), (status = 404, description = "There is none that you see."))
)]
pub async fn delete(
    State(state): State<AppState>,
    Caller(access): Caller,
    Path(id): Path<String>,
) -> Result<StatusCode, ApiError> {
    let row = find(&state, &access, &id, Role::Maintainer).await?;
    state.store.subscriptions().delete(row.id).await?;
    Ok(StatusCode::NO_CONTENT)
}
