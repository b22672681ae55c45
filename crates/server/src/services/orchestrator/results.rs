//! Work behind a request, and what came of it: `GET /results/<result_id>/`.
//!
//! A result is kept for 24 hours, in the store: it survives a restart. Work that a restart cut short has failed, and
//! its result says so a minute later: any node settles what a dead one left behind.

use std::convert::Infallible;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use baton_auth::Role;
use baton_store::{Application, TaskResult};
use serde::Serialize;
use serde_json::{Value, json};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use utoipa::ToSchema;
use utoipa::openapi::schema::{ObjectBuilder, Schema, SchemaType, Type};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::extract::Caller;
use crate::{ApiError, AppState};

const PENDING: &str = "pending";
const SUCCESS: &str = "success";
const FAILURE: &str = "failure";
/// How many pieces of heavy work run at the same time.
const AT_ONCE: usize = 2;
/// How many wait behind requests that were answered.
const WAITING: usize = 200;

/// How often work says that it goes on, and after how many seconds of silence it is taken for dead.
const ALIVE_EVERY: Duration = Duration::from_secs(15);
const DEAD_AFTER_SECONDS: i64 = 60;

/// The table of contents.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(get))
}

/// Bounds the heavy work that requests start. Cheap to clone.
#[derive(Clone)]
pub struct Tasks {
    at_once: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
}

impl Default for Tasks {
    fn default() -> Self {
        Self { at_once: Arc::new(Semaphore::new(AT_ONCE)), waiting: Arc::new(Semaphore::new(WAITING)) }
    }
}

impl Tasks {
    /// Waits until it is one's turn to do heavy work; the turn ends when the permit is dropped.
    pub async fn turn(&self) -> Option<OwnedSemaphorePermit> {
        // The semaphore is never closed, so there always is a permit in the end.
        Arc::clone(&self.at_once).acquire_owned().await.ok()
    }
}

/// What an asynchronous deployment has come to.
#[derive(Serialize, ToSchema)]
pub struct TaskAnswer {
    /// The result's id.
    task_id: Uuid,
    /// `null` while it is pending; a sentence when it is done; what a synchronous answer would have said when it
    /// failed.
    #[schema(schema_with = sentence_or_refusal)]
    async_result: Value,
    /// `pending`, `success` or `failure`.
    #[schema(example = "success")]
    status: String,
    /// When it failed: `detail` and `errors`, as a synchronous answer has them.
    #[serde(flatten)]
    #[schema(value_type = Object)]
    failure: serde_json::Map<String, Value>,
}

fn sentence_or_refusal() -> Schema {
    let kinds = [Type::String, Type::Object, Type::Null];
    ObjectBuilder::new().schema_type(SchemaType::from_iter(kinds)).into()
}

/// What an asynchronous deployment has come to. Kept for 24 hours.
#[utoipa::path(
    get,
    path = "/orchestrator/api/results/{result_id}/",
    tag = "apps",
    params(("result_id" = Uuid, Path, description = "The `result_id` that the deployment answered.")),
    responses(
        (
            status = 200, description = "How far it is.", body = TaskAnswer,
            example = json!({
                "task_id": "392ad79d-c43a-4bb4-bfa9-0874335e65ee",
                "async_result": "App my_app has been deployed successfully.",
                "status": "success"
            })
        ),
        (
            status = 404, description = "There is no such result (any more).",
            example = json!({"detail": "Task result 7b7382bc-be7b-4b2f-829c-825a93ebac3c not found."})
        ),
    )
)]
pub async fn get(
    State(state): State<AppState>,
    Caller(access): Caller,
    path: Result<Path<String>, PathRejection>,
) -> Result<Json<TaskAnswer>, ApiError> {
    let Path(text) = path.map_err(|_| ApiError::not_found())?;
    let not_found = || {
        let shown: String = text.chars().take(100).collect();
        ApiError::detail(StatusCode::NOT_FOUND, format!("Task result {shown} not found."))
    };
    let id = Uuid::try_parse(&text).map_err(|_| not_found())?;
    let result = state.store.results().get(id, state.now()).await?.ok_or_else(not_found)?;
    let application = state.store.applications().get(result.application_id).await?.ok_or_else(not_found)?;
    access.require(&application.group_name, Role::Viewer).map_err(|_| not_found())?;
    let failure = match (&result.body, result.status.as_str()) {
        (Value::Object(body), FAILURE) => body.clone(),
        _ => serde_json::Map::new(),
    };
    Ok(Json(TaskAnswer { task_id: id, async_result: result.body, status: result.status, failure }))
}

/// Does work behind the request, at most a few pieces at a time, and keeps what came of it. Answers the id of the
/// result at once.
///
/// # Errors
/// 429 when too much waits already.
pub async fn behind<W>(state: &AppState, application: &Application, work: W) -> Result<Uuid, ApiError>
where
    W: Future<Output = Result<String, ApiError>> + Send + 'static,
{
    let waiting = Arc::clone(&state.tasks.waiting).try_acquire_owned().map_err(|_| {
        let sentence = "Too many deployments are waiting. Try again in a minute.";
        ApiError::detail(StatusCode::TOO_MANY_REQUESTS, sentence)
    })?;
    let id = Uuid::new_v4();
    let mut result = TaskResult {
        id,
        application_id: application.id,
        status: PENDING.to_owned(),
        body: Value::Null,
        created_at: state.now(),
        alive_at: state.now(),
    };
    state.store.results().remove_old(state.now()).await?;
    state.store.results().put(&result).await?;
    let state = state.clone();
    tokio::spawn(async move {
        let work = async {
            let turn = state.tasks.turn().await;
            // In a task of its own, so that a panic within is a failure and not silence.
            let done = tokio::spawn(work).await.unwrap_or_else(|error| Err(ApiError::internal(&error)));
            drop((turn, waiting));
            done
        };
        let done = tokio::select! {
            done = work => done,
            never = say_alive(&state, id) => match never {},
        };
        (result.status, result.body) = match done {
            Ok(sentence) => (SUCCESS.to_owned(), Value::String(sentence)),
            Err(error) => (FAILURE.to_owned(), error.body),
        };
        if let Err(error) = state.store.results().put(&result).await {
            tracing::error!(error = &error as &dyn std::error::Error, "a result could not be kept");
        }
    });
    Ok(id)
}

/// Says now and then that the work on a result goes on here.
async fn say_alive(state: &AppState, id: Uuid) -> Infallible {
    loop {
        tokio::time::sleep(ALIVE_EVERY).await;
        if let Err(error) = state.store.results().alive(id, state.now()).await {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "a result could not be said to be alive"
            );
        }
    }
}

impl AppState {
    /// Marks what a stopped server left unfinished as failed: that of which nothing was heard for a minute. What
    /// other nodes work on goes on.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn settle_unfinished(&self) -> Result<u64, baton_store::Error> {
        let body = json!({"detail": "The server was restarted before this was done. Start it again."});
        self.store
            .results()
            .settle(PENDING, self.now().plus_seconds(-DEAD_AFTER_SECONDS), FAILURE, &body)
            .await
    }
}
