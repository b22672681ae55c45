//! `/envs-manager/api/`

mod promote;
mod variables;

use crate::support::Server;

baton_testing::on_both! {
async fn the_status_says_where_callers_sign_in_and_since_when_it_runs(test: &TestDatabase) {
    let server = Server::on(test).await;
    let status = server.nobody().get("/envs-manager/api/status").await.expect(200);
    assert_eq!(status["name"], "envs-manager-api");
    assert_eq!((&status["auth"]["realm"], &status["auth"]["client_id"]), (&"master".into(), &"ocp".into()));
    assert!(status["auth"]["url"].as_str().unwrap().ends_with("/auth"));
    assert_eq!(status["meta"]["server_start_time"], "2026-03-01T12:00:00.000000Z");
    assert!(status["meta"]["services_status"].is_object() && status["version"].is_string());
}
}
