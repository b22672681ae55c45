//! Search among many dialogs: the first page by application and time.

use std::path::Path;
use std::time::{Duration, Instant};

use baton_model::Timestamp;
use baton_store::{Database, RecordBatch, RecordedDialog, Store};
use baton_testing::TestDatabase;
use serde_json::json;
use uuid::Uuid;

use super::take_over;
use crate::Failure;
use crate::process::{PASSWORD, Server, Session, USER};
use crate::report::Report;

/// When the first dialog began, and how long after each the next did, in microseconds: 10 million in two months.
const FIRST: i64 = 1_788_000_000_000_000;
const APART: i64 = 500_000;
/// How many applications share them.
const APPS: u32 = 20;
/// How many searches are made.
const SEARCHES: u32 = 300;
const TOGETHER: u32 = 20_000;

/// Measures it on SQLite, and on PostgreSQL where there is one.
pub async fn measure(binary: &Path, dialogs: u32, report: &mut Report) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let p99 = on(binary, folder.path(), &Database::Sqlite, "", dialogs).await?;
    add(report, dialogs, "SQLite", p99);
    drop(folder);
    if !Path::new("/usr/lib/postgresql").exists() && std::env::var_os("BATON_TEST_POSTGRES").is_none() {
        report.not_measured(what(dialogs, "PostgreSQL"), "it is not installed", "100 ms");
        return Ok(());
    }
    if let Some(test) = TestDatabase::postgres().await {
        let folder = tempfile::tempdir()?;
        let p99 = on(binary, folder.path(), test.database(), test.address(), dialogs).await?;
        add(report, dialogs, "PostgreSQL", p99);
    }
    Ok(())
}

fn what(dialogs: u32, database: &str) -> String {
    format!("search over {dialogs} dialogs by application and time, first page, {database}, p99")
}

fn add(report: &mut Report, dialogs: u32, database: &str, p99: f64) {
    report.add(what(dialogs, database), format!("{p99:.1} ms"), "100 ms", p99 <= 100.0);
}

/// The slowest but one in a hundred, in milliseconds.
async fn on(
    binary: &Path,
    data: &Path,
    database: &Database,
    address: &str,
    dialogs: u32,
) -> Result<f64, Failure> {
    let environment = [("BATON_DATABASE", address)];
    // The server makes its user first.
    drop(Server::baton_with(binary, data, PASSWORD, &environment).await?);
    fill(data, database, dialogs).await?;
    let server = Server::baton_with(binary, data, PASSWORD, &environment).await?;
    let session = Session::open(&server, PASSWORD).await?;
    let mut taken: Vec<Duration> = Vec::new();
    for number in 0..SEARCHES {
        let from = FIRST + i64::from((number.wrapping_mul(7_919)) % dialogs) * APART;
        let app = app(number % APPS);
        let mut filters = json!({"apps": [app]});
        match number % 3 {
            0 => filters["ocp_group_names"] = json!([USER]),
            1 => filters["end_type"] = json!("FAR_HUP"),
            _ => {}
        }
        let search = json!({"from_ms": FIRST / 1_000, "to_ms": from / 1_000 + 3_600_000, "size": 50, "query_params": filters});
        let begin = Instant::now();
        let page = session.send("POST", "/dialogs-api/insights/v2/dialogs/search", search).await?;
        taken.push(begin.elapsed());
        if page["dialogs"].as_array().is_none_or(Vec::is_empty) {
            return Err("a search has found nothing".into());
        }
    }
    taken.sort_unstable();
    let p99 = taken.get(taken.len() * 99 / 100).copied().unwrap_or_default();
    Ok(p99.as_secs_f64() * 1_000.0)
}

fn app(number: u32) -> String {
    format!("{}.SND_app{number}.Flow.{USER}@SND_app{number}.{USER}", Uuid::nil())
}

async fn fill(data: &Path, database: &Database, dialogs: u32) -> Result<(), Failure> {
    let store = Store::open(database, data).await?;
    let feed = store.records().feed();
    let mut from = take_over(&store).await?;
    let mut number = 0;
    while number < dialogs {
        let until = dialogs.min(number + TOGETHER);
        let began = (number..until).map(one).collect();
        let to = baton_store::FeedHold { position: from.position + 1, ..from };
        let batch = RecordBatch { from, to, records: vec![], began, over: vec![], counts: vec![] };
        if !feed.commit(batch).await? {
            return Err("somebody else makes records in the benchmark's store".into());
        }
        (from, number) = (to, until);
    }
    store.close().await;
    Ok(())
}

fn one(number: u32) -> RecordedDialog {
    let started_at = Timestamp(FIRST + i64::from(number) * APART);
    // As those of real dialogs, ids rise with the time.
    let id = format!("{number:040x}.{}.{number:032x}", started_at.as_millis());
    let of = number.wrapping_mul(2_654_435_761) >> 8;
    RecordedDialog {
        group_id: id.clone(),
        id,
        kind: "app".to_owned(),
        application_id: Uuid::nil().to_string(),
        ocp_group: USER.to_owned(),
        app: app(of % APPS),
        name: format!("app{}", of % APPS),
        started_at,
        ended_at: Some(started_at.plus_seconds(60)),
        duration_ms: 60_000,
        end_type: ["NEAR_HUP", "FAR_HUP", "TRANSFER"][(of % 3) as usize].to_owned(),
        result: "success".to_owned(),
        reason: String::new(),
        channel: "omIVR".to_owned(),
        locale: "en-US".to_owned(),
        ani: format!("+49{}", of % 1_000_000),
        dnis: "800".to_owned(),
        connection_id: Uuid::from_u128(u128::from(number)).to_string(),
        test_mode: false,
        steps: 9,
        no_inputs: 0,
        no_matches: 0,
    }
}
