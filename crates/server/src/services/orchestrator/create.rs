//! Makes an app or a flow: one row with its empty canvas, both or neither.

use axum::http::StatusCode;
use baton_auth::{Access, Refused, Role};
use baton_model::ids::NameError;
use baton_model::{AppName, ComponentId, Timestamp};
use baton_runtime::new_token;
use baton_store::{Application, ApplicationKind, Beginning, Canvas, Error};
use serde_json::{Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use super::field_names;
use crate::extract::{Fields, LONG, SHORT};
use crate::{ApiError, AppState};

const LONGEST_REPORTING_TYPE: usize = 64;

/// What somebody says of the app or flow they want.
#[derive(Debug, ToSchema)]
pub struct NewApplication {
    /// Letters, digits and `_`; unique in the group.
    #[schema(value_type = String, example = "my_app")]
    pub name: AppName,
    /// The group it lies in. Without it: the caller's own.
    #[schema(example = "demo")]
    pub group: Option<String>,
    /// What to say of it.
    pub description: Option<String>,
    /// Labels.
    #[schema(required = false)]
    pub labels: Vec<String>,
    /// The fields it takes.
    #[schema(required = false)]
    pub input_fields: Vec<String>,
    /// The fields it returns.
    #[schema(required = false)]
    pub output_fields: Vec<String>,
    /// Whether it is reported on.
    #[schema(required = false, default = true)]
    pub reportable: bool,
    /// As what it is reported on.
    #[schema(required = false, default = "SelfService")]
    pub reporting_type: String,
    /// `ocp` or `legacy`.
    #[schema(required = false, default = "ocp")]
    pub application_type: String,
    /// The version of its form.
    #[schema(required = false, default = 1)]
    pub schema_version: i64,
}

impl NewApplication {
    /// Reads what somebody sent. What only the server sets may be there and is passed over, so that an object that was
    /// read can be sent back.
    ///
    /// # Errors
    /// 400 that names every wrong field.
    pub fn read(mut fields: Fields, kind: ApplicationKind) -> Result<Self, ApiError> {
        let name = fields.required("name", |fields, key| fields.parsed(key, |text| parse_name(kind, text)));
        let group = fields.text("group", SHORT);
        let description = fields.text_or_null("description", LONG).flatten();
        let labels = fields.texts("labels").unwrap_or_default();
        let input_fields = field_names::list(&mut fields, "input_fields").unwrap_or_default();
        let output_fields = field_names::list(&mut fields, "output_fields").unwrap_or_default();
        let reportable = fields.flag("reportable").unwrap_or(true);
        let reporting_type = fields.parsed("reporting_type", parse_reporting_type);
        let reporting_type = reporting_type.unwrap_or_else(|| "SelfService".to_owned());
        let application_type =
            fields.parsed("application_type", parse_application_type).unwrap_or_else(|| "ocp".to_owned());
        let schema_version = fields.number("schema_version", &(1..=i64::from(i32::MAX))).unwrap_or(1);
        fields.refuse_unknown(SET_BY_THE_SERVER);
        let read = name.map(|name| Self {
            name,
            group,
            description,
            labels,
            input_fields,
            output_fields,
            reportable,
            reporting_type,
            application_type,
            schema_version,
        });
        fields.finish(read)
    }
}

/// The fields of an app or a flow that nobody but the server sets, and those that may be `null`.
pub const SET_BY_THE_SERVER: &[&str] = &[
    "id",
    "version",
    "component_id",
    "displayed_name",
    "created_at",
    "updated_at",
    "deployed_at",
    "production_flowapp_id",
    "sandbox_flowapp_id",
    "user_id",
    "from_snapshot",
    "from_snapshot_version",
    "shared_with",
    "canvas",
    "canvas_id",
    "status",
    "description",
];

/// What `application_type` may be.
const APPLICATION_TYPES: &[&str] = &["ocp", "legacy"];

fn parse_application_type(text: &str) -> Result<String, String> {
    if APPLICATION_TYPES.contains(&text) {
        return Ok(text.to_owned());
    }
    let (shown, words) = (text.chars().take(100).collect::<String>(), APPLICATION_TYPES.join(", "));
    let agents = if text == "agentic" { " There are no agents here." } else { "" };
    Err(format!("\"{shown}\" is not a valid choice. Choose one of: {words}.{agents}"))
}

/// Reads the name of an app or of a flow.
///
/// # Errors
/// The sentence that says why it can't be one.
pub fn parse_name(kind: ApplicationKind, text: &str) -> Result<AppName, NameError> {
    match kind {
        ApplicationKind::App => AppName::parse(text),
        ApplicationKind::Flow => AppName::parse_flow(text),
    }
}

/// Reads as what an app is reported on: one word, which reports group by.
///
/// # Errors
/// The sentence that says why it can't be one.
pub fn parse_reporting_type(text: &str) -> Result<String, &'static str> {
    let letter = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    match text.len() {
        1..=LONGEST_REPORTING_TYPE if text.chars().all(letter) => Ok(text.to_owned()),
        _ => Err("A reporting type is one word of at most 64 letters, digits and _, such as SelfService."),
    }
}

/// Makes it.
///
/// # Errors
/// 404 for a group that the caller does not see, 403 where their role is too weak, 400 on `name` when the group has
/// one of that name and kind.
pub async fn create(
    state: &AppState,
    access: &Access,
    kind: ApplicationKind,
    new: NewApplication,
) -> Result<Application, ApiError> {
    let group = group_of(access, new.group.as_deref(), Role::Developer)?;
    let (row, canvas) = rows(access, kind, group, new, state.now())?;
    let mut tx = state.store.begin().await?;
    if tx.applications().by_name(kind, &row.group_name, &row.name).await?.is_some() {
        return Err(name_taken(kind));
    }
    match tx.applications().insert(&row).await {
        // Somebody was quicker between the look and the write.
        Err(Error::Taken(_)) => return Err(name_taken(kind)),
        written => written?,
    }
    tx.canvases().insert(&canvas).await?;
    tx.commit().await?;
    Ok(row)
}

/// 400 on `name`: the group has one.
pub fn name_taken(kind: ApplicationKind) -> ApiError {
    let article = if kind == ApplicationKind::App { "An app" } else { "A flow" };
    ApiError::field(
        "name",
        format!("{article} with this name already exists in this group. Choose another name."),
    )
}

/// The group that was named, or the caller's own; they must have this role there.
///
/// # Errors
/// 400 on `group` when none is named and the caller has none of their own; 404 that names one they do not see; 403.
pub fn group_of(access: &Access, named: Option<&str>, needed: Role) -> Result<String, ApiError> {
    let only = || {
        let mut seen = access.groups();
        seen.next().filter(|_| seen.next().is_none())
    };
    let own = || access.role_in(&access.username).map(|_| access.username.as_str()).or_else(only);
    let group = named.filter(|name| !name.is_empty()).or_else(own);
    let group =
        group.ok_or_else(|| ApiError::field("group", "Name a group: you have none of your own here."))?;
    match access.require(group, needed) {
        Ok(()) => Ok(group.to_owned()),
        Err(Refused::Invisible) => {
            let shown: String = group.chars().take(SHORT).collect();
            let sentence =
                format!("Not found. There is no group {shown} that you see; name one of yours in `group`.");
            Err(ApiError::detail(StatusCode::NOT_FOUND, sentence))
        }
        Err(refused) => Err(refused.into()),
    }
}

/// The row of a new app or flow, and that of its empty canvas.
///
/// # Errors
/// When there are no random bytes for its token.
pub fn rows(
    access: &Access,
    kind: ApplicationKind,
    group: String,
    new: NewApplication,
    now: Timestamp,
) -> Result<(Application, Canvas), ApiError> {
    let (id, canvas_id) = (Uuid::new_v4(), Uuid::new_v4());
    let user_id = Uuid::try_parse(&access.user_id).map_err(|error| ApiError::internal(&error))?;
    let component_id = match kind {
        ApplicationKind::App => ComponentId::of_app(&access.user_id, new.name.as_str(), &group),
        ApplicationKind::Flow => ComponentId::of_flow(&access.user_id, new.name.as_str(), &group),
    };
    let document = json!({"content": {"nodes": [], "edges": []}, "name": canvas_id});
    let canvas = Canvas {
        id: canvas_id,
        application_id: id,
        document: document.to_string(),
        revision: 1,
        updated_at: now,
    };
    let beginning = Beginning {
        id,
        canvas_id,
        kind,
        name: new.name.as_str(),
        group_name: &group,
        user_id,
        component_id: component_id.into(),
        live_token: new_token(),
        now,
    };
    let row = Application {
        schema_version: new.schema_version,
        description: new.description,
        labels: Value::from(new.labels),
        input_fields: Value::from(new.input_fields),
        output_fields: Value::from(new.output_fields),
        reportable: new.reportable,
        reporting_type: new.reporting_type,
        application_type: new.application_type,
        ..Application::begin(beginning)
    };
    Ok((row, canvas))
}
