//! `POST /miniapps/api/apps/<version>/<miniapp_id>/intents/train`

use std::time::Instant;

use axum::Json;
use axum::extract::State;
use baton_nlu::evaluation::{hygiene, train_with as learn};
use serde::Serialize;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use super::data::{busy, learnable};
use crate::services::miniapps::figures::Doubts;
use crate::services::miniapps::resource::MiniAppTo;
use crate::services::orchestrator::resource::Read;
use crate::{ApiError, AppState};

/// What was learnt.
#[derive(Serialize, ToSchema)]
pub struct Trained {
    /// Utterances of the enabled intents.
    utterances: usize,
    /// Intents that are enabled.
    intents: usize,
    /// Features that the model weighs.
    features: usize,
    /// How long it took.
    train_seconds: f64,
    /// The SHA-256 of the model: the same utterances give the same one.
    sha256: String,
    /// What is questionable about the utterances.
    #[serde(flatten)]
    doubts: Doubts,
}

/// Learn the intents of a miniApp as it is saved, and say what they are worth. Nothing is changed: a deployment learns
/// them by itself.
#[utoipa::path(
    post,
    path = "/miniapps/api/apps/{version}/{miniapp_id}/intents/train",
    tag = "miniApps",
    params(
        ("version" = String, Path, description = "The active version.", example = "v1"),
        ("miniapp_id" = String, Path, description = "The miniApp's id."),
    ),
    responses(
        (status = 200, description = "What was learnt.", body = Trained),
        (status = 400, description = "It is no Intent, its intents can't be read, or there are too many."),
        (status = 404, description = "There is none of this id and version."),
        (status = 429, description = "Too many learn at once."),
    )
)]
pub async fn train(
    State(state): State<AppState>,
    mini_app: MiniAppTo<Read>,
) -> Result<Json<Trained>, ApiError> {
    let embeddings = state.runtime.embeddings().clone();
    let examples = learnable(&mini_app.row)?;
    let trained = busy(move || {
        let begun = Instant::now();
        let model = learn(&examples, &embeddings);
        Trained {
            utterances: examples.len(),
            intents: model.names().len(),
            features: model.features(),
            train_seconds: begun.elapsed().as_secs_f64(),
            sha256: hex::encode(Sha256::digest(model.to_bytes())),
            doubts: hygiene(&examples).into(),
        }
    });
    Ok(Json(trained.await?))
}
