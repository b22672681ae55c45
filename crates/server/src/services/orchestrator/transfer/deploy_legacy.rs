//! `POST /apps/<app_id>/deploy_legacy/`

use axum::Json;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use baton_bundle::legacy::{self, Summary};
use baton_store::LegacyBundle;
use serde_json::json;

use super::upload::Upload;
use crate::extract::Parameters;
use crate::plural::counted;
use crate::services::orchestrator::apps::deploy::Deployment;
use crate::services::orchestrator::resource::{AppTo, Edit};
use crate::services::orchestrator::results;
use crate::{ApiError, AppState};

/// Deploy a bundle of VoiceXML documents that were written by hand to an app of the type `legacy`. It is checked and kept;
/// running such bundles is not supported yet, and the answer says so.
#[utoipa::path(
    post,
    path = "/orchestrator/api/apps/{app_id}/deploy_legacy/",
    tag = "apps",
    params(
        ("app_id" = uuid::Uuid, Path, description = "The app's id."),
        ("all" = Option<bool>, Query, description = "Deploy again even if nothing changed."),
        ("async" = Option<bool>, Query, description = "Answer an id at which the outcome can be asked for."),
    ),
    request_body(content = Vec<u8>, content_type = "application/zip", description = "Or a form with the part `file`."),
    responses(
        (status = 200, description = "It is kept, and what came of it or, with `async`, where that can be asked for.", body = Deployment),
        (status = 400, description = "The bundle is refused, or the app is not a legacy one; `detail` has the reason."),
    )
)]
pub async fn deploy_legacy(
    State(state): State<AppState>,
    app: AppTo<Edit>,
    parameters: Parameters,
    request: Request,
) -> Result<Json<Deployment>, ApiError> {
    parameters.flag("all")?;
    let behind = parameters.flag("async")?;
    if app.row.application_type != "legacy" {
        return Err(ApiError::bad_request(
            "This is not a legacy application. Deploy its canvas with deploy instead, or create an application of the type legacy for the bundle.",
        ));
    }
    let upload = Upload::read(request, parameters).await?;
    let body = upload.file.to_vec();
    let inspected =
        tokio::task::spawn_blocking(move || legacy::inspect(&body).map(|summary| (summary, body))).await;
    let inspected = inspected.map_err(|error| ApiError::internal(&error))?;
    let (summary, body) = inspected.map_err(|refused| refusal(&refused))?;
    let done = outcome(&app.row.name, &summary);
    let row = LegacyBundle { application_id: app.row.id, body, uploaded_at: state.now() };
    state.store.legacy_bundles().put(&row).await?;
    if behind {
        let result_id = results::behind(&state, &app.row, async move { Ok(done) }).await?;
        return Ok(Json(Deployment::Behind { result_id }));
    }
    Ok(Json(Deployment::Done { detail: done.into() }))
}

/// In the shape of a deployment that problems stop.
fn refusal(refused: &legacy::Refused) -> ApiError {
    let detail = format!("Your App can not be deployed because it contains problems: {refused}");
    ApiError { status: StatusCode::BAD_REQUEST, body: json!({ "detail": detail, "errors": [] }) }
}

fn outcome(name: &str, summary: &Summary) -> String {
    format!(
        "The legacy bundle of app {name} was checked and stored: {}, {}, beginning at {}, {}. Running legacy bundles is not supported yet, so the app takes no calls.",
        counted(summary.files, "file", "files"),
        counted(summary.documents.len(), "VoiceXML document", "VoiceXML documents"),
        summary.entry,
        counted(summary.properties.len(), "property", "properties"),
    )
}
