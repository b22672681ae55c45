//! MiniApps: their types, their default models, and how a model becomes what runs.

mod announcement;
mod defaults;
mod domains;
mod intent;
mod numeric;
mod question;
mod reading;
mod settings;
mod texts;
mod types;
mod yes_no;

use std::collections::BTreeSet;
use std::sync::Arc;

use baton_model::codes::Code;
use baton_model::fields::Sensitivity;
use baton_model::program::{MiniApp, MiniAppKind};
use baton_model::reading::Malformed;

pub use defaults::default_model;
pub use domains::{DOMAINS, domain_intents};
pub use types::{SUPPORTED, TYPES, canonical_type, is_service, output_of};

use crate::source::MiniAppSource;
use reading::Reading;

/// One thing that is wrong with a miniApp, wherever it is used.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    pub(crate) code: Code,
    pub(crate) location: String,
    pub(crate) message: String,
}

/// A miniApp, compiled, and what canvases need to know about it.
#[derive(Debug, Default)]
pub(crate) struct Built {
    /// Its type as it is written in [`TYPES`]; empty when the type is none of them.
    pub(crate) type_name: &'static str,
    /// What runs; `None` when its type is not supported or its model can't be read.
    pub(crate) mini_app: Option<Arc<MiniApp>>,
    /// The outputs it offers to a canvas.
    pub(crate) outputs: BTreeSet<String>,
    /// The variables its texts read.
    pub(crate) variables: BTreeSet<String>,
    /// How its outputs are protected.
    pub(crate) sensitivity: Option<Sensitivity>,
    /// What is wrong with it.
    pub(crate) findings: Vec<Finding>,
}

/// Compiles one miniApp.
pub(crate) fn build(source: &MiniAppSource) -> Built {
    let type_name = canonical_type(&source.type_name).unwrap_or_default();
    let mut built = Built {
        type_name,
        outputs: types::outputs(type_name, &source.model),
        sensitivity: sensitivity(&source.sensitivity),
        ..Built::default()
    };
    if !SUPPORTED.contains(&type_name) {
        return built;
    }
    let mut reading = Reading::new(source);
    let kind = match type_name {
        "Announcement" => MiniAppKind::Announcement(announcement::read(&mut reading)),
        "Intent" => MiniAppKind::Question(Box::new(intent::read(&mut reading))),
        "YesNo" => MiniAppKind::Question(Box::new(yes_no::read(&mut reading))),
        _ => MiniAppKind::Question(Box::new(numeric::read(&mut reading))),
    };
    built.mini_app = reading.readable().then(|| {
        Arc::new(MiniApp {
            component_id: source.component_id.clone(),
            name: source.name.clone(),
            type_name: type_name.to_owned(),
            languages: source.languages.clone(),
            kind,
        })
    });
    (built.findings, built.variables) = reading.finish();
    built
}

/// Every place of a model that can't be read, for whoever saves it. The model of a type that can't run yet is not
/// looked into.
#[must_use]
pub fn unreadable(source: &MiniAppSource) -> Vec<Malformed> {
    let findings = build(source).findings.into_iter().filter(|finding| finding.code == Code::InvalidModel);
    findings.map(|finding| Malformed { path: finding.location, message: finding.message }).collect()
}

/// How the word of a miniApp protects its outputs.
pub(crate) fn sensitivity(word: &str) -> Option<Sensitivity> {
    match word.to_ascii_lowercase().as_str() {
        "" | "none" => None,
        "encrypted" | "encrypt" => Some(Sensitivity::Encrypted),
        _ => Some(Sensitivity::Masked),
    }
}
