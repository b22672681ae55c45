//! Services that a dialog calls: on both channels, with functions over the answer, and simulated.

use std::time::Duration;

use baton_runtime::{Clock, Opening, Options, Runtime};
use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::Call;
use crate::chat::{Visitor, listen};
use crate::orchestrator::canvases::{app, canvas_of, line, node};
use crate::support::{Client, START, Server, perform_options};

fn prompt(text: &str) -> Value {
    json!({"locales": {"en-US": {"omIVR": {"normal": text}}}})
}

/// The live token of an app that calls this URL, waits aloud, and says what a function made of the answer.
async fn app_that_calls(client: &Client, url: &str) -> String {
    let (service, at) = crate::miniapps::create(client, "GetBalance", "WebService").await;
    let mut model = client.get(&at).await.expect(200)["model"].clone();
    model["wsCall"]["request"] = json!({"url": url, "method": "GET", "header": [], "timeout": 5000});
    model["wait"] = json!({
        "initial": {"after": 150, "prompt": prompt("One moment.")},
        "additional": {"after": 0, "prompt": prompt("Still looking.")},
        "maxTimeout": 9000
    });
    let javascript = "console.log(params.wsResponseCode);
        ocpReturn({balance: params.wsResponseBody.balance.toLocaleString('en-US', {style: 'currency', currency: 'USD'})})";
    model["outputs"] = json!({"balance": {"type": "function", "value": javascript}});
    client.put(&at, model).await.expect(200);
    let (says, at) = crate::miniapps::create(client, "SayBalance", "Announcement").await;
    let mut model = client.get(&at).await.expect(200)["model"].clone();
    let said = prompt("You have {{balance}}, {{shout}}.");
    model["announceList"] =
        json!([{"order": 0, "enabled": true, "fieldValuePairs": [], "announcement": said}]);
    model["userFunctions"] =
        json!([{"name": "shout", "javascript": "ocpReturn(params.Locale.toUpperCase())"}]);
    client.put(&at, model).await.expect(200);

    let app = app(client, "Balance").await;
    let mut calls = node("calls", "miniApp", &service);
    calls["configuration"]["output_fields"] = json!({"balance": "balance"});
    let mut announces = node("announces", "miniApp", &says);
    announces["configuration"]["input_fields"] = json!({"balance": "balance"});
    client.put(&canvas_of(&app), line(&[calls, announces])).await.expect(200);
    let path = format!("{}/apps/{}/web_chat/", crate::orchestrator::API, app["id"].as_str().unwrap());
    client.get(&path).await.expect(200)["live_token"].as_str().unwrap().to_owned()
}

const SAID: &str = "You have $1,234.50, EN-US.";

async fn slow_service() -> MockServer {
    let service = MockServer::start().await;
    let answer = ResponseTemplate::new(200).set_body_json(json!({"balance": 1234.5}));
    let slowly = answer.set_delay(Duration::from_millis(700));
    Mock::given(method("GET")).and(path("/balance")).respond_with(slowly).expect(1).mount(&service).await;
    service
}

#[tokio::test]
async fn on_the_channels_api_a_turn_says_that_it_waits_and_the_next_goes_on() {
    let (server, service) = (Server::start().await, slow_service().await);
    let ann = server.developer().await;
    let token = app_that_calls(&ann, &format!("{}/balance", service.uri())).await;
    let mut call = Call::start(&server, &token).await;
    assert_eq!(
        (call.action(), call.last["prompt"].as_str()),
        ("announcement", Some("One moment.")),
        "{}",
        call.last
    );
    let said = call.say("[noinput]").await;
    assert!(said.contains(SAID), "{said}: {}", call.last);
    assert_eq!(call.action(), "exit");
}

#[tokio::test]
async fn in_a_chat_what_is_said_meanwhile_is_told_and_the_dialog_goes_on_by_itself() {
    let (server, service) = (Server::start().await, slow_service().await);
    let ann = server.developer().await;
    let token = app_that_calls(&ann, &format!("{}/balance", service.uri())).await;
    let mut visitor = Visitor::connect(listen(&server).await, &token).await;
    visitor.send(json!({"type": "start_session_req"})).await;
    let mut told = Vec::new();
    while !told.iter().any(|text: &String| text.contains(SAID)) {
        let event = visitor.next().await;
        assert_ne!(event["type"], "state_event", "{event}: {told:?}");
        told.push(event["dialog_response"]["prompt"]["content"].as_str().unwrap_or_default().to_owned());
    }
    assert!(told.contains(&"One moment.".to_owned()), "{told:?}");
}

#[tokio::test]
async fn a_chat_that_was_left_waiting_goes_on_at_the_node_where_it_is_resumed() {
    let (server, service) = (Server::start().await, MockServer::start().await);
    let answer = ResponseTemplate::new(200).set_body_json(json!({"balance": 1234.5}));
    // The node that calls first is as good as gone: it does not hear of an answer while this test lasts.
    let late = answer.clone().set_delay(Duration::from_secs(60));
    Mock::given(method("GET")).respond_with(late).up_to_n_times(1).mount(&service).await;
    Mock::given(method("GET")).respond_with(answer).mount(&service).await;
    let ann = server.developer().await;
    let token = app_that_calls(&ann, &service.uri()).await;
    let opened = server.state.runtime.open_session(&token, Opening::default(), None).await.unwrap();
    assert!(opened.events.iter().any(|event| event.body.contains("One moment.")), "{:?}", opened.events);
    while service.received_requests().await.unwrap().is_empty() {
        tokio::task::yield_now().await;
    }

    let clock = Clock::from_fn(|| START);
    let options = Options { clock, perform: perform_options(), ..Options::default() };
    let other = Runtime::new(server.state.store.clone(), options);
    let bearer = other.bearer(&token).await.unwrap();
    let there = other.session(bearer, opened.session.id()).await.unwrap();
    let (_, mut listener) = other.resume(&there, bearer, 0).await.unwrap();
    while !listener.recv().await.unwrap().body.contains(SAID) {}
}

#[tokio::test]
async fn a_simulated_service_is_not_called() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let token = app_that_calls(&ann, "http://127.0.0.1:9/nobody").await;
    let answers = json!({"GetBalance": {"wsResponseCode": "200", "wsResponseBody": "{\"balance\": 1234.5}"}});
    let request = json!({"application_id": "any", "source": "chat", "simulation_data": {"backend": answers}});
    let mut call = Call::start_with(&server, &token, request).await;
    let mut said = call.last["prompt"].as_str().unwrap().to_owned();
    said += &call.say("[noinput]").await;
    assert!(said.contains(SAID), "{said}");
}

#[tokio::test]
async fn a_function_that_fails_over_the_answer_fails_the_mini_app() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let token = app_that_calls(&ann, "http://127.0.0.1:9/nobody").await;
    let request = json!({"application_id": "any", "source": "chat", "simulation_data": {"backend": {"GetBalance": {"body": "no JSON"}}}});
    let call = Call::start_with(&server, &token, request).await;
    assert_eq!(call.action(), "exit", "{}", call.last);
    assert_eq!(call.last["reason"], "FunctionError", "{}", call.last);
}
