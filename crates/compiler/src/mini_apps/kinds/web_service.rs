//! Web Service: calls a service and gives what comes of the answer.

use std::collections::BTreeSet;

use baton_model::program::MiniAppKind;
use serde_json::{Map, Value, json};

use super::Kind;
use crate::mini_apps::defaults::Prompting;
use crate::mini_apps::reading::Reading;
use crate::mini_apps::{schema, service, texts};

pub(super) struct WebService;

impl Kind for WebService {
    fn name(&self) -> &'static str {
        "WebService"
    }

    fn default_model(&self, of: &Prompting<'_>, _domain: &str) -> Value {
        json!({
            "wait": {
                "initial": {"after": 2_500, "prompt": of.prompt(texts::WAIT)},
                "additional": {"after": 5_000, "replay": false, "prompt": of.prompt(texts::WAIT)},
                "maxTimeout": 11_000,
                "maxTimeoutPrompt": of.prompt(texts::TOO_LONG),
                "failExitReason": ""
            },
            "wsCall": {"request": {
                "url": "", "method": "GET", "body": "", "header": [], "formDataPairs": [], "isFormData": false,
                "timeout": 5_000, "retries": 2, "backoff": 200
            }},
            "outputs": {"wsResponseBody": {"type": "path", "value": "wsResponseBody"}},
            "userFunctions": []
        })
    }

    fn keys(&self) -> Map<String, Value> {
        schema::web_service()
    }

    fn read(&self, reading: &mut Reading<'_>) -> MiniAppKind {
        MiniAppKind::Service(Box::new(service::read(reading, true)))
    }

    fn outputs(&self, model: &Value) -> BTreeSet<String> {
        service::outputs(model)
    }

    fn is_service(&self) -> bool {
        true
    }
}
