//! `/widget/`: the script that any page may load, and the page to try it on.

use crate::support::Server;

#[tokio::test]
async fn the_demo_page_loads_nothing_from_another_site() {
    let server = Server::start().await;
    let page = server.nobody().get("/widget/").await;
    assert_eq!(page.status, 200);
    assert!(page.header("content-type").starts_with("text/html"));
    let policy = page.header("content-security-policy");
    assert!(policy.contains("script-src 'self'") && !policy.contains("unsafe"), "{policy}");
    let html = String::from_utf8(page.body.clone()).unwrap();
    assert!(!html.contains("://"), "the page refers to another site: {html}");
}

#[tokio::test]
async fn the_script_may_be_loaded_by_any_page_and_is_small() {
    let server = Server::start().await;
    let nobody = server.nobody();
    let script = nobody.with("accept-encoding", "gzip").get("/widget/widget.js").await;
    // A working copy in which the widget was not built has none.
    if script.status == 200 {
        assert_eq!(script.header("cross-origin-resource-policy"), "cross-origin");
        assert_eq!(script.header("content-encoding"), "gzip");
        assert!(script.body.len() <= 20 * 1024, "{} bytes", script.body.len());
    }
}

#[tokio::test]
async fn what_is_no_file_of_the_widget_is_not_found() {
    let server = Server::start().await;
    let nobody = server.nobody();
    for file in ["nothing.js", "index.html", "..%2f..%2fCargo.toml", "%2e%2e", "%ff", "widget.js%00"] {
        assert_eq!(nobody.get(&format!("/widget/{file}")).await.status, 404, "{file}");
    }
}
