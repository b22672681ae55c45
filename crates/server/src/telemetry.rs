//! Logs and metrics of the process.

use std::io::{self, IsTerminal};
use std::sync::OnceLock;
use std::time::Duration;

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;

use crate::commands::Failure;
use crate::config::Log;

/// Upper bounds of the times that are counted, in seconds.
const BUCKETS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];
const UPKEEP: Duration = Duration::from_secs(5);

/// Libraries that would log what callers say and the tokens beside it: whole frames, at their lowest level.
const KEPT_QUIET: [&str; 2] = ["tungstenite=warn", "tokio_tungstenite=warn"];

/// What the driver of the database has to say at `info` is of no use to an operator; who names it gets it.
const UNLESS_NAMED: &str = "sqlx=warn";

/// Begins to log, to standard error.
///
/// # Errors
/// When the filter can't be read.
pub fn log(settings: &Log) -> Result<(), Failure> {
    let filter = filter(&settings.filter)?;
    let logger = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal());
    // A process logs once; who embeds the server may have begun already.
    let _begun = if settings.json { logger.json().try_init() } else { logger.with_target(false).try_init() };
    Ok(())
}

/// What is logged: as it is set, but never what a caller said, whatever is set.
fn filter(set: &str) -> Result<EnvFilter, Failure> {
    let unreadable = |error| format!("the setting log.filter can't be read: {error}");
    let mut filter = EnvFilter::try_new(format!("{UNLESS_NAMED},{set}")).map_err(unreadable)?;
    for quiet in KEPT_QUIET {
        filter = filter.add_directive(quiet.parse().map_err(unreadable)?);
    }
    Ok(filter)
}

/// What a panic says may hold what a caller said, so it says only where it was.
pub fn keep_panics_quiet() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panicked");
    }));
}

/// The metrics of this process, however many servers are in it.
pub fn metrics() -> &'static PrometheusHandle {
    static METRICS: OnceLock<PrometheusHandle> = OnceLock::new();
    METRICS.get_or_init(|| {
        let times = Matcher::Suffix("_seconds".to_owned());
        let builder = PrometheusBuilder::new().set_buckets_for_metric(times, &BUCKETS);
        let recorder = builder.unwrap_or_else(|_| PrometheusBuilder::new()).build_recorder();
        let handle = recorder.handle();
        let _set = ::metrics::set_global_recorder(recorder);
        describe();
        handle
    })
}

/// What each metric counts, as its HELP line says it.
fn describe() {
    for (name, help) in [
        ("http_requests_total", "Requests that were answered, by method, route and status."),
        ("baton_dialogs_started_total", "Dialogs that began, by channel."),
        ("baton_dialogs_ended_total", "Dialogs that ended, by how."),
        ("baton_turns_total", "Turns that were answered."),
        ("baton_deployments_total", "Deployments that made something new."),
        ("baton_recorded_turns_total", "Turns that call data records were made of."),
        ("baton_streamed_records_total", "Call data records that receivers took."),
        ("baton_stream_failures_total", "Batches of records that a receiver did not take."),
        ("baton_calls_total", "Calls of web services, by how they ended."),
        ("baton_functions_ended_total", "JavaScript functions that failed, by why."),
    ] {
        ::metrics::describe_counter!(name, help);
    }
    for (name, help) in [
        ("http_request_duration_seconds", "How long requests took, by method and route."),
        ("baton_turn_seconds", "How long turns took, from the input until the answer was on disk."),
        ("baton_call_duration_seconds", "How long calls of web services took, with all attempts."),
        ("baton_function_duration_seconds", "How long JavaScript functions ran."),
    ] {
        ::metrics::describe_histogram!(name, ::metrics::Unit::Seconds, help);
    }
    ::metrics::describe_gauge!("baton_chat_connections", "Chat connections that are open.");
}

/// Keeps the metrics small. Never ends.
pub async fn upkeep() {
    loop {
        tokio::time::sleep(UPKEEP).await;
        metrics().run_upkeep();
    }
}

#[cfg(test)]
mod tests {
    use super::filter;

    #[test]
    fn the_driver_of_the_database_says_what_is_wrong_alone_unless_it_is_named() {
        assert!(filter("info").unwrap().to_string().contains("sqlx=warn"));
        let named = filter("info,sqlx=debug").unwrap().to_string();
        assert!(named.contains("sqlx=debug") && !named.contains("sqlx=warn"), "{named}");
    }

    #[test]
    fn no_filter_lets_the_frames_of_a_chat_into_the_log() {
        for set in ["trace", "tungstenite=trace", "tungstenite::protocol=trace,info"] {
            let shown = filter(set).unwrap().to_string();
            assert!(shown.contains("tungstenite=warn"), "{set} became {shown}");
            assert!(!shown.contains("tungstenite=trace"), "{set} became {shown}");
        }
    }
}
