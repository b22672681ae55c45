//! A compiled canvas: nodes by index, values as templates, edges in the order in which they are tried.

use serde::{Deserialize, Serialize};

use crate::template::{FieldPath, Template};

/// The graph of an application or a flow.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Canvas {
    /// `….Apps.orc.<group>` or `….Flows.orc.<group>`.
    pub component_id: String,
    /// The document it was made from.
    pub canvas_id: String,
    /// The name of the application or flow.
    pub name: String,
    /// Declared inputs.
    pub inputs: Vec<String>,
    /// Declared outputs.
    pub outputs: Vec<String>,
    /// Nodes, in document order.
    pub nodes: Vec<Node>,
    /// The index of the node it begins at.
    pub root: usize,
    /// In the order in which they are tried: with types and sources, with one of them, the default.
    pub error_handlers: Vec<ErrorHandler>,
    /// What a "start over" drops.
    pub repeat_handlers: Vec<RepeatHandler>,
}

/// A block.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Node {
    /// The author's id.
    pub id: String,
    /// The author's title.
    pub title: String,
    /// What it does.
    pub kind: NodeKind,
    /// Where it leads, in the order in which edges are tried. The default (no conditions) is taken when no other matches.
    pub edges: Vec<Edge>,
}

/// What a block does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NodeKind {
    /// Runs a miniApp.
    MiniApp(Subdialog),
    /// Runs a flow.
    Flow(Subdialog),
    /// Only branches.
    Condition,
    /// Sets, drops or counts fields.
    SetField(Vec<Assignment>),
    /// Ends the dialog by handing the caller over.
    Transfer {
        /// Where to.
        destination: Template,
        /// Why.
        reason: Option<Template>,
        /// What goes along.
        attached: Vec<Input>,
    },
    /// Ends the dialog.
    Exit {
        /// Why.
        reason: Option<Template>,
    },
}

/// A miniApp or a flow within a canvas: a dialog of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Subdialog {
    /// The component id; a key of the program's `canvases` or `mini_apps`.
    pub component: String,
    /// What goes in.
    pub inputs: Vec<Input>,
    /// What comes out.
    pub outputs: Vec<Output>,
    /// Drop the outputs when a new intent is captured.
    pub reset_on_intent: bool,
    /// Fields of the canvas that go to the call data record when the block begins.
    pub log_inputs: Vec<String>,
    /// The same when it ends.
    pub log_outputs: Vec<String>,
}

/// A named value that goes in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Input {
    /// The component's name for it.
    pub name: String,
    /// What it is; a template that is one field hands JSON on as JSON.
    pub value: Template,
}

/// A value that comes out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Output {
    /// The component's name for it.
    pub from: String,
    /// The field of the canvas it becomes.
    pub field: String,
    /// The block may end without it.
    pub optional: bool,
}

/// One step of a Set Field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assignment {
    /// The field.
    pub field: String,
    /// Set, count up, count down.
    pub kind: AssignmentKind,
    /// The value; empty drops the field when it is set.
    pub value: Template,
}

/// What an assignment does with its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AssignmentKind {
    /// Sets; an empty value drops.
    Equal,
    /// Adds a whole number.
    Increment,
    /// Subtracts a whole number.
    Decrement,
}

/// An arrow.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Edge {
    /// The author's id.
    pub id: String,
    /// The index of the node it reaches.
    pub target: usize,
    /// All or any of the conditions.
    pub join: Join,
    /// None makes it the default.
    pub conditions: Vec<Condition>,
}

/// How the conditions of an edge are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Join {
    /// All must hold.
    And,
    /// One must hold.
    Or,
}

/// A comparison on an edge.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Condition {
    /// What is looked at.
    pub field: FieldPath,
    /// How.
    pub operator: Operator,
    /// With what. `*` with `EQUAL` means "defined and not empty", with `NOT_EQUAL` the opposite.
    pub value: Template,
}

/// How a field and a value are compared: exactly, and case-sensitively.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Operator {
    /// The same text.
    Equal,
    /// Another text.
    NotEqual,
    /// Numbers.
    GreaterThan,
    /// Numbers.
    GreaterOrEqual,
    /// Numbers.
    LessThan,
    /// Numbers.
    LessOrEqual,
    /// Holds the text.
    Contains,
    /// Begins with the text.
    StartsWith,
    /// A regular expression found anywhere in the field.
    Matches,
}

impl Operator {
    /// Reads the name that canvases use; an empty one is `EQUAL`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "" | "EQUAL" => Self::Equal,
            "NOT_EQUAL" => Self::NotEqual,
            "GREATER_THAN" => Self::GreaterThan,
            "GREATER_OR_EQUAL" => Self::GreaterOrEqual,
            "LESS_THAN" => Self::LessThan,
            "LESS_OR_EQUAL" => Self::LessOrEqual,
            "CONTAINS" => Self::Contains,
            "STARTS_WITH" => Self::StartsWith,
            "MATCHES" => Self::Matches,
            _ => return None,
        })
    }
}

/// A flow to run in place when a miniApp fails.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ErrorHandler {
    /// Fail exit reasons, any of them; empty: all.
    pub error_types: Vec<String>,
    /// MiniApps that failed, as `component` or `flow::component` paths below this canvas; empty: all.
    pub error_sources: Vec<String>,
    /// The flow.
    pub flow: Subdialog,
}

/// Fields to drop when the caller wants to start over.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RepeatHandler {
    /// `StartOver`, `CallBack`; empty: all.
    pub events: Vec<String>,
    /// The miniApps (component ids) in which it was said; empty: all.
    pub sources: Vec<String>,
    /// What is dropped; at least one.
    pub drop_fields: Vec<String>,
}
