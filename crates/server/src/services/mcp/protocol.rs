//! JSON-RPC 2.0 and the protocol's methods.

use serde_json::{Value, json};

use super::inside::AsCaller;
use super::tools;

/// The versions that begin with `initialize`, the newest first.
const WITH_INITIALIZE: &[&str] = &["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"];
/// The one in which each request says its version by itself.
const WITHOUT: &str = "2026-07-28";
/// Where it says it.
const VERSION_KEY: &str = "io.modelcontextprotocol/protocolVersion";
/// The most characters of a text of somebody else's that is said again.
const SHOWN: usize = 100;

const INSTRUCTIONS: &str = "Baton runs conversational applications for contact centres. An application has a canvas, \
a graph of blocks; miniApps say or ask one thing, flows are canvases that are used as blocks. Find things by name first, since all else \
takes ids. After a change, check the application, talk to it (its live version is the canvas as it is saved), and deploy it.";

/// What is said of a message outside of it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Headers<'a> {
    pub version: Option<&'a str>,
    pub method: Option<&'a str>,
    pub name: Option<&'a str>,
}

/// What a message is answered with.
#[derive(Debug)]
pub enum Reply {
    /// A request's response.
    Response(Value),
    /// A notification's, or a response's, to nothing.
    Nothing,
    /// It is no message.
    NoMessage(Value),
}

/// An error of the protocol.
struct Failure {
    code: i64,
    message: String,
    data: Value,
}

impl Failure {
    fn new(code: i64, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), data: Value::Null }
    }

    fn invalid(message: impl Into<String>) -> Self {
        Self::new(-32602, message)
    }

    fn response(self, id: &Value) -> Value {
        let mut error = json!({"code": self.code, "message": self.message});
        if let (Some(error), false) = (error.as_object_mut(), self.data.is_null()) {
            error.insert("data".to_owned(), self.data);
        }
        json!({"jsonrpc": "2.0", "id": id, "error": error})
    }
}

/// Answers a message.
pub async fn answer(caller: &AsCaller, message: Value, headers: Headers<'_>) -> Reply {
    let no_message = |sentence: &str| Reply::NoMessage(Failure::new(-32600, sentence).response(&Value::Null));
    let Value::Object(mut message) = message else {
        return no_message("A message is one object. Send several one after the other.");
    };
    if message.get("jsonrpc").and_then(Value::as_str) != Some("2.0") {
        return no_message("The message is not JSON-RPC 2.0.");
    }
    let id = message.remove("id");
    let Some(Value::String(method)) = message.remove("method") else {
        // The server asks for nothing, so a response is to nothing; but nobody must take a mistake for one.
        let is_response = message.contains_key("result") || message.contains_key("error");
        return if is_response { Reply::Nothing } else { no_message("The message names no method.") };
    };
    let id = match id {
        None => return Reply::Nothing,
        Some(id @ (Value::String(_) | Value::Number(_))) => id,
        Some(_) => return no_message("The id is a text or a number."),
    };
    let params = message.remove("params").unwrap_or_default();
    match result(caller, &method, params, headers).await {
        Ok(result) => Reply::Response(json!({"jsonrpc": "2.0", "id": id, "result": result})),
        Err(failure) => Reply::Response(failure.response(&id)),
    }
}

async fn result(
    caller: &AsCaller,
    method: &str,
    params: Value,
    headers: Headers<'_>,
) -> Result<Value, Failure> {
    if !(params.is_object() || params.is_null()) {
        return Err(Failure::invalid("params is an object."));
    }
    let version = params.pointer("/_meta").and_then(|meta| meta.get(VERSION_KEY)).and_then(Value::as_str);
    let newest = version.or(headers.version).is_some_and(|version| version == WITHOUT);
    known(version.or(headers.version).filter(|_| method != "initialize"))?;
    if newest {
        agree(method, &params, headers)?;
    }
    let mut result = match method {
        "initialize" => initialize(&params),
        "server/discover" => discover(),
        "ping" => json!({}),
        "tools/list" => json!({"tools": tools::shown()}),
        "tools/call" => call(caller, params).await?,
        // What nobody has is empty, for clients that ask without having been told of it.
        "resources/list" => json!({"resources": []}),
        "resources/templates/list" => json!({"resourceTemplates": []}),
        "prompts/list" => json!({"prompts": []}),
        other => {
            let shown: String = other.chars().take(SHOWN).collect();
            return Err(Failure::new(-32601, format!("There is no method {shown}.")));
        }
    };
    if newest && let Some(result) = result.as_object_mut() {
        result.insert("resultType".to_owned(), "complete".into());
    }
    Ok(result)
}

fn known(version: Option<&str>) -> Result<(), Failure> {
    match version {
        Some(version) if version != WITHOUT && !WITH_INITIALIZE.contains(&version) => {
            let shown: String = version.chars().take(SHOWN).collect();
            let data = json!({"supported": supported(), "requested": shown});
            Err(Failure { data, ..Failure::new(-32022, "This version of the protocol is not spoken here.") })
        }
        _ => Ok(()),
    }
}

/// What headers say of a message must be what it says itself: a proxy may have let it pass for what they say.
fn agree(method: &str, params: &Value, headers: Headers<'_>) -> Result<(), Failure> {
    let name = params.get("name").and_then(Value::as_str).unwrap_or_default();
    let same_method = headers.method.is_none_or(|said| said == method);
    let same_name = headers.name.is_none_or(|said| method != "tools/call" || said == name);
    let same_version = headers.version.is_none_or(|said| said == WITHOUT);
    match same_method && same_name && same_version {
        true => Ok(()),
        false => Err(Failure::new(-32020, "The headers say something else than the message.")),
    }
}

fn supported() -> Vec<&'static str> {
    std::iter::once(WITHOUT).chain(WITH_INITIALIZE.iter().copied()).collect()
}

fn server_info() -> Value {
    json!({"name": "baton", "title": "Baton", "version": env!("CARGO_PKG_VERSION")})
}

fn initialize(params: &Value) -> Value {
    let asked = params.get("protocolVersion").and_then(Value::as_str).unwrap_or_default();
    // A version that is not spoken is answered with one that is; the client may leave.
    let version = WITH_INITIALIZE.iter().find(|version| **version == asked).unwrap_or(&"2025-11-25");
    json!({
        "protocolVersion": version,
        "capabilities": {"tools": {"listChanged": false}},
        "serverInfo": server_info(),
        "instructions": INSTRUCTIONS,
    })
}

fn discover() -> Value {
    json!({
        "resultType": "complete",
        "supportedVersions": supported(),
        "capabilities": {"tools": {}},
        "instructions": INSTRUCTIONS,
        "ttlMs": 0,
        "cacheScope": "private",
        "_meta": {"io.modelcontextprotocol/serverInfo": server_info()},
    })
}

async fn call(caller: &AsCaller, mut params: Value) -> Result<Value, Failure> {
    let arguments = params.get_mut("arguments").map(Value::take).unwrap_or_default();
    let name = params.get("name").and_then(Value::as_str).unwrap_or_default();
    let Some(tool) = tools::find(name) else {
        let shown: String = name.chars().take(SHOWN).collect();
        return Err(Failure::invalid(format!("There is no tool {shown}.")));
    };
    // What goes wrong in a tool is for the assistant to read, and to do better.
    Ok(match tool.call(caller, arguments).await {
        Ok(found) => shown(found),
        Err(sentence) => json!({"content": [{"type": "text", "text": sentence}], "isError": true}),
    })
}

/// The most bytes that a tool answers.
const MOST: usize = 512 * 1024;

fn shown(found: Value) -> Value {
    let mut text = match &found {
        Value::String(text) => text.clone(),
        other => serde_json::to_string_pretty(other).unwrap_or_default(),
    };
    let whole = text.len() <= MOST;
    if !whole {
        let end = (0..=MOST).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
        text.truncate(end);
        text.push_str("\n… There is more than is shown. Ask for less.");
    }
    let mut result = json!({"content": [{"type": "text", "text": text}], "isError": false});
    if let (true, Value::Object(_), Some(result)) = (whole, &found, result.as_object_mut()) {
        result.insert("structuredContent".to_owned(), found);
    }
    result
}
