//! What all questions have beside their prompts: reactions, limits, exits, confirmation.

use std::collections::BTreeMap;

use baton_model::handlers::FAIL_EXIT_REASONS;
use baton_model::program::{Confirmation, Prompts, Reactions, Threshold, Thresholds, Weighted};
use serde_json::Value;

use crate::mini_apps::reading::{Reading, enabled};

/// Above every confidence.
const ALWAYS: f32 = 101.0;
/// Below this a value is confirmed, when only unsure ones are and the model does not say below what.
const SURE: f32 = 80.0;

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
    let mode = reading.text(settings.get("mode"), "model.confirmation.mode");
    #[allow(clippy::cast_possible_truncation)]
    let written_below =
        reading.number(settings.get("below"), "model.confirmation.below").map(|number| number as f32);
    let below = match mode.to_ascii_lowercase().as_str() {
        "never" => return None,
        "always" => ALWAYS,
        "belowconfidence" => written_below.unwrap_or(SURE),
        _ => written_below.unwrap_or(ALWAYS),
    };
    let ask = reading.prompts(written, path);
    Some(Confirmation { below, ask })
}

/// A list of texts; empty ones are left out.
pub(in crate::mini_apps) fn texts<'a>(
    reading: &mut Reading<'a>,
    value: Option<&'a Value>,
    location: &str,
) -> Vec<String> {
    let items = reading.items(value, location);
    items.iter().map(|item| reading.text(Some(item), location)).filter(|text| !text.is_empty()).collect()
}
