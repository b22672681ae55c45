//! Which components a document names. The same walk finds them (for an export) and re-points them (at an import).

use std::collections::BTreeSet;

use baton_model::ids::ComponentKind;
use baton_model::{ComponentId, Template};
use serde_json::Value;

use crate::Bundle;

/// The components that the nodes of a canvas are instances of, builtins included, in document order.
#[must_use]
pub fn of_canvas(canvas: &Value) -> Vec<String> {
    let mut canvas = canvas.clone();
    let mut found = Vec::new();
    each_in_canvas(&mut canvas, &mut |id| {
        found.push(id.to_owned());
        None
    });
    found
}

/// The components that run as handlers.
#[must_use]
pub fn of_handlers(handlers: &[Value]) -> Vec<String> {
    let ids = handlers.iter().filter_map(|handler| handler.get("handler")?.get("component_id")?.as_str());
    ids.filter(|id| !id.is_empty()).map(str::to_owned).collect()
}

/// The variables (`{{ocpvars:name}}`) that any document of a bundle reads.
#[must_use]
pub fn variables(bundle: &Bundle) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let of_app = bundle.app().into_iter().flat_map(|app| {
        let handlers = [&app.error_handlers, &app.dialog_end_handlers, &app.repeat_handlers];
        handlers.into_iter().flatten().chain([&app.canvas])
    });
    let of_flows = bundle.flows.iter().flat_map(|flow| flow.error_handlers.iter().chain([&flow.canvas]));
    let of_mini_apps = bundle.mini_apps.iter().map(|mini_app| &mini_app.model);
    for document in of_app.chain(of_flows).chain(of_mini_apps) {
        each_text(document, &mut |text| {
            found.extend(Template::parse(text).variables().map(str::to_owned));
        });
    }
    for value in bundle.app().into_iter().flat_map(|app| app.attached_data.values()) {
        found.extend(Template::parse(value).variables().map(str::to_owned));
    }
    found
}

fn each_text(document: &Value, visit: &mut dyn FnMut(&str)) {
    match document {
        Value::String(text) => visit(text),
        Value::Array(items) => items.iter().for_each(|item| each_text(item, visit)),
        Value::Object(keys) => keys.values().for_each(|item| each_text(item, visit)),
        _ => {}
    }
}

/// Takes user and group out of the builtins of a canvas: nobody resolves them, so two canvases that differ in them
/// alone are the same.
pub fn forget_owners_of_builtins(canvas: &mut Value) {
    each_in_canvas(canvas, &mut |id| {
        let parsed = ComponentId::parse(id).ok()?;
        (parsed.kind() == ComponentKind::Builtin).then(|| format!("_.{}.builtins.orc._", parsed.name()))
    });
}

/// Calls `change` with each component id of a canvas, and writes what it gives in its place.
pub(crate) fn each_in_canvas(canvas: &mut Value, change: &mut dyn FnMut(&str) -> Option<String>) {
    let content = if canvas.get("content").is_some() { canvas.get_mut("content") } else { Some(canvas) };
    let Some(nodes) = content.and_then(|content| content.get_mut("nodes")).and_then(Value::as_array_mut)
    else {
        return;
    };
    for node in nodes {
        replace(node.get_mut("component_id"), change);
    }
}

/// The same for handlers: the component that runs, and the sources, which may be paths `flow::miniapp`.
pub(crate) fn each_in_handlers(handlers: &mut [Value], change: &mut dyn FnMut(&str) -> Option<String>) {
    for handler in handlers {
        replace(handler.get_mut("handler").and_then(|handler| handler.get_mut("component_id")), change);
        let Some(sources) = handler.get_mut("error_sources").and_then(Value::as_array_mut) else { continue };
        for source in sources {
            let Some(path) = source.as_str() else { continue };
            let changed: Vec<String> =
                path.split("::").map(|id| changed(id, change).unwrap_or_else(|| id.to_owned())).collect();
            *source = Value::String(changed.join("::"));
        }
    }
}

fn replace(place: Option<&mut Value>, change: &mut dyn FnMut(&str) -> Option<String>) {
    let Some(Value::String(id)) = place else { return };
    if let Some(new) = changed(id, change) {
        *id = new;
    }
}

/// Names and other text that is no component id stay as they are.
fn changed(id: &str, change: &mut dyn FnMut(&str) -> Option<String>) -> Option<String> {
    ComponentId::parse(id).ok().and_then(|_| change(id))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{each_in_handlers, of_canvas, of_handlers, variables};
    use crate::{App, Bundle, Root};

    #[test]
    fn the_components_of_a_canvas_are_found_whether_or_not_it_is_wrapped() {
        let content = json!({"nodes": [{"component_id": "u.a.YesNo.MiniApps.g"}, {"component_id": 3}, 4]});
        assert_eq!(of_canvas(&content), ["u.a.YesNo.MiniApps.g"]);
        assert_eq!(of_canvas(&json!({"content": content})), ["u.a.YesNo.MiniApps.g"]);
        assert!(of_canvas(&json!([1])).is_empty());
    }

    #[test]
    fn variables_are_found_wherever_a_text_stands() {
        let canvas =
            json!({"content": {"nodes": [{"configuration": {"input_fields": {"a": "{{ocpvars:one}}"}}}]}});
        let bundle = Bundle {
            root: Root::App(Box::new(App { canvas, ..App::default() })),
            mini_apps: vec![crate::MiniApp {
                model: json!({"ask": ["open {{ ocpvars:two }}, {{field}}"]}),
                ..crate::MiniApp::default()
            }],
            ..Bundle::default()
        };
        assert_eq!(variables(&bundle).into_iter().collect::<Vec<_>>(), ["one", "two"]);
    }

    #[test]
    fn each_step_of_a_fail_source_is_repointed_and_names_stay() {
        let mut handlers = vec![json!({
            "error_sources": ["u.f.Flows.orc.g::u.a.YesNo.MiniApps.g", "ZipCode"],
            "handler": {"component_id": "u.h.Flows.orc.g"}
        })];
        assert_eq!(of_handlers(&handlers), ["u.h.Flows.orc.g"]);
        each_in_handlers(&mut handlers, &mut |id| Some(id.replace("u.", "v.")));
        assert_eq!(handlers[0]["error_sources"], json!(["v.f.Flows.orc.g::v.a.YesNo.MiniApps.g", "ZipCode"]));
        assert_eq!(handlers[0]["handler"]["component_id"], "v.h.Flows.orc.g");
    }
}
