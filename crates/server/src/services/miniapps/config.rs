//! `GET /miniapps/api/config`

use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

use super::words::{LANGUAGES, SENSITIVITIES};
use crate::extract::Caller;

/// The version of miniApps that this server speaks: a part of their paths.
pub const ACTIVE_VERSION: &str = "v1";

/// What a client must know before it begins.
#[derive(Serialize, ToSchema)]
#[schema(title = "MiniAppsConfiguration")]
pub struct Answer {
    config: Config,
}

/// What a client must know before it begins.
#[derive(Serialize, ToSchema)]
#[schema(title = "MiniAppsConfig")]
#[serde(rename_all = "camelCase")]
struct Config {
    /// The version that paths and new miniApps name.
    #[schema(example = "v1")]
    active_version: &'static str,
    /// The types a miniApp can have.
    types: &'static [&'static str],
    /// The types that can be used in an application that is deployed.
    supported_types: &'static [&'static str],
    /// The domains an Intent can have.
    domains: &'static [&'static str],
    /// The languages a miniApp can speak.
    languages: &'static [&'static str],
    /// How what a miniApp hears can be protected.
    sensitivities: &'static [&'static str],
}

/// What a client must know before it begins.
#[utoipa::path(
    get,
    path = "/miniapps/api/config",
    tag = "miniApps",
    responses((status = 200, description = "The version that paths name, and what there is to choose from.", body = Answer))
)]
pub async fn config(_caller: Caller) -> Json<Answer> {
    Json(Answer {
        config: Config {
            active_version: ACTIVE_VERSION,
            types: baton_compiler::mini_apps::TYPES,
            supported_types: baton_compiler::mini_apps::SUPPORTED,
            domains: baton_compiler::mini_apps::DOMAINS,
            languages: LANGUAGES,
            sensitivities: SENSITIVITIES,
        },
    })
}
