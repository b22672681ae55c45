//! One worker process, as the parent sees it.

use std::io;
use std::process::Stdio;
use std::time::Duration;

use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::time::timeout;

use super::Options;
use crate::frame::{self, Reply};

/// How long a worker may take to start.
const START: Duration = Duration::from_secs(20);

/// A process. It ends with the value.
#[derive(Debug)]
pub(super) struct Process {
    input: ChildStdin,
    output: ChildStdout,
    ready: bool,
    _child: Child,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoAnswer {
    /// It did not come in time.
    Silent,
    /// The process is gone.
    Died,
    /// The process never said that it is up.
    NotStarted,
}

impl Process {
    /// Starts one. It sees neither the environment nor the folder of this process.
    pub(super) fn start(options: &Options, nice: i32) -> io::Result<Self> {
        let mut command = Command::new(&options.program);
        command
            .args(&options.arguments)
            .args(["--memory", &options.limits.memory.to_string(), "--nice", &nice.to_string()])
            .env_clear()
            .env("TZ", "UTC0")
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true);
        let mut child = command.spawn()?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let (Some(input), Some(output)) = (input, output) else {
            return Err(io::Error::other("the worker has no pipes"));
        };
        Ok(Self { input, output, ready: false, _child: child })
    }

    /// Asks it, and waits no longer than `most` for the answer.
    pub(super) async fn ask(&mut self, request: &[u8], most: Duration) -> Result<Reply, NoAnswer> {
        if !self.ready {
            match timeout(START, frame::receive(&mut self.output)).await {
                Ok(Ok(Reply::Ready)) => self.ready = true,
                _ => return Err(NoAnswer::NotStarted),
            }
        }
        let asked = async {
            frame::send(&mut self.input, request).await?;
            frame::receive(&mut self.output).await
        };
        match timeout(most, asked).await {
            Ok(Ok(reply)) => Ok(reply),
            Ok(Err(_)) => Err(NoAnswer::Died),
            Err(_) => Err(NoAnswer::Silent),
        }
    }
}
