//! `GET /canvases/<canvas_id>/available_fields/`

use serde_json::{Value, json};

use super::{app, canvas_of, exit_node, line, set_field_node};
use crate::orchestrator::API;
use crate::support::{GROUP, Server};

fn readonly(fields: &Value, name: &str) -> Option<bool> {
    let field = fields.as_array().unwrap().iter().find(|field| field["name"] == name)?;
    assert_eq!(field.as_object().unwrap().len(), 2);
    Some(field["readonly"].as_bool().unwrap())
}

#[tokio::test]
async fn the_platforms_fields_come_first_then_what_the_canvas_defines() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app = app(&ann, "my_app").await;
    let path = canvas_of(&app);
    ann.put(&path, line(&[set_field_node("1", "customer", "x"), exit_node("2")])).await.expect(200);
    let fields = server.viewer().await.get(&format!("{path}available_fields/")).await.expect(200);
    assert_eq!(fields[0], json!({"name": "Ani", "readonly": false}));
    assert_eq!(fields[1], json!({"name": "Dnis", "readonly": true}));
    assert_eq!(readonly(&fields, "Locale"), Some(false));
    assert_eq!(readonly(&fields, "DialogID"), Some(true));
    assert_eq!(readonly(&fields, "customer"), Some(false));
    assert_eq!(readonly(&fields, "card"), None);
    let id = app["id"].as_str().unwrap();
    ann.put(&format!("{API}/apps/{id}/global_fields/"), json!(["card"])).await.expect(200);
    ann.put(&format!("{API}/apps/{id}/attached_data/"), json!({"line": "7"})).await.expect(200);
    let fields = ann.get(&format!("{path}available_fields/")).await.expect(200);
    assert_eq!((readonly(&fields, "card"), readonly(&fields, "line")), (Some(false), Some(false)));
}

#[tokio::test]
async fn a_flow_has_its_inputs_to_begin_with() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let body = json!({"name": "my_flow", "group": GROUP, "input_fields": ["amount"]});
    let flow = ann.post(&format!("{API}/flows/"), body).await.expect(201);
    let path = format!("{}available_fields/", canvas_of(&flow));
    assert_eq!(readonly(&ann.get(&path).await.expect(200), "amount"), Some(false));
    server.stranger().await.get(&path).await.expect(404);
}
