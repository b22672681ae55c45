//! What is set on an app as a whole: its global fields, and which fields are never shown in clear.

use baton_model::fields::is_built_in;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::field_names;
use crate::AppState;
use crate::extract::MOST_ITEMS;

pub mod field_sensitivity;
pub mod global_fields;

/// The table of contents.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(global_fields::get, global_fields::put))
        .routes(routes!(field_sensitivity::get, field_sensitivity::put))
}

/// The most fields of one kind.
const MOST: usize = MOST_ITEMS;

/// Why no author may give this name to such a field.
fn refused_name(name: &str) -> Option<String> {
    let built_in = || is_built_in(name).then(|| format!("{name} is built in. Choose another name."));
    field_names::refused(name).or_else(built_in)
}

#[cfg(test)]
mod tests {
    use super::refused_name;

    #[test]
    fn what_every_canvas_has_anyhow_is_refused() {
        for name in ["Ani", "Locale", "Dnis", "DialogID", "a.b"] {
            assert!(refused_name(name).is_some(), "{name}");
        }
        assert_eq!(refused_name("customer"), None);
    }
}
