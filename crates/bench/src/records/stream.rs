//! How fast records reach a receiver: one that answers at once, on the same machine.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::extract::State;
use axum::routing::post;
use serde_json::json;

use super::until_recorded;
use crate::Failure;
use crate::load::{self, Pace};
use crate::report::Report;
use crate::turns::{CONNECTIONS, bank_with, target};

/// For how long callers talk before their records are sent.
const TALKING: Duration = Duration::from_secs(5);
const PATIENCE: Duration = Duration::from_secs(60);

/// Measures it.
pub async fn measure(binary: &Path, bundle: &[u8], report: &mut Report) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let received = Arc::new(AtomicUsize::new(0));
    let url = receiver(Arc::clone(&received)).await?;
    let allow = [("BATON_CALLS__ALLOW", "[127.0.0.1]")];
    let (server, session, app) = bank_with(binary, folder.path(), bundle, &allow).await?;
    session.post(&format!("/orchestrator/api/apps/{app}/deploy/")).await?;
    let target = target(&session, &app).await?;
    load::run(server.address, &target, CONNECTIONS, TALKING, Pace::Closed).await?;
    until_recorded(&server).await?;
    let asked = json!({"ocp_group_name": crate::process::USER, "type": "dialog_step", "url": url,
                       "from": "2000-01-01T00:00:00Z"});
    let made = session.send("POST", "/exports-api/v1/subscriptions", asked).await?;
    let path = format!("/exports-api/v1/subscriptions/{}", made["id"].as_str().unwrap_or_default());
    while received.load(Ordering::Relaxed) == 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let (begin, first) = (Instant::now(), received.load(Ordering::Relaxed));
    while begin.elapsed() < PATIENCE && !session.get(&path).await?["waiting_since"].is_null() {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let records = received.load(Ordering::Relaxed);
    let rate = (records - first) as f64 / begin.elapsed().as_secs_f64();
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
