//! `GET /dialogs-api/insights/v2/dialogs/live`

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use baton_runtime::ToldTurn;
use futures_util::{Stream, stream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use uuid::Uuid;

use super::{newest, seen};
use crate::extract::{Caller, Parameters};
use crate::services::orchestrator::shapes::recorded_as;
use crate::{ApiError, AppState};

/// How often it is looked for what is new.
const EVERY: Duration = Duration::from_millis(500);
/// How many times: a tail ends after five minutes, as an access token does, and the client begins another.
const LOOKS: u32 = 600;
/// How many turns are sent at once.
const TOGETHER: i64 = 64;
/// How many tails a node serves at a time.
const AT_ONCE: usize = 50;

/// The tails that are being served.
#[derive(Clone)]
pub struct Tails(Arc<Semaphore>);

impl Default for Tails {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

/// Records as they are made, as server-sent events: the event is the record's `message_type`, its data the record, its
/// id the place to go on from. The stream ends after five minutes; go on with `Last-Event-ID`.
#[utoipa::path(
    get,
    path = "/dialogs-api/insights/v2/dialogs/live",
    tag = "insights",
    params(
        ("ocp_group_name" = Option<String>, Query, description = "Of this group; of all that you see unless given."),
        ("app" = Option<String>, Query, description = "Only records of this flow-application or component id."),
        ("Last-Event-ID" = Option<String>, Header, description = "The id of the last event that was received."),
    ),
    responses(
        (status = 200, description = "Records.", body = String, content_type = "text/event-stream"),
        (status = 429, description = "Too many tails are being served."),
    )
)]
pub async fn live(
    State(state): State<AppState>,
    Caller(access): Caller,
    headers: HeaderMap,
    parameters: Parameters,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, ApiError> {
    let named: Vec<String> = parameters.get("ocp_group_name").map(str::to_owned).into_iter().collect();
    let app = parameters.get("app").map(recorded_as);
    let permit = Arc::clone(&state.tails.0).try_acquire_owned().map_err(|_| {
        ApiError::detail(StatusCode::TOO_MANY_REQUESTS, "Too many live tails are open. Try again later.")
    })?;
    let last = headers.get("last-event-id").and_then(|value| value.to_str().ok());
    let position = match last.map(str::parse::<i64>) {
        Some(Ok(position)) => position,
        Some(Err(_)) => {
            return Err(ApiError::detail(
                StatusCode::BAD_REQUEST,
                "Last-Event-ID is the id of an event of this tail. Leave it out to begin with what comes next.",
            ));
        }
        None => {
            newest(&state).await?;
            state.store.records().last_position().await?
        }
    };
    let tail = Tail {
        reader: Uuid::new_v4(),
        groups: seen(&access, &named),
        app,
        state,
        position,
        looks: 0,
        waiting: VecDeque::new(),
        _permit: permit,
    };
    Ok(Sse::new(stream::unfold(tail, next)).keep_alive(KeepAlive::default()))
}

struct Tail {
    reader: Uuid,
    state: AppState,
    groups: Vec<String>,
    app: Option<String>,
    position: i64,
    looks: u32,
    waiting: VecDeque<Event>,
    _permit: OwnedSemaphorePermit,
}

async fn next(mut tail: Tail) -> Option<(Result<Event, Infallible>, Tail)> {
    loop {
        if let Some(event) = tail.waiting.pop_front() {
            return Some((Ok(event), tail));
        }
        if tail.looks >= LOOKS || tail.state.config.stop.is_told() {
            return None;
        }
        if tail.looks > 0 {
            tokio::time::sleep(EVERY).await;
        }
        tail.looks += 1;
        newest(&tail.state).await.ok()?;
        let last = tail.state.store.records().last_position().await.ok()?;
        let rows = tail.state.store.records().after(&tail.groups, tail.position, TOGETHER).await.ok()?;
        if rows.len() < usize::try_from(TOGETHER).unwrap_or_default() {
            // What others have is not looked at again.
            tail.position = tail.position.max(last);
        }
        for ToldTurn { row, records } in tail.state.runtime.told(Some(tail.reader), rows).await.ok()? {
            tail.position = tail.position.max(row.position);
            let wanted =
                |line: &&String| tail.app.as_deref().is_none_or(|app| line.contains(&format!("\"{app}\"")));
            let lines: Vec<&String> = records.iter().filter(wanted).collect();
            for (index, line) in lines.iter().enumerate() {
                let kind = ["dialog_start", "dialog_step", "dialog_end"];
                let kind = kind.iter().find(|kind| line.get(..60).is_some_and(|head| head.contains(**kind)));
                let event = Event::default().event(kind.unwrap_or(&"record")).data(line);
                // Whoever goes on goes on after the whole turn.
                let is_last = index + 1 == lines.len();
                tail.waiting.push_back(if is_last { event.id(row.position.to_string()) } else { event });
            }
        }
    }
}
