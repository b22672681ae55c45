//! What all questions have in common.

use baton_model::codes::Code;
use baton_model::program::{AgentPolicy, Hold, Prompts, Question, QuestionKind, Rephrase, Welcome};
use baton_model::template::Template;
use serde_json::Value;

use super::kinds::announcement;
use super::reading::{Reading, enabled, truthy};
use super::texts;

mod keys;
pub(super) mod settings;
mod validations;

/// How sure an understanding must be when the model does not say, 0 to 100.
const CONFIDENCE: f32 = 40.0;
/// Milliseconds of silence until a no-input, when the model does not say.
const SILENCE: u32 = 5_000;

pub(super) fn read(reading: &mut Reading<'_>, output: &str, kind: QuestionKind) -> Question {
    let ask = reading.prompts(reading.model.get("ask"), "model.ask");
    must_be_said(reading, &ask, "model.ask", "its question");
    let confirmation = settings::confirmation(reading);
    if let Some(confirmation) = &confirmation {
        must_be_said(reading, &confirmation.ask, "model.confirmation", "its confirmation");
    }
    let (validations, validation_prompt) = validations::blocks(reading);
    let custom_validation = validations::custom(reading);
    let properties = reading.object(reading.model.get("properties"), "model.properties");
    let property = |key: &str| properties.and_then(|properties| properties.get(key));
    #[allow(clippy::cast_possible_truncation)]
    let confidence = reading
        .number(property("confidenceThreshold"), "model.properties.confidenceThreshold")
        .map(|number| number.clamp(0.0, 100.0) as f32);
    let silence = reading.count(property("asrTimeout"), "model.properties.asrTimeout");
    let nlu_tag = Some(reading.text(property("nluTag"), "model.properties.nluTag"));
    let policy = reading.text(property("agentExitPolicy"), "model.properties.agentExitPolicy");
    Question {
        welcome: welcome(reading),
        ask,
        rephrases: rephrases(reading),
        reactions: settings::reactions(reading),
        exits: settings::exits(reading),
        thresholds: settings::thresholds(reading),
        agent_policy: match policy.to_ascii_lowercase().as_str() {
            "immediate" => AgentPolicy::Immediate,
            "never" => AgentPolicy::Never,
            _ => AgentPolicy::Threshold,
        },
        hold: Hold {
            prompts: reading.prompts(reading.model.get("hold"), "model.hold"),
            still_there: reading.prompts(
                reading.model.get("hold").and_then(|hold| hold.get("maxWait")),
                "model.hold.maxWait",
            ),
        },
        start_over: reading.prompts(reading.model.get("startOver"), "model.startOver"),
        confirmation,
        validations,
        custom_validation,
        validation_prompt,
        confidence_threshold: confidence.unwrap_or(CONFIDENCE),
        asr_timeout_ms: silence.filter(|silence| *silence > 0).unwrap_or(SILENCE),
        nlu_tag: nlu_tag.filter(|tag| !tag.is_empty()),
        dtmf: keys::read(reading),
        ask_always: property("overAnswering")
            .is_some_and(|flag| flag == &Value::Bool(false) || flag == "false"),
        ..Question::new(kind, output)
    }
}

/// Other words for the question, by conditions on the inputs.
fn rephrases(reading: &mut Reading<'_>) -> Vec<Rephrase> {
    let path = "model.ask.conditional";
    let written = reading.model.get("ask").and_then(|ask| ask.get("conditional"));
    let mut read = Vec::new();
    for (index, item) in reading.items(written, path).iter().enumerate() {
        let path = format!("{path}.{index}");
        if reading.object(Some(item), &path).is_none() || !enabled(item) {
            continue;
        }
        let pairs = format!("{path}.fieldValuePairs");
        let conditions = announcement::conditions(reading, item.get("fieldValuePairs"), &pairs);
        let prompts = reading.prompts(Some(item), &path);
        if !prompts.is_silent() {
            read.push(Rephrase { conditions, prompts });
        }
    }
    read
}

fn welcome(reading: &mut Reading<'_>) -> Option<Welcome> {
    let written = reading.model.get("welcome");
    let prompts = reading.prompts(written, "model.welcome");
    let on_repeat = written.and_then(|welcome| welcome.get("onRepeat")).is_some_and(truthy);
    (written.is_some_and(enabled) && !prompts.is_silent()).then_some(Welcome { prompts, on_repeat })
}

fn must_be_said(reading: &mut Reading<'_>, prompts: &Prompts, location: &str, what: &str) {
    for language in reading.silent_languages(prompts) {
        let name = reading.source.name.clone();
        let message =
            format!("MiniApp '{name}' has no text for {what} in {language}; write one at {location}.");
        reading.raise(Code::QuestionWithoutPrompt, location, message);
    }
}

/// "Did you say {{Intent}}?", for an intent that is to be confirmed and does not say how.
pub(super) fn did_you_say(reading: &Reading<'_>, output: &str) -> Template {
    let language = reading.source.languages.first().map(String::as_str).unwrap_or_default();
    let words = texts::in_language(texts::CONFIRM, language);
    Template::parse(&words.replace("{{value}}", &format!("{{{{{output}}}}}")))
}
