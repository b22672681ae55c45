//! The examples are bundles, written as an export would write them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;

use baton_bundle::Bundle;

#[test]
fn every_example_is_written_as_an_export_writes_it() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    for example in std::fs::read_dir(examples).unwrap().map(|entry| entry.unwrap().path()) {
        if !example.join("manifest.json").exists() {
            continue;
        }
        let bundle = Bundle::open(&example).unwrap_or_else(|error| panic!("{}: {error}", example.display()));
        for (part, bytes) in bundle.to_files() {
            let (kept, written) = (std::fs::read(example.join(&part)).unwrap_or_default(), bytes);
            assert!(kept == written, "{part} of {} is not as `baton export` writes it", example.display());
        }
        assert_eq!(Bundle::from_zip(&bundle.to_zip().unwrap()).unwrap(), bundle);
    }
}
