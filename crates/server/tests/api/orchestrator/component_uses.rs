//! `/orchestrator/api/component_uses/` and `/orchestrator/api/apps/overview/`

use serde_json::{Value, json};

use super::API;
use super::canvases::{app, canvas_of, exit_node, flow, flow_node, line, node};
use crate::support::Server;

fn uses(answer: &Value) -> Vec<(&str, Vec<&str>)> {
    answer
        .as_array()
        .unwrap()
        .iter()
        .map(|used| {
            let by = used["used_by"].as_array().unwrap().iter();
            (used["component_id"].as_str().unwrap(), by.map(|user| user["name"].as_str().unwrap()).collect())
        })
        .collect()
}

#[tokio::test]
async fn what_uses_a_flow_is_told_to_those_who_see_it() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (inner, outer, bank) =
        (flow(&ann, "inner").await, flow(&ann, "outer").await, app(&ann, "bank").await);
    ann.put(&canvas_of(&outer), line(&[flow_node("1", &inner), exit_node("2")])).await.expect(200);
    ann.put(&canvas_of(&bank), line(&[flow_node("1", &inner), flow_node("2", &outer)])).await.expect(200);
    let all = ann.get(&format!("{API}/component_uses/")).await.expect(200);
    let (inner_id, outer_id) =
        (inner["component_id"].as_str().unwrap(), outer["component_id"].as_str().unwrap());
    assert_eq!(uses(&all), [(inner_id, vec!["bank", "outer"]), (outer_id, vec!["bank"])]);
    assert_eq!(all[0]["used_by"][1]["type"], "flow");
    assert_eq!(all[0]["used_by"][1]["canvas"], outer["canvas"]);
    let one = ann.get(&format!("{API}/component_uses/?component_id={outer_id}")).await.expect(200);
    assert_eq!(uses(&one), [(outer_id, vec!["bank"])]);
    let stranger = server.stranger().await;
    assert_eq!(stranger.get(&format!("{API}/component_uses/")).await.expect(200), json!([]));
}

#[tokio::test]
async fn the_overview_counts_problems_and_tells_the_status() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (good, bad) = (app(&ann, "a_good").await, app(&ann, "b_bad").await);
    ann.put(&canvas_of(&good), line(&[exit_node("1")])).await.expect(200);
    ann.put(&canvas_of(&bad), line(&[node("1", "miniApp", "u.gone.Numeric.MiniApps.demo")]))
        .await
        .expect(200);
    ann.post(&format!("{API}/apps/{}/deploy/", good["id"].as_str().unwrap()), json!({})).await.expect(200);
    let told = ann.get(&format!("{API}/apps/overview/")).await.expect(200);
    assert_eq!(told["count"], 2);
    assert_eq!((&told["results"][0]["id"], &told["results"][0]["status"]), (&good["id"], &json!("started")));
    assert_eq!(told["results"][0]["errors"], 0);
    assert_eq!(
        (&told["results"][1]["id"], &told["results"][1]["status"]),
        (&bad["id"], &json!("not-deployed"))
    );
    assert_ne!(told["results"][1]["errors"], 0);
    let one = ann.get(&format!("{API}/apps/overview/?search_term=GOOD&limit=1")).await.expect(200);
    assert_eq!((&one["count"], one["results"].as_array().unwrap().len()), (&json!(1), 1));
    assert_eq!(server.stranger().await.get(&format!("{API}/apps/overview/")).await.expect(200)["count"], 0);
}
