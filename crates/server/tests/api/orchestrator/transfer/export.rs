use baton_bundle::Bundle;
use serde_json::json;

use super::{example, export, import};
use crate::support::{GROUP, Server};

#[tokio::test]
async fn an_export_is_one_zip_with_the_app_s_name() {
    let server = Server::start().await;
    let ann = server.maintainer().await;
    let app = import(&ann, &example("pizza"), &[("group", GROUP)]).await.expect(201);
    let answer = export(&ann, &app).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "application/zip");
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"pizza.zip\"");
    let bundle = Bundle::from_zip(&answer.body).unwrap();
    assert_eq!(bundle.name(), "pizza");
    assert_eq!(export(&ann, &app).await.body, answer.body, "the same app gives the same bytes");
}

#[tokio::test]
async fn an_app_with_an_empty_canvas_can_be_exported() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let app =
        ann.post("/orchestrator/api/apps/", json!({"name": "new_one", "group": GROUP})).await.expect(201);
    let bundle = Bundle::from_zip(&export(&ann, &app).await.body).unwrap();
    assert!(bundle.flows.is_empty() && bundle.mini_apps.is_empty());
}

#[tokio::test]
async fn sensitive_values_stay_where_they_are() {
    let server = Server::start().await;
    let ann = server.maintainer().await;
    let mut bundle = example("bank");
    bundle.app_mut().unwrap().attached_data.insert("AccountNumber".into(), "99999999".into());
    let app = import(&ann, &bundle, &[("group", GROUP)]).await.expect(201);
    let variables = server.state.store.variables();
    let secret = baton_store::Variable {
        collection: GROUP.into(),
        name: "opening_hours".into(),
        value: "never tell".into(),
        sensitive: true,
    };
    variables.put(&secret).await.unwrap();
    let exported = Bundle::from_zip(&export(&ann, &app).await.body).unwrap();
    assert_eq!(exported.variables["opening_hours"].value, None);
    assert!(exported.variables["opening_hours"].sensitive);
    assert_eq!(exported.app().unwrap().attached_data["AccountNumber"], "****");
}

#[tokio::test]
async fn only_variables_that_the_app_reads_go_along() {
    let server = Server::start().await;
    let ann = server.maintainer().await;
    let app = import(&ann, &example("bank"), &[("group", GROUP)]).await.expect(201);
    let other = baton_store::Variable {
        collection: GROUP.into(),
        name: "other".into(),
        value: "x".into(),
        sensitive: false,
    };
    server.state.store.variables().put(&other).await.unwrap();
    let exported = Bundle::from_zip(&export(&ann, &app).await.body).unwrap();
    assert_eq!(exported.variables.keys().collect::<Vec<_>>(), ["bank_service", "opening_hours"]);
}

#[tokio::test]
async fn who_does_not_see_the_app_gets_404() {
    let server = Server::start().await;
    let ann = server.maintainer().await;
    let app = import(&ann, &example("hello"), &[("group", GROUP)]).await.expect(201);
    assert_eq!(export(&server.stranger().await, &app).await.expect(404)["detail"], "Not found.");
    assert_eq!(export(&server.nobody(), &app).await.status, 401);
    assert_eq!(export(&server.viewer().await, &app).await.status, 200);
}
