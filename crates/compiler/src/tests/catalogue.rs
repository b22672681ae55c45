//! Every problem is raised in one place, has a fixture that produces it, and is explained.
#![allow(clippy::disallowed_methods, reason = "the tests read the sources and the docs")]

use std::fs;
use std::path::{Path, PathBuf};

use baton_model::codes::Code;

fn texts(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(texts(&path));
        } else {
            found.push((path.clone(), fs::read_to_string(&path).unwrap()));
        }
    }
    found
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_code_has_a_fixture() {
    let fixtures: String = texts(&here().join("src/tests")).into_iter().map(|(_, text)| text).collect();
    let expected = |code: &str| {
        fixtures.lines().any(|line| {
            let line = line.trim_start_matches([' ', '"']);
            line.strip_prefix(code)
                .is_some_and(|rest| rest.starts_with([' ', '"', ',', '\n']) || rest.is_empty())
        }) || fixtures.contains(&format!("\"{code} "))
            || fixtures.contains(&format!("\"{code}\""))
    };
    let missing: Vec<_> = Code::ALL.iter().filter(|code| !expected(code.as_str())).collect();
    assert!(missing.is_empty(), "no fixture produces {missing:?}");
}

#[test]
fn every_code_is_explained() {
    let docs = fs::read_to_string(here().join("../../docs/problems.md")).unwrap();
    for code in Code::ALL {
        let heading = format!("### {code}\n");
        let (_, entry) = docs.split_once(&heading).unwrap_or_else(|| panic!("docs/problems.md lacks {code}"));
        let entry = entry.split("\n### ").next().unwrap();
        let severity = format!("**{}**", code.severity());
        assert!(entry.contains(&severity), "{code} is {severity}");
        assert!(entry.contains("*Remedy.*"), "{code} needs a remedy");
        assert!(entry.contains("```") || entry.contains('`'), "{code} needs an example");
    }
    assert_eq!(
        docs.matches("\n### ").count(),
        Code::ALL.len(),
        "docs/problems.md explains a code that is gone"
    );
}

#[test]
fn every_code_is_raised_in_one_place() {
    let sources: String = texts(&here().join("src"))
        .into_iter()
        .filter(|(path, _)| !path.starts_with(here().join("src/tests")))
        .map(|(_, text)| text)
        .collect();
    for code in Code::ALL {
        let name = format!("Code::{code:?}");
        let places = sources.match_indices(&name).filter(|(at, _)| {
            let longer =
                sources[at + name.len()..].starts_with(|letter: char| letter.is_ascii_alphanumeric());
            // To look for problems of a code is not to raise it.
            !longer && !sources[..*at].ends_with("== ")
        });
        assert_eq!(places.count(), 1, "{code:?} must be raised in one place");
    }
}

#[test]
fn the_manual_has_a_page_for_each_type_with_all_its_options() {
    for name in crate::mini_apps::TYPES {
        let page = here().join(format!("../../docs/miniapps/{name}.md"));
        let page = fs::read_to_string(page).unwrap();
        let table = crate::mini_apps::document(name).unwrap();
        assert!(
            page.contains(&table),
            "{name}: write it with `cargo run -p baton-compiler --example manual`"
        );
    }
}
