//! `GET` and `PUT /orchestrator/api/apps/<app_id>/tts/configuration/`

use axum::Json;
use axum::extract::State;
use baton_store::ApplicationChanges;
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::voices::{self, Voice};
use crate::extract::Fields;
use crate::services::miniapps::words;
use crate::services::orchestrator::changed;
use crate::services::orchestrator::resource::{AppTo, Edit, Read};
use crate::{ApiError, AppState};

/// The keys of an item, in the order in which they are shown.
const KEYS: &[&str] = &["default", "language", "name", "organization", "provider", "rate", "voice", "volume"];
/// The most items, and the most characters of a value.
const MOST: usize = 100;
const LONGEST: usize = 255;

/// How an app speaks.
#[derive(Serialize, ToSchema)]
pub struct TtsConfiguration {
    /// One item for each voice, with the texts `default`, `language`, `name`, `organization`, `provider`, `rate`, `voice`
    /// and `volume`.
    #[schema(value_type = Vec<Object>, example = json!([{"default": "true", "language": "en-US", "name": "default",
        "organization": "", "provider": "channel", "rate": "medium", "voice": "default", "volume": "medium"}]))]
    tts_configuration: Value,
}

/// How the app speaks; an empty list leaves it to the channel.
#[utoipa::path(
    get,
    path = "/orchestrator/api/apps/{app_id}/tts/configuration/",
    tag = "tts",
    params(("app_id" = uuid::Uuid, Path, description = "The app's id.")),
    responses((status = 200, body = TtsConfiguration), (status = 404, description = "There is none."))
)]
pub async fn get(app: AppTo<Read>) -> Json<TtsConfiguration> {
    Json(TtsConfiguration { tts_configuration: app.row.tts_configuration })
}

/// Say how the app speaks: the whole list.
#[utoipa::path(
    put,
    path = "/orchestrator/api/apps/{app_id}/tts/configuration/",
    tag = "tts",
    params(("app_id" = uuid::Uuid, Path, description = "The app's id.")),
    request_body = TtsConfiguration,
    responses(
        (status = 200, description = "How it speaks now.", body = TtsConfiguration),
        (status = 400, description = "An item is wrong; the answer says which."),
    )
)]
pub async fn put(
    State(state): State<AppState>,
    app: AppTo<Edit>,
    mut fields: Fields,
) -> Result<Json<TtsConfiguration>, ApiError> {
    let items = fields.required("tts_configuration", Fields::items).unwrap_or_default();
    if items.len() > MOST {
        fields.wrong("tts_configuration", format!("At most {MOST} voices are taken."));
    }
    let voices = voices::offered(&state).await?;
    let (mut list, mut defaults) = (Vec::new(), Vec::new());
    for (index, item) in items.into_iter().enumerate() {
        let item =
            read(item).and_then(|item| known(item, &voices)).and_then(|item| once(item, &mut defaults));
        match item {
            Ok(item) => list.push(Value::Object(item)),
            Err(sentence) => fields.wrong("tts_configuration", format!("Item {index}: {sentence}")),
        }
    }
    fields.refuse_unknown(&[]);
    fields.finish(Some(()))?;
    let configuration = Value::Array(list);
    let changes = ApplicationChanges {
        tts_configuration: Some(configuration.clone()),
        ..ApplicationChanges::default()
    };
    let mut tx = state.store.begin().await?;
    let row = changed::hold(&mut tx, app.row.id).await?;
    changed::save(&mut tx, &row, &changes, state.now()).await?;
    tx.commit().await?;
    state.runtime.forget_speech(row.id);
    Ok(Json(TtsConfiguration { tts_configuration: configuration }))
}

/// An item: texts of known names, of which the language must be there. Numbers and booleans are taken as texts.
fn read(item: Value) -> Result<Map<String, Value>, String> {
    let Value::Object(mut given) = item else { return Err("An object is expected.".to_owned()) };
    let mut kept = Map::new();
    for key in KEYS {
        let text = match given.remove(*key) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text,
            Some(value @ (Value::Bool(_) | Value::Number(_))) => value.to_string(),
            Some(_) => return Err(format!("{key} is a text.")),
        };
        if text.chars().count() > LONGEST || text.contains('\0') {
            return Err(format!("{key} has at most {LONGEST} characters and no null character."));
        }
        kept.insert((*key).to_owned(), Value::String(text));
    }
    match given.keys().next() {
        Some(unknown) => Err(format!("There is no {}.", unknown.chars().take(100).collect::<String>())),
        None if kept.get("language").is_some_and(|language| language == "") => {
            Err("language: This field may not be blank.".to_owned())
        }
        None => Ok(kept),
    }
}

fn text<'a>(item: &'a Map<String, Value>, key: &str) -> &'a str {
    item.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// An item of which the language is known, and the voice where its provider's are. A voice of a provider that is not
/// listed is the channel's to know.
fn known(mut item: Map<String, Value>, voices: &[Voice]) -> Result<Map<String, Value>, String> {
    let language = text(&item, "language").replace('_', "-");
    let mut spoken: Vec<&str> = voices.iter().map(|voice| voice.language.as_str()).collect();
    spoken.extend(words::LANGUAGES);
    spoken.sort_unstable();
    spoken.dedup();
    let language = spoken.iter().find(|one| one.eq_ignore_ascii_case(&language)).ok_or_else(|| {
        let shown: String = language.chars().take(100).collect();
        format!("language: \"{shown}\" is not a language. Choose one of: {}.", spoken.join(", "))
    })?;
    let language = (*language).to_owned();
    let provider = text(&item, "provider");
    let of_provider = voices.iter().filter(|voice| voice.provider.eq_ignore_ascii_case(provider));
    let of_provider: Vec<&Voice> = of_provider.filter(|voice| voice.language == language).collect();
    let voice = text(&item, "voice");
    let same = |one: &&Voice| one.name.eq_ignore_ascii_case(voice) || one.id.eq_ignore_ascii_case(voice);
    if !voice.is_empty() && !of_provider.is_empty() && !of_provider.iter().any(same) {
        let names: Vec<&str> = of_provider.iter().map(|voice| voice.name.as_str()).collect();
        return Err(format!(
            "voice: {provider} has no such voice in {language}. Choose one of: {}.",
            names.join(", ")
        ));
    }
    let default = match text(&item, "default").to_ascii_lowercase().as_str() {
        "" => "",
        "true" | "1" => "true",
        "false" | "0" => "false",
        _ => return Err("default: Must be a valid boolean: true or false.".to_owned()),
    };
    let default = default.to_owned();
    item.insert("default".to_owned(), Value::String(default));
    item.insert("language".to_owned(), Value::String(language));
    Ok(item)
}

/// An item that is not the second default of its language.
fn once(item: Map<String, Value>, defaults: &mut Vec<String>) -> Result<Map<String, Value>, String> {
    let language = text(&item, "language");
    if text(&item, "default") == "true" {
        if defaults.iter().any(|other| other == language) {
            return Err(format!(
                "default: {language} has a default already. Let one voice of a language be it."
            ));
        }
        defaults.push(language.to_owned());
    }
    Ok(item)
}
