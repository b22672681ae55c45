//! An application or a flow by its id: loaded, and the caller allowed to do what they came for, before a handler
//! begins.
//!
//! What the caller can't see is not there: an id that is no id, an unknown one and one in a group of others all
//! answer 404. A role that is too weak answers 403.

use std::marker::PhantomData;

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use baton_auth::{Access, Role};
use baton_store::{Application, ApplicationKind};
use uuid::Uuid;

use crate::extract::Caller;
use crate::{ApiError, AppState};

/// What a caller comes for.
pub trait Right: Send + Sync {
    /// The weakest role that may.
    const ROLE: Role;
}

/// To read it.
pub struct Read;
/// To change it or to deploy it to the sandbox.
pub struct Edit;
/// To give it other tokens.
pub struct Rotate;
/// To remove it.
pub struct Delete;

impl Right for Read {
    const ROLE: Role = Role::Viewer;
}
impl Right for Edit {
    const ROLE: Role = Role::Developer;
}
impl Right for Rotate {
    const ROLE: Role = Role::Maintainer;
}
impl Right for Delete {
    const ROLE: Role = Role::Owner;
}

/// What may stand at a path.
pub trait Kind: Send + Sync {
    /// The path's parameter.
    const PARAMETER: &'static str;
    /// The one kind that is found there; `None`: either.
    const KIND: Option<ApplicationKind>;
}

/// An app at `{app_id}`.
pub struct App;
/// A flow at `{flow_id}`.
pub struct Flow;
/// An app or a flow at `{app_id}`: where the public API has paths of apps serve flows, too.
pub struct Either;

impl Kind for App {
    const PARAMETER: &'static str = "app_id";
    const KIND: Option<ApplicationKind> = Some(ApplicationKind::App);
}
impl Kind for Flow {
    const PARAMETER: &'static str = "flow_id";
    const KIND: Option<ApplicationKind> = Some(ApplicationKind::Flow);
}
impl Kind for Either {
    const PARAMETER: &'static str = "app_id";
    const KIND: Option<ApplicationKind> = None;
}

/// An app or a flow with a caller who may do with it what they came for: `AppTo<Edit>`.
pub struct Resource<K, R> {
    /// The app or flow.
    pub row: Application,
    /// The caller.
    pub access: Access,
    is: PhantomData<(K, R)>,
}

/// An app, to do something with.
pub type AppTo<R> = Resource<App, R>;
/// A flow, to do something with.
pub type FlowTo<R> = Resource<Flow, R>;
/// An app or a flow, to do something with.
pub type EitherTo<R> = Resource<Either, R>;

impl<K: Kind, R: Right> FromRequestParts<AppState> for Resource<K, R> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let Caller(access) = Caller::from_request_parts(parts, state).await?;
        let id = path_id(parts, state, K::PARAMETER).await?;
        let row = state.store.applications().get(id).await?;
        let row = row.filter(|row| K::KIND.is_none_or(|kind| row.kind == kind));
        let row = allowed(&access, row, R::ROLE)?;
        Ok(Self { row, access, is: PhantomData })
    }
}

/// The application when it is there and the caller has this role in its group.
///
/// # Errors
/// 404 when it is not there or not seen, 403 when the role is too weak.
pub fn allowed(access: &Access, row: Option<Application>, role: Role) -> Result<Application, ApiError> {
    let row = row.ok_or_else(ApiError::not_found)?;
    access.require(&row.group_name, role)?;
    Ok(row)
}

/// The id that stands in the path.
///
/// # Errors
/// 404 when it is none.
pub async fn path_id<S: Send + Sync>(
    parts: &mut Parts,
    state: &S,
    parameter: &str,
) -> Result<Uuid, ApiError> {
    let parameters =
        RawPathParams::from_request_parts(parts, state).await.map_err(|_| ApiError::not_found())?;
    let text = parameters.iter().find(|(name, _)| *name == parameter).map(|(_, value)| value);
    text.and_then(|text| Uuid::try_parse(text).ok()).ok_or_else(ApiError::not_found)
}
