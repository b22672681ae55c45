//! What a node is: its type, and the component that its id names.

use std::sync::Arc;

use baton_model::ComponentId;
use baton_model::codes::Code;
use baton_model::ids::ComponentKind;

use crate::canvas::Role;
use crate::mini_apps::SUPPORTED;
use crate::outline::{NodeType, Outline, kind_of, name_of};
use crate::report::{At, Report};
use crate::scope::Scope;
use crate::source::{Missing, Unit};

/// Finds out what each node is, and reports those that are nothing known.
pub(crate) fn roles(scope: &Scope<'_>, unit: &Unit, outline: &Outline, report: &mut Report<'_>) -> Vec<Role> {
    let nodes = outline.content.nodes.iter().enumerate();
    nodes
        .map(|(at, node)| {
            let Some(kind) = NodeType::parse(&node.kind) else {
                let message = format!(
                    "Node '{}' has the unknown type '{}'; use miniApp, Flow, condition, set-field, transfer or exit.",
                    node.title, node.kind
                );
                report.raise(Code::UnknownNodeType, At::node(at), message);
                return Role::Unknown;
            };
            let id = node.component_id.as_str();
            match kind {
                NodeType::MiniApp => mini_app(scope, id, At::node(at), report),
                NodeType::Flow => flow(scope, unit, id, At::node(at), report),
                builtin => {
                    if !is_builtin(id, builtin) {
                        unknown(id, &format!("is not the building block '{}'", node.kind), At::node(at), report);
                    }
                    match builtin {
                        NodeType::SetField => Role::SetField,
                        NodeType::Transfer => Role::Transfer,
                        NodeType::Exit => Role::Exit,
                        _ => Role::Condition,
                    }
                }
            }
        })
        .collect()
}

fn is_builtin(id: &str, builtin: NodeType) -> bool {
    ComponentId::parse(id)
        .is_ok_and(|id| id.kind() == ComponentKind::Builtin && NodeType::parse(id.name()) == Some(builtin))
}

/// The miniApp that an id names.
pub(crate) fn mini_app(scope: &Scope<'_>, id: &str, at: At, report: &mut Report<'_>) -> Role {
    if !matches!(kind_of(id), ComponentKind::MiniApp(_)) {
        unknown(id, "is not a miniApp", at, report);
        return Role::Unknown;
    }
    let Some(built) = scope.mini_apps.get(id) else {
        missing(scope, id, "miniApp", at, report);
        return Role::Unknown;
    };
    if !SUPPORTED.contains(&built.type_name) {
        let type_name = scope.source.mini_apps.get(id).map(|app| app.type_name.as_str()).unwrap_or_default();
        let message = format!(
            "MiniApp '{}' is of the type '{type_name}', which can't run yet; the supported types are {}.",
            name_of(id),
            SUPPORTED.join(", ")
        );
        report.raise(Code::UnsupportedMiniappType, at, message);
    }
    Role::MiniApp(Arc::clone(built))
}

/// The flow that an id names.
pub(crate) fn flow(scope: &Scope<'_>, unit: &Unit, id: &str, at: At, report: &mut Report<'_>) -> Role {
    if kind_of(id) != ComponentKind::Flow {
        unknown(id, "is not a flow", at, report);
        return Role::Unknown;
    }
    if scope.reach.closing.contains(&(unit.component_id.clone(), id.to_owned())) {
        return Role::Unknown;
    }
    match scope.summaries.get(id) {
        Some(summary) => Role::Flow(Arc::clone(summary)),
        None => {
            missing(scope, id, "flow", at, report);
            Role::Unknown
        }
    }
}

fn unknown(id: &str, what: &str, at: At, report: &mut Report<'_>) {
    let message = format!("The component '{id}' {what}; choose one that exists.");
    report.raise(Code::UnknownComponent, at, message);
}

fn missing(scope: &Scope<'_>, id: &str, what: &str, at: At, report: &mut Report<'_>) {
    let name = name_of(id);
    if scope.source.missing.get(id) == Some(&Missing::NotShared) {
        let message = format!(
            "The {what} '{name}' belongs to another group; share it with this group or use another one."
        );
        report.raise(Code::ComponentNotShared, at, message);
    } else {
        let message =
            format!("The {what} '{name}' does not exist any more; remove the node or choose another one.");
        report.raise(Code::ComponentNotFound, at, message);
    }
}
