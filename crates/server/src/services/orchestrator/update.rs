//! Changes an app or a flow: its name and what is said of it. `PATCH` changes what is given; `PUT` needs the name.

use baton_auth::Access;
use baton_model::ids::GroupName;
use baton_model::{AppName, ComponentId};
use baton_store::{Application, ApplicationChanges, ApplicationKind, Error};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::create::{SET_BY_THE_SERVER, name_taken, parse_name, parse_reporting_type};
use super::shapes::{ENVIRONMENTS, runs_as};
use super::uses::{Wish, still_used};
use super::{changed, field_names};
use crate::extract::{Fields, IfMatch, LONG, SHORT};
use crate::{ApiError, AppState};

pub mod endpoints;

/// What is to change. What is not given stays.
#[derive(Debug, Default, ToSchema)]
pub struct Update {
    /// Another name: letters, digits and `_`; unique in the group.
    #[schema(value_type = Option<String>, example = "my_app_2")]
    pub name: Option<AppName>,
    /// Another description, or `null`.
    #[schema(value_type = Option<String>)]
    pub description: Option<Option<String>>,
    /// Other labels.
    pub labels: Option<Vec<String>>,
    /// Other fields to take.
    pub input_fields: Option<Vec<String>>,
    /// Other fields to return.
    pub output_fields: Option<Vec<String>>,
    /// Whether it is reported on.
    pub reportable: Option<bool>,
    /// As what it is reported on.
    pub reporting_type: Option<String>,
    /// The groups that may use it.
    pub shared_with: Option<Vec<String>>,
    /// The version of its form.
    pub schema_version: Option<i64>,
}

/// What can be changed of an app or flow, as it is: its `ETag` is made of this.
#[derive(Serialize)]
pub struct Changeable<'a> {
    name: &'a str,
    description: Option<&'a str>,
    labels: &'a Value,
    input_fields: &'a Value,
    output_fields: &'a Value,
    reportable: bool,
    reporting_type: &'a str,
    shared_with: &'a Value,
    schema_version: i64,
}

impl<'a> Changeable<'a> {
    /// Of this row.
    pub fn of(row: &'a Application) -> Self {
        Self {
            name: &row.name,
            description: row.description.as_deref(),
            labels: &row.labels,
            input_fields: &row.input_fields,
            output_fields: &row.output_fields,
            reportable: row.reportable,
            reporting_type: &row.reporting_type,
            shared_with: &row.shared_with,
            schema_version: row.schema_version,
        }
    }
}

/// Whether everything that is required must be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// `PUT`
    Whole,
    /// `PATCH`
    Part,
}

impl Update {
    /// Reads what somebody sent about `row`. What only the server sets is passed over.
    ///
    /// # Errors
    /// 400 that names every wrong field; also a `group` or an `application_type` that differs, which stay for good.
    pub fn read(mut fields: Fields, row: &Application, extent: Extent) -> Result<Self, ApiError> {
        let parse = |fields: &mut Fields, key: &str| fields.parsed(key, |text| parse_name(row.kind, text));
        let name = match extent {
            Extent::Whole => fields.required("name", parse),
            Extent::Part => parse(&mut fields, "name"),
        };
        let read = Self {
            name,
            description: fields.text_or_null("description", LONG),
            labels: fields.texts("labels"),
            input_fields: field_names::list(&mut fields, "input_fields"),
            output_fields: field_names::list(&mut fields, "output_fields"),
            reportable: fields.flag("reportable"),
            reporting_type: fields.parsed("reporting_type", parse_reporting_type),
            shared_with: shared_with(&mut fields),
            schema_version: fields.number("schema_version", &(1..=i64::from(i32::MAX))),
        };
        stays(
            &mut fields,
            "group",
            &row.group_name,
            "It stays in its group. To have it in another, export it and import it there.",
        );
        stays(
            &mut fields,
            "application_type",
            &row.application_type,
            "The type stays. Create another app of that type.",
        );
        fields.refuse_unknown(SET_BY_THE_SERVER);
        fields.finish(Some(read))
    }
}

fn shared_with(fields: &mut Fields) -> Option<Vec<String>> {
    let groups = fields.texts("shared_with")?;
    for group in &groups {
        if let Err(refused) = GroupName::parse(group) {
            fields.wrong("shared_with", refused.to_string());
        }
    }
    Some(groups)
}

fn stays(fields: &mut Fields, key: &str, current: &str, sentence: &str) {
    if fields.text(key, SHORT).is_some_and(|given| given != current) {
        fields.wrong(key, sentence);
    }
}

/// Changes it, and answers what it is then.
///
/// # Errors
/// 400 on `name` when the group has another of that name; 409 when a flow that is in use would get another name,
/// since canvases name it by its component id; 412 when somebody else was quicker.
pub async fn update(
    state: &AppState,
    access: &Access,
    row: &Application,
    if_match: &IfMatch,
    update: Update,
) -> Result<Application, ApiError> {
    let mut tx = state.store.begin().await?;
    // Read again: somebody may have changed or removed it since the request began.
    let row = changed::hold(&mut tx, row.id).await?;
    if_match.expects_same(&Changeable::of(&row))?;
    let name = update.name.as_ref().map(AppName::as_str).filter(|name| *name != row.name);
    if let Some(name) = name {
        if tx.applications().by_name(row.kind, &row.group_name, name).await?.is_some() {
            return Err(name_taken(row.kind));
        }
        let mut users = tx.component_uses().users_of(&row.component_id).await?;
        users.retain(|user| user.id != row.id);
        if let Some(refused) = still_used(row.kind.as_str(), Wish::Rename, access, &users) {
            return Err(refused);
        }
    }
    let component_id = name.map(|name| component_id(&row, name));
    let changes = changes(&update, component_id);
    match changed::save(&mut tx, &row, &changes, state.now()).await {
        Err(Error::Taken(_)) => return Err(name_taken(row.kind)),
        written => written?,
    };
    let former = row;
    let row = tx.applications().get(former.id).await?.ok_or_else(ApiError::not_found)?;
    if name.is_some() {
        for environment in ENVIRONMENTS {
            let (id, name) = (runs_as(&row, environment), format!("{environment}_{}", row.name));
            tx.numbers().rebind(&runs_as(&former, environment), &id, &name, state.now()).await?;
        }
    }
    tx.commit().await?;
    Ok(row)
}

fn component_id(row: &Application, name: &str) -> String {
    let maker = row.user_id.to_string();
    match row.kind {
        ApplicationKind::App => ComponentId::of_app(&maker, name, &row.group_name).into(),
        ApplicationKind::Flow => ComponentId::of_flow(&maker, name, &row.group_name).into(),
    }
}

fn changes(update: &Update, component_id: Option<String>) -> ApplicationChanges {
    let list = |list: &Option<Vec<String>>| list.clone().map(Value::from);
    ApplicationChanges {
        name: update.name.as_ref().map(|name| name.as_str().to_owned()),
        component_id,
        schema_version: update.schema_version,
        description: update.description.clone(),
        labels: list(&update.labels),
        input_fields: list(&update.input_fields),
        output_fields: list(&update.output_fields),
        reportable: update.reportable,
        reporting_type: update.reporting_type.clone(),
        shared_with: list(&update.shared_with),
        ..ApplicationChanges::default()
    }
}

/// `0.0.1` becomes `0.0.2`.
pub fn next_version(version: &str) -> String {
    let next = version.rsplit_once('.').and_then(|(start, last)| {
        let last = last.parse::<u64>().ok()?.checked_add(1)?;
        Some(format!("{start}.{last}"))
    });
    next.unwrap_or_else(|| version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::next_version;

    #[test]
    fn the_last_part_of_a_version_rises() {
        assert_eq!(next_version("0.0.9"), "0.0.10");
        assert_eq!(next_version("odd"), "odd");
    }
}
