//! Services that answer well, badly, and not at all. Only this machine is talked to.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::time::Duration;

use baton_outbound::{Answer, Body, Client, Error, Options, Request};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use wiremock::matchers::{body_string, header, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

const LONG: Duration = Duration::from_secs(10);

fn client() -> Client {
    let allow = vec!["127.0.0.1".parse().unwrap()];
    Client::new(Options { allow, timeout: LONG, body: 10_000, ..Options::default() }).unwrap()
}

fn get(url: &str) -> Request {
    Request { method: "GET".to_owned(), url: url.to_owned(), headers: Vec::new(), body: Body::None }
}

async fn sent(url: &str) -> Result<Answer, Error> {
    client().send(&get(url), LONG).await
}

/// A server that says these bytes to whoever connects, and then waits.
async fn says(bytes: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        loop {
            let (mut socket, _) = listener.accept().await.unwrap();
            tokio::spawn(async move {
                let mut request = [0; 4096];
                let _ = socket.read(&mut request).await;
                let _ = socket.write_all(bytes).await;
                let _ = socket.read(&mut request).await;
            });
        }
    });
    format!("http://{address}/")
}

#[tokio::test]
async fn an_answer_of_any_status_comes_whole() {
    let service = MockServer::start().await;
    let asked =
        Mock::given(method("POST")).and(path("/a")).and(header("x-key", "k")).and(body_string("a=b+c"));
    asked
        .respond_with(ResponseTemplate::new(418).set_body_string("é").insert_header("x-more", "1"))
        .mount(&service)
        .await;
    let request = Request {
        method: "POST".to_owned(),
        url: format!("{}/a", service.uri()),
        headers: vec![("X-Key".to_owned(), "k".to_owned())],
        body: Body::Form(vec![("a".to_owned(), "b c".to_owned())]),
    };
    let answer = client().send(&request, LONG).await.unwrap();
    assert_eq!((answer.status, answer.body.as_str()), (418, "é"));
    assert!(answer.headers.contains(&("x-more".to_owned(), "1".to_owned())));
}

#[tokio::test]
async fn this_machine_is_refused_unless_it_is_allowed() {
    let service = MockServer::start().await;
    let port = service.address().port();
    let strict = Client::new(Options::default()).unwrap();
    for host in ["127.0.0.1", "localhost", "[::1]", "0x7f.1", "2130706433", "0.0.0.0", "[::ffff:127.0.0.1]"] {
        let refused = strict.send(&get(&format!("http://{host}:{port}/")), LONG).await;
        assert!(matches!(refused, Err(Error::Refused(_))), "{host}: {refused:?}");
    }
    assert_eq!(service.received_requests().await.unwrap().len(), 0);
    let trusting = Options { allow: vec!["localhost".parse().unwrap()], ..Options::default() };
    let trusting = Client::new(trusting).unwrap();
    assert!(trusting.send(&get(&format!("http://localhost:{port}/")), LONG).await.is_ok());
    assert!(trusting.send(&get(&format!("http://127.0.0.1:{port}/")), LONG).await.is_err());
}

#[tokio::test]
async fn what_an_answer_leads_to_is_looked_at_again() {
    let service = MockServer::start().await;
    let to = |location: &str| ResponseTemplate::new(302).insert_header("location", location);
    Mock::given(path("/near")).respond_with(to("/there")).mount(&service).await;
    Mock::given(path("/there")).respond_with(ResponseTemplate::new(200)).mount(&service).await;
    Mock::given(path("/round")).respond_with(to("/round")).mount(&service).await;
    Mock::given(path("/metadata")).respond_with(to("http://169.254.169.254/latest")).mount(&service).await;
    Mock::given(path("/name")).respond_with(to("http://localhost/")).mount(&service).await;
    let url = |at: &str| format!("{}{at}", service.uri());
    assert_eq!(sent(&url("/near")).await.unwrap().status, 200);
    assert_eq!(sent(&url("/round")).await, Err(Error::TooManyRedirects(5)));
    assert_eq!(sent(&url("/metadata")).await, Err(Error::Refused("169.254.169.254".to_owned())));
    // By its name it leads to 127.0.0.1, which is allowed, or to ::1, which is left out.
    assert!(!matches!(sent(&url("/name")).await, Ok(Answer { status: 302, .. })));
}

#[tokio::test]
async fn services_that_lie_or_break_off_are_a_clear_failure() {
    assert_eq!(sent(&says(b"not HTTP at all\r\n\r\n").await).await, Err(Error::InvalidAnswer));
    let long = says(b"HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\nx").await;
    assert_eq!(sent(&long).await, Err(Error::TooLarge(10_000)));
    let garbled = says(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n").await;
    assert_eq!(sent(&garbled).await, Err(Error::InvalidAnswer));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    assert_eq!(sent(&format!("http://{address}/")).await, Err(Error::Unreachable("127.0.0.1".to_owned())));
}

#[tokio::test]
async fn an_answer_without_an_end_is_cut_off_by_its_size_or_by_time() {
    let service = MockServer::start().await;
    Mock::given(path("/"))
        .respond_with(ResponseTemplate::new(200).set_body_bytes(vec![b'x'; 20_000]))
        .mount(&service)
        .await;
    assert_eq!(sent(&service.uri()).await, Err(Error::TooLarge(10_000)));
    for slow in [&b""[..], b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nx"] {
        let url = says(slow).await;
        let answered = client().send(&get(&url), Duration::from_millis(50)).await;
        assert_eq!(answered, Err(Error::TimedOut(50)));
    }
}

#[tokio::test]
async fn no_message_holds_what_was_sent() {
    let url = "http://user:s3cret@127.0.0.1:9/s3cret?key=s3cret";
    let error = sent(url).await.unwrap_err();
    assert!(!format!("{error} {error:?}").contains("s3cret"), "{error:?}");
}
