//! From the journal of one dialog, entry by entry, to what it is found by and to its records.

mod head;
mod lines;

use std::collections::{BTreeMap, HashSet};

use baton_dialog::{Entry, Event, Input};
use baton_model::Timestamp;

use self::head::Head;
use self::lines::Over;
use crate::heard::plain;
use crate::named::named;
use crate::shapes::KeyValue;
use crate::{About, BeganDialog, Count, DialogKind, Indexed, OverDialog};

/// What is known of a dialog between two entries of its journal. Give it all of them, in order, and in one way.
#[derive(Debug, Clone, Default)]
pub struct Projection {
    root: String,
    step: u32,
    /// Whether records are made, or what they are found by.
    telling: bool,
    head: Head,
    /// The dialogs of the tree that go on.
    open: BTreeMap<String, Node>,
    /// The components that have run in it.
    components: Vec<Component>,
}

/// A component that has run in the tree.
#[derive(Debug, Clone)]
struct Component {
    id: String,
    /// The nodes that were reached in it: each is counted once.
    reached: HashSet<String>,
}

/// A dialog of the tree.
#[derive(Debug, Clone)]
struct Node {
    /// Which of the components.
    component: usize,
    began: Timestamp,
    steps: u32,
    failed: String,
    /// What only its records say.
    told: ToldNode,
}

#[derive(Debug, Clone, Default)]
struct ToldNode {
    parent: Option<String>,
    parent_step: u32,
    root_step: u32,
    path: Vec<String>,
    path_ids: Vec<String>,
    events: Vec<String>,
    key_values: Vec<KeyValue>,
}

/// What is made of an entry.
#[derive(Default)]
struct Made {
    records: Vec<String>,
    index: Indexed,
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
            let texts = node.told.events.iter().map(|event| event.len() + size_of::<String>());
            let pairs = node.told.key_values.iter().map(|pair| pair.key.len() + pair.value.len() + 64);
            size_of::<Node>() + texts.sum::<usize>() + pairs.sum::<usize>()
        };
        let of_component = |component: &Component| 128 + component.reached.len() * 128;
        let components: usize = self.components.iter().map(of_component).sum();
        1_024 + self.open.values().map(of_node).sum::<usize>() + components
    }

    /// Takes the next entry, and answers the records that are told of it: each as JSON without a line break, in order.
    pub fn take(&mut self, about: &About<'_>, entry: &Entry) -> Vec<String> {
        self.telling = true;
        self.next(about, entry).records
    }

    /// Takes the next entry, and answers by what it is found and counted. A projection that was given an entry so can't tell
    /// records of later ones.
    pub fn index(&mut self, about: &About<'_>, entry: &Entry) -> Indexed {
        self.telling = false;
        let mut index = self.next(about, entry).index;
        index.said = spoken(entry);
        index
    }

    fn next(&mut self, about: &About<'_>, entry: &Entry) -> Made {
        self.step = entry.step;
        let mut made = Made::default();
        if let Input::Start(start) = plain(&entry.input) {
            self.root.clone_from(&start.dialog_id);
            self.head = if self.telling { Head::of_records(about, start) } else { Head::of(about, start) };
        }
        self.count("turn", "", self.head.channel, &mut made);
        let mut touched: Vec<&str> = Vec::new();
        let mut over: Vec<(&str, &str, &str)> = Vec::new();
        for happened in &entry.events {
            let dialog = happened.dialog.as_str();
            if let Event::Began { component, parent, .. } = &happened.event {
                self.begin(about, entry, dialog, component, parent.as_deref(), &mut made);
            }
            if !touched.contains(&dialog) {
                touched.push(dialog);
            }
            match &happened.event {
                Event::Node { id } => {
                    self.count("node", self.component_of(dialog), id, &mut made);
                    self.reach(dialog, id, &mut made);
                }
                Event::Skipped { id } => self.reach(dialog, id, &mut made),
                Event::Heard { outcome, .. } => {
                    self.count("outcome", self.component_of(dialog), outcome, &mut made);
                }
                Event::Log { text } => self.log(dialog, text),
                Event::KeyValue { key, value } if self.telling => {
                    let step = entry.step;
                    if let Some(node) = self.open.get_mut(dialog) {
                        node.told.key_values.push(KeyValue { step, key: key.clone(), value: value.clone() });
                    }
                }
                Event::Failed { reason } => {
                    self.count("fail", self.component_of(dialog), reason, &mut made);
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
        if let Some(intent) = entry.turn.intent.as_ref().filter(|intent| intent.captured_now) {
            self.count("intent", "", &intent.name, &mut made);
        }
        self.steps(about, entry, &touched, &over, &mut made);
        for (dialog, end_type, result) in over {
            self.end(about, entry, dialog, end_type, result, &mut made);
        }
        made
    }

    fn count(&self, kind: &'static str, of: &str, key: &str, made: &mut Made) {
        if !self.telling {
            made.index.counts.push(Count { kind, test: self.head.test, of, key });
        }
    }

    /// Counts a node that was reached, the first time.
    fn reach(&mut self, dialog: &str, id: &str, made: &mut Made) {
        if self.telling {
            return;
        }
        let component = self.open.get(dialog).and_then(|node| self.components.get_mut(node.component));
        if let Some(component) = component.filter(|component| !component.reached.contains(id)) {
            component.reached.insert(id.to_owned());
            self.count("reached", self.component_of(dialog), id, made);
        }
    }

    /// The component that runs in a dialog of the tree.
    fn component_of(&self, dialog: &str) -> &str {
        self.open.get(dialog).map(|node| self.component(node)).unwrap_or_default()
    }

    fn component(&self, node: &Node) -> &str {
        self.components.get(node.component).map(|component| component.id.as_str()).unwrap_or_default()
    }

    fn begin(
        &mut self,
        about: &About<'_>,
        entry: &Entry,
        id: &str,
        component: &str,
        parent: Option<&str>,
        made: &mut Made,
    ) {
        let what = named(about.program, component);
        let known = self.components.iter().position(|known| known.id == component);
        let index = known.unwrap_or(self.components.len());
        if known.is_none() {
            self.components.push(Component { id: component.to_owned(), reached: HashSet::new() });
        }
        let mut node = Node {
            component: index,
            began: entry.time,
            steps: 0,
            failed: String::new(),
            told: ToldNode::default(),
        };
        if self.telling {
            let above = parent.and_then(|parent| self.open.get(parent));
            let (mut path, mut path_ids) =
                above.map(|above| (above.told.path.clone(), above.told.path_ids.clone())).unwrap_or_default();
            path.push(what.name.to_owned());
            path_ids.push(what.app.to_owned());
            node.told = ToldNode {
                parent: parent.map(str::to_owned),
                parent_step: above.map_or(0, |above| above.steps.saturating_add(1)),
                root_step: if parent.is_some() { entry.step } else { 0 },
                path,
                path_ids,
                ..ToldNode::default()
            };
            made.records.push(self.start_of(about, entry, id, &what, &node));
        } else {
            let is_root = what.kind == DialogKind::App;
            let shown = |text: &str| if is_root { text.to_owned() } else { String::new() };
            made.index.began.push(BeganDialog {
                id: id.to_owned(),
                kind: what.kind,
                app: what.app.to_owned(),
                name: what.name.to_owned(),
                started_at: entry.time,
                ani: shown(&self.head.origin),
                dnis: shown(&self.head.destination),
                connection_id: shown(&self.head.connection),
                channel: self.head.channel,
                locale: entry.turn.locale.clone(),
                test_mode: self.head.test,
            });
        }
        self.open.insert(id.to_owned(), node);
    }

    /// What happens in a part of the tree is told of the whole, too.
    fn log(&mut self, dialog: &str, text: &str) {
        if !self.telling {
            return;
        }
        if dialog != self.root
            && let Some(node) = self.open.get_mut(dialog)
        {
            node.told.events.push(text.to_owned());
        }
        if let Some(root) = self.open.get_mut(&self.root) {
            root.told.events.push(text.to_owned());
        }
    }

    /// One step of the root for each turn, and one of each flow and miniApp that took part in it.
    fn steps(
        &mut self,
        about: &About<'_>,
        entry: &Entry,
        touched: &[&str],
        over: &[(&str, &str, &str)],
        made: &mut Made,
    ) {
        // A miniApp to which nothing happened, but which speaks.
        let acting = entry.turn.action.component.as_deref();
        let acting = self.components.iter().position(|component| Some(component.id.as_str()) == acting);
        let speaks = |node: &Node| Some(node.component) == acting;
        for (id, node) in &mut self.open {
            if *id == self.root || touched.contains(&id.as_str()) || speaks(node) {
                node.steps = node.steps.saturating_add(1);
            }
        }
        if !self.telling {
            return;
        }
        let took_part = touched.iter().copied().filter(|id| *id != self.root);
        let silent = self
            .open
            .iter()
            .filter(|(id, node)| **id != self.root && !touched.contains(&id.as_str()) && speaks(node));
        let others = took_part.chain(silent.map(|(id, _)| id.as_str()));
        for id in std::iter::once(self.root.as_str()).chain(others) {
            let Some(node) = self.open.get(id) else { continue };
            let what = named(about.program, self.component(node));
            if what.kind != DialogKind::Flow {
                let is_over = over.iter().any(|(dialog, ..)| *dialog == id);
                made.records.push(self.step_of(about, entry, id, node, &what, is_over));
            }
        }
    }

    fn end(
        &mut self,
        about: &About<'_>,
        entry: &Entry,
        id: &str,
        end_type: &str,
        result: &str,
        made: &mut Made,
    ) {
        let Some(mut node) = self.open.remove(id) else { return };
        let is_root = id == self.root;
        let ended = entry.turn.ended.as_ref().filter(|_| is_root);
        let reason = ended.and_then(|ended| ended.reason.clone());
        let reason = reason.unwrap_or_else(|| std::mem::take(&mut node.failed));
        if self.telling {
            if !is_root {
                node.told.events.push(format!("globalResult:{result}"));
            }
            let over = Over { id, end_type, result, reason: &reason };
            made.records.push(self.end_of(about, entry, &node, over));
            return;
        }
        let of_root = |count: u32| if is_root { i64::from(count) } else { 0 };
        made.index.over.push(OverDialog {
            id: id.to_owned(),
            ended_at: entry.time,
            duration_ms: entry.time.as_millis() - node.began.as_millis(),
            end_type: end_type.to_owned(),
            result: result.to_owned(),
            reason,
            steps: i64::from(node.steps),
            no_inputs: of_root(entry.turn.no_inputs),
            no_matches: of_root(entry.turn.no_matches),
        });
    }
}

/// The words of the caller alone, for who searches in them.
fn spoken(entry: &Entry) -> String {
    match plain(&entry.input) {
        Input::NoInput | Input::HangUp | Input::Idle | Input::Continue => String::new(),
        _ => entry.turn.utterance.clone(),
    }
}
