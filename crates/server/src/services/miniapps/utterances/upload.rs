//! `POST /miniapps/api/apps/<version>/<miniapp_id>/utterances`

use axum::Json;
use axum::extract::{Request, State};
use axum::response::IntoResponse;
use baton_nlu::evaluation::{Labelled, hygiene};
use baton_store::{MiniApp as Row, Saved};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::file::UtteranceFile;
use super::merge::{Change, Mode, merge};
use crate::extract::{BODY_LIMIT, IfMatch, Parameters, etag};
use crate::services::miniapps::figures::Doubts;
use crate::services::miniapps::intents::utterances;
use crate::services::miniapps::put::apply_model;
use crate::services::miniapps::resource::MiniAppTo;
use crate::services::orchestrator::resource::Edit;
use crate::{ApiError, AppState};

/// A form with utterances.
#[derive(ToSchema)]
#[allow(dead_code, reason = "it describes the form")]
struct UtteranceUpload {
    /// `utterance;Intent` lines (.txt), `text,category` lines (.csv), or both parted by a tab (.tsv); UTF-8.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// `add` (unless given) or `replace`.
    mode: Option<String>,
    /// `true`: only tell what would be done.
    #[schema(rename = "dryRun")]
    dry_run: Option<bool>,
}

/// What became of uploaded utterances.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Uploaded {
    /// Utterances of the file.
    utterances: usize,
    /// Utterances that intents got.
    added: usize,
    /// Utterances that intents had already.
    known: usize,
    /// The intents of the file, by name.
    intents: Vec<ChangedIntent>,
    /// Whether nothing was saved.
    dry_run: bool,
    /// What is questionable about all utterances of the miniApp as they are then.
    #[serde(flatten)]
    doubts: Doubts,
}

/// What was done to an intent.
#[derive(Serialize, ToSchema)]
struct ChangedIntent {
    /// Its name.
    #[schema(example = "Card.Lost")]
    name: String,
    /// Whether it was not there before.
    created: bool,
    /// Utterances that it got.
    added: usize,
    /// Utterances of the file that it had already.
    known: usize,
    /// Utterances that it has now.
    utterances: usize,
}

/// Upload utterances and the intents they mean. Each intent of the file gets its utterances; one that is not there is
/// made. With `mode=replace`, the author's intents become those of the file; the domain's stay.
#[utoipa::path(
    post,
    path = "/miniapps/api/apps/{version}/{miniapp_id}/utterances",
    tag = "miniApps",
    params(
        ("version" = String, Path, description = "The active version.", example = "v1"),
        ("miniapp_id" = String, Path, description = "The miniApp's id."),
        ("If-Match" = Option<String>, Header, description = "The ETag of the state that was looked at. Without it the last write wins."),
    ),
    request_body(content = inline(UtteranceUpload), content_type = "multipart/form-data"),
    responses(
        (status = 200, description = "What became of them.", body = Uploaded,
            headers(("ETag" = String, description = "The revision."))),
        (status = 400, description = "Lines of the file are wrong (every one is named, with its number), or it is no Intent."),
        (status = 404, description = "There is none of this id and version."),
        (status = 412, description = "Somebody changed it meanwhile."),
        (status = 413, description = "The file, or the model with it, is larger than 8 MiB."),
        (status = 415, description = "It is no form."),
    )
)]
pub async fn upload(
    State(state): State<AppState>,
    mini_app: MiniAppTo<Edit>,
    if_match: IfMatch,
    parameters: Parameters,
    request: Request,
) -> Result<impl IntoResponse, ApiError> {
    let row = mini_app.row;
    if row.r#type != "Intent" {
        let sentence = format!("Only an Intent has utterances; this is of type {}.", row.r#type);
        return Err(ApiError::bad_request(sentence));
    }
    let expected = if_match.expects(row.revision)?;
    let file = UtteranceFile::read(request, parameters).await?;
    let mode = match file.field("mode") {
        None | Some("add") => Mode::Add,
        Some("replace") => Mode::Replace,
        Some(_) => return Err(ApiError::field("mode", "Choose one of: add, replace.")),
    };
    let dry_run = match file.field("dryRun") {
        None | Some("false") => false,
        Some("true") => true,
        Some(_) => return Err(ApiError::field("dryRun", "Must be a valid boolean: true or false.")),
    };
    let count = file.examples.len();
    let read = move || taken_in(row, file.examples, mode);
    let (mut row, changes, doubts) =
        tokio::task::spawn_blocking(read).await.map_err(|error| ApiError::internal(&error))??;
    if !dry_run {
        row.updated_at = state.now();
        match state.store.mini_apps().save(&row, expected).await? {
            Saved::As(revision) => row.revision = revision,
            Saved::Conflict(_) => return Err(ApiError::changed_meanwhile()),
            Saved::Missing => return Err(ApiError::not_found()),
        }
    }
    let uploaded = Uploaded {
        utterances: count,
        added: changes.iter().map(|of| of.added).sum(),
        known: changes.iter().map(|of| of.known).sum(),
        intents: changes.into_iter().map(shown).collect(),
        dry_run,
        doubts,
    };
    Ok((etag(row.revision), Json(uploaded)))
}

/// The row with the utterances in its model, and what that did.
fn taken_in(
    mut row: Row,
    examples: Vec<Labelled>,
    mode: Mode,
) -> Result<(Row, Vec<Change>, Doubts), ApiError> {
    let unreadable =
        || ApiError::bad_request("The intents of the miniApp can't be read. Save its model again.");
    let mut whole: Value = serde_json::from_str(&row.model).map_err(|_| unreadable())?;
    // Some clients have saved a model within an object of that name.
    if let Some(inner) = whole.get_mut("model").filter(|inner| inner.is_object()) {
        whole = inner.take();
    }
    let changes = merge(&mut whole, examples, mode).ok_or_else(unreadable)?;
    apply_model(&mut row, whole)?;
    if row.model.len() > BODY_LIMIT {
        return Err(ApiError::too_large(BODY_LIMIT));
    }
    let doubts = hygiene(&utterances(&row)?).into();
    Ok((row, changes, doubts))
}

fn shown(of: Change) -> ChangedIntent {
    let Change { name, created, added, known, utterances } = of;
    ChangedIntent { name, created, added, known, utterances }
}
