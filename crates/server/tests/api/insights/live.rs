use axum::body::Body;
use axum::http::Request;
use futures_util::StreamExt;
use tower::ServiceExt;

use super::{DIALOGS, balance, bank};
use crate::support::Server;

baton_testing::on_both! {
async fn records_are_sent_as_they_are_made_and_a_client_goes_on_where_it_was(test: &TestDatabase) {
    let server = Server::on(test).await;
    let (app, ann) = bank(&server).await;
    balance(&server, &app, "1").await;
    let open = |last: Option<&str>| {
        let mut request = Request::get(format!("{DIALOGS}/live"))
            .header("authorization", format!("Bearer {}", ann.token()));
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        server.app().oneshot(request.body(Body::empty()).unwrap())
    };
    server.quiet().await;
    let response = open(None).await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let dialog = balance(&server, &app, "2").await;
    let mut told = response.into_body().into_data_stream();
    let first = String::from_utf8(told.next().await.unwrap().unwrap().to_vec()).unwrap();
    assert!(first.starts_with("event: dialog_start\ndata: {"), "{first}");
    assert!(first.contains(&dialog), "only what is new");

    let again = open(Some("0")).await.unwrap();
    let mut told = again.into_body().into_data_stream();
    let first = String::from_utf8(told.next().await.unwrap().unwrap().to_vec()).unwrap();
    assert!(first.starts_with("event: dialog_start") && !first.contains(&dialog), "from the beginning");
}
}
