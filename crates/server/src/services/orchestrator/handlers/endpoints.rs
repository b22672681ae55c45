//! The two actions on a list, under the two spellings of its path.

/// `GET` and `PUT` of one list. The functions of the older spelling, with `_`, are those of the newer one.
macro_rules! list_endpoints {
    (
        $name:ident: $kind:ident of $shape:ident, $what:literal,
        $newer:tt and $older:tt of $parameter:tt ($resource:ident, $whose:literal)
    ) => {
        pub mod $name {
            #![doc = concat!($what, " of ", $whose, ".")]

            use axum::Json;
            use axum::extract::State;
            use serde_json::Value;

            use crate::extract::JsonBody;
            use crate::services::orchestrator::handlers::kind::Kind;
            use crate::services::orchestrator::handlers::lists;
            use crate::services::orchestrator::handlers::shapes::{$shape, HandlersRefused};
            use crate::services::orchestrator::resource::{$resource, Edit, Read};
            use crate::{ApiError, AppState};

            #[doc = concat!($what, " of ", $whose, ".")]
            #[utoipa::path(
                get,
                summary = concat!($what, " of ", $whose, "."),
                path = $newer,
                tag = "handlers",
                params(($parameter = uuid::Uuid, Path, description = "The id.")),
                responses(
                    (status = 200, description = "The list, as it was saved.", body = Vec<$shape>),
                    (status = 404, description = "There is none of this id."),
                )
            )]
            pub async fn get(of: $resource<Read>) -> Json<Value> {
                Json(Kind::$kind.of(&of.row).clone())
            }

            #[doc = concat!($what, " of ", $whose, ": replace the whole list. An empty one removes all.")]
            #[utoipa::path(
                put,
                summary = concat!($what, " of ", $whose, ": replace the whole list. An empty one removes all."),
                path = $newer,
                tag = "handlers",
                params(($parameter = uuid::Uuid, Path, description = "The id.")),
                request_body = Vec<$shape>,
                responses(
                    (status = 200, description = "The list, as it was saved.", body = Vec<$shape>),
                    (status = 400, description = "Something is wrong with it; nothing was saved.", body = HandlersRefused),
                    (status = 404, description = "There is none of this id."),
                )
            )]
            pub async fn put(
                State(state): State<AppState>,
                of: $resource<Edit>,
                JsonBody(list): JsonBody<Value>,
            ) -> Result<Json<Value>, ApiError> {
                lists::put(&state, &of.row, Kind::$kind, list).await.map(Json)
            }

            #[doc = concat!($what, " of ", $whose, ", under the older spelling.")]
            #[utoipa::path(
                get,
                summary = concat!($what, " of ", $whose, ", under the older spelling."),
                path = $older,
                tag = "handlers",
                params(($parameter = uuid::Uuid, Path, description = "The id.")),
                responses(
                    (status = 200, description = "The list, as it was saved.", body = Vec<$shape>),
                    (status = 404, description = "There is none of this id."),
                )
            )]
            pub async fn get_underscored(of: $resource<Read>) -> Json<Value> {
                get(of).await
            }

            #[doc = concat!($what, " of ", $whose, ", under the older spelling: replace the whole list.")]
            #[utoipa::path(
                put,
                summary = concat!($what, " of ", $whose, ", under the older spelling: replace the whole list."),
                path = $older,
                tag = "handlers",
                params(($parameter = uuid::Uuid, Path, description = "The id.")),
                request_body = Vec<$shape>,
                responses(
                    (status = 200, description = "The list, as it was saved.", body = Vec<$shape>),
                    (status = 400, description = "Something is wrong with it; nothing was saved.", body = HandlersRefused),
                    (status = 404, description = "There is none of this id."),
                )
            )]
            pub async fn put_underscored(
                state: State<AppState>,
                of: $resource<Edit>,
                list: JsonBody<Value>,
            ) -> Result<Json<Value>, ApiError> {
                put(state, of, list).await
            }
        }
    };
}
pub(super) use list_endpoints;
