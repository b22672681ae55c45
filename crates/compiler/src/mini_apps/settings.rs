//! What all questions have beside their prompts: reactions, limits, validations, confirmation, keys.

use std::collections::BTreeMap;

use baton_model::handlers::FAIL_EXIT_REASONS;
use baton_model::program::{
    Confirmation, DtmfKeys, Prompts, Reactions, Threshold, Thresholds, Validation, Weighted,
};
use serde_json::Value;

use super::reading::{Reading, enabled};
use crate::analyses::patterns;

/// What each kind of `errors.targetAction` is said for.
const EXITS: &[(&str, &[&str])] = &[
    ("noResponse", &["MaxNoInputs", "MaxContinuousNoInputs"]),
    (
        "noInterpretation",
        &[
            "MaxNoMatches",
            "MaxContinuousNoMatches",
            "MaxSameStateEvents",
            "MaxContinuousSameStateEvents",
            "MaxLowConfRejections",
            "MaxContinuousLowConfRejections",
        ],
    ),
    ("globalErrors", &["MaxGlobalErrors"]),
    ("agentRequest", &["MaxAgentRequests", "MaxContinuousAgentRequests", "AgentRequest"]),
    ("criticalError", &["CriticalError"]),
];

/// What is said when the miniApp gives up, by fail exit reason. A kind that is itself a reason
/// (`maxNoMatches`) wins over the kind that covers several (`noInterpretation`).
pub(super) fn exits(reading: &mut Reading<'_>) -> BTreeMap<String, Prompts> {
    let path = "model.errors.targetAction";
    let written = reading.model.get("errors").and_then(|errors| errors.get("targetAction"));
    let Some(kinds) = reading.object(written, path) else { return BTreeMap::new() };
    let mut exits = BTreeMap::new();
    for (kind, reasons) in EXITS {
        let prompts = reading.prompts(kinds.get(*kind), &format!("{path}.{kind}"));
        if !prompts.is_silent() {
            exits.extend(reasons.iter().map(|reason| ((*reason).to_owned(), prompts.clone())));
        }
    }
    for reason in FAIL_EXIT_REASONS {
        let mut letters = reason.chars();
        let first = letters.next().map(|letter| letter.to_ascii_lowercase());
        let kind: String = first.into_iter().chain(letters).collect();
        if EXITS.iter().any(|(covering, _)| *covering == kind) {
            continue;
        }
        let prompts = reading.prompts(kinds.get(&kind), &format!("{path}.{kind}"));
        if !prompts.is_silent() {
            exits.insert((*reason).to_owned(), prompts);
        }
    }
    exits
}

/// What is said just before the next prompt.
pub(super) fn reactions(reading: &mut Reading<'_>) -> Reactions {
    let Some(kinds) = reading.object(reading.model.get("reactions"), "model.reactions") else {
        return Reactions::default();
    };
    let mut of = |kind: &str| {
        let path = format!("model.reactions.{kind}");
        let written = match kinds.get(kind) {
            Some(Value::Array(several)) => several.iter().collect(),
            one => one.into_iter().collect::<Vec<_>>(),
        };
        let mut read = Vec::new();
        for reaction in written {
            let prompts = reading.prompts(Some(reaction), &path);
            let weight = reading.count(reaction.get("weight"), &format!("{path}.weight")).unwrap_or(1);
            if !prompts.is_silent() && weight > 0 {
                read.push(Weighted { weight, prompts });
            }
        }
        read
    };
    Reactions {
        greeting: of("greetingReactionPrompts"),
        no_match: of("noMatchReactionPrompts"),
        same_state: of("sameStateReactionPrompts"),
        agent: of("agentReactionPrompts"),
        nice_response: of("niceResponseReactionPrompts"),
    }
}

/// The limits; one that is absent keeps its default.
pub(super) fn thresholds(reading: &mut Reading<'_>) -> Thresholds {
    let path = "model.properties.thresholds";
    let mut read = Thresholds::default();
    let written = reading.model.get("properties").and_then(|properties| properties.get("thresholds"));
    let Some(limits) = reading.object(written, path) else { return read };
    let mut one = |key: &str, limit: &mut u32| {
        let location = format!("{path}.{key}");
        // A limit of 0 could never be kept; it means that the first event is already too much.
        if let Some(number) = reading.count(limits.get(key), &location) {
            *limit = number.max(1);
        }
    };
    let mut both = |total: &str, continuous: &str, limit: &mut Threshold| {
        one(total, &mut limit.total);
        one(continuous, &mut limit.continuous);
    };
    both("maxNoInputs", "maxContinuousNoInputs", &mut read.no_inputs);
    both("maxNoMatches", "maxContinuousNoMatches", &mut read.no_matches);
    both("maxSameStateEvents", "maxContinuousSameStateEvents", &mut read.same_state_events);
    both("maxLowConfRejections", "maxContinuousLowConfRejections", &mut read.low_confidence_rejections);
    both("maxAgentRequests", "maxContinuousAgentRequests", &mut read.agent_requests);
    one("maxWrongInputs", &mut read.wrong_inputs);
    one("maxDtmfInputs", &mut read.dtmf_inputs);
    one("maxDisconfirmations", &mut read.disconfirmations);
    one("maxGlobalErrors", &mut read.global_errors);
    read
}

/// "Did you say …?", when it is switched on.
pub(super) fn confirmation(reading: &mut Reading<'_>) -> Option<Confirmation> {
    let path = "model.confirmation";
    let written = reading.model.get("confirmation");
    let settings = reading.object(written, path)?;
    if !written.is_some_and(enabled) {
        return None;
    }
    #[allow(clippy::cast_possible_truncation)]
    let below = reading
        .number(settings.get("below"), "model.confirmation.below")
        .map_or(101.0, |number| number as f32);
    let ask = reading.prompts(written, path);
    Some(Confirmation { below, ask })
}

/// The blocks of checks, and what is said when all of them fail: the prompt of the last.
pub(super) fn validations(reading: &mut Reading<'_>) -> (Vec<Validation>, Prompts) {
    let mut blocks = Vec::new();
    let mut prompts = Prompts::default();
    let items = reading.items(reading.model.get("validations"), "model.validations");
    for (index, item) in items.iter().enumerate() {
        let path = format!("model.validations.{index}");
        let Some(block) = reading.object(Some(item), &path) else { continue };
        if !enabled(item) {
            continue;
        }
        let at = |key: &str| format!("{path}.{key}");
        if block.get("javascript").and_then(Value::as_str).is_some_and(|script| !script.trim().is_empty()) {
            reading.unsupported(&at("javascript"), "a validation in JavaScript");
        }
        let pattern = Some(reading.text(block.get("regex"), &at("regex"))).filter(|text| !text.is_empty());
        let whose = format!("miniApp '{}'", reading.source.name);
        if let Some((code, message)) =
            pattern.as_deref().and_then(|pattern| patterns::problem(pattern, &whose))
        {
            reading.raise(code, &at("regex"), message);
        }
        blocks.push(Validation {
            name: reading.text(block.get("name"), &at("name")),
            min_length: reading.count(block.get("minLength"), &at("minLength")),
            max_length: reading.count(block.get("maxLength"), &at("maxLength")),
            min_value: reading.number(block.get("minValue"), &at("minValue")),
            max_value: reading.number(block.get("maxValue"), &at("maxValue")),
            pattern,
            one_of: texts(reading, block.get("inList"), &at("inList")),
            prebuilt: Some(reading.text(block.get("prebuilt"), &at("prebuilt")))
                .filter(|text| !text.is_empty()),
        });
        prompts = reading.prompts(Some(item), &path);
    }
    (blocks, prompts)
}

/// What the keys of a phone mean.
pub(super) fn dtmf(reading: &mut Reading<'_>) -> DtmfKeys {
    let Some(keys) = reading.object(reading.model.get("dtmf"), "model.dtmf") else {
        return DtmfKeys::default();
    };
    let mut key = |name: &str| {
        let text = reading.text(keys.get(name), &format!("model.dtmf.{name}"));
        Some(text).filter(|text| !text.is_empty() && !text.eq_ignore_ascii_case("none"))
    };
    let (termination, agent, yes, no) = (key("terminationKey"), key("agent"), key("yes"), key("no"));
    let escape = match keys.get("escape") {
        Some(Value::String(one)) if one.is_empty() || one.eq_ignore_ascii_case("none") => Vec::new(),
        Some(Value::String(one)) => vec![one.clone()],
        several => texts(reading, several, "model.dtmf.escape"),
    };
    let mut choices = BTreeMap::new();
    if let Some(written) = reading.object(keys.get("choices"), "model.dtmf.choices") {
        for (key, intent) in written {
            choices.insert(key.clone(), reading.text(Some(intent), &format!("model.dtmf.choices.{key}")));
        }
    }
    DtmfKeys { termination, escape, agent, yes, no, choices }
}

pub(super) fn texts<'a>(reading: &mut Reading<'a>, value: Option<&'a Value>, location: &str) -> Vec<String> {
    let items = reading.items(value, location);
    items.iter().map(|item| reading.text(Some(item), location)).filter(|text| !text.is_empty()).collect()
}
