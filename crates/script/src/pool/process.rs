//! One worker process, as the parent sees it.

use std::io;
use std::process::Stdio;
use std::time::{Duration, Instant};

use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::time::timeout;

use super::Options;
use crate::frame::{self, Reply};

/// How long a worker may take to start.
const START: Duration = Duration::from_secs(20);

/// A worker that has not had its time for so many times its allowance, is ended all the same.
const PATIENCE: u32 = 4;
/// The shortest time to wait on.
const LEAST: Duration = Duration::from_millis(10);

/// A process. It ends with the value.
#[derive(Debug)]
pub(super) struct Process {
    input: ChildStdin,
    output: ChildStdout,
    ready: bool,
    child: Child,
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
        Ok(Self { input, output, ready: false, child })
    }

    /// Asks it, and waits until it has computed for `most`, and on a busy machine no longer than four times that.
    pub(super) async fn ask(&mut self, request: &[u8], most: Duration) -> Result<Reply, NoAnswer> {
        if !self.ready {
            match timeout(START, frame::receive(&mut self.output)).await {
                Ok(Ok(Reply::Ready)) => self.ready = true,
                _ => return Err(NoAnswer::NotStarted),
            }
        }
        let (input, output, child) = (&mut self.input, &mut self.output, &self.child);
        let mut asked = std::pin::pin!(async {
            frame::send(input, request).await?;
            frame::receive(output).await
        });
        let (began, before) = (Instant::now(), computed(child));
        let mut wait = most;
        loop {
            match timeout(wait, &mut asked).await {
                Ok(Ok(reply)) => return Ok(reply),
                Ok(Err(_)) => return Err(NoAnswer::Died),
                Err(_) => {}
            }
            // On a machine that is busy with other things, a worker has had less time than the clock says.
            let had = computed(child).zip(before).map(|(now, then)| now.saturating_sub(then));
            wait = match had {
                Some(had) if had < most && began.elapsed() < most * PATIENCE => (most - had).max(LEAST),
                _ => return Err(NoAnswer::Silent),
            };
        }
    }
}

/// How long a process has computed. Told where the system tells it.
fn computed(child: &Child) -> Option<Duration> {
    let text = std::fs::read_to_string(format!("/proc/{}/schedstat", child.id()?)).ok()?;
    text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}
