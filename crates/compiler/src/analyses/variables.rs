//! `{{ocpvars:name}}`: the variable is in the application's collection.

use baton_model::codes::Code;

use crate::canvas::{Canvas, Role};
use crate::report::{At, Report};
use crate::texts::texts;

pub(crate) fn check(canvas: &Canvas<'_>, report: &mut Report<'_>) {
    let known = &canvas.scope.source.variables;
    for text in texts(canvas) {
        for name in text.template().iter().flat_map(|template| template.variables()) {
            if !known.contains_key(name) {
                raise(name, canvas.called(text.node), text.at(), report);
            }
        }
    }
    let mut seen = std::collections::HashSet::new();
    for (node, written, role) in canvas.nodes() {
        let Role::MiniApp(app) = role else { continue };
        if app.variables.is_empty() || !seen.insert(written.component_id.as_str()) {
            continue;
        }
        for name in app.variables.iter().filter(|name| !known.contains_key(*name)) {
            raise(name, canvas.called(node), At::node(node).location("model"), report);
        }
    }
}

fn raise(name: &str, whose: &str, at: At, report: &mut Report<'_>) {
    let message = format!(
        "'{whose}' reads the variable '{name}', which is not in the collection; add it or correct the name."
    );
    report.raise(Code::UnknownVariable, at.field(name), message);
}
