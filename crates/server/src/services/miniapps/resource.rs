//! A miniApp by the version and the id in its path: loaded, and the caller allowed to do what they came for.

use std::marker::PhantomData;

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use baton_auth::Access;
use baton_model::ComponentId;
use baton_store::MiniApp;

use super::config::ACTIVE_VERSION;
use crate::extract::Caller;
use crate::services::orchestrator::resource::Right;
use crate::{ApiError, AppState};

/// A miniApp with a caller who may do with it what they came for: `MiniAppTo<Edit>`.
pub struct MiniAppTo<R> {
    /// The miniApp.
    pub row: MiniApp,
    /// The caller.
    pub access: Access,
    right: PhantomData<R>,
}

impl<R: Right> FromRequestParts<AppState> for MiniAppTo<R> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let Caller(access) = Caller::from_request_parts(parts, state).await?;
        let path =
            RawPathParams::from_request_parts(parts, state).await.map_err(|_| ApiError::not_found())?;
        let part = |name: &str| path.iter().find(|(key, _)| *key == name).map(|(_, value)| value);
        if part("version") != Some(ACTIVE_VERSION) {
            return Err(ApiError::not_found());
        }
        let id =
            part("miniapp_id").filter(|id| ComponentId::parse(id).is_ok()).ok_or_else(ApiError::not_found)?;
        let row = state.store.mini_apps().get(id).await?.ok_or_else(ApiError::not_found)?;
        access.require(&row.group_name, R::ROLE)?;
        Ok(Self { row, access, right: PhantomData })
    }
}
