//! Error, repeat and dialog-end handlers.

use super::{check, message};

#[test]
fn an_error_handler_runs_a_flow_for_sources_and_types_that_exist() {
    let compiled = check(
        "app a
        miniapp ask YesNo
        node A miniApp ask
        on error MaxNoInputs,Boredom from ask,sub.ask,nobody run sub
        on error run ask
        on error MaxNoMatches
        on error run gone
        on error
        flow sub
        node S miniApp ask",
        "UNKNOWN_ERROR_TYPE at=error_handlers/0
        UNKNOWN_ERROR_SOURCE at=error_handlers/0
        UNKNOWN_ERROR_SOURCE at=error_handlers/0
        HANDLER_IS_NOT_A_FLOW at=error_handlers/1
        HANDLER_IS_NOT_A_FLOW at=error_handlers/2
        COMPONENT_NOT_FOUND at=error_handlers/3",
    );
    assert!(message(&compiled, "UNKNOWN_ERROR_SOURCE").contains("'sub.ask'"));
}

#[test]
fn error_handlers_are_tried_from_the_most_to_the_least_particular() {
    let compiled = check(
        "app a
        miniapp ask YesNo
        node A Flow inner
        on error run sub
        on error NoInputs run sub
        on error MaxNoInputs from inner.ask run sub
        on error from u.inner.Flows.orc.g::u.ask.YesNo.MiniApps.g run sub
        on error from nobody run sub
        flow inner
        node I miniApp ask
        flow sub
        node S miniApp ask",
        "UNKNOWN_ERROR_SOURCE at=error_handlers/4",
    );
    let program = compiled.program.unwrap();
    let handlers: Vec<_> = program.canvases["u.a.Apps.orc.g"]
        .error_handlers
        .iter()
        .map(|handler| (handler.error_types.join(","), handler.error_sources.join(",")))
        .collect();
    let path = "u.inner.Flows.orc.g::u.ask.YesNo.MiniApps.g".to_owned();
    assert_eq!(
        handlers,
        [
            ("MaxNoInputs".to_owned(), path.clone()),
            ("MaxNoInputs".to_owned(), String::new()),
            (String::new(), path),
            (String::new(), String::new()),
        ],
        "an older name is read as the new one; a handler of an unknown source is never reached"
    );
}

#[test]
fn the_flow_of_a_handler_gets_its_inputs_like_any_other() {
    check(
        "app a
        miniapp ask YesNo
        node A miniApp ask -> YesNo=x
        on error run sub <- answer={{x}} other={{y}}
        flow sub
        in answer number
        node S miniApp ask",
        "MISSING_FLOW_INPUT field=number at=error_handlers/0.handler.input_fields.number
        UNKNOWN_FLOW_INPUT field=other at=error_handlers/0.handler.input_fields.other
        UNDEFINED_FIELD field=y at=error_handlers/0.handler.input_fields.other",
    );
}

#[test]
fn a_service_makes_its_own_error_types() {
    check(
        "app a
        miniapp call WebService
        node A miniApp call
        on error ACCOUNT_NOT_FOUND run sub
        flow sub
        node S exit",
        "SERVICE_WITHOUT_URL node=A at=model.wsCall.request.url",
    );
}

#[test]
fn a_repeat_handler_drops_fields_of_its_canvas() {
    let compiled = check(
        "app a
        miniapp ask YesNo
        node A miniApp ask -> YesNo=x
        on repeat StartOver drop
        on repeat Sneeze from ask,nobody drop x,y
        on repeat drop x",
        "EMPTY_REPEAT_DROP_FIELDS at=repeat_handlers/0
        UNKNOWN_REPEAT_FIELD field=y at=repeat_handlers/1
        UNKNOWN_HANDLER_EVENT at=repeat_handlers/1
        UNKNOWN_ERROR_SOURCE at=repeat_handlers/1",
    );
    assert_eq!(
        message(&compiled, "EMPTY_REPEAT_DROP_FIELDS"),
        "A Repeat Handler has an empty Drop Field set. Please add at least one field to drop."
    );
    assert!(
        message(&compiled, "UNKNOWN_REPEAT_FIELD")
            .starts_with("Unknown field is referenced at a repeat handler. Field: y")
    );
    let program = compiled.program.unwrap();
    let handlers = &program.canvases["u.a.Apps.orc.g"].repeat_handlers;
    assert_eq!(handlers.len(), 1, "only the last can ever be triggered: {handlers:?}");
}

#[test]
fn a_source_of_a_repeat_handler_becomes_the_component_it_names() {
    let compiled = check(
        "app a
        miniapp ask YesNo
        node A miniApp ask -> YesNo=x
        on repeat StartOver from ask drop x",
        "",
    );
    let program = compiled.program.unwrap();
    let handlers = &program.canvases["u.a.Apps.orc.g"].repeat_handlers;
    assert_eq!(handlers[0].sources, ["u.ask.YesNo.MiniApps.g"]);
}

#[test]
fn at_the_end_of_a_dialog_only_services_run() {
    let compiled = check(
        "app a
        miniapp ask YesNo
        miniapp call WebService
        miniapp think Intelli
        node A miniApp ask -> YesNo=x
        on end NEAR_HUP,SUNSET run call <- answer={{x}} who={{z}}
        on end run think
        on end run ask
        on end run sub
        flow sub
        node S miniApp ask",
        "UNKNOWN_HANDLER_EVENT at=dialog_end_handlers/0
        UNDEFINED_FIELD field=z at=dialog_end_handlers/0.handler.input_fields.who
        END_HANDLER_IS_NOT_A_SERVICE at=dialog_end_handlers/2
        END_HANDLER_IS_NOT_A_SERVICE at=dialog_end_handlers/3",
    );
    assert_eq!(compiled.program.unwrap().end_handlers.len(), 2);
}
