//! The two actions on a list, under the two spellings of its path.

/// `GET` and `PUT` of one list, under both spellings.
macro_rules! list_endpoints {
    (
        $name:ident: $kind:ident of $shape:ident, $what:literal,
        $newer:tt and $older:tt of $parameter:tt ($resource:ident, $whose:literal)
    ) => {
        pub mod $name {
            #![doc = concat!($what, " of ", $whose, ".")]

            use crate::services::orchestrator::handlers::endpoints::spelling;

            spelling! {
                dashed: $kind of $shape, $newer of $parameter ($resource),
                [$what, " of ", $whose], " An empty one removes all."
            }
            spelling! {
                underscored: $kind of $shape, $older of $parameter ($resource),
                [$what, " of ", $whose, ", under the older spelling"], ""
            }
        }
    };
}
pub(super) use list_endpoints;

/// `GET` and `PUT` of one list, under one spelling.
macro_rules! spelling {
    (
        $name:ident: $kind:ident of $shape:ident, $path:tt of $parameter:tt ($resource:ident),
        [$($what:literal),+], $more:literal
    ) => {
        pub mod $name {
            #![doc = concat!($($what),+, ".")]

            use axum::extract::State;
            use serde_json::Value;

            use crate::extract::{IfMatch, JsonBody, Tagged};
            use crate::services::orchestrator::handlers::kind::Kind;
            use crate::services::orchestrator::handlers::lists;
            use crate::services::orchestrator::handlers::shapes::{$shape, HandlersRefused};
            use crate::services::orchestrator::resource::{$resource, Edit, Read};
            use crate::{ApiError, AppState};

            #[doc = concat!($($what),+, ".")]
            #[utoipa::path(
                get,
                summary = concat!($($what),+, "."),
                path = $path,
                tag = "handlers",
                params(($parameter = uuid::Uuid, Path, description = "The id.")),
                responses(
                    (status = 200, description = "The list, as it was saved.", body = Vec<$shape>,
                        headers(("ETag" = String, description = "Of what it says, for `If-Match`."))),
                    (status = 404, description = "There is none of this id."),
                )
            )]
            pub async fn get(of: $resource<Read>) -> Tagged<Value> {
                Tagged(Kind::$kind.of(&of.row).clone())
            }

            #[doc = concat!($($what),+, ": replace the whole list.", $more)]
            #[utoipa::path(
                put,
                summary = concat!($($what),+, ": replace the whole list.", $more),
                path = $path,
                tag = "handlers",
                params(
                    ($parameter = uuid::Uuid, Path, description = "The id."),
                    ("If-Match" = Option<String>, Header, description = "The ETag of what was changed. Without it the last write wins."),
                ),
                request_body = Vec<$shape>,
                responses(
                    (status = 200, description = "The list, as it was saved.", body = Vec<$shape>,
                        headers(("ETag" = String, description = "Of what it says now."))),
                    (status = 400, description = "Something is wrong with it; nothing was saved.", body = HandlersRefused),
                    (status = 404, description = "There is none of this id."),
                    (status = 412, description = "Somebody changed it meanwhile. Nothing was saved."),
                )
            )]
            pub async fn put(
                State(state): State<AppState>,
                of: $resource<Edit>,
                if_match: IfMatch,
                JsonBody(list): JsonBody<Value>,
            ) -> Result<Tagged<Value>, ApiError> {
                lists::put(&state, &of.row, &if_match, Kind::$kind, list).await.map(Tagged)
            }
        }
    };
}
pub(super) use spelling;
