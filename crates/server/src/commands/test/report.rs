//! How it went, for people and for programs.

use baton_model::problem::Severity;
use serde_json::{Value, json};

use super::play::Mismatch;
use crate::commands::check::Paint;

/// How one conversation went.
pub struct Outcome {
    pub file: String,
    pub title: String,
    /// Where it went another way; `None`: nowhere.
    pub mismatch: Option<Mismatch>,
}

/// A line for each, what went another way below it, and a sum.
pub fn text(outcomes: &[Outcome], paint: Paint) -> String {
    let mut text = String::new();
    for Outcome { file, title, mismatch } in outcomes {
        let title = if title.is_empty() { String::new() } else { format!("  {title}") };
        match mismatch {
            None => text += &format!("ok    {file}{}\n", paint.dim(&title)),
            Some(Mismatch { line, written, found }) => {
                text += &format!(
                    "{}  {file}:{line}{title}\n        written  {written}\n        found    {found}\n",
                    paint.severity(Severity::Error, "FAIL")
                );
            }
        }
    }
    let failed = outcomes.iter().filter(|outcome| outcome.mismatch.is_some()).count();
    let conversations = if outcomes.len() == 1 { "conversation" } else { "conversations" };
    text + &format!(
        "\n{} {conversations}: {} went as written, {failed} did not.\n",
        outcomes.len(),
        outcomes.len() - failed
    )
}

/// `{"passed", "failed", "conversations": [{"file", "title", "passed", "line", "written", "found"}]}`
pub fn json(outcomes: &[Outcome]) -> Value {
    let failed = outcomes.iter().filter(|outcome| outcome.mismatch.is_some()).count();
    let one = |Outcome { file, title, mismatch }: &Outcome| {
        let mut one = json!({"file": file, "title": title, "passed": mismatch.is_none()});
        if let Some(Mismatch { line, written, found }) = mismatch {
            (one["line"], one["written"], one["found"]) = (json!(line), json!(written), json!(found));
        }
        one
    };
    let conversations: Vec<Value> = outcomes.iter().map(one).collect();
    json!({"passed": outcomes.len() - failed, "failed": failed, "conversations": conversations})
}
