//! The two actions that change an app or a flow, said once for both.

/// `PUT` and `PATCH` of an app or a flow.
macro_rules! update_endpoints {
    ($tag:literal: $path:tt of $parameter:tt ($resource:ident as $shape:ident, $what:literal) $($refusals:tt)*) => {
        use axum::Json;
        use axum::extract::State;
        use axum::response::IntoResponse;

        use crate::extract::{Fields, IfMatch, etag_of};
        use crate::services::orchestrator::resource::{$resource, Edit};
        use crate::services::orchestrator::shapes::$shape;
        use crate::services::orchestrator::update::{self, Changeable, Extent, Update};
        use crate::{ApiError, AppState};

        #[doc = concat!("Change ", $what, ". What is not given stays; the name must be given.")]
        #[utoipa::path(
            put,
            summary = concat!("Change ", $what, ". What is not given stays; the name must be given."),
            path = $path,
            tag = $tag,
            params(
                ($parameter = uuid::Uuid, Path, description = "Its id."),
                ("If-Match" = Option<String>, Header, description = "The ETag of what was changed. Without it the last write wins."),
            ),
            request_body = Update,
            responses(
                (status = 200, description = "As it is now.", body = $shape,
                    headers(("ETag" = String, description = "Of what can be changed of it now."))),
                (status = 412, description = "Somebody changed it meanwhile. Nothing was saved."),
                $($refusals)*
            )
        )]
        pub async fn put(
            State(state): State<AppState>,
            of: $resource<Edit>,
            if_match: IfMatch,
            fields: Fields,
        ) -> Result<impl IntoResponse, ApiError> {
            change(&state, &of, &if_match, fields, Extent::Whole).await
        }

        #[doc = concat!("Change a part of ", $what, ". What is not given stays.")]
        #[utoipa::path(
            patch,
            summary = concat!("Change a part of ", $what, ". What is not given stays."),
            path = $path,
            tag = $tag,
            params(
                ($parameter = uuid::Uuid, Path, description = "Its id."),
                ("If-Match" = Option<String>, Header, description = "The ETag of what was changed. Without it the last write wins."),
            ),
            request_body = Update,
            responses(
                (status = 200, description = "As it is now.", body = $shape,
                    headers(("ETag" = String, description = "Of what can be changed of it now."))),
                (status = 412, description = "Somebody changed it meanwhile. Nothing was saved."),
                $($refusals)*
            )
        )]
        pub async fn patch(
            State(state): State<AppState>,
            of: $resource<Edit>,
            if_match: IfMatch,
            fields: Fields,
        ) -> Result<impl IntoResponse, ApiError> {
            change(&state, &of, &if_match, fields, Extent::Part).await
        }

        async fn change(
            state: &AppState,
            of: &$resource<Edit>,
            if_match: &IfMatch,
            fields: Fields,
            extent: Extent,
        ) -> Result<impl IntoResponse + use<>, ApiError> {
            let update = Update::read(fields, &of.row, extent)?;
            let row = update::update(state, &of.access, &of.row, if_match, update).await?;
            Ok((etag_of(&Changeable::of(&row)), Json($shape::of(&row))))
        }
    };
}
pub(in crate::services::orchestrator) use update_endpoints;
