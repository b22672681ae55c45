//! The invariants of the house that a compiler does not hold by itself. See ARCHITECTURE.md.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The floor of each crate: a crate may know only those on floors below its own.
const FLOORS: &[(&str, u8)] = &[
    ("baton-model", 0),
    ("baton-compiler", 1),
    ("baton-dialog", 1),
    ("baton-nlu", 1),
    ("baton-store", 2),
    ("baton-bundle", 2),
    ("baton-script", 2),
    ("baton-outbound", 2),
    ("baton-records", 2),
    ("baton-auth", 3),
    ("baton-runtime", 3),
    ("baton-server", 4),
];

/// The crates that do no I/O, and what would be a way to do some.
const PURE: &[&str] = &["baton-model", "baton-compiler", "baton-dialog", "baton-nlu", "baton-records"];
const IMPURE: &[&str] = &[
    "tokio",
    "mio",
    "socket2",
    "hyper",
    "reqwest",
    "axum",
    "sqlx",
    "sqlx-core",
    "rusqlite",
    "rand",
    "getrandom",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// The names of all packages that a crate of the house is built from, tests aside.
fn tree(package: &str) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--edges", "normal", "--prefix", "none", "--package", package])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

#[test]
fn a_crate_knows_only_those_on_floors_below() {
    let floors: BTreeMap<_, _> = FLOORS.iter().copied().collect();
    for (package, floor) in FLOORS {
        for name in tree(package).iter().filter(|name| name.as_str() != *package) {
            if let Some(below) = floors.get(name.as_str()) {
                assert!(below < floor, "{package} on floor {floor} knows {name} on floor {below}");
            }
        }
    }
}

#[test]
fn what_compiles_and_runs_dialogs_is_built_without_io() {
    for package in PURE {
        let tree = tree(package);
        for library in IMPURE {
            assert!(!tree.iter().any(|name| name == library), "{package} is built with {library}");
        }
    }
}

#[test]
fn only_the_store_knows_sql() {
    for (package, _) in FLOORS.iter().filter(|(package, _)| *package != "baton-store") {
        let folder = root().join("crates").join(package.trim_start_matches("baton-"));
        let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap();
        let normal = manifest.split("[dev-dependencies]").next().unwrap();
        assert!(
            !normal.contains("sqlx") && !normal.contains("rusqlite"),
            "{package} depends on a database library"
        );
    }
}

#[test]
fn every_dependency_has_a_line_that_says_what_it_is_for() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let documented = std::fs::read_to_string(root().join("docs/dependencies.md")).unwrap();
    let dependencies = manifest.split("[workspace.dependencies]").nth(1).unwrap();
    let dependencies = dependencies.split("\n[").next().unwrap();
    for line in dependencies.lines().filter(|line| !line.starts_with('#')) {
        let Some((name, _)) = line.split_once(" = ") else { continue };
        let said = name.starts_with("baton-") || documented.contains(name);
        assert!(said, "docs/dependencies.md does not say what {name} is for");
    }
}

#[test]
fn no_file_has_grown_beyond_one_subject() {
    let mut folders = vec![root().join("crates")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().filter_map(Result::ok) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let lines = std::fs::read_to_string(&path).unwrap().lines().count();
                assert!(lines <= 800, "{} has {lines} lines; split it by subject", path.display());
            }
        }
    }
}
