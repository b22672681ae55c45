//! A well-formed application becomes a program that holds all it needs.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;

use baton_compiler::{MiniAppSource, Source, Unit, compile, mini_apps};
use baton_model::program::NodeKind;
use serde_json::json;

#[test]
fn a_question_and_a_branch_become_a_program() {
    let languages = vec!["en-US".to_owned()];
    let app = "u.ask.YesNo.MiniApps.g";
    let unit = Unit {
        component_id: "u.a.Apps.orc.g".into(),
        canvas_id: "c".into(),
        name: "a".into(),
        group: "g".into(),
        canvas: json!({"content": {"nodes": [
            {"node_id": "1", "title": "Ask", "component_id": app, "type": "miniApp",
             "configuration": {"output_fields": [{"miniapp_name": "YesNo", "local_name": "x"}]}},
            {"node_id": "2", "title": "If", "component_id": "u.Condition.builtin.orc.g", "type": "condition"},
            {"node_id": "3", "title": "End", "component_id": "u.exit.builtins.orc.g", "type": "exit"}
        ], "edges": [
            {"id": "e1", "source": "1", "target": "2"},
            {"id": "e2", "source": "2", "target": "3", "conditions": [{"field": "x", "operator": "EQUAL", "value": "YES"}]}
        ]}}),
        ..Unit::default()
    };
    let mini_app = MiniAppSource {
        component_id: app.into(),
        name: "ask".into(),
        type_name: "YesNo".into(),
        model: mini_apps::default_model("YesNo", None, &languages).unwrap(),
        languages,
        ..MiniAppSource::default()
    };
    let source = Source {
        root: unit.component_id.clone(),
        units: [(unit.component_id.clone(), Arc::new(unit))].into(),
        mini_apps: [(app.to_owned(), Arc::new(mini_app))].into(),
        ..Source::default()
    };
    let compiled = compile(&source);
    assert_eq!(compiled.problems, []);
    let program = compiled.program.unwrap();
    let canvas = &program.canvases["u.a.Apps.orc.g"];
    assert!(matches!(canvas.nodes[0].kind, NodeKind::MiniApp(_)));
    assert_eq!(canvas.nodes[1].edges[0].target, 2);
    assert_eq!(program.languages, ["en-US"]);
}
