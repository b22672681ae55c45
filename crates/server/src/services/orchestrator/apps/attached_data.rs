//! `GET` and `PUT /apps/<app_id>/attached_data/`: fields that every dialog begins with.

use std::collections::BTreeSet;

use axum::extract::State;
use baton_compiler::sensitive_fields;
use baton_model::fields::{MASK, READ_ONLY, is_reserved};
use baton_store::{Application, ApplicationChanges};
use serde_json::{Map, Value};

use super::reached;
use crate::extract::{Fields, IfMatch, JsonBody, SHORT, Tagged};
use crate::services::orchestrator::changed;
use crate::services::orchestrator::resource::{AppTo, Edit, Read};
use crate::{ApiError, AppState};

/// The most fields.
const MOST: usize = 1_000;
/// The most characters of a value.
const MOST_CHARACTERS: usize = 10_000;

/// The app's attached data. Values of fields that are sensitive are shown as `****`.
#[utoipa::path(
    get,
    path = "/orchestrator/api/apps/{app_id}/attached_data/",
    tag = "apps",
    params(("app_id" = uuid::Uuid, Path, description = "The app's id.")),
    responses((
        status = 200, description = "Names and values.", body = std::collections::BTreeMap<String, String>,
        headers(("ETag" = String, description = "Of what is shown, for `If-Match`.")),
        example = json!({"ad_key_1": "ad_value_1", "ad_key_2": "ad_value_2"})
    ))
)]
pub async fn get(State(state): State<AppState>, app: AppTo<Read>) -> Result<Tagged<Value>, ApiError> {
    let sensitive = sensitive_names(&state, &app.row).await?;
    let data = state.runtime.attached_data(&app.row).await.map_err(|error| ApiError::internal(&error))?;
    Ok(Tagged(shown(&data, &sensitive)))
}

/// Replace the app's attached data. A sensitive value that comes back as `****` stays as it was.
#[utoipa::path(
    put,
    path = "/orchestrator/api/apps/{app_id}/attached_data/",
    tag = "apps",
    params(
        ("app_id" = uuid::Uuid, Path, description = "The app's id."),
        ("If-Match" = Option<String>, Header, description = "The ETag of what was changed. Without it the last write wins."),
    ),
    request_body(
        content = std::collections::BTreeMap<String, String>,
        example = json!({"ad_key_1": "ad_value_1", "ad_key_2": "ad_value_2"})
    ),
    responses(
        (status = 200, description = "Names and values as they are now.", body = std::collections::BTreeMap<String, String>,
            headers(("ETag" = String, description = "Of what is shown now."))),
        (status = 400, description = "A value is no text, or a name is the platform's."),
        (status = 412, description = "Somebody changed it meanwhile. Nothing was saved."),
    )
)]
pub async fn put(
    State(state): State<AppState>,
    app: AppTo<Edit>,
    if_match: IfMatch,
    JsonBody(document): JsonBody<Value>,
) -> Result<Tagged<Value>, ApiError> {
    let sensitive = sensitive_names(&state, &app.row).await?;
    let mut tx = state.store.begin().await?;
    let row = changed::hold(&mut tx, app.row.id).await?;
    let mut data = read(document)?;
    let current = state.runtime.attached_data(&row).await.map_err(|error| ApiError::internal(&error))?;
    if_match.expects_same(&shown(&current, &sensitive))?;
    keep(&mut data, &current, &sensitive);
    let answer = shown(&Value::Object(data.clone()), &sensitive);
    // Sealed anew it looks different each time, though nothing changed.
    if current.as_object() != Some(&data) {
        let sealed = state.runtime.seal_attached_data(row.id, data).await;
        let sealed = sealed.map_err(|error| ApiError::internal(&error))?;
        let changes = ApplicationChanges { attached_data: Some(sealed), ..ApplicationChanges::default() };
        changed::save(&mut tx, &row, &changes, state.now()).await?;
    }
    tx.commit().await?;
    Ok(Tagged(answer))
}

/// Reads the names and values that somebody sent.
///
/// # Errors
/// 400 that names every wrong one.
pub fn read(document: Value) -> Result<Map<String, Value>, ApiError> {
    let names: Vec<String> =
        document.as_object().map(|map| map.keys().cloned().collect()).unwrap_or_default();
    let mut fields = Fields::of(document)?;
    if names.len() > MOST {
        return Err(ApiError::field("non_field_errors", format!("At most {MOST} fields can be attached.")));
    }
    let mut data = Map::new();
    for name in names {
        if let Some(sentence) = refused_name(&name) {
            fields.wrong(&shortened(&name), sentence);
            continue;
        }
        let value = fields.text(&name, MOST_CHARACTERS);
        data.extend(value.map(|value| (name.clone(), Value::String(value))));
    }
    fields.finish(Some(data))
}

/// Why a field can't have this name.
fn refused_name(name: &str) -> Option<String> {
    if name.trim().is_empty() {
        Some("A field needs a name.".to_owned())
    } else if name.chars().count() > SHORT || name.contains('\0') {
        Some(format!("Ensure the name has no more than {SHORT} characters, and no null character."))
    } else if is_reserved(name) || READ_ONLY.contains(&name) {
        Some(format!("The name {name} is the platform's. Choose another name."))
    } else {
        None
    }
}

fn shortened(name: &str) -> String {
    name.chars().take(SHORT).collect()
}

/// A client that read `****` and writes it back did not mean the stars.
fn keep(data: &mut Map<String, Value>, current: &Value, sensitive: &Names) {
    for (name, value) in data.iter_mut().filter(|(name, value)| *value == MASK && sensitive.contains(*name)) {
        if let Some(current) = current.get(name) {
            value.clone_from(current);
        }
    }
}

fn shown(data: &Value, sensitive: &Names) -> Value {
    let mut data = data.clone();
    for (_, value) in data.as_object_mut().into_iter().flatten().filter(|(name, _)| sensitive.contains(*name))
    {
        *value = Value::from(MASK);
    }
    data
}

type Names = BTreeSet<String>;

/// The fields of an app that are never shown in clear: also those that only a sensitive miniApp makes so.
async fn sensitive_names(state: &AppState, row: &Application) -> Result<Names, ApiError> {
    reached(state, row, |source| sensitive_fields(source).into_keys().collect()).await
}
