//! `GET /apps/<app_id>/miniapps/`

use axum::Json;
use axum::extract::State;
use baton_compiler::{Source, mini_apps_used};
use baton_model::ComponentId;
use serde::Serialize;
use utoipa::ToSchema;

use super::reached;
use crate::extract::{Parameters, PartParameters};
use crate::services::orchestrator::resource::{AppTo, Read};
use crate::{ApiError, AppState};

/// The miniApps that an app uses.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
pub enum Used {
    /// Their ids.
    Ids(Vec<String>),
    /// What they are.
    Details(Vec<Detail>),
}

/// A miniApp that an app uses.
#[derive(Serialize, ToSchema)]
#[schema(title = "UsedMiniApp")]
pub struct Detail {
    /// Its id.
    #[schema(example = "b759a24f-6afa-4bcf-b213-257ee6037175.pay_intent.Banking.MiniApps.demo")]
    id: String,
    /// Its name.
    #[schema(example = "pay_intent")]
    name: String,
    /// Its type; of an Intent its domain.
    #[serde(rename = "type")]
    #[schema(example = "Banking")]
    type_name: String,
}

/// The miniApps that the app uses, also in its flows and handlers.
#[utoipa::path(
    get,
    path = "/orchestrator/api/apps/{app_id}/miniapps/",
    tag = "apps",
    params(
        ("app_id" = uuid::Uuid, Path, description = "The app's id."),
        ("detail" = Option<bool>, Query, description = "Answer names and types, too. `details` means the same."),
        ("type" = Option<String>, Query, description = "Only miniApps of this type; of Intents also their domain.", example = "Banking"),
        ("search_term" = Option<String>, Query, description = "Only miniApps with this in their name, in any letter case."),
        PartParameters,
    ),
    responses(
        (status = 200, description = "The miniApps, in the order in which they are met.", body = Used),
        (status = 400, description = "`limit`, `offset` or `page` is no number within bounds."),
    )
)]
pub async fn get(
    State(state): State<AppState>,
    app: AppTo<Read>,
    parameters: Parameters,
) -> Result<Json<Used>, ApiError> {
    let detail = parameters.flag("detail")? || parameters.flag("details")?;
    let wanted = parameters.get("type").map(str::to_owned);
    let used = reached(&state, &app.row, move |source| {
        let mut used = mini_apps_used(source);
        used.retain(|id| wanted.as_ref().is_none_or(|wanted| is_of(source, id, wanted)));
        used
    });
    let (used, finds) = (used.await?.into_iter().map(Detail::of), parameters.finds());
    let used = parameters.part_of(used.filter(|one| finds(&one.name)))?;
    Ok(Json(match detail {
        true => Used::Details(used),
        false => Used::Ids(used.into_iter().map(|one| one.id).collect()),
    }))
}

/// True when the miniApp is of this type or, an Intent, of this domain; in any letter case.
fn is_of(source: &Source, id: &str, wanted: &str) -> bool {
    let type_name = source.mini_apps.get(id).map(|mini_app| mini_app.type_name.as_str());
    let in_id = ComponentId::parse(id).is_ok_and(|id| id.block_type().eq_ignore_ascii_case(wanted));
    in_id || type_name.is_some_and(|type_name| type_name.eq_ignore_ascii_case(wanted))
}

impl Detail {
    fn of(id: String) -> Self {
        let parts = ComponentId::parse(&id);
        let part = |read: fn(&ComponentId) -> &str| parts.as_ref().map(read).unwrap_or_default().to_owned();
        Self { name: part(ComponentId::name), type_name: part(ComponentId::block_type), id }
    }
}
