//! `GET /orchestrator/api/apps/<app_id>/miniapps/`

use serde_json::{Value, json};

use super::{app, arrow, at, draw, flow, mini_app, runs, says};
use crate::support::{Client, Server};

/// An app with an announcement, a number and a flow that has the announcement and an intent.
async fn drawn(server: &Server, ann: &Client) -> (Value, [String; 3]) {
    let (app, flow) = (app(ann, "my_app").await, flow(ann, "my_flow").await);
    let hello = mini_app(ann, "hello", "Announcement").await;
    let pin = mini_app(ann, "pin", "Numeric").await;
    let new = json!({"name": "wish", "type": "Intent", "domain": "Banking.MiniApps", "group": "demo"});
    let wish = ann.post("/miniapps/api/apps", new).await.expect(201);
    let wish = wish["miniAppId"].as_str().unwrap().to_owned();
    draw(
        server,
        &app,
        &[says("1", &hello), says("2", &pin), runs("3", &flow)],
        &[arrow("1", "2"), arrow("2", "3")],
    )
    .await;
    draw(server, &flow, &[says("1", &wish), says("2", &hello)], &[arrow("1", "2")]).await;
    (app, [hello, pin, wish])
}

#[tokio::test]
async fn ids_of_all_miniapps_are_listed_once_with_those_of_the_flows() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (app, ids) = drawn(&server, &ann).await;
    assert_eq!(ann.get(&at(&app, "miniapps/")).await.expect(200), json!(ids));
    assert_eq!(
        ann.get(&at(&app, "miniapps/?detail=&type=")).await.expect(200),
        json!(ids),
        "as the page prints it"
    );
    assert_eq!(ann.get(&at(&app, "miniapps/?detail=false")).await.expect(200), json!(ids));
}

#[tokio::test]
async fn detail_and_details_tell_name_and_type() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (app, [hello, pin, wish]) = drawn(&server, &ann).await;
    let expected = json!([
        {"id": hello, "name": "hello", "type": "Announcement"},
        {"id": pin, "name": "pin", "type": "Numeric"},
        {"id": wish, "name": "wish", "type": "Banking"},
    ]);
    for query in ["detail=true", "details=true", "detail=1", "detail=True"] {
        assert_eq!(ann.get(&at(&app, &format!("miniapps/?{query}"))).await.expect(200), expected, "{query}");
    }
}

#[tokio::test]
async fn type_keeps_to_a_type_or_to_the_domain_of_an_intent() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (app, [hello, pin, wish]) = drawn(&server, &ann).await;
    for (wanted, found) in [
        ("Numeric", vec![&pin]),
        ("Banking", vec![&wish]),
        ("Intent", vec![&wish]),
        ("announcement", vec![&hello]),
        ("YesNo", vec![]),
    ] {
        assert_eq!(ann.get(&at(&app, &format!("miniapps/?type={wanted}"))).await.expect(200), json!(found));
    }
    let both = ann.get(&at(&app, "miniapps/?detail=true&type=Numeric")).await.expect(200);
    assert_eq!(both, json!([{"id": pin, "name": "pin", "type": "Numeric"}]));
}

#[tokio::test]
async fn a_detail_that_is_neither_true_nor_false_is_refused() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    assert_eq!(ann.get(&at(&app, "miniapps/")).await.expect(200), json!([]));
    let refused = ann.get(&at(&app, "miniapps/?detail=maybe")).await.expect(400);
    assert_eq!(refused, json!({"detail": ["Must be a valid boolean: true or false."]}));
}
