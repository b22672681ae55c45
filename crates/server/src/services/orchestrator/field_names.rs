//! What authors may call a field.

use baton_model::fields::{READ_ONLY, is_reserved};

use crate::extract::{Fields, SHORT};

/// Why nobody but the platform may give a field this name; or why no template could hold it.
pub fn refused(name: &str) -> Option<String> {
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
    } else if READ_ONLY.contains(&name) {
        Some(format!("{name} is built in. Choose another name."))
    } else {
        None
    }
}

/// The names of fields that something takes or returns: each can be one, and stands there once.
pub fn list(fields: &mut Fields, key: &str) -> Option<Vec<String>> {
    let names = fields.texts(key)?;
    for (index, name) in names.iter().enumerate() {
        if let Some(sentence) = refused(name) {
            fields.wrong(key, format!("Item {index}: {sentence}"));
        } else if names.iter().take(index).any(|earlier| earlier == name) {
            fields.wrong(key, format!("Item {index}: {name} stands there twice."));
        }
    }
    Some(names)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{list, refused};
    use crate::extract::Fields;

    #[test]
    fn a_name_of_the_platform_or_one_that_no_template_can_hold_is_refused() {
        for name in
            ["", " a", "a.b", "{a}", "a\nb", "DialogID", "BioScore", "InputMode", "Dnis", &"a".repeat(256)]
        {
            assert!(refused(name).is_some(), "{name}");
        }
        for name in ["customer", "31", "Entity1_0_output", "ConfirmPayment-0-output", "Πελάτης", "Ani"]
        {
            assert_eq!(refused(name), None, "{name}");
        }
    }

    #[test]
    fn each_wrong_name_of_a_list_is_told_by_its_place() {
        let mut fields = Fields::of(json!({"input_fields": ["a", "b.c", "a"]})).unwrap();
        let read = list(&mut fields, "input_fields");
        let refused = fields.finish(read).unwrap_err();
        assert_eq!(
            refused.body["input_fields"],
            json!([
                "Item 1: b.c can't be the name of a field: a name has no dots, braces and control characters.",
                "Item 2: a stands there twice."
            ])
        );
    }
}
