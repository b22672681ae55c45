//! What Web Service and Intelli have in common: requests, waiting, outputs.

use std::collections::{BTreeMap, BTreeSet};

use baton_model::codes::Code;
use baton_model::program::{Environment, Request, Service, ServiceOutput, Wait};
use baton_model::template::{FieldPath, Template};
use serde_json::{Map, Value};

use super::reading::{Reading, truthy};

/// The most milliseconds that a caller may be left waiting.
const LONGEST_WAIT: u32 = 11_000;
/// Milliseconds of one attempt, when the model does not say.
const TIMEOUT: u32 = 5_000;
/// The most repetitions of an attempt.
const MOST_RETRIES: u32 = 5;

/// The outputs that a model declares.
pub(super) fn outputs(model: &Value) -> BTreeSet<String> {
    let model = model.get("model").filter(|inner| inner.is_object()).unwrap_or(model);
    let outputs = model.get("outputs").and_then(Value::as_object);
    outputs.map(|outputs| outputs.keys().cloned().collect()).unwrap_or_default()
}

pub(super) fn read(reading: &mut Reading<'_>, calls: bool) -> Service {
    let mut service = Service { outputs: read_outputs(reading), ..Service::default() };
    if !calls {
        return service;
    }
    let reason = read_wait(reading, &mut service.wait);
    service.fail_exit_reason = reason;
    for environment in [Environment::Prod, Environment::Uat, Environment::Dev] {
        let path = format!("model.{}.request", environment.call());
        let written = reading.model.get(environment.call()).and_then(|call| call.get("request"));
        let Some(keys) = reading.object(written, &path) else { continue };
        if let Some(request) = read_request(reading, keys, &path) {
            service.calls.insert(environment, request);
        }
    }
    if !service.calls.contains_key(&Environment::Prod) {
        let message = format!(
            "Web Service '{}' has no URL to call; write one at model.wsCall.request.url.",
            reading.source.name
        );
        reading.raise(Code::ServiceWithoutUrl, "model.wsCall.request.url", message);
    }
    let wait = &service.wait;
    let slowest = service.calls.values().map(|request| request.timeout_ms).max().unwrap_or(0);
    if wait.max_timeout_ms < slowest.max(wait.additional_after_ms) || wait.max_timeout_ms > LONGEST_WAIT {
        let message = format!(
            "Web Service '{}' gives up after {} ms; let that be at most {LONGEST_WAIT} and not less than the additional wait and the timeout of its requests.",
            reading.source.name, wait.max_timeout_ms
        );
        reading.raise(Code::WaitOutOfOrder, "model.wait.maxTimeout", message);
    }
    service
}

fn read_wait(reading: &mut Reading<'_>, wait: &mut Wait) -> String {
    let Some(keys) = reading.object(reading.model.get("wait"), "model.wait") else { return String::new() };
    let mut one = |name: &str| {
        let path = format!("model.wait.{name}");
        let Some(part) = reading.object(keys.get(name), &path) else { return (0, Default::default(), false) };
        let after = reading.count(part.get("after"), &format!("{path}.after")).unwrap_or(0);
        let prompts = reading.prompts(part.get("prompt"), &format!("{path}.prompt"));
        (after, prompts, part.get("replay").is_some_and(truthy))
    };
    (wait.initial_after_ms, wait.initial, _) = one("initial");
    (wait.additional_after_ms, wait.additional, wait.replay) = one("additional");
    if let Some(most) = reading.count(keys.get("maxTimeout"), "model.wait.maxTimeout") {
        wait.max_timeout_ms = most;
    }
    wait.max_timeout = reading.prompts(keys.get("maxTimeoutPrompt"), "model.wait.maxTimeoutPrompt");
    reading.text(keys.get("failExitReason"), "model.wait.failExitReason").trim().to_owned()
}

fn read_request<'a>(reading: &mut Reading<'a>, keys: &'a Map<String, Value>, path: &str) -> Option<Request> {
    let at = |key: &str| format!("{path}.{key}");
    let url = reading.text(keys.get("url"), &at("url"));
    if url.trim().is_empty() {
        return None;
    }
    let url = reading.template(url.trim(), &at("url"));
    let method = reading.text(keys.get("method"), &at("method")).trim().to_ascii_uppercase();
    let body = reading.text(keys.get("body"), &at("body"));
    let body = reading.template(&body, &at("body"));
    let form = pairs(reading, keys.get("formDataPairs"), &at("formDataPairs"));
    let is_form = keys.get("isFormData").map_or(!form.is_empty(), truthy);
    let number = |reading: &mut Reading<'a>, key: &str, default: u32| {
        reading.count(keys.get(key), &at(key)).unwrap_or(default)
    };
    Some(Request {
        method: if method.is_empty() { "GET".to_owned() } else { method },
        url,
        headers: pairs(reading, keys.get("header"), &at("header")),
        body,
        form: is_form.then_some(form),
        timeout_ms: number(reading, "timeout", TIMEOUT).max(1),
        retries: number(reading, "retries", 0).min(MOST_RETRIES),
        backoff_ms: number(reading, "backoff", 200),
    })
}

/// `[{key, value}]`; a pair without a key is left out.
fn pairs<'a>(reading: &mut Reading<'a>, value: Option<&'a Value>, path: &str) -> Vec<(Template, Template)> {
    let mut read = Vec::new();
    for (index, pair) in reading.items(value, path).iter().enumerate() {
        let path = format!("{path}.{index}");
        let Some(keys) = reading.object(Some(pair), &path) else { continue };
        let key = reading.text(keys.get("key"), &format!("{path}.key"));
        let value = reading.text(keys.get("value"), &format!("{path}.value"));
        if !key.trim().is_empty() {
            read.push((
                reading.template(key.trim(), &format!("{path}.key")),
                reading.template(&value, &format!("{path}.value")),
            ));
        }
    }
    read
}

fn read_outputs(reading: &mut Reading<'_>) -> BTreeMap<String, ServiceOutput> {
    let mut read = BTreeMap::new();
    let Some(outputs) = reading.object(reading.model.get("outputs"), "model.outputs") else { return read };
    for (name, output) in outputs {
        let path = format!("model.outputs.{name}");
        let (kind, value) = match output {
            // A path alone.
            Value::String(path) => (String::new(), path.clone()),
            other => {
                let Some(keys) = reading.object(Some(other), &path) else { continue };
                let kind = reading.text(keys.get("type"), &format!("{path}.type"));
                (kind, reading.text(keys.get("value"), &format!("{path}.value")))
            }
        };
        let output = match kind.to_ascii_lowercase().as_str() {
            "function" | "javascript" if !reading.is_function(value.trim()) => {
                reading.check_function(&value, &format!("{path}.value"), &format!("the output '{name}'"));
                ServiceOutput::Function(value)
            }
            "" | "path" | "function" | "javascript" => {
                let inner = value.trim().trim_start_matches("{{").trim_end_matches("}}").trim();
                ServiceOutput::Path(FieldPath::parse(if inner.is_empty() { name } else { inner }))
            }
            _ => {
                reading.unreadable(&format!("{path}.type"), "path or function");
                continue;
            }
        };
        read.insert(name.clone(), output);
    }
    read
}
