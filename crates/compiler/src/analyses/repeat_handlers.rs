//! Repeat handlers: they drop something, of this canvas, and wait for something that can happen.

use baton_model::codes::Code;
use baton_model::handlers::REPEAT_EVENTS;

use super::error_handlers::unknown_source;
use crate::outline::name_of;
use crate::report::{At, Report};
use crate::scope::Scope;
use crate::source::Unit;

pub(crate) fn check(scope: &Scope<'_>, unit: &Unit, report: &mut Report<'_>) {
    let empty = Vec::new();
    let used = scope.reach.outlines.get(&unit.component_id).map_or(&empty, |outline| &outline.mini_apps);
    for (index, handler) in unit.repeat_handlers.iter().enumerate() {
        let place = format!("repeat_handlers/{index}");
        let drops = handler.drop_fields.as_deref().unwrap_or_default();
        if drops.is_empty() {
            let message =
                "A Repeat Handler has an empty Drop Field set. Please add at least one field to drop.";
            report.raise(Code::EmptyRepeatDropFields, At::canvas().location(&place), message);
        }
        for name in drops.iter().filter(|name| !scope.knows(unit, name)) {
            let message = format!("Unknown field is referenced at a repeat handler. Field: {name}.");
            report.raise(Code::UnknownRepeatField, At::canvas().location(&place).field(name), message);
        }
        for name in handler.error_types.iter().filter(|name| !REPEAT_EVENTS.contains(&name.as_str())) {
            unknown_event(name, REPEAT_EVENTS, &place, report);
        }
        for name in &handler.error_sources {
            if !used.iter().any(|id| id == name || name_of(id) == name) {
                unknown_source(name, &place, report);
            }
        }
    }
}

/// A handler waits for something that never happens.
pub(crate) fn unknown_event(name: &str, known: &[&str], place: &str, report: &mut Report<'_>) {
    let known = known.join(", ");
    let message = format!("A handler waits for '{name}', which does not exist; choose from {known}.");
    report.raise(Code::UnknownHandlerEvent, At::canvas().location(place), message);
}
