//! What the log tells an operator, and what it never tells.

use std::io::Write;
use std::sync::{Arc, Mutex};

use serde_json::json;

use crate::channels::Call;
use crate::examples::{example, install};
use crate::support::Server;

/// What was logged on this thread.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn lines(&self, of: &str) -> Vec<String> {
        let text = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
        text.lines().filter(|line| line.contains(of)).map(str::to_owned).collect()
    }
}

#[tokio::test]
async fn the_log_tells_what_was_done_by_whom_and_never_what_callers_said() {
    let log = Log::default();
    let written = log.clone();
    let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(move || written.clone()).finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    // With one subscriber alone, whether a line is listened to is asked of the thread that meets it first: another test's.
    let _second = tracing::Dispatch::new(tracing_subscriber::registry());

    let server = Server::start().await;
    let ann = server.maintainer().await;
    let bank = install(&server, &example("bank")).await;
    let at = |rest: &str| format!("/orchestrator/api/apps/{bank}/{rest}");
    ann.post(&at("deploy/"), json!({})).await.expect(200);
    ann.post(&at("deploy/"), json!({})).await.expect(200);
    let empty =
        ann.post("/orchestrator/api/apps/", json!({"name": "empty", "group": "demo"})).await.expect(201);
    let path = format!("/orchestrator/api/apps/{}/deploy/", empty["id"].as_str().unwrap());
    ann.post(&path, json!({})).await.expect(400);
    let lines = log.lines("deployment");
    for (line, result) in lines.iter().zip(["deployed", "unchanged", "problems"]) {
        for said in ["user=\"maintainer\"", "group=\"demo\"", &format!("result=\"{result}\""), "ms="] {
            assert!(line.contains(said), "{said}: {line}");
        }
    }
    assert_eq!(lines.len(), 3, "{lines:?}");

    ann.post(&at("tokens/live/rotate/"), json!({})).await.expect(200);
    assert_eq!(log.lines("token rotated").len(), 1);
    let row = server.state.store.applications().get(bank).await.unwrap().unwrap();
    let mut call = Call::start(&server, &row.deployed_token.unwrap()).await;
    call.say("[noinput]").await;
    call.send(json!({"utterance": "something-nobody-else-says"})).await.expect(200);
    call.send(json!({"utterance": "[hup]"})).await.expect(200);
    let ended = log.lines("dialog ended");
    assert_eq!(ended.len(), 1, "{ended:?}");
    assert!(ended[0].contains("end_type=\"FAR_HUP\"") && ended[0].contains(&call.dialog), "{ended:?}");
    assert_eq!(log.lines("something-nobody-else-says"), [""; 0]);
    assert_eq!(log.lines(&row.live_token), [""; 0]);
}
