//! `PUT /miniapps/api/apps/<version>/<miniapp_id>`

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use baton_compiler::MiniAppSource;
use baton_compiler::mini_apps::{add_languages, keep_domain_intents, unreadable};
use baton_model::reading::Malformed;
use baton_store::{MiniApp as Row, Saved};
use serde_json::{Map, Value};

use super::functions;
use super::resource::MiniAppTo;
use super::shape::MiniApp;
use super::words;
use crate::extract::{Document, IfMatch, etag};
use crate::services::orchestrator::resource::Edit;
use crate::{ApiError, AppState};

/// A form with one file.
#[derive(utoipa::ToSchema)]
#[allow(dead_code, reason = "it stands for the form in the OpenAPI document")]
pub struct ModelUpload {
    /// The model, as JSON.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// Save a miniApp's model, whole. It comes as the part `file` of a form, or as the body itself; either the model
/// alone, or an object with the key `model` and, where they are to change, `languages` and `sensitivity`.
#[utoipa::path(
    put,
    path = "/miniapps/api/apps/{version}/{miniapp_id}",
    tag = "miniApps",
    params(
        ("version" = String, Path, description = "The active version.", example = "v1"),
        ("miniapp_id" = String, Path, description = "The miniApp's id."),
        ("If-Match" = Option<String>, Header, description = "The ETag of the state that was changed. Without it the last write wins."),
    ),
    request_body(content(
        (ModelUpload = "multipart/form-data"),
        (serde_json::Value = "application/json")
    )),
    responses(
        (status = 200, description = "The miniApp as it is now.", body = MiniApp,
            headers(("ETag" = String, description = "The new revision."))),
        (status = 400, description = "The model breaks the schema of its type, or JavaScript in it can't be read; every wrong path is named, JavaScript with line and column."),
        (status = 404, description = "There is none of this id and version."),
        (status = 412, description = "Somebody changed it meanwhile."),
    )
)]
pub async fn put(
    State(state): State<AppState>,
    mini_app: MiniAppTo<Edit>,
    if_match: IfMatch,
    document: Document,
) -> Result<impl IntoResponse, ApiError> {
    let mut row = mini_app.row;
    let expected = if_match.expects(row.revision)?;
    apply(&mut row, document.value)?;
    let model = serde_json::from_str(&row.model).unwrap_or_default();
    functions::check::check(&state, &format!("user {}", mini_app.access.user_id), &model).await?;
    row.updated_at = state.now();
    match state.store.mini_apps().save(&row, expected).await? {
        Saved::As(revision) => row.revision = revision,
        Saved::Conflict(_) => return Err(ApiError::changed_meanwhile()),
        Saved::Missing => return Err(ApiError::not_found()),
    }
    Ok((etag(row.revision), Json(MiniApp::of(&row))))
}

/// Puts into the row what the document says, when its model can be read.
fn apply(row: &mut Row, document: Value) -> Result<(), ApiError> {
    let Value::Object(mut document) = document else { return Err(no_object()) };
    // The whole miniApp, with a model that is none, is no model either.
    if document.get("model").is_some_and(|model| !model.is_object()) {
        return Err(no_object());
    }
    if let Some(mut model) = document.remove("model") {
        let spoken = row.languages.clone();
        settings(row, &document)?;
        if row.languages != spoken {
            let languages: Vec<String> = serde_json::from_value(row.languages.clone()).unwrap_or_default();
            add_languages(&row.r#type, row.domain.as_deref(), &mut model, &languages);
        }
        return apply_model(row, model);
    }
    apply_model(row, Value::Object(document))
}

/// 400: where the model should stand is something else.
fn no_object() -> ApiError {
    let place = Malformed { path: "model".to_owned(), message: "Expected an object.".to_owned() };
    ApiError::malformed("model", &[place])
}

/// Takes over a model that can be read. The intents of an Intent's domain that it leaves out stay, switched off.
pub(super) fn apply_model(row: &mut Row, mut model: Value) -> Result<(), ApiError> {
    if row.r#type == "Intent" {
        keep_domain_intents(&mut model, row.domain.as_deref().unwrap_or_default());
    }
    let source = MiniAppSource {
        component_id: row.id.clone(),
        name: row.name.clone(),
        type_name: row.r#type.clone(),
        domain: row.domain.clone(),
        languages: serde_json::from_value(row.languages.clone()).unwrap_or_default(),
        sensitivity: row.sensitivity.clone(),
        model,
    };
    let places = unreadable(&source);
    if !places.is_empty() {
        return Err(ApiError::malformed("model", &places));
    }
    row.model = source.model.to_string();
    Ok(())
}

/// What else a whole miniApp brings along and may change.
fn settings(row: &mut Row, given: &Map<String, Value>) -> Result<(), ApiError> {
    if let Some(languages) = given.get("languages") {
        let read = serde_json::from_value::<Vec<String>>(languages.clone())
            .map_err(|_| vec!["Expected a list of languages.".to_owned()])
            .and_then(|texts| words::languages(&texts));
        match read {
            Ok(languages) => row.languages = Value::from(languages),
            Err(wrong) => return Err(ApiError::field("languages", wrong.join(" "))),
        }
    }
    if let Some(sensitivity) = given.get("sensitivity") {
        let read = words::sensitivity(sensitivity.as_str().unwrap_or_default());
        row.sensitivity = read.map_err(|sentence| ApiError::field("sensitivity", sentence))?.to_owned();
    }
    Ok(())
}
