//! What the store keeps of an application, a flow or a miniApp, as a bundle.

use std::collections::BTreeSet;

use baton_bundle::{App, Bundle, Flow, MiniApp, Root, Variable, references};
use baton_compiler::{MiniAppSource, Source, sensitive_fields};
use baton_model::fields::MASK;
use baton_runtime::variable_collection;
use baton_store::{Application, ApplicationKind};
use serde_json::Value;

use crate::{ApiError, AppState};

/// An application or a flow with everything it reaches. What it names and may not use, or what is not there, stays
/// out.
///
/// # Errors
/// When the store fails.
pub async fn bundle(state: &AppState, row: &Application) -> Result<Bundle, ApiError> {
    let source = state.runtime.gather(row).await.map_err(|error| ApiError::internal(&error))?;
    let root = match row.kind {
        ApplicationKind::App => Root::App(Box::new(app(row, &source))),
        ApplicationKind::Flow => Root::Flow(row.component_id.clone()),
    };
    let mut bundle = Bundle { root, ..Bundle::default() };
    for (id, unit) in &source.units {
        match bundle.app_mut().filter(|app| app.component_id == *id) {
            Some(app) => app.canvas = unit.canvas.clone(),
            None if *id == row.component_id => bundle.flows.push(flow(row, unit.canvas.clone())),
            None => {
                if let Some(row) = state.store.applications().by_component(id).await? {
                    bundle.flows.push(flow(&row, unit.canvas.clone()));
                }
            }
        }
    }
    bundle.mini_apps = source.mini_apps.values().map(|source| mini_app(source)).collect();
    with_variables(state, variable_collection(row), bundle).await
}

/// A miniApp by itself.
///
/// # Errors
/// When the store fails.
pub async fn bundle_of_mini_app(state: &AppState, row: baton_store::MiniApp) -> Result<Bundle, ApiError> {
    let (group, root) = (row.group_name.clone(), Root::MiniApp(row.id.clone()));
    let bundle = Bundle { root, mini_apps: vec![mini_app_of_row(row)], ..Bundle::default() };
    with_variables(state, &group, bundle).await
}

/// Adds the variables that it reads, of this collection.
async fn with_variables(state: &AppState, collection: &str, mut bundle: Bundle) -> Result<Bundle, ApiError> {
    let read: BTreeSet<String> = references::variables(&bundle);
    let kept = state.store.variables().of_collection(collection).await?;
    for variable in kept.into_iter().filter(|variable| read.contains(&variable.name)) {
        let value = (!variable.sensitive).then_some(variable.value);
        bundle
            .variables
            .insert(variable.name, Variable { value, sensitive: variable.sensitive, sealed: None });
    }
    bundle.sort();
    Ok(bundle)
}

fn app(row: &Application, source: &Source) -> App {
    let sensitive = sensitive_fields(source);
    let attached = source.attached_data.iter().map(|(name, value)| {
        // A sensitive value never leaves in clear.
        (name.clone(), if sensitive.contains_key(name) { MASK.to_owned() } else { value.clone() })
    });
    let profile = source.biometrics.as_ref().map(|(profile, _)| profile.clone());
    App {
        name: row.name.clone(),
        component_id: row.component_id.clone(),
        description: row.description.clone(),
        labels: texts(&row.labels),
        input_fields: texts(&row.input_fields),
        output_fields: texts(&row.output_fields),
        reportable: row.reportable,
        reporting_type: row.reporting_type.clone(),
        application_type: row.application_type.clone(),
        schema_version: row.schema_version,
        attached_data: attached.collect(),
        sealed_attached_data: std::collections::BTreeMap::new(),
        global_fields: source.global_fields.clone(),
        field_sensitivity: source.field_sensitivity.clone(),
        error_handlers: list(&row.error_handlers),
        dialog_end_handlers: list(&row.dialog_end_handlers),
        repeat_handlers: list(&row.repeat_handlers),
        voice_biometric: serde_json::from_value(row.voice_biometric.clone()).unwrap_or_default(),
        biometric_profile: profile.filter(|profile| !profile.bio_keys.is_empty()),
        canvas: Value::Null,
    }
}

/// A flow with its canvas.
pub fn flow(row: &Application, canvas: Value) -> Flow {
    Flow {
        name: row.name.clone(),
        component_id: row.component_id.clone(),
        description: row.description.clone(),
        labels: texts(&row.labels),
        input_fields: texts(&row.input_fields),
        output_fields: texts(&row.output_fields),
        reportable: row.reportable,
        schema_version: row.schema_version,
        error_handlers: list(&row.error_handlers),
        repeat_handlers: list(&row.repeat_handlers),
        canvas,
    }
}

/// A miniApp with its model.
pub fn mini_app(source: &MiniAppSource) -> MiniApp {
    MiniApp {
        name: source.name.clone(),
        component_id: source.component_id.clone(),
        type_name: source.type_name.clone(),
        domain: source.domain.clone(),
        languages: source.languages.clone(),
        sensitivity: source.sensitivity.clone(),
        model: source.model.clone(),
    }
}

/// The same, as the store keeps it.
pub fn mini_app_of_row(row: baton_store::MiniApp) -> MiniApp {
    MiniApp {
        component_id: row.id,
        name: row.name,
        type_name: row.r#type,
        domain: row.domain,
        languages: texts(&row.languages),
        sensitivity: row.sensitivity,
        model: serde_json::from_str(&row.model).unwrap_or_default(),
    }
}

fn list(documents: &Value) -> Vec<Value> {
    documents.as_array().cloned().unwrap_or_default()
}

fn texts(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}
