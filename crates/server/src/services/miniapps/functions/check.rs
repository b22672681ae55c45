//! The scripts of a model, checked before it is saved.

use axum::http::StatusCode;
use baton_script::Failure;
use serde_json::{Value, json};

use crate::{ApiError, AppState};

/// The most scripts that one model may hold.
const MOST: usize = 500;
/// The most scripts that are named as wrong.
const MOST_WRONG: usize = 20;

/// Refuses a model with a script that is none: 400, with line and column of each.
///
/// # Errors
/// `{"detail": "…", "errors": [{"path", "message", "line", "column"}]}`.
pub async fn check(state: &AppState, whose: &str, model: &Value) -> Result<(), ApiError> {
    let mut scripts = Vec::new();
    gather(model, "model", &mut scripts);
    if scripts.len() > MOST {
        return Err(ApiError::bad_request(format!("A miniApp has at most {MOST} functions. Remove some.")));
    }
    let functions = state.runtime.performer().functions();
    let mut wrong = Vec::new();
    for (path, javascript) in scripts {
        if let Some(failure) = functions.check(whose, javascript).await {
            wrong.push((path, failure));
            if wrong.len() == MOST_WRONG {
                break;
            }
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(refused(&wrong)) }
}

fn refused(wrong: &[(String, Failure)]) -> ApiError {
    let errors: Vec<Value> = wrong
        .iter()
        .map(|(path, failure)| {
            json!({
                "path": path,
                "message": sentence(failure),
                "line": failure.line,
                "column": failure.column,
            })
        })
        .collect();
    let first =
        wrong.first().map(|(path, failure)| format!(" {path}: {}", sentence(failure))).unwrap_or_default();
    let detail = format!("The JavaScript can't be read.{first}");
    ApiError { status: StatusCode::BAD_REQUEST, body: json!({ "detail": detail, "errors": errors }) }
}

fn sentence(failure: &Failure) -> String {
    let place = match (failure.line, failure.column) {
        (Some(line), Some(column)) => format!(" at line {line}, column {column}"),
        _ => String::new(),
    };
    format!("{}{place}: {}", failure.name, failure.message)
}

/// All scripts of a model, with where they stand: what stands under `javascript`, and the value of a thing of type
/// `function`.
fn gather<'a>(value: &'a Value, path: &str, scripts: &mut Vec<(String, &'a str)>) {
    match value {
        Value::Object(object) => {
            let is_function = object.get("type").and_then(Value::as_str) == Some("function");
            for (key, inner) in object {
                let path = format!("{path}.{key}");
                match inner {
                    Value::String(text) if key == "javascript" || (is_function && key == "value") => {
                        scripts.push((path, text.as_str()));
                    }
                    _ => gather(inner, &path, scripts),
                }
            }
        }
        Value::Array(values) => {
            for (index, inner) in values.iter().enumerate() {
                gather(inner, &format!("{path}.{index}"), scripts);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::gather;

    #[test]
    fn scripts_are_found_wherever_they_stand() {
        let model = json!({
            "userFunctions": [{"name": "a", "javascript": "1"}],
            "outputs": {"b": {"type": "function", "value": "2"}, "c": {"type": "path", "value": "x.y"}},
            "validations": {"blocks": [{"javascript": "3"}]}
        });
        let mut scripts = Vec::new();
        gather(&model, "model", &mut scripts);
        let paths: Vec<&str> = scripts.iter().map(|(path, _)| path.as_str()).collect();
        let expected = [
            "model.userFunctions.0.javascript",
            "model.outputs.b.value",
            "model.validations.blocks.0.javascript",
        ];
        assert_eq!(paths, expected);
    }
}
