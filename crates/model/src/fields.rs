//! Fields: what they hold, and the names that belong to the platform.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What a field holds: text, or JSON that a service answered with. A field that is not there is not defined.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum FieldValue {
    /// Text; what callers say and authors write.
    Text(String),
    /// JSON that can be looked into with `{{name.path.0}}`.
    Json(Value),
}

impl FieldValue {
    /// The value as text: JSON strings without quotes, other JSON as compact JSON.
    #[must_use]
    pub fn to_text(&self) -> String {
        match self {
            Self::Text(text) | Self::Json(Value::String(text)) => text.clone(),
            Self::Json(Value::Null) => String::new(),
            Self::Json(value) => value.to_string(),
        }
    }

    /// True for empty text and for JSON `null` and `""`.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) | Self::Json(Value::String(text)) => text.is_empty(),
            Self::Json(value) => value.is_null(),
        }
    }

    /// Looks into JSON (also into text that is JSON) along keys and indexes.
    #[must_use]
    pub fn at(&self, path: &[String]) -> Option<FieldValue> {
        if path.is_empty() {
            return Some(self.clone());
        }
        let parsed;
        let mut here = match self {
            Self::Json(value) => value,
            Self::Text(text) => {
                parsed = serde_json::from_str::<Value>(text).ok()?;
                &parsed
            }
        };
        for key in path {
            here = match here {
                Value::Object(map) => map.get(key)?,
                Value::Array(items) => items.get(key.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        Some(match here {
            Value::String(text) => Self::Text(text.clone()),
            other => Self::Json(other.clone()),
        })
    }
}

impl From<&str> for FieldValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for FieldValue {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// How the value of a field is protected. Neither kind appears in clear in a log, a record or an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sensitivity {
    /// Shown as `****`.
    Masked,
    /// Shown as `****`, and kept encrypted at rest.
    Encrypted,
}

/// What is shown in place of a sensitive value.
pub const MASK: &str = "****";

/// Built in and read-only in every canvas.
pub const READ_ONLY: &[&str] =
    &["Dnis", "DialogID", "DialogGroupID", "ConnectionID", "SessionChannel", "testMode"];

/// Built in and writable in every canvas.
pub const BUILT_IN: &[&str] = &["Ani", "Locale"];

/// Names that no author may give to a field, and that only the platform or a channel sets.
pub const RESERVED: &[&str] = &[
    "ApplicableHandler",
    "AudioSteps",
    "AudioUri",
    "BargedIn",
    "BioAdequateSpeech",
    "BioResult",
    "BioScore",
    "BioSearch",
    "BioSpeakerChanged",
    "BioUser",
    "BioUserLatestEnrolment",
    "BlocklistID",
    "BlocklistResult",
    "BlocklistScore",
    "ConnectionID",
    "customExitReason",
    "customSuccess",
    "DialogGroupID",
    "DialogID",
    "EscalationLevel",
    "FlowResult",
    "FraudsterID",
    "InputMode",
    "LiveVoiceResult",
    "LiveVoiceScore",
    "miniApp-organization",
    "miniApp-appId",
    "NLUMode",
    "OcpSessionId",
    "RapportTranscription",
    "RecordAudio",
    "Root",
    "SessionChannel",
    "StandaloneApp",
    "TermChar",
    "testMode",
    "TransferReason",
    "User",
    "UserCleanSpeech",
    "UserWelcomeUtterance",
];

/// True when the name belongs to the platform.
#[must_use]
pub fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&name)
}

/// True when the field is built in, read-only or writable.
#[must_use]
pub fn is_built_in(name: &str) -> bool {
    READ_ONLY.contains(&name) || BUILT_IN.contains(&name)
}

/// True for what the voice-biometric engine beside the channel hands back; flows may read it.
#[must_use]
pub fn is_biometric_result(name: &str) -> bool {
    is_reserved(name)
        && ["Bio", "Blocklist", "LiveVoice", "Fraudster", "UserClean"]
            .iter()
            .any(|start| name.starts_with(start))
}
