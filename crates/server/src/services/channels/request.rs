//! What a channel sends. Unknown keys are ignored; those that mean nothing here are taken and left alone.
#![allow(dead_code, reason = "the interface says what it takes, also where nothing is made of it")]

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

/// Begins a dialog.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub struct StartDialogRequest {
    /// The application's name; the token alone decides which application answers.
    #[schema(example = "Bank")]
    pub application_id: Option<String>,
    /// What the channel calls itself.
    #[schema(example = "chat")]
    pub source: Option<String>,
    /// What the channel knows.
    pub context: Option<ChannelContext>,
    /// Who calls.
    pub user: Option<User>,
    /// Fields that a test gives; `initial` is taken like `context.semantics`, below it.
    pub simulation_data: Option<SimulationData>,
    /// What the caller already said.
    pub utterance: Option<String>,
}

/// Goes on with a dialog.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub struct SendMessageRequest {
    /// What the caller said; `[noinput]`, `[hup]` and `[dtmf:12#]` mean what they say.
    #[schema(example = "I lost my card")]
    pub utterance: Option<String>,
    /// The application's name.
    #[schema(example = "Bank")]
    pub application_id: Option<String>,
    /// What the channel calls itself.
    #[schema(example = "chat")]
    pub source: Option<String>,
    /// What the channel knows.
    pub context: Option<ChannelContext>,
}

/// What the channel knows.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub struct ChannelContext {
    /// At the start: fields of the root canvas, and `Ani`, `Dnis`. Always: results of voice biometrics (`Bio…`).
    #[schema(value_type = Option<Object>)]
    pub semantics: Option<Map<String, Value>>,
    /// What the channel's recogniser heard.
    pub asr_info: Option<AsrInfo>,
}

/// Who calls.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = ChannelUser)]
pub struct User {
    /// The channel's id of the user.
    pub user_id: Option<String>,
    /// Their address.
    pub email: Option<String>,
    /// Their first name.
    pub first_name: Option<String>,
    /// Their last name.
    pub last_name: Option<String>,
    /// Their name; the caller's number when it is one and there is no other.
    pub fullname: Option<String>,
    /// The caller's number, unless `context.semantics` has `Ani`.
    pub phone_number: Option<String>,
    /// The name they sign in with.
    pub username: Option<String>,
}

/// What a test gives.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub struct SimulationData {
    /// Fields.
    #[schema(value_type = Option<Object>)]
    pub initial: Option<Map<String, Value>>,
    /// In the simulator: what services answer, by the name of the miniApp or of `<miniApp>.<call>`. They are not
    /// called then.
    #[schema(value_type = Option<Object>)]
    pub backend: Option<BTreeMap<String, Value>>,
}

/// What the channel's recogniser heard. Of its many keys, those that are used here.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub struct AsrInfo {
    /// How the words came: `dtmf` or `speech`.
    #[serde(rename = "recInputMode")]
    pub rec_input_mode: Option<String>,
    /// The recogniser's result.
    #[schema(value_type = Option<Object>)]
    pub result: Option<Value>,
}

impl AsrInfo {
    /// The mode of the first interpretation, else that of the recogniser.
    pub fn mode(&self) -> Option<&str> {
        let interpreted = self
            .result
            .as_ref()
            .and_then(|result| result.pointer("/interpretations/0/input/mode"))
            .and_then(Value::as_str);
        interpreted.or(self.rec_input_mode.as_deref())
    }
}
