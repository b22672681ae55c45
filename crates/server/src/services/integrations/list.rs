//! `GET /integrations/api/numbers`

use axum::Json;
use axum::extract::State;
use baton_store::DialedNumber;
use serde::Serialize;
use utoipa::ToSchema;

use super::shape::ShownNumber;
use crate::extract::{Caller, PAGE_SIZE, PageParameters, Parameters};
use crate::services::insights::seen;
use crate::{ApiError, AppState};

/// A page of numbers.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NumberPage {
    /// The numbers.
    numbers: Vec<ShownNumber>,
    /// How many there are on all pages.
    total: usize,
    /// Which page this is; the first is 1.
    page: i64,
    /// How many a page has at most.
    page_size: i64,
}

/// What numbers are ordered by.
fn order(word: &str) -> Option<fn(&DialedNumber) -> &str> {
    Some(match word {
        "none" | "number" => |row| &row.number,
        "miniapp" => |row| &row.mini_app_name,
        "miniapp-type" => |row| &row.mini_app_type,
        "locale" => |row| &row.locale,
        "note" => |row| &row.note,
        "group" => |row| &row.group_name,
        "miniapp-group" => |row| &row.mini_app_group,
        _ => return None,
    })
}

/// The numbers of the groups that you see.
#[utoipa::path(
    get,
    path = "/integrations/api/numbers",
    tag = "integrations",
    params(
        PageParameters,
        ("group" = Option<String>, Query, description = "Only those in this group, or one of several, in any letter case. `group__iexact` means the same."),
        ("searchTerm" = Option<String>, Query, description = "Only those with this in their number or note, in any letter case; `%` before and after it means nothing."),
        ("orderBy" = Option<String>, Query, description = "`miniapp`, `miniapp-type`, `number`, `locale`, `note`, `group`, `miniapp-group` or `none`. `order_by` means the same."),
        ("direction" = Option<String>, Query, description = "`ASC` or `DESC`."),
    ),
    responses((status = 200, body = NumberPage), (status = 400, description = "A parameter is wrong."))
)]
pub async fn list(
    State(state): State<AppState>,
    Caller(access): Caller,
    parameters: Parameters,
) -> Result<Json<NumberPage>, ApiError> {
    let page = parameters.page(PAGE_SIZE)?;
    let name = if parameters.get("orderBy").is_some() { "orderBy" } else { "order_by" };
    let by = order(parameters.get(name).unwrap_or("none")).ok_or_else(|| {
        ApiError::field(
            name,
            "It is miniapp, miniapp-type, number, locale, note, group, miniapp-group or none.",
        )
    })?;
    let descending = match parameters.get("direction").map(str::to_ascii_uppercase).as_deref() {
        None | Some("ASC") => false,
        Some("DESC") => true,
        Some(_) => return Err(ApiError::field("direction", "It is ASC or DESC.")),
    };
    let term = parameters.search_term().unwrap_or_default().to_lowercase();
    let term = term.trim_matches('%').trim();
    // A `+` that is not encoded arrives as a space; and numbers are kept without what people put between digits.
    let digits: String = term.chars().filter(|letter| !" -.()/".contains(*letter)).collect();
    let digits = Some(digits).filter(|digits| term.is_empty() || !digits.is_empty());
    let mut rows = state.store.numbers().of_groups(&seen(&access, &[])).await?;
    let wanted = parameters.narrows_to("group");
    rows.retain(|row| wanted(&row.group_name));
    rows.retain(|row| {
        digits.as_ref().is_some_and(|digits| row.number.contains(digits.as_str()))
            || row.note.to_lowercase().contains(term)
    });
    rows.sort_by(|a, b| by(a).cmp(by(b)));
    if descending {
        rows.reverse();
    }
    let total = rows.len();
    let numbers = page.cut(rows).map(ShownNumber::of).collect();
    Ok(Json(NumberPage { numbers, total, page: page.number(), page_size: page.limit }))
}
