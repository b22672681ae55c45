//! Whether what a group has already is what an import would bring.

use baton_bundle::{Flow, MiniApp, references};
use serde_json::Value;
use uuid::Uuid;

/// True when the flows are the same but for what says nothing: the id of the canvas, which clients write into its
/// document, and whose builtins they name.
pub fn same_flow(one: &Flow, other: &Flow) -> bool {
    let nameless = |flow: &Flow| {
        let mut flow = flow.clone();
        set_canvas_id(&mut flow.canvas, Uuid::nil());
        references::forget_owners_of_builtins(&mut flow.canvas);
        flow
    };
    nameless(one) == nameless(other)
}

/// True when the miniApps are the same.
pub fn same_mini_app(one: &MiniApp, other: &MiniApp) -> bool {
    one == other
}

/// A canvas document may hold the id of its canvas as `name`; it becomes this one.
pub fn set_canvas_id(document: &mut Value, id: Uuid) {
    if let Some(name) = document.get_mut("name")
        && name.as_str().is_some_and(|name| Uuid::try_parse(name).is_ok())
    {
        *name = Value::String(id.to_string());
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use uuid::Uuid;

    use super::set_canvas_id;

    #[test]
    fn only_a_name_that_is_an_id_is_replaced() {
        let mut document = json!({"name": "6f1c3a52-6c7e-4c3f-9a4e-0a8a5b2f3c11", "content": {}});
        set_canvas_id(&mut document, Uuid::nil());
        assert_eq!(document["name"], "00000000-0000-0000-0000-000000000000");
        let mut document = json!({"name": "my canvas"});
        set_canvas_id(&mut document, Uuid::nil());
        assert_eq!(document["name"], "my canvas");
    }
}
