//! Plays every scenario of `tests/dialogs/`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::disallowed_methods)]

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use baton_compiler::mini_apps;

/// Every story of every file, with the name of its file.
fn stories() -> Vec<(String, support::Story)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/dialogs");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    let mut all = Vec::new();
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let stories = support::stories(&std::fs::read_to_string(&file).unwrap());
        all.extend(stories.into_iter().map(|story| (name.clone(), story)));
    }
    all
}

#[test]
fn every_scenario_goes_as_written() {
    let (mut played, mut failures) = (0, Vec::new());
    for (name, story) in stories() {
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

/// The tables of `docs/miniapps/` are made of the same schemas.
#[test]
fn every_option_of_every_type_is_set_in_a_scenario() {
    let set: BTreeSet<String> = stories().into_iter().flat_map(|(_, story)| story.keys).collect();
    let mut missing = Vec::new();
    for type_name in mini_apps::TYPES {
        let table = mini_apps::document(type_name).unwrap();
        for key in
            table.lines().filter_map(|row| row.strip_prefix("| `")?.split_once('`')).map(|(key, _)| key)
        {
            let wanted = format!("{type_name} {key}");
            let within = |set: &String| {
                set.strip_prefix(&wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
            };
            if !set.iter().any(within) {
                missing.push(wanted);
            }
        }
    }
    assert!(missing.is_empty(), "no scenario sets {} options:\n{}", missing.len(), missing.join("\n"));
}
