//! Web Service and Intelli: a call, if there is one, and what comes out of it.

use std::collections::BTreeMap;

use baton_model::Template;
use baton_model::fields::FieldValue;
use baton_model::program::{Request, Service, ServiceOutput};
use baton_model::template::FieldPath;
use serde_json::{Value, json};

use super::functions::from_json;
use super::render::Scope;
use super::{Engine, Move};
use crate::need::{Body, Call, CallOutcome, Called, Failure, FunctionKind, WaitPrompt};
use crate::state::{Outcome, Phase, UnderWay};
use crate::{Action, ActionKind, Answer, Awaits, Event, Need};

/// The most bytes of a URL, a header or a body.
const MOST_SENT: usize = 1 << 20;

/// What a service answered, as `params` and paths know it.
struct Response {
    code: String,
    headers: Value,
    body: Value,
}

impl Response {
    fn extra(&self) -> [(&'static str, Value); 3] {
        [
            ("wsResponseBody", self.body.clone()),
            ("wsResponseCode", Value::String(self.code.clone())),
            ("wsResponseHeaders", self.headers.clone()),
        ]
    }
}

impl<'a> Engine<'a> {
    /// A service is reached.
    pub(super) fn begin_service(&mut self, service: &'a Service) -> Result<Move, Need> {
        if service.calls.is_empty() {
            return self.give_outputs(service, None);
        }
        let (now, environment) = (self.now, self.program.environment);
        if let Some(run) = &mut self.dialog.top_mut().run {
            run.calls = run.calls.saturating_add(1);
            run.call = Some(UnderWay { number: run.calls, since: now });
        }
        self.log(format!("envMode:{}", environment.as_str()));
        self.go_on_calling(service)
    }

    /// Asks for the call that is under way: as new, or again after a wait prompt was said.
    pub(super) fn go_on_calling(&mut self, service: &'a Service) -> Result<Move, Need> {
        let environment = self.program.environment;
        let own = service.calls.get(&environment).map(|request| (environment.call(), request));
        let any = || service.calls.iter().next().map(|(of, request)| (of.call(), request));
        let Some((name, request)) = own.or_else(any) else { return self.give_outputs(service, None) };
        let mut call = self.fill_in(name, request)?;
        if !self.dialog.is_ended() {
            call.waits = self.waits(service)?;
        }
        call.total_ms = service.wait.max_timeout_ms;
        let method = call.method.clone();
        let waits = call.waits.clone();
        let called = self.called(call)?;
        let waited = called
            .waited
            .iter()
            .filter_map(|index| waits.get(usize::try_from(*index).ok()?).map(|wait| (*index, wait)));
        if called.outcome == CallOutcome::StillWaiting {
            for (index, wait) in waited {
                self.log(wait_event(index).to_owned());
                self.say(wait.prompt.clone());
            }
            return Ok(self.keep_waiting());
        }
        for (index, wait) in waited {
            self.log(wait_event(index).to_owned());
            self.waited.push(wait.prompt.clone());
        }
        if let Some(run) = &mut self.dialog.top_mut().run {
            run.call = None;
        }
        self.record_call(name, &method, called);
        match &called.outcome {
            CallOutcome::Answered { status, headers, body } => {
                let headers =
                    headers.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
                let body = serde_json::from_str(body).unwrap_or_else(|_| Value::String(body.clone()));
                let result = Response { code: status.to_string(), headers: Value::Array(headers), body };
                self.give_outputs(service, Some(&result))
            }
            CallOutcome::Failed { reason, .. } => self.call_failed(service, *reason),
            CallOutcome::StillWaiting => Ok(self.keep_waiting()),
        }
    }

    /// The turn ends, and the next input asks for the call again.
    fn keep_waiting(&mut self) -> Move {
        let component = self.dialog.top().run.as_ref().map(|run| run.component.clone());
        if let Some(run) = &mut self.dialog.top_mut().run {
            run.phase = Phase::Calling;
        }
        let action = Action::plain("Announcement", ActionKind::Announcement);
        self.action = Some(Action { component, ..action });
        self.dialog.awaits = Awaits::Call;
        Move::Wait
    }

    /// There is no answer: the prompt for it, then the author's reason, or on with the canvas.
    fn call_failed(&mut self, service: &'a Service, reason: Failure) -> Result<Move, Need> {
        let own = Some(&service.fail_exit_reason).filter(|reason| !reason.is_empty());
        let outcome = match (own, reason) {
            (Some(own), _) => Outcome::Failed(vec![own.clone()]),
            (None, Failure::TimedOut) => Outcome::Computed(BTreeMap::new()),
            (None, _) => Outcome::Failed(vec!["WebServiceError".to_owned()]),
        };
        match reason {
            Failure::TimedOut => self.say_and_leave(&service.wait.max_timeout, outcome),
            _ => Ok(self.leave_mini_app(outcome)),
        }
    }

    /// A request, filled in.
    fn fill_in(&mut self, name: &str, request: &'a Request) -> Result<Call, Need> {
        let mut headers = Vec::with_capacity(request.headers.len());
        for (header, value) in &request.headers {
            let header = self.filled(header)?;
            if !header.trim().is_empty() {
                headers.push((header, self.filled(value)?));
            }
        }
        let body = match &request.form {
            Some(pairs) => {
                let mut form = Vec::with_capacity(pairs.len());
                for (key, value) in pairs {
                    form.push((self.filled(key)?, self.filled(value)?));
                }
                Body::Form(form)
            }
            None if request.body.is_empty() => Body::None,
            None => Body::Text(self.filled(&request.body)?),
        };
        let url = self.filled(&request.url)?;
        let mut call = self.call(name, &request.method, url);
        call.headers = headers;
        call.body = body;
        call.timeout_ms = request.timeout_ms;
        if request.is_idempotent() {
            call.retries = request.retries;
            call.backoff_ms = request.backoff_ms;
        } else {
            call.idempotency_key = Some(call.key.clone());
        }
        Ok(call)
    }

    /// A call of the miniApp under way, with nothing in it.
    pub(super) fn call(&self, name: &str, method: &str, url: String) -> Call {
        let run = self.dialog.top().run.as_ref();
        let under_way = run.and_then(|run| run.call);
        let number = under_way.map_or(0, |call| call.number);
        let root = &self.dialog.id;
        let key = match self.dialog.end_handlers.first().filter(|_| self.dialog.is_ended()) {
            // Whoever takes a handler up anew, later, makes the same call.
            Some(handler) => format!("{root}.end.{handler}.{number}"),
            None => format!("{root}.{}.{number}", self.which_run()),
        };
        Call {
            key,
            component: run.map(|run| run.component.clone()).unwrap_or_default(),
            mini_app: self.acting().map(|mini_app| mini_app.name.clone()).unwrap_or_default(),
            name: name.to_owned(),
            method: method.to_owned(),
            url,
            headers: Vec::new(),
            body: Body::None,
            timeout_ms: 0,
            total_ms: 0,
            since: under_way.map_or(self.now, |call| call.since),
            retries: 0,
            backoff_ms: 0,
            idempotency_key: None,
            waits: Vec::new(),
        }
    }

    /// Tells the miniApp under way from all others of the tree. Its dialog's id begins with the moment in which the miniApp began,
    /// which is another one when the turn runs again, here or at another node; its end is not.
    pub(super) fn which_run(&self) -> &str {
        let dialog = self.dialog.top().run.as_ref().map(|run| run.dialog.as_str());
        dialog.and_then(|id| id.rsplit('.').next()).unwrap_or_default()
    }

    /// The answer to a call that is there, or the need for it.
    pub(super) fn called(&mut self, call: Call) -> Result<&'a Called, Need> {
        match self.answers.next() {
            Some(Answer::Called(called)) => Ok(called),
            _ => Err(Need::Call(Box::new(call))),
        }
    }

    pub(super) fn record_call(&mut self, name: &str, method: &str, called: &Called) {
        let (outcome, status) = match &called.outcome {
            CallOutcome::Answered { status, .. } => ("answered", Some(*status)),
            CallOutcome::Failed { reason, .. } => (reason.as_str(), None),
            CallOutcome::StillWaiting => ("still_waiting", None),
        };
        self.happen_in_mini_app(Event::Call {
            name: name.to_owned(),
            method: method.to_owned(),
            outcome: outcome.to_owned(),
            status,
            milliseconds: called.milliseconds,
            attempts: called.attempts,
        });
    }

    /// A setting of a request, filled in, its user functions run.
    pub(super) fn filled(&mut self, template: &Template) -> Result<String, Need> {
        self.prepare(template.fields(), &[])?;
        let mut text = self.text(Scope::MiniApp(None), template);
        self.values.clear();
        text.truncate(super::render::cut(&text, MOST_SENT).len());
        Ok(text)
    }

    fn waits(&mut self, service: &'a Service) -> Result<Vec<WaitPrompt>, Need> {
        let wait = &service.wait;
        let mut waits = Vec::new();
        for (after_ms, prompts, every) in [
            (wait.initial_after_ms, &wait.initial, false),
            (wait.additional_after_ms, &wait.additional, wait.replay),
        ] {
            if after_ms == 0 || after_ms >= wait.max_timeout_ms {
                continue;
            }
            if let Some(prompt) = self.prompt(prompts, 0, Scope::MiniApp(None))? {
                waits.push(WaitPrompt { after_ms, every, prompt });
            }
        }
        Ok(waits)
    }

    /// What comes out, by path or by function. A function that fails, fails the miniApp.
    fn give_outputs(&mut self, service: &'a Service, result: Option<&Response>) -> Result<Move, Need> {
        let extra = result.map(Response::extra);
        let extra = extra.as_ref().map_or(&[][..], |extra| extra.as_slice());
        let mut given: BTreeMap<String, (FieldValue, bool)> = BTreeMap::new();
        for (name, output) in &service.outputs {
            match output {
                ServiceOutput::Path(path) => {
                    if let Some(found) = self.output_at(path, extra)? {
                        given.entry(name.clone()).or_insert(found);
                    }
                }
                ServiceOutput::Function(javascript) => {
                    let evaluated = self.evaluate(FunctionKind::Output, name, javascript, extra)?;
                    if evaluated.error.is_some() {
                        return Ok(Move::Fail(vec!["FunctionError".to_owned()]));
                    }
                    let secret = self.sees_secrets();
                    match &evaluated.value {
                        Some(Value::Object(keys)) => {
                            let reason =
                                keys.get("FailExitReason").map(from_json).filter(|value| !value.is_empty());
                            if let Some(reason) = reason {
                                return Ok(Move::Fail(vec![
                                    super::render::cut(&reason.to_text(), 200).to_owned(),
                                ]));
                            }
                            let known = keys.iter().filter(|(key, _)| service.outputs.contains_key(*key));
                            given.extend(known.map(|(key, value)| (key.clone(), (from_json(value), secret))));
                        }
                        Some(value) => {
                            given.insert(name.clone(), (from_json(value), secret));
                        }
                        None => {}
                    }
                }
            }
        }
        Ok(self.leave_mini_app(Outcome::Computed(given)))
    }

    /// A place in the answer, else what any text of the miniApp would find.
    fn output_at(
        &mut self,
        path: &'a FieldPath,
        extra: &[(&str, Value)],
    ) -> Result<Option<(FieldValue, bool)>, Need> {
        if let Some((_, value)) = extra.iter().find(|(name, _)| *name == path.name) {
            let found = FieldValue::Json(value.clone()).at(&path.path);
            return Ok(found.map(|value| (plain(value), false)).filter(|(value, _)| !value.is_empty()));
        }
        self.prepare(std::iter::once(path), extra)?;
        let found = self.resolve(Scope::MiniApp(None), path);
        let found = found.map(|found| (found.value.into_owned(), found.secret));
        self.values.clear();
        Ok(found.filter(|(value, _)| !value.is_empty()))
    }
}

/// JSON that is one word is a text.
fn plain(value: FieldValue) -> FieldValue {
    match value {
        FieldValue::Json(json) => from_json(&json),
        text => text,
    }
}

fn wait_event(index: u32) -> &'static str {
    if index == 0 { "InitialWaitPrompt" } else { "AdditionalWaitPrompt" }
}
