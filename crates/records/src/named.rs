//! The names of what runs, as records show them.

use baton_model::Program;

use crate::DialogKind;

/// What runs in a dialog.
#[derive(Clone, Copy)]
pub(crate) struct Named<'a> {
    pub(crate) kind: DialogKind,
    /// The id by which searches name it.
    pub(crate) app: &'a str,
    pub(crate) name: &'a str,
    /// Such as `Intent.MiniApps`, `Flow`.
    pub(crate) type_name: &'a str,
}

/// Looks a component up.
pub(crate) fn named<'a>(program: &'a Program, component: &'a str) -> Named<'a> {
    if component == program.root {
        let (app, name) = (&program.flow_app_id, &program.name);
        return Named { kind: DialogKind::App, app, name, type_name: "Flow" };
    }
    if let Some(mini_app) = program.mini_apps.get(component) {
        let (name, type_name) = (&mini_app.name, &mini_app.type_name);
        return Named { kind: DialogKind::MiniApp, app: component, name, type_name };
    }
    let name = program.canvases.get(component).map(|canvas| canvas.name.as_str());
    let name = name.unwrap_or_else(|| part(component, 1));
    Named { kind: DialogKind::Flow, app: component, name, type_name: "Flow" }
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
