//! `POST /orchestrator/api/apps/<app_id>/deploy/`

use serde_json::{Value, json};

use super::{APPS, app, arrow, at, draw, draw_greeting, ends, flow, id, mini_app, runs, says};
use crate::support::{Client, Server};

const DONE: &str = "The application has been deployed and start and running successfully.";

async fn deploy(client: &Client, app: &Value, query: &str) -> Value {
    client.post(&at(app, &format!("deploy/{query}")), json!({})).await.expect(200)
}

async fn deployments(server: &Server, app: &Value) -> Vec<baton_store::Deployment> {
    server.state.store.deployments().of_application(id(app)).await.unwrap()
}

#[tokio::test]
async fn changes_and_everything_are_deployed_with_the_documented_sentence() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    draw_greeting(&server, &ann, &app).await;
    for query in ["", "?all=true", "?all=&async=", "?all=false"] {
        assert_eq!(deploy(&ann, &app, query).await, json!({"detail": DONE}), "{query}");
    }
    assert_eq!(ann.get(&at(&app, "")).await.expect(200)["deployed_at"], "2026-03-01T12:00:00.000000Z");
}

#[tokio::test]
async fn no_body_is_needed() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    draw_greeting(&server, &ann, &app).await;
    let answer =
        ann.send(axum::http::Method::POST, &at(&app, "deploy/"), None, axum::body::Body::empty()).await;
    assert_eq!(answer.expect(200), json!({"detail": DONE}));
}

#[tokio::test]
async fn only_changes_are_deployed_unless_all_is_asked_for_and_a_moved_node_is_a_change() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    let hello = draw_greeting(&server, &ann, &app).await;
    deploy(&ann, &app, "").await;
    server.advance(10);
    deploy(&ann, &app, "").await;
    assert_eq!(deployments(&server, &app).await.len(), 1, "nothing has changed");
    deploy(&ann, &app, "?all=true").await;
    assert_eq!(deployments(&server, &app).await.len(), 2);

    server.advance(10);
    let mut moved = says("hello", &hello);
    moved["x_value"] = json!(500.0);
    draw(&server, &app, &[moved, ends("bye")], &[arrow("hello", "bye")]).await;
    deploy(&ann, &app, "").await;
    assert_eq!(deployments(&server, &app).await.len(), 3);
}

#[tokio::test]
async fn several_roots_are_refused_in_the_documented_shape_and_nothing_is_deployed() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    let hello = mini_app(&ann, "hello", "Announcement").await;
    draw(&server, &app, &[says("1", &hello), says("2", &hello)], &[]).await;
    let refused = ann.post(&at(&app, "deploy/?all=true"), json!({})).await.expect(400);
    let roots = json!({
        "type": "WARNING", "code": "MULTIPLE_ROOTS_FOUND", "message": "Multiple roots found on the graph."
    });
    assert_eq!(
        refused["detail"],
        "Your App can not be deployed because it contains problems: Multiple roots found on the graph."
    );
    let errors = &refused["errors"];
    assert_eq!(errors[0]["canvas_id"], app["canvas"]);
    for (index, node) in ["1", "2"].into_iter().enumerate() {
        let found = &errors[0]["node_errors"][index];
        assert_eq!(found["node_id"], node);
        let found = &found["errors"][0];
        for key in ["type", "code", "message"] {
            assert_eq!(found[key], roots[key], "{key} of {node}");
        }
    }
    let now = ann.get(&at(&app, "")).await.expect(200);
    assert_eq!(now["deployed_at"], Value::Null);
    assert!(deployments(&server, &app).await.is_empty());
}

#[tokio::test]
async fn problems_of_a_flow_stand_under_its_canvas() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (app, flow) = (app(&ann, "my_app").await, flow(&ann, "my_flow").await);
    let hello = mini_app(&ann, "hello", "Announcement").await;
    draw(&server, &app, &[runs("1", &flow)], &[]).await;
    draw(&server, &flow, &[says("a", &hello), says("b", &hello)], &[]).await;
    let refused = ann.post(&at(&app, "deploy/"), json!({})).await.expect(400);
    let canvases: Vec<&Value> =
        refused["errors"].as_array().unwrap().iter().map(|errors| &errors["canvas_id"]).collect();
    assert_eq!(canvases, [&flow["canvas"]], "{refused:#}");
}

#[tokio::test]
async fn an_empty_canvas_is_refused_with_a_problem_of_no_node() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    let refused = ann.post(&at(&app, "deploy/"), json!({})).await.expect(400);
    let problem = &refused["errors"][0]["node_errors"][0];
    assert_eq!((&problem["node_id"], &problem["errors"][0]["code"]), (&json!(""), &json!("EMPTY_CANVAS")));
}

#[tokio::test]
async fn a_failed_deployment_leaves_what_was_deployed_before() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    draw_greeting(&server, &ann, &app).await;
    deploy(&ann, &app, "").await;
    let before = server.state.store.applications().get(id(&app)).await.unwrap().unwrap();
    draw(&server, &app, &[], &[]).await;
    ann.post(&at(&app, "deploy/"), json!({})).await.expect(400);
    let after = server.state.store.applications().get(id(&app)).await.unwrap().unwrap();
    assert_eq!(after, before);
}

#[tokio::test]
async fn ten_deployments_at_once_all_succeed_and_one_program_runs() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    draw_greeting(&server, &ann, &app).await;
    let mut all = tokio::task::JoinSet::new();
    for _ in 0..10 {
        let (ann, path) = (ann.clone(), at(&app, "deploy/?all=true"));
        all.spawn(async move { ann.post(&path, json!({})).await.status.as_u16() });
    }
    assert!(all.join_all().await.iter().all(|status| *status == 200));
    let row = server.state.store.applications().get(id(&app)).await.unwrap().unwrap();
    assert_eq!(Some(&deployments(&server, &app).await[0].program_hash), row.deployed_program.as_ref());
}

#[tokio::test]
async fn a_flag_that_is_neither_true_nor_false_is_refused() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    for flag in ["all", "async"] {
        let refused = ann.post(&at(&app, &format!("deploy/?{flag}=perhaps")), json!({})).await.expect(400);
        assert_eq!(refused, json!({flag: ["Must be a valid boolean: true or false."]}));
    }
}

#[tokio::test]
async fn a_legacy_application_is_told_how_it_is_deployed() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let legacy = json!({"name": "old", "group": "demo", "application_type": "legacy"});
    let app = ann.post(APPS, legacy).await.expect(201);
    let refused = ann.post(&at(&app, "deploy/"), json!({})).await.expect(400);
    assert!(refused["detail"].as_str().unwrap().contains("deploy_legacy"));
}

#[tokio::test]
async fn the_canvases_that_were_deployed_stay_while_the_drawing_goes_on() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    let path = at(&app, "deployed_canvases/");
    assert_eq!(ann.get(&path).await.expect(200), json!([]));
    draw_greeting(&server, &ann, &app).await;
    let canvas = format!("/orchestrator/api/canvases/{}/", app["canvas"].as_str().unwrap());
    let drawn = ann.get(&canvas).await.expect(200);
    deploy(&ann, &app, "").await;
    let mut moved = drawn.clone();
    moved["content"]["nodes"][0]["x_value"] = json!(1234);
    ann.put(&canvas, moved.clone()).await.expect(200);
    let deployed = ann.get(&path).await.expect(200);
    assert_eq!(deployed[0]["document"], drawn);
    assert_eq!(deployed[0]["component_id"], app["component_id"]);
    assert_eq!(deployed[0]["canvas_id"], app["canvas"]);
    deploy(&ann, &app, "").await;
    assert_eq!(ann.get(&path).await.expect(200)[0]["document"], moved);
    for (query, found) in
        [("search_term=MY_APP&limit=1", 1), ("search_term=other", 0), ("page=2&pageSize=1", 0)]
    {
        let part = ann.get(&format!("{path}?{query}")).await.expect(200);
        assert_eq!(part.as_array().unwrap().len(), found, "{query}");
    }
    assert_eq!(server.stranger().await.get(&path).await.status, 404);
}
