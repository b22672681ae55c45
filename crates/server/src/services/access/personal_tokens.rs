//! `/access/api/personal-tokens/`

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use baton_auth::NewPersonalToken;
use baton_model::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::users::user_id;
use crate::extract::{Caller, Fields, Parameters, PartParameters, SHORT};
use crate::{ApiError, AppState};

/// A personal access token, without its secret.
#[derive(Serialize, ToSchema)]
pub struct PersonalToken {
    id: String,
    name: String,
    /// The group where it works, with the role its owner has there.
    group: String,
    /// `active`, `expired` or `revoked`
    status: &'static str,
    #[schema(value_type = String)]
    created_at: Timestamp,
    /// `null`: it works until it is revoked.
    #[schema(value_type = Option<String>)]
    expires_at: Option<Timestamp>,
    #[schema(value_type = Option<String>)]
    revoked_at: Option<Timestamp>,
    /// To about a minute.
    #[schema(value_type = Option<String>)]
    last_used_at: Option<Timestamp>,
}

impl PersonalToken {
    fn new(row: baton_store::PersonalToken, now: Timestamp) -> Self {
        let expired = row.expires_at.is_some_and(|expires_at| expires_at <= now);
        let status = match row.revoked_at {
            Some(_) => "revoked",
            None if expired => "expired",
            None => "active",
        };
        Self {
            id: row.id.to_string(),
            name: row.name,
            group: row.group_name,
            status,
            created_at: row.created_at,
            expires_at: row.expires_at,
            revoked_at: row.revoked_at,
            last_used_at: row.last_used_at,
        }
    }
}

/// A personal access token just made.
#[derive(Serialize, ToSchema)]
pub struct ShownToken {
    #[serde(flatten)]
    row: PersonalToken,
    /// The secret, for the header `X-OCP-PERSONAL-ACCESS-TOKEN`. It is shown this once.
    token: String,
}

/// A personal access token to be made.
#[derive(Deserialize, ToSchema)]
#[expect(dead_code, reason = "read field by field")]
pub struct CreateToken {
    /// What its owner calls it.
    name: String,
    /// The group where it is to work.
    group: String,
    /// Such as `2027-01-01T00:00:00Z`; without it, it works until it is revoked.
    expires_at: Option<String>,
}

/// The caller's personal access tokens, the oldest first, also those that work no more.
#[utoipa::path(
    get,
    path = "/access/api/personal-tokens/",
    tag = "access",
    params(
        ("search_term" = Option<String>, Query, description = "Only tokens with this in their name, in any letter case."),
        PartParameters,
    ),
    responses((status = 200, body = Vec<PersonalToken>), (status = 400))
)]
pub async fn list(
    Caller(access): Caller,
    State(state): State<AppState>,
    parameters: Parameters,
) -> Result<Json<Vec<PersonalToken>>, ApiError> {
    let (now, finds) = (state.now(), parameters.finds());
    let mut rows = state.auth.personal_tokens(&access).await?;
    rows.retain(|row| finds(&row.name));
    Ok(Json(parameters.part_of(rows.into_iter().map(|row| PersonalToken::new(row, now)))?))
}

/// Make a personal access token for the caller in a group they see.
#[utoipa::path(
    post,
    path = "/access/api/personal-tokens/",
    tag = "access",
    request_body = CreateToken,
    responses((status = 201, body = ShownToken), (status = 400), (status = 403))
)]
pub async fn create(
    Caller(access): Caller,
    State(state): State<AppState>,
    mut fields: Fields,
) -> Result<(StatusCode, Json<ShownToken>), ApiError> {
    let now = state.now();
    let name = fields.required("name", |fields, name| fields.text(name, SHORT));
    let group = fields.required("group", |fields, name| fields.text(name, SHORT));
    let expires_at = match fields.text_or_null("expires_at", SHORT).flatten() {
        None => None,
        Some(text) => match Timestamp::parse(&text) {
            Ok(moment) if moment > now => Some(moment),
            Ok(_) => {
                fields.wrong("expires_at", "Give a moment that is yet to come, or none.");
                None
            }
            Err(_) => {
                fields.wrong("expires_at", "Give a moment such as 2027-01-01T00:00:00Z, or none.");
                None
            }
        },
    };
    if name.as_deref().is_some_and(|name| name.trim().is_empty()) {
        fields.wrong("name", "This field may not be blank.");
    }
    if let Some(group) = &group
        && access.role_in(group).is_none()
    {
        fields.wrong("group", "You are in no group of that name.");
    }
    let (name, group) = fields.finish(name.zip(group))?;
    let new = NewPersonalToken { name, group, expires_at };
    let shown = state.auth.make_personal_token(&access, new, now).await?;
    let answer = ShownToken { row: PersonalToken::new(shown.row, now), token: shown.token };
    Ok((StatusCode::CREATED, Json(answer)))
}

/// Revoke a personal access token: it works no more, and stays in the list.
#[utoipa::path(
    delete,
    path = "/access/api/personal-tokens/{token_id}/",
    tag = "access",
    params(("token_id" = uuid::Uuid, Path, description = "The token's id.")),
    responses((status = 204), (status = 403), (status = 404))
)]
pub async fn revoke(
    Caller(access): Caller,
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<StatusCode, ApiError> {
    match state.auth.revoke_personal_token(&access, user_id(&id)?, state.now()).await? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(ApiError::not_found()),
    }
}
