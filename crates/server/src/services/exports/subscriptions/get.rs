//! `GET /exports-api/v1/subscriptions` and `GET /exports-api/v1/subscriptions/<id>`

use axum::Json;
use axum::extract::{Path, State};
use baton_auth::{Access, Role};
use baton_store::SubscriptionFilter;
use serde::Serialize;
use utoipa::ToSchema;

use super::find;
use super::shape::ShownSubscription;
use crate::extract::{Caller, PAGE_SIZE, PageParameters, Parameters};
use crate::{ApiError, AppState};

/// A page of subscriptions.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionPage {
    /// The subscriptions, by group and type.
    subscriptions: Vec<ShownSubscription>,
    /// Which page this is; the first is 1.
    page: i64,
    /// How many a page has at most.
    page_size: i64,
}

/// The subscriptions of the groups in which you are a Developer.
#[utoipa::path(
    get,
    path = "/exports-api/v1/subscriptions",
    tag = "exports",
    params(
        ("ocp_group_name" = Option<String>, Query, description = "Of this group alone."),
        ("type" = Option<String>, Query, description = "Of this kind of record alone.", example = "dialog_step"),
        ("status" = Option<String>, Query, description = "`active` or `paused` ones alone."),
        PageParameters,
    ),
    responses((status = 200, body = SubscriptionPage), (status = 400, description = "A parameter is wrong."))
)]
pub async fn list(
    State(state): State<AppState>,
    Caller(access): Caller,
    parameters: Parameters,
) -> Result<Json<SubscriptionPage>, ApiError> {
    let page = parameters.page(PAGE_SIZE)?;
    let groups = developed(&access, parameters.get("ocp_group_name"));
    let filter = SubscriptionFilter { kind: parameters.get("type"), status: parameters.get("status") };
    let rows = state.store.subscriptions().of_groups(&groups, filter, page).await?;
    let mut subscriptions = Vec::with_capacity(rows.len());
    for row in rows {
        subscriptions.push(ShownSubscription::of(&state, row).await?);
    }
    Ok(Json(SubscriptionPage { subscriptions, page: page.number(), page_size: page.limit }))
}

/// The groups in which somebody is at least a Developer.
fn developed(access: &Access, named: Option<&str>) -> Vec<String> {
    let groups = access.groups().filter(|group| named.is_none_or(|named| named == *group));
    groups.filter(|group| access.require(group, Role::Developer).is_ok()).map(str::to_owned).collect()
}

/// A subscription.
#[utoipa::path(
    get,
    path = "/exports-api/v1/subscriptions/{subscription_id}",
    tag = "exports",
    params(("subscription_id" = String, Path, description = "The subscription's id.")),
    responses((status = 200, body = ShownSubscription), (status = 404, description = "There is none that you see."))
)]
pub async fn get(
    State(state): State<AppState>,
    Caller(access): Caller,
    Path(id): Path<String>,
) -> Result<Json<ShownSubscription>, ApiError> {
    let row = find(&state, &access, &id, Role::Developer).await?;
    Ok(Json(ShownSubscription::of(&state, row).await?))
}
