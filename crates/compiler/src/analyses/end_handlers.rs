//! Dialog-end handlers: they run a Web Service or an Intelli, without a caller.

use baton_model::codes::Code;
use baton_model::handlers::END_TYPES;
use baton_model::program::EndHandler;

use super::repeat_handlers::unknown_event;
use super::{components, undefined};
use crate::canvas::Role;
use crate::lower;
use crate::mini_apps::is_service;
use crate::outline::handler_configuration;
use crate::report::{At, Report};
use crate::scope::Scope;
use crate::source::Unit;

/// Checks the dialog-end handlers of the application and gives those that can run.
pub(crate) fn check(scope: &Scope<'_>, root: &Unit, report: &mut Report<'_>) -> Vec<EndHandler> {
    let mut read = Vec::new();
    for (index, handler) in scope.source.dialog_end_handlers.iter().enumerate() {
        let place = format!("dialog_end_handlers/{index}");
        for name in handler.error_types.iter().filter(|name| !END_TYPES.contains(&name.as_str())) {
            unknown_event(name, END_TYPES, &place, report);
        }
        let Some(component) = handler.handler.as_ref().filter(|component| !component.component_id.is_empty())
        else {
            continue;
        };
        let id = component.component_id.as_str();
        let block = id.split('.').nth(2).unwrap_or_default();
        let known = scope.mini_apps.get(id).map_or(block, |app| app.type_name);
        let at = At::canvas().location(&place);
        if !is_service(known) {
            let message = format!(
                "A dialog-end handler runs '{id}', which is neither a Web Service nor an Intelli; choose one of those."
            );
            report.raise(Code::EndHandlerIsNotAService, at, message);
            continue;
        }
        let Role::MiniApp(_) = components::mini_app(scope, id, at, report) else { continue };
        let settings = handler_configuration(&component.configuration);
        let knows = |name: &str| scope.knows(root, name);
        undefined::check_inputs(&settings, &knows, &place, report);
        read.push(EndHandler {
            end_types: handler.error_types.clone(),
            component: id.to_owned(),
            inputs: lower::inputs(&settings, &knows),
        });
    }
    read
}
