//! The two actions that change an app or a flow, said once for both.

/// `PUT` and `PATCH` of an app or a flow.
macro_rules! update_endpoints {
    ($tag:literal: $path:tt of $parameter:tt ($resource:ident as $shape:ident, $what:literal) $($refusals:tt)*) => {
        use axum::Json;
        use axum::extract::State;

        use crate::extract::Fields;
        use crate::services::orchestrator::resource::{$resource, Edit};
        use crate::services::orchestrator::shapes::$shape;
        use crate::services::orchestrator::update::{self, Extent, Update};
        use crate::{ApiError, AppState};

        #[doc = concat!("Change ", $what, ". What is not given stays; the name must be given.")]
        #[utoipa::path(
            put,
            summary = concat!("Change ", $what, ". What is not given stays; the name must be given."),
            path = $path,
            tag = $tag,
            params(($parameter = uuid::Uuid, Path, description = "Its id.")),
            request_body = Update,
            responses((status = 200, description = "As it is now.", body = $shape), $($refusals)*)
        )]
        pub async fn put(
            State(state): State<AppState>,
            of: $resource<Edit>,
            fields: Fields,
        ) -> Result<Json<$shape>, ApiError> {
            change(&state, &of, fields, Extent::Whole).await
        }

        #[doc = concat!("Change a part of ", $what, ". What is not given stays.")]
        #[utoipa::path(
            patch,
            summary = concat!("Change a part of ", $what, ". What is not given stays."),
            path = $path,
            tag = $tag,
            params(($parameter = uuid::Uuid, Path, description = "Its id.")),
            request_body = Update,
            responses((status = 200, description = "As it is now.", body = $shape), $($refusals)*)
        )]
        pub async fn patch(
            State(state): State<AppState>,
            of: $resource<Edit>,
            fields: Fields,
        ) -> Result<Json<$shape>, ApiError> {
            change(&state, &of, fields, Extent::Part).await
        }

        async fn change(
            state: &AppState,
            of: &$resource<Edit>,
            fields: Fields,
            extent: Extent,
        ) -> Result<Json<$shape>, ApiError> {
            let update = Update::read(fields, &of.row, extent)?;
            Ok(Json($shape::of(&update::update(state, &of.access, &of.row, update).await?)))
        }
    };
}
pub(in crate::services::orchestrator) use update_endpoints;
