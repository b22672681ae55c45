//! What was thrown, as a failure: whatever it is, and whatever its properties do.

use rquickjs::{CaughtError, Coerced, Ctx, Object, Value};

use super::SCRIPT;
use crate::{Failure, limits};

/// The failure that something thrown is.
pub(super) fn failure<'js>(ctx: &Ctx<'js>, caught: CaughtError<'js>) -> Failure {
    let found = match caught {
        CaughtError::Exception(exception) => of_object(ctx, exception.as_object()),
        CaughtError::Value(value) => match value.as_object() {
            Some(object) => of_object(ctx, object),
            None => Failure::new("Error", text(ctx, &value).unwrap_or_default()),
        },
        CaughtError::Error(rquickjs::Error::Allocation) => out_of_memory(),
        CaughtError::Error(error) => Failure::new("Error", error.to_string()),
    };
    let Failure { line, column, .. } = found;
    match (found.name.as_str(), found.message.as_str()) {
        ("InternalError", "out of memory") => Failure { line, column, ..out_of_memory() },
        // As other engines name it.
        ("InternalError", "string too long") => {
            Failure { line, column, ..Failure::new("RangeError", "Invalid string length") }
        }
        _ => found,
    }
}

pub(super) fn out_of_memory() -> Failure {
    Failure::new(Failure::OUT_OF_MEMORY, "The function took more memory than it may.")
}

fn of_object<'js>(ctx: &Ctx<'js>, object: &Object<'js>) -> Failure {
    let property = |name: &str| {
        let value: Value<'js> = object.get(name).inspect_err(|_| drop(ctx.catch())).ok()?;
        (!value.is_undefined()).then(|| text(ctx, &value)).flatten()
    };
    let name = property("name").filter(|name| !name.is_empty()).unwrap_or_else(|| "Error".to_owned());
    let message = property("message").or_else(|| text(ctx, object.as_value())).unwrap_or_default();
    let place = property("stack").and_then(|stack| place(&stack, &name));
    Failure {
        name: short(&name, 100),
        message: short(&message, limits::MESSAGE),
        line: place.map(|(line, _)| line),
        column: place.map(|(_, column)| column),
    }
}

/// As JavaScript makes a text of it; nothing when it can't.
fn text<'js>(ctx: &Ctx<'js>, value: &Value<'js>) -> Option<String> {
    let text = value.get::<Coerced<String>>().inspect_err(|_| drop(ctx.catch())).ok()?;
    Some(short(&text.0, limits::MESSAGE))
}

pub(super) fn short(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The first place of the script in a stack trace: `at f (function:3:7)` or `at function:3:7`. The class of the error
/// itself is no such place.
fn place(stack: &str, name: &str) -> Option<(u32, u32)> {
    let marker = format!("{SCRIPT}:");
    let class = format!("at {name} (");
    stack.lines().filter(|line| !line.trim_start().starts_with(&class)).find_map(|line| {
        let at = line.rfind(&marker)?;
        let before = line.get(..at)?.chars().next_back();
        if !matches!(before, Some('(' | ' ')) {
            return None;
        }
        let numbers = line.get(at + marker.len()..)?.trim_end_matches(')');
        let (line, column) = numbers.split_once(':')?;
        Some((line.parse().ok()?, column.parse().ok()?))
    })
}

#[cfg(test)]
mod tests {
    use super::{place, short};

    #[test]
    fn a_place_is_the_first_one_in_the_script() {
        let stack = "    at compile (handlebars:1:300)\n    at f (function:3:7)\n    at function:9:1\n";
        assert_eq!(place(stack, "Error"), Some((3, 7)));
        assert_eq!(place("    at function:9:1", "Error"), Some((9, 1)));
        assert_eq!(place("    at myfunction:9:1", "Error"), None);
        assert_eq!(place("    at Refused (function:1:1)\n    at function:2:7", "Refused"), Some((2, 7)));
        assert_eq!(place("no stack", "Error"), None);
    }

    #[test]
    fn a_text_is_cut_between_characters() {
        assert_eq!(short("αβγ", 2), "αβ…");
        assert_eq!(short("αβγ", 3), "αβγ");
    }
}
