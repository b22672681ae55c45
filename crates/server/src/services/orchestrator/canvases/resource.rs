//! A canvas by the id in its path, with the app or flow it belongs to: loaded, and the caller allowed to do what
//! they came for.

use std::marker::PhantomData;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use baton_store::{Application, Canvas};

use crate::extract::Caller;
use crate::services::orchestrator::resource::{Right, allowed, path_id};
use crate::{ApiError, AppState};

/// A canvas with a caller who may do with it what they came for: `CanvasTo<Edit>`.
pub struct CanvasTo<R> {
    /// The canvas.
    pub canvas: Canvas,
    /// The app or flow it belongs to.
    pub row: Application,
    right: PhantomData<R>,
}

impl<R: Right> FromRequestParts<AppState> for CanvasTo<R> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let Caller(access) = Caller::from_request_parts(parts, state).await?;
        let id = path_id(parts, state, "canvas_id").await?;
        let row = allowed(&access, state.store.applications().by_canvas(id).await?, R::ROLE)?;
        let canvas = state.store.canvases().get(id).await?.ok_or_else(ApiError::not_found)?;
        Ok(Self { canvas, row, right: PhantomData })
    }
}
