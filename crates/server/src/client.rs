//! A server, as the commands that talk to one see it.

use std::time::Duration;

use clap::Args;
use reqwest::multipart::{Form, Part};
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde_json::Value;

/// Which server, and who calls.
#[derive(Debug, Clone, Args)]
pub struct ServerOptions {
    /// Where the server is.
    #[arg(long, env = "BATON_SERVER", default_value = "http://127.0.0.1:8080")]
    server: String,
    /// Who calls.
    #[arg(long, env = "BATON_USER")]
    user: Option<String>,
    /// Their password.
    #[arg(long, env = "BATON_PASSWORD", hide_env_values = true)]
    password: Option<String>,
    /// A personal access token, instead of user and password.
    #[arg(long, env = "BATON_TOKEN", hide_env_values = true)]
    token: Option<String>,
}

/// Why a call came to nothing: one sentence that says what to do.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// Nobody said who calls.
    #[error(
        "Say who calls: --user and --password (or BATON_USER and BATON_PASSWORD), or a personal access token in BATON_TOKEN."
    )]
    WhoCalls,
    /// Nobody answers there.
    #[error("No server answers at {0}. Start one with `baton serve`, or say where it is with --server.")]
    NoServer(String),
    /// The address is none.
    #[error(
        "`{0}` is no address of a server. Write it as http://127.0.0.1:8080, in --server or BATON_SERVER."
    )]
    Address(String),
    /// The answer broke off.
    #[error("The server at {server} can't be talked to: {reason}.")]
    Broken {
        /// The address.
        server: String,
        /// What happened.
        reason: String,
    },
    /// User and password do not fit.
    #[error("The server does not know this user and password.")]
    WrongPassword,
    /// The server refused, and said why.
    #[error("{sentence}")]
    Refused {
        /// The status.
        status: StatusCode,
        /// What it said, as a sentence.
        sentence: String,
        /// What it said.
        body: Value,
    },
}

/// A server that knows who calls.
pub struct Client {
    http: reqwest::Client,
    server: String,
    header: (&'static str, String),
}

impl Client {
    /// Signs in, unless a personal access token is there.
    pub async fn open(options: &ServerOptions) -> Result<Self, CallError> {
        let server = address(&options.server)?;
        let http = reqwest::Client::builder().connect_timeout(Duration::from_secs(10)).build();
        let http = http.map_err(|error| broken(&server, &error))?;
        let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        if let Some(token) = given(&options.token) {
            return Ok(Self { http, server, header: ("x-ocp-personal-access-token", token) });
        }
        let (Some(user), Some(password)) = (given(&options.user), given(&options.password)) else {
            return Err(CallError::WhoCalls);
        };
        let form =
            [("client_id", "ocp"), ("grant_type", "password"), ("username", &user), ("password", &password)];
        let path = format!("{server}/auth/realms/master/protocol/openid-connect/token");
        let answer = http.post(path).form(&form).send().await.map_err(|error| broken(&server, &error))?;
        if matches!(answer.status(), StatusCode::UNAUTHORIZED | StatusCode::BAD_REQUEST) {
            return Err(CallError::WrongPassword);
        }
        let body = read(&server, answer).await?;
        let token = body.get("access_token").and_then(Value::as_str).unwrap_or_default();
        Ok(Self { header: ("authorization", format!("Bearer {token}")), http, server })
    }

    /// Reads something.
    pub async fn get(&self, path: &str, query: &[(&str, &str)]) -> Result<Value, CallError> {
        let query: Vec<String> =
            query.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
        let path = if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) };
        read(&self.server, self.send(self.call(Method::GET, &path)).await?).await
    }

    /// Reads a file.
    pub async fn download(&self, path: &str) -> Result<Vec<u8>, CallError> {
        let answer = self.send(self.call(Method::GET, path)).await?;
        if !answer.status().is_success() {
            return Err(refused(&self.server, answer).await);
        }
        Ok(answer.bytes().await.map_err(|error| broken(&self.server, &error))?.to_vec())
    }

    /// Tells the server to do something.
    pub async fn post(&self, path: &str) -> Result<Value, CallError> {
        read(&self.server, self.send(self.call(Method::POST, path)).await?).await
    }

    /// Sends JSON, and answers whatever comes back: the status, and the body as text.
    pub async fn exchange(&self, path: &str, body: String) -> Result<(StatusCode, String), CallError> {
        let request = self.call(Method::POST, path).header("content-type", "application/json").body(body);
        let answer = self.send(request).await?;
        let status = answer.status();
        Ok((status, answer.text().await.map_err(|error| broken(&self.server, &error))?))
    }

    /// Sends a file in a form.
    pub async fn upload(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        file: Vec<u8>,
    ) -> Result<Value, CallError> {
        let mut form = Form::new();
        for (name, value) in fields {
            form = form.text((*name).to_owned(), (*value).to_owned());
        }
        let form = form.part("file", Part::bytes(file).file_name("bundle.zip"));
        read(&self.server, self.send(self.call(Method::POST, path).multipart(form)).await?).await
    }

    fn call(&self, method: Method, path: &str) -> RequestBuilder {
        let (name, value) = &self.header;
        self.http.request(method, format!("{}{path}", self.server)).header(*name, value)
    }

    async fn send(&self, request: RequestBuilder) -> Result<Response, CallError> {
        request.send().await.map_err(|error| broken(&self.server, &error))
    }
}

/// The address without a slash at its end.
fn address(given: &str) -> Result<String, CallError> {
    let url = reqwest::Url::parse(given.trim());
    let usable = url.is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    let address = given.trim().trim_end_matches('/').to_owned();
    if usable { Ok(address) } else { Err(CallError::Address(given.to_owned())) }
}

async fn read(server: &str, answer: Response) -> Result<Value, CallError> {
    if !answer.status().is_success() {
        return Err(refused(server, answer).await);
    }
    let bytes = answer.bytes().await.map_err(|error| broken(server, &error))?;
    if bytes.is_empty() {
        return Ok(Value::Null);
    }
    let reason = "it answers no JSON, so it may be another program".to_owned();
    serde_json::from_slice(&bytes).map_err(|_| CallError::Broken { server: server.to_owned(), reason })
}

async fn refused(server: &str, answer: Response) -> CallError {
    let status = answer.status();
    let body: Value = match answer.bytes().await {
        Ok(bytes) => serde_json::from_slice(&bytes).unwrap_or_default(),
        Err(error) => return broken(server, &error),
    };
    let sentence =
        sentence(&body).unwrap_or_else(|| format!("The server at {server} refused with status {status}."));
    CallError::Refused { status, sentence, body }
}

/// `{"detail": "…"}`, or field names with lists of sentences.
fn sentence(body: &Value) -> Option<String> {
    let fields = body.as_object()?;
    if let Some(detail) = fields.get("detail").and_then(Value::as_str) {
        return Some(detail.to_owned());
    }
    let said: Vec<String> = fields
        .iter()
        .filter_map(|(name, sentences)| {
            let said: Vec<&str> = sentences.as_array()?.iter().filter_map(Value::as_str).collect();
            (!said.is_empty()).then(|| format!("{name}: {}", said.join(" ")))
        })
        .collect();
    (!said.is_empty()).then(|| said.join(" "))
}

fn broken(server: &str, error: &reqwest::Error) -> CallError {
    if error.is_connect() {
        return CallError::NoServer(server.to_owned());
    }
    CallError::Broken {
        server: server.to_owned(),
        reason: error.to_string().trim_end_matches('.').to_owned(),
    }
}

/// A value in a query or a path.
pub fn escaped(value: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    value
        .bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{address, escaped, sentence};

    #[test]
    fn what_is_no_address_is_told_with_one_that_is() {
        assert_eq!(address("https://baton.example/").unwrap(), "https://baton.example");
        for wrong in ["foo", "", "127.0.0.1:8080", "localhost:80", "ftp://a", "http://"] {
            let refused = address(wrong).unwrap_err().to_string();
            assert!(refused.contains("http://127.0.0.1:8080"), "{wrong}: {refused}");
        }
    }

    #[test]
    fn what_a_server_says_becomes_a_sentence() {
        assert_eq!(sentence(&json!({"detail": "Not found."})).as_deref(), Some("Not found."));
        let fields = json!({"name": ["Too long.", "Odd."], "group": ["Unknown."]});
        assert_eq!(sentence(&fields).as_deref(), Some("name: Too long. Odd. group: Unknown."));
        assert_eq!(sentence(&json!([])), None);
    }

    #[test]
    fn a_value_in_a_query_is_escaped() {
        assert_eq!(escaped("a b&ä"), "a%20b%26%C3%A4");
    }
}
