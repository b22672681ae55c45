//! `POST /miniapps/api/functions/run`

use axum::Json;
use axum::extract::State;
use baton_script::{Call, Kind, Outcome};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::extract::{Caller, Fields};
use crate::{ApiError, AppState};

/// The longest script that is taken, in characters.
const MOST: usize = 256 * 1024;

/// A function to try out.
#[derive(ToSchema)]
#[allow(dead_code, reason = "it stands for the body in the OpenAPI document")]
pub struct FunctionToRun {
    /// The script.
    #[schema(example = "ocpReturn(params.extValue1.toUpperCase())")]
    javascript: String,
    /// What it finds as `params`.
    #[schema(value_type = Object, required = false)]
    params: Value,
    /// `user`, `validation` or `output`: what its value becomes.
    #[schema(value_type = String, required = false, default = "user")]
    kind: String,
}

/// What came of a function.
#[derive(Debug, Serialize, ToSchema)]
pub struct FunctionRan {
    /// Its value; null when there is none.
    value: Value,
    /// What it wrote with `console.log` and `print`.
    log: Vec<String>,
    /// How long it ran.
    milliseconds: f64,
    /// Why it failed; null when it did not.
    error: Option<FunctionFailure>,
}

/// Why a function failed.
#[derive(Debug, Serialize, ToSchema)]
pub struct FunctionFailure {
    /// `Timeout`, `OutOfMemory`, `Crash`, or the thrown error's own name.
    #[schema(example = "TypeError")]
    name: String,
    /// What went wrong.
    message: String,
    /// Where in the script, from 1.
    line: Option<u32>,
    /// Where in the line, from 1.
    column: Option<u32>,
}

impl From<Outcome> for FunctionRan {
    fn from(outcome: Outcome) -> Self {
        let error = outcome.error.map(|error| FunctionFailure {
            name: error.name,
            message: error.message,
            line: error.line,
            column: error.column,
        });
        Self { value: outcome.value, log: outcome.log, milliseconds: outcome.milliseconds, error }
    }
}

fn read(mut fields: Fields) -> Result<(String, Map<String, Value>, Kind), ApiError> {
    let javascript = fields.required("javascript", |fields, key| fields.text(key, MOST));
    let params = fields.object("params");
    let kind = match fields.choice("kind", &["user", "validation", "output"]).as_deref() {
        Some("validation") => Kind::Validation,
        Some("output") => Kind::Output,
        _ => Kind::User,
    };
    let read = javascript.map(|javascript| (javascript, params, kind));
    fields.finish(read)
}

/// Try a function out. It runs as it would in a dialog; what it throws is part of the answer.
#[utoipa::path(
    post,
    path = "/miniapps/api/functions/run",
    tag = "miniApps",
    request_body = FunctionToRun,
    responses(
        (status = 200, description = "What came of it.", body = FunctionRan),
        (status = 400, description = "A field is wrong."),
    )
)]
pub async fn run(
    State(state): State<AppState>,
    Caller(access): Caller,
    fields: Fields,
) -> Result<Json<FunctionRan>, ApiError> {
    let (javascript, params, kind) = read(fields)?;
    let call = Call {
        javascript,
        params: Value::Object(params),
        kind,
        now: state.now().as_millis(),
        seed: Uuid::new_v4().as_u64_pair().0,
    };
    let whose = format!("user {}", access.user_id);
    Ok(Json(state.runtime.performer().functions().run(&whose, call).await.into()))
}
