//! Plays every scenario of `tests/dialogs/`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::disallowed_methods)]

mod support;

use std::path::Path;

#[test]
fn every_scenario_goes_as_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/dialogs");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    let (mut played, mut failures) = (0, Vec::new());
    for file in files {
        let story = support::read(&std::fs::read_to_string(&file).unwrap());
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        assert!(!story.scenarios.is_empty(), "{name} holds no scenario");
        for (title, lines) in &story.scenarios {
            played += 1;
            if let Err(message) = support::play::play(&story.program, &story.outside, lines) {
                failures.push(format!("{name}: {title}\n    {message}"));
            }
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {played} scenarios went another way:\n{}",
        failures.len(),
        failures.join("\n")
    );
    assert!(played >= 40, "only {played} scenarios were found");
}
