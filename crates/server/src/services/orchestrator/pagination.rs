//! Which of the things that a caller sees a list shows, and which part of them.

use baton_auth::Access;
use baton_store::{Page, PageOf};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::extract::Parameters;
use crate::{ApiError, AppState};

const DEFAULT_LIMIT: i64 = 50;
const MOST: i64 = 500;

/// The groups a list is about: all that the caller sees or, with `org_id`, those of that organization among them.
/// An organization that does not exist, or of which the caller sees nothing, gives none.
///
/// # Errors
/// When the store fails.
pub async fn groups(
    state: &AppState,
    access: &Access,
    parameters: &Parameters,
) -> Result<Vec<String>, ApiError> {
    let Some(organization) = parameters.get("org_id") else {
        return Ok(access.groups().map(str::to_owned).collect());
    };
    let Ok(organization) = Uuid::try_parse(organization) else { return Ok(Vec::new()) };
    let groups = state.store.groups().of_organization(organization).await?.into_iter();
    Ok(groups.map(|group| group.name).filter(|name| access.role_in(name).is_some()).collect())
}

/// The part that `limit` and `offset` name.
///
/// # Errors
/// 400 on the one that is no number or out of bounds.
pub fn page(parameters: &Parameters) -> Result<Page, ApiError> {
    let limit = parameters.number("limit", DEFAULT_LIMIT, &(1..=MOST))?;
    let offset = parameters.number("offset", 0, &(0..=i64::from(u32::MAX)))?;
    Ok(Page { limit, offset })
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
