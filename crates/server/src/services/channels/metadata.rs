//! What an answer says about its dialog.

use baton_runtime::Answered;
use serde::Serialize;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

/// About the dialog.
#[derive(Debug, Serialize, ToSchema)]
pub struct DialogMetadata {
    /// No-inputs so far.
    pub no_inputs: u32,
    /// No-matches so far.
    pub no_matches: u32,
    /// Milliseconds since it began.
    pub duration: i64,
    /// The program it runs on, in twelve characters.
    pub app_version: String,
    /// When it began, in milliseconds since 1970.
    pub dialog_timestamp: i64,
    /// What runs.
    pub app: String,
    /// `NEAR_HUP`, `FAR_HUP` or `TRANSFER`, once it is over.
    pub end_type: Option<&'static str>,
    /// `omIVR` or `web-chat`.
    pub channel: &'static str,
    /// Who calls.
    pub origin_uri: String,
    /// What they call with; not known here.
    pub device_type: Option<&'static str>,
    /// The channel's id of the connection.
    pub connection_id: String,
    /// The version of this server.
    pub diamant_version: &'static str,
    /// Whom they called.
    pub destination_uri: String,
    /// The server; all nodes are the same.
    pub diamant_instance: &'static str,
    /// `inbound`
    pub dialog_direction: &'static str,
    /// Who calls, as a hash.
    pub hashed_origin_uri: String,
}

impl DialogMetadata {
    /// Says it about a dialog.
    pub fn of(answered: &Answered) -> Self {
        let Answered { dialog, program, turn, .. } = answered;
        let origin_uri = dialog.ani().to_owned();
        Self {
            no_inputs: turn.no_inputs,
            no_matches: turn.no_matches,
            duration: answered.updated_at.as_millis() - answered.started_at.as_millis(),
            app_version: answered.program_hash.get(..12).unwrap_or_default().to_owned(),
            dialog_timestamp: answered.started_at.as_millis(),
            app: program.flow_app_id.clone(),
            end_type: turn.ended.as_ref().map(|ended| ended.end_type.as_str()),
            channel: dialog.channel().as_str(),
            hashed_origin_uri: match origin_uri.as_str() {
                "" => String::new(),
                number => hex::encode(Sha256::digest(number)),
            },
            origin_uri,
            device_type: None,
            connection_id: dialog.connection_id().to_owned(),
            diamant_version: env!("CARGO_PKG_VERSION"),
            destination_uri: dialog.dnis().to_owned(),
            diamant_instance: "baton",
            dialog_direction: "inbound",
        }
    }
}
