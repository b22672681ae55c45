//! Which fields of an application are never shown in clear.

use std::collections::BTreeMap;

use baton_model::fields::Sensitivity;

use crate::mini_apps;
use crate::reach::Reach;
use crate::source::Source;

/// The sensitive fields of an application: those declared, and on every canvas it reaches the outputs of sensitive
/// miniApps, under the names that the canvas gives them.
#[must_use]
pub fn sensitive_fields(source: &Source) -> BTreeMap<String, Sensitivity> {
    if source.mini_apps.values().all(|app| mini_apps::sensitivity(&app.sensitivity).is_none()) {
        return source.field_sensitivity.clone();
    }
    collect(source, &Reach::of(source), |component| {
        source.mini_apps.get(component).and_then(|app| mini_apps::sensitivity(&app.sensitivity))
    })
}

/// The same of what is read already; `of` says how a component's outputs are protected.
pub(crate) fn collect(
    source: &Source,
    reach: &Reach,
    of: impl Fn(&str) -> Option<Sensitivity>,
) -> BTreeMap<String, Sensitivity> {
    let mut sensitive = source.field_sensitivity.clone();
    for node in reach.outlines.values().flat_map(|outline| &outline.content.nodes) {
        let Some(sensitivity) = of(&node.component_id) else { continue };
        for output in &node.configuration.output_fields {
            sensitive.entry(output.local_name.clone()).or_insert(sensitivity);
        }
    }
    sensitive
}
