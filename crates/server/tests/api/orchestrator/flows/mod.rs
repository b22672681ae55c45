//! `/orchestrator/api/flows/`

use serde_json::{Value, json};

use super::API;
use super::canvases::{app, canvas_of, exit_node, flow, flow_node, line};
use crate::support::{GROUP, Server};

fn path(flow: &Value) -> String {
    format!("{API}/flows/{}/", flow["id"].as_str().unwrap())
}

#[tokio::test]
async fn a_flow_is_created_and_shown_as_documented() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let body = json!({
        "name": "my_flow", "group": GROUP, "input_fields": ["foo"], "output_fields": ["bar"],
        "description": "What it is.", "labels": ["a"], "reportable": false, "schema_version": 1
    });
    let flow = ann.post(&format!("{API}/flows/"), body).await.expect(201);
    let user = ann.user_id;
    assert_eq!(flow["version"], "0.0.1");
    assert_eq!(flow["component_id"], format!("{user}.my_flow.Flows.orc.{GROUP}"));
    assert_eq!(flow["production_flowapp_id"], format!("{user}.PRD_my_flow.Flow.{GROUP}@PRD_my_flow.{GROUP}"));
    assert_eq!(flow["sandbox_flowapp_id"], format!("{user}.SND_my_flow.Flow.{GROUP}@SND_my_flow.{GROUP}"));
    assert_eq!(flow["user_id"], user.to_string());
    assert_eq!((&flow["group"], &flow["name"]), (&json!(GROUP), &json!("my_flow")));
    assert_eq!((&flow["input_fields"], &flow["output_fields"]), (&json!(["foo"]), &json!(["bar"])));
    assert_eq!(flow["created_at"], "2026-03-01T12:00:00.000000Z");
    assert!(flow["canvas"].is_string());
    assert_eq!(server.viewer().await.get(&path(&flow)).await.expect(200), flow);
}

#[tokio::test]
async fn fields_are_empty_lists_unless_given_and_a_wrong_one_is_named() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let flow = ann.post(&format!("{API}/flows/"), json!({"name": "my_flow"})).await.expect(201);
    assert_eq!((&flow["input_fields"], &flow["output_fields"]), (&json!([]), &json!([])));
    assert_eq!(flow["group"], ann.username);
    let refused =
        ann.post(&format!("{API}/flows/"), json!({"name": "my.flow", "input_fields": "x"})).await.expect(400);
    assert_eq!(
        refused["name"][0],
        "Invalid flow name. Flow name must contain only alphanumeric characters and the underscore character."
    );
    assert!(refused["input_fields"].is_array(), "{refused}");
    let again = ann.post(&format!("{API}/flows/"), json!({"name": "my_flow"})).await.expect(400);
    assert!(again["name"].is_array(), "{again}");
    // An app of the same name is something else.
    ann.post(&format!("{API}/apps/"), json!({"name": "my_flow"})).await.expect(201);
}

#[tokio::test]
async fn flows_are_found_by_name_and_group_in_any_letter_case() {
    let server = Server::start().await;
    let ann = server.developer().await;
    for name in ["Transfer", "transfer_back", "Balance"] {
        flow(&ann, name).await;
    }
    app(&ann, "Transfer").await;
    ann.post(&format!("{API}/flows/"), json!({"name": "Transfer"})).await.expect(201);
    let names = async |query: &str| {
        let found = ann.get(&format!("{API}/flows/{query}")).await.expect(200);
        let names = found.as_array().unwrap().iter().map(|flow| flow["name"].as_str().unwrap().to_owned());
        names.collect::<Vec<_>>()
    };
    assert_eq!(names("").await, ["Balance", "Transfer", "Transfer", "transfer_back"]);
    assert_eq!(names("?name__iexact=tRANSFER&group__iexact=DEMO").await, ["Transfer"]);
    assert_eq!(names("?group__iexact=demo").await, ["Balance", "Transfer", "transfer_back"]);
    assert_eq!(names("?search_term=BACK").await, ["transfer_back"]);
    assert_eq!(names("?name__iexact=Trans").await, [] as [&str; 0]);
    assert_eq!(names("?name__iexact=%25").await, [] as [&str; 0]);
    let unseen = server.stranger().await.get(&format!("{API}/flows/?group__iexact=demo")).await.expect(200);
    assert_eq!(unseen, json!([]));
}

#[tokio::test]
async fn a_flow_is_changed_in_part_or_as_a_whole() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let flow = flow(&ann, "my_flow").await;
    server.advance(5);
    let patched =
        ann.patch(&path(&flow), json!({"input_fields": ["a"], "description": "x"})).await.expect(200);
    assert_eq!((&patched["input_fields"], &patched["description"]), (&json!(["a"]), &json!("x")));
    assert_eq!((&patched["name"], &patched["version"]), (&json!("my_flow"), &json!("0.0.2")));
    assert_eq!(patched["updated_at"], "2026-03-01T12:00:05.000000Z");
    let mut whole = patched.clone();
    whole["output_fields"] = json!(["b"]);
    let put = ann.put(&path(&flow), whole).await.expect(200);
    assert_eq!((&put["input_fields"], &put["output_fields"]), (&json!(["a"]), &json!(["b"])));
    assert!(ann.put(&path(&flow), json!({"labels": []})).await.expect(400)["name"].is_array());
    server.viewer().await.patch(&path(&flow), json!({})).await.expect(403);
    server.stranger().await.patch(&path(&flow), json!({})).await.expect(404);
}

#[tokio::test]
async fn a_flow_that_is_used_keeps_its_name() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (app, flow) = (app(&ann, "my_app").await, flow(&ann, "my_flow").await);
    ann.put(&canvas_of(&app), line(&[flow_node("1", &flow)])).await.expect(200);
    let refused = ann.patch(&path(&flow), json!({"name": "other"})).await.expect(409);
    let said = refused["detail"].as_str().unwrap();
    assert!(
        said.starts_with("This flow keeps its name while it is used by the app my_app [demo]:"),
        "{said}"
    );
    ann.put(&canvas_of(&app), line(&[exit_node("1")])).await.expect(200);
    let renamed = ann.patch(&path(&flow), json!({"name": "other"})).await.expect(200);
    assert_eq!(renamed["component_id"], format!("{}.other.Flows.orc.{GROUP}", ann.user_id));
}

#[tokio::test]
async fn an_owner_deletes_a_flow_that_nothing_uses() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let olga = server.owner().await;
    let (app, flow) = (app(&ann, "my_app").await, flow(&ann, "my_flow").await);
    ann.put(&canvas_of(&app), line(&[flow_node("1", &flow)])).await.expect(200);
    ann.delete(&path(&flow)).await.expect(403);
    server.stranger().await.delete(&path(&flow)).await.expect(404);
    let refused = olga.delete(&path(&flow)).await.expect(409);
    assert_eq!(refused["detail"], "This flow is still used by the app my_app [demo]. Remove it there first.");
    ann.put(&canvas_of(&app), line(&[exit_node("1")])).await.expect(200);
    // A flow that only uses itself goes.
    ann.put(&canvas_of(&flow), line(&[flow_node("1", &flow)])).await.expect(200);
    olga.delete(&path(&flow)).await.expect(204);
    ann.get(&path(&flow)).await.expect(404);
    ann.get(&canvas_of(&flow)).await.expect(404);
}

#[tokio::test]
async fn the_status_of_a_flow_is_told_under_both_paths() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let flow = flow(&ann, "my_flow").await;
    let id = flow["id"].as_str().unwrap();
    let told = json!({"status": "not-deployed"});
    assert_eq!(ann.get(&format!("{API}/flows/{id}/status/")).await.expect(200), told);
    assert_eq!(ann.get(&format!("{API}/apps/{id}/status/")).await.expect(200), told);
    // Elsewhere an app is no flow and a flow no app.
    let app = app(&ann, "my_app").await;
    ann.get(&format!("{API}/flows/{}/status/", app["id"].as_str().unwrap())).await.expect(404);
    ann.get(&format!("{API}/apps/{id}/")).await.expect(404);
    ann.get(&format!("{API}/flows/no-id/")).await.expect(404);
}
