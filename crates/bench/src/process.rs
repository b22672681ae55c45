//! The servers that are measured: real processes, on ports of their own, ended when they are dropped.

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::process::{Child, Command};

use crate::Failure;

/// A server of ours or another's.
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    child: Child,
}

/// The user that the benchmarks sign in as, on a store that is thrown away.
pub const USER: &str = "bench";
/// Their password, where a store is opened twice.
pub const PASSWORD: &str = "the benchmark's own";

impl Server {
    async fn spawn(mut command: Command, address: SocketAddr, ready: &str) -> Result<Self, Failure> {
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let mut server = Self { address, child };
        server.wait_until_ready(ready).await?;
        Ok(server)
    }

    async fn wait_until_ready(&mut self, path: &str) -> Result<(), Failure> {
        let client = reqwest::Client::new();
        let url = format!("http://{}{path}", self.address);
        let until = Instant::now() + Duration::from_secs(60);
        while Instant::now() < until {
            if let Some(status) = self.child.try_wait()? {
                return Err(format!("the server ended before it was ready: {status}").into());
            }
            if client.get(&url).send().await.is_ok_and(|answer| answer.status().is_success()) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        Err("the server was not ready after a minute".into())
    }

    /// `baton serve` on a data folder.
    pub async fn baton(binary: &Path, data: &Path, password: &str) -> Result<Self, Failure> {
        Self::baton_with(binary, data, password, &[]).await
    }

    /// The same, with other settings.
    pub async fn baton_with(
        binary: &Path,
        data: &Path,
        password: &str,
        environment: &[(&str, &str)],
    ) -> Result<Self, Failure> {
        let address = free_address()?;
        let mut command = Command::new(binary);
        command.args(["serve", "--listen", &address.to_string(), "--data"]).arg(data);
        command.env("BATON_USER", USER).env("BATON_PASSWORD", password);
        command.envs(environment.iter().copied());
        Self::spawn(command, address, "/health/ready").await
    }

    /// The bare handler of `floor.rs`.
    pub async fn floor(data: &Path) -> Result<Self, Failure> {
        let address = free_address()?;
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["floor", "--listen", &address.to_string(), "--data"]).arg(data);
        Self::spawn(command, address, "/ready").await
    }

    /// Node-RED with the dialog in `bench/node-red`; `None` where it is not installed.
    pub async fn node_red() -> Result<Option<Self>, Failure> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../bench/node-red");
        if !folder.join("node_modules/node-red/red.js").exists() {
            return Ok(None);
        }
        let address = free_address()?;
        let mut command = Command::new("node");
        command.arg("node_modules/node-red/red.js").args(["--userDir", ".", "--settings", "settings.js"]);
        command.current_dir(folder).env("BENCH_PORT", address.port().to_string());
        Self::spawn(command, address, "/ready").await.map(Some)
    }

    /// Resident memory, in megabytes (10⁶ bytes).
    pub fn resident_megabytes(&self) -> Result<f64, Failure> {
        let id = self.child.id().ok_or("the server has ended")?;
        let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no VmRSS")?;
        let kibibytes: f64 = line.trim().trim_end_matches(" kB").trim().parse()?;
        Ok(kibibytes * 1024.0 / 1e6)
    }
}

/// Somebody signed in at a Baton server.
pub struct Session {
    client: reqwest::Client,
    base: String,
    token: String,
}

impl Session {
    /// Signs in with the password that the server was started with.
    pub async fn open(server: &Server, password: &str) -> Result<Self, Failure> {
        let client = reqwest::Client::new();
        let base = format!("http://{}", server.address);
        let form =
            [("client_id", "ocp"), ("grant_type", "password"), ("username", USER), ("password", password)];
        let url = format!("{base}/auth/realms/master/protocol/openid-connect/token");
        let answer: Value = client.post(url).form(&form).send().await?.error_for_status()?.json().await?;
        let token = answer["access_token"].as_str().ok_or("no access token")?.to_owned();
        Ok(Self { client, base, token })
    }

    /// A GET whose answer is JSON.
    pub async fn get(&self, path: &str) -> Result<Value, Failure> {
        let request = self.client.get(format!("{}{path}", self.base)).bearer_auth(&self.token);
        Ok(request.send().await?.error_for_status()?.json().await?)
    }

    /// A POST of nothing.
    pub async fn post(&self, path: &str) -> Result<Value, Failure> {
        self.send("POST", path, json!({})).await
    }

    /// A request with a body of JSON, whose answer is JSON.
    pub async fn send(&self, method: &str, path: &str, body: Value) -> Result<Value, Failure> {
        let method = reqwest::Method::from_bytes(method.as_bytes())?;
        let request = self.client.request(method, format!("{}{path}", self.base)).bearer_auth(&self.token);
        let answer = request.json(&body).send().await?;
        let (status, body) = (answer.status(), answer.text().await?);
        if !status.is_success() {
            return Err(format!("{path} answered {status}: {body}").into());
        }
        Ok(serde_json::from_str(&body)?)
    }

    /// Imports a bundle and answers the application's id.
    pub async fn import(&self, bundle: Vec<u8>) -> Result<String, Failure> {
        let part = reqwest::multipart::Part::bytes(bundle).file_name("bench.zip");
        let form = reqwest::multipart::Form::new().part("file", part).text("group", USER);
        let url = format!("{}/orchestrator/api/apps/import/", self.base);
        let answer = self.client.post(url).bearer_auth(&self.token).multipart(form).send().await?;
        let (status, body) = (answer.status(), answer.text().await?);
        let body: Value = serde_json::from_str(&body)?;
        let id = body["id"].as_str().or_else(|| body["app"]["id"].as_str());
        Ok(id.ok_or_else(|| format!("the import answered {status}: {body}"))?.to_owned())
    }
}

/// A port that is free now.
fn free_address() -> Result<SocketAddr, Failure> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}
