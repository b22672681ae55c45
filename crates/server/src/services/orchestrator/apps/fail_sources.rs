//! `GET /apps/<app_id>/fail_sources/`

use axum::Json;
use axum::extract::State;
use baton_compiler::fail_sources;
use serde::Serialize;
use utoipa::ToSchema;

use super::reached;
use crate::extract::{Parameters, PartParameters};
use crate::services::orchestrator::resource::{AppTo, Read};
use crate::{ApiError, AppState};

/// A miniApp that can fail, as error handlers name it.
#[derive(Serialize, ToSchema)]
pub struct FailSource {
    /// For people.
    #[schema(example = "pay_flow.card_number")]
    display_name: String,
    /// What goes into `error_sources` of an error handler.
    #[schema(
        example = "0e694182-1cec-406d-83ce-46cdf9d56b1c.pay_flow.Flows.orc.demo::0e694182-1cec-406d-83ce-46cdf9d56b1c.card_number.Numeric.MiniApps.demo"
    )]
    fail_source_path: String,
}

/// What an error handler of the app can name as the source of an error.
#[utoipa::path(
    get,
    path = "/orchestrator/api/apps/{app_id}/fail_sources/",
    tag = "apps",
    params(
        ("app_id" = uuid::Uuid, Path, description = "The app's id."),
        ("search_term" = Option<String>, Query, description = "Only sources with this in their name, in any letter case."),
        PartParameters,
    ),
    responses(
        (status = 200, description = "The app's miniApps, then those of its flows.", body = Vec<FailSource>),
        (
            status = 400, description = "A flow reaches itself, or `limit`, `offset` or `page` is no number within bounds.",
            example = json!({"detail": "Found cycle use of a Flow in the application (use trace: ['u.my_app.Apps.orc.demo', 'u.a.Flows.orc.demo'] -> u.a.Flows.orc.demo)."})
        ),
    )
)]
pub async fn get(
    State(state): State<AppState>,
    app: AppTo<Read>,
    parameters: Parameters,
) -> Result<Json<Vec<FailSource>>, ApiError> {
    let finds = parameters.finds();
    let sources = reached(&state, &app.row, fail_sources).await?;
    let sources = sources.map_err(|cycle| ApiError::bad_request(cycle.to_string()))?;
    let shown = sources.into_iter().filter(|source| finds(&source.display_name)).map(|source| FailSource {
        display_name: source.display_name,
        fail_source_path: source.fail_source_path,
    });
    Ok(Json(parameters.part_of(shown)?))
}
