//! The records, line by line.

use baton_dialog::{Action, ActionKind, Entry, Event};
use baton_model::fields::MASK;

use super::{Node, Projection};
use crate::heard::{said, understood};
use crate::named::{Named, apart, named, part};
use crate::shapes::{
    self, App, Asr, Bio, DialogEnd, DialogStart, DialogStep, Diamant, EventLog, Flow, StepEvent,
};
use crate::{About, DialogKind};

/// What stands where there is nothing to tell, as the public records have it.
const UNDEFINED: &str = "undefined";

/// How a dialog of the tree ended.
#[derive(Clone, Copy)]
pub(super) struct Over<'a> {
    pub(super) id: &'a str,
    pub(super) end_type: &'a str,
    pub(super) result: &'a str,
    pub(super) reason: &'a str,
}

impl Projection {
    pub(super) fn start_of(
        &self,
        about: &About<'_>,
        entry: &Entry,
        id: &str,
        what: &Named<'_>,
        node: &Node,
    ) -> String {
        let head = &self.head;
        json(&DialogStart {
            message_type: "dialog_start",
            id,
            group: &self.root,
            session_id: &head.connection,
            time: entry.time.as_millis(),
            origin_uri: or_undefined(&head.origin),
            hashed_origin_uri: or_undefined(&head.hashed_origin),
            destination_uri: or_undefined(&head.destination),
            connection_id: &head.connection,
            channel: head.channel,
            device_type: UNDEFINED,
            direction: "inbound",
            test_flag: head.test,
            incoming_attached_data: &head.incoming,
            asr: Asr::default(),
            diamant: Diamant { id: "baton", version: about.version, region: "" },
            flow: self.flow(about, what, node),
            app: app(about, what),
        })
    }

    pub(super) fn step_of(
        &self,
        about: &About<'_>,
        entry: &Entry,
        id: &str,
        node: &Node,
        what: &Named<'_>,
        is_over: bool,
    ) -> String {
        let turn = &entry.turn;
        let is_root = id == self.root;
        // What was said belongs to the miniApp that was there when it was said.
        let heard_here = is_root || node.steps > 1 || hears(entry, id);
        let utterance = if heard_here { said(entry) } else { "" };
        let leaving = !is_root && is_over;
        let exit_name = format!("ExitAction:GET_{}", what.type_name.to_uppercase());
        let prompt = match leaving {
            true => String::new(),
            false => {
                turn.prompts.iter().map(|prompt| prompt.masked_content.as_str()).collect::<Vec<_>>().join(" ")
            }
        };
        let intent = turn.intent.as_ref().map(|intent| intent.name.as_str()).unwrap_or_default();
        let texts: Vec<&str> = match is_root {
            true => turn.events.iter().map(String::as_str).collect(),
            false => entry
                .events
                .iter()
                .filter(|happened| happened.dialog == id)
                .filter_map(|happened| match &happened.event {
                    Event::Log { text } => Some(text.as_str()),
                    _ => None,
                })
                .collect(),
        };
        let action = match leaving {
            true => shapes::Action {
                name: &exit_name,
                r#type: "EXIT",
                subtype: "",
                prompt: "",
                tag: "",
                timeout: None,
                prompt_duration: None,
            },
            false => acting(&turn.action, &prompt),
        };
        json(&DialogStep {
            message_type: "dialog_step",
            id,
            group: &self.root,
            session_id: &self.head.connection,
            time: entry.time.as_millis(),
            step: node.steps,
            locale: &turn.locale,
            input_modality: turn.input_mode.as_str(),
            original_utterance: utterance,
            transcription: utterance,
            nlu: understood(entry, (!is_root).then_some(id), what.name),
            action,
            bio: Bio { search_result: turn.biometrics.get("BioResult").map_or("", |_| MASK) },
            events: texts.iter().enumerate().map(|(index, text)| event(index, text, intent)).collect(),
            flow: self.flow(about, what, node),
            app: app(about, what),
        })
    }

    pub(super) fn end_of(&self, about: &About<'_>, entry: &Entry, node: &Node, over: Over<'_>) -> String {
        let what = named(about.program, self.component(node));
        let head = &self.head;
        json(&DialogEnd {
            message_type: "dialog_end",
            id: over.id,
            group: &self.root,
            session_id: &head.connection,
            time: node.began.as_millis(),
            end_type: over.end_type,
            duration: entry.time.as_millis() - node.began.as_millis(),
            result: over.result,
            reason: over.reason,
            steps: node.steps,
            events: node.told.events.join(","),
            kvps: &node.told.key_values,
            outbound_attached_data: entry
                .turn
                .transfer
                .as_ref()
                .filter(|_| over.id == self.root)
                .map(|transfer| &transfer.attached_data),
            origin_uri: or_undefined(&head.origin),
            destination_uri: or_undefined(&head.destination),
            connection_id: &head.connection,
            channel: head.channel,
            test_flag: head.test,
            flow: self.flow(about, &what, node),
            app: app(about, &what),
        })
    }

    fn flow<'a>(&'a self, about: &About<'a>, what: &Named<'a>, node: &'a Node) -> Flow<'a> {
        let told = &node.told;
        let parent = told.parent.as_deref();
        let above = told.path.len().checked_sub(2).and_then(|index| told.path.get(index));
        Flow {
            id: what.app,
            account_id: if what.kind == DialogKind::App {
                part(&about.program.root, 0)
            } else {
                part(self.component(node), 0)
            },
            name: what.name,
            r#type: what.type_name,
            diamant_app_name: what.name,
            uuid: match what.kind {
                DialogKind::App => about.application_id,
                _ => part(self.component(node), 0),
            },
            organization: about.organization,
            reportable: true,
            parent_name: above.map(String::as_str).unwrap_or_default(),
            parent_id: parent.unwrap_or_default(),
            parent_step: told.parent_step,
            root_step: told.root_step,
            path: &told.path,
            path_app_ids: &told.path_ids,
            ocp_group_name: &about.program.group,
            ocp_organization_id: about.organization_id,
        }
    }
}

/// True when what was said in this turn was heard by this dialog.
fn hears(entry: &Entry, id: &str) -> bool {
    entry.events.iter().any(|happened| happened.dialog == id && matches!(happened.event, Event::Heard { .. }))
}

fn acting<'a>(action: &'a Action, prompt: &'a str) -> shapes::Action<'a> {
    shapes::Action {
        name: &action.name,
        r#type: match action.kind {
            ActionKind::Ask => "ASK",
            ActionKind::Announcement => "ANNOUNCEMENT",
            ActionKind::Transfer => "TRANSFER",
            ActionKind::Exit => "EXIT",
        },
        subtype: "",
        prompt,
        tag: action.nlu_tag.as_deref().unwrap_or_default(),
        timeout: action.timeout_ms,
        prompt_duration: None,
    }
}

fn event<'a>(index: usize, text: &'a str, intent: &'a str) -> StepEvent<'a> {
    let (first, rest, is_task) = apart(text);
    let log = match is_task {
        true => EventLog { event: "", exit_reason: "", task: first, name: "", status: rest },
        false => EventLog { event: first, exit_reason: "", task: "", name: rest, status: "" },
    };
    StepEvent { index, active_intent: intent, task_id: "", log }
}

fn app<'a>(about: &About<'a>, what: &Named<'a>) -> App<'a> {
    App { name: what.name, version: about.program_hash.get(..12).unwrap_or_default() }
}

fn or_undefined(text: &str) -> &str {
    if text.is_empty() { UNDEFINED } else { text }
}

fn json(record: &impl serde::Serialize) -> String {
    serde_json::to_string(record).unwrap_or_default()
}
