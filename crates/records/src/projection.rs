//! From the journal of one dialog, entry by entry, to its records.

use std::collections::{BTreeMap, BTreeSet};

use baton_dialog::{Action, ActionKind, Entry, Event, Input, Start};
use baton_model::Timestamp;
use baton_model::fields::{MASK, is_reserved};
use sha2::{Digest, Sha256};

use crate::heard::{plain, said, understood};
use crate::named::{Named, apart, named, part};
use crate::shapes::{
    self, App, Asr, Bio, DialogEnd, DialogStart, DialogStep, Diamant, EventLog, Flow, KeyValue, StepEvent,
};
use crate::{About, BeganDialog, Count, DialogKind, OverDialog, Told};

/// What stands where there is nothing to tell, as the public records have it.
const UNDEFINED: &str = "undefined";

/// What is known of a dialog between two entries of its journal. Give it all of them, in order, and in one way.
#[derive(Debug, Clone, Default)]
pub struct Projection {
    root: String,
    step: u32,
    /// Whether records are wanted of the entry that is being taken.
    telling: bool,
    head: Head,
    /// The dialogs of the tree that go on.
    open: BTreeMap<String, Node>,
    /// The nodes that it has reached, by component: each is counted once.
    reached: BTreeSet<(String, String)>,
}

/// What all records of a tree share.
#[derive(Debug, Clone, Default)]
struct Head {
    origin: String,
    hashed_origin: String,
    destination: String,
    connection: String,
    channel: &'static str,
    test: bool,
    incoming: BTreeMap<String, String>,
}

/// A dialog of the tree.
#[derive(Debug, Clone)]
struct Node {
    component: String,
    parent: Option<String>,
    parent_step: u32,
    root_step: u32,
    path: Vec<String>,
    path_ids: Vec<String>,
    began: Timestamp,
    steps: u32,
    events: Vec<String>,
    key_values: Vec<KeyValue>,
    failed: String,
}

/// How a dialog of the tree ended.
#[derive(Clone, Copy)]
struct Over<'a> {
    id: &'a str,
    end_type: &'a str,
    result: &'a str,
    reason: &'a str,
}

impl Projection {
    /// The number of the last entry that it was given; 0 before the first.
    #[must_use]
    pub fn step(&self) -> u32 {
        self.step
    }

    /// About how many bytes it takes.
    #[must_use]
    pub fn size(&self) -> usize {
        let of_node = |node: &Node| {
            let texts = node.events.iter().map(|event| event.len() + size_of::<String>());
            let pairs = node.key_values.iter().map(|pair| pair.key.len() + pair.value.len() + 64);
            size_of::<Node>() + texts.sum::<usize>() + pairs.sum::<usize>()
        };
        1_024 + self.open.values().map(of_node).sum::<usize>() + self.reached.len() * 128
    }

    /// Takes the next entry, and answers what is told of it.
    pub fn take(&mut self, about: &About<'_>, entry: &Entry) -> Told {
        self.telling = true;
        self.next(about, entry)
    }

    /// Takes the next entry, and answers by what it is found and counted: all that is told of it but the records. A
    /// projection that was given an entry so can't tell records of later ones.
    pub fn index(&mut self, about: &About<'_>, entry: &Entry) -> Told {
        self.telling = false;
        self.next(about, entry)
    }

    fn next(&mut self, about: &About<'_>, entry: &Entry) -> Told {
        self.step = entry.step;
        let mut told = Told { said: spoken(entry), ..Told::default() };
        if let Input::Start(start) = plain(&entry.input) {
            self.root.clone_from(&start.dialog_id);
            self.head = Head::of(about, start);
        }
        told.counts.push(self.one("turn", "", self.head.channel));
        let mut touched: Vec<&str> = Vec::new();
        let mut over: Vec<(&str, &str, &str)> = Vec::new();
        for happened in &entry.events {
            let dialog = happened.dialog.as_str();
            if let Event::Began { component, parent, .. } = &happened.event {
                self.begin(about, entry, dialog, component, parent.as_deref(), &mut told);
            }
            if !touched.contains(&dialog) {
                touched.push(dialog);
            }
            self.count(dialog, &happened.event, &mut told);
            match &happened.event {
                Event::Log { text } if self.telling => self.log(dialog, text),
                Event::KeyValue { key, value } if self.telling => {
                    let step = entry.step;
                    if let Some(node) = self.open.get_mut(dialog) {
                        node.key_values.push(KeyValue { step, key: key.clone(), value: value.clone() });
                    }
                }
                Event::Failed { reason } => {
                    for id in [dialog, self.root.as_str()] {
                        if let Some(node) = self.open.get_mut(id) {
                            node.failed.clone_from(reason);
                        }
                    }
                }
                Event::Over { end_type, result } => over.push((dialog, end_type, result)),
                _ => {}
            }
        }
        if entry.turn.intent.as_ref().is_some_and(|intent| intent.captured_now) {
            let name = entry.turn.intent.as_ref().map(|intent| intent.name.as_str()).unwrap_or_default();
            told.counts.push(self.one("intent", "", name));
        }
        self.steps(about, entry, &touched, &over, &mut told);
        for (dialog, end_type, result) in over {
            self.end(about, entry, dialog, end_type, result, &mut told);
        }
        told
    }

    fn count(&mut self, dialog: &str, event: &Event, told: &mut Told) {
        let of = self.open.get(dialog).map(|node| node.component.clone()).unwrap_or_default();
        told.counts.extend(match event {
            Event::Node { id } => Some(self.one("node", &of, id)),
            Event::Heard { outcome, .. } => Some(self.one("outcome", &of, outcome)),
            Event::Failed { reason } => Some(self.one("fail", &of, reason)),
            _ => None,
        });
        if let Event::Node { id } | Event::Skipped { id } = event {
            let first = self.reached.insert((of.clone(), id.clone()));
            told.counts.extend(first.then(|| self.one("reached", &of, id)));
        }
    }

    fn one(&self, kind: &'static str, of: &str, key: &str) -> Count {
        Count { kind, test: self.head.test, of: of.to_owned(), key: key.to_owned() }
    }

    fn begin(
        &mut self,
        about: &About<'_>,
        entry: &Entry,
        id: &str,
        component: &str,
        parent: Option<&str>,
        told: &mut Told,
    ) {
        let what = named(about.program, component);
        let above = parent.and_then(|parent| self.open.get(parent));
        let (mut path, mut path_ids) =
            above.map(|above| (above.path.clone(), above.path_ids.clone())).unwrap_or_default();
        path.push(what.name.clone());
        path_ids.push(what.app.clone());
        let node = Node {
            component: component.to_owned(),
            parent: parent.map(str::to_owned),
            parent_step: above.map_or(0, |above| above.steps.saturating_add(1)),
            root_step: if parent.is_some() { entry.step } else { 0 },
            path,
            path_ids,
            began: entry.time,
            steps: 0,
            events: Vec::new(),
            key_values: Vec::new(),
            failed: String::new(),
        };
        let is_root = what.kind == DialogKind::App;
        let shown = |text: &str| if is_root { text.to_owned() } else { String::new() };
        told.began.push(BeganDialog {
            id: id.to_owned(),
            kind: what.kind,
            app: what.app.clone(),
            name: what.name.clone(),
            started_at: entry.time,
            ani: shown(&self.head.origin),
            dnis: shown(&self.head.destination),
            connection_id: shown(&self.head.connection),
            channel: self.head.channel,
            locale: entry.turn.locale.clone(),
            test_mode: self.head.test,
        });
        if self.telling {
            told.records.push(self.start_of(about, entry, id, &what, &node));
        }
        self.open.insert(id.to_owned(), node);
    }

    fn start_of(&self, about: &About<'_>, entry: &Entry, id: &str, what: &Named, node: &Node) -> String {
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

    /// What happens in a part of the tree is told of the whole, too.
    fn log(&mut self, dialog: &str, text: &str) {
        if dialog != self.root
            && let Some(node) = self.open.get_mut(dialog)
        {
            node.events.push(text.to_owned());
        }
        if let Some(root) = self.open.get_mut(&self.root) {
            root.events.push(text.to_owned());
        }
    }

    /// One step of the root for each turn, and one of each miniApp that took part in it.
    fn steps(
        &mut self,
        about: &About<'_>,
        entry: &Entry,
        touched: &[&str],
        over: &[(&str, &str, &str)],
        told: &mut Told,
    ) {
        let acting = entry.turn.action.component.as_deref();
        let mut steps: Vec<&str> = vec![self.root.as_str()];
        let ids = touched.iter().copied().filter(|id| *id != self.root);
        steps.extend(ids.filter(|id| self.open.contains_key(*id)));
        // A miniApp to which nothing happened, but which speaks.
        let silent = self.open.iter().filter(|(id, node)| {
            **id != self.root && !touched.contains(&id.as_str()) && Some(node.component.as_str()) == acting
        });
        steps.extend(silent.map(|(id, _)| id.as_str()));
        let steps: Vec<String> = steps.into_iter().map(str::to_owned).collect();
        for id in steps {
            let Some(node) = self.open.get_mut(&id) else { continue };
            node.steps = node.steps.saturating_add(1);
            if !self.telling {
                continue;
            }
            let is_root = id == self.root;
            let Some(node) = self.open.get(&id) else { continue };
            let what = named(about.program, &node.component);
            let is_over = over.iter().any(|(dialog, ..)| *dialog == id);
            if what.kind == DialogKind::Flow {
                continue;
            }
            let line = self.step_of(about, entry, &id, node, &what, is_root, is_over);
            told.records.push(line);
        }
    }

    #[allow(clippy::too_many_arguments, reason = "all that one step is told from")]
    fn step_of(
        &self,
        about: &About<'_>,
        entry: &Entry,
        id: &str,
        node: &Node,
        what: &Named,
        is_root: bool,
        is_over: bool,
    ) -> String {
        let turn = &entry.turn;
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
            nlu: understood(entry, (!is_root).then_some(id), &what.name),
            action,
            bio: Bio { search_result: turn.biometrics.get("BioResult").map_or("", |_| MASK) },
            events: texts.iter().enumerate().map(|(index, text)| event(index, text, intent)).collect(),
            flow: self.flow(about, what, node),
            app: app(about, what),
        })
    }

    fn end(
        &mut self,
        about: &About<'_>,
        entry: &Entry,
        id: &str,
        end_type: &str,
        result: &str,
        told: &mut Told,
    ) {
        let Some(mut node) = self.open.remove(id) else { return };
        let is_root = id == self.root;
        let what = named(about.program, &node.component);
        if !is_root {
            node.events.push(format!("globalResult:{result}"));
        }
        let ended = entry.turn.ended.as_ref().filter(|_| is_root);
        let reason = ended.and_then(|ended| ended.reason.clone()).unwrap_or_else(|| node.failed.clone());
        let duration = entry.time.as_millis() - node.began.as_millis();
        let turn = &entry.turn;
        if self.telling {
            told.records.push(self.end_of(
                about,
                entry,
                &what,
                &node,
                Over { id, end_type, result, reason: &reason },
            ));
        }
        let of_root = |count: u32| if is_root { i64::from(count) } else { 0 };
        told.over.push(OverDialog {
            id: id.to_owned(),
            ended_at: entry.time,
            duration_ms: duration,
            end_type: end_type.to_owned(),
            result: result.to_owned(),
            reason,
            steps: i64::from(node.steps),
            no_inputs: of_root(turn.no_inputs),
            no_matches: of_root(turn.no_matches),
        });
    }

    fn end_of(&self, about: &About<'_>, entry: &Entry, what: &Named, node: &Node, over: Over<'_>) -> String {
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
            events: node.events.join(","),
            kvps: &node.key_values,
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
            flow: self.flow(about, what, node),
            app: app(about, what),
        })
    }

    fn flow<'a>(&'a self, about: &About<'a>, what: &'a Named, node: &'a Node) -> Flow<'a> {
        let parent = node.parent.as_deref();
        let above = node.path.len().checked_sub(2).and_then(|index| node.path.get(index));
        Flow {
            id: &what.app,
            account_id: if what.kind == DialogKind::App {
                part(&about.program.root, 0)
            } else {
                part(&node.component, 0)
            },
            name: &what.name,
            r#type: &what.type_name,
            diamant_app_name: &what.name,
            uuid: match what.kind {
                DialogKind::App => about.application_id,
                _ => part(&node.component, 0),
            },
            organization: about.organization,
            reportable: true,
            parent_name: above.map(String::as_str).unwrap_or_default(),
            parent_id: parent.unwrap_or_default(),
            parent_step: node.parent_step,
            root_step: node.root_step,
            path: &node.path,
            path_app_ids: &node.path_ids,
            ocp_group_name: &about.program.group,
            ocp_organization_id: about.organization_id,
        }
    }
}

impl Head {
    fn of(about: &About<'_>, start: &Start) -> Self {
        let sensitive = |name: &str| about.program.sensitive_fields.contains_key(name);
        let shown = |name: &str, value: &str| match sensitive(name) {
            true if !value.is_empty() => MASK.to_owned(),
            _ => value.to_owned(),
        };
        let origin = shown("Ani", &start.ani);
        let given = about.program.attached_data.iter().map(|(name, value)| (name, value.clone()));
        let given = given.chain(start.fields.iter().map(|(name, value)| (name, value.to_text())));
        let given = given.filter(|(name, _)| !is_reserved(name));
        Self {
            hashed_origin: match origin.as_str() {
                "" => String::new(),
                MASK => MASK.to_owned(),
                number => hex::encode(Sha256::digest(number)),
            },
            origin,
            destination: shown("Dnis", &start.dnis),
            connection: start.connection_id.clone(),
            channel: start.channel.as_str(),
            test: start.test_mode,
            incoming: given.map(|(name, value)| (name.clone(), shown(name, &value))).collect(),
        }
    }
}

/// True when what was said in this turn was heard by this dialog.
fn hears(entry: &Entry, id: &str) -> bool {
    entry.events.iter().any(|happened| happened.dialog == id && matches!(happened.event, Event::Heard { .. }))
}

/// The words of the caller alone, for who searches in them.
fn spoken(entry: &Entry) -> String {
    match plain(&entry.input) {
        Input::NoInput | Input::HangUp | Input::Idle | Input::Continue => String::new(),
        _ => entry.turn.utterance.clone(),
    }
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

fn app<'a>(about: &About<'a>, what: &'a Named) -> App<'a> {
    App { name: &what.name, version: about.program_hash.get(..12).unwrap_or_default() }
}

fn or_undefined(text: &str) -> &str {
    if text.is_empty() { UNDEFINED } else { text }
}

fn json(record: &impl serde::Serialize) -> String {
    serde_json::to_string(record).unwrap_or_default()
}
