//! Names of fields: which can't be given, because they are the platform's or can't be written in a template.

use baton_model::codes::Code;
use baton_model::fields::{READ_ONLY, is_reserved};

use crate::canvas::{Canvas, Role};
use crate::lower;
use crate::report::{At, Report};

/// The longest name of a field, in characters.
const LONGEST: usize = 255;

pub(crate) fn check(canvas: &Canvas<'_>, report: &mut Report<'_>) {
    for (key, names) in
        [("input_fields", &canvas.unit.input_fields), ("output_fields", &canvas.unit.output_fields)]
    {
        for name in names {
            name_given(name, At::canvas().location(key), report);
        }
    }
    for (node, written, role) in canvas.nodes() {
        let settings = &written.configuration;
        match role {
            Role::SetField => {
                for (index, step) in settings.extra_fields.iter().enumerate() {
                    let path = lower::field_path(&step.field);
                    let whole = if path.path.is_empty() { path.name.as_str() } else { step.field.as_str() };
                    name_given(whole, At::node(node).location(format!("extra_fields.{index}")), report);
                }
            }
            Role::MiniApp(_) | Role::Flow(_) | Role::Unknown => {
                for (index, output) in settings.output_fields.iter().enumerate() {
                    let at = At::node(node).location(format!("output_fields.{index}"));
                    name_given(&output.local_name, at, report);
                }
            }
            _ => {}
        }
    }
}

fn name_given(name: &str, at: At, report: &mut Report<'_>) {
    let at = at.field(&shortened(name));
    if is_reserved(name) {
        let message = format!("The name '{name}' belongs to the platform; choose another one.");
        report.raise(Code::ReservedFieldName, at, message);
    } else if READ_ONLY.contains(&name) {
        let message = format!("The field '{name}' can only be read; choose another one.");
        report.raise(Code::ReadOnlyField, at, message);
    } else if unwritable(name) {
        let message = format!(
            "The name '{}' can't be used in a template; use at most {LONGEST} characters without dots, braces and spaces around it.",
            shortened(name)
        );
        report.raise(Code::InvalidFieldName, at, message);
    }
}

fn shortened(name: &str) -> String {
    match name.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or_default()),
        None => name.to_owned(),
    }
}

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
