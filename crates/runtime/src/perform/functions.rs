//! Functions: from what a dialog asks for to a call of a worker, and back.

use baton_dialog::{Evaluate, Evaluated, FunctionError, FunctionKind};
use baton_script::{Call, Kind, Pool};
use serde_json::Value;

/// Runs a function.
pub(super) async fn evaluate(pool: &Pool, whose: &str, function: &Evaluate) -> Evaluated {
    let call = Call {
        javascript: function.javascript.clone(),
        params: Value::Object(function.params.clone()),
        kind: match function.kind {
            FunctionKind::User => Kind::User,
            FunctionKind::Validation => Kind::Validation,
            FunctionKind::Output => Kind::Output,
        },
        now: function.time.as_millis(),
        seed: function.seed,
    };
    let outcome = pool.run(whose, call).await;
    metrics::histogram!("baton_function_duration_seconds").record(outcome.milliseconds / 1e3);
    if let Some(error) = &outcome.error
        && matches!(error.name.as_str(), "Timeout" | "OutOfMemory" | "Crash")
    {
        metrics::counter!("baton_functions_ended_total", "reason" => error.name.clone()).increment(1);
    }
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a function ends within seconds"
    )]
    let milliseconds = outcome.milliseconds.round() as u64;
    Evaluated {
        value: Some(outcome.value).filter(|value| !value.is_null()),
        log: outcome.log,
        milliseconds,
        error: outcome.error.map(|error| FunctionError {
            name: error.name,
            message: error.message,
            line: error.line,
            column: error.column,
        }),
    }
}
