//! `baton serve`, the real process: how it starts, and how it ends.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;

use crate::baton;

/// A server that ends with the value.
struct Served {
    process: Child,
    address: String,
    said: String,
    log: Option<JoinHandle<String>>,
}

impl Served {
    fn start(data: &Path, variables: &[(&str, &str)]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_baton"));
        command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(data);
        for name in ["BATON_USER", "BATON_PASSWORD", "BATON_DATABASE"] {
            command.env_remove(name);
        }
        command.env("BATON_LOG__JSON", "true").envs(variables.iter().copied());
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(process.stderr.take().unwrap()).lines();
        let mut log = String::new();
        let address = loop {
            let text = lines.next().unwrap().unwrap();
            let line: serde_json::Value = serde_json::from_str(&text).unwrap();
            log += &text;
            if let Some(address) = line["fields"]["address"].as_str() {
                break address.to_owned();
            }
        };
        let rest = move || lines.fold(log, |log, line| log + "\n" + &line.unwrap());
        let log = Some(std::thread::spawn(rest));
        Self { process, address, said: String::new(), log }
    }

    /// All that it logged, once it has ended.
    fn log(&mut self) -> String {
        self.log.take().unwrap().join().unwrap()
    }

    /// As `kill` and container managers do.
    fn terminate(&self) {
        let done = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status().unwrap();
        assert!(done.success());
    }

    /// Waits for the end, and keeps what it said.
    fn end(&mut self) -> i32 {
        let status = self.process.wait().unwrap();
        self.process.stdout.take().unwrap().read_to_string(&mut self.said).unwrap();
        status.code().unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Sends a sign-in in two parts, with something in between, and answers what came back.
fn sign_in(address: &str, username: &str, password: &str, between: impl FnOnce()) -> String {
    let body = format!("client_id=ocp&grant_type=password&username={username}&password={password}");
    let mut stream = TcpStream::connect(address).unwrap();
    let head = format!(
        "POST /auth/realms/master/protocol/openid-connect/token HTTP/1.1\r\nhost: baton\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\
         connection: close\r\nexpect: 100-continue\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    // The server asks for the body once a handler reads it: the request is under way.
    let mut asked = [0; 25];
    stream.read_exact(&mut asked).unwrap();
    assert!(asked.starts_with(b"HTTP/1.1 100 Continue"));
    between();
    stream.write_all(body.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn a_server_that_is_told_to_stop_answers_what_is_under_way_and_ends_well() {
    let data = tempfile::tempdir().unwrap();
    let variables = [("BATON_USER", "ann"), ("BATON_PASSWORD", "open sesame")];
    let mut server = Served::start(data.path(), &variables);
    let address = server.address.clone();
    let answer = sign_in(&address, "ann", "open+sesame", || {
        server.terminate();
        // It listens no more as soon as it was told.
        while TcpStream::connect(&address).is_ok() {
            std::thread::yield_now();
        }
    });
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    assert!(answer.contains("\"access_token\""), "{answer}");
    assert_eq!(server.end(), 0);
}

#[test]
fn the_first_users_password_is_made_up_shown_once_and_works() {
    let data = tempfile::tempdir().unwrap();
    let mut first = Served::start(data.path(), &[("BATON_USER", "ann")]);
    first.terminate();
    assert_eq!(first.end(), 0);
    let password = first.said.split_once("password  ").unwrap().1.trim().to_owned();
    let mut second =
        Served::start(data.path(), &[("BATON_USER", "ann"), ("BATON_PASSWORD", "something else")]);
    let answer = sign_in(&second.address, "ann", &password, || {});
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    second.terminate();
    assert_eq!(second.end(), 0);
    assert_eq!(second.said, "");
}

#[test]
fn the_log_tells_who_could_not_sign_in_and_which_setting_is_mistyped_and_never_a_password() {
    let data = tempfile::tempdir().unwrap();
    let variables = [("BATON_USER", "ann"), ("BATON_PASSWORD", "open sesame"), ("BATON_LISTN", "x")];
    let mut server = Served::start(data.path(), &variables);
    let answer = sign_in(&server.address, "ann", "a-wrong-secret", || {});
    assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");
    server.terminate();
    assert_eq!(server.end(), 0);
    let log = server.log();
    for said in ["a sign-in failed", "\"user\":\"ann\"", "127.0.0.1", "Did you mean BATON_LISTEN?"] {
        assert!(log.contains(said), "{said}: {log}");
    }
    assert!(!log.contains("a-wrong-secret") && !log.contains("sesame"), "{log}");
}

#[test]
fn settings_that_make_no_sense_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("baton.toml");
    std::fs::write(&file, "lisen = \"127.0.0.1:0\"").unwrap();
    let refused = baton(&["serve", "--config", file.to_str().unwrap()], "");
    assert_eq!(refused.status, 2);
    assert!(refused.err.contains("there is no setting `lisen`. Did you mean `listen`?"), "{}", refused.err);
    let missing = baton(&["serve", "--config", "nowhere.toml"], "");
    assert!(missing.err.contains("nowhere.toml can't be read"), "{}", missing.err);
}

#[test]
fn the_settings_that_are_printed_are_those_that_count() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("baton.toml");
    let printed = baton(&["config"], "");
    std::fs::write(&file, &printed.out).unwrap();
    let data = folder.path().join("data");
    let listed =
        baton(&["user", "list", "--config", file.to_str().unwrap(), "--data", data.to_str().unwrap()], "");
    assert!(listed.err.contains("there is no store in"), "{}", listed.err);
}
