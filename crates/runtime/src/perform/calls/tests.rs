use std::collections::BTreeMap;

use baton_dialog::{Call, CallOutcome, Failure};
use baton_model::Timestamp;
use baton_outbound::Allowed;
use serde_json::{Value, json};
use wiremock::matchers::path;
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::{Calls, due_between, next_due};
use crate::perform::OnBehalf;

fn call(url: &str, more: Value) -> Call {
    let mut call = json!({
        "key": "d.1", "component": "c", "mini_app": "GetBalance", "name": "wsCall", "method": "GET", "url": url,
        "headers": [], "body": "none", "timeout_ms": 5000, "total_ms": 9000, "since": "1970-01-01T00:00:00.000000Z", "retries": 0, "backoff_ms": 1
    });
    if let (Value::Object(call), Value::Object(more)) = (&mut call, more) {
        call.extend(more);
    }
    serde_json::from_value(call).unwrap()
}

fn waits() -> Value {
    let prompt = |text: &str| json!({"content": text, "masked_content": text});
    json!([{"after_ms": 100, "prompt": prompt("wait")}, {"after_ms": 250, "every": true, "prompt": prompt("still")}])
}

async fn performed(calls: &Calls, call: &Call, backend: Value) -> baton_dialog::Called {
    let backend: BTreeMap<String, Value> = serde_json::from_value(backend).unwrap();
    calls.perform(call, OnBehalf { whose: "a", backend: &backend, now: Timestamp(0), allow: &[] }).await
}

async fn performed_allowing(calls: &Calls, call: &Call, allow: &[&str]) -> CallOutcome {
    let allow: Vec<Allowed> = allow.iter().map(|entry| entry.parse().unwrap()).collect();
    let on_behalf = OnBehalf { whose: "a", backend: &BTreeMap::new(), now: Timestamp(0), allow: &allow };
    calls.perform(call, on_behalf).await.outcome
}

fn calls() -> Calls {
    let options = baton_outbound::Options {
        allow: vec!["127.0.0.1".parse().unwrap()],
        ..baton_outbound::Options::default()
    };
    Calls::new(options, 10, false)
}

#[test]
fn wait_prompts_are_due_in_order_and_the_last_again_and_again() {
    let call = call("http://a/", json!({ "waits": waits() }));
    assert_eq!(next_due(&call, None), Some(100));
    assert_eq!(due_between(&call, None, 101), [0]);
    assert_eq!(next_due(&call, Some(101)), Some(250));
    assert_eq!(due_between(&call, Some(101), 260), [1]);
    assert_eq!(next_due(&call, Some(260)), Some(500));
    assert_eq!(due_between(&call, Some(260), 510), [1]);
    assert_eq!(due_between(&call, None, 2_000), [0, 1]);
    assert_eq!(due_between(&call, Some(510), 600), [0_u32; 0]);
}

#[tokio::test(start_paused = true)]
async fn one_who_waits_is_told_when_a_prompt_is_due_and_comes_back() {
    let (calls, call) = (calls(), call("http://a/", json!({ "waits": waits() })));
    let backend = json!({"GetBalance": {"body": "{}", "delay": 600}});
    let mut told = Vec::new();
    let answered = loop {
        let called = performed(&calls, &call, backend.clone()).await;
        match called.outcome {
            CallOutcome::StillWaiting => told.extend(called.waited),
            _ => break called,
        }
    };
    assert_eq!(told, [0, 1, 1]);
    assert!(matches!(answered.outcome, CallOutcome::Answered { status: 200, .. }));
    assert_eq!(
        performed(&calls, &call, backend).await,
        answered,
        "a turn that runs again does not call again"
    );
}

#[tokio::test(start_paused = true)]
async fn a_call_takes_no_longer_than_it_may_altogether() {
    let call = call("http://a/", json!({"total_ms": 300}));
    let called = performed(&calls(), &call, json!({"GetBalance": {"body": "{}", "delay": 600}})).await;
    assert!(matches!(called.outcome, CallOutcome::Failed { reason: Failure::TimedOut, .. }), "{called:?}");
}

#[tokio::test]
async fn what_may_pass_is_tried_again_and_what_must_not_run_twice_names_itself() {
    use wiremock::matchers::{header, method};

    let service = MockServer::start().await;
    Mock::given(method("GET"))
        .respond_with(ResponseTemplate::new(503))
        .up_to_n_times(2)
        .mount(&service)
        .await;
    Mock::given(method("GET")).respond_with(ResponseTemplate::new(200)).mount(&service).await;
    Mock::given(method("POST"))
        .and(header("Idempotency-Key", "k1"))
        .respond_with(ResponseTemplate::new(503))
        .expect(1)
        .mount(&service)
        .await;
    let called = performed(&calls(), &call(&service.uri(), json!({"retries": 2})), json!({})).await;
    assert!(matches!(called.outcome, CallOutcome::Answered { status: 200, .. }), "{called:?}");
    assert_eq!(called.attempts, 3);
    let post = call(&service.uri(), json!({"method": "POST", "idempotency_key": "k1"}));
    let called = performed(&calls(), &post, json!({})).await;
    assert!(matches!(called.outcome, CallOutcome::Answered { status: 503, .. }), "{called:?}");
    assert_eq!(called.attempts, 1);
}

#[tokio::test]
async fn an_address_of_this_network_is_refused() {
    let strict = Calls::new(baton_outbound::Options::default(), 10, false);
    let called = performed(&strict, &call("http://127.0.0.1:9/", json!({"retries": 3})), json!({})).await;
    assert!(matches!(called.outcome, CallOutcome::Failed { reason: Failure::Refused, .. }), "{called:?}");
    assert_eq!(called.attempts, 1);
}

#[tokio::test]
async fn what_an_organization_allows_counts_for_it_alone_and_on_each_redirect() {
    let service = MockServer::start().await;
    let (uri, port) = (service.uri(), service.address().port());
    let elsewhere = format!("http://127.0.0.2:{port}/");
    let away = ResponseTemplate::new(302).insert_header("Location", elsewhere.as_str());
    Mock::given(path("/away")).respond_with(away).mount(&service).await;
    Mock::given(path("/")).respond_with(ResponseTemplate::new(200)).mount(&service).await;
    let options = baton_outbound::Options {
        grantable: vec!["127.0.0.0/8".parse().unwrap()],
        ..baton_outbound::Options::default()
    };
    let calls = Calls::new(options, 10, false);
    let to = |key: &str, place: &str| call(&format!("{uri}{place}"), json!({ "key": key }));
    let refused =
        |outcome: &CallOutcome| matches!(outcome, CallOutcome::Failed { reason: Failure::Refused, .. });

    let first = performed_allowing(&calls, &to("a", "/"), &["127.0.0.1"]).await;
    assert!(matches!(first, CallOutcome::Answered { status: 200, .. }), "{first:?}");
    // The connection is open by now, and still there for nobody else.
    assert!(refused(&performed_allowing(&calls, &to("b", "/"), &[]).await));
    assert!(refused(&performed_allowing(&calls, &to("c", "/"), &["10.0.0.0/8"]).await));
    assert!(refused(&performed_allowing(&calls, &to("d", "/away"), &["127.0.0.1"]).await));
}

#[tokio::test]
async fn a_service_that_asks_for_more_time_than_there_is_is_not_called_again() {
    let service = MockServer::start().await;
    let busy = ResponseTemplate::new(503).insert_header("Retry-After", "60");
    Mock::given(path("/")).respond_with(busy).expect(1).mount(&service).await;
    let called = performed(&calls(), &call(&service.uri(), json!({"retries": 3})), json!({})).await;
    assert!(matches!(called.outcome, CallOutcome::Answered { status: 503, .. }), "{called:?}");
    assert_eq!(called.attempts, 1);
}
