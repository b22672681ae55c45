//! The miniApps whose failing an error handler can name, and what such a name stands for.

use baton_model::ids::ComponentKind;
use serde::Serialize;

use crate::outline::{kind_of, name_of};
use crate::reach::{Cycle, Reach};
use crate::source::Source;

/// The most sources that are listed: flows within flows multiply.
const MOST_SOURCES: usize = 10_000;

/// A miniApp that can fail, as error handlers name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FailSource {
    /// For people: `miniapp` or `flow.miniapp`.
    pub display_name: String,
    /// What goes into `error_sources`: the component ids on the way, joined by `::`.
    pub fail_source_path: String,
}

/// All miniApps of the root, then those of its flows and of theirs, at most 10,000.
///
/// # Errors
/// The cycle, when a flow reaches itself.
pub fn fail_sources(source: &Source) -> Result<Vec<FailSource>, Cycle> {
    let reach = Reach::of(source);
    if let Some(cycle) = reach.cycles.into_iter().next() {
        return Err(cycle);
    }
    let mut sources = Vec::new();
    let mut open = vec![(source.root.clone(), String::new(), String::new())];
    while let Some((unit, names, path)) = open.pop() {
        let Some(outline) = reach.outlines.get(&unit) else { continue };
        for app in &outline.mini_apps {
            if sources.len() >= MOST_SOURCES {
                return Ok(sources);
            }
            sources.push(FailSource {
                display_name: format!("{names}{}", name_of(app)),
                fail_source_path: format!("{path}{app}"),
            });
        }
        for flow in outline.flows_of_nodes().iter().rev() {
            open.push((flow.clone(), format!("{names}{}.", name_of(flow)), format!("{path}{flow}::")));
        }
    }
    Ok(sources)
}

/// The paths below a canvas that the text of an error source stands for: a path, or a name as it is displayed.
/// Empty: nothing below the canvas is called so.
pub(crate) fn paths_of(reach: &Reach, unit: &str, text: &str) -> Vec<String> {
    let ids: Vec<&str> = text.split("::").collect();
    if ids.len() > 1 || matches!(kind_of(text), ComponentKind::MiniApp(_)) {
        return if leads_to(reach, unit, &ids) { vec![text.to_owned()] } else { Vec::new() };
    }
    let names: Vec<&str> = text.split('.').collect();
    let mut open = vec![(unit.to_owned(), String::new(), names.as_slice())];
    let mut found = Vec::new();
    while let Some((unit, path, names)) = open.pop() {
        let Some(outline) = reach.outlines.get(&unit) else { continue };
        match names {
            [] => {}
            [app] => {
                let apps = outline.mini_apps.iter().filter(|id| name_of(id) == *app);
                found.extend(apps.map(|id| format!("{path}{id}")));
            }
            [flow, rest @ ..] => {
                let flows = outline.flows_of_nodes().iter().filter(|id| name_of(id) == *flow);
                open.extend(flows.map(|id| (id.clone(), format!("{path}{id}::"), rest)));
            }
        }
        if found.len() + open.len() > MOST_SOURCES {
            break;
        }
    }
    found
}

fn leads_to(reach: &Reach, unit: &str, ids: &[&str]) -> bool {
    let Some((app, flows)) = ids.split_last() else { return false };
    let mut here = unit.to_owned();
    for flow in flows {
        let uses = reach
            .outlines
            .get(&here)
            .is_some_and(|outline| outline.flows_of_nodes().iter().any(|id| id == flow));
        if !uses {
            return false;
        }
        here = (*flow).to_owned();
    }
    reach.outlines.get(&here).is_some_and(|outline| outline.mini_apps.iter().any(|id| id == app))
}
