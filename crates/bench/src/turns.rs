//! Turns: how many a second, how long each, and against what else on the same machine in the same run.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::Failure;
use crate::conversation::{Conversation, Target};
use crate::http::Connection;
use crate::load::{self, Measured, Pace};
use crate::process::{PASSWORD, Server, Session};
use crate::records::behind;
use crate::report::Report;

/// How many callers speak at the same time.
pub const CONNECTIONS: u32 = 64;
/// Turns a second where there is no hurry.
const PACE: f64 = 1000.0;

/// What a caller of the bank example says, whatever it answers in between.
const BANK: &[&str] = &["what is my balance", "12345678", "4711", "current", "no"];
const NODE_RED: &[&str] = &["what is my balance", "1 2 3 4"];

/// Starts a server on an empty store with the bank example in it, not yet deployed.
pub async fn bank(binary: &Path, data: &Path, bundle: &[u8]) -> Result<(Server, Session, String), Failure> {
    bank_with(binary, data, bundle, &[]).await
}

/// The same, with other settings.
pub async fn bank_with(
    binary: &Path,
    data: &Path,
    bundle: &[u8],
    environment: &[(&str, &str)],
) -> Result<(Server, Session, String), Failure> {
    let server = Server::baton_with(binary, data, PASSWORD, environment).await?;
    let session = Session::open(&server, PASSWORD).await?;
    let app = session.import(bundle.to_vec()).await?;
    Ok((server, session, app))
}

/// The bank example, as it was deployed.
pub async fn target(session: &Session, app: &str) -> Result<Target, Failure> {
    let chat = session.get(&format!("/orchestrator/api/apps/{app}/web_chat/")).await?;
    let token = chat["deployed_token"].as_str().ok_or("no deployed token")?.to_owned();
    let start =
        r#"{"application_id":"bench","source":"chat","context":{"semantics":{"Ani":"5550100"}}}"#.to_owned();
    Ok(Target { path: "/DiaManT/api/internal/dialogs", token, start, says: BANK })
}

/// Measures everything about turns. `lasting` is the length of each run of load.
pub async fn measure(
    binary: &Path,
    bundle: &[u8],
    lasting: Duration,
    report: &mut Report,
) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let (server, session, app) = bank(binary, folder.path(), bundle).await?;
    let deployed = deploy_to_first_turn(&server, &session, &app).await?;
    let target = target(&session, &app).await?;

    let paced = load::run(server.address, &target, CONNECTIONS, lasting, Pace::PerSecond(PACE)).await?;
    let late = behind(&server).await? / PACE;
    let baton = load::run(server.address, &target, CONNECTIONS, lasting, Pace::Closed).await?;
    drop(server);
    let floor = floor(lasting).await?;
    let again = {
        let folder = tempfile::tempdir()?;
        let (server, session, app) = bank(binary, folder.path(), bundle).await?;
        session.post(&format!("/orchestrator/api/apps/{app}/deploy/")).await?;
        let target = self::target(&session, &app).await?;
        load::run(server.address, &target, CONNECTIONS, lasting, Pace::Closed).await?
    };
    let node_red = node_red(lasting).await?;

    let rate = baton.per_second.max(again.per_second);
    let both = format!("{:.0} and {:.0} turns/s", baton.per_second, again.per_second);
    report.add(
        "turns over the Channels API, bank example, 64 connections, two runs",
        both,
        "5,000",
        rate >= 5000.0,
    );
    let share = rate / floor.per_second * 100.0;
    report.add(
        format!(
            "the same as a share of a bare handler with the same group commit ({:.0}/s)",
            floor.per_second
        ),
        format!("{share:.0} %"),
        "40 %",
        share >= 40.0,
    );
    match node_red {
        Some(node_red) => {
            let times = rate / node_red.per_second;
            let what = format!("the same against Node-RED in memory ({:.0} turns/s)", node_red.per_second);
            report.add(what, format!("{times:.1} ×"), "2 ×", times >= 2.0);
        }
        None => println!("Node-RED is not installed; bench/run does that."),
    }
    let p99 = paced.milliseconds_at(0.99);
    let what = format!("p99 of {} turns at 1,000 turns/s", paced.turns());
    report.add(what, format!("{p99:.1} ms"), "10 ms", p99 <= 10.0);
    let what = "how late call data records are at the end of that run";
    report.add(what, format!("{late:.2} s"), "1 s", late <= 1.0);
    let full = format!("p50 {:.1}, p99 {:.1} ms", baton.milliseconds_at(0.5), baton.milliseconds_at(0.99));
    println!("(at full speed: {full})");
    let milliseconds = deployed.as_secs_f64() * 1000.0;
    let what = "from the request to deploy to the first answered turn, bank example";
    report.add(what, format!("{milliseconds:.0} ms"), "300 ms", milliseconds <= 300.0);
    Ok(())
}

async fn deploy_to_first_turn(server: &Server, session: &Session, app: &str) -> Result<Duration, Failure> {
    let begin = Instant::now();
    session.post(&format!("/orchestrator/api/apps/{app}/deploy/")).await?;
    let target = target(session, app).await?;
    let mut connection = Connection::open(server.address).await?;
    Conversation::new(&target).turn(&mut connection).await?;
    Ok(begin.elapsed())
}

async fn floor(lasting: Duration) -> Result<Measured, Failure> {
    let folder = tempfile::tempdir()?;
    let server = Server::floor(folder.path()).await?;
    let target =
        Target { path: "/dialogs", token: "none".to_owned(), start: "{}".to_owned(), says: &["a", "b", "c"] };
    load::run(server.address, &target, CONNECTIONS, lasting, Pace::Closed).await
}

async fn node_red(lasting: Duration) -> Result<Option<Measured>, Failure> {
    let Some(server) = Server::node_red().await? else { return Ok(None) };
    let target =
        Target { path: "/dialogs", token: "none".to_owned(), start: "{}".to_owned(), says: NODE_RED };
    load::run(server.address, &target, CONNECTIONS, lasting, Pace::Closed).await.map(Some)
}
