//! The records as they are sent: the names are the public schema's.

use std::collections::BTreeMap;

use serde::Serialize;

/// A dialog began.
#[derive(Serialize)]
pub(crate) struct DialogStart<'a> {
    pub(crate) message_type: &'static str,
    pub(crate) id: &'a str,
    pub(crate) group: &'a str,
    pub(crate) session_id: &'a str,
    pub(crate) time: i64,
    pub(crate) origin_uri: &'a str,
    pub(crate) hashed_origin_uri: &'a str,
    pub(crate) destination_uri: &'a str,
    pub(crate) connection_id: &'a str,
    pub(crate) channel: &'a str,
    pub(crate) device_type: &'a str,
    pub(crate) direction: &'a str,
    pub(crate) test_flag: bool,
    pub(crate) incoming_attached_data: &'a BTreeMap<String, String>,
    pub(crate) asr: Asr,
    pub(crate) diamant: Diamant<'a>,
    pub(crate) flow: Flow<'a>,
    pub(crate) app: App<'a>,
}

/// The recogniser's side of a call; it stands beside the channel and is not known here.
#[derive(Serialize, Default)]
pub(crate) struct Asr {
    pub(crate) mrcp_session_id: &'static str,
}

/// What runs dialogs.
#[derive(Serialize)]
pub(crate) struct Diamant<'a> {
    pub(crate) id: &'static str,
    pub(crate) version: &'a str,
    pub(crate) region: &'static str,
}

/// What runs in the dialog, and where in the tree.
#[derive(Serialize)]
pub(crate) struct Flow<'a> {
    pub(crate) id: &'a str,
    pub(crate) account_id: &'a str,
    pub(crate) name: &'a str,
    pub(crate) r#type: &'a str,
    pub(crate) diamant_app_name: &'a str,
    pub(crate) uuid: &'a str,
    pub(crate) organization: &'a str,
    pub(crate) reportable: bool,
    pub(crate) parent_name: &'a str,
    pub(crate) parent_id: &'a str,
    pub(crate) parent_step: u32,
    pub(crate) root_step: u32,
    pub(crate) path: &'a [String],
    pub(crate) path_app_ids: &'a [String],
    pub(crate) ocp_group_name: &'a str,
    pub(crate) ocp_organization_id: &'a str,
}

/// The version of what runs.
#[derive(Serialize, Clone, Copy)]
pub(crate) struct App<'a> {
    pub(crate) name: &'a str,
    pub(crate) version: &'a str,
}

/// A turn of a dialog.
#[derive(Serialize)]
pub(crate) struct DialogStep<'a> {
    pub(crate) message_type: &'static str,
    pub(crate) id: &'a str,
    pub(crate) group: &'a str,
    pub(crate) session_id: &'a str,
    pub(crate) time: i64,
    pub(crate) step: u32,
    pub(crate) locale: &'a str,
    pub(crate) input_modality: &'a str,
    pub(crate) original_utterance: &'a str,
    pub(crate) transcription: &'a str,
    pub(crate) nlu: Nlu<'a>,
    pub(crate) action: Action<'a>,
    pub(crate) bio: Bio<'a>,
    pub(crate) events: Vec<StepEvent<'a>>,
    pub(crate) flow: Flow<'a>,
    pub(crate) app: App<'a>,
}

/// What was understood.
#[derive(Serialize)]
pub(crate) struct Nlu<'a> {
    pub(crate) result_type: &'static str,
    pub(crate) result_count: usize,
    pub(crate) work_flow_id: &'static str,
    pub(crate) nlu_app: &'a str,
    pub(crate) semantic_interpretation: Vec<Interpretation<'a>>,
}

/// One understanding.
#[derive(Serialize)]
pub(crate) struct Interpretation<'a> {
    pub(crate) utterance: &'a str,
    pub(crate) confidence: f32,
    pub(crate) intent: Intent<'a>,
    pub(crate) entities: Vec<Entity<'a>>,
}

/// An intent.
#[derive(Serialize)]
pub(crate) struct Intent<'a> {
    pub(crate) name: &'a str,
    pub(crate) status: &'static str,
    pub(crate) confidence: f32,
}

/// Values of one name.
#[derive(Serialize)]
pub(crate) struct Entity<'a> {
    pub(crate) name: &'a str,
    pub(crate) sensitivity_level: &'static str,
    pub(crate) instances: [Instance<'a>; 1],
}

/// A value, and where it stands in the utterance when that is known.
#[derive(Serialize)]
pub(crate) struct Instance<'a> {
    pub(crate) value: &'a str,
    pub(crate) confidence: f32,
    pub(crate) begin: Option<u32>,
    pub(crate) end: Option<u32>,
}

/// What the dialog did next.
#[derive(Serialize)]
pub(crate) struct Action<'a> {
    pub(crate) name: &'a str,
    pub(crate) r#type: &'static str,
    pub(crate) subtype: &'static str,
    pub(crate) prompt: &'a str,
    pub(crate) tag: &'a str,
    pub(crate) timeout: Option<u32>,
    pub(crate) prompt_duration: Option<u32>,
}

/// What voice biometrics handed back.
#[derive(Serialize)]
pub(crate) struct Bio<'a> {
    pub(crate) search_result: &'a str,
}

/// An event of a turn.
#[derive(Serialize)]
pub(crate) struct StepEvent<'a> {
    pub(crate) index: usize,
    pub(crate) active_intent: &'a str,
    pub(crate) task_id: &'static str,
    pub(crate) log: EventLog<'a>,
}

/// What happened.
#[derive(Serialize)]
pub(crate) struct EventLog<'a> {
    pub(crate) event: &'a str,
    pub(crate) exit_reason: &'a str,
    pub(crate) task: &'a str,
    pub(crate) name: &'a str,
    pub(crate) status: &'a str,
}

/// A dialog ended.
#[derive(Serialize)]
pub(crate) struct DialogEnd<'a> {
    pub(crate) message_type: &'static str,
    pub(crate) id: &'a str,
    pub(crate) group: &'a str,
    pub(crate) session_id: &'a str,
    pub(crate) time: i64,
    pub(crate) end_type: &'a str,
    pub(crate) duration: i64,
    pub(crate) result: &'a str,
    pub(crate) reason: &'a str,
    pub(crate) steps: u32,
    pub(crate) events: String,
    pub(crate) kvps: &'a [KeyValue],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) outbound_attached_data: Option<&'a BTreeMap<String, String>>,
    pub(crate) origin_uri: &'a str,
    pub(crate) destination_uri: &'a str,
    pub(crate) connection_id: &'a str,
    pub(crate) channel: &'a str,
    pub(crate) test_flag: bool,
    pub(crate) flow: Flow<'a>,
    pub(crate) app: App<'a>,
}

/// A key-value.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct KeyValue {
    pub(crate) step: u32,
    pub(crate) key: String,
    pub(crate) value: String,
}
