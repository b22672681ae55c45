//! The examples are bundles, written as an export would write them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};

use baton_bundle::Bundle;
use baton_model::problem::Severity;

fn examples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut examples: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("manifest.json").exists())
        .collect();
    examples.sort();
    assert!(examples.len() >= 3);
    examples
}

#[test]
fn every_example_can_be_deployed() {
    for example in examples() {
        let compiled = baton_compiler::compile(&Bundle::open(&example).unwrap().to_source());
        let problems: Vec<String> = compiled
            .problems
            .iter()
            .filter(|problem| problem.severity != Severity::Info)
            .map(|problem| format!("{} {:?}: {}", problem.code, problem.place, problem.message))
            .collect();
        assert!(compiled.deployable(), "{}:\n{}", example.display(), problems.join("\n"));
    }
}

#[test]
fn every_example_is_written_as_an_export_writes_it() {
    for example in examples() {
        let bundle = Bundle::open(&example).unwrap_or_else(|error| panic!("{}: {error}", example.display()));
        for (part, bytes) in bundle.to_files() {
            let (kept, written) = (std::fs::read(example.join(&part)).unwrap_or_default(), bytes);
            assert!(kept == written, "{part} of {} is not as `baton export` writes it", example.display());
        }
        assert_eq!(Bundle::from_zip(&bundle.to_zip().unwrap()).unwrap(), bundle);
    }
}
