//! Error handlers: their types, their sources, their flow; and the order in which they are tried.

use baton_model::codes::Code;
use baton_model::handlers::{FAIL_EXIT_REASON_ALIASES, FAIL_EXIT_REASONS, Handler};
use baton_model::ids::ComponentKind;
use baton_model::program::ErrorHandler;

use super::{components, flow_fields, undefined};
use crate::canvas::Role;
use crate::fail_sources::paths_of;
use crate::lower;
use crate::mini_apps::is_service;
use crate::outline::{handler_configuration, kind_of};
use crate::report::{At, Report};
use crate::scope::Scope;
use crate::source::Unit;

/// Checks the error handlers of a unit and gives those that can run, in the order in which they are tried.
pub(crate) fn check(scope: &Scope<'_>, unit: &Unit, report: &mut Report<'_>) -> Vec<ErrorHandler> {
    let mut read = Vec::new();
    for (index, handler) in unit.error_handlers.iter().enumerate() {
        let place = format!("error_handlers/{index}");
        let types = types(scope, handler, &place, report);
        let (sources, told) = sources(scope, unit, handler, &place, report);
        let Some(flow) = flow(scope, unit, handler, &place, report) else { continue };
        // A handler of sources that do not exist is never reached; without any source it would always be.
        if told || handler.error_sources.is_empty() {
            read.push(ErrorHandler { error_types: types, error_sources: sources, flow });
        }
    }
    read.sort_by_key(|handler| {
        usize::from(handler.error_types.is_empty()) + usize::from(handler.error_sources.is_empty())
    });
    read
}

fn types(scope: &Scope<'_>, handler: &Handler, place: &str, report: &mut Report<'_>) -> Vec<String> {
    // A service can fail for reasons that its author made up.
    let custom = scope.mini_apps.values().any(|app| is_service(app.type_name));
    let mut read = Vec::new();
    for name in &handler.error_types {
        let alias = FAIL_EXIT_REASON_ALIASES.iter().find(|(old, _)| old == name);
        if alias.is_none() && !custom && !FAIL_EXIT_REASONS.contains(&name.as_str()) {
            let message = format!(
                "An error handler names the error type '{name}', which does not exist; choose another one."
            );
            report.raise(Code::UnknownErrorType, At::canvas().location(place), message);
        }
        read.push(alias.map_or(name.as_str(), |(_, reason)| reason).to_owned());
    }
    read
}

fn sources(
    scope: &Scope<'_>,
    unit: &Unit,
    handler: &Handler,
    place: &str,
    report: &mut Report<'_>,
) -> (Vec<String>, bool) {
    let mut read = Vec::new();
    for name in &handler.error_sources {
        let paths = paths_of(scope.reach, &unit.component_id, name);
        if paths.is_empty() {
            unknown_source(name, place, report);
        }
        read.extend(paths);
    }
    let told = !read.is_empty();
    (read, told)
}

/// A handler, of errors or of repeats, waits for a miniApp that is not there.
pub(crate) fn unknown_source(name: &str, place: &str, report: &mut Report<'_>) {
    let message = format!(
        "A handler names the source '{name}', which the canvas does not use; remove it or choose another one."
    );
    report.raise(Code::UnknownErrorSource, At::canvas().location(place), message);
}

fn flow(
    scope: &Scope<'_>,
    unit: &Unit,
    handler: &Handler,
    place: &str,
    report: &mut Report<'_>,
) -> Option<baton_model::program::Subdialog> {
    let id = handler.handler.as_ref().map(|component| component.component_id.as_str()).unwrap_or_default();
    let nothing_said = handler.error_types.is_empty() && handler.error_sources.is_empty();
    if id.is_empty() && nothing_said {
        return None;
    }
    let at = At::canvas().location(place);
    if kind_of(id) != ComponentKind::Flow {
        let message = match id {
            "" => "An error handler has no flow to run; choose one.".to_owned(),
            _ => format!("An error handler runs '{id}', which is not a flow; choose a flow."),
        };
        report.raise(Code::HandlerIsNotAFlow, at, message);
        return None;
    }
    let Role::Flow(summary) = components::flow(scope, unit, id, at.clone(), report) else { return None };
    let settings = handler
        .handler
        .as_ref()
        .map(|component| handler_configuration(&component.configuration))
        .unwrap_or_default();
    flow_fields::check_call(&summary, &settings, &at, &format!("{place}.handler."), report);
    let knows = |name: &str| scope.knows(unit, name);
    undefined::check_inputs(&settings, &knows, place, report);
    summary.entered.then(|| lower::subdialog(id, &settings, &knows))
}
