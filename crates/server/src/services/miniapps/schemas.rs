//! `GET /miniapps/api/schemas/<type>`

use axum::Json;
use axum::extract::Path;
use baton_compiler::mini_apps::schema;
use serde_json::Value;

use crate::ApiError;
use crate::extract::Caller;

/// The JSON Schema that models of a type are held to when they are saved. Keys that it does not name are allowed.
#[utoipa::path(
    get,
    path = "/miniapps/api/schemas/{type}",
    operation_id = "mini_app_schema",
    tag = "miniApps",
    params(("type" = String, Path, description = "A type, such as `Numeric` or `WebService`.", example = "Numeric")),
    responses(
        (status = 200, description = "A JSON Schema (2020-12).", body = serde_json::Value),
        (status = 404, description = "There is no such type."),
    )
)]
pub async fn schemas(_caller: Caller, Path(type_name): Path<String>) -> Result<Json<Value>, ApiError> {
    schema(&type_name).map(Json).ok_or_else(ApiError::not_found)
}
