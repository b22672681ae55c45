//! Services in the short notation, and what answers them.

use baton_dialog::{Answer, CallOutcome, Called, Evaluated, Failure, FunctionError, Need};
use baton_model::Template;
use baton_model::program::{Environment, Request, Service, ServiceOutput};
use baton_model::template::FieldPath;
use serde_json::Value;

use super::prompts;

/// `call POST https://…`, `header Name: value`, `body: …`, `form a = b`, `out name = path`, `by name: script`,
/// `wait 2500: …`, `wait 5000: …`, `again`, `max 11000: …`, `fails as REASON`.
pub fn read(lines: &[String]) -> Service {
    let mut service = Service::default();
    let mut environment = Environment::Prod;
    for line in lines {
        let (head, text) = line.split_once(": ").unwrap_or((line, ""));
        let (word, rest) = head.split_once(' ').unwrap_or((head, ""));
        let template = Template::parse;
        match word {
            "call" | "call_dev" | "call_uat" => {
                environment =
                    Environment::parse(word.split_once('_').map_or("prod", |(_, of)| of)).expect("known");
                let (method, url) = line.split_once(' ').expect("a call").1.split_once(' ').expect("a URL");
                let request = Request {
                    method: method.to_owned(),
                    url: template(url),
                    timeout_ms: 5000,
                    retries: 2,
                    backoff_ms: 100,
                    ..Request::default()
                };
                service.calls.insert(environment, request);
            }
            "header" => request(&mut service, environment).headers.push((template(rest), template(text))),
            "body" => request(&mut service, environment).body = template(text),
            "form" => {
                let form =
                    super::pairs(rest).into_iter().map(|(key, value)| (template(&key), template(&value)));
                request(&mut service, environment).form = Some(form.collect());
            }
            "out" => {
                let (name, path) = rest.split_once(" = ").unwrap_or((rest, rest));
                service.outputs.insert(name.to_owned(), ServiceOutput::Path(FieldPath::parse(path)));
            }
            "by" => {
                service.outputs.insert(rest.to_owned(), ServiceOutput::Function(text.to_owned()));
            }
            "wait" if service.wait.initial_after_ms == 0 => {
                service.wait.initial_after_ms = rest.parse().expect("milliseconds");
                service.wait.initial = prompts(text);
            }
            "wait" => {
                service.wait.additional_after_ms = rest.parse().expect("milliseconds");
                service.wait.additional = prompts(text);
            }
            "again" => service.wait.replay = true,
            "max" => {
                service.wait.max_timeout_ms = rest.parse().expect("milliseconds");
                service.wait.max_timeout = prompts(text);
            }
            "fails" => service.fail_exit_reason = rest.trim_start_matches("as ").to_owned(),
            other => panic!("unknown line of a service: {other}"),
        }
    }
    service
}

fn request(service: &mut Service, environment: Environment) -> &mut Request {
    service.calls.get_mut(&environment).expect("a call stands before it")
}

/// What a function gives: its script, which parameter must have which value, and what comes of it.
type Function = (String, Option<(String, String)>, Evaluated);

/// What answers functions and calls in a file of scenarios.
///
/// `js script = json`, `js script when param is text = json`, `js script throws Name: message`, and for calls, in the
/// order in which they are made over the whole scenario: `call 200 body`, `call timed_out`, `call waiting 0 1`.
#[derive(Debug, Clone, Default)]
pub struct Outside {
    functions: Vec<Function>,
    calls: Vec<Called>,
}

impl Outside {
    pub fn read(&mut self, lines: &[String]) {
        for line in lines {
            match line.split_once(' ').expect("an answer has two words") {
                ("js", rest) => self.function(rest),
                ("call", rest) => self.calls.push(call(rest)),
                (other, _) => panic!("unknown answer {other}"),
            }
        }
    }

    fn function(&mut self, text: &str) {
        if let Some((script, error)) = text.split_once(" throws ") {
            let (name, message) = error.split_once(": ").expect("a name and a message");
            let error =
                FunctionError { name: name.into(), message: message.into(), line: Some(1), column: None };
            let evaluated =
                Evaluated { error: Some(error), log: vec!["before".into()], ..Evaluated::default() };
            self.functions.push((script.to_owned(), None, evaluated));
            return;
        }
        let (script, value) = text.split_once(" = ").expect("a function gives something");
        let (script, when) = match script.split_once(" when ") {
            Some((script, when)) => {
                let (name, value) = when.split_once(" is ").expect("a parameter and its value");
                (script, Some((name.to_owned(), value.to_owned())))
            }
            None => (script, None),
        };
        let evaluated = Evaluated { value: serde_json::from_str(value).ok(), ..Evaluated::default() };
        self.functions.push((script.to_owned(), when, evaluated));
    }

    /// The answer; `made` is how many calls were answered before.
    pub fn answer(&self, need: &Need, made: usize) -> Answer {
        match need {
            Need::Evaluate(asked) => {
                let text = |name: &str| match asked.params.get(name) {
                    Some(Value::String(text)) => text.clone(),
                    Some(other) => other.to_string(),
                    None => String::new(),
                };
                let fits = |when: &Option<(String, String)>| {
                    when.as_ref().is_none_or(|(name, value)| text(name) == *value)
                };
                let found = self
                    .functions
                    .iter()
                    .find(|(script, when, _)| *script == asked.javascript && fits(when))
                    .unwrap_or_else(|| panic!("nothing is written for `{}`", asked.javascript));
                Answer::Evaluated(found.2.clone())
            }
            Need::Call(call) => {
                let called = self.calls.get(made);
                Answer::Called(
                    called.unwrap_or_else(|| panic!("call {made} is not written: {call:?}")).clone(),
                )
            }
            Need::Understand(_) => panic!("not for the outside"),
        }
    }
}

fn call(text: &str) -> Called {
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    let plain = |outcome| Called { outcome, milliseconds: 100, waited: Vec::new(), attempts: 1 };
    let indexes = |text: &str| text.split(' ').filter_map(|index| index.parse().ok()).collect();
    if word == "waiting" {
        return Called { waited: indexes(rest), ..plain(CallOutcome::StillWaiting) };
    }
    if let Ok(status) = word.parse() {
        let (waited, body) = match rest.strip_prefix("after ") {
            Some(rest) => rest.split_once(" with ").expect("a body"),
            None => ("", rest),
        };
        let headers = vec![("Content-Type".to_owned(), "application/json".to_owned())];
        let outcome = CallOutcome::Answered { status, headers, body: body.to_owned() };
        return Called { waited: indexes(waited), ..plain(outcome) };
    }
    let reason: Failure = serde_json::from_value(word.into()).expect("a reason");
    plain(CallOutcome::Failed { reason, message: String::new() })
}
