//! One kept-alive HTTP/1.1 connection that costs the machine as little as it can: the load generator shares it
//! with the server that is measured.

use std::net::SocketAddr;

use serde::Deserialize;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::Failure;

/// A connection to one server.
pub struct Connection {
    stream: TcpStream,
    out: Vec<u8>,
    into: Vec<u8>,
}

/// What an answer says, as far as a conversation needs it.
#[derive(Debug, Default, Deserialize)]
pub struct Answer {
    /// The dialog that answered.
    #[serde(rename = "dialogId", default)]
    pub dialog_id: String,
    /// What it does next.
    #[serde(default)]
    pub action: Action,
}

/// See [`Answer`].
#[derive(Debug, Default, Deserialize)]
pub struct Action {
    /// `ask`, `announcement`, `transfer` or `exit`, in any letter case.
    #[serde(rename = "type", default)]
    pub kind: String,
}

impl Connection {
    /// Connects.
    pub async fn open(address: SocketAddr) -> Result<Self, Failure> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, out: Vec::with_capacity(1024), into: Vec::with_capacity(16 * 1024) })
    }

    /// Sends one request and waits for its answer; anything but a 200 is a failure.
    pub async fn post(&mut self, path: &str, token: &str, body: &str) -> Result<Answer, Failure> {
        use std::io::Write;
        self.out.clear();
        write!(
            self.out,
            "POST {path} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer {token}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )?;
        self.stream.write_all(&self.out).await?;
        self.into.clear();
        loop {
            if self.stream.read_buf(&mut self.into).await? == 0 {
                return Err("the server closed the connection".into());
            }
            let Some((status, start, length)) = head(&self.into)? else { continue };
            let Some(body) = self.into.get(start..start + length) else { continue };
            if status != 200 {
                return Err(format!("{path} answered {status}: {}", String::from_utf8_lossy(body)).into());
            }
            return Ok(serde_json::from_slice(body)?);
        }
    }
}

/// Status, where the body begins, and how long it is; `None` until the head is complete.
fn head(bytes: &[u8]) -> Result<Option<(u16, usize, usize)>, Failure> {
    let mut headers = [httparse::EMPTY_HEADER; 32];
    let mut response = httparse::Response::new(&mut headers);
    let httparse::Status::Complete(start) = response.parse(bytes)? else { return Ok(None) };
    let length = response
        .headers
        .iter()
        .find(|header| header.name.eq_ignore_ascii_case("content-length"))
        .and_then(|header| std::str::from_utf8(header.value).ok()?.parse().ok())
        .ok_or("an answer without content-length")?;
    Ok(Some((response.code.unwrap_or_default(), start, length)))
}
