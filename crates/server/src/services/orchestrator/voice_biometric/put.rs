//! `PUT /voice-biometric/profiles/<profile_id>/`

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use baton_model::biometrics::{BioKey, Profile};
use baton_store::{Application, BiometricProfile};
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::delete::require_admin;
use super::list::organization;
use super::shapes::ShownProfile;
use crate::extract::{Caller, Fields, SHORT};
use crate::{ApiError, AppState};

/// The most keys of a profile.
const MOST_KEYS: usize = 100;
/// The most characters of a profile's id.
const ID_LENGTH: usize = 64;

/// A profile as somebody wants it.
#[derive(ToSchema)]
pub struct NewProfile {
    /// What people call it. Without it: its id.
    #[schema(example = "Cards")]
    name: Option<String>,
    /// Its keys.
    bio_keys: Vec<NewKey>,
}

/// A key of such a profile.
#[derive(ToSchema)]
pub struct NewKey {
    /// A number, unique in the profile. Without it: the next free one.
    id: Option<i64>,
    /// Its name.
    #[schema(example = "userID")]
    key: String,
    /// What people read. Without it: the name.
    display_name: Option<String>,
}

/// Make or replace a profile of your organization.
#[utoipa::path(
    put,
    path = "/orchestrator/api/voice-biometric/profiles/{profile_id}/",
    tag = "voice-biometric",
    params(("profile_id" = String, Path, description = "The profile's id: letters, digits, `_` and `-`.", example = "cards")),
    request_body = NewProfile,
    responses(
        (status = 200, description = "The profile as it is now.", body = ShownProfile),
        (status = 201, description = "The profile that was made.", body = ShownProfile),
        (status = 400, description = "A field is wrong."),
        (status = 409, description = "An application uses a key that would be gone."),
    )
)]
pub async fn put(
    State(state): State<AppState>,
    Caller(access): Caller,
    path: Result<Path<String>, PathRejection>,
    fields: Fields,
) -> Result<(StatusCode, Json<ShownProfile>), ApiError> {
    let Path(profile_id) = path.map_err(|_| ApiError::not_found())?;
    require_admin(&access)?;
    let organization_id = organization(&access)?;
    let profile = read(fields, profile_id)?.into_profile();
    let mut tx = state.store.begin().await?;
    let before = tx.biometric_profiles().get(organization_id, &profile.profile_id).await?;
    let existed = super::standing(before, &profile.profile_id)?.is_some();
    for user in super::users(&mut tx, organization_id, &profile.profile_id).await? {
        keys_stay(&profile, &user)?;
    }
    let row =
        BiometricProfile { profile_id: profile.profile_id.clone(), organization_id, body: json!(profile) };
    tx.biometric_profiles().put(&row).await?;
    tx.commit().await?;
    let status = if existed { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(profile.into())))
}

/// 409 when the application maps a key that the profile does not have any more.
fn keys_stay(profile: &Profile, user: &Application) -> Result<(), ApiError> {
    let mappings = user.voice_biometric.get("field_mappings").and_then(Value::as_array);
    let mapped = mappings.into_iter().flatten().filter_map(|mapping| mapping.get("bio_key")?.as_str());
    for key in mapped {
        if !profile.bio_keys.iter().any(|known| known.key == key) {
            return Err(ApiError::conflict(format!(
                "The key {key} is used by the application {} [{}]. Remove it there first.",
                user.name, user.group_name
            )));
        }
    }
    Ok(())
}

struct Named {
    profile_id: String,
    new: NewProfile,
}

fn read(mut fields: Fields, profile_id: String) -> Result<Named, ApiError> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    if profile_id.is_empty() || profile_id.len() > ID_LENGTH || !profile_id.bytes().all(allowed) {
        fields.wrong(
            "profile_id",
            format!("A profile's id has letters, digits, '_' and '-', and at most {ID_LENGTH} of them."),
        );
    }
    if fields.text("profile_id", SHORT).is_some_and(|given| given != profile_id) {
        fields.wrong("profile_id", "It differs from the id in the address. Send the same, or leave it out.");
    }
    let name = fields.text("name", SHORT).filter(|name| !name.trim().is_empty());
    let bio_keys = fields.required("bio_keys", keys);
    let read = bio_keys.map(|bio_keys| Named { profile_id, new: NewProfile { name, bio_keys } });
    fields.finish(read)
}

fn keys(fields: &mut Fields, name: &str) -> Option<Vec<NewKey>> {
    let items = fields.items(name)?;
    if items.is_empty() || items.len() > MOST_KEYS {
        fields.wrong(name, format!("A profile has 1 to {MOST_KEYS} keys."));
    }
    let (mut keys, mut ids, mut names) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for (index, item) in items.into_iter().take(MOST_KEYS).enumerate() {
        let key = match Fields::of(item).and_then(key) {
            Ok(key) => key,
            Err(refused) => {
                fields.wrong(name, format!("Item {index}: {}", first_sentence(&refused.body)));
                continue;
            }
        };
        if key.id.is_some_and(|id| !ids.insert(id)) || !names.insert(key.key.clone()) {
            fields.wrong(name, format!("Item {index}: The id or the key {} is there twice.", key.key));
        }
        keys.push(key);
    }
    Some(keys)
}

fn key(mut fields: Fields) -> Result<NewKey, ApiError> {
    let id = fields.number("id", &(1..=i64::from(i32::MAX)));
    let key = fields.required("key", |fields, name| fields.text(name, SHORT));
    if key.as_ref().is_some_and(|key| key.trim().is_empty()) {
        fields.wrong("key", "This field may not be blank.");
    }
    let display_name = fields.text("display_name", SHORT);
    let read = key.map(|key| NewKey { id, key, display_name });
    fields.finish(read)
}

/// `key: This field is required.`
fn first_sentence(body: &Value) -> String {
    let first = body.as_object().and_then(|body| body.iter().next());
    let sentence =
        first.and_then(|(name, sentences)| Some(format!("{name}: {}", sentences.get(0)?.as_str()?)));
    sentence.unwrap_or_else(|| "It is not of the expected shape.".to_owned())
}

impl Named {
    /// Keys that came without a number get the next free ones.
    fn into_profile(self) -> Profile {
        let Self { profile_id, new } = self;
        let mut last = new.bio_keys.iter().filter_map(|key| key.id).max().unwrap_or(0);
        let mut next = || {
            last += 1;
            last
        };
        let bio_keys = new.bio_keys.into_iter().map(|key| BioKey {
            id: key.id.unwrap_or_else(&mut next),
            display_name: key.display_name.unwrap_or_else(|| key.key.clone()),
            key: key.key,
        });
        Profile {
            bio_keys: bio_keys.collect(),
            name: new.name.unwrap_or_else(|| profile_id.clone()),
            profile_id,
        }
    }
}
