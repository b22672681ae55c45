//! `POST /apps/<app_id>/deploy/`

use std::borrow::Cow;
use std::time::Instant;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use baton_auth::Access;
use baton_runtime::Error;
use baton_store::{Application, ApplicationChanges, ApplicationStatus};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::extract::Parameters;
use crate::services::orchestrator::problems::Refusal;
use crate::services::orchestrator::resource::{AppTo, Edit};
use crate::services::orchestrator::results;
use crate::{ApiError, AppState};

/// What came of a deployment, or where that will be found.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
pub enum Deployment {
    /// It is done.
    Done {
        /// A sentence.
        #[schema(example = "The application has been deployed and start and running successfully.")]
        detail: Cow<'static, str>,
    },
    /// It goes on behind the request.
    Behind {
        /// What to ask `/results/` for.
        #[schema(example = "392ad79d-c43a-4bb4-bfa9-0874335e65ee")]
        result_id: Uuid,
    },
}

/// Deploy the app to its sandbox and start it. Dialogs under way finish on what they began with.
#[utoipa::path(
    post,
    path = "/orchestrator/api/apps/{app_id}/deploy/",
    tag = "apps",
    params(
        ("app_id" = Uuid, Path, description = "The app's id."),
        ("all" = Option<bool>, Query, description = "Deploy everything again, whether or not it has changed."),
        ("async" = Option<bool>, Query, description = "Answer at once, and deploy behind the request."),
    ),
    responses(
        (status = 200, description = "It is deployed or, with `async`, will be.", body = Deployment),
        (status = 400, description = "It has problems that stop it.", body = Refusal),
        (status = 429, description = "Too many deployments are waiting."),
    )
)]
pub async fn deploy(
    State(state): State<AppState>,
    app: AppTo<Edit>,
    parameters: Parameters,
) -> Result<Json<Deployment>, ApiError> {
    let (all, behind) = (parameters.flag("all")?, parameters.flag("async")?);
    if app.row.application_type == "legacy" {
        return Err(ApiError::bad_request(
            "This is a legacy application. Deploy its bundle with deploy_legacy instead.",
        ));
    }
    if behind {
        let (worker, row, access) = (state.clone(), app.row.clone(), app.access.clone());
        let work = async move {
            logged(&worker, &access, &row, all).await?;
            Ok(format!("App {} has been deployed successfully.", row.name))
        };
        let result_id = results::behind(&state, &app.row, work).await?;
        return Ok(Json(Deployment::Behind { result_id }));
    }
    let _turn = state.tasks.turn().await;
    logged(&state, &app.access, &app.row, all).await?;
    let detail = "The application has been deployed and start and running successfully.";
    Ok(Json(Deployment::Done { detail: detail.into() }))
}

/// Deploys, and says so in the log: who, what, how it went and how long it took.
async fn logged(state: &AppState, access: &Access, row: &Application, all: bool) -> Result<(), ApiError> {
    let began = Instant::now();
    let done = deploy_now(state, row, all).await;
    let result = match &done {
        Ok(true) => "deployed",
        Ok(false) => "unchanged",
        Err(refused) if refused.status == StatusCode::BAD_REQUEST => "problems",
        Err(_) => "failed",
    };
    let ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    let (user, app, group) = (&access.username, &row.name, &row.group_name);
    tracing::info!(user, app, group, result, ms, "deployment");
    done.map(drop)
}

/// Deploys. True when something new was made.
///
/// # Errors
/// 400 with the problems that stop it.
pub async fn deploy_now(state: &AppState, row: &Application, all: bool) -> Result<bool, ApiError> {
    let deployed = match state.runtime.deploy(row.id, all).await {
        Ok(deployed) => deployed,
        // It was removed meanwhile: whatever that led to is no news to anybody.
        Err(_) if state.store.applications().get(row.id).await?.is_none() => {
            return Err(ApiError::not_found());
        }
        Err(Error::Problems(problems)) => {
            return Err(Refusal::of(&problems, &row.canvas_id.to_string()).into());
        }
        Err(other) => return Err(ApiError::internal(&other)),
    };
    if !deployed.changed {
        // Nothing new was made, but who deploys wants it to run.
        let changes =
            ApplicationChanges { status: Some(ApplicationStatus::Started), ..ApplicationChanges::default() };
        state.store.applications().change(row.id, &changes).await?;
    }
    Ok(deployed.changed)
}
