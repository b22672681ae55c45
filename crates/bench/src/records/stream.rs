//! How fast records reach a receiver: one that answers at once, on the same machine.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::extract::State;
use axum::routing::post;
use baton_store::{Database, RecordBatch, RecordRow, Store};
use serde_json::json;

use super::{converse, take_over, until_recorded};
use crate::Failure;
use crate::process::{PASSWORD, Server, Session};
use crate::report::Report;
use crate::turns::bank_with;

/// How many turns are sent: those of real conversations, again and again under other names.
const TURNS: usize = 40_000;
const PATIENCE: Duration = Duration::from_secs(60);

/// Measures it.
pub async fn measure(binary: &Path, bundle: &[u8], report: &mut Report) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let (server, session, app) = bank_with(binary, folder.path(), bundle, &[]).await?;
    converse(&server, &session, &app, 20).await?;
    until_recorded(&server).await?;
    drop(server);
    let records = multiply(folder.path()).await?;
    let received = Arc::new(AtomicUsize::new(0));
    let url = receiver(Arc::clone(&received)).await?;
    let allow = [("BATON_CALLS__ALLOW", "[127.0.0.1]")];
    let server = Server::baton_with(binary, folder.path(), PASSWORD, &allow).await?;
    let session = Session::open(&server, PASSWORD).await?;
    let asked = json!({"ocp_group_name": crate::process::USER, "type": "dialog_step", "url": url,
                       "from": "2000-01-01T00:00:00Z"});
    session.send("POST", "/exports-api/v1/subscriptions", asked).await?;
    while received.load(Ordering::Relaxed) == 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let (begin, first) = (Instant::now(), received.load(Ordering::Relaxed));
    while received.load(Ordering::Relaxed) < records && begin.elapsed() < PATIENCE {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let rate = (received.load(Ordering::Relaxed) - first) as f64 / begin.elapsed().as_secs_f64();
    let what = format!("streaming {records} records, signed, to one receiver in batches of 100");
    report.add(what, format!("{rate:.0} records/s"), "2,000", rate >= 2_000.0);
    Ok(())
}

/// Counts records by what each begins with.
async fn receiver(received: Arc<AtomicUsize>) -> Result<String, Failure> {
    async fn take(State(received): State<Arc<AtomicUsize>>, body: Bytes) {
        let head = b"{\"message_type\"";
        let records = body.windows(head.len()).filter(|window| *window == head).count();
        received.fetch_add(records, Ordering::Relaxed);
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/records", listener.local_addr()?);
    let app = axum::Router::new()
        .route("/records", post(take))
        .layer(axum::extract::DefaultBodyLimit::disable())
        .with_state(received);
    tokio::spawn(async move { axum::serve(listener, app).await });
    Ok(url)
}

/// Writes what real conversations left again and again, and answers how many `dialog_step` records there are then.
async fn multiply(data: &Path) -> Result<usize, Failure> {
    let store = Store::open(&Database::Sqlite, data).await?;
    let group = [crate::process::USER.to_owned()];
    let rows = store.records().after(&group, 0, 10_000).await?;
    let steps_of = |row: &RecordRow| row.body.matches("{\"message_type\":\"dialog_step\"").count();
    let mut records: usize = rows.iter().map(steps_of).sum();
    let feed = store.records().feed();
    let mut from = take_over(&store).await?;
    let mut made = rows.len();
    for copy in 0.. {
        if made >= TURNS || rows.is_empty() {
            break;
        }
        let mut to = from;
        let named = rows.iter().map(|row| {
            to.position += 1;
            records += steps_of(row);
            let group_id = format!("{}-{copy}", row.group_id);
            let body = row.body.replace(&row.group_id, &group_id);
            RecordRow { position: to.position, group_id, body, ..row.clone() }
        });
        let copies: Vec<RecordRow> = named.collect();
        made += copies.len();
        let batch = RecordBatch { from, to, records: copies, began: vec![], over: vec![], counts: vec![] };
        if !feed.commit(&batch).await? {
            return Err("somebody else makes records in the benchmark's store".into());
        }
        from = to;
    }
    store.close().await;
    Ok(records)
}
