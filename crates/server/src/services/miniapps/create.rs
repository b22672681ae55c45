//! `POST /miniapps/api/apps`

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use baton_auth::{Access, Role};
use baton_compiler::mini_apps::default_model;
use baton_model::{AppName, ComponentId, Timestamp};
use baton_store::{Error, MiniApp};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::config::ACTIVE_VERSION;
use super::words;
use crate::extract::{Caller, Fields, SHORT};
use crate::services::orchestrator::create::group_of;
use crate::{ApiError, AppState};

/// What somebody says of the miniApp they want.
#[derive(ToSchema)]
pub struct NewMiniApp {
    /// Letters, digits and `_`; unique in the group.
    #[schema(value_type = String, example = "Pin")]
    name: AppName,
    /// Its type, also with `.MiniApps` at the end.
    #[schema(value_type = String, example = "Numeric")]
    r#type: &'static str,
    /// For an Intent, its domain; `Universal` unless given.
    #[schema(value_type = Option<String>, example = "Banking2.MiniApps")]
    domain: Option<&'static str>,
    /// The group it lies in. Without it: the caller's own.
    #[schema(example = "demo")]
    group: Option<String>,
    /// The locales it speaks; `en-US` unless given.
    #[schema(required = false)]
    languages: Vec<String>,
    /// `None`, `Masked` or `Encrypted`.
    #[schema(value_type = String, required = false, default = "None")]
    sensitivity: &'static str,
    /// The active version.
    #[schema(value_type = String, required = false, default = "v1")]
    version: &'static str,
}

/// Its id.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CreatedMiniApp {
    /// How canvases name it.
    #[schema(example = "7b3505d9-2909-4178-b5e4-894314dac051.Pin.Numeric.MiniApps.demo")]
    mini_app_id: String,
}

impl NewMiniApp {
    fn read(mut fields: Fields) -> Result<Self, ApiError> {
        let name = fields.required("name", |fields, key| fields.parsed(key, AppName::parse_mini_app));
        let r#type = fields.required("type", |fields, key| fields.parsed(key, words::type_name));
        let domain = read_domain(&mut fields, r#type);
        let group = fields.text_or_null("group", SHORT).flatten();
        let languages = read_languages(&mut fields);
        let sensitivity = fields.parsed("sensitivity", words::sensitivity).unwrap_or("None");
        let version = fields.parsed("version", known_version).unwrap_or(ACTIVE_VERSION);
        let read = name.zip(r#type).map(|(name, r#type)| Self {
            name,
            r#type,
            domain,
            group,
            languages,
            sensitivity,
            version,
        });
        fields.finish(read)
    }

    fn row(self, access: &Access, group: &str, now: Timestamp) -> MiniApp {
        let kind = self.domain.unwrap_or(self.r#type);
        let model = default_model(self.r#type, self.domain, &self.languages).unwrap_or_else(|| json!({}));
        MiniApp {
            id: ComponentId::of_mini_app(&access.user_id, self.name.as_str(), kind, group).into(),
            name: self.name.to_string(),
            r#type: self.r#type.to_owned(),
            domain: self.domain.map(str::to_owned),
            group_name: group.to_owned(),
            languages: Value::from(self.languages),
            sensitivity: self.sensitivity.to_owned(),
            version: self.version.to_owned(),
            created_at: now,
            updated_at: now,
            model: model.to_string(),
            revision: 1,
        }
    }
}

/// Only an Intent has a domain, and it always has one.
fn read_domain(fields: &mut Fields, type_name: Option<&str>) -> Option<&'static str> {
    let given = fields.text_or_null("domain", SHORT).flatten().filter(|text| !text.is_empty());
    match given {
        None => (type_name == Some("Intent")).then_some(words::DEFAULT_DOMAIN),
        Some(_) if type_name.is_some_and(|name| name != "Intent") => {
            fields.wrong("domain", "Only an Intent has a domain. Leave it out.");
            None
        }
        Some(text) => match words::domain(&text) {
            Ok(domain) => Some(domain),
            Err(sentence) => {
                fields.wrong("domain", sentence);
                None
            }
        },
    }
}

fn read_languages(fields: &mut Fields) -> Vec<String> {
    let given = fields.texts("languages").unwrap_or_else(|| vec!["en-US".to_owned()]);
    words::languages(&given).unwrap_or_else(|wrong| {
        wrong.into_iter().for_each(|sentence| fields.wrong("languages", sentence));
        Vec::new()
    })
}

fn known_version(text: &str) -> Result<&'static str, String> {
    if text == ACTIVE_VERSION {
        return Ok(ACTIVE_VERSION);
    }
    Err(format!("This version is not active. Send \"{ACTIVE_VERSION}\"."))
}

/// Create a miniApp, with a model that works as it stands.
#[utoipa::path(
    post,
    path = "/miniapps/api/apps",
    tag = "miniApps",
    request_body = NewMiniApp,
    responses(
        (status = 201, description = "Its id.", body = CreatedMiniApp),
        (status = 400, description = "A field is wrong."),
        (status = 404, description = "You do not see the group."),
        (status = 409, description = "The group has a miniApp of this name; the body says `\"status\": 409`, too."),
    )
)]
pub async fn create(
    State(state): State<AppState>,
    Caller(access): Caller,
    fields: Fields,
) -> Result<(StatusCode, Json<CreatedMiniApp>), ApiError> {
    let new = NewMiniApp::read(fields)?;
    let group = group_of(&access, new.group.as_deref(), Role::Developer)?;
    let row = new.row(&access, &group, state.now());
    let mut tx = state.store.begin().await?;
    if tx.mini_apps().by_name(&group, &row.name).await?.is_some() {
        return Err(name_taken(&row.name));
    }
    match tx.mini_apps().insert(&row).await {
        // Somebody was quicker between the look and the write.
        Err(Error::Taken(_)) => return Err(name_taken(&row.name)),
        written => written?,
    }
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(CreatedMiniApp { mini_app_id: row.id })))
}

/// 409 as clients of this service look for it.
fn name_taken(name: &str) -> ApiError {
    let sentence =
        format!("A miniApp with the name {name} already exists in this group. Choose another name.");
    ApiError {
        status: StatusCode::CONFLICT,
        body: json!({ "status": 409, "detail": sentence, "message": sentence }),
    }
}
