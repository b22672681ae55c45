//! A PostgreSQL server for the tests of one process.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

use sqlx::{Connection, PgConnection};

/// Runs the server until its own input ends, then removes all of it. The input is a pipe whose other end this process
/// holds: however it ends, the pipe closes, and the server goes with it.
const KEEPER: &str = r#"directory=$1; shift
"$@" & server=$!
cat > /dev/null
kill -INT $server; wait $server
rm -rf "$directory""#;

/// What to do when there is none.
const MISSING: &str = "The tests need PostgreSQL: run 'sudo apt-get install postgresql', or set BATON_TEST_POSTGRES \
                       to the address of a server, or BATON_SKIP_POSTGRES=1 to test SQLite alone.";

struct Cluster {
    address: String,
    /// Held for its input; see [`KEEPER`].
    _keeper: Child,
}

/// The address of the server that `BATON_TEST_POSTGRES` names, else of one that is started on the first call.
pub(crate) async fn address() -> String {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    if let Ok(address) = std::env::var("BATON_TEST_POSTGRES") {
        return address;
    }
    let address = CLUSTER.get_or_init(start).address.clone();
    for _ in 0..600 {
        if let Ok(connection) = PgConnection::connect(&address).await {
            // It is only there to have been answered.
            let _ = connection.close().await;
            return address;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("PostgreSQL was started for the tests and does not answer.")
}

fn start() -> Cluster {
    let programs = programs().expect(MISSING);
    let directory =
        tempfile::Builder::new().prefix("baton-pg-").tempdir().expect("a directory for PostgreSQL").keep();
    let user = unprivileged(&directory);
    let data = directory.join("data");
    // A language's order of letters is set, so that a query that relies on the order of bytes must say so.
    let made = as_user(user, &programs.join("initdb"))
        .args(["--no-sync", "--auth=trust", "--username=baton", "--encoding=UTF8"])
        .args(["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US", "--pgdata"])
        .arg(&data)
        .output()
        .expect("initdb runs");
    assert!(made.status.success(), "initdb failed: {}", String::from_utf8_lossy(&made.stderr));
    let server = as_user(user, &programs.join("postgres"));
    let log = fs::File::create(directory.join("log")).expect("a log for PostgreSQL");
    let keeper = Command::new("sh")
        .args(["-c", KEEPER, "sh"])
        .arg(&directory)
        .arg(server.get_program())
        .args(server.get_args())
        .arg("-D")
        .arg(&data)
        .arg("-k")
        .arg(&directory)
        .args(["-c", "listen_addresses=", "-c", "max_connections=300", "-c", "shared_buffers=32MB"])
        .args([
            "-c",
            "fsync=off",
            "-c",
            "full_page_writes=off",
            "-c",
            "wal_level=minimal",
            "-c",
            "max_wal_senders=0",
        ])
        // Keys in the terminal are for the tests; the server ends when they have.
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(log)
        .spawn()
        .expect("PostgreSQL starts");
    let address = format!("postgres://baton@localhost/postgres?host={}", directory.display());
    Cluster { address, _keeper: keeper }
}

/// The directory with the programs: Debian's newest, else wherever the path leads.
fn programs() -> Option<PathBuf> {
    let installed = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut versions: Vec<_> =
        installed.map(|entry| entry.path().join("bin")).filter(|bin| holds(bin)).collect();
    versions.sort_by_key(|bin| version(bin));
    let path = std::env::var_os("PATH").unwrap_or_default();
    versions.pop().or_else(|| std::env::split_paths(&path).find(|bin| holds(bin)))
}

fn holds(bin: &Path) -> bool {
    bin.join("initdb").exists() && bin.join("postgres").exists()
}

fn version(bin: &Path) -> u32 {
    let name = bin.parent().and_then(Path::file_name).and_then(|name| name.to_str());
    name.and_then(|name| name.parse().ok()).unwrap_or(0)
}

/// PostgreSQL refuses to run as root; then it runs as the user that its package made, who gets the directory.
fn unprivileged(directory: &Path) -> Option<&'static str> {
    let root = fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0);
    if !root {
        return None;
    }
    let given = Command::new("chown").arg("postgres").arg(directory).status();
    assert!(
        given.is_ok_and(|status| status.success()),
        "there is no user `postgres` to run PostgreSQL as. {MISSING}"
    );
    Some("postgres")
}

fn as_user(user: Option<&str>, program: &Path) -> Command {
    let Some(user) = user else { return Command::new(program) };
    let mut command = Command::new("setpriv");
    command.args(["--reuid", user, "--regid", user, "--clear-groups", "--"]).arg(program);
    command
}
