//! MiniApps: their types, their default models, and how a model becomes what runs.

mod defaults;
mod domains;
mod kinds;
mod question;
mod reading;
mod rich;
mod schema;
mod service;
mod texts;
mod types;
mod utterances;

use std::collections::BTreeSet;
use std::sync::Arc;

use baton_model::codes::Code;
use baton_model::fields::Sensitivity;
use baton_model::program::MiniApp;
use baton_model::reading::Malformed;

pub use defaults::{add_languages, default_model};
pub use domains::{
    DOMAINS, Section, domain_entities, domain_intents, domain_utterances, keep_domain_intents,
};
pub use kinds::intents;
pub use schema::{Violation, document, schema, violations};
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
    let mut built = Built { type_name, sensitivity: sensitivity(&source.sensitivity), ..Built::default() };
    let Some(kind) = kinds::kind_named(type_name) else { return built };
    built.outputs = kind.outputs(&source.model);
    let mut reading = Reading::new(source);
    let what = kind.read(&mut reading);
    built.mini_app = reading.readable().then(|| {
        Arc::new(MiniApp {
            component_id: source.component_id.clone(),
            name: source.name.clone(),
            type_name: type_name.to_owned(),
            languages: source.languages.clone(),
            kind: what,
            functions: reading.functions(),
        })
    });
    (built.findings, built.variables) = reading.finish();
    built
}

/// Every place of a model that is not of the shape its type wants, for whoever saves it.
#[must_use]
pub fn unreadable(source: &MiniAppSource) -> Vec<Malformed> {
    let model = source.model.get("model").filter(|inner| inner.is_object()).unwrap_or(&source.model);
    let broken = violations(&source.type_name, model);
    let mut places: Vec<Malformed> =
        broken.into_iter().map(|broken| Malformed { path: broken.path, message: broken.message }).collect();
    let findings = build(source).findings.into_iter().filter(|finding| finding.code == Code::InvalidModel);
    for finding in findings {
        if !places.iter().any(|place| place.path == finding.location) {
            places.push(Malformed { path: finding.location, message: finding.message });
        }
    }
    places
}

/// How the word of a miniApp protects its outputs.
pub(crate) fn sensitivity(word: &str) -> Option<Sensitivity> {
    match word.to_ascii_lowercase().as_str() {
        "" | "none" => None,
        "encrypted" | "encrypt" => Some(Sensitivity::Encrypted),
        _ => Some(Sensitivity::Masked),
    }
}
