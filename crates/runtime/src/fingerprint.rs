//! A short name for everything an application was compiled from, so that a deployment that changes nothing is
//! seen without compiling.

use baton_compiler::Source;
use sha2::{Digest, Sha256};

/// Raised whenever the compiler makes another program of the same documents, so that the next deployment compiles.
const COMPILER_VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "/1");

/// The hash of all that was gathered. A node that was moved is a change, though the program stays the same.
pub(crate) fn of(source: &Source) -> String {
    let mut hash = Sha256::new();
    let mut part = |text: &str| {
        hash.update(text.len().to_le_bytes());
        hash.update(text.as_bytes());
    };
    part(COMPILER_VERSION);
    part(&source.root);
    part(&source.flow_app_id);
    for (id, unit) in &source.units {
        part(id);
        part(&unit.canvas_id);
        part(&unit.name);
        part(&unit.group);
        part(&json(&unit.input_fields));
        part(&json(&unit.output_fields));
        part(&unit.canvas.to_string());
        part(&json(&unit.error_handlers));
        part(&json(&unit.repeat_handlers));
    }
    for (id, mini_app) in &source.mini_apps {
        part(id);
        part(&mini_app.name);
        part(&mini_app.type_name);
        part(mini_app.domain.as_deref().unwrap_or_default());
        part(&json(&mini_app.languages));
        part(&mini_app.sensitivity);
        part(&mini_app.model.to_string());
    }
    for (id, missing) in &source.missing {
        part(id);
        part(&format!("{missing:?}"));
    }
    part(&json(&source.attached_data));
    part(&json(&source.global_fields));
    part(&json(&source.field_sensitivity));
    part(&json(&source.dialog_end_handlers));
    part(&json(&source.biometrics));
    part(&json(&source.variables));
    hex::encode(hash.finalize())
}

fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use baton_compiler::{Source, Unit};
    use serde_json::json;

    use super::of;

    fn with_canvas(canvas: serde_json::Value) -> Source {
        let unit = Unit { component_id: "u.a.Apps.orc.g".to_owned(), canvas, ..Unit::default() };
        Source { units: [(unit.component_id.clone(), Arc::new(unit))].into(), ..Source::default() }
    }

    #[test]
    fn a_moved_node_is_a_change_and_nothing_else_is_none() {
        let here = with_canvas(json!({"content": {"nodes": [{"node_id": "1", "x_value": 1}]}}));
        let there = with_canvas(json!({"content": {"nodes": [{"node_id": "1", "x_value": 2}]}}));
        assert_ne!(of(&here), of(&there));
        assert_eq!(of(&here), of(&here.clone()));
    }
}
