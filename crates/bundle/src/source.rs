//! What the compiler takes, straight from a bundle: checking and talking need no server.

use std::collections::BTreeMap;
use std::sync::Arc;

use baton_compiler::{MiniAppSource, Missing, Source, Unit};
use baton_model::ComponentId;
use baton_model::fields::MASK;
use baton_model::handlers::Handler;
use baton_model::ids::{ComponentKind, flow_app_id};
use serde_json::Value;

use crate::{Bundle, references};

impl Bundle {
    /// The application and everything it reaches. Canvases are named by their paths in the bundle, so a problem
    /// says in which file it is.
    #[must_use]
    pub fn to_source(&self) -> Source {
        let (user, group) = owner(&self.app.component_id);
        let paths = self.canvas_paths();
        let path = |id: &str| paths.get(id).cloned().unwrap_or_default();
        let mut source = Source {
            root: self.app.component_id.clone(),
            flow_app_id: flow_app_id(user, "SND", &self.app.name, group),
            attached_data: self
                .app
                .attached_data
                .iter()
                .map(|(name, value)| (name.clone(), known(value)))
                .collect(),
            global_fields: self.app.global_fields.clone(),
            field_sensitivity: self.app.field_sensitivity.clone(),
            dialog_end_handlers: handlers(&self.app.dialog_end_handlers),
            biometrics: self.app.biometric_profile.clone().map(|it| (it, self.app.voice_biometric.clone())),
            variables: self
                .variables
                .iter()
                .map(|(name, it)| (name.clone(), it.value.clone().unwrap_or_default()))
                .collect(),
            ..Source::default()
        };
        let app = Unit {
            component_id: self.app.component_id.clone(),
            canvas_id: path(&self.app.component_id),
            name: self.app.name.clone(),
            group: group.to_owned(),
            input_fields: self.app.input_fields.clone(),
            output_fields: self.app.output_fields.clone(),
            canvas: self.canvas.clone(),
            error_handlers: handlers(&self.app.error_handlers),
            repeat_handlers: handlers(&self.app.repeat_handlers),
        };
        source.units.insert(app.component_id.clone(), Arc::new(app));
        for flow in &self.flows {
            let unit = Unit {
                component_id: flow.component_id.clone(),
                canvas_id: path(&flow.component_id),
                name: flow.name.clone(),
                group: owner(&flow.component_id).1.to_owned(),
                input_fields: flow.input_fields.clone(),
                output_fields: flow.output_fields.clone(),
                canvas: flow.canvas.clone(),
                error_handlers: handlers(&flow.error_handlers),
                repeat_handlers: handlers(&flow.repeat_handlers),
            };
            source.units.insert(unit.component_id.clone(), Arc::new(unit));
        }
        for mini_app in &self.mini_apps {
            let it = MiniAppSource {
                component_id: mini_app.component_id.clone(),
                name: mini_app.name.clone(),
                type_name: mini_app.type_name.clone(),
                domain: mini_app.domain.clone(),
                languages: mini_app.languages.clone(),
                sensitivity: mini_app.sensitivity.clone(),
                model: mini_app.model.clone(),
            };
            source.mini_apps.insert(it.component_id.clone(), Arc::new(it));
        }
        source.missing = self.missing(&source);
        source
    }

    fn missing(&self, source: &Source) -> BTreeMap<String, Missing> {
        let mut named = references::of_canvas(&self.canvas);
        named.extend(references::of_handlers(&self.app.error_handlers));
        named.extend(references::of_handlers(&self.app.dialog_end_handlers));
        for flow in &self.flows {
            named.extend(references::of_canvas(&flow.canvas));
            named.extend(references::of_handlers(&flow.error_handlers));
        }
        named
            .into_iter()
            .filter(|id| !source.units.contains_key(id) && !source.mini_apps.contains_key(id))
            .filter(|id| {
                let kind = ComponentId::parse(id).map(|id| id.kind());
                matches!(kind, Ok(ComponentKind::Flow | ComponentKind::App | ComponentKind::MiniApp(_)))
            })
            .map(|id| (id, Missing::NotFound))
            .collect()
    }
}

/// A handler that is not of a handler's shape is left out: the API never stores one.
fn handlers(documents: &[Value]) -> Vec<Handler> {
    documents.iter().filter_map(|document| serde_json::from_value(document.clone()).ok()).collect()
}

/// A sensitive value that stayed behind is not known: the field is there, and empty.
fn known(value: &str) -> String {
    if value == MASK { String::new() } else { value.to_owned() }
}

fn owner(component_id: &str) -> (&str, &str) {
    let user = component_id.split('.').next().unwrap_or_default();
    (user, component_id.rsplit('.').next().unwrap_or_default())
}
