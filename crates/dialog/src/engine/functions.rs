//! JavaScript in a dialog: user functions in texts, validations, outputs.
//!
//! A function is run once for each use: the functions that a text names are run before the text is rendered, and
//! their values are forgotten after it. A program without functions pays one look at an empty map.

use std::borrow::Cow;
use std::collections::BTreeMap;

use baton_model::fields::{FieldValue, MASK};
use baton_model::program::{Condition, MiniApp};
use baton_model::template::FieldPath;
use serde_json::{Map, Value};

use super::Engine;
use super::scope::Found;
use crate::need::{Evaluate, Evaluated, FunctionKind};
use crate::{Answer, Event, Need};

/// The most bytes of a function's log and message that the record keeps.
const MOST_LOGGED: usize = 4_000;

/// The values of the functions that the text at hand names.
#[derive(Debug, Default)]
pub(super) struct Values(BTreeMap<String, (FieldValue, bool)>);

impl Values {
    pub(super) fn get(&self, name: &str) -> Option<Found<'_>> {
        let (value, secret) = self.0.get(name)?;
        Some(Found { value: Cow::Borrowed(value), secret: *secret })
    }

    pub(super) fn clear(&mut self) {
        if !self.0.is_empty() {
            self.0.clear();
        }
    }
}

impl<'a> Engine<'a> {
    /// The miniApp under way.
    pub(super) fn acting(&self) -> Option<&'a MiniApp> {
        self.mini_app(&self.dialog.top().run.as_ref()?.component)
    }

    /// Runs the user functions of the miniApp under way that these fields name.
    pub(super) fn prepare<'t>(
        &mut self,
        fields: impl Iterator<Item = &'t FieldPath>,
        extra: &[(&str, Value)],
    ) -> Result<(), Need> {
        let Some(mini_app) = self.acting().filter(|mini_app| !mini_app.functions.is_empty()) else {
            return Ok(());
        };
        for path in fields {
            let Some(javascript) = mini_app.functions.get(&path.name) else { continue };
            if self.values.0.contains_key(&path.name) {
                continue;
            }
            let evaluated = self.evaluate(FunctionKind::User, &path.name, javascript, extra)?;
            let value = match &evaluated.value {
                Some(value) => from_json(value),
                None => FieldValue::Text(String::new()),
            };
            let secret = self.sees_secrets();
            self.values.0.insert(path.name.clone(), (value, secret));
        }
        Ok(())
    }

    /// The same for the functions that conditions name.
    pub(super) fn prepare_conditions(&mut self, conditions: &[Condition]) -> Result<(), Need> {
        let fields = conditions
            .iter()
            .flat_map(|condition| std::iter::once(&condition.field).chain(condition.value.fields()));
        self.prepare(fields, &[])
    }

    /// Runs a function, or takes the answer that is there. What became of it is in the record.
    pub(super) fn evaluate(
        &mut self,
        kind: FunctionKind,
        name: &str,
        javascript: &str,
        extra: &[(&str, Value)],
    ) -> Result<&'a Evaluated, Need> {
        let seed = self.random();
        let Some(answer) = self.answers.next() else {
            return Err(Need::Evaluate(Box::new(Evaluate {
                kind,
                name: name.to_owned(),
                javascript: javascript.to_owned(),
                params: self.params(extra),
                time: self.now,
                seed,
            })));
        };
        let evaluated = match answer {
            Answer::Evaluated(evaluated) => evaluated,
            _ => &NOT_RUN,
        };
        let hidden = self.sees_secrets() || self.hide_utterance;
        let shown = |text: &String| match hidden {
            true => MASK.to_owned(),
            false => super::render::cut(text, MOST_LOGGED).to_owned(),
        };
        let event = Event::Function {
            kind,
            name: name.to_owned(),
            milliseconds: evaluated.milliseconds,
            log: evaluated.log.iter().take(100).map(shown).collect(),
            error: evaluated.error.as_ref().map(|error| match hidden {
                true => error.name.clone(),
                false => format!("{}: {}", error.name, shown(&error.message)),
            }),
        };
        self.happen_in_mini_app(event);
        Ok(evaluated)
    }

    /// True when the miniApp was given a sensitive value: what its functions make of it is sensitive too.
    pub(super) fn sees_secrets(&self) -> bool {
        let run = self.dialog.top().run.as_ref();
        run.is_some_and(|run| !run.secret.is_empty() || run.inputs.keys().any(|name| self.is_marked(name)))
    }

    /// The global object `params`: the inputs, then what the platform knows, which no input can pretend to be.
    fn params(&self, extra: &[(&str, Value)]) -> Map<String, Value> {
        let mut params = Map::new();
        let Some((run, mini_app)) = self.dialog.top().run.as_ref().zip(self.acting()) else { return params };
        let (dialog, counters) = (&self.dialog, &run.counters);
        for (name, value) in &run.inputs {
            params.insert(name.clone(), to_json(value));
        }
        let clock = self.now.in_zone("UTC");
        let (account, group) = baton_model::ids::ends(&mini_app.component_id);
        let text = |text: &str| Value::String(text.to_owned());
        let noted = run.validation.as_ref();
        let known = [
            ("miniAppUID", text(group)),
            ("miniAppName", text(&mini_app.name)),
            ("accountId", text(account)),
            ("miniApp-appId", text(&mini_app.component_id)),
            ("Ani", text(&dialog.ani)),
            ("Dnis", text(&dialog.dnis)),
            ("Locale", text(&dialog.locale)),
            ("ConnectionID", text(&dialog.connection_id)),
            ("DialogGroupID", text(&dialog.id)),
            ("DialogID", text(&run.dialog)),
            ("testMode", Value::Bool(dialog.test_mode)),
            ("step", Value::from(dialog.step)),
            ("Timestamp", Value::String(clock.strftime("%Y-%m-%dT%H:%M:%S%.3f").to_string())),
            ("CurrentHour", Value::String(clock.hour().to_string())),
            ("CurrentTime", Value::String(clock.minute().to_string())),
            ("AgentRequests", Value::from(counters.agent_requests.0)),
            ("NoMatches", Value::from(counters.no_matches.0)),
            ("NoInputs", Value::from(counters.no_inputs.0)),
            ("Errors", Value::from(counters.errors)),
            ("ClosingRequestFlag", Value::Bool(dialog.closing)),
            ("SameStateEvents", Value::from(counters.same_state.0)),
            ("Rejections", Value::from(counters.disconfirmations)),
            ("RejectedInput", text(run.rejected.as_deref().unwrap_or_default())),
            ("WrongInput", Value::from(counters.wrong_inputs)),
            ("InputMode", text(run.mode.as_str())),
            ("validationResult", text(noted.map_or("", |note| if note.passed { "success" } else { "fail" }))),
            ("validationFailReason", text(noted.map_or("", |note| &note.reason))),
        ];
        params.extend(known.into_iter().map(|(name, value)| (name.to_owned(), value)));
        params.extend(extra.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
        params
    }
}

static NOT_RUN: Evaluated = Evaluated { value: None, log: Vec::new(), milliseconds: 0, error: None };

/// JSON as a field takes it.
pub(super) fn from_json(value: &Value) -> FieldValue {
    match value {
        Value::String(text) => FieldValue::Text(text.clone()),
        Value::Null => FieldValue::Text(String::new()),
        Value::Bool(_) | Value::Number(_) => FieldValue::Text(value.to_string()),
        other => FieldValue::Json(other.clone()),
    }
}

/// A field as JSON has it.
pub(super) fn to_json(value: &FieldValue) -> Value {
    match value {
        FieldValue::Text(text) => Value::String(text.clone()),
        FieldValue::Json(json) => json.clone(),
    }
}
