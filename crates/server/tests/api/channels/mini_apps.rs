//! MiniApps of every type, as they are created, through the Channels API and the chat.

use std::time::Duration;

use baton_runtime::{Clock, Options, Runtime};
use baton_store::DialogStatus;
use serde_json::{Value, json};
use wiremock::matchers::method;
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::Call;
use crate::chat::{Visitor, listen};
use crate::orchestrator::canvases::{app, canvas_of, line, mini_app, node};
use crate::support::{Client, START, Server, perform_options};

/// The live token of an app that runs these miniApps one after the other, each with its output as a field.
async fn app_of(client: &Client, mini_apps: &[(&str, String)]) -> String {
    let app = app(client, "Asks").await;
    draw(client, &app, mini_apps).await
}

async fn draw(client: &Client, app: &Value, mini_apps: &[(&str, String)]) -> String {
    let nodes: Vec<Value> = mini_apps
        .iter()
        .map(|(output, id)| {
            let mut node = node(output, "miniApp", id);
            node["configuration"]["output_fields"] = json!({*output: output});
            node
        })
        .collect();
    client.put(&canvas_of(app), line(&nodes)).await.expect(200);
    let path = format!("{}/apps/{}/web_chat/", crate::orchestrator::API, app["id"].as_str().unwrap());
    client.get(&path).await.expect(200)["live_token"].as_str().unwrap().to_owned()
}

/// The value that a turn gave to a field.
fn field<'a>(turn: &'a Value, name: &str) -> &'a str {
    let fields = turn["fields"].as_array().unwrap();
    let field = fields.iter().find(|field| field["name"] == name);
    field.and_then(|field| field["instances"][0]["value"].as_str()).unwrap_or_default()
}

#[tokio::test]
async fn a_question_of_every_type_works_as_it_is_created() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let said = [
        ("Numeric", "4711", "4711"),
        ("Alphanumeric", "abc123", "abc123"),
        ("Alpha", "Smith", "Smith"),
        ("Date", "tomorrow", "02/03/2026"),
        ("DateRange", "from 3 March 2026 to 5 March 2026", "03/03/2026-05/03/2026"),
        ("YesNo", "yes", "YES"),
        ("Text", "The door is broken.", "The door is broken."),
        ("CorpusCollection", "and so is the window", "and so is the window"),
        ("Entity", "seventeen", "17"),
        ("Amount", "12 dollars and 50 cents", "12.5"),
    ];
    let mut mini_apps = Vec::new();
    for (type_name, ..) in &said {
        mini_apps.push((*type_name, mini_app(&ann, &format!("Ask{type_name}"), type_name).await));
    }
    let token = app_of(&ann, &mini_apps).await;
    let mut call = Call::start(&server, &token).await;
    for (type_name, utterance, value) in said {
        assert_eq!(call.last["action"]["name"], format!("Get_{type_name}"), "{}", call.last);
        assert!(!call.last["prompt"].as_str().unwrap().is_empty(), "{type_name} asks");
        assert_eq!(call.last["action"]["barge_in"], true);
        assert_eq!(call.last["asr_data"]["prompt_timeout"], 5_000);
        assert_eq!(call.last["locale"], "en-US");
        call.say(utterance).await;
        assert_eq!(field(&call.last, type_name), value, "{type_name}: {}", call.last);
    }
    assert_eq!(call.action(), "exit");
}

#[tokio::test]
async fn rich_content_goes_out_and_a_choice_comes_back_with_its_meaning() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (id, path) = crate::miniapps::create(&ann, "Sure", "YesNo").await;
    let mut model = ann.get(&path).await.expect(200)["model"].clone();
    let options = json!([{"label": "Go ahead", "semantics": {"YesNo": "YES"}}]);
    let buttons = json!({"id": "b", "type": "Buttons", "title": "Well?", "interactive_option": options});
    model["dataModels"] = json!([buttons, {"id": "m", "type": "MetaData", "page": "home"}]);
    model["ask"]["locales"]["en-US"]["web-chat"]["dataModelsLink"] = json!(["b", "m"]);
    ann.put(&path, model).await.expect(200);
    let token = app_of(&ann, &[("YesNo", id)]).await;

    let mut call = Call::start(&server, &token).await;
    let message = call.last["action"]["message"].clone();
    assert_eq!(message["data_model"], buttons);
    assert_eq!(message["data_models"].as_array().unwrap().len(), 2);
    let choice = json!({"utterance": "Go ahead", "context": {"semantics": {"YesNo": "YES"}}});
    call.last = call.send(choice).await.expect(200);
    assert_eq!((field(&call.last, "YesNo"), call.action()), ("YES", "exit"));

    let mut visitor = Visitor::connect(listen(&server).await, &token).await;
    let told = visitor.open().await;
    let asked = &told[0]["dialog_response"];
    assert_eq!(asked["ui_component"], buttons);
    assert_eq!(asked["prompt"]["data_models"].as_array().unwrap().len(), 2);
    visitor.send(json!({"type": "dialog_req", "semantics": {"YesNo": "YES"}})).await;
    let told = visitor.until_quiet().await;
    assert_eq!(told.last().unwrap()["state"], "DIALOG_END");
}

#[tokio::test]
async fn services_run_after_the_end_and_stand_in_the_record() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (handler, path) = crate::miniapps::create(&ann, "Report", "Intelli").await;
    let outputs = json!({"answer": {"type": "path", "value": "said"}});
    ann.put(&path, json!({"outputs": outputs})).await.expect(200);
    let app = app(&ann, "Ends").await;
    let list = json!([{"error_types": ["NEAR_HUP"], "error_sources": [], "handler": {
        "component_id": handler, "configuration": {"input_fields": {"said": "YesNo"}, "output_fields": {}}
    }}]);
    let (id, _) = crate::miniapps::create(&ann, "Sure", "YesNo").await;
    let token = draw(&ann, &app, &[("YesNo", id)]).await;
    let handlers =
        format!("{}/apps/{}/dialog-end-handlers/", crate::orchestrator::API, app["id"].as_str().unwrap());
    ann.put(&handlers, list).await.expect(200);

    let mut call = Call::start(&server, &token).await;
    call.say("yes").await;
    assert_eq!(call.action(), "exit");
    let record = format!("{}/dialogs/{}/turns/", crate::orchestrator::API, call.dialog);
    // It runs in a task of its own; the caller has long been answered.
    let mut turns = ann.get(&record).await.expect(200)["turns"].clone();
    while turns.as_array().unwrap().len() < 3 {
        tokio::task::yield_now().await;
        turns = ann.get(&record).await.expect(200)["turns"].clone();
    }
    assert!(turns[2]["events"].to_string().contains(&handler), "{turns}");
    assert_eq!((&turns[1]["ended"]["end_type"], &turns[2]["ended"]), (&json!("NEAR_HUP"), &Value::Null));
    call.send(json!({"utterance": "hello"})).await.expect(404);
}

#[tokio::test]
async fn handlers_that_a_node_leaves_are_run_by_another() {
    let (server, service) = (Server::start().await, MockServer::start().await);
    let ann = server.developer().await;
    // The first call does not come back as long as anybody looks: its node might as well be gone.
    let hanging = ResponseTemplate::new(200).set_delay(Duration::from_secs(9));
    Mock::given(method("POST")).respond_with(hanging).up_to_n_times(1).mount(&service).await;
    Mock::given(method("POST")).respond_with(ResponseTemplate::new(200)).mount(&service).await;
    let (handler, path) = crate::miniapps::create(&ann, "Report", "WebService").await;
    let request = json!({"url": service.uri(), "method": "POST", "timeout": 10_000});
    let outputs = json!({"code": {"type": "path", "value": "wsResponseCode"}});
    ann.put(&path, json!({"wsCall": {"request": request}, "outputs": outputs})).await.expect(200);
    let app = app(&ann, "Ends").await;
    let list = json!([{"error_types": [], "error_sources": [], "handler": {
        "component_id": handler, "configuration": {"input_fields": {}, "output_fields": {}}
    }}]);
    let (id, _) = crate::miniapps::create(&ann, "Sure", "YesNo").await;
    let token = draw(&ann, &app, &[("YesNo", id)]).await;
    let handlers =
        format!("{}/apps/{}/dialog-end-handlers/", crate::orchestrator::API, app["id"].as_str().unwrap());
    ann.put(&handlers, list).await.expect(200);

    let mut call = Call::start(&server, &token).await;
    call.say("yes").await;
    while service.received_requests().await.unwrap().is_empty() {
        tokio::task::yield_now().await;
    }
    let turns = || server.state.store.turns();
    assert_eq!(turns().load_dialog(&call.dialog).await.unwrap().unwrap().status, DialogStatus::Ending);
    let node = |seconds: i64| {
        let clock = Clock::from_fn(move || START.plus_seconds(seconds));
        Runtime::new(
            server.state.store.clone(),
            Options { clock, perform: perform_options(), ..Options::default() },
        )
    };
    node(60).sweep().await.unwrap();
    assert_eq!(turns().journal(&call.dialog).await.unwrap().len(), 2, "nobody takes it up too early");
    let nodes = [node(600), node(600), node(600)];
    let swept = futures_util::future::join_all(nodes.iter().map(Runtime::sweep)).await;
    assert!(swept.iter().all(Result::is_ok), "{swept:?}");
    assert_eq!(turns().journal(&call.dialog).await.unwrap().len(), 3);
    assert_eq!(turns().load_dialog(&call.dialog).await.unwrap().unwrap().status, DialogStatus::Ended);
    let requests = service.received_requests().await.unwrap();
    let keys: Vec<_> = requests.iter().map(|request| &request.headers["idempotency-key"]).collect();
    assert_eq!(
        (keys.len(), keys[0]),
        (2, keys[1]),
        "one node calls it, and the service can tell that it is the same"
    );
}
