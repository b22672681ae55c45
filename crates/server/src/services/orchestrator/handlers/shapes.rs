//! Handlers as clients send and get them. Keys that are not known are kept.
#![allow(dead_code, reason = "they stand for documents in the OpenAPI document")]

use serde_json::Value;
use utoipa::ToSchema;

/// A flow that runs in place when a miniApp fails; or a service that is called after the end.
#[derive(ToSchema)]
pub struct Handler {
    /// Any of these triggers it: fail exit reasons or, for a dialog-end handler, ending types. None: all.
    #[schema(required = false, example = json!(["AgentRequest", "MaxContinuousAgentRequests"]))]
    error_types: Vec<String>,
    /// Any of these triggers it, as `/apps/<app_id>/fail_sources/` names them, or by name. None: all. A dialog-end
    /// handler has none.
    #[schema(required = false)]
    error_sources: Vec<String>,
    /// What runs.
    handler: HandlerComponent,
}

/// What runs.
#[derive(ToSchema)]
pub struct HandlerComponent {
    /// The component id of a flow; for a dialog-end handler of a Web Service or an Intelli. Empty: none yet.
    #[schema(example = "7b3505d9-2909-4178-b5e4-894314dac051.sorry.Flows.orc.demo")]
    component_id: String,
    /// Its name.
    name: Option<String>,
    /// `Flow` or `miniApp`.
    #[schema(rename = "nodeType")]
    node_type: Option<String>,
    /// `input_fields` and `output_fields`, as on a node of a canvas.
    #[schema(value_type = Option<Object>)]
    configuration: Option<Value>,
}

/// Fields to drop when the caller starts over: what filled them is asked again.
#[derive(ToSchema)]
pub struct RepeatHandler {
    /// Any of these triggers it: `StartOver`, `CallBack`. None: all.
    #[schema(required = false, example = json!(["StartOver"]))]
    error_types: Vec<String>,
    /// The component ids of the miniApps in which it is said. None: all.
    #[schema(required = false)]
    error_sources: Vec<String>,
    /// The fields; at least one.
    #[schema(example = json!(["card_number"]))]
    drop_fields: Vec<String>,
}

/// Why handlers were not saved.
#[derive(ToSchema)]
pub struct HandlersRefused {
    /// The first sentence of what is wrong.
    #[schema(
        example = "A Repeat Handler has an empty Drop Field set. Please add at least one field to drop."
    )]
    message: String,
    /// What is wrong, under `error_handler_errors`, `dialog_end_handler_errors` or `repeat_handler_errors`: each with
    /// `type`, `code`, `message` and `location`.
    #[schema(value_type = Object)]
    errors: Value,
}
