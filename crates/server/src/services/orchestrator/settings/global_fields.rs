//! `GET` and `PUT /apps/<app_id>/global_fields/`

use axum::extract::State;
use baton_store::ApplicationChanges;
use serde_json::{Map, Value};

use super::{MOST, refused_name};
use crate::extract::{Fields, IfMatch, JsonBody, Tagged};
use crate::services::orchestrator::changed;
use crate::services::orchestrator::resource::{AppTo, Edit, Read};
use crate::{ApiError, AppState};

const KEY: &str = "global_fields";

/// The app's global fields: one value for all canvases of a dialog. Fields that are sensitive are always among them.
#[utoipa::path(
    get,
    path = "/orchestrator/api/apps/{app_id}/global_fields/",
    tag = "settings",
    params(("app_id" = uuid::Uuid, Path, description = "The app's id.")),
    responses(
        (status = 200, description = "Their names.", body = Vec<String>, headers(("ETag" = String, description = "Of what it says, for `If-Match`.")),
            example = json!(["customer", "card"])),
        (status = 404, description = "There is none."),
    )
)]
pub async fn get(app: AppTo<Read>) -> Tagged<Vec<String>> {
    Tagged(shown(&app.row.global_fields, &app.row.field_sensitivity))
}

/// Replace the app's global fields.
#[utoipa::path(
    put,
    path = "/orchestrator/api/apps/{app_id}/global_fields/",
    tag = "settings",
    params(
        ("app_id" = uuid::Uuid, Path, description = "The app's id."),
        ("If-Match" = Option<String>, Header, description = "The ETag of what was changed. Without it the last write wins."),
    ),
    request_body(content = Vec<String>, example = json!(["customer"])),
    responses(
        (status = 200, description = "Their names as they are now.", body = Vec<String>,
            headers(("ETag" = String, description = "Of what it says now."))),
        (status = 400, description = "A name is reserved or built in; every one is named."),
        (status = 404, description = "There is none."),
        (status = 412, description = "Somebody changed it meanwhile. Nothing was saved."),
    )
)]
pub async fn put(
    State(state): State<AppState>,
    app: AppTo<Edit>,
    if_match: IfMatch,
    JsonBody(document): JsonBody<Value>,
) -> Result<Tagged<Vec<String>>, ApiError> {
    let names = Value::from(read(document)?);
    let mut tx = state.store.begin().await?;
    let row = changed::hold(&mut tx, app.row.id).await?;
    if_match.expects_same(&shown(&row.global_fields, &row.field_sensitivity))?;
    let answer = shown(&names, &row.field_sensitivity);
    let changes = ApplicationChanges { global_fields: Some(names), ..ApplicationChanges::default() };
    changed::save(&mut tx, &row, &changes, state.now()).await?;
    tx.commit().await?;
    Ok(Tagged(answer))
}

/// A list of names; of a list of objects, their `name`s. Each counts once.
///
/// # Errors
/// 400 that names every wrong one.
pub fn read(document: Value) -> Result<Vec<String>, ApiError> {
    let list = match document {
        Value::Object(mut keys) if keys.contains_key(KEY) => keys.remove(KEY).unwrap_or_default(),
        other => other,
    };
    let list = match list {
        Value::Array(items) => Value::Array(items.into_iter().map(name_of).collect()),
        other => other,
    };
    let mut fields = Fields::of(Value::Object(Map::from_iter([(KEY.to_owned(), list)])))?;
    let mut names: Vec<String> = Vec::new();
    for name in fields.texts(KEY).unwrap_or_default() {
        match refused_name(&name) {
            Some(sentence) => fields.wrong(KEY, sentence),
            None if names.contains(&name) => {}
            None => names.push(name),
        }
    }
    if names.len() > MOST {
        fields.wrong(KEY, format!("At most {MOST} fields can be global."));
    }
    fields.finish(Some(names))
}

fn name_of(item: Value) -> Value {
    match item {
        Value::Object(mut keys) if keys.contains_key("name") => keys.remove("name").unwrap_or_default(),
        other => other,
    }
}

/// What was declared, then what is global because it is sensitive.
fn shown(declared: &Value, sensitivity: &Value) -> Vec<String> {
    let declared = declared.as_array().into_iter().flatten().filter_map(Value::as_str);
    let mut names: Vec<String> = declared.map(str::to_owned).collect();
    for name in sensitivity.as_object().into_iter().flat_map(Map::keys) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}
