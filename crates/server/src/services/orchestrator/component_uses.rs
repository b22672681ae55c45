//! `GET /component_uses/`

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use baton_model::ComponentId;
use baton_store::{Application, ApplicationFilter, ApplicationKind};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::extract::{Caller, Parameters, PartParameters};
use crate::services::orchestrator::pagination;
use crate::{ApiError, AppState};

/// The table of contents.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(get))
}

/// A component, and what uses it.
#[derive(Serialize, ToSchema)]
pub struct UsedComponent {
    /// The component id of a flow, or the id of a miniApp.
    #[schema(example = "88ed36b3-4e0c-4b5b-b9be-c733b3c5f21f.my_flow.Flows.orc.demo")]
    component_id: String,
    /// The apps and flows that use it, by name.
    used_by: Vec<ComponentUser>,
}

/// An app or flow that uses a component.
#[derive(Clone, Serialize, ToSchema)]
pub struct ComponentUser {
    /// Its id.
    id: Uuid,
    /// `app` or `flow`.
    #[schema(example = "app")]
    r#type: &'static str,
    /// Its name.
    #[schema(example = "my_app")]
    name: String,
    /// The group it lies in.
    #[schema(example = "demo")]
    group: String,
    /// Its canvas.
    canvas: Uuid,
}

impl ComponentUser {
    fn of(row: &Application) -> Self {
        Self {
            id: row.id,
            r#type: row.kind.as_str(),
            name: row.name.clone(),
            group: row.group_name.clone(),
            canvas: row.canvas_id,
        }
    }
}

/// Which flows and miniApps are used, on canvases and in handlers, by the apps and flows that you see.
#[utoipa::path(
    get,
    path = "/orchestrator/api/component_uses/",
    tag = "flows",
    params(
        ("component_id" = Option<String>, Query, description = "Only this component."),
        ("org_id" = Option<String>, Query, description = "Only apps and flows in groups of this organization."),
        ("group__iexact" = Option<String>, Query, description = "Only apps and flows in this group, or one of several, in any letter case. `group` means the same."),
        ("search_term" = Option<String>, Query, description = "Only components with this in their name, in any letter case."),
        PartParameters,
    ),
    responses(
        (status = 200, description = "The components that are used, in order.", body = Vec<UsedComponent>),
        (status = 400, description = "`limit`, `offset` or `page` is no number within bounds."),
    )
)]
pub async fn get(
    State(state): State<AppState>,
    Caller(access): Caller,
    parameters: Parameters,
) -> Result<Json<Vec<UsedComponent>>, ApiError> {
    let groups = pagination::groups(&state, &access, &parameters).await?;
    let mut users = BTreeMap::new();
    for kind in [ApplicationKind::App, ApplicationKind::Flow] {
        let rows = state.store.applications().list(kind, &groups, ApplicationFilter::default()).await?;
        users.extend(rows.iter().map(|row| (row.id, ComponentUser::of(row))));
    }
    let (asked, finds) = (parameters.get("component_id"), parameters.finds());
    let name = |id: &str| ComponentId::parse(id).map(|id| id.name().to_owned()).unwrap_or_default();
    let mut used: Vec<UsedComponent> = Vec::new();
    for (component_id, id) in state.store.component_uses().in_groups(&groups).await? {
        let Some(user) = users.get(&id).filter(|_| asked.is_none_or(|asked| asked == component_id)) else {
            continue;
        };
        match used.last_mut().filter(|last| last.component_id == component_id) {
            Some(last) => last.used_by.push(user.clone()),
            None => used.push(UsedComponent { component_id, used_by: vec![user.clone()] }),
        }
    }
    used.retain(|one| finds(&name(&one.component_id)));
    Ok(Json(parameters.part_of(used)?))
}
