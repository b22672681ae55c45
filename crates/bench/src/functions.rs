//! JavaScript in turns: what one function adds to a turn, and what functions that mean no good do to other dialogs.

use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::Failure;
use crate::conversation::Target;
use crate::load::{self, Pace};
use crate::process::{Server, Session, USER};
use crate::records::until_recorded;
use crate::report::Report;

const CONNECTIONS: u32 = 64;
/// Turns a second while latencies are compared.
const PACE: f64 = 200.0;
/// What the caller says to a question that asks again and again.
const SAYS: &[&str] = &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
/// Ten ways to take more than one's share, ten connections each.
const HOSTILE: &[&str] = &[
    "for (;;) {}",
    "while (true) { try { throw 1 } catch {} }",
    "/^(a+)+$/.test('a'.repeat(40) + 'b')",
    "const a = []; for (;;) a.push('x'.repeat(100000) + a.length)",
    "let s = 'x'; for (;;) s += s",
    "(function f() { try { f() } finally { f() } })()",
    "const p = () => Promise.resolve().then(p); p()",
    "const a = Array.from({length: 1e6}, (_, i) => -i); for (;;) a.sort()",
    "let n = 0; for (;;) n += JSON.stringify(Array(1e4).fill(n)).length",
    "ocpReturn({toJSON() { for (;;); }})",
];
const HOSTILE_CONNECTIONS: u32 = 10;

/// Measures functions. `lasting` is the length of each run of load.
pub async fn measure(binary: &Path, lasting: Duration, report: &mut Report) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let password = uuid::Uuid::new_v4().to_string();
    let server = Server::baton(binary, folder.path(), &password).await?;
    let session = Session::open(&server, &password).await?;
    let plain = asks(&session, "Plain", "'Well?'", "What is it?").await?;
    let computes = "ocpReturn(`Well, ${params.Locale.toUpperCase()}?`)";
    let with = asks(&session, "With", computes, "{{function}}").await?;
    let calm = Pace::PerSecond(PACE);
    let p50 = |measured: &load::Measured| measured.milliseconds_at(0.5);

    let without = load::run(server.address, &plain, CONNECTIONS, lasting, calm).await?;
    let one = load::run(server.address, &with, CONNECTIONS, lasting, calm).await?;
    let added = p50(&one) - p50(&without);
    let what = format!(
        "what one user function adds to a turn, p50 at {PACE:.0} turns/s ({:.1} ms without)",
        p50(&without)
    );
    report.add(what, format!("{added:.2} ms"), "2 ms", added <= 2.0);

    let full = load::run(server.address, &with, CONNECTIONS, lasting, Pace::Closed).await?;
    let what = "turns with one user function each, 64 connections";
    report.add(what, format!("{:.0} turns/s", full.per_second), "1,000", full.per_second >= 1000.0);

    // What the rush has left to record is no part of what comes.
    until_recorded(&server).await?;
    let before = load::run(server.address, &with, CONNECTIONS, lasting, calm).await?.milliseconds_at(0.99);
    let mut hostile = JoinSet::new();
    for (number, javascript) in HOSTILE.iter().enumerate() {
        let target = asks(&session, &format!("Hostile{number}"), javascript, "{{function}}").await?;
        let address = server.address;
        // They begin before the others are measured, and go on until after.
        let longer = lasting + Duration::from_secs(2);
        hostile.spawn(
            async move { load::run(address, &target, HOSTILE_CONNECTIONS, longer, Pace::Closed).await },
        );
    }
    let during = load::run(server.address, &with, CONNECTIONS, lasting, calm).await?.milliseconds_at(0.99);
    while let Some(ended) = hostile.join_next().await {
        ended??;
    }
    let times = during / before;
    let what =
        format!("p99 of such turns while 100 hostile functions run ({during:.1} ms against {before:.1} ms)");
    report.add(what, format!("{times:.1} ×"), "2 ×", times <= 2.0);
    Ok(())
}

/// An application that asks again and again, deployed. `{{function}}` in its prompt is the function.
async fn asks(session: &Session, name: &str, javascript: &str, prompt: &str) -> Result<Target, Failure> {
    let mini_app =
        json!({"name": format!("{name}Question"), "type": "Text", "group": USER, "languages": ["en-US"]});
    let created = session.send("POST", "/miniapps/api/apps", mini_app).await?;
    let id = created["miniAppId"].as_str().ok_or("no id of a miniApp")?.to_owned();
    let path = format!("/miniapps/api/apps/v1/{id}");
    let mut model = session.get(&path).await?["model"].take();
    model["userFunctions"] = json!([{"name": "function", "javascript": javascript}]);
    let texts = json!({"normal": prompt, "error": "", "unrecovered": ""});
    model["ask"]["locales"]["en-US"] = json!({"omIVR": texts, "web-chat": texts});
    session.send("PUT", &path, model).await?;

    let app = session.send("POST", "/orchestrator/api/apps/", json!({"name": name, "group": USER})).await?;
    let (app_id, canvas) = (text(&app["id"])?, text(&app["canvas_id"])?);
    let configuration = json!({"input_fields": {}, "output_fields": {"Text": "said"}, "extra_fields": []});
    let node = |name: &str| json!({"node_id": name, "title": name, "type": "miniApp", "component_id": id, "configuration": configuration});
    let edge =
        |id: &str, source: &str| json!({"id": id, "source": source, "target": "again", "conditions": []});
    let content = json!({"nodes": [node("first"), node("again")], "edges": [edge("on", "first"), edge("back", "again")]});
    session
        .send("PUT", &format!("/orchestrator/api/canvases/{canvas}/"), json!({ "content": content }))
        .await?;
    session.post(&format!("/orchestrator/api/apps/{app_id}/deploy/")).await?;
    let chat = session.get(&format!("/orchestrator/api/apps/{app_id}/web_chat/")).await?;
    let start = r#"{"application_id":"bench","source":"chat"}"#.to_owned();
    Ok(Target {
        path: "/DiaManT/api/internal/dialogs",
        token: text(&chat["deployed_token"])?,
        start,
        says: SAYS,
    })
}

fn text(value: &Value) -> Result<String, Failure> {
    Ok(value.as_str().ok_or("an id is missing")?.to_owned())
}
