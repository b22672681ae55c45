//! What is told of the past: what records cost a turn, how fast dialogs are found among many, how fast records reach a
//! receiver, and how large a month is.

pub mod find;
mod size;
mod stream;

use std::path::Path;
use std::time::{Duration, Instant};

use baton_model::Timestamp;
use baton_store::{FeedHold, Store};

use crate::Failure;
use crate::load::{self, Pace};
use crate::process::{Server, Session};
use crate::report::Report;
use crate::turns::{CONNECTIONS, bank_with, target};

/// Measures all of it but search.
pub async fn measure(
    binary: &Path,
    bundle: &[u8],
    lasting: Duration,
    report: &mut Report,
) -> Result<(), Failure> {
    cost(binary, bundle, lasting, report).await?;
    size::measure(binary, bundle, report).await?;
    stream::measure(binary, bundle, report).await
}

/// What a rush of turns came to.
struct Rush {
    /// Turns a second, from the first to the moment in which the last was answered.
    answered: f64,
    /// Turns a second, from the first to the moment in which all of them were recorded.
    recorded: f64,
    /// Seconds from the last turn to that moment.
    late: f64,
}

/// How often turns are sent with records and without: an odd number, so that one of the ratios is in the middle.
const PAIRS: usize = 7;

/// Turns without records and with them, in pairs, one right after the other: of the pairs the one in the middle counts, since a
/// machine that is shared is faster at one time than at another. What records cost is told of a load that lasts: turns count when
/// they are recorded, not before.
async fn cost(binary: &Path, bundle: &[u8], lasting: Duration, report: &mut Report) -> Result<(), Failure> {
    let mut pairs = Vec::with_capacity(PAIRS);
    for _ in 0..PAIRS {
        let without = rush(binary, bundle, lasting / 2, "false").await?.answered;
        let with = rush(binary, bundle, lasting / 2, "true").await?;
        pairs.push((1.0 - with.recorded / without, without, with));
    }
    pairs.sort_by(|(one, ..), (other, ..)| one.total_cmp(other));
    let shares: Vec<String> = pairs.iter().map(|(share, ..)| format!("{:.0}", share * 100.0)).collect();
    let (share, without, with) = pairs.swap_remove(PAIRS / 2);
    let share = share * 100.0;
    let what = format!(
        "what call data records cost a turn: {:.0} turns/s answered and recorded ({:.0} answered), {without:.0} without records; of {PAIRS} such pairs ({} %) the one in the middle",
        with.recorded,
        with.answered,
        shares.join(", ")
    );
    report.add(what, format!("{share:.0} %"), "15 %", share <= 15.0);
    let what = "how late call data records are at the end of such a rush";
    report.add(what, format!("{:.1} s", with.late), "1 s", with.late <= 1.0);
    Ok(())
}

async fn rush(binary: &Path, bundle: &[u8], lasting: Duration, records: &str) -> Result<Rush, Failure> {
    let folder = tempfile::tempdir()?;
    let (server, session, app) =
        bank_with(binary, folder.path(), bundle, &[("BATON_DIALOGS__RECORDS", records)]).await?;
    session.post(&format!("/orchestrator/api/apps/{app}/deploy/")).await?;
    let target = target(&session, &app).await?;
    let begin = Instant::now();
    load::run(server.address, &target, CONNECTIONS, lasting, Pace::Closed).await?;
    let (talked, took) = (Instant::now(), begin.elapsed());
    let turns = heard(&server).await?;
    if records == "true" {
        until_recorded(&server).await?;
    }
    Ok(Rush {
        answered: turns / took.as_secs_f64(),
        recorded: turns / begin.elapsed().as_secs_f64(),
        late: talked.elapsed().as_secs_f64(),
    })
}

/// What a server has counted, whatever the labels.
async fn counted(server: &Server, name: &str) -> Result<f64, Failure> {
    let text = reqwest::get(format!("http://{}/metrics", server.address)).await?.text().await?;
    let of_name = |line: &&str| line.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '{']));
    Ok(text.lines().filter(of_name).filter_map(|line| line.rsplit(' ').next()?.parse::<f64>().ok()).sum())
}

/// How many turns a server has heard, the first of each dialog included.
async fn heard(server: &Server) -> Result<f64, Failure> {
    Ok(counted(server, "baton_turns_total").await? + counted(server, "baton_dialogs_started_total").await?)
}

/// Of how many turns a server has made no records yet.
pub async fn behind(server: &Server) -> Result<f64, Failure> {
    Ok((heard(server).await? - counted(server, "baton_recorded_turns_total").await?).max(0.0))
}

/// Waits until records were made of everything that this server has heard.
pub async fn until_recorded(server: &Server) -> Result<(), Failure> {
    for _ in 0..3_000 {
        if behind(server).await? == 0.0 {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Err("records are a minute late".into())
}

/// Takes the lease of whoever makes records: the server that had it is gone.
async fn take_over(store: &Store) -> Result<FeedHold, Failure> {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?;
    let soon = Timestamp(i64::try_from(since.as_micros())?).plus_seconds(10);
    let held = store.records().feed().hold("bench", soon, soon.plus_seconds(1)).await?;
    Ok(held.ok_or("somebody else makes records in the benchmark's store")?)
}

/// Some real conversations with the bank example, to their end.
async fn converse(server: &Server, session: &Session, app: &str, dialogs: usize) -> Result<(), Failure> {
    session.post(&format!("/orchestrator/api/apps/{app}/deploy/")).await?;
    let target = target(session, app).await?;
    let mut connection = crate::http::Connection::open(server.address).await?;
    for _ in 0..dialogs {
        let mut conversation = crate::conversation::Conversation::new(&target);
        while !conversation.turn(&mut connection).await? {}
    }
    Ok(())
}
