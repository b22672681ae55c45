//! Several who save parts of one app at the same time, over both databases.

use baton_auth::AuthOptions;
use baton_testing::on_both;
use serde_json::{Value, json};

use super::{app, canvas_of, exit_node, flow, flow_node, line, mini_app, node};
use crate::orchestrator::API;
use crate::support::{Client, Server};

async fn deleted(client: &Client, application: &Value) -> u16 {
    let path = format!("{API}/flows/{}/", application["id"].as_str().unwrap());
    client.delete(&path).await.status.as_u16()
}

on_both! {
    /// What the canvas uses and what the handlers use are kept in one list: neither save may lose the other's part.
    async fn who_saves_the_canvas_and_who_saves_the_handlers_lose_nothing(test: &TestDatabase) {
        let server = Server::start_with(AuthOptions::default(), test.database().clone()).await;
        let olga = server.owner().await;
        let app = app(&olga, "my_app").await;
        let (drawn, handling) = (flow(&olga, "drawn").await, flow(&olga, "handling").await);
        olga.put(&canvas_of(&handling), line(&[exit_node("1")])).await.expect(200);
        let handlers = format!("{API}/apps/{}/error-handlers/", app["id"].as_str().unwrap());
        for _ in 0..10 {
            olga.put(&canvas_of(&app), line(&[exit_node("1")])).await.expect(200);
            olga.put(&handlers, json!([])).await.expect(200);
            let canvas = canvas_of(&app);
            let list = json!([{"error_types": [], "handler": {"component_id": handling["component_id"]}}]);
            let (one, other) = tokio::join!(
                olga.put(&canvas, line(&[flow_node("1", &drawn)])),
                olga.put(&handlers, list)
            );
            one.expect(200);
            other.expect(200);
            assert_eq!((deleted(&olga, &drawn).await, deleted(&olga, &handling).await), (409, 409));
        }
        let shown = olga.get(&format!("{API}/apps/{}/", app["id"].as_str().unwrap())).await.expect(200);
        // The first empty list of handlers changed nothing.
        assert_eq!(shown["version"], "0.0.40");
    }

    async fn of_many_who_saved_the_same_state_one_wins(test: &TestDatabase) {
        let server = Server::start_with(AuthOptions::default(), test.database().clone()).await;
        let ann = server.developer().await;
        let path = canvas_of(&app(&ann, "my_app").await);
        let careful = ann.clone().with("if-match", "\"1\"");
        let saving: Vec<_> = (0..20)
            .map(|n| {
                let (careful, path) = (careful.clone(), path.clone());
                let body = line(&[exit_node(&n.to_string())]);
                tokio::spawn(async move { careful.put(&path, body).await.status.as_u16() })
            })
            .collect();
        let mut statuses = Vec::new();
        for one in saving {
            statuses.push(one.await.unwrap());
        }
        statuses.sort_unstable();
        assert_eq!((statuses[0], statuses[1], statuses[19]), (200, 412, 412));
    }

    async fn of_many_who_create_one_name_one_does(test: &TestDatabase) {
        let server = Server::start_with(AuthOptions::default(), test.database().clone()).await;
        let ann = server.developer().await;
        let creating: Vec<_> = (0..10)
            .map(|n| {
                let ann = ann.clone();
                let kind = if n % 2 == 0 { "YesNo" } else { "Numeric" };
                let body = json!({"name": "Agree", "type": kind, "group": crate::support::GROUP});
                tokio::spawn(async move { ann.post(crate::miniapps::APPS, body).await.status.as_u16() })
            })
            .collect();
        let mut statuses = Vec::new();
        for one in creating {
            statuses.push(one.await.unwrap());
        }
        statuses.sort_unstable();
        assert_eq!((statuses[0], statuses[1], statuses[9]), (201, 409, 409));
    }

    async fn documents_with_any_characters_are_kept(test: &TestDatabase) {
        let server = Server::start_with(AuthOptions::default(), test.database().clone()).await;
        let ann = server.developer().await;
        let path = canvas_of(&app(&ann, "my_app").await);
        let odd = "😀 \u{0} \u{1} \u{2028} é";
        let id = mini_app(&ann, "Bye", "Announcement").await;
        let mut said = node("1", "miniApp", &id);
        said["title"] = json!(odd);
        let body = json!({"content": {"nodes": [said], "edges": []}, odd: odd});
        ann.put(&path, body.clone()).await.expect(200);
        assert_eq!(ann.get(&path).await.json(), body);
        let model = format!("{}/v1/{id}", crate::miniapps::APPS);
        ann.put(&model, json!({"note": odd})).await.expect(200);
        assert_eq!(ann.get(&model).await.expect(200)["model"]["note"], odd);
        // Such a name names nothing, and breaks nothing.
        let nowhere = node("1", "miniApp", odd);
        ann.put(&path, line(&[nowhere])).await.expect(200);
        let unknown = node("1", "Flow", "u.a\u{0}b.Flows.orc.demo");
        ann.put(&path, line(&[unknown])).await.expect(200);
    }
}
