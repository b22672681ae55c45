//! Intelli: computes with what is there, without a call.

use std::collections::BTreeSet;

use baton_model::program::MiniAppKind;
use serde_json::{Map, Value, json};

use super::Kind;
use crate::mini_apps::defaults::Prompting;
use crate::mini_apps::reading::Reading;
use crate::mini_apps::{schema, service};

pub(super) struct Intelli;

impl Kind for Intelli {
    fn name(&self) -> &'static str {
        "Intelli"
    }

    fn default_model(&self, _of: &Prompting<'_>, _domain: &str) -> Value {
        json!({"outputs": {}, "userFunctions": []})
    }

    fn keys(&self) -> Map<String, Value> {
        schema::computed()
    }

    fn read(&self, reading: &mut Reading<'_>) -> MiniAppKind {
        MiniAppKind::Service(Box::new(service::read(reading, false)))
    }

    fn outputs(&self, model: &Value) -> BTreeSet<String> {
        service::outputs(model)
    }

    fn is_service(&self) -> bool {
        true
    }
}
