//! `GET /console/settings.json`: where the console signs people in.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::AppState;

/// Where people sign in.
#[derive(Serialize, ToSchema)]
pub struct ConsoleSettings {
    /// Where tokens are asked for, and given back.
    #[schema(example = "/auth/realms/master/protocol/openid-connect")]
    openid: String,
    /// The public client that the console is, here or at the other issuer.
    #[schema(example = "ocp")]
    client: String,
    /// Another issuer where people sign in, when one is configured.
    #[schema(required = true, example = "https://id.example/realms/staff")]
    issuer: Option<String>,
}

/// Where people sign in.
#[utoipa::path(
    get,
    path = "/console/settings.json",
    tag = "console",
    responses((status = 200, description = "Where to ask for tokens.", body = ConsoleSettings)),
    security(())
)]
pub async fn settings(State(state): State<AppState>) -> Json<ConsoleSettings> {
    let options = state.auth.options();
    let built_in = &options.built_in;
    Json(ConsoleSettings {
        openid: format!("/auth/realms/{}/protocol/openid-connect", built_in.realm),
        client: options.issuer.as_ref().map_or(&built_in.client, |issuer| &issuer.client).clone(),
        issuer: state.auth.other_issuer().map(str::to_owned),
    })
}
