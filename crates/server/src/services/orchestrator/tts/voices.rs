//! `GET /orchestrator/api/tts/voices/`

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::extract::{Caller, Parameters};
use crate::{ApiError, AppState};

/// The setting of the store that holds the voices of an installation: a JSON array.
pub const SETTING: &str = "tts_voices";

/// The voices.
#[derive(Serialize, ToSchema)]
pub struct Voices {
    /// Each with `language`, `provider`, `name` and `id`.
    voices: Vec<Voice>,
}

/// A voice.
#[derive(Serialize, serde::Deserialize, ToSchema)]
pub struct Voice {
    /// Such as `en-US`.
    #[schema(example = "en-US")]
    pub language: String,
    /// Who speaks.
    #[schema(example = "channel")]
    pub provider: String,
    /// Its name.
    #[schema(example = "default")]
    pub name: String,
    /// Its id.
    #[schema(example = "channel-en-US")]
    pub id: String,
}

/// Languages of which the channel's own voice is offered when no voices are set up.
const LANGUAGES: &[&str] =
    &["de-DE", "el-GR", "en-GB", "en-US", "es-ES", "fr-FR", "it-IT", "nl-NL", "pl-PL", "pt-BR", "tr-TR"];

/// The voices that an app can speak with: those that are set up, else the voice that the channel has by itself for each
/// language.
#[utoipa::path(
    get,
    path = "/orchestrator/api/tts/voices/",
    tag = "tts",
    params(("organization" = Option<String>, Query, description = "Your organization. Another one has no voices for you.")),
    responses((status = 200, body = Voices))
)]
pub async fn list(
    State(state): State<AppState>,
    Caller(access): Caller,
    parameters: Parameters,
) -> Result<Json<Voices>, ApiError> {
    let mine =
        parameters.get("organization").is_none_or(|organization| organization == access.organization_id);
    if !mine {
        return Ok(Json(Voices { voices: Vec::new() }));
    }
    Ok(Json(Voices { voices: offered(&state).await? }))
}

/// The voices that are offered.
///
/// # Errors
/// When the store fails.
pub async fn offered(state: &AppState) -> Result<Vec<Voice>, ApiError> {
    let kept = state.store.settings().get(SETTING).await?;
    let kept = kept.and_then(|text| serde_json::from_str::<Value>(&text).ok());
    let kept = kept.and_then(|voices| serde_json::from_value::<Vec<Voice>>(voices).ok());
    let own = || {
        let voice = |language: &&str| Voice {
            language: (*language).to_owned(),
            provider: "channel".to_owned(),
            name: "default".to_owned(),
            id: format!("channel-{language}"),
        };
        LANGUAGES.iter().map(voice).collect()
    };
    Ok(kept.unwrap_or_else(own))
}
