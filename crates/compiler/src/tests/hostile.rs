//! Whatever comes in, compiling ends and says something.

use std::sync::Arc;

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::testing::{application, crossroads, large_application};
use crate::{available_fields, compile, fail_sources, mini_apps_used};

#[test]
fn a_large_application_has_nothing_that_stops_its_deployment() {
    let compiled = compile(&large_application(500));
    let stopping: Vec<_> =
        compiled.problems.iter().filter(|problem| problem.severity.stops_deployment()).collect();
    assert!(stopping.is_empty(), "{stopping:?}");
    assert!(compiled.deployable());
}

#[test]
fn a_canvas_of_a_hundred_thousand_arrows_between_two_blocks_is_compiled() {
    let compiled = compile(&crossroads(100_000));
    assert_eq!(compiled.problems.len(), 1_000, "a thousand of a kind say it");
    assert_eq!(compiled.program.unwrap().canvases["u.a.Apps.orc.g"].nodes[0].edges.len(), 100_000);
}

#[test]
fn a_chain_of_two_thousand_flows_does_not_exhaust_the_stack() {
    let mut text = String::from("app a\nnode A Flow f0\n");
    for n in 0..2_000 {
        text.push_str(&format!("flow f{n}\nnode A Flow f{}\n", n + 1));
    }
    text.push_str("flow f2000\nnode A exit\n");
    let compiled = compile(&application(&text));
    assert!(compiled.deployable());
    assert_eq!(compiled.program.unwrap().canvases.len(), 2_002);
}

#[test]
fn flows_that_double_at_each_level_are_listed_up_to_a_limit() {
    let mut text = String::from("app a\nminiapp ask YesNo\nnode A Flow f0\n");
    for n in 0..40 {
        let next = n + 1;
        text.push_str(&format!("flow f{n}\nnode A Flow f{next}\nnode B Flow g{next}\nA -> B\n"));
        text.push_str(&format!("flow g{next}\nnode A Flow f{next}\nnode M miniApp ask\nA -> M\n"));
    }
    text.push_str("flow f40\nnode A miniApp ask\n");
    assert_eq!(fail_sources(&application(&text)).unwrap().len(), 10_000);
}

#[test]
fn a_canvas_too_tangled_to_be_followed_says_so_and_still_runs() {
    let mut text = String::from("app a\nminiapp ask YesNo\n");
    for n in 0..3_000 {
        text.push_str(&format!("node A{n} miniApp ask <- a=f{} -> YesNo=f{n}\n", (n + 1) % 3_000));
    }
    for n in 0_u64..30_000 {
        let to = 1 + n.wrapping_mul(6_364_136_223_846_793_005) % 2_999;
        text.push_str(&format!("A{} -> A{to} when f{} = YES\n", n % 3_000, (n * 7) % 3_000));
    }
    let compiled = compile(&application(&text));
    let codes: Vec<_> = compiled.problems.iter().map(|problem| problem.code.as_str()).collect();
    assert!(codes.contains(&"FIELDS_NOT_FOLLOWED"), "{codes:?}");
    assert!(compiled.program.is_some());
}

#[test]
fn a_way_back_by_one_block_from_each_of_many_is_followed() {
    let mut text = String::from("app a\nminiapp ask YesNo\nnode A0 miniApp ask -> YesNo=f0\n");
    for n in 1..2_000 {
        let back = n - 1;
        text.push_str(&format!("node A{n} miniApp ask <- a={{{{f{back}}}}} -> YesNo=f{n}\n"));
        text.push_str(&format!("A{back} -> A{n}\nA{n} -> A{back} when f{n} = NO\n"));
    }
    let compiled = compile(&application(&text));
    let codes: Vec<_> = compiled.problems.iter().map(|problem| problem.code.as_str()).collect();
    assert!(codes.iter().all(|code| ["LOOP", "UNUSED_OUTPUT", "NO_ROOT_FOUND"].contains(code)), "{codes:?}");
}

/// Somewhere in a document, and what to put there.
fn mutations() -> impl Strategy<Value = Vec<(prop::sample::Index, Value)>> {
    let words = prop::sample::select(vec![
        "",
        "*",
        "A0",
        "I0",
        "C0",
        "x",
        "{{x}}",
        "{{",
        "}}",
        "EQUAL",
        "NOT_EQUAL",
        "MATCHES",
        "(",
        "condition",
        "Flow",
        "exit",
        "u.sub0.Flows.orc.g",
        "u.large.Apps.orc.g",
        "DialogID",
        "a.b.c",
        "{{ocpvars:x}}",
        "INCREMENT",
    ]);
    let value = prop_oneof![
        5 => words.prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => Just(Value::Null),
        1 => Just(json!([])),
        1 => Just(json!({})),
        1 => ".{0,20}".prop_map(Value::from),
    ];
    prop::collection::vec((any::<prop::sample::Index>(), value), 1..12)
}

/// Every place in a document, as JSON pointers.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(n, item)| places(item, &format!("{at}/{n}"), found));
        }
        Value::Object(keys) => {
            for (key, item) in keys {
                places(item, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), found);
            }
        }
        _ => {}
    }
}

fn mutate(document: &mut Value, mutations: &[(prop::sample::Index, Value)]) {
    for (index, value) in mutations {
        let mut found = Vec::new();
        places(document, "", &mut found);
        // Mostly leaves, so that something is left of the document.
        let leaves: Vec<_> = found.iter().filter(|at| at.matches('/').count() > 3).collect();
        let Some(at) = leaves.get(index.index(leaves.len().max(1))) else { continue };
        if let Some(place) = document.pointer_mut(at) {
            *place = value.clone();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn compiling_never_panics_and_the_same_source_gives_the_same_program(
        of_canvas in mutations(), of_model in mutations(), of_flow in mutations(),
    ) {
        let mut source = large_application(60);
        for (id, unit) in &mut source.units {
            let mutations = if id.contains(".Apps.") { &of_canvas } else { &of_flow };
            mutate(&mut Arc::make_mut(unit).canvas, mutations);
        }
        for app in source.mini_apps.values_mut() {
            mutate(&mut Arc::make_mut(app).model, &of_model);
        }
        let (one, other) = (compile(&source), compile(&source));
        prop_assert_eq!(&one.problems, &other.problems);
        let hash = |compiled: &crate::Compiled| compiled.program.as_ref().map(|program| program.hash());
        prop_assert_eq!(hash(&one), hash(&other));
        let _ = (fail_sources(&source), available_fields(&source, &source.root), mini_apps_used(&source));
        for canvas in one.program.iter().flat_map(|program| program.canvases.values()) {
            prop_assert!(canvas.root < canvas.nodes.len());
            for edge in canvas.nodes.iter().flat_map(|node| &node.edges) {
                prop_assert!(edge.target < canvas.nodes.len());
            }
        }
    }
}
