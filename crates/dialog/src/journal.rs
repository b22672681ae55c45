//! The record of one turn: everything that came in, was answered, happened and was said. Whatever is later told
//! about the past is a projection of these entries, and replaying them gives the same turns.

use baton_model::Timestamp;
use baton_model::fields::FieldValue;
use serde::{Deserialize, Serialize};

use crate::{Answer, FunctionKind, Input, Turn};

/// One turn, whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// From 1.
    pub step: u32,
    /// When it happened.
    pub time: Timestamp,
    /// What came in.
    pub input: Input,
    /// What the outside answered, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answer>,
    /// What happened, in order.
    pub events: Vec<Happened>,
    /// What went out.
    pub turn: Turn,
}

/// Something that happened, and in which dialog of the tree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Happened {
    /// The dialog: the root, a flow's or a miniApp's.
    pub dialog: String,
    /// What.
    #[serde(flatten)]
    pub event: Event,
}

/// What can happen in a turn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// A dialog of the tree began.
    Began {
        /// The component that runs.
        component: String,
        /// The dialog that called it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        parent: Option<String>,
        /// The node that called it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        node: Option<String>,
    },
    /// A node was reached and ran.
    Node {
        /// Its id.
        id: String,
    },
    /// A node was reached and skipped: its outputs are there already.
    Skipped {
        /// Its id.
        id: String,
    },
    /// An edge was taken.
    Edge {
        /// Its id.
        id: String,
    },
    /// A field was set.
    Set {
        /// Its name.
        field: String,
        /// Its value.
        value: FieldValue,
    },
    /// A field was dropped.
    Dropped {
        /// Its name.
        field: String,
    },
    /// A name given from outside was not taken.
    Ignored {
        /// Its name.
        field: String,
    },
    /// What was understood decided this: `no_match`, `no_input`, `agent_request`, `value`, `intent`, ….
    Heard {
        /// The outcome.
        outcome: String,
        /// The value or intent, when there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value: Option<String>,
        /// 0 to 100.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        confidence: Option<f32>,
    },
    /// One of several texts was chosen by weight.
    Chose {
        /// Among which.
        among: String,
        /// Its index.
        index: u32,
    },
    /// A key-value for the call data record.
    KeyValue {
        /// Its key.
        key: String,
        /// Its value; sensitive ones are masked.
        value: String,
    },
    /// An event as records name it.
    Log {
        /// Such as `Get_Intent:InformationAsked`.
        text: String,
    },
    /// A function was run.
    Function {
        /// What for.
        kind: FunctionKind,
        /// Its name.
        name: String,
        /// How long it took.
        milliseconds: u64,
        /// What it wrote; masked where it has seen a sensitive value.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        log: Vec<String>,
        /// Why it failed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        error: Option<String>,
    },
    /// A service was called. What was sent is not kept: it may hold secrets.
    Call {
        /// `wsCall`, `wsCall_dev`, `wsCall_uat` or `validation`.
        name: String,
        /// `GET`, `POST`, ….
        method: String,
        /// `answered`, or why there is no answer.
        outcome: String,
        /// Such as 200.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        status: Option<u16>,
        /// How long it took.
        milliseconds: u64,
        /// How often it was tried.
        attempts: u32,
    },
    /// A miniApp gave up.
    Failed {
        /// Its fail exit reason.
        reason: String,
    },
    /// A handler took over.
    Handled {
        /// The flow that runs.
        component: String,
    },
    /// A dialog of the tree ended.
    Over {
        /// `NEAR_HUP`, `FAR_HUP`, `TRANSFER`.
        end_type: String,
        /// `success` or `fail`.
        result: String,
    },
}
