//! A bundle as rows of the store: checked as if each document had been sent by itself.

use baton_auth::Access;
use baton_bundle::{App, Flow, MiniApp};
use baton_compiler::MiniAppSource;
use baton_compiler::mini_apps::unreadable;
use baton_model::Timestamp;
use baton_model::fields::MASK;
use baton_store::{Application, ApplicationKind, Canvas};
use serde_json::{Map, Value, json};

use super::compare::set_canvas_id;
use crate::extract::{BODY_LIMIT, Fields};
use crate::services::miniapps::words;
use crate::services::orchestrator::apps::attached_data;
use crate::services::orchestrator::canvases::document::CanvasDocument;
use crate::services::orchestrator::create::{self, NewApplication};
use crate::services::orchestrator::settings::{field_sensitivity, global_fields};
use crate::services::orchestrator::uses;
use crate::{ApiError, AppState};

/// An app or flow, its canvas, and the components that it names.
pub struct Rows {
    pub application: Application,
    pub canvas: Canvas,
    pub uses: Vec<String>,
}

/// The rows of the app itself. Sensitive values that did not come along are empty here.
///
/// # Errors
/// 400 that names what is wrong.
pub fn app(state: &AppState, access: &Access, group: &str, app: App) -> Result<Rows, ApiError> {
    let described = json!({
        "name": app.name, "description": app.description, "labels": app.labels,
        "input_fields": app.input_fields, "output_fields": app.output_fields, "reportable": app.reportable,
        "reporting_type": app.reporting_type, "application_type": app.application_type,
        "schema_version": app.schema_version,
    });
    let new = NewApplication::read(Fields::of(described)?, ApplicationKind::App)?;
    let (mut application, row) =
        create::rows(access, ApplicationKind::App, group.to_owned(), new, state.now())?;
    let sensitivity =
        serde_json::to_value(app.field_sensitivity).map_err(|error| ApiError::internal(&error))?;
    application.field_sensitivity = Value::Object(field_sensitivity::read(sensitivity)?);
    application.global_fields = Value::from(global_fields::read(Value::from(app.global_fields))?);
    // A field without a value is not defined, but its name says that it is to be filled.
    let clear = |value: String| if value == MASK { String::new() } else { value };
    let attached = app.attached_data.into_iter().map(|(name, value)| (name, Value::from(clear(value))));
    let attached = Value::Object(attached.collect());
    application.attached_data = Value::Object(attached_data::read(attached)?);
    application.error_handlers = handlers(app.error_handlers)?;
    application.dialog_end_handlers = handlers(app.dialog_end_handlers)?;
    application.repeat_handlers = handlers(app.repeat_handlers)?;
    application.voice_biometric =
        serde_json::to_value(app.voice_biometric).map_err(|error| ApiError::internal(&error))?;
    application.component_id = app.component_id;
    finish(application, row, app.canvas)
}

/// The rows of a flow.
///
/// # Errors
/// 400 that names what is wrong.
pub fn flow(state: &AppState, access: &Access, group: &str, flow: Flow) -> Result<Rows, ApiError> {
    let described = json!({
        "name": flow.name, "description": flow.description, "labels": flow.labels,
        "input_fields": flow.input_fields, "output_fields": flow.output_fields, "reportable": flow.reportable,
        "schema_version": flow.schema_version,
    });
    let new = NewApplication::read(Fields::of(described)?, ApplicationKind::Flow)?;
    let (mut application, row) =
        create::rows(access, ApplicationKind::Flow, group.to_owned(), new, state.now())?;
    application.error_handlers = handlers(flow.error_handlers)?;
    application.repeat_handlers = handlers(flow.repeat_handlers)?;
    application.component_id = flow.component_id;
    finish(application, row, flow.canvas)
}

fn handlers(list: Vec<Value>) -> Result<Value, ApiError> {
    let list = Value::from(list);
    baton_model::handlers::parse(&list).map_err(|places| ApiError::malformed("list of handlers", &places))?;
    Ok(list)
}

fn finish(application: Application, mut row: Canvas, mut canvas: Value) -> Result<Rows, ApiError> {
    set_canvas_id(&mut canvas, row.id);
    let text = canvas.to_string();
    if text.len() > BODY_LIMIT {
        let sentence =
            format!("The canvas of {} is larger than {} MiB.", application.name, BODY_LIMIT / 1024 / 1024);
        return Err(ApiError::field("file", sentence));
    }
    let document = CanvasDocument::read(text.as_bytes())?;
    row.document = document.text;
    let uses = uses::components(&application, &document.content);
    Ok(Rows { application, canvas: row, uses })
}

/// The row of a miniApp.
///
/// # Errors
/// 400 that says what is wrong with it.
pub fn mini_app(
    group: &str,
    version: &str,
    mini_app: MiniApp,
    now: Timestamp,
) -> Result<baton_store::MiniApp, ApiError> {
    let refused =
        |sentence: String| ApiError::field("file", format!("miniApp {}: {sentence}", mini_app.name));
    words::type_name(&mini_app.type_name).map_err(refused)?;
    words::sensitivity(&mini_app.sensitivity).map_err(refused)?;
    words::languages(&mini_app.languages).map_err(|wrong| refused(wrong.join(" ")))?;
    if let Some(domain) = &mini_app.domain {
        words::domain(domain).map_err(refused)?;
    }
    let source = MiniAppSource {
        component_id: mini_app.component_id.clone(),
        name: mini_app.name.clone(),
        type_name: mini_app.type_name.clone(),
        domain: mini_app.domain.clone(),
        languages: mini_app.languages.clone(),
        sensitivity: mini_app.sensitivity.clone(),
        model: mini_app.model.clone(),
    };
    if let Some(place) = unreadable(&source).into_iter().next() {
        return Err(refused(format!("{}: {}", place.path, place.message)));
    }
    let model = match mini_app.model {
        Value::Null => Value::Object(Map::new()),
        model => model,
    };
    Ok(baton_store::MiniApp {
        id: mini_app.component_id,
        name: mini_app.name,
        r#type: mini_app.type_name,
        domain: mini_app.domain,
        group_name: group.to_owned(),
        languages: Value::from(mini_app.languages),
        sensitivity: mini_app.sensitivity,
        version: version.to_owned(),
        created_at: now,
        updated_at: now,
        model: model.to_string(),
        revision: 1,
    })
}
