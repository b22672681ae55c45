//! `POST /exports-api/v1/exports`

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use baton_auth::Role;
use baton_model::Timestamp;
use baton_store::{Error, Export};
use serde_json::{Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use super::shape::ShownExport;
use super::{settle, work};
use crate::extract::{Caller, Fields, SHORT};
use crate::{ApiError, AppState};

const HOUR: i64 = 60 * 60 * 1_000_000;
/// The longest time of an export, in hours.
const MOST_HOURS: i64 = 48;
/// The kinds of record that there are.
const TYPES: &[&str] = &["dialog_start", "dialog_step", "dialog_end"];
/// Kinds of the public service that are not made here.
const ELSEWHERE: &[&str] = &["vb_enrolment", "vb_verification", "audit", "audio"];

/// What is to be exported.
#[derive(ToSchema)]
#[allow(dead_code, reason = "it describes the body")]
pub struct NewExport {
    /// The group.
    #[schema(example = "demo")]
    ocp_group_name: String,
    /// Kinds of record: `dialog_start`, `dialog_step`, `dialog_end`; all three unless given.
    types: Option<Vec<String>>,
    /// From this hour; minutes don't count.
    #[schema(example = "2026-03-01T12:00:00Z")]
    from: String,
    /// Up to this hour, which is not in it: 1 to 48 hours later.
    #[schema(example = "2026-03-02T12:00:00Z")]
    to: String,
}

/// Export the records of a group, hour by hour, as NDJSON in a ZIP. It is made behind the request; ask for it until it is
/// completed. One at a time for each group.
#[utoipa::path(
    post,
    path = "/exports-api/v1/exports",
    tag = "exports",
    request_body = NewExport,
    responses(
        (status = 202, description = "It is being made.", body = ShownExport),
        (status = 400, description = "A field is wrong."),
        (status = 403, description = "You need the role Developer in the group."),
        (status = 409, description = "One of this group is being made."),
    )
)]
pub async fn create(
    State(state): State<AppState>,
    Caller(access): Caller,
    mut fields: Fields,
) -> Result<(StatusCode, Json<ShownExport>), ApiError> {
    let group = fields.required("ocp_group_name", |fields, name| fields.text(name, SHORT));
    let from = fields.required("from", |fields, name| fields.parsed(name, hour));
    let to = fields.required("to", |fields, name| fields.parsed(name, hour));
    let types =
        fields.texts("types").unwrap_or_else(|| TYPES.iter().map(|kind| (*kind).to_owned()).collect());
    for kind in &types {
        if let Err(sentence) = kind_of_record(kind) {
            fields.wrong("types", sentence);
        }
    }
    if types.is_empty() {
        fields.wrong("types", "Name at least one.");
    }
    if let (Some(from), Some(to)) = (from, to) {
        let hours = to.0.saturating_sub(from.0) / HOUR;
        if hours < 1 {
            fields.wrong("to", "It is not after from. Give the earlier hour first, and at least one hour.");
        } else if hours > MOST_HOURS {
            let sentence =
                format!("It is more than {MOST_HOURS} hours after from. Ask for the rest in another export.");
            fields.wrong("to", sentence);
        }
        if from > state.now() {
            fields.wrong("from", "It lies ahead. Export hours that have begun.");
        }
    }
    fields.refuse_unknown(&[]);
    let (group, (from_time, to_time)) = fields.finish(group.zip(from.zip(to)))?;
    access.require(&group, Role::Developer)?;
    settle(&state).await?;
    let now = state.now();
    let export = Export {
        id: Uuid::new_v4(),
        group_name: group,
        types: Value::from(types),
        from_time,
        to_time,
        status: "pending".to_owned(),
        failure: String::new(),
        records: 0,
        bytes: 0,
        created_at: now,
        alive_at: now,
    };
    match state.store.exports().insert(&export).await {
        Ok(()) => {}
        Err(Error::Taken(_)) => {
            let body =
                json!({"detail": "An export of this group is being made. Wait until it is completed."});
            return Err(ApiError { status: StatusCode::CONFLICT, body });
        }
        Err(error) => return Err(error.into()),
    }
    work::begin(&state, export.clone());
    Ok((StatusCode::ACCEPTED, Json(ShownExport::of(export))))
}

/// A kind of record that there is.
pub fn kind_of_record(kind: &str) -> Result<String, String> {
    let shown: String = kind.chars().take(100).collect();
    match (TYPES.contains(&kind), ELSEWHERE.contains(&kind)) {
        (true, _) => Ok(shown),
        (_, true) => Err(format!("{shown} is not recorded here. Choose of {}.", TYPES.join(", "))),
        _ => Err(format!("There is no {shown}. Choose of {}.", TYPES.join(", "))),
    }
}

/// The hour of a moment.
fn hour(text: &str) -> Result<Timestamp, &'static str> {
    let moment = Timestamp::parse(text).map_err(|_| "A moment such as 2026-03-01T12:00:00Z is expected.")?;
    Ok(Timestamp(moment.0 - moment.0.rem_euclid(HOUR)))
}
