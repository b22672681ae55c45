//! `POST /miniapps/api/apps/<version>/<miniapp_id>/intents/evaluate`

use std::time::Instant;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use baton_nlu::evaluation::{MOST_FOLDS, cross_validate, evaluate as ask, train_with};
use serde::Serialize;
use utoipa::ToSchema;

use super::data::{busy, learnable};
use crate::extract::{Parameters, is_form};
use crate::services::miniapps::figures::Figures;
use crate::services::miniapps::resource::MiniAppTo;
use crate::services::miniapps::utterances::file::UtteranceFile;
use crate::services::orchestrator::resource::Read;
use crate::{ApiError, AppState};

/// With more utterances, measuring them on themselves would take too long for a request.
const MOST_ON_THEMSELVES: usize = 5_000;

/// A form with the utterances to ask about.
#[derive(ToSchema)]
#[allow(dead_code, reason = "it describes the form")]
struct ToEvaluate {
    /// `text,category` (.csv), `utterance;Intent` (.txt), or both parted by a tab (.tsv).
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// How well the intents are understood, and how fast.
#[derive(Serialize, ToSchema)]
pub struct Measured {
    /// What was right and what was wrong.
    #[serde(flatten)]
    figures: Figures,
    /// How long learning took.
    train_seconds: f64,
    /// How long one utterance took; without a file, learning each part included.
    microseconds_per_utterance: f64,
}

/// Measure how well the intents of a miniApp, as it is saved, are understood: ask about the utterances of a file, or,
/// without one, about each part of its own utterances a model that has not seen it.
#[utoipa::path(
    post,
    path = "/miniapps/api/apps/{version}/{miniapp_id}/intents/evaluate",
    tag = "miniApps",
    params(
        ("version" = String, Path, description = "The active version.", example = "v1"),
        ("miniapp_id" = String, Path, description = "The miniApp's id."),
        ("folds" = Option<u8>, Query, description = "Without a file, in how many parts its utterances are asked: 2 to 10, 5 unless given."),
        ("seed" = Option<u32>, Query, description = "Which parts: the same number makes the same ones."),
    ),
    request_body(content = inline(Option<ToEvaluate>), content_type = "multipart/form-data"),
    responses(
        (status = 200, description = "How well.", body = Measured),
        (status = 400, description = "A line of the file is wrong (every one is named), or it is no Intent that can be learnt."),
        (status = 404, description = "There is none of this id and version."),
        (status = 413, description = "The file is larger than 8 MiB."),
        (status = 429, description = "Too many learn at once."),
    )
)]
pub async fn evaluate(
    State(state): State<AppState>,
    mini_app: MiniAppTo<Read>,
    parameters: Parameters,
    request: Request,
) -> Result<Json<Measured>, ApiError> {
    let embeddings = state.runtime.embeddings().clone();
    let examples = learnable(&mini_app.row)?;
    let asked = match is_form(request.headers()) || request.headers().contains_key(CONTENT_TYPE) {
        true => Some(UtteranceFile::read(request, parameters.clone()).await?.examples),
        false => None,
    };
    let folds = parameters.number("folds", 5, &(2..=MOST_FOLDS))?;
    let seed = parameters.number("seed", 0, &(0..=u64::from(u32::MAX)))?;
    if asked.is_none() && examples.len() > MOST_ON_THEMSELVES {
        return Err(ApiError::bad_request(format!(
            "There are more than {MOST_ON_THEMSELVES} utterances. Send a file with utterances to ask about, or use `baton nlu evaluate`."
        )));
    }
    let measured = busy(move || {
        let begun = Instant::now();
        let model = train_with(&examples, &embeddings);
        let train_seconds = begun.elapsed().as_secs_f64();
        let begun = Instant::now();
        let evaluation = match &asked {
            Some(asked) => ask(&model, asked),
            None => cross_validate(&examples, folds, seed, &embeddings),
        };
        let microseconds = begun.elapsed().as_secs_f64() * 1e6 / evaluation.utterances.max(1) as f64;
        Measured { figures: evaluation.into(), train_seconds, microseconds_per_utterance: microseconds }
    });
    Ok(Json(measured.await?))
}
