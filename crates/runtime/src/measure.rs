//! What the metrics count.

use std::time::Instant;

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
}

/// A turn was answered; `began` is when its input came.
pub(crate) fn turn(began: Instant) {
    metrics::counter!("baton_turns_total").increment(1);
    metrics::histogram!("baton_turn_seconds").record(began.elapsed().as_secs_f64());
}
