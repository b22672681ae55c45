//! What a channel is answered.

use std::collections::BTreeMap;

use baton_dialog::{ActionKind, Turn};
use baton_runtime::Answered;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::data_model::{AsrData, Grammars, LogEvent, Message, MessagePrompt};
use super::metadata::DialogMetadata;

/// One turn.
#[derive(Debug, Serialize, ToSchema)]
pub struct DialogAnswer {
    /// The dialog's id.
    #[serde(rename = "dialogId")]
    pub dialog_id: String,
    /// What runs.
    pub app: String,
    /// The locale of what is said.
    pub locale: String,
    /// The number of the turn.
    pub step: u32,
    /// All that is said.
    pub prompt: String,
    /// What the caller said; sensitive words are masked.
    pub utterance: String,
    /// The server; all nodes are the same.
    pub server: &'static str,
    /// The version of this server.
    pub version: &'static str,
    /// Not used here.
    pub trackers: Vec<String>,
    /// What is said in reaction to what the caller said.
    pub reactions: Vec<String>,
    /// Not used here.
    pub annotations: Vec<String>,
    /// Fields that the turn changed; sensitive values are masked.
    pub fields: Vec<Field>,
    /// What the channel does.
    pub action: Action,
    /// What happened, as texts.
    pub dialog_events: Vec<String>,
    /// The same, taken apart.
    pub all_dialog_events: Vec<LogEvent>,
    /// What the recogniser is to listen for.
    pub grammars: Grammars,
    /// The data that goes along with a transfer, as JSON in a text.
    pub exit_attached_data: String,
    /// Not used here.
    pub rule_name: Option<String>,
    /// Not used here.
    pub context_param: Option<String>,
    /// Where a transfer goes.
    pub extension: Option<String>,
    /// Why the dialog ended or was handed over.
    pub reason: Option<String>,
    /// The data that goes along with a transfer.
    pub attached_data: BTreeMap<String, String>,
    /// The intent in force.
    pub intent: Option<Intent>,
    /// Where a transfer goes, and why.
    pub handoff_data: Option<Handoff>,
    /// The component that acts.
    pub target: Option<Target>,
    /// How the recogniser is to listen.
    pub asr_data: AsrData,
    /// About the dialog.
    pub dialog_metadata: DialogMetadata,
    /// What the voice-biometric engine looks the caller up by.
    pub voice_biometrics: VoiceBiometrics,
    /// The voice that speaks: the item of the application's configuration for the turn's locale, else its default; `null` leaves
    /// it to the channel.
    #[schema(value_type = Option<Object>, required = true)]
    pub tts: Option<Value>,
}

/// What the channel does.
#[derive(Debug, Serialize, ToSchema)]
pub struct Action {
    /// Such as `Get_Intent`.
    pub name: String,
    /// `ask`, `announcement`, `transfer` or `exit`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Not used here.
    pub subtype: Option<String>,
    /// The event of the action.
    pub action_log_event: Option<String>,
    /// The fields that the answer may fill.
    pub fields_to_elicit: Vec<String>,
    /// What is said.
    pub message: Message,
    /// Handed to the recogniser.
    pub tag: Option<String>,
    /// Whether the caller may speak over what is said.
    pub barge_in: bool,
    /// How the keys of a phone are listened to.
    pub keys: KeysOf,
}

/// How the keys of a phone are listened to.
#[derive(Debug, Serialize, ToSchema)]
pub struct KeysOf {
    /// Ends a sequence.
    pub termination: Option<String>,
    /// Milliseconds that may pass after the first, second, … key, the last one for all that follow; empty: the
    /// channel's own.
    pub inter_digit_ms: Vec<u32>,
    /// The most keys that make sense.
    pub most: Option<u32>,
}

/// A field that the turn changed.
#[derive(Debug, Serialize, ToSchema)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// `String`
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// `DEFINED` or `UNDEFINED`.
    pub status: &'static str,
    /// Its value.
    pub instances: Vec<Instance>,
}

/// A value of a field.
#[derive(Debug, Serialize, ToSchema)]
pub struct Instance {
    /// The value; `****` when it is sensitive.
    pub value: String,
    /// Where it stands in the utterance; not known here.
    pub begin: Option<u32>,
    /// Where it ends.
    pub end: Option<u32>,
    /// How sure it is, from 0 to 1.
    pub confidence: f32,
    /// The words it was found in; not known here.
    pub covered_text: Option<String>,
    /// Not used here.
    pub features: BTreeMap<String, String>,
}

/// The intent in force.
#[derive(Debug, Serialize, ToSchema)]
pub struct Intent {
    /// Its name.
    pub name: String,
    /// Its name in records.
    pub log_name: String,
    /// `DEFINED`
    pub status: &'static str,
}

/// Where a transfer goes.
#[derive(Debug, Serialize, ToSchema)]
pub struct Handoff {
    /// The destination.
    pub target: String,
    /// Why.
    pub reason: Option<String>,
}

/// The component that acts.
#[derive(Debug, Serialize, ToSchema)]
pub struct Target {
    /// Its component id.
    pub name: String,
    /// `UNDEFINED` until it has what it asks for.
    pub status: &'static str,
}

/// What the voice-biometric engine looks the caller up by.
#[derive(Debug, Serialize, ToSchema)]
pub struct VoiceBiometrics {
    /// The application's profile; empty when it has none.
    pub profile_id: String,
    /// The keys that have a value.
    pub keys: BTreeMap<String, String>,
}

impl DialogAnswer {
    /// Renders a turn.
    pub fn of(answered: Answered) -> Self {
        let dialog_metadata = DialogMetadata::of(&answered);
        let Answered { dialog, program, turn, .. } = answered;
        let Turn { action, prompts, transfer, ended, .. } = turn;
        let profile_id = program.biometrics.as_ref().map(|used| used.profile_id.clone()).unwrap_or_default();
        let prompt = prompts.iter().map(|prompt| prompt.content.as_str()).collect::<Vec<_>>().join(" ");
        let data_models: Vec<_> =
            prompts.iter().flat_map(|prompt| prompt.data_models.iter().cloned()).take(2).collect();
        let keypad = action.keypad.unwrap_or_default();
        let (inter_digit_ms, most) = (keypad.inter_digit_ms, keypad.most);
        let events = turn.events;
        let mut reason = ended.and_then(|ended| ended.reason);
        let (mut extension, mut handoff_data, mut attached_data) = (None, None, BTreeMap::new());
        let mut exit_attached_data = String::new();
        if let Some(transfer) = transfer {
            exit_attached_data = serde_json::to_string(&transfer.attached_data).unwrap_or_default();
            attached_data = transfer.attached_data;
            extension = Some(transfer.destination.clone());
            reason = transfer.reason.clone().or(reason);
            handoff_data = Some(Handoff { target: transfer.destination, reason: transfer.reason });
        }
        Self {
            dialog_id: dialog.id().to_owned(),
            app: program.name.clone(),
            locale: turn.locale,
            step: turn.step,
            prompt,
            utterance: turn.utterance,
            server: "baton",
            version: env!("CARGO_PKG_VERSION"),
            trackers: Vec::new(),
            reactions: turn.reactions,
            annotations: Vec::new(),
            fields: turn.fields.into_iter().map(|(name, value)| Field::of(name, value)).collect(),
            all_dialog_events: events
                .iter()
                .enumerate()
                .map(|(index, text)| LogEvent::of(text, index, &action.name))
                .collect(),
            grammars: Grammars::default(),
            exit_attached_data,
            rule_name: None,
            context_param: None,
            extension,
            reason,
            attached_data,
            intent: turn.intent.map(|intent| Intent {
                log_name: intent.name.clone(),
                name: intent.name,
                status: "DEFINED",
            }),
            handoff_data,
            target: action.component.map(|name| Target { name, status: "UNDEFINED" }),
            asr_data: AsrData { prompt_timeout: action.timeout_ms, ..AsrData::default() },
            action: Action {
                kind: kind(action.kind),
                subtype: None,
                action_log_event: events.last().cloned(),
                fields_to_elicit: action.fields_to_elicit,
                message: Message {
                    data_model: data_models.first().cloned(),
                    data_models,
                    prompts: prompts.into_iter().map(|prompt| said(prompt.content)).collect(),
                },
                barge_in: action.barge_in,
                keys: KeysOf { termination: action.termination_key, inter_digit_ms, most },
                tag: action.nlu_tag,
                name: action.name,
            },
            dialog_events: events,
            dialog_metadata,
            voice_biometrics: VoiceBiometrics { profile_id, keys: turn.biometrics },
            tts: None,
        }
    }

    /// With the voice that speaks, out of how the application speaks.
    pub fn spoken(self, speech: &Value) -> Self {
        let items = speech.as_array().map(Vec::as_slice).unwrap_or_default();
        let of_locale = |item: &&Value| item["language"].as_str() == Some(self.locale.as_str());
        let default = |item: &&Value| item["default"].as_str() == Some("true");
        let mut of_its = items.iter().filter(of_locale);
        let first = of_its.clone().find(default).or_else(|| of_its.next());
        let tts = first.or_else(|| items.iter().find(default)).cloned();
        Self { tts, ..self }
    }
}

impl Field {
    fn of(name: String, value: Option<String>) -> Self {
        let instance = |value| Instance {
            value,
            begin: None,
            end: None,
            confidence: 1.0,
            covered_text: None,
            features: BTreeMap::new(),
        };
        Self {
            name,
            kind: "String",
            status: if value.is_some() { "DEFINED" } else { "UNDEFINED" },
            instances: value.into_iter().map(instance).collect(),
        }
    }
}

fn said(content: String) -> MessagePrompt {
    MessagePrompt { content, voice: true, visualize: true, prompt_urls: Vec::new() }
}

fn kind(kind: ActionKind) -> &'static str {
    match kind {
        ActionKind::Ask => "ask",
        ActionKind::Announcement => "announcement",
        ActionKind::Transfer => "transfer",
        ActionKind::Exit => "exit",
    }
}
