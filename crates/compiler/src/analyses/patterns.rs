//! Regular expressions: those of `MATCHES` and of validations can be read, and stay small.

use std::collections::HashMap;

use baton_model::codes::Code;
use baton_model::program::Operator;

use crate::canvas::Canvas;
use crate::report::{At, Report};

/// The most memory a compiled pattern may take. What fits runs in linear time anyway.
const MOST_BYTES: usize = 1 << 18;
/// The most different patterns of one canvas that are looked at.
const MOST_PATTERNS: usize = 500;

pub(crate) fn check(canvas: &Canvas<'_>, report: &mut Report<'_>) {
    let mut seen = HashMap::new();
    for (at, edge) in canvas.content.edges.iter().enumerate() {
        for (index, condition) in edge.conditions.iter().enumerate() {
            let pattern = condition.value.as_str();
            let matches = Operator::parse(&condition.operator) == Some(Operator::Matches);
            if !matches
                || pattern.contains("{{")
                || (seen.len() >= MOST_PATTERNS && !seen.contains_key(pattern))
            {
                continue;
            }
            if let Some((code, message)) =
                seen.entry(pattern).or_insert_with(|| problem(pattern, "a condition"))
            {
                let node = canvas.graph.ends(at).map(|(source, _)| source);
                let place = At::edge(at).on_node(node).field(&condition.field);
                report.raise(*code, place.location(format!("conditions.{index}")), message.clone());
            }
        }
    }
}

/// What is wrong with a pattern.
pub(crate) fn problem(pattern: &str, whose: &str) -> Option<(Code, String)> {
    let reason = match regex::RegexBuilder::new(pattern).size_limit(MOST_BYTES).nest_limit(50).build() {
        Ok(_) => return None,
        Err(regex::Error::CompiledTooBig(_)) => "it is too large".to_owned(),
        // The last line of the library's message is the reason; those before it draw the pattern.
        Err(error) => {
            let text = error.to_string();
            text.lines().last().unwrap_or_default().trim().trim_start_matches("error: ").to_owned()
        }
    };
    Some((Code::InvalidPattern, format!("The pattern of {whose} can't be read ({reason}); correct it.")))
}
