//! Which of the things that a caller sees a list shows, and which part of them.

use baton_auth::Access;
use baton_store::{Application, ApplicationFilter, ApplicationKind, PageOf};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::extract::{PAGE_SIZE, Parameters};
use crate::{ApiError, AppState};

/// The groups a list is about: all that the caller sees or, with `org_id`, those of that organization among them, and with
/// `group__iexact` or `group` those of that name. What does not exist, or of which the caller sees nothing, gives none.
///
/// # Errors
/// When the store fails.
pub async fn groups(
    state: &AppState,
    access: &Access,
    parameters: &Parameters,
) -> Result<Vec<String>, ApiError> {
    let wanted = parameters.narrows_to("group");
    let Some(organization) = parameters.get("org_id") else {
        return Ok(access.groups().filter(|name| wanted(name)).map(str::to_owned).collect());
    };
    let Ok(organization) = Uuid::try_parse(organization) else { return Ok(Vec::new()) };
    let groups = state.store.groups().of_organization(organization).await?.into_iter();
    let names = groups.map(|group| group.name).filter(|name| access.role_in(name).is_some());
    Ok(names.filter(|name| wanted(name)).collect())
}

/// The apps or flows of these groups that a query asks for: all, or a part of them.
///
/// # Errors
/// 400 on what is wrong with the part; otherwise when the store fails.
pub async fn listed(
    state: &AppState,
    kind: ApplicationKind,
    groups: &[String],
    parameters: &Parameters,
) -> Result<Vec<Application>, ApiError> {
    let (part, names) = (parameters.part()?, parameters.one_of("name"));
    let filter = ApplicationFilter { search: parameters.search_term(), names: names.as_deref() };
    let applications = state.store.applications();
    Ok(match part {
        Some(part) => applications.page(kind, groups, filter, part).await?.rows,
        None => applications.list(kind, groups, filter).await?,
    })
}

/// A page of the apps of these groups that a query asks for.
///
/// # Errors
/// 400 on what is wrong with the page; otherwise when the store fails.
pub async fn page(
    state: &AppState,
    groups: &[String],
    parameters: &Parameters,
) -> Result<PageOf<Application>, ApiError> {
    let (page, names) = (parameters.page(PAGE_SIZE)?, parameters.one_of("name"));
    let filter = ApplicationFilter { search: parameters.search_term(), names: names.as_deref() };
    Ok(state.store.applications().page(ApplicationKind::App, groups, filter, page).await?)
}

/// A part of a list.
#[derive(Serialize, ToSchema)]
pub struct Paginated<T> {
    /// How long the whole list is.
    #[schema(example = 8)]
    pub count: i64,
    /// The part.
    pub results: Vec<T>,
}

impl<T> Paginated<T> {
    /// Shows a page of rows.
    pub fn of<R>(page: &PageOf<R>, show: impl Fn(&R) -> T) -> Self {
        Self { count: page.total, results: page.rows.iter().map(show).collect() }
    }
}
