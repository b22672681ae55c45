//! `/mcp`: the Model Context Protocol over HTTP.

use axum::body::Body;
use axum::http::Method;
use serde_json::{Value, json};

use crate::examples::deployed;
use crate::insights::balance;
use crate::support::{Client, Server};

async fn sent(client: &Client, message: Value) -> Value {
    client.post("/mcp", message).await.expect(200)
}

async fn request(client: &Client, method: &str, params: Value) -> Value {
    let answer = sent(client, json!({"jsonrpc": "2.0", "id": 7, "method": method, "params": params})).await;
    assert_eq!((&answer["jsonrpc"], &answer["id"]), (&json!("2.0"), &json!(7)), "{answer}");
    answer
}

/// What a tool answers: the text, and whether it failed.
async fn tried(client: &Client, tool: &str, arguments: Value) -> (String, bool) {
    let answer = request(client, "tools/call", json!({"name": tool, "arguments": arguments})).await;
    let result = &answer["result"];
    let text = result["content"][0]["text"].as_str().unwrap_or_else(|| panic!("{answer}"));
    (text.to_owned(), result["isError"].as_bool().unwrap())
}

async fn used(client: &Client, tool: &str, arguments: Value) -> Value {
    let (text, failed) = tried(client, tool, arguments).await;
    assert!(!failed, "{tool}: {text}");
    serde_json::from_str(&text).unwrap_or(Value::String(text))
}

baton_testing::on_both! {
async fn an_assistant_begins_and_finds_what_it_can_do(test: &TestDatabase) {
    let server = Server::on(test).await;
    let ann = server.developer().await;
    let params = json!({"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "a", "version": "1"}});
    let begun = request(&ann, "initialize", params).await["result"].clone();
    assert_eq!(
        (&begun["protocolVersion"], &begun["serverInfo"]["name"]),
        (&json!("2025-06-18"), &json!("baton"))
    );
    let unknown = request(&ann, "initialize", json!({"protocolVersion": "1999-01-01"})).await;
    assert_eq!(unknown["result"]["protocolVersion"], "2025-11-25");
    let heard = ann.post("/mcp", json!({"jsonrpc": "2.0", "method": "notifications/initialized"})).await;
    assert_eq!((heard.status.as_u16(), heard.body.len()), (202, 0));
    assert_eq!(request(&ann, "ping", json!({})).await["result"], json!({}));
    let tools = request(&ann, "tools/list", json!({})).await["result"]["tools"].clone();
    for tool in tools.as_array().unwrap() {
        assert_eq!(tool["inputSchema"]["type"], "object", "{tool}");
        assert!(!tool["description"].as_str().unwrap().is_empty(), "{tool}");
    }
    // As clients of the newest version do, without beginning.
    let meta = json!({"_meta": {"io.modelcontextprotocol/protocolVersion": "2026-07-28"}});
    let found = request(&ann, "server/discover", meta.clone()).await["result"].clone();
    assert_eq!(found["supportedVersions"][0], "2026-07-28");
    assert_eq!(request(&ann, "tools/list", meta).await["result"]["resultType"], "complete");
    let other = json!({"_meta": {"io.modelcontextprotocol/protocolVersion": "2031-01-01"}});
    assert_eq!(request(&ann, "tools/list", other).await["error"]["code"], -32022);
}

async fn an_assistant_reads_changes_checks_deploys_and_talks(test: &TestDatabase) {
    let server = Server::on(test).await;
    let bank = deployed(&server, "bank").await;
    let ann = server.developer().await;
    let found = used(&ann, "find_applications", json!({"search": "BANK"})).await;
    let app = &found["applications"][0];
    assert_eq!((&app["id"], &app["errors"]), (&json!(bank.id.to_string()), &json!(0)), "{found}");
    let of_app = json!({"application_id": bank.id.to_string()});
    let read = used(&ann, "read_application", of_app.clone()).await;
    assert!(!read["canvas"]["nodes"].as_array().unwrap().is_empty());
    let flows = used(&ann, "find_flows", json!({"search": "a"})).await["flows"].clone();
    let flow = used(&ann, "read_flow", json!({"flow_id": flows[0]["id"]})).await;
    assert!(flow["canvas"]["nodes"].is_array());

    let welcome =
        read["miniapps"].as_array().unwrap().iter().find(|it| it["type"] == "Announcement").unwrap();
    let miniapp =
        used(&ann, "find_miniapps", json!({"search": welcome["name"]})).await["miniapps"][0].clone();
    let id = json!({"miniapp_id": miniapp["id"]});
    assert_eq!(used(&ann, "read_miniapp", id.clone()).await["name"], welcome["name"]);
    let prompts = used(&ann, "list_prompts", id).await;
    let prompt = &prompts["prompts"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["prompt"] == "announceList.0.announcement")
        .unwrap()["prompt"];
    let change = json!({"miniapp_id": miniapp["id"], "prompt": prompt, "locale": prompts["languages"][0],
                        "words": "Ahoy, and welcome aboard."});
    let changed = used(&ann, "change_prompt", change.clone()).await;
    assert!(changed["before"].is_string(), "{changed}");
    let again = used(&ann, "change_prompt", change).await;
    assert_eq!(again["before"], "Ahoy, and welcome aboard.");

    assert_eq!(used(&ann, "check_application", of_app.clone()).await["deployable"], true);
    used(&ann, "deploy_application", of_app.clone()).await;
    let mut talk = used(
        &ann,
        "talk_to_application",
        json!({"application_id": bank.id.to_string(), "version": "deployed"}),
    )
    .await;
    for utterance in ["what is my balance", "12345678"] {
        let say = json!({"application_id": bank.id.to_string(), "version": "deployed",
                         "dialog_id": talk["dialog_id"], "utterance": utterance});
        talk = used(&ann, "talk_to_application", say).await;
        assert_eq!(talk["over"], false, "{talk}");
    }
    assert!(talk["said"].to_string().contains("PIN"), "{talk}");

    let canvas = read["application"]["canvas"].as_str().unwrap();
    let saved =
        used(&ann, "save_canvas", json!({"canvas_id": canvas, "content": {"nodes": [], "edges": []}})).await;
    assert_eq!(saved["saved"], true);
    assert_eq!(used(&ann, "check_application", of_app.clone()).await["deployable"], false);
    let (text, failed) = tried(&ann, "deploy_application", of_app).await;
    assert!(failed && text.contains("errors"), "{text}");
}

async fn an_assistant_finds_what_was_said_and_reads_it(test: &TestDatabase) {
    let server = Server::on(test).await;
    let bank = deployed(&server, "bank").await;
    let dialog = balance(&server, &bank, "+4930123").await;
    let ann = server.viewer().await;
    let search = json!({"application_id": bank.id.to_string(), "ani": "+4930123", "text": "balance",
                        "from": "2026-03-01T00:00:00Z"});
    let found = used(&ann, "find_dialogs", search).await;
    assert_eq!(found["dialogs"][0]["id"], json!(dialog), "{found}");
    let log = used(&ann, "read_dialog", json!({"dialog_id": dialog})).await;
    assert!(log.as_str().unwrap().contains("what is my balance"), "{log}");
    let records = used(&ann, "read_dialog", json!({"dialog_id": dialog, "as": "records"})).await;
    assert_eq!(records["records"][0]["message_type"], "dialog_start");
}

async fn a_tool_may_what_its_caller_may_and_no_more(test: &TestDatabase) {
    let server = Server::on(test).await;
    let bank = deployed(&server, "bank").await;
    let of_app = json!({"application_id": bank.id.to_string()});
    let viewer = server.viewer().await;
    let (text, failed) = tried(&viewer, "deploy_application", of_app.clone()).await;
    assert!(failed && text.starts_with("403: "), "{text}");
    let stranger = server.stranger().await;
    for tool in ["read_application", "check_application", "talk_to_application"] {
        let (text, failed) = tried(&stranger, tool, of_app.clone()).await;
        assert!(failed && text.starts_with("404: "), "{tool}: {text}");
    }
    assert_eq!(used(&stranger, "find_applications", json!({})).await["count"], 0);
    let nobody = server.nobody();
    nobody.post("/mcp", json!({"jsonrpc": "2.0", "id": 1, "method": "ping"})).await.expect(401);
    // A page of another site can't use somebody's browser; a page of this server may.
    let ping = json!({"jsonrpc": "2.0", "id": 1, "method": "ping"});
    viewer.clone().with("origin", "https://evil.example").post("/mcp", ping.clone()).await.expect(403);
    let own = viewer.clone().with("origin", &server.state.config.public_url);
    own.post("/mcp", ping).await.expect(200);
    // A personal token works as everywhere.
    let token = viewer
        .post("/access/api/personal-tokens/", json!({"name": "mcp", "group": crate::support::GROUP}))
        .await
        .expect(201);
    let program = nobody.with("x-ocp-personal-access-token", token["token"].as_str().unwrap());
    assert_eq!(used(&program, "find_applications", json!({})).await["count"], 1);
}

async fn what_is_no_message_or_no_tool_is_told(test: &TestDatabase) {
    let server = Server::on(test).await;
    let ann = server.developer().await;
    for (message, code) in [
        (json!([]), -32600),
        (json!("hello"), -32600),
        (json!({"id": 1, "method": "ping"}), -32600),
        (json!({"jsonrpc": "2.0", "id": 1}), -32600),
        (json!({"jsonrpc": "2.0", "id": {"a": 1}, "method": "ping"}), -32600),
        (json!({"jsonrpc": "2.0", "id": null, "method": "ping"}), -32600),
    ] {
        let refused = ann.post("/mcp", message.clone()).await.expect(400);
        assert_eq!(refused["error"]["code"], code, "{message}");
    }
    let raw = ann.send(Method::POST, "/mcp", Some("application/json"), Body::from("{\"jsonrpc\"")).await;
    assert_eq!(raw.status, 400);
    let deep = format!("{}1{}", "[".repeat(10_000), "]".repeat(10_000));
    assert_eq!(ann.send(Method::POST, "/mcp", Some("application/json"), Body::from(deep)).await.status, 400);
    for method in [Method::GET, Method::DELETE] {
        assert_eq!(ann.send(method, "/mcp", None, Body::empty()).await.status, 405);
    }
    assert_eq!(request(&ann, "tools/steal", json!({})).await["error"]["code"], -32601);
    assert_eq!(request(&ann, "tools/list", json!([1])).await["error"]["code"], -32602);
    assert_eq!(request(&ann, "tools/call", json!({"name": "rm"})).await["error"]["code"], -32602);
    for (tool, arguments, said) in [
        ("read_application", json!({}), "application_id is missing."),
        ("read_application", json!({"application_id": 7}), "application_id is a text"),
        ("read_application", json!({"application_id": "../../access/api/users"}), "404"),
        ("read_dialog", json!({"dialog_id": "..", "as": "poem"}), "as is one of log, records."),
        ("read_dialog", json!({"dialog_id": "../../openapi.json"}), "404"),
        ("find_dialogs", json!({"limit": 1_000_000}), "limit is a whole number from 1 to 500."),
        ("find_dialogs", json!({"from": "yesterday"}), "from is a moment"),
        ("find_dialogs", json!({"colour": "red"}), "There is no argument colour."),
        (
            "change_prompt",
            json!({"miniapp_id": "a", "prompt": "ask", "locale": "en-US", "words": "x"}),
            "404",
        ),
        ("talk_to_application", json!({"application_id": "nothing"}), "404"),
    ] {
        let (text, failed) = tried(&ann, tool, arguments.clone()).await;
        assert!(failed && text.contains(said), "{tool} {arguments}: {text}");
    }
}
}
