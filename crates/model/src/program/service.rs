//! A compiled Web Service or Intelli: what is called, and what comes out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Prompts;
use crate::template::{FieldPath, Template};

/// Calls a service, or computes with what is there.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Service {
    /// The request in each environment; empty: an Intelli, which calls nothing.
    pub calls: BTreeMap<Environment, Request>,
    /// What comes out, by name.
    pub outputs: BTreeMap<String, ServiceOutput>,
    /// What is said while the call takes.
    #[serde(default)]
    pub wait: Wait,
    /// The fail exit reason when there is no answer. Empty: the canvas goes on without the outputs when it took too
    /// long, and the miniApp fails with `WebServiceError` when nobody answers.
    #[serde(default)]
    pub fail_exit_reason: String,
}

/// Where an application runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Environment {
    /// For callers.
    #[default]
    Prod,
    /// For whoever accepts it.
    Uat,
    /// For whoever makes it.
    Dev,
}

impl Environment {
    /// `PROD`, `UAT` or `DEV`, as records name it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Prod => "PROD",
            Self::Uat => "UAT",
            Self::Dev => "DEV",
        }
    }

    /// The key of its request in a model: `wsCall`, `wsCall_uat`, `wsCall_dev`.
    #[must_use]
    pub fn call(self) -> &'static str {
        match self {
            Self::Prod => "wsCall",
            Self::Uat => "wsCall_uat",
            Self::Dev => "wsCall_dev",
        }
    }

    /// Reads `prod`, `uat` or `dev` in any case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().to_ascii_lowercase().as_str() {
            "prod" | "production" => Some(Self::Prod),
            "uat" | "test" => Some(Self::Uat),
            "dev" | "development" => Some(Self::Dev),
            _ => None,
        }
    }
}

/// A request, filled in when it is sent.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Request {
    /// In upper case.
    pub method: String,
    /// Where to.
    pub url: Template,
    /// In order.
    pub headers: Vec<(Template, Template)>,
    /// What is sent, when it is no form.
    pub body: Template,
    /// What is sent, when it is a form.
    pub form: Option<Vec<(Template, Template)>>,
    /// Milliseconds of one attempt.
    pub timeout_ms: u32,
    /// How often an attempt is repeated, of idempotent methods.
    pub retries: u32,
    /// Milliseconds before the first repetition.
    pub backoff_ms: u32,
}

impl Request {
    /// True when the request may be sent twice without harm.
    #[must_use]
    pub fn is_idempotent(&self) -> bool {
        matches!(self.method.as_str(), "GET" | "HEAD" | "OPTIONS" | "PUT" | "DELETE" | "TRACE")
    }
}

/// What is said while a call takes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Wait {
    /// Milliseconds until the first prompt; 0: there is none.
    pub initial_after_ms: u32,
    /// The first prompt.
    pub initial: Prompts,
    /// Milliseconds until the second prompt; 0: there is none.
    pub additional_after_ms: u32,
    /// The second prompt.
    pub additional: Prompts,
    /// The second prompt is said again each time that so many milliseconds have passed.
    pub replay: bool,
    /// Milliseconds until the miniApp gives the call up.
    pub max_timeout_ms: u32,
    /// Said then.
    pub max_timeout: Prompts,
}

impl Default for Wait {
    fn default() -> Self {
        Self {
            initial_after_ms: 0,
            initial: Prompts::default(),
            additional_after_ms: 0,
            additional: Prompts::default(),
            replay: false,
            max_timeout_ms: 11_000,
            max_timeout: Prompts::default(),
        }
    }
}

/// Where an output comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ServiceOutput {
    /// A place in the answer (`wsResponseBody.account.balance`), an input, or a user function.
    Path(FieldPath),
    /// The output of a function: it gives an object, whose keys are outputs.
    Function(String),
}
