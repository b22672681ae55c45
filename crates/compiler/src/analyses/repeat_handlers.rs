//! Repeat handlers: they drop something, of this canvas, and wait for something that can happen.

use baton_model::codes::Code;
use baton_model::handlers::{Handler, REPEAT_EVENTS};
use baton_model::program::RepeatHandler;

use super::error_handlers::unknown_source;
use crate::outline::name_of;
use crate::report::{At, Report};
use crate::scope::Scope;
use crate::source::Unit;

/// Checks the repeat handlers of a unit and gives those that can ever be triggered.
pub(crate) fn check(scope: &Scope<'_>, unit: &Unit, report: &mut Report<'_>) -> Vec<RepeatHandler> {
    let mut read = Vec::new();
    for (index, handler) in unit.repeat_handlers.iter().enumerate() {
        let place = format!("repeat_handlers/{index}");
        let drop_fields = handler.drop_fields.clone().unwrap_or_default();
        if drop_fields.is_empty() {
            let message =
                "A Repeat Handler has an empty Drop Field set. Please add at least one field to drop.";
            report.raise(Code::EmptyRepeatDropFields, At::canvas().location(&place), message);
        }
        for name in drop_fields.iter().filter(|name| !scope.knows(unit, name)) {
            let message = format!("Unknown field is referenced at a repeat handler. Field: {name}.");
            report.raise(Code::UnknownRepeatField, At::canvas().location(&place).field(name), message);
        }
        let (events, unknown): (Vec<_>, Vec<_>) =
            handler.error_types.iter().cloned().partition(|event| REPEAT_EVENTS.contains(&event.as_str()));
        for name in &unknown {
            unknown_event(name, REPEAT_EVENTS, &place, report);
        }
        let sources = sources(scope, handler, &place, report);
        // Without any event or source a handler would always be triggered; one of unknown ones never is.
        let never = (events.is_empty() && !unknown.is_empty())
            || (sources.is_empty() && !handler.error_sources.is_empty())
            || drop_fields.is_empty();
        if !never {
            read.push(RepeatHandler { events, sources, drop_fields });
        }
    }
    read
}

/// The miniApps that a handler names, by id or by name: a caller can start over in a flow too.
fn sources(scope: &Scope<'_>, handler: &Handler, place: &str, report: &mut Report<'_>) -> Vec<String> {
    let mut read = Vec::new();
    for name in &handler.error_sources {
        let wanted = name.rsplit("::").next().unwrap_or(name);
        let ids = scope.mini_apps.keys().filter(|id| *id == wanted || name_of(id) == wanted);
        let before = read.len();
        read.extend(ids.cloned());
        if read.len() == before {
            unknown_source(name, place, report);
        }
    }
    read
}

/// A handler waits for something that never happens.
pub(crate) fn unknown_event(name: &str, known: &[&str], place: &str, report: &mut Report<'_>) {
    let known = known.join(", ");
    let message = format!("A handler waits for '{name}', which does not exist; choose from {known}.");
    report.raise(Code::UnknownHandlerEvent, At::canvas().location(place), message);
}
