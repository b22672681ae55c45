//! Archives as other programs, and people who mean harm, make them.
#![allow(dead_code, missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::{Cursor, Write};

use baton_bundle::{App, Bundle, Flow, MiniApp, Root, Variable};
use serde_json::{Value, json};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

pub fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in entries {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A ZIP whose bytes `from` are `to`, wherever they stand: headers can be forged this way.
pub fn forge(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut at = 0;
    while let Some(found) = bytes[at..].windows(from.len()).position(|window| window == from) {
        bytes[at + found..at + found + to.len()].copy_from_slice(to);
        at += found + to.len();
    }
    bytes
}

pub fn node(id: &str, component: &str, kind: &str) -> Value {
    json!({"title": id, "node_id": id, "component_id": component, "type": kind, "x_value": 83.0, "note": "kept"})
}

/// An application with a flow, two miniApps, handlers and a variable, in the group `old`, of the user `u1`.
pub fn shop() -> Bundle {
    let mini_app = |name: &str, type_name: &str| MiniApp {
        name: name.into(),
        component_id: format!("u1.{name}.{type_name}.MiniApps.old"),
        type_name: type_name.into(),
        languages: vec!["en-US".into()],
        model: json!({"z": 1, "a": {"deep": [1.5, "u1.Ask.YesNo.MiniApps.old"]}}),
        ..MiniApp::default()
    };
    let app = App {
        name: "shop".into(),
        component_id: "u1.shop.Apps.orc.old".into(),
        error_handlers: vec![json!({
            "error_types": [], "error_sources": ["u1.Pay.Flows.orc.old::u1.Ask.YesNo.MiniApps.old", "Ask"],
            "handler": {"name": "Pay", "nodeType": "Flow", "component_id": "u1.Pay.Flows.orc.old"}
        })],
        canvas: json!({"zoom": 2, "content": {"nodes": [
            node("1", "u1.Hello.Announcement.MiniApps.old", "miniApp"),
            node("2", "u1.condition.builtins.orc.old", "condition"),
            node("3", "user_id.condition.builtins.orc.my_group", "condition"),
            node("4", "u1.Pay.Flows.orc.old", "Flow"),
            node("5", "u1.Gone.YesNo.MiniApps.old", "miniApp"),
        ], "edges": []}}),
        ..App::default()
    };
    let mut bundle = Bundle {
        root: Root::App(Box::new(app)),
        flows: vec![Flow {
            name: "Pay".into(),
            component_id: "u1.Pay.Flows.orc.old".into(),
            canvas: json!({"content": {"nodes": [node("1", "u1.Ask.YesNo.MiniApps.old", "miniApp")], "edges": []}}),
            ..Flow::default()
        }],
        mini_apps: vec![mini_app("Hello", "Announcement"), mini_app("Ask", "YesNo")],
        ..Bundle::default()
    };
    bundle.variables.insert("phone".into(), Variable { value: Some("555".into()), ..Variable::default() });
    bundle.variables.insert("key".into(), Variable { sensitive: true, ..Variable::default() });
    bundle.sort();
    bundle
}

/// The flow of the shop by itself.
pub fn pay() -> Bundle {
    let mut bundle = shop();
    bundle.root = Root::Flow("u1.Pay.Flows.orc.old".into());
    bundle.mini_apps.retain(|mini_app| mini_app.name == "Ask");
    bundle.variables.clear();
    bundle
}

/// A miniApp of the shop by itself.
pub fn ask() -> Bundle {
    let mut bundle = pay();
    bundle.root = Root::MiniApp("u1.Ask.YesNo.MiniApps.old".into());
    bundle.flows.clear();
    bundle
}
