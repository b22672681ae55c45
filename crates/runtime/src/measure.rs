//! What the metrics count.

use std::time::Instant;

use baton_model::handlers::FAIL_EXIT_REASONS;

use crate::dialogs::UnderWay;

/// A dialog began.
pub(crate) fn started(under_way: &UnderWay) {
    metrics::counter!("baton_dialogs_started_total", "channel" => under_way.dialog.channel().as_str())
        .increment(1);
}

/// A dialog ended.
pub(crate) fn ended(under_way: &UnderWay) {
    let end_type = under_way.dialog.ended().map_or("", |ended| ended.end_type.as_str());
    metrics::counter!("baton_dialogs_ended_total", "end_type" => end_type).increment(1);
    // A reason that an author wrote may hold what a caller said; why a dialog failed never does.
    let ended = under_way.dialog.ended();
    let failed = ended.filter(|ended| !ended.success).and_then(|ended| ended.reason.as_deref());
    let reason = failed.filter(|reason| FAIL_EXIT_REASONS.contains(reason)).unwrap_or_default();
    let success = ended.is_some_and(|ended| ended.success);
    let (dialog, app) = (under_way.id(), under_way.runnable.program.name.as_str());
    tracing::info!(dialog, app, end_type, success, reason, "dialog ended");
}

/// A turn was answered; `began` is when its input came.
pub(crate) fn turn(began: Instant) {
    metrics::counter!("baton_turns_total").increment(1);
    metrics::histogram!("baton_turn_seconds").record(began.elapsed().as_secs_f64());
}
