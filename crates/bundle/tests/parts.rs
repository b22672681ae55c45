//! A flow, and a miniApp, by itself.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::collections::BTreeMap;

use baton_bundle::{Bundle, Error, Flow, Home, Kind, MiniApp, Root};
use baton_model::{AppName, GroupName};
use serde_json::json;
use support::{ask, pay, shop};

fn home<'a>(group: &'a GroupName, existing: &'a BTreeMap<(Kind, String), String>) -> Home<'a> {
    Home { group, user: "u2", name: None, existing }
}

#[test]
fn a_flow_and_a_mini_app_come_back_and_give_the_same_bytes() {
    for bundle in [pay(), ask()] {
        let bytes = bundle.to_zip().unwrap();
        let back = Bundle::from_zip(&bytes).unwrap();
        assert_eq!(back, bundle);
        assert_eq!(back.to_zip().unwrap(), bytes);
    }
}

#[test]
fn the_manifest_says_what_it_is_and_no_application_is_in_it() {
    let manifest = |bundle: &Bundle| {
        let files = bundle.to_files();
        assert!(!files.contains_key("app.json") && !files.contains_key("canvas.json"));
        serde_json::from_slice::<serde_json::Value>(&files["manifest.json"]).unwrap()
    };
    assert_eq!(
        manifest(&pay()),
        json!({"format": "flow", "version": 1, "root": "Pay", "flows": ["Pay"], "miniapps": ["Ask"]})
    );
    assert_eq!(
        manifest(&ask()),
        json!({"format": "miniapp", "version": 1, "root": "Ask", "flows": [], "miniapps": ["Ask"]})
    );
}

#[test]
fn a_folder_of_an_application_becomes_one_of_a_flow() {
    let folder = tempfile::tempdir().unwrap();
    shop().write_folder(folder.path()).unwrap();
    pay().write_folder(folder.path()).unwrap();
    assert_eq!(Bundle::open(folder.path()).unwrap(), pay());
    assert!(!folder.path().join("app.json").exists());
}

#[test]
fn in_another_group_it_points_to_what_came_along_and_back_again_it_is_what_it_was() {
    let (new, old, none) =
        (GroupName::parse("new").unwrap(), GroupName::parse("old").unwrap(), BTreeMap::new());
    let moved = pay().rehome(&home(&new, &none));
    assert_eq!(moved.root, Root::Flow("u2.Pay.Flows.orc.new".into()));
    assert_eq!(moved.flows[0].canvas["content"]["nodes"][0]["component_id"], "u2.Ask.YesNo.MiniApps.new");
    let moved = [moved, ask().rehome(&home(&new, &none))];
    for (moved, was) in moved.into_iter().zip([pay(), ask()]) {
        assert!(Bundle::from_files(&moved.to_files()).is_ok());
        let back = moved.rehome(&Home { group: &old, user: "u1", name: None, existing: &none });
        assert_eq!(back.to_zip().unwrap(), was.to_zip().unwrap());
    }
}

#[test]
fn another_name_is_that_of_the_flow_and_another_flow_of_this_name_gives_way() {
    let mut bundle = pay();
    let other = "u1.Apply.Flows.orc.old";
    bundle.flows.push(Flow {
        name: "Apply".into(),
        component_id: other.into(),
        canvas: json!({}),
        ..Flow::default()
    });
    bundle.flows[0].error_handlers = vec![json!({"handler": {"component_id": other}})];
    bundle.sort();
    let (group, none) = (GroupName::parse("new").unwrap(), BTreeMap::new());
    let name = AppName::parse("Apply").unwrap();
    let moved = bundle.rehome(&Home { name: Some(&name), ..home(&group, &none) });
    assert_eq!((moved.name(), moved.root_id()), ("Apply", "u2.Apply.Flows.orc.new"));
    assert_eq!(moved.flows[0].error_handlers[0]["handler"]["component_id"], "u2.Apply_2.Flows.orc.new");
    assert_eq!(Bundle::from_files(&moved.to_files()).unwrap().name(), "Apply");
}

#[test]
fn another_name_of_a_mini_app_is_in_its_id() {
    let (group, none) = (GroupName::parse("new").unwrap(), BTreeMap::new());
    let name = AppName::parse("AskAgain").unwrap();
    let moved = ask().rehome(&Home { name: Some(&name), ..home(&group, &none) });
    assert_eq!((moved.name(), moved.root_id()), ("AskAgain", "u2.AskAgain.YesNo.MiniApps.new"));
}

#[test]
fn of_two_files_of_one_name_the_manifest_says_which_it_is_about() {
    let mut bundle = ask();
    let other = "u9.ask.YesNo.MiniApps.x";
    bundle.mini_apps.push(MiniApp {
        component_id: other.into(),
        name: "ask".into(),
        ..bundle.mini_apps[0].clone()
    });
    bundle.root = Root::MiniApp(other.into());
    bundle.sort();
    assert_eq!(Bundle::from_zip(&bundle.to_zip().unwrap()).unwrap().root_id(), other);
}

#[test]
fn a_flow_can_be_checked_and_a_mini_app_runs_nowhere_by_itself() {
    let source = pay().to_program_source().unwrap();
    assert_eq!(source.root, "u1.Pay.Flows.orc.old");
    assert!(source.units.contains_key(&source.root) && source.missing.is_empty());
    assert!(baton_compiler::compile(&source).program.is_some());
    assert!(matches!(ask().to_program_source(), Err(Error::NothingToRun { name }) if name == "Ask"));
}

#[test]
fn a_manifest_that_names_nothing_or_an_unknown_thing_is_refused() {
    let with = |manifest: &str| {
        let mut files = pay().to_files();
        files.insert("manifest.json".to_owned(), manifest.as_bytes().to_vec());
        Bundle::from_files(&files).expect_err("it should be refused").to_string()
    };
    for manifest in [
        r#"{"format": "flow", "version": 1}"#,
        r#"{"format": "flow", "version": 1, "root": "Ask"}"#,
        r#"{"format": "miniapp", "version": 1, "root": "Pay"}"#,
        r#"{"format": "flow", "version": 1, "root": "../Pay"}"#,
    ] {
        assert!(with(manifest).contains("`root` names none of the files"), "{manifest}");
    }
    let unknown = with(&format!(r#"{{"format": "{}", "version": 1}}"#, "x".repeat(10_000)));
    assert!(unknown.contains("unknown variant") && unknown.len() < 500, "{unknown}");
    assert!(with(r#"{"format": "flow", "version": 2, "root": "Pay"}"#).contains("version 2"));
    assert!(with(r#"{"format": "application", "version": 1}"#).contains("`app.json` is missing"));
}
