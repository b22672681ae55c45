//! The names of what runs, as records show them.

use baton_model::Program;

use crate::DialogKind;

/// What runs in a dialog.
pub(crate) struct Named {
    pub(crate) kind: DialogKind,
    /// The id by which searches name it.
    pub(crate) app: String,
    pub(crate) name: String,
    /// Such as `Intent.MiniApps`, `Flow`.
    pub(crate) type_name: String,
}

/// Looks a component up.
pub(crate) fn named(program: &Program, component: &str) -> Named {
    if component == program.root {
        return Named {
            kind: DialogKind::App,
            app: program.flow_app_id.clone(),
            name: program.name.clone(),
            type_name: "Flow".to_owned(),
        };
    }
    if let Some(mini_app) = program.mini_apps.get(component) {
        return Named {
            kind: DialogKind::MiniApp,
            app: component.to_owned(),
            name: mini_app.name.clone(),
            type_name: mini_app.type_name.clone(),
        };
    }
    let name = program.canvases.get(component).map(|canvas| canvas.name.clone());
    Named {
        kind: DialogKind::Flow,
        app: component.to_owned(),
        name: name.unwrap_or_else(|| part(component, 1).to_owned()),
        type_name: "Flow".to_owned(),
    }
}

/// A part of a component id, from 0; empty when there is none.
pub(crate) fn part(component: &str, index: usize) -> &str {
    component.split('.').nth(index).unwrap_or_default()
}

/// What an event's text says: of `auxiliary:initiated` the task and its status, of `Get_Intent:InformationAsked` the
/// event and what it is about.
pub(crate) fn apart(text: &str) -> (&str, &str, bool) {
    let (first, rest) = text.split_once(':').unwrap_or((text, ""));
    (first, rest, TASKS.contains(&first))
}

/// Events of these are tasks with a status.
const TASKS: &[&str] =
    &["auxiliary", "selfServe", "authentication", "handOff", "routeOut", "forcedService", "offer"];
