//! The commands, as people at a terminal meet them; and the examples, which talk through every branch.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "api/examples.rs"]
mod examples;
#[path = "api/support.rs"]
mod support;

#[path = "cli/check.rs"]
mod check;
#[path = "cli/conversations.rs"]
mod conversations;
#[path = "cli/demo.rs"]
mod demo;
#[path = "cli/mcp.rs"]
mod mcp;
#[path = "cli/nlu.rs"]
mod nlu;
#[path = "cli/packs.rs"]
mod packs;
#[path = "cli/readers.rs"]
mod readers;
#[path = "cli/records.rs"]
mod records;
#[path = "cli/serve.rs"]
mod serve;
#[path = "cli/server.rs"]
mod server;
#[path = "cli/test.rs"]
mod test;
#[path = "cli/user.rs"]
mod user;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a command did.
struct Done {
    status: i32,
    out: String,
    err: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// Runs `baton` in the root of the project.
fn baton(args: &[&str], input: &str) -> Done {
    let mut command = Command::new(env!("CARGO_BIN_EXE_baton"));
    for name in ["BATON_SERVER", "BATON_USER", "BATON_PASSWORD", "BATON_TOKEN"] {
        command.env_remove(name);
    }
    command.args(args).current_dir(root());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A command that fails early does not read.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    Done {
        status: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}
