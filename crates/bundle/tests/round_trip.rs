//! What is exported comes back, here and in another group.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::collections::BTreeMap;

use baton_bundle::{Bundle, Home, Kind, MiniApp};
use baton_compiler::Missing;
use baton_model::{AppName, GroupName};
use proptest::prelude::*;
use serde_json::{Value, json};
use support::shop;

fn home<'a>(group: &'a GroupName, existing: &'a BTreeMap<(Kind, String), String>) -> Home<'a> {
    Home { group, user: "u2", name: None, existing }
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    let bundle = shop();
    let bytes = bundle.to_zip().unwrap();
    let back = Bundle::from_zip(&bytes).unwrap();
    assert_eq!(back, bundle);
    assert_eq!(back.to_zip().unwrap(), bytes);
}

#[test]
fn unknown_keys_of_documents_and_their_order_are_kept() {
    let back = Bundle::from_zip(&shop().to_zip().unwrap()).unwrap();
    assert_eq!(back.app().unwrap().canvas["zoom"], 2);
    assert_eq!(back.app().unwrap().canvas["content"]["nodes"][0]["note"], "kept");
    let hello = back.mini_apps.iter().find(|it| it.name == "Hello").unwrap();
    assert_eq!(hello.model.to_string(), r#"{"z":1,"a":{"deep":[1.5,"u1.Ask.YesNo.MiniApps.old"]}}"#);
}

#[test]
fn a_folder_holds_the_same_and_other_files_in_it_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("README.md"), "hello").unwrap();
    shop().write_folder(folder.path()).unwrap();
    assert_eq!(Bundle::open(folder.path()).unwrap(), shop());

    let mut smaller = shop();
    smaller.mini_apps.retain(|mini_app| mini_app.name != "Hello");
    smaller.write_folder(folder.path()).unwrap();
    assert_eq!(
        Bundle::open(folder.path()).unwrap(),
        smaller,
        "a part that is gone must be gone from the folder"
    );
    assert!(folder.path().join("README.md").exists());
}

#[test]
fn a_zip_of_a_folder_is_read_too() {
    let inside: Vec<(String, Vec<u8>)> =
        shop().to_files().into_iter().map(|(path, bytes)| (format!("shop-main/{path}"), bytes)).collect();
    let entries: Vec<(&str, &[u8])> =
        inside.iter().map(|(path, it)| (path.as_str(), it.as_slice())).collect();
    assert_eq!(Bundle::from_zip(&support::zip(&entries)).unwrap(), shop());
}

#[test]
fn two_components_of_one_name_get_files_of_their_own() {
    let mut bundle = shop();
    let other = MiniApp {
        component_id: "u9.ask.YesNo.MiniApps.x".into(),
        name: "ask".into(),
        ..bundle.mini_apps[0].clone()
    };
    bundle.mini_apps.push(other);
    bundle.sort();
    assert!(bundle.to_files().contains_key("miniapps/ask~2.json"));
    assert_eq!(Bundle::from_zip(&bundle.to_zip().unwrap()).unwrap(), bundle);
}

#[test]
fn in_another_group_everything_points_to_what_came_along() {
    let (group, none) = (GroupName::parse("new").unwrap(), BTreeMap::new());
    let moved = shop().rehome(&home(&group, &none));
    let nodes = &moved.app().unwrap().canvas["content"]["nodes"];
    let ids: Vec<&str> = (0..5).map(|index| nodes[index]["component_id"].as_str().unwrap()).collect();
    assert_eq!(
        ids,
        [
            "u2.Hello.Announcement.MiniApps.new",
            "u2.condition.builtins.orc.new",
            "user_id.condition.builtins.orc.my_group",
            "u2.Pay.Flows.orc.new",
            "u2.Gone.YesNo.MiniApps.new",
        ]
    );
    let handler = &moved.app().unwrap().error_handlers[0];
    assert_eq!(handler["error_sources"], json!(["u2.Pay.Flows.orc.new::u2.Ask.YesNo.MiniApps.new", "Ask"]));
    assert_eq!(handler["handler"]["component_id"], "u2.Pay.Flows.orc.new");
    assert_eq!(moved.flows[0].canvas["content"]["nodes"][0]["component_id"], "u2.Ask.YesNo.MiniApps.new");
}

#[test]
fn apart_from_ids_and_group_the_bytes_stay_the_same() {
    let (group, none) = (GroupName::parse("new").unwrap(), BTreeMap::new());
    let back = GroupName::parse("old").unwrap();
    let there = shop().rehome(&home(&group, &none));
    let again = there.rehome(&Home { group: &back, user: "u1", name: None, existing: &none });
    assert_eq!(again.to_zip().unwrap(), shop().to_zip().unwrap());
}

#[test]
fn a_component_that_the_group_has_keeps_its_id() {
    let group = GroupName::parse("new").unwrap();
    let existing =
        BTreeMap::from([((Kind::MiniApp, "Ask".to_owned()), "u7.Ask.YesNo.MiniApps.new".to_owned())]);
    let moved = shop().rehome(&home(&group, &existing));
    assert_eq!(moved.flows[0].canvas["content"]["nodes"][0]["component_id"], "u7.Ask.YesNo.MiniApps.new");
}

#[test]
fn the_application_can_get_another_name() {
    let (group, none) = (GroupName::parse("new").unwrap(), BTreeMap::new());
    let name = AppName::parse("shop_two").unwrap();
    let moved = shop().rehome(&Home { name: Some(&name), ..home(&group, &none) });
    assert_eq!(moved.name(), "shop_two");
    assert_eq!(moved.root_id(), "u2.shop_two.Apps.orc.new");
    assert_eq!(Bundle::from_files(&moved.to_files()).unwrap(), moved);
}

#[test]
fn two_of_one_name_from_different_groups_get_different_names() {
    let mut bundle = shop();
    bundle.flows[0].canvas["content"]["nodes"][0]["component_id"] = json!("u9.Hello.YesNo.MiniApps.x");
    bundle.mini_apps.push(MiniApp {
        name: "Hello".into(),
        component_id: "u9.Hello.YesNo.MiniApps.x".into(),
        type_name: "YesNo".into(),
        ..MiniApp::default()
    });
    let (group, none) = (GroupName::parse("new").unwrap(), BTreeMap::new());
    let moved = bundle.rehome(&home(&group, &none));
    assert_eq!(moved.flows[0].canvas["content"]["nodes"][0]["component_id"], "u2.Hello_2.YesNo.MiniApps.new");
    assert!(Bundle::from_files(&moved.to_files()).is_ok());
}

#[test]
fn the_compiler_gets_everything_and_hears_what_is_missing() {
    let source = shop().to_source();
    assert_eq!(source.root, "u1.shop.Apps.orc.old");
    assert_eq!(source.flow_app_id, "u1.SND_shop.Flow.old@SND_shop.old");
    assert_eq!(source.units["u1.Pay.Flows.orc.old"].canvas_id, "flows/Pay/canvas.json");
    assert_eq!(source.mini_apps.len(), 2);
    assert_eq!(
        source.missing,
        BTreeMap::from([("u1.Gone.YesNo.MiniApps.old".to_owned(), Missing::NotFound)])
    );
    assert_eq!(source.units["u1.shop.Apps.orc.old"].error_handlers.len(), 1);
}

fn json_text() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-1e6..1e6).prop_map(|it: f64| json!(it)),
        ".{0,20}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::hash_map(".{0,8}", inner, 0..6).prop_map(|map| map.into_iter().collect()),
        ]
    })
}

proptest! {
    #[test]
    fn whatever_a_document_holds_comes_back_byte_for_byte(extra in json_text(), model in json_text()) {
        let mut bundle = shop();
        bundle.app_mut().unwrap().canvas["extra"] = extra;
        bundle.mini_apps[0].model = model;
        let bytes = bundle.to_zip().unwrap();
        let back = Bundle::from_zip(&bytes).unwrap();
        prop_assert_eq!(&back, &bundle);
        prop_assert_eq!(back.to_zip().unwrap(), bytes);
    }
}
