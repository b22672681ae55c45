//! What runs.

use baton_model::program::{AssignmentKind, Join, NodeKind, Operator};
use serde_json::json;

use super::check;

#[test]
fn nodes_and_edges_become_what_the_engine_walks() {
    let compiled = check(
        "app a
        variable shop=Acme
        miniapp ask YesNo
        node A miniApp ask <- extValue1=number extValue2=\"no field\" extValue3=Ani extValue4=\"{{ocpvars:shop}}!\" -> YesNo=x YesNoInputMode=?mode reset
        node B set-field number=5
        node C set-field x= n+=1 m-={{number}}
        node T transfer destination=agents reason=\"why {{x}}\" <- answer={{x}}
        node E exit reason=done
        B -> A
        A -> C when x = YES or {{mode}} matches ^D
        A -> T
        C -> E",
        "",
    );
    let program = compiled.program.unwrap();
    let canvas = &program.canvases[&program.root];
    assert_eq!(canvas.root, 1);
    let NodeKind::MiniApp(ask) = &canvas.nodes[0].kind else { panic!("A asks") };
    assert_eq!(
        json!(ask.inputs),
        json!([
            {"name": "extValue1", "value": [{"field": {"name": "number"}}]},
            {"name": "extValue2", "value": [{"text": "no field"}]},
            {"name": "extValue3", "value": [{"field": {"name": "Ani"}}]},
            {"name": "extValue4", "value": [{"variable": "shop"}, {"text": "!"}]}
        ])
    );
    assert!(ask.reset_on_intent && ask.outputs[1].optional && !ask.outputs[0].optional);
    let edges = &canvas.nodes[0].edges;
    assert_eq!((edges.len(), edges[0].join, edges[0].target), (2, Join::Or, 2));
    assert_eq!(edges[0].conditions[1].field.name, "mode");
    assert_eq!(edges[0].conditions[1].operator, Operator::Matches);
    assert!(edges[1].conditions.is_empty());
    let NodeKind::SetField(steps) = &canvas.nodes[2].kind else { panic!("C sets") };
    assert!(steps[0].value.is_empty());
    assert_eq!([steps[1].kind, steps[2].kind], [AssignmentKind::Increment, AssignmentKind::Decrement]);
    let NodeKind::Transfer { destination, reason, attached } = &canvas.nodes[3].kind else {
        panic!("T transfers")
    };
    assert_eq!((destination.as_literal(), attached.len()), (Some("agents"), 1));
    assert!(reason.is_some());
    assert!(matches!(canvas.nodes[4].kind, NodeKind::Exit { reason: Some(_) }));
}

#[test]
fn a_transfer_must_say_where_to() {
    check(
        "app a
        node A transfer reason=tired
        node B transfer destination=\" \"",
        "MULTIPLE_ROOTS_FOUND node=A
        TRANSFER_WITHOUT_DESTINATION node=A field=destination at=extra_fields
        MULTIPLE_ROOTS_FOUND node=B
        TRANSFER_WITHOUT_DESTINATION node=B field=destination at=extra_fields",
    );
}

#[test]
fn a_text_that_is_the_name_of_a_field_defined_later_stays_a_text() {
    let compiled = check(
        "app a
        miniapp say Announcement
        node A miniApp say <- extValue1=x
        node B set-field x=1
        A -> B",
        "UNDEFINED_FIELD node=A field=x at=input_fields.extValue1",
    );
    let program = compiled.program.unwrap();
    let NodeKind::MiniApp(say) = &program.canvases[&program.root].nodes[0].kind else { panic!("A says") };
    assert_eq!(say.inputs[0].value.as_literal(), Some("x"));
}

#[test]
fn an_edge_that_cannot_be_tried_is_left_out_and_the_rest_still_runs() {
    let compiled = check(
        "app a
        miniapp ask YesNo
        node A miniApp ask -> YesNo=x
        node B exit
        node C Flow empty
        A -> B when x LIKE y
        A -> C
        flow empty",
        "UNKNOWN_OPERATOR node=A edge=A-B field=x at=conditions.0
        EMPTY_CANVAS canvas=empty",
    );
    let program = compiled.program.unwrap();
    let canvas = &program.canvases[&program.root];
    assert_eq!(canvas.nodes[0].edges.len(), 1);
    assert_eq!(canvas.nodes[2].kind, NodeKind::Condition, "a flow without a beginning is passed by");
    assert_eq!(program.canvases.len(), 1);
}

#[test]
fn a_flow_can_be_checked_on_its_own() {
    let compiled = check(
        "flow sub
        in amount
        miniapp say Announcement
        node A miniApp say <- extValue1={{amount}}",
        "",
    );
    assert_eq!(compiled.program.unwrap().root, "u.sub.Flows.orc.g");
}
