//! `baton check`

use baton_bundle::Bundle;
use serde_json::{Value, json};

use super::{baton, root};

fn broken() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut bundle = Bundle::open(&root().join("examples/hello")).unwrap();
    bundle.app_mut().unwrap().canvas["content"]["nodes"].as_array_mut().unwrap().push(json!({
        "title": "Over to you", "node_id": "t", "component_id": "demo.transfer.builtins.orc.demo", "type": "transfer",
        "configuration": {"extra_fields": [{"field": "reason", "operator": "EQUAL", "value": "{{Reason}}"}]}
    }));
    let edge = json!({"id": "bye-t", "source": "bye", "target": "t", "conditions": []});
    bundle.app_mut().unwrap().canvas["content"]["edges"].as_array_mut().unwrap().push(edge);
    bundle.write_folder(folder.path()).unwrap();
    folder
}

#[test]
fn an_app_without_problems_passes() {
    for example in ["hello", "pizza", "bank"] {
        let done = baton(&["check", "--quiet", &format!("examples/{example}")], "");
        assert_eq!(done.out, format!("{example}: no problems; it can be deployed.\n"));
        assert_eq!(done.status, 0);
    }
}

#[test]
fn a_problem_is_said_with_its_code_its_place_and_its_lines() {
    let folder = broken();
    let path = folder.path().display().to_string();
    let done = baton(&["check", "--quiet", &path], "");
    assert_eq!(done.status, 1);
    assert!(done.out.contains("error[TRANSFER_WITHOUT_DESTINATION]: "), "{}", done.out);
    assert!(done.out.contains(&format!("--> {path}/canvas.json:")), "{}", done.out);
    assert!(done.out.contains("node \"Over to you\""), "{}", done.out);
    assert!(done.out.contains("warning[UNDEFINED_FIELD]: "), "{}", done.out);
    assert!(
        done.out.contains(r#"| "value": "{{Reason}}""#) || done.out.contains(r#""value": "{{Reason}}""#),
        "{}",
        done.out
    );
    assert!(done.out.ends_with("it can't be deployed until errors and warnings are gone.\n"), "{}", done.out);
    assert!(!done.out.contains('\u{1b}'), "colours are for terminals");
}

#[test]
fn a_zip_is_checked_like_its_folder() {
    let folder = broken();
    let zip = folder.path().join("app.zip");
    std::fs::write(&zip, Bundle::open(folder.path()).unwrap().to_zip().unwrap()).unwrap();
    let done = baton(&["check", zip.to_str().unwrap()], "");
    assert_eq!(done.status, 1);
    assert!(done.out.contains(&format!("--> {}:canvas.json:", zip.display())), "{}", done.out);
}

#[test]
fn problems_come_as_json_for_programs() {
    let folder = broken();
    let done = baton(&["check", "--json", folder.path().to_str().unwrap()], "");
    let said: Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!((said["app"].as_str(), said["deployable"].as_bool()), (Some("hello"), Some(false)));
    let codes: Vec<&str> = said["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| problem["code"].as_str().unwrap())
        .collect();
    assert!(codes.contains(&"TRANSFER_WITHOUT_DESTINATION"), "{codes:?}");
    assert_eq!(done.status, 1);
}

#[test]
fn what_is_no_application_is_said_in_one_sentence() {
    for (path, sentence) in [
        ("no/such/place", "error: There is no no/such/place. Name the folder or the ZIP of an application."),
        ("Cargo.toml", "error: This is not a ZIP archive that can be read"),
        ("examples", "error: `manifest.json` is missing."),
    ] {
        let done = baton(&["check", path], "");
        assert_eq!(done.status, 2);
        assert!(done.err.starts_with(sentence), "{}", done.err);
        assert!(!done.err.contains("xport"), "there may be no server to export from: {}", done.err);
    }
}

#[test]
fn an_app_that_is_not_finished_can_be_talked_to_and_says_what_is_wrong() {
    let folder = broken();
    let done = baton(&["chat", folder.path().to_str().unwrap()], "yes\n");
    assert!(done.err.contains("TRANSFER_WITHOUT_DESTINATION"), "{}", done.err);
    assert!(done.out.starts_with("Hello, this is Baton.\n"), "{}", done.out);
}

#[test]
fn fields_are_given_at_the_start_and_the_trace_shows_them() {
    let args = ["chat", "examples/hello", "--field", "Heard=YES", "--trace"];
    let done = baton(&args, "");
    assert!(done.out.contains("  · node heard skipped: its fields are there already"), "{}", done.out);
    assert!(done.out.contains("Then it works. Goodbye!"), "{}", done.out);
    assert_eq!(baton(&["chat", "examples/hello", "--field", "nonsense"], "").status, 2);
}
