//! An application as text. One line, one thing:
//!
//! ```text
//! app bank                                  the application, or `flow NAME`; what follows belongs to it
//! in amount                                 declared inputs; `out` declared outputs
//! miniapp ask YesNo en-US fr-CA             a miniApp with its default model
//! set ask /ask/locales/en-US/omIVR/normal = "Really?"      a change to a model: a JSON pointer and a value
//! node A miniApp ask <- who={{Ani}} -> YesNo=yes Other=?maybe      `?`: optional; `reset` resets on intent
//! node B Flow sub <- amount=5 -> result=result
//! node C condition
//! node D set-field x=1 y= n+=1 n-=2         sets, drops, counts up, counts down
//! node E transfer destination=agents reason=tired <- key=value
//! node F exit reason=done
//! A -> B                                    an edge, called `A-B`
//! A -> C when x = YES and n >= 2            `=` `!=` `>` `>=` `<` `<=` `contains` `starts` `matches`; or joined by `or`
//! on error MaxNoInputs,AgentRequest from ask run sub <- a=b
//! on repeat StartOver drop x,y
//! on end NEAR_HUP run service
//! attached key=value                        also: `global a b`, `sensitive pin=masked`, `variable shop=Acme`
//! biometrics DEF Ani=Ani userID=customer
//! missing sub                               no such component; `unshared`: it belongs to another group
//! ```
//!
//! Components are named by their names alone; one that holds a dot is taken as it stands. User and group are `u`
//! and `g`; the canvas of the application has the id `app`, that of a flow its name.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use baton_model::biometrics::{BioKey, FieldMapping, Mapping, Profile};
use baton_model::fields::Sensitivity;
use baton_model::handlers::{Component, Handler};
use serde_json::{Value, json};

use super::words::{pair, words};
use crate::mini_apps::{canonical_type, default_model};
use crate::source::{MiniAppSource, Missing, Source, Unit};

/// Reads an application. A line that is not understood is left out, which the test that uses it will notice.
#[must_use]
pub fn application(text: &str) -> Source {
    let lines: Vec<Vec<String>> = text.lines().map(words).filter(|words| !words.is_empty()).collect();
    let mut reader = Reader::default();
    for line in &lines {
        if let [word, name, type_name, languages @ ..] = line.as_slice()
            && word == "miniapp"
        {
            reader.mini_app(name, type_name, languages);
        }
    }
    for line in &lines {
        reader.line(line);
    }
    reader.finish()
}

#[derive(Default)]
struct Reader {
    source: Source,
    mini_apps: BTreeMap<String, MiniAppSource>,
    /// Each with its nodes and its edges.
    units: Vec<(Unit, Vec<Value>, Vec<Value>)>,
    /// How many edges lead from one node of a unit to another.
    drawn: HashMap<(usize, String, String), usize>,
}

impl Reader {
    fn mini_app(&mut self, name: &str, type_name: &str, languages: &[String]) {
        let languages = if languages.is_empty() { vec!["en-US".to_owned()] } else { languages.to_vec() };
        // A type that is not known stays, so that tests can have one.
        let known = canonical_type(type_name);
        let block = if known == Some("Intent") { "Banking" } else { type_name };
        let app = MiniAppSource {
            component_id: format!("u.{name}.{block}.MiniApps.g"),
            name: name.to_owned(),
            type_name: type_name.to_owned(),
            domain: (known == Some("Intent")).then(|| "Banking".to_owned()),
            model: default_model(type_name, Some("Banking"), &languages).unwrap_or_default(),
            languages,
            ..MiniAppSource::default()
        };
        self.mini_apps.insert(name.to_owned(), app);
    }

    fn component(&self, kind: &str, name: &str) -> String {
        if name.contains('.') {
            return name.to_owned();
        }
        match (self.mini_apps.get(name), kind) {
            (Some(app), _) => app.component_id.clone(),
            (None, "miniApp") => format!("u.{name}.YesNo.MiniApps.g"),
            (None, _) => format!("u.{name}.Flows.orc.g"),
        }
    }

    fn line(&mut self, line: &[String]) {
        let words: Vec<&str> = line.iter().map(String::as_str).collect();
        match words.as_slice() {
            ["app", name] => self.unit(format!("u.{name}.Apps.orc.g"), "app", name),
            ["flow", name] => self.unit(format!("u.{name}.Flows.orc.g"), name, name),
            ["set", name, pointer, "=", value] => self.set(name, pointer, value),
            ["in", names @ ..] => self.here(|unit| unit.input_fields = owned(names)),
            ["out", names @ ..] => self.here(|unit| unit.output_fields = owned(names)),
            ["canvas", text] => {
                let canvas = serde_json::from_str(text).unwrap_or_default();
                self.here(|unit| unit.canvas = canvas);
            }
            ["attached", pairs @ ..] => self.source.attached_data.extend(pairs.iter().map(|word| pair(word))),
            ["variable", pairs @ ..] => self.source.variables.extend(pairs.iter().map(|word| pair(word))),
            ["global", names @ ..] => self.source.global_fields.extend(owned(names)),
            ["sensitive", pairs @ ..] => {
                let sensitivity = |word: &str| match word {
                    "encrypted" => Sensitivity::Encrypted,
                    _ => Sensitivity::Masked,
                };
                let pairs = pairs.iter().map(|word| pair(word));
                self.source.field_sensitivity.extend(pairs.map(|(name, word)| (name, sensitivity(&word))));
            }
            ["biometrics", profile, pairs @ ..] => self.biometrics(profile, pairs),
            ["missing", name] => self.absent(name, Missing::NotFound),
            ["unshared", name] => self.absent(name, Missing::NotShared),
            ["node", id, kind, rest @ ..] => self.node(id, kind, rest),
            ["on", what, rest @ ..] => self.handler(what, rest),
            [from, "->", to, rest @ ..] => self.edge(from, to, rest),
            _ => {}
        }
    }

    fn unit(&mut self, component_id: String, canvas_id: &str, name: &str) {
        if self.units.is_empty() {
            self.source.root.clone_from(&component_id);
            self.source.flow_app_id = baton_model::ids::flow_app_id("u", "SND", name, "g");
        }
        let unit = Unit {
            component_id,
            canvas_id: canvas_id.to_owned(),
            name: name.to_owned(),
            group: "g".to_owned(),
            ..Unit::default()
        };
        self.units.push((unit, Vec::new(), Vec::new()));
    }

    fn here(&mut self, change: impl FnOnce(&mut Unit)) {
        if let Some((unit, ..)) = self.units.last_mut() {
            change(unit);
        }
    }

    fn set(&mut self, name: &str, pointer: &str, value: &str) {
        let value = serde_json::from_str(value).unwrap_or_else(|_| Value::String(value.to_owned()));
        let Some(app) = self.mini_apps.get_mut(name) else { return };
        match (pointer, app.model.pointer_mut(pointer)) {
            ("sensitivity", _) => app.sensitivity = value.as_str().unwrap_or_default().to_owned(),
            (_, Some(place)) => *place = value,
            (_, None) => {
                let (parent, key) = pointer.rsplit_once('/').unwrap_or_default();
                if let Some(Value::Object(object)) = app.model.pointer_mut(parent) {
                    object.insert(key.to_owned(), value);
                }
            }
        }
    }

    fn biometrics(&mut self, profile_id: &str, pairs: &[&str]) {
        let pairs: Vec<_> = pairs.iter().map(|word| pair(word)).collect();
        let key = |(id, (key, _)): (i64, &(String, String))| BioKey {
            id,
            key: key.clone(),
            display_name: key.clone(),
        };
        let profile = Profile {
            profile_id: profile_id.to_owned(),
            name: profile_id.to_owned(),
            bio_keys: (1..).zip(&pairs).map(key).collect(),
        };
        let mapping = Mapping {
            profile_id: profile_id.to_owned(),
            field_mappings: pairs
                .into_iter()
                .map(|(bio_key, orc_field)| FieldMapping { bio_key, orc_field })
                .collect(),
        };
        self.source.biometrics = Some((profile, mapping));
    }

    fn absent(&mut self, name: &str, missing: Missing) {
        for kind in ["miniApp", "Flow"] {
            self.source.missing.insert(self.component(kind, name), missing);
        }
    }

    fn node(&mut self, id: &str, kind: &str, rest: &[&str]) {
        let plain = kind.to_ascii_lowercase();
        let (component, rest) = match (plain.as_str(), rest) {
            ("miniapp", [name, rest @ ..]) => (self.component("miniApp", name), rest),
            ("flow", [name, rest @ ..]) => (self.component("Flow", name), rest),
            (_, [name, rest @ ..]) if name.contains('.') && !name.contains('=') => ((*name).to_owned(), rest),
            _ => (format!("u.{kind}.builtins.orc.g"), rest),
        };
        let parts = Parts::read(rest);
        let node = json!({
            "title": id, "node_id": id, "component_id": component, "type": kind, "x_value": 1.0, "y_value": 1.0,
            "configuration": {
                "input_fields": parts.inputs, "output_fields": parts.outputs, "extra_fields": parts.extras,
                "reset_on_intent": parts.reset, "referents": [],
                "log_as_kvp": {"input_fields": [], "output_fields": parts.logged}
            }
        });
        if let Some((_, nodes, _)) = self.units.last_mut() {
            nodes.push(node);
        }
    }

    fn edge(&mut self, from: &str, to: &str, rest: &[&str]) {
        let mut conditions = Vec::new();
        let mut join = "AND";
        for words in
            rest.strip_prefix(&["when"]).unwrap_or_default().split(|word| *word == "and" || *word == "or")
        {
            if let [field, operator, value @ ..] = words {
                let operator = match *operator {
                    "=" => "EQUAL",
                    "!=" => "NOT_EQUAL",
                    ">" => "GREATER_THAN",
                    ">=" => "GREATER_OR_EQUAL",
                    "<" => "LESS_THAN",
                    "<=" => "LESS_OR_EQUAL",
                    "contains" => "CONTAINS",
                    "starts" => "STARTS_WITH",
                    "matches" => "MATCHES",
                    other => other,
                };
                conditions.push(json!({"field": field, "operator": operator, "value": value.concat()}));
            }
        }
        if rest.contains(&"or") {
            join = "OR";
        }
        if rest.contains(&"xor") {
            join = "XOR";
        }
        let unit = self.units.len();
        let again = self.drawn.entry((unit, from.to_owned(), to.to_owned())).or_default();
        *again += 1;
        let id = if *again == 1 { format!("{from}-{to}") } else { format!("{from}-{to}-{again}") };
        let Some((_, _, edges)) = self.units.last_mut() else { return };
        edges.push(json!({
            "id": id, "source": from, "target": to, "conditions": conditions, "condition_operator": join, "port": "out"
        }));
    }

    fn handler(&mut self, what: &str, rest: &[&str]) {
        let split = rest.iter().position(|word| *word == "<-" || *word == "->").unwrap_or(rest.len());
        let (head, tail) = rest.split_at(split);
        let mut handler = Handler::default();
        let mut component = None;
        let mut words = head.iter().copied();
        while let Some(word) = words.next() {
            match word {
                "from" => handler.error_sources = listed(words.next()),
                "run" => component = words.next(),
                "drop" => handler.drop_fields = Some(listed(words.next())),
                types => handler.error_types = listed(Some(types)),
            }
        }
        let parts = Parts::read(tail);
        handler.handler = component.map(|name| Component {
            component_id: self.component("Flow", name),
            configuration: json!({"input_fields": parts.inputs, "output_fields": parts.outputs}),
            ..Component::default()
        });
        match what {
            "error" => self.here(|unit| unit.error_handlers.push(handler)),
            "repeat" => self.here(|unit| unit.repeat_handlers.push(handler)),
            _ => self.source.dialog_end_handlers.push(handler),
        }
    }

    fn finish(mut self) -> Source {
        for (mut unit, nodes, edges) in self.units {
            if unit.canvas.is_null() {
                unit.canvas = json!({"content": {"nodes": nodes, "edges": edges}});
            }
            self.source.units.insert(unit.component_id.clone(), Arc::new(unit));
        }
        for app in self.mini_apps.into_values() {
            self.source.mini_apps.insert(app.component_id.clone(), Arc::new(app));
        }
        self.source
    }
}

/// What follows a node's component.
#[derive(Default)]
struct Parts {
    inputs: serde_json::Map<String, Value>,
    outputs: Vec<Value>,
    extras: Vec<Value>,
    logged: Vec<String>,
    reset: bool,
}

impl Parts {
    fn read(words: &[&str]) -> Self {
        let mut parts = Self::default();
        let mut side = "";
        for word in words {
            match (side, *word) {
                (_, "<-" | "->" | "log") => side = word,
                (_, "reset") => parts.reset = true,
                ("<-", word) => {
                    let (name, value) = pair(word);
                    parts.inputs.insert(name, Value::String(value));
                }
                ("->", word) => {
                    let (from, local) = pair(word);
                    let (local, optional) =
                        local.strip_prefix('?').map_or((local.as_str(), false), |local| (local, true));
                    parts.outputs.push(json!({
                        "miniapp_name": from, "local_name": local, "optional": optional, "locked": true
                    }));
                }
                ("log", word) => parts.logged.push(word.to_owned()),
                (_, word) => {
                    let (name, value) = pair(word);
                    let (field, operator) = match (name.strip_suffix('+'), name.strip_suffix('-')) {
                        (Some(field), _) => (field, "INCREMENT"),
                        (_, Some(field)) => (field, "DECREMENT"),
                        _ => match name.strip_suffix('?') {
                            Some(field) => (field, "APPEND"),
                            None => (name.as_str(), "EQUAL"),
                        },
                    };
                    parts.extras.push(json!({"field": field, "operator": operator, "value": value}));
                }
            }
        }
        parts
    }
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn listed(word: Option<&str>) -> Vec<String> {
    word.unwrap_or_default().split(',').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
