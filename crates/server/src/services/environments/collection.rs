//! The collection in a path, with a caller who may do with it what they came for.
//!
//! Each group has one collection of variables, whose id is the group's name: it is there with the group and goes with
//! it, and all apps of the group read it.

use std::marker::PhantomData;

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use baton_store::Variable;

use crate::extract::Caller;
use crate::services::orchestrator::resource::Right;
use crate::{ApiError, AppState};

/// A collection that the caller may do something with: `CollectionTo<Edit>`.
pub struct CollectionTo<R> {
    /// Its id, which is the group's name.
    pub id: String,
    /// The variable that the path names, if it does.
    pub variable: Option<String>,
    right: PhantomData<R>,
}

impl<R: Right> FromRequestParts<AppState> for CollectionTo<R> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let Caller(access) = Caller::from_request_parts(parts, state).await?;
        let path =
            RawPathParams::from_request_parts(parts, state).await.map_err(|_| ApiError::not_found())?;
        let part = |name: &str| path.iter().find(|(key, _)| *key == name).map(|(_, value)| value.to_owned());
        let id = part("collection_id").ok_or_else(ApiError::not_found)?;
        access.require(&id, R::ROLE)?;
        Ok(Self { id, variable: part("variable_name"), right: PhantomData })
    }
}

impl<R> CollectionTo<R> {
    /// The variable that the path names.
    ///
    /// # Errors
    /// 404 when it is not there.
    pub async fn variable(&self, state: &AppState) -> Result<Variable, ApiError> {
        let name = self.variable.as_deref().filter(|name| !name.contains('\0'));
        let name = name.ok_or_else(ApiError::not_found)?;
        state.store.variables().get(&self.id, name).await?.ok_or_else(ApiError::not_found)
    }
}
