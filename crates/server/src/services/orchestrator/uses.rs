//! Who uses which component: kept beside the documents, so that "what still uses this?" is one look-up.

use axum::http::StatusCode;
use baton_auth::Access;
use baton_model::canvas::{Content, is_shared_component};
use baton_store::Application;
use serde_json::{Value, json};

use crate::ApiError;

/// The miniApps and flows that an app or flow names: on its canvas and in its handlers.
pub fn components(row: &Application, canvas: &Content) -> Vec<String> {
    let of_canvas = canvas.components().into_iter().map(str::to_owned);
    let lists = [&row.error_handlers, &row.dialog_end_handlers];
    let of_handlers = lists.into_iter().filter_map(Value::as_array).flatten().filter_map(|handler| {
        let id = handler.get("handler")?.get("component_id")?.as_str()?;
        is_shared_component(id).then(|| id.to_owned())
    });
    of_canvas.chain(of_handlers).collect()
}

/// What somebody wants to do with a component that others may use.
#[derive(Debug, Clone, Copy)]
pub enum Wish {
    /// Delete it.
    Delete,
    /// Give it another name, and so another component id.
    Rename,
}

/// 409 when somebody still uses a component, naming those that the caller sees and counting the others.
pub fn still_used(what: &str, wish: Wish, access: &Access, users: &[Application]) -> Option<ApiError> {
    let (seen, hidden): (Vec<_>, Vec<_>) =
        users.iter().partition(|user| access.role_in(&user.group_name).is_some());
    let mut names: Vec<String> =
        seen.iter().map(|user| format!("the {} {} [{}]", user.kind, user.name, user.group_name)).collect();
    match hidden.len() {
        0 => {}
        1 => names.push("one in a group that you do not see".to_owned()),
        count => names.push(format!("{count} in groups that you do not see")),
    }
    if names.is_empty() {
        return None;
    }
    let used_by: Vec<Value> = seen.iter().map(|user| shown(user)).collect();
    let names = names.join(", ");
    let detail = match wish {
        Wish::Delete => format!("This {what} is still used by {names}. Remove it there first."),
        Wish::Rename => format!(
            "This {what} keeps its name while it is used by {names}: canvases name it by its component id. Remove it there first, then rename it and put it back."
        ),
    };
    Some(ApiError { status: StatusCode::CONFLICT, body: json!({ "detail": detail, "used_by": used_by }) })
}

fn shown(user: &Application) -> Value {
    json!({
        "id": user.id,
        "type": user.kind.as_str(),
        "name": user.name,
        "group": user.group_name,
        "canvas": user.canvas_id,
    })
}
