//! From what a channel sends to what a dialog takes.

use std::collections::BTreeMap;

use baton_dialog::Input;
use baton_model::fields::{FieldValue, is_biometric_result};
use baton_model::ids::NAME_LENGTH;
use baton_model::program::Channel;
use baton_model::understanding::InputMode;
use baton_runtime::Opening;
use serde_json::{Map, Value};

use super::request::{SendMessageRequest, SimulationData, StartDialogRequest, User};
use crate::ApiError;

/// The most characters of what a caller said.
pub const UTTERANCE_LIMIT: usize = 10_000;
/// The most bytes of all that is given at the start: a dialog carries it along from turn to turn.
const GIVEN_LIMIT: usize = 64 * 1024;
/// The most characters of a result of voice biometrics.
const RESULT_LIMIT: usize = 1_000;

/// What a channel knows when a dialog begins.
pub fn opening(request: StartDialogRequest) -> Result<Opening, ApiError> {
    let source = request.source.unwrap_or_default();
    bounded("source", &source, NAME_LENGTH)?;
    let context = request.context.unwrap_or_default();
    let SimulationData { initial, backend } = request.simulation_data.unwrap_or_default();
    let (mut given, backend) = (initial.unwrap_or_default(), backend.unwrap_or_default());
    given.extend(context.semantics.unwrap_or_default());
    if size(&given) > GIVEN_LIMIT {
        return Err(ApiError::field("context", "At most 64 kB can be given at the start."));
    }
    if serde_json::to_vec(&backend).map_or(0, |bytes| bytes.len()) > GIVEN_LIMIT {
        return Err(ApiError::field(
            "simulation_data",
            "At most 64 kB of answers can be given at the start.",
        ));
    }
    let mut opening = from_fields(given);
    if opening.ani.is_empty() {
        opening.ani = number_of(request.user.as_ref());
    }
    bounded("user", &opening.ani, NAME_LENGTH)?;
    // A caller who has said nothing yet is a caller who has said nothing.
    let said = request.utterance.filter(|utterance| !utterance.is_empty());
    if let Some(utterance) = &said {
        bounded("utterance", utterance, UTTERANCE_LIMIT)?;
    }
    let connection_id = uuid::Uuid::new_v4().to_string();
    Ok(Opening { channel: channel(&source), source, connection_id, utterance: said, backend, ..opening })
}

/// Takes fields apart: `Ani`, `Dnis`, `Locale`, biometric results, and the rest.
fn from_fields(given: Map<String, Value>) -> Opening {
    let mut opening = Opening::default();
    for (name, value) in given {
        let value = field_value(value);
        match name.as_str() {
            "Ani" => opening.ani = value.to_text(),
            "Dnis" => opening.dnis = value.to_text(),
            "Locale" => opening.locale = value.to_text(),
            _ if is_biometric_result(&name) => drop(opening.biometrics.insert(name, value.to_text())),
            _ => drop(opening.fields.insert(name, value)),
        }
    }
    opening
}

/// A field's value: text as text, numbers and the like as their text, lists and objects as JSON.
pub fn field_value(value: Value) -> FieldValue {
    match value {
        Value::Array(_) | Value::Object(_) => FieldValue::Json(value),
        other => FieldValue::Text(FieldValue::Json(other).to_text()),
    }
}

/// The user's number, else their full name when that is a number.
fn number_of(user: Option<&User>) -> String {
    let Some(user) = user else { return String::new() };
    let given = |text: &Option<String>| {
        text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let is_number = |text: &String| {
        text.bytes().any(|byte| byte.is_ascii_digit())
            && text.chars().all(|letter| letter.is_ascii_digit() || "+-() ".contains(letter))
    };
    given(&user.phone_number).or_else(|| given(&user.fullname).filter(is_number)).unwrap_or_default()
}

/// What kind of channel a source is: a phone when it says so, else text.
fn channel(source: &str) -> Channel {
    let source = source.to_ascii_lowercase();
    let phone = ["ivr", "voice", "phone", "sip", "tel", "call"];
    if phone.iter().any(|word| source.contains(word)) { Channel::Voice } else { Channel::Chat }
}

/// What a message is to the dialog.
pub fn input(request: SendMessageRequest) -> Result<Input, ApiError> {
    let context = request.context.unwrap_or_default();
    let mode = match context.asr_info.as_ref().and_then(|info| info.mode()) {
        Some(mode) if mode.eq_ignore_ascii_case("dtmf") => InputMode::Dtmf,
        Some(mode) if mode.eq_ignore_ascii_case("speech") || mode.eq_ignore_ascii_case("voice") => {
            InputMode::Voice
        }
        _ => InputMode::Text,
    };
    let input = said(request.utterance.unwrap_or_default(), mode)?;
    let semantics = context.semantics.unwrap_or_default();
    let (results, meaning): (BTreeMap<_, _>, BTreeMap<_, _>) = semantics
        .into_iter()
        .map(|(name, value)| (name, field_value(value).to_text()))
        .partition(|(name, _)| is_biometric_result(name));
    for result in results.values() {
        bounded("context", result, RESULT_LIMIT)?;
    }
    let input = chosen(input, meaning)?;
    Ok(match results.is_empty() {
        true => input,
        false => Input::Biometrics { results, with: Box::new(input) },
    })
}

/// What an utterance is: words, keys, silence or the end of the call. No words at all are silence.
pub fn said(utterance: String, mode: InputMode) -> Result<Input, ApiError> {
    bounded("utterance", &utterance, UTTERANCE_LIMIT)?;
    let plain = utterance.trim().to_ascii_lowercase();
    if plain.is_empty() || plain == "[noinput]" {
        return Ok(Input::NoInput);
    }
    if plain == "[hup]" {
        return Ok(Input::HangUp);
    }
    if let Some(keys) = plain.strip_prefix("[dtmf:").and_then(|rest| rest.strip_suffix(']')) {
        return Ok(Input::Utterance { text: keys.trim().to_ascii_uppercase(), mode: InputMode::Dtmf });
    }
    Ok(Input::Utterance { text: utterance, mode })
}

/// Words, or none, that come with what they mean: a choice from rich content.
pub fn chosen(input: Input, semantics: BTreeMap<String, String>) -> Result<Input, ApiError> {
    if semantics.is_empty() {
        return Ok(input);
    }
    let text = match input {
        Input::Utterance { text, mode: InputMode::Text } => text,
        Input::NoInput => String::new(),
        other => return Ok(other),
    };
    for meaning in semantics.values() {
        bounded("context", meaning, UTTERANCE_LIMIT)?;
    }
    Ok(Input::Choice { semantics, text })
}

fn bounded(field: &str, text: &str, limit: usize) -> Result<(), ApiError> {
    if text.len() > limit && text.chars().count() > limit {
        let sentence = format!("Ensure this field has no more than {limit} characters.");
        return Err(ApiError::field(field, sentence));
    }
    Ok(())
}

/// How many bytes names and values have together, about.
pub fn size(given: &Map<String, Value>) -> usize {
    given
        .iter()
        .map(|(name, value)| name.len() + value.as_str().map_or_else(|| value.to_string().len(), str::len))
        .sum()
}

#[cfg(test)]
mod tests {
    use baton_dialog::Input;
    use baton_model::program::Channel;
    use baton_model::understanding::InputMode;
    use serde_json::json;

    use super::{input, opening, said};

    fn open(request: serde_json::Value) -> baton_runtime::Opening {
        opening(serde_json::from_value(request).unwrap()).unwrap()
    }

    #[test]
    fn the_caller_s_number_is_ani_else_the_phone_number_else_a_full_name_that_is_one() {
        let user = json!({"phone_number": "+49 30 1", "fullname": "4711"});
        assert_eq!(open(json!({"context": {"semantics": {"Ani": "1"}}, "user": user})).ani, "1");
        assert_eq!(open(json!({"user": user})).ani, "+49 30 1");
        assert_eq!(open(json!({"user": {"fullname": "4711"}})).ani, "4711");
        assert_eq!(open(json!({"user": {"fullname": "Ann"}})).ani, "");
    }

    #[test]
    fn what_is_given_at_the_start_is_taken_apart() {
        let given = json!({"Dnis": "8", "BioResult": "match", "tier": "gold", "age": 7, "list": [1]});
        let opening = open(json!({"source": "omIVR", "context": {"semantics": given}}));
        assert_eq!((opening.dnis.as_str(), opening.channel), ("8", Channel::Voice));
        assert_eq!(opening.biometrics["BioResult"], "match");
        assert_eq!(opening.fields.len(), 3);
        assert_eq!(opening.fields["age"], "7".into());
    }

    #[test]
    fn an_utterance_in_brackets_is_what_it_says() {
        let said = |text: &str| said(text.to_owned(), InputMode::Text).unwrap();
        assert_eq!(said("[noinput]"), Input::NoInput);
        assert_eq!(said(""), Input::NoInput);
        assert_eq!(said(" [HUP] "), Input::HangUp);
        assert_eq!(said("[dtmf:12#]"), Input::Utterance { text: "12#".into(), mode: InputMode::Dtmf });
        assert_eq!(said("[x]"), Input::Utterance { text: "[x]".into(), mode: InputMode::Text });
    }

    #[test]
    fn the_recogniser_says_how_the_words_came_and_biometrics_come_along() {
        let request = json!({"utterance": "12", "context": {
            "asr_info": {"result": {"interpretations": [{"input": {"mode": "dtmf"}}]}},
            "semantics": {"BioScore": "87", "tier": "gold"}
        }});
        let Input::Biometrics { results, with } = input(serde_json::from_value(request).unwrap()).unwrap()
        else {
            panic!("the results are lost");
        };
        assert_eq!(results.len(), 1);
        assert_eq!(*with, Input::Utterance { text: "12".into(), mode: InputMode::Dtmf });
    }

    #[test]
    fn what_a_choice_means_comes_with_it() {
        let request = json!({"utterance": "Yes, please", "context": {"semantics": {"YesNo": "YES"}}});
        let Input::Choice { semantics, text } = input(serde_json::from_value(request).unwrap()).unwrap()
        else {
            panic!("it is a choice");
        };
        assert_eq!((semantics["YesNo"].as_str(), text.as_str()), ("YES", "Yes, please"));
        let request = json!({"utterance": "[hup]", "context": {"semantics": {"YesNo": "YES"}}});
        assert_eq!(input(serde_json::from_value(request).unwrap()).unwrap(), Input::HangUp);
    }

    #[test]
    fn an_utterance_is_bounded() {
        assert!(said("é".repeat(10_000), InputMode::Text).is_ok());
        assert!(said("é".repeat(10_001), InputMode::Text).is_err());
    }
}
