//! Does what dialogs ask the world for: functions run in worker processes, services are called over HTTP.

mod attempts;
mod calls;
mod functions;
mod simulated;

use std::collections::BTreeMap;
use std::sync::Arc;

use baton_dialog::{Answer, Dialog, Input, Need};
use baton_model::Timestamp;
use baton_model::understanding::{Question, Understanding};
use baton_outbound::Allowed;
use baton_script::Pool;
use serde_json::Value;

use calls::Calls;

/// How functions and calls are performed here.
#[derive(Debug, Clone)]
pub struct PerformOptions {
    /// How functions run.
    pub functions: baton_script::Options,
    /// Where calls may go, and what they may take.
    pub calls: baton_outbound::Options,
    /// How many calls are under way at the same moment; more wait.
    pub calls_at_once: usize,
    /// Nothing is called: only answers that are given beforehand count.
    pub no_calls: bool,
}

impl Default for PerformOptions {
    fn default() -> Self {
        Self {
            functions: baton_script::Options::default(),
            calls: baton_outbound::Options::default(),
            calls_at_once: 1_000,
            no_calls: false,
        }
    }
}

/// Performs needs. Cheap to clone.
#[derive(Clone)]
pub struct Performer(Arc<Parts>);

struct Parts {
    functions: Pool,
    calls: Calls,
    grantable: Vec<Allowed>,
}

/// For whom a need is performed.
#[derive(Debug, Clone, Copy)]
pub struct OnBehalf<'a> {
    /// Whose functions take turns with those of others: the application.
    pub whose: &'a str,
    /// What services answer in the simulator, instead of being called.
    pub backend: &'a BTreeMap<String, Value>,
    /// The moment it is.
    pub now: Timestamp,
    /// Where else than the installation allows they may call.
    pub allow: &'a [Allowed],
}

impl Performer {
    /// Nothing is started until it is needed.
    #[must_use]
    pub fn new(options: PerformOptions) -> Self {
        let functions = Pool::new(options.functions);
        let grantable = options.calls.grantable.clone();
        let calls = Calls::new(options.calls, options.calls_at_once, options.no_calls);
        Self(Arc::new(Parts { functions, calls, grantable }))
    }

    /// Runs and checks functions.
    #[must_use]
    pub fn functions(&self) -> &Pool {
        &self.0.functions
    }

    /// True when an organization may allow this to its own applications.
    #[must_use]
    pub fn may_be_granted(&self, allowed: &Allowed) -> bool {
        allowed.is_within(&self.0.grantable)
    }

    /// Does what a dialog asks for.
    pub async fn perform(
        &self,
        need: &Need,
        on_behalf: OnBehalf<'_>,
        understand: impl Fn(&Question) -> Understanding,
    ) -> Answer {
        match need {
            Need::Understand(question) => Answer::Understood(understand(question)),
            Need::Evaluate(function) => {
                Answer::Evaluated(functions::evaluate(&self.0.functions, on_behalf.whose, function).await)
            }
            Need::Call(call) => Answer::Called(self.0.calls.perform(call, on_behalf).await),
        }
    }
}

/// What services answer a dialog in the simulator.
pub(crate) fn backend<'a>(dialog: Option<&'a Dialog>, input: &'a Input) -> &'a BTreeMap<String, Value> {
    static NONE: BTreeMap<String, Value> = BTreeMap::new();
    match (dialog, input) {
        (Some(dialog), _) => dialog.backend(),
        (None, Input::Start(start)) if start.test_mode => &start.backend,
        _ => &NONE,
    }
}
