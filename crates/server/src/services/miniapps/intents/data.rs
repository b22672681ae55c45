//! What is learnt, and a bound on how many learn at once.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use baton_compiler::MiniAppSource;
use baton_compiler::mini_apps::intents;
use baton_nlu::evaluation::Labelled;
use baton_store::MiniApp;
use tokio::sync::Semaphore;

use crate::ApiError;

/// More intents times utterances than this would keep others waiting; the command line takes any number.
const MOST_WORK: usize = 4_000_000;
/// Learning keeps a core busy: one at a time, and a few that wait.
static AT_ONCE: Semaphore = Semaphore::const_new(1);
static WAITING: Semaphore = Semaphore::const_new(16);

/// The utterances of the enabled intents of an Intent miniApp.
///
/// # Errors
/// 400 when it is something else, or its intents can't be read.
pub fn utterances(row: &MiniApp) -> Result<Vec<Labelled>, ApiError> {
    if row.r#type != "Intent" {
        return Err(ApiError::bad_request(format!(
            "Only an Intent has intents; this is of type {}.",
            row.r#type
        )));
    }
    let source = MiniAppSource {
        component_id: row.id.clone(),
        name: row.name.clone(),
        type_name: row.r#type.clone(),
        domain: row.domain.clone(),
        languages: Vec::new(),
        sensitivity: row.sensitivity.clone(),
        model: serde_json::from_str(&row.model).unwrap_or_default(),
    };
    let intents = intents(&source).ok_or_else(|| {
        ApiError::bad_request("The intents of the miniApp can't be read. Save its model again.")
    })?;
    let of = intents.into_iter().flat_map(|intent| {
        let name = intent.name;
        intent.utterances.into_iter().map(move |utterance| Labelled { utterance, intent: name.clone() })
    });
    Ok(of.collect())
}

/// The same, when they can be learnt within a request.
pub(super) fn learnable(row: &MiniApp) -> Result<Vec<Labelled>, ApiError> {
    let examples = utterances(row)?;
    let intents: BTreeSet<&str> = examples.iter().map(|example| example.intent.as_str()).collect();
    if examples.len().saturating_mul(intents.len()) > MOST_WORK {
        return Err(ApiError::bad_request(
            "There are too many intents and utterances to learn them here. Use `baton nlu` on the command line.",
        ));
    }
    Ok(examples)
}

/// Does work that keeps a core busy, when it is its turn.
pub(super) async fn busy<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, ApiError> {
    let Ok(_waiting) = WAITING.try_acquire() else {
        return Err(ApiError::detail(
            StatusCode::TOO_MANY_REQUESTS,
            "Too many models are being learnt at once. Try again in a moment.",
        ));
    };
    // The semaphore is never closed, so there always is a permit in the end.
    let _turn = AT_ONCE.acquire().await.ok();
    tokio::task::spawn_blocking(work).await.map_err(|error| ApiError::internal(&error))
}
