//! Names of fields: which can't be given, because they are the platform's or can't be written in a template.

use baton_model::fields::{READ_ONLY, is_reserved};

/// The longest name of a field, in characters.
const LONGEST: usize = 255;

/// True for names that no node may give to what it produces.
pub(crate) fn forbidden(name: &str) -> bool {
    is_reserved(name) || READ_ONLY.contains(&name) || unwritable(name)
}

/// True for names that `{{name}}` could not stand for: a dot leads into JSON, braces end the place.
pub(crate) fn unwritable(name: &str) -> bool {
    name.is_empty()
        || name.trim() != name
        || name.contains(['.', '{', '}'])
        || name.starts_with("ocpvars:")
        || name.chars().count() > LONGEST
}
