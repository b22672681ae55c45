//! What nodes are instances of.

use baton_model::program::NodeKind;

use super::{check, message};

#[test]
fn a_component_id_that_names_nothing_known_is_an_error() {
    check(
        "app a
        node A miniApp not.an.id
        node B Flow u.f.Apps.orc.g
        node C condition u.exit.builtins.orc.g
        node D exit u.EXIT.builtin.orc.g
        A -> B
        B -> C
        C -> D",
        "UNKNOWN_COMPONENT node=A
        UNKNOWN_COMPONENT node=B
        UNKNOWN_COMPONENT node=C",
    );
}

#[test]
fn a_component_that_is_gone_and_one_of_another_group_are_told_apart() {
    let compiled = check(
        "app a
        missing was
        unshared theirs
        node A Flow was
        node B miniApp theirs -> YesNo=x
        node C Flow never_heard_of
        A -> B
        B -> C",
        "COMPONENT_NOT_FOUND node=A
        COMPONENT_NOT_SHARED node=B
        COMPONENT_NOT_FOUND node=C",
    );
    assert!(message(&compiled, "COMPONENT_NOT_SHARED").contains("'theirs'"));
    let canvas = &compiled.program.unwrap().canvases["u.a.Apps.orc.g"];
    assert!(canvas.nodes.iter().all(|node| node.kind == NodeKind::Condition), "what can't run leads on");
}

#[test]
fn a_node_of_an_unknown_type_is_an_error() {
    check(
        "app a
        node A receive
        node B Set_Field x=1
        A -> B",
        "UNKNOWN_NODE_TYPE node=A",
    );
}

#[test]
fn a_mini_app_of_a_type_that_nobody_knows_says_which_can_run() {
    let compiled = check(
        "app a
        miniapp call WebService
        miniapp fax Fax
        node A miniApp call -> wsResponseBody=body
        node B miniApp fax
        node C exit reason={{body}}
        A -> B
        B -> C",
        "SERVICE_WITHOUT_URL node=A at=model.wsCall.request.url
        UNSUPPORTED_MINIAPP_TYPE node=B",
    );
    let said = message(&compiled, "UNSUPPORTED_MINIAPP_TYPE");
    assert!(said.ends_with("Text, Entity, Amount."), "{said}");
    assert_eq!(compiled.program.unwrap().mini_apps.len(), 1);
}
