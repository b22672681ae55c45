//! `GET /apps/overview/`

use axum::Json;
use axum::extract::State;
use baton_model::Problem;
use baton_model::problem::Severity;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::extract::{Caller, Parameters};
use crate::services::orchestrator::pagination::{self, Paginated};
use crate::{ApiError, AppState};

/// How an app is: what a list of apps shows beside its name.
#[derive(Serialize, ToSchema)]
pub struct AppOverview {
    /// The app's id.
    id: Uuid,
    /// `started`, `stopped` or `not-deployed`.
    #[schema(example = "started")]
    status: &'static str,
    /// How many problems there are that can't be understood, in all that it reaches.
    errors: usize,
    /// How many there are that nobody can have meant.
    warnings: usize,
    /// How many things are worth a look.
    infos: usize,
}

/// How the apps are that you see: whether they take dialogs, and how many problems they have as they are saved now.
#[utoipa::path(
    get,
    path = "/orchestrator/api/apps/overview/",
    tag = "apps",
    params(
        ("limit" = Option<u16>, Query, description = "At most so many apps: 1 to 500, 50 unless given. `pageSize` and `page_size` mean the same."),
        ("offset" = Option<u32>, Query, description = "After so many apps."),
        ("page" = Option<u32>, Query, description = "Instead of `offset`: which page; the first is 1."),
        ("org_id" = Option<String>, Query, description = "Only apps in groups of this organization."),
        ("search_term" = Option<String>, Query, description = "Only apps with this in their name, in any letter case."),
        ("name__iexact" = Option<String>, Query, description = "Only the app of this name, in any letter case, or of one of several with commas between them. `name` means the same."),
        ("group__iexact" = Option<String>, Query, description = "Only apps in this group, or one of several, in any letter case. `group` means the same."),
    ),
    responses(
        (status = 200, description = "The apps in the order of `/apps/pagination/`.", body = Paginated<AppOverview>),
        (status = 400, description = "`limit`, `offset` or `page` is no number within bounds."),
    )
)]
pub async fn get(
    State(state): State<AppState>,
    Caller(access): Caller,
    parameters: Parameters,
) -> Result<Json<Paginated<AppOverview>>, ApiError> {
    let groups = pagination::groups(&state, &access, &parameters).await?;
    let found = pagination::page(&state, &groups, &parameters).await?;
    let mut results = Vec::with_capacity(found.rows.len());
    for listed in &found.rows {
        // Deleted meanwhile.
        let Some(row) = state.store.applications().get(listed.id).await? else { continue };
        let compiled = state.runtime.check(&row).await.map_err(|error| ApiError::internal(&error))?;
        let count = |severity| count(&compiled.problems, severity);
        results.push(AppOverview {
            id: row.id,
            status: row.status.as_str(),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
        });
    }
    Ok(Json(Paginated { count: found.total, results }))
}

fn count(problems: &[Problem], severity: Severity) -> usize {
    problems.iter().filter(|problem| problem.severity == severity).count()
}
