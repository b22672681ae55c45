//! Transfers: they say where to.

use baton_model::codes::Code;

use crate::canvas::{Canvas, Role};
use crate::lower;
use crate::report::{At, Report};

pub(crate) fn check(canvas: &Canvas<'_>, report: &mut Report<'_>) {
    for (node, written, role) in canvas.nodes() {
        if matches!(role, Role::Transfer) && lower::extra(&written.configuration, "destination").is_none() {
            let message =
                format!("The transfer '{}' does not say where to; set its destination.", canvas.called(node));
            let at = At::node(node).field("destination").location("extra_fields");
            report.raise(Code::TransferWithoutDestination, at, message);
        }
    }
}
