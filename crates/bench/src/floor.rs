//! What the ways of HTTP and the disk cost by themselves: a bare handler that commits two rows a request through
//! the same group commit, and answers after it.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use baton_model::Timestamp;
use baton_store::{Database, DialogCommit, DialogRow, DialogStatus, JournalRow, Store, TurnCommit};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::Failure;

/// Bytes of a dialog's state, and of a journal entry: what the bank example has on average.
const STATE: usize = 2_000;
const ENTRY: usize = 1_000;

#[derive(Clone)]
struct Floor {
    store: Store,
    versions: Arc<Mutex<HashMap<String, i64>>>,
}

/// Serves until it is killed.
pub async fn serve(listen: &str, data: PathBuf) -> Result<(), Failure> {
    let store = Store::open(&Database::Sqlite, &data).await?;
    let floor = Floor { store, versions: Arc::default() };
    let router = Router::new()
        .route("/ready", get(|| async {}))
        .route("/dialogs", post(begin))
        .route("/dialogs/{id}", post(go_on))
        .with_state(floor);
    let listener = tokio::net::TcpListener::bind(listen).await?;
    axum::serve(listener, router).await?;
    Ok(())
}

async fn begin(State(floor): State<Floor>, Json(_): Json<Value>) -> Result<Json<Value>, StatusCode> {
    turn(&floor, Uuid::new_v4().to_string()).await
}

async fn go_on(
    State(floor): State<Floor>,
    Path(id): Path<String>,
    Json(_): Json<Value>,
) -> Result<Json<Value>, StatusCode> {
    turn(&floor, id).await
}

async fn turn(floor: &Floor, id: String) -> Result<Json<Value>, StatusCode> {
    let failed = |_| StatusCode::INTERNAL_SERVER_ERROR;
    let expected_version = floor.versions.lock().ok().and_then(|versions| versions.get(&id).copied());
    let version = expected_version.unwrap_or_default() + 1;
    let row = DialogRow {
        id: id.clone(),
        group_id: id.clone(),
        application_id: Uuid::nil(),
        program_hash: String::new(),
        version,
        state: vec![b'x'; STATE],
        status: DialogStatus::Open,
        started_at: Timestamp(0),
        updated_at: Timestamp(0),
        channel: "chat".to_owned(),
        test_mode: false,
    };
    let entry =
        JournalRow { dialog_id: id.clone(), step: version, time: Timestamp(0), entry: vec![b'x'; ENTRY] };
    let commit = TurnCommit {
        dialog: Some(DialogCommit { row, expected_version }),
        entries: vec![entry],
        ..TurnCommit::default()
    };
    floor.store.turns().commit(commit).await.map_err(failed)?;
    let over = version >= 4;
    if let Ok(mut versions) = floor.versions.lock() {
        match over {
            true => versions.remove(&id),
            false => versions.insert(id.clone(), version),
        };
    }
    let kind = if over { "exit" } else { "ask" };
    Ok(Json(json!({ "dialogId": id, "action": { "type": kind }, "prompt": "x".repeat(ENTRY) })))
}
