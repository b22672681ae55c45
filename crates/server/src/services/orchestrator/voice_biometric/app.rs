//! `GET` and `PUT /apps/<app_id>/voice-biometric/`: the profile that an app uses.

use std::collections::BTreeSet;

use axum::extract::State;
use baton_compiler::available_fields;
use baton_model::biometrics::{FieldMapping, Mapping, Profile};
use baton_store::{Application, ApplicationChanges};
use serde_json::{Value, json};

use super::shapes::ShownMapping;
use crate::extract::{Fields, IfMatch, SHORT, Tagged};
use crate::services::orchestrator::apps::reached;
use crate::services::orchestrator::changed;
use crate::services::orchestrator::resource::{AppTo, Edit, Read};
use crate::{ApiError, AppState};

/// The profile that the app uses, and which of its fields feeds which key.
#[utoipa::path(
    get,
    path = "/orchestrator/api/apps/{app_id}/voice-biometric/",
    tag = "voice-biometric",
    params(("app_id" = uuid::Uuid, Path, description = "The app's id.")),
    responses((status = 200, description = "Profile and mappings; both empty when none is used.", body = ShownMapping,
        headers(("ETag" = String, description = "Of what it says, for `If-Match`."))))
)]
pub async fn get(app: AppTo<Read>) -> Tagged<ShownMapping> {
    Tagged(shown(app.row.voice_biometric))
}

fn shown(kept: Value) -> ShownMapping {
    serde_json::from_value::<Mapping>(kept).unwrap_or_default().into()
}

/// Choose the profile that the app uses, and say which of its fields feeds which key. An empty `profile_id` unsets it.
#[utoipa::path(
    put,
    path = "/orchestrator/api/apps/{app_id}/voice-biometric/",
    tag = "voice-biometric",
    params(
        ("app_id" = uuid::Uuid, Path, description = "The app's id."),
        ("If-Match" = Option<String>, Header, description = "The ETag of what was changed. Without it the last write wins."),
    ),
    request_body = ShownMapping,
    responses(
        (status = 200, description = "Profile and mappings as they are now.", body = ShownMapping,
            headers(("ETag" = String, description = "Of what it says now."))),
        (status = 400, description = "There is no such profile, key or field; the answer names it."),
        (status = 412, description = "Somebody changed it meanwhile. Nothing was saved."),
    )
)]
pub async fn put(
    State(state): State<AppState>,
    app: AppTo<Edit>,
    if_match: IfMatch,
    fields: Fields,
) -> Result<Tagged<ShownMapping>, ApiError> {
    let wanted = read(fields)?;
    let mapping = if wanted.profile_id.is_empty() {
        Mapping::default()
    } else {
        let root = app.row.component_id.clone();
        let known = reached(&state, &app.row, move |source| available_fields(source, &root)).await?;
        resolve(&state, &app.row, wanted, &known.into_iter().map(|field| field.name).collect()).await?
    };
    let changes =
        ApplicationChanges { voice_biometric: Some(json!(mapping)), ..ApplicationChanges::default() };
    let mut tx = state.store.begin().await?;
    let row = changed::hold(&mut tx, app.row.id).await?;
    if_match.expects_same(&shown(row.voice_biometric.clone()))?;
    changed::save(&mut tx, &row, &changes, state.now()).await?;
    tx.commit().await?;
    Ok(Tagged(mapping.into()))
}

/// What somebody wants; a key by its name or its number.
struct Wanted {
    profile_id: String,
    mappings: Vec<(Value, String)>,
}

fn read(mut fields: Fields) -> Result<Wanted, ApiError> {
    let profile_id = fields.required("profile_id", |fields, name| fields.text(name, SHORT));
    let unset = profile_id.as_deref() == Some("");
    let items = fields.items("field_mappings").unwrap_or_default();
    let mut mappings = Vec::new();
    for (index, item) in items.into_iter().enumerate().filter(|_| !unset) {
        let mut item = item.as_object().cloned().unwrap_or_default();
        let key = item.remove("bio_key").filter(|key| key.is_string() || key.is_i64());
        match (key, item.remove("orc_field")) {
            (Some(key), Some(Value::String(field))) => mappings.push((key, field)),
            _ => {
                let sentence =
                    format!("Item {index}: An object with the texts bio_key and orc_field is needed.");
                fields.wrong("field_mappings", sentence);
            }
        }
    }
    fields.finish(profile_id.map(|profile_id| Wanted { profile_id, mappings }))
}

/// Looks up profile, keys and fields.
async fn resolve(
    state: &AppState,
    row: &Application,
    wanted: Wanted,
    known: &BTreeSet<String>,
) -> Result<Mapping, ApiError> {
    let mut fields = Fields::default();
    let group = state.store.groups().get(&row.group_name).await?.ok_or_else(ApiError::not_found)?;
    let kept = state.store.biometric_profiles().get(group.organization_id, &wanted.profile_id).await?;
    let Some(profile) = super::standing(kept, &wanted.profile_id)? else {
        let id = &wanted.profile_id;
        let sentence =
            format!("There is no voice biometric profile {id}. Choose one of /voice-biometric/profiles/.");
        return Err(ApiError::field("profile_id", sentence));
    };
    let mut field_mappings: Vec<FieldMapping> = Vec::new();
    for (key, orc_field) in wanted.mappings {
        let Some(bio_key) = key_of(&profile, &key) else {
            let sentence = format!("The profile {} has no key {}.", profile.profile_id, plain(&key));
            fields.wrong("field_mappings", sentence);
            continue;
        };
        if field_mappings.iter().any(|mapping| mapping.bio_key == bio_key) {
            fields.wrong("field_mappings", format!("The key {bio_key} is mapped twice."));
        }
        if !known.contains(&orc_field) {
            let sentence = format!("The application has no field {orc_field}. Map a field that it has.");
            fields.wrong("field_mappings", sentence);
        }
        field_mappings.push(FieldMapping { bio_key, orc_field });
    }
    fields.finish(Some(Mapping { profile_id: profile.profile_id, field_mappings }))
}

/// The key of this name or, since clients know both, of this number.
fn key_of(profile: &Profile, wanted: &Value) -> Option<String> {
    let key = profile.bio_keys.iter().find(|key| match wanted {
        Value::String(name) => key.key == *name,
        number => number.as_i64() == Some(key.id),
    });
    key.map(|key| key.key.clone())
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
