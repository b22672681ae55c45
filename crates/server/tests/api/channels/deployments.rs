use baton_store::{ApplicationChanges, ApplicationStatus};
use serde_json::{Value, json};

use super::{Call, DIALOGS, post};
use crate::examples::{App, deployed, example, install};
use crate::support::{START, Server};

/// Says another word than `Welcome` at the beginning.
async fn change_welcome(server: &Server) {
    let mut welcome = server
        .state
        .store
        .mini_apps()
        .get("demo.BankWelcome.Announcement.MiniApps.demo")
        .await
        .unwrap()
        .unwrap();
    welcome.model = welcome.model.replace("Welcome to", "Greetings from");
    server.state.store.mini_apps().save(&welcome, None).await.unwrap();
}

async fn greeting(server: &Server, token: &str) -> String {
    Call::start(server, token).await.last["prompt"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_live_token_talks_to_what_is_saved_and_a_deployed_one_to_what_was_deployed() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    change_welcome(&server).await;
    assert!(greeting(&server, &bank.live).await.contains("Greetings from"));
    assert!(greeting(&server, &bank.deployed).await.contains("Welcome to"));
    server.state.runtime.deploy(bank.id, false).await.unwrap();
    assert!(greeting(&server, &bank.deployed).await.contains("Greetings from"));
}

#[tokio::test]
async fn a_deployment_does_not_disturb_a_dialog_under_way() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let mut call = Call::start(&server, &bank.deployed).await;
    let version = call.last["dialog_metadata"]["app_version"].clone();
    change_welcome(&server).await;
    server.state.runtime.deploy(bank.id, false).await.unwrap();
    assert_eq!(call.say("[noinput]").await, "How can I help you?");
    assert_eq!(call.last["dialog_metadata"]["app_version"], version);
}

#[tokio::test]
async fn an_unchanged_application_is_not_deployed_again_unless_all_of_it_is() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let again = server.state.runtime.deploy(bank.id, false).await.unwrap();
    assert!(!again.changed);
    assert_eq!(server.state.store.deployments().of_application(bank.id).await.unwrap().len(), 1);
    server.advance(1);
    let all = server.state.runtime.deploy(bank.id, true).await.unwrap();
    assert!(all.changed);
    assert_eq!(all.program_hash, again.program_hash);
    assert_eq!(server.state.store.deployments().of_application(bank.id).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_moved_node_is_a_change_that_makes_the_same_program() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let row = server.state.store.applications().get(bank.id).await.unwrap().unwrap();
    let canvas = server.state.store.canvases().get(row.canvas_id).await.unwrap().unwrap();
    let mut document: Value = serde_json::from_str(&canvas.document).unwrap();
    let content = if document.get("content").is_some() { &mut document["content"] } else { &mut document };
    content["nodes"][0]["x_value"] = json!(4242);
    server.state.store.canvases().put(row.canvas_id, &document.to_string(), None, START).await.unwrap();
    server.advance(1);
    let moved = server.state.runtime.deploy(bank.id, false).await.unwrap();
    assert!(moved.changed);
    assert_eq!(Some(moved.program_hash), row.deployed_program);
    assert!(moved.compiled_units.is_empty());
}

#[tokio::test]
async fn a_stopped_application_refuses_new_dialogs_and_goes_on_with_those_under_way() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let mut call = Call::start(&server, &bank.deployed).await;
    set_status(&server, &bank, ApplicationStatus::Stopped).await;
    let refused = post(&server, &bank.deployed, DIALOGS, json!({})).await.expect(409);
    assert!(refused["detail"].as_str().unwrap().contains("stopped"));
    assert_eq!(call.say("[noinput]").await, "How can I help you?");
    set_status(&server, &bank, ApplicationStatus::Started).await;
    Call::start(&server, &bank.deployed).await;
}

async fn set_status(server: &Server, app: &App, status: ApplicationStatus) {
    let changes = ApplicationChanges { status: Some(status), ..ApplicationChanges::default() };
    server.state.store.applications().change(app.id, &changes).await.unwrap();
}

#[tokio::test]
async fn a_canvas_that_can_not_be_entered_says_what_is_wrong_with_it() {
    let server = Server::start().await;
    let mut bundle = example("hello");
    bundle.app_mut().unwrap().canvas = json!({"name": "hello", "content": {"nodes": [], "edges": []}});
    let id = install(&server, &bundle).await;
    let row = server.state.store.applications().get(id).await.unwrap().unwrap();
    let refused = post(&server, &row.live_token, DIALOGS, json!({})).await.expect(400);
    let detail = refused["detail"].as_str().unwrap();
    assert!(detail.starts_with("The App can not be talked to because it contains problems: "), "{detail}");
    assert!(detail.len() > 65, "{detail}");
}

#[tokio::test]
async fn the_simulator_is_in_test_mode_and_the_deployed_application_is_not() {
    let server = Server::start().await;
    let hello = deployed(&server, "hello").await;
    for (token, test) in [(&hello.live, true), (&hello.deployed, false)] {
        let call = Call::start(&server, token).await;
        let row = server.state.store.turns().load_dialog(&call.dialog).await.unwrap().unwrap();
        assert_eq!(row.test_mode, test);
    }
}
