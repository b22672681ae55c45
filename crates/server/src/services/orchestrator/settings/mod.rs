//! What is set on an app as a whole: its global fields, and which fields are never shown in clear.

use baton_model::fields::{is_built_in, is_reserved};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::AppState;
use crate::extract::{MOST_ITEMS, SHORT};

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
    if name.trim().is_empty() || name.trim() != name {
        Some("A field needs a name, without spaces before or after it.".to_owned())
    } else if name.chars().count() > SHORT {
        Some(format!("Ensure that a name has no more than {SHORT} characters."))
    } else if name.chars().any(|letter| letter.is_control() || ".{}".contains(letter)) {
        let name = name.escape_debug();
        Some(format!(
            "{name} can't be the name of a field: a name has no dots, braces and control characters."
        ))
    } else if is_reserved(name) {
        Some(format!("{name} is reserved for the platform. Choose another name."))
    } else if is_built_in(name) {
        Some(format!("{name} is built in. Choose another name."))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::refused_name;

    #[test]
    fn a_name_of_the_platform_or_one_that_no_template_can_hold_is_refused() {
        for name in [
            "",
            " a",
            "a.b",
            "{a}",
            "a\nb",
            "DialogID",
            "BioScore",
            "Ani",
            "Locale",
            "Dnis",
            &"a".repeat(256),
        ] {
            assert!(refused_name(name).is_some(), "{name}");
        }
        for name in ["customer", "Entity1_0_output", "ConfirmPayment-0-output", "Πελάτης"] {
            assert_eq!(refused_name(name), None, "{name}");
        }
    }
}
