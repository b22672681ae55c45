//! Sensitive values on their way from one group to another: sealed, so that an import within the organization gives what
//! behaves the same, and nobody reads them in the file.

use baton_bundle::Bundle;
use baton_model::fields::MASK;
use baton_store::Application;
use uuid::Uuid;

use crate::services::orchestrator::apps::reached;
use crate::{ApiError, AppState};

/// Adds the sensitive values of an application to its bundle, sealed: its own, and its variables'.
///
/// # Errors
/// When the store fails.
pub async fn add(state: &AppState, row: &Application, bundle: &mut Bundle) -> Result<(), ApiError> {
    add_variables(state, &row.group_name, bundle).await?;
    let masked = bundle.app().into_iter().flat_map(|app| &app.attached_data);
    let masked = masked.filter(|(_, value)| *value == MASK).map(|(name, _)| name.clone());
    let masked: Vec<String> = masked.collect();
    let Some(organization) = organization(state, &row.group_name).await? else { return Ok(()) };
    let Some(app) = bundle.app_mut().filter(|_| !masked.is_empty()) else { return Ok(()) };
    let attached = reached(state, row, |source| source.attached_data.clone()).await?;
    for name in masked {
        let Some(value) = attached.get(&name) else { continue };
        let sealed = state.runtime.seal_to_go(organization, &field(&name), value).await;
        app.sealed_attached_data.insert(name, sealed.map_err(|error| ApiError::internal(&error))?);
    }
    Ok(())
}

/// Adds the values of the group's sensitive variables, sealed.
///
/// # Errors
/// When the store fails.
pub async fn add_variables(state: &AppState, group: &str, bundle: &mut Bundle) -> Result<(), ApiError> {
    let Some(organization) = organization(state, group).await? else { return Ok(()) };
    let kept = state.store.variables().of_collection(group).await?;
    for variable in kept.iter().filter(|variable| variable.sensitive) {
        let Some(bundled) = bundle.variables.get_mut(&variable.name) else { continue };
        let value = state.runtime.open_variable(variable).await;
        let value = value.map_err(|error| ApiError::internal(&error))?;
        let sealed = state.runtime.seal_to_go(organization, &self::variable(&variable.name), &value).await;
        bundled.sealed = Some(sealed.map_err(|error| ApiError::internal(&error))?);
    }
    Ok(())
}

/// Opens what of a bundle was sealed for the organization of this group. What does not open stays behind.
///
/// # Errors
/// When the store fails.
pub async fn open(state: &AppState, group: &str, bundle: &mut Bundle) -> Result<(), ApiError> {
    let Some(organization) = organization(state, group).await? else { return Ok(()) };
    if let Some(app) = bundle.app_mut() {
        for (name, sealed) in std::mem::take(&mut app.sealed_attached_data) {
            let Some(value) = app.attached_data.get_mut(&name).filter(|value| *value == MASK) else {
                continue;
            };
            let opened = state.runtime.open_returned(organization, &field(&name), &sealed).await;
            if let Some(clear) = opened.map_err(|error| ApiError::internal(&error))? {
                *value = clear;
            }
        }
    }
    for (name, bundled) in &mut bundle.variables {
        let Some(sealed) = bundled.sealed.take().filter(|_| bundled.value.is_none()) else { continue };
        let opened = state.runtime.open_returned(organization, &variable(name), &sealed).await;
        bundled.value = opened.map_err(|error| ApiError::internal(&error))?;
    }
    Ok(())
}

async fn organization(state: &AppState, group: &str) -> Result<Option<Uuid>, ApiError> {
    Ok(state.store.groups().get(group).await?.map(|group| group.organization_id))
}

fn field(name: &str) -> String {
    format!("field {name}")
}

fn variable(name: &str) -> String {
    format!("variable {name}")
}
