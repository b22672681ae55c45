//! `GET /envs-manager/api/status`

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use baton_model::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::AppState;

/// How the environments manager is.
#[derive(Serialize, ToSchema)]
#[schema(title = "EnvironmentsStatus")]
pub struct EnvironmentsStatus {
    /// `envs-manager-api`
    name: &'static str,
    /// The version of this server.
    version: &'static str,
    /// Where its callers sign in.
    auth: SignIn,
    /// Since when, and how what it needs is.
    meta: Meta,
}

/// Where callers sign in.
#[derive(Serialize, ToSchema)]
#[schema(title = "SignIn")]
struct SignIn {
    #[schema(example = "master")]
    realm: String,
    #[schema(example = "ocp")]
    client_id: String,
    #[schema(example = "http://127.0.0.1:8080/auth")]
    url: String,
}

/// Since when a service runs.
#[derive(Serialize, ToSchema)]
#[schema(title = "ServiceMeta")]
struct Meta {
    #[schema(value_type = String, format = DateTime)]
    server_start_time: Timestamp,
    services_status: BTreeMap<String, String>,
}

/// How the environments manager is, and where its callers sign in.
#[utoipa::path(
    get,
    path = "/envs-manager/api/status",
    tag = "environments",
    responses((status = 200, body = EnvironmentsStatus)),
    security(())
)]
pub async fn get(State(state): State<AppState>) -> Json<EnvironmentsStatus> {
    let built_in = &state.auth.options().built_in;
    Json(EnvironmentsStatus {
        name: "envs-manager-api",
        version: env!("CARGO_PKG_VERSION"),
        auth: SignIn {
            realm: built_in.realm.clone(),
            client_id: built_in.client.clone(),
            url: format!("{}/auth", state.config.public_url),
        },
        meta: Meta { server_start_time: state.started_at, services_status: BTreeMap::new() },
    })
}
