//! Writes over what is there, when whoever promotes says so. Ids, tokens and what runs stay; so does what belongs to the
//! place and not to the application: attached data, variables, how it speaks.

use baton_bundle::Bundle;
use baton_store::{ApplicationChanges, MiniApp, Saved, Tx};
use serde_json::Value;

use super::bring::Refusal;
use super::compare::set_canvas_id;
use super::present::Present;
use super::rows::Rows;
use crate::ApiError;

/// A miniApp can't become one of another type: its id says which it is.
///
/// # Errors
/// 409 that names those that would have to.
pub fn check(present: &Present, bundle: &Bundle) -> Result<(), ApiError> {
    let others = bundle.mini_apps.iter().filter(|it| {
        let there = present.mini_apps.get(&it.name);
        there.is_some_and(|there| there.type_name != it.type_name || there.domain != it.domain)
    });
    let others: Vec<&str> = others.map(|it| it.name.as_str()).collect();
    match others.is_empty() {
        true => Ok(()),
        false => Err(ApiError::conflict(format!(
            "The group has miniApps of the same name and another type: {}. Rename or delete them there. Nothing was promoted.",
            others.join(", ")
        ))),
    }
}

/// Writes over an app or a flow.
///
/// # Errors
/// When it is gone, or the store fails.
pub async fn application(tx: &mut Tx, rows: &Rows) -> Result<(), Refusal> {
    let new = rows.application.clone();
    let there = tx.applications().by_name(new.kind, &new.group_name, &new.name).await?;
    let there = there.ok_or_else(gone)?;
    let changes = ApplicationChanges {
        schema_version: Some(new.schema_version),
        description: Some(new.description),
        labels: Some(new.labels),
        input_fields: Some(new.input_fields),
        output_fields: Some(new.output_fields),
        reportable: Some(new.reportable),
        reporting_type: Some(new.reporting_type),
        application_type: Some(new.application_type),
        global_fields: Some(new.global_fields),
        field_sensitivity: Some(new.field_sensitivity),
        error_handlers: Some(new.error_handlers),
        dialog_end_handlers: Some(new.dialog_end_handlers),
        repeat_handlers: Some(new.repeat_handlers),
        voice_biometric: Some(new.voice_biometric),
        updated_at: Some(new.updated_at),
        ..ApplicationChanges::default()
    };
    tx.applications().change(there.id, &changes).await?;
    let mut document: Value = serde_json::from_str(&rows.canvas.document).unwrap_or_default();
    set_canvas_id(&mut document, there.canvas_id);
    let saved = tx.canvases().put(there.canvas_id, &document.to_string(), None, new.updated_at).await?;
    if matches!(saved, Saved::Missing) {
        return Err(gone().into());
    }
    Ok(tx.component_uses().replace(there.id, &rows.uses).await?)
}

/// Writes over a miniApp.
///
/// # Errors
/// When it is gone, or the store fails.
pub async fn mini_app(tx: &mut Tx, row: &MiniApp) -> Result<(), Refusal> {
    match tx.mini_apps().save(row, None).await? {
        Saved::Missing => Err(gone().into()),
        _ => Ok(()),
    }
}

fn gone() -> ApiError {
    ApiError::conflict("The group was changed meanwhile. Nothing was promoted; try again.")
}
