//! `POST /apps/<app_id>/deploy_legacy/`

use axum::Json;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use baton_bundle::legacy::{self, Summary};
use baton_store::{Application, ApplicationStatus, LegacyBundle};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::upload::Upload;
use crate::extract::Parameters;
use crate::plural::counted;
use crate::services::orchestrator::resource::{AppTo, Edit};
use crate::services::orchestrator::results;
use crate::{ApiError, AppState};

/// Where the outcome can be asked for.
#[derive(Serialize, ToSchema)]
pub struct LegacyDeployment {
    /// The id of the result.
    #[schema(example = "392ad79d-c43a-4bb4-bfa9-0874335e65ee")]
    result_id: Uuid,
}

/// Deploy a bundle of VoiceXML documents that were written by hand. It is checked and kept; running such bundles is
/// not supported yet, and the result says so.
#[utoipa::path(
    post,
    path = "/orchestrator/api/apps/{app_id}/deploy_legacy/",
    tag = "apps",
    params(
        ("app_id" = Uuid, Path, description = "The app's id."),
        ("all" = Option<bool>, Query, description = "Deploy again even if nothing changed."),
        ("async" = Option<bool>, Query, description = "Accepted; the answer is always an id of a result."),
    ),
    request_body(content = Vec<u8>, content_type = "application/zip", description = "Or a form with the part `file`."),
    responses(
        (status = 200, description = "Where the outcome can be asked for.", body = LegacyDeployment),
        (status = 400, description = "The bundle is refused; `detail` has the reason."),
    )
)]
pub async fn deploy_legacy(
    State(state): State<AppState>,
    app: AppTo<Edit>,
    parameters: Parameters,
    request: Request,
) -> Result<Json<LegacyDeployment>, ApiError> {
    parameters.flag("all")?;
    parameters.flag("async")?;
    let upload = Upload::read(request, parameters).await?;
    let body = upload.file.to_vec();
    let inspected =
        tokio::task::spawn_blocking(move || legacy::inspect(&body).map(|summary| (summary, body))).await;
    let inspected = inspected.map_err(|error| ApiError::internal(&error))?;
    let (summary, body) = inspected.map_err(|refused| refusal(&refused))?;
    let done = outcome(&app.row, &summary);
    let row = LegacyBundle { application_id: app.row.id, body, uploaded_at: state.now() };
    state.store.legacy_bundles().put(&row).await?;
    let result_id = results::behind(&state, &app.row, async move { Ok(done) }).await?;
    Ok(Json(LegacyDeployment { result_id }))
}

/// In the shape of a deployment that problems stop.
fn refusal(refused: &legacy::Refused) -> ApiError {
    let detail = format!("Your App can not be deployed because it contains problems: {refused}");
    ApiError { status: StatusCode::BAD_REQUEST, body: json!({ "detail": detail, "errors": [] }) }
}

fn outcome(app: &Application, summary: &Summary) -> String {
    // What was drawn and deployed goes on as it did; a bundle beside it changes nothing.
    let meanwhile = match app.status {
        ApplicationStatus::Started => "what was deployed from its canvas goes on taking calls",
        ApplicationStatus::Stopped => "the app stays stopped",
        ApplicationStatus::NotDeployed => "the app takes no calls",
    };
    format!(
        "The legacy bundle of app {} was checked and stored: {}, {}, beginning at {}, {}. Running legacy bundles is not supported yet, so {meanwhile}.",
        app.name,
        counted(summary.files, "file", "files"),
        counted(summary.documents.len(), "VoiceXML document", "VoiceXML documents"),
        summary.entry,
        counted(summary.properties.len(), "property", "properties"),
    )
}
