//! `baton mcp`: the protocol on standard input and output.

use serde_json::{Value, json};

use super::baton;
use super::server::serve;
use super::support::PASSWORD;

async fn spoken(address: String, input: String) -> (i32, Vec<Value>, String) {
    let args = ["mcp", "--server", &address, "--user", "ann", "--password", PASSWORD].map(str::to_owned);
    let task = tokio::task::spawn_blocking(move || {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        baton(&args, &input)
    });
    let done = task.await.unwrap();
    let lines = done.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (done.status, lines, done.err)
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_are_passed_on_line_by_line() {
    let (_server, ann, address) = serve().await;
    ann.post("/orchestrator/api/apps/", json!({"name": "my_app"})).await.expect(201);
    let messages = [
        json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-11-25"}}),
        json!({"jsonrpc": "2.0", "method": "notifications/initialized"}),
        json!({"jsonrpc": "2.0", "id": 2, "method": "tools/list"}),
        json!({"jsonrpc": "2.0", "id": 3, "method": "tools/call",
               "params": {"name": "find_applications", "arguments": {"search": "my_app"}}}),
        json!({"jsonrpc": "2.0", "id": 4, "method": "nothing"}),
    ];
    let mut input: String = messages.iter().map(|message| format!("{message}\n")).collect();
    input.push_str("\nno json\n[1]\n");
    let (status, answers, err) = spoken(address, input).await;
    assert_eq!(status, 0, "{err}");
    assert_eq!(answers.len(), 6, "{answers:?}");
    assert_eq!(answers[0]["result"]["serverInfo"]["name"], "baton");
    assert!(answers[1]["result"]["tools"].as_array().unwrap().len() > 10);
    assert_eq!(answers[2]["result"]["structuredContent"]["applications"][0]["name"], "my_app");
    assert_eq!(answers[3]["error"]["code"], -32601);
    assert_eq!((&answers[4]["error"]["code"], &answers[4]["id"]), (&json!(-32700), &Value::Null));
    assert_eq!(answers[5]["error"]["code"], -32600);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_server_it_says_so() {
    let (status, answers, err) = spoken("http://127.0.0.1:9".to_owned(), String::new()).await;
    assert_eq!((status, answers.len()), (2, 0));
    assert!(err.contains("baton serve"), "{err}");
}
