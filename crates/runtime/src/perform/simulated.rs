//! Answers of services that somebody who tries an application gives instead of the services.
//!
//! They stand under the name of the miniApp and of the call, `GetBalance.wsCall`, of the miniApp alone, or under its
//! component id. An answer is `{status, headers, body, delay}` or `{failure, delay}`, each as
//! public clients spell it, too (`wsResponseCode`, `wsResponseBody`); any other object is the body itself.

use std::collections::BTreeMap;
use std::time::Duration;

use baton_dialog::{Call, CallOutcome, Failure};
use serde_json::Value;

/// An answer that was given beforehand.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Simulated {
    /// After so long.
    pub(super) delay: Duration,
    /// It is this.
    pub(super) outcome: CallOutcome,
}

/// The longest that such an answer may let wait.
const MOST_DELAY: u64 = 60_000;
/// The keys that make an object an answer, rather than a body.
const KEYS: &[&str] = &["status", "headers", "body", "delay", "failure", "wsResponseCode", "wsResponseBody"];

/// The answer that was given for a call, when there is one.
pub(super) fn find(backend: &BTreeMap<String, Value>, call: &Call) -> Option<Simulated> {
    let exact = format!("{}.{}", call.mini_app, call.name);
    let names = [exact.as_str(), &call.mini_app, &call.component];
    let given = names.into_iter().find_map(|name| backend.get(name))?;
    let keys = given.as_object().filter(|keys| keys.keys().all(|key| KEYS.contains(&key.as_str())));
    let Some(keys) = keys.filter(|keys| !keys.is_empty()) else {
        return Some(Simulated { delay: Duration::ZERO, outcome: answered(200, Vec::new(), text(given)) });
    };
    let of = |names: &[&str]| names.iter().find_map(|name| keys.get(*name));
    let delay = Duration::from_millis(of(&["delay"]).and_then(number).unwrap_or(0).min(MOST_DELAY));
    if let Some(failure) = of(&["failure"]) {
        let reason = serde_json::from_value(failure.clone()).unwrap_or(Failure::Unreachable);
        let message = "the test says so".to_owned();
        return Some(Simulated { delay, outcome: CallOutcome::Failed { reason, message } });
    }
    let status = of(&["status", "wsResponseCode"]).and_then(number);
    let status = status.and_then(|status| u16::try_from(status).ok()).unwrap_or(200);
    let headers = of(&["headers"]).and_then(Value::as_object);
    let headers = headers.into_iter().flatten().map(|(name, value)| (name.clone(), text(value))).collect();
    let body = of(&["body", "wsResponseBody"]).map(text).unwrap_or_default();
    Some(Simulated { delay, outcome: answered(status, headers, body) })
}

fn answered(status: u16, headers: Vec<(String, String)>, body: String) -> CallOutcome {
    CallOutcome::Answered { status, headers, body }
}

/// A text as it is, all else as JSON.
fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A number, also where it is written as a text.
fn number(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use baton_dialog::{Call, CallOutcome, Failure};
    use serde_json::{Value, json};

    use super::{Simulated, find};

    fn found(backend: Value) -> Option<Simulated> {
        let call: Call = serde_json::from_value(json!({
            "key": "d.1", "component": "a.GetBalance.WebService.MiniApps.demo", "mini_app": "GetBalance", "name": "wsCall",
            "method": "GET", "url": "http://a/", "headers": [], "body": "none", "timeout_ms": 1, "total_ms": 1,
            "since": "1970-01-01T00:00:00.000000Z", "retries": 0, "backoff_ms": 0
        }))
        .unwrap();
        find(&serde_json::from_value(backend).unwrap(), &call)
    }

    fn body(backend: Value) -> String {
        match found(backend).unwrap().outcome {
            CallOutcome::Answered { body, .. } => body,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_answer_stands_under_the_name_of_the_call_or_of_its_mini_app() {
        assert_eq!(body(json!({"GetBalance": {"a": "1"}, "GetBalance.wsCall": {"a": "2"}})), "{\"a\":\"2\"}");
        assert_eq!(
            body(json!({"GetBalance": {"a": "1"}, "GetBalance.wsCall_dev": {"a": "2"}})),
            "{\"a\":\"1\"}"
        );
        assert_eq!(body(json!({"a.GetBalance.WebService.MiniApps.demo": "<a/>"})), "<a/>");
        assert_eq!(found(json!({"Other": {}})), None);
        assert_eq!(body(json!({"GetBalance": {}})), "{}");
    }

    #[test]
    fn an_answer_may_have_a_status_and_take_its_time() {
        let answer =
            found(json!({"GetBalance": {"wsResponseCode": "404", "wsResponseBody": "{}", "delay": "20"}}))
                .unwrap();
        assert_eq!(answer.delay.as_millis(), 20);
        assert!(matches!(answer.outcome, CallOutcome::Answered { status: 404, .. }));
        let answer = found(json!({"GetBalance": {"failure": "timed_out"}})).unwrap();
        assert!(matches!(answer.outcome, CallOutcome::Failed { reason: Failure::TimedOut, .. }));
    }
}
