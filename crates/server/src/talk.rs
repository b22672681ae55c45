//! A conversation without a server: the dialog engine and the understanding, in this process.

use std::collections::BTreeMap;
use std::collections::HashMap;
use std::sync::Arc;

use baton_dialog::{Answer, Awaits, Dialog, Happened, Input, Need, Start, Turn, drive};
use baton_model::fields::FieldValue;
use baton_model::program::Channel;
use baton_model::understanding::Question;
use baton_model::{Program, Timestamp};
use baton_nlu::{IntentModel, understand};
use baton_runtime::{OnBehalf, PerformOptions, Performer};
use serde_json::Value;
use uuid::Uuid;

use crate::Clock;

/// How a conversation begins.
#[derive(Debug, Clone, Default)]
pub struct Opening {
    /// The caller's locale; the program's first language when empty.
    pub locale: String,
    /// The kind of channel.
    pub channel: Channel,
    /// The caller's number; empty: none.
    pub ani: String,
    /// Fields that the dialog starts with.
    pub fields: BTreeMap<String, String>,
    /// What services answer, so that they are not called.
    pub backend: BTreeMap<String, Value>,
    /// How functions run and services are called; without it neither is there.
    pub perform: Option<PerformOptions>,
    /// The moment it is, all the while; the present when absent.
    pub now: Option<Timestamp>,
}

/// A conversation under way.
pub struct Talk {
    program: Arc<Program>,
    models: HashMap<String, Arc<IntentModel>>,
    dialog: Option<Dialog>,
    happened: Vec<Happened>,
    backend: BTreeMap<String, Value>,
    outside: Option<Outside>,
    now: Option<Timestamp>,
}

/// Runs functions and calls services, on threads of its own.
struct Outside {
    tasks: tokio::runtime::Runtime,
    performer: Performer,
}

impl Outside {
    fn new(options: PerformOptions) -> Option<Self> {
        let tasks =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().ok()?;
        Some(Self { tasks, performer: Performer::new(options) })
    }
}

impl Talk {
    /// Begins: the conversation and its first turn.
    pub fn start(program: Arc<Program>, opening: Opening) -> (Self, Turn) {
        let trained = |(id, app): (&String, &Arc<_>)| Some((id.clone(), Arc::new(IntentModel::of(app)?)));
        let models = program.mini_apps.iter().filter_map(trained).collect();
        let id = Uuid::new_v4();
        let start = Start {
            dialog_id: format!("{:0>40}.{}.{}", id.simple(), Clock::System.now().as_millis(), id.simple()),
            seed: id.as_u64_pair().0,
            channel: opening.channel,
            source: "terminal".to_owned(),
            locale: opening.locale,
            ani: opening.ani,
            dnis: String::new(),
            connection_id: String::new(),
            test_mode: true,
            fields: opening.fields.into_iter().map(|(name, value)| (name, FieldValue::from(value))).collect(),
            biometrics: BTreeMap::new(),
            utterance: None,
            backend: opening.backend.clone(),
            node: None,
        };
        let outside = opening.perform.and_then(Outside::new);
        let mut talk = Self {
            program,
            models,
            dialog: None,
            happened: Vec::new(),
            backend: opening.backend,
            outside,
            now: opening.now,
        };
        let turn = talk.hear(Input::Start(Box::new(start)));
        (talk, turn)
    }

    /// The next turn.
    pub fn hear(&mut self, input: Input) -> Turn {
        let moment = self.now.unwrap_or_else(|| Clock::System.now());
        let backend = self.backend.clone();
        let on_behalf = OnBehalf { whose: "terminal", backend: &backend, now: moment, allow: &[] };
        let understanding =
            |question: &Question| understand(question, &|component| self.models.get(component).cloned());
        let answer = |need: &Need| match &self.outside {
            Some(Outside { tasks, performer }) => {
                tasks.block_on(performer.perform(need, on_behalf, understanding))
            }
            None => match need {
                Need::Understand(question) => Answer::Understood(understanding(question)),
                _ => need.declined("Functions and services are out of reach here."),
            },
        };
        let step = drive(&self.program, self.dialog.as_ref(), &input, moment, answer);
        self.dialog = Some(step.dialog);
        self.happened = step.entry.events;
        step.entry.turn
    }

    /// What it waits for.
    pub fn awaits(&self) -> Awaits {
        self.dialog.as_ref().map_or(Awaits::Nothing, Dialog::awaits)
    }

    /// What happened in the last turn.
    pub fn happened(&self) -> &[Happened] {
        &self.happened
    }
}
