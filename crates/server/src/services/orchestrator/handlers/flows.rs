//! `/flows/<flow_id>/…-handlers/`. A flow has no dialog-end handlers: only the root of a dialog ends it.

use super::endpoints::list_endpoints;

list_endpoints! {
    errors: Error of Handler, "The error handlers",
    "/orchestrator/api/flows/{flow_id}/error-handlers/" and "/orchestrator/api/flows/{flow_id}/error_handlers/"
    of "flow_id" (FlowTo, "a flow")
}

list_endpoints! {
    repeats: Repeat of RepeatHandler, "The repeat handlers",
    "/orchestrator/api/flows/{flow_id}/repeat-handlers/" and "/orchestrator/api/flows/{flow_id}/repeat_handlers/"
    of "flow_id" (FlowTo, "a flow")
}
