//! `POST /miniapps/api/apps/<version>/<miniapp_id>/intents/explain`

use axum::Json;
use axum::extract::State;
use baton_nlu::evaluation::{LONGEST_UTTERANCE, train_with};
use utoipa::ToSchema;

use super::data::{busy, learnable};
use crate::extract::Fields;
use crate::services::miniapps::explanation::{Explanation, shown};
use crate::services::miniapps::resource::MiniAppTo;
use crate::services::orchestrator::resource::Read;
use crate::{ApiError, AppState};

/// What a caller says.
#[derive(ToSchema)]
#[allow(dead_code, reason = "it describes the body")]
struct ToExplain {
    /// The utterance, at most 1,000 characters.
    #[schema(example = "somebody stole my card")]
    utterance: String,
}

/// Say why an utterance is understood as it is by the intents of a miniApp as it is saved: the intents, and how much
/// each word counted.
#[utoipa::path(
    post,
    path = "/miniapps/api/apps/{version}/{miniapp_id}/intents/explain",
    tag = "miniApps",
    params(
        ("version" = String, Path, description = "The active version.", example = "v1"),
        ("miniapp_id" = String, Path, description = "The miniApp's id."),
    ),
    request_body = inline(ToExplain),
    responses(
        (status = 200, description = "Why.", body = Explanation),
        (status = 400, description = "The utterance is missing or too long, or it is no Intent that can be learnt."),
        (status = 404, description = "There is none of this id and version."),
        (status = 429, description = "Too many learn at once."),
    )
)]
pub async fn explain(
    State(state): State<AppState>,
    mini_app: MiniAppTo<Read>,
    mut fields: Fields,
) -> Result<Json<Explanation>, ApiError> {
    let utterance = fields.required("utterance", |fields, key| fields.text(key, LONGEST_UTTERANCE));
    fields.refuse_unknown(&["utterance"]);
    let utterance = fields.finish(utterance)?;
    let embeddings = state.runtime.embeddings().clone();
    let examples = learnable(&mini_app.row)?;
    let explained = busy(move || {
        let model = train_with(&examples, &embeddings);
        shown(&model.explain(&utterance), &model.parts(&utterance))
    });
    Ok(Json(explained.await?))
}
