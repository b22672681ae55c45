//! The life of an app, over both databases.

use std::time::Duration;

use baton_auth::AuthOptions;
use baton_testing::on_both;
use serde_json::{Value, json};

use super::{APPS, app, at, draw_greeting, id};
use crate::support::Server;

on_both! {
    async fn an_app_is_made_found_drawn_deployed_mapped_renamed_and_removed(test: &TestDatabase) {
        let server = Server::start_with(AuthOptions::default(), test.database().clone()).await;
        let (owner, admin) = (server.owner().await, server.admin().await);
        let app = app(&owner, "my_app").await;
        for name in ["Another_app", "a_third", "percent"] {
            super::app(&owner, name).await;
        }
        let found = owner.get(&format!("{APPS}pagination/?search_term=APP&limit=1")).await.expect(200);
        assert_eq!((&found["count"], found["results"].as_array().unwrap().len()), (&json!(2), 1));
        let none = owner.get(&format!("{APPS}pagination/?search_term=%25")).await.expect(200);
        assert_eq!(none["count"], 0);

        draw_greeting(&server, &owner, &app).await;
        let started = owner.post(&at(&app, "deploy/?async=true"), json!({})).await.expect(200);
        let result = format!("/orchestrator/api/results/{}/", started["result_id"].as_str().unwrap());
        let done = loop {
            let answer = owner.get(&result).await.expect(200);
            if answer["status"] != "pending" {
                break answer;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        };
        assert_eq!(done["async_result"], "App my_app has been deployed successfully.");

        let data = json!({"z": "1", "a": "ünï💥", "quote": "'\"\\"});
        assert_eq!(owner.put(&at(&app, "attached_data/"), data.clone()).await.expect(200).to_string(), data.to_string());
        let profile = "/orchestrator/api/voice-biometric/profiles/a_b/";
        admin.put(profile, json!({"bio_keys": [{"key": "card"}]})).await.expect(201);
        let mapping = json!({"profile_id": "a_b", "field_mappings": [{"bio_key": "card", "orc_field": "z"}]});
        owner.put(&at(&app, "voice-biometric/"), mapping).await.expect(200);
        admin.delete(profile).await.expect(409);

        let renamed = owner.patch(&at(&app, ""), json!({"name": "new_name"})).await.expect(200);
        assert_eq!(renamed["version"], "0.0.4", "attached data, mapping and name were changed");
        assert_eq!(owner.get(&at(&app, "status/")).await.expect(200), json!({"status": "started"}));
        owner.delete(&at(&app, "")).await.expect(204);
        admin.delete(profile).await.expect(204);
    }

    /// Each change reads the app, changes its part and writes it: none may undo another.
    async fn changes_of_several_parts_at_once_are_all_kept(test: &TestDatabase) {
        let server = Server::start_with(AuthOptions::default(), test.database().clone()).await;
        let ann = server.developer().await;
        let app = app(&ann, "my_app").await;
        let mut changes = tokio::task::JoinSet::new();
        for n in 0..10 {
            for (rest, body) in [
                ("", json!({"name": "my_app", "description": format!("Number {n}.")})),
                ("attached_data/", json!({"n": n.to_string()})),
                ("global_fields/", json!([format!("field_{n}")])),
            ] {
                let (ann, path) = (ann.clone(), at(&app, rest));
                changes.spawn(async move { ann.put(&path, body).await.status.as_u16() });
            }
        }
        assert_eq!(changes.join_all().await, [200; 30]);
        let now = ann.get(&at(&app, "")).await.expect(200);
        assert!(now["description"].as_str().unwrap().starts_with("Number "));
        assert_eq!(now["version"], "0.0.31");
        assert!(ann.get(&at(&app, "attached_data/")).await.expect(200)["n"].is_string());
        let fields = ann.get(&at(&app, "global_fields/")).await.expect(200);
        assert!(fields[0].as_str().unwrap().starts_with("field_"));
    }

    async fn while_names_are_fought_over_no_two_apps_share_one(test: &TestDatabase) {
        let server = Server::start_with(AuthOptions::default(), test.database().clone()).await;
        let ann = server.developer().await;
        let (one, two) = (app(&ann, "one").await, app(&ann, "two").await);
        let mut renames = tokio::task::JoinSet::new();
        for (app, name) in [(&one, "same"), (&two, "same")] {
            let (ann, path) = (ann.clone(), at(app, ""));
            renames.spawn(async move { ann.patch(&path, json!({"name": name})).await.status.as_u16() });
        }
        let mut statuses = renames.join_all().await;
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 400]);
    }

    async fn what_is_removed_while_it_is_deployed_is_gone_and_nothing_of_it_stays(test: &TestDatabase) {
        let server = Server::start_with(AuthOptions::default(), test.database().clone()).await;
        let owner = server.owner().await;
        let app = app(&owner, "my_app").await;
        draw_greeting(&server, &owner, &app).await;
        let mut removal = server.state.store.begin().await.unwrap();
        removal.applications().hold(id(&app)).await.unwrap().unwrap();
        let (deployer, deploy) = (owner.clone(), at(&app, "deploy/?all=true"));
        let deployment = tokio::spawn(async move { deployer.post(&deploy, json!({})).await });
        // Long enough for it to come to where it writes, and to wait there.
        tokio::time::sleep(Duration::from_millis(500)).await;
        assert!(!deployment.is_finished());
        assert!(removal.applications().delete(id(&app)).await.unwrap());
        removal.commit().await.unwrap();
        deployment.await.unwrap().expect(404);
        assert!(server.state.store.deployments().of_application(id(&app)).await.unwrap().is_empty());
        assert_eq!(owner.get(APPS).await.expect(200), Value::Array(Vec::new()));
    }

    async fn deployments_and_removals_at_once_all_come_to_an_end(test: &TestDatabase) {
        let server = Server::start_with(AuthOptions::default(), test.database().clone()).await;
        let owner = server.owner().await;
        let mut rounds = tokio::task::JoinSet::new();
        for n in 0..12 {
            let app = app(&owner, &format!("app_{n}")).await;
            draw_greeting(&server, &owner, &app).await;
            let (owner, deploy, delete) = (owner.clone(), at(&app, "deploy/?all=true"), at(&app, ""));
            rounds.spawn(async move {
                let (deployed, deleted) = tokio::join!(owner.post(&deploy, json!({})), owner.delete(&delete));
                (id(&app), deployed, deleted)
            });
        }
        for (id, deployed, deleted) in rounds.join_all().await {
            assert!(matches!(deployed.status.as_u16(), 200 | 404), "{deployed}");
            assert_eq!(deleted.status, 204, "{deleted}");
            assert!(server.state.store.deployments().of_application(id).await.unwrap().is_empty());
        }
        assert_eq!(owner.get(APPS).await.expect(200), Value::Array(Vec::new()));
    }
}
