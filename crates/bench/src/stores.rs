//! A store with many applications in it: how fast a server starts on it, and how fast it gives a page of them.

use std::path::Path;
use std::time::{Duration, Instant};

use baton_model::Timestamp;
use baton_store::{Application, ApplicationKind, Beginning, Canvas, Database, Store};
use uuid::Uuid;

use crate::Failure;
use crate::process::{Server, Session, USER};
use crate::report::Report;

const STARTED_ON: u32 = 10_000;
const PAGED_OVER: u32 = 100_000;

/// Measures memory at rest, start-up and pages.
pub async fn measure(binary: &Path, report: &mut Report) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let password = Uuid::new_v4().to_string();
    let server = Server::baton(binary, folder.path(), &password).await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let megabytes = server.resident_megabytes()?;
    report.add("memory at rest, empty store", format!("{megabytes:.0} MB"), "80 MB", megabytes <= 80.0);
    drop(server);

    fill(folder.path(), 0..STARTED_ON).await?;
    let begin = Instant::now();
    let server = Server::baton(binary, folder.path(), &password).await?;
    let seconds = begin.elapsed().as_secs_f64();
    report.add("start on a store with 10,000 applications", format!("{seconds:.2} s"), "1 s", seconds <= 1.0);
    drop(server);

    fill(folder.path(), STARTED_ON..PAGED_OVER).await?;
    let server = Server::baton(binary, folder.path(), &password).await?;
    let session = Session::open(&server, &password).await?;
    let mut taken = Vec::new();
    for number in 0..200_u32 {
        let offset = (number * 7_919) % (PAGED_OVER - 50);
        let begin = Instant::now();
        let path = format!("/orchestrator/api/apps/pagination/?limit=50&offset={offset}");
        let page = session.get(&path).await?;
        taken.push(begin.elapsed());
        let (count, length) = (page["count"].as_u64(), page["results"].as_array().map(Vec::len));
        if count != Some(u64::from(PAGED_OVER)) || length != Some(50) {
            return Err(format!("a page of {length:?} out of {count:?}").into());
        }
    }
    taken.sort_unstable();
    let p99 = taken[taken.len() * 99 / 100].as_secs_f64() * 1000.0;
    let what = "a page of 50 out of 100,000 applications, any offset, p99";
    report.add(what, format!("{p99:.1} ms"), "20 ms", p99 <= 20.0);
    Ok(())
}

async fn fill(data: &Path, numbers: std::ops::Range<u32>) -> Result<(), Failure> {
    let store = Store::open(&Database::Sqlite, data).await?;
    let user = store.users().by_name(USER).await?.ok_or("the user of the benchmarks is not there")?;
    let numbers: Vec<u32> = numbers.collect();
    for chunk in numbers.chunks(5_000) {
        let mut tx = store.begin().await?;
        for number in chunk {
            let (application, canvas) = one(user.id, *number);
            tx.applications().insert(&application).await?;
            tx.canvases().insert(&canvas).await?;
        }
        tx.commit().await?;
    }
    store.close().await;
    Ok(())
}

fn one(user: Uuid, number: u32) -> (Application, Canvas) {
    let (id, canvas_id, now) = (Uuid::new_v4(), Uuid::new_v4(), Timestamp(1_790_000_000_000_000));
    let name = format!("app_{:05}_{number}", number.wrapping_mul(2_654_435_761) % 100_000);
    let application = Application::begin(Beginning {
        id,
        canvas_id,
        kind: ApplicationKind::App,
        name: &name,
        group_name: USER,
        user_id: user,
        component_id: format!("{user}.{name}.Apps.orc.{USER}"),
        live_token: format!("{}{}{:016x}", id.simple(), canvas_id.simple(), number),
        now,
    });
    let canvas = Canvas {
        id: canvas_id,
        application_id: id,
        document: r#"{"content": {"nodes": [], "edges": []}}"#.to_owned(),
        revision: 1,
        updated_at: now,
    };
    (application, canvas)
}
