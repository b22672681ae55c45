//! `GET /openapi.json`, and what all endpoints have in common.

use std::sync::OnceLock;

use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, StatusCode};
use serde_json::{Value, json};
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, Flow, HttpAuthScheme, HttpBuilder, OAuth2, Password, Scopes, SecurityScheme,
};
use utoipa::openapi::{Components, ContentBuilder, OpenApi, RefOr, ResponseBuilder, SecurityRequirement};

/// What stands under these paths is for those who have proved who they are.
const PROTECTED: &[&str] = &[
    "/orchestrator/",
    "/miniapps/",
    "/access/",
    "/envs-manager/api/v1/",
    "/dialogs-api/",
    "/metrics-api/",
    "/exports-api/",
    "/integrations/",
    "/mcp",
];

/// This document.
#[utoipa::path(
    get,
    path = "/openapi.json",
    tag = "documentation",
    responses((status = 200, description = "The OpenAPI document.", content_type = "application/json")),
    security(())
)]
pub async fn openapi() -> ([(HeaderName, &'static str); 1], &'static str) {
    static DOCUMENT: OnceLock<String> = OnceLock::new();
    let document = DOCUMENT.get_or_init(|| json!(crate::openapi()).to_string());
    ([(CONTENT_TYPE, "application/json")], document)
}

/// Adds what every protected endpoint has in common: how to prove who one is, and what it answers to those who have
/// not, whose role is too weak, or who ask for what they do not see.
pub fn complete(mut document: OpenApi) -> OpenApi {
    name_rests(&mut document);
    add_schemes(document.components.get_or_insert_with(Components::new));
    for (path, item) in &mut document.paths.paths {
        for (method, operation) in operations(item) {
            describe(operation);
            operation.operation_id = Some(name(method, path));
        }
        if PROTECTED.iter().any(|start| path.starts_with(start)) {
            operations(item).for_each(|(_, operation)| protect(operation, path));
        }
    }
    document
}

/// A parameter that takes all the rest of a path is one to the router only: `{*path}` is `{path}`.
fn name_rests(document: &mut OpenApi) {
    let paths = std::mem::take(&mut document.paths.paths);
    document.paths.paths = paths.into_iter().map(|(path, item)| (path.replace("{*", "{"), item)).collect();
}

fn add_schemes(components: &mut Components) {
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build();
    components.add_security_scheme("bearer", SecurityScheme::Http(bearer));
    let header = ApiKeyValue::new("X-OCP-PERSONAL-ACCESS-TOKEN");
    components.add_security_scheme("personal", SecurityScheme::ApiKey(ApiKey::Header(header)));
    let password = Password::new("/auth/realms/master/protocol/openid-connect/token", Scopes::new());
    components
        .add_security_scheme("password", SecurityScheme::OAuth2(OAuth2::new([Flow::Password(password)])));
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = (&'static str, &mut Operation)> {
    let PathItem { get, put, post, delete, patch, .. } = item;
    let all = [("get", get), ("put", put), ("post", post), ("delete", delete), ("patch", patch)];
    all.into_iter().filter_map(|(method, operation)| Some((method, operation.as_mut()?)))
}

/// The name of an operation, the only one of its kind: generated clients call their functions so.
/// `GET /orchestrator/api/apps/{app_id}/status/` is `get_orchestrator_apps_app_id_status`.
fn name(method: &str, path: &str) -> String {
    let words = path.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-' && letter != '_');
    let words = words.filter(|word| !word.is_empty() && *word != "api");
    std::iter::once(method).chain(words).collect::<Vec<_>>().join("_").replace('-', "_dash_")
}

/// An answer that says nothing of itself gets the words of its status.
fn describe(operation: &mut Operation) {
    for (status, response) in &mut operation.responses.responses {
        let RefOr::T(response) = response else { continue };
        if response.description.is_empty() {
            let status = status.parse::<StatusCode>().ok();
            let words = status.and_then(|status| status.canonical_reason());
            response.description = format!("{}.", words.unwrap_or("The answer"));
        }
    }
}

fn protect(operation: &mut Operation, path: &str) {
    if operation.security.is_none() {
        let by = |name: &str| SecurityRequirement::new(name, Vec::<String>::new());
        operation.security = Some(vec![by("bearer"), by("personal"), by("password")]);
    }
    refuse(
        operation,
        "401",
        "You have not proved who you are.",
        "Authentication credentials were not provided.",
    );
    refuse(
        operation,
        "403",
        "Your role is too weak.",
        "You need the role Developer or higher in this group.",
    );
    if path.contains('{') {
        refuse(operation, "404", "It is not there, or you do not see it.", "Not found.");
    }
}

/// Adds an answer with a sentence, unless the endpoint has described its own.
fn refuse(operation: &mut Operation, status: &str, description: &str, sentence: &str) {
    let example: Value = json!({ "detail": sentence });
    let content = ContentBuilder::new().example(Some(example)).build();
    let response =
        ResponseBuilder::new().description(description).content("application/json", content).build();
    operation.responses.responses.entry(status.to_owned()).or_insert(RefOr::T(response));
}
