//! `/console/`: the page, its files and where it signs people in.

use crate::support::Server;

#[tokio::test]
async fn whoever_comes_to_the_server_is_led_to_the_console() {
    let server = Server::start().await;
    let answer = server.nobody().get("/").await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (307, "/console/"));
}

#[tokio::test]
async fn each_address_within_the_console_is_the_page() {
    let server = Server::start().await;
    let nobody = server.nobody();
    for path in ["/console/", "/console", "/console/apps", "/console/apps/1/canvas", "/console/index.html"] {
        let page = nobody.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(page.header("content-type").starts_with("text/html"), "{path}");
        assert_eq!(page.header("cache-control"), "no-cache", "{path}");
        let policy = page.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"), "{policy}");
        assert!(!policy.contains("http") && !policy.contains("unsafe"), "{policy}");
        let html = String::from_utf8(page.body.clone()).unwrap();
        assert!(!html.contains("://"), "the page refers to another site: {html}");
        assert!(!html.contains("style=") && !html.contains("<style"), "its own policy forbids that: {html}");
    }
}

#[tokio::test]
async fn a_file_that_is_not_there_is_not_the_page() {
    let server = Server::start().await;
    let nobody = server.nobody();
    for file in ["nothing.js", "..%2f..%2fCargo.toml", "%2e%2e", "%ff", "index.css%00", "../index.html"] {
        assert_eq!(nobody.get(&format!("/console/assets/{file}")).await.status, 404, "{file}");
    }
}

#[tokio::test]
async fn the_console_learns_where_to_sign_people_in() {
    let server = Server::start().await;
    let settings = server.nobody().get("/console/settings.json").await.expect(200);
    assert_eq!(settings["openid"], "/auth/realms/master/protocol/openid-connect");
    assert_eq!(settings["client"], "ocp");
    assert!(settings["issuer"].is_null());
}
