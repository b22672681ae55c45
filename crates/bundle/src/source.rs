//! What the compiler takes, straight from a bundle: checking and talking need no server.

use std::collections::BTreeMap;
use std::sync::Arc;

use baton_compiler::{MiniAppSource, Missing, Source, Unit};
use baton_model::ComponentId;
use baton_model::fields::MASK;
use baton_model::handlers::Handler;
use baton_model::ids::{ComponentKind, flow_app_id};
use serde_json::Value;

use crate::{Bundle, Error, Root, references};

impl Bundle {
    /// The application or flow, and everything it reaches. Canvases are named by their paths in the bundle, so a
    /// problem says in which file it is.
    #[must_use]
    pub fn to_source(&self) -> Source {
        let (user, group) = owner(self.root_id());
        let paths = self.canvas_paths();
        let path = |id: &str| paths.get(id).cloned().unwrap_or_default();
        let mut source = Source {
            root: self.root_id().to_owned(),
            flow_app_id: flow_app_id(user, "SND", self.name(), group),
            variables: self
                .variables
                .iter()
                .map(|(name, it)| (name.clone(), it.value.clone().unwrap_or_default()))
                .collect(),
            ..Source::default()
        };
        if let Some(app) = self.app() {
            let attached = app.attached_data.iter().map(|(name, value)| (name.clone(), known(value)));
            source.attached_data = attached.collect();
            source.global_fields.clone_from(&app.global_fields);
            source.field_sensitivity.clone_from(&app.field_sensitivity);
            source.dialog_end_handlers = handlers(&app.dialog_end_handlers);
            source.biometrics = app.biometric_profile.clone().map(|it| (it, app.voice_biometric.clone()));
            let unit = Unit {
                component_id: app.component_id.clone(),
                canvas_id: path(&app.component_id),
                name: app.name.clone(),
                group: group.to_owned(),
                input_fields: app.input_fields.clone(),
                output_fields: app.output_fields.clone(),
                canvas: app.canvas.clone(),
                error_handlers: handlers(&app.error_handlers),
                repeat_handlers: handlers(&app.repeat_handlers),
            };
            source.units.insert(unit.component_id.clone(), Arc::new(unit));
        }
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

    /// The same, of something that can run.
    ///
    /// # Errors
    /// When it is about a miniApp, which runs on canvases only.
    pub fn to_program_source(&self) -> Result<Source, Error> {
        match &self.root {
            Root::MiniApp(_) => Err(Error::NothingToRun { name: self.name().to_owned() }),
            Root::App(_) | Root::Flow(_) => Ok(self.to_source()),
        }
    }

    fn missing(&self, source: &Source) -> BTreeMap<String, Missing> {
        let mut named = Vec::new();
        if let Some(app) = self.app() {
            named.extend(references::of_canvas(&app.canvas));
            named.extend(references::of_handlers(&app.error_handlers));
            named.extend(references::of_handlers(&app.dialog_end_handlers));
        }
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
