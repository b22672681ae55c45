//! How a dialog is shown.

use baton_store::RecordedDialog;
use serde::Serialize;
use utoipa::ToSchema;

/// A dialog.
#[derive(Serialize, ToSchema)]
#[schema(title = "InsightsDialog")]
pub struct ShownDialog {
    /// Its id.
    id: String,
    /// The id of the root, which all dialogs of a call or chat share.
    group: String,
    /// `app`, `flow` or `miniapp`.
    kind: String,
    /// The root's flow-application id; a component's id.
    app_id: String,
    /// The name of what ran.
    app_name: String,
    /// The group of the application.
    ocp_group_name: String,
    /// When it began, in milliseconds since 1970.
    #[schema(example = 1_772_366_400_000_i64)]
    time: i64,
    /// When it ended; `null` while it goes on.
    end_time: Option<i64>,
    /// Milliseconds that it took; `null` while it goes on.
    duration: Option<i64>,
    /// `open` or `ended`.
    status: &'static str,
    /// `NEAR_HUP`, `FAR_HUP` or `TRANSFER`; empty while it goes on.
    end_type: String,
    /// `success` or `fail`; empty while it goes on.
    result: String,
    /// Why, when there is a reason.
    reason: String,
    /// `omIVR` or `web-chat`.
    channel: String,
    /// The locale it began in.
    locale: String,
    /// Who called, as it may be shown.
    origin_uri: String,
    /// Whom they called.
    destination_uri: String,
    /// The channel's id of the connection.
    connection_id: String,
    /// The chat session, or the connection.
    session_id: String,
    /// Whether it was a simulation.
    test_flag: bool,
    /// Its turns, once it is over.
    steps: i64,
    /// No-inputs, once it is over.
    no_inputs: i64,
    /// No-matches, once it is over.
    no_matches: i64,
}

impl ShownDialog {
    /// Shows one.
    pub fn of(row: RecordedDialog) -> Self {
        let over = row.ended_at;
        Self {
            time: row.started_at.as_millis(),
            end_time: over.map(baton_model::Timestamp::as_millis),
            duration: over.map(|_| row.duration_ms),
            status: if over.is_some() { "ended" } else { "open" },
            id: row.id,
            group: row.group_id,
            kind: row.kind,
            app_id: row.app,
            app_name: row.name,
            ocp_group_name: row.ocp_group,
            end_type: row.end_type,
            result: row.result,
            reason: row.reason,
            channel: row.channel,
            locale: row.locale,
            origin_uri: row.ani,
            destination_uri: row.dnis,
            session_id: row.connection_id.clone(),
            connection_id: row.connection_id,
            test_flag: row.test_mode,
            steps: row.steps,
            no_inputs: row.no_inputs,
            no_matches: row.no_matches,
        }
    }
}
