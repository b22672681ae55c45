//! `GET` and `PUT /apps/<app_id>/field_sensitivity/`

use axum::extract::State;
use baton_store::ApplicationChanges;
use serde_json::{Map, Value};

use super::{MOST, refused_name};
use crate::extract::{Fields, IfMatch, JsonBody, SHORT, Tagged};
use crate::services::orchestrator::changed;
use crate::services::orchestrator::resource::{AppTo, Edit, Read};
use crate::{ApiError, AppState};

const KEY: &str = "field_sensitivity";

/// Which fields of the app are never shown in clear: `masked` ones are shown as `****`, `encrypted` ones are besides
/// kept encrypted.
#[utoipa::path(
    get,
    path = "/orchestrator/api/apps/{app_id}/field_sensitivity/",
    tag = "settings",
    params(("app_id" = uuid::Uuid, Path, description = "The app's id.")),
    responses(
        (status = 200, description = "Names, and `masked` or `encrypted`.", body = BTreeMap<String, String>,
            headers(("ETag" = String, description = "Of what it says, for `If-Match`.")),
            example = json!({"card": "encrypted", "birthday": "masked"})),
        (status = 404, description = "There is none."),
    )
)]
pub async fn get(app: AppTo<Read>) -> Tagged<Value> {
    Tagged(app.row.field_sensitivity)
}

/// Replace which fields of the app are never shown in clear. They become global fields.
#[utoipa::path(
    put,
    path = "/orchestrator/api/apps/{app_id}/field_sensitivity/",
    tag = "settings",
    params(
        ("app_id" = uuid::Uuid, Path, description = "The app's id."),
        ("If-Match" = Option<String>, Header, description = "The ETag of what was changed. Without it the last write wins."),
    ),
    request_body(content = BTreeMap<String, String>, example = json!({"card": "encrypted"})),
    responses(
        (status = 200, description = "As it is now.", body = BTreeMap<String, String>,
            headers(("ETag" = String, description = "Of what it says now."))),
        (status = 400, description = "A name is reserved or built in, or a sensitivity is unknown; every one is named."),
        (status = 404, description = "There is none."),
        (status = 412, description = "Somebody changed it meanwhile. Nothing was saved."),
    )
)]
pub async fn put(
    State(state): State<AppState>,
    app: AppTo<Edit>,
    if_match: IfMatch,
    JsonBody(document): JsonBody<Value>,
) -> Result<Tagged<Value>, ApiError> {
    let sensitivity = Value::Object(read(document)?);
    let changes =
        ApplicationChanges { field_sensitivity: Some(sensitivity.clone()), ..ApplicationChanges::default() };
    let mut tx = state.store.begin().await?;
    let row = changed::hold(&mut tx, app.row.id).await?;
    if_match.expects_same(&row.field_sensitivity)?;
    changed::save(&mut tx, &row, &changes, state.now()).await?;
    tx.commit().await?;
    Ok(Tagged(sensitivity))
}

/// Names and `masked` or `encrypted`.
///
/// # Errors
/// 400 that names every wrong one.
pub fn read(document: Value) -> Result<Map<String, Value>, ApiError> {
    let document = match document {
        Value::Object(mut keys) if keys.get(KEY).is_some_and(Value::is_object) => {
            keys.remove(KEY).unwrap_or_default()
        }
        other => other,
    };
    let names: Vec<String> =
        document.as_object().map(|keys| keys.keys().cloned().collect()).unwrap_or_default();
    let mut fields = Fields::of(document)?;
    if names.len() > MOST {
        return Err(ApiError::field(KEY, format!("At most {MOST} fields can be sensitive.")));
    }
    let mut read = Map::new();
    for name in names {
        if let Some(sentence) = refused_name(&name) {
            let shown: String = name.chars().take(SHORT).collect();
            fields.wrong(&shown, sentence);
            continue;
        }
        let word = fields.parsed(&name, |text| match text.to_ascii_lowercase().as_str() {
            word @ ("masked" | "encrypted") => Ok(word.to_owned()),
            _ => Err("Choose masked or encrypted; to show the field in clear, leave it out."),
        });
        read.extend(word.map(|word| (name.clone(), Value::from(word))));
    }
    fields.finish(Some(read))
}
