//! `GET` and `PUT /apps/<app_id>/attached_data/`: fields that every dialog begins with.

use axum::Json;
use axum::extract::State;
use baton_model::fields::{MASK, READ_ONLY, is_reserved};
use baton_store::{Application, ApplicationChanges};
use serde_json::{Map, Value};

use crate::extract::{Fields, JsonBody, SHORT};
use crate::services::orchestrator::changed::changed;
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
        example = json!({"ad_key_1": "ad_value_1", "ad_key_2": "ad_value_2"})
    ))
)]
pub async fn get(app: AppTo<Read>) -> Json<Value> {
    Json(shown(&app.row, &app.row.attached_data))
}

/// Replace the app's attached data. A sensitive value that comes back as `****` stays as it was.
#[utoipa::path(
    put,
    path = "/orchestrator/api/apps/{app_id}/attached_data/",
    tag = "apps",
    params(("app_id" = uuid::Uuid, Path, description = "The app's id.")),
    request_body(
        content = std::collections::BTreeMap<String, String>,
        example = json!({"ad_key_1": "ad_value_1", "ad_key_2": "ad_value_2"})
    ),
    responses(
        (status = 200, description = "Names and values as they are now.", body = std::collections::BTreeMap<String, String>),
        (status = 400, description = "A value is no text, or a name is the platform's."),
    )
)]
pub async fn put(
    State(state): State<AppState>,
    app: AppTo<Edit>,
    JsonBody(document): JsonBody<Value>,
) -> Result<Json<Value>, ApiError> {
    let mut tx = state.store.begin().await?;
    let row = changed(&mut tx, app.row.id, state.now()).await?;
    let data = Value::Object(read(document, &row)?);
    let answer = shown(&row, &data);
    let changes = ApplicationChanges { attached_data: Some(data), ..ApplicationChanges::default() };
    tx.applications().change(row.id, &changes).await?;
    tx.commit().await?;
    Ok(Json(answer))
}

/// Reads the names and values that somebody sent.
///
/// # Errors
/// 400 that names every wrong one.
pub fn read(document: Value, row: &Application) -> Result<Map<String, Value>, ApiError> {
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
        data.extend(value.map(|value| (name.clone(), kept(row, &name, value))));
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
fn kept(row: &Application, name: &str, value: String) -> Value {
    let current = row.attached_data.get(name).filter(|_| value == MASK && is_sensitive(row, name));
    current.cloned().unwrap_or(Value::String(value))
}

fn shown(row: &Application, data: &Value) -> Value {
    let mut data = data.clone();
    for (name, value) in data.as_object_mut().into_iter().flatten() {
        if is_sensitive(row, name) {
            *value = Value::from(MASK);
        }
    }
    data
}

fn is_sensitive(row: &Application, name: &str) -> bool {
    row.field_sensitivity.get(name).is_some()
}
